/* What the files of early-warning signs share. */
#ifndef RSUPI_WARNINGS_H
#define RSUPI_WARNINGS_H
#include "checkin/checkin.h"

/* What was said of a sign in a unit. */
enum { RSUPI_SIGN_NOT_ASKED = 0, RSUPI_SIGN_NOT_SEEN = 1, RSUPI_SIGN_SEEN = 2 };

/* One sign, and what was said of it in each unit. */
typedef struct rsupi_told_sign {
  rsup_warning_sign *out;
  uint8_t *self, *others; /* RSUPI_SIGN_…, per unit */
} rsupi_told_sign;

typedef struct rsupi_warning_question {
  const rsupi_asof *at;
  rsupi_arena *arena;
  rsup_warning_signs *out;
  rsupi_list signs; /* of rsupi_told_sign */
  int too_many;     /* signs for so many units */
} rsupi_warning_question;

/* All of it, into `arena`: for the public call, and for tests. */
rsup_status rsupi_warnings_make(const rsupi_asof *at, rsup_day from, rsup_day until,
                                int32_t unit_days, rsupi_arena *arena, rsup_warning_signs *out,
                                rsup_error *err);
/* Count the units of each sign, and all together. 0 when out of memory. */
int rsupi_warnings_compare(rsupi_warning_question *q);

extern const rsup_record_type rsupi_warning_sign_type, rsupi_warning_signs_type;
#endif
