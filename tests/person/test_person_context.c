/* What was known of the person as a questionnaire was filled in: kept with its answers, and only
 * what it asks for. */
#include "person_support.h"
#include "recovery-support.h"

static const char drinks[] = "format: recovery-support/config\nformat_version: 1\n"
                             "instruments: [{id: audit-c}]\n";

#define ANSWERS(ID, CONTEXT)                                                                       \
  "{\"type\":\"answers\",\"id\":\"" ID "\",\"instrument\":\"audit-c\",\"on\":\"2025-03-01\","      \
  "\"answers\":{\"q1\":1,\"q2\":1,\"q3\":1},\"context\":" CONTEXT "}"

static void only_what_the_questionnaire_asks_for_is_taken(void **state) {
  (void)state;
  static const struct {
    const char *text, *path;
    rsup_status status;
  } cases[] = {
      {ANSWERS("a", "{\"sex\":\"female\"}"), "", RSUP_OK},
      {ANSWERS("b", "{\"sex\":\"refused\"}"), "", RSUP_OK},
      {ANSWERS("c", "{\"sex\":null}"), "", RSUP_OK},
      {ANSWERS("d", "{}"), "", RSUP_OK},
      {ANSWERS("e", "[]"), "", RSUP_OK}, /* an empty table of Lua */
      {ANSWERS("f", "null"), "", RSUP_OK},
      {ANSWERS("g", "{\"sex\":\"zq9\"}"), "context.sex", RSUP_E_RANGE},
      {ANSWERS("h", "{\"sex\":[\"zq9\"]}"), "context.sex", RSUP_E_RANGE},
      {ANSWERS("i", "{\"zq9\":\"female\"}"), "context[0]", RSUP_E_UNKNOWN_NAME},
      {ANSWERS("j", "\"zq9\""), "context", RSUP_E_SCHEMA},
      {ANSWERS("k", "[\"zq9\"]"), "context", RSUP_E_SCHEMA},
  };
  vault v;
  rsup_config *const config = vault_config_with(&v, drinks);
  rsup_person *const person = load_events(config, "");
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    rsup_error err;
    const rsup_status status = append(person, cases[i].text, NULL, &err);
    if (status != cases[i].status)
      fail_msg("%s: %s %s", cases[i].text, rsup_status_name(status), err.message);
    if (!status) continue;
    assert_string_equal(err.path, cases[i].path);
    assert_null(strstr(err.message, "zq9"));
  }
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_record_loses_no_answers_over_it(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config_with(&v, drinks);
  rsup_person *const person =
      load_events(config, ANSWERS("a", "{\"sex\":\"zq9\"}") "," ANSWERS("b", "{\"sex\":\"male\"}"));
  rsupi_arena arena;
  const rsupi_view *const view = ask(person, "2025-04-01T00:00Z", NULL, &arena).view;
  const rsupi_event *const a = event_named(view, "a"), *const b = event_named(view, "b");
  assert_int_equal(a->questions->count, 3);
  assert_int_equal(a->more->context_count, 0);
  assert_int_equal(b->more->context_count, 1);
  assert_string_equal(b->more->context[0].name, "sex");
  assert_string_equal(b->more->context[0].value, "male");
  rsup_result *report = NULL;
  assert_int_equal(rsup_person_report(person, &report, NULL), RSUP_OK);
  assert_int_equal(rsup_report_get(report)->problem_count, 1);
  rsup_result_free(report);
  char *const text = written(person);
  assert_non_null(strstr(text, "\"context\":{\"sex\":\"zq9\"}")); /* kept as it was told */
  free(text);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* AUDIT-C of 1, 1, 1 is 3: a positive screen from 3 for women, from 4 for men (VistA). */
static const rsup_score *total_of(const rsup_person *person, rsup_result **out) {
  rsup_error err;
  if (rsup_today(person, instant("2025-03-02T12:00Z"), NULL, out, &err))
    fail_msg("%s", err.message);
  const rsup_day_picture *const picture = rsup_today_get(*out);
  assert_int_equal(picture->assessment_count, 1);
  const rsup_score *const total = picture->assessments[0]->scores[0];
  assert_true(total->value == 3);
  return total;
}

static void expect_positive(rsup_config *config, const char *event, size_t reached,
                            size_t cautious) {
  rsup_person *const person = load_events(config, event);
  rsup_person *opened = NULL;
  rsup_result *blob = NULL, *result;
  assert_int_equal(rsup_person_snapshot(person, &blob, NULL), RSUP_OK);
  assert_int_equal(rsup_person_open_snapshot(config, rsup_snapshot_bytes(blob),
                                             (size_t)rsup_snapshot_get(blob)->length, &opened,
                                             NULL),
                   RSUP_OK);
  const rsup_person *const both[] = {person, opened};
  for (size_t i = 0; i < 2; i++) {
    const rsup_score *const total = total_of(both[i], &result);
    assert_int_equal(total->cutoff_count, reached);
    assert_int_equal(total->cautious_count, cautious);
    rsup_result_free(result);
  }
  rsup_result_free(blob);
  rsup_person_free(opened);
  rsup_person_free(person);
}

static void the_picture_takes_the_cut_off_that_applies(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config_with(&v, drinks);
  expect_positive(config, ANSWERS("a", "{\"sex\":\"female\"}"), 1, 0);
  expect_positive(config, ANSWERS("a", "{\"sex\":\"male\"}"), 0, 0);
  expect_positive(config, ANSWERS("a", "{\"sex\":\"refused\"}"), 1, 1); /* cautious: from 3 */
  expect_positive(config, ANSWERS("a", "{}"), 1, 1);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
  assert_int_equal(v.not_wiped, 0);
}

/* A fact of the record is no context: it says what was so on its own day. */
static void a_fact_is_not_taken_for_it(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config_with(&v, drinks);
  rsup_person *const person = load_events(config, ANSWERS("a", "{}"));
  append_fine(person, "{\"type\":\"fact\",\"id\":\"f\",\"name\":\"sex\",\"value\":\"male\"}");
  rsup_result *result;
  assert_int_equal(total_of(person, &result)->cautious_count, 1);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void it_goes_with_the_answers_to_who_may_see_them(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config_with(&v, drinks);
  rsup_person *const person = load_events(config, ANSWERS("a", "{\"sex\":\"male\"}"));
  const rsup_consent_question question = {.struct_size = sizeof question,
                                          .now = instant("2025-03-02T12:00Z"),
                                          .actor = "clinic",
                                          .role = "clinician",
                                          .purpose = "TREAT"};
  rsup_person *view = NULL;
  rsup_result *result;
  append_fine(person, "{\"type\":\"consent\",\"id\":\"c\",\"grantor\":\"self\",\"to\":\"clinic\","
                      "\"purpose\":[\"TREAT\"],\"what\":[\"profile\",\"answers\"]}");
  assert_int_equal(rsup_consent_view(person, &question, &view, NULL), RSUP_OK);
  assert_int_equal(total_of(view, &result)->cutoff_count, 0);
  rsup_result_free(result);
  rsup_person_free(view);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_what_the_questionnaire_asks_for_is_taken),
      cmocka_unit_test(a_record_loses_no_answers_over_it),
      cmocka_unit_test(the_picture_takes_the_cut_off_that_applies),
      cmocka_unit_test(a_fact_is_not_taken_for_it),
      cmocka_unit_test(it_goes_with_the_answers_to_who_may_see_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
