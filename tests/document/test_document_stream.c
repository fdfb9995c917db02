/* The stream: a long JSON list, element by element, going on after a defect where that is safe. */
#include "core/watched_allocator.h"
#include "document_support.h"

/* Reads a whole feed and writes what came of each element: its number text, or the name of its
 * status with line and column. */
static void check_stream(const char *text, const char *expected) {
  char *copy = exact_copy(text, strlen(text)), seen[1024] = "";
  rsupi_json_stream *stream;
  rsup_error err;
  assert_int_equal(rsupi_json_stream_open(NULL, "feed", copy, strlen(text), &stream, &err),
                   RSUP_OK);
  for (int i = 0; i < 100; i++) {
    rsupi_arena arena;
    rsupi_arena_init(&arena, NULL, 0);
    const rsupi_node *node;
    rsup_status status = rsupi_json_stream_next(stream, &arena, &node, &err);
    size_t at = strlen(seen);
    if (status != RSUP_OK) {
      assert_null(node);
      assert_string_equal(err.source, "feed");
      snprintf(seen + at, sizeof(seen) - at, "%s@%u:%u ", rsup_status_name(status) + 7, err.line,
               err.column);
    } else if (node != NULL) {
      assert_null(node->parent);
      snprintf(seen + at, sizeof(seen) - at, "%s@%u:%u ", node->text != NULL ? node->text : "-",
               node->line, node->column);
    }
    rsupi_arena_free(&arena);
    if (status == RSUP_OK && node == NULL) break;
  }
  rsupi_json_stream_close(stream);
  free(copy);
  assert_string_equal(seen, expected);
}

static void test_gives_each_element_with_its_place(void **state) {
  (void)state;
  check_stream(" [ ]", "");
  check_stream("[1,\n {\"a\": 1},\n\"x\" ]\n", "1@1:2 -@2:2 x@3:1 ");
}

static void test_goes_on_after_a_defect_within_an_element(void **state) {
  (void)state;
  check_stream("[1,\n{\"a\": 1, \"a\": 2},\n3]", "1@1:2 SYNTAX@2:10 3@3:1 ");
  check_stream("[\"\xC3\", 2]", "ENCODING@1:3 2@1:7 ");
  check_stream("[{\"x\": \"\\ud800\", \"y\": [1]}, 2]", "ENCODING@1:9 2@1:29 ");
  check_stream("[{\"\\u0000\": {\"y\": [1]}}, 2]", "ENCODING@1:4 2@1:26 ");
}

static void test_goes_on_after_an_element_that_is_too_deep(void **state) {
  (void)state;
  char text[256] = "[";
  for (int i = 0; i < 40; i++) strcat(text, "[");
  for (int i = 0; i < 40; i++) strcat(text, "]");
  strcat(text, ",\n2]");
  check_stream(text, "LIMIT@1:34 2@2:1 ");
}

static void test_a_syntax_error_ends_the_feed(void **state) {
  (void)state;
  check_stream("[1, {\"a\" 2}, 3]", "1@1:2 SYNTAX@1:10 ");
  check_stream("[1, 2", "1@1:2 2@1:5 SYNTAX@1:6 ");
  check_stream("[1, ", "1@1:2 SYNTAX@1:5 ");
  check_stream("[1 2]", "1@1:2 SYNTAX@1:4 ");
  check_stream("[1,]", "1@1:2 SYNTAX@1:4 ");
  check_stream("[,1]", "SYNTAX@1:2 ");
  check_stream("[1] 2", "1@1:2 SYNTAX@1:5 ");
}

static void test_what_is_no_list_is_refused_at_once(void **state) {
  (void)state;
  static const char *const texts[] = {"", " ", "<!DOCTYPE html><html>", "{\"a\": []}", "null"};
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    rsupi_json_stream *stream;
    rsup_error err;
    assert_int_equal(
        rsupi_json_stream_open(NULL, "feed", texts[i], strlen(texts[i]), &stream, &err),
        RSUP_E_FORMAT);
    assert_null(stream);
    assert_string_equal(err.message, "expected a JSON list");
  }
  rsupi_json_stream_close(NULL);
}

static void test_memory_is_that_of_one_element(void **state) {
  (void)state;
  enum { ELEMENTS = 20000 };
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  char *text = malloc(ELEMENTS * 24 + 16), *at = text;
  assert_non_null(text);
  *at++ = '[';
  for (int i = 0; i < ELEMENTS; i++) at += sprintf(at, "%s{\"number\": %d}", i ? "," : "", i);
  *at++ = ']';
  rsupi_json_stream *stream;
  rsup_error err;
  assert_int_equal(
      rsupi_json_stream_open(&allocator, "f", text, (size_t)(at - text), &stream, &err), 0);
  size_t count = 0;
  for (;;) {
    rsupi_arena arena;
    rsupi_arena_init(&arena, &allocator, 0);
    const rsupi_node *node;
    assert_int_equal(rsupi_json_stream_next(stream, &arena, &node, &err), RSUP_OK);
    assert_true(watch.live_bytes < 8192);
    rsupi_arena_free(&arena);
    if (node == NULL) break;
    count++;
  }
  assert_int_equal(count, ELEMENTS);
  rsupi_json_stream_close(stream);
  assert_int_equal(watch.live, 0);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_gives_each_element_with_its_place),
      cmocka_unit_test(test_goes_on_after_a_defect_within_an_element),
      cmocka_unit_test(test_goes_on_after_an_element_that_is_too_deep),
      cmocka_unit_test(test_a_syntax_error_ends_the_feed),
      cmocka_unit_test(test_what_is_no_list_is_refused_at_once),
      cmocka_unit_test(test_memory_is_that_of_one_element),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
