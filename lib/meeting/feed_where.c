/* Where a meeting is: a place, an online room, both, or neither. As the Meeting Guide readers
 * derive it: online where the room's provider or a phone number is known; in person unless the
 * place is temporarily closed (TC) or only approximate; else inactive. */
#include "core/numbers.h"
#include "meeting/feed.h"
#include "meeting/feed_text.h"
#include "time/civil.h"
#include <string.h>

enum { MOST_NAME = 255, MOST_URL = 2048, PHONE_DIGITS = 10, FULL_ADDRESS_PARTS = 4 };

/* ---- online */

/* The providers that the Meeting Guide app knows. Their subdomains count. */
static const char *const providers[] = {
    "bluejeans.com",
    "discord.gg",
    "freeconference.com",
    "freeconferencecall.com",
    "goto.com",
    "gotomeet.me",
    "gotomeeting.com",
    "horizon.meta.com",
    "maps.secondlife.com",
    "meet.google.com",
    "meet.jit.si",
    "meetings.dialpad.com",
    "signal.group",
    "skype.com",
    "slurl.com",
    "teams.live.com",
    "teams.microsoft.com",
    "vrchat.com",
    "webex.com",
    "zoho.com",
    "zoom.us",
};

/* The host of an http(s) address; NULL when it is none. */
static const char *host_of(const char *url, size_t *out_len) {
  const char *host = NULL;
  if (rsupi_feed_text_same(url, strlen(url) < 8 ? strlen(url) : 8, "https://"))
    host = url + 8;
  else if (rsupi_feed_text_same(url, strlen(url) < 7 ? strlen(url) : 7, "http://"))
    host = url + 7;
  if (host == NULL) return NULL;
  size_t len = strcspn(host, "/?#");
  for (size_t i = 0; i < len; i++) {
    if (host[i] != '@') continue; /* a name before the host is no host */
    host += i + 1;
    len -= i + 1;
    i = (size_t)-1;
  }
  for (size_t i = 0; i < len; i++)
    if (host[i] == ':') len = i;
  *out_len = len;
  return len > 0 ? host : NULL;
}

static int provider_is_known(const char *url) {
  size_t len;
  const char *const host = host_of(url, &len);
  for (size_t i = 0; host && i < sizeof providers / sizeof providers[0]; i++) {
    const size_t domain = strlen(providers[i]);
    if (domain > len || !rsupi_feed_text_same(host + len - domain, domain, providers[i])) continue;
    if (domain == len || host[len - domain - 1] == '.') return 1;
  }
  return 0;
}

/* Digits and what dials: "+15550100100,,123#"; NULL when it is no phone number. */
static const char *read_phone(rsupi_feed *feed, const rsupi_node *element) {
  const char *const text = rsupi_feed_field(feed, element, "conference_phone", 255, 0);
  if (text == NULL) return NULL;
  char *const phone = rsupi_arena_alloc(&feed->element, strlen(text) + 1);
  size_t len = 0, digits = 0;
  for (size_t i = 0; phone && text[i] != '\0'; i++) {
    if (strchr("0123456789+,*#", text[i]) == NULL) continue;
    digits += text[i] >= '0' && text[i] <= '9';
    phone[len++] = text[i];
  }
  if (phone && digits < PHONE_DIGITS)
    rsupi_feed_warning(feed, rsupi_node_get(element, "conference_phone"), "conference_phone",
                       RSUP_E_SCHEMA, "no phone number of at least %d digits", PHONE_DIGITS);
  return digits < PHONE_DIGITS ? NULL : phone;
}

/* NULL when there is none, or none that opens. *out_known: by the list of providers. */
static const char *read_url(rsupi_feed *feed, const rsupi_node *element, int *out_known) {
  const char *const url = rsupi_feed_field(feed, element, "conference_url", MOST_URL, 0);
  size_t len;
  *out_known = 0;
  if (url == NULL) return NULL;
  if (strchr(url, ' ') != NULL || host_of(url, &len) == NULL) {
    rsupi_feed_warning(feed, rsupi_node_get(element, "conference_url"), "conference_url",
                       RSUP_E_SCHEMA, "no web address");
    return NULL;
  }
  *out_known = provider_is_known(url);
  return url;
}

/* ---- place */

static const char *join_address(rsupi_feed *feed, const rsupi_node *element) {
  static const char *const fields[] = {"address", "city", "state", "postal_code", "country"};
  char buffer[MOST_NAME + 1];
  rsupi_fixed text = rsupi_fixed_start(buffer, sizeof buffer);
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
    const char *const part = rsupi_feed_field(feed, element, fields[i], MOST_NAME, 0);
    if (part == NULL) continue;
    if (text.len > 0) rsupi_fixed_add(&text, ", ");
    rsupi_fixed_add(&text, part);
  }
  return text.len > 0 ? rsupi_arena_text(&feed->element, buffer, text.len) : NULL;
}

static int is_whole_address(const char *text) {
  int parts = 1;
  for (; *text != '\0'; text++) parts += *text == ',';
  return parts >= FULL_ADDRESS_PARTS;
}

/* 1, 0, or -1 when the feed does not say. */
static int read_approximate(rsupi_feed *feed, const rsupi_node *element) {
  const rsupi_node *const node = rsupi_node_get(element, "approximate");
  if (node == NULL || node->kind != RSUPI_SCALAR) return -1;
  if (rsupi_feed_text_same(node->text, node->len, "true")) return 1;
  if (rsupi_feed_text_same(node->text, node->len, "false")) return 0;
  const char *const text = rsupi_feed_field(feed, element, "approximate", 16, 0);
  if (text == NULL) return -1;
  if (rsupi_feed_text_same(text, strlen(text), "yes")) return 1;
  return rsupi_feed_text_same(text, strlen(text), "no") ? 0 : -1;
}

/* ---- coordinates */

/* 1 a number, 0 nothing there, -1 something else (reported). */
static int read_number(rsupi_feed *feed, const rsupi_node *element, const char *field,
                       double *out) {
  const rsupi_node *const node = rsupi_node_get(element, field);
  const char *const text = rsupi_feed_field(feed, element, field, 64, 0);
  if (text == NULL) return 0;
  if (rsupi_parse_double(text, strlen(text), out)) return 1;
  rsupi_feed_warning(feed, node, field, RSUP_E_SCHEMA, "no number");
  return -1;
}

/* "39.95,-75.16", or the four numbers of a box: approximate. Counts the numbers; 0 when malformed.
 */
static int read_pair(const char *text, double out[4]) {
  int count = 0;
  for (size_t at = 0; count < 4; count++) {
    at += strspn(text + at, " ");
    const size_t len = strcspn(text + at, ", ");
    if (len == 0 || !rsupi_parse_double(text + at, len, &out[count])) return 0;
    at += len + strspn(text + at + len, " ");
    if (text[at] == '\0') return count + 1;
    if (text[at++] != ',') return 0;
  }
  return 0;
}

/* 1 both known, 0 not. *out_box: only a box is given. */
static int read_coordinates(rsupi_feed *feed, const rsupi_node *element, double *latitude,
                            double *longitude, int *out_box) {
  *out_box = 0;
  const int lat = read_number(feed, element, "latitude", latitude);
  const int lon = read_number(feed, element, "longitude", longitude);
  if (lat != 0 || lon != 0) return lat == 1 && lon == 1;
  const char *const text = rsupi_feed_field(feed, element, "coordinates", 255, 0);
  if (text == NULL) return 0;
  double numbers[4] = {0, 0, 0, 0};
  const int count = read_pair(text, numbers);
  if (count != 2 && count != 4)
    rsupi_feed_warning(feed, rsupi_node_get(element, "coordinates"), "coordinates", RSUP_E_SCHEMA,
                       "neither latitude,longitude nor the four numbers of a box");
  *latitude = numbers[0];
  *longitude = numbers[1];
  *out_box = count == 4;
  return count == 2;
}

/* A meridian is 4 minutes of the clock: a place whose clock is five hours off its sun is misplaced.
 * Catches latitude and longitude in each other's column. */
static int fits_zone(const rsupi_feed *feed, uint16_t zone, double longitude) {
  static const rsup_instant some_day = 20454 * RSUPI_MS_PER_DAY; /* 2026-01-01 */
  if (zone == 0) return 1;
  const int32_t offset = rsupi_zone_offset(feed->zones.items[zone], some_day, NULL, NULL);
  double apart = longitude - offset / 240.0;
  while (apart > 180) apart -= 360;
  while (apart < -180) apart += 360;
  return apart >= -75 && apart <= 75;
}

/* What speaks against coordinates, or NULL. */
static const char *doubt(const rsupi_feed *feed, const rsupi_draft *draft) {
  const double lat = draft->latitude, lon = draft->longitude;
  if (lat == 0 && lon == 0) return "0,0 is no place; the coordinates are unknown";
  if (!(lat >= -90 && lat <= 90 && lon >= -540 && lon <= 540))
    return "outside the range of coordinates; not used";
  if (lat == lon) return "latitude and longitude are the same; not used";
  if (lat > -89 && lat < 89 && !fits_zone(feed, draft->zone, lon))
    return "far from the meeting's time zone: are latitude and longitude mixed up? Not used";
  return NULL;
}

static int locate(rsupi_feed *feed, const rsupi_node *element, rsupi_draft *draft, int *out_box) {
  if (!read_coordinates(feed, element, &draft->latitude, &draft->longitude, out_box)) return 0;
  const char *const why = doubt(feed, draft);
  if (why == NULL) return 1;
  const rsupi_node *const node = rsupi_node_get(element, "latitude");
  rsupi_feed_warning(feed, node, node ? "latitude" : "coordinates", RSUP_E_RANGE, "%s", why);
  return 0;
}

/* ---- together */

/* What the feed itself says: 0 when it does not. */
static uint16_t read_attendance(rsupi_feed *feed, const rsupi_node *element) {
  static const struct {
    const char *name;
    uint16_t flags;
  } options[] = {
      {"in_person", RSUPI_MEETS_IN_PERSON},
      {"online", RSUPI_MEETS_ONLINE},
      {"hybrid", RSUPI_MEETS_IN_PERSON | RSUPI_MEETS_ONLINE},
      {"inactive", RSUPI_MEETING_INACTIVE},
  };
  const char *const text = rsupi_feed_field(feed, element, "attendance_option", 32, 0);
  if (text == NULL) return 0;
  for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
    if (rsupi_feed_text_same(text, strlen(text), options[i].name)) return options[i].flags;
  rsupi_feed_warning(feed, rsupi_node_get(element, "attendance_option"), "attendance_option",
                     RSUP_E_UNKNOWN_NAME, "none of in_person, online, hybrid, inactive");
  return 0;
}

/* Without a word on it, a place of few parts ("Denver, CO, USA") beside an online room is only the
 * room's town. Where there is no such room it is all that is known of the place, and stays one. */
static int is_approximate(rsupi_feed *feed, const rsupi_node *element, int online, int box) {
  const int said = read_approximate(feed, element);
  if (said >= 0) return said;
  if (box) return 1;
  const char *const whole = rsupi_feed_field(feed, element, "formatted_address", MOST_NAME, 0);
  if (!online || whole == NULL) return 0;
  return !is_whole_address(whole) &&
         rsupi_feed_field(feed, element, "address", MOST_NAME, 0) == NULL;
}

static uint16_t derive_attendance(rsupi_feed *feed, const rsupi_node *element,
                                  const rsupi_feed_types *types, int online, int place, int box) {
  const int approximate = is_approximate(feed, element, online, box);
  uint16_t flags = 0;
  if (online) flags |= RSUPI_MEETS_ONLINE;
  if (place && !types->closed_for_now && !approximate) flags |= RSUPI_MEETS_IN_PERSON;
  if (flags == 0) flags = RSUPI_MEETING_INACTIVE;
  if (flags == RSUPI_MEETING_INACTIVE && !types->closed_for_now && !place)
    rsupi_feed_warning(feed, element, "formatted_address", RSUP_E_SCHEMA,
                       "neither a place nor an online room: inactive");
  return flags;
}

int rsupi_feed_read_where(rsupi_feed *feed, const rsupi_node *element,
                          const rsupi_feed_types *types, rsupi_draft *draft) {
  const char *const location = rsupi_feed_field(feed, element, "location", MOST_NAME, 0);
  const char *address = rsupi_feed_field(feed, element, "formatted_address", MOST_NAME, 0);
  if (address == NULL) address = join_address(feed, element);
  int known = 0, box = 0;
  const char *const url = read_url(feed, element, &known);
  const char *const phone = read_phone(feed, element);
  const int located = locate(feed, element, draft, &box);
  const uint16_t said = read_attendance(feed, element);
  const int online = (url && known) || phone || types->online;
  draft->flags |= said ? said
                       : derive_attendance(feed, element, types, online,
                                           location || address || located || box, box);
  const int uses_room = (draft->flags & RSUPI_MEETS_ONLINE) != 0;
  if (url && !known && !said && !types->online && !phone)
    rsupi_feed_warning(feed, rsupi_node_get(element, "conference_url"), "conference_url",
                       RSUP_E_UNKNOWN_NAME, "no known provider of online rooms: not taken as one");
  if (located && (draft->flags & RSUPI_MEETS_IN_PERSON)) draft->flags |= RSUPI_LOCATED;
  draft->text.location = rsupi_feed_keep(feed, location);
  draft->text.address = rsupi_feed_keep(feed, address);
  draft->text.url =
      uses_room && (known || said || types->online) ? rsupi_feed_keep(feed, url) : NULL;
  draft->text.phone = uses_room ? rsupi_feed_keep(feed, phone) : NULL;
  return feed->stop == RSUP_OK;
}
