/* Inputs and terms of a model: ranges, policies, transforms, references. */
#include "core/numbers.h"
#include "core/text.h"
#include "risk/model_draft.h"
#include <string.h>

rsup_status rsupi_model_problem(rsupi_model_work *w, const rsupi_node *node, const char *message) {
  return rsupi_bind_problem(&w->binder, node, RSUP_E_SCHEMA, "%s", message);
}

const rsupi_node *rsupi_model_part(const rsupi_model_work *w, const char *key, size_t index) {
  const rsupi_node *node = rsupi_node_get(w->root, key)->first;
  while (index--) node = node->next;
  return node;
}

int32_t rsupi_level_find(const rsupi_model_input *input, const rsupi_node *node) {
  if (!node || node->kind != RSUPI_SCALAR) return -1;
  for (size_t i = 0; i < input->level_count; i++)
    if (strcmp(input->levels[i], node->text) == 0) return (int32_t)i;
  return -1;
}

/* A value of the input in the file: a number, or the text of a level. */
static int read_value(const rsupi_model_input *input, const rsupi_node *node, double *out) {
  if (input->type == RSUPI_INPUT_NUMBER) return rsupi_scalar_number(node, out);
  const int32_t level = rsupi_level_find(input, node);
  *out = level;
  return level >= 0;
}

/* ---- inputs */

static rsup_status read_missing(rsupi_model_work *w, const rsupi_node *node,
                                rsupi_model_input *out) {
  out->missing = RSUPI_MISSING_ERROR;
  if (!node) return RSUP_OK;
  if (node->kind == RSUPI_SCALAR && strcmp(node->text, "error") == 0) return RSUP_OK;
  if (node->kind == RSUPI_SCALAR && strcmp(node->text, "reference") == 0) {
    out->missing = RSUPI_MISSING_REFERENCE;
    return RSUP_OK;
  }
  const rsupi_node *const value = rsupi_node_get(node, "value");
  const rsupi_node *const indicator = rsupi_node_get(node, "indicator");
  if (node->kind == RSUPI_MAP_NODE && node->count == 1 && value) {
    out->missing = RSUPI_MISSING_VALUE;
    if (read_value(out, value, &out->stand_in)) return RSUP_OK;
  }
  if (node->kind == RSUPI_MAP_NODE && node->count == 1 && indicator) {
    out->missing = RSUPI_MISSING_INDICATOR;
    if (rsupi_scalar_number(indicator, &out->indicator)) return RSUP_OK;
  }
  return rsupi_model_problem(w, node,
                             "expected error, reference, {value: ...} or {indicator: ...}");
}

static rsup_status check_levels(rsupi_model_work *w, const rsupi_node *node,
                                const rsupi_model_input *input) {
  if ((input->type == RSUPI_INPUT_CATEGORY) != (input->level_count >= 2))
    return rsupi_model_problem(w, node, "a category, and only a category, has two levels or more");
  for (size_t i = 1; i < input->level_count; i++)
    for (size_t j = 0; j < i; j++)
      if (strcmp(input->levels[i], input->levels[j]) == 0)
        return rsupi_model_problem(w, node, "a level stands there twice");
  return RSUP_OK;
}

static rsup_status read_range(rsupi_model_work *w, const rsupi_node *node,
                              const rsupi_draft_input *draft, rsupi_model_input *out) {
  out->low = out->high = rsupi_nan();
  out->outside = draft->outside ? draft->outside : RSUPI_OUTSIDE_FLAG;
  if (draft->range_count == 0) return RSUP_OK;
  if (draft->range_count != 2 || !(draft->range[0] < draft->range[1]) ||
      out->type != RSUPI_INPUT_NUMBER)
    return rsupi_model_problem(w, node, "a range is the least and the most of a number");
  out->low = draft->range[0];
  out->high = draft->range[1];
  return RSUP_OK;
}

static rsup_status compile_input(rsupi_model_work *w, size_t index) {
  const rsupi_draft_input *const draft = &w->draft.inputs[index];
  const rsupi_node *const node = rsupi_model_part(w, "inputs", index);
  rsupi_model_input *const out = &w->model->inputs[index];
  out->name = draft->name;
  out->type = draft->type;
  out->levels = draft->levels;
  out->level_count = draft->level_count;
  out->per_period = draft->evolves ? draft->evolves->per_period : 0;
  out->reference = rsupi_nan();
  for (size_t i = 0; i < index; i++)
    if (strcmp(w->model->inputs[i].name, out->name) == 0)
      return rsupi_model_problem(w, node, "two inputs have this name");
  if (out->type == RSUPI_INPUT_CATEGORY && draft->evolves)
    return rsupi_model_problem(w, node, "a category cannot evolve");
  rsup_status status = check_levels(w, node, out);
  if (!status) status = read_range(w, node, draft, out);
  if (!status) status = read_missing(w, draft->missing, out);
  return status;
}

rsup_status rsupi_inputs_compile(rsupi_model_work *w) {
  const size_t count = w->draft.input_count;
  if (count == 0 || count > RSUPI_MOST_INPUTS)
    return rsupi_model_problem(w, rsupi_node_get(w->root, "inputs"), "expected 1 to 256 inputs");
  w->model->inputs = rsupi_arena_array(&w->model->arena, count, sizeof *w->model->inputs);
  if (!w->model->inputs) return RSUP_E_MEMORY;
  for (size_t i = 0; i < count; i++) {
    const rsup_status status = compile_input(w, i);
    if (status) return status;
  }
  w->model->input_count = count;
  return RSUP_OK;
}

/* ---- terms */

static rsup_status find_input(rsupi_model_work *w, const rsupi_node *node, const char *name,
                              size_t *out) {
  for (size_t i = 0; i < w->model->input_count; i++)
    if (strcmp(w->model->inputs[i].name, name) == 0) {
      *out = i;
      return RSUP_OK;
    }
  return rsupi_bind_problem(&w->binder, rsupi_node_get(node, "input"), RSUP_E_UNKNOWN_NAME,
                            "no input of this model has this name: \"%s\"", name);
}

/* A sign against the direction the file itself expects is noise or selection: the term still
 * counts, and is never told as a reason. */
static int is_reason(rsupi_model_work *w, const rsupi_node *node, const rsupi_draft_term *draft) {
  const int contrary = (draft->direction == RSUPI_TOWARDS_UP && draft->coef < 0) ||
                       (draft->direction == RSUPI_TOWARDS_DOWN && draft->coef > 0);
  if (contrary)
    rsupi_bind_warning(&w->binder, rsupi_node_get(node, "coef"), RSUP_E_MODEL,
                       "the coefficient goes against the direction of the term: it is scored, and "
                       "never shown as a reason");
  return !contrary && draft->reportable != 0;
}

static rsup_status compile_term(rsupi_model_work *w, size_t index) {
  const rsupi_draft_term *const draft = &w->draft.terms[index];
  const rsupi_node *const node = rsupi_model_part(w, "terms", index);
  rsupi_model_term *const out = &w->model->terms[index];
  out->name = draft->name;
  out->label = draft->label;
  out->coef = draft->coef;
  out->modifiable = draft->modifiable == 1;
  for (size_t i = 0; i < index; i++)
    if (strcmp(w->model->terms[i].name, out->name) == 0)
      return rsupi_model_problem(w, node, "two terms have this name");
  rsup_status status = find_input(w, node, draft->input, &out->input);
  if (status) return status;
  rsupi_model_input *const input = &w->model->inputs[out->input];
  out->first = !input->used;
  input->used = 1;
  out->as_reason = is_reason(w, node, draft);
  return rsupi_transforms_read(w, draft->transform, input, out);
}

/* ---- reference: where contributions are counted from */

static rsup_status read_input_values(rsupi_model_work *w, const rsupi_node *values) {
  rsup_model *const model = w->model;
  for (size_t i = 0; i < model->input_count; i++) {
    rsupi_model_input *const input = &model->inputs[i];
    const rsupi_node *const node = rsupi_node_get(values, input->name);
    if (!input->used && !node) continue;
    if (!node || !read_value(input, node, &input->reference))
      return rsupi_bind_problem(&w->binder, node ? node : values, RSUP_E_SCHEMA,
                                "expected the reference value of the input \"%s\"", input->name);
  }
  for (size_t i = 0; i < model->term_count; i++) {
    rsupi_model_term *const term = &model->terms[i];
    term->reference = rsupi_transforms_apply(term->transforms, term->transform_count,
                                             model->inputs[term->input].reference);
  }
  return RSUP_OK;
}

static rsup_status read_term_means(rsupi_model_work *w, const rsupi_node *values) {
  for (size_t i = 0; i < w->model->term_count; i++) {
    rsupi_model_term *const term = &w->model->terms[i];
    const rsupi_node *const node = rsupi_node_get(values, term->name);
    if (!rsupi_scalar_number(node, &term->reference))
      return rsupi_bind_problem(&w->binder, node ? node : values, RSUP_E_SCHEMA,
                                "expected the mean of the term \"%s\"", term->name);
  }
  return RSUP_OK;
}

/* A name that nothing has would be a value that nobody reads. */
static rsup_status check_names(rsupi_model_work *w, const rsupi_node *values, int of_terms) {
  for (const rsupi_node *node = values->first; node; node = node->next) {
    size_t i = 0;
    const size_t count = of_terms ? w->model->term_count : w->model->input_count;
    while (i < count && !rsupi_text_equal(node->key, of_terms ? w->model->terms[i].name
                                                              : w->model->inputs[i].name))
      i++;
    if (i == count) return rsupi_model_problem(w, node, "the model has nothing of this name");
  }
  return RSUP_OK;
}

static rsup_status compile_reference(rsupi_model_work *w) {
  const rsupi_node *const values = w->draft.reference->values;
  const int of_terms = w->draft.reference->mode == 1;
  if (values->kind != RSUPI_MAP_NODE && values->count > 0)
    return rsupi_model_problem(w, values, "expected a map from name to value");
  rsup_status status = check_names(w, values, of_terms);
  if (!status) status = of_terms ? read_term_means(w, values) : read_input_values(w, values);
  double lp = w->model->intercept;
  for (size_t i = 0; i < w->model->term_count && !status; i++) {
    const rsupi_model_term *const term = &w->model->terms[i];
    lp += term->coef * term->reference;
    if (!(term->reference - term->reference <= 0))
      status = rsupi_model_problem(w, values, "a transform has no finite value at its reference");
  }
  w->model->reference_predictor = lp;
  return status;
}

rsup_status rsupi_terms_compile(rsupi_model_work *w) {
  const size_t count = w->draft.term_count;
  if (count == 0 || count > RSUPI_MOST_TERMS)
    return rsupi_model_problem(w, rsupi_node_get(w->root, "terms"), "expected 1 to 256 terms");
  w->model->terms = rsupi_arena_array(&w->model->arena, count, sizeof *w->model->terms);
  if (!w->model->terms) return RSUP_E_MEMORY;
  for (size_t i = 0; i < count; i++) {
    const rsup_status status = compile_term(w, i);
    if (status) return status;
  }
  w->model->term_count = count;
  for (size_t i = 0; i < w->model->input_count; i++)
    if (!w->model->inputs[i].used)
      rsupi_bind_warning(&w->binder, rsupi_model_part(w, "inputs", i), RSUP_E_MODEL,
                         "no term reads this input");
  return compile_reference(w);
}
