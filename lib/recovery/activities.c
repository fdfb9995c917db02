/* Activities by kind: how often, on how many days, for how many hours. Minutes that nobody said are
 * unknown, never zero: then the hours have no upper end. */
#include "recovery/care.h"
#include <string.h>

static const rsup_field kind_fields[] = {
    RSUPI_KEY(rsup_activity_kind, kind, TEXT, "", "name in the record"),
    RSUPI_MAYBE(rsup_activity_kind, meaningful, BOOL, "", "whether the config says it is"),
    RSUPI_FIELD(rsup_activity_kind, times, MEASURE, "", "how often"),
    RSUPI_FIELD(rsup_activity_kind, days, INT32, "days", "days on which it was done"),
    RSUPI_FIELD(rsup_activity_kind, minutes_unknown, INT32, "", "times without minutes"),
    RSUPI_FIELD(rsup_activity_kind, hours, MEASURE, "h", "for how long"),
};
const rsup_record_type rsupi_activity_kind_type =
    RSUPI_RECORD_TYPE("activity_kind", rsup_activity_kind, kind_fields, "activities of one kind");

static const rsup_field activities_fields[] = {
    RSUPI_FIELD(rsup_activities, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_activities, until, DAY, "", "the day after the last"),
    RSUPI_FIELD(rsup_activities, days, INT32, "days", "days from `from` to `until`"),
    RSUPI_FIELD(rsup_activities, hours, MEASURE, "h", "hours of meaningful activity"),
    RSUPI_FIELD(rsup_activities, times, MEASURE, "", "meaningful activities"),
    RSUPI_FIELD(rsup_activities, active_days, INT32, "days", "days with one"),
    RSUPI_RECORDS(rsup_activities, kinds, kind_count, rsupi_activity_kind_type,
                  "activities by kind"),
    RSUPI_RECORDS(rsup_activities, reasons, reason_count, rsupi_reason_type,
                  "why the numbers are what they are"),
};
const rsup_record_type rsupi_activities_type =
    RSUPI_RECORD_TYPE("activities", rsup_activities, activities_fields, "what filled the days");

/* ---- sums */

typedef struct sum {
  int32_t sure, maybe;            /* times; maybe: its day is known only in part */
  int32_t without, maybe_without; /* of them, without minutes */
  int64_t days;                   /* days known to have one */
  double minutes, maybe_minutes;
  rsup_day last; /* the last day counted: events come in order */
} sum;

/* Within [from, until): 1 for certain, -1 perhaps, 0 not. */
static int lies_in(const rsupi_event *event, rsup_day from, rsup_day until) {
  if (event->first >= from && event->last < until) return 1;
  return event->last >= from && event->first < until ? -1 : 0;
}

static void take(sum *s, const rsupi_event *event, int where) {
  const int told = !rsupi_isnan(event->more->minutes);
  if (where < 0) {
    s->maybe++;
    s->maybe_without += !told;
    if (told) s->maybe_minutes += event->more->minutes;
    return;
  }
  s->sure++;
  s->without += !told;
  if (told) s->minutes += event->more->minutes;
  if (event->first == event->last && (s->days == 0 || event->first != s->last)) {
    s->days++;
    s->last = event->first;
  }
}

static rsup_measure times_of(const sum *s) {
  return rsupi_measure_bounded(s->sure, s->sure, s->sure + s->maybe, s->maybe);
}

/* Value: what was said, and nothing for what was not. */
static rsup_measure hours_of(const sum *s) {
  const int32_t open = s->without + s->maybe_without;
  const double low = s->minutes / 60, high = (s->minutes + s->maybe_minutes) / 60;
  if (s->sure > 0 && s->without == s->sure && s->maybe == 0) {
    rsup_measure unknown = rsupi_measure_unknown(open); /* nobody said how long any of them took */
    unknown.low = 0;
    return unknown;
  }
  return rsupi_measure_bounded(low, low, open ? rsupi_nan() : high, open + s->maybe);
}

/* 1, 0, INT32_MIN: the config does not say. */
static int32_t meaning_of(const rsupi_asof *at, const char *kind) {
  const rsupi_activity_kind *const known = rsupi_config_activity_kind(at->config, kind);
  return known ? known->meaningful : INT32_MIN;
}

/* Is the activity of the kind, or of one that stands under it? */
static int is_of_kind(const rsupi_asof *at, const char *name, const char *kind) {
  for (int steps = 0; name && steps < 33; steps++) {
    if (strcmp(name, kind) == 0) return 1;
    const rsupi_activity_kind *const known = rsupi_config_activity_kind(at->config, name);
    name = known ? known->parent : NULL;
  }
  return 0;
}

/* Of the meaningful ones: those of kinds that the config does not know may be. */
static int where_of(const rsupi_asof *at, const rsupi_event *event, const char *kind, rsup_day from,
                    rsup_day until) {
  const int where = lies_in(event, from, until);
  if (!where || (kind && !is_of_kind(at, event->more->kind, kind))) return 0;
  if (kind) return where;
  const int32_t meaning = meaning_of(at, event->more->kind);
  return meaning == 0 ? 0 : meaning == 1 ? where : -1;
}

static int sum_up(const rsupi_asof *at, const char *kind, rsup_day from, rsup_day until,
                  rsupi_arena *arena, sum *s, rsupi_list *events) {
  for (size_t i = 0; i < at->view->by_type_count[RSUPI_EVENT_ACTIVITY]; i++) {
    const rsupi_event *const event = at->view->by_type[RSUPI_EVENT_ACTIVITY][i];
    const int where = where_of(at, event, kind, from, until);
    if (!where) continue;
    take(s, event, where);
    if (events && !rsupi_list_push(arena, events, rsupi_arena_copy(arena, event->head.id)))
      return 0;
  }
  return 1;
}

int rsupi_activity_hours(const rsupi_asof *at, const char *kind, rsup_day from, rsup_day until,
                         rsupi_arena *arena, rsup_measure *hours, rsup_measure *times,
                         rsupi_list *events) {
  sum s = {0};
  if (!sum_up(at, kind, from, until, arena, &s, events)) return 0;
  *hours = hours_of(&s);
  *times = times_of(&s);
  return 1;
}

/* ---- kinds */

static rsup_activity_kind *kind_named(const rsupi_list *list, const char *name) {
  for (size_t i = 0; i < list->count; i++) {
    rsup_activity_kind *const one = (rsup_activity_kind *)(uintptr_t)list->items[i]; /* ours */
    if (strcmp(one->kind, name) == 0) return one;
  }
  return NULL;
}

static int add_kind(const rsupi_asof *at, const char *name, const rsup_activities *out,
                    rsupi_arena *arena, rsupi_list *list) {
  rsup_activity_kind *const one = rsupi_arena_alloc(arena, sizeof *one);
  sum s = {0};
  if (!one) return 0;
  for (size_t i = 0; i < at->view->by_type_count[RSUPI_EVENT_ACTIVITY]; i++) {
    const rsupi_event *const event = at->view->by_type[RSUPI_EVENT_ACTIVITY][i];
    if (strcmp(event->more->kind, name) != 0) continue;
    const int where = lies_in(event, out->from, out->until);
    if (where) take(&s, event, where);
  }
  one->kind = rsupi_arena_copy(arena, name);
  if (!one->kind) return 0;
  one->meaningful = meaning_of(at, name);
  one->times = times_of(&s);
  one->days = (int32_t)s.days;
  one->minutes_unknown = s.without;
  one->hours = hours_of(&s);
  return rsupi_list_push(arena, list, one);
}

/* Few kinds: moved to their place one by one. */
static void sort_kinds(rsupi_list *list) {
  for (size_t i = 1; i < list->count; i++)
    for (size_t k = i; k > 0; k--) {
      const rsup_activity_kind *const a = list->items[k - 1], *const b = list->items[k];
      if (strcmp(a->kind, b->kind) <= 0) break;
      list->items[k - 1] = b;
      list->items[k] = a;
    }
}

static int make_kinds(const rsupi_asof *at, rsupi_arena *arena, rsup_activities *out) {
  rsupi_list list = {0};
  for (size_t i = 0; i < at->view->by_type_count[RSUPI_EVENT_ACTIVITY]; i++) {
    const rsupi_event *const event = at->view->by_type[RSUPI_EVENT_ACTIVITY][i];
    if (!lies_in(event, out->from, out->until) || kind_named(&list, event->more->kind)) continue;
    if (!add_kind(at, event->more->kind, out, arena, &list)) return 0;
  }
  sort_kinds(&list);
  out->kinds = (const rsup_activity_kind *const *)list.items;
  out->kind_count = list.count;
  return 1;
}

static void explain(rsupi_arena *arena, rsup_activities *out) {
  rsupi_list list = {0};
  int32_t without = 0, unknown_kinds = 0;
  for (size_t i = 0; i < out->kind_count; i++) {
    unknown_kinds += out->kinds[i]->meaningful == INT32_MIN;
    if (out->kinds[i]->meaningful == 1) without += out->kinds[i]->minutes_unknown;
  }
  if (without) rsupi_reason_push(arena, &list, "minutes_not_said", without, NULL);
  if (unknown_kinds) rsupi_reason_push(arena, &list, "kinds_nobody_described", unknown_kinds, NULL);
  out->reasons = (const rsup_reason *const *)list.items;
  out->reason_count = list.count;
}

rsup_status rsupi_activities_make(const rsupi_asof *at, rsup_day from, rsup_day until,
                                  rsupi_arena *arena, rsup_activities *out, rsup_error *err) {
  sum s = {0};
  const rsup_status status = rsupi_span_of_events(at, RSUPI_EVENT_ACTIVITY, &from, &until, err);
  if (status) return status;
  out->from = from;
  out->until = until;
  out->days = until - from;
  if (!sum_up(at, NULL, from, until, arena, &s, NULL) || !make_kinds(at, arena, out))
    return rsupi_fail_memory(err);
  out->hours = hours_of(&s);
  out->times = times_of(&s);
  out->active_days = (int32_t)s.days;
  explain(arena, out);
  return arena->failed ? rsupi_fail_memory(err) : RSUP_OK;
}

rsup_status rsup_person_activities(const rsup_person *person, rsup_day from, rsup_day until,
                                   rsup_instant now, const rsup_care_options *options,
                                   rsup_result **out_result, rsup_error *err) {
  rsup_care_options given = {0};
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status) status = rsupi_span_check(from, until, err);
  if (!status)
    status =
        rsupi_question_open(person, now, given.known_at, &rsupi_activities_type, &question, err);
  if (status) return status;
  status = rsupi_activities_make(&question.at, from, until, question.arena, question.root, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_activities *rsup_activities_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_activities_type ? rsup_result_root(result) : NULL;
}
