/* On which days something recurs, and when in such a day: rules over civil days, then local times
 * by the person's zone history. Nothing is allocated; a rule borrows its lists. */
#ifndef RSUPI_RECURRENCE_H
#define RSUPI_RECURRENCE_H
#include "time/zone.h"

enum {
  RSUPI_RECURS_WEEKDAYS = 1, /* chosen weekdays of every week; all seven: daily */
  RSUPI_RECURS_EVERY_DAYS,   /* every n days, counted from `from` */
  RSUPI_RECURS_EVERY_WEEKS,  /* chosen weekdays of every n-th week (Monday first) from `from`'s */
  RSUPI_RECURS_MONTHLY,      /* the n-th or the last of a weekday in the month */
  RSUPI_RECURS_DATES         /* listed days */
};
enum { RSUPI_NTH_LAST = -1 };

/* An all-zero rule never occurs. A month without a fifth Friday has no "fifth Friday". */
typedef struct rsupi_recurrence {
  int32_t kind;
  int32_t weekdays; /* bit 0 = Sunday */
  int32_t every;    /* days or weeks, at least 1 */
  int32_t nth;      /* 1..5, or RSUPI_NTH_LAST */
  rsup_day from;    /* the first day of validity; counting starts here; RSUPI_NO_DAY: none */
  rsup_day until;   /* the last day of validity, it too; RSUPI_NO_DAY: none */
  const rsup_day *dates, *except; /* in order of time */
  size_t date_count, except_count;
} rsupi_recurrence;

int rsupi_recurs_on(const rsupi_recurrence *rule, rsup_day day);
/* The first day on or after one; RSUPI_NO_DAY when none comes any more. */
rsup_day rsupi_recurs_next(const rsupi_recurrence *rule, rsup_day day);

/* ---- times in a day */

/* Minutes from the start of the local day; late_until may pass 1440. */
typedef struct rsupi_day_times {
  int32_t opens, due, closes, late_until;
} rsupi_day_times;
typedef struct rsupi_planned {
  rsup_day date;
  rsup_instant opens, due, closes, late_until;
  int32_t dst; /* 1: a change of the clocks touched one of them */
} rsupi_planned;

/* The zone of a local day, for who moves: the zone in which its noon came, the earlier one when it
 * came twice; where the move skipped noon, the zone moved to. A move therefore changes no day
 * before it. NULL: the day did not exist (Samoa, 30 December 2011), or no zone is known. */
const rsupi_zone *rsupi_history_day_zone(const rsupi_zone_span *spans, size_t count, rsup_day day);
/* The occasion of a day by RFC 5545. 0: the day did not exist, and there is none. */
int rsupi_plan_day(const rsupi_zone_span *spans, size_t count, rsup_day day,
                   const rsupi_day_times *times, rsupi_planned *out);
/* Minutes of a local day in one zone, as an instant; *dst is set, never cleared. */
rsup_instant rsupi_day_instant(const rsupi_zone *zone, rsup_day day, int32_t minute, int32_t *dst);
/* The next local days, from the one at `at` on, that the person's calendar jumps over: [*first,
 * *until). *at moves past the jump. 0: none before `end`. */
int rsupi_history_jump(const rsupi_zone_span *spans, size_t count, rsup_instant *at,
                       rsup_instant end, rsup_day *first, rsup_day *until);
#endif
