/* rsup_person_reach(): the cases of the day picture (tests/vectors/reach.yaml), which it must
 * answer alike, and its own (tests/vectors/reach_person.yaml). Each is asked with every allocation
 * failed in turn, too: the lines are there in each. malloc itself is watched. */
#include "alloc/failing.h"
#include "network/network.h"
#include "network/reach.h"
#include "recovery/cases.h"
#include "safety/floor.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static rsup_result *kept; /* answers point into it until the case was compared */
static size_t lists, failures;

static int32_t number_of(const rsupi_node *ask, const char *key) {
  const rsupi_node *const node = rsupi_node_get(ask, key);
  int64_t number = 0;
  if (node) assert_true(rsupi_scalar_int(node, &number));
  return (int32_t)number;
}

static const char *text_of(const rsupi_node *ask, const char *key) {
  const rsupi_node *const node = rsupi_node_get(ask, key);
  return node ? node->text : NULL;
}

static void refuse_no_lines(const rsup_crisis_line *const *lines, size_t count) {
  assert_true(count > 0);
  for (size_t i = 0; i < count; i++) {
    assert_non_null(lines[i]->name);
    assert_non_null(lines[i]->purpose);
  }
  lists++;
}

/* The question with the nth allocation failed, and all after it; 0 when it needs fewer. */
static int ask_without_memory(const rsupi_asof *at, const rsup_reach_options *options, size_t nth) {
  const rsup_crisis_line *const *lines = NULL;
  rsup_result *result = NULL;
  rsup_error err;
  size_t count = 0;
  failing_start(nth, 1);
  const rsup_status status =
      rsup_person_reach(at->person, at->now, options, &lines, &count, &result, &err);
  const size_t failed = failing_stop();
  refuse_no_lines(lines, count);
  if (failed) assert_int_equal(status, RSUP_E_MEMORY);
  if (failed) assert_null(result);
  rsup_result_free(result);
  failures += failed > 0;
  return failed > 0;
}

/* Everybody is told of once: now, soon, or left out. */
static void count_people(const rsupi_asof *at, const rsup_reach_list *list) {
  assert_int_equal(list->people_count + list->soon_count + list->left_out_count,
                   at->view->tie_count);
  for (size_t i = 0; i < list->left_out_count; i++)
    assert_true(list->left_out[i]->reason_count > 0);
}

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  const rsupi_node *const ask = rsupi_node_get(out->asked, "ask");
  const rsup_reach_options options = {.struct_size = sizeof options,
                                      .hours = number_of(ask, "hours"),
                                      .limit = number_of(ask, "limit"),
                                      .want = text_of(ask, "want"),
                                      .situation = text_of(ask, "situation"),
                                      .region = text_of(ask, "region"),
                                      .known_at = &at->known_at};
  const rsup_crisis_line *const *lines = NULL;
  size_t count = 0;
  (void)arena;
  for (size_t nth = 1; ask_without_memory(at, &options, nth);) nth++;
  rsup_result_free(kept);
  kept = NULL;
  const rsup_status status =
      rsup_person_reach(at->person, at->now, &options, &lines, &count, &kept, err);
  refuse_no_lines(lines, count);
  if (status) return status;
  const rsup_reach_list *const list = rsup_reach_list_get(kept);
  count_people(at, list);
  refuse_no_lines(list->crisis_lines, list->crisis_line_count);
  answer_records(out, "people", &rsupi_reach_type, list->people, list->people_count);
  answer_records(out, "soon", &rsupi_reach_type, list->soon, list->soon_count);
  answer_records(out, "left_out", &rsupi_left_out_type, list->left_out, list->left_out_count);
  answer_records(out, "crisis_lines", &rsupi_crisis_line_type, list->crisis_lines,
                 list->crisis_line_count);
  answer_instant(out, "next_change", list->next_change_at);
  answer_record(out, "list", &rsupi_reach_list_type, list);
  return RSUP_OK;
}

/* ---- arguments */

static const rsup_person *asked_person;

static rsup_status with(const rsup_reach_options *options) {
  const rsup_crisis_line *const *lines = NULL;
  rsup_result *result = NULL;
  size_t count = 0;
  rsup_error err;
  const rsup_status status = rsup_person_reach(asked_person, INT64_C(1772622000000), options,
                                               &lines, &count, &result, &err);
  refuse_no_lines(lines, count);
  if (status) assert_null(result);
  rsup_result_free(result);
  return status;
}

static void bad_questions_are_refused_and_have_lines(void **state) {
  static const char text[] = "{\"format\":\"recovery-support/person\",\"format_version\":1,"
                             "\"id\":\"p\",\"zones\":[{\"zone\":\"Etc/UTC\"}]}";
  enum { SIZE = sizeof(rsup_reach_options) };
  rsup_config *config = NULL;
  rsup_person *person = NULL;
  (void)state;
  assert_int_equal(rsup_config_default(NULL, &config, NULL), RSUP_OK);
  assert_int_equal(rsup_person_load(config, "p", text, strlen(text), &person, NULL, NULL), RSUP_OK);
  asked_person = person;
  assert_int_equal(with(NULL), RSUP_OK);
  assert_int_equal(with(&(rsup_reach_options){.struct_size = SIZE, .hours = -1}), RSUP_E_RANGE);
  assert_int_equal(with(&(rsup_reach_options){.struct_size = SIZE, .hours = 169}), RSUP_E_RANGE);
  assert_int_equal(with(&(rsup_reach_options){.struct_size = SIZE, .limit = -1}), RSUP_E_RANGE);
  assert_int_equal(with(&(rsup_reach_options){.struct_size = SIZE, .reserved = 1}), RSUP_E_OPTIONS);
  assert_int_equal(with(&(rsup_reach_options){.struct_size = SIZE, .want = "job"}), RSUP_E_OPTIONS);
  assert_int_equal(with(&(rsup_reach_options){.struct_size = SIZE, .situation = "hungry"}),
                   RSUP_E_OPTIONS);
  assert_int_equal(with(&(rsup_reach_options){.struct_size = SIZE, .want = " "}), RSUP_OK);
  rsup_result *result = NULL;
  const rsup_crisis_line *const *lines = NULL;
  assert_int_equal(rsup_person_reach(person, 0, NULL, &lines, NULL, &result, NULL),
                   RSUP_E_ARGUMENT);
  asked_person = NULL;
  assert_int_equal(with(NULL), RSUP_E_ARGUMENT);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(bad_questions_are_refused_and_have_lines)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  failed += run_cases("tests/vectors/reach.yaml", question);
  failed += run_cases("tests/vectors/reach_person.yaml", question);
  print_message("lines in each of %zu answers, %zu of them without memory\n", lists, failures);
  rsup_result_free(kept);
  return failed;
}
