/* The inner loops of scoring by columns, each over one block of bytes. Compiled for speed, and for
 * several processors where the compiler can (columns_kernels.c). */
#ifndef RSUPI_COLUMNS_KERNELS_H
#define RSUPI_COLUMNS_KERNELS_H
#include <stddef.h>
#include <stdint.h>

enum { RSUPI_BOUNDS = 4, RSUPI_GAPS = 4 };

/* The largest code and the smallest, blanks aside: -128 and 255 when all are blank. */
typedef struct rsupi_range {
  int8_t most;
  uint8_t least;
} rsupi_range;
/* Items whose codes are their points, all in one pass; asks for the bytes behind those of this
 * block, which the next one will read. */
enum { RSUPI_FEW = 4, RSUPI_SOME = 7, RSUPI_MANY = 10 };
typedef struct rsupi_plain {
  const uint8_t *codes[RSUPI_MANY];
  const uint8_t *filled; /* RSUPI_ROW_YES where no answer of these items is one of no points */
  uint8_t count;         /* of them: one of the numbers above ... */
  uint8_t spare;         /* ... so many of which are blanks that fill up, and count for nothing */
  uint8_t before;        /* 255: sum and missing hold what was added before; 0: nothing yet */
} rsupi_plain;
/* The range of all codes. */
rsupi_range rsupi_kernel_add_plain(uint8_t *sum, uint8_t *missing, const rsupi_plain *plain,
                                   size_t n);
/* Straight points of one item. */
void rsupi_kernel_add(uint8_t *sum, uint8_t *missing, const uint8_t *codes, uint8_t flip,
                      uint8_t add, size_t n);
/* Points that are no straight line: `first`, and then a step where the code reaches `from`. */
void rsupi_kernel_step(uint8_t *sum, const uint8_t *codes, uint8_t from, uint8_t by, size_t n);
void rsupi_kernel_first(uint8_t *sum, uint8_t *missing, const uint8_t *codes, uint8_t first,
                        size_t n);
/* Where the item has no answer. */
void rsupi_kernel_open(uint8_t *sum, const uint8_t *codes, uint8_t by, size_t n);
/* 1 when some code lies in [from, to]. */
int rsupi_kernel_any_within(const uint8_t *codes, uint8_t from, uint8_t to, size_t n);
/* refused[i] |= 1 where it does; the code becomes a blank. */
void rsupi_kernel_refuse(uint8_t *refused, uint8_t *codes, uint8_t from, uint8_t to, size_t n);
/* Numbers as codes; what lies below `least` becomes a blank, what else can be none
 * RSUPI_NOT_A_CODE.
 */
void rsupi_kernel_codes_8(const int8_t *in, uint8_t *out, int32_t min, int32_t least, size_t n);
void rsupi_kernel_codes_16(const int16_t *in, uint8_t *out, int32_t min, int32_t least, size_t n);
void rsupi_kernel_codes_32(const int32_t *in, uint8_t *out, int32_t min, int32_t least, size_t n);
void rsupi_kernel_codes_double(const double *in, uint8_t *out, int32_t min, int32_t least,
                               size_t n);
/* codes[i] gets the blank bit where (mask[i] != 0) == blank. */
void rsupi_kernel_mask_bytes(const uint8_t *mask, uint8_t *codes, int blank, size_t n);
/* Bits from `offset` on; 0 is a blank. */
void rsupi_kernel_mask_bits(const uint8_t *mask, size_t offset, uint8_t *codes, size_t n);
/* Four bounds of a sum, each no less than the one before, with [first_gaps, first_gaps +
 * RSUPI_GAPS) gaps: for the first of them, and by how much each further one moves it, modulo 256.
 */
typedef struct rsupi_bounds {
  uint8_t first_gaps, from[RSUPI_BOUNDS], by[RSUPI_BOUNDS][RSUPI_GAPS - 1];
} rsupi_bounds;
/* out[i] = in[i] and how many of the bounds sum[i] reaches with gaps[i] gaps; 255 where it has a
 * reason. */
void rsupi_kernel_reach(uint8_t *out, const uint8_t *in, const uint8_t *sum, const uint8_t *gaps,
                        const uint8_t *reason, const rsupi_bounds *bounds, size_t n);
/* Why a score of `all` items with at most `most` gaps has no value; 0: it has one. */
void rsupi_kernel_reasons(uint8_t *reason, const uint8_t *missing, const uint8_t *any, uint8_t all,
                          uint8_t most, size_t n);
/* ---- predicates: RSUPI_ROW_… per row */
/* `yes` where the code lies in [low, low + width]; RSUPI_ROW_OPEN for a blank. */
void rsupi_kernel_judge(uint8_t *out, const uint8_t *codes, uint8_t low, uint8_t width, uint8_t yes,
                        size_t n);
/* The least of both ("and"), the most of both ("or"). */
void rsupi_kernel_least(uint8_t *out, const uint8_t *part, size_t n);
void rsupi_kernel_most(uint8_t *out, const uint8_t *part, size_t n);
/* reached[i] += 1 where the code is `at` or more; open[i] += 1 for a blank. */
void rsupi_kernel_count(uint8_t *reached, uint8_t *open, const uint8_t *codes, uint8_t at,
                        size_t n);
/* The same codes, but that a blank whose truth is RSUPI_ROW_YES becomes `code`. */
void rsupi_kernel_fill(uint8_t *out, const uint8_t *codes, const uint8_t *truth, uint8_t code,
                       size_t n);

/* ---- results */
/* out[i] |= bits where truth[i] is `is`. */
void rsupi_kernel_bits(uint32_t *out, const uint8_t *truth, uint8_t is, uint32_t bits, size_t n);
/* Into a column of the caller; `past_caches` 1: straight to memory, as nobody reads it soon. */
void rsupi_kernel_copy(void *to, const void *from, size_t n, int past_caches);
/* What went straight to memory is there. */
void rsupi_kernel_settle(void);
/* out[i] = values[gaps[i] * 256 + sum[i]] */
void rsupi_kernel_values(double *out, const double *values, const uint8_t *sum, const uint8_t *gaps,
                         size_t n);
#endif
