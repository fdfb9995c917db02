/* Low and high against every completion of the pairs nobody asked about, each measured as a network
 * of its own. */
#include "core/cmocka_all.h"
#include "core/random_bits.h"
#include "network/egos.h"
#include <math.h>
#include <stdlib.h>

enum { MEASURES = 7, MOST_OPEN = 12 };

static rsup_measure *const *measures_of(rsupi_structure *s, rsup_measure *list[MEASURES]) {
  list[0] = &s->density;
  list[1] = &s->components;
  list[2] = &s->isolates;
  list[3] = &s->effective_size;
  list[4] = &s->efficiency;
  list[5] = &s->constraint;
  list[6] = &s->hierarchy;
  return list;
}

typedef struct range {
  double low[MEASURES], high[MEASURES];
} range;

static void widen(range *so_far, rsupi_structure *s, int first) {
  rsup_measure *list[MEASURES];
  (void)measures_of(s, list);
  for (int k = 0; k < MEASURES; k++) {
    const double value = list[k]->value;
    if (first || value < so_far->low[k]) so_far->low[k] = value;
    if (first || value > so_far->high[k]) so_far->high[k] = value;
  }
}

/* Where each pair that was not asked stands; unlisted ones are listed first. */
static size_t open_places(drawn_ego *drawn, size_t *places) {
  size_t count = 0;
  const int32_t n = drawn->ego.alters;
  for (int32_t a = 0; drawn->ego.unlisted == RSUP_PAIR_NOT_ASKED && a < n; a++)
    for (int32_t b = 0; b < a; b++) {
      int listed = 0;
      for (size_t i = 0; i < drawn->ego.pair_count; i++)
        listed |= (drawn->pairs[i].a == a && drawn->pairs[i].b == b) ||
                  (drawn->pairs[i].a == b && drawn->pairs[i].b == a);
      if (!listed) ego_pair(drawn, a, b, RSUP_PAIR_NOT_ASKED, 1);
    }
  drawn->ego.unlisted = RSUP_PAIR_NOT_TIED;
  for (size_t i = 0; i < drawn->ego.pair_count; i++)
    if (drawn->pairs[i].state == RSUP_PAIR_NOT_ASKED) places[count++] = i;
  return count;
}

static void enumerate(drawn_ego *drawn, rsupi_structure_space *space, range *found) {
  size_t places[EGO_PAIRS];
  const size_t count = open_places(drawn, places);
  rsupi_structure s;
  for (uint32_t chosen = 0; chosen < UINT32_C(1) << count; chosen++) {
    for (size_t k = 0; k < count; k++)
      drawn->pairs[places[k]].state = chosen >> k & 1 ? RSUP_PAIR_TIED : RSUP_PAIR_NOT_TIED;
    assert_int_equal(rsupi_structure_measure(&drawn->ego, space, NULL, &s, NULL), RSUP_OK);
    assert_int_equal(s.not_asked, 0);
    widen(found, &s, chosen == 0);
  }
}

static void compare(rsupi_structure *s, const range *wanted) {
  rsup_measure *list[MEASURES];
  (void)measures_of(s, list);
  assert_int_equal(s->exact, 1);
  for (int k = 0; k < MEASURES; k++) {
    if (list[k]->state == RSUP_MEASURE_NOT_APPLICABLE) continue;
    if (list[k]->low != wanted->low[k] || list[k]->high != wanted->high[k])
      print_error("measure %d: [%.17g, %.17g], wanted [%.17g, %.17g]\n", k, list[k]->low,
                  list[k]->high, wanted->low[k], wanted->high[k]);
    assert_true(list[k]->low == wanted->low[k] && list[k]->high == wanted->high[k]);
    if (list[k]->state == RSUP_MEASURE_UNKNOWN) assert_true(isnan(list[k]->value));
    if (list[k]->state == RSUP_MEASURE_BOUNDED)
      assert_true(list[k]->low <= list[k]->value && list[k]->value <= list[k]->high);
    assert_int_equal(list[k]->unknowns, s->not_asked);
  }
}

/* Networks of `alters` and fewer alters with up to `most` pairs not asked. */
static void try_networks(int count, int32_t alters, size_t most, int weighted, int32_t unlisted) {
  uint64_t random = RANDOM_SEED + (uint64_t)alters;
  drawn_ego *const drawn = calloc(1, sizeof *drawn);
  rsupi_structure_space space;
  assert_non_null(drawn);
  rsupi_structure_space_init(&space, NULL);
  for (int i = 0; i < count; i++) {
    rsupi_structure s;
    range wanted;
    const int32_t n = 2 + (int32_t)(random_bits(&random) % (uint64_t)(alters - 1));
    draw_ego(&random, n, 1 + random_bits(&random) % most, weighted, drawn);
    drawn->ego.unlisted = unlisted;
    assert_int_equal(rsupi_structure_measure(&drawn->ego, &space, NULL, &s, NULL), RSUP_OK);
    if (s.not_asked == 0 || s.not_asked > MOST_OPEN) continue;
    enumerate(drawn, &space, &wanted);
    compare(&s, &wanted);
  }
  rsupi_structure_space_free(&space);
  free(drawn);
}

static void bounds_are_the_least_and_the_greatest(void **state) {
  (void)state;
  try_networks(1000, 16, 6, 0, RSUP_PAIR_NOT_TIED);
  try_networks(200, 40, 6, 0, RSUP_PAIR_NOT_TIED);
  try_networks(6, 14, 12, 0, RSUP_PAIR_NOT_TIED);
}

static void weighted_bounds_are_the_least_and_the_greatest(void **state) {
  (void)state;
  try_networks(300, 12, 6, 1, RSUP_PAIR_NOT_TIED);
  try_networks(3, 9, 12, 1, RSUP_PAIR_NOT_TIED);
}

static void pairs_without_a_row_may_be_not_asked(void **state) {
  (void)state;
  try_networks(600, 5, 3, 0, RSUP_PAIR_NOT_ASKED);
  try_networks(300, 5, 3, 1, RSUP_PAIR_NOT_ASKED);
}

/* More than are tried: the true range, found by trying here, lies inside. */
static void outer_bounds_hold_what_is_possible(void **state) {
  (void)state;
  uint64_t random = RANDOM_SEED;
  drawn_ego *const drawn = calloc(1, sizeof *drawn);
  rsupi_structure_space space;
  assert_non_null(drawn);
  rsupi_structure_space_init(&space, NULL);
  for (int i = 0; i < 12; i++) {
    rsupi_structure s;
    rsup_measure *list[MEASURES];
    range wanted;
    draw_ego(&random, 6 + i, 13, i % 3 == 2, drawn);
    assert_int_equal(rsupi_structure_measure(&drawn->ego, &space, NULL, &s, NULL), RSUP_OK);
    assert_int_equal(s.not_asked, 13);
    assert_int_equal(s.exact, 0);
    enumerate(drawn, &space, &wanted);
    (void)measures_of(&s, list);
    for (int k = 0; k < MEASURES; k++)
      assert_true(list[k]->low <= wanted.low[k] && wanted.high[k] <= list[k]->high);
    for (int k = 0; k < 3; k++)
      assert_true(list[k]->low == wanted.low[k] && list[k]->high == wanted.high[k]);
  }
  rsupi_structure_space_free(&space);
  free(drawn);
}

/* Nothing asked among 12: 1/12 when nobody is tied (each part 1/144). */
static void nothing_asked_has_bounds_and_no_value(void **state) {
  (void)state;
  const rsupi_ego ego = {.alters = 12, .unlisted = RSUP_PAIR_NOT_ASKED};
  rsupi_structure_space space;
  rsupi_structure s;
  rsupi_structure_space_init(&space, NULL);
  assert_int_equal(rsupi_structure_measure(&ego, &space, NULL, &s, NULL), RSUP_OK);
  assert_int_equal(s.density.state, RSUP_MEASURE_UNKNOWN);
  assert_true(s.density.low == 0 && s.density.high == 1);
  assert_true(s.components.low == 1 && s.components.high == 12);
  assert_true(s.isolates.low == 0 && s.isolates.high == 12);
  assert_true(s.effective_size.low == 1 && s.effective_size.high == 12);
  assert_true(fabs(s.constraint.low - 1.0 / 12) < 1e-12 && s.constraint.high < 1.1);
  assert_true(isnan(s.constraint.value) && isnan(s.hierarchy.value));
  rsupi_structure_space_free(&space);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bounds_are_the_least_and_the_greatest),
      cmocka_unit_test(weighted_bounds_are_the_least_and_the_greatest),
      cmocka_unit_test(pairs_without_a_row_may_be_not_asked),
      cmocka_unit_test(outer_bounds_hold_what_is_possible),
      cmocka_unit_test(nothing_asked_has_bounds_and_no_value)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
