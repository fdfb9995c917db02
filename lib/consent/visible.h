/* What of an entry somebody may see. */
#ifndef RSUPI_VISIBLE_H
#define RSUPI_VISIBLE_H
#include "consent/consent.h"
#include "person/entry.h"

/* A name of what can be shown opens some keys of an entry. */
typedef struct rsupi_opening {
  const char *what;        /* NULL: the row is over */
  const char *const *keys; /* NULL: all that the schema knows, but these */
  const char *const *but;  /* NULL: none */
} rsupi_opening;
/* One kind of entry: a section, or an event type. */
typedef struct rsupi_visible {
  int32_t section;
  const char *event; /* NULL for sections */
  const char *data;  /* what the config's labels call it */
  const char *part;  /* what it is, for denials: NULL when the openings say it */
  rsupi_opening openings[3];
} rsupi_visible;
/* NULL: nobody but the person sees such entries. */
const rsupi_visible *rsupi_visible_of(const rsupi_entry *entry, const rsupi_node *node);
const rsupi_shape *rsupi_visible_shape(const rsupi_entry *entry, const rsupi_node *node);

/* One question about a whole record. */
typedef struct rsupi_viewing {
  rsupi_asker asker;
  const char *const *what; /* only so much is asked for; none: everything */
  size_t what_count;
  int32_t own_words; /* texts that somebody wrote may be shown */
  int32_t others;    /* who else is named may be shown */
} rsupi_viewing;
void rsupi_viewing_open(const rsup_person *person, const rsup_consent_question *question,
                        rsupi_viewing *out);
/* Leave in the tree what they may see. 0: nothing, the entry stays out. Zones go along whole. */
int rsupi_prune_zone(const rsupi_entry *entry, rsupi_node *node);
int rsupi_prune(const rsupi_viewing *viewing, const rsupi_entry *entry, rsupi_node *node);

/* ---- pruning trees: prune_tree.c */

/* Take the children out that `wanted` does not want. */
typedef int rsupi_wanted(void *user, const rsupi_node *child);
void rsupi_keep_children(rsupi_node *node, rsupi_wanted *wanted, void *user);
/* Take out what the shape does not know, a host's own keys at any depth, and texts unless they may
 * be shown. 0 when something went without which the rest makes no sense. */
int rsupi_prune_by_shape(rsupi_node *node, const rsupi_shape *shape, int own_words);
#endif
