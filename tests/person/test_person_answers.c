/* Answers by the kind of their item, on a form of our own. */
#include "core/numbers.h"
#include "person/person_support.h"

static const char form[] = "format: recovery-support/config\n"
                           "format_version: 1\n"
                           "forms:\n"
                           "  - id: night\n"
                           "    version: 1\n"
                           "    days: daily\n"
                           "    opens: \"20:00\"\n"
                           "    due: \"22:00\"\n"
                           "    closes: \"24:00\"\n"
                           "    items:\n"
                           "      - {id: drinks, kind: count, min: 0, max: 50}\n"
                           "      - {id: slept, kind: duration, min: 0, max: 1440}\n"
                           "      - {id: half, kind: scale, min: 1, max: 3, step: 0.5}\n"
                           "      - {id: place, kind: choice, choices: [home, away, unknown]}\n"
                           "      - {id: people, kind: choices, choices: [family, friends]}\n"
                           "      - {id: smoked, kind: yes_no, target: tobacco}\n"
                           "renamed: {roles: {buddy: friend}}\n";

static rsup_status try_answer(rsup_person *person, const char *answer) {
  static int number = 0;
  char text[300];
  (void)snprintf(text, sizeof text,
                 "{\"type\":\"checkin\",\"id\":\"n%d\",\"form\":\"night\",\"on\":\"2025-03-01\","
                 "\"answers\":{%s}}",
                 number++, answer);
  return append(person, text, NULL, NULL);
}

static void each_kind_takes_its_values_and_no_others(void **state) {
  (void)state;
  static const struct {
    const char *answer;
    rsup_status status;
  } cases[] = {
      {"\"drinks\":3", RSUP_OK},
      {"\"drinks\":2.5", RSUP_E_RANGE},
      {"\"drinks\":51", RSUP_E_RANGE},
      {"\"drinks\":\"three\"", RSUP_E_SCHEMA},
      {"\"drinks\":[3]", RSUP_E_SCHEMA},
      {"\"drinks\":\"refused\"", RSUP_OK},
      {"\"slept\":412.5", RSUP_OK},
      {"\"half\":1.5", RSUP_OK},
      {"\"half\":1.25", RSUP_E_RANGE},
      {"\"half\":0.5", RSUP_E_RANGE},
      {"\"place\":\"home\"", RSUP_OK},
      {"\"place\":\"moon\"", RSUP_E_RANGE},
      {"\"place\":[\"home\"]", RSUP_E_RANGE},
      {"\"place\":\"not_asked\"", RSUP_OK},
      {"\"people\":[\"family\",\"friends\"]", RSUP_OK},
      {"\"people\":\"family\"", RSUP_OK},
      {"\"people\":[]", RSUP_OK},
      {"\"people\":[\"family\",\"ghosts\"]", RSUP_E_RANGE},
      {"\"people\":{\"family\":1}", RSUP_E_RANGE},
      {"\"smoked\":true", RSUP_OK},
      {"\"smoked\":1", RSUP_E_SCHEMA},
      {"\"smoked\":null", RSUP_OK},
  };
  vault v;
  rsup_config *const config = vault_config_with(&v, form);
  rsup_person *const person = load_events(config, "");
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const rsup_status status = try_answer(person, cases[i].answer);
    if (status != cases[i].status) fail_msg("%s: %s", cases[i].answer, rsup_status_name(status));
  }
  rsup_person_free(person);
  rsup_config_free(config);
}

static const rsupi_event *read_checkin(rsup_config *config, rsup_person **out,
                                       const char *answers) {
  char text[400];
  (void)snprintf(text, sizeof text,
                 "{\"type\":\"checkin\",\"id\":\"a\",\"form\":\"night\",\"on\":\"2025-03-01\","
                 "\"answers\":{%s}}",
                 answers);
  *out = load_events(config, text);
  rsupi_arena arena;
  const rsupi_event *const event =
      event_named(ask(*out, "2025-04-01T00:00Z", NULL, &arena).view, "a");
  rsupi_arena_free(&arena);
  return event;
}

static void a_choice_of_the_form_comes_before_the_word_for_no_answer(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config_with(&v, form);
  rsup_person *person;
  const rsupi_event *const event =
      read_checkin(config, &person, "\"place\":\"unknown\",\"people\":\"unknown\"");
  assert_int_equal(rsupi_answer_at(event, 0).state, RSUPI_ANSWER_VALUE);
  assert_string_equal(rsupi_answer_at(event, 0).texts[0], "unknown");
  assert_int_equal(rsupi_answer_at(event, 1).state, RSUPI_ANSWER_UNKNOWN);
  assert_int_equal(rsupi_answer_at(event, 1).text_count, 0);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void an_item_that_speaks_of_one_target_names_it(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config_with(&v, form);
  rsup_person *person;
  const rsupi_event *const event =
      read_checkin(config, &person, "\"smoked\":false,\"drinks\":null");
  assert_int_equal(event->questions->count, 1); /* null: neither an answer nor a word why */
  assert_string_equal(rsupi_answer_at(event, 0).target, "tobacco");
  assert_true(rsupi_answer_at(event, 0).number == 0);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void an_item_per_target_may_be_refused_whole(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config,
      "{\"type\":\"checkin\",\"id\":\"a\",\"form\":\"daily\",\"on\":\"2025-03-01\",\"answers\":"
      "{\"craving\":\"refused\",\"used\":{\"alcohol\":\"unknown\",\"opioids\":null}}}");
  rsupi_arena arena;
  const rsupi_event *const event =
      event_named(ask(person, "2025-04-01T00:00Z", NULL, &arena).view, "a");
  assert_int_equal(event->questions->count, 2);
  assert_int_equal(rsupi_answer_at(event, 0).state, RSUPI_ANSWER_REFUSED);
  assert_null(rsupi_answer_at(event, 0).target);
  assert_int_equal(rsupi_answer_at(event, 1).state, RSUPI_ANSWER_UNKNOWN);
  assert_string_equal(rsupi_answer_at(event, 1).target, "alcohol");
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void yes_and_no_answer_a_questionnaire_of_yes_and_no(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config_with(
      &v,
      "format: recovery-support/config\nformat_version: 1\ninstruments: [{id: c-ssrs-screener}]\n");
  rsup_person *const person = load_events(config, "");
  rsup_safety safety;
  rsup_error err;
  static const char positive[] =
      "{\"type\":\"answers\",\"id\":\"a\",\"instrument\":\"c-ssrs-screener\",\"on\":\"2025-03-01\","
      "\"answers\":{\"q1\":false,\"q2\":false,\"q6\":true}}";
  if (append(person, positive, &safety, &err)) fail_msg("%s: %s", err.path, err.message);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  static const char negative[] =
      "{\"type\":\"answers\",\"id\":\"b\",\"instrument\":\"c-ssrs-screener\",\"on\":\"2025-03-01\","
      "\"answers\":{\"q1\":0,\"q2\":0,\"q6\":0}}";
  if (append(person, negative, &safety, &err)) fail_msg("%s: %s", err.path, err.message);
  assert_int_equal(safety.level, RSUP_SAFETY_NONE_REPORTED); /* q3 to q5 are asked after a yes */
  rsup_person_free(person);
  rsup_config_free(config);
}

/* Of 0 to 3, true is none: the same answers are refused when a questionnaire is scored. */
static void true_is_no_answer_of_0_to_3(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, "");
  rsup_safety safety;
  rsup_error err;
  static const char entry[] = "{\"type\":\"answers\",\"id\":\"a\",\"instrument\":\"phq-9\","
                              "\"on\":\"2025-03-01\",\"answers\":{\"q9\":true}}";
  assert_int_equal(append(person, entry, &safety, &err), RSUP_E_SCHEMA);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void renamed_ids_are_read_as_the_new_ones(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config_with(&v, form);
  rsup_person *const person = load_full(config);
  append_fine(person, "{\"type\":\"tie\",\"id\":\"leo\",\"roles\":[{\"role\":\"buddy\"}]}");
  rsupi_arena arena;
  const rsupi_view *const view = ask(person, "2026-01-01T00:00Z", NULL, &arena).view;
  assert_string_equal(rsupi_view_tie(view, "leo")->roles[0].role, "friend");
  assert_string_equal(event_named(view, "e5")->more->helped[0],
                      "call_someone"); /* called-someone */
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_kind_takes_its_values_and_no_others),
      cmocka_unit_test(a_choice_of_the_form_comes_before_the_word_for_no_answer),
      cmocka_unit_test(an_item_that_speaks_of_one_target_names_it),
      cmocka_unit_test(an_item_per_target_may_be_refused_whole),
      cmocka_unit_test(yes_and_no_answer_a_questionnaire_of_yes_and_no),
      cmocka_unit_test(true_is_no_answer_of_0_to_3),
      cmocka_unit_test(renamed_ids_are_read_as_the_new_ones),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
