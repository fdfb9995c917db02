/* What the record says about each day of one target.
 *
 * One pass over the statements sets flags per day; only a day on which statements disagree is
 * looked at again, to find out which of them the record learned last. The rules, strongest first:
 *   1. a use_day event: its amount says used or not; of several, the one learned last;
 *      a confirmation learned after a use_day that says "used" makes the day wait for a word of the
 * person;
 *   2. a report of use (check-in, setback, somebody else's word) and a confirmation: a confirmation
 * learned later settles it, an earlier one makes the day wait;
 *   3. a check-in that says "not used" after one that says "used" on the same day makes the day
 * wait; the other order is an ordinary day that went on;
 *   4. a report of use by somebody else, with no word of the person, waits;
 *   5. any statement that stands alone holds. No statement: unknown; in hospital, custody or
 * residence: controlled. */
#include "core/numbers.h"
#include "recovery/recovery.h"
#include "time/civil.h"
#include <string.h>

enum {
  SAID_NO = 1,         /* check-in: not used */
  SAID_CONFIRMED = 2,  /* confirmed event: not used */
  SAID_USED = 4,       /* check-in: used */
  SAID_SETBACK = 8,    /* setback, no use_day needed */
  SAID_USE_DAY = 16,   /* use_day: used */
  SAID_ZERO_DAY = 32,  /* use_day with amount 0 */
  SAID_BY_OTHERS = 64, /* somebody else reports use */
  SAID_RESUMED = 128   /* first day back after a setback */
};

typedef struct statements {
  const rsupi_asof *at;
  const rsupi_target *target;
  rsup_day start;
  size_t count;
  uint8_t *flags;
  double *amount;
  rsupi_list loose;
  rsupi_arena *arena;
} statements;

static int is_by_others(const rsupi_event *event) {
  const char *source = event->head.source;
  return source && strcmp(source, "self") != 0 && strcmp(source, "me") != 0;
}

static rsup_instant learned_at(const rsupi_event *event) {
  if (event->head.recorded_at != RSUPI_NO_INSTANT) return event->head.recorded_at;
  if (event->at != RSUPI_NO_INSTANT) return event->at;
  return (rsup_instant)event->first * RSUPI_MS_PER_DAY;
}

/* Does a name speak of this target: its id, or one of the substances it counts? */
static int names_target(const rsupi_target *target, const char *name) {
  if (!name) return 0;
  if (strcmp(name, target->head.id) == 0) return 1;
  for (size_t i = 0; i < target->counts_count; i++) {
    if (strcmp(name, target->counts[i]) == 0) return 1;
  }
  return 0;
}

/* A medication of the target taken as a medication is treatment, never use. */
static int is_medication(const rsupi_target *target, const char *substance, rsup_day day) {
  if (!substance) return 0;
  for (size_t i = 0; i < target->medication_count; i++) {
    const rsupi_medication *m = &target->medications[i];
    int begun = m->from == RSUPI_NO_DAY || m->from <= day;
    int ended = m->to != RSUPI_NO_DAY && m->to < day;
    if (m->agent && strcmp(m->agent, substance) == 0 && begun && !ended) return 1;
  }
  return 0;
}

static int speaks_of(const rsupi_target *target, const rsupi_event *event) {
  switch (event->type) {
  case RSUPI_EVENT_CONFIRMED:
    return !event->target || names_target(target, event->target);
  case RSUPI_EVENT_USE_DAY:
    return names_target(target, event->target) &&
           !is_medication(target, event->substance, event->first);
  default:
    return names_target(target, event->target);
  }
}

static void mark(statements *s, rsup_day first, rsup_day last, uint8_t flag) {
  if (first < s->start) first = s->start;
  for (rsup_day day = first; day <= last && (size_t)(day - s->start) < s->count; day++) {
    s->flags[day - s->start] |= flag;
  }
}

/* Does a check-in answer tell about use of this target? 1 used, 0 not used, -1 it does not tell. */
static int answer_tells(const statements *s, const rsupi_answer *answer) {
  const rsupi_item *item = answer->definition;
  if (!item || item->reports != RSUPI_REPORTS_USE || answer->state != RSUPI_ANSWER_VALUE) return -1;
  const char *target = answer->target ? answer->target : item->target;
  if (!names_target(s->target, target) || rsupi_isnan(answer->number)) return -1;
  return answer->number > 0;
}

static void read_checkins(statements *s) {
  const rsupi_view *view = s->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CHECKIN]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i];
    if (event->first < s->start || (size_t)(event->first - s->start) >= s->count) continue;
    uint8_t *flags = &s->flags[event->first - s->start];
    for (size_t k = 0; k < event->answer_count; k++) {
      int tells = answer_tells(s, &event->answers[k]);
      if (tells < 0) continue;
      if (tells == 0) {
        *flags |= SAID_NO;
        continue;
      }
      *flags = (uint8_t)((*flags & ~SAID_NO) | (is_by_others(event) ? SAID_BY_OTHERS : SAID_USED));
      if (s->amount && event->answers[k].definition->kind == RSUPI_ITEM_AMOUNT) {
        s->amount[event->first - s->start] = event->answers[k].number;
      }
    }
  }
}

/* Use on some days of a span whose days are not known. Returns 0 out of memory. */
static int read_loose(statements *s, const rsupi_event *event) {
  int32_t length = event->last - event->first + 1;
  int32_t days = event->days == INT32_MIN ? 1 : event->days;
  if (event->days == 0 || event->amount == 0.0) {
    mark(s, event->first, event->last, SAID_ZERO_DAY);
    return 1;
  }
  if (days >= length) {
    mark(s, event->first, event->last, SAID_USE_DAY);
    return 1;
  }
  rsupi_loose_use *loose = rsupi_arena_alloc(s->arena, sizeof *loose);
  if (!loose) return 0;
  *loose = (rsupi_loose_use){event->first, event->last, days};
  return rsupi_list_push(s->arena, &s->loose, loose);
}

static int read_use_days(statements *s) {
  const rsupi_view *view = s->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_USE_DAY]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_USE_DAY][i];
    if (!speaks_of(s->target, event)) continue;
    if (event->first != event->last) {
      if (!read_loose(s, event)) return 0;
      continue;
    }
    uint8_t flag = event->amount == 0.0  ? SAID_ZERO_DAY
                   : is_by_others(event) ? SAID_BY_OTHERS
                                         : SAID_USE_DAY;
    mark(s, event->first, event->last, flag);
    if (s->amount && event->first >= s->start && (size_t)(event->first - s->start) < s->count) {
      s->amount[event->first - s->start] = event->amount;
    }
  }
  return 1;
}

static void read_setbacks_and_confirmations(statements *s) {
  const rsupi_view *view = s->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_SETBACK]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_SETBACK][i];
    if (!speaks_of(s->target, event)) continue;
    rsup_day last = event->first;
    if (event->extent == RSUPI_EXTENT_CONTINUED && event->resumed != RSUPI_NO_DAY &&
        event->resumed > event->first) {
      last = event->resumed - 1;
    }
    mark(s, event->first, last, is_by_others(event) ? SAID_BY_OTHERS : SAID_SETBACK);
    if (event->resumed != RSUPI_NO_DAY) mark(s, event->resumed, event->resumed, SAID_RESUMED);
  }
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CONFIRMED]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CONFIRMED][i];
    if (speaks_of(s->target, event)) mark(s, event->first, event->last, SAID_CONFIRMED);
  }
}

/* ---- days on which statements disagree
 * ----------------------------------------------------------------------- */

typedef struct latest {
  const rsupi_event *use_day, *confirmed, *report;
} latest;

static int is_later(const rsupi_event *a, const rsupi_event *b) {
  if (!b || learned_at(a) != learned_at(b)) return !b || learned_at(a) > learned_at(b);
  return strcmp(a->head.id, b->head.id) > 0;
}

static int reports_use_on(const statements *s, const rsupi_event *event, rsup_day day) {
  if (event->type == RSUPI_EVENT_CHECKIN) {
    if (event->first != day) return 0;
    for (size_t k = 0; k < event->answer_count; k++) {
      if (answer_tells(s, &event->answers[k]) == 1) return 1;
    }
    return 0;
  }
  if (!speaks_of(s->target, event)) return 0;
  if (event->type == RSUPI_EVENT_USE_DAY) {
    return is_by_others(event) && event->first == day && event->last == day && event->amount != 0.0;
  }
  return event->type == RSUPI_EVENT_SETBACK && event->first <= day &&
         (event->first == day || (event->resumed != RSUPI_NO_DAY && day < event->resumed));
}

static latest find_latest(const statements *s, rsup_day day) {
  latest found = {NULL, NULL, NULL};
  const rsupi_view *view = s->at->view;
  for (size_t i = 0; i < view->event_count && view->events[i]->first <= day; i++) {
    const rsupi_event *event = view->events[i];
    if (event->type == RSUPI_EVENT_USE_DAY && event->first == day && event->last == day &&
        !is_by_others(event) && speaks_of(s->target, event)) {
      if (is_later(event, found.use_day)) found.use_day = event;
    } else if (event->type == RSUPI_EVENT_CONFIRMED && event->last >= day &&
               speaks_of(s->target, event)) {
      if (is_later(event, found.confirmed)) found.confirmed = event;
    } else if (reports_use_on(s, event, day) && is_later(event, found.report)) {
      found.report = event;
    }
  }
  return found;
}

/* The state of a day on which statements disagree; *report is what waits for a word of the person.
 */
static int32_t settle(const statements *s, rsup_day day, const rsupi_event **report) {
  latest found = find_latest(s, day);
  *report = NULL;
  if (found.use_day) {
    if (found.use_day->amount == 0.0) {
      if (found.report && is_later(found.report, found.use_day)) *report = found.report;
    } else if (found.confirmed && is_later(found.confirmed, found.use_day)) {
      *report = found.use_day;
    } else {
      return RSUP_DAY_USED;
    }
    return *report ? RSUP_DAY_CONFLICTING : RSUP_DAY_NOT_USED;
  }
  if (found.confirmed && found.report && is_later(found.confirmed, found.report)) {
    return RSUP_DAY_NOT_USED;
  }
  *report = found.report;
  return RSUP_DAY_CONFLICTING;
}

static int32_t plain_state(uint8_t flags, int *disagree) {
  uint8_t used = flags & (SAID_USED | SAID_SETBACK | SAID_USE_DAY | SAID_BY_OTHERS);
  uint8_t not_used = flags & (SAID_NO | SAID_CONFIRMED | SAID_ZERO_DAY | SAID_RESUMED);
  *disagree = 0;
  if (!flags) return RSUP_DAY_UNKNOWN;
  if (!used) return RSUP_DAY_NOT_USED;
  if (used == SAID_BY_OTHERS) {
    *disagree = 1;
    return RSUP_DAY_CONFLICTING;
  }
  if (!not_used) return RSUP_DAY_USED;
  /* The person's own day of use or setback stands against a check-in's "no" of the same day. */
  if (!(not_used & (SAID_CONFIRMED | SAID_ZERO_DAY)) && (used & (SAID_SETBACK | SAID_USE_DAY))) {
    return RSUP_DAY_USED;
  }
  *disagree = 1;
  return RSUP_DAY_CONFLICTING;
}

static int is_controlled(const rsupi_asof *at, rsup_day day) {
  const rsupi_setting *setting = rsupi_view_setting(at->view, day);
  return setting && setting->kind == RSUPI_SETTING_CONTROLLED;
}

static void settle_days(const statements *s, rsupi_target_days *out) {
  for (size_t i = 0; i < s->count; i++) {
    rsup_day day = s->start + (rsup_day)i;
    int disagree = 0;
    int32_t state = plain_state(s->flags[i], &disagree);
    if (disagree) {
      const rsupi_event *report = NULL;
      state = settle(s, day, &report);
      if (state == RSUP_DAY_CONFLICTING) {
        if (out->conflict == RSUPI_NO_DAY || !out->conflict_event) {
          out->conflict = day;
          out->conflict_event = report ? report->head.id : "";
        }
        out->conflicts++;
      }
    } else if (state == RSUP_DAY_UNKNOWN && is_controlled(s->at, day)) {
      state = RSUP_DAY_CONTROLLED;
    }
    out->state[i] = (uint8_t)state;
    if (s->amount && state != RSUP_DAY_USED) s->amount[i] = 0;
  }
}

/* ---- where counting begins
 * ----------------------------------------------------------------------------------- */

/* The first day anything was said about the target, for a record that gives no start. */
static rsup_day first_statement(const rsupi_asof *at, const rsupi_target *target) {
  statements s = {.at = at, .target = target};
  for (size_t i = 0; i < at->view->event_count; i++) {
    const rsupi_event *event = at->view->events[i];
    if (event->type == RSUPI_EVENT_CHECKIN) {
      for (size_t k = 0; k < event->answer_count; k++) {
        if (answer_tells(&s, &event->answers[k]) >= 0) return event->first;
      }
    } else if (event->type == RSUPI_EVENT_USE_DAY || event->type == RSUPI_EVENT_SETBACK ||
               (event->type == RSUPI_EVENT_CONFIRMED && event->target)) {
      if (speaks_of(target, event)) return event->first;
    }
  }
  return RSUPI_NO_DAY;
}

static int wants_amounts(const rsupi_target *target) {
  for (size_t i = 0; i < target->goal_count; i++) {
    if (target->goals[i].kind == RSUPI_GOAL_AT_MOST || target->goals[i].kind == RSUPI_GOAL_TAPER)
      return 1;
  }
  return 0;
}

rsup_status rsupi_target_days_make(const rsupi_asof *at, const rsupi_target *target,
                                   rsupi_arena *arena, rsupi_target_days *out, rsup_error *err) {
  *out = (rsupi_target_days){.target = target, .start = target->start, .conflict = RSUPI_NO_DAY};
  if (out->start == RSUPI_NO_DAY) out->start = first_statement(at, target);
  if (out->start == RSUPI_NO_DAY || out->start > at->today) return RSUP_OK;
  out->count = (size_t)(at->today - out->start) + 1;
  statements s = {
      .at = at, .target = target, .start = out->start, .count = out->count, .arena = arena};
  s.flags = rsupi_arena_alloc(arena, out->count);
  out->state = rsupi_arena_alloc(arena, out->count);
  if (wants_amounts(target)) {
    s.amount = rsupi_arena_array(arena, out->count, sizeof(double));
    for (size_t i = 0; s.amount && i < out->count; i++) s.amount[i] = rsupi_nan();
  }
  if (arena->failed) return rsupi_fail_memory(err);
  read_checkins(&s);
  if (!read_use_days(&s)) return rsupi_fail_memory(err);
  read_setbacks_and_confirmations(&s);
  settle_days(&s, out);
  out->amount = s.amount;
  out->loose_count = s.loose.count;
  out->loose = rsupi_arena_array(arena, s.loose.count, sizeof *out->loose);
  if (!out->loose) return rsupi_fail_memory(err);
  for (size_t i = 0; i < s.loose.count; i++)
    out->loose[i] = *(const rsupi_loose_use *)s.loose.items[i];
  return RSUP_OK;
}
