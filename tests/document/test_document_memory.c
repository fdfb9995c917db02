/* Every allocation of reading, binding and encoding fails once, in turn: no crash, no leak, no
 * wrong success, and every block comes back wiped. libyaml's own allocations are failed by the
 * whole library's test, which replaces malloc. */
#include "binding_support.h"
#include "core/watched_allocator.h"

typedef rsup_status (*job)(const rsup_allocator *allocator, const char *text);

static size_t fail_each(job run, const char *text) {
  for (size_t at = 1;; at++) {
    watched watch;
    const rsup_allocator allocator = watched_allocator(&watch);
    watch.fail_at = at;
    rsup_status status = run(&allocator, text);
    assert_int_equal(watch.live, 0);
    assert_int_equal(watch.not_wiped, 0);
    assert_int_equal(watch.wrong_size, 0);
    if (watch.allocations < at) {
      assert_int_equal(status, RSUP_OK);
      return at - 1;
    }
    assert_int_equal(status, RSUP_E_MEMORY);
  }
}

static rsup_status read_and_encode(const rsup_allocator *allocator, const char *text) {
  rsupi_arena arena;
  const rsupi_node *root;
  rsup_error err;
  rsupi_arena_init(&arena, allocator, 0);
  rsup_status status =
      rsupi_tree_read(&arena, RSUPI_DOCUMENT_CONFIG, "test", text, strlen(text), &root, &err);
  if (status == RSUP_OK) {
    rsupi_text json, yaml;
    rsupi_text_init(&json, allocator);
    rsupi_text_init(&yaml, allocator);
    rsupi_tree_write_json(&json, root, 1);
    rsupi_tree_write_yaml(&yaml, root);
    if (json.failed || yaml.failed) status = RSUP_E_MEMORY;
    rsupi_text_free(&json);
    rsupi_text_free(&yaml);
  } else {
    assert_null(root);
    assert_int_equal(err.status, status);
  }
  rsupi_arena_free(&arena);
  return status;
}

static rsup_status read_and_bind(const rsup_allocator *allocator, const char *text) {
  rsupi_arena arena, values;
  const rsupi_node *root = read_fine(&arena, text);
  rsupi_arena_init(&values, allocator, 0);
  rsupi_binder binder = {.arena = &values, .source = "test", .problems = NULL};
  everything out;
  rsup_status status = rsupi_bind(&binder, root, &everything_shape, &out);
  rsupi_arena_free(&values);
  rsupi_arena_free(&arena);
  return status;
}

static rsup_status stream_all(const rsup_allocator *allocator, const char *text) {
  rsupi_json_stream *stream;
  rsup_error err;
  rsup_status status = rsupi_json_stream_open(allocator, "test", text, strlen(text), &stream, &err);
  const rsupi_node *node = NULL;
  while (status == RSUP_OK) {
    rsupi_arena arena;
    rsupi_arena_init(&arena, allocator, 0);
    status = rsupi_json_stream_next(stream, &arena, &node, &err);
    rsupi_arena_free(&arena);
    if (node == NULL) break;
  }
  rsupi_json_stream_close(stream);
  return status;
}

static char *long_text(int json) {
  char *text = malloc(60000), *at = text;
  assert_non_null(text);
  if (json) *at++ = '{';
  for (int i = 0; i < 1000; i++) {
    if (json) {
      at += sprintf(at, "%s\"key%d\":[\"value %d\",{}]", i > 0 ? "," : "", i, i);
    } else {
      at += sprintf(at, "key%d:\n - value %d\n - {}\n", i, i);
    }
  }
  strcpy(at, json ? "}" : "");
  return text;
}

static void test_reading_json_survives(void **state) {
  (void)state;
  char *text = long_text(1);
  assert_true(fail_each(read_and_encode, text) > 10);
  free(text);
}

static void test_reading_yaml_survives(void **state) {
  (void)state;
  char *text = long_text(0);
  assert_true(fail_each(read_and_encode, text) > 10);
  free(text);
}

static void test_binding_survives(void **state) {
  (void)state;
  char text[4096];
  /* Texts of some length, so that the arena needs more than one block. */
  snprintf(text, sizeof(text),
           "text: x%01500d\nid: a\nrecord: {id: b}\nrecords: [{id: c}]\nkeyed: {d: {}}\n"
           "texts: [x%01500d]\nids: e\nnumbers: [1]\ncolors: [red]\ndays: [2026-01-01]\n",
           0, 0);
  assert_true(fail_each(read_and_bind, text) >= 2);
}

static void test_streaming_survives(void **state) {
  (void)state;
  assert_true(fail_each(stream_all, "[{\"a\": 1}, \"x\", [2]]") >= 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_reading_json_survives),
      cmocka_unit_test(test_reading_yaml_survives),
      cmocka_unit_test(test_binding_survives),
      cmocka_unit_test(test_streaming_survives),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
