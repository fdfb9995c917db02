/* Parts of two and balances against every way to fill in what is not known, for all small counts.
 */
#include "core/cmocka_all.h"
#include "network/measures.h"
#include <math.h>

enum { MOST = 3 };
typedef struct range {
  double low, high;
  int ways;
} range;

static void take(range *r, double value) {
  if (!r->ways || value < r->low) r->low = value;
  if (!r->ways || value > r->high) r->high = value;
  r->ways++;
}

static void expect(const char *what, rsup_measure m, const range *r, int unknowns) {
  if (!r->ways) {
    assert_int_equal(m.state, RSUP_MEASURE_NOT_APPLICABLE);
    return;
  }
  if (m.low != r->low || m.high != r->high) /* quotients of the same integers: the same bits */
    fail_msg("%s: %.17g to %.17g, enumerated %.17g to %.17g", what, m.low, m.high, r->low, r->high);
  assert_int_equal(m.unknowns, unknowns);
  if (unknowns == 0) assert_int_equal(m.state, RSUP_MEASURE_KNOWN);
}

/* a / (a + b): of `ua` any number is in a, of `ub` any in b, of `ux` each is in one of both. */
static range parts_of_two(int a, int b, int ua, int ub, int ux) {
  range r = {0};
  for (int i = 0; i <= ua; i++)
    for (int k = 0; k <= ub; k++)
      for (int x = 0; x <= ux; x++) {
        const int left = a + i + x, right = b + k + ux - x;
        if (left + right) take(&r, (double)left / (left + right));
      }
  return r;
}

static range balances(int a, int b, int ua, int ub) {
  range r = {0};
  for (int i = 0; i <= ua; i++)
    for (int k = 0; k <= ub; k++) {
      const int left = a + i, right = b + k;
      if (left + right) take(&r, (double)(left - right) / (left + right));
    }
  return r;
}

static void parts_of_two_have_exact_ends(void **state) {
  (void)state;
  int cases = 0;
  for (int n = 0; n < 1024; n++, cases++) { /* 4 to the fifth */
    const int a = n & MOST, b = n >> 2 & MOST, ua = n >> 4 & MOST, ub = n >> 6 & MOST, ux = n >> 8;
    const range r = parts_of_two(a, b, ua, ub, ux);
    const rsup_measure m = rsupi_part_of_two(a, b, ua, ub, ux);
    expect("part of two", m, &r, ua + ub + ux);
    if (a + b) assert_true(m.value == (double)a / (a + b));
    if (!(a + b) && ua + ub + ux) assert_int_equal(m.state, RSUP_MEASURE_UNKNOWN);
  }
  print_message("%d cases\n", cases);
}

static void balances_have_exact_ends(void **state) {
  (void)state;
  for (int n = 0; n < 256; n++) {
    const int a = n & MOST, b = n >> 2 & MOST, ua = n >> 4 & MOST, ub = n >> 6;
    const range r = balances(a, b, ua, ub);
    expect("balance", rsupi_balance(a, b, ua, ub), &r, ua + ub);
  }
}

static void shares_have_exact_ends(void **state) {
  (void)state;
  for (int yes = 0; yes <= 6; yes++)
    for (int unknown = 0; unknown <= 6; unknown++)
      for (int no = 0; no <= 6; no++) {
        range r = {0};
        const int all = yes + unknown + no;
        for (int i = 0; i <= unknown && all; i++) take(&r, (double)(yes + i) / all);
        expect("share", rsupi_people_share((size_t)yes, (size_t)unknown, (size_t)all), &r, unknown);
      }
}

static void a_mean_does_not_depend_on_order(void **state) {
  (void)state;
  /* 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in the last bit when they are summed as they come */
  double up[] = {0.1, 0.2, 0.3}, down[] = {0.3, 0.2, 0.1};
  const rsup_measure a = rsupi_mean(up, 3, 1), b = rsupi_mean(down, 3, 1);
  assert_true(a.value == b.value && a.low == b.low && a.high == b.high);
  assert_true(fabs(a.low - 0.15) < 1e-15 && fabs(a.high - 0.4) < 1e-15);
}

static void numbers_are_sorted(void **state) {
  (void)state;
  double values[64];
  uint32_t seed = 1;
  for (size_t count = 0; count <= 64; count++) {
    for (size_t i = 0; i < count; i++)
      values[i] = (double)((seed = seed * 1664525u + 1013904223u) >> 20);
    rsupi_sort_numbers(values, count);
    for (size_t i = 1; i < count; i++) assert_true(values[i - 1] <= values[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parts_of_two_have_exact_ends),
      cmocka_unit_test(balances_have_exact_ends),
      cmocka_unit_test(shares_have_exact_ends),
      cmocka_unit_test(a_mean_does_not_depend_on_order),
      cmocka_unit_test(numbers_are_sorted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
