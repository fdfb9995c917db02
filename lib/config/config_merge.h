/* Laying a user's config over the built-in one, as trees. */
#ifndef RSUPI_CONFIG_MERGE_H
#define RSUPI_CONFIG_MERGE_H
#include "document/schema.h"

/* Takes every `off: true` out of the entries of a freshly read tree and remembers it in the entry's
 * style, so that the schema tables need not know the key. Reports an `off` that is no true or
 * false, and any attempt to turn off a crisis line. */
void rsupi_config_take_offs(rsupi_binder *binder, rsupi_node *root);

/* `over` laid over `base`, which it changes; both are maps. What is taken over is copied into
 * `arena`, but for maps and lists of scalars: those are shared with `over`, and so are all texts.
 * Maps merge key by key, lists of entries with ids merge by id (an entry that is off leaves, a new
 * one is appended), all else is replaced. Keys that begin with "x-" stay out. Reports ids that
 * stand twice, and an `off` for an id that is not there. `binder` may be NULL for trees that are
 * known to be good; `scratch` may go afterwards. Returns 1 when something of `over` is not in the
 * result, so that nobody will look at it there: entries that are off, sections that are empty. */
int rsupi_config_merge(rsupi_binder *binder, rsupi_arena *arena, rsupi_arena *scratch,
                       rsupi_node *base, const rsupi_node *over);
/* A copy that shares nothing but texts. */
rsupi_node *rsupi_config_copy(rsupi_arena *arena, const rsupi_node *node);

/* The entry of a list of maps by its id, and a path of entries: NULL when there is none. */
const rsupi_node *rsupi_config_entry(const rsupi_node *list, const char *id);
#endif
