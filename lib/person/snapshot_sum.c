/* The checksum of a snapshot: multiplications that run side by side, so that it takes about as long
 * as copying the bytes. Against damage, not against malice. */
#include "person/snapshot.h"
#include <string.h>

static uint64_t word_at(const unsigned char *b) {
  return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
         (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

static uint64_t mix(uint64_t sum, uint64_t word) {
  sum = (sum ^ word) * UINT64_C(0x9E3779B97F4A7C15);
  return sum ^ sum >> 32;
}

uint64_t rsupi_snapshot_sum(const unsigned char *bytes, size_t len) {
  uint64_t lanes[4] = {1, 2, 3, 4}, sum = mix(UINT64_C(0x72737570), len);
  unsigned char rest[32] = {0};
  size_t at = 0;
  for (; at < RSUPI_SNAPSHOT_SUM_AT && at + 8 <= len; at += 8) sum = mix(sum, word_at(bytes + at));
  at = at + 8 <= len ? at + 8 : len; /* past the sum itself */
  for (; len - at >= sizeof rest; at += sizeof rest)
    for (size_t i = 0; i < 4; i++) lanes[i] = mix(lanes[i], word_at(bytes + at + 8 * i));
  memcpy(rest, bytes + at, len - at);
  for (size_t i = 0; i < 4; i++) sum = mix(sum, mix(lanes[i], word_at(rest + 8 * i)));
  rsupi_wipe(rest, sizeof rest);
  return sum;
}
