/* What lies ahead in the record itself comes in at its own moment, and the picture says so. All
 * on the morning of 2026-03-06, UTC. */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <stdio.h>
#include <string.h>

#define HOUR INT64_C(3600000)
static const rsup_instant midnight = 1772755200000; /* 2026-03-06T00:00Z */

static rsup_instant next_change(const char *events, rsup_instant now,
                                const rsup_instant *known_at) {
  char text[1000];
  rsup_error err;
  rsup_config *config = NULL;
  rsup_person *person = NULL;
  rsup_result *result = NULL;
  const rsup_today_options options = {.struct_size = sizeof options, .known_at = known_at};
  snprintf(text, sizeof text,
           "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
           "\"zones\":[{\"zone\":\"UTC\"}],\"events\":[%s]}",
           events);
  if (rsup_config_default(NULL, &config, &err) ||
      rsup_person_load(config, "p", text, strlen(text), &person, NULL, &err) ||
      rsup_today(person, now, &options, &result, &err))
    fail_msg("%s: %s", err.path, err.message);
  const rsup_instant next = rsup_today_get(result)->next_change_at;
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
  return next;
}

#define CONTACT(AT, RECORDED)                                                                      \
  "{\"type\":\"contact\",\"id\":\"k\",\"tie\":\"dana\",\"at\":\"2026-03-06T" AT                    \
  "Z\",\"recorded_at\":\"2026-03-06T" RECORDED "Z\"}"

/* The daily form's own hours. */
static rsup_instant with_nothing_ahead(void) {
  const rsup_instant next = next_change("", midnight + 9 * HOUR, NULL);
  assert_true(next > midnight + 12 * HOUR && next <= midnight + 24 * HOUR);
  return next;
}

static void what_is_past_and_known_changes_nothing(void **state) {
  (void)state;
  assert_int_equal(next_change(CONTACT("08:00", "08:30"), midnight + 9 * HOUR, NULL),
                   with_nothing_ahead());
}

static void an_event_ahead_comes_in_when_it_happens(void **state) {
  (void)state;
  assert_int_equal(next_change(CONTACT("10:00", "08:30"), midnight + 9 * HOUR, NULL),
                   midnight + 10 * HOUR);
}

static void an_entry_comes_in_when_it_was_recorded(void **state) {
  (void)state;
  assert_int_equal(next_change(CONTACT("08:00", "11:00"), midnight + 9 * HOUR, NULL),
                   midnight + 11 * HOUR);
}

/* Who asks as of a fixed knowledge learns nothing more as the hours pass. */
static void a_fixed_knowledge_does_not_grow(void **state) {
  (void)state;
  const rsup_instant known = midnight + 8 * HOUR;
  assert_int_equal(next_change(CONTACT("08:00", "11:00"), midnight + 9 * HOUR, &known),
                   with_nothing_ahead());
}

/* 2 January 9900 and 30 December of the year 1, in UTC. */
static void a_moment_whose_dates_no_calendar_writes_is_refused(void **state) {
  (void)state;
  static const rsup_instant moments[] = {INT64_MIN, INT64_MIN + 1, INT64_C(-62104147200001),
                                         INT64_C(250246713600001), INT64_MAX};
  static const char text[] = "{\"format\":\"recovery-support/person\",\"format_version\":1,"
                             "\"id\":\"p\",\"zones\":[{\"zone\":\"UTC\"}]}";
  rsup_config *config = NULL;
  rsup_person *person = NULL;
  rsup_result *result = NULL;
  assert_int_equal(rsup_config_default(NULL, &config, NULL), RSUP_OK);
  assert_int_equal(rsup_person_load(config, "p", text, strlen(text), &person, NULL, NULL), RSUP_OK);
  for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++)
    assert_int_equal(rsup_today(person, moments[i], NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_today(person, moments[2] + 1, NULL, &result, NULL), RSUP_OK);
  rsup_result_free(result);
  assert_int_equal(rsup_today(person, moments[3] - 1, NULL, &result, NULL), RSUP_OK);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_past_and_known_changes_nothing),
      cmocka_unit_test(an_event_ahead_comes_in_when_it_happens),
      cmocka_unit_test(an_entry_comes_in_when_it_was_recorded),
      cmocka_unit_test(a_fixed_knowledge_does_not_grow),
      cmocka_unit_test(a_moment_whose_dates_no_calendar_writes_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
