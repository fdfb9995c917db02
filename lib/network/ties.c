/* One tie at a time: direction, streams and sources by its roles in force, kinds, and the last
 * contact. */
#include "network/ties.h"
#include "time/civil.h"
#include <string.h>

/* Calls `test` on each role in force that the config knows, until one answers. */
typedef int role_test(const rsupi_role *role, int32_t wanted);
static int any_role(const rsupi_asof *at, const rsupi_tie *tie, role_test *test, int32_t wanted) {
  for (size_t i = 0; i < tie->role_count; i++) {
    if (!rsupi_role_in_force(&tie->roles[i], at->today)) continue;
    const rsupi_role *role = tie->roles[i].definition;
    if (role && test(role, wanted)) return 1;
  }
  return 0;
}

static int has_stream(const rsupi_role *role, int32_t wanted) {
  return role->stream == wanted;
}
static int has_source(const rsupi_role *role, int32_t wanted) {
  return role->source == wanted;
}
static int is_minor_role(const rsupi_role *role, int32_t wanted) {
  return role->family_minor == wanted;
}

/* What the tie says of its role goes before what the config says of all such roles. */
int32_t rsupi_tie_known_direction(const rsupi_asof *at, const rsupi_tie *tie) {
  int helps = 0, helped = 0;
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_tie_role *role = &tie->roles[i];
    if (!rsupi_role_in_force(role, at->today)) continue;
    int32_t direction = role->direction;
    if (direction == 0 && role->definition) direction = role->definition->direction;
    helps |= direction == RSUPI_HELPS_ME || direction == RSUPI_MUTUAL;
    helped |= direction == RSUPI_I_HELP || direction == RSUPI_MUTUAL;
  }
  if (helps && helped) return RSUPI_MUTUAL;
  return helped ? RSUPI_I_HELP : helps ? RSUPI_HELPS_ME : 0;
}

int32_t rsupi_tie_direction(const rsupi_asof *at, const rsupi_tie *tie) {
  const int32_t known = rsupi_tie_known_direction(at, tie);
  return known ? known : RSUPI_HELPS_ME;
}

int rsupi_tie_counts(const rsupi_asof *at, const rsupi_tie *tie) {
  const int oneself = strcmp(tie->head.id, "self") == 0 ||
                      (tie->person && rsupi_text_equal(tie->person, at->view->person_id));
  return !oneself && rsupi_tie_state(tie, at->today) == RSUPI_TIE_CURRENT;
}

int rsupi_tie_helps_me(const rsupi_asof *at, const rsupi_tie *tie) {
  return rsupi_tie_direction(at, tie) != RSUPI_I_HELP;
}

int rsupi_tie_has_stream(const rsupi_asof *at, const rsupi_tie *tie, int32_t stream) {
  return any_role(at, tie, has_stream, stream);
}

int rsupi_tie_has_source(const rsupi_asof *at, const rsupi_tie *tie, int32_t source) {
  return any_role(at, tie, has_source, source);
}

/* What a tie gives goes by the config's own ids, as the kinds that are asked for do. */
int rsupi_tie_gives(const rsupi_tie *tie, const char *kind) {
  if (tie->gives_count == 0) return -1;
  for (size_t i = 0; i < tie->gives_count; i++) {
    if (tie->gives[i] == kind || strcmp(tie->gives[i], kind) == 0) return 1;
  }
  return 0;
}

int rsupi_tie_is_minor(const rsupi_asof *at, const rsupi_tie *tie) {
  if (tie->minor == 1 || tie->minor == 0) return tie->minor;
  return any_role(at, tie, is_minor_role, 1);
}

rsup_day rsupi_last_contact_at(const rsupi_asof *at, const rsup_day *all, size_t place) {
  const rsupi_view *view = at->view;
  const rsupi_tie *const tie = view->ties[place];
  if (all) return all[place];
  for (size_t i = view->by_type_count[RSUPI_EVENT_CONTACT]; i > 0; i--) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CONTACT][i - 1];
    if (event->more->outcome == RSUPI_OUTCOME_NOT_REACHED) continue;
    if (rsupi_is_with(event, tie)) return event->first;
  }
  return RSUPI_NO_DAY;
}

enum { FEW_TIES = 64 };

const rsup_day *rsupi_last_contacts(const rsupi_asof *at, rsupi_arena *arena) {
  const rsupi_view *view = at->view;
  if (view->tie_count <= FEW_TIES) return NULL;
  rsup_day *const last = rsupi_arena_array(arena, view->tie_count, sizeof *last);
  if (!last) return NULL;
  for (size_t i = 0; i < view->tie_count; i++) last[i] = RSUPI_NO_DAY;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CONTACT]; i++) { /* in order of time */
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CONTACT][i];
    if (event->more->outcome == RSUPI_OUTCOME_NOT_REACHED) continue;
    const size_t place = rsupi_tie_place(view, event->more->tie);
    if (place != SIZE_MAX) last[place] = event->first;
  }
  return last;
}

int32_t rsupi_was_asked(const rsupi_asof *at, const char *generator) {
  int32_t outcome = 0;
  rsup_day on = RSUPI_NO_DAY;
  for (size_t i = 0; i < at->view->asked_count; i++) {
    const rsupi_asked *asked = at->view->asked[i];
    if (!rsupi_text_equal(asked->generator, generator) || asked->on < on || asked->on > at->today)
      continue;
    outcome = asked->outcome;
    on = asked->on;
  }
  return outcome;
}
