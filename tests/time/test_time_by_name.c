/* The moments that go wrong elsewhere, each by its name: when a local time comes (RFC 5545, 3.3.5:
 * a skipped one has the offset before the change, of two the first counts), and which day it is. */
#include "time/recurrence.h"
#include "time_support.h"

typedef struct moment {
  const char *zone, *day;
  int32_t minute;
  const char *utc; /* when it comes */
  int32_t kind;
} moment;

static const rsupi_zone *get(void **state, const char *name) {
  const rsupi_zone *zone;
  assert_int_equal(rsupi_zones_get(*state, name, &zone, NULL), RSUP_OK);
  return zone;
}

static void expect_moments(void **state, const moment *moments, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const moment *m = &moments[i];
    int32_t kind = 0, dst = 0;
    const rsup_instant at =
        rsupi_zone_to_utc(get(state, m->zone), day_of(m->day), m->minute * 60, &kind);
    if (at != instant(m->utc) || kind != m->kind) fail_msg("%s, minute %d", m->day, m->minute);
    assert_int_equal(rsupi_day_instant(get(state, m->zone), day_of(m->day), m->minute, &dst), at);
    assert_int_equal(dst, kind != RSUPI_LOCAL_UNIQUE);
  }
}

static void expect_clock(void **state, const char *zone, const char *utc, const char *day,
                         int32_t minute) {
  assert_int_equal(rsupi_zone_day(get(state, zone), instant(utc)), day_of(day));
  assert_int_equal(rsupi_zone_minute(get(state, zone), instant(utc)), minute);
}

/* UTC-5 until 07:00Z, then UTC-4: 02:00 becomes 03:00. */
static void new_york(void **state) {
  static const moment moments[] = {
      {"America/New_York", "2025-03-09", 119, "2025-03-09T06:59:00Z", RSUPI_LOCAL_UNIQUE},
      {"America/New_York", "2025-03-09", 150, "2025-03-09T07:30:00Z", RSUPI_LOCAL_GAP},
      {"America/New_York", "2025-03-09", 180, "2025-03-09T07:00:00Z", RSUPI_LOCAL_UNIQUE}};
  expect_moments(state, moments, COUNT_OF(moments));
  expect_clock(state, "America/New_York", "2025-03-09T07:30:00Z", "2025-03-09", 210); /* 03:30 */
}

/* UTC+1 until 01:00Z, then UTC+0: 02:00 becomes 01:00. */
static void london(void **state) {
  static const moment moments[] = {
      {"Europe/London", "2025-10-26", 59, "2025-10-25T23:59:00Z", RSUPI_LOCAL_UNIQUE},
      {"Europe/London", "2025-10-26", 90, "2025-10-26T00:30:00Z", RSUPI_LOCAL_OVERLAP},
      {"Europe/London", "2025-10-26", 120, "2025-10-26T02:00:00Z", RSUPI_LOCAL_UNIQUE}};
  expect_moments(state, moments, COUNT_OF(moments));
  expect_clock(state, "Europe/London", "2025-10-26T00:30:00Z", "2025-10-26", 90);
  expect_clock(state, "Europe/London", "2025-10-26T01:30:00Z", "2025-10-26", 90);
}

/* UTC+10:30 and UTC+11: on 5 October 2025 02:00 becomes 02:30 at 15:30Z of the 4th, on 6 April 2025
 * 02:00 becomes 01:30 at 15:00Z of the 5th. */
static void lord_howe(void **state) {
  static const moment moments[] = {
      {"Australia/Lord_Howe", "2025-10-05", 135, "2025-10-04T15:45:00Z", RSUPI_LOCAL_GAP},
      {"Australia/Lord_Howe", "2025-10-05", 150, "2025-10-04T15:30:00Z", RSUPI_LOCAL_UNIQUE},
      {"Australia/Lord_Howe", "2025-04-06", 105, "2025-04-05T14:45:00Z", RSUPI_LOCAL_OVERLAP},
      {"Australia/Lord_Howe", "2025-04-06", 120, "2025-04-05T15:30:00Z", RSUPI_LOCAL_UNIQUE}};
  expect_moments(state, moments, COUNT_OF(moments));
  expect_clock(state, "Australia/Lord_Howe", "2025-10-04T15:45:00Z", "2025-10-05", 165);
  expect_clock(state, "Australia/Lord_Howe", "2025-04-05T15:15:00Z", "2025-04-06", 105);
}

/* UTC-10 until 10:00Z of 30 December, then UTC+14: the 29th is followed by the 31st. */
static void samoa(void **state) {
  const rsupi_zone_span span = {.from = INT64_MIN, .zone = get(state, "Pacific/Apia")};
  expect_clock(state, "Pacific/Apia", "2011-12-30T09:59:00Z", "2011-12-29", 1439);
  expect_clock(state, "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31", 0);
  assert_non_null(rsupi_history_day_zone(&span, 1, day_of("2011-12-29")));
  assert_null(rsupi_history_day_zone(&span, 1, day_of("2011-12-30")));
  assert_non_null(rsupi_history_day_zone(&span, 1, day_of("2011-12-31")));
  rsup_instant at = instant("2011-12-01T00:00:00Z");
  rsup_day first = 0, until = 0;
  assert_int_equal(
      rsupi_history_jump(&span, 1, &at, instant("2012-02-01T00:00:00Z"), &first, &until), 1);
  assert_int_equal(first, day_of("2011-12-30"));
  assert_int_equal(until, day_of("2011-12-31"));
}

/* UTC+0 and UTC+2, both changes at 01:00Z: on 30 March 2025 01:00 becomes 03:00, on 26 October
 * 03:00 becomes 01:00. */
static void troll(void **state) {
  static const moment moments[] = {
      {"Antarctica/Troll", "2025-03-30", 90, "2025-03-30T01:30:00Z", RSUPI_LOCAL_GAP},
      {"Antarctica/Troll", "2025-03-30", 150, "2025-03-30T02:30:00Z", RSUPI_LOCAL_GAP},
      {"Antarctica/Troll", "2025-03-30", 180, "2025-03-30T01:00:00Z", RSUPI_LOCAL_UNIQUE},
      {"Antarctica/Troll", "2025-10-26", 90, "2025-10-25T23:30:00Z", RSUPI_LOCAL_OVERLAP},
      {"Antarctica/Troll", "2025-10-26", 150, "2025-10-26T00:30:00Z", RSUPI_LOCAL_OVERLAP},
      {"Antarctica/Troll", "2025-10-26", 180, "2025-10-26T03:00:00Z", RSUPI_LOCAL_UNIQUE}};
  expect_moments(state, moments, COUNT_OF(moments));
  expect_clock(state, "Antarctica/Troll", "2025-03-30T01:30:00Z", "2025-03-30", 210);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      {"2025-03-09T02:30 in New York", new_york, NULL, NULL, NULL},
      {"2025-10-26T01:30 in London", london, NULL, NULL, NULL},
      {"Lord Howe's half hour", lord_howe, NULL, NULL, NULL},
      {"Samoa's missing 30 December 2011", samoa, NULL, NULL, NULL},
      {"Troll's two hours", troll, NULL, NULL, NULL},
  };
  return cmocka_run_group_tests(tests, open_pinned, close_pinned);
}
