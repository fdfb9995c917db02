/** @file checkin.h
 * Check-ins: what is due, the streak that follows the schedule, adherence with its denominator, and
 * what was answered. */
#ifndef RSUP_CHECKIN_H
#define RSUP_CHECKIN_H
#include "recovery-support/person.h"
#ifdef __cplusplus
extern "C" {
#endif

/** State of a planned check-in. */
enum {
  RSUP_OCCASION_NOT_DUE = 1,  /* it is not open yet, or the form is not planned on that day */
  RSUP_OCCASION_DUE = 2,      /* open, and not answered */
  RSUP_OCCASION_DONE = 3,     /* answered before it closed */
  RSUP_OCCASION_LATE = 4,     /* answered after it closed; of a rsup_due: closed, can still be */
  RSUP_OCCASION_MISSED = 5,   /* not answered, and no late entry counts any more */
  RSUP_OCCASION_EXCUSED = 6,  /* excused, or in a controlled setting */
  RSUP_OCCASION_NOT_ASKED = 7 /* before the first check-in, or the form was not shown */
};
/** "not_due", "due", "done", "late", "missed", "excused", "not_asked"; NULL for any other number.
 * Static. Since 0.1. */
RSUP_API const char *rsup_occasion_state_name(int32_t state);

/** A check-in that is open now, opens later today, or can still be answered late. Since 0.1. */
typedef struct rsup_due {
  const char *form;        /* id of the form */
  rsup_day date;           /* local date it belongs to */
  int32_t state;           /* RSUP_OCCASION_NOT_DUE, _DUE or _LATE */
  rsup_instant opens;      /* from when it can be answered */
  rsup_instant due;        /* by when it should be answered */
  rsup_instant closes;     /* until when it counts as done */
  rsup_instant late_until; /* until when a late entry counts */
  int32_t dst;             /* 1: a change of the clocks touched one of these times */
  const rsup_reason *const *reasons;
  size_t reason_count;
  const char *occasion; /* which of several a day; NULL: the form has one */
} rsup_due;

/** How one form is kept, over the config's number of local days up to today (rules:
 * adherence_days). Under "excused_neutral" done / (done + late + missed) is the rate; "strict" adds
 * excused to the denominator; "late_counts" adds late to the numerator. Since 0.1. */
typedef struct rsup_adherence {
  const char *form;                               /* id of the form */
  const char *policy;                             /* "excused_neutral", "strict", "late_counts" */
  rsup_day from, until;                           /* [from, until): the window of local days */
  int32_t done, late, missed, excused, not_asked; /* occasions of the window, by state */
  int32_t numerator, denominator;                 /* occasions, by the policy */
  double rate;                                    /* no value when the denominator is 0 */
  int32_t streak; /* scheduled occasions in a row that were done (or late, where late counts), up to
                     now */
  rsup_day streak_from;   /* local date of the first of them; no value without a streak */
  int32_t longest_streak; /* the longest in the record */
  rsup_day streak_until;  /* of the last of the streak */
  rsup_day longest_from, longest_until; /* of the first longest one: its first and last */
  double strength; /* in [0, 1): with h the config's strength_half_life in scheduled occasions and
                      g = 1 - 2^(-1/h), a kept occasion makes s + g (1 - s) of s, one that breaks
                      the streak s (1 - g), all others leave it; excused ones always do. It starts
                      at 0; no value before the first that counts. It says how steadily the form
                      was kept of late, and nothing of health */
} rsup_adherence;

/** One item's answers of the last 90 local days, today included; an item without one is not listed.
 * Since 0.1. */
typedef struct rsup_series {
  const char *form, *item; /* ids in the config */
  const char *target;      /* NULL unless asked per target */
  double last;             /* last value, in the item's unit; no value when none was given */
  rsup_day last_on;        /* local day of it */
  int32_t last_age_days;   /* days since then */
  rsup_measure mean_7; /* over the local days (today - 7, today]; missing days are not zero: low and
                          high put the ends of the item's scale in their place */
  int32_t answered_7;  /* how many answers the mean rests on */
  int32_t refused_7;   /* answers in those days that were refused */
  int32_t direction;   /* 1 higher is better, 2 higher is worse; no value when it is neither */
} rsup_series;

/** Part 3 of the day picture. Since 0.1. */
typedef struct rsup_checkins {
  const rsup_due *const *due; /* in the order of forms, then of days */
  size_t due_count;
  const rsup_adherence *const *adherence; /* one per form */
  size_t adherence_count;
  const rsup_series *const *series; /* in the order of forms and items */
  size_t series_count;
} rsup_checkins;

/* ---- the occasions of one form */

/** Options of rsup_person_occasions(). Zero is the default of each. Since 0.1. */
typedef struct rsup_occasions_options {
  uint32_t struct_size;
  int32_t days;                 /* local days of the window; the config's adherence_days */
  const char *policy;           /* "excused_neutral", "strict", "late_counts"; the config's */
  const rsup_day *until;        /* one past the window's last day; tomorrow, and at most that */
  const rsup_instant *known_at; /* now */
} rsup_occasions_options;

/** A planned occasion. Since 0.1. */
typedef struct rsup_occasion {
  rsup_day date;           /* local date it belongs to */
  const char *occasion;    /* which of several a day; NULL: the form has one */
  int32_t state;           /* RSUP_OCCASION_…; DUE: open, or still to open today */
  rsup_instant opens;      /* from when it can be answered */
  rsup_instant due;        /* by when it should be answered */
  rsup_instant closes;     /* until when it counts as done */
  rsup_instant late_until; /* until when a late entry counts */
  int32_t dst;             /* 1: a change of the clocks touched one of these times */
} rsup_occasion;

/** What became of the planned occasions of a form: those with the state MISSED are the series of
 * missed ones. Days on which nothing was planned are not in it. Since 0.1. */
typedef struct rsup_occasions {
  const char *form;                      /* id of the form */
  const rsup_adherence *adherence;       /* of the window, under the policy; streaks, strength: of
                                            all days up to today */
  const rsup_occasion *const *occasions; /* of the window, in order of time */
  size_t occasion_count;
} rsup_occasions;

/** The occasions of one form as of `now`. `options` may be NULL. The root of *out_result is a
 * rsup_occasions. RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_RANGE (below zero or more than 36,600
 * days), RSUP_E_UNKNOWN_NAME (no such form or policy), RSUP_E_TIME (a record without a zone),
 * RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_occasions(
    const rsup_person *person, const char *form, const rsup_occasions_options *options,
    rsup_instant now, rsup_result **out_result, rsup_error *err);
/** The occasions at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_occasions *rsup_occasions_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
