/* Runs the rows of tests/vectors/tz_local_vectors.csv and next_occurrence_vectors.csv against a
 * zone database. The files count in seconds, we in milliseconds. */
#ifndef RSUP_VECTOR_ROWS_H
#define RSUP_VECTOR_ROWS_H
#include "time/zone.h"

typedef struct vector_score {
  size_t rows, wrong, unreadable;
} vector_score;
/* Prints the first ten rows that differ. */
vector_score run_local_vectors(rsupi_zones *zones);
vector_score run_occurrence_vectors(rsupi_zones *zones);
#endif
