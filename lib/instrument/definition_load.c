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
    alerts[i].when = rsupi_predicate_read(&w->compiler, from->when, 0);
    if (!alerts[i].when) return RSUP_E_SCHEMA;
  }
  instrument->alerts = alerts;
  instrument->alert_count = w->draft.alert_count;
  return RSUP_OK;
}

/* An item marked for safety that no alert reads would be silent. */
static rsup_status check_safety(rsupi_definition_work *w) {
  const rsup_instrument *const instrument = w->compiler.instrument;
  uint8_t uses[RSUPI_MOST_ITEMS];
  memset(uses, 0, sizeof uses);
  for (size_t i = 0; i < instrument->alert_count; i++)
    rsupi_predicate_uses(instrument->alerts[i].when, instrument, uses);
  for (size_t i = 0; i < instrument->item_count; i++)
    if (instrument->items[i].safety && !uses[i])
      return rsupi_definition_problem(w, rsupi_definition_part(w, "items", i),
                                      "no alert reads this safety item");
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
  if (!status) status = keep_head(w);
  if (!status) status = rsupi_items_compile(w);
  if (!status) status = compile_skips(w);
  if (!status) status = compile_alerts(w);
  if (!status) status = check_safety(w);
  if (!status) status = rsupi_scores_compile(&w->compiler, w->draft.scores, w->draft.recodes);
  if (!status && w->draft.tests) status = rsupi_instrument_prove(&w->compiler, w->draft.tests);
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

rsup_status rsupi_instrument_compile(const rsup_config *config, int holds_config,
                                     const char *source, const char *text, size_t len,
                                     rsupi_problems *problems, rsup_instrument **out) {
  rsupi_arena scratch;
  rsupi_definition_work w;
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
    const rsupi_binder binder = {.arena = &scratch, .source = source, .problems = problems};
    w.compiler.binder = binder;
    w.compiler.instrument = new_instrument(config, holds_config);
    status = w.compiler.instrument ? compile(&w) : RSUP_E_MEMORY;
  }
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
