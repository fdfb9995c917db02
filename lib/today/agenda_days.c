/* Parts of the agenda that have a day and no hour: milestones, the plan, consents, contacts. */
#include "core/numbers.h"
#include "network/ties.h"
#include "recovery/recovery.h"
#include "time/recurrence.h"
#include "today/agenda.h"

/* ---- milestones */

static int add_milestone(rsupi_collecting *c, const char *rule, const char *target, rsup_day on,
                         const char *why, double number) {
  char text[128];
  rsupi_fixed fixed = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&fixed, "milestone.%s", rule);
  const rsupi_agenda_note note = {.kind = RSUP_AGENDA_MILESTONE,
                                  .date = on,
                                  .ref = rule,
                                  .part = target,
                                  .label = rsupi_config_words(c->at.config, text, c->at.locale),
                                  .ends = RSUPI_NO_INSTANT,
                                  .why = why,
                                  .number = number};
  return rsupi_agenda_add_day(c, &note);
}

static int add_ahead(rsupi_collecting *c, const rsupi_target_days *days,
                     const rsupi_readings *readings) {
  const rsupi_goal *const goal = rsupi_goal_on(days->target, c->at.today);
  if (days->count == 0 || !goal || goal->kind == RSUPI_GOAL_HARM_REDUCTION) return 1;
  for (size_t i = 0; i < c->at.config->milestone_count; i++) {
    const rsupi_milestone_rule *const rule = &c->at.config->milestones[i];
    const rsup_day on = rsupi_milestone_next(&c->at, days, readings, rule);
    if (on == RSUPI_NO_DAY || on <= c->at.today || on > c->last) continue;
    if (!add_milestone(c, rule->id, days->target->head.id, on, "days_to_go", on - c->at.today))
      return 0;
  }
  return 1;
}

rsup_status rsupi_agenda_milestones(rsupi_collecting *c) {
  rsupi_recovery recovery;
  const rsup_status status = rsupi_recovery_today(&c->at, c->arena, &recovery, c->err);
  if (status) return status;
  const rsup_milestones *const known = recovery.milestones;
  for (size_t i = 0; known && i < known->unacknowledged_count; i++) {
    const rsup_milestone *const m = known->unacknowledged[i];
    if (!add_milestone(c, m->id, m->target, m->on, "reached", c->at.today - m->on))
      return rsupi_fail_memory(c->err);
  }
  for (size_t i = 0; i < recovery.count; i++)
    if (!add_ahead(c, &recovery.days[i], &recovery.readings[i])) return rsupi_fail_memory(c->err);
  return RSUP_OK;
}

/* ---- what comes after so many days: overdue, it stands on today */

static int add_after(rsupi_collecting *c, int32_t kind, const char *ref, rsup_day last,
                     int32_t days, const char *overdue) {
  const int64_t due = (int64_t)last + days;
  const rsup_day today = c->at.today;
  if (due > c->last) return 1;
  rsupi_agenda_note note = {.kind = kind,
                            .ref = ref,
                            .date = (rsup_day)due,
                            .ends = RSUPI_NO_INSTANT,
                            .why = "days_to_go",
                            .number = (double)(due - today)};
  if (due < today) {
    note.date = today;
    note.why = overdue;
    note.number = (double)(today - due);
  }
  return rsupi_agenda_add_day(c, &note);
}

/* The plan that the picture shows. */
rsup_status rsupi_agenda_plan(rsupi_collecting *c) {
  const rsupi_plan *plan = NULL;
  const int32_t every = c->at.config->policies.plan_review_days;
  for (size_t i = 0; i < c->at.view->plan_count; i++)
    if (c->at.view->plans[i]->reviewed <= c->at.today) plan = c->at.view->plans[i];
  if (!plan || plan->reviewed == RSUPI_NO_DAY || every == INT32_MIN) return RSUP_OK;
  return add_after(c, RSUP_AGENDA_PLAN_REVIEW, plan->head.id, plan->reviewed, every,
                   "review_overdue_days")
             ? RSUP_OK
             : rsupi_fail_memory(c->err);
}

/* Nobody is sent to somebody who uses or makes use easier, whatever was once wanted. */
static int may_be_nudged(const rsupi_collecting *c, const rsupi_tie *tie) {
  return tie->contact_every_days != INT32_MIN && tie->do_not_contact != 1 &&
         tie->use != RSUPI_USE_USES && tie->stance != RSUPI_STANCE_MAKES_USE_EASIER &&
         rsupi_tie_state(tie, c->at.today) == RSUPI_TIE_CURRENT;
}

/* One per tie: when the next but one comes depends on when the next one comes about. */
rsup_status rsupi_agenda_contacts(rsupi_collecting *c) {
  const rsup_day *const all = rsupi_last_contacts(&c->at, c->arena);
  for (size_t i = 0; i < c->at.view->tie_count; i++) {
    const rsupi_tie *const tie = c->at.view->ties[i];
    const rsup_day last =
        may_be_nudged(c, tie) ? rsupi_last_contact_at(&c->at, all, i) : RSUPI_NO_DAY;
    if (last == RSUPI_NO_DAY) continue;
    if (!add_after(c, RSUP_AGENDA_CONTACT, tie->head.id, last, tie->contact_every_days,
                   "contact_overdue_days"))
      return rsupi_fail_memory(c->err);
  }
  return RSUP_OK;
}

/* ---- consents: on their last day; one that is revoked before it ends then */

static int ends_ahead(const rsupi_collecting *c, const rsupi_consent *consent) {
  if (consent->until == RSUPI_NO_DAY || consent->until > c->last) return 0;
  if (consent->from != RSUPI_NO_DAY && consent->from > consent->until) return 0;
  return consent->until >= c->at.today &&
         (consent->revoked == RSUPI_NO_DAY || consent->revoked > consent->until);
}

static rsup_instant end_of_day(const rsupi_collecting *c, rsup_day day) {
  const rsupi_view *const view = c->at.view;
  const rsupi_zone *const zone = rsupi_history_day_zone(view->zones, view->zone_count, day);
  return rsupi_zone_to_utc(day == c->at.today || !zone ? c->at.zone : zone, day + 1, 0, NULL);
}

rsup_status rsupi_agenda_consents(rsupi_collecting *c) {
  for (size_t i = 0; i < c->at.view->consent_count; i++) {
    const rsupi_consent *const consent = c->at.view->consents[i];
    if (!ends_ahead(c, consent)) continue;
    const int deny = consent->effect == RSUPI_EFFECT_DENY;
    const rsupi_agenda_note note = {.kind = RSUP_AGENDA_CONSENT_ENDS,
                                    .date = consent->until,
                                    .ref = consent->head.id,
                                    .ends = end_of_day(c, consent->until),
                                    .why = deny ? "denial_ends" : "days_to_go",
                                    .number = consent->until - c->at.today};
    if (!rsupi_agenda_add_day(c, &note)) return rsupi_fail_memory(c->err);
  }
  return RSUP_OK;
}
