/* Reads JSON strings, numbers and words. Strings are looked through eight bytes at a time and
 * copied once; only those with an escape are decoded. */
#include "document/json_read.h"
#include <string.h>

enum { NUMBER_MOST = 256 };

#define EVERY_BYTE(x) (UINT64_C(0x0101010101010101) * (x))

/* Non-zero when one of the eight bytes is a quote, a backslash or below 0x20. */
static uint64_t special_bytes(uint64_t word) {
  uint64_t quote = word ^ EVERY_BYTE('"'), slash = word ^ EVERY_BYTE('\\');
  uint64_t found = (quote - EVERY_BYTE(1)) & ~quote;
  found |= (slash - EVERY_BYTE(1)) & ~slash;
  found |= (word - EVERY_BYTE(0x20)) & ~word;
  return found & EVERY_BYTE(0x80);
}

/* The next quote, backslash or control character, or the end. */
static const unsigned char *to_special(const unsigned char *at, const unsigned char *end) {
  while (end - at >= 8) {
    uint64_t word;
    memcpy(&word, at, sizeof(word));
    if (special_bytes(word) != 0) break;
    at += 8;
  }
  while (at < end && *at != '"' && *at != '\\' && *at >= 0x20) at++;
  return at;
}

static int hex_digit(unsigned char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/* The four digits after \u. Their presence was checked. */
static uint32_t code_unit(const unsigned char *digits) {
  uint32_t unit = 0;
  for (int i = 0; i < 4; i++) unit = unit * 16 + (uint32_t)hex_digit(digits[i]);
  return unit;
}

static int is_high(uint32_t unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
static int is_low(uint32_t unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* The length of the escape at `at` (a backslash), or 0 when it is none. */
static size_t escape_length(const unsigned char *at, const unsigned char *end) {
  if (end - at < 2) return 0;
  if (at[1] != 'u') return strchr("\"\\/bfnrt", at[1]) != NULL && at[1] != '\0' ? 2 : 0;
  if (end - at < 6) return 0;
  for (int i = 2; i < 6; i++) {
    if (hex_digit(at[i]) < 0) return 0;
  }
  return 6;
}

/* Find the closing quote; *escapes tells whether there is anything to decode. NULL after a failure.
 */
static const unsigned char *find_quote(rsupi_json_reader *reader, int *escapes) {
  const unsigned char *at = reader->at;
  *escapes = 0;
  for (;;) {
    at = to_special(at, reader->end);
    if (at == reader->end) {
      rsupi_json_fail(reader, RSUP_E_SYNTAX, at, "the text ends within a string");
      return NULL;
    }
    if (*at == '"') return at;
    if (*at < 0x20) {
      rsupi_json_fail(reader, RSUP_E_SYNTAX, at, "a control character within a string");
      return NULL;
    }
    size_t length = escape_length(at, reader->end);
    if (length == 0) {
      rsupi_json_fail(reader, RSUP_E_SYNTAX, at, "an escape that JSON does not know");
      return NULL;
    }
    *escapes = 1;
    at += length;
  }
}

static size_t put_utf8(char *to, uint32_t code) {
  if (code < 0x80) {
    to[0] = (char)code;
    return 1;
  }
  size_t bytes = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = bytes; i-- > 1; code >>= 6) to[i] = (char)(0x80 | (code & 0x3F));
  to[0] = (char)(lead[bytes] | code);
  return bytes;
}

/* Decode the \u escape at `at`, with the second one of a pair. Returns how much was read, 0 after a
 * defect. */
static size_t decode_unicode(rsupi_json_reader *reader, const unsigned char *at,
                             const unsigned char *end, uint32_t *code) {
  uint32_t unit = code_unit(at + 2);
  *code = unit;
  if (unit == 0) {
    rsupi_json_spoil(reader, RSUP_E_ENCODING, at, "the character U+0000 is not read");
    return 0;
  }
  if (!is_high(unit) && !is_low(unit)) return 6;
  uint32_t second = 0;
  if (end - at >= 12 && at[6] == '\\' && at[7] == 'u') second = code_unit(at + 8);
  if (is_low(unit) || !is_low(second)) {
    rsupi_json_spoil(reader, RSUP_E_ENCODING, at, "half of a surrogate pair");
    return 0;
  }
  *code = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
  return 12;
}

static char plain_escape(unsigned char c) {
  switch (c) {
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  default:
    return (char)c;
  }
}

/* Decode [at, quote) into `to`, which has room for it. Returns the length, or SIZE_MAX. */
static size_t decode(rsupi_json_reader *reader, const unsigned char *at, const unsigned char *quote,
                     char *to) {
  size_t len = 0;
  while (at < quote) {
    const unsigned char *special = to_special(at, quote);
    memcpy(to + len, at, (size_t)(special - at));
    len += (size_t)(special - at);
    at = special;
    if (at == quote) break;
    if (at[1] != 'u') {
      to[len++] = plain_escape(at[1]);
      at += 2;
      continue;
    }
    uint32_t code;
    size_t used = decode_unicode(reader, at, quote, &code);
    if (used == 0) return SIZE_MAX;
    len += put_utf8(to + len, code);
    at += used;
  }
  return len;
}

static int check_encoding(rsupi_json_reader *reader, const unsigned char *quote) {
  size_t len = (size_t)(quote - reader->at);
  size_t clean = rsupi_utf8_check((const char *)reader->at, len);
  if (clean == len) return 1;
  return rsupi_json_spoil(reader, RSUP_E_ENCODING, reader->at + clean, "not clean UTF-8");
}

int rsupi_json_string(rsupi_json_reader *reader, uint32_t most, const char **out,
                      uint32_t *out_len) {
  int escapes;
  *out = NULL;
  *out_len = 0;
  const unsigned char *start = reader->at, *quote = find_quote(reader, &escapes);
  if (quote == NULL) return 0;
  size_t len = (size_t)(quote - start);
  if (reader->check_encoding && !check_encoding(reader, quote)) return 0;
  if (reader->soft == RSUP_OK) {
    /* Escapes only shrink a text, so that its length as written bounds the room. */
    char *room = rsupi_build_room(&reader->build, len + 1);
    if (room == NULL) return rsupi_json_fail(reader, RSUP_E_MEMORY, start, "");
    if (escapes) {
      len = decode(reader, start, quote, room);
    } else {
      memcpy(room, start, len);
    }
    if (len == SIZE_MAX) {
      if (reader->hard != RSUP_OK) return 0;
    } else if (len > most) {
      if (!rsupi_json_spoil(reader, RSUP_E_LIMIT, start - 1, "a longer text than is read here")) {
        return 0;
      }
    } else {
      room[len] = '\0';
      rsupi_build_used(&reader->build, room, len + 1);
      *out = room;
      *out_len = (uint32_t)len;
    }
  }
  reader->at = quote + 1;
  return 1;
}

static const unsigned char *digits(const unsigned char *at, const unsigned char *end) {
  while (at < end && *at >= '0' && *at <= '9') at++;
  return at;
}

/* The end of the JSON number at `at`, or NULL. */
static const unsigned char *number_end(const unsigned char *at, const unsigned char *end) {
  if (at < end && *at == '-') at++;
  const unsigned char *whole = at;
  at = digits(at, end);
  if (at == whole || (*whole == '0' && at - whole > 1)) return NULL;
  if (at < end && *at == '.') {
    const unsigned char *fraction = ++at;
    at = digits(at, end);
    if (at == fraction) return NULL;
  }
  if (at < end && (*at == 'e' || *at == 'E')) {
    at++;
    if (at < end && (*at == '+' || *at == '-')) at++;
    const unsigned char *exponent = at;
    at = digits(at, end);
    if (at == exponent) return NULL;
  }
  return at;
}

static const unsigned char *word_end(const unsigned char *at, const unsigned char *end) {
  static const char *const words[] = {"true", "false", "null"};
  for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
    size_t len = strlen(words[i]);
    if ((size_t)(end - at) >= len && memcmp(at, words[i], len) == 0) return at + len;
  }
  return NULL;
}

int rsupi_json_bare(rsupi_json_reader *reader, const char **out, uint32_t *out_len) {
  const unsigned char *start = reader->at;
  int number = *start == '-' || (*start >= '0' && *start <= '9');
  const unsigned char *stop =
      number ? number_end(start, reader->end) : word_end(start, reader->end);
  *out = NULL;
  *out_len = 0;
  if (stop == NULL) {
    return rsupi_json_fail(reader, RSUP_E_SYNTAX, start,
                           number ? "a number that is not written as JSON wants it"
                                  : "expected a value");
  }
  size_t len = (size_t)(stop - start);
  reader->at = stop;
  if (reader->soft != RSUP_OK) return 1;
  if (len > NUMBER_MOST) {
    return rsupi_json_spoil(reader, RSUP_E_LIMIT, start, "a number with too many digits");
  }
  *out = rsupi_build_text(&reader->build, (const char *)start, len);
  *out_len = (uint32_t)len;
  return *out != NULL ? 1 : rsupi_json_fail(reader, RSUP_E_MEMORY, start, "");
}
