/* Numbers for property tests: xorshift64 (G. Marsaglia, 2003), the same in every run. */
#ifndef TEST_RANDOM_BITS_H
#define TEST_RANDOM_BITS_H
#include <stdint.h>

#define RANDOM_SEED UINT64_C(88172645463325252)

static inline uint64_t random_bits(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/* In [0, 1). */
static inline double random_unit(uint64_t *state) {
  return (double)(random_bits(state) >> 11) * 0x1p-53;
}
#endif
