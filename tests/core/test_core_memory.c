/* Memory: wiped when released, failures survived, arena blocks zeroed and aligned. */
#include "core/cmocka_all.h"
#include "core/memory.h"
#include "core/watched_allocator.h"
#include <string.h>

static void assert_all_returned(const watched *watch) {
  assert_int_equal(watch->live, 0);
  assert_int_equal(watch->live_bytes, 0);
  assert_int_equal(watch->not_wiped, 0);
  assert_int_equal(watch->wrong_size, 0);
}

static int all_zero(const void *block, size_t size) {
  const unsigned char *const bytes = block;
  for (size_t i = 0; i < size; i++)
    if (bytes[i]) return 0;
  return 1;
}

static void test_without_a_host_malloc_is_used(void **state) {
  (void)state;
  const rsup_allocator allocator = rsupi_allocator_or_default(NULL);
  char *block = rsupi_alloc(&allocator, 100);
  assert_non_null(block);
  assert_true(all_zero(block, 100));
  block = rsupi_resize(&allocator, block, 100, 1000);
  assert_non_null(block);
  rsupi_release(&allocator, block, 1000);
}

static void test_default_allocator_resizes(void **state) {
  (void)state;
  const rsup_allocator allocator = rsupi_allocator_or_default(NULL);
  char *block = allocator.alloc(allocator.user, 4);
  assert_non_null(block);
  memcpy(block, "abc", 4);
  block = allocator.resize(allocator.user, block, 4, 4000);
  assert_non_null(block);
  assert_string_equal(block, "abc");
  allocator.release(allocator.user, block, 4000);
}

static void test_allocated_memory_is_zero(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch); /* hands out 0xA5 */
  void *const block = rsupi_alloc(&allocator, 333);
  assert_true(all_zero(block, 333));
  rsupi_release(&allocator, block, 333);
  assert_all_returned(&watch);
}

static void test_size_zero_is_a_block_too(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  void *const block = rsupi_alloc(&allocator, 0);
  assert_non_null(block);
  rsupi_release(&allocator, block, 0);
  rsupi_release(&allocator, NULL, 0);
  assert_all_returned(&watch);
}

static void test_released_memory_is_wiped(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  char *const block = rsupi_alloc(&allocator, 64);
  memset(block, 'x', 64);
  rsupi_release(&allocator, block, 64);
  assert_all_returned(&watch);
}

static void test_resize_keeps_the_content_and_wipes_the_old_block(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  char *block = rsupi_alloc(&allocator, 8);
  memcpy(block, "private", 8);
  block = rsupi_resize(&allocator, block, 8, 800);
  assert_string_equal(block, "private");
  block = rsupi_resize(&allocator, block, 800, 4);
  assert_memory_equal(block, "priv", 4);
  rsupi_release(&allocator, block, 4);
  assert_all_returned(&watch);
}

static void test_resize_that_gets_no_memory_leaves_the_block(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  char *const block = rsupi_alloc(&allocator, 8);
  memcpy(block, "private", 8);
  watch.fail_at = 2;
  assert_null(rsupi_resize(&allocator, block, 8, 800));
  assert_string_equal(block, "private");
  rsupi_release(&allocator, block, 8);
  assert_all_returned(&watch);
}

static void test_size_products_that_overflow_are_refused(void **state) {
  (void)state;
  size_t out = 7;
  assert_true(rsupi_size_multiply(6, 7, &out));
  assert_int_equal(out, 42);
  assert_true(rsupi_size_multiply(SIZE_MAX, 0, &out));
  assert_int_equal(out, 0);
  assert_true(rsupi_size_multiply(SIZE_MAX, 1, &out));
  assert_false(rsupi_size_multiply(SIZE_MAX / 2 + 1, 2, &out));
}

static void test_arena_blocks_are_zeroed_aligned_and_apart(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_arena arena;
  rsupi_arena_init(&arena, &allocator, 256);
  unsigned char *blocks[200];
  for (size_t i = 0; i < 200; i++) {
    const size_t size = i * 7 % 300;
    blocks[i] = rsupi_arena_alloc(&arena, size);
    assert_non_null(blocks[i]);
    assert_int_equal((uintptr_t)blocks[i] % 8, 0);
    assert_true(all_zero(blocks[i], size));
    memset(blocks[i], (int)i, size);
  }
  for (size_t i = 0; i < 200; i++)
    for (size_t at = 0; at < i * 7 % 300; at++) assert_int_equal(blocks[i][at], i);
  rsupi_arena_free(&arena);
  assert_all_returned(&watch);
}

static void test_arena_asks_the_host_rarely(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_arena arena;
  rsupi_arena_init(&arena, &allocator, 1024);
  for (int i = 0; i < 10000; i++) assert_non_null(rsupi_arena_alloc(&arena, 64));
  /* 640,000 bytes: chunks of 1, 2, 4 ... 64 KiB (7 chunks, 127 KiB), then of 64 KiB: 8 more. */
  assert_int_equal(watch.allocations, 15);
  rsupi_arena_free(&arena);
  assert_all_returned(&watch);
}

static void test_a_big_block_leaves_the_chunk_in_use(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_arena arena;
  rsupi_arena_init(&arena, &allocator, 1024);
  unsigned char *const small = rsupi_arena_alloc(&arena, 8);
  assert_non_null(rsupi_arena_alloc(&arena, 1000000));
  assert_ptr_equal(rsupi_arena_alloc(&arena, 8), small + 8);
  rsupi_arena_free(&arena);
  rsupi_arena_init(&arena, &allocator, 1024);
  assert_non_null(rsupi_arena_alloc(&arena, 1000000)); /* the first of all */
  assert_non_null(rsupi_arena_alloc(&arena, 8));
  rsupi_arena_free(&arena);
  assert_all_returned(&watch);
}

static void test_arena_remembers_that_an_allocation_went_wrong(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_arena arena;
  rsupi_arena_init(&arena, &allocator, 256);
  watch.fail_at = 1;
  assert_null(rsupi_arena_alloc(&arena, 8));
  assert_true(arena.failed);
  assert_non_null(rsupi_arena_alloc(&arena, 8));
  assert_true(arena.failed);
  rsupi_arena_free(&arena);
  assert_false(arena.failed);
  assert_all_returned(&watch);
}

static void test_arena_refuses_sizes_that_overflow(void **state) {
  (void)state;
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 256);
  assert_null(rsupi_arena_alloc(&arena, SIZE_MAX));
  assert_true(arena.failed);
  assert_null(rsupi_arena_array(&arena, SIZE_MAX / 2, 3));
  assert_null(rsupi_arena_text(&arena, "", SIZE_MAX));
  rsupi_arena_free(&arena);
}

static void test_arena_array_of_nothing_is_not_null(void **state) {
  (void)state;
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 256);
  assert_non_null(rsupi_arena_array(&arena, 0, 8));
  rsupi_arena_free(&arena);
}

static void test_arena_texts_are_copies_with_a_nul(void **state) {
  (void)state;
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 256);
  char from[] = "recovery";
  const char *const part = rsupi_arena_text(&arena, from, 3);
  const char *const whole = rsupi_arena_copy(&arena, from);
  from[0] = 'x';
  assert_string_equal(part, "rec");
  assert_string_equal(whole, "recovery");
  assert_string_equal(rsupi_arena_text(&arena, NULL, 0), "");
  assert_null(rsupi_arena_copy(&arena, NULL));
  rsupi_arena_free(&arena);
}

static void test_arena_can_be_used_again(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_arena arena;
  rsupi_arena_init(&arena, &allocator, 256);
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 100; i++) assert_non_null(rsupi_arena_alloc(&arena, 100));
    rsupi_arena_free(&arena);
    assert_int_equal(watch.live, 0);
  }
  assert_all_returned(&watch);
}

static void test_list_keeps_what_was_pushed(void **state) {
  (void)state;
  static const char items[100];
  rsupi_arena arena;
  rsupi_list list = {0};
  rsupi_arena_init(&arena, NULL, 256);
  for (size_t i = 0; i < 100; i++) assert_true(rsupi_list_push(&arena, &list, items + i));
  assert_int_equal(list.count, 100);
  for (size_t i = 0; i < 100; i++) assert_ptr_equal(list.items[i], items + i);
  rsupi_arena_free(&arena);
}

static void test_list_out_of_memory_keeps_the_old_items(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_arena arena;
  rsupi_list list = {0};
  rsupi_arena_init(&arena, &allocator, 256);
  watch.fail_at = 2;
  size_t pushed = 0;
  while (rsupi_list_push(&arena, &list, "item")) pushed++;
  assert_true(pushed > 0);
  assert_int_equal(list.count, pushed);
  assert_true(arena.failed);
  assert_string_equal(list.items[pushed - 1], "item");
  rsupi_arena_free(&arena);
  assert_all_returned(&watch);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_without_a_host_malloc_is_used),
      cmocka_unit_test(test_default_allocator_resizes),
      cmocka_unit_test(test_allocated_memory_is_zero),
      cmocka_unit_test(test_size_zero_is_a_block_too),
      cmocka_unit_test(test_released_memory_is_wiped),
      cmocka_unit_test(test_resize_keeps_the_content_and_wipes_the_old_block),
      cmocka_unit_test(test_resize_that_gets_no_memory_leaves_the_block),
      cmocka_unit_test(test_size_products_that_overflow_are_refused),
      cmocka_unit_test(test_arena_blocks_are_zeroed_aligned_and_apart),
      cmocka_unit_test(test_arena_asks_the_host_rarely),
      cmocka_unit_test(test_a_big_block_leaves_the_chunk_in_use),
      cmocka_unit_test(test_arena_remembers_that_an_allocation_went_wrong),
      cmocka_unit_test(test_arena_refuses_sizes_that_overflow),
      cmocka_unit_test(test_arena_array_of_nothing_is_not_null),
      cmocka_unit_test(test_arena_texts_are_copies_with_a_nul),
      cmocka_unit_test(test_arena_can_be_used_again),
      cmocka_unit_test(test_list_keeps_what_was_pushed),
      cmocka_unit_test(test_list_out_of_memory_keeps_the_old_items),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
