/* Loading models and scoring rows, for the tests of this folder. */
#ifndef TEST_RISK_SUPPORT_H
#define TEST_RISK_SUPPORT_H
#include "core/cmocka_all.h"
#include "recovery-support/risk.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline rsup_config *test_config(void) {
  rsup_config *config = NULL;
  rsup_error err;
  const rsup_status status = rsup_config_default(NULL, &config, &err);
  if (status) print_error("%s: %s (%s)\n", err.source, err.message, err.path);
  assert_int_equal(status, RSUP_OK);
  return config;
}

/* "default", or a path. */
static inline rsup_model *test_model(const char *path) {
  rsup_config *const config = test_config();
  rsup_model *model = NULL;
  rsup_error err;
  const rsup_status status = strcmp(path, "default") == 0
                                 ? rsup_model_default(config, &model, &err)
                                 : rsup_model_load_file(config, path, &model, NULL, &err);
  if (status) print_error("%s:%u %s: %s\n", err.source, err.line, err.path, err.message);
  assert_int_equal(status, RSUP_OK);
  rsup_config_free(config); /* the model holds its own reference */
  return model;
}

static inline rsup_model *test_model_of(const char *text) {
  rsup_config *const config = test_config();
  rsup_model *model = NULL;
  rsup_error err;
  const rsup_status status =
      rsup_model_load(config, "m.yaml", text, strlen(text), &model, NULL, &err);
  if (status) print_error("%s:%u %s: %s\n", err.source, err.line, err.path, err.message);
  assert_int_equal(status, RSUP_OK);
  rsup_config_free(config);
  return model;
}

static inline rsup_status test_row_at(const rsup_model *model, const char *row,
                                      const double *horizon, const double *elapsed,
                                      rsup_result **out_result, rsup_error *err) {
  const rsup_model_score_options options = {
      .struct_size = sizeof options, .horizon = horizon, .elapsed = elapsed};
  return rsup_model_score(model, row, strlen(row), &options, out_result, err);
}
static inline rsup_result *test_row(const rsup_model *model, const char *row) {
  rsup_result *result = NULL;
  rsup_error err;
  const rsup_status status = rsup_model_score(model, row, strlen(row), NULL, &result, &err);
  if (status) print_error("%s %s: %s\n", err.source, err.path, err.message);
  assert_int_equal(status, RSUP_OK);
  return result;
}

static inline int has_text(const char *const *texts, size_t count, const char *text) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(texts[i], text) == 0) return 1;
  return 0;
}

static inline const rsup_risk_term *term_named(const rsup_risk_score *score, const char *name) {
  for (size_t i = 0; i < score->term_count; i++)
    if (strcmp(score->terms[i]->name, name) == 0) return score->terms[i];
  fail_msg("no term %s", name);
  return NULL;
}
#endif
