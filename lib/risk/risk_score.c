/* The score of one row as records, with its explanation: contribution = coef * (value - reference)
 * on the scale of the linear predictor. */
#include "core/names.h"
#include "core/numbers.h"
#include "core/record.h"
#include "core/result.h"
#include "risk/model.h"
#include "risk/risk.h"
#include <string.h>

static const rsup_field term_fields[] = {
    RSUPI_KEY(rsup_risk_term, name, TEXT, "", "name of the term in the model"),
    RSUPI_FIELD(rsup_risk_term, label, TEXT, "", "its words, from the model"),
    RSUPI_MAYBE(rsup_risk_term, value, DOUBLE, "",
                "value of its input as given; of a category 1 or 0"),
    RSUPI_FIELD(rsup_risk_term, contribution, DOUBLE, "lp", "coef * (value - reference)"),
    RSUPI_ENUM(rsup_risk_term, direction, rsup_direction_name, "which way it moves the score"),
    RSUPI_FIELD(rsup_risk_term, missing, BOOL, "",
                "whether the file's policy stood in for its input"),
    RSUPI_FIELD(rsup_risk_term, as_reason, BOOL, "", "whether it may be shown as a reason"),
    RSUPI_FIELD(rsup_risk_term, modifiable, BOOL, "", "whether somebody can do something about it"),
};
const rsup_record_type rsupi_risk_term_type =
    RSUPI_RECORD_TYPE("risk_term", rsup_risk_term, term_fields, "One term of a score.");

static const rsup_field score_fields[] = {
    RSUPI_FLAGGED(rsup_risk_score, risk, DOUBLE, RSUP_FIELD_NULLABLE | RSUP_FIELD_CARE_TEAM, "",
                  "probability over the horizon"),
    RSUPI_MAYBE(rsup_risk_score, linear_predictor, DOUBLE, "lp", "before calibration"),
    RSUPI_FIELD(rsup_risk_score, reference_predictor, DOUBLE, "lp",
                "linear predictor at the model's reference"),
    RSUPI_MAYBE(rsup_risk_score, band, TEXT, "", "name of the band"),
    RSUPI_TEXTS(rsup_risk_score, flags, flag_count, "what to know about this score"),
    RSUPI_TEXTS(rsup_risk_score, missing, missing_count, "inputs without a value"),
    RSUPI_MAYBE(rsup_risk_score, reason, TEXT, "", "why it was not scored"),
    RSUPI_FIELD(rsup_risk_score, statement, TEXT, "", "the model's own, to be shown"),
    RSUPI_ENUM(rsup_risk_score, evidence, rsup_evidence_name, "how far the model was checked"),
    RSUPI_RECORDS(rsup_risk_score, terms, term_count, rsupi_risk_term_type,
                  "terms in the file's order"),
};
const rsup_record_type rsupi_risk_score_type =
    RSUPI_RECORD_TYPE("risk_score", rsup_risk_score, score_fields, "A score of one row.");

const char *rsup_evidence_name(int32_t evidence) {
  static const rsupi_name names[] = {{"uncalibrated", RSUP_EVIDENCE_UNCALIBRATED},
                                     {"development", RSUP_EVIDENCE_DEVELOPMENT},
                                     {"internal", RSUP_EVIDENCE_INTERNAL},
                                     {"external", RSUP_EVIDENCE_EXTERNAL},
                                     {NULL, 0}};
  return rsupi_name_of(names, evidence);
}

const char *rsup_direction_name(int32_t direction) {
  static const rsupi_name names[] = {
      {"up", RSUP_DIRECTION_UP}, {"down", RSUP_DIRECTION_DOWN}, {NULL, 0}};
  return rsupi_name_of(names, direction);
}

/* The place of a level in the file says nothing to anybody: a category reads 1 or 0. */
static double shown_value(const rsup_model *model, const rsupi_model_term *term, double value) {
  if (model->inputs[term->input].type != RSUPI_INPUT_CATEGORY) return value;
  return rsupi_transforms_apply(term->transforms, term->transform_count, value);
}

int rsupi_risk_terms_make(const rsup_model *model, const rsupi_row *row,
                          const rsupi_outcome *outcome, rsupi_arena *arena, rsupi_list *out) {
  for (size_t i = 0; i < model->term_count; i++) {
    const rsupi_model_term *const from = &model->terms[i];
    rsup_risk_term *const term = rsupi_arena_alloc(arena, sizeof *term);
    if (!term) return 0;
    const double contribution = outcome->contributions[i];
    term->name = from->name;
    term->label = from->label;
    term->value = shown_value(model, from, row->values[from->input]);
    term->contribution = contribution;
    term->direction = contribution > 0   ? RSUP_DIRECTION_UP
                      : contribution < 0 ? RSUP_DIRECTION_DOWN
                                         : 0;
    term->missing = outcome->missing[from->input];
    term->as_reason = from->as_reason;
    term->modifiable = from->modifiable;
    if (!rsupi_list_push(arena, out, term)) return 0;
  }
  return 1;
}

static int list_missing(const rsup_model *model, const rsupi_outcome *outcome, rsupi_arena *arena,
                        rsupi_list *out) {
  for (size_t i = 0; i < model->input_count; i++)
    if (outcome->missing[i] && model->inputs[i].used &&
        !rsupi_list_push(arena, out, model->inputs[i].name))
      return 0;
  return 1;
}

static int push_flags(const rsup_model *model, uint32_t flags, rsupi_arena *arena,
                      rsupi_list *out) {
  static const struct {
    uint32_t bit;
    const char *name;
  } names[] = {{RSUPI_FLAG_IMPUTED, "imputed"},
               {RSUPI_FLAG_OUT_OF_RANGE, "out_of_range"},
               {RSUPI_FLAG_CLIPPED, "clipped"},
               {RSUPI_FLAG_UNKNOWN_LEVEL, "unknown_level"},
               {RSUPI_FLAG_BEYOND_BASELINE, "beyond_baseline"}};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if ((flags & names[i].bit) && !rsupi_list_push(arena, out, names[i].name)) return 0;
  if (model->evidence == RSUP_EVIDENCE_UNCALIBRATED && !rsupi_list_push(arena, out, "uncalibrated"))
    return 0;
  return model->use != RSUPI_USE_DEMONSTRATION || rsupi_list_push(arena, out, "demonstration");
}

static rsup_status fill_score(const rsup_model *model, const rsupi_row *row,
                              const rsupi_outcome *outcome, rsup_result *result, rsup_error *err) {
  rsup_risk_score *const out = result->root;
  rsupi_list flags = {0}, missing = {0}, terms = {0};
  out->risk = outcome->risk;
  out->linear_predictor = outcome->lp;
  out->reference_predictor = model->reference_predictor;
  out->band = outcome->band ? outcome->band->name : NULL;
  out->reason = outcome->reason;
  out->statement = model->statement;
  out->evidence = model->evidence;
  const int refused = outcome->reason && rsupi_isnan(outcome->lp);
  if (!push_flags(model, outcome->flags, &result->arena, &flags) ||
      !list_missing(model, outcome, &result->arena, &missing) ||
      (!refused && !rsupi_risk_terms_make(model, row, outcome, &result->arena, &terms)))
    return rsupi_fail_memory(err);
  out->flags = (const char *const *)flags.items;
  out->flag_count = flags.count;
  out->missing = (const char *const *)missing.items;
  out->missing_count = missing.count;
  out->terms = (const rsup_risk_term *const *)terms.items;
  out->term_count = terms.count;
  return RSUP_OK;
}

static rsup_status score_tree(const rsup_model *model, const rsupi_node *root,
                              const double *horizon, const double *elapsed, rsup_result **out,
                              rsup_error *err) {
  rsupi_row row;
  rsupi_outcome outcome;
  rsup_result *result = NULL;
  rsupi_row_start(model, &row);
  if (horizon) row.horizon = *horizon;
  if (elapsed) row.elapsed = *elapsed;
  rsup_status status = rsupi_row_read(model, root, "row", &row, err);
  if (!status) status = rsupi_model_score_row(model, &row, &outcome, err);
  if (!status) status = rsupi_result_new(&model->allocator, &rsupi_risk_score_type, &result, err);
  if (!status) {
    rsupi_model_keep(model);
    rsupi_result_keep(result, (void *)(uintptr_t)model, rsupi_model_release);
    status = fill_score(model, &row, &outcome, result, err);
  }
  rsupi_wipe(&row, sizeof row); /* what is known of a person does not stay on the stack */
  if (status)
    rsup_result_free(result);
  else
    *out = result;
  return status;
}

rsup_status rsup_model_score(const rsup_model *model, const char *row, size_t len,
                             const rsup_model_score_options *given, rsup_result **out_result,
                             rsup_error *err) {
  rsup_model_score_options options;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!model || !row || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_model_score needs a model, a row and an out_result");
  rsup_status status = rsupi_options_read(given, &options, sizeof options, err);
  if (status) return status;
  rsupi_arena scratch;
  const rsupi_node *root;
  rsupi_arena_init(&scratch, &model->allocator, 4096);
  status = rsupi_tree_read(&scratch, RSUPI_DOCUMENT_CONFIG, "row", row, len, &root, err);
  if (!status) status = score_tree(model, root, options.horizon, options.elapsed, out_result, err);
  rsupi_arena_free(&scratch);
  return status;
}

const rsup_risk_score *rsup_risk_score_get(const rsup_result *result) {
  return result && result->type == &rsupi_risk_score_type ? result->root : NULL;
}
