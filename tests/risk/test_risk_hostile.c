/* Damaged model files: cut short, and with bytes changed. They load or are refused with an error;
 * the sanitizers watch. */
#include "risk_support.h"

static void try_text(rsup_config *config, const char *bytes, size_t len) {
  rsup_model *model = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  char *const text = malloc(len ? len : 1); /* exactly as long, so that reading past it is seen */
  assert_non_null(text);
  memcpy(text, bytes, len);
  const rsup_status status = rsup_model_load(config, "damaged", text, len, &model, &report, &err);
  free(text);
  if (status) {
    assert_null(model);
    assert_int_equal(err.status, status);
    assert_true(err.message[0] != '\0');
  } else {
    static const char row[] = "{\"weeks_since_use\": 4, \"use4\": 1, \"age\": 30}";
    rsup_result *result = NULL;
    if (!rsup_model_score(model, row, sizeof row - 1, NULL, &result, NULL))
      rsup_result_free(result);
  }
  rsup_model_free(model);
  rsup_result_free(report);
}

static size_t read_file(const char *path, char *out, size_t size) {
  FILE *const file = fopen(path, "rb");
  assert_non_null(file);
  const size_t len = fread(out, 1, size, file);
  fclose(file);
  assert_in_range(len, 1, size - 1);
  return len;
}

static void cut_short_it_is_refused_or_loads(void **state) {
  (void)state;
  static char bytes[65536];
  static const char *const paths[] = {"tests/risk/models/model-ctn-hazard.yaml",
                                      "tests/risk/models/model-helprct.yaml"};
  rsup_config *const config = test_config();
  for (size_t i = 0; i < 2; i++) {
    const size_t len = read_file(paths[i], bytes, sizeof bytes);
    for (size_t at = 0; at < len; at += 11) try_text(config, bytes, at);
  }
  rsup_config_free(config);
}

static void with_bytes_changed_it_is_refused_or_loads(void **state) {
  (void)state;
  static char bytes[65536], changed[65536];
  static const char letters[] = "0-9e.:{}[],#&*!\"'\n \t\x80z";
  rsup_config *const config = test_config();
  const size_t len = read_file("tests/risk/models/model-ctn-hazard.yaml", bytes, sizeof bytes);
  uint32_t seed = 54321;
  for (int i = 0; i < 1500; i++) {
    memcpy(changed, bytes, len);
    for (int j = 0; j < 1 + i % 3; j++) {
      seed = seed * 1664525u + 1013904223u;
      changed[(seed >> 8) % len] = letters[(seed >> 3) % (sizeof letters - 1)];
    }
    try_text(config, changed, len);
  }
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cut_short_it_is_refused_or_loads),
      cmocka_unit_test(with_bytes_changed_it_is_refused_or_loads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
