/* Part 3 of the day picture: all forms of the config. */
#include "checkin/occasions.h"
#include "core/numbers.h"

static const rsup_field checkins_fields[] = {
    RSUPI_RECORDS(rsup_checkins, due, due_count, rsupi_due_type, "open now or later today"),
    RSUPI_RECORDS(rsup_checkins, adherence, adherence_count, rsupi_adherence_type,
                  "how each form is kept"),
    RSUPI_RECORDS(rsup_checkins, series, series_count, rsupi_series_type,
                  "recent answers, item by item"),
};
const rsup_record_type rsupi_checkins_type = RSUPI_RECORD_TYPE(
    "checkins", rsup_checkins, checkins_fields, "what is due and what was answered");

rsup_status rsupi_checkins_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_checkins *out,
                                 rsup_error *err) {
  rsup_checkins *record = rsupi_arena_alloc(arena, sizeof *record);
  rsupi_list due = {0}, adherence = {0}, series = {0};
  int32_t *const last_states =
      rsupi_arena_array(arena, at->config->form_count, sizeof *last_states);
  *out = (rsupi_checkins){.last_states = last_states, .next_change = INT64_MAX};
  if (!record || !last_states) return rsupi_fail_memory(err);
  for (size_t i = 0; i < at->config->form_count; i++) {
    const rsupi_form *form = &at->config->forms[i];
    rsupi_occasions occasions;
    if (!rsupi_occasions_make(at, form, arena, &occasions) ||
        !rsupi_due_make(at, &occasions, arena, &due, &out->next_change) ||
        !rsupi_list_push(arena, &adherence, rsupi_adherence_make(at, &occasions, arena)) ||
        !rsupi_series_make(at, form, arena, &series)) {
      return rsupi_fail_memory(err);
    }
    last_states[i] = rsupi_occasions_last_state(&occasions);
  }
  if (arena->failed) return rsupi_fail_memory(err);
  *record = (rsup_checkins){(const rsup_due *const *)due.items,
                            due.count,
                            (const rsup_adherence *const *)adherence.items,
                            adherence.count,
                            (const rsup_series *const *)series.items,
                            series.count};
  out->record = record;
  return RSUP_OK;
}
