/** @file agenda.h
 * The agenda: what comes when, so that a phone can set its own reminders; and the worklist: whom a
 * worker should look at first. */
#ifndef RSUP_AGENDA_H
#define RSUP_AGENDA_H
#include "recovery-support/today.h"
#ifdef __cplusplus
extern "C" {
#endif

/** What comes. Of two at one instant the lower number stands first. */
enum {
  RSUP_AGENDA_CHECKIN_OPENS = 1,      /* from now on it can be answered */
  RSUP_AGENDA_CHECKIN_DUE = 2,        /* it should be answered by now */
  RSUP_AGENDA_CHECKIN_CLOSES = 3,     /* what comes later is late */
  RSUP_AGENDA_CHECKIN_LATE_UNTIL = 4, /* what comes later does not count */
  RSUP_AGENDA_MILESTONE = 5,          /* reached on that day if nothing changes */
  RSUP_AGENDA_PLAN_REVIEW = 6,        /* the plan should be looked at again */
  RSUP_AGENDA_CONSENT_ENDS = 7,       /* the last day on which a consent (or a denial) holds */
  RSUP_AGENDA_CONTACT = 8,            /* a contact that was agreed on (contact_every) */
  RSUP_AGENDA_MEETING = 9,            /* a meeting of a group of theirs, or one they go to */
  RSUP_AGENDA_APPOINTMENT = 10,       /* a planned appointment */
  RSUP_AGENDA_GOAL_DUE = 11           /* the date of an open goal */
};
/** "checkin_opens", "checkin_due", "checkin_closes", "checkin_late_until", "milestone",
 * "plan_review", "consent_ends", "contact", "meeting", "appointment", "goal_due"; NULL for any
 * other number. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_agenda_kind_name(int32_t kind);

/** One entry. Since 0.1. */
typedef struct rsup_agenda_entry {
  const char *id;          /* "checkin_due/daily/2026-03-08": the same whenever it is asked for */
  int32_t kind;            /* RSUP_AGENDA_… */
  int32_t all_day;         /* 1: it has a day, and `at` is the options' hour of that day */
  int32_t dst;             /* 1: a change of the clocks touched its time */
  rsup_day date;           /* local day it belongs to; a check-in's closing may fall on the next */
  rsup_instant at;         /* when */
  rsup_instant ends;       /* of a meeting, of a check-in that opens (when it closes), of a consent;
                              no value for all else */
  const char *local_time;  /* `at` on the person's clock: "2026-03-08T21:00:00-04:00" */
  const char *zone;        /* IANA name of the person's zone then */
  const char *ref;         /* form, milestone rule, plan, consent, tie, meeting, appointment or
                              goal, by its id */
  const char *part;        /* target of a milestone; which of several check-ins a day; NULL */
  const char *label;       /* name of the form, milestone, meeting or appointment; NULL */
  const char *text_id;     /* "agenda.checkin_due" */
  const char *text;        /* its words; NULL when the config has none */
  const char *discreet_id; /* "agenda.checkin_due.discreet": fit for a locked screen */
  const char *discreet;    /* its words, which say nothing about health, people or groups; NULL */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_agenda_entry;

/** The agenda of [from, to). Since 0.1. */
typedef struct rsup_agenda_page {
  const rsup_provenance *provenance;
  rsup_instant from, to;                   /* as asked */
  const rsup_agenda_entry *const *entries; /* by `at`, then kind, then id: a total order */
  size_t entry_count;
} rsup_agenda_page;

/** How to look ahead. Zero means the default, in every field; fields are only appended. Since 0.1.
 */
typedef struct rsup_agenda_options {
  uint32_t struct_size;          /* sizeof(rsup_agenda_options) */
  int32_t day_minute;            /* minute of the local day at which entries stand that have only a
                                    day, 1 to 1439; 0: 540, nine in the morning */
  const rsup_meetings *meetings; /* NULL: no meetings */
  const rsup_instant *now;       /* the moment of the question; NULL: `from` */
  const rsup_instant *known_at;  /* only what the record had learned by then counts; NULL: now */
  const char *locale;            /* NULL: the record's first language, else "en" */
} rsup_agenda_options;

/** What comes in [from, to), as things stand at `now`: what the day picture of `now` calls due, to
 * come or next, with the same instants, and the same for the days ahead. Check-ins that were
 * answered, are excused or can no longer be answered are left out, planned pauses that the record
 * knows count, and so do planned moves to another zone. What is overdue stands on the day of `now`.
 * Nothing is asked of who has died or withdrew. `options` may be NULL. Pure, and the result owns
 * what it shows, as with rsup_today(). RSUP_E_ARGUMENT (`to` before `from`, a moment outside of the
 * years 2 to 9899), RSUP_E_LIMIT (more than 400 days), RSUP_E_TIME when the record has no time
 * zone, RSUP_E_OPTIONS, RSUP_E_MEMORY. The result's root is a rsup_agenda_page. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_agenda(const rsup_person *person, rsup_instant from,
                                                 rsup_instant to,
                                                 const rsup_agenda_options *options,
                                                 rsup_result **out_result, rsup_error *err);
/** The agenda at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_agenda_page *rsup_agenda_get(const rsup_result *result);

/** One person of the worklist. Since 0.1. */
typedef struct rsup_work {
  const char *person;       /* the record's own id, a pseudonym */
  int32_t rank;             /* from 1 */
  int32_t safety_level;     /* RSUP_SAFETY_…, as rsup_person_safety() says */
  int32_t due;              /* check-ins that are open now */
  int32_t late;             /* check-ins that closed and can still be answered */
  int32_t silent_days;      /* days since the person's last word; no value when there was none */
  int32_t milestones_today; /* reached today, and not acknowledged */
  int32_t out_of_time;      /* 1: in a controlled setting today: silence says nothing */
  const rsup_reason *const *reasons; /* what put them there, strongest first */
  size_t reason_count;
} rsup_work;

/** The worklist. people + the four counts are all who were given. Since 0.1. */
typedef struct rsup_worklist_page {
  const char *library; /* version */
  const char *config_digest;
  rsup_instant as_of;
  const rsup_work *const *people; /* ranked */
  size_t people_count;
  int32_t nothing_to_do; /* nobody needs to look at them now */
  int32_t not_permitted; /* left out by the options' permits; nothing of them was read */
  int32_t died, withdrawn;
} rsup_worklist_page;

/** How to make the worklist. Zero means the default; fields are only appended. Since 0.1. */
typedef struct rsup_worklist_options {
  uint32_t struct_size;   /* sizeof(rsup_worklist_options) */
  int32_t silent_days;    /* from how many days on silence is a reason; 0: 7 */
  const uint8_t *permits; /* one per person: 0 leaves that one out. Ask rsup_consent_decide(). NULL:
                             all may be read, as in a person's own list */
  size_t permit_count;    /* as many as persons */
} rsup_worklist_options;

/** Whom to look at, and in which order: safety first (urgent before review), then the longest
 * silence, then late check-ins, then open ones, then milestones of today; at last the ids decide.
 * Who is in a controlled setting is never listed for silence. Who has died or withdrew is never
 * listed, only counted. A record without a time zone is listed for safety alone. The persons are of
 * one config (else RSUP_E_STATE), none is NULL or in use by another thread; `persons` may be NULL
 * when n is 0, and then the result is empty and the config's digest is "". RSUP_E_ARGUMENT,
 * RSUP_E_OPTIONS, RSUP_E_ZONE_DATA, RSUP_E_MEMORY. The result's root is a rsup_worklist_page. Since
 * 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_worklist(const rsup_person *const *persons, size_t n,
                                                   rsup_instant now,
                                                   const rsup_worklist_options *options,
                                                   rsup_result **out_result, rsup_error *err);
/** The worklist at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_worklist_page *rsup_worklist_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
