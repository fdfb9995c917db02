/* Record descriptions: one table per public struct, written beside the code that fills the struct.
 *
 *   static const rsup_field reach_fields[] = {
 *     RSUPI_KEY(rsup_reach, tie, TEXT, "", "id in the person's record"),
 *     RSUPI_FIELD(rsup_reach, score, DOUBLE, "", "higher comes first"),
 *     RSUPI_MAYBE(rsup_reach, reachable_until, INSTANT, "ms", "end of the present window"),
 *     RSUPI_RECORDS(rsup_reach, reasons, reason_count, rsupi_reason_type, "why, strongest first"),
 *   };
 *   const rsup_record_type rsupi_reach_type = RSUPI_RECORD_TYPE("reach", rsup_reach, reach_fields,
 * "somebody to call");
 *
 * Every type is also named in core/record_types.c, so that docs, stubs and tests find it. */
#ifndef RSUPI_RECORD_H
#define RSUPI_RECORD_H
#include "recovery-support/core.h"

struct rsup_record_type {
  const char *name, *doc;
  size_t size;
  const rsup_field *fields;
  size_t field_count;
};

#define RSUPI_FIELD_(S, M, K, F, U, D)                                                             \
  { #M, U, D, RSUP_KIND_##K, (uint32_t)offsetof(S, M), 0, F, NULL, NULL }
#define RSUPI_FIELD(S, M, K, U, D) RSUPI_FIELD_(S, M, K, 0, U, D)
#define RSUPI_KEY(S, M, K, U, D) RSUPI_FIELD_(S, M, K, RSUP_FIELD_KEY, U, D)
#define RSUPI_MAYBE(S, M, K, U, D) RSUPI_FIELD_(S, M, K, RSUP_FIELD_NULLABLE, U, D)
#define RSUPI_FLAGGED(S, M, K, F, U, D) RSUPI_FIELD_(S, M, K, F, U, D)
#define RSUPI_ENUM(S, M, NAMES, D)                                                                 \
  { #M, "", D, RSUP_KIND_ENUM, (uint32_t)offsetof(S, M), 0, RSUP_FIELD_NULLABLE, NULL, NAMES }
#define RSUPI_RECORD(S, M, T, D)                                                                   \
  { #M, "", D, RSUP_KIND_RECORD, (uint32_t)offsetof(S, M), 0, RSUP_FIELD_NULLABLE, &(T), NULL }
#define RSUPI_SPARSE(S, M, T, D)                                                                   \
  {                                                                                                \
#M, "", D, RSUP_KIND_RECORD, (uint32_t)offsetof(S, M), 0,                                      \
        RSUP_FIELD_NULLABLE | RSUP_FIELD_SPARSE, &(T), NULL                                        \
  }
#define RSUPI_RECORDS(S, M, N, T, D)                                                               \
  {                                                                                                \
#M, "", D, RSUP_KIND_RECORDS, (uint32_t)offsetof(S, M), (uint32_t)offsetof(S, N), 0, &(T),     \
        NULL                                                                                       \
  }
#define RSUPI_TEXTS(S, M, N, D)                                                                    \
  { #M, "", D, RSUP_KIND_TEXTS, (uint32_t)offsetof(S, M), (uint32_t)offsetof(S, N), 0, NULL, NULL }
#define RSUPI_RECORD_TYPE(NAME, S, FIELDS, DOC)                                                    \
  { NAME, DOC, sizeof(S), FIELDS, sizeof(FIELDS) / sizeof((FIELDS)[0]) }

/* Types of core/. Other rooms declare theirs in their private headers as `extern const
 * rsup_record_type rsupi_X_type;`. */
extern const rsup_record_type rsupi_reason_type, rsupi_problem_type, rsupi_report_type;
#endif
