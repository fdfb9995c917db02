/* No consent silences the floor: a record whose every consent denies, to everybody, still asks for
 * the person's safety, still shows the crisis lines, and what a denied actor sees keeps the lines
 * and nothing else. */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <string.h>

static const char record[] =
    "{\"format\": \"recovery-support/person\", \"format_version\": 1, \"id\": \"p1\", "
    "\"zones\": [{\"from\": \"2026-01-01T00:00Z\", \"zone\": \"Europe/Berlin\"}], "
    "\"region\": [{\"from\": \"2026-01-01\", \"region\": \"DE\"}], "
    "\"ties\": [{\"id\": \"dana\", \"roles\": [{\"role\": \"sponsor\"}]}], "
    "\"consents\": [{\"id\": \"n1\", \"grantor\": \"self\", \"to\": \"dana\", \"effect\": "
    "\"deny\"}, "
    "{\"id\": \"n2\", \"grantor\": \"self\", \"to\": \"role:sponsor\", \"effect\": \"deny\"}, "
    "{\"id\": \"n3\", \"grantor\": \"self\", \"to\": \"role:clinician\", \"effect\": \"deny\"}, "
    "{\"id\": \"n4\", \"grantor\": \"self\", \"to\": \"role:host\", \"effect\": \"deny\"}], "
    "\"events\": [{\"type\": \"sign\", \"id\": \"s1\", \"kind\": \"overdose\", \"at\": "
    "\"2026-03-04T20:00+01:00\"}]}";
static const char answers[] = "{\"type\": \"checkin\", \"id\": \"c1\", \"form\": \"daily\", "
                              "\"at\": \"2026-03-04T21:00+01:00\", "
                              "\"answers\": {\"mood\": 1, \"thoughts_of_self_harm\": true}}";
static const rsup_instant now = 1772656200000; /* 2026-03-04T21:30+01:00 */

typedef struct denied {
  rsup_config *config;
  rsup_person *person;
} denied;

static int open_record(void **state) {
  static denied d;
  rsup_error err;
  *state = &d;
  return rsup_config_default(NULL, &d.config, &err) ||
         rsup_person_load(d.config, "p1", record, sizeof record - 1, &d.person, NULL, &err);
}

static int close_record(void **state) {
  denied *const d = *state;
  rsup_person_free(d->person);
  rsup_config_free(d->config);
  return 0;
}

static void an_append_says_urgent_though_everything_is_denied(void **state) {
  const denied *const d = *state;
  rsup_error err;
  rsup_safety safety;
  assert_int_equal(rsup_person_append(d->person, answers, sizeof answers - 1, &safety, &err),
                   RSUP_OK);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
}

static void the_record_asks_for_safety_though_everything_is_denied(void **state) {
  const denied *const d = *state;
  rsup_safety safety;
  rsup_person_safety(d->person, now, &safety);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
}

static void the_picture_shows_notice_and_lines_though_everything_is_denied(void **state) {
  const denied *const d = *state;
  rsup_error err;
  rsup_result *result = NULL;
  assert_int_equal(rsup_today(d->person, now, NULL, &result, &err), RSUP_OK);
  const rsup_day_picture *const day = rsup_today_get(result);
  assert_string_equal(day->notices[0]->id, "safety_urgent");
  assert_true(day->crisis_line_count > 0);
  rsup_result_free(result);
}

/* Nothing is permitted, so the view holds nothing, not even a zone to ask a day picture in; the
 * lines need neither. */
static void a_denied_actor_sees_the_lines_and_not_the_sign(void **state) {
  const denied *const d = *state;
  static const struct {
    const char *actor, *role, *purpose;
  } asks[] = {
      {"dana", "sponsor", "SUPNWK"}, {"clinic", "clinician", "ETREAT"}, {"app", "host", "HOPERAT"}};
  for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
    rsup_error err;
    rsup_person *view = NULL;
    rsup_result *result = NULL;
    const rsup_crisis_line *const *lines = NULL;
    const rsup_consent_question question = {.struct_size = sizeof question,
                                            .now = now,
                                            .actor = asks[i].actor,
                                            .role = asks[i].role,
                                            .purpose = asks[i].purpose};
    assert_int_equal(rsup_consent_view(d->person, &question, &view, &err), RSUP_OK);
    assert_int_equal(rsup_today(view, now, NULL, &result, &err), RSUP_E_TIME);
    assert_int_equal(rsup_person_write(view, &result, &err), RSUP_OK);
    assert_null(strstr(rsup_document_get(result)->text, "s1"));
    assert_null(strstr(rsup_document_get(result)->text, "overdose"));
    assert_true(rsup_crisis_lines("DE", &lines) > 0);
    rsup_result_free(result);
    rsup_person_free(view);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(an_append_says_urgent_though_everything_is_denied,
                                      open_record, close_record),
      cmocka_unit_test_setup_teardown(the_record_asks_for_safety_though_everything_is_denied,
                                      open_record, close_record),
      cmocka_unit_test_setup_teardown(
          the_picture_shows_notice_and_lines_though_everything_is_denied, open_record,
          close_record),
      cmocka_unit_test_setup_teardown(a_denied_actor_sees_the_lines_and_not_the_sign, open_record,
                                      close_record),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
