/* What the parts of the room ask about one tie. */
#ifndef RSUPI_TIES_H
#define RSUPI_TIES_H
#include "network/network.h"
#include <string.h>

static inline int rsupi_role_in_force(const rsupi_tie_role *role, rsup_day day) {
  return (role->from == RSUPI_NO_DAY || role->from <= day) &&
         (role->to == RSUPI_NO_DAY || role->to >= day);
}
/* Which way support flows, by the roles in force today: RSUPI_HELPS_ME, RSUPI_I_HELP, RSUPI_MUTUAL.
 * A tie whose roles say nothing helps me: it was named as support. */
int32_t rsupi_tie_direction(const rsupi_asof *at, const rsupi_tie *tie);
/* The same, but 0 when no role in force says. */
int32_t rsupi_tie_known_direction(const rsupi_asof *at, const rsupi_tie *tie);
/* Does the tie stand on this day? A tie to oneself never counts. */
int rsupi_tie_counts(const rsupi_asof *at, const rsupi_tie *tie);
int rsupi_tie_helps_me(const rsupi_asof *at, const rsupi_tie *tie);
int rsupi_tie_has_stream(const rsupi_asof *at, const rsupi_tie *tie, int32_t stream);
int rsupi_tie_has_source(const rsupi_asof *at, const rsupi_tie *tie, int32_t source);
/* 1 gives it, 0 does not, -1 nobody said what this tie gives. */
int rsupi_tie_gives(const rsupi_tie *tie, const char *kind);
int rsupi_tie_is_minor(const rsupi_asof *at, const rsupi_tie *tie);
/* Is the event one with this tie? Most are not, which the first letter mostly tells. */
static inline int rsupi_is_with(const rsupi_event *event, const rsupi_tie *tie) {
  const char *const id = tie->head.id;
  return event->more->tie && event->more->tie[0] == id[0] && strcmp(event->more->tie, id) == 0;
}
/* Local days of the last contact that came about with each tie, by their places, in one pass over
 * the log: one by one, the time would grow with ties times contacts. NULL where they are few, which
 * is quicker one by one, and out of memory. */
const rsup_day *rsupi_last_contacts(const rsupi_asof *at, rsupi_arena *arena);
/* With the tie at a place; `all` is what rsupi_last_contacts() gave. INT32_MIN when none is
 * recorded. */
rsup_day rsupi_last_contact_at(const rsupi_asof *at, const rsup_day *all, size_t place);
/* What the record says about a name generator ("family"): RSUPI_ASKED_…, 0 when it was never used.
 */
int32_t rsupi_was_asked(const rsupi_asof *at, const char *generator);

/* ---- hours
 * ---------------------------------------------------------------------------------------------------
 */
enum { RSUPI_HOURS_UNKNOWN = 1, RSUPI_HOURS_IN, RSUPI_HOURS_OUT };
typedef struct rsupi_hours {
  int32_t state;      /* by the tie's own windows */
  int32_t night;      /* 1: night where the tie is */
  rsup_instant until; /* end of the present window; INT64_MIN unless RSUPI_HOURS_IN */
} rsupi_hours;
rsupi_hours rsupi_tie_hours(const rsupi_asof *at, const rsupi_tie *tie, rsup_instant when);
/* What the clock of a zone shows. */
typedef struct rsupi_local_clock {
  const rsupi_zone *zone;
  rsup_day day;
  int32_t minute;
} rsupi_local_clock;
/* The stretch of time over which its offset holds. */
typedef struct rsupi_local_stretch {
  rsupi_local_clock clock; /* at `at` */
  rsup_instant at, from, until;
  int64_t offset; /* milliseconds */
} rsupi_local_stretch;
/* The same without `until`, for who asks about many ties and times: `in`, which begins empty, keeps
 * what was read last. */
rsupi_hours rsupi_tie_hours_at(const rsupi_asof *at, const rsupi_tie *tie, rsup_instant when,
                               rsupi_local_stretch *in);
/* The end of the present window, or the beginning of the night for who did not agree to calls at
 * night; INT64_MIN when their hours are not known. */
rsup_instant rsupi_tie_reachable_until(const rsupi_asof *at, const rsupi_tie *tie,
                                       const rsupi_hours *hours);
/* The next time after now at which hours or night may change what is said of a tie; INT64_MAX:
 * never. */
rsup_instant rsupi_tie_next_edge(const rsupi_asof *at, const rsupi_tie *tie);
/* The next time after now at which hours and the agreement about nights allow a call; INT64_MIN
 * within a week: none. */
rsup_instant rsupi_tie_next_hours(const rsupi_asof *at, const rsupi_tie *tie);

extern const rsup_record_type rsupi_gap_type;
int rsupi_gaps_make(const rsupi_asof *at, const rsup_network *network, rsupi_arena *arena,
                    rsupi_list *gaps, int32_t *not_asked);
#endif
