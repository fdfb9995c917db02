/* Two devices of one person: merging, and sending what is new. */
#include "person/person_support.h"

#define CONTACT(ID, MORE)                                                                          \
  "{\"type\":\"contact\",\"id\":\"" ID "\",\"tie\":\"rui\",\"at\":\"2025-10-20T10:00Z\"" MORE "}"

static void same_record(const rsup_person *a, const rsup_person *b) {
  char *const x = written(a), *const y = written(b);
  assert_string_equal(x, y);
  free(x);
  free(y);
}

static int holds(const rsup_person *person, const char *text) {
  char *const whole = written(person);
  const int found = strstr(whole, text) != NULL;
  free(whole);
  return found;
}

/* Sends what `from` learned after `cursor` to `to`; gives the next cursor. */
static int64_t send(const rsup_person *from, int64_t cursor, rsup_person *to) {
  int64_t next;
  char *const document = changes(from, cursor, &next);
  append_fine(to, document);
  free(document);
  return next;
}

static void a_merge_takes_what_is_new_on_the_other_side(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const a = load_full(config), *const b = load_full(config);
  append_fine(a, CONTACT("a1", ""));
  append_fine(b, "[" CONTACT("b1", "") ",{\"type\":\"tie\",\"id\":\"leo\"}]");
  assert_int_equal(rsup_person_merge(a, b, NULL), RSUP_OK);
  assert_true(holds(a, "\"b1\""));
  assert_false(holds(b, "\"a1\""));
  assert_int_equal(rsup_person_merge(b, a, NULL), RSUP_OK);
  same_record(a, b);
  assert_int_equal(rsup_person_merge(a, a, NULL), RSUP_OK);
  same_record(a, b);
  rsup_person_free(a);
  rsup_person_free(b);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
}

static void a_conflict_refuses_the_whole_merge(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const a = load_full(config), *const b = load_full(config);
  append_fine(a, CONTACT("n", ",\"by\":\"me\""));
  append_fine(b, "[" CONTACT("n", ",\"by\":\"them\"") "," CONTACT("m", "") "]");
  char *const before = written(a);
  assert_int_equal(rsup_person_merge(a, b, NULL), RSUP_E_CONFLICT);
  char *const after = written(a);
  assert_string_equal(before, after);
  free(before);
  free(after);
  rsup_person_free(a);
  rsup_person_free(b);
  rsup_config_free(config);
}

static void another_person_or_another_root_is_refused(void **state) {
  (void)state;
  vault v, w;
  rsup_config *const config = vault_config(&v), *const other = vault_config(&w);
  rsup_person *const a = load_full(config), *const same_id = load_full(other);
  rsup_person *const stranger = load_text(
      config, "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"z\"}");
  assert_int_equal(rsup_person_merge(a, stranger, NULL), RSUP_E_STATE);
  assert_int_equal(rsup_person_merge(a, same_id, NULL), RSUP_E_STATE);
  rsup_person_free(a);
  rsup_person_free(same_id);
  rsup_person_free(stranger);
  rsup_config_free(config);
  rsup_config_free(other);
}

static void unusable_entries_and_their_lines_travel_with_a_merge(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const a = load_events(config, "");
  rsup_person *const b = load_events(config, "{\"type\":\"seance\",\"id\":\"s\",\"medium\":\"x\"}");
  assert_int_equal(rsup_person_merge(a, b, NULL), RSUP_OK);
  same_record(a, b);
  rsup_result *report = NULL;
  assert_int_equal(rsup_person_report(a, &report, NULL), RSUP_OK);
  assert_int_equal(rsup_report_get(report)->problem_count, 1);
  assert_string_equal(rsup_report_get(report)->problems[0]->path, "events[0].type");
  rsup_result_free(report);
  rsup_person_free(a);
  rsup_person_free(b);
  rsup_config_free(config);
}

static void changes_hold_only_what_came_after_the_cursor(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const a = load_full(config);
  int64_t cursor, next, last;
  free(changes(a, 0, &cursor));
  append_fine(a, CONTACT("n", ""));
  char *const one = changes(a, cursor, &next);
  assert_non_null(strstr(one, "\"n\""));
  assert_null(strstr(one, "\"e1\""));
  assert_true(next > cursor);
  char *const none = changes(a, next, &last);
  assert_null(strstr(none, "events"));
  assert_int_equal(next, last);
  char *const all = changes(a, 0, &last);
  assert_non_null(strstr(all, "\"e1\""));
  free(one);
  free(none);
  free(all);
  rsup_person_free(a);
  rsup_config_free(config);
}

static void two_devices_that_send_changes_end_with_the_same_record(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const a = load_full(config);
  rsup_person *const b = load_text(
      config, "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"m3k9\"}");
  int64_t sent_a = send(a, 0, b), sent_b = send(b, 0, a);
  same_record(a, b);
  append_fine(a, CONTACT("a1", ""));
  append_fine(b, "{\"type\":\"self\",\"capacity\":{\"sponsor\":3},\"revision\":1}");
  append_fine(b, "{\"type\":\"void\",\"id\":\"b2\",\"of\":\"a1\"}");
  sent_a = send(a, sent_a, b);
  sent_b = send(b, sent_b, a);
  same_record(a, b);
  rsup_person_free(a);
  rsup_person_free(b);
  rsup_config_free(config);
}

static void a_late_event_does_not_come_back_after_it_was_erased(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const a = load_full(config), *const b = load_full(config);
  append_fine(a, CONTACT("n", ""));
  int64_t sent_a = send(a, 0, b);
  int64_t sent_b = send(b, 0, a);
  assert_int_equal(rsup_person_erase(a, "events/n", NULL), RSUP_OK);
  append_fine(b, CONTACT("n", ",\"revision\":1,\"outcome\":\"reached\"")); /* b has not heard */
  sent_b = send(b, sent_b, a);
  assert_false(holds(a, "\"n\",\"outcome\""));
  assert_int_equal(rsup_person_merge(a, b, NULL), RSUP_OK);
  assert_false(holds(a, "\"n\",\"outcome\""));
  sent_a = send(a, sent_a, b); /* the tombstone erases there too */
  assert_false(holds(b, "\"n\",\"outcome\""));
  (void)send(b, sent_b, a);
  same_record(a, b);
  append_fine(b, CONTACT("n", ",\"revision\":2"));
  same_record(a, b);
  rsup_person_free(a);
  rsup_person_free(b);
  rsup_config_free(config);
  assert_int_equal(v.not_wiped, 0);
}

static void what_one_side_erased_is_erased_by_a_merge(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const a = load_full(config), *const b = load_full(config);
  assert_int_equal(rsup_person_erase(a, "memberships/harbour/thu-6pm", NULL), RSUP_OK);
  assert_true(holds(b, "memberships"));
  assert_int_equal(rsup_person_merge(b, a, NULL), RSUP_OK);
  assert_false(holds(b, "\"memberships\":"));
  same_record(a, b);
  rsup_person_free(a);
  rsup_person_free(b);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_merge_takes_what_is_new_on_the_other_side),
      cmocka_unit_test(a_conflict_refuses_the_whole_merge),
      cmocka_unit_test(another_person_or_another_root_is_refused),
      cmocka_unit_test(unusable_entries_and_their_lines_travel_with_a_merge),
      cmocka_unit_test(changes_hold_only_what_came_after_the_cursor),
      cmocka_unit_test(two_devices_that_send_changes_end_with_the_same_record),
      cmocka_unit_test(a_late_event_does_not_come_back_after_it_was_erased),
      cmocka_unit_test(what_one_side_erased_is_erased_by_a_merge),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
