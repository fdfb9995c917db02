/* Scoring one row. lp = intercept; for each term in file order lp += coef * value; then calibration
 * and link. Allocates nothing. */
#include "core/error.h"
#include "core/numbers.h"
#include "risk/model.h"
#include <string.h>

void rsupi_row_start(const rsup_model *model, rsupi_row *row) {
  memset(row, 0, sizeof *row);
  for (size_t i = 0; i < model->input_count; i++) row->values[i] = rsupi_nan();
  row->horizon = row->elapsed = rsupi_nan();
}

static int is_finite(double x) {
  return x - x <= 0 && x - x >= 0;
}

/* ---- inputs: missing and outside their range, by the file's policies */
typedef struct work {
  const rsup_model *model;
  double values[RSUPI_MOST_INPUTS]; /* NaN: its terms stand at their reference */
  rsupi_outcome *out;
  rsup_error *err;
} work;

static rsup_status fill_missing(work *w, size_t i) {
  const rsupi_model_input *const input = &w->model->inputs[i];
  w->out->missing[i] = 1;
  if (!input->used) return RSUP_OK;
  w->out->flags |= RSUPI_FLAG_IMPUTED;
  if (input->missing == RSUPI_MISSING_ERROR)
    return rsupi_fail_at(w->err, RSUP_E_RANGE, NULL, 0, 0, input->name,
                         "the model cannot be scored without this input");
  if (input->missing == RSUPI_MISSING_VALUE) w->values[i] = input->stand_in;
  return RSUP_OK;
}

static rsup_status check_range(work *w, size_t i) {
  const rsupi_model_input *const input = &w->model->inputs[i];
  const double value = w->values[i];
  if (!is_finite(value))
    return rsupi_fail_at(w->err, RSUP_E_RANGE, NULL, 0, 0, input->name, "expected a finite number");
  if (rsupi_isnan(input->low) || (value >= input->low && value <= input->high)) return RSUP_OK;
  if (input->outside == RSUPI_OUTSIDE_ERROR)
    return rsupi_fail_at(w->err, RSUP_E_RANGE, NULL, 0, 0, input->name,
                         "outside the range of the model");
  w->out->flags |= RSUPI_FLAG_OUT_OF_RANGE;
  if (input->outside == RSUPI_OUTSIDE_CLIP) {
    w->values[i] = value < input->low ? input->low : input->high;
    w->out->flags |= RSUPI_FLAG_CLIPPED;
  }
  return RSUP_OK;
}

static rsup_status prepare(work *w, const rsupi_row *row) {
  for (size_t i = 0; i < w->model->input_count; i++) {
    w->values[i] = row->values[i];
    const rsup_status status = rsupi_isnan(row->values[i]) ? fill_missing(w, i) : check_range(w, i);
    if (status) return status;
  }
  return RSUP_OK;
}

/* Terms that rest on something known, against the file's demand. */
static int covered(const work *w) {
  int32_t present = 0;
  for (size_t i = 0; i < w->model->term_count; i++)
    present += !w->out->missing[w->model->terms[i].input];
  return present >= w->model->min_terms;
}

/* ---- the linear predictor */

/* Its value in a later period; one that is clipped stays inside its range. */
static double in_period(const work *w, const rsupi_model_term *term, double period) {
  const rsupi_model_input *const input = &w->model->inputs[term->input];
  double value = w->values[term->input];
  if (input->per_period < 0 || input->per_period > 0) {
    value += input->per_period * period;
    if (input->outside == RSUPI_OUTSIDE_CLIP && value > input->high) value = input->high;
    if (input->outside == RSUPI_OUTSIDE_CLIP && value < input->low) value = input->low;
  }
  return value;
}

static double predictor(work *w, double period, int explain) {
  const rsup_model *const model = w->model;
  double lp = model->intercept;
  for (size_t i = 0; i < model->term_count; i++) {
    const rsupi_model_term *const term = &model->terms[i];
    const rsupi_model_input *const input = &model->inputs[term->input];
    double value = term->reference, indicator = 0;
    if (!rsupi_isnan(w->values[term->input]))
      value = rsupi_transforms_apply(term->transforms, term->transform_count,
                                     in_period(w, term, period));
    else if (input->missing == RSUPI_MISSING_INDICATOR && term->first)
      indicator = input->indicator;
    lp += term->coef * value;
    lp += indicator;
    if (explain) w->out->contributions[i] = term->coef * (value - term->reference) + indicator;
  }
  return lp;
}

static double calibrated(const rsup_model *model, double lp) {
  for (size_t i = 0; i < model->calibration_count; i++)
    lp = model->calibration[i].a + model->calibration[i].b * lp;
  return lp;
}

static double linked(const rsup_model *model, double lp) {
  lp = calibrated(model, lp);
  if (model->link == RSUPI_LINK_CLOGLOG) return -rsupi_expm1(-rsupi_exp(lp));
  return 1 / (1 + rsupi_exp(-lp));
}

/* ---- families */

static rsup_status bad_horizon(work *w, const char *message) {
  return rsupi_fail_at(w->err, RSUP_E_RANGE, NULL, 0, 0, "horizon", "%s", message);
}

static int is_count(double x, double least) {
  return x >= least && x <= RSUPI_MOST_PERIODS && (double)(int32_t)x >= x;
}

/* P(event in the next k periods | none in the first s): P += (1 - P) * h_j. */
static rsup_status score_hazard(work *w, double horizon, double elapsed) {
  if (!is_count(horizon, 1) || !is_count(elapsed, 0))
    return bad_horizon(w, "expected whole periods: 1 to 10000 ahead, 0 to 10000 elapsed");
  double risk = 0;
  for (double period = elapsed; period < elapsed + horizon; period += 1)
    risk += (1 - risk) * linked(w->model, predictor(w, period, 0));
  w->out->lp = predictor(w, elapsed, 1);
  w->out->risk = risk;
  return RSUP_OK;
}

static rsup_status score_logistic(work *w, double horizon, double elapsed) {
  if (horizon < w->model->horizon || horizon > w->model->horizon || elapsed < 0 || elapsed > 0)
    return bad_horizon(w, "this model speaks of its own horizon only, with nothing elapsed");
  w->out->lp = predictor(w, 0, 1);
  w->out->risk = linked(w->model, w->out->lp);
  return RSUP_OK;
}

static double cumulated(const rsup_model *model, double time) {
  double hazard = 0;
  for (size_t i = 0; i < model->step_count && model->times[i] <= time; i++)
    hazard = model->cumhaz[i];
  return hazard;
}

/* P(event in (s, s + h] | none by s) = 1 - exp(-(H0(s + h) - H0(s)) e^lp). With nothing elapsed the
 * clock has not begun: events at time 0 are still ahead. */
static rsup_status score_cox(work *w, double horizon, double elapsed) {
  const rsup_model *const model = w->model;
  if (!(horizon > 0) || !(elapsed >= 0) || !is_finite(horizon) || !is_finite(elapsed))
    return bad_horizon(w, "expected a horizon above 0 and an elapsed time of 0 or more");
  w->out->lp = predictor(w, 0, 1);
  if (elapsed + horizon > model->times[model->step_count - 1]) {
    if (model->beyond == RSUPI_BEYOND_ERROR)
      return bad_horizon(w, "the baseline of the model does not reach so far");
    w->out->flags |= RSUPI_FLAG_BEYOND_BASELINE;
    if (model->beyond == RSUPI_BEYOND_NONE) {
      w->out->reason = "beyond_baseline";
      return RSUP_OK;
    }
  }
  const double before = elapsed > 0 ? cumulated(model, elapsed) : 0;
  const double hazard = cumulated(model, elapsed + horizon) - before;
  w->out->risk = -rsupi_expm1(-hazard * rsupi_exp(calibrated(model, w->out->lp)));
  return RSUP_OK;
}

static rsup_status score_family(work *w, double horizon, double elapsed) {
  switch (w->model->family) {
  case RSUPI_FAMILY_HAZARD:
    return score_hazard(w, horizon, elapsed);
  case RSUPI_FAMILY_COX:
    return score_cox(w, horizon, elapsed);
  default:
    return score_logistic(w, horizon, elapsed);
  }
}

/* An uncalibrated model has no bands to show. */
static const rsupi_model_band *find_band(const rsup_model *model, double risk) {
  if (model->evidence == RSUP_EVIDENCE_UNCALIBRATED || rsupi_isnan(risk)) return NULL;
  for (size_t i = 0; i < model->band_count; i++)
    if (rsupi_isnan(model->bands[i].below) || risk < model->bands[i].below) return &model->bands[i];
  return NULL;
}

static void refuse(rsupi_outcome *out, const char *reason) {
  out->lp = out->risk = rsupi_nan();
  out->reason = reason;
}

rsup_status rsupi_model_score_row(const rsup_model *model, const rsupi_row *row, rsupi_outcome *out,
                                  rsup_error *err) {
  work w;
  memset(out, 0, sizeof *out);
  w.model = model;
  w.out = out;
  w.err = err;
  out->flags = row->flags;
  refuse(out, NULL);
  rsup_status status = prepare(&w, row);
  if (status) return status;
  const int enough = covered(&w);
  status = score_family(&w, rsupi_isnan(row->horizon) ? model->horizon : row->horizon,
                        rsupi_isnan(row->elapsed) ? 0 : row->elapsed);
  if (status) return status;
  if (!enough)
    refuse(out, "coverage");
  else if (!out->reason && (!is_finite(out->lp) || !is_finite(out->risk)))
    refuse(out, "not_finite"); /* a logarithm of 0 and the like */
  out->band = find_band(model, out->risk);
  return RSUP_OK;
}
