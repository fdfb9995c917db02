/* What a goal is measured by. Counts add up from `from` to today or the date; values are the last
 * ones said in that time. What happened on a day known only in part, and may lie outside, counts in
 * `high` alone. */
#include "checkin/insights.h"
#include "checkin/occasions.h"
#include "instrument/instrument.h"
#include "plan/goals.h"
#include "recovery-support/recovery.h"
#include "recovery/care.h"
#include <string.h>

typedef rsup_status measuring(rsupi_goal_question *q);

static int note_evidence(rsupi_goal_question *q, const rsupi_event *event) {
  return rsupi_list_push(q->arena, &q->evidence, rsupi_arena_copy(q->arena, event->head.id));
}

static void note(rsupi_goal_question *q, const char *id, double number) {
  rsupi_reason_push(q->arena, &q->reasons, id, number, q->out->id);
}

/* ---- counts */

/* 1 within the goal's days for certain, -1 perhaps, 0 not. */
static int lies_in(const rsupi_goal_question *q, const rsupi_event *event) {
  if (event->first >= q->from && event->last < q->until) return 1;
  return event->last >= q->from && event->first < q->until ? -1 : 0;
}

typedef int wanted_event(const rsupi_goal_question *q, const rsupi_event *event);

static int count_events(rsupi_goal_question *q, int32_t type, wanted_event *wanted, int32_t *sure,
                        int32_t *maybe) {
  const rsupi_view *const view = q->at->view;
  for (size_t i = 0; i < view->by_type_count[type]; i++) {
    const rsupi_event *const event = view->by_type[type][i];
    const int where = wanted(q, event) ? lies_in(q, event) : 0;
    *sure += where > 0;
    *maybe += where < 0;
    if (where && !note_evidence(q, event)) return 0;
  }
  return 1;
}

static rsup_status give_count(rsupi_goal_question *q, int32_t sure, int32_t maybe) {
  q->out->progress = rsupi_measure_bounded(sure, sure, sure + maybe, maybe);
  return RSUP_OK;
}

static rsup_status count_of(rsupi_goal_question *q, int32_t type, wanted_event *wanted) {
  int32_t sure = 0, maybe = 0;
  if (!count_events(q, type, wanted, &sure, &maybe)) return rsupi_fail_memory(q->err);
  return give_count(q, sure, maybe);
}

static int is_of(const rsupi_goal_question *q, const char *name) {
  return !q->aim->of || rsupi_text_equal(name, q->aim->of);
}
static int is_checkin(const rsupi_goal_question *q, const rsupi_event *event) {
  return is_of(q, event->questions->form) && event->questions->shown != 0;
}
static int is_meeting(const rsupi_goal_question *q, const rsupi_event *event) {
  return is_of(q, event->more->meeting);
}
static int is_contact(const rsupi_goal_question *q, const rsupi_event *event) {
  return is_of(q, event->more->tie) && event->more->outcome != RSUPI_OUTCOME_NOT_REACHED &&
         event->more->outcome != RSUPI_OUTCOME_MESSAGE_LEFT;
}
static int is_among(const char *const *names, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (rsupi_text_equal(names[i], name)) return 1;
  return 0;
}
static int names_strategy(const rsupi_goal_question *q, const rsupi_event *event) {
  const rsupi_answer answer = rsupi_answer_named(event, "strategies");
  return is_among(answer.texts, answer.text_count, q->aim->of);
}
static int helped_by_strategy(const rsupi_goal_question *q, const rsupi_event *event) {
  return is_among(event->more->helped, event->more->helped_count, q->aim->of);
}

static rsup_status measure_checkins(rsupi_goal_question *q) {
  return count_of(q, RSUPI_EVENT_CHECKIN, is_checkin);
}
static rsup_status measure_meetings(rsupi_goal_question *q) {
  return count_of(q, RSUPI_EVENT_ATTENDANCE, is_meeting);
}
static rsup_status measure_contacts(rsupi_goal_question *q) {
  return count_of(q, RSUPI_EVENT_CONTACT, is_contact);
}
static rsup_status measure_strategy(rsupi_goal_question *q) {
  int32_t sure = 0, maybe = 0;
  if (!count_events(q, RSUPI_EVENT_CHECKIN, names_strategy, &sure, &maybe) ||
      !count_events(q, RSUPI_EVENT_SETBACK, helped_by_strategy, &sure, &maybe))
    return rsupi_fail_memory(q->err);
  return give_count(q, sure, maybe);
}

static rsup_status measure_hours(rsupi_goal_question *q) {
  rsup_measure times;
  if (!rsupi_activity_hours(q->at, q->aim->of, q->from, q->until, q->arena, &q->out->progress,
                            &times, &q->evidence))
    return rsupi_fail_memory(q->err);
  if (q->out->progress.unknowns) note(q, "minutes_not_said", q->out->progress.unknowns);
  return RSUP_OK;
}

/* ---- days without use */

static int speaks_of_target(const rsupi_goal_question *q, const rsupi_event *event) {
  if (event->type != RSUPI_EVENT_CHECKIN) return is_of(q, event->more->target);
  for (size_t i = event->questions->reports_from; i < event->questions->reports_until; i++) {
    const rsupi_answer answer = rsupi_answer_at(event, i);
    if (answer.target && rsupi_text_equal(answer.target, q->aim->of)) return 1;
    if (!answer.target && answer.definition && answer.definition->target &&
        rsupi_text_equal(answer.definition->target, q->aim->of))
      return 1;
  }
  return 0;
}

static int find_words(rsupi_goal_question *q) {
  for (size_t i = 0; i < q->at->view->event_count; i++) {
    const rsupi_event *const event = q->at->view->events[i];
    const int speaks = event->type == RSUPI_EVENT_USE_DAY || event->type == RSUPI_EVENT_SETBACK ||
                       event->type == RSUPI_EVENT_CONFIRMED || event->type == RSUPI_EVENT_CHECKIN;
    if (speaks && lies_in(q, event) && speaks_of_target(q, event) && !note_evidence(q, event))
      return 0;
  }
  return 1;
}

static rsup_status measure_days(rsupi_goal_question *q) {
  const rsup_day over = q->until > q->at->today ? q->at->today : q->until; /* today goes on */
  const rsup_history_options options = {.struct_size = sizeof options,
                                        .known_at = &q->at->known_at};
  rsup_result *result = NULL;
  if (over <= q->from) {
    q->out->progress = rsupi_measure_known(0);
    return RSUP_OK;
  }
  const rsup_status status = rsup_person_history(q->at->person, q->aim->of, q->from, over,
                                                 q->at->now, &options, &result, q->err);
  if (status == RSUP_E_UNKNOWN_NAME) {
    rsupi_error_clear(q->err);
    q->out->progress = rsupi_measure_unknown(over - q->from);
    note(q, "not_in_the_record", rsupi_nan());
    return RSUP_OK;
  }
  if (status) return status;
  const rsup_history *const history = rsup_history_get(result);
  q->out->progress = history->days_abstinent;
  if (history->days_abstinent.state == RSUP_MEASURE_NOT_APPLICABLE)
    q->out->progress = rsupi_measure_known(0); /* no day was at risk */
  if (history->unknown) note(q, "silent_days_in_goal", history->unknown);
  rsup_result_free(result);
  return find_words(q) ? RSUP_OK : rsupi_fail_memory(q->err);
}

/* ---- shares and values */

static rsup_status measure_adherence(rsupi_goal_question *q) {
  const rsupi_form *const form = rsupi_config_form(q->at->config, q->aim->of);
  rsupi_occasions occasions;
  int32_t sure = 0, maybe = 0;
  if (!rsupi_occasions_make(q->at, form, q->arena, &occasions)) return rsupi_fail_memory(q->err);
  const rsup_adherence *const kept = rsupi_adherence_over(
      q->at, &occasions, q->from, q->until, q->at->config->policies.adherence, q->arena);
  if (!kept || !count_events(q, RSUPI_EVENT_CHECKIN, is_checkin, &sure, &maybe))
    return rsupi_fail_memory(q->err);
  q->out->progress = kept->denominator ? rsupi_measure_known(kept->rate) : rsupi_measure_unknown(0);
  note(q, "occasions_counted", kept->denominator);
  return RSUP_OK;
}

/* NaN: it does not answer. */
static double answer_for(const rsupi_goal_question *q, const rsupi_event *event) {
  if (q->aim->form && !rsupi_text_equal(event->questions->form, q->aim->form)) return rsupi_nan();
  for (size_t i = 0; i < event->questions->count; i++) {
    const rsupi_answer answer = rsupi_answer_at(event, i);
    if (!rsupi_text_equal(answer.item, q->aim->of) || answer.state != RSUPI_ANSWER_VALUE) continue;
    if (q->aim->target && !rsupi_text_equal(answer.target, q->aim->target)) continue;
    if (!rsupi_isnan(answer.number)) return answer.number;
  }
  return rsupi_nan();
}

static rsup_status measure_item(rsupi_goal_question *q) {
  const rsupi_view *const view = q->at->view;
  for (size_t i = view->by_type_count[RSUPI_EVENT_CHECKIN]; i > 0; i--) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_CHECKIN][i - 1];
    const double answer = lies_in(q, event) > 0 ? answer_for(q, event) : rsupi_nan();
    if (rsupi_isnan(answer)) continue;
    q->out->progress = rsupi_measure_known(answer);
    return note_evidence(q, event) ? RSUP_OK : rsupi_fail_memory(q->err);
  }
  q->out->progress = rsupi_measure_unknown(1);
  note(q, "no_answers_in_window", rsupi_nan());
  return RSUP_OK;
}

static rsup_status score_event(rsupi_goal_question *q, const rsup_instrument *instrument,
                               const rsupi_event *event) {
  rsup_assessment scored = {0};
  const rsup_status status =
      rsupi_answers_score(instrument, event, NULL, q->arena, &scored, q->err);
  if (status) return status;
  const rsup_score *const score = scored.score_count ? scored.scores[0] : NULL;
  if (!score || rsupi_isnan(score->value))
    q->out->progress = rsupi_measure_unknown(1);
  else
    q->out->progress = rsupi_measure_known(score->value);
  if (score && rsupi_isnan(score->value) && !rsupi_isnan(score->low)) {
    q->out->progress.low = score->low;
    q->out->progress.high = score->high;
  }
  return RSUP_OK;
}

static rsup_status measure_instrument(rsupi_goal_question *q) {
  const rsupi_view *const view = q->at->view;
  const rsup_instrument *instrument = NULL;
  q->out->progress = rsupi_measure_unknown(1);
  for (size_t i = view->by_type_count[RSUPI_EVENT_ANSWERS]; i > 0; i--) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_ANSWERS][i - 1];
    if (!is_of(q, event->more->instrument) || lies_in(q, event) <= 0) continue;
    const rsup_status status =
        rsupi_config_instrument(q->at->config, event->more->instrument, &instrument, q->err);
    if (status) return status;
    if (!note_evidence(q, event)) return rsupi_fail_memory(q->err);
    return instrument ? score_event(q, instrument, event) : RSUP_OK;
  }
  note(q, "no_answers_in_window", rsupi_nan());
  return RSUP_OK;
}

static rsup_status measure_own_word(rsupi_goal_question *q) {
  q->out->progress = rsupi_measure_not_applicable();
  return RSUP_OK;
}

rsup_status rsupi_goal_measure(rsupi_goal_question *q) {
  static measuring *const by[] = {[RSUPI_AIM_DAYS_WITHOUT_USE] = measure_days,
                                  [RSUPI_AIM_CHECKINS] = measure_checkins,
                                  [RSUPI_AIM_ADHERENCE] = measure_adherence,
                                  [RSUPI_AIM_MEETINGS] = measure_meetings,
                                  [RSUPI_AIM_CONTACTS] = measure_contacts,
                                  [RSUPI_AIM_ACTIVITY_HOURS] = measure_hours,
                                  [RSUPI_AIM_ITEM] = measure_item,
                                  [RSUPI_AIM_INSTRUMENT] = measure_instrument,
                                  [RSUPI_AIM_STRATEGY] = measure_strategy,
                                  [RSUPI_AIM_OWN_WORD] = measure_own_word};
  return by[q->aim->measure](q);
}
