/* Reads YAML through libyaml's events into our tree. libyaml takes far more than a document of ours
 * may hold, so that every event is judged first: no anchors, aliases, merge keys, tags, directives,
 * second documents, keys that are maps or lists, and no deep nesting (the depth is stopped here,
 * long before libyaml's own time grows with its square). */
#include "document/yaml_text.h"
#include <string.h>
#include <yaml.h>

typedef struct yaml_reader {
  rsupi_builder build;
  rsupi_yaml_text text;
  const rsupi_limits *limits;
  rsup_error *err;
  rsupi_yaml_place place; /* of the present event */
  yaml_event_t event;
  yaml_parser_t parser;
} yaml_reader;

/* A reader of an event gives RSUP_OK, an error, or this: the document is complete. */
enum { DOCUMENT_DONE = 1 };

static rsup_status refuse(yaml_reader *reader, rsup_status status, const char *sentence) {
  return rsupi_fail_at(reader->err, status, reader->text.source, reader->place.line,
                       reader->place.column, NULL, "%s", sentence);
}

static rsup_status built(yaml_reader *reader, rsupi_built why) {
  if (why == RSUPI_BUILT) return RSUP_OK;
  return rsupi_build_report(&reader->build, why, reader->text.source, reader->place.line,
                            reader->place.column, reader->err);
}

static int key_expected(const yaml_reader *reader) {
  const rsupi_node *open = reader->build.open;
  return open != NULL && open->kind == RSUPI_MAP_NODE && reader->build.key == NULL;
}

/* libyaml drops the tag "!" silently; it still stands in the text where the event begins. */
static int starts_with_tag(const yaml_reader *reader) {
  size_t offset = reader->place.offset;
  return offset < reader->text.len && reader->text.text[offset] == '!';
}

static rsup_status refuse_marks(yaml_reader *reader, const yaml_char_t *anchor,
                                const yaml_char_t *tag) {
  if (anchor != NULL) return refuse(reader, RSUP_E_SYNTAX, "anchors and aliases are not read");
  if (tag != NULL || starts_with_tag(reader)) {
    return refuse(reader, RSUP_E_SYNTAX, "tags are not read");
  }
  return RSUP_OK;
}

/* libyaml takes {?a: 1} for the key "a", other readers for "?a". */
static int follows_question_mark(const yaml_reader *reader) {
  size_t offset = reader->place.offset;
  return offset > 0 && offset < reader->text.len && reader->text.text[offset - 1] == '?';
}

static rsup_status read_key(yaml_reader *reader, const char *text, size_t len, int plain) {
  if (len > reader->limits->key) {
    return refuse(reader, RSUP_E_LIMIT, "a longer key than is read here");
  }
  if (plain && len == 0) return refuse(reader, RSUP_E_SYNTAX, "a value without a key");
  if (follows_question_mark(reader)) {
    return refuse(reader, RSUP_E_SYNTAX, "a '?' right before a key; put the key in quotes");
  }
  if (plain && text[0] == '<' && strcmp(text, "<<") == 0) {
    return refuse(reader, RSUP_E_SYNTAX, "merge keys are not read");
  }
  const char *key = rsupi_build_text(&reader->build, text, len);
  if (key == NULL) return rsupi_fail_memory(reader->err);
  rsupi_build_key(&reader->build, key, (uint32_t)len, reader->place.line, reader->place.column);
  return RSUP_OK;
}

static rsup_status read_scalar(yaml_reader *reader) {
  const char *text = (const char *)reader->event.data.scalar.value;
  size_t len = reader->event.data.scalar.length;
  int plain = reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  rsup_status status =
      refuse_marks(reader, reader->event.data.scalar.anchor, reader->event.data.scalar.tag);
  if (status != RSUP_OK) return status;
  /* Only an escape can make one: the text itself was looked through. */
  if (reader->event.data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE &&
      memchr(text, '\0', len) != NULL) {
    return refuse(reader, RSUP_E_ENCODING, "the character U+0000 is not read");
  }
  if (key_expected(reader)) return read_key(reader, text, len, plain);
  if (len > reader->limits->scalar) {
    return refuse(reader, RSUP_E_LIMIT, "a longer text than is read here");
  }
  const char *copy = rsupi_build_text(&reader->build, text, len);
  if (copy == NULL) return rsupi_fail_memory(reader->err);
  return built(reader, rsupi_build_scalar(&reader->build, plain ? RSUPI_PLAIN : RSUPI_QUOTED, copy,
                                          (uint32_t)len, reader->place.line, reader->place.column));
}

static rsup_status read_open(yaml_reader *reader, rsupi_node_kind kind, const yaml_char_t *anchor,
                             const yaml_char_t *tag) {
  rsup_status status = refuse_marks(reader, anchor, tag);
  if (status != RSUP_OK) return status;
  if (key_expected(reader)) {
    return refuse(reader, RSUP_E_SYNTAX, "a key must be a text, not a map or a list");
  }
  return built(reader,
               rsupi_build_open(&reader->build, kind, reader->place.line, reader->place.column));
}

static rsup_status read_document_start(yaml_reader *reader) {
  if (reader->event.data.document_start.version_directive != NULL ||
      reader->event.data.document_start.tag_directives.start !=
          reader->event.data.document_start.tag_directives.end) {
    return refuse(reader, RSUP_E_SYNTAX, "directives are not read");
  }
  return RSUP_OK;
}

/* What follows is looked at here and not by libyaml, which would take directives and further
 * documents. */
static rsup_status read_document_end(yaml_reader *reader) {
  const yaml_mark_t *mark = &reader->event.end_mark;
  rsupi_yaml_place end =
      rsupi_yaml_text_place(&reader->text, mark->index, mark->line, mark->column);
  size_t offset = end.offset == SIZE_MAX ? 0 : end.offset;
  size_t next = rsupi_yaml_text_after(&reader->text, offset);
  if (next >= reader->text.len) return DOCUMENT_DONE;
  reader->place = rsupi_yaml_text_at(&reader->text, next);
  return refuse(reader, RSUP_E_SYNTAX, "something follows the end of the document");
}

static rsup_status read_event(yaml_reader *reader) {
  const yaml_event_t *event = &reader->event;
  const yaml_mark_t *mark = &event->start_mark;
  reader->place = rsupi_yaml_text_place(&reader->text, mark->index, mark->line, mark->column);
  switch (event->type) {
  case YAML_STREAM_END_EVENT:
    return refuse(reader, RSUP_E_SYNTAX, "the document is empty");
  case YAML_DOCUMENT_START_EVENT:
    return read_document_start(reader);
  case YAML_DOCUMENT_END_EVENT:
    return read_document_end(reader);
  case YAML_ALIAS_EVENT:
    return refuse(reader, RSUP_E_SYNTAX, "anchors and aliases are not read");
  case YAML_SCALAR_EVENT:
    return read_scalar(reader);
  case YAML_SEQUENCE_START_EVENT:
    return read_open(reader, RSUPI_LIST_NODE, event->data.sequence_start.anchor,
                     event->data.sequence_start.tag);
  case YAML_MAPPING_START_EVENT:
    return read_open(reader, RSUPI_MAP_NODE, event->data.mapping_start.anchor,
                     event->data.mapping_start.tag);
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    return built(reader, rsupi_build_close(&reader->build));
  default:
    return RSUP_OK;
  }
}

static rsup_status parser_problem(yaml_reader *reader) {
  const yaml_parser_t *parser = &reader->parser;
  if (parser->error == YAML_MEMORY_ERROR) return rsupi_fail_memory(reader->err);
  const yaml_mark_t *mark = &parser->problem_mark;
  reader->place = rsupi_yaml_text_place(&reader->text, mark->index, mark->line, mark->column);
  return refuse(reader, RSUP_E_SYNTAX, rsupi_yaml_sentence(parser->problem));
}

static rsup_status read_events(yaml_reader *reader) {
  for (;;) {
    if (!yaml_parser_parse(&reader->parser, &reader->event)) return parser_problem(reader);
    rsup_status status = read_event(reader);
    /* libyaml frees without wiping, and past the host's allocator. */
    if (reader->event.type == YAML_SCALAR_EVENT) {
      rsupi_wipe(reader->event.data.scalar.value, reader->event.data.scalar.length);
    }
    yaml_event_delete(&reader->event);
    if (status == DOCUMENT_DONE) return RSUP_OK;
    if (status != RSUP_OK) return status;
  }
}

static void close_parser(yaml_parser_t *parser) {
  if (parser->buffer.start != NULL) {
    rsupi_wipe(parser->buffer.start, (size_t)(parser->buffer.end - parser->buffer.start));
  }
  if (parser->raw_buffer.start != NULL) {
    rsupi_wipe(parser->raw_buffer.start,
               (size_t)(parser->raw_buffer.end - parser->raw_buffer.start));
  }
  yaml_parser_delete(parser);
}

rsup_status rsupi_yaml_read_within(rsupi_arena *arena, const char *source, const char *text,
                                   size_t len, const rsupi_limits *limits, const rsupi_node **out,
                                   rsup_error *err) {
  *out = NULL;
  if (len > limits->bytes) {
    return rsupi_fail_at(err, RSUP_E_LIMIT, source, 0, 0, NULL, "the text is larger than %z bytes",
                         limits->bytes);
  }
  yaml_reader reader;
  memset(&reader, 0, sizeof(reader));
  reader.limits = limits;
  reader.err = err;
  rsupi_build_start(&reader.build, arena, limits);
  rsup_status status = rsupi_yaml_text_open(&reader.text, source, text, len, err);
  if (status != RSUP_OK) return status;
  if (!yaml_parser_initialize(&reader.parser)) return rsupi_fail_memory(err);
  yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader.parser, (const unsigned char *)reader.text.text,
                               reader.text.len);
  status = read_events(&reader);
  close_parser(&reader.parser);
  if (status != RSUP_OK) return status;
  *out = reader.build.root;
  rsupi_error_clear(err);
  return RSUP_OK;
}

rsup_status rsupi_yaml_read(rsupi_arena *arena, const char *source, const char *text, size_t len,
                            size_t limit, const rsupi_node **out, rsup_error *err) {
  rsupi_limits limits = *rsupi_limits_of(RSUPI_DOCUMENT_FEED);
  limits.bytes = limit;
  return rsupi_yaml_read_within(arena, source, text, len, &limits, out, err);
}
