/* Alerts and the safety floor: right whatever becomes of the scores, and of the call. */
#include "core/numbers.h"
#include "instrument/instrument.h"
#include "instrument_support.h"

static rsup_safety safety_of(const char *id, const char *answers, rsup_status expected) {
  rsup_instrument *const instrument = test_instrument(id);
  rsup_safety safety;
  rsup_result *result = NULL;
  char text[512];
  const size_t len = as_yaml(answers, text);
  memset(&safety, 0x5A, sizeof safety);
  assert_int_equal(rsup_instrument_score(instrument, text, len, NULL, &safety, &result, NULL),
                   expected);
  rsup_result_free(result);
  rsup_instrument_free(instrument);
  return safety;
}

static void a_positive_safety_item_is_urgent(void **state) {
  (void)state;
  const rsup_safety safety = safety_of("phq-9", "[0,0,0,0,0,0,0,0,1]", RSUP_OK);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  assert_int_equal(safety.signs, RSUP_SIGN_SELF_HARM_ANSWER);
}

static void an_unanswered_safety_item_is_for_review(void **state) {
  (void)state;
  const rsup_safety safety = safety_of("phq-9", "[0,0,0,0,0,0,0,0,refused]", RSUP_OK);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  assert_int_equal(safety.signs, RSUP_SIGN_SAFETY_ITEM_UNANSWERED);
}

static void a_negative_safety_item_reports_nothing(void **state) {
  (void)state;
  const rsup_safety safety = safety_of("phq-9", "[3,3,3,3,3,3,3,3,0]", RSUP_OK);
  assert_int_equal(safety.level, RSUP_SAFETY_NONE_REPORTED);
  assert_int_equal(safety.signs, 0);
}

static void an_instrument_without_safety_items_reports_nothing(void **state) {
  (void)state;
  assert_int_equal(safety_of("gad-7", "[]", RSUP_OK).level, RSUP_SAFETY_NONE_REPORTED);
}

static void a_refused_form_still_tells_its_positive_safety_item(void **state) {
  (void)state;
  const rsup_safety safety = safety_of("phq-9", "{q1: 9, q9: 2}", RSUP_E_RANGE);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  assert_int_equal(safety.signs, RSUP_SIGN_SELF_HARM_ANSWER | RSUP_SIGN_CALL_FAILED);
}

static void a_safety_answer_out_of_its_set_is_urgent_all_the_same(void **state) {
  (void)state;
  assert_int_equal(safety_of("phq-9", "{q9: 7}", RSUP_E_RANGE).level, RSUP_SAFETY_URGENT);
  assert_int_equal(safety_of("phq-9", "{q9: 0.5}", RSUP_E_RANGE).level, RSUP_SAFETY_URGENT);
}

static void a_form_that_cannot_be_read_is_for_review(void **state) {
  (void)state;
  const rsup_safety safety = safety_of("phq-9", "{\"q9\": 3", RSUP_E_SYNTAX);
  assert_true(safety.level >= RSUP_SAFETY_REVIEW);
  assert_true(safety.signs & RSUP_SIGN_CALL_FAILED);
}

static void every_screen_item_with_yes_is_urgent(void **state) {
  (void)state;
  static const char *const forms[] = {
      "{q1: 1, q2: 0, q6: 0}",         "{q1: 0, q2: 1, q3: 0, q4: 0, q5: 0, q6: 0}",
      "{q1: 0, q2: 0, q3: 1, q6: 0}",  "{q1: 0, q2: 0, q4: 1, q6: 0}",
      "{q1: 0, q2: 0, q5: 1, q6: 0}",  "{q1: 0, q2: 0, q6: 1, q6r: 0}",
      "{q1: 0, q2: 0, q6: 0, q6r: 1}",
  };
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
    assert_int_equal(safety_of("c-ssrs-screener", forms[i], RSUP_OK).level, RSUP_SAFETY_URGENT);
}

static void an_item_that_had_to_be_asked_and_was_not_is_for_review(void **state) {
  (void)state;
  /* q6 yes: q6r had to follow */
  const rsup_safety safety = safety_of("c-ssrs-screener", "{q1: 0, q2: 0, q6: 1}", RSUP_OK);
  assert_true(safety.signs & RSUP_SIGN_SAFETY_ITEM_UNANSWERED);
  /* q2 no: q3, q4, q5 did not have to be asked */
  assert_int_equal(safety_of("c-ssrs-screener", "{q1: 0, q2: 0, q6: 0}", RSUP_OK).level,
                   RSUP_SAFETY_NONE_REPORTED);
}

static void the_floor_works_on_numbers_alone(void **state) {
  (void)state;
  rsup_instrument *const instrument = test_instrument("phq-9");
  double values[10];
  rsup_safety safety = {RSUP_SAFETY_NONE_REPORTED, 0, {0}};
  for (int i = 0; i < 10; i++) values[i] = rsupi_nan();
  rsupi_instrument_floor(instrument, values, &safety);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  values[8] = 1;
  rsupi_instrument_floor(instrument, values, &safety);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  values[8] = 0;
  rsupi_instrument_floor(instrument, values, &safety);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT); /* levels only rise */
  rsup_instrument_free(instrument);
}

static void an_alert_names_its_first_item(void **state) {
  (void)state;
  rsup_instrument *const instrument = test_instrument("bam");
  rsup_result *const result = test_score(instrument, "{q4: 0, q5: 2, q6: 1}", NULL);
  const rsup_alert *const alert = alert_named(result, "use-reported");
  assert_int_equal(alert->level, RSUP_ALERT_ATTENTION);
  assert_string_equal(alert->item, "q5");
  rsup_result_free(result);
  rsup_instrument_free(instrument);
}

static void an_alert_that_cannot_be_judged_asks_for_review(void **state) {
  (void)state;
  rsup_instrument *const instrument = test_instrument("bam");
  rsup_result *const result = test_score(instrument, "{q4: 0, q6: 0}", NULL);
  const rsup_alert *const alert = alert_named(result, "use-reported");
  assert_int_equal(alert->level, RSUP_ALERT_REVIEW);
  assert_string_equal(alert->item, "q5");
  assert_string_equal(rsup_alert_level_name(alert->level), "review");
  rsup_result_free(result);
  rsup_instrument_free(instrument);
}

static void an_alert_stands_when_one_answer_decides(void **state) {
  (void)state;
  rsup_instrument *const instrument = test_instrument("bam");
  rsup_result *const result = test_score(instrument, "{q6: 1}", NULL); /* q4, q5 open */
  assert_int_equal(alert_named(result, "use-reported")->level, RSUP_ALERT_ATTENTION);
  rsup_result_free(result);
  rsup_instrument_free(instrument);
}

static void an_alert_reads_the_raw_answers_of_an_unscored_form(void **state) {
  (void)state;
  rsup_instrument *const instrument = test_instrument("phq-9");
  rsup_result *const result = test_score(instrument, "{q9: 3}", NULL);
  assert_string_equal(score_named(result, "total")->reason, "too_many_missing");
  assert_int_equal(alert_named(result, "self-harm-thoughts")->level, RSUP_ALERT_URGENT);
  rsup_result_free(result);
  rsup_instrument_free(instrument);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_positive_safety_item_is_urgent),
      cmocka_unit_test(an_unanswered_safety_item_is_for_review),
      cmocka_unit_test(a_negative_safety_item_reports_nothing),
      cmocka_unit_test(an_instrument_without_safety_items_reports_nothing),
      cmocka_unit_test(a_refused_form_still_tells_its_positive_safety_item),
      cmocka_unit_test(a_safety_answer_out_of_its_set_is_urgent_all_the_same),
      cmocka_unit_test(a_form_that_cannot_be_read_is_for_review),
      cmocka_unit_test(every_screen_item_with_yes_is_urgent),
      cmocka_unit_test(an_item_that_had_to_be_asked_and_was_not_is_for_review),
      cmocka_unit_test(the_floor_works_on_numbers_alone),
      cmocka_unit_test(an_alert_names_its_first_item),
      cmocka_unit_test(an_alert_that_cannot_be_judged_asks_for_review),
      cmocka_unit_test(an_alert_stands_when_one_answer_decides),
      cmocka_unit_test(an_alert_reads_the_raw_answers_of_an_unscored_form),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
