/* Model files that must be refused, each with one clear line at its place, and those that load with
 * a warning. */
#include "risk_support.h"

#define HEAD                                                                                       \
  "format: recovery-support/risk-model\nformat_version: 1\nid: small\nversion: \"1.0.0\"\n"        \
  "title: Small\nstatus: {evidence: internal, use: research, statement: Show this.}\n"             \
  "outcome: {event: e, origin: o, horizon: {length: 30, unit: day}, population: none at all}\n"
#define INPUTS "inputs:\n  - {name: x, type: number, range: [0, 10], missing: reference}\n"
#define MODEL "model: {family: logistic, intercept: -1}\n"
#define TERMS "terms:\n  - {name: tx, input: x, coef: 0.5, label: X}\n"
#define REFERENCE "reference: {mode: term_means, values: {tx: 2}}\n"

typedef struct outcome {
  rsup_status status;
  rsup_error err;
  size_t errors, warnings;
} outcome;

static outcome load(const char *text) {
  outcome out = {0};
  rsup_config *const config = test_config();
  rsup_model *model = (rsup_model *)config;
  rsup_result *report = NULL;
  out.status = rsup_model_load(config, "m.yaml", text, strlen(text), &model, &report, &out.err);
  if (out.status) assert_null(model);
  const rsup_report *const list = rsup_report_get(report);
  assert_non_null(list);
  for (size_t i = 0; i < list->problem_count; i++) {
    out.errors += list->problems[i]->severity == RSUP_SEVERITY_ERROR;
    out.warnings += list->problems[i]->severity == RSUP_SEVERITY_WARNING;
  }
  rsup_result_free(report);
  rsup_model_free(out.status ? NULL : model);
  rsup_config_free(config);
  return out;
}

static void refuses(const char *text, rsup_status status, const char *path, const char *says) {
  const outcome out = load(text);
  if (out.status != status || strcmp(out.err.path, path) != 0 || !strstr(out.err.message, says))
    print_error("wanted %d %s %s, got %d %s: %s\n", status, path, says, out.status, out.err.path,
                out.err.message);
  assert_int_equal(out.status, status);
  assert_string_equal(out.err.path, path);
  assert_non_null(strstr(out.err.message, says));
  assert_string_equal(out.err.source, "m.yaml");
  assert_true(out.err.line > 0 && out.err.column > 0);
  assert_true(out.errors >= 1);
}

static void the_small_model_loads_with_a_word_on_its_missing_tests(void **state) {
  (void)state;
  const outcome out = load(HEAD INPUTS MODEL TERMS REFERENCE);
  assert_int_equal(out.status, RSUP_OK);
  assert_int_equal(out.warnings, 1);
}

static void a_typo_in_a_key_names_the_nearest(void **state) {
  (void)state;
  refuses(HEAD INPUTS MODEL
          "terms:\n  - {name: tx, input: x, coef: 0.5, label: X, modifable: true}\n" REFERENCE,
          RSUP_E_SCHEMA, "terms[0].modifable", "modifiable");
}

static void a_coefficient_is_a_number(void **state) {
  (void)state;
  refuses(HEAD INPUTS MODEL "terms:\n  - {name: tx, input: x, coef: .nan, label: X}\n" REFERENCE,
          RSUP_E_SCHEMA, "terms[0].coef", "number");
  refuses(HEAD INPUTS MODEL "terms:\n  - {name: tx, input: x, coef: 1e999, label: X}\n" REFERENCE,
          RSUP_E_SCHEMA, "terms[0].coef", "number");
  refuses(HEAD INPUTS MODEL "terms:\n  - {name: tx, input: x, coef: high, label: X}\n" REFERENCE,
          RSUP_E_SCHEMA, "terms[0].coef", "number");
}

static void an_unknown_transform_is_refused_by_name(void **state) {
  (void)state;
  refuses(
      HEAD INPUTS MODEL
      "terms:\n  - {name: tx, input: x, transform: [{op: spline}], coef: 1, label: X}\n" REFERENCE,
      RSUP_E_UNKNOWN_NAME, "terms[0].transform[0].op", "spline");
  refuses(HEAD INPUTS MODEL "terms:\n  - {name: tx, input: x, transform: [{op: log, by: 2}], coef: "
                            "1, label: X}\n" REFERENCE,
          RSUP_E_SCHEMA, "terms[0].transform[0].by", "belong");
  refuses(HEAD INPUTS MODEL "terms:\n  - {name: tx, input: x, transform: [{op: scale, by: 0}], "
                            "coef: 1, label: X}\n" REFERENCE,
          RSUP_E_SCHEMA, "terms[0].transform[0]", "scale");
  refuses(HEAD INPUTS MODEL "terms:\n  - {name: tx, input: x, transform: [{op: level, is: a}], "
                            "coef: 1, label: X}\n" REFERENCE,
          RSUP_E_SCHEMA, "terms[0].transform[0]", "category");
}

static void a_term_or_input_stands_once(void **state) {
  (void)state;
  refuses(HEAD INPUTS MODEL TERMS "  - {name: tx, input: x, coef: 1, label: X}\n" REFERENCE,
          RSUP_E_SCHEMA, "terms[1]", "two terms");
  refuses(HEAD INPUTS "  - {name: x, type: number}\n" MODEL TERMS REFERENCE, RSUP_E_SCHEMA,
          "inputs[1]", "two inputs");
}

static void an_input_must_be_declared(void **state) {
  (void)state;
  refuses(HEAD INPUTS MODEL "terms:\n  - {name: tx, input: z, coef: 1, label: X}\n" REFERENCE,
          RSUP_E_UNKNOWN_NAME, "terms[0].input", "z");
}

static void a_newer_version_is_refused(void **state) {
  (void)state;
  refuses("format: recovery-support/risk-model\nformat_version: 2\n", RSUP_E_VERSION,
          "format_version", "newer");
  refuses("format: recovery-support/config\nformat_version: 1\n", RSUP_E_FORMAT, "format",
          "risk-model");
}

static void a_test_row_that_does_not_come_out_refuses_the_model(void **state) {
  (void)state;
  /* -1 + 0.5 * 4 = 1 */
  assert_int_equal(load(HEAD INPUTS MODEL TERMS REFERENCE
                        "tests:\n  - {input: {x: 4}, expect: {lp: 1, risk: 0.7310585786300049}}\n")
                       .status,
                   RSUP_OK);
  refuses(HEAD INPUTS MODEL TERMS REFERENCE
          "tests:\n  - {input: {x: 4}, expect: {lp: 1}}\n  - {input: {x: 4}, expect: {lp: 1.1}}\n",
          RSUP_E_MODEL, "tests[1].expect.lp", "does not come out");
  refuses(HEAD INPUTS MODEL TERMS REFERENCE "tests:\n  - {input: {z: 4}, expect: {lp: 1}}\n",
          RSUP_E_MODEL, "tests[0].input", "no such input");
}

static void references_and_bands_and_policies_must_fit(void **state) {
  (void)state;
  refuses(HEAD INPUTS MODEL TERMS "reference: {mode: term_means, values: {tz: 2}}\n", RSUP_E_SCHEMA,
          "reference.values.tz", "this name");
  refuses(HEAD INPUTS MODEL TERMS "reference: {mode: term_means, values: {}}\n", RSUP_E_SCHEMA,
          "reference.values", "tx");
  refuses(HEAD INPUTS MODEL TERMS REFERENCE
          "bands: [{name: a, below: 0.5}, {name: b, below: 0.2}]\n",
          RSUP_E_SCHEMA, "bands[1]", "bands");
  refuses(HEAD "inputs:\n  - {name: x, type: number, missing: guess}\n" MODEL TERMS REFERENCE,
          RSUP_E_SCHEMA, "inputs[0].missing", "reference");
  refuses(HEAD "inputs:\n  - {name: x, type: number, range: [10, 0]}\n" MODEL TERMS REFERENCE,
          RSUP_E_SCHEMA, "inputs[0]", "range");
  refuses(HEAD "inputs:\n  - {name: x, type: category, levels: [a]}\n" MODEL TERMS REFERENCE,
          RSUP_E_SCHEMA, "inputs[0]", "levels");
  refuses(HEAD INPUTS MODEL TERMS REFERENCE "calibration: [{op: isotonic, x: [], y: []}]\n",
          RSUP_E_UNKNOWN_NAME, "calibration[0].op", "isotonic");
}

static void families_need_their_parts(void **state) {
  (void)state;
  refuses(HEAD INPUTS "model: {family: logistic}\n" TERMS REFERENCE, RSUP_E_SCHEMA, "model",
          "intercept");
  refuses(HEAD INPUTS "model: {family: hazard, intercept: 0}\n" TERMS REFERENCE, RSUP_E_SCHEMA,
          "model", "period");
  refuses(HEAD INPUTS
          "model: {family: hazard, intercept: 0, period: {length: 7, unit: day}}\n" TERMS REFERENCE,
          RSUP_E_SCHEMA, "model.period", "whole number of periods");
  refuses(HEAD INPUTS "model: {family: cox, centered: true}\n" TERMS REFERENCE, RSUP_E_SCHEMA,
          "model.centered", "centered");
  refuses(HEAD INPUTS "model: {family: cox, centered: false, baseline: {form: step_cumhaz, "
                      "unit: day, time: [0, 2, 1], cumhaz: [0, 1, 2]}}\n" TERMS REFERENCE,
          RSUP_E_SCHEMA, "model.baseline", "rise");
}

static void a_coefficient_against_its_direction_is_a_warning(void **state) {
  (void)state;
  const outcome out =
      load(HEAD INPUTS MODEL
           "terms:\n  - {name: tx, input: x, coef: 0.5, label: X, direction: down}\n" REFERENCE
           "tests:\n  - {input: {x: 4}, expect: {lp: 1}}\n");
  assert_int_equal(out.status, RSUP_OK);
  assert_int_equal(out.warnings, 1);
}

/* At x = 0 any weight gives the same sum, so this row proves the intercept alone. */
static void a_weight_that_no_test_row_needs_is_a_warning(void **state) {
  (void)state;
  static const char open_weight[] =
      HEAD INPUTS MODEL TERMS REFERENCE "tests:\n  - {input: {x: 0}, expect: {lp: -1}}\n";
  static const char proven[] = HEAD INPUTS MODEL TERMS REFERENCE
      "tests:\n  - {input: {x: 0}, expect: {lp: -1}}\n  - {input: {x: 4}, expect: {lp: 1}}\n";
  outcome out = load(open_weight);
  assert_int_equal(out.status, RSUP_OK);
  assert_int_equal(out.warnings, 1);
  out = load(proven);
  assert_int_equal(out.status, RSUP_OK);
  assert_int_equal(out.warnings, 0);
}

/* ---- the digest */

static char *read_whole(const char *path) {
  FILE *const file = fopen(path, "rb");
  assert_non_null(file);
  char *const text = calloc(1, 65536);
  assert_non_null(text);
  assert_true(fread(text, 1, 65535, file) > 0);
  fclose(file);
  return text;
}

static outcome load_changed(const char *from, const char *to) {
  char *const text = read_whole("lib/risk/default-model.yaml");
  char *const at = strstr(text, from);
  assert_non_null(at);
  assert_int_equal(strlen(from), strlen(to));
  memcpy(at, to, strlen(to));
  const outcome out = load(text);
  free(text);
  return out;
}

static void a_model_whose_numbers_were_changed_is_refused(void **state) {
  (void)state;
  const outcome out = load_changed("coef: 0.27", "coef: 0.28");
  assert_int_equal(out.status, RSUP_E_MODEL);
  assert_string_equal(out.err.path, "digest");
  assert_string_equal(out.err.message,
                      "a model whose numbers were changed: the digest does not match its content");
  assert_true(out.err.line > 100);
  assert_int_equal(load_changed("sha256:f", "sha256:0").status, RSUP_E_MODEL);
  assert_int_equal(load_changed("sha256:", "sha512:").status, RSUP_E_MODEL);
  assert_int_equal(load_changed("A risky situation", "A lousy situation").status, RSUP_E_MODEL);
}

static void the_digest_is_of_the_content_and_not_of_its_looks(void **state) {
  (void)state;
  assert_int_equal(load_changed("# ---- made", "# ---- MADE").status, RSUP_OK);
  assert_int_equal(load_changed("coef: -0.30", "coef:  -0.3").status, RSUP_OK);
  assert_int_equal(load_changed("coef: -0.30", "coef: -3e-1").status, RSUP_OK);
}

static void all_problems_of_the_keys_are_listed(void **state) {
  (void)state;
  const outcome out =
      load(HEAD "inputs:\n  - {name: x, typ: number}\n" MODEL
                "terms:\n  - {name: tx, input: x, coef: a, label: X, colour: red}\n" REFERENCE);
  assert_int_equal(out.status, RSUP_E_SCHEMA);
  assert_int_equal(out.errors, 4); /* typ, type is missing, coef, colour */
  assert_int_equal(out.err.line, 9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_small_model_loads_with_a_word_on_its_missing_tests),
      cmocka_unit_test(a_typo_in_a_key_names_the_nearest),
      cmocka_unit_test(a_coefficient_is_a_number),
      cmocka_unit_test(an_unknown_transform_is_refused_by_name),
      cmocka_unit_test(a_term_or_input_stands_once),
      cmocka_unit_test(an_input_must_be_declared),
      cmocka_unit_test(a_newer_version_is_refused),
      cmocka_unit_test(a_test_row_that_does_not_come_out_refuses_the_model),
      cmocka_unit_test(references_and_bands_and_policies_must_fit),
      cmocka_unit_test(families_need_their_parts),
      cmocka_unit_test(a_weight_that_no_test_row_needs_is_a_warning),
      cmocka_unit_test(a_coefficient_against_its_direction_is_a_warning),
      cmocka_unit_test(a_model_whose_numbers_were_changed_is_refused),
      cmocka_unit_test(the_digest_is_of_the_content_and_not_of_its_looks),
      cmocka_unit_test(all_problems_of_the_keys_are_listed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
