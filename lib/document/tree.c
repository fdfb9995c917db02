/* Using a tree: finding, naming and comparing nodes; and choosing the reader for a text. */
#include "document/tree.h"
#include "core/numbers.h"
#include "document/tree_build.h"
#include <string.h>

static size_t bom_length(const char *text, size_t len) {
  return len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

rsup_status rsupi_tree_read(rsupi_arena *arena, rsupi_document_kind kind, const char *source,
                            const char *text, size_t len, const rsupi_node **out, rsup_error *err) {
  const rsupi_limits *limits = rsupi_limits_of(kind);
  size_t at = bom_length(text, len);
  while (at < len &&
         (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
    at++;
  }
  int json = at < len && (text[at] == '{' || text[at] == '[');
  return json ? rsupi_json_read_within(arena, source, text, len, limits, out, err)
              : rsupi_yaml_read_within(arena, source, text, len, limits, out, err);
}

const rsupi_node *rsupi_node_get(const rsupi_node *map, const char *key) {
  if (map == NULL || map->kind != RSUPI_MAP_NODE) return NULL;
  size_t len = strlen(key);
  for (const rsupi_node *child = map->first; child != NULL; child = child->next) {
    if (child->key_len == len && memcmp(child->key, key, len) == 0) return child;
  }
  return NULL;
}

static int plain_text_is(const rsupi_node *node, const char *text) {
  return node->style == RSUPI_PLAIN && strcmp(node->text, text) == 0;
}

int rsupi_node_is_null(const rsupi_node *node) {
  if (node == NULL || node->kind != RSUPI_SCALAR || node->style != RSUPI_PLAIN) return 0;
  return node->len == 0 || (node->len == 1 && node->text[0] == '~') ||
         (node->len == 4 && memcmp(node->text, "null", 4) == 0);
}

static const rsupi_node *ancestor(const rsupi_node *node, size_t steps) {
  while (steps-- > 0) node = node->parent;
  return node;
}

/* Keys hold the text of whoever wrote the document: what would break a line or hide in it is shown
 * as a question mark. */
static void add_printable(rsupi_fixed *out, const char *text, size_t len) {
  for (size_t i = 0; i < len; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c < 0x20 || c == 0x7F) {
      rsupi_fixed_add(out, "?");
    } else {
      rsupi_fixed_add_len(out, text + i, 1);
    }
  }
}

static void add_path(const rsupi_node *node, int known_only, rsupi_fixed *out) {
  size_t depth = 0;
  for (const rsupi_node *n = node; n != NULL && n->parent != NULL; n = n->parent) depth++;
  for (size_t i = 0; i < depth; i++) {
    const rsupi_node *step = ancestor(node, depth - 1 - i);
    int named = step->parent->kind == RSUPI_MAP_NODE && (step->known || !known_only);
    if (!named) {
      rsupi_fixed_format(out, "[%u]", step->position);
      continue;
    }
    if (i > 0) rsupi_fixed_add(out, ".");
    add_printable(out, step->key, step->key_len);
  }
}

void rsupi_node_path(const rsupi_node *node, rsupi_fixed *out) {
  add_path(node, 0, out);
}

void rsupi_node_known_path(const rsupi_node *node, rsupi_fixed *out) {
  add_path(node, 1, out);
}

typedef enum meaning { MEANS_NULL, MEANS_BOOL, MEANS_NUMBER, MEANS_TEXT } meaning;

static meaning meaning_of(const rsupi_node *node) {
  if (node->style != RSUPI_PLAIN) return MEANS_TEXT;
  if (rsupi_node_is_null(node)) return MEANS_NULL;
  if (plain_text_is(node, "true") || plain_text_is(node, "false")) return MEANS_BOOL;
  return rsupi_is_json_number(node->text, node->len) ? MEANS_NUMBER : MEANS_TEXT;
}

static int same_bytes(const char *a, size_t a_len, const char *b, size_t b_len) {
  return a_len == b_len && memcmp(a, b, a_len) == 0;
}

static int equal_scalars(const rsupi_node *a, const rsupi_node *b) {
  meaning means = meaning_of(a);
  if (means != meaning_of(b)) return 0;
  if (means == MEANS_NULL) return 1;
  if (same_bytes(a->text, a->len, b->text, b->len)) return 1;
  if (means != MEANS_NUMBER) return 0;
  char a_text[32], b_text[32];
  size_t a_len = rsupi_canonical_number(a->text, a->len, a_text);
  size_t b_len = rsupi_canonical_number(b->text, b->len, b_text);
  return a_len > 0 && same_bytes(a_text, a_len, b_text, b_len);
}

/* The search starts where the last one ended: maps written in the same order cost one look each. */
static const rsupi_node *find_from(const rsupi_node *map, const rsupi_node *start,
                                   const rsupi_node *like) {
  for (const rsupi_node *n = start; n != NULL; n = n->next) {
    if (same_bytes(n->key, n->key_len, like->key, like->key_len)) return n;
  }
  for (const rsupi_node *n = map->first; n != start; n = n->next) {
    if (same_bytes(n->key, n->key_len, like->key, like->key_len)) return n;
  }
  return NULL;
}

static int equal_maps(const rsupi_node *a, const rsupi_node *b) {
  const rsupi_node *start = b->first;
  for (const rsupi_node *x = a->first; x != NULL; x = x->next) {
    const rsupi_node *y = find_from(b, start, x);
    if (y == NULL || !rsupi_node_equal(x, y)) return 0;
    start = y->next;
  }
  return 1;
}

/* Recursion is bounded: no reader gives a tree deeper than its limit. */
int rsupi_node_equal(const rsupi_node *a, const rsupi_node *b) {
  if (a == b) return 1;
  if (a == NULL || b == NULL || a->kind != b->kind || a->count != b->count) return 0;
  if (a->kind == RSUPI_SCALAR) return equal_scalars(a, b);
  if (a->kind == RSUPI_MAP_NODE) return equal_maps(a, b);
  const rsupi_node *y = b->first;
  for (const rsupi_node *x = a->first; x != NULL; x = x->next, y = y->next) {
    if (!rsupi_node_equal(x, y)) return 0;
  }
  return 1;
}
