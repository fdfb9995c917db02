/* Loading a record: tolerant. Only a text that is no record, or want of memory or zone data, stops
 * it. */
#include "document/file.h"
#include "document/schema_read.h"
#include "person/person_reading.h"
#include <string.h>

/* ---- sections */

static rsup_status read_one(rsupi_reader *reader, int32_t section, const rsupi_node *node,
                            int alone, const char *name, rsupi_batch *batch, rsup_error *err) {
  rsupi_entry *entry = NULL;
  const rsup_status status = rsupi_entry_read(reader, section, name, node, alone, &entry, err);
  if (status) return status;
  return rsupi_batch_add(batch, entry) ? RSUP_OK : rsupi_fail_memory(err);
}

static rsup_status read_each(rsupi_reader *reader, int32_t section, const rsupi_node *list,
                             rsupi_batch *batch, rsup_error *err) {
  rsup_status status = RSUP_OK;
  reader->listed = 1;
  for (const rsupi_node *one = list->first; one && !status; one = one->next) {
    reader->ordinal++;
    status = read_one(reader, section, one, 0, list->key, batch, err);
  }
  reader->ordinal = reader->listed = 0;
  return status;
}

static int holds_map(const rsupi_node *list) {
  for (const rsupi_node *one = list->first; one; one = one->next)
    if (one->kind == RSUPI_MAP_NODE) return 1;
  return 0;
}

static rsup_status read_section(rsupi_reader *reader, const rsupi_section *section,
                                const rsupi_node *node, rsupi_batch *batch, rsup_error *err) {
  rsupi_bind_know(node);
  const int empty = rsupi_node_is_null(node) || (node->kind != RSUPI_SCALAR && node->count == 0);
  if (empty) return RSUP_OK;
  const int names =
      section->written == RSUPI_WRITTEN_NAMES &&
      (node->kind == RSUPI_SCALAR || (node->kind == RSUPI_LIST_NODE && !holds_map(node)));
  if (node->kind == RSUPI_LIST_NODE && !names)
    return read_each(reader, section->id, node, batch, err);
  return read_one(reader, section->id, node, names, section->name, batch, err);
}

/* A list of maps with ids is a list of entries, whatever they say: each can be merged and erased by
 * itself. Anything else stays in one piece. */
static int looks_like_entries(const rsupi_node *node) {
  if (node->kind != RSUPI_LIST_NODE || node->count == 0) return 0;
  for (const rsupi_node *one = node->first; one; one = one->next) {
    const rsupi_node *const id = rsupi_node_get(one, "id");
    if (!id || id->kind != RSUPI_SCALAR || rsupi_node_is_null(id)) return 0;
  }
  return 1;
}

static int is_head_key(const char *key) {
  static const char *const keys[] = {"format", "format_version", "id", "cursor"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (strcmp(keys[i], key) == 0) return 1;
  return 0;
}

rsup_status rsupi_read_record(rsupi_reader *reader, const rsupi_node *root, rsupi_batch *batch,
                              rsup_error *err) {
  rsup_status status = RSUP_OK;
  for (const rsupi_node *node = root->first; node && !status; node = node->next) {
    if (is_head_key(node->key)) continue;
    const rsupi_section *const section = rsupi_section_named(node->key);
    if (section)
      status = read_section(reader, section, node, batch, err);
    else if (looks_like_entries(node))
      status = read_each(reader, RSUPI_SECTION_OTHER, node, batch, err);
    else
      status = read_one(reader, RSUPI_SECTION_OTHER, node, 1, node->key, batch, err);
  }
  return status;
}

rsup_status rsupi_check_person_head(rsupi_binder *binder, const rsupi_node *root,
                                    const rsupi_node **out_id) {
  int32_t version;
  const rsup_status status =
      rsupi_check_head(binder, root, "person", RSUPI_PERSON_FORMAT_VERSION, &version);
  if (status) return status;
  const rsupi_node *const id = rsupi_node_get(root, "id");
  if (!id) return rsupi_bind_problem(binder, root, RSUP_E_SCHEMA, "missing key \"id\"");
  rsupi_bind_know(id);
  if (id->kind != RSUPI_SCALAR || !rsupi_is_id(id->text, id->len))
    return rsupi_bind_problem(binder, id, RSUP_E_SCHEMA, "expected an id");
  *out_id = id;
  return RSUP_OK;
}

/* ---- the load */

rsup_status rsupi_person_new(const rsup_config *config, const char *id, const char *source,
                             rsup_person **out, rsup_error *err) {
  rsup_person *const person = rsupi_alloc(&config->allocator, sizeof *person);
  if (!person) return rsupi_fail_memory(err);
  person->allocator = config->allocator;
  person->config = config;
  rsupi_config_ref(config);
  rsupi_arena_init(&person->arena, &config->allocator, 256);
  person->id = rsupi_arena_copy(&person->arena, id);
  person->source = rsupi_arena_copy(&person->arena, source);
  if (person->arena.failed) {
    rsup_person_free(person);
    return rsupi_fail_memory(err);
  }
  *out = person;
  return RSUP_OK;
}

static rsup_status fill_person(rsup_person *person, const rsupi_node *root, rsup_error *err) {
  rsupi_reader reader;
  rsupi_batch batch;
  rsupi_reader_start(&reader, person->config, person->source, 0);
  rsupi_batch_start(&batch, &person->allocator);
  rsup_status status = rsupi_read_record(&reader, root, &batch, err);
  if (!status) status = rsupi_records_take(person, &batch, RSUPI_TAKE_ALL, person->source, err);
  rsupi_batch_end(&batch);
  rsupi_reader_end(&reader);
  return status;
}

static rsup_status load_tree(rsup_config *config, const char *source, const rsupi_node *root,
                             rsup_person **out, rsup_error *err) {
  rsupi_problems problems;
  const rsupi_node *id = NULL;
  (void)rsupi_problems_start(&problems, &config->allocator, source, 0, NULL);
  rsupi_binder binder = {.source = source, .problems = &problems, .private_values = 1};
  rsup_status status = rsupi_check_person_head(&binder, root, &id);
  if (status) {
    if (err) *err = problems.first;
    return status;
  }
  rsup_person *person = NULL;
  status = rsupi_person_new(config, id->text, source, &person, err);
  if (!status) status = fill_person(person, root, err);
  if (status)
    rsup_person_free(person);
  else
    *out = person;
  return status;
}

/* A load that did not succeed still has a report, of the one problem that ended it. */
static rsup_status report_end(const rsup_config *config, const char *source, const rsup_error *what,
                              rsup_result **out_report) {
  rsupi_problems problems;
  if (!out_report || what->status == RSUP_E_MEMORY ||
      rsupi_problems_start(&problems, &config->allocator, source, 1, NULL))
    return what->status;
  rsupi_problem_add(&problems, RSUP_SEVERITY_ERROR, what->status, source, what->line, what->column,
                    0, what->path, "%s", what->message);
  rsupi_problems_finish(&problems, 0, INT32_MIN, out_report);
  return what->status;
}

static rsup_status load(rsup_config *config, const char *source, const char *text, size_t len,
                        rsup_person **out_person, rsup_result **out_report, rsup_error *err) {
  rsupi_arena tree;
  const rsupi_node *root = NULL;
  rsup_error what;
  rsup_person *person = NULL;
  rsupi_arena_init(&tree, &config->allocator, 64 * 1024);
  rsup_status status =
      rsupi_tree_read(&tree, RSUPI_DOCUMENT_PERSON, source, text, len, &root, &what);
  if (!status) status = load_tree(config, source, root, &person, &what);
  rsupi_arena_free(&tree);
  if (!status && out_report) {
    status = rsupi_person_report_build(person, out_report, &what);
    if (status) rsup_person_free(person);
  } else if (status) {
    (void)report_end(config, source, &what, out_report);
  }
  if (status) {
    if (err) *err = what;
    return status;
  }
  *out_person = person;
  return RSUP_OK;
}

rsup_status rsup_person_load(rsup_config *config, const char *source, const char *text, size_t len,
                             rsup_person **out_person, rsup_result **out_report, rsup_error *err) {
  rsupi_error_clear(err);
  if (out_person) *out_person = NULL;
  if (out_report) *out_report = NULL;
  if (!config || !out_person || (!text && len))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "config, text or out_person is NULL");
  return load(config, source ? source : "person", text ? text : "", len, out_person, out_report,
              err);
}

rsup_status rsup_person_load_file(rsup_config *config, const char *path, rsup_person **out_person,
                                  rsup_result **out_report, rsup_error *err) {
  rsupi_error_clear(err);
  if (out_person) *out_person = NULL;
  if (out_report) *out_report = NULL;
  if (!config || !path || !out_person)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "config, path or out_person is NULL");
  char *text = NULL;
  size_t len = 0;
  rsup_status status = rsupi_file_read(
      &config->allocator, path, rsupi_document_limit(RSUPI_DOCUMENT_PERSON), &text, &len, err);
  if (status) return status;
  status = load(config, rsupi_file_base_name(path), text, len, out_person, out_report, err);
  rsupi_release(&config->allocator, text, len + 1);
  return status;
}
