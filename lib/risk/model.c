/* Models: loading, sharing, freeing. */
#include "risk/model.h"
#include "config/attach.h"
#include "core/embedded.h"
#include "core/text.h"
#include "document/file.h"
#include "risk/risk.h"
#include <string.h>

extern const rsupi_embedded rsupi_embedded_risk_models;

rsup_status rsup_model_load(rsup_config *config, const char *source, const char *text, size_t len,
                            rsup_model **out_model, rsup_result **out_report, rsup_error *err) {
  rsupi_error_clear(err);
  if (out_model) *out_model = NULL;
  if (out_report) *out_report = NULL;
  if (!config || !text || !out_model)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_model_load needs a config, a text and an out_model");
  rsupi_problems problems;
  if (!source) source = "model";
  rsup_status status =
      rsupi_problems_start(&problems, &config->allocator, source, out_report != NULL, err);
  if (status) return status;
  status = rsupi_model_compile(config, 1, source, text, len, &problems, out_model);
  return rsupi_problems_settle(&problems, status, out_report, err);
}

rsup_status rsup_model_load_file(rsup_config *config, const char *path, rsup_model **out_model,
                                 rsup_result **out_report, rsup_error *err) {
  char *text;
  size_t len;
  rsupi_error_clear(err);
  if (out_model) *out_model = NULL;
  if (out_report) *out_report = NULL;
  if (!config || !path || !out_model)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_model_load_file needs a config, a path and an out_model");
  rsup_status status = rsupi_file_read(
      &config->allocator, path, rsupi_document_limit(RSUPI_DOCUMENT_MODEL), &text, &len, err);
  if (status) return status;
  status =
      rsup_model_load(config, rsupi_file_base_name(path), text, len, out_model, out_report, err);
  rsupi_release(&config->allocator, text, len + 1);
  return status;
}

rsup_status rsup_model_default(rsup_config *config, rsup_model **out_model, rsup_error *err) {
  const rsupi_embedded_file *const file = &rsupi_embedded_risk_models.files[0];
  char *text;
  if (out_model) *out_model = NULL;
  if (!config || !out_model)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_model_default needs a config and an out_model");
  rsup_status status =
      rsupi_embedded_read(&rsupi_embedded_risk_models, file, &config->allocator, &text, err);
  if (status) return status;
  status = rsup_model_load(config, file->name, text, file->size, out_model, NULL, err);
  rsupi_release(&config->allocator, text, file->size + 1);
  return status;
}

/* ---- the built-in model, compiled once and kept with the config */
typedef struct kept_model {
  rsupi_attachment attachment;
  rsup_model *model;
} kept_model;

static void release_kept(rsupi_attachment *self, const rsup_allocator *allocator) {
  kept_model *const kept = (kept_model *)self;
  rsupi_model_release(kept->model);
  rsupi_release(allocator, kept, sizeof *kept);
}

static rsup_status compile_default(const rsup_config *config, rsup_model **out, rsup_error *err) {
  const rsupi_embedded_file *const file = &rsupi_embedded_risk_models.files[0];
  rsupi_problems problems;
  char *text;
  rsup_status status =
      rsupi_embedded_read(&rsupi_embedded_risk_models, file, &config->allocator, &text, err);
  if (status) return status;
  status = rsupi_problems_start(&problems, &config->allocator, file->name, 0, err);
  if (!status) {
    status = rsupi_model_compile(config, 0, file->name, text, file->size, &problems, out);
    status = rsupi_problems_settle(&problems, status, NULL, err);
  }
  rsupi_release(&config->allocator, text, file->size + 1);
  return status;
}

rsup_status rsupi_config_model(const rsup_config *config, const rsup_model **out, rsup_error *err) {
  *out = NULL;
  kept_model *known = (kept_model *)rsupi_config_attached(config, RSUPI_ATTACH_MODEL);
  if (!known) {
    kept_model *const mine = rsupi_alloc(&config->allocator, sizeof *mine);
    if (!mine) return rsupi_fail_memory(err);
    const rsup_status status = compile_default(config, &mine->model, err);
    if (status) {
      rsupi_release(&config->allocator, mine, sizeof *mine);
      return status;
    }
    mine->attachment.release = release_kept;
    known = (kept_model *)rsupi_config_attach(config, RSUPI_ATTACH_MODEL, &mine->attachment);
  }
  *out = known->model;
  return RSUP_OK;
}

/* ---- handles */

void rsupi_model_keep(const rsup_model *model) {
  rsup_model *const counted = (rsup_model *)(uintptr_t)model;
  atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
}

void rsupi_model_release(void *handle) {
  rsup_model *const model = handle;
  if (!model) return;
  if (atomic_fetch_sub_explicit(&model->references, 1, memory_order_acq_rel) > 1) return;
  const rsup_allocator allocator = model->allocator;
  const rsup_config *const config = model->holds_config ? model->config : NULL;
  rsupi_arena_free(&model->arena);
  rsupi_release(&allocator, model, sizeof *model);
  if (config) rsupi_config_unref((void *)(uintptr_t)config);
}

void rsup_model_free(rsup_model *model) {
  rsupi_model_release(model);
}

const char *rsup_model_id(const rsup_model *model) {
  return model ? model->id : NULL;
}

const char *rsup_model_digest(const rsup_model *model) {
  return model ? model->digest : NULL;
}
