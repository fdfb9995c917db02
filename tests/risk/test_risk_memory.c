/* Every allocation of loading and scoring a model fails once, in turn: no crash, no leak, no wrong
 * success. */
#include "../core/watched_allocator.h"
#include "risk_support.h"

static rsup_config *watched_config(watched *watch) {
  const rsup_allocator allocator = watched_allocator(watch);
  rsup_config_options options = {0};
  rsup_config *config = NULL;
  options.struct_size = sizeof options;
  options.allocator = &allocator;
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  return config;
}

static size_t sweep_load(watched *watch, rsup_config *config, const char *path) {
  for (size_t point = 1;; point++) {
    const size_t live = watch->live;
    rsup_model *model = NULL;
    rsup_result *report = NULL;
    rsup_error err;
    watch->fail_at = watch->allocations + point;
    const rsup_status status = path ? rsup_model_load_file(config, path, &model, &report, &err)
                                    : rsup_model_default(config, &model, &err);
    watch->fail_at = 0;
    rsup_result_free(report);
    rsup_model_free(model);
    assert_int_equal(watch->live, live);
    if (!status) return point - 1;
    assert_int_equal(status, RSUP_E_MEMORY);
    assert_int_equal(err.status, RSUP_E_MEMORY);
    assert_null(model);
  }
}

static void loading_survives_each_failed_allocation(void **state) {
  (void)state;
  watched watch = {0};
  rsup_config *const config = watched_config(&watch);
  const size_t points = sweep_load(&watch, config, NULL) +
                        sweep_load(&watch, config, "tests/risk/models/model-helprct.yaml") +
                        sweep_load(&watch, config, "tests/risk/models/model-ctn-hazard.yaml");
  print_message("loading: %zu points\n", points);
  assert_true(points > 3);
  rsup_config_free(config);
  assert_int_equal(watch.live, 0);
  assert_int_equal(watch.not_wiped, 0);
  assert_int_equal(watch.wrong_size, 0);
}

static void scoring_survives_each_failed_allocation(void **state) {
  (void)state;
  static const char row[] = "{\"weeks_since_use\": 4, \"craving_z\": 0, \"confidence_z\": 0, "
                            "\"net_support\": 0.5}";
  watched watch = {0};
  rsup_config *const config = watched_config(&watch);
  rsup_model *model = NULL;
  size_t point = 0;
  rsup_status status = RSUP_E_MEMORY;
  assert_int_equal(rsup_model_default(config, &model, NULL), RSUP_OK);
  while (status) {
    const size_t live = watch.live;
    rsup_result *result = NULL;
    const char *json = NULL;
    watch.fail_at = watch.allocations + ++point;
    status = rsup_model_score(model, row, sizeof row - 1, NULL, &result, NULL);
    if (!status) status = rsup_result_json(result, &json, NULL, NULL);
    watch.fail_at = 0;
    if (!status) assert_true(rsup_risk_score_get(result)->linear_predictor < -2.7208);
    rsup_result_free(result);
    assert_int_equal(watch.live, live);
    if (status) assert_int_equal(status, RSUP_E_MEMORY);
  }
  print_message("scoring: %zu points\n", point - 1);
  rsup_model_free(model);
  rsup_config_free(config);
  assert_int_equal(watch.live, 0);
  assert_int_equal(watch.not_wiped, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(loading_survives_each_failed_allocation),
      cmocka_unit_test(scoring_survives_each_failed_allocation),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
