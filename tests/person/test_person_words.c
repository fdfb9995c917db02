/* The person's own words come before the config's. */
#include "person/person_support.h"

static const char record[] =
    "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"a\",\"words\":["
    "{\"id\":\"t\",\"locale\":\"en\",\"text\":\"Day {n}, {who} and {what}\"},"
    "{\"id\":\"t\",\"locale\":\"de\",\"text\":\"Tag {n}\"},"
    "{\"id\":\"any\",\"text\":\"ol\xC3\xA1\"}]}";

static void says(const rsup_person *person, const char *id, const char *locale,
                 const char *expected) {
  const rsup_text_arg args[] = {{"n", NULL, 3}, {"who", "I", 0}};
  char buffer[100];
  size_t len = 0;
  assert_int_equal(rsup_person_text(person, id, locale, args, 2, buffer, sizeof buffer, &len, NULL),
                   RSUP_OK);
  assert_string_equal(buffer, expected);
  assert_int_equal(len, strlen(expected));
}

static void own_words_are_found_by_locale_language_and_at_last_any(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, record);
  says(person, "t", "en", "Day 3, I and {what}"); /* a name without an argument stays */
  says(person, "t", NULL, "Day 3, I and {what}");
  says(person, "t", "de-AT", "Tag 3");
  says(person, "any", "fr", "ol\xC3\xA1");
  rsup_person_free(person);
  rsup_config_free(config);
}

static void without_own_words_the_config_speaks(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, record);
  char own[100], configs[100];
  size_t len;
  assert_int_equal(rsup_config_text(config, "kind.companionship", "en", NULL, 0, configs,
                                    sizeof configs, &len, NULL),
                   RSUP_OK);
  assert_int_equal(
      rsup_person_text(person, "kind.companionship", "en", NULL, 0, own, sizeof own, &len, NULL),
      RSUP_OK);
  assert_string_equal(own, configs);
  assert_int_equal(
      rsup_person_text(person, "no.such.text", "en", NULL, 0, own, sizeof own, &len, NULL),
      RSUP_E_UNKNOWN_NAME);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_small_buffer_is_filled_to_a_whole_letter_and_told_the_length(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, record);
  char buffer[4];
  size_t len = 0;
  assert_int_equal(
      rsup_person_text(person, "any", "en", NULL, 0, buffer, sizeof buffer, &len, NULL), RSUP_OK);
  assert_string_equal(buffer, "ol"); /* the third letter is two bytes, and the NUL needs one */
  assert_int_equal(len, 4);
  assert_int_equal(rsup_person_text(person, "any", "en", NULL, 0, NULL, 0, &len, NULL), RSUP_OK);
  assert_int_equal(len, 4);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(own_words_are_found_by_locale_language_and_at_last_any),
      cmocka_unit_test(without_own_words_the_config_speaks),
      cmocka_unit_test(a_small_buffer_is_filled_to_a_whole_letter_and_told_the_length),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
