/* The search against a reference that knows no index: every meeting, by the calendar, at 200
 * instants; and the cases that other programs get wrong. */
#include "core/numbers.h"
#include "meeting/meeting_support.h"
#include "time/civil.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

/* ---- a directory of 2,500 meetings in ten zones */

enum { MEETINGS = 2500, INSTANTS = 200 };
static const char *const zones[] = {"America/New_York", "America/Los_Angeles", "America/St_Johns",
                                    "Europe/London",    "Europe/Dublin",       "Asia/Kolkata",
                                    "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Chatham",
                                    "Pacific/Apia"};

typedef struct made {
  char id[24];
  int zone; /* 10: floating */
  int32_t weekday, start, minutes;
  int in_person, online, inactive, appointment, may_not, located;
  double latitude, longitude;
} made;

static made all[MEETINGS];
static uint64_t seed = 2026;

static uint32_t draw(uint32_t below) {
  seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return (uint32_t)((seed >> 33) % below);
}

static void invent(size_t i) {
  made *const one = &all[i];
  memset(one, 0, sizeof *one);
  rsupi_fixed id = rsupi_fixed_start(one->id, sizeof one->id);
  rsupi_fixed_format(&id, "t/m%d", (int)draw(100000) * 3000 + (int)i);
  one->zone = (int)draw(11);
  one->weekday = (int32_t)draw(7);
  one->start = draw(3) ? (int32_t)draw(96) * 15 : (int32_t)(draw(8) * 30); /* many at night */
  one->minutes = draw(20) ? 30 + (int32_t)draw(10) * 15 : 1439;
  const uint32_t kind = draw(10);
  one->in_person = kind < 7 || one->zone == 10;
  one->online = kind >= 5;
  one->inactive = draw(30) == 0;
  one->appointment = draw(40) == 0;
  one->may_not = draw(10) == 0;
  one->located = one->in_person && draw(4) > 0;
  one->latitude = 33 + draw(10000) / 10000.0;
  one->longitude = -117 + draw(10000) / 10000.0;
}

static void write_number(rsupi_text *text, const char *key, double value) {
  rsupi_text_add_text(text, key);
  rsupi_text_add_double(text, value);
}

/* Clock of a minute: "19:05". */
static void write_clock(rsupi_text *text, const char *key, int32_t minute) {
  const char clock[6] = {(char)('0' + minute / 600),     (char)('0' + minute / 60 % 10), ':',
                         (char)('0' + minute % 60 / 10), (char)('0' + minute % 10),      '\0'};
  rsupi_text_add_text(text, key);
  rsupi_text_add_text(text, clock);
  rsupi_text_add_text(text, "\"");
}

static void write_meeting(rsupi_text *text, const made *one) {
  rsupi_text_add_text(text, "{\"name\":\"N\",\"slug\":\"");
  rsupi_text_add_text(text, one->id + 2);
  rsupi_text_add_text(text, "\"");
  if (!one->appointment) {
    write_number(text, ",\"day\":", one->weekday);
    write_clock(text, ",\"time\":\"", one->start);
    write_clock(text, ",\"end_time\":\"", (one->start + one->minutes) % 1440);
  }
  rsupi_text_add_text(text, ",\"attendance_option\":\"");
  rsupi_text_add_text(text, one->inactive                   ? "inactive"
                            : one->in_person && one->online ? "hybrid"
                            : one->online                   ? "online"
                                                            : "in_person");
  rsupi_text_add_text(text, "\"");
  if (one->zone < 10) {
    rsupi_text_add_text(text, ",\"timezone\":\"");
    rsupi_text_add_text(text, zones[one->zone]);
    rsupi_text_add_text(text, "\"");
  }
  if (one->may_not) rsupi_text_add_text(text, ",\"notes\":\"first Friday\"");
  if (one->located) {
    write_number(text, ",\"latitude\":", one->latitude);
    write_number(text, ",\"longitude\":", one->longitude);
  }
  rsupi_text_add_text(text, "}");
}

/* Coordinates in California would be doubted in the zones of Australia: those have none. */
static test_feed make_directory(void) {
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  for (size_t i = 0; i < MEETINGS; i++) {
    invent(i);
    if (all[i].zone > 1 && all[i].zone < 10) all[i].located = 0;
    rsupi_text_add_text(&text, i ? "," : "[");
    write_meeting(&text, &all[i]);
  }
  rsupi_text_add_text(&text, "]");
  test_feed feed = test_feed_read(text.data, NULL);
  assert_int_equal(feed.status, RSUP_OK);
  assert_int_equal(rsup_meetings_count(feed.meetings), MEETINGS);
  rsupi_text_free(&text);
  return feed;
}

/* ---- the reference */

typedef struct wanted {
  const made *meeting;
  rsup_instant start, end;
  int in_progress;
  double score;
} wanted;

/* Local date first, then zone: of ten weeks around now, what is on (the latest start), else what
 * starts first. */
static int place(const made *one, const rsupi_zone *zone, rsup_instant now, wanted *out) {
  const rsup_day today = rsupi_zone_day(zone, now);
  int found = 0;
  for (rsup_day day = today - 16; day <= today + 16; day++) {
    if (rsupi_weekday(day) != one->weekday) continue;
    const rsup_instant start = rsupi_zone_to_utc(zone, day, one->start * 60, NULL);
    const rsup_instant end = start + one->minutes * INT64_C(60000);
    const int on = start <= now && now < end;
    if (!on && (start <= now || found)) continue;
    *out = (wanted){one, start, end, on, 0};
    found = 1;
  }
  return found;
}

/* Squared chord by the haversine formula. */
static double chord(double lat1, double lon1, double lat2, double lon2) {
  const double r = pi / 180, a = sin((lat2 - lat1) * r / 2), b = sin((lon2 - lon1) * r / 2);
  return 4 * (a * a + cos(lat1 * r) * cos(lat2 * r) * b * b);
}

static double travel(const made *one, const rsupi_meetings_query *query, double km, int *too_far) {
  *too_far = 0;
  if (rsupi_isnan(query->latitude)) return 0;
  double best = one->online ? 0.25 : 0;
  if (!one->located) return best;
  const double apart = chord(query->latitude, query->longitude, one->latitude, one->longitude);
  const double half = sin(km / 6371.0088 / 2), most = 4 * half * half;
  if (apart > most) {
    *too_far = !one->online;
    return best;
  }
  const double near = 0.5 * (1 - apart / most);
  return near > best ? near : best;
}

static int by_rank(const void *a, const void *b) {
  const wanted *const x = a, *const y = b;
  if (fabs(x->score - y->score) > 1e-12) return x->score > y->score ? -1 : 1;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return strcmp(x->meeting->id, y->meeting->id);
}

typedef struct reference {
  wanted on[MEETINGS], next[MEETINGS];
  size_t on_count, next_count;
  int32_t inactive, appointment, beyond, too_far;
} reference;

static void look(const made *one, const test_asker *asker, const rsupi_meetings_query *query,
                 reference *out) {
  const rsupi_policies *const policies = &asker->at.config->policies;
  const rsup_instant now = asker->at.now;
  const rsupi_zone *zone = asker->at.zone;
  wanted found;
  int too_far;
  if (one->inactive) {
    out->inactive++;
    return;
  }
  if (one->appointment) {
    out->appointment++;
    return;
  }
  if (one->zone < 10)
    assert_int_equal(rsupi_zones_get(asker->at.config->zones, zones[one->zone], &zone, NULL),
                     RSUP_OK);
  assert_true(place(one, zone, now, &found));
  if (!found.in_progress && found.start - now > policies->meeting_hours * INT64_C(3600000)) {
    out->beyond++;
    return;
  }
  /* Four hours are worth 1; what speaks for a meeting is rounded to a millisecond. */
  const double worth = 14400000 * travel(one, query, policies->meeting_km, &too_far);
  const double away = fabs((double)(found.start - now));
  found.score = 1 + ((double)llround(worth) - away) / 14400000;
  if (too_far) {
    out->too_far++;
    return;
  }
  if (one->may_not) found.score -= (fmax(policies->meeting_hours, 24) + 4) / 4;
  if (found.in_progress)
    out->on[out->on_count++] = found;
  else
    out->next[out->next_count++] = found;
}

static void same_list(const rsup_meeting_hit *const *hits, size_t count, const wanted *list,
                      size_t list_count, size_t limit) {
  assert_int_equal(count, list_count < limit ? list_count : limit);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(hits[i]->id, list[i].meeting->id) != 0)
      fail_msg("place %zu: %s instead of %s", i, hits[i]->id, list[i].meeting->id);
    assert_int_equal(hits[i]->start, list[i].start);
    assert_int_equal(hits[i]->end, list[i].end);
    assert_int_equal(hits[i]->in_progress, list[i].in_progress);
    assert_true(fabs(hits[i]->score - list[i].score) < 1e-12);
  }
}

static void compare(const test_feed *feed, const char *zone, rsup_instant now,
                    const rsupi_meetings_query *query) {
  static reference expected;
  memset(&expected, 0, sizeof expected);
  test_asker asker;
  test_asker_start(&asker, feed->config, zone, now);
  for (size_t i = 0; i < MEETINGS; i++) look(&all[i], &asker, query, &expected);
  qsort(expected.on, expected.on_count, sizeof(wanted), by_rank);
  qsort(expected.next, expected.next_count, sizeof(wanted), by_rank);
  rsupi_meetings_found found;
  assert_int_equal(rsupi_meetings_today(&asker.at, query, &asker.arena, &found, NULL), RSUP_OK);
  const rsup_meetings_today *const today = found.record;
  const size_t limit = (size_t)query->limit;
  same_list(today->in_progress, today->in_progress_count, expected.on, expected.on_count, limit);
  same_list(today->next, today->next_count, expected.next, expected.next_count, limit);
  assert_int_equal(test_removed(today, "inactive"), expected.inactive);
  assert_int_equal(test_removed(today, "by_appointment"), expected.appointment);
  assert_int_equal(test_removed(today, "beyond_hours"), expected.beyond);
  assert_int_equal(test_removed(today, "too_far"), expected.too_far);
  int32_t sum = (int32_t)(today->in_progress_count + today->next_count);
  for (size_t i = 0; i < today->removed_count; i++) sum += today->removed[i]->removed;
  assert_int_equal(sum, MEETINGS);
  assert_int_equal(today->considered, MEETINGS);
  test_asker_end(&asker);
}

/* Around the changes of the clocks in these zones, around the turn of the week, and anywhere. */
static rsup_instant instant_of(size_t i) {
  static const char *const days[] = {"2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z",
                                     "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z",
                                     "2026-04-04T15:00:00Z", "2026-10-03T16:00:00Z",
                                     "2026-04-04T14:00:00Z", "2026-09-26T14:00:00Z",
                                     "2028-02-29T12:00:00Z", "2026-12-31T23:59:00Z"};
  if (i < 150) {
    const rsup_instant near = test_instant(days[i % 10]);
    return near + ((int64_t)draw(6000) - 3000) * 60000 + draw(60) * INT64_C(1000);
  }
  return test_instant("2026-01-01T00:00:00Z") + draw(1000000) * INT64_C(60000) + draw(60000);
}

static void test_the_same_hits_in_the_same_order_as_without_an_index(void **state) {
  (void)state;
  test_feed feed = make_directory();
  static const int32_t hours[] = {2, 48, 12, 167, 400};
  for (size_t i = 0; i < INSTANTS; i++) {
    feed.config->policies.meeting_hours = hours[i % 5];
    feed.config->policies.meeting_km = i % 3 ? 25 : 60;
    const int placed = i % 2;
    const rsupi_meetings_query query = {feed.meetings, placed ? 33.5 : rsupi_nan(),
                                        placed ? -116.5 : rsupi_nan(), i % 7 ? 20 : MEETINGS};
    compare(&feed, i % 4 ? "America/Los_Angeles" : "Pacific/Apia", instant_of(i), &query);
  }
  test_feed_free(&feed);
}

/* ---- single cases */

typedef struct asked {
  test_feed feed;
  test_asker asker;
  rsupi_meetings_found found;
} asked;

static asked ask_near(const char *text, const char *zone, const char *now, double latitude,
                      double longitude) {
  asked one;
  one.feed = test_feed_read(text, NULL);
  assert_int_equal(one.feed.status, RSUP_OK);
  test_asker_start(&one.asker, one.feed.config, zone, test_instant(now));
  one.feed.config->policies.meeting_km = 25;
  const rsupi_meetings_query query = {one.feed.meetings, latitude, longitude, 0};
  assert_int_equal(rsupi_meetings_today(&one.asker.at, &query, &one.asker.arena, &one.found, NULL),
                   RSUP_OK);
  return one;
}

static asked ask(const char *text, const char *zone, const char *now) {
  return ask_near(text, zone, now, rsupi_nan(), rsupi_nan());
}

static void done(asked *one) {
  test_asker_end(&one->asker);
  test_feed_free(&one->feed);
}

#define NIGHT                                                                                      \
  "[{\"slug\":\"a\",\"name\":\"A\",\"location\":\"L\",\"timezone\":\"America/New_York\","          \
  "\"day\":6,\"time\":\"23:45\",\"end_time\":\"01:15\"}]"

/* Saturday 23:45 to Sunday 01:15, asked on Sunday at 00:15: the week turned over meanwhile. */
static void test_a_meeting_over_the_turn_of_the_week_is_in_progress(void **state) {
  (void)state;
  asked one = ask(NIGHT, "America/New_York", "2026-03-15T00:15:00-04:00");
  assert_int_equal(one.found.record->in_progress_count, 1);
  const rsup_meeting_hit *const hit = one.found.record->in_progress[0];
  assert_int_equal(hit->minutes_to_start, -30);
  assert_int_equal(hit->local_date, rsupi_day_from_civil(2026, 3, 14));
  assert_int_equal(one.found.next_change, test_instant("2026-03-15T01:15:00-04:00"));
  done(&one);
}

/* The edges: on at its first millisecond, over at its last. */
static void test_start_is_in_and_end_is_out(void **state) {
  (void)state;
  asked one = ask(NIGHT, "America/New_York", "2026-03-14T23:45:00-04:00");
  assert_int_equal(one.found.record->in_progress_count, 1);
  assert_int_equal(one.found.record->in_progress[0]->minutes_to_start, 0);
  assert_int_equal(one.found.next_change, test_instant("2026-03-15T01:15:00-04:00"));
  done(&one);
  one = ask(NIGHT, "America/New_York", "2026-03-14T23:44:59.999-04:00");
  assert_int_equal(one.found.record->in_progress_count, 0);
  assert_int_equal(one.found.record->next_count, 1);
  assert_int_equal(one.found.record->next[0]->minutes_to_start, 0);
  assert_int_equal(one.found.next_change, test_instant("2026-03-14T23:45:00-04:00"));
  done(&one);
  one = ask(NIGHT, "America/New_York", "2026-03-15T01:15:00-04:00");
  assert_int_equal(one.found.record->in_progress_count, 0);
  assert_int_equal(test_removed(one.found.record, "beyond_hours"), 1);
  /* Saturday 21 March 23:45 comes into view 48 hours earlier. */
  assert_int_equal(one.found.next_change, test_instant("2026-03-19T23:45:00-04:00"));
  done(&one);
}

/* Two minutes past midnight the meeting of 00:30 is next, not gone until tomorrow. */
static void test_midnight_does_not_end_the_day(void **state) {
  (void)state;
  asked one = ask("[{\"slug\":\"a\",\"name\":\"A\",\"location\":\"L\",\"day\":1,\"time\":\"00:30\","
                  "\"timezone\":\"Europe/London\"}]",
                  "Europe/London", "2026-03-01T23:58:00Z");
  assert_int_equal(one.found.record->next_count, 1);
  assert_int_equal(one.found.record->next[0]->minutes_to_start, 32);
  done(&one);
}

/* Monday 06:00 in Sydney is Sunday 15:00 in New York (EDT; Sydney AEDT until 5 April 2026). */
static void test_an_online_meeting_keeps_its_own_zone(void **state) {
  (void)state;
  asked one = ask("[{\"slug\":\"a\",\"name\":\"A\",\"conference_url\":\"https://zoom.us/j/1\","
                  "\"day\":1,\"time\":\"06:00\",\"timezone\":\"Australia/Sydney\"}]",
                  "America/New_York", "2026-03-15T14:00:00-04:00");
  assert_int_equal(one.found.record->next_count, 1);
  const rsup_meeting_hit *const hit = one.found.record->next[0];
  assert_int_equal(hit->minutes_to_start, 60);
  assert_string_equal(hit->zone, "Australia/Sydney");
  assert_int_equal(hit->local_date, rsupi_day_from_civil(2026, 3, 16));
  assert_true(rsupi_isnan(hit->distance_km));
  done(&one);
}

/* 02:30 on the day the clocks go forward is 03:30 EDT; a week later it is 02:30 again. */
static void test_a_gap_moves_one_week_only(void **state) {
  (void)state;
  static const char *const text =
      "[{\"slug\":\"a\",\"name\":\"A\",\"location\":\"L\",\"day\":0,\"time\":\"02:30\","
      "\"timezone\":\"America/New_York\"}]";
  asked one = ask(text, "America/New_York", "2026-03-08T01:00:00-05:00");
  const rsup_meeting_hit *hit = one.found.record->next[0];
  assert_int_equal(hit->start, test_instant("2026-03-08T03:30:00-04:00"));
  assert_int_equal(hit->clock, RSUP_CLOCK_GAP);
  assert_string_equal(hit->reasons[hit->reason_count - 1]->id, "clock_gap");
  done(&one);
  one = ask(text, "America/New_York", "2026-03-15T01:00:00-04:00");
  hit = one.found.record->next[0];
  assert_int_equal(hit->start, test_instant("2026-03-15T02:30:00-04:00"));
  assert_int_equal(hit->clock, RSUP_CLOCK_ORDINARY);
  done(&one);
}

static void test_without_a_zone_a_place_keeps_the_askers_time(void **state) {
  (void)state;
  static const char *const text =
      "[{\"slug\":\"a\",\"name\":\"A\",\"location\":\"L\",\"day\":1,\"time\":\"19:00\"},"
      "{\"slug\":\"b\",\"name\":\"B\",\"conference_url\":\"https://zoom.us/j/1\",\"day\":1,"
      "\"time\":\"19:00\"}]";
  asked one = ask(text, "America/Edmonton", "2026-03-02T18:00:00-07:00");
  assert_int_equal(one.found.record->next_count, 1);
  assert_int_equal(one.found.record->next[0]->start, test_instant("2026-03-02T19:00:00-07:00"));
  assert_null(one.found.record->next[0]->zone);
  assert_int_equal(test_removed(one.found.record, "no_zone"), 1);
  done(&one);
}

#define AT(SLUG, LAT, LON, MORE)                                                                   \
  "{\"slug\":\"" SLUG "\",\"name\":\"A\",\"location\":\"L\",\"day\":1,\"time\":\"19:00\","         \
  "\"latitude\":" LAT ",\"longitude\":" LON MORE "}"

static const rsup_meeting_hit *hit_of(const asked *one, const char *id) {
  for (size_t i = 0; i < one->found.record->next_count; i++)
    if (strcmp(one->found.record->next[i]->id, id) == 0) return one->found.record->next[i];
  fail_msg("no hit %s", id);
  return NULL;
}

/* Somebody on the equator and on Greenwich's meridian: 0 is a number. 0.01 degrees are 1.111951 km.
 */
static void test_equator_and_greenwich_are_places(void **state) {
  (void)state;
  asked one = ask_near(
      "[" AT("e", "0", "0.01", "") "," AT("g", "0.01", "0", "") "," AT("far", "1", "0", "") "]",
      "UTC", "2026-03-02T18:00:00Z", 0, 0);
  assert_int_equal(one.found.record->next_count, 2);
  assert_true(fabs(hit_of(&one, "t/e")->distance_km - 1.111951) < 1e-6);
  assert_true(fabs(hit_of(&one, "t/g")->distance_km - 1.111951) < 1e-6);
  assert_int_equal(test_removed(one.found.record, "too_far"), 1);
  done(&one);
}

/* Two sides of the date line on Taveuni: 0.212842 km, not round the world. */
static void test_the_date_line_is_no_wall(void **state) {
  (void)state;
  asked one = ask_near("[" AT("a", "-16.85", "-179.999", "") "]", "Pacific/Auckland",
                       "2026-03-02T18:00:00+13:00", -16.85, 179.999);
  assert_int_equal(one.found.record->next_count, 1);
  assert_true(fabs(hit_of(&one, "t/a")->distance_km - 0.212842) < 1e-6);
  done(&one);
}

static int has_reason(const rsup_meeting_hit *hit, const char *id) {
  for (size_t i = 0; i < hit->reason_count; i++)
    if (strcmp(hit->reasons[i]->id, id) == 0) return 1;
  return 0;
}

#define HYBRID AT("far", "5", "6", ",\"conference_url\":\"https://zoom.us/j/1\"")
#define UNPLACED "{\"slug\":\"u\",\"name\":\"A\",\"location\":\"L\",\"day\":1,\"time\":\"19:00\"}"

static void test_hybrids_are_never_too_far(void **state) {
  (void)state;
  asked one = ask_near("[" HYBRID "," UNPLACED "]", "UTC", "2026-03-02T18:00:00Z", 0.1, 0.1);
  assert_true(has_reason(hit_of(&one, "t/far"), "too_far_in_person"));
  assert_true(has_reason(hit_of(&one, "t/far"), "online"));
  assert_true(has_reason(hit_of(&one, "t/u"), "distance_unknown")); /* kept, not 0 */
  assert_true(rsupi_isnan(hit_of(&one, "t/u")->distance_km));
  done(&one);
}

/* The radius belongs to the circle: 25 km north of the equator is 25 / 6371.0088 rad. */
static void test_the_radius_is_included(void **state) {
  (void)state;
  asked one = ask_near("[" AT("in", "0.22483", "0", "") "," AT("out", "0.2248302", "0", "") "]",
                       "UTC", "2026-03-02T18:00:00Z", 0, 0);
  assert_int_equal(one.found.record->next_count,
                   1); /* 25 / 6371.0088 * 180 / pi = 0.224836... degrees */
  assert_string_equal(one.found.record->next[0]->id, "t/in");
  done(&one);
}

static void test_another_rhythm_ranks_below(void **state) {
  (void)state;
  asked one = ask("[{\"slug\":\"a\",\"name\":\"First Monday\",\"location\":\"L\",\"day\":1,"
                  "\"time\":\"18:05\"},{\"slug\":\"b\",\"name\":\"B\",\"location\":\"L\","
                  "\"day\":2,\"time\":\"23:00\"}]",
                  "UTC", "2026-03-02T18:00:00Z");
  assert_int_equal(one.found.record->next_count, 2);
  assert_string_equal(one.found.record->next[0]->id, "t/b");
  assert_int_equal(one.found.record->next[1]->may_not_meet, 1);
  assert_true(has_reason(one.found.record->next[1], "may_not_meet"));
  done(&one);
}

/* Ties end on bytes of the id, whatever the order in the feed. */
static void test_equal_meetings_are_ordered_by_id(void **state) {
  (void)state;
  asked one =
      ask("[{\"slug\":\"b\",\"name\":\"1\",\"location\":\"L\",\"day\":1,\"time\":\"19:00\"},"
          "{\"slug\":\"B\",\"name\":\"2\",\"location\":\"L\",\"day\":1,\"time\":\"19:00\"},"
          "{\"slug\":\"a\",\"name\":\"3\",\"location\":\"L\",\"day\":1,\"time\":\"19:00\"}]",
          "UTC", "2026-03-02T18:00:00Z");
  assert_string_equal(one.found.record->next[0]->id, "t/B");
  assert_string_equal(one.found.record->next[1]->id, "t/a");
  assert_string_equal(one.found.record->next[2]->id, "t/b");
  done(&one);
}

/* Been there twice: 0.2 more than the same meeting unknown; once more than half a year ago counts
 * nothing. */
static void test_a_familiar_meeting_comes_first(void **state) {
  (void)state;
  asked one =
      ask("[{\"slug\":\"a\",\"name\":\"A\",\"location\":\"L\",\"day\":1,\"time\":\"19:00\"},"
          "{\"slug\":\"b\",\"name\":\"B\",\"location\":\"L\",\"day\":1,\"time\":\"19:00\"}]",
          "UTC", "2026-03-02T18:00:00Z");
  rsupi_event events[4];
  rsupi_event_more more[4];
  const rsupi_event *list[4];
  memset(events, 0, sizeof events);
  memset(more, 0, sizeof more);
  static const rsup_day days_ago[] = {400, 20, 13, 6};
  static const char *const ids[] = {"t/a", "t/b", "t/b", "elsewhere"};
  for (size_t i = 0; i < 4; i++) {
    events[i].first = events[i].last = one.asker.at.today - days_ago[i];
    more[i].meeting = ids[i];
    events[i].more = &more[i];
    list[i] = &events[i];
  }
  one.asker.at.view = &one.asker.view;
  one.asker.view.by_type[RSUPI_EVENT_ATTENDANCE] = list;
  one.asker.view.by_type_count[RSUPI_EVENT_ATTENDANCE] = 4;
  const rsupi_meetings_query query = {one.feed.meetings, rsupi_nan(), rsupi_nan(), 0};
  assert_int_equal(rsupi_meetings_today(&one.asker.at, &query, &one.asker.arena, &one.found, NULL),
                   RSUP_OK);
  const rsup_meeting_hit *const first = one.found.record->next[0];
  assert_string_equal(first->id, "t/b");
  assert_true(fabs(first->score - one.found.record->next[1]->score - 0.2) < 1e-12);
  assert_false(has_reason(one.found.record->next[1], "attended_before"));
  for (size_t i = 0; i < first->reason_count; i++)
    if (strcmp(first->reasons[i]->id, "attended_before") == 0)
      assert_true(first->reasons[i]->number == 2);
  assert_true(has_reason(first, "attended_before"));
  assert_int_equal(
      rsupi_attendance_count(&one.asker.at, one.asker.at.today - 20, one.asker.at.today - 6), 2);
  assert_int_equal(rsupi_attendance_count(&one.asker.at, one.asker.at.today, one.asker.at.today),
                   0);
  done(&one);
}

/* One list of the picture as text: which meetings, when, and why but for the minutes. */
static void write_hits(rsupi_text *text, const rsup_meeting_hit *const *hits, size_t count) {
  for (size_t i = 0; i < count; i++) {
    rsupi_text_add_text(text, hits[i]->id);
    for (size_t k = 0; k < hits[i]->reason_count; k++) {
      rsupi_text_add_text(text, " ");
      rsupi_text_add_text(text, hits[i]->reasons[k]->id);
    }
    rsupi_text_add_text(text, hits[i]->in_progress ? " on\n" : " next\n");
  }
}

/* Lists and counts at a moment, without what counts the minutes; sets when they change next. */
static char *lists_at(const test_feed *feed, const rsupi_meetings_query *query, rsup_instant now,
                      rsup_instant *next_change) {
  rsupi_meetings_found found;
  rsupi_text text;
  test_asker asker;
  rsupi_text_init(&text, NULL);
  test_asker_start(&asker, feed->config, "America/New_York", now);
  assert_int_equal(rsupi_meetings_today(&asker.at, query, &asker.arena, &found, NULL), RSUP_OK);
  write_hits(&text, found.record->in_progress, found.record->in_progress_count);
  write_hits(&text, found.record->next, found.record->next_count);
  for (size_t i = 0; i < found.record->removed_count; i++)
    rsupi_text_add_int(&text, found.record->removed[i]->removed);
  *next_change = found.next_change;
  test_asker_end(&asker);
  char *const copy = strdup(text.data);
  rsupi_text_free(&text);
  return copy;
}

/* Until the moment it names, the part stays as it is, but for the minutes: probed at the first and
 * the last millisecond and somewhere between, across changes of the clocks. */
static void test_the_lists_stay_until_their_next_change(void **state) {
  (void)state;
  seed = 11;
  test_feed feed = make_directory();
  const rsupi_meetings_query query = {feed.meetings, 40.7, -74.0, 4};
  for (size_t i = 0; i < 150; i++) {
    const rsup_instant now = instant_of(i);
    rsup_instant next, unused;
    char *const wanted_lists = lists_at(&feed, &query, now, &next);
    assert_true(next > now);
    const rsup_instant probes[] = {now + 1, now + (next - now) / 2, next - 1};
    for (size_t k = 0; k < 3; k++) {
      if (probes[k] >= next) continue;
      char *const lists = lists_at(&feed, &query, probes[k], &unused);
      assert_string_equal(lists, wanted_lists);
      assert_int_equal(unused, next);
      free(lists);
    }
    free(wanted_lists);
  }
  test_feed_free(&feed);
}

static void test_no_directory_gives_no_part(void **state) {
  (void)state;
  rsup_config *const config = test_config(NULL);
  test_asker asker;
  test_asker_start(&asker, config, "UTC", 0);
  const rsupi_meetings_query query = {NULL, 0, 0, 0};
  rsupi_meetings_found found;
  assert_int_equal(rsupi_meetings_today(&asker.at, &query, &asker.arena, &found, NULL), RSUP_OK);
  assert_null(found.record);
  assert_int_equal(found.next_change, INT64_MAX);
  test_asker_end(&asker);
  rsup_config_free(config);
}

static void test_an_impossible_now_is_refused(void **state) {
  (void)state;
  asked one = ask("[]", "UTC", "2026-03-02T18:00:00Z");
  one.asker.at.view = &one.asker.view;
  one.asker.at.now = INT64_MAX;
  const rsupi_meetings_query query = {one.feed.meetings, rsupi_nan(), rsupi_nan(), 0};
  assert_int_equal(rsupi_meetings_today(&one.asker.at, &query, &one.asker.arena, &one.found, NULL),
                   RSUP_E_ARGUMENT);
  assert_null(one.found.record);
  done(&one);
}

static void test_an_empty_directory_has_no_hits(void **state) {
  (void)state;
  asked one = ask("[]", "UTC", "2026-03-02T18:00:00Z");
  assert_int_equal(one.found.record->next_count, 0);
  assert_int_equal(one.found.record->in_progress_count, 0);
  assert_int_equal(one.found.record->considered, 0);
  done(&one);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_same_hits_in_the_same_order_as_without_an_index),
      cmocka_unit_test(test_a_meeting_over_the_turn_of_the_week_is_in_progress),
      cmocka_unit_test(test_start_is_in_and_end_is_out),
      cmocka_unit_test(test_midnight_does_not_end_the_day),
      cmocka_unit_test(test_an_online_meeting_keeps_its_own_zone),
      cmocka_unit_test(test_a_gap_moves_one_week_only),
      cmocka_unit_test(test_without_a_zone_a_place_keeps_the_askers_time),
      cmocka_unit_test(test_equator_and_greenwich_are_places),
      cmocka_unit_test(test_the_date_line_is_no_wall),
      cmocka_unit_test(test_hybrids_are_never_too_far),
      cmocka_unit_test(test_the_radius_is_included),
      cmocka_unit_test(test_another_rhythm_ranks_below),
      cmocka_unit_test(test_equal_meetings_are_ordered_by_id),
      cmocka_unit_test(test_a_familiar_meeting_comes_first),
      cmocka_unit_test(test_the_lists_stay_until_their_next_change),
      cmocka_unit_test(test_no_directory_gives_no_part),
      cmocka_unit_test(test_an_impossible_now_is_refused),
      cmocka_unit_test(test_an_empty_directory_has_no_hits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
