/* What the tests of records share: a config on an allocator that watches, and short hands. */
#ifndef PERSON_SUPPORT_H
#define PERSON_SUPPORT_H
#include "core/cmocka_all.h"
#include "person/view.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A host's allocator that keeps every block in reach: it can fail one allocation, checks that
 * released blocks are wiped, and can look for bytes in all that is still held. */
typedef struct vault {
  struct vault_block *blocks;
  size_t allocations, fail_at, live, not_wiped;
} vault;
rsup_allocator vault_allocator(vault *v);
int vault_holds(const vault *v, const char *bytes);

rsup_config *vault_config(vault *v); /* the built-in config on this allocator */

rsup_config *vault_config_with(vault *v, const char *yaml); /* a user's file over it */

/* Loads that must go well. */
rsup_person *load_text(rsup_config *config, const char *text);
rsup_person *load_full(rsup_config *config); /* tests/data/person/full.yaml */
char *read_full(size_t *out_len);            /* its text; free() it */
/* A record of zone Lisbon with these events (JSON, without the brackets). */
rsup_person *load_events(rsup_config *config, const char *events);

rsup_status append(rsup_person *person, const char *text, rsup_safety *safety, rsup_error *err);
void append_fine(rsup_person *person, const char *text);
char *written(const rsup_person *person); /* free() it */
char *changes(const rsup_person *person, int64_t cursor, int64_t *next);

/* A question that must open; the caller frees the arena. */
rsupi_asof ask(const rsup_person *person, const char *now, const char *known_at,
               rsupi_arena *arena);
rsup_instant instant(const char *text);
rsup_day day(const char *text);
const rsupi_event *event_named(const rsupi_view *view, const char *id);
#endif
