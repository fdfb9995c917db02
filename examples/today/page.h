/* Paragraphs, words, dates and numbers of the page. Texts live until forget(); where memory does
 * not suffice they are empty, and out_of_memory is set. */
#ifndef PAGE_H
#define PAGE_H
#include <recovery-support.h>

typedef struct piece_of_text piece_of_text;
typedef struct page {
  const rsup_config *config;
  const rsup_person *person;
  const rsup_day_picture *day;
  const char *locale;
  piece_of_text *pieces; /* all that was made since forget() */
  int out_of_memory;
} page;
void forget(page *p);

/* ---- paragraphs: wrapped, what is left over hangs two columns deeper */
void title(page *p);
void heading(page *p, const char *id);
void say(page *p, int indent, const char *text);

/* ---- sentences: texts page.<id>, with names and texts in pairs up to NULL */
const char *phrase(page *p, const char *id, ...);
void tell(page *p, int indent, const char *id, ...);
void tell_count(page *p, int indent, const char *id, long long n, ...);

/* ---- words: the person's own for an id, else the config's, else the id made readable */
const char *words(page *p, const char *kind, const char *id);
/* NULL when there are none. */
const char *known_words(page *p, const char *kind, const char *id, double n, const char *ref);
const char *readable(page *p, const char *id);
const char *names(page *p, const char *kind, const char *const *ids, size_t count);
const char *reasons(page *p, const rsup_reason *const *all, size_t count);

/* ---- days, times, numbers */
const char *date_of(page *p, rsup_day day);
/* A time of day for the person; with the day when it is not today. */
const char *clock_of(page *p, rsup_instant at);
const char *ago(page *p, int32_t days);
const char *number(page *p, long long value);
const char *tenths(page *p, double value);
/* A number, with the range it can be in where something is unknown. */
const char *measure(page *p, const rsup_measure *m, double scale);
/* Whole part of value * scale, rounded half up; the numbers here are small. */
long long rounded(double value, double scale);
double no_number(void);

/* ---- texts put together */
const char *piece(page *p, const char *text, size_t length);
const char *joined(page *p, const char *a, const char *between, const char *b);
#endif
