/* All vectors against the pinned zone files: none may differ. */
#include "time_support.h"
#include "vector_rows.h"

static void all_local_times_go_to_utc_as_rfc_5545_says(void **state) {
  const vector_score score = run_local_vectors(*state);
  assert_int_equal(score.rows, 4040);
  assert_int_equal(score.unreadable, 0);
  assert_int_equal(score.wrong, 0);
}

static void all_next_occurrences_are_found(void **state) {
  const vector_score score = run_occurrence_vectors(*state);
  assert_int_equal(score.rows, 1823);
  assert_int_equal(score.unreadable, 0);
  assert_int_equal(score.wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_local_times_go_to_utc_as_rfc_5545_says),
      cmocka_unit_test(all_next_occurrences_are_found),
  };
  return cmocka_run_group_tests(tests, open_pinned, close_pinned);
}
