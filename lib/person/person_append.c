/* Appending: strict, all or nothing. A document with a head is what another device wrote
 * (rsup_person_changes_since): it is taken in as a merge would, tolerant of what this config does
 * not know. */
#include "document/schema_read.h"
#include "person/person_reading.h"
#include "safety/floor.h"

static const char source_name[] = "append";

static rsup_status refuse(rsupi_binder *binder, const rsupi_node *node, rsup_status status,
                          const char *message, rsup_error *err) {
  (void)rsupi_bind_problem(binder, node, status, "%s", message);
  if (err) *err = binder->problems->first;
  return status;
}

/* Which section an appended entry goes to, by its type. */
static rsup_status section_for(rsupi_binder *binder, const rsupi_node *node, int32_t *section,
                               rsup_error *err) {
  if (node->kind != RSUPI_MAP_NODE)
    return refuse(binder, node, RSUP_E_SCHEMA, "expected a map: one entry with its type", err);
  const rsupi_node *const type = rsupi_node_get(node, "type");
  if (!type || type->kind != RSUPI_SCALAR)
    return refuse(binder, node, RSUP_E_SCHEMA, "missing key \"type\"", err);
  rsupi_bind_know(type);
  const rsupi_section *const found = rsupi_section_singular(type->text);
  *section = found ? found->id : RSUPI_SECTION_EVENTS;
  if (found || rsupi_event_kind_named(type->text)) return RSUP_OK;
  return refuse(binder, type, RSUP_E_UNKNOWN_NAME, "no event type or section of this version", err);
}

static rsup_status read_entry(rsupi_reader *reader, const rsupi_node *node, uint32_t ordinal,
                              rsupi_batch *batch, rsup_error *err) {
  rsupi_problems problems;
  (void)rsupi_problems_start(&problems, &reader->allocator, reader->source, 0, NULL);
  rsupi_binder binder = {.source = reader->source, .problems = &problems, .private_values = 1};
  int32_t section = 0;
  rsup_status status = section_for(&binder, node, &section, err);
  if (status) return status;
  rsupi_entry *entry = NULL;
  reader->ordinal = ordinal;
  status = rsupi_entry_read(reader, section, rsupi_section_of(section)->name, node, 0, &entry, err);
  if (status) return status;
  return rsupi_batch_add(batch, entry) ? RSUP_OK : rsupi_fail_memory(err);
}

static rsup_status read_entries(rsupi_reader *reader, const rsupi_node *root, rsupi_batch *batch,
                                rsup_error *err) {
  reader->strict = 1;
  if (root->kind != RSUPI_LIST_NODE) return read_entry(reader, root, 0, batch, err);
  rsup_status status = RSUP_OK;
  uint32_t ordinal = 0;
  for (const rsupi_node *one = root->first; one && !status; one = one->next)
    status = read_entry(reader, one, ++ordinal, batch, err);
  return status;
}

static rsup_status read_document(rsupi_reader *reader, const rsup_person *person,
                                 const rsupi_node *root, rsupi_batch *batch, rsup_error *err) {
  rsupi_problems problems;
  const rsupi_node *id = NULL;
  (void)rsupi_problems_start(&problems, &reader->allocator, reader->source, 0, NULL);
  rsupi_binder binder = {.source = reader->source, .problems = &problems, .private_values = 1};
  rsup_status status = rsupi_check_person_head(&binder, root, &id);
  if (!status && !rsupi_text_equal(id->text, person->id))
    status = rsupi_bind_problem(&binder, id, RSUP_E_STATE, "the record of another person");
  if (status) {
    if (err) *err = problems.first;
    return status;
  }
  return rsupi_read_record(reader, root, batch, err);
}

static rsup_status take_in(rsup_person *person, const rsupi_node *root, rsup_error *err) {
  rsupi_reader reader;
  rsupi_batch batch;
  rsupi_reader_start(&reader, person->config, source_name, 0);
  rsupi_batch_start(&batch, &person->allocator);
  rsupi_reader_know(&reader, person->records);
  rsup_status status = rsupi_node_get(root, "format")
                           ? read_document(&reader, person, root, &batch, err)
                           : read_entries(&reader, root, &batch, err);
  if (!status) status = rsupi_records_take(person, &batch, RSUPI_TAKE_STRICT, source_name, err);
  rsupi_batch_end(&batch);
  rsupi_reader_end(&reader);
  return status;
}

rsup_status rsup_person_append(rsup_person *person, const char *text, size_t len,
                               rsup_safety *out_safety, rsup_error *err) {
  rsupi_safety_start(out_safety);
  rsupi_error_clear(err);
  if (!person || (!text && len)) return rsupi_fail(err, RSUP_E_ARGUMENT, "person or text is NULL");
  rsupi_arena tree;
  const rsupi_node *root = NULL;
  rsupi_arena_init(&tree, &person->allocator, 4096);
  rsup_status status =
      rsupi_tree_read(&tree, RSUPI_DOCUMENT_PERSON, source_name, text ? text : "", len, &root, err);
  if (status) {
    rsupi_safety_scan_text(person->config, text, len, out_safety);
  } else {
    status = rsupi_safety_scan(person, root, out_safety) ? rsupi_fail_memory(err)
                                                         : take_in(person, root, err);
  }
  rsupi_arena_free(&tree);
  if (!status) rsupi_safety_done(out_safety);
  return status;
}
