/* Who counts in the network, and what is known of each on the day asked about: the newest word,
 * which is a rating of a day or the tie itself, whichever the record learned later. */
#include "core/numbers.h"
#include "network/measures.h"
#include "time/civil.h"

static void read_roles(const rsupi_asof *at, const rsupi_tie *tie, rsupi_member *out) {
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_tie_role *const role = &tie->roles[i];
    if (!role->definition || !rsupi_role_in_force(role, at->today)) continue;
    out->roles++;
    out->streams |= UINT32_C(1) << role->definition->stream;
    if (role->definition->source) out->sources |= UINT32_C(1) << role->definition->source;
  }
}

/* Was the tie itself written down after the day that the rating speaks of? */
static int is_older(const rsupi_asof *at, const rsupi_event *rating, const rsupi_tie *tie) {
  const rsup_instant written = tie->head.recorded_at;
  if (written == RSUPI_NO_INSTANT) return 0;
  if (rating->at != RSUPI_NO_INSTANT) return rating->at < written;
  return rating->first < rsupi_zone_day(at->zone, written);
}

static void read_rating(const rsupi_event *rating, rsupi_member *member) {
  if (!rsupi_isnan(rating->more->closeness)) member->closeness = rating->more->closeness;
  if (!rsupi_isnan(rating->more->importance)) member->importance = rating->more->importance;
  if (!rsupi_isnan(rating->more->satisfaction)) member->satisfaction = rating->more->satisfaction;
  if (!rsupi_isnan(rating->more->strain)) member->strain = rating->more->strain;
  if (rating->more->stance) member->stance = rating->more->stance;
  if (rating->more->use) member->use = rating->more->use;
}

static int read_ratings(rsupi_measuring *m, const uint32_t *member_of) {
  const rsupi_view *const view = m->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_TIE_RATING]; i++) {
    const rsupi_event *const rating = view->by_type[RSUPI_EVENT_TIE_RATING][i];
    const size_t place = rsupi_tie_place(view, rating->more->tie);
    if (place == SIZE_MAX || member_of[place] == UINT32_MAX) continue;
    rsupi_member *const member = &m->members[member_of[place]];
    if (!is_older(m->at, rating, member->tie)) read_rating(rating, member);
  }
  return 1;
}

int rsupi_members_read(rsupi_measuring *m) {
  const rsupi_view *const view = m->at->view;
  uint32_t *const member_of = rsupi_arena_array(m->arena, view->tie_count, sizeof *member_of);
  m->members = rsupi_arena_array(m->arena, view->tie_count, sizeof *m->members);
  if (!member_of || !m->members) return 0;
  for (size_t i = 0; i < view->tie_count; i++) {
    const rsupi_tie *const tie = view->ties[i];
    member_of[i] = UINT32_MAX;
    if (!rsupi_tie_counts(m->at, tie)) continue;
    rsupi_member *const member = &m->members[m->count];
    *member = (rsupi_member){.tie = tie,
                             .closeness = tie->closeness,
                             .importance = tie->importance,
                             .satisfaction = tie->satisfaction,
                             .strain = tie->strain,
                             .stance = tie->stance,
                             .use = tie->use,
                             .direction = rsupi_tie_known_direction(m->at, tie),
                             .contacts = m->contacts.within[i],
                             .last = m->contacts.last[i]};
    read_roles(m->at, tie, member);
    member_of[i] = (uint32_t)m->count++;
  }
  return read_ratings(m, member_of);
}

int rsupi_is_stale(const rsupi_measuring *m, const rsupi_member *member) {
  return member->last != RSUPI_NO_DAY && m->at->today - member->last > m->options.stale_days;
}
