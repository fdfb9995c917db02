/* Decimal text to the nearest double, exactly, without the locale. Short numbers take the exact
 * fast path; the rest is one division of big integers. */
#include "core/numbers.h"
#include "core/numbers_big.h"

/* No boundary between two doubles has more than 767 significant digits. Digits past these 800 only
 * matter by being there: one more digit, 1, stands for all of them. */
enum { MOST_DIGITS = 800, LARGEST_EXPONENT = 1000000000 };

typedef struct decimal {
  const char *text;
  size_t len, first; /* where the significant digits begin */
  int32_t digits;    /* significant digits kept, without leading zeros */
  int32_t exponent;  /* value = digits * 10^exponent */
  int32_t more;      /* a digit other than 0 was dropped */
  uint64_t head;     /* the digits as a number while there are at most 19 */
} decimal;

static int32_t read_exponent(const char *text, size_t len, size_t at) {
  const int negative = text[at] == '-';
  int32_t value = 0;
  for (at += text[at] == '-' || text[at] == '+'; at < len; at++)
    if (value < LARGEST_EXPONENT / 10) value = value * 10 + (text[at] - '0');
  return negative ? -value : value;
}

/* The text is known to be a JSON number. */
static decimal read_decimal(const char *text, size_t len) {
  decimal d = {.text = text, .len = len, .first = len};
  int32_t fraction = 0;
  for (size_t i = text[0] == '-'; i < d.len; i++) {
    if (text[i] == 'e' || text[i] == 'E') {
      d.exponent += read_exponent(text, len, i + 1);
      d.len = i;
    } else if (text[i] == '.') {
      fraction = 1;
    } else if (d.digits >= MOST_DIGITS) {
      d.more |= text[i] != '0';
      if (!fraction && d.exponent < LARGEST_EXPONENT) d.exponent++;
    } else {
      if (fraction && d.exponent > -LARGEST_EXPONENT) d.exponent--;
      if (d.digits == 0 && text[i] == '0') continue;
      if (d.digits++ == 0) d.first = i;
      if (d.digits <= 19) d.head = d.head * 10 + (uint64_t)(text[i] - '0');
    }
  }
  return d;
}

/* W. D. Clinger, "How to read floating point numbers accurately" (1990): when digits and power of
 * ten are both exact doubles, one multiplication or division rounds once. */
static int read_fast(const decimal *d, double *out) {
  static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  if (d->digits > 19 || d->head > UINT64_C(1) << 53) return 0;
  if (d->exponent < -22 || d->exponent > 22) return 0;
  const double head = (double)d->head;
  *out = d->exponent < 0 ? head / tens[-d->exponent] : head * tens[d->exponent];
  return 1;
}

static void big_digits(rsupi_big *big, const decimal *d) {
  int32_t left = d->digits;
  rsupi_big_set(big, 0);
  for (size_t i = d->first; left > 0; i++) {
    if (d->text[i] == '.') continue;
    rsupi_big_multiply_add(big, 10, (uint32_t)(d->text[i] - '0'));
    left--;
  }
  if (d->more) rsupi_big_multiply_add(big, 10, 1);
}

/* The bits of numerator / denominator, rounded half to even; those of infinity when it is too
 * large. The quotient is scaled to 53 bits, fewer below the smallest normal double. */
static uint64_t divide(rsupi_big *numerator, rsupi_big *denominator) {
  enum { PRECISION = 53, LOWEST = -1074, HIGHEST = 971 };
  int32_t exponent = rsupi_big_bits(numerator) - rsupi_big_bits(denominator) - PRECISION;
  int32_t bits = PRECISION + 1; /* n/d lies in (2^(PRECISION-1), 2^(PRECISION+1)) * 2^exponent */
  if (exponent < LOWEST) {
    bits -= LOWEST - exponent;
    exponent = LOWEST;
    if (bits < 0) return 0;
  }
  /* The quotient is n/d * 2^-exponent < 2^bits: bring n/d below 1, then draw `bits` bits. */
  const int32_t scale = -exponent - bits;
  if (scale >= 0)
    rsupi_big_shift(numerator, scale);
  else
    rsupi_big_shift(denominator, -scale);
  uint64_t quotient = 0, dropped = 0;
  for (int32_t i = 0; i < bits; i++) {
    rsupi_big_shift(numerator, 1);
    quotient <<= 1;
    if (rsupi_big_compare(numerator, denominator) < 0) continue;
    rsupi_big_subtract(numerator, denominator);
    quotient |= 1;
  }
  rsupi_big_shift(numerator, 1);
  int half = rsupi_big_compare(numerator, denominator); /* the rest against one half */
  if (quotient >> PRECISION) {                          /* one bit too many: it is the half */
    dropped = quotient & 1;
    const int rest = numerator->count > 0;
    half = dropped ? rest : -1;
    quotient >>= 1;
    exponent++;
  }
  if (half > 0 || (half == 0 && (quotient & 1))) quotient++;
  if (quotient >> PRECISION) {
    quotient >>= 1;
    exponent++;
  }
  if (exponent > HIGHEST) return UINT64_C(0x7FF) << 52;
  if (quotient >> (PRECISION - 1) == 0) return quotient; /* subnormal, or 0 */
  return ((uint64_t)(exponent - LOWEST + 1) << 52) | (quotient & ((UINT64_C(1) << 52) - 1));
}

static double read_exact(const decimal *d) {
  enum { TOO_LARGE = 310, TOO_SMALL = -326 };
  const int32_t magnitude = d->digits + d->exponent; /* value < 10^magnitude */
  if (magnitude > TOO_LARGE) return rsupi_infinity();
  if (magnitude < TOO_SMALL) return 0;
  rsupi_big numerator, denominator;
  big_digits(&numerator, d);
  rsupi_big_set(&denominator, 1);
  const int32_t exponent = d->exponent - d->more;
  if (exponent >= 0)
    rsupi_big_multiply_ten(&numerator, exponent);
  else
    rsupi_big_multiply_ten(&denominator, -exponent);
  return rsupi_double_from_bits(divide(&numerator, &denominator));
}

int rsupi_parse_double(const char *text, size_t len, double *out) {
  if (!rsupi_is_json_number(text, len)) return 0;
  const decimal d = read_decimal(text, len);
  double value = 0;
  if (d.digits > 0 && !read_fast(&d, &value)) value = read_exact(&d);
  if (value >= rsupi_infinity()) return 0;
  *out = text[0] == '-' ? -value : value;
  return 1;
}
