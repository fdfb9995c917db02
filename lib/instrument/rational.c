/* Exact fractions. */
#include "instrument/rational.h"

static int64_t common_divisor(int64_t a, int64_t b) {
  while (b != 0) {
    const int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

rsupi_rational rsupi_rational_make(int64_t num, int64_t den) {
  if (den == 1) {
    const rsupi_rational whole = {num, 1};
    return whole;
  }
  const int64_t common = common_divisor(num, den);
  const rsupi_rational made = {num / common, den / common};
  return made;
}

rsupi_rational rsupi_rational_linear(rsupi_rational a, rsupi_rational multiply,
                                     rsupi_rational add) {
  const rsupi_rational scaled = rsupi_rational_make(a.num * multiply.num, a.den * multiply.den);
  return rsupi_rational_make(scaled.num * add.den + add.num * scaled.den, scaled.den * add.den);
}

static int64_t floor_divide(int64_t a, int64_t b) {
  const int64_t quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}

/* Whole parts first, then the reciprocals of what is left, as in Euclid's algorithm: the same
 * answer as cross-multiplication, for any two int64 fractions. */
int rsupi_rational_compare(rsupi_rational a, rsupi_rational b) {
  if (a.den == 1 && b.den == 1) return (a.num > b.num) - (a.num < b.num);
  for (int sign = 1;; sign = -sign) {
    const int64_t whole_a = floor_divide(a.num, a.den), whole_b = floor_divide(b.num, b.den);
    if (whole_a != whole_b) return whole_a < whole_b ? -sign : sign;
    const int64_t rest_a = a.num - whole_a * a.den, rest_b = b.num - whole_b * b.den;
    if (rest_a == 0 || rest_b == 0) return sign * ((rest_a != 0) - (rest_b != 0));
    const rsupi_rational next_a = {a.den, rest_a}, next_b = {b.den, rest_b};
    a = next_a;
    b = next_b;
  }
}

double rsupi_rational_double(rsupi_rational a) {
  return a.den == 1 ? (double)a.num : (double)a.num / (double)a.den;
}

int rsupi_rational_read(const rsupi_node *node, rsupi_rational *out) {
  enum { MOST_WHOLE = 9, MOST_DECIMALS = 6 };
  if (!node || node->kind != RSUPI_SCALAR || node->style != RSUPI_PLAIN) return 0;
  const char *p = node->text;
  const int negative = *p == '-';
  p += negative;
  int64_t num = 0, den = 1;
  int whole = 0, decimals = 0;
  for (; *p >= '0' && *p <= '9' && whole <= MOST_WHOLE; p++, whole++) num = num * 10 + (*p - '0');
  if (*p == '.' && whole > 0) {
    for (p++; *p >= '0' && *p <= '9' && decimals <= MOST_DECIMALS; p++, decimals++) {
      num = num * 10 + (*p - '0');
      den *= 10;
    }
    if (decimals == 0) return 0;
  }
  if (*p || whole == 0 || whole > MOST_WHOLE || decimals > MOST_DECIMALS) return 0;
  *out = rsupi_rational_make(negative ? -num : num, den);
  return 1;
}
