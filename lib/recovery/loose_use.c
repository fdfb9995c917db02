/* Use on some days of a span, not known which: "four days in March", a setback "in February". */
#include "recovery/statements.h"

int rsupi_loose_add(rsupi_statements *s, const rsupi_event *event, int32_t days) {
  for (size_t i = 0; i < s->loose.count; i++) {
    const rsupi_loose_use *other = s->loose.items[i];
    if (other->first != event->first || other->last != event->last) continue;
    if (other->event->type != event->type ||
        rsupi_is_by_others(other->event) != rsupi_is_by_others(event))
      continue;
    if (!rsupi_is_later(event, other->event)) return 1;
    s->loose.items[i] = s->loose.items[--s->loose.count];
    break;
  }
  rsupi_loose_use *loose = rsupi_arena_alloc(s->arena, sizeof *loose);
  if (!loose) return 0;
  *loose =
      (rsupi_loose_use){.event = event, .first = event->first, .last = event->last, .days = days};
  return rsupi_list_push(s->arena, &s->loose, loose);
}

static void count_room(const rsupi_target_days *days, rsupi_loose_use *loose) {
  loose->left = loose->days;
  for (rsup_day day = loose->first; day <= loose->last; day++) {
    if (day < days->start) {
      loose->before++;
    } else if ((size_t)(day - days->start) < days->count) {
      uint8_t state = days->state[day - days->start];
      loose->left -= state == RSUP_DAY_USED;
      loose->open += rsupi_is_open_day(state);
    }
  }
  if (loose->left < 0) loose->left = 0;
}

/* A later word of the person that the whole span was without use settles what somebody else, or a
 * setback, reported. */
static int is_settled(const rsupi_statements *s, const rsupi_loose_use *loose) {
  const rsupi_view *view = s->at->view;
  if (loose->event->type == RSUPI_EVENT_USE_DAY && !rsupi_is_by_others(loose->event)) return 0;
  for (size_t i = 0; i < view->event_count && view->events[i]->first <= loose->first; i++) {
    const rsupi_event *event = view->events[i];
    if (rsupi_is_confirmation(event) && event->last >= loose->last &&
        rsupi_speaks_of(s->target, event) && rsupi_is_later(event, loose->event))
      return 1;
  }
  return 0;
}

int rsupi_loose_settle(const rsupi_statements *s, rsupi_target_days *out) {
  out->loose = rsupi_arena_array(s->arena, s->loose.count, sizeof *out->loose);
  if (!out->loose) return 0;
  for (size_t i = 0; i < s->loose.count; i++) {
    rsupi_loose_use loose = *(const rsupi_loose_use *)s->loose.items[i];
    count_room(out, &loose);
    if (loose.left == 0 || is_settled(s, &loose)) continue;
    loose.waits = rsupi_is_by_others(loose.event) || loose.left > loose.before + loose.open;
    out->loose[out->loose_count++] = loose;
  }
  return 1;
}
