/* Ids of meetings: feed and slug, so that the same slug in two feeds stays two meetings. An id can
 * stand in a person's record (their attendance), so it keeps to the characters that ids have. */
#include "meeting/feed.h"
#include <string.h>

static int is_id_char(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         (c != '\0' && strchr("._:/@+-", c) != NULL);
}

/* Adds with "-" for what an id can't have; returns 1 when there was any. */
static int add_clean(rsupi_fixed *id, const char *text) {
  int changed = 0;
  for (; *text != '\0'; text++) {
    const int fine = is_id_char(*text);
    rsupi_fixed_add_len(id, fine ? text : "-", 1);
    changed |= !fine;
  }
  return changed;
}

/* Cuts the id so that `suffix` still fits, and adds it. */
static void add_suffix(rsupi_fixed *id, const char *suffix) {
  const size_t len = strlen(suffix);
  if (id->len + len > RSUPI_MEETING_ID_MAX) {
    id->len = RSUPI_MEETING_ID_MAX - len;
    id->buffer[id->len] = '\0';
  }
  rsupi_fixed_add(id, suffix);
}

/* 1 taken for us, 0 somebody has it, -1 out of memory. */
static int claim(rsupi_feed *feed, const char *id, const char **out) {
  const size_t len = strlen(id);
  if (rsupi_map_get(&feed->ids, id, len) != UINT32_MAX) return 0;
  *out = rsupi_arena_text(&feed->meetings->arena, id, len);
  if (*out == NULL || rsupi_map_put(&feed->scratch, &feed->ids, *out, len, 0) < 0) return -1;
  return 1;
}

/* The second meeting of one slug carries its day and time, so that its id does not depend on how
 * many stand before it; only what still collides is counted. */
static void time_suffix(char out[16], const rsupi_feed_when *when, int32_t day) {
  rsupi_fixed text = rsupi_fixed_start(out, 16);
  if (when->weekdays == 0) {
    rsupi_fixed_add(&text, "-a");
    return;
  }
  const int32_t hour = when->start / 60, minute = when->start % 60;
  rsupi_fixed_format(&text, "-%d-%d%d%d%d", day, hour / 10, hour % 10, minute / 10, minute % 10);
}

enum { MOST_ALIKE = 64 };

static const char *make_unique(rsupi_feed *feed, const rsupi_node *element, const char *first,
                               const rsupi_feed_when *when, int32_t day) {
  char suffix[16], buffer[RSUPI_MEETING_ID_MAX + 1];
  const char *id = NULL;
  int claimed = 0;
  for (int32_t n = 1; claimed == 0 && n <= MOST_ALIKE; n++) {
    rsupi_fixed text = rsupi_fixed_start(buffer, sizeof buffer);
    rsupi_fixed_add(&text, first);
    time_suffix(suffix, when, day);
    add_suffix(&text, suffix);
    if (n > 1) {
      rsupi_fixed counted = rsupi_fixed_start(suffix, sizeof suffix);
      rsupi_fixed_format(&counted, "-%d", n);
      add_suffix(&text, suffix);
    }
    claimed = claim(feed, buffer, &id);
  }
  if (claimed < 0) rsupi_feed_out_of_memory(feed);
  if (claimed == 0)
    rsupi_feed_error(feed, element, "slug", RSUP_E_LIMIT,
                     "the feed has more than %d meetings of this slug at this time", MOST_ALIKE);
  if (claimed > 0)
    rsupi_feed_warning(feed, element, "slug", RSUP_E_CONFLICT,
                       "the slug stands in the feed more than once; this one is kept as %s", id);
  return id;
}

const char *rsupi_feed_make_id(rsupi_feed *feed, const rsupi_node *element, const char *slug,
                               const rsupi_feed_when *when, int32_t day) {
  const char suffix[3] = {'-', (char)('0' + day), '\0'};
  const int several_days = (when->weekdays & (when->weekdays - 1)) != 0;
  char buffer[RSUPI_MEETING_ID_MAX + 1];
  rsupi_fixed text = rsupi_fixed_start(buffer, sizeof buffer);
  rsupi_fixed_add(&text, feed->name);
  rsupi_fixed_add(&text, "/");
  const int cleaned = add_clean(&text, slug);
  if (several_days) add_suffix(&text, suffix);
  feed->counts.id_cleaned += cleaned;
  const char *id = NULL;
  const int claimed = claim(feed, buffer, &id);
  if (claimed == 0) return make_unique(feed, element, buffer, when, day);
  if (claimed < 0) rsupi_feed_out_of_memory(feed);
  return id;
}
