/* Sine and cosine by their Taylor series within an eighth of a turn, to which symmetry leads. Only
 * + - * /, so that the bits are the same everywhere: the sine of a libm is not. */
#include "network/layout_turn.h"

static const double quarter_pi = 0.78539816339744830962;

/* Both for 0 <= z <= pi / 4, where the first terms left out are below 1e-18. */
static double sine_of(double z) {
  const double s = z * z;
  double sum = 1;
  for (int k = 17; k > 1; k -= 2) sum = 1 - s / (double)(k * (k - 1)) * sum;
  return z * sum;
}
static double cosine_of(double z) {
  const double s = z * z;
  double sum = 1;
  for (int k = 18; k > 0; k -= 2) sum = 1 - s / (double)(k * (k - 1)) * sum;
  return sum;
}

void rsupi_turn(double turn, double *out_sine, double *out_cosine) {
  const double eighths = turn * 8; /* exact */
  const int octant = (int)eighths;
  const double rest = eighths - octant; /* exact */
  const double z = (octant % 2 ? 1 - rest : rest) * quarter_pi;
  const double small = sine_of(z), large = cosine_of(z);
  const int steep = (octant + 1) / 2 % 2; /* nearer to a quarter or three than to none or a half */
  const double sine = steep ? large : small, cosine = steep ? small : large;
  *out_sine = octant < 4 ? sine : 0 - sine; /* no -0 */
  *out_cosine = octant < 2 || octant > 5 ? cosine : 0 - cosine;
}
