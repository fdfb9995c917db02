/* The inner loops of scoring by columns. Whole numbers only, so that every processor gives the same
 * bits; of those that every questionnaire needs, gcc makes a version for each kind of x86-64, and
 * one is picked when the library is loaded. Under a sanitizer there is one version: it would be
 * picked before the sanitizer has started. */
#include "instrument/columns_kernels.h"
#include "instrument/columns.h"
#include <string.h>
#if defined(__x86_64__) || defined(_M_X64)
#include <emmintrin.h>
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(__clang__) ||         \
    !defined(__GNUC__) || !defined(__x86_64__) || !defined(__GLIBC__)
#define FOR_EACH_PROCESSOR
#else
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#endif

/* 255 for a blank, else 0. */
static inline uint8_t blank(uint8_t code) {
  return (uint8_t) - (code >= RSUPI_BLANK);
}

static inline uint8_t points(uint8_t code, uint8_t flip, uint8_t add) {
  return (uint8_t)((uint8_t)((code ^ flip) + add) & (uint8_t)~blank(code));
}

/* ---- many columns in one pass: what the next blocks read comes nearer while this one is added up
 */

enum { TILE = 64, AHEAD = 1024 };

#ifdef __GNUC__
#define ALWAYS_INLINE inline __attribute__((always_inline))
#define FETCH(bytes) __builtin_prefetch(bytes)
#else
#define ALWAYS_INLINE inline
#define FETCH(bytes) ((void)(bytes))
#endif

typedef struct lanes {
  int8_t most[TILE];
  uint8_t least[TILE];
} lanes;

/* `count` is a constant wherever this is used, so that all sums of a tile stay in registers. */
static ALWAYS_INLINE void add_tiles(const size_t count, const rsupi_plain *plain,
                                    uint8_t *restrict sum, uint8_t *restrict missing,
                                    lanes *restrict range, size_t n) {
  const uint8_t before = plain->before, spare = plain->spare;
  const uint8_t *const filled = plain->filled;
  const uint8_t *at[RSUPI_MANY];
  for (size_t k = 0; k < count; k++) at[k] = plain->codes[k];
  for (size_t tile = 0; tile + TILE <= n; tile += TILE) {
    for (size_t k = 0; k < count; k++) FETCH((const void *)((uintptr_t)at[k] + tile + AHEAD));
    for (size_t lane = 0; lane < TILE; lane++) {
      uint8_t points = sum[tile + lane] & before;
      uint8_t least = range->least[lane], gaps = 0;
      int8_t most = range->most[lane];
      for (size_t k = 0; k < count; k++) {
        const uint8_t code = at[k][tile + lane];
        const int8_t answer = (int8_t)code; /* a blank is below zero */
        points = (uint8_t)(points + (uint8_t)(answer > 0 ? answer : 0));
        gaps = (uint8_t)(gaps + (code >> 7));
        most = answer > most ? answer : most;
        least = code < least ? code : least;
      }
      gaps = filled[tile + lane] == RSUPI_ROW_YES ? 0 : (uint8_t)(gaps - spare);
      sum[tile + lane] = points;
      missing[tile + lane] = (uint8_t)((missing[tile + lane] & before) + gaps);
      range->most[lane] = most;
      range->least[lane] = least;
    }
  }
}

/* The rows behind the last whole tile. */
static void add_rest(const rsupi_plain *plain, uint8_t *sum, uint8_t *missing, rsupi_range *range,
                     size_t n) {
  for (size_t i = n - n % TILE; i < n; i++) {
    uint8_t gaps = 0;
    sum[i] &= plain->before;
    for (size_t k = 0; k < plain->count; k++) {
      const uint8_t code = plain->codes[k][i];
      const int8_t answer = (int8_t)code;
      sum[i] = (uint8_t)(sum[i] + (answer > 0 ? code : 0));
      gaps = (uint8_t)(gaps + (code >> 7));
      range->most = answer > range->most ? answer : range->most;
      range->least = code < range->least ? code : range->least;
    }
    gaps = plain->filled[i] == RSUPI_ROW_YES ? 0 : (uint8_t)(gaps - plain->spare);
    missing[i] = (uint8_t)((missing[i] & plain->before) + gaps);
  }
}

FOR_EACH_PROCESSOR
rsupi_range rsupi_kernel_add_plain(uint8_t *sum, uint8_t *missing, const rsupi_plain *plain,
                                   size_t n) {
  rsupi_range range = {INT8_MIN, UINT8_MAX};
  lanes wide;
  for (size_t lane = 0; lane < TILE; lane++) wide.most[lane] = range.most;
  for (size_t lane = 0; lane < TILE; lane++) wide.least[lane] = range.least;
  if (plain->count == RSUPI_FEW)
    add_tiles(RSUPI_FEW, plain, sum, missing, &wide, n);
  else if (plain->count == RSUPI_SOME)
    add_tiles(RSUPI_SOME, plain, sum, missing, &wide, n);
  else
    add_tiles(RSUPI_MANY, plain, sum, missing, &wide, n);
  if (n % TILE) add_rest(plain, sum, missing, &range, n);
  for (size_t lane = 0; lane < TILE; lane++) {
    range.most = wide.most[lane] > range.most ? wide.most[lane] : range.most;
    range.least = wide.least[lane] < range.least ? wide.least[lane] : range.least;
  }
  return range;
}

FOR_EACH_PROCESSOR
void rsupi_kernel_add(uint8_t *restrict sum, uint8_t *restrict missing,
                      const uint8_t *restrict codes, uint8_t flip, uint8_t add, size_t n) {
  for (size_t i = 0; i < n; i++) {
    sum[i] = (uint8_t)(sum[i] + points(codes[i], flip, add));
    missing[i] = (uint8_t)(missing[i] - blank(codes[i]));
  }
}

void rsupi_kernel_step(uint8_t *restrict sum, const uint8_t *restrict codes, uint8_t from,
                       uint8_t by, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const uint8_t reached = (uint8_t) - (codes[i] >= from);
    sum[i] = (uint8_t)(sum[i] + (by & reached & (uint8_t)~blank(codes[i])));
  }
}

void rsupi_kernel_first(uint8_t *restrict sum, uint8_t *restrict missing,
                        const uint8_t *restrict codes, uint8_t first, size_t n) {
  for (size_t i = 0; i < n; i++) {
    sum[i] = (uint8_t)(sum[i] + (first & (uint8_t)~blank(codes[i])));
    missing[i] = (uint8_t)(missing[i] - blank(codes[i]));
  }
}

void rsupi_kernel_open(uint8_t *restrict sum, const uint8_t *restrict codes, uint8_t by, size_t n) {
  for (size_t i = 0; i < n; i++) sum[i] = (uint8_t)(sum[i] + (by & blank(codes[i])));
}

FOR_EACH_PROCESSOR
int rsupi_kernel_any_within(const uint8_t *restrict codes, uint8_t from, uint8_t to, size_t n) {
  const uint8_t width = (uint8_t)(to - from);
  uint8_t any = 0;
  for (size_t i = 0; i < n; i++) any |= (uint8_t)((uint8_t)(codes[i] - from) <= width);
  return any;
}

void rsupi_kernel_refuse(uint8_t *refused, uint8_t *codes, uint8_t from, uint8_t to, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (codes[i] >= from && codes[i] <= to) {
      refused[i] = 1;
      codes[i] = RSUPI_BLANK;
    }
}

FOR_EACH_PROCESSOR
void rsupi_kernel_codes_8(const int8_t *restrict in, uint8_t *restrict out, int32_t min,
                          int32_t least, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const uint32_t code = (uint32_t)in[i] - (uint32_t)min;
    const uint8_t given = (uint8_t)(code < RSUPI_NOT_A_CODE ? code : RSUPI_NOT_A_CODE);
    out[i] = in[i] < least ? (uint8_t)RSUPI_BLANK : given;
  }
}

void rsupi_kernel_codes_16(const int16_t *restrict in, uint8_t *restrict out, int32_t min,
                           int32_t least, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const uint32_t code = (uint32_t)in[i] - (uint32_t)min;
    const uint8_t given = (uint8_t)(code < RSUPI_NOT_A_CODE ? code : RSUPI_NOT_A_CODE);
    out[i] = in[i] < least ? (uint8_t)RSUPI_BLANK : given;
  }
}

void rsupi_kernel_codes_32(const int32_t *restrict in, uint8_t *restrict out, int32_t min,
                           int32_t least, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const uint32_t code = (uint32_t)in[i] - (uint32_t)min;
    const uint8_t given = (uint8_t)(code < RSUPI_NOT_A_CODE ? code : RSUPI_NOT_A_CODE);
    out[i] = in[i] < least ? (uint8_t)RSUPI_BLANK : given;
  }
}

/* Only whole numbers are codes; NaN compares false with everything, and is a blank. */
void rsupi_kernel_codes_double(const double *restrict in, uint8_t *restrict out, int32_t min,
                               int32_t least, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const double code = in[i] - min;
    const int within = code >= 0 && code < RSUPI_NOT_A_CODE;
    const int32_t whole = within ? (int32_t)code : RSUPI_NOT_A_CODE;
    const int32_t given = within && whole == code ? whole : RSUPI_NOT_A_CODE;
    const int none = in[i] != in[i] || in[i] < least;
    out[i] = (uint8_t)(none ? RSUPI_BLANK : given);
  }
}

void rsupi_kernel_mask_bytes(const uint8_t *restrict mask, uint8_t *restrict codes, int is_blank,
                             size_t n) {
  for (size_t i = 0; i < n; i++)
    codes[i] = (mask[i] != 0) == is_blank ? (uint8_t)RSUPI_BLANK : codes[i];
}

/* Most rows have an answer: eight whose bits are all set cost one comparison. */
void rsupi_kernel_mask_bits(const uint8_t *mask, size_t offset, uint8_t *codes, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const size_t bit = offset + i;
    if (bit % 8 == 0 && i + 8 <= n && mask[bit / 8] == 255)
      i += 7;
    else if (!(mask[bit / 8] >> (bit % 8) & 1))
      codes[i] = RSUPI_BLANK;
  }
}

/* k + 1 where the sum reaches bound k, else `before`; `one`, `two` and `three` are 255 with so many
 * gaps or more. Chosen and not counted: gcc 12 makes a wrong sum of four comparisons. */
static inline uint8_t reach(const rsupi_bounds *bounds, uint8_t k, uint8_t before, uint8_t sum,
                            uint8_t one, uint8_t two, uint8_t three) {
  const uint8_t *const by = bounds->by[k];
  const uint8_t from = (uint8_t)(bounds->from[k] + (by[0] & one) + (by[1] & two) + (by[2] & three));
  return sum >= from ? (uint8_t)(k + 1) : before;
}

FOR_EACH_PROCESSOR
void rsupi_kernel_reach(uint8_t *restrict out, const uint8_t *restrict in,
                        const uint8_t *restrict sum, const uint8_t *restrict gaps,
                        const uint8_t *restrict reason, const rsupi_bounds *bounds, size_t n) {
  const rsupi_bounds b = *bounds;
  for (size_t i = 0; i < n; i++) {
    const uint8_t more = (uint8_t)(gaps[i] - b.first_gaps);
    const uint8_t one = (uint8_t) - (more >= 1), two = (uint8_t) - (more >= 2);
    const uint8_t three = (uint8_t) - (more >= 3), within = (uint8_t) - (more < RSUPI_GAPS);
    uint8_t reached = 0;
    for (uint8_t k = 0; k < RSUPI_BOUNDS; k++)
      reached = reach(&b, k, reached, sum[i], one, two, three);
    const uint8_t none = (uint8_t) - (reason[i] != 0);
    out[i] = (uint8_t)((in[i] + (reached & within)) | none);
  }
}

FOR_EACH_PROCESSOR
void rsupi_kernel_reasons(uint8_t *restrict reason, const uint8_t *restrict missing,
                          const uint8_t *restrict any, uint8_t all, uint8_t most, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const uint8_t none = (missing[i] == all) & (any[i] == 0);
    const uint8_t many = missing[i] > most;
    const uint8_t why = many ? RSUP_SCORE_TOO_MANY_MISSING : 0;
    reason[i] = none ? RSUP_SCORE_NO_ANSWERS : why;
  }
}

FOR_EACH_PROCESSOR
void rsupi_kernel_judge(uint8_t *restrict out, const uint8_t *restrict codes, uint8_t low,
                        uint8_t width, uint8_t yes, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const uint8_t within = (uint8_t)(codes[i] - low) <= width ? yes : (uint8_t)RSUPI_ROW_NO;
    out[i] = codes[i] >= RSUPI_BLANK ? (uint8_t)RSUPI_ROW_OPEN : within;
  }
}

FOR_EACH_PROCESSOR
void rsupi_kernel_least(uint8_t *restrict out, const uint8_t *restrict part, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = part[i] < out[i] ? part[i] : out[i];
}

FOR_EACH_PROCESSOR
void rsupi_kernel_most(uint8_t *restrict out, const uint8_t *restrict part, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = part[i] > out[i] ? part[i] : out[i];
}

void rsupi_kernel_count(uint8_t *restrict reached, uint8_t *restrict open,
                        const uint8_t *restrict codes, uint8_t at, size_t n) {
  for (size_t i = 0; i < n; i++) {
    reached[i] = (uint8_t)(reached[i] + ((codes[i] >= at) & (codes[i] < RSUPI_BLANK)));
    open[i] = (uint8_t)(open[i] - blank(codes[i]));
  }
}

FOR_EACH_PROCESSOR
void rsupi_kernel_fill(uint8_t *out, const uint8_t *codes, const uint8_t *restrict truth,
                       uint8_t code, size_t n) {
  for (size_t i = 0; i < n; i += TILE) FETCH((const void *)((uintptr_t)codes + n + i));
  for (size_t i = 0; i < n; i++) {
    const int fills = (codes[i] >= RSUPI_BLANK) & (truth[i] == RSUPI_ROW_YES);
    out[i] = fills ? code : codes[i];
  }
}

FOR_EACH_PROCESSOR
void rsupi_kernel_bits(uint32_t *restrict out, const uint8_t *restrict truth, uint8_t is,
                       uint32_t bits, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] |= truth[i] == is ? bits : 0;
}

void rsupi_kernel_values(double *restrict out, const double *restrict values,
                         const uint8_t *restrict sum, const uint8_t *restrict gaps, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = values[(size_t)gaps[i] * 256 + sum[i]];
}

/* A column of the caller mostly begins at a multiple of 16; what does not is copied. */
#if defined(__x86_64__) || defined(_M_X64)
void rsupi_kernel_copy(void *to, const void *from, size_t n, int past_caches) {
  const size_t before = (16 - (uintptr_t)to % 16) % 16;
  const size_t within = past_caches && n > before ? (n - before) / 16 * 16 : 0;
  const char *const in = from;
  char *const out = to;
  if (within == 0) {
    memcpy(to, from, n);
    return;
  }
  memcpy(out, in, before);
  for (size_t i = before; i < before + within; i += 16)
    _mm_stream_si128((__m128i *)(void *)(out + i),
                     _mm_loadu_si128((const __m128i *)(const void *)(in + i)));
  memcpy(out + before + within, in + before + within, n - before - within);
}

void rsupi_kernel_settle(void) {
  _mm_sfence();
}
#else
void rsupi_kernel_copy(void *to, const void *from, size_t n, int past_caches) {
  (void)past_caches;
  memcpy(to, from, n);
}

void rsupi_kernel_settle(void) {
}
#endif
