/* A natural merge sort: a record with one entry more is two sorted runs, and costs one pass. No
 * memory of its own, so it can't fail. */
#include "person/records.h"
#include <string.h>

static size_t run_end(void *const *items, size_t from, size_t count, rsupi_order *order) {
  size_t end = from + 1;
  while (end < count && order(items[end - 1], items[end]) <= 0) end++;
  return end;
}

static void merge(void **items, void **buffer, size_t from, size_t middle, size_t to,
                  rsupi_order *order) {
  size_t left = 0, right = middle, at = from;
  const size_t left_count = middle - from;
  memcpy(buffer, items + from, left_count * sizeof *items);
  while (left < left_count && right < to)
    items[at++] = order(buffer[left], items[right]) <= 0 ? buffer[left++] : items[right++];
  while (left < left_count) items[at++] = buffer[left++];
}

void rsupi_sort(void **items, void **buffer, size_t count, rsupi_order *order) {
  if (count < 2) return;
  for (;;) {
    size_t from = 0, runs = 0;
    while (from < count) {
      const size_t middle = run_end(items, from, count, order);
      const size_t to = middle < count ? run_end(items, middle, count, order) : middle;
      if (middle < count) merge(items, buffer, from, middle, to, order);
      from = to;
      runs++;
    }
    if (runs <= 1) return;
  }
}
