/* Instruments: loading, sharing, freeing, and the small questions other rooms ask. */
#include "core/embedded.h"
#include "core/text.h"
#include "document/file.h"
#include "instrument/definition.h"
#include <string.h>

extern const rsupi_embedded rsupi_embedded_instrument_definitions;

/* "phq-9" is the file "phq-9.yaml". */
rsup_status rsupi_definition_read(const rsup_allocator *allocator, const char *id, char **out_text,
                                  size_t *out_len, rsup_error *err) {
  char name[128];
  rsupi_fixed fixed = rsupi_fixed_start(name, sizeof name);
  rsupi_fixed_format(&fixed, "%s.yaml", id);
  const rsupi_embedded *const all = &rsupi_embedded_instrument_definitions;
  const rsupi_embedded_file *const file = rsupi_embedded_find(all, name);
  if (!file)
    return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "no built-in instrument has this id: \"%s\"", id);
  *out_len = file->size;
  return rsupi_embedded_read(all, file, allocator, out_text, err);
}

/* The files of definitions/, by the bytes of their ids; a test holds the two together. */
static const char *const builtin_ids[] = {
    "audit", "audit-c", "aware", "bam",  "bam-r", "barc-10", "c-ssrs-screener", "dast-10", "gad-2",
    "gad-7", "lsns-6",  "mspss", "pacs", "phq-2", "phq-4",   "phq-9",           "ucla-3",  "who-5"};

size_t rsup_instrument_count(void) {
  return sizeof builtin_ids / sizeof builtin_ids[0];
}

const char *rsup_instrument_at(size_t index) {
  return index < rsup_instrument_count() ? builtin_ids[index] : NULL;
}

static rsup_status load(const rsup_config *config, const rsupi_definition_source *from,
                        rsup_instrument **out, rsup_result **out_report, rsup_error *err) {
  rsupi_problems problems;
  rsup_status status =
      rsupi_problems_start(&problems, &config->allocator, from->name, out_report != NULL, err);
  if (status) return status;
  status = rsupi_instrument_compile(config, 1, from, &problems, out);
  return rsupi_problems_settle(&problems, status, out_report, err);
}

rsup_status rsup_instrument_load(rsup_config *config, const char *source, const char *text,
                                 size_t len, rsup_instrument **out_instrument,
                                 rsup_result **out_report, rsup_error *err) {
  rsupi_error_clear(err);
  if (out_instrument) *out_instrument = NULL;
  if (out_report) *out_report = NULL;
  if (!config || !text || !out_instrument)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_instrument_load needs a config, a text and an out_instrument");
  const rsupi_definition_source from = {source ? source : "instrument", text, len, 1};
  return load(config, &from, out_instrument, out_report, err);
}

rsup_status rsup_instrument_load_file(rsup_config *config, const char *path,
                                      rsup_instrument **out_instrument, rsup_result **out_report,
                                      rsup_error *err) {
  char *text;
  size_t len;
  rsupi_error_clear(err);
  if (out_instrument) *out_instrument = NULL;
  if (out_report) *out_report = NULL;
  if (!config || !path || !out_instrument)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_instrument_load_file needs a config, a path and an out_instrument");
  rsup_status status = rsupi_file_read(
      &config->allocator, path, rsupi_document_limit(RSUPI_DOCUMENT_MODEL), &text, &len, err);
  if (status) return status;
  status = rsup_instrument_load(config, rsupi_file_base_name(path), text, len, out_instrument,
                                out_report, err);
  rsupi_release(&config->allocator, text, len + 1);
  return status;
}

void rsupi_instrument_keep(const rsup_instrument *instrument) {
  rsup_instrument *const counted = (rsup_instrument *)(uintptr_t)instrument;
  atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
}

void rsupi_instrument_release(void *handle) {
  rsup_instrument *const instrument = handle;
  if (!instrument) return;
  if (atomic_fetch_sub_explicit(&instrument->references, 1, memory_order_acq_rel) > 1) return;
  const rsup_allocator allocator = instrument->allocator;
  const rsup_config *const config = instrument->holds_config ? instrument->config : NULL;
  rsupi_arena_free(&instrument->arena);
  rsupi_release(&allocator, instrument, sizeof *instrument);
  if (config) rsupi_config_unref((void *)(uintptr_t)config);
}

void rsup_instrument_free(rsup_instrument *instrument) {
  rsupi_instrument_release(instrument);
}

const char *rsup_instrument_id(const rsup_instrument *instrument) {
  return instrument ? instrument->id : NULL;
}

const char *rsupi_instrument_digest(const rsup_instrument *instrument) {
  return instrument->digest;
}

const rsup_instrument_info *rsupi_instrument_info(const rsup_instrument *instrument) {
  return instrument->info;
}

const rsup_allocator *rsupi_instrument_allocator(const rsup_instrument *instrument) {
  return &instrument->allocator;
}

size_t rsupi_instrument_item_count(const rsup_instrument *instrument) {
  return instrument->item_count;
}

int32_t rsupi_instrument_item_index(const rsup_instrument *instrument, const char *item) {
  const uint32_t index = rsupi_map_get(&instrument->item_map, item, strlen(item));
  return index == UINT32_MAX ? -1 : (int32_t)index;
}

int rsupi_instrument_value_ok(const rsup_instrument *instrument, int32_t item, double value) {
  const rsupi_question *const question = &instrument->items[item];
  if (!(value >= question->min && value <= question->max)) return 0;
  const int32_t whole = (int32_t)value;
  if (whole < value) return 0;
  return question->valid[(int64_t)whole - question->min];
}

int32_t rsupi_instrument_context_ok(const rsup_instrument *instrument, const char *name,
                                    const char *value) {
  for (size_t i = 0; i < instrument->info->context_count; i++) {
    const rsup_context_info *const context = instrument->info->contexts[i];
    if (strcmp(context->name, name) != 0) continue;
    for (size_t k = 0; k < context->value_count; k++)
      if (rsupi_text_equal(context->values[k], value)) return 1;
    return 0;
  }
  return -1;
}

int rsupi_instrument_is_yes_no(const rsup_instrument *instrument, int32_t item) {
  const rsupi_question *const question = &instrument->items[item];
  return question->min == 0 && question->max == 1;
}

int32_t rsupi_instrument_revision(const rsup_instrument *instrument) {
  return instrument->revision;
}
