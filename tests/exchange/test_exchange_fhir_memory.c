/* Every allocation of reading a response fails once, in turn: no crash, no leak, no wrong success,
 * and no answer to a safety item is lost once the text is read. */
#include "../core/watched_allocator.h"
#include "../instrument/instrument_support.h"
#include "recovery-support/exchange.h"

/* `path`: a response whose item 9 is answered with 1 and which gives `wanted`. */
static void survive(const char *path, rsup_status wanted, int with_report) {
  watched watch = {0};
  const rsup_allocator allocator = watched_allocator(&watch);
  const rsup_config_options options = {.struct_size = sizeof options, .allocator = &allocator};
  rsup_config *config = NULL;
  rsup_instrument *instrument = NULL;
  size_t point = 0, urgent = 0;
  rsup_status status = RSUP_E_MEMORY;
  assert_int_not_equal(wanted, RSUP_E_MEMORY);
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  assert_int_equal(rsup_instrument_builtin(config, "phq-9", &instrument, NULL), RSUP_OK);
  while (status == RSUP_E_MEMORY) {
    rsup_result *result = NULL, *report = NULL;
    rsup_safety safety;
    rsup_error err;
    const size_t live = watch.live;
    watch.fail_at = watch.allocations + ++point;
    status = rsup_fhir_questionnaire_response_file(instrument, path, NULL, &safety, &result,
                                                   with_report ? &report : NULL, &err);
    watch.fail_at = 0;
    assert_true(safety.level >= RSUP_SAFETY_REVIEW);
    assert_true(status == RSUP_E_MEMORY || status == wanted);
    if (status) assert_int_equal(err.status, status);
    assert_true(!result == !!status);
    if (status == RSUP_E_MEMORY && report) /* the response was read, without a problem */
      assert_int_equal(rsup_report_get(report)->problem_count, 0);
    if (status && status != RSUP_E_MEMORY)
      assert_int_equal(rsup_report_get(report)->problem_count, 1);
    if (status) assert_true(safety.signs & RSUP_SIGN_CALL_FAILED);
    if (safety.level == RSUP_SAFETY_URGENT) urgent++;
    assert_true(urgent == 0 || safety.level == RSUP_SAFETY_URGENT); /* once read, it stays known */
    rsup_result_free(result);
    rsup_result_free(report);
    assert_int_equal(watch.live, live);
  }
  print_message("%zu points, %zu of them after the answers were read\n", point - 1, urgent - 1);
  assert_true(urgent > (wanted == RSUP_OK)); /* the result is made after the answers were read */
  rsup_instrument_free(instrument);
  rsup_config_free(config);
  assert_int_equal(watch.live, 0);
  assert_int_equal(watch.not_wiped, 0);
  assert_int_equal(watch.wrong_size, 0);
}

static void reading_survives_each_failed_allocation(void **state) {
  (void)state;
  survive("tests/data/fhir/phq-9-nested.json", RSUP_OK, 0);
  survive("tests/data/fhir/phq-9-nested.json", RSUP_OK, 1);
}

/* A report that lost a problem would look better than the response is: there is none then. */
static void a_refusal_survives_each_failed_allocation_of_its_report(void **state) {
  (void)state;
  survive("tests/data/fhir/wrong-code.json", RSUP_E_RANGE, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reading_survives_each_failed_allocation),
      cmocka_unit_test(a_refusal_survives_each_failed_allocation_of_its_report),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
