/* What is known of a person at some moment: the live entries (highest revision, not retracted, not
 * erased, usable under this config), in order of time, with their local days. Every other room
 * reads the record through this. */
#ifndef RSUPI_VIEW_H
#define RSUPI_VIEW_H
#include "config/config.h"
#include "person/entries.h"
#include "recovery-support/person.h"

typedef struct rsupi_same rsupi_same;
typedef struct rsupi_view {
  const char *person_id;
  const rsupi_same *same; /* ids that are one person: view_same.c; NULL: none */
  uint32_t standing;      /* bit (1 << RSUPI_STANDING_…); 0: not said */
  uint32_t label_bits;    /* of the entries themselves, of config/consent_words.h */
  uint32_t origin_bits;   /* 1 << RSUPI_ORIGIN_… */
  const rsupi_person_status *const *status;
  size_t status_count;
  const rsupi_zone_span *zones;
  size_t zone_count; /* at least one once there is any zone in the record */
  const rsupi_region_entry *const *regions;
  size_t region_count; /* by from */
  const char *const *languages;
  size_t language_count;
  const rsupi_fact *const *facts;
  size_t fact_count;
  const rsupi_guardian *const *guardians;
  size_t guardian_count;
  const rsupi_setting *const *settings;
  size_t setting_count;
  const rsupi_target *const *targets;
  size_t target_count; /* in the record's order by id */
  const rsupi_tie *const *ties;
  size_t tie_count; /* by id */
  const rsupi_alter_tie *const *alter_ties;
  size_t alter_tie_count;
  const rsupi_asked *const *asked;
  size_t asked_count;
  const rsupi_membership *const *memberships;
  size_t membership_count;
  const rsupi_organisation *const *organisations;
  size_t organisation_count;
  const rsupi_aim *const *aims; /* section `goals` */
  size_t aim_count;
  const rsupi_care *const *care;
  size_t care_count; /* by from; without one first */
  const rsupi_service *const *services;
  size_t service_count;
  const rsupi_appointment *const *appointments;
  size_t appointment_count; /* planned ones too, whenever they are */
  const rsupi_condition *const *conditions;
  size_t condition_count;
  const rsupi_consent *const *consents;
  size_t consent_count;
  const rsupi_plan *const *plans;
  size_t plan_count;      /* by reviewed */
  const rsupi_self *self; /* NULL */
  const rsupi_own_words *const *words;
  size_t word_count;
  /* All live events by (first, at, id); and the same by type, where entries of one attendance (a
   * meeting on a day) are one: view_attendance.c. */
  const rsupi_event *const *events;
  size_t event_count;
  const rsupi_event *const *by_type[RSUPI_EVENT_TYPES];
  size_t by_type_count[RSUPI_EVENT_TYPES];
  /* Check-ins that may tell of use; the last day that an own word is about (RSUPI_NO_DAY: none); 1:
   * a check-in is known by more than its day. */
  const rsupi_event *const *use_reports;
  size_t use_report_count;
  rsup_day last_word;
  int32_t checkins_of_spans;
  int32_t unusable;  /* entries kept but left out */
  int32_t after_now; /* events that lie after `now`: ignored and counted (set by rsupi_asof_open) */
  /* When the next of what lies ahead comes in: an event's instant, or, where knowing goes on with
   * `now`, when an entry was recorded; INT64_MAX: none but by the day. */
  rsup_instant next_entry;
} rsupi_view;

/* A question: this person, at this moment, as known then. Everything a room needs to answer. */
typedef struct rsupi_asof {
  const rsup_config *config;
  const rsup_person *person;
  const rsupi_view *view; /* events after `now` are not in it */
  rsup_instant now, known_at;
  const rsupi_zone *zone; /* the person's zone at now */
  rsup_day today;         /* the person's local day at now */
  int32_t minute;         /* minute of that day */
  const char *region;     /* at today: the caller's, else the record's; NULL unknown */
  const char *locale;     /* "en" when not asked for */
} rsupi_asof;

/* Open a question. known_at: INT64_MAX means "all that is known". Uses the cached view where it
 * fits, else builds one in `arena`. RSUP_E_TIME when the record has no zone at all. */
rsup_status rsupi_asof_open(const rsup_person *person, rsup_instant now, rsup_instant known_at,
                            const char *region, const char *locale, rsupi_arena *arena,
                            rsupi_asof *out, rsup_error *err);
const rsup_config *rsupi_person_config(const rsup_person *person);
/* How the person stands with the record on a day: RSUPI_PERSON_… (active when it does not say).
 * `out_since` (may be NULL): from when, RSUPI_NO_DAY where that is not known. */
int32_t rsupi_view_person_state(const rsupi_view *view, rsup_day day, rsup_day *out_since);
/* The setting that holds on a day (controlled: not time at risk), or NULL. */
const rsupi_setting *rsupi_view_setting(const rsupi_view *view, rsup_day day);
/* What a worker may have written is no word of the person's own. */
int rsupi_is_own_word(const rsupi_event *event);
/* Place of a tie in the view, by the id that it goes by; SIZE_MAX when nobody is listed under it.
 */
size_t rsupi_tie_place(const rsupi_view *view, const char *id);
/* By either id of two that are one person; NULL when nobody is listed under it. */
const rsupi_tie *rsupi_view_tie(const rsupi_view *view, const char *id);
/* The id that a tie goes by: the one kept of two that are one person, else the id itself. */
const char *rsupi_view_same(const rsupi_view *view, const char *id);
/* Take the earlier of *next and t, where t lies ahead of the question: for when an answer changes.
 */
void rsupi_note_change(const rsupi_asof *at, rsup_instant t, rsup_instant *next);
/* State of a tie on a day: RSUPI_TIE_… (current when the record does not say). */
int32_t rsupi_tie_state(const rsupi_tie *tie, rsup_day day);
#endif
