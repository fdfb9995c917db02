/* What must hold before anybody is offered as a mentor. No weight outweighs a rule, and what is not
 * known does not hold. What a candidate's own record says is told only where they let it be. */
#include "core/numbers.h"
#include "core/text.h"
#include "network/match.h"
#include "network/ties.h"
#include "recovery/recovery.h"

static const int32_t no_value = INT32_MIN;

static int add(const rsupi_matching *m, rsupi_list *reasons, const char *id, const char *ref) {
  return rsupi_reason_push(m->arena, reasons, id, rsupi_nan(), ref);
}

static int add_if(const rsupi_matching *m, int condition, rsupi_list *reasons, const char *id,
                  const char *ref) {
  return !condition || add(m, reasons, id, ref);
}

/* ---- their own record */

static int has_role(const rsupi_tie *tie, const char *role, rsup_day day) {
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_tie_role *const one = &tie->roles[i];
    if (rsupi_role_in_force(one, day) && rsupi_text_equal(one->role, role)) return 1;
  }
  return 0;
}

void rsupi_applicant_room(rsupi_applicant *applicant) {
  const rsupi_asof *const at = applicant->at;
  const rsupi_self *const self = at->view->self;
  int32_t taken = 0;
  applicant->capacity = self && self->capacity ? self->capacity->mentor : no_value;
  applicant->room = no_value;
  if (applicant->capacity == no_value) return;
  for (size_t i = 0; i < at->view->tie_count; i++)
    taken +=
        rsupi_tie_counts(at, at->view->ties[i]) && has_role(at->view->ties[i], "mentee", at->today);
  applicant->room = taken < applicant->capacity ? applicant->capacity - taken : 0;
}

static const rsupi_role_rule *mentor_rule(const rsup_config *config) {
  for (size_t i = 0; i < config->role_rule_count; i++)
    if (strcmp(config->role_rules[i].id, "mentor") == 0) return &config->role_rules[i];
  return NULL;
}

static int32_t stable_for(const rsupi_asof *at, const rsupi_recovery *recovery, int32_t months,
                          int32_t years) {
  rsup_day since, on;
  return rsupi_recovery_stable(at, recovery, months, years, &since, &on);
}

/* 1 yes, 0 no, -1 not known: one calendar year, whatever the config says, and what it says. */
static int32_t is_stable(const rsupi_asof *at, const rsupi_recovery *recovery,
                         const rsupi_role_rule *rule) {
  int32_t stable = stable_for(at, recovery, no_value, 1);
  for (size_t i = 0; rule && i < rule->need_count && stable; i++) {
    const rsupi_role_need *const need = &rule->needs[i];
    if (strcmp(need->id, "stable") != 0) continue;
    const int32_t longer = stable_for(at, recovery, need->months, need->years);
    if (longer <= 0 && stable > 0) stable = longer;
    if (longer == 0) stable = 0;
  }
  return stable;
}

static int lacks_training(const rsupi_asof *at, const rsupi_role_rule *rule) {
  const rsupi_view *const view = at->view;
  for (size_t i = 0; rule && i < rule->need_count; i++) {
    const rsupi_role_need *const need = &rule->needs[i];
    int32_t times = 0;
    if (strcmp(need->id, "training") != 0) continue;
    for (size_t k = 0; k < view->by_type_count[RSUPI_EVENT_TRAINING]; k++)
      times += !need->kind ||
               rsupi_text_equal(view->by_type[RSUPI_EVENT_TRAINING][k]->more->kind, need->kind);
    if (times < (need->count == no_value ? 1 : need->count)) return 1;
  }
  return 0;
}

static rsup_status own_rules(const rsupi_matching *m, const rsupi_applicant *applicant,
                             rsupi_arena *scratch, rsupi_list *reasons, rsup_error *err) {
  const rsupi_asof *const at = applicant->at;
  const rsupi_role_rule *const rule = mentor_rule(at->config);
  rsupi_recovery recovery;
  rsupi_list own = {0};
  int32_t stable = 1; /* nothing more is judged of who takes no part */
  const int active = rsupi_view_person_state(at->view, at->today, NULL) == RSUPI_PERSON_ACTIVE;
  const rsup_status status = active ? rsupi_recovery_today(at, scratch, &recovery, err) : RSUP_OK;
  if (status) return status;
  if (active) stable = is_stable(at, &recovery, rule);
  int fine = add_if(m, !active, &own, "not_active", "") &&
             add_if(m, stable == 0, &own, "not_stable_for_long_enough", "") &&
             add_if(m, stable < 0, &own, "stable_time_not_known", "") &&
             add_if(m, active && lacks_training(at, rule), &own, "training_not_recorded", "") &&
             add_if(m, active && applicant->room == 0, &own, "no_room_for_one_more", "") &&
             add_if(m, active && applicant->room == no_value, &own, "room_not_known", "");
  if (!applicant->tells) fine = fine && add_if(m, own.count > 0, reasons, "not_eligible", "");
  for (size_t i = 0; applicant->tells && fine && i < own.count; i++)
    fine = rsupi_list_push(m->arena, reasons, own.items[i]);
  return fine ? RSUP_OK : rsupi_fail_memory(err);
}

/* ---- between the two */

static int is_tie_to(const rsupi_tie *tie, const char *id) {
  return rsupi_text_equal(tie->person, id) || strcmp(tie->head.id, id) == 0;
}

/* Family stays family, also when the role is over. */
static int is_family(const rsupi_tie *tie) {
  for (size_t i = 0; i < tie->role_count; i++)
    if (tie->roles[i].definition && tie->roles[i].definition->source == RSUPI_SOURCE_FAMILY)
      return 1;
  return 0;
}

/* What rules a mentor out, of all that one record says of the other. */
static int tie_rules(const rsupi_matching *m, const rsupi_asof *at, const rsupi_tie *tie,
                     rsupi_list *reasons) {
  const char *const id = tie->head.id;
  const int32_t state = rsupi_tie_state(tie, at->today);
  const int already = state == RSUPI_TIE_CURRENT &&
                      (has_role(tie, "mentor", at->today) || has_role(tie, "mentee", at->today));
  return add_if(m, tie->do_not_contact == 1, reasons, "do_not_contact", id) &&
         add_if(m, state == RSUPI_TIE_ENDED, reasons, "ended", id) &&
         add_if(m, state == RSUPI_TIE_DIED, reasons, "died", id) &&
         add_if(m, tie->household == 1, reasons, "same_household", id) &&
         add_if(m, is_family(tie), reasons, "family_tie", id) &&
         add_if(m, tie->former_associate == 1, reasons, "former_associate", id) &&
         add_if(m, tie->use == RSUPI_USE_USES, reasons, "uses", id) &&
         add_if(m, tie->stance == RSUPI_STANCE_MAKES_USE_EASIER, reasons, "makes_use_easier", id) &&
         add_if(m, rsupi_tie_is_minor(at, tie), reasons, "minor", id) &&
         add_if(m, already, reasons, "mentors_already", id);
}

static int tie_rules_of(const rsupi_matching *m, const rsupi_asof *at, const char *other,
                        rsupi_list *reasons) {
  for (size_t i = 0; i < at->view->tie_count; i++) {
    const rsupi_tie *const tie = at->view->ties[i];
    if (is_tie_to(tie, other) && !tie_rules(m, at, tie, reasons)) return 0;
  }
  return 1;
}

/* The seeker's own words are told; what the candidate's record says of the seeker is not. */
static int pair_rules(const rsupi_matching *m, const rsupi_applicant *applicant,
                      rsupi_list *reasons) {
  const char *const seeker = m->seeker->view->person_id;
  const char *const candidate = applicant->at->view->person_id;
  rsupi_list theirs = {0};
  return add_if(m, applicant->declared_conflict, reasons, "declared_conflict", "") &&
         tie_rules_of(m, m->seeker, candidate, reasons) &&
         tie_rules_of(m, applicant->at, seeker, &theirs) &&
         add_if(m, theirs.count > 0, reasons, "conflict_in_their_record", "");
}

rsup_status rsupi_match_rules(const rsupi_matching *m, const rsupi_applicant *applicant,
                              rsupi_arena *scratch, rsupi_list *reasons, rsup_error *err) {
  if (!pair_rules(m, applicant, reasons)) return rsupi_fail_memory(err);
  return own_rules(m, applicant, scratch, reasons, err);
}
