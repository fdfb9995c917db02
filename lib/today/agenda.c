/* The agenda: asks each part for its entries, and puts them in order. */
#include "today/agenda.h"
#include "checkin/occasions.h"
#include "core/names.h"
#include "core/numbers.h"
#include "meeting/meeting.h"
#include "person/records.h"
#include "recovery/question.h"
#include "today/picture.h"
#include <string.h>

enum { MOST_DAYS = 400, NINE = 540 };

static const rsupi_name kinds[] = {{"checkin_opens", RSUP_AGENDA_CHECKIN_OPENS},
                                   {"checkin_due", RSUP_AGENDA_CHECKIN_DUE},
                                   {"checkin_closes", RSUP_AGENDA_CHECKIN_CLOSES},
                                   {"checkin_late_until", RSUP_AGENDA_CHECKIN_LATE_UNTIL},
                                   {"milestone", RSUP_AGENDA_MILESTONE},
                                   {"plan_review", RSUP_AGENDA_PLAN_REVIEW},
                                   {"consent_ends", RSUP_AGENDA_CONSENT_ENDS},
                                   {"contact", RSUP_AGENDA_CONTACT},
                                   {"meeting", RSUP_AGENDA_MEETING},
                                   {"appointment", RSUP_AGENDA_APPOINTMENT},
                                   {"goal_due", RSUP_AGENDA_GOAL_DUE},
                                   {NULL, 0}};
const char *rsup_agenda_kind_name(int32_t kind) {
  return rsupi_name_of(kinds, kind);
}

static const rsup_field entry_fields[] = {
    RSUPI_KEY(rsup_agenda_entry, id, TEXT, "", "the same whenever it is asked for"),
    RSUPI_ENUM(rsup_agenda_entry, kind, rsup_agenda_kind_name, "what comes"),
    RSUPI_FIELD(rsup_agenda_entry, all_day, BOOL, "",
                "whether it has a day and no hour of its own"),
    RSUPI_FIELD(rsup_agenda_entry, dst, BOOL, "",
                "whether a change of the clocks touched its time"),
    RSUPI_FIELD(rsup_agenda_entry, date, DAY, "", "local day it belongs to"),
    RSUPI_FIELD(rsup_agenda_entry, at, INSTANT, "ms", "when"),
    RSUPI_MAYBE(rsup_agenda_entry, ends, INSTANT, "ms", "when it is over"),
    RSUPI_FIELD(rsup_agenda_entry, local_time, TEXT, "", "when, on the person's clock"),
    RSUPI_FIELD(rsup_agenda_entry, zone, TEXT, "", "the person's time zone then"),
    RSUPI_FIELD(rsup_agenda_entry, ref, TEXT, "",
                "id of the form, rule, plan, consent, tie, meeting, appointment or goal"),
    RSUPI_MAYBE(rsup_agenda_entry, part, TEXT, "",
                "target of a milestone, occasion of several a day"),
    RSUPI_MAYBE(rsup_agenda_entry, label, TEXT, "", "form, milestone or meeting in words"),
    RSUPI_FIELD(rsup_agenda_entry, text_id, TEXT, "", "id of the words"),
    RSUPI_MAYBE(rsup_agenda_entry, text, TEXT, "", "words for it"),
    RSUPI_FIELD(rsup_agenda_entry, discreet_id, TEXT, "", "id of words for a locked screen"),
    RSUPI_MAYBE(rsup_agenda_entry, discreet, TEXT, "", "those words"),
    RSUPI_RECORDS(rsup_agenda_entry, reasons, reason_count, rsupi_reason_type, "why it is here"),
};
const rsup_record_type rsupi_agenda_entry_type =
    RSUPI_RECORD_TYPE("agenda_entry", rsup_agenda_entry, entry_fields, "one thing that comes");

static const rsup_field page_fields[] = {
    RSUPI_RECORD(rsup_agenda_page, provenance, rsupi_provenance_type, "what it was made with"),
    RSUPI_FIELD(rsup_agenda_page, from, INSTANT, "ms", "first moment of the window"),
    RSUPI_FIELD(rsup_agenda_page, to, INSTANT, "ms", "first moment after it"),
    RSUPI_RECORDS(rsup_agenda_page, entries, entry_count, rsupi_agenda_entry_type,
                  "entries by time, kind and id"),
};
const rsup_record_type rsupi_agenda_page_type =
    RSUPI_RECORD_TYPE("agenda_page", rsup_agenda_page, page_fields, "what comes when");

/* ---- one entry */

static void fill_texts(rsupi_collecting *c, const rsupi_agenda_note *note,
                       rsup_agenda_entry *entry) {
  const rsupi_asof *const at = &c->at;
  const char *const kind = rsup_agenda_kind_name(note->kind);
  char text[400], day[16];
  rsupi_day_print(note->date, day);
  rsupi_fixed fixed = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&fixed, "%s/%s", kind, note->ref);
  if (note->part) rsupi_fixed_format(&fixed, "/%s", note->part);
  rsupi_fixed_format(&fixed, "/%s", day);
  entry->id = rsupi_arena_copy(c->arena, text);
  fixed = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&fixed, "agenda.%s.discreet", kind);
  entry->discreet_id = rsupi_arena_copy(c->arena, text);
  entry->discreet = rsupi_arena_copy(c->arena, rsupi_config_words(at->config, text, at->locale));
  text[fixed.len - strlen(".discreet")] = '\0';
  entry->text_id = rsupi_arena_copy(c->arena, text);
  entry->text = rsupi_arena_copy(c->arena, rsupi_config_words(at->config, text, at->locale));
}

static int fill_time(rsupi_collecting *c, rsup_agenda_entry *entry) {
  const rsupi_view *const view = c->at.view;
  const rsupi_zone *const zone = rsupi_history_zone(view->zones, view->zone_count, entry->at);
  char text[40];
  entry->zone = rsupi_arena_copy(c->arena, rsupi_zone_name(zone));
  if (c->arena->failed || rsup_local_time_text(c->at.config, entry->zone, entry->at, text,
                                               sizeof text, NULL) != RSUP_OK)
    return 0;
  entry->local_time = rsupi_arena_copy(c->arena, text);
  return entry->local_time != NULL;
}

static int add(rsupi_collecting *c, rsup_instant at, int32_t all_day,
               const rsupi_agenda_note *note) {
  if (at < c->from || at >= c->to) return 1;
  rsup_agenda_entry *const entry = rsupi_arena_alloc(c->arena, sizeof *entry);
  rsupi_list reasons = {0};
  if (!entry) return 0;
  *entry = (rsup_agenda_entry){.kind = note->kind,
                               .all_day = all_day,
                               .dst = note->dst,
                               .date = note->date,
                               .at = at,
                               .ends = note->ends};
  fill_texts(c, note, entry);
  entry->ref = rsupi_arena_copy(c->arena, note->ref);
  entry->part = rsupi_arena_copy(c->arena, note->part);
  entry->label = rsupi_arena_copy(c->arena, note->label);
  if (!rsupi_reason_push(c->arena, &reasons, note->why, note->number, note->ref)) return 0;
  entry->reasons = (const rsup_reason *const *)reasons.items;
  entry->reason_count = reasons.count;
  return fill_time(c, entry) && rsupi_list_push(c->arena, &c->entries, entry) && !c->arena->failed;
}

int rsupi_agenda_add(rsupi_collecting *c, rsup_instant at, const rsupi_agenda_note *note) {
  return add(c, at, 0, note);
}

int rsupi_agenda_add_day(rsupi_collecting *c, const rsupi_agenda_note *note) {
  rsupi_agenda_note with = *note;
  const rsup_instant at = rsupi_occasion_time(&c->at, note->date, c->day_minute, &with.dst);
  return add(c, at, 1, &with);
}

/* ---- order */

static int by_time(const void *left, const void *right) {
  const rsup_agenda_entry *const a = left, *const b = right;
  if (a->at != b->at) return a->at < b->at ? -1 : 1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  return strcmp(a->id, b->id);
}

static rsup_status sort(rsupi_collecting *c) {
  void **const room = rsupi_arena_array(c->arena, c->entries.count, sizeof *room);
  if (!room) return rsupi_fail_memory(c->err);
  rsupi_sort((void **)c->entries.items, room, c->entries.count, by_time);
  return RSUP_OK;
}

/* ---- the call */

typedef rsup_status part(rsupi_collecting *c);
static part *const parts[] = {rsupi_agenda_checkins,     rsupi_agenda_milestones,
                              rsupi_agenda_plan,         rsupi_agenda_consents,
                              rsupi_agenda_contacts,     rsupi_agenda_meetings,
                              rsupi_agenda_appointments, rsupi_agenda_goals};

static rsup_status collect(rsupi_collecting *c, rsup_agenda_page *page) {
  const int active = rsupi_view_person_state(c->at.view, c->at.today, NULL) == RSUPI_PERSON_ACTIVE;
  for (size_t i = 0; active && i < sizeof parts / sizeof parts[0]; i++) {
    const rsup_status status = parts[i](c);
    if (status) return status;
  }
  page->entries = (const rsup_agenda_entry *const *)c->entries.items;
  page->entry_count = c->entries.count;
  return c->entries.count ? sort(c) : RSUP_OK;
}

static rsup_status describe(const rsupi_collecting *c, rsup_agenda_page *page) {
  rsup_provenance *const out = rsupi_provenance_new(&c->at, c->meetings, c->arena);
  if (!out) return rsupi_fail_memory(c->err);
  page->provenance = out;
  page->from = c->from;
  page->to = c->to;
  return c->arena->failed ? rsupi_fail_memory(c->err) : RSUP_OK;
}

/* What is known to lie ahead is asked of a later moment with the same knowledge. */
static rsup_status open_question(const rsup_person *person, const rsup_agenda_options *o,
                                 rsupi_collecting *c) {
  const rsup_instant now = o->now ? *o->now : c->from;
  const rsup_instant known_at = o->known_at ? *o->known_at : now;
  rsup_status status =
      rsupi_asof_open(person, now, known_at, NULL, o->locale, c->arena, &c->at, c->err);
  if (status) return status;
  rsupi_asof ahead = c->at;
  if (c->to > now)
    status = rsupi_asof_open(person, c->to, known_at, NULL, o->locale, c->arena, &ahead, c->err);
  if (status) return status;
  c->planned = ahead.view;
  if (!o->locale && c->at.view->language_count) c->at.locale = c->at.view->languages[0];
  c->last = rsupi_history_day(c->at.view->zones, c->at.view->zone_count, c->to);
  c->meetings = o->meetings;
  c->day_minute = o->day_minute ? o->day_minute : NINE;
  return RSUP_OK;
}

static rsup_status check(const rsup_person *person, rsup_instant from, rsup_instant to,
                         const rsup_agenda_options *o, rsup_error *err) {
  if (!person) return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_agenda needs a person");
  if (!rsupi_is_writable(from) || !rsupi_is_writable(to) || (o->now && !rsupi_is_writable(*o->now)))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "a moment lies outside of the years 2 to 9899");
  if (to < from) return rsupi_fail(err, RSUP_E_ARGUMENT, "the agenda ends before it begins");
  if (to - from > MOST_DAYS * RSUPI_MS_PER_DAY)
    return rsupi_fail(err, RSUP_E_LIMIT, "an agenda of more than 400 days");
  if (o->day_minute < 0 || o->day_minute > 1439)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "day_minute lies within 0 and 1439");
  return RSUP_OK;
}

rsup_status rsup_agenda(const rsup_person *person, rsup_instant from, rsup_instant to,
                        const rsup_agenda_options *options, rsup_result **out_result,
                        rsup_error *err) {
  rsup_agenda_options given = {0};
  rsup_result *result = NULL;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status) status = check(person, from, to, &given, err);
  if (status) return status;
  const rsup_config *const config = rsupi_person_config(person);
  status = rsupi_result_new(&config->allocator, &rsupi_agenda_page_type, &result, err);
  if (status) return status;
  rsupi_config_ref(config);
  rsupi_result_keep(result, (void *)(uintptr_t)config, rsupi_config_unref);
  rsupi_collecting c = {.from = from, .to = to, .arena = &result->arena, .err = err};
  status = open_question(person, &given, &c);
  if (!status) status = collect(&c, result->root);
  if (!status) status = describe(&c, result->root);
  if (status)
    rsup_result_free(result);
  else
    *out_result = result;
  return status;
}

const rsup_agenda_page *rsup_agenda_get(const rsup_result *result) {
  return result && rsup_result_type(result) == &rsupi_agenda_page_type ? rsup_result_root(result)
                                                                       : NULL;
}
