/* See watched_allocator.h. Every block carries its size in front of it. */
#include "core/watched_allocator.h"
#include <stdlib.h>
#include <string.h>

enum { HEAD = 16 };

static void *watched_alloc(void *user, size_t size) {
  watched *const watch = user;
  if (++watch->allocations == watch->fail_at) return NULL;
  unsigned char *const block = malloc(HEAD + size);
  if (!block) return NULL;
  memcpy(block, &size, sizeof size);
  memset(block + HEAD, 0xA5, size);
  watch->live++;
  watch->live_bytes += size;
  return block + HEAD;
}

static void watched_release(void *user, void *block, size_t size) {
  watched *const watch = user;
  unsigned char *const bytes = block;
  size_t given;
  memcpy(&given, bytes - HEAD, sizeof given);
  watch->wrong_size += given != size;
  for (size_t i = 0; i < given; i++) {
    if (!bytes[i]) continue;
    watch->not_wiped++;
    break;
  }
  watch->live--;
  watch->live_bytes -= given;
  free(bytes - HEAD);
}

static void *watched_resize(void *user, void *block, size_t old_size, size_t new_size) {
  void *const fresh = watched_alloc(user, new_size);
  if (!fresh) return NULL;
  memcpy(fresh, block, old_size < new_size ? old_size : new_size);
  watched_release(user, block, old_size);
  return fresh;
}

rsup_allocator watched_allocator(watched *watch) {
  memset(watch, 0, sizeof *watch);
  return (rsup_allocator){watch, watched_alloc, watched_resize, watched_release};
}
