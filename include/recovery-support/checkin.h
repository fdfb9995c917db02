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
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_occasions(const rsup_person *person,
                                                           const char *form, rsup_instant now,
                                                           const rsup_occasions_options *options,
                                                           rsup_result **out_result,
                                                           rsup_error *err);
/** The occasions at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_occasions *rsup_occasions_get(const rsup_result *result);

/* ---- the series of one item */

/** How a window is cut. */
enum {
  RSUP_WINDOW_CALENDAR_DAYS = 1, /* local days [today - n + 1, tomorrow) */
  RSUP_WINDOW_HOURS_24 = 2       /* instants (now - n * 24 h, now] */
};
/** "calendar_days", "hours_24"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_window_kind_name(int32_t kind);

/** Options of rsup_person_series(). Zero is the default of each. Since 0.1. */
typedef struct rsup_series_options {
  uint32_t struct_size;
  int32_t window_kind;          /* RSUP_WINDOW_…; calendar days */
  const char *form;             /* the form of the item; the one form that has it */
  const char *target;           /* needed for an item asked per target, refused for another */
  const rsup_instant *known_at; /* now */
  double half_life_days;        /* of the weighted mean; 7 */
  int32_t window_days;          /* 30; at most 36,600 */
  int32_t baseline_days;        /* days before the window that are one's own baseline; 90 */
  int32_t baseline_least;       /* answers a baseline needs; 14 */
  int32_t reserved;             /* zero */
} rsup_series_options;

/** What the answers to one item say over a window. A missing, refused or skipped answer is never
 * zero: it is left out, and the count stands beside each number. Answers from an older form
 * count only where the config says how to read them. Sums of whole numbers are exact up to the one
 * division. Since 0.1. */
typedef struct rsup_item_series {
  const char *form, *item;
  const char *target;   /* NULL unless asked per target */
  int32_t window_kind;  /* RSUP_WINDOW_… */
  rsup_day from, until; /* [from, until): the window's local days; no value for hours */
  rsup_instant from_at; /* (from_at, until_at]: its instants; no value for calendar days */
  rsup_instant until_at;
  int32_t n;             /* answers in the window */
  int32_t refused;       /* answers of the window that were refused */
  int32_t without_time;  /* answers known by their day only, which a window of hours leaves out, and
                            by their month only, which each window leaves out */
  double last;           /* the last answer of the record */
  rsup_day last_on;      /* its local day */
  int32_t last_age_days; /* local days since then */
  double days_since;     /* days of 24 h since then; no value when only its day is known */
  double mean, min, max; /* of the window; no value without an answer */
  double sd;             /* with n - 1; no value below 2 answers */
  double slope_per_day;  /* least squares in two passes, per local day or per 24 h; no value unless
                            answers lie at two different times */
  double weighted_mean;  /* all answers of the record, each weighing 0.5^(age / half_life_days) */
  double half_life_days;
  int32_t baseline_n; /* answers of the baseline: baseline_days before the window */
  double baseline_mean, baseline_sd;
  double change;       /* mean - baseline_mean; no value when the baseline has too few answers */
  double change_in_sd; /* change / baseline_sd */
  int32_t direction;   /* 1 higher is better, 2 higher is worse; no value when it is neither */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_item_series;

/** The series of one item of a check-in form (a number, or yes / no as 1 and 0) as of `now`.
 * `options` may be NULL. The root of *out_result is a rsup_item_series. RSUP_E_ARGUMENT,
 * RSUP_E_OPTIONS, RSUP_E_RANGE (an option below zero or too large), RSUP_E_UNKNOWN_NAME (no such
 * form, item or target), RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_series(const rsup_person *person, const char *item,
                                                        rsup_instant now,
                                                        const rsup_series_options *options,
                                                        rsup_result **out_result, rsup_error *err);
/** The series at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_item_series *rsup_item_series_get(const rsup_result *result);

/* ---- triggers, strategies, hard hours */

/** Options of rsup_person_insights(). Zero is the default of each. Since 0.1. */
typedef struct rsup_insights_options {
  uint32_t struct_size;
  int32_t window_days;          /* local days up to today; 90; at most 36,600 */
  const rsup_instant *known_at; /* now */
  const char *trigger_item;     /* "triggers" */
  const char *strategy_item;    /* "strategies" */
  const char *craving_item;     /* the config's: call_list, craving_item */
  const double *craving_from;   /* the config's: call_list, craving_from */
  int32_t least_days;           /* days that a comparison needs on each side; 5 */
  int32_t least_uses;           /* uses of a strategy before it can read helpful; 3 */
  int32_t least_checkins;       /* check-ins of a block of hours; 4 */
  int32_t block_hours;          /* length of a block, a divisor of 24; 4 */
} rsup_insights_options;

/** Days with a trigger against days without it. A day counts when its triggers were answered and
 * the outcome is known. It says what came together, not what caused what. Since 0.1. */
typedef struct rsup_trigger_lift {
  const char *outcome;                /* "craving": at or above the threshold; "use" */
  int32_t days_with, hits_with;       /* days with the trigger; of them, with the outcome */
  int32_t days_without, hits_without; /* days without it */
  double lift;      /* (hits_with / days_with) / (hits_without / days_without); no value when a
                       side has too few days, or the outcome never came on one of them */
  double low, high; /* 95 %: Katz's interval of the logarithm of a ratio of proportions (Katz et
                       al. 1978, Biometrics 34:469) */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_trigger_lift;
/** One trigger. Since 0.1. */
typedef struct rsup_trigger {
  const char *trigger; /* name in the record */
  int32_t days;        /* days of the window on which it was named */
  int32_t setbacks;    /* setbacks of the window that name it */
  double share;        /* days / days answered */
  const rsup_trigger_lift *const *lifts;
  size_t lift_count;
} rsup_trigger;
/** One strategy. Before: the craving in the check-in that names it; after: in the next check-in
 * that tells one, at most 36 hours later. It says what followed, not what it caused: a high value
 * mostly falls by itself, which change_otherwise shows. Since 0.1. */
typedef struct rsup_strategy {
  const char *strategy;    /* name in the record */
  const char *area;        /* its coping area; NULL for a name of one's own */
  int32_t days;            /* days of the window on which it was named */
  int32_t n;               /* uses with a before and an after */
  double change;           /* mean of after - before */
  double shrunk_change;    /* sum of after - before / (n + 5): as if five uses without any change
                              had been seen before */
  int32_t n_otherwise;     /* check-ins with a before and an after that do not name it */
  double change_otherwise; /* their mean of after - before */
  int32_t helped;          /* setbacks of the window that name it among what helped */
  int32_t helpful; /* 1: shrunk_change is below zero and below what happened otherwise, or a setback
                      names it; 0; no value below least_uses */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_strategy;
/** One coping area of the config. Since 0.1. */
typedef struct rsup_coping_area {
  const char *area;
  int32_t known;   /* strategies of the area in the plan, or ever named in a check-in */
  int32_t used;    /* of them, named in the window */
  int32_t helpful; /* of them, found helpful */
} rsup_coping_area;
/** A weekly block of hours that is often hard. Since 0.1. */
typedef struct rsup_hard_hours {
  int32_t weekday;            /* 0 is Sunday, in the person's zone at that time */
  int32_t from_hour, to_hour; /* [from_hour, to_hour) of the local day */
  int32_t n;                  /* check-ins of that block that tell a craving or use */
  int32_t hard;               /* of them: craving at or above the threshold, or use */
  double share;               /* hard / n; at least a half */
} rsup_hard_hours;

/** What was learned, as the person tagged it in a setback. Since 0.1. */
typedef struct rsup_lesson {
  const char *lesson; /* the tag */
  int32_t n;          /* setbacks of the window that name it */
  int32_t days;       /* days on which they are known to have been */
  rsup_day last_on;   /* the last of these days; no value */
} rsup_lesson;

/** What the check-ins of a window say about triggers, strategies and hours. Since 0.1. */
typedef struct rsup_insights {
  rsup_day from, until;  /* [from, until): local days */
  double craving_from;   /* the threshold in force */
  int32_t days_answered; /* days on which triggers were asked and answered */
  int32_t days_with_craving, days_craving_known;
  int32_t days_with_use, days_use_known;
  const rsup_trigger *const *triggers; /* the most frequent first */
  size_t trigger_count;
  const rsup_strategy *const *strategies; /* the most used first */
  size_t strategy_count;
  const rsup_coping_area *const *areas; /* in the order of the config */
  size_t area_count;
  const char *weakest_area; /* fewest helpful, then fewest used, then fewest known; NULL when
                               nothing is known of any */
  const rsup_hard_hours *const *hard_hours; /* the hardest first */
  size_t hard_hour_count;
  const rsup_reason *const *reasons;
  size_t reason_count;
  const rsup_lesson *const *lessons; /* the most named first */
  size_t lesson_count;
} rsup_insights;

/** Triggers, strategies, coping areas and hard hours as of `now`. `options` may be NULL. The root
 * of *out_result is a rsup_insights. RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_RANGE, RSUP_E_TIME,
 * RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_insights(const rsup_person *person,
                                                          rsup_instant now,
                                                          const rsup_insights_options *options,
                                                          rsup_result **out_result,
                                                          rsup_error *err);
/** The insights at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_insights *rsup_insights_get(const rsup_result *result);

/* ---- early-warning signs */

/** Options of rsup_person_warning_signs(). Zero is the default of each. Since 0.1. */
typedef struct rsup_warning_signs_options {
  uint32_t struct_size;
  int32_t unit_days; /* days that are compared as one, counted from `from`; 1; at most 366 */
  const rsup_instant *known_at; /* now */
} rsup_warning_signs_options;

/** One early-warning sign. Units are stretches of unit_days local days. In a unit, the person saw a
 * sign when any of their `observation` events of that unit did, and did not see it when one says so
 * and none says that they did; else nobody asked them. So with others, who count as one. Since 0.1.
 */
typedef struct rsup_warning_sign {
  const char *sign;         /* as the plan writes it, else as the config or the record does */
  int32_t planned;          /* 1: the plan in force names it */
  double weight;            /* as the config says; 1 */
  int32_t self_asked;       /* units in which the person looked */
  rsup_measure self_seen;   /* of them, with the sign; high: with all units without a look */
  int32_t others_asked;     /* units in which somebody else looked */
  rsup_measure others_seen; /* of them, with the sign; high likewise */
  int32_t both;             /* units in which both looked: both saw it */
  int32_t only_self;        /* only the person saw it */
  int32_t only_others;      /* only others saw it */
  int32_t neither;          /* nobody saw it */
  int32_t n;                /* units in which both looked */
  int32_t unknown;          /* units in which one of them, or both, did not look */
  rsup_measure agreement;   /* 100 * (both + neither) / n; low, high: of all units, as if those
                               unknown all differed, or all agreed */
  double kappa;             /* Cohen's kappa (Cohen 1960, Educ Psychol Meas 20:37): agreement beyond
                               what chance gives, at most 1; no value when n is 0, or when each side
                               always says the same one thing */
  int32_t checkin_days;     /* days on which a check-in named it; they are not compared, for a
                               check-in that does not name it was not asked */
  rsup_day first_on;        /* the first and last local day on which anybody is known to have */
  rsup_day last_on;         /* seen it; no value */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_warning_sign;

/** Early-warning signs over a span of days, by the person and by others. Since 0.1. */
typedef struct rsup_warning_signs {
  rsup_day from, until;                  /* [from, until): what was asked, cut after today */
  int32_t unit_days;                     /* days that are compared as one */
  int32_t units;                         /* how many there are; the last may be shorter */
  int32_t others;                        /* people who looked in these days */
  int32_t self_signs, others_signs;      /* different signs seen */
  double self_weight, others_weight;     /* the sum of their weights */
  int32_t both, only_self, only_others;  /* sums over all signs */
  int32_t neither, n, unknown;           /* likewise */
  rsup_measure agreement;                /* of these sums */
  double kappa;                          /* of these sums: it mixes rare signs with common ones */
  int32_t not_placed;                    /* observations that reach over more than one unit */
  const rsup_warning_sign *const *signs; /* of the plan, and told of in these days; by name */
  size_t sign_count;
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_warning_signs;

/** Early-warning signs over the local days [from, until) as of `now`: how often the person and
 * others saw each, and how far they agree. INT32_MIN as `from`: the first observation; as `until`:
 * tomorrow. At most 40,000 days, and 16,000,000 signs times units. What a tie observed is an entry
 * like all others: a record that was cut down to somebody's consents has it only where these
 * permit. `options` may be NULL. The root of *out_result is a rsup_warning_signs. RSUP_E_ARGUMENT,
 * RSUP_E_OPTIONS, RSUP_E_RANGE, RSUP_E_LIMIT, RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY.
 * Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_warning_signs(
    const rsup_person *person, rsup_day from, rsup_day until, rsup_instant now,
    const rsup_warning_signs_options *options, rsup_result **out_result, rsup_error *err);
/** The signs at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_warning_signs *rsup_warning_signs_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
