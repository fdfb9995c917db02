/* Civil days: against a calendar counted day by day, and hand cases. */
#include "time/civil.h"
#include "time_test.h"
#include <string.h>

static int parse_day(const char *text, rsup_day *out) {
  return rsupi_day_parse(text, strlen(text), out);
}

static void known_days_have_their_numbers(void **state) {
  (void)state;
  /* From Python's datetime.date: toordinal() - 719163. */
  assert_int_equal(rsupi_day_from_civil(1970, 1, 1), 0);
  assert_int_equal(rsupi_day_from_civil(1969, 12, 31), -1);
  assert_int_equal(rsupi_day_from_civil(1900, 3, 1), -25508);
  assert_int_equal(rsupi_day_from_civil(2000, 3, 1), 11017);
  assert_int_equal(rsupi_day_from_civil(2024, 2, 29), 19782);
  assert_int_equal(rsupi_day_from_civil(2026, 3, 4), 20516);
  assert_int_equal(rsupi_day_from_civil(1, 1, 1), -719162);
  assert_int_equal(rsupi_day_from_civil(9999, 12, 31), 2932896);
}

static void every_day_of_years_1_to_9999_counts_on_by_one(void **state) {
  (void)state;
  static const int32_t lengths[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  rsup_day day = -719162;
  int32_t weekday = 1; /* 0001-01-01 is a Monday in the proleptic Gregorian calendar */
  for (int32_t year = 1; year <= 9999; year++)
    for (int32_t month = 1; month <= 12; month++) {
      const int leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
      const int32_t length = lengths[month] + (month == 2 && leap);
      if (rsupi_days_in_month(year, month) != length) fail_msg("length of %d-%d", year, month);
      for (int32_t d = 1; d <= length; d++, day++, weekday = (weekday + 1) % 7) {
        const rsupi_civil civil = rsupi_civil_from_day(day);
        if (rsupi_day_from_civil(year, month, d) != day || civil.year != year ||
            civil.month != month || civil.day != d || rsupi_weekday(day) != weekday)
          fail_msg("%d-%d-%d", year, month, d);
      }
    }
  assert_int_equal(day, 2932897);
}

static void extreme_day_numbers_survive_the_way_there_and_back(void **state) {
  (void)state;
  const rsup_day days[] = {INT32_MIN + 1, INT32_MAX, 0, -719528, -719529};
  for (size_t i = 0; i < COUNT_OF(days); i++) {
    const rsupi_civil civil = rsupi_civil_from_day(days[i]);
    assert_int_equal(rsupi_day_from_civil(civil.year, civil.month, civil.day), days[i]);
  }
  assert_int_equal(rsupi_day_from_civil(INT32_MAX, 12, 31), RSUPI_NO_DAY);
  assert_int_equal(rsupi_day_from_civil(INT32_MIN, 1, 1), RSUPI_NO_DAY);
  assert_int_equal(rsupi_day_from_civil(2026, 13, 1), RSUPI_NO_DAY);
  assert_int_equal(rsupi_day_from_civil(2026, 0, 1), RSUPI_NO_DAY);
}

static void only_days_of_the_calendar_are_valid(void **state) {
  (void)state;
  assert_true(rsupi_civil_valid(2024, 2, 29));
  assert_true(rsupi_civil_valid(2000, 2, 29));
  assert_false(rsupi_civil_valid(1900, 2, 29));
  assert_false(rsupi_civil_valid(2026, 2, 29));
  assert_false(rsupi_civil_valid(2026, 4, 31));
  assert_false(rsupi_civil_valid(2026, 13, 1));
  assert_false(rsupi_civil_valid(2026, 0, 1));
  assert_false(rsupi_civil_valid(2026, 1, 0));
  assert_false(rsupi_civil_valid(0, 1, 1));
  assert_false(rsupi_civil_valid(10000, 1, 1));
  assert_true(rsupi_civil_valid(1, 1, 1));
  assert_true(rsupi_civil_valid(9999, 12, 31));
  assert_int_equal(rsupi_days_in_month(2026, 0), 0);
  assert_int_equal(rsupi_days_in_month(2026, 13), 0);
}

typedef struct step {
  const char *from;
  int32_t count;
  const char *to;
} step;

static void check_steps(const step *steps, size_t count, rsup_day (*add)(rsup_day, int32_t)) {
  for (size_t i = 0; i < count; i++) {
    rsup_day from;
    char text[16];
    assert_int_equal(parse_day(steps[i].from, &from), 1);
    rsupi_day_print(add(from, steps[i].count), text);
    assert_string_equal(text, steps[i].to);
  }
}

static void months_on_keep_the_day_or_take_the_last(void **state) {
  (void)state;
  static const step steps[] = {
      {"2026-01-31", 1, "2026-02-28"},   {"2024-01-31", 1, "2024-02-29"},
      {"2026-01-31", 3, "2026-04-30"},   {"2026-08-31", 6, "2027-02-28"},
      {"2026-11-15", 2, "2027-01-15"},   {"2026-03-31", -1, "2026-02-28"},
      {"2026-01-15", -1, "2025-12-15"},  {"2026-01-15", -13, "2024-12-15"},
      {"2026-05-04", 0, "2026-05-04"},   {"2026-02-28", 1, "2026-03-28"},
      {"2000-02-29", -24, "1998-02-28"}, {"2026-12-31", 12, "2027-12-31"},
  };
  check_steps(steps, COUNT_OF(steps), rsupi_day_add_months);
}

static void years_on_move_29_february_to_the_28th(void **state) {
  (void)state;
  static const step steps[] = {
      {"2024-02-29", 1, "2025-02-28"},    {"2024-02-29", 4, "2028-02-29"},
      {"2024-02-29", 76, "2100-02-28"},   {"2026-03-04", 10, "2036-03-04"},
      {"2024-02-29", -124, "1900-02-28"}, {"0001-01-01", 9998, "9999-01-01"},
  };
  check_steps(steps, COUNT_OF(steps), rsupi_day_add_years);
}

static void no_day_stays_no_day(void **state) {
  (void)state;
  char text[16];
  assert_int_equal(rsupi_day_add_months(RSUPI_NO_DAY, 1), RSUPI_NO_DAY);
  assert_int_equal(rsupi_day_add_years(0, INT32_MAX), RSUPI_NO_DAY);
  assert_int_equal(rsupi_day_add_years(0, INT32_MIN), RSUPI_NO_DAY);
  assert_int_equal(rsupi_day_add_months(0, INT32_MAX), RSUPI_NO_DAY);
  rsupi_day_print(RSUPI_NO_DAY, text);
  assert_string_equal(text, "");
}

static void years_beyond_four_digits_print_with_a_sign(void **state) {
  (void)state;
  char text[16];
  rsupi_day_print(rsupi_day_from_civil(10000, 1, 1), text);
  assert_string_equal(text, "+010000-01-01");
  rsupi_day_print(rsupi_day_from_civil(-1, 12, 31), text);
  assert_string_equal(text, "-000001-12-31");
  rsupi_day_print(rsupi_day_from_civil(0, 1, 1), text);
  assert_string_equal(text, "0000-01-01");
  rsupi_day_print(INT32_MAX, text); /* numpy: datetime64(2**31 - 1, 'D') */
  assert_string_equal(text, "+5881580-07-11");
}

static void day_texts_are_whole_or_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "",           "2026-3-04",   "2026-03-4",       "2026-03-04 ", " 2026-03-04",
      "2026-02-29", "2026-13-01",  "2026-00-01",      "2026-01-00",  "2026-04-31",
      "0000-01-01", "10000-01-01", "2026/03/04",      "20260304",    "2026-03-04T",
      "2026-03",    "2026",        "-026-03-04",      "+026-03-04",  "2026-0a-04",
      "2026-03-0x", "1900-02-29",  "2026-03-\xd9\xa1"};
  rsup_day day = 77;
  for (size_t i = 0; i < COUNT_OF(wrong); i++)
    if (parse_day(wrong[i], &day)) fail_msg("\"%s\" was read", wrong[i]);
  assert_int_equal(day, 77);
  assert_int_equal(rsupi_day_parse(NULL, 0, &day), 0);
  assert_int_equal(rsupi_day_parse("2026-03-04\0", 11, &day), 0);
  assert_int_equal(parse_day("2026-03-04", &day), 1);
  assert_int_equal(day, 20516);
  assert_int_equal(parse_day("0001-01-01", &day), 1);
  assert_int_equal(parse_day("9999-12-31", &day), 1);
}

static void spans_cover_their_day_month_or_year(void **state) {
  (void)state;
  static const struct {
    const char *text, *first, *last;
  } spans[] = {{"2026-03-04", "2026-03-04", "2026-03-04"},
               {"2024-02", "2024-02-01", "2024-02-29"},
               {"2026-12", "2026-12-01", "2026-12-31"},
               {"2026", "2026-01-01", "2026-12-31"},
               {"9999", "9999-01-01", "9999-12-31"}};
  for (size_t i = 0; i < COUNT_OF(spans); i++) {
    rsup_day first, last;
    char text[16];
    assert_int_equal(rsupi_span_parse(spans[i].text, strlen(spans[i].text), &first, &last), 1);
    rsupi_day_print(first, text);
    assert_string_equal(text, spans[i].first);
    rsupi_day_print(last, text);
    assert_string_equal(text, spans[i].last);
  }
}

static void spans_that_are_none_are_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {"",        "0000",   "202",      "2026-",      "2026-13",
                                      "2026-00", "2026-3", "2026-03-", "2026-03-32", "spring 2026"};
  rsup_day first = 5, last = 6;
  for (size_t i = 0; i < COUNT_OF(wrong); i++)
    if (rsupi_span_parse(wrong[i], strlen(wrong[i]), &first, &last))
      fail_msg("\"%s\" was read", wrong[i]);
  assert_int_equal(first, 5);
  assert_int_equal(last, 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(known_days_have_their_numbers),
      cmocka_unit_test(every_day_of_years_1_to_9999_counts_on_by_one),
      cmocka_unit_test(extreme_day_numbers_survive_the_way_there_and_back),
      cmocka_unit_test(only_days_of_the_calendar_are_valid),
      cmocka_unit_test(months_on_keep_the_day_or_take_the_last),
      cmocka_unit_test(years_on_move_29_february_to_the_28th),
      cmocka_unit_test(no_day_stays_no_day),
      cmocka_unit_test(years_beyond_four_digits_print_with_a_sign),
      cmocka_unit_test(day_texts_are_whole_or_refused),
      cmocka_unit_test(spans_cover_their_day_month_or_year),
      cmocka_unit_test(spans_that_are_none_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
