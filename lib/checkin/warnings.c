/* Early-warning signs: rsup_person_warning_signs(). Here: which signs there are, and what the
 * person and others said of each in each unit of days; warnings_agreement.c compares. */
#include "checkin/warnings.h"
#include "core/numbers.h"
#include "person/signs.h"
#include "recovery/question.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_UNIT_DAYS = 366, MOST_CELLS = 16000000 /* signs times units */ };

/* ---- the signs */

/* As the config writes it, where it has it. */
static const char *known_as(const rsup_config *config, const char *name) {
  for (size_t i = 0; i < config->warning_sign_count; i++)
    if (rsupi_says_sign(config->warning_signs[i].id, name, strlen(name)))
      return config->warning_signs[i].id;
  return name;
}

static double weight_of(const rsup_config *config, const char *name) {
  for (size_t i = 0; i < config->warning_sign_count; i++)
    if (rsupi_says_sign(config->warning_signs[i].id, name, strlen(name)))
      return config->warning_signs[i].weight;
  return 1;
}

static rsupi_told_sign *sign_found(const rsupi_warning_question *q, const char *name) {
  for (size_t i = 0; i < q->signs.count; i++) {
    rsupi_told_sign *const sign = (rsupi_told_sign *)(uintptr_t)q->signs.items[i]; /* ours */
    if (rsupi_says_sign(sign->out->sign, name, strlen(name))) return sign;
  }
  return NULL;
}

/* The sign of a name, made when it is not there; NULL: too many, or out of memory. */
static rsupi_told_sign *sign_named(rsupi_warning_question *q, const char *name) {
  rsupi_told_sign *sign = sign_found(q, name);
  if (sign) return sign;
  const size_t units = (size_t)q->out->units;
  q->too_many = units * (q->signs.count + 1) > MOST_CELLS;
  if (q->too_many) return NULL;
  sign = rsupi_arena_alloc(q->arena, sizeof *sign);
  if (!sign) return NULL;
  sign->out = rsupi_arena_alloc(q->arena, sizeof *sign->out);
  sign->self = rsupi_arena_array(q->arena, units, 1);
  sign->others = rsupi_arena_array(q->arena, units, 1);
  if (!sign->out || !sign->self || !sign->others) return NULL;
  sign->out->sign = rsupi_arena_copy(q->arena, known_as(q->at->config, name));
  sign->out->weight = weight_of(q->at->config, name);
  sign->out->first_on = sign->out->last_on = RSUPI_NO_DAY;
  return sign->out->sign && rsupi_list_push(q->arena, &q->signs, sign) ? sign : NULL;
}

/* Those of the plan in force, as it writes them. */
static int take_plan(rsupi_warning_question *q) {
  const rsupi_view *const view = q->at->view;
  const rsupi_plan *plan = NULL;
  for (size_t i = 0; i < view->plan_count; i++)
    if (view->plans[i]->reviewed <= q->at->today) plan = view->plans[i];
  for (size_t i = 0; plan && i < plan->warning_sign_count; i++) {
    rsupi_told_sign *const sign = sign_named(q, plan->warning_signs[i]);
    if (!sign) return 0;
    if (!sign->out->planned) sign->out->sign = rsupi_arena_copy(q->arena, plan->warning_signs[i]);
    sign->out->planned = 1;
  }
  return 1;
}

/* ---- observations */

static void see(rsup_warning_sign *sign, const rsupi_event *event) {
  if (event->first != event->last) return; /* on which day is not known */
  if (sign->first_on == RSUPI_NO_DAY || event->first < sign->first_on)
    sign->first_on = event->first;
  if (sign->last_on == RSUPI_NO_DAY || event->first > sign->last_on) sign->last_on = event->first;
}

static int take_names(rsupi_warning_question *q, const rsupi_event *event, const char *const *names,
                      size_t count, uint8_t what) {
  const size_t unit = (size_t)((event->first - q->out->from) / q->out->unit_days);
  for (size_t i = 0; i < count; i++) {
    rsupi_told_sign *const sign = sign_named(q, names[i]);
    if (!sign) return 0;
    uint8_t *const told = event->more->tie ? &sign->others[unit] : &sign->self[unit];
    if (*told < what) *told = what;
    if (what == RSUPI_SIGN_SEEN) see(sign->out, event);
  }
  return 1;
}

/* 1: within one unit; -1: only in part, or over more than one; 0: outside. */
static int is_placed(const rsup_warning_signs *out, const rsupi_event *event) {
  if (event->last < out->from || event->first >= out->until) return 0;
  if (event->first < out->from || event->last >= out->until) return -1;
  return (event->first - out->from) / out->unit_days == (event->last - out->from) / out->unit_days
             ? 1
             : -1;
}

static int take_observation(rsupi_warning_question *q, const rsupi_event *event,
                            rsupi_list *people) {
  const int placed = is_placed(q->out, event);
  if (!placed) return 1;
  q->out->not_placed += placed < 0;
  int known = !event->more->tie;
  for (size_t i = 0; !known && i < people->count; i++)
    known = strcmp(people->items[i], event->more->tie) == 0;
  if (!known && !rsupi_list_push(q->arena, people, event->more->tie)) return 0;
  return placed < 0 ||
         (take_names(q, event, event->more->yes, event->more->yes_count, RSUPI_SIGN_SEEN) &&
          take_names(q, event, event->more->no, event->more->no_count, RSUPI_SIGN_NOT_SEEN) &&
          take_names(q, event, event->more->not_asked, event->more->not_asked_count,
                     RSUPI_SIGN_NOT_ASKED));
}

static int take_observations(rsupi_warning_question *q) {
  const rsupi_view *const view = q->at->view;
  rsupi_list people = {0};
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_OBSERVATION]; i++)
    if (!take_observation(q, view->by_type[RSUPI_EVENT_OBSERVATION][i], &people)) return 0;
  q->out->others = (int32_t)people.count;
  return 1;
}

/* ---- check-ins that name one */

static int names(const rsupi_event *event, const char *sign) {
  for (size_t i = 0; i < event->questions->count; i++) {
    const rsupi_answer answer = rsupi_answer_at(event, i);
    for (size_t k = 0; k < answer.text_count; k++)
      if (rsupi_says_sign(sign, answer.texts[k], strlen(answer.texts[k]))) return 1;
  }
  return 0;
}

static void count_checkins(const rsupi_warning_question *q) {
  const rsupi_view *const view = q->at->view;
  for (size_t s = 0; s < q->signs.count; s++) {
    rsup_warning_sign *const sign = ((const rsupi_told_sign *)q->signs.items[s])->out;
    rsup_day before = RSUPI_NO_DAY;
    for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CHECKIN]; i++) {
      const rsupi_event *const event = view->by_type[RSUPI_EVENT_CHECKIN][i];
      if (event->first != event->last || event->first == before) continue;
      if (event->first < q->out->from || event->first >= q->out->until) continue;
      if (!(event->has & RSUPI_HAS_CHOICES) || !names(event, sign->sign)) continue;
      sign->checkin_days++;
      before = event->first; /* they come in order of days */
    }
  }
}

/* ---- the question */

static int by_name(const void *left, const void *right) {
  const rsupi_told_sign *a = *(const rsupi_told_sign *const *)left;
  const rsupi_told_sign *b = *(const rsupi_told_sign *const *)right;
  return strcmp(a->out->sign, b->out->sign);
}

rsup_status rsupi_warnings_make(const rsupi_asof *at, rsup_day from, rsup_day until,
                                int32_t unit_days, rsupi_arena *arena, rsup_warning_signs *out,
                                rsup_error *err) {
  rsupi_warning_question q = {.at = at, .arena = arena, .out = out};
  const rsup_status status = rsupi_span_of_events(at, RSUPI_EVENT_OBSERVATION, &from, &until, err);
  if (status) return status;
  out->from = from;
  out->until = until;
  out->unit_days = unit_days ? unit_days : 1;
  out->units = (until - from + out->unit_days - 1) / out->unit_days;
  if (!take_plan(&q) || !take_observations(&q))
    return q.too_many ? rsupi_fail(err, RSUP_E_LIMIT, "too many signs for so many days")
                      : rsupi_fail_memory(err);
  count_checkins(&q);
  if (q.signs.count) qsort(q.signs.items, q.signs.count, sizeof *q.signs.items, by_name);
  if (!rsupi_warnings_compare(&q) || arena->failed) return rsupi_fail_memory(err);
  return RSUP_OK;
}

rsup_status rsup_person_warning_signs(const rsup_person *person, rsup_day from, rsup_day until,
                                      rsup_instant now, const rsup_warning_signs_options *options,
                                      rsup_result **out_result, rsup_error *err) {
  rsup_warning_signs_options given = {0};
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status) status = rsupi_span_check(from, until, err);
  if (!status && (given.unit_days < 0 || given.unit_days > MOST_UNIT_DAYS))
    status = rsupi_fail(err, RSUP_E_RANGE, "unit_days lies within 0 and 366");
  if (!status)
    status =
        rsupi_question_open(person, now, given.known_at, &rsupi_warning_signs_type, &question, err);
  if (status) return status;
  status = rsupi_warnings_make(&question.at, from, until, given.unit_days, question.arena,
                               question.root, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_warning_signs *rsup_warning_signs_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_warning_signs_type ? rsup_result_root(result) : NULL;
}
