/* Writing the record back, whole or what came in after a cursor: one entry a line, everything in
 * one order, so that two devices that know the same write the same bytes. */
#include "core/result.h"
#include "person/person_reading.h"
#include "person/person_records.h"
#include <string.h>

static const rsup_field document_fields[] = {
    RSUPI_FIELD(rsup_document, text, TEXT, "", "the document, JSON"),
    RSUPI_FIELD(rsup_document, length, INT64, "bytes", "length of the text"),
    RSUPI_FIELD(rsup_document, cursor, INT64, "",
                "cursor to ask rsup_person_changes_since() with next"),
};
const rsup_record_type rsupi_document_type =
    RSUPI_RECORD_TYPE("document", rsup_document, document_fields, "A written document.");

typedef struct writing {
  const rsup_person *person;
  int64_t after;
  rsupi_text *out;
} writing;

static int is_wanted(const writing *w, const rsupi_entry *entry) {
  return entry->change > w->after;
}

/* Entries of one key of the document stand together in the record. */
static int same_section(const rsupi_entry *a, const rsupi_entry *b) {
  return a->section == b->section &&
         (a->section != RSUPI_SECTION_OTHER ||
          strcmp(rsupi_entry_section_name(a), rsupi_entry_section_name(b)) == 0);
}

static void start_key(const writing *w, const rsupi_entry *entry) {
  const char *const name = rsupi_entry_section_name(entry);
  rsupi_text_add_text(w->out, ",\n");
  rsupi_text_add_json_string(w->out, name, strlen(name));
  rsupi_text_add_char(w->out, ':');
}

/* Without its list: one map, one value, or a bare list of names. */
static int stands_alone(const rsupi_entry *entry) {
  if (entry->section == RSUPI_SECTION_OTHER) return entry->alone;
  const int32_t written = rsupi_section_of(entry->section)->written;
  const int is_map = rsupi_entry_is_map(entry);
  return (written == RSUPI_WRITTEN_MAP && is_map) ||
         (written == RSUPI_WRITTEN_NAMES && entry->names_only);
}

static void write_alone(const writing *w, const rsupi_entry *entry) {
  static const char values[] = "{\"values\":";
  const size_t skip = sizeof values - 1;
  if (entry->names_only) /* which is no event */
    rsupi_text_add(w->out, entry->text + skip, entry->text_len - skip - 1);
  else
    rsupi_entry_write(entry, w->out);
}

static void write_section(const writing *w, rsupi_entry *const *entries, size_t count) {
  size_t wanted = 0;
  const rsupi_entry *first = NULL;
  for (size_t i = 0; i < count; i++) {
    if (!is_wanted(w, entries[i])) continue;
    if (!first) first = entries[i];
    wanted++;
  }
  if (!first) return;
  start_key(w, first);
  if (wanted == 1 && stands_alone(first)) {
    write_alone(w, first);
    return;
  }
  rsupi_text_add_char(w->out, '[');
  for (size_t i = 0, written = 0; i < count; i++) {
    if (!is_wanted(w, entries[i])) continue;
    rsupi_text_add_text(w->out, written++ ? ",\n " : "\n ");
    rsupi_entry_write(entries[i], w->out);
  }
  rsupi_text_add_char(w->out, ']');
}

/* The text of one document: whole, or only what came in after a cursor. */
static void write_document(const rsup_person *person, int64_t after, rsupi_text *out) {
  const writing w = {person, after, out};
  const rsupi_records *const records = person->records;
  rsupi_text_add_text(out,
                      "{\"format\":\"recovery-support/person\",\n\"format_version\":1,\n\"id\":");
  rsupi_text_add_json_string(out, person->id, strlen(person->id));
  for (size_t i = 0, end; i < records->count; i = end) {
    end = i + 1;
    while (end < records->count && same_section(records->entries[i], records->entries[end])) end++;
    write_section(&w, records->entries + i, end - i);
  }
  if (after >= 0) {
    rsupi_text_add_text(out, ",\n\"cursor\":");
    rsupi_text_add_int(out, person->counter);
  }
  rsupi_text_add_text(out, "}\n");
}

static rsup_status document_result(const rsup_person *person, int64_t after, rsup_result **out,
                                   rsup_error *err) {
  rsup_result *result = NULL;
  rsup_status status = rsupi_result_new(&person->allocator, &rsupi_document_type, &result, err);
  if (status) return status;
  rsupi_text text;
  rsupi_text_init(&text, &person->allocator);
  write_document(person, after, &text);
  rsup_document *const document = result->root;
  if (!text.failed) document->text = rsupi_arena_text(&result->arena, text.data, text.len);
  document->length = (int64_t)text.len;
  document->cursor = person->counter;
  rsupi_text_free(&text);
  if (!document->text) {
    rsup_result_free(result);
    return rsupi_fail_memory(err);
  }
  *out = result;
  return RSUP_OK;
}

static rsup_status give(const rsup_person *person, int64_t after, rsup_result **out_document,
                        rsup_error *err) {
  rsupi_error_clear(err);
  if (!out_document) return rsupi_fail(err, RSUP_E_ARGUMENT, "out_document is NULL");
  *out_document = NULL;
  if (!person) return rsupi_fail(err, RSUP_E_ARGUMENT, "person is NULL");
  return document_result(person, after, out_document, err);
}

rsup_status rsup_person_write(const rsup_person *person, rsup_result **out_document,
                              rsup_error *err) {
  return give(person, -1, out_document, err);
}

rsup_status rsup_person_changes_since(const rsup_person *person, int64_t cursor,
                                      rsup_result **out_document, rsup_error *err) {
  return give(person, cursor < 0 ? 0 : cursor, out_document, err);
}

const rsup_document *rsup_document_get(const rsup_result *result) {
  return result && result->type == &rsupi_document_type ? result->root : NULL;
}
