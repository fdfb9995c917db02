/* The time zone of a meeting. A zone that nobody knows is reported and never guessed, but for the
 * names that clocks in North America bear in every-day speech, which feeds write in good faith. */
#include "meeting/feed.h"
#include "meeting/feed_text.h"
#include <string.h>

typedef struct spoken_zone {
  const char *name, *zone;
} spoken_zone;

/* EST is also a zone of the IANA, without summer time; nobody who writes it in a list of meetings
 * means that one. */
static const spoken_zone spoken[] = {
    {"EST", "America/New_York"},
    {"EDT", "America/New_York"},
    {"ET", "America/New_York"},
    {"Eastern", "America/New_York"},
    {"Eastern Time", "America/New_York"},
    {"EST5EDT", "America/New_York"},
    {"CST", "America/Chicago"},
    {"CDT", "America/Chicago"},
    {"CT", "America/Chicago"},
    {"Central", "America/Chicago"},
    {"Central Time", "America/Chicago"},
    {"MST", "America/Denver"},
    {"MDT", "America/Denver"},
    {"MT", "America/Denver"},
    {"Mountain", "America/Denver"},
    {"Mountain Time", "America/Denver"},
    {"PST", "America/Los_Angeles"},
    {"PDT", "America/Los_Angeles"},
    {"PT", "America/Los_Angeles"},
    {"Pacific", "America/Los_Angeles"},
    {"Pacific Time", "America/Los_Angeles"},
};

static const char *spoken_zone_of(const char *name) {
  for (size_t i = 0; i < sizeof spoken / sizeof spoken[0]; i++)
    if (rsupi_feed_text_same(name, strlen(name), spoken[i].name)) return spoken[i].zone;
  return NULL;
}

/* The feed's list of zones; [0] is "none". */
static int add_zone(rsupi_feed *feed, const rsupi_zone *zone, uint16_t *out_zone) {
  for (size_t i = 0; i < feed->zones.count; i++) {
    if (feed->zones.items[i] == zone) {
      *out_zone = (uint16_t)i;
      return 1;
    }
  }
  if (feed->zones.count >= UINT16_MAX) return rsupi_feed_out_of_memory(feed);
  if (!rsupi_list_push(&feed->scratch, &feed->zones, zone)) return rsupi_feed_out_of_memory(feed);
  *out_zone = (uint16_t)(feed->zones.count - 1);
  return 1;
}

/* Asks the database; a name that it lacks gives *out_zone == 0, anything worse stops the feed. */
static int look_up(rsupi_feed *feed, const char *name, uint16_t *out_zone) {
  const rsupi_zone *zone = NULL;
  rsup_error err;
  const rsup_status status = rsupi_zones_get(feed->meetings->config->zones, name, &zone, &err);
  if (status == RSUP_OK) return add_zone(feed, zone, out_zone);
  if (status == RSUP_E_MEMORY) return rsupi_feed_out_of_memory(feed);
  if (status == RSUP_E_ZONE_DATA) {
    feed->stop = rsupi_fail_at(feed->err, status, feed->source, 0, 0, NULL, "%s", err.message);
    return 0;
  }
  return 1;
}

int rsupi_feed_find_zone(rsupi_feed *feed, const char *name, uint16_t *out_zone) {
  const size_t len = strlen(name);
  const uint32_t known = rsupi_map_get(&feed->zone_names, name, len);
  *out_zone = 0;
  if (known != UINT32_MAX) {
    *out_zone = (uint16_t)known;
    return 1;
  }
  if (!look_up(feed, name, out_zone)) return 0;
  const char *const kept = rsupi_arena_text(&feed->scratch, name, len);
  if (kept == NULL || rsupi_map_put(&feed->scratch, &feed->zone_names, kept, len, *out_zone) < 0)
    return rsupi_feed_out_of_memory(feed);
  return 1;
}

int rsupi_feed_read_zone(rsupi_feed *feed, const rsupi_node *element, uint16_t *out_zone) {
  const rsupi_node *const node = rsupi_node_get(element, "timezone");
  const char *const name = rsupi_feed_field(feed, element, "timezone", 96, 0);
  *out_zone = feed->default_zone;
  if (name == NULL) return 1;
  const char *const meant = spoken_zone_of(name);
  uint16_t zone;
  if (!rsupi_feed_find_zone(feed, meant ? meant : name, &zone)) return 0;
  if (zone != 0) {
    *out_zone = zone;
    if (meant)
      rsupi_feed_warning(feed, node, "timezone", RSUP_E_UNKNOWN_ZONE,
                         "no name of a zone; read as %s", meant);
    return 1;
  }
  rsupi_feed_warning(feed, node, "timezone", RSUP_E_UNKNOWN_ZONE, "a time zone nobody knows; %s",
                     feed->default_zone ? "the feed's own is taken" : "the meeting has none now");
  return 1;
}
