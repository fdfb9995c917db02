/* From a model file's text to a model. A model proves itself: its digest, when it carries one, and
 * its test rows must come out, else it is refused. */
#include "core/text.h"
#include "risk/features.h"
#include "risk/model_draft.h"
#include <string.h>

/* The digest is of the document without its key `digest`; the tree is ours to change. */
static const rsupi_node *take_digest(const rsupi_node *root) {
  rsupi_node *const map = (rsupi_node *)(uintptr_t)root;
  rsupi_node **link = &map->first;
  while (*link && (!(*link)->key || strcmp((*link)->key, "digest") != 0)) link = &(*link)->next;
  const rsupi_node *const taken = *link;
  if (taken) {
    *link = taken->next;
    map->count--;
  }
  return taken;
}

static rsup_status check_digest(rsupi_model_work *w) {
  static const char prefix[] = "sha256:";
  const rsupi_node *const digest = take_digest(w->root);
  if (!rsupi_tree_digest(&w->model->allocator, w->root, w->model->digest)) return RSUP_E_MEMORY;
  if (!digest) return RSUP_OK;
  if (digest->kind == RSUPI_SCALAR && strncmp(digest->text, prefix, sizeof prefix - 1) == 0 &&
      strcmp(digest->text + sizeof prefix - 1, w->model->digest) == 0)
    return RSUP_OK;
  return rsupi_bind_problem(
      &w->binder, digest, RSUP_E_MODEL,
      "a model whose numbers were changed: the digest does not match its content");
}

static void keep_head(rsupi_model_work *w) {
  w->model->id = w->draft.id;
  w->model->version = w->draft.version;
  w->model->statement = w->draft.status->statement;
  w->model->evidence = w->draft.status->evidence;
  w->model->use = w->draft.status->use;
}

static rsup_status compile(rsupi_model_work *w) {
  int32_t version;
  rsup_status status = rsupi_check_head(&w->binder, w->root, "risk-model", 1, &version);
  if (!status) status = rsupi_bind(&w->binder, w->root, &rsupi_draft_model_shape, &w->draft);
  if (status) return status;
  keep_head(w);
  status = rsupi_inputs_compile(w);
  if (!status) status = rsupi_family_compile(w);
  if (!status) status = rsupi_terms_compile(w);
  if (!status) status = rsupi_features_compile(w);
  if (!status) status = check_digest(w);
  if (!status) status = rsupi_model_prove(w);
  return status;
}

static rsup_model *new_model(const rsup_config *config, int holds_config) {
  rsup_model *const made = rsupi_alloc(&config->allocator, sizeof *made);
  if (!made) return NULL;
  atomic_init(&made->references, 1);
  made->config = config;
  made->holds_config = holds_config;
  made->allocator = config->allocator;
  rsupi_arena_init(&made->arena, &made->allocator, 4096);
  if (holds_config) rsupi_config_ref(config);
  return made;
}

rsup_status rsupi_model_compile(const rsup_config *config, int holds_config, const char *source,
                                const char *text, size_t len, rsupi_problems *problems,
                                rsup_model **out) {
  rsupi_arena scratch;
  rsupi_model_work w;
  rsup_error first;
  memset(&w, 0, sizeof w);
  *out = NULL;
  rsupi_arena_init(&scratch, &config->allocator, 8192);
  rsup_status status =
      rsupi_tree_read(&scratch, RSUPI_DOCUMENT_MODEL, source, text, len, &w.root, &first);
  if (status)
    rsupi_problem_add(problems, RSUP_SEVERITY_ERROR, status, source, first.line, first.column, 0,
                      first.path, "%s", first.message);
  if (!status) {
    w.model = new_model(config, holds_config);
    if (w.model) { /* what is read lives with the model */
      const rsupi_binder binder = {
          .arena = &w.model->arena, .source = source, .problems = problems};
      w.binder = binder;
    }
    status = w.model ? compile(&w) : RSUP_E_MEMORY;
  }
  /* A step that failed for want of memory has reported nothing. */
  if (scratch.failed || problems->failed || (w.model && w.model->arena.failed))
    status = RSUP_E_MEMORY;
  rsupi_arena_free(&scratch);
  if (status)
    rsupi_model_release(w.model);
  else
    *out = w.model;
  return status;
}
