/* The safety notices of the picture ask for what an append of the same words asked for, and no
 * later word takes a sign back. */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <stdio.h>
#include <string.h>

static const rsup_instant now = 1772712000000; /* 2026-03-05T12:00Z */

/* The reasons of the safety notices, "level id ref;" each. */
static void ask(const char *events, const char *region, char *out, size_t size) {
  char text[2000];
  rsup_error err;
  rsup_config *config = NULL;
  rsup_person *person = NULL;
  rsup_result *result = NULL;
  const rsup_today_options options = {.struct_size = sizeof options, .region = region};
  snprintf(text, sizeof text,
           "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
           "\"zones\":[{\"zone\":\"UTC\"}],\"events\":[%s]}",
           events);
  static const char rules[] = "{\"format\":\"recovery-support/config\",\"format_version\":1,"
                              "\"crisis_lines\":[{\"id\":\"desk\",\"region\":\"US-NY\",\"name\":"
                              "\"D\",\"purpose\":\"clinic\","
                              "\"dial\":\"555-0134\",\"verified_on\":\"2026-11-20\","
                              "\"source\":\"https://desk.example\"}]}";
  if (rsup_config_load("c", rules, strlen(rules), NULL, &config, NULL, &err) ||
      rsup_person_load(config, "p", text, strlen(text), &person, NULL, &err) ||
      rsup_today(person, now, &options, &result, &err))
    fail_msg("%s: %s", err.path, err.message);
  const rsup_day_picture *const day = rsup_today_get(result);
  size_t used = 0;
  out[0] = 0;
  for (size_t i = 0; i < day->notice_count; i++)
    for (size_t k = 0; k < day->notices[i]->reason_count; k++)
      used += (size_t)snprintf(out + used, size - used, "%s %s %s;",
                               rsup_safety_level_name(day->notices[i]->level),
                               day->notices[i]->reasons[k]->id, day->notices[i]->reasons[k]->ref);
  for (size_t i = 0; region && i < day->crisis_line_count; i++)
    used += (size_t)snprintf(out + used, size - used, "%s;", day->crisis_lines[i]->id);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void expect(const char *events, const char *reasons) {
  char found[1000];
  ask(events, NULL, found, sizeof found);
  assert_string_equal(found, reasons);
}

#define CHECKIN(ID, AT, ANSWERS)                                                                   \
  "{\"type\":\"checkin\",\"id\":\"" ID "\",\"form\":\"daily\",\"at\":\"" AT                        \
  "\",\"answers\":{" ANSWERS "}}"
#define PHQ9(ID, AT, Q9)                                                                           \
  "{\"type\":\"answers\",\"id\":\"" ID "\",\"instrument\":\"phq-9\",\"at\":\"" AT                  \
  "\",\"answers\":{\"q1\":0,\"q9\":" Q9 "}}"

static void an_open_safety_item_asks_for_review(void **state) {
  (void)state;
  static const char open[] = "review safety_item_unanswered c;";
  expect(CHECKIN("c", "2026-03-05T10:00Z", "\"thoughts_of_self_harm\":\"refused\""), open);
  expect(CHECKIN("c", "2026-03-05T10:00Z", "\"thoughts_of_self_harm\":null"), open);
  expect(CHECKIN("c", "2026-03-05T10:00Z", "\"mood\":null"), "");
}

static void a_sign_is_told_once(void **state) {
  (void)state;
  expect(CHECKIN("c", "2026-03-05T10:00Z", "\"mood\":99,\"thoughts_of_self_harm\":true"),
         "urgent self_harm_answer c;");
}

/* Answered again with 0 an hour or four weeks later; what was left open has since an answer. */
static void a_later_answer_takes_no_sign_back(void **state) {
  (void)state;
  expect(PHQ9("a", "2026-03-05T10:00Z", "2") "," PHQ9("b", "2026-03-05T11:00Z", "0"),
         "urgent self_harm_answer a;");
  expect(PHQ9("a", "2026-02-04T10:00Z", "1") "," PHQ9("b", "2026-03-05T11:00Z", "0"),
         "urgent self_harm_answer a;");
  expect(PHQ9("a", "2026-02-03T10:00Z", "1") "," PHQ9("b", "2026-03-05T11:00Z", "0"), "");
  expect(PHQ9("a", "2026-03-05T10:00Z", "null") "," PHQ9("b", "2026-03-05T11:00Z", "0"), "");
  expect(PHQ9("a", "2026-03-05T11:00Z", "3") "," PHQ9("b", "2026-03-05T11:00Z", "0"),
         "urgent self_harm_answer a;");
}

static void a_retracted_sign_is_gone(void **state) {
  (void)state;
  expect(PHQ9("a", "2026-03-05T10:00Z", "2") ",{\"type\":\"void\",\"id\":\"v\",\"of\":\"a\"}", "");
}

static void a_line_of_the_config_serves_its_region_however_it_is_written(void **state) {
  (void)state;
  char upper[500], lower[500];
  ask("", "US-NY", upper, sizeof upper);
  ask("", "us-ny", lower, sizeof lower);
  assert_non_null(strstr(upper, "desk;"));
  assert_string_equal(lower, upper);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_open_safety_item_asks_for_review),
      cmocka_unit_test(a_sign_is_told_once),
      cmocka_unit_test(a_later_answer_takes_no_sign_back),
      cmocka_unit_test(a_retracted_sign_is_gone),
      cmocka_unit_test(a_line_of_the_config_serves_its_region_however_it_is_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
