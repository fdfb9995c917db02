/* Names of enum values: one table serves printing, reading and suggestions. Ends with {NULL, 0}. */
#ifndef RSUPI_NAMES_H
#define RSUPI_NAMES_H
#include "recovery-support/core.h"

typedef struct rsupi_name {
  const char *name;
  int32_t value;
} rsupi_name;
const char *rsupi_name_of(const rsupi_name *names, int32_t value); /* NULL when there is none */
int32_t rsupi_value_of(const rsupi_name *names, const char *name,
                       size_t len); /* 0 when there is none */
/* Nearest name within two edits, or NULL. */
const char *rsupi_nearest_name(const rsupi_name *names, const char *text, size_t len);
#endif
