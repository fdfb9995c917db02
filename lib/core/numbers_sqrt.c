/* Square root from integers, digit by digit in base 2: correctly rounded by construction, and the
 * same everywhere. (A compiler's sqrt may become a call of libm, which sets errno.) */
#include "core/numbers.h"

double rsupi_sqrt(double x) {
  const uint64_t bits = rsupi_double_bits(x), mask = (UINT64_C(1) << 52) - 1;
  if (rsupi_isnan(x) || x == 0 || bits == UINT64_C(0x7FF) << 52) return x;
  if (bits >> 63) return rsupi_nan();
  int32_t exponent = (int32_t)(bits >> 52);
  uint64_t significand = exponent ? (bits & mask) | UINT64_C(1) << 52 : bits & mask;
  for (exponent += exponent == 0; significand <= mask; exponent--) significand <<= 1;
  exponent -= 1075; /* x = significand * 2^exponent */
  if (exponent & 1) {
    significand <<= 1;
    exponent--;
  }
  /* The root of significand * 2^54 has 54 bits: 53 and the one that rounds. Two bits of the
   * radicand are drawn for each bit of the root; remainder <= 2 * root < 2^56. */
  uint64_t root = 0, remainder = 0;
  for (int32_t i = 53; i >= 0; i--) {
    const int32_t low = 2 * i - 54; /* where the two bits stand in the significand */
    const uint64_t two = low >= 0 ? significand >> low & 3 : 0;
    const uint64_t trial = root << 2 | 1;
    remainder = remainder << 2 | two;
    root <<= 1;
    if (remainder < trial) continue;
    remainder -= trial;
    root |= 1;
  }
  root = (root >> 1) + (root & 1); /* never a tie: a root has no exact 54th bit */
  /* root = sqrt(x) * 2^(27 - 1 - exponent / 2), in [2^52, 2^53]; a carry moves the exponent. */
  const int32_t scale = exponent / 2 - 26;
  return rsupi_double_from_bits(((uint64_t)(scale + 1075) << 52) + (root - (UINT64_C(1) << 52)));
}
