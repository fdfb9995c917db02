/* The footer of a TZif file: a POSIX TZ rule such as "EST5EDT,M3.2.0,M11.1.0" or
 * "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", with RFC 9636's wider times of -167 to 167 hours. Only the
 * offsets matter; abbreviations are checked and skipped. */
#include "time/zone_data.h"

typedef struct reader {
  const char *next, *end;
} reader;

static int at_char(const reader *in, char wanted) {
  return in->next < in->end && *in->next == wanted;
}

static int read_char(reader *in, char wanted) {
  if (!at_char(in, wanted)) return 0;
  in->next++;
  return 1;
}

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

static int is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* One to `most_digits` digits, at most `largest`. */
static int read_number(reader *in, int most_digits, int32_t largest, int32_t *out) {
  int32_t value = 0;
  int digits = 0;
  for (; digits < most_digits && in->next < in->end && is_digit(*in->next); digits++)
    value = value * 10 + (*in->next++ - '0');
  *out = value;
  return digits > 0 && value <= largest;
}

/* "EST" or "<+0330>". */
static int read_abbreviation(reader *in) {
  const int quoted = read_char(in, '<');
  const char *start = in->next;
  while (in->next < in->end &&
         (is_letter(*in->next) ||
          (quoted && (is_digit(*in->next) || at_char(in, '+') || at_char(in, '-')))))
    in->next++;
  return in->next - start >= 3 && (!quoted || read_char(in, '>'));
}

/* "[+-]hh[:mm[:ss]]" in seconds. */
static int read_time(reader *in, int32_t most_hours, int32_t *out) {
  const int negative = read_char(in, '-');
  if (!negative) (void)read_char(in, '+');
  int32_t hours, minutes = 0, seconds = 0;
  if (!read_number(in, 3, most_hours, &hours)) return 0;
  if (read_char(in, ':')) {
    if (!read_number(in, 2, 59, &minutes)) return 0;
    if (read_char(in, ':') && !read_number(in, 2, 59, &seconds)) return 0;
  }
  const int32_t total = hours * 3600 + minutes * 60 + seconds;
  *out = negative ? -total : total;
  return 1;
}

/* POSIX counts west of Greenwich as positive; we count east. */
static int read_offset(reader *in, int32_t *out_east) {
  int32_t west;
  if (!read_time(in, 24, &west)) return 0;
  *out_east = -west;
  return 1;
}

static int read_weekday_rule(reader *in, rsupi_rule_date *date) {
  date->kind = RSUPI_RULE_WEEKDAY;
  return read_number(in, 2, 12, &date->month) && date->month >= 1 && read_char(in, '.') &&
         read_number(in, 1, 5, &date->week) && date->week >= 1 && read_char(in, '.') &&
         read_number(in, 1, 6, &date->day);
}

/* "M3.2.0", "J60" or "59", each with "/time" or at 02:00. */
static int read_date(reader *in, rsupi_rule_date *date) {
  int ok;
  if (read_char(in, 'M')) {
    ok = read_weekday_rule(in, date);
  } else if (read_char(in, 'J')) {
    date->kind = RSUPI_RULE_JULIAN;
    ok = read_number(in, 3, 365, &date->day) && date->day >= 1;
  } else {
    date->kind = RSUPI_RULE_DAY_OF_YEAR;
    ok = read_number(in, 3, 365, &date->day);
  }
  date->second = 2 * 3600;
  return ok && (!read_char(in, '/') || read_time(in, 167, &date->second));
}

int rsupi_zone_rule_parse(const char *text, size_t len, rsupi_zone_rule *rule) {
  reader in = {text, text + len};
  rsupi_zone_rule read = {0};
  if (len == 0) {
    *rule = read;
    return 1;
  }
  read.known = 1;
  if (!read_abbreviation(&in) || !read_offset(&in, &read.standard)) return 0;
  if (in.next != in.end) {
    read.has_dst = 1;
    if (!read_abbreviation(&in)) return 0;
    read.dst = read.standard + 3600;
    if (!at_char(&in, ',') && !read_offset(&in, &read.dst)) return 0;
    /* Without dates POSIX leaves them to the system; a file never does, and we don't guess. */
    if (!read_char(&in, ',') || !read_date(&in, &read.dst_start)) return 0;
    if (!read_char(&in, ',') || !read_date(&in, &read.dst_end)) return 0;
  }
  if (in.next != in.end) return 0;
  *rule = read;
  return 1;
}
