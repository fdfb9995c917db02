/* Skip rules over a block: "never drinks" answers the questions on drinking. Most of these answers
 * have no points and nobody asks for them again: then only their gaps have to be forgotten. */
#include "instrument/columns.h"
#include <string.h>

/* ---- which items need no code of their own */

static void watch(const rsupi_column_plan *plan, const rsupi_predicate *when, uint8_t *watched) {
  if (when) rsupi_predicate_uses(when, plan->call->instrument, watched);
}

/* What is read after the skip rules by more than the groups. */
static void watch_score(const rsupi_column_plan *plan, const rsupi_column_score *score,
                        uint8_t *watched) {
  const rsupi_score_def *const def = score->def;
  for (size_t i = 0; score->points && i < def->point_count; i++)
    if (!rsupi_column_plain(&score->points[i])) watched[score->points[i].item] = 1;
  for (size_t i = 0; i < def->cutoff_count; i++) watch(plan, def->cutoffs[i].when, watched);
  for (size_t i = 0; i < def->rule_count; i++) watch(plan, def->rules[i].when, watched);
  if (score->low_high || def->op == RSUPI_OP_RULES || rsupi_column_zero_all(score))
    memset(watched, 1, plan->call->instrument->item_count);
}

static void find_watched(const rsupi_column_plan *plan, uint8_t *watched) {
  const rsup_instrument *const instrument = plan->call->instrument;
  memset(watched, 0, instrument->item_count);
  for (size_t i = 0; i < instrument->score_count; i++)
    if (plan->scores[i].needed) watch_score(plan, &plan->scores[i], watched);
  for (size_t i = 0; i < instrument->item_count; i++)
    watch(plan, instrument->items[i].ask_when, watched);
  for (size_t k = 0; k < instrument->skip_count; k++) {
    const rsupi_skip *const skip = &instrument->skips[k];
    watch(plan, skip->when, watched);
    for (size_t i = 0; i < skip->item_count; i++)
      if (skip->value != plan->origin[skip->items[i]]) watched[skip->items[i]] = 1;
  }
}

void rsupi_columns_plan_skips(rsupi_column_plan *plan) {
  const rsupi_columns_call *const call = plan->call;
  const rsup_instrument *const instrument = call->instrument;
  uint8_t watched[RSUPI_MOST_ITEMS];
  plan->gaps_only = rsupi_arena_array(call->arena, instrument->item_count, sizeof(uint32_t));
  plan->skips = rsupi_columns_room(call, instrument->skip_count);
  if (!plan->gaps_only || instrument->skip_count > RSUPI_MOST_BITS) return;
  find_watched(plan, watched);
  for (size_t k = 0; k < instrument->skip_count; k++)
    for (size_t i = 0; i < instrument->skips[k].item_count; i++)
      if (!watched[instrument->skips[k].items[i]])
        plan->gaps_only[instrument->skips[k].items[i]] |= 1u << k;
}

/* ---- rows */

const uint8_t *rsupi_block_skipped(const rsupi_block *block, uint32_t skips, uint8_t *room) {
  const rsupi_column_plan *const plan = block->plan;
  const uint8_t *rows = plan->zeros;
  for (size_t k = 0; skips >> k; k++) {
    const uint8_t *const truth = plan->skips + k * plan->call->room;
    if (!(skips >> k & 1)) continue;
    if (rows == plan->zeros) {
      rows = truth;
      continue;
    }
    if (rows != room) memcpy(room, rows, block->rows);
    rsupi_kernel_most(room, truth, block->rows);
    rows = room;
  }
  return rows;
}

/* Fills only what has no answer. */
static void fill_item(rsupi_block *block, size_t item, const uint8_t *truth, int32_t value) {
  uint8_t *const own = block->plan->codes[item];
  const uint8_t code = (uint8_t)(value - block->plan->origin[item]);
  rsupi_kernel_fill(own, block->codes[item], truth, code, block->rows);
  block->codes[item] = own;
}

void rsupi_block_skip(rsupi_block *block) {
  const rsupi_column_plan *const plan = block->plan;
  const rsup_instrument *const instrument = plan->call->instrument;
  for (size_t k = 0; k < instrument->skip_count; k++) {
    const rsupi_skip *const skip = &instrument->skips[k];
    uint8_t *const truth = plan->skips + k * plan->call->room;
    rsupi_block_judge(block, skip->when, 0, truth);
    if (!memchr(truth, RSUPI_ROW_YES, block->rows)) continue;
    for (size_t i = 0; i < skip->item_count; i++)
      if (!plan->gaps_only[skip->items[i]])
        fill_item(block, (size_t)skip->items[i], truth, skip->value);
  }
  if (instrument->skip_count) rsupi_block_ask(block);
}
