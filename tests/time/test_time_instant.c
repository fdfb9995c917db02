/* Texts of instants and of clock times. Expected numbers: Python's datetime.fromisoformat(). */
#include "time/civil.h"
#include "time_test.h"
#include <string.h>

static int parse(const char *text, rsup_instant *out, rsup_day *day) {
  return rsupi_instant_parse(text, strlen(text), out, day);
}

static void instants_are_read_with_their_offset(void **state) {
  (void)state;
  static const struct {
    const char *text;
    rsup_instant at;
    rsup_day day;
  } rows[] = {
      {"2026-03-04T08:10:00+01:00", 1772608200000, 20516},
      {"2026-03-04T08:10+01:00", 1772608200000, 20516}, /* seconds may be missing */
      {"2026-03-04T07:10:00Z", 1772608200000, 20516},
      {"2026-03-04t07:10:00z", 1772608200000, 20516}, /* RFC 3339 5.6: either case */
      {"2026-03-04T07:10Z", 1772608200000, 20516},
      {"2026-03-04T08:10:30.250Z", 1772611830250, 20516},
      {"2026-03-04T08:10:30.25Z", 1772611830250, 20516},
      {"2026-03-04T08:10:30.250999999Z", 1772611830250, 20516}, /* dropped, not rounded */
      {"2026-03-04T00:30:00-04:30", 1772600400000, 20516},
      {"2026-03-04T23:30:00-04:30", 1772683200000, 20516}, /* the day as written, not UTC's */
      {"2026-03-04T07:10:00-00:00", 1772608200000, 20516},
      {"1969-12-31T23:59:59.999Z", -1, -1},
      {"0001-01-01T00:00:00Z", -62135596800000, -719162},
      {"9999-12-31T23:59:59.999Z", 253402300799999, 2932896},
  };
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    rsup_instant at;
    rsup_day day;
    if (parse(rows[i].text, &at, &day) != 1) fail_msg("\"%s\" was refused", rows[i].text);
    if (at != rows[i].at || day != rows[i].day) fail_msg("\"%s\" was read wrong", rows[i].text);
  }
}

static void a_time_without_offset_is_naive(void **state) {
  (void)state;
  static const char *const naive[] = {"2026-03-04T08:10", "2026-03-04T08:10:30",
                                      "2026-03-04T08:10:30.250", "2026-03-04t08:10"};
  rsup_instant at = 7;
  rsup_day day = 8;
  for (size_t i = 0; i < COUNT_OF(naive); i++)
    if (parse(naive[i], &at, &day) != -1) fail_msg("\"%s\" is naive", naive[i]);
  assert_int_equal(at, 7);
  assert_int_equal(day, 8);
}

static void malformed_and_impossible_instants_are_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "",
      "2026-03-04",
      "2026-03-04T",
      "2026-03-04 08:10:00Z", /* a space is no T */
      "2026-03-04T08Z",
      "2026-03-04T8:10Z",
      "2026-03-04T08:10:60Z", /* leap second */
      "2016-12-31T23:59:60Z", /* even a real one */
      "2026-03-04T08:60:00Z",
      "2026-03-04T24:00:00Z",
      "2026-03-04T24:00Z",
      "2026-03-04T24:00",
      "2026-03-04T25:00:00Z",
      "2026-02-29T08:10:00Z",
      "2026-03-04T08:10:00.Z",
      "2026-03-04T08:10:00,5Z",
      "2026-03-04T08:10:00.1234567890Z",
      "2026-03-04T08:10.5Z",
      "2026-03-04T08:10:00+1:00",
      "2026-03-04T08:10:00+01",
      "2026-03-04T08:10:00+0100",
      "2026-03-04T08:10:00+01:60",
      "2026-03-04T08:10:00+16:00", /* no place on Earth */
      "2026-03-04T08:10:00-24:00",
      "2026-03-04T08:10:00Z ",
      " 2026-03-04T08:10:00Z",
      "2026-03-04T08:10:00ZZ",
      "2026-03-04T08:10:00 Z",
      "2026-03-04T08:10:00+01:00Z",
      "2026-03-04T-8:10:00Z",
      "0001-01-01T00:00:00+01:00", /* lies in year 0 of UTC */
      "9999-12-31T23:59:59-01:00",
      "today",
  };
  rsup_instant at = 7;
  rsup_day day = 8;
  for (size_t i = 0; i < COUNT_OF(wrong); i++)
    if (parse(wrong[i], &at, &day) != 0) fail_msg("\"%s\" was not refused", wrong[i]);
  assert_int_equal(at, 7);
  assert_int_equal(day, 8);
  assert_int_equal(rsupi_instant_parse(NULL, 0, &at, &day), 0);
  assert_int_equal(parse("2026-03-04T07:10:00Z", &at, NULL), 1);
}

static void every_prefix_of_an_instant_is_refused_or_naive(void **state) {
  (void)state;
  static const char text[] = "2026-03-04T08:10:30.250+01:00";
  rsup_instant at;
  for (size_t len = 0; len + 1 < sizeof text; len++) {
    const int got = rsupi_instant_parse(text, len, &at, NULL);
    /* "...T08:10", "...:30", ".2", ".25" and ".250" end where a naive time may end. */
    const int naive = len == 16 || len == 19 || (len >= 21 && len <= 23);
    assert_int_equal(got, naive ? -1 : 0);
  }
}

static void instants_print_in_utc_and_with_milliseconds_only_when_there_are_some(void **state) {
  (void)state;
  static const struct {
    rsup_instant at;
    const char *text;
  } rows[] = {
      {1772608200000, "2026-03-04T07:10:00Z"},
      {1772611830250, "2026-03-04T08:10:30.250Z"},
      {1772611830005, "2026-03-04T08:10:30.005Z"},
      {0, "1970-01-01T00:00:00Z"},
      {-1, "1969-12-31T23:59:59.999Z"},
      {-62135596800000, "0001-01-01T00:00:00Z"},
      {253402300799999, "9999-12-31T23:59:59.999Z"},
      {RSUPI_NO_INSTANT, ""},
      /* The largest of Java's Instant and of numpy's datetime64[ms]. */
      {INT64_MAX, "+292278994-08-17T07:12:55.807Z"},
      {INT64_MIN + 1, "-292275055-05-16T16:47:04.193Z"},
  };
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    char text[40];
    rsupi_instant_print(rows[i].at, text);
    assert_string_equal(text, rows[i].text);
  }
}

static void clock_times_are_read_as_minutes(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int32_t minute;
  } rows[] = {{"07:00", 420},  {"7:00", 420},   {"00:00", 0},   {"0:00", 0},
              {"23:59", 1439}, {"24:00", 1440}, {"19:30", 1170}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    int32_t minute;
    assert_int_equal(rsupi_clock_parse(rows[i].text, strlen(rows[i].text), &minute), 1);
    assert_int_equal(minute, rows[i].minute);
  }
}

static void clock_times_that_are_none_are_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {"",      "7",     "7:0",    "07:60",    "24:01", "25:00",
                                      "0700",  "07.00", "7 pm",   "07:00:00", "-7:00", "+7:00",
                                      " 7:00", "7:00 ", "007:00", ":00",      "a7:00"};
  int32_t minute = 9;
  for (size_t i = 0; i < COUNT_OF(wrong); i++)
    if (rsupi_clock_parse(wrong[i], strlen(wrong[i]), &minute))
      fail_msg("\"%s\" was read", wrong[i]);
  assert_int_equal(minute, 9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(instants_are_read_with_their_offset),
      cmocka_unit_test(a_time_without_offset_is_naive),
      cmocka_unit_test(malformed_and_impossible_instants_are_refused),
      cmocka_unit_test(every_prefix_of_an_instant_is_refused_or_naive),
      cmocka_unit_test(instants_print_in_utc_and_with_milliseconds_only_when_there_are_some),
      cmocka_unit_test(clock_times_are_read_as_minutes),
      cmocka_unit_test(clock_times_that_are_none_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
