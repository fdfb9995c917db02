/* Bad configs: each one is refused whole, with its place and one clear line. */
#include "config_tests.h"

typedef struct bad {
  const char *body; /* after the head, which is two lines long */
  rsup_status status;
  uint32_t line, column;
  const char *path, *says; /* a part of the message */
} bad;

static const bad cases[] = {
    {"rolse: []\n", RSUP_E_SCHEMA, 3, 1, "rolse", "did you mean \"roles\""},
    {"roles: [{id: peer, straem: peer}]\n", RSUP_E_SCHEMA, 3, 20, "roles[0].straem",
     "did you mean \"stream\""},
    {"roles: [{id: peer, stream: pers}]\n", RSUP_E_UNKNOWN_NAME, 3, 28, "roles[0].stream",
     "did you mean \"peer\""},
    {"policies: {meeting_km: far}\n", RSUP_E_SCHEMA, 3, 24, "policies.meeting_km",
     "expected a number"},
    {"policies: {meeting_hours: 0}\n", RSUP_E_RANGE, 3, 27, "policies.meeting_hours", ""},
    {"roles: [{stream: peer}]\n", RSUP_E_SCHEMA, 3, 9, "roles[0]", "id"},
    {"roles: [{id: peer, id: friend}]\n", RSUP_E_SYNTAX, 3, 20, NULL, ""},
    {"roles: [{id: peer}, {id: peer}]\n", RSUP_E_CONFIG, 3, 26, "roles[1].id", "twice"},
    {"roles: [{id: sponser, off: true}]\n", RSUP_E_UNKNOWN_NAME, 3, 9, "roles[0]",
     "did you mean \"sponsor\""},
    {"roles: [{id: sponsor, off: maybe}]\n", RSUP_E_SCHEMA, 3, 28, "roles[0].off", "true or false"},
    {"roles: [{id: aunt, stream: personal}]\n", RSUP_E_CONFIG, 3, 9, "roles[0]",
     "needs a direction"},
    {"kinds: [{id: a, parent: b}]\n", RSUP_E_CONFIG, 3, 25, "kinds[0].parent",
     "\"b\" is no entry of kinds"},
    {"kinds: [{id: a, parent: b}, {id: b, parent: a}]\n", RSUP_E_CONFIG, 3, 25, "kinds[0].parent",
     "never ends"},
    {"role_rules: [{id: leader, after: chief}]\n", RSUP_E_CONFIG, 3, 34, "role_rules[0].after",
     "\"chief\" is no entry"},
    {"role_rules: [{id: participant, off: true}]\n", RSUP_E_CONFIG, 3, 13, "role_rules",
     "\"participant\" is no entry"},
    {"role_rules: [{id: leader, needs: [{id: charm}]}]\n", RSUP_E_CONFIG, 3, 34,
     "role_rules[0].needs", "is none of attended"},
    {"forms: [{id: daily, opens: '22:00'}]\n", RSUP_E_CONFIG, 3, 9, "forms[0]",
     "must follow each other"},
    {"forms: [{id: daily, opens: '25:00'}]\n", RSUP_E_TIME, 3, 28, "forms[0].opens", ""},
    {"forms: [{id: daily, items: [{id: a, kind: choice}]}]\n", RSUP_E_CONFIG, 3, 29,
     "forms[0].items[0]", "needs choices"},
    {"forms: [{id: daily, items: [{id: mood, min: 10}]}]\n", RSUP_E_CONFIG, 3, 45,
     "forms[0].items[0].min", "not below its max"},
    {"forms: [{id: daily, items: [{id: a, kind: yes_no, safety_sign: gloom}]}]\n", RSUP_E_CONFIG, 3,
     64, "forms[0].items[0].safety_sign", "none of self_harm_answer"},
    {"milestones: [{id: two, days: 2, months: 1, counts: current_run}]\n", RSUP_E_CONFIG, 3, 14,
     "milestones[0]", "exactly one"},
    {"milestones: [{id: none, counts: current_run}]\n", RSUP_E_CONFIG, 3, 14, "milestones[0]",
     "exactly one"},
    {"coverage: [{id: a, looks_at: source, of: emotional}]\n", RSUP_E_CONFIG, 3, 42,
     "coverage[0].of", "\"emotional\" is nothing that a rule on source knows"},
    {"coverage: [{id: a, looks_at: kind, weight: .inf}]\n", RSUP_E_SCHEMA, 3, 44,
     "coverage[0].weight", ""},
    {"call_list: {night_from: '07:00'}\n", RSUP_E_CONFIG, 3, 12, "call_list", "night"},
    {"call_list: {craving_item: thirst}\n", RSUP_E_CONFIG, 3, 12, "call_list", "in no form"},
    {"policies: {adherence_days: null}\n", RSUP_E_CONFIG, 3, 28, "policies.adherence_days",
     "a value is needed"},
    {"instruments: [{id: phq-99}]\n", RSUP_E_CONFIG, 3, 20, "instruments[0].id", "no built-in"},
    {"instruments: [{id: x, file: ../x.yaml}]\n", RSUP_E_CONFIG, 3, 29, "instruments[0].file",
     "relative"},
    {"instruments: [{id: x, file: /etc/x.yaml}]\n", RSUP_E_CONFIG, 3, 29, "instruments[0].file",
     "relative"},
    {"renamed: {roles: {old: nobody}}\n", RSUP_E_CONFIG, 3, 24, "renamed.roles.old", "is no entry"},
    {"renamed: {roles: {peer: friend}}\n", RSUP_E_CONFIG, 3, 25, "renamed.roles.peer",
     "still there"},
    {"renamed: {rules: {a: b}}\n", RSUP_E_CONFIG, 3, 18, "renamed.rules", "renamed takes"},
    {"texts: {english!: {a: b}}\n", RSUP_E_SCHEMA, 3, 19, "texts.english!", "expected a locale"},
    {"texts: {en: {a: {few: x}}}\n", RSUP_E_SCHEMA, 3, 17, "texts.en.a", "\"other\" is missing"},
    {"texts: {en: {a: {lots: x, other: y}}}\n", RSUP_E_SCHEMA, 3, 24, "texts.en.a.lots",
     "expected a plural form"},
    {"texts: {en: {a: [x]}}\n", RSUP_E_SCHEMA, 3, 17, "texts.en.a", "plural forms"},
    {"texts: hello\n", RSUP_E_SCHEMA, 3, 8, "texts", "expected a map"},
    {"texts: {en: hello}\n", RSUP_E_SCHEMA, 3, 13, "texts.en", "expected a map"},
    {"renamed: old\n", RSUP_E_SCHEMA, 3, 10, "renamed", "expected a map"},
    {"renamed: {roles: old}\n", RSUP_E_CONFIG, 3, 18, "renamed.roles", "renamed takes"},
    {"renamed: {roles: {a: b, b: a}}\n", RSUP_E_CONFIG, 3, 22, "renamed.roles.a", "no entry"},
    /* what no config may silence */
    {"crisis_lines: [{id: us-988, off: true}]\n", RSUP_E_CONFIG, 3, 34, "crisis_lines[0].off",
     "cannot be turned off"},
    {"forms: [{id: daily, off: true}]\n", RSUP_E_CONFIG, 3, 9, "forms[0]",
     "nothing reports the sign"},
    {"forms: [{id: daily, items: [{id: overdose, off: true}]}]\n", RSUP_E_CONFIG, 3, 29,
     "forms[0].items[0]", "safety item and cannot be turned off"},
    {"forms: [{id: daily, items: [{id: overdose, safety_sign: null}]}]\n", RSUP_E_CONFIG, 3, 57,
     "forms[0].items[0].safety_sign", "keeps its sign"},
    {"forms: [{id: daily, items: [{id: overdose, kind: count, safety_from: 9}]}]\n", RSUP_E_CONFIG,
     3, 50, "forms[0].items[0].kind", "keeps its kind"},
    {"forms: [{id: daily, items: [{id: overdose, safety_from: 2}]}]\n", RSUP_E_CONFIG, 3, 57,
     "forms[0].items[0].safety_from", "cannot have safety_from"},
    {"crisis_lines: [{id: town, region: US, name: T, purpose: x, source: src, verified_on: z}]\n",
     RSUP_E_CONFIG, 3, 16, "crisis_lines[0]", "one of dial, sms and chat"},
};

/* 1 when the case is refused as it should be. */
static int check(const bad *one) {
  char text[1024];
  rsupi_fixed all = rsupi_fixed_start(text, sizeof text);
  rsup_config *config = (rsup_config *)&all;
  rsup_error err;
  rsupi_fixed_add(&all, HEAD);
  rsupi_fixed_add(&all, one->body);
  rsup_status status = rsup_config_load("clinic.yaml", text, all.len, NULL, &config, NULL, &err);
  assert_null(config);
  assert_int_equal(err.status, status);
  assert_string_equal(err.source, "clinic.yaml");
  if (status == one->status && err.line == one->line && err.column == one->column &&
      (!one->path || strcmp(err.path, one->path) == 0) && strstr(err.message, one->says))
    return 1;
  print_error("%s  gave %s %d:%d %s: %s\n", one->body, rsup_status_name(status), (int)err.line,
              (int)err.column, err.path, err.message);
  return 0;
}

static void each_is_refused_at_its_place(void **state) {
  (void)state;
  size_t right = 0, count = sizeof cases / sizeof cases[0];
  for (size_t i = 0; i < count; i++) right += (size_t)check(&cases[i]);
  assert_int_equal(right, count);
}

static rsup_status load(const char *text, rsup_error *err) {
  rsup_config *config = NULL;
  rsup_status status = rsup_config_load("c.yaml", text, strlen(text), NULL, &config, NULL, err);
  assert_null(config);
  return status;
}

static void a_newer_version_is_refused(void **state) {
  (void)state;
  rsup_error err;
  assert_int_equal(load("format: recovery-support/config\nformat_version: 2\n", &err),
                   RSUP_E_VERSION);
  assert_int_equal(err.line, 2);
  assert_int_equal(err.column, 17);
}

static void another_document_is_refused(void **state) {
  (void)state;
  rsup_error err;
  assert_int_equal(load("format: recovery-support/person\nformat_version: 1\n", &err),
                   RSUP_E_FORMAT);
  assert_int_equal(load("roles: []\n", &err), RSUP_E_FORMAT);
  assert_int_not_equal(load("[]", &err), RSUP_OK);
  assert_int_not_equal(load("", &err), RSUP_OK);
}

static void brackets_and_aliases_are_refused(void **state) {
  (void)state;
  static char brackets[100001];
  rsup_error err;
  memset(brackets, '[', sizeof brackets - 1);
  assert_int_not_equal(load(brackets, &err), RSUP_OK);
  assert_true(err.line == 1 && err.message[0]);
  assert_int_equal(load(HEAD "x-a: &a [1]\nx-b: [*a, *a]\n", &err), RSUP_E_SYNTAX);
}

static void the_report_lists_all_problems_in_order(void **state) {
  (void)state;
  const char *text = HEAD "roles:\n  - {id: peer, straem: peer}\n  - {id: x, stream: what}\n"
                          "policies: {meeting_km: far}\n";
  rsup_config *config = NULL;
  rsup_result *result = NULL;
  rsup_error err;
  assert_int_equal(rsup_config_load("c.yaml", text, strlen(text), NULL, &config, &result, &err),
                   RSUP_E_SCHEMA);
  const rsup_report *report = rsup_report_get(result);
  assert_int_equal(report->problem_count, 3);
  assert_int_equal(report->problems[0]->line, 4);
  assert_int_equal(report->problems[1]->line, 5);
  assert_int_equal(report->problems[2]->line, 6);
  assert_string_equal(report->problems[0]->path, err.path);
  rsup_result_free(result);
}

static void a_good_config_gives_an_empty_report(void **state) {
  (void)state;
  rsup_config *config = NULL;
  rsup_result *result = NULL;
  assert_int_equal(rsup_config_load("c.yaml", HEAD, strlen(HEAD), NULL, &config, &result, NULL), 0);
  assert_int_equal(rsup_report_get(result)->problem_count, 0);
  rsup_config_free(config);
  rsup_result_free(result);
}

static void missing_arguments_are_refused(void **state) {
  (void)state;
  rsup_config *config = NULL;
  rsup_error err;
  assert_int_equal(rsup_config_default(NULL, NULL, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_config_load("c", NULL, 0, NULL, &config, NULL, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_config_load("c", "", 0, NULL, NULL, NULL, NULL), RSUP_E_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_is_refused_at_its_place),
      cmocka_unit_test(a_newer_version_is_refused),
      cmocka_unit_test(another_document_is_refused),
      cmocka_unit_test(brackets_and_aliases_are_refused),
      cmocka_unit_test(the_report_lists_all_problems_in_order),
      cmocka_unit_test(a_good_config_gives_an_empty_report),
      cmocka_unit_test(missing_arguments_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
