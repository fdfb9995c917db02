/* Up to 64 alters as one 64-bit row each. */
#include "network/structure_shape.h"

static int32_t count_bits(uint64_t x) {
  x -= (x >> 1) & UINT64_C(0x5555555555555555);
  x = (x & UINT64_C(0x3333333333333333)) + ((x >> 2) & UINT64_C(0x3333333333333333));
  x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (int32_t)((x * UINT64_C(0x0101010101010101)) >> 56);
}

static int32_t lowest_bit(uint64_t x) {
  return count_bits((x & (~x + 1)) - 1);
}

/* Each round takes in the neighbours of whom the last round took in. */
static int32_t components(const uint64_t *rows, int32_t n) {
  uint64_t left = n == RSUPI_WIDE ? ~UINT64_C(0) : (UINT64_C(1) << n) - 1;
  int32_t count = 0;
  for (; left; count++) {
    uint64_t reached = left & (~left + 1), fresh = reached;
    while (fresh) {
      const uint64_t known = rows[lowest_bit(fresh)] & ~reached;
      fresh = (fresh & (fresh - 1)) | known;
      reached |= known;
    }
    left &= ~reached;
  }
  return count;
}

static double square(const uint64_t row, const rsupi_sum *shares, double whole) {
  rsupi_sum sum = {0, 0};
  for (uint64_t rest = row; rest; rest &= rest - 1) {
    const rsupi_sum *const share = shares + lowest_bit(rest);
    sum.coarse += share->coarse;
    sum.fine += share->fine;
  }
  const double v = whole + (sum.coarse + sum.fine);
  return v * v;
}

void rsupi_shape_wide(const uint64_t rows[RSUPI_WIDE], const rsupi_scale *scale,
                      double squares[RSUPI_WIDE], rsupi_shape *out) {
  const int32_t n = scale->alters;
  rsupi_sum shares[RSUPI_WIDE];
  int64_t ends = 0;
  out->isolates = 0;
  for (int32_t i = 0; i < n; i++) {
    const int32_t degree = count_bits(rows[i]);
    ends += degree;
    out->isolates += degree == 0;
    shares[i] = rsupi_share(scale, degree);
  }
  out->ties = ends / 2;
  for (int32_t i = 0; i < n; i++) squares[i] = square(rows[i], shares, scale->whole);
  out->components = components(rows, n);
  rsupi_shape_sizes(scale, out);
  rsupi_shape_spread(scale, squares, out);
}
