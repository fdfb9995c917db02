/* Family, link, baseline, calibration, coverage and bands of a model. */
#include "core/numbers.h"
#include "core/text.h"
#include "risk/model_draft.h"
#include <string.h>

/* Days of a unit; 0 when a unit has no fixed number of days. */
static double unit_days(const char *unit) {
  if (strcmp(unit, "day") == 0) return 1;
  return strcmp(unit, "week") == 0 ? 7 : 0;
}

static const rsupi_node *family_node(const rsupi_model_work *w, const char *key) {
  const rsupi_node *const model = rsupi_node_get(w->root, "model");
  const rsupi_node *const node = key ? rsupi_node_get(model, key) : NULL;
  return node ? node : model;
}

/* A hazard speaks of periods: the horizon is told in whole ones. */
static rsup_status count_periods(rsupi_model_work *w) {
  const rsupi_draft_length *const period = w->draft.family->period;
  const rsupi_draft_length *const horizon = w->draft.outcome->horizon;
  if (!period || !(period->length > 0))
    return rsupi_model_problem(w, family_node(w, "period"), "a hazard needs its period");
  double a = unit_days(horizon->unit), b = unit_days(period->unit);
  if (strcmp(horizon->unit, period->unit) == 0) a = b = 1;
  const double periods = b > 0 ? horizon->length * a / (period->length * b) : 0;
  if (!(periods >= 1 && periods <= RSUPI_MOST_PERIODS) || (double)(int32_t)periods < periods)
    return rsupi_model_problem(w, family_node(w, "period"),
                               "the horizon is not a whole number of periods");
  w->model->horizon = periods;
  return RSUP_OK;
}

static rsup_status read_beyond(rsupi_model_work *w, const rsupi_node *node) {
  static const rsupi_name names[] = {
      {"error", RSUPI_BEYOND_ERROR}, {"hold", RSUPI_BEYOND_HOLD}, {NULL, 0}};
  w->model->beyond = RSUPI_BEYOND_ERROR;
  const rsupi_node *const written = rsupi_node_get(family_node(w, "baseline"), "beyond");
  if (written && rsupi_node_is_null(written)) w->model->beyond = RSUPI_BEYOND_NONE;
  if (!node) return RSUP_OK;
  w->model->beyond = node->kind == RSUPI_SCALAR ? rsupi_value_of(names, node->text, node->len) : 0;
  return w->model->beyond ? RSUP_OK : rsupi_model_problem(w, node, "expected error, hold or null");
}

static rsup_status read_baseline(rsupi_model_work *w) {
  const rsupi_draft_baseline *const from = w->draft.family->baseline;
  const rsupi_node *const at = family_node(w, "baseline");
  if (!from) return rsupi_model_problem(w, at, "a cox model needs its baseline");
  if (strcmp(from->form, "step_cumhaz") != 0)
    return rsupi_model_problem(w, at, "the form of a baseline is step_cumhaz in this version");
  if (strcmp(from->unit, w->draft.outcome->horizon->unit) != 0)
    return rsupi_model_problem(w, at, "baseline and horizon must have the same unit");
  if (from->time_count == 0 || from->time_count != from->cumhaz_count)
    return rsupi_model_problem(w, at, "a baseline has as many times as cumulated hazards");
  for (size_t i = 0; i < from->time_count; i++)
    if (from->time[i] < 0 || from->cumhaz[i] < 0 ||
        (i > 0 &&
         (!(from->time[i - 1] < from->time[i]) || !(from->cumhaz[i - 1] <= from->cumhaz[i]))))
      return rsupi_model_problem(w, at, "times must rise, and cumulated hazards must not fall");
  w->model->times = from->time;
  w->model->cumhaz = from->cumhaz;
  w->model->step_count = from->time_count;
  return read_beyond(w, from->beyond);
}

/* A centred baseline is at the means of the covariates, where nobody finds it again. */
static rsup_status compile_cox(rsupi_model_work *w) {
  const rsupi_draft_family *const from = w->draft.family;
  if (from->centered != 0)
    return rsupi_model_problem(w, family_node(w, "centered"),
                               "say centered: false: the baseline is at lp = 0");
  if (from->strata)
    return rsupi_model_problem(w, from->strata, "strata are not read by this version");
  if (!rsupi_isnan(from->intercept) || from->link)
    return rsupi_model_problem(w, family_node(w, NULL), "a cox model has no intercept and no link");
  return read_baseline(w);
}

static rsup_status compile_family(rsupi_model_work *w) {
  const rsupi_draft_family *const from = w->draft.family;
  rsup_model *const model = w->model;
  model->family = from->family;
  model->horizon = w->draft.outcome->horizon->length;
  if (!(model->horizon > 0))
    return rsupi_model_problem(w, rsupi_node_get(w->root, "outcome"), "a horizon above 0");
  if (from->family == RSUPI_FAMILY_COX) return compile_cox(w);
  if (rsupi_isnan(from->intercept))
    return rsupi_model_problem(w, family_node(w, NULL), "this model needs its intercept");
  if (from->baseline)
    return rsupi_model_problem(w, family_node(w, "baseline"), "only a cox model has a baseline");
  model->intercept = from->intercept;
  model->link = from->link;
  if (from->family == RSUPI_FAMILY_HAZARD) {
    if (!model->link) model->link = RSUPI_LINK_CLOGLOG;
    return count_periods(w);
  }
  if (!model->link) model->link = RSUPI_LINK_LOGIT;
  return RSUP_OK;
}

static rsup_status read_calibration(rsupi_model_work *w, const rsupi_node *node,
                                    rsupi_calibration *out) {
  const rsupi_node *const op = rsupi_node_get(node, "op");
  if (!op || op->kind != RSUPI_SCALAR)
    return rsupi_model_problem(w, node, "a step of calibration needs its op");
  if (strcmp(op->text, "shift") == 0 && node->count == 2) {
    out->b = 1;
    if (rsupi_scalar_number(rsupi_node_get(node, "value"), &out->a)) return RSUP_OK;
  } else if (strcmp(op->text, "platt") == 0 && node->count == 3) {
    if (rsupi_scalar_number(rsupi_node_get(node, "a"), &out->a) &&
        rsupi_scalar_number(rsupi_node_get(node, "b"), &out->b))
      return RSUP_OK;
  } else if (strcmp(op->text, "shift") != 0 && strcmp(op->text, "platt") != 0) {
    return rsupi_bind_problem(&w->binder, op, RSUP_E_UNKNOWN_NAME,
                              "this version has no calibration \"%s\"", op->text);
  }
  return rsupi_model_problem(w, node, "expected {op: shift, value} or {op: platt, a, b}");
}

static rsup_status compile_calibration(rsupi_model_work *w) {
  const rsupi_node *const list = w->draft.calibration;
  if (!list || list->count == 0) return RSUP_OK;
  if (list->kind != RSUPI_LIST_NODE)
    return rsupi_model_problem(w, list, "expected a list of steps");
  rsupi_calibration *const steps = rsupi_arena_array(&w->model->arena, list->count, sizeof *steps);
  if (!steps) return RSUP_E_MEMORY;
  size_t i = 0;
  for (const rsupi_node *node = list->first; node; node = node->next) {
    const rsup_status status = read_calibration(w, node, &steps[i++]);
    if (status) return status;
  }
  w->model->calibration = steps;
  w->model->calibration_count = list->count;
  return RSUP_OK;
}

static rsup_status compile_bands(rsupi_model_work *w) {
  const rsupi_model_band *const bands = w->draft.bands;
  for (size_t i = 0; i < w->draft.band_count; i++) {
    const int last = i + 1 == w->draft.band_count;
    if (rsupi_isnan(bands[i].below) != last ||
        (!last && !(bands[i].below > (i > 0 ? bands[i - 1].below : 0) && bands[i].below < 1)))
      return rsupi_model_problem(w, rsupi_model_part(w, "bands", i),
                                 "bands rise within 0 and 1, and only the last has no `below`");
  }
  w->model->bands = bands;
  w->model->band_count = w->draft.band_count;
  return RSUP_OK;
}

static rsup_status compile_coverage(rsupi_model_work *w) {
  const rsupi_draft_coverage *const from = w->draft.coverage;
  if (!from) return RSUP_OK;
  if (from->on_fail && strcmp(from->on_fail, "refuse") != 0)
    return rsupi_model_problem(w, rsupi_node_get(w->root, "coverage"),
                               "on_fail is refuse in this version");
  w->model->min_terms = from->min_terms;
  return RSUP_OK;
}

/* The file says how its numbers are meant; we have one way only. */
static rsup_status check_numeric(rsupi_model_work *w) {
  const rsupi_draft_numeric *const numeric = w->draft.numeric;
  if (!numeric) return RSUP_OK;
  if ((numeric->type && strcmp(numeric->type, "float64") != 0) ||
      (numeric->order && strcmp(numeric->order, "file") != 0) ||
      (numeric->contract && strcmp(numeric->contract, "off") != 0))
    return rsupi_model_problem(w, rsupi_node_get(w->root, "numeric"),
                               "numbers are float64, in the order of the file, not contracted");
  return RSUP_OK;
}

rsup_status rsupi_family_compile(rsupi_model_work *w) {
  rsup_status status = check_numeric(w);
  if (!status) status = compile_family(w);
  if (!status) status = compile_calibration(w);
  if (!status) status = compile_coverage(w);
  if (!status) status = compile_bands(w);
  return status;
}
