/** @file network_columns.h
 * Many ego networks at once: columns in, columns of structural measures out. An ego network is one
 * person (the ego), the people named (the alters, each tied to the ego), and which alters know each
 * other. docs/guide/network-measures.md has every formula, its values at 0 and 1 alters, and what
 * low and high mean. */
#ifndef RSUP_NETWORK_COLUMNS_H
#define RSUP_NETWORK_COLUMNS_H
#include "recovery-support/config.h"
#ifdef __cplusplus
extern "C" {
#endif

/** What is known of two alters. */
enum {
  RSUP_PAIR_TIED = 1,     /* they know each other */
  RSUP_PAIR_NOT_TIED = 2, /* they do not */
  RSUP_PAIR_NOT_ASKED = 3 /* nobody asked */
};
/** "tied", "not_tied", "not_asked"; NULL for any other number. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_pair_name(int32_t pair);
/** The number of a name, 0 when there is none; NULL is none. Any thread. Since 0.1. */
RSUP_API int32_t rsup_pair_from_name(const char *name);

/** Ego networks as columns. Set struct_size; every pointer after b may be NULL. Slices of longer
 * columns are fine: point to their first rows and say in `first_ego` how `ego` counts. Nothing is
 * kept after the call. Since 0.1. */
typedef struct rsup_ego_columns {
  uint32_t struct_size;
  int32_t unlisted;      /* RSUP_PAIR_NOT_TIED (0 is the same) or RSUP_PAIR_NOT_ASKED: of pairs
                            without a row */
  size_t egos;           /* rows of alters */
  size_t pairs;          /* rows of ego, a, b */
  const int32_t *alters; /* [egos] how many alters each ego has, 0 or more */
  const int32_t *ego;    /* [pairs] whose alters these are; never falling */
  const int32_t *a, *b;  /* [pairs] two alters, numbered from 0 within their ego */
  const int32_t *state;  /* [pairs] RSUP_PAIR_…; NULL: all are tied */
  const double *weight; /* [pairs] of the tie, from 1e-60 to 1e60; of a pair not asked what it would
                           weigh; not read where not tied; NULL: all 1 */
  const double *alter_weight; /* [sum of alters] of the ties to the ego, likewise; NULL: all 1 */
  const int32_t *alter_group; /* [sum of alters] category of each alter, no value when unknown */
  const int32_t *ego_group;   /* [egos] category of the ego, no value when unknown */
  int32_t first_ego;          /* the number that `ego` gives the first row of `alters` */
  int32_t reserved;           /* zero */
} rsup_ego_columns;

/** Where one measure goes: each NULL, or as many rows as there are egos. NaN is no value. Frozen.
 * Since 0.1. */
typedef struct rsup_measure_columns {
  double *value, *low, *high;
} rsup_measure_columns;

/** Buffers of the caller for what he wants to know; set struct_size; NULL is not written. Weighted
 * where weights were given: effective size, efficiency, constraint, hierarchy. Since 0.1. */
typedef struct rsup_structure_columns {
  uint32_t struct_size;
  int32_t reserved;   /* zero */
  int32_t *size;      /* alters */
  int64_t *ties;      /* pairs known to be tied */
  int64_t *not_asked; /* pairs nobody asked about */
  int32_t *exact;     /* 1: low and high are the least and the greatest that the pairs not asked
                         leave open; 0: of some measure they are only not wrong */
  rsup_measure_columns density;        /* share of the pairs asked about that are tied, 0 to 1 */
  rsup_measure_columns components;     /* of the alters, without the ego */
  rsup_measure_columns isolates;       /* alters tied to no other alter */
  rsup_measure_columns effective_size; /* alters less their redundancy (Burt 1992) */
  rsup_measure_columns efficiency;     /* effective size / size */
  rsup_measure_columns constraint;     /* Burt 1992 */
  rsup_measure_columns hierarchy;      /* of the constraint: 0 spread evenly, 1 in one alter */
  rsup_measure_columns ei_index;       /* -1 all alters in the ego's group, 1 none (Krackhardt and
                                          Stern 1988) */
  rsup_measure_columns blau;           /* 1 - sum of squared shares of the groups */
  rsup_measure_columns same_group;     /* share of alters in the ego's group, 0 to 1 */
  double *alter_constraint; /* [sum of alters] each alter's part of the constraint, by the ties
                               known */
} rsup_structure_columns;

/** Measure every ego. The same code as for one person, so the same bits, for any slicing of the
 * columns and any order of the rows within an ego. `config` lends the allocator (NULL: malloc),
 * which is asked a few times per call and never per ego; not at all while each ego has at most 16
 * alters and nothing is weighted, without value or not asked. Everything is checked before the
 * first buffer is written: RSUP_E_ARGUMENT (a column is missing), RSUP_E_OPTIONS, RSUP_E_RANGE (a
 * number or weight out of its range, an alter tied to itself, `ego` falling), RSUP_E_CONFLICT (a
 * pair given twice that differs), RSUP_E_MEMORY; err->row is the 1-based row, err->path the column.
 * Safe from many threads at once on buffers of their own. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_network_columns(const rsup_config *config,
                                                          const rsup_ego_columns *egos,
                                                          const rsup_structure_columns *out,
                                                          rsup_error *err);

#ifdef __cplusplus
}
#endif
#endif
