/* Memory: the host's allocator behind overflow-checked helpers, and an arena on top of it.
 * Everything released is wiped first: any block may have held something personal. */
#ifndef RSUPI_MEMORY_H
#define RSUPI_MEMORY_H
#include "recovery-support/core.h"

/* The allocator of a root; falls back to malloc where the host gave none. Copied by value into
 * every object. */
rsup_allocator rsupi_allocator_or_default(const rsup_allocator *given);

/* Zeroed memory, or NULL. A size of 0 counts as 1. */
void *rsupi_alloc(const rsup_allocator *allocator, size_t size);
/* Like realloc, but the old block is wiped before it is let go; the new tail is not zeroed. On NULL
 * the old block stands. */
void *rsupi_resize(const rsup_allocator *allocator, void *block, size_t old_size, size_t new_size);
/* Wipe and release; NULL is fine. */
void rsupi_release(const rsup_allocator *allocator, void *block, size_t size);
/* a * b into *out; 0 when it overflows. */
int rsupi_size_multiply(size_t a, size_t b, size_t *out);
/* Overwrite so that no compiler drops it. */
void rsupi_wipe(void *block, size_t size);

/* Many small blocks with one life. Blocks are zeroed and aligned to 8. After a failed allocation
 * `failed` stays set, so that a builder may check once at its end. */
typedef struct rsupi_chunk rsupi_chunk;
typedef struct rsupi_arena {
  rsup_allocator allocator;
  rsupi_chunk *chunks;
  unsigned char *next, *end;
  size_t first_chunk, chunk_size; /* of the first and of the next chunk */
  int failed;
} rsupi_arena;
/* The first chunk is as large as is said here, for a document whose size is known; what follows
 * doubles up to 64 KiB. */
void rsupi_arena_init(rsupi_arena *arena, const rsup_allocator *allocator, size_t first_chunk);
void *rsupi_arena_alloc(rsupi_arena *arena, size_t size);
/* The same, not zeroed: for what is written over at once. */
void *rsupi_arena_room(rsupi_arena *arena, size_t size);
void *rsupi_arena_array(rsupi_arena *arena, size_t count,
                        size_t size); /* never NULL for count 0 unless failed */
char *rsupi_arena_text(rsupi_arena *arena, const char *text,
                       size_t len); /* a NUL-terminated copy */
char *rsupi_arena_copy(rsupi_arena *arena,
                       const char *text); /* the same of a C string; NULL stays NULL */
/* 1 when the pointer is into one of its blocks. */
int rsupi_arena_holds(const rsupi_arena *arena, const void *pointer);
/* Forget all blocks and use their memory again; only what is freed is wiped. */
void rsupi_arena_reset(rsupi_arena *arena);
void rsupi_arena_free(rsupi_arena *arena); /* wipes; the arena may be used again */

/* A growing array of pointers, for lists in results: push while building, then point the record at
 * items and count. Grows inside the arena. Zero-initialise. */
typedef struct rsupi_list {
  const void **items;
  size_t count, capacity;
} rsupi_list;
/* 0 when out of memory (and arena->failed is set). */
int rsupi_list_push(rsupi_arena *arena, rsupi_list *list, const void *item);
#endif
