/* rsup_person_mentor_match(): candidates one after the other, each in memory that the next one uses
 * again; who may be a mentor ranked, who may not with the reasons. */
#include "network/match.h"
#include "core/numbers.h"
#include "core/text.h"
#include "person/records.h"
#include "recovery/question.h"
#include <string.h>

static const rsup_field mentor_fields[] = {
    RSUPI_KEY(rsup_mentor, person, TEXT, "", "id of their record"),
    RSUPI_FIELD(rsup_mentor, score, DOUBLE, "", "sum of the reasons' numbers, in their order"),
    RSUPI_FIELD(rsup_mentor, capacity_left, INT32, "", "people they can still take"),
    RSUPI_RECORDS(rsup_mentor, reasons, reason_count, rsupi_reason_type,
                  "terms of the score, strongest first; then what is not known"),
};
const rsup_record_type rsupi_mentor_type =
    RSUPI_RECORD_TYPE("mentor", rsup_mentor, mentor_fields, "somebody who may be the mentor");

static const rsup_field left_out_fields[] = {
    RSUPI_KEY(rsup_mentor_left_out, person, TEXT, "", "id of their record"),
    RSUPI_RECORDS(rsup_mentor_left_out, reasons, reason_count, rsupi_reason_type,
                  "why they are not offered"),
};
const rsup_record_type rsupi_mentor_left_out_type = RSUPI_RECORD_TYPE(
    "mentor_left_out", rsup_mentor_left_out, left_out_fields, "somebody who is not offered");

static const rsup_field match_fields[] = {
    RSUPI_FIELD(rsup_mentor_match, library, TEXT, "", "version of the library"),
    RSUPI_FIELD(rsup_mentor_match, config_digest, TEXT, "", "SHA-256 of the config's content"),
    RSUPI_FIELD(rsup_mentor_match, as_of, INSTANT, "ms", "the moment asked about"),
    RSUPI_FIELD(rsup_mentor_match, fitting, INT32, "",
                "candidates who may be, also beyond the limit"),
    RSUPI_RECORDS(rsup_mentor_match, mentors, mentor_count, rsupi_mentor_type, "best first"),
    RSUPI_RECORDS(rsup_mentor_match, left_out, left_out_count, rsupi_mentor_left_out_type,
                  "candidates who are not offered, by id"),
};
const rsup_record_type rsupi_mentor_match_type =
    RSUPI_RECORD_TYPE("mentor_match", rsup_mentor_match, match_fields, "mentors for one person");

/* ---- what is asked */

static int is_given(const uint8_t *array, size_t count, size_t n, int is_needed) {
  return array ? count == n : count == 0 && (!is_needed || n == 0);
}

static rsup_status check_options(const rsup_mentor_match_options *o, size_t n, rsup_error *err) {
  if (o->limit < 0) return rsupi_fail(err, RSUP_E_RANGE, "the limit lies below zero");
  if (!is_given(o->permits, o->permit_count, n, 1) ||
      !is_given(o->person_permits, o->person_permit_count, n, 1))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "permits of both sides are needed, one per candidate");
  if (!is_given(o->tells, o->tell_count, n, 0) || !is_given(o->conflicts, o->conflict_count, n, 0))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "tells and conflicts are one per candidate, or none");
  return RSUP_OK;
}

static rsup_status check_candidates(const rsup_person *person, const rsup_person *const *candidates,
                                    size_t n, rsup_error *err) {
  if (!person || (n && !candidates) || n > INT32_MAX)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "person or candidates is NULL, or they are too many");
  for (size_t i = 0; i < n; i++) {
    if (!candidates[i]) return rsupi_fail(err, RSUP_E_ARGUMENT, "a candidate is NULL");
    if (rsupi_person_config(candidates[i]) != rsupi_person_config(person))
      return rsupi_fail(err, RSUP_E_STATE, "the records belong to different configs");
  }
  return RSUP_OK;
}

/* ---- one candidate */

typedef struct one {
  const rsup_person *record;
  size_t place; /* in the arrays of the options */
} one;

static int by_id(const void *a, const void *b) {
  return strcmp(((const one *)a)->record->id, ((const one *)b)->record->id);
}

typedef struct job {
  rsupi_matching m;
  const rsup_mentor_match_options *o;
  rsup_instant now, known_at;
  rsupi_arena scratch;
  rsup_mentor_match *out;
  rsupi_list mentors, left_out;
} job;

static int leave_out(job *j, const one *candidate, const rsupi_list *reasons) {
  rsup_mentor_left_out *const left = rsupi_arena_alloc(j->m.arena, sizeof *left);
  if (!left) return 0;
  left->person = rsupi_arena_copy(j->m.arena, candidate->record->id);
  left->reasons = (const rsup_reason *const *)reasons->items;
  left->reason_count = reasons->count;
  return rsupi_list_push(j->m.arena, &j->left_out, left);
}

static int by_score(const void *a, const void *b) {
  const rsup_mentor *const x = a, *const y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  return strcmp(x->person, y->person);
}

static int offer(job *j, const one *candidate, const rsupi_applicant *applicant) {
  rsupi_list reasons = {0};
  rsup_mentor *const mentor = rsupi_arena_alloc(j->m.arena, sizeof *mentor);
  if (!mentor || !rsupi_match_terms(&j->m, applicant, &j->scratch, &mentor->score, &reasons))
    return 0;
  mentor->person = rsupi_arena_copy(j->m.arena, candidate->record->id);
  if (!mentor->person) return 0;
  mentor->capacity_left = applicant->room;
  mentor->reasons = (const rsup_reason *const *)reasons.items;
  mentor->reason_count = reasons.count;
  return rsupi_list_push(j->m.arena, &j->mentors, mentor);
}

static int add_reason(job *j, rsupi_list *reasons, const char *id) {
  return rsupi_reason_push(j->m.arena, reasons, id, rsupi_nan(), "");
}

/* What needs nobody's record: both consents, and two people. */
static int find_consents(job *j, const one *candidate, rsupi_list *reasons) {
  const size_t i = candidate->place;
  if (strcmp(candidate->record->id, j->m.seeker->view->person_id) == 0)
    return add_reason(j, reasons, "oneself");
  return (j->o->permits[i] || add_reason(j, reasons, "no_consent")) &&
         (j->o->person_permits[i] || add_reason(j, reasons, "no_consent_of_the_person"));
}

static rsup_status read_candidate(job *j, const one *candidate, rsupi_list *reasons,
                                  rsup_error *err) {
  rsupi_asof at;
  rsupi_applicant applicant = {.at = &at,
                               .tells = j->o->tells && j->o->tells[candidate->place],
                               .declared_conflict =
                                   j->o->conflicts && j->o->conflicts[candidate->place]};
  rsup_status status =
      rsupi_asof_open(candidate->record, j->now, j->known_at, NULL, NULL, &j->scratch, &at, err);
  if (status == RSUP_E_TIME) { /* without a zone no day is known, and so no year */
    const char *const why = applicant.tells ? "zone_not_recorded" : "not_eligible";
    rsupi_error_clear(err);
    return add_reason(j, reasons, why) ? RSUP_OK : rsupi_fail_memory(err);
  }
  if (status) return status;
  rsupi_applicant_room(&applicant);
  status = rsupi_match_rules(&j->m, &applicant, &j->scratch, reasons, err);
  if (status || reasons->count) return status;
  return offer(j, candidate, &applicant) ? RSUP_OK : rsupi_fail_memory(err);
}

static rsup_status take_candidate(job *j, const one *candidate, rsup_error *err) {
  rsupi_list reasons = {0};
  rsup_status status = RSUP_OK;
  if (!find_consents(j, candidate, &reasons)) return rsupi_fail_memory(err);
  if (!reasons.count) {
    rsupi_arena_init(&j->scratch, &j->m.arena->allocator, 8192);
    status = read_candidate(j, candidate, &reasons, err);
    if (!status && j->scratch.failed) status = rsupi_fail_memory(err);
    rsupi_arena_free(&j->scratch);
  }
  if (!status && reasons.count && !leave_out(j, candidate, &reasons))
    status = rsupi_fail_memory(err);
  return status;
}

/* ---- all of them */

static double weight(double own, double of_config) {
  return rsupi_isnan(own) ? of_config : own;
}

static rsupi_match_weights weights_of(const rsupi_asof *at) {
  rsupi_match_weights w = at->config->match;
  const rsupi_match_weights *const own = at->view->self ? at->view->self->match : NULL;
  if (!own) return w;
  w.experience = weight(own->experience, w.experience);
  w.language = weight(own->language, w.language);
  w.hours = weight(own->hours, w.hours);
  w.zone = weight(own->zone, w.zone);
  w.mode = weight(own->mode, w.mode);
  w.load = weight(own->load, w.load);
  return w;
}

static rsup_status sort_candidates(job *j, const rsup_person *const *candidates, size_t n,
                                   one ***out, rsup_error *err) {
  one *const list = rsupi_arena_array(j->m.arena, n, sizeof *list);
  void **const sorted = rsupi_arena_array(j->m.arena, n, sizeof *sorted);
  void **const room = rsupi_arena_array(j->m.arena, n, sizeof *room);
  if (!list || !sorted || !room) return rsupi_fail_memory(err);
  for (size_t i = 0; i < n; i++) {
    list[i] = (one){candidates[i], i};
    sorted[i] = &list[i];
  }
  rsupi_sort(sorted, room, n, by_id);
  *out = (one **)sorted;
  for (size_t i = 1; i < n; i++)
    if (by_id(sorted[i - 1], sorted[i]) == 0)
      return rsupi_fail(err, RSUP_E_ARGUMENT, "two candidates have the same id");
  return RSUP_OK;
}

static rsup_status match_all(job *j, const rsup_person *const *candidates, size_t n,
                             rsup_error *err) {
  one **sorted = NULL;
  rsup_status status = sort_candidates(j, candidates, n, &sorted, err);
  if (!status && !rsupi_week_read(j->m.seeker, j->m.arena, &j->m.hours))
    status = rsupi_fail_memory(err);
  for (size_t i = 0; i < n && !status; i++) status = take_candidate(j, sorted[i], err);
  void **const room = rsupi_arena_array(j->m.arena, j->mentors.count, sizeof *room);
  if (!status && !room) status = rsupi_fail_memory(err);
  if (status) return status;
  rsupi_sort((void **)j->mentors.items, room, j->mentors.count, by_score);
  rsup_mentor_match *const out = j->out;
  const size_t limit = j->o->limit ? (size_t)j->o->limit : n;
  out->library = rsup_version();
  out->config_digest = rsupi_arena_copy(j->m.arena, rsup_config_digest(j->m.seeker->config));
  out->as_of = j->now;
  out->fitting = (int32_t)j->mentors.count;
  out->mentors = (const rsup_mentor *const *)j->mentors.items;
  out->mentor_count = j->mentors.count < limit ? j->mentors.count : limit;
  out->left_out = (const rsup_mentor_left_out *const *)j->left_out.items;
  out->left_out_count = j->left_out.count;
  return RSUP_OK;
}

rsup_status rsup_person_mentor_match(const rsup_person *person,
                                     const rsup_person *const *candidates, size_t n,
                                     rsup_instant now, const rsup_mentor_match_options *options,
                                     rsup_result **out_result, rsup_error *err) {
  rsup_mentor_match_options given = {0};
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status) status = check_candidates(person, candidates, n, err);
  if (!status) status = check_options(&given, n, err);
  if (!status)
    status =
        rsupi_question_open(person, now, given.known_at, &rsupi_mentor_match_type, &question, err);
  if (status) return status;
  job j = {
      .m = {.seeker = &question.at, .weights = weights_of(&question.at), .arena = question.arena},
      .o = &given,
      .now = now,
      .known_at = given.known_at ? *given.known_at : now,
      .out = question.root};
  status = match_all(&j, candidates, n, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_mentor_match *rsup_mentor_match_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_mentor_match_type ? rsup_result_root(result) : NULL;
}
