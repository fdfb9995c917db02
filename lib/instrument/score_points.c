/* Tables of points: what each answer of each item gives to a score. Reverse, recode, weights and
 * thresholds are folded in when the definition is loaded, so that scoring only adds. */
#include "core/numbers.h"
#include "instrument/score_draft.h"
#include <string.h>

enum { SIX_DECIMALS = 1000000 }; /* the divisor of a score with weights */

/* Keys of a map such as `weights` or `recode` must be items of this score. */
static int keys_are_items(const rsupi_score_work *w, const rsupi_node *map, const int32_t *items,
                          size_t count, int default_too) {
  if (!map) return 1;
  if (map->kind != RSUPI_MAP_NODE && map->count > 0)
    return rsupi_score_problem(w, map, "expected a map by item id");
  for (const rsupi_node *key = map->first; key; key = key->next) {
    if (default_too && strcmp(key->key, "default") == 0) continue;
    const uint32_t item = rsupi_map_get(&w->compiler->instrument->item_map, key->key, key->key_len);
    size_t i = 0;
    while (i < count && (uint32_t)items[i] != item) i++;
    if (i == count) return rsupi_score_problem(w, key, "not an item of this score");
  }
  return 1;
}

static int is_reversed(const rsupi_score_work *w, const char *item) {
  for (const rsupi_node *node = w->draft->reverse ? w->draft->reverse->first : NULL; node;
       node = node->next)
    if (node->kind == RSUPI_SCALAR && strcmp(node->text, item) == 0) return 1;
  return 0;
}

/* All weights of a score over one divisor, so that sums stay whole. */
static int read_weight(const rsupi_score_work *w, const char *item, int64_t *out) {
  const rsupi_node *const node = rsupi_node_get(w->draft->weights, item);
  rsupi_rational weight = {1, 1};
  if (node && !rsupi_rational_read(node, &weight))
    return rsupi_score_problem(w, node, "expected a number of at most six decimals");
  if (weight.num > 1000 * weight.den || weight.num < -1000 * weight.den)
    return rsupi_score_problem(w, node, "expected a weight from -1000 to 1000");
  *out = weight.num * (w->def->divisor / weight.den);
  return 1;
}

typedef struct item_rule {
  const rsupi_question *question;
  const rsupi_node *recode; /* map from value to points, or NULL */
  int64_t weight, each_from;
  int reverse, threshold; /* threshold 1: counts the item from each_from on */
} item_rule;

static int recoded(const rsupi_score_work *w, const item_rule *rule, int32_t value, int64_t *out) {
  for (const rsupi_node *node = rule->recode->first; node; node = node->next) {
    int64_t from;
    if (!rsupi_parse_int64(node->key, node->key_len, &from) || from != value) continue;
    if (rsupi_scalar_int(node, out) && *out >= -1000000 && *out <= 1000000) return 1;
    return rsupi_score_problem(w, node, "expected whole points");
  }
  return rsupi_score_problem(w, rule->recode, "the recode does not cover every answer");
}

static int points_of(const rsupi_score_work *w, const item_rule *rule, int32_t value,
                     int64_t *out) {
  int64_t points = value;
  if (rule->reverse) points = (int64_t)rule->question->min + rule->question->max - value;
  if (rule->recode && !recoded(w, rule, value, &points)) return 0;
  if (rule->threshold) points = points >= rule->each_from;
  *out = points * rule->weight;
  return 1;
}

static int fill_table(const rsupi_score_work *w, const item_rule *rule, rsupi_points *points) {
  const rsupi_question *const question = rule->question;
  const size_t span = (size_t)((int64_t)question->max - question->min + 1);
  int64_t *const table = rsupi_arena_array(&w->compiler->instrument->arena, span, sizeof *table);
  if (!table) return rsupi_score_no_memory(w);
  int first = 1;
  for (size_t i = 0; i < span; i++) {
    if (!question->valid[i]) continue;
    if (!points_of(w, rule, question->min + (int32_t)i, &table[i])) return 0;
    if (first || table[i] < points->least) points->least = table[i];
    if (first || table[i] > points->most) points->most = table[i];
    first = 0;
  }
  points->table = table;
  return 1;
}

static int read_threshold(const rsupi_score_work *w, item_rule *rule) {
  const rsupi_node *const map = w->draft->each_from;
  const rsupi_node *node = rsupi_node_get(map, rule->question->id);
  if (!node) node = rsupi_node_get(map, "default");
  if (!node) return rsupi_score_problem_key(w, "each_from", "count needs each_from for every item");
  rule->threshold = 1;
  return rsupi_scalar_int(node, &rule->each_from)
             ? 1
             : rsupi_score_problem(w, node, "expected a whole number");
}

static int read_recode(const rsupi_score_work *w, item_rule *rule) {
  const rsupi_node *const name = rsupi_node_get(w->draft->recode, rule->question->id);
  if (!name) return 1;
  if (name->kind == RSUPI_SCALAR) rule->recode = rsupi_node_get(w->recodes, name->text);
  if (!rule->recode || rule->recode->kind != RSUPI_MAP_NODE)
    return rsupi_score_problem(w, name, "expected the name of a recode of this file");
  return !rule->reverse || rsupi_score_problem(w, name, "an item is reversed or recoded, not both");
}

static int compile_item(const rsupi_score_work *w, int32_t item, rsupi_points *points) {
  item_rule rule;
  memset(&rule, 0, sizeof rule);
  rule.question = &w->compiler->instrument->items[item];
  rule.reverse = is_reversed(w, rule.question->id);
  points->item = item;
  points->reversed = rule.reverse;
  if (rule.question->ask_when && w->def->op != RSUPI_OP_VALUE)
    return rsupi_score_problem_key(w, "items",
                                   "an item that is not always asked cannot be added up");
  if (!read_weight(w, rule.question->id, &rule.weight)) return 0;
  if (!read_recode(w, &rule)) return 0;
  if (w->def->op == RSUPI_OP_COUNT && !read_threshold(w, &rule)) return 0;
  return fill_table(w, &rule, points);
}

static int check_keys(const rsupi_score_work *w, const int32_t *items, size_t count) {
  const rsupi_draft_score *const draft = w->draft;
  const int32_t *reversed = NULL;
  size_t reversed_count = 0;
  if (draft->reverse && draft->reverse->count > 0 &&
      !rsupi_items_read(w->compiler, draft->reverse, &reversed, &reversed_count))
    return 0;
  for (size_t i = 0; i < reversed_count; i++) {
    size_t j = 0;
    while (j < count && items[j] != reversed[i]) j++;
    if (j == count) return rsupi_score_problem(w, draft->reverse, "reverses an item it lacks");
  }
  return keys_are_items(w, draft->recode, items, count, 0) &&
         keys_are_items(w, draft->weights, items, count, 0) &&
         keys_are_items(w, draft->each_from, items, count, 1);
}

int rsupi_points_compile(const rsupi_score_work *w) {
  const int32_t *items;
  size_t count;
  const rsupi_node *const list = rsupi_node_get(w->node, "items");
  if (!list) return rsupi_score_problem(w, w->node, "this score needs its items");
  if (!rsupi_items_read(w->compiler, list, &items, &count)) return 0;
  if (w->def->op == RSUPI_OP_VALUE && count != 1)
    return rsupi_score_problem(w, list, "value is of one item");
  if (!check_keys(w, items, count)) return 0;
  if (w->draft->weights && w->draft->weights->count > 0) w->def->divisor = SIX_DECIMALS;
  rsupi_points *const points =
      rsupi_arena_array(&w->compiler->instrument->arena, count, sizeof *points);
  if (!points) return rsupi_score_no_memory(w);
  for (size_t i = 0; i < count; i++) {
    if (!compile_item(w, items[i], &points[i])) return 0;
    const double least = (double)points[i].least, most = (double)points[i].most;
    w->def->magnitude += -least > most ? -least : most;
    w->def->uses[items[i]] = 1;
  }
  w->def->magnitude *= (double)count; /* prorated: (sum * n) / k */
  w->def->points = points;
  w->def->point_count = count;
  return 1;
}
