/* The host's allocator, wiped releases, and the arena. The only file that calls malloc. */
#include "core/memory.h"
#include <stdlib.h>
#include <string.h>

static void *default_alloc(void *user, size_t size) {
  (void)user;
  return malloc(size);
}

static void *default_resize(void *user, void *block, size_t old_size, size_t new_size) {
  (void)user;
  (void)old_size;
  return realloc(block, new_size);
}

static void default_release(void *user, void *block, size_t size) {
  (void)user;
  (void)size;
  free(block);
}

rsup_allocator rsupi_allocator_or_default(const rsup_allocator *given) {
  const rsup_allocator standard = {NULL, default_alloc, default_resize, default_release};
  return given && given->alloc && given->release ? *given : standard;
}

void *rsupi_alloc(const rsup_allocator *allocator, size_t size) {
  if (size == 0) size = 1;
  void *const block = allocator->alloc(allocator->user, size);
  if (block) memset(block, 0, size);
  return block;
}

/* The host's own `resize` is not used: it may move the block and leave the old bytes behind. */
void *rsupi_resize(const rsup_allocator *allocator, void *block, size_t old_size, size_t new_size) {
  if (new_size == 0) new_size = 1;
  void *const fresh = allocator->alloc(allocator->user, new_size);
  if (!fresh) return NULL;
  if (block) memcpy(fresh, block, old_size < new_size ? old_size : new_size);
  rsupi_release(allocator, block, old_size);
  return fresh;
}

/* A block of size 0 was allocated as 1 byte; the host is told the size it gave. */
void rsupi_release(const rsup_allocator *allocator, void *block, size_t size) {
  if (!block) return;
  if (size == 0) size = 1;
  rsupi_wipe(block, size);
  allocator->release(allocator->user, block, size);
}

int rsupi_size_multiply(size_t a, size_t b, size_t *out) {
  if (b != 0 && a > SIZE_MAX / b) return 0;
  *out = a * b;
  return 1;
}

void rsupi_wipe(void *block, size_t size) {
  if (!block || size == 0) return;
#if defined(__GNUC__)
  memset(block, 0, size);
  __asm__ volatile("" : : "r"(block) : "memory"); /* somebody may look: the memset must happen */
#else
  volatile unsigned char *byte = block;
  while (size--) *byte++ = 0;
#endif
}

/* ---- arena */

enum { ALIGNMENT = 8, SMALLEST_CHUNK = 256, LARGEST_CHUNK = 64 * 1024, LIST_START = 4 };

struct rsupi_chunk {
  rsupi_chunk *next;
  size_t size; /* whole block, with this head */
};

/* The bytes behind the head start aligned. */
_Static_assert(sizeof(rsupi_chunk) % ALIGNMENT == 0, "chunk head keeps blocks aligned");

void rsupi_arena_init(rsupi_arena *arena, const rsup_allocator *allocator, size_t first_chunk) {
  memset(arena, 0, sizeof *arena);
  arena->allocator = rsupi_allocator_or_default(allocator);
  if (first_chunk < SMALLEST_CHUNK) first_chunk = SMALLEST_CHUNK;
  arena->first_chunk = arena->chunk_size = first_chunk;
}

static void *arena_fail(rsupi_arena *arena) {
  arena->failed = 1;
  return NULL;
}

/* Not zeroed: blocks are, when they are handed out, so that memory is touched when it is used. */
static rsupi_chunk *chunk_new(rsupi_arena *arena, size_t size) {
  rsupi_chunk *const chunk = arena->allocator.alloc(arena->allocator.user, size);
  if (chunk) *chunk = (rsupi_chunk){.next = NULL, .size = size};
  return chunk;
}

/* A block too big for the next chunk: it goes behind the chunk in use, which stays in use. */
static void *alloc_big(rsupi_arena *arena, size_t size) {
  rsupi_chunk *const chunk = chunk_new(arena, sizeof(rsupi_chunk) + size);
  if (!chunk) return arena_fail(arena);
  if (arena->chunks) {
    chunk->next = arena->chunks->next;
    arena->chunks->next = chunk;
  } else {
    arena->chunks = chunk; /* next == end: nothing is left in it */
  }
  return chunk + 1;
}

static int start_chunk(rsupi_arena *arena) {
  rsupi_chunk *const chunk = chunk_new(arena, sizeof(rsupi_chunk) + arena->chunk_size);
  if (!chunk) return 0;
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  arena->next = (unsigned char *)(chunk + 1);
  arena->end = arena->next + arena->chunk_size;
  arena->chunk_size = arena->chunk_size < LARGEST_CHUNK / 2 ? arena->chunk_size * 2 : LARGEST_CHUNK;
  return 1;
}

void *rsupi_arena_room(rsupi_arena *arena, size_t size) {
  if (size == 0) size = 1;
  if (size > SIZE_MAX - 2 * sizeof(rsupi_chunk) - ALIGNMENT) return arena_fail(arena);
  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (arena->next == NULL || (size_t)(arena->end - arena->next) < size) {
    if (size > arena->chunk_size / 2) return alloc_big(arena, size);
    if (!start_chunk(arena)) return arena_fail(arena);
  }
  void *const block = arena->next;
  arena->next += size;
  return block;
}

void *rsupi_arena_alloc(rsupi_arena *arena, size_t size) {
  void *const block = rsupi_arena_room(arena, size);
  return block ? memset(block, 0, size) : NULL;
}

void *rsupi_arena_array(rsupi_arena *arena, size_t count, size_t size) {
  size_t total;
  if (!rsupi_size_multiply(count, size, &total)) return arena_fail(arena);
  return rsupi_arena_alloc(arena, total);
}

char *rsupi_arena_text(rsupi_arena *arena, const char *text, size_t len) {
  if (len == SIZE_MAX) return arena_fail(arena);
  char *const copy = rsupi_arena_room(arena, len + 1);
  if (!copy) return NULL;
  if (len) memcpy(copy, text, len);
  copy[len] = '\0';
  return copy;
}

char *rsupi_arena_copy(rsupi_arena *arena, const char *text) {
  return text ? rsupi_arena_text(arena, text, strlen(text)) : NULL;
}

void rsupi_arena_free(rsupi_arena *arena) {
  rsupi_chunk *chunk = arena->chunks;
  while (chunk) {
    rsupi_chunk *const next = chunk->next;
    rsupi_release(&arena->allocator, chunk, chunk->size);
    chunk = next;
  }
  arena->chunks = NULL;
  arena->next = arena->end = NULL;
  arena->chunk_size = arena->first_chunk;
  arena->failed = 0;
}

int rsupi_arena_holds(const rsupi_arena *arena, const void *pointer) {
  const uintptr_t at = (uintptr_t)pointer;
  for (const rsupi_chunk *chunk = arena->chunks; chunk; chunk = chunk->next)
    if (at >= (uintptr_t)chunk && at - (uintptr_t)chunk < chunk->size) return 1;
  return 0;
}

void rsupi_arena_reset(rsupi_arena *arena) {
  rsupi_chunk *const only = arena->chunks;
  const int ordinary = only && !only->next && arena->end == (unsigned char *)only + only->size;
  if (ordinary && !arena->failed)
    arena->next = (unsigned char *)(only + 1);
  else
    rsupi_arena_free(arena);
}

int rsupi_list_push(rsupi_arena *arena, rsupi_list *list, const void *item) {
  if (list->count == list->capacity) {
    const size_t capacity = list->capacity ? list->capacity * 2 : LIST_START;
    const void **const items = rsupi_arena_array(arena, capacity, sizeof *items);
    if (!items) return 0;
    if (list->count) memcpy(items, list->items, list->count * sizeof *items);
    list->items = items;
    list->capacity = capacity;
  }
  list->items[list->count++] = item;
  return 1;
}
