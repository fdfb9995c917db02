/* The inner loops of scoring by columns. Whole numbers only, so that every processor gives the same
 * bits; of those that every questionnaire needs, gcc makes a version for each kind of x86-64, and
 * one is picked when the library is loaded. Under a sanitizer there is one version: it would be
 * picked before the sanitizer has started. */
#include "instrument/columns_kernels.h"
#include "instrument/columns.h"

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

static inline uint8_t plain(uint8_t code) {
  return (int8_t)code > 0 ? code : 0;
}

FOR_EACH_PROCESSOR
void rsupi_kernel_add_plain(uint8_t *restrict sum, uint8_t *restrict missing,
                            const uint8_t *const codes[RSUPI_FUSED], size_t n) {
  const uint8_t *const restrict a = codes[0], *const restrict b = codes[1];
  const uint8_t *const restrict c = codes[2], *const restrict d = codes[3];
  for (size_t i = 0; i < n; i++) {
    const uint8_t first = (uint8_t)(plain(a[i]) + plain(b[i]));
    const uint8_t second = (uint8_t)(plain(c[i]) + plain(d[i]));
    sum[i] = (uint8_t)(sum[i] + first + second);
    missing[i] = (uint8_t)(missing[i] - blank(a[i]) - blank(b[i]) - blank(c[i]) - blank(d[i]));
  }
}

FOR_EACH_PROCESSOR
void rsupi_kernel_add_four(uint8_t *restrict sum, uint8_t *restrict missing,
                           const rsupi_fused *items, size_t n) {
  const uint8_t *const restrict a = items->codes[0], *const restrict b = items->codes[1];
  const uint8_t *const restrict c = items->codes[2], *const restrict d = items->codes[3];
  const rsupi_fused by = *items;
  for (size_t i = 0; i < n; i++) {
    const uint8_t first =
        (uint8_t)(points(a[i], by.flip[0], by.add[0]) + points(b[i], by.flip[1], by.add[1]));
    const uint8_t second =
        (uint8_t)(points(c[i], by.flip[2], by.add[2]) + points(d[i], by.flip[3], by.add[3]));
    sum[i] = (uint8_t)(sum[i] + first + second);
    missing[i] = (uint8_t)(missing[i] - blank(a[i]) - blank(b[i]) - blank(c[i]) - blank(d[i]));
  }
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

/* A blank is below zero as a signed number, and above all codes as an unsigned one. */
FOR_EACH_PROCESSOR
rsupi_range rsupi_kernel_range(const uint8_t *restrict codes, size_t n) {
  int8_t most = INT8_MIN;
  uint8_t least = UINT8_MAX;
  for (size_t i = 0; i < n; i++) {
    const int8_t code = (int8_t)codes[i];
    most = code > most ? code : most;
    least = codes[i] < least ? codes[i] : least;
  }
  const rsupi_range range = {most, least};
  return range;
}

FOR_EACH_PROCESSOR
int rsupi_kernel_any_within(const uint8_t *restrict codes, uint8_t from, uint8_t to, size_t n) {
  const uint8_t width = (uint8_t)(to - from);
  uint8_t any = 0;
  for (size_t i = 0; i < n; i++) any |= (uint8_t)((uint8_t)(codes[i] - from) <= width);
  return any;
}

void rsupi_kernel_fetch(const uint8_t *codes, size_t n) {
#ifdef __GNUC__
  for (size_t i = 0; i < n; i += 64) __builtin_prefetch(codes + i, 0, 2);
#else
  (void)codes, (void)n;
#endif
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

/* 1 where the sum reaches what is asked for with so many gaps; nothing is with five and more. */
static inline uint8_t reaches(uint8_t sum, uint8_t gaps, uint8_t none, uint8_t one, uint8_t two,
                              uint8_t three) {
  uint8_t from = RSUPI_MOST_POINTS + 1;
  from = gaps == 0 ? none : from;
  from = gaps == 1 ? one : from;
  from = gaps == 2 ? two : from;
  from = gaps == 3 ? three : from;
  return sum >= from;
}

FOR_EACH_PROCESSOR
void rsupi_kernel_reach(uint8_t *restrict out, const uint8_t *restrict sum,
                        const uint8_t *restrict missing, uint8_t first_gaps,
                        const rsupi_bounds *bounds, size_t n) {
  const uint8_t a0 = bounds->at[0][0], a1 = bounds->at[0][1], a2 = bounds->at[0][2];
  const uint8_t b0 = bounds->at[1][0], b1 = bounds->at[1][1], b2 = bounds->at[1][2];
  const uint8_t c0 = bounds->at[2][0], c1 = bounds->at[2][1], c2 = bounds->at[2][2];
  const uint8_t d0 = bounds->at[3][0], d1 = bounds->at[3][1], d2 = bounds->at[3][2];
  const uint8_t a3 = bounds->at[0][3], b3 = bounds->at[1][3], c3 = bounds->at[2][3];
  const uint8_t d3 = bounds->at[3][3];
  for (size_t i = 0; i < n; i++) {
    const uint8_t gaps = (uint8_t)(missing[i] - first_gaps);
    const uint8_t a = reaches(sum[i], gaps, a0, a1, a2, a3);
    const uint8_t b = reaches(sum[i], gaps, b0, b1, b2, b3);
    const uint8_t c = reaches(sum[i], gaps, c0, c1, c2, c3);
    const uint8_t d = reaches(sum[i], gaps, d0, d1, d2, d3);
    out[i] = (uint8_t)(out[i] + a + b + c + d);
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

void rsupi_kernel_least(uint8_t *restrict out, const uint8_t *restrict part, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = part[i] < out[i] ? part[i] : out[i];
}

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
void rsupi_kernel_fill(uint8_t *restrict codes, const uint8_t *restrict truth, uint8_t code,
                       size_t n) {
  for (size_t i = 0; i < n; i++) {
    const int fills = (codes[i] >= RSUPI_BLANK) & (truth[i] == RSUPI_ROW_YES);
    codes[i] = fills ? code : codes[i];
  }
}

FOR_EACH_PROCESSOR
void rsupi_kernel_bits(uint32_t *restrict out, const uint8_t *restrict truth, uint8_t is,
                       uint32_t bits, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] |= truth[i] == is ? bits : 0;
}

FOR_EACH_PROCESSOR
void rsupi_kernel_bands(int8_t *restrict out, const uint8_t *restrict reached,
                        const uint8_t *restrict reason, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = (int8_t)(reason[i] ? -1 : reached[i] - 1);
}

void rsupi_kernel_values(double *restrict out, const double *restrict values,
                         const uint8_t *restrict sum, const uint8_t *restrict gaps, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = values[(size_t)gaps[i] * 256 + sum[i]];
}
