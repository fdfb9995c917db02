/* Every allocation of reading a small feed and of one search fails once: an error and nothing
 * leaked, or the same answer. */
#include "core/numbers.h"
#include "core/watched_allocator.h"
#include "meeting/meeting_support.h"
#include <string.h>

static const char text[] =
    "{\"meetings\":[{\"slug\":\"a\",\"name\":\"A &amp; B\",\"day\":[1,2,3],\"time\":\"7:30 PM\","
    "\"timezone\":\"America/New_York\",\"formatted_address\":\"1 A St, Town, NY 1, USA\","
    "\"latitude\":\"40.7\",\"longitude\":-74,\"types\":\"O,Zzz\",\"notes\":\"first<br>Friday\"},"
    "{\"slug\":\"a\",\"name\":\"B\",\"day\":1,\"time\":\"19:30\",\"timezone\":\"Mars\","
    "\"conference_url\":\"https://zoom.us/j/1\",\"conference_phone\":\"+1 555 010 0100\"},"
    "{\"slug\":\"c\",\"day\":9},7,"
    "{\"slug\":\"d\",\"name\":\"D\",\"location\":\"L\",\"day\":\"Mon\",\"time\":\"20:00\"}]}";

static rsup_status search(const rsup_meetings *meetings, const rsup_config *config,
                          const rsup_allocator *allocator, size_t *out_count) {
  test_asker asker;
  test_asker_start(&asker, config, "America/New_York", test_instant("2026-03-02T12:00:00-05:00"));
  rsupi_arena arena;
  rsupi_arena_init(&arena, allocator, 64);
  const rsupi_meetings_query query = {meetings, 40.7, -74, 0};
  rsupi_meetings_found found;
  const rsup_status status = rsupi_meetings_today(&asker.at, &query, &arena, &found, NULL);
  assert_int_equal(status == RSUP_OK, found.record != NULL);
  *out_count = found.record ? found.record->next_count : 0;
  rsupi_arena_free(&arena);
  test_asker_end(&asker);
  return status;
}

/* One run with the n-th allocation failing; returns 1 when nothing failed any more. */
static int run(size_t n, watched *watch) {
  memset(watch, 0, sizeof *watch);
  const rsup_allocator allocator = watched_allocator(watch);
  rsup_config *const config = test_config(&allocator);
  const size_t config_live = watch->live;
  rsup_meetings *meetings = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  size_t hits = 0;
  watch->allocations = 0;
  watch->fail_at = n;
  rsup_status status =
      rsup_meetings_read(config, "t.json", text, sizeof text - 1, NULL, &meetings, &report, &err);
  assert_int_equal(status == RSUP_OK, meetings != NULL);
  if (status == RSUP_OK) {
    watch->fail_at = n; /* goes on counting into the search */
    status = search(meetings, config, &allocator, &hits);
    if (status == RSUP_OK) assert_int_equal(hits, 3);
  }
  const int through = watch->allocations < n;
  if (through)
    assert_int_equal(status, RSUP_OK);
  else
    assert_int_equal(status, RSUP_E_MEMORY);
  rsup_meetings_free(meetings);
  rsup_result_free(report);
  watch->fail_at = 0;
  assert_true(watch->live <= config_live + 8); /* only zones that the config now knows */
  rsup_config_free(config);
  assert_int_equal(watch->live, 0);
  assert_int_equal(watch->not_wiped, 0);
  assert_int_equal(watch->wrong_size, 0);
  return through;
}

static void test_every_allocation_fails_once(void **state) {
  (void)state;
  watched watch;
  size_t n = 1;
  while (!run(n, &watch)) n++;
  print_message("%zu points\n", n - 1);
  assert_true(n > 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation_fails_once)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
