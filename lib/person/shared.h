/* What entries of one record have in common is kept once, for as long as one of them has it: the
 * questions of check-ins (kept_answers.h), the pattern of a text (pattern.h). Whoever reads entries
 * remembers what was used last, and finds most of what comes next among it. */
#ifndef RSUPI_SHARED_H
#define RSUPI_SHARED_H
#include "core/memory.h"

typedef struct rsupi_shared {
  size_t size; /* of the block that begins with this */
  uint32_t uses, hash;
} rsupi_shared;

enum { RSUPI_SHARED_LAST = 32 };
typedef struct rsupi_sharing {
  rsupi_shared *last[RSUPI_SHARED_LAST]; /* each is held */
  uint32_t count, next;
} rsupi_sharing;
/* 1 when what is remembered is what is wanted. */
typedef int rsupi_is_wanted(const rsupi_shared *shared, const void *wanted);
/* One more use of what is remembered so; NULL: nothing is. */
rsupi_shared *rsupi_sharing_find(rsupi_sharing *sharing, uint32_t hash, rsupi_is_wanted *is_wanted,
                                 const void *wanted);
/* Remember it, in the place of the oldest. */
void rsupi_sharing_remember(rsupi_sharing *sharing, const rsup_allocator *allocator,
                            rsupi_shared *shared);
void rsupi_sharing_end(rsupi_sharing *sharing, const rsup_allocator *allocator);
/* Give up one use; the last one wipes and frees. */
void rsupi_shared_drop(const rsup_allocator *allocator, rsupi_shared *shared);
#endif
