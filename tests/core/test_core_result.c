/* Results and their JSON, on a toy record that has every kind of field. */
#include "core/cmocka_all.h"
#include "core/numbers.h"
#include "core/result.h"
#include "core/watched_allocator.h"
#include <string.h>

typedef struct toy {
  int32_t whole, flag, shade;
  rsup_day day;
  int64_t large;
  rsup_instant at;
  uint32_t number;
  double real;
  const char *text;
  rsup_measure measure;
  const struct toy *child;
  const struct toy *const *children;
  size_t child_count;
  const char *const *texts;
  size_t text_count;
  const struct toy *rare;
} toy;

static const char *shade_name(int32_t value) {
  return value == 1 ? "light" : value == 2 ? "dark" : NULL;
}

extern const rsup_record_type toy_type; /* a toy may hold toys */
static const rsup_field toy_fields[] = {
    RSUPI_KEY(toy, text, TEXT, "", "a text"),
    RSUPI_FIELD(toy, whole, INT32, "", "a number"),
    RSUPI_FIELD(toy, large, INT64, "", "a large number"),
    RSUPI_FIELD(toy, number, UINT32, "", "a number that is never missing"),
    RSUPI_MAYBE(toy, real, DOUBLE, "km", "a real number"),
    RSUPI_FIELD(toy, flag, BOOL, "", "yes or no"),
    RSUPI_FIELD(toy, at, INSTANT, "ms", "an instant"),
    RSUPI_FLAGGED(toy, day, DAY, RSUP_FIELD_CARE_TEAM, "", "a day"),
    RSUPI_ENUM(toy, shade, shade_name, "light or dark"),
    RSUPI_FIELD(toy, measure, MEASURE, "days", "a measure"),
    RSUPI_RECORD(toy, child, toy_type, "another toy"),
    RSUPI_RECORDS(toy, children, child_count, toy_type, "more toys"),
    RSUPI_TEXTS(toy, texts, text_count, "texts"),
    RSUPI_SPARSE(toy, rare, toy_type, "a toy that few have: left out of the JSON without it"),
};
const rsup_record_type toy_type = RSUPI_RECORD_TYPE("toy", toy, toy_fields, "Every kind of field.");

static rsup_result *new_toy(const rsup_allocator *allocator, toy **out) {
  rsup_result *result;
  assert_int_equal(rsupi_result_new(allocator, &toy_type, &result, NULL), RSUP_OK);
  *out = result->root;
  return result;
}

static void set_no_value(toy *t) {
  t->whole = t->flag = t->day = INT32_MIN;
  t->large = t->at = INT64_MIN;
  t->real = rsupi_nan();
  t->measure = rsupi_measure_unknown(2);
}

static void assert_json(rsup_result *result, const char *expected) {
  const char *text;
  size_t len;
  assert_int_equal(rsup_result_json(result, &text, &len, NULL), RSUP_OK);
  assert_string_equal(text, expected);
  assert_int_equal(len, strlen(expected));
}

#define NO_VALUES                                                                                  \
  "{\"text\":null,\"whole\":null,\"large\":null,\"number\":0,\"real\":null,\"flag\":null,"         \
  "\"at\":null,\"day\":null,\"shade\":null,\"measure\":{\"value\":null,\"low\":null,"              \
  "\"high\":null,\"state\":\"unknown\",\"unknowns\":2},\"child\":null,\"children\":[],"            \
  "\"texts\":[]}"

static void test_no_value_is_null_in_json(void **state) {
  (void)state;
  toy *t;
  rsup_result *const result = new_toy(NULL, &t);
  set_no_value(t);
  assert_json(result, NO_VALUES);
  rsup_result_free(result);
}

static void test_every_kind_has_its_json(void **state) {
  (void)state;
  static const char *const texts[] = {"one", NULL, "two \"2\""};
  toy *t, inner;
  memset(&inner, 0, sizeof inner);
  set_no_value(&inner);
  const toy *const children[] = {&inner, NULL, &inner};
  rsup_result *const result = new_toy(NULL, &t);
  *t = (toy){.whole = -3,
             .flag = 1,
             .shade = 2,
             .day = 20516,
             .large = INT64_C(9007199254740993),
             .at = INT64_C(1772611800000),
             .number = UINT32_MAX,
             .real = 0.1,
             .text = "caf\xC3\xA9\n",
             .measure = rsupi_measure_bounded(3, 2, 5.5, 1),
             .child = &inner,
             .children = children,
             .child_count = 3,
             .texts = texts,
             .text_count = 3,
             .rare = &inner};
  assert_json(result,
              "{\"text\":\"caf\xC3\xA9\\n\",\"whole\":-3,\"large\":9007199254740993,"
              "\"number\":4294967295,\"real\":0.1,\"flag\":true,\"at\":1772611800000,"
              "\"day\":\"2026-03-04\",\"shade\":\"dark\",\"measure\":{\"value\":3,\"low\":2,"
              "\"high\":5.5,\"state\":\"bounded\",\"unknowns\":1},\"child\":" NO_VALUES
              ",\"children\":[" NO_VALUES ",null," NO_VALUES
              "],\"texts\":[\"one\",null,\"two \\\"2\\\"\"],\"rare\":" NO_VALUES "}");
  rsup_result_free(result);
}

static void test_zero_is_a_value(void **state) {
  (void)state;
  toy *t;
  rsup_result *const result = new_toy(NULL, &t);
  t->text = "";
  t->measure = rsupi_measure_known(0);
  assert_json(result, "{\"text\":\"\",\"whole\":0,\"large\":0,\"number\":0,\"real\":0,"
                      "\"flag\":false,\"at\":0,\"day\":\"1970-01-01\",\"shade\":null,"
                      "\"measure\":{\"value\":0,\"low\":0,\"high\":0,\"state\":\"known\","
                      "\"unknowns\":0},\"child\":null,\"children\":[],\"texts\":[]}");
  rsup_result_free(result);
}

static void test_json_is_written_once(void **state) {
  (void)state;
  toy *t;
  const char *first, *second;
  rsup_result *const result = new_toy(NULL, &t);
  assert_int_equal(rsup_result_json(result, &first, NULL, NULL), RSUP_OK);
  t->whole = 99;
  assert_int_equal(rsup_result_json(result, &second, NULL, NULL), RSUP_OK);
  assert_ptr_equal(first, second);
  rsup_result_free(result);
}

static void test_json_without_a_result_is_refused(void **state) {
  (void)state;
  const char *text = "x";
  size_t len = 1;
  rsup_error err;
  assert_int_equal(rsup_result_json(NULL, &text, &len, &err), RSUP_E_ARGUMENT);
  assert_int_equal(err.status, RSUP_E_ARGUMENT);
  assert_null(text);
  assert_int_equal(len, 0);
}

/* Make a result with reasons and its JSON; 1 when all of it went well. */
static int build(const rsup_allocator *allocator) {
  rsup_result *result = (rsup_result *)1;
  rsup_error err;
  const rsup_status status = rsupi_result_new(allocator, &rsupi_report_type, &result, &err);
  if (status) {
    assert_int_equal(status, RSUP_E_MEMORY);
    assert_int_equal(err.status, RSUP_E_MEMORY);
    assert_null(result);
    return 0;
  }
  rsup_report *const report = result->root;
  report->source = rsupi_arena_copy(&result->arena, "feed.json");
  rsupi_list list = {0};
  const rsup_problem problem = {.code = "RSUP_E_SCHEMA"};
  for (int i = 0; i < 100; i++) rsupi_list_push(&result->arena, &list, &problem);
  const char *text = NULL;
  int done = !result->arena.failed;
  if (done) {
    report->problems = (const rsup_problem *const *)list.items;
    report->problem_count = list.count;
    done = rsup_result_json(result, &text, NULL, &err) == RSUP_OK;
    assert_int_equal(done, text != NULL);
    if (!done) /* asking again, with memory, succeeds */
      assert_int_equal(rsup_result_json(result, &text, NULL, &err), RSUP_OK);
  }
  rsup_result_free(result);
  return done;
}

static void test_every_allocation_may_go_wrong(void **state) {
  (void)state;
  watched watch;
  rsup_allocator allocator = watched_allocator(&watch);
  assert_true(build(&allocator));
  const size_t points = watch.allocations;
  assert_true(points > 5);
  for (size_t point = 1; point <= points; point++) {
    allocator = watched_allocator(&watch);
    watch.fail_at = point;
    assert_false(build(&allocator));
    assert_int_equal(watch.live, 0);
    assert_int_equal(watch.not_wiped, 0);
    assert_int_equal(watch.wrong_size, 0);
  }
}

static void count_release(void *kept) {
  ++*(int *)kept;
}

static void test_the_kept_object_is_given_back_once(void **state) {
  (void)state;
  int released = 0;
  toy *t;
  rsup_result *const result = new_toy(NULL, &t);
  rsupi_result_keep(result, &released, count_release);
  assert_int_equal(released, 0);
  rsup_result_free(result);
  assert_int_equal(released, 1);
  rsup_result_free(NULL);
}

static void test_a_result_tells_its_type_and_root(void **state) {
  (void)state;
  toy *t;
  rsup_result *const result = new_toy(NULL, &t);
  assert_ptr_equal(rsup_result_type(result), &toy_type);
  assert_ptr_equal(rsup_result_root(result), t);
  assert_null(rsup_report_get(result));
  assert_null(rsup_report_get(NULL));
  assert_null(rsup_result_type(NULL));
  assert_null(rsup_result_root(NULL));
  rsup_result_free(result);
}

static void test_a_type_can_be_walked(void **state) {
  (void)state;
  assert_string_equal(rsup_record_type_name(&toy_type), "toy");
  assert_string_equal(rsup_record_type_doc(&toy_type), "Every kind of field.");
  assert_int_equal(rsup_record_type_size(&toy_type), sizeof(toy));
  assert_int_equal(rsup_record_type_field_count(&toy_type), 14);
  assert_null(rsup_record_type_field(&toy_type, 14));
  const rsup_field *const field = rsup_record_type_field(&toy_type, 4);
  assert_string_equal(field->name, "real");
  assert_string_equal(field->unit, "km");
  assert_int_equal(field->kind, RSUP_KIND_DOUBLE);
  assert_int_equal(field->offset, offsetof(toy, real));
  assert_int_equal(field->flags, RSUP_FIELD_NULLABLE);
  assert_int_equal(rsup_record_type_field(&toy_type, 11)->count_offset, offsetof(toy, child_count));
}

static void test_the_librarys_types_begin_with_those_of_core(void **state) {
  (void)state;
  assert_string_equal(rsup_record_type_name(rsup_record_type_at(0)), "reason");
  assert_string_equal(rsup_record_type_name(rsup_record_type_at(1)), "problem");
  assert_string_equal(rsup_record_type_name(rsup_record_type_at(2)), "report");
  assert_null(rsup_record_type_at(SIZE_MAX));
}

static void test_reasons(void **state) {
  (void)state;
  rsupi_arena arena;
  rsupi_list list = {0};
  rsupi_text text;
  rsupi_arena_init(&arena, NULL, 256);
  rsupi_text_init(&text, NULL);
  assert_true(rsupi_reason_push(&arena, &list, "agreed_to_calls", rsupi_nan(), NULL));
  assert_true(rsupi_reason_push(&arena, &list, "answered", 0.5, "t1"));
  assert_int_equal(list.count, 2);
  for (size_t i = 0; i < 2; i++) rsupi_record_json(&text, &rsupi_reason_type, list.items[i]);
  assert_string_equal(text.data, "{\"id\":\"agreed_to_calls\",\"number\":null,\"ref\":\"\"}"
                                 "{\"id\":\"answered\",\"number\":0.5,\"ref\":\"t1\"}");
  rsupi_text_free(&text);
  rsupi_arena_free(&arena);
}

static void test_measures(void **state) {
  (void)state;
  const rsup_measure known = rsupi_measure_known(4), bounded = rsupi_measure_bounded(4, 3, 5, 2),
                     narrow = rsupi_measure_bounded(4, 4, 4, 1), none = rsupi_measure_unknown(3),
                     never = rsupi_measure_not_applicable();
  assert_true(known.value == known.low && known.low == known.high && known.value == 4.0);
  assert_string_equal(rsup_measure_state_name(known.state), "known");
  assert_string_equal(rsup_measure_state_name(bounded.state), "bounded");
  assert_true(bounded.low == 3.0 && bounded.high == 5.0 && bounded.unknowns == 2);
  assert_int_equal(narrow.state, RSUP_MEASURE_KNOWN);
  assert_string_equal(rsup_measure_state_name(none.state), "unknown");
  assert_true(rsupi_isnan(none.value) && rsupi_isnan(none.low) && rsupi_isnan(none.high));
  assert_int_equal(none.unknowns, 3);
  assert_string_equal(rsup_measure_state_name(never.state), "not_applicable");
  assert_null(rsup_measure_state_name(0));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_no_value_is_null_in_json),
      cmocka_unit_test(test_every_kind_has_its_json),
      cmocka_unit_test(test_zero_is_a_value),
      cmocka_unit_test(test_json_is_written_once),
      cmocka_unit_test(test_json_without_a_result_is_refused),
      cmocka_unit_test(test_every_allocation_may_go_wrong),
      cmocka_unit_test(test_the_kept_object_is_given_back_once),
      cmocka_unit_test(test_a_result_tells_its_type_and_root),
      cmocka_unit_test(test_a_type_can_be_walked),
      cmocka_unit_test(test_the_librarys_types_begin_with_those_of_core),
      cmocka_unit_test(test_reasons),
      cmocka_unit_test(test_measures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
