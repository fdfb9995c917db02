/* Coverage rules on contacts and hours: overdue, gone quiet, all on one person, and hours of the
 * week when nobody can be called. */
#include "core/numbers.h"
#include "network/gaps.h"
#include "time/civil.h"

/* Nobody is sent to somebody who uses or makes use easier, whatever was once wanted. */
static int may_be_nudged(const rsupi_tie *tie) {
  return tie->do_not_contact != 1 && tie->use != RSUPI_USE_USES &&
         tie->stance != RSUPI_STANCE_MAKES_USE_EASIER;
}

int rsupi_judge_overdue(rsupi_gap_builder *b) {
  for (size_t i = 0; i < b->at->view->tie_count; i++) {
    const rsupi_tie *tie = b->at->view->ties[i];
    if (tie->contact_every_days == INT32_MIN || !may_be_nudged(tie)) continue;
    if (!rsupi_tie_counts(b->at, tie)) continue;
    const rsup_day last = rsupi_last_contact_at(b->at, b->last, i);
    if (last == RSUPI_NO_DAY) {
      ++*b->not_asked;
      continue;
    }
    const int32_t over = b->at->today - last - tie->contact_every_days;
    if (over > 0 && !rsupi_gap_add(b, tie->head.id, "contact_overdue_days", over, tie->head.id))
      return 0;
  }
  return 1;
}

/* ---- gone quiet */

/* Known to support recovery, and no wish of how often to be in touch: that would be overdue. */
static int may_be_sought(const rsupi_gap_builder *b, const rsupi_tie *tie) {
  return may_be_nudged(tie) && tie->stance == RSUPI_STANCE_SUPPORTS &&
         tie->contact_every_days == INT32_MIN && rsupi_tie_helps_me(b->at, tie) &&
         rsupi_tie_counts(b->at, tie) && !rsupi_tie_is_minor(b->at, tie);
}

int rsupi_judge_dormant(rsupi_gap_builder *b) {
  for (size_t i = 0; i < b->at->view->tie_count; i++) {
    const rsupi_tie *tie = b->at->view->ties[i];
    if (!may_be_sought(b, tie)) continue;
    const rsup_day last = rsupi_last_contact_at(b->at, b->last, i);
    if (last == RSUPI_NO_DAY || b->at->today - last <= b->at->config->network.dormant_days)
      continue;
    if (!rsupi_gap_add(b, tie->head.id, "silent_for_days", b->at->today - last, tie->head.id))
      return 0;
    /* The closer they were, the more it is worth: from half the weight of the rule to all of it. */
    rsup_gap *gap = (rsup_gap *)(uintptr_t)b->gaps->items[b->gaps->count - 1];
    gap->weight *= rsupi_isnan(tie->closeness) ? 0.5 : 0.5 + tie->closeness / 2;
  }
  return 1;
}

/* ---- all on one person */

/* With each tie, by its place, after that day: events are in order of time, and a year of them
 * stays unread. NULL out of memory. */
static int32_t *contacts_since(const rsupi_gap_builder *b, rsup_day day) {
  const rsupi_view *view = b->at->view;
  int32_t *const counts = rsupi_arena_array(b->arena, view->tie_count, sizeof *counts);
  if (!counts) return NULL;
  for (size_t i = view->by_type_count[RSUPI_EVENT_CONTACT]; i > 0; i--) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CONTACT][i - 1];
    if (event->first <= day) break;
    if (event->more->outcome == RSUPI_OUTCOME_NOT_REACHED) continue;
    const size_t place = rsupi_tie_place(view, event->more->tie);
    if (place != SIZE_MAX) counts[place]++;
  }
  return counts;
}

int rsupi_judge_one_hand(rsupi_gap_builder *b) {
  const int32_t window = b->rule->within_days == INT32_MIN ? b->at->config->network.contact_days
                                                           : b->rule->within_days;
  if (b->helper_count < 2 || !b->at->view->by_type_count[RSUPI_EVENT_CONTACT]) return 1;
  int32_t *const contacts = contacts_since(b, b->at->today - window);
  if (!contacts) return 0;
  const rsupi_tie *most = NULL;
  int32_t all = 0, most_contacts = 0;
  for (size_t i = 0, place = 0; i < b->helper_count; i++, place++) {
    while (b->at->view->ties[place] != b->helpers[i]) place++; /* helpers are in the view's order */
    all += contacts[place];
    if (contacts[place] <= most_contacts) continue;
    most = b->helpers[i];
    most_contacts = contacts[place];
  }
  if (!most || all < b->rule->at_least) return 1;
  const double share = (double)most_contacts / all;
  if (!(share > b->rule->at_most)) return 1;
  return rsupi_gap_add(b, most->head.id, "share_of_contacts", share, most->head.id);
}

/* ---- hours of the week */

/* Somebody whom one may call at all, as far as is known. */
static int may_be_called(const rsupi_gap_builder *b, const rsupi_tie *tie) {
  return may_be_nudged(tie) && !rsupi_tie_is_minor(b->at, tie) && tie->agreed_call != 0 &&
         tie->can_call != 0;
}

/* 1, 0, or -1: whether they are there is not known. */
static int is_there(const rsupi_asof *at, const rsupi_tie *tie, rsup_instant when,
                    rsupi_local_stretch *in) {
  const rsupi_hours hours = rsupi_tie_hours_at(at, tie, when, in);
  if (hours.state == RSUPI_HOURS_OUT || (hours.night && tie->agreed_night == 0)) return 0;
  return hours.state == RSUPI_HOURS_IN && (!hours.night || tie->agreed_night == 1) ? 1 : -1;
}

/* Those who may be called, found once for all hours of the week. */
typedef struct callable {
  const rsupi_tie **ties;
  size_t count;
  int any_hours; /* if the hours of none are known, every hour of the week would be unknown */
  rsupi_local_stretch in;
} callable;

static int find_callable(const rsupi_gap_builder *b, callable *out) {
  *out = (callable){.ties = rsupi_arena_array(b->arena, b->helper_count, sizeof *out->ties)};
  if (!out->ties) return 0;
  for (size_t i = 0; i < b->helper_count; i++) {
    if (!may_be_called(b, b->helpers[i])) continue;
    out->ties[out->count++] = b->helpers[i];
    out->any_hours |= b->helpers[i]->available_count > 0;
  }
  return 1;
}

static int anybody_there(const rsupi_gap_builder *b, callable *people, rsup_instant when) {
  int there = 0, unknown = 0;
  for (size_t i = 0; i < people->count && there < b->rule->at_least; i++) {
    const int answer = is_there(b->at, people->ties[i], when, &people->in);
    there += answer == 1;
    unknown += answer < 0;
  }
  if (there >= b->rule->at_least) return 1;
  return there + unknown >= b->rule->at_least ? -1 : 0;
}

static int32_t weekdays_of(const rsupi_coverage_rule *rule) {
  int32_t days = rule->day_count ? 0 : 127;
  for (size_t i = 0; i < rule->day_count; i++) days |= rule->days[i];
  return days;
}

int rsupi_judge_hours(rsupi_gap_builder *b) {
  const rsupi_coverage_rule *rule = b->rule;
  const int32_t days = weekdays_of(rule), to = rule->to > rule->from ? rule->to : rule->to + 1440;
  int32_t empty = 0;
  callable people;
  if (!find_callable(b, &people)) return 0;
  if (!people.any_hours) {
    *b->not_asked += b->helper_count > 0;
    return 1;
  }
  for (rsup_day day = b->at->today; day < b->at->today + 7; day++) {
    if (!(days >> rsupi_weekday(day) & 1)) continue;
    for (int32_t minute = rule->from; minute < to; minute += 60) {
      const rsup_day on = day + minute / 1440;
      const int there =
          anybody_there(b, &people, rsupi_zone_to_utc(b->at->zone, on, (minute % 1440) * 60, NULL));
      if (there < 0) {
        ++*b->not_asked;
        return 1;
      }
      empty += !there;
    }
  }
  return !empty || rsupi_gap_add(b, NULL, "hours_without_anybody", empty, rule->id);
}
