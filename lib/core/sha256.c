/* SHA-256 as FIPS 180-4 writes it. */
#include "core/sha256.h"
#include <string.h>

/* FIPS 180-4, 4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes.
 */
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, int bits) {
  return x >> bits | x << (32 - bits);
}

static uint32_t big_endian(const unsigned char *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* FIPS 180-4, 6.2.2 step 3. The eight working variables stay where they are and change names from
 * round to round, so that nothing is moved; AT is the round. */
#define ROUND(A, B, C, D, E, F, G, H, AT)                                                          \
  {                                                                                                \
    const uint32_t t1 = s[H] + (rotate(s[E], 6) ^ rotate(s[E], 11) ^ rotate(s[E], 25)) +           \
                        ((s[E] & s[F]) ^ (~s[E] & s[G])) + constants[AT] + w[AT];                  \
    s[D] += t1;                                                                                    \
    s[H] = t1 + (rotate(s[A], 2) ^ rotate(s[A], 13) ^ rotate(s[A], 22)) +                          \
           ((s[A] & s[B]) ^ (s[A] & s[C]) ^ (s[B] & s[C]));                                        \
  }

static void compress(uint32_t state[8], const unsigned char block[64]) {
  uint32_t w[64], s[8];
  for (int t = 0; t < 16; t++) w[t] = big_endian(block + 4 * t);
  for (int t = 16; t < 64; t++) {
    const uint32_t s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3;
    const uint32_t s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10;
    w[t] = s1 + w[t - 7] + s0 + w[t - 16];
  }
  for (int i = 0; i < 8; i++) s[i] = state[i];
  for (int t = 0; t < 64; t += 8) {
    ROUND(0, 1, 2, 3, 4, 5, 6, 7, t)
    ROUND(7, 0, 1, 2, 3, 4, 5, 6, t + 1)
    ROUND(6, 7, 0, 1, 2, 3, 4, 5, t + 2)
    ROUND(5, 6, 7, 0, 1, 2, 3, 4, t + 3)
    ROUND(4, 5, 6, 7, 0, 1, 2, 3, t + 4)
    ROUND(3, 4, 5, 6, 7, 0, 1, 2, t + 5)
    ROUND(2, 3, 4, 5, 6, 7, 0, 1, t + 6)
    ROUND(1, 2, 3, 4, 5, 6, 7, 0, t + 7)
  }
  for (int i = 0; i < 8; i++) state[i] += s[i];
}
#undef ROUND

void rsupi_sha256_start(rsupi_sha256 *sha) {
  static const uint32_t initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memset(sha, 0, sizeof *sha);
  memcpy(sha->state, initial, sizeof initial);
}

void rsupi_sha256_add(rsupi_sha256 *sha, const void *data, size_t len) {
  const unsigned char *p = data;
  size_t used = (size_t)(sha->bytes % 64);
  sha->bytes += len;
  while (len > 0) {
    const size_t step = len < 64 - used ? len : 64 - used;
    memcpy(sha->block + used, p, step);
    p += step;
    len -= step;
    used += step;
    if (used < 64) return;
    compress(sha->state, sha->block);
    used = 0;
  }
}

void rsupi_sha256_finish(rsupi_sha256 *sha, char hex[65]) {
  static const char digits[] = "0123456789abcdef";
  static const unsigned char padding[64] = {0x80};
  const uint64_t bits = sha->bytes * 8;
  unsigned char length[8];
  for (int i = 0; i < 8; i++) length[i] = (unsigned char)(bits >> (56 - 8 * i));
  const size_t used = (size_t)(sha->bytes % 64);
  rsupi_sha256_add(sha, padding, used < 56 ? 56 - used : 120 - used);
  rsupi_sha256_add(sha, length, sizeof length);
  for (int i = 0; i < 32; i++) {
    const uint32_t byte = sha->state[i / 4] >> (24 - i % 4 * 8) & 0xFF;
    hex[2 * i] = digits[byte >> 4];
    hex[2 * i + 1] = digits[byte & 15];
  }
  hex[64] = '\0';
}
