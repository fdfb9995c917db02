/** @file recovery.h
 * Days in recovery per target, setbacks, and milestones. A setback never erases what came before.
 *
 * Day counting: a day counts once it is over, and the start is day 0 (somebody who started on 1
 * March has 0 days on 1 March, and 30 days on 31 March). Milestones are reached on calendar dates:
 * "1 month" after a start on 31 January is on 28 (29) February. The guide has the rules:
 * docs/guide/days.md. */
#ifndef RSUP_RECOVERY_H
#define RSUP_RECOVERY_H
#include "recovery-support/person.h"
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

/** One thing that makes use safer. Since 0.1. */
typedef struct rsup_safer_behaviour {
  const char *behaviour; /* id in the config, or the name in the record */
  int32_t known;         /* 1: the config has it */
  rsup_measure days;     /* days on which it was done; low: known days, and as few as the months or
                            spans allow that say it was done on some day; high: with all days
                            nobody spoke of. value is low */
  int32_t days_not;      /* days on which it was said not to be done */
  rsup_day first_on;     /* the first and last day on which it is known to have been done; */
  rsup_day last_on;      /* no value */
  rsup_measure use_days; /* of the target's known days of use, those on which it was done; value is
                            low, as in days; not applicable without such a day */
  int32_t use_days_not;  /* of them, days on which it was said not to be done */
  int32_t use_days_not_said; /* of them, days of which nobody said either */
} rsup_safer_behaviour;
/** What was done for one target. Since 0.1. */
typedef struct rsup_safer_target {
  const char *target;     /* id in the record */
  int32_t harm_reduction; /* 1: a goal of that kind is in force on the last of these days */
  rsup_measure days;      /* days with any of them; high: those on which any of those told of may
                             have been done */
  rsup_day first_on, last_on;
  const rsup_safer_behaviour *const *behaviours; /* told of in these days; by id */
  size_t behaviour_count;
  rsup_measure days_used;    /* days with use, as rsup_history has them; unknown when the record
                                has no such target or nothing says when its count begins */
  int32_t use_days;          /* of them, known day by day: what the next ones are counted of */
  int32_t use_days_not_said; /* of use_days, days on which one of them may have been done, and of
                                none is it said */
  rsup_measure use_days_with_any; /* of use_days, days with any of them */
} rsup_safer_target;
/** What was done to make use safer, over a span of days. It counts; it advises nothing. Since 0.1.
 */
typedef struct rsup_safer_use {
  rsup_day from, until; /* [from, until): what was asked, cut after today */
  int32_t days;
  const rsup_safer_target *const *targets; /* told of, or with such a goal; by id */
  size_t target_count;
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_safer_use;

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
  const char *note;   /* what the person wrote for themselves: in a history alone; else NULL, and
                         then not in the JSON */
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
  const rsup_safer_use *safer_use; /* goal harm_reduction: what was done in the last days (policies,
                                      adherence_days) of it, today included; NULL for any other
                                      goal, and then not in the JSON */
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
/** One milestone of what was done, so often: meetings, check-ins, people supported, the first time
 * of something. A day of use takes none of it away, so nothing of it is ever held back. Since 0.1.
 */
typedef struct rsup_count_milestone {
  const char *id;       /* of the rule: "meetings-10" */
  const char *counts;   /* what it counts: "meetings", "people_supported" ...; the config's guide
                           has the closed list */
  const char *kind;     /* only this item, strategy, activity or training; NULL: any */
  int32_t state;        /* RSUP_MILESTONE_REACHED or _NEXT */
  rsup_day on;          /* the civil date it was reached; no value for one that is next */
  int32_t needed;       /* so often */
  int32_t done;         /* so often up to today; `needed` when reached */
  int32_t to_go;        /* needed - done */
  int32_t acknowledged; /* 1 or 0 */
  const char *label;    /* in words, from the config */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_count_milestone;

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
  const rsup_count_milestone *const *counted; /* by counts: reached, oldest first; then the next of
                                                 each that was done at least once */
  size_t counted_count;
} rsup_milestones;

/* ---- the history of one target */

/** Options of rsup_person_history(). Zero is the default of each. Since 0.1. */
typedef struct rsup_history_options {
  uint32_t struct_size;
  int32_t reserved;             /* zero */
  const rsup_instant *known_at; /* now */
  const char *unit;             /* of amounts; the goal's unit, else "drinks" */
  /* Levels of use, in that unit: low below medium_from, medium below high_from ... Ascending; one
   * of zero makes no level. The library has none of its own: what is heavy is not for it to say. */
  double medium_from, high_from, very_high_from;
} rsup_history_options;

/** Days of one level of use. Since 0.1. */
typedef struct rsup_use_level {
  const char *level; /* "low", "medium", "high", "very_high"; "amount_not_known" */
  double from;       /* smallest amount of the level; no value where none is known */
  double below;      /* amounts stay below it; no value without an upper end */
  int32_t days;      /* known days of use of that level */
} rsup_use_level;
/** A run: days in a row, over by now, that count under the config's policy. Since 0.1. */
typedef struct rsup_run {
  rsup_day from, until; /* [from, until), cut at the ends of what was asked */
  int32_t days;
  int32_t silent_days;  /* of them, days nobody spoke of */
  int32_t begun_before; /* 1: it began before what was asked */
  int32_t goes_on;      /* 1: it reaches beyond what was asked, or up to today */
} rsup_run;
/** Days of known use in a row. Since 0.1. */
typedef struct rsup_episode {
  rsup_day from, until; /* [from, until) */
  int32_t days;
  int32_t is_return;          /* 1: days that count came before it; 0: the record begins with it, or
                                 it was within the limit of a goal */
  rsup_measure reengage_days; /* from its first day to the first day that was said to be without
                                 use; low: as if the silent days between were without use */
  const char *setback;        /* id of the setback told of it; NULL */
} rsup_episode;
/** One day of the grid (timeline follow-back: Sobell & Sobell 1992). Since 0.1. */
typedef struct rsup_grid_day {
  rsup_day on;
  int32_t state;  /* RSUP_DAY_… */
  double amount;  /* in the unit asked for; 0 on a day said to be without use; no value when not
                     known */
  int32_t placed; /* 1: use on unknown days of a span was laid on this day in `value` */
} rsup_grid_day;

/** Days in a row under one limit: a goal of at most so much, or one step of a taper. Days that are
 * over by now; today is judged when it is over. Since 0.1. */
typedef struct rsup_limit_step {
  rsup_day from, until; /* [from, until), cut at the ends of what was asked */
  int32_t goal;         /* RSUP_GOAL_AT_MOST or RSUP_GOAL_TAPER */
  double limit;         /* in `unit` per `per`; no value where the record has none */
  const char *unit;     /* "drinks", "days" */
  const char *per;      /* "day", "week", "month" */
  int32_t days;         /* until - from */
  int32_t within;       /* days certain to be within the limit */
  int32_t above;        /* days certain to be above it */
  int32_t not_known;    /* the others; the three sum to days */
} rsup_limit_step;

/** What the record tells of one target over a span of days. Counts of two spans that meet add up to
 * the counts of both together, except those that look across days: runs, episodes and trend. Since
 * 0.1. */
typedef struct rsup_history {
  const char *target;
  rsup_day from, until; /* [from, until): what was asked, cut at the start and after today */
  int32_t days;
  int32_t days_before_start; /* days asked for that lie before the start: not in any count */
  int32_t days_ahead;        /* days asked for that lie after today: not in any count */
  int32_t not_used, used, unknown, controlled, conflicting; /* days by state; they sum to days */
  int32_t placed; /* silent days on which `value` lays use of a span */
  rsup_measure
      days_abstinent;     /* of the days at risk: all but silent ones in a controlled setting */
  rsup_measure days_used; /* silent days in a controlled setting among the unknown */
  rsup_measure percent_days_abstinent; /* 100 * days_abstinent / days at risk; where the policy does
                                          not count silent days, of the days spoken of */
  const char *unit;                    /* of the amounts */
  rsup_measure total_amount;           /* of the known days of use */
  rsup_measure amount_per_day_used;    /* per day of use whose amount is known */
  int32_t amounts_known;               /* days of use it rests on */
  const rsup_use_level *const *levels;
  size_t level_count;
  const rsup_run *const *runs; /* oldest first */
  size_t run_count;
  const rsup_episode *const *episodes; /* that begin in the span; oldest first */
  size_t episode_count;
  int32_t returns;       /* episodes that are a return to use */
  double reengage_trend; /* slope of reengage_days from one return to the next, least squares:
                            below zero, coming back takes ever fewer days; no value below three */
  int32_t reengage_n;    /* returns it rests on */
  const rsup_setback *const *setbacks; /* that begin in the span; oldest first */
  size_t setback_count;
  const rsup_grid_day *const *grid; /* one per day */
  size_t grid_count;
  const rsup_reason *const *reasons;
  size_t reason_count;
  const rsup_limit_step *const *limits; /* the limits in force, oldest first; none: no such goal */
  size_t limit_count;
} rsup_history;

/** The history of a target over the local days [from, until) as of `now`. INT32_MIN as `from`: its
 * start; as `until`: tomorrow. `options` may be NULL. A setback changes nothing as of the day
 * before it. The root of *out_result is a rsup_history. RSUP_E_ARGUMENT, RSUP_E_OPTIONS,
 * RSUP_E_RANGE (from after until, thresholds out of order), RSUP_E_UNKNOWN_NAME (no such target),
 * RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_history(const rsup_person *person,
                                                         const char *target, rsup_day from,
                                                         rsup_day until, rsup_instant now,
                                                         const rsup_history_options *options,
                                                         rsup_result **out_result, rsup_error *err);
/** The history at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_history *rsup_history_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
