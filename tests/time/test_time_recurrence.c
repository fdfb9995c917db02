/* Rules over civil days. The dates of other rules than these few are in
 * tests/vectors/schedules.json. */
#include "time/recurrence.h"
#include "time_support.h"
#include <string.h>

static const rsupi_recurrence every_day = {
    .kind = RSUPI_RECURS_WEEKDAYS, .weekdays = 127, .from = RSUPI_NO_DAY, .until = RSUPI_NO_DAY};

static void an_empty_rule_never_occurs(void **state) {
  (void)state;
  const rsupi_recurrence rule = {.from = RSUPI_NO_DAY, .until = RSUPI_NO_DAY};
  assert_int_equal(rsupi_recurs_on(&rule, 0), 0);
  assert_int_equal(rsupi_recurs_next(&rule, 0), RSUPI_NO_DAY);
}

static void every_three_days_counts_from_its_day_over_a_leap_day(void **state) {
  (void)state;
  rsupi_recurrence rule = every_day;
  rule.kind = RSUPI_RECURS_EVERY_DAYS;
  rule.every = 3;
  rule.from = day_of("2024-02-26"); /* 26, 29 February, 3 March */
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2024-02-01")), day_of("2024-02-26"));
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2024-02-27")), day_of("2024-02-29"));
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2024-03-01")), day_of("2024-03-03"));
}

/* 1 January 2026 is a Thursday: the week's Monday is 29 December. */
static void every_second_week_counts_weeks_from_monday(void **state) {
  (void)state;
  rsupi_recurrence rule = every_day;
  rule.kind = RSUPI_RECURS_EVERY_WEEKS;
  rule.every = 2;
  rule.weekdays = 1 << 1 | 1 << 0; /* Monday and Sunday */
  rule.from = day_of("2026-01-01");
  assert_int_equal(rsupi_recurs_next(&rule, rule.from), day_of("2026-01-04"));
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2026-01-05")), day_of("2026-01-12"));
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2026-01-13")), day_of("2026-01-18"));
}

/* 2026: fifth Fridays are 30 January, 29 May, 31 July, 30 October. */
static void a_month_without_a_fifth_friday_has_none(void **state) {
  (void)state;
  rsupi_recurrence rule = every_day;
  rule.kind = RSUPI_RECURS_MONTHLY;
  rule.weekdays = 1 << 5;
  rule.nth = 5;
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2026-01-01")), day_of("2026-01-30"));
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2026-01-31")), day_of("2026-05-29"));
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2026-05-30")), day_of("2026-07-31"));
}

static void the_last_sunday_is_the_fourth_or_the_fifth(void **state) {
  (void)state;
  rsupi_recurrence rule = every_day;
  rule.kind = RSUPI_RECURS_MONTHLY;
  rule.weekdays = 1 << 0;
  rule.nth = RSUPI_NTH_LAST;
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2026-02-01")), day_of("2026-02-22"));
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2026-03-01")), day_of("2026-03-29"));
}

static void exceptions_and_validity_take_days_away(void **state) {
  (void)state;
  const rsup_day except[] = {day_of("2026-03-05"), day_of("2026-03-06")};
  rsupi_recurrence rule = every_day;
  rule.except = except;
  rule.except_count = 2;
  rule.until = day_of("2026-03-07");
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2026-03-05")), day_of("2026-03-07"));
  assert_int_equal(rsupi_recurs_next(&rule, day_of("2026-03-08")), RSUPI_NO_DAY);
}

/* ---- next is the first that is on */

static uint64_t draw(uint64_t *seed, uint64_t below) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (*seed >> 33) % below;
}

static rsupi_recurrence drawn_rule(uint64_t *seed, rsup_day *lists, rsup_day start) {
  rsupi_recurrence rule = every_day;
  rule.kind = (int32_t)draw(seed, 5) + 1;
  rule.weekdays = (int32_t)draw(seed, 127) + 1;
  rule.every = (int32_t)draw(seed, 40) + 1;
  rule.nth = (int32_t)draw(seed, 6);
  if (rule.nth == 0) rule.nth = RSUPI_NTH_LAST;
  rule.from = start + (rsup_day)draw(seed, 100);
  if (draw(seed, 2)) rule.until = rule.from + (rsup_day)draw(seed, 400);
  for (size_t i = 0; i < 8; i++)
    lists[i] = (i ? lists[i - 1] : start) + (rsup_day)draw(seed, 50) + 1;
  for (size_t i = 8; i < 16; i++)
    lists[i] = (i > 8 ? lists[i - 1] : start) + (rsup_day)draw(seed, 9) + 1;
  rule.dates = lists;
  rule.date_count = 8;
  rule.except = lists + 8;
  rule.except_count = 8;
  return rule;
}

static void the_next_day_is_the_first_that_the_rule_is_on(void **state) {
  (void)state;
  uint64_t seed = 2026;
  for (int i = 0; i < 2000; i++) {
    rsup_day lists[16];
    const rsup_day start = (rsup_day)draw(&seed, 40000) - 10000;
    const rsupi_recurrence rule = drawn_rule(&seed, lists, start);
    const rsup_day asked = start + (rsup_day)draw(&seed, 300);
    rsup_day wanted = RSUPI_NO_DAY;
    for (rsup_day day = asked; day < asked + 800 && wanted == RSUPI_NO_DAY; day++)
      if (rsupi_recurs_on(&rule, day)) wanted = day;
    assert_int_equal(rsupi_recurs_next(&rule, asked), wanted);
  }
}

/* ---- zones */

static const rsupi_zone *zone_of(void **state, const char *name) {
  const rsupi_zone *zone = NULL;
  assert_int_equal(rsupi_zones_get(*state, name, &zone, NULL), RSUP_OK);
  return zone;
}

static void samoa_has_no_30_december_2011(void **state) {
  const rsupi_zone_span here[] = {{INT64_MIN, zone_of(state, "Pacific/Apia")}};
  const rsupi_day_times times = {360, 1260, 1440, 2160};
  rsupi_planned planned;
  assert_int_equal(rsupi_plan_day(here, 1, day_of("2011-12-30"), &times, &planned), 0);
  assert_int_equal(planned.opens, RSUPI_NO_INSTANT);
  assert_int_equal(rsupi_plan_day(here, 1, day_of("2011-12-31"), &times, &planned), 1);
  assert_int_equal(planned.opens, instant("2011-12-31T06:00+14:00"));
  rsup_instant at = instant("2011-12-01T00:00Z");
  rsup_day first, until;
  assert_int_equal(rsupi_history_jump(here, 1, &at, instant("2012-02-01T00:00Z"), &first, &until),
                   1);
  assert_int_equal(first, day_of("2011-12-30"));
  assert_int_equal(until, day_of("2011-12-31"));
  assert_int_equal(rsupi_history_jump(here, 1, &at, instant("2012-02-01T00:00Z"), &first, &until),
                   0);
}

static void a_move_changes_no_day_before_it(void **state) {
  const rsupi_zone *berlin = zone_of(state, "Europe/Berlin");
  const rsupi_zone *york = zone_of(state, "America/New_York");
  const rsupi_zone_span spans[] = {{INT64_MIN, berlin}, {instant("2026-02-10T16:00Z"), york}};
  assert_ptr_equal(rsupi_history_day_zone(spans, 2, day_of("2026-02-09")), berlin);
  /* Noon of the 10th came in Berlin at 11:00Z, and again in New York at 17:00Z: the first. */
  assert_ptr_equal(rsupi_history_day_zone(spans, 2, day_of("2026-02-10")), berlin);
  assert_ptr_equal(rsupi_history_day_zone(spans, 2, day_of("2026-02-11")), york);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_empty_rule_never_occurs),
      cmocka_unit_test(every_three_days_counts_from_its_day_over_a_leap_day),
      cmocka_unit_test(every_second_week_counts_weeks_from_monday),
      cmocka_unit_test(a_month_without_a_fifth_friday_has_none),
      cmocka_unit_test(the_last_sunday_is_the_fourth_or_the_fifth),
      cmocka_unit_test(exceptions_and_validity_take_days_away),
      cmocka_unit_test(the_next_day_is_the_first_that_the_rule_is_on),
      cmocka_unit_test(samoa_has_no_30_december_2011),
      cmocka_unit_test(a_move_changes_no_day_before_it),
  };
  return cmocka_run_group_tests(tests, open_pinned, close_pinned);
}
