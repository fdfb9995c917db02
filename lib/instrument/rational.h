/* Exact fractions: a score is a numerator and a denominator, divided once at the very end. */
#ifndef RSUPI_RATIONAL_H
#define RSUPI_RATIONAL_H
#include "document/tree.h"

typedef struct rsupi_rational {
  int64_t num, den; /* lowest terms, den > 0 */
} rsupi_rational;

/* den > 0. Callers keep both within what they checked when the definition was loaded. */
rsupi_rational rsupi_rational_make(int64_t num, int64_t den);
/* a * multiply + add */
rsupi_rational rsupi_rational_linear(rsupi_rational a, rsupi_rational multiply, rsupi_rational add);
/* -1, 0, 1; exact, and cannot overflow. */
int rsupi_rational_compare(rsupi_rational a, rsupi_rational b);
/* The one division. */
double rsupi_rational_double(rsupi_rational a);
/* A decimal such as 10, -1.5: at most nine digits before and six after the point. 0 when it is not
 * one. */
int rsupi_rational_read(const rsupi_node *node, rsupi_rational *out);
#endif
