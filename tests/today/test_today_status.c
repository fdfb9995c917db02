/* Of somebody who has died or withdrew nothing is asked, and nothing is celebrated; the days of
 * somebody who died end with that day. */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <stdio.h>
#include <string.h>

static const rsup_instant now =
    1772820000000; /* 2026-03-06T18:00Z, within the daily form's hours */

typedef struct asked {
  rsup_config *config;
  rsup_person *person;
  rsup_result *result;
  const rsup_day_picture *day;
} asked;

/* Counting began on 1 January 2026. */
static asked ask(const char *status) {
  asked a = {0};
  char text[1000];
  rsup_error err;
  snprintf(
      text, sizeof text,
      "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
      "\"zones\":[{\"zone\":\"UTC\"}],\"status\":[%s],"
      "\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-01-01\"}},"
      "{\"id\":\"cannabis\",\"goal\":{\"kind\":\"at_most\",\"amount\":2,\"unit\":\"days\","
      "\"per\":\"week\",\"from\":\"2026-01-01\"}}]}",
      status);
  if (rsup_config_default(NULL, &a.config, &err) ||
      rsup_person_load(a.config, "p", text, strlen(text), &a.person, NULL, &err) ||
      rsup_today(a.person, now, NULL, &a.result, &err))
    fail_msg("%s: %s", err.path, err.message);
  a.day = rsup_today_get(a.result);
  return a;
}

static void done(asked *a) {
  rsup_result_free(a->result);
  rsup_person_free(a->person);
  rsup_config_free(a->config);
}

static void is_quiet(const asked *a) {
  assert_int_equal(a->day->checkins->due_count, 0);
  assert_int_equal(a->day->milestones->unacknowledged_count, 0);
  assert_int_equal(a->day->milestones->next_count, 0);
  assert_true(a->day->crisis_line_count > 0);
}

/* 1 January .. 5 March: 31 + 28 + 5 days are over. */
static void an_active_person_is_asked_and_counted(void **state) {
  (void)state;
  asked a = ask("{\"state\":\"active\",\"from\":\"2026-01-01\"},"
                "{\"state\":\"died\",\"from\":\"2026-03-07\"}");
  assert_int_equal(a.day->checkins->due_count, 1);
  assert_true(a.day->milestones->unacknowledged_count > 0 && a.day->milestones->next_count > 0);
  assert_true(a.day->recovery[0]->total_days.value == 64);
  done(&a);
}

/* Died on 1 February: the 31 days of January were over. */
static void the_days_of_who_died_end_with_that_day(void **state) {
  (void)state;
  asked a = ask("{\"state\":\"died\",\"from\":\"2026-02-01\"}");
  is_quiet(&a);
  assert_true(a.day->recovery[0]->total_days.value == 31);
  assert_true(a.day->recovery[1]->total_days.value == 31);
  assert_int_equal(a.day->recovery[1]->period_used.state, RSUP_MEASURE_NOT_APPLICABLE);
  done(&a);
  a = ask("{\"state\":\"died\",\"from\":\"2025-02-01\"}");
  is_quiet(&a);
  done(&a);
}

static void who_withdrew_is_asked_nothing_until_active_again(void **state) {
  (void)state;
  asked a = ask("{\"state\":\"withdrawn\",\"from\":\"2026-02-01\"}");
  is_quiet(&a);
  done(&a);
  a = ask("{\"state\":\"withdrawn\",\"from\":\"2026-02-01\"},"
          "{\"state\":\"active\",\"from\":\"2026-03-01\"}");
  assert_int_equal(a.day->checkins->due_count, 1);
  done(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_active_person_is_asked_and_counted),
      cmocka_unit_test(the_days_of_who_died_end_with_that_day),
      cmocka_unit_test(who_withdrew_is_asked_nothing_until_active_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
