/* Mean, spread, slope and weighted mean of a series.
 *
 * Check-ins are mostly whole numbers on a short scale. Their sums stay whole: the variance is
 * (n * sum of squares - square of the sum) / (n * (n - 1)), exact up to its one division. For other
 * numbers it takes two passes, first the mean, then the squares around it. */
#include "checkin/series_stats.h"
#include "core/numbers.h"

/* With at most MOST_COUNT numbers up to MOST_WHOLE all products stay below 2^53. */
enum { MOST_WHOLE = 1000, MOST_COUNT = 50000 };

static int are_whole(const double *values, size_t count) {
  if (count > MOST_COUNT) return 0;
  for (size_t i = 0; i < count; i++) {
    if (!(values[i] >= -MOST_WHOLE && values[i] <= MOST_WHOLE)) return 0;
    if (values[i] != (double)(int32_t)values[i]) return 0;
  }
  return 1;
}

static double sum_of(const double *values, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += values[i];
  return sum;
}

static double whole_variance(const double *values, size_t count) {
  int64_t sum = 0, squares = 0;
  const int64_t n = (int64_t)count;
  for (size_t i = 0; i < count; i++) {
    const int64_t value = (int64_t)values[i];
    sum += value;
    squares += value * value;
  }
  return (double)(n * squares - sum * sum) / (double)(n * (n - 1));
}

static double variance_around(const double *values, size_t count, double mean) {
  double squares = 0;
  for (size_t i = 0; i < count; i++) squares += (values[i] - mean) * (values[i] - mean);
  return squares / (double)(count - 1);
}

rsupi_stats rsupi_stats_of(const double *values, size_t count) {
  rsupi_stats s = {(int32_t)count, rsupi_nan(), rsupi_nan(), rsupi_nan(), rsupi_nan()};
  if (count == 0) return s;
  s.mean = sum_of(values, count) / (double)count;
  s.min = s.max = values[0];
  for (size_t i = 1; i < count; i++) {
    if (values[i] < s.min) s.min = values[i];
    if (values[i] > s.max) s.max = values[i];
  }
  if (s.mean < s.min) s.mean = s.min; /* rounding */
  if (s.mean > s.max) s.mean = s.max;
  if (count < 2) return s;
  s.sd = rsupi_sqrt(are_whole(values, count) ? whole_variance(values, count)
                                             : variance_around(values, count, s.mean));
  return s;
}

double rsupi_slope_of(const double *times, const double *values, size_t count) {
  double along = 0, squares = 0;
  if (count < 2) return rsupi_nan();
  const double middle = sum_of(times, count) / (double)count;
  const double mean = sum_of(values, count) / (double)count;
  for (size_t i = 0; i < count; i++) {
    const double off = times[i] - middle;
    along += off * (values[i] - mean);
    squares += off * off;
  }
  int differ = 0;
  for (size_t i = 1; i < count; i++) differ |= times[i] != times[0];
  return differ ? along / squares : rsupi_nan();
}

double rsupi_weighted_mean_of(const double *ages, const double *values, size_t count,
                              double half_life) {
  static const double ln_2 = 0x1.62e42fefa39efp-1;
  double sum = 0, weights = 0, youngest = rsupi_infinity();
  /* Weighed from the youngest answer on: the ratio is the same, and no weight vanishes for all. */
  for (size_t i = 0; i < count; i++) youngest = ages[i] < youngest ? ages[i] : youngest;
  for (size_t i = 0; i < count; i++) {
    const double weight = rsupi_exp(-ln_2 * ((ages[i] - youngest) / half_life));
    sum += weight * values[i];
    weights += weight;
  }
  return count ? sum / weights : rsupi_nan();
}
