/* What a record may hold that does not fit: each has a clear error, or a meaning that the guide
 * states. docs/guide/check-ins.md and days.md, "What does not fit". */
#include "core/cmocka_all.h"
#include "core/numbers.h"
#include "recovery-support.h"
#include "time/civil.h"
#include <stdio.h>
#include <string.h>

enum { NO_DAY = INT32_MIN, MARCH = 20513 /* 2026-03-01 */ };
#define BERLIN "\"zones\":[{\"zone\":\"Europe/Berlin\"}]"
#define DAY_FORM                                                                                   \
  "{\"id\":\"f\",\"version\":1,\"days\":\"daily\",\"opens\":\"06:00\",\"due\":\"21:00\","          \
  "\"closes\":\"24:00\",\"late_minutes\":720,\"items\":[{\"id\":\"mood\",\"kind\":\"scale\","      \
  "\"min\":0,\"max\":10%s},{\"id\":\"used\",\"kind\":\"yes_no\",\"per_target\":true,"              \
  "\"reports\":\"use\"}]}"

static rsup_config *config;

static rsup_status load_config(const char *form, rsup_config **out, rsup_error *err) {
  const rsup_config_options options = {.struct_size = sizeof options,
                                       .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  char text[2048];
  snprintf(text, sizeof text,
           "{\"format\":\"recovery-support/config\",\"format_version\":1,\"forms\":[%s]}", form);
  return rsup_config_load("c", text, strlen(text), &options, out, NULL, err);
}

static rsup_person *person_of(const char *sections, int problems) {
  char text[8192];
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  snprintf(text, sizeof text,
           "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\",%s}",
           sections);
  if (rsup_person_load(config, "p", text, strlen(text), &person, &report, &err))
    fail_msg("%s: %s", err.path, err.message);
  assert_int_equal(rsup_report_get(report)->problem_count, problems);
  rsup_result_free(report);
  return person;
}

static rsup_instant moment(const char *text) {
  rsup_instant at = 0;
  assert_int_equal(rsup_instant_parse(text, strlen(text), &at, NULL), RSUP_OK);
  return at;
}

/* The occasions of form f over the last `days` days, as their first letters: done, Missed ... */
static const char *states_of(const rsup_person *person, const char *now, int32_t days,
                             rsup_adherence *kept, const char *policy) {
  static char letters[64];
  const rsup_occasions_options options = {
      .struct_size = sizeof options, .days = days, .policy = policy};
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_person_occasions(person, "f", moment(now), &options, &result, &err))
    fail_msg("%s", err.message);
  const rsup_occasions *all = rsup_occasions_get(result);
  for (size_t i = 0; i < all->occasion_count; i++)
    letters[i] = rsup_occasion_state_name(all->occasions[i]->state)[0];
  letters[all->occasion_count] = 0;
  if (kept) *kept = *all->adherence;
  rsup_result_free(result);
  return letters;
}

#define CHECKIN(ID, WHEN)                                                                          \
  "{\"type\":\"checkin\",\"id\":\"" ID "\",\"form\":\"f\"," WHEN ",\"answers\":{\"mood\":5}}"

/* Days 1 .. 6: done, excused by both, by both, by one, done, today due. */
static void overlapping_pauses_excuse_once(void **state) {
  rsup_adherence kept;
  (void)state;
  rsup_person *person = person_of(
      BERLIN ",\"events\":[" CHECKIN("a", "\"on\":\"2026-03-01\"") "," CHECKIN(
          "b", "\"on\":\"2026-03-05\"") ","
                                        "{\"type\":\"excuse\",\"id\":\"x\",\"from\":\"2026-03-02\","
                                        "\"to\":\"2026-03-03\"},"
                                        "{\"type\":\"excuse\",\"id\":\"y\",\"form\":\"f\",\"from\":"
                                        "\"2026-03-02\",\"to\":\"2026-03-04\"}]",
      0);
  assert_string_equal(states_of(person, "2026-03-06T12:00+01:00", 6, &kept, "strict"), "deeedd");
  assert_int_equal(kept.excused, 3);
  assert_int_equal(kept.denominator, 5); /* 2 done and 3 excused; today is open */
  assert_string_equal(states_of(person, "2026-03-06T12:00+01:00", 6, &kept, NULL), "deeedd");
  assert_int_equal(kept.denominator, 2);
  assert_int_equal(kept.streak, 2);
  rsup_person_free(person);
}

static void a_step_that_does_not_divide_its_range_is_refused(void **state) {
  static const char *const steps[] = {",\"step\":3", ",\"step\":0.3", ",\"step\":20"};
  (void)state;
  for (size_t i = 0; i < 3; i++) {
    char form[1024];
    rsup_config *other = NULL;
    rsup_error err;
    snprintf(form, sizeof form, DAY_FORM, steps[i]);
    assert_int_equal(load_config(form, &other, &err), RSUP_E_CONFIG);
    assert_non_null(strstr(err.message, "a step that does not divide its range"));
    assert_null(other);
  }
}

static void a_schedule_that_never_occurs_is_refused(void **state) {
  static const char *const rules[] = {
      "{\"days\":\"friday\",\"from\":\"2026-01-03\",\"until\":\"2026-01-08\"}",
      "{\"dates\":[\"2026-01-03\"],\"except\":[\"2026-01-03\"]}"};
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    char form[1024];
    rsup_config *other = NULL;
    rsup_error err;
    snprintf(form, sizeof form,
             "{\"id\":\"f\",\"version\":1,\"schedule\":%s,\"opens\":\"06:00\",\"due\":\"21:00\","
             "\"closes\":\"24:00\",\"items\":[{\"id\":\"mood\",\"kind\":\"yes_no\"}]}",
             rules[i]);
    assert_int_equal(load_config(form, &other, &err), RSUP_E_CONFIG);
    assert_non_null(strstr(err.message, "never occurs"));
  }
}

/* The one that began last holds; of two that began on one day, the last of the list. */
static void of_two_open_goals_of_one_kind_the_later_holds(void **state) {
  static const char *const goals[] = {
      "{\"kind\":\"at_most\",\"amount\":4,\"unit\":\"drinks\",\"per\":\"day\",\"from\":"
      "\"2026-03-01\"}",
      "{\"kind\":\"at_most\",\"amount\":2,\"unit\":\"drinks\",\"per\":\"day\",\"from\":"
      "\"2026-03-03\"}",
      "{\"kind\":\"at_most\",\"amount\":1,\"unit\":\"drinks\",\"per\":\"day\",\"from\":"
      "\"2026-03-03\"}"};
  static const int orders[][2] = {{0, 1}, {1, 0}, {1, 2}, {2, 1}};
  static const double limits[] = {2, 2, 1, 2};
  (void)state;
  for (size_t i = 0; i < 4; i++) {
    char sections[1024];
    rsup_result *result = NULL;
    snprintf(sections, sizeof sections,
             BERLIN ",\"targets\":[{\"id\":\"alcohol\",\"goal\":[%s,%s]}]", goals[orders[i][0]],
             goals[orders[i][1]]);
    rsup_person *person = person_of(sections, 0);
    assert_int_equal(rsup_today(person, moment("2026-03-05T12:00+01:00"), NULL, &result, NULL),
                     RSUP_OK);
    assert_true(rsup_today_get(result)->recovery[0]->period_limit == limits[i]);
    rsup_result_free(result);
    rsup_person_free(person);
  }
}

/* 02:30 of 29 March does not exist in Berlin. With an offset it is an instant: 03:30 of the clock
 * at +01:00, 01:30 at +02:00. Without one it is refused. */
static void a_checkin_stamped_in_a_dst_gap_is_an_instant_or_refused(void **state) {
  static const char *const stamps[] = {"2026-03-29T02:30+01:00", "2026-03-29T02:30+02:00"};
  static const char *const naive =
      "{\"type\":\"checkin\",\"id\":\"n\",\"form\":\"f\",\"at\":\"2026-03-29T02:30\",\"answers\":{"
      "\"mood\":5}}";
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    char sections[512];
    snprintf(sections, sizeof sections,
             BERLIN ",\"events\":[" CHECKIN("a", "\"on\":\"2026-03-27\"") "," CHECKIN(
                 "b", "\"at\":\"%s\"") "]",
             stamps[i]);
    rsup_person *person = person_of(sections, 0);
    /* before 06:00 it is late for the 28th, which has no other */
    assert_string_equal(states_of(person, "2026-03-29T20:00+02:00", 3, NULL, NULL), "dld");
    rsup_error err;
    assert_int_not_equal(rsup_person_append(person, naive, strlen(naive), NULL, &err), RSUP_OK);
    assert_string_equal(states_of(person, "2026-03-29T20:00+02:00", 3, NULL, NULL), "dld");
    rsup_person_free(person);
  }
}

/* From Kiritimati (+14) to Honolulu (-10): at 11:00 UTC of 10 March it was 01:00 of the 11th, then
 * it is 01:00 of the 10th. The 10th comes twice, and is one day. */
static void a_move_that_turns_the_clock_back_makes_one_day_of_two(void **state) {
  static const char *const moves[] = {
      "\"zones\":[{\"zone\":\"Pacific/Kiritimati\"},{\"zone\":\"Pacific/Honolulu\",\"from\":"
      "\"2026-03-10T11:00Z\"}]",
      "\"zones\":[{\"zone\":\"Pacific/Honolulu\",\"from\":\"2026-03-10T11:00Z\"},"
      "{\"zone\":\"Pacific/Kiritimati\"}]"};
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    char sections[1024];
    rsup_result *result = NULL;
    snprintf(
        sections, sizeof sections,
        "%s,\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":"
        "\"2026-03-08\"}}],\"events\":[" CHECKIN("a", "\"at\":\"2026-03-09T08:00Z\"") "," CHECKIN(
            "b", "\"at\":\"2026-03-10T20:00Z\"") "]",
        moves[i]);
    rsup_person *person = person_of(sections, 0);
    /* 08:00Z on the 9th is 22:00 of the 9th there; 20:00Z on the 10th is 10:00 of the 10th here */
    assert_string_equal(states_of(person, "2026-03-11T20:00Z", 3, NULL, NULL), "ddd");
    rsup_adherence kept;
    (void)states_of(person, "2026-03-11T20:00Z", 3, &kept, NULL);
    assert_int_equal(kept.done, 2);
    assert_int_equal(kept.streak, 2);
    assert_int_equal(rsup_today(person, moment("2026-03-11T20:00Z"), NULL, &result, NULL), 0);
    assert_true(rsup_today_get(result)->recovery[0]->total_days.value == 3); /* 8, 9, 10 March */
    rsup_result_free(result);
    rsup_person_free(person);
  }
}

/* Two places at one moment: one of them is used and the other is reported. */
static void two_moves_at_one_moment_are_reported(void **state) {
  (void)state;
  rsup_person *person =
      person_of("\"zones\":[{\"zone\":\"Europe/Berlin\",\"from\":\"2026-03-10T11:00Z\"},"
                "{\"zone\":\"Europe/London\",\"from\":\"2026-03-10T11:00Z\"}]",
                1);
  rsup_person_free(person);
}

/* ---- a check-in that knows only its month */

static const char of_a_month[] = BERLIN
    ",\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":"
    "\"2026-02-20\"}}],\"events\":["
    "{\"type\":\"checkin\",\"id\":\"m\",\"form\":\"f\",\"on\":\"2026-03\",\"answers\":{"
    "\"mood\":2,\"used\":{\"alcohol\":%s}}}," CHECKIN(
        "a", "\"at\":\"2026-03-02T20:00+01:00\"") "," CHECKIN("b",
                                                              "\"at\":"
                                                              "\"2026-03-03T20:00+01:00\"") "]";

static void a_month_answers_no_occasion(void **state) {
  char sections[1024];
  (void)state;
  snprintf(sections, sizeof sections, of_a_month, "false");
  rsup_person *person = person_of(sections, 0);
  /* The first entry is of 2 March; nothing was asked on 28 February and 1 March. */
  assert_string_equal(states_of(person, "2026-03-04T12:00+01:00", 5, NULL, NULL), "nnddd");
  rsup_person_free(person);
}

static void a_month_has_no_place_in_a_window_of_hours_or_days(void **state) {
  static const int32_t kinds[] = {RSUP_WINDOW_HOURS_24, RSUP_WINDOW_CALENDAR_DAYS};
  char sections[1024];
  (void)state;
  snprintf(sections, sizeof sections, of_a_month, "false");
  rsup_person *person = person_of(sections, 0);
  for (size_t i = 0; i < 2; i++) {
    const rsup_series_options options = {
        .struct_size = sizeof options, .form = "f", .window_kind = kinds[i], .window_days = 30};
    rsup_result *result = NULL;
    rsup_error err;
    if (rsup_person_series(person, "mood", moment("2026-03-04T12:00+01:00"), &options, &result,
                           &err))
      fail_msg("%s", err.message);
    const rsup_item_series *mood = rsup_item_series_get(result);
    assert_int_equal(mood->n, 2);
    assert_true(mood->mean == 5 && mood->last == 5);
    assert_int_equal(mood->last_on, MARCH + 2);
    assert_int_equal(mood->without_time, 1);
    rsup_result_free(result);
  }
  rsup_result *result = NULL;
  assert_int_equal(rsup_today(person, moment("2026-03-01T12:00+01:00"), NULL, &result, NULL), 0);
  const rsup_checkins *part = rsup_today_get(result)->checkins;
  for (size_t i = 0; i < part->series_count; i++)
    assert_string_not_equal(part->series[i]->form, "f"); /* its day is not the first of the month */
  rsup_result_free(result);
  rsup_person_free(person);
}

static rsup_measure used_in(const char *answer, rsup_measure *total) {
  char sections[1024];
  rsup_result *result = NULL;
  snprintf(sections, sizeof sections, of_a_month, answer);
  rsup_person *person = person_of(sections, 0);
  assert_int_equal(rsup_today(person, moment("2026-04-10T12:00+02:00"), NULL, &result, NULL), 0);
  const rsup_recovery *alcohol = rsup_today_get(result)->recovery[0];
  const rsup_measure used = alcohol->days_used;
  assert_int_equal(alcohol->last_use, NO_DAY);
  assert_int_equal(alcohol->last_confirmed, NO_DAY);
  *total = alcohol->total_days;
  rsup_result_free(result);
  rsup_person_free(person);
  return used;
}

/* 20 February .. 9 April = 9 + 31 + 9 = 49 days are over. "Used" is use on one day of March at
 * least; "not used" speaks of the day it was said on, which nobody knows. */
static void a_month_of_use_is_use_on_some_day_of_it(void **state) {
  rsup_measure total, used = used_in("true", &total);
  (void)state;
  assert_true(used.value == 1 && used.low == 1);
  assert_true(total.value == 48 && total.high == 48);
  used = used_in("false", &total);
  assert_true(used.value == 0 && used.low == 0);
  assert_true(total.value == 49 && total.low == 0);
}

static int open_config(void **state) {
  char form[1024];
  (void)state;
  snprintf(form, sizeof form, DAY_FORM, "");
  return load_config(form, &config, NULL);
}

static int close_config(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(overlapping_pauses_excuse_once),
      cmocka_unit_test(a_step_that_does_not_divide_its_range_is_refused),
      cmocka_unit_test(a_schedule_that_never_occurs_is_refused),
      cmocka_unit_test(of_two_open_goals_of_one_kind_the_later_holds),
      cmocka_unit_test(a_checkin_stamped_in_a_dst_gap_is_an_instant_or_refused),
      cmocka_unit_test(a_move_that_turns_the_clock_back_makes_one_day_of_two),
      cmocka_unit_test(two_moves_at_one_moment_are_reported),
      cmocka_unit_test(a_month_answers_no_occasion),
      cmocka_unit_test(a_month_has_no_place_in_a_window_of_hours_or_days),
      cmocka_unit_test(a_month_of_use_is_use_on_some_day_of_it),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
