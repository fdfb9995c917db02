/* The zone database: names, aliases, sources of bytes, missing data, memory. */
#include "time/zone.h"
#include "time_test.h"
#include <stdlib.h>
#include <string.h>

#define EMPTY_FOLDER RSUP_SOURCE_DIR "/tests/time" /* no zone data in it */

static rsupi_zones *open_dir(const char *dir) {
  const rsupi_zones_source source = {dir, NULL, NULL};
  rsupi_zones *zones;
  assert_int_equal(rsupi_zones_new(NULL, &source, &zones, NULL), RSUP_OK);
  return zones;
}

static rsup_status get_status(rsupi_zones *zones, const char *name, rsup_error *err) {
  const rsupi_zone *zone = (const rsupi_zone *)(const void *)"";
  const rsup_status status = rsupi_zones_get(zones, name, &zone, err);
  assert_int_equal(err->status, status);
  assert_true((status == RSUP_OK) == (zone != NULL));
  return status;
}

static void a_zone_is_loaded_once(void **state) {
  (void)state;
  rsupi_zones *zones = open_dir(PINNED_ZONES);
  const rsupi_zone *first, *second, *other;
  assert_int_equal(rsupi_zones_get(zones, "Europe/London", &first, NULL), RSUP_OK);
  assert_int_equal(rsupi_zones_get(zones, "Asia/Tokyo", &other, NULL), RSUP_OK);
  assert_int_equal(rsupi_zones_get(zones, "Europe/London", &second, NULL), RSUP_OK);
  assert_ptr_equal(first, second);
  assert_ptr_not_equal(first, other);
  assert_string_equal(rsupi_zone_name(first), "Europe/London");
  rsupi_zones_free(zones);
}

static void legacy_names_resolve_without_a_file_and_keep_their_name(void **state) {
  (void)state;
  static const struct {
    const char *alias, *target;
  } rows[] = {{"Europe/Kiev", "Europe/Kyiv"},
              {"US/Eastern", "America/New_York"},
              {"US/Pacific", "America/Los_Angeles"},
              {"US/Arizona", "America/Phoenix"},
              {"US/Hawaii", "Pacific/Honolulu"},
              {"Canada/Atlantic", "America/Halifax"},
              {"America/Montreal", "America/Toronto"},
              {"America/Buenos_Aires", "America/Argentina/Buenos_Aires"},
              {"America/Godthab", "America/Nuuk"},
              {"Asia/Calcutta", "Asia/Kolkata"},
              {"Asia/Katmandu", "Asia/Kathmandu"},
              {"Australia/NSW", "Australia/Sydney"},
              {"Etc/Zulu", "Etc/UTC"},
              {"EST5EDT", "America/New_York"},
              {"GB", "Europe/London"},
              {"Japan", "Asia/Tokyo"},
              {"Zulu", "Etc/UTC"}};
  rsupi_zones *zones = open_dir(PINNED_ZONES);
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    const rsupi_zone *alias, *target;
    if (rsupi_zones_get(zones, rows[i].alias, &alias, NULL) != RSUP_OK)
      fail_msg("%s", rows[i].alias);
    assert_int_equal(rsupi_zones_get(zones, rows[i].target, &target, NULL), RSUP_OK);
    assert_string_equal(rsupi_zone_name(alias), rows[i].alias);
    for (rsup_instant at = 1767225600000; at < 1798761600000; at += 86400000) /* all of 2026 */
      assert_int_equal(rsupi_zone_offset(alias, at, NULL, NULL),
                       rsupi_zone_offset(target, at, NULL, NULL));
  }
  rsupi_zones_free(zones);
}

static void names_that_lead_elsewhere_are_no_zones(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "",
      "../etc/passwd",
      "/abs",
      "/etc/localtime",
      "Europe/../UTC",
      "..",
      ".",
      "Europe/",
      "Europe//London",
      "Europe",
      "/",
      "UTC/",
      "zone.tab",
      "+VERSION",
      "Europe/London\n",
      " UTC",
      "UTC ",
      "Europe\\London",
      "localtime",
      "posixrules",
      "Factory",
      "right/UTC",
      "posix/UTC",
      "%s%n",
      "Zürich",
      "europe/london",
      "Europe/Lundon",
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
  rsupi_zones *zones = open_dir(PINNED_ZONES);
  rsup_error err;
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    if (get_status(zones, wrong[i], &err) != RSUP_E_UNKNOWN_ZONE) fail_msg("\"%s\"", wrong[i]);
    /* A zone may come from a person's record: its name stays out of the message. */
    if (strlen(wrong[i]) > 2) assert_null(strstr(err.message, wrong[i]));
  }
  rsupi_zones_free(zones);
}

static void missing_data_is_an_error_that_names_the_remedy(void **state) {
  (void)state;
  static const char *const folders[] = {EMPTY_FOLDER, RSUP_SOURCE_DIR "/no/such/folder", ""};
  for (size_t i = 0; i < COUNT_OF(folders); i++) {
    rsupi_zones *zones = open_dir(folders[i]);
    rsup_error err;
    assert_int_equal(get_status(zones, "Europe/London", &err), RSUP_E_ZONE_DATA);
    assert_non_null(strstr(err.message, "install the tzdata package"));
    assert_non_null(strstr(err.message, "TZDIR"));
    assert_non_null(strstr(err.message, "zone_bytes"));
    assert_int_equal(get_status(zones, "UTC", &err),
                     RSUP_E_ZONE_DATA); /* not even UTC is made up */
    assert_string_equal(rsupi_zones_version(zones), "unknown");
    rsupi_zones_free(zones);
  }
}

static void the_environment_is_read_once(void **state) {
  (void)state;
  rsup_error err;
  rsupi_zones *zones;
  assert_int_equal(setenv("TZDIR", PINNED_ZONES, 1), 0);
  assert_int_equal(rsupi_zones_new(NULL, NULL, &zones, &err), RSUP_OK);
  assert_int_equal(setenv("TZDIR", EMPTY_FOLDER, 1), 0);
  assert_int_equal(get_status(zones, "Europe/London", &err), RSUP_OK);
  assert_string_equal(rsupi_zones_version(zones), "2026f");
  rsupi_zones_free(zones);
  assert_int_equal(rsupi_zones_new(NULL, NULL, &zones, &err), RSUP_OK);
  assert_int_equal(get_status(zones, "Europe/London", &err), RSUP_E_ZONE_DATA);
  rsupi_zones_free(zones);
}

/* ---- bytes from the host */

/* "UTC" and "Test/Plus_Two" as version 1 files: one type, no transition. */
static const unsigned char utc_bytes[] =
    "TZif\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\1\0\0\0\4\0\0\0\0\0\0UTC";
static const unsigned char two_bytes[] =
    "TZif\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\1\0\0\0\4\0\0\x1c\x20\0\0TWO";

static size_t host_bytes(void *user, const char *zone, const void **out_bytes) {
  if (user) ++*(int *)user;
  if (strcmp(zone, "+VERSION") == 0) {
    *out_bytes = "2031c\n";
    return 6;
  }
  if (strcmp(zone, "UTC") == 0) {
    *out_bytes = utc_bytes;
    return sizeof utc_bytes;
  }
  if (strcmp(zone, "Europe/Kyiv") == 0) {
    *out_bytes = two_bytes;
    return sizeof two_bytes;
  }
  if (strcmp(zone, "Test/Damaged") == 0) {
    *out_bytes = "TZif";
    return 4;
  }
  return 0;
}

static size_t host_without_bytes(void *user, const char *zone, const void **out_bytes) {
  (void)user, (void)zone, (void)out_bytes;
  return 0;
}

static rsupi_zones *open_host(const char *dir, size_t (*bytes)(void *, const char *, const void **),
                              int *calls) {
  const rsupi_zones_source source = {dir, bytes, calls};
  rsupi_zones *zones;
  assert_int_equal(rsupi_zones_new(NULL, &source, &zones, NULL), RSUP_OK);
  return zones;
}

static void the_host_is_asked_before_the_folder(void **state) {
  (void)state;
  int calls = 0;
  rsupi_zones *zones = open_host(PINNED_ZONES, host_bytes, &calls);
  const rsupi_zone *zone;
  assert_string_equal(rsupi_zones_version(zones), "2031c");
  assert_int_equal(rsupi_zones_get(zones, "Europe/Kyiv", &zone, NULL), RSUP_OK);
  assert_int_equal(rsupi_zone_offset(zone, 0, NULL, NULL), 7200);
  assert_int_equal(rsupi_zones_get(zones, "Europe/Kiev", &zone, NULL), RSUP_OK); /* by its alias */
  assert_int_equal(rsupi_zone_offset(zone, 0, NULL, NULL), 7200);
  const int before = calls;
  assert_int_equal(rsupi_zones_get(zones, "Europe/Kiev", &zone, NULL), RSUP_OK);
  assert_int_equal(calls, before);
  assert_int_equal(rsupi_zones_get(zones, "Asia/Tokyo", &zone, NULL), RSUP_OK); /* the folder's */
  assert_int_equal(rsupi_zone_offset(zone, 0, NULL, NULL), 32400);
  rsupi_zones_free(zones);
}

static void a_host_with_bytes_needs_no_folder(void **state) {
  (void)state;
  rsup_error err;
  rsupi_zones *zones = open_host(EMPTY_FOLDER, host_bytes, NULL);
  assert_int_equal(get_status(zones, "Europe/London", &err), RSUP_E_UNKNOWN_ZONE);
  assert_int_equal(get_status(zones, "UTC", &err), RSUP_OK);
  rsupi_zones_free(zones);
}

static void a_host_without_bytes_and_folder_has_no_data(void **state) {
  (void)state;
  rsup_error err;
  rsupi_zones *zones = open_host(EMPTY_FOLDER, host_without_bytes, NULL);
  assert_int_equal(get_status(zones, "Europe/London", &err), RSUP_E_ZONE_DATA);
  rsupi_zones_free(zones);
}

static void damaged_bytes_are_no_usable_data(void **state) {
  (void)state;
  rsup_error err;
  rsupi_zones *zones = open_host(PINNED_ZONES, host_bytes, NULL);
  assert_int_equal(get_status(zones, "Test/Damaged", &err), RSUP_E_ZONE_DATA);
  assert_int_equal(get_status(zones, "Test/Damaged", &err), RSUP_E_ZONE_DATA);
  assert_int_equal(get_status(zones, "UTC", &err), RSUP_OK);
  rsupi_zones_free(zones);
}

static void missing_arguments_are_refused(void **state) {
  (void)state;
  rsupi_zones *zones = open_dir(PINNED_ZONES);
  const rsupi_zone *zone;
  rsupi_zone *parsed;
  const rsup_allocator heap = rsupi_allocator_or_default(NULL);
  assert_int_equal(rsupi_zones_new(NULL, NULL, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsupi_zones_get(NULL, "UTC", &zone, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsupi_zones_get(zones, NULL, &zone, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsupi_zones_get(zones, "UTC", NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsupi_zone_parse(&heap, NULL, utc_bytes, sizeof utc_bytes, &parsed, NULL),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsupi_zone_parse(&heap, "UTC", NULL, 0, &parsed, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsupi_zone_parse(&heap, "UTC", utc_bytes, sizeof utc_bytes, NULL, NULL),
                   RSUP_E_ARGUMENT);
  rsupi_zones_free(zones);
  rsupi_zones_free(NULL);
  rsupi_zone_free(&heap, NULL);
}

/* ---- memory that runs out */

typedef struct budget {
  int left;
  size_t live;
} budget;

static void *budget_alloc(void *user, size_t size) {
  budget *b = user;
  if (b->left-- <= 0) return NULL;
  b->live++;
  return malloc(size);
}

static void *budget_resize(void *user, void *block, size_t old_size, size_t new_size) {
  budget *b = user;
  (void)old_size;
  return b->left-- <= 0 ? NULL : realloc(block, new_size);
}

static void budget_release(void *user, void *block, size_t size) {
  budget *b = user;
  (void)size;
  b->live--;
  free(block);
}

static void every_failed_allocation_is_reported_and_survived(void **state) {
  (void)state;
  static const char *const names[] = {"Europe/London", "Europe/Kiev",      "Asia/Tokyo", "UTC",
                                      "Asia/Gaza",     "America/New_York", "Asia/Tehran"};
  int finished = 0;
  for (int allowed = 0; !finished; allowed++) {
    budget b = {allowed, 0};
    const rsup_allocator allocator = {&b, budget_alloc, budget_resize, budget_release};
    const rsupi_zones_source source = {PINNED_ZONES, NULL, NULL};
    rsupi_zones *zones;
    rsup_status status = rsupi_zones_new(&allocator, &source, &zones, NULL);
    for (size_t i = 0; status == RSUP_OK && i < COUNT_OF(names); i++) {
      rsup_error err;
      status = get_status(zones, names[i], &err);
      if (status == RSUP_OK) continue;
      b.left = 100; /* memory is back: the same question is answered */
      assert_int_equal(get_status(zones, names[i], &err), RSUP_OK);
    }
    assert_true(status == RSUP_OK || status == RSUP_E_MEMORY);
    finished = status == RSUP_OK;
    rsupi_zones_free(zones);
    assert_int_equal(b.live, 0);
    assert_true(allowed < 200);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_zone_is_loaded_once),
      cmocka_unit_test(legacy_names_resolve_without_a_file_and_keep_their_name),
      cmocka_unit_test(names_that_lead_elsewhere_are_no_zones),
      cmocka_unit_test(missing_data_is_an_error_that_names_the_remedy),
      cmocka_unit_test(the_environment_is_read_once),
      cmocka_unit_test(the_host_is_asked_before_the_folder),
      cmocka_unit_test(a_host_with_bytes_needs_no_folder),
      cmocka_unit_test(a_host_without_bytes_and_folder_has_no_data),
      cmocka_unit_test(damaged_bytes_are_no_usable_data),
      cmocka_unit_test(missing_arguments_are_refused),
      cmocka_unit_test(every_failed_allocation_is_reported_and_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
