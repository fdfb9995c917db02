/* The caller's rsup_safety: starts as failed, rises with signs, never calms by itself. */
#include "safety/floor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_call_that_returns_early_says_review(void **state) {
  (void)state;
  rsup_safety safety;
  memset(&safety, 0xab, sizeof safety);
  rsupi_safety_start(&safety);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  assert_int_equal(safety.signs, RSUP_SIGN_CALL_FAILED);
  for (size_t i = 0; i < sizeof safety.reserved; i++) assert_int_equal(safety.reserved[i], 0);
}

static void a_call_without_signs_ends_with_none_reported(void **state) {
  (void)state;
  rsup_safety safety;
  rsupi_safety_start(&safety);
  rsupi_safety_done(&safety);
  assert_int_equal(safety.level, RSUP_SAFETY_NONE_REPORTED);
  assert_int_equal(safety.signs, 0);
}

static void a_sign_stays_through_a_failed_call(void **state) {
  (void)state;
  rsup_safety safety;
  rsupi_safety_start(&safety);
  rsupi_safety_raise(&safety, RSUP_SIGN_SELF_HARM_ANSWER, RSUP_SAFETY_URGENT);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  assert_int_equal(safety.signs, RSUP_SIGN_SELF_HARM_ANSWER | RSUP_SIGN_CALL_FAILED);
}

static void levels_only_rise(void **state) {
  (void)state;
  rsup_safety safety;
  rsupi_safety_start(&safety);
  rsupi_safety_raise(&safety, RSUP_SIGN_OVERDOSE, RSUP_SAFETY_URGENT);
  rsupi_safety_raise(&safety, RSUP_SIGN_SAFETY_ITEM_UNANSWERED, RSUP_SAFETY_REVIEW);
  rsupi_safety_done(&safety);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  assert_int_equal(safety.signs, RSUP_SIGN_OVERDOSE | RSUP_SIGN_SAFETY_ITEM_UNANSWERED);
}

static void an_unanswered_safety_item_keeps_review_after_success(void **state) {
  (void)state;
  rsup_safety safety;
  rsupi_safety_start(&safety);
  rsupi_safety_raise(&safety, RSUP_SIGN_SAFETY_ITEM_UNANSWERED, RSUP_SAFETY_REVIEW);
  rsupi_safety_done(&safety);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  assert_int_equal(safety.signs, RSUP_SIGN_SAFETY_ITEM_UNANSWERED);
}

static void nobody_has_to_give_a_safety(void **state) {
  (void)state;
  rsupi_safety_start(NULL);
  rsupi_safety_raise(NULL, RSUP_SIGN_OVERDOSE, RSUP_SAFETY_URGENT);
  rsupi_safety_done(NULL);
}

static void levels_and_signs_have_names(void **state) {
  (void)state;
  static const char *const names[] = {"self_harm_answer", "safety_item_unanswered", "overdose",
                                      "unsafe_at_home",   "plan_trigger",           "call_failed"};
  assert_string_equal(rsup_safety_level_name(1), "none_reported");
  assert_string_equal(rsup_safety_level_name(2), "review");
  assert_string_equal(rsup_safety_level_name(3), "urgent");
  assert_null(rsup_safety_level_name(0));
  assert_null(rsup_safety_level_name(4));
  for (uint32_t i = 0; i < 6; i++) {
    assert_string_equal(rsup_sign_name(1u << i), names[i]);
    assert_int_equal(rsupi_sign_of(names[i]), 1u << i);
  }
  assert_null(rsup_sign_name(0));
  assert_null(rsup_sign_name(3)); /* two signs at once have no one name */
  assert_null(rsup_sign_name(64));
  assert_int_equal(rsupi_sign_of("calm"), 0);
  assert_int_equal(rsupi_sign_of(NULL), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_call_that_returns_early_says_review),
      cmocka_unit_test(a_call_without_signs_ends_with_none_reported),
      cmocka_unit_test(a_sign_stays_through_a_failed_call),
      cmocka_unit_test(levels_only_rise),
      cmocka_unit_test(an_unanswered_safety_item_keeps_review_after_success),
      cmocka_unit_test(nobody_has_to_give_a_safety),
      cmocka_unit_test(levels_and_signs_have_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
