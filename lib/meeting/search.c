/* The search: per zone, the meetings are sorted by minute of the week, so that only those around
 * now are looked at. Where the clocks of a zone do not change nearby, start and end follow by
 * adding minutes; near a change each candidate is placed by the calendar (local date first, then
 * zone). */
#include "meeting/search.h"
#include "core/numbers.h"

/* No change of the clocks moves a local time further than this (Samoa left out a whole day). */
enum { MARGIN_MINUTES = 26 * 60 };
#define MS_PER_MINUTE INT64_C(60000)

/* What is known of a zone at the moment. */
typedef struct around {
  const rsupi_zone_meetings *meetings;
  const rsupi_zone *zone;
  rsup_instant safe_from, safe_until;   /* starts in here follow by adding minutes */
  rsup_instant later_from, later_until; /* so do these, past a change, and by later_ms more */
  int64_t later_ms;
  int32_t week_minute;   /* of now, in the zone */
  int32_t past_minute;   /* milliseconds since that minute began */
  int32_t before, after; /* the window around it, in minutes */
} around;

static int is_safe(const around *at, rsup_instant start) {
  return start >= at->safe_from && start < at->safe_until;
}

/* Close to a change only times that the clocks show twice or not at all need the calendar: no more
 * of them than the clocks move, as long as no other change is near. */
static void look_closely(around *at, rsup_instant from, rsup_instant until, int64_t offset) {
  const int64_t margin = MARGIN_MINUTES * MS_PER_MINUTE;
  rsup_instant begin, end;
  if (from == INT64_MIN || until == INT64_MAX || until - from < margin) return;
  const int64_t before = rsupi_zone_offset(at->zone, from - 1, &begin, NULL) * INT64_C(1000);
  const int64_t moved = before < offset ? offset - before : before - offset;
  if (begin == INT64_MIN || from - begin >= margin) at->safe_from = from + moved;
  const int64_t after = rsupi_zone_offset(at->zone, until, NULL, &end) * INT64_C(1000);
  const int64_t moves = after < offset ? offset - after : after - offset;
  if (end == INT64_MAX || end - until < margin) return;
  at->safe_until = until - moves;
  at->later_ms = offset - after;
  at->later_from = until + moves;
  at->later_until = end - margin;
}

static around look_around(const rsupi_search *search, const rsupi_zone_meetings *meetings) {
  around at = {meetings, meetings->zone ? meetings->zone : search->here, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  const int64_t margin = MARGIN_MINUTES * MS_PER_MINUTE;
  rsup_instant from, until;
  const int64_t offset = rsupi_zone_offset(at.zone, search->now, &from, &until) * INT64_C(1000);
  const rsup_day day = rsupi_zone_day(at.zone, search->now);
  const int64_t in_day = search->now + offset - day * RSUPI_MS_PER_DAY;
  at.week_minute = rsupi_weekday(day) * 1440 + (int32_t)(in_day / MS_PER_MINUTE);
  at.past_minute = (int32_t)(in_day % MS_PER_MINUTE);
  at.safe_from = from == INT64_MIN ? from : from + margin;
  at.safe_until = until == INT64_MAX ? until : until - margin;
  at.before = meetings->longest;
  at.after = search->hours * 60 + 1;
  const rsup_instant early = search->now - at.before * MS_PER_MINUTE;
  const rsup_instant late = search->now + at.after * MS_PER_MINUTE;
  if (!is_safe(&at, early) || !is_safe(&at, late)) {
    at.before += MARGIN_MINUTES;
    at.after += MARGIN_MINUTES;
    look_closely(&at, from, until, offset);
  }
  return at;
}

/* By adding minutes: the last start that is not after now, else the one a week later. 0 where a
 * change of the clocks is too near for that. */
static int place_by_minutes(const around *at, int32_t week_minute, int32_t minutes,
                            rsup_instant now, rsupi_found *out) {
  int32_t apart = week_minute - at->week_minute;
  if (apart > 0) apart -= RSUPI_MINUTES_PER_WEEK;
  out->start = now - at->past_minute + apart * MS_PER_MINUTE;
  /* A week ago it ended long since, whatever the clocks did meanwhile. */
  if (-apart <= minutes + MARGIN_MINUTES && !is_safe(at, out->start)) return 0;
  out->in_progress = now < out->start + minutes * MS_PER_MINUTE;
  if (!out->in_progress) out->start += RSUPI_MINUTES_PER_WEEK * MS_PER_MINUTE;
  if (!is_safe(at, out->start)) {
    out->start += at->later_ms;
    if (out->in_progress || out->start < at->later_from || out->start >= at->later_until) return 0;
  }
  out->end = out->start + minutes * MS_PER_MINUTE;
  out->kind = RSUPI_LOCAL_UNIQUE;
  out->local_date = RSUPI_NO_DAY; /* of the few that are shown, it is looked up later */
  return 1;
}

static void place_by_calendar(const around *at, int32_t week_minute, int32_t minutes,
                              rsup_instant now, rsupi_found *out) {
  rsupi_occurrence on;
  rsupi_next_weekly(at->zone, week_minute / 1440, week_minute % 1440, minutes, now, &on);
  out->start = on.start;
  out->end = on.end;
  out->in_progress = on.in_progress;
  out->local_date = on.local_date;
  out->kind = on.start_kind;
}

static int32_t times_attended(const rsupi_search *search, uint32_t meeting) {
  if ((search->attended_mask[meeting >> 6 & 15] >> (meeting & 63) & 1) == 0) return 0;
  for (size_t i = 0; i < search->attended_count; i++)
    if (search->attended[i].meeting == meeting) return search->attended[i].times;
  return 0;
}

/* ---- the best */

static int ranks_before(const rsup_meetings *meetings, const rsupi_found *a, const rsupi_found *b) {
  if (a->rank != b->rank) return a->rank > b->rank;
  if (a->start != b->start) return a->start < b->start;
  const unsigned char *x = (const unsigned char *)meetings->text[a->meeting].id;
  const unsigned char *y = (const unsigned char *)meetings->text[b->meeting].id;
  for (; *x == *y && *x != 0; x++, y++) {
  }
  return *x < *y;
}

static void keep_best(const rsupi_search *search, rsupi_found_list *list,
                      const rsupi_found *found) {
  list->all++;
  size_t at = list->count;
  if (at == search->limit) {
    if (at == 0 || !ranks_before(search->meetings, found, &list->items[at - 1])) return;
    at--;
  } else {
    list->count++;
  }
  for (; at > 0 && ranks_before(search->meetings, found, &list->items[at - 1]); at--)
    list->items[at] = list->items[at - 1];
  list->items[at] = *found;
}

/* ---- candidates */

/* 0 when the person can't get there: in person only, and too far. */
static int within_reach(const rsupi_search *search, rsupi_found *found) {
  const uint16_t flags = search->meetings->flags[found->meeting];
  found->chord = rsupi_nan();
  if (!search->has_place || (flags & RSUPI_LOCATED) == 0) return 1;
  found->chord = rsupi_chord_squared(search->place, search->meetings->unit[found->meeting]);
  if (found->chord <= search->reach) return 1;
  found->out_of_reach = 1;
  return (flags & RSUPI_MEETS_ONLINE) != 0;
}

static void note_change(rsup_instant at, rsupi_search_result *out) {
  if (at < out->next_change) out->next_change = at;
}

/* Field by field: a copy of the whole would wait for its halves to reach memory, for each of
 * hundreds of meetings. */
static void place_slot(const rsupi_search *search, const around *at, uint32_t slot,
                       rsupi_found *found) {
  const rsup_meetings *const meetings = search->meetings;
  const int32_t week_minute = meetings->slot_minute[slot];
  found->meeting = meetings->slot_meeting[slot];
  found->zone = at->meetings->zone;
  found->out_of_reach = 0;
  const int32_t minutes = meetings->minutes[found->meeting];
  if (!place_by_minutes(at, week_minute, minutes, search->now, found))
    place_by_calendar(at, week_minute, minutes, search->now, found);
}

/* 1 when it starts too late to be shown; it comes into view when the window reaches it. */
static int is_beyond(const rsupi_search *search, const rsupi_found *found,
                     rsupi_search_result *out) {
  const int64_t window = search->hours * 60 * MS_PER_MINUTE;
  if (found->in_progress || found->start - search->now <= window) return 0;
  note_change(found->start - window, out);
  return 1;
}

static void consider(const rsupi_search *search, const around *at, uint32_t slot,
                     rsupi_search_result *out) {
  rsupi_found found;
  place_slot(search, at, slot, &found);
  if (is_beyond(search, &found, out)) {
    out->beyond_hours++;
    return;
  }
  const int reachable = within_reach(search, &found);
  note_change(found.in_progress || !reachable ? found.end : found.start, out);
  if (!reachable) {
    out->too_far++;
    return;
  }
  found.attended = times_attended(search, found.meeting);
  rsupi_meeting_score(search, &found);
  keep_best(search, found.in_progress ? &out->in_progress : &out->next, &found);
}

/* The first slot of the zone at or after a minute of the week. */
static uint32_t first_slot(const rsup_meetings *meetings, const rsupi_zone_meetings *zone,
                           int32_t minute) {
  uint32_t low = zone->first, high = zone->first + zone->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (meetings->slot_minute[middle] < minute)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Of the slots outside the window the next one, whose turn it is to come into view. */
static void look_beyond(const rsupi_search *search, const around *at, uint32_t slot,
                        rsupi_search_result *out) {
  const rsupi_zone_meetings *const zone = at->meetings;
  if (slot == zone->first + zone->count) slot = zone->first;
  rsupi_found found;
  place_slot(search, at, slot, &found);
  (void)is_beyond(search, &found, out);
}

/* The window may pass the end of the week; what lies outside it is only counted. */
static void search_zone(const rsupi_search *search, const rsupi_zone_meetings *zone,
                        rsupi_search_result *out) {
  const around at = look_around(search, zone);
  const uint32_t last = zone->first + zone->count;
  if (at.before + at.after + 1 >= RSUPI_MINUTES_PER_WEEK) {
    for (uint32_t i = zone->first; i < last; i++) consider(search, &at, i, out);
    return;
  }
  const int32_t week = RSUPI_MINUTES_PER_WEEK;
  const int32_t from = (at.week_minute - at.before + week) % week;
  const int32_t until = (at.week_minute + at.after) % week; /* included */
  const uint32_t begin = first_slot(search->meetings, zone, from);
  const uint32_t end = first_slot(search->meetings, zone, until + 1);
  look_beyond(search, &at, end, out);
  if (from <= until) {
    for (uint32_t i = begin; i < end; i++) consider(search, &at, i, out);
    out->beyond_hours += (int32_t)(zone->count - (end - begin));
    return;
  }
  for (uint32_t i = zone->first; i < end; i++) consider(search, &at, i, out);
  for (uint32_t i = begin; i < last; i++) consider(search, &at, i, out);
  out->beyond_hours += (int32_t)(begin - end);
}

void rsupi_search_run(const rsupi_search *search, rsupi_search_result *out) {
  rsupi_search with_reach = *search;
  with_reach.reach = rsupi_chord_squared_of_km(search->km);
  out->in_progress.count = out->next.count = 0;
  out->in_progress.all = out->next.all = 0;
  out->beyond_hours = out->too_far = 0;
  out->next_change = INT64_MAX;
  for (uint32_t z = 0; z < search->meetings->zone_count; z++)
    if (search->meetings->zones[z].count > 0)
      search_zone(&with_reach, &search->meetings->zones[z], out);
}
