/* A record with a marker in every field that takes one, and ways to look for markers. */
#ifndef TEST_CANARIES_H
#define TEST_CANARIES_H
#include "core/cmocka_all.h"
#include "recovery-support.h"

#define CANARY_NOW 1761300000000 /* 2025-10-24T10:00Z */

/* Which of the markers zq000z to zq999z a text holds. */
typedef struct markers {
  unsigned char has[1000];
} markers;
void markers_find(markers *found, const void *bytes, size_t len); /* adds */
markers markers_of(const char *text);

/* Fails when the text holds a marker, whatever its letters, a number that marks ("7919"), or a
 * date. */
void expect_silent(const char *where, const char *text);
void expect_silent_error(const char *where, const rsup_error *err);

char *canary_text(void); /* tests/promises/canaries.json; free() it */

/* A host's allocator that keeps every block in sight. */
typedef struct keeper {
  struct kept *blocks;
  size_t live, unclean; /* unclean: came back unwiped, or with a wrong size */
} keeper;
rsup_allocator keeper_allocator(keeper *k);
void keeper_find(const keeper *k, markers *found); /* adds what live blocks hold */

rsup_config *canary_config(keeper *k); /* the built-in config; k NULL: malloc */
rsup_person *canary_person(rsup_config *config, const char *text);
/* The document or the JSON of a result, which is freed; free() the text. */
char *taken(rsup_status status, rsup_result *result, const rsup_error *err);
#endif
