/* Scores of a block: points added up an item at a time, and rules. */
#include "instrument/columns.h"
#include "instrument/columns_kernels.h"
#include <string.h>

/* ---- points */

static void add_stepped(const rsupi_block *block, const rsupi_column_points *points,
                        const rsupi_column_score *score) {
  const uint8_t *const codes = block->codes[points->item];
  rsupi_kernel_first(score->sum, score->missing, codes, points->first, block->rows);
  for (size_t i = 0; i < points->steps; i++)
    rsupi_kernel_step(score->sum, codes, points->from[i], points->by[i], block->rows);
}

/* What is in no group, item by item. */
static void add_points(const rsupi_block *block, const rsupi_column_score *score) {
  for (size_t i = 0; i < score->point_count; i++) {
    const rsupi_column_points *const points = &score->points[i];
    if (points->straight)
      rsupi_kernel_add(score->sum, score->missing, block->codes[points->item], points->flip,
                       points->add, block->rows);
    else
      add_stepped(block, points, score);
  }
}

static void add_bounds(const rsupi_block *block, const rsupi_column_score *score) {
  memcpy(score->low_sum, score->sum, block->rows);
  memcpy(score->high_sum, score->sum, block->rows);
  for (size_t i = 0; i < score->def->point_count; i++) {
    const rsupi_points *const points = &score->def->points[i];
    const uint8_t *const codes = block->codes[points->item];
    rsupi_kernel_open(score->low_sum, codes, (uint8_t)points->least, block->rows);
    rsupi_kernel_open(score->high_sum, codes, (uint8_t)points->most, block->rows);
  }
}

static void tell_reasons(const rsupi_block *block, const rsupi_column_score *score) {
  const rsupi_score_def *const def = score->def;
  const uint8_t *const any = rsupi_column_zero_all(score) ? block->plan->any : block->plan->zeros;
  const uint8_t *const not_asked =
      def->op == RSUPI_OP_VALUE ? block->plan->not_asked[def->points[0].item] : NULL;
  const uint8_t all = (uint8_t)def->point_count;
  const uint8_t most = (uint8_t)(score->gaps.max > all ? all : score->gaps.max);
  rsupi_kernel_reasons(score->reason, score->missing, any, all, most, block->rows);
  for (size_t i = 0; not_asked && i < block->rows; i++)
    if (not_asked[i]) score->reason[i] = RSUP_SCORE_NOT_APPLICABLE;
}

static int score_points(const rsupi_block *block, const rsupi_column_score *score) {
  if (!rsupi_block_add_groups(block, score)) return 0;
  add_points(block, score);
  if (score->low_high) add_bounds(block, score);
  tell_reasons(block, score);
  return 1;
}

/* ---- how far a score reaches */

void rsupi_block_reach_sums(const rsupi_block *block, const rsupi_column_score *score,
                            const rsupi_bounds *bounds, size_t count, const uint8_t *reason,
                            const uint8_t *in, uint8_t *out) {
  uint8_t between[2][RSUPI_BLOCK];
  const uint8_t *const gaps = score->value_rows > 1 ? score->missing : block->plan->zeros;
  for (size_t i = 0; i < count; i++) {
    uint8_t *const to = i + 1 < count ? between[i % 2] : out;
    rsupi_kernel_reach(to, in, score->sum, gaps, reason, &bounds[i], block->rows);
    in = to;
  }
}

void rsupi_block_reach(const rsupi_block *block, const rsupi_column_score *score,
                       rsupi_rational bound, int above, uint8_t *out) {
  rsupi_bounds bounds[RSUPI_MOST_ITEMS / RSUPI_GAPS + 1];
  rsupi_column_bound(block->plan, score, bound, above, 0, bounds);
  rsupi_block_reach_sums(block, score, bounds, rsupi_column_bounds(score, 1), block->plan->zeros,
                         block->plan->zeros, out);
}

/* ---- rules */

static void count_answers(const rsupi_block *block, const rsupi_column_score *score,
                          uint8_t *answered, uint8_t *missing) {
  memset(answered, 0, block->rows);
  memset(missing, 0, block->rows);
  for (size_t item = 0; item < block->plan->call->instrument->item_count; item++) {
    const uint8_t *const codes = block->codes[item];
    const uint8_t *const not_asked =
        block->plan->not_asked[item] ? block->plan->not_asked[item] : block->plan->zeros;
    if (!score->def->uses[item]) continue;
    for (size_t i = 0; i < block->rows; i++) {
      answered[i] = (uint8_t)(answered[i] + (codes[i] < RSUPI_BLANK));
      missing[i] = (uint8_t)(missing[i] + (codes[i] >= RSUPI_BLANK && !not_asked[i]));
    }
  }
}

/* The first rule that is true wins; what an earlier one leaves open is as in scoring.c. */
static void apply_rule(const rsupi_block *block, const rsupi_column_score *score, size_t index,
                       const uint8_t *truth, uint8_t *open, uint8_t *settled) {
  const rsupi_rule *const rule = &score->def->rules[index];
  const int stands = score->def->escalate && rule->when;
  for (size_t i = 0; i < block->rows; i++) {
    if (settled[i]) continue;
    open[i] |= truth[i] == RSUPI_ROW_OPEN;
    if (truth[i] != RSUPI_ROW_YES) continue;
    settled[i] = 1;
    if (open[i] && !stands) continue;
    score->rule[i] = (int8_t)index;
    score->reason[i] = open[i] ? RSUP_SCORE_AT_LEAST : 0;
  }
}

static void score_rules(const rsupi_block *block, const rsupi_column_score *score) {
  uint8_t truth[RSUPI_BLOCK], open[RSUPI_BLOCK], settled[RSUPI_BLOCK];
  count_answers(block, score, settled, open);
  for (size_t i = 0; i < block->rows; i++) {
    score->reason[i] = open[i] ? RSUP_SCORE_TOO_MANY_MISSING : RSUP_SCORE_CONTEXT_UNKNOWN;
    if (!settled[i]) score->reason[i] = RSUP_SCORE_NO_ANSWERS;
    settled[i] = !settled[i]; /* what nobody answered has no rule */
    open[i] = 0;
    score->rule[i] = -1;
  }
  for (size_t k = 0; k < score->def->rule_count; k++) {
    if (score->def->rules[k].when)
      rsupi_block_judge(block, score->def->rules[k].when, 0, truth);
    else
      memset(truth, RSUPI_ROW_YES, block->rows);
    apply_rule(block, score, k, truth, open, settled);
  }
  for (size_t i = 0; i < block->rows; i++)
    if (!settled[i] && !open[i]) score->reason[i] = RSUP_SCORE_NO_RULE;
}

static void find_any(const rsupi_block *block) {
  const rsupi_column_plan *const plan = block->plan;
  memset(plan->any, 0, block->rows);
  for (size_t item = 0; item < plan->call->instrument->item_count; item++)
    for (size_t i = 0; i < block->rows; i++) plan->any[i] |= block->codes[item][i] < RSUPI_BLANK;
}

int rsupi_block_score(rsupi_block *block) {
  const rsupi_column_plan *const plan = block->plan;
  block->scores_ready = 0;
  if (plan->any) find_any(block);
  for (size_t i = 0; i < plan->call->instrument->score_count; i++) {
    const rsupi_column_score *const score = &plan->scores[i];
    block->scores_ready = i + 1;
    if (!score->needed || score->def->op == RSUPI_OP_LINEAR) continue; /* shares another's rows */
    if (score->def->op == RSUPI_OP_RULES)
      score_rules(block, score);
    else if (!score_points(block, score))
      return 0;
  }
  return rsupi_block_check(block);
}
