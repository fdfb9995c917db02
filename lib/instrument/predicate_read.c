/* Reading predicates from a definition. They are structured data with a closed list of forms; there
 * is no expression language. */
#include "core/text.h"
#include "instrument/definition.h"
#include <string.h>

enum { DEEPEST = 8 };

typedef struct reader {
  rsupi_compiler *compiler;
  int scores; /* 1: may speak of scores */
} reader;

static const rsupi_predicate *read_any(const reader *r, const rsupi_node *node, int depth);

static const void *problem(const reader *r, const rsupi_node *node, const char *message) {
  rsupi_bind_problem(&r->compiler->binder, node, RSUP_E_SCHEMA, "%s", message);
  return NULL;
}

static const void *no_memory(const reader *r) {
  r->compiler->binder.problems->failed = 1;
  return NULL;
}

/* Its index, or -1 after a problem. */
static int32_t item_at(rsupi_compiler *compiler, const rsupi_node *node) {
  uint32_t index = UINT32_MAX;
  if (node->kind == RSUPI_SCALAR)
    index = rsupi_map_get(&compiler->instrument->item_map, node->text, node->len);
  if (index != UINT32_MAX) return (int32_t)index;
  rsupi_bind_problem(&compiler->binder, node, RSUP_E_UNKNOWN_NAME,
                     "expected the id of an item of this instrument");
  return -1;
}

int rsupi_items_read(rsupi_compiler *compiler, const rsupi_node *list, const int32_t **out,
                     size_t *out_count) {
  if (!list || list->kind != RSUPI_LIST_NODE || list->count == 0) {
    rsupi_bind_problem(&compiler->binder, list, RSUP_E_SCHEMA, "expected a list of item ids");
    return 0;
  }
  int32_t *const items =
      rsupi_arena_array(&compiler->instrument->arena, list->count, sizeof *items);
  if (!items) {
    compiler->binder.problems->failed = 1;
    return 0;
  }
  size_t count = 0;
  for (const rsupi_node *node = list->first; node; node = node->next) {
    const int32_t item = item_at(compiler, node);
    if (item < 0) return 0;
    for (size_t i = 0; i < count; i++)
      if (items[i] == item) {
        rsupi_bind_problem(&compiler->binder, node, RSUP_E_SCHEMA, "the item stands here twice");
        return 0;
      }
    items[count++] = item;
  }
  *out = items;
  *out_count = count;
  return 1;
}

static int key_in(const char *key, const char *const *keys) {
  for (; *keys; keys++)
    if (strcmp(*keys, key) == 0) return 1;
  return 0;
}

static int only_keys(const reader *r, const rsupi_node *node, const char *const *keys) {
  for (const rsupi_node *child = node->first; child; child = child->next)
    if (!key_in(child->key, keys)) {
      problem(r, child, "this key does not belong to the test it stands in");
      return 0;
    }
  return 1;
}

/* Exactly one of from, below, is. */
static int read_bound(const reader *r, const rsupi_node *node, rsupi_predicate *out) {
  static const struct {
    const char *key;
    int32_t compare;
  } forms[] = {{"from", RSUPI_FROM}, {"below", RSUPI_BELOW}, {"is", RSUPI_IS}};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    const rsupi_node *const bound = rsupi_node_get(node, forms[i].key);
    if (!bound) continue;
    if (out->compare) {
      problem(r, node, "only one of from, below and is may stand here");
      return 0;
    }
    out->compare = forms[i].compare;
    if (!rsupi_rational_read(bound, &out->bound)) {
      problem(r, bound, "expected a number of at most nine digits and six decimals");
      return 0;
    }
  }
  if (!out->compare) problem(r, node, "one of from, below and is is missing here");
  return out->compare != 0;
}

static const rsupi_predicate *read_item(const reader *r, const rsupi_node *node,
                                        rsupi_predicate *out) {
  static const char *const keys[] = {"item", "from", "below", "is", NULL};
  out->kind = RSUPI_WHEN_ITEM;
  out->subject = item_at(r->compiler, rsupi_node_get(node, "item"));
  if (out->subject < 0 || !only_keys(r, node, keys) || !read_bound(r, node, out)) return NULL;
  return out;
}

static const rsupi_predicate *read_score(const reader *r, const rsupi_node *node,
                                         rsupi_predicate *out) {
  static const char *const keys[] = {"score", "from", "below", "is", NULL};
  const rsup_instrument *const instrument = r->compiler->instrument;
  const rsupi_node *const name = rsupi_node_get(node, "score");
  if (!r->scores) return problem(r, node, "a score cannot be asked for here");
  out->kind = RSUPI_WHEN_SCORE;
  out->subject = -1;
  for (size_t i = 0; i < r->compiler->scores_known && name->kind == RSUPI_SCALAR; i++)
    if (strcmp(instrument->scores[i].id, name->text) == 0) out->subject = (int32_t)i;
  if (out->subject < 0) return problem(r, name, "expected the id of a score further up");
  return only_keys(r, node, keys) && read_bound(r, node, out) ? out : NULL;
}

static const rsupi_predicate *read_count(const reader *r, const rsupi_node *node,
                                         rsupi_predicate *out) {
  static const char *const keys[] = {"count_of", "each_from", "from", "below", "is", NULL};
  int64_t each;
  out->kind = RSUPI_WHEN_COUNT;
  if (!rsupi_scalar_int(rsupi_node_get(node, "each_from"), &each) || each < -1000000 ||
      each > 1000000)
    return problem(r, node, "each_from: expected a whole number");
  out->each_from = (int32_t)each;
  if (!rsupi_items_read(r->compiler, rsupi_node_get(node, "count_of"), &out->items,
                        &out->item_count))
    return NULL;
  return only_keys(r, node, keys) && read_bound(r, node, out) ? out : NULL;
}

static const rsupi_predicate *read_context(const reader *r, const rsupi_node *node,
                                           rsupi_predicate *out) {
  static const char *const keys[] = {"context", "is", NULL};
  const rsupi_node *const name = rsupi_node_get(node, "context"), *is = rsupi_node_get(node, "is");
  rsupi_arena *const arena = &r->compiler->instrument->arena;
  if (name->kind != RSUPI_SCALAR || !is || is->kind != RSUPI_SCALAR)
    return problem(r, node, "expected a context with the text it is");
  out->kind = RSUPI_WHEN_CONTEXT;
  out->context = rsupi_arena_text(arena, name->text, name->len);
  out->is = rsupi_arena_text(arena, is->text, is->len);
  if (arena->failed) return no_memory(r);
  return only_keys(r, node, keys) ? out : NULL;
}

static const rsupi_predicate *read_parts(const reader *r, const rsupi_node *node,
                                         const rsupi_node *list, rsupi_predicate *out, int depth) {
  const size_t count = out->kind == RSUPI_WHEN_NOT ? 1 : list->count;
  if (node->count != 1) return problem(r, node, "all, any and not stand alone");
  if (out->kind != RSUPI_WHEN_NOT && (list->kind != RSUPI_LIST_NODE || count == 0))
    return problem(r, list, "expected a list of tests");
  const rsupi_predicate **const parts =
      rsupi_arena_array(&r->compiler->instrument->arena, count, sizeof *parts);
  if (!parts) return no_memory(r);
  const rsupi_node *part = out->kind == RSUPI_WHEN_NOT ? list : list->first;
  for (size_t i = 0; i < count; i++, part = part->next) {
    parts[i] = read_any(r, part, depth + 1);
    if (!parts[i]) return NULL;
  }
  out->parts = parts;
  out->part_count = count;
  return out;
}

static const rsupi_predicate *read_any(const reader *r, const rsupi_node *node, int depth) {
  if (node->kind != RSUPI_MAP_NODE)
    return problem(r, node, "expected a test, such as {item, from}");
  if (depth > DEEPEST) return problem(r, node, "tests are nested too deep");
  rsupi_predicate *const out = rsupi_arena_alloc(&r->compiler->instrument->arena, sizeof *out);
  if (!out) return no_memory(r);
  if (rsupi_node_get(node, "item")) return read_item(r, node, out);
  if (rsupi_node_get(node, "score")) return read_score(r, node, out);
  if (rsupi_node_get(node, "context")) return read_context(r, node, out);
  if (rsupi_node_get(node, "count_of")) return read_count(r, node, out);
  static const struct {
    const char *key;
    int32_t kind;
  } forms[] = {{"all", RSUPI_WHEN_ALL}, {"any", RSUPI_WHEN_ANY}, {"not", RSUPI_WHEN_NOT}};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    const rsupi_node *const list = rsupi_node_get(node, forms[i].key);
    if (!list) continue;
    out->kind = forms[i].kind;
    return read_parts(r, node, list, out, depth);
  }
  return problem(r, node, "expected one of item, score, context, count_of, all, any, not");
}

const rsupi_predicate *rsupi_predicate_read(rsupi_compiler *compiler, const rsupi_node *node,
                                            int scores) {
  const reader r = {compiler, scores};
  return read_any(&r, node, 1);
}
