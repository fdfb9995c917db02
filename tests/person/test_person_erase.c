/* Erasing is physical: what was erased is in no byte that is written, held or let go. */
#include "person/person_support.h"

static const char canary[] = "Zebra7";
static const char head[] =
    "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"m3k9\",";

/* One section each, the canary in every text it can hold; ids of their own stay without it. */
static const struct {
  const char *selector, *section;
} cases[] = {
    {"facts",
     "\"facts\":[{\"id\":\"f1\",\"name\":\"Zebra7\",\"value\":\"Zebra7\",\"source\":\"Zebra7\","
     "\"device\":\"Zebra7\"}]"},
    {"facts/f1",
     "\"facts\":[{\"id\":\"f1\",\"name\":\"Zebra7\",\"value\":{\"Zebra7\":[\"Zebra7\"]}}]"},
    {"guardians", "\"guardians\":[{\"tie\":\"Zebra7\"}]"},
    {"guardians/Zebra7", "\"guardians\":[{\"tie\":\"Zebra7\"}]"},
    {"settings/h", "\"settings\":[{\"id\":\"h\",\"kind\":\"controlled\",\"from\":\"2025-01-01\","
                   "\"source\":\"Zebra7\"}]"},
    {"targets/t",
     "\"targets\":[{\"id\":\"t\",\"counts\":[\"Zebra7\"],\"goal\":{\"kind\":\"abstain\","
     "\"unit\":\"Zebra7\"},\"medications\":[{\"class\":\"Zebra7\",\"agent\":\"Zebra7\"}]}]"},
    {"ties/t", "\"ties\":[{\"id\":\"t\",\"channels\":[\"Zebra7\"],\"tags\":[\"Zebra7\"],\"person\":"
               "\"Zebra7\"},{\"id\":\"t\",\"revision\":1,\"tags\":[\"Zebra7\"]}]"},
    {"ties", "\"ties\":[{\"id\":\"t\",\"roles\":[{\"role\":\"Zebra7\"}]},{\"id\":\"Zebra7 7\"},"
             "{\"tags\":\"Zebra7\"},\"Zebra7\"]"},
    {"self", "\"self\":{\"source\":\"Zebra7\"}"},
    {"languages", "\"languages\":[\"Zebra7\"]"},
    {"region", "\"region\":[{\"region\":\"Zebra7\"}]"},
    {"alter_ties", "\"alter_ties\":[{\"a\":\"Zebra7\",\"b\":\"Zebra7b\",\"state\":\"tied\"}]"},
    {"asked", "\"asked\":[{\"generator\":\"Zebra7\",\"outcome\":\"none\"}]"},
    {"memberships/Zebra7/tue", "\"memberships\":[{\"group\":\"Zebra7/tue\",\"roles\":[{\"role\":"
                               "\"Zebra7\"}]}]"},
    {"events/a",
     "\"events\":[{\"type\":\"contact\",\"id\":\"a\",\"on\":\"2025-03-01\",\"tie\":\"Zebra7\","
     "\"channel\":\"Zebra7\"},{\"type\":\"void\",\"id\":\"v\",\"of\":\"a\",\"reason\":\"Zebra7\"}"
     "]"},
    {"events/v",
     "\"events\":[{\"type\":\"contact\",\"id\":\"a\",\"on\":\"2025-03-01\",\"tie\":\"Zebra7\"},"
     "{\"type\":\"contact\",\"id\":\"a\",\"on\":\"2025-03-01\",\"tie\":\"Zebra7\",\"revision\":1},"
     "{\"type\":\"void\",\"id\":\"v\",\"of\":\"a\"},{\"type\":\"void\",\"id\":\"v\",\"of\":\"a\","
     "\"revision\":1,\"reason\":\"Zebra7\"},{\"type\":\"void\",\"id\":\"w\",\"of\":\"a\","
     "\"reason\":\"Zebra7\"}]"},
    {"events/v",
     "\"events\":[{\"type\":\"contact\",\"id\":\"a\",\"on\":\"2025-03-01\",\"tie\":\"Zebra7\"},"
     "{\"type\":\"void\",\"id\":\"v\",\"of\":\"a\",\"reason\":\"Zebra7\"}]"},
    {"events",
     "\"events\":[{\"type\":\"checkin\",\"id\":\"a\",\"on\":\"2025-03-01\",\"form\":\"daily\","
     "\"answers\":{\"craving\":{\"Zebra7\":4},\"triggers\":[\"Zebra7\"],\"Zebra7\":1}}]"},
    {"events/a",
     "\"events\":[{\"type\":\"use_day\",\"id\":\"a\",\"on\":\"2025-03-01\",\"target\":\"Zebra7\","
     "\"substance\":\"Zebra7\",\"unit\":\"Zebra7\"}]"},
    {"events/a",
     "\"events\":[{\"type\":\"setback\",\"id\":\"a\",\"on\":\"2025-03-01\",\"target\":\"Zebra7\","
     "\"triggers\":[\"Zebra7\"],\"helped\":[\"Zebra7\"],\"lesson\":\"Zebra7\"}]"},
    {"events/a",
     "\"events\":[{\"type\":\"attendance\",\"id\":\"a\",\"on\":\"2025-03-01\",\"meeting\":"
     "\"Zebra7\"}]"},
    {"events/a",
     "\"events\":[{\"type\":\"activity\",\"id\":\"a\",\"on\":\"2025-03-01\",\"kind\":\"Zebra7\","
     "\"with\":[\"Zebra7\"]}]"},
    {"events/a",
     "\"events\":[{\"type\":\"answers\",\"id\":\"a\",\"on\":\"2025-03-01\",\"instrument\":"
     "\"Zebra7\",\"answers\":{\"q\":\"Zebra7\"}}]"},
    {"events/a",
     "\"events\":[{\"type\":\"excuse\",\"id\":\"a\",\"on\":\"2025-03-01\",\"reason\":\"Zebra7\"}]"},
    {"events/a",
     "\"events\":[{\"type\":\"training\",\"id\":\"a\",\"on\":\"2025-03-01\",\"kind\":\"Zebra7\"}]"},
    {"events/a",
     "\"events\":[{\"type\":\"acknowledged\",\"id\":\"a\",\"on\":\"2025-03-01\",\"milestone\":"
     "\"Zebra7\",\"target\":\"Zebra7\"}]"},
    {"events/a",
     "\"events\":[{\"type\":\"confirmed\",\"id\":\"a\",\"on\":\"2025-03-01\",\"target\":"
     "\"Zebra7\"}]"},
    {"events/a", "\"events\":[{\"type\":\"Zebra7\",\"id\":\"a\",\"Zebra7\":\"Zebra7\"}]"},
    {"consents/k", "\"consents\":[{\"id\":\"k\",\"grantor\":\"Zebra7\",\"to\":\"Zebra7\",\"what\":"
                   "[\"Zebra7\"],\"sensitivity\":[\"Zebra7\"],\"purpose\":\"Zebra7\"}]"},
    {"plan",
     "\"plan\":[{\"id\":\"p\",\"warning_signs\":[\"Zebra7\"],\"coping\":[{\"strategy\":\"Zebra7\","
     "\"area\":\"Zebra7\"}],\"people\":[\"Zebra7\"],\"places\":[\"Zebra7\"],\"professionals\":"
     "[\"Zebra7\"],\"environment\":[\"Zebra7\"],\"reasons\":[\"Zebra7\"]}]"},
    {"words", "\"words\":[{\"id\":\"Zebra7\",\"locale\":\"en\",\"text\":\"Zebra7\"}]"},
    {"words/today|en", "\"words\":[{\"id\":\"today\",\"locale\":\"en\",\"text\":\"Zebra7\"}]"},
    {"later", "\"later\":[{\"id\":\"a\",\"say\":\"Zebra7\"}]"},
    {"later/a", "\"later\":[{\"id\":\"a\",\"say\":\"Zebra7\"}]"},
    {"later", "\"later\":{\"say\":\"Zebra7\"}"},
    {"Zebra7", "\"Zebra7\":[{\"id\":\"a\",\"say\":1}]"},
    {"*",
     "\"later\":{\"say\":\"Zebra7\"},\"ties\":[{\"id\":\"t\",\"tags\":[\"Zebra7\"]}],\"events\":["
     "{\"type\":\"training\",\"id\":\"a\",\"on\":\"2025-03-01\",\"kind\":\"Zebra7\"}]"},
};

static rsup_person *load_case(rsup_config *config, const char *section, char **out_text) {
  char *const text = malloc(strlen(section) + 200);
  assert_non_null(text);
  (void)sprintf(text,
                "%s\"zones\":[{\"from\":\"2024-01-01T00:00Z\",\"zone\":\"Europe/Lisbon\"}],%s}",
                head, section);
  *out_text = text;
  return load_text(config, text);
}

static void look_everywhere(const rsup_person *person, const char *what) {
  int64_t cursor;
  char *const whole = written(person), *const news = changes(person, 0, &cursor);
  rsup_result *report = NULL;
  const char *lines;
  size_t len;
  assert_int_equal(rsup_person_report(person, &report, NULL), RSUP_OK);
  assert_int_equal(rsup_result_json(report, &lines, &len, NULL), RSUP_OK);
  if (strstr(whole, canary) || strstr(news, canary) || strstr(lines, canary))
    fail_msg("%s: %s", what, whole);
  rsup_result_free(report);
  free(whole);
  free(news);
}

static void each_selector_leaves_no_byte_behind(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char *text;
    rsup_person *const person = load_case(config, cases[i].section, &text);
    assert_true(vault_holds(&v, canary));
    rsup_error err;
    if (rsup_person_erase(person, cases[i].selector, &err))
      fail_msg("%s: %s", cases[i].selector, err.message);
    if (vault_holds(&v, canary)) fail_msg("%s: still in memory", cases[i].selector);
    look_everywhere(person, cases[i].selector);
    assert_int_equal(v.not_wiped, 0);
    free(text);
    rsup_person_free(person);
  }
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
}

static void no_report_of_a_load_holds_a_value(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char *text;
    rsup_person *const person = load_case(config, cases[i].section, &text);
    rsup_result *report = NULL;
    const char *lines;
    size_t len;
    assert_int_equal(rsup_person_report(person, &report, NULL), RSUP_OK);
    assert_int_equal(rsup_result_json(report, &lines, &len, NULL), RSUP_OK);
    if (strstr(lines, canary)) fail_msg("%s", lines);
    rsup_result_free(report);
    free(text);
    rsup_person_free(person);
  }
  rsup_config_free(config);
}

/* A whole document again, as a late sync would bring it: nothing comes back. */
static void what_was_erased_does_not_come_back(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char *text;
    rsup_person *const person = load_case(config, cases[i].section, &text);
    assert_int_equal(rsup_person_erase(person, cases[i].selector, NULL), RSUP_OK);
    append_fine(person, text);
    look_everywhere(person, cases[i].selector);
    char *const erased = written(person);
    rsup_person *const again = load_text(config, erased);
    append_fine(again, text);
    look_everywhere(again, cases[i].selector);
    free(erased);
    free(text);
    rsup_person_free(again);
    rsup_person_free(person);
  }
  rsup_config_free(config);
}

static void a_tombstone_holds_the_id_and_nothing_else(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  assert_int_equal(rsup_person_erase(person, "events/e5", NULL), RSUP_OK);
  char *const text = written(person);
  assert_non_null(strstr(text, "\"erased\":[\n {\"id\":\"e5\",\"section\":\"events\"}]"));
  assert_null(strstr(text, "holidays"));
  free(text);
  rsupi_arena arena;
  assert_null(event_named(ask(person, "2026-01-01T00:00Z", NULL, &arena).view, "e5"));
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_selector_that_matches_nothing_is_an_error(void **state) {
  (void)state;
  static const char *const selectors[] = {"events/none", "event",    "events/", "",
                                          "erased",      "erased/x", "ties/e1", "/"};
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  assert_int_equal(rsup_person_erase(person, "events/e5", NULL), RSUP_OK);
  char *const before = written(person);
  for (size_t i = 0; i < sizeof selectors / sizeof selectors[0]; i++)
    assert_int_equal(rsup_person_erase(person, selectors[i], NULL), RSUP_E_UNKNOWN_NAME);
  assert_int_equal(rsup_person_erase(person, "events/e5", NULL), RSUP_E_UNKNOWN_NAME);
  assert_int_equal(rsup_person_erase(NULL, "*", NULL), RSUP_E_ARGUMENT);
  char *const after = written(person);
  assert_string_equal(before, after);
  free(before);
  free(after);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void an_event_can_be_erased_by_appending_its_tombstone(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  append_fine(person, "{\"type\":\"erased\",\"section\":\"events\",\"id\":\"e5\"}");
  char *const text = written(person);
  assert_null(strstr(text, "holidays"));
  free(text);
  assert_false(vault_holds(&v, "plan-for-holidays"));
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_selector_leaves_no_byte_behind),
      cmocka_unit_test(no_report_of_a_load_holds_a_value),
      cmocka_unit_test(what_was_erased_does_not_come_back),
      cmocka_unit_test(a_tombstone_holds_the_id_and_nothing_else),
      cmocka_unit_test(a_selector_that_matches_nothing_is_an_error),
      cmocka_unit_test(an_event_can_be_erased_by_appending_its_tombstone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
