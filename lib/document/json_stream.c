/* Reads a long JSON list one element at a time, so that a feed of any size needs the memory of its
 * largest element. */
#include "document/json_read.h"
#include <string.h>

struct rsupi_json_stream {
  rsup_allocator allocator;
  rsupi_json_reader reader;
  int started, ended;
};

rsup_status rsupi_json_stream_open(const rsup_allocator *allocator, const char *source,
                                   const char *text, size_t len, rsupi_json_stream **out,
                                   rsup_error *err) {
  *out = NULL;
  const rsupi_limits *limits = rsupi_limits_of(RSUPI_DOCUMENT_FEED);
  if (len > limits->bytes) {
    return rsupi_fail_at(err, RSUP_E_LIMIT, source, 0, 0, NULL, "the text is larger than %z bytes",
                         limits->bytes);
  }
  rsup_allocator used = rsupi_allocator_or_default(allocator);
  rsupi_json_stream *stream = rsupi_alloc(&used, sizeof(*stream));
  if (stream == NULL) return rsupi_fail_memory(err);
  stream->allocator = used;
  rsupi_json_reader *reader = &stream->reader;
  rsupi_json_start(reader, source, text, len, limits, err);
  reader->lenient = reader->check_encoding = 1;
  rsupi_json_skip_space(reader);
  if (reader->at == reader->end || *reader->at != '[') {
    rsupi_json_fail(reader, RSUP_E_FORMAT, reader->at, "expected a JSON list");
    rsup_status status = reader->hard;
    rsupi_json_stream_close(stream);
    return status;
  }
  reader->at++;
  *out = stream;
  rsupi_error_clear(err);
  return RSUP_OK;
}

/* Past the comma before the next element, or past the end of the list. 0 after a failure. */
static int to_element(rsupi_json_stream *stream) {
  rsupi_json_reader *reader = &stream->reader;
  rsupi_json_skip_space(reader);
  int first = !stream->started;
  stream->started = 1;
  if (reader->at == reader->end) {
    return rsupi_json_fail(reader, RSUP_E_SYNTAX, reader->at, "the text ends too early");
  }
  if (*reader->at == ']') {
    reader->at++;
    stream->ended = 1;
    rsupi_json_skip_space(reader);
    if (reader->at == reader->end) return 1;
    return rsupi_json_fail(reader, RSUP_E_SYNTAX, reader->at,
                           "something follows the end of the list");
  }
  if (first) return 1;
  if (*reader->at != ',') {
    return rsupi_json_fail(reader, RSUP_E_SYNTAX, reader->at, "expected ',' or ']'");
  }
  reader->at++;
  return 1;
}

rsup_status rsupi_json_stream_next(rsupi_json_stream *stream, rsupi_arena *arena,
                                   const rsupi_node **out_node, rsup_error *err) {
  *out_node = NULL;
  rsupi_error_clear(err);
  if (stream->ended) return RSUP_OK;
  rsupi_json_reader *reader = &stream->reader;
  reader->err = err;
  reader->soft = RSUP_OK;
  rsupi_build_start(&reader->build, arena, reader->limits);
  int going = to_element(stream) && (stream->ended || rsupi_json_value(reader));
  reader->err = NULL;
  if (!going) {
    stream->ended = 1;
    return reader->hard;
  }
  if (stream->ended) return RSUP_OK;
  if (reader->soft == RSUP_OK) *out_node = reader->build.root;
  return reader->soft;
}

int rsupi_json_stream_over(const rsupi_json_stream *stream) {
  return stream->ended;
}

void rsupi_json_stream_close(rsupi_json_stream *stream) {
  if (stream == NULL) return;
  rsup_allocator allocator = stream->allocator;
  rsupi_release(&allocator, stream, sizeof(*stream));
}
