/* From a local day and clock times to instants, for a person who may have moved. */
#include "time/recurrence.h"

rsup_instant rsupi_day_instant(const rsupi_zone *zone, rsup_day day, int32_t minute, int32_t *dst) {
  int32_t kind = RSUPI_LOCAL_UNIQUE;
  const rsup_instant at = rsupi_zone_to_utc(zone, day + minute / 1440, minute % 1440 * 60, &kind);
  if (kind != RSUPI_LOCAL_UNIQUE) *dst = 1;
  return at;
}

static rsup_instant span_from(const rsupi_zone_span *spans, size_t i) {
  return i == 0 ? INT64_MIN : spans[i].from; /* the first span holds before its own start too */
}

static rsup_instant span_until(const rsupi_zone_span *spans, size_t count, size_t i) {
  return i + 1 < count ? spans[i + 1].from : INT64_MAX;
}

const rsupi_zone *rsupi_history_day_zone(const rsupi_zone_span *spans, size_t count, rsup_day day) {
  if (!spans || count == 0 || day == RSUPI_NO_DAY) return NULL;
  const rsupi_zone *touched = NULL;
  for (size_t i = 0; i < count; i++) {
    const rsupi_zone *zone = spans[i].zone;
    const rsup_instant from = span_from(spans, i), until = span_until(spans, count, i);
    const rsup_instant noon = rsupi_zone_to_utc(zone, day, 43200, NULL);
    if (rsupi_zone_day(zone, noon) != day) continue; /* the zone has no such day */
    if (noon >= from && noon < until) return zone;
    /* No noon, but some of the day: the last such zone is the one moved to. */
    const rsup_instant starts = rsupi_zone_to_utc(zone, day, 0, NULL);
    const rsup_instant ends = rsupi_zone_to_utc(zone, day + 1, 0, NULL);
    if (starts < until && ends > from && from < until) touched = zone;
    if (from > ends) break; /* later zones are farther away still */
  }
  return touched;
}

int rsupi_plan_day(const rsupi_zone_span *spans, size_t count, rsup_day day,
                   const rsupi_day_times *times, rsupi_planned *out) {
  const rsupi_zone *zone = rsupi_history_day_zone(spans, count, day);
  *out = (rsupi_planned){.date = day,
                         .opens = RSUPI_NO_INSTANT,
                         .due = RSUPI_NO_INSTANT,
                         .closes = RSUPI_NO_INSTANT,
                         .late_until = RSUPI_NO_INSTANT};
  if (!zone) return 0;
  out->opens = rsupi_day_instant(zone, day, times->opens, &out->dst);
  out->due = rsupi_day_instant(zone, day, times->due, &out->dst);
  out->closes = rsupi_day_instant(zone, day, times->closes, &out->dst);
  out->late_until = rsupi_day_instant(zone, day, times->late_until, &out->dst);
  return 1;
}

/* The end of the stretch around `at` in which neither the clocks nor the zone change. */
static rsup_instant stretch_end(const rsupi_zone_span *spans, size_t count, rsup_instant at) {
  rsup_instant from, until;
  rsupi_zone_offset(rsupi_history_zone(spans, count, at), at, &from, &until);
  for (size_t i = 1; i < count; i++)
    if (spans[i].from > at && spans[i].from < until) until = spans[i].from;
  return until;
}

int rsupi_history_jump(const rsupi_zone_span *spans, size_t count, rsup_instant *at,
                       rsup_instant end, rsup_day *first, rsup_day *until) {
  if (!spans || count == 0) return 0;
  for (rsup_instant next = stretch_end(spans, count, *at); next < end;
       next = stretch_end(spans, count, next)) {
    *first = rsupi_history_day(spans, count, next - 1) + 1;
    *until = rsupi_history_day(spans, count, next);
    *at = next;
    if (*first < *until) return 1;
  }
  return 0;
}
