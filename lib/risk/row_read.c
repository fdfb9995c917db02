/* Reading a row: a map from input to value. It is a person's: messages name the input and the rule,
 * never the value, and an unknown input only by its place. */
#include "core/numbers.h"
#include "core/text.h"
#include "risk/model_draft.h"
#include <string.h>

static rsup_status refuse(const rsupi_node *node, const char *source, const char *path,
                          rsup_status status, const char *message, rsup_error *err) {
  return rsupi_fail_at(err, status, source, node->line, node->column, path, "%s", message);
}

static int32_t find_input(const rsup_model *model, const rsupi_node *node) {
  for (size_t i = 0; i < model->input_count; i++)
    if (strcmp(model->inputs[i].name, node->key) == 0) return (int32_t)i;
  return -1;
}

/* A level that the model has never seen is no value of it: missing, and flagged. */
static rsup_status read_value(const rsup_model *model, const rsupi_node *node, int32_t index,
                              const char *source, rsupi_row *row, rsup_error *err) {
  const rsupi_model_input *const input = &model->inputs[index];
  if (rsupi_node_is_null(node)) return RSUP_OK;
  if (input->type == RSUPI_INPUT_NUMBER) {
    if (rsupi_scalar_number(node, &row->values[index])) return RSUP_OK;
    return refuse(node, source, input->name, RSUP_E_SCHEMA, "expected a number", err);
  }
  if (node->kind != RSUPI_SCALAR)
    return refuse(node, source, input->name, RSUP_E_SCHEMA, "expected the name of a level", err);
  const int32_t level = rsupi_level_find(input, node);
  if (level >= 0)
    row->values[index] = level;
  else
    row->flags |= RSUPI_FLAG_UNKNOWN_LEVEL;
  return RSUP_OK;
}

rsup_status rsupi_row_read(const rsup_model *model, const rsupi_node *node, const char *source,
                           rsupi_row *row, rsup_error *err) {
  size_t place = 0;
  if (node->kind != RSUPI_MAP_NODE && node->count > 0)
    return refuse(node, source, NULL, RSUP_E_SCHEMA, "expected a map from input to value", err);
  if (node->kind == RSUPI_SCALAR)
    return refuse(node, source, NULL, RSUP_E_SCHEMA, "expected a map from input to value", err);
  for (const rsupi_node *child = node->first; child; child = child->next, place++) {
    const int32_t index = find_input(model, child);
    if (index < 0) {
      char path[24];
      rsupi_fixed text = rsupi_fixed_start(path, sizeof path);
      rsupi_fixed_format(&text, "[%z]", place);
      return refuse(child, source, path, RSUP_E_SCHEMA, "the model has no such input", err);
    }
    const rsup_status status = read_value(model, child, index, source, row, err);
    if (status) return status;
  }
  return RSUP_OK;
}
