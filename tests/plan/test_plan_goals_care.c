/* Goals, care and activities: the cases of tests/vectors/goals_care.yaml. */
#include "plan/goals.h"
#include "recovery-support/time.h"
#include "recovery/care.h"
#include "recovery/cases.h"

static rsup_day day_of(const case_answer *answer, const char *key) {
  const rsupi_node *const node = rsupi_node_get(answer->asked, key);
  rsup_day day = RSUPI_NO_DAY;
  if (node) (void)rsupi_day_parse(node->text, node->len, &day);
  return day;
}

static int32_t retained_days(const case_answer *answer) {
  const rsupi_node *const node = rsupi_node_get(answer->asked, "retained_days");
  int64_t days = 90;
  if (node) (void)rsupi_scalar_int(node, &days);
  return (int32_t)days;
}

static rsup_status ask(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                       rsup_error *err) {
  const rsup_day from = day_of(out, "from"), until = day_of(out, "until");
  rsup_goals *const goals = rsupi_arena_alloc(arena, sizeof *goals);
  rsup_care *const care = rsupi_arena_alloc(arena, sizeof *care);
  rsup_activities *const activities = rsupi_arena_alloc(arena, sizeof *activities);
  if (!goals || !care || !activities) return rsupi_fail_memory(err);
  rsup_status status = rsupi_goals_make(at, arena, goals, err);
  if (!status) status = rsupi_care_make(at, from, until, retained_days(out), arena, care, err);
  if (!status) status = rsupi_activities_make(at, from, until, arena, activities, err);
  answer_record(out, "goals", &rsupi_goals_type, goals);
  answer_record(out, "care", &rsupi_care_type, care);
  answer_record(out, "activities", &rsupi_activities_type, activities);
  return status;
}

int main(void) {
  return run_cases("tests/vectors/goals_care.yaml", ask);
}
