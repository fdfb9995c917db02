/* The worked models and the built-in one load (each proves its own test rows), and horizons,
 * elapsed time and baselines do what they say. */
#include "risk_support.h"
#include <math.h>

static double risk_of(const rsup_model *model, const char *row, double horizon, double elapsed) {
  rsup_result *result = NULL;
  rsup_error err;
  const rsup_status status = test_row_at(model, row, &horizon, &elapsed, &result, &err);
  if (status) print_error("%s: %s\n", err.path, err.message);
  assert_int_equal(status, RSUP_OK);
  const double risk = rsup_risk_score_get(result)->risk;
  rsup_result_free(result);
  return risk;
}

static int is_near(double found, double wanted) {
  return fabs(found - wanted) <= 1e-12 * fabs(wanted);
}

static void all_worked_models_prove_themselves(void **state) {
  (void)state;
  static const char *const paths[] = {"default", "tests/risk/models/model-ctn-hazard.yaml",
                                      "tests/risk/models/model-helprct-logit30.yaml",
                                      "tests/risk/models/model-helprct.yaml",
                                      "tests/risk/models/model-default-uncalibrated.yaml"};
  for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
    rsup_model *const model = test_model(paths[i]);
    assert_non_null(rsup_model_id(model));
    assert_int_equal(strlen(rsup_model_digest(model)), 64);
    rsup_model_free(model);
  }
}

static void the_built_in_model_has_the_digest_that_python_made(void **state) {
  (void)state;
  char line[256], digest[65] = "";
  rsup_model *const model = test_model("default");
  FILE *const file = fopen("lib/risk/default-model.yaml", "r");
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) sscanf(line, "digest: \"sha256:%64[0-9a-f]", digest);
  fclose(file);
  assert_string_equal(rsup_model_digest(model), digest);
  assert_string_equal(rsup_model_id(model), "default-weekly-uncalibrated");
  rsup_model_free(model);
}

static const char person_1[] =
    "{\"age\": 37, \"female\": 0, \"homeless\": \"housed\", \"substance\": \"cocaine\", \"i1\": "
    "13, \"cesd\": 49, \"pss_fr\": 0, \"indtot\": 39, \"satreat\": \"no\", \"treat\": \"yes\"}";

/* Reference predictions of R for person 1: ref_helprct_cox_pred.csv. */
static void the_cox_model_speaks_of_any_horizon_of_its_baseline(void **state) {
  (void)state;
  rsup_model *const model = test_model("tests/risk/models/model-helprct.yaml");
  assert_true(is_near(risk_of(model, person_1, 7, 0), 0.23743585658155322));
  assert_true(is_near(risk_of(model, person_1, 30, 0), 0.36984703712737471));
  assert_true(is_near(risk_of(model, person_1, 90, 0), 0.55011727882770378));
  assert_true(is_near(risk_of(model, person_1, 180, 0), 0.67032500470996359));
  rsup_model_free(model);
}

/* P(event in (30, 60] | none by 30) = 1 - (1 - P(60)) / (1 - P(30)). */
static void elapsed_time_is_conditional(void **state) {
  (void)state;
  rsup_model *const model = test_model("tests/risk/models/model-helprct.yaml");
  const double by_30 = risk_of(model, person_1, 30, 0), by_60 = risk_of(model, person_1, 60, 0);
  assert_true(is_near(risk_of(model, person_1, 30, 30), 1 - (1 - by_60) / (1 - by_30)));
  assert_true(fabs(risk_of(model, person_1, 30, 30) - 0.176) < 0.0005); /* 17.6%, risk.md */
  rsup_model_free(model);
}

static void beyond_its_baseline_the_cox_model_refuses(void **state) {
  (void)state;
  const double far = 10000;
  rsup_result *result;
  rsup_error err;
  rsup_model *const model = test_model("tests/risk/models/model-helprct.yaml");
  assert_int_equal(test_row_at(model, person_1, &far, NULL, &result, &err), RSUP_E_RANGE);
  assert_string_equal(err.path, "horizon");
  rsup_model_free(model);
}

/* 1 - (1 - h(5)) (1 - h(6)): weeks_since_use evolves by one a week. */
static void a_hazard_runs_over_periods_that_evolve(void **state) {
  (void)state;
  rsup_model *const model = test_model("tests/risk/models/model-ctn-hazard.yaml");
  const double week_5 = risk_of(model, "{\"weeks_since_use\": 5, \"use4\": 0}", 1, 0);
  const double week_6 = risk_of(model, "{\"weeks_since_use\": 6, \"use4\": 0}", 1, 0);
  const double both = risk_of(model, "{\"weeks_since_use\": 5, \"use4\": 0}", 2, 0);
  assert_true(week_6 < week_5);
  assert_true(is_near(both, 1 - (1 - week_5) * (1 - week_6)));
  assert_true(is_near(risk_of(model, "{\"weeks_since_use\": 5, \"use4\": 0}", 1, 1), week_6));
  rsup_model_free(model);
}

static void a_hazard_wants_whole_periods(void **state) {
  (void)state;
  static const double bad[] = {0, -1, 1.5, 10001};
  rsup_model *const model = test_model("tests/risk/models/model-ctn-hazard.yaml");
  static const char row[] = "{\"weeks_since_use\": 5, \"use4\": 0}";
  rsup_result *result;
  for (size_t i = 0; i < 4; i++)
    assert_int_equal(test_row_at(model, row, &bad[i], NULL, &result, NULL), RSUP_E_RANGE);
  rsup_model_free(model);
}

static void the_default_model_is_openly_uncalibrated(void **state) {
  (void)state;
  rsup_model *const model = test_model("default");
  rsup_result *const result = test_row(
      model, "{\"weeks_since_use\": 26, \"craving_z\": 1, \"net_support\": 1, \"coped\": 0}");
  const rsup_risk_score *const score = rsup_risk_score_get(result);
  assert_null(score->band);
  assert_int_equal(score->evidence, RSUP_EVIDENCE_UNCALIBRATED);
  assert_true(has_text(score->flags, score->flag_count, "uncalibrated"));
  for (size_t i = 0; i < score->term_count; i++) {
    assert_null(strstr(score->terms[i]->name, "age"));
    assert_null(strstr(score->terms[i]->name, "sex"));
    assert_null(strstr(score->terms[i]->name, "hous"));
    assert_int_equal(score->terms[i]->as_reason, 1);
  }
  rsup_result_free(result);
  rsup_model_free(model);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_worked_models_prove_themselves),
      cmocka_unit_test(the_built_in_model_has_the_digest_that_python_made),
      cmocka_unit_test(the_cox_model_speaks_of_any_horizon_of_its_baseline),
      cmocka_unit_test(elapsed_time_is_conditional),
      cmocka_unit_test(beyond_its_baseline_the_cox_model_refuses),
      cmocka_unit_test(a_hazard_runs_over_periods_that_evolve),
      cmocka_unit_test(a_hazard_wants_whole_periods),
      cmocka_unit_test(the_default_model_is_openly_uncalibrated),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
