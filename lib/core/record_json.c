/* Any described record as JSON: the one place where the kinds of fields meet their text. */
#include "core/numbers.h"
#include "core/result.h"
#include <string.h>

static void add_name(rsupi_text *text, const char *name) {
  rsupi_text_add_json_string(text, name, strlen(name));
  rsupi_text_add_char(text, ':');
}

static void add_null(rsupi_text *text) {
  rsupi_text_add(text, "null", 4);
}

static void add_text_or_null(rsupi_text *text, const char *value) {
  if (value)
    rsupi_text_add_json_string(text, value, strlen(value));
  else
    add_null(text);
}

static void add_int_unless(rsupi_text *text, int64_t value, int64_t no_value) {
  if (value == no_value)
    add_null(text);
  else
    rsupi_text_add_int(text, value);
}

static void add_measure(rsupi_text *text, const rsup_measure *measure) {
  const struct {
    const char *name;
    double value;
  } parts[] = {{"value", measure->value}, {"low", measure->low}, {"high", measure->high}};
  rsupi_text_add_char(text, '{');
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    add_name(text, parts[i].name);
    rsupi_text_add_double(text, parts[i].value);
    rsupi_text_add_char(text, ',');
  }
  add_name(text, "state");
  add_text_or_null(text, rsup_measure_state_name(measure->state));
  rsupi_text_add_char(text, ',');
  add_name(text, "unknowns");
  rsupi_text_add_int(text, measure->unknowns);
  rsupi_text_add_char(text, '}');
}

static void add_day(rsupi_text *text, rsup_day day) {
  if (day == INT32_MIN) {
    add_null(text);
    return;
  }
  rsupi_text_add_char(text, '"');
  rsupi_text_add_day(text, day);
  rsupi_text_add_char(text, '"');
}

static void add_bool(rsupi_text *text, int32_t value) {
  if (value == INT32_MIN)
    add_null(text);
  else
    rsupi_text_add_text(text, value ? "true" : "false");
}

/* The C type at a field's place is the one its kind names; memcpy reads it without an aliasing
 * question. */
#define READ(TYPE, NAME, PLACE)                                                                    \
  TYPE NAME;                                                                                       \
  memcpy(&NAME, PLACE, sizeof NAME)

static void add_int32_kind(rsupi_text *text, const rsup_field *field, const char *place) {
  READ(int32_t, value, place);
  switch (field->kind) {
  case RSUP_KIND_BOOL:
    add_bool(text, value);
    break;
  case RSUP_KIND_DAY:
    add_day(text, value);
    break;
  case RSUP_KIND_ENUM:
    add_text_or_null(text, field->enum_name(value));
    break;
  default:
    add_int_unless(text, value, INT32_MIN);
    break;
  }
}

static void add_record_or_null(rsupi_text *text, const rsup_record_type *type, const void *record) {
  if (record)
    rsupi_record_json(text, type, record);
  else
    add_null(text);
}

/* Both kinds of list are arrays of pointers. */
static void add_list(rsupi_text *text, const rsup_field *field, const char *record) {
  READ(const void *const *, items, record + field->offset);
  READ(size_t, count, record + field->count_offset);
  rsupi_text_add_char(text, '[');
  for (size_t i = 0; i < count; i++) {
    if (i) rsupi_text_add_char(text, ',');
    if (field->kind == RSUP_KIND_TEXTS)
      add_text_or_null(text, items[i]);
    else
      add_record_or_null(text, field->record, items[i]);
  }
  rsupi_text_add_char(text, ']');
}

static void add_value(rsupi_text *text, const rsup_field *field, const char *record) {
  const char *const place = record + field->offset;
  switch (field->kind) {
  case RSUP_KIND_INT32:
  case RSUP_KIND_BOOL:
  case RSUP_KIND_DAY:
  case RSUP_KIND_ENUM:
    add_int32_kind(text, field, place);
    return;
  case RSUP_KIND_INT64:
  case RSUP_KIND_INSTANT: {
    READ(int64_t, value, place);
    add_int_unless(text, value, INT64_MIN);
    return;
  }
  case RSUP_KIND_UINT32: {
    READ(uint32_t, value, place);
    rsupi_text_add_int(text, value);
    return;
  }
  case RSUP_KIND_DOUBLE: {
    READ(double, value, place);
    rsupi_text_add_double(text, value);
    return;
  }
  case RSUP_KIND_TEXT: {
    READ(const char *, value, place);
    add_text_or_null(text, value);
    return;
  }
  case RSUP_KIND_MEASURE: {
    READ(rsup_measure, value, place);
    add_measure(text, &value);
    return;
  }
  case RSUP_KIND_RECORD: {
    READ(const void *, value, place);
    add_record_or_null(text, field->record, value);
    return;
  }
  case RSUP_KIND_RECORDS:
  case RSUP_KIND_TEXTS:
    add_list(text, field, record);
    return;
  default:
    add_null(text);
    return;
  }
}

static int is_left_out(const rsup_field *field, const char *record) {
  if (!(field->flags & RSUP_FIELD_SPARSE)) return 0;
  READ(const void *, value, record + field->offset);
  return !value;
}

/* Recursive: as deep as the descriptions nest, which are ours and finite. */
void rsupi_record_json(rsupi_text *text, const rsup_record_type *type, const void *record) {
  rsupi_text_add_char(text, '{');
  for (size_t i = 0; i < type->field_count; i++) {
    if (is_left_out(&type->fields[i], record)) continue;
    if (i) rsupi_text_add_char(text, ',');
    add_name(text, type->fields[i].name);
    add_value(text, &type->fields[i], record);
  }
  rsupi_text_add_char(text, '}');
}
