/* The room's answers for the day picture. */
#ifndef RSUPI_MEETING_H
#define RSUPI_MEETING_H
#include "person/view.h"
#include "recovery-support/meeting.h"
#include "recovery/recovery.h"

/* Degrees that lie on the globe, a longitude once more around it included. */
int rsupi_is_place(double latitude, double longitude);

typedef struct rsupi_meetings_query {
  const rsup_meetings *meetings;
  double latitude, longitude; /* NaN: unknown */
  int32_t limit;              /* 0: the config's */
} rsupi_meetings_query;
typedef struct rsupi_meetings_found {
  const rsup_meetings_today *record;
  rsup_instant next_change; /* when the lists or counts change next; INT64_MAX: never */
} rsupi_meetings_found;
rsup_status rsupi_meetings_today(const rsupi_asof *at, const rsupi_meetings_query *query,
                                 rsupi_arena *arena, rsupi_meetings_found *out, rsup_error *err);
rsup_status rsupi_roles_today(const rsupi_asof *at, const rsupi_recovery *recovery,
                              rsupi_arena *arena, const rsup_roles **out, rsup_error *err);
/* Attendances in the local days [from, until); for risk. */
int32_t rsupi_attendance_count(const rsupi_asof *at, rsup_day from, rsup_day until);
/* SHA-256 of the feed's bytes, for provenance; NULL meetings: NULL. */
const char *rsupi_meetings_digest(const rsup_meetings *meetings);
extern const rsup_record_type rsupi_occurrence_type, rsupi_meeting_hit_type,
    rsupi_filter_count_type, rsupi_meetings_today_type, rsupi_role_condition_type,
    rsupi_role_standing_type, rsupi_roles_type;
#endif
