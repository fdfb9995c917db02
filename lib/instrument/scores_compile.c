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

const char *rsupi_score_keep(const rsupi_score_work *w, const char *text) {
  return rsupi_arena_copy(&w->compiler->instrument->arena, text);
}

int rsupi_score_number(const rsupi_score_work *w, const rsupi_node *node, rsupi_rational *out) {
  return rsupi_rational_read(node, out) ||
         rsupi_score_problem(w, node, "expected a number of at most nine digits and six decimals");
}

static int compile_missing(const rsupi_score_work *w) {
  const rsupi_draft_missing *const missing = w->draft->missing;
  w->def->missing_max = missing ? missing->max : 0;
  w->def->missing_method = missing && missing->method > 0 ? missing->method : 0;
  w->def->missing_source = missing ? rsupi_score_keep(w, missing->source) : NULL;
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
  if (w->draft->multiply && !rsupi_score_number(w, w->draft->multiply, &def->multiply)) return 0;
  if (w->draft->add && !rsupi_score_number(w, w->draft->add, &def->add)) return 0;
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
    rules[i].value = rsupi_score_keep(w, draft->value);
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

/* The least and most the answers can give, as the scoring itself finds it on an empty sheet. */
static int check_range(const rsupi_score_work *w, const rsupi_scored *scored) {
  const rsupi_node *const range = w->draft->range;
  rsupi_rational least, most;
  if (!range) return 1;
  if (w->def->op == RSUPI_OP_RULES) return rsupi_score_problem(w, range, "rules have no range");
  if (range->kind != RSUPI_LIST_NODE || range->count != 2)
    return rsupi_score_problem(w, range, "expected the least and the most");
  if (!rsupi_score_number(w, range->first, &least) ||
      !rsupi_score_number(w, range->first->next, &most))
    return 0;
  if (!scored->low.den || rsupi_rational_compare(scored->low, least) ||
      rsupi_rational_compare(scored->high, most))
    return rsupi_score_problem(w, range, "not the range that the answers can give");
  return 1;
}

/* What the score can be, found with every item open and asked. */
static int compile_marks(const rsupi_score_work *w, size_t index) {
  rsupi_sheet sheet;
  rsupi_sheet_start(&sheet, w->compiler->instrument);
  rsupi_sheet_score(&sheet);
  const rsupi_scored *const scored = &sheet.scores[index];
  return check_range(w, scored) && rsupi_marks_compile(w, scored->low, scored->high);
}

static int compile_op(const rsupi_score_work *w) {
  switch (w->def->op) {
  case RSUPI_OP_LINEAR:
    return compile_linear(w);
  case RSUPI_OP_RULES:
    return compile_rules(w);
  case RSUPI_OP_TABLE:
    return compile_of(w) && rsupi_table_compile(w);
  default:
    return compile_missing(w) && rsupi_points_compile(w);
  }
}

static int compile_score(const rsupi_score_work *w, size_t index) {
  const double exact = 9007199254740992.0; /* 2^53: every whole number up to it is a double */
  rsup_instrument *const instrument = w->compiler->instrument;
  w->def->op = w->draft->op;
  w->def->id = rsupi_score_keep(w, w->draft->id);
  w->def->divisor = 1;
  w->def->direction = w->draft->direction > 0 ? w->draft->direction : 0;
  w->def->source = rsupi_score_keep(w, w->draft->source);
  w->def->note = rsupi_score_keep(w, w->draft->note);
  w->def->uses = room(w, instrument->item_count, 1);
  if (!w->def->id || !w->def->uses) return rsupi_score_no_memory(w);
  for (size_t i = 0; i < index; i++)
    if (rsupi_text_equal(instrument->scores[i].id, w->def->id))
      return rsupi_score_problem_key(w, "id", "two scores have this id");
  if (!compile_op(w)) return 0;
  if (w->def->magnitude >= exact || (double)w->def->divisor * RSUPI_MOST_ITEMS >= exact)
    return rsupi_score_problem(w, w->node, "the numbers are too large to stay exact");
  instrument->score_count = index + 1;
  return compile_marks(w, index);
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
                                 const rsupi_node *recodes, const rsupi_node *references) {
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
    const rsupi_score_work work = {compiler,   node,       recodes,
                                   references, &drafts[i], &instrument->scores[i]};
    compiler->scores_known = i;
    if (!compile_score(&work, i)) return RSUP_E_SCHEMA;
  }
  compiler->scores_known = list->count;
  return RSUP_OK;
}
