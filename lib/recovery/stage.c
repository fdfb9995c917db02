/* The stage of recovery by the config's rules. Where it can't be judged it is unknown: a stage is
 * something to choose words by, and the wrong words hurt. */
#include "core/numbers.h"
#include "recovery/progress.h"
#include "recovery/question.h"
#include "time/civil.h"

static const rsup_field stage_fields[] = {
    RSUPI_MAYBE(rsup_stage, id, TEXT, "", "id of the rule; null when it can't be judged"),
    RSUPI_MAYBE(rsup_stage, label, TEXT, "", "words for it"),
    RSUPI_MAYBE(rsup_stage, overlay, TEXT, "", "texts or settings that go with it"),
    RSUPI_MAYBE(rsup_stage, at_most, TEXT, "", "the stage, if all that is open was free of use"),
    RSUPI_MAYBE(rsup_stage, since, DAY, "", "day 0 of the run that all targets share"),
    RSUPI_MAYBE(rsup_stage, on, DAY, "", "the day it was entered"),
    RSUPI_MAYBE(rsup_stage, next, TEXT, "", "the stage after it"),
    RSUPI_MAYBE(rsup_stage, next_on, DAY, "", "day on which that is reached if nothing changes"),
    RSUPI_MAYBE(rsup_stage, days_to_next, INT32, "days", "days until then"),
    RSUPI_RECORDS(rsup_stage, reasons, reason_count, rsupi_reason_type, "what it rests on"),
};
const rsup_record_type rsupi_stage_type =
    RSUPI_RECORD_TYPE("stage", rsup_stage, stage_fields, "the stage of recovery by rule");

typedef struct judging {
  const rsupi_asof *at;
  rsupi_arena *arena;
  rsup_stage *out;
  rsupi_list reasons;
  int32_t targets; /* with a goal of days */
  int32_t open;    /* 1: the run is not certain */
} judging;

static int push(judging *j, const char *id, double number, const char *ref) {
  return rsupi_reason_push(j->arena, &j->reasons, id, number, ref);
}

/* ---- how long it has been stable */

static int is_confirmed_since(const rsupi_target_days *days, rsup_day since) {
  for (size_t i = days->count; i > 0 && days->start + (rsup_day)i - 1 >= since; i--) {
    if (days->state[i - 1] == RSUP_DAY_NOT_USED) return 1;
  }
  return 0;
}

static void look_at_target(judging *j, const rsupi_target_days *days,
                           const rsupi_readings *readings) {
  const rsupi_goal *goal = rsupi_goal_on(days->target, j->at->today);
  const char *event = NULL;
  if (!goal || goal->kind == RSUPI_GOAL_HARM_REDUCTION) return;
  j->targets++;
  if (days->count == 0) {
    j->open = 1;
    (void)push(j, "no_start_recorded", rsupi_nan(), days->target->head.id);
    return;
  }
  const rsup_day start = rsupi_run_start(days, readings);
  if (rsupi_first_waiting(days, start, INT32_MAX, &event) != RSUPI_NO_DAY) {
    j->open = 1;
    (void)push(j, "unreconciled_report", days->conflicts, event);
  } else if (start < j->at->today && !is_confirmed_since(days, start)) {
    j->open = 1;
    (void)push(j, "nothing_confirmed", j->at->today - start, days->target->head.id);
  }
  if (start > j->out->since) j->out->since = start;
}

/* ---- rules */

static rsup_day reached_on(const rsupi_stage_rule *rule, rsup_day since) {
  if (rule->years != INT32_MIN) return rsupi_day_add_years(since, rule->years);
  if (rule->months != INT32_MIN) return rsupi_day_add_months(since, rule->months);
  return rule->days != INT32_MIN ? since + rule->days : since;
}

static int needs_time(const rsupi_stage_rule *rule) {
  return rule->years != INT32_MIN || rule->months != INT32_MIN || rule->days != INT32_MIN;
}

/* Setbacks whose last possible day lies in the window, today included. */
static int32_t setbacks_within(const rsupi_view *view, rsup_day today, int32_t days) {
  int32_t found = 0;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_SETBACK]; i++)
    found += view->by_type[RSUPI_EVENT_SETBACK][i]->last > today - days;
  return found;
}

static int is_met(judging *j, const rsupi_stage_rule *rule) {
  if (needs_time(rule) &&
      (j->out->since == RSUPI_NO_DAY || reached_on(rule, j->out->since) > j->at->today))
    return 0;
  return rule->within_days == INT32_MIN ||
         setbacks_within(j->at->view, j->at->today, rule->within_days) <= rule->most_setbacks;
}

/* The first rule after `found` that time alone brings. */
static void look_ahead(judging *j, const rsupi_stage_rule *found) {
  const rsup_config *config = j->at->config;
  for (const rsupi_stage_rule *rule = found + 1; rule < config->stages + config->stage_count;
       rule++) {
    if (!needs_time(rule) || j->out->since == RSUPI_NO_DAY) continue;
    const rsup_day on = reached_on(rule, j->out->since);
    if (on <= j->at->today) continue;
    j->out->next = rsupi_arena_copy(j->arena, rule->id);
    j->out->next_on = on;
    j->out->days_to_next = on - j->at->today;
    return;
  }
}

static void settle(judging *j, const rsupi_stage_rule *found) {
  char text_id[128];
  rsupi_fixed fixed = rsupi_fixed_start(text_id, sizeof text_id);
  rsupi_fixed_format(&fixed, "stage.%s", found->id);
  j->out->id = rsupi_arena_copy(j->arena, found->id);
  j->out->overlay = rsupi_arena_copy(j->arena, found->overlay);
  j->out->label =
      rsupi_arena_copy(j->arena, rsupi_config_words(j->at->config, text_id, j->at->locale));
  if (needs_time(found)) j->out->on = reached_on(found, j->out->since);
  look_ahead(j, found);
}

static void judge(judging *j) {
  const rsup_config *config = j->at->config;
  const rsupi_stage_rule *found = NULL;
  for (size_t i = 0; i < config->stage_count; i++) {
    if (is_met(j, &config->stages[i])) found = &config->stages[i];
  }
  if (config->stage_count == 0) (void)push(j, "no_stages", rsupi_nan(), NULL);
  if (j->targets == 0) (void)push(j, "no_goal_of_days", rsupi_nan(), NULL);
  if (j->out->since != RSUPI_NO_DAY && j->out->since <= j->at->today)
    (void)push(j, "stable_days", j->at->today - j->out->since, NULL);
  if (!found || j->targets == 0) return;
  if (found->within_days != INT32_MIN)
    (void)push(j, "setbacks_in_window",
               setbacks_within(j->at->view, j->at->today, found->within_days), found->id);
  if (j->open && needs_time(found))
    j->out->at_most = rsupi_arena_copy(j->arena, found->id);
  else
    settle(j, found);
}

rsup_status rsup_person_stage(const rsup_person *person, rsup_instant now,
                              const rsup_stage_options *given, rsup_result **out_result,
                              rsup_error *err) {
  rsup_stage_options options;
  rsupi_question question;
  rsupi_recovery recovery;
  rsup_status status = rsupi_call_start(out_result, given, &options, sizeof options, err);
  if (!status)
    status = rsupi_question_open(person, now, options.known_at, &rsupi_stage_type, &question, err);
  if (status) return status;
  judging j = {.at = &question.at, .arena = question.arena, .out = question.root};
  j.out->since = j.out->on = j.out->next_on = RSUPI_NO_DAY;
  j.out->days_to_next = INT32_MIN;
  status = rsupi_recovery_today(j.at, j.arena, &recovery, err);
  for (size_t i = 0; !status && i < recovery.count; i++)
    look_at_target(&j, &recovery.days[i], &recovery.readings[i]);
  if (!status) judge(&j);
  j.out->reasons = (const rsup_reason *const *)j.reasons.items;
  j.out->reason_count = j.reasons.count;
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_stage *rsup_stage_get(const rsup_result *result) {
  return result && rsup_result_type(result) == &rsupi_stage_type ? rsup_result_root(result) : NULL;
}
