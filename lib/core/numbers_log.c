/* log and log1p from + - * / and bits: the same result from every compiler and machine.
 *
 * Method and constants are those of fdlibm's e_log.c and s_log1p.c (FreeBSD msun):
 *
 *   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun
 *   Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is
 *   freely granted, provided that this notice is preserved.
 *
 * x = 2^k (1 + f) with sqrt(2)/2 < 1 + f < sqrt(2); with s = f / (2 + f),
 * log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)), where R is a minimax polynomial of degree 7 with an
 * error below 2^-58.45. Measured against 64-bit long double: log within 0.85 ulp, log1p within 0.85
 * ulp (tests/core/test_core_elementary.c). */
#include "core/numbers.h"

/* k ln2 + log(1 + f) + c, where c is what rounding took from f. */
static double assemble(int32_t k, double f, double c) {
  static const double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;
  static const double l1 = 0x1.5555555555593p-1, l2 = 0x1.999999997fa04p-2,
                      l3 = 0x1.2492494229359p-2, l4 = 0x1.c71c51d8e78afp-3,
                      l5 = 0x1.7466496cb03dep-3, l6 = 0x1.39a09d078c69fp-3,
                      l7 = 0x1.2f112df3e5244p-3;
  const double s = f / (2.0 + f), z = s * s, w = z * z;
  const double even = w * (l2 + w * (l4 + w * l6));
  const double odd = z * (l1 + w * (l3 + w * (l5 + w * l7)));
  const double half = 0.5 * f * f, n = (double)k;
  return n * ln2_high + (f - (half - (s * (half + (even + odd)) + (n * ln2_low + c))));
}

/* Split a positive normal x into 2^k m with sqrt(2)/2 <= m < sqrt(2), near enough. */
static double split(double x, int32_t *k) {
  const uint64_t bits = rsupi_double_bits(x) + UINT64_C(0x00095F6200000000);
  *k += (int32_t)(bits >> 52) - 1023;
  return rsupi_double_from_bits((bits & UINT64_C(0x000FFFFFFFFFFFFF)) +
                                UINT64_C(0x3FE6A09E00000000));
}

double rsupi_log(double x) {
  if (rsupi_isnan(x)) return x;
  if (x == 0) return -rsupi_infinity();
  if (x < 0) return rsupi_nan();
  if (x >= rsupi_infinity()) return x;
  int32_t k = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    k = -54;
  }
  const double m = split(x, &k);
  return assemble(k, m - 1.0, 0.0);
}

double rsupi_log1p(double x) {
  if (rsupi_isnan(x)) return x;
  if (x == -1) return -rsupi_infinity();
  if (x < -1) return rsupi_nan();
  if (x >= rsupi_infinity()) return x;
  if (x > -0x1p-53 && x < 0x1p-53) return x;
  /* Between sqrt(2)/2 - 1 and sqrt(2) - 1 nothing needs to be split off. */
  if (x > -0.2928 && x < 0.4142) return assemble(0, x, 0.0);
  const double u = 1.0 + x;
  int32_t k = 0;
  const double f = split(u, &k) - 1.0;
  /* What 1 + x lost, relative to u; past 2^54 even the 1 is below notice. */
  const double lost = k > 54 ? 0.0 : (x > 1.0 ? 1.0 - (u - x) : x - (u - 1.0)) / u;
  return assemble(k, f, lost);
}
