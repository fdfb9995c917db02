/* The closed list of transforms. Only + - * / sqrt and our own log: the same bits everywhere. */
#include "core/numbers.h"
#include "risk/model.h"

static double power_of_halves(double value, double power) {
  const int halves = (int)(power * 2);
  const int size = halves < 0 ? -halves : halves;
  double product = 1;
  for (int i = 0; i < size / 2; i++) product *= value;
  if (size % 2) product *= rsupi_sqrt(value);
  return halves < 0 ? 1 / product : product;
}

static double bin_of(const rsupi_transform *t, double value) {
  size_t bin = 0;
  while (bin < t->x_count && value >= t->x[bin]) bin++;
  return t->y[bin];
}

static double on_lines(const rsupi_transform *t, double value) {
  if (value <= t->x[0]) return t->y[0];
  size_t right = 1;
  while (right < t->x_count && value > t->x[right]) right++;
  if (right == t->x_count) return t->y[right - 1];
  const double width = t->x[right] - t->x[right - 1];
  const double share = (value - t->x[right - 1]) / width;
  return t->y[right - 1] + share * (t->y[right] - t->y[right - 1]);
}

static double apply(const rsupi_transform *t, double x) {
  switch (t->op) {
  case RSUPI_TRANSFORM_SHIFT:
    return x + t->a;
  case RSUPI_TRANSFORM_SCALE:
    return x / t->a;
  case RSUPI_TRANSFORM_STANDARDIZE:
    return (x - t->a) / t->b;
  case RSUPI_TRANSFORM_CLIP:
    return x < t->a ? t->a : x > t->b ? t->b : x;
  case RSUPI_TRANSFORM_LOG:
    return rsupi_log(x);
  case RSUPI_TRANSFORM_LOG1P:
    return x > -1 ? rsupi_log1p(x) : rsupi_nan();
  case RSUPI_TRANSFORM_SQRT:
    return rsupi_sqrt(x);
  case RSUPI_TRANSFORM_POWER:
    return power_of_halves(x, t->a);
  case RSUPI_TRANSFORM_LEVEL:
    return x >= t->a && x <= t->a ? 1 : 0;
  case RSUPI_TRANSFORM_BINS:
    return bin_of(t, x);
  case RSUPI_TRANSFORM_PIECEWISE:
    return on_lines(t, x);
  default:
    return x;
  }
}

double rsupi_transforms_apply(const rsupi_transform *transforms, size_t count, double value) {
  for (size_t i = 0; i < count && !rsupi_isnan(value); i++) value = apply(&transforms[i], value);
  return value;
}
