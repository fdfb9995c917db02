/* Merging another record of the same person: its entries are read anew into this record's memory,
 * all or nothing. */
#include "person/person_copy.h"

static int has_same(const rsupi_records *records, const rsupi_entry *entry) {
  for (size_t i = rsupi_records_find(records->entries, records->count, entry);
       i < records->count && !rsupi_entry_compare_key(records->entries[i], entry); i++)
    if (records->entries[i]->alone == entry->alone && rsupi_entry_same(records->entries[i], entry))
      return 1;
  return 0;
}

static rsup_status copy_new(rsupi_copying *copying, const rsup_person *to, rsup_error *err) {
  const rsupi_records *const theirs = copying->from->records;
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < theirs->count && !status; i++) {
    rsupi_node *node = NULL;
    if (has_same(to->records, theirs->entries[i])) continue;
    status = rsupi_copying_tree(copying, theirs->entries[i], &node, err);
    if (!status) status = rsupi_copying_take(copying, theirs->entries[i], node, err);
  }
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
  rsupi_copying copying;
  rsupi_copying_start(&copying, other);
  rsup_status status = copy_new(&copying, person, err);
  if (!status)
    status = rsupi_records_take(person, &copying.batch, RSUPI_TAKE_STRICT, other->source, err);
  rsupi_copying_end(&copying);
  return status;
}
