/* exp, expm1, log, log1p and sqrt: close to the truth, and the same bits from every compiler. */
#include "core/cmocka_all.h"
#include "core/numbers.h"
#include "core/random_bits.h"
#include "core/sha256.h"
#include <float.h>
#include <math.h>
#include <string.h>

enum { POINTS = 200000 };

/* The distance from the truth in units of the last place of the double nearest to the truth. */
static double ulps(double got, long double want) {
  int exponent;
  frexpl(want, &exponent);
  exponent -= DBL_MANT_DIG;
  if (exponent < -1074) exponent = -1074;
  return (double)(fabsl((long double)got - want) / ldexpl(1.0L, exponent));
}

typedef struct range {
  double low, high;
  int logarithmic; /* 1: the points are 2^x for x in the range; -1: -2^x */
} range;

static void assert_within(double (*own)(double), long double (*truth)(long double), const range *at,
                          size_t ranges, double limit) {
  if (LDBL_MANT_DIG < 64) skip(); /* no better libm here to compare with */
  uint64_t seed = RANDOM_SEED;
  for (size_t r = 0; r < ranges; r++) {
    double worst = 0, worst_at = 0;
    for (int i = 0; i < POINTS; i++) {
      double x = at[r].low + (at[r].high - at[r].low) * random_unit(&seed);
      if (at[r].logarithmic) x = (double)at[r].logarithmic * exp2(x);
      const double distance = ulps(own(x), truth((long double)x));
      if (!(distance <= worst)) {
        worst = distance;
        worst_at = x;
      }
    }
    if (!(worst <= limit)) fail_msg("%.3f ulp at %a, stated %.3f", worst, worst_at, limit);
  }
}

#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof(ARRAY)[0])

static void test_exp_is_within_its_stated_error(void **state) {
  (void)state;
  static const range normal[] = {{-708, 709.78, 0}, {-1, 1, 0}, {-20, 20, 0}, {-60, 0, 1}};
  static const range subnormal[] = {{-745.13, -708, 0}};
  assert_within(rsupi_exp, expl, normal, COUNT(normal), 0.58);
  assert_within(rsupi_exp, expl, subnormal, COUNT(subnormal), 0.78);
}

static void test_expm1_is_within_its_stated_error(void **state) {
  (void)state;
  static const range ranges[] = {{-1, 1, 0},   {-45, 45, 0}, {0.3, 1.2, 0},  {-60, 1, 1},
                                 {-60, 1, -1}, {36, 40, 0},  {45, 709.78, 0}};
  assert_within(rsupi_expm1, expm1l, ranges, COUNT(ranges), 0.72);
}

static void test_log_is_within_its_stated_error(void **state) {
  (void)state;
  static const range ranges[] = {{-1074, 1024, 1}, {0.5, 2, 0}, {0.99, 1.01, 0}, {0, 4, 0}};
  assert_within(rsupi_log, logl, ranges, COUNT(ranges), 0.85);
}

static void test_log1p_is_within_its_stated_error(void **state) {
  (void)state;
  static const range ranges[] = {
      {-0.9999999, 3, 0}, {-60, 1023, 1}, {-60, -0.0001, -1}, {-0.3, 0.42, 0}, {0.4, 1.2, 0}};
  assert_within(rsupi_log1p, log1pl, ranges, COUNT(ranges), 0.85);
}

static void test_sqrt_is_correctly_rounded(void **state) {
  (void)state;
  uint64_t seed = RANDOM_SEED;
  for (int i = 0; i < POINTS; i++) {
    const double any = rsupi_double_from_bits(random_bits(&seed) >> 1);
    const double near_one = 4 * random_unit(&seed), tiny = 1e-310 * random_unit(&seed);
    if (!rsupi_isnan(any)) assert_true(rsupi_sqrt(any) == sqrt(any));
    assert_true(rsupi_sqrt(near_one) == sqrt(near_one));
    assert_true(rsupi_sqrt(tiny) == sqrt(tiny));
  }
  for (int64_t i = 0; i < 1000; i++) assert_true(rsupi_sqrt((double)(i * i)) == (double)i);
  assert_true(rsupi_sqrt(DBL_MAX) == sqrt(DBL_MAX));
  assert_true(rsupi_sqrt(0x1p-1074) == 0x1p-537);
}

static void assert_same_bits(double got, double want) {
  if (rsupi_double_bits(got) != rsupi_double_bits(want)) fail_msg("%a is not %a", got, want);
}

static void test_special_values(void **state) {
  (void)state;
  const double infinity = rsupi_infinity(), nan = rsupi_nan();
  assert_same_bits(rsupi_exp(0.0), 1.0);
  assert_same_bits(rsupi_exp(-0.0), 1.0);
  assert_same_bits(rsupi_exp(infinity), infinity);
  assert_same_bits(rsupi_exp(-infinity), 0.0);
  assert_same_bits(rsupi_exp(710), infinity);
  assert_same_bits(rsupi_exp(-746), 0.0);
  assert_same_bits(rsupi_expm1(0.0), 0.0);
  assert_same_bits(rsupi_expm1(-0.0), -0.0);
  assert_same_bits(rsupi_expm1(0x1p-1074), 0x1p-1074);
  assert_same_bits(rsupi_expm1(infinity), infinity);
  assert_same_bits(rsupi_expm1(-infinity), -1.0);
  assert_same_bits(rsupi_log(1.0), 0.0);
  assert_same_bits(rsupi_log(0.0), -infinity);
  assert_same_bits(rsupi_log(-0.0), -infinity);
  assert_same_bits(rsupi_log(infinity), infinity);
  assert_same_bits(rsupi_log1p(0.0), 0.0);
  assert_same_bits(rsupi_log1p(-0.0), -0.0);
  assert_same_bits(rsupi_log1p(-1.0), -infinity);
  assert_same_bits(rsupi_log1p(infinity), infinity);
  assert_same_bits(rsupi_sqrt(-0.0), -0.0);
  assert_same_bits(rsupi_sqrt(infinity), infinity);
  assert_true(rsupi_isnan(rsupi_log(-1)) && rsupi_isnan(rsupi_log1p(-2)));
  assert_true(rsupi_isnan(rsupi_sqrt(-1)) && rsupi_isnan(rsupi_sqrt(-infinity)));
  assert_true(rsupi_isnan(rsupi_exp(nan)) && rsupi_isnan(rsupi_expm1(nan)));
  assert_true(rsupi_isnan(rsupi_log(nan)) && rsupi_isnan(rsupi_log1p(nan)));
  assert_true(rsupi_isnan(rsupi_sqrt(nan)));
}

/* The doubles nearest to the truth, computed with 60 digits by Python's decimal module from the
 * double x, where the function hits it. */
static void test_pinned_bits(void **state) {
  (void)state;
  assert_same_bits(rsupi_exp(1), 0x1.5bf0a8b145769p+1);
  assert_same_bits(rsupi_exp(-1), 0x1.78b56362cef38p-2);
  assert_same_bits(rsupi_exp(0.5), 0x1.a61298e1e069cp+0);
  assert_same_bits(rsupi_exp(-20), 0x1.1b48655f37267p-29);
  assert_same_bits(rsupi_exp(700), 0x1.d945df4f8ec8ep+1009);
  assert_same_bits(rsupi_exp(-700), 0x1.14f2b0fb9307fp-1010);
  assert_same_bits(rsupi_exp(0.001), 0x1.0041919b7ee34p+0);
  assert_same_bits(rsupi_expm1(1), 0x1.b7e151628aed3p+0);
  assert_same_bits(rsupi_expm1(-1), -0x1.43a54e4e98864p-1);
  assert_same_bits(rsupi_expm1(0.5), 0x1.4c2531c3c0d38p-1);
  assert_same_bits(rsupi_expm1(1e-10), 0x1.b7cdfd9dda4e3p-34);
  assert_same_bits(rsupi_expm1(-0.25), -0x1.c5041854df7d4p-3);
  assert_same_bits(rsupi_expm1(30), 0x1.370470aec26edp+43);
  assert_same_bits(rsupi_log(2), 0x1.62e42fefa39efp-1);
  assert_same_bits(rsupi_log(10), 0x1.26bb1bbb55516p+1);
  assert_same_bits(rsupi_log(0.5), -0x1.62e42fefa39efp-1);
  assert_same_bits(rsupi_log(0.1), -0x1.26bb1bbb55515p+1);
  assert_same_bits(rsupi_log(1e-300), -0x1.5963447f87fb5p+9);
  assert_same_bits(rsupi_log(1e300), 0x1.5963447f87fb5p+9);
  assert_same_bits(rsupi_log1p(1), 0x1.62e42fefa39efp-1);
  assert_same_bits(rsupi_log1p(-0.5), -0x1.62e42fefa39efp-1);
  assert_same_bits(rsupi_log1p(0.1), 0x1.8663f793c46c7p-4);
  assert_same_bits(rsupi_log1p(1e-10), 0x1.b7cdfd9d1d693p-34);
  assert_same_bits(rsupi_log1p(1e10), 0x1.7069e2aa3184ep+4);
}

/* This pins our own bits, and so proves nothing but that compilers and machines agree: a change of
 * the digest is a change of results, to be made on purpose only. */
static void test_all_compilers_give_the_same_bits(void **state) {
  (void)state;
  rsupi_sha256 sha;
  char hex[65];
  uint64_t seed = RANDOM_SEED;
  rsupi_sha256_start(&sha);
  for (int i = 0; i < 100000; i++) {
    const double unit = random_unit(&seed), wide = 1400 * unit - 700, narrow = 8 * unit - 4;
    const double results[] = {
        rsupi_exp(wide),           rsupi_exp(narrow),       rsupi_expm1(narrow),
        rsupi_expm1(wide),         rsupi_log(4 * unit),     rsupi_log(1e300 * unit),
        rsupi_log1p(narrow / 4.5), rsupi_log1p(1e9 * unit), rsupi_sqrt(unit)};
    for (size_t r = 0; r < COUNT(results); r++) {
      const uint64_t bits = rsupi_double_bits(results[r]);
      unsigned char bytes[8];
      for (int b = 0; b < 8; b++) bytes[b] = (unsigned char)(bits >> 8 * b);
      rsupi_sha256_add(&sha, bytes, sizeof bytes);
    }
  }
  rsupi_sha256_finish(&sha, hex);
  assert_string_equal(hex, "4a21786d8b6aed989e996a93275c1a5199231f76620d4ee2e36a19752f9b34d9");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_exp_is_within_its_stated_error),
      cmocka_unit_test(test_expm1_is_within_its_stated_error),
      cmocka_unit_test(test_log_is_within_its_stated_error),
      cmocka_unit_test(test_log1p_is_within_its_stated_error),
      cmocka_unit_test(test_sqrt_is_correctly_rounded),
      cmocka_unit_test(test_special_values),
      cmocka_unit_test(test_pinned_bits),
      cmocka_unit_test(test_all_compilers_give_the_same_bits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
