/* Writing the caller's rsup_error. All functions accept err == NULL and return the status, so that
 * a caller may `return rsupi_fail(...)`. Never pass a value from a person's record as an argument.
 */
#ifndef RSUPI_ERROR_H
#define RSUPI_ERROR_H
#include "core/text.h"

void rsupi_error_clear(rsup_error *err);
/* status and message (format: see rsupi_fixed_format), nothing else known. */
rsup_status rsupi_fail(rsup_error *err, rsup_status status, const char *format, ...);
/* The same with a place in a text. source and path may be NULL. */
rsup_status rsupi_fail_at(rsup_error *err, rsup_status status, const char *source, uint32_t line,
                          uint32_t column, const char *path, const char *format, ...);
rsup_status rsupi_fail_memory(rsup_error *err);
/* RSUP_OK, or RSUP_E_OPTIONS when the caller's options struct is larger than ours and its tail is
 * not zero. Copies what is there into *into (size known_size, zeroed first); options NULL leaves it
 * all zero. */
rsup_status rsupi_options_read(const void *options, void *into, size_t known_size, rsup_error *err);
#endif
