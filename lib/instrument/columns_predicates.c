/* Predicates over a block of rows: the same three values as for one sheet (predicate.c), a row a
 * byte. "And" is the least of its parts, "or" the most, "not" the mirror. */
#include "core/text.h"
#include "instrument/columns.h"
#include "instrument/columns_kernels.h"
#include <string.h>

static int64_t ceil_of(rsupi_rational number) {
  const int64_t whole = number.num / number.den;
  return number.num % number.den > 0 ? whole + 1 : whole;
}

/* A whole number's comparison as "lies in [from, to]". */
typedef struct span {
  int64_t from, to;
} span;

static span span_of(const rsupi_predicate *predicate) {
  const int64_t bound = ceil_of(predicate->bound);
  span all = {INT32_MIN, INT32_MAX};
  if (predicate->compare == RSUPI_FROM) all.from = bound;
  if (predicate->compare == RSUPI_BELOW) all.to = bound - 1;
  if (predicate->compare == RSUPI_IS) {
    all.from = bound;
    all.to = predicate->bound.den == 1 ? bound : bound - 1;
  }
  return all;
}

static void fill(const rsupi_block *block, uint8_t truth, uint8_t *out) {
  memset(out, truth, block->rows);
}

static void judge_item(const rsupi_block *block, const rsupi_predicate *predicate, uint8_t *out) {
  const size_t item = (size_t)predicate->subject;
  const uint8_t *const codes = block->codes[item];
  const uint8_t *const not_asked = block->plan->not_asked[item];
  const int32_t origin = block->plan->origin[item];
  const span answers = span_of(predicate);
  const int64_t from = answers.from - origin < 0 ? 0 : answers.from - origin;
  const int64_t to =
      answers.to - origin > RSUPI_NOT_A_CODE ? RSUPI_NOT_A_CODE : answers.to - origin;
  const uint8_t low = (uint8_t)(from > RSUPI_NOT_A_CODE ? RSUPI_NOT_A_CODE : from);
  const uint8_t width = (uint8_t)(to - low);
  const uint8_t yes = to < from ? RSUPI_ROW_NO : RSUPI_ROW_YES;
  rsupi_kernel_judge(out, codes, low, width, yes, block->rows);
  for (size_t i = 0; not_asked && i < block->rows; i++)
    if (not_asked[i]) out[i] = RSUPI_ROW_NO;
}

static void judge_score(const rsupi_block *block, const rsupi_predicate *predicate, uint8_t *out) {
  const size_t index = (size_t)predicate->subject;
  const rsupi_column_score *const score = &block->plan->scores[index];
  uint8_t above[RSUPI_BLOCK];
  if (index >= block->scores_ready || score->def->op == RSUPI_OP_RULES) {
    fill(block, RSUPI_ROW_OPEN, out);
    return;
  }
  rsupi_block_reach(block, score, predicate->bound, 0, out);
  memset(above, 0, block->rows);
  if (predicate->compare == RSUPI_IS) rsupi_block_reach(block, score, predicate->bound, 1, above);
  const uint8_t mirrored = predicate->compare == RSUPI_BELOW;
  for (size_t i = 0; i < block->rows; i++) {
    const uint8_t holds = (uint8_t)((out[i] & ~above[i] & 1) ^ mirrored);
    out[i] = score->reason[i] ? (uint8_t)RSUPI_ROW_OPEN : (uint8_t)(2 * holds);
  }
}

static void judge_context_column(const rsupi_block *block, const rsup_context_column *column,
                                 const char *is, uint8_t *out) {
  uint8_t truth[128] = {RSUPI_ROW_NO};
  for (uint32_t i = 0; i < column->value_count; i++)
    truth[i] = rsupi_text_equal(column->values[i], is) ? RSUPI_ROW_YES : RSUPI_ROW_NO;
  for (size_t i = 0; i < block->rows; i++) {
    const int8_t code = column->codes[block->first + i];
    out[i] = code < 0 ? (uint8_t)RSUPI_ROW_OPEN : truth[code];
  }
}

static void judge_context(const rsupi_block *block, const rsupi_predicate *predicate,
                          uint8_t *out) {
  const rsupi_columns_call *const call = block->plan->call;
  for (size_t i = 0; i < call->options.context_count; i++)
    if (rsupi_text_equal(call->options.context[i].name, predicate->context)) {
      const int is = rsupi_text_equal(call->options.context[i].value, predicate->is);
      fill(block, is ? RSUPI_ROW_YES : RSUPI_ROW_NO, out);
      return;
    }
  for (size_t i = 0; i < call->options.context_column_count; i++)
    if (rsupi_text_equal(call->contexts[i].name, predicate->context)) {
      judge_context_column(block, &call->contexts[i], predicate->is, out);
      return;
    }
  fill(block, RSUPI_ROW_OPEN, out);
}

/* The count lies between the answers that reach it and those that still could. */
static void judge_count(const rsupi_block *block, const rsupi_predicate *predicate, uint8_t *out) {
  const span counts = span_of(predicate);
  uint8_t low[RSUPI_BLOCK], open[RSUPI_BLOCK];
  memset(low, 0, block->rows);
  memset(open, 0, block->rows);
  for (size_t k = 0; k < predicate->item_count; k++) {
    const size_t item = (size_t)predicate->items[k];
    const uint8_t *const codes = block->codes[item], *const skip = block->plan->not_asked[item];
    const int64_t from = (int64_t)predicate->each_from - block->plan->origin[item];
    const uint8_t at = (uint8_t)(from < 0 ? 0 : from > RSUPI_NOT_A_CODE ? RSUPI_NOT_A_CODE : from);
    rsupi_kernel_count(low, open, codes, at, block->rows);
    for (size_t i = 0; skip && i < block->rows; i++) open[i] = (uint8_t)(open[i] - skip[i]);
  }
  for (size_t i = 0; i < block->rows; i++) {
    const int64_t least = low[i], most = low[i] + open[i];
    const int outside = most < counts.from || least > counts.to;
    const int inside = least >= counts.from && most <= counts.to;
    out[i] = outside ? RSUPI_ROW_NO : inside ? RSUPI_ROW_YES : RSUPI_ROW_OPEN;
  }
}

static void judge_parts(const rsupi_block *block, const rsupi_predicate *predicate, size_t depth,
                        uint8_t *out) {
  const int all = predicate->kind == RSUPI_WHEN_ALL;
  uint8_t *const part = block->plan->spare + depth * block->plan->call->room;
  fill(block, all ? RSUPI_ROW_YES : RSUPI_ROW_NO, out);
  for (size_t k = 0; k < predicate->part_count; k++) {
    rsupi_block_judge(block, predicate->parts[k], depth + 1, part);
    if (all)
      rsupi_kernel_least(out, part, block->rows);
    else
      rsupi_kernel_most(out, part, block->rows);
  }
}

void rsupi_block_judge(const rsupi_block *block, const rsupi_predicate *predicate, size_t depth,
                       uint8_t *out) {
  switch (predicate->kind) {
  case RSUPI_WHEN_ALL:
  case RSUPI_WHEN_ANY:
    judge_parts(block, predicate, depth, out);
    break;
  case RSUPI_WHEN_NOT:
    rsupi_block_judge(block, predicate->parts[0], depth, out);
    for (size_t i = 0; i < block->rows; i++) out[i] = (uint8_t)(RSUPI_ROW_YES - out[i]);
    break;
  case RSUPI_WHEN_ITEM:
    judge_item(block, predicate, out);
    break;
  case RSUPI_WHEN_SCORE:
    judge_score(block, predicate, out);
    break;
  case RSUPI_WHEN_CONTEXT:
    judge_context(block, predicate, out);
    break;
  case RSUPI_WHEN_COUNT:
    judge_count(block, predicate, out);
    break;
  default:
    fill(block, RSUPI_ROW_OPEN, out);
  }
}
