/* Which keys a model file may have. */
#include "risk/model_draft.h"

static const rsupi_name evidence_names[] = {{"uncalibrated", RSUP_EVIDENCE_UNCALIBRATED},
                                            {"development", RSUP_EVIDENCE_DEVELOPMENT},
                                            {"internal", RSUP_EVIDENCE_INTERNAL},
                                            {"external", RSUP_EVIDENCE_EXTERNAL},
                                            {NULL, 0}};
static const rsupi_name use_names[] = {{"demonstration", RSUPI_USE_DEMONSTRATION},
                                       {"research", RSUPI_USE_RESEARCH},
                                       {"decision-support", RSUPI_USE_DECISION_SUPPORT},
                                       {NULL, 0}};
static const rsupi_name type_names[] = {
    {"number", RSUPI_INPUT_NUMBER}, {"category", RSUPI_INPUT_CATEGORY}, {NULL, 0}};
static const rsupi_name outside_names[] = {{"flag", RSUPI_OUTSIDE_FLAG},
                                           {"clip", RSUPI_OUTSIDE_CLIP},
                                           {"error", RSUPI_OUTSIDE_ERROR},
                                           {NULL, 0}};
static const rsupi_name family_names[] = {{"logistic", RSUPI_FAMILY_LOGISTIC},
                                          {"hazard", RSUPI_FAMILY_HAZARD},
                                          {"cox", RSUPI_FAMILY_COX},
                                          {NULL, 0}};
static const rsupi_name link_names[] = {
    {"logit", RSUPI_LINK_LOGIT}, {"cloglog", RSUPI_LINK_CLOGLOG}, {NULL, 0}};
static const rsupi_name direction_names[] = {
    {"up", RSUPI_TOWARDS_UP}, {"down", RSUPI_TOWARDS_DOWN}, {"any", RSUPI_TOWARDS_ANY}, {NULL, 0}};
static const rsupi_name mode_names[] = {{"term_means", 1}, {"input_values", 2}, {NULL, 0}};

#define SLOT(S, M, K, F)                                                                           \
  { .name = #M, .kind = RSUPI_TYPE_##K, .flags = F, .offset = offsetof(S, M) }
#define NAMED(NAME, S, M, N, F)                                                                    \
  { .name = NAME, .kind = RSUPI_TYPE_ENUM, .flags = F, .offset = offsetof(S, M), .names = N }
#define LIST(NAME, S, K, M, N)                                                                     \
  { .name = NAME, .kind = RSUPI_TYPE_##K, .offset = offsetof(S, M), .count_offset = offsetof(S, N) }
#define RECORD(NAME, S, M, SHAPE, F)                                                               \
  {                                                                                                \
    .name = NAME, .kind = RSUPI_TYPE_RECORD, .flags = F, .offset = offsetof(S, M),                 \
    .shape = &(SHAPE)                                                                              \
  }
#define RECORDS(NAME, S, M, N, SHAPE, F)                                                           \
  {                                                                                                \
    .name = NAME, .kind = RSUPI_TYPE_RECORDS, .flags = F, .offset = offsetof(S, M),                \
    .count_offset = offsetof(S, N), .shape = &(SHAPE)                                              \
  }
#define NEED RSUPI_REQUIRED

static const rsupi_slot length_slots[] = {{.name = "length",
                                           .kind = RSUPI_TYPE_NUMBER,
                                           .flags = NEED | RSUPI_BOUNDED,
                                           .offset = offsetof(rsupi_draft_length, length),
                                           .min = 0,
                                           .max = 1e6},
                                          SLOT(rsupi_draft_length, unit, ID, NEED)};
static const rsupi_shape length_shape = RSUPI_SHAPE("length", rsupi_draft_length, length_slots);
static const rsupi_slot status_slots[] = {
    NAMED("evidence", rsupi_draft_status, evidence, evidence_names, NEED),
    NAMED("use", rsupi_draft_status, use, use_names, NEED),
    SLOT(rsupi_draft_status, statement, TEXT, NEED)};
static const rsupi_shape status_shape = RSUPI_SHAPE("status", rsupi_draft_status, status_slots);
static const rsupi_slot outcome_slots[] = {
    SLOT(rsupi_draft_outcome, event, TEXT, NEED), SLOT(rsupi_draft_outcome, origin, TEXT, NEED),
    RECORD("horizon", rsupi_draft_outcome, horizon, length_shape, NEED),
    RECORD("lead", rsupi_draft_outcome, lead, length_shape, 0),
    SLOT(rsupi_draft_outcome, population, TEXT, NEED)};
static const rsupi_shape outcome_shape = RSUPI_SHAPE("outcome", rsupi_draft_outcome, outcome_slots);
static const rsupi_slot numeric_slots[] = {SLOT(rsupi_draft_numeric, type, ID, 0),
                                           SLOT(rsupi_draft_numeric, order, ID, 0),
                                           SLOT(rsupi_draft_numeric, contract, ID, 0)};
static const rsupi_shape numeric_shape = RSUPI_SHAPE("numeric", rsupi_draft_numeric, numeric_slots);
static const rsupi_slot evolves_slots[] = {SLOT(rsupi_draft_evolves, per_period, NUMBER, NEED)};
static const rsupi_shape evolves_shape = RSUPI_SHAPE("evolves", rsupi_draft_evolves, evolves_slots);
static const rsupi_slot input_slots[] = {
    SLOT(rsupi_draft_input, name, ID, NEED),
    NAMED("type", rsupi_draft_input, type, type_names, NEED),
    SLOT(rsupi_draft_input, unit, TEXT, 0),
    LIST("range", rsupi_draft_input, NUMBERS, range, range_count),
    NAMED("out_of_range", rsupi_draft_input, outside, outside_names, 0),
    SLOT(rsupi_draft_input, missing, TREE, 0),
    LIST("levels", rsupi_draft_input, TEXTS, levels, level_count),
    RECORD("evolves", rsupi_draft_input, evolves, evolves_shape, 0)};
static const rsupi_shape input_shape = RSUPI_SHAPE("input", rsupi_draft_input, input_slots);
static const rsupi_slot baseline_slots[] = {
    SLOT(rsupi_draft_baseline, form, ID, NEED), SLOT(rsupi_draft_baseline, unit, ID, NEED),
    SLOT(rsupi_draft_baseline, beyond, TREE, 0),
    LIST("time", rsupi_draft_baseline, NUMBERS, time, time_count),
    LIST("cumhaz", rsupi_draft_baseline, NUMBERS, cumhaz, cumhaz_count)};
static const rsupi_shape baseline_shape =
    RSUPI_SHAPE("baseline", rsupi_draft_baseline, baseline_slots);
static const rsupi_slot family_slots[] = {
    NAMED("family", rsupi_draft_family, family, family_names, NEED),
    NAMED("link", rsupi_draft_family, link, link_names, 0),
    SLOT(rsupi_draft_family, intercept, NUMBER, 0),
    RECORD("period", rsupi_draft_family, period, length_shape, 0),
    SLOT(rsupi_draft_family, ties, ID, 0),
    SLOT(rsupi_draft_family, centered, BOOL, 0),
    SLOT(rsupi_draft_family, strata, TREE, 0),
    RECORD("baseline", rsupi_draft_family, baseline, baseline_shape, 0)};
static const rsupi_shape family_shape = RSUPI_SHAPE("model", rsupi_draft_family, family_slots);
static const rsupi_slot term_slots[] = {
    SLOT(rsupi_draft_term, name, ID, NEED),
    SLOT(rsupi_draft_term, input, ID, NEED),
    SLOT(rsupi_draft_term, transform, TREE, 0),
    SLOT(rsupi_draft_term, coef, NUMBER, NEED),
    SLOT(rsupi_draft_term, se, NUMBER, 0),
    SLOT(rsupi_draft_term, group, ID, 0),
    NAMED("direction", rsupi_draft_term, direction, direction_names, 0),
    SLOT(rsupi_draft_term, label, TEXT, NEED),
    SLOT(rsupi_draft_term, modifiable, BOOL, 0),
    SLOT(rsupi_draft_term, reportable, BOOL, 0),
    SLOT(rsupi_draft_term, evidence, TEXT, 0)};
static const rsupi_shape term_shape = RSUPI_SHAPE("term", rsupi_draft_term, term_slots);
static const rsupi_slot reference_slots[] = {
    NAMED("mode", rsupi_draft_reference, mode, mode_names, NEED),
    SLOT(rsupi_draft_reference, values, TREE, NEED)};
static const rsupi_shape reference_shape =
    RSUPI_SHAPE("reference", rsupi_draft_reference, reference_slots);
static const rsupi_slot coverage_slots[] = {{.name = "min_terms",
                                             .kind = RSUPI_TYPE_INT,
                                             .flags = NEED | RSUPI_BOUNDED,
                                             .offset = offsetof(rsupi_draft_coverage, min_terms),
                                             .min = 0,
                                             .max = RSUPI_MOST_TERMS},
                                            SLOT(rsupi_draft_coverage, on_fail, ID, 0)};
static const rsupi_shape coverage_shape =
    RSUPI_SHAPE("coverage", rsupi_draft_coverage, coverage_slots);
static const rsupi_slot band_slots[] = {SLOT(rsupi_model_band, name, ID, NEED),
                                        SLOT(rsupi_model_band, below, NUMBER, 0)};
static const rsupi_shape band_shape = RSUPI_SHAPE("band", rsupi_model_band, band_slots);
static const rsupi_slot model_slots[] = {
    SLOT(rsupi_draft_model, id, ID, NEED),
    SLOT(rsupi_draft_model, version, TEXT, NEED),
    SLOT(rsupi_draft_model, title, TEXT, NEED),
    SLOT(rsupi_draft_model, digest, ID, 0),
    RECORD("status", rsupi_draft_model, status, status_shape, NEED),
    RECORD("outcome", rsupi_draft_model, outcome, outcome_shape, NEED),
    RECORD("numeric", rsupi_draft_model, numeric, numeric_shape, 0),
    SLOT(rsupi_draft_model, series, TREE, 0),
    SLOT(rsupi_draft_model, features, TREE, 0),
    RECORDS("inputs", rsupi_draft_model, inputs, input_count, input_shape, NEED),
    RECORD("model", rsupi_draft_model, family, family_shape, NEED),
    RECORDS("terms", rsupi_draft_model, terms, term_count, term_shape, NEED),
    RECORD("reference", rsupi_draft_model, reference, reference_shape, NEED),
    SLOT(rsupi_draft_model, calibration, TREE, 0),
    RECORD("coverage", rsupi_draft_model, coverage, coverage_shape, 0),
    RECORDS("bands", rsupi_draft_model, bands, band_count, band_shape, 0),
    SLOT(rsupi_draft_model, alarms, TREE, 0),
    SLOT(rsupi_draft_model, card, TREE, 0),
    SLOT(rsupi_draft_model, tests, TREE, 0)};
const rsupi_shape rsupi_draft_model_shape = RSUPI_SHAPE("model", rsupi_draft_model, model_slots);
