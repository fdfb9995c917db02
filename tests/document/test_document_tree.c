/* Trees: finding, naming and comparing nodes, whatever they were written in. */
#include "document_support.h"

static int equal_texts(const char *a, const char *b) {
  rsupi_arena a_arena, b_arena;
  int equal = rsupi_node_equal(read_fine(&a_arena, a), read_fine(&b_arena, b));
  rsupi_arena_free(&a_arena);
  rsupi_arena_free(&b_arena);
  return equal;
}

static void test_get_finds_keys_and_survives_what_is_no_map(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(&arena, "{\"a\": 1, \"ab\": [2]}");
  check_scalar(rsupi_node_get(root, "a"), RSUPI_PLAIN, "1");
  assert_int_equal(rsupi_node_get(root, "ab")->kind, RSUPI_LIST_NODE);
  assert_null(rsupi_node_get(root, "b"));
  assert_null(rsupi_node_get(rsupi_node_get(root, "ab"), "0"));
  assert_null(rsupi_node_get(NULL, "a"));
  rsupi_arena_free(&arena);
}

static void test_paths_run_from_the_root(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(&arena, "terms:\n  - 1\n  - x: {weight: 2}\n");
  char buffer[160];
  rsupi_fixed path = rsupi_fixed_start(buffer, sizeof(buffer));
  const rsupi_node *x = rsupi_node_get(rsupi_node_get(root, "terms")->first->next, "x");
  rsupi_node_path(rsupi_node_get(x, "weight"), &path);
  assert_string_equal(buffer, "terms[1].x.weight");
  path = rsupi_fixed_start(buffer, sizeof(buffer));
  rsupi_node_path(root, &path);
  assert_string_equal(buffer, "");
  rsupi_arena_free(&arena);
}

static void test_a_path_holds_no_control_characters(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(&arena, "{\"a\\nb\\u001b[1m\": 1}");
  char buffer[160];
  rsupi_fixed path = rsupi_fixed_start(buffer, sizeof(buffer));
  rsupi_node_path(root->first, &path);
  assert_string_equal(buffer, "a?b?[1m");
  rsupi_arena_free(&arena);
}

static void test_null_is_plain_null_tilde_or_nothing(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *n = read_fine(&arena, "[null, \"null\", \"\", 0, false, []]")->first;
  assert_true(rsupi_node_is_null(n));
  for (n = n->next; n != NULL; n = n->next) assert_false(rsupi_node_is_null(n));
  rsupi_arena_free(&arena);
  n = read_fine(&arena, "- ~\n-\n- null\n- '~'\n- none\n")->first;
  for (int i = 0; i < 3; i++, n = n->next) assert_true(rsupi_node_is_null(n));
  for (; n != NULL; n = n->next) assert_false(rsupi_node_is_null(n));
  assert_false(rsupi_node_is_null(NULL));
  rsupi_arena_free(&arena);
}

static void test_yaml_and_json_of_the_same_content_are_equal(void **state) {
  (void)state;
  assert_true(equal_texts("a: 1\nb: [x, 'y', \"2\", ~, true]\nc:\n  d: 2026-01-01\n  e: {}\n",
                          "{\"c\": {\"e\": {}, \"d\": \"2026-01-01\"}, \"b\": [\"x\", \"y\", "
                          "\"2\", null, true], \"a\": 1}"));
}

static void test_order_of_keys_does_not_matter_and_of_elements_does(void **state) {
  (void)state;
  assert_true(equal_texts("{\"a\": 1, \"b\": 2, \"c\": 3}", "{\"c\": 3, \"b\": 2, \"a\": 1}"));
  assert_false(equal_texts("[1, 2]", "[2, 1]"));
}

static void test_numbers_are_compared_by_value(void **state) {
  (void)state;
  assert_true(equal_texts("[1, 100, 0.5, 0]", "[1.0, 1e2, 5E-1, -0.0]"));
  assert_true(equal_texts("[-123123e10]", "[-1231230000000000]"));
  assert_true(
      equal_texts("[1e30, 100e-30, 1e-7]", "[1000000000000000000000000000000, 1E-28, 0.0000001]"));
  assert_true(equal_texts("[9007199254740993]", "[9007199254740993.0]"));
  assert_true(equal_texts("[0]", "[0e99]"));
  assert_false(equal_texts("[1]", "[-1]"));
  assert_false(equal_texts("[1]", "[1.5]"));
  assert_false(equal_texts("[123456789012345e3]", "[123456789012345004]"));
  /* 2^53 and 2^53 + 1 are one double, but not one number. */
  assert_false(equal_texts("[9007199254740992]", "[9007199254740993]"));
  assert_false(equal_texts("[9007199254740992.0]", "[9007199254740993.0]"));
  assert_false(equal_texts("[123456789012345678901234567890]", "[123456789012345678901234567891]"));
}

static void test_a_text_is_no_number_no_bool_and_no_null(void **state) {
  (void)state;
  assert_false(equal_texts("[1]", "[\"1\"]"));
  assert_false(equal_texts("[true]", "[\"true\"]"));
  assert_false(equal_texts("[null]", "[\"null\"]"));
  assert_false(equal_texts("[null]", "[\"\"]"));
  assert_false(equal_texts("[null]", "[false]"));
}

static void test_shapes_that_differ_are_not_equal(void **state) {
  (void)state;
  assert_false(equal_texts("[]", "{}"));
  assert_false(equal_texts("{\"a\": 1}", "{\"b\": 1}"));
  assert_false(equal_texts("{\"a\": 1}", "{\"a\": 1, \"b\": 1}"));
  assert_false(equal_texts("{\"a\": [1]}", "{\"a\": 1}"));
  assert_false(rsupi_node_equal(NULL, NULL) == 0);
}

static void test_the_first_character_chooses_the_reader(void **state) {
  (void)state;
  rsupi_arena arena;
  rsup_error err;
  const rsupi_node *root;
  assert_int_equal(read_text(&arena, "\n\t {a: 1}", 9, &root, &err), RSUP_E_SYNTAX);
  assert_string_equal(err.message, "expected a key"); /* JSON keys are quoted */
  rsupi_arena_free(&arena);
  assert_int_equal(read_fine(&arena, "a: {b: 1}")->kind, RSUPI_MAP_NODE);
  rsupi_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_get_finds_keys_and_survives_what_is_no_map),
      cmocka_unit_test(test_paths_run_from_the_root),
      cmocka_unit_test(test_a_path_holds_no_control_characters),
      cmocka_unit_test(test_null_is_plain_null_tilde_or_nothing),
      cmocka_unit_test(test_yaml_and_json_of_the_same_content_are_equal),
      cmocka_unit_test(test_order_of_keys_does_not_matter_and_of_elements_does),
      cmocka_unit_test(test_numbers_are_compared_by_value),
      cmocka_unit_test(test_a_text_is_no_number_no_bool_and_no_null),
      cmocka_unit_test(test_shapes_that_differ_are_not_equal),
      cmocka_unit_test(test_the_first_character_chooses_the_reader),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
