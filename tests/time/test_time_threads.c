/* Eight threads ask one database at once. The thread sanitizer judges the locks; this test, that
 * all of them see the same zones and answers. */
#include "time/zone.h"
#include "time_test.h"
#include <pthread.h>

enum { THREADS = 8, ROUNDS = 200 };

static const char *const names[] = {"Europe/London", "America/New_York", "Europe/Kiev",
                                    "Asia/Gaza",     "US/Pacific",       "UTC",
                                    "No/Such_Zone",  "Pacific/Chatham",  "Australia/Lord_Howe"};
enum { NAMES = COUNT_OF(names), UNKNOWN = 6 };

typedef struct asker {
  rsupi_zones *zones;
  size_t first; /* each begins elsewhere, so that several load at once */
  const rsupi_zone *seen[NAMES];
  int64_t sum;
  int wrong;
} asker;

static void *ask(void *user) {
  asker *a = user;
  for (size_t round = 0; round < ROUNDS; round++)
    for (size_t i = 0; i < NAMES; i++) {
      const size_t n = (a->first + i) % NAMES;
      const rsupi_zone *zone;
      rsup_error err;
      const rsup_status status = rsupi_zones_get(a->zones, names[n], &zone, &err);
      if (status != (n == UNKNOWN ? RSUP_E_UNKNOWN_ZONE : RSUP_OK)) a->wrong++;
      if (!zone) continue;
      if (a->seen[n] && a->seen[n] != zone) a->wrong++;
      a->seen[n] = zone;
      const rsup_instant at = 1767225600000 + (rsup_instant)round * 86400000 * 3;
      a->sum += rsupi_zone_to_utc(zone, rsupi_zone_day(zone, at), 9000, NULL);
    }
  return NULL;
}

static void eight_threads_see_the_same_zones(void **state) {
  (void)state;
  const rsupi_zones_source source = {PINNED_ZONES, NULL, NULL};
  rsupi_zones *zones;
  asker askers[THREADS] = {0};
  pthread_t threads[THREADS];
  assert_int_equal(rsupi_zones_new(NULL, &source, &zones, NULL), RSUP_OK);
  for (size_t i = 0; i < THREADS; i++) {
    askers[i].zones = zones;
    askers[i].first = i;
    assert_int_equal(pthread_create(&threads[i], NULL, ask, &askers[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
  for (size_t i = 0; i < THREADS; i++) {
    assert_int_equal(askers[i].wrong, 0);
    assert_int_equal(askers[i].sum, askers[0].sum);
    for (size_t n = 0; n < NAMES; n++) assert_ptr_equal(askers[i].seen[n], askers[0].seen[n]);
  }
  rsupi_zones_free(zones);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(eight_threads_see_the_same_zones)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
