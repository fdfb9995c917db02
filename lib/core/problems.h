/* Collecting all problems of one load into a report, while the first becomes the caller's error. */
#ifndef RSUPI_PROBLEMS_H
#define RSUPI_PROBLEMS_H
#include "core/result.h"

/* report == NULL when the caller wants none; then only `first` is kept. */
typedef struct rsupi_problems {
  rsup_result *report;
  char source[96]; /* what problems that name no source are about */
  rsupi_list list;
  rsup_error first; /* the first of severity error; status 0 while there is none */
  size_t errors, warnings, not_kept;
  int failed; /* out of memory */
} rsupi_problems;
/* want_report: whether the caller gave an out_report. At most 1,000 problems are kept, all are
 * counted. */
rsup_status rsupi_problems_start(rsupi_problems *problems, const rsup_allocator *allocator,
                                 const char *source, int want_report, rsup_error *err);
void rsupi_problem_add(rsupi_problems *problems, int32_t severity, rsup_status status,
                       const char *source, uint32_t line, uint32_t column, uint32_t row,
                       const char *path, const char *format, ...);
/* Hand the report to *out_report (when wanted), even when the load did not succeed; afterwards the
 * collector holds no memory, but its counts, `first` and `failed` still stand. Out of memory
 * (`failed`) there is no report: *out_report is NULL, and the caller returns RSUP_E_MEMORY. */
void rsupi_problems_finish(rsupi_problems *problems, int32_t used, int32_t left_out,
                           rsup_result **out_report);
/* The end of a strict load that came to `status`: what was found first in the text is the caller's
 * error, whichever step noticed a problem. Hands the report over, of a document without entries.
 * Returns the error's status. */
rsup_status rsupi_problems_settle(rsupi_problems *problems, rsup_status status,
                                  rsup_result **out_report, rsup_error *err);
#endif
