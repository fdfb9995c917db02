/* Counts, shares, means and balances with what is not known of them. Each low and high is the least
 * and the most that any way to fill in the unknowns gives; a way for which the measure is not
 * defined (nothing below the line) does not count. */
#include "core/numbers.h"
#include "network/measures.h"

rsup_measure rsupi_people_share(size_t yes, size_t unknown, size_t all) {
  if (all == 0) return rsupi_measure_not_applicable();
  if (unknown == all) {
    rsup_measure m = rsupi_measure_bounded(rsupi_nan(), 0, 1, (int32_t)unknown);
    m.state = RSUP_MEASURE_UNKNOWN;
    return m;
  }
  const double n = (double)all;
  return rsupi_measure_bounded((double)yes / (double)(all - unknown), (double)yes / n,
                               (double)(yes + unknown) / n, (int32_t)unknown);
}

rsup_measure rsupi_tally(size_t yes, size_t unknown) {
  return rsupi_measure_bounded((double)yes, (double)yes, (double)(yes + unknown), (int32_t)unknown);
}

/* ---- means */

static void sift(double *values, size_t root, size_t count) {
  for (size_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
    if (child + 1 < count && values[child + 1] > values[child]) child++;
    if (values[root] >= values[child]) return;
    const double swap = values[root];
    values[root] = values[child];
    values[child] = swap;
    root = child;
  }
}

void rsupi_sort_numbers(double *values, size_t count) { /* heapsort: no memory, no recursion */
  for (size_t i = count / 2; i-- > 0;) sift(values, i, count);
  for (size_t end = count; end-- > 1;) {
    const double largest = values[0];
    values[0] = values[end];
    values[end] = largest;
    sift(values, 0, end);
  }
}

static double sum_of(double *values, size_t count) {
  double sum = 0;
  rsupi_sort_numbers(values, count);
  for (size_t i = 0; i < count; i++) sum += values[i];
  return sum;
}

rsup_measure rsupi_mean(double *values, size_t known, size_t unknown) {
  const double n = (double)(known + unknown), sum = sum_of(values, known);
  if (known + unknown == 0) return rsupi_measure_not_applicable();
  rsup_measure m = rsupi_measure_bounded(known ? sum / (double)known : rsupi_nan(), sum / n,
                                         (sum + (double)unknown) / n, (int32_t)unknown);
  if (known == 0) m.state = RSUP_MEASURE_UNKNOWN;
  return m;
}

rsup_measure rsupi_mean_between(double *low, double *high, double *known, size_t count,
                                size_t known_count) {
  if (count == 0) return rsupi_measure_not_applicable();
  const double n = (double)count;
  const double value = known_count ? sum_of(known, known_count) / (double)known_count : rsupi_nan();
  rsup_measure m = rsupi_measure_bounded(value, sum_of(low, count) / n, sum_of(high, count) / n,
                                         (int32_t)(count - known_count));
  if (known_count == 0) m.state = RSUP_MEASURE_UNKNOWN;
  return m;
}

/* ---- of two */

static rsup_measure bounded_or_unknown(double value, int known, double low, double high,
                                       int32_t unknowns) {
  rsup_measure m = rsupi_measure_bounded(known ? value : rsupi_nan(), low, high, unknowns);
  if (!known) m.state = RSUP_MEASURE_UNKNOWN;
  return m;
}

rsup_measure rsupi_part_of_two(int32_t a, int32_t b, int32_t ua, int32_t ub, int32_t ux) {
  const int32_t least = a + b + ub + ux, most = a + b + ua + ux, unknowns = ua + ub + ux;
  if (a + b + unknowns == 0) return rsupi_measure_not_applicable();
  const double low = least ? (double)a / least : 1, high = most ? (double)(a + ua + ux) / most : 0;
  return bounded_or_unknown((double)a / (a + b ? a + b : 1), a + b > 0, low, high, unknowns);
}

rsup_measure rsupi_balance(int32_t a, int32_t b, int32_t ua, int32_t ub) {
  const int32_t least = a + b + ub, most = a + b + ua;
  if (a + b + ua + ub == 0) return rsupi_measure_not_applicable();
  const double low = least ? (double)(a - b - ub) / least : 1,
               high = most ? (double)(a + ua - b) / most : -1;
  return bounded_or_unknown((double)(a - b) / (a + b ? a + b : 1), a + b > 0, low, high, ua + ub);
}

/* ---- tallies */

int rsupi_tally_push(rsupi_arena *arena, rsupi_list *list, const char *id,
                     const rsupi_circle *circle, rsupi_has *has, const void *what) {
  rsup_network_tally *const tally = rsupi_arena_alloc(arena, sizeof *tally);
  rsupi_list ids = {0};
  size_t unknown = 0;
  if (!tally) return 0;
  for (size_t i = 0; i < circle->count; i++) {
    const int answer = has(circle->members[i], what);
    unknown += answer < 0;
    if (answer != 1) continue;
    const char *const tie = rsupi_arena_copy(arena, circle->members[i]->tie->head.id);
    if (!tie || !rsupi_list_push(arena, &ids, tie)) return 0;
  }
  tally->id = rsupi_arena_copy(arena, id);
  tally->people = rsupi_tally(ids.count, unknown);
  tally->ties = (const char *const *)ids.items;
  tally->tie_count = ids.count;
  return tally->id && rsupi_list_push(arena, list, tally);
}
