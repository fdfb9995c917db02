/* Taking things out of trees. */
#include "consent/visible.h"

#include <string.h>

void rsupi_keep_children(rsupi_node *node, rsupi_wanted *wanted, void *user) {
  for (rsupi_node **link = &node->first; *link;) {
    if (wanted(user, *link)) {
      link = &(*link)->next;
    } else {
      *link = (*link)->next;
      node->count--;
    }
  }
}

static const rsupi_slot *slot_named(const rsupi_shape *shape, const char *name) {
  for (size_t i = 0; i < shape->slot_count; i++)
    if (strcmp(shape->slots[i].name, name) == 0) return &shape->slots[i];
  return NULL;
}

static int is_no_extra(void *user, const rsupi_node *child) {
  (void)user;
  return !child->key || strncmp(child->key, "x-", 2) != 0;
}

/* What only its reader knows the inside of. */
static void prune_inside(rsupi_node *node) {
  rsupi_keep_children(node, is_no_extra, NULL);
  for (rsupi_node *child = node->first; child; child = child->next) prune_inside(child);
}

typedef struct pruning {
  const rsupi_shape *shape;
  int own_words;
  int whole; /* nothing went that is required */
} pruning;

static int keep_part(void *user, const rsupi_node *part) {
  const pruning *const p = user;
  return rsupi_prune_by_shape((rsupi_node *)(uintptr_t)part, p->shape, p->own_words);
}

static int keep_value(const pruning *p, const rsupi_slot *slot, rsupi_node *node) {
  pruning inner = {slot->shape, p->own_words, 1};
  switch (slot->kind) {
  case RSUPI_TYPE_TEXT:
  case RSUPI_TYPE_TEXTS:
    return p->own_words;
  case RSUPI_TYPE_RECORD:
    return rsupi_prune_by_shape(node, slot->shape, p->own_words);
  case RSUPI_TYPE_RECORDS:
    rsupi_keep_children(node, keep_part, &inner);
    return node->count > 0;
  case RSUPI_TYPE_TREE:
    prune_inside(node);
    return 1;
  default:
    return 1;
  }
}

static int keep_known(void *user, const rsupi_node *child) {
  pruning *const p = user;
  const rsupi_slot *const slot = child->key ? slot_named(p->shape, child->key) : NULL;
  const int keep = slot && keep_value(p, slot, (rsupi_node *)(uintptr_t)child);
  if (slot && !keep && (slot->flags & RSUPI_REQUIRED)) p->whole = 0;
  return keep;
}

int rsupi_prune_by_shape(rsupi_node *node, const rsupi_shape *shape, int own_words) {
  pruning p = {shape, own_words, 1};
  rsupi_keep_children(node, keep_known, &p);
  return p.whole;
}
