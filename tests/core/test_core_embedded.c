/* What the build packs, the library unpacks: every embedded file comes back as it lies on disk. */
#include "core/cmocka_all.h"
#include "core/embedded.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const rsupi_embedded rsupi_embedded_config_defaults, rsupi_embedded_instrument_definitions,
    rsupi_embedded_risk_models;

static char *on_disk(const char *folder, const char *name, size_t *len) {
  char path[512];
  char *bytes = malloc(1 << 20);
  assert_non_null(bytes);
  (void)snprintf(path, sizeof path, RSUP_SOURCE_DIR "/lib/%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  *len = fread(bytes, 1, 1 << 20, file);
  (void)fclose(file);
  return bytes;
}

static void check_all(const rsupi_embedded *all, const char *folder) {
  const rsup_allocator allocator = rsupi_allocator_or_default(NULL);
  char *whole = malloc(all->size);
  assert_non_null(whole);
  assert_true(all->count > 0);
  rsupi_embedded_unpack(all, whole, all->size);
  for (size_t i = 0; i < all->count; i++) {
    const rsupi_embedded_file *file = &all->files[i];
    size_t len;
    char *expected = on_disk(folder, file->name, &len), *text;
    assert_int_equal(file->size, len);
    assert_memory_equal(whole + file->start, expected, len);
    assert_int_equal(rsupi_embedded_read(all, file, &allocator, &text, NULL), RSUP_OK);
    assert_memory_equal(text, expected, len);
    assert_int_equal(text[len], '\0');
    rsupi_release(&allocator, text, len + 1);
    free(expected);
  }
  free(whole);
}

static void test_files_come_back_as_they_were(void **state) {
  (void)state;
  check_all(&rsupi_embedded_config_defaults, "config/defaults");
  check_all(&rsupi_embedded_instrument_definitions, "instrument/definitions");
  check_all(&rsupi_embedded_risk_models, "risk");
}

/* "ab", then 6 bytes from 2 back: a repeat may run into what it makes itself. */
static void test_a_repeat_may_overlap(void **state) {
  (void)state;
  static const unsigned char packed[] = {1, 'a', 'b', 128 + 6 - 4, 2, 0, 0, '.'};
  static const rsupi_embedded_file files[] = {{"one", 0, 3}, {"two", 3, 6}};
  const rsupi_embedded all = {files, 2, 9, packed};
  const rsup_allocator allocator = rsupi_allocator_or_default(NULL);
  char whole[9], *two;
  rsupi_embedded_unpack(&all, whole, sizeof whole);
  assert_memory_equal(whole, "abababab.", 9);
  assert_int_equal(rsupi_embedded_read(&all, &files[1], &allocator, &two, NULL), RSUP_OK);
  assert_string_equal(two, "babab.");
  rsupi_release(&allocator, two, 7);
}

static void test_files_are_found_by_name(void **state) {
  (void)state;
  const rsupi_embedded *all = &rsupi_embedded_instrument_definitions;
  assert_string_equal(rsupi_embedded_find(all, "phq-9.yaml")->name, "phq-9.yaml");
  assert_null(rsupi_embedded_find(all, "phq-9"));
  assert_null(rsupi_embedded_find(all, ""));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_files_come_back_as_they_were),
      cmocka_unit_test(test_a_repeat_may_overlap),
      cmocka_unit_test(test_files_are_found_by_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
