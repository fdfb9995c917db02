/* Part 1 of the day picture: days in recovery per target, as measures with their reasons. */
#include "core/numbers.h"
#include "recovery/recovery.h"
#include "recovery/safer_use.h"
#include "time/civil.h"

static const rsupi_name day_states[] = {{"unknown", RSUP_DAY_UNKNOWN},
                                        {"not_used", RSUP_DAY_NOT_USED},
                                        {"used", RSUP_DAY_USED},
                                        {"controlled", RSUP_DAY_CONTROLLED},
                                        {"conflicting", RSUP_DAY_CONFLICTING},
                                        {NULL, 0}};
static const rsupi_name goal_kinds[] = {{"abstain", RSUP_GOAL_ABSTAIN},
                                        {"at_most", RSUP_GOAL_AT_MOST},
                                        {"taper", RSUP_GOAL_TAPER},
                                        {"harm_reduction", RSUP_GOAL_HARM_REDUCTION},
                                        {NULL, 0}};
const char *rsup_day_state_name(int32_t state) {
  return rsupi_name_of(day_states, state);
}
const char *rsup_goal_kind_name(int32_t kind) {
  return rsupi_name_of(goal_kinds, kind);
}

static const rsup_field setback_fields[] = {
    RSUPI_KEY(rsup_setback, event, TEXT, "", "id in the record"),
    RSUPI_FIELD(rsup_setback, on, DAY, "", "first day"),
    RSUPI_MAYBE(rsup_setback, resumed, DAY, "", "first day back, as reported"),
    RSUPI_FIELD(rsup_setback, reengage_days, MEASURE, "days",
                "time from the first day to the first day back"),
    RSUPI_TEXTS(rsup_setback, triggers, trigger_count, "what came before it"),
    RSUPI_TEXTS(rsup_setback, helped, helped_count, "what helped"),
    RSUPI_MAYBE(rsup_setback, lesson, TEXT, "", "what was learned, as a tag"),
    RSUPI_FLAGGED(rsup_setback, note, TEXT, RSUP_FIELD_NULLABLE | RSUP_FIELD_SPARSE, "",
                  "what the person wrote for themselves; in a history alone"),
};
const rsup_record_type rsupi_setback_type =
    RSUPI_RECORD_TYPE("setback", rsup_setback, setback_fields, "a setback as the record tells it");

static const rsup_field recovery_fields[] = {
    RSUPI_KEY(rsup_recovery, target, TEXT, "", "id of the target"),
    RSUPI_ENUM(rsup_recovery, goal, rsup_goal_kind_name, "goal in force today"),
    RSUPI_MAYBE(rsup_recovery, start, DAY, "", "day 0 of the count"),
    RSUPI_FIELD(rsup_recovery, total_days, MEASURE, "days",
                "completed days without use, or within the limit"),
    RSUPI_FIELD(rsup_recovery, current_run, MEASURE, "days",
                "completed days of the run that reaches today"),
    RSUPI_FIELD(rsup_recovery, longest_run, MEASURE, "days", "longest run since the start"),
    RSUPI_FIELD(rsup_recovery, days_used, MEASURE, "days",
                "days with use since the start, today included"),
    RSUPI_MAYBE(rsup_recovery, run_start, DAY, "", "day 0 of the current run"),
    RSUPI_MAYBE(rsup_recovery, last_confirmed, DAY, "", "last day that was said to be without use"),
    RSUPI_MAYBE(rsup_recovery, last_use, DAY, "", "last day of known use"),
    RSUPI_FIELD(rsup_recovery, silent_days, INT32, "days",
                "completed days of which nothing was said"),
    RSUPI_FIELD(rsup_recovery, controlled_days, INT32, "days",
                "silent days in a controlled setting"),
    RSUPI_FIELD(rsup_recovery, confirm_first, BOOL, "",
                "whether a report of use waits for a word of the person"),
    RSUPI_ENUM(rsup_recovery, today, rsup_day_state_name, "what is known of today"),
    RSUPI_RECORD(rsup_recovery, last_setback, rsupi_setback_type, "the latest setback"),
    RSUPI_FIELD(rsup_recovery, setbacks, INT32, "", "setbacks in the record"),
    RSUPI_MAYBE(rsup_recovery, medication, TEXT, "",
                "medication for opioid use disorder in force: treatment, never use"),
    RSUPI_FIELD(rsup_recovery, period_used, MEASURE, "",
                "amount used in the present period of an at-most goal"),
    RSUPI_MAYBE(rsup_recovery, period_limit, DOUBLE, "", "limit of that period"),
    RSUPI_MAYBE(rsup_recovery, period_unit, TEXT, "", "unit of that limit"),
    RSUPI_RECORDS(rsup_recovery, reasons, reason_count, rsupi_reason_type,
                  "why the numbers are what they are"),
    RSUPI_SPARSE(rsup_recovery, safer_use, rsupi_safer_use_type,
                 "goal harm_reduction: what was done in the last days"),
};
const rsup_record_type rsupi_recovery_type =
    RSUPI_RECORD_TYPE("recovery", rsup_recovery, recovery_fields, "days in recovery of one target");

/* ---- measures */

static rsup_measure measure_of(int32_t value, int32_t low, int32_t high, int32_t unknowns) {
  if (high < value) high = value;
  return rsupi_measure_bounded(value, low, high, low == high ? 0 : unknowns);
}

/* How many days are in each state. */
typedef struct state_counts {
  int32_t of[RSUP_DAY_CONFLICTING + 1];
} state_counts;

static void count_states(const rsupi_target_days *days, size_t until, state_counts *counts) {
  for (size_t i = 0; i < until; i++) counts->of[days->state[i]]++;
}

static rsup_day last_with_state(const rsupi_target_days *days, int32_t state) {
  for (size_t i = days->count; i > 0; i--) {
    if (days->state[i - 1] == state) return days->start + (rsup_day)i - 1;
  }
  return RSUPI_NO_DAY;
}

static void measure_all(const rsupi_target_days *days, const rsupi_readings *r,
                        rsup_recovery *out) {
  if (days->start == RSUPI_NO_DAY) {
    out->total_days = out->current_run = out->longest_run = out->days_used =
        rsupi_measure_unknown(1);
    return;
  }
  state_counts n = {{0}};
  count_states(days, r->count, &n);
  out->silent_days = n.of[RSUP_DAY_UNKNOWN] + n.of[RSUP_DAY_CONTROLLED];
  out->controlled_days = n.of[RSUP_DAY_CONTROLLED];
  int32_t unknowns = out->silent_days + n.of[RSUP_DAY_CONFLICTING];
  const rsupi_reading_sums *low = &r->low_sums, *value = &r->value_sums, *high = &r->high_sums;
  out->total_days = measure_of(value->total, low->total, r->total_high, unknowns);
  out->longest_run = measure_of(value->longest, low->longest, r->longest_high, unknowns);
  out->current_run = r->breaks_today
                         ? rsupi_measure_known(0)
                         : measure_of(value->current, low->current, high->current, unknowns);
  out->days_used = rsupi_days_used(days, r, days->start, INT32_MAX);
  out->run_start = rsupi_run_start(days, r);
}

/* Where the count of the present period begins: with the period, or with the goal in force. */
static rsup_day period_first(const rsupi_target_days *days, const rsupi_goal *goal,
                             rsup_day today) {
  rsup_day least = rsupi_period_start(goal->per, today), first = today;
  if (least < days->start) least = days->start;
  while (first > least && rsupi_goal_on(days->target, first - 1) == goal) first--;
  return first;
}

/* What was used in the period today lies in, for a goal with a limit. */
static void measure_period(const rsupi_asof *at, const rsupi_target_days *days,
                           rsup_recovery *out) {
  const rsupi_goal *goal = rsupi_goal_on(days->target, at->today);
  out->period_used = rsupi_measure_not_applicable();
  out->period_limit = rsupi_nan();
  if (!goal || !rsupi_goal_has_limit(goal) || !days->amount || rsupi_isnan(goal->amount)) return;
  if (days->start + (rsup_day)days->count <= at->today) return; /* the days ended before */
  int by_days = rsupi_goal_counts_days(goal);
  const rsup_day first = period_first(days, goal, at->today);
  double used = 0;
  int32_t unknowns = 0, open = 0;
  for (rsup_day day = first; day <= at->today; day++) {
    size_t i = (size_t)(day - days->start);
    if (days->state[i] == RSUP_DAY_USED) {
      used += by_days ? 1 : rsupi_isnan(days->amount[i]) ? 0 : days->amount[i];
      open += !by_days && rsupi_isnan(days->amount[i]);
    } else if (days->state[i] != RSUP_DAY_NOT_USED) {
      unknowns++;
    }
  }
  double high = by_days ? used + unknowns : unknowns + open > 0 ? rsupi_nan() : used;
  if (by_days) used += rsupi_loose_least(days, first, at->today + 1, 0);
  out->period_used = rsupi_measure_bounded(used, used, high, unknowns + open);
  out->period_limit = goal->amount;
  out->period_unit = by_days ? "days" : goal->unit;
}

/* ---- setbacks */

static rsup_measure reengage(const rsupi_event *event, const rsupi_target_days *days) {
  if (event->more->resumed != RSUPI_NO_DAY && event->more->resumed >= event->last)
    return rsupi_measure_bounded(event->more->resumed - event->first,
                                 event->more->resumed - event->last,
                                 event->more->resumed - event->first, 0);
  if (days->start == RSUPI_NO_DAY || event->first < days->start || event->first != event->last)
    return rsupi_measure_unknown(1);
  for (size_t i = (size_t)(event->first - days->start) + 1; i < days->count; i++) {
    rsup_day day = days->start + (rsup_day)i;
    if (days->state[i] == RSUP_DAY_NOT_USED) {
      return rsupi_measure_bounded(day - event->first, 1, day - event->first,
                                   day - event->first - 1);
    }
  }
  return rsupi_measure_unknown(1);
}

static const char *const *copy_texts(rsupi_arena *arena, const char *const *texts, size_t count) {
  const char **copy = rsupi_arena_array(arena, count, sizeof *copy);
  for (size_t i = 0; copy && i < count; i++) copy[i] = rsupi_arena_copy(arena, texts[i]);
  return (const char *const *)copy;
}

rsup_setback *rsupi_setback_describe(const rsupi_event *event, const rsupi_target_days *days,
                                     rsupi_arena *arena) {
  rsup_setback *setback = rsupi_arena_alloc(arena, sizeof *setback);
  if (!setback) return NULL;
  setback->event = rsupi_arena_copy(arena, event->head.id);
  setback->on = event->first;
  setback->resumed = event->more->resumed;
  setback->reengage_days = reengage(event, days);
  setback->triggers =
      copy_texts(arena, (const char *const *)event->more->triggers, event->more->trigger_count);
  setback->trigger_count = event->more->trigger_count;
  setback->helped =
      copy_texts(arena, (const char *const *)event->more->helped, event->more->helped_count);
  setback->helped_count = event->more->helped_count;
  setback->lesson = rsupi_arena_copy(arena, event->more->lesson);
  return setback;
}

static void tell_setbacks(const rsupi_asof *at, const rsupi_target_days *days, rsupi_arena *arena,
                          rsup_recovery *out) {
  const rsupi_event *last = NULL;
  for (size_t i = 0; i < at->view->by_type_count[RSUPI_EVENT_SETBACK]; i++) {
    const rsupi_event *event = at->view->by_type[RSUPI_EVENT_SETBACK][i];
    if (!rsupi_is_setback_of(days->target, event)) continue;
    out->setbacks++;
    last = event;
  }
  if (last) out->last_setback = rsupi_setback_describe(last, days, arena);
}

/* ---- one target */

static const char *medication_in_force(const rsupi_target *target, rsup_day day) {
  for (size_t i = 0; i < target->medication_count; i++) {
    const rsupi_medication *m = &target->medications[i];
    int begun = m->from == RSUPI_NO_DAY || m->from <= day;
    int ended = m->to != RSUPI_NO_DAY && m->to < day;
    if (begun && !ended && rsupi_text_equal(m->medication_class, "moud")) return m->agent;
  }
  return NULL;
}

static void give_reasons(const rsupi_asof *at, const rsupi_target_days *days, rsupi_arena *arena,
                         rsup_recovery *out) {
  rsupi_list list = {0};
  if (days->start == RSUPI_NO_DAY) {
    rsupi_reason_push(arena, &list, "no_start_recorded", rsupi_nan(), out->target);
  } else if (days->start > at->today) {
    rsupi_reason_push(arena, &list, "starts_later", days->start - at->today, out->target);
  }
  if (days->conflict != RSUPI_NO_DAY) {
    rsupi_reason_push(arena, &list, "unreconciled_report", days->conflicts, days->conflict_event);
  }
  if (out->silent_days > 0) {
    int counted = at->config->policies.silent_days != RSUPI_SILENT_UNKNOWN;
    rsupi_reason_push(arena, &list, counted ? "silent_days_counted" : "silent_days_not_counted",
                      out->silent_days, out->target);
  }
  if (out->controlled_days > 0) {
    rsupi_reason_push(arena, &list, "controlled_days", out->controlled_days, out->target);
  }
  if (out->last_setback) {
    rsupi_reason_push(arena, &list, "setback_kept_in_history", out->setbacks,
                      out->last_setback->event);
  }
  if (out->medication) {
    rsupi_reason_push(arena, &list, "medication_is_treatment", rsupi_nan(), out->target);
  }
  out->reasons = (const rsup_reason *const *)list.items;
  out->reason_count = list.count;
}

static rsup_recovery *describe_target(const rsupi_asof *at, const rsupi_target_days *days,
                                      const rsupi_readings *readings, rsupi_arena *arena) {
  rsup_recovery *out = rsupi_arena_alloc(arena, sizeof *out);
  if (!out) return NULL;
  const rsupi_goal *goal = rsupi_goal_on(days->target, at->today);
  out->target = rsupi_arena_copy(arena, days->target->head.id);
  out->goal = goal ? goal->kind : 0;
  out->start = days->start;
  out->run_start = RSUPI_NO_DAY;
  measure_all(days, readings, out);
  measure_period(at, days, out);
  out->period_unit = rsupi_arena_copy(arena, out->period_unit);
  out->last_confirmed = last_with_state(days, RSUP_DAY_NOT_USED);
  out->last_use = last_with_state(days, RSUP_DAY_USED);
  out->confirm_first = days->conflict != RSUPI_NO_DAY;
  out->today = days->count ? days->state[days->count - 1] : RSUP_DAY_UNKNOWN;
  tell_setbacks(at, days, arena, out);
  out->medication = rsupi_arena_copy(arena, medication_in_force(days->target, at->today));
  give_reasons(at, days, arena, out);
  return out;
}

/* What a goal of harm reduction counts: the last days under it. */
static rsup_status count_safer_use(const rsupi_asof *at, const rsupi_target_days *days,
                                   rsupi_arena *arena, rsup_recovery *out, rsup_error *err) {
  const rsupi_goal *const goal = rsupi_goal_on(days->target, at->today);
  rsup_safer_use *const told = rsupi_arena_alloc(arena, sizeof *told);
  rsup_day from = at->today + 1 - at->config->policies.adherence_days;
  if (!told) return rsupi_fail_memory(err);
  if (goal->from != RSUPI_NO_DAY && goal->from > from) from = goal->from;
  out->safer_use = told;
  return rsupi_safer_use_make(at, days->target->head.id, from, at->today + 1, arena, told, err);
}

/* The next local midnight, or a move to another zone before it. */
static rsup_instant next_change(const rsupi_asof *at) {
  rsup_instant next = rsupi_zone_to_utc(at->zone, at->today + 1, 0, NULL);
  for (size_t i = 0; i < at->view->zone_count; i++) {
    rsup_instant move = at->view->zones[i].from;
    if (move > at->now && move < next) next = move;
  }
  return next;
}

rsup_status rsupi_recovery_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_recovery *out,
                                 rsup_error *err) {
  size_t count = at->view->target_count;
  const rsup_recovery **items = rsupi_arena_array(arena, count, sizeof *items);
  *out = (rsupi_recovery){.count = count, .items = (const rsup_recovery *const *)items};
  out->days = rsupi_arena_array(arena, count, sizeof *out->days);
  out->readings = rsupi_arena_array(arena, count, sizeof *out->readings);
  if (!items || !out->days || !out->readings) return rsupi_fail_memory(err);
  const rsup_status status =
      rsupi_target_days_make_all(at, at->view->targets, count, arena, out->days, err);
  if (status) return status;
  for (size_t i = 0; i < count; i++) {
    if (!rsupi_readings_make(at, &out->days[i], arena, &out->readings[i]))
      return rsupi_fail_memory(err);
    rsup_recovery *const one = describe_target(at, &out->days[i], &out->readings[i], arena);
    if (!one) return rsupi_fail_memory(err);
    items[i] = one;
    if (one->goal == RSUP_GOAL_HARM_REDUCTION) {
      const rsup_status counted = count_safer_use(at, &out->days[i], arena, one, err);
      if (counted) return counted;
    }
  }
  if (!rsupi_milestones_make(at, out, arena, &out->milestones) || arena->failed) {
    return rsupi_fail_memory(err);
  }
  out->next_change = next_change(at);
  return RSUP_OK;
}
