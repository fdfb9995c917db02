/* One element of a feed becomes one meeting per weekday, or a line in the report. Contact names,
 * phones and e-mail addresses of people are not read at all. */
#include "meeting/feed.h"
#include "meeting/feed_text.h"
#include "meeting/rhythm.h"
#include <string.h>

enum { MOST_NAME = 255, MOST_NOTES = 1000 };

/* ---- reports */

static void report(rsupi_feed *feed, int32_t severity, const rsupi_node *node, const char *field,
                   rsup_status status, const char *format, va_list args) {
  char message[200];
  rsupi_fixed text = rsupi_fixed_start(message, sizeof message);
  if (feed->slug[0] != '\0') {
    rsupi_fixed_add(&text, "meeting ");
    rsupi_fixed_add(&text, feed->slug);
    rsupi_fixed_add(&text, ": ");
  }
  rsupi_fixed_vformat(&text, format, args);
  const uint32_t line = node ? node->line : 0, column = node ? node->column : 0;
  rsupi_problem_add(
      feed->problems, severity, status, feed->source, line ? line + feed->line_before : 0,
      column + (line == 1 ? feed->column_before : 0), feed->row, field, "%s", message);
}

int rsupi_feed_error(rsupi_feed *feed, const rsupi_node *node, const char *field,
                     rsup_status status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  report(feed, RSUP_SEVERITY_ERROR, node, field, status, format, args);
  va_end(args);
  return 0;
}

void rsupi_feed_warning(rsupi_feed *feed, const rsupi_node *node, const char *field,
                        rsup_status status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  report(feed, RSUP_SEVERITY_WARNING, node, field, status, format, args);
  va_end(args);
}

int rsupi_feed_out_of_memory(rsupi_feed *feed) {
  if (feed->stop == RSUP_OK) feed->stop = rsupi_fail_memory(feed->err);
  return 0;
}

/* ---- texts */

const char *rsupi_feed_field(rsupi_feed *feed, const rsupi_node *element, const char *field,
                             size_t most, int lines) {
  const rsupi_node *const node = rsupi_node_get(element, field);
  if (node == NULL || node->kind != RSUPI_SCALAR) return NULL;
  const char first = node->text[0];
  if (node->style == RSUPI_PLAIN && (first == 'n' || first == 't' || first == 'f')) return NULL;
  const char *const text =
      rsupi_feed_text_clean(&feed->element, node->text, node->len, most, lines);
  if (feed->element.failed) rsupi_feed_out_of_memory(feed);
  return text;
}

const char *rsupi_feed_keep(rsupi_feed *feed, const char *text) {
  if (text == NULL) return NULL;
  const size_t len = strlen(text);
  const uint32_t known = rsupi_map_get(&feed->texts, text, len);
  if (known != UINT32_MAX) return feed->text_list.items[known];
  const char *const kept = rsupi_arena_text(&feed->meetings->arena, text, len);
  const uint32_t next = (uint32_t)feed->text_list.count;
  if (kept == NULL || !rsupi_list_push(&feed->scratch, &feed->text_list, kept) ||
      rsupi_map_put(&feed->scratch, &feed->texts, kept, len, next) < 0) {
    rsupi_feed_out_of_memory(feed);
    return NULL;
  }
  return kept;
}

/* ---- the meeting */

/* An entry without a slug has nothing to be called by, the next time the feed is read. */
static const char *read_slug(rsupi_feed *feed, const rsupi_node *element) {
  const rsupi_node *const node = rsupi_node_get(element, "slug");
  const char *const slug = rsupi_feed_field(feed, element, "slug", MOST_NAME, 0);
  if (slug == NULL)
    rsupi_feed_error(feed, node ? node : element, "slug", RSUP_E_SCHEMA,
                     "no slug: the meeting cannot be told from others");
  return slug;
}

/* A meeting without a name bears its group's, or its place's. */
static const char *read_name(rsupi_feed *feed, const rsupi_node *element) {
  static const char *const fields[] = {"name", "group", "location"};
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
    const char *const text = rsupi_feed_field(feed, element, fields[i], MOST_NAME, 0);
    if (text == NULL) continue;
    if (i > 0)
      rsupi_feed_warning(feed, element, "name", RSUP_E_SCHEMA, "no name; called by its %s",
                         fields[i]);
    return text;
  }
  rsupi_feed_warning(feed, element, "name", RSUP_E_SCHEMA, "no name; called by its slug");
  return feed->slug;
}

static int is_suspended(const char *name) {
  for (const char *at = name; *at != '\0'; at++)
    if (rsupi_feed_text_same(at, strlen(at) < 9 ? strlen(at) : 9, "suspended")) return 1;
  return 0;
}

static void read_hints(rsupi_feed *feed, const rsupi_node *element, const char *name,
                       rsupi_draft *draft) {
  const rsupi_node *const node = rsupi_node_get(element, "notes");
  const char *const all = rsupi_feed_field(feed, element, "notes", SIZE_MAX - 1, 1);
  const char *const notes = rsupi_feed_field(feed, element, "notes", MOST_NOTES, 1);
  if (notes && all && strlen(all) > strlen(notes))
    rsupi_feed_warning(feed, node, "notes", RSUP_E_LIMIT, "longer than %d bytes; cut", MOST_NOTES);
  draft->text.notes = rsupi_feed_keep(feed, notes);
  if (rsupi_rhythm_hint(name) || rsupi_rhythm_hint(all)) {
    draft->flags |= RSUPI_MAY_NOT_MEET;
    feed->counts.may_not_meet++;
  }
  if (is_suspended(name)) {
    draft->flags |= RSUPI_MEETING_SUSPENDED;
    rsupi_feed_warning(feed, element, "name", RSUP_E_STATE, "its name says it is suspended");
  }
}

/* Without a zone: a place keeps the time of whoever asks; an online room could be anywhere. */
static void judge_zone(rsupi_feed *feed, const rsupi_node *element, rsupi_draft *draft) {
  if (draft->zone != 0 || (draft->flags & (RSUPI_MEETING_INACTIVE | RSUPI_BY_APPOINTMENT))) return;
  if (draft->flags & RSUPI_MEETS_IN_PERSON) {
    feed->counts.floating++;
    return;
  }
  draft->flags |= RSUPI_MEETING_TIMELESS;
  rsupi_feed_warning(feed, element, "timezone", RSUP_E_TIME,
                     "online without a time zone: nobody can tell when it is");
}

static int grow_drafts(rsupi_feed *feed) {
  if (feed->draft_count < feed->draft_capacity) return 1;
  const size_t capacity = feed->draft_capacity ? feed->draft_capacity * 2 : 64;
  size_t old_size, size;
  if (!rsupi_size_multiply(capacity, sizeof(rsupi_draft), &size) || capacity > UINT32_MAX / 2)
    return rsupi_feed_out_of_memory(feed);
  old_size = feed->draft_capacity * sizeof(rsupi_draft);
  rsupi_draft *const grown = rsupi_resize(&feed->meetings->allocator, feed->drafts, old_size, size);
  if (grown == NULL) return rsupi_feed_out_of_memory(feed);
  feed->drafts = grown;
  feed->draft_capacity = capacity;
  return 1;
}

static int add_draft(rsupi_feed *feed, const rsupi_node *element, const rsupi_feed_when *when,
                     int32_t day, const rsupi_draft *meeting) {
  if (!grow_drafts(feed)) return 0;
  rsupi_draft draft = *meeting;
  draft.text.id = rsupi_feed_make_id(feed, element, feed->slug, when, day);
  if (draft.text.id == NULL) return 0;
  draft.weekday = (uint8_t)day;
  draft.start = (int16_t)when->start;
  draft.minutes = (int16_t)when->minutes;
  feed->drafts[feed->draft_count++] = draft;
  return 1;
}

static int add_days(rsupi_feed *feed, const rsupi_node *element, const rsupi_feed_when *when,
                    const rsupi_draft *meeting) {
  if (when->weekdays == 0) return add_draft(feed, element, when, 0, meeting);
  int added = 0;
  for (int32_t day = 0; day < 7; day++)
    if (when->weekdays & 1 << day) added |= add_draft(feed, element, when, day, meeting);
  return added;
}

int rsupi_feed_meeting(rsupi_feed *feed, const rsupi_node *element) {
  feed->slug = "";
  if (element->kind != RSUPI_MAP_NODE)
    return rsupi_feed_error(feed, element, "", RSUP_E_SCHEMA, "no meeting: an object is expected");
  const char *const slug = read_slug(feed, element);
  if (slug == NULL) return 0;
  feed->slug = slug;
  rsupi_draft draft;
  memset(&draft, 0, sizeof draft);
  rsupi_feed_when when;
  rsupi_feed_types types;
  if (!rsupi_feed_read_when(feed, element, &when) ||
      !rsupi_feed_read_zone(feed, element, &draft.zone) ||
      !rsupi_feed_read_types(feed, element, &types) ||
      !rsupi_feed_read_where(feed, element, &types, &draft))
    return 0;
  const char *const name = read_name(feed, element);
  draft.text.name = rsupi_feed_keep(feed, name);
  draft.text.types = types.codes;
  draft.text.type_count = types.count;
  if (when.weekdays == 0) draft.flags |= RSUPI_BY_APPOINTMENT;
  if (when.end_is_default) draft.flags |= RSUPI_END_IS_DEFAULT;
  read_hints(feed, element, name, &draft);
  judge_zone(feed, element, &draft);
  return feed->stop == RSUP_OK && add_days(feed, element, &when, &draft);
}
