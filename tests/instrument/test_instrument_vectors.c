/* The cases of tests/vectors/instruments.tsv, whose expected values come from a scorer of its own
 * in Python (instrument_reference.py). */
#include "instrument_support.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_LINE = 4096, CELLS = 15 };
enum {
  ID,
  INSTRUMENT,
  ANSWERS,
  CONTEXT,
  PROFILE,
  SCORE,
  VALUE,
  BAND,
  REASON,
  CUTOFFS,
  LOW,
  HIGH,
  ALERTS,
  ERROR
};

static void split(char *line, char *cells[CELLS]) {
  line[strcspn(line, "\n")] = '\0';
  for (int i = 0; i < CELLS; i++) {
    char *const tab = strchr(line, '\t');
    cells[i] = line;
    if (tab) *tab = '\0';
    line = tab ? tab + 1 : line + strlen(line);
  }
}

static void expect_text(const char *id, const char *what, const char *found, const char *wanted) {
  if (!found || !*found) found = "-";
  if (strcmp(found, wanted) != 0) fail_msg("%s: %s is %s, not %s", id, what, found, wanted);
}

/* "27/7" */
static double fraction(const char *text) {
  char *end;
  const double above = strtod(text, &end);
  return *end == '/' ? above / strtod(end + 1, NULL) : above;
}

static void expect_number(const char *id, const char *what, double found, const char *wanted) {
  if (strcmp(wanted, "-") == 0 ? !isnan(found) : !(found == fraction(wanted)))
    fail_msg("%s: %s is %.17g, not %s", id, what, found, wanted);
}

static void expect_exact(const char *id, const rsup_score *score, const char *wanted) {
  char text[64] = "-";
  if (score->rule_value)
    snprintf(text, sizeof text, "%s", score->rule_value);
  else if (score->denominator == 1)
    snprintf(text, sizeof text, "%lld", (long long)score->numerator);
  else if (score->denominator > 1)
    snprintf(text, sizeof text, "%lld/%lld", (long long)score->numerator,
             (long long)score->denominator);
  expect_text(id, "value", text, wanted);
  if (!score->rule_value) expect_number(id, "value", score->value, wanted);
}

static void expect_all_lists(char *cells[CELLS], const rsup_assessment *all,
                             const rsup_score *score) {
  char text[256] = "";
  size_t len = 0;
  for (size_t i = 0; i < score->cutoff_count; i++)
    len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", i ? "," : "", score->cutoffs[i]);
  expect_text(cells[ID], "cut-offs", text, cells[CUTOFFS]);
  text[len = 0] = '\0';
  for (size_t i = 0; i < all->alert_count; i++)
    len += (size_t)snprintf(text + len, sizeof text - len, "%s%s:%s", i ? "," : "",
                            all->alerts[i]->id, rsup_alert_level_name(all->alerts[i]->level));
  expect_text(cells[ID], "alerts", text, cells[ALERTS]);
}

static void check_case(const rsup_instrument *instrument, char *cells[CELLS]) {
  rsup_context_entry entry = {cells[CONTEXT], strchr(cells[CONTEXT], '=')};
  rsup_score_options options = {.struct_size = sizeof options, .context = &entry};
  rsup_result *result = NULL;
  rsup_error err;
  if (entry.value) {
    cells[CONTEXT][strcspn(cells[CONTEXT], "=")] = '\0';
    entry.value++;
    options.context_count = 1;
  }
  if (strcmp(cells[PROFILE], "-") != 0) options.profile = cells[PROFILE];
  const rsup_status status = rsup_instrument_score(
      instrument, cells[ANSWERS], strlen(cells[ANSWERS]), &options, NULL, &result, &err);
  if (strcmp(cells[ERROR], "-") != 0) {
    assert_int_not_equal(status, RSUP_OK);
    expect_text(cells[ID], "the item that refuses", err.path, cells[ERROR]);
    return;
  }
  if (status) fail_msg("%s: %s %s", cells[ID], err.path, err.message);
  const rsup_score *const score = score_named(result, cells[SCORE]);
  expect_exact(cells[ID], score, cells[VALUE]);
  expect_text(cells[ID], "band", score->band, cells[BAND]);
  expect_text(cells[ID], "reason", score->reason, cells[REASON]);
  expect_number(cells[ID], "low", score->low, cells[LOW]);
  expect_number(cells[ID], "high", score->high, cells[HIGH]);
  expect_all_lists(cells, rsup_assessment_get(result), score);
  rsup_result_free(result);
}

static void every_case_gives_what_it_must(void **state) {
  (void)state;
  static char line[MOST_LINE];
  char *cells[CELLS], last[64] = "";
  rsup_instrument *instrument = NULL;
  int count = 0;
  FILE *const file = fopen("tests/vectors/instruments.tsv", "r");
  assert_non_null(file);
  assert_non_null(fgets(line, sizeof line, file)); /* names of the columns */
  for (; fgets(line, sizeof line, file); count++) {
    split(line, cells);
    if (strcmp(last, cells[INSTRUMENT]) != 0) {
      rsup_instrument_free(instrument);
      instrument = test_instrument(cells[INSTRUMENT]);
      snprintf(last, sizeof last, "%s", cells[INSTRUMENT]);
    }
    check_case(instrument, cells);
  }
  rsup_instrument_free(instrument);
  fclose(file);
  assert_true(count >= 150);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_case_gives_what_it_must)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
