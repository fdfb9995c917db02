/* The head of a document: its kind and the version of that kind. */
#include "document_support.h"

static void check_head(const char *text, rsup_status status, uint32_t line, uint32_t column,
                       const char *path, const char *message) {
  rsupi_arena arena;
  rsup_error err;
  const rsupi_node *root = read_fine(&arena, text);
  rsupi_problems problems;
  assert_int_equal(rsupi_problems_start(&problems, NULL, "test", 0, &err), RSUP_OK);
  rsupi_binder binder = {
      .arena = &arena, .source = "test", .problems = &problems, .private_values = 1};
  int32_t version = -1;
  assert_int_equal(rsupi_check_head(&binder, root, "config", 2, &version), status);
  assert_int_equal(problems.first.status, status);
  if (status != RSUP_OK) {
    assert_int_equal(version, 0);
    assert_int_equal(problems.first.line, line);
    assert_int_equal(problems.first.column, column);
    assert_string_equal(problems.first.path, path);
    assert_string_equal(problems.first.message, message);
  } else {
    assert_int_equal(version, line);
  }
  rsupi_problems_finish(&problems, 0, 0, NULL);
  rsupi_arena_free(&arena);
}

static void test_every_version_up_to_the_newest_is_read(void **state) {
  (void)state;
  check_head("format: recovery-support/config\nformat_version: 1\n", RSUP_OK, 1, 0, "", "");
  check_head("{\"format\": \"recovery-support/config\", \"format_version\": 2}", RSUP_OK, 2, 0, "",
             "");
}

static void test_another_or_no_format_is_refused(void **state) {
  (void)state;
  static const char message[] = "expected a document of format recovery-support/config";
  check_head("a: 1\nformat: recovery-support/person\n", RSUP_E_FORMAT, 2, 9, "format", message);
  check_head("format: recovery-support/configuration\n", RSUP_E_FORMAT, 1, 9, "format", message);
  check_head("format: config\n", RSUP_E_FORMAT, 1, 9, "format", message);
  check_head("format: [x]\n", RSUP_E_FORMAT, 1, 9, "format", message);
  check_head("format_version: 1\n", RSUP_E_FORMAT, 1, 1, "", message);
  check_head("[1]", RSUP_E_FORMAT, 1, 1, "", message);
  check_head("words", RSUP_E_FORMAT, 1, 1, "", message);
}

static void test_a_newer_version_is_refused_and_ours_are_named(void **state) {
  (void)state;
  check_head("format: recovery-support/config\nformat_version: 3\n", RSUP_E_VERSION, 2, 17,
             "format_version",
             "this library reads recovery-support/config up to version 2, the document is newer");
}

static void test_a_version_is_a_whole_number_from_1(void **state) {
  (void)state;
  static const char message[] = "expected the number of a format version, from 1 to 2";
  static const char *const versions[] = {"0", "-1", "'1'", "1.0", "one", "[1]", "", "~"};
  for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++) {
    char text[96];
    snprintf(text, sizeof(text), "format: recovery-support/config\nformat_version: %s\n",
             versions[i]);
    check_head(text, RSUP_E_FORMAT, 2, versions[i][0] == '\0' ? 16 : 17, "format_version", message);
  }
  check_head("format: recovery-support/config\n", RSUP_E_FORMAT, 1, 1, "",
             "missing key \"format_version\"");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_version_up_to_the_newest_is_read),
      cmocka_unit_test(test_another_or_no_format_is_refused),
      cmocka_unit_test(test_a_newer_version_is_refused_and_ours_are_named),
      cmocka_unit_test(test_a_version_is_a_whole_number_from_1),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
