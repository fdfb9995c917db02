/* Definitions that contradict themselves, hide a safety item, or carry what they may not. */
#include "instrument_support.h"
#include <stdio.h>

static const char start[] = "format: recovery-support/instrument\nformat_version: 1\n"
                            "scoring_revision: 1\nstatus: draft\nabbreviation: T\n"
                            "title: {en: Test}\n";
static const char licence[] = "licence: {status: unknown, ship_text: false, notice: None, basis: "
                              "[{source: s, says: s}], verified_at_source: false}\n";
static const char rest[] = "id: t\nversion: 1.0.0\nadministration: {}\n";
static const char sets[] = "response_sets: {three: {kind: integer, min: 0, max: 2}}\n";
static const char items[] = "items: [{id: a, responses: three}, {id: b, responses: three}]\n";
static const char scores[] = "scores: [{id: total, op: sum, items: [a, b], range: [0, 4]}]\n";

/* Replaces the one of these parts that begins as `part` does; else adds it. */
static rsup_status load(const char *part, rsup_error *err) {
  const char *const parts[] = {start, licence, rest, sets, items, scores};
  char text[4096];
  size_t len = 0;
  int replaced = 0;
  rsup_config *const config = test_config();
  rsup_instrument *instrument = NULL;
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    const int here = strncmp(parts[i], part, strcspn(part, ":") + 1) == 0;
    replaced |= here;
    len += (size_t)snprintf(text + len, sizeof text - len, "%s", here ? part : parts[i]);
  }
  if (!replaced) len += (size_t)snprintf(text + len, sizeof text - len, "%s", part);
  assert_true(len < sizeof text);
  const rsup_status status =
      rsup_instrument_load(config, "t.yaml", text, len, &instrument, NULL, err);
  assert_true(!status == !!instrument);
  rsup_instrument_free(instrument);
  rsup_config_free(config);
  return status;
}

#define ONE_SCORE(REST) "scores: [{id: total, op: sum, items: [a, b], " REST "}]\n"
#define ITEM_A(REST) "items: [{id: a, responses: three, " REST "}, {id: b, responses: three}]\n"

static void each_contradiction_is_refused_at_its_place(void **state) {
  (void)state;
  static const struct {
    const char *part, *path;
  } cases[] = {
      {ONE_SCORE("bands: [{id: lo, from: 1}]"), "scores[0].bands"},  /* a hole */
      {ONE_SCORE("bands: [{id: lo, from: -1}]"), "scores[0].bands"}, /* outside */
      {ONE_SCORE("bands: [{id: lo, from: 0}, {id: hi, from: 5}]"), "scores[0].bands"},
      {ONE_SCORE("bands: [{id: x, from: 0}, {id: x, from: 2}]"), "scores[0].bands[1].from"},
      {ONE_SCORE("cutoffs: [{id: c, from: 5}]"), "scores[0].cutoffs[0]"},
      {ONE_SCORE("cutoffs: [{id: c, below: 0}]"), "scores[0].cutoffs[0]"},
      {ONE_SCORE("cutoffs: [{id: c, from: 1}, {id: c, from: 2}]"), "scores[0].cutoffs"},
      {ONE_SCORE("cutoffs: [{id: c, from: 1, when: {context: s, is: f}}, {id: c, from: 2, when: "
                 "{context: s, is: f}}]"),
       "scores[0].cutoffs"},
      {ONE_SCORE("cutoffs: [{id: c, from: 1, source: nobody}]"), "scores[0].cutoffs[0]"},
      {ONE_SCORE("change: [{id: c, metric: absolute, amount: 0}]"), "scores[0].change[0]"},
      {ONE_SCORE("change: [{id: c, metric: ratio, amount: 1}]"), "scores[0].change[0].metric"},
      {ONE_SCORE("codes: [{system: loinc, code: 1-1, verified: true}]"),
       "scores[0].codes[0].verified"},
      {ONE_SCORE("reverse: [c]"), "scores[0].reverse[0]"},
      {"scores: [{id: r, op: rules, range: [0, 1], rules: [{value: x}]}]\n", "scores[0].range"},
      {ITEM_A("text: {en: How are you}"), "items[0]"},
      {ITEM_A("safety: true"), "items[0]"},
      {"response_sets: {three: {kind: integer, min: 0, max: 2}, four: {kind: integer, min: 0, "
       "max: 3}}\n",
       "response_sets.four"},
      {"response_sets: {three: {kind: choice, options: [{id: x, value: 0}, {id: x, value: 2}]}}\n",
       "response_sets.three.options"},
      {"response_sets: {three: {kind: choice, options: [{id: x, value: 0, label: {en: Never}}, "
       "{id: z, value: 2}]}}\n",
       "response_sets.three.options[0].label"},
      {"licence: {status: unknown, ship_text: false, notice: '', basis: [{source: s, says: s}], "
       "verified_at_source: false}\n",
       "licence.notice"},
      {"licence: {status: unknown, ship_text: false, notice: None, basis: [], "
       "verified_at_source: false}\n",
       "licence.basis"},
      {"licence: {status: free, ship_text: false, notice: None, basis: [{source: s, says: s}], "
       "verified_at_source: false}\n",
       "licence.status"},
      {"id: t\nversion: one\nadministration: {}\n", "version"},
      {"id: t\nversion: 1.0.0\nadministration: {preamble: {en: Over the last two weeks}}\n",
       "administration.preamble"},
      {"alerts: [{id: x, level: info, when: {item: a, is: 1}}, {id: x, level: info, when: {item: "
       "b, is: 1}}]\n",
       "alerts[1]"},
      {"alerts: [{id: x, level: info, when: {itm: a}}]\n", "alerts[0].when"},
      {"profiles: {p: {missing: {method: guess}}}\n", "profiles.p.missing.method"},
      {"profiles: {p: {missing: {method: zero}, mising: 1}}\n", "profiles.p.mising"},
      {"tests: [{answers: [1, 1], profile: p, expect: {total: 2}}]\n", "tests[0].profile"},
      {"tests: [{answers: [1, 1], expect: {total: 3}}]\n", "tests[0].expect.total"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    rsup_error err;
    if (!load(cases[i].part, &err)) fail_msg("%s loads", cases[i].part);
    if (strcmp(err.path, cases[i].path) != 0)
      fail_msg("%s: refused at %s: %s", cases[i].part, err.path, err.message);
  }
}

static void the_parts_themselves_load(void **state) {
  (void)state;
  rsup_error err;
  if (load("references: {}\n", &err)) fail_msg("%s: %s", err.path, err.message);
}

static void a_safety_item_whose_alert_can_never_be_raised_is_refused(void **state) {
  (void)state;
  rsup_error err;
  const char *const part = "items: [{id: a, responses: three, safety: true}, {id: b, responses: "
                           "three}]\nalerts: [{id: x, level: urgent, when: {not: {item: a, is: "
                           "0}}}]\n";
  assert_int_not_equal(load(part, &err), RSUP_OK); /* the floor would be silent */
  assert_string_equal(err.path, "items[0]");
}

/* Sixteen things are what scoring can be told beside the answers. */
static void a_definition_asks_for_sixteen_things_at_most(void **state) {
  (void)state;
  for (int things = 16; things <= 17; things++) {
    char part[2048];
    size_t len = (size_t)snprintf(part, sizeof part, "alerts: [{id: x, level: info, when: {any: [");
    for (int i = 0; i < things; i++)
      len += (size_t)snprintf(part + len, sizeof part - len, "%s{context: c%d, is: y}",
                              i ? ", " : "", i);
    (void)snprintf(part + len, sizeof part - len, "]}}]\n");
    rsup_error err;
    assert_int_equal(load(part, &err), things == 16 ? RSUP_OK : RSUP_E_LIMIT);
  }
}

static void a_built_in_id_keeps_its_safety_items(void **state) {
  (void)state;
  static const char without[] = "id: phq-9\nversion: 2.0.0\nadministration: {}\n";
  static const char other[] = "id: phq-8\nversion: 2.0.0\nadministration: {}\n";
  const char *const parts[] = {start, licence, without, sets, items, scores};
  char text[2048];
  size_t len = 0;
  rsup_config *const config = test_config();
  rsup_instrument *instrument = NULL;
  rsup_error err;
  for (size_t i = 0; i < 6; i++)
    len += (size_t)snprintf(text + len, sizeof text - len, "%s", parts[i]);
  assert_int_equal(rsup_instrument_load(config, "p", text, len, &instrument, NULL, &err),
                   RSUP_E_MODEL);
  assert_string_equal(err.path, "id");
  assert_non_null(strstr(err.message, "q9"));
  memcpy(strstr(text, without), other, sizeof other - 1);
  assert_int_equal(rsup_instrument_load(config, "p", text, len, &instrument, NULL, &err), RSUP_OK);
  rsup_instrument_free(instrument);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_contradiction_is_refused_at_its_place),
      cmocka_unit_test(the_parts_themselves_load),
      cmocka_unit_test(a_safety_item_whose_alert_can_never_be_raised_is_refused),
      cmocka_unit_test(a_definition_asks_for_sixteen_things_at_most),
      cmocka_unit_test(a_built_in_id_keeps_its_safety_items),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
