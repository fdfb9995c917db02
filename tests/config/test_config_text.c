/* Wording: lookup, fallback, plural forms, filling in, and the buffer protocol. */
#include "config_tests.h"

static rsup_config *config;

static int load(void **state) {
  (void)state;
  config = config_of(
      "texts:\n"
      "  de: {greeting: 'Hallo {name}', only_de: 'nur hier'}\n"
      "  de-AT: {greeting: 'Servus {name}'}\n"
      "  en: {greeting: 'Hello {name}', umlaut: 'aä€😀', braces: '{a} {b {c}', n.plain: '{n}'}\n"
      "  pl: {cups: {one: '{n} kubek', few: '{n} kubki', many: '{n} kubków', other: '{n} kubka'}}\n"
      "  ru: {cups: {one: x, other: y}}\n");
  return config == NULL;
}

static int unload(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

static void assert_text(const char *id, const char *locale, const rsup_text_arg *args, size_t count,
                        const char *expected) {
  char buffer[256];
  size_t len = 0;
  assert_int_equal(
      rsup_config_text(config, id, locale, args, count, buffer, sizeof buffer, &len, NULL),
      RSUP_OK);
  assert_string_equal(buffer, expected);
  assert_int_equal(len, strlen(expected));
}

static void the_nearest_locale_is_used(void **state) {
  (void)state;
  const rsup_text_arg name = {"name", "Ana", 0};
  assert_text("greeting", "de-AT", &name, 1, "Servus Ana");
  assert_text("greeting", "de-CH", &name, 1, "Hallo Ana");
  assert_text("greeting", "de", &name, 1, "Hallo Ana");
  assert_text("greeting", "fr", &name, 1, "Hello Ana");
  assert_text("greeting", NULL, &name, 1, "Hello Ana");
  assert_text("greeting", "DE_at", &name, 1, "Servus Ana");
  assert_text("only_de", "de-AT", NULL, 0, "nur hier");
  assert_text("umlaut", "de-AT", NULL, 0, "aä€😀"); /* English alone has it */
}

static void an_id_that_no_catalogue_has_is_an_error(void **state) {
  (void)state;
  char buffer[8] = "x";
  size_t len = 9;
  rsup_error err;
  assert_int_equal(rsup_config_text(config, "nope", "de", NULL, 0, buffer, 8, &len, &err),
                   RSUP_E_UNKNOWN_NAME);
  assert_int_equal(len, 0);
  assert_string_equal(buffer, "");
  assert_int_equal(rsup_config_text(config, "only_de", "en", NULL, 0, buffer, 8, &len, &err),
                   RSUP_E_UNKNOWN_NAME);
}

static void the_plural_is_that_of_the_language_found(void **state) {
  (void)state;
  rsup_text_arg n = {"n", NULL, 1};
  assert_text("cups", "pl", &n, 1, "1 kubek");
  n.number = 3;
  assert_text("cups", "pl-PL", &n, 1, "3 kubki");
  n.number = 5;
  assert_text("cups", "pl", &n, 1, "5 kubków");
  n.number = 1.5;
  assert_text("cups", "pl", &n, 1, "1.5 kubka");
  n.number = 3; /* Russian has "few", this text does not */
  assert_text("cups", "ru", &n, 1, "y");
  /* German has no French words, so English is found, and its plural used: 0 is "other" there and
   * would be "one" in French. */
  n.number = 0;
  assert_text("milestone.days", "fr", &n, 1, "0 days");
}

static void milestones_have_words_of_their_own(void **state) {
  (void)state;
  assert_string_equal(rsupi_config_words(config, "milestone.months-3", "en"), "3 months");
  assert_string_equal(rsupi_config_words(config, "milestone.months-1", "de-AT"), "1 Monat");
  assert_string_equal(rsupi_config_words(config, "milestone.years-50", "de"), "50 Jahre");
  assert_string_equal(rsupi_config_words(config, "milestone.weeks-1", "en"), "1 week");
  assert_string_equal(rsupi_config_words(config, "milestone.total-90", "en"), "90 days in all");
}

static void what_nobody_gave_stays_visible(void **state) {
  (void)state;
  const rsup_text_arg a = {"a", "A", 0};
  assert_text("braces", "en", &a, 1, "A {b {c}");
  assert_text("greeting", "en", NULL, 0, "Hello {name}");
}

static void numbers_are_written_short(void **state) {
  (void)state;
  rsup_text_arg n = {"n", NULL, 12};
  assert_text("n.plain", "en", &n, 1, "12");
  n.number = 0.1;
  assert_text("n.plain", "en", &n, 1, "0.1");
}

static void the_length_is_told_and_the_text_cut_on_a_character(void **state) {
  (void)state;
  /* a, then two, three and four bytes: 10 in all */
  static const size_t whole[] = {0, 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10};
  char buffer[16];
  size_t len = 0;
  assert_int_equal(rsup_config_text(config, "umlaut", "en", NULL, 0, NULL, 0, &len, NULL), RSUP_OK);
  assert_int_equal(len, 10);
  for (size_t size = 1; size <= 11; size++) {
    memset(buffer, '#', sizeof buffer);
    assert_int_equal(rsup_config_text(config, "umlaut", "en", NULL, 0, buffer, size, &len, NULL),
                     RSUP_OK);
    assert_int_equal(len, 10);
    assert_int_equal(strlen(buffer), whole[size]);
    assert_int_equal(buffer[size], '#'); /* nothing behind the room given */
  }
}

static void arguments_are_checked(void **state) {
  (void)state;
  char buffer[4];
  assert_int_equal(rsup_config_text(NULL, "a", "en", NULL, 0, buffer, 4, NULL, NULL),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_config_text(config, NULL, "en", NULL, 0, buffer, 4, NULL, NULL),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_config_text(config, "greeting", "en", NULL, 1, buffer, 4, NULL, NULL),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_config_text(config, "greeting", "en", NULL, 0, NULL, 4, NULL, NULL),
                   RSUP_E_ARGUMENT);
}

static void what_may_show_on_a_lock_screen_has_a_discreet_twin(void **state) {
  (void)state;
  static const char *const ids[] = {"notice.not_an_emergency_service",
                                    "notice.not_a_diagnosis",
                                    "notice.safety_review",
                                    "notice.safety_urgent",
                                    "notice.checkin_due",
                                    "milestone.reached"};
  static const char *const locales[] = {"en", "de"};
  char twin[96];
  for (size_t k = 0; k < 2; k++)
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
      rsupi_fixed text = rsupi_fixed_start(twin, sizeof twin);
      rsupi_fixed_format(&text, "%s.discreet", ids[i]);
      const char *open = rsupi_config_words(config, ids[i], locales[k]);
      const char *discreet = rsupi_config_words(config, twin, locales[k]);
      assert_non_null(open);
      assert_non_null(discreet);
      if (k == 1) assert_string_not_equal(open, rsupi_config_words(config, ids[i], "en"));
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_nearest_locale_is_used),
      cmocka_unit_test(an_id_that_no_catalogue_has_is_an_error),
      cmocka_unit_test(the_plural_is_that_of_the_language_found),
      cmocka_unit_test(milestones_have_words_of_their_own),
      cmocka_unit_test(what_nobody_gave_stays_visible),
      cmocka_unit_test(numbers_are_written_short),
      cmocka_unit_test(the_length_is_told_and_the_text_cut_on_a_character),
      cmocka_unit_test(arguments_are_checked),
      cmocka_unit_test(what_may_show_on_a_lock_screen_has_a_discreet_twin),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
