/* Counting attendance in sliding windows, with what nobody said kept apart: low counts what is
 * known, high what could be. */
#ifndef RSUPI_ROLE_COUNTS_H
#define RSUPI_ROLE_COUNTS_H
#include "person/view.h"

enum {
  RSUPI_COUNT_ATTENDED = 0,
  RSUPI_COUNT_SHARED,
  RSUPI_COUNT_ASKED,
  RSUPI_COUNT_FEEDBACK,
  RSUPI_COUNT_LED,
  RSUPI_ROLE_COUNTS
};

/* Running sums over the attendance events of the last `days` days, in order of time. */
typedef struct rsupi_role_counts {
  size_t count;
  const rsup_day *day;
  const int32_t *low[RSUPI_ROLE_COUNTS],
      *high[RSUPI_ROLE_COUNTS]; /* [i]: among the first i events */
  int known; /* 0: the record holds no attendance at all, so nothing is known of it */
} rsupi_role_counts;

int rsupi_role_counts_make(const rsupi_asof *at, int32_t days, rsupi_arena *arena,
                           rsupi_role_counts *out);
/* In the `days` days that end with `last`. */
void rsupi_role_count(const rsupi_role_counts *counts, int which, rsup_day last, int32_t days,
                      int32_t *low, int32_t *high);
#endif
