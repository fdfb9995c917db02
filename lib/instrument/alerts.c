/* Alerts and the safety floor: on the raw answers, whatever becomes of the scores. */
#include "core/memory.h"
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

/* Whether a test in the alert, other than one under a `not`, holds for this very item. */
static int raised_by(const rsupi_predicate *predicate, const rsupi_sheet *sheet, int32_t item) {
  const int32_t value = sheet->values[item];
  if (predicate->kind == RSUPI_WHEN_ITEM)
    return predicate->subject == item && rsupi_predicate_judge(predicate, sheet) == RSUPI_TRUE;
  if (predicate->kind == RSUPI_WHEN_COUNT)
    for (size_t i = 0; i < predicate->item_count; i++)
      if (predicate->items[i] == item && value != RSUPI_NO_ANSWER && value >= predicate->each_from)
        return 1;
  if (predicate->kind != RSUPI_WHEN_ALL && predicate->kind != RSUPI_WHEN_ANY) return 0;
  for (size_t i = 0; i < predicate->part_count; i++)
    if (raised_by(predicate->parts[i], sheet, item)) return 1;
  return 0;
}

static void raise_signs(const rsupi_sheet *sheet, rsup_safety *safety) {
  const rsup_instrument *const instrument = sheet->instrument;
  for (size_t i = 0; i < instrument->item_count; i++) {
    if (!instrument->items[i].safety || sheet->not_asked[i]) continue;
    if (sheet->values[i] == RSUPI_NO_ANSWER) {
      rsupi_safety_found(safety, RSUP_SIGN_SELF_HARM_ANSWER, RSUPI_FOUND_UNANSWERED);
      continue;
    }
    for (size_t j = 0; j < instrument->alert_count; j++)
      if (raised_by(instrument->alerts[j].when, sheet, (int32_t)i))
        rsupi_safety_found(safety, RSUP_SIGN_SELF_HARM_ANSWER, RSUPI_FOUND_POSITIVE);
  }
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
  raise_signs(&sheet, safety);
  rsupi_wipe(&sheet, sizeof sheet); /* answers do not stay on the stack */
}
