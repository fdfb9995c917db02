/* What was done, one by one in order of days: meetings, check-ins, people supported. Milestones by
 * counts rest on it, a person's and a group's. */
#ifndef RSUPI_TALLY_H
#define RSUPI_TALLY_H
#include "person/view.h"

typedef struct rsupi_tally {
  const rsupi_asof *at;
  rsupi_arena *arena;
  int32_t counts;    /* RSUPI_COUNTS_… above total_days */
  const char *kind;  /* NULL: any */
  size_t next;       /* event to look at */
  rsup_day *waiting; /* last days of spans that were passed, ascending */
  size_t waiting_from, waiting_until, waiting_room;
  rsupi_list seen;   /* names or ties that are counted once */
  rsupi_list helped; /* ties to whom the person gives support at some time, once looked for */
  int looked;
  rsup_day day; /* of the last event told */
  size_t again; /* how often it is still to be told */
} rsupi_tally;

rsupi_tally rsupi_tally_start(const rsupi_asof *at, int32_t counts, const char *kind,
                              rsupi_arena *arena);
/* The day of the next one, up to today: 1; 0: there are no more, or the arena has failed. What is
 * known by a month or span counts on its last day: by then it was done. */
int rsupi_tally_next(rsupi_tally *tally, rsup_day *out_day);
/* Up to `times` of them at once: how many there were, and the day of the last. */
int32_t rsupi_tally_take(rsupi_tally *tally, int32_t times, rsup_day *out_day);
#endif
