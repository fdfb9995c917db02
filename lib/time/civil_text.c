/* The ISO 8601 texts of days, clock times and instants (the RFC 3339 profile: four-digit years,
 * "T" and "Z" in either case). Nothing is guessed: a text is right as a whole or refused. */
#include "time/civil.h"

/* No place has ever kept a clock farther from UTC (Manila before 1845: -15:56). */
enum { LARGEST_OFFSET_MINUTES = 15 * 60 + 59 };

/* ---- reading */

typedef struct reader {
  const char *next, *end;
} reader;

static int read_digits(reader *in, int count, int32_t *out) {
  if (in->end - in->next < count) return 0;
  int32_t value = 0;
  for (int i = 0; i < count; i++) {
    const char c = in->next[i];
    if (c < '0' || c > '9') return 0;
    value = value * 10 + (c - '0');
  }
  in->next += count;
  *out = value;
  return 1;
}

static int read_char(reader *in, char wanted) {
  if (in->next == in->end || *in->next != wanted) return 0;
  in->next++;
  return 1;
}

static int read_either(reader *in, char upper, char lower) {
  return read_char(in, upper) || read_char(in, lower);
}

static int read_day(reader *in, rsup_day *out) {
  int32_t year, month, day;
  if (!read_digits(in, 4, &year) || !read_char(in, '-') || !read_digits(in, 2, &month) ||
      !read_char(in, '-') || !read_digits(in, 2, &day))
    return 0;
  if (!rsupi_civil_valid(year, month, day)) return 0;
  *out = rsupi_day_from_civil(year, month, day);
  return 1;
}

int rsupi_day_parse(const char *text, size_t len, rsup_day *out) {
  if (!text) return 0;
  reader in = {text, text + len};
  rsup_day day;
  if (!read_day(&in, &day) || in.next != in.end) return 0;
  *out = day;
  return 1;
}

int rsupi_span_parse(const char *text, size_t len, rsup_day *first, rsup_day *last) {
  if (!text) return 0;
  if (len == 10) {
    if (!rsupi_day_parse(text, len, first)) return 0;
    *last = *first;
    return 1;
  }
  reader in = {text, text + len};
  int32_t year, month = 1, last_month = 12;
  if (!read_digits(&in, 4, &year)) return 0;
  if (in.next != in.end) {
    if (!read_char(&in, '-') || !read_digits(&in, 2, &month) || in.next != in.end) return 0;
    last_month = month;
  }
  if (!rsupi_civil_valid(year, month, 1)) return 0;
  *first = rsupi_day_from_civil(year, month, 1);
  *last = rsupi_day_from_civil(year, last_month, rsupi_days_in_month(year, last_month));
  return 1;
}

/* ".250" -> 250. Digits beyond the millisecond are dropped, never rounded up into another second.
 */
static int read_fraction(reader *in, int32_t *out_ms) {
  int32_t digit, ms = 0, digits = 0;
  while (read_digits(in, 1, &digit)) {
    if (digits < 3) ms = ms * 10 + digit;
    digits++;
  }
  if (digits < 1 || digits > 9) return 0;
  for (; digits < 3; digits++) ms *= 10;
  *out_ms = ms;
  return 1;
}

/* "08:10[:30[.250]]" as milliseconds of the day. */
static int read_time(reader *in, int64_t *out_ms) {
  int32_t hour, minute, second = 0, ms = 0;
  if (!read_digits(in, 2, &hour) || !read_char(in, ':') || !read_digits(in, 2, &minute)) return 0;
  if (read_char(in, ':')) {
    if (!read_digits(in, 2, &second)) return 0;
    if (read_char(in, '.') && !read_fraction(in, &ms)) return 0;
  }
  if (hour > 23 || minute > 59 || second > 59) return 0;
  *out_ms = ((hour * INT64_C(60) + minute) * 60 + second) * 1000 + ms;
  return 1;
}

/* "Z" or "+01:00" as minutes east. */
static int read_offset(reader *in, int32_t *out_minutes) {
  *out_minutes = 0;
  if (read_either(in, 'Z', 'z')) return 1;
  const int west = read_char(in, '-');
  if (!west && !read_char(in, '+')) return 0;
  int32_t hour, minute;
  if (!read_digits(in, 2, &hour) || !read_char(in, ':') || !read_digits(in, 2, &minute)) return 0;
  if (minute > 59 || hour * 60 + minute > LARGEST_OFFSET_MINUTES) return 0;
  *out_minutes = west ? -(hour * 60 + minute) : hour * 60 + minute;
  return 1;
}

int rsupi_instant_parse(const char *text, size_t len, rsup_instant *out, rsup_day *out_day) {
  if (!text) return 0;
  reader in = {text, text + len};
  rsup_day day;
  int64_t ms;
  int32_t offset;
  if (!read_day(&in, &day) || !read_either(&in, 'T', 't') || !read_time(&in, &ms)) return 0;
  if (in.next == in.end) return -1;
  if (!read_offset(&in, &offset) || in.next != in.end) return 0;
  const rsup_instant at = day * RSUPI_MS_PER_DAY + ms - offset * INT64_C(60000);
  /* What we read we must be able to print: the UTC year stays within 1..9999. */
  const rsup_day first = rsupi_day_from_civil(1, 1, 1), last = rsupi_day_from_civil(9999, 12, 31);
  if (at < first * RSUPI_MS_PER_DAY || at >= (last + INT64_C(1)) * RSUPI_MS_PER_DAY) return 0;
  *out = at;
  if (out_day) *out_day = day;
  return 1;
}

int rsupi_clock_parse(const char *text, size_t len, int32_t *out_minute) {
  if (!text || (len != 4 && len != 5)) return 0;
  reader in = {text, text + len};
  int32_t hour, minute;
  if (!read_digits(&in, (int)len - 3, &hour) || !read_char(&in, ':') ||
      !read_digits(&in, 2, &minute))
    return 0;
  if (minute > 59 || hour * 60 + minute > 24 * 60) return 0;
  *out_minute = hour * 60 + minute;
  return 1;
}

/* ---- printing */

static char *put_digits(char *out, int64_t value, int digits) {
  for (int i = digits - 1; i >= 0; i--) {
    out[i] = (char)('0' + value % 10);
    value /= 10;
  }
  return out + digits;
}

/* Years outside 0..9999 are written in ISO's expanded form with a sign, so that they are never
 * mistaken for others. */
static char *put_year(char *out, int64_t year) {
  if (year >= 0 && year <= 9999) return put_digits(out, year, 4);
  *out++ = year < 0 ? '-' : '+';
  const int64_t magnitude = year < 0 ? -year : year;
  int digits = 6;
  for (int64_t top = 1000000; magnitude >= top; top *= 10) digits++;
  return put_digits(out, magnitude, digits);
}

/* `cycles` whole cycles of 400 years after `day`: an instant may lie beyond what a day can count.
 */
static char *put_day(char *out, rsup_day day, int64_t cycles) {
  const rsupi_civil civil = rsupi_civil_from_day(day);
  out = put_year(out, civil.year + cycles * 400);
  *out++ = '-';
  out = put_digits(out, civil.month, 2);
  *out++ = '-';
  return put_digits(out, civil.day, 2);
}

void rsupi_day_print(rsup_day day, char out[16]) {
  char *end = day == RSUPI_NO_DAY ? out : put_day(out, day, 0);
  *end = '\0';
}

void rsupi_instant_print(rsup_instant at, char out[40]) {
  if (at == RSUPI_NO_INSTANT) {
    out[0] = '\0';
    return;
  }
  int64_t days = at / RSUPI_MS_PER_DAY, ms = at % RSUPI_MS_PER_DAY;
  if (ms < 0) {
    ms += RSUPI_MS_PER_DAY;
    days--;
  }
  char *end = put_day(out, (rsup_day)(days % 146097), days / 146097);
  *end++ = 'T';
  end = put_digits(end, ms / 3600000, 2);
  *end++ = ':';
  end = put_digits(end, ms / 60000 % 60, 2);
  *end++ = ':';
  end = put_digits(end, ms / 1000 % 60, 2);
  if (ms % 1000 != 0) {
    *end++ = '.';
    end = put_digits(end, ms % 1000, 3);
  }
  *end++ = 'Z';
  *end = '\0';
}
