/* Damaged definitions: cut short at every byte, and with single bytes changed. They load or are
 * refused with an error; the sanitizers watch. */
#include "instrument/definition.h"
#include "instrument_support.h"
#include <stdlib.h>

static void try_text(rsup_config *config, const char *text, size_t len) {
  rsup_instrument *instrument = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  const rsup_status status =
      rsup_instrument_load(config, "damaged", text, len, &instrument, &report, &err);
  if (status) {
    assert_null(instrument);
    assert_int_equal(err.status, status);
    assert_true(err.message[0] != '\0');
  } else {
    rsup_result *result = NULL;
    if (!rsup_instrument_score(instrument, "[1, 1, 0]", 9, NULL, NULL, &result, NULL))
      rsup_result_free(result);
  }
  rsup_instrument_free(instrument);
  rsup_result_free(report);
}

/* A copy of exactly `len` bytes, so that reading past its end is seen. */
static char *copy_of(const char *text, size_t len) {
  char *const copy = malloc(len ? len : 1);
  assert_non_null(copy);
  memcpy(copy, text, len);
  return copy;
}

/* Release it with *len + 1. */
static char *definition_of(const rsup_config *config, const char *id, size_t *len) {
  char *text;
  assert_int_equal(rsupi_definition_read(&config->allocator, id, &text, len, NULL), RSUP_OK);
  return text;
}

static void cut_short_it_is_refused_or_loads(void **state) {
  (void)state;
  static const char *const names[] = {"phq-2", "c-ssrs-screener", "bam"};
  rsup_config *const config = test_config();
  for (size_t i = 0; i < 3; i++) {
    size_t size;
    char *const definition = definition_of(config, names[i], &size);
    for (size_t len = 0; len < size; len += 7) {
      char *const text = copy_of(definition, len);
      try_text(config, text, len);
      free(text);
    }
    rsupi_release(&config->allocator, definition, size + 1);
  }
  rsup_config_free(config);
}

static void with_a_byte_changed_it_is_refused_or_loads(void **state) {
  (void)state;
  static const char bytes[] = "0-9:{}[],#&*!\"'\n \t\x80z";
  rsup_config *const config = test_config();
  size_t size;
  char *const definition = definition_of(config, "phq-9", &size);
  uint32_t seed = 12345;
  for (int i = 0; i < 1500; i++) {
    char *const text = copy_of(definition, size);
    for (int j = 0; j < 1 + i % 3; j++) {
      seed = seed * 1664525u + 1013904223u;
      const size_t at = (seed >> 8) % size;
      text[at] = bytes[(seed >> 3) % (sizeof bytes - 1)];
    }
    try_text(config, text, size);
    free(text);
  }
  rsupi_release(&config->allocator, definition, size + 1);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cut_short_it_is_refused_or_loads),
      cmocka_unit_test(with_a_byte_changed_it_is_refused_or_loads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
