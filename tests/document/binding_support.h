/* A made-up document with a slot of every type, for the tests of the schema checker. */
#ifndef BINDING_SUPPORT_H
#define BINDING_SUPPORT_H
#include "document_support.h"
#include "time/civil.h"

typedef struct term {
  const char *id;
  double weight;
} term;
typedef struct everything {
  const char *text, *id;
  int32_t whole, small, flag, clock, color;
  double number, share;
  rsup_day day;
  rsupi_span span;
  rsup_instant instant;
  rsupi_moment moment;
  const term *record;
  const term *records;
  size_t record_count;
  const term *keyed;
  size_t keyed_count;
  const char **texts, **ids;
  size_t text_count, id_count;
  double *numbers;
  size_t number_count;
  int32_t *colors;
  size_t color_count;
  rsup_day *days;
  size_t day_count;
  const rsupi_node *tree;
} everything;

static const rsupi_name color_names[] = {{"red", 1}, {"green", 2}, {"no", 3}, {NULL, 0}};
static const rsupi_slot term_slots[] = {
    {.name = "id", .kind = RSUPI_TYPE_ID, .flags = RSUPI_REQUIRED, .offset = offsetof(term, id)},
    {.name = "weight", .kind = RSUPI_TYPE_NUMBER, .offset = offsetof(term, weight)},
};
static const rsupi_slot keyed_slots[] = {
    {.name = "weight", .kind = RSUPI_TYPE_NUMBER, .offset = offsetof(term, weight)},
};
static const rsupi_shape term_shape = RSUPI_SHAPE("term", term, term_slots);
static const rsupi_shape keyed_shape = {"keyed", sizeof(term),       keyed_slots,
                                        1,       offsetof(term, id), 0};
#define SLOT(NAME, KIND, ...)                                                                      \
  { .name = #NAME, .kind = RSUPI_TYPE_##KIND, .offset = offsetof(everything, NAME), __VA_ARGS__ }
#define LIST(NAME, KIND, COUNT, ...)                                                               \
  SLOT(NAME, KIND, .count_offset = offsetof(everything, COUNT), __VA_ARGS__)
static const rsupi_slot everything_slots[] = {
    SLOT(text, TEXT, .flags = 0),
    SLOT(id, ID, .flags = 0),
    SLOT(whole, INT, .flags = 0),
    SLOT(small, INT, .min = -1, .max = 10),
    SLOT(flag, BOOL, .flags = 0),
    SLOT(clock, CLOCK, .flags = 0),
    SLOT(color, ENUM, .names = color_names),
    SLOT(number, NUMBER, .flags = 0),
    SLOT(share, NUMBER, .min = 0, .max = 1),
    SLOT(day, DAY, .flags = 0),
    SLOT(span, SPAN, .flags = 0),
    SLOT(instant, INSTANT, .flags = 0),
    SLOT(moment, DAY_OR_INSTANT, .flags = 0),
    SLOT(record, RECORD, .shape = &term_shape),
    LIST(records, RECORDS, record_count, .shape = &term_shape),
    LIST(keyed, KEYED, keyed_count, .shape = &keyed_shape),
    LIST(texts, TEXTS, text_count, .flags = 0),
    LIST(ids, IDS, id_count, .flags = 0),
    LIST(numbers, NUMBERS, number_count, .min = 0, .max = 5),
    LIST(colors, ENUMS, color_count, .names = color_names),
    LIST(days, DAYS, day_count, .flags = 0),
    SLOT(tree, TREE, .flags = 0),
};
static const rsupi_shape everything_shape = RSUPI_SHAPE("everything", everything, everything_slots);

/* One document bound to `everything`, and what was reported. */
typedef struct bound {
  rsupi_arena arena;
  everything values;
  rsup_status status;
  rsup_result *result;
  const rsup_report *report;
  rsup_error first;
} bound;

static inline void bind_text(bound *b, const char *text, int private_values) {
  rsup_error err;
  const rsupi_node *root = read_fine(&b->arena, text);
  rsupi_problems problems;
  assert_int_equal(rsupi_problems_start(&problems, NULL, "test", 1, &err), RSUP_OK);
  rsupi_binder binder = {.arena = &b->arena,
                         .source = "test",
                         .problems = &problems,
                         .private_values = private_values,
                         .row = 7};
  b->status = rsupi_bind(&binder, root, &everything_shape, &b->values);
  b->first = problems.first;
  rsupi_problems_finish(&problems, INT32_MIN, INT32_MIN, &b->result);
  b->report = rsup_report_get(b->result);
  assert_non_null(b->report);
}

static inline void bound_free(bound *b) {
  rsup_result_free(b->result);
  rsupi_arena_free(&b->arena);
}

/* All problems as lines of "line:column path: message". */
static inline void check_problems(const char *text, int private_values, const char *expected) {
  bound b;
  char seen[4096] = "";
  bind_text(&b, text, private_values);
  for (size_t i = 0; i < b.report->problem_count; i++) {
    const rsup_problem *p = b.report->problems[i];
    size_t at = strlen(seen);
    snprintf(seen + at, sizeof(seen) - at, "%u:%u %s: %s\n", p->line, p->column, p->path,
             p->message);
    assert_int_equal(p->row, 7);
    assert_string_equal(p->source, "test");
  }
  assert_string_equal(seen, expected);
  assert_int_equal(b.status != RSUP_OK, b.report->problem_count > 0);
  bound_free(&b);
}
#endif
