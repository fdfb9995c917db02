/* Many egos at once: the same bits as one by one, however the columns are cut; what is refused;
 * memory. Two thousand egos; the slow test draws a hundred thousand. */
#include "config/config.h"
#include "core/cmocka_all.h"
#include "core/random_bits.h"
#include "core/watched_allocator.h"
#include "network/egos.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifndef EGOS
#define EGOS 2000
#endif

enum { MEASURES = 7, BUFFERS = 3 * MEASURES };

/* Columns of egos, and what each was measured to be on its own. */
typedef struct table {
  int32_t *alters, *ego, *a, *b, *state;
  double *weight, *alter_weight, *parts[2], *wanted[BUFFERS], *found[BUFFERS];
  size_t egos, pairs, most_pairs, all_alters, most_alters;
} table;

static void *some(size_t count, size_t size) {
  void *const block = calloc(count ? count : 1, size);
  assert_non_null(block);
  return block;
}

static void grow(table *t, size_t more) {
  if (t->pairs + more <= t->most_pairs) return;
  t->most_pairs = 2 * (t->pairs + more);
  t->ego = realloc(t->ego, t->most_pairs * sizeof(int32_t));
  t->a = realloc(t->a, t->most_pairs * sizeof(int32_t));
  t->b = realloc(t->b, t->most_pairs * sizeof(int32_t));
  t->state = realloc(t->state, t->most_pairs * sizeof(int32_t));
  t->weight = realloc(t->weight, t->most_pairs * sizeof(double));
  assert_true(t->ego && t->a && t->b && t->state && t->weight);
}

static void keep_measures(table *t, size_t row, const rsupi_structure *s) {
  const rsup_measure *const measures[MEASURES] = {
      &s->density,    &s->components, &s->isolates, &s->effective_size,
      &s->efficiency, &s->constraint, &s->hierarchy};
  for (size_t m = 0; m < MEASURES; m++) {
    t->wanted[3 * m][row] = measures[m]->value;
    t->wanted[3 * m + 1][row] = measures[m]->low;
    t->wanted[3 * m + 2][row] = measures[m]->high;
  }
}

static void add_ego(table *t, size_t row, const drawn_ego *drawn, rsupi_structure_space *space) {
  const rsupi_ego *const ego = &drawn->ego;
  rsup_measure parts[EGO_ALTERS];
  rsupi_structure s;
  grow(t, ego->pair_count);
  t->alters[row] = ego->alters;
  for (size_t i = 0; i < ego->pair_count; i++, t->pairs++) {
    t->ego[t->pairs] = (int32_t)row;
    t->a[t->pairs] = ego->pairs[i].a;
    t->b[t->pairs] = ego->pairs[i].b;
    t->state[t->pairs] = ego->pairs[i].state;
    t->weight[t->pairs] = ego->pairs[i].weight;
  }
  assert_int_equal(rsupi_structure_measure(ego, space, parts, &s, NULL), RSUP_OK);
  keep_measures(t, row, &s);
  for (int32_t i = 0; i < ego->alters; i++, t->all_alters++) {
    t->alter_weight[t->all_alters] = drawn->weights[i];
    t->parts[0][t->all_alters] = parts[i].value;
  }
}

/* Pairs listed as not tied would be tied where there is no column of states. */
static void drop_not_tied(drawn_ego *drawn) {
  size_t kept = 0;
  for (size_t i = 0; i < drawn->ego.pair_count; i++)
    if (drawn->pairs[i].state == RSUP_PAIR_TIED) drawn->pairs[kept++] = drawn->pairs[i];
  drawn->ego.pair_count = kept;
}

static void make_table(table *t, size_t egos, int plain, int weighted) {
  uint64_t random = RANDOM_SEED;
  drawn_ego *const drawn = some(1, sizeof *drawn);
  rsupi_structure_space space;
  rsupi_structure_space_init(&space, NULL);
  memset(t, 0, sizeof *t);
  t->egos = egos;
  t->alters = some(egos, sizeof(int32_t));
  t->alter_weight = some(egos * EGO_ALTERS, sizeof(double));
  for (int i = 0; i < 2; i++) t->parts[i] = some(egos * EGO_ALTERS, sizeof(double));
  for (int i = 0; i < BUFFERS; i++) {
    t->wanted[i] = some(egos, sizeof(double));
    t->found[i] = some(egos, sizeof(double));
  }
  for (size_t row = 0; row < egos; row++) {
    const int32_t alters = (int32_t)(random_bits(&random) % (row % 50 == 0 ? 70 : 20));
    const size_t open = !plain && random_bits(&random) % 4 == 0 ? random_bits(&random) % 4 : 0;
    drawn->ego.pair_count = 0;
    draw_ego(&random, alters, open, weighted, drawn);
    if (plain) drop_not_tied(drawn);
    add_ego(t, row, drawn, &space);
  }
  rsupi_structure_space_free(&space);
  free(drawn);
}

static void free_table(table *t) {
  free(t->alters);
  free(t->ego);
  free(t->a);
  free(t->b);
  free(t->state);
  free(t->weight);
  free(t->alter_weight);
  for (int i = 0; i < 2; i++) free(t->parts[i]);
  for (int i = 0; i < BUFFERS; i++) {
    free(t->wanted[i]);
    free(t->found[i]);
  }
}

static rsup_measure_columns buffers(const table *t, size_t measure, size_t row) {
  return (rsup_measure_columns){t->found[3 * measure] + row, t->found[3 * measure + 1] + row,
                                t->found[3 * measure + 2] + row};
}

/* Rows from .. to - 1 of a table, whose pairs begin at *pair and alters at *alter. */
static void run(const table *t, size_t from, size_t to, size_t *pair, size_t *alter, int plain,
                int weighted) {
  size_t end = *pair, alters = 0;
  rsup_error err;
  while (end < t->pairs && (size_t)t->ego[end] < to) end++;
  for (size_t i = from; i < to; i++) alters += (size_t)t->alters[i];
  const rsup_ego_columns in = {.struct_size = sizeof in,
                               .egos = to - from,
                               .pairs = end - *pair,
                               .alters = t->alters + from,
                               .ego = t->ego + *pair,
                               .a = t->a + *pair,
                               .b = t->b + *pair,
                               .state = plain ? NULL : t->state + *pair,
                               .weight = weighted ? t->weight + *pair : NULL,
                               .alter_weight = weighted ? t->alter_weight + *alter : NULL,
                               .first_ego = (int32_t)from};
  const rsup_structure_columns out = {.struct_size = sizeof out,
                                      .density = buffers(t, 0, from),
                                      .components = buffers(t, 1, from),
                                      .isolates = buffers(t, 2, from),
                                      .effective_size = buffers(t, 3, from),
                                      .efficiency = buffers(t, 4, from),
                                      .constraint = buffers(t, 5, from),
                                      .hierarchy = buffers(t, 6, from),
                                      .alter_constraint = t->parts[1] + *alter};
  assert_int_equal(rsup_network_columns(NULL, &in, &out, &err), RSUP_OK);
  *pair = end;
  *alter += alters;
}

static void check_cuts(int plain, int weighted) {
  uint64_t random = RANDOM_SEED;
  table t;
  make_table(&t, EGOS, plain, weighted);
  for (int cut = 0; cut < 3; cut++) {
    const size_t chunk = cut == 0 ? t.egos : cut == 1 ? 1 : 0;
    size_t pair = 0, alter = 0;
    for (int i = 0; i < BUFFERS; i++) memset(t.found[i], 1, t.egos * sizeof(double));
    for (size_t from = 0; from < t.egos;) {
      const size_t rows = chunk ? chunk : 1 + random_bits(&random) % 40;
      const size_t to = from + rows < t.egos ? from + rows : t.egos;
      run(&t, from, to, &pair, &alter, plain, weighted);
      from = to;
    }
    for (int i = 0; i < BUFFERS; i++)
      assert_memory_equal(t.found[i], t.wanted[i], t.egos * sizeof(double));
    assert_memory_equal(t.parts[1], t.parts[0], t.all_alters * sizeof(double));
  }
  free_table(&t);
}

static void columns_equal_single_calls_for_any_cut(void **state) {
  (void)state;
  check_cuts(1, 0);
}

static void columns_with_states_equal_single_calls(void **state) {
  (void)state;
  check_cuts(0, 0);
}

static void weighted_columns_equal_single_calls(void **state) {
  (void)state;
  check_cuts(0, 1);
}

/* ---- small tables */

/* Three egos of 0, 1 and 3 alters; of the third 0-1 and 1-2 are tied. Numbers start at 7. */
typedef struct small {
  int32_t alters[3], ego[2], a[2], b[2], state[2];
  double weight[2], alter_weight[4], density[3], constraint[3];
  int32_t size[3];
  rsup_ego_columns in;
  rsup_structure_columns out;
} small;

static void make_small(small *s) {
  *s = (small){.alters = {0, 1, 3},
               .ego = {9, 9},
               .a = {0, 2},
               .b = {1, 1},
               .state = {RSUP_PAIR_TIED, RSUP_PAIR_TIED},
               .weight = {1, 1},
               .alter_weight = {1, 1, 1, 1},
               .density = {5, 5, 5},
               .constraint = {5, 5, 5}};
  s->in = (rsup_ego_columns){.struct_size = sizeof s->in,
                             .egos = 3,
                             .pairs = 2,
                             .alters = s->alters,
                             .ego = s->ego,
                             .a = s->a,
                             .b = s->b,
                             .first_ego = 7};
  s->out = (rsup_structure_columns){.struct_size = sizeof s->out,
                                    .size = s->size,
                                    .density = {.value = s->density},
                                    .constraint = {.value = s->constraint}};
}

/* Constraint of the third: N v = 1 + 1/3, 1 + 1/2 + 1/2, 1 + 1/3; squares 16/9 + 4 + 16/9 = 68/9,
 * of 9: 68/81. */
static void nobody_and_one_have_their_documented_values(void **state) {
  (void)state;
  small s;
  make_small(&s);
  assert_int_equal(rsup_network_columns(NULL, &s.in, &s.out, NULL), RSUP_OK);
  assert_true(s.size[0] == 0 && s.size[1] == 1 && s.size[2] == 3);
  assert_true(isnan(s.density[0]) && isnan(s.density[1]) && s.density[2] == 2.0 / 3.0);
  assert_true(isnan(s.constraint[0]) && s.constraint[1] == 1 && s.constraint[2] == 68.0 / 81.0);
}

static void check_refused(small *s, rsup_status wanted, uint32_t row, const char *path) {
  rsup_error err;
  assert_int_equal(rsup_network_columns(NULL, &s->in, &s->out, &err), wanted);
  assert_int_equal(err.status, wanted);
  assert_int_equal(err.row, row);
  assert_string_equal(err.path, path);
  for (int i = 0; i < 3; i++) assert_true(s->density[i] == 5 && s->constraint[i] == 5);
  make_small(s);
}

static void bad_rows_are_named_and_nothing_is_written(void **state) {
  (void)state;
  small s;
  make_small(&s);
  s.alters[1] = -1;
  check_refused(&s, RSUP_E_RANGE, 2, "alters");
  s.ego[1] = 8;
  check_refused(&s, RSUP_E_RANGE, 2, "ego");
  s.ego[1] = 10;
  check_refused(&s, RSUP_E_RANGE, 2, "ego");
  s.ego[0] = 6;
  check_refused(&s, RSUP_E_RANGE, 1, "ego");
  s.a[1] = 3;
  check_refused(&s, RSUP_E_RANGE, 2, "a");
  s.b[0] = -1;
  check_refused(&s, RSUP_E_RANGE, 1, "b");
  s.b[1] = 2; /* tied to itself */
  check_refused(&s, RSUP_E_RANGE, 2, "b");
  s.in.state = s.state;
  s.state[1] = 4;
  check_refused(&s, RSUP_E_RANGE, 2, "state");
  s.in.weight = s.weight;
  s.weight[0] = -2;
  check_refused(&s, RSUP_E_RANGE, 1, "weight");
  s.in.weight = s.weight;
  s.weight[1] = (double)NAN;
  check_refused(&s, RSUP_E_RANGE, 2, "weight");
  s.in.alter_weight = s.alter_weight;
  s.alter_weight[3] = 0;
  check_refused(&s, RSUP_E_RANGE, 4, "alter_weight");
}

static void contradictions_and_missing_columns_are_refused(void **state) {
  (void)state;
  small s;
  make_small(&s);
  s.in.state = s.state;
  s.a[1] = 1;
  s.b[1] = 0;
  s.state[1] = RSUP_PAIR_NOT_TIED;
  check_refused(&s, RSUP_E_CONFLICT, 2, "b");
  s.in.weight = s.weight;
  s.a[1] = 1;
  s.b[1] = 0;
  s.weight[1] = 2;
  check_refused(&s, RSUP_E_CONFLICT, 2, "b");
  s.in.alters = NULL;
  check_refused(&s, RSUP_E_ARGUMENT, 0, "");
  s.in.b = NULL;
  check_refused(&s, RSUP_E_ARGUMENT, 0, "");
  s.in.unlisted = RSUP_PAIR_TIED;
  check_refused(&s, RSUP_E_ARGUMENT, 0, "");
  s.in.struct_size = 0;
  check_refused(&s, RSUP_E_ARGUMENT, 0, "");
  assert_int_equal(rsup_network_columns(NULL, NULL, &s.out, NULL), RSUP_E_ARGUMENT);
}

/* Groups 1 1 2 ? for an ego of group 1: known 1 of 3 outside, E-I (1 - 2)/3, between (1 - 3)/4 and
 * (2 - 2)/4; Blau 1 - (4 + 1)/9, between 1 - (9 + 1)/16 and 1 - (4 + 1 + 1)/16; same group 2/3. */
static void groups_are_counted(void **state) {
  (void)state;
  const int32_t alters[] = {4, 0, 2}, groups[] = {1, INT32_MIN, 2, 1, 3, 3},
                own[] = {1, 1, INT32_MIN};
  double ei[3][3], blau[3][3], same[3];
  const rsup_ego_columns in = {.struct_size = sizeof in,
                               .egos = 3,
                               .alters = alters,
                               .alter_group = groups,
                               .ego_group = own};
  const rsup_structure_columns out = {.struct_size = sizeof out,
                                      .ei_index = {ei[0], ei[1], ei[2]},
                                      .blau = {blau[0], blau[1], blau[2]},
                                      .same_group = {.value = same}};
  assert_int_equal(rsup_network_columns(NULL, &in, &out, NULL), RSUP_OK);
  assert_true(ei[0][0] == -1.0 / 3 && ei[1][0] == -0.5 && ei[2][0] == 0);
  assert_true(blau[0][0] == 1 - 5.0 / 9 && blau[1][0] == 1 - 10.0 / 16 &&
              blau[2][0] == 1 - 6.0 / 16);
  assert_true(same[0] == 2.0 / 3);
  assert_true(isnan(ei[0][1]) && isnan(blau[0][1]) && isnan(same[1]));
  assert_true(isnan(ei[0][2]) && ei[1][2] == -1 && ei[2][2] == 1);
  assert_true(blau[0][2] == 0 && isnan(same[2]));
}

/* ---- memory */

static void measure_with(watched *watch, size_t fail_at, int plain, rsup_status wanted) {
  small s;
  rsup_config config;
  make_small(&s);
  memset(&config, 0, sizeof config);
  config.allocator = watched_allocator(watch);
  watch->fail_at = fail_at;
  s.in.weight = plain ? NULL : s.weight;
  if (!plain) s.out.alter_constraint = s.alter_weight;
  assert_int_equal(rsup_network_columns(&config, &s.in, &s.out, NULL), wanted);
  if (wanted) assert_true(s.density[2] == 5 && s.alter_weight[3] == 1);
  assert_int_equal(watch->live, 0);
  assert_int_equal(watch->not_wiped + watch->wrong_size, 0);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  watched watch;
  measure_with(&watch, 0, 0, RSUP_OK);
  const size_t allocations = watch.allocations;
  assert_in_range(allocations, 1, 6);
  for (size_t i = 1; i <= allocations; i++) measure_with(&watch, i, 0, RSUP_E_MEMORY);
}

static void plain_egos_want_no_memory(void **state) {
  (void)state;
  watched watch;
  measure_with(&watch, 1, 1, RSUP_OK);
  assert_int_equal(watch.allocations, 0);
}

static void pairs_have_names(void **state) {
  (void)state;
  for (int32_t pair = RSUP_PAIR_TIED; pair <= RSUP_PAIR_NOT_ASKED; pair++)
    assert_int_equal(rsup_pair_from_name(rsup_pair_name(pair)), pair);
  assert_null(rsup_pair_name(0));
  assert_int_equal(rsup_pair_from_name("knows"), 0);
  assert_int_equal(rsup_pair_from_name(NULL), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(columns_equal_single_calls_for_any_cut),
      cmocka_unit_test(columns_with_states_equal_single_calls),
      cmocka_unit_test(weighted_columns_equal_single_calls),
      cmocka_unit_test(nobody_and_one_have_their_documented_values),
      cmocka_unit_test(bad_rows_are_named_and_nothing_is_written),
      cmocka_unit_test(contradictions_and_missing_columns_are_refused),
      cmocka_unit_test(groups_are_counted),
      cmocka_unit_test(every_allocation_may_fail),
      cmocka_unit_test(plain_egos_want_no_memory),
      cmocka_unit_test(pairs_have_names)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
