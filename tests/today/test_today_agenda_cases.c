/* The agenda over changes of the clocks, moves to another zone and the ends of consents: the cases
 * of tests/vectors/agenda.json, whose expected side an independent script wrote (make_agenda.py).
 */
#include "core/cmocka_all.h"
#include "document/tree.h"
#include "recovery-support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 1 << 20, LONGEST = 200 };

static char *read_file(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  char *text = malloc(LARGEST);
  assert_true(file && text);
  *len = fread(text, 1, LARGEST, file);
  fclose(file);
  return text;
}

static void add_members(rsupi_text *out, const rsupi_node *map) {
  for (const rsupi_node *one = map ? map->first : NULL; one; one = one->next) {
    rsupi_text_add_text(out, ",\"");
    rsupi_text_add_text(out, one->key);
    rsupi_text_add_text(out, "\":");
    rsupi_tree_write_json(out, one, 0);
  }
  rsupi_text_add_text(out, "}");
}

static rsup_person *person_of(const rsupi_node *c) {
  const rsup_config_options options = {.struct_size = sizeof options,
                                       .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  rsup_config *config = NULL;
  rsup_person *person = NULL;
  rsup_error err;
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_text_add_text(&text, "{\"format\":\"recovery-support/config\",\"format_version\":1");
  add_members(&text, rsupi_node_get(c, "config"));
  if (rsup_config_load("case", text.data, text.len, &options, &config, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  rsupi_text_free(&text);
  rsupi_text_init(&text, NULL);
  rsupi_text_add_text(&text, "{\"format\":\"recovery-support/person\",\"format_version\":1,"
                             "\"id\":\"p1\"");
  add_members(&text, rsupi_node_get(c, "record"));
  if (rsup_person_load(config, "case", text.data, text.len, &person, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  rsupi_text_free(&text);
  rsup_config_free(config); /* the person holds on to it */
  return person;
}

static rsup_instant instant_of(const rsupi_node *c, const char *key) {
  const rsupi_node *node = rsupi_node_get(c, key);
  rsup_instant at = 0;
  assert_int_equal(rsup_instant_parse(node->text, node->len, &at, NULL), RSUP_OK);
  return at;
}

static void print_entry(const rsup_agenda_entry *e, char *out) {
  char day[16], ends[32] = "-";
  rsup_day_text(e->date, day, sizeof day);
  if (e->ends != INT64_MIN) snprintf(ends, sizeof ends, "%lld", (long long)e->ends / 1000);
  snprintf(out, LONGEST, "%s %s %s %lld %s %s %s", rsup_agenda_kind_name(e->kind), e->ref, day,
           (long long)e->at / 1000, ends, e->dst ? "dst" : "-", e->local_time);
}

static void run_case(void **state) {
  const rsupi_node *c = *state, *wanted = rsupi_node_get(rsupi_node_get(c, "expect"), "entries");
  const rsup_instant now = instant_of(c, "now");
  const rsup_agenda_options options = {.struct_size = sizeof options, .now = &now};
  rsup_person *person = person_of(c);
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_agenda(person, instant_of(c, "from"), instant_of(c, "to"), &options, &result, &err))
    fail_msg("%s", err.message);
  const rsup_agenda_page *page = rsup_agenda_get(result);
  const rsupi_node *one = wanted->first;
  for (size_t i = 0; i < page->entry_count; i++, one = one->next) {
    char got[LONGEST];
    print_entry(page->entries[i], got);
    if (!one) fail_msg("nothing more was expected: %s", got);
    assert_string_equal(one->text, got);
  }
  if (one) fail_msg("missing: %s", one->text);
  rsup_result_free(result);
  rsup_person_free(person);
}

int main(void) {
  static const char path[] = "tests/vectors/agenda.json";
  rsupi_arena arena;
  const rsupi_node *root = NULL;
  size_t len, n = 0;
  char *text = read_file(path, &len);
  rsupi_arena_init(&arena, NULL, 0);
  if (rsupi_tree_read(&arena, RSUPI_DOCUMENT_CONFIG, path, text, len, &root, NULL)) return 1;
  const rsupi_node *cases = rsupi_node_get(root, "cases");
  struct CMUnitTest *tests = calloc(cases->count, sizeof *tests);
  if (!tests) return 1;
  for (const rsupi_node *one = cases->first; one; one = one->next, n++)
    tests[n] = (struct CMUnitTest){.name = rsupi_node_get(one, "id")->text,
                                   .test_func = run_case,
                                   .initial_state = (void *)(size_t)one};
  const int failed = _cmocka_run_group_tests(path, tests, n, NULL, NULL);
  print_message("%s: %zu cases\n", path, n);
  free(tests);
  rsupi_arena_free(&arena);
  free(text);
  return failed;
}
