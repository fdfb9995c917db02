/* As known then: only what the record had learned by known_at counts. */
#include "person/person_support.h"

static size_t events_known(const rsup_person *person, const char *now, const char *known_at) {
  rsupi_arena arena;
  const size_t count = ask(person, now, known_at, &arena).view->event_count;
  rsupi_arena_free(&arena);
  return count;
}

static void an_event_counts_from_when_it_was_recorded(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config, "{\"type\":\"use_day\",\"id\":\"a\",\"on\":\"2025-03-02\",\"target\":\"alcohol\","
              "\"recorded_at\":\"2025-03-20T10:00Z\"}");
  assert_int_equal(events_known(person, "2025-04-01T00:00Z", "2025-03-20T09:59Z"), 0);
  assert_int_equal(events_known(person, "2025-04-01T00:00Z", "2025-03-20T10:00Z"), 1);
  assert_int_equal(events_known(person, "2025-04-01T00:00Z", NULL), 1);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void without_recorded_at_an_event_is_known_from_when_it_happened(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config, "{\"type\":\"contact\",\"id\":\"a\",\"at\":\"2025-03-02T10:00Z\",\"tie\":\"x\"},"
              "{\"type\":\"use_day\",\"id\":\"b\",\"on\":\"2025-03-05\",\"target\":\"alcohol\"},"
              "{\"type\":\"excuse\",\"id\":\"c\",\"from\":\"2025-03-01\",\"to\":\"2025-03-09\"}");
  assert_int_equal(events_known(person, "2025-04-01T00:00Z", "2025-03-02T09:59Z"), 1); /* excuse */
  assert_int_equal(events_known(person, "2025-04-01T00:00Z", "2025-03-02T10:00Z"), 2);
  assert_int_equal(events_known(person, "2025-04-01T00:00Z", "2025-03-04T23:59Z"), 2);
  assert_int_equal(events_known(person, "2025-04-01T00:00Z", "2025-03-05T00:00Z"), 3);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_revision_and_a_void_count_from_when_they_were_recorded(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config,
      "{\"type\":\"use_day\",\"id\":\"a\",\"on\":\"2025-03-02\",\"target\":\"alcohol\",\"amount\":"
      "1,"
      "\"recorded_at\":\"2025-03-03T00:00Z\"},"
      "{\"type\":\"use_day\",\"id\":\"a\",\"on\":\"2025-03-02\",\"target\":\"alcohol\",\"amount\":"
      "5,"
      "\"recorded_at\":\"2025-03-10T00:00Z\",\"revision\":1},"
      "{\"type\":\"void\",\"id\":\"v\",\"of\":\"a\",\"recorded_at\":\"2025-03-20T00:00Z\"}");
  rsupi_arena arena;
  assert_true(
      ask(person, "2025-04-01T00:00Z", "2025-03-09T00:00Z", &arena).view->events[0]->more->amount ==
      1);
  rsupi_arena_free(&arena);
  assert_true(
      ask(person, "2025-04-01T00:00Z", "2025-03-19T00:00Z", &arena).view->events[0]->more->amount ==
      5);
  rsupi_arena_free(&arena);
  assert_int_equal(events_known(person, "2025-04-01T00:00Z", "2025-03-20T00:00Z"), 0);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void events_after_now_are_ignored_and_counted(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config, "{\"type\":\"contact\",\"id\":\"a\",\"at\":\"2025-03-02T10:00Z\",\"tie\":\"x\"},"
              "{\"type\":\"contact\",\"id\":\"b\",\"at\":\"2025-03-02T12:00Z\",\"tie\":\"x\"},"
              "{\"type\":\"activity\",\"id\":\"c\",\"on\":\"2025-03-03\",\"kind\":\"walk\"},"
              "{\"type\":\"activity\",\"id\":\"d\",\"on\":\"2025-03-02\",\"kind\":\"walk\"}");
  rsupi_arena arena;
  const rsupi_view *view = ask(person, "2025-03-02T11:00Z", NULL, &arena).view;
  assert_int_equal(view->event_count, 2);
  assert_non_null(event_named(view, "a"));
  assert_non_null(event_named(view, "d")); /* today counts */
  assert_int_equal(view->after_now, 2);
  rsupi_arena_free(&arena);
  view = ask(person, "2025-03-02T11:00Z", "2025-03-02T11:00Z", &arena).view; /* what today asks */
  assert_int_equal(view->event_count, 2);
  assert_int_equal(view->after_now, 2);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* At 02:00Z it is the 2nd in Lisbon, but 21:00 of the 1st in New York. That the person was in New
 * York was learned on the 10th. */
static void the_zone_history_is_asked_as_known_then_too(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config, "{\"type\":\"contact\",\"id\":\"a\",\"at\":\"2025-03-02T02:00Z\",\"tie\":\"x\"},"
              "{\"type\":\"activity\",\"id\":\"b\",\"on\":\"2025-03-01\",\"kind\":\"walk\"},"
              "{\"type\":\"contact\",\"id\":\"c\",\"at\":\"2025-03-01T12:00Z\",\"tie\":\"x\"}");
  append_fine(person,
              "{\"type\":\"zone\",\"from\":\"2025-02-01T00:00Z\",\"zone\":\"America/New_York\","
              "\"recorded_at\":\"2025-03-10T00:00Z\"}");
  rsupi_arena arena;
  const rsupi_view *view = ask(person, "2025-04-01T00:00Z", "2025-03-09T00:00Z", &arena).view;
  assert_int_equal(event_named(view, "a")->first, day("2025-03-02"));
  assert_string_equal(view->events[2]->head.id, "a");
  rsupi_arena_free(&arena);
  view = ask(person, "2025-04-01T00:00Z", "2025-03-10T00:00Z", &arena).view;
  assert_int_equal(event_named(view, "a")->first, day("2025-03-01"));
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_question_later_than_all_that_is_known_costs_no_memory(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  rsupi_arena arena;
  (void)ask(person, "2025-12-01T12:00Z", "2025-12-01T12:00Z", &arena);
  assert_null(arena.chunks);
  rsupi_arena_free(&arena);
  (void)ask(person, "2025-12-01T12:00Z", "2025-10-19T12:00Z", &arena);
  assert_non_null(arena.chunks);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_event_counts_from_when_it_was_recorded),
      cmocka_unit_test(without_recorded_at_an_event_is_known_from_when_it_happened),
      cmocka_unit_test(a_revision_and_a_void_count_from_when_they_were_recorded),
      cmocka_unit_test(events_after_now_are_ignored_and_counted),
      cmocka_unit_test(the_zone_history_is_asked_as_known_then_too),
      cmocka_unit_test(a_question_later_than_all_that_is_known_costs_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
