/* How much was used on each day, in one unit, and on which silent days use of a span is laid. */
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
  for (size_t k = event->reports_from; k < event->reports_until; k++) {
    const rsupi_answer *answer = &event->answers[k];
    if (rsupi_answer_tells(q->days.target, event, answer) <= 0) continue;
    if (answer->definition->kind == RSUPI_ITEM_AMOUNT)
      take(q, t, event, answer->number, answer->definition->unit);
  }
}

static int is_free(const rsupi_history_question *q, size_t i) {
  return rsupi_is_open_day(q->days.state[i]) && !q->placed[i];
}

/* The last open days of the span that are over; today only when they don't suffice. */
static void lay(rsupi_history_question *q, const rsupi_loose_use *loose) {
  int32_t left = loose->left;
  const size_t today = q->days.count - 1;
  for (size_t i = today; i > 0 && left > 0; i--) {
    const rsup_day day = q->days.start + (rsup_day)i - 1;
    if (day < loose->first || day > loose->last || !is_free(q, i - 1)) continue;
    q->placed[i - 1] = 1;
    left--;
  }
  if (left > 0 && q->at->today >= loose->first && q->at->today <= loose->last && is_free(q, today))
    q->placed[today] = 1;
}

int rsupi_history_amounts(rsupi_history_question *q) {
  const rsupi_view *view = q->at->view;
  told t = {rsupi_arena_array(q->arena, q->days.count, sizeof *t.by),
            rsupi_arena_array(q->arena, q->days.count, sizeof *t.amount)};
  q->placed = rsupi_arena_array(q->arena, q->days.count, 1);
  if (!t.by || !t.amount || !q->placed) return 0;
  q->amount = t.amount;
  for (size_t i = 0; i < q->days.count; i++) t.amount[i] = rsupi_nan();
  for (size_t i = 0; i < view->event_count; i++) {
    const rsupi_event *event = view->events[i];
    if (event->type == RSUPI_EVENT_CHECKIN)
      take_checkin(q, &t, event);
    else if (event->type == RSUPI_EVENT_USE_DAY && rsupi_speaks_of(q->days.target, event))
      take(q, &t, event, event->amount, event->unit);
  }
  for (size_t k = 0; q->days.count && k < q->days.loose_count; k++) {
    if (!q->days.loose[k].waits) lay(q, &q->days.loose[k]);
  }
  return 1;
}
