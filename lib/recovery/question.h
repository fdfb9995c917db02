/* What every public question about one person begins with: arguments checked, a result that keeps
 * the config, and the record as it was known. */
#ifndef RSUPI_QUESTION_H
#define RSUPI_QUESTION_H
#include "person/view.h"

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
