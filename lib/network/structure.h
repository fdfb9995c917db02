/* The structure of one ego network: density, components, isolates, and Burt's effective size,
 * efficiency, constraint and hierarchy, each with what the pairs nobody asked about leave open.
 * structure.c says how low and high come about; docs/guide/network-measures.md has the formulas. */
#ifndef RSUPI_STRUCTURE_H
#define RSUPI_STRUCTURE_H
#include "recovery-support/network_columns.h"

/* Two alters. Their order, and that of the pairs, changes no bit of any answer. */
typedef struct rsupi_pair {
  int32_t a, b;  /* alters, counted from 0; never the same */
  int32_t state; /* RSUP_PAIR_… */
  int32_t unused;
  double weight; /* above 0; of a pair not asked: what a tie would weigh; read when `weighted` */
} rsupi_pair;

typedef struct rsupi_ego {
  int32_t alters;
  int32_t unlisted;      /* RSUP_PAIR_NOT_TIED or RSUP_PAIR_NOT_ASKED: pairs that are not listed */
  int32_t weighted;      /* 1: the pairs' weights count; 0: every tie between alters weighs 1 */
  const double *weights; /* [alters] of the ties to the ego, above 0; NULL: all 1 */
  const rsupi_pair *pairs; /* the same pair twice is fine when both say the same */
  size_t pair_count;
} rsupi_ego;

/* Bounds are exact up to this many pairs not asked, in networks of up to so many alters; beyond,
 * `exact` is 0: constraint has outer bounds (none when weighted), hierarchy those of its
 * definition. Density, components, isolates, and the unweighted effective size and efficiency are
 * always exact, but with more than RSUPI_LISTED alters and unlisted pairs not asked the lows of
 * components and isolates are outer too. */
enum { RSUPI_ENUMERATED = 12, RSUPI_ENUMERATED_ALTERS = 64, RSUPI_LISTED = 512 };

/* The value of each is what the known ties alone give (of density: among the pairs asked about).
 * State: known; bounded; unknown (no pair at all was asked about, though there are two or more
 * alters: no value, but low and high); not applicable (see the guide: 0 alters, or 1). `unknowns`
 * counts the pairs not asked. */
typedef struct rsupi_structure {
  int32_t size;
  int32_t exact; /* see above */
  int64_t ties;  /* pairs known to be tied */
  int64_t not_asked;
  rsup_measure density, components, isolates, effective_size, efficiency, constraint, hierarchy;
} rsupi_structure;

/* Work space: made once, used for any number of networks within its size. */
typedef struct rsupi_structure_space {
  rsup_allocator allocator;
  unsigned char *block;
  size_t size;
} rsupi_structure_space;
void rsupi_structure_space_init(rsupi_structure_space *space, const rsup_allocator *allocator);
void rsupi_structure_space_free(rsupi_structure_space *space);

/* Measure one ego network. `alter_constraint` (NULL, or [alters]) gets each alter's part of the
 * constraint. RSUP_E_CONFLICT: a pair given twice that differs, err->row is its place from 1;
 * RSUP_E_MEMORY. Out of range input is the caller's mistake: it was checked before. */
rsup_status rsupi_structure_measure(const rsupi_ego *ego, rsupi_structure_space *space,
                                    rsup_measure *alter_constraint, rsupi_structure *out,
                                    rsup_error *err);
/* The same network as if one alter (0 .. alters - 1) were not there. */
rsup_status rsupi_structure_without(const rsupi_ego *ego, int32_t absent,
                                    rsupi_structure_space *space, rsupi_structure *out,
                                    rsup_error *err);
#endif
