/* What the check-ins of a window say about triggers, strategies and hours: rsup_person_insights().
 * Here: what was asked, and what is known of each day; the parts are in insights_*.c. */
#include "checkin/insights.h"
#include "core/numbers.h"
#include "recovery/question.h"
#include "recovery/recovery.h"
#include "time/civil.h"

static const rsup_field insights_fields[] = {
    RSUPI_FIELD(rsup_insights, from, DAY, "", "first local day of the window"),
    RSUPI_FIELD(rsup_insights, until, DAY, "", "the day after its last"),
    RSUPI_MAYBE(rsup_insights, craving_from, DOUBLE, "", "answer from which on a craving counts"),
    RSUPI_FIELD(rsup_insights, days_answered, INT32, "days",
                "days on which triggers were asked and answered"),
    RSUPI_FIELD(rsup_insights, days_with_craving, INT32, "days",
                "days with a craving at or above the threshold"),
    RSUPI_FIELD(rsup_insights, days_craving_known, INT32, "days",
                "days on which a craving was told, or none"),
    RSUPI_FIELD(rsup_insights, days_with_use, INT32, "days", "days of known use of any target"),
    RSUPI_FIELD(rsup_insights, days_use_known, INT32, "days",
                "days on which use of every target is known"),
    RSUPI_RECORDS(rsup_insights, triggers, trigger_count, rsupi_trigger_type,
                  "triggers, the most frequent first"),
    RSUPI_RECORDS(rsup_insights, strategies, strategy_count, rsupi_strategy_type,
                  "strategies, the most used first"),
    RSUPI_RECORDS(rsup_insights, areas, area_count, rsupi_coping_area_type,
                  "coping areas, in the order of the config"),
    RSUPI_MAYBE(rsup_insights, weakest_area, TEXT, "",
                "area with the fewest helpful, then used, then known"),
    RSUPI_RECORDS(rsup_insights, hard_hours, hard_hour_count, rsupi_hard_hours_type,
                  "hard hours, the hardest first"),
    RSUPI_RECORDS(rsup_insights, reasons, reason_count, rsupi_reason_type,
                  "what it rests on, and what is missing"),
    RSUPI_RECORDS(rsup_insights, lessons, lesson_count, rsupi_lesson_type,
                  "lessons, the most named first"),
};
const rsup_record_type rsupi_insights_type =
    RSUPI_RECORD_TYPE("insights", rsup_insights, insights_fields,
                      "what check-ins say about triggers, strategies and hours");

/* ---- one check-in */

rsupi_answer rsupi_answer_named(const rsupi_event *event, const char *item) {
  for (size_t k = 0; k < event->questions->count; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    if (answer.state != RSUPI_ANSWER_VALUE || !answer.definition) continue;
    if (rsupi_text_equal(answer.item, item)) return answer;
  }
  return (rsupi_answer){.number = rsupi_nan()};
}

double rsupi_craving_of(const rsupi_insight_question *q, const rsupi_event *event) {
  double most = rsupi_nan();
  for (size_t k = 0; k < event->questions->count; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    if (answer.state != RSUPI_ANSWER_VALUE || rsupi_isnan(answer.number)) continue;
    if (!answer.definition || !rsupi_text_equal(answer.item, q->options.craving_item)) continue;
    if (rsupi_isnan(most) || answer.number > most) most = answer.number;
  }
  return most;
}

int rsupi_use_told(const rsupi_event *event) {
  int told = RSUPI_OUTCOME_NOT_KNOWN;
  for (size_t k = event->questions->reports_from; k < event->questions->reports_until; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    if (!answer.definition || answer.definition->reports != RSUPI_REPORTS_USE) continue;
    if (answer.state != RSUPI_ANSWER_VALUE || rsupi_isnan(answer.number)) continue;
    if (answer.number > 0) return RSUPI_OUTCOME_YES;
    told = RSUPI_OUTCOME_NO;
  }
  return told;
}

rsupi_named *rsupi_named_in(const rsupi_insight_question *q, rsupi_list *list, const char *name) {
  for (size_t i = 0; i < list->count; i++) {
    rsupi_named *named = (rsupi_named *)(uintptr_t)list->items[i];
    if (rsupi_text_equal(named->name, name)) return named;
  }
  rsupi_named *named = rsupi_arena_alloc(q->arena, sizeof *named);
  if (!named) return NULL;
  named->name = rsupi_arena_copy(q->arena, name);
  named->on = rsupi_arena_array(q->arena, q->days, 1);
  if (!named->name || !named->on || !rsupi_list_push(q->arena, list, named)) return NULL;
  return named;
}

/* ---- what is known of each day */

static void know_check_ins(rsupi_insight_question *q) {
  const rsupi_view *view = q->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CHECKIN]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i];
    if (event->first < q->from || event->first != event->last) continue;
    rsupi_insight_day *day = &q->day[event->first - q->from];
    const double craving = rsupi_craving_of(q, event);
    if (rsupi_answer_named(event, q->options.trigger_item).state) day->answered = 1;
    if (rsupi_isnan(craving)) continue;
    if (craving >= q->craving_from)
      day->craving = RSUPI_OUTCOME_YES;
    else if (day->craving == RSUPI_OUTCOME_NOT_KNOWN)
      day->craving = RSUPI_OUTCOME_NO;
  }
}

/* Used: any target was; not used: every target was said to be without use. */
static rsup_status know_use(rsupi_insight_question *q, rsup_error *err) {
  const rsupi_view *view = q->at->view;
  for (size_t n = 0; view->target_count && n < q->days; n++) q->day[n].use = RSUPI_OUTCOME_NO;
  for (size_t t = 0; t < view->target_count; t++) {
    rsupi_target_days days;
    rsup_status status = rsupi_target_days_make(q->at, view->targets[t], q->arena, &days, err);
    if (status) return status;
    for (size_t n = 0; n < q->days; n++) {
      const rsup_day on = q->from + (rsup_day)n;
      const int within = days.count > 0 && on >= days.start && on <= q->at->today;
      const int32_t state = within ? days.state[on - days.start] : RSUP_DAY_UNKNOWN;
      if (state == RSUP_DAY_USED)
        q->day[n].use = RSUPI_OUTCOME_YES;
      else if (state != RSUP_DAY_NOT_USED && q->day[n].use == RSUPI_OUTCOME_NO)
        q->day[n].use = RSUPI_OUTCOME_NOT_KNOWN;
    }
  }
  return RSUP_OK;
}

static rsup_status know_days(rsupi_insight_question *q, rsup_error *err) {
  q->day = rsupi_arena_array(q->arena, q->days, sizeof *q->day);
  if (!q->day) return rsupi_fail_memory(err);
  for (size_t n = 0; n < q->days; n++) q->day[n].craving = q->day[n].use = RSUPI_OUTCOME_NOT_KNOWN;
  know_check_ins(q);
  rsup_status status = know_use(q, err);
  for (size_t n = 0; !status && n < q->days; n++) {
    const rsupi_insight_day *day = &q->day[n];
    q->out->days_answered += day->answered;
    q->out->days_with_craving += day->craving == RSUPI_OUTCOME_YES;
    q->out->days_craving_known += day->craving != RSUPI_OUTCOME_NOT_KNOWN;
    q->out->days_with_use += day->use == RSUPI_OUTCOME_YES;
    q->out->days_use_known += day->use != RSUPI_OUTCOME_NOT_KNOWN;
  }
  return status;
}

/* ---- all of it */

static rsup_status take_options(rsupi_insight_question *q, const rsup_insights_options *given,
                                rsup_error *err) {
  enum { WINDOW = 90, DAYS = 5, USES = 3, CHECKINS = 4, HOURS = 4, MOST_DAYS = 36600 };
  rsup_insights_options *o = &q->options;
  rsup_status status = rsupi_options_read(given, o, sizeof *o, err);
  if (status) return status;
  if (!o->window_days) o->window_days = WINDOW;
  if (!o->least_days) o->least_days = DAYS;
  if (!o->least_uses) o->least_uses = USES;
  if (!o->least_checkins) o->least_checkins = CHECKINS;
  if (!o->block_hours) o->block_hours = HOURS;
  if (!o->trigger_item) o->trigger_item = "triggers";
  if (!o->strategy_item) o->strategy_item = "strategies";
  if (o->window_days < 1 || o->window_days > MOST_DAYS || o->least_days < 1 || o->least_uses < 1 ||
      o->least_checkins < 1)
    return rsupi_fail(err, RSUP_E_RANGE, "an option of the insights lies outside its range");
  if (o->block_hours < 1 || o->block_hours > 24 || 24 % o->block_hours)
    return rsupi_fail(err, RSUP_E_RANGE, "block_hours must divide 24");
  return RSUP_OK;
}

static void give_reasons(rsupi_insight_question *q) {
  rsupi_list list = {0};
  rsup_insights *out = q->out;
  if (out->days_answered == 0)
    rsupi_reason_push(q->arena, &list, "triggers_not_answered", rsupi_nan(), NULL);
  if (out->days_craving_known == 0)
    rsupi_reason_push(q->arena, &list, "craving_not_known", rsupi_nan(), NULL);
  if (out->days_use_known == 0)
    rsupi_reason_push(q->arena, &list, "use_days_not_known", rsupi_nan(), NULL);
  rsupi_reason_push(q->arena, &list, "together_is_not_because", rsupi_nan(), NULL);
  out->reasons = (const rsup_reason *const *)list.items;
  out->reason_count = list.count;
}

static rsup_status tell(rsupi_insight_question *q, rsup_error *err) {
  const rsupi_call_rules *call = &q->at->config->call;
  if (!q->options.craving_item) q->options.craving_item = call->craving_item;
  q->craving_from = q->options.craving_from ? *q->options.craving_from : call->craving_from;
  q->from = q->at->today - q->options.window_days + 1;
  q->days = (size_t)q->options.window_days;
  q->out->from = q->from;
  q->out->until = q->at->today + 1;
  q->out->craving_from = q->craving_from;
  rsup_status status = know_days(q, err);
  if (status) return status;
  if (!rsupi_insight_triggers(q) || !rsupi_insight_strategies(q) || !rsupi_insight_areas(q) ||
      !rsupi_insight_hours(q) || !rsupi_insight_lessons(q))
    return rsupi_fail_memory(err);
  give_reasons(q);
  return RSUP_OK;
}

rsup_status rsup_person_insights(const rsup_person *person, rsup_instant now,
                                 const rsup_insights_options *options, rsup_result **out_result,
                                 rsup_error *err) {
  rsupi_insight_question q = {0};
  rsupi_question question;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_person_insights needs an out_result");
  rsup_status status = take_options(&q, options, err);
  if (!status)
    status =
        rsupi_question_open(person, now, q.options.known_at, &rsupi_insights_type, &question, err);
  if (status) return status;
  q.at = &question.at;
  q.arena = question.arena;
  q.out = question.root;
  status = tell(&q, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_insights *rsup_insights_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_insights_type ? rsup_result_root(result) : NULL;
}
