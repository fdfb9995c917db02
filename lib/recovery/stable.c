/* Stable recovery, as a condition for roles such as mentor: calendar years, in local dates,
 * three-valued. */
#include "recovery/recovery.h"
#include "time/civil.h"

static int is_abstain(const rsupi_asof *at, const rsupi_target_days *days) {
  const rsupi_goal *goal = rsupi_goal_on(days->target, at->today);
  return goal && goal->kind == RSUPI_GOAL_ABSTAIN;
}

static int confirmed_since(const rsupi_target_days *days, rsup_day since) {
  for (size_t i = days->count; i > 0 && days->start + (rsup_day)i - 1 >= since; i--) {
    if (days->state[i - 1] == RSUP_DAY_NOT_USED) return 1;
  }
  return 0;
}

int32_t rsupi_recovery_stable(const rsupi_asof *at, const rsupi_recovery *recovery, int32_t months,
                              int32_t years, rsup_day *out_since, rsup_day *out_on) {
  rsup_day since = RSUPI_NO_DAY;
  int unknown = 0, targets = 0;
  for (size_t i = 0; i < recovery->count; i++) {
    const rsupi_target_days *days = &recovery->days[i];
    if (!is_abstain(at, days)) continue;
    targets++;
    if (days->count == 0) {
      unknown = 1;
      continue;
    }
    rsup_day start = rsupi_run_start(days, &recovery->readings[i]);
    unknown |= days->conflicts > 0 || !confirmed_since(days, start);
    if (start > since) since = start;
  }
  *out_since = since;
  *out_on = RSUPI_NO_DAY;
  if (targets == 0 || since == RSUPI_NO_DAY) return -1;
  rsup_day on = since;
  if (years != INT32_MIN) on = rsupi_day_add_years(on, years);
  if (months != INT32_MIN) on = rsupi_day_add_months(on, months);
  *out_on = on;
  if (on > at->today) return 0;
  return unknown ? -1 : 1;
}
