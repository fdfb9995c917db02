/* Erasing: the entry, its other revisions, what retracts it and what it retracts are wiped from
 * memory. A tombstone stays, which holds an id and nothing else. */
#include "person/person_reading.h"
#include <string.h>

/* "*", "events" or "events/e5"; an id may hold slashes, a section's name comes first. */
static int is_selected(const rsupi_entry *entry, const char *selector) {
  if (entry->section == RSUPI_SECTION_ERASED) return 0;
  if (strcmp(selector, "*") == 0) return 1;
  const char *const name = rsupi_entry_section_name(entry);
  const size_t len = strlen(name);
  if (strncmp(selector, name, len) != 0) return 0;
  if (selector[len] == '\0') return 1;
  return selector[len] == '/' && entry->key_kind != RSUPI_KEY_NONE &&
         strcmp(selector + len + 1, entry->head.id) == 0;
}

/* A void and what it retracts go together: without the one the other would come back to life, and
 * what a void says is about the other. Returns whether anything was newly marked. */
static int bind_together(const rsupi_records *records, rsupi_entry *entry) {
  if (entry->section != RSUPI_SECTION_EVENTS || entry->event_type || !entry->usable) return 0;
  const rsupi_void *const what = rsupi_entry_bound(entry);
  const rsupi_section *const section =
      what->section ? rsupi_section_named(what->section) : rsupi_section_of(RSUPI_SECTION_EVENTS);
  if (!section) return 0;
  const rsupi_entry probe = {.section = (uint8_t)section->id, .head.id = what->of};
  const size_t start = rsupi_records_find(records->entries, records->count, &probe);
  int marked = 0;
  for (size_t i = start;
       i < records->count && !rsupi_entry_compare_key(records->entries[i], &probe); i++) {
    rsupi_entry *const target = records->entries[i];
    if (target->leaving == entry->leaving) continue;
    target->leaving = entry->leaving = 1;
    marked = 1;
  }
  return marked;
}

/* All revisions of one id go, also when only one of them was found through a void. */
static int bind_revisions(const rsupi_records *records) {
  int marked = 0;
  for (size_t i = 1; i < records->count; i++) {
    rsupi_entry *const a = records->entries[i - 1], *const b = records->entries[i];
    if (a->leaving == b->leaving || a->key_kind == RSUPI_KEY_NONE || rsupi_entry_compare_key(a, b))
      continue;
    a->leaving = b->leaving = 1;
    marked = 1;
  }
  return marked;
}

static int mark(const rsupi_records *records, const char *selector) {
  int found = 0;
  for (size_t i = 0; i < records->count; i++) {
    records->entries[i]->leaving = is_selected(records->entries[i], selector) != 0;
    found |= records->entries[i]->leaving;
  }
  for (int more = found; more;) {
    more = bind_revisions(records);
    for (size_t i = 0; i < records->count; i++) more |= bind_together(records, records->entries[i]);
  }
  return found;
}

static void unmark(const rsupi_records *records) {
  for (size_t i = 0; i < records->count; i++) records->entries[i]->leaving = 0;
}

/* {section, id} as a tree of three nodes, read like any other entry. */
static rsup_status bury_one(rsupi_reader *reader, const char *section, const char *id,
                            rsupi_batch *batch, rsup_error *err) {
  rsupi_node map = {.kind = RSUPI_MAP_NODE, .count = 2};
  rsupi_node nodes[2] = {
      {.kind = RSUPI_SCALAR,
       .style = RSUPI_QUOTED,
       .key = "section",
       .key_len = 7,
       .text = section},
      {.kind = RSUPI_SCALAR, .style = RSUPI_QUOTED, .key = "id", .key_len = 2, .text = id}};
  map.first = &nodes[0];
  nodes[0].next = &nodes[1];
  for (int i = 0; i < 2; i++) {
    nodes[i].len = (uint32_t)strlen(nodes[i].text);
    nodes[i].parent = &map;
  }
  rsupi_entry *entry = NULL;
  const rsup_status status =
      rsupi_entry_read(reader, RSUPI_SECTION_ERASED, "erased", &map, 0, &entry, err);
  if (status) return status;
  return rsupi_batch_add(batch, entry) ? RSUP_OK : rsupi_fail_memory(err);
}

static rsup_status bury_all(rsup_person *person, rsupi_batch *batch, rsup_error *err) {
  const rsupi_records *const records = person->records;
  rsupi_reader reader;
  rsupi_reader_start(&reader, person->config, "erase", 0);
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < records->count && !status; i++) {
    const rsupi_entry *const entry = records->entries[i];
    const int another_revision = i && entry->key_kind != RSUPI_KEY_NONE &&
                                 !rsupi_entry_compare_key(records->entries[i - 1], entry);
    if (!entry->leaving || another_revision ||
        rsupi_is_erased(person->id, records->entries, records->count, entry))
      continue;
    char id[RSUPI_TOMBSTONE_SIZE];
    rsupi_tombstone_id(person->id, entry, id);
    status = bury_one(&reader, rsupi_tombstone_section(entry), id, batch, err);
  }
  rsupi_reader_end(&reader);
  return status;
}

rsup_status rsup_person_erase(rsup_person *person, const char *selector, rsup_error *err) {
  rsupi_error_clear(err);
  if (!person || !selector) return rsupi_fail(err, RSUP_E_ARGUMENT, "person or selector is NULL");
  if (!mark(person->records, selector))
    return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the selector matches nothing in the record");
  rsupi_batch batch;
  rsupi_batch_start(&batch, &person->allocator);
  rsup_status status = bury_all(person, &batch, err);
  if (!status) status = rsupi_records_remove(person, &batch, err);
  if (status) unmark(person->records);
  rsupi_batch_end(&batch);
  return status;
}
