/* Cleaning the texts of a feed: markup out, entities decoded once, invisible characters out. */
#include "meeting/feed_text.h"
#include <string.h>

typedef struct entity {
  const char *name;
  uint32_t code;
} entity;

/* What word processors and content systems leave behind; others stay as they stand. */
static const entity entities[] = {
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0xA0},     {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
    {"sbquo", 0x201A},  {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"bull", 0x2022},
    {"hellip", 0x2026}, {"trade", 0x2122}, {"copy", 0xA9},    {"reg", 0xAE},     {"deg", 0xB0},
    {"middot", 0xB7},   {"laquo", 0xAB},   {"raquo", 0xBB},   {"iexcl", 0xA1},   {"iquest", 0xBF},
    {"frac12", 0xBD},   {"frac14", 0xBC},  {"frac34", 0xBE},  {"sect", 0xA7},    {"shy", 0xAD},
    {"agrave", 0xE0},   {"aacute", 0xE1},  {"acirc", 0xE2},   {"atilde", 0xE3},  {"auml", 0xE4},
    {"aring", 0xE5},    {"aelig", 0xE6},   {"ccedil", 0xE7},  {"egrave", 0xE8},  {"eacute", 0xE9},
    {"ecirc", 0xEA},    {"euml", 0xEB},    {"igrave", 0xEC},  {"iacute", 0xED},  {"icirc", 0xEE},
    {"iuml", 0xEF},     {"ntilde", 0xF1},  {"ograve", 0xF2},  {"oacute", 0xF3},  {"ocirc", 0xF4},
    {"otilde", 0xF5},   {"ouml", 0xF6},    {"oslash", 0xF8},  {"ugrave", 0xF9},  {"uacute", 0xFA},
    {"ucirc", 0xFB},    {"uuml", 0xFC},    {"szlig", 0xDF},   {"Agrave", 0xC0},  {"Aacute", 0xC1},
    {"Auml", 0xC4},     {"Ccedil", 0xC7},  {"Egrave", 0xC8},  {"Eacute", 0xC9},  {"Iacute", 0xCD},
    {"Ntilde", 0xD1},   {"Oacute", 0xD3},  {"Ouml", 0xD6},    {"Uacute", 0xDA},  {"Uuml", 0xDC},
};

static int is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

int rsupi_feed_text_same(const char *a, size_t len, const char *b) {
  for (size_t i = 0; i < len; i++)
    if (b[i] == '\0' || lower(a[i]) != lower(b[i])) return 0;
  return b[len] == '\0';
}

/* ---- reading */

/* Length of the tag or comment that begins at text, 0 when this '<' is only a sign ("<3"). */
static size_t tag_length(const char *text, size_t len) {
  if (len < 3 || (!is_letter(text[1]) && text[1] != '/' && text[1] != '!')) return 0;
  for (size_t i = 2; i < len; i++)
    if (text[i] == '>') return i + 1;
  return 0;
}

static int tag_ends_line(const char *tag, size_t len) {
  size_t start = 1, end;
  if (tag[start] == '/') start++;
  for (end = start; end < len && is_letter(tag[end]); end++) {
  }
  const size_t name = end - start;
  return rsupi_feed_text_same(tag + start, name, "br") ||
         rsupi_feed_text_same(tag + start, name, "p") ||
         rsupi_feed_text_same(tag + start, name, "div") ||
         rsupi_feed_text_same(tag + start, name, "li");
}

static uint32_t digit_of(char c, uint32_t base) {
  if (c >= '0' && c <= '9') return (uint32_t)(c - '0');
  if (base == 16 && c >= 'a' && c <= 'f') return (uint32_t)(c - 'a') + 10;
  if (base == 16 && c >= 'A' && c <= 'F') return (uint32_t)(c - 'A') + 10;
  return 99;
}

/* Between & and ;: "#8217", "#x2019". 0 when it is no character. */
static uint32_t numeric_entity(const char *text, size_t len) {
  const uint32_t base = len > 2 && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
  uint32_t code = 0;
  size_t i = base == 16 ? 2 : 1;
  if (i >= len) return 0;
  for (; i < len; i++) {
    const uint32_t digit = digit_of(text[i], base);
    if (digit == 99 || code > 0x10FFFF) return 0;
    code = code * base + digit;
  }
  return code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ? 0 : code;
}

/* The character of the entity at text ("&amp;"), and its length; 0 when it is none. */
static uint32_t entity_at(const char *text, size_t len, size_t *out_len) {
  size_t end = 1;
  while (end < len && end < 12 && text[end] != ';') end++;
  if (end >= len || text[end] != ';' || end < 3) return 0;
  *out_len = end + 1;
  if (text[1] == '#') return numeric_entity(text + 1, end - 1);
  for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
    const char *const name = entities[i].name;
    if (strlen(name) == end - 1 && memcmp(name, text + 1, end - 1) == 0) return entities[i].code;
  }
  return 0;
}

/* The character at text, which is clean UTF-8. */
static uint32_t character_at(const char *text, size_t len, size_t *out_len) {
  const unsigned char *const t = (const unsigned char *)text;
  const size_t wanted = t[0] < 0x80 ? 1 : t[0] < 0xE0 ? 2 : t[0] < 0xF0 ? 3 : 4;
  if (wanted > len) {
    *out_len = len;
    return 0;
  }
  *out_len = wanted;
  if (wanted == 1) return t[0];
  uint32_t code = t[0] & (0x7Fu >> wanted);
  for (size_t i = 1; i < wanted; i++) code = code << 6 | (t[i] & 0x3Fu);
  return code;
}

/* ---- writing */

typedef struct cleaner {
  char *out;
  size_t len, most;
  int lines, space, line; /* white space is owed: written before the next visible character */
} cleaner;

static int is_space(uint32_t c) {
  return c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x3000 || c == 0x202F ||
         (c >= 0x2000 && c <= 0x200A);
}

/* Controls, soft hyphen, zero-width space and joiner of words, bidi controls, BOM. The two joiners
 * that scripts and emoji need (U+200C, U+200D) stay. */
static int is_invisible(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B || c == 0x200E ||
         c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
         c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || c == 0xFFFE || c == 0xFFFF;
}

static void put_code(cleaner *to, uint32_t c) {
  char bytes[4];
  size_t n = 0;
  if (c < 0x80) {
    bytes[n++] = (char)c;
  } else if (c < 0x800) {
    bytes[n++] = (char)(0xC0 | c >> 6);
    bytes[n++] = (char)(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    bytes[n++] = (char)(0xE0 | c >> 12);
    bytes[n++] = (char)(0x80 | (c >> 6 & 0x3F));
    bytes[n++] = (char)(0x80 | (c & 0x3F));
  } else {
    bytes[n++] = (char)(0xF0 | c >> 18);
    bytes[n++] = (char)(0x80 | (c >> 12 & 0x3F));
    bytes[n++] = (char)(0x80 | (c >> 6 & 0x3F));
    bytes[n++] = (char)(0x80 | (c & 0x3F));
  }
  if (to->len + n > to->most) {
    to->most = to->len; /* full: no later, shorter character may slip in */
    return;
  }
  memcpy(to->out + to->len, bytes, n);
  to->len += n;
}

static void put(cleaner *to, uint32_t c) {
  if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85) {
    if (to->lines)
      to->line = 1;
    else
      to->space = 1;
  } else if (is_space(c)) {
    to->space = 1;
  } else if (!is_invisible(c)) {
    if (to->len > 0 && to->line)
      put_code(to, '\n');
    else if (to->len > 0 && to->space)
      put_code(to, ' ');
    to->line = to->space = 0;
    put_code(to, c);
  }
}

const char *rsupi_feed_text_clean(rsupi_arena *arena, const char *text, size_t len, size_t most,
                                  int lines) {
  if (text == NULL || len == 0) return NULL;
  const size_t room = len < most ? len : most; /* nothing here gets longer */
  cleaner to = {rsupi_arena_alloc(arena, room + 1), 0, room, lines, 0, 0};
  if (to.out == NULL) return NULL;
  for (size_t at = 0; at < len;) {
    size_t step = 1;
    uint32_t code;
    if (text[at] == '<' && (step = tag_length(text + at, len - at)) > 0) {
      put(&to, tag_ends_line(text + at, step) ? '\n' : ' ');
    } else if (text[at] == '&' && (code = entity_at(text + at, len - at, &step)) > 0) {
      put(&to, code);
    } else {
      put(&to, character_at(text + at, len - at, &step));
    }
    at += step;
  }
  to.out[to.len] = '\0';
  return to.len > 0 ? to.out : NULL;
}
