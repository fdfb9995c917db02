/* Which plain scalars other YAML resolvers would take for something else than a text. Covers the
 * types of YAML 1.1 (yaml.org/type: bool, int, float, null, timestamp, merge, value) and the core
 * schema of YAML 1.2, and a little more where their readers differ. */
#include "document/yaml_text.h"
#include <string.h>

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Any mix of cases: a few more than the resolvers take, and none of them reads well unquoted. */
static int is_special_word(const char *text, size_t len) {
  static const char *const words[] = {"y",    "n",     "yes",   "no",   "on",  "off",
                                      "true", "false", "null",  "~",    "<<",  "=",
                                      ".inf", "+.inf", "-.inf", ".nan", "inf", "nan"};
  enum { LONGEST = 5 };
  if (len > LONGEST) return 0;
  for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
    size_t at = 0;
    while (at < len && words[i][at] == lower(text[at]) && words[i][at] != '\0') at++;
    if (at == len && words[i][at] == '\0') return 1;
  }
  return 0;
}

/* 0x1F, 0o17, 0b11 */
static int is_radix_number(const char *text, size_t len) {
  if (len < 3 || text[0] != '0') return 0;
  char radix = lower(text[1]);
  if (radix != 'x' && radix != 'o' && radix != 'b') return 0;
  for (size_t i = 2; i < len; i++) {
    char c = lower(text[i]);
    if (!is_digit(c) && c != '_' && !(radix == 'x' && c >= 'a' && c <= 'f')) return 0;
  }
  return 1;
}

static size_t skip_digits(const char *text, size_t len, size_t at) {
  while (at < len && (is_digit(text[at]) || text[at] == '_')) at++;
  return at;
}

/* 12, 1_000, 012, 1., .5, 1.5e3, 10:30, 10:30:00.5 */
static int is_number_like(const char *text, size_t len) {
  size_t first = len > 1 && text[0] == '.' ? 1 : 0;
  if (len == 0 || !is_digit(text[first])) return 0;
  size_t at = skip_digits(text, len, 0), whole = at;
  int sexagesimal = 0;
  while (whole > 0 && at + 1 < len && text[at] == ':' && is_digit(text[at + 1])) {
    at = skip_digits(text, len, at + 1);
    sexagesimal = 1;
  }
  if (at < len && text[at] == '.') {
    at = skip_digits(text, len, at + 1);
  }
  if (!sexagesimal && at < len && lower(text[at]) == 'e') {
    at++;
    if (at < len && (text[at] == '+' || text[at] == '-')) at++;
    size_t end = skip_digits(text, len, at);
    if (end == at) return 0;
    at = end;
  }
  return at == len;
}

/* 2026-01-01 and whatever follows with a time; 2026-1-1 too. */
static int is_timestamp(const char *text, size_t len) {
  size_t at = 0;
  while (at < len && is_digit(text[at])) at++;
  if (at != 4) return 0;
  for (int part = 0; part < 2; part++) {
    if (at >= len || text[at] != '-') return 0;
    size_t start = ++at;
    while (at < len && is_digit(text[at])) at++;
    if (at == start || at - start > 2) return 0;
  }
  if (at == len) return 1;
  if (lower(text[at]) != 't' && text[at] != ' ' && text[at] != '\t') return 0;
  while (at < len && (lower(text[at]) == 't' || text[at] == ' ' || text[at] == '\t')) at++;
  size_t start = at;
  while (at < len && (is_digit(text[at]) || strchr(":.+-zZ \t", text[at]) != NULL)) at++;
  return at == len && at > start && is_digit(text[start]);
}

/* The letters that begin a special word; everything else that is retyped begins with a digit or a
 * sign. */
static int begins_text_only(char c) {
  c = lower(c);
  return c >= 'a' && c <= 'z' && strchr("yntfoi", c) == NULL;
}

int rsupi_yaml_retypes(const char *text, size_t len) {
  if (len > 0 && begins_text_only(text[0])) return 0;
  if (len == 0 || is_special_word(text, len)) return 1;
  size_t sign = text[0] == '+' || text[0] == '-' ? 1 : 0;
  return is_radix_number(text + sign, len - sign) || is_number_like(text + sign, len - sign) ||
         is_timestamp(text, len);
}
