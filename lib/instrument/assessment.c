/* What one set of answers gives, as records: the public face of scoring. */
#include "core/names.h"
#include "core/numbers.h"
#include "core/record.h"
#include "core/result.h"
#include "core/text.h"
#include "instrument/definition.h"
#include "safety/floor.h"

static const rsup_field score_fields[] = {
    RSUPI_KEY(rsup_score, id, TEXT, "", "of the score in the definition"),
    RSUPI_MAYBE(rsup_score, value, DOUBLE, "points", "numerator / denominator, divided once"),
    RSUPI_MAYBE(rsup_score, numerator, INT64, "", "exact value, in lowest terms"),
    RSUPI_MAYBE(rsup_score, denominator, INT64, "", "exact value, in lowest terms"),
    RSUPI_MAYBE(rsup_score, band, TEXT, "", "id of the band"),
    RSUPI_MAYBE(rsup_score, band_label, TEXT, "",
                "its words: in a day picture the config's, else from the definition"),
    RSUPI_MAYBE(rsup_score, reason, TEXT, "", "why it has no value, or what limits it"),
    RSUPI_FIELD(rsup_score, answered, INT32, "items", "items it rests on that were answered"),
    RSUPI_FIELD(rsup_score, missing, INT32, "items", "items it rests on that were not"),
    RSUPI_FIELD(rsup_score, prorated, BOOL, "", "scaled up for missing items"),
    RSUPI_MAYBE(rsup_score, low, DOUBLE, "points", "least that the complete score can be"),
    RSUPI_MAYBE(rsup_score, high, DOUBLE, "points", "most that the complete score can be"),
    RSUPI_MAYBE(rsup_score, rule_value, TEXT, "", "of a score that is rules"),
    RSUPI_TEXTS(rsup_score, cutoffs, cutoff_count, "ids of the cut-offs that it reaches"),
};
const rsup_record_type rsupi_score_type =
    RSUPI_RECORD_TYPE("score", rsup_score, score_fields, "One score of an instrument.");

static const rsup_field alert_fields[] = {
    RSUPI_KEY(rsup_alert, id, TEXT, "", "of the alert in the definition"),
    RSUPI_ENUM(rsup_alert, level, rsup_alert_level_name, "how much it asks for"),
    RSUPI_MAYBE(rsup_alert, item, TEXT, "", "first item that raised it, or lacks an answer"),
};
const rsup_record_type rsupi_alert_type =
    RSUPI_RECORD_TYPE("alert", rsup_alert, alert_fields, "An alert on raw answers.");

static const rsup_field assessment_fields[] = {
    RSUPI_FIELD(rsup_assessment, instrument, TEXT, "", "id of the instrument"),
    RSUPI_FIELD(rsup_assessment, scoring_revision, INT32, "", "of the definition that scored it"),
    RSUPI_MAYBE(rsup_assessment, event, TEXT, "", "id in the record"),
    RSUPI_MAYBE(rsup_assessment, on, DAY, "", "local day it was answered"),
    RSUPI_MAYBE(rsup_assessment, age_days, INT32, "days", "how long ago"),
    RSUPI_RECORDS(rsup_assessment, scores, score_count, rsupi_score_type, "in the file's order"),
    RSUPI_MAYBE(rsup_assessment, change, DOUBLE, "points",
                "of the first score against the one before, of the same revision"),
    RSUPI_MAYBE(rsup_assessment, change_since, DAY, "", "day of the one before"),
    RSUPI_RECORDS(rsup_assessment, alerts, alert_count, rsupi_alert_type, "in the file's order"),
    RSUPI_MAYBE(rsup_assessment, notice, TEXT, "", "the licence's line, to be shown"),
};
const rsup_record_type rsupi_assessment_type = RSUPI_RECORD_TYPE(
    "assessment", rsup_assessment, assessment_fields, "What one set of answers gives.");

const char *rsup_alert_level_name(int32_t level) {
  static const rsupi_name names[] = {{"info", RSUP_ALERT_INFO},
                                     {"review", RSUP_ALERT_REVIEW},
                                     {"attention", RSUP_ALERT_ATTENTION},
                                     {"urgent", RSUP_ALERT_URGENT},
                                     {NULL, 0}};
  return rsupi_name_of(names, level);
}

static double number_of(rsupi_rational value) {
  return value.den ? rsupi_rational_double(value) : rsupi_nan();
}

static void push_cutoffs(rsupi_arena *arena, const rsupi_sheet *sheet, size_t index,
                         rsup_score *out) {
  const rsupi_score_def *const def = &sheet->instrument->scores[index];
  rsupi_list list = {0};
  for (size_t i = 0; i < def->cutoff_count; i++) {
    const char *const id = def->cutoffs[i].id;
    size_t before = 0;
    while (!rsupi_text_equal(def->cutoffs[before].id, id)) before++;
    if (before == i && rsupi_score_cutoff(sheet, index, id) == 1) rsupi_list_push(arena, &list, id);
  }
  out->cutoffs = (const char *const *)list.items;
  out->cutoff_count = list.count;
}

static rsup_score *make_score(rsupi_arena *arena, const rsupi_sheet *sheet, size_t index) {
  const rsupi_score_def *const def = &sheet->instrument->scores[index];
  const rsupi_scored *const scored = &sheet->scores[index];
  const rsupi_band *const band = rsupi_score_band(def, scored);
  rsup_score *const out = rsupi_arena_alloc(arena, sizeof *out);
  if (!out) return NULL;
  out->id = def->id;
  out->value = number_of(scored->value);
  out->numerator = scored->value.den ? scored->value.num : INT64_MIN;
  out->denominator = scored->value.den ? scored->value.den : INT64_MIN;
  out->band = band ? band->id : NULL;
  out->band_label = band ? band->label : NULL;
  out->reason = scored->reason;
  out->answered = scored->answered;
  out->missing = scored->missing;
  out->prorated = scored->prorated;
  out->low = number_of(scored->low);
  out->high = number_of(scored->high);
  out->rule_value = scored->rule;
  push_cutoffs(arena, sheet, index, out);
  return out;
}

static void push_alerts(rsupi_arena *arena, const rsupi_sheet *raw, rsup_assessment *out) {
  const rsup_instrument *const instrument = raw->instrument;
  rsupi_list list = {0};
  for (size_t i = 0; i < instrument->alert_count; i++) {
    int32_t item;
    const int32_t level = rsupi_alert_judge(raw, &instrument->alerts[i], &item);
    if (level == 0) continue;
    rsup_alert *const alert = rsupi_arena_alloc(arena, sizeof *alert);
    if (!alert) return;
    alert->id = instrument->alerts[i].id;
    alert->level = level;
    alert->item = item < 0 ? NULL : instrument->items[item].id;
    rsupi_list_push(arena, &list, alert);
  }
  out->alerts = (const rsup_alert *const *)list.items;
  out->alert_count = list.count;
}

static rsup_status fill_sheet(rsupi_sheet *sheet, const rsup_instrument *instrument,
                              const double *values, rsup_error *err) {
  rsupi_sheet_start(sheet, instrument);
  for (size_t i = 0; i < instrument->item_count; i++) {
    if (rsupi_isnan(values[i])) continue;
    if (!rsupi_instrument_value_ok(instrument, (int32_t)i, values[i]))
      return rsupi_fail_at(err, RSUP_E_RANGE, NULL, 0, 0, instrument->items[i].id,
                           "not one of the answers this item has");
    sheet->values[i] = (int32_t)values[i];
  }
  return RSUP_OK;
}

rsup_status rsupi_instrument_score_values(const rsup_instrument *instrument, const double *values,
                                          rsupi_arena *arena, rsup_assessment *out,
                                          rsup_error *err) {
  rsupi_sheet sheet;
  const rsup_status status = fill_sheet(&sheet, instrument, values, err);
  if (status) {
    rsupi_wipe(&sheet, sizeof sheet);
    return status;
  }
  out->instrument = instrument->id;
  out->scoring_revision = instrument->revision;
  out->event = NULL;
  out->on = out->change_since = out->age_days = INT32_MIN;
  out->change = rsupi_nan();
  out->notice = instrument->notice;
  rsupi_sheet_ask(&sheet);
  push_alerts(arena, &sheet, out);
  rsupi_sheet_score(&sheet);
  rsupi_list list = {0};
  for (size_t i = 0; i < instrument->score_count; i++) {
    rsup_score *const score = make_score(arena, &sheet, i);
    if (!score || !rsupi_list_push(arena, &list, score)) break;
  }
  out->scores = (const rsup_score *const *)list.items;
  out->score_count = list.count;
  rsupi_wipe(&sheet, sizeof sheet); /* answers do not stay on the stack */
  return arena->failed ? rsupi_fail_memory(err) : RSUP_OK;
}

static rsup_status score_tree(const rsup_instrument *instrument, const rsupi_node *root,
                              rsup_safety *safety, rsup_result **out, rsup_error *err) {
  double values[RSUPI_MOST_ITEMS];
  rsup_result *result = NULL;
  rsup_status status = rsupi_answers_read(instrument, root, "answers", values, err);
  rsupi_instrument_floor(instrument, values, safety);
  if (!status)
    status = rsupi_result_new(&instrument->allocator, &rsupi_assessment_type, &result, err);
  if (status) {
    rsupi_wipe(values, sizeof values);
    return status;
  }
  rsupi_instrument_keep(instrument);
  rsupi_result_keep(result, (void *)(uintptr_t)instrument, rsupi_instrument_release);
  status = rsupi_instrument_score_values(instrument, values, &result->arena, result->root, err);
  rsupi_wipe(values, sizeof values);
  if (status)
    rsup_result_free(result);
  else
    *out = result;
  return status;
}

rsup_status rsup_instrument_score(const rsup_instrument *instrument, const char *answers,
                                  size_t len, rsup_safety *out_safety, rsup_result **out_result,
                                  rsup_error *err) {
  rsupi_safety_start(out_safety);
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!instrument || !answers || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_instrument_score needs an instrument, answers and an out_result");
  rsupi_arena scratch;
  const rsupi_node *root;
  rsupi_arena_init(&scratch, &instrument->allocator, 4096);
  rsup_status status =
      rsupi_tree_read(&scratch, RSUPI_DOCUMENT_CONFIG, "answers", answers, len, &root, err);
  if (!status) status = score_tree(instrument, root, out_safety, out_result, err);
  rsupi_arena_free(&scratch);
  if (!status) rsupi_safety_done(out_safety);
  return status;
}

const rsup_assessment *rsup_assessment_get(const rsup_result *result) {
  return result && result->type == &rsupi_assessment_type ? result->root : NULL;
}
