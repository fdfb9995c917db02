/* Text packs: complete, of this instrument, and with their licence. The words here are invented. */
#include "../core/watched_allocator.h"
#include "instrument_support.h"
#include "recovery-support/instrument_texts.h"
#include <stdio.h>

#define HEAD                                                                                       \
  "format: recovery-support/text-pack\n"                                                           \
  "format_version: 1\n"                                                                            \
  "instrument: gad-2\n"                                                                            \
  "locale: de\n"                                                                                   \
  "licence: invented for this test\n"                                                              \
  "notice: Nur ein Beispiel.\n"
#define ITEMS                                                                                      \
  "items:\n"                                                                                       \
  "  q2: {text: Die zweite Frage}\n"                                                               \
  "  q1:\n"                                                                                        \
  "    text: Die erste Frage\n"                                                                    \
  "    options: {several-days: {text: an einigen}}\n"
#define OPTIONS                                                                                    \
  "options:\n"                                                                                     \
  "  not-at-all: {text: gar nicht}\n"                                                              \
  "  several-days: {text: manchmal}\n"                                                             \
  "  more-than-half: {text: oft}\n"                                                                \
  "  nearly-every-day: {text: fast immer}\n"

static rsup_status read_texts(const char *text, rsup_result **out, rsup_error *err) {
  rsup_instrument *const gad2 = test_instrument("gad-2");
  const rsup_status status =
      rsup_text_pack_read(gad2, "words.yaml", text, strlen(text), out, NULL, err);
  rsup_instrument_free(gad2);
  return status;
}

static void test_a_pack_comes_back_in_the_order_of_the_definition(void **state) {
  (void)state;
  rsup_result *result = NULL;
  rsup_error err;
  assert_int_equal(read_texts(HEAD ITEMS OPTIONS, &result, &err), RSUP_OK);
  const rsup_text_pack *const pack = rsup_text_pack_get(result);
  assert_string_equal(pack->locale, "de");
  assert_string_equal(pack->licence, "invented for this test");
  assert_string_equal(pack->notice, "Nur ein Beispiel.");
  assert_null(pack->title);
  assert_int_equal(pack->item_count, 2);
  assert_string_equal(pack->items[0]->text, "Die erste Frage");
  assert_string_equal(pack->items[1]->text, "Die zweite Frage");
  assert_int_equal(pack->items[0]->option_count, 4);
  assert_string_equal(pack->items[0]->options[1]->text, "an einigen"); /* its own words */
  assert_string_equal(pack->items[1]->options[1]->text, "manchmal");
  assert_int_equal(pack->items[1]->options[3]->value, 3);
  rsup_result_free(result);
}

static void assert_refused(const char *text, rsup_status status, unsigned line, const char *path,
                           const char *message) {
  rsup_result *result = NULL;
  rsup_error err;
  assert_int_equal(read_texts(text, &result, &err), status);
  assert_null(result);
  assert_int_equal(err.line, line);
  assert_string_equal(err.source, "words.yaml");
  assert_string_equal(err.path, path);
  assert_non_null(strstr(err.message, message));
}

static void test_what_is_missing_or_unknown_is_told(void **state) {
  (void)state;
  assert_refused(HEAD "items: {q1: {text: a}}\n" OPTIONS, RSUP_E_SCHEMA, 7, "items",
                 "no words for item q2");
  assert_refused(HEAD ITEMS "options: {not-at-all: {text: a}}\n", RSUP_E_SCHEMA, 8, "items.q2",
                 "no words for its option");
  assert_refused(HEAD "items: {q1: {text: a}, q2: {text: b}, q3: {text: c}}\n" OPTIONS,
                 RSUP_E_UNKNOWN_NAME, 7, "items.q3", "no such item");
  assert_refused(HEAD ITEMS OPTIONS "  some-days: {text: a}\n", RSUP_E_UNKNOWN_NAME, 17,
                 "options.some-days", "no such option");
  assert_refused(HEAD "items: {q1: {txt: a}}\n", RSUP_E_SCHEMA, 7, "items.q1", "text");
}

static void test_the_words_of_another_instrument_are_refused(void **state) {
  (void)state;
  rsup_instrument *const gad7 = test_instrument("gad-7");
  rsup_result *result = NULL, *report = NULL;
  rsup_error err;
  const char *const text = HEAD ITEMS OPTIONS;
  assert_int_equal(rsup_text_pack_read(gad7, NULL, text, strlen(text), &result, &report, &err),
                   RSUP_E_SCHEMA);
  assert_int_equal(err.line, 3);
  assert_string_equal(err.path, "instrument");
  assert_non_null(report); /* lists that five items have no words, too */
  rsup_result_free(report);
  rsup_instrument_free(gad7);
}

static void test_each_failed_allocation_is_told(void **state) {
  (void)state;
  const char *const text = HEAD ITEMS OPTIONS;
  watched watch = {0};
  const rsup_allocator allocator = watched_allocator(&watch);
  const rsup_config_options options = {.struct_size = sizeof options, .allocator = &allocator};
  rsup_config *config = NULL;
  rsup_instrument *instrument = NULL;
  size_t point = 0;
  rsup_status status = RSUP_E_MEMORY;
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  assert_int_equal(rsup_instrument_builtin(config, "gad-2", &instrument, NULL), RSUP_OK);
  while (status) {
    rsup_result *result = NULL, *report = NULL;
    const size_t live = watch.live;
    watch.fail_at = watch.allocations + ++point;
    status = rsup_text_pack_read(instrument, NULL, text, strlen(text), &result, &report, NULL);
    watch.fail_at = 0;
    if (status) assert_int_equal(status, RSUP_E_MEMORY);
    rsup_result_free(result);
    rsup_result_free(report);
    assert_int_equal(watch.live, live);
  }
  assert_true(point > 3);
  rsup_instrument_free(instrument);
  rsup_config_free(config);
  assert_int_equal(watch.live, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_pack_comes_back_in_the_order_of_the_definition),
      cmocka_unit_test(test_what_is_missing_or_unknown_is_told),
      cmocka_unit_test(test_the_words_of_another_instrument_are_refused),
      cmocka_unit_test(test_each_failed_allocation_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
