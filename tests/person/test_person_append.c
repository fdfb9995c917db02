/* Appending: strict, all or nothing; revisions, retractions and conflicts. */
#include "person/person_support.h"

#define CONTACT(ID, MORE)                                                                          \
  "{\"type\":\"contact\",\"id\":\"" ID "\",\"tie\":\"rui\",\"at\":\"2025-10-20T10:00Z\"" MORE "}"

static void refused(rsup_person *person, const char *text, rsup_status expected, const char *path) {
  char *const before = written(person);
  rsup_error err;
  rsup_safety safety;
  const rsup_status status = append(person, text, &safety, &err);
  if (status != expected || (path && strcmp(err.path, path)))
    fail_msg("%s: %s at \"%s\": %s", text, rsup_status_name(status), err.path, err.message);
  assert_int_equal(err.status, expected);
  char *const after = written(person);
  assert_string_equal(before, after);
  free(before);
  free(after);
}

static const struct {
  const char *text;
  rsup_status status;
  const char *path;
} refusals[] = {
    {"{\"type\":\"contact\",\"tie\":\"rui\",\"at\":\"2025-10-20T10:00Z\"}", RSUP_E_SCHEMA, ""},
    {"{\"type\":\"contact\",\"id\":\"n\",\"tie\":\"rui\",\"at\":\"2025-10-20T10:00\"}", RSUP_E_TIME,
     "at"},
    {"{\"type\":\"contact\",\"id\":\"n\",\"tie\":\"rui\"}", RSUP_E_TIME, ""},
    {"{\"type\":\"contact\",\"id\":\"n\",\"tie\":\"rui\",\"at\":\"2025-10-20T10:00Z\",\"mood\":"
     "1}",
     RSUP_E_SCHEMA, ""},
    {"{\"type\":\"checkin\",\"id\":\"n\",\"form\":\"daily\",\"at\":\"2025-10-20T10:00Z\","
     "\"answers\":"
     "{\"mood\":11}}",
     RSUP_E_RANGE, "answers.mood"},
    {"{\"type\":\"checkin\",\"id\":\"n\",\"form\":\"daily\",\"at\":\"2025-10-20T10:00Z\","
     "\"answers\":"
     "{\"mood\":4.5}}",
     RSUP_E_RANGE, "answers.mood"},
    {"{\"type\":\"checkin\",\"id\":\"n\",\"form\":\"daily\",\"at\":\"2025-10-20T10:00Z\","
     "\"answers\":"
     "{\"moon\":1}}",
     RSUP_E_UNKNOWN_NAME, NULL},
    {"{\"type\":\"checkin\",\"id\":\"n\",\"form\":\"daily\",\"at\":\"2025-10-20T10:00Z\","
     "\"answers\":"
     "{\"craving\":5}}",
     RSUP_E_SCHEMA, "answers.craving"},
    {"{\"type\":\"checkin\",\"id\":\"n\",\"form\":\"never\",\"at\":\"2025-10-20T10:00Z\","
     "\"answers\":"
     "{\"mood\":1}}",
     RSUP_E_UNKNOWN_NAME, "form"},
    {"{\"type\":\"answers\",\"id\":\"n\",\"instrument\":\"phq-9\",\"at\":\"2025-10-20T10:00Z\","
     "\"answers\":{\"q1\":7}}",
     RSUP_E_RANGE, "answers.q1"},
    {"{\"type\":\"answers\",\"id\":\"n\",\"instrument\":\"phq-9\",\"at\":\"2025-10-20T10:00Z\","
     "\"answers\":{\"q77\":1}}",
     RSUP_E_UNKNOWN_NAME, NULL},
    {"{\"type\":\"tie\",\"id\":\"n\",\"roles\":[{\"role\":\"wizard\"}]}", RSUP_E_UNKNOWN_NAME,
     "roles[0].role"},
    {"{\"type\":\"tie\",\"roles\":[{\"role\":\"friend\"}]}", RSUP_E_SCHEMA, ""},
    {"{\"type\":\"zone\",\"from\":\"2025-10-20T10:00Z\",\"zone\":\"Europe/Atlantis\"}",
     RSUP_E_UNKNOWN_ZONE, "zone"},
    {"{\"type\":\"zone\",\"from\":\"2025-10-20T10:00\",\"zone\":\"Europe/Berlin\"}", RSUP_E_TIME,
     "from"},
    {"{\"type\":\"use_day\",\"id\":\"n\",\"target\":\"a\",\"from\":\"2025-03-01\"}", RSUP_E_TIME,
     ""},
    {"{\"type\":\"use_day\",\"id\":\"n\",\"target\":\"a\",\"to\":\"2025-03-01\"}", RSUP_E_TIME, ""},
    {"{\"type\":\"checkin\",\"id\":\"n\",\"form\":[],\"on\":\"2025-03-01\",\"answers\":{}}",
     RSUP_E_SCHEMA, "form"},
    {"{\"type\":\"target\",\"id\":\"n\",\"goal\":{\"kind\":\"at_most\"}}", RSUP_E_SCHEMA, "goal"},
    {"{\"type\":\"target\",\"id\":\"n\",\"goal\":{\"kind\":\"abstain\",\"from\":\"2025-03-05\","
     "\"until\":\"2025-03-01\"}}",
     RSUP_E_TIME, "goal.until"},
    {"{\"type\":\"target\",\"id\":\"n\",\"medications\":[{\"class\":\"moud\",\"agent\":"
     "\"methadone\","
     "\"from\":\"2025-03-05\",\"to\":\"2025-03-01\"}]}",
     RSUP_E_TIME, "medications[0].to"},
    {"{\"type\":\"setting\",\"id\":\"n\",\"kind\":\"controlled\",\"from\":\"2025-03-05\",\"to\":"
     "\"2025-03-01\"}",
     RSUP_E_TIME, "to"},
    {"{\"type\":\"setback\",\"id\":\"n\",\"target\":\"a\",\"on\":\"2025-03-05\",\"resumed\":"
     "\"2025-03-04\"}",
     RSUP_E_TIME, "resumed"},
    {"{\"type\":\"seance\",\"id\":\"n\"}", RSUP_E_UNKNOWN_NAME, "type"},
    {"{\"id\":\"n\"}", RSUP_E_SCHEMA, ""},
    {"[5]", RSUP_E_SCHEMA, "[0]"},
    {"7", RSUP_E_SCHEMA, ""},
    {"{\"type\":", RSUP_E_SYNTAX, ""},
    {"[" CONTACT("n1", "") ",{\"type\":\"contact\",\"id\":\"n2\"}]", RSUP_E_SCHEMA, "[1]"},
    {"[" CONTACT("n1", "") "," CONTACT("e1", "") "]", RSUP_E_CONFLICT, "[1]"},
    {"[" CONTACT("n1", "") "," CONTACT("n1", ",\"by\":\"me\"") "]", RSUP_E_CONFLICT, NULL},
    {"{\"type\":\"void\",\"id\":\"n\",\"of\":\"events|e5\",\"section\":\"erased\"}",
     RSUP_E_UNKNOWN_NAME, "section"},
    {"{\"type\":\"void\",\"id\":\"n\",\"of\":\"rui\",\"section\":\"tie\"}", RSUP_E_UNKNOWN_NAME,
     "section"},
    {"{\"type\":\"word\",\"id\":\"today.title\",\"text\":7}", RSUP_E_SCHEMA, "text"},
    {"{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"other\"}", RSUP_E_STATE,
     "id"},
    {"{\"format\":\"recovery-support/person\",\"format_version\":2,\"id\":\"m3k9\"}",
     RSUP_E_VERSION, "format_version"},
};

static void each_refusal_leaves_the_record_as_it_was(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++)
    refused(person, refusals[i].text, refusals[i].status, refusals[i].path);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
}

/* Wherever a value or an unknown key stands, no error repeats it. */
static void no_error_holds_a_value(void **state) {
  (void)state;
#define EVENT(TYPE, MORE)                                                                          \
  "{\"type\":\"" TYPE "\",\"id\":\"n\",\"at\":\"2025-10-20T10:00Z\"," MORE "}"
  static const char *const texts[] = {
      "{\"type\":\"Zebra7\"}",
      "{\"Zebra7\":1}",
      "{\"Zebra7",
      "Zebra7: {Zebra7: [",
      "Zebra7: 1\nZebra7: 2",
      "{\"Zebra7\":1,\"Zebra7\":2}",
      EVENT("contact", "\"tie\":\"Zebra7 Zebra7\""),
      EVENT("contact", "\"tie\":{\"Zebra7\":1}"),
      EVENT("contact", "\"tie\":\"a\",\"Zebra7\":\"Zebra7\""),
      EVENT("contact", "\"tie\":\"a\",\"by\":\"Zebra7\""),
      EVENT("contact", "\"tie\":\"a\",\"recorded_at\":\"Zebra7\""),
      EVENT("contact", "\"tie\":\"a\",\"revision\":\"Zebra7\""),
      EVENT("checkin", "\"form\":\"Zebra7\",\"answers\":{}"),
      EVENT("checkin", "\"form\":\"daily\",\"answers\":\"Zebra7\""),
      EVENT("checkin", "\"form\":\"daily\",\"answers\":{\"Zebra7\":1}"),
      EVENT("checkin", "\"form\":\"daily\",\"answers\":{\"mood\":\"Zebra7\"}"),
      EVENT("checkin", "\"form\":\"daily\",\"answers\":{\"craving\":{\"Zebra7\":99}}"),
      EVENT("answers", "\"instrument\":\"Zebra7\",\"answers\":{}"),
      EVENT("answers", "\"instrument\":\"phq-9\",\"answers\":{\"Zebra7\":1}"),
      EVENT("answers", "\"instrument\":\"phq-9\",\"answers\":{\"q1\":\"Zebra7\"}"),
      EVENT("sign", "\"kind\":\"Zebra7\""),
      "{\"type\":\"tie\",\"id\":\"n\",\"roles\":[{\"role\":\"Zebra7\"}]}",
      "{\"type\":\"tie\",\"id\":\"n\",\"gives\":[\"Zebra7\"]}",
      "{\"type\":\"zone\",\"zone\":\"Zebra7\"}",
      "{\"type\":\"plan\",\"id\":\"n\",\"reviewed\":\"Zebra7\"}",
      "{\"format\":\"Zebra7\"}",
      "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"Zebra7\"}",
      "{\"format\":\"recovery-support/person\",\"format_version\":\"Zebra7\"}",
  };
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    rsup_error err;
    if (append(person, texts[i], NULL, &err) == RSUP_OK) fail_msg("taken: %s", texts[i]);
    if (strstr(err.message, "Zebra7") || strstr(err.path, "Zebra7") || strstr(err.source, "Zebra7"))
      fail_msg("%s: %s: %s", texts[i], err.path, err.message);
    if (vault_holds(&v, "Zebra7")) fail_msg("%s is still held", texts[i]);
  }
  rsup_person_free(person);
  rsup_config_free(config);
}

static const rsupi_event *live(const rsup_person *person, const char *id) {
  rsupi_arena arena;
  const rsupi_view *const view = ask(person, "2030-01-01T00:00Z", NULL, &arena).view;
  const rsupi_event *const event = event_named(view, id); /* of the record, not of the arena */
  assert_null(arena.chunks);
  rsupi_arena_free(&arena);
  return event;
}

/* Written as the 11th in Berlin, it was still the 10th in New York: back on that day is fine. */
static void a_day_back_is_a_day_of_where_the_person_was(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  append_fine(person, "{\"type\":\"setback\",\"id\":\"n\",\"target\":\"a\",\"at\":"
                      "\"2026-02-11T02:00+01:00\",\"resumed\":\"2026-02-10\"}");
  refused(person,
          "{\"type\":\"setback\",\"id\":\"n2\",\"target\":\"a\",\"at\":"
          "\"2026-02-11T02:00+01:00\",\"resumed\":\"2026-02-09\"}",
          RSUP_E_TIME, "resumed");
  rsup_person_free(person);
  rsup_config_free(config);
}

static void the_same_entry_again_changes_nothing(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  append_fine(person, CONTACT("n", ""));
  int64_t cursor = 0, after = 0;
  char *const before = written(person);
  free(changes(person, 0, &cursor));
  append_fine(person,
              "{\"tie\":\"rui\",\"type\":\"contact\",\"at\":\"2025-10-20T10:00Z\",\"id\":\"n\"}");
  char *const same = written(person);
  free(changes(person, 0, &after));
  assert_string_equal(before, same);
  assert_int_equal(cursor, after);
  free(before);
  free(same);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void the_highest_revision_wins_whatever_came_first(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  append_fine(person, CONTACT("n", ",\"revision\":2,\"outcome\":\"reached\""));
  append_fine(person, CONTACT("n", ",\"outcome\":\"message_left\""));
  append_fine(person, CONTACT("n", ",\"revision\":1,\"outcome\":\"not_reached\""));
  assert_int_equal(live(person, "n")->more->outcome, RSUPI_OUTCOME_REACHED);
  assert_int_equal(rsupi_revision_of(&live(person, "n")->head), 2);
  append_fine(person, CONTACT("n", ",\"revision\":3,\"outcome\":\"not_reached\""));
  assert_int_equal(live(person, "n")->more->outcome, RSUPI_OUTCOME_NOT_REACHED);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_void_retracts_every_revision_before_or_after_it(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  append_fine(person, "{\"type\":\"void\",\"id\":\"v1\",\"of\":\"n\"}");
  append_fine(person, CONTACT("n", ""));
  append_fine(person, CONTACT("n", ",\"revision\":1,\"by\":\"me\""));
  assert_null(live(person, "n"));
  append_fine(person, "{\"type\":\"void\",\"id\":\"v2\",\"of\":\"v1\"}"); /* a void is final */
  assert_null(live(person, "n"));
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_void_may_name_a_section(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  append_fine(person, "{\"type\":\"void\",\"id\":\"v1\",\"of\":\"rui\",\"section\":\"ties\"}");
  rsupi_arena arena;
  const rsupi_view *const view = ask(person, "2030-01-01T00:00Z", NULL, &arena).view;
  assert_null(rsupi_view_tie(view, "rui"));
  assert_non_null(rsupi_view_tie(view, "ines"));
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void later_statements_stand_last(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  append_fine(person, "[{\"type\":\"plan\",\"id\":\"a\",\"reviewed\":\"2025-11-01\"},"
                      "{\"type\":\"status\",\"from\":\"2024-01-01\",\"state\":\"withdrawn\"},"
                      "{\"type\":\"fact\",\"id\":\"f2\",\"name\":\"insured\",\"value\":true},"
                      "{\"type\":\"languages\",\"id\":\"l2\",\"values\":[\"fr\"],"
                      "\"recorded_at\":\"2025-11-01T00:00Z\"}]");
  rsupi_arena arena;
  const rsupi_view *const view = ask(person, "2030-01-01T00:00Z", NULL, &arena).view;
  assert_int_equal(view->plan_count, 2);
  assert_string_equal(view->plans[1]->head.id, "a"); /* v1 was reviewed in September */
  assert_int_equal(view->status[1]->state, RSUPI_PERSON_ACTIVE);
  assert_true(view->facts[1]->number == 1);
  assert_int_equal(view->language_count, 1); /* of two statements, what was recorded last */
  assert_string_equal(view->languages[0], "fr");
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_list_is_taken_whole(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  append_fine(person, "- {type: contact, id: n1, tie: rui, at: \"2025-10-20T10:00Z\"}\n"
                      "- {type: tie, id: leo, roles: [{role: friend}]}\n"
                      "- {type: standing, values: [family], revision: 1}\n");
  rsupi_arena arena;
  const rsupi_view *const view = ask(person, "2030-01-01T00:00Z", NULL, &arena).view;
  assert_non_null(event_named(view, "n1"));
  assert_non_null(rsupi_view_tie(view, "leo"));
  assert_int_equal(view->standing, 1 << RSUPI_STANDING_FAMILY);
  rsupi_arena_free(&arena);
  append_fine(person, "[]");
  rsup_person_free(person);
  rsup_config_free(config);
}

static void an_append_after_a_new_zone_dates_old_events_anew(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config, "{\"type\":\"contact\",\"id\":\"n\",\"tie\":\"rui\",\"at\":\"2025-03-02T02:00Z\"}");
  assert_int_equal(live(person, "n")->first, day("2025-03-02"));
  append_fine(person,
              "{\"type\":\"zone\",\"from\":\"2025-02-01T00:00Z\",\"zone\":\"America/New_York\"}");
  assert_int_equal(live(person, "n")->first, day("2025-03-01")); /* 21:00 the evening before */
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_refusal_leaves_the_record_as_it_was),
      cmocka_unit_test(no_error_holds_a_value),
      cmocka_unit_test(a_day_back_is_a_day_of_where_the_person_was),
      cmocka_unit_test(the_same_entry_again_changes_nothing),
      cmocka_unit_test(the_highest_revision_wins_whatever_came_first),
      cmocka_unit_test(a_void_retracts_every_revision_before_or_after_it),
      cmocka_unit_test(a_void_may_name_a_section),
      cmocka_unit_test(later_statements_stand_last),
      cmocka_unit_test(a_list_is_taken_whole),
      cmocka_unit_test(an_append_after_a_new_zone_dates_old_events_anew),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
