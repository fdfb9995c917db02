/* The map from text to number, and the names of enum values. */
#include "core/cmocka_all.h"
#include "core/map.h"
#include "core/names.h"
#include "core/numbers.h"
#include "core/watched_allocator.h"
#include <string.h>

static void test_an_empty_map_has_nothing(void **state) {
  (void)state;
  const rsupi_map map = {0};
  assert_int_equal(rsupi_map_get(&map, "a", 1), UINT32_MAX);
}

static void test_a_key_is_new_once(void **state) {
  (void)state;
  rsupi_arena arena;
  rsupi_map map = {0};
  rsupi_arena_init(&arena, NULL, 256);
  assert_int_equal(rsupi_map_put(&arena, &map, "sponsor", 7, 3), 1);
  assert_int_equal(rsupi_map_put(&arena, &map, "sponsor", 7, 4), 0);
  assert_int_equal(rsupi_map_get(&map, "sponsor", 7), 3);
  assert_int_equal(map.count, 1);
  rsupi_arena_free(&arena);
}

static void test_keys_are_compared_by_all_their_bytes(void **state) {
  (void)state;
  rsupi_arena arena;
  rsupi_map map = {0};
  rsupi_arena_init(&arena, NULL, 256);
  assert_int_equal(rsupi_map_put(&arena, &map, "", 0, 1), 1);
  assert_int_equal(rsupi_map_put(&arena, &map, "\0", 1, 2), 1);
  assert_int_equal(rsupi_map_put(&arena, &map, "\0\0", 2, 3), 1);
  assert_int_equal(rsupi_map_put(&arena, &map, "abcdefgh", 8, 4), 1);
  assert_int_equal(rsupi_map_put(&arena, &map, "abcdefgh", 7, 5), 1);
  assert_int_equal(rsupi_map_get(&map, "", 0), 1);
  assert_int_equal(rsupi_map_get(&map, "\0", 1), 2);
  assert_int_equal(rsupi_map_get(&map, "\0\0", 2), 3);
  assert_int_equal(rsupi_map_get(&map, "abcdefghX", 8), 4);
  assert_int_equal(rsupi_map_get(&map, "abcdefg", 7), 5);
  rsupi_arena_free(&arena);
}

static void test_many_keys_are_all_found_again(void **state) {
  (void)state;
  enum { KEYS = 5000 };
  static char keys[KEYS][24];
  rsupi_arena arena;
  rsupi_map map = {0};
  rsupi_arena_init(&arena, NULL, 256);
  for (uint32_t i = 0; i < KEYS; i++) {
    const size_t len = rsupi_print_int64((int64_t)i * 7919, keys[i]);
    assert_int_equal(rsupi_map_put(&arena, &map, keys[i], len, i), 1);
  }
  for (uint32_t i = 0; i < KEYS; i++)
    assert_int_equal(rsupi_map_get(&map, keys[i], strlen(keys[i])), i);
  assert_int_equal(rsupi_map_get(&map, "1", 1), UINT32_MAX);
  assert_true(map.count < map.capacity);
  rsupi_arena_free(&arena);
}

static void test_a_map_out_of_memory_keeps_what_it_has(void **state) {
  (void)state;
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_arena arena;
  rsupi_map map = {0};
  rsupi_arena_init(&arena, &allocator, 512);
  watch.fail_at = 2;
  uint32_t i = 0;
  while (rsupi_map_put(&arena, &map, letters + i, 1, i) == 1) i++;
  assert_true(i > 0 && i < 26);
  assert_int_equal(rsupi_map_get(&map, letters, 1), 0);
  assert_int_equal(rsupi_map_get(&map, letters + i - 1, 1), i - 1);
  assert_int_equal(map.count, i);
  rsupi_arena_free(&arena);
  assert_int_equal(watch.live, 0);
}

static const rsupi_name streams[] = {
    {"personal", 1}, {"professional", 2}, {"peer", 3}, {"community", 4}, {NULL, 0}};

static void test_names_and_values(void **state) {
  (void)state;
  assert_string_equal(rsupi_name_of(streams, 3), "peer");
  assert_null(rsupi_name_of(streams, 0));
  assert_null(rsupi_name_of(streams, 5));
  assert_int_equal(rsupi_value_of(streams, "peer", 4), 3);
  assert_int_equal(rsupi_value_of(streams, "peers", 4), 3); /* only its first four bytes */
  assert_int_equal(rsupi_value_of(streams, "pee", 3), 0);
  assert_int_equal(rsupi_value_of(streams, "", 0), 0);
}

static void test_the_nearest_name_is_a_likely_one(void **state) {
  (void)state;
  assert_string_equal(rsupi_nearest_name(streams, "comunity", 8), "community");
  assert_string_equal(rsupi_nearest_name(streams, "profesionnal", 12), "professional");
  assert_string_equal(rsupi_nearest_name(streams, "pere", 4), "peer");
  assert_string_equal(rsupi_nearest_name(streams, "personal!", 9), "personal");
  assert_null(rsupi_nearest_name(streams, "family", 6));
  assert_null(rsupi_nearest_name(streams, "p", 1)); /* half of what was written: none */
  assert_null(rsupi_nearest_name(streams, "", 0));
  assert_null(rsupi_nearest_name(streams, "pee\0", 4));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_an_empty_map_has_nothing),
      cmocka_unit_test(test_a_key_is_new_once),
      cmocka_unit_test(test_keys_are_compared_by_all_their_bytes),
      cmocka_unit_test(test_many_keys_are_all_found_again),
      cmocka_unit_test(test_a_map_out_of_memory_keeps_what_it_has),
      cmocka_unit_test(test_names_and_values),
      cmocka_unit_test(test_the_nearest_name_is_a_likely_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
