/* What tables of cases do not show: the head of a response, what outlives what, options, and that
 * no message quotes an answer. */
#include "../instrument/instrument_support.h"
#include "recovery-support/exchange.h"
#include <stdio.h>

#define HEAD "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\""
#define ANSWERED(LINK, VALUE) "{\"linkId\": \"" LINK "\", \"answer\": [{" VALUE "}]}"

static rsup_status read_text(const char *id, const char *text, const rsup_score_options *options,
                             rsup_safety *safety, rsup_result **out, rsup_error *err) {
  rsup_instrument *const instrument = test_instrument(id);
  const rsup_status status = rsup_fhir_questionnaire_response(instrument, NULL, text, strlen(text),
                                                              options, safety, out, NULL, err);
  rsup_instrument_free(instrument); /* the result holds its own reference */
  return status;
}

static const rsup_fhir_response *read_well(const char *id, const char *text, rsup_result **out) {
  rsup_error err;
  const rsup_status status = read_text(id, text, NULL, NULL, out, &err);
  if (status) print_error("%s: %s\n", err.path, err.message);
  assert_int_equal(status, RSUP_OK);
  return rsup_fhir_response_get(*out);
}

static void the_head_is_in_the_result(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_fhir_response *const response =
      read_well("phq-2",
                HEAD ", \"questionnaire\": \"https://example.org/q.pdf\","
                     " \"authored\": \"2026-03-04T00:30:00+01:00\"}",
                &result);
  assert_string_equal(response->instrument, "phq-2");
  assert_string_equal(response->status, "completed");
  assert_string_equal(response->questionnaire, "https://example.org/q.pdf");
  assert_int_equal(response->authored, INT64_C(1772580600000)); /* 2026-03-03T23:30:00Z */
  assert_int_equal(response->on, 20516);                        /* 2026-03-04, as written there */
  assert_int_equal(response->answer_count, 0);
  assert_int_equal(response->assessment->unanswered_count, 2);
  assert_null(rsup_assessment_get(result));
  rsup_result_free(result);
}

static void a_month_says_neither_time_nor_day(void **state) {
  (void)state;
  rsup_result *result;
  const rsup_fhir_response *const response =
      read_well("phq-2", HEAD ", \"authored\": \"2026-03\"}", &result);
  assert_true(response->authored == INT64_MIN);
  assert_int_equal(response->on, INT32_MIN);
  assert_null(response->questionnaire);
  rsup_result_free(result);
}

static void the_context_chooses_the_cut_off(void **state) {
  (void)state;
  static const char text[] =
      HEAD ", \"item\": [" ANSWERED("q1", "\"valueInteger\": 1") "," ANSWERED(
          "q2", "\"valueInteger\": 1") "," ANSWERED("q3", "\"valueInteger\": 1") "]}";
  const rsup_context_entry male = {"sex", "male"};
  rsup_score_options options = {0};
  rsup_result *result;
  const rsup_fhir_response *response = read_well("audit-c", text, &result);
  assert_int_equal(response->assessment->scores[0]->cutoff_count, 1); /* unknown: 3 */
  rsup_result_free(result);
  options.struct_size = sizeof options;
  options.context = &male;
  options.context_count = 1;
  assert_int_equal(read_text("audit-c", text, &options, NULL, &result, NULL), RSUP_OK);
  response = rsup_fhir_response_get(result);
  assert_int_equal(response->assessment->scores[0]->cutoff_count, 0); /* 4 */
  rsup_result_free(result);
}

static void options_that_are_refused_leave_the_safety_standing(void **state) {
  (void)state;
  rsup_score_options options = {0};
  rsup_safety safety;
  rsup_result *result;
  options.struct_size = sizeof options;
  options.profile = "no-such-profile";
  assert_int_equal(read_text("phq-9",
                             HEAD ", \"item\": [" ANSWERED("q9", "\"valueInteger\": 2") "]}",
                             &options, &safety, &result, NULL),
                   RSUP_E_UNKNOWN_NAME);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  assert_null(result);
}

static void without_arguments_it_asks_for_review(void **state) {
  (void)state;
  rsup_safety safety;
  rsup_result *result;
  rsup_instrument *const phq2 = test_instrument("phq-2");
  assert_int_equal(
      rsup_fhir_questionnaire_response(NULL, NULL, "{}", 2, NULL, &safety, &result, NULL, NULL),
      RSUP_E_ARGUMENT);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  assert_int_equal(
      rsup_fhir_questionnaire_response(phq2, NULL, NULL, 0, NULL, &safety, &result, NULL, NULL),
      RSUP_E_ARGUMENT);
  assert_int_equal(
      rsup_fhir_questionnaire_response(phq2, NULL, "{}", 2, NULL, NULL, NULL, NULL, NULL),
      RSUP_E_ARGUMENT);
  assert_int_equal(rsup_fhir_questionnaire_response_file(phq2, "no/such/file.json", NULL, &safety,
                                                         &result, NULL, NULL),
                   RSUP_E_FILE);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  assert_null(rsup_fhir_response_get(NULL));
  rsup_instrument_free(phq2);
}

static void the_first_problem_of_the_text_is_the_error(void **state) {
  (void)state;
  rsup_result *result;
  rsup_error err;
  assert_int_equal(
      read_text("phq-2",
                "{\"resourceType\": \"QuestionnaireResponse\",\n\"item\": [\n" ANSWERED(
                    "q2", "\"valueTime\": \"10:00:00\"") "],\n\"status\": \"draft\"}",
                NULL, NULL, &result, &err),
      RSUP_E_SCHEMA);
  assert_int_equal(err.line, 3);
  assert_int_equal(err.column, 43);
  assert_string_equal(err.source, "response");
  assert_string_equal(err.path, "item[0].answer[0].valueTime");
  assert_string_equal(err.message, "answers of this type are not read");
}

static rsup_status report_of(const char *text, rsup_result **out_report) {
  rsup_instrument *const phq9 = test_instrument("phq-9");
  rsup_result *result;
  const rsup_status status = rsup_fhir_questionnaire_response(phq9, NULL, text, strlen(text), NULL,
                                                              NULL, &result, out_report, NULL);
  rsup_result_free(result);
  rsup_instrument_free(phq9); /* the report needs nothing of it */
  return status;
}

static void all_problems_are_in_the_report(void **state) {
  (void)state;
  static const struct {
    const char *code, *path;
    uint32_t line;
  } expected[] = {
      {"RSUP_E_TIME", "authored", 3},
      {"RSUP_E_SCHEMA", "item[0].answer[0].valueString", 5},
      {"RSUP_E_RANGE", "item[1].answer[0].valueInteger", 6},
      {"RSUP_E_NOT_SCORED", "item[2]", 7},
      {"RSUP_E_SCHEMA", "item[3].answer[0]", 8},
      {"RSUP_E_RANGE", "item[4].answer[0].valueCoding.code", 9},
      {"RSUP_E_NOT_SCORED", "status", 12},
  };
  rsup_instrument *const phq9 = test_instrument("phq-9");
  rsup_result *result, *report;
  rsup_safety safety;
  rsup_error err;
  assert_int_equal(rsup_fhir_questionnaire_response_file(phq9, "tests/data/fhir/wrong-many.json",
                                                         NULL, &safety, &result, &report, &err),
                   RSUP_E_TIME); /* the first of the text */
  const rsup_report *const all = rsup_report_get(report);
  assert_string_equal(all->source, "wrong-many.json");
  assert_int_equal(all->problem_count, sizeof expected / sizeof expected[0]);
  for (size_t i = 0; i < all->problem_count; i++) {
    const rsup_problem *const one = all->problems[i];
    assert_int_equal(one->severity, RSUP_SEVERITY_ERROR);
    assert_string_equal(one->code, expected[i].code);
    assert_string_equal(one->path, expected[i].path);
    assert_int_equal(one->line, expected[i].line);
  }
  assert_string_equal(err.message, all->problems[0]->message);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT); /* item 9 is read all the same */
  rsup_result_free(report);
  rsup_instrument_free(phq9);
}

static void a_text_that_is_no_json_is_one_problem(void **state) {
  (void)state;
  rsup_result *report;
  assert_int_equal(report_of("{\n\"item\": [}", &report), RSUP_E_SYNTAX);
  assert_int_equal(rsup_report_get(report)->problem_count, 1);
  assert_string_equal(rsup_report_get(report)->problems[0]->code, "RSUP_E_SYNTAX");
  assert_int_equal(rsup_report_get(report)->problems[0]->line, 2);
  rsup_result_free(report);
}

static void a_response_without_problems_has_a_report_of_none(void **state) {
  (void)state;
  rsup_result *report;
  assert_int_equal(report_of(HEAD "}", &report), RSUP_OK);
  assert_int_equal(rsup_report_get(report)->problem_count, 0);
  rsup_result_free(report);
}

static void is_silent(const char *document) {
  static const char marker[] = "Canary";
  rsup_result *result, *report;
  rsup_error err;
  const char *json;
  size_t len;
  assert_true(read_text("phq-9", document, NULL, NULL, &result, &err) != RSUP_OK);
  assert_null(strstr(err.message, marker));
  assert_null(strstr(err.path, marker));
  assert_true(report_of(document, &report) != RSUP_OK);
  assert_int_equal(rsup_result_json(report, &json, &len, NULL), RSUP_OK);
  assert_null(strstr(json, marker));
  rsup_result_free(report);
}

static void no_message_quotes_what_was_written(void **state) {
  (void)state;
  is_silent(HEAD ", \"Canary\": 1}");
  is_silent(HEAD ", \"authored\": \"Canary\"}");
  is_silent(HEAD ", \"questionnaire\": [\"Canary\"]}");
  is_silent("{\"resourceType\": \"Canary\"}");
  is_silent("{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"Canary\"}");
  is_silent(HEAD ", \"item\": [{\"linkId\": \"q1\", \"Canary\": 1}]}");
  is_silent(HEAD ", \"item\": [" ANSWERED("q1", "\"valueString\": \"Canary\"") "]}");
  is_silent(HEAD ", \"item\": [" ANSWERED("q1", "\"valueCanary\": 1") "]}");
  is_silent(HEAD ", \"item\": [" ANSWERED("q1", "\"valueInteger\": \"Canary\"") "]}");
  is_silent(HEAD ", \"item\": [" ANSWERED("q1", "\"valueCoding\": {\"code\": \"Canary\"}") "]}");
  is_silent(HEAD ", \"item\": [" ANSWERED("q1", "\"valueCoding\": {\"Canary\": 1}") "]}");
  is_silent(HEAD ", \"item\": [" ANSWERED("Canary", "\"valueInteger\": 1") "]}");
  is_silent(HEAD ", \"item\": [" ANSWERED("total", "\"valueString\": \"Canary\"") "]}");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_head_is_in_the_result),
      cmocka_unit_test(a_month_says_neither_time_nor_day),
      cmocka_unit_test(the_context_chooses_the_cut_off),
      cmocka_unit_test(options_that_are_refused_leave_the_safety_standing),
      cmocka_unit_test(without_arguments_it_asks_for_review),
      cmocka_unit_test(the_first_problem_of_the_text_is_the_error),
      cmocka_unit_test(all_problems_are_in_the_report),
      cmocka_unit_test(a_text_that_is_no_json_is_one_problem),
      cmocka_unit_test(a_response_without_problems_has_a_report_of_none),
      cmocka_unit_test(no_message_quotes_what_was_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
