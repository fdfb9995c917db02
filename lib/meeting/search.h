/* Which meetings are on now, and which come next. */
#ifndef RSUPI_SEARCH_H
#define RSUPI_SEARCH_H
#include "meeting/directory.h"

/* A meeting the person has been to lately. */
typedef struct rsupi_attended {
  uint32_t meeting;
  int32_t times;
} rsupi_attended;

typedef struct rsupi_search {
  const rsup_meetings *meetings;
  const rsupi_zone *here; /* the asker's zone, for meetings without one */
  rsup_instant now;
  int32_t hours; /* how far ahead */
  double km;     /* how far away */
  double reach;  /* the same as a squared chord; rsupi_search_run() fills it in */
  int has_place;
  rsupi_unit place;
  const rsupi_attended *attended;
  size_t attended_count;
  uint64_t attended_mask[16]; /* bit (meeting mod 1024) for each of them */
  size_t limit;               /* of each list */
} rsupi_search;

typedef struct rsupi_found {
  uint32_t meeting;
  const rsupi_zone *zone; /* NULL: floating */
  rsup_instant start, end;
  rsup_day local_date;       /* RSUPI_NO_DAY: that of the start in its zone */
  int32_t in_progress, kind; /* RSUPI_LOCAL_… */
  int32_t attended;          /* times */
  int32_t out_of_reach;      /* hybrid, and the place is too far: online only, for this person */
  double chord;              /* squared; NaN where unknown */
  int64_t rank;              /* decides the order: higher is better */
  double score;              /* the same, as a number to show */
} rsupi_found;
/* The best of one kind, in order; `all` counts also what did not fit in. */
typedef struct rsupi_found_list {
  rsupi_found *items; /* room for `limit` */
  size_t count;
  int32_t all;
} rsupi_found_list;
typedef struct rsupi_search_result {
  rsupi_found_list in_progress, next;
  int32_t beyond_hours, too_far;
  rsup_instant next_change; /* the next start, end or coming into view; INT64_MAX: none */
} rsupi_search_result;

/* The lists' items are the caller's. */
void rsupi_search_run(const rsupi_search *search, rsupi_search_result *out);

/* How well an occurrence fits, into its rank and score: see meeting_score.c. */
void rsupi_meeting_score(const rsupi_search *search, rsupi_found *found);
#endif
