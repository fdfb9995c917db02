/* The series of an item: tests/vectors/series.tsv (by exact fractions, another implementation), and
 * windows that R computed from a study, where that is at hand. */
#include "core/numbers.h"
#include "recovery-support.h"
#include "time/civil.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_LINE = 64 * 1024, MOST_CELLS = 32 };
static char line[MOST_LINE], json[4 * MOST_LINE];

static rsup_config *config;

static int open_config(void **state) {
  static const char text[] =
      "{\"format\":\"recovery-support/config\",\"format_version\":1,\"forms\":[{\"id\":\"ema\","
      "\"version\":1,\"days\":\"daily\",\"opens\":\"00:00\",\"due\":\"23:00\",\"closes\":\"24:00\","
      "\"items\":[{\"id\":\"strain\",\"kind\":\"scale\",\"min\":-100,\"max\":100}]}]}";
  rsup_config_options options = {.struct_size = sizeof options,
                                 .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  rsup_error err;
  (void)state;
  if (rsup_config_load("series", text, sizeof text - 1, &options, &config, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  return 0;
}

static int close_config(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

static rsup_person *person_of(const char *zone, const char *events) {
  const size_t size = strlen(events) + 400;
  char *text = malloc(size);
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  assert_non_null(text);
  const int len = snprintf(text, size,
                           "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":"
                           "\"p\",\"zones\":[{\"zone\":\"%s\"}],\"targets\":[{\"id\":\"alcohol\","
                           "\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-01-01\"}}],\"events\":"
                           "[%s]}",
                           zone, events);
  if (rsup_person_load(config, "series", text, (size_t)len, &person, &report, &err))
    fail_msg("%s: %s", err.path, err.message);
  assert_int_equal(rsup_report_get(report)->problem_count, 0);
  rsup_result_free(report);
  free(text);
  return person;
}

static const rsup_item_series *ask(const rsup_person *person, const char *item,
                                   const rsup_series_options *options, rsup_instant now,
                                   rsup_result **result) {
  rsup_error err;
  if (rsup_person_series(person, item, now, options, result, &err)) fail_msg("%s", err.message);
  return rsup_item_series_get(*result);
}

static rsup_instant instant_of(const char *text) {
  rsup_instant at = 0;
  assert_int_equal(rsup_instant_parse(text, strlen(text), &at, NULL), RSUP_OK);
  return at;
}

static size_t split(char *text, char by, char *cells[MOST_CELLS]) {
  size_t count = 0;
  for (char *next = text; next && count < MOST_CELLS; count++) {
    cells[count] = next;
    next = strchr(next, by);
    if (next) *next++ = '\0';
  }
  return count;
}

/* `nothing`: how the table writes no value. */
static void expect_number(const char *id, const char *what, double found, const char *cell,
                          const char *nothing) {
  if (strcmp(cell, nothing) == 0) {
    if (!rsupi_isnan(found)) fail_msg("%s: %s is %.17g, not unknown", id, what, found);
    return;
  }
  const double wanted = strtod(cell, NULL);
  const double apart = found > wanted ? found - wanted : wanted - found;
  const double size = wanted < 0 ? -wanted : wanted;
  if (!(apart <= 1e-12 * (size > 1 ? size : 1)))
    fail_msg("%s: %s is %.17g, not %s", id, what, found, cell);
}

/* ---- by exact fractions */

static void write_checkins(char *answers) {
  int number = 0;
  size_t len = 0;
  for (char *next = answers; next;) {
    char *one = next, *value = strchr(one, '=');
    next = strchr(one, ';');
    if (next) *next++ = '\0';
    *value++ = '\0';
    len += (size_t)snprintf(json + len, sizeof json - len,
                            "%s{\"type\":\"checkin\",\"id\":\"c%d\",\"form\":\"daily\",\"at\":\"%s"
                            "\",\"answers\":{\"mood\":%s}}",
                            number ? "," : "", number, one, value);
    number++;
  }
}

static void expect_series(const rsup_item_series *s, char *cells[MOST_CELLS]) {
  const char *id = cells[0];
  expect_number(id, "n", s->n, cells[8], "-");
  expect_number(id, "mean", s->mean, cells[9], "-");
  expect_number(id, "min", s->min, cells[10], "-");
  expect_number(id, "max", s->max, cells[11], "-");
  expect_number(id, "sd", s->sd, cells[12], "-");
  expect_number(id, "slope_per_day", s->slope_per_day, cells[13], "-");
  expect_number(id, "last", s->last, cells[14], "-");
  expect_number(id, "last_age_days", s->last_age_days, cells[15], "-");
  expect_number(id, "days_since", s->days_since, cells[16], "-");
  expect_number(id, "weighted_mean", s->weighted_mean, cells[17], "-");
  expect_number(id, "baseline_n", s->baseline_n, cells[18], "-");
  expect_number(id, "change", s->change, cells[19], "-");
  expect_number(id, "change_in_sd", s->change_in_sd, cells[20], "-");
}

static void test_series_are_what_exact_fractions_say(void **state) {
  FILE *file = fopen("tests/vectors/series.tsv", "r");
  char *cells[MOST_CELLS];
  int asked = 0;
  (void)state;
  assert_non_null(file);
  assert_non_null(fgets(line, sizeof line, file));
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = '\0';
    assert_int_equal(split(line, '\t', cells), 21);
    rsup_series_options options = {.struct_size = sizeof options,
                                   .window_days = atoi(cells[2]),
                                   .half_life_days = strtod(cells[3], NULL),
                                   .baseline_days = atoi(cells[4]),
                                   .baseline_least = atoi(cells[5])};
    options.window_kind = cells[1][0] == 'h' ? RSUP_WINDOW_HOURS_24 : RSUP_WINDOW_CALENDAR_DAYS;
    write_checkins(cells[7]);
    rsup_person *person = person_of("Europe/Berlin", json);
    rsup_result *result = NULL;
    expect_series(ask(person, "mood", &options, instant_of(cells[6]), &result), cells);
    rsup_result_free(result);
    rsup_person_free(person);
    asked++;
  }
  fclose(file);
  assert_int_equal(asked, 60);
}

/* ---- by R, from a study */

/* Day d, beep b of smokedat_ema.csv lies at (d - 1) + (b - 0.5) / 10 days. */
static rsup_instant beep_at(const char *day, const char *beep) {
  const rsup_instant begin = INT64_C(1767225600000); /* 2026-01-01T00:00Z */
  return begin + (atoi(day) - 1) * RSUPI_MS_PER_DAY +
         (2 * atoi(beep) - 1) * (RSUPI_MS_PER_DAY / 20);
}

static void open_shared(const char *folder, const char *name, FILE **out) {
  char path[4096];
  snprintf(path, sizeof path, "%s/data/risk/%s", folder, name);
  *out = fopen(path, "r");
}

/* The check-ins of one subject. */
static int write_beeps(FILE *file, const char *subject) {
  char *cells[MOST_CELLS], at[40];
  size_t len = 0;
  int number = 0;
  rewind(file);
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = '\0';
    if (split(line, ',', cells) != 6 || strcmp(cells[0], subject) != 0) continue;
    if (strcmp(cells[5], "NA") == 0) continue;
    rsupi_instant_print(beep_at(cells[2], cells[1]), at);
    len += (size_t)snprintf(json + len, sizeof json - len,
                            "%s{\"type\":\"checkin\",\"id\":\"c%d\",\"form\":\"ema\",\"at\":\"%s\","
                            "\"answers\":{\"strain\":%s}}",
                            number ? "," : "", number, at, cells[5]);
    number++;
  }
  return number;
}

static void compare_with_r(const rsup_person *person, char *cells[MOST_CELLS]) {
  rsup_series_options options = {.struct_size = sizeof options,
                                 .window_kind = RSUP_WINDOW_HOURS_24,
                                 .window_days = atoi(cells[2]),
                                 .half_life_days = strtod(cells[3], NULL),
                                 .baseline_days = 1000};
  const rsup_instant now =
      INT64_C(1767225600000) + (rsup_instant)(strtod(cells[1], NULL) * (double)RSUPI_MS_PER_DAY);
  rsup_result *result = NULL;
  const rsup_item_series *s = ask(person, "strain", &options, now, &result);
  const char *const names[] = {"n",     "mean", "min",        "max", "sd",
                               "slope", "last", "days_since", "ewm"};
  const double found[] = {s->n,    s->mean,       s->min,          s->max, s->sd, s->slope_per_day,
                          s->last, s->days_since, s->weighted_mean};
  for (size_t i = 0; i < sizeof found / sizeof found[0]; i++)
    expect_number(cells[0], names[i], found[i], cells[4 + i],
                  strcmp(cells[4 + i], "NA") ? "" : "NA");
  /* z compares the last day with all days before it: the same question for a window of one day,
   * once the days before hold enough. R asks for fewer answers than we do by default. */
  if (options.window_days == 1 && s->baseline_n >= 14 && *cells[13] && cells[13][0] != 'N')
    expect_number(cells[0], "z", s->change_in_sd, cells[13], "");
  rsup_result_free(result);
}

static void test_windows_of_a_study_are_what_r_says(void **state) {
  const char *folder = getenv("RSUP_SHARED");
  char *cells[MOST_CELLS], row[4096], subject[16] = "";
  FILE *beeps = NULL, *reference = NULL;
  rsup_person *person = NULL;
  int asked = 0;
  (void)state;
  if (folder) open_shared(folder, "smokedat_ema.csv", &beeps);
  if (folder) open_shared(folder, "ref_windows_ema.csv", &reference);
  if (!beeps || !reference) {
    print_message("skipped: no RSUP_SHARED with data/risk/ref_windows_ema.csv\n");
    skip();
  }
  assert_non_null(fgets(row, sizeof row, reference));
  while (fgets(row, sizeof row, reference)) {
    row[strcspn(row, "\r\n")] = '\0';
    assert_int_equal(split(row, ',', cells), 14);
    if (strcmp(subject, cells[0]) != 0) {
      rsup_person_free(person);
      snprintf(subject, sizeof subject, "%s", cells[0]);
      assert_true(write_beeps(beeps, subject) > 0);
      person = person_of("UTC", json);
    }
    compare_with_r(person, cells);
    asked++;
  }
  rsup_person_free(person);
  fclose(beeps);
  fclose(reference);
  print_message("%d windows compared\n", asked);
  assert_true(asked > 100);
}

/* ---- what can't be said */

static const char few[] =
    "{\"type\":\"checkin\",\"id\":\"c1\",\"form\":\"daily\",\"at\":\"2026-03-01T20:00+01:00\","
    "\"answers\":{\"mood\":4,\"craving\":{\"alcohol\":6},\"stress\":\"refused\"}},"
    "{\"type\":\"checkin\",\"id\":\"c2\",\"form\":\"daily\",\"on\":\"2026-03-03\","
    "\"answers\":{\"mood\":8,\"used\":{\"alcohol\":false}}}";
static const rsup_instant noon = INT64_C(1772622000000); /* 2026-03-04T12:00+01:00 */

static void test_a_missing_day_is_never_zero(void **state) {
  rsup_person *person = person_of("Europe/Berlin", few);
  rsup_result *result = NULL;
  (void)state;
  const rsup_item_series *s = ask(person, "mood", NULL, noon, &result);
  assert_int_equal(s->n, 2); /* mean of 4 and 8, two days apart: slope (8 - 4) / 2 */
  assert_true(s->mean == 6 && s->min == 4 && s->max == 8 && s->slope_per_day == 2);
  assert_true(rsupi_isnan(s->change));
  assert_true(rsupi_isnan(s->days_since)); /* only its day is known */
  assert_int_equal(s->last_age_days, 1);
  assert_string_equal(s->reasons[0]->id, "baseline_too_short");
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_a_refused_answer_is_counted_and_no_number(void **state) {
  rsup_person *person = person_of("Europe/Berlin", few);
  rsup_result *result = NULL;
  (void)state;
  const rsup_item_series *s = ask(person, "stress", NULL, noon, &result);
  assert_int_equal(s->n, 0);
  assert_int_equal(s->refused, 1);
  assert_true(rsupi_isnan(s->mean) && rsupi_isnan(s->last) && rsupi_isnan(s->weighted_mean));
  assert_int_equal(s->last_on, INT32_MIN);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_a_window_of_hours_leaves_out_what_has_no_hour(void **state) {
  rsup_person *person = person_of("Europe/Berlin", few);
  const rsup_series_options options = {.struct_size = sizeof options,
                                       .window_kind = RSUP_WINDOW_HOURS_24};
  rsup_result *result = NULL;
  (void)state;
  const rsup_item_series *s = ask(person, "mood", &options, noon, &result);
  assert_int_equal(s->n, 1);
  assert_int_equal(s->without_time, 1);
  assert_int_equal(s->from, INT32_MIN);
  assert_true(s->until_at == noon && s->from_at == noon - 30 * RSUPI_MS_PER_DAY);
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_a_yes_counts_as_one(void **state) {
  rsup_person *person = person_of("Europe/Berlin", few);
  const rsup_series_options options = {.struct_size = sizeof options, .target = "alcohol"};
  rsup_result *result = NULL;
  (void)state;
  const rsup_item_series *s = ask(person, "used", &options, noon, &result);
  assert_int_equal(s->n, 1);
  assert_true(s->mean == 0);
  assert_string_equal(s->target, "alcohol");
  rsup_result_free(result);
  rsup_person_free(person);
}

static void test_questions_without_sense_are_refused(void **state) {
  rsup_person *person = person_of("Europe/Berlin", few);
  rsup_series_options options = {.struct_size = sizeof options};
  rsup_result *result = NULL;
  rsup_error err;
  (void)state;
#define REFUSED(ITEM, STATUS)                                                                      \
  assert_int_equal(rsup_person_series(person, ITEM, noon, &options, &result, &err), STATUS);       \
  assert_null(result)
  REFUSED("height", RSUP_E_UNKNOWN_NAME);
  REFUSED("triggers", RSUP_E_ARGUMENT);
  REFUSED("craving", RSUP_E_ARGUMENT); /* per target, and none named */
  REFUSED(NULL, RSUP_E_ARGUMENT);
  options.target = "alcohol";
  REFUSED("mood", RSUP_E_ARGUMENT);
  options.target = "cannabis";
  REFUSED("craving", RSUP_E_UNKNOWN_NAME);
  options.target = NULL;
  options.form = "weekly";
  REFUSED("mood", RSUP_E_UNKNOWN_NAME);
  options.form = NULL;
  options.window_days = -1;
  REFUSED("mood", RSUP_E_RANGE);
  options.window_days = 0;
  options.half_life_days = rsupi_nan();
  REFUSED("mood", RSUP_E_RANGE);
  options.half_life_days = 0;
  options.window_kind = 3;
  REFUSED("mood", RSUP_E_RANGE);
  options.window_kind = 0;
  assert_int_equal(rsup_person_series(NULL, "mood", noon, NULL, &result, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_series(person, "mood", INT64_MIN, NULL, &result, &err),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_series(person, "mood", noon, NULL, NULL, NULL), RSUP_E_ARGUMENT);
  rsup_person_free(person);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_series_are_what_exact_fractions_say),
      cmocka_unit_test(test_windows_of_a_study_are_what_r_says),
      cmocka_unit_test(test_a_missing_day_is_never_zero),
      cmocka_unit_test(test_a_refused_answer_is_counted_and_no_number),
      cmocka_unit_test(test_a_window_of_hours_leaves_out_what_has_no_hour),
      cmocka_unit_test(test_a_yes_counts_as_one),
      cmocka_unit_test(test_questions_without_sense_are_refused),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
