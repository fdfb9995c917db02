/* Numbers that read and print the same under every locale, and elementary functions that give the
 * same bits everywhere. Only + - * / and bit operations: no libm, no FMA. */
#ifndef RSUPI_NUMBERS_H
#define RSUPI_NUMBERS_H
#include "recovery-support/core.h"
#include <float.h>

#ifdef __FAST_MATH__
#error "recovery-support gives the same bits everywhere; it cannot be compiled with -ffast-math"
#endif
#if FLT_EVAL_METHOD != 0
#error "recovery-support needs doubles that are rounded at every step (on i686: -mfpmath=sse)"
#endif

/* The whole text must be a JSON number. 0 when it is not, or when it does not fit. "1.0" and "1e2"
 * are no int64. */
int rsupi_parse_int64(const char *text, size_t len, int64_t *out);
int rsupi_parse_double(const char *text, size_t len,
                       double *out); /* correctly rounded; overflow is refused */
/* 1 when the text follows the grammar of a JSON number. */
int rsupi_is_json_number(const char *text, size_t len);
/* The shortest text that reads back, the nearest of these to the value, as Python's repr writes it
 * (0.1, 1e-05, 1e+16), but integers below 1e15 without a point ("3"). NaN and infinities: "nan",
 * "inf", "-inf". NUL-terminated; returns the length, < 32. */
size_t rsupi_print_double(double value, char out[32]);
size_t rsupi_print_int64(int64_t value, char out[24]);

uint64_t rsupi_double_bits(double x);
double rsupi_double_from_bits(uint64_t bits);
static inline int rsupi_isnan(double x) { /* asked once per answer and meeting */
  return x != x;
}
double rsupi_nan(void);
double rsupi_infinity(void);
double rsupi_exp(double x);   /* < 1 ulp; see numbers_exp.c */
double rsupi_log(double x);   /* < 1 ulp; NaN below 0, -infinity at 0 */
double rsupi_log1p(double x); /* < 1 ulp on x > -1 */
double rsupi_expm1(double x); /* < 1 ulp */
double rsupi_sqrt(double x);  /* correctly rounded (IEEE), from integers: no libm, no errno */
#endif
