/* Days in recovery and milestones: the cases of tests/vectors/day_counts.yaml. */
#include "recovery/cases.h"
#include "recovery/recovery.h"

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  rsupi_recovery recovery;
  rsup_status status = rsupi_recovery_today(at, arena, &recovery, err);
  if (status) return status;
  answer_records(out, "targets", &rsupi_recovery_type, recovery.items, recovery.count);
  answer_record(out, "milestones", &rsupi_milestones_type, recovery.milestones);
  answer_instant(out, "next_change", recovery.next_change);
  return RSUP_OK;
}

int main(void) {
  return run_cases("tests/vectors/day_counts.yaml", question);
}
