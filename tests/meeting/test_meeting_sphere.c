/* Distances: the published vectors, and libm over the whole sphere. */
#include "core/numbers.h"
#include "meeting/meeting_support.h"
#include "meeting/sphere.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

static double distance(double lat1, double lon1, double lat2, double lon2) {
  return rsupi_sphere_km(rsupi_unit_from_degrees(lat1, lon1), rsupi_unit_from_degrees(lat2, lon2));
}

/* The textbook formula, on the tests' libm. */
static double haversine(double lat1, double lon1, double lat2, double lon2) {
  const double r = pi / 180, a = sin((lat2 - lat1) * r / 2), b = sin((lon2 - lon1) * r / 2);
  const double h = a * a + cos(lat1 * r) * cos(lat2 * r) * b * b;
  return 2 * 6371.0088 * asin(h < 1 ? sqrt(h) : 1);
}

static void test_every_vector_to_the_millimetre(void **state) {
  (void)state;
  size_t len, rows = 0;
  char *const text = test_file("tests/data/meetings/distance_vectors.csv", &len);
  assert_non_null(text);
  for (char *line = strchr(text, '\n') + 1; *line != '\0';) {
    char *const end = strchr(line, '\n');
    double n[5];
    char *at = strchr(line, ',');
    for (int i = 0; i < 5; i++) n[i] = strtod(at + 1, &at);
    /* At the far side of the earth the haversine formula, which made the vectors, is itself a
     * decimetre or two off. */
    const double allowed = n[4] > 20015.1 ? 1e-3 : 1e-6;
    if (fabs(distance(n[0], n[1], n[2], n[3]) - n[4]) > allowed)
      fail_msg("%.*s", (int)(end - line), line);
    rows++;
    line = end + 1;
  }
  assert_int_equal(rows, 14);
  free(text);
}

static void test_agrees_with_haversine_all_over_the_earth(void **state) {
  (void)state;
  uint64_t seed = 7;
  for (int i = 0; i < 20000; i++) {
    double n[4];
    for (int k = 0; k < 4; k++) {
      seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
      n[k] = (double)(seed >> 11) / 9007199254740992.0;
    }
    const double lat1 = n[0] * 180 - 90, lon1 = n[1] * 360 - 180;
    const double lat2 = n[2] * 180 - 90, lon2 = n[3] * 360 - 180;
    assert_true(fabs(distance(lat1, lon1, lat2, lon2) - haversine(lat1, lon1, lat2, lon2)) < 1e-6);
  }
}

static void test_right_angles_are_exact(void **state) {
  (void)state;
  const rsupi_unit pole = rsupi_unit_from_degrees(90, 123), origin = rsupi_unit_from_degrees(0, 0);
  assert_true(pole.x == 0 && pole.y == 0 && pole.z == 1);
  assert_true(origin.x == 1 && origin.y == 0 && origin.z == 0);
  assert_true(distance(40.7, -74, 40.7, -74) == 0);
}

/* Half of the circumference: 3.141592653589793 * 6371.0088 = 20015.114442... */
static void test_the_far_side_is_half_way_round(void **state) {
  (void)state;
  assert_true(fabs(distance(40.7, -74, -40.7, 106) - pi * 6371.0088) < 1e-6);
}

static void test_the_radius_as_a_chord_is_the_distance(void **state) {
  (void)state;
  const double kms[] = {0, 0.001, 1, 25, 500, 10007, 20015};
  for (size_t i = 0; i < sizeof kms / sizeof kms[0]; i++) {
    const double half = sin(kms[i] / 6371.0088 / 2);
    assert_true(fabs(rsupi_chord_squared_of_km(kms[i]) - 4 * half * half) < 1e-15);
  }
  assert_true(rsupi_chord_squared_of_km(30000) == 4); /* further than half way round */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_vector_to_the_millimetre),
      cmocka_unit_test(test_agrees_with_haversine_all_over_the_earth),
      cmocka_unit_test(test_right_angles_are_exact),
      cmocka_unit_test(test_the_far_side_is_half_way_round),
      cmocka_unit_test(test_the_radius_as_a_chord_is_the_distance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
