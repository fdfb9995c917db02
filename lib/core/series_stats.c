/* Mean, spread, slope and weighted mean of a series.
 *
 * Check-ins are mostly whole numbers on a short scale. Their sums stay whole: the variance is
 * (n * sum of squares - square of the sum) / (n * (n - 1)), exact up to its one division. For other
 * numbers it takes two passes, first the mean, then the squares around it. */
#include "core/series_stats.h"
#include "core/numbers.h"
#include <string.h>

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

/* Whole days over a half-life of whole days: a weight is a power of two times one of few factors,
 * so that no year of answers takes a year of exponentials. */
enum { MOST_FACTORS = 64, MOST_HALVINGS = 1000 };
typedef struct weighing {
  double half_life;
  int32_t life; /* the same, when it is whole and short; else 0 */
  double factors[MOST_FACTORS];
} weighing;

static double plain_weight(double age, double half_life) {
  static const double ln_2 = 0x1.62e42fefa39efp-1;
  return rsupi_exp(-ln_2 * (age / half_life));
}

static void start_weighing(weighing *w, double half_life) {
  w->half_life = half_life;
  w->life = half_life >= 1 && half_life <= MOST_FACTORS ? (int32_t)half_life : 0;
  if ((double)w->life != half_life) w->life = 0;
  for (int32_t i = 0; i < w->life; i++) w->factors[i] = plain_weight(i, half_life);
}

static double weight_of(const weighing *w, double age) {
  if (!w->life || !(age < (double)MOST_HALVINGS * MOST_FACTORS))
    return plain_weight(age, w->half_life);
  const int32_t days = (int32_t)age;
  if ((double)days != age) return plain_weight(age, w->half_life);
  const int32_t halvings = days / w->life;
  if (halvings > MOST_HALVINGS) return 0;
  const uint64_t bits = (uint64_t)(1023 - halvings) << 52; /* 2^-halvings */
  double power;
  memcpy(&power, &bits, sizeof power);
  return w->factors[days % w->life] * power;
}

double rsupi_weighted_mean_of(const double *ages, const double *values, size_t count,
                              double half_life) {
  weighing w;
  double sum = 0, weights = 0, youngest = rsupi_infinity();
  /* Weighed from the youngest answer on: the ratio is the same, and no weight vanishes for all. */
  for (size_t i = 0; i < count; i++) youngest = ages[i] < youngest ? ages[i] : youngest;
  start_weighing(&w, half_life);
  for (size_t i = 0; i < count; i++) {
    const double weight = weight_of(&w, ages[i] - youngest);
    sum += weight * values[i];
    weights += weight;
  }
  return count ? sum / weights : rsupi_nan();
}
