/* Part 6 of the day picture: the meetings that are on, those that come next, and what was left out.
 */
#include "core/numbers.h"
#include "meeting/attendance.h"
#include "meeting/meeting.h"
#include "meeting/search.h"
#include <string.h>

/* ---- descriptions */

static const rsup_field hit_fields[] = {
    RSUPI_KEY(rsup_meeting_hit, id, TEXT, "", "feed/slug"),
    RSUPI_FIELD(rsup_meeting_hit, name, TEXT, "", "name as listed"),
    RSUPI_MAYBE(rsup_meeting_hit, location, TEXT, "", "name of the place"),
    RSUPI_MAYBE(rsup_meeting_hit, address, TEXT, "", "address of the place"),
    RSUPI_MAYBE(rsup_meeting_hit, url, TEXT, "", "web address of the online room"),
    RSUPI_MAYBE(rsup_meeting_hit, phone, TEXT, "", "number to dial into the online room"),
    RSUPI_MAYBE(rsup_meeting_hit, notes, TEXT, "", "notes as listed, at most 1,000 bytes"),
    RSUPI_FIELD(rsup_meeting_hit, in_person, BOOL, "", "whether one can go there"),
    RSUPI_FIELD(rsup_meeting_hit, online, BOOL, "", "whether one can join from anywhere"),
    RSUPI_FIELD(rsup_meeting_hit, start, INSTANT, "ms", "when it begins"),
    RSUPI_FIELD(rsup_meeting_hit, end, INSTANT, "ms", "when it ends"),
    RSUPI_MAYBE(rsup_meeting_hit, zone, TEXT, "", "zone of its clock; none: the person's"),
    RSUPI_FIELD(rsup_meeting_hit, local_date, DAY, "",
                "local date of the start, in the meeting's zone"),
    RSUPI_FIELD(rsup_meeting_hit, minutes_to_start, INT32, "min", "negative when in progress"),
    RSUPI_FIELD(rsup_meeting_hit, in_progress, BOOL, "",
                "whether it is on now: start <= now < end"),
    RSUPI_FIELD(rsup_meeting_hit, end_is_default, BOOL, "", "whether the feed lists no end"),
    RSUPI_FIELD(rsup_meeting_hit, may_not_meet, BOOL, "",
                "whether name or notes hint at another rhythm than every week"),
    RSUPI_ENUM(rsup_meeting_hit, clock, rsup_clock_name, "how the clocks treat the start"),
    RSUPI_MAYBE(rsup_meeting_hit, distance_km, DOUBLE, "km",
                "along the ground; none when unknown or only online"),
    RSUPI_FIELD(rsup_meeting_hit, score, DOUBLE, "", "higher comes first"),
    RSUPI_TEXTS(rsup_meeting_hit, types, type_count, "codes as listed"),
    RSUPI_RECORDS(rsup_meeting_hit, reasons, reason_count, rsupi_reason_type, "why it is here"),
};
const rsup_record_type rsupi_meeting_hit_type =
    RSUPI_RECORD_TYPE("meeting_hit", rsup_meeting_hit, hit_fields, "A meeting that fits.");

static const rsup_field filter_fields[] = {
    RSUPI_KEY(rsup_filter_count, filter, TEXT, "", "what removed them"),
    RSUPI_FIELD(rsup_filter_count, removed, INT32, "meetings", "how many"),
};
const rsup_record_type rsupi_filter_count_type = RSUPI_RECORD_TYPE(
    "filter_count", rsup_filter_count, filter_fields, "How many meetings a filter removed.");

static const rsup_field today_fields[] = {
    RSUPI_RECORDS(rsup_meetings_today, in_progress, in_progress_count, rsupi_meeting_hit_type,
                  "meetings on at this moment, best first"),
    RSUPI_RECORDS(rsup_meetings_today, next, next_count, rsupi_meeting_hit_type,
                  "meetings to come, best first"),
    RSUPI_FIELD(rsup_meetings_today, considered, INT32, "meetings", "meetings in the directory"),
    RSUPI_RECORDS(rsup_meetings_today, removed, removed_count, rsupi_filter_count_type,
                  "what each filter left out"),
};
const rsup_record_type rsupi_meetings_today_type =
    RSUPI_RECORD_TYPE("meetings_today", rsup_meetings_today, today_fields,
                      "Meetings in progress and next, with what was left out.");

/* ---- reasons */

/* Whole minutes, rounded down: a meeting that began half a minute ago is at -1. */
static int32_t minutes_between(rsup_instant from, rsup_instant to) {
  const int64_t ms = to - from;
  return (int32_t)(ms >= 0 ? ms / 60000 : -((59999 - ms) / 60000));
}

static void when_reasons(rsupi_arena *arena, rsupi_list *list, const rsup_meeting_hit *hit,
                         int32_t grace) {
  if (hit->in_progress) {
    rsupi_reason_push(arena, list, "started_before", -hit->minutes_to_start, NULL);
    if (grace > 0 && -hit->minutes_to_start <= grace)
      rsupi_reason_push(arena, list, "can_still_join", grace, NULL);
  } else {
    rsupi_reason_push(arena, list, "starts_in", hit->minutes_to_start, NULL);
  }
}

static void where_reasons(rsupi_arena *arena, rsupi_list *list, const rsup_meeting_hit *hit,
                          const rsupi_search *search, int out_of_reach) {
  if (hit->in_person && search->has_place) {
    if (rsupi_isnan(hit->distance_km))
      rsupi_reason_push(arena, list, "distance_unknown", rsupi_nan(), NULL);
    else
      rsupi_reason_push(arena, list, out_of_reach ? "too_far_in_person" : "distance",
                        hit->distance_km, NULL);
  }
  if (hit->online) rsupi_reason_push(arena, list, "online", rsupi_nan(), NULL);
}

static void doubt_reasons(rsupi_arena *arena, rsupi_list *list, const rsup_meeting_hit *hit) {
  const double minutes = (double)((hit->end - hit->start) / 60000);
  if (hit->may_not_meet) rsupi_reason_push(arena, list, "may_not_meet", rsupi_nan(), NULL);
  if (hit->end_is_default) rsupi_reason_push(arena, list, "end_is_default", minutes, NULL);
  if (minutes > RSUPI_LONG_MEETING) rsupi_reason_push(arena, list, "unusually_long", minutes, NULL);
  if (hit->zone == NULL) rsupi_reason_push(arena, list, "zone_unknown", rsupi_nan(), NULL);
  if (hit->clock == RSUP_CLOCK_GAP) rsupi_reason_push(arena, list, "clock_gap", rsupi_nan(), NULL);
  if (hit->clock == RSUP_CLOCK_TWICE)
    rsupi_reason_push(arena, list, "clock_twice", rsupi_nan(), NULL);
}

/* ---- records */

/* The directory may be freed before the picture: texts are copied. */
static void copy_texts(rsupi_arena *arena, const rsupi_meeting_text *text, rsup_meeting_hit *hit) {
  hit->id = rsupi_arena_copy(arena, text->id);
  hit->name = rsupi_arena_copy(arena, text->name);
  hit->location = rsupi_arena_copy(arena, text->location);
  hit->address = rsupi_arena_copy(arena, text->address);
  hit->url = rsupi_arena_copy(arena, text->url);
  hit->phone = rsupi_arena_copy(arena, text->phone);
  hit->notes = rsupi_arena_copy(arena, text->notes);
  const char **const types = rsupi_arena_array(arena, text->type_count, sizeof *types);
  for (size_t i = 0; types && i < text->type_count; i++)
    types[i] = rsupi_arena_copy(arena, text->types[i]);
  hit->types = types;
  hit->type_count = text->type_count;
}

static void copy_when(const rsupi_search *search, const rsupi_found *found, rsupi_arena *arena,
                      rsup_meeting_hit *hit) {
  const rsupi_zone *const zone = found->zone ? found->zone : search->here;
  hit->start = found->start;
  hit->end = found->end;
  hit->zone = found->zone ? rsupi_arena_copy(arena, rsupi_zone_name(found->zone)) : NULL;
  hit->local_date =
      found->local_date == RSUPI_NO_DAY ? rsupi_zone_day(zone, found->start) : found->local_date;
  hit->minutes_to_start = minutes_between(search->now, found->start);
  hit->in_progress = found->in_progress;
  hit->clock = found->kind + RSUP_CLOCK_ORDINARY;
}

static rsup_meeting_hit *make_hit(const rsupi_search *search, const rsupi_found *found,
                                  int32_t grace, rsupi_arena *arena) {
  rsup_meeting_hit *const hit = rsupi_arena_alloc(arena, sizeof *hit);
  if (hit == NULL) return NULL;
  const uint16_t flags = search->meetings->flags[found->meeting];
  copy_texts(arena, &search->meetings->text[found->meeting], hit);
  copy_when(search, found, arena, hit);
  hit->in_person = (flags & RSUPI_MEETS_IN_PERSON) != 0;
  hit->online = (flags & RSUPI_MEETS_ONLINE) != 0;
  hit->end_is_default = (flags & RSUPI_END_IS_DEFAULT) != 0;
  hit->may_not_meet = (flags & RSUPI_MAY_NOT_MEET) != 0;
  hit->distance_km = rsupi_isnan(found->chord)
                         ? rsupi_nan()
                         : rsupi_sphere_km(search->place, search->meetings->unit[found->meeting]);
  hit->score = found->score;
  rsupi_list reasons = {0};
  when_reasons(arena, &reasons, hit, grace);
  where_reasons(arena, &reasons, hit, search, found->out_of_reach);
  if (found->attended > 0)
    rsupi_reason_push(arena, &reasons, "attended_before", found->attended, hit->id);
  doubt_reasons(arena, &reasons, hit);
  hit->reasons = (const rsup_reason *const *)reasons.items;
  hit->reason_count = reasons.count;
  return hit;
}

static const rsup_meeting_hit *const *make_hits(const rsupi_search *search,
                                                const rsupi_found_list *found, int32_t grace,
                                                rsupi_arena *arena, rsup_instant *next_change) {
  const int64_t grace_ms = grace > 0 ? grace * INT64_C(60000) : 0;
  const rsup_meeting_hit **const hits = rsupi_arena_array(arena, found->count, sizeof *hits);
  for (size_t i = 0; hits && i < found->count; i++) {
    hits[i] = make_hit(search, &found->items[i], grace, arena);
    const rsup_instant too_late = found->items[i].start + grace_ms + 1; /* to be let in */
    if (grace_ms && found->items[i].in_progress && too_late > search->now &&
        too_late < *next_change)
      *next_change = too_late;
  }
  return hits;
}

static void add_removed(const rsup_meetings *meetings, const rsupi_search_result *result,
                        rsupi_arena *arena, rsup_meetings_today *record) {
  const int32_t not_shown = result->in_progress.all - (int32_t)result->in_progress.count +
                            result->next.all - (int32_t)result->next.count;
  const rsup_filter_count counts[] = {
      {"inactive", meetings->inactive},
      {"suspended", meetings->suspended},
      {"by_appointment", meetings->by_appointment},
      {"no_zone", meetings->no_zone},
      {"beyond_hours", result->beyond_hours},
      {"too_far", result->too_far},
      {"not_shown", not_shown},
  };
  rsupi_list list = {0};
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    rsup_filter_count *const one = rsupi_arena_alloc(arena, sizeof *one);
    if (one == NULL) return;
    *one = counts[i];
    rsupi_list_push(arena, &list, one);
  }
  record->removed = (const rsup_filter_count *const *)list.items;
  record->removed_count = list.count;
}

/* ---- the question */

enum { MOST_HOURS = 24 * 366 }; /* every weekly meeting starts long before */

int rsupi_is_place(double latitude, double longitude) {
  return latitude >= -90 && latitude <= 90 && longitude >= -540 && longitude <= 540;
}

static rsupi_search make_search(const rsupi_asof *at, const rsupi_meetings_query *query,
                                rsupi_arena *arena) {
  const rsupi_policies *const policies = &at->config->policies;
  rsupi_search search;
  memset(&search, 0, sizeof search);
  search.meetings = query->meetings;
  search.here = at->zone;
  search.now = at->now;
  search.hours = policies->meeting_hours < MOST_HOURS ? policies->meeting_hours : MOST_HOURS;
  if (search.hours < 0) search.hours = 0;
  search.km = policies->meeting_km;
  search.has_place = rsupi_is_place(query->latitude, query->longitude);
  if (search.has_place) search.place = rsupi_unit_from_degrees(query->latitude, query->longitude);
  const int32_t limit = query->limit > 0 ? query->limit : policies->next_meetings;
  search.limit = limit > 0 ? (size_t)limit : 0;
  if (search.limit > query->meetings->count) search.limit = query->meetings->count;
  rsupi_attended_make(at, arena, &search);
  return search;
}

rsup_status rsupi_meetings_today(const rsupi_asof *at, const rsupi_meetings_query *query,
                                 rsupi_arena *arena, rsupi_meetings_found *out, rsup_error *err) {
  *out = (rsupi_meetings_found){NULL, INT64_MAX};
  if (query->meetings == NULL) return RSUP_OK;
  if (at->now < -RSUPI_LATEST_NOW || at->now > RSUPI_LATEST_NOW)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "now lies further from 1970 than the end of the year 9999");
  const rsupi_search search = make_search(at, query, arena);
  rsupi_search_result result;
  memset(&result, 0, sizeof result);
  result.in_progress.items =
      rsupi_arena_array(arena, search.limit, sizeof *result.in_progress.items);
  result.next.items = rsupi_arena_array(arena, search.limit, sizeof *result.next.items);
  rsup_meetings_today *const record = rsupi_arena_alloc(arena, sizeof *record);
  if (arena->failed) return rsupi_fail_memory(err);
  rsupi_search_run(&search, &result);
  out->next_change = result.next_change;
  const int32_t grace = at->config->policies.late_grace_minutes;
  record->in_progress = make_hits(&search, &result.in_progress, grace, arena, &out->next_change);
  record->in_progress_count = result.in_progress.count;
  record->next = make_hits(&search, &result.next, grace, arena, &out->next_change);
  record->next_count = result.next.count;
  record->considered = (int32_t)query->meetings->count;
  add_removed(query->meetings, &result, arena, record);
  if (arena->failed) return rsupi_fail_memory(err);
  out->record = record;
  return RSUP_OK;
}
