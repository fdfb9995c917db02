/* The two steps of 16-bit rows with vectors of fixed size: four sums of shares go side by side, and
 * four logarithms. Compiled once for any processor and once for AVX2, which changes no bit; not
 * guarded, because each file that includes it does so once, after naming the steps. */
#include "core/numbers.h"
#include "network/structure_shape.h"
#include <string.h>

enum { FOURS = RSUPI_NARROW / 4 };
typedef int32_t int4 __attribute__((vector_size(16)));
typedef double double4 __attribute__((vector_size(32)));
typedef uint64_t bits4 __attribute__((vector_size(32)));

/* RSUPI_WHOLE / (degree + 1) */
static const int32_t shares_of[RSUPI_NARROW] = {720720, 360360, 240240, 180180, 144144, 120120,
                                                102960, 90090,  80080,  72072,  65520,  60060,
                                                55440,  51480,  48048,  45045};

static inline uint32_t count_bits(uint32_t x) {
  x -= (x >> 1) & 0x5555;
  x = (x & 0x3333) + ((x >> 2) & 0x3333);
  x = (x + (x >> 4)) & 0x0F0F;
  return (x + (x >> 8)) & 0x1F;
}

/* Each round takes in the neighbours of whom the last round took in. */
static int32_t components(const uint16_t *rows, int32_t n) {
  uint32_t left = (UINT32_C(1) << n) - 1;
  int32_t count = 0;
  for (; left; count++) {
    uint32_t reached = left & (~left + 1), fresh = reached;
    while (fresh && reached != left) {
      const uint32_t known = rows[__builtin_ctz(fresh)] & ~reached;
      fresh = (fresh & (fresh - 1)) | known;
      reached |= known;
    }
    left &= ~reached;
  }
  return count;
}

/* v[j] = RSUPI_WHOLE + the shares of those tied to j, for the first `fours` times four alters: row
 * q says who gets the share of q. */
static inline void add_shares(const uint16_t *rows, const int32_t *shares, int32_t n, int fours,
                              int4 *v) {
  static const int4 bit[FOURS] = {
      {1, 2, 4, 8}, {16, 32, 64, 128}, {256, 512, 1024, 2048}, {4096, 8192, 16384, 32768}};
  int4 sum[FOURS];
  for (int k = 0; k < fours; k++)
    sum[k] = (int4){RSUPI_WHOLE, RSUPI_WHOLE, RSUPI_WHOLE, RSUPI_WHOLE};
  for (int32_t q = 0; q < n; q++) {
    const int32_t row = rows[q], share = shares[q];
    const int4 rows4 = {row, row, row, row}, shares4 = {share, share, share, share};
    for (int k = 0; k < fours; k++) sum[k] += ((rows4 & bit[k]) == bit[k]) & shares4;
  }
  for (int k = 0; k < fours; k++) v[k] = sum[k];
}

/* x ln x for four positive, normal numbers, the logarithm step by step that of rsupi_log()
 * (numbers_log.c). */
static inline void times_log(double4 *x_at) {
  const double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;
  const double l1 = 0x1.5555555555593p-1, l2 = 0x1.999999997fa04p-2, l3 = 0x1.2492494229359p-2,
               l4 = 0x1.c71c51d8e78afp-3, l5 = 0x1.7466496cb03dep-3, l6 = 0x1.39a09d078c69fp-3,
               l7 = 0x1.2f112df3e5244p-3;
  const double4 x = *x_at;
  const bits4 bits = (bits4)x + UINT64_C(0x00095F6200000000);
  /* The exponent below the bits of 2^52: an integer turned into a double without conversion. */
  const double4 k = (double4)((bits >> 52) | UINT64_C(0x4330000000000000)) - (0x1p52 + 1023);
  const double4 m = (double4)((bits & UINT64_C(0x000FFFFFFFFFFFFF)) + UINT64_C(0x3FE6A09E00000000));
  const double4 f = m - 1.0, s = f / (2.0 + f), z = s * s, w = z * z;
  const double4 even = w * (l2 + w * (l4 + w * l6));
  const double4 odd = z * (l1 + w * (l3 + w * (l5 + w * l7)));
  const double4 half = 0.5 * f * f;
  *x_at = x * (k * ln2_high + (f - (half - (s * (half + (even + odd)) + k * ln2_low))));
}

/* Four alters at a time. Past the last, squares are 0; times_log() makes 0 of that. */
void RSUPI_NARROW_STEP(spread)(const rsupi_scale *scale, const double squares[RSUPI_NARROW],
                               rsupi_shape *out) {
  const int32_t n = scale->alters;
  double4 sums = {0, 0, 0, 0}, coarse = sums, fine = sums;
  for (int32_t j = 0; j < n; j += 4) { /* integers below 2^53: exact */
    double4 four;
    memcpy(&four, squares + j, sizeof four);
    sums += four;
  }
  const double total = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  out->constraint = total / scale->unit;
  out->hierarchy = rsupi_nan();
  if (n < 2) return;
  for (int32_t j = 0; j < n; j += 4) {
    double4 term;
    memcpy(&term, squares + j, sizeof term);
    term = ((double)n * term) / total;
    times_log(&term);
    const double4 high = (term + scale->logs.coarse) - scale->logs.coarse;
    coarse += high;
    fine += ((term - high) + scale->logs.fine) - scale->logs.fine;
  }
  const double hierarchy = (((coarse[0] + coarse[1]) + (coarse[2] + coarse[3])) +
                            ((fine[0] + fine[1]) + (fine[2] + fine[3]))) /
                           scale->spread;
  out->hierarchy = hierarchy > 0 ? hierarchy : 0;
}

void RSUPI_NARROW_STEP(ties)(const uint16_t rows[RSUPI_NARROW], const rsupi_scale *scale,
                             double squares[RSUPI_NARROW], rsupi_shape *out) {
  const int32_t n = scale->alters;
  int32_t shares[RSUPI_NARROW], isolates = 0, ends = 0;
  int4 v[FOURS] = {{0}};
  for (int32_t i = 0; i < n; i++) {
    const uint32_t degree = count_bits(rows[i]);
    ends += (int32_t)degree;
    isolates += degree == 0;
    shares[i] = shares_of[degree];
  }
  if (n <= 8) {
    add_shares(rows, shares, n, 2, v);
  } else if (n <= 12) {
    add_shares(rows, shares, n, 3, v);
  } else {
    add_shares(rows, shares, n, 4, v);
  }
  for (int32_t k = 0; k < FOURS; k++) {
    const double4 whole = __builtin_convertvector(v[k], double4), square = whole * whole;
    memcpy(squares + 4 * k, &square, sizeof square);
  }
  for (int32_t j = n; j < RSUPI_NARROW; j++) squares[j] = 0;
  out->ties = ends / 2;
  out->isolates = isolates;
  out->components = components(rows, n);
  rsupi_shape_sizes(scale, out);
}
