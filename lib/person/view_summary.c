/* What the events of a view come to, found once when it is built, so that who only wants to know
 * whether there is anything to look at need not walk a year of them. */
#include "person/records.h"

/* An excuse, an acknowledgement or a training may be a worker's word. */
int rsupi_is_own_word(const rsupi_event *event) {
  return event->type != RSUPI_EVENT_EXCUSE && event->type != RSUPI_EVENT_ACKNOWLEDGED &&
         event->type != RSUPI_EVENT_TRAINING;
}

static int may_report_use(const rsupi_event *event) {
  for (size_t i = event->questions->reports_from; i < event->questions->reports_until; i++) {
    const rsupi_answer answer = rsupi_answer_at(event, i);
    if (answer.state == RSUPI_ANSWER_VALUE && answer.definition->reports == RSUPI_REPORTS_USE &&
        !(answer.number <= 0))
      return 1;
  }
  return 0;
}

static void note_word(rsupi_view *view, const rsupi_event *event) {
  const rsup_day day = event->at == RSUPI_NO_INSTANT ? event->last : event->first;
  if (rsupi_is_own_word(event) && day > view->last_word) view->last_word = day;
}

int rsupi_view_summarise(rsupi_view *view, rsupi_arena *arena) {
  rsupi_list reports = {0};
  view->last_word = RSUPI_NO_DAY;
  for (size_t i = 0; i < view->event_count; i++) note_word(view, view->events[i]);
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CHECKIN]; i++) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_CHECKIN][i];
    view->checkins_of_spans |= event->first != event->last;
    if (may_report_use(event) && !rsupi_list_push(arena, &reports, event)) return 0;
  }
  view->use_reports = (const rsupi_event *const *)reports.items;
  view->use_report_count = reports.count;
  return rsupi_view_attend(view, arena);
}
