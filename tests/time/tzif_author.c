/* See tzif_author.h. */
#include "tzif_author.h"
#include <string.h>

static unsigned char *put(unsigned char *out, int64_t value, int size) {
  for (int i = size - 1; i >= 0; i--) *out++ = (unsigned char)((uint64_t)value >> (8 * i));
  return out;
}

static unsigned char *put_header(unsigned char *out, const tzif_spec *spec, int empty) {
  memcpy(out, "TZif", 4);
  out[4] = (unsigned char)spec->version;
  memset(out + 5, 0, 15);
  out = put(out + 20, 0, 4); /* UT indicators */
  out = put(out, 0, 4);      /* standard indicators */
  out = put(out, empty ? 0 : (int64_t)spec->leap_count, 4);
  out = put(out, empty ? 0 : (int64_t)spec->time_count, 4);
  out = put(out, empty ? 0 : (int64_t)spec->type_count, 4);
  return put(out, empty ? 0 : 4, 4); /* characters of abbreviations */
}

size_t tzif_author(const tzif_spec *spec, unsigned char out[TZIF_AUTHOR_SIZE]) {
  const int time_size = spec->version == 0 ? 4 : 8;
  unsigned char *end = out;
  if (time_size == 8) end = put_header(end, spec, 1);
  end = put_header(end, spec, 0);
  for (size_t i = 0; i < spec->time_count; i++) end = put(end, spec->times[i], time_size);
  for (size_t i = 0; i < spec->time_count; i++) *end++ = spec->types[i];
  for (size_t i = 0; i < spec->type_count; i++) {
    end = put(end, spec->offsets[i], 4);
    *end++ = 0; /* daylight saving or not: nothing depends on it */
    *end++ = 0; /* abbreviation */
  }
  memcpy(end, "ABC", 4);
  end += 4;
  for (size_t i = 0; i < spec->leap_count; i++) {
    end = put(end, spec->leap_times[i], time_size);
    end = put(end, spec->leap_totals[i], 4);
  }
  if (time_size == 8) {
    *end++ = '\n';
    memcpy(end, spec->footer, strlen(spec->footer));
    end += strlen(spec->footer);
    *end++ = '\n';
  }
  return (size_t)(end - out);
}
