/* A person's document: messages and paths tell places and kinds, and nothing that stands in it. */
#include "binding_support.h"

static void test_messages_tell_kinds_only(void **state) {
  (void)state;
  check_problems(
      "number: canary\nwhole: 'canary'\nflag: 7\nshare: 7\ncolor: canary\nday: canary\n"
      "id: -canary\nrecord: canary\nsmall: [canary]\ntext: {canary: canary}\nclock: true\n",
      1,
      "1:9 number: expected a number, found a text\n"
      "2:8 whole: expected a whole number, found a text\n"
      "3:7 flag: expected true or false, found a number\n"
      "4:8 share: expected a number from 0 to 1\n"
      "5:8 color: unknown name; expected one of: red, green, no\n"
      "6:6 day: expected a day such as 2026-03-04, found a text\n"
      "7:5 id: an id begins with a letter or digit and goes on with letters, digits and "
      ". _ : / @ + -\n"
      "8:9 record: expected a map, found a text\n"
      "9:8 small: expected a whole number from -1 to 10, found a list\n"
      "10:7 text: expected a text, found a map\n"
      "11:8 clock: expected a clock time such as \"07:00\"; put it in quotes\n");
}

static void test_an_unknown_key_is_not_named(void **state) {
  (void)state;
  check_problems("canary: 1\nrecords:\n  - {id: a, wieght: 1}\n", 1,
                 "1:1 : unknown key\n"
                 "3:13 records[0]: unknown key; did you mean \"weight\"?\n");
}

static void test_a_near_name_is_not_suggested_for_a_value(void **state) {
  (void)state;
  check_problems("color: gren\n", 1, "1:8 color: unknown name; expected one of: red, green, no\n");
}

static void test_a_key_of_the_person_is_told_by_its_position(void **state) {
  (void)state;
  check_problems("keyed:\n  canary1: {weight: 1}\n  canary2: {weight: canary}\n  'can ary': {}\n",
                 1,
                 "3:21 keyed[1].weight: expected a number, found a text\n"
                 "4:3 keyed: an id begins with a letter or digit and goes on with letters, digits "
                 "and . _ : / @ + -\n");
}

static void test_a_place_within_a_free_tree_is_told_by_positions(void **state) {
  (void)state;
  bound b;
  bind_text(&b, "tree: {q: 1, canary: {canary: 1}}\n", 1);
  rsupi_problems problems;
  rsup_error err;
  assert_int_equal(rsupi_problems_start(&problems, NULL, "test", 0, &err), RSUP_OK);
  rsupi_binder binder = {
      .arena = &b.arena, .source = "test", .problems = &problems, .private_values = 1};
  const rsupi_node *inner = b.values.tree->first->next->first;
  assert_int_equal(rsupi_bind_problem(&binder, inner, RSUP_E_RANGE, "out of %d", 3), RSUP_E_RANGE);
  assert_string_equal(problems.first.path, "tree[1][0]");
  assert_string_equal(problems.first.message, "out of 3");
  rsupi_problems_finish(&problems, 0, 0, NULL);
  bound_free(&b);
}

static void test_canaries_in_every_slot_and_key_appear_nowhere(void **state) {
  (void)state;
  /* What stands before and behind the name of a slot. */
  static const char *const shapes[][2] = {
      {"", ": canary\n"},
      {"", ": 'canary'\n"},
      {"", ": [canary, {canary: canary}]\n"},
      {"", ": {canary: canary}\n"},
      {"", ": {id: {canary: 1}}\n"},
      {"", ": [[canary]]\n"},
      {"canary", ": canary\n"},
      {"", ": 12345678\n"},
      {"", ": [{canary: 1, weight: canary}]\n"},
  };
  for (size_t s = 0; s < sizeof(shapes) / sizeof(shapes[0]); s++) {
    for (size_t i = 0; i < everything_shape.slot_count; i++) {
      char text[128];
      snprintf(text, sizeof(text), "%s%s%s", shapes[s][0], everything_slots[i].name, shapes[s][1]);
      bound b;
      bind_text(&b, text, 1);
      for (size_t p = 0; p < b.report->problem_count; p++) {
        const rsup_problem *problem = b.report->problems[p];
        assert_null(strstr(problem->message, "canary"));
        assert_null(strstr(problem->message, "12345678"));
        assert_null(strstr(problem->path, "canary"));
      }
      assert_null(strstr(b.first.message, "canary"));
      assert_null(strstr(b.first.path, "canary"));
      bound_free(&b);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_messages_tell_kinds_only),
      cmocka_unit_test(test_an_unknown_key_is_not_named),
      cmocka_unit_test(test_a_near_name_is_not_suggested_for_a_value),
      cmocka_unit_test(test_a_key_of_the_person_is_told_by_its_position),
      cmocka_unit_test(test_a_place_within_a_free_tree_is_told_by_positions),
      cmocka_unit_test(test_canaries_in_every_slot_and_key_appear_nowhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
