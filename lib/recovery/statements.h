/* What the record says about the days of one target: flags per day, and use whose days are not
 * known. Shared by the files that make a target's days. */
#ifndef RSUPI_STATEMENTS_H
#define RSUPI_STATEMENTS_H
#include "recovery/recovery.h"

enum {
  RSUPI_SAID_NO = 1,         /* not used: a check-in, or somebody else's word */
  RSUPI_SAID_CONFIRMED = 2,  /* not used: the person's confirmation, or a span with no use in it */
  RSUPI_SAID_USED = 4,       /* check-in: used */
  RSUPI_SAID_SETBACK = 8,    /* setback, no use_day needed */
  RSUPI_SAID_USE_DAY = 16,   /* use_day: used */
  RSUPI_SAID_ZERO_DAY = 32,  /* use_day of one day with amount 0 */
  RSUPI_SAID_BY_OTHERS = 64, /* somebody else reports use */
  RSUPI_SAID_RESUMED = 128   /* first day back after a setback */
};

typedef struct rsupi_statements {
  const rsupi_asof *at;
  const rsupi_target *target;
  rsup_day start;
  size_t count;
  uint8_t *flags;
  double *amount;           /* NULL when no goal asks for amounts */
  const rsupi_event **told; /* which event an amount comes from */
  rsupi_list loose;         /* rsupi_loose_use */
  rsupi_arena *arena;
} rsupi_statements;
/* Reads all events, for all of these targets in one walk. 0 when out of memory. */
int rsupi_statements_read(rsupi_statements *all, size_t count);
/* The first day anything was said about the target, for a record that gives no start. */
rsup_day rsupi_first_statement(const rsupi_asof *at, const rsupi_target *target);
/* The state of a day on which statements disagree; *report is what waits for a word of the person.
 */
int32_t rsupi_settle(const rsupi_statements *s, rsup_day day, const rsupi_event **report);

/* ---- about one event */
int rsupi_is_by_others(const rsupi_event *event);
int rsupi_speaks_of(const rsupi_target *target, const rsupi_event *event);
/* The person's own word that some days were without use. */
int rsupi_is_confirmation(const rsupi_event *event);
/* 1 when `a` was learned after `b` (or there is no `b`); ids decide between equals. */
int rsupi_is_later(const rsupi_event *a, const rsupi_event *b);
/* A use_day that speaks of each of its days: of one day, or "28 days of February". */
int rsupi_states_each_day(const rsupi_event *event);
/* The last day of use that a setback tells of. */
rsup_day rsupi_setback_last(const rsupi_event *event);
/* Does a check-in answer tell about use of this target? 1 used, 0 not used, -1 it does not tell. */
int rsupi_answer_tells(const rsupi_target *target, const rsupi_event *event,
                       const rsupi_answer *answer);

/* ---- use on days that are not known */
/* Keep use on `days` days of the event's span; the word learned last replaces an earlier one about
 * the same span. 0 when out of memory. */
int rsupi_loose_add(rsupi_statements *s, const rsupi_event *event, int32_t days);
/* Once the days are settled: what is left to place, and what must wait. 0 when out of memory. */
int rsupi_loose_settle(const rsupi_statements *s, rsupi_target_days *days);
#endif
