/* A person's zones over time. */
#include "time_support.h"

typedef struct moves {
  rsupi_zones *zones;
  rsupi_zone_span spans[3];
} moves;
static moves moved;

/* New York, from 1 March 2026 (00:00 there) Tokyo, from 1 June Lisbon. */
static int move_twice(void **state) {
  static const char *const names[3] = {"America/New_York", "Asia/Tokyo", "Europe/Lisbon"};
  const rsupi_zones_source source = {PINNED_ZONES, NULL, NULL};
  if (rsupi_zones_new(NULL, &source, &moved.zones, NULL) != RSUP_OK) return -1;
  for (size_t i = 0; i < 3; i++)
    if (rsupi_zones_get(moved.zones, names[i], &moved.spans[i].zone, NULL) != RSUP_OK) return -1;
  moved.spans[0].from = INT64_MIN;
  moved.spans[1].from = instant("2026-03-01T05:00:00Z");
  moved.spans[2].from = instant("2026-06-01T00:00:00Z");
  *state = &moved;
  return 0;
}

static int settle(void **state) {
  (void)state;
  rsupi_zones_free(moved.zones);
  return 0;
}

static void each_instant_has_the_zone_of_its_time(void **state) {
  const rsupi_zone_span *spans = ((moves *)*state)->spans;
  static const struct {
    const char *at;
    int span;
  } rows[] = {{"0001-01-01T00:00:00Z", 0}, {"2026-03-01T04:59:59.999Z", 0},
              {"2026-03-01T05:00:00Z", 1}, {"2026-05-31T23:59:59.999Z", 1},
              {"2026-06-01T00:00:00Z", 2}, {"9999-01-01T00:00:00Z", 2}};
  for (size_t i = 0; i < COUNT_OF(rows); i++)
    assert_ptr_equal(rsupi_history_zone(spans, 3, instant(rows[i].at)), spans[rows[i].span].zone);
}

static void days_before_a_move_stay_in_the_zone_of_before(void **state) {
  const rsupi_zone_span *spans = ((moves *)*state)->spans;
  /* 04:30 UTC: still 28 February in New York, already 1 March in Tokyo. */
  assert_int_equal(rsupi_history_day(spans, 3, instant("2026-03-01T04:30:00Z")),
                   day_of("2026-02-28"));
  /* 16:00 UTC: 2 March in Tokyo. */
  assert_int_equal(rsupi_history_day(spans, 3, instant("2026-03-01T16:00:00Z")),
                   day_of("2026-03-02"));
  assert_int_equal(rsupi_history_day(spans, 3, instant("2026-06-01T22:59:00Z")),
                   day_of("2026-06-01"));
  assert_int_equal(rsupi_history_day(spans, 3, instant("2026-06-01T23:00:00Z")),
                   day_of("2026-06-02"));
}

static void before_the_first_span_its_zone_holds(void **state) {
  const rsupi_zone_span *spans = ((moves *)*state)->spans;
  assert_ptr_equal(rsupi_history_zone(spans + 1, 2, 0), spans[1].zone);
  assert_ptr_equal(rsupi_history_zone(spans, 1, instant("2026-07-01T00:00:00Z")), spans[0].zone);
}

static void no_history_has_no_zone_and_no_day(void **state) {
  (void)state;
  assert_null(rsupi_history_zone(NULL, 0, 0));
  assert_int_equal(rsupi_history_day(NULL, 0, 0), RSUPI_NO_DAY);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_instant_has_the_zone_of_its_time),
      cmocka_unit_test(days_before_a_move_stay_in_the_zone_of_before),
      cmocka_unit_test(before_the_first_span_its_zone_holds),
      cmocka_unit_test(no_history_has_no_zone_and_no_day),
  };
  return cmocka_run_group_tests(tests, move_twice, settle);
}
