/* The form of a snapshot, and its checksum. All numbers are little-endian; "number" is LEB128.
 *
 *   head     "rsupsnap", version (4), 0 (4), length of the body (8), checksum (8)
 *   body     under which library, tables and config the images were made (text, 8, text);
 *            bytes of memory that the images take (number);
 *            items that answers were given to: count, then form, version and item of each
 * (numbers); images that occur: count, then number and section (text) of each; patterns of texts:
 * count, then each (text); id of the person (text); entries: count, then each; their events in
 * order of time: count, then the place of each among the entries entry    flags (1), then with an
 * image: which of the above, known day and pattern where the flags say so, lengths of its texts, of
 * the last of them, which is its canonical JSON or the digits of it, and of its fields; texts;
 * fields without one: its section (text), its JSON (text) text     length (number), bytes, 0
 *
 * image.h says what an image is. Opened under the same library, tables and config, images are put
 * together; otherwise the JSON of each entry is judged anew. */
#ifndef RSUPI_SNAPSHOT_H
#define RSUPI_SNAPSHOT_H
#include "core/text.h"

enum { RSUPI_SNAPSHOT_VERSION = 3, RSUPI_SNAPSHOT_HEAD = 32, RSUPI_SNAPSHOT_SUM_AT = 24 };
/* Flags of an entry; the kind of its key in two bits. */
enum {
  RSUPI_SNAPSHOT_TEXT_ALONE = 1, /* no image */
  RSUPI_SNAPSHOT_ALONE = 2,
  RSUPI_SNAPSHOT_NAMES_ONLY = 4,
  RSUPI_SNAPSHOT_WHEN_IT_HAPPENED = 8,
  RSUPI_SNAPSHOT_KNOWN_DAY = 16,
  RSUPI_SNAPSHOT_KEY_SHIFT = 5,
  RSUPI_SNAPSHOT_PACKED = 128 /* its text is digits, and a pattern */
};

/* Over all bytes but the checksum's own, eight at a time in four lanes. Each step is one to one in
 * the word and in the sum so far: what changes within eight bytes always changes the sum. */
uint64_t rsupi_snapshot_sum(const unsigned char *bytes, size_t len);
#endif
