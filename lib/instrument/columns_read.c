/* Columns of answers as codes, a block of rows at a time, and which rows are refused. */
#include "core/numbers.h"
#include "instrument/columns.h"
#include "instrument/columns_kernels.h"
#include <string.h>

static size_t width_of(int32_t type) {
  static const size_t widths[] = {0, 1, 2, 4, 8};
  return widths[type];
}

static const unsigned char *cell(const rsup_answer_column *column, size_t row) {
  const size_t stride = column->stride ? (size_t)column->stride : width_of(column->type);
  return (const unsigned char *)column->data + row * stride; /* a stride below zero wraps around */
}

static double number_at(const rsup_answer_column *column, size_t row) {
  const unsigned char *const at = cell(column, row);
  int8_t narrow;
  int16_t middle;
  int32_t wide;
  double real;
  switch (column->type) {
  case RSUP_COLUMN_INT8:
    memcpy(&narrow, at, sizeof narrow);
    return narrow;
  case RSUP_COLUMN_INT16:
    memcpy(&middle, at, sizeof middle);
    return middle;
  case RSUP_COLUMN_INT32:
    memcpy(&wide, at, sizeof wide);
    return wide;
  default:
    memcpy(&real, at, sizeof real);
    return real;
  }
}

static int has_answer(const rsup_answer_column *column, size_t row, double number) {
  const uint8_t *const mask = column->mask;
  const size_t at = (size_t)column->mask_offset + row;
  if (column->answered == RSUP_ANSWERED_BITS) return mask[at / 8] >> (at % 8) & 1;
  if (column->answered == RSUP_ANSWERED_BYTES) return mask[at] != 0;
  if (column->answered == RSUP_BLANK_BYTES) return mask[at] == 0;
  return column->answered != RSUP_ANSWERED_FROM_0 || !(number < 0);
}

double rsupi_column_answer(const rsup_answer_column *column, size_t row) {
  if (!column->data) return rsupi_nan();
  const double number = number_at(column, row);
  return has_answer(column, row, number) ? number : rsupi_nan();
}

static int32_t least_answer(const rsup_answer_column *column) {
  return column->answered == RSUP_ANSWERED_FROM_0 ? 0 : INT32_MIN;
}

/* Strided columns, and what else has no loop of its own. */
static void codes_one_by_one(const rsup_answer_column *column, size_t first, size_t rows,
                             int32_t origin, uint8_t *codes) {
  for (size_t i = 0; i < rows; i++) {
    const double number = number_at(column, first + i);
    rsupi_kernel_codes_double(&number, &codes[i], origin, least_answer(column), 1);
  }
}

static void packed_codes(const rsup_answer_column *column, size_t first, size_t rows,
                         int32_t origin, uint8_t *codes) {
  const int32_t least = least_answer(column);
  switch (column->type) {
  case RSUP_COLUMN_INT8:
    rsupi_kernel_codes_8((const int8_t *)column->data + first, codes, origin, least, rows);
    break;
  case RSUP_COLUMN_INT16:
    rsupi_kernel_codes_16((const int16_t *)column->data + first, codes, origin, least, rows);
    break;
  case RSUP_COLUMN_INT32:
    rsupi_kernel_codes_32((const int32_t *)column->data + first, codes, origin, least, rows);
    break;
  default:
    rsupi_kernel_codes_double((const double *)column->data + first, codes, origin, least, rows);
  }
}

static int is_aligned(const rsup_answer_column *column) {
  return (uintptr_t)column->data % width_of(column->type) == 0;
}

/* RSUPI_NOT_A_CODE for what cannot be one. */
static void read_codes(const rsup_answer_column *column, size_t first, size_t rows, int32_t origin,
                       uint8_t *codes) {
  const size_t at = (size_t)column->mask_offset + first;
  const int packed = !column->stride || column->stride == (int64_t)width_of(column->type);
  if (packed && is_aligned(column))
    packed_codes(column, first, rows, origin, codes);
  else
    codes_one_by_one(column, first, rows, origin, codes);
  if (column->answered == RSUP_ANSWERED_BITS)
    rsupi_kernel_mask_bits(column->mask, at, codes, rows);
  else if (column->answered == RSUP_ANSWERED_BYTES)
    rsupi_kernel_mask_bytes((const uint8_t *)column->mask + at, codes, 0, rows);
  else if (column->answered == RSUP_BLANK_BYTES)
    rsupi_kernel_mask_bytes((const uint8_t *)column->mask + at, codes, 1, rows);
}

int rsupi_column_in_place(const rsup_answer_column *column, const rsupi_question *item) {
  return column->type == RSUP_COLUMN_INT8 && column->answered == RSUP_ANSWERED_FROM_0 &&
         (column->stride == 0 || column->stride == 1) && item->min >= 0 &&
         item->max < RSUPI_MOST_CODES;
}

void rsupi_block_read(rsupi_block *block) {
  const rsupi_column_plan *const plan = block->plan;
  const rsupi_columns_call *const call = plan->call;
  for (size_t i = 0; i < call->instrument->item_count; i++)
    block->codes[i] = plan->sources[i].codes + block->first * plan->sources[i].step;
  for (size_t i = 0; i < plan->read_count; i++) {
    const size_t item = (size_t)plan->reads[i];
    read_codes(&call->columns[item], block->first, block->rows, plan->origin[item],
               plan->codes[item]);
  }
  for (size_t row = 0; call->options.refused && row < block->rows; row++)
    call->options.refused[block->first + row] = -1;
}

/* ---- refused rows */

static void refuse_within(const rsupi_block *block, size_t item, int32_t from, int32_t to) {
  rsupi_column_plan const *const plan = block->plan;
  if (from <= to)
    rsupi_kernel_refuse(plan->refused, plan->codes[item], (uint8_t)from, (uint8_t)to, block->rows);
}

static void refuse_item(const rsupi_block *block, size_t item) {
  const rsupi_column_plan *const plan = block->plan;
  const rsupi_question *const question = &plan->call->instrument->items[item];
  const int32_t least = question->min - plan->origin[item];
  refuse_within(block, item, 0, least - 1);
  refuse_within(block, item, least + question->max - question->min + 1, RSUPI_NOT_A_CODE);
  for (size_t i = 0; i < plan->hole_count; i++)
    if (plan->holes[i].item == (int32_t)item)
      refuse_within(block, item, plan->holes[i].from, plan->holes[i].to);
}

/* Rare: the answers are copied, and those that are none become blanks; the first item that refused
 * a row is told. */
void rsupi_block_refuse(rsupi_block *block) {
  const rsupi_column_plan *const plan = block->plan;
  const rsupi_columns_call *const call = plan->call;
  block->any_refused = 1;
  memset(plan->refused, 0, block->rows);
  for (size_t i = 0; i < call->instrument->item_count; i++) {
    if (!call->columns[i].data) continue;
    if (block->codes[i] != plan->codes[i]) memcpy(plan->codes[i], block->codes[i], block->rows);
    block->codes[i] = plan->codes[i];
    refuse_item(block, i);
    for (size_t row = 0; call->options.refused && row < block->rows; row++)
      if (plan->refused[row] && call->options.refused[block->first + row] < 0)
        call->options.refused[block->first + row] = (int16_t)i;
  }
  for (size_t row = 0; call->options.refused_rows && row < block->rows; row++)
    *call->options.refused_rows += plan->refused[row];
}
