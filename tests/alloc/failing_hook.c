/* See failing.h: the allocator hook of the library. */
#include "alloc/failing.h"
#include <stdlib.h>
#include <string.h>

enum { HEAD = 16 };
static struct {
  size_t calls, fail_at, failed, live, unclean;
  int on, forever;
} hook;

static void *hook_alloc(void *user, size_t size) {
  (void)user;
  if (hook.on) {
    hook.calls++;
    if (hook.fail_at && (hook.forever ? hook.calls >= hook.fail_at : hook.calls == hook.fail_at)) {
      hook.failed++;
      return NULL;
    }
  }
  unsigned char *const block = malloc(HEAD + size);
  if (!block) return NULL;
  memcpy(block, &size, sizeof size);
  memset(block + HEAD, 0xA5, size);
  hook.live++;
  return block + HEAD;
}

static void hook_release(void *user, void *bytes, size_t size) {
  (void)user;
  unsigned char *const block = (unsigned char *)bytes - HEAD;
  size_t given;
  memcpy(&given, block, sizeof given);
  int clean = given == size;
  for (size_t i = 0; i < given; i++) clean = clean && !block[HEAD + i];
  hook.unclean += !clean;
  hook.live--;
  free(block);
}

const rsup_allocator *failing_allocator(void) {
  static const rsup_allocator allocator = {NULL, hook_alloc, NULL, hook_release};
  return &allocator;
}

void failing_start(size_t nth, int forever) {
  hook.on = 1;
  hook.calls = hook.failed = 0;
  hook.fail_at = nth;
  hook.forever = forever;
}

size_t failing_stop(void) {
  hook.on = 0;
  return hook.failed;
}

size_t failing_calls(void) {
  return hook.calls;
}

size_t failing_live(void) {
  return hook.live;
}

size_t failing_unclean(void) {
  return hook.unclean;
}

size_t failing_stride(size_t allocations) {
  (void)allocations;
  return 1;
}
