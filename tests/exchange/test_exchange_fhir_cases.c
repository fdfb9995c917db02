/* The QuestionnaireResponses of tests/data/fhir, and what tests/vectors/fhir.tsv says of each: its
 * scores with the arithmetic, or where and why it is refused. */
#include "../instrument/instrument_support.h"
#include "recovery-support/exchange.h"
#include "recovery-support/time.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { DOCUMENT, INSTRUMENT, PROFILE, STATUS, ON, ANSWERS, SCORES, CARRIED, SAFETY, ERROR };
enum { LINE = 10, PATH, WHY, CELLS, MOST_LINE = 1024, MOST_TEXT = 512 };

static void split(char *line, char *cells[CELLS]) {
  line[strcspn(line, "\n")] = '\0';
  for (int i = 0; i < CELLS; i++) {
    char *const tab = strchr(line, '\t');
    cells[i] = line;
    if (tab) *tab = '\0';
    line = tab ? tab + 1 : line + strlen(line);
  }
}

static void expect(char *cells[CELLS], int cell, const char *found) {
  if (!*found) found = "-";
  if (strcmp(found, cells[cell]) != 0)
    fail_msg("%s (%s): %s, not %s", cells[DOCUMENT], cells[WHY], found, cells[cell]);
}

/* "81/7" */
static double fraction(const char *text) {
  char *end;
  const double above = strtod(text, &end);
  return *end == '/' ? above / strtod(end + 1, NULL) : above;
}

/* "total=81/7 syndrome=other": only what is named is compared. */
static void expect_scores(char *cells[CELLS], const rsup_assessment *assessment) {
  char *rest = NULL;
  for (char *one = strtok_r(cells[SCORES], " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
    char *const wanted = strchr(one, '=') + 1;
    const rsup_score *score = NULL;
    wanted[-1] = '\0';
    for (size_t i = 0; i < assessment->score_count; i++)
      if (strcmp(assessment->scores[i]->id, one) == 0) score = assessment->scores[i];
    assert_non_null(score);
    if (score->rule_value)
      assert_string_equal(score->rule_value, wanted);
    else if (isnan(score->value))
      assert_string_equal(score->reason, wanted);
    else if (!(score->value == fraction(wanted)))
      fail_msg("%s: %s is %.17g, not %s", cells[DOCUMENT], one, score->value, wanted);
  }
}

static void expect_side(const char *document, double number, const char *rule, const char *wanted) {
  if (rule ? strcmp(rule, wanted) != 0 : !(number == fraction(wanted)))
    fail_msg("%s: a carried score is %s %.17g, not %s", document, rule ? rule : "", number, wanted);
}

/* "total:9:81/7:no": what is carried, what its answers give, whether they match. */
static void expect_carried(char *cells[CELLS], const rsup_fhir_response *response) {
  char *rest = NULL, *part;
  size_t count = 0;
  if (strcmp(cells[CARRIED], "-") == 0) cells[CARRIED] += 1;
  for (char *one = strtok_r(cells[CARRIED], " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
    assert_true(count < response->carried_count);
    const rsup_fhir_carried *const carried = response->carried[count++];
    assert_string_equal(carried->score, strtok_r(one, ":", &part));
    expect_side(cells[DOCUMENT], carried->carried, carried->carried_rule,
                strtok_r(NULL, ":", &part));
    expect_side(cells[DOCUMENT], carried->computed, carried->computed_rule,
                strtok_r(NULL, ":", &part));
    const char *const matches = carried->matches == 1 ? "yes" : carried->matches == 0 ? "no" : "-";
    assert_string_equal(matches, strtok_r(NULL, ":", &part));
  }
  assert_int_equal(response->carried_count, count);
}

static void expect_response(char *cells[CELLS], const rsup_fhir_response *response) {
  char text[MOST_TEXT] = "";
  size_t len = 0;
  expect(cells, STATUS, response->status);
  for (size_t i = 0; i < response->answer_count; i++)
    len += (size_t)snprintf(text + len, sizeof text - len, "%s%s=%d", i ? " " : "",
                            response->answers[i]->item, (int)response->answers[i]->value);
  expect(cells, ANSWERS, text);
  text[0] = '\0';
  if (response->on != INT32_MIN) assert_int_equal(rsup_day_text(response->on, text, 16), 10);
  expect(cells, ON, text);
  expect_scores(cells, response->assessment);
  expect_carried(cells, response);
}

static void run_case(char *cells[CELLS]) {
  char path[256];
  rsup_score_options options = {0};
  rsup_safety safety;
  rsup_result *result = NULL;
  rsup_error err;
  rsup_instrument *const instrument = test_instrument(cells[INSTRUMENT]);
  options.struct_size = sizeof options;
  options.profile = strcmp(cells[PROFILE], "-") == 0 ? NULL : cells[PROFILE];
  snprintf(path, sizeof path, "tests/data/fhir/%s.json", cells[DOCUMENT]);
  const rsup_status status = rsup_fhir_questionnaire_response_file(instrument, path, &options,
                                                                   &safety, &result, NULL, &err);
  expect(cells, SAFETY, rsup_safety_level_name(safety.level));
  assert_int_equal(status == RSUP_OK, !(safety.signs & RSUP_SIGN_CALL_FAILED));
  expect(cells, ERROR, status ? rsup_status_name(status) : "");
  if (status) {
    char line[16];
    snprintf(line, sizeof line, "%u", err.line);
    expect(cells, LINE, line);
    expect(cells, PATH, err.path);
    assert_true(err.column > 0);
    assert_string_equal(err.source, strrchr(path, '/') + 1);
    assert_null(result);
  } else {
    expect_response(cells, rsup_fhir_response_get(result));
  }
  rsup_result_free(result);
  rsup_instrument_free(instrument);
}

static void each_response_gives_what_is_stated(void **state) {
  (void)state;
  char line[MOST_LINE], *cells[CELLS];
  size_t good = 0, refused = 0;
  FILE *const file = fopen("tests/vectors/fhir.tsv", "r");
  assert_non_null(file);
  assert_non_null(fgets(line, sizeof line, file)); /* names of the columns */
  while (fgets(line, sizeof line, file)) {
    split(line, cells);
    *(strcmp(cells[ERROR], "-") ? &refused : &good) += 1;
    run_case(cells);
  }
  (void)fclose(file);
  print_message("%zu responses with their scores, %zu refused\n", good, refused);
  assert_true(good >= 15 && refused >= 30);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_response_gives_what_is_stated)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
