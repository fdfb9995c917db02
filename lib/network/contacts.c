/* See contacts.h. */
#include "network/contacts.h"

int rsupi_contacts_read(const rsupi_asof *at, int32_t window, rsupi_arena *arena,
                        rsupi_contacts *out) {
  const rsupi_view *view = at->view;
  const size_t count = view->tie_count;
  *out = (rsupi_contacts){
      .last = rsupi_arena_array(arena, count, sizeof *out->last),
      .within = rsupi_arena_array(arena, count, sizeof *out->within),
      .days = rsupi_arena_array(arena, count, sizeof *out->days),
  };
  if (!out->last || !out->within || !out->days) return 0;
  for (size_t i = 0; i < count; i++) out->last[i] = RSUPI_NO_DAY;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CONTACT]; i++) { /* in order of time */
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CONTACT][i];
    if (event->more->outcome == RSUPI_OUTCOME_NOT_REACHED) continue;
    const int recent = event->first > at->today - window;
    const size_t place = rsupi_tie_place(view, event->more->tie);
    if (place == SIZE_MAX) {
      out->unlisted += recent;
      continue;
    }
    out->days[place] += recent && out->last[place] != event->first;
    out->last[place] = event->first;
    out->within[place] += recent;
    out->total += recent;
  }
  return 1;
}
