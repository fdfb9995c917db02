/* How many milestones of days are reached on this very day and not acknowledged: for who asks about
 * many persons, of whom few have one. Most are ruled out without looking at a single day: a run
 * begins at the start of the count or after a day that somebody spoke of use on, and none of those
 * days lies as far back as a rule is long. Where that can't be told, everything is worked out. */
#include "core/numbers.h"
#include "recovery/milestones.h"

enum { LONGEST_SPAN = 62 };

/* Days on which the record speaks of use, of whichever target: each may end a run, or be passed
 * over and put a milestone off by a day. */
typedef struct spoken {
  const rsupi_asof *at;
  rsup_day start;
  int32_t days; /* how many, at most */
  int32_t near; /* 1: a rule may be met today */
} spoken;

static int is_near(const spoken *s, const rsupi_milestone_rule *rule, int32_t passed) {
  if (rule->counts == RSUPI_COUNTS_TOTAL_DAYS) return 0;
  int64_t least = rule->days, most = rule->days;
  if (rule->years != INT32_MIN) {
    least = INT64_C(365) * rule->years;
    most = INT64_C(366) * rule->years;
  } else if (rule->months != INT32_MIN) {
    least = INT64_C(28) * rule->months;
    most = INT64_C(31) * rule->months;
  }
  return passed >= least && passed <= most + s->days;
}

/* A run that began on `first`. */
static void look_at_run(spoken *s, rsup_day first) {
  const rsup_config *config = s->at->config;
  for (size_t i = 0; i < config->milestone_count && !s->near; i++)
    s->near = is_near(s, &config->milestones[i], s->at->today - first);
}

static void look_at_total(spoken *s) {
  const rsup_config *config = s->at->config;
  const int32_t most = s->at->today - s->start;
  for (size_t i = 0; i < config->milestone_count; i++) {
    const rsupi_milestone_rule *rule = &config->milestones[i];
    if (rule->counts == RSUPI_COUNTS_TOTAL_DAYS && rule->days <= most &&
        rule->days >= most - s->days)
      s->near = 1;
  }
}

static rsup_day last_of(const rsupi_event *event) {
  const int goes_on = event->type == RSUPI_EVENT_SETBACK && event->more->resumed != RSUPI_NO_DAY;
  return goes_on && event->more->resumed > event->last ? event->more->resumed : event->last;
}

static void count_days(spoken *s, const rsupi_event *const *events, size_t count) {
  for (size_t i = 0; i < count && !s->near; i++) {
    const int64_t length = (int64_t)last_of(events[i]) - events[i]->first + 1;
    if (length > LONGEST_SPAN || s->days > 10000)
      s->near = 1;
    else if (last_of(events[i]) >= s->start)
      s->days += (int32_t)length;
  }
}

static void look_at_runs(spoken *s, const rsupi_event *const *events, size_t count) {
  for (size_t i = 0; i < count && !s->near; i++) {
    if (last_of(events[i]) < s->start) continue;
    for (rsup_day day = events[i]->first; day <= last_of(events[i]); day++) look_at_run(s, day + 1);
  }
}

static int may_be_today(const rsupi_asof *at, const rsupi_target *target) {
  const rsupi_view *view = at->view;
  const rsupi_goal *goal = rsupi_goal_on(target, at->today);
  if (!goal || goal->kind == RSUPI_GOAL_HARM_REDUCTION) return 0;
  if (target->start == RSUPI_NO_DAY || at->config->policies.silent_days == RSUPI_SILENT_UNKNOWN)
    return 1;
  if (target->start > at->today) return 0;
  for (size_t i = 0; i < target->goal_count; i++)
    if (rsupi_goal_has_limit(&target->goals[i])) return 1;
  spoken s = {.at = at, .start = target->start};
  const struct {
    const rsupi_event *const *events;
    size_t count;
  } of_use[] = {{view->by_type[RSUPI_EVENT_USE_DAY], view->by_type_count[RSUPI_EVENT_USE_DAY]},
                {view->by_type[RSUPI_EVENT_SETBACK], view->by_type_count[RSUPI_EVENT_SETBACK]},
                {view->use_reports, view->use_report_count}};
  for (size_t i = 0; i < 3; i++) count_days(&s, of_use[i].events, of_use[i].count);
  look_at_run(&s, s.start);
  look_at_total(&s);
  for (size_t i = 0; i < 3; i++) look_at_runs(&s, of_use[i].events, of_use[i].count);
  return s.near;
}

static rsup_status count_all(const rsupi_asof *at, rsupi_arena *arena, int32_t *out,
                             rsup_error *err) {
  const size_t count = at->view->target_count;
  rsupi_recovery recovery = {.count = count};
  const rsup_milestones *milestones = NULL;
  recovery.days = rsupi_arena_array(arena, count, sizeof *recovery.days);
  recovery.readings = rsupi_arena_array(arena, count, sizeof *recovery.readings);
  if (!recovery.days || !recovery.readings) return rsupi_fail_memory(err);
  const rsup_status status =
      rsupi_target_days_make_all(at, at->view->targets, count, arena, recovery.days, err);
  if (status) return status;
  for (size_t i = 0; i < count; i++) {
    if (!rsupi_readings_make(at, &recovery.days[i], arena, &recovery.readings[i]))
      return rsupi_fail_memory(err);
  }
  if (!rsupi_milestones_make(at, &recovery, arena, &milestones) || arena->failed)
    return rsupi_fail_memory(err);
  for (size_t i = 0; i < milestones->unacknowledged_count; i++)
    *out += milestones->unacknowledged[i]->on == at->today;
  return RSUP_OK;
}

rsup_status rsupi_milestones_today(const rsupi_asof *at, rsupi_arena *arena, int32_t *out,
                                   rsup_error *err) {
  int may_be = 0;
  *out = 0;
  for (size_t i = 0; i < at->view->target_count; i++)
    may_be |= may_be_today(at, at->view->targets[i]);
  return may_be ? count_all(at, arena, out, err) : RSUP_OK;
}
