/* The worklist: who is listed, in which order, and who never is. All at noon of 10 February 2026 in
 * UTC: the check-in of the day is open since 06:00, the one of the day before could be answered
 * until now. */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <stdio.h>
#include <string.h>

static const rsup_instant noon = INT64_C(1770724800000); /* 2026-02-10T12:00Z */
static rsup_config *config;

static rsup_person *person(const char *id, const char *rest) {
  char text[3000];
  rsup_error err;
  rsup_person *out = NULL;
  snprintf(text, sizeof text,
           "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"%s\"%s}", id,
           rest);
  if (rsup_person_load(config, "p", text, strlen(text), &out, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  return out;
}

#define UTC ",\"zones\":[{\"zone\":\"UTC\"}]"
#define CHECKIN(ID, AT, MORE)                                                                      \
  "{\"type\":\"checkin\",\"id\":\"" ID "\",\"form\":\"daily\",\"at\":\"" AT                        \
  "\",\"answers\":{\"mood\":5" MORE "}}"
#define DONE_TODAY ",\"events\":[" CHECKIN("c", "2026-02-10T07:00Z", "") "]"
#define LAST_ON(DAY) ",\"events\":[" CHECKIN("c", DAY "T07:00Z", "") "]"

/* "id[safety due late silent milestones] reasons" of each, in order. */
static void told(const rsup_result *result, char *out, size_t size) {
  const rsup_worklist_page *const page = rsup_worklist_get(result);
  *out = '\0';
  for (size_t i = 0; i < page->people_count; i++) {
    const rsup_work *const w = page->people[i];
    size_t len = strlen(out);
    assert_int_equal(w->rank, i + 1);
    snprintf(out + len, size - len, "%s[%d %d %d %d %d]", w->person, w->safety_level, w->due,
             w->late, w->silent_days == INT32_MIN ? -1 : w->silent_days, w->milestones_today);
    for (size_t k = 0; k < w->reason_count; k++) {
      len = strlen(out);
      snprintf(out + len, size - len, " %s", w->reasons[k]->id);
    }
    strcat(out, "\n");
  }
}

static rsup_result *list(rsup_person *const *persons, size_t n, rsup_instant now,
                         const rsup_worklist_options *options) {
  rsup_error err;
  rsup_result *result = NULL;
  if (rsup_worklist((const rsup_person *const *)persons, n, now, options, &result, &err))
    fail_msg("%s", err.message);
  return result;
}

static void free_all(rsup_person *const *persons, size_t n) {
  for (size_t i = 0; i < n; i++) rsup_person_free(persons[i]);
}

static void safety_then_silence_then_check_ins_then_milestones(void **state) {
  (void)state;
  rsup_person *const persons[] = {
      person("done", UTC DONE_TODAY),
      /* a week since 3 February is 10 February */
      person("week", UTC DONE_TODAY ",\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":"
                                    "\"abstain\",\"from\":\"2026-02-03\"}}]"),
      person("open", UTC LAST_ON("2026-02-09")),
      person("quiet", UTC LAST_ON("2026-02-01")),
      person("quieter", UTC LAST_ON("2026-01-01")),
      person("unsafe",
             UTC ",\"events\":[" CHECKIN("c", "2026-02-10T07:00Z", ",\"unsafe_at_home\":true") "]"),
      person("harm", UTC ",\"events\":[" CHECKIN("c", "2026-02-10T07:00Z",
                                                 ",\"thoughts_of_self_harm\":true") "]"),
      person("new", UTC),
  };
  char found[2000];
  rsup_result *const result = list(persons, 8, noon, NULL);
  told(result, found, sizeof found);
  assert_string_equal(found, "harm[3 0 0 0 0] self_harm_answer\n"
                             "unsafe[3 0 0 0 0] unsafe_at_home\n"
                             "quieter[1 1 0 40 0] silent_days open_now\n"
                             "quiet[1 1 0 9 0] silent_days open_now\n"
                             "new[1 1 0 -1 0] open_now\n"
                             "open[1 1 0 1 0] open_now\n"
                             "week[1 0 0 0 1] milestone_today\n");
  assert_int_equal(rsup_worklist_get(result)->nothing_to_do, 1);
  rsup_result_free(result);
  free_all(persons, 8);
}

/* An hour earlier yesterday's check-in can still be answered. */
static void a_late_check_in_comes_before_an_open_one(void **state) {
  (void)state;
  rsup_person *const persons[] = {person("a-open", UTC LAST_ON("2026-02-09")),
                                  person("b-late", UTC LAST_ON("2026-02-08"))};
  char found[2000];
  rsup_result *const result = list(persons, 2, noon - 3600000, NULL);
  told(result, found, sizeof found);
  assert_string_equal(found, "b-late[1 1 1 2 0] late_entry_possible open_now\n"
                             "a-open[1 1 0 1 0] open_now\n");
  rsup_result_free(result);
  free_all(persons, 2);
}

static void the_order_given_changes_nothing(void **state) {
  (void)state;
  rsup_person *persons[] = {person("a", UTC), person("b", UTC),
                            person("c", UTC LAST_ON("2026-01-01"))};
  char one[2000], other[2000];
  rsup_result *result = list(persons, 3, noon, NULL);
  told(result, one, sizeof one);
  rsup_result_free(result);
  rsup_person *const swapped[] = {persons[2], persons[1], persons[0]};
  result = list(swapped, 3, noon, NULL);
  told(result, other, sizeof other);
  rsup_result_free(result);
  assert_string_equal(one, other);
  free_all(persons, 3);
}

/* Not even for a sign of danger in an old entry. */
static void who_died_or_withdrew_never_appears(void **state) {
  (void)state;
  static const char danger[] =
      ",\"events\":[" CHECKIN("c", "2026-02-09T07:00Z", ",\"thoughts_of_self_harm\":true") "]";
  char died[800], withdrawn[800], later[800];
  snprintf(died, sizeof died, "%s%s",
           UTC ",\"status\":[{\"state\":\"died\",\"from\":\"2026-02-10\"}]", danger);
  snprintf(withdrawn, sizeof withdrawn, "%s%s",
           UTC ",\"status\":[{\"state\":\"withdrawn\",\"from\":\"2026-02-01\"}]", danger);
  snprintf(later, sizeof later, "%s%s",
           UTC ",\"status\":[{\"state\":\"withdrawn\",\"from\":\"2026-02-11\"}]", danger);
  rsup_person *const persons[] = {person("d", died), person("w", withdrawn), person("l", later),
                                  person("z", ",\"status\":[{\"state\":\"died\",\"from\":"
                                              "\"2026-02-01\"}]")};
  rsup_result *const result = list(persons, 4, noon, NULL);
  const rsup_worklist_page *const page = rsup_worklist_get(result);
  assert_int_equal(page->people_count, 1);
  assert_string_equal(page->people[0]->person, "l");
  assert_int_equal(page->died, 2);
  assert_int_equal(page->withdrawn, 1);
  rsup_result_free(result);
  free_all(persons, 4);
}

static void who_may_not_be_read_is_counted_only(void **state) {
  (void)state;
  rsup_person *const persons[] = {person("a", UTC), person("b", UTC)};
  const uint8_t permits[] = {0, 1};
  rsup_worklist_options options = {
      .struct_size = sizeof options, .permits = permits, .permit_count = 2};
  rsup_result *result = list(persons, 2, noon, &options);
  const rsup_worklist_page *const page = rsup_worklist_get(result);
  assert_int_equal(page->people_count, 1);
  assert_string_equal(page->people[0]->person, "b");
  assert_int_equal(page->not_permitted, 1);
  rsup_result_free(result);
  options.permit_count = 1;
  assert_int_equal(
      rsup_worklist((const rsup_person *const *)persons, 2, noon, &options, &result, NULL),
      RSUP_E_ARGUMENT);
  free_all(persons, 2);
}

static void a_controlled_setting_is_no_silence(void **state) {
  (void)state;
  rsup_person *const persons[] = {
      person("a", UTC LAST_ON("2026-01-01") ",\"settings\":[{\"id\":\"h\",\"kind\":"
                                            "\"controlled\",\"from\":\"2026-01-02\"}]")};
  rsup_result *const result = list(persons, 1, noon, NULL);
  assert_int_equal(rsup_worklist_get(result)->people_count, 0);
  assert_int_equal(rsup_worklist_get(result)->nothing_to_do, 1);
  rsup_result_free(result);
  free_all(persons, 1);
}

static void a_record_without_a_zone_is_listed_for_safety(void **state) {
  (void)state;
  rsup_person *const persons[] = {
      person("a", ",\"events\":[" CHECKIN("c", "2026-02-09T07:00Z",
                                          ",\"thoughts_of_self_harm\":true") "]"),
      person("b", "")};
  rsup_result *const result = list(persons, 2, noon, NULL);
  assert_int_equal(rsup_worklist_get(result)->people_count, 1);
  assert_int_equal(rsup_worklist_get(result)->people[0]->safety_level, RSUP_SAFETY_URGENT);
  rsup_result_free(result);
  free_all(persons, 2);
}

static void how_long_is_silent_is_asked(void **state) {
  (void)state;
  rsup_person *const persons[] = {person("a", UTC LAST_ON("2026-02-07"))};
  const rsup_worklist_options options = {.struct_size = sizeof options, .silent_days = 3};
  rsup_result *const result = list(persons, 1, noon, &options);
  assert_string_equal(rsup_worklist_get(result)->people[0]->reasons[0]->id, "silent_days");
  assert_true(rsup_worklist_get(result)->people[0]->reasons[0]->number == 3);
  rsup_result_free(result);
  free_all(persons, 1);
}

static void nobody_is_an_empty_list(void **state) {
  (void)state;
  rsup_result *result = list(NULL, 0, noon, NULL);
  assert_int_equal(rsup_worklist_get(result)->people_count, 0);
  assert_null(rsup_agenda_get(result));
  rsup_result_free(result);
  const rsup_person *const none[] = {NULL};
  assert_int_equal(rsup_worklist(none, 1, noon, NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_worklist(NULL, 0, INT64_MIN, NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_worklist(NULL, 0, noon, NULL, NULL, NULL), RSUP_E_ARGUMENT);
}

static void records_of_two_configs_are_refused(void **state) {
  (void)state;
  rsup_config *other = NULL, *const mine = config;
  assert_int_equal(rsup_config_default(NULL, &other, NULL), RSUP_OK);
  rsup_person *const a = person("a", UTC);
  config = other;
  rsup_person *const b = person("b", UTC);
  config = mine;
  const rsup_person *const both[] = {a, b};
  rsup_result *result = NULL;
  assert_int_equal(rsup_worklist(both, 2, noon, NULL, &result, NULL), RSUP_E_STATE);
  rsup_person_free(a);
  rsup_person_free(b);
  rsup_config_free(other);
}

static int open_all(void **state) {
  (void)state;
  return rsup_config_default(NULL, &config, NULL);
}

static int close_all(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(safety_then_silence_then_check_ins_then_milestones),
      cmocka_unit_test(a_late_check_in_comes_before_an_open_one),
      cmocka_unit_test(the_order_given_changes_nothing),
      cmocka_unit_test(who_died_or_withdrew_never_appears),
      cmocka_unit_test(who_may_not_be_read_is_counted_only),
      cmocka_unit_test(a_controlled_setting_is_no_silence),
      cmocka_unit_test(a_record_without_a_zone_is_listed_for_safety),
      cmocka_unit_test(how_long_is_silent_is_asked),
      cmocka_unit_test(nobody_is_an_empty_list),
      cmocka_unit_test(records_of_two_configs_are_refused),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
