/* The checksum of a snapshot: multiplications that run side by side, so that it takes about as long
 * as copying the bytes. Against damage, not against malice. */
#include "person/snapshot.h"
#include <string.h>

static inline uint64_t word_at(const unsigned char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

static inline uint64_t mix(uint64_t sum, uint64_t word) {
  sum = (sum ^ word) * UINT64_C(0x9E3779B97F4A7C15);
  return sum ^ sum >> 32;
}

uint64_t rsupi_snapshot_sum(const unsigned char *bytes, size_t len) {
  uint64_t a = 1, b = 2, c = 3, d = 4, sum = mix(UINT64_C(0x72737570), len);
  unsigned char rest[32] = {0};
  size_t at = 0;
  for (; at < RSUPI_SNAPSHOT_SUM_AT && at + 8 <= len; at += 8) sum = mix(sum, word_at(bytes + at));
  at = at + 8 <= len ? at + 8 : len; /* past the sum itself */
  for (; len - at >= sizeof rest; at += sizeof rest) {
    a = mix(a, word_at(bytes + at));
    b = mix(b, word_at(bytes + at + 8));
    c = mix(c, word_at(bytes + at + 16));
    d = mix(d, word_at(bytes + at + 24));
  }
  memcpy(rest, bytes + at, len - at);
  sum = mix(sum, mix(a, word_at(rest)));
  sum = mix(sum, mix(b, word_at(rest + 8)));
  sum = mix(sum, mix(c, word_at(rest + 16)));
  sum = mix(sum, mix(d, word_at(rest + 24)));
  rsupi_wipe(rest, sizeof rest);
  return sum;
}
