/* How a goal stands against its line and its date.
 *
 * The line goes straight from 0 on the morning of `from` to `wanted` at the end of `due`. What is
 * compared with it is what was done by the end of yesterday plus today so far, so the line is read
 * at the morning of today: elapsed = today - from, of due - from + 1 days. */
#include "plan/goals.h"

int rsupi_goal_is_counted(int32_t measure) {
  return measure != RSUPI_AIM_ADHERENCE && measure != RSUPI_AIM_ITEM &&
         measure != RSUPI_AIM_INSTRUMENT && measure != RSUPI_AIM_OWN_WORD;
}

static int has_numbers(const rsup_measure *m) {
  return m->state == RSUP_MEASURE_KNOWN || m->state == RSUP_MEASURE_BOUNDED;
}

/* sign * (progress - other); the ends change places with the sign. */
static rsup_measure difference(rsup_measure progress, double other, int sign) {
  if (!has_numbers(&progress)) return progress;
  const double low = progress.low - other, high = progress.high - other;
  progress.value = sign * (progress.value - other);
  progress.low = sign > 0 ? low : -high;
  progress.high = sign > 0 ? high : -low;
  return progress;
}

static rsup_measure scaled(rsup_measure m, double by) {
  if (!has_numbers(&m)) return m;
  m.value *= by;
  m.low *= by;
  m.high *= by;
  return m;
}

static int32_t within(int32_t value, int32_t most) {
  return value < 0 ? 0 : value > most ? most : value;
}

static void draw_line(rsupi_goal_question *q) {
  rsup_goal *const out = q->out;
  const int sign = out->direction == RSUP_GOAL_AT_LEAST ? 1 : -1;
  out->expected = out->slack = out->slack_days = rsupi_measure_not_applicable();
  if (!out->direction) return;
  if (!rsupi_goal_is_counted(out->measure)) {
    out->slack = difference(out->progress, q->wanted, sign);
    return;
  }
  if (q->due == RSUPI_NO_DAY) {
    rsupi_reason_push(q->arena, &q->reasons, "goal_without_date", rsupi_nan(), out->id);
    return;
  }
  const int32_t days = q->due - out->from + 1, elapsed = within(q->at->today - out->from, days);
  const double expected = q->wanted * elapsed / days;
  out->expected = rsupi_measure_known(expected);
  out->slack = difference(out->progress, expected, sign);
  if (q->wanted > 0) out->slack_days = scaled(out->slack, days / q->wanted);
}

/* 1 for certain, 0 for certain not, -1 perhaps. */
static int is_reached(const rsupi_goal_question *q) {
  const rsup_measure *const p = &q->out->progress;
  if (p->state == RSUP_MEASURE_NOT_APPLICABLE) return 0;
  if (q->out->direction == RSUP_GOAL_AT_LEAST) {
    if (p->low >= q->wanted) return 1;
    return p->high < q->wanted ? 0 : -1;
  }
  if (p->high <= q->wanted) return 1;
  return p->low > q->wanted ? 0 : -1;
}

/* A goal of at most so much is met when its date is over; a value is what it is today. */
static int must_wait(const rsupi_goal_question *q) {
  const int over = q->due != RSUPI_NO_DAY && q->due < q->at->today;
  return q->out->direction == RSUP_GOAL_NO_MORE_THAN && rsupi_goal_is_counted(q->out->measure) &&
         !over;
}

static int32_t state_by_numbers(rsupi_goal_question *q) {
  rsup_goal *const out = q->out;
  if (out->from > q->at->today) return RSUP_GOAL_AHEAD;
  const int reached = out->direction ? is_reached(q) : 0;
  if (reached == 1 && !must_wait(q)) return RSUP_GOAL_MET;
  if (reached < 0)
    rsupi_reason_push(q->arena, &q->reasons, "goal_may_be_met", out->progress.unknowns, out->id);
  if (q->due != RSUPI_NO_DAY && q->due < q->at->today) {
    rsupi_reason_push(q->arena, &q->reasons, "open_past_its_date", q->at->today - q->due, out->id);
    return RSUP_GOAL_OPEN_PAST_DATE;
  }
  return RSUP_GOAL_OPEN;
}

void rsupi_goal_compare(rsupi_goal_question *q) {
  rsup_goal *const out = q->out;
  draw_line(q);
  out->state_since = RSUPI_NO_DAY;
  if (q->said == RSUPI_AIM_MET || q->said == RSUPI_AIM_SET_ASIDE) {
    out->state = q->said == RSUPI_AIM_MET ? RSUP_GOAL_MET : RSUP_GOAL_SET_ASIDE;
    out->state_since = q->said_on;
    rsupi_reason_push(q->arena, &q->reasons, "by_own_word", rsupi_nan(), out->id);
    return;
  }
  if (q->said == RSUPI_AIM_ADJUSTED)
    rsupi_reason_push(q->arena, &q->reasons, "goal_adjusted", rsupi_nan(), out->id);
  out->state = state_by_numbers(q);
}
