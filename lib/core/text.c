/* Growing text, and what can be asked of texts: equality, distance, clean UTF-8. */
#include "core/text.h"
#include "core/numbers.h"
#include <string.h>

void rsupi_text_init(rsupi_text *text, const rsup_allocator *allocator) {
  memset(text, 0, sizeof *text);
  text->allocator = rsupi_allocator_or_default(allocator);
}

/* Room for `more` bytes and the NUL. */
static int text_reserve(rsupi_text *text, size_t more) {
  enum { FIRST = 256 };
  if (text->failed) return 0;
  if (more < text->capacity - text->len) return 1; /* also right while both are 0 */
  size_t capacity = text->capacity ? text->capacity : FIRST;
  while (capacity - text->len <= more) {
    if (capacity > SIZE_MAX / 2) {
      text->failed = 1;
      return 0;
    }
    capacity *= 2;
  }
  char *const data = rsupi_resize(&text->allocator, text->data, text->capacity, capacity);
  if (!data) {
    text->failed = 1;
    return 0;
  }
  text->data = data;
  text->capacity = capacity;
  return 1;
}

void rsupi_text_init_pouring(rsupi_text *text, char *buffer, size_t size,
                             void (*pour)(void *user, const char *data, size_t len), void *user) {
  memset(text, 0, sizeof *text);
  text->data = buffer;
  text->capacity = size;
  text->pour = pour;
  text->user = user;
}

void rsupi_text_pour(rsupi_text *text) {
  text->pour(text->user, text->data, text->len);
  text->len = 0;
}

void rsupi_text_add(rsupi_text *text, const char *data, size_t len) {
  if (text->pour && len >= text->capacity - text->len) {
    rsupi_text_pour(text);
    if (len >= text->capacity) {
      text->pour(text->user, data, len);
      return;
    }
  }
  if (!text_reserve(text, len)) return;
  if (len) memcpy(text->data + text->len, data, len);
  text->len += len;
  text->data[text->len] = '\0';
}

void rsupi_text_add_text(rsupi_text *text, const char *data) {
  rsupi_text_add(text, data, strlen(data));
}

void rsupi_text_add_char(rsupi_text *text, char c) {
  rsupi_text_add(text, &c, 1);
}

void rsupi_text_add_int(rsupi_text *text, int64_t value) {
  char buffer[24];
  rsupi_text_add(text, buffer, rsupi_print_int64(value, buffer));
}

void rsupi_text_add_double(rsupi_text *text, double value) {
  char buffer[32];
  const double infinity = rsupi_infinity();
  if (rsupi_isnan(value) || value >= infinity || value <= -infinity) {
    rsupi_text_add(text, "null", 4);
    return;
  }
  rsupi_text_add(text, buffer, rsupi_print_double(value, buffer));
}

static void add_escape(rsupi_text *text, unsigned char c) {
  static const char digits[] = "0123456789abcdef";
  char escape[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
  switch (c) {
  case '"':
    escape[1] = '"';
    break;
  case '\\':
    escape[1] = '\\';
    break;
  case '\b':
    escape[1] = 'b';
    break;
  case '\f':
    escape[1] = 'f';
    break;
  case '\n':
    escape[1] = 'n';
    break;
  case '\r':
    escape[1] = 'r';
    break;
  case '\t':
    escape[1] = 't';
    break;
  default:
    rsupi_text_add(text, escape, 6);
    return;
  }
  rsupi_text_add(text, escape, 2);
}

/* Clean UTF-8 without the bytes that need an escape goes over in whole runs. A byte that is no
 * clean UTF-8 becomes U+FFFD, so that what we write is always JSON. */
void rsupi_text_add_json_string(rsupi_text *text, const char *data, size_t len) {
  rsupi_text_add_char(text, '"');
  size_t at = 0;
  while (at < len) {
    const size_t clean = at + rsupi_utf8_check(data + at, len - at);
    size_t run = at;
    for (size_t i = at; i < clean; i++) {
      const unsigned char c = (unsigned char)data[i];
      if (c >= 0x20 && c != '"' && c != '\\') continue;
      rsupi_text_add(text, data + run, i - run);
      add_escape(text, c);
      run = i + 1;
    }
    rsupi_text_add(text, data + run, clean - run);
    if (clean < len) rsupi_text_add(text, "\xEF\xBF\xBD", 3);
    at = clean + 1;
  }
  rsupi_text_add_char(text, '"');
}

void rsupi_text_add_day(rsupi_text *text, rsup_day day) {
  char buffer[16];
  rsupi_text_add(text, buffer, rsupi_day_write(day, buffer));
}

void rsupi_text_free(rsupi_text *text) {
  rsupi_release(&text->allocator, text->data, text->capacity);
  text->data = NULL;
  text->len = text->capacity = 0;
  text->failed = 0;
}

/* Year, month and day by H. Hinnant, "chrono-compatible low-level date algorithms",
 * civil_from_days: years begin in March, so that the leap day comes last; eras of 400 years. */
size_t rsupi_day_write(rsup_day day, char out[16]) {
  const int64_t days = (int64_t)day + 719468; /* since 0000-03-01 */
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t in_era = days - era * 146097;
  const int64_t year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  const int64_t in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t march_month = (5 * in_year + 2) / 153;
  const int64_t day_of_month = in_year - (153 * march_month + 2) / 5 + 1;
  const int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
  int64_t year = year_of_era + era * 400 + (month <= 2);

  char *p = out;
  if (year < 0 || year > 9999) *p++ = year < 0 ? '-' : '+';
  if (year < 0) year = -year;
  char digits[24];
  const size_t len = rsupi_print_int64(year, digits);
  for (size_t pad = len; pad < 4; pad++) *p++ = '0';
  memcpy(p, digits, len);
  p += len;
  const int64_t parts[2] = {month, day_of_month};
  for (int i = 0; i < 2; i++) {
    *p++ = '-';
    *p++ = (char)('0' + parts[i] / 10);
    *p++ = (char)('0' + parts[i] % 10);
  }
  *p = '\0';
  return (size_t)(p - out);
}

int rsupi_text_equal(const char *a, const char *b) {
  if (!a || !b) return a == b;
  return strcmp(a, b) == 0;
}

static unsigned smaller(unsigned a, unsigned b) {
  return a < b ? a : b;
}

/* Three rows of the table are enough: this one, the one above, and (for swaps) the one above that.
 * Longer texts are no names; they are simply far apart. */
unsigned rsupi_text_distance(const char *a, const char *b, unsigned limit) {
  enum { LONGEST = 64 };
  const size_t a_len = strlen(a), b_len = strlen(b);
  const size_t apart = a_len > b_len ? a_len - b_len : b_len - a_len;
  if (apart > limit || a_len > LONGEST || b_len > LONGEST) return limit + 1;
  unsigned rows[3][LONGEST + 1];
  for (unsigned j = 0; j <= b_len; j++) rows[0][j] = j;
  for (unsigned i = 1; i <= a_len; i++) {
    unsigned *const row = rows[i % 3];
    const unsigned *const above = rows[(i - 1) % 3], *const swap = rows[(i + 1) % 3];
    unsigned best = row[0] = i;
    for (unsigned j = 1; j <= b_len; j++) {
      const unsigned change = a[i - 1] != b[j - 1];
      row[j] = smaller(smaller(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = smaller(row[j], swap[j - 2] + 1);
      best = smaller(best, row[j]);
    }
    /* A swap may still reach over this row at the cost of one. */
    if (best > limit + 1) return limit + 1;
  }
  return smaller(rows[a_len % 3][b_len], limit + 1);
}

/* Length of the clean sequence at `s` (RFC 3629), or 0. */
static size_t utf8_sequence(const unsigned char *s, size_t len) {
  const unsigned char c = s[0];
  if (c < 0x80) return 1;
  size_t need = 0;
  unsigned char low = 0x80, high = 0xBF; /* what the second byte may be */
  if (c >= 0xC2 && c <= 0xDF)
    need = 2;
  else if (c >= 0xE0 && c <= 0xEF)
    need = 3;
  else if (c >= 0xF0 && c <= 0xF4)
    need = 4;
  if (need == 0 || need > len) return 0;
  if (c == 0xE0) low = 0xA0;  /* overlong */
  if (c == 0xED) high = 0x9F; /* surrogates */
  if (c == 0xF0) low = 0x90;  /* overlong */
  if (c == 0xF4) high = 0x8F; /* past U+10FFFF */
  if (s[1] < low || s[1] > high) return 0;
  for (size_t i = 2; i < need; i++)
    if (s[i] < 0x80 || s[i] > 0xBF) return 0;
  return need;
}

size_t rsupi_utf8_check(const char *data, size_t len) {
  const unsigned char *const s = (const unsigned char *)data;
  size_t at = 0;
  while (at < len) {
    /* Eight ASCII bytes at a time: most texts are mostly that. */
    uint64_t word;
    while (len - at >= sizeof word) {
      memcpy(&word, s + at, sizeof word);
      if (word & UINT64_C(0x8080808080808080)) break;
      at += sizeof word;
    }
    if (at == len) break;
    const size_t step = utf8_sequence(s + at, len - at);
    if (step == 0) return at;
    at += step;
  }
  return at;
}
