/* What the files of care and activities share. */
#ifndef RSUPI_CARE_H
#define RSUPI_CARE_H
#include "core/numbers.h"
#include "core/result.h"
#include "recovery-support/care.h"
#include "recovery/question.h"
#include "time/civil.h"

typedef struct rsupi_care_question {
  const rsupi_asof *at;
  rsup_day from, until; /* of what was asked, cut after today */
  int32_t retained_days;
  rsupi_arena *arena;
  rsup_care *out;
  rsupi_list reasons;
} rsupi_care_question;

/* How sure it is that something holds on a day. */
enum { RSUPI_HOLDS_NOT = 0, RSUPI_HOLDS_MAYBE, RSUPI_HOLDS };
/* Mark the days of [q->from, q->until) that a span covers: its first day may be unknown, and then
 * all days before `to` may be in it. */
void rsupi_care_mark(const rsupi_care_question *q, rsup_day from, rsup_day to, uint8_t *days);
/* How many of them hold: a begin that nobody said counts in value. */
rsup_measure rsupi_care_measure(const rsupi_care_question *q, const uint8_t *days);
/* The local day of an appointment; *out_ahead: 1 when it is still to come. */
rsup_day rsupi_appointment_day(const rsupi_asof *at, const rsupi_appointment *one, int *out_ahead);
int rsupi_care_reason(rsupi_care_question *q, const char *id, double number, const char *ref);
/* Days from a day to what is known to have come within [low, high] days of the calendar, or not
 * yet. */
rsup_measure rsupi_days_so_far(rsup_day from, rsup_day first_possible, rsup_day today);

/* The parts. Each returns 0 when out of memory. */
int rsupi_care_episodes(rsupi_care_question *q);
int rsupi_care_services(rsupi_care_question *q);
int rsupi_care_appointments(rsupi_care_question *q);
int rsupi_care_support(rsupi_care_question *q);
/* What came after the last day of an episode: rsup_care_episode from first_peer_contact on. */
void rsupi_care_afterwards(const rsupi_care_question *q, rsup_care_episode *episode);

/* All of it, into `arena`: for the public call, and for tests. */
rsup_status rsupi_care_make(const rsupi_asof *at, rsup_day from, rsup_day until,
                            int32_t retained_days, rsupi_arena *arena, rsup_care *out,
                            rsup_error *err);
rsup_status rsupi_activities_make(const rsupi_asof *at, rsup_day from, rsup_day until,
                                  rsupi_arena *arena, rsup_activities *out, rsup_error *err);
/* Hours and times of one kind, or (NULL) of the meaningful ones, over days: shared with goals.
 * `events` gets their ids where it is not NULL. 0 when out of memory. */
int rsupi_activity_hours(const rsupi_asof *at, const char *kind, rsup_day from, rsup_day until,
                         rsupi_arena *arena, rsup_measure *hours, rsup_measure *times,
                         rsupi_list *events);

extern const rsup_record_type rsupi_care_episode_type, rsupi_care_gap_type, rsupi_service_type,
    rsupi_appointments_type, rsupi_treatment_type, rsupi_condition_type, rsupi_care_type,
    rsupi_activity_kind_type, rsupi_activities_type;
#endif
