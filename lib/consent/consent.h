/* Asking many questions for one actor: what is the same for all is worked out once. */
#ifndef RSUPI_CONSENT_H
#define RSUPI_CONSENT_H
#include "config/config.h"
#include "config/consent_words.h"
#include "person/view.h"
#include "recovery-support/consent.h"

/* Who asks, when. A person without a zone is somewhere: the days that it can be. */
typedef struct rsupi_asker {
  const rsup_person *person;
  const rsupi_view *view;
  const char *actor, *role;
  int32_t purpose; /* RSUPI_PURPOSE_…; 0: nobody knows it */
  const rsupi_template *role_template, *purpose_template;
  rsup_instant now;
  rsup_day first, last; /* the same day where the zone is known */
  int32_t is_self;
} rsupi_asker;
/* What is asked for. `also` (may be NULL): what it is made of; denials of that count too. */
typedef struct rsupi_asked_for {
  const char *const *what;
  size_t what_count;
  const char *also;
  uint32_t labels;
  int32_t origin;
} rsupi_asked_for;

/* A question that can be asked: its struct, an actor, a moment of the calendar, and names. */
rsup_status rsupi_question_read(const rsup_consent_question *question, rsup_consent_question *out,
                                rsup_error *err);
int rsupi_is_of_calendar(rsup_instant at); /* in the years 1 to 9999 */
void rsupi_asker_open(const rsup_person *person, const rsup_consent_question *question,
                      rsupi_asker *out);
void rsupi_decide(const rsupi_asker *asker, const rsupi_asked_for *asked, rsup_decision *out);

/* ---- one consent: in_force.c */

/* 1 when it speaks of this actor in this role. */
int rsupi_is_addressed(const rsupi_asker *asker, const rsupi_consent *consent);
/* 0 when it holds now; else the RSUP_REASON_… why not. What can't be known counts against a permit.
 */
int32_t rsupi_why_not_in_force(const rsupi_asker *asker, const rsupi_consent *consent);
/* 1 unless a denial is known to hold no (or not yet). */
int rsupi_denial_holds(const rsupi_asker *asker, const rsupi_consent *denial);
/* 1 when the record holds a denial that can't be read: nobody knows what it denies. */
int rsupi_has_unread_denial(const rsup_person *person);
#endif
