/* Encoding trees: what is written reads back as an equal tree. */
#include "document_support.h"

typedef void (*encoder)(rsupi_text *out, const rsupi_node *node);
static void as_json(rsupi_text *out, const rsupi_node *node) {
  rsupi_tree_write_json(out, node, 0);
}
static void as_canonical(rsupi_text *out, const rsupi_node *node) {
  rsupi_tree_write_json(out, node, 1);
}

static void check_encoded(encoder encode, const char *text, const char *expected) {
  rsupi_arena arena;
  rsupi_text out;
  rsupi_text_init(&out, NULL);
  encode(&out, read_fine(&arena, text));
  assert_false(out.failed);
  assert_string_equal(out.data, expected);
  rsupi_text_free(&out);
  rsupi_arena_free(&arena);
}

static void test_writes_json_in_the_order_of_the_tree(void **state) {
  (void)state;
  check_encoded(as_json, "b: [1.50, x, '2', ~]\na: {c: true, d: }\n",
                "{\"b\":[1.50,\"x\",\"2\",null],\"a\":{\"c\":true,\"d\":null}}");
  check_encoded(as_json, "[[], {}, \"a\\n\\\"\\u0001\"]", "[[],{},\"a\\n\\\"\\u0001\"]");
}

static void test_only_json_words_and_numbers_stay_bare(void **state) {
  (void)state;
  check_encoded(as_json, "[1, -2.5e3, true, false, null]", "[1,-2.5e3,true,false,null]");
  check_encoded(as_json, "- 01\n- .5\n- 0x1F\n- yes\n- True\n- NULL\n- 2026-01-01\n- 1_000\n",
                "[\"01\",\".5\",\"0x1F\",\"yes\",\"True\",\"NULL\",\"2026-01-01\",\"1_000\"]");
}

static void test_canonical_json_sorts_keys_and_evens_numbers(void **state) {
  (void)state;
  check_encoded(as_canonical,
                "{\"b\": 1.0, \"a\": {\"z\": 1e2, \"aa\": true, \"a\": null}, \"B\": []}",
                "{\"B\":[],\"a\":{\"a\":null,\"aa\":true,\"z\":100},\"b\":1}");
}

/* In steps of 7 modulo 100, the keys 00 to 99 come in a far from sorted order. */
static void test_a_tree_sorted_in_place_has_the_same_canonical_text(void **state) {
  (void)state;
  char text[2048];
  rsupi_fixed document = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_add(&document,
                  "list: [{b: 1, a: 2, aa: {z: 1.0, y: [{d: 1, c: 2}]}}, x, {}]\nmany:\n");
  for (int i = 0; i < 100; i++) {
    const int key = i * 7 % 100;
    rsupi_fixed_format(&document, "  k%d%d: %d\n", key / 10, key % 10, i);
  }
  rsupi_arena arena;
  rsupi_text canonical, sorted;
  rsupi_text_init(&canonical, NULL);
  rsupi_text_init(&sorted, NULL);
  rsupi_node *root = (rsupi_node *)(uintptr_t)read_fine(&arena, text);
  rsupi_tree_write_json(&canonical, root, RSUPI_JSON_CANONICAL);
  rsupi_tree_sort(root);
  rsupi_tree_write_json(&sorted, root, RSUPI_JSON_CANONICAL_SORTED);
  assert_non_null(strstr(canonical.data, "\"k00\":0,\"k01\":43,\"k02\":86")); /* 7*43 = 301 */
  assert_string_equal(canonical.data, sorted.data);
  rsupi_text_free(&canonical);
  rsupi_text_free(&sorted);
  rsupi_arena_free(&arena);
}

static void test_canonical_numbers_have_one_text(void **state) {
  (void)state;
  check_encoded(
      as_canonical,
      "[0.0, -0, 1.50, 0.00001, 1e-7, 1.0e21, 123e20, -12e-1, 1E5, 100000000000000000000]",
      "[0,0,1.5,0.00001,1e-7,1e21,1.23e22,-1.2,100000,100000000000000000000]");
}

static void test_writes_yaml_in_blocks(void **state) {
  (void)state;
  check_encoded(
      rsupi_tree_write_yaml,
      "{\"a\": {\"b\": [1, {\"c\": \"x y\", \"d\": []}, [2, 3]], \"e\": {}}, \"f\": null}",
      "a:\n"
      "  b:\n"
      "    - 1\n"
      "    - c: x y\n"
      "      d: []\n"
      "    - - 2\n"
      "      - 3\n"
      "  e: {}\n"
      "f: null\n");
}

static void test_yaml_quotes_what_a_resolver_might_retype(void **state) {
  (void)state;
  static const char *const quoted[] = {
      "no",    "Yes",   "on",    "OFF",   "y",          "N",        "true",
      "False", "null",  "~",     "1",     "1.5",        "1e3",      "0x1F",
      "0o17",  "012",   "1_000", "10:30", "190:20:30",  ".5",       "1.",
      ".inf",  "-.INF", ".NaN",  "+1",    "2026-01-01", "2026-1-1", "2026-01-01T10:00:00Z",
      "<<",    "=",     "",      " x",    "x ",         "a: b",     "a #b",
      "- a",   "? a",   "[a]",   "{a}",   "a, b",       "*a",       "&a",
      "!a",    "|",     ">",     "%a",    "@a",         "`a",       "'a'",
      "#a",    "a\nb",  "---",   "...",
  };
  for (size_t i = 0; i < sizeof(quoted) / sizeof(quoted[0]); i++) {
    rsupi_arena arena;
    rsupi_text json, yaml;
    rsupi_arena_init(&arena, NULL, 0);
    rsupi_text_init(&json, NULL);
    rsupi_text_init(&yaml, NULL);
    rsupi_text_add_char(&json, '[');
    rsupi_text_add_json_string(&json, quoted[i], strlen(quoted[i]));
    rsupi_text_add_char(&json, ']');
    rsupi_tree_write_yaml(&yaml, read_fine(&arena, json.data));
    if (strncmp(yaml.data, "- \"", 3) != 0) fail_msg("not quoted: %s", yaml.data);
    rsupi_text_free(&json);
    rsupi_text_free(&yaml);
    rsupi_arena_free(&arena);
  }
}

static void test_yaml_leaves_plain_words_alone(void **state) {
  (void)state;
  check_encoded(rsupi_tree_write_yaml,
                "[\"sponsor\", \"America/New_York\", \"needs-rest\", \"e1\"]",
                "- sponsor\n- America/New_York\n- needs-rest\n- e1\n");
}

static void test_yaml_quotes_keys_like_values(void **state) {
  (void)state;
  check_encoded(rsupi_tree_write_yaml, "{\"on\": 1, \"1\": 2, \"a b\": 3, \"\": 4}",
                "\"on\": 1\n\"1\": 2\na b: 3\n\"\": 4\n");
}

static void test_yaml_escapes_what_the_reader_refuses(void **state) {
  (void)state;
  check_encoded(rsupi_tree_write_yaml,
                "[\"\\u202e\\u200d\\u0085\\u2028\\ufeff\\u0007\\u007f\\t\\u00e9\"]",
                "- \"\\u202E\\u200D\\x85\\u2028\\uFEFF\\x07\\x7F\\t\xC3\xA9\"\n");
}

static void check_round_trip(encoder encode, const char *text) {
  rsupi_arena arena, again;
  rsupi_text out;
  rsupi_text_init(&out, NULL);
  const rsupi_node *root = read_fine(&arena, text);
  encode(&out, root);
  if (!rsupi_node_equal(root, read_fine(&again, out.data))) fail_msg("differs: %s", out.data);
  rsupi_text_free(&out);
  rsupi_arena_free(&arena);
  rsupi_arena_free(&again);
}

static void test_what_is_written_reads_back_equal(void **state) {
  (void)state;
  static const char *const texts[] = {
      "a: 1\nb:\n  - c: [x, {d: 'no'}]\n    e: \"\\u2028\\\\\"\n  - - - z\n",
      "{\"\": {\"a b\": {\"on\": [\"\", \" \", \"\\n\", \"- x\", \"a: b\", \"#\", 1e400]}}}",
      "text: |\n  two\n\n  lines  \nfolded: >\n  a\n  b\n",
      "[[[[]]], [{}], [{\"a\": []}, {\"b\": {\"c\": {}}}], null, \"\\ud83d\\ude00\"]",
      "{\"\\u2028key\": 1, \"? x\": 2, \"a:\": 3, \"\\\"\": 4}",
  };
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    check_round_trip(as_json, texts[i]);
    check_round_trip(as_canonical, texts[i]);
    check_round_trip(rsupi_tree_write_yaml, texts[i]);
  }
}

static void test_a_single_scalar_is_a_document(void **state) {
  (void)state;
  check_encoded(rsupi_tree_write_yaml, "'no'", "\"no\"\n");
  check_encoded(as_json, "12", "12");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_writes_json_in_the_order_of_the_tree),
      cmocka_unit_test(test_only_json_words_and_numbers_stay_bare),
      cmocka_unit_test(test_canonical_json_sorts_keys_and_evens_numbers),
      cmocka_unit_test(test_a_tree_sorted_in_place_has_the_same_canonical_text),
      cmocka_unit_test(test_canonical_numbers_have_one_text),
      cmocka_unit_test(test_writes_yaml_in_blocks),
      cmocka_unit_test(test_yaml_quotes_what_a_resolver_might_retype),
      cmocka_unit_test(test_yaml_leaves_plain_words_alone),
      cmocka_unit_test(test_yaml_quotes_keys_like_values),
      cmocka_unit_test(test_yaml_escapes_what_the_reader_refuses),
      cmocka_unit_test(test_what_is_written_reads_back_equal),
      cmocka_unit_test(test_a_single_scalar_is_a_document),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
