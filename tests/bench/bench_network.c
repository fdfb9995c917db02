/* One million ego networks of 12 alters, all structural measures, beside igraph's C library on the
 * same ties in the same run: a graph per ego, its constraint, the density, components and degrees
 * among the alters (effective size and efficiency follow from the ties; igraph has no hierarchy).
 */
#include "bench/harness.h"
#include "core/random_bits.h"
#include "recovery-support.h"
#include <igraph/igraph.h>
#include <stdlib.h>

enum { EGOS = 1000000, ALTERS = 12, MEASURES = 7, MOST_PAIRS = 26000000 };

typedef struct table {
  int32_t *alters, *ego, *a, *b;
  size_t pairs;
  double *out[MEASURES];
  double other; /* what igraph made, so that nobody drops it */
} table;

static void *must(void *block) {
  if (!block) bench_stop("no memory");
  return block;
}

/* Three in ten pairs are tied. */
static void make(table *t) {
  uint64_t random = RANDOM_SEED;
  t->alters = must(malloc(EGOS * sizeof(int32_t)));
  t->ego = must(malloc(MOST_PAIRS * sizeof(int32_t)));
  t->a = must(malloc(MOST_PAIRS * sizeof(int32_t)));
  t->b = must(malloc(MOST_PAIRS * sizeof(int32_t)));
  for (int i = 0; i < MEASURES; i++) t->out[i] = must(calloc(EGOS, sizeof(double)));
  for (int32_t ego = 0; ego < EGOS; ego++) {
    t->alters[ego] = ALTERS;
    for (int32_t a = 0; a < ALTERS; a++)
      for (int32_t b = 0; b < a; b++) {
        if (random_unit(&random) >= 0.3) continue;
        if (t->pairs == MOST_PAIRS) bench_stop("more ties than thought of");
        t->ego[t->pairs] = ego;
        t->a[t->pairs] = a;
        t->b[t->pairs++] = b;
      }
  }
}

static void columns(void *with) {
  table *const t = with;
  const rsup_ego_columns in = {.struct_size = sizeof in,
                               .egos = EGOS,
                               .pairs = t->pairs,
                               .alters = t->alters,
                               .ego = t->ego,
                               .a = t->a,
                               .b = t->b};
  const rsup_structure_columns out = {.struct_size = sizeof out,
                                      .density = {.value = t->out[0]},
                                      .components = {.value = t->out[1]},
                                      .isolates = {.value = t->out[2]},
                                      .effective_size = {.value = t->out[3]},
                                      .efficiency = {.value = t->out[4]},
                                      .constraint = {.value = t->out[5]},
                                      .hierarchy = {.value = t->out[6]}};
  rsup_error err;
  if (rsup_network_columns(NULL, &in, &out, &err)) bench_stop(err.message);
}

/* The ego is vertex 0, alter i vertex i + 1; the ties among alters come first. */
static size_t read_edges(const table *t, int32_t ego, size_t pair, igraph_vector_int_t *edges) {
  igraph_vector_int_clear(edges);
  for (; pair < t->pairs && t->ego[pair] == ego; pair++) {
    igraph_vector_int_push_back(edges, t->a[pair] + 1);
    igraph_vector_int_push_back(edges, t->b[pair] + 1);
  }
  for (int32_t i = 0; i < ALTERS; i++) {
    igraph_vector_int_push_back(edges, 0);
    igraph_vector_int_push_back(edges, i + 1);
  }
  return pair;
}

static double structure(const igraph_vector_int_t *edges, igraph_vector_t *constraint,
                        igraph_vector_int_t *degrees) {
  igraph_t graph, alters;
  igraph_integer_t components;
  igraph_vs_t everybody;
  igraph_real_t density;
  igraph_create(&graph, edges, ALTERS + 1, IGRAPH_UNDIRECTED);
  igraph_constraint(&graph, constraint, igraph_vss_1(0), NULL);
  igraph_vs_range(&everybody, 1, ALTERS + 1);
  igraph_induced_subgraph(&graph, &alters, everybody, IGRAPH_SUBGRAPH_AUTO);
  igraph_density(&alters, &density, 0);
  igraph_connected_components(&alters, NULL, NULL, &components, IGRAPH_WEAK);
  igraph_degree(&alters, degrees, igraph_vss_all(), IGRAPH_ALL, 0);
  igraph_destroy(&alters);
  igraph_destroy(&graph);
  return VECTOR(*constraint)[0] + density + (double)components;
}

static void all_of_igraph(void *with) {
  table *const t = with;
  igraph_vector_int_t edges, degrees;
  igraph_vector_t constraint;
  size_t pair = 0;
  igraph_vector_int_init(&edges, 0);
  igraph_vector_int_init(&degrees, 0);
  igraph_vector_init(&constraint, 0);
  for (int32_t ego = 0; ego < EGOS; ego++) {
    pair = read_edges(t, ego, pair, &edges);
    t->other += structure(&edges, &constraint, &degrees);
  }
  igraph_vector_int_destroy(&edges);
  igraph_vector_int_destroy(&degrees);
  igraph_vector_destroy(&constraint);
}

/* The least that shows a structure: a graph per ego, constraint, density by counting. */
static void least_of_igraph(void *with) {
  table *const t = with;
  igraph_vector_int_t edges;
  igraph_vector_t constraint;
  size_t pair = 0;
  igraph_vector_int_init(&edges, 0);
  igraph_vector_init(&constraint, 0);
  for (int32_t ego = 0; ego < EGOS; ego++) {
    igraph_t graph;
    pair = read_edges(t, ego, pair, &edges);
    igraph_create(&graph, &edges, ALTERS + 1, IGRAPH_UNDIRECTED);
    igraph_constraint(&graph, &constraint, igraph_vss_1(0), NULL);
    t->other += VECTOR(constraint)[0] + (double)igraph_ecount(&graph);
    igraph_destroy(&graph);
  }
  igraph_vector_int_destroy(&edges);
  igraph_vector_destroy(&constraint);
}

static uint64_t hash(void *with) {
  const table *const t = with;
  uint64_t all = 0;
  for (int i = 0; i < MEASURES; i++) all = all * 31 + bench_hash(t->out[i], EGOS * sizeof(double));
  return all;
}

/* The peers are the jobs, so that the ratio says how many times as fast the columns are. */
int main(void) {
  table t = {0};
  make(&t);
  columns(&t);
  bench_case c = {.name = "igraph, 1,000,000 egos x 12: constraint, density, components, degrees",
                  .job = all_of_igraph,
                  .denominator = columns,
                  .denominator_name = "network columns, 7 measures",
                  .hash = hash,
                  .rounds = 3,
                  .goal = "ratio >= 25"};
  bench_run(&c, &t);
  c.name = "igraph, 1,000,000 egos x 12: graph and constraint alone";
  c.job = least_of_igraph;
  bench_run(&c, &t);
  return t.other > 0 ? 0 : 1;
}
