/* Part 5 of the day picture: who can be reached now.
 *
 * First the reasons to leave somebody out; one is enough. Then those who remain in two tiers: known
 * to support recovery (stance "supports" and known not to use) before all others; within a tier by
 * a score of weighted terms, each of which is a reason. Being overdue never counts here: it is a
 * matter of the network's gaps, not of this hour. */
#include "core/numbers.h"
#include "network/ties.h"
#include "time/civil.h"
#include <string.h>

static const rsup_field reach_fields[] = {
    RSUPI_KEY(rsup_reach, tie, TEXT, "", "id in the person's record"),
    RSUPI_FIELD(rsup_reach, score, DOUBLE, "",
                "higher comes first within those known to support recovery, and within the others"),
    RSUPI_MAYBE(rsup_reach, reachable_until, INSTANT, "ms",
                "end of the present window or of the day; none when their hours are not known"),
    RSUPI_TEXTS(rsup_reach, channels, channel_count, "how"),
    RSUPI_RECORDS(rsup_reach, reasons, reason_count, rsupi_reason_type,
                  "terms of the score, strongest first"),
};
const rsup_record_type rsupi_reach_type =
    RSUPI_RECORD_TYPE("reach", rsup_reach, reach_fields, "somebody who can be reached now");

static const rsup_field left_out_fields[] = {
    RSUPI_KEY(rsup_left_out, tie, TEXT, "", "id in the person's record"),
    RSUPI_MAYBE(rsup_left_out, reachable_from, INSTANT, "ms",
                "next time their hours allow it, within a week"),
    RSUPI_RECORDS(rsup_left_out, reasons, reason_count, rsupi_reason_type,
                  "why they are not in the list"),
};
const rsup_record_type rsupi_left_out_type = RSUPI_RECORD_TYPE(
    "left_out", rsup_left_out, left_out_fields, "somebody who is not called now, and why");

typedef struct caller {
  const rsupi_asof *at;
  const rsupi_call_rules *call;
  rsupi_arena *arena;
  int craving;
} caller;

typedef struct candidate {
  rsup_reach *reach;
  int supports;
} candidate;

/* ---- a craving
 * -----------------------------------------------------------------------------------------------
 */

/* The strongest craving a check-in tells of; NaN when it tells of none. An earlier version's scale
 * that nothing recodes is another scale. */
static double craving_in(const rsup_config *config, const rsupi_event *event) {
  const rsupi_call_rules *call = &config->call;
  const rsupi_item *item =
      rsupi_form_item(rsupi_config_form(config, event->form), call->craving_item);
  double strongest = rsupi_nan();
  for (size_t k = 0; k < event->answer_count; k++) {
    const rsupi_answer *answer = &event->answers[k];
    if (!item || answer->definition != item || answer->state != RSUPI_ANSWER_VALUE) continue;
    if (!(answer->number <= strongest)) strongest = answer->number;
  }
  return strongest;
}

/* Until when the newest word about craving counts; INT64_MIN: no craving. One told for a day
 * without an hour counts on that day. */
static rsup_instant craving_until(const rsupi_asof *at) {
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

/* ---- reasons to leave somebody out
 * ---------------------------------------------------------------------------- */

static int push_if(const caller *c, int condition, rsupi_list *reasons, const char *id,
                   const rsupi_tie *tie) {
  return !condition || rsupi_reason_push(c->arena, reasons, id, rsupi_nan(), tie->head.id);
}

/* Reasons that hold whatever the hour. */
static int find_lasting_reasons(const caller *c, const rsupi_tie *tie, rsupi_list *reasons) {
  int32_t state = rsupi_tie_state(tie, c->at->today);
  int only_helped = !rsupi_tie_helps_me(c->at, tie);
  return push_if(c, state == RSUPI_TIE_DIED, reasons, "died", tie) &&
         push_if(c, state == RSUPI_TIE_ENDED, reasons, "ended", tie) &&
         push_if(c, tie->do_not_contact == 1, reasons, "do_not_contact", tie) &&
         push_if(c, tie->use == RSUPI_USE_USES, reasons, "uses", tie) &&
         push_if(c, tie->stance == RSUPI_STANCE_MAKES_USE_EASIER, reasons, "makes_use_easier",
                 tie) &&
         push_if(c, rsupi_tie_is_minor(c->at, tie), reasons, "minor", tie) &&
         push_if(c, only_helped && tie->can_call != 1, reasons, "i_support_them", tie) &&
         push_if(c, tie->agreed_call == 0 || tie->can_call == 0, reasons, "did_not_agree_to_calls",
                 tie);
}

static int find_hour_reasons(const caller *c, const rsupi_tie *tie, const rsupi_hours *hours,
                             rsupi_list *reasons) {
  return push_if(c, hours->state == RSUPI_HOURS_OUT, reasons, "outside_their_hours", tie) &&
         push_if(c, hours->night && tie->agreed_night != 1, reasons, "night_without_agreement",
                 tie);
}

/* ---- the score
 * -----------------------------------------------------------------------------------------------
 */

static int add_term(const caller *c, rsupi_list *reasons, double *score, const char *id,
                    double weight, double amount, const rsupi_tie *tie) {
  double points = weight * amount;
  if (!(points > 0 || points < 0)) return 1; /* nothing known, or nothing to add */
  *score += points;
  return rsupi_reason_push(c->arena, reasons, id, points, tie->head.id);
}

/* Share of my calls within the config's days that came about; NaN when there was none. */
static double past_response(const caller *c, const rsupi_tie *tie) {
  const rsupi_view *view = c->at->view;
  int32_t calls = 0, reached = 0;
  for (size_t i = view->by_type_count[RSUPI_EVENT_CONTACT]; i > 0; i--) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CONTACT][i - 1];
    if (event->first <= c->at->today - c->call->response_days) break;
    if (!rsupi_is_with(event, tie) || event->by == RSUPI_BY_THEM || event->outcome <= 0) continue;
    calls++;
    reached += event->outcome == RSUPI_OUTCOME_REACHED;
  }
  return calls ? (double)reached / calls : rsupi_nan();
}

/* My calls of the last days, so that it is not the same person each time; five or more count as one
 * whole. */
static double load(const caller *c, const rsupi_tie *tie) {
  const rsupi_view *view = c->at->view;
  int32_t calls = 0;
  for (size_t i = view->by_type_count[RSUPI_EVENT_CONTACT]; i > 0; i--) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CONTACT][i - 1];
    if (event->first <= c->at->today - c->call->load_days) break;
    calls += rsupi_is_with(event, tie) && event->by != RSUPI_BY_THEM;
  }
  return calls > 5 ? 1 : calls / 5.0;
}

static double gives_wanted(const caller *c, const rsupi_tie *tie) {
  if (!c->craving) return 0;
  for (size_t i = 0; i < c->call->craving_kind_count; i++) {
    if (rsupi_tie_gives(c->at, tie, c->call->craving_kinds[i]) == 1) return 1;
  }
  return 0;
}

static int add_terms(const caller *c, const rsupi_tie *tie, const rsupi_hours *hours, int supports,
                     rsup_reach *reach, rsupi_list *reasons) {
  const rsupi_call_rules *call = c->call;
  double response = past_response(c, tie);
  return add_term(c, reasons, &reach->score, "agreed_to_calls", call->agreed, tie->agreed_call == 1,
                  tie) &&
         add_term(c, reasons, &reach->score, "within_their_hours", call->available,
                  hours->state == RSUPI_HOURS_IN, tie) &&
         add_term(c, reasons, &reach->score, "close", call->closeness,
                  rsupi_isnan(tie->closeness) ? 0 : tie->closeness, tie) &&
         add_term(c, reasons, &reach->score, "gives_what_helps_in_a_craving", call->kind_wanted,
                  gives_wanted(c, tie), tie) &&
         add_term(c, reasons, &reach->score, "answered_before", call->past_response,
                  rsupi_isnan(response) ? 0 : response, tie) &&
         add_term(c, reasons, &reach->score, "supports_recovery", call->support_known, supports,
                  tie) &&
         add_term(c, reasons, &reach->score, "called_often_lately", call->load, -load(c, tie), tie);
}

/* What is not known is said, and adds nothing. */
static int add_unknowns(const caller *c, const rsupi_tie *tie, const rsupi_hours *hours,
                        rsupi_list *reasons) {
  return push_if(c, tie->stance <= 0, reasons, "stance_not_known", tie) &&
         push_if(c, tie->use <= 0, reasons, "use_not_known", tie) &&
         push_if(c, hours->state == RSUPI_HOURS_UNKNOWN, reasons, "hours_not_known", tie) &&
         push_if(c, tie->agreed_call == INT32_MIN, reasons, "agreement_not_known", tie);
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

static int copy_channels(const caller *c, const rsupi_tie *tie, rsup_reach *reach) {
  rsupi_list channels = {0};
  for (size_t i = 0; i < tie->channel_count; i++) {
    char *channel = rsupi_arena_copy(c->arena, tie->channels[i]);
    if (!channel || !rsupi_list_push(c->arena, &channels, channel)) return 0;
  }
  reach->channels = (const char *const *)channels.items;
  reach->channel_count = channels.count;
  return 1;
}

static int describe(const caller *c, const rsupi_tie *tie, const rsupi_hours *hours,
                    candidate *out) {
  rsupi_list reasons = {0};
  rsup_reach *reach = rsupi_arena_alloc(c->arena, sizeof *reach);
  if (!reach) return 0;
  int known = tie->use == RSUPI_USE_IN_RECOVERY || tie->use == RSUPI_USE_DOES_NOT_USE;
  *out = (candidate){reach, tie->stance == RSUPI_STANCE_SUPPORTS && known};
  reach->tie = rsupi_arena_copy(c->arena, tie->head.id);
  reach->reachable_until = rsupi_tie_reachable_until(c->at, tie, hours);
  if (!copy_channels(c, tie, reach) || !add_terms(c, tie, hours, out->supports, reach, &reasons) ||
      !add_unknowns(c, tie, hours, &reasons))
    return 0;
  sort_reasons(&reasons);
  reach->reasons = (const rsup_reason *const *)reasons.items;
  reach->reason_count = reasons.count;
  return 1;
}

/* ---- all ties
 * ------------------------------------------------------------------------------------------------
 */

static int ranks_before(const candidate *a, const candidate *b) {
  if (a->supports != b->supports) return a->supports > b->supports;
  if (a->reach->score != b->reach->score) return a->reach->score > b->reach->score;
  return strcmp(a->reach->tie, b->reach->tie) < 0;
}

static void insert(candidate *list, size_t count, candidate next) {
  for (; count > 0 && ranks_before(&next, &list[count - 1]); count--) list[count] = list[count - 1];
  list[count] = next;
}

static int leave_out(const caller *c, const rsupi_tie *tie, rsupi_list *reasons, int only_the_hour,
                     rsupi_list *out) {
  rsup_left_out *left = rsupi_arena_alloc(c->arena, sizeof *left);
  if (!left) return 0;
  left->tie = rsupi_arena_copy(c->arena, tie->head.id);
  left->reachable_from = only_the_hour ? rsupi_tie_next_hours(c->at, tie) : RSUPI_NO_INSTANT;
  left->reasons = (const rsup_reason *const *)reasons->items;
  left->reason_count = reasons->count;
  return rsupi_list_push(c->arena, out, left);
}

static int take_tie(const caller *c, const rsupi_tie *tie, candidate *list, size_t *count,
                    rsupi_list *left_out, rsup_instant *next) {
  rsupi_list reasons = {0};
  if (!find_lasting_reasons(c, tie, &reasons)) return 0;
  if (reasons.count) return leave_out(c, tie, &reasons, 0, left_out); /* whatever the hour */
  rsupi_hours hours = rsupi_tie_hours(c->at, tie, c->at->now);
  rsupi_note_change(c->at, rsupi_tie_next_edge(c->at, tie), next);
  if (!find_hour_reasons(c, tie, &hours, &reasons)) return 0;
  if (reasons.count) return leave_out(c, tie, &reasons, 1, left_out);
  candidate found;
  if (!describe(c, tie, &hours, &found)) return 0;
  insert(list, (*count)++, found);
  return 1;
}

rsup_status rsupi_reach_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_reached *out,
                              rsup_error *err) {
  rsup_instant craving = craving_until(at);
  caller c = {at, &at->config->call, arena, craving != RSUPI_NO_INSTANT};
  rsupi_list left_out = {0}, people = {0};
  candidate *list = rsupi_arena_array(arena, at->view->tie_count, sizeof *list);
  size_t count = 0;
  *out = (rsupi_reached){.craving = c.craving, .next_change = INT64_MAX};
  if (!list) return rsupi_fail_memory(err);
  for (size_t i = 0; i < at->view->tie_count; i++) {
    if (!take_tie(&c, at->view->ties[i], list, &count, &left_out, &out->next_change))
      return rsupi_fail_memory(err);
  }
  if (count) rsupi_note_change(at, craving, &out->next_change);
  size_t limit = c.call->limit > 0 ? (size_t)c.call->limit : count;
  for (size_t i = 0; i < count && i < limit; i++) rsupi_list_push(arena, &people, list[i].reach);
  if (arena->failed) return rsupi_fail_memory(err);
  out->people = (const rsup_reach *const *)people.items;
  out->count = people.count;
  out->left_out = (const rsup_left_out *const *)left_out.items;
  out->left_out_count = left_out.count;
  return RSUP_OK;
}
