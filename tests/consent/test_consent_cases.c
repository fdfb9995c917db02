/* The worked cases of the guide: tests/vectors/consent_cases.yaml. */
#include "consent/consent_support.h"
#include "document/schema.h"

static rsup_config *config;

static char *file_text(const char *path, size_t *len) {
  FILE *const file = fopen(path, "rb");
  assert_non_null(file);
  char *const text = calloc(1, 262144);
  assert_non_null(text);
  *len = fread(text, 1, 262143, file);
  (void)fclose(file);
  return text;
}

/* A record of these sections. */
static rsup_person *record_of(const rsupi_node *sections, const char *id) {
  const rsup_allocator allocator = rsupi_allocator_or_default(NULL);
  rsupi_text text;
  rsupi_text_init(&text, &allocator);
  rsupi_text_add_text(&text,
                      "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"");
  rsupi_text_add_text(&text, id);
  rsupi_text_add_text(&text, "\",\"zones\":[{\"zone\":\"Europe/Lisbon\"}],");
  const size_t brace = text.len;
  rsupi_tree_write_json(&text, sections, RSUPI_JSON_AS_IT_STANDS);
  text.data[brace] = ' ';
  rsup_person *const person = load_person(config, text.data, text.len);
  rsupi_text_free(&text);
  return person;
}

static const char *said(const rsupi_node *map, const char *key) {
  const rsupi_node *const node = rsupi_node_get(map, key);
  return node ? node->text : NULL;
}

static size_t list_of(const rsupi_node *map, const char *key, const char *out[8]) {
  const rsupi_node *const list = rsupi_node_get(map, key);
  size_t count = 0;
  for (const rsupi_node *one = list ? list->first : NULL; one && count < 8; one = one->next)
    out[count++] = one->text;
  return count;
}

static rsup_consent_question question_of(const rsupi_node *ask, const char *what[8],
                                         const char *labels[8]) {
  rsup_consent_question question = {.struct_size = sizeof question,
                                    .now = at(said(ask, "now") ? said(ask, "now") : NOW),
                                    .actor = said(ask, "actor"),
                                    .role = said(ask, "role"),
                                    .purpose = said(ask, "purpose"),
                                    .what = what,
                                    .labels = labels};
  question.what_count = list_of(ask, "what", what);
  question.label_count = list_of(ask, "labels", labels);
  if (said(ask, "origin")) question.origin = RSUP_ORIGIN_PART2;
  return question;
}

static uint32_t bits_of(const rsupi_node *ask) {
  const char *names[8];
  const size_t count = list_of(ask, "obligations", names);
  uint32_t bits = 0;
  for (size_t i = 0; i < count; i++)
    for (uint32_t bit = 1; bit < 128; bit <<= 1)
      if (strcmp(names[i], rsup_obligation_name(bit)) == 0) bits |= bit;
  return bits;
}

static void run_ask(const char *id, const rsup_person *person, const rsupi_node *ask) {
  const char *what[8], *labels[8];
  const rsup_consent_question question = question_of(ask, what, labels);
  rsup_decision decision;
  assert_int_equal(rsup_consent_decide(person, &question, &decision, NULL), RSUP_OK);
  const char *const reason = rsup_consent_reason_name(decision.reason);
  if (strcmp(reason, said(ask, "reason")) != 0) fail_msg("%s, line %u: %s", id, ask->line, reason);
  if (said(ask, "consent")) assert_string_equal(decision.consent_id, said(ask, "consent"));
  if (rsupi_node_get(ask, "obligations")) assert_int_equal(decision.obligations, bits_of(ask));
}

static void run_view(const char *id, const rsup_person *person, const rsupi_node *ask) {
  const char *what[8], *labels[8], *words[8];
  const rsup_consent_question question = question_of(ask, what, labels);
  rsup_person *view = NULL;
  assert_int_equal(rsup_consent_view(person, &question, &view, NULL), RSUP_OK);
  char *const text = written(view);
  const size_t shown = list_of(ask, "shows", words);
  for (size_t i = 0; i < shown; i++)
    if (!strstr(text, words[i])) fail_msg("%s does not show %s", id, words[i]);
  const size_t hidden = list_of(ask, "hides", words);
  for (size_t i = 0; i < hidden; i++)
    if (strstr(text, words[i])) fail_msg("%s shows %s", id, words[i]);
  free(text);
  rsup_person_free(view);
}

static void run_link(const char *id, rsup_person *person, const rsupi_node *one) {
  rsup_person *const other = record_of(rsupi_node_get(one, "other"), "you");
  rsup_link link;
  assert_int_equal(rsup_consent_link(person, other, at(NOW), &link, NULL), RSUP_OK);
  char *const before = written(other);
  if (said(one, "erase")) {
    assert_int_equal(link.linked, 1);
    assert_int_equal(rsup_person_erase(person, said(one, "erase"), NULL), RSUP_OK);
    assert_int_equal(rsup_consent_link(person, other, at(NOW), &link, NULL), RSUP_OK);
  }
  char *const after = written(other);
  assert_string_equal(after, before);
  if (link.linked != (strcmp(said(one, "linked"), "true") == 0)) fail_msg("%s", id);
  assert_string_equal(link.a_tie, link.linked ? "yu" : "");
  assert_string_equal(link.b_tie, link.linked ? "mo" : "");
  free(before);
  free(after);
  rsup_person_free(other);
}

static void run_case(const rsupi_node *one) {
  const char *const id = said(one, "id");
  rsup_person *const person = record_of(rsupi_node_get(one, "record"), "me");
  const rsupi_node *const asks = rsupi_node_get(one, "asks"), *const views =
                                                                  rsupi_node_get(one, "views");
  for (const rsupi_node *ask = asks ? asks->first : NULL; ask; ask = ask->next)
    run_ask(id, person, ask);
  for (const rsupi_node *ask = views ? views->first : NULL; ask; ask = ask->next)
    run_view(id, person, ask);
  if (rsupi_node_get(one, "other")) run_link(id, person, one);
  rsup_person_free(person);
}

static void the_cases_of_the_guide_hold(void **state) {
  (void)state;
  const rsup_allocator allocator = rsupi_allocator_or_default(NULL);
  rsup_error err;
  size_t len = 0, guide_len = 0, count = 0;
  char *const text = file_text("tests/vectors/consent_cases.yaml", &len);
  char *const guide = file_text("docs/guide/consent.md", &guide_len);
  rsupi_arena tree;
  const rsupi_node *root = NULL;
  rsupi_arena_init(&tree, &allocator, 65536);
  if (rsupi_tree_read(&tree, RSUPI_DOCUMENT_CONFIG, "cases", text, len, &root, &err))
    fail_msg("line %u: %s", err.line, err.message);
  assert_int_equal(rsup_config_default(NULL, &config, &err), RSUP_OK);
  for (const rsupi_node *one = rsupi_node_get(root, "cases")->first; one; one = one->next) {
    char named[96];
    (void)snprintf(named, sizeof named, "`%s`", said(one, "id"));
    if (!strstr(guide, named)) fail_msg("%s is not in the guide", named);
    run_case(one);
    count++;
  }
  assert_true(count >= 20);
  rsup_config_free(config);
  rsupi_arena_free(&tree);
  free(text);
  free(guide);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_cases_of_the_guide_hold)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
