/* What one day of use does to the run, under each policy. Counting begins on 1 February 2026.
 *
 * February    1 .. 10  11  12  13  14  15
 *             without  use  without    today */
#include "people.h"

static rsup_config *new_run, *goes_on;

static int open_configs(void **state) {
  (void)state;
  new_run = config_with("");
  goes_on = config_with(",\"policies\":{\"single_day\":\"goes_on\"}");
  return 0;
}
static int close_configs(void **state) {
  (void)state;
  rsup_config_free(new_run);
  rsup_config_free(goes_on);
  return 0;
}

#define SPAN(ID, FROM, TO)                                                                         \
  "{\"type\":\"confirmed\",\"id\":\"" ID "\",\"target\":\"alcohol\",\"from\":\"2026-02-" FROM      \
  "\",\"to\":\"2026-02-" TO "\"}"
#define USE(DAY)                                                                                   \
  "{\"type\":\"use_day\",\"id\":\"u" DAY "\",\"target\":\"alcohol\",\"on\":\"2026-02-" DAY "\"}"
#define RECORD(EVENTS)                                                                             \
  "\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-02-01\"}}],"    \
  "\"events\":[" EVENTS "]"
#define ONE_DAY RECORD(SPAN("a", "01", "10") "," USE("11") "," SPAN("b", "12", "14"))

typedef struct expected {
  double total, low, current, high, longest;
  rsup_day run_start, two_weeks; /* the milestone that is next, when it is that one; 0: another */
} expected;

static void expect(rsup_config *config, const char *record, int32_t day, const expected *e) {
  rsup_person *person = person_with(config, record);
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_today(person, noon_of(2, day), NULL, &result, &err)) fail_msg("%s", err.message);
  const rsup_recovery *r = rsup_today_get(result)->recovery[0];
  assert_true(r->total_days.value == e->total);
  if (r->current_run.low != e->low || r->current_run.value != e->current ||
      r->current_run.high != e->high)
    fail_msg("run [%g, %g, %g]", r->current_run.value, r->current_run.low, r->current_run.high);
  assert_true(r->longest_run.value == e->longest);
  assert_int_equal(r->run_start, e->run_start);
  const rsup_milestones *m = rsup_today_get(result)->milestones;
  rsup_day two_weeks = 0;
  for (size_t i = 0; i < m->next_count; i++)
    if (strcmp(m->next[i]->id, "weeks-2") == 0) two_weeks = m->next[i]->on;
  assert_int_equal(two_weeks, e->two_weeks);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void by_default_the_next_run_begins_on_the_day_after(void **state) {
  (void)state;
  const expected e = {13, 3, 3, 3, 10, day_in(2, 12), 0};
  expect(new_run, ONE_DAY, 15, &e);
}

/* 13 of the 14 days before the 15th; two weeks are 14 days after 1 February, and one more for the
 * day that was passed over: the 16th. */
static void a_single_day_is_passed_over_when_the_run_goes_on(void **state) {
  (void)state;
  const expected e = {13, 13, 13, 13, 13, day_in(2, 1), day_in(2, 16)};
  expect(goes_on, ONE_DAY, 15, &e);
}

static void two_days_in_a_row_end_the_run(void **state) {
  (void)state;
  const expected e = {12, 2, 2, 2, 10, day_in(2, 13), 0};
  expect(goes_on,
         RECORD(SPAN("a", "01", "10") "," USE("11") "," USE("12") "," SPAN("b", "13", "14")), 15,
         &e);
}

/* On the 11th itself ten days are full. Two weeks: the 15th, and one more. */
static void use_today_is_a_single_day_so_far(void **state) {
  (void)state;
  const expected then = {10, 0, 0, 0, 10, day_in(2, 12), 0};
  expect(new_run, RECORD(SPAN("a", "01", "10") "," USE("11")), 11, &then);
  const expected now = {10, 10, 10, 10, 10, day_in(2, 1), day_in(2, 16)};
  expect(goes_on, RECORD(SPAN("a", "01", "10") "," USE("11")), 11, &now);
  const expected second = {10, 0, 0, 0, 10, day_in(2, 13), 0};
  expect(goes_on, RECORD(SPAN("a", "01", "10") "," USE("11") "," USE("12")), 12, &second);
}

/* Nobody spoke of the 12th: it may have been the second day, and then two days are in the run. */
static void a_silent_day_beside_it_may_have_been_the_second(void **state) {
  (void)state;
  const expected e = {13, 2, 13, 13, 13, day_in(2, 1), day_in(2, 16)};
  expect(goes_on, RECORD(SPAN("a", "01", "10") "," USE("11") "," SPAN("b", "13", "14")), 15, &e);
}

/* The start is a day of use: there is no run it could fall into. */
static void a_first_day_is_in_no_run(void **state) {
  (void)state;
  const expected e = {3, 3, 3, 3, 3, day_in(2, 2), 0};
  expect(goes_on, RECORD(USE("01") "," SPAN("a", "02", "04")), 5, &e);
}

/* It stays a day of use, an episode and a return; only the run spans it. */
static void the_history_still_tells_of_the_day(void **state) {
  rsup_person *person = person_with(goes_on, ONE_DAY);
  rsup_result *result = NULL;
  rsup_error err;
  (void)state;
  assert_int_equal(rsup_person_history(person, "alcohol", day_in(2, 1), day_in(2, 15),
                                       noon_of(2, 15), NULL, &result, &err),
                   RSUP_OK);
  const rsup_history *h = rsup_history_get(result);
  assert_int_equal(h->used, 1);
  assert_int_equal(h->returns, 1);
  assert_int_equal(h->run_count, 1);
  assert_int_equal(h->runs[0]->from, day_in(2, 1));
  assert_int_equal(h->runs[0]->until, day_in(2, 15));
  assert_int_equal(h->runs[0]->days, 13);
  assert_int_equal(h->runs[0]->goes_on, 1);
  rsup_result_free(result);
  rsup_person_free(person);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(by_default_the_next_run_begins_on_the_day_after),
      cmocka_unit_test(a_single_day_is_passed_over_when_the_run_goes_on),
      cmocka_unit_test(two_days_in_a_row_end_the_run),
      cmocka_unit_test(use_today_is_a_single_day_so_far),
      cmocka_unit_test(a_silent_day_beside_it_may_have_been_the_second),
      cmocka_unit_test(a_first_day_is_in_no_run),
      cmocka_unit_test(the_history_still_tells_of_the_day),
  };
  return cmocka_run_group_tests(tests, open_configs, close_configs);
}
