/* Texts: bounded and growing ones, JSON strings, days, distance, UTF-8. */
#include "core/cmocka_all.h"
#include "core/text.h"
#include "core/watched_allocator.h"
#include <string.h>

static void test_fixed_text_is_always_terminated(void **state) {
  (void)state;
  char buffer[4] = "xxx";
  rsupi_fixed fixed = rsupi_fixed_start(buffer, sizeof buffer);
  assert_string_equal(buffer, "");
  rsupi_fixed_add(&fixed, "ab");
  assert_string_equal(buffer, "ab");
  rsupi_fixed_add(&fixed, "cdef");
  assert_string_equal(buffer, "abc");
  rsupi_fixed_add(&fixed, "g");
  assert_string_equal(buffer, "abc");
}

static void test_fixed_text_of_no_size_is_left_alone(void **state) {
  (void)state;
  char buffer[1] = {'x'};
  rsupi_fixed fixed = rsupi_fixed_start(buffer, 0);
  rsupi_fixed_add(&fixed, "ab");
  assert_int_equal(buffer[0], 'x');
  fixed = rsupi_fixed_start(buffer, 1);
  rsupi_fixed_add(&fixed, "ab");
  assert_int_equal(buffer[0], '\0');
}

static void test_fixed_text_is_cut_between_characters(void **state) {
  (void)state;
  /* "a" + U+00E9 (2 bytes) + U+20AC (3) + U+1F600 (4) = 10 bytes; with room for n bytes, what
   * stays are the whole characters that fit. */
  static const char text[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
  static const size_t kept[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10};
  for (size_t room = 0; room <= 10; room++) {
    char buffer[16];
    rsupi_fixed fixed = rsupi_fixed_start(buffer, room + 1);
    rsupi_fixed_add(&fixed, text);
    assert_int_equal(strlen(buffer), kept[room]);
    assert_memory_equal(buffer, text, kept[room]);
  }
}

static void test_nothing_follows_a_cut(void **state) {
  (void)state;
  char buffer[4];
  rsupi_fixed fixed = rsupi_fixed_start(buffer, sizeof buffer);
  rsupi_fixed_add(&fixed, "ab\xC3\xA9"); /* 4 bytes: one too many */
  rsupi_fixed_add(&fixed, "z");          /* would fit */
  assert_string_equal(buffer, "ab");
}

static void test_fixed_format_knows_its_conversions(void **state) {
  (void)state;
  char buffer[128];
  rsupi_fixed fixed = rsupi_fixed_start(buffer, sizeof buffer);
  rsupi_fixed_format(&fixed, "%s|%d|%u|%z|%D|%%|%s", "text", -3, 4000000000U, (size_t)5, 0.1,
                     (const char *)NULL);
  assert_string_equal(buffer, "text|-3|4000000000|5|0.1|%|(none)");
}

static void test_fixed_format_stops_at_an_unknown_conversion(void **state) {
  (void)state;
  char buffer[32];
  rsupi_fixed fixed = rsupi_fixed_start(buffer, sizeof buffer);
  rsupi_fixed_format(&fixed, "a %d %n b", 1);
  assert_string_equal(buffer, "a 1 ");
  fixed = rsupi_fixed_start(buffer, sizeof buffer);
  rsupi_fixed_format(&fixed, "ends with %");
  assert_string_equal(buffer, "ends with ");
}

static void test_growing_text_grows(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_text text;
  rsupi_text_init(&text, &allocator);
  for (int i = 0; i < 1000; i++) {
    rsupi_text_add_int(&text, i % 10);
    assert_int_equal(text.data[text.len], '\0');
  }
  assert_int_equal(text.len, 1000);
  assert_memory_equal(text.data, "01234567890123", 14);
  assert_int_equal(text.data[999], '9');
  rsupi_text_free(&text);
  assert_int_equal(watch.live, 0);
  assert_int_equal(watch.not_wiped, 0);
  assert_int_equal(watch.wrong_size, 0);
}

static void test_growing_text_adds_every_kind(void **state) {
  (void)state;
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_text_add(&text, "abc", 2);
  rsupi_text_add_text(&text, "-");
  rsupi_text_add_char(&text, 'c');
  rsupi_text_add_int(&text, INT64_MIN);
  rsupi_text_add_double(&text, 2.5);
  assert_string_equal(text.data, "ab-c-92233720368547758082.5");
  rsupi_text_free(&text);
}

static void test_empty_addition_terminates_the_text(void **state) {
  (void)state;
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_text_add(&text, NULL, 0);
  assert_string_equal(text.data, "");
  rsupi_text_free(&text);
}

static void test_numbers_that_json_lacks_are_null(void **state) {
  (void)state;
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  const double zero = 0.0;
  rsupi_text_add_double(&text, 1.0 / zero);
  rsupi_text_add_double(&text, -1.0 / zero);
  rsupi_text_add_double(&text, zero / zero);
  assert_string_equal(text.data, "nullnullnull");
  rsupi_text_free(&text);
}

static void test_text_out_of_memory_stays_as_it_was(void **state) {
  (void)state;
  watched watch;
  const rsup_allocator allocator = watched_allocator(&watch);
  rsupi_text text;
  rsupi_text_init(&text, &allocator);
  rsupi_text_add_text(&text, "kept");
  watch.fail_at = watch.allocations + 1;
  for (int i = 0; i < 1000; i++) rsupi_text_add_char(&text, 'x');
  assert_true(text.failed);
  const size_t len = text.len;
  rsupi_text_add_char(&text, 'y'); /* memory is back, but the text would have a hole */
  assert_int_equal(text.len, len);
  rsupi_text_free(&text);
  assert_int_equal(watch.live, 0);
}

static void assert_json(const char *data, size_t len, const char *expected) {
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_text_add_json_string(&text, data, len);
  assert_string_equal(text.data, expected);
  rsupi_text_free(&text);
}

static void test_json_strings_escape_what_must_be(void **state) {
  (void)state;
  /* RFC 8259, section 7: quotation mark, reverse solidus, U+0000 to U+001F. */
  assert_json("", 0, "\"\"");
  assert_json("a\"b\\c/", 6, "\"a\\\"b\\\\c/\"");
  assert_json("\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\"");
  assert_json("\0\x01\x1f\x7f", 4, "\"\\u0000\\u0001\\u001f\x7f\"");
  assert_json("\xE2\x82\xAC!", 4, "\"\xE2\x82\xAC!\"");
}

static void test_json_strings_are_clean_utf8_whatever_comes_in(void **state) {
  (void)state;
  assert_json("a\xFF\"b", 4, "\"a\xEF\xBF\xBD\\\"b\"");
  assert_json("\xE2\x82", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static void test_days_are_written_as_iso_8601(void **state) {
  (void)state;
  /* Day numbers from Python: (date(y, m, d) - date(1970, 1, 1)).days; the years past 9999 from
   * 400 years = 146,097 days (2000-01-01 is day 10,957; 8000 years later, + 20 * 146,097). */
  static const struct {
    rsup_day day;
    const char *text;
  } rows[] = {
      {0, "1970-01-01"},         {-1, "1969-12-31"},       {20516, "2026-03-04"},
      {11016, "2000-02-29"},     {11017, "2000-03-01"},    {-25509, "1900-02-28"},
      {-25508, "1900-03-01"},    {-719162, "0001-01-01"},  {2932896, "9999-12-31"},
      {2932897, "+10000-01-01"}, {-719529, "-0001-12-31"}, {-719528, "0000-01-01"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char buffer[16];
    const size_t len = rsupi_day_write(rows[i].day, buffer);
    assert_string_equal(buffer, rows[i].text);
    assert_int_equal(len, strlen(buffer));
  }
}

static void test_the_outermost_days_fit_the_buffer(void **state) {
  (void)state;
  char buffer[16];
  assert_true(rsupi_day_write(INT32_MAX, buffer) < 16);
  assert_true(rsupi_day_write(INT32_MIN, buffer) < 16);
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_text_add_day(&text, 20516);
  assert_string_equal(text.data, "2026-03-04");
  rsupi_text_free(&text);
}

static void test_texts_equal(void **state) {
  (void)state;
  const char a[] = "same", b[] = "same";
  assert_true(rsupi_text_equal(a, b));
  assert_false(rsupi_text_equal(a, "other"));
  assert_true(rsupi_text_equal(NULL, NULL));
  assert_false(rsupi_text_equal(a, NULL));
  assert_false(rsupi_text_equal(NULL, a));
}

static void test_distance_counts_edits_and_swaps(void **state) {
  (void)state;
  assert_int_equal(rsupi_text_distance("sponsor", "sponsor", 5), 0);
  assert_int_equal(rsupi_text_distance("sponsor", "sponser", 5), 1); /* another letter */
  assert_int_equal(rsupi_text_distance("sponsor", "spnsor", 5), 1);  /* one missing */
  assert_int_equal(rsupi_text_distance("sponsor", "sponnsor", 5), 1);
  assert_int_equal(rsupi_text_distance("sponsor", "sopnsor", 5), 1); /* swapped */
  assert_int_equal(rsupi_text_distance("kitten", "sitting", 5), 3);  /* Levenshtein's example */
  assert_int_equal(rsupi_text_distance("ca", "abc", 5), 3); /* 3 by optimal string alignment */
  assert_int_equal(rsupi_text_distance("", "abc", 5), 3);
  assert_int_equal(rsupi_text_distance("", "", 0), 0);
}

static void test_distance_stops_above_the_limit(void **state) {
  (void)state;
  assert_int_equal(rsupi_text_distance("kitten", "sitting", 2), 3);
  assert_int_equal(rsupi_text_distance("abcdef", "uvwxyz", 2), 3);
  assert_int_equal(rsupi_text_distance("a", "abcdefgh", 2), 3);
  assert_int_equal(rsupi_text_distance("ab", "ba", 1), 1); /* the swap comes after a row of ones */
  char longer[80];
  memset(longer, 'x', sizeof longer);
  longer[79] = '\0';
  assert_int_equal(rsupi_text_distance(longer, longer, 2), 3); /* too long for a name */
}

static void test_clean_utf8_passes(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      "plain and longer than eight bytes",
      "\xC2\x80",         /* U+0080 */
      "\xDF\xBF",         /* U+07FF */
      "\xE0\xA0\x80",     /* U+0800 */
      "\xED\x9F\xBF",     /* U+D7FF */
      "\xEE\x80\x80",     /* U+E000 */
      "\xEF\xBF\xBF",     /* U+FFFF */
      "\xF0\x90\x80\x80", /* U+10000 */
      "\xF4\x8F\xBF\xBF", /* U+10FFFF */
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    assert_int_equal(rsupi_utf8_check(texts[i], strlen(texts[i])), strlen(texts[i]));
}

static void test_unclean_utf8_is_found_where_it_begins(void **state) {
  (void)state;
  static const char *const tails[] = {
      "\x80",             /* continuation without a start */
      "\xC0\x80",         /* overlong U+0000 */
      "\xC1\xBF",         /* overlong */
      "\xE0\x9F\xBF",     /* overlong */
      "\xF0\x8F\xBF\xBF", /* overlong */
      "\xED\xA0\x80",     /* surrogate U+D800 */
      "\xED\xBF\xBF",     /* surrogate U+DFFF */
      "\xF4\x90\x80\x80", /* U+110000 */
      "\xF5\x80\x80\x80",
      "\xFE",
      "\xFF",
      "\xC3",         /* truncated */
      "\xE2\x82",     /* truncated */
      "\xF0\x9F\x98", /* truncated */
      "\xE2\x28\xA1", /* a letter within */
      "\xF0\x9F\x98\x28",
  };
  for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
    for (size_t before = 0; before < 12; before++) {
      char text[32];
      memset(text, 'a', before);
      const size_t len = strlen(tails[i]);
      memcpy(text + before, tails[i], len);
      assert_int_equal(rsupi_utf8_check(text, before + len), before);
    }
  }
}

static void collect(void *user, const char *data, size_t len) {
  rsupi_text_add(user, data, len);
}

static void test_a_pouring_text_loses_nothing_and_needs_no_memory(void **state) {
  (void)state;
  char buffer[8];
  rsupi_text whole, pouring;
  rsupi_text_init(&whole, NULL);
  rsupi_text_init_pouring(&pouring, buffer, sizeof buffer, collect, &whole);
  rsupi_text_add_text(&pouring, "1234567"); /* fills the buffer: one byte is the NUL's */
  rsupi_text_add_char(&pouring, '8');       /* pours out seven */
  rsupi_text_add_text(&pouring, "");        /* nothing */
  rsupi_text_add_text(&pouring, "a text that is longer than the buffer");
  rsupi_text_add_text(&pouring, "end");
  assert_false(pouring.failed);
  rsupi_text_pour(&pouring);
  assert_string_equal(whole.data, "12345678a text that is longer than the bufferend");
  rsupi_text_free(&whole);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fixed_text_is_always_terminated),
      cmocka_unit_test(test_fixed_text_of_no_size_is_left_alone),
      cmocka_unit_test(test_fixed_text_is_cut_between_characters),
      cmocka_unit_test(test_nothing_follows_a_cut),
      cmocka_unit_test(test_fixed_format_knows_its_conversions),
      cmocka_unit_test(test_fixed_format_stops_at_an_unknown_conversion),
      cmocka_unit_test(test_growing_text_grows),
      cmocka_unit_test(test_growing_text_adds_every_kind),
      cmocka_unit_test(test_empty_addition_terminates_the_text),
      cmocka_unit_test(test_a_pouring_text_loses_nothing_and_needs_no_memory),
      cmocka_unit_test(test_numbers_that_json_lacks_are_null),
      cmocka_unit_test(test_text_out_of_memory_stays_as_it_was),
      cmocka_unit_test(test_json_strings_escape_what_must_be),
      cmocka_unit_test(test_json_strings_are_clean_utf8_whatever_comes_in),
      cmocka_unit_test(test_days_are_written_as_iso_8601),
      cmocka_unit_test(test_the_outermost_days_fit_the_buffer),
      cmocka_unit_test(test_texts_equal),
      cmocka_unit_test(test_distance_counts_edits_and_swaps),
      cmocka_unit_test(test_distance_stops_above_the_limit),
      cmocka_unit_test(test_clean_utf8_passes),
      cmocka_unit_test(test_unclean_utf8_is_found_where_it_begins),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
