/* Reads the events of a record into statements about the days of one target. */
#include "recovery/statements.h"
#include "core/numbers.h"
#include "time/civil.h"
#include <string.h>

/* ---- one event */

int rsupi_is_by_others(const rsupi_event *event) {
  const char *source = event->head.told ? event->head.told->source : NULL;
  return source && strcmp(source, "self") != 0 && strcmp(source, "me") != 0;
}

static rsup_instant learned_at(const rsupi_event *event) {
  if (event->head.recorded_at != RSUPI_NO_INSTANT) return event->head.recorded_at;
  if (event->at != RSUPI_NO_INSTANT) return event->at;
  return (rsup_instant)event->first * RSUPI_MS_PER_DAY;
}

int rsupi_is_later(const rsupi_event *a, const rsupi_event *b) {
  if (!b || learned_at(a) != learned_at(b)) return !b || learned_at(a) > learned_at(b);
  return strcmp(a->head.id, b->head.id) > 0;
}

/* Asked for each answer of a year: most names differ in their first letter. */
static int is_same(const char *a, const char *b) {
  return *a == *b && strcmp(a, b) == 0;
}

/* Does a name speak of this target: its id, or one of the substances it counts? */
enum { NAMES_ANOTHER = 0, NAMES_IT, NAMES_A_SUBSTANCE };
static inline int names_it(const rsupi_target *target, const char *name) {
  if (is_same(name, target->head.id)) return NAMES_IT;
  for (size_t i = 0; i < target->counts_count; i++) {
    if (is_same(name, target->counts[i])) return NAMES_A_SUBSTANCE;
  }
  return NAMES_ANOTHER;
}

static int names_target(const rsupi_target *target, const char *name) {
  return name ? names_it(target, name) : NAMES_ANOTHER;
}

int rsupi_is_setback_of(const rsupi_target *target, const rsupi_event *event) {
  return names_target(target, event->more->target) != NAMES_ANOTHER;
}

/* A medication of the target taken as a medication is treatment, never use. */
static int is_medication(const rsupi_target *target, const char *substance, rsup_day day) {
  if (target->medication_count == 0 || !substance || is_same(substance, target->head.id)) return 0;
  for (size_t i = 0; i < target->medication_count; i++) {
    const rsupi_medication *m = &target->medications[i];
    int begun = m->from == RSUPI_NO_DAY || m->from <= day;
    int ended = m->to != RSUPI_NO_DAY && m->to < day;
    if (m->agent && is_same(m->agent, substance) && begun && !ended) return 1;
  }
  return 0;
}

int rsupi_speaks_of(const rsupi_target *target, const rsupi_event *event) {
  if (!names_target(target, event->more->target)) return 0;
  return event->type == RSUPI_EVENT_CONFIRMED ||
         (!is_medication(target, event->more->substance, event->first) &&
          !is_medication(target, event->more->target, event->first));
}

static int32_t span_length(const rsupi_event *event) {
  return event->last - event->first + 1;
}

static int is_free_span(const rsupi_event *event) {
  return event->type == RSUPI_EVENT_USE_DAY && event->first != event->last &&
         (event->more->days == 0 || event->more->amount == 0.0);
}

int rsupi_is_confirmation(const rsupi_event *event) {
  return (event->type == RSUPI_EVENT_CONFIRMED || is_free_span(event)) &&
         !rsupi_is_by_others(event);
}

int rsupi_states_each_day(const rsupi_event *event) {
  return event->type == RSUPI_EVENT_USE_DAY && !is_free_span(event) &&
         (event->first == event->last || event->more->days >= span_length(event));
}

rsup_day rsupi_setback_last(const rsupi_event *event) {
  int went_on =
      event->more->extent == RSUPI_EXTENT_CONTINUED && event->more->resumed != RSUPI_NO_DAY;
  return went_on && event->more->resumed > event->first ? event->more->resumed - 1 : event->first;
}

/* The name that an answer about use goes by; NULL: it tells nothing of any target. */
static const char *tells_of(const rsupi_answer *answer) {
  const rsupi_item *item = answer->definition;
  if (!item || item->reports != RSUPI_REPORTS_USE || answer->state != RSUPI_ANSWER_VALUE ||
      rsupi_isnan(answer->number))
    return NULL;
  return answer->target ? answer->target : item->target;
}

static inline int is_told(const rsupi_target *target, const rsupi_event *event, const char *name) {
  const int names = names_it(target, name);
  return names == NAMES_IT ||
         (names == NAMES_A_SUBSTANCE && !is_medication(target, name, event->first));
}

int rsupi_answer_tells(const rsupi_target *target, const rsupi_event *event,
                       const rsupi_answer *answer) {
  const char *name = tells_of(answer);
  if (!name || !is_told(target, event, name)) return -1;
  return answer->number > 0;
}

/* ---- amounts */

/* In the unit of that day's goal; without a unit it is meant in that one. */
static int has_unit_of_goal(const rsupi_statements *s, rsup_day day, const char *unit) {
  const rsupi_goal *goal = rsupi_goal_on(s->target, day);
  return !unit || !goal || !goal->unit || strcmp(unit, goal->unit) == 0;
}

/* A use_day goes before a check-in; of two of a kind the one learned last holds. */
static void take_amount(rsupi_statements *s, const rsupi_event *event, double amount,
                        const char *unit) {
  rsup_day day = event->first;
  if (!s->amount || rsupi_is_by_others(event)) return;
  if (day < s->start || (size_t)(day - s->start) >= s->count) return;
  const rsupi_event **told = &s->told[day - s->start];
  if (*told && (*told)->type == event->type && !rsupi_is_later(event, *told)) return;
  if (*told && (*told)->type != event->type &&
      (event->type == RSUPI_EVENT_CHECKIN || rsupi_isnan(amount)))
    return;
  *told = event;
  s->amount[day - s->start] = has_unit_of_goal(s, day, unit) ? amount : rsupi_nan();
}

/* ---- all events */

static void mark(rsupi_statements *s, rsup_day first, rsup_day last, uint8_t flag) {
  if (first < s->start) first = s->start;
  for (rsup_day day = first; day <= last && (size_t)(day - s->start) < s->count; day++) {
    s->flags[day - s->start] |= flag;
  }
}

static void take_answer(rsupi_statements *s, const rsupi_event *event, const rsupi_answer *answer) {
  const size_t place = (size_t)((int64_t)event->first - s->start); /* before the start: huge */
  if (place >= s->count) return;
  uint8_t *flags = &s->flags[place];
  if (!(answer->number > 0)) {
    *flags |= RSUPI_SAID_NO;
    return;
  }
  if (rsupi_is_by_others(event)) {
    *flags |= RSUPI_SAID_BY_OTHERS;
  } else { /* what was said before is no contradiction: the day went on */
    *flags = (uint8_t)((*flags & ~RSUPI_SAID_NO) | RSUPI_SAID_USED);
  }
  if (answer->definition->kind == RSUPI_ITEM_AMOUNT)
    take_amount(s, event, answer->number, answer->definition->unit);
}

/* Of a year of check-ins each answer is looked at once, whichever of the targets it is about. */
static void read_checkin(rsupi_statements *all, size_t count, const rsupi_event *event) {
  for (size_t k = event->questions->reports_from; k < event->questions->reports_until; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    const char *name = tells_of(&answer);
    for (size_t i = 0; name && i < count; i++)
      if (is_told(all[i].target, event, name)) take_answer(&all[i], event, &answer);
  }
}

/* A check-in that knows only its month: use told in it was on some day of that month; "not used"
 * speaks of a day that nobody knows. */
static int read_month_checkin(rsupi_statements *s, const rsupi_event *event) {
  for (size_t k = event->questions->reports_from; k < event->questions->reports_until; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    if (rsupi_answer_tells(s->target, event, &answer) == 1) return rsupi_loose_add(s, event, 1);
  }
  return 1;
}

static int read_use_day(rsupi_statements *s, const rsupi_event *event) {
  int others = rsupi_is_by_others(event);
  if (is_free_span(event)) {
    mark(s, event->first, event->last, others ? RSUPI_SAID_NO : RSUPI_SAID_CONFIRMED);
    return 1;
  }
  if (!rsupi_states_each_day(event))
    return rsupi_loose_add(s, event, event->more->days == INT32_MIN ? 1 : event->more->days);
  uint8_t used = others ? RSUPI_SAID_BY_OTHERS : RSUPI_SAID_USE_DAY;
  uint8_t none = others ? RSUPI_SAID_NO : RSUPI_SAID_ZERO_DAY;
  mark(s, event->first, event->last, event->more->amount == 0.0 ? none : used);
  if (event->first == event->last) take_amount(s, event, event->more->amount, event->more->unit);
  return 1;
}

static int read_setback(rsupi_statements *s, const rsupi_event *event) {
  if (event->more->resumed != RSUPI_NO_DAY)
    mark(s, event->more->resumed, event->more->resumed, RSUPI_SAID_RESUMED);
  if (event->first != event->last) return rsupi_loose_add(s, event, 1);
  mark(s, event->first, rsupi_setback_last(event),
       rsupi_is_by_others(event) ? RSUPI_SAID_BY_OTHERS : RSUPI_SAID_SETBACK);
  return 1;
}

static int read_word(rsupi_statements *s, const rsupi_event *event) {
  if (!rsupi_speaks_of(s->target, event)) return 1;
  if (event->type == RSUPI_EVENT_USE_DAY) return read_use_day(s, event);
  if (event->type == RSUPI_EVENT_SETBACK) return read_setback(s, event);
  mark(s, event->first, event->last,
       rsupi_is_by_others(event) ? RSUPI_SAID_NO : RSUPI_SAID_CONFIRMED);
  return 1;
}

int rsupi_statements_read(rsupi_statements *all, size_t count) {
  const rsupi_view *view = all->at->view;
  for (size_t i = 0; i < view->event_count; i++) {
    const rsupi_event *event = view->events[i];
    const int is_checkin = event->type == RSUPI_EVENT_CHECKIN;
    if (is_checkin && event->first == event->last) {
      read_checkin(all, count, event);
    } else if (is_checkin || event->type == RSUPI_EVENT_USE_DAY ||
               event->type == RSUPI_EVENT_SETBACK || event->type == RSUPI_EVENT_CONFIRMED) {
      for (size_t k = 0; k < count; k++)
        if (!(is_checkin ? read_month_checkin(&all[k], event) : read_word(&all[k], event)))
          return 0;
    }
  }
  return 1;
}

rsup_day rsupi_first_statement(const rsupi_asof *at, const rsupi_target *target) {
  for (size_t i = 0; i < at->view->event_count; i++) {
    const rsupi_event *event = at->view->events[i];
    if (event->type == RSUPI_EVENT_CHECKIN) {
      for (size_t k = event->questions->reports_from; k < event->questions->reports_until; k++) {
        const rsupi_answer answer = rsupi_answer_at(event, k);
        if (rsupi_answer_tells(target, event, &answer) >= 0) return event->first;
      }
    } else if (event->type == RSUPI_EVENT_USE_DAY || event->type == RSUPI_EVENT_SETBACK ||
               event->type == RSUPI_EVENT_CONFIRMED) {
      if (rsupi_speaks_of(target, event)) return event->first;
    }
  }
  return RSUPI_NO_DAY;
}
