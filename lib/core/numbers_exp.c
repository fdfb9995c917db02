/* exp and expm1 from + - * and bits: the same result from every compiler and machine.
 *
 * x = k ln2 + r with |r| <= ln2/2 (reduction after W. J. Cody and W. Waite, "Software manual for
 * the elementary functions", 1980: ln2 in two parts, of which the upper has 42 bits, so that k
 * times it is exact), e^r by its Taylor polynomial of degree 14 (remainder below 2^-62), the large
 * terms added with their errors. Measured against 64-bit long double: exp within 0.58 ulp (0.78
 * where the result is subnormal), expm1 within 0.72 ulp; see tests/core/test_core_elementary.c. */
#include "core/numbers.h"

/* e^(r + tail) = 1 + r + half + more, in falling size. */
typedef struct reduced {
  int32_t k;
  double r, half, more;
} reduced;

/* What rounding took from r * r: the upper half of r has 26 bits, so all products are exact. */
static double square_error(double r, double square) {
  const double upper = rsupi_double_from_bits(rsupi_double_bits(r) & ~UINT64_C(0x7FFFFFF));
  const double lower = r - upper;
  return ((upper * upper - square) + 2.0 * upper * lower) + lower * lower;
}

/* |x| < 746. */
static reduced reduce(double x) {
  static const double log2_e = 0x1.71547652b82fep+0;
  static const double ln2_high = 0x1.62e42fefa3800p-1, ln2_low = 0x1.ef35793c76730p-45;
  static const double c[] = {/* 1/3!, 1/4!, ... 1/14! */
                             0x1.5555555555555p-3,  0x1.5555555555555p-5,  0x1.1111111111111p-7,
                             0x1.6c16c16c16c17p-10, 0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-16,
                             0x1.71de3a556c734p-19, 0x1.27e4fb7789f5cp-22, 0x1.ae64567f544e4p-26,
                             0x1.1eed8eff8d898p-29, 0x1.6124613a86d09p-33, 0x1.93974a8c07c9dp-37};
  reduced out;
  out.k = (int32_t)(x * log2_e + (x < 0 ? -0.5 : 0.5));
  const double k = (double)out.k, high = x - k * ln2_high, low = k * ln2_low;
  const double r = high - low, tail = (high - r) - low;
  const double r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
  const double p = ((c[0] + c[1] * r) + (c[2] + c[3] * r) * r2) +
                   ((c[4] + c[5] * r) + (c[6] + c[7] * r) * r2) * r4 +
                   ((c[8] + c[9] * r) + (c[10] + c[11] * r) * r2) * r8;
  out.r = r;
  out.half = 0.5 * r2;
  out.more = r2 * r * p + (0.5 * square_error(r, r2) + (tail + tail * r));
  return out;
}

/* 2^k for -1022 <= k <= 1023. */
static double power_of_two(int32_t k) {
  return rsupi_double_from_bits((uint64_t)(k + 1023) << 52);
}

double rsupi_exp(double x) {
  if (rsupi_isnan(x)) return x;
  if (x > 709.782712893384) return rsupi_infinity(); /* ln of the largest double, rounded down */
  if (x < -745.1332191019412) return 0;              /* ln of half the smallest, rounded up */
  const reduced v = reduce(x);
  const double sum = 1.0 + v.r, error = (1.0 - sum) + v.r;
  const double e = sum + (v.half + (error + v.more));
  if (v.k > 1023) return e * power_of_two(v.k - 1) * 2.0;
  if (v.k < -1021) return e * power_of_two(v.k + 100) * power_of_two(-100); /* one rounding */
  return e * power_of_two(v.k);
}

double rsupi_expm1(double x) {
  if (rsupi_isnan(x) || x == 0) return x; /* keeps the sign of 0 */
  if (x > 100) return rsupi_exp(x);       /* the 1 is far below the last bit */
  if (x < -40) return -1;                 /* e^-40 is below a quarter of the last bit of 1 */
  const reduced v = reduce(x);
  /* 2^k (1 + r + half + more) - 1 = (2^k - 1) + 2^k r + 2^k half + 2^k more: each term smaller than
   * the sum before it, and products with 2^k exact. Above 2^53, 2^k - 1 is not exact: there the 1
   * goes to the small terms. */
  const double scale = power_of_two(v.k);
  const double one = v.k > 53 ? 1.0 : 0.0, whole = v.k > 53 ? scale : scale - 1.0;
  const double part = scale * v.r, half = scale * v.half;
  const double first = v.k == 0 ? part : whole + part;
  const double first_error = v.k == 0 ? 0.0 : (whole - first) + part;
  const double sum = first + half, error = (first - sum) + half;
  return sum + (error + (first_error + (scale * v.more - one)));
}
