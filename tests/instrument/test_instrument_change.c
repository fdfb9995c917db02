/* Change and trend. Expected values are hand arithmetic, shown beside them. */
#include "instrument_support.h"
#include <math.h>

static const rsup_score_change *change_named(const rsup_result *result, const char *id) {
  const rsup_change *const all = rsup_change_get(result);
  for (size_t i = 0; i < all->score_count; i++)
    if (strcmp(all->scores[i]->id, id) == 0) return all->scores[i];
  fail_msg("no change of %s", id);
  return NULL;
}

static rsup_result *change_of(const rsup_instrument *instrument, const char *before,
                              const char *after, const rsup_change_options *options) {
  rsup_result *const a = test_score(instrument, before, NULL);
  rsup_result *const b = test_score(instrument, after, NULL);
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_instrument_change(instrument, a, b, options, &result, &err)) fail_msg("%s", err.message);
  rsup_result_free(a);
  rsup_result_free(b);
  return result;
}

static void a_change_is_exact_and_stands_beside_published_amounts(void **state) {
  (void)state;
  rsup_instrument *const phq9 = test_instrument("phq-9");
  rsup_result *const result =
      change_of(phq9, "[2, 2, 2, 2, 2, 2, 2, 1, 0]", "[2, 2, 2, 2, 2, 2, 0, 0, 0]", NULL);
  const rsup_score_change *const total = change_named(result, "total");
  assert_true(total->before == 15.0 && total->after == 12.0 && total->change == -3.0);
  assert_true(total->percent == -20.0); /* 100 * -3 / 15 */
  assert_string_equal(total->towards, "better");
  assert_int_equal(total->threshold_count, 1); /* the two from memory are left out */
  assert_string_equal(total->thresholds[0]->id, "mcid-percent");
  assert_int_equal(total->thresholds[0]->met, 1); /* 20 % of the score before */
  assert_string_equal(change_named(result, "syndrome")->value_before, "major");
  assert_string_equal(change_named(result, "syndrome")->reason, "rules");
  assert_int_equal(total->reliable, INT32_MIN);
  rsup_result_free(result);
  rsup_instrument_free(phq9);
}

static void a_difference_of_fractions_is_divided_once(void **state) {
  (void)state;
  rsup_instrument *const phq9 = test_instrument("phq-9");
  /* 27/7 (3 * 9 / 7) to 81/8 (9 * 9 / 8): (81 * 7 - 27 * 8) / 56 = 351/56 */
  rsup_result *const result =
      change_of(phq9, "[1, 1, 1, 0, 0, 0, 0, null, null]", "[2, 2, 1, null, 2, 1, 1, 0, 0]", NULL);
  assert_true(change_named(result, "total")->change == 351.0 / 56.0);
  assert_string_equal(change_named(result, "total")->towards, "worse");
  rsup_result_free(result);
  rsup_instrument_free(phq9);
}

static void the_reliable_change_index_is_that_of_jacobson_and_truax(void **state) {
  (void)state;
  const double reliability = 0.75, sd = 4;
  const rsup_change_options options = {
      .struct_size = sizeof options, .reliability = &reliability, .sd = &sd};
  rsup_instrument *const gad7 = test_instrument("gad-7");
  rsup_result *const result =
      change_of(gad7, "[2, 2, 2, 2, 2, 2, 2]", "[1, 1, 1, 1, 1, 1, 1]", &options);
  const rsup_score_change *const total = change_named(result, "total");
  /* S_E = 4 * sqrt(0.25) = 2; S_diff = sqrt(2 * 4) = sqrt(8); RC = -7 / sqrt(8) = -2.4748... */
  assert_true(fabs(total->reliable_index + 7 / sqrt(8)) < 1e-15);
  assert_true(fabs(total->reliable_amount - 1.96 * sqrt(8)) < 1e-15);
  assert_int_equal(total->reliable, 1);
  rsup_result_free(result);
  rsup_instrument_free(gad7);
}

static void without_a_score_there_is_a_reason_and_no_change(void **state) {
  (void)state;
  rsup_instrument *const gad2 = test_instrument("gad-2");
  rsup_result *const result = change_of(gad2, "[0, 0]", "[1, null]", NULL);
  const rsup_score_change *const total = change_named(result, "total");
  assert_true(isnan(total->change) && isnan(total->percent));
  assert_string_equal(total->reason, "too_many_missing");
  assert_null(total->towards);
  rsup_result_free(result);
  rsup_instrument_free(gad2);
}

static void of_zero_there_is_no_percentage(void **state) {
  (void)state;
  rsup_instrument *const gad2 = test_instrument("gad-2");
  rsup_result *const result = change_of(gad2, "[0, 0]", "[1, 1]", NULL);
  assert_true(change_named(result, "total")->change == 2.0);
  assert_true(isnan(change_named(result, "total")->percent));
  rsup_result_free(result);
  rsup_instrument_free(gad2);
}

/* ---- what is not compared */

static const char revision_2[] =
    "format: recovery-support/instrument\nformat_version: 1\nid: gad-2\nversion: 2.0.0\n"
    "scoring_revision: 2\nstatus: draft\nabbreviation: GAD-2\ntitle: {en: Another}\n"
    "administration: {}\nlicence: {status: public_domain, ship_text: false, notice: None, "
    "basis: [{source: s, says: s}], verified_at_source: true}\n"
    "response_sets: {four: {kind: integer, min: 0, max: 3}}\n"
    "items: [{id: q1, responses: four}, {id: q2, responses: four}]\n"
    "scores: [{id: total, op: sum, items: [q1, q2], range: [0, 6]}]\n";

static void another_revision_instrument_or_profile_is_refused_with_the_reason(void **state) {
  (void)state;
  rsup_config *const config = test_config();
  rsup_instrument *const gad2 = test_instrument("gad-2"), *const phq2 = test_instrument("phq-2");
  rsup_instrument *newer = NULL;
  assert_int_equal(
      rsup_instrument_load(config, "newer", revision_2, sizeof revision_2 - 1, &newer, NULL, NULL),
      RSUP_OK);
  rsup_result *const old = test_score(gad2, "[1, 1]", NULL);
  rsup_result *const other = test_score(phq2, "[1, 1]", NULL);
  rsup_result *const new = test_score(newer, "[1, 1]", NULL);
  rsup_result *result = NULL;
  rsup_error err;
  assert_int_equal(rsup_instrument_change(newer, old, new, NULL, &result, &err), RSUP_E_STATE);
  assert_non_null(strstr(err.message, "revision 1 of gad-2, not by 2"));
  assert_int_equal(rsup_instrument_change(gad2, old, other, NULL, &result, &err), RSUP_E_STATE);
  assert_non_null(strstr(err.message, "another instrument"));
  const rsup_result *const two[] = {old, new};
  static const rsup_day days[] = {10, 20};
  assert_int_equal(rsup_instrument_trend(gad2, two, days, 2, NULL, &result, &err), RSUP_E_STATE);
  assert_null(result);
  rsup_result_free(old);
  rsup_result_free(other);
  rsup_result_free(new);
  rsup_instrument_free(gad2);
  rsup_instrument_free(phq2);
  rsup_instrument_free(newer);
  rsup_config_free(config);
}

static void results_of_two_profiles_are_not_compared(void **state) {
  (void)state;
  rsup_instrument *const bam = test_instrument("bam");
  const rsup_score_options va = {.struct_size = sizeof va, .profile = "va_zero"};
  rsup_result *a = test_score(bam, "{q4: 1}", NULL), *b = NULL, *result = NULL;
  rsup_error err;
  assert_int_equal(rsup_instrument_score(bam, "{\"q4\": 1}", 9, &va, NULL, &b, NULL), RSUP_OK);
  assert_int_equal(rsup_instrument_change(bam, a, b, NULL, &result, &err), RSUP_E_STATE);
  assert_non_null(strstr(err.message, "profiles"));
  rsup_result_free(a);
  rsup_result_free(b);
  rsup_instrument_free(bam);
}

static void wrong_options_of_change_are_refused(void **state) {
  (void)state;
  rsup_instrument *const gad2 = test_instrument("gad-2");
  rsup_result *const a = test_score(gad2, "[1, 1]", NULL);
  rsup_result *result = NULL;
  const double half = 0.5, one = 1, none = 0;
  rsup_change_options options = {.struct_size = sizeof options, .reliability = &half};
  assert_int_equal(rsup_instrument_change(gad2, a, a, &options, &result, NULL), RSUP_E_ARGUMENT);
  options.sd = &none;
  assert_int_equal(rsup_instrument_change(gad2, a, a, &options, &result, NULL), RSUP_E_RANGE);
  options.sd = &one;
  options.reliability = &one; /* a measure without error has no index */
  assert_int_equal(rsup_instrument_change(gad2, a, a, &options, &result, NULL), RSUP_E_RANGE);
  options.reliability = &half;
  options.score = "sum";
  assert_int_equal(rsup_instrument_change(gad2, a, a, &options, &result, NULL),
                   RSUP_E_UNKNOWN_NAME);
  assert_int_equal(rsup_instrument_change(gad2, a, NULL, NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_null(result);
  rsup_result_free(a);
  rsup_instrument_free(gad2);
}

/* ---- trend */

static void a_trend_is_the_least_squares_line_over_the_days(void **state) {
  (void)state;
  static const char *const answers[] = {"[3, 3]", "[1, 1]", "[null, 2]", "[2, 2]"};
  static const rsup_day days[] = {0, 20, 15, 10}; /* 6 on day 0, 4 on day 10, 2 on day 20 */
  rsup_instrument *const gad2 = test_instrument("gad-2");
  rsup_result *results[4], *result = NULL;
  for (int i = 0; i < 4; i++) results[i] = test_score(gad2, answers[i], NULL);
  assert_int_equal(rsup_instrument_trend(gad2, (const rsup_result *const *)results, days, 4, NULL,
                                         &result, NULL),
                   RSUP_OK);
  const rsup_trend *const t = rsup_trend_get(result);
  assert_int_equal(t->n, 3);
  assert_int_equal(t->unscored, 1);
  assert_true(t->first == 6.0 && t->last == 2.0 && t->change == -4.0 && t->mean == 4.0);
  assert_true(t->min == 2.0 && t->max == 6.0);
  /* middle day 10, mean 4: (-10 * 2 + 0 + 10 * -2) / 200 = -0.2 a day */
  assert_true(t->slope_per_30_days == -6.0);
  assert_string_equal(t->towards, "better");
  assert_int_equal(t->points[2]->on, 15);
  assert_string_equal(t->points[2]->reason, "too_many_missing");
  rsup_result_free(result);
  for (int i = 0; i < 4; i++) rsup_result_free(results[i]);
  rsup_instrument_free(gad2);
}

static void a_trend_of_one_day_or_none_has_no_slope(void **state) {
  (void)state;
  static const rsup_day days[] = {5, 5};
  rsup_instrument *const gad2 = test_instrument("gad-2");
  rsup_result *const a = test_score(gad2, "[1, 1]", NULL);
  const rsup_result *const two[] = {a, a};
  rsup_result *result = NULL;
  assert_int_equal(rsup_instrument_trend(gad2, two, days, 2, "total", &result, NULL), RSUP_OK);
  assert_true(isnan(rsup_trend_get(result)->slope_per_30_days));
  rsup_result_free(result);
  assert_int_equal(rsup_instrument_trend(gad2, NULL, NULL, 0, NULL, &result, NULL), RSUP_OK);
  assert_int_equal(rsup_trend_get(result)->n, 0);
  rsup_result_free(result);
  assert_int_equal(rsup_instrument_trend(gad2, two, days, 2, "x", &result, NULL),
                   RSUP_E_UNKNOWN_NAME);
  rsup_result_free(a);
  rsup_instrument_free(gad2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_change_is_exact_and_stands_beside_published_amounts),
      cmocka_unit_test(a_difference_of_fractions_is_divided_once),
      cmocka_unit_test(the_reliable_change_index_is_that_of_jacobson_and_truax),
      cmocka_unit_test(without_a_score_there_is_a_reason_and_no_change),
      cmocka_unit_test(of_zero_there_is_no_percentage),
      cmocka_unit_test(another_revision_instrument_or_profile_is_refused_with_the_reason),
      cmocka_unit_test(results_of_two_profiles_are_not_compared),
      cmocka_unit_test(wrong_options_of_change_are_refused),
      cmocka_unit_test(a_trend_is_the_least_squares_line_over_the_days),
      cmocka_unit_test(a_trend_of_one_day_or_none_has_no_slope),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
