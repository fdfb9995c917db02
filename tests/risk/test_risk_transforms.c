/* Each transform against hand arithmetic. */
#include "core/numbers.h"
#include "risk/model.h"
#include "risk_support.h"
#include <math.h>

static double one(int32_t op, double a, double b, double x) {
  const rsupi_transform t = {op, a, b, NULL, NULL, 0, 0};
  return rsupi_transforms_apply(&t, 1, x);
}

static void arithmetic_is_done_as_written(void **state) {
  (void)state;
  assert_true(one(RSUPI_TRANSFORM_IDENTITY, 0, 0, 3) == 3);
  assert_true(one(RSUPI_TRANSFORM_SHIFT, 2, 0, 3) == 5);
  assert_true(one(RSUPI_TRANSFORM_SCALE, 10, 0, 3) == 3.0 / 10.0); /* divided, not times 0.1 */
  assert_true(one(RSUPI_TRANSFORM_STANDARDIZE, 5, 4, 7) == 0.5);
  assert_true(one(RSUPI_TRANSFORM_CLIP, 0, 10, 14) == 10);
  assert_true(one(RSUPI_TRANSFORM_CLIP, 0, 10, -1) == 0);
  assert_true(one(RSUPI_TRANSFORM_CLIP, 0, 10, 7) == 7);
  assert_true(one(RSUPI_TRANSFORM_SQRT, 0, 0, 9) == 3);
  assert_true(one(RSUPI_TRANSFORM_LEVEL, 2, 0, 2) == 1);
  assert_true(one(RSUPI_TRANSFORM_LEVEL, 2, 0, 1) == 0);
}

static void logarithms_are_natural(void **state) {
  (void)state;
  assert_true(one(RSUPI_TRANSFORM_LOG, 0, 0, 1) == 0);
  assert_true(fabs(one(RSUPI_TRANSFORM_LOG, 0, 0, 4) - 1.3862943611198906) < 1e-15);
  assert_true(fabs(one(RSUPI_TRANSFORM_LOG1P, 0, 0, 13) - 2.6390573296152584) < 1e-15);
  assert_true(isnan(one(RSUPI_TRANSFORM_LOG, 0, 0, -1)));
  assert_true(isnan(one(RSUPI_TRANSFORM_LOG1P, 0, 0, -1)));
}

static void powers_come_in_halves(void **state) {
  (void)state;
  assert_true(one(RSUPI_TRANSFORM_POWER, 2, 0, 3) == 9);
  assert_true(one(RSUPI_TRANSFORM_POWER, 0.5, 0, 9) == 3);
  assert_true(one(RSUPI_TRANSFORM_POWER, 1.5, 0, 4) == 8); /* 4 * 2 */
  assert_true(one(RSUPI_TRANSFORM_POWER, -2, 0, 2) == 0.25);
  assert_true(one(RSUPI_TRANSFORM_POWER, -0.5, 0, 4) == 0.5);
  assert_true(one(RSUPI_TRANSFORM_POWER, 0, 0, 7) == 1);
}

static void bins_are_half_open(void **state) {
  (void)state;
  static const double edges[] = {10, 20}, values[] = {1, 2, 3};
  const rsupi_transform t = {RSUPI_TRANSFORM_BINS, 0, 0, edges, values, 2, 3};
  assert_true(rsupi_transforms_apply(&t, 1, 9.99) == 1);
  assert_true(rsupi_transforms_apply(&t, 1, 10) == 2);
  assert_true(rsupi_transforms_apply(&t, 1, 19.99) == 2);
  assert_true(rsupi_transforms_apply(&t, 1, 20) == 3);
}

static void lines_are_level_beyond_their_ends(void **state) {
  (void)state;
  static const double x[] = {0, 10, 20}, y[] = {0, 5, 5.5};
  const rsupi_transform t = {RSUPI_TRANSFORM_PIECEWISE, 0, 0, x, y, 3, 3};
  assert_true(rsupi_transforms_apply(&t, 1, -5) == 0);
  assert_true(rsupi_transforms_apply(&t, 1, 4) == 2); /* 5 * 4 / 10 */
  assert_true(rsupi_transforms_apply(&t, 1, 10) == 5);
  assert_true(rsupi_transforms_apply(&t, 1, 15) == 5.25);
  assert_true(rsupi_transforms_apply(&t, 1, 99) == 5.5);
}

static void transforms_follow_each_other_and_keep_nothing_nothing(void **state) {
  (void)state;
  const rsupi_transform both[] = {{RSUPI_TRANSFORM_CLIP, 1, 4, NULL, NULL, 0, 0},
                                  {RSUPI_TRANSFORM_SQRT, 0, 0, NULL, NULL, 0, 0}};
  assert_true(rsupi_transforms_apply(both, 2, 9) == 2);
  assert_true(isnan(rsupi_transforms_apply(both, 2, rsupi_nan())));
  assert_true(rsupi_transforms_apply(NULL, 0, 9) == 9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arithmetic_is_done_as_written),
      cmocka_unit_test(logarithms_are_natural),
      cmocka_unit_test(powers_come_in_halves),
      cmocka_unit_test(bins_are_half_open),
      cmocka_unit_test(lines_are_level_beyond_their_ends),
      cmocka_unit_test(transforms_follow_each_other_and_keep_nothing_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
