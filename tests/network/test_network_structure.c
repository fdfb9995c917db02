/* Structural measures against networkx, igraph and formulas written elsewhere; the three ways to
 * find them against each other; order, names, and what an alter's absence changes. */
#include "core/cmocka_all.h"
#include "core/random_bits.h"
#include "core/watched_allocator.h"
#include "network/egos.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void measure_as(const drawn_ego *drawn, int32_t form, rsup_measure *parts,
                       rsupi_structure *out) {
  rsupi_structure_space space;
  rsupi_structure_space_init(&space, NULL);
  assert_int_equal(rsupi_structure_measure_as(&drawn->ego, form, &space, parts, out, NULL),
                   RSUP_OK);
  rsupi_structure_space_free(&space);
}

static void measure(const drawn_ego *drawn, rsupi_structure *out) {
  measure_as(drawn, RSUPI_FORM_NARROW, NULL, out);
}

static drawn_ego *new_ego(void) {
  drawn_ego *const drawn = calloc(1, sizeof *drawn);
  assert_non_null(drawn);
  return drawn;
}

/* ---- vectors */

static int hex_bit(const char *hex, size_t len, size_t k) {
  if (k / 4 >= len) return 0;
  const char c = hex[len - 1 - k / 4];
  return (c <= '9' ? c - '0' : c - 'a' + 10) >> (k % 4) & 1;
}

static void read_network(char **field, drawn_ego *drawn) {
  const int32_t n = (int32_t)strtol(field[0], NULL, 10);
  const int weighted = field[1][0] == 'w';
  const char *digit = field[3];
  size_t k = 0;
  drawn->ego = (rsupi_ego){.alters = n,
                           .unlisted = RSUP_PAIR_NOT_TIED,
                           .weighted = weighted,
                           .weights = weighted ? drawn->weights : NULL,
                           .pairs = drawn->pairs};
  for (int32_t i = 0; weighted && i < n; i++) drawn->weights[i] = (*digit++ - '0') / 7.0;
  for (int32_t b = 0; b < n; b++)
    for (int32_t a = 0; a < b; a++)
      if (hex_bit(field[2], strlen(field[2]), k++))
        ego_pair(drawn, a, b, RSUP_PAIR_TIED, weighted ? (*digit++ - '0') / 7.0 : 1);
}

static int close_to(rsup_measure found, const char *wanted) {
  if (strcmp(wanted, "nan") == 0)
    return isnan(found.value) && found.state == RSUP_MEASURE_NOT_APPLICABLE;
  const double value = strtod(wanted, NULL);
  return found.state == RSUP_MEASURE_KNOWN &&
         fabs(found.value - value) <= 1e-12 * (value > 1 ? value : 1) && found.low == found.value &&
         found.high == found.value;
}

static int check_row(char **field, drawn_ego *drawn) {
  rsup_measure parts[EGO_ALTERS];
  rsupi_structure s;
  read_network(field, drawn);
  measure_as(drawn, RSUPI_FORM_NARROW, parts, &s);
  assert_int_equal(s.exact, 1);
  return close_to(s.density, field[4]) && close_to(s.components, field[5]) &&
         close_to(s.isolates, field[6]) && close_to(s.effective_size, field[7]) &&
         close_to(s.efficiency, field[8]) && close_to(s.constraint, field[9]) &&
         close_to(s.hierarchy, field[10]) && close_to(parts[0], field[11]);
}

static void networks_agree_with_networkx_igraph_and_the_formulas(void **state) {
  (void)state;
  static char line[8192];
  char *field[12];
  size_t unweighted = 0, weighted = 0, wrong = 0;
  drawn_ego *const drawn = new_ego();
  FILE *const file = fopen("tests/vectors/network_structure.tsv", "r");
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) {
    if (line[0] == '#') continue;
    char *rest = line;
    for (size_t i = 0; i < 12; i++) {
      field[i] = rest;
      rest += strcspn(rest, "\t\n");
      if (*rest) *rest++ = '\0';
    }
    if (!check_row(field, drawn) && wrong++ < 10)
      print_error("%s %s %.40s\n", field[0], field[1], field[2]);
    if (field[1][0] == 'w') {
      weighted++;
    } else {
      unweighted++;
    }
  }
  (void)fclose(file);
  free(drawn);
  assert_int_equal(wrong, 0);
  assert_true(unweighted >= 2000 && weighted >= 600);
}

/* ---- 0, 1 and 2 alters */

static void check(rsup_measure measure, int32_t state, double value) {
  assert_int_equal(measure.state, state);
  if (state == RSUP_MEASURE_KNOWN) assert_true(measure.value == value);
  if (state == RSUP_MEASURE_NOT_APPLICABLE) assert_true(isnan(measure.value));
}

static void nobody_has_no_structure(void **state) {
  (void)state;
  drawn_ego *const drawn = new_ego();
  rsupi_structure s;
  measure(drawn, &s);
  check(s.components, RSUP_MEASURE_KNOWN, 0);
  check(s.isolates, RSUP_MEASURE_KNOWN, 0);
  check(s.density, RSUP_MEASURE_NOT_APPLICABLE, 0);
  check(s.effective_size, RSUP_MEASURE_NOT_APPLICABLE, 0);
  check(s.efficiency, RSUP_MEASURE_NOT_APPLICABLE, 0);
  check(s.constraint, RSUP_MEASURE_NOT_APPLICABLE, 0);
  check(s.hierarchy, RSUP_MEASURE_NOT_APPLICABLE, 0);
  assert_int_equal(s.size, 0);
  free(drawn);
}

static void one_alter_constrains_wholly(void **state) {
  (void)state;
  drawn_ego *const drawn = new_ego();
  drawn->ego = (rsupi_ego){.alters = 1, .unlisted = RSUP_PAIR_NOT_ASKED, .pairs = drawn->pairs};
  for (int32_t form = RSUPI_FORM_NARROW; form <= RSUPI_FORM_LISTS; form++) {
    rsupi_structure s;
    measure_as(drawn, form, NULL, &s);
    check(s.components, RSUP_MEASURE_KNOWN, 1);
    check(s.isolates, RSUP_MEASURE_KNOWN, 1);
    check(s.density, RSUP_MEASURE_NOT_APPLICABLE, 0);
    check(s.effective_size, RSUP_MEASURE_KNOWN, 1);
    check(s.efficiency, RSUP_MEASURE_KNOWN, 1);
    check(s.constraint, RSUP_MEASURE_KNOWN, 1);
    check(s.hierarchy, RSUP_MEASURE_NOT_APPLICABLE, 0);
  }
  free(drawn);
}

/* All pairs of 12 tied: N v = 1 + 11/12 each, constraint = (23/12)^2 / 12 = 529/1728, the same from
 * each, so no hierarchy at all; effective size 12 - 11. */
static void a_clique_has_no_hierarchy(void **state) {
  (void)state;
  drawn_ego *const drawn = new_ego();
  rsupi_structure s;
  drawn->ego = (rsupi_ego){.alters = 12, .unlisted = RSUP_PAIR_NOT_TIED, .pairs = drawn->pairs};
  for (int32_t a = 0; a < 12; a++)
    for (int32_t b = 0; b < a; b++) ego_pair(drawn, a, b, RSUP_PAIR_TIED, 1);
  measure(drawn, &s);
  check(s.constraint, RSUP_MEASURE_KNOWN, 529.0 / 1728.0);
  check(s.hierarchy, RSUP_MEASURE_KNOWN, 0);
  check(s.effective_size, RSUP_MEASURE_KNOWN, 1);
  check(s.density, RSUP_MEASURE_KNOWN, 1);
  free(drawn);
}

/* ---- the same bits */

static void each_way_gives_the_same_bits(void **state) {
  (void)state;
  uint64_t random = RANDOM_SEED;
  drawn_ego *const drawn = new_ego();
  rsup_measure parts[2][EGO_ALTERS];
  for (int i = 0; i < 3000; i++) {
    rsupi_structure first, other;
    const size_t open = i % 4 == 0 ? (size_t)(random_bits(&random) % 6) : 0;
    draw_ego(&random, 1 + i % 70, open, 0, drawn);
    memset(parts, 0, sizeof parts);
    measure_as(drawn, RSUPI_FORM_NARROW, parts[0], &first);
    for (int32_t form = RSUPI_FORM_WIDE; form <= RSUPI_FORM_LISTS; form++) {
      measure_as(drawn, form, parts[1], &other);
      assert_true(same_structure(&first, &other));
      assert_memory_equal(parts[0], parts[1], sizeof parts[0]);
    }
  }
  free(drawn);
}

/* Those chosen for many egos on this processor, and those for any processor. */
static void each_kind_of_step_gives_the_same_bits(void **state) {
  (void)state;
  const rsupi_narrow_steps any = rsupi_narrow_choose(1), best = rsupi_narrow_choose(1000000);
  uint64_t random = RANDOM_SEED;
  for (int i = 0; i < 20000; i++) {
    uint16_t rows[RSUPI_NARROW] = {0};
    double squares[2][RSUPI_NARROW];
    rsupi_shape shapes[2];
    const int32_t n = 1 + i % RSUPI_NARROW;
    const rsupi_scale scale = rsupi_scale_for(n);
    for (int32_t a = 0; a < n; a++)
      for (int32_t b = 0; b < a; b++) {
        if (random_bits(&random) % 16 > (uint64_t)i % 17) continue;
        rows[a] = (uint16_t)(rows[a] | 1u << b);
        rows[b] = (uint16_t)(rows[b] | 1u << a);
      }
    memset(shapes, 0, sizeof shapes);
    any.ties(rows, &scale, squares[0], shapes);
    any.spread(&scale, squares[0], shapes);
    best.ties(rows, &scale, squares[1], shapes + 1);
    best.spread(&scale, squares[1], shapes + 1);
    assert_memory_equal(shapes, shapes + 1, sizeof *shapes);
    assert_memory_equal(squares[0], squares[1], (size_t)n * sizeof **squares);
  }
}

static void order_and_names_change_no_bit(void **state) {
  (void)state;
  uint64_t random = RANDOM_SEED;
  drawn_ego *const drawn = new_ego(), *const other = new_ego();
  for (int i = 0; i < 4000; i++) {
    rsupi_structure first, again;
    const size_t open = i % 5 == 0 ? (size_t)(random_bits(&random) % 7) : i % 7 == 0 ? 20 : 0;
    draw_ego(&random, 1 + i % 70, open, i % 2, drawn);
    if (i % 3 == 0 && drawn->ego.alters < 5) drawn->ego.unlisted = RSUP_PAIR_NOT_ASKED;
    shuffle_ego(&random, drawn, other);
    measure(drawn, &first);
    measure(other, &again);
    assert_true(same_structure(&first, &again));
  }
  free(drawn);
  free(other);
}

/* A star of 100,000: the centre is tied to all others. N v = 1 + (N - 1)/2 for the centre, and 1 +
 * 1/N for each other. */
static void a_hundred_thousand_ties_are_measured(void **state) {
  (void)state;
  const int32_t n = 100000;
  rsupi_pair *const pairs = calloc((size_t)n, sizeof *pairs);
  rsupi_ego ego = {.alters = n, .unlisted = RSUP_PAIR_NOT_TIED, .pairs = pairs};
  rsupi_structure_space space;
  rsupi_structure s;
  assert_non_null(pairs);
  for (int32_t i = 1; i < n; i++)
    pairs[ego.pair_count++] = (rsupi_pair){0, i, RSUP_PAIR_TIED, 0, 1};
  rsupi_structure_space_init(&space, NULL);
  assert_int_equal(rsupi_structure_measure(&ego, &space, NULL, &s, NULL), RSUP_OK);
  const double centre = 1 + (n - 1) / 2.0, other = 1 + 1.0 / n;
  const double wanted = (centre * centre + (n - 1) * other * other) / ((double)n * n);
  assert_true(fabs(s.constraint.value - wanted) < 1e-12);
  check(s.components, RSUP_MEASURE_KNOWN, 1);
  ego.unlisted = RSUP_PAIR_NOT_ASKED; /* five thousand million pairs */
  assert_int_equal(rsupi_structure_measure(&ego, &space, NULL, &s, NULL), RSUP_OK);
  assert_int_equal(s.not_asked, (int64_t)n * (n - 1) / 2 - (n - 1));
  assert_int_equal(s.exact, 0);
  rsupi_structure_space_free(&space);
  free(pairs);
}

/* ---- absence, bad input, memory */

/* a - b - c and d alone: without b nobody knows anybody. */
static void an_absence_is_the_network_without(void **state) {
  (void)state;
  drawn_ego *const drawn = new_ego();
  rsupi_structure_space space;
  rsupi_structure s;
  drawn->ego = (rsupi_ego){.alters = 4,
                           .unlisted = RSUP_PAIR_NOT_TIED,
                           .weights = drawn->weights,
                           .pairs = drawn->pairs};
  for (int i = 0; i < 4; i++) drawn->weights[i] = i + 1;
  ego_pair(drawn, 0, 1, RSUP_PAIR_TIED, 1);
  ego_pair(drawn, 2, 1, RSUP_PAIR_TIED, 1);
  ego_pair(drawn, 3, 0, RSUP_PAIR_NOT_ASKED, 1);
  rsupi_structure_space_init(&space, NULL);
  assert_int_equal(rsupi_structure_without(&drawn->ego, 1, &space, &s, NULL), RSUP_OK);
  assert_int_equal(s.size, 3);
  assert_true(s.components.high == 3 && s.components.low == 2);
  assert_int_equal(rsupi_structure_without(&drawn->ego, 3, &space, &s, NULL), RSUP_OK);
  check(s.components, RSUP_MEASURE_KNOWN, 1);
  check(s.density, RSUP_MEASURE_KNOWN, 2.0 / 3.0);
  rsupi_structure_space_free(&space);
  free(drawn);
}

static void a_pair_that_contradicts_itself_is_refused(void **state) {
  (void)state;
  drawn_ego *const drawn = new_ego();
  rsupi_structure_space space;
  rsupi_structure s;
  rsup_error err;
  drawn->ego = (rsupi_ego){.alters = 3, .unlisted = RSUP_PAIR_NOT_TIED, .pairs = drawn->pairs};
  ego_pair(drawn, 0, 1, RSUP_PAIR_TIED, 1);
  ego_pair(drawn, 0, 2, RSUP_PAIR_TIED, 1);
  ego_pair(drawn, 1, 0, RSUP_PAIR_NOT_ASKED, 1);
  rsupi_structure_space_init(&space, NULL);
  for (int32_t form = RSUPI_FORM_NARROW; form <= RSUPI_FORM_LISTS; form++) {
    assert_int_equal(rsupi_structure_measure_as(&drawn->ego, form, &space, NULL, &s, &err),
                     RSUP_E_CONFLICT);
    assert_int_equal(err.row, 3);
  }
  drawn->pairs[2] = (rsupi_pair){1, 0, RSUP_PAIR_TIED, 0, 2};
  assert_int_equal(rsupi_structure_measure(&drawn->ego, &space, NULL, &s, &err), RSUP_OK);
  drawn->ego.weighted = 1; /* now its weight is another, too */
  assert_int_equal(rsupi_structure_measure(&drawn->ego, &space, NULL, &s, &err), RSUP_E_CONFLICT);
  rsupi_structure_space_free(&space);
  free(drawn);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  uint64_t random = RANDOM_SEED;
  drawn_ego *const drawn = new_ego();
  rsupi_structure s;
  draw_ego(&random, 20, 3, 1, drawn);
  for (size_t fail = 1; fail <= 4; fail++) {
    watched watch;
    const rsup_allocator allocator = watched_allocator(&watch);
    rsupi_structure_space space;
    watch.fail_at = fail;
    rsupi_structure_space_init(&space, &allocator);
    const rsup_status status = rsupi_structure_without(&drawn->ego, 5, &space, &s, NULL);
    assert_int_equal(status, fail <= 3 ? RSUP_E_MEMORY : RSUP_OK);
    rsupi_structure_space_free(&space);
    assert_int_equal(watch.live, 0);
    assert_int_equal(watch.not_wiped + watch.wrong_size, 0);
  }
  free(drawn);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(networks_agree_with_networkx_igraph_and_the_formulas),
      cmocka_unit_test(nobody_has_no_structure),
      cmocka_unit_test(one_alter_constrains_wholly),
      cmocka_unit_test(a_clique_has_no_hierarchy),
      cmocka_unit_test(each_way_gives_the_same_bits),
      cmocka_unit_test(each_kind_of_step_gives_the_same_bits),
      cmocka_unit_test(order_and_names_change_no_bit),
      cmocka_unit_test(a_hundred_thousand_ties_are_measured),
      cmocka_unit_test(an_absence_is_the_network_without),
      cmocka_unit_test(a_pair_that_contradicts_itself_is_refused),
      cmocka_unit_test(every_allocation_may_fail)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
