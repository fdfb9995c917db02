/* Building results. A result is an arena plus a described root record. Everything a record points
 * to must be static, live in the result's arena, or belong to an object the result keeps. */
#ifndef RSUPI_RESULT_H
#define RSUPI_RESULT_H
#include "core/error.h"
#include "core/record.h"

struct rsup_result {
  rsupi_arena arena;
  const rsup_record_type *type;
  void *root;
  rsupi_text json;
  void *kept; /* an object that must outlive the result, such as the config whose texts it points to
               */
  void (*kept_release)(void *kept);
};

/* What a call with options begins with: *err is cleared, *out_result is NULL, and *options is what
 * the caller gave (see rsupi_options_read()). RSUP_E_ARGUMENT without an out_result. */
rsup_status rsupi_call_start(rsup_result **out_result, const void *given, void *options,
                             size_t known_size, rsup_error *err);
/* A result whose root is a zeroed record of `type`. */
rsup_status rsupi_result_new(const rsup_allocator *allocator, const rsup_record_type *type,
                             rsup_result **out, rsup_error *err);
/* The caller has already taken its reference; the result gives it back when it is freed. At most
 * one. */
void rsupi_result_keep(rsup_result *result, void *kept, void (*release)(void *kept));
/* Write any described record as JSON. */
void rsupi_record_json(rsupi_text *text, const rsup_record_type *type, const void *record);

/* Fill a rsup_reason in the arena and push it. `id` is static or the config's; `ref` is copied,
 * NULL reads "". */
int rsupi_reason_push(rsupi_arena *arena, rsupi_list *list, const char *id, double number,
                      const char *ref);
/* Measures. */
rsup_measure rsupi_measure_known(double value);
rsup_measure rsupi_measure_bounded(double value, double low, double high,
                                   int32_t unknowns); /* known when low == high */
rsup_measure rsupi_measure_unknown(int32_t unknowns);
rsup_measure rsupi_measure_not_applicable(void);
#endif
