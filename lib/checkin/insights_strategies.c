/* What followed when a strategy was used, and how the coping areas stand.
 *
 * A single good evening proves little, so the mean change is shrunk toward zero: its sum is divided
 * by n + 5, as if five uses without any change had been seen before. */
#include "checkin/insights.h"
#include "core/numbers.h"
#include "time/civil.h"
#include <stdlib.h>
#include <string.h>

enum { PRIOR_USES = 5, MOST_HOURS_AFTER = 36 };

static const rsup_field strategy_fields[] = {
    RSUPI_KEY(rsup_strategy, strategy, TEXT, "", "name in the record"),
    RSUPI_MAYBE(rsup_strategy, area, TEXT, "", "its coping area"),
    RSUPI_FIELD(rsup_strategy, days, INT32, "days", "days on which it was named"),
    RSUPI_FIELD(rsup_strategy, n, INT32, "", "uses with a craving before and after"),
    RSUPI_MAYBE(rsup_strategy, change, DOUBLE, "", "mean of after - before"),
    RSUPI_MAYBE(rsup_strategy, shrunk_change, DOUBLE, "", "sum of after - before / (n + 5)"),
    RSUPI_FIELD(rsup_strategy, n_otherwise, INT32, "", "check-ins that do not name it"),
    RSUPI_MAYBE(rsup_strategy, change_otherwise, DOUBLE, "", "their mean of after - before"),
    RSUPI_FIELD(rsup_strategy, helped, INT32, "", "setbacks that name it among what helped"),
    RSUPI_MAYBE(rsup_strategy, helpful, BOOL, "",
                "whether craving fell more than otherwise, or a setback names it"),
    RSUPI_RECORDS(rsup_strategy, reasons, reason_count, rsupi_reason_type, "what it rests on"),
};
const rsup_record_type rsupi_strategy_type =
    RSUPI_RECORD_TYPE("strategy", rsup_strategy, strategy_fields, "one strategy");

static const rsup_field coping_area_fields[] = {
    RSUPI_KEY(rsup_coping_area, area, TEXT, "", "id in the config"),
    RSUPI_FIELD(rsup_coping_area, known, INT32, "", "strategies in the plan, or ever named"),
    RSUPI_FIELD(rsup_coping_area, used, INT32, "", "strategies among them named in the window"),
    RSUPI_FIELD(rsup_coping_area, helpful, INT32, "", "strategies among them found helpful"),
};
const rsup_record_type rsupi_coping_area_type =
    RSUPI_RECORD_TYPE("coping_area", rsup_coping_area, coping_area_fields, "one coping area");

/* ---- after - before */

/* The craving in the next check-in that tells one, at most 36 hours later; NaN: none. Check-ins
 * whose hour is not known have no next. */
static double craving_after(const rsupi_insight_question *q, size_t i) {
  const rsupi_event *const *events = q->at->view->by_type[RSUPI_EVENT_CHECKIN];
  const size_t count = q->at->view->by_type_count[RSUPI_EVENT_CHECKIN];
  const rsup_instant until = events[i]->at + MOST_HOURS_AFTER * INT64_C(3600000);
  for (size_t k = i + 1; k < count && events[k]->first <= events[i]->first + 2; k++) {
    if (events[k]->at == RSUPI_NO_INSTANT || events[k]->at <= events[i]->at) continue;
    if (events[k]->at > until) continue;
    const double craving = rsupi_craving_of(q, events[k]);
    if (!rsupi_isnan(craving)) return craving;
  }
  return rsupi_nan();
}

static int names(const rsupi_event *event, const char *item, const char *strategy) {
  const rsupi_answer answer = rsupi_answer_named(event, item);
  for (size_t k = 0; k < answer.text_count; k++) {
    if (rsupi_text_equal(answer.texts[k], strategy)) return 1;
  }
  return 0;
}

/* Change after each check-in of the record; NaN where it is not known. */
static double *changes_of(const rsupi_insight_question *q) {
  const rsupi_view *view = q->at->view;
  const size_t count = view->by_type_count[RSUPI_EVENT_CHECKIN];
  double *changes = rsupi_arena_array(q->arena, count, sizeof *changes);
  for (size_t i = 0; changes && i < count; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i];
    changes[i] = rsupi_nan();
    if (event->first < q->from || event->at == RSUPI_NO_INSTANT) continue;
    changes[i] = craving_after(q, i) - rsupi_craving_of(q, event);
  }
  return changes;
}

static void add_changes(const rsupi_insight_question *q, const double *changes,
                        rsup_strategy *out) {
  const rsupi_view *view = q->at->view;
  double with = 0, otherwise = 0;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CHECKIN]; i++) {
    if (rsupi_isnan(changes[i])) continue;
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i];
    if (names(event, q->options.strategy_item, out->strategy)) {
      with += changes[i];
      out->n++;
    } else {
      otherwise += changes[i];
      out->n_otherwise++;
    }
  }
  out->change = out->n ? with / out->n : rsupi_nan();
  out->shrunk_change = out->n ? with / (out->n + PRIOR_USES) : rsupi_nan();
  out->change_otherwise = out->n_otherwise ? otherwise / out->n_otherwise : rsupi_nan();
}

/* ---- one strategy */

static const char *area_of(const rsupi_insight_question *q, const char *strategy) {
  const rsupi_word *word = rsupi_config_strategy(q->at->config, strategy);
  if (!word) return NULL;
  return rsupi_arena_copy(q->arena, word->parent ? word->parent : word->id);
}

static void judge(rsupi_insight_question *q, rsup_strategy *out) {
  rsupi_list reasons = {0};
  const int fell = out->shrunk_change < 0 &&
                   (rsupi_isnan(out->change_otherwise) || out->change < out->change_otherwise);
  if (out->n < q->options.least_uses)
    rsupi_reason_push(q->arena, &reasons, "too_few_uses", out->n, out->strategy);
  else if (fell)
    rsupi_reason_push(q->arena, &reasons, "craving_fell_after", out->n, out->strategy);
  if (out->helped > 0)
    rsupi_reason_push(q->arena, &reasons, "helped_after_setback", out->helped, out->strategy);
  out->helpful = out->n >= q->options.least_uses ? fell : INT32_MIN;
  if (out->helped > 0) out->helpful = 1;
  out->reasons = (const rsup_reason *const *)reasons.items;
  out->reason_count = reasons.count;
}

/* ---- the list */

static int name_all(rsupi_insight_question *q, rsupi_list *named) {
  const rsupi_view *view = q->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CHECKIN]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i];
    if (event->first < q->from || event->first != event->last) continue;
    const rsupi_answer answer = rsupi_answer_named(event, q->options.strategy_item);
    for (size_t k = 0; k < answer.text_count; k++) {
      rsupi_named *one = rsupi_named_in(q, named, answer.texts[k]);
      if (!one) return 0;
      uint8_t *on = &one->on[event->first - q->from];
      one->days += !*on;
      *on = 1;
    }
  }
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_SETBACK]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_SETBACK][i];
    for (size_t k = 0; event->first >= q->from && k < event->more->helped_count; k++) {
      rsupi_named *one = rsupi_named_in(q, named, event->more->helped[k]);
      if (!one) return 0;
      one->setbacks++;
    }
  }
  return 1;
}

static int by_use(const void *left, const void *right) {
  const rsup_strategy *a = *(const rsup_strategy *const *)left;
  const rsup_strategy *b = *(const rsup_strategy *const *)right;
  if (a->days != b->days) return a->days > b->days ? -1 : 1;
  if (a->helped != b->helped) return a->helped > b->helped ? -1 : 1;
  return strcmp(a->strategy, b->strategy);
}

int rsupi_insight_strategies(rsupi_insight_question *q) {
  rsupi_list named = {0}, strategies = {0};
  const double *changes = changes_of(q);
  if (!changes || !name_all(q, &named)) return 0;
  for (size_t i = 0; i < named.count; i++) {
    const rsupi_named *one = named.items[i];
    rsup_strategy *out = rsupi_arena_alloc(q->arena, sizeof *out);
    if (!out) return 0;
    out->strategy = one->name;
    out->area = area_of(q, one->name);
    out->days = one->days;
    out->helped = one->setbacks;
    add_changes(q, changes, out);
    judge(q, out);
    if (!rsupi_list_push(q->arena, &strategies, out)) return 0;
  }
  if (strategies.count) qsort(strategies.items, strategies.count, sizeof *strategies.items, by_use);
  q->out->strategies = (const rsup_strategy *const *)strategies.items;
  q->out->strategy_count = strategies.count;
  return 1;
}

/* ---- coping areas */

/* In the newest plan that was looked at by today. */
static int is_planned(const rsupi_insight_question *q, const rsupi_word *strategy) {
  const rsupi_view *view = q->at->view;
  for (size_t i = view->plan_count; i > 0; i--) {
    const rsupi_plan *plan = view->plans[i - 1];
    if (plan->reviewed > q->at->today) continue;
    for (size_t k = 0; k < plan->coping_count; k++) {
      if (rsupi_config_strategy(q->at->config, plan->coping[k].strategy) == strategy) return 1;
    }
    return 0;
  }
  return 0;
}

static int was_ever_named(const rsupi_insight_question *q, const rsupi_word *strategy) {
  const rsupi_view *view = q->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CHECKIN]; i++) {
    const rsupi_answer answer =
        rsupi_answer_named(view->by_type[RSUPI_EVENT_CHECKIN][i], q->options.strategy_item);
    for (size_t k = 0; k < answer.text_count; k++) {
      if (rsupi_config_strategy(q->at->config, answer.texts[k]) == strategy) return 1;
    }
  }
  return 0;
}

static void count_strategy(const rsupi_insight_question *q, const rsupi_word *strategy,
                           rsup_coping_area *area) {
  int used = 0, helpful = 0;
  for (size_t i = 0; i < q->out->strategy_count; i++) {
    const rsup_strategy *one = q->out->strategies[i];
    if (rsupi_config_strategy(q->at->config, one->strategy) != strategy) continue;
    used |= one->days > 0;
    helpful |= one->helpful == 1;
  }
  area->known += used || helpful || is_planned(q, strategy) || was_ever_named(q, strategy);
  area->used += used;
  area->helpful += helpful;
}

static int is_weaker(const rsup_coping_area *a, const rsup_coping_area *b) {
  if (!b || a->helpful != b->helpful) return !b || a->helpful < b->helpful;
  if (a->used != b->used) return a->used < b->used;
  return a->known < b->known;
}

int rsupi_insight_areas(rsupi_insight_question *q) {
  const rsup_config *config = q->at->config;
  const rsup_coping_area *weakest = NULL;
  rsupi_list areas = {0};
  int32_t known = 0;
  for (size_t i = 0; i < config->strategy_count; i++) {
    if (config->strategies[i].parent) continue;
    rsup_coping_area *area = rsupi_arena_alloc(q->arena, sizeof *area);
    if (!area) return 0;
    area->area = rsupi_arena_copy(q->arena, config->strategies[i].id);
    for (size_t k = 0; k < config->strategy_count; k++) {
      const rsupi_word *word = &config->strategies[k];
      if (word == &config->strategies[i] ||
          rsupi_text_equal(word->parent, config->strategies[i].id))
        count_strategy(q, word, area);
    }
    known += area->known;
    if (is_weaker(area, weakest)) weakest = area;
    if (!rsupi_list_push(q->arena, &areas, area)) return 0;
  }
  q->out->areas = (const rsup_coping_area *const *)areas.items;
  q->out->area_count = areas.count;
  q->out->weakest_area = known && weakest ? weakest->area : NULL;
  return 1;
}
