/* Damaged and hostile TZif bytes: an error or a zone that answers, never a crash. Run it under the
 * sanitizers: the bytes lie in a block of exactly their length. */
#include "time/zone.h"
#include "time_test.h"
#include "tzif_author.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLIPS = 4000 };

static rsup_allocator heap;

static const char *const files[] = {PINNED_ZONES "/America/New_York", PINNED_ZONES "/Asia/Gaza",
                                    PINNED_ZONES "/UTC",
                                    RSUP_SOURCE_DIR "/tests/data/zoneinfo-slim/America/Nuuk",
                                    RSUP_SOURCE_DIR "/tests/data/zoneinfo-slim/Europe/London"};

static size_t read_file(const char *path, unsigned char out[8192]) {
  FILE *file = fopen(path, "rb");
  if (!file) fail_msg("%s is missing", path);
  const size_t len = fread(out, 1, 8192, file);
  fclose(file);
  return len;
}

/* Parse a copy without a byte to spare. */
static rsupi_zone *parse(const unsigned char *bytes, size_t len) {
  unsigned char *exact = malloc(len ? len : 1);
  assert_non_null(exact);
  if (len) memcpy(exact, bytes, len);
  rsupi_zone *zone;
  rsup_error err;
  const rsup_status status = rsupi_zone_parse(&heap, "Test/Zone", exact, len, &zone, &err);
  free(exact);
  assert_int_equal(status, err.status);
  assert_true(status == RSUP_OK ? zone != NULL : zone == NULL && status == RSUP_E_ZONE_DATA);
  return zone;
}

static void ask_everything(const rsupi_zone *zone) {
  static const rsup_instant instants[] = {
      INT64_MIN,     INT64_MIN + 1,   -62135596800000, -1,       0, 1772608200000,
      4102444800000, 253402300799999, INT64_MAX - 1,   INT64_MAX};
  for (size_t i = 0; i < COUNT_OF(instants); i++) {
    rsup_instant from, until;
    const rsup_instant at = instants[i];
    const int32_t offset = rsupi_zone_offset(zone, at, &from, &until);
    assert_in_range(offset + 100000, 100000 - 93600, 100000 + 93600);
    assert_true(from <= at && (at < until || until == INT64_MAX));
    const rsup_day day = rsupi_zone_day(zone, at);
    rsupi_zone_minute(zone, at);
    rsupi_zone_to_utc(zone, day, 8 * 3600, NULL);
    rsupi_occurrence on;
    rsupi_next_weekly(zone, 3, 1170, 60, at, &on);
  }
}

static void every_truncation_of_a_real_file_is_refused(void **state) {
  (void)state;
  for (size_t f = 0; f < COUNT_OF(files); f++) {
    unsigned char bytes[8192];
    const size_t len = read_file(files[f], bytes);
    for (size_t cut = 0; cut < len; cut++)
      if (parse(bytes, cut)) fail_msg("%s was read after %zu bytes", files[f], cut);
    rsupi_zone *whole = parse(bytes, len);
    assert_non_null(whole);
    rsupi_zone_free(&heap, whole);
  }
}

/* A fixed sequence (Knuth's MMIX constants), so that a finding can be found again. */
static uint32_t next_random(uint64_t *seed) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*seed >> 33);
}

static void flipped_bytes_give_an_error_or_a_zone(void **state) {
  (void)state;
  uint64_t seed = 20260304;
  for (size_t f = 0; f < COUNT_OF(files); f++) {
    unsigned char bytes[8192], flipped[8192];
    const size_t len = read_file(files[f], bytes);
    for (int i = 0; i < FLIPS; i++) {
      memcpy(flipped, bytes, len);
      /* Every other time only the headers, where the counts are. */
      const size_t reach = i % 2 ? len : (len < 200 ? len : 200);
      for (uint32_t n = 1 + next_random(&seed) % 4; n > 0; n--)
        flipped[next_random(&seed) % reach] ^= (unsigned char)(1 + next_random(&seed) % 255);
      rsupi_zone *zone = parse(flipped, len);
      if (zone) ask_everything(zone);
      rsupi_zone_free(&heap, zone);
    }
  }
}

/* The footer alone, where most bytes still make a rule. */
static void flipped_footers_give_an_error_or_a_zone(void **state) {
  (void)state;
  uint64_t seed = 7;
  static const char alphabet[] = "0123456789,./:<>+-JMABC";
  static const int32_t offsets[1] = {0};
  for (int i = 0; i < FLIPS; i++) {
    char footer[] = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0";
    footer[next_random(&seed) % (sizeof footer - 1)] =
        alphabet[next_random(&seed) % (sizeof alphabet - 1)];
    footer[next_random(&seed) % (sizeof footer - 1)] =
        alphabet[next_random(&seed) % (sizeof alphabet - 1)];
    const tzif_spec spec = {'3', 0, NULL, NULL, 1, offsets, 0, NULL, NULL, footer};
    unsigned char bytes[TZIF_AUTHOR_SIZE];
    rsupi_zone *zone = parse(bytes, tzif_author(&spec, bytes));
    if (zone) ask_everything(zone);
    rsupi_zone_free(&heap, zone);
  }
}

static void refuse(const tzif_spec *spec) {
  unsigned char bytes[TZIF_AUTHOR_SIZE];
  assert_null(parse(bytes, tzif_author(spec, bytes)));
}

static void tables_that_make_no_sense_are_refused(void **state) {
  (void)state;
  static const int64_t up[] = {0, 1000}, down[] = {1000, 0}, same[] = {5, 5};
  static const uint8_t types[] = {0, 1}, beyond[] = {0, 2};
  static const int32_t offsets[] = {0, 3600}, wild[] = {0, 100000}, lowest[] = {0, INT32_MIN};
  static const int64_t leap_times[] = {500};
  static const int32_t leap_jump[] = {30000};
  refuse(&(tzif_spec){'2', 2, down, types, 2, offsets, 0, NULL, NULL, ""});
  refuse(&(tzif_spec){'2', 2, same, types, 2, offsets, 0, NULL, NULL, ""});
  refuse(&(tzif_spec){'2', 2, up, beyond, 2, offsets, 0, NULL, NULL, ""});
  refuse(&(tzif_spec){'2', 2, up, types, 2, wild, 0, NULL, NULL, ""});
  refuse(&(tzif_spec){'2', 2, up, types, 2, lowest, 0, NULL, NULL, ""});
  refuse(&(tzif_spec){'2', 0, NULL, NULL, 0, NULL, 0, NULL, NULL, "UTC0"}); /* no type at all */
  refuse(&(tzif_spec){'1', 2, up, types, 2, offsets, 0, NULL, NULL, ""});
  refuse(&(tzif_spec){'x', 2, up, types, 2, offsets, 0, NULL, NULL, ""});
  refuse(&(tzif_spec){'2', 2, up, types, 2, offsets, 0, NULL, NULL, "EST5EDT"});
  /* Leap seconds that turn the order of the transitions around. */
  refuse(&(tzif_spec){'4', 2, up, types, 2, offsets, 1, leap_times, leap_jump, ""});
}

static void what_is_no_tzif_file_is_refused(void **state) {
  (void)state;
  static const char *const texts[] = {"", "T", "TZif", "<!DOCTYPE html><html><head><title>404",
                                      "TZif2 and then something that is not a header at all ....."};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    assert_null(parse((const unsigned char *)texts[i], strlen(texts[i])));
}

static int make_heap(void **state) {
  (void)state;
  heap = rsupi_allocator_or_default(NULL);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_truncation_of_a_real_file_is_refused),
      cmocka_unit_test(flipped_bytes_give_an_error_or_a_zone),
      cmocka_unit_test(flipped_footers_give_an_error_or_a_zone),
      cmocka_unit_test(tables_that_make_no_sense_are_refused),
      cmocka_unit_test(what_is_no_tzif_file_is_refused),
  };
  return cmocka_run_group_tests(tests, make_heap, NULL);
}
