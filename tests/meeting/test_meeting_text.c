/* Cleaning texts of feeds, and hints at another rhythm. */
#include "meeting/feed_text.h"
#include "meeting/meeting_support.h"
#include "meeting/rhythm.h"
#include <string.h>

static void check(const char *text, const char *wanted, size_t most, int lines) {
  rsupi_arena arena;
  rsupi_arena_init(&arena, NULL, 256);
  const char *const clean = rsupi_feed_text_clean(&arena, text, strlen(text), most, lines);
  if (wanted == NULL)
    assert_null(clean);
  else
    assert_string_equal(clean, wanted);
  rsupi_arena_free(&arena);
}

static void test_entities_are_decoded_once(void **state) {
  (void)state;
  check("Women&#8217;s &quot;Big Book&quot; &amp; Tea ", "Women’s \"Big Book\" & Tea", 255, 0);
  check("&amp;amp;", "&amp;", 255, 0);
  check("&#x2019;&#X41;", "’A", 255, 0);
  check("a &nosuch; b & c; &#xD800; &#1114112; &#;", "a &nosuch; b & c; &#xD800; &#1114112; &#;",
        255, 0);
}

static void test_tags_go_and_line_breaks_stay(void **state) {
  (void)state;
  check("<br>Ring<br/>bell &lt;script&gt;\r\nline2\xEF\xBB\xBF", "Ring\nbell <script>\nline2", 255,
        1);
  check("<p>one</p><p>two</p>", "one\ntwo", 255, 1);
  check("<p>one</p><p>two</p>", "one two", 255, 0);
  check("I <3 this, 3 < 4 <b>bold</b>", "I <3 this, 3 < 4 bold", 255, 0);
  check("unclosed <a href=", "unclosed <a href=", 255, 0);
}

static void test_what_cannot_be_seen_goes(void **state) {
  (void)state;
  check("\t\n a\xC2\xA0\xC2\xA0 b\xE2\x80\x8B\x01 \xE2\x80\xAE", "a b", 255, 0);
  check("\t \xC2\xA0\n", NULL, 255, 1);
  check("", NULL, 255, 1);
}

static void test_other_scripts_and_emoji_stay(void **state) {
  (void)state;
  check("朝の集い 💜 الاجتماع é", "朝の集い 💜 الاجتماع é", 255, 0);
  check("👩\xE2\x80\x8D👧", "👩\xE2\x80\x8D👧", 255, 0);
}

static void test_a_long_text_is_cut_between_characters(void **state) {
  (void)state;
  check("aé漢💜", "a", 2, 0);
  check("aé漢💜", "aé", 3, 0);
  check("aé漢💜", "aé漢", 9, 0);
  check("aé漢💜", "aé漢💜", 10, 0);
  check("aé漢x", "aé", 5, 0); /* nothing shorter slips in behind */
}

static void test_another_rhythm_is_noticed(void **state) {
  (void)state;
  static const char *const hints[] = {
      "First Friday only",
      "Meets 1st and 3rd Friday of the month only",
      "1st & 3rd",
      "1st/3rd Tuesday",
      "last Saturday",
      "LAST SAT of the month",
      "Saturday last",
      "Friday first",
      "every other week",
      "every other Tuesday",
      "every second week",
      "every 2 weeks",
      "biweekly",
      "Bi-weekly",
      "fortnightly",
      "alternate Sundays",
      "Monthly speaker meeting",
      "meets monthly",
      "once a month",
      "twice a month",
      "odd weeks",
      "1st week of the month",
      "second of each month",
      "does not meet weekly. Not weekly!",
      "Ring the bell. 2nd Wed. is a potluck",
      "primer viernes del mes",
      "Steps 1-8 Workshop (2nd Sat)",
  };
  for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
    if (!rsupi_rhythm_hint(hints[i])) fail_msg("missed: %s", hints[i]);
}

static void test_first_timers_are_no_rhythm(void **state) {
  (void)state;
  static const char *const plain[] = {
      "First timers welcome",
      "first step",
      "Thursday Night First Step Meeting",
      "First Things First",
      "Free at Last",
      "Second Chance",
      "Last House on the Block",
      "Big Book, 4th Edition",
      "4th Dimension Meeting",
      "Women's 3rd step study",
      "The Other 12 & 12",
      "first 164 pages",
      "First Baptist Church, 3rd floor",
      "5th Street, second door on the left",
      "every Friday",
      "Monday, first floor",
      "each week",
      "Weekly. Not for children",
      "Monthly business meeting after",
      "group conscience monthly: business",
      "Sobriety First",
      "2nd chance at 123 4th Ave",
      "twice daily",
      "",
  };
  for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
    if (rsupi_rhythm_hint(plain[i])) fail_msg("false hit: %s", plain[i]);
  assert_int_equal(rsupi_rhythm_hint(NULL), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_entities_are_decoded_once),
      cmocka_unit_test(test_tags_go_and_line_breaks_stay),
      cmocka_unit_test(test_what_cannot_be_seen_goes),
      cmocka_unit_test(test_other_scripts_and_emoji_stay),
      cmocka_unit_test(test_a_long_text_is_cut_between_characters),
      cmocka_unit_test(test_another_rhythm_is_noticed),
      cmocka_unit_test(test_first_timers_are_no_rhythm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
