/* A record loads whatever single entries hold: what can't be used is kept, left out and reported.
 */
#include "person/person_support.h"

typedef struct defect {
  const char *section; /* JSON of the section's value, canonical so that it comes back verbatim */
  const char *status, *path;
} defect;

static char *record_with(const char *section) {
  char *const text = malloc(strlen(section) + 400);
  assert_non_null(text);
  (void)sprintf(text,
                "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"m3k9\",\n"
                "\"zones\":[{\"from\":\"2024-01-01T00:00Z\",\"zone\":\"Europe/Lisbon\"}],\n"
                "\"targets\":[{\"goal\":{\"from\":\"2025-01-01\",\"kind\":\"abstain\"},\"id\":"
                "\"alcohol\"}],\n"
                "%s}",
                section);
  return text;
}

static const defect defects[] = {
    {"\"ties\":[{\"id\":\"a\",\"roles\":[{\"role\":\"wizard\"}]}]", "RSUP_E_UNKNOWN_NAME",
     "ties[0].roles[0].role"},
    {"\"ties\":[{\"gives\":[\"gold\"],\"id\":\"a\"}]", "RSUP_E_UNKNOWN_NAME", "ties[0].gives[0]"},
    {"\"ties\":[{\"closeness\":1.5,\"id\":\"a\"}]", "RSUP_E_RANGE", "ties[0].closeness"},
    {"\"ties\":[{\"id\":\"a\",\"shoe_size\":41}]", "RSUP_E_SCHEMA", "ties[0]"},
    {"\"ties\":[{\"closeness\":0.5}]", "RSUP_E_SCHEMA", "ties[0]"},
    {"\"ties\":[{\"available\":[{\"zone\":\"Europe/Atlantis\"}],\"id\":\"a\"}]",
     "RSUP_E_UNKNOWN_ZONE", "ties[0].available[0].zone"},
    {"\"ties\":[5]", "RSUP_E_SCHEMA", "ties[0]"},
    {"\"self\":{\"capacity\":7}", "RSUP_E_SCHEMA", "self.capacity"},
    {"\"standing\":[\"king\"]", "RSUP_E_UNKNOWN_NAME", "standing[0]"},
    {"\"events\":[{\"at\":\"2025-03-01T10:00\",\"id\":\"a\",\"tie\":\"b\",\"type\":\"contact\"}]",
     "RSUP_E_TIME", "events[0].at"},
    {"\"events\":[{\"id\":\"a\",\"tie\":\"b\",\"type\":\"contact\"}]", "RSUP_E_TIME", "events[0]"},
    {"\"events\":[{\"at\":\"2025-03-01T10:00Z\",\"id\":\"a\",\"on\":\"2025-03-01\",\"tie\":\"b\","
     "\"type\":\"contact\"}]",
     "RSUP_E_TIME", "events[0]"},
    {"\"events\":[{\"id\":\"a\",\"type\":\"seance\"}]", "RSUP_E_UNKNOWN_NAME", "events[0].type"},
    {"\"events\":[{\"id\":\"a\"}]", "RSUP_E_SCHEMA", "events[0]"},
    {"\"events\":[{\"answers\":{\"mood\":4},\"form\":\"hourly\",\"id\":\"a\",\"on\":\"2025-03-01\","
     "\"type\":\"checkin\"}]",
     "RSUP_E_UNKNOWN_NAME", "events[0].form"},
    {"\"events\":[{\"answers\":{\"q1\":1},\"id\":\"a\",\"instrument\":\"mine\",\"on\":\"2025-03-"
     "01\","
     "\"type\":\"answers\"}]",
     "RSUP_E_UNKNOWN_NAME", "events[0].instrument"},
    {"\"events\":[{\"from\":\"2025-03-05\",\"id\":\"a\",\"target\":\"alcohol\",\"to\":\"2025-03-"
     "01\","
     "\"type\":\"use_day\"}]",
     "RSUP_E_TIME", "events[0].to"},
    {"\"events\":[{\"days\":40,\"id\":\"a\",\"on\":\"2025-03\",\"target\":\"alcohol\",\"type\":"
     "\"use_day\"}]",
     "RSUP_E_RANGE", "events[0].days"},
    {"\"events\":[{\"id\":\"a\",\"on\":\"2025-03-04\",\"precision\":\"month\",\"target\":"
     "\"alcohol\","
     "\"type\":\"use_day\"}]",
     "RSUP_E_TIME", "events[0].precision"},
    {"\"events\":[{\"id\":\"a\",\"kind\":\"boredom\",\"on\":\"2025-03-04\",\"type\":\"sign\"}]",
     "RSUP_E_UNKNOWN_NAME", "events[0].kind"},
    {"\"settings\":[{\"from\":\"2025-13-01\",\"id\":\"a\",\"kind\":\"controlled\"}]", "RSUP_E_TIME",
     "settings[0].from"},
    {"\"horoscope\":{\"sign\":\"lion\"}", "RSUP_E_SCHEMA", NULL},
};

static void each_defect_is_one_line_and_is_kept_verbatim(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  for (size_t i = 0; i < sizeof defects / sizeof defects[0]; i++) {
    char *const text = record_with(defects[i].section);
    rsup_person *person = NULL;
    rsup_result *result = NULL;
    rsup_error err;
    assert_int_equal(rsup_person_load(config, "t", text, strlen(text), &person, &result, &err),
                     RSUP_OK);
    const rsup_report *const report = rsup_report_get(result);
    if (report->problem_count != 1)
      fail_msg("%s: %zu lines", defects[i].section, report->problem_count);
    const rsup_problem *const problem = report->problems[0];
    if (strcmp(problem->code, defects[i].status) ||
        (defects[i].path && strcmp(problem->path, defects[i].path)))
      fail_msg("%s: %s at %s", defects[i].section, problem->code, problem->path);
    assert_int_equal(problem->line, 4);
    assert_int_equal(report->left_out, 1);
    assert_int_equal(report->used, 2);
    char *const back = written(person);
    /* The writer puts each entry on a line of its own. */
    const char *const list = strchr(defects[i].section, '[');
    const char *const entry = list && list[1] == '{' ? list + 1 : defects[i].section;
    char kept[400];
    (void)snprintf(kept, sizeof kept, "%s", entry);
    if (entry != defects[i].section) kept[strlen(kept) - 1] = '\0';
    if (strchr(kept, '{') && !strstr(back, kept)) fail_msg("%s is not in %s", kept, back);
    free(back);
    free(text);
    rsup_result_free(result);
    rsup_person_free(person);
  }
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
}

static void an_answer_out_of_range_is_left_out_alone(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config, "{\"type\":\"checkin\",\"id\":\"a\",\"form\":\"daily\",\"at\":\"2025-03-01T10:00Z\","
              "\"answers\":{\"mood\":14,\"stress\":3,\"sleepiness\":2,\"craving\":{\"alcohol\":99,"
              "\"opioids\":1}}}");
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_report(person, &result, NULL), RSUP_OK);
  const rsup_report *const report = rsup_report_get(result);
  assert_int_equal(report->problem_count, 3); /* mood, an unknown item, one target's craving */
  assert_int_equal(report->left_out, 0);
  assert_string_equal(report->problems[0]->path, "events[0].answers.mood");
  assert_string_equal(report->problems[0]->code, "RSUP_E_RANGE");
  assert_null(strstr(report->problems[1]->path, "sleepiness"));
  assert_null(strstr(report->problems[2]->path, "alcohol"));
  rsupi_arena arena;
  const rsupi_event *const checkin =
      event_named(ask(person, "2025-04-01T00:00Z", NULL, &arena).view, "a");
  assert_int_equal(checkin->questions->count, 2);
  assert_string_equal(rsupi_answer_at(checkin, 0).item, "stress");
  assert_string_equal(rsupi_answer_at(checkin, 1).target, "opioids");
  rsupi_arena_free(&arena);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* The day of use stays; only the day back, which can't be, goes. */
static void a_day_back_before_the_setback_is_left_out_alone(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person =
      load_events(config, "{\"type\":\"setback\",\"id\":\"a\",\"target\":\"alcohol\",\"on\":"
                          "\"2025-03-05\",\"resumed\":\"2025-03-04\",\"helped\":[\"a-walk\"]}");
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_report(person, &result, NULL), RSUP_OK);
  const rsup_report *const report = rsup_report_get(result);
  assert_int_equal(report->problem_count, 1);
  assert_int_equal(report->left_out, 0);
  assert_string_equal(report->problems[0]->path, "events[0].resumed");
  assert_string_equal(report->problems[0]->code, "RSUP_E_TIME");
  rsupi_arena arena;
  const rsupi_event *const setback =
      event_named(ask(person, "2025-04-01T00:00Z", NULL, &arena).view, "a");
  assert_int_equal(setback->more->resumed, INT32_MIN);
  assert_int_equal(setback->more->helped_count, 1);
  rsupi_arena_free(&arena);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void an_unusable_revision_is_not_replaced_by_what_it_replaced(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person =
      load_events(config, "{\"type\":\"use_day\",\"id\":\"a\",\"on\":\"2025-03-01\",\"target\":"
                          "\"alcohol\",\"amount\":3},"
                          "{\"type\":\"use_day\",\"id\":\"a\",\"on\":\"2025-03-01\",\"target\":"
                          "\"alcohol\",\"amount\":-1,"
                          "\"revision\":1}");
  rsupi_arena arena;
  const rsupi_view *const view = ask(person, "2025-04-01T00:00Z", NULL, &arena).view;
  assert_int_equal(view->event_count, 0);
  assert_int_equal(view->unusable, 1);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* {"amount":1 ...} comes before {"amount":2 ...} in bytes, whichever was read first. */
static void two_that_contradict_are_kept_and_the_first_in_bytes_is_used(void **state) {
  (void)state;
  static const char *const one = "{\"type\":\"use_day\",\"id\":\"a\",\"on\":\"2025-03-01\","
                                 "\"target\":\"alcohol\",\"amount\":1}";
  static const char *const two = "{\"type\":\"use_day\",\"id\":\"a\",\"on\":\"2025-03-01\","
                                 "\"target\":\"alcohol\",\"amount\":2}";
  vault v;
  rsup_config *const config = vault_config(&v);
  char *first = NULL;
  for (int order = 0; order < 2; order++) {
    char events[400];
    (void)snprintf(events, sizeof events, "%s,%s", order ? two : one, order ? one : two);
    rsup_person *const person = load_events(config, events);
    rsup_result *result = NULL;
    assert_int_equal(rsup_person_report(person, &result, NULL), RSUP_OK);
    assert_int_equal(rsup_report_get(result)->problem_count, 1);
    assert_string_equal(rsup_report_get(result)->problems[0]->code, "RSUP_E_CONFLICT");
    assert_string_equal(rsup_report_get(result)->problems[0]->path,
                        order ? "events[0]" : "events[1]");
    assert_int_equal(rsup_report_get(result)->left_out, 1);
    rsupi_arena arena;
    const rsupi_view *const view = ask(person, "2025-04-01T00:00Z", NULL, &arena).view;
    assert_int_equal(view->event_count, 1);
    assert_true(view->events[0]->more->amount == 1);
    char *const text = written(person);
    if (first) assert_string_equal(text, first);
    free(first);
    first = text;
    rsupi_arena_free(&arena);
    rsup_result_free(result);
    rsup_person_free(person);
  }
  free(first);
  rsup_config_free(config);
}

static void the_same_entry_twice_is_one(void **state) {
  (void)state;
  static const char *const twice = "{\"type\":\"use_day\",\"id\":\"a\",\"on\":\"2025-03-01\","
                                   "\"target\":\"alcohol\",\"amount\":1},"
                                   "{\"id\":\"a\",\"amount\":1,\"on\":\"2025-03-01\",\"target\":"
                                   "\"alcohol\",\"type\":\"use_day\"}";
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, twice);
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_report(person, &result, NULL), RSUP_OK);
  assert_int_equal(rsup_report_get(result)->problem_count, 0);
  assert_int_equal(rsup_report_get(result)->used, 2); /* the zone and one use day */
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void keys_of_the_host_are_kept_without_a_word(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  char *const text = record_with("\"x-app\":{\"theme\":\"dark\"},\"cursor\":7");
  rsup_person *const person = load_text(config, text);
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_report(person, &result, NULL), RSUP_OK);
  assert_int_equal(rsup_report_get(result)->problem_count, 0);
  char *const back = written(person);
  assert_non_null(strstr(back, "\"x-app\":{\"theme\":\"dark\"}"));
  assert_null(strstr(back, "cursor"));
  free(back);
  free(text);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_defect_is_one_line_and_is_kept_verbatim),
      cmocka_unit_test(an_answer_out_of_range_is_left_out_alone),
      cmocka_unit_test(a_day_back_before_the_setback_is_left_out_alone),
      cmocka_unit_test(an_unusable_revision_is_not_replaced_by_what_it_replaced),
      cmocka_unit_test(two_that_contradict_are_kept_and_the_first_in_bytes_is_used),
      cmocka_unit_test(the_same_entry_twice_is_one),
      cmocka_unit_test(keys_of_the_host_are_kept_without_a_word),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
