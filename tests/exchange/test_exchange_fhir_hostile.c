/* Damaged responses: cut short at every byte, with bytes changed, nested without end. Each is read
 * or refused with an error and a review; the sanitizers watch. */
#include "../instrument/instrument_support.h"
#include "recovery-support/exchange.h"
#include <stdio.h>
#include <stdlib.h>

enum { HUGE_SIZE = 100000 };

/* Hands over a copy of exactly `len` bytes, so that reading past its end is seen. */
static rsup_status try_text(const rsup_instrument *instrument, const char *text, size_t len) {
  char *const copy = malloc(len ? len : 1);
  rsup_result *result = NULL, *report = NULL;
  rsup_safety safety;
  rsup_error err;
  assert_non_null(copy);
  if (len > 0) memcpy(copy, text, len);
  const rsup_status status = rsup_fhir_questionnaire_response(
      instrument, "damaged", copy, len, NULL, &safety, &result, &report, &err);
  assert_int_equal(status == RSUP_OK, result != NULL);
  if (status) {
    assert_int_equal(err.status, status);
    assert_string_equal(rsup_report_get(report)->problems[0]->message, err.message);
    assert_true(err.message[0] != '\0');
    assert_true(safety.level >= RSUP_SAFETY_REVIEW);
    assert_true(safety.signs & RSUP_SIGN_CALL_FAILED);
  }
  rsup_result_free(result);
  rsup_result_free(report);
  free(copy);
  return status;
}

static size_t read_document(const char *path, char *text, size_t size) {
  FILE *const file = fopen(path, "rb");
  assert_non_null(file);
  const size_t len = fread(text, 1, size, file);
  (void)fclose(file);
  assert_true(len > 0 && len < size);
  return len;
}

static void cut_short_at_every_byte_it_is_refused(void **state) {
  (void)state;
  char text[8192];
  rsup_instrument *const phq9 = test_instrument("phq-9");
  const size_t size = read_document("tests/data/fhir/phq-9-nested.json", text, sizeof text);
  for (size_t len = 0; len + 1 < size; len++) assert_true(try_text(phq9, text, len) != RSUP_OK);
  assert_int_equal(try_text(phq9, text, size), RSUP_OK);
  rsup_instrument_free(phq9);
}

static void with_bytes_changed_it_is_refused_or_read(void **state) {
  (void)state;
  static const char bytes[] = "0-9:{}[],.eE\"\\ntf\n \x80\xC3_vV";
  static const char *const documents[] = {"phq-9-nested", "phq-9-absent-values",
                                          "phq-9-total-differs"};
  rsup_instrument *const phq9 = test_instrument("phq-9");
  uint32_t seed = 12345;
  for (size_t i = 0; i < 3; i++) {
    char text[8192], path[64];
    snprintf(path, sizeof path, "tests/data/fhir/%s.json", documents[i]);
    const size_t size = read_document(path, text, sizeof text);
    for (int round = 0; round < 2000; round++) {
      seed = seed * 1664525u + 1013904223u;
      const size_t at = (seed >> 8) % size;
      const char before = text[at];
      text[at] = bytes[(seed >> 3) % (sizeof bytes - 1)];
      (void)try_text(phq9, text, size);
      text[at] = before;
    }
  }
  rsup_instrument_free(phq9);
}

static void nesting_without_end_is_refused(void **state) {
  (void)state;
  static const char level[] = "{\"linkId\":\"g\",\"item\":[";
  static const char head[] = "{\"resourceType\":\"QuestionnaireResponse\",\"item\":[";
  rsup_instrument *const phq9 = test_instrument("phq-9");
  char *const text = malloc(HUGE_SIZE);
  assert_non_null(text);
  memset(text, '[', HUGE_SIZE);
  assert_int_equal(try_text(phq9, text, HUGE_SIZE), RSUP_E_LIMIT);
  size_t len = sizeof head - 1;
  memcpy(text, head, len);
  for (; len + sizeof level < HUGE_SIZE; len += sizeof level - 1)
    memcpy(text + len, level, sizeof level - 1);
  assert_int_equal(try_text(phq9, text, len), RSUP_E_LIMIT);
  free(text);
  rsup_instrument_free(phq9);
}

static void what_is_no_json_is_refused(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      "null",
      "[]",
      "{}",
      "12",
      "\"QuestionnaireResponse\"",
      "<QuestionnaireResponse xmlns=\"http://hl7.org/fhir\"/>",
      "resourceType: QuestionnaireResponse\nstatus: completed\n",
      "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\"} {}",
      "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"status\": "
      "\"amended\"}",
      "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": {}}",
      "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": [1]}",
      "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": "
      "[{\"linkId\": \"q1\", \"answer\": {\"valueInteger\": 1}}]}"};
  rsup_instrument *const phq9 = test_instrument("phq-9");
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    assert_true(try_text(phq9, texts[i], strlen(texts[i])) != RSUP_OK);
  rsup_instrument_free(phq9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cut_short_at_every_byte_it_is_refused),
      cmocka_unit_test(with_bytes_changed_it_is_refused_or_read),
      cmocka_unit_test(nesting_without_end_is_refused),
      cmocka_unit_test(what_is_no_json_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
