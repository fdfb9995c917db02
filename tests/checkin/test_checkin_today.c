/* What is due, adherence, streaks and series: the cases of tests/vectors/checkins.yaml. */
#include "checkin/checkin.h"
#include "recovery/cases.h"

/* One value of mood, as other rooms read it. */
typedef struct mood {
  rsup_day day;
  double value;
} mood;
static const rsup_field mood_fields[] = {RSUPI_FIELD(mood, day, DAY, "", "local day"),
                                         RSUPI_FIELD(mood, value, DOUBLE, "", "of the item")};
static const rsup_record_type mood_type =
    RSUPI_RECORD_TYPE("mood", mood, mood_fields, "one answer");

/* The last seven local days, today left out. */
static rsup_status moods(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                         rsup_error *err) {
  rsupi_item_values values;
  rsupi_list list = {0};
  rsup_status status = rsupi_item_values_make(at, "daily", "mood", NULL, at->today - 7, at->today,
                                              arena, &values, err);
  for (size_t i = 0; !status && i < values.count; i++) {
    mood *one = rsupi_arena_alloc(arena, sizeof *one);
    if (!one || !rsupi_list_push(arena, &list, one)) return rsupi_fail_memory(err);
    *one = (mood){values.days[i], values.values[i]};
  }
  if (!status) answer_records(out, "moods", &mood_type, list.items, list.count);
  return status;
}

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  rsupi_checkins checkins;
  rsup_status status = rsupi_checkins_today(at, arena, &checkins, err);
  if (status) return status;
  const rsup_checkins *r = checkins.record;
  answer_records(out, "due", &rsupi_due_type, r->due, r->due_count);
  answer_records(out, "adherence", &rsupi_adherence_type, r->adherence, r->adherence_count);
  answer_records(out, "series", &rsupi_series_type, r->series, r->series_count);
  answer_instant(out, "next_change",
                 checkins.next_change == INT64_MAX ? INT64_MIN : checkins.next_change);
  return moods(at, arena, out, err);
}

int main(void) {
  return run_cases("tests/vectors/checkins.yaml", question);
}
