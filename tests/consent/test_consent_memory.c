/* Every allocation of a view fails once, in turn: the call says so, nothing is lost or left
 * unwiped; decisions and links ask for no memory at all. */
#include "person/person_support.h"
#include "recovery-support.h"

static void every_allocation_of_a_view_may_fail(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  char *const before = written(person);
  const rsup_consent_question question = {.struct_size = sizeof question,
                                          .now = instant("2025-10-24T10:00Z"),
                                          .actor = "ines",
                                          .role = "sponsor",
                                          .purpose = "SUPNWK"};
  const size_t live = v.live;
  size_t failures = 0;
  for (size_t nth = 1;; nth++) {
    rsup_person *view = NULL;
    rsup_error err;
    v.allocations = 0;
    v.fail_at = nth;
    const rsup_status status = rsup_consent_view(person, &question, &view, &err);
    v.fail_at = 0;
    assert_int_equal(status == RSUP_OK, view != NULL);
    rsup_person_free(view);
    assert_int_equal(v.live, live);
    if (!status) break;
    assert_int_equal(status, RSUP_E_MEMORY);
    failures++;
  }
  assert_true(failures > 20);
  char *const after = written(person);
  assert_string_equal(after, before);
  free(before);
  free(after);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
  assert_int_equal(v.not_wiped, 0);
}

static void decisions_and_links_take_no_memory(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  const rsup_consent_question question = {.struct_size = sizeof question,
                                          .now = instant("2025-10-24T10:00Z"),
                                          .actor = "ines",
                                          .role = "sponsor",
                                          .purpose = "SUPNWK"};
  rsup_decision decision;
  rsup_link link;
  const size_t before = v.allocations;
  assert_int_equal(rsup_consent_decide(person, &question, &decision, NULL), RSUP_OK);
  assert_int_equal(rsup_consent_link(person, person, question.now, &link, NULL), RSUP_OK);
  assert_int_equal(link.linked, 0); /* nobody is linked to themself */
  assert_int_equal(v.allocations, before);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_allocation_of_a_view_may_fail),
      cmocka_unit_test(decisions_and_links_take_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
