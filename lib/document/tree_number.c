/* The one text of a JSON number, by its digits alone: no double is involved, so that two numbers
 * have the same text exactly when they are the same number. */
#include "core/numbers.h"
#include "document/tree_build.h"
#include <string.h>

enum {
  DIGITS_MOST = 20,
  EXPONENT_MOST = 9999,
  EXPONENT_READ = 99999,
  WHOLE_MOST = 21,
  SMALL_MOST = 5
};

/* digits * 10^scale; neither begins nor ends with a zero digit. */
typedef struct decimal {
  int negative;
  int count, scale;
  char digits[DIGITS_MOST];
} decimal;

/* Zeros wait until a digit follows them: the last ones only move the scale. 0 when there are too
 * many digits. */
static int add_digit(decimal *number, int *zeros, char digit) {
  if (digit == '0') {
    if (number->count > 0) ++*zeros;
    return 1;
  }
  if (*zeros > DIGITS_MOST || number->count + *zeros >= DIGITS_MOST) return 0;
  while (*zeros > 0) {
    number->digits[number->count++] = '0';
    --*zeros;
  }
  number->digits[number->count++] = digit;
  return 1;
}

static int read_exponent(const char *text, size_t len, int *out) {
  int exponent = 0, negative = text[0] == '-';
  for (size_t i = text[0] == '-' || text[0] == '+'; i < len; i++) {
    exponent = exponent * 10 + (text[i] - '0');
    if (exponent > EXPONENT_READ) return 0;
  }
  *out = negative ? -exponent : exponent;
  return 1;
}

/* The text is a JSON number. 0 when it is out of what a decimal holds. */
static int read_decimal(const char *text, size_t len, decimal *out) {
  int zeros = 0, fraction = 0, past_point = 0, exponent = 0;
  if (len > EXPONENT_MOST) return 0;
  out->negative = text[0] == '-';
  for (size_t i = (size_t)out->negative; i < len; i++) {
    if (text[i] == '.') {
      past_point = 1;
    } else if (text[i] == 'e' || text[i] == 'E') {
      if (!read_exponent(text + i + 1, len - i - 1, &exponent)) return 0;
      break;
    } else {
      fraction += past_point;
      if (!add_digit(out, &zeros, text[i])) return 0;
    }
  }
  out->scale = exponent - fraction + zeros;
  int power = out->count + out->scale - 1;
  return power >= -EXPONENT_MOST && power <= EXPONENT_MOST;
}

static size_t add(char *out, size_t at, const char *text, size_t len) {
  memcpy(out + at, text, len);
  return at + len;
}

static size_t add_zeros(char *out, size_t at, int count) {
  memset(out + at, '0', (size_t)count);
  return at + (size_t)count;
}

/* 1.5e300 */
static size_t print_scientific(const decimal *number, char *out, size_t at) {
  char exponent[24];
  at = add(out, at, number->digits, 1);
  if (number->count > 1) {
    out[at++] = '.';
    at = add(out, at, number->digits + 1, (size_t)number->count - 1);
  }
  out[at++] = 'e';
  return add(out, at, exponent,
             rsupi_print_int64((int64_t)number->count + number->scale - 1, exponent));
}

size_t rsupi_canonical_number(const char *text, size_t len, char out[32]) {
  decimal number = {0};
  if (!read_decimal(text, len, &number)) return 0;
  if (number.count == 0) return add(out, 0, "0", 1);
  size_t at = 0;
  int point = number.count + number.scale; /* how many digits stand before it */
  if (number.negative) out[at++] = '-';
  if (number.scale >= 0 && point <= WHOLE_MOST) {
    at = add(out, at, number.digits, (size_t)number.count);
    return add_zeros(out, at, number.scale);
  }
  if (number.scale < 0 && point > 0) {
    at = add(out, at, number.digits, (size_t)point);
    out[at++] = '.';
    return add(out, at, number.digits + point, (size_t)(number.count - point));
  }
  if (number.scale < 0 && point > -SMALL_MOST) {
    at = add_zeros(out, add(out, at, "0.", 2), -point);
    return add(out, at, number.digits, (size_t)number.count);
  }
  return print_scientific(&number, out, at);
}
