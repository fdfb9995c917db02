/* The series of one item over a window: rsup_person_series(). */
#include "checkin/insights.h"
#include "core/numbers.h"
#include "core/series_stats.h"
#include "recovery/question.h"
#include "time/civil.h"

enum {
  DEFAULT_WINDOW = 30,
  DEFAULT_BASELINE = 90,
  DEFAULT_LEAST = 14,
  DEFAULT_HALF_LIFE = 7,
  MOST_DAYS = 36600
};

static const rsupi_name window_kinds[] = {
    {"calendar_days", RSUP_WINDOW_CALENDAR_DAYS}, {"hours_24", RSUP_WINDOW_HOURS_24}, {NULL, 0}};
const char *rsup_window_kind_name(int32_t kind) {
  return rsupi_name_of(window_kinds, kind);
}

static const rsup_field item_series_fields[] = {
    RSUPI_FIELD(rsup_item_series, form, TEXT, "", "id of the form"),
    RSUPI_KEY(rsup_item_series, item, TEXT, "", "id of the item"),
    RSUPI_MAYBE(rsup_item_series, target, TEXT, "", "target, when the item is asked per target"),
    RSUPI_ENUM(rsup_item_series, window_kind, rsup_window_kind_name, "how the window is cut"),
    RSUPI_MAYBE(rsup_item_series, from, DAY, "", "first local day of the window"),
    RSUPI_MAYBE(rsup_item_series, until, DAY, "", "the day after its last"),
    RSUPI_MAYBE(rsup_item_series, from_at, INSTANT, "ms", "the window begins right after it"),
    RSUPI_MAYBE(rsup_item_series, until_at, INSTANT, "ms", "the window ends with it"),
    RSUPI_FIELD(rsup_item_series, n, INT32, "", "answers in the window"),
    RSUPI_FIELD(rsup_item_series, refused, INT32, "", "refused answers in the window"),
    RSUPI_FIELD(rsup_item_series, without_time, INT32, "",
                "check-ins known by their day only, which a window of hours leaves out"),
    RSUPI_MAYBE(rsup_item_series, last, DOUBLE, "", "last answer of the record"),
    RSUPI_MAYBE(rsup_item_series, last_on, DAY, "", "its local day"),
    RSUPI_MAYBE(rsup_item_series, last_age_days, INT32, "days", "local days since then"),
    RSUPI_MAYBE(rsup_item_series, days_since, DOUBLE, "days", "days of 24 hours since then"),
    RSUPI_MAYBE(rsup_item_series, mean, DOUBLE, "", "mean of the window"),
    RSUPI_MAYBE(rsup_item_series, min, DOUBLE, "", "smallest answer of the window"),
    RSUPI_MAYBE(rsup_item_series, max, DOUBLE, "", "largest answer of the window"),
    RSUPI_MAYBE(rsup_item_series, sd, DOUBLE, "", "standard deviation of the window, with n - 1"),
    RSUPI_MAYBE(rsup_item_series, slope_per_day, DOUBLE, "", "slope by least squares, per day"),
    RSUPI_MAYBE(rsup_item_series, weighted_mean, DOUBLE, "",
                "mean of all answers, by the half-life of their age"),
    RSUPI_FIELD(rsup_item_series, half_life_days, DOUBLE, "days", "half-life of the weighted mean"),
    RSUPI_FIELD(rsup_item_series, baseline_n, INT32, "", "answers of the baseline"),
    RSUPI_MAYBE(rsup_item_series, baseline_mean, DOUBLE, "", "mean of the baseline"),
    RSUPI_MAYBE(rsup_item_series, baseline_sd, DOUBLE, "", "its standard deviation"),
    RSUPI_MAYBE(rsup_item_series, change, DOUBLE, "",
                "mean of the window less that of the baseline"),
    RSUPI_MAYBE(rsup_item_series, change_in_sd, DOUBLE, "", "change / baseline_sd"),
    RSUPI_MAYBE(rsup_item_series, direction, INT32, "",
                "direction of the item: 1 higher is better, 2 higher is worse"),
    RSUPI_RECORDS(rsup_item_series, reasons, reason_count, rsupi_reason_type,
                  "what it rests on, and what is missing"),
};
const rsup_record_type rsupi_item_series_type =
    RSUPI_RECORD_TYPE("item_series", rsup_item_series, item_series_fields,
                      "what the answers to one item say over a window");

typedef struct series_question {
  const rsupi_asof *at;
  rsup_series_options options;
  const rsupi_form *form;
  const rsupi_item *item;
  rsupi_arena *arena;
  /* answers of the record that have a place in time, in its order */
  double *times, *values; /* times: days before now, negative; local days, or days of 24 h */
  size_t count;
  size_t first, baseline; /* where the window, and where the baseline begins */
} series_question;

/* ---- which item */

static rsup_status find_item(series_question *q, const char *id, rsup_error *err) {
  const rsup_config *config = q->at->config;
  for (size_t i = 0; i < config->form_count; i++) {
    const rsupi_form *form = &config->forms[i];
    if (q->options.form && rsupi_config_form(config, q->options.form) != form) continue;
    const rsupi_item *item = rsupi_form_item(form, id);
    if (!item) continue;
    if (q->item)
      return rsupi_fail(err, RSUP_E_ARGUMENT, "several forms have this item: name the form");
    q->form = form;
    q->item = item;
  }
  if (!q->item) return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "no form of the config has this item");
  if (q->item->kind == RSUPI_ITEM_CHOICE || q->item->kind == RSUPI_ITEM_CHOICES)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "the answers to this item are no numbers");
  return RSUP_OK;
}

static rsup_status check_target(const series_question *q, rsup_error *err) {
  const char *target = q->options.target;
  if (!target && !q->item->per_target) return RSUP_OK;
  if (!target) return rsupi_fail(err, RSUP_E_ARGUMENT, "this item is asked per target: name one");
  if (!q->item->per_target)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "this item is not asked per target");
  for (size_t i = 0; i < q->at->view->target_count; i++) {
    if (rsupi_text_equal(q->at->view->targets[i]->head.id, target)) return RSUP_OK;
  }
  return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the record has no such target");
}

static rsup_status take_options(series_question *q, const rsup_series_options *given,
                                rsup_error *err) {
  rsup_series_options *o = &q->options;
  rsup_status status = rsupi_options_read(given, o, sizeof *o, err);
  if (status) return status;
  if (!o->window_kind) o->window_kind = RSUP_WINDOW_CALENDAR_DAYS;
  if (!o->window_days) o->window_days = DEFAULT_WINDOW;
  if (!o->baseline_days) o->baseline_days = DEFAULT_BASELINE;
  if (!o->baseline_least) o->baseline_least = DEFAULT_LEAST;
  if (o->half_life_days == 0) o->half_life_days = DEFAULT_HALF_LIFE;
  int fits = o->window_days > 0 && o->window_days <= MOST_DAYS && o->baseline_days > 0 &&
             o->baseline_days <= MOST_DAYS && o->baseline_least > 0;
  if (!fits || !rsup_window_kind_name(o->window_kind) || o->reserved)
    return rsupi_fail(err, RSUP_E_RANGE, "an option of the series lies outside its range");
  if (!(o->half_life_days >= 0.001 && o->half_life_days <= MOST_DAYS))
    return rsupi_fail(err, RSUP_E_RANGE, "half_life_days lies outside of 0.001 to 36600");
  return RSUP_OK;
}

/* ---- which answers */

static int by_hours(const series_question *q) {
  return q->options.window_kind == RSUP_WINDOW_HOURS_24;
}

static double time_of(const series_question *q, const rsupi_event *event) {
  if (!by_hours(q)) return event->first - q->at->today;
  return -(double)(q->at->now - event->at) / (double)RSUPI_MS_PER_DAY;
}

/* Calendar days [today - n + 1, tomorrow); hours (now - n * 24 h, now]. */
static int lies_within(const series_question *q, const rsupi_event *event, int32_t days) {
  if (!by_hours(q)) return event->first > q->at->today - days;
  return q->at->now - event->at < days * RSUPI_MS_PER_DAY;
}

static void take_answer(series_question *q, const rsupi_event *event, const rsupi_answer *answer,
                        rsup_item_series *out) {
  const int32_t window = q->options.window_days;
  const int placed = event->first == event->last && (!by_hours(q) || event->at != RSUPI_NO_INSTANT);
  if (answer->state == RSUPI_ANSWER_REFUSED)
    out->refused += placed && lies_within(q, event, window);
  if (answer->state != RSUPI_ANSWER_VALUE || rsupi_isnan(answer->number)) return;
  out->without_time += !placed;
  if (event->first != event->last) return; /* a month has no last day to speak of */
  out->last = answer->number;
  out->last_on = event->first;
  out->last_age_days = q->at->today - event->first;
  out->days_since = event->at == RSUPI_NO_INSTANT
                        ? rsupi_nan()
                        : (double)(q->at->now - event->at) / (double)RSUPI_MS_PER_DAY;
  if (!placed) return;
  if (!lies_within(q, event, window)) q->first = q->count + 1;
  if (!lies_within(q, event, window + q->options.baseline_days)) q->baseline = q->count + 1;
  q->times[q->count] = time_of(q, event);
  q->values[q->count++] = answer->number;
}

static int collect(series_question *q, rsup_item_series *out) {
  const rsupi_view *view = q->at->view;
  const size_t most = view->by_type_count[RSUPI_EVENT_CHECKIN];
  q->times = rsupi_arena_array(q->arena, most, sizeof *q->times);
  q->values = rsupi_arena_array(q->arena, most, sizeof *q->values);
  if (!q->times || !q->values) return 0;
  for (size_t i = 0; i < most; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i];
    for (size_t k = 0; k < event->questions->count; k++) {
      const rsupi_answer answer = rsupi_answer_at(event, k);
      if (answer.definition != q->item) continue;
      if (q->options.target && !rsupi_text_equal(answer.target, q->options.target)) continue;
      take_answer(q, event, &answer, out);
      break; /* one answer per check-in */
    }
  }
  return 1;
}

/* ---- the record */

static void describe_window(const series_question *q, rsup_item_series *out) {
  const int32_t days = q->options.window_days;
  out->window_kind = q->options.window_kind;
  out->half_life_days = q->options.half_life_days;
  out->from = by_hours(q) ? RSUPI_NO_DAY : q->at->today - days + 1;
  out->until = by_hours(q) ? RSUPI_NO_DAY : q->at->today + 1;
  out->from_at = by_hours(q) ? q->at->now - days * RSUPI_MS_PER_DAY : RSUPI_NO_INSTANT;
  out->until_at = by_hours(q) ? q->at->now : RSUPI_NO_INSTANT;
}

static void measure_window(const series_question *q, rsup_item_series *out) {
  const rsupi_stats s = rsupi_stats_of(q->values + q->first, q->count - q->first);
  out->n = s.n;
  out->mean = s.mean;
  out->min = s.min;
  out->max = s.max;
  out->sd = s.sd;
  out->slope_per_day =
      rsupi_slope_of(q->times + q->first, q->values + q->first, q->count - q->first);
  for (size_t i = 0; i < q->count; i++) q->times[i] = -q->times[i];
  out->weighted_mean =
      rsupi_weighted_mean_of(q->times, q->values, q->count, q->options.half_life_days);
}

static void compare_with_baseline(const series_question *q, rsup_item_series *out) {
  const rsupi_stats s = rsupi_stats_of(q->values + q->baseline, q->first - q->baseline);
  out->baseline_n = s.n;
  out->baseline_mean = s.mean;
  out->baseline_sd = s.sd;
  out->change = out->change_in_sd = rsupi_nan();
  if (s.n < q->options.baseline_least) return;
  out->change = out->mean - s.mean;
  if (s.sd > 0) out->change_in_sd = out->change / s.sd;
}

static void give_reasons(const series_question *q, rsup_item_series *out) {
  rsupi_list list = {0};
  const char *item = out->item;
  if (out->n == 0) rsupi_reason_push(q->arena, &list, "no_answers_in_window", rsupi_nan(), item);
  if (out->refused > 0) rsupi_reason_push(q->arena, &list, "answers_refused", out->refused, item);
  if (out->without_time > 0)
    rsupi_reason_push(q->arena, &list, "answers_without_time", out->without_time, item);
  if (out->baseline_n < q->options.baseline_least)
    rsupi_reason_push(q->arena, &list, "baseline_too_short", out->baseline_n, item);
  else if (!(out->baseline_sd > 0))
    rsupi_reason_push(q->arena, &list, "baseline_never_varied", out->baseline_n, item);
  out->reasons = (const rsup_reason *const *)list.items;
  out->reason_count = list.count;
}

static rsup_status answer_question(series_question *q, rsup_item_series *out, rsup_error *err) {
  out->form = rsupi_arena_copy(q->arena, q->form->id);
  out->item = rsupi_arena_copy(q->arena, q->item->id);
  out->target = rsupi_arena_copy(q->arena, q->options.target);
  out->direction = q->item->direction ? q->item->direction : INT32_MIN;
  out->last = out->days_since = rsupi_nan();
  out->last_on = RSUPI_NO_DAY;
  out->last_age_days = INT32_MIN;
  describe_window(q, out);
  if (!collect(q, out)) return rsupi_fail_memory(err);
  measure_window(q, out);
  compare_with_baseline(q, out);
  give_reasons(q, out);
  return RSUP_OK;
}

rsup_status rsup_person_series(const rsup_person *person, const char *item, rsup_instant now,
                               const rsup_series_options *options, rsup_result **out_result,
                               rsup_error *err) {
  series_question q = {0};
  rsupi_question question;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!item || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_person_series needs an item and an out_result");
  rsup_status status = take_options(&q, options, err);
  if (!status)
    status = rsupi_question_open(person, now, q.options.known_at, &rsupi_item_series_type,
                                 &question, err);
  if (status) return status;
  q.at = &question.at;
  q.arena = question.arena;
  status = find_item(&q, item, err);
  if (!status) status = check_target(&q, err);
  if (!status) status = answer_question(&q, question.root, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_item_series *rsup_item_series_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_item_series_type ? rsup_result_root(result) : NULL;
}
