/* See egos.h. */
#include "network/egos.h"
#include "core/random_bits.h"
#include <string.h>

void ego_pair(drawn_ego *drawn, int32_t a, int32_t b, int32_t state, double weight) {
  drawn->pairs[drawn->ego.pair_count++] = (rsupi_pair){a, b, state, 0, weight};
}

static int32_t below(uint64_t *random, int32_t n) {
  return (int32_t)(random_bits(random) % (uint64_t)n);
}

static void start(drawn_ego *drawn, int32_t alters, int weighted) {
  drawn->ego = (rsupi_ego){.alters = alters,
                           .unlisted = RSUP_PAIR_NOT_TIED,
                           .weighted = weighted,
                           .weights = weighted ? drawn->weights : NULL,
                           .pairs = drawn->pairs};
}

void draw_ego(uint64_t *random, int32_t alters, size_t not_asked, int weighted, drawn_ego *drawn) {
  const double density = random_unit(random);
  const int64_t pairs = (int64_t)alters * (alters - 1) / 2;
  int64_t left = pairs, wanted = (int64_t)not_asked;
  start(drawn, alters, weighted);
  for (int32_t i = 0; i < alters; i++) drawn->weights[i] = 1 + below(random, 90) / 7.0;
  for (int32_t a = 0; a < alters; a++)
    for (int32_t b = 0; b < a; b++, left--) {
      const double weight = weighted ? 0.5 + below(random, 40) / 11.0 : 1;
      if (wanted && below(random, (int32_t)left) < wanted) {
        ego_pair(drawn, a, b, RSUP_PAIR_NOT_ASKED, weight);
        wanted--;
      } else if (random_unit(random) < density) {
        ego_pair(drawn, a, b, RSUP_PAIR_TIED, weight);
        if (below(random, 8) == 0) ego_pair(drawn, b, a, RSUP_PAIR_TIED, weight);
      } else if (below(random, 4) == 0) {
        ego_pair(drawn, b, a, RSUP_PAIR_NOT_TIED, weight);
      }
    }
}

void shuffle_ego(uint64_t *random, const drawn_ego *from, drawn_ego *into) {
  int32_t name[EGO_ALTERS];
  const int32_t n = from->ego.alters;
  start(into, n, from->ego.weighted);
  into->ego.unlisted = from->ego.unlisted;
  for (int32_t i = 0; i < n; i++) {
    const int32_t k = below(random, i + 1);
    name[i] = name[k];
    name[k] = i;
  }
  for (int32_t i = 0; i < n; i++) into->weights[name[i]] = from->weights[i];
  for (size_t i = 0; i < from->ego.pair_count; i++) {
    const rsupi_pair *const pair = from->pairs + i;
    const int32_t a = name[pair->a], b = name[pair->b], swap = below(random, 2);
    ego_pair(into, swap ? b : a, swap ? a : b, pair->state, pair->weight);
  }
  for (size_t i = into->ego.pair_count; i > 1; i--) {
    const size_t k = (size_t)below(random, (int32_t)i);
    const rsupi_pair last = into->pairs[i - 1];
    into->pairs[i - 1] = into->pairs[k];
    into->pairs[k] = last;
  }
}

int same_structure(const rsupi_structure *a, const rsupi_structure *b) {
  return memcmp(a, b, sizeof *a) == 0;
}
