/* The JSON reader from the inside: json_read.c walks the structure, json_scalar.c reads what stands
 * between, json_stream.c goes through a long list element by element. */
#ifndef RSUPI_JSON_READ_H
#define RSUPI_JSON_READ_H
#include "document/tree_build.h"

typedef struct rsupi_json_reader {
  rsupi_builder build;
  const rsupi_limits *limits;
  const char *source;
  rsup_error *err;
  const unsigned char *at, *end, *line_start;
  uint32_t line, depth;
  uint64_t is_map[RSUPI_DEPTH_MOST / 64]; /* a bit per level; holds even where nothing is built */
  int lenient; /* a defect that leaves the JSON well-formed spoils the element, not the feed */
  int check_encoding; /* the text was not checked as a whole */
  rsup_status soft;   /* such a defect: the rest is still checked, but builds nothing */
  rsup_status hard;   /* the text is not JSON from here on, or memory ran out */
} rsupi_json_reader;

void rsupi_json_start(rsupi_json_reader *reader, const char *source, const char *text, size_t len,
                      const rsupi_limits *limits, rsup_error *err);
/* Past white space; line and line_start follow. */
void rsupi_json_skip_space(rsupi_json_reader *reader);
/* One whole value. 0 when it must stop (reader->hard). */
int rsupi_json_value(rsupi_json_reader *reader);

/* Both return 0, unless the reader is lenient and goes on after a soft defect: then 1. */
int rsupi_json_fail(rsupi_json_reader *reader, rsup_status status, const unsigned char *at,
                    const char *sentence);
int rsupi_json_spoil(rsupi_json_reader *reader, rsup_status status, const unsigned char *at,
                     const char *sentence);

/* Scalars; 0 when the reader must stop. A string begins after its quote; where nothing is built,
 * *out is NULL. */
int rsupi_json_string(rsupi_json_reader *reader, uint32_t most, const char **out,
                      uint32_t *out_len);
/* Number, true, false or null. */
int rsupi_json_bare(rsupi_json_reader *reader, const char **out, uint32_t *out_len);
#endif
