/* Days in recovery and milestones: the cases of tests/vectors/day_counts.yaml. */
#include "recovery/cases.h"
#include "recovery/recovery.h"

/* What the roles ask: a calendar year of stable recovery. */
typedef struct stable_year {
  int32_t stable; /* 1, 0, -1 unknown */
  rsup_day since, on;
} stable_year;
static const rsup_field stable_fields[] = {
    RSUPI_FIELD(stable_year, stable, INT32, "", "1, 0, -1 unknown"),
    RSUPI_MAYBE(stable_year, since, DAY, "", "day 0 of the present stable time"),
    RSUPI_MAYBE(stable_year, on, DAY, "", "the day it is long enough"),
};
static const rsup_record_type stable_type =
    RSUPI_RECORD_TYPE("stable_year", stable_year, stable_fields, "a year of stable recovery");

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  rsupi_recovery recovery;
  rsup_status status = rsupi_recovery_today(at, arena, &recovery, err);
  if (status) return status;
  answer_records(out, "targets", &rsupi_recovery_type, recovery.items, recovery.count);
  answer_record(out, "milestones", &rsupi_milestones_type, recovery.milestones);
  answer_instant(out, "next_change", recovery.next_change);
  stable_year *year = rsupi_arena_alloc(arena, sizeof *year);
  if (!year) return rsupi_fail_memory(err);
  year->stable = rsupi_recovery_stable(at, &recovery, INT32_MIN, 1, &year->since, &year->on);
  answer_record(out, "stable_year", &stable_type, year);
  return RSUP_OK;
}

int main(void) {
  return run_cases("tests/vectors/day_counts.yaml", question);
}
