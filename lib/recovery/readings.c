/* Three readings of the same days.
 *
 *   a day that was          low   value        high
 *   used                    0     0            0
 *   not used                1     1            1
 *   waiting for a word      0     1            1      (conflicting statements; without use, where
 *                                                      a report about its span waits for want of
 * days) silent                  0     by policy    1 silent and controlled   skip  1            1
 * (hospital, custody, residence: not time at risk)
 *
 * Use on unknown days of a span takes the last open days of the span in `value`, as few and as
 * early ones as can be in `high` (today first, which is not complete; days that wait for a word may
 * be of them); in `low` it may be any of them, so that none is passed over. Goals with a limit:
 * within_limit.c. */
#include "core/numbers.h"
#include "recovery/recovery.h"
#include <string.h>

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

/* The table above. */
typedef struct meaning {
  uint8_t low, value, high;
} meaning;

static void read_states(const rsupi_target_days *days, int silent_counts, rsupi_readings *r) {
  const meaning meanings[RSUP_DAY_CONFLICTING + 1] = {
      [RSUP_DAY_NOT_USED] = {RSUPI_COUNTS, RSUPI_COUNTS, RSUPI_COUNTS},
      [RSUP_DAY_CONFLICTING] = {RSUPI_COUNTS_NOT, RSUPI_COUNTS, RSUPI_COUNTS},
      [RSUP_DAY_CONTROLLED] = {RSUPI_SKIPPED, RSUPI_COUNTS, RSUPI_COUNTS},
      [RSUP_DAY_UNKNOWN] = {RSUPI_COUNTS_NOT, silent_counts ? RSUPI_COUNTS : RSUPI_COUNTS_NOT,
                            RSUPI_COUNTS},
  };
  for (size_t i = 0; i < r->count; i++) {
    const meaning m = meanings[days->state[i]];
    r->low[i] = days->doubted && days->doubted[i] ? RSUPI_COUNTS_NOT : m.low;
    r->value[i] = m.value;
    r->high[i] = m.high;
  }
}

/* ---- loose use */

static int is_placed(const rsupi_loose_use *loose) {
  return !loose->waits && loose->left > 0;
}

static int is_within(const rsupi_target_days *days, const rsupi_loose_use *loose, rsup_day day) {
  return day >= loose->first && day <= loose->last && day >= days->start &&
         (size_t)(day - days->start) < days->count;
}

static int is_open_in(const rsupi_target_days *days, const rsupi_loose_use *loose, rsup_day day) {
  return is_within(days, loose, day) && rsupi_is_open_day(days->state[day - days->start]);
}

static int may_lie_on(const rsupi_target_days *days, const rsupi_loose_use *loose, rsup_day day) {
  return is_within(days, loose, day) && rsupi_may_be_use(days, (size_t)(day - days->start));
}

/* low: it may lie on any open day of the span, so a controlled one can no longer be passed over. */
static void place_anywhere(const rsupi_target_days *days, const rsupi_loose_use *loose,
                           rsupi_readings *r) {
  for (size_t i = 0; i < r->count; i++) {
    if (r->low[i] == RSUPI_SKIPPED && is_open_in(days, loose, days->start + (rsup_day)i))
      r->low[i] = RSUPI_COUNTS_NOT;
  }
}

/* value: the last open days that are over; today only when they don't suffice. */
static void place_last(const rsupi_target_days *days, const rsupi_loose_use *loose,
                       rsupi_readings *r) {
  int32_t left = loose->left;
  for (size_t i = r->count; i > 0 && left > 0; i--) {
    if (!is_open_in(days, loose, days->start + (rsup_day)i - 1)) continue;
    r->value[i - 1] = RSUPI_PLACED;
    r->placed[i - 1] = 1;
    left--;
  }
  if (left > 0 && is_open_in(days, loose, days->start + (rsup_day)r->count))
    r->placed[r->count] = 1;
}

/* The run that reaches today, in `high`: today, days before the count began, then the first days
 * that are open or wait for a word. How many days there can be in all, and in the longest run, is
 * another matter. */
static void place_first(const rsupi_target_days *days, const rsupi_loose_use *loose,
                        rsupi_readings *r, uint8_t reading) {
  int32_t left = loose->left - loose->before;
  left -= may_lie_on(days, loose, days->start + (rsup_day)r->count);
  for (size_t i = 0; i < r->count && left > 0; i++) {
    if (!may_lie_on(days, loose, days->start + (rsup_day)i)) continue;
    r->high[i] = reading;
    left--;
  }
}

/* How a day inside or outside a window changes how many possible days of each span the window may
 * still take in. Returns 0 when it took in too many of some span. */
static int shift(const rsupi_target_days *days, int32_t *spare, size_t i, int32_t by) {
  int fits = 1;
  for (size_t k = 0; k < days->loose_count; k++) {
    if (!is_placed(&days->loose[k])) continue;
    if (may_lie_on(days, &days->loose[k], days->start + (rsup_day)i)) spare[k] += by;
    fits &= spare[k] >= 0;
  }
  return fits;
}

/* The longest stretch of days none of which is known to break it, and which leaves enough possible
 * days of every span outside for its loose use. `high` must not have loose use placed yet. */
static int32_t longest_possible(const rsupi_target_days *days, const rsupi_readings *r,
                                int32_t *spare) {
  size_t begin = 0;
  int32_t longest = 0;
  for (size_t k = 0; k < days->loose_count; k++) {
    const rsupi_loose_use *loose = &days->loose[k];
    spare[k] = loose->before - loose->left;
    for (rsup_day day = loose->first; is_placed(loose) && day <= loose->last; day++)
      spare[k] += may_lie_on(days, loose, day);
  }
  for (size_t i = 0; i < r->count; i++) {
    int fits = shift(days, spare, i, -1);
    if (r->high[i] == RSUPI_COUNTS_NOT) {
      while (begin <= i) shift(days, spare, begin++, 1);
      continue;
    }
    while (!fits) fits = shift(days, spare, begin++, 1);
    int32_t length = (int32_t)(i - begin) + 1;
    if (length > longest) longest = length;
  }
  return longest;
}

/* ---- sums */

static void add_day(rsupi_reading_sums *sums, uint8_t reading, size_t i) {
  int counts = reading == RSUPI_COUNTS;
  sums->total += counts;
  sums->current += counts;
  if (sums->current > sums->longest) sums->longest = sums->current;
  if (reading != RSUPI_COUNTS_NOT) return;
  sums->current = 0;
  sums->run_from = i + 1;
}

/* Eight days at a time where all of them count: most of a year. */
static rsupi_reading_sums sum_up(const uint8_t *reading, size_t count) {
  static const uint8_t all_count[8] = {RSUPI_COUNTS, RSUPI_COUNTS, RSUPI_COUNTS, RSUPI_COUNTS,
                                       RSUPI_COUNTS, RSUPI_COUNTS, RSUPI_COUNTS, RSUPI_COUNTS};
  rsupi_reading_sums sums = {0};
  size_t i = 0;
  while (i < count) {
    if (count - i >= 8 && memcmp(reading + i, all_count, 8) == 0) {
      sums.total += 8;
      sums.current += 8;
      if (sums.current > sums.longest) sums.longest = sums.current;
      i += 8;
      continue;
    }
    for (size_t end = count - i < 8 ? count : i + 8; i < end; i++) add_day(&sums, reading[i], i);
  }
  return sums;
}

/* ---- all readings */

static int place_all(const rsupi_asof *at, const rsupi_target_days *days, rsupi_arena *arena,
                     rsupi_readings *r) {
  const uint8_t first = at->config->policies.single_day == RSUPI_SINGLE_DAY_GOES_ON
                            ? RSUPI_SKIPPED
                            : RSUPI_COUNTS_NOT;
  int32_t *spare = rsupi_arena_array(arena, days->loose_count, sizeof *spare);
  if (!spare) return 0;
  if (!days->amount && days->loose_count) {
    const rsup_day today = days->start + (rsup_day)r->count;
    r->longest_high = longest_possible(days, r, spare);
    r->total_high =
        sum_up(r->high, r->count).total - rsupi_loose_least(days, days->start, today, 0);
  }
  for (size_t k = 0; k < days->loose_count; k++) {
    if (!is_placed(&days->loose[k])) continue;
    place_anywhere(days, &days->loose[k], r);
    place_last(days, &days->loose[k], r);
    if (!days->amount) place_first(days, &days->loose[k], r, first);
  }
  return 1;
}

static int is_used_today(const rsupi_asof *at, const rsupi_target_days *days) {
  const rsupi_goal *goal = rsupi_goal_on(days->target, at->today);
  /* A day with use may well be within a limit; it is judged when it is over. */
  return days->state[days->count - 1] == RSUP_DAY_USED && !(goal && rsupi_goal_has_limit(goal));
}

static void clear_placed(const rsupi_target_days *days, rsupi_readings *r) {
  for (size_t i = 0; days->loose_count && i < r->count; i++) {
    if (r->value[i] == RSUPI_PLACED) r->value[i] = RSUPI_COUNTS_NOT;
  }
}

static void sum_up_all(const rsupi_target_days *days, rsupi_readings *r) {
  r->low_sums = sum_up(r->low, r->count);
  r->value_sums = sum_up(r->value, r->count);
  r->high_sums = sum_up(r->high, r->count);
  if (!days->amount && days->loose_count) return;
  r->longest_high = r->high_sums.longest;
  r->total_high = r->high_sums.total;
}

/* With single days passed over, loose use inside of a run need not end it. */
static void find_longest_without_loose(const rsupi_asof *at, const rsupi_target_days *days,
                                       rsupi_readings *r) {
  if (!days->loose_count || days->amount) return;
  if (at->config->policies.single_day != RSUPI_SINGLE_DAY_GOES_ON) return;
  int32_t longest = 0, length = 0;
  for (size_t i = 0; i < r->count; i++) {
    const int alone = days->state[i] == RSUP_DAY_USED && i > 0 &&
                      days->state[i - 1] != RSUP_DAY_USED && days->state[i + 1] != RSUP_DAY_USED;
    const int counts = days->state[i] != RSUP_DAY_USED;
    length = counts || alone ? length + counts : 0;
    if (length > longest) longest = length;
  }
  if (longest > r->longest_high) r->longest_high = longest;
}

int rsupi_readings_make(const rsupi_asof *at, const rsupi_target_days *days, rsupi_arena *arena,
                        rsupi_readings *out) {
  *out = (rsupi_readings){0};
  if (days->count == 0) return 1;
  out->count = days->count - 1;
  out->used_today = is_used_today(at, days);
  out->low = rsupi_arena_array(arena, out->count, 1);
  out->value = rsupi_arena_array(arena, out->count, 1);
  out->high = rsupi_arena_array(arena, out->count, 1);
  out->placed = rsupi_arena_alloc(arena, days->count);
  if (!out->low || !out->value || !out->high || !out->placed) return 0;
  read_states(days, at->config->policies.silent_days != RSUPI_SILENT_UNKNOWN, out);
  if (!place_all(at, days, arena, out)) return 0;
  if (days->amount) rsupi_read_within_limit(days, out);
  clear_placed(days, out);
  rsupi_pass_over_single_days(at, days, out);
  sum_up_all(days, out);
  find_longest_without_loose(at, days, out);
  return 1;
}

rsup_day rsupi_run_start(const rsupi_target_days *days, const rsupi_readings *readings) {
  size_t i = readings->value_sums.run_from;
  return days->start + (rsup_day)i +
         (readings->breaks_today ? (rsup_day)(readings->count - i) + 1 : 0);
}
