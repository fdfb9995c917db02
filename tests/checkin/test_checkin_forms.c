/* Forms in the config: what a schedule may say, and how check-ins of earlier versions go on. */
#include "checkin/checkin.h"
#include "person/person_support.h"

static vault v;

static void refused(const char *form, const char *why) {
  rsup_config_options options = {.struct_size = sizeof options};
  rsup_config *config = NULL;
  rsup_error err;
  char text[2048];
  snprintf(
      text, sizeof text,
      "format: recovery-support/config\nformat_version: 1\nforms:\n  - {id: f, version: 2, %s}\n",
      form);
  const rsup_status status =
      rsup_config_load("c.yaml", text, strlen(text), &options, &config, NULL, &err);
  if (!status) print_error("taken: %s\n", form);
  assert_int_not_equal(status, RSUP_OK);
  assert_null(config);
  if (!strstr(err.message, why)) print_error("%s: %s\n", form, err.message);
  assert_non_null(strstr(err.message, why));
}

#define ONCE "opens: \"06:00\", due: \"21:00\", closes: \"24:00\", "
#define MOOD "items: [{id: mood, kind: scale, min: 0, max: 10, step: 1}]"

static void a_bare_second_friday_is_refused(void **state) {
  (void)state;
  refused(ONCE "schedule: {days: second friday}, " MOOD, "second friday");
  refused(ONCE "schedule: {of_month: second}, " MOOD, "needs days");
}

static void a_schedule_says_its_days_in_one_way(void **state) {
  (void)state;
  refused(ONCE "days: daily, schedule: {days: daily}, " MOOD, "not both");
  refused(ONCE "schedule: {days: friday, of_month: last, every_weeks: 2, from: 2026-01-01}, " MOOD,
          "one of");
  refused(ONCE "schedule: {every_days: 3, days: friday, from: 2026-01-01}, " MOOD, "don't go with");
  refused(ONCE "schedule: {every_days: 3}, " MOOD, "say from");
}

static void a_schedule_that_never_occurs_is_refused(void **state) {
  (void)state;
  refused(ONCE "schedule: {days: friday, from: 2026-01-03, until: 2026-01-08}, " MOOD,
          "never occurs");
  refused(ONCE "schedule: {days: daily, from: 2026-01-03, until: 2026-01-02}, " MOOD,
          "ends before it begins");
  refused(ONCE "schedule: {dates: [2026-01-03], except: [2026-01-03]}, " MOOD, "never occurs");
}

static void times_of_a_day_must_follow_each_other(void **state) {
  (void)state;
  refused("schedule: {days: daily, times: [{id: a, opens: \"06:00\", due: \"07:00\", closes: "
          "\"09:00\"}, {id: b, opens: \"08:00\", due: \"09:00\", closes: \"10:00\"}]}, " MOOD,
          "without overlap");
  refused("schedule: {days: daily, times: [{id: a, opens: \"06:00\", closes: \"09:00\"}]}, " MOOD,
          "needs opens, due and closes");
}

static void a_step_must_divide_the_range(void **state) {
  (void)state;
  refused(ONCE "days: daily, items: [{id: mood, kind: scale, min: 0, max: 10, step: 3}]",
          "does not divide its range");
}

/* ---- versions */

#define VERSIONS(RECODE)                                                                           \
  "format: recovery-support/config\nformat_version: 1\nforms:\n  - {id: f, version: 2, days: "     \
  "daily, " ONCE                                                                                   \
  "items: [{id: mood, kind: scale, min: 0, max: 10}], earlier: [{version: 1, items: [{id: mood, "  \
  "kind: scale, min: 0, max: 5" RECODE "}]}]}\n"

static rsup_person *with_versions(rsup_config **config, const char *text) {
  *config = vault_config_with(&v, text);
  rsup_person *person = load_events(
      *config, "{\"type\":\"checkin\",\"id\":\"c1\",\"form\":{\"id\":\"f\",\"version\":1},"
               "\"on\":\"2026-03-01\",\"answers\":{\"mood\":4}},{\"type\":\"checkin\",\"id\":"
               "\"c2\",\"form\":\"f\",\"on\":\"2026-03-02\",\"answers\":{\"mood\":6}}");
  return person;
}

static rsupi_item_values moods(const rsup_person *person, rsupi_arena *arena) {
  rsupi_item_values values;
  rsupi_asof at = ask(person, "2026-03-03T12:00Z", NULL, arena);
  assert_int_equal(rsupi_item_values_make(&at, "f", "mood", NULL, day("2026-02-01"),
                                          day("2026-03-04"), arena, &values, NULL),
                   RSUP_OK);
  return values;
}

static void an_earlier_version_stays_readable_and_out_of_the_series(void **state) {
  (void)state;
  rsup_config *config;
  rsupi_arena arena, other;
  rsup_person *person = with_versions(&config, VERSIONS(""));
  rsupi_item_values values = moods(person, &arena);
  assert_int_equal(values.count, 1);
  assert_true(values.values[0] == 6);
  rsupi_asof at = ask(person, "2026-03-03T12:00Z", NULL, &other);
  const rsupi_event *old = event_named(at.view, "c1");
  assert_int_equal(old->questions->count, 1);
  assert_true(rsupi_answer_at(old, 0).number == 4);
  rsupi_arena_free(&other);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* 4 of 0-5 is 8 of 0-10. */
static void a_declared_recode_is_the_bridge(void **state) {
  (void)state;
  rsup_config *config;
  rsupi_arena arena;
  rsup_person *person = with_versions(&config, VERSIONS(", recode: {times: 2}"));
  rsupi_item_values values = moods(person, &arena);
  assert_int_equal(values.count, 2);
  assert_true(values.values[0] == 8);
  assert_true(values.values[1] == 6);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

#define EARLIER(ITEM) ONCE "days: daily, " MOOD ", earlier: [{version: 1, items: [" ITEM "]}]"

static void a_recode_must_fit(void **state) {
  (void)state;
  refused(EARLIER("{id: mood, kind: scale, min: 0, max: 5, recode: {times: 3}}"),
          "its new scale does not have");
  refused(EARLIER("{id: mood, kind: scale, min: 0, max: 5, recode: {to: hope}}"),
          "the form does not have");
  refused(EARLIER("{id: mood, kind: choice, choices: [low, high], recode: {times: 2}}"),
          "from numbers to numbers");
  refused(ONCE "days: daily, items: [{id: mood, kind: scale, min: 0, max: 10, recode: {times: 1}}]",
          "only items of an earlier one");
  refused(ONCE "days: daily, " MOOD ", earlier: [{version: 2, " MOOD "}]", "stands there twice");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_bare_second_friday_is_refused),
      cmocka_unit_test(a_schedule_says_its_days_in_one_way),
      cmocka_unit_test(a_schedule_that_never_occurs_is_refused),
      cmocka_unit_test(times_of_a_day_must_follow_each_other),
      cmocka_unit_test(a_step_must_divide_the_range),
      cmocka_unit_test(an_earlier_version_stays_readable_and_out_of_the_series),
      cmocka_unit_test(a_declared_recode_is_the_bridge),
      cmocka_unit_test(a_recode_must_fit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
