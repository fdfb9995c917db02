/* Reading a set of answers. They are a person's: messages name the item and the rule, never what
 * was answered, and an unknown item only by its place. */
#include "core/numbers.h"
#include "core/text.h"
#include "instrument/definition.h"
#include <string.h>

typedef struct reading {
  const rsup_instrument *instrument;
  const char *source;
  double *values;
  rsup_status status; /* of the first problem */
  rsup_error *err;
} reading;

static void refuse(reading *r, const rsupi_node *node, const char *item, size_t index,
                   rsup_status status, const char *message) {
  if (r->status) return;
  char path[64];
  rsupi_fixed text = rsupi_fixed_start(path, sizeof path);
  if (item)
    rsupi_fixed_add(&text, item);
  else
    rsupi_fixed_format(&text, "[%z]", index);
  r->status =
      rsupi_fail_at(r->err, status, r->source, node->line, node->column, path, "%s", message);
}

/* Asked and not answered, in words. */
static int is_no_answer(const rsupi_node *node) {
  return rsupi_node_is_null(node) ||
         (node->kind == RSUPI_SCALAR &&
          (strcmp(node->text, "refused") == 0 || strcmp(node->text, "not_asked") == 0 ||
           strcmp(node->text, "unknown") == 0));
}

/* Yes and no are answers of an item that has 1 and 0. What is refused is kept all the same, for the
 * safety floor. */
static void read_answer(reading *r, const rsupi_node *node, size_t item) {
  const char *const id = r->instrument->items[item].id;
  double number = rsupi_nan();
  int32_t yes = 0;
  if (is_no_answer(node)) return;
  const int in_words = rsupi_scalar_bool(node, &yes);
  if (in_words) r->values[item] = yes;
  if (in_words ? !rsupi_instrument_is_yes_no(r->instrument, (int32_t)item)
               : !rsupi_scalar_number(node, &number)) {
    refuse(r, node, id, item, RSUP_E_SCHEMA, "expected a whole number");
    return;
  }
  if (!in_words) r->values[item] = number;
  if (!rsupi_instrument_value_ok(r->instrument, (int32_t)item, r->values[item]))
    refuse(r, node, id, item, RSUP_E_RANGE, "not one of the answers this item has");
}

static void read_list(reading *r, const rsupi_node *list) {
  size_t index = 0;
  for (const rsupi_node *node = list->first; node; node = node->next, index++) {
    if (index < r->instrument->item_count)
      read_answer(r, node, index);
    else
      refuse(r, node, NULL, index, RSUP_E_SCHEMA, "more answers than the instrument has items");
  }
}

static void read_map(reading *r, const rsupi_node *map) {
  size_t index = 0;
  for (const rsupi_node *node = map->first; node; node = node->next, index++) {
    const uint32_t item = rsupi_map_get(&r->instrument->item_map, node->key, node->key_len);
    if (item == UINT32_MAX)
      refuse(r, node, NULL, index, RSUP_E_SCHEMA, "the instrument has no such item");
    else
      read_answer(r, node, item);
  }
}

rsup_status rsupi_answers_read(const rsup_instrument *instrument, const rsupi_node *node,
                               const char *source, double *values, rsup_error *err) {
  reading r = {instrument, source, values, RSUP_OK, err};
  for (size_t i = 0; i < instrument->item_count; i++) values[i] = rsupi_nan();
  if (node->kind == RSUPI_MAP_NODE)
    read_map(&r, node);
  else if (node->kind == RSUPI_LIST_NODE)
    read_list(&r, node);
  else
    return rsupi_fail_at(err, RSUP_E_SCHEMA, source, node->line, node->column, NULL,
                         "expected a map from item to answer, or a list of answers");
  return r.status;
}
