/* Days under each limit that was in force: a goal of at most so much, the steps of a taper. A day
 * is within where even the most it may hold is, above where what is known of it is, else not known.
 */
#include "core/numbers.h"
#include "recovery/history.h"

static const rsup_field limit_step_fields[] = {
    RSUPI_KEY(rsup_limit_step, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_limit_step, until, DAY, "", "the day after the last"),
    RSUPI_ENUM(rsup_limit_step, goal, rsup_goal_kind_name, "kind of goal"),
    RSUPI_MAYBE(rsup_limit_step, limit, DOUBLE, "", "most that is within, in `unit` per `per`"),
    RSUPI_FIELD(rsup_limit_step, unit, TEXT, "", "unit of the limit: drinks, days"),
    RSUPI_FIELD(rsup_limit_step, per, TEXT, "", "period: day, week or month"),
    RSUPI_FIELD(rsup_limit_step, days, INT32, "days", "days from `from` to `until`"),
    RSUPI_FIELD(rsup_limit_step, within, INT32, "days", "days certain to be within the limit"),
    RSUPI_FIELD(rsup_limit_step, above, INT32, "days", "days certain to be above it"),
    RSUPI_FIELD(rsup_limit_step, not_known, INT32, "days", "all other days"),
};
const rsup_record_type rsupi_limit_step_type = RSUPI_RECORD_TYPE(
    "limit_step", rsup_limit_step, limit_step_fields, "days in a row under one limit");

static const char *name_of_period(int32_t per) {
  return per == RSUPI_PER_WEEK ? "week" : per == RSUPI_PER_MONTH ? "month" : "day";
}

/* By the readings: a day above the limit is passed over at most, by the policy on single days. */
static int add_step(rsupi_history_question *q, rsupi_list *list, const rsupi_goal *goal,
                    size_t first, size_t after) {
  rsup_limit_step *step = rsupi_arena_alloc(q->arena, sizeof *step);
  if (!step) return 0;
  *step = (rsup_limit_step){
      .from = q->days.start + (rsup_day)first,
      .until = q->days.start + (rsup_day)after,
      .goal = goal->kind,
      .limit = goal->amount,
      .unit = rsupi_goal_counts_days(goal) ? "days" : rsupi_arena_copy(q->arena, goal->unit),
      .per = name_of_period(goal->per),
      .days = (int32_t)(after - first)};
  for (size_t i = first; i < after; i++) {
    step->within += q->readings.low[i] == RSUPI_COUNTS;
    step->above += q->readings.high[i] != RSUPI_COUNTS;
  }
  step->not_known = step->days - step->within - step->above;
  return rsupi_list_push(q->arena, list, step);
}

int rsupi_history_limits(rsupi_history_question *q) {
  rsupi_list list = {0};
  const rsup_day start = q->days.start;
  size_t i = q->out->days ? (size_t)(q->out->from - start) : 0, end = 0;
  if (q->out->days) end = (size_t)(q->out->until - start);
  if (end > q->readings.count) end = q->readings.count; /* today is not over */
  while (i < end) {
    const rsupi_goal *goal = rsupi_goal_on(q->days.target, start + (rsup_day)i);
    const size_t first = i++;
    while (i < end && rsupi_goal_on(q->days.target, start + (rsup_day)i) == goal) i++;
    if (goal && rsupi_goal_has_limit(goal) && !add_step(q, &list, goal, first, i)) return 0;
  }
  q->out->limits = (const rsup_limit_step *const *)list.items;
  q->out->limit_count = list.count;
  return 1;
}
