/* The sets of answers of a definition, and its items. */
#include "instrument/definition_draft.h"
#include <string.h>

rsup_status rsupi_definition_problem(rsupi_definition_work *w, const rsupi_node *node,
                                     const char *message) {
  return rsupi_bind_problem(&w->compiler.binder, node, RSUP_E_SCHEMA, "%s", message);
}

static const rsupi_node *child_at(const rsupi_node *list, size_t index) {
  const rsupi_node *node = list->first;
  while (index--) node = node->next;
  return node;
}

const rsupi_node *rsupi_definition_part(const rsupi_definition_work *w, const char *key,
                                        size_t index) {
  return child_at(rsupi_node_get(w->root, key), index);
}

/* The span of a set and which of its values are answers. */
static rsup_status start_values(rsupi_definition_work *w, const rsupi_node *at, int64_t min,
                                int64_t max, rsupi_question *out) {
  if (min < -1000000 || max > 1000000 || min >= max || max - min >= RSUPI_MOST_SPAN)
    return rsupi_definition_problem(w, at, "the values of a set must rise and span at most 1023");
  out->min = (int32_t)min;
  out->max = (int32_t)max;
  return RSUP_OK;
}

static rsup_status compile_integer_set(rsupi_definition_work *w, const rsupi_node *at,
                                       const rsupi_draft_set *set, rsupi_question *out) {
  int64_t min, max;
  if (!rsupi_scalar_int(set->min, &min) || !rsupi_scalar_int(set->max, &max))
    return rsupi_definition_problem(w, at, "a set of whole numbers needs min and max");
  const rsup_status status = start_values(w, at, min, max, out);
  if (status) return status;
  uint8_t *const valid = rsupi_arena_alloc(&w->compiler.instrument->arena, (size_t)(max - min + 1));
  if (!valid) return RSUP_E_MEMORY;
  memset(valid, 1, (size_t)(max - min + 1));
  out->valid = valid;
  return RSUP_OK;
}

static rsup_status bind_options(rsupi_definition_work *w, const rsupi_node *list,
                                rsupi_draft_option **out) {
  rsupi_draft_option *const options =
      rsupi_arena_array(w->compiler.binder.arena, list->count, sizeof *options);
  if (!options) return RSUP_E_MEMORY;
  size_t i = 0;
  for (const rsupi_node *node = list->first; node; node = node->next) {
    const rsup_status status =
        rsupi_bind(&w->compiler.binder, node, &rsupi_draft_option_shape, &options[i++]);
    if (status) return status;
  }
  *out = options;
  return RSUP_OK;
}

static rsup_status compile_choice_set(rsupi_definition_work *w, const rsupi_node *at,
                                      const rsupi_draft_set *set, rsupi_question *out) {
  const rsupi_node *const list = set->options;
  rsupi_draft_option *options;
  if (!list || list->kind != RSUPI_LIST_NODE || list->count < 2)
    return rsupi_definition_problem(w, at, "a set of choices needs two options or more");
  rsup_status status = bind_options(w, list, &options);
  if (status) return status;
  int32_t min = options[0].value, max = min;
  for (size_t i = 1; i < list->count; i++) {
    if (options[i].value < min) min = options[i].value;
    if (options[i].value > max) max = options[i].value;
  }
  status = start_values(w, at, min, max, out);
  if (status) return status;
  uint8_t *const valid = rsupi_arena_alloc(&w->compiler.instrument->arena, (size_t)(max - min + 1));
  if (!valid) return RSUP_E_MEMORY;
  for (size_t i = 0; i < list->count; i++) {
    if (valid[options[i].value - min])
      return rsupi_definition_problem(w, list, "two options have the same value");
    for (size_t j = 0; j < i; j++)
      if (strcmp(options[i].id, options[j].id) == 0)
        return rsupi_definition_problem(w, list, "two options have this id");
    if (options[i].label && w->draft.licence->ship_text != 1)
      return rsupi_definition_problem(w, options[i].label,
                                      "the licence does not let this text be shipped");
    valid[options[i].value - min] = 1;
  }
  out->valid = valid;
  return RSUP_OK;
}

rsup_status rsupi_options_info(rsupi_definition_work *w, size_t index,
                               const rsup_option_info *const **out, size_t *out_count) {
  const rsupi_node *const list = w->draft.sets[index].options;
  rsupi_arena *const arena = &w->compiler.instrument->arena;
  rsupi_draft_option *options;
  rsupi_list made = {0};
  *out = NULL;
  *out_count = 0;
  if (!list) return RSUP_OK;
  const rsup_status status = bind_options(w, list, &options);
  if (status) return status;
  for (size_t i = 0; i < list->count; i++) {
    const rsupi_node *label = options[i].label;
    rsup_option_info *const one = rsupi_arena_alloc(arena, sizeof *one);
    if (!one) return RSUP_E_MEMORY;
    if (label && label->kind == RSUPI_MAP_NODE) label = rsupi_node_get(label, "en");
    one->id = rsupi_arena_copy(arena, options[i].id);
    one->value = options[i].value;
    one->loinc = rsupi_arena_copy(arena, options[i].loinc);
    one->label = label && label->kind == RSUPI_SCALAR ? rsupi_arena_copy(arena, label->text) : NULL;
    rsupi_list_push(arena, &made, one);
  }
  *out = (const rsup_option_info *const *)made.items;
  *out_count = made.count;
  return RSUP_OK;
}

static rsup_status compile_set(rsupi_definition_work *w, size_t index, rsupi_question *out) {
  const rsupi_node *const at = rsupi_definition_part(w, "response_sets", index);
  const rsupi_draft_set *const set = &w->draft.sets[index];
  if (strcmp(set->kind, "choice") == 0) return compile_choice_set(w, at, set, out);
  if (strcmp(set->kind, "integer") == 0) return compile_integer_set(w, at, set, out);
  return rsupi_definition_problem(w, at, "the kind of a set is choice or integer");
}

static rsup_status compile_item(rsupi_definition_work *w, size_t index,
                                const rsupi_question *sets) {
  rsup_instrument *const instrument = w->compiler.instrument;
  const rsupi_draft_item *const from = &w->draft.items[index];
  const rsupi_node *const at = rsupi_definition_part(w, "items", index);
  size_t set = 0;
  while (set < w->draft.set_count && strcmp(w->draft.sets[set].id, from->responses) != 0) set++;
  if (set == w->draft.set_count)
    return rsupi_definition_problem(w, at, "its set of answers is not in this file");
  if (from->text && w->draft.licence->ship_text != 1)
    return rsupi_definition_problem(w, at, "the licence does not let this text be shipped");
  rsupi_question *const item = &instrument->items[index];
  *item = sets[set];
  item->safety = from->safety == 1;
  item->optional = from->optional == 1;
  item->id = rsupi_arena_copy(&instrument->arena, from->id);
  if (!item->id) return RSUP_E_MEMORY;
  if (from->ask_when) { /* the map holds the items above: what it names has been read before */
    item->ask_when = rsupi_predicate_read(&w->compiler, from->ask_when, 0);
    if (!item->ask_when) return RSUP_E_SCHEMA;
  }
  const int put = rsupi_map_put(&instrument->arena, &instrument->item_map, item->id,
                                strlen(item->id), (uint32_t)index);
  if (put < 0) return RSUP_E_MEMORY;
  return put ? RSUP_OK : rsupi_definition_problem(w, at, "two items have this id");
}

rsup_status rsupi_items_compile(rsupi_definition_work *w) {
  rsup_instrument *const instrument = w->compiler.instrument;
  if (w->draft.item_count == 0 || w->draft.item_count > RSUPI_MOST_ITEMS)
    return rsupi_definition_problem(w, rsupi_node_get(w->root, "items"), "expected 1 to 256 items");
  rsupi_question *const sets =
      rsupi_arena_array(w->compiler.binder.arena, w->draft.set_count, sizeof *sets);
  instrument->items =
      rsupi_arena_array(&instrument->arena, w->draft.item_count, sizeof *instrument->items);
  if (!sets || !instrument->items) return RSUP_E_MEMORY;
  for (size_t i = 0; i < w->draft.set_count; i++) {
    const rsup_status status = compile_set(w, i, &sets[i]);
    if (status) return status;
  }
  for (size_t i = 0; i < w->draft.item_count; i++) {
    const rsup_status status = compile_item(w, i, sets);
    if (status) return status;
    instrument->item_count = i + 1;
  }
  return RSUP_OK;
}
