/* See failing.h: malloc itself. The program is linked with --wrap, so that each call that the
 * library and the static YAML library make comes here first. */
#include "alloc/failing.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *text);

static struct {
  size_t calls, fail_at, failed;
  int on, forever;
} wrap;

static int fails(void) {
  if (!wrap.on) return 0;
  wrap.calls++;
  if (!wrap.fail_at || wrap.calls < wrap.fail_at) return 0;
  if (wrap.calls > wrap.fail_at && !wrap.forever) return 0;
  wrap.failed++;
  return 1;
}

void *__wrap_malloc(size_t size) {
  return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
  return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size) {
  return fails() ? NULL : __real_realloc(block, size);
}

char *__wrap_strdup(const char *text) {
  return fails() ? NULL : __real_strdup(text);
}

const rsup_allocator *failing_allocator(void) {
  return NULL;
}

void failing_start(size_t nth, int forever) {
  wrap.on = 1;
  wrap.calls = wrap.failed = 0;
  wrap.fail_at = nth;
  wrap.forever = forever;
}

size_t failing_stop(void) {
  wrap.on = 0;
  return wrap.failed;
}

size_t failing_calls(void) {
  return wrap.calls;
}

size_t failing_live(void) {
  return 0;
}

size_t failing_unclean(void) {
  return 0;
}

/* A long YAML text takes the same way through the YAML library again and again: the daily run takes
 * some points of each step, the slow one all. */
size_t failing_stride(size_t allocations) {
#ifdef FAIL_EACH_ALLOCATION
  (void)allocations;
  return 1;
#else
  enum { POINTS = 150 };
  return allocations <= POINTS ? 1 : allocations / POINTS | 1;
#endif
}
