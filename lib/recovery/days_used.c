/* Days of use over a span, with the least and the most that they can be. */
#include "recovery/recovery.h"

rsup_measure rsupi_days_used(const rsupi_target_days *days, const rsupi_readings *readings,
                             rsup_day from, rsup_day until) {
  const rsup_day end = days->start + (rsup_day)days->count;
  int32_t of[RSUP_DAY_CONFLICTING + 1] = {0}, placed = 0, doubted = 0;
  if (from < days->start) from = days->start;
  if (until > end) until = end;
  for (rsup_day day = from; day < until; day++) of[days->state[day - days->start]]++;
  for (rsup_day day = from; days->loose_count && day < until; day++) {
    placed += readings->placed[day - days->start];
    doubted += days->doubted && days->doubted[day - days->start];
  }
  const int32_t used = of[RSUP_DAY_USED];
  const int32_t open =
      of[RSUP_DAY_UNKNOWN] + of[RSUP_DAY_CONTROLLED] + of[RSUP_DAY_CONFLICTING] + doubted;
  const int32_t low = used + rsupi_loose_least(days, from, until, 0), high = used + open;
  const int32_t value = used + placed < low ? low : used + placed > high ? high : used + placed;
  return rsupi_measure_bounded(value, low, high, low == high ? 0 : open);
}
