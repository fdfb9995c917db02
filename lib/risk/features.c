/* Features computed from a record. Windows are local days, half-open: [today - W, today). */
#include "risk/features.h"
#include "core/numbers.h"
#include "core/text.h"
#include "instrument/instrument.h"

typedef struct work {
  const rsupi_features_query *query;
  const rsupi_feature *feature;
  rsupi_arena *arena;
  rsup_error *err;
} work;

static rsup_day window_start(const work *w) {
  const rsup_day today = w->query->at->today;
  return w->feature->window_days == INT32_MIN ? INT32_MIN : today - w->feature->window_days;
}

/* ---- use */

/* Days in weeks: the state of today counts, for a use of today is the nearest there is. */
static double periods_since(const work *w) {
  rsup_day from = w->query->last_use;
  if (from == INT32_MIN && w->feature->since_start) from = w->query->days->start;
  if (from == INT32_MIN || from > w->query->at->today) return rsupi_nan();
  return (double)(w->query->at->today - from) / 7;
}

/* Missing when nothing was said about any day of the window. */
static double weeks_with(const work *w) {
  const rsupi_target_days *const days = w->query->days;
  const rsup_day today = w->query->at->today;
  int32_t weeks = 0, said = 0;
  if (days->count == 0) return rsupi_nan(); /* no day is counted, and there may be no start */
  for (rsup_day end = today; end > window_start(w); end -= 7) {
    int used = 0;
    for (rsup_day day = end - 7; day < end; day++) {
      if (day < days->start || (size_t)(day - days->start) >= days->count) continue;
      const uint8_t state = days->state[day - days->start];
      said |= state != RSUP_DAY_UNKNOWN;
      used |= state == RSUP_DAY_USED;
    }
    weeks += used;
  }
  return said ? weeks : rsupi_nan();
}

/* ---- answers to an item */

/* An item that the config does not have was never asked. */
static rsup_status values_of(const work *w, rsup_day from, rsup_day until, rsupi_item_values *out) {
  const rsupi_series *const series = w->feature->series;
  const rsupi_form *const form = rsupi_config_form(w->query->at->config, series->form);
  const rsupi_item *const item = form ? rsupi_form_item(form, series->item) : NULL;
  const rsupi_item_values none = {NULL, NULL, NULL, 0};
  *out = none;
  if (!item) return RSUP_OK;
  const char *const target = item->per_target == 1 ? w->query->days->target->head.id : NULL;
  return rsupi_item_values_make(w->query->at, series->form, series->item, target, from, until,
                                w->arena, out, w->err);
}

static double mean_of(const double *values, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += values[i];
  return sum / (double)count;
}

static double deviation_of(const double *values, size_t count, double mean) {
  double squares = 0;
  for (size_t i = 0; i < count; i++) squares += (values[i] - mean) * (values[i] - mean);
  return rsupi_sqrt(squares / (double)(count - 1));
}

/* Mean of the window, in standard deviations of the person's own answers in the days before it. */
static rsup_status z_own(const work *w, double *out) {
  rsupi_item_values all;
  const rsup_day start = window_start(w);
  const rsup_status status =
      values_of(w, start - w->feature->baseline_days, w->query->at->today, &all);
  size_t before = 0;
  while (!status && before < all.count && all.days[before] < start) before++;
  if (status || before == all.count || before < 2 || before < (size_t)w->feature->min_n)
    return status;
  const double mean = mean_of(all.values, before);
  double sd = deviation_of(all.values, before, mean);
  if (sd < w->feature->sd_floor) sd = w->feature->sd_floor;
  if (sd > 0) *out = (mean_of(all.values + before, all.count - before) - mean) / sd;
  return RSUP_OK;
}

static rsup_status last_answer(const work *w, double *out) {
  rsupi_item_values values;
  const rsup_status status = values_of(w, window_start(w), w->query->at->today, &values);
  if (!status && values.count > 0) *out = values.values[values.count - 1];
  return status;
}

/* ---- the rest of the record */

/* The fact of this name with the latest day; of one day, the one the record learned last. */
static double last_fact(const work *w) {
  const rsupi_view *const view = w->query->at->view;
  const rsupi_fact *newest = NULL;
  for (size_t i = 0; i < view->fact_count; i++) {
    const rsupi_fact *const fact = view->facts[i];
    if (!rsupi_text_equal(fact->name, w->feature->series->name)) continue;
    if (fact->on != INT32_MIN && fact->on > w->query->at->today) continue;
    if (!newest || fact->on > newest->on ||
        (fact->on == newest->on && fact->head.recorded_at >= newest->head.recorded_at))
      newest = fact;
  }
  return newest ? newest->number : rsupi_nan();
}

/* Of the current ties of whom it is known; too few known ties are no share. */
static double share_of_ties(const work *w) {
  const rsupi_view *const view = w->query->at->view;
  const int by_stance = w->feature->where_stance != 0;
  const int32_t wanted = by_stance ? w->feature->where_stance : w->feature->where_use;
  int32_t known = 0, found = 0;
  for (size_t i = 0; i < view->tie_count; i++) {
    const int32_t is = by_stance ? view->ties[i]->stance : view->ties[i]->use;
    if (is == 0 || rsupi_tie_state(view->ties[i], w->query->at->today) != RSUPI_TIE_CURRENT)
      continue;
    known++;
    found += is == wanted;
  }
  return known > 0 && known >= w->feature->min_n ? (double)found / (double)known : rsupi_nan();
}

/* A record that never held an attendance does not say that there was none. */
static double attendance(const work *w) {
  const rsupi_asof *const at = w->query->at;
  if (at->view->by_type_count[RSUPI_EVENT_ATTENDANCE] == 0) return rsupi_nan();
  return rsupi_attendance_count(at, window_start(w), at->today);
}

/* The day picture has worked it out already. */
static int32_t last_state(const work *w) {
  const rsup_config *const config = w->query->at->config;
  const char *const id = w->feature->series->form;
  if (!w->query->checkins) return rsupi_checkin_last_state(w->query->at, id);
  const rsupi_form *const form = rsupi_config_form(config, id);
  return form ? w->query->checkins->last_states[form - config->forms] : 0;
}

static rsup_status missed_last(const work *w, double *out) {
  switch (last_state(w)) {
  case -1:
    return rsupi_fail_memory(w->err);
  case RSUP_OCCASION_MISSED:
    *out = 1;
    return RSUP_OK;
  case RSUP_OCCASION_DONE:
  case RSUP_OCCASION_LATE:
    *out = 0;
    return RSUP_OK;
  default: /* excused, not asked, none yet: missing */
    return RSUP_OK;
  }
}

/* ---- scores */

static const rsupi_event *last_answers(const work *w) {
  const rsupi_view *const view = w->query->at->view;
  const rsupi_event *const *const events = view->by_type[RSUPI_EVENT_ANSWERS];
  for (size_t i = view->by_type_count[RSUPI_EVENT_ANSWERS]; i > 0; i--) {
    const rsupi_event *const event = events[i - 1];
    if (event->last >= w->query->at->today || event->first < window_start(w)) continue;
    if (rsupi_text_equal(event->more->instrument, w->feature->series->instrument)) return event;
  }
  return NULL;
}

static rsup_status score_event(const work *w, const rsup_instrument *instrument,
                               const rsupi_event *event, double *out) {
  rsup_assessment assessment;
  const rsup_status status =
      rsupi_answers_score(instrument, event, NULL, w->arena, &assessment, w->err);
  for (size_t i = 0; !status && i < assessment.score_count; i++)
    if (rsupi_text_equal(assessment.scores[i]->id, w->feature->series->score))
      *out = assessment.scores[i]->value;
  return status;
}

static rsup_status last_score(const work *w, double *out) {
  const rsup_instrument *instrument;
  const rsupi_event *const event = last_answers(w);
  if (!event) return RSUP_OK;
  const rsup_status status = rsupi_config_instrument(
      w->query->at->config, w->feature->series->instrument, &instrument, w->err);
  if (status || !instrument) return status;
  return score_event(w, instrument, event, out);
}

static rsup_status compute(const work *w, double *out) {
  switch (w->feature->aggregate) {
  case RSUPI_AGG_PERIODS_SINCE:
    *out = periods_since(w);
    return RSUP_OK;
  case RSUPI_AGG_WEEKS_WITH:
    *out = weeks_with(w);
    return RSUP_OK;
  case RSUPI_AGG_Z_OWN:
    return z_own(w, out);
  case RSUPI_AGG_PROPORTION:
    *out = share_of_ties(w);
    return RSUP_OK;
  case RSUPI_AGG_COUNT:
    *out = attendance(w);
    return RSUP_OK;
  case RSUPI_AGG_MISSED:
    return missed_last(w, out);
  default:
    break;
  }
  if (w->feature->series->kind == RSUPI_SERIES_ITEM) return last_answer(w, out);
  if (w->feature->series->kind == RSUPI_SERIES_INSTRUMENT) return last_score(w, out);
  *out = last_fact(w);
  return RSUP_OK;
}

rsup_status rsupi_features_fill(const rsup_model *model, const rsupi_features_query *query,
                                rsupi_arena *arena, rsupi_row *row, rsup_error *err) {
  for (size_t i = 0; i < model->feature_count; i++) {
    const rsupi_feature *const feature = &model->features[i];
    const work w = {query, feature, arena, err};
    const rsup_status status = compute(&w, &row->values[feature->input]);
    if (status) return status;
  }
  return RSUP_OK;
}
