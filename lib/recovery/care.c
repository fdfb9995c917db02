/* Care over a span of days: what was asked, the level at its end, and the whole. The parts are in
 * care_episodes.c, care_after.c, care_services.c, care_appointments.c and care_support.c. */
#include "recovery/care.h"

static const rsup_field care_fields[] = {
    RSUPI_FIELD(rsup_care, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_care, until, DAY, "", "the day after the last"),
    RSUPI_FIELD(rsup_care, days, INT32, "days", "days from `from` to `until`"),
    RSUPI_MAYBE(rsup_care, level, TEXT, "", "level of care on the last of these days"),
    RSUPI_MAYBE(rsup_care, care, TEXT, "", "the time in care it belongs to"),
    RSUPI_MAYBE(rsup_care, step, INT32, "", "its place in the order of stepping down"),
    RSUPI_MAYBE(rsup_care, level_from, DAY, "", "first day of it"),
    RSUPI_MAYBE(rsup_care, level_to, DAY, "", "last day of it"),
    RSUPI_RECORDS(rsup_care, episodes, episode_count, rsupi_care_episode_type, "times in care"),
    RSUPI_RECORDS(rsup_care, gaps, gap_count, rsupi_care_gap_type, "days without care between"),
    RSUPI_FIELD(rsup_care, days_in_care, MEASURE, "days", "days in care"),
    RSUPI_RECORDS(rsup_care, services, service_count, rsupi_service_type, "every kind of service"),
    RSUPI_FIELD(rsup_care, services_open, INT32, "", "services needed, and not there yet"),
    RSUPI_FIELD(rsup_care, services_active, INT32, "", "services active"),
    RSUPI_FIELD(rsup_care, services_unknown, INT32, "", "kinds nobody spoke of"),
    RSUPI_RECORDS(rsup_care, appointments, appointment_count, rsupi_appointments_type,
                  "appointments of all kinds, then by kind"),
    RSUPI_RECORDS(rsup_care, medications, medication_count, rsupi_treatment_type,
                  "medications as treatment"),
    RSUPI_FIELD(rsup_care, peer_days, MEASURE, "days", "days with support by peers"),
    RSUPI_FIELD(rsup_care, professional_days, MEASURE, "days", "days with professional support"),
    RSUPI_FIELD(rsup_care, dual_days, MEASURE, "days", "days with both"),
    RSUPI_FIELD(rsup_care, percent_dual, MEASURE, "%", "100 * dual_days / days"),
    RSUPI_RECORDS(rsup_care, conditions, condition_count, rsupi_condition_type,
                  "conditions declared by the person: for filters and overlays"),
    RSUPI_RECORDS(rsup_care, reasons, reason_count, rsupi_reason_type,
                  "why the numbers are what they are"),
};
const rsup_record_type rsupi_care_type =
    RSUPI_RECORD_TYPE("care", rsup_care, care_fields, "care over a span of days");

/* ---- what the parts share */

int rsupi_care_reason(rsupi_care_question *q, const char *id, double number, const char *ref) {
  return rsupi_reason_push(q->arena, &q->reasons, id, number, ref);
}

void rsupi_care_mark(const rsupi_care_question *q, rsup_day from, rsup_day to, uint8_t *days) {
  const uint8_t how = from == RSUPI_NO_DAY ? RSUPI_HOLDS_MAYBE : RSUPI_HOLDS;
  const rsup_day last = to == RSUPI_NO_DAY || to >= q->until ? q->until - 1 : to;
  for (rsup_day day = from > q->from ? from : q->from; day <= last; day++)
    if (days[day - q->from] < how) days[day - q->from] = how;
}

rsup_measure rsupi_care_measure(const rsupi_care_question *q, const uint8_t *days) {
  int32_t sure = 0, maybe = 0;
  for (rsup_day day = q->from; day < q->until; day++) {
    sure += days[day - q->from] == RSUPI_HOLDS;
    maybe += days[day - q->from] == RSUPI_HOLDS_MAYBE;
  }
  return rsupi_measure_bounded(sure + maybe, sure, sure + maybe, maybe);
}

rsup_measure rsupi_days_so_far(rsup_day from, rsup_day first_possible, rsup_day today) {
  const rsup_day low = first_possible != RSUPI_NO_DAY ? first_possible : today;
  return rsupi_measure_bounded(today - from, low - from, rsupi_nan(), 1);
}

rsup_day rsupi_appointment_day(const rsupi_asof *at, const rsupi_appointment *one, int *out_ahead) {
  const rsupi_view *const view = at->view;
  if (one->at.at == RSUPI_NO_INSTANT) {
    *out_ahead = one->at.day > at->today || (one->at.day == at->today && !one->outcome);
    return one->at.day;
  }
  *out_ahead = one->at.at > at->now;
  return rsupi_history_day(view->zones, view->zone_count, one->at.at);
}

/* ---- what was asked */

static void earlier(rsup_day *first, rsup_day day) {
  if (day != RSUPI_NO_DAY && (*first == RSUPI_NO_DAY || day < *first)) *first = day;
}

static rsup_day first_told(const rsupi_asof *at) {
  const rsupi_view *const view = at->view;
  rsup_day first = RSUPI_NO_DAY;
  int ahead;
  for (size_t i = 0; i < view->care_count; i++) {
    earlier(&first, view->care[i]->from);
    earlier(&first, view->care[i]->to);
  }
  for (size_t i = 0; i < view->service_count; i++)
    for (size_t k = 0; k < view->services[i]->status_count; k++)
      earlier(&first, view->services[i]->status[k].from);
  for (size_t i = 0; i < view->appointment_count; i++)
    earlier(&first, rsupi_appointment_day(at, view->appointments[i], &ahead));
  return first;
}

/* ---- the level at the end */

/* The later begun holds; of two begun on one day the closer care. */
static int holds_before(const rsupi_care *a, const rsupi_care *b) {
  if (a->from != b->from) return a->from > b->from;
  return a->definition->step < b->definition->step;
}

static void find_level(rsupi_care_question *q) {
  const rsupi_view *const view = q->at->view;
  const rsup_day day = q->until - 1;
  const rsupi_care *best = NULL;
  rsup_care *const out = q->out;
  int32_t together = 0;
  for (size_t i = 0; i < view->care_count; i++) {
    const rsupi_care *const care = view->care[i];
    if (care->from > day || (care->to != RSUPI_NO_DAY && care->to < day)) continue;
    if (!best || holds_before(care, best)) best = care;
    together++;
  }
  out->step = INT32_MIN;
  out->level_from = out->level_to = RSUPI_NO_DAY;
  if (!best || q->until == q->from) return;
  out->level = best->level;
  out->care = rsupi_arena_copy(q->arena, best->head.id);
  out->step = best->definition->step;
  out->level_from = best->from;
  out->level_to = best->to != RSUPI_NO_DAY && best->to <= q->at->today ? best->to : RSUPI_NO_DAY;
  if (together > 1) rsupi_care_reason(q, "levels_overlap", together, out->care);
}

/* ---- all of it */

rsup_status rsupi_care_make(const rsupi_asof *at, rsup_day from, rsup_day until,
                            int32_t retained_days, rsupi_arena *arena, rsup_care *out,
                            rsup_error *err) {
  rsupi_care_question q = {.at = at,
                           .from = from,
                           .until = until,
                           .retained_days = retained_days,
                           .arena = arena,
                           .out = out};
  const rsup_status status = rsupi_span_fill(at, first_told(at), &q.from, &q.until, err);
  if (status) return status;
  out->from = q.from;
  out->until = q.until;
  out->days = q.until - q.from;
  find_level(&q);
  const int fine = rsupi_care_episodes(&q) && rsupi_care_services(&q) &&
                   rsupi_care_appointments(&q) && rsupi_care_support(&q);
  out->reasons = (const rsup_reason *const *)q.reasons.items;
  out->reason_count = q.reasons.count;
  return fine && !arena->failed ? RSUP_OK : rsupi_fail_memory(err);
}

rsup_status rsup_person_care(const rsup_person *person, rsup_day from, rsup_day until,
                             rsup_instant now, const rsup_care_options *options,
                             rsup_result **out_result, rsup_error *err) {
  enum { RETAINED_DAYS = 90 };
  rsup_care_options given = {0};
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status) status = rsupi_span_check(from, until, err);
  if (!status && (given.retained_days < 0 || given.retained_days > 36500))
    status = rsupi_fail(err, RSUP_E_RANGE, "retained_days lies within 0 and 36500");
  if (!status)
    status = rsupi_question_open(person, now, given.known_at, &rsupi_care_type, &question, err);
  if (status) return status;
  const int32_t retained = given.retained_days ? given.retained_days : RETAINED_DAYS;
  status = rsupi_care_make(&question.at, from, until, retained, question.arena, question.root, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_care *rsup_care_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_care_type ? rsup_result_root(result) : NULL;
}
