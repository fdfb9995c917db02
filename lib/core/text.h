/* Bounded and growing text, without stdio and without the locale. */
#ifndef RSUPI_TEXT_H
#define RSUPI_TEXT_H
#include "core/memory.h"
#include <stdarg.h>

/* Appends to a fixed buffer and cuts at its end on a UTF-8 boundary; always NUL-terminated. */
typedef struct rsupi_fixed {
  char *buffer;
  size_t size, len;
} rsupi_fixed;
rsupi_fixed rsupi_fixed_start(char *buffer, size_t size);
void rsupi_fixed_add(rsupi_fixed *fixed, const char *text);
void rsupi_fixed_add_len(rsupi_fixed *fixed, const char *text, size_t len);
/* %s text, %d int, %u unsigned, %z size_t, %D double (shortest), %%: nothing else. */
void rsupi_fixed_format(rsupi_fixed *fixed, const char *format, ...);
void rsupi_fixed_vformat(rsupi_fixed *fixed, const char *format, va_list args);

/* A growing text. After a failed allocation `failed` stays set and adding does nothing. */
typedef struct rsupi_text {
  rsup_allocator allocator;
  char *data; /* NUL-terminated once anything was added */
  size_t len, capacity;
  int failed;
  void (*pour)(void *user, const char *data, size_t len); /* NULL: the text grows */
  void *user;
} rsupi_text;
void rsupi_text_init(rsupi_text *text, const rsup_allocator *allocator);
void rsupi_text_add(rsupi_text *text, const char *data, size_t len);
void rsupi_text_add_text(rsupi_text *text, const char *data);
void rsupi_text_add_char(rsupi_text *text, char c);
void rsupi_text_add_int(rsupi_text *text, int64_t value);
void rsupi_text_add_double(rsupi_text *text, double value); /* shortest; NaN and infinities: null */
void rsupi_text_add_json_string(rsupi_text *text, const char *data,
                                size_t len);             /* with the quotes */
void rsupi_text_add_day(rsupi_text *text, rsup_day day); /* "2026-03-04", without quotes */
void rsupi_text_free(rsupi_text *text);
/* A text that does not grow but is poured out, piece by piece, whenever `buffer` is full: nothing
 * is allocated and nothing can fail. End it with rsupi_text_pour(), which pours out the rest. */
void rsupi_text_init_pouring(rsupi_text *text, char *buffer, size_t size,
                             void (*pour)(void *user, const char *data, size_t len), void *user);
void rsupi_text_pour(rsupi_text *text);

/* "2026-03-04" (proleptic Gregorian); years outside 0..9999 with sign. Returns the length. */
size_t rsupi_day_write(rsup_day day, char out[16]);

/* Equal texts; two NULLs are equal, NULL and text are not. */
int rsupi_text_equal(const char *a, const char *b);
/* Edit distance with swaps (Damerau, optimal string alignment), stops counting above `limit`; for
 * nearest names. */
unsigned rsupi_text_distance(const char *a, const char *b, unsigned limit);
/* Offset of the first byte that is no clean UTF-8 (overlong, surrogate, truncated ...), or len. */
size_t rsupi_utf8_check(const char *data, size_t len);
#endif
