/* The JSON reader: RFC 8259 to the letter, with the place of every defect. */
#include "document_support.h"

static void test_reads_every_kind_of_value(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(
      &arena, " {\"a\": [1, -0.5e+3, true, false, null], \"b\": {\"c\": \"x\"}, \"\": {}} ");
  assert_int_equal(root->kind, RSUPI_MAP_NODE);
  assert_int_equal(root->count, 3);
  const rsupi_node *list = rsupi_node_get(root, "a");
  static const char *const texts[] = {"1", "-0.5e+3", "true", "false", "null"};
  size_t i = 0;
  for (const rsupi_node *n = list->first; n != NULL; n = n->next) {
    check_scalar(n, RSUPI_PLAIN, texts[i++]);
  }
  assert_int_equal(i, 5);
  check_scalar(rsupi_node_get(rsupi_node_get(root, "b"), "c"), RSUPI_QUOTED, "x");
  assert_int_equal(rsupi_node_get(root, "")->kind, RSUPI_MAP_NODE);
  assert_int_equal(rsupi_node_get(root, "")->count, 0);
  rsupi_arena_free(&arena);
}

static void test_tells_the_place_of_keys_and_values(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(&arena, "{\"a\": 1,\r\n  \"\xC3\xA9\": [true]}");
  const rsupi_node *second = rsupi_node_get(root, "\xC3\xA9");
  assert_int_equal(root->line, 1);
  assert_int_equal(root->column, 1);
  assert_int_equal(root->first->column, 7);
  assert_int_equal(second->key_line, 2);
  assert_int_equal(second->key_column, 3);
  assert_int_equal(second->line, 2);
  assert_int_equal(second->column, 9); /* two spaces, quote, two bytes, quote, colon, space */
  assert_int_equal(second->first->column, 10);
  rsupi_arena_free(&arena);
}

static void test_decodes_escapes(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root =
      read_fine(&arena, "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"a\\u00e9\\u20AC\\ud83d\\ude00z\"]");
  check_scalar(root->first, RSUPI_QUOTED, "\"\\/\b\f\n\r\t");
  check_scalar(root->first->next, RSUPI_QUOTED, "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");
  rsupi_arena_free(&arena);
}

static void test_reads_past_a_byte_order_mark(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(&arena, "\xEF\xBB\xBF {\"a\": 1}");
  assert_int_equal(root->count, 1);
  assert_int_equal(root->column, 2);
  rsupi_arena_free(&arena);
}

static void test_refuses_what_is_not_json(void **state) {
  (void)state;
  static const refusal table[] = {
      {"{", RSUP_E_SYNTAX, 1, 2, "ends too early"},
      {"[", RSUP_E_SYNTAX, 1, 2, "ends too early"},
      {"[1", RSUP_E_SYNTAX, 1, 3, "ends too early"},
      {"{\"a\"", RSUP_E_SYNTAX, 1, 5, "ends too early"},
      {"{\"a\":", RSUP_E_SYNTAX, 1, 6, "ends too early"},
      {"[\"abc", RSUP_E_SYNTAX, 1, 6, "ends within a string"},
      {"[\n 1,]", RSUP_E_SYNTAX, 2, 4, "expected a value"},
      {"{\"a\": 1,}", RSUP_E_SYNTAX, 1, 9, "expected a key"},
      {"{\"a\" 1}", RSUP_E_SYNTAX, 1, 6, "expected ':'"},
      {"{a: 1}", RSUP_E_SYNTAX, 1, 2, "expected a key"},
      {"{\"a\": 1 \"b\": 2}", RSUP_E_SYNTAX, 1, 9, "expected ',' or '}'"},
      {"[1 2]", RSUP_E_SYNTAX, 1, 4, "expected ',' or ']'"},
      {"[1}", RSUP_E_SYNTAX, 1, 3, "expected ',' or ']'"},
      {"[01]", RSUP_E_SYNTAX, 1, 2, "a number"},
      {"[1.]", RSUP_E_SYNTAX, 1, 2, "a number"},
      {"[1e]", RSUP_E_SYNTAX, 1, 2, "a number"},
      {"[-]", RSUP_E_SYNTAX, 1, 2, "a number"},
      {"[+1]", RSUP_E_SYNTAX, 1, 2, "expected a value"},
      {"[.5]", RSUP_E_SYNTAX, 1, 2, "expected a value"},
      {"[NaN]", RSUP_E_SYNTAX, 1, 2, "expected a value"},
      {"[nul]", RSUP_E_SYNTAX, 1, 2, "expected a value"},
      {"[truex]", RSUP_E_SYNTAX, 1, 6, "expected ',' or ']'"},
      {"['a']", RSUP_E_SYNTAX, 1, 2, "expected a value"},
      {"[\"a\tb\"]", RSUP_E_SYNTAX, 1, 4, "control character"},
      {"[\"a\nb\"]", RSUP_E_SYNTAX, 1, 4, "control character"},
      {"[\"\\x41\"]", RSUP_E_SYNTAX, 1, 3, "escape"},
      {"[\"\\u12G4\"]", RSUP_E_SYNTAX, 1, 3, "escape"},
      {"[\"\\u12", RSUP_E_SYNTAX, 1, 3, "escape"},
      {"[1] /* */", RSUP_E_SYNTAX, 1, 5, "follows the end"},
      {"{}\n{}", RSUP_E_SYNTAX, 2, 1, "follows the end"},
  };
  CHECK_REFUSALS(table);
}

static void test_refuses_keys_that_stand_twice_naming_both_lines(void **state) {
  (void)state;
  static const refusal table[] = {
      {"{\"a\": 1,\n \"b\": 2,\n  \"a\": 3}", RSUP_E_SYNTAX, 3, 3, "first at line 1"},
      {"{\"a\": 1,\n\"\\u0061\": 3}", RSUP_E_SYNTAX, 2, 1, "first at line 1"},
  };
  CHECK_REFUSALS(table);
}

static void test_finds_a_key_that_stands_twice_among_many(void **state) {
  (void)state;
  char text[8192] = "{";
  for (int i = 0; i < 300; i++) {
    snprintf(text + strlen(text), 32, "\"key%d\":%d,\n", i, i);
  }
  strcat(text, "\"key123\":0}");
  const refusal expected = {text, RSUP_E_SYNTAX, 301, 1, "first at line 124"};
  check_refusal(&expected, strlen(text));
}

static void test_refuses_what_is_not_clean_utf8(void **state) {
  (void)state;
  static const refusal table[] = {
      {"[\"ab\",\n \"\xC3\"]", RSUP_E_ENCODING, 2, 3, "UTF-8"},
      {"[\"\xC0\xAF\"]", RSUP_E_ENCODING, 1, 3, "UTF-8"},
      {"[\"\xED\xA0\x80\"]", RSUP_E_ENCODING, 1, 3, "UTF-8"},
      {"[\"a\\ud800\"]", RSUP_E_ENCODING, 1, 4, "surrogate"},
      {"[\"\\ud800\\u0041\"]", RSUP_E_ENCODING, 1, 3, "surrogate"},
      {"[\"\\udc00\\ud800\"]", RSUP_E_ENCODING, 1, 3, "surrogate"},
      {"[\"a\\u0000b\"]", RSUP_E_ENCODING, 1, 4, "U+0000"},
      {"{\"a\\u0000b\": 1}", RSUP_E_ENCODING, 1, 4, "U+0000"},
  };
  CHECK_REFUSALS(table);
}

static void test_refuses_raw_nul(void **state) {
  (void)state;
  static const char in_string[] = "[\"a\0b\"]", between[] = "[1,\0 2]";
  const refusal string_refusal = {in_string, RSUP_E_SYNTAX, 1, 4, "control character"};
  const refusal between_refusal = {between, RSUP_E_SYNTAX, 1, 4, "expected a value"};
  check_refusal(&string_refusal, sizeof(in_string) - 1);
  check_refusal(&between_refusal, sizeof(between) - 1);
}

static void test_reads_32_levels_and_refuses_33(void **state) {
  (void)state;
  char text[128];
  memset(text, '[', 33);
  memset(text + 33, ']', 33);
  text[66] = '\0';
  const refusal too_deep = {text, RSUP_E_LIMIT, 1, 33, "deeper than 32"};
  check_refusal(&too_deep, 66);
  rsupi_arena arena;
  memmove(text, text + 1, 64);
  text[64] = '\0';
  read_fine(&arena, text);
  rsupi_arena_free(&arena);
}

static void test_caps_texts_keys_and_numbers(void **state) {
  (void)state;
  char *text = malloc(80000);
  assert_non_null(text);
  sprintf(text, "[\"%065537d\"]", 0);
  const refusal long_text = {text, RSUP_E_LIMIT, 1, 2, "longer text"};
  check_refusal(&long_text, strlen(text));
  sprintf(text, "{\"%097d\": 1}", 0);
  const refusal long_key = {text, RSUP_E_LIMIT, 1, 2, "longer text"};
  check_refusal(&long_key, strlen(text));
  sprintf(text, "[1%0256d]", 0);
  const refusal long_number = {text, RSUP_E_LIMIT, 1, 2, "too many digits"};
  check_refusal(&long_number, strlen(text));
  rsupi_arena arena;
  sprintf(text, "{\"%096d\": \"%065536d\"}", 0, 0);
  assert_int_equal(read_fine(&arena, text)->first->len, 65536);
  rsupi_arena_free(&arena);
  free(text);
}

static void test_caps_bytes_and_values(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root;
  rsup_error err;
  rsupi_arena_init(&arena, NULL, 0);
  assert_int_equal(rsupi_json_read(&arena, "s", "[1, 2]", 6, 5, &root, &err), RSUP_E_LIMIT);
  assert_null(root);
  rsupi_limits few = *rsupi_limits_of(RSUPI_DOCUMENT_CONFIG);
  few.nodes = 3;
  assert_int_equal(rsupi_json_read_within(&arena, "s", "[1,2]", 5, &few, &root, &err), RSUP_OK);
  assert_int_equal(rsupi_json_read_within(&arena, "s", "[1,2,3]", 7, &few, &root, &err),
                   RSUP_E_LIMIT);
  assert_int_equal(err.column, 6);
  rsupi_arena_free(&arena);
}

static void test_strings_of_every_length_come_back_whole(void **state) {
  (void)state;
  /* The search goes eight bytes at a time: an escape or an end at every offset. */
  for (size_t len = 0; len < 40; len++) {
    for (size_t at = 0; at <= len; at++) {
      char text[64] = "[\"", expected[64] = "";
      for (size_t i = 0; i < len; i++) {
        strcat(text, i == at ? "\\n" : "\xC3\xBF");
        strcat(expected, i == at ? "\n" : "\xC3\xBF");
        if (strlen(text) > 56) break;
      }
      strcat(text, "\"]");
      rsupi_arena arena;
      check_scalar(read_fine(&arena, text)->first, RSUPI_QUOTED, expected);
      rsupi_arena_free(&arena);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_reads_every_kind_of_value),
      cmocka_unit_test(test_tells_the_place_of_keys_and_values),
      cmocka_unit_test(test_decodes_escapes),
      cmocka_unit_test(test_reads_past_a_byte_order_mark),
      cmocka_unit_test(test_refuses_what_is_not_json),
      cmocka_unit_test(test_refuses_keys_that_stand_twice_naming_both_lines),
      cmocka_unit_test(test_finds_a_key_that_stands_twice_among_many),
      cmocka_unit_test(test_refuses_what_is_not_clean_utf8),
      cmocka_unit_test(test_refuses_raw_nul),
      cmocka_unit_test(test_reads_32_levels_and_refuses_33),
      cmocka_unit_test(test_caps_texts_keys_and_numbers),
      cmocka_unit_test(test_caps_bytes_and_values),
      cmocka_unit_test(test_strings_of_every_length_come_back_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
