/* When somebody can be called, in their own zone. A window that ends before it begins runs over
 * midnight. Night is what the config says, on the tie's own clock. */
#include "network/ties.h"
#include "time/civil.h"

static const rsupi_zone *zone_of(const rsupi_asof *at, const rsupi_tie *tie,
                                 const rsupi_available *window) {
  if (window && window->zone_data) return window->zone_data;
  return tie->zone_data ? tie->zone_data : at->zone;
}

static int is_on(const rsupi_available *window, rsup_day day) {
  return (window->weekdays >> rsupi_weekday(day)) & 1;
}

/* The end of the window that holds `when`, or INT64_MIN. */
static rsup_instant window_end(const rsupi_available *window, const rsupi_zone *zone,
                               rsup_instant when) {
  rsup_day day = rsupi_zone_day(zone, when);
  int32_t minute = rsupi_zone_minute(zone, when);
  int wraps = window->to <= window->from;
  if (is_on(window, day) && minute >= window->from && (wraps || minute < window->to)) {
    return rsupi_zone_to_utc(zone, day + wraps, window->to * 60, NULL);
  }
  if (wraps && is_on(window, day - 1) && minute < window->to) {
    return rsupi_zone_to_utc(zone, day, window->to * 60, NULL);
  }
  return RSUPI_NO_INSTANT;
}

static int is_night(const rsupi_call_rules *call, int32_t minute) {
  if (call->night_from == call->night_to) return 0;
  if (call->night_from < call->night_to)
    return minute >= call->night_from && minute < call->night_to;
  return minute >= call->night_from || minute < call->night_to;
}

/* The zone on whose clock "night" is judged: of the first window, else the tie's, else the
 * person's. */
static const rsupi_zone *home_zone(const rsupi_asof *at, const rsupi_tie *tie) {
  return zone_of(at, tie, tie->available_count ? &tie->available[0] : NULL);
}

rsupi_hours rsupi_tie_hours(const rsupi_asof *at, const rsupi_tie *tie, rsup_instant when) {
  rsupi_hours hours = {.state = tie->available_count ? RSUPI_HOURS_OUT : RSUPI_HOURS_UNKNOWN,
                       .until = RSUPI_NO_INSTANT};
  hours.night = is_night(&at->config->call, rsupi_zone_minute(home_zone(at, tie), when));
  for (size_t i = 0; i < tie->available_count; i++) {
    const rsupi_available *window = &tie->available[i];
    rsup_instant end = window_end(window, zone_of(at, tie, window), when);
    if (end != RSUPI_NO_INSTANT && end > hours.until) {
      hours.state = RSUPI_HOURS_IN;
      hours.until = end;
    }
  }
  return hours;
}

static int allowed(const rsupi_asof *at, const rsupi_tie *tie, rsup_instant when) {
  rsupi_hours hours = rsupi_tie_hours(at, tie, when);
  return hours.state != RSUPI_HOURS_OUT && (!hours.night || tie->agreed_night == 1);
}

static void consider(const rsupi_asof *at, const rsupi_tie *tie, rsup_instant when,
                     rsup_instant *best) {
  if (when <= at->now || (*best != RSUPI_NO_INSTANT && when >= *best)) return;
  if (allowed(at, tie, when)) *best = when;
}

rsup_instant rsupi_tie_next_hours(const rsupi_asof *at, const rsupi_tie *tie) {
  rsup_instant best = RSUPI_NO_INSTANT;
  const rsupi_zone *home = home_zone(at, tie);
  rsup_day today = rsupi_zone_day(home, at->now);
  for (rsup_day day = today; day <= today + 7 && best == RSUPI_NO_INSTANT; day++) {
    consider(at, tie, rsupi_zone_to_utc(home, day, at->config->call.night_to * 60, NULL), &best);
    for (size_t i = 0; i < tie->available_count; i++) {
      const rsupi_available *window = &tie->available[i];
      if (!is_on(window, day)) continue;
      consider(at, tie, rsupi_zone_to_utc(zone_of(at, tie, window), day, window->from * 60, NULL),
               &best);
    }
  }
  return best;
}
