/* The instruments a config names: compiled once, kept with it, the same for every thread. */
#include "instrument/instrument.h"
#include "instrument_support.h"
#include <pthread.h>

static void *ask(void *config) {
  const rsup_instrument *found = NULL;
  if (rsupi_config_instrument(config, "phq-9", &found, NULL)) return NULL;
  return (void *)(uintptr_t)found;
}

static void all_threads_get_the_same_instrument(void **state) {
  (void)state;
  enum { THREADS = 8 };
  rsup_config *const config = test_config();
  pthread_t threads[THREADS];
  void *found[THREADS];
  for (int i = 0; i < THREADS; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, ask, config), 0);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], &found[i]);
  assert_non_null(found[0]);
  for (int i = 1; i < THREADS; i++) assert_ptr_equal(found[i], found[0]);
  rsup_config_free(config);
}

static void an_instrument_the_config_does_not_name_is_none(void **state) {
  (void)state;
  rsup_config *const config = test_config();
  const rsup_instrument *found = (const rsup_instrument *)config;
  assert_int_equal(rsupi_config_instrument(config, "no-such", &found, NULL), RSUP_OK);
  assert_null(found);
  rsup_config_free(config);
}

static rsup_config *own_config(void) {
  rsup_config *config = NULL;
  rsup_error err;
  const rsup_status status =
      rsup_config_load_file("tests/instrument/own/config.yaml", NULL, &config, NULL, &err);
  if (status) print_error("%s:%u %s: %s\n", err.source, err.line, err.path, err.message);
  assert_int_equal(status, RSUP_OK);
  return config;
}

static void a_file_beside_the_config_is_an_instrument(void **state) {
  (void)state;
  rsup_config *const config = own_config();
  const rsup_instrument *found = NULL, *again = NULL;
  assert_int_equal(rsupi_config_instrument(config, "own-scale", &found, NULL), RSUP_OK);
  assert_non_null(found);
  assert_int_equal(rsupi_config_instrument(config, "own-scale", &again, NULL), RSUP_OK);
  assert_ptr_equal(found, again);
  rsup_result *const result = test_score(found, "[1, 10]", NULL);
  rsup_config_free(config); /* the result holds the instrument, not the config */
  assert_true(score_named(result, "total")->value == 11.0);
  rsup_result_free(result);
}

static void a_file_of_another_id_or_none_at_all_is_told(void **state) {
  (void)state;
  rsup_config *const config = own_config();
  const rsup_instrument *found = NULL;
  rsup_error err;
  assert_int_equal(rsupi_config_instrument(config, "other-name", &found, &err), RSUP_E_CONFIG);
  assert_null(found);
  assert_string_equal(err.source, "own-scale.yaml");
  assert_int_equal(rsupi_config_instrument(config, "not-there", &found, &err), RSUP_E_FILE);
  assert_null(found);
  assert_string_equal(err.source, "not-there.yaml");
  rsup_config_free(config);
}

static void a_host_loads_by_id_what_the_config_names(void **state) {
  (void)state;
  rsup_config *const config = own_config();
  rsup_instrument *own = NULL, *none = NULL;
  rsup_error err;
  assert_int_equal(rsup_instrument_builtin(config, "own-scale", &own, &err), RSUP_OK);
  assert_int_equal(rsup_instrument_builtin(config, "other-name", &none, &err), RSUP_E_CONFIG);
  assert_null(none);
  assert_int_equal(rsup_instrument_builtin(config, "not-there", &none, &err), RSUP_E_FILE);
  assert_string_equal(err.source, "not-there.yaml");
  rsup_config_free(config);
  rsup_result *const result = test_score(own, "[1, 10]", NULL);
  assert_true(score_named(result, "total")->value == 11.0);
  rsup_result_free(result);
  rsup_instrument_free(own);
}

static void items_and_values_can_be_asked_for(void **state) {
  (void)state;
  rsup_config *const config = test_config();
  const rsup_instrument *phq9 = NULL;
  assert_int_equal(rsupi_config_instrument(config, "phq-9", &phq9, NULL), RSUP_OK);
  assert_non_null(phq9);
  assert_int_equal(rsupi_instrument_item_count(phq9), 10);
  assert_int_equal(rsupi_instrument_item_index(phq9, "q9"), 8);
  assert_int_equal(rsupi_instrument_item_index(phq9, "q11"), -1);
  assert_true(rsupi_instrument_value_ok(phq9, 8, 3));
  assert_false(rsupi_instrument_value_ok(phq9, 8, 4));
  assert_false(rsupi_instrument_value_ok(phq9, 8, -1));
  assert_false(rsupi_instrument_value_ok(phq9, 8, 1.5));
  assert_int_equal(rsupi_instrument_revision(phq9), 1);
  assert_int_equal(strlen(rsupi_instrument_digest(phq9)), 64);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_threads_get_the_same_instrument),
      cmocka_unit_test(an_instrument_the_config_does_not_name_is_none),
      cmocka_unit_test(a_file_beside_the_config_is_an_instrument),
      cmocka_unit_test(a_file_of_another_id_or_none_at_all_is_told),
      cmocka_unit_test(a_host_loads_by_id_what_the_config_names),
      cmocka_unit_test(items_and_values_can_be_asked_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
