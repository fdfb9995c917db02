/* The schema checker: every type, every refusal, and all of them in one pass. */
#include "binding_support.h"

static void test_fills_a_slot_of_every_type(void **state) {
  (void)state;
  bound b;
  bind_text(&b,
            "text: some words\nid: a:b/c.d@e+f-g_h\nwhole: -5\nsmall: 10\nflag: false\n"
            "clock: '24:00'\ncolor: green\nnumber: 1e3\nshare: 0.25\nday: 1970-01-11\n"
            "span: 1970-02\ninstant: 1970-01-01T01:00:01+01:00\nmoment: 1970-01-02\n"
            "record: {id: r}\nrecords: [{id: x, weight: 2}, {id: z}]\n"
            "keyed: {k1: {weight: 3}, k2: {}}\ntexts: [a b, c]\nids: [d, e]\n"
            "numbers: [0, 2.5]\ncolors: [green, red]\ndays: [1970-01-01]\ntree: {q: [1]}\n",
            0);
  const everything *v = &b.values;
  assert_int_equal(b.status, RSUP_OK);
  assert_string_equal(v->text, "some words");
  assert_string_equal(v->id, "a:b/c.d@e+f-g_h");
  assert_int_equal(v->whole, -5);
  assert_int_equal(v->small, 10);
  assert_int_equal(v->flag, 0);
  assert_int_equal(v->clock, 1440);
  assert_int_equal(v->color, 2);
  assert_true(v->number == 1000 && v->share == 0.25);
  assert_int_equal(v->day, 10);
  assert_int_equal(v->span.first, 31);
  assert_int_equal(v->span.last, 58);
  assert_int_equal(v->instant, 1000);
  assert_int_equal(v->moment.day, 1);
  assert_true(v->moment.at == RSUPI_NO_INSTANT);
  assert_string_equal(v->record->id, "r");
  assert_int_equal(v->record_count, 2);
  assert_string_equal(v->records[1].id, "z");
  assert_true(v->records[0].weight == 2 && v->records[1].weight != v->records[1].weight);
  assert_int_equal(v->keyed_count, 2);
  assert_string_equal(v->keyed[0].id, "k1");
  assert_true(v->keyed[0].weight == 3);
  assert_int_equal(v->text_count, 2);
  assert_string_equal(v->texts[0], "a b");
  assert_int_equal(v->id_count, 2);
  assert_int_equal(v->number_count, 2);
  assert_true(v->numbers[1] == 2.5);
  assert_int_equal(v->color_count, 2);
  assert_int_equal(v->colors[0], 2);
  assert_int_equal(v->day_count, 1);
  assert_int_equal(v->days[0], 0);
  assert_int_equal(v->tree->count, 1);
  bound_free(&b);
}

static void check_no_values(const everything *v) {
  assert_null(v->text);
  assert_null(v->id);
  assert_true(v->whole == INT32_MIN && v->flag == INT32_MIN && v->clock == INT32_MIN);
  assert_int_equal(v->color, 0);
  assert_true(v->number != v->number);
  assert_true(v->day == INT32_MIN && v->span.first == INT32_MIN && v->span.last == INT32_MIN);
  assert_true(v->instant == INT64_MIN && v->moment.at == INT64_MIN && v->moment.day == INT32_MIN);
  assert_null(v->record);
  assert_null(v->records);
  assert_null(v->texts);
  assert_null(v->tree);
  assert_true(v->record_count == 0 && v->keyed_count == 0 && v->text_count == 0);
  assert_true(v->id_count == 0 && v->number_count == 0 && v->color_count == 0 && v->day_count == 0);
}

static void test_absent_reads_as_no_value(void **state) {
  (void)state;
  bound b;
  bind_text(&b, "{}", 0);
  assert_int_equal(b.status, RSUP_OK);
  check_no_values(&b.values);
  bound_free(&b);
}

static void test_plain_null_reads_as_no_value(void **state) {
  (void)state;
  bound b;
  bind_text(&b,
            "text:\nid: ~\nwhole: null\nflag:\nclock:\ncolor:\nnumber:\nday:\nspan:\ninstant:\n"
            "moment:\nrecord:\nrecords:\nkeyed:\ntexts:\nids:\nnumbers:\ncolors:\ndays:\ntree:\n",
            0);
  assert_int_equal(b.status, RSUP_OK);
  check_no_values(&b.values);
  bound_free(&b);
}

static void test_an_empty_list_is_not_an_absent_one(void **state) {
  (void)state;
  bound b;
  bind_text(&b, "records: []\ntexts: []\n", 0);
  assert_non_null(b.values.records);
  assert_non_null(b.values.texts);
  assert_int_equal(b.values.record_count, 0);
  bound_free(&b);
}

static void test_an_empty_table_may_stand_for_both(void **state) {
  (void)state;
  bound b;
  bind_text(&b, "records: {}\ntexts: {}\nnumbers: {}\nkeyed: []\n", 0);
  assert_int_equal(b.status, RSUP_OK);
  bound_free(&b);
  bind_text(&b, "[]", 0);
  assert_int_equal(b.status, RSUP_OK);
  bound_free(&b);
  check_problems("record: []\n", 0, "1:9 record: missing key \"id\"\n");
}

static void test_one_may_stand_for_a_list_of_one(void **state) {
  (void)state;
  bound b;
  bind_text(&b, "texts: a\nids: b\ncolors: red\n", 0);
  assert_int_equal(b.status, RSUP_OK);
  assert_int_equal(b.values.text_count, 1);
  assert_string_equal(b.values.ids[0], "b");
  assert_int_equal(b.values.colors[0], 1);
  bound_free(&b);
  check_problems("numbers: 1\ndays: 2026-01-01\n", 0,
                 "1:10 numbers: expected a list, found \"1\"\n"
                 "2:7 days: expected a list, found \"2026-01-01\"\n");
}

static void test_values_outlive_the_tree(void **state) {
  (void)state;
  rsupi_arena tree, values;
  rsupi_arena_init(&values, NULL, 0);
  rsupi_binder binder = {.arena = &values, .source = "test", .problems = NULL};
  everything v;
  const rsupi_node *root = read_fine(&tree, "text: abc\nids: [d]\nkeyed: {k: {}}\n");
  assert_int_equal(rsupi_bind(&binder, root, &everything_shape, &v), RSUP_OK);
  rsupi_arena_free(&tree);
  assert_string_equal(v.text, "abc");
  assert_string_equal(v.ids[0], "d");
  assert_string_equal(v.keyed[0].id, "k");
  rsupi_arena_free(&values);
}

static void test_reports_wrong_types(void **state) {
  (void)state;
  check_problems(
      "{\"text\": 1, \"id\": [], \"whole\": \"5\", \"flag\": 1, \"clock\": {}, \"color\": [],\n"
      "\"number\": \"5\", \"day\": [1], \"record\": 1, \"records\": {\"a\": 1}, "
      "\"keyed\": [1], \"texts\": {\"a\": 1}}",
      0,
      "1:10 text: expected a text; put \"1\" in quotes\n"
      "1:19 id: expected an id, found a list\n"
      "1:32 whole: expected a whole number, found \"5\"\n"
      "1:45 flag: expected true or false, found \"1\"\n"
      "1:57 clock: expected a clock time such as \"07:00\", found a map\n"
      "1:70 color: expected a name, found a list\n"
      "2:11 number: expected a number, found \"5\"\n"
      "2:23 day: expected a day such as 2026-03-04, found a list\n"
      "2:38 record: expected a map, found \"1\"\n"
      "2:52 records: expected a list, found a map\n"
      "2:71 keyed: expected a map, found a list\n"
      "2:85 texts: expected a list, found a map\n");
}

static void test_names_the_bounds(void **state) {
  (void)state;
  check_problems("small: 11\nshare: -0.1\nnumbers: [1, 6]\nwhole: 3000000000\n", 0,
                 "1:8 small: expected a whole number from -1 to 10, found \"11\"\n"
                 "2:8 share: expected a number from 0 to 1, found \"-0.1\"\n"
                 "3:14 numbers[1]: expected a number from 0 to 5, found \"6\"\n"
                 "4:8 whole: expected a whole number, found \"3000000000\"\n");
  bound b;
  bind_text(&b, "small: 11\n", 0);
  assert_int_equal(b.status, RSUP_E_RANGE);
  bound_free(&b);
}

static void test_a_whole_number_has_no_point(void **state) {
  (void)state;
  check_problems("whole: 1.0\nsmall: 1e1\n", 0,
                 "1:8 whole: expected a whole number, found \"1.0\"\n"
                 "2:8 small: expected a whole number from -1 to 10, found \"1e1\"\n");
}

static void test_numbers_are_written_as_json_writes_them(void **state) {
  (void)state;
  static const char *const texts[] = {"0x1F", "1_000", ".5",   "1.",  "+1",  "012",
                                      ".inf", ".nan",  "1:30", "1,5", "NaN", "1e999"};
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    char text[64];
    bound b;
    snprintf(text, sizeof(text), "number: %s\n", texts[i]);
    bind_text(&b, text, 0);
    assert_int_equal(b.status, RSUP_E_SCHEMA);
    assert_true(b.values.number != b.values.number);
    bound_free(&b);
  }
}

static void test_only_true_and_false_are_bool(void **state) {
  (void)state;
  static const char *const texts[] = {"yes", "no", "on", "True", "FALSE", "1", "'true'"};
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    char text[64];
    bound b;
    snprintf(text, sizeof(text), "flag: %s\n", texts[i]);
    bind_text(&b, text, 0);
    assert_int_equal(b.status, RSUP_E_SCHEMA);
    bound_free(&b);
  }
}

static void test_suggests_the_nearest_key(void **state) {
  (void)state;
  check_problems("txet: a\nrecords:\n  - {id: x, wieght: 2}\n  - {id: z, wholly: 2}\nx-own: 1\n", 0,
                 "1:1 txet: unknown key \"txet\"; did you mean \"text\"?\n"
                 "3:13 records[0].wieght: unknown key \"wieght\"; did you mean \"weight\"?\n"
                 "4:13 records[1].wholly: unknown key \"wholly\"\n");
}

static void test_suggests_the_nearest_name(void **state) {
  (void)state;
  check_problems("color: gren\n", 0, "1:8 color: unknown name \"gren\"; did you mean \"green\"?\n");
  check_problems("color: violet\n", 0,
                 "1:8 color: unknown name \"violet\"; expected one of: red, green, no\n");
  bound b;
  bind_text(&b, "color: violet\n", 0);
  assert_int_equal(b.status, RSUP_E_UNKNOWN_NAME);
  assert_int_equal(b.values.color, 0);
  bound_free(&b);
}

static void test_missing_keys_are_reported_at_their_map(void **state) {
  (void)state;
  check_problems("records:\n  - weight: 1\n  - {id: ~}\n", 0,
                 "2:5 records[0]: missing key \"id\"\n"
                 "3:10 records[1].id: a value is needed here\n");
}

static void test_times_need_a_day_that_exists_and_an_offset(void **state) {
  (void)state;
  check_problems("day: 2026-02-29\nspan: 2026-13\ninstant: 2026-01-01T10:00:00\n"
                 "moment: 2026-01-01T25:00Z\nclock: '24:01'\n",
                 0,
                 "1:6 day: expected a day such as 2026-03-04, found \"2026-02-29\"\n"
                 "2:7 span: expected a day, month or year such as 2026-03-04, 2026-03 or 2026, "
                 "found \"2026-13\"\n"
                 "3:10 instant: this time needs its offset, such as 2026-03-04T08:10+01:00 or a Z "
                 "at its end\n"
                 "4:9 moment: expected a day or a time such as 2026-03-04 or "
                 "2026-03-04T08:10+01:00, found \"2026-01-01T25:00Z\"\n"
                 "5:8 clock: expected a clock time such as \"07:00\", found \"24:01\"\n");
  bound b;
  bind_text(&b, "instant: 2026-01-01T10:00:00\n", 0);
  assert_int_equal(b.status, RSUP_E_TIME);
  bound_free(&b);
  bind_text(&b, "day: soon\n", 0);
  assert_int_equal(b.status, RSUP_E_SCHEMA);
  bound_free(&b);
}

static void test_ids_keep_to_their_characters_and_length(void **state) {
  (void)state;
  char text[256];
  snprintf(text, sizeof(text), "id: -a\nids: [a b, x%095d, x%096d]\nkeyed: {a b: {}}\n", 0, 0);
  check_problems(text, 0,
                 "1:5 id: an id begins with a letter or digit and goes on with letters, digits and "
                 ". _ : / @ + -\n"
                 "2:7 ids[0]: an id begins with a letter or digit and goes on with letters, digits "
                 "and . _ : / @ + -\n"
                 "2:110 ids[2]: an id longer than 96 bytes\n"
                 "3:9 keyed.a b: an id begins with a letter or digit and goes on with letters, "
                 "digits and . _ : / @ + -\n");
}

static void test_a_value_is_shown_short_and_on_one_line(void **state) {
  (void)state;
  check_problems("number: \"a\\nb\\u00e9 0123456789012345678901234567890123456789\"\n", 0,
                 "1:9 number: expected a number, found \"a?b\xC3\xA9 "
                 "0123456789012345678901234567890123...\"\n");
}

static void test_all_problems_come_in_the_order_of_the_text(void **state) {
  (void)state;
  check_problems("share: 2\nnope: 1\nday: x\nrecords: [{id: 1}, {}]\n", 0,
                 "1:8 share: expected a number from 0 to 1, found \"2\"\n"
                 "2:1 nope: unknown key \"nope\"\n"
                 "3:6 day: expected a day such as 2026-03-04, found \"x\"\n"
                 "4:16 records[0].id: expected an id; put \"1\" in quotes\n"
                 "4:20 records[1]: missing key \"id\"\n");
}

static void test_the_first_problem_becomes_the_error(void **state) {
  (void)state;
  bound b;
  bind_text(&b, "share: 2\nnope: 1\n", 0);
  assert_int_equal(b.status, RSUP_E_RANGE);
  assert_int_equal(b.first.status, RSUP_E_RANGE);
  assert_int_equal(b.first.line, 1);
  assert_int_equal(b.first.column, 8);
  assert_string_equal(b.first.path, "share");
  bound_free(&b);
}

static void test_open_shapes_leave_unknown_keys_alone(void **state) {
  (void)state;
  rsupi_shape open = term_shape;
  open.flags = RSUPI_OPEN;
  rsupi_arena arena;
  const rsupi_node *root = read_fine(&arena, "id: a\nwhatever: 1\n");
  rsupi_binder binder = {.arena = &arena, .source = "test", .problems = NULL};
  term t;
  assert_int_equal(rsupi_bind(&binder, root, &open, &t), RSUP_OK);
  assert_int_equal(rsupi_bind(&binder, root, &term_shape, &t), RSUP_E_SCHEMA);
  rsupi_arena_free(&arena);
}

static void test_a_root_that_is_no_map_is_refused(void **state) {
  (void)state;
  check_problems("just words\n", 0, "1:1 : expected a map, found \"just words\"\n");
  check_problems("[1]", 0, "1:1 : expected a map, found a list\n");
}

static void test_bare_readers_take_only_their_type(void **state) {
  (void)state;
  rsupi_arena arena;
  const rsupi_node *root =
      read_fine(&arena, "{\"i\": 5, \"n\": 0.5, \"b\": true, \"d\": \"1970-01-02\", \"q\": \"5\"}");
  int64_t whole;
  double number;
  int32_t flag;
  rsup_day day;
  assert_true(rsupi_scalar_int(rsupi_node_get(root, "i"), &whole) && whole == 5);
  assert_true(rsupi_scalar_number(rsupi_node_get(root, "n"), &number) && number == 0.5);
  assert_true(rsupi_scalar_bool(rsupi_node_get(root, "b"), &flag) && flag == 1);
  assert_true(rsupi_scalar_day(rsupi_node_get(root, "d"), &day) && day == 1);
  assert_false(rsupi_scalar_int(rsupi_node_get(root, "q"), &whole));
  assert_false(rsupi_scalar_int(rsupi_node_get(root, "n"), &whole));
  assert_false(rsupi_scalar_number(rsupi_node_get(root, "q"), &number));
  assert_false(rsupi_scalar_bool(rsupi_node_get(root, "i"), &flag));
  assert_false(rsupi_scalar_day(rsupi_node_get(root, "i"), &day));
  assert_false(rsupi_scalar_int(root, &whole) || rsupi_scalar_number(NULL, &number));
  rsupi_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fills_a_slot_of_every_type),
      cmocka_unit_test(test_absent_reads_as_no_value),
      cmocka_unit_test(test_plain_null_reads_as_no_value),
      cmocka_unit_test(test_an_empty_list_is_not_an_absent_one),
      cmocka_unit_test(test_an_empty_table_may_stand_for_both),
      cmocka_unit_test(test_one_may_stand_for_a_list_of_one),
      cmocka_unit_test(test_values_outlive_the_tree),
      cmocka_unit_test(test_reports_wrong_types),
      cmocka_unit_test(test_names_the_bounds),
      cmocka_unit_test(test_a_whole_number_has_no_point),
      cmocka_unit_test(test_numbers_are_written_as_json_writes_them),
      cmocka_unit_test(test_only_true_and_false_are_bool),
      cmocka_unit_test(test_suggests_the_nearest_key),
      cmocka_unit_test(test_suggests_the_nearest_name),
      cmocka_unit_test(test_missing_keys_are_reported_at_their_map),
      cmocka_unit_test(test_times_need_a_day_that_exists_and_an_offset),
      cmocka_unit_test(test_ids_keep_to_their_characters_and_length),
      cmocka_unit_test(test_a_value_is_shown_short_and_on_one_line),
      cmocka_unit_test(test_all_problems_come_in_the_order_of_the_text),
      cmocka_unit_test(test_the_first_problem_becomes_the_error),
      cmocka_unit_test(test_open_shapes_leave_unknown_keys_alone),
      cmocka_unit_test(test_a_root_that_is_no_map_is_refused),
      cmocka_unit_test(test_bare_readers_take_only_their_type),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
