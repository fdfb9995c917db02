/* Taking a text apart and putting it together: see pattern.h. */
#include "person/pattern.h"
#include <string.h>

enum { RUN_ENDS = 15 }; /* a half byte that is no digit */

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* ---- apart */

static void add_half(rsupi_taken_apart *out, uint32_t *halves, unsigned half) {
  uint8_t *const byte = &out->digits[*halves / 2];
  *byte = (uint8_t)(*halves % 2 ? *byte | half << 4 : half);
  ++*halves;
}

int rsupi_text_take_apart(rsupi_arena *arena, const char *text, size_t len,
                          rsupi_taken_apart *out) {
  *out = (rsupi_taken_apart){.pattern = rsupi_arena_room(arena, len + 1),
                             .digits = rsupi_arena_room(arena, len + 1)};
  if (!out->pattern || !out->digits || len > UINT32_MAX / 2) return 0;
  uint32_t halves = 0;
  for (size_t i = 0; i < len;) {
    if (!is_digit(text[i])) {
      out->pattern[out->pattern_len++] = text[i++];
      continue;
    }
    out->pattern[out->pattern_len++] = RSUPI_DIGITS_MARK;
    for (; i < len && is_digit(text[i]); i++) add_half(out, &halves, (unsigned)(text[i] - '0'));
    add_half(out, &halves, RUN_ENDS);
  }
  out->digits_size = (halves + 1) / 2;
  return 1;
}

static int is_pattern(const rsupi_shared *shared, const void *wanted) {
  const rsupi_pattern *const pattern = (const void *)shared;
  const rsupi_taken_apart *const apart = wanted;
  return pattern->len == apart->pattern_len &&
         memcmp(pattern->text, apart->pattern, pattern->len) == 0;
}

static uint32_t hash_of(const char *text, size_t len) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < len; i++) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
  return hash | 1; /* questions have even ones */
}

rsupi_pattern *rsupi_pattern_new(const rsup_allocator *allocator, const char *text, size_t len) {
  const size_t size = sizeof(rsupi_pattern) + len;
  rsupi_pattern *const made = rsupi_alloc(allocator, size);
  if (!made) return NULL;
  made->shared = (rsupi_shared){size, 1, hash_of(text, len)};
  made->len = (uint32_t)len;
  memcpy(made->text, text, len);
  for (size_t i = 0; i < len; i++) made->runs += text[i] == RSUPI_DIGITS_MARK;
  return made;
}

const rsupi_pattern *rsupi_pattern_share(rsupi_sharing *sharing, const rsup_allocator *allocator,
                                         const rsupi_taken_apart *apart) {
  const uint32_t hash = hash_of(apart->pattern, apart->pattern_len);
  const rsupi_shared *const found = rsupi_sharing_find(sharing, hash, is_pattern, apart);
  if (found) return (const void *)found;
  rsupi_pattern *const made = rsupi_pattern_new(allocator, apart->pattern, apart->pattern_len);
  if (made) rsupi_sharing_remember(sharing, allocator, &made->shared);
  return made;
}

const rsupi_pattern *rsupi_pattern_use(rsupi_pattern *pattern) {
  pattern->shared.uses++;
  return pattern;
}

void rsupi_pattern_offer(rsupi_sharing *sharing, const rsup_allocator *allocator,
                         const rsupi_pattern *pattern) {
  rsupi_sharing_remember(sharing, allocator, (rsupi_shared *)(uintptr_t)pattern);
}

void rsupi_pattern_drop(const rsup_allocator *allocator, const rsupi_pattern *pattern) {
  rsupi_shared_drop(allocator, (rsupi_shared *)(uintptr_t)pattern);
}

/* ---- together */

rsupi_unpacking rsupi_unpack(const rsupi_pattern *pattern, const void *digits, size_t text_len) {
  const char *const text = pattern ? pattern->text : digits;
  return (rsupi_unpacking){.next = text,
                           .end = text + (pattern ? pattern->len : text_len),
                           .digits = digits,
                           .packed = pattern != NULL};
}

static unsigned take_half(rsupi_unpacking *from) {
  const unsigned byte = from->digits[from->digit / 2];
  return (from->digit++ % 2 ? byte >> 4 : byte) & 15;
}

int rsupi_digits_fit(const rsupi_pattern *pattern, const void *digits, size_t size,
                     size_t *out_text_len, size_t *out_size) {
  const uint8_t *const bytes = digits;
  const size_t most = size < SIZE_MAX / 2 ? 2 * size : SIZE_MAX;
  uint32_t runs = 0;
  size_t n = 0, begun = 0; /* half bytes, and where the run begins */
  for (; runs < pattern->runs && n < most; n++) {
    const unsigned half = bytes[n / 2] >> n % 2 * 4 & 15;
    if (half < 10) continue;
    if (half != RUN_ENDS || n == begun) return 0;
    begun = n + 1;
    runs++;
  }
  *out_text_len = pattern->len - runs + (n - runs);
  *out_size = (n + 1) / 2;
  return runs == pattern->runs;
}

int rsupi_unpack_next(rsupi_unpacking *from) {
  for (;;) {
    if (from->in_run) {
      const unsigned half = take_half(from);
      if (half < 10) return '0' + (int)half;
      from->in_run = 0;
    }
    if (from->next == from->end) return -1;
    const int byte = (unsigned char)*from->next++;
    if (!from->packed || byte != RSUPI_DIGITS_MARK) return byte;
    from->in_run = 1;
  }
}
