/* The big list of naughty strings (github.com/minimaxir/big-list-of-naughty-strings): every one
 * goes through our JSON and our YAML and comes back unchanged. */
#include "corpus_support.h"

typedef void (*encoder)(rsupi_text *out, const rsupi_node *node);
static void as_json(rsupi_text *out, const rsupi_node *node) {
  rsupi_tree_write_json(out, node, 0);
}

/* `list` written and read again holds the same texts; gives the number of them. */
static size_t check_round_trip(const rsupi_node *list, encoder encode) {
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  encode(&text, list);
  assert_false(text.failed);
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 0);
  const rsupi_node *again;
  rsup_error err;
  if (rsupi_tree_read(&arena, RSUPI_DOCUMENT_CONFIG, "again", text.data, text.len, &again, &err) !=
      RSUP_OK) {
    fail_msg("%u:%u %s", err.line, err.column, err.message);
  }
  assert_int_equal(list->count, again->count);
  const rsupi_node *b = again->first;
  size_t count = 0;
  for (const rsupi_node *a = list->first; a != NULL; a = a->next, b = b->next) {
    if (a->len != b->len || memcmp(a->text, b->text, a->len) != 0 || !rsupi_node_equal(a, b)) {
      fail_msg("changed: %s -> %s", a->text, b->text);
    }
    count++;
  }
  rsupi_arena_free(&arena);
  rsupi_text_free(&text);
  return count;
}

static void test_naughty_strings_come_back_unchanged(void **state) {
  (void)state;
  char path[CORPUS_PATH];
  if (!corpus_folder("blns.json", path)) skip();
  size_t len;
  char *text = corpus_file(path, &len);
  assert_non_null(text);
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 0);
  const rsupi_node *list;
  rsup_error err;
  if (rsupi_json_read(&arena, "blns.json", text, len, len, &list, &err) != RSUP_OK) {
    fail_msg("%u:%u %s", err.line, err.column, err.message);
  }
  size_t count = check_round_trip(list, as_json);
  assert_int_equal(check_round_trip(list, rsupi_tree_write_yaml), count);
  printf("naughty strings: %zu unchanged through JSON and YAML\n", count);
  assert_true(count > 500);
  rsupi_arena_free(&arena);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_naughty_strings_come_back_unchanged)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
