/* Scoring many rows: the call is read and checked whole, then scored block by block. */
#include "instrument/columns.h"
#include "core/error.h"
#include "core/names.h"
#include "core/text.h"
#include <string.h>

const char *rsup_column_type_name(int32_t type) {
  static const rsupi_name names[] = {{"int8", RSUP_COLUMN_INT8},
                                     {"int16", RSUP_COLUMN_INT16},
                                     {"int32", RSUP_COLUMN_INT32},
                                     {"double", RSUP_COLUMN_DOUBLE},
                                     {NULL, 0}};
  return rsupi_name_of(names, type);
}

const char *rsup_answered_name(int32_t answered) {
  static const rsupi_name names[] = {{"all", RSUP_ANSWERED_ALL},
                                     {"answered_bits", RSUP_ANSWERED_BITS},
                                     {"answered_bytes", RSUP_ANSWERED_BYTES},
                                     {"blank_bytes", RSUP_BLANK_BYTES},
                                     {"from_0", RSUP_ANSWERED_FROM_0},
                                     {NULL, 0}};
  return rsupi_name_of(names, answered);
}

/* ---- reading the call */

static rsup_status read_column(const rsupi_columns_call *call, size_t item,
                               const rsup_answer_column *given, rsup_error *err) {
  rsup_answer_column *const column = &call->columns[item];
  const char *const id = call->instrument->items[item].id;
  if (!given) return RSUP_OK; /* nobody answered it */
  const rsup_status status = rsupi_options_read(given, column, sizeof *column, err);
  if (status || !column->data) return status;
  if (!rsup_column_type_name(column->type))
    return rsupi_fail_at(err, RSUP_E_RANGE, "columns", 0, 0, id, "type is none of RSUP_COLUMN_…");
  if (column->answered == 0) column->answered = RSUP_ANSWERED_ALL;
  if (!rsup_answered_name(column->answered))
    return rsupi_fail_at(err, RSUP_E_RANGE, "columns", 0, 0, id,
                         "answered is none of RSUP_ANSWERED_…");
  const int masked =
      column->answered != RSUP_ANSWERED_ALL && column->answered != RSUP_ANSWERED_FROM_0;
  if (masked && !column->mask)
    return rsupi_fail_at(err, RSUP_E_ARGUMENT, "columns", 0, 0, id, "answered needs a mask");
  if (column->mask_offset < 0)
    return rsupi_fail_at(err, RSUP_E_RANGE, "columns", 0, 0, id, "mask_offset is below zero");
  return RSUP_OK;
}

static rsup_status read_columns(rsupi_columns_call *call, const rsup_answer_column *const *columns,
                                size_t count, rsup_error *err) {
  const size_t items = call->instrument->item_count;
  if (count > items)
    return rsupi_fail(err, RSUP_E_RANGE, "%u columns for %u items", (unsigned)count,
                      (unsigned)items);
  call->columns = rsupi_arena_array(call->arena, items, sizeof *call->columns);
  if (!call->columns) return rsupi_fail_memory(err);
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < count && !status; i++) status = read_column(call, i, columns[i], err);
  return status;
}

static size_t cutoff_ids(const rsupi_score_def *def) {
  size_t ids = 0;
  for (size_t i = 0; i < def->cutoff_count; i++) ids += !def->cutoffs[i].again;
  return ids;
}

static rsup_status read_score(const rsupi_columns_call *call, size_t index,
                              const rsup_score_column *given, rsup_error *err) {
  rsup_score_column *const score = &call->scores[index];
  if (!given) return rsupi_fail(err, RSUP_E_ARGUMENT, "scores[%u] is NULL", (unsigned)index);
  const rsup_status status = rsupi_options_read(given, score, sizeof *score, err);
  if (status) return status;
  if (score->score < 0 || (size_t)score->score >= call->instrument->score_count)
    return rsupi_fail(err, RSUP_E_RANGE, "scores[%u] asks for score %d; there are %u",
                      (unsigned)index, score->score, (unsigned)call->instrument->score_count);
  if (score->cutoffs && cutoff_ids(&call->instrument->scores[score->score]) > RSUPI_MOST_BITS)
    return rsupi_fail(err, RSUP_E_LIMIT, "more than %d cut-offs", RSUPI_MOST_BITS);
  return RSUP_OK;
}

static rsup_status read_scores(rsupi_columns_call *call, const rsup_score_column *const *scores,
                               rsup_error *err) {
  call->scores = rsupi_arena_array(call->arena, call->score_count, sizeof *call->scores);
  if (!call->scores) return rsupi_fail_memory(err);
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < call->score_count && !status; i++)
    status = read_score(call, i, scores[i], err);
  return status;
}

static rsup_status read_context(const rsupi_columns_call *call, size_t index, rsup_error *err) {
  rsup_context_column *const column = &call->contexts[index];
  const rsup_context_column *const given = call->options.context_columns[index];
  if (!given)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "context_columns[%u] is NULL", (unsigned)index);
  const rsup_status status = rsupi_options_read(given, column, sizeof *column, err);
  if (status) return status;
  if (!column->name || !column->codes || (column->value_count && !column->values))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "context_columns[%u] needs name, values and codes",
                      (unsigned)index);
  if (column->value_count > INT8_MAX)
    return rsupi_fail(err, RSUP_E_LIMIT, "context_columns[%u] has more than %d values",
                      (unsigned)index, INT8_MAX);
  return RSUP_OK;
}

static rsup_status read_contexts(rsupi_columns_call *call, rsup_error *err) {
  const size_t count = call->options.context_column_count;
  if ((count && !call->options.context_columns) ||
      (call->options.context_count && !call->options.context))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "a context that is counted is NULL");
  if (count > RSUPI_MOST_CONTEXT || call->options.context_count > RSUPI_MOST_CONTEXT - count)
    return rsupi_fail(err, RSUP_E_LIMIT, "more than %d contexts", RSUPI_MOST_CONTEXT);
  call->contexts = rsupi_arena_array(call->arena, count, sizeof *call->contexts);
  if (!call->contexts) return rsupi_fail_memory(err);
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < count && !status; i++) status = read_context(call, i, err);
  return status;
}

static rsup_status read_options(rsupi_columns_call *call, const rsup_columns_options *options,
                                rsup_error *err) {
  const rsup_status status = rsupi_options_read(options, &call->options, sizeof call->options, err);
  if (status) return status;
  const char *const profile = call->options.profile;
  call->profile = profile ? rsupi_profile_named(call->instrument, profile) : NULL;
  if (profile && !call->profile)
    return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the instrument has no profile of this name");
  if ((call->options.alerts || call->options.reviews) &&
      call->instrument->alert_count > RSUPI_MOST_BITS)
    return rsupi_fail(err, RSUP_E_LIMIT, "more than %d alerts", RSUPI_MOST_BITS);
  if (call->options.refused_rows) *call->options.refused_rows = 0;
  return read_contexts(call, err);
}

/* ---- scoring */

/* A code without a value is a mistake of the caller: nothing is guessed. */
static rsup_status check_contexts(const rsupi_columns_call *call, size_t first, size_t rows,
                                  rsup_error *err) {
  for (size_t i = 0; i < call->options.context_column_count; i++)
    for (size_t row = first; row < first + rows; row++)
      if (call->contexts[i].codes[row] >= (int32_t)call->contexts[i].value_count) {
        const rsup_status status =
            rsupi_fail_at(err, RSUP_E_RANGE, "context_columns", 0, 0, call->contexts[i].name,
                          "a code beyond the values of this context");
        if (err) err->row = (uint32_t)(row + 1);
        return status;
      }
  return RSUP_OK;
}

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

/* 0: some answer is none of its item's. */
static int work_out(rsupi_block *block) {
  rsupi_block_ask(block);
  rsupi_block_alerts(block);
  rsupi_block_skip(block);
  return rsupi_block_score(block);
}

static void score_block(rsupi_block *block) {
  block->any_refused = 0;
  rsupi_block_read(block);
  if (!work_out(block)) {
    rsupi_block_read(block);
    rsupi_block_refuse(block);
    (void)work_out(block);
  }
  rsupi_block_write(block);
}

/* The first block ends where a line of the caches does, so that no later one straddles them. */
static size_t next_rows(const rsupi_column_plan *plan, size_t first) {
  const rsup_answer_column *const column = &plan->call->columns[0];
  const size_t odd = column->data ? ((uintptr_t)column->data + first) % RSUPI_LINE : 0;
  return plan->call->rows_at_once - odd;
}

static rsup_status score_blocks(const rsupi_columns_call *call, size_t rows, rsup_error *err) {
  const size_t items = call->instrument->item_count;
  rsupi_column_plan *const plan = rsupi_columns_plan(call);
  rsupi_block block = {.plan = plan};
  block.codes = rsupi_arena_array(call->arena, items, sizeof *block.codes);
  if (!plan || !block.codes) return rsupi_fail_memory(err);
  rsup_status status = RSUP_OK;
  for (; block.first < rows && !status; block.first += block.rows) {
    block.rows = least(rows - block.first, next_rows(plan, block.first));
    status = check_contexts(call, block.first, block.rows, err);
    if (!status) score_block(&block);
  }
  rsupi_kernel_settle();
  return status;
}

static rsup_status score_call(rsupi_columns_call *call, size_t rows, rsup_error *err) {
  call->rows_at_once = rsupi_columns_rows_at_once(call);
  call->room = (least(rows, call->rows_at_once) + RSUPI_LINE - 1) / RSUPI_LINE * RSUPI_LINE;
  if (rsupi_columns_fit(call)) return score_blocks(call, rows, err);
  const rsup_status status = check_contexts(call, 0, rows, err);
  if (!status) rsupi_columns_rows(call, rows);
  return status;
}

rsup_status rsup_instrument_score_columns(const rsup_instrument *instrument,
                                          const rsup_answer_column *const *columns,
                                          size_t column_count, size_t rows,
                                          const rsup_score_column *const *scores,
                                          size_t score_count, const rsup_columns_options *options,
                                          rsup_error *err) {
  rsupi_error_clear(err);
  if (!instrument || (column_count && !columns) || (score_count && !scores))
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_instrument_score_columns needs an instrument, columns and scores");
  rsupi_arena arena;
  rsupi_arena_init(&arena, &instrument->allocator, 16384);
  rsupi_columns_call call = {
      .instrument = instrument, .score_count = score_count, .rows = rows, .arena = &arena};
  rsup_status status = read_columns(&call, columns, column_count, err);
  if (!status) status = read_scores(&call, scores, err);
  if (!status) status = read_options(&call, options, err);
  if (!status) status = score_call(&call, rows, err);
  rsupi_arena_free(&arena);
  return status;
}
