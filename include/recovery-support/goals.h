/** @file goals.h
 * Goals that a person set: what they are measured by, how far it went, and what changed on the way.
 * A goal past its date is open past its date; nobody is blamed. And collective goals, from the
 * shares of members who agreed. The guide has the rules: docs/guide/goals-and-care.md. */
#ifndef RSUP_GOALS_H
#define RSUP_GOALS_H
#include "recovery-support/person.h"
#ifdef __cplusplus
extern "C" {
#endif

/** What a goal is measured by: a closed list. */
enum {
  RSUP_GOAL_MEASURE_DAYS_WITHOUT_USE = 1, /* of a target; days that are over */
  RSUP_GOAL_MEASURE_CHECKINS = 2,         /* answered, of a form or all */
  RSUP_GOAL_MEASURE_ADHERENCE = 3,        /* of a form: 0 to 1, under the config's policy */
  RSUP_GOAL_MEASURE_MEETINGS = 4,         /* attended, of a meeting or all */
  RSUP_GOAL_MEASURE_CONTACTS = 5,         /* that came about, with a tie or all */
  RSUP_GOAL_MEASURE_ACTIVITY_HOURS = 6,   /* of a kind, or of all meaningful ones */
  RSUP_GOAL_MEASURE_ITEM = 7,             /* the last answer to a check-in item */
  RSUP_GOAL_MEASURE_INSTRUMENT = 8,       /* the last first score of a questionnaire */
  RSUP_GOAL_MEASURE_STRATEGY = 9,         /* check-ins and setbacks that name a strategy */
  RSUP_GOAL_MEASURE_OWN_WORD = 10         /* met when the person says so */
};
/** "days_without_use", "checkins", "adherence", "meetings", "contacts", "activity_hours", "item",
 * "instrument", "strategy", "own_word"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_goal_measure_name(int32_t measure);
/** Which way a goal goes. */
enum { RSUP_GOAL_AT_LEAST = 1, RSUP_GOAL_NO_MORE_THAN = 2 };
/** "at_least", "at_most"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_goal_direction_name(int32_t direction);
/** How a goal stands. */
enum {
  RSUP_GOAL_AHEAD = 1,          /* it begins later */
  RSUP_GOAL_OPEN = 2,           /* under way */
  RSUP_GOAL_MET = 3,            /* by the numbers for certain, or by own word */
  RSUP_GOAL_OPEN_PAST_DATE = 4, /* its date is over, and it is open */
  RSUP_GOAL_SET_ASIDE = 5       /* by own word */
};
/** "ahead", "open", "met", "open_past_date", "set_aside"; NULL for any other number. Static. Since
 * 0.1. */
RSUP_API const char *rsup_goal_state_name(int32_t state);
/** What was said of a goal. */
enum {
  RSUP_GOAL_SAID_OPEN = 1,
  RSUP_GOAL_SAID_ADJUSTED = 2,
  RSUP_GOAL_SAID_MET = 3,
  RSUP_GOAL_SAID_SET_ASIDE = 4
};
/** "open", "adjusted", "met", "set_aside"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_goal_said_name(int32_t said);

/** One word about a goal, with what held from then on. What held before stays in the list. Since
 * 0.1. */
typedef struct rsup_goal_word {
  rsup_day from;
  int32_t said;  /* RSUP_GOAL_SAID_… */
  double wanted; /* from then on; no value by own word */
  rsup_day due;  /* from then on; no value: none */
} rsup_goal_word;

/** One goal. Since 0.1. */
typedef struct rsup_goal {
  const char *id;     /* in the record */
  int32_t measure;    /* RSUP_GOAL_MEASURE_… */
  const char *of;     /* target, form, meeting, tie, kind, item, questionnaire or strategy; NULL */
  int32_t direction;  /* RSUP_GOAL_AT_LEAST …; 0 by own word */
  double wanted;      /* in force today; no value by own word */
  const char *unit;   /* "days", "times", "h", "share" or "points"; NULL by own word */
  rsup_day from, due; /* due in force today; no value: none */
  int32_t state;      /* RSUP_GOAL_… */
  rsup_day state_since;  /* of what was said; no value where the numbers tell */
  rsup_measure progress; /* what is measured, from `from` up to today or `due` */
  rsup_measure expected; /* where a straight line from 0 to `wanted` stands now */
  rsup_measure slack;    /* units ahead of the line (below zero: behind it); for at_most: below it;
                            for values and shares: on the good side of `wanted` */
  rsup_measure slack_days;     /* the same in days of the line */
  int32_t days_to_due;         /* below zero: over; no value without a date */
  const char *const *evidence; /* ids of the events it rests on, by time */
  size_t evidence_count;
  const rsup_goal_word *const *history; /* by date, up to today */
  size_t history_count;
  const char *group;  /* the collective goal this is a share of; NULL */
  rsup_measure share; /* of it; not_applicable without a group */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_goal;

/** All goals of a record. Since 0.1. */
typedef struct rsup_goals {
  rsup_day today;
  int32_t open, met, open_past_date, set_aside, ahead;
  const rsup_goal *const *goals; /* by id */
  size_t goal_count;
} rsup_goals;

/** Options of rsup_person_goals(). Zero is the default of each. Since 0.1. */
typedef struct rsup_goals_options {
  uint32_t struct_size;
  int32_t reserved;             /* zero */
  const rsup_instant *known_at; /* now */
} rsup_goals_options;

/** The goals of a record as of `now`. `options` may be NULL. The root of *out_result is a
 * rsup_goals. RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_TIME (a record without a zone),
 * RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_goals(const rsup_person *person, rsup_instant now,
                                                       const rsup_goals_options *options,
                                                       rsup_result **out_result, rsup_error *err);
/** The goals at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_goals *rsup_goals_get(const rsup_result *result);

/** A collective goal: sums only, nobody is named. Since 0.1. */
typedef struct rsup_group_goal {
  const char *group; /* id of the collective goal */
  rsup_instant as_of;
  int32_t members;          /* counted: they agreed, and have a share in it */
  int32_t not_permitted;    /* records that are not looked at */
  int32_t without_share;    /* permitted records that have no goal of this group */
  int32_t withheld;         /* 1: fewer members than least_members, so no sums are told */
  rsup_measure wanted;      /* sum of the shares; no high while a share is not said */
  rsup_measure progress;    /* sum of what each brought */
  int32_t shares_unknown;   /* members whose share nobody said */
  int32_t progress_unknown; /* members whose progress is not known */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_group_goal;

/** Options of rsup_group_goal_progress(). Since 0.1. */
typedef struct rsup_group_goal_progress_options {
  uint32_t struct_size;
  int32_t least_members;  /* sums of fewer would tell of each of them; 3 */
  const uint8_t *permits; /* one per person: 1 where the person's consents allow `goals` to the
                             group, as rsup_consent_decide() says; NULL: nobody */
  size_t permit_count;
} rsup_group_goal_progress_options;

/** How far a collective goal went: the sum of members' shares and progress, of records whose
 * permit is 1. An unknown share or progress stays unknown: it has no upper end. Goals that count
 * (days, times, hours) are summed; others are passed over. Died and withdrawn persons are not
 * permitted. The persons belong to one config. The root of *out_result is a rsup_group_goal.
 * RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_STATE (different configs), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_group_goal_progress(
    const rsup_person *const *persons, size_t n, const char *group, rsup_instant now,
    const rsup_group_goal_progress_options *options, rsup_result **out_result, rsup_error *err);
/** The collective goal at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_group_goal *rsup_group_goal_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
