/* Status table, errors, options and versions. */
#include "core/cmocka_all.h"
#include "core/error.h"
#include <string.h>

/* Every byte set, as an error that was used before and never initialised. */
static rsup_error used_error(void) {
  rsup_error err;
  memset(&err, 0xA5, sizeof err);
  return err;
}

static void assert_zero(const void *field, size_t size) {
  const unsigned char *const bytes = field;
  for (size_t i = 0; i < size; i++) assert_int_equal(bytes[i], 0);
}

static void test_an_error_is_written_whole(void **state) {
  (void)state;
  rsup_error err = used_error();
  assert_int_equal(rsupi_fail(&err, RSUP_E_RANGE, "%d is above %d", 5, 4), RSUP_E_RANGE);
  assert_int_equal(err.status, RSUP_E_RANGE);
  assert_string_equal(err.message, "5 is above 4");
  assert_int_equal(err.line | err.column | err.row, 0);
  assert_zero(err.source, sizeof err.source);
  assert_zero(err.path, sizeof err.path);
  assert_zero(err.message + 12, sizeof err.message - 12);
  assert_zero(err.reserved, sizeof err.reserved);
}

static void test_an_error_knows_its_place(void **state) {
  (void)state;
  rsup_error err = used_error();
  const rsup_status status = rsupi_fail_at(&err, RSUP_E_SCHEMA, "clinic.yaml", 3, 14,
                                           "terms[3].weight", "expected %s", "a number");
  assert_int_equal(status, RSUP_E_SCHEMA);
  assert_string_equal(err.source, "clinic.yaml");
  assert_string_equal(err.path, "terms[3].weight");
  assert_string_equal(err.message, "expected a number");
  assert_int_equal(err.line, 3);
  assert_int_equal(err.column, 14);
  assert_int_equal(err.row, 0);
}

static void test_nobody_needs_to_look_at_an_error(void **state) {
  (void)state;
  assert_int_equal(rsupi_fail(NULL, RSUP_E_RANGE, "%d", 1), RSUP_E_RANGE);
  assert_int_equal(rsupi_fail_at(NULL, RSUP_E_TIME, NULL, 0, 0, NULL, "x"), RSUP_E_TIME);
  assert_int_equal(rsupi_fail_memory(NULL), RSUP_E_MEMORY);
  rsupi_error_clear(NULL);
}

static void test_places_may_be_missing(void **state) {
  (void)state;
  rsup_error err = used_error();
  const rsup_status status = rsupi_fail_at(&err, RSUP_E_TIME, NULL, 1, 2, NULL, "x");
  assert_int_equal(status, RSUP_E_TIME);
  assert_string_equal(err.source, "");
  assert_string_equal(err.path, "");
}

static void test_long_texts_are_cut_between_characters(void **state) {
  (void)state;
  char text[400];
  for (size_t i = 0; i + 1 < sizeof text; i += 2) memcpy(text + i, "\xC3\xA9", 2);
  text[398] = '\0';
  rsup_error err = used_error();
  const rsup_status status = rsupi_fail_at(&err, RSUP_E_FILE, text, 0, 0, text, "%s", text);
  assert_int_equal(status, RSUP_E_FILE);
  /* Fields of 96, 160 and 256 bytes hold 95, 159 and 255: 47, 79 and 127 characters of two. */
  assert_int_equal(strlen(err.source), 94);
  assert_int_equal(strlen(err.path), 158);
  assert_int_equal(strlen(err.message), 254);
  assert_int_equal(rsupi_utf8_check(err.message, 254), 254);
}

static void test_an_error_can_be_reworded_from_itself(void **state) {
  (void)state;
  rsup_error err = used_error();
  assert_int_equal(rsupi_fail(&err, RSUP_E_FILE, "not there"), RSUP_E_FILE);
  assert_int_equal(rsupi_fail(&err, RSUP_E_CONFIG, "instrument: %s", err.message), RSUP_E_CONFIG);
  assert_string_equal(err.message, "instrument: not there");
}

static void test_an_error_is_one_plain_line(void **state) {
  (void)state;
  rsup_error err;
  const rsup_status status =
      rsupi_fail_at(&err, RSUP_E_SCHEMA, "a\nb.yaml", 1, 1, "x\ty", "key \"%s\"", "\x1b[2J\x7f");
  assert_int_equal(status, RSUP_E_SCHEMA);
  assert_string_equal(err.source, "a?b.yaml");
  assert_string_equal(err.path, "x?y");
  assert_string_equal(err.message, "key \"?[2J?\"");
}

static void test_clearing_leaves_nothing(void **state) {
  (void)state;
  rsup_error err = used_error();
  rsupi_error_clear(&err);
  assert_zero(&err, sizeof err);
}

static void test_every_status_has_name_sentence_and_class(void **state) {
  (void)state;
  size_t count = 0;
  for (rsup_status status; (status = rsup_status_at(count)) != RSUP_OK; count++) {
    assert_int_equal(status, -(int)(count + 1)); /* the codes of core.h, without a gap */
    assert_int_equal(strncmp(rsup_status_name(status), "RSUP_E_", 7), 0);
    const char *const sentence = rsup_status_sentence(status);
    assert_int_equal(sentence[strlen(sentence) - 1], '.');
    assert_int_not_equal(rsup_status_class(status), RSUP_CLASS_NONE);
    assert_non_null(rsup_status_class_name(rsup_status_class(status)));
    for (size_t other = 0; other < count; other++)
      assert_string_not_equal(rsup_status_name(rsup_status_at(other)), rsup_status_name(status));
  }
  assert_int_equal(count, 22);
  assert_int_equal(rsup_status_at(SIZE_MAX), RSUP_OK);
}

static void test_success_and_unknown_codes_have_names_too(void **state) {
  (void)state;
  assert_string_equal(rsup_status_name(RSUP_OK), "RSUP_OK");
  assert_int_equal(rsup_status_class(RSUP_OK), RSUP_CLASS_NONE);
  assert_string_equal(rsup_status_name(RSUP_E_HEADER), "RSUP_E_HEADER");
  assert_string_equal(rsup_status_name(1), "RSUP_E_UNKNOWN");
  assert_string_equal(rsup_status_name(-1000), "RSUP_E_UNKNOWN");
  assert_int_equal(rsup_status_class(-1000), RSUP_CLASS_STATE);
  assert_string_equal(rsup_status_class_name(RSUP_CLASS_LOOKUP), "lookup");
  assert_null(rsup_status_class_name(99));
  assert_string_equal(rsup_severity_name(RSUP_SEVERITY_WARNING), "warning");
  assert_null(rsup_severity_name(0));
}

static void test_versions_fit_when_the_minor_is_the_same(void **state) {
  (void)state;
  rsup_error err = used_error();
  assert_int_equal(rsup_version_number(), 100);
  assert_string_equal(rsup_version(), "0.1.0");
  assert_int_equal(rsup_version_check(RSUP_VERSION_NUMBER, &err), RSUP_OK);
  assert_int_equal(rsup_version_check(107, &err), RSUP_OK); /* 0.1.7 */
  assert_int_equal(rsup_version_check(200, &err), RSUP_E_HEADER);
  assert_string_equal(err.message,
                      "the program was compiled for version 0.2, the library is version 0.1.0");
  assert_int_equal(rsup_version_check(10100, NULL), RSUP_E_HEADER);
}

/* Options as a host compiled with an older, the same, and a newer version has them. */
typedef struct old_options {
  uint32_t struct_size, first;
} old_options;
typedef struct options {
  uint32_t struct_size, first;
  double second;
} options;
typedef struct new_options {
  uint32_t struct_size, first;
  double second, third;
} new_options;

static void test_no_options_are_all_zero(void **state) {
  (void)state;
  options read;
  memset(&read, 0xA5, sizeof read);
  assert_int_equal(rsupi_options_read(NULL, &read, sizeof read, NULL), RSUP_OK);
  assert_zero(&read, sizeof read);
}

static void test_older_options_leave_the_rest_zero(void **state) {
  (void)state;
  const old_options given = {sizeof given, 7};
  options read;
  memset(&read, 0xA5, sizeof read);
  assert_int_equal(rsupi_options_read(&given, &read, sizeof read, NULL), RSUP_OK);
  assert_int_equal(read.first, 7);
  assert_zero(&read.second, sizeof read.second);
}

static void test_newer_options_are_read_while_their_tail_is_zero(void **state) {
  (void)state;
  new_options given = {sizeof given, 7, 2.5, 0};
  options read;
  rsup_error err;
  assert_int_equal(rsupi_options_read(&given, &read, sizeof read, &err), RSUP_OK);
  assert_int_equal(read.first, 7);
  assert_true(read.second > 2.4 && read.second < 2.6);
  given.third = 1;
  assert_int_equal(rsupi_options_read(&given, &read, sizeof read, &err), RSUP_E_OPTIONS);
  assert_int_equal(err.status, RSUP_E_OPTIONS);
}

static void test_options_without_a_size_are_refused(void **state) {
  (void)state;
  options given = {0, 7, 2.5}, read;
  assert_int_equal(rsupi_options_read(&given, &read, sizeof read, NULL), RSUP_E_ARGUMENT);
  given.struct_size = UINT32_MAX;
  assert_int_equal(rsupi_options_read(&given, &read, sizeof read, NULL), RSUP_E_OPTIONS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_an_error_is_written_whole),
      cmocka_unit_test(test_an_error_knows_its_place),
      cmocka_unit_test(test_nobody_needs_to_look_at_an_error),
      cmocka_unit_test(test_places_may_be_missing),
      cmocka_unit_test(test_long_texts_are_cut_between_characters),
      cmocka_unit_test(test_an_error_can_be_reworded_from_itself),
      cmocka_unit_test(test_an_error_is_one_plain_line),
      cmocka_unit_test(test_clearing_leaves_nothing),
      cmocka_unit_test(test_every_status_has_name_sentence_and_class),
      cmocka_unit_test(test_success_and_unknown_codes_have_names_too),
      cmocka_unit_test(test_versions_fit_when_the_minor_is_the_same),
      cmocka_unit_test(test_no_options_are_all_zero),
      cmocka_unit_test(test_older_options_leave_the_rest_zero),
      cmocka_unit_test(test_newer_options_are_read_while_their_tail_is_zero),
      cmocka_unit_test(test_options_without_a_size_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
