/* The definitions that ship load and prove themselves; broken ones are refused at their place. */
#include "core/embedded.h"
#include "instrument_support.h"
#include <stdio.h>

extern const rsupi_embedded rsupi_embedded_instrument_definitions;

static const char *const shipped[] = {
    "audit", "audit-c", "aware", "bam",  "bam-r", "barc-10", "c-ssrs-screener", "dast-10", "gad-2",
    "gad-7", "lsns-6",  "mspss", "pacs", "phq-2", "phq-4",   "phq-9",           "ucla-3",  "who-5"};

/* Parts that tests exchange: head, items, scores, alerts, tests. */
static const char head[] = "format: recovery-support/instrument\nformat_version: 1\nid: t\n"
                           "version: 1.0.0\nscoring_revision: 3\nstatus: draft\nabbreviation: TST\n"
                           "title: {en: Test}\nadministration: {modes: [self]}\n"
                           "licence: {status: public_domain, ship_text: false, notice: None, "
                           "basis: [{source: s, says: s}], verified_at_source: true}\n"
                           "response_sets:\n"
                           "  three: {kind: integer, min: 0, max: 2}\n";
static const char items[] = "items:\n"
                            "  - {id: a, responses: three}\n"
                            "  - {id: b, responses: three}\n";
static const char scores[] = "scores:\n"
                             "  - {id: total, op: sum, items: [a, b], range: [0, 4]}\n";

typedef struct outcome {
  rsup_status status;
  rsup_error err;
  rsup_instrument *instrument;
  size_t warnings;
} outcome;

static outcome load(const char *first, const char *second, const char *third, const char *fourth) {
  char text[4096];
  outcome out = {0};
  rsup_result *report = NULL;
  rsup_config *const config = test_config();
  const int len = snprintf(text, sizeof text, "%s%s%s%s", first, second, third, fourth);
  assert_true(len > 0 && (size_t)len < sizeof text);
  out.status =
      rsup_instrument_load(config, "t.yaml", text, (size_t)len, &out.instrument, &report, &out.err);
  if (out.status) assert_null(out.instrument);
  const rsup_report *const list = rsup_report_get(report);
  assert_non_null(list);
  for (size_t i = 0; i < list->problem_count; i++)
    out.warnings += list->problems[i]->severity == RSUP_SEVERITY_WARNING;
  rsup_result_free(report);
  rsup_config_free(config);
  return out;
}

static void refuses(const char *first, const char *second, const char *third, const char *fourth,
                    const char *path) {
  const outcome out = load(first, second, third, fourth);
  if (!out.status || strcmp(out.err.path, path) != 0)
    print_error("wanted %s, got %d at %s: %s\n", path, out.status, out.err.path, out.err.message);
  assert_int_not_equal(out.status, RSUP_OK);
  assert_string_equal(out.err.path, path);
  assert_string_equal(out.err.source, "t.yaml");
  assert_true(out.err.line > 0);
}

static void all_shipped_definitions_prove_themselves(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof shipped / sizeof shipped[0]; i++) {
    rsup_instrument *const instrument = test_instrument(shipped[i]);
    assert_string_equal(rsup_instrument_id(instrument), shipped[i]);
    rsup_instrument_free(instrument);
  }
}

static void an_unknown_id_is_an_unknown_name(void **state) {
  (void)state;
  rsup_config *const config = test_config();
  rsup_instrument *instrument = NULL;
  rsup_error err;
  assert_int_equal(rsup_instrument_builtin(config, "phq-10", &instrument, &err),
                   RSUP_E_UNKNOWN_NAME);
  assert_int_equal(rsup_instrument_builtin(config, "", &instrument, &err), RSUP_E_UNKNOWN_NAME);
  assert_null(instrument);
  rsup_config_free(config);
}

static void a_file_is_loaded_by_its_path(void **state) {
  (void)state;
  rsup_config *const config = test_config();
  rsup_instrument *instrument = NULL;
  rsup_error err;
  assert_int_equal(rsup_instrument_load_file(config, "lib/instrument/definitions/phq-2.yaml",
                                             &instrument, NULL, &err),
                   RSUP_OK);
  rsup_instrument_free(instrument);
  assert_int_equal(rsup_instrument_load_file(config, "no/such.yaml", &instrument, NULL, &err),
                   RSUP_E_FILE);
  assert_null(instrument);
  assert_string_equal(err.source, "such.yaml");
  rsup_config_free(config);
}

static void the_small_definition_loads(void **state) {
  (void)state;
  const outcome out = load(head, items, scores, "tests: [{answers: [1, 2], expect: {total: 3}}]\n");
  assert_int_equal(out.status, RSUP_OK);
  rsup_result *const result = test_score(out.instrument, "[2, 2]", NULL);
  assert_true(score_named(result, "total")->value == 4.0);
  assert_int_equal(rsup_assessment_get(result)->scoring_revision, 3);
  rsup_result_free(result);
  rsup_instrument_free(out.instrument);
}

static void a_test_that_does_not_hold_refuses_the_definition(void **state) {
  (void)state;
  const outcome out =
      load(head, items, scores, "tests:\n  - {answers: [1, 2], expect: {total: 4}}\n");
  assert_int_equal(out.status, RSUP_E_MODEL);
  assert_string_equal(out.err.path, "tests[0].expect.total");
  refuses(head, items, scores, "tests:\n  - {answers: [1, 9], expect: {total: 4}}\n",
          "tests[0].answers");
  refuses(head, items, scores, "tests:\n  - {answers: [1, 1], expect: {totl: 2}}\n",
          "tests[0].expect.totl");
  refuses(head, items, scores, "tests:\n  - {answers: [1, 1]}\n", "tests[0]");
}

static void weights_are_exact_decimals(void **state) {
  (void)state;
  const outcome out = load(head, items,
                           "scores:\n  - {id: total, op: sum, items: [a, b], weights: {a: 0.1, b: "
                           "2}, range: [0, 4.2]}\n",
                           "");
  assert_int_equal(out.status, RSUP_OK);
  rsup_result *const result = test_score(out.instrument, "[1, 1]", NULL);
  const rsup_score *const score = score_named(result, "total");
  assert_int_equal(score->numerator, 21); /* 0.1 * 1 + 2 * 1 = 21/10 */
  assert_int_equal(score->denominator, 10);
  rsup_result_free(result);
  rsup_instrument_free(out.instrument);
}

static void a_zero_method_adds_nothing_for_a_gap(void **state) {
  (void)state;
  const outcome out = load(
      head, items,
      "scores:\n  - {id: total, op: sum, items: [a, b], missing: {max: 1, method: zero}}\n", "");
  assert_int_equal(out.status, RSUP_OK);
  rsup_result *const result = test_score(out.instrument, "[2, null]", NULL);
  const rsup_score *const score = score_named(result, "total");
  assert_true(score->value == 2.0 && score->low == 2.0 && score->high == 4.0);
  assert_int_equal(score->prorated, 0);
  rsup_result_free(result);
  rsup_instrument_free(out.instrument);
}

static void typos_and_wrong_types_are_refused_at_their_place(void **state) {
  (void)state;
  refuses(head, items, scores, "alrts: []\n", "alrts");
  refuses(head, "items:\n  - {id: a, responses: four}\n", scores, "", "items[0]");
  refuses(head, "items:\n  - {id: a, responses: three}\n  - {id: a, responses: three}\n", scores,
          "", "items[1]");
  refuses(head, items, "scores:\n  - {id: total, op: summ, items: [a]}\n", "", "scores[0].op");
  refuses(head, items, "scores:\n  - {id: total, op: sum, items: [a, c]}\n", "",
          "scores[0].items[1]");
  refuses(head, items, "scores:\n  - {id: total, op: sum, items: [a, a]}\n", "",
          "scores[0].items[1]");
  refuses(head, items, "scores: []\n", "", "scores");
  refuses(
      "format: recovery-support/instrument\nformat_version: 1\nid: t\nversion: 1.0.0\n"
      "scoring_revision: 1\nstatus: activ\nabbreviation: TST\ntitle: {en: Test}\n"
      "administration: {}\nresponse_sets: {}\nlicence: {status: public_domain, ship_text: true, "
      "notice: None, basis: [], verified_at_source: true}\n",
      items, scores, "", "status");
}

static void contradictions_are_refused_at_their_place(void **state) {
  (void)state;
  refuses(head, items, "scores:\n  - {id: total, op: sum, items: [a, b], range: [0, 5]}\n", "",
          "scores[0].range");
  refuses(
      head, items,
      "scores:\n  - {id: total, op: sum, items: [a, b], range: [0, 4], bands: [{id: lo, from: 0},"
      " {id: mid, from: 3}, {id: hi, from: 3}]}\n",
      "", "scores[0].bands[2].from");
  refuses(
      head, items,
      "scores:\n  - {id: total, op: sum, items: [a, b], range: [0, 4], bands: [{id: lo, from: 0},"
      " {id: mid, from: 9}]}\n",
      "", "scores[0].bands");
  refuses(head, items, "scores:\n  - {id: total, op: sum, items: [a], reverse: [b]}\n", "",
          "scores[0].reverse");
  refuses(head, items, "scores:\n  - {id: total, op: sum, items: [a], missing: {max: 1}}\n", "",
          "scores[0].missing");
  refuses(head, items, "scores:\n  - {id: d, op: linear, of: total, multiply: 2}\n", "",
          "scores[0].of");
  refuses(head, items, "scores:\n  - {id: total, op: sum, items: [a], recode: {a: r}}\n",
          "recodes: {r: {0: 0, 1: 5}}\n", "recodes.r");
}

static void a_safety_item_without_an_alert_is_refused(void **state) {
  (void)state;
  refuses(head,
          "items:\n  - {id: a, responses: three, safety: true}\n  - {id: b, responses: three}\n",
          scores, "", "items[0]");
}

static void predicates_have_a_closed_list_of_forms(void **state) {
  (void)state;
  refuses(head, items, scores, "alerts:\n  - {id: x, level: urgent, when: {itm: a, from: 1}}\n",
          "alerts[0].when");
  refuses(head, items, scores,
          "alerts:\n  - {id: x, level: urgent, when: {item: a, from: 1, to: 2}}\n",
          "alerts[0].when.to");
  refuses(head, items, scores, "alerts:\n  - {id: x, level: urgent, when: {item: c, from: 1}}\n",
          "alerts[0].when.item");
  refuses(head, items, scores, "alerts:\n  - {id: x, level: urgent, when: {item: a}}\n",
          "alerts[0].when");
  refuses(head, items, scores,
          "alerts:\n  - {id: x, level: urgent, when: {score: total, from: 1}}\n", "alerts[0].when");
  refuses(head, items, scores, "alerts:\n  - {id: x, level: urgent, when: {all: []}}\n",
          "alerts[0].when.all");
  refuses(head,
          "items:\n  - {id: a, responses: three, ask_when: {item: b, is: 1}}\n"
          "  - {id: b, responses: three}\n",
          scores, "", "items[0].ask_when.item");
}

static void a_newer_version_is_refused(void **state) {
  (void)state;
  rsup_config *const config = test_config();
  static const char text[] = "format: recovery-support/instrument\nformat_version: 2\n";
  rsup_instrument *instrument;
  rsup_error err;
  assert_int_equal(
      rsup_instrument_load(config, "n.yaml", text, sizeof text - 1, &instrument, NULL, &err),
      RSUP_E_VERSION);
  assert_int_equal(err.line, 2);
  rsup_config_free(config);
}

static void the_list_of_built_in_ids_is_that_of_the_files(void **state) {
  (void)state;
  assert_int_equal(rsup_instrument_count(), rsupi_embedded_instrument_definitions.count);
  for (size_t i = 0; i < rsup_instrument_count(); i++) {
    char name[64];
    snprintf(name, sizeof name, "%s.yaml", rsup_instrument_at(i));
    assert_non_null(rsupi_embedded_find(&rsupi_embedded_instrument_definitions, name));
    assert_string_equal(rsup_instrument_at(i), shipped[i]);
  }
  assert_null(rsup_instrument_at(rsup_instrument_count()));
}

static void a_table_gives_what_was_published(void **state) {
  (void)state;
  const outcome out = load(head, items, scores,
                           "  - {id: p, op: table, of: total, context: x, rows: [{from: 0, 'a': "
                           "0.5, 'b': 0.25}, {from: 3, incomplete: true}]}\n"
                           "tests:\n"
                           "  - {answers: [1, 1], context: {x: a}, expect: {p: 0.5}}\n"
                           "  - {answers: [1, 1], context: {x: b}, expect: {p: 0.25}}\n"
                           "  - {answers: [1, 1], context: {x: c}, expect: {p: null}}\n"
                           "  - {answers: [1, 1], expect: {p: null}}\n"
                           "  - {answers: [2, 1], context: {x: a}, expect: {p: null}}\n");
  assert_int_equal(out.status, RSUP_OK);
  rsup_result *const result = test_score(out.instrument, "[1, 1]", NULL);
  assert_string_equal(score_named(result, "p")->reason, "context_unknown");
  assert_true(score_named(result, "p")->low == 0.25 && score_named(result, "p")->high == 0.5);
  rsup_result_free(result);
  rsup_instrument_free(out.instrument);
}

static void a_broken_table_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *rest, *path;
  } cases[] = {
      {"of: total}", "scores[1]"},
      {"of: total, rows: []}", "scores[1].rows"},
      {"of: total, rows: [{from: 0, a: 1}]}", "scores[1].rows[0].a"},
      {"of: total, rows: [{from: 1, value: 1}]}", "scores[1].rows[0]"},
      {"of: total, rows: [{from: 0, value: x}]}", "scores[1].rows[0].value"},
      {"of: total, rows: [{from: 0, value: 1}, {from: 0, value: 2}]}", "scores[1].rows[1]"},
      {"of: total, context: c, rows: [{from: 0, a: 1, b: 2}, {from: 1, a: 2}]}",
       "scores[1].rows[1]"},
      {"of: other, rows: [{from: 0, value: 1}]}", "scores[1].of"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[256];
    snprintf(text, sizeof text, "  - {id: p, op: table, %s\n", cases[i].rest);
    refuses(head, items, scores, text, cases[i].path);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_shipped_definitions_prove_themselves),
      cmocka_unit_test(an_unknown_id_is_an_unknown_name),
      cmocka_unit_test(a_file_is_loaded_by_its_path),
      cmocka_unit_test(the_small_definition_loads),
      cmocka_unit_test(a_test_that_does_not_hold_refuses_the_definition),
      cmocka_unit_test(weights_are_exact_decimals),
      cmocka_unit_test(a_zero_method_adds_nothing_for_a_gap),
      cmocka_unit_test(typos_and_wrong_types_are_refused_at_their_place),
      cmocka_unit_test(contradictions_are_refused_at_their_place),
      cmocka_unit_test(a_safety_item_without_an_alert_is_refused),
      cmocka_unit_test(predicates_have_a_closed_list_of_forms),
      cmocka_unit_test(a_newer_version_is_refused),
      cmocka_unit_test(the_list_of_built_in_ids_is_that_of_the_files),
      cmocka_unit_test(a_table_gives_what_was_published),
      cmocka_unit_test(a_broken_table_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
