/** @file network_match.h
 * Finding a mentor: who may be one for this person, by rules that nothing outweighs, and how well
 * each would fit, term by term. The guide: docs/guide/support-network.md. */
#ifndef RSUP_NETWORK_MATCH_H
#define RSUP_NETWORK_MATCH_H
#include "recovery-support/network.h"
#ifdef __cplusplus
extern "C" {
#endif

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
typedef struct rsup_mentor_options {
  uint32_t struct_size;   /* sizeof(rsup_mentor_options) */
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
} rsup_mentor_options;

/** Who may be a mentor for `person` as of `now`, best first. Nobody is offered under one calendar
 * year of stable time in local dates (more where the config's role rule `mentor` says so, with the
 * training it asks for), without room for one more, without both consents, or with a conflict in
 * one of the records; what is not known counts as not met. The records of candidates without both
 * consents are not read. The order of candidates changes nothing. The persons are of one config
 * (else RSUP_E_STATE); no two candidates have the same id, and none is in use by another thread.
 * The root of *out_result is a rsup_mentor_match. RSUP_E_ARGUMENT (no permits, an id twice),
 * RSUP_E_OPTIONS, RSUP_E_RANGE (a limit below zero), RSUP_E_TIME (the person's record has no zone),
 * RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_mentor_match_make(
    const rsup_person *person, const rsup_person *const *candidates, size_t n, rsup_instant now,
    const rsup_mentor_options *options, rsup_result **out_result, rsup_error *err);
/** The match at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_mentor_match *rsup_mentor_match_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
