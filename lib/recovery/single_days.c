/* What a single day of use does to the run it falls into: policies, single_day. With `new_run` the
 * run is over and the next begins on the day after. With `goes_on` one day that stands alone
 * neither ends nor lengthens it: it is passed over in every reading, and two in a row end it. The
 * day itself is a day of use either way: totals, days used and episodes don't change. */
#include "recovery/recovery.h"

/* A day stands alone when both its neighbours count (or are passed over). What follows the last
 * completed day is today. */
static void pass_over(uint8_t *reading, size_t count, int today_may_be_use) {
  for (size_t i = 1; i < count; i++) {
    if (reading[i] != RSUPI_COUNTS_NOT || reading[i - 1] == RSUPI_COUNTS_NOT) continue;
    const int is_last = i + 1 == count;
    if (is_last ? !today_may_be_use : reading[i + 1] != RSUPI_COUNTS_NOT)
      reading[i] = RSUPI_SKIPPED;
  }
}

void rsupi_pass_over_single_days(const rsupi_asof *at, const rsupi_target_days *days,
                                 rsupi_readings *r) {
  r->breaks_today = r->used_today;
  if (at->config->policies.single_day != RSUPI_SINGLE_DAY_GOES_ON || r->count == 0) return;
  r->passes_over = 1;
  const uint8_t today = days->state[r->count];
  const int may_be_use = today == RSUP_DAY_UNKNOWN || today == RSUP_DAY_CONFLICTING;
  pass_over(r->low, r->count, r->used_today || may_be_use);
  pass_over(r->value, r->count, r->used_today);
  pass_over(r->high, r->count, r->used_today);
  if (r->value[r->count - 1] != RSUPI_COUNTS_NOT) r->breaks_today = 0;
}

int32_t rsupi_run_passed_over(const rsupi_readings *r, size_t from, size_t until) {
  int32_t passed = 0;
  if (!r->passes_over) return 0;
  for (size_t i = from; i < until && i < r->count; i++) passed += r->value[i] == RSUPI_SKIPPED;
  return passed;
}
