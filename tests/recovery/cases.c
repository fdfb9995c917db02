/* Reads the cases of a file, makes the record each speaks of, asks, and compares. */
#include "recovery/cases.h"
#include "recovery-support/time.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct one_case {
  const rsupi_node *node, *cases; /* this one, and the list it stands in */
  case_question *question;
} one_case;

/* ---- answers */

static case_part *next_part(case_answer *answer, const char *name, const rsup_record_type *type) {
  assert_true(answer->count < CASE_PARTS);
  case_part *part = &answer->parts[answer->count++];
  *part = (case_part){.name = name, .type = type};
  return part;
}

void answer_record(case_answer *answer, const char *name, const rsup_record_type *type,
                   const void *record) {
  next_part(answer, name, type)->record = record;
}

void answer_records(case_answer *answer, const char *name, const rsup_record_type *type,
                    const void *records, size_t count) {
  case_part *part = next_part(answer, name, type);
  part->records = records;
  part->count = count;
}

void answer_instant(case_answer *answer, const char *name, rsup_instant instant) {
  next_part(answer, name, NULL)->instant = instant;
}

/* ---- from a case to objects */

static const char *text_of(const rsupi_node *node) {
  return node && node->kind == RSUPI_SCALAR ? node->text : NULL;
}

/* A part of a case, or of the case that it is like. */
static const rsupi_node *part_of(const one_case *c, const char *key) {
  const rsupi_node *own = rsupi_node_get(c->node, key);
  const char *like = text_of(rsupi_node_get(c->node, "like"));
  if (own || !like) return own;
  for (const rsupi_node *other = c->cases->first; other; other = other->next) {
    const char *id = text_of(rsupi_node_get(other, "id"));
    if (id && strcmp(id, like) == 0) return rsupi_node_get(other, key);
  }
  fail_msg("no case %s to be like", like);
  return NULL;
}

static void add_children(rsupi_text *out, const rsupi_node *map) {
  for (const rsupi_node *one = map ? map->first : NULL; one; one = one->next) {
    rsupi_text_add_text(out, ",");
    rsupi_text_add_json_string(out, one->key, one->key_len);
    rsupi_text_add_text(out, ":");
    rsupi_tree_write_json(out, one, 0);
  }
}

static rsup_config *make_config(const one_case *c) {
  rsup_config_options options = {.struct_size = sizeof options,
                                 .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  rsup_config *config = NULL;
  rsup_error err;
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_text_add_text(&text, "{\"format\":\"recovery-support/config\",\"format_version\":1");
  add_children(&text, part_of(c, "config"));
  rsupi_text_add_text(&text, "}");
  if (rsup_config_load("case", text.data, text.len, &options, &config, NULL, &err))
    fail_msg("the case's config: %s: %s", err.path, err.message);
  rsupi_text_free(&text);
  return config;
}

static void refuse_problems(rsup_result *report) {
  const rsup_report *found = rsup_report_get(report);
  for (size_t i = 0; i < found->problem_count; i++)
    print_error("%s: %s\n", found->problems[i]->path, found->problems[i]->message);
  assert_int_equal(found->problem_count, 0);
  rsup_result_free(report);
}

static rsup_person *make_person(const one_case *c, rsup_config *config) {
  const rsupi_node *record = part_of(c, "record");
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_text_add_text(&text, "{\"format\":\"recovery-support/person\",\"format_version\":1,"
                             "\"id\":\"p1\"");
  if (!rsupi_node_get(record, "zones"))
    rsupi_text_add_text(&text, ",\"zones\":[{\"zone\":\"Europe/Berlin\"}]");
  add_children(&text, record);
  rsupi_text_add_text(&text, "}");
  if (rsup_person_load(config, "case", text.data, text.len, &person, &report, &err))
    fail_msg("the case's record: %s: %s", err.path, err.message);
  rsupi_text_free(&text);
  refuse_problems(report);
  return person;
}

/* What happens to the record after it was loaded. */
static void change_person(const one_case *c, rsup_person *person) {
  const rsupi_node *append = part_of(c, "append"), *erase = part_of(c, "erase");
  rsup_error err;
  if (append) {
    rsupi_text text;
    rsupi_text_init(&text, NULL);
    rsupi_tree_write_json(&text, append, 0);
    if (rsup_person_append(person, text.data, text.len, NULL, &err))
      fail_msg("append: %s: %s", err.path, err.message);
    rsupi_text_free(&text);
  }
  if (erase && rsup_person_erase(person, erase->text, &err))
    fail_msg("erase: %s: %s", err.path, err.message);
}

static rsup_instant instant_of(const one_case *c, const char *key, rsup_instant otherwise) {
  const rsupi_node *node = part_of(c, key);
  rsup_instant instant = otherwise;
  rsup_error err;
  if (node && rsup_instant_parse(node->text, node->len, &instant, &err))
    fail_msg("%s: %s", key, err.message);
  return instant;
}

/* 0 when all that was expected holds. */
static size_t ask_and_compare(const one_case *c, const rsup_person *person) {
  rsupi_arena arena;
  rsupi_asof at;
  rsup_error err;
  case_answer answer = {.asked = c->node, .count = 0};
  rsupi_text differences;
  rsup_instant now = instant_of(c, "now", INT64_MIN);
  rsup_instant known_at = instant_of(c, "known_at", INT64_MAX);
  assert_true(now != INT64_MIN);
  rsupi_arena_init(&arena, NULL, 0);
  rsupi_text_init(&differences, NULL);
  if (rsupi_asof_open(person, now, known_at, NULL, NULL, &arena, &at, &err) ||
      c->question(&at, &arena, &answer, &err))
    fail_msg("%s", err.message);
  const rsupi_node *expected = rsupi_node_get(c->node, "expect");
  assert_non_null(expected);
  expect_parts(expected, &answer, &differences);
  expect_words(at.config, &answer, &differences);
  if (differences.len) print_error("%s\n", differences.data);
  size_t wrong = differences.len;
  rsupi_text_free(&differences);
  rsupi_arena_free(&arena);
  return wrong;
}

static void run_case(void **state) {
  const one_case *c = *state;
  rsup_config *config = make_config(c);
  rsup_person *person = make_person(c, config);
  change_person(c, person);
  size_t wrong = ask_and_compare(c, person);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(wrong, 0);
}

/* ---- from a file to tests */

enum { LARGEST = 4 << 20 };
static char *read_whole(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  char *text = malloc(LARGEST);
  if (!file || !text) {
    print_error("%s cannot be read\n", path);
    exit(1);
  }
  *len = fread(text, 1, LARGEST, file);
  fclose(file);
  return text;
}

static void refuse_twins(const rsupi_node *cases) {
  for (const rsupi_node *a = cases->first; a; a = a->next)
    for (const rsupi_node *b = a->next; b; b = b->next)
      if (strcmp(text_of(rsupi_node_get(a, "id")), text_of(rsupi_node_get(b, "id"))) == 0) {
        print_error("two cases are called %s\n", text_of(rsupi_node_get(a, "id")));
        exit(1);
      }
}

static int run_all(const char *path, const rsupi_node *cases, case_question *question) {
  one_case *each = calloc(cases->count, sizeof *each);
  struct CMUnitTest *tests = calloc(cases->count, sizeof *tests);
  size_t n = 0;
  if (!each || !tests) return 1;
  for (const rsupi_node *one = cases->first; one; one = one->next, n++) {
    each[n] = (one_case){one, cases, question};
    tests[n] = (struct CMUnitTest){.name = text_of(rsupi_node_get(one, "id")),
                                   .test_func = run_case,
                                   .initial_state = &each[n]};
  }
  int failed = _cmocka_run_group_tests(path, tests, n, NULL, NULL);
  print_message("%s: %zu cases\n", path, n);
  free(tests);
  free(each);
  return failed;
}

int run_cases(const char *path, case_question *question) {
  rsupi_arena arena;
  const rsupi_node *root = NULL;
  rsup_error err;
  size_t len;
  char *text = read_whole(path, &len);
  rsupi_arena_init(&arena, NULL, 0);
  int failed = 1;
  if (rsupi_tree_read(&arena, RSUPI_DOCUMENT_CONFIG, path, text, len, &root, &err)) {
    print_error("%s:%u:%u: %s\n", path, err.line, err.column, err.message);
  } else {
    const rsupi_node *cases = rsupi_node_get(root, "cases");
    refuse_twins(cases);
    failed = run_all(path, cases, question);
  }
  rsupi_arena_free(&arena);
  free(text);
  return failed;
}
