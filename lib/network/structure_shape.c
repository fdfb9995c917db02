/* What follows from an ego network's squares, the same for every way to find them. With N alters,
 *
 *   v_j = p_0j + sum over q of p_0q p_qj       squares[j] = v_j^2 = c_j, the alter's constraint
 *   constraint = sum of c_j                    x_j = N c_j / constraint
 *   hierarchy = sum of x_j ln x_j / (N ln N)
 *
 * (Burt, Structural Holes, 1992, chapter 2), where p_0j is the share of j in the ego's ties and
 * p_qj the share of j in the ties of q, that to the ego included. Unweighted, p_0j = 1/N and p_qj =
 * 1/(degree of q + 1), degrees counted among alters; then N v_j = 1 + sum over ties jq of 1/(degree
 * of q + 1). Up to 16 alters this is an integer over 720720, so the constraint is an integer
 * divided once: the double nearest to the true value. */
#include "network/structure_shape.h"
#include "core/numbers.h"

/* The power of two that is not below x (x > 0, normal). */
static double power_of_two(double x) {
  const uint64_t bits = rsupi_double_bits(x), fraction = UINT64_C(0x000FFFFFFFFFFFFF);
  return rsupi_double_from_bits((bits & fraction) ? (bits & ~fraction) + fraction + 1 : bits);
}

/* For `terms` terms of a size up to `bound`. Multiples of step = top / 2^52 up to bound, `terms` of
 * them, stay below top, so their sums are exact; what a term loses to its step is at most half of
 * one, which bounds the fine level. */
static rsupi_grid grid_for(size_t terms, double bound) {
  const double count = power_of_two((double)terms), top = 2 * count * power_of_two(bound);
  return (rsupi_grid){1.5 * top, 1.5 * count * top * 0x1p-52};
}

double rsupi_sum_of(const double *terms, size_t count) {
  double largest = 0;
  rsupi_sum sum = {0, 0};
  for (size_t i = 0; i < count; i++)
    if (terms[i] > largest) largest = terms[i];
  if (largest <= 0) return 0;
  const rsupi_grid grid = grid_for(count, largest);
  for (size_t i = 0; i < count; i++) rsupi_sum_add(&sum, &grid, terms[i]);
  return sum.coarse + sum.fine;
}

rsupi_scale rsupi_scale_for(int32_t alters) {
  const double n = (double)alters;
  rsupi_scale scale = {.alters = alters};
  scale.whole = alters <= RSUPI_NARROW ? RSUPI_WHOLE : 1;
  scale.unit = (scale.whole * n) * (scale.whole * n);
  if (alters < 2) return scale;
  scale.spread = n * rsupi_log(n);
  scale.shares = grid_for((size_t)alters, 1);
  scale.logs = grid_for((size_t)alters, scale.spread);
  return scale;
}

rsupi_sum rsupi_share(const rsupi_scale *scale, int32_t degree) {
  const double share = scale->whole / (double)(degree + 1);
  rsupi_sum split = {share, 0};
  if (scale->alters <= RSUPI_NARROW) return split;
  split.coarse = 0;
  rsupi_sum_add(&split, &scale->shares, share);
  return split;
}

/* N - 2 ties / N, as one division each (Borgatti, "Structural holes: unpacking Burt's redundancy
 * measures", Connections 20, 1997). */
void rsupi_shape_sizes(const rsupi_scale *scale, rsupi_shape *out) {
  const double n = (double)scale->alters, not_redundant = n * n - 2 * (double)out->ties;
  out->effective_size = not_redundant / n;
  out->efficiency = not_redundant / (n * n);
}

void rsupi_shape_spread(const rsupi_scale *scale, const double *squares, rsupi_shape *out) {
  const size_t count = (size_t)scale->alters;
  const double n = (double)scale->alters, total = rsupi_sum_of(squares, count);
  rsupi_sum sum = {0, 0};
  out->constraint = total / scale->unit;
  out->hierarchy = rsupi_nan();
  if (scale->alters < 2) return;
  for (size_t i = 0; i < count; i++) {
    const double x = (n * squares[i]) / total;
    rsupi_sum_add(&sum, &scale->logs, x * rsupi_log(x));
  }
  const double hierarchy = (sum.coarse + sum.fine) / scale->spread;
  out->hierarchy = hierarchy > 0 ? hierarchy : 0;
}
