/* Part 9 of the day picture: which target, which reasons, what is missing. An uncalibrated model
 * gives reasons only; a demonstration model gives nothing. The model may be freed before the
 * picture, so the picture has texts of its own. */
#include "core/names.h"
#include "core/numbers.h"
#include "core/record.h"
#include "core/text.h"
#include "risk/features.h"
#include <string.h>

static const rsup_field risk_fields[] = {
    RSUPI_FIELD(rsup_risk, model, TEXT, "", "id of the model"),
    RSUPI_FIELD(rsup_risk, version, TEXT, "", "version of the model"),
    RSUPI_ENUM(rsup_risk, evidence, rsup_evidence_name, "how far the model was checked"),
    RSUPI_FIELD(rsup_risk, state, TEXT, "", "scored, reasons_only or not_scored"),
    RSUPI_MAYBE(rsup_risk, why_not, TEXT, "", "why it was not scored"),
    RSUPI_MAYBE(rsup_risk, target, TEXT, "", "target it speaks of"),
    RSUPI_MAYBE(rsup_risk, level, TEXT, "", "band; none of an uncalibrated model"),
    RSUPI_FLAGGED(rsup_risk, risk, DOUBLE, RSUP_FIELD_NULLABLE | RSUP_FIELD_CARE_TEAM, "",
                  "probability, only where the host opted in by name"),
    RSUPI_FIELD(rsup_risk, statement, TEXT, "", "the model's own, to be shown"),
    RSUPI_RECORDS(rsup_risk, terms, term_count, rsupi_risk_term_type, "reasons, largest first"),
    RSUPI_TEXTS(rsup_risk, missing, missing_count, "inputs that nothing is known of"),
};
const rsup_record_type rsupi_risk_type =
    RSUPI_RECORD_TYPE("risk", rsup_risk, risk_fields, "What moves the risk of a return to use.");

/* ---- the target: an abstain goal in force, with the most recent known use or setback */

static rsup_day last_use_of(const rsup_recovery *item) {
  rsup_day last = item->last_use;
  if (item->last_setback && item->last_setback->on > last) last = item->last_setback->on;
  return last;
}

static const rsupi_target_days *days_of(const rsupi_recovery *recovery, const char *target) {
  for (size_t i = 0; i < recovery->count; i++)
    if (rsupi_text_equal(recovery->days[i].target->head.id, target)) return &recovery->days[i];
  return NULL;
}

/* Without any known use, the recovery that began last. INT32_MIN (unknown) is before every day. */
static const rsup_recovery *choose_target(const rsupi_recovery *recovery) {
  const rsup_recovery *chosen = NULL;
  for (size_t i = 0; recovery && i < recovery->count; i++) {
    const rsup_recovery *const item = recovery->items[i];
    if (item->goal != RSUP_GOAL_ABSTAIN || !days_of(recovery, item->target)) continue;
    if (!chosen || last_use_of(item) > last_use_of(chosen) ||
        (last_use_of(item) == last_use_of(chosen) && item->start > chosen->start))
      chosen = item;
  }
  return chosen;
}

/* ---- reasons */

static double size_of(double x) {
  return x < 0 ? -x : x;
}

static int comes_before(const rsup_risk_term *a, const rsup_risk_term *b) {
  const double x = size_of(a->contribution), y = size_of(b->contribution);
  if (x < y || x > y) return x > y;
  return strcmp(a->name, b->name) < 0;
}

/* A few terms: each moves up to its place. */
static void sort_by_size(rsupi_list *terms) {
  for (size_t i = 1; i < terms->count; i++) {
    const void *const term = terms->items[i];
    size_t at = i;
    for (; at > 0 && comes_before(term, terms->items[at - 1]); at--)
      terms->items[at] = terms->items[at - 1];
    terms->items[at] = term;
  }
}

/* Those that may be told and that move the score. */
static void keep_reasons(rsupi_list *terms) {
  size_t kept = 0;
  for (size_t i = 0; i < terms->count; i++) {
    const rsup_risk_term *const term = terms->items[i];
    if (term->as_reason && term->direction != 0) terms->items[kept++] = term;
  }
  terms->count = kept;
  sort_by_size(terms);
}

static void not_scored(rsup_risk *out, const char *why) {
  out->state = "not_scored";
  out->why_not = why;
}

static void fill_numbers(const rsup_model *model, const rsupi_risk_query *query,
                         const rsupi_outcome *outcome, rsupi_arena *arena, rsup_risk *out) {
  if (outcome->reason) {
    not_scored(out, outcome->reason);
    return;
  }
  if (model->evidence == RSUP_EVIDENCE_UNCALIBRATED) {
    out->state = "reasons_only";
    return;
  }
  out->state = "scored";
  out->level = outcome->band ? rsupi_arena_copy(arena, outcome->band->name) : NULL;
  if (query->show_probability) out->risk = outcome->risk;
}

static int needs_more(const rsup_model *model, const rsupi_row *row) {
  for (size_t i = 0; i < model->input_count; i++)
    if (model->inputs[i].used && model->inputs[i].missing == RSUPI_MISSING_ERROR &&
        rsupi_isnan(row->values[i]))
      return 1;
  return 0;
}

/* Inputs without a value, also when the score was never tried. */
static rsup_status list_missing(const rsup_model *model, const rsupi_row *row, rsupi_arena *arena,
                                rsup_risk *out, rsup_error *err) {
  rsupi_list missing = {0};
  for (size_t i = 0; i < model->input_count; i++)
    if (model->inputs[i].used && rsupi_isnan(row->values[i]) &&
        !rsupi_list_push(arena, &missing, rsupi_arena_copy(arena, model->inputs[i].name)))
      return rsupi_fail_memory(err);
  out->missing = (const char *const *)missing.items;
  out->missing_count = missing.count;
  return RSUP_OK;
}

/* The config's words for a part of the model in the asked locale, else the file's own. */
static const char *words(const rsupi_asof *at, const rsup_model *model, const char *part,
                         const char *own, rsupi_arena *arena) {
  char id[256];
  rsupi_fixed text = rsupi_fixed_start(id, sizeof id);
  rsupi_fixed_format(&text, "model.%s.%s", model->id, part);
  const char *const found = rsupi_config_words(at->config, id, at->locale);
  return rsupi_arena_copy(arena, found ? found : own);
}

static void own_texts(const rsupi_asof *at, const rsup_model *model, rsupi_arena *arena,
                      rsup_risk *risk) {
  for (size_t i = 0; i < risk->term_count; i++) {
    rsup_risk_term *const term = (rsup_risk_term *)(uintptr_t)risk->terms[i];
    term->label = words(at, model, term->name, term->label, arena);
    term->name = rsupi_arena_copy(arena, term->name);
  }
}

static rsup_status score(const rsup_model *model, const rsupi_risk_query *query,
                         const rsupi_row *row, rsupi_arena *arena, rsup_risk *out,
                         rsup_error *err) {
  rsupi_outcome outcome;
  rsupi_list terms = {0};
  rsup_status status = list_missing(model, row, arena, out, err);
  if (status) return status;
  if (needs_more(model, row)) {
    not_scored(out, "missing_input");
    return RSUP_OK;
  }
  status = rsupi_model_score_row(model, row, &outcome, err);
  if (status) return status;
  fill_numbers(model, query, &outcome, arena, out);
  if (outcome.reason) return RSUP_OK;
  if (!rsupi_risk_terms_make(model, row, &outcome, arena, &terms)) return rsupi_fail_memory(err);
  keep_reasons(&terms);
  out->terms = (const rsup_risk_term *const *)terms.items;
  out->term_count = terms.count;
  return RSUP_OK;
}

static rsup_status find_model(const rsupi_asof *at, const rsupi_risk_query *query,
                              const rsup_model **out, rsup_error *err) {
  *out = query->model;
  const rsup_status status = *out ? RSUP_OK : rsupi_config_model(at->config, out, err);
  if (status) return status;
  if ((*out)->use == RSUPI_USE_DEMONSTRATION)
    return rsupi_fail(err, RSUP_E_MODEL, "a demonstration model is not for a person's day");
  return RSUP_OK;
}

rsup_status rsupi_risk_today(const rsupi_asof *at, const rsupi_risk_query *query,
                             rsupi_arena *arena, const rsup_risk **out, rsup_error *err) {
  const rsup_model *model;
  *out = NULL;
  rsup_status status = find_model(at, query, &model, err);
  if (status) return status;
  rsup_risk *const risk = rsupi_arena_alloc(arena, sizeof *risk);
  if (!risk) return rsupi_fail_memory(err);
  risk->model = rsupi_arena_copy(arena, model->id);
  risk->version = rsupi_arena_copy(arena, model->version);
  risk->evidence = model->evidence;
  risk->statement = words(at, model, "statement", model->statement, arena);
  risk->risk = rsupi_nan();
  const rsup_recovery *const target = choose_target(query->recovery);
  if (!target) {
    not_scored(risk, "no_target");
    *out = risk;
    return RSUP_OK;
  }
  risk->target = target->target;
  rsupi_row row;
  rsupi_row_start(model, &row);
  const rsupi_features_query features = {at, days_of(query->recovery, target->target),
                                         last_use_of(target), query->checkins};
  status = rsupi_features_fill(model, &features, arena, &row, err);
  if (!status) status = score(model, query, &row, arena, risk, err);
  if (!status) own_texts(at, model, arena, risk);
  if (!status && arena->failed) status = rsupi_fail_memory(err);
  if (!status) *out = risk;
  return status;
}
