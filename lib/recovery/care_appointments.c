/* Appointments: kept, missed, cancelled, or nobody said; all of them, and by kind. */
#include "recovery/care.h"

static const rsup_field appointments_fields[] = {
    RSUPI_KEY(rsup_appointments, kind, TEXT, "", "id in the config, or all"),
    RSUPI_FIELD(rsup_appointments, kept, INT32, "", "appointments kept"),
    RSUPI_FIELD(rsup_appointments, missed, INT32, "", "appointments missed"),
    RSUPI_FIELD(rsup_appointments, cancelled, INT32, "", "appointments cancelled: in no rate"),
    RSUPI_FIELD(rsup_appointments, unknown, INT32, "",
                "appointments of which nobody said what came of them"),
    RSUPI_FIELD(rsup_appointments, planned, INT32, "", "appointments still to come"),
    RSUPI_FIELD(rsup_appointments, numerator, INT32, "", "appointments kept"),
    RSUPI_FIELD(rsup_appointments, denominator, INT32, "", "appointments kept or missed"),
    RSUPI_FIELD(rsup_appointments, rate, MEASURE, "", "share kept of those kept or missed"),
    RSUPI_MAYBE(rsup_appointments, first_kept, DAY, "", "first one kept"),
    RSUPI_MAYBE(rsup_appointments, last_kept, DAY, "", "last one kept"),
    RSUPI_MAYBE(rsup_appointments, next, DAY, "", "next planned one"),
};
const rsup_record_type rsupi_appointments_type =
    RSUPI_RECORD_TYPE("appointments", rsup_appointments, appointments_fields, "appointments");

static void count_past(rsup_appointments *out, const rsupi_appointment *one, rsup_day day) {
  switch (one->outcome) {
  case RSUPI_APPOINTMENT_KEPT:
    out->kept++;
    if (out->first_kept == RSUPI_NO_DAY || day < out->first_kept) out->first_kept = day;
    if (out->last_kept == RSUPI_NO_DAY || day > out->last_kept) out->last_kept = day;
    break;
  case RSUPI_APPOINTMENT_MISSED:
    out->missed++;
    break;
  case RSUPI_APPOINTMENT_CANCELLED:
    out->cancelled++;
    break;
  default:
    out->unknown++;
    break;
  }
}

static void count_ahead(rsup_appointments *out, const rsupi_appointment *one, rsup_day day) {
  if (one->outcome == RSUPI_APPOINTMENT_CANCELLED) return;
  out->planned++;
  if (out->next == RSUPI_NO_DAY || day < out->next) out->next = day;
}

/* Those nobody spoke of may all have been missed, or all kept, or cancelled. */
static void divide(rsup_appointments *out) {
  const int32_t told = out->kept + out->missed, all = told + out->unknown;
  out->numerator = out->kept;
  out->denominator = told;
  if (all == 0)
    out->rate = rsupi_measure_not_applicable();
  else if (told == 0)
    out->rate = rsupi_measure_unknown(out->unknown);
  else
    out->rate = rsupi_measure_bounded((double)out->kept / told, (double)out->kept / all,
                                      (double)(out->kept + out->unknown) / all, out->unknown);
}

static rsup_appointments *count(rsupi_care_question *q, const char *kind) {
  const rsupi_view *const view = q->at->view;
  rsup_appointments *const out = rsupi_arena_alloc(q->arena, sizeof *out);
  if (!out) return NULL;
  out->kind = kind ? kind : "all";
  out->first_kept = out->last_kept = out->next = RSUPI_NO_DAY;
  for (size_t i = 0; i < view->appointment_count; i++) {
    const rsupi_appointment *const one = view->appointments[i];
    int ahead;
    const rsup_day day = rsupi_appointment_day(q->at, one, &ahead);
    if (kind && !rsupi_text_equal(one->kind, kind)) continue;
    if (ahead)
      count_ahead(out, one, day);
    else if (day >= q->from && day < q->until)
      count_past(out, one, day);
  }
  divide(out);
  return out;
}

static int is_told_of(const rsup_appointments *one) {
  return one->kept + one->missed + one->cancelled + one->unknown + one->planned > 0;
}

int rsupi_care_appointments(rsupi_care_question *q) {
  const rsup_config *const config = q->at->config;
  const rsup_appointments *const all = count(q, NULL);
  rsupi_list list = {0};
  if (!all || !rsupi_list_push(q->arena, &list, all)) return 0;
  for (size_t i = 0; i < config->appointment_kind_count; i++) {
    const rsup_appointments *const one = count(q, config->appointment_kinds[i].id);
    if (!one || (is_told_of(one) && !rsupi_list_push(q->arena, &list, one))) return 0;
  }
  q->out->appointments = (const rsup_appointments *const *)list.items;
  q->out->appointment_count = list.count;
  if (all->unknown) rsupi_care_reason(q, "appointments_without_word", all->unknown, NULL);
  return 1;
}
