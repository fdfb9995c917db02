/* Helpers of the config tests. */
#ifndef RSUPI_CONFIG_TESTS_H
#define RSUPI_CONFIG_TESTS_H
#include "config/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "format: recovery-support/config\nformat_version: 1\n"

/* A config of a user's text; the head is put before it. */
static inline rsup_config *config_of(const char *body) {
  char text[8192];
  rsupi_fixed all = rsupi_fixed_start(text, sizeof text);
  rsup_config *config = NULL;
  rsup_error err;
  rsupi_fixed_add(&all, HEAD);
  rsupi_fixed_add(&all, body);
  if (rsup_config_load("test.yaml", text, all.len, NULL, &config, NULL, &err))
    fail_msg("%d:%d %s: %s", (int)err.line, (int)err.column, err.path, err.message);
  return config;
}

static inline rsup_config *default_config(void) {
  rsup_config *config = NULL;
  assert_int_equal(rsup_config_default(NULL, &config, NULL), RSUP_OK);
  return config;
}
#endif
