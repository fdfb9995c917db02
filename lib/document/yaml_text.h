/* What is done to a YAML text before and beside libyaml: refusing characters that hide or mislead,
 * and turning libyaml's places, counted in characters, into ours, counted in bytes. */
#ifndef RSUPI_YAML_TEXT_H
#define RSUPI_YAML_TEXT_H
#include "document/tree_build.h"

typedef struct rsupi_yaml_text {
  const char *source, *text;
  size_t len;
  int ascii; /* characters are bytes */
  /* The walk so far: marks come in the order of the text, so that it never starts again. */
  const char *at, *line_start;
  size_t line, column; /* of `at`, 0-based, in characters */
} rsupi_yaml_text;
typedef struct rsupi_yaml_place {
  uint32_t line, column; /* 1-based, in bytes */
  size_t offset;         /* SIZE_MAX when it isn't known */
} rsupi_yaml_place;

/* Check the text (a BOM at its start is skipped) and begin the walk. */
rsup_status rsupi_yaml_text_open(rsupi_yaml_text *yaml, const char *source, const char *text,
                                 size_t len, rsup_error *err);
/* The place of a mark: index, line and column in characters, all 0-based. */
rsupi_yaml_place rsupi_yaml_text_place(rsupi_yaml_text *yaml, size_t index, size_t line,
                                       size_t column);
/* The first thing past `offset` that is not white space or a comment: its offset, or len. */
size_t rsupi_yaml_text_after(const rsupi_yaml_text *yaml, size_t offset);
/* Line and column of a byte. */
rsupi_yaml_place rsupi_yaml_text_at(const rsupi_yaml_text *yaml, size_t offset);
/* Whether a character may not stand in a YAML text as it is. */
int rsupi_yaml_refuses(uint32_t code);
/* The character at `at`, of clean UTF-8, and how many bytes it has. */
uint32_t rsupi_yaml_code_point(const char *at, size_t *bytes);
/* Would some YAML resolver, 1.1 or 1.2, take this plain scalar for something else than a text? */
int rsupi_yaml_retypes(const char *text, size_t len);
/* Our sentence for a problem that libyaml found; its own words are never passed on. */
const char *rsupi_yaml_sentence(const char *problem);
#endif
