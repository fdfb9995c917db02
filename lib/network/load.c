/* rsup_person_support_load(): who carries whom. Each pair is a tie in one of the roles in which two
 * people agree to keep in touch; a contact is due `contact_every` days after the last that came
 * about, and each side is asked for its own. What nobody recorded is no delay. */
#include "network/load.h"
#include "core/numbers.h"
#include "network/contacts.h"
#include "network/id_list.h"
#include "network/ties.h"
#include "person/records.h"
#include "recovery/question.h"
#include <string.h>

static const char built_in_roles[] = "sponsor mentor accountability_partner sponsee mentee";

/* What the contact log tells of one tie; RSUPI_NO_DAY: none is recorded. */
typedef struct log_of_tie {
  rsup_day first, mine, theirs, nobodys; /* nobodys: the last of which nobody said whose it was */
} log_of_tie;

typedef struct loads {
  const rsupi_asof *at;
  rsupi_arena *arena;
  rsupi_contacts contacts;
  log_of_tie *log;   /* by the place of a tie in the view */
  rsupi_list *steps; /* of step_seen, by the same */
} loads;

static int read_log(loads *l) {
  const rsupi_view *const view = l->at->view;
  l->log = rsupi_arena_array(l->arena, view->tie_count, sizeof *l->log);
  if (!l->log ||
      !rsupi_contacts_read(l->at, l->at->config->network.contact_days, l->arena, &l->contacts))
    return 0;
  const log_of_tie none = {RSUPI_NO_DAY, RSUPI_NO_DAY, RSUPI_NO_DAY, RSUPI_NO_DAY};
  for (size_t i = 0; i < view->tie_count; i++) l->log[i] = none;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CONTACT]; i++) { /* in order of time */
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_CONTACT][i];
    const size_t place = rsupi_tie_place(view, event->more->tie);
    if (place == SIZE_MAX || event->more->outcome == RSUPI_OUTCOME_NOT_REACHED) continue;
    log_of_tie *const log = &l->log[place];
    if (log->first == RSUPI_NO_DAY) log->first = event->first;
    rsup_day *const whose = event->more->by == RSUPI_BY_ME     ? &log->mine
                            : event->more->by == RSUPI_BY_THEM ? &log->theirs
                                                               : &log->nobodys;
    *whose = event->first;
  }
  return 1;
}

/* ---- what is due */

static rsup_day later_of(rsup_day a, rsup_day b) {
  return a > b ? a : b;
}

/* Days since a contact was due, of which the last was on `last`. */
static int32_t overdue(const loads *l, const rsupi_tie *tie, rsup_day last) {
  if (tie->contact_every_days == INT32_MIN || last == RSUPI_NO_DAY) return INT32_MIN;
  const int32_t days = l->at->today - last - tie->contact_every_days;
  return days > 0 ? days : 0;
}

/* The same of one side. Where none of theirs is recorded it is due since the log or the tie began,
 * whichever is later. A newer contact that may have been theirs leaves it open. */
static int32_t side_overdue(const loads *l, const rsupi_tie *tie, const log_of_tie *log,
                            rsup_day last, rsup_day since) {
  if (last == RSUPI_NO_DAY && log->first != RSUPI_NO_DAY) last = later_of(log->first, since);
  const int32_t days = overdue(l, tie, last);
  if (days > 0 && log->nobodys > last && overdue(l, tie, log->nobodys) != days) return INT32_MIN;
  return days;
}

static int add_due(const loads *l, rsupi_list *reasons, const char *id, int32_t days,
                   const char *tie) {
  return days <= 0 || rsupi_reason_push(l->arena, reasons, id, days, tie);
}

/* ---- step work */

typedef struct step_seen {
  const char *step;
  size_t place; /* of its newest event */
  int done;
} step_seen;

static int take_step(const loads *l, rsupi_list *steps, const rsupi_event *work, size_t place) {
  step_seen *seen = NULL;
  for (size_t k = 0; k < steps->count && !seen; k++) {
    step_seen *const one = (step_seen *)(uintptr_t)steps->items[k];
    if (strcmp(one->step, work->more->of) == 0) seen = one;
  }
  if (!seen) {
    seen = rsupi_arena_alloc(l->arena, sizeof *seen);
    if (!seen || !rsupi_list_push(l->arena, steps, seen)) return 0;
    seen->step = work->more->of;
  }
  seen->done |= work->more->state == RSUPI_STEP_DONE;
  seen->place = place;
  return 1;
}

static int read_steps(loads *l) {
  const rsupi_view *const view = l->at->view;
  l->steps = rsupi_arena_array(l->arena, view->tie_count, sizeof *l->steps);
  if (!l->steps) return 0;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_STEP_WORK]; i++) {
    const rsupi_event *const work = view->by_type[RSUPI_EVENT_STEP_WORK][i];
    const size_t tie = work->more->tie ? rsupi_tie_place(view, work->more->tie) : SIZE_MAX;
    if (tie != SIZE_MAX && !take_step(l, &l->steps[tie], work, i)) return 0;
  }
  return 1;
}

static void sum_steps(const loads *l, const rsupi_list *steps, rsup_support_pair *pair) {
  const step_seen *newest = NULL;
  for (size_t k = 0; k < steps->count; k++) {
    const step_seen *const one = steps->items[k];
    pair->steps_done += one->done;
    if (!one->done && (!newest || one->place > newest->place)) newest = one;
  }
  pair->step = rsupi_arena_copy(l->arena, newest ? newest->step : NULL);
}

/* ---- a pair */

static const rsupi_tie_role *role_in_force(const loads *l, const rsupi_tie *tie,
                                           const rsupi_role *role) {
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_tie_role *const one = &tie->roles[i];
    if (one->definition == role && rsupi_role_in_force(one, l->at->today)) return one;
  }
  return NULL;
}

/* Of those who take a number of people, which role it is; 1: sponsor, 2: mentor; 0: none. */
static int capacity_kind(const char *role) {
  if (strcmp(role, "sponsor") == 0 || strcmp(role, "sponsee") == 0) return 1;
  return strcmp(role, "mentor") == 0 || strcmp(role, "mentee") == 0 ? 2 : 0;
}

static int32_t capacity_of(const rsupi_capacity *capacity, const char *role) {
  const int kind = capacity_kind(role);
  if (!capacity || !kind) return INT32_MIN;
  return kind == 1 ? capacity->sponsor : capacity->mentor;
}

static rsup_support_pair *describe_pair(const loads *l, size_t place, const rsupi_role *role,
                                        const rsupi_tie_role *held) {
  const rsupi_tie *const tie = l->at->view->ties[place];
  const log_of_tie *const log = &l->log[place];
  rsup_support_pair *const pair = rsupi_arena_alloc(l->arena, sizeof *pair);
  rsupi_list reasons = {0};
  if (!pair) return NULL;
  pair->tie = rsupi_arena_copy(l->arena, tie->head.id);
  pair->since = held->from != RSUPI_NO_DAY ? held->from : tie->since;
  pair->days = pair->since == RSUPI_NO_DAY ? INT32_MIN : l->at->today - pair->since;
  pair->every_days = tie->contact_every_days;
  pair->last_contact = l->contacts.last[place];
  pair->last_from_me = log->mine;
  pair->last_from_them = log->theirs;
  pair->contacts = l->contacts.within[place];
  pair->capacity =
      role->direction == RSUPI_HELPS_ME ? capacity_of(tie->capacity, role->id) : INT32_MIN;
  pair->overdue_days = overdue(l, tie, pair->last_contact);
  pair->i_am_overdue_days = side_overdue(l, tie, log, log->mine, pair->since);
  pair->they_are_overdue_days = side_overdue(l, tie, log, log->theirs, pair->since);
  sum_steps(l, &l->steps[place], pair);
  if (!add_due(l, &reasons, "they_expect_you", pair->i_am_overdue_days, pair->tie) ||
      !add_due(l, &reasons, "you_expect_them", pair->they_are_overdue_days, pair->tie))
    return NULL;
  pair->reasons = (const rsup_reason *const *)reasons.items;
  pair->reason_count = reasons.count;
  return pair;
}

/* ---- a role */

static int32_t longest(const rsup_support_pair *pair) {
  return later_of(pair->overdue_days,
                  later_of(pair->i_am_overdue_days, pair->they_are_overdue_days));
}

static int by_overdue(const void *x, const void *y) {
  const rsup_support_pair *const a = x, *const b = y;
  if (longest(a) != longest(b)) return longest(a) > longest(b) ? -1 : 1;
  return strcmp(a->tie, b->tie);
}

static void sum_up(const loads *l, const rsupi_role *role, const rsupi_list *pairs,
                   rsup_role_load *out) {
  const rsupi_self *const self = l->at->view->self;
  out->people = (int32_t)pairs->count;
  out->capacity =
      role->direction == RSUPI_I_HELP && self ? capacity_of(self->capacity, role->id) : INT32_MIN;
  out->room = out->capacity == INT32_MIN ? INT32_MIN : out->capacity - out->people;
  out->load = out->capacity > 0 ? (double)out->people / out->capacity : rsupi_nan();
  for (size_t i = 0; i < pairs->count; i++) {
    const rsup_support_pair *const pair = pairs->items[i];
    out->overdue += pair->overdue_days > 0;
    out->i_am_overdue += pair->i_am_overdue_days > 0;
    out->they_are_overdue += pair->they_are_overdue_days > 0;
  }
}

static int add_role(const loads *l, const rsupi_role *role, rsupi_list *roles) {
  const rsupi_view *const view = l->at->view;
  rsup_role_load *const out = rsupi_arena_alloc(l->arena, sizeof *out);
  rsupi_list pairs = {0};
  if (!out || !rsupi_list_push(l->arena, roles, out)) return 0;
  for (size_t i = 0; i < view->tie_count; i++) {
    const rsupi_tie_role *const held =
        rsupi_tie_counts(l->at, view->ties[i]) ? role_in_force(l, view->ties[i], role) : NULL;
    if (!held) continue;
    rsup_support_pair *const pair = describe_pair(l, i, role, held);
    if (!pair || !rsupi_list_push(l->arena, &pairs, pair)) return 0;
  }
  void **const buffer = rsupi_arena_array(l->arena, pairs.count, sizeof *buffer);
  if (!buffer) return 0;
  rsupi_sort((void **)pairs.items, buffer, pairs.count, by_overdue);
  out->role = role->id;
  out->direction = rsupi_name_of(rsupi_direction_names, role->direction);
  out->pairs = (const rsup_support_pair *const *)pairs.items;
  out->pair_count = pairs.count;
  sum_up(l, role, &pairs, out);
  return 1;
}

/* ---- the question */

static rsup_status tell(rsupi_question *question, const char *asked, rsup_error *err) {
  rsup_support_load *const out = question->root;
  loads l = {.at = &question->at, .arena = question->arena};
  rsupi_list ids = {0}, roles = {0};
  if (!rsupi_id_list_read(l.arena, asked ? asked : built_in_roles, &ids) || !read_log(&l) ||
      !read_steps(&l))
    return rsupi_fail_memory(err);
  for (size_t i = 0; i < ids.count; i++) {
    const rsupi_role *const role = rsupi_config_role(l.at->config, ids.items[i]);
    if (!role && asked)
      return rsupi_fail(err, RSUP_E_OPTIONS, "roles names a role that the config does not know");
    if (role && !add_role(&l, role, &roles)) return rsupi_fail_memory(err);
  }
  out->today = l.at->today;
  out->roles = (const rsup_role_load *const *)roles.items;
  out->role_count = roles.count;
  return RSUP_OK;
}

rsup_status rsup_person_support_load(const rsup_person *person, rsup_instant now,
                                     const rsup_support_load_options *given,
                                     rsup_result **out_result, rsup_error *err) {
  rsup_support_load_options options;
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, given, &options, sizeof options, err);
  if (!status && options.reserved)
    status = rsupi_fail(err, RSUP_E_OPTIONS, "reserved of the options is not zero");
  if (!status)
    status = rsupi_question_open(person, now, options.known_at, &rsupi_support_load_type, &question,
                                 err);
  if (status) return status;
  return rsupi_question_close(&question, tell(&question, options.roles, err), out_result, err);
}

const rsup_support_load *rsup_support_load_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_support_load_type ? rsup_result_root(result) : NULL;
}
