/* How much was used on each day, in one unit. */
#include "core/numbers.h"
#include "recovery/history.h"
#include "recovery/statements.h"

/* A use_day goes before a check-in; of two of a kind the one learned last holds: as in
 * statements.c, where amounts are kept for goals with a limit only. */
typedef struct told {
  const rsupi_event **by;
  double *amount;
} told;

static void take(rsupi_history_question *q, told *t, const rsupi_event *event, double amount,
                 const char *unit) {
  const rsup_day day = event->first;
  if (rsupi_is_by_others(event) || event->first != event->last) return;
  if (day < q->days.start || (size_t)(day - q->days.start) >= q->days.count) return;
  const rsupi_event **by = &t->by[day - q->days.start];
  if (*by && (*by)->type == event->type && !rsupi_is_later(event, *by)) return;
  if (*by && (*by)->type != event->type &&
      (event->type == RSUPI_EVENT_CHECKIN || rsupi_isnan(amount)))
    return;
  *by = event;
  const int same_unit = !unit || rsupi_text_equal(unit, q->out->unit);
  t->amount[day - q->days.start] = same_unit ? amount : rsupi_nan();
}

static void take_checkin(rsupi_history_question *q, told *t, const rsupi_event *event) {
  for (size_t k = event->questions->reports_from; k < event->questions->reports_until; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    if (rsupi_answer_tells(q->days.target, event, &answer) <= 0) continue;
    if (answer.definition->kind == RSUPI_ITEM_AMOUNT)
      take(q, t, event, answer.number, answer.definition->unit);
  }
}

int rsupi_history_amounts(rsupi_history_question *q) {
  const rsupi_view *view = q->at->view;
  told t = {rsupi_arena_array(q->arena, q->days.count, sizeof *t.by),
            rsupi_arena_array(q->arena, q->days.count, sizeof *t.amount)};
  if (!t.by || !t.amount) return 0;
  q->amount = t.amount;
  for (size_t i = 0; i < q->days.count; i++) t.amount[i] = rsupi_nan();
  for (size_t i = 0; i < view->event_count; i++) {
    const rsupi_event *event = view->events[i];
    if (event->type == RSUPI_EVENT_CHECKIN)
      take_checkin(q, &t, event);
    else if (event->type == RSUPI_EVENT_USE_DAY && rsupi_speaks_of(q->days.target, event))
      take(q, &t, event, event->more->amount, event->more->unit);
  }
  return 1;
}
