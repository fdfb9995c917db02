/* The object: its life, and its report. */
#include "person/person_reading.h"
#include <string.h>

void rsup_person_free(rsup_person *person) {
  if (!person) return;
  const rsup_allocator allocator = person->allocator;
  if (person->records) {
    for (size_t i = 0; i < person->records->count; i++)
      rsupi_entry_free(&allocator, person->records->entries[i]);
    rsupi_records_free(person->records);
  }
  rsupi_release(&allocator, person->block, person->block_size);
  rsupi_arena_free(&person->arena);
  void *const config = (void *)(uintptr_t)person->config;
  rsupi_release(&allocator, person, sizeof *person);
  rsupi_config_unref(config);
}

/* ---- the report */

/* Keys of the host's own and tombstones are no entries. */
static int counts(const rsupi_entry *entry) {
  if (entry->section == RSUPI_SECTION_ERASED) return entry->noted;
  return entry->section != RSUPI_SECTION_OTHER || entry->noted;
}

static void report_entry(rsupi_problems *problems, const rsup_person *person,
                         const rsupi_entry *entry) {
  for (const rsupi_note *note = rsupi_entry_notes(entry); note; note = note->next)
    rsupi_problem_add(problems, note->severity, note->status, person->source, note->line,
                      note->column, 0, note->path, "%s", note->message);
}

rsup_status rsupi_person_report_build(const rsup_person *person, rsup_result **out,
                                      rsup_error *err) {
  rsupi_problems problems;
  const rsup_status status =
      rsupi_problems_start(&problems, &person->allocator, person->source, 1, err);
  if (status) return status;
  int32_t used = 0, left_out = 0;
  for (size_t i = 0; i < person->records->count; i++) {
    const rsupi_entry *const entry = person->records->entries[i];
    if (!counts(entry)) continue;
    if (entry->usable && !entry->doubled)
      used++;
    else
      left_out++;
    report_entry(&problems, person, entry);
  }
  rsupi_problems_finish(&problems, used, left_out, out);
  return problems.failed ? rsupi_fail_memory(err) : RSUP_OK;
}

rsup_status rsup_person_report(const rsup_person *person, rsup_result **out_report,
                               rsup_error *err) {
  rsupi_error_clear(err);
  if (!out_report) return rsupi_fail(err, RSUP_E_ARGUMENT, "out_report is NULL");
  *out_report = NULL;
  if (!person) return rsupi_fail(err, RSUP_E_ARGUMENT, "person is NULL");
  return rsupi_person_report_build(person, out_report, err);
}
