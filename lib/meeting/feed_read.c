/* rsup_meetings_read(): a Meeting Guide list becomes a directory, one element at a time. */
#include "core/sha256.h"
#include "document/file.h"
#include "meeting/feed.h"
#include "meeting/meeting.h"
#include <string.h>

/* ---- setting up */

/* The feed's name begins every id: letters and digits first, and what ids can have. */
static int set_name(rsupi_feed *feed, const char *given, const char *source) {
  char name[RSUPI_MEETING_ID_MAX / 2];
  size_t len = 0;
  const char *const text = given ? given : rsupi_file_base_name(source);
  const char *const dot = given ? NULL : strrchr(text, '.');
  const size_t end = dot && dot != text ? (size_t)(dot - text) : strlen(text);
  for (size_t i = 0; i < end && len < sizeof name - 1; i++) {
    const char c = text[i];
    const int alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (alnum)
      name[len++] = c;
    else if (len > 0)
      name[len++] = strchr("._:@+-", c) ? c : '-';
  }
  feed->name = len ? rsupi_arena_text(&feed->scratch, name, len) : "feed";
  return feed->name != NULL;
}

static rsup_status apply_options(rsupi_feed *feed, const rsup_meetings_options *options,
                                 rsup_error *err) {
  if (options->default_minutes < 0 || options->default_minutes > 1440)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "default_minutes lies within 1 and 1440, or is 0");
  feed->default_minutes = options->default_minutes ? options->default_minutes : 60;
  feed->program = options->program ? options->program : "aa";
  if (!rsupi_list_push(&feed->scratch, &feed->zones, NULL) ||
      !set_name(feed, options->feed, feed->source))
    return rsupi_fail_memory(err);
  if (options->default_zone == NULL) return RSUP_OK;
  if (!rsupi_feed_find_zone(feed, options->default_zone, &feed->default_zone)) return feed->stop;
  if (feed->default_zone == 0)
    return rsupi_fail(err, RSUP_E_UNKNOWN_ZONE, "default_zone is a time zone nobody knows");
  return RSUP_OK;
}

static rsup_meetings *new_meetings(rsup_config *config, const char *text, size_t len) {
  rsup_meetings *const meetings = rsupi_alloc(&config->allocator, sizeof *meetings);
  if (meetings == NULL) return NULL;
  meetings->allocator = config->allocator;
  meetings->config = config;
  rsupi_config_ref(config);
  rsupi_arena_init(&meetings->arena, &config->allocator, 4096);
  rsupi_sha256 sha;
  rsupi_sha256_start(&sha);
  rsupi_sha256_add(&sha, text, len);
  rsupi_sha256_finish(&sha, meetings->digest);
  return meetings;
}

/* ---- going through the list */

static void shift_error(const rsupi_feed *feed, rsup_error *err) {
  if (err->line == 1) err->column += feed->column_before;
  if (err->line > 0) err->line += feed->line_before;
}

/* One element. 0 at the end of the list, or when feed->stop is set. */
static int read_next(rsupi_feed *feed, rsupi_json_stream *stream) {
  const rsupi_node *element = NULL;
  rsup_error err;
  const rsup_status status = rsupi_json_stream_next(stream, &feed->element, &element, &err);
  if (status == RSUP_OK && element == NULL) return 0;
  feed->row++;
  if (status == RSUP_E_MEMORY) return rsupi_feed_out_of_memory(feed);
  if (status != RSUP_OK) {
    shift_error(feed, &err);
    err.row = feed->row;
    rsupi_problem_add(feed->problems, RSUP_SEVERITY_ERROR, status, feed->source, err.line,
                      err.column, feed->row, err.path, "%s", err.message);
    feed->left_out++;
    if (!rsupi_json_stream_over(stream)) return 1;
    if (feed->err) *feed->err = err;
    feed->stop = status;
    return 0;
  }
  if (rsupi_feed_meeting(feed, element))
    feed->used++;
  else
    feed->left_out++;
  return feed->stop == RSUP_OK;
}

static rsup_status read_list(rsupi_feed *feed, const rsupi_feed_list *list) {
  rsupi_json_stream *stream = NULL;
  feed->stop = rsupi_json_stream_open(&feed->meetings->allocator, feed->source, list->text,
                                      list->len, &stream, feed->err);
  if (feed->stop != RSUP_OK) return feed->stop;
  feed->line_before = list->line_before;
  feed->column_before = list->column_before;
  int going = 1;
  while (going) {
    going = read_next(feed, stream);
    rsupi_arena_free(&feed->element);
  }
  rsupi_json_stream_close(stream);
  return feed->stop;
}

/* One line each for what occurs in many meetings. */
static void summarize(rsupi_feed *feed) {
  const struct {
    int32_t count;
    const char *field, *format;
  } lines[] = {
      {feed->counts.no_end, "end_time", "%d meetings list no end; the usual length is taken"},
      {feed->counts.floating, "timezone",
       "%d meetings in person name no time zone; read in the zone of whoever asks"},
      {feed->counts.may_not_meet, "notes",
       "%d meetings speak of another rhythm than every week; they may not meet"},
      {feed->counts.id_cleaned, "slug",
       "%d slugs hold characters that ids cannot have; - stands for them"},
  };
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    if (lines[i].count == 0) continue;
    rsupi_problem_add(feed->problems, RSUP_SEVERITY_NOTE, RSUP_E_SCHEMA, feed->source, 0, 0, 0,
                      lines[i].field, lines[i].format, lines[i].count);
  }
  rsupi_feed_report_types(feed);
}

static rsup_status read_feed(rsupi_feed *feed, const char *text, size_t len,
                             const rsup_meetings_options *options, rsup_error *err) {
  rsupi_feed_list list;
  rsup_status status = apply_options(feed, options, err);
  if (status == RSUP_OK) status = rsupi_feed_find_list(feed->source, text, len, &list, err);
  if (status == RSUP_OK) status = read_list(feed, &list);
  if (status != RSUP_OK) return status;
  summarize(feed);
  return rsupi_directory_build(feed->meetings, feed->drafts, (uint32_t)feed->draft_count,
                               (const rsupi_zone *const *)feed->zones.items,
                               (uint32_t)feed->zones.count, err);
}

/* Problems that stop a feed before its elements are in no list yet. */
static void report_stop(rsupi_feed *feed, rsup_status status, const rsup_error *err) {
  if (status == RSUP_OK || status == RSUP_E_MEMORY || feed->problems->first.status == status)
    return;
  rsupi_problem_add(feed->problems, RSUP_SEVERITY_ERROR, status, feed->source, err->line,
                    err->column, err->row, err->path, "%s", err->message);
}

static rsup_status read_with(rsupi_feed *feed, const char *text, size_t len,
                             const rsup_meetings_options *options, rsup_meetings **out_meetings,
                             rsup_error *err) {
  const rsup_allocator *const allocator = &feed->meetings->allocator;
  rsup_error own;
  rsupi_error_clear(&own);
  feed->err = &own;
  rsupi_arena_init(&feed->element, allocator, 2048);
  rsupi_arena_init(&feed->scratch, allocator, 4096);
  rsup_status status = read_feed(feed, text, len, options, &own);
  if (status == RSUP_OK && feed->problems->failed) status = rsupi_fail_memory(&own);
  report_stop(feed, status, &own);
  rsupi_arena_free(&feed->element);
  rsupi_arena_free(&feed->scratch);
  rsupi_release(allocator, feed->drafts, feed->draft_capacity * sizeof *feed->drafts);
  if (err) *err = own;
  if (status == RSUP_OK)
    *out_meetings = feed->meetings;
  else
    rsup_meetings_free(feed->meetings);
  return status;
}

rsup_status rsup_meetings_read(rsup_config *config, const char *source, const char *text,
                               size_t len, const rsup_meetings_options *options,
                               rsup_meetings **out_meetings, rsup_result **out_report,
                               rsup_error *err) {
  rsupi_error_clear(err);
  if (out_report) *out_report = NULL;
  if (out_meetings == NULL) return rsupi_fail(err, RSUP_E_ARGUMENT, "out_meetings is NULL");
  *out_meetings = NULL;
  if (config == NULL || (text == NULL && len > 0))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "config or text is NULL");
  rsup_meetings_options known;
  rsup_status status = rsupi_options_read(options, &known, sizeof known, err);
  if (status != RSUP_OK) return status;
  rsupi_problems problems;
  const char *const name = source ? source : "feed";
  status = rsupi_problems_start(&problems, &config->allocator, name, out_report != NULL, err);
  if (status != RSUP_OK) return status;
  rsupi_feed feed;
  memset(&feed, 0, sizeof feed);
  feed.problems = &problems;
  feed.source = name;
  feed.slug = "";
  feed.meetings = new_meetings(config, text ? text : "", len);
  status = feed.meetings == NULL
               ? rsupi_fail_memory(err)
               : read_with(&feed, text ? text : "", len, &known, out_meetings, err);
  rsupi_problems_finish(&problems, feed.used, feed.left_out, out_report);
  return status;
}

rsup_status rsup_meetings_read_file(rsup_config *config, const char *path,
                                    const rsup_meetings_options *options,
                                    rsup_meetings **out_meetings, rsup_result **out_report,
                                    rsup_error *err) {
  rsupi_error_clear(err);
  if (out_report) *out_report = NULL;
  if (out_meetings) *out_meetings = NULL;
  if (config == NULL || path == NULL)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "config or path is NULL");
  char *bytes = NULL;
  size_t len = 0;
  rsup_status status = rsupi_file_read(
      &config->allocator, path, rsupi_document_limit(RSUPI_DOCUMENT_FEED), &bytes, &len, err);
  if (status != RSUP_OK) return status;
  status = rsup_meetings_read(config, rsupi_file_base_name(path), bytes, len, options, out_meetings,
                              out_report, err);
  rsupi_release(&config->allocator, bytes, len + 1);
  return status;
}
