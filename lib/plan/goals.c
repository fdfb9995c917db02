/* Goals of a person: what was said of each, and the whole. How they are measured: goals_measure.c;
 * how they stand: goals_state.c; collective ones: goals_group.c. */
#include "plan/goals.h"
#include "core/names.h"
#include "recovery/question.h"

static const rsupi_name said_names[] = {{"open", RSUP_GOAL_SAID_OPEN},
                                        {"adjusted", RSUP_GOAL_SAID_ADJUSTED},
                                        {"met", RSUP_GOAL_SAID_MET},
                                        {"set_aside", RSUP_GOAL_SAID_SET_ASIDE},
                                        {NULL, 0}};
const char *rsup_goal_said_name(int32_t said) {
  return rsupi_name_of(said_names, said);
}
const char *rsup_goal_measure_name(int32_t measure) {
  return rsupi_name_of(rsupi_aim_measure_names, measure);
}
static const rsupi_name directions[] = {
    {"at_least", RSUP_GOAL_AT_LEAST}, {"at_most", RSUP_GOAL_NO_MORE_THAN}, {NULL, 0}};
const char *rsup_goal_direction_name(int32_t direction) {
  return rsupi_name_of(directions, direction);
}
static const rsupi_name states[] = {{"ahead", RSUP_GOAL_AHEAD},
                                    {"open", RSUP_GOAL_OPEN},
                                    {"met", RSUP_GOAL_MET},
                                    {"open_past_date", RSUP_GOAL_OPEN_PAST_DATE},
                                    {"set_aside", RSUP_GOAL_SET_ASIDE},
                                    {NULL, 0}};
const char *rsup_goal_state_name(int32_t state) {
  return rsupi_name_of(states, state);
}

static const rsup_field word_fields[] = {
    RSUPI_FIELD(rsup_goal_word, from, DAY, "", "day from which on it holds"),
    RSUPI_ENUM(rsup_goal_word, said, rsup_goal_said_name, "what was said"),
    RSUPI_MAYBE(rsup_goal_word, wanted, DOUBLE, "", "wanted from then on"),
    RSUPI_MAYBE(rsup_goal_word, due, DAY, "", "date from then on"),
};
const rsup_record_type rsupi_goal_word_type =
    RSUPI_RECORD_TYPE("goal_word", rsup_goal_word, word_fields, "one word about a goal");

static const rsup_field goal_fields[] = {
    RSUPI_KEY(rsup_goal, id, TEXT, "", "id in the record"),
    RSUPI_ENUM(rsup_goal, measure, rsup_goal_measure_name, "what it is measured by"),
    RSUPI_MAYBE(rsup_goal, of, TEXT, "", "what that is of"),
    RSUPI_ENUM(rsup_goal, direction, rsup_goal_direction_name, "which way it goes"),
    RSUPI_MAYBE(rsup_goal, wanted, DOUBLE, "", "amount in force today"),
    RSUPI_MAYBE(rsup_goal, unit, TEXT, "", "unit of wanted, progress and slack"),
    RSUPI_FIELD(rsup_goal, from, DAY, "", "first day"),
    RSUPI_MAYBE(rsup_goal, due, DAY, "", "last day, in force today"),
    RSUPI_ENUM(rsup_goal, state, rsup_goal_state_name, "how it stands"),
    RSUPI_MAYBE(rsup_goal, state_since, DAY, "", "when that was said"),
    RSUPI_FIELD(rsup_goal, progress, MEASURE, "", "up to today, or its date"),
    RSUPI_FIELD(rsup_goal, expected, MEASURE, "", "where a straight line stands now"),
    RSUPI_FIELD(rsup_goal, slack, MEASURE, "", "units on the good side"),
    RSUPI_FIELD(rsup_goal, slack_days, MEASURE, "days", "the same in days of the line"),
    RSUPI_MAYBE(rsup_goal, days_to_due, INT32, "days", "days until its date"),
    RSUPI_TEXTS(rsup_goal, evidence, evidence_count, "ids of the events it rests on"),
    RSUPI_RECORDS(rsup_goal, history, history_count, rsupi_goal_word_type, "what was said of it"),
    RSUPI_MAYBE(rsup_goal, group, TEXT, "", "the collective goal it is a share of"),
    RSUPI_FIELD(rsup_goal, share, MEASURE, "", "share of that"),
    RSUPI_RECORDS(rsup_goal, reasons, reason_count, rsupi_reason_type, "what it rests on"),
};
const rsup_record_type rsupi_goal_type =
    RSUPI_RECORD_TYPE("goal", rsup_goal, goal_fields, "one goal of a person");

static const rsup_field goals_fields[] = {
    RSUPI_FIELD(rsup_goals, today, DAY, "", "the person's local day"),
    RSUPI_FIELD(rsup_goals, open, INT32, "", "goals under way"),
    RSUPI_FIELD(rsup_goals, met, INT32, "", "goals met"),
    RSUPI_FIELD(rsup_goals, open_past_date, INT32, "", "open past their date"),
    RSUPI_FIELD(rsup_goals, set_aside, INT32, "", "set aside"),
    RSUPI_FIELD(rsup_goals, ahead, INT32, "", "begin later"),
    RSUPI_RECORDS(rsup_goals, goals, goal_count, rsupi_goal_type, "goals by id"),
};
const rsup_record_type rsupi_goals_type =
    RSUPI_RECORD_TYPE("goals", rsup_goals, goals_fields, "the goals of a person");

/* ---- what was said */

static double wanted_of(double at_least, double at_most) {
  return rsupi_isnan(at_least) ? at_most : at_least;
}

/* The wanted amount, the date and the last word on a day. */
static void in_force(const rsupi_aim *aim, rsup_day day, double *wanted, rsup_day *due,
                     int32_t *said, rsup_day *said_on) {
  *wanted = wanted_of(aim->at_least, aim->at_most);
  *due = aim->due;
  *said = 0;
  *said_on = RSUPI_NO_DAY;
  for (size_t i = 0; i < aim->status_count && aim->status[i].from <= day; i++) {
    const rsupi_aim_status *const one = &aim->status[i];
    const double other = wanted_of(one->at_least, one->at_most);
    if (!rsupi_isnan(other)) *wanted = other;
    if (one->due != RSUPI_NO_DAY) *due = one->due;
    *said = one->state;
    *said_on = one->from;
  }
}

/* Words of one day that follow each other are told one by one, as they stand. */
static int tell_history(rsupi_goal_question *q) {
  const rsupi_aim *const aim = q->aim;
  rsupi_list list = {0};
  double wanted = wanted_of(aim->at_least, aim->at_most);
  rsup_day due = aim->due;
  for (size_t i = 0; i < aim->status_count && aim->status[i].from <= q->at->today; i++) {
    const rsupi_aim_status *const one = &aim->status[i];
    const double other = wanted_of(one->at_least, one->at_most);
    if (!rsupi_isnan(other)) wanted = other;
    if (one->due != RSUPI_NO_DAY) due = one->due;
    rsup_goal_word *const word = rsupi_arena_alloc(q->arena, sizeof *word);
    if (!word) return 0;
    *word = (rsup_goal_word){one->from, one->state, wanted, due};
    if (!rsupi_list_push(q->arena, &list, word)) return 0;
  }
  q->out->history = (const rsup_goal_word *const *)list.items;
  q->out->history_count = list.count;
  return 1;
}

/* ---- one goal */

static const char *unit_of(int32_t measure) {
  static const char *const units[] = {
      [RSUPI_AIM_DAYS_WITHOUT_USE] = "days", [RSUPI_AIM_CHECKINS] = "times",
      [RSUPI_AIM_ADHERENCE] = "share",       [RSUPI_AIM_MEETINGS] = "times",
      [RSUPI_AIM_CONTACTS] = "times",        [RSUPI_AIM_ACTIVITY_HOURS] = "h",
      [RSUPI_AIM_ITEM] = "points",           [RSUPI_AIM_INSTRUMENT] = "points",
      [RSUPI_AIM_STRATEGY] = "times",        [RSUPI_AIM_OWN_WORD] = NULL};
  return units[measure];
}

static void describe(rsupi_goal_question *q) {
  const rsupi_aim *const aim = q->aim;
  rsup_goal *const out = q->out;
  out->id = rsupi_arena_copy(q->arena, aim->head.id);
  out->measure = aim->measure;
  out->of = rsupi_arena_copy(q->arena, aim->of);
  out->unit = unit_of(aim->measure);
  if (aim->measure != RSUPI_AIM_OWN_WORD)
    out->direction = rsupi_isnan(aim->at_least) ? RSUP_GOAL_NO_MORE_THAN : RSUP_GOAL_AT_LEAST;
  out->wanted = q->wanted;
  out->from = aim->from;
  out->due = q->due;
  out->days_to_due = q->due == RSUPI_NO_DAY ? INT32_MIN : q->due - q->at->today;
  out->group = rsupi_arena_copy(q->arena, aim->group);
  out->share = !aim->group               ? rsupi_measure_not_applicable()
               : rsupi_isnan(aim->share) ? rsupi_measure_unknown(1)
                                         : rsupi_measure_known(aim->share);
}

rsup_status rsupi_goal_make(const rsupi_asof *at, const rsupi_aim *aim, rsupi_arena *arena,
                            rsup_goal *out, rsup_error *err) {
  rsupi_goal_question q = {.at = at, .aim = aim, .arena = arena, .out = out, .err = err};
  in_force(aim, at->today, &q.wanted, &q.due, &q.said, &q.said_on);
  q.from = aim->from;
  q.until = q.due != RSUPI_NO_DAY && q.due < at->today ? q.due + 1 : at->today + 1;
  if (q.until < q.from) q.until = q.from;
  describe(&q);
  if (!tell_history(&q)) return rsupi_fail_memory(err);
  const rsup_status status = rsupi_goal_measure(&q);
  if (status) return status;
  rsupi_goal_compare(&q);
  out->evidence = (const char *const *)q.evidence.items;
  out->evidence_count = q.evidence.count;
  out->reasons = (const rsup_reason *const *)q.reasons.items;
  out->reason_count = q.reasons.count;
  return arena->failed ? rsupi_fail_memory(err) : RSUP_OK;
}

/* ---- all of them */

static void count(rsup_goals *out, int32_t state) {
  out->ahead += state == RSUP_GOAL_AHEAD;
  out->open += state == RSUP_GOAL_OPEN;
  out->met += state == RSUP_GOAL_MET;
  out->open_past_date += state == RSUP_GOAL_OPEN_PAST_DATE;
  out->set_aside += state == RSUP_GOAL_SET_ASIDE;
}

rsup_status rsupi_goals_make(const rsupi_asof *at, rsupi_arena *arena, rsup_goals *out,
                             rsup_error *err) {
  rsupi_list list = {0};
  out->today = at->today;
  for (size_t i = 0; i < at->view->aim_count; i++) {
    rsup_goal *const goal = rsupi_arena_alloc(arena, sizeof *goal);
    if (!goal) return rsupi_fail_memory(err);
    const rsup_status status = rsupi_goal_make(at, at->view->aims[i], arena, goal, err);
    if (status) return status;
    count(out, goal->state);
    if (!rsupi_list_push(arena, &list, goal)) return rsupi_fail_memory(err);
  }
  out->goals = (const rsup_goal *const *)list.items;
  out->goal_count = list.count;
  return RSUP_OK;
}

rsup_status rsup_person_goals(const rsup_person *person, rsup_instant now,
                              const rsup_goals_options *options, rsup_result **out_result,
                              rsup_error *err) {
  rsup_goals_options given = {0};
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status && given.reserved)
    status = rsupi_fail(err, RSUP_E_OPTIONS, "reserved of the options is not zero");
  if (!status)
    status = rsupi_question_open(person, now, given.known_at, &rsupi_goals_type, &question, err);
  if (status) return status;
  status = rsupi_goals_make(&question.at, question.arena, question.root, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_goals *rsup_goals_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_goals_type ? rsup_result_root(result) : NULL;
}
