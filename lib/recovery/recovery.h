/* The room's answers for the day picture, and the day states other rooms (roles, risk) build on. */
#ifndef RSUPI_RECOVERY_H
#define RSUPI_RECOVERY_H
#include "person/view.h"
#include "recovery-support/recovery.h"

/* Use on some days of a span, not known which: "four days in March". */
typedef struct rsupi_loose_use {
  const rsupi_event *event;
  rsup_day first, last;
  int32_t days;         /* at least so many days of the span */
  int32_t left;         /* of them not stated one by one */
  int32_t before, open; /* days of the span before the start; days of it that nobody spoke of */
  int32_t doubtful;     /* days of it that wait for a word, each on its own: they may be of these */
  int32_t waits;        /* 1: waits for a word of the person, and is not placed on any day */
} rsupi_loose_use;

/* Days, or some days of a span, that wait for a word of the person. */
typedef struct rsupi_waiting {
  rsup_day first, last;
  const char *event; /* the report of use it rests on */
} rsupi_waiting;

/* What the record says about each day of one target, from its start to today. docs/guide/days.md
 * has the precedence of statements about one day. */
typedef struct rsupi_target_days {
  const rsupi_target *target;
  rsup_day start; /* INT32_MIN: nothing says when counting began, and nothing was said at all */
  size_t count;   /* days from start to today, today included; 0 when the start lies ahead */
  uint8_t *state; /* RSUP_DAY_…, by day - start */
  double
      *amount; /* NaN: used, amount unknown; 0 where not used; NULL when no goal asks for amounts */
  rsupi_loose_use *loose;
  size_t loose_count; /* by their last days */
  uint8_t *scratch;   /* a byte per day, for rsupi_loose_least() */
  uint8_t *doubted; /* 1: said to be without use, in a span whose report of use finds too few other
                       days; by day - start; NULL: none */
  const rsupi_waiting *const *waiting;
  size_t waiting_count;
  rsup_day conflict;          /* first day that waits for a word of the person; INT32_MIN */
  const char *conflict_event; /* the report of use it rests on */
  int32_t conflicts;          /* days that wait */
} rsupi_target_days;
/* Nobody spoke of the day: unknown or controlled. */
int rsupi_is_open_day(uint8_t state);
/* Open, waiting for a word, or doubted: the day at this place may have been one of use. */
int rsupi_may_be_use(const rsupi_target_days *days, size_t i);
/* The first day of [first, until) that waits, with its event; INT32_MIN: none. */
rsup_day rsupi_first_waiting(const rsupi_target_days *days, rsup_day first, rsup_day until,
                             const char **out_event);
/* The fewest days of [first, until) that must have been use for every span to have its own, when
 * days outside were use wherever they can have been. `at_risk`: controlled days count as outside.
 */
int32_t rsupi_loose_least(const rsupi_target_days *days, rsup_day first, rsup_day until,
                          int at_risk);
/* How many days of [from, until) were use. Days whose use is not known by day add what they must;
 * silent days, and what waits for a word, may all have been. */
typedef struct rsupi_readings rsupi_readings;
rsup_measure rsupi_days_used(const rsupi_target_days *days, const rsupi_readings *readings,
                             rsup_day from, rsup_day until);
rsup_status rsupi_target_days_make(const rsupi_asof *at, const rsupi_target *target,
                                   rsupi_arena *arena, rsupi_target_days *out, rsup_error *err);
/* The same of several targets, in one walk over the record: out[i] is of targets[i]. */
rsup_status rsupi_target_days_make_all(const rsupi_asof *at, const rsupi_target *const *targets,
                                       size_t count, rsupi_arena *arena, rsupi_target_days *out,
                                       rsup_error *err);

/* Three readings of the same days: what counts for certain, what counts under the config's policy,
 * what may count. Each byte is one completed day (today is not complete): */
enum {
  RSUPI_COUNTS_NOT = 0,
  RSUPI_COUNTS = 1,
  RSUPI_SKIPPED = 2, /* neither breaks nor lengthens */
  RSUPI_PLACED = 3   /* while readings are made: taken for a day of loose use */
};
typedef struct rsupi_reading_sums {
  int32_t total, current, longest; /* days that count: all, in the run that reaches yesterday, in
                                      the longest run */
  size_t run_from;                 /* where the run that reaches yesterday begins */
} rsupi_reading_sums;
struct rsupi_readings {
  uint8_t *low, *value, *high;
  rsupi_reading_sums low_sums, value_sums, high_sums;
  uint8_t *placed;      /* by day, today included: `value` takes it for a day of loose use */
  size_t count;         /* completed days: start .. yesterday */
  int32_t used_today;   /* 1: used, and no limit allows for it; then every current run is 0 */
  int32_t total_high;   /* the most days that can have counted */
  int32_t breaks_today; /* 1: and that ends the run (policies, single_day) */
  int32_t longest_high; /* the longest run there can have been */
  int32_t passes_over;  /* 1: by the policy on single days, `value` may pass over some */
};
/* By the policy on single days, once the readings stand. */
void rsupi_pass_over_single_days(const rsupi_asof *at, const rsupi_target_days *days,
                                 rsupi_readings *readings);
/* Days of [from, until), by their place, that `value` passes over. */
int32_t rsupi_run_passed_over(const rsupi_readings *readings, size_t from, size_t until);
int rsupi_readings_make(const rsupi_asof *at, const rsupi_target_days *days, rsupi_arena *arena,
                        rsupi_readings *out);
/* The goal in force on a day, or NULL. */
const rsupi_goal *rsupi_goal_on(const rsupi_target *target, rsup_day day);
int rsupi_goal_has_limit(const rsupi_goal *goal);   /* at most, taper */
int rsupi_goal_counts_days(const rsupi_goal *goal); /* its unit: days of use, not amounts */
/* First day of the period a day lies in: weeks begin on Monday. */
rsup_day rsupi_period_start(int32_t per, rsup_day day);
/* Readings of the days on which a goal with a limit holds. */
void rsupi_read_within_limit(const rsupi_target_days *days, rsupi_readings *readings);

/* When a rule is met next if nothing changes; RSUPI_NO_DAY for a total that was met before. */
rsup_day rsupi_milestone_next(const rsupi_asof *at, const rsupi_target_days *days,
                              const rsupi_readings *readings, const rsupi_milestone_rule *rule);

/* All targets. The days are handed to the rooms below, so that they are made once. */
typedef struct rsupi_recovery {
  rsupi_target_days *days; /* one per target of the view, same order */
  rsupi_readings *readings;
  const rsup_recovery *const *items;
  size_t count;
  const rsup_milestones *milestones;
  rsup_instant next_change; /* the next local midnight */
} rsupi_recovery;
rsup_status rsupi_recovery_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_recovery *out,
                                 rsup_error *err);
/* How many milestones of days are reached today, and nobody has acknowledged them: as in the day
 * picture, without the picture. */
rsup_status rsupi_milestones_today(const rsupi_asof *at, rsupi_arena *arena, int32_t *out,
                                   rsup_error *err);
int rsupi_milestones_make(const rsupi_asof *at, const rsupi_recovery *recovery, rsupi_arena *arena,
                          const rsup_milestones **out);

/* Stable recovery as a mentor needs it: whole calendar years and months without use in every target
 * whose goal is to abstain. 1 yes, 0 no, -1 unknown (no such target, a report that waits for a
 * word, or nothing confirmed in all that time). *out_since: the day the present stable time began;
 * *out_on: the day it is long enough (INT32_MIN: unknown). */
int32_t rsupi_recovery_stable(const rsupi_asof *at, const rsupi_recovery *recovery, int32_t months,
                              int32_t years, rsup_day *out_since, rsup_day *out_on);
/* First day of the run that reaches yesterday, under the config's policy; today when there is none.
 */
rsup_day rsupi_run_start(const rsupi_target_days *days, const rsupi_readings *readings);

/* Does a setback speak of the target (or of a substance it counts), and what it tells; NULL out of
 * memory. */
int rsupi_is_setback_of(const rsupi_target *target, const rsupi_event *event);
/* As a picture shows it: without the note. */
rsup_setback *rsupi_setback_describe(const rsupi_event *event, const rsupi_target_days *days,
                                     rsupi_arena *arena);

extern const rsup_record_type rsupi_setback_type, rsupi_recovery_type, rsupi_milestone_type,
    rsupi_count_milestone_type, rsupi_milestones_type;
#endif
