/* What stands beside a score: bands, cut-offs, thresholds of change, codes. A number that nobody
 * has checked (`memory: true`) is kept for show and never judged. */
#include "core/text.h"
#include "instrument/score_draft.h"
#include <string.h>

static void *room(const rsupi_score_work *w, size_t count, size_t size) {
  return rsupi_arena_array(&w->compiler->instrument->arena, count, size);
}

static const rsupi_node *child_at(const rsupi_node *list, size_t index) {
  const rsupi_node *node = list->first;
  while (index--) node = node->next;
  return node;
}

/* A label is a text, or a map from locale to text, of which English is kept. */
static const char *keep_label(const rsupi_score_work *w, const rsupi_node *label) {
  if (label && label->kind == RSUPI_MAP_NODE) label = rsupi_node_get(label, "en");
  return label && label->kind == RSUPI_SCALAR ? rsupi_score_keep(w, label->text) : NULL;
}

static int check_source(const rsupi_score_work *w, const rsupi_node *at, const char *source) {
  if (!source || rsupi_node_get(w->references, source)) return 1;
  return rsupi_score_problem(w, at, "its source is not among the references of this file");
}

/* ---- bands: no hole below the first, none outside */

static int place_band(const rsupi_score_work *w, size_t i, const rsupi_band *bands,
                      rsupi_rational least, rsupi_rational most) {
  const rsupi_node *const at = w->draft->bands[i].from;
  for (size_t j = 0; j < i; j++)
    if (rsupi_text_equal(bands[j].id, bands[i].id))
      return rsupi_score_problem(w, at, "two bands have this id");
  if (i > 0 && rsupi_rational_compare(bands[i - 1].from, bands[i].from) >= 0)
    return rsupi_score_problem(w, at, "bands must rise");
  if (!least.den) return 1;
  if (rsupi_rational_compare(bands[i].from, most) > 0)
    return rsupi_score_problem_key(w, "bands", "a band lies outside the range");
  const int below = rsupi_rational_compare(bands[i].from, least);
  if (i == 0 && below > 0)
    return rsupi_score_problem_key(w, "bands", "there is a hole below the first band");
  if (below < 0) return rsupi_score_problem_key(w, "bands", "a band lies outside the range");
  return 1;
}

static int compile_bands(const rsupi_score_work *w, rsupi_rational least, rsupi_rational most) {
  const size_t count = w->draft->band_count;
  w->def->bands_source = rsupi_score_keep(w, w->draft->bands_source);
  if (!check_source(w, rsupi_node_get(w->node, "bands_source"), w->draft->bands_source)) return 0;
  if (count == 0) return 1;
  if (w->def->op == RSUPI_OP_RULES)
    return rsupi_score_problem_key(w, "bands", "rules have no bands");
  rsupi_band *const bands = room(w, count, sizeof *bands);
  if (!bands) return rsupi_score_no_memory(w);
  for (size_t i = 0; i < count; i++) {
    const rsupi_draft_band *const draft = &w->draft->bands[i];
    bands[i].id = rsupi_score_keep(w, draft->id);
    bands[i].label = keep_label(w, draft->label);
    if (w->compiler->instrument->arena.failed) return rsupi_score_no_memory(w);
    if (!rsupi_score_number(w, draft->from, &bands[i].from)) return 0;
    if (!place_band(w, i, bands, least, most)) return 0;
  }
  w->def->bands = bands;
  w->def->band_count = count;
  return 1;
}

/* ---- cut-offs */

static int compile_cutoff(const rsupi_score_work *w, const rsupi_draft_cutoff *draft,
                          rsupi_cutoff *out) {
  if (!draft->from == !draft->below)
    return rsupi_score_problem_key(w, "cutoffs", "a cut-off has either from or below");
  out->id = rsupi_score_keep(w, draft->id);
  out->source = rsupi_score_keep(w, draft->source);
  out->note = rsupi_score_keep(w, draft->note);
  if (w->compiler->instrument->arena.failed) return rsupi_score_no_memory(w);
  out->below = draft->below != NULL;
  out->active = draft->memory != 1;
  if (draft->when) {
    out->when = rsupi_predicate_read(w->compiler, draft->when, 0);
    if (!out->when) return 0;
  }
  return rsupi_score_number(w, draft->below ? draft->below : draft->from, &out->bound);
}

/* Of an id each condition stands once, and after the entry without one no other could apply. */
static int place_cutoff(const rsupi_score_work *w, size_t i, rsupi_cutoff *cutoffs) {
  const rsupi_draft_cutoff *const drafts = w->draft->cutoffs;
  for (size_t j = 0; j < i; j++) {
    if (!rsupi_text_equal(cutoffs[i].id, cutoffs[j].id)) continue;
    cutoffs[i].again = 1;
    if (!cutoffs[j].when)
      return rsupi_score_problem_key(w, "cutoffs",
                                     "the entry of an id without `when` must come last");
    if (drafts[i].when && rsupi_node_equal(drafts[i].when, drafts[j].when))
      return rsupi_score_problem_key(w, "cutoffs", "two entries of an id have one condition");
  }
  return 1;
}

/* A bound that every score reaches, or none, sorts nobody. */
static int bound_sorts(const rsupi_cutoff *cutoff, rsupi_rational least, rsupi_rational most) {
  return !least.den || (rsupi_rational_compare(cutoff->bound, least) > 0 &&
                        rsupi_rational_compare(cutoff->bound, most) <= 0);
}

static int compile_cutoffs(const rsupi_score_work *w, rsupi_rational least, rsupi_rational most) {
  const size_t count = w->draft->cutoff_count;
  if (count == 0) return 1;
  if (w->def->op == RSUPI_OP_RULES)
    return rsupi_score_problem_key(w, "cutoffs", "rules have no cut-offs");
  rsupi_cutoff *const cutoffs = room(w, count, sizeof *cutoffs);
  if (!cutoffs) return rsupi_score_no_memory(w);
  for (size_t i = 0; i < count; i++) {
    const rsupi_node *const at = child_at(rsupi_node_get(w->node, "cutoffs"), i);
    if (!compile_cutoff(w, &w->draft->cutoffs[i], &cutoffs[i]) || !place_cutoff(w, i, cutoffs))
      return 0;
    if (!bound_sorts(&cutoffs[i], least, most))
      return rsupi_score_problem(w, at, "the cut-off lies outside the range");
    if (!check_source(w, at, cutoffs[i].source)) return 0;
  }
  w->def->cutoffs = cutoffs;
  w->def->cutoff_count = count;
  return 1;
}

/* ---- thresholds of change */

static int compile_thresholds(const rsupi_score_work *w) {
  const size_t count = w->draft->change_count;
  rsupi_threshold *const all = room(w, count, sizeof *all);
  if (!all) return rsupi_score_no_memory(w);
  for (size_t i = 0; i < count; i++) {
    const rsupi_draft_change *const draft = &w->draft->changes[i];
    const rsupi_node *const at = child_at(rsupi_node_get(w->node, "change"), i);
    all[i].id = rsupi_score_keep(w, draft->id);
    all[i].source = rsupi_score_keep(w, draft->source);
    if (w->compiler->instrument->arena.failed) return rsupi_score_no_memory(w);
    all[i].metric = draft->metric;
    all[i].active = draft->memory != 1;
    if (!rsupi_score_number(w, draft->amount, &all[i].amount)) return 0;
    if (all[i].amount.num <= 0)
      return rsupi_score_problem(w, at, "an amount of change is above zero");
    if (!check_source(w, at, draft->source)) return 0;
    for (size_t j = 0; j < i; j++)
      if (rsupi_text_equal(all[j].id, all[i].id))
        return rsupi_score_problem(w, at, "two thresholds have this id");
  }
  w->def->thresholds = all;
  w->def->threshold_count = count;
  return 1;
}

/* ---- codes */

typedef struct draft_code {
  const char *system, *code;
  const rsupi_node *verified;
} draft_code;
static const rsupi_slot code_slots[] = {
    {.name = "system",
     .kind = RSUPI_TYPE_ID,
     .flags = RSUPI_REQUIRED,
     .offset = offsetof(draft_code, system)},
    {.name = "code",
     .kind = RSUPI_TYPE_ID,
     .flags = RSUPI_REQUIRED,
     .offset = offsetof(draft_code, code)},
    {.name = "verified", .kind = RSUPI_TYPE_TREE, .offset = offsetof(draft_code, verified)}};
static const rsupi_shape code_shape = RSUPI_SHAPE("code", draft_code, code_slots);

int rsupi_verified_read(rsupi_compiler *compiler, const rsupi_node *node, int32_t *out,
                        const char *const **out_sources, size_t *out_count) {
  rsupi_arena *const arena = &compiler->instrument->arena;
  rsupi_list sources = {0};
  int32_t said = 1;
  *out = INT32_MIN;
  if (!node) return 1;
  if (node->kind == RSUPI_LIST_NODE && node->count > 0) {
    for (const rsupi_node *one = node->first; one; one = one->next)
      if (one->kind == RSUPI_SCALAR)
        rsupi_list_push(arena, &sources, rsupi_arena_copy(arena, one->text));
  } else if (!rsupi_scalar_bool(node, &said) || said) {
    rsupi_bind_problem(&compiler->binder, node, RSUP_E_SCHEMA,
                       "expected false, or the list of where it was read");
    return 0;
  }
  *out = said;
  if (out_sources) *out_sources = (const char *const *)sources.items;
  if (out_count) *out_count = sources.count;
  return 1;
}

static int read_code(rsupi_compiler *compiler, const rsupi_node *node, rsup_code_info *out) {
  rsupi_arena *const arena = &compiler->instrument->arena;
  draft_code draft;
  if (rsupi_bind(&compiler->binder, node, &code_shape, &draft)) return 0;
  out->system = rsupi_arena_copy(arena, draft.system);
  out->code = rsupi_arena_copy(arena, draft.code);
  return rsupi_verified_read(compiler, draft.verified, &out->verified, &out->sources,
                             &out->source_count);
}

int rsupi_codes_read(rsupi_compiler *compiler, const rsupi_node *list,
                     const rsup_code_info *const **out, size_t *out_count) {
  rsupi_arena *const arena = &compiler->instrument->arena;
  rsupi_list codes = {0};
  if (list && list->kind != RSUPI_LIST_NODE && list->count > 0) {
    rsupi_bind_problem(&compiler->binder, list, RSUP_E_SCHEMA, "expected a list of codes");
    return 0;
  }
  for (const rsupi_node *node = list ? list->first : NULL; node; node = node->next) {
    rsup_code_info *const code = rsupi_arena_alloc(arena, sizeof *code);
    if (!code || !rsupi_list_push(arena, &codes, code)) break;
    if (!read_code(compiler, node, code)) return 0;
  }
  if (arena->failed) compiler->binder.problems->failed = 1;
  *out = (const rsup_code_info *const *)codes.items;
  *out_count = codes.count;
  return !arena->failed;
}

int rsupi_marks_compile(const rsupi_score_work *w, rsupi_rational least, rsupi_rational most) {
  return check_source(w, rsupi_node_get(w->node, "source"), w->draft->source) &&
         compile_bands(w, least, most) && compile_cutoffs(w, least, most) &&
         compile_thresholds(w) &&
         rsupi_codes_read(w->compiler, w->draft->codes, &w->def->codes, &w->def->code_count);
}
