/* Finding the list of meetings in a feed: the whole text, or the list called "meetings" or
 * "records" in an object. Only brackets and strings are told apart here; the reader of the list
 * judges the rest. */
#include "meeting/feed.h"
#include <string.h>

typedef struct scanner {
  const char *at, *end, *line_start;
  uint32_t line;
} scanner;

static int is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void step(scanner *scan) {
  if (*scan->at == '\n') {
    scan->line++;
    scan->line_start = scan->at + 1;
  }
  scan->at++;
}

static void skip_space(scanner *scan) {
  while (scan->at < scan->end && is_space(*scan->at)) step(scan);
}

/* Past a string whose opening quote is at hand. */
static void skip_string(scanner *scan) {
  step(scan);
  while (scan->at < scan->end && *scan->at != '"') {
    if (*scan->at == '\\' && scan->at + 1 < scan->end) step(scan);
    step(scan);
  }
  if (scan->at < scan->end) step(scan);
}

/* Past one value: up to the comma or bracket that follows it. Returns how many brackets were open
 * when the text ended. */
static size_t skip_value(scanner *scan) {
  size_t depth = 0;
  while (scan->at < scan->end) {
    const char c = *scan->at;
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) return 0;
    if (c == '"') {
      skip_string(scan);
      continue;
    }
    if (c == '{' || c == '[') depth++;
    if (c == '}' || c == ']') depth--;
    step(scan);
  }
  return depth;
}

static int names_the_list(const char *key, size_t len) {
  return (len == 8 && memcmp(key, "meetings", 8) == 0) ||
         (len == 7 && memcmp(key, "records", 7) == 0);
}

static rsup_status fail(const scanner *scan, const char *source, rsup_status status,
                        const char *sentence, rsup_error *err) {
  return rsupi_fail_at(err, status, source, scan->line, (uint32_t)(scan->at - scan->line_start) + 1,
                       NULL, "%s", sentence);
}

/* What follows the list must at least close the object and end. */
static rsup_status check_rest(scanner *scan, const char *source, rsup_error *err) {
  for (;;) {
    skip_space(scan);
    if (scan->at == scan->end)
      return fail(scan, source, RSUP_E_SYNTAX, "the text ends too early", err);
    if (*scan->at == '}') break;
    if (*scan->at != ',') return fail(scan, source, RSUP_E_SYNTAX, "expected ',' or '}'", err);
    step(scan);
    (void)skip_value(scan);
  }
  step(scan);
  skip_space(scan);
  if (scan->at == scan->end) return RSUP_OK;
  return fail(scan, source, RSUP_E_SYNTAX, "something follows the end of the document", err);
}

static rsup_status take_list(scanner *scan, const char *source, rsupi_feed_list *out,
                             rsup_error *err) {
  out->text = scan->at;
  out->line_before = scan->line - 1;
  out->column_before = (uint32_t)(scan->at - scan->line_start);
  const size_t open = skip_value(scan);
  out->len = (size_t)(scan->at - out->text);
  if (open > 0) return RSUP_OK; /* cut off: the reader of the list says where */
  while (out->len > 0 && is_space(out->text[out->len - 1])) out->len--;
  return check_rest(scan, source, err);
}

static rsup_status find_in_object(scanner *scan, const char *source, rsupi_feed_list *out,
                                  rsup_error *err) {
  const scanner start = *scan;
  step(scan);
  for (;;) {
    skip_space(scan);
    if (scan->at == scan->end)
      return fail(scan, source, RSUP_E_SYNTAX, "the text ends too early", err);
    if (*scan->at == '}') break;
    if (*scan->at != '"') return fail(scan, source, RSUP_E_SYNTAX, "expected a key", err);
    const char *const key = scan->at + 1;
    skip_string(scan);
    const size_t key_len = scan->at > key ? (size_t)(scan->at - key) - 1 : 0;
    skip_space(scan);
    if (scan->at == scan->end || *scan->at != ':')
      return fail(scan, source, RSUP_E_SYNTAX, "expected ':'", err);
    step(scan);
    skip_space(scan);
    if (scan->at < scan->end && *scan->at == '[' && names_the_list(key, key_len))
      return take_list(scan, source, out, err);
    (void)skip_value(scan);
    skip_space(scan);
    if (scan->at < scan->end && *scan->at == ',') step(scan);
  }
  return fail(&start, source, RSUP_E_FORMAT,
              "an object without a list `meetings` or `records`: no list of meetings", err);
}

rsup_status rsupi_feed_find_list(const char *source, const char *text, size_t len,
                                 rsupi_feed_list *out, rsup_error *err) {
  scanner scan = {text, text + len, text, 1};
  *out = (rsupi_feed_list){text, len, 0, 0};
  if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) scan.at += 3;
  skip_space(&scan);
  if (scan.at == scan.end) return fail(&scan, source, RSUP_E_SYNTAX, "the text is empty", err);
  if (*scan.at == '<')
    return fail(&scan, source, RSUP_E_SYNTAX,
                "the text begins with < : a web page, not a list of meetings", err);
  if (*scan.at == '{') return find_in_object(&scan, source, out, err);
  return RSUP_OK;
}
