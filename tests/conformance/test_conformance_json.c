/* JSONTestSuite (github.com/nst/JSONTestSuite): every file that must be read is read, every file
 * that must be refused is refused, and what the RFC leaves open is decided here. */
#include "corpus_support.h"
#ifdef RSUP_HAVE_JANSSON
#include <jansson.h>
#endif

typedef struct decision {
  const char *file; /* without y_, i_ and .json */
  int accepted;
} decision;

/* Valid JSON that this library refuses on purpose: a key that stands twice has no single meaning
 * (RFC 8259, section 4, warns of it), and a text with U+0000 cannot be a C string. */
static const char *const refused_on_purpose[] = {
    "y_object_duplicated_key.json",
    "y_object_duplicated_key_and_value.json",
    "y_object_escaped_null_in_key.json",
    "y_string_null_escape.json",
};

/* What the RFC leaves open. Numbers: the reader keeps their text, the schema judges whether they
 * fit. Strings: half surrogate pairs and bytes that are no clean UTF-8 are refused. Depth: within
 * the limit that the caller gives (here 1,024, in documents 32). A byte order mark at the start is
 * passed over. */
static const decision open_cases[] = {
    {"number_double_huge_neg_exp", 1},
    {"number_huge_exp", 1},
    {"number_neg_int_huge_exp", 1},
    {"number_pos_double_huge_exp", 1},
    {"number_real_neg_overflow", 1},
    {"number_real_pos_overflow", 1},
    {"number_real_underflow", 1},
    {"number_too_big_neg_int", 1},
    {"number_too_big_pos_int", 1},
    {"number_very_big_negative_int", 1},
    {"object_key_lone_2nd_surrogate", 0},
    {"string_1st_surrogate_but_2nd_missing", 0},
    {"string_1st_valid_surrogate_2nd_invalid", 0},
    {"string_UTF-16LE_with_BOM", 0},
    {"string_UTF-8_invalid_sequence", 0},
    {"string_UTF8_surrogate_U+D800", 0},
    {"string_incomplete_surrogate_and_escape_valid", 0},
    {"string_incomplete_surrogate_pair", 0},
    {"string_incomplete_surrogates_escape_valid", 0},
    {"string_invalid_lonely_surrogate", 0},
    {"string_invalid_surrogate", 0},
    {"string_invalid_utf-8", 0},
    {"string_inverted_surrogates_U+1D11E", 0},
    {"string_iso_latin_1", 0},
    {"string_lone_second_surrogate", 0},
    {"string_lone_utf8_continuation_byte", 0},
    {"string_not_in_unicode_range", 0},
    {"string_overlong_sequence_2_bytes", 0},
    {"string_overlong_sequence_6_bytes", 0},
    {"string_overlong_sequence_6_bytes_null", 0},
    {"string_truncated-utf-8", 0},
    {"string_utf16BE_no_BOM", 0},
    {"string_utf16LE_no_BOM", 0},
    {"structure_500_nested_arrays", 1},
    {"structure_UTF-8_BOM_empty_object", 1},
};

static int is_refused_on_purpose(const char *name) {
  for (size_t i = 0; i < sizeof(refused_on_purpose) / sizeof(refused_on_purpose[0]); i++) {
    if (strcmp(refused_on_purpose[i], name) == 0) return 1;
  }
  return 0;
}

static int open_case(const char *name) {
  for (size_t i = 0; i < sizeof(open_cases) / sizeof(open_cases[0]); i++) {
    size_t len = strlen(open_cases[i].file);
    if (strncmp(name + 2, open_cases[i].file, len) == 0 && strcmp(name + 2 + len, ".json") == 0) {
      return open_cases[i].accepted;
    }
  }
  fail_msg("%s is not decided", name);
  return 0;
}

/* jansson reads our JSON of the tree as it reads the file itself. */
static void ask_jansson(const char *name, const char *text, size_t len, const rsupi_node *root) {
#ifdef RSUP_HAVE_JANSSON
  const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
  rsupi_text ours;
  rsupi_text_init(&ours, NULL);
  rsupi_tree_write_json(&ours, root, 0);
  json_error_t error;
  json_t *theirs = json_loadb(text, len, flags, &error);
  json_t *again = json_loadb(ours.data, ours.len, flags, &error);
  if (theirs == NULL || !json_equal(theirs, again)) fail_msg("%s: jansson differs", name);
  json_decref(theirs);
  json_decref(again);
  rsupi_text_free(&ours);
#else
  (void)name, (void)text, (void)len, (void)root;
#endif
}

static int check_file(const char *folder, const char *name) {
  char path[CORPUS_PATH * 2];
  snprintf(path, sizeof(path), "%s/%s", folder, name);
  size_t len;
  char *text = corpus_file(path, &len);
  assert_non_null(text);
  rsupi_limits limits = *rsupi_limits_of(RSUPI_DOCUMENT_FEED);
  limits.depth = RSUPI_DEPTH_MOST;
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 0);
  const rsupi_node *root;
  rsup_error err;
  int accepted = rsupi_json_read_within(&arena, name, text, len, &limits, &root, &err) == RSUP_OK;
  int expected = name[0] == 'y' ? !is_refused_on_purpose(name) : name[0] == 'i' && open_case(name);
  if (accepted != expected) {
    fail_msg("%s %s: %s", name, accepted ? "accepted" : "refused", err.message);
  }
  if (accepted && name[0] == 'y') ask_jansson(name, text, len, root);
  if (!accepted && err.line == 0) fail_msg("%s: an error without a place", name);
  rsupi_arena_free(&arena);
  free(text);
  return accepted;
}

static void test_json_test_suite(void **state) {
  (void)state;
  char folder[CORPUS_PATH];
  if (!corpus_folder("JSONTestSuite/test_parsing", folder)) skip();
  char **names;
  size_t count = corpus_names(folder, &names), seen[3] = {0}, accepted[3] = {0};
  static const char groups[] = "yni";
  for (size_t i = 0; i < count; i++) {
    size_t group = (size_t)(strchr(groups, names[i][0]) - groups);
    seen[group]++;
    accepted[group] += (size_t)check_file(folder, names[i]);
  }
  free_names(names, count);
  printf("JSONTestSuite: y %zu of %zu accepted, n %zu of %zu, i %zu of %zu\n", accepted[0], seen[0],
         accepted[1], seen[1], accepted[2], seen[2]);
  assert_int_equal(seen[0], 95);
  assert_int_equal(seen[1], 188);
  assert_int_equal(seen[2], sizeof(open_cases) / sizeof(open_cases[0]));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_json_test_suite)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
