/* States, times, adherence, streaks and strength against tests/vectors/schedules.json, which an
 * independent script wrote (make_schedules.py, beside it). */
#include "checkin/checkin.h"
#include "core/cmocka_all.h"
#include "core/text.h"
#include "recovery/cases.h"
#include "time/civil.h"
#include <string.h>

/* "2026-03-04 morning done opens due closes late_until dst", the times in seconds. */
typedef struct told {
  const char *line;
} told;
static const rsup_field told_fields[] = {RSUPI_KEY(told, line, TEXT, "", "all of an occasion")};
static const rsup_record_type told_type =
    RSUPI_RECORD_TYPE("told", told, told_fields, "one occasion");

static const char *line_of(const rsup_occasion *one, rsupi_arena *arena) {
  const rsup_instant times[] = {one->opens, one->due, one->closes, one->late_until};
  char date[16];
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_day_print(one->date, date);
  rsupi_text_add_text(&text, date);
  rsupi_text_add_text(&text, " ");
  rsupi_text_add_text(&text, one->occasion ? one->occasion : "-");
  rsupi_text_add_text(&text, " ");
  rsupi_text_add_text(&text, rsup_occasion_state_name(one->state));
  for (size_t i = 0; i < 4; i++) {
    rsupi_text_add_text(&text, " ");
    rsupi_text_add_int(&text, times[i] / 1000);
  }
  rsupi_text_add_text(&text, one->dst ? " dst" : " -");
  const char *line = rsupi_arena_text(arena, text.data, text.len);
  rsupi_text_free(&text);
  return line;
}

/* The day picture tells the same of how the form was kept. */
static void expect_same_today(const rsupi_asof *at, const rsup_adherence *kept,
                              rsupi_arena *arena) {
  rsupi_checkins today;
  assert_int_equal(rsupi_checkins_today(at, arena, &today, NULL), RSUP_OK);
  for (size_t i = 0; i < today.record->adherence_count; i++) {
    const rsup_adherence *other = today.record->adherence[i];
    if (strcmp(other->form, "f") != 0) continue;
    assert_int_equal(other->done, kept->done);
    assert_int_equal(other->denominator, kept->denominator);
    assert_int_equal(other->streak, kept->streak);
    assert_int_equal(other->not_asked, kept->not_asked);
  }
}

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  rsup_result *result = NULL;
  rsupi_list lines = {0}, adherence = {0};
  const rsup_occasions_options options = {.struct_size = sizeof options, .known_at = &at->known_at};
  rsup_status status = rsup_person_occasions(at->person, "f", at->now, &options, &result, err);
  if (status) return status;
  const rsup_occasions *all = rsup_occasions_get(result);
  rsup_adherence *kept = rsupi_arena_alloc(arena, sizeof *kept);
  assert_true(kept && rsupi_list_push(arena, &adherence, kept));
  *kept = *all->adherence; /* outlives the result */
  kept->form = "f";
  kept->policy = rsupi_arena_copy(arena, kept->policy);
  for (size_t i = 0; i < all->occasion_count; i++) {
    told *one = rsupi_arena_alloc(arena, sizeof *one);
    assert_true(one && rsupi_list_push(arena, &lines, one));
    one->line = line_of(all->occasions[i], arena);
  }
  rsup_result_free(result);
  expect_same_today(at, kept, arena);
  answer_records(out, "occasions", &told_type, lines.items, lines.count);
  answer_records(out, "adherence", &rsupi_adherence_type, adherence.items, adherence.count);
  return RSUP_OK;
}

int main(void) {
  return run_cases("tests/vectors/schedules.json", question);
}
