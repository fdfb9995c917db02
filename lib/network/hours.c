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

static rsupi_local_clock clock_of(const rsupi_zone *zone, rsup_instant when) {
  rsupi_local_clock clock = {.zone = zone};
  rsupi_zone_clock(zone, when, &clock.day, &clock.minute);
  return clock;
}

/* The day on which the window that holds this time ends, or RSUPI_NO_DAY. */
static inline rsup_day end_day(const rsupi_available *window, const rsupi_local_clock *clock) {
  const rsup_day day = clock->day;
  const int32_t minute = clock->minute;
  const int wraps = window->to <= window->from;
  if (is_on(window, day) && minute >= window->from && (wraps || minute < window->to))
    return day + wraps;
  if (wraps && is_on(window, day - 1) && minute < window->to) return day;
  return RSUPI_NO_DAY;
}

/* The end of the window that holds this time, or INT64_MIN. */
static rsup_instant window_end(const rsupi_available *window, const rsupi_local_clock *clock) {
  const rsup_day day = end_day(window, clock);
  if (day == RSUPI_NO_DAY) return RSUPI_NO_INSTANT;
  return rsupi_zone_to_utc(clock->zone, day, window->to * 60, NULL);
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

/* The next time that a minute of the day comes round where the tie is. */
static rsup_instant next_minute(const rsupi_asof *at, const rsupi_zone *zone, int32_t minute) {
  const rsupi_local_clock now = clock_of(zone, at->now);
  return rsupi_zone_to_utc(zone, now.day + (now.minute >= minute), minute * 60, NULL);
}

rsupi_hours rsupi_tie_hours(const rsupi_asof *at, const rsupi_tie *tie, rsup_instant when) {
  rsupi_hours hours = {.state = tie->available_count ? RSUPI_HOURS_OUT : RSUPI_HOURS_UNKNOWN,
                       .until = RSUPI_NO_INSTANT};
  const rsupi_local_clock home = clock_of(home_zone(at, tie), when);
  hours.night = is_night(&at->config->call, home.minute);
  for (size_t i = 0; i < tie->available_count; i++) {
    const rsupi_available *window = &tie->available[i];
    const rsupi_zone *zone = zone_of(at, tie, window);
    const rsupi_local_clock clock = zone == home.zone ? home : clock_of(zone, when);
    rsup_instant end = window_end(window, &clock);
    if (end != RSUPI_NO_INSTANT && end > hours.until) {
      hours.state = RSUPI_HOURS_IN;
      hours.until = end;
    }
  }
  return hours;
}

/* Most ties keep to the zone of the one before, in which the clocks seldom change. */
static const rsupi_local_clock *clock_in(const rsupi_zone *zone, rsup_instant when,
                                         rsupi_local_stretch *in) {
  if (in->clock.zone == zone && in->at == when) return &in->clock;
  if (in->clock.zone != zone || when < in->from || when >= in->until) {
    in->clock.zone = zone;
    in->offset = rsupi_zone_offset(zone, when, &in->from, &in->until) * INT64_C(1000);
  }
  const int64_t shown = when + in->offset;
  const int64_t day = shown / RSUPI_MS_PER_DAY - (shown % RSUPI_MS_PER_DAY < 0);
  in->at = when;
  in->clock.day = (rsup_day)day;
  in->clock.minute = (int32_t)((shown - day * RSUPI_MS_PER_DAY) / 60000);
  return &in->clock;
}

rsupi_hours rsupi_tie_hours_at(const rsupi_asof *at, const rsupi_tie *tie, rsup_instant when,
                               rsupi_local_stretch *in) {
  rsupi_hours hours = {.state = tie->available_count ? RSUPI_HOURS_OUT : RSUPI_HOURS_UNKNOWN,
                       .until = RSUPI_NO_INSTANT};
  hours.night = is_night(&at->config->call, clock_in(home_zone(at, tie), when, in)->minute);
  for (size_t i = 0; i < tie->available_count && hours.state != RSUPI_HOURS_IN; i++) {
    const rsupi_available *window = &tie->available[i];
    if (end_day(window, clock_in(zone_of(at, tie, window), when, in)) != RSUPI_NO_DAY)
      hours.state = RSUPI_HOURS_IN;
  }
  return hours;
}

rsup_instant rsupi_tie_reachable_until(const rsupi_asof *at, const rsupi_tie *tie,
                                       const rsupi_hours *hours) {
  if (hours->until == RSUPI_NO_INSTANT || tie->agreed_night == 1) return hours->until;
  rsup_instant night = next_minute(at, home_zone(at, tie), at->config->call.night_from);
  return night < hours->until ? night : hours->until;
}

/* ---- what comes next ----------------------------------------------------------------------------
 */

/* The next beginning or end of a window: of the first day that has one ahead. */
static void note_window_edge(const rsupi_asof *at, const rsupi_available *window,
                             const rsupi_zone *zone, rsup_instant *best) {
  const rsupi_local_clock now = clock_of(zone, at->now);
  const rsup_day today = now.day;
  const int32_t minute = now.minute, wraps = window->to <= window->from;
  rsup_instant found = INT64_MAX;
  for (rsup_day day = today - 1; day <= today + 7 && found == INT64_MAX; day++) {
    if (!is_on(window, day)) continue;
    if (day > today || (day == today && window->from > minute))
      rsupi_note_change(at, rsupi_zone_to_utc(zone, day, window->from * 60, NULL), &found);
    if (day + wraps > today || (day + wraps == today && window->to > minute))
      rsupi_note_change(at, rsupi_zone_to_utc(zone, day + wraps, window->to * 60, NULL), &found);
  }
  rsupi_note_change(at, found, best);
}

rsup_instant rsupi_tie_next_edge(const rsupi_asof *at, const rsupi_tie *tie) {
  rsup_instant best = INT64_MAX;
  const rsupi_call_rules *call = &at->config->call;
  if (tie->agreed_night != 1) {
    const rsupi_zone *home = home_zone(at, tie);
    rsupi_note_change(at, next_minute(at, home, call->night_from), &best);
    rsupi_note_change(at, next_minute(at, home, call->night_to), &best);
  }
  for (size_t i = 0; i < tie->available_count; i++) {
    const rsupi_available *window = &tie->available[i];
    note_window_edge(at, window, zone_of(at, tie, window), &best);
  }
  return best;
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
  for (int32_t ahead = 0; ahead <= 7; ahead++) {
    consider(at, tie, rsupi_zone_to_utc(home, today + ahead, at->config->call.night_to * 60, NULL),
             &best);
    if (best != RSUPI_NO_INSTANT) break;
  }
  for (size_t i = 0; i < tie->available_count; i++) {
    const rsupi_available *window = &tie->available[i];
    const rsupi_zone *zone = zone_of(at, tie, window);
    rsup_day first = rsupi_zone_day(zone, at->now);
    for (rsup_day day = first; day <= first + 7; day++) {
      if (!is_on(window, day)) continue;
      const rsup_instant when = rsupi_zone_to_utc(zone, day, window->from * 60, NULL);
      if (best != RSUPI_NO_INSTANT && when >= best) break; /* the days after it are later still */
      consider(at, tie, when, &best);
    }
  }
  return best;
}
