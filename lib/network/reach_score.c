/* Whom to call first: the terms of the score, each of which is a reason. A craving, what is wanted,
 * whether they answered before, and that it is not the same person each time. */
#include "core/numbers.h"
#include "network/reach.h"
#include "time/civil.h"
#include <string.h>

/* ---- a craving */

/* The strongest craving a check-in tells of; NaN when it tells of none. An earlier version's scale
 * that nothing recodes is another scale. */
static double craving_in(const rsup_config *config, const rsupi_event *event) {
  const rsupi_call_rules *call = &config->call;
  const rsupi_item *item =
      rsupi_form_item(rsupi_config_form(config, event->questions->form), call->craving_item);
  double strongest = rsupi_nan();
  for (size_t k = 0; k < event->questions->count; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    if (!item || answer.definition != item || answer.state != RSUPI_ANSWER_VALUE) continue;
    if (!(answer.number <= strongest)) strongest = answer.number;
  }
  return strongest;
}

/* One told for a day without an hour counts on that day. */
rsup_instant rsupi_craving_until(const rsupi_asof *at) {
  const rsupi_call_rules *call = &at->config->call;
  const rsupi_view *view = at->view;
  rsup_instant lasts = (rsup_instant)call->craving_hours * 3600000;
  if (!call->craving_item || rsupi_isnan(call->craving_from)) return RSUPI_NO_INSTANT;
  for (size_t i = view->by_type_count[RSUPI_EVENT_CHECKIN]; i > 0; i--) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i - 1];
    int has_hour = event->at != RSUPI_NO_INSTANT;
    if (has_hour && event->at <= at->now - lasts) break;
    if (!has_hour && event->first < at->today - 30) break;
    if (!has_hour && (event->first < at->today || event->last != event->first)) continue;
    double craving = craving_in(at->config, event);
    if (rsupi_isnan(craving)) continue;
    if (craving < call->craving_from) break; /* the newest word about it says otherwise */
    return has_hour ? event->at + lasts : rsupi_zone_to_utc(at->zone, at->today + 1, 0, NULL);
  }
  return RSUPI_NO_INSTANT;
}

/* ---- past calls */

rsupi_calls *rsupi_calls_read(const rsupi_asof *at, rsupi_arena *arena) {
  const rsupi_view *const view = at->view;
  const rsupi_call_rules *const call = &at->config->call;
  const rsup_day answers_from = at->today - call->response_days + 1,
                 load_from = at->today - call->load_days + 1;
  rsupi_calls *const calls = rsupi_arena_array(arena, view->tie_count, sizeof *calls);
  if (!calls) return NULL;
  for (size_t i = view->by_type_count[RSUPI_EVENT_CONTACT]; i > 0; i--) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_CONTACT][i - 1];
    if (event->first < answers_from && event->first < load_from) break;
    if (event->more->by == RSUPI_BY_THEM) continue;
    const size_t place = rsupi_tie_place(view, event->more->tie);
    if (place == SIZE_MAX) continue;
    calls[place].lately += event->first >= load_from;
    if (event->first < answers_from || event->more->outcome <= 0) continue;
    calls[place].asked++;
    calls[place].answered += event->more->outcome == RSUPI_OUTCOME_REACHED;
  }
  return calls;
}

/* Share of calls that were answered, drawn towards what nothing known is worth (0) as if two more
 * had been asked: one answer of one is not yet as good as nine of ten. */
static double past_response(const rsupi_calls *calls) {
  enum { UNSEEN = 2 };
  return (double)calls->answered / (calls->asked + UNSEEN);
}

/* Five or more count as one whole. */
static double load(const rsupi_calls *calls) {
  return calls->lately > 5 ? 1 : calls->lately / 5.0;
}

/* ---- the score */

static int add_term(const rsupi_caller *c, rsupi_list *reasons, double *score, const char *id,
                    double weight, double amount, const rsupi_tie *tie) {
  double points = weight * amount;
  if (!(points > 0 || points < 0)) return 1; /* nothing known, or nothing to add */
  *score += points;
  return rsupi_reason_push(c->arena, reasons, id, points, tie->head.id);
}

static double gives_wanted(const rsupi_caller *c, const rsupi_tie *tie) {
  for (size_t i = 0; i < c->wanted_count; i++) {
    if (rsupi_tie_gives(tie, c->wanted[i]) == 1) return 1;
  }
  return 0;
}

static int add_terms(const rsupi_caller *c, const rsupi_tie *tie, const rsupi_hours *hours,
                     const rsupi_calls *calls, const rsupi_candidate *out, rsupi_list *reasons) {
  rsup_reach *const reach = out->reach;
  const rsupi_call_rules *call = c->call;
  return add_term(c, reasons, &reach->score, "agreed_to_calls", call->agreed, tie->agreed_call == 1,
                  tie) &&
         add_term(c, reasons, &reach->score, "within_their_hours", call->available,
                  hours->state == RSUPI_HOURS_IN, tie) &&
         add_term(c, reasons, &reach->score, "close", call->closeness,
                  rsupi_isnan(tie->closeness) ? 0 : tie->closeness, tie) &&
         add_term(c, reasons, &reach->score, c->wanted_reason, call->kind_wanted,
                  gives_wanted(c, tie), tie) &&
         add_term(c, reasons, &reach->score, "answered_before", call->past_response,
                  past_response(calls), tie) &&
         add_term(c, reasons, &reach->score, "supports_recovery", call->support_known,
                  out->supports, tie) &&
         add_term(c, reasons, &reach->score, "called_often_lately", call->load, -load(calls), tie);
}

int rsupi_reason_if(const rsupi_caller *c, int condition, rsupi_list *reasons, const char *id,
                    const rsupi_tie *tie) {
  return !condition || rsupi_reason_push(c->arena, reasons, id, rsupi_nan(), tie->head.id);
}

/* What is not known is said, and adds nothing. */
static int add_unknowns(const rsupi_caller *c, const rsupi_tie *tie, const rsupi_hours *hours,
                        rsupi_list *reasons) {
  return rsupi_reason_if(c, tie->stance <= 0, reasons, "stance_not_known", tie) &&
         rsupi_reason_if(c, tie->use <= 0, reasons, "use_not_known", tie) &&
         rsupi_reason_if(c, hours->state == RSUPI_HOURS_UNKNOWN, reasons, "hours_not_known", tie) &&
         rsupi_reason_if(c, tie->agreed_call == INT32_MIN, reasons, "agreement_not_known", tie);
}

static double strength(const rsup_reason *reason) {
  if (rsupi_isnan(reason->number)) return -1;
  return reason->number < 0 ? -reason->number : reason->number;
}

static void sort_reasons(rsupi_list *reasons) {
  for (size_t i = 1; i < reasons->count; i++) {
    const rsup_reason *reason = reasons->items[i];
    size_t k = i;
    for (; k > 0 && strength(reasons->items[k - 1]) < strength(reason); k--)
      reasons->items[k] = reasons->items[k - 1];
    reasons->items[k] = reason;
  }
}

static int copy_channels(const rsupi_caller *c, const rsupi_tie *tie, rsup_reach *reach) {
  rsupi_list channels = {0};
  for (size_t i = 0; i < tie->channel_count; i++) {
    char *channel = rsupi_arena_copy(c->arena, tie->channels[i]);
    if (!channel || !rsupi_list_push(c->arena, &channels, channel)) return 0;
  }
  reach->channels = (const char *const *)channels.items;
  reach->channel_count = channels.count;
  return 1;
}

int rsupi_reach_describe(const rsupi_caller *c, const rsupi_tie *tie, const rsupi_hours *hours,
                         const rsupi_calls *calls, rsupi_candidate *out) {
  rsupi_list reasons = {0};
  rsup_reach *reach = rsupi_arena_alloc(c->arena, sizeof *reach);
  if (!reach) return 0;
  int known = tie->use == RSUPI_USE_IN_RECOVERY || tie->use == RSUPI_USE_DOES_NOT_USE;
  *out = (rsupi_candidate){reach, tie->stance == RSUPI_STANCE_SUPPORTS && known};
  reach->tie = rsupi_arena_copy(c->arena, tie->head.id);
  reach->reachable_from = RSUPI_NO_INSTANT;
  reach->reachable_until = rsupi_tie_reachable_until(c->at, tie, hours);
  if (!copy_channels(c, tie, reach) || !add_terms(c, tie, hours, calls, out, &reasons) ||
      !add_unknowns(c, tie, hours, &reasons))
    return 0;
  sort_reasons(&reasons);
  reach->reasons = (const rsup_reason *const *)reasons.items;
  reach->reason_count = reasons.count;
  return 1;
}
