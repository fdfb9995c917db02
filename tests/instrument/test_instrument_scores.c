/* Scores, bands and ranges. Expected values are hand arithmetic, shown beside them. */
#include "instrument_support.h"
#include <math.h>

static const rsup_score *only(const char *id, const char *answers, const char *score,
                              rsup_result **result, rsup_instrument **instrument) {
  *instrument = test_instrument(id);
  *result = test_score(*instrument, answers, NULL);
  return score_named(*result, score);
}

#define CASE(ID, ANSWERS, SCORE)                                                                   \
  rsup_result *result;                                                                             \
  rsup_instrument *instrument;                                                                     \
  const rsup_score *const score = only(ID, ANSWERS, SCORE, &result, &instrument)
#define END                                                                                        \
  rsup_result_free(result);                                                                        \
  rsup_instrument_free(instrument)

static void a_complete_phq9_is_its_sum(void **state) {
  (void)state;
  CASE("phq-9", "{q1: 2, q2: 2, q3: 2, q4: 2, q5: 1, q6: 1, q7: 2, q8: 0, q9: 0}", "total");
  assert_true(score->value == 12.0); /* 2+2+2+2+1+1+2 */
  assert_int_equal(score->numerator, 12);
  assert_int_equal(score->denominator, 1);
  assert_string_equal(score->band, "moderate");
  assert_string_equal(score->band_label, "Moderate");
  assert_true(score->low == 12.0 && score->high == 12.0);
  assert_int_equal(score->answered, 9);
  assert_int_equal(score->missing, 0);
  assert_int_equal(score->prorated, 0);
  assert_null(score->reason);
  assert_int_equal(score->cutoff_count, 2); /* from 10: both of them */
  assert_string_equal(score->cutoffs[0], "screen-positive");
  assert_string_equal(score->cutoffs[1], "nhs-caseness");
  assert_string_equal(score_named(result, "syndrome")->rule_value, "major");
  assert_true(score_named(result, "symptoms")->value == 5.0); /* five items at 2 */
  END;
}

static void one_missing_answer_is_prorated_with_one_division(void **state) {
  (void)state;
  CASE("phq-9", "[2, 2, 1, null, 2, 1, 1, 0, 0]", "total");
  assert_int_equal(score->numerator, 81); /* 9 * 9 / 8 = 81/8 = 10.125 */
  assert_int_equal(score->denominator, 8);
  assert_true(score->value == 10.125);
  assert_int_equal(score->prorated, 1);
  assert_int_equal(score->answered, 8);
  assert_true(score->low == 9.0 && score->high == 12.0); /* the blank is 0 to 3 */
  END;
}

static void two_missing_of_sum_three_divide_to_the_nearest_double(void **state) {
  (void)state;
  CASE("phq-9", "[1, 1, 1, 0, 0, 0, 0, null, null]", "total");
  assert_int_equal(score->numerator, 27); /* 3 * 9 / 7 = 27/7 */
  assert_int_equal(score->denominator, 7);
  assert_true(score->value == 3.857142857142857); /* and not ...8577, as 3 * (9/7) gives */
  END;
}

static void a_value_between_two_whole_numbers_has_the_lower_band(void **state) {
  (void)state;
  /* 15 * 9 / 14... with 7 answered: sum 15 * 9/7 = 19.285..., below 20 */
  CASE("phq-9", "[3, 3, 3, 3, 3, 0, 0, null, null]", "total");
  assert_int_equal(score->numerator, 135);
  assert_int_equal(score->denominator, 7);
  assert_string_equal(score->band, "moderately-severe");
  END;
}

static void three_missing_answers_are_too_many(void **state) {
  (void)state;
  CASE("phq-9", "[1, null, null, null, 1, 1, 1, 1, 1]", "total");
  assert_true(isnan(score->value));
  assert_true(score->numerator == INT64_MIN && score->denominator == INT64_MIN);
  assert_string_equal(score->reason, "too_many_missing");
  assert_null(score->band);
  assert_int_equal(score->missing, 3);
  assert_true(score->low == 6.0 && score->high == 15.0); /* 6 + 3 * (0..3) */
  END;
}

static void an_empty_form_has_no_score(void **state) {
  (void)state;
  CASE("audit", "{}", "total");
  assert_true(isnan(score->value));
  assert_string_equal(score->reason, "no_answers");
  assert_true(score->low == 0.0 && score->high == 40.0);
  END;
}

static void refused_and_not_asked_are_no_zero(void **state) {
  (void)state;
  CASE("gad-2", "{q1: refused, q2: not_asked}", "total");
  assert_true(isnan(score->value));
  assert_string_equal(score->reason, "no_answers");
  assert_int_equal(score->missing, 2);
  END;
}

static void a_reversed_item_turns_in_its_own_set(void **state) {
  (void)state;
  CASE("dast-10", "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]", "total");
  assert_true(score->value == 1.0); /* q3: (0 + 1) - 0 = 1 */
  assert_string_equal(score->band, "low");
  END;
}

static void a_recoded_item_gives_the_points_of_its_table(void **state) {
  (void)state;
  /* BAM-R protective: q9 3 -> 22, q10 12, q12 4 -> 30, q13 20, q14 1 -> 30, q16 15: 129 */
  CASE("bam-r", "{q9: 3, q10: 12, q12: 4, q13: 20, q14: 1, q16: 15}", "protective");
  assert_true(score->value == 129.0);
  END;
}

static void a_skip_rule_fills_what_was_not_answered(void **state) {
  (void)state;
  CASE("audit", "{q1: 0, q9: 0, q10: 2}", "total");
  assert_true(score->value == 2.0);
  assert_int_equal(score->missing, 0);
  END;
}

static void a_skip_rule_needs_a_certain_reason(void **state) {
  (void)state;
  CASE("audit", "{q2: 0, q9: 0, q10: 0}", "total"); /* q3 is unknown: neither rule holds */
  assert_true(isnan(score->value));
  assert_string_equal(score->reason, "too_many_missing");
  END;
}

static void a_mean_is_divided_once(void **state) {
  (void)state;
  CASE("mspss", "[1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5]", "total");
  assert_int_equal(score->numerator, 43); /* sum 43 over 12 */
  assert_int_equal(score->denominator, 12);
  /* q1, q2, q5, q10: (1 + 2 + 5 + 3) / 4 */
  assert_true(score_named(result, "significant_other")->value == 2.75);
  END;
}

static void a_linear_score_follows_another(void **state) {
  (void)state;
  CASE("who-5", "[4, 1, 0, 2, 3]", "percent");
  assert_true(score->value == 40.0); /* raw 10 * 4 */
  assert_string_equal(score->cutoffs[0], "poor-wellbeing");
  END;
}

static void a_linear_score_of_nothing_is_nothing(void **state) {
  (void)state;
  CASE("who-5", "[4, 1, 0, 2]", "percent");
  assert_true(isnan(score->value));
  assert_string_equal(score->reason, "too_many_missing");
  assert_true(score->low == 28.0 && score->high == 48.0); /* (7 + 0..5) * 4 */
  END;
}

static void an_item_that_was_not_to_be_asked_is_not_applicable(void **state) {
  (void)state;
  CASE("phq-9", "[0, 0, 0, 0, 0, 0, 0, 0, 0]", "difficulty"); /* no problem, no difficulty */
  assert_true(isnan(score->value));
  assert_string_equal(score->reason, "not_applicable");
  END;
}

static void an_item_that_was_to_be_asked_is_missing(void **state) {
  (void)state;
  CASE("phq-9", "[1, 0, 0, 0, 0, 0, 0, 0, 0]", "difficulty");
  assert_true(isnan(score->value));
  assert_string_equal(score->reason, "no_answers");
  assert_int_equal(score->missing, 1);
  END;
}

static void a_table_of_a_gap_has_no_value(void **state) {
  (void)state;
  CASE("aware", "{q1: 1}", "p_heavy_drinking_2mo");
  assert_true(isnan(score->value));
  assert_string_equal(score->reason, "too_many_missing");
  assert_true(isnan(score->low)); /* 27 open items can pass 69, where the table ends */
  END;
}

static void reversed_items_of_aware_keep_its_range(void **state) {
  (void)state;
  /* all 7: 23 * 7 + 5 reversed * 1 = 166 */
  CASE("aware", "[7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7]", "total");
  assert_true(score->value == 166.0);
  END;
}

static void the_triage_takes_the_highest_rule(void **state) {
  (void)state;
  CASE("c-ssrs-screener", "{q1: 1, q2: 1, q3: 1, q4: 1, q5: 0, q6: 0}", "triage");
  assert_string_equal(score->rule_value, "high");
  assert_null(score->reason);
  END;
}

static void the_triage_of_a_gap_is_at_least_what_is_known(void **state) {
  (void)state;
  /* q4 and q5 were to be asked (q2 yes) and were not: moderate by q3, at least */
  CASE("c-ssrs-screener", "{q1: 1, q2: 1, q3: 1, q6: 0}", "triage");
  assert_string_equal(score->rule_value, "moderate");
  assert_string_equal(score->reason, "at_least");
  END;
}

static void the_triage_never_falls_back_to_none_over_a_gap(void **state) {
  (void)state;
  CASE("c-ssrs-screener", "{q1: 0, q6: 0}", "triage"); /* q2 is open */
  assert_null(score->rule_value);
  assert_string_equal(score->reason, "too_many_missing");
  END;
}

static void a_complete_negative_screen_is_none(void **state) {
  (void)state;
  CASE("c-ssrs-screener", "{q1: 0, q2: 0, q6: 0}", "triage");
  assert_string_equal(score->rule_value, "none");
  assert_null(score->reason);
  assert_int_equal(rsup_assessment_get(result)->alert_count, 0);
  END;
}

static void an_unknown_sex_takes_the_cautious_cut_off(void **state) {
  (void)state;
  CASE("audit-c", "[1, 1, 1]", "total");
  assert_int_equal(score->cutoff_count, 1); /* 3 reaches the unconditional 3 */
  assert_string_equal(score->cutoffs[0], "positive");
  END;
}

static void an_assessment_alone_has_no_day(void **state) {
  (void)state;
  CASE("gad-2", "[1, 1]", "total");
  const rsup_assessment *const assessment = rsup_assessment_get(result);
  assert_true(score->value == 2.0);
  assert_string_equal(assessment->instrument, "gad-2");
  assert_int_equal(assessment->scoring_revision, 1);
  assert_null(assessment->event);
  assert_true(assessment->on == INT32_MIN && assessment->age_days == INT32_MIN);
  assert_true(isnan(assessment->change));
  assert_non_null(strstr(assessment->notice, "No permission required"));
  END;
}

static void a_result_outlives_its_instrument(void **state) {
  (void)state;
  CASE("gad-2", "[1, 1]", "total");
  rsup_instrument_free(instrument);
  instrument = NULL;
  const char *json = NULL;
  assert_int_equal(rsup_result_json(result, &json, NULL, NULL), RSUP_OK);
  assert_string_equal(score->id, "total");
  assert_non_null(strstr(json, "\"instrument\":\"gad-2\""));
  END;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_complete_phq9_is_its_sum),
      cmocka_unit_test(one_missing_answer_is_prorated_with_one_division),
      cmocka_unit_test(two_missing_of_sum_three_divide_to_the_nearest_double),
      cmocka_unit_test(a_value_between_two_whole_numbers_has_the_lower_band),
      cmocka_unit_test(three_missing_answers_are_too_many),
      cmocka_unit_test(an_empty_form_has_no_score),
      cmocka_unit_test(refused_and_not_asked_are_no_zero),
      cmocka_unit_test(a_reversed_item_turns_in_its_own_set),
      cmocka_unit_test(a_recoded_item_gives_the_points_of_its_table),
      cmocka_unit_test(a_skip_rule_fills_what_was_not_answered),
      cmocka_unit_test(a_skip_rule_needs_a_certain_reason),
      cmocka_unit_test(a_mean_is_divided_once),
      cmocka_unit_test(a_linear_score_follows_another),
      cmocka_unit_test(a_linear_score_of_nothing_is_nothing),
      cmocka_unit_test(an_item_that_was_not_to_be_asked_is_not_applicable),
      cmocka_unit_test(an_item_that_was_to_be_asked_is_missing),
      cmocka_unit_test(a_table_of_a_gap_has_no_value),
      cmocka_unit_test(reversed_items_of_aware_keep_its_range),
      cmocka_unit_test(the_triage_takes_the_highest_rule),
      cmocka_unit_test(the_triage_of_a_gap_is_at_least_what_is_known),
      cmocka_unit_test(the_triage_never_falls_back_to_none_over_a_gap),
      cmocka_unit_test(a_complete_negative_screen_is_none),
      cmocka_unit_test(an_unknown_sex_takes_the_cautious_cut_off),
      cmocka_unit_test(an_assessment_alone_has_no_day),
      cmocka_unit_test(a_result_outlives_its_instrument),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
