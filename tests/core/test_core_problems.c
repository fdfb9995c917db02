/* Collecting the problems of one load. */
#include "core/cmocka_all.h"
#include "core/problems.h"
#include "core/watched_allocator.h"
#include <string.h>

static void start(rsupi_problems *problems, const rsup_allocator *allocator, int want_report) {
  const rsup_status status =
      rsupi_problems_start(problems, allocator, "feed.json", want_report, NULL);
  assert_int_equal(status, RSUP_OK);
}

/* An error of the status RSUP_E_SCHEMA at a line of the text that is loaded. */
static void add_error(rsupi_problems *problems, uint32_t line, uint32_t column) {
  rsupi_problem_add(problems, RSUP_SEVERITY_ERROR, RSUP_E_SCHEMA, NULL, line, column, 0, "a.b",
                    "line %u", (unsigned)line);
}

static void test_a_load_without_problems_has_an_empty_report(void **state) {
  (void)state;
  rsupi_problems problems;
  rsup_result *result;
  const char *json;
  start(&problems, NULL, 1);
  rsupi_problems_finish(&problems, 12, 0, &result);
  const rsup_report *const report = rsup_report_get(result);
  assert_string_equal(report->source, "feed.json");
  assert_int_equal(report->used, 12);
  assert_int_equal(report->left_out, 0);
  assert_int_equal(report->problem_count, 0);
  assert_int_equal(rsup_result_json(result, &json, NULL, NULL), RSUP_OK);
  assert_string_equal(json,
                      "{\"source\":\"feed.json\",\"used\":12,\"left_out\":0,\"problems\":[]}");
  rsup_result_free(result);
}

static void test_a_problem_tells_all_it_knows(void **state) {
  (void)state;
  rsupi_problems problems;
  rsup_result *result;
  const char *json;
  start(&problems, NULL, 1);
  rsupi_problem_add(&problems, RSUP_SEVERITY_WARNING, RSUP_E_UNKNOWN_ZONE, "zones", 4, 9, 2,
                    "[1].timezone", "no zone of that name; did you mean %s?", "Europe/Kyiv");
  rsupi_problems_finish(&problems, INT32_MIN, INT32_MIN, &result);
  assert_int_equal(rsup_result_json(result, &json, NULL, NULL), RSUP_OK);
  assert_string_equal(
      json, "{\"source\":\"feed.json\",\"used\":null,\"left_out\":null,\"problems\":[{"
            "\"severity\":\"warning\",\"code\":\"RSUP_E_UNKNOWN_ZONE\",\"source\":\"zones\","
            "\"path\":\"[1].timezone\",\"message\":\"no zone of that name; did you mean "
            "Europe/Kyiv?\",\"line\":4,\"column\":9,\"row\":2}]}");
  rsup_result_free(result);
}

static void test_the_first_error_of_the_text_is_kept_whole(void **state) {
  (void)state;
  rsupi_problems problems;
  start(&problems, NULL, 0);
  rsupi_problem_add(&problems, RSUP_SEVERITY_WARNING, RSUP_E_RANGE, NULL, 1, 1, 0, NULL, "w");
  assert_int_equal(problems.first.status, RSUP_OK);
  rsupi_problem_add(&problems, RSUP_SEVERITY_ERROR, RSUP_E_TIME, NULL, 7, 2, 3, "x", "late");
  rsupi_problem_add(&problems, RSUP_SEVERITY_ERROR, RSUP_E_SCHEMA, NULL, 5, 8, 2, "y", "early");
  rsupi_problem_add(&problems, RSUP_SEVERITY_ERROR, RSUP_E_TIME, NULL, 9, 1, 4, "z", "later");
  assert_int_equal(problems.errors, 3);
  assert_int_equal(problems.warnings, 1);
  assert_int_equal(problems.first.status, RSUP_E_SCHEMA);
  assert_int_equal(problems.first.line, 5);
  assert_int_equal(problems.first.column, 8);
  assert_int_equal(problems.first.row, 2);
  assert_string_equal(problems.first.path, "y");
  assert_string_equal(problems.first.message, "early");
  rsupi_problems_finish(&problems, 0, 0, NULL);
}

static void test_the_report_goes_down_the_text(void **state) {
  (void)state;
  static const uint32_t found[] = {3, 1, 4, 1, 5, 9, 2, 6}, sorted[] = {1, 1, 2, 3, 4, 5, 6, 9};
  rsupi_problems problems;
  rsup_result *result;
  start(&problems, NULL, 1);
  for (uint32_t i = 0; i < 8; i++) add_error(&problems, found[i], i);
  rsupi_problems_finish(&problems, 0, 8, &result);
  const rsup_report *const report = rsup_report_get(result);
  assert_int_equal(report->problem_count, 8);
  for (size_t i = 0; i < 8; i++) assert_int_equal(report->problems[i]->line, sorted[i]);
  assert_int_equal(report->problems[0]->column, 1); /* of two in a line, the left one first */
  assert_int_equal(report->problems[1]->column, 3);
  assert_string_equal(report->problems[0]->source, "feed.json");
  assert_int_equal(problems.first.line, 1);
  rsup_result_free(result);
}

static void test_a_thousand_are_kept_and_all_are_counted(void **state) {
  (void)state;
  rsupi_problems problems;
  rsup_result *result;
  start(&problems, NULL, 1);
  for (uint32_t line = 1; line <= 1234; line++) add_error(&problems, line, 1);
  assert_int_equal(problems.errors, 1234);
  rsupi_problems_finish(&problems, 0, 1234, &result);
  const rsup_report *const report = rsup_report_get(result);
  assert_int_equal(report->problem_count, 1001);
  assert_int_equal(report->problems[999]->line, 1000);
  assert_int_equal(report->problems[1000]->severity, RSUP_SEVERITY_NOTE);
  assert_string_equal(report->problems[1000]->message,
                      "234 more problems are counted but not listed");
  rsup_result_free(result);
}

static void test_without_a_report_only_the_error_is_kept(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_problems problems;
  rsup_result *result = (rsup_result *)1;
  start(&problems, &allocator, 0);
  add_error(&problems, 3, 1);
  rsupi_problems_finish(&problems, 0, 1, &result);
  assert_null(result);
  assert_int_equal(watch.allocations, 0);
  assert_string_equal(problems.first.message, "line 3");
  assert_string_equal(problems.first.source, "feed.json");
}

static void test_a_report_nobody_takes_is_freed(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_problems problems;
  start(&problems, &allocator, 1);
  add_error(&problems, 3, 1);
  rsupi_problems_finish(&problems, 0, 1, NULL);
  assert_int_equal(watch.live, 0);
  assert_int_equal(watch.not_wiped, 0);
}

static void test_a_report_is_whole_or_none(void **state) {
  (void)state;
  size_t points = 0;
  for (size_t point = 0; point <= points; point++) {
    watched watch;
    rsup_allocator allocator = watched_allocator(&watch);
    rsupi_problems problems;
    rsup_result *result = (rsup_result *)1;
    rsup_error err;
    watch.fail_at = point;
    if (rsupi_problems_start(&problems, &allocator, "feed.json", 1, &err)) {
      assert_int_equal(err.status, RSUP_E_MEMORY);
    } else {
      for (uint32_t line = 1; line <= 50; line++) add_error(&problems, line, 1);
      rsupi_problems_finish(&problems, 0, 50, &result);
      assert_int_equal(problems.failed, result == NULL);
      assert_int_equal(problems.failed, point != 0);
      assert_int_equal(problems.errors, 50);
      if (result) assert_int_equal(rsup_report_get(result)->problem_count, 50);
      rsup_result_free(result);
    }
    if (point == 0) points = watch.allocations;
    assert_int_equal(watch.live, 0);
  }
  assert_true(points > 3);
}

static void test_a_strict_load_ends_with_the_first_problem_of_the_text(void **state) {
  (void)state;
  rsupi_problems problems;
  rsup_error err;
  start(&problems, NULL, 0);
  add_error(&problems, 9, 1);
  add_error(&problems, 4, 1);
  assert_int_equal(rsupi_problems_settle(&problems, RSUP_E_MODEL, NULL, &err), RSUP_E_SCHEMA);
  assert_int_equal(err.line, 4);
}

static void test_a_step_that_names_no_problem_does_not_become_a_success(void **state) {
  (void)state;
  rsupi_problems problems;
  rsup_error err;
  start(&problems, NULL, 0);
  assert_int_equal(rsupi_problems_settle(&problems, RSUP_E_MODEL, NULL, &err), RSUP_E_MODEL);
  assert_string_equal(err.message, rsup_status_sentence(RSUP_E_MODEL));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_load_without_problems_has_an_empty_report),
      cmocka_unit_test(test_a_problem_tells_all_it_knows),
      cmocka_unit_test(test_the_first_error_of_the_text_is_kept_whole),
      cmocka_unit_test(test_the_report_goes_down_the_text),
      cmocka_unit_test(test_a_thousand_are_kept_and_all_are_counted),
      cmocka_unit_test(test_without_a_report_only_the_error_is_kept),
      cmocka_unit_test(test_a_report_nobody_takes_is_freed),
      cmocka_unit_test(test_a_report_is_whole_or_none),
      cmocka_unit_test(test_a_strict_load_ends_with_the_first_problem_of_the_text),
      cmocka_unit_test(test_a_step_that_names_no_problem_does_not_become_a_success),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
