/* Another record of the same person, made of some entries of this one. */
#ifndef RSUPI_PERSON_COPY_H
#define RSUPI_PERSON_COPY_H
#include "person/records.h"

/* The tree of an entry's canonical text, which is read in a list, so that it may be any value; of
 * several the first, with the others behind it. `text` is for the work. */
rsup_status rsupi_canonical_tree(rsupi_arena *tree, rsupi_text *text, const char *source,
                                 const char *json, size_t len, rsupi_node **out, rsup_error *err);

typedef struct rsupi_copying {
  const rsup_person *from;
  rsupi_reader reader;
  rsupi_batch batch;      /* what was taken so far */
  rsupi_text text, entry; /* a document of one entry, and the entry's own */
  rsupi_arena tree;
} rsupi_copying;
void rsupi_copying_start(rsupi_copying *copying, const rsup_person *from);
/* The entry as a tree, which the caller may prune; it lasts until the next one. */
rsup_status rsupi_copying_tree(rsupi_copying *copying, const rsupi_entry *entry, rsupi_node **out,
                               rsup_error *err);
/* Take what is left of the entry. */
rsup_status rsupi_copying_take(rsupi_copying *copying, const rsupi_entry *entry,
                               const rsupi_node *node, rsup_error *err);
/* A record of all that was taken; `source` names it in its report. */
rsup_status rsupi_copying_finish(rsupi_copying *copying, const char *source, rsup_person **out,
                                 rsup_error *err);
void rsupi_copying_end(rsupi_copying *copying);
#endif
