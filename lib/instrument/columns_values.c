/* Sums as values: tables that the exact fractions of a single call fill, and the least sums that
 * reach a bound. Made once per call. */
#include "core/numbers.h"
#include "instrument/columns.h"
#include <string.h>

enum { SUMS = 256 };

int64_t rsupi_column_largest_sum(const rsupi_score_def *def) {
  int64_t most = 0;
  for (size_t i = 0; i < def->point_count; i++) most += def->points[i].most;
  return most;
}

/* sum * n / k, as a single call divides it; through the lines of the scores above. */
static rsupi_rational value_of(const rsupi_column_plan *plan, const rsupi_score_def *def,
                               int prorate, size_t gaps, int64_t sum) {
  if (def->op == RSUPI_OP_LINEAR) {
    const rsupi_score_def *const of = &plan->call->instrument->scores[def->of];
    return rsupi_rational_linear(value_of(plan, of, prorate, gaps, sum), def->multiply, def->add);
  }
  const int64_t n = (int64_t)def->point_count, k = n - (int64_t)gaps;
  const int64_t divisor = def->op == RSUPI_OP_MEAN ? def->divisor * n : def->divisor;
  return prorate && gaps ? rsupi_rational_make(sum * n, divisor * k)
                         : rsupi_rational_make(sum, divisor);
}

/* The least sum with which the value is `bound` or more (more, if `above`); 255: none. */
static uint8_t least_sum(const rsupi_column_plan *plan, const rsupi_column_score *score,
                         size_t gaps, rsupi_rational bound, int above) {
  int64_t low = 0, high = RSUPI_MOST_POINTS + 1;
  while (low < high) {
    const int64_t middle = (low + high) / 2;
    const rsupi_rational value = value_of(plan, score->def, score->value_rows > 1, gaps, middle);
    const int order = rsupi_rational_compare(value, bound);
    if (order > 0 || (order == 0 && !above))
      high = middle;
    else
      low = middle + 1;
  }
  return (uint8_t)low;
}

static size_t gap_steps(const rsupi_column_score *score) {
  return (score->value_rows + RSUPI_GAPS - 1) / RSUPI_GAPS;
}

size_t rsupi_column_bounds(const rsupi_column_score *score, size_t count) {
  return (count + RSUPI_BOUNDS - 1) / RSUPI_BOUNDS * gap_steps(score);
}

/* Bounds that nothing reaches. */
static void no_bounds(const rsupi_column_score *score, rsupi_bounds *out) {
  memset(out, 0, gap_steps(score) * sizeof *out);
  for (size_t i = 0; i < gap_steps(score); i++) {
    out[i].first_gaps = (uint8_t)(i * RSUPI_GAPS);
    memset(out[i].from, RSUPI_MOST_POINTS + 1, sizeof out[i].from);
  }
}

void rsupi_column_bound(const rsupi_column_plan *plan, const rsupi_column_score *score,
                        rsupi_rational bound, int above, size_t place, rsupi_bounds *out) {
  rsupi_bounds *const four = out + place / RSUPI_BOUNDS * gap_steps(score);
  const size_t k = place % RSUPI_BOUNDS;
  uint8_t before = 0;
  if (k == 0) no_bounds(score, four);
  for (size_t gaps = 0; gaps < score->value_rows; gaps++) {
    const uint8_t from = least_sum(plan, score, gaps, bound, above);
    const size_t step = gaps % RSUPI_GAPS;
    rsupi_bounds *const to = &four[gaps / RSUPI_GAPS];
    if (step == 0) to->from[k] = from;
    if (step > 0) to->by[k][step - 1] = (uint8_t)(from - before);
    before = from;
  }
}

int rsupi_column_zero_all(const rsupi_column_score *score) {
  return score->gaps.max == INT32_MAX && score->gaps.method == RSUPI_MISSING_ZERO;
}

/* Whether a value stands beside so many gaps; what nobody answered at all is found by its reason.
 */
static int has_value(const rsupi_column_score *score, size_t gaps) {
  return (int64_t)gaps <= score->gaps.max &&
         (rsupi_column_zero_all(score) || gaps < score->base->point_count);
}

/* Where bands begin; most scores have one that begins at no points, which needs no comparison. */
static void plan_bands(const rsupi_column_plan *plan, rsupi_column_score *score) {
  const rsupi_score_def *const def = score->def;
  const size_t room = rsupi_column_bounds(score, def->band_count);
  score->bands = rsupi_arena_array(plan->call->arena, room, sizeof *score->bands);
  score->first_band = rsupi_columns_room(plan->call, 1);
  if (!score->bands || !score->first_band) return;
  for (size_t i = 0; i < def->band_count; i++) {
    uint8_t last = 0;
    for (size_t gaps = 0; gaps < score->value_rows; gaps++)
      last |= least_sum(plan, score, gaps, def->bands[i].from, 0);
    if (last == 0 && i == score->bands_always && i + 1 < def->band_count)
      score->bands_always++;
    else
      rsupi_column_bound(plan, score, def->bands[i].from, 0, i - score->bands_always, score->bands);
  }
  memset(score->first_band, (int)score->bands_always - 1, plan->call->room);
}

void rsupi_column_plan_values(rsupi_column_plan *plan, rsupi_column_score *score) {
  rsupi_arena *const arena = plan->call->arena;
  const size_t most_gaps = score->base->point_count;
  double *const values = rsupi_arena_array(arena, (most_gaps + 1) * SUMS, sizeof *values);
  double *const bounds = rsupi_arena_array(arena, SUMS, sizeof *bounds);
  if (!values || !bounds) return;
  const int64_t most_sum = rsupi_column_largest_sum(score->base);
  for (size_t gaps = 0; gaps <= most_gaps; gaps++)
    for (int64_t sum = 0; sum <= most_sum; sum++)
      values[gaps * SUMS + (size_t)sum] =
          has_value(score, gaps)
              ? rsupi_rational_double(value_of(plan, score->def, score->value_rows > 1, gaps, sum))
              : rsupi_nan();
  for (int64_t sum = 0; sum <= most_sum; sum++)
    bounds[sum] = rsupi_rational_double(value_of(plan, score->def, 0, 0, sum));
  score->values = values;
  score->bounds = bounds;
  plan_bands(plan, score);
}
