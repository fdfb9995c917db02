/* The history of one target over a span of days: counts, percent days abstinent, levels of use and
 * the day grid. Runs and episodes: history_episodes.c. */
#include "recovery/history.h"
#include "core/numbers.h"
#include "recovery/question.h"
#include "time/civil.h"

static const rsup_field use_level_fields[] = {
    RSUPI_KEY(rsup_use_level, level, TEXT, "", "name of the level"),
    RSUPI_MAYBE(rsup_use_level, from, DOUBLE, "", "smallest amount of the level"),
    RSUPI_MAYBE(rsup_use_level, below, DOUBLE, "", "amount under which it ends"),
    RSUPI_FIELD(rsup_use_level, days, INT32, "days", "known days of use of that level"),
};
const rsup_record_type rsupi_use_level_type =
    RSUPI_RECORD_TYPE("use_level", rsup_use_level, use_level_fields, "days of one level of use");

static const rsup_field grid_day_fields[] = {
    RSUPI_KEY(rsup_grid_day, on, DAY, "", "the day"),
    RSUPI_ENUM(rsup_grid_day, state, rsup_day_state_name, "what is known of it"),
    RSUPI_MAYBE(rsup_grid_day, amount, DOUBLE, "", "amount in the unit asked for"),
    RSUPI_FIELD(rsup_grid_day, placed, BOOL, "",
                "whether use of a span was laid on this silent day"),
};
const rsup_record_type rsupi_grid_day_type =
    RSUPI_RECORD_TYPE("grid_day", rsup_grid_day, grid_day_fields, "one day of the grid");

static const rsup_field history_fields[] = {
    RSUPI_KEY(rsup_history, target, TEXT, "", "id of the target"),
    RSUPI_FIELD(rsup_history, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_history, until, DAY, "", "the day after the last"),
    RSUPI_FIELD(rsup_history, days, INT32, "days", "days from `from` to `until`"),
    RSUPI_FIELD(rsup_history, days_before_start, INT32, "days",
                "days asked for that lie before the start"),
    RSUPI_FIELD(rsup_history, days_ahead, INT32, "days", "days asked for that lie after today"),
    RSUPI_FIELD(rsup_history, not_used, INT32, "days", "days said to be without use"),
    RSUPI_FIELD(rsup_history, used, INT32, "days", "days of known use"),
    RSUPI_FIELD(rsup_history, unknown, INT32, "days", "days nobody spoke of"),
    RSUPI_FIELD(rsup_history, controlled, INT32, "days",
                "days nobody spoke of, in a controlled setting"),
    RSUPI_FIELD(rsup_history, conflicting, INT32, "days",
                "days that wait for a word of the person"),
    RSUPI_FIELD(rsup_history, placed, INT32, "days", "silent days with use of a span laid on them"),
    RSUPI_FIELD(rsup_history, days_abstinent, MEASURE, "days", "days at risk without use"),
    RSUPI_FIELD(rsup_history, days_used, MEASURE, "days", "days with use"),
    RSUPI_FIELD(rsup_history, percent_days_abstinent, MEASURE, "%",
                "100 * days_abstinent / days at risk"),
    RSUPI_FIELD(rsup_history, unit, TEXT, "", "unit of the amounts"),
    RSUPI_FIELD(rsup_history, total_amount, MEASURE, "", "amount of the known days of use"),
    RSUPI_FIELD(rsup_history, amount_per_day_used, MEASURE, "",
                "amount per day of use whose amount is known"),
    RSUPI_FIELD(rsup_history, amounts_known, INT32, "days", "days of use with a known amount"),
    RSUPI_RECORDS(rsup_history, levels, level_count, rsupi_use_level_type,
                  "days of use by their level"),
    RSUPI_RECORDS(rsup_history, limits, limit_count, rsupi_limit_step_type,
                  "the limits in force, and the days within and above"),
    RSUPI_RECORDS(rsup_history, runs, run_count, rsupi_run_type, "days in a row that count"),
    RSUPI_RECORDS(rsup_history, episodes, episode_count, rsupi_episode_type,
                  "days of known use in a row"),
    RSUPI_FIELD(rsup_history, returns, INT32, "", "episodes that are a return to use"),
    RSUPI_MAYBE(rsup_history, reengage_trend, DOUBLE, "days",
                "slope of reengage_days from one return to the next"),
    RSUPI_FIELD(rsup_history, reengage_n, INT32, "", "returns the trend rests on"),
    RSUPI_RECORDS(rsup_history, setbacks, setback_count, rsupi_setback_type,
                  "setbacks as the record tells them"),
    RSUPI_RECORDS(rsup_history, grid, grid_count, rsupi_grid_day_type, "day by day"),
    RSUPI_RECORDS(rsup_history, reasons, reason_count, rsupi_reason_type,
                  "why the numbers are what they are"),
};
const rsup_record_type rsupi_history_type = RSUPI_RECORD_TYPE(
    "history", rsup_history, history_fields, "what the record tells of one target");

/* ---- what was asked */

static rsup_status take_options(rsupi_history_question *q, const rsup_history_options *given,
                                rsup_error *err) {
  rsup_status status = rsupi_options_read(given, &q->options, sizeof q->options, err);
  if (status) return status;
  const double bounds[] = {q->options.medium_from, q->options.high_from, q->options.very_high_from};
  double before = 0;
  for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
    if (bounds[i] == 0) continue;
    if (!(bounds[i] > before) || bounds[i] > 1e9)
      return rsupi_fail(err, RSUP_E_RANGE, "levels of use are above zero and ascend");
    before = bounds[i];
  }
  if (q->options.reserved)
    return rsupi_fail(err, RSUP_E_OPTIONS, "reserved of the options is not zero");
  return RSUP_OK;
}

static const rsupi_target *find_target(const rsupi_view *view, const char *id) {
  for (size_t i = 0; i < view->target_count; i++) {
    if (rsupi_text_equal(view->targets[i]->head.id, id)) return view->targets[i];
  }
  return NULL;
}

static int32_t days_between(rsup_day from, rsup_day until) {
  return until > from ? until - from : 0;
}

/* Cut what was asked at the start and after today. */
static void cut_span(rsupi_history_question *q, rsup_day from, rsup_day until) {
  rsup_history *out = q->out;
  const rsup_day tomorrow = q->at->today + 1;
  rsup_day start = q->days.count ? q->days.start : tomorrow;
  if (from == RSUPI_NO_DAY) from = start < until || until == RSUPI_NO_DAY ? start : until;
  if (until == RSUPI_NO_DAY) until = from > tomorrow ? from : tomorrow;
  const rsup_day start_within = start > until ? until : start;
  out->days_before_start = days_between(from, start_within);
  out->days_ahead = days_between(from > tomorrow ? from : tomorrow, until);
  out->from = from > start ? from : start;
  out->until = until < tomorrow ? until : tomorrow;
  if (out->until <= out->from) { /* nothing of it is in the record's time */
    out->from = out->until = from;
    out->days_before_start = days_between(from, until) - out->days_ahead;
  }
  out->days = out->until - out->from;
}

/* ---- counts */

static void count_states(rsupi_history_question *q) {
  rsup_history *out = q->out;
  int32_t counts[RSUP_DAY_CONFLICTING + 1] = {0};
  for (rsup_day day = out->from; day < out->until; day++) {
    const size_t i = (size_t)(day - q->days.start);
    counts[q->days.state[i]]++;
    out->placed += q->readings.placed[i];
  }
  out->unknown = counts[RSUP_DAY_UNKNOWN];
  out->not_used = counts[RSUP_DAY_NOT_USED];
  out->used = counts[RSUP_DAY_USED];
  out->controlled = counts[RSUP_DAY_CONTROLLED];
  out->conflicting = counts[RSUP_DAY_CONFLICTING];
}

static rsup_measure bounded(double value, double low, double high, int32_t unknowns) {
  if (value < low) value = low;
  if (value > high) value = high;
  return rsupi_measure_bounded(value, low, high, low == high ? 0 : unknowns);
}

static int32_t placed_at_risk(const rsupi_history_question *q) {
  int32_t placed = 0;
  for (rsup_day day = q->out->from; day < q->out->until; day++) {
    const size_t i = (size_t)(day - q->days.start);
    placed += q->readings.placed[i] && q->days.state[i] == RSUP_DAY_UNKNOWN;
  }
  return placed;
}

/* Days said to be without use that a report about their span speaks against. */
static int32_t doubted(const rsupi_history_question *q) {
  int32_t found = 0;
  for (rsup_day day = q->out->from; q->days.doubted && day < q->out->until; day++)
    found += q->days.doubted[day - q->days.start];
  return found;
}

static void measure_days(rsupi_history_question *q) {
  rsup_history *out = q->out;
  const int32_t at_risk = out->days - out->controlled, doubt = doubted(q);
  const int32_t open = out->unknown + out->conflicting + doubt;
  const int counted = q->at->config->policies.silent_days != RSUPI_SILENT_UNKNOWN;
  const int32_t certain_at_risk = rsupi_loose_least(&q->days, out->from, out->until, 1);
  const int32_t low = out->not_used - doubt, high = at_risk - out->used - certain_at_risk;
  const int32_t value =
      out->not_used + out->conflicting + (counted ? out->unknown - placed_at_risk(q) : 0);
  out->days_used = rsupi_days_used(&q->days, &q->readings, out->from, out->until);
  if (at_risk == 0) {
    out->days_abstinent = out->percent_days_abstinent = rsupi_measure_not_applicable();
    return;
  }
  out->days_abstinent = bounded(value, low, high, open);
  const int32_t spoken = counted ? at_risk : out->not_used + out->used + out->conflicting;
  if (spoken == 0) {
    out->percent_days_abstinent = rsupi_measure_unknown(open);
    return;
  }
  out->percent_days_abstinent = bounded(100 * out->days_abstinent.value / spoken,
                                        100.0 * low / at_risk, 100.0 * high / at_risk, open);
}

static void measure_amounts(rsupi_history_question *q) {
  rsup_history *out = q->out;
  double sum = 0;
  for (rsup_day day = out->from; day < out->until; day++) {
    const size_t i = (size_t)(day - q->days.start);
    if (q->days.state[i] != RSUP_DAY_USED || rsupi_isnan(q->amount[i])) continue;
    sum += q->amount[i];
    out->amounts_known++;
  }
  const int32_t open = out->used - out->amounts_known;
  if (out->used == 0) {
    out->total_amount = out->amount_per_day_used = rsupi_measure_not_applicable();
  } else if (out->amounts_known == 0) {
    out->total_amount = out->amount_per_day_used = rsupi_measure_unknown(open);
  } else {
    const double mean = sum / out->amounts_known;
    out->total_amount = rsupi_measure_bounded(sum, sum, open ? rsupi_nan() : sum, open);
    out->amount_per_day_used =
        rsupi_measure_bounded(mean, open ? 0 : mean, open ? rsupi_nan() : mean, open);
  }
}

/* ---- levels */

static rsup_use_level *add_level(rsupi_history_question *q, rsupi_list *list, const char *name,
                                 double from, double below) {
  rsup_use_level *level = rsupi_arena_alloc(q->arena, sizeof *level);
  if (!level) return NULL;
  *level = (rsup_use_level){name, from, below, 0};
  for (rsup_day day = q->out->from; day < q->out->until; day++) {
    const size_t i = (size_t)(day - q->days.start);
    if (q->days.state[i] != RSUP_DAY_USED) continue;
    const double amount = q->amount[i];
    if (rsupi_isnan(from))
      level->days += rsupi_isnan(amount);
    else
      level->days += amount >= from && !(amount >= below);
  }
  return rsupi_list_push(q->arena, list, level) ? level : NULL;
}

static int make_levels(rsupi_history_question *q) {
  static const char *const names[] = {"low", "medium", "high", "very_high"};
  const double bounds[] = {0, q->options.medium_from, q->options.high_from,
                           q->options.very_high_from};
  enum { LEVELS = 4 };
  rsupi_list list = {0};
  for (size_t i = 0; i < LEVELS; i++) {
    double below = rsupi_nan();
    if (i > 0 && bounds[i] == 0) continue;
    for (size_t k = LEVELS - 1; k > i; k--) below = bounds[k] != 0 ? bounds[k] : below;
    if (i == 0 && rsupi_isnan(below)) break; /* no thresholds: no levels */
    if (!add_level(q, &list, names[i], bounds[i], below)) return 0;
  }
  if (list.count && !add_level(q, &list, "amount_not_known", rsupi_nan(), rsupi_nan())) return 0;
  q->out->levels = (const rsup_use_level *const *)list.items;
  q->out->level_count = list.count;
  return 1;
}

/* ---- grid */

static int make_grid(rsupi_history_question *q) {
  const size_t count = (size_t)q->out->days;
  rsup_grid_day *days = rsupi_arena_array(q->arena, count, sizeof *days);
  const rsup_grid_day **items = rsupi_arena_array(q->arena, count, sizeof *items);
  if (!days || !items) return 0;
  for (size_t n = 0; n < count; n++) {
    const rsup_day on = q->out->from + (rsup_day)n;
    const size_t i = (size_t)(on - q->days.start);
    const int32_t state = q->days.state[i];
    double amount = state == RSUP_DAY_USED ? q->amount[i] : rsupi_nan();
    if (state == RSUP_DAY_NOT_USED) amount = 0;
    days[n] = (rsup_grid_day){on, state, amount, q->readings.placed[i]};
    items[n] = &days[n];
  }
  q->out->grid = items;
  q->out->grid_count = count;
  return 1;
}

/* ---- all of it */

static void give_reasons(rsupi_history_question *q) {
  rsup_history *out = q->out;
  rsupi_list list = {0};
  const char *target = out->target, *event = NULL;
  const int counted = q->at->config->policies.silent_days != RSUPI_SILENT_UNKNOWN;
  if (q->days.count == 0)
    rsupi_reason_push(q->arena, &list, "no_start_recorded", rsupi_nan(), target);
  if (out->days_before_start > 0)
    rsupi_reason_push(q->arena, &list, "days_before_start", out->days_before_start, target);
  if (out->days_ahead > 0)
    rsupi_reason_push(q->arena, &list, "days_ahead", out->days_ahead, target);
  if (rsupi_first_waiting(&q->days, out->from, out->until, &event) != RSUPI_NO_DAY)
    rsupi_reason_push(q->arena, &list, "unreconciled_report", out->conflicting, event);
  if (out->unknown > 0)
    rsupi_reason_push(q->arena, &list, counted ? "silent_days_counted" : "silent_days_not_counted",
                      out->unknown, target);
  if (out->controlled > 0)
    rsupi_reason_push(q->arena, &list, "controlled_days", out->controlled, target);
  if (out->used > out->amounts_known)
    rsupi_reason_push(q->arena, &list, "amounts_not_known", out->used - out->amounts_known, target);
  if (out->setback_count > 0)
    rsupi_reason_push(q->arena, &list, "setback_kept_in_history", (double)out->setback_count,
                      out->setbacks[out->setback_count - 1]->event);
  out->reasons = (const rsup_reason *const *)list.items;
  out->reason_count = list.count;
}

/* The unit asked for, else that of the goal in force, else drinks. */
static const char *unit_of(const rsupi_history_question *q) {
  const rsupi_goal *goal = rsupi_goal_on(q->days.target, q->at->today);
  if (q->options.unit) return q->options.unit;
  return goal && goal->unit && !rsupi_goal_counts_days(goal) ? goal->unit : "drinks";
}

static rsup_status tell(rsupi_history_question *q, const rsupi_target *target, rsup_day from,
                        rsup_day until, rsup_error *err) {
  rsup_status status = rsupi_target_days_make(q->at, target, q->arena, &q->days, err);
  if (status) return status;
  if (!rsupi_readings_make(q->at, &q->days, q->arena, &q->readings)) return rsupi_fail_memory(err);
  q->out->target = rsupi_arena_copy(q->arena, target->head.id);
  q->out->unit = rsupi_arena_copy(q->arena, unit_of(q));
  cut_span(q, from, until);
  if (!rsupi_history_amounts(q)) return rsupi_fail_memory(err);
  count_states(q);
  measure_days(q);
  measure_amounts(q);
  if (!make_levels(q) || !make_grid(q) || !rsupi_history_limits(q) || !rsupi_history_episodes(q))
    return rsupi_fail_memory(err);
  give_reasons(q);
  return RSUP_OK;
}

rsup_status rsup_person_history(const rsup_person *person, const char *target, rsup_day from,
                                rsup_day until, rsup_instant now,
                                const rsup_history_options *options, rsup_result **out_result,
                                rsup_error *err) {
  rsupi_history_question q = {0};
  rsupi_question question;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!target || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_person_history needs a target and an out_result");
  rsup_status status = rsupi_span_check(from, until, err);
  if (status) return status;
  status = take_options(&q, options, err);
  if (!status)
    status =
        rsupi_question_open(person, now, q.options.known_at, &rsupi_history_type, &question, err);
  if (status) return status;
  q.at = &question.at;
  q.arena = question.arena;
  q.out = question.root;
  const rsupi_target *found = find_target(q.at->view, target);
  status = found ? tell(&q, found, from, until, err)
                 : rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the record has no such target");
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_history *rsup_history_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_history_type ? rsup_result_root(result) : NULL;
}
