/* The view: which entries live at a moment, sorted for the other rooms. */
#include "person/records.h"
#include <string.h>

enum { NOT_LIVE = 0, LIVE, RETRACTED };

typedef struct viewing {
  rsupi_records *records;
  const rsupi_moment_known *moment;
  rsup_day known_day, today; /* the local days of known_at and now */
  rsupi_arena *arena, *work; /* of what stays, and of what does not */
  unsigned char *state;      /* by entry index */
  const void **lists;        /* of all sections but events */
  const rsupi_event **events, **by_type;
  rsupi_zone_span *spans;
  void **buffer;
  rsupi_view *view;
} viewing;

/* ---- who lives */

/* An event that does not say when it was recorded is known from when it happened. One that lies
 * after `now` is in the record all the same: it lives, so that it is counted where events are
 * collected. */
static int is_known(const viewing *v, const rsupi_entry *entry) {
  if (!v->moment) return 1;
  const rsup_instant from = rsupi_entry_known_from(entry);
  if (from != RSUPI_NO_INSTANT)
    return from <= v->moment->known_at ||
           (entry->recorded_when_it_happened && from > v->moment->now);
  return entry->known_day == RSUPI_NO_DAY || entry->known_day <= v->known_day ||
         (entry->recorded_when_it_happened && entry->known_day > v->today);
}

/* Of each id the highest revision known; among two that contradict each other, the first in
 * canonical order. One that can't be used is not replaced by what it replaced. */
static void choose(viewing *v) {
  rsupi_entry *const *const entries = v->records->entries;
  const size_t count = v->records->count;
  memset(v->state, NOT_LIVE, count);
  v->view->unusable = 0;
  for (size_t i = 0; i < count;) {
    const rsupi_entry *best = NULL;
    size_t best_index = i, end = i;
    do {
      const rsupi_entry *const entry = entries[end];
      if (is_known(v, entry) &&
          (!best || rsupi_entry_revision(entry) > rsupi_entry_revision(best))) {
        best = entry;
        best_index = end;
      }
      end++;
    } while (end < count && entries[i]->key_kind != RSUPI_KEY_NONE &&
             !rsupi_entry_compare_key(entries[i], entries[end]));
    if (best && best->usable) v->state[best_index] = LIVE;
    if (best && !best->usable && best->noted) v->view->unusable++;
    i = end;
  }
}

static void retract(viewing *v, const rsupi_void *what) {
  const rsupi_section *const section =
      what->section ? rsupi_section_named(what->section) : rsupi_section_of(RSUPI_SECTION_EVENTS);
  if (!section) return;
  const rsupi_entry probe = {.section = (uint8_t)section->id, .head.id = what->of};
  rsupi_entry *const *const entries = v->records->entries;
  const size_t count = v->records->count;
  const size_t start = rsupi_records_find(entries, count, &probe);
  if (start == count || v->state[start] == RETRACTED) return;
  for (size_t i = start; i < count && !rsupi_entry_compare_key(entries[i], &probe); i++) {
    const int is_void = entries[i]->section == RSUPI_SECTION_EVENTS && !entries[i]->event_type;
    if (!is_void) v->state[i] = RETRACTED; /* a retraction itself is final */
  }
}

static void apply_voids(viewing *v) {
  for (size_t i = 0; i < v->records->count; i++) {
    const rsupi_entry *const entry = v->records->entries[i];
    if (entry->section == RSUPI_SECTION_EVENTS && !entry->event_type && v->state[i] == LIVE)
      retract(v, rsupi_entry_bound(entry));
  }
}

rsup_status rsupi_records_live(rsupi_records *records, rsupi_arena *arena,
                               const unsigned char **out) {
  rsupi_view counted;
  viewing v = {.records = records, .arena = arena, .view = &counted};
  unsigned char *const live = rsupi_arena_alloc(arena, records->count + 1);
  if (!live) return RSUP_E_MEMORY;
  v.state = live;
  choose(&v);
  apply_voids(&v);
  for (size_t i = 0; i < records->count; i++) live[i] = live[i] == LIVE;
  *out = live;
  return RSUP_OK;
}

/* ---- zones */

static int by_zone_from(const void *a, const void *b) {
  const rsupi_zone_entry *const x = a, *const y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

/* In order of time, and each a move: the same zone again is no new span. */
static size_t make_spans(viewing *v) {
  void **const zones = (void **)v->lists;
  size_t count = 0, spans = 0;
  for (size_t i = 0; i < v->records->count; i++)
    if (v->records->entries[i]->section == RSUPI_SECTION_ZONES && v->state[i] == LIVE)
      zones[count++] = rsupi_entry_bound(v->records->entries[i]);
  rsupi_sort(zones, v->buffer, count, by_zone_from);
  for (size_t i = 0; i < count; i++) {
    const rsupi_zone_entry *const zone = zones[i];
    if (spans && v->spans[spans - 1].zone == zone->zone_data) continue;
    v->spans[spans] = (rsupi_zone_span){spans ? zone->from : RSUPI_NO_INSTANT, zone->zone_data};
    spans++;
  }
  return spans;
}

static int same_zones(const rsupi_view *before, const rsupi_view *now) {
  if (!before || before->zone_count != now->zone_count) return 0;
  for (size_t i = 0; i < now->zone_count; i++)
    if (before->zones[i].zone != now->zones[i].zone || before->zones[i].from != now->zones[i].from)
      return 0;
  return 1;
}

static rsup_day local_day(const rsupi_view *view, rsup_instant at) {
  if (view->zone_count) return rsupi_history_day(view->zones, view->zone_count, at);
  return (rsup_day)((at - (at < 0 ? RSUPI_MS_PER_DAY - 1 : 0)) / RSUPI_MS_PER_DAY);
}

/* Voids and zones know no day, so who lives among them does not depend on the local day that they
 * decide. */
static void choose_known(viewing *v) {
  v->known_day = v->today = INT32_MAX;
  choose(v);
  apply_voids(v);
  v->view->zones = v->spans;
  v->view->zone_count = make_spans(v);
  if (!v->moment) return;
  v->today = local_day(v->view, v->moment->now);
  if (v->moment->known_at == INT64_MAX) return;
  v->known_day = local_day(v->view, v->moment->known_at);
  if (v->records->last_known_day <= v->known_day) return;
  choose(v);
  apply_voids(v);
}

/* ---- events */

/* The record's own dates: by the zones of all that is known; without zones the day as written. */
static void date_events(viewing *v, const rsupi_view *before) {
  const int again = !same_zones(before, v->view);
  for (size_t i = 0; i < v->records->timeline_count; i++) {
    rsupi_event *const event = rsupi_entry_bound(rsupi_records_event(v->records, i));
    if ((event->dated && !again) || event->at == RSUPI_NO_INSTANT) continue;
    event->first = event->last =
        v->view->zone_count ? rsupi_history_day(v->view->zones, v->view->zone_count, event->at)
                            : event->written;
    event->dated = 1;
  }
}

static int by_event_time(const rsupi_event *x, const rsupi_event *y) {
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->at != y->at) return x->at < y->at ? -1 : 1;
  return strcmp(x->head.id, y->head.id);
}

static int by_time(const void *a, const void *b) {
  return by_event_time(a, b);
}

static int entries_by_time(const void *a, const void *b) {
  const rsupi_entry *const x = a, *const y = b;
  const int order = by_event_time(rsupi_entry_event(x), rsupi_entry_event(y));
  return order ? order : rsupi_entry_compare(x, y);
}

/* The event as it stood on the local day of a history that knew less. */
static const rsupi_event *dated_then(viewing *v, const rsupi_event *event, int *moved) {
  if (!v->moment || event->at == RSUPI_NO_INSTANT || !v->view->zone_count) return event;
  const rsup_day day = rsupi_history_day(v->view->zones, v->view->zone_count, event->at);
  if (day == event->first) return event;
  rsupi_event *const copy = rsupi_arena_alloc(v->arena, sizeof *copy);
  if (!copy) return event;
  *copy = *event;
  copy->first = copy->last = day;
  *moved = 1;
  return copy;
}

static void note_ahead(viewing *v, rsup_instant at) {
  if (at != RSUPI_NO_INSTANT && at > v->moment->now && at < v->view->next_entry)
    v->view->next_entry = at;
}

/* What the record learns later comes in then, for who asks what is known now. */
static void note_unknown(viewing *v) {
  v->view->next_entry = INT64_MAX;
  if (!v->moment || v->moment->known_at != v->moment->now) return;
  for (size_t i = 0; i < v->records->count; i++)
    note_ahead(v, rsupi_entry_known_from(v->records->entries[i]));
}

static void collect_events(viewing *v) {
  size_t count = 0;
  int moved = 0;
  for (size_t i = 0; i < v->records->timeline_count; i++) {
    const rsupi_entry *const entry = rsupi_records_event(v->records, i);
    if (v->state[entry->index] != LIVE) continue;
    const rsupi_event *const event = dated_then(v, rsupi_entry_event(entry), &moved);
    const int later = v->moment && (event->at != RSUPI_NO_INSTANT ? event->at > v->moment->now
                                                                  : event->first > v->today);
    if (later) {
      v->view->after_now++;
      note_ahead(v, event->at);
    } else {
      v->events[count++] = event;
    }
  }
  if (moved) rsupi_sort((void **)v->events, v->buffer, count, by_time);
  v->view->events = v->events;
  v->view->event_count = count;
}

static void split_by_type(viewing *v) {
  rsupi_view *const view = v->view;
  size_t next[RSUPI_EVENT_TYPES], start = 0;
  for (size_t i = 0; i < view->event_count; i++) view->by_type_count[view->events[i]->type]++;
  for (size_t type = 0; type < RSUPI_EVENT_TYPES; type++) {
    next[type] = start;
    view->by_type[type] = v->by_type + start;
    start += view->by_type_count[type];
  }
  for (size_t i = 0; i < view->event_count; i++)
    v->by_type[next[view->events[i]->type]++] = view->events[i];
}

/* ---- the other sections */

static int by_status_from(const void *a, const void *b) {
  const rsupi_person_status *const x = a, *const y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}
static int by_region_from(const void *a, const void *b) {
  const rsupi_region_entry *const x = a, *const y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}
static int by_care_from(const void *a, const void *b) {
  const rsupi_care *const x = a, *const y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}
static int by_reviewed(const void *a, const void *b) {
  const rsupi_plan *const x = a, *const y = b;
  return x->reviewed < y->reviewed ? -1 : x->reviewed > y->reviewed;
}

/* Of several that say the same thing, what the record learned last. */
static void newest(const rsupi_entry **best, const rsupi_entry *entry) {
  if (!*best || rsupi_entry_known_from(entry) >= rsupi_entry_known_from(*best)) *best = entry;
}

static void take_singles(viewing *v) {
  const rsupi_entry *standing = NULL, *languages = NULL, *self = NULL;
  for (size_t i = 0; i < v->records->count; i++) {
    const rsupi_entry *const entry = v->records->entries[i];
    if (v->state[i] != LIVE) continue;
    if (entry->section == RSUPI_SECTION_STANDING) newest(&standing, entry);
    if (entry->section == RSUPI_SECTION_LANGUAGES) newest(&languages, entry);
    if (entry->section == RSUPI_SECTION_SELF) newest(&self, entry);
  }
  v->view->self = self ? rsupi_entry_bound(self) : NULL;
  if (standing) {
    const rsupi_names_entry *const names = rsupi_entry_bound(standing);
    for (size_t i = 0; i < names->value_count; i++)
      v->view->standing |= UINT32_C(1) << names->values[i];
  }
  if (languages) {
    const rsupi_names_entry *const names = rsupi_entry_bound(languages);
    v->view->languages = names->texts;
    v->view->language_count = names->text_count;
  }
}

/* One array holds the lists of all sections, one behind the other. */
static void list_sections(viewing *v) {
  size_t start[RSUPI_SECTIONS + 1] = {0}, n = 0;
  int32_t section = 0;
  for (size_t i = 0; i < v->records->count; i++) {
    const rsupi_entry *const entry = v->records->entries[i];
    while (section < entry->section) start[++section] = n;
    if (entry->section != RSUPI_SECTION_EVENTS && v->state[i] == LIVE)
      v->lists[n++] = rsupi_entry_bound(entry);
  }
  while (section < RSUPI_SECTIONS) start[++section] = n;
  rsupi_view *const view = v->view;
#define SECTION(ID, LIST, COUNT, TYPE)                                                             \
  view->LIST = (const TYPE *const *)(v->lists + start[RSUPI_SECTION_##ID]);                        \
  view->COUNT = start[RSUPI_SECTION_##ID + 1] - start[RSUPI_SECTION_##ID]
  SECTION(STATUS, status, status_count, rsupi_person_status);
  SECTION(REGION, regions, region_count, rsupi_region_entry);
  SECTION(FACTS, facts, fact_count, rsupi_fact);
  SECTION(GUARDIANS, guardians, guardian_count, rsupi_guardian);
  SECTION(SETTINGS, settings, setting_count, rsupi_setting);
  SECTION(TARGETS, targets, target_count, rsupi_target);
  SECTION(TIES, ties, tie_count, rsupi_tie);
  SECTION(ALTER_TIES, alter_ties, alter_tie_count, rsupi_alter_tie);
  SECTION(ASKED, asked, asked_count, rsupi_asked);
  SECTION(MEMBERSHIPS, memberships, membership_count, rsupi_membership);
  SECTION(ORGANISATIONS, organisations, organisation_count, rsupi_organisation);
  SECTION(GOALS, aims, aim_count, rsupi_aim);
  SECTION(CARE, care, care_count, rsupi_care);
  SECTION(SERVICES, services, service_count, rsupi_service);
  SECTION(APPOINTMENTS, appointments, appointment_count, rsupi_appointment);
  SECTION(CONDITIONS, conditions, condition_count, rsupi_condition);
  SECTION(CONSENTS, consents, consent_count, rsupi_consent);
  SECTION(PLAN, plans, plan_count, rsupi_plan);
  SECTION(WORDS, words, word_count, rsupi_own_words);
#undef SECTION
  void **const lists = (void **)v->lists;
  rsupi_sort(lists + start[RSUPI_SECTION_STATUS], v->buffer, view->status_count, by_status_from);
  rsupi_sort(lists + start[RSUPI_SECTION_REGION], v->buffer, view->region_count, by_region_from);
  rsupi_sort(lists + start[RSUPI_SECTION_CARE], v->buffer, view->care_count, by_care_from);
  rsupi_sort(lists + start[RSUPI_SECTION_PLAN], v->buffer, view->plan_count, by_reviewed);
}

/* ---- building */

static size_t zone_entries(const rsupi_records *records) {
  size_t count = 0;
  for (size_t i = 0; i < records->count; i++)
    count += records->entries[i]->section == RSUPI_SECTION_ZONES;
  return count;
}

static size_t event_entries(const rsupi_records *records) {
  size_t count = 0;
  for (size_t i = 0; i < records->count; i++)
    count += records->entries[i]->section == RSUPI_SECTION_EVENTS;
  return count;
}

/* All room is taken before anything is touched: the events' own dates change only when the build
 * can no longer be given up. */
static int take_room(viewing *v) {
  const size_t count = v->records->count, events = v->records->timeline_count;
  v->state = rsupi_arena_alloc(v->work, count);
  v->lists = rsupi_arena_array(v->arena, count - event_entries(v->records), sizeof *v->lists);
  v->events = rsupi_arena_array(v->arena, events, sizeof *v->events);
  v->by_type = rsupi_arena_array(v->arena, events, sizeof *v->by_type);
  v->buffer = rsupi_arena_array(v->work, count, sizeof *v->buffer);
  v->spans = rsupi_arena_array(v->arena, zone_entries(v->records), sizeof *v->spans);
  return !v->arena->failed && !v->work->failed;
}

static rsup_status build(viewing *v, const rsupi_view *before) {
  rsupi_records *const records = v->records;
  rsupi_view *const view = v->view;
  if (!take_room(v)) return RSUP_E_MEMORY;
  if (!v->moment)
    for (size_t i = 0; i < records->count; i++) records->entries[i]->index = (uint32_t)i;
  choose_known(v);
  if (!v->moment) {
    date_events(v, before);
    rsupi_sort((void **)records->timeline, v->buffer, records->timeline_count, entries_by_time);
  }
  list_sections(v);
  take_singles(v);
  note_unknown(v);
  collect_events(v);
  if (!rsupi_view_join(view, v->events, view->event_count, v->arena)) return RSUP_E_MEMORY;
  split_by_type(v);
  rsupi_view_label(view);
  if (!rsupi_view_summarise(view, v->arena)) return RSUP_E_MEMORY;
  return v->arena->failed ? RSUP_E_MEMORY : RSUP_OK;
}

rsup_status rsupi_view_build(const char *person_id, rsupi_records *records,
                             const rsupi_moment_known *moment, const rsupi_view *before,
                             rsupi_arena *arena, rsupi_view *out) {
  rsupi_arena work; /* for the record's own view: what a question builds goes with its arena */
  viewing v = {.records = records, .moment = moment, .arena = arena, .work = arena, .view = out};
  memset(out, 0, sizeof *out);
  out->person_id = person_id;
  if (moment) return build(&v, before);
  rsupi_arena_init(&work, &arena->allocator, records->count * (sizeof(void *) + 1) + 64);
  v.work = &work;
  const rsup_status status = build(&v, before);
  rsupi_arena_free(&work);
  return status;
}
