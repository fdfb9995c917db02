/** @file network_mentors.h
 * Sponsors and mentors: who carries whom and who is overdue; and finding a mentor, by rules that
 * nothing outweighs, with how well each would fit, term by term. The guide: docs/guide/mentors.md.
 */
#ifndef RSUP_NETWORK_MENTORS_H
#define RSUP_NETWORK_MENTORS_H
#include "recovery-support/person.h"
#ifdef __cplusplus
extern "C" {
#endif

/* ---- who carries whom */

/** Two people who agreed to keep in touch: the person and a tie, in one role. Since 0.1. */
typedef struct rsup_support_pair {
  const char *tie;
  rsup_day since;     /* first day in the role, else of the tie; no value when not said */
  int32_t days;       /* since then, that day not counted; no value */
  int32_t every_days; /* how often they want to be in touch; no value: nothing was agreed */
  rsup_day last_contact, last_from_me, last_from_them; /* that came about; no value when none is
                                                          recorded. A contact of which nobody said
                                                          whose it was is in the first alone */
  int32_t overdue_days; /* since a contact was due; 0: not due; no value: nothing was agreed, or
                           not known */
  int32_t i_am_overdue_days;     /* since one of mine was due */
  int32_t they_are_overdue_days; /* since one of theirs was due */
  int32_t contacts;              /* in the contact_days of the config */
  int32_t capacity;   /* whom they can take, of a sponsor or mentor; no value when not said */
  int32_t steps_done; /* steps worked through with them */
  const char *step;   /* the newest one begun with them and not done; NULL */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_support_pair;

/** One role, and everybody in it. Since 0.1. */
typedef struct rsup_role_load {
  const char *role;      /* "sponsee" */
  const char *direction; /* "helps_me", "i_help", "mutual", by the config */
  int32_t people;
  int32_t capacity; /* of those I help: whom I can take; no value when not said, or none of mine */
  int32_t room;     /* capacity - people, below zero when there are more; no value */
  double load;      /* people / capacity; no value */
  int32_t overdue, i_am_overdue, they_are_overdue; /* pairs */
  const rsup_support_pair *const *pairs; /* the longest overdue first (either way), then by id */
  size_t pair_count;
} rsup_role_load;

/** Load of sponsors and mentors, and of the person as one. Since 0.1. */
typedef struct rsup_support_load {
  rsup_day today;
  const rsup_role_load *const *roles; /* in the order asked for; those the config knows */
  size_t role_count;
} rsup_support_load;

/** Options of rsup_person_support_load(). Zero is the default of each. Since 0.1. */
typedef struct rsup_support_load_options {
  uint32_t struct_size;
  int32_t reserved;  /* zero */
  const char *roles; /* of the config, with spaces between; "sponsor mentor accountability_partner
                        sponsee mentee" */
  const rsup_instant *known_at; /* now */
} rsup_support_load_options;

/** Who carries whom: per role the people, capacity and room, how often they want to be in touch,
 * who is overdue on either side, and for how long it has lasted. `options` may be NULL. The root of
 * *out_result is a rsup_support_load. RSUP_E_ARGUMENT, RSUP_E_OPTIONS (also a role that the config
 * does not know, when asked for), RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY. Since 0.1.
 */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_support_load(
    const rsup_person *person, rsup_instant now, const rsup_support_load_options *options,
    rsup_result **out_result, rsup_error *err);
/** The load at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_support_load *rsup_support_load_get(const rsup_result *result);

/* ---- finding a mentor */

/** Somebody who may be the person's mentor. Since 0.1. */
typedef struct rsup_mentor {
  const char *person;    /* id of their record */
  double score;          /* sum of the reasons' numbers, added in their order; higher comes first */
  int32_t capacity_left; /* people they can still take */
  const rsup_reason *const
      *reasons; /* terms of the score, strongest first; then what is not known */
  size_t reason_count;
} rsup_mentor;
/** Somebody who is not offered, and why. Since 0.1. */
typedef struct rsup_mentor_left_out {
  const char *person; /* id of their record */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_mentor_left_out;
/** Mentors for one person. Since 0.1. */
typedef struct rsup_mentor_match {
  const char *library; /* version */
  const char *config_digest;
  rsup_instant as_of;
  int32_t fitting;                   /* who may be a mentor, those beyond the limit too */
  const rsup_mentor *const *mentors; /* best first, equal ones by id */
  size_t mentor_count;
  const rsup_mentor_left_out *const *left_out; /* by id */
  size_t left_out_count;
} rsup_mentor_match;

/** How to match. Each array has one byte per candidate, 1 or 0. Fields are only appended. Since
 * 0.1. */
typedef struct rsup_mentor_match_options {
  uint32_t struct_size;   /* sizeof(rsup_mentor_match_options) */
  int32_t limit;          /* so many mentors at most; 0: all */
  const uint8_t *permits; /* needed: 1 where the candidate lets their record be read for a match
                             with this person. Ask rsup_consent_decide() of each */
  size_t permit_count;
  const uint8_t *person_permits; /* needed: 1 where the person lets themselves be matched with this
                                    candidate */
  size_t person_permit_count;
  const uint8_t *tells; /* 1 where the candidate lets it be said which rule their own record does
                           not meet; NULL: nobody does, and the reason is "not_eligible" */
  size_t tell_count;
  const uint8_t *conflicts; /* 1 where one of the two declared a conflict; NULL: nobody did */
  size_t conflict_count;
  const rsup_instant *known_at; /* now */
} rsup_mentor_match_options;

/** Who may be a mentor for `person` as of `now`, best first. Nobody is offered under one calendar
 * year of stable time in local dates (more where the config's role rule `mentor` says so, with the
 * training it asks for), without room for one more, without both consents, or with a conflict in
 * one of the records; what is not known counts as not met. The records of candidates without both
 * consents are not read. The order of candidates changes nothing. The persons are of one config
 * (else RSUP_E_STATE); no two candidates have the same id, and none is in use by another thread.
 * The root of *out_result is a rsup_mentor_match. RSUP_E_ARGUMENT (no permits, an id twice),
 * RSUP_E_OPTIONS, RSUP_E_RANGE (a limit below zero), RSUP_E_TIME (the person's record has no zone),
 * RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_mentor_match(
    const rsup_person *person, const rsup_person *const *candidates, size_t n, rsup_instant now,
    const rsup_mentor_match_options *options, rsup_result **out_result, rsup_error *err);
/** The match at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_mentor_match *rsup_mentor_match_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
