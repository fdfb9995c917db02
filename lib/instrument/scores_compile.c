/* Compiling the scores of a definition, with the checks that a table of keys can't say: what they
 * rest on exists, bands rise, the range is the one that the answers give. */
#include "core/text.h"
#include "instrument/score_draft.h"
#include <string.h>

int rsupi_score_problem(const rsupi_score_work *work, const rsupi_node *node, const char *message) {
  rsupi_bind_problem(&work->compiler->binder, node, RSUP_E_SCHEMA, "%s", message);
  return 0;
}

int rsupi_score_problem_key(const rsupi_score_work *work, const char *key, const char *message) {
  const rsupi_node *const at = rsupi_node_get(work->node, key);
  return rsupi_score_problem(work, at ? at : work->node, message);
}

int rsupi_score_no_memory(const rsupi_score_work *work) {
  work->compiler->binder.problems->failed = 1;
  return 0;
}

static void *room(const rsupi_score_work *w, size_t count, size_t size) {
  return rsupi_arena_array(&w->compiler->instrument->arena, count, size);
}

static const char *keep_text(const rsupi_score_work *w, const char *text) {
  return rsupi_arena_copy(&w->compiler->instrument->arena, text);
}

/* A label is a text, or a map from locale to text, of which English is kept. */
static const char *keep_label(const rsupi_score_work *w, const rsupi_node *label) {
  if (label && label->kind == RSUPI_MAP_NODE) label = rsupi_node_get(label, "en");
  return label && label->kind == RSUPI_SCALAR ? keep_text(w, label->text) : NULL;
}

static int read_number(const rsupi_score_work *w, const rsupi_node *node, rsupi_rational *out) {
  return rsupi_rational_read(node, out) ||
         rsupi_score_problem(w, node, "expected a number of at most nine digits and six decimals");
}

static int compile_missing(const rsupi_score_work *w) {
  const rsupi_draft_missing *const missing = w->draft->missing;
  w->def->missing_max = missing ? missing->max : 0;
  w->def->missing_method = missing ? missing->method : 0;
  if (w->def->missing_max > 0 && w->def->missing_method == 0 && w->def->op != RSUPI_OP_MEAN)
    return rsupi_score_problem_key(w, "missing", "say by which method a gap is filled");
  return 1;
}

static int compile_of(const rsupi_score_work *w) {
  const rsup_instrument *const instrument = w->compiler->instrument;
  w->def->of = -1;
  for (size_t i = 0; w->draft->of && i < w->compiler->scores_known; i++)
    if (rsupi_text_equal(instrument->scores[i].id, w->draft->of)) w->def->of = (int32_t)i;
  if (w->def->of < 0)
    return rsupi_score_problem_key(w, "of", "expected the id of a score further up");
  memcpy(w->def->uses, instrument->scores[w->def->of].uses, instrument->item_count);
  return 1;
}

static int compile_linear(const rsupi_score_work *w) {
  const rsupi_rational one = {1, 1}, zero = {0, 1};
  rsupi_score_def *const def = w->def;
  def->multiply = one;
  def->add = zero;
  if (!compile_of(w)) return 0;
  const rsupi_score_def *const of = &w->compiler->instrument->scores[def->of];
  if (of->op >= RSUPI_OP_LINEAR)
    return rsupi_score_problem_key(w, "of", "expected a sum, mean, count or value");
  if (w->draft->multiply && !read_number(w, w->draft->multiply, &def->multiply)) return 0;
  if (w->draft->add && !read_number(w, w->draft->add, &def->add)) return 0;
  const double times = (double)(def->multiply.num < 0 ? -def->multiply.num : def->multiply.num);
  const double plus = (double)(def->add.num < 0 ? -def->add.num : def->add.num);
  const double divisor = (double)of->divisor * (double)(of->point_count ? of->point_count : 1) *
                         (double)def->multiply.den;
  def->divisor = of->divisor * def->multiply.den * def->add.den;
  def->magnitude = of->magnitude * times * (double)def->add.den + plus * divisor;
  return 1;
}

static int compile_rules(const rsupi_score_work *w) {
  const rsupi_node *const list = rsupi_node_get(w->node, "rules");
  const size_t count = w->draft->rule_count;
  if (!list || count == 0) return rsupi_score_problem(w, w->node, "this score needs its rules");
  rsupi_rule *const rules = room(w, count, sizeof *rules);
  if (!rules) return rsupi_score_no_memory(w);
  for (size_t i = 0; i < count; i++) {
    const rsupi_draft_rule *const draft = &w->draft->rules[i];
    rules[i].value = keep_text(w, draft->value);
    if (!rules[i].value) return rsupi_score_no_memory(w);
    if (!draft->when && i + 1 < count)
      return rsupi_score_problem(w, list, "only the last rule may stand without `when`");
    if (!draft->when) continue;
    rules[i].when = rsupi_predicate_read(w->compiler, draft->when, 1);
    if (!rules[i].when) return 0;
    rsupi_predicate_uses(rules[i].when, w->compiler->instrument, w->def->uses);
  }
  w->def->rules = rules;
  w->def->rule_count = count;
  w->def->escalate = w->draft->unknown == 2;
  return 1;
}

static int compile_bands(const rsupi_score_work *w) {
  const size_t count = w->draft->band_count;
  if (count == 0) return 1;
  rsupi_band *const bands = room(w, count, sizeof *bands);
  if (!bands) return rsupi_score_no_memory(w);
  for (size_t i = 0; i < count; i++) {
    const rsupi_draft_band *const draft = &w->draft->bands[i];
    bands[i].id = keep_text(w, draft->id);
    bands[i].label = keep_label(w, draft->label);
    if (w->compiler->instrument->arena.failed) return rsupi_score_no_memory(w);
    if (!read_number(w, draft->from, &bands[i].from)) return 0;
    if (i > 0 && rsupi_rational_compare(bands[i - 1].from, bands[i].from) >= 0)
      return rsupi_score_problem(w, draft->from, "bands must rise");
  }
  w->def->bands = bands;
  w->def->band_count = count;
  return 1;
}

static int compile_cutoff(const rsupi_score_work *w, const rsupi_draft_cutoff *draft,
                          rsupi_cutoff *out) {
  if (!draft->from == !draft->below)
    return rsupi_score_problem_key(w, "cutoffs", "a cut-off has either from or below");
  out->id = keep_text(w, draft->id);
  if (!out->id) return rsupi_score_no_memory(w);
  out->below = draft->below != NULL;
  if (draft->when) {
    out->when = rsupi_predicate_read(w->compiler, draft->when, 0);
    if (!out->when) return 0;
  }
  return read_number(w, draft->below ? draft->below : draft->from, &out->bound);
}

/* After an unconditional entry no other of the same id could ever apply. */
static int compile_cutoffs(const rsupi_score_work *w) {
  const size_t count = w->draft->cutoff_count;
  if (count == 0) return 1;
  rsupi_cutoff *const cutoffs = room(w, count, sizeof *cutoffs);
  if (!cutoffs) return rsupi_score_no_memory(w);
  for (size_t i = 0; i < count; i++) {
    if (!compile_cutoff(w, &w->draft->cutoffs[i], &cutoffs[i])) return 0;
    for (size_t j = 0; j < i; j++)
      if (!cutoffs[j].when && rsupi_text_equal(cutoffs[i].id, cutoffs[j].id))
        return rsupi_score_problem_key(w, "cutoffs",
                                       "the entry of an id without `when` must come last");
  }
  w->def->cutoffs = cutoffs;
  w->def->cutoff_count = count;
  return 1;
}

/* The least and most the answers can give, as the scoring itself finds it on an empty sheet. */
static int check_range(const rsupi_score_work *w, size_t index) {
  const rsupi_node *const range = w->draft->range;
  rsupi_rational least, most;
  rsupi_sheet sheet;
  if (!range || w->def->op == RSUPI_OP_RULES || w->def->op == RSUPI_OP_TABLE) return 1;
  if (range->kind != RSUPI_LIST_NODE || range->count != 2)
    return rsupi_score_problem(w, range, "expected the least and the most");
  if (!read_number(w, range->first, &least) || !read_number(w, range->first->next, &most)) return 0;
  rsupi_sheet_start(&sheet, w->compiler->instrument);
  rsupi_sheet_score(&sheet);
  const rsupi_scored *const scored = &sheet.scores[index];
  if (rsupi_rational_compare(scored->low, least) || rsupi_rational_compare(scored->high, most))
    return rsupi_score_problem(w, range, "not the range that the answers can give");
  for (size_t i = 0; i < w->def->band_count; i++)
    if (rsupi_rational_compare(w->def->bands[i].from, most) > 0 ||
        (i > 0 && rsupi_rational_compare(w->def->bands[i].from, least) <= 0))
      return rsupi_score_problem_key(w, "bands", "a band lies outside the range");
  return 1;
}

static int compile_op(const rsupi_score_work *w) {
  switch (w->def->op) {
  case RSUPI_OP_LINEAR:
    return compile_linear(w);
  case RSUPI_OP_RULES:
    return compile_rules(w);
  case RSUPI_OP_TABLE:
    rsupi_bind_warning(&w->compiler->binder, w->node, RSUP_E_MODEL,
                       "tables are not scored by this version: the score stays without a value");
    return compile_of(w);
  default:
    return compile_missing(w) && rsupi_points_compile(w);
  }
}

static int compile_score(const rsupi_score_work *w, size_t index) {
  const double exact = 9007199254740992.0; /* 2^53: every whole number up to it is a double */
  rsup_instrument *const instrument = w->compiler->instrument;
  w->def->op = w->draft->op;
  w->def->id = keep_text(w, w->draft->id);
  w->def->divisor = 1;
  w->def->uses = room(w, instrument->item_count, 1);
  if (!w->def->id || !w->def->uses) return rsupi_score_no_memory(w);
  for (size_t i = 0; i < index; i++)
    if (rsupi_text_equal(instrument->scores[i].id, w->def->id))
      return rsupi_score_problem_key(w, "id", "two scores have this id");
  if (!compile_op(w)) return 0;
  if (w->def->magnitude >= exact || (double)w->def->divisor * RSUPI_MOST_ITEMS >= exact)
    return rsupi_score_problem(w, w->node, "the numbers are too large to stay exact");
  if (!compile_bands(w) || !compile_cutoffs(w)) return 0;
  instrument->score_count = index + 1;
  return check_range(w, index);
}

/* All keys are checked before anything is compiled, so that a report lists every typo at once. */
static rsup_status bind_scores(rsupi_compiler *compiler, const rsupi_node *list,
                               rsupi_draft_score **out) {
  rsupi_draft_score *const drafts =
      rsupi_arena_array(compiler->binder.arena, list->count, sizeof *drafts);
  if (!drafts) return RSUP_E_MEMORY;
  rsup_status status = RSUP_OK;
  size_t i = 0;
  for (const rsupi_node *node = list->first; node; node = node->next, i++) {
    const rsup_status now =
        rsupi_bind(&compiler->binder, node, &rsupi_draft_score_shape, &drafts[i]);
    if (!status) status = now;
  }
  *out = drafts;
  return status;
}

rsup_status rsupi_scores_compile(rsupi_compiler *compiler, const rsupi_node *list,
                                 const rsupi_node *recodes) {
  rsup_instrument *const instrument = compiler->instrument;
  rsupi_draft_score *drafts;
  if (list->kind != RSUPI_LIST_NODE || list->count == 0 || list->count > RSUPI_MOST_SCORES)
    return rsupi_bind_problem(&compiler->binder, list, RSUP_E_SCHEMA,
                              "expected a list of 1 to %d scores", (int)RSUPI_MOST_SCORES);
  const rsup_status status = bind_scores(compiler, list, &drafts);
  if (status) return status;
  instrument->scores =
      rsupi_arena_array(&instrument->arena, list->count, sizeof *instrument->scores);
  if (!instrument->scores) return RSUP_E_MEMORY;
  const rsupi_node *node = list->first;
  for (size_t i = 0; i < list->count; i++, node = node->next) {
    const rsupi_score_work work = {compiler, node, recodes, &drafts[i], &instrument->scores[i]};
    compiler->scores_known = i;
    if (!compile_score(&work, i)) return RSUP_E_SCHEMA;
  }
  compiler->scores_known = list->count;
  return RSUP_OK;
}
