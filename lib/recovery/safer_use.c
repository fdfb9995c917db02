/* What was done to make use safer, by target and day: rsup_person_safer_use(). It counts what the
 * record says; it judges nothing and advises nothing.
 *
 * Known is a day of which it is said. A month or span that says "done" tells of one day at least
 * and not of which: low counts as few days as all of them need together (of the spans by their last
 * day, each that has no day yet gets its last possible one: the fewest points that touch every
 * span). High counts every day nobody spoke of. */
#include "recovery/safer_use.h"
#include "core/numbers.h"
#include "core/result.h"
#include "recovery/care.h"
#include "recovery/recovery.h"
#include <stdlib.h>
#include <string.h>

static const rsup_field behaviour_fields[] = {
    RSUPI_KEY(rsup_safer_behaviour, behaviour, TEXT, "", "id in the config, or name in the record"),
    RSUPI_FIELD(rsup_safer_behaviour, known, BOOL, "", "whether the config has it"),
    RSUPI_FIELD(rsup_safer_behaviour, days, MEASURE, "days", "days on which it was done"),
    RSUPI_FIELD(rsup_safer_behaviour, days_not, INT32, "days",
                "days on which it was said not to be done"),
    RSUPI_MAYBE(rsup_safer_behaviour, first_on, DAY, "", "first day known to have it"),
    RSUPI_MAYBE(rsup_safer_behaviour, last_on, DAY, "", "last day known to have it"),
    RSUPI_FIELD(rsup_safer_behaviour, use_days, MEASURE, "days",
                "days of known use on which it was done"),
    RSUPI_FIELD(rsup_safer_behaviour, use_days_not, INT32, "days",
                "days of known use on which it was said not to be done"),
    RSUPI_FIELD(rsup_safer_behaviour, use_days_not_said, INT32, "days",
                "days of known use of which nobody said either"),
};
const rsup_record_type rsupi_safer_behaviour_type = RSUPI_RECORD_TYPE(
    "safer_behaviour", rsup_safer_behaviour, behaviour_fields, "one thing that makes use safer");

static const rsup_field target_fields[] = {
    RSUPI_KEY(rsup_safer_target, target, TEXT, "", "id in the record"),
    RSUPI_FIELD(rsup_safer_target, harm_reduction, BOOL, "",
                "whether a goal of that kind is in force"),
    RSUPI_FIELD(rsup_safer_target, days, MEASURE, "days", "days with any of them"),
    RSUPI_MAYBE(rsup_safer_target, first_on, DAY, "", "first day known to have one"),
    RSUPI_MAYBE(rsup_safer_target, last_on, DAY, "", "last day known to have one"),
    RSUPI_RECORDS(rsup_safer_target, behaviours, behaviour_count, rsupi_safer_behaviour_type,
                  "what was done, by id"),
    RSUPI_FIELD(rsup_safer_target, days_used, MEASURE, "days", "days with use"),
    RSUPI_FIELD(rsup_safer_target, use_days, INT32, "days", "days of use known day by day"),
    RSUPI_FIELD(rsup_safer_target, use_days_not_said, INT32, "days",
                "days of those on which one may have been done, and of none is it said"),
    RSUPI_FIELD(rsup_safer_target, use_days_with_any, MEASURE, "days",
                "days of those with any of them"),
};
const rsup_record_type rsupi_safer_target_type = RSUPI_RECORD_TYPE(
    "safer_target", rsup_safer_target, target_fields, "what was done for one target");

static const rsup_field use_fields[] = {
    RSUPI_FIELD(rsup_safer_use, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_safer_use, until, DAY, "", "the day after the last"),
    RSUPI_FIELD(rsup_safer_use, days, INT32, "days", "days from `from` to `until`"),
    RSUPI_RECORDS(rsup_safer_use, targets, target_count, rsupi_safer_target_type, "targets by id"),
    RSUPI_RECORDS(rsup_safer_use, reasons, reason_count, rsupi_reason_type,
                  "why the numbers are what they are"),
};
const rsup_record_type rsupi_safer_use_type =
    RSUPI_RECORD_TYPE("safer_use", rsup_safer_use, use_fields, "what was done to make use safer");

/* ---- names, in order */

enum { NOT_SAID = 0, NOT_DONE = 1, DONE = 2, PLACED = 3 /* not said, and low counts on it */ };

typedef struct asking {
  const rsupi_asof *at;
  rsupi_arena *arena;
  rsup_safer_use *out;
  size_t days;
  uint8_t *any, *of; /* of a target, and of the behaviour at hand: NOT_SAID …, per day */
  uint8_t *on_use;   /* the same of the behaviour, with its spans laid on days of use alone */
  uint8_t *used;     /* 1: a known day of use of the target */
  int32_t some_day;  /* told by a month or span */
} asking;

static int add_name(rsupi_arena *arena, rsupi_list *names, const char *name) {
  size_t at = names->count;
  for (size_t i = 0; i < names->count; i++)
    if (strcmp(names->items[i], name) == 0) return 1;
  if (!rsupi_list_push(arena, names, name)) return 0;
  for (; at > 0 && strcmp(names->items[at - 1], name) > 0; at--)
    names->items[at] = names->items[at - 1];
  names->items[at] = name;
  return 1;
}

static const char *known_as(const rsup_config *config, const char *name) {
  const rsupi_word *const word = rsupi_config_safer_use(config, name);
  return word ? word->id : name;
}

static const rsupi_event *event_at(const asking *q, size_t i) {
  const rsupi_event *const event = q->at->view->by_type[RSUPI_EVENT_SAFER_USE][i];
  return event->last >= q->out->from && event->first < q->out->until ? event : NULL;
}
static size_t events_of(const asking *q) {
  return q->at->view->by_type_count[RSUPI_EVENT_SAFER_USE];
}

static int behaviours_of(const asking *q, const char *target, rsupi_list *names) {
  for (size_t i = 0; i < events_of(q); i++) {
    const rsupi_event *const event = event_at(q, i);
    if (!event || strcmp(event->more->target, target) != 0) continue;
    for (size_t k = 0; k < event->more->yes_count; k++)
      if (!add_name(q->arena, names, known_as(q->at->config, event->more->yes[k]))) return 0;
    for (size_t k = 0; k < event->more->no_count; k++)
      if (!add_name(q->arena, names, known_as(q->at->config, event->more->no[k]))) return 0;
  }
  return 1;
}

/* ---- one behaviour */

static int says(const asking *q, const char *const *names, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(known_as(q->at->config, names[i]), name) == 0) return 1;
  return 0;
}

static void mark(asking *q, const rsupi_event *event, uint8_t what) {
  const rsup_day from = event->first > q->out->from ? event->first : q->out->from;
  const rsup_day last = event->last < q->out->until ? event->last : q->out->until - 1;
  for (rsup_day day = from; day <= last; day++) {
    uint8_t *const told = &q->of[day - q->out->from];
    if (*told < what) *told = what;
  }
}

static int by_last(const void *left, const void *right) {
  const rsupi_event *a = *(const rsupi_event *const *)left;
  const rsupi_event *b = *(const rsupi_event *const *)right;
  return a->last != b->last ? (a->last < b->last ? -1 : 1) : (a->first > b->first ? -1 : 1);
}

/* Days that the spans need beside those known: see the file comment. A span that reaches out of the
 * window may have had its day there; so may one with a day that is not in `within` (NULL: all). */
static int32_t place(const asking *q, const rsupi_list *spans, const uint8_t *within,
                     uint8_t *told) {
  int32_t placed = 0;
  for (size_t i = 0; i < spans->count; i++) {
    const rsupi_event *const span = spans->items[i];
    rsup_day open = RSUPI_NO_DAY;
    int has = span->first < q->out->from || span->last >= q->out->until;
    for (rsup_day day = span->first; !has && day <= span->last; day++) {
      const size_t at = (size_t)(day - q->out->from);
      has = told[at] >= DONE || (told[at] == NOT_SAID && within && !within[at]);
      if (told[at] == NOT_SAID) open = day;
    }
    if (has || open == RSUPI_NO_DAY) continue;
    told[open - q->out->from] = PLACED;
    placed++;
  }
  return placed;
}

static int read_days(asking *q, const char *target, const char *name, int32_t *placed,
                     int32_t *placed_on_use) {
  rsupi_list spans = {0};
  memset(q->of, NOT_SAID, q->days);
  for (size_t i = 0; i < events_of(q); i++) {
    const rsupi_event *const event = event_at(q, i);
    if (!event || strcmp(event->more->target, target) != 0) continue;
    const int done = says(q, event->more->yes, event->more->yes_count, name);
    if (done && event->first == event->last)
      mark(q, event, DONE);
    else if (done && !rsupi_list_push(q->arena, &spans, event))
      return 0;
    else if (!done && says(q, event->more->no, event->more->no_count, name))
      mark(q, event, NOT_DONE);
  }
  q->some_day += (int32_t)spans.count;
  if (spans.count) qsort(spans.items, spans.count, sizeof *spans.items, by_last);
  memcpy(q->on_use, q->of, q->days);
  *placed = place(q, &spans, NULL, q->of);
  *placed_on_use = place(q, &spans, q->used, q->on_use);
  return 1;
}

static rsup_measure count(const asking *q, const uint8_t *told, int32_t placed, rsup_day *first,
                          rsup_day *last) {
  int32_t done = 0, unknown = 0;
  *first = *last = RSUPI_NO_DAY;
  for (size_t i = 0; i < q->days; i++) {
    unknown += told[i] == NOT_SAID || told[i] == PLACED;
    if (told[i] != DONE) continue;
    if (!done++) *first = q->out->from + (rsup_day)i;
    *last = q->out->from + (rsup_day)i;
  }
  return rsupi_measure_bounded(done + placed, done + placed, done + unknown, unknown);
}

/* On how many of the target's known days of use, which are `use_days`. */
static rsup_measure count_on_use(const asking *q, const uint8_t *told, int32_t placed,
                                 int32_t use_days, int32_t *out_not, int32_t *out_not_said) {
  int32_t done = 0, not_done = 0;
  for (size_t i = 0; i < q->days; i++) {
    done += q->used[i] && told[i] == DONE;
    not_done += q->used[i] && told[i] == NOT_DONE;
  }
  const int32_t open = use_days - done - not_done;
  *out_not = not_done;
  *out_not_said = open;
  if (use_days == 0) return rsupi_measure_not_applicable();
  return rsupi_measure_bounded(done + placed, done + placed, done + open, open);
}

/* Any of them: done where one was; not said where one may have been. */
static void join(asking *q) {
  for (size_t i = 0; i < q->days; i++) {
    uint8_t *const any = &q->any[i];
    const uint8_t of = q->of[i] == PLACED ? NOT_SAID : q->of[i];
    if (of == DONE || (of == NOT_SAID && *any != DONE)) *any = of;
  }
}

static rsup_safer_behaviour *behaviour_of(asking *q, const char *target, int32_t use_days,
                                          const char *name) {
  rsup_safer_behaviour *const one = rsupi_arena_alloc(q->arena, sizeof *one);
  int32_t placed, placed_on_use;
  if (!one || !read_days(q, target, name, &placed, &placed_on_use)) return NULL;
  one->behaviour = rsupi_arena_copy(q->arena, name);
  one->known = rsupi_config_safer_use(q->at->config, name) != NULL;
  one->days = count(q, q->of, placed, &one->first_on, &one->last_on);
  for (size_t i = 0; i < q->days; i++) one->days_not += q->of[i] == NOT_DONE;
  one->use_days = count_on_use(q, q->on_use, placed_on_use, use_days, &one->use_days_not,
                               &one->use_days_not_said);
  join(q);
  return one->behaviour ? one : NULL;
}

/* ---- one target */

static const rsupi_target *find_target(const asking *q, const char *id) {
  for (size_t i = 0; i < q->at->view->target_count; i++)
    if (strcmp(q->at->view->targets[i]->head.id, id) == 0) return q->at->view->targets[i];
  return NULL;
}

static int is_wanted(const asking *q, const char *target) {
  const rsupi_target *const one = q->days ? find_target(q, target) : NULL;
  const rsupi_goal *const goal = one ? rsupi_goal_on(one, q->out->until - 1) : NULL;
  return goal && goal->kind == RSUPI_GOAL_HARM_REDUCTION;
}

/* The target's days of use; what waits for a word, or is not known by day, is none of them yet. */
static rsup_status read_use(asking *q, rsup_safer_target *out, rsup_error *err) {
  const rsupi_target *const target = find_target(q, out->target);
  rsupi_target_days days = {.start = RSUPI_NO_DAY};
  rsupi_readings readings;
  memset(q->used, 0, q->days);
  out->days_used = rsupi_measure_unknown(1);
  if (!target) return RSUP_OK;
  const rsup_status status = rsupi_target_days_make(q->at, target, q->arena, &days, err);
  if (status || days.start == RSUPI_NO_DAY) return status;
  if (!rsupi_readings_make(q->at, &days, q->arena, &readings)) return rsupi_fail_memory(err);
  out->days_used = rsupi_days_used(&days, &readings, q->out->from, q->out->until);
  for (size_t i = 0; i < q->days; i++) {
    const size_t at = (size_t)((int64_t)q->out->from + (int64_t)i - days.start); /* before: huge */
    q->used[i] = at < days.count && days.state[at] == RSUP_DAY_USED;
    out->use_days += q->used[i];
  }
  return RSUP_OK;
}

/* On so many different days at least. */
static void lift(rsup_measure *any, double least) {
  if (any->low < least) *any = rsupi_measure_bounded(least, least, any->high, any->unknowns);
}

static rsup_status describe(asking *q, const char *name, rsup_safer_target *out, rsup_error *err) {
  rsupi_list names = {0}, list = {0};
  double least = 0, least_on_use = 0;
  int32_t not_done;
  out->target = rsupi_arena_copy(q->arena, name);
  if (!out->target || !behaviours_of(q, name, &names)) return rsupi_fail_memory(err);
  const rsup_status status = read_use(q, out, err);
  if (status) return status;
  memset(q->any, names.count ? NOT_DONE : NOT_SAID, q->days);
  for (size_t i = 0; i < names.count; i++) {
    const rsup_safer_behaviour *const one = behaviour_of(q, name, out->use_days, names.items[i]);
    if (!one || !rsupi_list_push(q->arena, &list, one)) return rsupi_fail_memory(err);
    if (one->days.low > least) least = one->days.low;
    if (one->use_days.low > least_on_use) least_on_use = one->use_days.low;
  }
  out->harm_reduction = is_wanted(q, name);
  out->days = count(q, q->any, 0, &out->first_on, &out->last_on);
  lift(&out->days, least);
  out->use_days_with_any =
      count_on_use(q, q->any, 0, out->use_days, &not_done, &out->use_days_not_said);
  if (out->use_days) lift(&out->use_days_with_any, least_on_use);
  out->behaviours = (const rsup_safer_behaviour *const *)list.items;
  out->behaviour_count = list.count;
  return RSUP_OK;
}

static int targets_of(const asking *q, const char *only, rsupi_list *names) {
  for (size_t i = 0; i < events_of(q); i++) {
    const rsupi_event *const event = event_at(q, i);
    if (event && (!only || strcmp(event->more->target, only) == 0) &&
        !add_name(q->arena, names, event->more->target))
      return 0;
  }
  for (size_t i = 0; i < q->at->view->target_count; i++) {
    const char *const id = q->at->view->targets[i]->head.id;
    if ((!only || strcmp(id, only) == 0) && is_wanted(q, id) && !add_name(q->arena, names, id))
      return 0;
  }
  return 1;
}

/* ---- the question */

static int explain(asking *q) {
  rsupi_list reasons = {0}, strange = {0};
  int32_t silent = 0;
  int fine = 1;
  for (size_t t = 0; t < q->out->target_count; t++) {
    const rsup_safer_target *const target = q->out->targets[t];
    if (target->days.unknowns > silent) silent = target->days.unknowns;
    for (size_t i = 0; i < target->behaviour_count; i++)
      if (!target->behaviours[i]->known)
        fine &= add_name(q->arena, &strange, target->behaviours[i]->behaviour);
  }
  if (silent) fine &= rsupi_reason_push(q->arena, &reasons, "days_not_spoken_of", silent, NULL);
  if (q->some_day)
    fine &= rsupi_reason_push(q->arena, &reasons, "done_on_some_day", q->some_day, NULL);
  if (strange.count)
    fine &= rsupi_reason_push(q->arena, &reasons, "behaviours_nobody_described",
                              (double)strange.count, NULL);
  q->out->reasons = (const rsup_reason *const *)reasons.items;
  q->out->reason_count = reasons.count;
  return fine;
}

rsup_status rsupi_safer_use_make(const rsupi_asof *at, const char *target, rsup_day from,
                                 rsup_day until, rsupi_arena *arena, rsup_safer_use *out,
                                 rsup_error *err) {
  asking q = {.at = at, .arena = arena, .out = out};
  rsupi_list names = {0}, targets = {0};
  const rsup_status status = rsupi_span_of_events(at, RSUPI_EVENT_SAFER_USE, &from, &until, err);
  if (status) return status;
  out->from = from;
  out->until = until;
  out->days = until - from;
  q.days = (size_t)out->days;
  q.any = rsupi_arena_array(arena, q.days, 1);
  q.of = rsupi_arena_array(arena, q.days, 1);
  q.on_use = rsupi_arena_array(arena, q.days, 1);
  q.used = rsupi_arena_array(arena, q.days, 1);
  if (!q.any || !q.of || !q.on_use || !q.used || !targets_of(&q, target, &names))
    return rsupi_fail_memory(err);
  for (size_t i = 0; i < names.count; i++) {
    rsup_safer_target *const one = rsupi_arena_alloc(arena, sizeof *one);
    if (!one || !rsupi_list_push(arena, &targets, one)) return rsupi_fail_memory(err);
    const rsup_status told = describe(&q, names.items[i], one, err);
    if (told) return told;
  }
  out->targets = (const rsup_safer_target *const *)targets.items;
  out->target_count = targets.count;
  return explain(&q) && !arena->failed ? RSUP_OK : rsupi_fail_memory(err);
}

rsup_status rsup_person_safer_use(const rsup_person *person, rsup_day from, rsup_day until,
                                  rsup_instant now, const rsup_safer_use_options *options,
                                  rsup_result **out_result, rsup_error *err) {
  rsup_safer_use_options given = {0};
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status) status = rsupi_span_check(from, until, err);
  if (!status)
    status =
        rsupi_question_open(person, now, given.known_at, &rsupi_safer_use_type, &question, err);
  if (status) return status;
  status = rsupi_safer_use_make(&question.at, given.target, from, until, question.arena,
                                question.root, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_safer_use *rsup_safer_use_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_safer_use_type ? rsup_result_root(result) : NULL;
}
