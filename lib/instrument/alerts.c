/* Alerts and the safety floor: on the raw answers, whatever becomes of the scores. */
#include "instrument/definition.h"
#include "safety/floor.h"

int32_t rsupi_alert_judge(const rsupi_sheet *sheet, const rsupi_alert_def *alert,
                          int32_t *out_item) {
  const rsupi_truth truth = rsupi_predicate_judge(alert->when, sheet);
  *out_item = -1;
  if (truth == RSUPI_FALSE || (truth == RSUPI_UNKNOWN && !alert->review)) return 0;
  *out_item = rsupi_predicate_item(alert->when, sheet, truth);
  return truth == RSUPI_TRUE ? alert->level : RSUP_ALERT_REVIEW;
}

/* A test other than one under a `not`. */
int rsupi_alert_raised_by(const rsupi_predicate *predicate, const rsupi_sheet *sheet,
                          int32_t item) {
  const int32_t value = sheet->values[item];
  if (predicate->kind == RSUPI_WHEN_ITEM)
    return predicate->subject == item && rsupi_predicate_judge(predicate, sheet) == RSUPI_TRUE;
  if (predicate->kind == RSUPI_WHEN_COUNT)
    for (size_t i = 0; i < predicate->item_count; i++)
      if (predicate->items[i] == item && value != RSUPI_NO_ANSWER && value >= predicate->each_from)
        return 1;
  if (predicate->kind != RSUPI_WHEN_ALL && predicate->kind != RSUPI_WHEN_ANY) return 0;
  for (size_t i = 0; i < predicate->part_count; i++)
    if (rsupi_alert_raised_by(predicate->parts[i], sheet, item)) return 1;
  return 0;
}

static void check_item(const rsupi_sheet *sheet, size_t item, rsup_safety *safety) {
  const rsup_instrument *const instrument = sheet->instrument;
  if (!instrument->items[item].safety || sheet->not_asked[item]) return;
  if (sheet->values[item] == RSUPI_NO_ANSWER) {
    rsupi_safety_found(safety, RSUP_SIGN_SELF_HARM_ANSWER, RSUPI_FOUND_UNANSWERED);
    return;
  }
  for (size_t i = 0; i < instrument->alert_count; i++)
    if (rsupi_alert_raised_by(instrument->alerts[i].when, sheet, (int32_t)item))
      rsupi_safety_found(safety, RSUP_SIGN_SELF_HARM_ANSWER, RSUPI_FOUND_POSITIVE);
}

void rsupi_sheet_floor(const rsupi_sheet *sheet, rsup_safety *safety) {
  for (size_t i = 0; i < sheet->instrument->item_count; i++) check_item(sheet, i, safety);
}

/* Values that are no answer of the item's set still count here: better one look too many. */
void rsupi_instrument_floor(const rsup_instrument *instrument, const double *values,
                            rsup_safety *safety) {
  rsupi_sheet sheet;
  rsupi_sheet_start(&sheet, instrument);
  for (size_t i = 0; i < instrument->item_count; i++)
    if (values[i] >= -1e6 && values[i] <= 1e6) {
      const int32_t whole = (int32_t)values[i];
      sheet.values[i] = whole < values[i] ? whole + 1 : whole; /* 0.5 is no "not at all" */
    }
  rsupi_sheet_ask(&sheet);
  rsupi_sheet_floor(&sheet, safety);
  rsupi_sheet_wipe(&sheet);
}

void rsup_instrument_check_answer(const rsup_instrument *instrument, const char *item,
                                  int32_t value, rsup_safety *safety) {
  if (!safety) return;
  rsupi_safety_raise(safety, 0, RSUP_SAFETY_NONE_REPORTED);
  const int32_t index = instrument && item ? rsupi_instrument_item_index(instrument, item) : -1;
  if (index < 0) {
    rsupi_safety_raise(safety, RSUP_SIGN_CALL_FAILED, RSUP_SAFETY_REVIEW);
    return;
  }
  rsupi_sheet sheet;
  rsupi_sheet_start(&sheet, instrument);
  sheet.values[index] = value;
  check_item(&sheet, (size_t)index, safety);
  rsupi_sheet_wipe(&sheet);
}
