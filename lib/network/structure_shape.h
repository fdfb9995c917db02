/* The measures of a network whose every pair is known, by three ways that give the same bits:
 * 16-bit rows (structure_narrow.c), 64-bit rows (structure_wide.c) and lists (structure_lists.c,
 * also weighted). None of them depends on the order of pairs or the numbering of alters: terms are
 * integers, or are split on a grid before they are added, so that every sum is exact. */
#ifndef RSUPI_STRUCTURE_SHAPE_H
#define RSUPI_STRUCTURE_SHAPE_H
#include "recovery-support/core.h"

/* ---- sums that no order changes */

/* A term t is split into a multiple of a coarse step, a multiple of a fine step, and a rest below
 * notice; sums of either multiples are exact (after Demmel and Nguyen, "Parallel reproducible
 * summation", IEEE Trans Comput 64, 2015, with two levels). Each holds 1.5 times a power of two,
 * which adding and taking away again rounds to the step. */
typedef struct rsupi_grid {
  double coarse, fine;
} rsupi_grid;
typedef struct rsupi_sum {
  double coarse, fine;
} rsupi_sum;
static inline void rsupi_sum_add(rsupi_sum *sum, const rsupi_grid *grid, double term) {
  const double coarse = (term + grid->coarse) - grid->coarse;
  const double rest = term - coarse;
  sum->coarse += coarse;
  sum->fine += (rest + grid->fine) - grid->fine;
}
/* The sum of terms >= 0. */
double rsupi_sum_of(const double *terms, size_t count);

/* ---- what follows from the number of alters */

enum {
  RSUPI_NARROW =
      16,          /* alters up to which 16-bit rows do, and the constraint is an exact fraction */
  RSUPI_WIDE = 64, /* alters up to which 64-bit rows do */
  RSUPI_WHOLE = 720720 /* divisible by 1 .. 16 */
};
typedef struct rsupi_scale {
  int32_t alters;
  double whole;  /* what stands for 1 in sums of 1 / (degree + 1): RSUPI_WHOLE, above 16 alters 1 */
  double unit;   /* (whole alters)^2: squares / unit = constraint; 1 for weighted networks */
  double spread; /* alters ln(alters): the most that the sum of hierarchy can be */
  rsupi_grid shares, logs;
} rsupi_scale;
rsupi_scale rsupi_scale_for(int32_t alters);

/* ---- the shape */

typedef struct rsupi_shape {
  int64_t ties;
  int32_t components, isolates;
  double effective_size, efficiency, constraint, hierarchy;
} rsupi_shape;

/* rows[i] bit j: i and j are tied (symmetric, no bit i in row i, nothing at and above `alters`).
 * `squares` gets scale->unit times each alter's part of the constraint. One alter or more. */
void rsupi_shape_narrow(const uint16_t rows[RSUPI_NARROW], const rsupi_scale *scale,
                        double squares[RSUPI_NARROW], rsupi_shape *out);
/* The same in two steps, for many egos: first each, then each, keeps a processor's arithmetic busy.
 * `ties` fills squares (all 16) and all but constraint and hierarchy, `spread` those two. */
typedef struct rsupi_narrow_steps {
  void (*ties)(const uint16_t rows[RSUPI_NARROW], const rsupi_scale *scale,
               double squares[RSUPI_NARROW], rsupi_shape *out);
  void (*spread)(const rsupi_scale *scale, const double squares[RSUPI_NARROW], rsupi_shape *out);
} rsupi_narrow_steps;
/* The fastest steps for so many egos on this processor. Asking takes microseconds where a
 * hypervisor answers, so it is not asked for a few. */
rsupi_narrow_steps rsupi_narrow_choose(size_t egos);
/* For processors with AVX2 (structure_narrow_avx2.c). */
void rsupi_narrow_ties_avx2(const uint16_t rows[RSUPI_NARROW], const rsupi_scale *scale,
                            double squares[RSUPI_NARROW], rsupi_shape *out);
void rsupi_narrow_spread_avx2(const rsupi_scale *scale, const double squares[RSUPI_NARROW],
                              rsupi_shape *out);
void rsupi_shape_wide(const uint64_t rows[RSUPI_WIDE], const rsupi_scale *scale,
                      double squares[RSUPI_WIDE], rsupi_shape *out);

/* Neighbours of alter i: places start[i] .. start[i + 1] - 1 of `other`, its pair at the same place
 * of `pair`; those whose `tied` is 0 count for nothing. */
typedef struct rsupi_lists {
  const int32_t *start, *other, *pair;
  const unsigned char *tied;                /* [pairs] */
  const double *weight;                     /* [pairs]; NULL: all 1 */
  const double *ego_weight;                 /* [alters]; NULL: all 1 */
  int weighted;                             /* 1: either was given, though it may be all 1 */
  double *total, *largest, *terms, *shares; /* work: [alters] each */
  int32_t *stack;                           /* work: [alters] */
} rsupi_lists;
void rsupi_shape_lists(const rsupi_lists *lists, const rsupi_scale *scale, double *squares,
                       rsupi_shape *out);

/* What the three share. 1 / (degree + 1) of the scale's whole, split. */
rsupi_sum rsupi_share(const rsupi_scale *scale, int32_t degree);
/* Effective size and efficiency of an unweighted network, from out->ties. */
void rsupi_shape_sizes(const rsupi_scale *scale, rsupi_shape *out);
/* Constraint and hierarchy from the squares. */
void rsupi_shape_spread(const rsupi_scale *scale, const double *squares, rsupi_shape *out);
#endif
