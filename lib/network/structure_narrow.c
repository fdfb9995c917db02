/* Up to 16 alters as one 16-bit row each: what a column of a million egos runs through. Where the
 * compiler knows vectors of fixed size they do the arithmetic (structure_narrow_steps.h); elsewhere
 * the 64-bit rows give the same bits. */
#include "network/structure_shape.h"
#include <string.h>

#if defined(__GNUC__)

/* Declared so that the names are this file's own. */
static void narrow_ties(const uint16_t rows[RSUPI_NARROW], const rsupi_scale *scale,
                        double squares[RSUPI_NARROW], rsupi_shape *out);
static void narrow_spread(const rsupi_scale *scale, const double squares[RSUPI_NARROW],
                          rsupi_shape *out);
#define RSUPI_NARROW_STEP(step) narrow_##step
#include "network/structure_narrow_steps.h"

#else

static void narrow_ties(const uint16_t rows[RSUPI_NARROW], const rsupi_scale *scale,
                        double squares[RSUPI_NARROW], rsupi_shape *out) {
  uint64_t wide[RSUPI_WIDE] = {0};
  double wide_squares[RSUPI_WIDE];
  for (int32_t i = 0; i < scale->alters; i++) wide[i] = rows[i];
  rsupi_shape_wide(wide, scale, wide_squares, out);
  memcpy(squares, wide_squares, (size_t)scale->alters * sizeof *squares);
}

static void narrow_spread(const rsupi_scale *scale, const double squares[RSUPI_NARROW],
                          rsupi_shape *out) {
  rsupi_shape_spread(scale, squares, out);
}

#endif

#if defined(__GNUC__) && defined(__x86_64__)
#include <cpuid.h>

/* Does the processor have AVX2, and does the system save its registers? */
static int has_avx2(void) {
  uint32_t a, b, c, d, saved, high;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE)) return 0;
  __asm__("xgetbv" : "=a"(saved), "=d"(high) : "c"(0));
  return (saved & 6) == 6 && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_AVX2);
}

rsupi_narrow_steps rsupi_narrow_choose(size_t egos) {
  if (egos < 1000 || !has_avx2()) return (rsupi_narrow_steps){narrow_ties, narrow_spread};
  return (rsupi_narrow_steps){rsupi_narrow_ties_avx2, rsupi_narrow_spread_avx2};
}

#else

rsupi_narrow_steps rsupi_narrow_choose(size_t egos) {
  (void)egos;
  return (rsupi_narrow_steps){narrow_ties, narrow_spread};
}

#endif

void rsupi_shape_narrow(const uint16_t rows[RSUPI_NARROW], const rsupi_scale *scale,
                        double squares[RSUPI_NARROW], rsupi_shape *out) {
  narrow_ties(rows, scale, squares, out);
  narrow_spread(scale, squares, out);
}
