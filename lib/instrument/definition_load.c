/* From a definition's text to an instrument: keys, sets of answers, items, skips, scores, alerts,
 * and at last its own tests. A definition that does not prove itself is refused. */
#include "core/text.h"
#include "instrument/definition_draft.h"
#include <string.h>

static rsup_status compile_skips(rsupi_definition_work *w) {
  rsup_instrument *const instrument = w->compiler.instrument;
  rsupi_skip *const skips =
      rsupi_arena_array(&instrument->arena, w->draft.skip_count, sizeof *skips);
  if (!skips) return RSUP_E_MEMORY;
  for (size_t i = 0; i < w->draft.skip_count; i++) {
    const rsupi_draft_skip *const from = &w->draft.skips[i];
    skips[i].value = from->value;
    skips[i].when = rsupi_predicate_read(&w->compiler, from->when, 0);
    if (!skips[i].when ||
        !rsupi_items_read(&w->compiler, from->items, &skips[i].items, &skips[i].item_count))
      return RSUP_E_SCHEMA;
    for (size_t j = 0; j < skips[i].item_count; j++)
      if (!rsupi_instrument_value_ok(instrument, skips[i].items[j], from->value))
        return rsupi_definition_problem(w, rsupi_definition_part(w, "skip", i),
                                        "the value is no answer of every item");
  }
  instrument->skips = skips;
  instrument->skip_count = w->draft.skip_count;
  return RSUP_OK;
}

static rsup_status compile_alerts(rsupi_definition_work *w) {
  rsup_instrument *const instrument = w->compiler.instrument;
  rsupi_alert_def *const alerts =
      rsupi_arena_array(&instrument->arena, w->draft.alert_count, sizeof *alerts);
  if (!alerts) return RSUP_E_MEMORY;
  for (size_t i = 0; i < w->draft.alert_count; i++) {
    const rsupi_draft_alert *const from = &w->draft.alerts[i];
    const int none = from->if_missing && strcmp(from->if_missing, "none") == 0;
    if (from->if_missing && !none && strcmp(from->if_missing, "review") != 0)
      return rsupi_definition_problem(w, rsupi_definition_part(w, "alerts", i),
                                      "if_missing is review or none");
    alerts[i].level = from->level;
    alerts[i].review = !none;
    alerts[i].id = rsupi_arena_copy(&instrument->arena, from->id);
    if (!alerts[i].id) return RSUP_E_MEMORY;
    for (size_t j = 0; j < i; j++)
      if (strcmp(alerts[j].id, alerts[i].id) == 0)
        return rsupi_definition_problem(w, rsupi_definition_part(w, "alerts", i),
                                        "two alerts have this id");
    alerts[i].when = rsupi_predicate_read(&w->compiler, from->when, 0);
    if (!alerts[i].when) return RSUP_E_SCHEMA;
  }
  instrument->alerts = alerts;
  instrument->alert_count = w->draft.alert_count;
  return RSUP_OK;
}

static rsup_status keep_head(rsupi_definition_work *w) {
  rsup_instrument *const instrument = w->compiler.instrument;
  if (!rsupi_tree_digest(&instrument->allocator, w->root, instrument->digest)) return RSUP_E_MEMORY;
  instrument->id = rsupi_arena_copy(&instrument->arena, w->draft.id);
  instrument->notice = rsupi_arena_copy(&instrument->arena, w->draft.licence->notice);
  instrument->revision = w->draft.scoring_revision;
  return instrument->arena.failed ? RSUP_E_MEMORY : RSUP_OK;
}

static rsup_status compile(rsupi_definition_work *w) {
  int32_t version;
  rsup_status status = rsupi_check_head(&w->compiler.binder, w->root, "instrument", 1, &version);
  if (!status) status = rsupi_bind(&w->compiler.binder, w->root, &rsupi_draft_shape, &w->draft);
  if (!status) status = rsupi_definition_check_head(w);
  if (!status) status = keep_head(w);
  if (!status) status = rsupi_items_compile(w);
  if (!status) status = rsupi_definition_check_sets(w);
  if (!status) status = compile_skips(w);
  if (!status) status = compile_alerts(w);
  if (!status) status = rsupi_definition_check_safety(w);
  if (!status) status = rsupi_profiles_compile(w);
  if (!status)
    status =
        rsupi_scores_compile(&w->compiler, w->draft.scores, w->draft.recodes, w->draft.references);
  if (!status) status = rsupi_info_compile(w);
  if (!status && w->draft.tests) status = rsupi_instrument_prove(&w->compiler, w->draft.tests);
  if (!status && w->builtin) status = rsupi_definition_check_builtin(w, w->builtin);
  return status;
}

/* Where the definition is a host's own under the id of a built-in one: that one. */
static rsup_status find_builtin(rsupi_definition_work *w, const rsup_config *config, int own,
                                rsup_instrument **out) {
  const rsupi_node *const id = rsupi_node_get(w->root, "id");
  rsupi_problems problems;
  char *text;
  size_t len;
  *out = NULL;
  if (!own || !id || id->kind != RSUPI_SCALAR) return RSUP_OK;
  rsup_status status = rsupi_definition_read(&config->allocator, id->text, &text, &len, NULL);
  if (status) return status == RSUP_E_UNKNOWN_NAME ? RSUP_OK : status;
  status = rsupi_problems_start(&problems, &config->allocator, id->text, 0, NULL);
  if (!status) {
    const rsupi_definition_source source = {id->text, text, len, 0};
    status = rsupi_instrument_compile(config, 0, &source, &problems, out);
    status = rsupi_problems_settle(&problems, status, NULL, NULL);
  }
  rsupi_release(&config->allocator, text, len + 1);
  return status;
}

static rsup_instrument *new_instrument(const rsup_config *config, int holds_config) {
  rsup_instrument *const made = rsupi_alloc(&config->allocator, sizeof *made);
  if (!made) return NULL;
  atomic_init(&made->references, 1);
  made->config = config;
  made->holds_config = holds_config;
  made->allocator = config->allocator;
  rsupi_arena_init(&made->arena, &made->allocator, 4096);
  if (holds_config) rsupi_config_ref(config);
  return made;
}

static rsup_status read_definition(rsupi_arena *scratch, const rsupi_definition_source *from,
                                   const rsupi_node **out, rsup_error *err) {
  enum { MOST_BYTES = 1024 * 1024 };
  if (from->len > MOST_BYTES)
    return rsupi_fail_at(err, RSUP_E_LIMIT, from->name, 0, 0, NULL,
                         "a definition has at most 1 MiB");
  return rsupi_tree_read(scratch, RSUPI_DOCUMENT_MODEL, from->name, from->text, from->len, out,
                         err);
}

rsup_status rsupi_instrument_compile(const rsup_config *config, int holds_config,
                                     const rsupi_definition_source *from, rsupi_problems *problems,
                                     rsup_instrument **out) {
  rsupi_arena scratch;
  rsupi_definition_work w;
  rsup_instrument *builtin = NULL;
  rsup_error first;
  memset(&w, 0, sizeof w);
  *out = NULL;
  rsupi_arena_init(&scratch, &config->allocator, 8192);
  rsup_status status = read_definition(&scratch, from, &w.root, &first);
  if (status)
    rsupi_problem_add(problems, RSUP_SEVERITY_ERROR, status, from->name, first.line, first.column,
                      0, first.path, "%s", first.message);
  if (!status) status = find_builtin(&w, config, from->own, &builtin);
  if (!status) {
    const rsupi_binder binder = {.arena = &scratch, .source = from->name, .problems = problems};
    w.builtin = builtin;
    w.compiler.binder = binder;
    w.compiler.instrument = new_instrument(config, holds_config);
    status = w.compiler.instrument ? compile(&w) : RSUP_E_MEMORY;
  }
  rsupi_instrument_release(builtin);
  /* A step that failed for want of memory has reported nothing. */
  if (scratch.failed || problems->failed ||
      (w.compiler.instrument && w.compiler.instrument->arena.failed))
    status = RSUP_E_MEMORY;
  rsupi_arena_free(&scratch);
  if (status)
    rsupi_instrument_release(w.compiler.instrument);
  else
    *out = w.compiler.instrument;
  return status;
}
