/* A person's zones over time: who moves keeps the days of before in the zone of before. */
#include "time/zone.h"

const rsupi_zone *rsupi_history_zone(const rsupi_zone_span *spans, size_t count, rsup_instant at) {
  if (!spans || count == 0) return NULL;
  size_t low = 1, high = count; /* the first span holds before its own start too */
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (spans[middle].from <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return spans[low - 1].zone;
}

rsup_day rsupi_history_day(const rsupi_zone_span *spans, size_t count, rsup_instant at) {
  const rsupi_zone *zone = rsupi_history_zone(spans, count, at);
  return zone ? rsupi_zone_day(zone, at) : RSUPI_NO_DAY;
}
