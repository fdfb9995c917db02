/* Texts of a feed: written by many hands in many editors. */
#ifndef RSUPI_FEED_TEXT_H
#define RSUPI_FEED_TEXT_H
#include "core/text.h"

/* A clean copy in `arena`: tags stripped (<br> and <p> end a line), entities decoded once, CR LF as
 * LF, no control, zero-width or bidi characters, white space between words single, none around;
 * at most `most` bytes, cut on a character. NULL when nothing is left (and when out of memory: then
 * arena->failed). `lines` keeps line ends, else they are spaces. */
const char *rsupi_feed_text_clean(rsupi_arena *arena, const char *text, size_t len, size_t most,
                                  int lines);
/* Equal, but for ASCII case. */
int rsupi_feed_text_same(const char *a, size_t len, const char *b);
#endif
