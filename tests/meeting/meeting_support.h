/* What the meeting tests share: a config over the pinned zones, feeds from texts, and a question
 * asked without a record. */
#ifndef TEST_MEETING_SUPPORT_H
#define TEST_MEETING_SUPPORT_H
#include "core/cmocka_all.h"
#include "meeting/directory.h"
#include "meeting/meeting.h"

rsup_config *test_config(const rsup_allocator *allocator);
/* A whole file, NUL-terminated; NULL when there is none. */
char *test_file(const char *path, size_t *out_len);

typedef struct test_feed {
  rsup_config *config;
  rsup_meetings *meetings;
  rsup_result *report_result;
  const rsup_report *report;
  rsup_error err;
  rsup_status status;
} test_feed;
/* Read with a config of its own; `default_zone` may be NULL. */
test_feed test_feed_read(const char *text, const char *default_zone);
void test_feed_free(test_feed *feed);
/* The meeting's position by the slug part of its id; fails the test when there is none. */
uint32_t test_meeting_at(const rsup_meetings *meetings, const char *slug);
/* Whether there is one. */
int test_meeting_there(const rsup_meetings *meetings, const char *slug);
/* How many problems of a row and field the report has ("" for any); `severity` 0: any. */
int test_problems(const rsup_report *report, uint32_t row, const char *field, int32_t severity);

/* A question of somebody of whom nothing is known but the zone. */
typedef struct test_asker {
  rsupi_view view;
  rsupi_asof at;
  rsupi_arena arena;
} test_asker;
void test_asker_start(test_asker *asker, const rsup_config *config, const char *zone,
                      rsup_instant now);
void test_asker_end(test_asker *asker);
/* "2026-03-08T01:30:00-05:00" */
rsup_instant test_instant(const char *text);
int32_t test_removed(const rsup_meetings_today *today, const char *filter);
#endif
