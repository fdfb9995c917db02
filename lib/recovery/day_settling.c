/* Days on which statements disagree: which of them did the record learn last? */
#include "recovery/statements.h"

typedef struct latest {
  const rsupi_event *use_day, *confirmed, *report;
} latest;

static int covers(const rsupi_event *event, rsup_day day) {
  return event->first <= day && event->last >= day;
}

static int reports_use_on(const rsupi_statements *s, const rsupi_event *event, rsup_day day) {
  if (event->type == RSUPI_EVENT_CHECKIN) {
    if (event->first != day || event->last != day) return 0;
    for (size_t k = 0; k < event->questions->count; k++) {
      const rsupi_answer answer = rsupi_answer_at(event, k);
      if (rsupi_answer_tells(s->target, event, &answer) == 1) return 1;
    }
    return 0;
  }
  if (!rsupi_speaks_of(s->target, event)) return 0;
  if (event->type == RSUPI_EVENT_USE_DAY)
    return rsupi_states_each_day(event) && covers(event, day) && event->more->amount != 0.0;
  return event->type == RSUPI_EVENT_SETBACK && event->first == event->last && event->first <= day &&
         rsupi_setback_last(event) >= day;
}

static latest find_latest(const rsupi_statements *s, rsup_day day) {
  latest found = {NULL, NULL, NULL};
  const rsupi_view *view = s->at->view;
  for (size_t i = 0; i < view->event_count && view->events[i]->first <= day; i++) {
    const rsupi_event *event = view->events[i];
    const rsupi_event **kind = NULL;
    if (event->last < day && event->type != RSUPI_EVENT_SETBACK) continue; /* most, cheaply */
    if (event->type == RSUPI_EVENT_USE_DAY && rsupi_states_each_day(event) &&
        !rsupi_is_by_others(event)) {
      if (covers(event, day) && rsupi_speaks_of(s->target, event)) kind = &found.use_day;
    } else if (rsupi_is_confirmation(event)) {
      if (covers(event, day) && rsupi_speaks_of(s->target, event)) kind = &found.confirmed;
    } else if (reports_use_on(s, event, day)) {
      kind = &found.report;
    }
    if (kind && rsupi_is_later(event, *kind)) *kind = event;
  }
  return found;
}

int32_t rsupi_settle(const rsupi_statements *s, rsup_day day, const rsupi_event **report) {
  latest found = find_latest(s, day);
  *report = NULL;
  if (found.use_day) {
    if (found.use_day->more->amount == 0.0) {
      if (found.report && rsupi_is_later(found.report, found.use_day)) *report = found.report;
    } else if (found.confirmed && rsupi_is_later(found.confirmed, found.use_day)) {
      *report = found.use_day;
    } else {
      return RSUP_DAY_USED;
    }
    return *report ? RSUP_DAY_CONFLICTING : RSUP_DAY_NOT_USED;
  }
  if (found.confirmed && found.report && rsupi_is_later(found.confirmed, found.report))
    return RSUP_DAY_NOT_USED;
  *report = found.report;
  return RSUP_DAY_CONFLICTING;
}
