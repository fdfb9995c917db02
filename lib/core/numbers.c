/* Whole numbers, the grammar of JSON numbers, and the special doubles. */
#include "core/numbers.h"
#include <string.h>

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

static size_t skip_digits(const char *text, size_t len, size_t at) {
  while (at < len && is_digit(text[at])) at++;
  return at;
}

/* RFC 8259, section 6: -? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][+-]?[0-9]+)? */
int rsupi_is_json_number(const char *text, size_t len) {
  size_t at = len > 0 && text[0] == '-';
  const size_t whole = at;
  at = skip_digits(text, len, at);
  if (at == whole || (text[whole] == '0' && at > whole + 1)) return 0;
  if (at < len && text[at] == '.') {
    const size_t fraction = at + 1;
    at = skip_digits(text, len, fraction);
    if (at == fraction) return 0;
  }
  if (at < len && (text[at] == 'e' || text[at] == 'E')) {
    at++;
    if (at < len && (text[at] == '+' || text[at] == '-')) at++;
    const size_t exponent = at;
    at = skip_digits(text, len, exponent);
    if (at == exponent) return 0;
  }
  return at == len;
}

int rsupi_parse_int64(const char *text, size_t len, int64_t *out) {
  if (!rsupi_is_json_number(text, len)) return 0;
  const int negative = text[0] == '-';
  const uint64_t limit = (uint64_t)INT64_MAX + (unsigned)negative;
  uint64_t value = 0;
  for (size_t i = (size_t)negative; i < len; i++) {
    if (!is_digit(text[i])) return 0; /* a point or an exponent */
    const uint64_t digit = (uint64_t)(text[i] - '0');
    if (value > (limit - digit) / 10) return 0;
    value = value * 10 + digit;
  }
  if (!negative)
    *out = (int64_t)value;
  else
    *out = value == limit ? INT64_MIN : -(int64_t)value;
  return 1;
}

size_t rsupi_print_int64(int64_t value, char out[24]) {
  char reversed[20];
  size_t digits = 0, len = 0;
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do {
    reversed[digits++] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest);
  if (value < 0) out[len++] = '-';
  while (digits) out[len++] = reversed[--digits];
  out[len] = '\0';
  return len;
}

double rsupi_nan(void) {
  return rsupi_double_from_bits(UINT64_C(0x7FF8000000000000));
}

double rsupi_infinity(void) {
  return rsupi_double_from_bits(UINT64_C(0x7FF0000000000000));
}

uint64_t rsupi_double_bits(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

double rsupi_double_from_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}
