/* What the record says about each day of one target.
 *
 * One pass over the statements sets flags per day; only a day on which statements disagree is
 * looked at again, to find out which of them the record learned last. The rules, strongest first:
 *   1. a use_day event: its amount says used or not; of several, the one learned last; a
 *      confirmation learned after a use_day that says "used" makes the day wait for a word;
 *   2. a report of use (check-in, setback, somebody else's word) and a confirmation: a confirmation
 *      learned later settles it, an earlier one makes the day wait;
 *   3. a check-in that says "not used" after one that says "used" on the same day makes the day
 *      wait; the other order is an ordinary day that went on;
 *   4. a report of use by somebody else, with no word of the person, waits;
 *   5. any statement that stands alone holds. No statement: unknown; in hospital, custody or
 *      residence: controlled. */
#include "core/numbers.h"
#include "recovery/statements.h"
#include "time/civil.h"

int rsupi_is_open_day(uint8_t state) {
  return state == RSUP_DAY_UNKNOWN || state == RSUP_DAY_CONTROLLED;
}

int rsupi_may_be_use(const rsupi_target_days *days, size_t i) {
  return rsupi_is_open_day(days->state[i]) || days->state[i] == RSUP_DAY_CONFLICTING ||
         (days->doubted && days->doubted[i]);
}

static int32_t plain_state(uint8_t flags, int *disagree) {
  uint8_t used =
      flags & (RSUPI_SAID_USED | RSUPI_SAID_SETBACK | RSUPI_SAID_USE_DAY | RSUPI_SAID_BY_OTHERS);
  uint8_t not_used =
      flags & (RSUPI_SAID_NO | RSUPI_SAID_CONFIRMED | RSUPI_SAID_ZERO_DAY | RSUPI_SAID_RESUMED);
  *disagree = 0;
  if (!flags) return RSUP_DAY_UNKNOWN;
  if (!used) return RSUP_DAY_NOT_USED;
  if (used == RSUPI_SAID_BY_OTHERS) {
    *disagree = 1;
    return RSUP_DAY_CONFLICTING;
  }
  if (!not_used) return RSUP_DAY_USED;
  /* The person's own day of use or setback stands against a check-in's "no" of the same day. */
  if (!(not_used & (RSUPI_SAID_CONFIRMED | RSUPI_SAID_ZERO_DAY)) &&
      (used & (RSUPI_SAID_SETBACK | RSUPI_SAID_USE_DAY))) {
    return RSUP_DAY_USED;
  }
  *disagree = 1;
  return RSUP_DAY_CONFLICTING;
}

static int is_controlled(const rsupi_asof *at, rsup_day day) {
  const rsupi_setting *setting = rsupi_view_setting(at->view, day);
  return setting && setting->kind == RSUPI_SETTING_CONTROLLED;
}

/* ---- what waits for a word */

static int add_waiting(const rsupi_statements *s, rsupi_list *list, rsup_day first, rsup_day last,
                       const rsupi_event *report) {
  rsupi_waiting *waiting = rsupi_arena_alloc(s->arena, sizeof *waiting);
  if (!waiting) return 0;
  *waiting = (rsupi_waiting){first, last, report ? report->head.id : ""};
  return rsupi_list_push(s->arena, list, waiting);
}

static int settle_days(const rsupi_statements *s, rsupi_target_days *out, rsupi_list *waiting) {
  for (size_t i = 0; i < s->count; i++) {
    rsup_day day = s->start + (rsup_day)i;
    int disagree = 0;
    int32_t state = plain_state(s->flags[i], &disagree);
    if (disagree) {
      const rsupi_event *report = NULL;
      state = rsupi_settle(s, day, &report);
      if (state == RSUP_DAY_CONFLICTING) {
        out->conflicts++;
        if (!add_waiting(s, waiting, day, day, report)) return 0;
      }
    } else if (state == RSUP_DAY_UNKNOWN && is_controlled(s->at, day)) {
      state = RSUP_DAY_CONTROLLED;
    }
    out->state[i] = (uint8_t)state;
    if (s->amount && state != RSUP_DAY_USED) s->amount[i] = 0;
  }
  return 1;
}

static int settle_loose(const rsupi_statements *s, rsupi_target_days *out, rsupi_list *waiting) {
  if (!rsupi_loose_settle(s, out)) return 0;
  for (size_t i = 0; i < out->loose_count; i++) {
    const rsupi_loose_use *loose = &out->loose[i];
    rsup_day first = loose->first < out->start ? out->start : loose->first;
    if (!loose->waits || loose->last < out->start) continue;
    out->conflicts += loose->left;
    if (!add_waiting(s, waiting, first, loose->last, loose->event)) return 0;
  }
  out->waiting = (const rsupi_waiting *const *)waiting->items;
  out->waiting_count = waiting->count;
  return 1;
}

rsup_day rsupi_first_waiting(const rsupi_target_days *days, rsup_day first, rsup_day until,
                             const char **out_event) {
  rsup_day found = RSUPI_NO_DAY;
  for (size_t i = 0; i < days->waiting_count; i++) {
    const rsupi_waiting *waiting = days->waiting[i];
    rsup_day day = waiting->first < first ? first : waiting->first;
    if (waiting->last < first || day >= until || (found != RSUPI_NO_DAY && day >= found)) continue;
    found = day;
    *out_event = waiting->event;
  }
  return found;
}

/* ---- one target */

static int wants_amounts(const rsupi_target *target) {
  for (size_t i = 0; i < target->goal_count; i++) {
    if (rsupi_goal_has_limit(&target->goals[i])) return 1;
  }
  return 0;
}

static int take_room(rsupi_statements *s, rsupi_target_days *out) {
  s->flags = rsupi_arena_alloc(s->arena, s->count);
  out->state = rsupi_arena_alloc(s->arena, s->count);
  if (wants_amounts(s->target)) {
    s->told = rsupi_arena_array(s->arena, s->count, sizeof *s->told);
    s->amount = rsupi_arena_array(s->arena, s->count, sizeof *s->amount);
    for (size_t i = 0; s->amount && i < s->count; i++) s->amount[i] = rsupi_nan();
  }
  return !s->arena->failed;
}

/* Today; the days of somebody who died end with that day. */
static rsup_day last_day(const rsupi_asof *at) {
  rsup_day since;
  if (rsupi_view_person_state(at->view, at->today, &since) != RSUPI_PERSON_DIED) return at->today;
  return since == RSUPI_NO_DAY ? at->today : since;
}

/* Where the count begins and how long it is; a count of 0 has nothing to read. */
static void open_days(const rsupi_asof *at, const rsupi_target *target, rsupi_target_days *out) {
  *out = (rsupi_target_days){.target = target, .start = target->start, .conflict = RSUPI_NO_DAY};
  if (out->start == RSUPI_NO_DAY) out->start = rsupi_first_statement(at, target);
  const rsup_day last = last_day(at);
  if (out->start == RSUPI_NO_DAY || out->start > last) return;
  out->count = (size_t)(last - out->start) + 1;
}

static int close_days(rsupi_statements *s, rsupi_target_days *out) {
  rsupi_list waiting = {0};
  if (!settle_days(s, out, &waiting) || !settle_loose(s, out, &waiting)) return 0;
  out->amount = s->amount;
  out->conflict = rsupi_first_waiting(out, out->start, INT32_MAX, &out->conflict_event);
  return 1;
}

rsup_status rsupi_target_days_make_all(const rsupi_asof *at, const rsupi_target *const *targets,
                                       size_t count, rsupi_arena *arena, rsupi_target_days *out,
                                       rsup_error *err) {
  rsupi_statements *all = rsupi_arena_array(arena, count, sizeof *all);
  size_t *place = rsupi_arena_array(arena, count, sizeof *place), n = 0;
  if (!all || !place) return rsupi_fail_memory(err);
  for (size_t i = 0; i < count; i++) {
    open_days(at, targets[i], &out[i]);
    if (out[i].count == 0) continue;
    all[n] = (rsupi_statements){.at = at,
                                .target = targets[i],
                                .start = out[i].start,
                                .count = out[i].count,
                                .arena = arena};
    if (!take_room(&all[n], &out[i])) return rsupi_fail_memory(err);
    place[n++] = i;
  }
  if (n > 0 && !rsupi_statements_read(all, n)) return rsupi_fail_memory(err);
  for (size_t i = 0; i < n; i++)
    if (!close_days(&all[i], &out[place[i]])) return rsupi_fail_memory(err);
  return RSUP_OK;
}

rsup_status rsupi_target_days_make(const rsupi_asof *at, const rsupi_target *target,
                                   rsupi_arena *arena, rsupi_target_days *out, rsup_error *err) {
  return rsupi_target_days_make_all(at, &target, 1, arena, out, err);
}
