/* The canonical text of an entry, kept in less room: the events of a year differ in little but
 * their digits. A pattern is the text with one mark in the place of each run of digits, shared by
 * all entries that have the same; an entry itself keeps the digits, two to a byte. */
#ifndef RSUPI_PATTERN_H
#define RSUPI_PATTERN_H
#include "core/text.h"
#include "person/shared.h"

typedef struct rsupi_pattern {
  rsupi_shared shared;
  uint32_t len;
  char text[]; /* RSUPI_DIGITS_MARK stands for a run */
} rsupi_pattern;
enum { RSUPI_DIGITS_MARK = 1 }; /* a byte that no JSON text has */

/* A text taken apart, in an arena. */
typedef struct rsupi_taken_apart {
  char *pattern;
  uint8_t *digits;
  uint32_t pattern_len, digits_size;
} rsupi_taken_apart;
/* 0 out of memory. */
int rsupi_text_take_apart(rsupi_arena *arena, const char *text, size_t len, rsupi_taken_apart *out);
/* The pattern, shared or made: the caller has one use of it. NULL out of memory. */
const rsupi_pattern *rsupi_pattern_share(rsupi_sharing *sharing, const rsup_allocator *allocator,
                                         const rsupi_taken_apart *apart);
void rsupi_pattern_drop(const rsup_allocator *allocator, const rsupi_pattern *pattern);

/* The text byte by byte; without a pattern `digits` is the text itself. */
typedef struct rsupi_unpacking {
  const char *next, *end;
  const uint8_t *digits;
  uint32_t digit; /* number of the next one */
  int32_t packed, in_run;
} rsupi_unpacking;
rsupi_unpacking rsupi_unpack(const rsupi_pattern *pattern, const void *digits, size_t text_len);
int rsupi_unpack_next(rsupi_unpacking *from); /* -1 at the end */
#endif
