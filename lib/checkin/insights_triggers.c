/* How often each trigger was named, and how much more often cravings and use came on the days with
 * it than on the days without it. */
#include "checkin/insights.h"
#include "core/numbers.h"
#include <stdlib.h>
#include <string.h>

static const rsup_field trigger_lift_fields[] = {
    RSUPI_KEY(rsup_trigger_lift, outcome, TEXT, "", "craving or use"),
    RSUPI_FIELD(rsup_trigger_lift, days_with, INT32, "days", "days with the trigger"),
    RSUPI_FIELD(rsup_trigger_lift, hits_with, INT32, "days", "days among them with the outcome"),
    RSUPI_FIELD(rsup_trigger_lift, days_without, INT32, "days", "days without the trigger"),
    RSUPI_FIELD(rsup_trigger_lift, hits_without, INT32, "days", "days among them with the outcome"),
    RSUPI_MAYBE(rsup_trigger_lift, lift, DOUBLE, "", "ratio of the two shares"),
    RSUPI_MAYBE(rsup_trigger_lift, low, DOUBLE, "", "lower end of its 95 % interval"),
    RSUPI_MAYBE(rsup_trigger_lift, high, DOUBLE, "", "upper end of its 95 % interval"),
    RSUPI_RECORDS(rsup_trigger_lift, reasons, reason_count, rsupi_reason_type,
                  "why there is no number"),
};
const rsup_record_type rsupi_trigger_lift_type =
    RSUPI_RECORD_TYPE("trigger_lift", rsup_trigger_lift, trigger_lift_fields,
                      "days with a trigger against days "
                      "without it");

static const rsup_field trigger_fields[] = {
    RSUPI_KEY(rsup_trigger, trigger, TEXT, "", "name in the record"),
    RSUPI_FIELD(rsup_trigger, days, INT32, "days", "days on which it was named"),
    RSUPI_FIELD(rsup_trigger, setbacks, INT32, "", "setbacks that name it"),
    RSUPI_MAYBE(rsup_trigger, share, DOUBLE, "", "days / days answered"),
    RSUPI_RECORDS(rsup_trigger, lifts, lift_count, rsupi_trigger_lift_type,
                  "what came together with it"),
};
const rsup_record_type rsupi_trigger_type =
    RSUPI_RECORD_TYPE("trigger", rsup_trigger, trigger_fields, "one trigger");

/* ---- who was named */

static int name_in_checkins(rsupi_insight_question *q, rsupi_list *named) {
  const rsupi_view *view = q->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CHECKIN]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i];
    if (event->first < q->from || event->first != event->last) continue;
    const rsupi_answer answer = rsupi_answer_named(event, q->options.trigger_item);
    for (size_t k = 0; k < answer.text_count; k++) {
      rsupi_named *one = rsupi_named_in(q, named, answer.texts[k]);
      if (!one) return 0;
      uint8_t *on = &one->on[event->first - q->from];
      one->days += !*on;
      *on = 1;
    }
  }
  return 1;
}

static int name_in_setbacks(rsupi_insight_question *q, rsupi_list *named) {
  const rsupi_view *view = q->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_SETBACK]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_SETBACK][i];
    if (event->first < q->from) continue;
    for (size_t k = 0; k < event->more->trigger_count; k++) {
      rsupi_named *one = rsupi_named_in(q, named, event->more->triggers[k]);
      if (!one) return 0;
      one->setbacks++;
    }
  }
  return 1;
}

/* ---- lift */

static void count_days(const rsupi_insight_question *q, const rsupi_named *named, int of_use,
                       rsup_trigger_lift *out) {
  for (size_t n = 0; n < q->days; n++) {
    const rsupi_insight_day *day = &q->day[n];
    const int outcome = of_use ? day->use : day->craving;
    if (!day->answered || outcome == RSUPI_OUTCOME_NOT_KNOWN) continue;
    if (named->on[n]) {
      out->days_with++;
      out->hits_with += outcome;
    } else {
      out->days_without++;
      out->hits_without += outcome;
    }
  }
}

/* Katz: ln(lift) +- 1.96 * sqrt(1/a - 1/n1 + 1/c - 1/n0). Not defined when a or c is zero. */
static void find_lift(rsup_trigger_lift *out) {
  static const double z = 1.959963984540054; /* 97.5 % of the normal distribution */
  const double a = out->hits_with, n1 = out->days_with;
  const double c = out->hits_without, n0 = out->days_without;
  out->lift = (a * n0) / (c * n1);
  const double spread = z * rsupi_sqrt(1 / a - 1 / n1 + 1 / c - 1 / n0);
  const double centre = rsupi_log(out->lift);
  out->low = rsupi_exp(centre - spread);
  out->high = rsupi_exp(centre + spread);
  if (out->low > out->lift) out->low = out->lift; /* rounding, where the spread is zero */
  if (out->high < out->lift) out->high = out->lift;
}

static const rsup_trigger_lift *make_lift(rsupi_insight_question *q, const rsupi_named *named,
                                          int of_use) {
  rsup_trigger_lift *out = rsupi_arena_alloc(q->arena, sizeof *out);
  rsupi_list reasons = {0};
  if (!out) return NULL;
  out->outcome = of_use ? "use" : "craving";
  out->lift = out->low = out->high = rsupi_nan();
  count_days(q, named, of_use, out);
  if (out->days_with < q->options.least_days)
    rsupi_reason_push(q->arena, &reasons, "too_few_days_with", out->days_with, named->name);
  if (out->days_without < q->options.least_days)
    rsupi_reason_push(q->arena, &reasons, "too_few_days_without", out->days_without, named->name);
  if (!reasons.count && (!out->hits_with || !out->hits_without))
    rsupi_reason_push(q->arena, &reasons, "never_on_one_side", rsupi_nan(), named->name);
  if (!reasons.count) find_lift(out);
  out->reasons = (const rsup_reason *const *)reasons.items;
  out->reason_count = reasons.count;
  return out;
}

/* ---- the list */

static int by_frequency(const void *left, const void *right) {
  const rsup_trigger *a = *(const rsup_trigger *const *)left;
  const rsup_trigger *b = *(const rsup_trigger *const *)right;
  if (a->days != b->days) return a->days > b->days ? -1 : 1;
  if (a->setbacks != b->setbacks) return a->setbacks > b->setbacks ? -1 : 1;
  return strcmp(a->trigger, b->trigger);
}

static const rsup_trigger *describe(rsupi_insight_question *q, const rsupi_named *named) {
  rsup_trigger *out = rsupi_arena_alloc(q->arena, sizeof *out);
  rsupi_list lifts = {0};
  if (!out) return NULL;
  out->trigger = named->name;
  out->days = named->days;
  out->setbacks = named->setbacks;
  out->share = q->out->days_answered ? (double)named->days / q->out->days_answered : rsupi_nan();
  for (int of_use = 0; of_use < 2; of_use++) {
    const rsup_trigger_lift *lift = make_lift(q, named, of_use);
    if (!lift || !rsupi_list_push(q->arena, &lifts, lift)) return NULL;
  }
  out->lifts = (const rsup_trigger_lift *const *)lifts.items;
  out->lift_count = lifts.count;
  return out;
}

int rsupi_insight_triggers(rsupi_insight_question *q) {
  rsupi_list named = {0}, triggers = {0};
  if (!name_in_checkins(q, &named) || !name_in_setbacks(q, &named)) return 0;
  for (size_t i = 0; i < named.count; i++) {
    const rsup_trigger *trigger = describe(q, named.items[i]);
    if (!trigger || !rsupi_list_push(q->arena, &triggers, trigger)) return 0;
  }
  if (triggers.count) qsort(triggers.items, triggers.count, sizeof *triggers.items, by_frequency);
  q->out->triggers = (const rsup_trigger *const *)triggers.items;
  q->out->trigger_count = triggers.count;
  return 1;
}
