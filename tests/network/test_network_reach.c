/* Who can be reached now: the cases of tests/vectors/reach.yaml. */
#include "network/network.h"
#include "recovery/cases.h"

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  rsupi_reached reached;
  rsup_status status = rsupi_reach_today(at, arena, &reached, err);
  if (status) return status;
  answer_records(out, "people", &rsupi_reach_type, reached.people, reached.count);
  answer_records(out, "left_out", &rsupi_left_out_type, reached.left_out, reached.left_out_count);
  answer_instant(out, "next_change",
                 reached.next_change == INT64_MAX ? INT64_MIN : reached.next_change);
  return RSUP_OK;
}

int main(void) {
  return run_cases("tests/vectors/reach.yaml", question);
}
