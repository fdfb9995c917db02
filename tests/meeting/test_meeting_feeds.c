/* Real lists, where the folder RSUP_SHARED has them: they are read against, never copied. */
#include "core/numbers.h"
#include "meeting/meeting_support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct real {
  const char *name;
  size_t meetings;
  int32_t left_out, may_not_meet;
} real;

/* Counts from a look at the files with another program: every record of the Meeting Guide lists has
 * a slug and one day; 197 of the second mention the week of the month. */
static const real feeds[] = {{"mg_edmonton.json", 315, 0, -1},
                             {"mg_nwta.json", 613, 0, 197},
                             {"mg_orange_county.json", 1967, 0, -1},
                             {"bmlt_new_york.json", 0, 1555, 0}};

static int32_t count_flag(const rsup_meetings *meetings, uint16_t flag) {
  int32_t count = 0;
  for (uint32_t i = 0; i < meetings->count; i++) count += (meetings->flags[i] & flag) != 0;
  return count;
}

/* A week of hours: nothing crashes, and what is found and what is left out add up. */
static void search_a_week(rsup_config *config, const rsup_meetings *meetings) {
  for (int hour = 0; hour < 168; hour++) {
    test_asker asker;
    test_asker_start(&asker, config, "America/Los_Angeles",
                     test_instant("2026-03-06T00:00:00Z") + hour * INT64_C(3600000));
    const rsupi_meetings_query query = {meetings, 33.7, -117.9, 0};
    rsupi_meetings_found found;
    assert_int_equal(rsupi_meetings_today(&asker.at, &query, &asker.arena, &found, NULL), RSUP_OK);
    int32_t sum = (int32_t)(found.record->in_progress_count + found.record->next_count);
    for (size_t i = 0; i < found.record->removed_count; i++)
      sum += found.record->removed[i]->removed;
    assert_int_equal(sum, meetings->count);
    test_asker_end(&asker);
  }
}

static void read_one(rsup_config *config, const char *shared, const real *feed) {
  char path[512];
  snprintf(path, sizeof path, "%s/data/meetings/feeds/%s", shared, feed->name);
  rsup_meetings *meetings;
  rsup_result *result;
  rsup_error err;
  const rsup_status status = rsup_meetings_read_file(config, path, NULL, &meetings, &result, &err);
  if (status == RSUP_E_FILE) {
    print_message("skipped: %s is not there\n", feed->name);
    return;
  }
  assert_int_equal(status, RSUP_OK);
  const rsup_report *const report = rsup_report_get(result);
  print_message("%s: %zu meetings, %d left out, %zu lines in the report\n", feed->name,
                rsup_meetings_count(meetings), report->left_out, report->problem_count);
  assert_int_equal(rsup_meetings_count(meetings), feed->meetings);
  assert_int_equal(report->left_out, feed->left_out);
  assert_true(report->problem_count > 0);
  if (feed->may_not_meet >= 0)
    assert_int_equal(count_flag(meetings, RSUPI_MAY_NOT_MEET), feed->may_not_meet);
  search_a_week(config, meetings);
  rsup_result_free(result);
  rsup_meetings_free(meetings);
}

static void test_real_lists(void **state) {
  (void)state;
  const char *const shared = getenv("RSUP_SHARED");
  if (shared == NULL) {
    print_message("skipped: RSUP_SHARED does not say where the real lists are\n");
    return;
  }
  rsup_config *const config = test_config(NULL);
  for (size_t i = 0; i < sizeof feeds / sizeof feeds[0]; i++) read_one(config, shared, &feeds[i]);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_real_lists)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
