/* States, times, adherence, streaks and strength against tests/vectors/schedules.json, which an
 * independent script wrote (make_schedules.py, beside it). */
#include "checkin/occasions.h"
#include "core/text.h"
#include "recovery/cases.h"
#include "time/civil.h"

/* "2026-03-04 morning done opens due closes late_until dst", the times in seconds. */
typedef struct told {
  const char *line;
} told;
static const rsup_field told_fields[] = {RSUPI_KEY(told, line, TEXT, "", "all of an occasion")};
static const rsup_record_type told_type =
    RSUPI_RECORD_TYPE("told", told, told_fields, "one occasion");

static const char *line_of(const rsupi_asof *at, const rsupi_form *form, rsup_day day, size_t slot,
                           int32_t state, rsupi_arena *arena) {
  const rsupi_day_times *times = &form->times[slot].times;
  const int32_t minutes[] = {times->opens, times->due, times->closes, times->late_until};
  int32_t dst = 0;
  char date[16];
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_day_print(day, date);
  rsupi_text_add_text(&text, date);
  rsupi_text_add_text(&text, " ");
  rsupi_text_add_text(&text, form->times[slot].id ? form->times[slot].id : "-");
  rsupi_text_add_text(&text, " ");
  rsupi_text_add_text(&text, rsup_occasion_state_name(state));
  for (size_t i = 0; i < 4; i++) {
    rsupi_text_add_text(&text, " ");
    rsupi_text_add_int(&text, rsupi_occasion_time(at, day, minutes[i], &dst) / 1000);
  }
  rsupi_text_add_text(&text, dst ? " dst" : " -");
  const char *line = rsupi_arena_text(arena, text.data, text.len);
  rsupi_text_free(&text);
  return line;
}

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  const rsupi_form *form = rsupi_config_form(at->config, "f");
  rsupi_occasions occasions;
  rsupi_list lines = {0}, adherence = {0};
  if (!rsupi_occasions_make(at, form, arena, &occasions)) return rsupi_fail_memory(err);
  const rsup_adherence *kept = rsupi_adherence_make(at, &occasions, arena);
  if (!kept || !rsupi_list_push(arena, &adherence, kept)) return rsupi_fail_memory(err);
  for (rsup_day day = kept->from; day < kept->until; day++) {
    for (size_t slot = 0; slot < occasions.slots; slot++) {
      int32_t state = rsupi_occasion_state(&occasions, day, slot);
      if (state == RSUP_OCCASION_NOT_DUE) continue;
      if (occasions.count == 0 && day == at->today) state = RSUP_OCCASION_DUE;
      told *one = rsupi_arena_alloc(arena, sizeof *one);
      if (!one || !rsupi_list_push(arena, &lines, one)) return rsupi_fail_memory(err);
      one->line = line_of(at, form, day, slot, state, arena);
    }
  }
  answer_records(out, "occasions", &told_type, lines.items, lines.count);
  answer_records(out, "adherence", &rsupi_adherence_type, adherence.items, adherence.count);
  return RSUP_OK;
}

int main(void) {
  return run_cases("tests/vectors/schedules.json", question);
}
