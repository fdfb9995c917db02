/** @file checkin.h
 * Check-ins: what is due, the streak that follows the schedule, adherence with its denominator, and
 * what was answered. */
#ifndef RSUP_CHECKIN_H
#define RSUP_CHECKIN_H
#include "recovery-support/core.h"
#ifdef __cplusplus
extern "C" {
#endif

/** State of a planned check-in. */
enum {
  RSUP_OCCASION_NOT_DUE = 1,
  RSUP_OCCASION_DUE = 2,
  RSUP_OCCASION_DONE = 3,
  RSUP_OCCASION_LATE = 4,
  RSUP_OCCASION_MISSED = 5,
  RSUP_OCCASION_EXCUSED = 6,
  RSUP_OCCASION_NOT_ASKED = 7
};
/** "not_due", "due", "done", "late", "missed", "excused", "not_asked"; NULL for any other number.
 * Static. Since 0.1. */
RSUP_API const char *rsup_occasion_state_name(int32_t state);

/** A check-in that is open now or opens later today. Since 0.1. */
typedef struct rsup_due {
  const char *form;
  rsup_day date; /* local date it belongs to */
  int32_t state; /* RSUP_OCCASION_… */
  rsup_instant opens, due, closes, late_until;
  int32_t dst; /* 1: a change of the clocks touched one of these times */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_due;

/** How one form is kept. Since 0.1. */
typedef struct rsup_adherence {
  const char *form;
  const char *policy;   /* "excused_neutral", "strict", "late_counts" */
  rsup_day from, until; /* [from, until): the window of local days */
  int32_t done, late, missed, excused, not_asked;
  int32_t numerator, denominator;
  double rate;    /* no value when the denominator is 0 */
  int32_t streak; /* scheduled occasions in a row that were done (or late, where late counts), up to
                     now */
  rsup_day streak_from;
  int32_t longest_streak;
} rsup_adherence;

/** One item's recent answers. Since 0.1. */
typedef struct rsup_series {
  const char *form, *item;
  const char *target; /* NULL unless asked per target */
  double last;        /* no value when it was never answered with a value */
  rsup_day last_on;
  int32_t last_age_days;
  rsup_measure mean_7; /* over the local days (today - 7, today]; missing days are not zero */
  int32_t answered_7;  /* how many answers the mean rests on */
  int32_t refused_7;
  int32_t direction; /* 1 higher is better, 2 higher is worse, 0 unknown */
} rsup_series;

/** Part 3 of the day picture. Since 0.1. */
typedef struct rsup_checkins {
  const rsup_due *const *due;
  size_t due_count;
  const rsup_adherence *const *adherence;
  size_t adherence_count;
  const rsup_series *const *series;
  size_t series_count;
} rsup_checkins;

#ifdef __cplusplus
}
#endif
#endif
