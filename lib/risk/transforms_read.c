/* Reading transforms from a model file: a closed list; an op that is not on it is refused by name.
 */
#include "core/numbers.h"
#include "core/text.h"
#include "risk/model_draft.h"
#include <string.h>

enum { NOTHING, ONE_NUMBER, TWO_NUMBERS, TWO_LISTS, A_LEVEL };
static const struct op {
  const char *name;
  int32_t op;
  int takes;
  const char *a, *b; /* its keys */
} ops[] = {
    {"identity", RSUPI_TRANSFORM_IDENTITY, NOTHING, NULL, NULL},
    {"shift", RSUPI_TRANSFORM_SHIFT, ONE_NUMBER, "by", NULL},
    {"scale", RSUPI_TRANSFORM_SCALE, ONE_NUMBER, "by", NULL},
    {"standardize", RSUPI_TRANSFORM_STANDARDIZE, TWO_NUMBERS, "mean", "sd"},
    {"clip", RSUPI_TRANSFORM_CLIP, TWO_NUMBERS, "lo", "hi"},
    {"log", RSUPI_TRANSFORM_LOG, NOTHING, NULL, NULL},
    {"log1p", RSUPI_TRANSFORM_LOG1P, NOTHING, NULL, NULL},
    {"sqrt", RSUPI_TRANSFORM_SQRT, NOTHING, NULL, NULL},
    {"power", RSUPI_TRANSFORM_POWER, ONE_NUMBER, "power", NULL},
    {"level", RSUPI_TRANSFORM_LEVEL, A_LEVEL, "is", NULL},
    {"bins", RSUPI_TRANSFORM_BINS, TWO_LISTS, "edges", "values"},
    {"piecewise", RSUPI_TRANSFORM_PIECEWISE, TWO_LISTS, "x", "y"},
};

typedef struct reader {
  rsupi_model_work *w;
  const rsupi_node *node; /* the transform */
  const struct op *op;
  const rsupi_model_input *input;
  rsupi_transform *out;
} reader;

static rsup_status problem(const reader *r, const char *message) {
  return rsupi_model_problem(r->w, r->node, message);
}

static rsup_status find_op(reader *r) {
  const rsupi_node *const name = rsupi_node_get(r->node, "op");
  if (!name || name->kind != RSUPI_SCALAR) return problem(r, "a transform needs its op");
  for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
    if (strcmp(ops[i].name, name->text) == 0) r->op = &ops[i];
  if (r->op) return RSUP_OK;
  return rsupi_bind_problem(&r->w->binder, name, RSUP_E_UNKNOWN_NAME,
                            "this version has no transform \"%s\"", name->text);
}

static rsup_status check_keys(const reader *r) {
  for (const rsupi_node *key = r->node->first; key; key = key->next)
    if (strcmp(key->key, "op") != 0 && !rsupi_text_equal(key->key, r->op->a) &&
        !rsupi_text_equal(key->key, r->op->b))
      return rsupi_model_problem(r->w, key, "this key does not belong to the transform");
  return RSUP_OK;
}

static rsup_status read_number(const reader *r, const char *key, double *out) {
  const rsupi_node *const node = rsupi_node_get(r->node, key);
  if (rsupi_scalar_number(node, out)) return RSUP_OK;
  return rsupi_bind_problem(&r->w->binder, node ? node : r->node, RSUP_E_SCHEMA,
                            "the transform needs the number \"%s\"", key);
}

static rsup_status read_list(const reader *r, const char *key, const double **out, size_t *count) {
  const rsupi_node *const list = rsupi_node_get(r->node, key);
  if (!list || list->kind != RSUPI_LIST_NODE || list->count == 0)
    return rsupi_bind_problem(&r->w->binder, list ? list : r->node, RSUP_E_SCHEMA,
                              "the transform needs the list of numbers \"%s\"", key);
  double *const numbers = rsupi_arena_array(&r->w->model->arena, list->count, sizeof *numbers);
  if (!numbers) return RSUP_E_MEMORY;
  size_t i = 0;
  for (const rsupi_node *node = list->first; node; node = node->next)
    if (!rsupi_scalar_number(node, &numbers[i++]))
      return rsupi_model_problem(r->w, node, "expected a number");
  *out = numbers;
  *count = list->count;
  return RSUP_OK;
}

static rsup_status check_lists(const reader *r) {
  const rsupi_transform *const t = r->out;
  const size_t wanted = t->op == RSUPI_TRANSFORM_BINS ? t->x_count + 1 : t->x_count;
  if (t->y_count != wanted)
    return problem(r, t->op == RSUPI_TRANSFORM_BINS ? "bins need one value more than edges"
                                                    : "piecewise needs as many y as x");
  for (size_t i = 1; i < t->x_count; i++)
    if (!(t->x[i - 1] < t->x[i])) return problem(r, "the edges must rise");
  return RSUP_OK;
}

static rsup_status read_level(const reader *r) {
  const rsupi_node *const is = rsupi_node_get(r->node, "is");
  if (r->input->type != RSUPI_INPUT_CATEGORY || !is)
    return problem(r, "level is for a category, and says which level it is");
  const int32_t level = rsupi_level_find(r->input, is);
  if (level < 0) return rsupi_model_problem(r->w, is, "the input has no such level");
  r->out->a = level;
  return RSUP_OK;
}

static rsup_status check_numbers(const reader *r) {
  const rsupi_transform *const t = r->out;
  const double twice = t->a * 2;
  if (t->op == RSUPI_TRANSFORM_SCALE && !(t->a < 0 || t->a > 0)) return problem(r, "a scale of 0");
  if (t->op == RSUPI_TRANSFORM_STANDARDIZE && !(t->b > 0)) return problem(r, "sd must be above 0");
  if (t->op == RSUPI_TRANSFORM_CLIP && !(t->a <= t->b)) return problem(r, "lo is above hi");
  if (t->op == RSUPI_TRANSFORM_POWER &&
      (!(twice >= -8 && twice <= 8) || (double)(int)twice < twice || (double)(int)twice > twice))
    return problem(r, "a power is from -4 to 4, in halves");
  return RSUP_OK;
}

static rsup_status read_parameters(const reader *r) {
  rsup_status status = RSUP_OK;
  r->out->op = r->op->op;
  if (r->op->takes == A_LEVEL) return read_level(r);
  if (r->op->takes == TWO_LISTS) {
    status = read_list(r, r->op->a, &r->out->x, &r->out->x_count);
    if (!status) status = read_list(r, r->op->b, &r->out->y, &r->out->y_count);
    return status ? status : check_lists(r);
  }
  if (r->op->takes >= ONE_NUMBER) status = read_number(r, r->op->a, &r->out->a);
  if (!status && r->op->takes == TWO_NUMBERS) status = read_number(r, r->op->b, &r->out->b);
  return status ? status : check_numbers(r);
}

static rsup_status read_one(reader *r) {
  if (r->node->kind != RSUPI_MAP_NODE) return problem(r, "expected a transform, such as {op: log}");
  rsup_status status = find_op(r);
  if (!status) status = check_keys(r);
  if (!status) status = read_parameters(r);
  return status;
}

rsup_status rsupi_transforms_read(rsupi_model_work *w, const rsupi_node *list,
                                  const rsupi_model_input *input, rsupi_model_term *term) {
  const size_t count = list ? list->count : 0;
  if (list && list->kind != RSUPI_LIST_NODE && count > 0)
    return rsupi_model_problem(w, list, "expected a list of transforms");
  rsupi_transform *const out = rsupi_arena_array(&w->model->arena, count, sizeof *out);
  if (!out) return RSUP_E_MEMORY;
  const rsupi_node *node = list ? list->first : NULL;
  for (size_t i = 0; i < count; i++, node = node->next) {
    reader r = {w, node, NULL, input, &out[i]};
    const rsup_status status = read_one(&r);
    if (status) return status;
    if (i > 0 && out[i].op == RSUPI_TRANSFORM_LEVEL) return problem(&r, "level must come first");
  }
  if (input->type == RSUPI_INPUT_CATEGORY && (count == 0 || out[0].op != RSUPI_TRANSFORM_LEVEL))
    return rsupi_model_problem(w, list ? list : w->root, "a category needs a level transform");
  term->transforms = out;
  term->transform_count = count;
  return RSUP_OK;
}
