/* Part 7 of the day picture: the way from observer to mentor, by the config's rules. A level is
 * held while its conditions were met on some day within hold_days: a quiet week takes nothing away.
 * What nobody asked (did they share?) is never counted as no. */
#include "core/numbers.h"
#include "meeting/meeting.h"
#include "meeting/role_counts.h"
#include "time/civil.h"
#include <string.h>

/* ---- descriptions */

static const rsup_field condition_fields[] = {
    RSUPI_KEY(rsup_role_condition, id, TEXT, "", "what is asked for"),
    RSUPI_MAYBE(rsup_role_condition, met, BOOL, "", "whether it is met; none when it is not known"),
    RSUPI_FIELD(rsup_role_condition, have, MEASURE, "",
                "times, or whole months of stable recovery"),
    RSUPI_MAYBE(rsup_role_condition, need, DOUBLE, "", "times, or months"),
    RSUPI_MAYBE(rsup_role_condition, on, DAY, "",
                "the day it will be met if nothing changes; none after a setback"),
    RSUPI_MAYBE(rsup_role_condition, kind, TEXT, "", "kind of training"),
};
const rsup_record_type rsupi_role_condition_type = RSUPI_RECORD_TYPE(
    "role_condition", rsup_role_condition, condition_fields, "A condition on the way to a role.");

static const rsup_field standing_fields[] = {
    RSUPI_KEY(rsup_role_standing, id, TEXT, "", "id of the rule"),
    RSUPI_MAYBE(rsup_role_standing, eligible, BOOL, "",
                "whether it is open to the person; none when something is not known"),
    RSUPI_RECORDS(rsup_role_standing, conditions, condition_count, rsupi_role_condition_type,
                  "conditions in the rule's order"),
    RSUPI_RECORDS(rsup_role_standing, reasons, reason_count, rsupi_reason_type, "why"),
};
const rsup_record_type rsupi_role_standing_type =
    RSUPI_RECORD_TYPE("role_standing", rsup_role_standing, standing_fields,
                      "Where the person stands on the way to a role.");

static const rsup_field roles_fields[] = {
    RSUPI_MAYBE(rsup_roles, level, TEXT, "", "present level; none when attendance is unknown"),
    RSUPI_MAYBE(rsup_roles, next, TEXT, "", "the level after it; none at the top"),
    RSUPI_RECORDS(rsup_roles, standings, standing_count, rsupi_role_standing_type,
                  "levels in the config's order"),
    RSUPI_TEXTS(rsup_roles, unmet, unmet_count, "conditions of the next level that are not met"),
    RSUPI_FIELD(rsup_roles, attended_30, MEASURE, "meetings", "meetings in the last 30 days"),
};
const rsup_record_type rsupi_roles_type =
    RSUPI_RECORD_TYPE("roles", rsup_roles, roles_fields, "Level, next level, and what it needs.");

/* ---- single conditions */

static const int32_t no_value = INT32_MIN;
enum { DEFAULT_WINDOW = 30, LONGEST_WINDOW = 3660 };

typedef struct role_question {
  const rsupi_asof *at;
  const rsupi_recovery *recovery;
  rsupi_arena *arena;
  rsupi_role_counts counts;
  int had_setback; /* within the last calendar year */
} role_question;

/* Which count a condition is about, or -1. */
static int count_of(const char *id) {
  static const char *const names[RSUPI_ROLE_COUNTS] = {"attended", "shared", "asked", "feedback",
                                                       "led"};
  for (int i = 0; i < RSUPI_ROLE_COUNTS; i++)
    if (id[0] == names[i][0] && strcmp(id, names[i]) == 0) return i;
  return -1;
}

static int32_t window_of(const rsupi_role_need *need) {
  if (need->within_days == no_value || need->within_days < 1) return DEFAULT_WINDOW;
  return need->within_days < LONGEST_WINDOW ? need->within_days : LONGEST_WINDOW;
}

static int32_t times_needed(const rsupi_role_need *need) {
  return need->count == no_value ? 1 : need->count;
}

/* 1 met, 0 not, no_value unknown; as it was at the end of a day. */
static int32_t count_met(const role_question *question, const rsupi_role_need *need, int which,
                         rsup_day day) {
  int32_t low, high;
  rsupi_role_count(&question->counts, which, day, window_of(need), &low, &high);
  if (low >= times_needed(need)) return 1;
  return high < times_needed(need) && question->counts.known ? 0 : no_value;
}

static void count_condition(const role_question *question, const rsupi_role_need *need, int which,
                            rsup_role_condition *out) {
  int32_t low, high;
  rsupi_role_count(&question->counts, which, question->at->today, window_of(need), &low, &high);
  out->need = times_needed(need);
  out->met = count_met(question, need, which, question->at->today);
  out->have = question->counts.known ? rsupi_measure_bounded(low, low, high, high - low)
                                     : rsupi_measure_unknown(0);
}

static int32_t whole_months(rsup_day since, rsup_day today) {
  const rsupi_civil from = rsupi_civil_from_day(since), to = rsupi_civil_from_day(today);
  int32_t months = (to.year - from.year) * 12 + to.month - from.month;
  while (months > 0 && rsupi_day_add_months(since, months) > today) months--;
  return months > 0 ? months : 0;
}

static void stable_condition(const role_question *question, const rsupi_role_need *need,
                             rsup_role_condition *out) {
  const int32_t months = need->months == no_value ? 0 : need->months;
  const int32_t years = need->years == no_value ? 0 : need->years;
  rsup_day since = RSUPI_NO_DAY, on = RSUPI_NO_DAY;
  const int32_t stable =
      rsupi_recovery_stable(question->at, question->recovery, months, years, &since, &on);
  out->need = years * 12 + months;
  out->met = stable < 0 ? no_value : stable;
  const double have = since == RSUPI_NO_DAY ? 0 : whole_months(since, question->at->today);
  if (since == RSUPI_NO_DAY)
    out->have = rsupi_measure_unknown(1);
  else
    out->have = stable < 0 ? rsupi_measure_bounded(have, 0, have, 1) : rsupi_measure_known(have);
  if (stable == 0 && !question->had_setback && on > question->at->today) out->on = on;
}

static void training_condition(const role_question *question, const rsupi_role_need *need,
                               rsup_role_condition *out) {
  const rsupi_view *const view = question->at->view;
  int32_t times = 0;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_TRAINING]; i++) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_TRAINING][i];
    times += need->kind == NULL || rsupi_text_equal(event->more->kind, need->kind);
  }
  out->need = times_needed(need);
  out->have = rsupi_measure_known(times);
  out->met = times >= out->need;
  out->kind = need->kind;
}

/* How many people they can take on now, in their own words. */
static void capacity_condition(const role_question *question, const rsupi_role_need *need,
                               rsup_role_condition *out) {
  const rsupi_self *const self = question->at->view->self;
  const rsupi_capacity *const capacity = self ? self->capacity : NULL;
  const int sponsor = need->kind && strcmp(need->kind, "sponsor") == 0;
  const int32_t have = capacity == NULL ? no_value : sponsor ? capacity->sponsor : capacity->mentor;
  out->need = times_needed(need);
  out->have = have == no_value ? rsupi_measure_unknown(1) : rsupi_measure_known(have);
  out->met = have == no_value ? no_value : have >= out->need;
}

static void unknown_condition(rsup_role_condition *out) {
  out->need = rsupi_nan();
  out->have = rsupi_measure_unknown(1);
  out->met = no_value;
}

static rsup_role_condition *make_condition(const role_question *question,
                                           const rsupi_role_need *need) {
  rsup_role_condition *const out = rsupi_arena_alloc(question->arena, sizeof *out);
  if (out == NULL) return NULL;
  out->id = need->id;
  out->on = RSUPI_NO_DAY;
  const int which = count_of(need->id);
  if (which >= 0)
    count_condition(question, need, which, out);
  else if (strcmp(need->id, "stable") == 0)
    stable_condition(question, need, out);
  else if (strcmp(need->id, "training") == 0)
    training_condition(question, need, out);
  else if (strcmp(need->id, "capacity") == 0)
    capacity_condition(question, need, out);
  else
    unknown_condition(out);
  return out;
}

/* ---- standings */

static const rsup_role_condition *condition_at(const rsup_role_standing *standing, size_t i) {
  return standing->conditions[i];
}

/* The rule's counts all together, at the end of one day; the others as they are today. */
static int32_t all_met(const role_question *question, const rsupi_role_rule *rule,
                       const rsup_role_standing *standing, rsup_day day) {
  int32_t all = 1;
  for (size_t i = 0; i < rule->need_count; i++) {
    const int which = count_of(rule->needs[i].id);
    const int32_t met = which >= 0 ? count_met(question, &rule->needs[i], which, day)
                                   : condition_at(standing, i)->met;
    if (met == 0) return 0;
    if (met == no_value) all = no_value;
  }
  return all;
}

/* Whether all was met on some day within hold_days. Counts only rise on days of attendance, so that
 * these, today and the first of the days need to be looked at: the window may have been full before
 * the stretch began. */
static int held_lately(const role_question *question, const rsupi_role_rule *rule,
                       const rsup_role_standing *standing) {
  const rsup_day today = question->at->today;
  const int32_t hold = rule->hold_days == no_value ? 0 : rule->hold_days;
  for (size_t i = question->counts.count; i > 0; i--) {
    const rsup_day day = question->counts.day[i - 1];
    if (day < today - hold) break;
    if (all_met(question, rule, standing, day) == 1) return 1;
  }
  return all_met(question, rule, standing, today - hold) == 1;
}

static size_t rule_index(const rsup_config *config, const char *id) {
  for (size_t i = 0; id && i < config->role_rule_count; i++)
    if (strcmp(config->role_rules[i].id, id) == 0) return i;
  return SIZE_MAX;
}

/* Rules form chains through `after`; `depth` ends a circle. */
static int32_t chain(const rsup_config *config, const int32_t *each, size_t index, size_t depth) {
  const size_t before = rule_index(config, config->role_rules[index].after);
  if (each[index] == 0 || depth > config->role_rule_count) return 0;
  if (before == SIZE_MAX) return each[index];
  const int32_t below = chain(config, each, before, depth + 1);
  if (below == 0) return 0;
  return below == 1 ? each[index] : no_value;
}

static size_t depth_of(const rsup_config *config, size_t index) {
  size_t depth = 0;
  while (index != SIZE_MAX && depth <= config->role_rule_count) {
    depth++;
    index = rule_index(config, config->role_rules[index].after);
  }
  return depth;
}

static int add_conditions(const role_question *question, const rsupi_role_rule *rule,
                          rsup_role_standing *standing) {
  rsupi_list list = {0};
  for (size_t i = 0; i < rule->need_count; i++) {
    const rsup_role_condition *const one = make_condition(question, &rule->needs[i]);
    if (one == NULL || !rsupi_list_push(question->arena, &list, one)) return 0;
  }
  standing->conditions = (const rsup_role_condition *const *)list.items;
  standing->condition_count = list.count;
  return 1;
}

/* held_days: how long the level is kept; 0 when it needs no keeping. */
static void add_reasons(const role_question *question, rsup_role_standing *standing,
                        int32_t held_days) {
  rsupi_list list = {0};
  int32_t unknowns = 0;
  int waits_for_time = 0;
  for (size_t i = 0; i < standing->condition_count; i++) {
    const rsup_role_condition *const one = condition_at(standing, i);
    unknowns += one->met == no_value;
    waits_for_time |= strcmp(one->id, "stable") == 0 && one->met == 0;
    if (one->met == 0) rsupi_reason_push(question->arena, &list, "not_met", one->need, one->id);
  }
  if (held_days > 0)
    rsupi_reason_push(question->arena, &list, "held_from_before", held_days, standing->id);
  if (unknowns > 0) rsupi_reason_push(question->arena, &list, "not_known", unknowns, standing->id);
  if (waits_for_time && question->had_setback)
    rsupi_reason_push(question->arena, &list, "no_date_after_setback", rsupi_nan(), standing->id);
  standing->reasons = (const rsup_reason *const *)list.items;
  standing->reason_count = list.count;
}

/* A rule by itself: 1 held, 0 not, no_value unknown. */
static rsup_role_standing *make_standing(const role_question *question, const rsupi_role_rule *rule,
                                         int32_t *held) {
  rsup_role_standing *const standing = rsupi_arena_alloc(question->arena, sizeof *standing);
  if (standing == NULL) return NULL;
  standing->id = rule->id;
  if (!add_conditions(question, rule, standing)) return NULL;
  *held = all_met(question, rule, standing, question->at->today);
  const int from_before = *held != 1 && held_lately(question, rule, standing);
  if (from_before) *held = 1;
  add_reasons(question, standing, from_before ? rule->hold_days : 0);
  return standing;
}

/* ---- together */

/* Any setback, and any use that was told without one, within the last calendar year. */
static int had_setback(const rsupi_asof *at, const rsupi_recovery *recovery) {
  const rsup_day year_ago = rsupi_day_add_years(at->today, -1);
  const rsupi_event *const *const setbacks = at->view->by_type[RSUPI_EVENT_SETBACK];
  for (size_t i = 0; i < at->view->by_type_count[RSUPI_EVENT_SETBACK]; i++)
    if (setbacks[i]->last > year_ago) return 1;
  for (size_t i = 0; i < recovery->count; i++) {
    if (recovery->items[i]->goal != RSUP_GOAL_ABSTAIN) continue;
    const rsup_day last_use = recovery->items[i]->last_use;
    if (last_use != RSUPI_NO_DAY && last_use > year_ago) return 1;
  }
  return 0;
}

static int32_t longest_window(const rsup_config *config) {
  int32_t longest = DEFAULT_WINDOW;
  for (size_t i = 0; i < config->role_rule_count; i++) {
    const rsupi_role_rule *const rule = &config->role_rules[i];
    const int32_t hold = rule->hold_days == no_value ? 0 : rule->hold_days;
    for (size_t n = 0; n < rule->need_count; n++) {
      const int32_t days = window_of(&rule->needs[n]) + (hold < LONGEST_WINDOW ? hold : 0);
      if (days > longest) longest = days;
    }
  }
  return longest;
}

/* The present level is the deepest that surely holds, of equals the later in the config. What comes
 * next is the first that is not held and stands after one that is. */
static void set_level(const rsup_config *config, const int32_t *held, rsup_roles *roles) {
  size_t best = 0;
  for (size_t i = 0; i < config->role_rule_count; i++) {
    if (chain(config, held, i, 0) != 1 || depth_of(config, i) < best) continue;
    best = depth_of(config, i);
    roles->level = config->role_rules[i].id;
  }
  for (size_t i = 0; i < config->role_rule_count && roles->next == NULL; i++) {
    const size_t before = rule_index(config, config->role_rules[i].after);
    if (chain(config, held, i, 0) == 1) continue;
    if (before == SIZE_MAX || chain(config, held, before, 0) == 1)
      roles->next = config->role_rules[i].id;
  }
}

static int set_unmet(const rsup_config *config, rsupi_arena *arena, rsup_roles *roles) {
  const size_t next = rule_index(config, roles->next);
  if (next == SIZE_MAX) return 1;
  const rsup_role_standing *const standing = roles->standings[next];
  rsupi_list list = {0};
  for (size_t i = 0; i < standing->condition_count; i++) {
    const rsup_role_condition *const one = condition_at(standing, i);
    if (one->met == 0 && !rsupi_list_push(arena, &list, one->id)) return 0;
  }
  roles->unmet = (const char *const *)list.items;
  roles->unmet_count = list.count;
  return 1;
}

static int make_standings(const role_question *question, rsup_roles *roles, int32_t *held) {
  const rsup_config *const config = question->at->config;
  rsup_role_standing **const standings =
      rsupi_arena_array(question->arena, config->role_rule_count, sizeof *standings);
  if (standings == NULL) return 0;
  for (size_t i = 0; i < config->role_rule_count; i++) {
    standings[i] = make_standing(question, &config->role_rules[i], &held[i]);
    if (standings[i] == NULL) return 0;
  }
  for (size_t i = 0; i < config->role_rule_count; i++)
    standings[i]->eligible = chain(config, held, i, 0);
  roles->standings = (const rsup_role_standing *const *)standings;
  roles->standing_count = config->role_rule_count;
  return 1;
}

rsup_status rsupi_roles_today(const rsupi_asof *at, const rsupi_recovery *recovery,
                              rsupi_arena *arena, const rsup_roles **out, rsup_error *err) {
  *out = NULL;
  role_question question;
  memset(&question, 0, sizeof question);
  question.at = at;
  question.recovery = recovery;
  question.arena = arena;
  question.had_setback = had_setback(at, recovery);
  rsup_roles *const roles = rsupi_arena_alloc(arena, sizeof *roles);
  int32_t *const held = rsupi_arena_array(arena, at->config->role_rule_count, sizeof *held);
  if (roles == NULL || held == NULL ||
      !rsupi_role_counts_make(at, longest_window(at->config), arena, &question.counts) ||
      !make_standings(&question, roles, held))
    return rsupi_fail_memory(err);
  int32_t low, high;
  rsupi_role_count(&question.counts, RSUPI_COUNT_ATTENDED, at->today, 30, &low, &high);
  roles->attended_30 = question.counts.known ? rsupi_measure_known(low) : rsupi_measure_unknown(0);
  set_level(at->config, held, roles);
  if (!set_unmet(at->config, arena, roles)) return rsupi_fail_memory(err);
  *out = roles;
  return RSUP_OK;
}
