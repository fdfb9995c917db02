/* Triggers, strategies, coping areas and hard hours: one record, all of it by hand. */
#include "core/numbers.h"
#include "recovery-support.h"
#include "time/civil.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* 1 .. 20 February 2026, each day at 20:00 in Berlin; the 1st is a Sunday. */
enum { DAYS = 20 };
static const int craving[DAYS + 1] = {0, 8, 6, 7, 5, 6, 5, 2, 2, 6, 5,
                                      7, 1, 1, 1, 1, 1, 1, 1, 1, 1};
static const rsup_instant late = INT64_C(1771621200000); /* 2026-02-20T22:00+01:00 */

typedef struct world {
  rsup_config *config;
  rsup_person *person;
} world;
static world w;

static const char *strategies_of(int day) {
  return day <= 4 ? "[\"walk\"]" : day == 9 || day == 10 ? "[\"breathing\"]" : "[]";
}

static int open_world(void **state) {
  static char text[32 * 1024];
  rsup_config_options options = {.struct_size = sizeof options,
                                 .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  rsup_error err;
  rsup_result *report = NULL;
  (void)state;
  int len = snprintf(text, sizeof text,
                     "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
                     "\"zones\":[{\"zone\":\"Europe/Berlin\"}],\"targets\":[{\"id\":\"alcohol\","
                     "\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-01-01\"}}],\"plan\":[{\"id\":"
                     "\"v1\",\"reviewed\":\"2026-01-20\",\"coping\":[{\"strategy\":\"grounding\","
                     "\"area\":\"emotional_control\"}]}],\"events\":[{\"type\":\"setback\",\"id\":"
                     "\"s\",\"target\":\"alcohol\",\"on\":\"2026-02-02\",\"triggers\":[\"payday\"],"
                     "\"helped\":[\"call_someone\"]}");
  for (int day = 1; day <= DAYS; day++)
    len +=
        snprintf(text + len, sizeof text - (size_t)len,
                 ",{\"type\":\"checkin\",\"id\":\"c%d\",\"form\":\"daily\",\"at\":\"2026-02-%02dT"
                 "20:00+01:00\",\"answers\":{\"mood\":5,\"craving\":{\"alcohol\":%d},\"used\":{"
                 "\"alcohol\":%s},\"triggers\":%s,\"strategies\":%s}}",
                 day, day, craving[day], day <= 2 ? "true" : "false",
                 day <= 8 ? "[\"loneliness\"]" : "[]", strategies_of(day));
  len += snprintf(text + len, sizeof text - (size_t)len, "]}");
  assert_int_equal(rsup_config_default(&options, &w.config, NULL), RSUP_OK);
  if (rsup_person_load(w.config, "p", text, (size_t)len, &w.person, &report, &err))
    fail_msg("%s: %s", err.path, err.message);
  assert_int_equal(rsup_report_get(report)->problem_count, 0);
  rsup_result_free(report);
  return 0;
}

static int close_world(void **state) {
  (void)state;
  rsup_person_free(w.person);
  rsup_config_free(w.config);
  return 0;
}

static const rsup_insights *ask(const rsup_insights_options *options, rsup_result **result) {
  rsup_error err;
  if (rsup_person_insights(w.person, late, options, result, &err)) fail_msg("%s", err.message);
  return rsup_insights_get(*result);
}

static void expect_near(double found, double wanted) {
  const double apart = found > wanted ? found - wanted : wanted - found;
  if (!(apart < 1e-12)) fail_msg("%.17g is not %.17g", found, wanted);
}

static void test_days_are_known_by_what_was_answered(void **state) {
  rsup_result *result = NULL;
  (void)state;
  const rsup_insights *found = ask(NULL, &result);
  assert_int_equal(found->until - found->from, 90);
  assert_int_equal(found->days_answered, 20); /* "none" is an answer */
  assert_int_equal(found->days_craving_known, 20);
  assert_int_equal(found->days_with_craving, 9); /* 5 and above: days 1 - 6 and 9 - 11 */
  assert_int_equal(found->days_with_use, 2);
  assert_int_equal(found->days_use_known, 20);
  rsup_result_free(result);
}

static void test_how_often_a_trigger_comes(void **state) {
  rsup_result *result = NULL;
  (void)state;
  const rsup_insights *found = ask(NULL, &result);
  assert_int_equal(found->trigger_count, 2);
  assert_string_equal(found->triggers[0]->trigger, "loneliness");
  assert_int_equal(found->triggers[0]->days, 8);
  assert_true(found->triggers[0]->share == 0.4);
  assert_string_equal(found->triggers[1]->trigger, "payday");
  assert_int_equal(found->triggers[1]->days, 0);
  assert_int_equal(found->triggers[1]->setbacks, 1);
  rsup_result_free(result);
}

static void test_lift_with_katz_interval(void **state) {
  rsup_result *result = NULL;
  (void)state;
  const rsup_trigger_lift *lift = ask(NULL, &result)->triggers[0]->lifts[0];
  assert_string_equal(lift->outcome, "craving");
  assert_int_equal(lift->days_with, 8);
  assert_int_equal(lift->hits_with, 6);
  assert_int_equal(lift->days_without, 12);
  assert_int_equal(lift->hits_without, 3);
  expect_near(lift->lift, 3); /* (6 / 8) / (3 / 12) */
  /* Python's math: exp(log(3) -+ 1.959963984540054 * sqrt(1/6 - 1/8 + 1/3 - 1/12)) */
  expect_near(lift->low, 1.0409260592163643);
  expect_near(lift->high, 8.646147265037666);
  assert_int_equal(lift->reason_count, 0);
  rsup_result_free(result);
}

static void test_no_lift_where_one_side_never_saw_it(void **state) {
  rsup_result *result = NULL;
  (void)state;
  const rsup_trigger_lift *lift = ask(NULL, &result)->triggers[0]->lifts[1];
  assert_string_equal(lift->outcome, "use");
  assert_int_equal(lift->hits_with, 2);
  assert_int_equal(lift->hits_without, 0);
  assert_true(rsupi_isnan(lift->lift) && rsupi_isnan(lift->low) && rsupi_isnan(lift->high));
  assert_string_equal(lift->reasons[0]->id, "never_on_one_side");
  rsup_result_free(result);
}

static void test_no_lift_on_too_few_days(void **state) {
  const rsup_insights_options options = {.struct_size = sizeof options, .least_days = 9};
  rsup_result *result = NULL;
  (void)state;
  const rsup_trigger_lift *lift = ask(&options, &result)->triggers[0]->lifts[0];
  assert_true(rsupi_isnan(lift->lift));
  assert_string_equal(lift->reasons[0]->id, "too_few_days_with");
  assert_true(lift->reasons[0]->number == 8);
  rsup_result_free(result);
}

static void test_what_followed_a_strategy(void **state) {
  rsup_result *result = NULL;
  (void)state;
  const rsup_insights *found = ask(NULL, &result);
  assert_int_equal(found->strategy_count, 3);
  const rsup_strategy *walk = found->strategies[0];
  assert_string_equal(walk->strategy, "walk");
  assert_string_equal(walk->area, "stress_response");
  assert_int_equal(walk->days, 4);
  assert_int_equal(walk->n, 4); /* 8 6 7 5 6: -2 + 1 - 2 + 1 = -2 */
  assert_true(walk->change == -0.5);
  assert_true(walk->shrunk_change == -2.0 / 9);
  assert_int_equal(walk->n_otherwise, 15); /* from day 5 (6) to day 20 (1): -5 */
  assert_true(walk->change_otherwise == -5.0 / 15);
  assert_int_equal(walk->helpful, 1);
  const rsup_strategy *breathing = found->strategies[1];
  assert_string_equal(breathing->strategy, "breathing");
  assert_int_equal(breathing->n, 2);
  assert_int_equal(breathing->helpful, INT32_MIN);
  assert_string_equal(breathing->reasons[0]->id, "too_few_uses");
  const rsup_strategy *call = found->strategies[2];
  assert_string_equal(call->strategy, "call_someone");
  assert_int_equal(call->helped, 1);
  assert_int_equal(call->helpful, 1);
  assert_true(rsupi_isnan(call->change));
  rsup_result_free(result);
}

static void expect_area(const rsup_coping_area *area, const char *id, int known, int used,
                        int helpful) {
  assert_string_equal(area->area, id);
  assert_int_equal(area->known, known);
  assert_int_equal(area->used, used);
  assert_int_equal(area->helpful, helpful);
}

static void test_coping_areas_and_the_weakest(void **state) {
  rsup_result *result = NULL;
  (void)state;
  const rsup_insights *found = ask(NULL, &result);
  assert_int_equal(found->area_count, 4);
  expect_area(found->areas[0], "trigger_management", 0, 0, 0);
  expect_area(found->areas[1], "stress_response", 2, 2, 1);   /* walk, breathing; walk */
  expect_area(found->areas[2], "problem_solving", 1, 0, 1);   /* call_someone */
  expect_area(found->areas[3], "emotional_control", 1, 0, 0); /* grounding, in the plan */
  assert_string_equal(found->weakest_area, "trigger_management");
  rsup_result_free(result);
}

static void test_hours_of_the_week_that_are_often_hard(void **state) {
  rsup_insights_options options = {.struct_size = sizeof options, .least_checkins = 3};
  rsup_result *result = NULL;
  (void)state;
  /* Three evenings of each weekday but Saturday (two). Monday 6 6 1, Tuesday 7 5 1, Wednesday 5 7
   * 1: two of three each; Sunday 8 2 1, Thursday, Friday: one of three. */
  const rsup_insights *found = ask(&options, &result);
  assert_int_equal(found->hard_hour_count, 3);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(found->hard_hours[i]->weekday, 1 + i);
    assert_int_equal(found->hard_hours[i]->from_hour, 20);
    assert_int_equal(found->hard_hours[i]->to_hour, 24);
    assert_int_equal(found->hard_hours[i]->n, 3);
    assert_int_equal(found->hard_hours[i]->hard, 2);
  }
  rsup_result_free(result);
  assert_int_equal(ask(NULL, &result)->hard_hour_count, 0); /* four are needed by default */
  rsup_result_free(result);
}

static void test_a_window_without_answers_says_so(void **state) {
  const rsup_insights_options options = {.struct_size = sizeof options, .window_days = 5};
  rsup_result *result = NULL;
  rsup_error err;
  (void)state;
  assert_int_equal(
      rsup_person_insights(w.person, late + 90 * RSUPI_MS_PER_DAY, &options, &result, &err),
      RSUP_OK);
  const rsup_insights *found = rsup_insights_get(result);
  assert_int_equal(found->days_answered, 0);
  assert_int_equal(found->trigger_count, 0);
  assert_string_equal(found->reasons[0]->id, "triggers_not_answered");
  rsup_result_free(result);
}

static void test_questions_without_sense_are_refused(void **state) {
  rsup_insights_options options = {.struct_size = sizeof options, .block_hours = 5};
  rsup_result *result = NULL;
  rsup_error err;
  (void)state;
  assert_int_equal(rsup_person_insights(w.person, late, &options, &result, &err), RSUP_E_RANGE);
  assert_null(result);
  options.block_hours = 0;
  options.window_days = -4;
  assert_int_equal(rsup_person_insights(w.person, late, &options, &result, &err), RSUP_E_RANGE);
  assert_int_equal(rsup_person_insights(NULL, late, NULL, &result, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_insights(w.person, late, NULL, NULL, NULL), RSUP_E_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_days_are_known_by_what_was_answered),
      cmocka_unit_test(test_how_often_a_trigger_comes),
      cmocka_unit_test(test_lift_with_katz_interval),
      cmocka_unit_test(test_no_lift_where_one_side_never_saw_it),
      cmocka_unit_test(test_no_lift_on_too_few_days),
      cmocka_unit_test(test_what_followed_a_strategy),
      cmocka_unit_test(test_coping_areas_and_the_weakest),
      cmocka_unit_test(test_hours_of_the_week_that_are_often_hard),
      cmocka_unit_test(test_a_window_without_answers_says_so),
      cmocka_unit_test(test_questions_without_sense_are_refused),
  };
  return cmocka_run_group_tests(tests, open_world, close_world);
}
