/* Family: who is there and what they do as two numbers; what somebody does that supports recovery
 * or makes use easier; how ties went over time; and family education. */
#include "core/numbers.h"
#include "network/measures.h"
#include <string.h>

static int is_family(const rsupi_member *member) {
  return (int)(member->sources >> RSUPI_SOURCE_FAMILY & 1);
}

/* ---- two indices */

/* Near: lives with the person, or was heard of lately. */
static int is_near(const rsupi_measuring *m, const rsupi_member *member) {
  const int heard = member->last == RSUPI_NO_DAY ? -1 : !rsupi_is_stale(m, member);
  const int32_t household = member->tie->household;
  if (household == 1 || heard == 1) return 1;
  return household == 0 && heard == 0 ? 0 : -1;
}

/* Kinds that one of them gives; those that one of them may give are not known. */
static rsup_measure functional(const rsupi_measuring *m, const rsupi_circle *all) {
  size_t yes = 0, open = 0;
  for (size_t i = 0; i < all->count; i++)
    open += is_family(all->members[i]) && !all->members[i]->tie->gives_count;
  for (size_t k = 0; k < m->at->config->kind_count; k++) {
    int given = 0;
    for (size_t i = 0; i < all->count && !given; i++)
      given = is_family(all->members[i]) &&
              rsupi_tie_gives(all->members[i]->tie, m->at->config->kinds[k].id) == 1;
    yes += given != 0;
  }
  const size_t kinds = m->at->config->kind_count;
  return rsupi_people_share(yes, open ? kinds - yes : 0, kinds);
}

static void measure_family(const rsupi_measuring *m, const rsupi_circle *all, rsup_family *out) {
  size_t people = 0, unknown = 0, home = 0, home_unknown = 0, near = 0, near_unknown = 0;
  for (size_t i = 0; i < all->count; i++) {
    const rsupi_member *const member = all->members[i];
    unknown += !member->roles;
    if (!is_family(member)) continue;
    const int answer = is_near(m, member);
    people++;
    home += member->tie->household == 1;
    home_unknown += member->tie->household == INT32_MIN;
    near += answer == 1;
    near_unknown += answer < 0;
  }
  const int asked = people || rsupi_was_asked(m->at, "family") == RSUPI_ASKED_NONE;
  if (!asked) { /* nobody and not asked are different */
    out->people = out->household = out->structural = out->functional = rsupi_measure_unknown(1);
    return;
  }
  out->people = rsupi_tally(people, unknown);
  out->household = rsupi_tally(home, home_unknown);
  out->structural =
      people ? rsupi_people_share(near, near_unknown, people) : rsupi_measure_known(0);
  out->functional = people ? functional(m, all) : rsupi_measure_known(0);
}

/* ---- the checklist */

typedef struct marks {
  int32_t supports, easier, unclear;         /* seen: yes */
  int32_t open_supports, open_easier, other; /* seen: unclear; seen, and the behaviour is */
} marks;

/* Is it the newest mark of its behaviour before that day? */
static int is_newest(const rsupi_tie *tie, size_t at, rsup_day before) {
  const rsupi_behaviour_mark *const mark = &tie->behaviours[at];
  if (mark->on >= before) return 0;
  for (size_t i = 0; i < tie->behaviour_count; i++) {
    const rsupi_behaviour_mark *const other = &tie->behaviours[i];
    if (other->definition != mark->definition || other->on >= before) continue;
    if (other->on > mark->on || (other->on == mark->on && i < at)) return 0;
  }
  return 1;
}

static marks count_marks(const rsupi_tie *tie, rsup_day before) {
  marks n = {0};
  for (size_t i = 0; i < tie->behaviour_count; i++) {
    const rsupi_behaviour_mark *const mark = &tie->behaviours[i];
    if (mark->seen == RSUPI_SEEN_NO || !is_newest(tie, i, before)) continue;
    const int32_t means = mark->definition->means;
    const int clear = mark->seen == RSUPI_SEEN_YES;
    n.unclear += !clear || means == RSUPI_BEHAVIOUR_UNCLEAR;
    if (means == RSUPI_BEHAVIOUR_SUPPORTS) *(clear ? &n.supports : &n.open_supports) += 1;
    if (means == RSUPI_BEHAVIOUR_MAKES_USE_EASIER) *(clear ? &n.easier : &n.open_easier) += 1;
    n.other += means == RSUPI_BEHAVIOUR_UNCLEAR && clear;
  }
  return n;
}

static rsup_measure balance_of(const marks *n) {
  return rsupi_part_of_two(n->supports, n->easier, n->open_supports, n->open_easier, n->other);
}

static int list_behaviours(rsupi_measuring *m, rsup_family *out) {
  const rsupi_network_rules *const rules = &m->at->config->network;
  const rsup_day earlier = m->at->today - rules->trend_days * rules->trend_steps;
  rsupi_list list = {0};
  for (size_t i = 0; i < m->count; i++) {
    const rsupi_tie *const tie = m->members[i].tie;
    if (!tie->behaviour_count) continue;
    rsup_behaviours *const one = rsupi_arena_alloc(m->arena, sizeof *one);
    if (!one) return 0;
    const marks now = count_marks(tie, m->at->today + 1), then = count_marks(tie, earlier);
    *one = (rsup_behaviours){.tie = rsupi_arena_copy(m->arena, tie->head.id),
                             .supporting = balance_of(&now),
                             .earlier = balance_of(&then),
                             .supports = now.supports,
                             .makes_use_easier = now.easier,
                             .unclear = now.unclear};
    if (!one->tie || !rsupi_list_push(m->arena, &list, one)) return 0;
  }
  out->behaviours = (const rsup_behaviours *const *)list.items;
  out->behaviour_count = list.count;
  return 1;
}

/* ---- ties over time */

typedef struct course {
  double first, last;
  int32_t said;
} course;

static void follow(course *c, double value) {
  if (rsupi_isnan(value)) return;
  if (!c->said++) c->first = value;
  c->last = value;
}

static rsup_measure change_of(const course *c) {
  if (c->said < 2) return rsupi_measure_not_applicable();
  return rsupi_measure_known(c->last - c->first);
}

static int follow_tie(rsupi_measuring *m, const rsupi_member *member, rsupi_list *list) {
  const rsupi_view *const view = m->at->view;
  course closeness = {0}, satisfaction = {0}, strain = {0};
  rsup_family_tie *const out = rsupi_arena_alloc(m->arena, sizeof *out);
  if (!out) return 0;
  out->tie = rsupi_arena_copy(m->arena, member->tie->head.id);
  out->from = out->until = RSUPI_NO_DAY;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_TIE_RATING]; i++) {
    const rsupi_event *const rating = view->by_type[RSUPI_EVENT_TIE_RATING][i];
    if (!rsupi_is_with(rating, member->tie)) continue;
    if (out->from == RSUPI_NO_DAY) out->from = rating->first;
    out->until = rating->first;
    follow(&closeness, rating->more->closeness);
    follow(&satisfaction, rating->more->satisfaction);
    follow(&strain, rating->more->strain);
  }
  out->closeness = change_of(&closeness);
  out->satisfaction = change_of(&satisfaction);
  out->strain = change_of(&strain);
  return out->tie && rsupi_list_push(m->arena, list, out);
}

static int follow_ties(rsupi_measuring *m, rsup_family *out) {
  rsupi_list list = {0};
  for (size_t i = 0; i < m->count; i++)
    if (is_family(&m->members[i]) && !follow_tie(m, &m->members[i], &list)) return 0;
  out->ties = (const rsup_family_tie *const *)list.items;
  out->tie_count = list.count;
  return 1;
}

/* ---- education */

static int take_module(rsupi_measuring *m, const rsupi_event *session, rsupi_list *list) {
  rsup_family_module *module = NULL;
  for (size_t i = 0; i < list->count && !module; i++) {
    rsup_family_module *const one = (rsup_family_module *)(uintptr_t)list->items[i];
    if (strcmp(one->module, session->more->of) == 0) module = one;
  }
  if (!module) {
    module = rsupi_arena_alloc(m->arena, sizeof *module);
    if (!module || !rsupi_list_push(m->arena, list, module)) return 0;
    module->module = rsupi_arena_copy(m->arena, session->more->of);
    if (!module->module) return 0;
  }
  module->sessions++;
  module->completed |= session->more->completed == 1;
  module->last = session->last;
  return 1;
}

static int list_sessions(rsupi_measuring *m, rsup_family *out) {
  const rsupi_view *const view = m->at->view;
  rsupi_list list = {0};
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_FAMILY_SESSION]; i++) {
    const rsupi_event *const session = view->by_type[RSUPI_EVENT_FAMILY_SESSION][i];
    out->education += session->more->state == RSUPI_SESSION_EDUCATION;
    out->workshops += session->more->state == RSUPI_SESSION_WORKSHOP;
    out->therapy += session->more->state == RSUPI_SESSION_THERAPY;
    out->exercises += session->more->state == RSUPI_SESSION_EXERCISE;
    if (session->more->of && !take_module(m, session, &list)) return 0;
  }
  out->modules = (const rsup_family_module *const *)list.items;
  out->module_count = list.count;
  return 1;
}

rsup_family *rsupi_family_make(rsupi_measuring *m, const rsupi_circle *all) {
  rsup_family *const out = rsupi_arena_alloc(m->arena, sizeof *out);
  if (!out) return NULL;
  measure_family(m, all, out);
  return list_behaviours(m, out) && follow_ties(m, out) && list_sessions(m, out) ? out : NULL;
}
