/* E-I index (Krackhardt and Stern, "Informal networks and organizational crises", Soc Psychol Q 51,
 * 1988), Blau's index of diversity (Inequality and Heterogeneity, 1977), homophily as a share. */
#include "network/structure_groups.h"
#include "core/numbers.h"

static void sift(int32_t *heap, int32_t at, int32_t count) {
  const int32_t item = heap[at];
  for (int32_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
    if (child + 1 < count && heap[child + 1] > heap[child]) child++;
    if (heap[child] <= item) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = item;
}

static void sort(int32_t *items, int32_t count) {
  for (int32_t i = count / 2; i > 0; i--) sift(items, i - 1, count);
  for (int32_t end = count - 1; end > 0; end--) {
    const int32_t last = items[end];
    items[end] = items[0];
    items[0] = last;
    sift(items, 0, end);
  }
}

/* What is counted of groups that are sorted; the unknown come first. */
typedef struct tally {
  int32_t unknown, known, inside, largest;
  double squares; /* sum of squared group sizes */
} tally;

static tally count_groups(const int32_t *groups, int32_t count, int32_t own) {
  tally t = {0};
  for (int32_t i = 0; i < count;) {
    int32_t end = i;
    while (end < count && groups[end] == groups[i]) end++;
    const int32_t size = end - i;
    if (groups[i] == INT32_MIN) {
      t.unknown = size;
    } else {
      if (groups[i] == own) t.inside = size;
      if (size > t.largest) t.largest = size;
      t.squares += (double)size * size;
    }
    i = end;
  }
  t.known = count - t.unknown;
  return t;
}

static rsup_measure bounded(double value, double low, double high, int32_t unknowns, int known) {
  if (!unknowns) return (rsup_measure){value, value, value, RSUP_MEASURE_KNOWN, 0};
  if (known) return (rsup_measure){value, low, high, RSUP_MEASURE_BOUNDED, unknowns};
  return (rsup_measure){rsupi_nan(), low, high, RSUP_MEASURE_UNKNOWN, unknowns};
}

void rsupi_groups_measure(int32_t *groups, int32_t count, int32_t own, rsupi_groups *out) {
  const double none = rsupi_nan(), n = (double)count;
  const rsup_measure not_applicable = {none, none, none, RSUP_MEASURE_NOT_APPLICABLE, 0};
  *out = (rsupi_groups){not_applicable, not_applicable, not_applicable};
  if (count == 0) return;
  sort(groups, count);
  const tally t = count_groups(groups, count, own);
  const double known = (double)t.known, unknown = (double)t.unknown, inside = (double)t.inside;
  /* All unknown in the largest group, or each in one of its own. */
  const double together = t.squares + unknown * (2 * t.largest + unknown);
  out->blau = bounded(1 - t.squares / (known * known), 1 - together / (n * n),
                      1 - (t.squares + unknown) / (n * n), t.unknown, t.known > 0);
  if (own == INT32_MIN) {
    out->ei_index = bounded(none, -1, 1, t.unknown + 1, 0);
    out->same_group = bounded(none, 0, 1, t.unknown + 1, 0);
    return;
  }
  out->ei_index = bounded((known - 2 * inside) / known, (n - 2 * (inside + unknown)) / n,
                          (n - 2 * inside) / n, t.unknown, t.known > 0);
  out->same_group =
      bounded(inside / known, inside / n, (inside + unknown) / n, t.unknown, t.known > 0);
}
