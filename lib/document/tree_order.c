/* The children of a map by the bytes of their keys, as a list beside the map or in place. A merge
 * sort, because qsort() may allocate past the host's allocator and may be quadratic. */
#include "document/tree_build.h"
#include <string.h>

static int compare_keys(const rsupi_node *a, const rsupi_node *b) {
  uint32_t shorter = a->key_len < b->key_len ? a->key_len : b->key_len;
  int order = memcmp(a->key, b->key, shorter);
  if (order != 0) return order;
  return a->key_len < b->key_len ? -1 : a->key_len > b->key_len;
}

size_t rsupi_sorted_size(const rsupi_node *map) {
  return (size_t)map->count * 2 * sizeof(const rsupi_node *);
}

static void merge(const rsupi_node **to, const rsupi_node **a, size_t a_count, const rsupi_node **b,
                  size_t b_count) {
  while (a_count > 0 && b_count > 0) {
    if (compare_keys(*a, *b) <= 0) {
      *to++ = *a++;
      a_count--;
    } else {
      *to++ = *b++;
      b_count--;
    }
  }
  if (a_count > 0) memcpy(to, a, a_count * sizeof(*a));
  if (b_count > 0) memcpy(to, b, b_count * sizeof(*b));
}

const rsupi_node **rsupi_sorted_children(const rsup_allocator *allocator, const rsupi_node *map) {
  const rsupi_node **all = rsupi_alloc(allocator, rsupi_sorted_size(map));
  if (all == NULL) return NULL;
  size_t count = map->count;
  const rsupi_node **from = all, **to = all + count;
  size_t filled = 0;
  for (const rsupi_node *child = map->first; child != NULL; child = child->next) {
    from[filled++] = child;
  }
  for (size_t run = 1; run < count; run *= 2) {
    for (size_t at = 0; at < count; at += 2 * run) {
      size_t left = count - at < run ? count - at : run;
      size_t right = count - at - left < run ? count - at - left : run;
      merge(to + at, from + at, left, from + at + left, right);
    }
    const rsupi_node **other = from;
    from = to;
    to = other;
  }
  if (from != all) memcpy(all, from, count * sizeof(*from));
  return all;
}

/* ---- in place */

static rsupi_node *merged(rsupi_node *a, rsupi_node *b) {
  rsupi_node *first = NULL, **link = &first;
  while (a != NULL && b != NULL) {
    rsupi_node **least = compare_keys(a, b) <= 0 ? &a : &b;
    *link = *least;
    link = &(*least)->next;
    *least = *link;
  }
  *link = a != NULL ? a : b;
  return first;
}

/* runs[i] holds 2^i children, or none: as in counting, two equal runs become one of the next size.
 */
static rsupi_node *sorted_chain(rsupi_node *chain) {
  rsupi_node *runs[32] = {NULL};
  while (chain != NULL) {
    rsupi_node *run = chain;
    chain = chain->next;
    run->next = NULL;
    size_t i = 0;
    for (; runs[i] != NULL; i++) {
      run = merged(runs[i], run);
      runs[i] = NULL;
    }
    runs[i] = run;
  }
  rsupi_node *all = NULL;
  for (size_t i = 0; i < 32; i++) all = merged(runs[i], all);
  return all;
}

/* Recursion is bounded: no reader gives a tree deeper than its limit. */
void rsupi_tree_sort(rsupi_node *node) {
  if (node->kind == RSUPI_MAP_NODE && node->count > 1) node->first = sorted_chain(node->first);
  for (rsupi_node *child = node->first; child != NULL; child = child->next) {
    if (child->kind != RSUPI_SCALAR) rsupi_tree_sort(child);
  }
}
