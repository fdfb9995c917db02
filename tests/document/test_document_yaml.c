/* The YAML reader: a small, unambiguous part of YAML, and a plain sentence for all the rest. */
#include "document_support.h"

static void test_reads_maps_lists_and_scalars(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(&arena, "# a comment\n"
                                             "a: 1\n"
                                             "b:\n"
                                             "  - x y\n"
                                             "  - 'it''s'\n"
                                             "  - \"\\u00e9\\n\"\n"
                                             "c: {d: [], e: {}}\n"
                                             "f: |\n"
                                             "  two\n"
                                             "  lines\n"
                                             "g:\n");
  assert_int_equal(root->count, 5);
  check_scalar(rsupi_node_get(root, "a"), RSUPI_PLAIN, "1");
  const rsupi_node *item = rsupi_node_get(root, "b")->first;
  check_scalar(item, RSUPI_PLAIN, "x y");
  check_scalar(item->next, RSUPI_QUOTED, "it's");
  check_scalar(item->next->next, RSUPI_QUOTED, "\xC3\xA9\n");
  assert_int_equal(rsupi_node_get(rsupi_node_get(root, "c"), "d")->kind, RSUPI_LIST_NODE);
  assert_int_equal(rsupi_node_get(rsupi_node_get(root, "c"), "e")->kind, RSUPI_MAP_NODE);
  check_scalar(rsupi_node_get(root, "f"), RSUPI_QUOTED, "two\nlines\n");
  assert_true(rsupi_node_is_null(rsupi_node_get(root, "g")));
  rsupi_arena_free(&arena);
}

static void test_tells_places_in_bytes(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(&arena, "\xC3\xA9\xC3\xA9: {\xE2\x82\xAC: 1, b: 2}\r\n"
                                             "c:\n  d: \xF0\x9F\x98\x80\n");
  const rsupi_node *first = root->first, *b = rsupi_node_get(first, "b");
  assert_int_equal(first->line, 1);
  assert_int_equal(first->column, 7); /* four bytes, colon, space */
  assert_int_equal(first->first->column, 13);
  assert_int_equal(b->key_column, 16);
  assert_int_equal(b->column, 19);
  const rsupi_node *d = rsupi_node_get(rsupi_node_get(root, "c"), "d");
  assert_int_equal(d->key_line, 3);
  assert_int_equal(d->key_column, 3);
  assert_int_equal(d->column, 6);
  rsupi_arena_free(&arena);
}

static void test_reads_a_mark_at_the_start_and_a_document_in_marks(void **state) {
  (void)state;
  rsupi_arena arena;
  assert_int_equal(read_fine(&arena, "\xEF\xBB\xBF"
                                     "a: 1\n")
                       ->count,
                   1);
  rsupi_arena_free(&arena);
  assert_int_equal(read_fine(&arena, "---\na: 1\n...\n# the end\n")->count, 1);
  rsupi_arena_free(&arena);
}

static void test_refuses_what_shares_or_rewrites(void **state) {
  (void)state;
  static const refusal table[] = {
      {"a: &x 1\n", RSUP_E_SYNTAX, 1, 4, "anchors and aliases"},
      {"a: &x [1]\n", RSUP_E_SYNTAX, 1, 4, "anchors and aliases"},
      {"&x a: 1\n", RSUP_E_SYNTAX, 1, 1, "anchors and aliases"},
      {"a: *x\n", RSUP_E_SYNTAX, 1, 4, "anchors and aliases"},
      {"b: 1\n<<: {a: 1}\n", RSUP_E_SYNTAX, 2, 1, "merge keys"},
      {"a: !!str 1\n", RSUP_E_SYNTAX, 1, 4, "tags"},
      {"a: !x {b: 1}\n", RSUP_E_SYNTAX, 1, 4, "tags"},
      {"a: ! 1\n", RSUP_E_SYNTAX, 1, 4, "tags"},
      {"a: ! \"1\"\n", RSUP_E_SYNTAX, 1, 4, "tags"},
      {"\xC3\xA9: ! 1\n", RSUP_E_SYNTAX, 1, 5, "tags"},
      {"%YAML 1.2\n---\na: 1\n", RSUP_E_SYNTAX, 1, 1, "directives"},
      {"# x\n%TAG ! tag:x,2000:\n---\na: 1\n", RSUP_E_SYNTAX, 2, 1, "directives"},
      {"? [a]\n: 1\n", RSUP_E_SYNTAX, 1, 3, "a key must be a text"},
      {"{a: 1}: 2\n", RSUP_E_SYNTAX, 1, 2, "expected a key"}, /* begins with {: JSON */
      {"a:\n  {b: 1}: 2\n", RSUP_E_SYNTAX, 2, 3, "a key must be a text"},
      {"? \n: 1\n", RSUP_E_SYNTAX, 1, 2, "without a key"},
      {"a: {?b: 1}\n", RSUP_E_SYNTAX, 1, 6, "right before a key"},
      {"a: [?b]\n", RSUP_E_SYNTAX, 1, 6, "right before a key"},
  };
  CHECK_REFUSALS(table);
}

static void test_refuses_more_or_less_than_one_document(void **state) {
  (void)state;
  static const refusal table[] = {
      {"", RSUP_E_SYNTAX, 1, 1, "empty"},
      {"# only a comment\n", RSUP_E_SYNTAX, 2, 1, "empty"},
      {"a: 1\n---\nb: 2\n", RSUP_E_SYNTAX, 2, 1, "follows the end"},
      {"a: 1\n...\n%YAML 1.1\n---\nb: 1\n", RSUP_E_SYNTAX, 3, 1, "follows the end"},
      {"a: 1\n}\n", RSUP_E_SYNTAX, 2, 1, "expected a key"},
      {"- a\n]\n", RSUP_E_SYNTAX, 2, 1, "expected a '-'"},
  };
  CHECK_REFUSALS(table);
}

static void test_refuses_characters_that_hide(void **state) {
  (void)state;
  static const refusal table[] = {
      {"a: x\xC2\x85y: 1\n", RSUP_E_SYNTAX, 1, 5, "line break"},
      {"a: x\xE2\x80\xA8y: 1\n", RSUP_E_SYNTAX, 1, 5, "line break"},
      {"a: x\xE2\x80\xA9y: 1\n", RSUP_E_SYNTAX, 1, 5, "line break"},
      {"a: 1\nb: x\xE2\x80\xAEy\n", RSUP_E_SYNTAX, 2, 5, "invisible"},
      {"a: x\xE2\x81\xA6y\n", RSUP_E_SYNTAX, 1, 5, "invisible"},
      {"a: x\xE2\x80\x8By\n", RSUP_E_SYNTAX, 1, 5, "invisible"},
      {"# \xE2\x80\xAE\na: 1\n", RSUP_E_SYNTAX, 1, 3, "invisible"},
      {"a: \xEF\xBB\xBFx\n", RSUP_E_SYNTAX, 1, 4, "byte order mark"},
      {"a: x\x01\n", RSUP_E_SYNTAX, 1, 5, "control character"},
      {"a: x\x7F\n", RSUP_E_SYNTAX, 1, 5, "control character"},
      {"a: x\xC2\x9F\n", RSUP_E_SYNTAX, 1, 5, "control character"},
      {"a: \"x\\0y\"\n", RSUP_E_ENCODING, 1, 4, "U+0000"},
      {"\"a\\0b\": 1\n", RSUP_E_ENCODING, 1, 1, "U+0000"},
  };
  CHECK_REFUSALS(table);
  static const char raw_nul[] = "a: x\0y\n";
  const refusal nul = {raw_nul, RSUP_E_SYNTAX, 1, 5, "control character"};
  check_refusal(&nul, sizeof(raw_nul) - 1);
}

static void test_reads_hidden_characters_as_escapes(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(&arena, "a: \"x\\u202ey\\u200D\\L\\x85\"\n");
  check_scalar(root->first, RSUPI_QUOTED, "x\xE2\x80\xAEy\xE2\x80\x8D\xE2\x80\xA8\xC2\x85");
  rsupi_arena_free(&arena);
}

static void test_refuses_what_is_not_clean_utf8(void **state) {
  (void)state;
  static const refusal table[] = {
      {"a: 1\nb: \xC3(\n", RSUP_E_ENCODING, 2, 4, "UTF-8"},
      {"a: \xED\xA0\x80\n", RSUP_E_ENCODING, 1, 4, "UTF-8"},
      {"a: \xC0\xAF\n", RSUP_E_ENCODING, 1, 4, "UTF-8"},
      {"a: \xE2\x82", RSUP_E_ENCODING, 1, 4, "UTF-8"},
      {"\xFF\xFE"
       "a: 1",
       RSUP_E_ENCODING, 1, 1, "UTF-16"},
      {"a: \"\\ud800\"\n", RSUP_E_SYNTAX, 1, 7, "escape"},
  };
  CHECK_REFUSALS(table);
  static const char utf16[] = "a\0:\0 \0001\0"; /* without a mark the zeros give it away */
  const refusal unmarked = {utf16, RSUP_E_SYNTAX, 1, 2, "control character"};
  check_refusal(&unmarked, sizeof(utf16) - 1);
}

static void test_refuses_what_is_not_yaml_in_its_own_words(void **state) {
  (void)state;
  static const refusal table[] = {
      {"a: b: c\n", RSUP_E_SYNTAX, 1, 5, "a ':' may not stand here"},
      {"a:\n\tb: 1\n", RSUP_E_SYNTAX, 2, 1, "indent with spaces"},
      {"a: [1, 2\nb: 3\n", RSUP_E_SYNTAX, 2, 2, "expected ',' or ']'"},
      {"a: {b: 1\nc: 3\n", RSUP_E_SYNTAX, 2, 2, "expected ',' or '}'"},
      {"a: \"x\n", RSUP_E_SYNTAX, 2, 1, "ends within quotes"},
      {"a: \"\\q\"\n", RSUP_E_SYNTAX, 1, 5, "escape"},
      {"a: 1\n b: 2\n", RSUP_E_SYNTAX, 2, 3, "a ':' may not stand here"},
      {"a:\n  b: 1\n c: 2\n", RSUP_E_SYNTAX, 3, 2, "expected a key"},
      {"a\nb: 1\n", RSUP_E_SYNTAX, 2, 2, "a ':' may not stand here"},
      {"a: @x\n", RSUP_E_SYNTAX, 1, 4, "put the text in quotes"},
      {"a: - b\n", RSUP_E_SYNTAX, 1, 4, "a '-' may not stand here"},
      {"a: 1\nb\n", RSUP_E_SYNTAX, 3, 1, "expected a key with a ':'"},
  };
  CHECK_REFUSALS(table);
}

static void test_refuses_keys_that_stand_twice_naming_both_lines(void **state) {
  (void)state;
  static const refusal table[] = {
      {"a: 1\nb: 2\n'a': 3\n", RSUP_E_SYNTAX, 3, 1, "first at line 1"},
      {"x:\n  - {c: 1,\n     c: 2}\n", RSUP_E_SYNTAX, 3, 6, "first at line 2"},
  };
  CHECK_REFUSALS(table);
}

static void test_finds_a_key_that_stands_twice_among_many(void **state) {
  (void)state;
  char text[8192] = "";
  for (int i = 0; i < 300; i++) snprintf(text + strlen(text), 32, "key%d: %d\n", i, i);
  strcat(text, "key7: 0\n");
  const refusal expected = {text, RSUP_E_SYNTAX, 301, 1, "first at line 8"};
  check_refusal(&expected, strlen(text));
}

static void test_stops_deep_nesting_early(void **state) {
  (void)state;
  enum { SIZE = 100000 };
  char *text = malloc(SIZE + 8);
  assert_non_null(text);
  rsupi_arena arena;
  const rsupi_node *root;
  rsup_error err;
  rsupi_arena_init(&arena, NULL, 0);
  /* Not through rsupi_tree_read(): what begins with [ or { is JSON there. */
  memset(text, '[', SIZE);
  assert_int_equal(rsupi_yaml_read(&arena, "s", text, SIZE, SIZE, &root, &err), RSUP_E_LIMIT);
  assert_int_equal(err.line, 1);
  assert_int_equal(err.column, 33);
  for (size_t i = 0; i < SIZE; i += 2) memcpy(text + i, "- ", 2);
  assert_int_equal(rsupi_yaml_read(&arena, "s", text, SIZE, SIZE, &root, &err), RSUP_E_LIMIT);
  assert_int_equal(err.column, 65);
  memset(text, '{', SIZE);
  assert_int_not_equal(rsupi_yaml_read(&arena, "s", text, SIZE, SIZE, &root, &err), RSUP_OK);
  rsupi_arena_free(&arena);
  free(text);
}

static void test_caps_texts_and_keys(void **state) {
  (void)state;
  char *text = malloc(80000);
  assert_non_null(text);
  sprintf(text, "a: 1\nb: x%065536d\n", 0);
  const refusal long_text = {text, RSUP_E_LIMIT, 2, 4, "longer text"};
  check_refusal(&long_text, strlen(text));
  sprintf(text, "a: 1\nx%096d: 1\n", 0);
  const refusal long_key = {text, RSUP_E_LIMIT, 2, 1, "longer key"};
  check_refusal(&long_key, strlen(text));
  rsupi_arena arena;
  sprintf(text, "x%095d: x%065535d\n", 0, 0);
  assert_int_equal(read_fine(&arena, text)->first->len, 65536);
  rsupi_arena_free(&arena);
  free(text);
}

static void test_caps_the_size_by_kind(void **state) {
  (void)state;
  assert_int_equal(rsupi_document_limit(RSUPI_DOCUMENT_CONFIG), 4 << 20);
  assert_int_equal(rsupi_document_limit(RSUPI_DOCUMENT_MODEL), 16 << 20);
  assert_int_equal(rsupi_document_limit(RSUPI_DOCUMENT_PERSON), 64 << 20);
  assert_int_equal(rsupi_document_limit(RSUPI_DOCUMENT_FEED), 512 << 20);
  size_t len = (4 << 20) + 1;
  char *text = malloc(len);
  assert_non_null(text);
  memset(text, '\n', len);
  memcpy(text, "a: 1", 4);
  const refusal too_large = {text, RSUP_E_LIMIT, 0, 0, "larger than 4194304 bytes"};
  check_refusal(&too_large, len);
  rsupi_arena arena;
  text[len - 1] = '\0';
  read_fine(&arena, text);
  rsupi_arena_free(&arena);
  free(text);
}

static void test_messages_hold_nothing_of_the_text(void **state) {
  (void)state;
  static const char *const texts[] = {
      "canary: canary: canary\n",  "canary: &canary canary\n",
      "canary: *canary\n",         "canary: !canary canary\n",
      "canary: 1\ncanary: 2\n",    "canary: \"canary\n",
      "canary: [canary canary: }", "{\"canary\": \"canary\" canary}",
      "[\"canary\", canary]",      "%canary\n---\ncanary\n",
      "canary: @canary\n",         "canary: \"\\canary\"\n",
  };
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    rsupi_arena arena;
    const rsupi_node *root;
    rsup_error err;
    assert_int_not_equal(read_text(&arena, texts[i], strlen(texts[i]), &root, &err), RSUP_OK);
    assert_null(strstr(err.message, "anary"));
    assert_string_equal(err.path, "");
    rsupi_arena_free(&arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_reads_maps_lists_and_scalars),
      cmocka_unit_test(test_tells_places_in_bytes),
      cmocka_unit_test(test_reads_a_mark_at_the_start_and_a_document_in_marks),
      cmocka_unit_test(test_refuses_what_shares_or_rewrites),
      cmocka_unit_test(test_refuses_more_or_less_than_one_document),
      cmocka_unit_test(test_refuses_characters_that_hide),
      cmocka_unit_test(test_reads_hidden_characters_as_escapes),
      cmocka_unit_test(test_refuses_what_is_not_clean_utf8),
      cmocka_unit_test(test_refuses_what_is_not_yaml_in_its_own_words),
      cmocka_unit_test(test_refuses_keys_that_stand_twice_naming_both_lines),
      cmocka_unit_test(test_finds_a_key_that_stands_twice_among_many),
      cmocka_unit_test(test_stops_deep_nesting_early),
      cmocka_unit_test(test_caps_texts_and_keys),
      cmocka_unit_test(test_caps_the_size_by_kind),
      cmocka_unit_test(test_messages_hold_nothing_of_the_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
