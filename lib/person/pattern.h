/* The canonical text of an entry, kept in less room: the events of a year differ in little but
 * their digits. A pattern is the text with one mark in the place of each run of digits, shared by
 * all entries that have the same; an entry itself keeps the digits, two to a byte. */
#ifndef RSUPI_PATTERN_H
#define RSUPI_PATTERN_H
#include "core/text.h"
#include "person/shared.h"

typedef struct rsupi_pattern {
  rsupi_shared shared;
  uint32_t len, runs;
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
/* Let others share it. */
void rsupi_pattern_offer(rsupi_sharing *sharing, const rsup_allocator *allocator,
                         const rsupi_pattern *pattern);
/* One that nobody shares yet. */
rsupi_pattern *rsupi_pattern_new(const rsup_allocator *allocator, const char *text, size_t len);
/* One more use of it. */
const rsupi_pattern *rsupi_pattern_use(rsupi_pattern *pattern);
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
/* Whether digits are what a pattern asks for, and how long the text is and how many bytes they
 * take. 0: they are not, or end before it. */
int rsupi_digits_fit(const rsupi_pattern *pattern, const void *digits, size_t size,
                     size_t *out_text_len, size_t *out_size);
#endif
