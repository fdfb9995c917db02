/* YAML corpora: files made to break readers, each with what becomes of it here, and the
 * yaml-test-suite (github.com/yaml/yaml-test-suite): what we accept means what the suite says. */
#include "corpus_support.h"

/* ---- torture files */

typedef struct torture {
  const char *file;
  rsup_status status;
  uint32_t line, column;
  const char *text; /* of the value of "a" when the file is read */
} torture;

static const torture torture_files[] = {
    {"bad8.yaml", RSUP_E_ENCODING, 1, 4, NULL}, /* a broken UTF-8 sequence */
    {"bidi.yaml", RSUP_E_SYNTAX, 1, 6, NULL},   /* raw U+202E */
    {"bom.yaml", RSUP_OK, 0, 0, "1"},           /* a mark at the start is passed over */
    {"bommid.yaml", RSUP_E_SYNTAX, 1, 4, NULL}, /* a mark past the start */
    {"ctl.yaml", RSUP_E_SYNTAX, 1, 5, NULL},    /* U+0001 */
    {"dup.yaml", RSUP_E_SYNTAX, 2, 1, NULL},    /* the same key twice */
    {"empty.yaml", RSUP_E_SYNTAX, 1, 1, NULL},  /* nothing */
    {"fwd.yaml", RSUP_E_SYNTAX, 1, 4, NULL},    /* an alias of nothing */
    {"libyaml-clusterfuzz-5607885063061504.yml", RSUP_E_SYNTAX, 2, 1, NULL},
    {"lol.yaml", RSUP_E_SYNTAX, 1, 5, NULL},        /* aliases that grow to 10^9 values */
    {"longkey.yaml", RSUP_E_SYNTAX, 1, 2001, NULL}, /* a key past libyaml's 1,024 characters */
    {"ls.yaml", RSUP_E_SYNTAX, 1, 5, NULL},         /* a key hidden behind U+2028 */
    {"merge.yaml", RSUP_E_SYNTAX, 1, 4, NULL},      /* an anchor, then << */
    {"nel.yaml", RSUP_E_SYNTAX, 1, 5, NULL},        /* a key hidden behind U+0085 */
    {"nul.yaml", RSUP_E_ENCODING, 1, 4, NULL},      /* "\0" */
    {"over.yaml", RSUP_E_ENCODING, 1, 4, NULL},     /* an overlong sequence */
    {"rawnul.yaml", RSUP_E_SYNTAX, 1, 5, NULL},     /* a raw zero */
    {"self.yaml", RSUP_E_SYNTAX, 1, 4, NULL},       /* a list within itself */
    {"surr.yaml", RSUP_E_ENCODING, 1, 4, NULL},     /* a surrogate in UTF-8 */
    {"surresc.yaml", RSUP_E_SYNTAX, 1, 7, NULL},    /* a surrogate as an escape */
    {"tab.yaml", RSUP_E_SYNTAX, 2, 1, NULL},        /* a tab that indents */
    {"tag.yaml", RSUP_E_SYNTAX, 1, 4, NULL},        /* a tag that makes Python run code */
    {"trail.yaml", RSUP_E_SYNTAX, 2, 1, NULL},      /* a second document */
    {"trunc.yaml", RSUP_E_ENCODING, 1, 4, NULL},    /* cut within a character */
    {"utf16.yaml", RSUP_E_ENCODING, 1, 1, NULL},
    {"yamldir.yaml", RSUP_E_SYNTAX, 1, 1, NULL}, /* %YAML */
    {"yamldir3.yaml", RSUP_E_SYNTAX, 1, 1, NULL},
};

static const torture *find_torture(const char *name) {
  for (size_t i = 0; i < sizeof(torture_files) / sizeof(torture_files[0]); i++) {
    if (strcmp(torture_files[i].file, name) == 0) return &torture_files[i];
  }
  fail_msg("%s has no expectation", name);
  return NULL;
}

static void check_torture(const char *folder, const char *name) {
  const torture *expected = find_torture(name);
  char path[CORPUS_PATH * 2];
  snprintf(path, sizeof(path), "%s/%s", folder, name);
  size_t len;
  char *text = corpus_file(path, &len);
  assert_non_null(text);
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 0);
  const rsupi_node *root;
  rsup_error err;
  rsup_status status = rsupi_tree_read(&arena, RSUPI_DOCUMENT_CONFIG, name, text, len, &root, &err);
  if (status != expected->status || err.line != expected->line || err.column != expected->column) {
    fail_msg("%s: %s at %u:%u: %s", name, rsup_status_name(status), err.line, err.column,
             err.message);
  }
  if (status == RSUP_OK) assert_string_equal(rsupi_node_get(root, "a")->text, expected->text);
  rsupi_arena_free(&arena);
  free(text);
}

static void test_torture_files(void **state) {
  (void)state;
  char folder[CORPUS_PATH];
  if (!corpus_folder("yaml-torture", folder)) skip();
  char **names;
  size_t count = corpus_names(folder, &names);
  for (size_t i = 0; i < count; i++) check_torture(folder, names[i]);
  free_names(names, count);
  printf("yaml-torture: %zu files\n", count);
  assert_int_equal(count, sizeof(torture_files) / sizeof(torture_files[0]));
}

/* ---- yaml-test-suite */

/* Invalid YAML that libyaml takes, and so do we: comments without a space before them, dashes and
 * tabs in flow lists, lines indented too little. None of it has a second meaning. */
static const char *const accepted_invalid[] = {"9C9N", "9JBA", "CVW2", "DK95/01",  "G5U8", "QB6E",
                                               "S98Z", "SU5Z", "X4QW", "Y79Y/003", "YJV2"};
/* A last line of nothing but spaces, without an end of line, behind a block scalar. */
static const char *const reads_otherwise[] = {"JEF9/02", "L24T/01"};
/* Valid YAML that libyaml 0.2.5 does not read: mostly adjacent values, tabs, and empty keys. */
static const char *const rejected_by_libyaml[] = {
    "2JQS",    "4ABK",    "4MUZ/00",  "4MUZ/01", "4MUZ/02", "58MP", "5MUD",    "5T43",
    "6BCT",    "6CA3",    "96NN/00",  "96NN/01", "9SA2",    "A2M4", "CFD4",    "DBG4",
    "DK95/00", "DK95/03", "DK95/04",  "FRK4",    "HM87/00", "HWV9", "K3WX",    "NHX8",
    "NJ66",    "NKF9",    "Q5MG",     "QT73",    "R4YG",    "S3PD", "SM9W/01", "UKK6/00",
    "UT92",    "VJP3/01", "Y79Y/001", "Y79Y/010"};
/* What we refuse by rule. Every other refusal of valid YAML must stand in the list above. */
static const char *const our_refusals[] = {
    "anchors and aliases are not read",
    "tags are not read",
    "directives are not read",
    "something follows the end of the document",
    "a key must be a text, not a map or a list",
    "the document is empty",
    "a value without a key",
    "a '?' right before a key; put the key in quotes",
};

static int listed(const char *const *list, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(list[i], name) == 0) return 1;
  }
  return 0;
}
#define LISTED(list, name) listed(list, sizeof(list) / sizeof((list)[0]), name)

/* The same content, but for types: those come from the schema here, and from the look of a scalar
 * there. */
static int same_content(const rsupi_node *ours, const rsupi_node *theirs) {
  if (ours->kind != theirs->kind || ours->count != theirs->count) return 0;
  if (ours->kind == RSUPI_SCALAR) {
    return rsupi_node_equal(ours, theirs) ||
           (ours->style == RSUPI_PLAIN && strcmp(ours->text, theirs->text) == 0);
  }
  const rsupi_node *in_order = theirs->first;
  for (const rsupi_node *a = ours->first; a != NULL; a = a->next, in_order = in_order->next) {
    const rsupi_node *b = ours->kind == RSUPI_MAP_NODE ? rsupi_node_get(theirs, a->key) : in_order;
    if (b == NULL || !same_content(a, b)) return 0;
  }
  return 1;
}

typedef struct suite_tally {
  size_t cases, valid, valid_read, compared, invalid, invalid_read;
} suite_tally;

static void compare_with_json(const char *folder, const char *name, const rsupi_node *root,
                              suite_tally *tally) {
  char path[CORPUS_PATH * 2];
  snprintf(path, sizeof(path), "%s/in.json", folder);
  size_t len;
  char *json = corpus_file(path, &len);
  if (json == NULL) return;
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 0);
  const rsupi_node *theirs;
  rsup_error err;
  if (rsupi_json_read(&arena, name, json, len, len, &theirs, &err) != RSUP_OK) {
    fail_msg("%s/in.json: %u:%u %s", name, err.line, err.column, err.message);
  }
  int same = same_content(root, theirs);
  if (same == LISTED(reads_otherwise, name)) {
    fail_msg("%s: %s", name, same ? "reads like the suite now" : "another tree than in.json");
  }
  tally->compared++;
  rsupi_arena_free(&arena);
  free(json);
}

static void check_case(const char *folder, const char *name, suite_tally *tally) {
  char path[CORPUS_PATH * 2];
  size_t len;
  snprintf(path, sizeof(path), "%s/error", folder);
  char *error = corpus_file(path, &len);
  snprintf(path, sizeof(path), "%s/in.yaml", folder);
  char *text = corpus_file(path, &len);
  assert_non_null(text);
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 0);
  const rsupi_node *root;
  rsup_error err;
  int read = rsupi_yaml_read(&arena, name, text, len, len, &root, &err) == RSUP_OK;
  tally->cases++;
  if (error != NULL) {
    tally->invalid++;
    tally->invalid_read += (size_t)read;
    if (read != LISTED(accepted_invalid, name)) {
      fail_msg("%s is invalid, and %s", name, read ? "accepted" : err.message);
    }
  } else {
    tally->valid++;
    tally->valid_read += (size_t)read;
    if (!read && LISTED(our_refusals, err.message) == LISTED(rejected_by_libyaml, name)) {
      fail_msg("%s is valid, but: %s", name, err.message);
    }
    if (read) compare_with_json(folder, name, root, tally);
  }
  rsupi_arena_free(&arena);
  free(error);
  free(text);
}

/* A case lies in its folder, or several lie in folders below it. */
static void check_cases(const char *suite, const char *name, suite_tally *tally) {
  char folder[CORPUS_PATH * 2], path[CORPUS_PATH * 3], sub_name[CORPUS_PATH];
  snprintf(folder, sizeof(folder), "%s/%s", suite, name);
  snprintf(path, sizeof(path), "%s/in.yaml", folder);
  FILE *file = fopen(path, "rb");
  if (file != NULL) {
    fclose(file);
    check_case(folder, name, tally);
    return;
  }
  char **subs;
  size_t count = corpus_names(folder, &subs);
  for (size_t i = 0; i < count; i++) {
    snprintf(path, sizeof(path), "%s/%s", folder, subs[i]);
    snprintf(sub_name, sizeof(sub_name), "%s/%s", name, subs[i]);
    check_case(path, sub_name, tally);
  }
  free_names(subs, count);
}

static void test_yaml_test_suite(void **state) {
  (void)state;
  char folder[CORPUS_PATH];
  if (!corpus_folder("yaml-test-suite", folder)) skip();
  char **names;
  suite_tally tally = {0};
  size_t count = corpus_names(folder, &names);
  for (size_t i = 0; i < count; i++) check_cases(folder, names[i], &tally);
  free_names(names, count);
  printf(
      "yaml-test-suite: %zu cases; of %zu valid ones %zu read, %zu compared; of %zu invalid ones "
      "%zu read\n",
      tally.cases, tally.valid, tally.valid_read, tally.compared, tally.invalid,
      tally.invalid_read);
  assert_int_equal(tally.cases, 402);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_torture_files),
      cmocka_unit_test(test_yaml_test_suite),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
