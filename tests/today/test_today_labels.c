/* A day picture carries the labels, the origin and the confidentiality of everything it was worked
 * out from. */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <string.h>

#define HEAD                                                                                       \
  "{\"format\": \"recovery-support/person\", \"format_version\": 1, \"id\": \"p1\", "              \
  "\"zones\": [{\"from\": \"2026-01-01T00:00Z\", \"zone\": \"Europe/Berlin\"}]"

static int has(const char *const *names, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(names[i], name) == 0) return 1;
  return 0;
}

static rsup_result *picture_of(const char *record) {
  rsup_error err;
  rsup_config *config = NULL;
  rsup_person *person = NULL;
  rsup_result *result = NULL;
  assert_int_equal(rsup_config_default(NULL, &config, &err), RSUP_OK);
  assert_int_equal(rsup_person_load(config, "p1", record, strlen(record), &person, NULL, &err),
                   RSUP_OK);
  assert_int_equal(rsup_today(person, 1772665200000, NULL, &result, &err), RSUP_OK);
  rsup_person_free(person);
  rsup_config_free(config);
  return result;
}

static const rsup_provenance *provenance_of(const rsup_result *result) {
  return rsup_today_get(result)->provenance;
}

static void what_has_no_label_is_restricted_all_the_same(void **state) {
  (void)state;
  rsup_result *result = picture_of(HEAD "}");
  const rsup_provenance *p = provenance_of(result);
  assert_int_equal(p->confidentiality, RSUP_CONFIDENTIALITY_RESTRICTED);
  assert_int_equal(p->label_count, 0);
  assert_int_equal(p->origin_count, 0);
  rsup_result_free(result);
}

static void a_day_of_use_labels_the_picture(void **state) {
  (void)state;
  rsup_result *result = picture_of(HEAD ", \"events\": [{\"type\": \"use_day\", \"id\": \"e1\", "
                                        "\"target\": \"alcohol\", \"on\": \"2026-02-01\"}]}");
  const rsup_provenance *p = provenance_of(result);
  assert_true(has(p->labels, p->label_count, "SUD"));
  assert_false(has(p->labels, p->label_count, "PSY"));
  rsup_result_free(result);
}

static void an_entrys_own_label_stays_on_what_is_worked_out_from_it(void **state) {
  (void)state;
  rsup_result *result =
      picture_of(HEAD ", \"ties\": [{\"id\": \"t1\", \"labels\": [\"HIV\"]}, {\"id\": \"t2\"}]}");
  const rsup_provenance *p = provenance_of(result);
  assert_true(has(p->labels, p->label_count, "HIV"));
  assert_int_equal(p->confidentiality, RSUP_CONFIDENTIALITY_RESTRICTED);
  rsup_result_free(result);
}

static void counselling_notes_make_it_very_restricted(void **state) {
  (void)state;
  rsup_result *result =
      picture_of(HEAD ", \"ties\": [{\"id\": \"t1\", \"labels\": [\"PSYTHPN\"]}]}");
  assert_int_equal(provenance_of(result)->confidentiality, RSUP_CONFIDENTIALITY_VERY_RESTRICTED);
  rsup_result_free(result);
}

static void the_origin_of_a_part_2_programme_sticks(void **state) {
  (void)state;
  rsup_result *result = picture_of(HEAD ", \"events\": [{\"type\": \"use_day\", \"id\": \"e1\", "
                                        "\"target\": \"alcohol\", \"on\": \"2026-02-01\", "
                                        "\"origin\": \"part2\"}]}");
  const rsup_provenance *p = provenance_of(result);
  assert_true(has(p->origins, p->origin_count, "part2"));
  rsup_result_free(result);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_has_no_label_is_restricted_all_the_same),
      cmocka_unit_test(a_day_of_use_labels_the_picture),
      cmocka_unit_test(an_entrys_own_label_stays_on_what_is_worked_out_from_it),
      cmocka_unit_test(counselling_notes_make_it_very_restricted),
      cmocka_unit_test(the_origin_of_a_part_2_programme_sticks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
