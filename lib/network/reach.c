/* Who can be reached, now or in the next hours: part 5 of the day picture, and what
 * rsup_person_reach() tells; one walk over the ties serves both.
 *
 * First the reasons to leave somebody out; one is enough. Then those who remain in two tiers: known
 * to support recovery (stance "supports" and known not to use) before all others; within a tier by
 * a score of weighted terms, each of which is a reason. Being overdue never counts here: it is a
 * matter of the network's gaps, not of this hour. */
#include "network/reach.h"
#include "core/numbers.h"
#include "person/records.h"
#include "time/civil.h"
#include <string.h>

static const rsup_field reach_fields[] = {
    RSUPI_KEY(rsup_reach, tie, TEXT, "", "id in the person's record"),
    RSUPI_FIELD(
        rsup_reach, score, DOUBLE, "",
        "points; higher comes first within those known to support recovery, and within the others"),
    RSUPI_MAYBE(rsup_reach, reachable_from, INSTANT, "ms",
                "instant from which on, within the hours asked for; none: now"),
    RSUPI_MAYBE(rsup_reach, reachable_until, INSTANT, "ms",
                "end of the present window or of the day; none when their hours are not known"),
    RSUPI_TEXTS(rsup_reach, channels, channel_count, "channels that the record names"),
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

typedef struct walk {
  const rsupi_caller *caller;
  const rsupi_reach_request *request;
  const rsupi_calls *calls;
  rsupi_candidate *now, *soon;
  size_t now_count, soon_count;
  rsupi_list left_out;
  rsupi_reached *out;
} walk;

/* ---- reasons to leave somebody out */

/* Reasons that hold whatever the hour. */
static int find_lasting_reasons(const rsupi_caller *c, const rsupi_tie *tie, rsupi_list *reasons) {
  int32_t state = rsupi_tie_state(tie, c->at->today);
  int only_helped = !rsupi_tie_helps_me(c->at, tie);
  return rsupi_reason_if(c, state == RSUPI_TIE_DIED, reasons, "died", tie) &&
         rsupi_reason_if(c, state == RSUPI_TIE_ENDED, reasons, "ended", tie) &&
         rsupi_reason_if(c, tie->do_not_contact == 1, reasons, "do_not_contact", tie) &&
         rsupi_reason_if(c, tie->use == RSUPI_USE_USES, reasons, "uses", tie) &&
         rsupi_reason_if(c, tie->stance == RSUPI_STANCE_MAKES_USE_EASIER, reasons,
                         "makes_use_easier", tie) &&
         rsupi_reason_if(c, rsupi_tie_is_minor(c->at, tie), reasons, "minor", tie) &&
         rsupi_reason_if(c, only_helped && tie->can_call != 1, reasons, "i_support_them", tie) &&
         rsupi_reason_if(c, tie->agreed_call == 0 || tie->can_call == 0, reasons,
                         "did_not_agree_to_calls", tie);
}

static int find_hour_reasons(const rsupi_caller *c, const rsupi_tie *tie, const rsupi_hours *hours,
                             rsupi_list *reasons) {
  return rsupi_reason_if(c, hours->state == RSUPI_HOURS_OUT, reasons, "outside_their_hours", tie) &&
         rsupi_reason_if(c, hours->night && tie->agreed_night != 1, reasons,
                         "night_without_agreement", tie);
}

/* ---- order */

static int by_rank(const void *x, const void *y) {
  const rsupi_candidate *const a = x, *const b = y;
  if (a->supports != b->supports) return b->supports - a->supports;
  if (a->reach->score != b->reach->score) return a->reach->score > b->reach->score ? -1 : 1;
  return strcmp(a->reach->tie, b->reach->tie);
}

static int by_time(const void *x, const void *y) {
  const rsupi_candidate *const a = x, *const b = y;
  const rsup_instant from = a->reach->reachable_from, other = b->reach->reachable_from;
  if (from != other) return from < other ? -1 : 1;
  return by_rank(x, y);
}

/* The people of a list of candidates, in order; NULL out of memory. */
static const rsup_reach **in_order(rsupi_arena *arena, rsupi_candidate *list, size_t count,
                                   rsupi_order *order) {
  void **const sorted = rsupi_arena_array(arena, count, sizeof *sorted);
  void **const room = rsupi_arena_array(arena, count, sizeof *room);
  const rsup_reach **const people = rsupi_arena_array(arena, count, sizeof *people);
  if (!sorted || !room || !people) return NULL;
  for (size_t i = 0; i < count; i++) sorted[i] = &list[i];
  rsupi_sort(sorted, room, count, order);
  for (size_t i = 0; i < count; i++) people[i] = ((const rsupi_candidate *)sorted[i])->reach;
  return people;
}

/* ---- one tie */

static int leave_out(walk *w, const char *tie, const rsupi_list *reasons, rsup_instant from) {
  rsupi_arena *const arena = w->caller->arena;
  rsup_left_out *left = rsupi_arena_alloc(arena, sizeof *left);
  if (!left) return 0;
  left->tie = rsupi_arena_copy(arena, tie);
  left->reachable_from = from;
  left->reasons = (const rsup_reason *const *)reasons->items;
  left->reason_count = reasons->count;
  return rsupi_list_push(arena, &w->left_out, left);
}

/* The same question at a later moment, of what is known now. */
static rsupi_asof at_later(const rsupi_asof *at, rsup_instant when) {
  rsupi_asof later = *at;
  later.now = when;
  rsupi_zone_clock(at->zone, when, &later.today, &later.minute);
  return later;
}

/* Does nothing but the hour stand against a call then? */
static int still_stands(const rsupi_asof *then, const rsupi_tie *tie) {
  return rsupi_tie_state(tie, then->today) == RSUPI_TIE_CURRENT && !rsupi_tie_is_minor(then, tie) &&
         (rsupi_tie_helps_me(then, tie) || tie->can_call == 1);
}

static int take_later(walk *w, const rsupi_tie *tie, const rsupi_calls *calls,
                      const rsupi_asof *then) {
  rsupi_caller later = *w->caller;
  rsupi_candidate found;
  later.at = then;
  const rsupi_hours hours = rsupi_tie_hours(then, tie, then->now);
  if (!rsupi_reach_describe(&later, tie, &hours, calls, &found)) return 0;
  found.reach->reachable_from = then->now;
  w->soon[w->soon_count++] = found;
  return 1;
}

/* Only the hour keeps them from being called. */
static int take_away(walk *w, const rsupi_tie *tie, const rsupi_calls *calls,
                     const rsupi_list *reasons) {
  const rsupi_asof *const at = w->caller->at;
  rsupi_reached *const out = w->out;
  rsup_instant from = rsupi_tie_next_hours(at, tie);
  if (from == RSUPI_NO_INSTANT) return leave_out(w, tie->head.id, reasons, from);
  const rsupi_asof then = at_later(at, from);
  if (!still_stands(&then, tie)) return leave_out(w, tie->head.id, reasons, RSUPI_NO_INSTANT);
  const rsup_instant ahead = (rsup_instant)w->request->hours * 3600000;
  if (!out->next_tie || from < out->next_at) {
    out->next_at = from;
    out->next_tie = tie->head.id;
  }
  if (ahead && from <= at->now + ahead) return take_later(w, tie, calls, &then);
  if (ahead) rsupi_note_change(at, from - ahead, &out->next_change);
  return leave_out(w, tie->head.id, reasons, from);
}

static int take_tie(walk *w, size_t place) {
  const rsupi_caller *const c = w->caller;
  const rsupi_tie *const tie = c->at->view->ties[place];
  rsupi_list reasons = {0};
  if (!find_lasting_reasons(c, tie, &reasons)) return 0;
  if (reasons.count) return leave_out(w, tie->head.id, &reasons, RSUPI_NO_INSTANT);
  const rsupi_hours hours = rsupi_tie_hours(c->at, tie, c->at->now);
  rsupi_note_change(c->at, rsupi_tie_next_edge(c->at, tie), &w->out->next_change);
  if (!find_hour_reasons(c, tie, &hours, &reasons)) return 0;
  if (reasons.count) return take_away(w, tie, &w->calls[place], &reasons);
  return rsupi_reach_describe(c, tie, &hours, &w->calls[place], &w->now[w->now_count++]);
}

/* ---- all ties */

static int leave_out_rest(walk *w, const rsup_reach *const *people, size_t limit) {
  for (size_t i = limit; i < w->now_count; i++) {
    rsupi_list reasons = {0};
    if (!rsupi_reason_push(w->caller->arena, &reasons, "further_down_the_list", (double)i + 1,
                           people[i]->tie) ||
        !leave_out(w, people[i]->tie, &reasons, RSUPI_NO_INSTANT))
      return 0;
  }
  return 1;
}

static int list_people(walk *w) {
  const int32_t asked = w->request->limit ? w->request->limit : w->caller->call->limit;
  const size_t limit = asked > 0 && (size_t)asked < w->now_count ? (size_t)asked : w->now_count;
  const rsup_reach **const people = in_order(w->caller->arena, w->now, w->now_count, by_rank);
  const rsup_reach **const soon = in_order(w->caller->arena, w->soon, w->soon_count, by_time);
  if (!people || !soon || (w->request->tell_rest && !leave_out_rest(w, people, limit))) return 0;
  w->out->people = people;
  w->out->count = limit;
  w->out->soon = soon;
  w->out->soon_count = w->soon_count;
  w->out->left_out = (const rsup_left_out *const *)w->left_out.items;
  w->out->left_out_count = w->left_out.count;
  return 1;
}

/* What is wanted: what was asked for, else what helps in a craving while there is one. Sets until
 * when the craving of the record counts. */
static void set_wanted(rsupi_caller *c, const rsupi_reach_request *request, rsupi_reached *out,
                       rsup_instant *until) {
  *until = request->situation == RSUPI_SITUATION_AS_RECORDED ? rsupi_craving_until(c->at)
                                                             : RSUPI_NO_INSTANT;
  out->craving = *until != RSUPI_NO_INSTANT || request->situation == RSUPI_SITUATION_CRAVING;
  c->wanted_reason = "gives_what_helps_in_a_craving";
  if (request->wanted_count) {
    c->wanted_reason = "gives_what_is_wanted";
    c->wanted = request->wanted;
    c->wanted_count = request->wanted_count;
    *until = RSUPI_NO_INSTANT; /* then its end changes nothing */
  } else if (out->craving) {
    c->wanted = c->call->craving_kinds;
    c->wanted_count = c->call->craving_kind_count;
  }
}

rsup_status rsupi_reach_find(const rsupi_asof *at, const rsupi_reach_request *request,
                             rsupi_arena *arena, rsupi_reached *out, rsup_error *err) {
  const size_t ties = at->view->tie_count;
  rsupi_caller caller = {.at = at, .call = &at->config->call, .arena = arena};
  rsup_instant craving;
  *out = (rsupi_reached){.next_at = RSUPI_NO_INSTANT, .next_change = INT64_MAX};
  set_wanted(&caller, request, out, &craving);
  walk w = {.caller = &caller,
            .request = request,
            .calls = rsupi_calls_read(at, arena),
            .now = rsupi_arena_array(arena, ties, sizeof *w.now),
            .soon = rsupi_arena_array(arena, request->hours ? ties : 0, sizeof *w.soon),
            .out = out};
  if (!w.calls || !w.now || !w.soon) return rsupi_fail_memory(err);
  for (size_t i = 0; i < ties; i++)
    if (!take_tie(&w, i)) return rsupi_fail_memory(err);
  if (w.now_count) rsupi_note_change(at, craving, &out->next_change);
  if (!list_people(&w) || arena->failed) return rsupi_fail_memory(err);
  out->can_be_reached = w.now_count;
  return RSUP_OK;
}

rsup_status rsupi_reach_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_reached *out,
                              rsup_error *err) {
  const rsupi_reach_request request = {0};
  return rsupi_reach_find(at, &request, arena, out, err);
}
