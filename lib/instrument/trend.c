/* A score over time. Least squares runs over whole days around the middle one, in the order of the
 * days, so that the order in which results are handed in makes no difference. */
#include "core/numbers.h"
#include "core/result.h"
#include "core/series_stats.h"
#include "instrument/change.h"
#include <string.h>

static const rsup_field point_fields[] = {
    RSUPI_FIELD(rsup_trend_point, on, DAY, "", "local day"),
    RSUPI_MAYBE(rsup_trend_point, value, DOUBLE, "points", "the score"),
    RSUPI_MAYBE(rsup_trend_point, band, TEXT, "", "id of its band"),
    RSUPI_MAYBE(rsup_trend_point, reason, TEXT, "", "why it has no value"),
};
const rsup_record_type rsupi_trend_point_type =
    RSUPI_RECORD_TYPE("trend_point", rsup_trend_point, point_fields, "One score of a series.");

static const rsup_field trend_fields[] = {
    RSUPI_KEY(rsup_trend, instrument, TEXT, "", "id of the instrument"),
    RSUPI_FIELD(rsup_trend, score, TEXT, "", "id of the score"),
    RSUPI_FIELD(rsup_trend, scoring_revision, INT32, "", "scoring revision of all points"),
    RSUPI_FIELD(rsup_trend, n, INT32, "", "points with a value"),
    RSUPI_FIELD(rsup_trend, unscored, INT32, "", "points without"),
    RSUPI_FIELD(rsup_trend, other_revision, INT32, "",
                "points left out, recorded under another scoring revision"),
    RSUPI_MAYBE(rsup_trend, first, DOUBLE, "points", "the earliest score"),
    RSUPI_MAYBE(rsup_trend, last, DOUBLE, "points", "the latest score"),
    RSUPI_MAYBE(rsup_trend, change, DOUBLE, "points", "last score less the first"),
    RSUPI_MAYBE(rsup_trend, mean, DOUBLE, "points", "mean of the scores"),
    RSUPI_MAYBE(rsup_trend, min, DOUBLE, "points", "least of them"),
    RSUPI_MAYBE(rsup_trend, max, DOUBLE, "points", "most of them"),
    RSUPI_MAYBE(rsup_trend, slope_per_30_days, DOUBLE, "points", "slope by least squares"),
    RSUPI_MAYBE(rsup_trend, towards, TEXT, "",
                "direction of the slope: \"better\", \"worse\", \"same\""),
    RSUPI_RECORDS(rsup_trend, points, point_count, rsupi_trend_point_type,
                  "points in order of days"),
};
const rsup_record_type rsupi_trend_type =
    RSUPI_RECORD_TYPE("trend", rsup_trend, trend_fields, "A score over time.");

int rsupi_trend_measure(const rsup_instrument *instrument, size_t score, rsupi_list *points,
                        rsupi_arena *arena, rsup_trend *t) {
  t->instrument = instrument->id;
  t->score = instrument->scores[score].id;
  t->scoring_revision = instrument->revision;
  t->points = (const rsup_trend_point *const *)points->items;
  t->point_count = points->count;
  double *const days = rsupi_arena_array(arena, t->point_count, sizeof *days);
  double *const values = rsupi_arena_array(arena, t->point_count, sizeof *values);
  size_t n = 0;
  if (!days || !values) return 0;
  for (size_t i = 0; i < t->point_count; i++) {
    if (rsupi_isnan(t->points[i]->value)) continue;
    days[n] = t->points[i]->on;
    values[n++] = t->points[i]->value;
  }
  const rsupi_stats stats = rsupi_stats_of(values, n);
  t->n = stats.n;
  t->unscored = (int32_t)(t->point_count - n);
  t->mean = stats.mean;
  t->min = stats.min;
  t->max = stats.max;
  t->first = n ? values[0] : rsupi_nan();
  t->last = n ? values[n - 1] : rsupi_nan();
  t->change = n > 1 ? t->last - t->first : rsupi_nan();
  t->slope_per_30_days = 30 * rsupi_slope_of(days, values, n);
  if (n > 1) t->towards = rsupi_towards(instrument->scores[score].direction, t->slope_per_30_days);
  return 1;
}

/* Days rise; of one day the order of arrival stands. */
int rsupi_trend_add(rsupi_arena *arena, rsupi_list *list, const rsup_score *score, rsup_day on) {
  rsup_trend_point *const point = rsupi_arena_alloc(arena, sizeof *point);
  if (!point || !rsupi_list_push(arena, list, point)) return 0;
  point->on = on;
  point->value = score->value;
  point->band = rsupi_arena_copy(arena, score->band); /* of whatever instrument scored it */
  point->reason = score->reason;                      /* static */
  size_t at = list->count - 1;
  for (; at > 0 && ((const rsup_trend_point *)list->items[at - 1])->on > on; at--)
    list->items[at] = list->items[at - 1];
  list->items[at] = point;
  return 1;
}

static rsup_status fill(const rsup_instrument *instrument, size_t score,
                        const rsup_assessment *const *assessments, const rsup_day *days,
                        size_t count, rsupi_arena *arena, rsup_trend *out, rsup_error *err) {
  rsupi_list list = {0};
  for (size_t i = 0; i < count; i++)
    if (!rsupi_trend_add(arena, &list, assessments[i]->scores[score], days[i]))
      return rsupi_fail_memory(err);
  return rsupi_trend_measure(instrument, score, &list, arena, out) ? RSUP_OK
                                                                   : rsupi_fail_memory(err);
}

static rsup_status collect(const rsup_instrument *instrument, const rsup_result *const *results,
                           const rsup_day *days, size_t count, const rsup_assessment **out,
                           rsup_error *err) {
  for (size_t i = 0; i < count; i++) {
    out[i] = rsup_assessment_get(results[i]);
    const char *const profile = out[0] ? out[0]->profile : NULL;
    const rsup_status status = rsupi_assessment_fits(instrument, out[i], profile, err);
    if (status) return status;
    if (days[i] == INT32_MIN)
      return rsupi_fail(err, RSUP_E_RANGE, "every result of a trend needs its day");
  }
  return RSUP_OK;
}

rsup_status rsup_instrument_trend(const rsup_instrument *instrument,
                                  const rsup_result *const *results, const rsup_day *days,
                                  size_t count, const char *score, rsup_result **out_result,
                                  rsup_error *err) {
  rsup_result *result;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!instrument || (count > 0 && (!results || !days)) || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_instrument_trend needs an instrument, results, days and an out_result");
  const size_t index = rsupi_score_index(instrument, score);
  if (index == SIZE_MAX)
    return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the instrument %s has no such score",
                      instrument->id);
  rsup_status status = rsupi_result_new(&instrument->allocator, &rsupi_trend_type, &result, err);
  if (status) return status;
  rsupi_instrument_keep(instrument);
  rsupi_result_keep(result, (void *)(uintptr_t)instrument, rsupi_instrument_release);
  const rsup_assessment **const all = rsupi_arena_array(&result->arena, count, sizeof *all);
  status = all ? collect(instrument, results, days, count, all, err) : rsupi_fail_memory(err);
  if (!status)
    status = fill(instrument, index, all, days, count, &result->arena, result->root, err);
  if (status)
    rsup_result_free(result);
  else
    *out_result = result;
  return status;
}

const rsup_trend *rsup_trend_get(const rsup_result *result) {
  return result && result->type == &rsupi_trend_type ? result->root : NULL;
}
