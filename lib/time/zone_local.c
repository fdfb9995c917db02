/* From a local clock time to UTC by RFC 5545 3.3.5, and from a weekly rule to its occurrence. */
#include "time/zone.h"

/* No offset is larger than this (RFC 9636: -25 to +26 hours). */
#define LARGEST_OFFSET_MS (INT64_C(26) * 3600000)

enum { MINUTES_PER_DAY = 1440, MINUTES_PER_WEEK = 10080 };

/* Whether the same local time comes a second time, after the stretch that ends at `until`. */
static int comes_again(const rsupi_zone *zone, int64_t local, rsup_instant until) {
  if (until == INT64_MAX || until > local + LARGEST_OFFSET_MS) return 0;
  rsup_instant next_until;
  const int32_t offset = rsupi_zone_offset(zone, until, NULL, &next_until);
  const rsup_instant again = local - offset * INT64_C(1000);
  return again >= until && again < next_until;
}

rsup_instant rsupi_zone_to_utc(const rsupi_zone *zone, rsup_day day, int32_t second,
                               int32_t *out_kind) {
  int32_t kind = RSUPI_LOCAL_UNIQUE;
  rsup_instant result = RSUPI_NO_INSTANT;
  if (day != RSUPI_NO_DAY) {
    const int64_t local = day * RSUPI_MS_PER_DAY + second * INT64_C(1000);
    rsup_instant from, until;
    int32_t offset = rsupi_zone_offset(zone, local - LARGEST_OFFSET_MS, &from, &until);
    result = local - offset * INT64_C(1000);
    /* Walk through the stretches of one offset each, from one that is surely before. */
    while (result >= until) {
      const int32_t before = offset;
      offset = rsupi_zone_offset(zone, until, &from, &until);
      result = local - offset * INT64_C(1000);
      if (result < from) { /* no stretch shows this time: the clock was put forward over it */
        kind = RSUPI_LOCAL_GAP;
        result = local - before * INT64_C(1000);
        break;
      }
    }
    if (kind != RSUPI_LOCAL_GAP && comes_again(zone, local, until)) kind = RSUPI_LOCAL_OVERLAP;
  }
  if (out_kind) *out_kind = kind;
  return result;
}

/* ---- weekly occurrences */

static rsupi_occurrence occurrence_on(const rsupi_zone *zone, rsup_day date, int32_t start_minute,
                                      int32_t minutes, rsup_instant now) {
  rsupi_occurrence on = {0};
  on.local_date = date;
  on.start = rsupi_zone_to_utc(zone, date, start_minute * 60, &on.start_kind);
  on.end = on.start + minutes * INT64_C(60000);
  on.in_progress = on.start <= now && now < on.end;
  return on;
}

void rsupi_next_weekly(const rsupi_zone *zone, int32_t weekday, int32_t start_minute,
                       int32_t minutes, rsup_instant now, rsupi_occurrence *out) {
  const rsup_day today = rsupi_zone_day(zone, now);
  const rsupi_occurrence none = {RSUPI_NO_INSTANT, RSUPI_NO_INSTANT, RSUPI_NO_DAY, 0, 0};
  *out = none;
  if (today == RSUPI_NO_DAY || weekday < 0 || weekday > 6 || start_minute < 0 ||
      start_minute > MINUTES_PER_DAY || minutes < 0)
    return;
  /* Back to where the longest that still runs can have begun: longer than a week, and the last one
   * runs too. Two days more for clocks put back, and for 24:00. */
  const int32_t week_capped = minutes < MINUTES_PER_WEEK ? minutes : MINUTES_PER_WEEK;
  rsup_day date = today - week_capped / MINUTES_PER_DAY - 2;
  date += (weekday - rsupi_weekday(date) + 7) % 7;
  for (;; date += 7) {
    const rsupi_occurrence on = occurrence_on(zone, date, start_minute, minutes, now);
    if (on.in_progress) *out = on; /* of several, the one that began last */
    if (on.start <= now) continue;
    if (!out->in_progress) *out = on;
    return;
  }
}
