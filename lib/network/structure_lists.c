/* Any number of alters, as lists of neighbours; also with weights. With the weight w_0j of the tie
 * between ego and alter j, w_jq of that between two alters (0: not tied),
 *
 *   p_0j = w_0j / sum of w_0k             p_qj = w_qj / (w_0q + sum over k of w_qk)
 *   m_jq = w_jq / the largest of w_0j and every w_jk
 *   effective size = N - sum over j, sum over q, of p_0q m_jq
 *
 * (Burt, Structural Holes, 1992, chapter 2). */
#include "network/structure_shape.h"

static int32_t degree_of(const rsupi_lists *lists, int32_t alter) {
  int32_t degree = 0;
  for (int32_t i = lists->start[alter]; i < lists->start[alter + 1]; i++)
    degree += lists->tied[lists->pair[i]];
  return degree;
}

/* `terms` marks who was reached. */
static int32_t components(const rsupi_lists *lists, int32_t n) {
  double *const reached = lists->terms;
  int32_t count = 0;
  for (int32_t i = 0; i < n; i++) reached[i] = 0;
  for (int32_t first = 0; first < n; first++) {
    int32_t waiting = 0;
    if (reached[first] > 0) continue;
    count++;
    reached[first] = 1;
    lists->stack[waiting++] = first;
    while (waiting) {
      const int32_t alter = lists->stack[--waiting];
      for (int32_t i = lists->start[alter]; i < lists->start[alter + 1]; i++) {
        const int32_t other = lists->other[i];
        if (!lists->tied[lists->pair[i]] || reached[other] > 0) continue;
        reached[other] = 1;
        lists->stack[waiting++] = other;
      }
    }
  }
  return count;
}

static void squares_unweighted(const rsupi_lists *lists, const rsupi_scale *scale,
                               double *squares) {
  double *const coarse = lists->total, *const fine = lists->shares;
  for (int32_t i = 0; i < scale->alters; i++) {
    const rsupi_sum share = rsupi_share(scale, degree_of(lists, i));
    coarse[i] = share.coarse;
    fine[i] = share.fine;
  }
  for (int32_t j = 0; j < scale->alters; j++) {
    rsupi_sum sum = {0, 0};
    for (int32_t i = lists->start[j]; i < lists->start[j + 1]; i++) {
      if (!lists->tied[lists->pair[i]]) continue;
      sum.coarse += coarse[lists->other[i]];
      sum.fine += fine[lists->other[i]];
    }
    const double v = scale->whole + (sum.coarse + sum.fine);
    squares[j] = v * v;
  }
}

/* ---- weighted */

static double ego_weight(const rsupi_lists *lists, int32_t alter) {
  return lists->ego_weight ? lists->ego_weight[alter] : 1;
}

static double pair_weight(const rsupi_lists *lists, int32_t place) {
  return lists->weight ? lists->weight[lists->pair[place]] : 1;
}

/* The weights of an alter's ties, that to the ego first, in `terms`; how many. */
static size_t weights_of(const rsupi_lists *lists, int32_t alter) {
  size_t count = 0;
  lists->terms[count++] = ego_weight(lists, alter);
  for (int32_t i = lists->start[alter]; i < lists->start[alter + 1]; i++)
    if (lists->tied[lists->pair[i]]) lists->terms[count++] = pair_weight(lists, i);
  return count;
}

/* Into shares (p_0j), total and largest. */
static void weigh(const rsupi_lists *lists, int32_t n) {
  for (int32_t j = 0; j < n; j++) lists->terms[j] = ego_weight(lists, j);
  const double all = rsupi_sum_of(lists->terms, (size_t)n);
  for (int32_t j = 0; j < n; j++) {
    const size_t count = weights_of(lists, j);
    lists->shares[j] = ego_weight(lists, j) / all;
    lists->total[j] = rsupi_sum_of(lists->terms, count);
    lists->largest[j] = 0;
    for (size_t i = 0; i < count; i++)
      if (lists->terms[i] > lists->largest[j]) lists->largest[j] = lists->terms[i];
  }
}

static double square(const rsupi_lists *lists, int32_t j) {
  size_t count = 0;
  lists->terms[count++] = lists->shares[j];
  for (int32_t i = lists->start[j]; i < lists->start[j + 1]; i++) {
    const int32_t q = lists->other[i];
    if (!lists->tied[lists->pair[i]]) continue;
    lists->terms[count++] = lists->shares[q] * (pair_weight(lists, i) / lists->total[q]);
  }
  const double v = rsupi_sum_of(lists->terms, count);
  return v * v;
}

static double redundancy(const rsupi_lists *lists, int32_t j) {
  size_t count = 0;
  for (int32_t i = lists->start[j]; i < lists->start[j + 1]; i++) {
    if (!lists->tied[lists->pair[i]]) continue;
    const double mutual = pair_weight(lists, i) / lists->largest[j];
    lists->terms[count++] = lists->shares[lists->other[i]] * mutual;
  }
  return rsupi_sum_of(lists->terms, count);
}

/* The redundancies take the place of `squares` for a moment. */
static void shape_weighted(const rsupi_lists *lists, int32_t n, double *squares, rsupi_shape *out) {
  weigh(lists, n);
  for (int32_t j = 0; j < n; j++) squares[j] = redundancy(lists, j);
  out->effective_size = (double)n - rsupi_sum_of(squares, (size_t)n);
  out->efficiency = out->effective_size / (double)n;
  for (int32_t j = 0; j < n; j++) squares[j] = square(lists, j);
}

void rsupi_shape_lists(const rsupi_lists *lists, const rsupi_scale *scale, double *squares,
                       rsupi_shape *out) {
  int64_t ends = 0;
  out->isolates = 0;
  for (int32_t i = 0; i < scale->alters; i++) {
    const int32_t degree = degree_of(lists, i);
    ends += degree;
    out->isolates += degree == 0;
  }
  out->ties = ends / 2;
  out->components = components(lists, scale->alters);
  if (lists->weighted) {
    shape_weighted(lists, scale->alters, squares, out);
  } else {
    rsupi_shape_sizes(scale, out);
    squares_unweighted(lists, scale, squares);
  }
  rsupi_shape_spread(scale, squares, out);
}
