/* Every reason that an answer gives must have words in the built-in catalogue. */
#include "recovery/cases.h"
#include <string.h>

typedef struct search {
  const rsup_config *config;
  rsupi_text *differences;
} search;

static void look_at(const search *s, const rsup_record_type *type, const void *record);

static void look_at_reason(const search *s, const rsup_reason *reason) {
  char text[128];
  rsupi_fixed id = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&id, "reason.%s", reason->id);
  if (rsupi_config_words(s->config, text, "en")) return;
  rsupi_text_add_text(s->differences, "\n  no words for ");
  rsupi_text_add_text(s->differences, text);
}

static void look_at_all(const search *s, const rsup_record_type *type, const void *const *records,
                        size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (type == &rsupi_reason_type)
      look_at_reason(s, records[i]);
    else
      look_at(s, type, records[i]);
  }
}

static void look_at(const search *s, const rsup_record_type *type, const void *record) {
  for (size_t i = 0; i < type->field_count; i++) {
    const rsup_field *field = &type->fields[i];
    const char *at = (const char *)record;
    const void *const *list;
    const void *one;
    size_t count;
    if (field->kind == RSUP_KIND_RECORDS) {
      memcpy(&list, at + field->offset, sizeof list);
      memcpy(&count, at + field->count_offset, sizeof count);
      look_at_all(s, field->record, list, count);
    } else if (field->kind == RSUP_KIND_RECORD) {
      memcpy(&one, at + field->offset, sizeof one);
      if (one) look_at(s, field->record, one);
    }
  }
}

void expect_words(const rsup_config *config, const case_answer *answer, rsupi_text *differences) {
  const search s = {config, differences};
  for (size_t i = 0; i < answer->count; i++) {
    const case_part *part = &answer->parts[i];
    if (!part->type) continue;
    if (part->record)
      look_at(&s, part->type, part->record);
    else
      look_at_all(&s, part->type, part->records, part->count);
  }
}
