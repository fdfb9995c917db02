/* The history of a target, by hand arithmetic; test_recovery_properties.c has what holds of any
 * record. */
#include "core/numbers.h"
#include "recovery-support.h"
#include "time/civil.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NO_DAY = INT32_MIN };
static rsup_config *config, *strict_config; /* strict: silent days are not counted */

static rsup_config *config_of(const char *text) {
  rsup_config_options options = {.struct_size = sizeof options,
                                 .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  rsup_config *loaded = NULL;
  rsup_error err;
  if (rsup_config_load("history", text, strlen(text), &options, &loaded, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  return loaded;
}

static int open_configs(void **state) {
  (void)state;
  config = config_of("{\"format\":\"recovery-support/config\",\"format_version\":1}");
  strict_config = config_of("{\"format\":\"recovery-support/config\",\"format_version\":1,"
                            "\"policies\":{\"silent_days\":\"unknown\"}}");
  return 0;
}

static int close_configs(void **state) {
  (void)state;
  rsup_config_free(config);
  rsup_config_free(strict_config);
  return 0;
}

/* `rest`: events, and what may follow their list. */
static rsup_person *person_of(rsup_config *root, const char *events, const char *sections) {
  static char text[64 * 1024];
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  const int len = snprintf(text, sizeof text,
                           "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":"
                           "\"p\",\"zones\":[{\"zone\":\"Europe/Berlin\"}],\"targets\":[{\"id\":"
                           "\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-02-01\"}}],"
                           "\"events\":[%s]%s}",
                           events, sections);
  if (rsup_person_load(root, "history", text, (size_t)len, &person, &report, &err))
    fail_msg("%s: %s", err.path, err.message);
  assert_int_equal(rsup_report_get(report)->problem_count, 0);
  rsup_result_free(report);
  return person;
}

static rsup_day feb(int day) {
  return rsupi_day_from_civil(2026, 2, 1) + day - 1;
}
static rsup_instant noon(int day) {
  return ((rsup_instant)feb(day) * 24 + 11) * 3600000;
}

static const rsup_history *ask(const rsup_person *person, rsup_day from, rsup_day until,
                               const rsup_history_options *options, rsup_instant now,
                               rsup_result **result) {
  rsup_error err;
  if (rsup_person_history(person, "alcohol", from, until, now, options, result, &err))
    fail_msg("%s", err.message);
  return rsup_history_get(*result);
}

static void expect_measure(const rsup_measure *m, double value, double low, double high) {
  if (m->value != value || m->low != low || m->high != high)
    fail_msg("[%g, %g, %g] is not [%g, %g, %g]", m->value, m->low, m->high, value, low, high);
}

static void expect_reason(const rsup_history *h, const char *id, double number) {
  for (size_t i = 0; i < h->reason_count; i++) {
    if (strcmp(h->reasons[i]->id, id) != 0) continue;
    assert_true(h->reasons[i]->number == number);
    return;
  }
  fail_msg("no reason %s", id);
}

#define USE(ID, DAY, MORE)                                                                         \
  "{\"type\":\"use_day\",\"id\":\"" ID "\",\"target\":\"alcohol\",\"on\":\"2026-02-" DAY "\"" MORE \
  "}"
#define FREE(ID, DAY)                                                                              \
  "{\"type\":\"confirmed\",\"id\":\"" ID "\",\"target\":\"alcohol\",\"on\":\"2026-02-" DAY "\"}"

/* February:  1 2 3 4 5 6 7 8 9 10 11 12; today is the 12th
 * said:      . - - U U . - - - U  -  .      U use, - without, . nothing */
static const char twelve_days[] =
    FREE("f2", "02") "," FREE("f3", "03") "," USE("u4", "04", ",\"amount\":3,\"unit\":\"drinks\"") "," USE("u5", "05", ",\"amount\":7,\"unit\":\"drinks\"") "," FREE(
        "f7",
        "07") "," FREE("f8",
                       "08") "," FREE("f9",
                                      "09") "," USE("u10", "10",
                                                    "") "," FREE("f11",
                                                                 "11") ","
                                                                       "{\"type\":\"setback\","
                                                                       "\"id\":\"s4\",\"target\":"
                                                                       "\"alcohol\",\"on\":\"2026-"
                                                                       "02-04\",\"extent\":"
                                                                       "\"continued\",\"resumed\":"
                                                                       "\"2026-02-06\","
                                                                       "\"triggers\":[\"payday\"],"
                                                                       "\"helped\":[\"walk\"]}";

static void test_days_are_counted_by_what_was_said(void **state) {
  rsup_person *person = person_of(config, twelve_days, "");
  rsup_result *result = NULL;
  (void)state;
  const rsup_history *h = ask(person, NO_DAY, NO_DAY, NULL, noon(12), &result);
  assert_int_equal(h->from, feb(1));
  assert_int_equal(h->until, feb(13));
  /* the 6th is without use: the first day back. 2 3 6 7 8 9 11 = 7; 4 5 10 = 3; 1 12 = 2 */
  assert_int_equal(h->days, 12);
  assert_int_equal(h->not_used, 7);
  assert_int_equal(h->used, 3);
  assert_int_equal(h->unknown, 2);
  expect_measure(&h->days_abstinent, 9, 7, 9); /* silent ones count under the built-in policy */
  expect_measure(&h->days_used, 3, 3, 5);
  expect_measure(&h->percent_days_abstinent, 75, 100.0 * 7 / 12, 75); /* 9 of 12 */
  expect_reason(h, "silent_days_counted", 2);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_silent_days_can_be_left_out_of_the_percentage(void **state) {
  rsup_person *person = person_of(strict_config, twelve_days, "");
  rsup_result *result = NULL;
  (void)state;
  const rsup_history *h = ask(person, NO_DAY, NO_DAY, NULL, noon(12), &result);
  expect_measure(&h->days_abstinent, 7, 7, 9);
  expect_measure(&h->percent_days_abstinent, 70, 100.0 * 7 / 12, 75); /* 7 of 10 spoken of */
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_amounts_and_levels(void **state) {
  rsup_person *person = person_of(config, twelve_days, "");
  const rsup_history_options options = {.struct_size = sizeof options, .high_from = 5};
  rsup_result *result = NULL;
  (void)state;
  const rsup_history *h = ask(person, NO_DAY, NO_DAY, &options, noon(12), &result);
  assert_string_equal(h->unit, "drinks");
  assert_int_equal(h->amounts_known, 2); /* 3 and 7; of the 10th nobody said how much */
  assert_true(h->total_amount.value == 10 && h->total_amount.low == 10);
  assert_true(rsupi_isnan(h->total_amount.high));
  assert_true(h->amount_per_day_used.value == 5);
  assert_int_equal(h->level_count, 3);
  assert_string_equal(h->levels[0]->level, "low"); /* 0 .. below 5: the 4th */
  assert_true(h->levels[0]->below == 5 && h->levels[0]->days == 1);
  assert_string_equal(h->levels[1]->level, "high");
  assert_true(h->levels[1]->from == 5 && rsupi_isnan(h->levels[1]->below));
  assert_int_equal(h->levels[1]->days, 1);
  assert_string_equal(h->levels[2]->level, "amount_not_known");
  assert_int_equal(h->levels[2]->days, 1);
  expect_reason(h, "amounts_not_known", 1);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_runs_and_episodes(void **state) {
  rsup_person *person = person_of(config, twelve_days, "");
  rsup_result *result = NULL;
  (void)state;
  const rsup_history *h = ask(person, NO_DAY, NO_DAY, NULL, noon(12), &result);
  assert_int_equal(h->run_count, 3); /* 1-3, 6-9, 11; today is not over */
  assert_int_equal(h->runs[0]->days, 3);
  assert_int_equal(h->runs[0]->silent_days, 1);
  assert_int_equal(h->runs[1]->from, feb(6));
  assert_int_equal(h->runs[1]->until, feb(10));
  assert_int_equal(h->runs[1]->goes_on, 0);
  assert_int_equal(h->runs[2]->days, 1);
  assert_int_equal(h->runs[2]->goes_on, 1);
  assert_int_equal(h->episode_count, 2);
  assert_int_equal(h->episodes[0]->days, 2);
  assert_string_equal(h->episodes[0]->setback, "s4");
  expect_measure(&h->episodes[0]->reengage_days, 2, 2, 2); /* from the 4th to the 6th */
  assert_null(h->episodes[1]->setback);
  expect_measure(&h->episodes[1]->reengage_days, 1, 1, 1);
  assert_int_equal(h->returns, 2);
  assert_int_equal(h->reengage_n, 2);
  assert_true(rsupi_isnan(h->reengage_trend)); /* two are too few */
  assert_int_equal(h->setback_count, 1);
  assert_string_equal(h->setbacks[0]->triggers[0], "payday");
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_the_trend_of_coming_back(void **state) {
  /* 3, 2, 1 days: (3 * (0*3 + 1*2 + 2*1) - 3 * 6) / (3 * 5 - 9) = (12 - 18) / 6 = -1 */
  rsup_person *person = person_of(
      config,
      FREE("f1", "01") "," USE("a", "02", "") "," USE("b", "03", "") "," USE(
          "c", "04",
          "") "," FREE("f5",
                       "05") "," USE("d", "06",
                                     "") "," USE("e", "07",
                                                 "") "," FREE("f8",
                                                              "08") "," USE("f", "09",
                                                                            "") "," FREE("f10",
                                                                                         "10"),
      "");
  rsup_result *result = NULL;
  (void)state;
  const rsup_history *h = ask(person, NO_DAY, NO_DAY, NULL, noon(12), &result);
  assert_int_equal(h->returns, 3);
  assert_true(h->reengage_trend == -1);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_a_silent_day_after_use_leaves_the_way_back_open(void **state) {
  rsup_person *person = person_of(config, USE("a", "02", "") "," FREE("f", "05"), "");
  rsup_result *result = NULL;
  (void)state;
  const rsup_history *h = ask(person, NO_DAY, NO_DAY, NULL, noon(6), &result);
  expect_measure(&h->episodes[0]->reengage_days, 3, 1, 3); /* the 3rd at best, the 5th for sure */
  rsup_result_free(result);
  rsup_person_free(person);
}

/* In the history, and in no picture; the newest word holds, and it goes with the setback. */
static void test_a_note_of_a_setback_is_for_the_person_alone(void **state) {
  static const char events[] =
      "{\"type\":\"setback\",\"id\":\"s1\",\"target\":\"alcohol\",\"on\":\"2026-02-10\","
      "\"lesson\":\"plan-for-payday\",\"note\":\"I was so tired\"},"
      "{\"type\":\"setback\",\"id\":\"s1\",\"revision\":1,\"target\":\"alcohol\",\"on\":"
      "\"2026-02-10\",\"lesson\":\"plan-for-payday\",\"note\":\"I was tired, and alone\","
      "\"recorded_at\":\"2026-02-12T10:00+01:00\"},"
      "{\"type\":\"setback\",\"id\":\"s2\",\"target\":\"alcohol\",\"on\":\"2026-02-12\"}";
  (void)state;
  rsup_person *const person = person_of(config, events, "");
  rsup_result *result;
  const rsup_history *h = ask(person, NO_DAY, NO_DAY, NULL, noon(14), &result);
  const char *text = NULL;
  size_t len = 0;
  assert_int_equal(h->setback_count, 2);
  assert_string_equal(h->setbacks[0]->note, "I was tired, and alone");
  assert_null(h->setbacks[1]->note);
  assert_int_equal(rsup_result_json(result, &text, &len, NULL), RSUP_OK);
  assert_non_null(strstr(text, "\"note\":\"I was tired, and alone\"}"));
  assert_non_null(strstr(text, "\"lesson\":null}")); /* no key where there is no note */
  rsup_result_free(result);
  assert_int_equal(rsup_person_erase(person, "events/s2", NULL), RSUP_OK);
  assert_int_equal(rsup_today(person, noon(14), NULL, &result, NULL), RSUP_OK);
  assert_string_equal(rsup_today_get(result)->recovery[0]->last_setback->event, "s1");
  assert_null(rsup_today_get(result)->recovery[0]->last_setback->note);
  assert_int_equal(rsup_result_json(result, &text, &len, NULL), RSUP_OK);
  assert_null(strstr(text, "tired"));
  rsup_result_free(result);
  assert_int_equal(rsup_person_erase(person, "events/s1", NULL), RSUP_OK);
  h = ask(person, NO_DAY, NO_DAY, NULL, noon(14), &result);
  assert_int_equal(h->setback_count, 0);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_a_hospital_is_no_time_at_risk(void **state) {
  rsup_person *person = person_of(
      config, USE("a", "02", "") "," FREE("f", "05"),
      ",\"settings\":[{\"id\":\"h\",\"kind\":\"controlled\",\"from\":\"2026-02-03\",\"to\":"
      "\"2026-02-06\"}]");
  rsup_result *result = NULL;
  (void)state;
  const rsup_history *h = ask(person, feb(2), feb(7), NULL, noon(10), &result);
  assert_int_equal(h->controlled, 3);                     /* 3 4 6: of the 5th somebody spoke */
  expect_measure(&h->percent_days_abstinent, 50, 50, 50); /* the 2nd used, the 5th not */
  expect_measure(&h->days_used, 1, 1, 4);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_use_on_unknown_days_is_laid_on_the_last_silent_ones(void **state) {
  rsup_person *person =
      person_of(config,
                "{\"type\":\"use_day\",\"id\":\"s\",\"target\":\"alcohol\",\"from\":\"2026-02-02\","
                "\"to\":\"2026-02-05\",\"days\":2}," FREE("f", "05"),
                "");
  rsup_result *result = NULL;
  (void)state;
  const rsup_history *h = ask(person, NO_DAY, feb(7), NULL, noon(10), &result);
  assert_int_equal(h->placed, 2);
  assert_true(h->grid[2]->placed && h->grid[3]->placed && !h->grid[1]->placed); /* 3rd and 4th */
  expect_measure(&h->days_used, 2, 2, 5); /* six days, one without */
  expect_measure(&h->days_abstinent, 4, 1, 4);
  rsup_result_free(result);
  /* Of the 4th alone nothing is certain: the two may be the 2nd and 3rd. */
  h = ask(person, feb(4), feb(5), NULL, noon(10), &result);
  expect_measure(&h->days_used, 1, 0, 1);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_what_was_asked_is_cut_at_start_and_today(void **state) {
  rsup_person *person = person_of(config, twelve_days, "");
  rsup_result *result = NULL;
  (void)state;
  const rsup_history *h = ask(person, feb(1) - 5, feb(20), NULL, noon(12), &result);
  assert_int_equal(h->days_before_start, 5);
  assert_int_equal(h->days_ahead, 7); /* 13 .. 19 */
  assert_int_equal(h->days, 12);
  assert_int_equal(h->grid_count, 12);
  rsup_result_free(result);
  h = ask(person, feb(20), feb(25), NULL, noon(12), &result);
  assert_int_equal(h->days, 0);
  assert_int_equal(h->days_ahead, 5);
  assert_int_equal(h->percent_days_abstinent.state, RSUP_MEASURE_NOT_APPLICABLE);
  rsup_result_free(result);
  h = ask(person, feb(1) - 9, feb(1) - 2, NULL, noon(12), &result);
  assert_int_equal(h->days_before_start, 7);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_questions_without_sense_are_refused(void **state) {
  rsup_person *person = person_of(config, twelve_days, "");
  rsup_history_options options = {.struct_size = sizeof options, .medium_from = 5, .high_from = 4};
  rsup_result *result = NULL;
  rsup_error err;
  (void)state;
  assert_int_equal(
      rsup_person_history(person, "opioids", NO_DAY, NO_DAY, noon(12), NULL, &result, &err),
      RSUP_E_UNKNOWN_NAME);
  assert_null(result);
  assert_int_equal(
      rsup_person_history(person, "alcohol", feb(3), feb(2), noon(12), NULL, &result, &err),
      RSUP_E_RANGE);
  assert_int_equal(
      rsup_person_history(person, "alcohol", INT32_MAX, NO_DAY, noon(12), NULL, &result, &err),
      RSUP_E_RANGE);
  assert_int_equal(
      rsup_person_history(person, "alcohol", NO_DAY, NO_DAY, noon(12), &options, &result, &err),
      RSUP_E_RANGE);
  assert_int_equal(rsup_person_history(person, NULL, NO_DAY, NO_DAY, noon(12), NULL, &result, &err),
                   RSUP_E_ARGUMENT);
  assert_int_equal(
      rsup_person_history(NULL, "alcohol", NO_DAY, NO_DAY, noon(12), NULL, &result, &err),
      RSUP_E_ARGUMENT);
  rsup_person_free(person);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_days_are_counted_by_what_was_said),
      cmocka_unit_test(test_silent_days_can_be_left_out_of_the_percentage),
      cmocka_unit_test(test_amounts_and_levels),
      cmocka_unit_test(test_runs_and_episodes),
      cmocka_unit_test(test_the_trend_of_coming_back),
      cmocka_unit_test(test_a_silent_day_after_use_leaves_the_way_back_open),
      cmocka_unit_test(test_a_note_of_a_setback_is_for_the_person_alone),
      cmocka_unit_test(test_a_hospital_is_no_time_at_risk),
      cmocka_unit_test(test_use_on_unknown_days_is_laid_on_the_last_silent_ones),
      cmocka_unit_test(test_what_was_asked_is_cut_at_start_and_today),
      cmocka_unit_test(test_questions_without_sense_are_refused),
  };
  return cmocka_run_group_tests(tests, open_configs, close_configs);
}
