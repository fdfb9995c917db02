/* The plan: the cases of tests/vectors/plan.yaml. */
#include "plan/plan.h"
#include "recovery/cases.h"

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  const rsup_plan *plan;
  rsup_status status = rsupi_plan_today(at, arena, &plan, err);
  if (!status) answer_record(out, "plan", &rsupi_plan_type, plan);
  return status;
}

int main(void) {
  return run_cases("tests/vectors/plan.yaml", question);
}
