/* The public texts of days and instants. */
#include "recovery-support/time.h"
#include "time/civil.h"
#include "time_test.h"
#include <string.h>

static void an_instant_is_read_and_written(void **state) {
  (void)state;
  static const char text[] = "2026-03-04T08:10+01:00";
  rsup_instant at;
  rsup_error err;
  char out[40];
  assert_int_equal(rsup_instant_parse(text, strlen(text), &at, &err), RSUP_OK);
  assert_int_equal(at, 1772608200000);
  assert_int_equal(rsup_instant_text(at, out, sizeof out), 20);
  assert_string_equal(out, "2026-03-04T07:10:00Z");
}

static void a_wrong_instant_is_an_error_without_its_text(void **state) {
  (void)state;
  static const char *const wrong[] = {"2026-03-04T08:10", "2026-02-30T08:10Z", "soon", ""};
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    rsup_instant at = 1;
    rsup_error err;
    assert_int_equal(rsup_instant_parse(wrong[i], strlen(wrong[i]), &at, &err), RSUP_E_TIME);
    assert_int_equal(err.status, RSUP_E_TIME);
    assert_int_equal(at, RSUPI_NO_INSTANT);
    if (wrong[i][0]) assert_null(strstr(err.message, wrong[i]));
  }
}

static void a_day_is_read_and_written(void **state) {
  (void)state;
  rsup_day day;
  char out[16];
  assert_int_equal(rsup_day_parse("2026-03-04", 10, &day, NULL), RSUP_OK);
  assert_int_equal(day, 20516);
  assert_int_equal(rsup_day_text(day, out, sizeof out), 10);
  assert_string_equal(out, "2026-03-04");
  assert_int_equal(rsup_day_parse("2026-02-29", 10, &day, NULL), RSUP_E_TIME);
  assert_int_equal(day, RSUPI_NO_DAY);
}

static void no_value_has_no_text_and_little_room_cuts(void **state) {
  (void)state;
  char out[16] = "x";
  assert_int_equal(rsup_instant_text(RSUPI_NO_INSTANT, out, sizeof out), 0);
  assert_string_equal(out, "");
  assert_int_equal(rsup_day_text(RSUPI_NO_DAY, out, sizeof out), 0);
  assert_string_equal(out, "");
  assert_int_equal(rsup_day_text(0, out, 5), 4);
  assert_string_equal(out, "1970");
  assert_int_equal(rsup_day_text(0, NULL, 0), 0);
}

static void missing_arguments_are_refused(void **state) {
  (void)state;
  rsup_instant at;
  rsup_day day;
  assert_int_equal(rsup_instant_parse(NULL, 0, &at, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_instant_parse("x", 1, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_day_parse(NULL, 0, &day, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_day_parse("x", 1, NULL, NULL), RSUP_E_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_instant_is_read_and_written),
      cmocka_unit_test(a_wrong_instant_is_an_error_without_its_text),
      cmocka_unit_test(a_day_is_read_and_written),
      cmocka_unit_test(no_value_has_no_text_and_little_room_cuts),
      cmocka_unit_test(missing_arguments_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
