/* What one set of answers gives: the public face of scoring. Whatever becomes of a call, the safety
 * of the answers is set first. */
#include "core/numbers.h"
#include "core/result.h"
#include "core/text.h"
#include "instrument/definition.h"
#include "safety/floor.h"
#include <string.h>

static double number_of(rsupi_rational value) {
  return value.den ? rsupi_rational_double(value) : rsupi_nan();
}

static void push_cutoffs(rsupi_arena *arena, const rsupi_sheet *sheet, size_t index,
                         rsup_score *out) {
  const rsupi_score_def *const def = &sheet->instrument->scores[index];
  rsupi_list reached = {0}, cautious = {0};
  for (size_t i = 0; i < def->cutoff_count; i++) {
    const char *const id = def->cutoffs[i].id;
    int by_default;
    if (def->cutoffs[i].again) continue;
    if (rsupi_score_cutoff(sheet, index, id, &by_default) == 1)
      rsupi_list_push(arena, &reached, id);
    if (by_default) rsupi_list_push(arena, &cautious, id);
  }
  out->cutoffs = (const char *const *)reached.items;
  out->cutoff_count = reached.count;
  out->cautious = (const char *const *)cautious.items;
  out->cautious_count = cautious.count;
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
  out->reason = rsup_score_reason_name(scored->reason);
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

/* What was to be asked, and is open still: after skips, which answer what they skip. */
static void push_unanswered(rsupi_arena *arena, const rsupi_sheet *sheet, rsup_assessment *out) {
  const rsup_instrument *const instrument = sheet->instrument;
  rsupi_list list = {0};
  for (size_t i = 0; i < instrument->item_count; i++)
    if (sheet->values[i] == RSUPI_NO_ANSWER && !sheet->not_asked[i] &&
        !instrument->items[i].optional)
      rsupi_list_push(arena, &list, instrument->items[i].id);
  out->unanswered = (const char *const *)list.items;
  out->unanswered_count = list.count;
}

/* A sheet whose rsupi_sheet_ask() was done: alerts, then scores. */
static void assess(rsupi_sheet *sheet, rsupi_arena *arena, rsup_assessment *out) {
  const rsup_instrument *const instrument = sheet->instrument;
  rsupi_list list = {0};
  out->instrument = instrument->id;
  out->scoring_revision = instrument->revision;
  out->event = NULL;
  out->on = out->change_since = out->age_days = INT32_MIN;
  out->change = rsupi_nan();
  out->notice = instrument->notice;
  out->profile = sheet->profile ? sheet->profile->id : NULL;
  push_alerts(arena, sheet, out);
  rsupi_sheet_score(sheet);
  push_unanswered(arena, sheet, out);
  for (size_t i = 0; i < instrument->score_count; i++) {
    rsup_score *const score = make_score(arena, sheet, i);
    if (!score || !rsupi_list_push(arena, &list, score)) break;
  }
  out->scores = (const rsup_score *const *)list.items;
  out->score_count = list.count;
}

static rsup_status not_an_answer(const rsup_instrument *instrument, size_t item, rsup_error *err) {
  return rsupi_fail_at(err, RSUP_E_RANGE, NULL, 0, 0, instrument->items[item].id,
                       "not one of the answers this item has");
}

static rsup_status fill_sheet(rsupi_sheet *sheet, const double *values, rsup_error *err) {
  const rsup_instrument *const instrument = sheet->instrument;
  for (size_t i = 0; i < instrument->item_count; i++) {
    if (rsupi_isnan(values[i])) continue;
    if (!rsupi_instrument_value_ok(instrument, (int32_t)i, values[i]))
      return not_an_answer(instrument, i, err);
    sheet->values[i] = (int32_t)values[i];
  }
  return RSUP_OK;
}

/* ---- options */

static rsup_status take_options(rsupi_sheet *sheet, const rsup_score_options *given,
                                rsup_error *err) {
  rsup_score_options options;
  const rsup_status status = rsupi_options_read(given, &options, sizeof options, err);
  if (status) return status;
  if (options.context_count > RSUPI_MOST_CONTEXT)
    return rsupi_fail(err, RSUP_E_LIMIT, "a context has at most %d entries",
                      (int)RSUPI_MOST_CONTEXT);
  if (options.context_count && !options.context)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "context_count says there is a context; there is none");
  for (uint32_t i = 0; i < options.context_count; i++)
    if (!options.context[i].name || !options.context[i].value)
      return rsupi_fail(err, RSUP_E_ARGUMENT, "an entry of the context needs a name and a value");
  sheet->context = options.context;
  sheet->context_count = options.context_count;
  if (!options.profile) return RSUP_OK;
  sheet->profile = rsupi_profile_named(sheet->instrument, options.profile);
  if (sheet->profile) return RSUP_OK;
  return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the instrument %s has no such profile",
                    sheet->instrument->id);
}

rsup_status rsupi_instrument_score_with(const rsup_instrument *instrument, const double *values,
                                        const rsup_score_options *options, rsupi_arena *arena,
                                        rsup_assessment *out, rsup_error *err) {
  rsupi_sheet sheet;
  rsupi_sheet_start(&sheet, instrument);
  rsup_status status = take_options(&sheet, options, err);
  if (!status) status = fill_sheet(&sheet, values, err);
  if (!status) {
    rsupi_sheet_ask(&sheet);
    assess(&sheet, arena, out);
  }
  rsupi_sheet_wipe(&sheet);
  if (status) return status;
  return arena->failed ? rsupi_fail_memory(err) : RSUP_OK;
}

rsup_status rsupi_instrument_score_values(const rsup_instrument *instrument, const double *values,
                                          rsupi_arena *arena, rsup_assessment *out,
                                          rsup_error *err) {
  return rsupi_instrument_score_with(instrument, values, NULL, arena, out, err);
}

/* ---- calls */

/* The last step of every call: a result of a sheet that is filled and asked. */
static rsup_status make_result(rsupi_sheet *sheet, rsup_result **out, rsup_error *err) {
  const rsup_instrument *const instrument = sheet->instrument;
  rsup_result *result;
  const rsup_status status =
      rsupi_result_new(&instrument->allocator, &rsupi_assessment_type, &result, err);
  if (status) return status;
  rsupi_instrument_keep(instrument);
  rsupi_result_keep(result, (void *)(uintptr_t)instrument, rsupi_instrument_release);
  assess(sheet, &result->arena, result->root);
  if (!result->arena.failed) {
    *out = result;
    return RSUP_OK;
  }
  rsup_result_free(result);
  return rsupi_fail_memory(err);
}

static rsup_status score_tree(const rsup_instrument *instrument, const rsupi_node *root,
                              const rsup_score_options *options, rsup_safety *safety,
                              rsup_result **out, rsup_error *err) {
  double values[RSUPI_MOST_ITEMS];
  rsupi_sheet sheet;
  rsupi_sheet_start(&sheet, instrument);
  rsup_status status = rsupi_answers_read(instrument, root, "answers", values, err);
  rsupi_instrument_floor(instrument, values, safety);
  if (!status) status = take_options(&sheet, options, err);
  if (!status) status = fill_sheet(&sheet, values, err);
  if (!status) {
    rsupi_sheet_ask(&sheet);
    status = make_result(&sheet, out, err);
  }
  rsupi_wipe(values, instrument->item_count * sizeof values[0]);
  rsupi_sheet_wipe(&sheet);
  return status;
}

rsup_status rsup_instrument_score(const rsup_instrument *instrument, const char *answers,
                                  size_t len, const rsup_score_options *options,
                                  rsup_safety *out_safety, rsup_result **out_result,
                                  rsup_error *err) {
  rsupi_safety_start(out_safety);
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!instrument || !answers || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "scoring needs an instrument, answers and an out_result");
  rsupi_arena scratch;
  const rsupi_node *root;
  rsupi_arena_init(&scratch, &instrument->allocator, 4096);
  rsup_status status =
      rsupi_tree_read(&scratch, RSUPI_DOCUMENT_CONFIG, "answers", answers, len, &root, err);
  if (!status) status = score_tree(instrument, root, options, out_safety, out_result, err);
  rsupi_arena_free(&scratch);
  if (!status) rsupi_safety_done(out_safety);
  return status;
}

/* All values are in the sheet, also those that are refused, so that the floor sees them. */
static rsup_status fill_numbers(rsupi_sheet *sheet, const int32_t *values, size_t count,
                                rsup_error *err) {
  const rsup_instrument *const instrument = sheet->instrument;
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < count && i < instrument->item_count; i++) {
    const rsupi_question *const item = &instrument->items[i];
    const int32_t value = values[i];
    sheet->values[i] = value;
    if (value == RSUPI_NO_ANSWER || status) continue;
    if (value < item->min || value > item->max || !item->valid[value - item->min])
      status = not_an_answer(instrument, i, err);
  }
  if (!status && count > instrument->item_count)
    status = rsupi_fail(err, RSUP_E_SCHEMA, "more answers than the instrument has items");
  return status;
}

rsup_status rsup_instrument_score_values(const rsup_instrument *instrument, const int32_t *values,
                                         size_t count, const rsup_score_options *options,
                                         rsup_safety *out_safety, rsup_result **out_result,
                                         rsup_error *err) {
  rsupi_safety_start(out_safety);
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!instrument || (!values && count > 0) || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "scoring needs an instrument, values and an out_result");
  rsupi_sheet sheet;
  rsupi_sheet_start(&sheet, instrument);
  rsup_status status = fill_numbers(&sheet, values, count, err);
  rsupi_sheet_ask(&sheet);
  rsupi_sheet_floor(&sheet, out_safety);
  if (!status) status = take_options(&sheet, options, err);
  if (!status) status = make_result(&sheet, out_result, err);
  rsupi_sheet_wipe(&sheet);
  if (!status) rsupi_safety_done(out_safety);
  return status;
}

const rsup_assessment *rsup_assessment_get(const rsup_result *result) {
  return result && result->type == &rsupi_assessment_type ? result->root : NULL;
}
