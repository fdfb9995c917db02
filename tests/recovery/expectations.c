/* Compares what a case expects with the described records of an answer. Only what is named is
 * compared.
 *   a number, a text, a day, true, null       the value of a field; null: no value
 *   a number for a measure                    known, and just that
 *   [value, low, high]                        a measure within bounds (unknowns: any)
 *   unknown, not_applicable                   the state of a measure
 *   a list                                    all records in order; a text names one by its key
 *   a map for a list of records               the records with these keys; `absent`: there is none
 */
#include "core/numbers.h"
#include "recovery-support/time.h"
#include "recovery/cases.h"
#include "time/civil.h"
#include <string.h>

typedef struct expectation {
  rsupi_text *differences;
  char path[256];
} expectation;

static void differ(const expectation *e, const rsupi_node *expected, const char *got) {
  char path[160] = "";
  rsupi_fixed at = rsupi_fixed_start(path, sizeof path);
  rsupi_node_path(expected, &at);
  rsupi_text_add_text(e->differences, "\n  line ");
  rsupi_text_add_int(e->differences, expected->line);
  rsupi_text_add_text(e->differences, ", ");
  rsupi_text_add_text(e->differences, path);
  rsupi_text_add_text(e->differences, ": expected ");
  rsupi_tree_write_json(e->differences, expected, 0);
  rsupi_text_add_text(e->differences, ", got ");
  rsupi_text_add_text(e->differences, got ? got : "no value");
}

static int same_number(const rsupi_node *expected, double got) {
  double number;
  if (rsupi_node_is_null(expected)) return rsupi_isnan(got);
  if (!rsupi_scalar_number(expected, &number) || rsupi_isnan(got)) return 0;
  double off = number - got, scale = number < 0 ? -number : number;
  return (off < 0 ? -off : off) <= 1e-12 * (scale > 1 ? scale : 1);
}

static void expect_number(expectation *e, const rsupi_node *expected, double got) {
  char text[32];
  if (same_number(expected, got)) return;
  if (!rsupi_isnan(got)) rsupi_print_double(got, text);
  differ(e, expected, rsupi_isnan(got) ? NULL : text);
}

static void expect_text(expectation *e, const rsupi_node *expected, const char *got) {
  if (rsupi_node_is_null(expected) ? !got : got && strcmp(expected->text, got) == 0) return;
  differ(e, expected, got);
}

static void expect_instant(expectation *e, const rsupi_node *expected, rsup_instant got) {
  rsup_instant wanted = RSUPI_NO_INSTANT;
  char text[40] = "";
  if (!rsupi_node_is_null(expected) &&
      rsup_instant_parse(expected->text, expected->len, &wanted, NULL)) {
    differ(e, expected, "an expectation that is no instant");
    return;
  }
  if (wanted == got) return;
  rsup_instant_text(got, text, sizeof text);
  differ(e, expected, text);
}

static void expect_day(expectation *e, const rsupi_node *expected, rsup_day got) {
  char text[16] = "";
  if (got != RSUPI_NO_DAY) rsupi_day_print(got, text);
  expect_text(e, expected, got == RSUPI_NO_DAY ? NULL : text);
}

static void expect_bool(expectation *e, const rsupi_node *expected, int32_t got) {
  expect_text(e, expected, got == INT32_MIN ? NULL : got ? "true" : "false");
}

/* ---- measures */

static void print_measure(const rsup_measure *m, rsupi_text *out) {
  const double numbers[] = {m->value, m->low, m->high};
  for (size_t i = 0; i < 3; i++) {
    rsupi_text_add_text(out, i ? ", " : "[");
    rsupi_text_add_double(out, numbers[i]);
  }
  rsupi_text_add_text(out, "] ");
  rsupi_text_add_text(out, rsup_measure_state_name(m->state));
  rsupi_text_add_text(out, ", unknowns ");
  rsupi_text_add_int(out, m->unknowns);
}

static int same_bounds(const rsupi_node *expected, const rsup_measure *m) {
  const double numbers[] = {m->value, m->low, m->high};
  const rsupi_node *one = expected->first;
  for (size_t i = 0; i < 3; i++, one = one->next)
    if (!one || !same_number(one, numbers[i])) return 0;
  if (one) return same_number(one, m->unknowns); /* a fourth number: the unknowns */
  return m->state == RSUP_MEASURE_BOUNDED || m->state == RSUP_MEASURE_UNKNOWN;
}

static void expect_measure(expectation *e, const rsupi_node *expected, const rsup_measure *m) {
  int same = 0;
  if (expected->kind == RSUPI_LIST_NODE) {
    same = same_bounds(expected, m);
  } else if (m->state == RSUP_MEASURE_KNOWN) {
    same = same_number(expected, m->value) && same_number(expected, m->low) &&
           same_number(expected, m->high);
  } else {
    same = strcmp(expected->text, rsup_measure_state_name(m->state)) == 0;
  }
  if (same) return;
  rsupi_text got;
  rsupi_text_init(&got, NULL);
  print_measure(m, &got);
  differ(e, expected, got.data);
  rsupi_text_free(&got);
}

/* ---- records */

static void expect_record(expectation *e, const rsupi_node *expected, const rsup_record_type *type,
                          const void *record);

static const rsup_field *field_named(const rsup_record_type *type, const char *name) {
  for (size_t i = 0; i < type->field_count; i++)
    if (strcmp(type->fields[i].name, name) == 0) return &type->fields[i];
  return NULL;
}

static const char *key_of(const rsup_record_type *type, const void *record) {
  const rsup_field *key = &type->fields[0];
  for (size_t i = 0; i < type->field_count; i++)
    if (type->fields[i].flags & RSUP_FIELD_KEY) key = &type->fields[i];
  const char *text = NULL;
  memcpy(&text, (const char *)record + key->offset, sizeof text);
  return text;
}

static void tell_records(expectation *e, const rsupi_node *expected, const rsup_record_type *type,
                         const void *const *records, size_t count) {
  rsupi_text got;
  rsupi_text_init(&got, NULL);
  rsupi_text_add_text(&got, "[");
  for (size_t i = 0; i < count; i++) {
    if (i) rsupi_text_add_text(&got, ", ");
    rsupi_text_add_text(&got, key_of(type, records[i]));
  }
  rsupi_text_add_text(&got, "]");
  differ(e, expected, got.data);
  rsupi_text_free(&got);
}

static void expect_in_order(expectation *e, const rsupi_node *expected,
                            const rsup_record_type *type, const void *const *records,
                            size_t count) {
  size_t i = 0;
  if (expected->count != count) {
    tell_records(e, expected, type, records, count);
    return;
  }
  for (const rsupi_node *one = expected->first; one; one = one->next, i++) {
    if (one->kind == RSUPI_SCALAR) {
      expect_text(e, one, key_of(type, records[i]));
    } else {
      expect_record(e, one, type, records[i]);
    }
  }
}

/* Any record with the key that is as expected will do; else the difference to the last is told. */
static void expect_keyed(expectation *e, const rsupi_node *expected, const rsup_record_type *type,
                         const void *const *records, size_t count) {
  int absent = expected->kind == RSUPI_SCALAR && strcmp(expected->text, "absent") == 0;
  int found = 0, matched = 0;
  rsupi_text tried;
  rsupi_text_init(&tried, NULL);
  for (size_t i = 0; i < count && !matched; i++) {
    if (!rsupi_text_equal(key_of(type, records[i]), expected->key)) continue;
    expectation attempt = {.differences = &tried};
    found = 1;
    rsupi_text_free(&tried);
    if (expected->kind == RSUPI_MAP_NODE) expect_record(&attempt, expected, type, records[i]);
    matched = tried.len == 0;
  }
  if (absent ? found : !found) {
    tell_records(e, expected, type, records, count);
  } else if (!absent && !matched) {
    rsupi_text_add(e->differences, tried.data, tried.len);
  }
  rsupi_text_free(&tried);
}

static void expect_records(expectation *e, const rsupi_node *expected, const rsup_record_type *type,
                           const void *const *records, size_t count) {
  if (expected->kind == RSUPI_LIST_NODE) {
    expect_in_order(e, expected, type, records, count);
  } else if (expected->kind == RSUPI_SCALAR) {
    if (!same_number(expected, (double)count)) tell_records(e, expected, type, records, count);
  } else {
    for (const rsupi_node *one = expected->first; one; one = one->next)
      expect_keyed(e, one, type, records, count);
  }
}

static void expect_texts(expectation *e, const rsupi_node *expected, const char *const *texts,
                         size_t count) {
  const rsupi_node *one = expected->first;
  if (expected->kind != RSUPI_LIST_NODE || expected->count != count) {
    differ(e, expected, count ? texts[0] : "[]");
    return;
  }
  for (size_t i = 0; i < count; i++, one = one->next) expect_text(e, one, texts[i]);
}

static void expect_list(expectation *e, const rsupi_node *expected, const rsup_field *field,
                        const void *record) {
  const char *at = (const char *)record;
  size_t count;
  const void *list;
  memcpy(&count, at + field->count_offset, sizeof count);
  memcpy(&list, at + field->offset, sizeof list);
  if (field->kind == RSUP_KIND_TEXTS)
    expect_texts(e, expected, list, count);
  else
    expect_records(e, expected, field->record, list, count);
}

static void expect_number_field(expectation *e, const rsupi_node *expected, const rsup_field *field,
                                const char *at) {
  int32_t int32;
  memcpy(&int32, at, sizeof int32);
  switch (field->kind) {
  case RSUP_KIND_DAY:
    expect_day(e, expected, int32);
    break;
  case RSUP_KIND_BOOL:
    expect_bool(e, expected, int32);
    break;
  case RSUP_KIND_ENUM:
    expect_text(e, expected, field->enum_name(int32));
    break;
  default:
    expect_number(e, expected, int32 == INT32_MIN ? rsupi_nan() : int32);
  }
}

static void expect_field(expectation *e, const rsupi_node *expected, const rsup_field *field,
                         const void *record) {
  const char *at = (const char *)record + field->offset;
  double real;
  const void *pointer;
  rsup_instant instant;
  rsup_measure measure;
  switch (field->kind) {
  case RSUP_KIND_DOUBLE:
    memcpy(&real, at, sizeof real);
    expect_number(e, expected, real);
    break;
  case RSUP_KIND_TEXT:
    memcpy(&pointer, at, sizeof pointer);
    expect_text(e, expected, pointer);
    break;
  case RSUP_KIND_INSTANT:
    memcpy(&instant, at, sizeof instant);
    expect_instant(e, expected, instant);
    break;
  case RSUP_KIND_MEASURE:
    memcpy(&measure, at, sizeof measure);
    expect_measure(e, expected, &measure);
    break;
  case RSUP_KIND_RECORD:
    memcpy(&pointer, at, sizeof pointer);
    if (rsupi_node_is_null(expected) != !pointer) differ(e, expected, pointer ? "a record" : NULL);
    if (pointer && expected->kind == RSUPI_MAP_NODE)
      expect_record(e, expected, field->record, pointer);
    break;
  case RSUP_KIND_RECORDS:
  case RSUP_KIND_TEXTS:
    expect_list(e, expected, field, record);
    break;
  default:
    expect_number_field(e, expected, field, at);
  }
}

static void expect_record(expectation *e, const rsupi_node *expected, const rsup_record_type *type,
                          const void *record) {
  for (const rsupi_node *one = expected->first; one; one = one->next) {
    const rsup_field *field = field_named(type, one->key);
    if (field)
      expect_field(e, one, field, record);
    else
      differ(e, one, "a record without this field");
  }
}

/* ---- an answer */

static const case_part *part_named(const case_answer *answer, const char *name) {
  for (size_t i = 0; i < answer->count; i++)
    if (strcmp(answer->parts[i].name, name) == 0) return &answer->parts[i];
  return NULL;
}

void expect_parts(const rsupi_node *expected, const case_answer *answer, rsupi_text *differences) {
  expectation e = {.differences = differences};
  for (const rsupi_node *one = expected->first; one; one = one->next) {
    const case_part *part = part_named(answer, one->key);
    if (!part)
      differ(&e, one, "an answer without this part");
    else if (!part->type)
      expect_instant(&e, one, part->instant);
    else if (part->record)
      expect_record(&e, one, part->type, part->record);
    else
      expect_records(&e, one, part->type, part->records, part->count);
  }
}
