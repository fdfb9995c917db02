/* Answers that are refused: whole, by path, without a word of what was answered. */
#include "instrument_support.h"

static rsup_error refused(const char *id, const char *answers, rsup_status expected) {
  rsup_instrument *const instrument = test_instrument(id);
  rsup_result *result = (rsup_result *)&expected;
  rsup_error err;
  char text[512];
  const size_t len = as_yaml(answers, text);
  assert_int_equal(rsup_instrument_score(instrument, text, len, NULL, NULL, &result, &err),
                   expected);
  assert_null(result);
  assert_int_equal(err.status, expected);
  rsup_instrument_free(instrument);
  return err;
}

static void a_value_out_of_its_own_set_is_refused_by_item(void **state) {
  (void)state;
  /* AUDIT q9 has 0, 2, 4 only; BARC-10 begins at 1 */
  const rsup_error err = refused("audit", "q1: 1\nq9: 1\n", RSUP_E_RANGE);
  assert_string_equal(err.path, "q9");
  assert_int_equal(err.line, 3);
  assert_string_equal(refused("barc-10", "[0]", RSUP_E_RANGE).path, "q1");
}

static void a_value_that_is_no_whole_number_is_refused(void **state) {
  (void)state;
  refused("phq-9", "{q1: 1.5}", RSUP_E_RANGE);
  refused("phq-9", "{\"q1\": \"1\"}", RSUP_E_SCHEMA);
  refused("phq-9", "{q1: true}", RSUP_E_SCHEMA);
  refused("phq-9", "{q1: [1]}", RSUP_E_SCHEMA);
  refused("phq-9", "{q1: 1e400}", RSUP_E_SCHEMA);
  refused("phq-9", "{q1: nan}", RSUP_E_SCHEMA);
}

static void the_total_is(const char *id, const char *answers, double expected) {
  rsup_instrument *const instrument = test_instrument(id);
  rsup_result *const result = test_score(instrument, answers, NULL);
  assert_true(score_named(result, "total")->value == expected);
  rsup_result_free(result);
  rsup_instrument_free(instrument);
}

/* A data frame hands out 2.0 for 2, and a record and the columns take it. */
static void a_whole_number_may_be_written_as_a_decimal(void **state) {
  (void)state;
  the_total_is("phq-2", "[2.0, 1e0]", 3);
}

/* DAST-10: item 3 counts the other way round, so yes to all is 9. */
static void yes_and_no_answer_an_item_that_has_0_and_1(void **state) {
  (void)state;
  the_total_is("dast-10", "[true, true, true, true, true, true, true, true, true, true]", 9);
}

static void a_yes_that_is_refused_counts_for_the_floor(void **state) {
  (void)state;
  rsup_instrument *const instrument = test_instrument("phq-9");
  rsup_result *result = NULL;
  rsup_safety safety;
  static const char text[] = "{\"q9\": true}";
  assert_int_equal(
      rsup_instrument_score(instrument, text, sizeof text - 1, NULL, &safety, &result, NULL),
      RSUP_E_SCHEMA);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  rsup_instrument_free(instrument);
}

static void an_unknown_item_is_told_by_its_place(void **state) {
  (void)state;
  const rsup_error err = refused("phq-9", "{q1: 1, canary_item: 1}", RSUP_E_SCHEMA);
  assert_string_equal(err.path, "[1]");
  assert_null(strstr(err.message, "canary"));
}

static void too_many_answers_in_a_list_are_refused(void **state) {
  (void)state;
  assert_string_equal(refused("phq-2", "[1, 1, 1]", RSUP_E_SCHEMA).path, "[2]");
}

static void something_else_than_answers_is_refused(void **state) {
  (void)state;
  refused("phq-2", "\"3\"", RSUP_E_SCHEMA);
  refused("phq-2", "{q1: 1", RSUP_E_SYNTAX);
  refused("phq-2", "{\"q1\": 1, \"q1\": 1}", RSUP_E_SYNTAX);
}

static void no_message_tells_an_answer(void **state) {
  (void)state;
  static const char *const forms[] = {"{q1: 424242}", "{q1: canary_word}", "{q1: {canary: 1}}",
                                      "{canary: 1}", "[canary]"};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    rsup_instrument *const instrument = test_instrument("phq-9");
    rsup_result *result;
    rsup_error err;
    assert_true(rsup_instrument_score(instrument, forms[i], strlen(forms[i]), NULL, NULL, &result,
                                      &err) != 0);
    assert_null(strstr(err.message, "canary"));
    assert_null(strstr(err.message, "424242"));
    assert_null(strstr(err.path, "canary"));
    rsup_instrument_free(instrument);
  }
}

static void arguments_are_checked(void **state) {
  (void)state;
  rsup_instrument *const instrument = test_instrument("phq-2");
  rsup_result *result = NULL;
  rsup_safety safety;
  assert_int_equal(rsup_instrument_score(NULL, "{}", 2, NULL, &safety, &result, NULL),
                   RSUP_E_ARGUMENT);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  assert_int_equal(rsup_instrument_score(instrument, NULL, 0, NULL, NULL, &result, NULL),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_instrument_score(instrument, "{}", 2, NULL, NULL, NULL, NULL),
                   RSUP_E_ARGUMENT);
  assert_null(rsup_assessment_get(NULL));
  assert_null(rsup_alert_level_name(0));
  rsup_instrument_free(instrument);
  rsup_instrument_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_value_out_of_its_own_set_is_refused_by_item),
      cmocka_unit_test(a_value_that_is_no_whole_number_is_refused),
      cmocka_unit_test(a_whole_number_may_be_written_as_a_decimal),
      cmocka_unit_test(yes_and_no_answer_an_item_that_has_0_and_1),
      cmocka_unit_test(a_yes_that_is_refused_counts_for_the_floor),
      cmocka_unit_test(an_unknown_item_is_told_by_its_place),
      cmocka_unit_test(too_many_answers_in_a_list_are_refused),
      cmocka_unit_test(something_else_than_answers_is_refused),
      cmocka_unit_test(no_message_tells_an_answer),
      cmocka_unit_test(arguments_are_checked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
