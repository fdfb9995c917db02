/* Days under a goal with a limit: at most two days a week, at most two drinks a day, a taper.
 *
 * Within each period use adds up. A day without use counts; a day of use counts as long as what was
 * used in the period, that day included, stays within the limit. Where another goal begins, so does
 * a count of its own.
 *
 *   low    only where even the most that silent days may hold stays within the limit
 *   value  use that is not stated at all is none (or by policy); an amount nobody knows is not
 *          within the limit
 *   high   only what is stated is beyond the limit
 * Loose use is placed on the last open days of its span, as elsewhere. */
#include "core/numbers.h"
#include "recovery/recovery.h"
#include "time/civil.h"

int rsupi_goal_has_limit(const rsupi_goal *goal) {
  return goal->kind == RSUPI_GOAL_AT_MOST || goal->kind == RSUPI_GOAL_TAPER;
}

int rsupi_goal_counts_days(const rsupi_goal *goal) {
  return !goal->unit || rsupi_text_equal(goal->unit, "days");
}

rsup_day rsupi_period_start(int32_t per, rsup_day day) {
  if (per == RSUPI_PER_WEEK) return day - (rsupi_weekday(day) + 6) % 7;
  if (per == RSUPI_PER_MONTH) return day - (rsupi_civil_from_day(day).day - 1);
  return day;
}

typedef struct period {
  const rsupi_goal *goal;
  rsup_day start;
  double stated, assumed, possible; /* use so far */
} period;

typedef struct limited_day {
  uint8_t state;
  int placed;
  int doubted;   /* without use, but a report about its span waits */
  double amount; /* of a day of use: 1 where days are counted; NaN unknown */
} limited_day;

static void add_use(period *p, const limited_day *day) {
  int by_days = rsupi_goal_counts_days(p->goal);
  if (day->state == RSUP_DAY_USED) {
    double known = rsupi_isnan(day->amount) ? 0 : day->amount;
    p->stated += known;
    p->assumed += known;
    p->possible += rsupi_isnan(day->amount) ? rsupi_infinity() : day->amount;
  } else if (day->state != RSUP_DAY_NOT_USED || day->doubted) {
    if (day->placed && by_days) p->assumed += 1;
    p->possible += by_days ? 1 : rsupi_infinity();
  }
}

static void read_day(const period *p, const limited_day *day, rsupi_readings *r, size_t i) {
  double limit = p->goal->amount;
  int used = day->state == RSUP_DAY_USED, unknown_amount = used && rsupi_isnan(day->amount);
  int certain = (day->state == RSUP_DAY_NOT_USED && !day->doubted) || p->possible <= limit;
  int silent = r->value[i]; /* by policy */
  if (certain)
    r->low[i] = RSUPI_COUNTS;
  else if (day->state != RSUP_DAY_CONTROLLED) /* skipped, unless loose use may lie there */
    r->low[i] = RSUPI_COUNTS_NOT;
  if (used)
    r->value[i] = !unknown_amount && p->assumed <= limit;
  else if (day->placed)
    r->value[i] = rsupi_goal_counts_days(p->goal) && p->assumed <= limit;
  else
    r->value[i] = (uint8_t)silent;
  if (certain) r->value[i] = RSUPI_COUNTS;
  r->high[i] = !(used && (p->stated > limit || (unknown_amount && p->stated >= limit)));
}

void rsupi_read_within_limit(const rsupi_target_days *days, rsupi_readings *r) {
  period p = {.start = RSUPI_NO_DAY};
  for (size_t i = 0; i < r->count; i++) {
    rsup_day today = days->start + (rsup_day)i;
    const rsupi_goal *goal = rsupi_goal_on(days->target, today);
    if (!goal || !rsupi_goal_has_limit(goal)) continue;
    rsup_day start = rsupi_period_start(goal->per, today);
    if (goal != p.goal || start != p.start) p = (period){goal, start, 0, 0, 0};
    limited_day day = {.state = days->state[i], .placed = r->value[i] == RSUPI_PLACED};
    day.doubted = days->doubted && days->doubted[i];
    day.amount = rsupi_goal_counts_days(goal) ? 1 : days->amount[i];
    add_use(&p, &day);
    read_day(&p, &day, r, i);
  }
}
