/* The public writer: values in, a document out, mistakes told at the end. */
#include "core/watched_allocator.h"
#include "document_support.h"
#include "recovery-support/document.h"
#include <math.h>

static rsup_writer *new_writer(void) {
  rsup_writer *writer;
  rsup_error err;
  assert_int_equal(rsup_writer_new(NULL, &writer, &err), RSUP_OK);
  return writer;
}

static void key(rsup_writer *writer, const char *text) {
  rsup_writer_key(writer, text, strlen(text));
}

static void write_sample(rsup_writer *writer) {
  rsup_writer_map(writer);
  key(writer, "text");
  rsup_writer_text(writer, "no", 2);
  key(writer, "list");
  rsup_writer_list(writer);
  rsup_writer_int(writer, INT64_MIN);
  rsup_writer_double(writer, 0.1);
  rsup_writer_double(writer, 4.0);
  rsup_writer_double(writer, (double)INFINITY);
  rsup_writer_double(writer, (double)NAN);
  rsup_writer_bool(writer, 2);
  rsup_writer_bool(writer, 0);
  rsup_writer_null(writer);
  rsup_writer_text(writer, NULL, 0);
  rsup_writer_end(writer);
  key(writer, "empty");
  rsup_writer_map(writer);
  rsup_writer_end(writer);
  rsup_writer_end(writer);
}

static void test_writes_every_kind_of_value(void **state) {
  (void)state;
  rsup_writer *writer = new_writer();
  const char *json, *yaml;
  size_t len;
  rsup_error err;
  write_sample(writer);
  assert_int_equal(rsup_writer_finish(writer, RSUP_FORMAT_JSON, &json, &len, &err), RSUP_OK);
  assert_int_equal(rsup_writer_finish(writer, RSUP_FORMAT_YAML, &yaml, NULL, &err), RSUP_OK);
  assert_string_equal(json, "{\"text\":\"no\",\"list\":[-9223372036854775808,0.1,4,null,null,true,"
                            "false,null,\"\"],\"empty\":{}}");
  assert_int_equal(len, strlen(json));
  assert_string_equal(yaml, "text: \"no\"\nlist:\n  - -9223372036854775808\n  - 0.1\n  - 4\n"
                            "  - null\n  - null\n  - true\n  - false\n  - null\n  - \"\"\n"
                            "empty: {}\n");
  rsup_writer_free(writer);
}

static void test_keys_and_texts_are_copied(void **state) {
  (void)state;
  rsup_writer *writer = new_writer();
  char buffer[] = "abc";
  const char *json;
  rsup_error err;
  rsup_writer_map(writer);
  rsup_writer_key(writer, buffer, 3);
  rsup_writer_text(writer, buffer, 2);
  memset(buffer, 'x', 3);
  rsup_writer_end(writer);
  assert_int_equal(rsup_writer_finish(writer, RSUP_FORMAT_JSON, &json, NULL, &err), RSUP_OK);
  assert_string_equal(json, "{\"abc\":\"ab\"}");
  rsup_writer_free(writer);
}

/* Runs a list of calls: M and L open, E ends, K and k are keys, T a text, U a bad text, Z a text
 * with a zero. */
static void check_misuse(const char *calls, rsup_status status, const char *message) {
  rsup_writer *writer = new_writer();
  for (const char *call = calls; *call != '\0'; call++) {
    switch (*call) {
    case 'M':
      rsup_writer_map(writer);
      break;
    case 'L':
      rsup_writer_list(writer);
      break;
    case 'E':
      rsup_writer_end(writer);
      break;
    case 'K':
      key(writer, "K");
      break;
    case 'k':
      key(writer, "k");
      break;
    case 'T':
      rsup_writer_text(writer, "text", 4);
      break;
    case 'U':
      rsup_writer_text(writer, "\xC3", 1);
      break;
    case 'Z':
      rsup_writer_text(writer, "a\0b", 3);
      break;
    default:
      rsup_writer_text(writer, NULL, 1);
    }
  }
  const char *text = calls;
  size_t len = 1;
  rsup_error err;
  assert_int_equal(rsup_writer_finish(writer, RSUP_FORMAT_JSON, &text, &len, &err), status);
  assert_null(text);
  assert_int_equal(len, 0);
  assert_int_equal(err.status, status);
  assert_string_equal(err.message, message);
  rsup_writer_free(writer);
}

static void test_calls_out_of_order_are_told_at_the_end(void **state) {
  (void)state;
  check_misuse("", RSUP_E_STATE, "nothing was written");
  check_misuse("M", RSUP_E_STATE, "a map or list was not ended");
  check_misuse("LME", RSUP_E_STATE, "a map or list was not ended");
  check_misuse("MTE", RSUP_E_STATE, "a value without a key in a map");
  check_misuse("MME", RSUP_E_STATE, "a value without a key in a map");
  check_misuse("MKE", RSUP_E_STATE, "a key without a value");
  check_misuse("MKk", RSUP_E_STATE, "a key after a key");
  check_misuse("LK", RSUP_E_STATE, "a key outside a map");
  check_misuse("K", RSUP_E_STATE, "a key outside a map");
  check_misuse("E", RSUP_E_STATE, "an end without a map or list");
  check_misuse("LEE", RSUP_E_STATE, "an end without a map or list");
  check_misuse("TT", RSUP_E_STATE, "a value after the end of the tree");
  check_misuse("MKTKTE", RSUP_E_STATE, "a key was given twice");
}

static void test_only_the_first_mistake_is_told(void **state) {
  (void)state;
  check_misuse("MTUKE", RSUP_E_STATE, "a value without a key in a map");
}

static void test_texts_that_no_document_may_hold_are_told(void **state) {
  (void)state;
  check_misuse("U", RSUP_E_ENCODING, "a text is not clean UTF-8, or holds U+0000");
  check_misuse("Z", RSUP_E_ENCODING, "a text is not clean UTF-8, or holds U+0000");
  check_misuse("?", RSUP_E_ARGUMENT, "a text is NULL");
}

static void test_depth_is_that_of_the_reader(void **state) {
  (void)state;
  char calls[80] = "";
  memset(calls, 'L', 33);
  check_misuse(calls, RSUP_E_LIMIT, "nested deeper than 32 levels");
  memset(calls, 'L', 32);
  memset(calls + 32, 'E', 32);
  rsup_writer *writer = new_writer();
  for (int i = 0; i < 64; i++) (i < 32 ? rsup_writer_list : rsup_writer_end)(writer);
  const char *text;
  rsup_error err;
  rsupi_arena arena;
  assert_int_equal(rsup_writer_finish(writer, RSUP_FORMAT_YAML, &text, NULL, &err), RSUP_OK);
  read_fine(&arena, text);
  rsupi_arena_free(&arena);
  rsup_writer_free(writer);
}

static void test_arguments_are_checked(void **state) {
  (void)state;
  rsup_error err;
  const char *text;
  assert_int_equal(rsup_writer_new(NULL, NULL, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_writer_finish(NULL, RSUP_FORMAT_JSON, &text, NULL, &err), RSUP_E_ARGUMENT);
  rsup_writer *writer = new_writer();
  rsup_writer_null(writer);
  assert_int_equal(rsup_writer_finish(writer, 3, &text, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_writer_finish(writer, RSUP_FORMAT_JSON, NULL, NULL, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_writer_finish(writer, RSUP_FORMAT_JSON, &text, NULL, NULL), RSUP_OK);
  rsup_writer_free(writer);
  rsup_writer_free(NULL);
}

static void test_every_allocation_may_fail(void **state) {
  (void)state;
  size_t failures = 0;
  for (size_t at = 1;; at++) {
    watched watch;
    const rsup_allocator allocator = watched_allocator(&watch);
    watch.fail_at = at;
    rsup_writer *writer;
    const char *json = NULL, *yaml = NULL;
    rsup_error err;
    rsup_status status = rsup_writer_new(&allocator, &writer, &err);
    if (status == RSUP_OK) {
      write_sample(writer);
      status = rsup_writer_finish(writer, RSUP_FORMAT_JSON, &json, NULL, &err);
      if (status == RSUP_OK) {
        status = rsup_writer_finish(writer, RSUP_FORMAT_YAML, &yaml, NULL, &err);
      }
      rsup_writer_free(writer);
    }
    assert_int_equal(watch.live, 0);
    assert_int_equal(watch.not_wiped, 0);
    if (status == RSUP_OK) break;
    assert_int_equal(status, RSUP_E_MEMORY);
    failures++;
  }
  assert_true(failures >= 4); /* the writer, its nodes, its texts, what it gives out */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_writes_every_kind_of_value),
      cmocka_unit_test(test_keys_and_texts_are_copied),
      cmocka_unit_test(test_calls_out_of_order_are_told_at_the_end),
      cmocka_unit_test(test_only_the_first_mistake_is_told),
      cmocka_unit_test(test_texts_that_no_document_may_hold_are_told),
      cmocka_unit_test(test_depth_is_that_of_the_reader),
      cmocka_unit_test(test_arguments_are_checked),
      cmocka_unit_test(test_every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
