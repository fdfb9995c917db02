/* Local times to UTC and back, and weekly occurrences: hand cases beside the vectors. */
#include "time_support.h"

static const rsupi_zone *get(void **state, const char *name) {
  const rsupi_zone *zone;
  assert_int_equal(rsupi_zones_get(*state, name, &zone, NULL), RSUP_OK);
  return zone;
}

static void local_times_follow_rfc_5545(void **state) {
  static const struct {
    const char *zone, *day;
    int32_t second;
    const char *utc;
    int32_t kind;
  } rows[] = {
      {"America/New_York", "2026-03-08", 9000, "2026-03-08T07:30:00Z", RSUPI_LOCAL_GAP},
      {"America/New_York", "2026-03-08", 10800, "2026-03-08T07:00:00Z", RSUPI_LOCAL_UNIQUE},
      {"America/New_York", "2026-11-01", 5400, "2026-11-01T05:30:00Z", RSUPI_LOCAL_OVERLAP},
      {"America/New_York", "2026-11-01", 7200, "2026-11-01T07:00:00Z", RSUPI_LOCAL_UNIQUE},
      /* 24:00 is the next day's 00:00; -3600 the day before's 23:00. */
      {"America/New_York", "2026-03-07", 86400, "2026-03-08T05:00:00Z", RSUPI_LOCAL_UNIQUE},
      {"America/New_York", "2026-03-08", -3600, "2026-03-08T04:00:00Z", RSUPI_LOCAL_UNIQUE},
      /* Half an hour: 02:00 becomes 02:30 on 4 October 2026; 02:00 becomes 01:30 on 5 April. */
      {"Australia/Lord_Howe", "2026-10-04", 8100, "2026-10-03T15:45:00Z", RSUPI_LOCAL_GAP},
      {"Australia/Lord_Howe", "2026-04-05", 6300, "2026-04-04T14:45:00Z", RSUPI_LOCAL_OVERLAP},
      /* Samoa had no 30 December 2011: UTC-10 became UTC+14. */
      {"Pacific/Apia", "2011-12-30", 43200, "2011-12-30T22:00:00Z", RSUPI_LOCAL_GAP},
      {"Pacific/Apia", "2011-12-31", 0, "2011-12-30T10:00:00Z", RSUPI_LOCAL_UNIQUE},
      /* By the footer, beyond every table. */
      {"Europe/London", "2100-03-28", 5400, "2100-03-28T01:30:00Z", RSUPI_LOCAL_GAP},
      {"UTC", "2026-03-04", 43200, "2026-03-04T12:00:00Z", RSUPI_LOCAL_UNIQUE},
  };
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    int32_t kind;
    const rsup_instant at =
        rsupi_zone_to_utc(get(state, rows[i].zone), day_of(rows[i].day), rows[i].second, &kind);
    if (at != instant(rows[i].utc) || kind != rows[i].kind)
      fail_msg("%s %s %d", rows[i].zone, rows[i].day, rows[i].second);
  }
}

static void no_day_has_no_instant(void **state) {
  int32_t kind;
  assert_int_equal(rsupi_zone_to_utc(get(state, "UTC"), RSUPI_NO_DAY, 0, &kind), RSUPI_NO_INSTANT);
  assert_int_equal(kind, RSUPI_LOCAL_UNIQUE);
}

static void an_instant_comes_back_from_its_local_clock(void **state) {
  static const char *const names[] = {"America/New_York", "Asia/Gaza", "Antarctica/Troll",
                                      "Pacific/Chatham"};
  const rsup_instant end = instant("2041-01-01T00:00:00Z");
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    const rsupi_zone *zone = get(state, names[i]);
    for (rsup_instant at = instant("2024-01-01T00:00:00Z"); at < end; at += 23 * 60000) {
      int32_t kind;
      const rsup_instant back = rsupi_zone_to_utc(zone, rsupi_zone_day(zone, at),
                                                  rsupi_zone_minute(zone, at) * 60, &kind);
      /* Only the second of two equal local times goes elsewhere: to the first. */
      if (back != at && !(kind == RSUPI_LOCAL_OVERLAP && back < at))
        fail_msg("%s at %lld", names[i], (long long)at);
    }
  }
}

static void the_local_day_changes_at_local_midnight(void **state) {
  const rsupi_zone *zone = get(state, "America/New_York");
  assert_int_equal(rsupi_zone_day(zone, instant("2026-03-08T04:59:59.999Z")), day_of("2026-03-07"));
  assert_int_equal(rsupi_zone_day(zone, instant("2026-03-08T05:00:00Z")), day_of("2026-03-08"));
  assert_int_equal(rsupi_zone_minute(zone, instant("2026-03-08T04:59:59.999Z")), 1439);
  assert_int_equal(rsupi_zone_minute(zone, instant("2026-03-08T07:00:00Z")), 180);
  assert_int_equal(rsupi_zone_day(zone, instant("1960-01-01T04:59:59Z")), day_of("1959-12-31"));
}

static rsupi_occurrence next(const rsupi_zone *zone, int32_t weekday, int32_t start,
                             int32_t minutes, const char *now) {
  rsupi_occurrence on;
  rsupi_next_weekly(zone, weekday, start, minutes, instant(now), &on);
  return on;
}

static void a_weekly_start_in_a_gap_slips_for_one_week_only(void **state) {
  const rsupi_zone *zone = get(state, "America/New_York");
  rsupi_occurrence on = next(zone, 0, 150, 60, "2026-03-07T12:00:00Z"); /* Sundays 02:30 */
  assert_int_equal(on.start, instant("2026-03-08T07:30:00Z"));          /* 03:30 that Sunday */
  assert_int_equal(on.start_kind, RSUPI_LOCAL_GAP);
  assert_int_equal(on.local_date, day_of("2026-03-08"));
  on = next(zone, 0, 150, 60, "2026-03-08T08:30:00Z");
  assert_int_equal(on.start, instant("2026-03-15T06:30:00Z"));
  assert_int_equal(on.start_kind, RSUPI_LOCAL_UNIQUE);
}

static void a_meeting_is_in_progress_from_its_start_to_before_its_end(void **state) {
  const rsupi_zone *zone = get(state, "Europe/London");
  /* Saturdays 23:45 for 90 minutes, over midnight. */
  rsupi_occurrence on = next(zone, 6, 1425, 90, "2026-01-10T23:44:59.999Z");
  assert_false(on.in_progress);
  assert_int_equal(on.start, instant("2026-01-10T23:45:00Z"));
  on = next(zone, 6, 1425, 90, "2026-01-10T23:45:00Z");
  assert_true(on.in_progress);
  on = next(zone, 6, 1425, 90, "2026-01-11T01:14:59.999Z");
  assert_true(on.in_progress);
  assert_int_equal(on.local_date, day_of("2026-01-10"));
  assert_int_equal(on.end, instant("2026-01-11T01:15:00Z"));
  on = next(zone, 6, 1425, 90, "2026-01-11T01:15:00Z");
  assert_false(on.in_progress);
  assert_int_equal(on.local_date, day_of("2026-01-17"));
}

static void a_start_at_24_00_belongs_to_the_day_as_listed(void **state) {
  const rsupi_occurrence on = next(get(state, "UTC"), 6, 1440, 60, "2026-01-11T00:30:00Z");
  assert_true(on.in_progress);
  assert_int_equal(on.local_date, day_of("2026-01-10"));
  assert_int_equal(on.start, instant("2026-01-11T00:00:00Z"));
}

static void a_week_long_meeting_reports_the_one_that_began_last(void **state) {
  const rsupi_zone *zone = get(state, "UTC");
  rsupi_occurrence on = next(zone, 4, 0, 10080, "2026-01-07T23:59:00Z"); /* Thursdays, 7 days */
  assert_true(on.in_progress);
  assert_int_equal(on.local_date, day_of("2026-01-01"));
  on = next(zone, 4, 0, INT32_MAX, "2026-01-08T00:00:00Z");
  assert_true(on.in_progress);
  assert_int_equal(on.local_date, day_of("2026-01-08"));
}

static void a_meeting_without_length_is_never_in_progress(void **state) {
  const rsupi_occurrence on = next(get(state, "UTC"), 4, 0, 0, "2026-01-01T00:00:00Z");
  assert_false(on.in_progress);
  assert_int_equal(on.local_date, day_of("2026-01-08"));
}

static void impossible_questions_have_no_occurrence(void **state) {
  const rsupi_zone *zone = get(state, "UTC");
  static const int32_t rows[][3] = {{-1, 0, 60},   {7, 0, 60}, {0, -1, 60},
                                    {0, 1441, 60}, {0, 0, -1}, {INT32_MIN, 0, 60}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    rsupi_occurrence on;
    rsupi_next_weekly(zone, rows[i][0], rows[i][1], rows[i][2], 0, &on);
    assert_int_equal(on.start, RSUPI_NO_INSTANT);
    assert_int_equal(on.end, RSUPI_NO_INSTANT);
    assert_int_equal(on.local_date, RSUPI_NO_DAY);
    assert_false(on.in_progress);
  }
  rsupi_occurrence on;
  rsupi_next_weekly(zone, 0, 0, 60, RSUPI_NO_INSTANT, &on);
  assert_int_equal(on.start, RSUPI_NO_INSTANT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(local_times_follow_rfc_5545),
      cmocka_unit_test(no_day_has_no_instant),
      cmocka_unit_test(an_instant_comes_back_from_its_local_clock),
      cmocka_unit_test(the_local_day_changes_at_local_midnight),
      cmocka_unit_test(a_weekly_start_in_a_gap_slips_for_one_week_only),
      cmocka_unit_test(a_meeting_is_in_progress_from_its_start_to_before_its_end),
      cmocka_unit_test(a_start_at_24_00_belongs_to_the_day_as_listed),
      cmocka_unit_test(a_week_long_meeting_reports_the_one_that_began_last),
      cmocka_unit_test(a_meeting_without_length_is_never_in_progress),
      cmocka_unit_test(impossible_questions_have_no_occurrence),
  };
  return cmocka_run_group_tests(tests, open_pinned, close_pinned);
}
