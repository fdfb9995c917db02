/* Walks the structure of a JSON text (RFC 8259) without recursion and builds its tree. Stricter
 * than the RFC where it leaves a choice: a key stands once in a map, texts hold no U+0000 and no
 * half surrogate pairs. */
#include "document/json_read.h"
#include <string.h>

void rsupi_json_start(rsupi_json_reader *reader, const char *source, const char *text, size_t len,
                      const rsupi_limits *limits, rsup_error *err) {
  memset(reader, 0, sizeof(*reader));
  if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
    text += 3;
    len -= 3;
  }
  reader->limits = limits;
  reader->source = source;
  reader->err = err;
  reader->at = reader->line_start = (const unsigned char *)text;
  reader->end = reader->at + len;
  reader->line = 1;
}

static uint32_t column_of(const rsupi_json_reader *reader, const unsigned char *at) {
  return (uint32_t)(at - reader->line_start) + 1;
}

int rsupi_json_fail(rsupi_json_reader *reader, rsup_status status, const unsigned char *at,
                    const char *sentence) {
  reader->hard = status;
  if (status == RSUP_E_MEMORY) {
    rsupi_fail_memory(reader->err);
  } else {
    rsupi_fail_at(reader->err, status, reader->source, reader->line, column_of(reader, at), NULL,
                  "%s", sentence);
  }
  return 0;
}

int rsupi_json_spoil(rsupi_json_reader *reader, rsup_status status, const unsigned char *at,
                     const char *sentence) {
  if (!reader->lenient) return rsupi_json_fail(reader, status, at, sentence);
  if (reader->soft != RSUP_OK) return 1;
  rsupi_json_fail(reader, status, at, sentence);
  reader->hard = RSUP_OK;
  reader->soft = status;
  return 1;
}

/* What the builder refuses spoils the element; what it cannot get stops the reader. */
static int built(rsupi_json_reader *reader, rsupi_built why, const unsigned char *at) {
  if (why == RSUPI_BUILT) return 1;
  rsup_status status = rsupi_build_report(&reader->build, why, reader->source, reader->line,
                                          column_of(reader, at), reader->err);
  if (reader->lenient && why != RSUPI_BUILD_MEMORY) {
    reader->soft = status;
    return 1;
  }
  reader->hard = status;
  return 0;
}

void rsupi_json_skip_space(rsupi_json_reader *reader) {
  const unsigned char *at = reader->at;
  for (; at < reader->end; at++) {
    if (*at == '\n') {
      reader->line++;
      reader->line_start = at + 1;
    } else if (*at != ' ' && *at != '\t' && *at != '\r') {
      break;
    }
  }
  reader->at = at;
}

/* The next character past white space; -1 after a failure at the end. */
static int peek(rsupi_json_reader *reader) {
  rsupi_json_skip_space(reader);
  if (reader->at < reader->end) return *reader->at;
  rsupi_json_fail(reader, RSUP_E_SYNTAX, reader->at, "the text ends too early");
  return -1;
}

static int in_map(const rsupi_json_reader *reader) {
  uint32_t level = reader->depth - 1;
  return (int)(reader->is_map[level / 64] >> (level % 64) & 1);
}

static int open_container(rsupi_json_reader *reader, int map) {
  if (reader->depth == RSUPI_DEPTH_MOST) {
    return rsupi_json_fail(reader, RSUP_E_LIMIT, reader->at, "nested too deeply");
  }
  if (reader->soft == RSUP_OK) {
    rsupi_node_kind kind = map ? RSUPI_MAP_NODE : RSUPI_LIST_NODE;
    rsupi_built why =
        rsupi_build_open(&reader->build, kind, reader->line, column_of(reader, reader->at));
    if (!built(reader, why, reader->at)) return 0;
  }
  uint64_t bit = UINT64_C(1) << (reader->depth % 64);
  if (map) {
    reader->is_map[reader->depth / 64] |= bit;
  } else {
    reader->is_map[reader->depth / 64] &= ~bit;
  }
  reader->depth++;
  reader->at++;
  return 1;
}

static int close_container(rsupi_json_reader *reader) {
  reader->depth--;
  if (reader->soft == RSUP_OK) {
    if (!built(reader, rsupi_build_close(&reader->build), reader->at)) return 0;
  }
  reader->at++;
  return 1;
}

/* "key": */
static int read_key(rsupi_json_reader *reader) {
  int next = peek(reader);
  if (next < 0) return 0;
  if (next != '"') return rsupi_json_fail(reader, RSUP_E_SYNTAX, reader->at, "expected a key");
  uint32_t column = column_of(reader, reader->at), line = reader->line, len;
  const char *key;
  reader->at++;
  if (!rsupi_json_string(reader, reader->limits->key, &key, &len)) return 0;
  if (key != NULL) rsupi_build_key(&reader->build, key, len, line, column);
  next = peek(reader);
  if (next < 0) return 0;
  if (next != ':') return rsupi_json_fail(reader, RSUP_E_SYNTAX, reader->at, "expected ':'");
  reader->at++;
  return 1;
}

static int read_scalar(rsupi_json_reader *reader, int next) {
  uint32_t column = column_of(reader, reader->at), len;
  const unsigned char *start = reader->at;
  const char *text;
  rsupi_style style = next == '"' ? RSUPI_QUOTED : RSUPI_PLAIN;
  if (next == '"') {
    reader->at++;
    if (!rsupi_json_string(reader, reader->limits->scalar, &text, &len)) return 0;
  } else if (!rsupi_json_bare(reader, &text, &len)) {
    return 0;
  }
  if (text == NULL || reader->soft != RSUP_OK) return 1;
  return built(reader, rsupi_build_scalar(&reader->build, style, text, len, reader->line, column),
               start);
}

typedef enum step { STOP = 0, VALUE_NEXT, VALUE_DONE } step;

/* Begin a value: a scalar is done at once, an empty container too. */
static step begin_value(rsupi_json_reader *reader) {
  int next = peek(reader);
  if (next < 0) return STOP;
  if (next != '{' && next != '[') return read_scalar(reader, next) ? VALUE_DONE : STOP;
  if (!open_container(reader, next == '{')) return STOP;
  int inner = peek(reader);
  if (inner < 0) return STOP;
  if (inner == (next == '{' ? '}' : ']')) return close_container(reader) ? VALUE_DONE : STOP;
  if (next == '{' && !read_key(reader)) return STOP;
  return VALUE_NEXT;
}

/* After a value: a comma, or the end of what it stands in. */
static step after_value(rsupi_json_reader *reader) {
  int next = peek(reader), map = in_map(reader);
  if (next < 0) return STOP;
  if (next == ',') {
    reader->at++;
    return !map || read_key(reader) ? VALUE_NEXT : STOP;
  }
  if (next == (map ? '}' : ']')) return close_container(reader) ? VALUE_DONE : STOP;
  rsupi_json_fail(reader, RSUP_E_SYNTAX, reader->at,
                  map ? "expected ',' or '}'" : "expected ',' or ']'");
  return STOP;
}

int rsupi_json_value(rsupi_json_reader *reader) {
  step next = VALUE_NEXT;
  do {
    next = next == VALUE_NEXT ? begin_value(reader) : after_value(reader);
  } while (next == VALUE_NEXT || (next == VALUE_DONE && reader->depth > 0));
  return next == VALUE_DONE;
}

/* Report the first byte that is no clean UTF-8. */
static rsup_status not_clean(rsupi_json_reader *reader, size_t offset) {
  const unsigned char *at = reader->at, *bad = at + offset;
  for (; at < bad; at++) {
    if (*at != '\n') continue;
    reader->line++;
    reader->line_start = at + 1;
  }
  rsupi_json_fail(reader, RSUP_E_ENCODING, bad, "not clean UTF-8");
  return reader->hard;
}

rsup_status rsupi_json_read_within(rsupi_arena *arena, const char *source, const char *text,
                                   size_t len, const rsupi_limits *limits, const rsupi_node **out,
                                   rsup_error *err) {
  *out = NULL;
  if (len > limits->bytes) {
    return rsupi_fail_at(err, RSUP_E_LIMIT, source, 0, 0, NULL, "the text is larger than %z bytes",
                         limits->bytes);
  }
  rsupi_json_reader reader;
  rsupi_json_start(&reader, source, text, len, limits, err);
  rsupi_build_start(&reader.build, arena, limits);
  size_t size = (size_t)(reader.end - reader.at);
  size_t clean = rsupi_utf8_check((const char *)reader.at, size);
  if (clean != size) return not_clean(&reader, clean);
  if (!rsupi_json_value(&reader)) return reader.hard;
  rsupi_json_skip_space(&reader);
  if (reader.at != reader.end) {
    rsupi_json_fail(&reader, RSUP_E_SYNTAX, reader.at, "something follows the end of the document");
    return reader.hard;
  }
  *out = reader.build.root;
  rsupi_error_clear(err);
  return RSUP_OK;
}

rsup_status rsupi_json_read(rsupi_arena *arena, const char *source, const char *text, size_t len,
                            size_t limit, const rsupi_node **out, rsup_error *err) {
  rsupi_limits limits = *rsupi_limits_of(RSUPI_DOCUMENT_FEED);
  limits.bytes = limit;
  return rsupi_json_read_within(arena, source, text, len, &limits, out, err);
}
