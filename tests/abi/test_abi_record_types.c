/* The descriptions of public records: complete, inside the struct, and without a forgotten member.
 */
#include "recovery-support.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct span {
  size_t begin, end;
} span;

static size_t kind_size(int32_t kind) {
  switch (kind) {
  case RSUP_KIND_INT32:
  case RSUP_KIND_BOOL:
  case RSUP_KIND_DAY:
  case RSUP_KIND_ENUM:
  case RSUP_KIND_UINT32:
    return sizeof(int32_t);
  case RSUP_KIND_INT64:
  case RSUP_KIND_INSTANT:
    return sizeof(int64_t);
  case RSUP_KIND_DOUBLE:
    return sizeof(double);
  case RSUP_KIND_MEASURE:
    return sizeof(rsup_measure);
  case RSUP_KIND_TEXT:
  case RSUP_KIND_RECORD:
  case RSUP_KIND_RECORDS:
  case RSUP_KIND_TEXTS:
    return sizeof(void *);
  default:
    return 0;
  }
}

static int is_list(int32_t kind) {
  return kind == RSUP_KIND_RECORDS || kind == RSUP_KIND_TEXTS;
}

static int by_begin(const void *a, const void *b) {
  const span *x = a, *y = b;
  return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* Asserts with the names of type and field in the message. */
static void check(int condition, const rsup_record_type *type, const rsup_field *field,
                  const char *rule) {
  if (!condition) {
    fail_msg("%s.%s: %s", rsup_record_type_name(type), field ? field->name : "*", rule);
  }
}

static int is_listed(const rsup_record_type *wanted) {
  for (size_t i = 0; rsup_record_type_at(i); i++) {
    if (rsup_record_type_at(i) == wanted) return 1;
  }
  return 0;
}

static void every_type_is_named_documented_and_unique(void **state) {
  (void)state;
  assert_non_null(rsup_record_type_at(0));
  for (size_t i = 0; rsup_record_type_at(i); i++) {
    const rsup_record_type *type = rsup_record_type_at(i);
    check(rsup_record_type_name(type)[0] != 0, type, NULL, "has a name");
    check(rsup_record_type_doc(type)[0] != 0, type, NULL, "has a doc");
    check(rsup_record_type_field_count(type) > 0, type, NULL, "has fields");
    for (size_t j = 0; j < i; j++) {
      const char *other = rsup_record_type_name(rsup_record_type_at(j));
      check(strcmp(rsup_record_type_name(type), other) != 0, type, NULL, "name is unique");
    }
  }
}

static void check_field(const rsup_record_type *type, size_t index) {
  const rsup_field *field = rsup_record_type_field(type, index);
  size_t size = kind_size(field->kind), whole = rsup_record_type_size(type);
  check(size != 0, type, field, "kind is known");
  check(field->offset % (size < 8 ? size : 8) == 0, type, field, "offset is aligned");
  check(field->offset + size <= whole, type, field, "lies inside the record");
  check(field->doc != NULL && field->doc[0] != 0, type, field, "has a doc");
  check(field->unit != NULL, type, field, "unit is not NULL");
  if (is_list(field->kind)) {
    check(field->count_offset % sizeof(size_t) == 0, type, field, "count is aligned");
    check(field->count_offset + sizeof(size_t) <= whole, type, field, "count lies inside");
    check(field->count_offset != field->offset, type, field, "count is not the list");
  }
  if (field->kind == RSUP_KIND_RECORD || field->kind == RSUP_KIND_RECORDS) {
    check(field->record != NULL, type, field, "names its record type");
    check(is_listed(field->record), type, field, "its record type is listed");
  }
  if (field->kind == RSUP_KIND_ENUM) {
    check(field->enum_name != NULL, type, field, "has names");
    check(field->enum_name(0) == NULL, type, field, "0 has no name");
  }
  for (size_t j = 0; j < index; j++) {
    const char *other = rsup_record_type_field(type, j)->name;
    check(strcmp(field->name, other) != 0, type, field, "name is unique");
  }
}

static void every_field_lies_in_its_record_and_is_documented(void **state) {
  (void)state;
  for (size_t i = 0; rsup_record_type_at(i); i++) {
    const rsup_record_type *type = rsup_record_type_at(i);
    for (size_t f = 0; f < rsup_record_type_field_count(type); f++) {
      check_field(type, f);
    }
    assert_null(rsup_record_type_field(type, rsup_record_type_field_count(type)));
  }
}

/* A hole of eight bytes or more between described members is a member that nobody described. */
static void check_holes(const rsup_record_type *type) {
  span spans[256];
  size_t count = 0, at = 0;
  for (size_t f = 0; f < rsup_record_type_field_count(type); f++) {
    const rsup_field *field = rsup_record_type_field(type, f);
    spans[count++] = (span){field->offset, field->offset + kind_size(field->kind)};
    if (is_list(field->kind)) {
      spans[count++] = (span){field->count_offset, field->count_offset + sizeof(size_t)};
    }
    assert_true(count < 255);
  }
  spans[count++] = (span){rsup_record_type_size(type), rsup_record_type_size(type)};
  qsort(spans, count, sizeof *spans, by_begin);
  for (size_t s = 0; s < count; s++) {
    if (spans[s].begin < at || spans[s].begin - at >= 8) {
      fail_msg("%s: bytes %zu to %zu are %s", rsup_record_type_name(type), at, spans[s].begin,
               spans[s].begin < at ? "described twice" : "described by no field");
    }
    at = spans[s].end;
  }
}

static void no_member_is_left_undescribed_or_described_twice(void **state) {
  (void)state;
  for (size_t i = 0; rsup_record_type_at(i); i++) {
    check_holes(rsup_record_type_at(i));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_type_is_named_documented_and_unique),
      cmocka_unit_test(every_field_lies_in_its_record_and_is_documented),
      cmocka_unit_test(no_member_is_left_undescribed_or_described_twice),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
