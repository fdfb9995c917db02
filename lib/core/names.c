/* Names of enum values. */
#include "core/names.h"
#include "core/text.h"
#include <string.h>

const char *rsupi_name_of(const rsupi_name *names, int32_t value) {
  for (; names->name; names++)
    if (names->value == value) return names->name;
  return NULL;
}

int32_t rsupi_value_of(const rsupi_name *names, const char *name, size_t len) {
  for (; names->name; names++)
    if (strlen(names->name) == len && memcmp(names->name, name, len) == 0) return names->value;
  return 0;
}

/* At most two edits, and never more than half of what was written: "no" is not a typo of "all". */
const char *rsupi_nearest_name(const rsupi_name *names, const char *text, size_t len) {
  enum { LONGEST = 64 };
  char copy[LONGEST + 1];
  if (len > LONGEST || memchr(text, '\0', len)) return NULL;
  memcpy(copy, text, len);
  copy[len] = '\0';
  unsigned best = len / 2 < 2 ? (unsigned)(len / 2) : 2;
  const char *nearest = NULL;
  for (; names->name; names++) {
    const unsigned distance = rsupi_text_distance(copy, names->name, best);
    if (distance > best || (nearest && distance == best)) continue;
    best = distance;
    nearest = names->name;
  }
  return nearest;
}
