/* Roles: hand cases under the built-in rules (observer: 1 meeting in 60 days; participant: 4,
 * shared once; leader: 8, shared 3 times, led once in 90; mentor: one stable calendar year,
 * training, capacity). Today is Wednesday 2026-03-04 unless a case says otherwise. */
#include "meeting/meeting_support.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct asked {
  rsup_config *config;
  rsup_person *person;
  rsupi_arena arena;
  rsupi_asof at;
  const rsup_roles *roles;
} asked;

static const char head[] =
    "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p1\","
    "\"zones\":[{\"from\":\"2020-01-01T00:00Z\",\"zone\":\"UTC\"}],";

static asked ask(const char *sections, const char *events, const char *now) {
  asked one;
  memset(&one, 0, sizeof one);
  one.config = test_config(NULL);
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_text_add_text(&text, head);
  rsupi_text_add_text(&text, sections);
  rsupi_text_add_text(&text, "\"events\":[");
  rsupi_text_add_text(&text, events);
  rsupi_text_add_text(&text, "]}");
  rsup_error err;
  rsup_result *report;
  const rsup_status status =
      rsup_person_load(one.config, "person", text.data, text.len, &one.person, &report, &err);
  if (status != RSUP_OK) fail_msg("%s", err.message);
  assert_int_equal(rsup_report_get(report)->problem_count, 0);
  rsup_result_free(report);
  rsupi_text_free(&text);
  rsupi_arena_init(&one.arena, NULL, 4096);
  assert_int_equal(rsupi_asof_open(one.person, test_instant(now), INT64_MAX, NULL, NULL, &one.arena,
                                   &one.at, &err),
                   RSUP_OK);
  rsupi_recovery recovery;
  assert_int_equal(rsupi_recovery_today(&one.at, &one.arena, &recovery, &err), RSUP_OK);
  assert_int_equal(rsupi_roles_today(&one.at, &recovery, &one.arena, &one.roles, &err), RSUP_OK);
  return one;
}

static void done(asked *one) {
  rsupi_arena_free(&one->arena);
  rsup_person_free(one->person);
  rsup_config_free(one->config);
}

#define TODAY "2026-03-04T12:00:00Z"

/* Attendances on days of the list ("2026-03-01 2026-02-22"), each with the same flags. */
static const char *attend(const char *days, const char *flags) {
  static char text[8192];
  static int number;
  size_t len = 0;
  text[0] = '\0';
  for (const char *day = days; *day != '\0'; day += day[10] == ' ' ? 11 : 10)
    len += (size_t)snprintf(text + len, sizeof text - len,
                            "%s{\"type\":\"attendance\",\"id\":\"a%d\",\"meeting\":\"t/x\","
                            "\"on\":\"%.10s\"%s}",
                            len ? "," : "", number++, day, flags);
  return text;
}

static const rsup_role_standing *standing(const asked *one, const char *id) {
  for (size_t i = 0; i < one->roles->standing_count; i++)
    if (strcmp(one->roles->standings[i]->id, id) == 0) return one->roles->standings[i];
  fail_msg("no standing %s", id);
  return NULL;
}

static const rsup_role_condition *condition(const asked *one, const char *role, const char *id) {
  const rsup_role_standing *const of = standing(one, role);
  for (size_t i = 0; i < of->condition_count; i++)
    if (strcmp(of->conditions[i]->id, id) == 0) return of->conditions[i];
  fail_msg("no condition %s", id);
  return NULL;
}

static int has_reason(const rsup_role_standing *of, const char *id) {
  for (size_t i = 0; i < of->reason_count; i++)
    if (strcmp(of->reasons[i]->id, id) == 0) return 1;
  return 0;
}

/* ---- engagement */

static void test_without_any_attendance_the_level_is_unknown(void **state) {
  (void)state;
  asked one = ask("", "", TODAY);
  assert_null(one.roles->level);
  assert_string_equal(one.roles->next, "observer");
  assert_int_equal(one.roles->unmet_count, 0); /* not known is not unmet */
  assert_int_equal(one.roles->attended_30.state, RSUP_MEASURE_UNKNOWN);
  assert_int_equal(condition(&one, "observer", "attended")->met, INT32_MIN);
  assert_int_equal(standing(&one, "observer")->eligible, INT32_MIN);
  assert_true(has_reason(standing(&one, "observer"), "not_known"));
  done(&one);
}

static void test_one_meeting_makes_an_observer(void **state) {
  (void)state;
  asked one = ask("", attend("2026-03-01", ""), TODAY);
  assert_string_equal(one.roles->level, "observer");
  assert_string_equal(one.roles->next, "participant");
  assert_int_equal(one.roles->unmet_count, 1);
  assert_string_equal(one.roles->unmet[0], "attended");
  assert_int_equal(one.roles->attended_30.state, RSUP_MEASURE_KNOWN);
  assert_true(one.roles->attended_30.value == 1);
  const rsup_role_condition *const attended = condition(&one, "participant", "attended");
  assert_int_equal(attended->met, 0);
  assert_true(attended->have.value == 1 && attended->need == 4);
  done(&one);
}

#define FOUR "2026-03-01 2026-02-22 2026-02-15 2026-02-08"

/* Nobody asked whether they shared: that is 0 to 4 times, not 0. */
static void test_unknown_sharing_is_not_no_sharing(void **state) {
  (void)state;
  asked one = ask("", attend(FOUR, ""), TODAY);
  assert_string_equal(one.roles->level, "observer");
  const rsup_role_condition *const shared = condition(&one, "participant", "shared");
  assert_int_equal(shared->met, INT32_MIN);
  assert_int_equal(shared->have.state, RSUP_MEASURE_BOUNDED);
  assert_true(shared->have.low == 0 && shared->have.high == 4 && shared->have.unknowns == 4);
  assert_int_equal(standing(&one, "participant")->eligible, INT32_MIN);
  assert_int_equal(one.roles->unmet_count, 0);
  done(&one);
}

static void test_known_silence_is_unmet(void **state) {
  (void)state;
  asked one = ask("", attend(FOUR, ",\"shared\":false"), TODAY);
  assert_int_equal(condition(&one, "participant", "shared")->met, 0);
  assert_int_equal(standing(&one, "participant")->eligible, 0);
  assert_int_equal(one.roles->unmet_count, 1);
  assert_string_equal(one.roles->unmet[0], "shared");
  done(&one);
}

static void test_four_meetings_and_a_word_make_a_participant(void **state) {
  (void)state;
  asked one = ask("", attend(FOUR, ",\"shared\":true"), TODAY);
  assert_string_equal(one.roles->level, "participant");
  assert_string_equal(one.roles->next, "leader");
  assert_int_equal(standing(&one, "participant")->eligible, 1);
  assert_int_equal(one.roles->unmet_count, 1); /* 4 of 8 meetings; whether they led is not known */
  assert_string_equal(one.roles->unmet[0], "attended");
  assert_int_equal(condition(&one, "leader", "led")->met, INT32_MIN);
  done(&one);
}

/* Who attended as facilitator led, whatever the flag says. */
static void test_eight_meetings_as_facilitator_make_a_leader(void **state) {
  (void)state;
  asked one = ask("",
                  attend("2026-03-01 2026-02-25 2026-02-22 2026-02-18 2026-02-15 2026-02-11 "
                         "2026-02-08 2026-02-04",
                         ",\"shared\":true,\"as\":\"facilitator\""),
                  TODAY);
  assert_string_equal(one.roles->level, "leader");
  assert_string_equal(one.roles->next, "mentor");
  assert_true(condition(&one, "leader", "led")->have.value == 8);
  assert_true(one.roles->attended_30.value == 8); /* 2026-02-03 to 2026-03-04 */
  done(&one);
}

/* Four meetings in December: on 2026-02-02, 30 days before today, the 60 days that ended then
 * (from 2025-12-05) still held all four. A week later they hold three. */
static void test_a_quiet_time_takes_nothing_away_at_once(void **state) {
  (void)state;
  const char *const december = "2025-12-10 2025-12-17 2025-12-24 2025-12-31";
  asked one = ask("", attend(december, ",\"shared\":true"), TODAY);
  assert_string_equal(one.roles->level, "participant");
  assert_true(has_reason(standing(&one, "participant"), "held_from_before"));
  assert_int_equal(condition(&one, "participant", "attended")->met, 0); /* today by itself */
  assert_true(one.roles->attended_30.value == 0);
  done(&one);
  one = ask("", attend(december, ",\"shared\":true"), "2026-03-11T12:00:00Z");
  assert_string_equal(one.roles->level, "observer");
  done(&one);
  one = ask("", attend(december, ",\"shared\":true"), "2026-09-01T12:00:00Z");
  assert_null(one.roles->level);
  assert_string_equal(one.roles->next, "observer");
  done(&one);
}

/* ---- mentor */

#define ALCOHOL                                                                                    \
  "\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"2025-03-04\"}}],"
#define CAPACITY "\"self\":{\"capacity\":{\"mentor\":1}},"
#define TRAINED                                                                                    \
  "{\"type\":\"training\",\"id\":\"t1\",\"kind\":\"mentor\",\"completed\":\"2026-01-15\"}"
#define CONFIRMED                                                                                  \
  "{\"type\":\"confirmed\",\"id\":\"c1\",\"target\":\"alcohol\",\"on\":\"2026-02-20\"}"

static const char *with(const char *more) {
  static char text[8192];
  snprintf(text, sizeof text, "%s,%s", attend(FOUR, ",\"shared\":true"), more);
  return text;
}

/* From 2025-03-04 to 2026-03-04 is a calendar year. */
static void test_a_stable_year_training_and_capacity_make_a_mentor(void **state) {
  (void)state;
  asked one = ask(ALCOHOL CAPACITY, with(TRAINED "," CONFIRMED), TODAY);
  const rsup_role_condition *const stable = condition(&one, "mentor", "stable");
  assert_int_equal(stable->met, 1);
  assert_true(stable->have.value == 12 && stable->need == 12);
  assert_int_equal(condition(&one, "mentor", "training")->met, 1);
  assert_string_equal(condition(&one, "mentor", "training")->kind, "mentor");
  assert_int_equal(condition(&one, "mentor", "capacity")->met, 1);
  assert_int_equal(standing(&one, "mentor")->eligible, 1);
  assert_string_equal(one.roles->level, "mentor");
  done(&one);
}

static void test_a_day_early_the_date_is_told(void **state) {
  (void)state;
  asked one = ask(ALCOHOL CAPACITY, with(TRAINED "," CONFIRMED), "2026-03-03T12:00:00Z");
  const rsup_role_condition *const stable = condition(&one, "mentor", "stable");
  assert_int_equal(stable->met, 0);
  assert_true(stable->have.value == 11);
  assert_int_equal(stable->on, rsupi_day_from_civil(2026, 3, 4));
  assert_int_equal(standing(&one, "mentor")->eligible, 0);
  done(&one);
}

static void test_after_a_setback_there_is_no_countdown(void **state) {
  (void)state;
  static const char *const setbacks[] = {
      "{\"type\":\"setback\",\"id\":\"s1\",\"target\":\"alcohol\",\"on\":\"2025-10-03\"}",
      "{\"type\":\"use_day\",\"id\":\"u1\",\"target\":\"alcohol\",\"on\":\"2025-10-03\","
      "\"amount\":2}"};
  for (size_t i = 0; i < 2; i++) {
    char events[1024];
    snprintf(events, sizeof events, "%s,%s,%s", TRAINED, CONFIRMED, setbacks[i]);
    asked one = ask(ALCOHOL CAPACITY, with(events), TODAY);
    const rsup_role_condition *const stable = condition(&one, "mentor", "stable");
    assert_int_equal(stable->met, 0);
    assert_int_equal(stable->on, INT32_MIN);
    assert_true(stable->have.value < 12);
    assert_true(has_reason(standing(&one, "mentor"), "no_date_after_setback"));
    const char *json;
    rsup_result *result;
    assert_int_equal(rsupi_result_new(NULL, &rsupi_roles_type, &result, NULL), RSUP_OK);
    memcpy(result->root, one.roles, sizeof *one.roles);
    assert_int_equal(rsup_result_json(result, &json, NULL, NULL), RSUP_OK);
    assert_non_null(strstr(json, "\"on\":null"));
    assert_null(strstr(json, "\"on\":\"")); /* no date anywhere */
    rsup_result_free(result);
    done(&one);
  }
}

static void test_what_was_never_said_is_unknown(void **state) {
  (void)state;
  asked one = ask("", with(TRAINED), TODAY);
  assert_int_equal(condition(&one, "mentor", "stable")->met, INT32_MIN); /* no target */
  assert_int_equal(condition(&one, "mentor", "stable")->have.state, RSUP_MEASURE_UNKNOWN);
  assert_int_equal(condition(&one, "mentor", "capacity")->met, INT32_MIN);
  assert_int_equal(standing(&one, "mentor")->eligible, INT32_MIN);
  assert_string_equal(one.roles->level, "participant");
  done(&one);
}

static void test_other_training_does_not_count(void **state) {
  (void)state;
  asked one = ask(ALCOHOL CAPACITY,
                  with("{\"type\":\"training\",\"id\":\"t1\",\"kind\":\"first-aid\","
                       "\"completed\":\"2026-01-15\"}," CONFIRMED),
                  TODAY);
  assert_int_equal(condition(&one, "mentor", "training")->met, 0);
  assert_int_equal(standing(&one, "mentor")->eligible, 0);
  assert_true(has_reason(standing(&one, "mentor"), "not_met"));
  done(&one);
}

/* A mentor must still be one of the group: the chain goes through participant. */
static void test_a_stable_year_alone_is_not_enough(void **state) {
  (void)state;
  char events[1024];
  snprintf(events, sizeof events, "%s,%s,%s", attend("2026-03-01", ""), TRAINED, CONFIRMED);
  asked one = ask(ALCOHOL CAPACITY, events, TODAY);
  assert_int_equal(condition(&one, "mentor", "stable")->met, 1);
  assert_int_equal(standing(&one, "mentor")->eligible, 0);
  assert_string_equal(one.roles->level, "observer");
  done(&one);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_without_any_attendance_the_level_is_unknown),
      cmocka_unit_test(test_one_meeting_makes_an_observer),
      cmocka_unit_test(test_unknown_sharing_is_not_no_sharing),
      cmocka_unit_test(test_known_silence_is_unmet),
      cmocka_unit_test(test_four_meetings_and_a_word_make_a_participant),
      cmocka_unit_test(test_eight_meetings_as_facilitator_make_a_leader),
      cmocka_unit_test(test_a_quiet_time_takes_nothing_away_at_once),
      cmocka_unit_test(test_a_stable_year_training_and_capacity_make_a_mentor),
      cmocka_unit_test(test_a_day_early_the_date_is_told),
      cmocka_unit_test(test_after_a_setback_there_is_no_countdown),
      cmocka_unit_test(test_what_was_never_said_is_unknown),
      cmocka_unit_test(test_other_training_does_not_count),
      cmocka_unit_test(test_a_stable_year_alone_is_not_enough),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
