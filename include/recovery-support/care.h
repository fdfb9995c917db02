/** @file care.h
 * Levels of care, services, appointments, medications, conditions; and what fills the days.
 * Nothing here is advice: it tells what the record says. The guide has the rules:
 * docs/guide/goals-and-care.md. */
#ifndef RSUP_CARE_H
#define RSUP_CARE_H
#include "recovery-support/person.h"
#ifdef __cplusplus
extern "C" {
#endif

/** How a time in care stands. */
enum {
  RSUP_CARE_ACTIVE = 1,      /* it goes on */
  RSUP_CARE_COMPLETED = 2,   /* it ended as planned */
  RSUP_CARE_ENDED_EARLY = 3, /* it ended before it was complete */
  RSUP_CARE_MOVED = 4,       /* it went on elsewhere, or at another level */
  RSUP_CARE_ENDED = 5        /* it ended; how is not said */
};
/** "active", "completed", "ended_early", "moved", "ended"; NULL for any other number. Static. Since
 * 0.1. */
RSUP_API const char *rsup_care_state_name(int32_t state);
/** Still in care after so many days. */
enum {
  RSUP_RETAINED_YES = 1,       /* in it on that day */
  RSUP_RETAINED_COMPLETED = 2, /* complete before that day */
  RSUP_RETAINED_NO = 3,        /* it ended before that day, not complete */
  RSUP_RETAINED_NOT_YET = 4,   /* that day is still to come */
  RSUP_RETAINED_UNKNOWN = 5    /* when it began, or how it ended, is not said */
};
/** "yes", "completed", "no", "not_yet", "unknown"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_retained_name(int32_t retained);
/** How a level stands to the one before. */
enum { RSUP_STEP_FIRST = 1, RSUP_STEP_DOWN = 2, RSUP_STEP_SAME = 3, RSUP_STEP_UP = 4 };
/** "first", "down", "same", "up"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_step_name(int32_t step);
/** How a service stands. */
enum {
  RSUP_SERVICE_UNKNOWN = 1, /* nobody spoke of it: neither needed nor not */
  RSUP_SERVICE_NEEDED = 2,
  RSUP_SERVICE_REFERRED = 3,
  RSUP_SERVICE_WAITING = 4,
  RSUP_SERVICE_ACTIVE = 5,
  RSUP_SERVICE_ENDED = 6,
  RSUP_SERVICE_DECLINED = 7,
  RSUP_SERVICE_NOT_NEEDED = 8
};
/** "unknown", "needed", "referred", "waiting", "active", "ended", "declined", "not_needed"; NULL
 * for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_service_state_name(int32_t state);

/** One time at one level of care, and what came after it. Days to something count from the last day
 * in care. Not there yet: `value` and `low` are the days so far, there is no `high`. Since 0.1. */
typedef struct rsup_care_episode {
  const char *care;            /* id in the record */
  const char *level;           /* id in the config */
  int32_t step;                /* the level's place in the order of stepping down */
  int32_t moved;               /* RSUP_STEP_…, against the one before */
  rsup_day from, to;           /* first and last day; `to` has no value while it goes on */
  rsup_day planned_until;      /* no value: not said */
  int32_t state;               /* RSUP_CARE_… */
  const char *reason;          /* why it ended, in the record's word; NULL */
  rsup_measure days;           /* in it, up to today; high: none when its begin is not known */
  int32_t retained;            /* RSUP_RETAINED_… after the options' retained_days */
  int32_t gap_days;            /* whole days without care before it; no value for the first */
  rsup_day first_peer_contact; /* after it ended; no value */
  rsup_measure days_to_peer_contact;
  rsup_day first_kept; /* first appointment kept after it ended; no value */
  rsup_measure days_to_first_kept;
  int32_t goes_straight_on; /* 1: other care began by the day after it */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_care_episode;

/** Days without care between two times in care. Since 0.1. */
typedef struct rsup_care_gap {
  const char *after, *before; /* ids in the record */
  rsup_day from, until;       /* [from, until) */
  int32_t days;
} rsup_care_gap;

/** One kind of service. Since 0.1. */
typedef struct rsup_service {
  const char *kind;           /* id in the config */
  int32_t state;              /* RSUP_SERVICE_… */
  rsup_day since;             /* no value: not said */
  int32_t open;               /* 1: needed, and not there yet */
  rsup_measure days_to_start; /* from the day it was first needed to the day it was first active */
  const char *service;        /* id in the record; NULL */
} rsup_service;

/** Appointments of one kind, or all. Cancelled ones are no appointments any more: the rate is kept
 * / (kept + missed), and those nobody spoke of widen its bounds. Since 0.1. */
typedef struct rsup_appointments {
  const char *kind; /* id in the config; "all" */
  int32_t kept, missed, cancelled, unknown;
  int32_t planned;                /* after now, whenever they are */
  int32_t numerator;              /* kept */
  int32_t denominator;            /* kept + missed */
  rsup_measure rate;              /* 0 to 1 */
  rsup_day first_kept, last_kept; /* no value */
  rsup_day next;                  /* the next planned one; no value */
} rsup_appointments;

/** A medication as treatment; it is never use. Since 0.1. */
typedef struct rsup_treatment {
  const char *target;           /* id in the record */
  const char *medication_class; /* NULL: not said */
  const char *agent;            /* NULL: not said */
  rsup_day from, to;            /* no value: not said */
  int32_t active;               /* 1: on the last day asked for */
  rsup_measure days;            /* within what was asked */
} rsup_treatment;

/** A condition that the person declared: for filters and overlays. Since 0.1. */
typedef struct rsup_condition {
  const char *condition; /* id in the config */
  rsup_day from, to;     /* no value: not said */
} rsup_condition;

/** Care over a span of days. Since 0.1. */
typedef struct rsup_care {
  rsup_day from, until; /* [from, until): what was asked, cut after today */
  int32_t days;
  const char *level;                        /* on the last of these days; NULL: none is known */
  const char *care;                         /* the time in care it belongs to; NULL */
  int32_t step;                             /* no value without a level */
  rsup_day level_from, level_to;            /* its span; no value: not said, or it goes on */
  const rsup_care_episode *const *episodes; /* that touch these days; by their first day */
  size_t episode_count;
  const rsup_care_gap *const *gaps;
  size_t gap_count;
  rsup_measure days_in_care;
  const rsup_service *const *services; /* every kind of the config, in its order */
  size_t service_count;
  int32_t services_open, services_active, services_unknown;
  const rsup_appointments *const *appointments; /* "all" first, then by kind in config order */
  size_t appointment_count;
  const rsup_treatment *const *medications;
  size_t medication_count;
  rsup_measure peer_days, professional_days; /* days with such support */
  rsup_measure dual_days;                    /* days with both */
  rsup_measure percent_dual;                 /* 100 * dual_days / days */
  const rsup_condition *const *conditions;   /* in force on any of these days */
  size_t condition_count;
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_care;

/** Options of rsup_person_care() and rsup_person_activities(). Zero is the default of each. Since
 * 0.1. */
typedef struct rsup_care_options {
  uint32_t struct_size;
  int32_t retained_days;        /* for `retained`; 90 */
  const rsup_instant *known_at; /* now */
} rsup_care_options;

/** Care over the local days [from, until) as of `now`. INT32_MIN as `from`: the first day that any
 * care, service or appointment tells of; as `until`: tomorrow. At most 40,000 days. `options` may
 * be NULL. The root of *out_result is a rsup_care. RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_RANGE,
 * RSUP_E_LIMIT, RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_care(const rsup_person *person, rsup_day from,
                                                      rsup_day until, rsup_instant now,
                                                      const rsup_care_options *options,
                                                      rsup_result **out_result, rsup_error *err);
/** The care at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_care *rsup_care_get(const rsup_result *result);

/** Activities of one kind. Since 0.1. */
typedef struct rsup_activity_kind {
  const char *kind;
  int32_t meaningful;      /* 1, 0; no value: the config does not say */
  rsup_measure times;      /* high: with those whose day is known only in part */
  int32_t days;            /* days on which it is known to have been done */
  int32_t minutes_unknown; /* of the times that count for certain */
  rsup_measure hours;      /* no high while minutes are unknown */
} rsup_activity_kind;
/** Activities over a span of days. Since 0.1. */
typedef struct rsup_activities {
  rsup_day from, until; /* [from, until): what was asked, cut after today */
  int32_t days;
  rsup_measure hours;  /* meaningful ones; low without, high with kinds the config does not know */
  rsup_measure times;  /* meaningful ones */
  int32_t active_days; /* days with a meaningful one */
  const rsup_activity_kind *const *kinds; /* that were told of; by id */
  size_t kind_count;
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_activities;
/** Activities over the local days [from, until) as of `now`: as rsup_person_care(), from the first
 * activity on, with the same errors. The root of *out_result is a rsup_activities. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status
rsup_person_activities(const rsup_person *person, rsup_day from, rsup_day until, rsup_instant now,
                       const rsup_care_options *options, rsup_result **out_result, rsup_error *err);
/** The activities at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_activities *rsup_activities_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
