/* Format version 1, held for ever: the record under tests/data/records has every section and every
 * type of event. Every later version of the library reads it without a word of complaint, and
 * writes it back as it is. Never change the file: a later format adds a file of its own. */
#include "person_support.h"
#include "recovery-support.h"

static char *read_golden(void) {
  FILE *const file = fopen("tests/data/records/v1.json", "rb");
  char *const text = calloc(1, 1 << 16);
  if (!file || !text) fail_msg("tests/data/records/v1.json");
  const size_t len = fread(text, 1, (1 << 16) - 1, file);
  assert_in_range(len, 1000, (1 << 16) - 2);
  (void)fclose(file);
  return text;
}

static void version_1_loads_with_an_empty_report_and_writes_back_the_same(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  const char *json = NULL;
  size_t len = 0;
  char *const golden = read_golden();
  assert_int_equal(
      rsup_person_load(config, "v1.json", golden, strlen(golden), &person, &report, NULL), RSUP_OK);
  assert_int_equal(rsup_result_json(report, &json, &len, NULL), RSUP_OK);
  assert_non_null(strstr(json, "\"left_out\":0,\"problems\":[]"));
  char *const back = written(person);
  assert_string_equal(back, golden);
  free(back);
  free(golden);
  rsup_result_free(report);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* So that the file goes on having everything in it that version 1 knows. */
static void version_1_has_every_section_and_every_event(void **state) {
  (void)state;
  static const char *const words[] = {"\"standing\":",
                                      "\"status\":",
                                      "\"zones\":",
                                      "\"region\":",
                                      "\"languages\":",
                                      "\"facts\":",
                                      "\"guardians\":",
                                      "\"settings\":",
                                      "\"targets\":",
                                      "\"ties\":",
                                      "\"self\":",
                                      "\"alter_ties\":",
                                      "\"asked\":",
                                      "\"memberships\":",
                                      "\"events\":",
                                      "\"consents\":",
                                      "\"plan\":",
                                      "\"words\":",
                                      "\"erased\":",
                                      "\"x-host\":",
                                      "\"type\":\"contact\"",
                                      "\"type\":\"checkin\"",
                                      "\"type\":\"use_day\"",
                                      "\"type\":\"setback\"",
                                      "\"type\":\"attendance\"",
                                      "\"type\":\"activity\"",
                                      "\"type\":\"answers\"",
                                      "\"type\":\"excuse\"",
                                      "\"type\":\"training\"",
                                      "\"type\":\"acknowledged\"",
                                      "\"type\":\"confirmed\"",
                                      "\"type\":\"sign\"",
                                      "\"type\":\"void\"",
                                      "\"revision\":"};
  char *const golden = read_golden();
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (!strstr(golden, words[i])) fail_msg("%s", words[i]);
  free(golden);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(version_1_loads_with_an_empty_report_and_writes_back_the_same),
      cmocka_unit_test(version_1_has_every_section_and_every_event),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
