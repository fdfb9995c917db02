/* rsup_next_occurrence(): all published vectors through the public function, and bad arguments. */
#include "meeting/meeting_support.h"
#include "time/civil.h"
#include <stdlib.h>
#include <string.h>

typedef struct row {
  char zone[48], start[8], date[16];
  int64_t weekday, minutes, now, start_utc, end_utc, in_progress;
} row;

static char *cell(char **at) {
  char *const start = *at;
  *at += strcspn(*at, ",\r\n");
  if (**at != '\0') *(*at)++ = '\0';
  return start;
}

static row read_row(char *line) {
  row one;
  memset(&one, 0, sizeof one);
  strncpy(one.zone, cell(&line), sizeof one.zone - 1);
  one.weekday = strtoll(cell(&line), NULL, 10);
  strncpy(one.start, cell(&line), sizeof one.start - 1);
  one.minutes = strtoll(cell(&line), NULL, 10);
  one.now = strtoll(cell(&line), NULL, 10) * 1000;
  one.start_utc = strtoll(cell(&line), NULL, 10) * 1000;
  one.end_utc = strtoll(cell(&line), NULL, 10) * 1000;
  one.in_progress = strtoll(cell(&line), NULL, 10);
  strncpy(one.date, cell(&line), sizeof one.date - 1);
  return one;
}

static void check(rsup_config *config, const row *one) {
  const int32_t minute = atoi(one->start) * 60 + atoi(strchr(one->start, ':') + 1);
  rsup_result *result = NULL;
  rsup_error err;
  const rsup_status status = rsup_next_occurrence(config, one->zone, (int32_t)one->weekday, minute,
                                                  (int32_t)one->minutes, one->now, &result, &err);
  assert_int_equal(status, RSUP_OK);
  const rsup_occurrence *const on = rsup_occurrence_get(result);
  assert_non_null(on);
  char date[16];
  rsupi_day_print(on->local_date, date);
  if (on->start != one->start_utc || on->end != one->end_utc ||
      on->in_progress != one->in_progress || strcmp(date, one->date) != 0)
    fail_msg("%s %d %s + %d at %lld: %lld %lld %d %s", one->zone, (int)one->weekday, one->start,
             (int)one->minutes, (long long)one->now, (long long)on->start, (long long)on->end,
             on->in_progress, date);
  rsup_result_free(result);
}

static void test_all_vectors(void **state) {
  (void)state;
  size_t len, rows = 0;
  char *const text = test_file("tests/vectors/next_occurrence_vectors.csv", &len);
  assert_non_null(text);
  rsup_config *const config = test_config(NULL);
  char *save = strchr(text, '\n') + 1;
  while (*save != '\0') {
    char *const line = save;
    save += strcspn(save, "\n");
    if (*save != '\0') *save++ = '\0';
    const row one = read_row(line);
    check(config, &one);
    rows++;
  }
  assert_int_equal(rows, 1823);
  rsup_config_free(config);
  free(text);
}

/* 2026-03-08 02:30 does not exist in New York: the offset before the gap makes it 03:30 EDT. */
static void test_a_gap_and_its_name(void **state) {
  (void)state;
  rsup_config *const config = test_config(NULL);
  rsup_result *result;
  const char *json;
  const rsup_instant now = test_instant("2026-03-07T12:00:00-05:00");
  assert_int_equal(rsup_next_occurrence(config, "America/New_York", 0, 150, 60, now, &result, NULL),
                   RSUP_OK);
  const rsup_occurrence *const on = rsup_occurrence_get(result);
  assert_int_equal(on->start, test_instant("2026-03-08T03:30:00-04:00"));
  assert_int_equal(on->clock, RSUP_CLOCK_GAP);
  assert_int_equal(rsup_result_json(result, &json, NULL, NULL), RSUP_OK);
  assert_non_null(strstr(json, "\"local_date\":\"2026-03-08\",\"clock\":\"gap\""));
  rsup_result_free(result);
  rsup_config_free(config);
}

/* 2026-11-01 01:30 comes twice: the first, still EDT. */
static void test_an_overlap_takes_the_first(void **state) {
  (void)state;
  rsup_config *const config = test_config(NULL);
  rsup_result *result;
  const rsup_instant now = test_instant("2026-10-31T12:00:00-04:00");
  assert_int_equal(rsup_next_occurrence(config, "America/New_York", 0, 90, 60, now, &result, NULL),
                   RSUP_OK);
  assert_int_equal(rsup_occurrence_get(result)->start, test_instant("2026-11-01T01:30:00-04:00"));
  assert_int_equal(rsup_occurrence_get(result)->clock, RSUP_CLOCK_TWICE);
  rsup_result_free(result);
  rsup_config_free(config);
}

static void refused(rsup_config *config, const char *zone, int32_t weekday, int32_t start,
                    int32_t minutes, rsup_instant now, rsup_status wanted) {
  rsup_result *result = (rsup_result *)&wanted;
  rsup_error err;
  assert_int_equal(rsup_next_occurrence(config, zone, weekday, start, minutes, now, &result, &err),
                   wanted);
  assert_null(result);
  assert_int_equal(err.status, wanted);
  assert_true(err.message[0] != '\0');
}

static void test_bad_arguments_are_refused(void **state) {
  (void)state;
  rsup_config *const config = test_config(NULL);
  refused(NULL, "UTC", 0, 0, 60, 0, RSUP_E_ARGUMENT);
  refused(config, NULL, 0, 0, 60, 0, RSUP_E_ARGUMENT);
  refused(config, "UTC", -1, 0, 60, 0, RSUP_E_ARGUMENT);
  refused(config, "UTC", 7, 0, 60, 0, RSUP_E_ARGUMENT);
  refused(config, "UTC", 0, -1, 60, 0, RSUP_E_ARGUMENT);
  refused(config, "UTC", 0, 1441, 60, 0, RSUP_E_ARGUMENT);
  refused(config, "UTC", 0, 0, 0, 0, RSUP_E_ARGUMENT);
  refused(config, "UTC", 0, 0, 1441, 0, RSUP_E_ARGUMENT);
  refused(config, "UTC", 0, 0, 60, INT64_MIN, RSUP_E_ARGUMENT);
  refused(config, "UTC", 0, 0, 60, INT64_MAX, RSUP_E_ARGUMENT);
  refused(config, "Nowhere/Land", 0, 0, 60, 0, RSUP_E_UNKNOWN_ZONE);
  refused(config, "../../etc/passwd", 0, 0, 60, 0, RSUP_E_UNKNOWN_ZONE);
  assert_int_equal(rsup_next_occurrence(config, "UTC", 0, 0, 60, 0, NULL, NULL), RSUP_E_ARGUMENT);
  assert_null(rsup_occurrence_get(NULL));
  assert_null(rsup_clock_name(0));
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_all_vectors),
      cmocka_unit_test(test_a_gap_and_its_name),
      cmocka_unit_test(test_an_overlap_takes_the_first),
      cmocka_unit_test(test_bad_arguments_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
