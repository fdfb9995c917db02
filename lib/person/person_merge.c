/* Merging another record of the same person: its entries are read anew into this record's memory,
 * all or nothing. */
#include "person/person_reading.h"

static int has_same(const rsupi_records *records, const rsupi_entry *entry) {
  for (size_t i = rsupi_records_find(records->entries, records->count, entry);
       i < records->count && !rsupi_entry_compare_key(records->entries[i], entry); i++)
    if (records->entries[i]->alone == entry->alone && rsupi_entry_same(records->entries[i], entry))
      return 1;
  return 0;
}

/* What its own load said of it; the lines were of another text. */
static int copy_notes(rsupi_entry *copy, const rsupi_entry *entry) {
  copy->notes = copy->last_note = NULL;
  copy->note_count = 0;
  copy->line = copy->column = 0;
  for (const rsupi_note *note = entry->notes; note; note = note->next)
    if (!rsupi_entry_note(copy, note->severity, note->status, 0, 0, note->path, note->message))
      return 0;
  return 1;
}

/* The canonical text, in a list so that it may be any value. */
static rsup_status read_copy(rsupi_reader *reader, const rsupi_entry *entry, rsupi_text *text,
                             rsupi_batch *batch, rsup_error *err) {
  text->len = 0;
  rsupi_text_add_char(text, '[');
  rsupi_text_add(text, entry->json, entry->json_len);
  rsupi_text_add_char(text, ']');
  if (text->failed) return rsupi_fail_memory(err);
  rsupi_arena tree;
  const rsupi_node *root = NULL;
  rsupi_entry *copy = NULL;
  rsupi_arena_init(&tree, &reader->allocator, 4096);
  rsup_status status = rsupi_json_read(&tree, reader->source, text->data, text->len,
                                       rsupi_document_limit(RSUPI_DOCUMENT_PERSON), &root, err);
  if (!status)
    status = rsupi_entry_read(reader, entry->section, entry->section_name, root->first,
                              entry->alone, &copy, err);
  rsupi_arena_free(&tree);
  if (status) return status;
  const int noted = copy_notes(copy, entry);
  return rsupi_batch_add(batch, copy) && noted ? RSUP_OK : rsupi_fail_memory(err);
}

static rsup_status copy_new(rsup_person *person, const rsup_person *other, rsupi_batch *batch,
                            rsup_error *err) {
  rsupi_reader reader;
  rsupi_text text;
  rsupi_reader_start(&reader, person->config, other->source, 0);
  rsupi_text_init(&text, &person->allocator);
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < other->records->count && !status; i++)
    if (!has_same(person->records, other->records->entries[i]))
      status = read_copy(&reader, other->records->entries[i], &text, batch, err);
  rsupi_text_free(&text);
  rsupi_reader_end(&reader);
  return status;
}

rsup_status rsup_person_merge(rsup_person *person, const rsup_person *other, rsup_error *err) {
  rsupi_error_clear(err);
  if (!person || !other) return rsupi_fail(err, RSUP_E_ARGUMENT, "person or other is NULL");
  if (person == other) return RSUP_OK;
  if (person->config != other->config)
    return rsupi_fail(err, RSUP_E_STATE, "the two records belong to different configs");
  if (!rsupi_text_equal(person->id, other->id))
    return rsupi_fail(err, RSUP_E_STATE, "the record of another person");
  rsupi_batch batch;
  rsupi_batch_start(&batch, &person->allocator);
  rsup_status status = copy_new(person, other, &batch, err);
  if (!status) status = rsupi_records_take(person, &batch, RSUPI_TAKE_STRICT, other->source, err);
  rsupi_batch_end(&batch);
  return status;
}
