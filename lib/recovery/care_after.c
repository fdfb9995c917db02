/* What came after a time in care: the first contact with a peer, and the first appointment kept. A
 * contact on the last day in care counts (0 days); an appointment on that day still belongs to it.
 */
#include "recovery/care.h"

/* What is known of the first of something: certain ones lie within [first, last]. */
typedef struct first_of {
  rsup_day possible; /* the earliest that may be one; RSUPI_NO_DAY */
  rsup_day latest;   /* it came by this day for certain; RSUPI_NO_DAY: not for certain */
  int told;          /* 1: the record speaks of such things after that day at all */
} first_of;

static void take_day(first_of *f, rsup_day first, rsup_day last, int certain) {
  if (f->possible == RSUPI_NO_DAY || first < f->possible) f->possible = first;
  if (certain && (f->latest == RSUPI_NO_DAY || last < f->latest)) f->latest = last;
}

static void tell(const rsupi_care_question *q, rsup_day from, const first_of *f, rsup_day *out_day,
                 rsup_measure *out_days) {
  *out_day = RSUPI_NO_DAY;
  if (f->latest != RSUPI_NO_DAY) {
    const int32_t low = f->possible - from, high = f->latest - from;
    if (low == high) *out_day = f->latest;
    *out_days = rsupi_measure_bounded(high, low, high, low != high);
  } else if (f->told) {
    *out_days = rsupi_days_so_far(from, f->possible, q->at->today);
  } else {
    *out_days = rsupi_measure_unknown(1);
  }
}

/* Is the tie a peer who supports this person, by its roles on that day? 1 yes, 0 no, -1 not known.
 */
static int is_peer(const rsupi_tie *tie, rsup_day day) {
  for (size_t i = 0; tie && i < tie->role_count; i++) {
    const rsupi_tie_role *const role = &tie->roles[i];
    if (role->definition->stream != RSUPI_STREAM_PEER) continue;
    if (role->definition->direction == RSUPI_I_HELP) continue;
    if (role->to != RSUPI_NO_DAY && role->to < day) continue;
    if (role->from <= day) return 1; /* or nobody said since when */
  }
  return !tie || tie->role_count == 0 ? -1 : 0;
}

static int came_about(const rsupi_event *event) {
  return event->more->outcome != RSUPI_OUTCOME_NOT_REACHED &&
         event->more->outcome != RSUPI_OUTCOME_MESSAGE_LEFT;
}

/* An event that began before the day may have come before it. */
static void take_event(first_of *f, const rsupi_event *event, rsup_day from, int peer) {
  if (event->last < from) return;
  f->told = 1;
  if (peer == 0) return;
  const int whole = event->first >= from;
  take_day(f, whole ? event->first : from, event->last, peer > 0 && whole);
}

static void find_peer(const rsupi_care_question *q, rsup_day from, first_of *f) {
  const rsupi_view *const view = q->at->view;
  int ahead;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CONTACT]; i++) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_CONTACT][i];
    const int peer = is_peer(rsupi_view_tie(view, event->more->tie), event->first);
    take_event(f, event, from, came_about(event) ? peer : 0);
  }
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_ATTENDANCE]; i++)
    take_event(f, view->by_type[RSUPI_EVENT_ATTENDANCE][i], from, 1);
  for (size_t i = 0; i < view->appointment_count; i++) {
    const rsupi_appointment *const one = view->appointments[i];
    const rsup_day day = rsupi_appointment_day(q->at, one, &ahead);
    if (ahead || day < from || one->definition->stream != RSUPI_STREAM_PEER) continue;
    f->told = 1;
    if (one->outcome == RSUPI_APPOINTMENT_KEPT || !one->outcome)
      take_day(f, day, day, one->outcome == RSUPI_APPOINTMENT_KEPT);
  }
}

static void find_kept(const rsupi_care_question *q, rsup_day from, first_of *f) {
  const rsupi_view *const view = q->at->view;
  int ahead;
  for (size_t i = 0; i < view->appointment_count; i++) {
    const rsupi_appointment *const one = view->appointments[i];
    const rsup_day day = rsupi_appointment_day(q->at, one, &ahead);
    if (day <= from) continue;
    f->told = 1;
    if (ahead) continue;
    if (one->outcome == RSUPI_APPOINTMENT_KEPT || !one->outcome)
      take_day(f, day, day, one->outcome == RSUPI_APPOINTMENT_KEPT);
  }
}

void rsupi_care_afterwards(const rsupi_care_question *q, rsup_care_episode *episode) {
  first_of peer = {RSUPI_NO_DAY, RSUPI_NO_DAY, 0}, kept = {RSUPI_NO_DAY, RSUPI_NO_DAY, 0};
  episode->first_peer_contact = episode->first_kept = RSUPI_NO_DAY;
  episode->days_to_peer_contact = episode->days_to_first_kept = rsupi_measure_not_applicable();
  if (episode->state == RSUP_CARE_ACTIVE) return;
  find_peer(q, episode->to, &peer);
  tell(q, episode->to, &peer, &episode->first_peer_contact, &episode->days_to_peer_contact);
  find_kept(q, episode->to, &kept);
  tell(q, episode->to, &kept, &episode->first_kept, &episode->days_to_first_kept);
}
