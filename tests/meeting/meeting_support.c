/* What the tests of meetings share: a config with pinned zones, feeds from text, and questions. */
#include "meeting/meeting_support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

rsup_config *test_config(const rsup_allocator *allocator) {
  rsup_config_options options = {.struct_size = sizeof options};
  options.allocator = allocator;
  options.zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo";
  rsup_config *config = NULL;
  rsup_error err;
  if (rsup_config_default(&options, &config, &err) != RSUP_OK) fail_msg("%s", err.message);
  return config;
}

char *test_file(const char *path, size_t *out_len) {
  FILE *const file = fopen(path, "rb");
  if (file == NULL) return NULL;
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  const long size = ftell(file);
  assert_true(size >= 0);
  rewind(file);
  char *const text = malloc((size_t)size + 1);
  assert_non_null(text);
  *out_len = fread(text, 1, (size_t)size, file);
  text[*out_len] = '\0';
  assert_int_equal(fclose(file), 0);
  return text;
}

test_feed test_feed_read(const char *text, const char *default_zone) {
  test_feed feed;
  memset(&feed, 0, sizeof feed);
  feed.config = test_config(NULL);
  const rsup_meetings_options options = {
      .struct_size = sizeof options, .feed = "t", .default_zone = default_zone};
  feed.status = rsup_meetings_read(feed.config, "t.json", text, strlen(text), &options,
                                   &feed.meetings, &feed.report_result, &feed.err);
  feed.report = rsup_report_get(feed.report_result);
  assert_non_null(feed.report);
  return feed;
}

void test_feed_free(test_feed *feed) {
  rsup_meetings_free(feed->meetings);
  rsup_result_free(feed->report_result);
  rsup_config_free(feed->config);
}

static uint32_t find(const rsup_meetings *meetings, const char *slug) {
  for (uint32_t i = 0; i < meetings->count; i++) {
    const char *const id = meetings->text[i].id;
    if (strcmp(strchr(id, '/') + 1, slug) == 0) return i;
  }
  return UINT32_MAX;
}

uint32_t test_meeting_at(const rsup_meetings *meetings, const char *slug) {
  const uint32_t at = find(meetings, slug);
  if (at == UINT32_MAX) fail_msg("no meeting %s", slug);
  return at;
}

int test_meeting_there(const rsup_meetings *meetings, const char *slug) {
  return find(meetings, slug) != UINT32_MAX;
}

int test_problems(const rsup_report *report, uint32_t row, const char *field, int32_t severity) {
  int count = 0;
  for (size_t i = 0; i < report->problem_count; i++) {
    const rsup_problem *const one = report->problems[i];
    count += one->row == row && (field[0] == '\0' || strcmp(one->path, field) == 0) &&
             (severity == 0 || one->severity == severity);
  }
  return count;
}

void test_asker_start(test_asker *asker, const rsup_config *config, const char *zone,
                      rsup_instant now) {
  memset(asker, 0, sizeof *asker);
  rsupi_arena_init(&asker->arena, NULL, 4096);
  asker->at.config = config;
  asker->at.view = &asker->view;
  asker->at.now = now;
  asker->at.known_at = INT64_MAX;
  asker->at.locale = "en";
  assert_int_equal(rsupi_zones_get(config->zones, zone, &asker->at.zone, NULL), RSUP_OK);
  asker->at.today = rsupi_zone_day(asker->at.zone, now);
  asker->at.minute = rsupi_zone_minute(asker->at.zone, now);
}

void test_asker_end(test_asker *asker) {
  rsupi_arena_free(&asker->arena);
}

rsup_instant test_instant(const char *text) {
  rsup_instant at;
  rsup_day day;
  assert_int_equal(rsupi_instant_parse(text, strlen(text), &at, &day), 1);
  return at;
}

int32_t test_removed(const rsup_meetings_today *today, const char *filter) {
  for (size_t i = 0; i < today->removed_count; i++)
    if (strcmp(today->removed[i]->filter, filter) == 0) return today->removed[i]->removed;
  fail_msg("no filter %s", filter);
  return -1;
}
