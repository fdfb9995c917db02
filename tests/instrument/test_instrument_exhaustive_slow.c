/* All 1,953,125 answer vectors of PHQ-9, blanks included. */
#include "core/cmocka_all.h"
#include "exhaustive.h"

static void all_vectors_of_phq9_agree(void **state) {
  (void)state;
  static const int bands[] = {0, 5, 10, 15, 20, -1};
  const reference phq9 = {"phq-9", "total", 9, 0, 3, 2, 0, bands};
  assert_int_equal(compare_all(&phq9), 1953125); /* 5^9 */
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_vectors_of_phq9_agree)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
