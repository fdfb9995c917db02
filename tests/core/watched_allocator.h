/* A host's allocator that watches the library: it counts, can fail one allocation, and checks on
 * release that the block is wiped and its size is the one that was asked for. */
#ifndef TEST_WATCHED_ALLOCATOR_H
#define TEST_WATCHED_ALLOCATOR_H
#include "recovery-support/core.h"

typedef struct watched {
  size_t allocations; /* asked for so far */
  size_t fail_at;     /* the allocation that fails, from 1; 0: none does */
  size_t live, live_bytes;
  size_t not_wiped, wrong_size;
} watched;
rsup_allocator watched_allocator(watched *watch);
#endif
