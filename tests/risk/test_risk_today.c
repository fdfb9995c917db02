/* Part 9 of the day picture: which target, which reasons, what is withheld. */
#include "person/person_support.h"
#include "risk/model.h"
#include "risk/risk.h"
#include <math.h>

typedef struct picture {
  vault v;
  rsup_config *config;
  rsup_person *person;
  rsup_model *model;
  rsupi_arena arena;
  const rsup_risk *risk;
  rsup_error err;
  rsup_status status;
} picture;

/* model NULL: the built-in one. */
static void paint(picture *p, const char *record, const char *model, int32_t show) {
  rsupi_recovery recovery;
  memset(p, 0, sizeof *p);
  p->config = vault_config(&p->v);
  p->person = load_text(p->config, record);
  if (model) {
    const rsup_status loaded =
        rsup_model_load(p->config, "m.yaml", model, strlen(model), &p->model, NULL, &p->err);
    if (loaded) print_error("%s: %s\n", p->err.path, p->err.message);
    assert_int_equal(loaded, RSUP_OK);
  }
  const rsupi_asof at = ask(p->person, "2026-03-31T18:00Z", NULL, &p->arena);
  assert_int_equal(rsupi_recovery_today(&at, &p->arena, &recovery, NULL), RSUP_OK);
  rsupi_risk_query query = {0};
  query.model = p->model;
  query.recovery = &recovery;
  query.show_probability = show;
  p->status = rsupi_risk_today(&at, &query, &p->arena, &p->risk, &p->err);
}

static void clean_up(picture *p) {
  rsupi_arena_free(&p->arena);
  rsup_person_free(p->person);
  rsup_model_free(p->model);
  rsup_config_free(p->config);
  assert_int_equal(p->v.live, 0);
}

#define HEAD                                                                                       \
  "format: recovery-support/person\nformat_version: 1\nid: p1\n"                                   \
  "zones: [{from: \"2020-01-01T00:00Z\", zone: Europe/Lisbon}]\n"
#define TARGET "targets: [{id: alcohol, goal: {kind: abstain, from: 2026-01-06}}]\n"
#define TIES                                                                                       \
  "ties:\n  - {id: a, roles: [{role: friend}], stance: supports, use: uses}\n"                     \
  "  - {id: b, roles: [{role: friend}], stance: supports, use: does_not_use}\n"
#define FACTS "facts: [{id: f1, name: prior_treatments, value: 6, on: 2026-01-01}]\n"

static void reasons_come_largest_first_and_without_a_number(void **state) {
  (void)state;
  picture p;
  paint(&p, HEAD TARGET TIES FACTS, NULL, 1);
  assert_int_equal(p.status, RSUP_OK);
  assert_string_equal(p.risk->state, "reasons_only");
  assert_null(p.risk->level);
  assert_true(isnan(p.risk->risk)); /* uncalibrated: not even for those who asked */
  assert_null(p.risk->why_not);
  assert_string_equal(p.risk->target, "alcohol");
  assert_string_equal(p.risk->model, "default-weekly-uncalibrated");
  assert_int_equal(p.risk->evidence, RSUP_EVIDENCE_UNCALIBRATED);
  /* 12 weeks: -0.96 ln(12/4) = -1.05; support 1: -0.60 * 0.5 = -0.30; prior 0.03 * 4 = 0.12;
   * using 0.5: 0.40 * 0.25 = 0.10 */
  assert_int_equal(p.risk->term_count, 4);
  assert_string_equal(p.risk->terms[0]->name, "weeks_since_use");
  assert_true(fabs(p.risk->terms[0]->contribution - -1.0546677971) < 1e-9);
  assert_string_equal(p.risk->terms[1]->name, "net_support");
  assert_string_equal(p.risk->terms[2]->name, "prior_treatments");
  assert_int_equal(p.risk->terms[2]->direction, RSUP_DIRECTION_UP);
  assert_int_equal(p.risk->terms[2]->modifiable, 0);
  assert_string_equal(p.risk->terms[3]->name, "net_using");
  assert_int_equal(p.risk->missing_count, 9); /* of 13 inputs, 4 are known */
  clean_up(&p);
}

static void too_little_known_gives_no_reasons(void **state) {
  (void)state;
  picture p;
  paint(&p, HEAD TARGET, NULL, 0);
  assert_string_equal(p.risk->state, "not_scored");
  assert_string_equal(p.risk->why_not, "coverage");
  assert_int_equal(p.risk->term_count, 0);
  assert_int_equal(p.risk->missing_count, 12);
  assert_non_null(p.risk->statement);
  clean_up(&p);
}

static void without_a_target_to_abstain_from_nothing_is_scored(void **state) {
  (void)state;
  picture p;
  paint(&p, HEAD, NULL, 0);
  assert_string_equal(p.risk->why_not, "no_target");
  clean_up(&p);
  paint(&p,
        HEAD "targets: [{id: cannabis, goal: {kind: at_most, amount: 2, unit: days, per: week, "
             "from: 2026-01-06}}]\n",
        NULL, 0);
  assert_string_equal(p.risk->why_not, "no_target");
  assert_null(p.risk->target);
  clean_up(&p);
}

#define TWO                                                                                        \
  "targets:\n  - {id: alcohol, goal: {kind: abstain, from: 2026-01-06}}\n"                         \
  "  - {id: opioids, goal: {kind: abstain, from: 2026-02-01}}\n"

static void of_two_targets_the_one_with_the_latest_use_is_taken(void **state) {
  (void)state;
  picture p;
  paint(&p,
        HEAD TWO TIES
        "events:\n  - {type: use_day, id: u1, target: alcohol, on: 2026-03-20, amount: 1}\n"
        "  - {type: use_day, id: u2, target: opioids, on: 2026-03-10, amount: 1}\n",
        NULL, 0);
  assert_string_equal(p.risk->target, "alcohol");
  clean_up(&p);
  paint(&p,
        HEAD TWO TIES
        "events:\n  - {type: use_day, id: u1, target: alcohol, on: 2026-03-20, amount: 1}\n"
        "  - {type: setback, id: s1, target: opioids, on: 2026-03-25, extent: single}\n",
        NULL, 0);
  assert_string_equal(p.risk->target, "opioids");
  clean_up(&p);
}

static void of_two_targets_without_use_the_later_start_is_taken(void **state) {
  (void)state;
  picture p;
  paint(&p, HEAD TWO, NULL, 0);
  assert_string_equal(p.risk->target, "opioids");
  clean_up(&p);
}

#define SMALL(EVIDENCE, USE)                                                                       \
  "format: recovery-support/risk-model\nformat_version: 1\nid: small\nversion: \"1.0.0\"\n"        \
  "title: Small\nstatus: {evidence: " EVIDENCE ", use: " USE ", statement: Show this.}\n"          \
  "outcome: {event: e, origin: o, horizon: {length: 1, unit: week}, population: none at all}\n"    \
  "series: [{name: use, kind: use}, {name: prior_treatments, kind: fact}]\n"                       \
  "features:\n"                                                                                    \
  "  - {name: weeks, from: use, agg: periods_since, period: week, if_never: since_start}\n"        \
  "  - {name: prior, from: prior_treatments, agg: last}\n"                                         \
  "inputs:\n  - {name: weeks, type: number}\n"                                                     \
  "  - {name: prior, type: number, missing: error}\n"                                              \
  "model: {family: hazard, link: logit, period: {length: 1, unit: week}, intercept: 0}\n"          \
  "terms:\n  - {name: weeks, input: weeks, coef: -0.25, label: Weeks, direction: up}\n"            \
  "  - {name: prior, input: prior, coef: 0.5, label: Prior, reportable: true}\n"                   \
  "reference: {mode: input_values, values: {weeks: 0, prior: 0}}\n"                                \
  "bands: [{name: lower, below: 0.4}, {name: middle, below: 0.6}, {name: higher}]\n"

static void a_calibrated_model_gives_a_level(void **state) {
  (void)state;
  picture p;
  paint(&p, HEAD TARGET FACTS, SMALL("external", "decision-support"), 0);
  assert_string_equal(p.risk->state, "scored");
  assert_string_equal(p.risk->level, "middle"); /* lp = -0.25 * 12 + 0.5 * 6 = 0: 50% */
  assert_true(isnan(p.risk->risk));
  assert_int_equal(p.risk->term_count, 1); /* weeks goes against its direction */
  assert_string_equal(p.risk->terms[0]->name, "prior");
  clean_up(&p);
}

static void its_probability_is_for_those_who_asked_by_name(void **state) {
  (void)state;
  picture p;
  paint(&p, HEAD TARGET FACTS, SMALL("external", "decision-support"), 1);
  assert_true(p.risk->risk == 0.5);
  clean_up(&p);
}

static void an_input_it_cannot_do_without_leaves_it_unscored(void **state) {
  (void)state;
  picture p;
  paint(&p, HEAD TARGET, SMALL("external", "decision-support"), 0);
  assert_int_equal(p.status, RSUP_OK);
  assert_string_equal(p.risk->state, "not_scored");
  assert_string_equal(p.risk->why_not, "missing_input");
  assert_int_equal(p.risk->missing_count, 1);
  assert_string_equal(p.risk->missing[0], "prior");
  clean_up(&p);
}

static void a_demonstration_model_is_refused(void **state) {
  (void)state;
  picture p;
  paint(&p, HEAD TARGET FACTS, SMALL("external", "demonstration"), 0);
  assert_int_equal(p.status, RSUP_E_MODEL);
  assert_null(p.risk);
  assert_string_equal(p.err.message, "a demonstration model is not for a person's day");
  clean_up(&p);
}

static void each_failed_allocation_is_told(void **state) {
  (void)state;
  static const char record[] = HEAD TARGET TIES FACTS
      "events:\n"
      "  - {type: checkin, id: c1, form: {id: daily, version: 2}, at: \"2026-03-29T10:00Z\", "
      "answers: {mood: 4, craving: {alcohol: 6}, risky_situation: true}}\n"
      "  - {type: answers, id: q1, instrument: phq-9, scoring_revision: 1, at: "
      "\"2026-03-20T20:00Z\", answers: {q1: 1, q2: 1, q3: 2, q4: 1, q5: 0, q6: 1, q7: 1, q8: 0, "
      "q9: 0}}\n";
  vault v;
  memset(&v, 0, sizeof v);
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, record);
  rsupi_arena arena;
  rsupi_recovery recovery;
  const rsupi_asof at = ask(person, "2026-03-31T18:00Z", NULL, &arena);
  assert_int_equal(rsupi_recovery_today(&at, &arena, &recovery, NULL), RSUP_OK);
  rsupi_risk_query query = {0};
  query.recovery = &recovery;
  rsup_status status = RSUP_E_MEMORY;
  size_t point = 0;
  while (status) {
    rsupi_arena own;
    const rsup_risk *risk = NULL;
    rsupi_arena_init(&own, &config->allocator, 256);
    v.fail_at = v.allocations + ++point;
    status = rsupi_risk_today(&at, &query, &own, &risk, NULL);
    v.fail_at = 0;
    if (status) assert_int_equal(status, RSUP_E_MEMORY);
    if (status) assert_null(risk);
    /* time, support, use, treatments, risky situation, questionnaire, missed check-in */
    if (!status) assert_int_equal(risk->term_count, 7);
    rsupi_arena_free(&own);
  }
  print_message("%zu points\n", point - 1);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reasons_come_largest_first_and_without_a_number),
      cmocka_unit_test(too_little_known_gives_no_reasons),
      cmocka_unit_test(without_a_target_to_abstain_from_nothing_is_scored),
      cmocka_unit_test(of_two_targets_the_one_with_the_latest_use_is_taken),
      cmocka_unit_test(of_two_targets_without_use_the_later_start_is_taken),
      cmocka_unit_test(a_calibrated_model_gives_a_level),
      cmocka_unit_test(its_probability_is_for_those_who_asked_by_name),
      cmocka_unit_test(an_input_it_cannot_do_without_leaves_it_unscored),
      cmocka_unit_test(a_demonstration_model_is_refused),
      cmocka_unit_test(each_failed_allocation_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
