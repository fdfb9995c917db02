/* Day states, runs, milestones and history against tests/vectors/days.json, whose expected side an
 * independent script wrote (reference_days.py, beside it), and tests/vectors/taper.yaml, by hand.
 */
#include "core/cmocka_all.h"
#include "recovery/cases.h"
#include "recovery/history.h"
#include "recovery/recovery.h"
#include "time/civil.h"

enum { MOST_TARGETS = 4 };
static rsup_result *kept[MOST_TARGETS]; /* the comparison reads them after the question */

static void forget(void) {
  for (size_t i = 0; i < MOST_TARGETS; i++) {
    rsup_result_free(kept[i]);
    kept[i] = NULL;
  }
}

static rsup_day day_of(const case_answer *answer, const char *key) {
  const rsupi_node *const node = rsupi_node_get(answer->asked, key);
  rsup_day day = RSUPI_NO_DAY;
  if (node) assert_true(rsupi_day_parse(node->text, node->len, &day));
  return day;
}

static void tell_histories(const rsupi_asof *at, rsupi_arena *arena, const rsupi_recovery *recovery,
                           case_answer *out) {
  rsupi_list list = {0};
  rsup_error err;
  const rsup_history_options options = {.struct_size = sizeof options, .known_at = &at->known_at};
  for (size_t i = 0; i < recovery->count; i++) {
    assert_true(i < MOST_TARGETS);
    if (rsup_person_history(at->person, recovery->items[i]->target, day_of(out, "from"),
                            day_of(out, "until"), at->now, &options, &kept[i], &err))
      fail_msg("%s", err.message);
    assert_true(rsupi_list_push(arena, &list, rsup_history_get(kept[i])));
  }
  answer_records(out, "history", &rsupi_history_type, list.items, list.count);
}

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  rsupi_recovery recovery;
  forget();
  rsup_status status = rsupi_recovery_today(at, arena, &recovery, err);
  if (status) return status;
  answer_records(out, "targets", &rsupi_recovery_type, recovery.items, recovery.count);
  answer_record(out, "milestones", &rsupi_milestones_type, recovery.milestones);
  tell_histories(at, arena, &recovery, out);
  return RSUP_OK;
}

int main(void) {
  const int differed = run_cases("tests/vectors/days.json", question) +
                       run_cases("tests/vectors/taper.yaml", question);
  forget();
  return differed;
}
