/* Every allocation of loading and scoring fails once, in turn: no crash, no leak, no wrong success,
 * and the safety of the answers is right all the same. */
#include "../core/watched_allocator.h"
#include "instrument_support.h"

static rsup_config *watched_config(watched *watch) {
  const rsup_allocator allocator = watched_allocator(watch);
  rsup_config_options options = {0};
  rsup_config *config = NULL;
  options.struct_size = sizeof options;
  options.allocator = &allocator;
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  return config;
}

static size_t sweep_load(watched *watch, rsup_config *config, const char *id) {
  for (size_t point = 1;; point++) {
    const size_t live = watch->live;
    rsup_instrument *instrument = NULL;
    rsup_error err;
    watch->fail_at = watch->allocations + point;
    const rsup_status status = rsup_instrument_builtin(config, id, &instrument, &err);
    watch->fail_at = 0;
    if (!status) {
      rsup_instrument_free(instrument);
      return point - 1;
    }
    assert_int_equal(status, RSUP_E_MEMORY);
    assert_int_equal(err.status, RSUP_E_MEMORY);
    assert_null(instrument);
    assert_int_equal(watch->live, live);
  }
}

static void loading_survives_each_failed_allocation(void **state) {
  (void)state;
  watched watch = {0};
  rsup_config *const config = watched_config(&watch);
  const size_t points = sweep_load(&watch, config, "phq-9") + sweep_load(&watch, config, "bam-r") +
                        sweep_load(&watch, config, "c-ssrs-screener");
  print_message("loading: %zu points\n", points);
  assert_true(points > 3);
  rsup_config_free(config);
  assert_int_equal(watch.live, 0);
  assert_int_equal(watch.not_wiped, 0);
  assert_int_equal(watch.wrong_size, 0);
}

static void scoring_survives_each_failed_allocation(void **state) {
  (void)state;
  static const char answers[] = "[2, 2, 1, null, 2, 1, 1, 0, 1, 1]";
  watched watch = {0};
  rsup_config *const config = watched_config(&watch);
  rsup_instrument *instrument = NULL;
  size_t point = 0;
  rsup_status status = RSUP_E_MEMORY;
  assert_int_equal(rsup_instrument_builtin(config, "phq-9", &instrument, NULL), RSUP_OK);
  while (status) {
    const size_t live = watch.live;
    rsup_safety safety;
    rsup_result *result = NULL;
    watch.fail_at = watch.allocations + ++point;
    status = rsup_instrument_score(instrument, answers, sizeof answers - 1, NULL, &safety, &result,
                                   NULL);
    watch.fail_at = 0;
    assert_true(safety.level >= RSUP_SAFETY_REVIEW); /* unread answers: review; read: urgent */
    if (!status) assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
    if (!status) assert_true(score_named(result, "total")->value == 11.25); /* 10 * 9 / 8 */
    rsup_result_free(result);
    if (!status) break;
    assert_int_equal(status, RSUP_E_MEMORY);
    assert_null(result);
    assert_int_equal(watch.live, live);
  }
  print_message("scoring: %zu points\n", point - 1);
  rsup_instrument_free(instrument);
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
