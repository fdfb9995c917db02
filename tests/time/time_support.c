/* See time_support.h. */
#include "time_support.h"
#include <string.h>

rsup_instant instant(const char *text) {
  rsup_instant at = 0;
  if (rsupi_instant_parse(text, strlen(text), &at, NULL) != 1) fail_msg("test text \"%s\"", text);
  return at;
}

rsup_day day_of(const char *text) {
  rsup_day day = 0;
  if (!rsupi_day_parse(text, strlen(text), &day)) fail_msg("test text \"%s\"", text);
  return day;
}

int open_pinned(void **state) {
  const rsupi_zones_source source = {PINNED_ZONES, NULL, NULL};
  rsupi_zones *zones;
  if (rsupi_zones_new(NULL, &source, &zones, NULL) != RSUP_OK) return -1;
  *state = zones;
  return 0;
}

int close_pinned(void **state) {
  rsupi_zones_free(*state);
  return 0;
}
