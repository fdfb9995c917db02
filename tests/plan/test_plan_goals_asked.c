/* Goals, care and activities as a host asks for them: bad questions, merged and reopened records.
 */
#include "core/cmocka_all.h"
#include "person/person_support.h"
#include "recovery-support.h"
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1772643600000) /* 2026-03-04T18:00+01:00 */
#define HEAD                                                                                       \
  "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p1\",\"zones\":[{"        \
  "\"zone\":\"Europe/Berlin\"}],"
#define GOAL                                                                                       \
  "{\"id\":\"g\",\"measure\":\"meetings\",\"at_least\":4,\"from\":\"2026-02-10\",\"due\":\"2026-"  \
  "03-20\"}"
#define WENT(ID, DAY)                                                                              \
  "{\"type\":\"attendance\",\"id\":\"" ID "\",\"meeting\":\"tue\",\"on\":\"2026-03-" DAY "\"}"

static rsup_config *config;

static int open_config(void **state) {
  (void)state;
  return rsup_config_default(NULL, &config, NULL);
}
static int close_config(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

static rsup_person *whole_record(void) {
  rsup_person *person = NULL;
  assert_int_equal(rsup_person_load_file(config, RSUP_SOURCE_DIR "/tests/plan/whole_record.yaml",
                                         &person, NULL, NULL),
                   RSUP_OK);
  return person;
}

/* All three answers, one after the other; free() it. */
static char *answers_of(const rsup_person *person) {
  rsup_result *results[3] = {NULL};
  char *text = calloc(1, 1 << 16);
  assert_non_null(text);
  assert_int_equal(rsup_person_goals(person, NOW, NULL, &results[0], NULL), RSUP_OK);
  assert_int_equal(rsup_person_care(person, INT32_MIN, INT32_MIN, NOW, NULL, &results[1], NULL),
                   RSUP_OK);
  assert_int_equal(
      rsup_person_activities(person, INT32_MIN, INT32_MIN, NOW, NULL, &results[2], NULL), RSUP_OK);
  for (int i = 0; i < 3; i++) {
    const char *json = NULL;
    assert_int_equal(rsup_result_json(results[i], &json, NULL, NULL), RSUP_OK);
    assert_true(strlen(text) + strlen(json) < 1 << 16);
    strcat(text, json);
    rsup_result_free(results[i]);
  }
  return text;
}

static void expect_same_answers(const rsup_person *a, const rsup_person *b) {
  char *const x = answers_of(a), *const y = answers_of(b);
  assert_string_equal(x, y);
  free(x);
  free(y);
}

static void a_reopened_snapshot_answers_the_same(void **state) {
  (void)state;
  rsup_person *const person = whole_record();
  rsup_result *result = NULL;
  rsup_person *again = NULL;
  assert_int_equal(rsup_person_snapshot(person, &result, NULL), RSUP_OK);
  assert_int_equal(rsup_person_open_snapshot(config, rsup_snapshot_bytes(result),
                                             (size_t)rsup_snapshot_get(result)->length, &again,
                                             NULL),
                   RSUP_OK);
  expect_same_answers(person, again);
  rsup_result_free(result);
  rsup_person_free(again);
  rsup_person_free(person);
}

static void a_merged_record_answers_the_same_whatever_came_first(void **state) {
  (void)state;
  rsup_person *const a =
      load_text(config, HEAD "\"goals\":[" GOAL "],\"events\":[" WENT("e1", "01") "]}");
  rsup_person *const b =
      load_text(config, HEAD "\"goals\":[" GOAL "],\"events\":[" WENT("e2", "02") "]}");
  rsup_person *const c =
      load_text(config, HEAD "\"goals\":[" GOAL "],\"events\":[" WENT("e2", "02") "]}");
  assert_int_equal(rsup_person_merge(c, a, NULL), RSUP_OK);
  assert_int_equal(rsup_person_merge(a, b, NULL), RSUP_OK);
  expect_same_answers(a, c);
  rsup_person_free(a);
  rsup_person_free(b);
  rsup_person_free(c);
}

static void a_view_shows_goals_only_with_a_consent(void **state) {
  (void)state;
  rsup_person *const person = load_text(
      config,
      HEAD "\"goals\":[" GOAL "],\"ties\":[{\"id\":\"dana\",\"roles\":[{\"role\":\"sponsor\"}]}],"
           "\"consents\":[{\"id\":\"k\",\"grantor\":\"self\",\"to\":\"dana\",\"what\":[\"goals\"],"
           "\"sensitivity\":[\"SUD\"],\"purpose\":\"SUPNWK\",\"from\":\"2026-01-01\"}]}");
  const char *const actors[] = {"dana", "ali"};
  for (size_t i = 0; i < 2; i++) {
    const rsup_consent_question question = {.struct_size = sizeof question,
                                            .actor = actors[i],
                                            .role = "sponsor",
                                            .purpose = "SUPNWK",
                                            .now = NOW};
    rsup_person *view = NULL;
    rsup_result *result = NULL;
    assert_int_equal(rsup_consent_view(person, &question, &view, NULL), RSUP_OK);
    const rsup_status status = rsup_person_goals(view, NOW, NULL, &result, NULL);
    if (i == 0) {
      assert_int_equal(status, RSUP_OK);
      assert_int_equal(rsup_goals_get(result)->goal_count, 1);
    } else {
      assert_int_equal(status, RSUP_E_TIME); /* nothing is shown, not even a zone */
    }
    rsup_result_free(result);
    rsup_person_free(view);
  }
  rsup_person_free(person);
}

static void wrong_questions_are_refused(void **state) {
  (void)state;
  rsup_person *const person = load_text(config, HEAD "\"goals\":[" GOAL "]}");
  rsup_result *result = (rsup_result *)1;
  rsup_error err;
  const rsup_goals_options reserved = {.struct_size = sizeof reserved, .reserved = 1};
  const rsup_care_options backwards = {.struct_size = sizeof backwards, .retained_days = -1};
  assert_int_equal(rsup_person_goals(NULL, NOW, NULL, &result, &err), RSUP_E_ARGUMENT);
  assert_null(result);
  assert_int_equal(rsup_person_goals(person, NOW, NULL, NULL, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_goals(person, INT64_MIN, NULL, &result, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_goals(person, NOW, &reserved, &result, &err), RSUP_E_OPTIONS);
  assert_int_equal(rsup_person_care(person, 5, 4, NOW, NULL, &result, &err), RSUP_E_RANGE);
  assert_int_equal(rsup_person_care(person, -719162, INT32_MIN, NOW, NULL, &result, &err),
                   RSUP_E_LIMIT);
  assert_int_equal(rsup_person_care(person, 4, 5, NOW, &backwards, &result, &err), RSUP_E_RANGE);
  assert_int_equal(rsup_person_activities(NULL, 4, 5, NOW, NULL, &result, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_group_goal_progress(NULL, 1, "g", NOW, NULL, &result, &err),
                   RSUP_E_ARGUMENT);
  assert_null(result);
  assert_int_equal(rsup_group_goal_progress(NULL, 0, "g", NOW, NULL, &result, &err), RSUP_OK);
  assert_int_equal(rsup_group_goal_get(result)->withheld, 1);
  assert_null(rsup_goals_get(result));
  assert_null(rsup_care_get(result));
  assert_null(rsup_activities_get(result));
  rsup_result_free(result);
  rsup_person_free(person);
}

static void a_record_without_a_zone_has_no_days(void **state) {
  (void)state;
  rsup_person *const person = load_text(
      config, "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p1\","
              "\"goals\":[" GOAL "]}");
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_goals(person, NOW, NULL, &result, NULL), RSUP_E_TIME);
  assert_int_equal(rsup_person_care(person, 4, 5, NOW, NULL, &result, NULL), RSUP_E_TIME);
  rsup_person_free(person);
}

static void every_number_has_a_name(void **state) {
  (void)state;
  for (int32_t i = RSUP_GOAL_MEASURE_DAYS_WITHOUT_USE; i <= RSUP_GOAL_MEASURE_OWN_WORD; i++)
    assert_non_null(rsup_goal_measure_name(i));
  for (int32_t i = RSUP_GOAL_AHEAD; i <= RSUP_GOAL_SET_ASIDE; i++)
    assert_non_null(rsup_goal_state_name(i));
  for (int32_t i = RSUP_SERVICE_UNKNOWN; i <= RSUP_SERVICE_NOT_NEEDED; i++)
    assert_non_null(rsup_service_state_name(i));
  assert_string_equal(rsup_goal_said_name(RSUP_GOAL_SAID_SET_ASIDE), "set_aside");
  assert_string_equal(rsup_goal_direction_name(RSUP_GOAL_NO_MORE_THAN), "at_most");
  assert_string_equal(rsup_care_state_name(RSUP_CARE_ENDED_EARLY), "ended_early");
  assert_string_equal(rsup_retained_name(RSUP_RETAINED_NOT_YET), "not_yet");
  assert_string_equal(rsup_step_name(RSUP_STEP_DOWN), "down");
  assert_null(rsup_goal_measure_name(0));
  assert_null(rsup_goal_state_name(99));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_reopened_snapshot_answers_the_same),
      cmocka_unit_test(a_merged_record_answers_the_same_whatever_came_first),
      cmocka_unit_test(a_view_shows_goals_only_with_a_consent),
      cmocka_unit_test(wrong_questions_are_refused),
      cmocka_unit_test(a_record_without_a_zone_has_no_days),
      cmocka_unit_test(every_number_has_a_name),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
