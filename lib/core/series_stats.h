/* Statistics over the values of a series. Pure functions. */
#ifndef RSUPI_SERIES_STATS_H
#define RSUPI_SERIES_STATS_H
#include "recovery-support/core.h"

typedef struct rsupi_stats {
  int32_t n;
  double mean, min, max, sd; /* NaN where the numbers are too few */
} rsupi_stats;
/* Whole numbers are summed as such, with one division at the end. */
rsupi_stats rsupi_stats_of(const double *values, size_t count);
/* Least squares of values over times; NaN unless there are two different times. */
double rsupi_slope_of(const double *times, const double *values, size_t count);
/* Mean of values that weigh 0.5^(age / half_life); NaN for none. */
double rsupi_weighted_mean_of(const double *ages, const double *values, size_t count,
                              double half_life);
#endif
