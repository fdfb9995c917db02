/* Several entries of one meeting on one day are one attendance: what the view makes of them. */
#include "core/numbers.h"
#include "meeting/attendance.h"
#include "meeting/meeting_support.h"
#include "meeting/role_counts.h"
#include "person/records.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY = 20517 }; /* 2026-03-05: 56 years and 14 leap days are 20,454, and 63 days */

typedef struct asked {
  rsup_config *config;
  rsup_person *person;
  rsupi_arena arena;
  rsupi_asof at;
} asked;

static const char head[] =
    "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p1\","
    "\"zones\":[{\"from\":\"2020-01-01T00:00Z\",\"zone\":\"UTC\"}],\"events\":[";

static asked ask(const char *events) {
  asked one;
  rsupi_text text;
  rsup_result *report;
  rsup_error err;
  memset(&one, 0, sizeof one);
  one.config = test_config(NULL);
  rsupi_text_init(&text, NULL);
  rsupi_text_add_text(&text, head);
  rsupi_text_add_text(&text, events);
  rsupi_text_add_text(&text, "]}");
  if (rsup_person_load(one.config, "person", text.data, text.len, &one.person, &report, &err))
    fail_msg("%s", err.message);
  assert_int_equal(rsup_report_get(report)->problem_count, 0);
  rsup_result_free(report);
  rsupi_text_free(&text);
  rsupi_arena_init(&one.arena, NULL, 4096);
  assert_int_equal(rsupi_asof_open(one.person, test_instant("2026-03-11T12:00:00Z"), INT64_MAX,
                                   NULL, NULL, &one.arena, &one.at, &err),
                   RSUP_OK);
  return one;
}

static void done(asked *one) {
  rsupi_arena_free(&one->arena);
  rsup_person_free(one->person);
  rsup_config_free(one->config);
}

static size_t times(const asked *one) {
  return one->at.view->by_type_count[RSUPI_EVENT_ATTENDANCE];
}

static const rsupi_event_more *only(const asked *one) {
  assert_int_equal(times(one), 1);
  return one->at.view->by_type[RSUPI_EVENT_ATTENDANCE][0]->more;
}

#define WENT(ID, MORE)                                                                             \
  "{\"type\":\"attendance\",\"id\":\"" ID "\",\"meeting\":\"t/x\",\"on\":\"2026-03-05\"" MORE "}"
#define EARLY ",\"recorded_at\":\"2026-03-05T20:00Z\""
#define LATE ",\"recorded_at\":\"2026-03-06T08:00Z\""

static void test_yes_wins_over_what_nobody_said(void **state) {
  (void)state;
  asked one = ask(WENT("a", EARLY ",\"shared\":true,\"minutes\":60") "," WENT(
      "b", LATE ",\"led\":true,\"as\":\"observer\""));
  const rsupi_event_more *const said = only(&one);
  assert_int_equal(said->shared, 1);
  assert_int_equal(said->led, 1);
  assert_int_equal(said->asked, INT32_MIN);
  assert_int_equal(said->feedback, INT32_MIN);
  assert_int_equal(said->as, RSUPI_AS_OBSERVER);
  assert_int_equal(said->mode, 0);
  assert_true(said->minutes == 60);
  done(&one);
}

static void test_where_they_contradict_what_was_recorded_last_holds(void **state) {
  (void)state;
  asked one = ask(WENT("a", LATE ",\"shared\":false,\"mode\":\"online\",\"minutes\":45") "," WENT(
      "b", EARLY ",\"shared\":true,\"mode\":\"in_person\",\"minutes\":60"));
  assert_int_equal(only(&one)->shared, 0);
  assert_int_equal(only(&one)->mode, RSUPI_MODE_ONLINE);
  assert_true(only(&one)->minutes == 45);
  done(&one);
  one = ask(WENT("a", EARLY ",\"shared\":false") "," WENT("b", LATE ",\"shared\":true"));
  assert_int_equal(only(&one)->shared, 1);
  done(&one);
}

/* One that does not say when it was recorded was known from the beginning; of two such, the id. */
static void test_without_a_time_of_recording_the_id_decides(void **state) {
  (void)state;
  asked one = ask(WENT("b", ",\"shared\":false") "," WENT("a", ",\"shared\":true"));
  assert_int_equal(only(&one)->shared, 0);
  done(&one);
  one = ask(WENT("b", ",\"shared\":false") "," WENT("a", EARLY ",\"shared\":true"));
  assert_int_equal(only(&one)->shared, 1);
  done(&one);
}

static void test_no_entry_is_lost(void **state) {
  (void)state;
  asked one = ask(WENT("a", "") "," WENT("b", "") "," WENT("c", ""));
  assert_int_equal(times(&one), 1);
  assert_int_equal(one.at.view->event_count, 3);
  rsup_result *document;
  assert_int_equal(rsup_person_write(one.person, &document, NULL), RSUP_OK);
  const char *const json = rsup_document_get(document)->text;
  assert_non_null(strstr(json, "\"a\""));
  assert_non_null(strstr(json, "\"b\""));
  assert_non_null(strstr(json, "\"c\""));
  rsup_result_free(document);
  done(&one);
}

static void test_what_counts_attendances_counts_it_once(void **state) {
  (void)state;
  asked one = ask(WENT("a", ",\"shared\":true") "," WENT("b", "") "," WENT("c", ",\"led\":true"));
  rsupi_role_counts counts;
  int32_t low, high;
  assert_int_equal(rsupi_attendance_count(&one.at, DAY - 7, DAY + 7), 1);
  assert_int_equal(rsupi_role_counts_make(&one.at, 30, &one.arena, &counts), 1);
  const int once[] = {RSUPI_COUNT_ATTENDED, RSUPI_COUNT_SHARED, RSUPI_COUNT_LED};
  for (size_t i = 0; i < 3; i++) {
    rsupi_role_count(&counts, once[i], one.at.today, 30, &low, &high);
    assert_int_equal(low, 1);
    assert_int_equal(high, 1);
  }
  rsupi_role_count(&counts, RSUPI_COUNT_ASKED, one.at.today, 30, &low, &high);
  assert_true(low == 0 && high == 1); /* nobody said */
  done(&one);
}

/* 40 entries of one day: every meeting of 20 twice, as its day and as an instant. Those known by
 * the day alone come first, in the order of their ids. */
static void test_a_day_of_many_meetings_has_each_once(void **state) {
  (void)state;
  char events[8192];
  size_t len = 0;
  for (int i = 0; i < 40; i++)
    len += (size_t)snprintf(
        events + len, sizeof events - len,
        "%s{\"type\":\"attendance\",\"id\":\"e%02d\",\"meeting\":\"t/%d\",\"%s\"}", i ? "," : "", i,
        i % 20, i < 20 ? "at\":\"2026-03-05T19:00Z" : "on\":\"2026-03-05");
  asked one = ask(events);
  assert_int_equal(times(&one), 20);
  for (size_t i = 0; i < 20; i++) {
    const rsupi_event *const event = one.at.view->by_type[RSUPI_EVENT_ATTENDANCE][i];
    char id[8];
    (void)snprintf(id, sizeof id, "e%02d", (int)i + 20);
    assert_string_equal(event->head.id, id);
    assert_int_equal(event->first, DAY);
  }
  done(&one);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_yes_wins_over_what_nobody_said),
      cmocka_unit_test(test_where_they_contradict_what_was_recorded_last_holds),
      cmocka_unit_test(test_without_a_time_of_recording_the_id_decides),
      cmocka_unit_test(test_no_entry_is_lost),
      cmocka_unit_test(test_what_counts_attendances_counts_it_once),
      cmocka_unit_test(test_a_day_of_many_meetings_has_each_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
