/* What is due, adherence, streaks and series: the cases of tests/vectors/checkins.yaml. */
#include "checkin/checkin.h"
#include "recovery/cases.h"

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
  return RSUP_OK;
}

int main(void) {
  return run_cases("tests/vectors/checkins.yaml", question);
}
