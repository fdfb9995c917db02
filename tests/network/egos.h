/* Ego networks for tests: drawn at random, or read from tests/vectors/network_structure.tsv. */
#ifndef TEST_EGOS_H
#define TEST_EGOS_H
#include "network/structure_net.h"

enum { EGO_ALTERS = 80, EGO_PAIRS = EGO_ALTERS * (EGO_ALTERS - 1) / 2 };

/* An ego that owns its pairs and weights. */
typedef struct drawn_ego {
  rsupi_ego ego;
  rsupi_pair pairs[2 * EGO_PAIRS];
  double weights[EGO_ALTERS];
} drawn_ego;

/* Add a pair. */
void ego_pair(drawn_ego *drawn, int32_t a, int32_t b, int32_t state, double weight);
/* `alters` alters, of whose pairs a share is tied and a number not asked; weighted or not. Some
 * pairs are listed twice, some are listed as not tied. */
void draw_ego(uint64_t *random, int32_t alters, size_t not_asked, int weighted, drawn_ego *drawn);
/* The same network with its pairs in another order, their ends swapped, its alters renumbered. */
void shuffle_ego(uint64_t *random, const drawn_ego *from, drawn_ego *into);
/* Every bit of two structures the same (NaN is NaN). */
int same_structure(const rsupi_structure *a, const rsupi_structure *b);
#endif
