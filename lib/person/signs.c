/* What a record's newest words ask for: of each questionnaire the last answers, and signs in all
 * questionnaires, check-ins and signs of the last weeks, and what could not be read. */
#include "person/signs.h"
#include "core/numbers.h"
#include "instrument/instrument.h"
#include "person/person_reading.h"
#include "person/safety_items.h"
#include <string.h>

/* ---- the plan's own warning signs */

static char plain(char c) {
  if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
  return c == '-' || c == '_' ? ' ' : c;
}

int rsupi_says_sign(const char *sign, const char *name, size_t len) {
  size_t i = 0;
  while (i < len && sign[i] && plain(sign[i]) == plain(name[i])) i++;
  return i == len && !sign[i];
}

int rsupi_is_plan_sign(const rsupi_plan *plan, const char *name, size_t len) {
  for (size_t i = 0; plan && len && i < plan->warning_sign_count; i++)
    if (rsupi_says_sign(plan->warning_signs[i], name, len)) return 1;
  return 0;
}

const rsupi_plan *rsupi_view_plan(const rsupi_view *view) {
  return view->plan_count ? view->plans[view->plan_count - 1] : NULL;
}

/* ---- one event */

static void read_item(const rsupi_answer *answer, rsup_safety *safety) {
  const rsupi_item *const item = answer->definition;
  rsupi_finding finding = RSUPI_FOUND_NOT_ASKED;
  if (!item || !item->safety_sign) return;
  if (answer->state == RSUPI_ANSWER_REFUSED || answer->state == RSUPI_ANSWER_UNKNOWN)
    finding = RSUPI_FOUND_UNANSWERED;
  else if (answer->state == RSUPI_ANSWER_VALUE)
    finding = answer->number >= rsupi_item_safety_from(item) ? RSUPI_FOUND_POSITIVE
                                                             : RSUPI_FOUND_NEGATIVE;
  rsupi_raise_item(item, finding, safety);
}

static void read_checkin(const rsupi_plan *plan, const rsupi_event *event, rsup_safety *safety) {
  for (size_t i = 0; i < event->questions->count; i++) {
    const rsupi_answer answer = rsupi_answer_at(event, i);
    read_item(&answer, safety);
    for (size_t k = 0; k < answer.text_count; k++)
      if (rsupi_is_plan_sign(plan, answer.texts[k], strlen(answer.texts[k])))
        rsupi_safety_found(safety, RSUP_SIGN_PLAN_TRIGGER, RSUPI_FOUND_POSITIVE);
  }
}

static void read_observation(const rsupi_plan *plan, const rsupi_event *event,
                             rsup_safety *safety) {
  for (size_t i = 0; i < event->more->yes_count; i++)
    if (rsupi_is_plan_sign(plan, event->more->yes[i], strlen(event->more->yes[i])))
      rsupi_safety_found(safety, RSUP_SIGN_PLAN_TRIGGER, RSUPI_FOUND_POSITIVE);
}

enum { MOST_ITEMS = 256 };

static void read_answers(const rsup_config *config, const rsupi_event *event, rsup_safety *safety) {
  const rsup_instrument *const instrument =
      rsupi_config_instrument_there(config, event->more->instrument);
  if (!instrument || rsupi_instrument_item_count(instrument) > MOST_ITEMS) return;
  double values[MOST_ITEMS];
  for (size_t i = 0; i < MOST_ITEMS; i++) values[i] = rsupi_nan();
  for (size_t i = 0; i < event->questions->count; i++) {
    const rsupi_answer answer = rsupi_answer_at(event, i);
    const int32_t item = rsupi_instrument_item_index(instrument, answer.item);
    if (item >= 0 && answer.state == RSUPI_ANSWER_VALUE) values[item] = answer.number;
  }
  rsupi_instrument_floor(instrument, values, safety);
  rsupi_wipe(values, sizeof values);
}

/* ---- the events of the view */

static int lies_ahead(const rsupi_sign_query *q, const rsupi_event *event) {
  return event->at != INT64_MIN ? event->at > q->now : event->first > q->today;
}

static void tell(const rsupi_sign_query *q, const rsupi_event *event, const rsup_safety *safety,
                 rsupi_sign_seen *seen, void *user) {
  if (safety->signs) seen(user, safety->signs, q->today - event->first, event->head.id);
}

static int is_last(const rsupi_sign_query *q, size_t index) {
  const rsupi_event *const *const events = q->view->by_type[RSUPI_EVENT_ANSWERS];
  for (size_t i = index + 1; i < q->view->by_type_count[RSUPI_EVENT_ANSWERS]; i++)
    if (!lies_ahead(q, events[i]) &&
        rsupi_text_equal(events[i]->more->instrument, events[index]->more->instrument))
      return 0;
  return 1;
}

/* The last answers, however old, and what lately spoke of a sign: filling it in again takes no sign
 * back. What was left open may since be answered. */
static void each_questionnaire(const rsupi_sign_query *q, rsupi_sign_seen *seen, void *user) {
  const rsup_config *const config = rsupi_person_config(q->person);
  for (size_t i = q->view->by_type_count[RSUPI_EVENT_ANSWERS]; i > 0; i--) {
    const rsupi_event *const event = q->view->by_type[RSUPI_EVENT_ANSWERS][i - 1];
    rsup_safety safety = {0};
    if (!event->more->instrument || lies_ahead(q, event)) continue;
    const int last = is_last(q, i - 1);
    if (!last && event->first <= q->today - RSUPI_SIGN_DAYS) continue;
    read_answers(config, event, &safety);
    if (!last) safety.signs &= ~(uint32_t)RSUP_SIGN_SAFETY_ITEM_UNANSWERED;
    tell(q, event, &safety, seen, user);
  }
}

static void each_recent(const rsupi_sign_query *q, rsupi_event_type type, rsupi_sign_seen *seen,
                        void *user) {
  const rsupi_plan *const plan = rsupi_view_plan(q->view);
  for (size_t i = q->view->by_type_count[type]; i > 0; i--) {
    const rsupi_event *const event = q->view->by_type[type][i - 1];
    rsup_safety safety = {0};
    if (event->first <= q->today - RSUPI_SIGN_DAYS) break;
    if (lies_ahead(q, event)) continue;
    if (type == RSUPI_EVENT_CHECKIN)
      read_checkin(plan, event, &safety);
    else if (type == RSUPI_EVENT_OBSERVATION)
      read_observation(plan, event, &safety);
    else if (event->more->kind)
      rsupi_raise_sign(event->more->kind, strlen(event->more->kind), &safety);
    tell(q, event, &safety, seen, user);
  }
}

void rsupi_signs_each(const rsupi_sign_query *query, rsupi_sign_seen *seen, void *user) {
  each_questionnaire(query, seen, user);
  each_recent(query, RSUPI_EVENT_CHECKIN, seen, user);
  each_recent(query, RSUPI_EVENT_SIGN, seen, user);
  each_recent(query, RSUPI_EVENT_OBSERVATION, seen, user);
  rsupi_signs_unread(query, seen, user);
}

/* ---- the call */

static void raise_all(void *user, uint32_t signs, double age_days, const char *ref) {
  (void)age_days;
  (void)ref;
  for (uint32_t sign = 1; sign && sign <= signs; sign <<= 1)
    if (signs & sign) rsupi_safety_raise(user, sign, rsupi_sign_level(sign));
}

void rsup_person_safety(const rsup_person *person, rsup_instant now, rsup_safety *out_safety) {
  rsupi_safety_start(out_safety);
  if (!person || !person->records || !out_safety || now == INT64_MIN) return;
  const rsupi_view *const view = &person->records->view;
  /* Without a zone the day is taken late rather than early: nothing of today is missed. */
  const rsup_day today = view->zone_count ? rsupi_history_day(view->zones, view->zone_count, now)
                                          : (rsup_day)(now / RSUPI_MS_PER_DAY) + 1;
  const rsupi_sign_query query = {person, view, now, INT64_MAX, today};
  rsupi_signs_each(&query, raise_all, out_safety);
  rsupi_safety_done(out_safety);
}
