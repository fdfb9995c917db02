/* Copying entries from one record to another: their canonical text, read anew. */
#include "person/person_copy.h"
#include "person/person_reading.h"

void rsupi_copying_start(rsupi_copying *copying, const rsup_person *from) {
  copying->from = from;
  rsupi_reader_start(&copying->reader, from->config, from->source, 0);
  rsupi_batch_start(&copying->batch, &from->allocator);
  rsupi_text_init(&copying->text, &from->allocator);
  rsupi_text_init(&copying->entry, &from->allocator);
  rsupi_arena_init(&copying->tree, &from->allocator, 4096);
}

void rsupi_copying_end(rsupi_copying *copying) {
  rsupi_arena_free(&copying->tree);
  rsupi_text_free(&copying->text);
  rsupi_text_free(&copying->entry);
  rsupi_batch_end(&copying->batch);
  rsupi_reader_end(&copying->reader);
}

rsup_status rsupi_canonical_tree(rsupi_arena *tree, rsupi_text *text, const char *source,
                                 const char *json, size_t len, rsupi_node **out, rsup_error *err) {
  const rsupi_node *root = NULL;
  text->len = 0;
  rsupi_text_add_char(text, '[');
  rsupi_text_add(text, json, len);
  rsupi_text_add_char(text, ']');
  if (text->failed) return rsupi_fail_memory(err);
  const rsup_status status = rsupi_json_read(
      tree, source, text->data, text->len, rsupi_document_limit(RSUPI_DOCUMENT_PERSON), &root, err);
  if (!status) *out = root->first;
  return status;
}

rsup_status rsupi_copying_tree(rsupi_copying *copying, const rsupi_entry *entry, rsupi_node **out,
                               rsup_error *err) {
  rsupi_arena_free(&copying->tree);
  rsupi_arena_init(&copying->tree, &copying->reader.allocator, 4096);
  copying->entry.len = 0;
  rsupi_entry_write(entry, &copying->entry);
  if (copying->entry.failed) return rsupi_fail_memory(err);
  return rsupi_canonical_tree(&copying->tree, &copying->text, copying->reader.source,
                              copying->entry.data, copying->entry.len, out, err);
}

/* What its own load said of it; the lines were of another text. */
static int copy_notes(const rsup_allocator *allocator, rsupi_entry *copy,
                      const rsupi_entry *entry) {
  rsupi_entry_forget(allocator, copy);
  copy->line = copy->column = 0;
  for (const rsupi_note *note = rsupi_entry_notes(entry); note; note = note->next)
    if (!rsupi_entry_note(allocator, copy, note->severity, note->status, 0, 0, note->path,
                          note->message))
      return 0;
  return 1;
}

rsup_status rsupi_copying_take(rsupi_copying *copying, const rsupi_entry *entry,
                               const rsupi_node *node, rsup_error *err) {
  rsupi_entry *copy = NULL;
  const rsup_status status =
      rsupi_entry_read(&copying->reader, entry->section, rsupi_entry_section_name(entry), node,
                       entry->alone, &copy, err);
  if (status) return status;
  const int noted = copy_notes(&copying->reader.allocator, copy, entry);
  return rsupi_batch_add(&copying->batch, copy) && noted ? RSUP_OK : rsupi_fail_memory(err);
}

rsup_status rsupi_copying_finish(rsupi_copying *copying, const char *source, rsup_person **out,
                                 rsup_error *err) {
  rsup_person *person = NULL;
  rsup_status status =
      rsupi_person_new(copying->from->config, copying->from->id, source, &person, err);
  if (!status)
    status = rsupi_records_take(person, &copying->batch, RSUPI_TAKE_ALL, person->source, err);
  if (status)
    rsup_person_free(person);
  else
    *out = person;
  return status;
}
