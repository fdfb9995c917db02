/* The ends of a block: which items had to be asked, alerts on the raw answers, and the columns that
 * go to the caller. */
#include "core/numbers.h"
#include "core/text.h"
#include "instrument/columns.h"
#include "instrument/columns_kernels.h"
#include <string.h>

/* An ask_when speaks of earlier items only, so file order is enough. */
void rsupi_block_ask(const rsupi_block *block) {
  const rsupi_column_plan *const plan = block->plan;
  const rsup_instrument *const instrument = plan->call->instrument;
  for (size_t item = 0; plan->asks && item < instrument->item_count; item++) {
    uint8_t *const not_asked = plan->not_asked[item];
    if (!not_asked) continue;
    uint8_t truth[RSUPI_BLOCK];
    rsupi_block_judge(block, instrument->items[item].ask_when, 0, truth);
    for (size_t i = 0; i < block->rows; i++)
      not_asked[i] = (block->codes[item][i] >= RSUPI_BLANK) & (truth[i] == RSUPI_ROW_NO);
  }
}

/* What a refused row could not be asked about, somebody should look at. */
static void review_refused(const rsupi_block *block, const uint32_t *raised, uint32_t *review) {
  const size_t count = block->plan->call->instrument->alert_count;
  const uint32_t all = count == RSUPI_MOST_BITS ? UINT32_MAX : (1u << count) - 1;
  for (size_t i = 0; i < block->rows; i++)
    if (block->plan->refused[i]) review[i] = all & ~raised[i];
}

void rsupi_block_alerts(const rsupi_block *block) {
  const rsupi_column_plan *const plan = block->plan;
  const rsup_instrument *const instrument = plan->call->instrument;
  uint32_t *const raised = plan->alerts, *const review = plan->reviews;
  uint8_t truth[RSUPI_BLOCK];
  if (!raised) return;
  memset(raised, 0, block->rows * sizeof raised[0]);
  if (review) memset(review, 0, block->rows * sizeof review[0]);
  for (size_t k = 0; k < instrument->alert_count; k++) {
    rsupi_block_judge(block, instrument->alerts[k].when, 0, truth);
    rsupi_kernel_bits(raised, truth, RSUPI_ROW_YES, 1u << k, block->rows);
    if (review && instrument->alerts[k].review)
      rsupi_kernel_bits(review, truth, RSUPI_ROW_OPEN, 1u << k, block->rows);
  }
  if (block->any_refused && review) review_refused(block, raised, review);
}

/* ---- columns of a score */

static void write_numbers(const rsupi_block *block, const rsupi_column_score *score,
                          const rsup_score_column *out) {
  const int zero_all = rsupi_column_zero_all(score);
  const int may_not_apply = score->base->op == RSUPI_OP_VALUE;
  double *const value = out->value, *const low = out->low, *const high = out->high;
  if (value) rsupi_kernel_values(value, score->values, score->sum, score->missing, block->rows);
  if (low) rsupi_kernel_values(low, score->bounds, score->low_sum, block->plan->zeros, block->rows);
  if (high)
    rsupi_kernel_values(high, score->bounds, score->high_sum, block->plan->zeros, block->rows);
  for (size_t i = 0; zero_all && value && i < block->rows; i++)
    if (score->reason[i]) value[i] = rsupi_nan();
  for (size_t i = 0; may_not_apply && i < block->rows; i++) {
    if (score->reason[i] != RSUP_SCORE_NOT_APPLICABLE) continue;
    if (low) low[i] = rsupi_nan();
    if (high) high[i] = rsupi_nan();
  }
}

static void write_bands(const rsupi_block *block, const rsupi_column_score *score, int8_t *out) {
  const size_t bounds = rsupi_column_bounds(score, score->def->band_count - score->bands_always);
  if (bounds)
    rsupi_block_reach_sums(block, score, score->bands, bounds, score->reason, score->first_band,
                           (uint8_t *)out);
  else
    memset(out, -1, block->rows);
}

/* Of one id the first entry whose `when` is true applies (scoring.c). */
static void write_cutoff(const rsupi_block *block, const rsupi_column_score *score, size_t entry,
                         uint32_t bit, uint32_t *out) {
  const rsupi_score_def *const def = score->def;
  uint8_t truth[RSUPI_BLOCK], reached[RSUPI_BLOCK], taken[RSUPI_BLOCK];
  memset(taken, 0, block->rows);
  for (size_t k = entry; k < def->cutoff_count; k++) {
    const rsupi_cutoff *const cutoff = &def->cutoffs[k];
    if (!cutoff->active || !rsupi_text_equal(cutoff->id, def->cutoffs[entry].id)) continue;
    if (cutoff->when)
      rsupi_block_judge(block, cutoff->when, 0, truth);
    else
      memset(truth, RSUPI_ROW_YES, block->rows);
    rsupi_block_reach(block, score, cutoff->bound, 0, reached);
    for (size_t i = 0; i < block->rows; i++) {
      const int applies = truth[i] == RSUPI_ROW_YES && !taken[i];
      const int holds = reached[i] != cutoff->below;
      if (applies && holds && !score->reason[i]) out[i] |= bit;
      taken[i] |= (uint8_t)applies;
    }
  }
}

static void write_cutoffs(const rsupi_block *block, const rsupi_column_score *score,
                          uint32_t *out) {
  uint32_t bit = 1;
  memset(out, 0, block->rows * sizeof out[0]);
  for (size_t k = 0; k < score->def->cutoff_count; k++) {
    if (score->def->cutoffs[k].again) continue;
    write_cutoff(block, score, k, bit, out);
    bit <<= 1;
  }
}

/* Rules have no numbers. */
static void write_no_numbers(const rsup_score_column *out, size_t row) {
  if (out->value) out->value[row] = rsupi_nan();
  if (out->low) out->low[row] = rsupi_nan();
  if (out->high) out->high[row] = rsupi_nan();
  if (out->band) out->band[row] = -1;
  if (out->cutoffs) out->cutoffs[row] = 0;
}

void rsupi_columns_refuse(const rsup_score_column *out, size_t row) {
  write_no_numbers(out, row);
  if (out->rule) out->rule[row] = -1;
  if (out->reason) out->reason[row] = RSUP_SCORE_REFUSED;
}

static void write_score(const rsupi_block *block, const rsup_score_column *out) {
  const rsupi_column_score *const score = &block->plan->scores[out->score];
  const int rules = score->def->op == RSUPI_OP_RULES;
  if (!rules) write_numbers(block, score, out);
  for (size_t i = 0; rules && i < block->rows; i++) write_no_numbers(out, i);
  if (!rules && out->band) write_bands(block, score, out->band);
  if (!rules && out->cutoffs) write_cutoffs(block, score, out->cutoffs);
  if (out->rule && rules)
    memcpy(out->rule, score->rule, block->rows);
  else if (out->rule)
    memset(out->rule, -1, block->rows);
  if (out->reason && out->reason != score->reason) memcpy(out->reason, score->reason, block->rows);
  for (size_t i = 0; block->any_refused && i < block->rows; i++)
    if (block->plan->refused[i]) rsupi_columns_refuse(out, i);
}

void rsupi_block_write(const rsupi_block *block) {
  const rsupi_column_plan *const plan = block->plan;
  for (size_t i = 0; i < plan->call->score_count; i++) write_score(block, &plan->outputs[i]);
  for (size_t i = 0; i < plan->copy_count; i++) {
    const rsupi_column_copy *const copy = &plan->copies[i];
    rsupi_kernel_copy((char *)copy->to + block->first * copy->width, copy->from,
                      block->rows * copy->width, plan->past_caches);
  }
}
