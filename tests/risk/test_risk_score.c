/* Scoring and explaining rows of a small model whose numbers can be followed by hand. */
#include "risk_support.h"
#include <math.h>

/* lp = -1 + 0.5 x + 0.25 (y / 10) + 1 [colour is red]; reference: x 2, y 20, colour blue. */
#define HEAD                                                                                       \
  "format: recovery-support/risk-model\nformat_version: 1\nid: small\nversion: \"1.0.0\"\n"        \
  "title: Small\n"                                                                                 \
  "outcome: {event: e, origin: o, horizon: {length: 30, unit: day}, population: none at all}\n"
#define STATUS(E, U) "status: {evidence: " E ", use: " U ", statement: Show this.}\n"
#define INPUTS(X_MISSING, Y_OUTSIDE)                                                               \
  "inputs:\n"                                                                                      \
  "  - {name: x, type: number, missing: " X_MISSING "}\n"                                          \
  "  - {name: yy, type: number, range: [0, 100], out_of_range: " Y_OUTSIDE                         \
  ", missing: reference}\n"                                                                        \
  "  - {name: colour, type: category, levels: [red, blue], missing: reference}\n"
#define TERMS                                                                                      \
  "model: {family: logistic, link: logit, intercept: -1}\n"                                        \
  "terms:\n"                                                                                       \
  "  - {name: tx, input: x, coef: 0.5, label: X, direction: up, modifiable: true}\n"               \
  "  - {name: ty, input: yy, transform: [{op: scale, by: 10}], coef: 0.25, label: Why,\n"          \
  "     direction: down}\n"                                                                        \
  "  - {name: red, input: colour, transform: [{op: level, is: red}], coef: 1, label: Red,\n"       \
  "     reportable: false}\n"
#define REFERENCE                                                                                  \
  "reference: {mode: input_values, values: {x: 2, yy: 20, colour: blue}}\n"                        \
  "bands: [{name: low, below: 0.2}, {name: middle, below: 0.5}, {name: high}]\n"
#define SMALL HEAD STATUS("internal", "research") INPUTS("error", "flag") TERMS REFERENCE

static const rsup_risk_score *scored(const char *text, const char *row, rsup_result **result) {
  rsup_model *const model = test_model_of(text);
  *result = test_row(model, row);
  rsup_model_free(model); /* the result holds it */
  return rsup_risk_score_get(*result);
}

static void the_terms_add_up_in_order(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *const score =
      scored(SMALL, "{\"x\": 4, \"yy\": 40, \"colour\": \"red\"}", &result);
  assert_true(score->linear_predictor == 3.0);                 /* -1 + 0.5*4 + 0.25*4 + 1 */
  assert_true(score->reference_predictor == 0.5);              /* -1 + 0.5*2 + 0.25*2 + 0 */
  assert_true(fabs(score->risk - 0.9525741268224334) < 1e-15); /* 1 / (1 + e^-3) */
  assert_string_equal(score->band, "high");
  assert_string_equal(score->statement, "Show this.");
  assert_int_equal(score->evidence, RSUP_EVIDENCE_INTERNAL);
  assert_int_equal(score->flag_count, 0);
  assert_null(score->reason);
  rsup_result_free(result);
}

static void contributions_sum_to_the_distance_from_the_reference(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *const score =
      scored(SMALL, "{\"x\": 4, \"yy\": 10, \"colour\": \"red\"}", &result);
  assert_true(term_named(score, "tx")->contribution == 1.0);   /* 0.5 * (4 - 2) */
  assert_true(term_named(score, "ty")->contribution == -0.25); /* 0.25 * (1 - 2) */
  assert_true(term_named(score, "red")->contribution == 1.0);  /* 1 * (1 - 0) */
  assert_true(score->linear_predictor - score->reference_predictor == 1.75);
  assert_int_equal(term_named(score, "tx")->direction, RSUP_DIRECTION_UP);
  assert_int_equal(term_named(score, "ty")->direction, RSUP_DIRECTION_DOWN);
  assert_true(term_named(score, "tx")->value == 4.0);
  assert_true(term_named(score, "red")->value == 1.0); /* a category: it is that level */
  rsup_result_free(result);
}

static void reasons_are_reportable_and_follow_their_direction(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *const score = scored(SMALL, "{\"x\": 4, \"yy\": 10}", &result);
  assert_int_equal(term_named(score, "tx")->as_reason, 1);
  assert_int_equal(term_named(score, "ty")->as_reason, 0);  /* +0.25 against `down` */
  assert_int_equal(term_named(score, "red")->as_reason, 0); /* not reportable */
  assert_int_equal(term_named(score, "tx")->modifiable, 1);
  assert_int_equal(term_named(score, "ty")->modifiable, 0);
  rsup_result_free(result);
}

static void a_missing_input_stands_at_its_reference(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *const score =
      scored(SMALL, "{\"x\": 4, \"yy\": null}", &result); /* colour absent */
  assert_true(score->linear_predictor == 1.5);            /* -1 + 2 + 0.5 + 0 */
  assert_true(term_named(score, "ty")->contribution == 0.0);
  assert_int_equal(term_named(score, "ty")->missing, 1);
  assert_int_equal(term_named(score, "ty")->direction, 0);
  assert_true(isnan(term_named(score, "ty")->value));
  assert_int_equal(score->missing_count, 2);
  assert_true(has_text(score->missing, 2, "yy") && has_text(score->missing, 2, "colour"));
  assert_true(has_text(score->flags, score->flag_count, "imputed"));
  rsup_result_free(result);
}

static void a_missing_input_may_have_a_value_or_an_indicator(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *score =
      scored(HEAD STATUS("internal", "research") INPUTS("{value: 6}", "flag") TERMS REFERENCE,
             "{\"yy\": 20}", &result);
  assert_true(score->linear_predictor == 2.5); /* -1 + 0.5*6 + 0.5 */
  rsup_result_free(result);
  score = scored(HEAD STATUS("internal", "research") INPUTS("{indicator: 0.75}", "flag")
                     TERMS REFERENCE,
                 "{\"yy\": 20}", &result);
  assert_true(score->linear_predictor == 1.25); /* -1 + 0.5*2 + 0.75 + 0.5 */
  assert_true(term_named(score, "tx")->contribution == 0.75);
  rsup_result_free(result);
}

static void a_value_outside_is_flagged_or_clipped(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *score = scored(SMALL, "{\"x\": 2, \"yy\": 200}", &result);
  assert_true(score->linear_predictor == 5.0); /* -1 + 1 + 0.25*20 */
  assert_int_equal(score->flag_count, 2);      /* imputed (colour), out_of_range */
  assert_true(has_text(score->flags, 2, "out_of_range"));
  rsup_result_free(result);
  score = scored(HEAD STATUS("internal", "research") INPUTS("error", "clip") TERMS REFERENCE,
                 "{\"x\": 2, \"yy\": 200}", &result);
  assert_true(score->linear_predictor == 2.5); /* -1 + 1 + 0.25*10 */
  assert_true(has_text(score->flags, score->flag_count, "clipped"));
  assert_true(has_text(score->flags, score->flag_count, "out_of_range"));
  rsup_result_free(result);
}

static void an_unknown_level_is_missing_and_flagged(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *const score =
      scored(SMALL, "{\"x\": 2, \"yy\": 20, \"colour\": \"green\"}", &result);
  assert_true(has_text(score->flags, score->flag_count, "unknown_level"));
  assert_true(has_text(score->missing, score->missing_count, "colour"));
  assert_true(score->linear_predictor == 0.5);
  rsup_result_free(result);
}

static void an_uncalibrated_model_shows_no_band(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *const score =
      scored(HEAD STATUS("uncalibrated", "demonstration") INPUTS("error", "flag") TERMS REFERENCE,
             "{\"x\": 2, \"yy\": 20, \"colour\": \"red\"}", &result);
  assert_null(score->band);
  assert_int_equal(score->flag_count, 2);
  assert_true(has_text(score->flags, 2, "uncalibrated"));
  assert_true(has_text(score->flags, 2, "demonstration"));
  rsup_result_free(result);
}

static void too_little_coverage_refuses_without_an_error(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *const score = scored(SMALL "coverage: {min_terms: 3, on_fail: refuse}\n",
                                              "{\"x\": 2, \"yy\": 20}", &result);
  assert_true(isnan(score->risk) && isnan(score->linear_predictor));
  assert_string_equal(score->reason, "coverage");
  assert_null(score->band);
  assert_int_equal(score->term_count, 0);
  rsup_result_free(result);
}

static void calibration_moves_the_risk_and_not_the_predictor(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *const score =
      scored(SMALL "calibration: [{op: shift, value: 0.5}, {op: platt, a: 1, b: 2}]\n",
             "{\"x\": 2, \"yy\": 20, \"colour\": \"blue\"}", &result);
  assert_true(score->linear_predictor == 0.5);
  assert_true(fabs(score->risk - 0.9525741268224334) < 1e-15); /* 1 + 2 * (0.5 + 0.5) = 3 */
  rsup_result_free(result);
}

static void a_value_that_has_no_logarithm_is_refused(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_risk_score *const score = scored(
      HEAD STATUS("internal", "research") "inputs: [{name: x, type: number}]\n"
                                          "model: {family: logistic, intercept: 0}\n"
                                          "terms: [{name: tx, input: x, transform: [{op: log}], "
                                          "coef: 1, label: X}]\n"
                                          "reference: {mode: term_means, values: {tx: 0}}\n",
      "{\"x\": 0}", &result);
  assert_true(isnan(score->risk));
  assert_string_equal(score->reason, "not_finite");
  rsup_result_free(result);
}

static rsup_error refused(const char *row, const double *horizon, const double *elapsed,
                          rsup_status expected) {
  rsup_model *const model = test_model_of(SMALL);
  rsup_result *result = (rsup_result *)model;
  rsup_error err;
  assert_int_equal(test_row_at(model, row, horizon, elapsed, &result, &err), expected);
  assert_null(result);
  rsup_model_free(model);
  return err;
}

static void rows_are_refused_without_their_values(void **state) {
  (void)state;
  rsup_error err = refused("{\"canary\": 1}", NULL, NULL, RSUP_E_SCHEMA);
  assert_string_equal(err.path, "[0]");
  assert_null(strstr(err.message, "canary"));
  err = refused("{\"x\": \"canary\"}", NULL, NULL, RSUP_E_SCHEMA);
  assert_string_equal(err.path, "x");
  assert_null(strstr(err.message, "canary"));
  err = refused("{\"yy\": 20}", NULL, NULL, RSUP_E_RANGE); /* x: missing is an error */
  assert_string_equal(err.path, "x");
  refused("{\"x\": 1, \"colour\": [1]}", NULL, NULL, RSUP_E_SCHEMA);
  refused("[1, 2]", NULL, NULL, RSUP_E_SCHEMA);
  refused("3", NULL, NULL, RSUP_E_SCHEMA);
  refused("{\"x\": 1", NULL, NULL, RSUP_E_SYNTAX);
}

static void a_logistic_model_speaks_of_its_own_horizon_only(void **state) {
  (void)state;
  const double thirty = 30, seven = 7, none = 0;
  rsup_model *const model = test_model_of(SMALL);
  rsup_result *result = NULL;
  assert_int_equal(test_row_at(model, "{\"x\": 1}", &thirty, &none, &result, NULL), RSUP_OK);
  rsup_result_free(result);
  rsup_model_free(model);
  assert_string_equal(refused("{\"x\": 1}", &seven, NULL, RSUP_E_RANGE).path, "horizon");
  refused("{\"x\": 1}", NULL, &seven, RSUP_E_RANGE);
}

static void arguments_are_checked(void **state) {
  (void)state;
  rsup_result *result = NULL;
  assert_int_equal(rsup_model_score(NULL, "{}", 2, NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_null(rsup_risk_score_get(NULL));
  assert_null(rsup_model_id(NULL));
  assert_null(rsup_model_digest(NULL));
  assert_null(rsup_evidence_name(0));
  assert_string_equal(rsup_direction_name(RSUP_DIRECTION_DOWN), "down");
  rsup_model_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_terms_add_up_in_order),
      cmocka_unit_test(contributions_sum_to_the_distance_from_the_reference),
      cmocka_unit_test(reasons_are_reportable_and_follow_their_direction),
      cmocka_unit_test(a_missing_input_stands_at_its_reference),
      cmocka_unit_test(a_missing_input_may_have_a_value_or_an_indicator),
      cmocka_unit_test(a_value_outside_is_flagged_or_clipped),
      cmocka_unit_test(an_unknown_level_is_missing_and_flagged),
      cmocka_unit_test(an_uncalibrated_model_shows_no_band),
      cmocka_unit_test(too_little_coverage_refuses_without_an_error),
      cmocka_unit_test(calibration_moves_the_risk_and_not_the_predictor),
      cmocka_unit_test(a_value_that_has_no_logarithm_is_refused),
      cmocka_unit_test(rows_are_refused_without_their_values),
      cmocka_unit_test(a_logistic_model_speaks_of_its_own_horizon_only),
      cmocka_unit_test(arguments_are_checked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
