/* The form of a snapshot: how numbers and texts stand in it, and its checksum. */
#ifndef RSUPI_SNAPSHOT_H
#define RSUPI_SNAPSHOT_H
#include "core/text.h"

/* magic, version, reserved, length of the body, checksum; all little-endian. */
enum {
  RSUPI_SNAPSHOT_VERSION = 1,
  RSUPI_SNAPSHOT_HEAD = 32,
  RSUPI_SNAPSHOT_SUM_AT = 24,
  RSUPI_SNAPSHOT_DEPTH = 1032 /* more than any document may have */
};
/* First byte of a node: its kind and style, and whether it has a key. */
enum { RSUPI_SNAPSHOT_KIND = 3, RSUPI_SNAPSHOT_STYLE = 12, RSUPI_SNAPSHOT_KEY = 16 };
/* First byte of an entry. */
enum { RSUPI_SNAPSHOT_ALONE = 1, RSUPI_SNAPSHOT_SAME_SECTION = 2 };

/* Over all bytes but the checksum's own. Each step is one to one in the word and in the sum so far:
 * what changes within eight bytes always changes the sum. */
uint64_t rsupi_snapshot_sum(const unsigned char *bytes, size_t len);
#endif
