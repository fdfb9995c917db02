/* Sine, cosine and arc sine for geography, and the great-circle distance as a chord: equal to the
 * haversine formula (R. W. Sinnott, 1984), without its loss of digits at the far side of the earth.
 */
#include "meeting/sphere.h"
#include "core/numbers.h"

static const double earth_radius_km = 6371.0088;
static const double pi = 3.14159265358979323846;

/* Taylor series, for |x| <= pi / 4: the first term left out is below 2^-60. */
static double sine_of_small(double x) {
  const double q = x * x;
  double term = x, sum = 0;
  for (int n = 2; n <= 20; n += 2) {
    sum += term;
    term = -term * q / (n * (n + 1));
  }
  return sum;
}

static double cosine_of_small(double x) {
  const double q = x * x;
  double term = 1, sum = 0;
  for (int n = 1; n <= 19; n += 2) {
    sum += term;
    term = -term * q / (n * (n + 1));
  }
  return sum;
}

/* Degrees are reduced before they become radians: exact, so that 90 gives 1 and 0. */
static void sine_cosine(double degrees, double *sine, double *cosine) {
  const double turns = degrees / 90;
  const int64_t quarter = (int64_t)(turns < 0 ? turns - 0.5 : turns + 0.5);
  const double x = (degrees - 90 * (double)quarter) * (pi / 180);
  const double s = sine_of_small(x), c = cosine_of_small(x);
  const int step = (int)(((quarter % 4) + 4) % 4);
  *sine = step == 0 ? s : step == 1 ? c : step == 2 ? -s : -c;
  *cosine = step == 0 ? c : step == 1 ? -s : step == 2 ? -c : s;
}

rsupi_unit rsupi_unit_from_degrees(double latitude, double longitude) {
  double sin_lat, cos_lat, sin_lon, cos_lon;
  sine_cosine(latitude, &sin_lat, &cos_lat);
  sine_cosine(longitude, &sin_lon, &cos_lon);
  return (rsupi_unit){cos_lat * cos_lon, cos_lat * sin_lon, sin_lat};
}

double rsupi_chord_squared(rsupi_unit a, rsupi_unit b) {
  const double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
  return x * x + y * y + z * z;
}

double rsupi_chord_squared_of_km(double km) {
  const double half_angle = km / earth_radius_km / 2;
  if (half_angle >= pi / 2) return 4;
  double sine, cosine;
  sine_cosine(half_angle * (180 / pi), &sine, &cosine);
  return 4 * sine * sine;
}

/* (2n)! / (4^n n!^2 (2n + 1)): asin(x) = sum of these times x^(2n + 1). */
static const double arc_sine_terms[] = {
    1.0,
    1.0 / 6,
    3.0 / 40,
    5.0 / 112,
    35.0 / 1152,
    63.0 / 2816,
    231.0 / 13312,
    143.0 / 10240,
    6435.0 / 557056,
    12155.0 / 1245184,
    46189.0 / 5505024,
    88179.0 / 12058624,
    676039.0 / 104857600,
    1300075.0 / 226492416,
};

/* For 0 <= x <= sqrt(1/2). asin(x) = 2 asin(x / sqrt(2 + 2 sqrt(1 - x^2))) brings x below 0.2
 * (2,550 km), where the series gains more than a digit per term. */
static double arc_sine(double x) {
  double y = x, times = 1;
  for (; y > 0.2; times *= 2) y = y / rsupi_sqrt(2 + 2 * rsupi_sqrt(1 - y * y));
  const double q = y * y;
  double power = y, sum = 0;
  for (size_t n = 0; n < sizeof arc_sine_terms / sizeof arc_sine_terms[0]; n++) {
    sum += power * arc_sine_terms[n];
    power *= q;
  }
  return times * sum;
}

double rsupi_sphere_km(rsupi_unit a, rsupi_unit b) {
  const double near = rsupi_chord_squared(a, b);
  if (near <= 2) return 2 * earth_radius_km * arc_sine(rsupi_sqrt(near) / 2);
  const rsupi_unit opposite = {-b.x, -b.y, -b.z};
  const double far = rsupi_chord_squared(a, opposite);
  return earth_radius_km * (pi - 2 * arc_sine(rsupi_sqrt(far) / 2));
}
