/* All answer vectors of the short instruments. */
#include "core/cmocka_all.h"
#include "exhaustive.h"

static void all_vectors_of_gad7_agree(void **state) {
  (void)state;
  static const int bands[] = {0, 5, 10, 15, -1};
  const reference gad7 = {"gad-7", "total", 7, 0, 3, 2, 0, bands};
  assert_int_equal(compare_all(&gad7), 78125); /* 5^7 */
}

static void all_vectors_of_phq2_agree(void **state) {
  (void)state;
  const reference phq2 = {"phq-2", "total", 2, 0, 3, 0, 0, NULL};
  assert_int_equal(compare_all(&phq2), 25); /* 5^2 */
}

static void all_vectors_of_audit_c_agree(void **state) {
  (void)state;
  const reference audit_c = {"audit-c", "total", 3, 0, 4, 0, 1, NULL};
  assert_int_equal(compare_all(&audit_c), 216); /* 6^3 */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_vectors_of_gad7_agree),
      cmocka_unit_test(all_vectors_of_phq2_agree),
      cmocka_unit_test(all_vectors_of_audit_c_agree),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
