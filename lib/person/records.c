/* The state of a record: building it, and taking entries in. */
#include "person/records.h"
#include <string.h>

/* ---- batches */

void rsupi_batch_start(rsupi_batch *batch, const rsup_allocator *allocator) {
  memset(batch, 0, sizeof *batch);
  rsupi_arena_init(&batch->arena, allocator, 512);
}

int rsupi_batch_add(rsupi_batch *batch, rsupi_entry *entry) {
  if (rsupi_list_push(&batch->arena, &batch->entries, entry)) return 1;
  rsupi_entry_free(&batch->arena.allocator, entry);
  return 0;
}

void rsupi_batch_end(rsupi_batch *batch) {
  for (size_t i = 0; i < batch->entries.count; i++)
    rsupi_entry_free(&batch->arena.allocator, (rsupi_entry *)(uintptr_t)batch->entries.items[i]);
  rsupi_arena_free(&batch->arena);
  memset(&batch->entries, 0, sizeof batch->entries);
}

/* ---- finding */

size_t rsupi_records_find(rsupi_entry *const *entries, size_t count, const rsupi_entry *probe) {
  size_t low = 0, high = count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (rsupi_entry_compare_key(entries[middle], probe) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void rsupi_reader_know(rsupi_reader *reader, const rsupi_records *records) {
  enum { NEWEST = 16 };
  const size_t count = records->timeline_count;
  for (size_t i = count > NEWEST ? count - NEWEST : 0; i < count; i++) {
    const rsupi_entry *const entry = rsupi_records_event(records, i);
    const rsupi_pattern *const pattern = rsupi_entry_pattern(entry);
    rsupi_questions_offer(&reader->sharing, &reader->allocator,
                          rsupi_entry_event(entry)->questions);
    if (pattern) rsupi_pattern_offer(&reader->sharing, &reader->allocator, pattern);
  }
}

/* ---- building */

void rsupi_records_free(rsupi_records *records) {
  if (!records) return;
  rsupi_arena arena = records->arena;
  rsupi_arena_free(&arena);
}

static void note_latest(rsupi_records *records, const rsupi_entry *entry) {
  const rsupi_event *const event = rsupi_entry_event(entry);
  const rsup_instant known_from = rsupi_entry_known_from(entry);
  if (known_from > records->last_known) records->last_known = known_from;
  if (entry->known_day > records->last_known_day) records->last_known_day = entry->known_day;
  records->noted_events |= entry->section == RSUPI_SECTION_EVENTS && entry->noted;
  if (!event) return;
  if (event->at > records->last_at) records->last_at = event->at;
  if (event->at == RSUPI_NO_INSTANT && event->first > records->last_day)
    records->last_day = event->first;
}

/* The old timeline and the fresh events behind it; without an old one, all. */
static void fill_timeline(rsupi_records *records, const rsupi_records *before) {
  size_t n = 0;
  if (before) {
    for (; n < before->timeline_count; n++) records->timeline[n] = rsupi_records_event(before, n);
  }
  for (size_t i = 0; i < records->count; i++) {
    rsupi_entry *const entry = records->entries[i];
    if (rsupi_entry_event(entry) && (!before || entry->fresh)) records->timeline[n++] = entry;
  }
  records->timeline_count = n;
}

/* What the state is built from: the entries, sorted, in the caller's hands. */
typedef struct building {
  rsupi_entry *const *entries;
  size_t count;
  const rsupi_records *before; /* lends its timeline when only fresh entries were added; NULL */
  const uint32_t *timeline;    /* NULL */
  size_t timeline_count;
} building;

static size_t events_of(const building *from) {
  size_t count = 0;
  for (size_t i = 0; i < from->count; i++) count += rsupi_entry_event(from->entries[i]) != NULL;
  return count;
}

/* Room for the arrays and the view's lists in one block: each entry in the order of the record, and
 * either in two orders of events or in the list of its section. */
static size_t room_for(const building *from) {
  size_t places = from->count, zones = 0;
  for (size_t i = 0; i < from->count; i++) {
    places += from->entries[i]->section == RSUPI_SECTION_EVENTS ? 2 : 1;
    zones += from->entries[i]->section == RSUPI_SECTION_ZONES;
  }
  return sizeof(rsupi_records) + places * sizeof(void *) + zones * sizeof(rsupi_zone_span) + 256;
}

/* The order that a snapshot tells, if it names each event once. */
static int order_timeline(rsupi_records *records, const uint32_t *places, size_t count) {
  if (count != records->timeline_count) return 0;
  for (size_t i = 0; i < count; i++) {
    if (places[i] >= records->count) return 0;
    rsupi_entry *const entry = records->entries[places[i]];
    if (!rsupi_entry_event(entry) || entry->leaving) return 0;
    entry->leaving = 1; /* seen */
    records->timeline[i] = entry;
  }
  return 1;
}

static void take_order(rsupi_records *records, const uint32_t *places, size_t count) {
  if (!places) return;
  const int taken = order_timeline(records, places, count);
  for (size_t i = 0; i < records->count; i++) records->entries[i]->leaving = 0;
  if (!taken) fill_timeline(records, NULL);
}

/* Mostly every event is one of the view's, and their order is told there. */
static rsup_status keep_timeline(rsupi_records *records) {
  const size_t count = records->timeline_count;
  rsupi_entry *const *const made = records->timeline;
  const rsupi_view *const view = &records->view;
  size_t same = 0;
  records->timeline = NULL;
  if (view->event_count == count)
    while (same < count && rsupi_entry_event(made[same]) == view->events[same]) same++;
  if (same == count) return RSUP_OK;
  records->timeline = rsupi_arena_array(&records->arena, count, sizeof *records->timeline);
  if (!records->timeline) return RSUP_E_MEMORY;
  memcpy(records->timeline, made, count * sizeof *made);
  return RSUP_OK;
}

static rsup_status build_orders(const char *person_id, const building *from,
                                rsupi_records *records) {
  const rsupi_view *const before = from->before ? &from->before->view : NULL;
  const size_t events = events_of(from);
  rsupi_arena work;
  rsupi_arena_init(&work, &records->arena.allocator, events * sizeof *records->timeline + 64);
  records->timeline = rsupi_arena_array(&work, events, sizeof *records->timeline);
  rsup_status status = records->timeline ? RSUP_OK : RSUP_E_MEMORY;
  if (!status) {
    fill_timeline(records, from->before);
    take_order(records, from->timeline, from->timeline_count);
    status = rsupi_view_build(person_id, records, NULL, before, &records->arena, &records->view);
  }
  if (!status) status = keep_timeline(records);
  rsupi_arena_free(&work);
  return status;
}

static rsup_status build_records(const rsup_config *config, const char *person_id,
                                 const building *from, rsupi_records **out, rsup_error *err) {
  const size_t count = from->count;
  rsupi_arena arena;
  rsupi_arena_init(&arena, &config->allocator, room_for(from));
  rsupi_records *const records = rsupi_arena_alloc(&arena, sizeof *records);
  if (!records) return rsupi_fail_memory(err);
  records->arena = arena;
  records->count = count;
  records->entries = rsupi_arena_array(&records->arena, count, sizeof *records->entries);
  if (records->arena.failed) {
    rsupi_records_free(records);
    return rsupi_fail_memory(err);
  }
  if (count) memcpy(records->entries, from->entries, count * sizeof *records->entries);
  records->last_known = records->last_at = RSUPI_NO_INSTANT;
  records->last_known_day = records->last_day = RSUPI_NO_DAY;
  for (size_t i = 0; i < count; i++) note_latest(records, records->entries[i]);
  const rsup_status status = build_orders(person_id, from, records);
  if (status) {
    rsupi_records_free(records);
    return rsupi_fail_memory(err);
  }
  *out = records;
  return RSUP_OK;
}

/* ---- taking entries in */

typedef struct taking {
  rsup_person *person;
  rsupi_arena arena; /* of the work */
  rsupi_entry **all, **buffer;
  size_t count;
  int32_t how;
  const char *source;
} taking;

static int by_record_order(const void *a, const void *b) {
  return rsupi_entry_compare(a, b);
}

static rsup_status gather(taking *t, const rsupi_batch *batch, rsup_error *err) {
  const rsupi_records *const old = t->person->records;
  const size_t old_count = old ? old->count : 0;
  t->count = old_count + batch->entries.count;
  t->all = rsupi_arena_array(&t->arena, t->count, sizeof *t->all);
  t->buffer = rsupi_arena_array(&t->arena, t->count, sizeof *t->buffer);
  if (t->arena.failed) return rsupi_fail_memory(err);
  if (old_count) memcpy(t->all, old->entries, old_count * sizeof *t->all);
  for (size_t i = 0; i < batch->entries.count; i++)
    t->all[old_count + i] = (rsupi_entry *)(uintptr_t)batch->entries.items[i];
  rsupi_sort((void **)t->all, (void **)t->buffer, t->count, by_record_order);
  return RSUP_OK;
}

/* "events[1]", or "[1]" in a list of all kinds. A section that is not ours is not named. */
static void place_of(const rsupi_entry *entry, char *path, size_t size) {
  rsupi_fixed text = rsupi_fixed_start(path, size);
  if (!entry->ordinal || entry->section == RSUPI_SECTION_OTHER) return;
  rsupi_fixed_format(&text, "%s[%u]", entry->listed ? rsupi_section_of(entry->section)->name : "",
                     entry->ordinal - 1);
}

static rsup_status conflict(const taking *t, const rsupi_entry *entry, rsup_error *err) {
  char path[64] = "";
  place_of(entry, path, sizeof path);
  return rsupi_fail_at(err, RSUP_E_CONFLICT, t->source, entry->line, entry->column, path,
                       "the same id and revision is there with other content");
}

static int same_revision(const rsupi_entry *a, const rsupi_entry *b) {
  return rsupi_entry_revision(a) == rsupi_entry_revision(b);
}

static int identical(const rsupi_entry *a, const rsupi_entry *b) {
  return same_revision(a, b) && a->alone == b->alone && !rsupi_entry_compare_key(a, b) &&
         rsupi_entry_same(a, b);
}

/* Two that can't both be: of one key and revision, or two values of one key of the document that
 * this version does not know. Tombstones of one id are one, however written. */
static int clash(const rsupi_entry *a, const rsupi_entry *b) {
  if (a->section == RSUPI_SECTION_ERASED || rsupi_entry_compare_key(a, b)) return 0;
  if (a->section == RSUPI_SECTION_OTHER && a->alone && b->alone) return 1;
  return a->key_kind != RSUPI_KEY_NONE && same_revision(a, b);
}

static rsup_status settle_clash(const taking *t, const rsupi_entry *kept, rsupi_entry *entry,
                                rsup_error *err) {
  if (t->how == RSUPI_TAKE_STRICT)
    return entry->fresh || kept->fresh ? conflict(t, entry->fresh ? entry : kept, err) : RSUP_OK;
  char path[64] = "";
  place_of(entry, path, sizeof path);
  entry->doubled = 1;
  if (rsupi_entry_note(&t->person->allocator, entry, RSUP_SEVERITY_ERROR, RSUP_E_CONFLICT,
                       entry->line, entry->column, path,
                       "the same id and revision stands twice with other content"))
    return RSUP_OK;
  return rsupi_fail_memory(err);
}

/* Sorted neighbours: the same bytes are one entry, other bytes are a conflict. */
static rsup_status settle(const taking *t, rsup_error *err) {
  rsupi_entry *kept = t->count ? t->all[0] : NULL;
  for (size_t i = 1; i < t->count; i++) {
    rsupi_entry *const entry = t->all[i];
    if (identical(kept, entry)) {
      rsupi_entry *const twin = entry->fresh ? entry : kept;
      twin->leaving = 1;
      if (twin == kept) kept = entry;
      continue;
    }
    const rsup_status status = clash(kept, entry) ? settle_clash(t, kept, entry, err) : RSUP_OK;
    if (status) return status;
    kept = entry;
  }
  return RSUP_OK;
}

/* What was erased stays erased: fresh entries under an old tombstone leave, and all entries under a
 * fresh one. */
static void bury(const taking *t) {
  int fresh_tombstone = 0;
  for (size_t i = 0; i < t->count; i++)
    fresh_tombstone |= t->all[i]->section == RSUPI_SECTION_ERASED && t->all[i]->fresh;
  for (size_t i = 0; i < t->count; i++) {
    rsupi_entry *const entry = t->all[i];
    if (entry->section == RSUPI_SECTION_ERASED || !(fresh_tombstone || entry->fresh)) continue;
    if (rsupi_is_erased(t->person->id, t->all, t->count, entry)) entry->leaving = 1;
  }
}

/* Nothing can fail any more: fresh entries become part of the record, leavers are wiped. */
static void commit(taking *t, rsupi_batch *batch, rsupi_records *fresh_records) {
  rsup_person *const person = t->person;
  rsupi_records *const old = person->records;
  int changed = 0;
  for (size_t i = 0; i < t->count; i++) changed |= t->all[i]->fresh || t->all[i]->leaving;
  if (changed) person->counter++;
  person->records = fresh_records;
  for (size_t i = 0; i < t->count; i++) {
    rsupi_entry *const entry = t->all[i];
    if (entry->leaving) {
      rsupi_entry_free(&person->allocator, entry);
    } else if (entry->fresh) {
      entry->fresh = 0;
      entry->change = person->counter;
    }
  }
  batch->entries.count = 0; /* all are taken or gone */
  rsupi_records_free(old);
}

static int is_empty_change(const taking *t) {
  for (size_t i = 0; i < t->count; i++)
    if (t->all[i]->fresh != t->all[i]->leaving) return 0;
  return 1;
}

/* Drop the leavers and build. An entry that only repeats what is there changes nothing at all. */
static rsup_status rebuild(taking *t, rsupi_batch *batch, rsup_error *err) {
  rsup_person *const person = t->person;
  if (person->records && is_empty_change(t)) return RSUP_OK;
  size_t n = 0;
  int old_leave = 0;
  for (size_t i = 0; i < t->count; i++) {
    if (!t->all[i]->leaving)
      t->buffer[n++] = t->all[i];
    else
      old_leave |= !t->all[i]->fresh;
  }
  rsupi_records *fresh_records = NULL;
  const building from = {t->buffer, n, old_leave ? NULL : person->records, NULL, 0};
  const rsup_status status = build_records(person->config, person->id, &from, &fresh_records, err);
  if (!status) commit(t, batch, fresh_records);
  return status;
}

static rsup_status take(rsup_person *person, rsupi_batch *batch, int32_t how, const char *source,
                        rsup_error *err) {
  taking t = {.person = person, .how = how, .source = source};
  rsupi_arena_init(&t.arena, &person->allocator, 4096);
  rsup_status status = gather(&t, batch, err);
  if (!status && how) status = settle(&t, err);
  if (!status) {
    if (how) bury(&t);
    status = rebuild(&t, batch, err);
  }
  if (status)
    for (size_t i = 0; t.all && i < t.count; i++) t.all[i]->leaving = 0;
  rsupi_arena_free(&t.arena);
  return status;
}

/* ---- a record as it stood */

static int is_settled(const rsupi_list *entries) {
  for (size_t i = 1; i < entries->count; i++) {
    const rsupi_entry *const a = entries->items[i - 1], *const b = entries->items[i];
    const int keys = rsupi_entry_compare_key(a, b);
    if (keys > 0) return 0;
    if (keys == 0 && (rsupi_entry_compare(a, b) >= 0 || clash(a, b))) return 0;
  }
  return 1;
}

rsup_status rsupi_records_adopt(rsup_person *person, rsupi_batch *batch, const uint32_t *timeline,
                                size_t timeline_count, int *out_taken, rsup_error *err) {
  rsupi_records *made = NULL;
  rsupi_entry **const entries = (rsupi_entry **)(uintptr_t)batch->entries.items;
  const size_t count = batch->entries.count;
  *out_taken = is_settled(&batch->entries);
  if (!*out_taken) return RSUP_OK;
  const building from = {entries, count, NULL, timeline, timeline_count};
  const rsup_status status = build_records(person->config, person->id, &from, &made, err);
  if (status) return status;
  person->records = made;
  person->counter = count > 0;
  for (size_t i = 0; i < count; i++) {
    entries[i]->fresh = 0;
    entries[i]->change = person->counter;
  }
  batch->entries.count = 0;
  return RSUP_OK;
}

rsup_status rsupi_records_take(rsup_person *person, rsupi_batch *batch, int32_t how,
                               const char *source, rsup_error *err) {
  return take(person, batch, how, source, err);
}

rsup_status rsupi_records_remove(rsup_person *person, rsupi_batch *batch, rsup_error *err) {
  return take(person, batch, 0, NULL, err);
}
