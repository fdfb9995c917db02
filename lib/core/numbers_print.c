/* The shortest decimal text that reads back. Most numbers people meet have few decimals and are
 * found by trying; the rest is exact: G. L. Steele and J. L. White, "How to print floating-point
 * numbers accurately" (1990), in the form of R. G. Burger and R. K. Dybvig (1996). */
#include "core/numbers.h"
#include "core/numbers_big.h"
#include <string.h>

/* value = 0.d1 d2 d3 ... * 10^point */
typedef struct digits {
  char digit[20]; /* '0'..'9' */
  int32_t count, point;
} digits;

static void digits_of_integer(digits *out, uint64_t value) {
  char text[24];
  out->count = out->point = (int32_t)rsupi_print_int64((int64_t)value, text);
  while (out->count > 1 && text[out->count - 1] == '0') out->count--;
  memcpy(out->digit, text, (size_t)out->count);
}

/* A number with at most 15 digits, `decimals` of them behind the point, is what a double with that
 * value was read from: below 1e15 the product is off by less than 1/4, so rounding it finds the
 * digits, and the division proves them. The first hit has the fewest digits. */
static int try_decimals(digits *out, double value) {
  static const double tens[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
  for (int32_t decimals = 0; decimals <= 12; decimals++) {
    const double scaled = value * tens[decimals] + 0.5;
    if (scaled >= 1e15) return 0;
    const uint64_t whole = (uint64_t)scaled;
    if (whole == 0 || (double)whole / tens[decimals] != value) continue;
    digits_of_integer(out, whole);
    out->point -= decimals;
    return 1;
  }
  return 0;
}

/* value = r / s; every number between (r - below) / s and (r + above) / s reads back as the value.
 */
typedef struct interval {
  rsupi_big r, s, above, below;
  int even; /* the borders themselves read back too: ties go to the even significand */
} interval;

static int at_upper(const interval *v) {
  rsupi_big sum = v->r;
  rsupi_big_add(&sum, &v->above);
  const int side = rsupi_big_compare(&sum, &v->s);
  return v->even ? side >= 0 : side > 0;
}

static int at_lower(const interval *v) {
  const int side = rsupi_big_compare(&v->r, &v->below);
  return v->even ? side <= 0 : side < 0;
}

/* Scale so that value = r/s * 10^point with r/s + above/s just at or below 1. */
static int32_t start_interval(interval *v, double value) {
  const uint64_t bits = rsupi_double_bits(value), fraction = bits & ((UINT64_C(1) << 52) - 1);
  const int32_t biased = (int32_t)(bits >> 52 & 0x7FF);
  const uint64_t significand = biased ? fraction | UINT64_C(1) << 52 : fraction;
  const int32_t exponent = (biased ? biased : 1) - 1075;
  const int narrow = fraction == 0 && biased > 1; /* the double below is only half as far */
  rsupi_big_set(&v->r, significand);
  const int32_t log2 = exponent + rsupi_big_bits(&v->r) - 1;
  rsupi_big_shift(&v->r, 1 + narrow + (exponent > 0 ? exponent : 0));
  rsupi_big_set(&v->s, 1);
  rsupi_big_shift(&v->s, 1 + narrow + (exponent < 0 ? -exponent : 0));
  rsupi_big_set(&v->below, 1);
  rsupi_big_shift(&v->below, exponent > 0 ? exponent : 0);
  v->above = v->below;
  rsupi_big_shift(&v->above, narrow);
  v->even = (significand & 1) == 0;
  /* floor(log10 2^log2) by 0.30103 = log10 2 rounded up to 5 digits: exact or one too small. */
  int32_t point = (log2 * 30103 - (log2 < 0 ? 99999 : 0)) / 100000;
  if (point >= 0) {
    rsupi_big_multiply_ten(&v->s, point);
  } else {
    rsupi_big_multiply_ten(&v->r, -point);
    rsupi_big_multiply_ten(&v->above, -point);
    rsupi_big_multiply_ten(&v->below, -point);
  }
  while (at_upper(v)) {
    rsupi_big_multiply_add(&v->s, 10, 0);
    point++;
  }
  return point;
}

static void digits_of_double(digits *out, double value) {
  interval v;
  out->point = start_interval(&v, value);
  out->count = 0;
  int low = 0, high = 0;
  while (!low && !high) {
    char digit = '0';
    rsupi_big_multiply_add(&v.r, 10, 0);
    rsupi_big_multiply_add(&v.above, 10, 0);
    rsupi_big_multiply_add(&v.below, 10, 0);
    while (rsupi_big_compare(&v.r, &v.s) >= 0) {
      rsupi_big_subtract(&v.r, &v.s);
      digit++;
    }
    low = at_lower(&v);
    high = at_upper(&v);
    out->digit[out->count++] = digit;
  }
  /* Both ends of the last digit read back: take the nearer one, the even one at a tie. */
  rsupi_big_shift(&v.r, 1);
  const int half = rsupi_big_compare(&v.r, &v.s);
  char *const last = &out->digit[out->count - 1];
  if (high && (!low || half > 0 || (half == 0 && (*last & 1)))) ++*last;
}

static size_t print_exponent(char *out, int32_t exponent) {
  const int32_t size = exponent < 0 ? -exponent : exponent;
  size_t len = 0;
  out[len++] = 'e';
  out[len++] = exponent < 0 ? '-' : '+';
  if (size >= 100) out[len++] = (char)('0' + size / 100);
  out[len++] = (char)('0' + size / 10 % 10);
  out[len++] = (char)('0' + size % 10);
  return len;
}

static size_t put(char *out, const char *text, int32_t count) {
  memcpy(out, text, (size_t)count);
  return (size_t)count;
}

/* Python's repr: an exponent below 1e-4 and from 1e16 up. */
static size_t layout(const digits *d, char *out) {
  static const char zeros[] = "0000000000000000";
  size_t len = 0;
  if (d->point > 16 || d->point < -3) {
    out[len++] = d->digit[0];
    if (d->count > 1) out[len++] = '.';
    len += put(out + len, d->digit + 1, d->count - 1);
    return len + print_exponent(out + len, d->point - 1);
  }
  if (d->point <= 0) {
    len += put(out + len, "0.", 2);
    len += put(out + len, zeros, -d->point);
    return len + put(out + len, d->digit, d->count);
  }
  const int32_t whole = d->count < d->point ? d->count : d->point;
  len += put(out + len, d->digit, whole);
  len += put(out + len, zeros, d->point - whole);
  if (d->count > whole) {
    out[len++] = '.';
    len += put(out + len, d->digit + whole, d->count - whole);
  } else if (d->point > 15) {
    len += put(out + len, ".0", 2);
  }
  return len;
}

static size_t print_word(char *out, const char *word) {
  const size_t len = strlen(word);
  memcpy(out, word, len + 1);
  return len;
}

size_t rsupi_print_double(double value, char out[32]) {
  size_t sign = 0;
  if (rsupi_isnan(value)) return print_word(out, "nan");
  if (rsupi_double_bits(value) >> 63) {
    out[sign++] = '-';
    value = -value;
  }
  if (value >= rsupi_infinity()) return sign + print_word(out + sign, "inf");
  digits d = {"0", 1, 1};
  if (value > 0 && !try_decimals(&d, value)) digits_of_double(&d, value);
  const size_t len = sign + layout(&d, out + sign);
  out[len] = '\0';
  return len;
}
