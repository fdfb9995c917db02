/* Change between two assessments: exact differences, published thresholds, and the reliable change
 * index of Jacobson NS, Truax P (1991) Clinical significance. J Consult Clin Psychol 59:12-19. */
#include "instrument/change.h"
#include "core/numbers.h"
#include "core/result.h"
#include "core/text.h"
#include <string.h>

static const rsup_field threshold_fields[] = {
    RSUPI_KEY(rsup_threshold_met, id, TEXT, "", "id of the threshold in the definition"),
    RSUPI_ENUM(rsup_threshold_met, metric, rsup_metric_name, "how the amount is counted"),
    RSUPI_FIELD(rsup_threshold_met, amount, DOUBLE, "", "points, or percent of the score before"),
    RSUPI_MAYBE(rsup_threshold_met, met, BOOL, "", "whether the change is at least that large"),
    RSUPI_MAYBE(rsup_threshold_met, source, TEXT, "", "key of a reference"),
};
const rsup_record_type rsupi_threshold_met_type = RSUPI_RECORD_TYPE(
    "threshold_met", rsup_threshold_met, threshold_fields, "A change beside a published amount.");

static const rsup_field score_fields[] = {
    RSUPI_KEY(rsup_score_change, id, TEXT, "", "id of the score"),
    RSUPI_MAYBE(rsup_score_change, before, DOUBLE, "points", "the earlier score"),
    RSUPI_MAYBE(rsup_score_change, after, DOUBLE, "points", "the later one"),
    RSUPI_MAYBE(rsup_score_change, change, DOUBLE, "points", "later score less the earlier one"),
    RSUPI_MAYBE(rsup_score_change, percent, DOUBLE, "percent",
                "change in percent of the earlier score"),
    RSUPI_MAYBE(rsup_score_change, towards, TEXT, "", "direction: \"better\", \"worse\", \"same\""),
    RSUPI_MAYBE(rsup_score_change, reason, TEXT, "", "why there is no change to tell"),
    RSUPI_MAYBE(rsup_score_change, value_before, TEXT, "",
                "what a score that is rules said earlier"),
    RSUPI_MAYBE(rsup_score_change, value_after, TEXT, "", "what a score that is rules said later"),
    RSUPI_RECORDS(rsup_score_change, thresholds, threshold_count, rsupi_threshold_met_type,
                  "published amounts of change"),
    RSUPI_MAYBE(rsup_score_change, reliable_index, DOUBLE, "",
                "reliable change index (Jacobson and Truax 1991)"),
    RSUPI_MAYBE(rsup_score_change, reliable_amount, DOUBLE, "points",
                "amount beyond which a change is unlikely to be error"),
    RSUPI_MAYBE(rsup_score_change, reliable, BOOL, "", "whether the change is beyond it"),
};
const rsup_record_type rsupi_score_change_type =
    RSUPI_RECORD_TYPE("score_change", rsup_score_change, score_fields, "Change of one score.");

static const rsup_field change_fields[] = {
    RSUPI_KEY(rsup_change, instrument, TEXT, "", "id of the instrument"),
    RSUPI_FIELD(rsup_change, scoring_revision, INT32, "", "scoring revision of both"),
    RSUPI_MAYBE(rsup_change, profile, TEXT, "", "profile of both"),
    RSUPI_RECORDS(rsup_change, scores, score_count, rsupi_score_change_type,
                  "changes in the file's order"),
};
const rsup_record_type rsupi_change_type =
    RSUPI_RECORD_TYPE("change", rsup_change, change_fields, "Change between two assessments.");

/* ---- exact differences */

enum { SMALL = 0x7fffffff }; /* products of two of these fit */

static int is_small(rsupi_rational a) {
  return a.num <= SMALL && a.num >= -SMALL && a.den <= SMALL;
}

static rsupi_rational exact_of(const rsup_score *score) {
  const rsupi_rational none = {0, 0}, value = {score->numerator, score->denominator};
  return score->denominator == INT64_MIN ? none : value;
}

/* Fractions that are too large to subtract exactly have no exact difference. */
static rsupi_rational minus(rsupi_rational a, rsupi_rational b) {
  const rsupi_rational none = {0, 0};
  if (!a.den || !b.den || !is_small(a) || !is_small(b)) return none;
  return rsupi_rational_make(a.num * b.den - b.num * a.den, a.den * b.den);
}

const char *rsupi_towards(int32_t direction, double change) {
  if (rsupi_isnan(change) || direction == 0 || direction == RSUP_NO_DIRECTION) return NULL;
  if (change == 0) return "same";
  return (change > 0) == (direction == RSUP_HIGHER_BETTER) ? "better" : "worse";
}

/* ---- one score */

static double size_of(double value) {
  return value < 0 ? -value : value;
}

/* |change| >= amount percent of |before|: 100 |change| >= amount |before|. */
static int meets_percent(rsupi_rational amount, double change, double before) {
  return 100 * size_of(change) >= rsupi_rational_double(amount) * size_of(before);
}

static int32_t is_met(const rsupi_threshold *threshold, const rsup_score_change *c) {
  if (rsupi_isnan(c->change)) return INT32_MIN;
  if (threshold->metric == RSUP_METRIC_ABSOLUTE)
    return size_of(c->change) >= rsupi_rational_double(threshold->amount);
  return c->before == 0 ? INT32_MIN : meets_percent(threshold->amount, c->change, c->before);
}

/* Thresholds that nobody has checked are left out. */
static void push_thresholds(const rsupi_comparison *k, const rsupi_score_def *def,
                            rsup_score_change *out) {
  rsupi_list list = {0};
  for (size_t i = 0; i < def->threshold_count; i++) {
    const rsupi_threshold *const from = &def->thresholds[i];
    if (!from->active) continue;
    rsup_threshold_met *const to = rsupi_arena_alloc(k->arena, sizeof *to);
    if (!to) return;
    to->id = from->id;
    to->metric = from->metric;
    to->amount = rsupi_rational_double(from->amount);
    to->met = is_met(from, out);
    to->source = from->source;
    rsupi_list_push(k->arena, &list, to);
  }
  out->thresholds = (const rsup_threshold_met *const *)list.items;
  out->threshold_count = list.count;
}

/* S_E = sd * sqrt(1 - reliability); S_diff = sqrt(2 * S_E^2); RC = change / S_diff. */
static void rate_reliability(const rsupi_comparison *k, rsup_score_change *out) {
  const double error = *k->options.sd * rsupi_sqrt(1 - *k->options.reliability);
  const double difference = rsupi_sqrt(2 * error * error);
  out->reliable_amount = 1.96 * difference;
  if (rsupi_isnan(out->change)) return;
  out->reliable_index = out->change / difference;
  out->reliable = size_of(out->reliable_index) > 1.96;
}

static const char *why_not(const rsup_score *before, const rsup_score *after, int rules) {
  if (rules) return "rules";
  if (rsupi_isnan(before->value)) return before->reason;
  return rsupi_isnan(after->value) ? after->reason : NULL;
}

double rsupi_score_difference(const rsup_score *before, const rsup_score *after) {
  const rsupi_rational exact = minus(exact_of(after), exact_of(before));
  return exact.den ? rsupi_rational_double(exact) : after->value - before->value;
}

const rsup_score_change *rsupi_score_compare(const rsupi_comparison *k, size_t index,
                                             const rsup_score *before, const rsup_score *after) {
  const rsupi_score_def *const def = &k->instrument->scores[index];
  rsup_score_change *const out = rsupi_arena_alloc(k->arena, sizeof *out);
  if (!out) return NULL;
  out->id = def->id;
  out->before = before->value;
  out->after = after->value;
  out->change = rsupi_score_difference(before, after);
  out->percent = rsupi_nan();
  if (!rsupi_isnan(out->change) && before->value != 0)
    out->percent = 100 * out->change / size_of(before->value);
  out->towards = rsupi_towards(def->direction, out->change);
  out->reason = why_not(before, after, def->op == RSUPI_OP_RULES);
  out->value_before = rsupi_arena_copy(k->arena, before->rule_value);
  out->value_after = rsupi_arena_copy(k->arena, after->rule_value);
  out->reliable_index = out->reliable_amount = rsupi_nan();
  out->reliable = INT32_MIN;
  push_thresholds(k, def, out);
  if (k->options.reliability && index == k->rated) rate_reliability(k, out);
  return out;
}

/* ---- the call */

size_t rsupi_score_index(const rsup_instrument *instrument, const char *id) {
  for (size_t i = 0; i < instrument->score_count; i++)
    if (!id || strcmp(instrument->scores[i].id, id) == 0) return i;
  return SIZE_MAX;
}

rsup_status rsupi_comparison_start(rsupi_comparison *k, const rsup_instrument *instrument,
                                   const rsup_change_options *given, rsup_error *err) {
  memset(k, 0, sizeof *k);
  k->instrument = instrument;
  const rsup_status status = rsupi_options_read(given, &k->options, sizeof k->options, err);
  if (status) return status;
  const double *const r = k->options.reliability, *const sd = k->options.sd;
  if (k->options.reserved)
    return rsupi_fail(err, RSUP_E_OPTIONS, "a reserved field of the options is not zero");
  if (!r != !sd) return rsupi_fail(err, RSUP_E_ARGUMENT, "reliability and sd are given together");
  if (r && !(*r >= 0 && *r < 1))
    return rsupi_fail(err, RSUP_E_RANGE, "a reliability is from 0 and below 1");
  if (sd && !(*sd > 0 && *sd < 1e9))
    return rsupi_fail(err, RSUP_E_RANGE, "a standard deviation is above 0");
  k->rated = rsupi_score_index(k->instrument, k->options.score);
  if (k->rated != SIZE_MAX) return RSUP_OK;
  return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the instrument %s has no such score",
                    k->instrument->id);
}

rsup_status rsupi_assessment_fits(const rsup_instrument *instrument,
                                  const rsup_assessment *assessment, const char *profile,
                                  rsup_error *err) {
  if (!assessment)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "expected results of rsup_instrument_score()");
  if (!rsupi_text_equal(assessment->instrument, instrument->id))
    return rsupi_fail(err, RSUP_E_STATE,
                      "a result is of another instrument than %s: the two are not compared",
                      instrument->id);
  if (assessment->scoring_revision != instrument->revision ||
      assessment->score_count != instrument->score_count)
    return rsupi_fail(err, RSUP_E_STATE,
                      "a result was scored by revision %d of %s, not by %d: answers could score "
                      "differently, so the two are not compared",
                      (int)assessment->scoring_revision, instrument->id, (int)instrument->revision);
  if (!rsupi_text_equal(assessment->profile, profile))
    return rsupi_fail(err, RSUP_E_STATE,
                      "the results were scored by different profiles: gaps counted differently");
  return RSUP_OK;
}

static rsup_status fill(rsupi_comparison *k, const rsup_assessment *before,
                        const rsup_assessment *after, rsup_change *out, rsup_error *err) {
  rsupi_list list = {0};
  out->instrument = k->instrument->id;
  out->scoring_revision = k->instrument->revision;
  if (before->profile) out->profile = rsupi_profile_named(k->instrument, before->profile)->id;
  for (size_t i = 0; i < k->instrument->score_count; i++) {
    const rsup_score_change *const one =
        rsupi_score_compare(k, i, before->scores[i], after->scores[i]);
    if (!one || !rsupi_list_push(k->arena, &list, one)) return rsupi_fail_memory(err);
  }
  out->scores = (const rsup_score_change *const *)list.items;
  out->score_count = list.count;
  return k->arena->failed ? rsupi_fail_memory(err) : RSUP_OK;
}

rsup_status rsup_instrument_change(const rsup_instrument *instrument, const rsup_result *before,
                                   const rsup_result *after, const rsup_change_options *options,
                                   rsup_result **out_result, rsup_error *err) {
  rsupi_comparison k;
  rsup_result *result = NULL;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!instrument || !before || !after || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_instrument_change needs an instrument, two results and an out_result");
  const rsup_assessment *const a = rsup_assessment_get(before), *const b =
                                                                    rsup_assessment_get(after);
  rsup_status status = rsupi_comparison_start(&k, instrument, options, err);
  if (!status) status = rsupi_assessment_fits(instrument, a, a ? a->profile : NULL, err);
  if (!status) status = rsupi_assessment_fits(instrument, b, a->profile, err);
  if (!status) status = rsupi_result_new(&instrument->allocator, &rsupi_change_type, &result, err);
  if (status) return status;
  rsupi_instrument_keep(instrument);
  rsupi_result_keep(result, (void *)(uintptr_t)instrument, rsupi_instrument_release);
  k.arena = &result->arena;
  status = fill(&k, a, b, result->root, err);
  if (status)
    rsup_result_free(result);
  else
    *out_result = result;
  return status;
}

const rsup_change *rsup_change_get(const rsup_result *result) {
  return result && result->type == &rsupi_change_type ? result->root : NULL;
}
