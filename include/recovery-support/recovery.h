/** @file recovery.h
 * Days in recovery per target, setbacks, and milestones. A setback never erases what came before.
 *
 * Day counting: a day counts once it is over, and the start is day 0 (somebody who started on 1
 * March has 0 days on 1 March, and 30 days on 31 March). Milestones are reached on calendar dates:
 * "1 month" after a start on 31 January is on 28 (29) February. The guide has the rules:
 * docs/guide/days.md. */
#ifndef RSUP_RECOVERY_H
#define RSUP_RECOVERY_H
#include "recovery-support/core.h"
#ifdef __cplusplus
extern "C" {
#endif

/** What is known of one target-day. */
enum {
  RSUP_DAY_UNKNOWN = 1,    /* nobody spoke of it */
  RSUP_DAY_NOT_USED = 2,   /* said to be without use */
  RSUP_DAY_USED = 3,       /* known use */
  RSUP_DAY_CONTROLLED = 4, /* nobody spoke of it; in hospital, custody or residence */
  RSUP_DAY_CONFLICTING = 5 /* reports differ, and wait for a word of the person */
};
/** "unknown", "not_used", "used", "controlled", "conflicting"; NULL for any other number. Static.
 * Since 0.1. */
RSUP_API const char *rsup_day_state_name(int32_t state);
/** Kinds of goals. */
enum {
  RSUP_GOAL_ABSTAIN = 1,       /* no use */
  RSUP_GOAL_AT_MOST = 2,       /* within a limit per day, week or month */
  RSUP_GOAL_TAPER = 3,         /* within a limit that steps down */
  RSUP_GOAL_HARM_REDUCTION = 4 /* safer use: nothing is counted against a limit */
};
/** "abstain", "at_most", "taper", "harm_reduction"; NULL for any other number. Static. Since 0.1.
 */
RSUP_API const char *rsup_goal_kind_name(int32_t kind);

/** A setback as the record tells it. Since 0.1. */
typedef struct rsup_setback {
  const char *event;           /* id in the record */
  rsup_day on;                 /* first day */
  rsup_day resumed;            /* first day back; no value while it is not known */
  rsup_measure reengage_days;  /* days from `on` to the first day back: reported or confirmed */
  const char *const *triggers; /* what came before it, as tags of the record */
  size_t trigger_count;
  const char *const *helped; /* what helped, as tags */
  size_t helped_count;
  const char *lesson; /* what was learned, as a tag; NULL */
} rsup_setback;

/** One target. Since 0.1. */
typedef struct rsup_recovery {
  const char *target;       /* id in the record */
  int32_t goal;             /* RSUP_GOAL_… in force today; 0 when the record has none */
  rsup_day start;           /* day 0 of the count */
  rsup_measure total_days;  /* days since start, now over, without use or within the limit */
  rsup_measure current_run; /* the run that reaches today */
  rsup_measure longest_run; /* since start, the current run included */
  rsup_measure days_used;   /* since start, today included */
  rsup_day run_start;       /* day 0 of the current run under the stated policy; tomorrow after use
                               today */
  rsup_day last_confirmed;  /* last day on which "not used" was said, not assumed */
  rsup_day last_use;        /* last day of known use since start; no value when none is known */
  int32_t silent_days;      /* days since start, now over, of which nothing was said */
  int32_t controlled_days;  /* of those, in a controlled setting */
  int32_t confirm_first; /* 1: a report of use is not reconciled; milestones wait until the person
                            confirms */
  int32_t today;         /* RSUP_DAY_… */
  const rsup_setback *last_setback; /* NULL when none is recorded */
  int32_t setbacks;                 /* how many are recorded */
  const char *medication; /* agent of the medication for opioid use disorder in force; it is
                             treatment, never use */
  /* goal at_most: what was used in the present period against the limit */
  rsup_measure period_used;
  double period_limit;     /* in period_unit */
  const char *period_unit; /* "drinks", "days"; NULL without a limit */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_recovery;

/** State of a milestone. */
enum {
  RSUP_MILESTONE_REACHED = 1,
  RSUP_MILESTONE_NEXT = 2,
  RSUP_MILESTONE_CONFIRM_FIRST = 3 /* reached by the count, but a report of use waits for a word */
};
/** "reached", "next", "confirm_first"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_milestone_state_name(int32_t state);
/** One milestone of one target. Since 0.1. */
typedef struct rsup_milestone {
  const char *id; /* of the rule: "months-3" */
  const char *target;
  int32_t state;        /* RSUP_MILESTONE_… */
  rsup_day on;          /* the civil date it was or will be reached */
  int32_t days_to_go;   /* 0 when reached */
  int32_t acknowledged; /* 1 or 0 */
  const char *label;    /* in words, from the config */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_milestone;
/** Milestones: what the present run or total has reached, what of it nobody has acknowledged yet,
 * and what comes next (one per target and kind of count). Reached milestones of earlier runs stay
 * listed. Since 0.1. */
typedef struct rsup_milestones {
  const rsup_milestone *const *reached;
  size_t reached_count;
  const rsup_milestone *const *unacknowledged;
  size_t unacknowledged_count;
  const rsup_milestone *const *next;
  size_t next_count;
  const rsup_milestone *const *confirm_first;
  size_t confirm_first_count;
} rsup_milestones;

#ifdef __cplusplus
}
#endif
#endif
