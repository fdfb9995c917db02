/* Early-warning signs and what makes use safer: the cases of tests/vectors/warnings.yaml. */
#include "checkin/warnings.h"
#include "recovery-support/time.h"
#include "recovery/cases.h"
#include "recovery/safer_use.h"

static rsup_day day_of(const case_answer *answer, const char *key) {
  const rsupi_node *const node = rsupi_node_get(answer->asked, key);
  rsup_day day = RSUPI_NO_DAY;
  if (node) (void)rsupi_day_parse(node->text, node->len, &day);
  return day;
}

static rsup_status ask(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                       rsup_error *err) {
  const rsup_day from = day_of(out, "from"), until = day_of(out, "until");
  const rsupi_node *const unit = rsupi_node_get(out->asked, "unit_days");
  const rsupi_node *const target = rsupi_node_get(out->asked, "target");
  rsup_warning_signs *const signs = rsupi_arena_alloc(arena, sizeof *signs);
  rsup_safer_use *const use = rsupi_arena_alloc(arena, sizeof *use);
  int64_t unit_days = 0;
  if (!signs || !use) return rsupi_fail_memory(err);
  if (unit) (void)rsupi_scalar_int(unit, &unit_days);
  rsup_status status = rsupi_warnings_make(at, from, until, (int32_t)unit_days, arena, signs, err);
  if (!status)
    status = rsupi_safer_use_make(at, target ? target->text : NULL, from, until, arena, use, err);
  answer_record(out, "warning_signs", &rsupi_warning_signs_type, signs);
  answer_record(out, "safer_use", &rsupi_safer_use_type, use);
  return status;
}

int main(void) {
  return run_cases("tests/vectors/warnings.yaml", ask);
}
