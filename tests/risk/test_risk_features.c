/* What a model's inputs are in a person's record, with the built-in model. "Today" is 2026-03-31 in
 * Lisbon; windows are [today - W, today). Expected values are hand arithmetic. */
#include "core/numbers.h"
#include "person/person_support.h"
#include "risk/features.h"
#include <math.h>

/* The record of a case: targets and ties, then check-ins and other events as they are added. */
static char record[32768];
static size_t length;

static void start(const char *sections) {
  length =
      (size_t)snprintf(record, sizeof record,
                       "format: recovery-support/person\nformat_version: 1\nid: p1\n"
                       "zones: [{from: \"2020-01-01T00:00Z\", zone: Europe/Lisbon}]\n%sevents:\n",
                       sections);
  assert_true(length < sizeof record);
}

static void event(const char *text) {
  length += (size_t)snprintf(record + length, sizeof record - length, "  - %s\n", text);
  assert_true(length < sizeof record);
}

/* A check-in so many days before today, with these answers. */
static void checkin(int days_ago, const char *answers) {
  char text[256], date[16];
  rsupi_day_write(day("2026-03-31") - days_ago, date);
  snprintf(
      text, sizeof text,
      "{type: checkin, id: c%d, form: {id: daily, version: 2}, at: \"%sT10:00Z\", answers: %s}",
      days_ago, date, answers);
  event(text);
}

static const char alcohol[] = "targets: [{id: alcohol, goal: {kind: abstain, from: 2026-01-06}}]\n";

/* The value of one input, computed as the model asks for it. */
static double input_of(const char *name) {
  static vault v;
  memset(&v, 0, sizeof v);
  rsupi_arena arena;
  rsupi_recovery recovery;
  rsupi_row row;
  const rsup_model *model;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, record);
  const rsupi_asof at = ask(person, "2026-03-31T18:00Z", NULL, &arena);
  assert_int_equal(rsupi_recovery_today(&at, &arena, &recovery, NULL), RSUP_OK);
  assert_int_equal(rsupi_config_model(config, &model, NULL), RSUP_OK);
  assert_int_equal(recovery.count, 1);
  rsupi_row_start(model, &row);
  const rsupi_features_query query = {&at, &recovery.days[0], recovery.items[0]->last_use, NULL};
  assert_int_equal(rsupi_features_fill(model, &query, &arena, &row, NULL), RSUP_OK);
  size_t input = 0;
  while (strcmp(model->inputs[input].name, name) != 0) assert_true(++input < model->input_count);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
  return row.values[input];
}

static int is_near(double found, double wanted) {
  return fabs(found - wanted) <= 1e-14 * fabs(wanted);
}

/* ---- use */

static void time_since_use_is_in_weeks(void **state) {
  (void)state;
  start(alcohol);
  event("{type: use_day, id: u1, target: alcohol, on: 2026-03-01, amount: 2}");
  assert_true(input_of("weeks_since_use") == 30.0 / 7); /* 1 to 31 March */
}

static void without_known_use_time_runs_from_the_start(void **state) {
  (void)state;
  start(alcohol);
  event("{type: use_day, id: u1, target: alcohol, on: 2026-03-01, amount: 0}"); /* not used */
  assert_true(input_of("weeks_since_use") == 12.0); /* 6 January to 31 March: 84 days */
}

static void a_use_of_today_is_no_time_at_all(void **state) {
  (void)state;
  start(alcohol);
  event("{type: use_day, id: u1, target: alcohol, on: 2026-03-31, amount: 2}");
  assert_true(input_of("weeks_since_use") == 0.0);
}

static void weeks_with_use_are_counted_in_four_whole_weeks(void **state) {
  (void)state;
  start(alcohol);
  event("{type: use_day, id: u1, target: alcohol, on: 2026-03-30, amount: 1}"); /* week 1 */
  event("{type: use_day, id: u2, target: alcohol, on: 2026-03-24, amount: 1}"); /* its first day */
  event("{type: use_day, id: u3, target: alcohol, on: 2026-03-23, amount: 1}"); /* week 2 */
  event(
      "{type: use_day, id: u4, target: alcohol, on: 2026-03-02, amount: 1}"); /* 29 days: outside */
  event("{type: use_day, id: u5, target: alcohol, on: 2026-03-31, amount: 1}"); /* today: outside */
  assert_true(input_of("use_weeks_4") == 2.0);
}

static void silence_about_use_is_missing(void **state) {
  (void)state;
  start(alcohol);
  event("{type: activity, id: a1, kind: exercise, on: 2026-03-30}");
  assert_true(isnan(input_of("use_weeks_4")));
}

static void without_a_start_and_a_word_use_is_missing(void **state) {
  (void)state;
  start("targets: [{id: alcohol}]\n");
  event("{type: activity, id: a1, kind: exercise, on: 2026-03-30}");
  assert_true(isnan(input_of("use_weeks_4")));
  assert_true(isnan(input_of("weeks_since_use")));
}

/* ---- the person's own level */

/* Ten answers of 2 and 4 by turns: mean 3, sd sqrt(10 / 9). */
static void baseline(int count) {
  start(alcohol);
  for (int i = 0; i < count; i++)
    checkin(4 + i, i % 2 ? "{mood: 5, craving: {alcohol: 4}}" : "{mood: 5, craving: {alcohol: 2}}");
}

static void craving_is_measured_against_the_days_before(void **state) {
  (void)state;
  baseline(10);
  checkin(3, "{mood: 5, craving: {alcohol: 6}}"); /* the first day of the window */
  checkin(1, "{mood: 5, craving: {alcohol: 4}}");
  checkin(0, "{mood: 5, craving: {alcohol: 10}}");                   /* today is not in it */
  assert_true(is_near(input_of("craving_z"), 2.0 / sqrt(10.0 / 9))); /* (5 - 3) / sd */
}

static void nine_days_are_no_baseline(void **state) {
  (void)state;
  baseline(9);
  checkin(1, "{mood: 5, craving: {alcohol: 4}}");
  assert_true(isnan(input_of("craving_z")));
}

static void a_baseline_without_a_recent_answer_is_missing(void **state) {
  (void)state;
  baseline(12);
  assert_true(isnan(input_of("craving_z")));
}

static void a_level_that_never_moved_has_a_floor(void **state) {
  (void)state;
  start(alcohol);
  for (int i = 0; i < 10; i++) checkin(4 + i, "{mood: 5, confidence: 6}");
  checkin(2, "{mood: 5, confidence: 7}");
  assert_true(input_of("confidence_z") == 2.0); /* (7 - 6) / 0.5 */
}

static void answers_older_than_the_baseline_do_not_count(void **state) {
  (void)state;
  start(alcohol);
  for (int i = 0; i < 10; i++) checkin(94 + i, "{mood: 5}");
  checkin(1, "{mood: 7}");
  assert_true(isnan(input_of("mood_z"))); /* the baseline is [today - 93, today - 3) */
}

static void a_refused_answer_is_none(void **state) {
  (void)state;
  baseline(10);
  checkin(1, "{mood: 5, craving: {alcohol: refused}}");
  assert_true(isnan(input_of("craving_z")));
}

/* ---- last answers, facts */

static void the_last_answer_of_the_window_counts(void **state) {
  (void)state;
  start(alcohol);
  checkin(3, "{mood: 5, risky_situation: true, coped: true}");
  checkin(2, "{mood: 5, coped: false}");
  assert_true(input_of("risky_situation") == 1.0);
  assert_true(input_of("coped") == 0.0);
}

static void an_answer_before_the_window_is_missing(void **state) {
  (void)state;
  start(alcohol);
  checkin(4, "{mood: 5, risky_situation: true}");
  checkin(0, "{mood: 5, coped: true}");
  assert_true(isnan(input_of("risky_situation")));
  assert_true(isnan(input_of("coped")));
}

static void the_latest_fact_counts(void **state) {
  (void)state;
  start("targets: [{id: alcohol, goal: {kind: abstain, from: 2026-01-06}}]\n"
        "facts:\n  - {id: f2, name: prior_treatments, value: 3, on: 2026-02-01}\n"
        "  - {id: f1, name: prior_treatments, value: 2, on: 2025-01-01}\n"
        "  - {id: f3, name: shoe_size, value: 44, on: 2026-03-01}\n");
  event("{type: activity, id: a1, kind: exercise, on: 2026-03-30}");
  assert_true(input_of("prior_treatments") == 3.0);
}

static void a_fact_nobody_stated_is_missing(void **state) {
  (void)state;
  start(alcohol);
  event("{type: activity, id: a1, kind: exercise, on: 2026-03-30}");
  assert_true(isnan(input_of("prior_treatments")));
}

/* ---- people and meetings */

static void shares_are_of_current_ties_of_whom_it_is_known(void **state) {
  (void)state;
  start("targets: [{id: alcohol, goal: {kind: abstain, from: 2026-01-06}}]\n"
        "ties:\n"
        "  - {id: a, roles: [{role: friend}], stance: supports, use: does_not_use}\n"
        "  - {id: b, roles: [{role: friend}], stance: supports}\n"
        "  - {id: c, roles: [{role: friend}], stance: makes_use_easier, use: uses}\n"
        "  - {id: d, roles: [{role: friend}]}\n"
        "  - {id: e, roles: [{role: friend}], stance: supports, use: uses,\n"
        "     status: [{state: ended, from: 2026-02-01}]}\n");
  event("{type: activity, id: a1, kind: exercise, on: 2026-03-30}");
  assert_true(input_of("net_support") == 2.0 / 3); /* a, b of a, b, c */
  assert_true(input_of("net_using") == 0.5);       /* c of a, c */
}

static void one_known_tie_is_no_share(void **state) {
  (void)state;
  start("targets: [{id: alcohol, goal: {kind: abstain, from: 2026-01-06}}]\n"
        "ties:\n  - {id: a, roles: [{role: friend}], stance: supports}\n");
  event("{type: activity, id: a1, kind: exercise, on: 2026-03-30}");
  assert_true(isnan(input_of("net_support")));
  assert_true(isnan(input_of("net_using")));
}

static void meetings_of_the_last_seven_days_count(void **state) {
  (void)state;
  start(alcohol);
  event("{type: attendance, id: m1, meeting: g/one, on: 2026-03-23, as: member}"); /* day 8 */
  event("{type: attendance, id: m2, meeting: g/one, on: 2026-03-24, as: member}"); /* day 7 */
  event("{type: attendance, id: m3, meeting: g/one, on: 2026-03-30, as: member}");
  event("{type: attendance, id: m4, meeting: g/one, on: 2026-03-31, as: member}"); /* today */
  assert_true(input_of("meetings_week") == 2.0);
}

static void a_meeting_that_was_entered_twice_counts_once(void **state) {
  (void)state;
  start(alcohol);
  event("{type: attendance, id: m1, meeting: g/one, on: 2026-03-30, as: member}");
  event("{type: attendance, id: m2, meeting: g/one, on: 2026-03-30, mode: online}");
  event("{type: attendance, id: m3, meeting: g/two, on: 2026-03-30}");
  assert_true(input_of("meetings_week") == 2.0);
}

static void a_quiet_week_is_zero_only_where_meetings_are_kept_at_all(void **state) {
  (void)state;
  start(alcohol);
  event("{type: attendance, id: m1, meeting: g/one, on: 2026-01-23, as: member}");
  assert_true(input_of("meetings_week") == 0.0);
  start(alcohol);
  event("{type: activity, id: a1, kind: exercise, on: 2026-03-30}");
  assert_true(isnan(input_of("meetings_week")));
}

/* ---- check-ins and questionnaires */

static void a_missed_check_in_counts_and_a_kept_one_does_not(void **state) {
  (void)state;
  start(alcohol);
  checkin(3, "{mood: 5}");
  checkin(2, "{mood: 5}"); /* the day before yesterday; yesterday's late time is over at noon */
  assert_true(input_of("missed_last") == 1.0);
  start(alcohol);
  checkin(2, "{mood: 5}");
  checkin(1, "{mood: 5}");
  assert_true(input_of("missed_last") == 0.0);
}

static void an_excused_check_in_is_missing_and_so_is_none_at_all(void **state) {
  (void)state;
  start(alcohol);
  checkin(2, "{mood: 5}");
  event("{type: excuse, id: x1, form: daily, from: 2026-03-30, to: 2026-03-30, reason: travel}");
  assert_true(isnan(input_of("missed_last")));
  start(alcohol);
  event("{type: activity, id: a1, kind: exercise, on: 2026-03-30}");
  assert_true(isnan(input_of("missed_last")));
}

static void the_last_questionnaire_gives_its_score(void **state) {
  (void)state;
  start(alcohol);
  event(
      "{type: answers, id: q1, instrument: phq-9, scoring_revision: 1, at: \"2026-03-20T20:00Z\", "
      "answers: {q1: 1, q2: 1, q3: 2, q4: 1, q5: 0, q6: 1, q7: 1, q8: 0, q9: 0}}");
  assert_true(input_of("phq9") == 7.0);
}

static void an_old_or_unscored_questionnaire_is_missing(void **state) {
  (void)state;
  start(alcohol);
  event(
      "{type: answers, id: q1, instrument: phq-9, scoring_revision: 1, at: \"2026-01-20T20:00Z\", "
      "answers: {q1: 1, q2: 1, q3: 2, q4: 1, q5: 0, q6: 1, q7: 1, q8: 0, q9: 0}}");
  assert_true(isnan(input_of("phq9"))); /* 70 days */
  start(alcohol);
  event(
      "{type: answers, id: q1, instrument: phq-9, scoring_revision: 1, at: \"2026-03-20T20:00Z\", "
      "answers: {q1: 1, q2: 1}}");
  assert_true(isnan(input_of("phq9")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(time_since_use_is_in_weeks),
      cmocka_unit_test(without_known_use_time_runs_from_the_start),
      cmocka_unit_test(a_use_of_today_is_no_time_at_all),
      cmocka_unit_test(weeks_with_use_are_counted_in_four_whole_weeks),
      cmocka_unit_test(silence_about_use_is_missing),
      cmocka_unit_test(without_a_start_and_a_word_use_is_missing),
      cmocka_unit_test(craving_is_measured_against_the_days_before),
      cmocka_unit_test(nine_days_are_no_baseline),
      cmocka_unit_test(a_baseline_without_a_recent_answer_is_missing),
      cmocka_unit_test(a_level_that_never_moved_has_a_floor),
      cmocka_unit_test(answers_older_than_the_baseline_do_not_count),
      cmocka_unit_test(a_refused_answer_is_none),
      cmocka_unit_test(the_last_answer_of_the_window_counts),
      cmocka_unit_test(an_answer_before_the_window_is_missing),
      cmocka_unit_test(the_latest_fact_counts),
      cmocka_unit_test(a_fact_nobody_stated_is_missing),
      cmocka_unit_test(shares_are_of_current_ties_of_whom_it_is_known),
      cmocka_unit_test(one_known_tie_is_no_share),
      cmocka_unit_test(meetings_of_the_last_seven_days_count),
      cmocka_unit_test(a_meeting_that_was_entered_twice_counts_once),
      cmocka_unit_test(a_quiet_week_is_zero_only_where_meetings_are_kept_at_all),
      cmocka_unit_test(a_missed_check_in_counts_and_a_kept_one_does_not),
      cmocka_unit_test(an_excused_check_in_is_missing_and_so_is_none_at_all),
      cmocka_unit_test(the_last_questionnaire_gives_its_score),
      cmocka_unit_test(an_old_or_unscored_questionnaire_is_missing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
