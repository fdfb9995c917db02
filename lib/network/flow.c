/* Beside the people: which way support flows and how that goes over time, quiet days, belonging,
 * step work and organisations. */
#include "core/numbers.h"
#include "network/measures.h"
#include "time/civil.h"
#include <string.h>

/* ---- giving */

/* Of ties whose direction is known; one that goes both ways is in both. */
static rsup_measure giving_share(const rsupi_measuring *m) {
  int32_t given = 0, received = 0, unknown = 0;
  for (size_t i = 0; i < m->count; i++) {
    const int32_t direction = m->members[i].direction;
    given += direction == RSUPI_I_HELP || direction == RSUPI_MUTUAL;
    received += direction == RSUPI_HELPS_ME || direction == RSUPI_MUTUAL;
    unknown += !direction;
  }
  return rsupi_part_of_two(given, received, 0, 0, unknown);
}

/* What a contact was: the kinds it says, else the direction of the tie. */
static void take_contact(const rsupi_measuring *m, const rsupi_event *contact, rsup_giving *out,
                         int32_t *unknown) {
  int gave = contact->more->receives_count > 0, received = contact->more->gives_count > 0;
  if (!gave && !received) {
    const rsupi_tie *const tie = rsupi_view_tie(m->at->view, contact->more->tie);
    const int32_t direction = tie ? rsupi_tie_known_direction(m->at, tie) : 0;
    gave = direction == RSUPI_I_HELP;
    received = direction == RSUPI_HELPS_ME;
  }
  out->gave += gave;
  out->received += received;
  *unknown += !gave && !received;
}

static int follow_giving(rsupi_measuring *m) {
  const rsupi_view *const view = m->at->view;
  const rsupi_network_rules *const rules = &m->at->config->network;
  const size_t count = (size_t)rules->trend_steps;
  rsup_giving *const steps = rsupi_arena_array(m->arena, count, sizeof *steps);
  int32_t *const unknown = rsupi_arena_array(m->arena, count, sizeof *unknown);
  rsupi_list list = {0};
  if (!steps || !unknown) return 0;
  const rsup_day start = m->at->today + 1 - rules->trend_days * rules->trend_steps;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CONTACT]; i++) {
    const rsupi_event *const contact = view->by_type[RSUPI_EVENT_CONTACT][i];
    if (contact->first < start || contact->more->outcome == RSUPI_OUTCOME_NOT_REACHED) continue;
    const size_t step = (size_t)((contact->first - start) / rules->trend_days);
    if (step < count) take_contact(m, contact, &steps[step], &unknown[step]);
  }
  for (size_t k = 0; k < count; k++) {
    steps[k].from = start + (rsup_day)k * rules->trend_days;
    steps[k].until = steps[k].from + rules->trend_days;
    steps[k].share = rsupi_part_of_two(steps[k].gave, steps[k].received, 0, 0, unknown[k]);
    if (!rsupi_list_push(m->arena, &list, &steps[k])) return 0;
  }
  m->out->giving = (const rsup_giving *const *)list.items;
  m->out->giving_count = list.count;
  return 1;
}

/* ---- quiet days and belonging */

static int is_company(const rsupi_event *event) {
  if (event->type == RSUPI_EVENT_CONTACT) return event->more->outcome != RSUPI_OUTCOME_NOT_REACHED;
  return event->type == RSUPI_EVENT_ATTENDANCE ||
         (event->type == RSUPI_EVENT_ACTIVITY && event->more->with_count);
}

/* In how many of `count` stretches of `length` days, the last of which ends today, there was
 * company (or, `meetings`: a meeting or time with others). Events come in order of time. */
static int32_t stretches_with(const rsupi_measuring *m, int32_t count, int32_t length,
                              int meetings) {
  const rsup_day start = m->at->today + 1 - count * length;
  int32_t found = 0, last = -1;
  for (size_t i = 0; i < m->at->view->event_count; i++) {
    const rsupi_event *const event = m->at->view->events[i];
    if (event->first < start || !is_company(event)) continue;
    if (meetings && event->type == RSUPI_EVENT_CONTACT) continue;
    const int32_t stretch = (event->first - start) / length;
    if (stretch == last || stretch >= count) continue;
    last = stretch;
    found++;
  }
  return found;
}

static void measure_quiet(rsupi_measuring *m) {
  enum { WEEKS = 12 };
  const int32_t days = m->options.contact_days;
  const int32_t quiet = days - stretches_with(m, days, 1, 0);
  const int32_t weeks = stretches_with(m, WEEKS, 7, 1);
  m->out->quiet_days = rsupi_measure_bounded((double)quiet / days, 0, (double)quiet / days, quiet);
  m->out->belonging =
      rsupi_measure_bounded((double)weeks / WEEKS, (double)weeks / WEEKS, 1, WEEKS - weeks);
}

/* ---- steps and organisations */

static int list_steps(rsupi_measuring *m) {
  const rsupi_view *const view = m->at->view;
  rsupi_list list = {0};
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_STEP_WORK]; i++) {
    const rsupi_event *const work = view->by_type[RSUPI_EVENT_STEP_WORK][i];
    rsup_step *step = NULL;
    for (size_t k = 0; k < list.count && !step; k++) {
      rsup_step *const one = (rsup_step *)(uintptr_t)list.items[k];
      if (strcmp(one->step, work->more->of) == 0) step = one;
    }
    if (!step) {
      step = rsupi_arena_alloc(m->arena, sizeof *step);
      if (!step || !rsupi_list_push(m->arena, &list, step)) return 0;
      step->step = rsupi_arena_copy(m->arena, work->more->of);
    }
    step->done |= work->more->state == RSUPI_STEP_DONE;
    step->on = work->last;
    if (work->more->tie) step->tie = rsupi_arena_copy(m->arena, work->more->tie);
  }
  m->out->steps = (const rsup_step *const *)list.items;
  m->out->step_count = list.count;
  return !m->arena->failed;
}

static int is_current(const rsupi_organisation *one, rsup_day today) {
  const rsupi_tie like = {.status = one->status, .status_count = one->status_count};
  return rsupi_tie_state(&like, today) == RSUPI_TIE_CURRENT &&
         (one->since == RSUPI_NO_DAY || one->since <= today);
}

static int list_organisations(rsupi_measuring *m) {
  rsupi_list list = {0};
  for (size_t i = 0; i < m->at->view->organisation_count; i++) {
    const rsupi_organisation *const one = m->at->view->organisations[i];
    rsupi_list services = {0};
    if (!is_current(one, m->at->today)) continue;
    rsup_organisation *const out = rsupi_arena_alloc(m->arena, sizeof *out);
    if (!out || !rsupi_list_push(m->arena, &list, out)) return 0;
    out->id = rsupi_arena_copy(m->arena, one->head.id);
    out->kind = rsupi_arena_copy(m->arena, one->kind);
    for (size_t k = 0; k < one->service_count; k++) {
      const char *const service = rsupi_arena_copy(m->arena, one->services[k]);
      if (!service || !rsupi_list_push(m->arena, &services, service)) return 0;
    }
    out->services = (const char *const *)services.items;
    out->service_count = services.count;
  }
  m->out->organisations = (const rsup_organisation *const *)list.items;
  m->out->organisation_count = list.count;
  return !m->arena->failed;
}

int rsupi_measure_flow(rsupi_measuring *m) {
  m->out->giving_share = giving_share(m);
  measure_quiet(m);
  return follow_giving(m) && list_steps(m) && list_organisations(m);
}
