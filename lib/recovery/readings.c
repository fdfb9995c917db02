/* Three readings of the same days.
 *
 *   a day that was          low   value        high
 *   used                    0     0            0
 *   not used                1     1            1
 *   waiting for a word      0     1            1      (conflicting statements)
 *   silent                  0     by policy    1
 *   silent and controlled   skip  1            1      (hospital, custody, residence: not time at
 * risk)
 *
 * Use on unknown days of a span takes the last open days of the span in `value`, the first ones in
 * `high`; `low` already counts none of them. With a goal of "at most", a day counts while the use
 * of its period stays within the limit. */
#include "core/numbers.h"
#include "recovery/recovery.h"
#include "time/civil.h"

const rsupi_goal *rsupi_goal_on(const rsupi_target *target, rsup_day day) {
  const rsupi_goal *found = NULL;
  for (size_t i = 0; i < target->goal_count; i++) {
    const rsupi_goal *goal = &target->goals[i];
    int begun = goal->from == RSUPI_NO_DAY || goal->from <= day;
    int over = goal->until != RSUPI_NO_DAY && goal->until < day;
    if (begun && !over && (!found || found->from == RSUPI_NO_DAY || goal->from >= found->from)) {
      found = goal;
    }
  }
  return found;
}

static void read_states(const rsupi_target_days *days, int silent_counts, rsupi_readings *r) {
  for (size_t i = 0; i < r->count; i++) {
    switch (days->state[i]) {
    case RSUP_DAY_NOT_USED:
      r->low[i] = r->value[i] = r->high[i] = RSUPI_COUNTS;
      break;
    case RSUP_DAY_CONFLICTING:
      r->value[i] = r->high[i] = RSUPI_COUNTS;
      break;
    case RSUP_DAY_CONTROLLED:
      r->low[i] = RSUPI_SKIPPED;
      r->value[i] = r->high[i] = RSUPI_COUNTS;
      break;
    case RSUP_DAY_UNKNOWN:
      r->value[i] = silent_counts ? RSUPI_COUNTS : RSUPI_COUNTS_NOT;
      r->high[i] = RSUPI_COUNTS;
      break;
    default:
      break;
    }
  }
}

static int is_open(uint8_t state) {
  return state == RSUP_DAY_UNKNOWN || state == RSUP_DAY_CONTROLLED;
}

/* Days of use that are still to be placed in a span, once the days stated as used are taken off. */
static int32_t still_to_place(const rsupi_target_days *days, const rsupi_loose_use *loose) {
  int32_t left = loose->days;
  for (rsup_day day = loose->first; day <= loose->last; day++) {
    if (day < days->start || (size_t)(day - days->start) >= days->count) continue;
    if (days->state[day - days->start] == RSUP_DAY_USED) left--;
  }
  return left;
}

static void place_loose(const rsupi_target_days *days, const rsupi_loose_use *loose,
                        rsupi_readings *r) {
  int32_t left = still_to_place(days, loose);
  for (rsup_day day = loose->last; day >= loose->first && left > 0; day--) {
    if (day < days->start || (size_t)(day - days->start) >= r->count) continue;
    if (!is_open(days->state[day - days->start])) continue;
    r->value[day - days->start] = RSUPI_COUNTS_NOT;
    left--;
  }
  left = still_to_place(days, loose);
  for (rsup_day day = loose->first; day <= loose->last && left > 0; day++) {
    if (day < days->start) {
      left--; /* the earliest reading puts it before counting began */
      continue;
    }
    if ((size_t)(day - days->start) >= r->count) break;
    if (!is_open(days->state[day - days->start])) continue;
    r->high[day - days->start] = RSUPI_COUNTS_NOT;
    left--;
  }
}

/* ---- goals of "at most"
 * -------------------------------------------------------------------------------------- */

/* First day of the period a day lies in: weeks begin on Monday. */
static rsup_day period_start(int32_t per, rsup_day day) {
  if (per == RSUPI_PER_WEEK) return day - (rsupi_weekday(day) + 6) % 7;
  if (per == RSUPI_PER_MONTH) return day - (rsupi_civil_from_day(day).day - 1);
  return day;
}

static int counts_days(const rsupi_goal *goal) {
  return !goal->unit || rsupi_text_equal(goal->unit, "days");
}

/* Use of one day, certain and possible. */
static void day_use(const rsupi_target_days *days, const rsupi_goal *goal, size_t i,
                    double *certain, double *possible) {
  double amount = days->amount ? days->amount[i] : rsupi_nan();
  *certain = *possible = 0;
  switch (days->state[i]) {
  case RSUP_DAY_USED:
    if (counts_days(goal)) {
      *certain = *possible = 1;
    } else {
      *certain = rsupi_isnan(amount) ? 0 : amount;
      *possible = rsupi_isnan(amount) ? rsupi_infinity() : amount;
    }
    break;
  case RSUP_DAY_NOT_USED:
    break;
  default:
    *possible = counts_days(goal) ? 1 : rsupi_infinity();
  }
}

static void read_within_limit(const rsupi_target_days *days, rsupi_readings *r) {
  double certain = 0, possible = 0;
  rsup_day period = RSUPI_NO_DAY;
  for (size_t i = 0; i < r->count; i++) {
    rsup_day day = days->start + (rsup_day)i;
    const rsupi_goal *goal = rsupi_goal_on(days->target, day);
    if (!goal || (goal->kind != RSUPI_GOAL_AT_MOST && goal->kind != RSUPI_GOAL_TAPER)) continue;
    if (period_start(goal->per, day) != period) {
      period = period_start(goal->per, day);
      certain = possible = 0;
    }
    double sure = 0, may = 0;
    day_use(days, goal, i, &sure, &may);
    certain += sure;
    possible += may;
    int used = days->state[i] == RSUP_DAY_USED;
    int not_used = days->state[i] == RSUP_DAY_NOT_USED;
    r->value[i] = r->high[i] = !(used && certain > goal->amount);
    r->low[i] = not_used || !(possible > goal->amount);
  }
}

/* --------------------------------------------------------------------------------------------------------------
 */

int rsupi_readings_make(const rsupi_asof *at, const rsupi_target_days *days, rsupi_arena *arena,
                        rsupi_readings *out) {
  *out = (rsupi_readings){0};
  if (days->count == 0) return 1;
  out->count = days->count - 1;
  out->used_today = days->state[out->count] == RSUP_DAY_USED;
  out->low = rsupi_arena_array(arena, out->count, 1);
  out->value = rsupi_arena_array(arena, out->count, 1);
  out->high = rsupi_arena_array(arena, out->count, 1);
  if (!out->low || !out->value || !out->high) return 0;
  read_states(days, at->config->policies.silent_days != RSUPI_SILENT_UNKNOWN, out);
  for (size_t i = 0; i < days->loose_count; i++) place_loose(days, &days->loose[i], out);
  if (days->amount) {
    read_within_limit(days, out);
    out->used_today =
        0; /* a day with use may well be within the limit; it is judged when it is over */
  }
  return 1;
}

int32_t rsupi_reading_total(const uint8_t *reading, size_t count) {
  int32_t total = 0;
  for (size_t i = 0; i < count; i++) total += reading[i] == RSUPI_COUNTS;
  return total;
}

int32_t rsupi_reading_current(const uint8_t *reading, size_t count) {
  int32_t run = 0;
  while (count > 0 && reading[count - 1] != RSUPI_COUNTS_NOT)
    run += reading[--count] == RSUPI_COUNTS;
  return run;
}

int32_t rsupi_reading_longest(const uint8_t *reading, size_t count) {
  int32_t run = 0, longest = 0;
  for (size_t i = 0; i < count; i++) {
    run = reading[i] == RSUPI_COUNTS_NOT ? 0 : run + (reading[i] == RSUPI_COUNTS);
    if (run > longest) longest = run;
  }
  return longest;
}

rsup_day rsupi_run_start(const rsupi_target_days *days, const rsupi_readings *readings) {
  size_t i = readings->count;
  while (i > 0 && readings->value[i - 1] != RSUPI_COUNTS_NOT) i--;
  return days->start + (rsup_day)i +
         (readings->used_today ? (rsup_day)(readings->count - i) + 1 : 0);
}
