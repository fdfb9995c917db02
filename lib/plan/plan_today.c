/* Part 10 of the day picture: how complete the person's plan is, and how long ago somebody looked
 * at it. */
#include "core/numbers.h"
#include "plan/plan.h"
#include "time/civil.h"

static const rsup_field plan_fields[] = {
    RSUPI_MAYBE(rsup_plan, plan, TEXT, "", "id in the record"),
    RSUPI_FIELD(rsup_plan, parts, INT32, "", "parts a plan has"),
    RSUPI_FIELD(rsup_plan, parts_filled, INT32, "", "parts that hold something"),
    RSUPI_MAYBE(rsup_plan, completeness, DOUBLE, "", "parts_filled / parts"),
    RSUPI_TEXTS(rsup_plan, missing, missing_count, "empty parts"),
    RSUPI_MAYBE(rsup_plan, reviewed, DAY, "", "when it was last looked at"),
    RSUPI_MAYBE(rsup_plan, days_since_review, INT32, "days", "days since then"),
    RSUPI_MAYBE(rsup_plan, review_due, BOOL, "",
                "whether that is longer ago than the config allows"),
    RSUPI_FIELD(rsup_plan, people_not_reachable, INT32, "",
                "people of the plan who are not in the record, ended, died or want no contact"),
    RSUPI_RECORDS(rsup_plan, reasons, reason_count, rsupi_reason_type, "what it rests on"),
};
const rsup_record_type rsupi_plan_type =
    RSUPI_RECORD_TYPE("plan", rsup_plan, plan_fields, "the person's plan for hard times");

typedef struct part {
  const char *name;
  size_t count;
} part;

static int is_reachable(const rsupi_asof *at, const char *id) {
  const rsupi_tie *tie = rsupi_view_tie(at->view, id);
  return tie && tie->do_not_contact != 1 && rsupi_tie_state(tie, at->today) == RSUPI_TIE_CURRENT;
}

/* The newest plan that was looked at by today; in the view plans without a date come first. */
static const rsupi_plan *newest(const rsupi_asof *at) {
  for (size_t i = at->view->plan_count; i > 0; i--) {
    if (at->view->plans[i - 1]->reviewed <= at->today) return at->view->plans[i - 1];
  }
  return NULL;
}

static void fill_parts(const rsupi_plan *plan, rsupi_arena *arena, rsup_plan *out) {
  const part parts[] = {{"warning_signs", plan->warning_sign_count},
                        {"coping", plan->coping_count},
                        {"people", plan->people_count},
                        {"places", plan->place_count},
                        {"professionals", plan->professional_count},
                        {"environment", plan->environment_count},
                        {"reasons", plan->reason_count}};
  rsupi_list missing = {0};
  out->parts = (int32_t)(sizeof parts / sizeof parts[0]);
  for (int32_t i = 0; i < out->parts; i++) {
    if (parts[i].count == 0) {
      rsupi_list_push(arena, &missing, parts[i].name);
    } else {
      out->parts_filled++;
    }
  }
  out->completeness = (double)out->parts_filled / out->parts;
  out->missing = (const char *const *)missing.items;
  out->missing_count = missing.count;
}

static void judge_review(const rsupi_asof *at, const rsupi_plan *plan, rsupi_arena *arena,
                         rsupi_list *reasons, rsup_plan *out) {
  out->reviewed = plan->reviewed;
  if (plan->reviewed == RSUPI_NO_DAY) {
    rsupi_reason_push(arena, reasons, "review_date_unknown", rsupi_nan(), out->plan);
    return;
  }
  int32_t interval = at->config->policies.plan_review_days;
  out->days_since_review = at->today - plan->reviewed;
  if (interval == INT32_MIN) return;
  out->review_due = out->days_since_review >= interval;
  if (out->review_due)
    rsupi_reason_push(arena, reasons, "review_due", out->days_since_review, out->plan);
}

rsup_status rsupi_plan_today(const rsupi_asof *at, rsupi_arena *arena, const rsup_plan **out,
                             rsup_error *err) {
  const rsupi_plan *plan = newest(at);
  rsupi_list reasons = {0};
  rsup_plan *record = rsupi_arena_alloc(arena, sizeof *record);
  *out = NULL;
  if (!record) return rsupi_fail_memory(err);
  record->completeness = rsupi_nan();
  record->reviewed = RSUPI_NO_DAY;
  record->days_since_review = record->review_due = INT32_MIN;
  if (!plan) {
    rsupi_reason_push(arena, &reasons, "no_plan_recorded", rsupi_nan(), NULL);
  } else {
    record->plan = rsupi_arena_copy(arena, plan->head.id);
    fill_parts(plan, arena, record);
    judge_review(at, plan, arena, &reasons, record);
    for (size_t i = 0; i < plan->people_count; i++) {
      if (is_reachable(at, plan->people[i])) continue;
      record->people_not_reachable++;
      rsupi_reason_push(arena, &reasons, "person_not_reachable", rsupi_nan(), plan->people[i]);
    }
  }
  record->reasons = (const rsup_reason *const *)reasons.items;
  record->reason_count = reasons.count;
  if (arena->failed) return rsupi_fail_memory(err);
  *out = record;
  return RSUP_OK;
}
