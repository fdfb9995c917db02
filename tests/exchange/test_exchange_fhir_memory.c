/* Every allocation of reading a response fails once, in turn: no crash, no leak, no wrong success,
 * and no answer to a safety item is lost once the text is read. */
#include "../core/watched_allocator.h"
#include "../instrument/instrument_support.h"
#include "recovery-support/exchange.h"

static void reading_survives_each_failed_allocation(void **state) {
  (void)state;
  static const char path[] = "tests/data/fhir/phq-9-nested.json"; /* item 9 is answered with 1 */
  watched watch = {0};
  const rsup_allocator allocator = watched_allocator(&watch);
  const rsup_config_options options = {.struct_size = sizeof options, .allocator = &allocator};
  rsup_config *config = NULL;
  rsup_instrument *instrument = NULL;
  size_t point = 0, urgent = 0;
  rsup_status status = RSUP_E_MEMORY;
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  assert_int_equal(rsup_instrument_builtin(config, "phq-9", &instrument, NULL), RSUP_OK);
  while (status) {
    rsup_result *result = NULL;
    rsup_safety safety;
    rsup_error err;
    const size_t live = watch.live;
    watch.fail_at = watch.allocations + ++point;
    status = rsup_fhir_questionnaire_response_file(instrument, path, NULL, &safety, &result, &err);
    watch.fail_at = 0;
    assert_true(safety.level >= RSUP_SAFETY_REVIEW);
    if (status) assert_int_equal(status, RSUP_E_MEMORY);
    if (status) assert_int_equal(err.status, RSUP_E_MEMORY);
    if (status) assert_true(safety.signs & RSUP_SIGN_CALL_FAILED);
    if (safety.level == RSUP_SAFETY_URGENT) urgent++;
    assert_true(urgent == 0 || safety.level == RSUP_SAFETY_URGENT); /* once read, it stays known */
    rsup_result_free(result);
    assert_int_equal(watch.live, live);
  }
  print_message("%zu points, %zu of them after the answers were read\n", point - 1, urgent - 1);
  assert_true(urgent > 1);
  rsup_instrument_free(instrument);
  rsup_config_free(config);
  assert_int_equal(watch.live, 0);
  assert_int_equal(watch.not_wiped, 0);
  assert_int_equal(watch.wrong_size, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reading_survives_each_failed_allocation)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
