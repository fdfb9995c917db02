/* The same vectors against this system's own zone data. Laws change clocks: differences are
 * reported, and only a vector file that cannot be read fails. */
#include "time_test.h"
#include "vector_rows.h"
#include <stdio.h>
#include <stdlib.h>

static void the_systems_zone_data_is_compared(void **state) {
  (void)state;
  rsupi_zones *zones;
  const rsupi_zone *zone;
  rsup_error err;
  assert_int_equal(unsetenv("TZDIR"), 0); /* the test environment points it at the pinned files */
  assert_int_equal(rsupi_zones_new(NULL, NULL, &zones, &err), RSUP_OK);
  if (rsupi_zones_get(zones, "Europe/London", &zone, &err) != RSUP_OK) {
    printf("skipped: %s\n", err.message);
    rsupi_zones_free(zones);
    return;
  }
  printf("zone data of this system: %s\n", rsupi_zones_version(zones));
  assert_int_equal(run_local_vectors(zones).unreadable, 0);
  assert_int_equal(run_occurrence_vectors(zones).unreadable, 0);
  rsupi_zones_free(zones);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_systems_zone_data_is_compared)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
