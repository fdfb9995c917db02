/* Day, start and length of a meeting, in the dialects that feeds speak. */
#include "core/numbers.h"
#include "meeting/feed.h"
#include "meeting/feed_text.h"
#include <string.h>

/* ---- clock times */

/* One or two digits at *at; -1 when there are none. */
static int32_t two_digits(const char *text, size_t *at) {
  int32_t value = -1;
  for (int i = 0; i < 2 && text[*at] >= '0' && text[*at] <= '9'; i++, ++*at)
    value = (value < 0 ? 0 : value * 10) + (text[*at] - '0');
  return value;
}

/* "am", "p.m.", "A": 1 am, 2 pm, 0 nothing, -1 something else. */
static int half_of_day(const char *text) {
  char letters[3] = {0};
  size_t count = 0;
  for (size_t i = 0; text[i] != '\0'; i++) {
    if (text[i] == ' ' || text[i] == '.') continue;
    if (count == 2) return -1;
    letters[count++] = text[i];
  }
  if (count == 0) return 0;
  if (rsupi_feed_text_same(letters, count, "am") || rsupi_feed_text_same(letters, count, "a"))
    return 1;
  return rsupi_feed_text_same(letters, count, "pm") || rsupi_feed_text_same(letters, count, "p")
             ? 2
             : -1;
}

int32_t rsupi_feed_clock(const char *text) {
  size_t at = 0;
  int parts = 1;
  int32_t hour = two_digits(text, &at), minute = 0, second = 0;
  if (hour < 0) return -1;
  if (text[at] == ':') {
    const size_t start = ++at;
    minute = two_digits(text, &at);
    if (at - start != 2) return -1;
    parts = 2;
    if (text[at] == ':') {
      const size_t seconds = ++at;
      second = two_digits(text, &at);
      if (at - seconds != 2) return -1;
    }
  }
  const int half = half_of_day(text + at);
  if (half < 0 || (half == 0 && parts == 1) || minute > 59 || second > 59) return -1;
  if (half == 1 && hour > 12) return -1;
  if (half != 0 && hour == 12) hour = 0;
  if (half == 2 && hour < 12) hour += 12;
  const int32_t result = hour * 60 + minute;
  return result <= 1440 ? result : -1;
}

/* ---- weekdays */

/* 0 = Sunday; -1 when it is no day. */
static int32_t weekday_of(const char *text, size_t len) {
  static const char *const names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                      "Thursday", "Friday", "Saturday"};
  while (len > 0 && (text[0] == ' ' || text[0] == '\t')) {
    text++;
    len--;
  }
  while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t')) len--;
  if (len == 1 && text[0] >= '0' && text[0] <= '6') return text[0] - '0';
  char abbreviated[4] = {0};
  for (int32_t day = 0; day < 7; day++) {
    if (rsupi_feed_text_same(text, len, names[day])) return day;
    memcpy(abbreviated, names[day], 3);
    if (rsupi_feed_text_same(text, len, abbreviated)) return day;
  }
  return -1;
}

static int is_empty(const rsupi_node *node) {
  if (rsupi_node_is_null(node)) return 1;
  if (node->kind != RSUPI_SCALAR) return 0;
  for (uint32_t i = 0; i < node->len; i++)
    if (node->text[i] != ' ' && node->text[i] != '\t') return 0;
  return 1;
}

/* Adds the day to *weekdays; 0 when it is none (reported). */
static int add_day(rsupi_feed *feed, const rsupi_node *node, int32_t *weekdays) {
  const int32_t day = node->kind == RSUPI_SCALAR ? weekday_of(node->text, node->len) : -1;
  if (day < 0)
    return rsupi_feed_error(feed, node, "day", RSUP_E_RANGE,
                            "no day of the week: 0 (Sunday) to 6 (Saturday), or its name");
  if (*weekdays & 1 << day)
    rsupi_feed_warning(feed, node, "day", RSUP_E_CONFLICT, "a day that is listed twice");
  *weekdays |= 1 << day;
  return 1;
}

/* 0 when something stands there and none of it is a day. */
static int read_days(rsupi_feed *feed, const rsupi_node *element, int32_t *weekdays) {
  const rsupi_node *const node = rsupi_node_get(element, "day");
  *weekdays = 0;
  if (node == NULL || is_empty(node)) return 1;
  if (node->kind != RSUPI_LIST_NODE) return add_day(feed, node, weekdays);
  int usable = node->count == 0;
  for (const rsupi_node *item = node->first; item; item = item->next)
    usable |= add_day(feed, item, weekdays);
  return usable;
}

/* ---- length */

static void read_length(rsupi_feed *feed, const rsupi_node *element, rsupi_feed_when *out) {
  const rsupi_node *const node = rsupi_node_get(element, "end_time");
  const char *const text = rsupi_feed_field(feed, element, "end_time", 32, 0);
  out->minutes = feed->default_minutes;
  out->end_is_default = 1;
  if (text == NULL) {
    feed->counts.no_end++;
    return;
  }
  const int32_t end = rsupi_feed_clock(text);
  if (end < 0) {
    rsupi_feed_warning(feed, node, "end_time", RSUP_E_TIME,
                       "no time of day; the usual length is taken");
    return;
  }
  const int32_t minutes = end - out->start + (end < out->start ? 1440 : 0);
  if (minutes == 0) {
    rsupi_feed_warning(feed, node, "end_time", RSUP_E_RANGE,
                       "ends when it starts; the usual length is taken");
    return;
  }
  out->minutes = minutes;
  out->end_is_default = 0;
  const int whole_day = out->start == 0 && end >= 1439;
  if (minutes > RSUPI_LONG_MEETING && !whole_day)
    rsupi_feed_warning(feed, node, "end_time", RSUP_E_RANGE,
                       "%d minutes long: are morning and afternoon mixed up?", minutes);
}

/* 24:00 is the start of the next day. */
static void to_next_day(rsupi_feed *feed, const rsupi_node *element, rsupi_feed_when *out) {
  rsupi_feed_warning(feed, rsupi_node_get(element, "time"), "time", RSUP_E_TIME,
                     "24:00 is read as 00:00 of the next day");
  out->start = 0;
  out->weekdays = (out->weekdays << 1 | out->weekdays >> 6) & 127;
}

int rsupi_feed_read_when(rsupi_feed *feed, const rsupi_node *element, rsupi_feed_when *out) {
  *out = (rsupi_feed_when){0};
  const rsupi_node *const node = rsupi_node_get(element, "time");
  const char *const text = rsupi_feed_field(feed, element, "time", 32, 0);
  if (!read_days(feed, element, &out->weekdays)) return 0;
  out->start = text ? rsupi_feed_clock(text) : 0;
  if (out->start < 0 || (node && node->kind != RSUPI_SCALAR))
    return rsupi_feed_error(feed, node, "time", RSUP_E_TIME,
                            "no time of day such as 19:00 or 7:30 PM");
  if (text == NULL || out->weekdays == 0) {
    if (text != NULL)
      rsupi_feed_warning(feed, node, "day", RSUP_E_SCHEMA, "a time without a day: by appointment");
    else if (out->weekdays != 0)
      rsupi_feed_warning(feed, element, "time", RSUP_E_SCHEMA,
                         "a day without a time: by appointment");
    *out = (rsupi_feed_when){0, 0, feed->default_minutes, 1};
    return 1;
  }
  if (out->start == 1440) to_next_day(feed, element, out);
  read_length(feed, element, out);
  return 1;
}
