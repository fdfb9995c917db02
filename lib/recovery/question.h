/* What every public question about one person begins with: arguments checked, a result that keeps
 * the config, and the record as it was known. */
#ifndef RSUPI_QUESTION_H
#define RSUPI_QUESTION_H
#include "person/view.h"

/* Can a moment be asked about? Days before and after it are to be written with four digits: from
 * year 2 to 9899. INT64_MIN, no moment, is none of them. */
int rsupi_is_writable(rsup_instant at);
/* Is a span of days one to ask about: in the years 1 to 9999, in order? Either end may be
 * RSUPI_NO_DAY. */
rsup_status rsupi_span_check(rsup_day from, rsup_day until, rsup_error *err);
/* Where a span has no begin, `first`, what the record first tells of; where it has no end, and at
 * most, tomorrow. RSUP_E_LIMIT above 40,000 days. */
rsup_status rsupi_span_fill(const rsupi_asof *at, rsup_day first, rsup_day *from, rsup_day *until,
                            rsup_error *err);
/* The same, from the first event of a type on. */
rsup_status rsupi_span_of_events(const rsupi_asof *at, int32_t event_type, rsup_day *from,
                                 rsup_day *until, rsup_error *err);
/* Are they all persons, of one config? */
rsup_status rsupi_persons_check(const rsup_person *const *persons, size_t n, rsup_error *err);

typedef struct rsupi_question {
  rsup_result *result;
  rsupi_arena *arena; /* of the result */
  void *root;         /* the zeroed record to fill */
  rsupi_asof at;
} rsupi_question;
/* `known_at` NULL: what is known at `now`. On failure nothing is left to free. */
rsup_status rsupi_question_open(const rsup_person *person, rsup_instant now,
                                const rsup_instant *known_at, const rsup_record_type *type,
                                rsupi_question *out, rsup_error *err);
/* Hand the result over, or free it when `status` is an error. */
rsup_status rsupi_question_close(rsupi_question *question, rsup_status status,
                                 rsup_result **out_result, rsup_error *err);
#endif
