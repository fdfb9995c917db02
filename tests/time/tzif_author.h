/* Writes TZif files byte by byte from RFC 9636, for what zic doesn't make: version 1 alone, version
 * 4 with a cut-off leap table, odd footers. */
#ifndef RSUP_TZIF_AUTHOR_H
#define RSUP_TZIF_AUTHOR_H
#include <stddef.h>
#include <stdint.h>

enum { TZIF_AUTHOR_SIZE = 4096 };
typedef struct tzif_spec {
  char version; /* 0, '2', '3' or '4' */
  size_t time_count;
  const int64_t *times;
  const uint8_t *types; /* index into offsets, one for each time */
  size_t type_count;
  const int32_t *offsets;
  size_t leap_count;
  const int64_t *leap_times;
  const int32_t *leap_totals;
  const char *footer; /* not in version 1 */
} tzif_spec;
size_t tzif_author(const tzif_spec *spec, unsigned char out[TZIF_AUTHOR_SIZE]);
#endif
