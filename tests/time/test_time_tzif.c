/* TZif files of every version and make: what the clock shows, and over which stretch. */
#include "time/zone_data.h"
#include "time_support.h"
#include "tzif_author.h"
#include <string.h>

static rsup_allocator heap;

static rsupi_zones *open_zones(const char *dir) {
  const rsupi_zones_source source = {dir, NULL, NULL};
  rsupi_zones *zones;
  assert_int_equal(rsupi_zones_new(NULL, &source, &zones, NULL), RSUP_OK);
  return zones;
}

static const rsupi_zone *get(rsupi_zones *zones, const char *name) {
  const rsupi_zone *zone;
  rsup_error err;
  if (rsupi_zones_get(zones, name, &zone, &err) != RSUP_OK) fail_msg("%s: %s", name, err.message);
  return zone;
}

static rsupi_zone *author(const tzif_spec *spec) {
  unsigned char bytes[TZIF_AUTHOR_SIZE];
  rsupi_zone *zone;
  rsup_error err;
  const size_t len = tzif_author(spec, bytes);
  if (rsupi_zone_parse(&heap, "Test/Zone", bytes, len, &zone, &err) != RSUP_OK)
    fail_msg("%s", err.message);
  return zone;
}

static const int32_t utc_offset[1] = {0};

static rsupi_zone *author_footer(const char *footer) {
  const tzif_spec spec = {'3', 0, NULL, NULL, 1, utc_offset, 0, NULL, NULL, footer};
  return author(&spec);
}

static void new_york_changes_at_the_published_instants(void **state) {
  (void)state;
  rsupi_zones *zones = open_zones(PINNED_ZONES);
  const rsupi_zone *zone = get(zones, "America/New_York");
  rsup_instant from, until;
  /* Energy Policy Act of 2005: second Sunday in March to first Sunday in November, 2:00 local. */
  assert_int_equal(rsupi_zone_offset(zone, instant("2026-03-08T06:59:59.999Z"), NULL, NULL),
                   -18000);
  assert_int_equal(rsupi_zone_offset(zone, instant("2026-03-08T07:00:00Z"), &from, &until), -14400);
  assert_int_equal(from, instant("2026-03-08T07:00:00Z"));
  assert_int_equal(until, instant("2026-11-01T06:00:00Z"));
  /* In 2100 only the footer knows: 14 March and 7 November. */
  assert_int_equal(rsupi_zone_offset(zone, instant("2100-07-01T00:00:00Z"), &from, &until), -14400);
  assert_int_equal(from, instant("2100-03-14T07:00:00Z"));
  assert_int_equal(until, instant("2100-11-07T06:00:00Z"));
  /* Before standard time (1883-11-18 12:03:58 local): 4 h 56 min 2 s west. */
  assert_int_equal(rsupi_zone_offset(zone, instant("1883-11-18T16:59:59Z"), &from, &until), -17762);
  assert_int_equal(from, INT64_MIN);
  assert_int_equal(until, instant("1883-11-18T17:00:00Z"));
  assert_int_equal(rsupi_zone_offset(zone, INT64_MIN, NULL, NULL), -17762);
  rsupi_zones_free(zones);
}

static void slim_and_fat_files_show_the_same_clock(void **state) {
  (void)state;
  static const char *const names[] = {"America/New_York", "Europe/London", "America/Nuuk",
                                      "Australia/Lord_Howe"};
  rsupi_zones *slim = open_zones(RSUP_SOURCE_DIR "/tests/data/zoneinfo-slim");
  rsupi_zones *fat = open_zones(RSUP_SOURCE_DIR "/tests/data/zoneinfo-fat");
  const rsup_instant end = instant("2150-01-01T00:00:00Z");
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    const rsupi_zone *a = get(slim, names[i]), *b = get(fat, names[i]);
    for (rsup_instant at = instant("1840-01-01T00:00:00Z"); at < end; at += 5 * 3600000)
      if (rsupi_zone_offset(a, at, NULL, NULL) != rsupi_zone_offset(b, at, NULL, NULL))
        fail_msg("%s at %lld", names[i], (long long)at);
  }
  rsupi_zones_free(slim);
  rsupi_zones_free(fat);
}

static void stretches_lie_end_to_end_and_change_the_offset(void **state) {
  (void)state;
  static const char *const names[] = {
      "America/New_York", "Europe/London", "America/Nuuk",     "Australia/Lord_Howe", "Asia/Gaza",
      "Europe/Dublin",    "Africa/Cairo",  "Antarctica/Troll", "Pacific/Apia",        "UTC",
      "Pacific/Chatham",  "Europe/Lisbon", "Africa/Casablanca"};
  rsupi_zones *zones = open_zones(PINNED_ZONES);
  const rsup_instant end = instant("2500-01-01T00:00:00Z");
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    const rsupi_zone *zone = get(zones, names[i]);
    rsup_instant from, until;
    int32_t offset = rsupi_zone_offset(zone, INT64_MIN, &from, &until);
    assert_int_equal(from, INT64_MIN);
    while (until < end) {
      const rsup_instant at = until;
      rsup_instant last_from, last_until;
      assert_int_equal(rsupi_zone_offset(zone, at - 1, &last_from, &last_until), offset);
      assert_int_equal(last_from, from);
      assert_int_equal(last_until, at);
      const int32_t next = rsupi_zone_offset(zone, at, &from, &until);
      assert_int_equal(from, at);
      assert_true(until > at);
      assert_int_not_equal(next, offset);
      offset = next;
    }
  }
  rsupi_zones_free(zones);
}

static void a_version_1_file_holds_its_last_offset_on(void **state) {
  (void)state;
  static const int64_t times[] = {-1000000000, 1000000000};
  static const uint8_t types[] = {1, 2};
  static const int32_t offsets[] = {1234, 3600, 7200};
  const tzif_spec spec = {0, 2, times, types, 3, offsets, 0, NULL, NULL, NULL};
  rsupi_zone *zone = author(&spec);
  rsup_instant from, until;
  assert_string_equal(rsupi_zone_name(zone), "Test/Zone");
  assert_int_equal(rsupi_zone_offset(zone, -1000000000001, NULL, NULL), 1234);
  assert_int_equal(rsupi_zone_offset(zone, -1000000000000, NULL, NULL), 3600);
  assert_int_equal(rsupi_zone_offset(zone, INT64_MAX, &from, &until), 7200);
  assert_int_equal(from, 1000000000000);
  assert_int_equal(until, INT64_MAX);
  rsupi_zone_free(&heap, zone);
}

static void the_64_bit_block_counts_and_the_32_bit_block_does_not(void **state) {
  (void)state;
  static const int64_t times[] = {-3000000000, 5000000000}; /* neither fits 32 bits */
  static const uint8_t types[] = {1, 0};
  static const int32_t offsets[] = {0, 3600};
  for (char version = '2'; version <= '4'; version++) {
    const tzif_spec spec = {version, 2, times, types, 2, offsets, 0, NULL, NULL, ""};
    rsupi_zone *zone = author(&spec);
    rsup_instant from, until;
    assert_int_equal(rsupi_zone_offset(zone, 0, &from, &until), 3600);
    assert_int_equal(from, -3000000000000);
    assert_int_equal(until, 5000000000000);
    assert_int_equal(rsupi_zone_offset(zone, INT64_MAX, NULL, NULL), 0);
    rsupi_zone_free(&heap, zone);
  }
}

static void leap_seconds_of_a_version_4_file_are_taken_out(void **state) {
  (void)state;
  /* A table cut off at its start: version 4 lets it begin with a total other than 1. The last row,
   * with an unchanged total, says when the table expires. */
  static const int64_t leap_times[] = {1000000000, 1100000005, 1200000000};
  static const int32_t leap_totals[] = {5, 6, 6};
  static const int64_t times[] = {900000000, 1050000005, 1150000006};
  static const uint8_t types[] = {1, 0, 1};
  static const int32_t offsets[] = {0, 3600};
  const tzif_spec spec = {'4', 3, times, types, 2, offsets, 3, leap_times, leap_totals, "ABC-1"};
  rsupi_zone *zone = author(&spec);
  rsup_instant from, until;
  assert_int_equal(rsupi_zone_offset(zone, 950000000000, &from, &until), 3600);
  assert_int_equal(from, 900000000000);
  assert_int_equal(until, 1050000000000);
  assert_int_equal(rsupi_zone_offset(zone, 1050000000000, &from, &until), 0);
  assert_int_equal(until, 1150000000000);
  rsupi_zone_free(&heap, zone);
}

static void transitions_before_the_reach_of_milliseconds_are_fine(void **state) {
  (void)state;
  static const int64_t times[] = {INT64_MIN, -INT64_C(576460752303423488), 0, INT64_MAX};
  static const uint8_t types[] = {0, 1, 2, 0};
  static const int32_t offsets[] = {0, 3600, 7200};
  const tzif_spec spec = {'2', 4, times, types, 3, offsets, 0, NULL, NULL, ""};
  rsupi_zone *zone = author(&spec);
  assert_int_equal(rsupi_zone_offset(zone, INT64_MIN, NULL, NULL), 3600);
  assert_int_equal(rsupi_zone_offset(zone, -1, NULL, NULL), 3600);
  assert_int_equal(rsupi_zone_offset(zone, 0, NULL, NULL), 7200);
  rsupi_zone_free(&heap, zone);
}

typedef struct footer_row {
  const char *footer, *at;
  int32_t offset;
} footer_row;

static void footers_decide_by_the_dates_of_their_rule(void **state) {
  (void)state;
  static const footer_row rows[] = {
      {"<+0545>-5:45", "2026-01-01T00:00:00Z", 20700},
      {"LMT-1:02:03", "2026-01-01T00:00:00Z", 3723},
      {"<-03>+3", "2026-01-01T00:00:00Z", -10800},
      /* Nuuk, a negative time: the last Sunday in March (29th), -1:00 at UTC-2 = 01:00Z. */
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200},
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600},
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-10-25T00:59:59Z", -3600},
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-10-25T01:00:00Z", -7200},
      /* Gaza, 50 hours after the fourth Thursday (26 March, 22 October) began. */
      {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59:59Z", 7200},
      {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z", 10800},
      {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-10-23T22:59:59Z", 10800},
      {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-10-23T23:00:00Z", 7200},
      /* Dublin: winter is the exception; "dst" is less than standard. */
      {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-15T00:00:00Z", 0},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-15T00:00:00Z", 3600},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-12-31T23:59:59Z", 0},
      /* Lord Howe, southern, half an hour; over the turn of the year. */
      {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-12-31T23:59:59Z", 39600},
      {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2027-01-01T00:00:00Z", 39600},
      {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-06-01T00:00:00Z", 37800},
      /* RFC 9636, 3.3.1: daylight saving all year. */
      {"XXX3EDT4,0/0,J365/23", "2026-01-01T02:59:59Z", -14400},
      {"XXX3EDT4,0/0,J365/23", "2026-01-01T03:00:00Z", -14400},
      {"XXX3EDT4,0/0,J365/23", "2026-07-01T00:00:00Z", -14400},
      {"XXX3EDT4,0/0,J365/23", "2028-12-31T23:00:00Z", -14400},
      /* J60 is 1 March in every year; 59 is 29 February in a leap year, else 1 March. */
      {"AAA0BBB,J60/0,J300/0", "2024-02-29T23:59:59Z", 0},
      {"AAA0BBB,J60/0,J300/0", "2024-03-01T00:00:00Z", 3600},
      {"AAA0BBB,J60/0,J300/0", "2026-02-28T23:59:59Z", 0},
      {"AAA0BBB,J60/0,J300/0", "2026-03-01T00:00:00Z", 3600},
      {"AAA0BBB,59/0,300/0", "2024-02-28T23:59:59Z", 0},
      {"AAA0BBB,59/0,300/0", "2024-02-29T00:00:00Z", 3600},
      {"AAA0BBB,59/0,300/0", "2026-02-28T23:59:59Z", 0},
      {"AAA0BBB,59/0,300/0", "2026-03-01T00:00:00Z", 3600},
      /* The fifth Sunday of a month with four is the fourth: 22 February 2026. */
      {"AAA0BBB,M2.5.0/0,M10.1.0", "2026-02-21T23:59:59Z", 0},
      {"AAA0BBB,M2.5.0/0,M10.1.0", "2026-02-22T00:00:00Z", 3600},
      /* Years far away. */
      {"EST5EDT,M3.2.0,M11.1.0", "9999-07-01T00:00:00Z", -14400},
      {"EST5EDT,M3.2.0,M11.1.0", "0001-01-01T00:00:00Z", -18000},
  };
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    rsupi_zone *zone = author_footer(rows[i].footer);
    const int32_t offset = rsupi_zone_offset(zone, instant(rows[i].at), NULL, NULL);
    if (offset != rows[i].offset) fail_msg("%s at %s: %d", rows[i].footer, rows[i].at, offset);
    rsupi_zone_free(&heap, zone);
  }
}

static void footers_that_are_no_rule_are_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "5",
      "EST",
      "ES5",
      "<ES>5",
      "<EST5",
      "EST+-5",
      "EST25",
      "EST5:60",
      "EST5:00:60",
      "EST5EDT",
      "EST5EDT4",
      "EST5EDT,",
      "EST5EDT,M3.2.0",
      "EST5EDT,M3.2.0,",
      "EST5EDT,M0.2.0,M11.1.0",
      "EST5EDT,M13.2.0,M11.1.0",
      "EST5EDT,M3.0.0,M11.1.0",
      "EST5EDT,M3.6.0,M11.1.0",
      "EST5EDT,M3.2.7,M11.1.0",
      "EST5EDT,M3.2,M11.1.0",
      "EST5EDT,J0,J365",
      "EST5EDT,J1,J366",
      "EST5EDT,0,366",
      "EST5EDT,M3.2.0/168,M11.1.0",
      "EST5EDT,M3.2.0/,M11.1.0",
      "EST5EDT,M3.2.0,M11.1.0x",
      "EST5EDT,M3.2.0,M11.1.0,M1.1.1",
      ":America/New_York",
      " EST5",
      "EST5 ",
  };
  rsupi_zone_rule rule;
  for (size_t i = 0; i < COUNT_OF(wrong); i++)
    if (rsupi_zone_rule_parse(wrong[i], strlen(wrong[i]), &rule))
      fail_msg("\"%s\" was read", wrong[i]);
}

static void far_from_every_calendar_the_standard_offset_holds(void **state) {
  (void)state;
  rsupi_zone *zone = author_footer("EST5EDT,M3.2.0,M11.1.0");
  assert_int_equal(rsupi_zone_offset(zone, INT64_MAX, NULL, NULL), -18000);
  assert_int_equal(rsupi_zone_offset(zone, INT64_MIN, NULL, NULL), -18000);
  assert_int_equal(rsupi_zone_day(zone, INT64_MAX), RSUPI_NO_DAY);
  assert_int_equal(rsupi_zone_day(zone, RSUPI_NO_INSTANT), RSUPI_NO_DAY);
  assert_int_equal(rsupi_zone_minute(zone, RSUPI_NO_INSTANT), INT32_MIN);
  rsupi_zone_free(&heap, zone);
}

static int make_heap(void **state) {
  (void)state;
  heap = rsupi_allocator_or_default(NULL);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(new_york_changes_at_the_published_instants),
      cmocka_unit_test(slim_and_fat_files_show_the_same_clock),
      cmocka_unit_test(stretches_lie_end_to_end_and_change_the_offset),
      cmocka_unit_test(a_version_1_file_holds_its_last_offset_on),
      cmocka_unit_test(the_64_bit_block_counts_and_the_32_bit_block_does_not),
      cmocka_unit_test(leap_seconds_of_a_version_4_file_are_taken_out),
      cmocka_unit_test(transitions_before_the_reach_of_milliseconds_are_fine),
      cmocka_unit_test(footers_decide_by_the_dates_of_their_rule),
      cmocka_unit_test(footers_that_are_no_rule_are_refused),
      cmocka_unit_test(far_from_every_calendar_the_standard_offset_holds),
  };
  return cmocka_run_group_tests(tests, make_heap, NULL);
}
