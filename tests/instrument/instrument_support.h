/* Loading an instrument and reading its scores, for the tests of this folder. */
#ifndef TEST_INSTRUMENT_SUPPORT_H
#define TEST_INSTRUMENT_SUPPORT_H
#include "core/cmocka_all.h"
#include "recovery-support/instrument.h"
#include <string.h>

static inline rsup_config *test_config(void) {
  rsup_config *config = NULL;
  rsup_error err;
  const rsup_status status = rsup_config_default(NULL, &config, &err);
  if (status) print_error("%s: %s (%s)\n", err.source, err.message, err.path);
  assert_int_equal(status, RSUP_OK);
  return config;
}

static inline rsup_instrument *test_instrument(const char *id) {
  rsup_config *const config = test_config();
  rsup_instrument *instrument = NULL;
  rsup_error err;
  const rsup_status status = rsup_instrument_builtin(config, id, &instrument, &err);
  if (status) print_error("%s:%u %s: %s\n", err.source, err.line, err.path, err.message);
  assert_int_equal(status, RSUP_OK);
  rsup_config_free(config); /* the instrument holds its own reference */
  return instrument;
}

/* A text that begins with { is JSON; the comment in front makes it YAML, which needs no quotes. */
static inline size_t as_yaml(const char *answers, char out[512]) {
  static const char comment[] = "# YAML\n";
  const size_t len = strlen(answers);
  assert_true(sizeof comment + len < 512);
  memcpy(out, comment, sizeof comment - 1);
  memcpy(out + sizeof comment - 1, answers, len);
  return sizeof comment - 1 + len;
}

static inline rsup_result *test_score(const rsup_instrument *instrument, const char *answers,
                                      rsup_safety *safety) {
  rsup_result *result = NULL;
  rsup_error err;
  char text[512];
  const size_t len = as_yaml(answers, text);
  const rsup_status status =
      rsup_instrument_score(instrument, text, len, NULL, safety, &result, &err);
  if (status) print_error("%s %s: %s\n", err.source, err.path, err.message);
  assert_int_equal(status, RSUP_OK);
  return result;
}

static inline const rsup_score *score_named(const rsup_result *result, const char *id) {
  const rsup_assessment *const assessment = rsup_assessment_get(result);
  for (size_t i = 0; i < assessment->score_count; i++)
    if (strcmp(assessment->scores[i]->id, id) == 0) return assessment->scores[i];
  fail_msg("no score %s", id);
  return NULL;
}

static inline const rsup_alert *alert_named(const rsup_result *result, const char *id) {
  const rsup_assessment *const assessment = rsup_assessment_get(result);
  for (size_t i = 0; i < assessment->alert_count; i++)
    if (strcmp(assessment->alerts[i]->id, id) == 0) return assessment->alerts[i];
  return NULL;
}
#endif
