/* Columns whose definition does not fit in bytes: each row as a single call would score it. */
#include "core/numbers.h"
#include "core/text.h"
#include "instrument/columns.h"

/* The row's answers; the first item that refuses it, or -1. Refused answers count as none. */
static int32_t fill_row(const rsupi_columns_call *call, size_t row, rsupi_sheet *sheet) {
  int32_t refused = -1;
  for (size_t i = 0; i < call->instrument->item_count; i++) {
    const double answer = rsupi_column_answer(&call->columns[i], row);
    if (rsupi_isnan(answer)) continue;
    if (rsupi_instrument_value_ok(call->instrument, (int32_t)i, answer))
      sheet->values[i] = (int32_t)answer;
    else if (refused < 0)
      refused = (int32_t)i;
  }
  return refused;
}

static void fill_context(const rsupi_columns_call *call, size_t row, rsup_context_entry *entries,
                         rsupi_sheet *sheet) {
  size_t count = 0;
  for (; count < call->options.context_count; count++)
    entries[count] = call->options.context[count];
  for (size_t i = 0; i < call->options.context_column_count; i++) {
    const rsup_context_column *const column = &call->contexts[i];
    if (column->codes[row] < 0) continue;
    entries[count].name = column->name;
    entries[count++].value = column->values[column->codes[row]];
  }
  sheet->context = entries;
  sheet->context_count = count;
}

static void judge_alerts(const rsupi_columns_call *call, size_t row, const rsupi_sheet *sheet,
                         int refused) {
  uint32_t raised = 0, review = 0;
  for (size_t i = 0; i < call->instrument->alert_count; i++) {
    const rsupi_alert_def *const alert = &call->instrument->alerts[i];
    const rsupi_truth truth = rsupi_predicate_judge(alert->when, sheet);
    if (truth == RSUPI_TRUE)
      raised |= 1u << i;
    else if (refused || (truth == RSUPI_UNKNOWN && alert->review))
      review |= 1u << i;
  }
  if (call->options.alerts) call->options.alerts[row] = raised;
  if (call->options.reviews) call->options.reviews[row] = review;
}

static double number_of(rsupi_rational value) {
  return value.den ? rsupi_rational_double(value) : rsupi_nan();
}

static uint32_t cutoffs_of(const rsupi_sheet *sheet, size_t score) {
  const rsupi_score_def *const def = &sheet->instrument->scores[score];
  uint32_t reached = 0, bit = 1;
  for (size_t i = 0; i < def->cutoff_count; i++) {
    if (def->cutoffs[i].again) continue;
    if (rsupi_score_cutoff(sheet, score, def->cutoffs[i].id, NULL) == 1) reached |= bit;
    bit <<= 1;
  }
  return reached;
}

static void write_row(const rsup_score_column *out, size_t row, const rsupi_sheet *sheet) {
  const rsupi_score_def *const def = &sheet->instrument->scores[out->score];
  const rsupi_scored *const scored = &sheet->scores[out->score];
  const rsupi_band *const band = rsupi_score_band(def, scored);
  if (out->value) out->value[row] = number_of(scored->value);
  if (out->low) out->low[row] = number_of(scored->low);
  if (out->high) out->high[row] = number_of(scored->high);
  if (out->band) out->band[row] = (int8_t)(band ? band - def->bands : -1);
  if (out->reason) out->reason[row] = (uint8_t)scored->reason;
  if (out->cutoffs) out->cutoffs[row] = cutoffs_of(sheet, (size_t)out->score);
  if (!out->rule) return;
  out->rule[row] = -1;
  for (size_t i = 0; scored->rule && i < def->rule_count; i++)
    if (def->rules[i].value == scored->rule && out->rule[row] < 0) out->rule[row] = (int8_t)i;
}

static void score_row(const rsupi_columns_call *call, size_t row, rsupi_sheet *sheet) {
  rsup_context_entry entries[RSUPI_MOST_CONTEXT];
  rsupi_sheet_start(sheet, call->instrument);
  sheet->profile = call->profile;
  fill_context(call, row, entries, sheet);
  const int32_t refused = fill_row(call, row, sheet);
  rsupi_sheet_ask(sheet);
  judge_alerts(call, row, sheet, refused >= 0);
  if (call->options.refused) call->options.refused[row] = (int16_t)refused;
  if (refused >= 0 && call->options.refused_rows) ++*call->options.refused_rows;
  if (refused < 0) rsupi_sheet_score(sheet);
  for (size_t i = 0; i < call->score_count; i++)
    if (refused < 0)
      write_row(&call->scores[i], row, sheet);
    else
      rsupi_columns_refuse(&call->scores[i], row);
}

void rsupi_columns_rows(const rsupi_columns_call *call, size_t rows) {
  rsupi_sheet sheet;
  for (size_t row = 0; row < rows; row++) {
    score_row(call, row, &sheet);
    rsupi_sheet_wipe(&sheet);
  }
}
