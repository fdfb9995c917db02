/* Gaps on hours, one hand and ties gone quiet, and the one suggestion of a day. */
#include "core/cmocka_all.h"
#include "person/person_support.h"
#include "recovery-support.h"
#include <stdio.h>
#include <string.h>

#define DAY INT64_C(86400000)
#define NOW INT64_C(1772622000000) /* Wednesday, 2026-03-04T11:00Z */
#define HEAD                                                                                       \
  "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","                     \
  "\"zones\":[{\"zone\":\"Etc/UTC\"}],"

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

static rsup_result *asked(const rsup_person *person, rsup_instant now) {
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_person_network_gaps(person, now, NULL, &result, &err)) fail_msg("%s", err.message);
  return result;
}

static const rsup_gap *find_gap(const rsup_result *result, const char *id) {
  const rsup_network_gaps *const gaps = rsup_network_gaps_get(result);
  for (size_t i = 0; i < gaps->gap_count; i++)
    if (strcmp(gaps->gaps[i]->id, id) == 0) return gaps->gaps[i];
  return NULL;
}

static void expect_gap(const char *record, const char *id, const char *reason, double number) {
  rsup_person *const person = load_text(config, record);
  rsup_result *const result = asked(person, NOW);
  const rsup_gap *const gap = find_gap(result, id);
  if (!reason) assert_null(gap);
  if (reason) {
    assert_non_null(gap);
    assert_string_equal(gap->reasons[0]->id, reason);
    assert_true(gap->reasons[0]->number == number);
    assert_non_null(gap->text);
  }
  rsup_result_free(result);
  rsup_person_free(person);
}

/* Three people, so that more than one gap is told. */
#define TRIO(MORE)                                                                                 \
  HEAD                                                                                             \
      "\"ties\":[{\"id\":\"ana\",\"stance\":\"supports\"" MORE                                     \
      "},{\"id\":\"ben\",\"available\":[{\"from\":\"08:00\",\"to\":\"17:00\"}]},{\"id\":\"cleo\"," \
      "\"available\":[{\"from\":\"08:00\",\"to\":\"17:00\"}]}]"

static void hours_without_anybody_are_a_gap_when_all_hours_are_known(void **state) {
  (void)state;
  /* Monday to Thursday, 18, 19, 20 and 21: 16 hours of the week. */
  expect_gap(TRIO(",\"available\":[{\"from\":\"09:00\",\"to\":\"12:00\"}]") "}", "weekday_evening",
             "hours_without_anybody", 16);
  /* Ana is there on Monday and Tuesday from 18 to 20: 4 of them less. */
  expect_gap(TRIO(",\"available\":[{\"days\":[\"monday\",\"tuesday\"],\"from\":\"18:00\",\"to\":"
                  "\"20:00\"}]") "}",
             "weekday_evening", "hours_without_anybody", 12);
  expect_gap(TRIO(",\"available\":[{\"from\":\"17:30\",\"to\":\"23:00\"}]") "}", "weekday_evening",
             NULL, 0);
}

static void hours_nobody_told_of_are_no_gap(void **state) {
  (void)state;
  expect_gap(TRIO("") "}", "weekday_evening", NULL, 0);
}

static void nights_need_an_agreement(void **state) {
  (void)state;
  /* Over midnight, and agreed: 22 to 7 is covered. */
  expect_gap(TRIO(",\"agreed\":{\"night\":true},\"available\":[{\"from\":\"21:00\",\"to\":"
                  "\"08:00\"}]") "}",
             "night", NULL, 0);
  expect_gap(TRIO(",\"agreed\":{\"night\":false},\"available\":[{\"from\":\"21:00\",\"to\":"
                  "\"08:00\"}]") "}",
             "night", "hours_without_anybody", 63); /* 9 hours, 7 nights */
}

static void most_contacts_with_one_person_are_a_gap(void **state) {
  (void)state;
  char text[4000];
  for (int with_ana = 7; with_ana <= 8; with_ana++) {
    char *at = text + sprintf(text, TRIO("") ",\"events\":[");
    for (int i = 0; i < 10; i++)
      at += sprintf(at,
                    "%s{\"type\":\"contact\",\"id\":\"c%d\",\"tie\":\"%s\",\"on\":"
                    "\"2026-02-%02d\"}",
                    i ? "," : "", i, i < with_ana ? "ana" : "ben", i + 10);
    (void)sprintf(at, "]}");
    /* More than 0.7 of at least 10. */
    expect_gap(text, "one_hand/ana", with_ana > 7 ? "share_of_contacts" : NULL, 0.8);
  }
}

static void a_supportive_tie_gone_quiet_is_worth_a_hello(void **state) {
  (void)state;
  static const char quiet[] =
      ",\"events\":[{\"type\":\"contact\",\"id\":\"c\",\"tie\":\"ana\",\"on\":\"2025-08-04\"}]}";
  char text[1000];
  (void)sprintf(text, "%s%s", TRIO(""), quiet);
  expect_gap(text, "dormant/ana", "silent_for_days",
             212); /* 27 + 30 + 31 + 30 + 31 + 31 + 28 + 4 */
  (void)sprintf(text, "%s%s", TRIO(",\"use\":\"uses\""), quiet);
  expect_gap(text, "dormant/ana", NULL, 0);
  (void)sprintf(text, "%s%s", TRIO(",\"do_not_contact\":true"), quiet);
  expect_gap(text, "dormant/ana", NULL, 0);
  (void)sprintf(text, "%s%s", TRIO(",\"status\":[{\"state\":\"died\",\"from\":\"2025-09-01\"}]"),
                quiet);
  expect_gap(text, "dormant/ana", NULL, 0);
}

/* ---- suggestions */

/* Two contacts overdue, by 5 and by 3 days; the same weight, so by id. */
static const char overdue[] = HEAD
    "\"ties\":[{\"id\":\"ana\",\"contact_every\":{\"days\":2}},{\"id\":\"ben\",\"contact_every\":{"
    "\"days\":4}},{\"id\":\"cleo\"}],\"events\":["
    "{\"type\":\"contact\",\"id\":\"c1\",\"tie\":\"ana\",\"on\":\"2026-02-25\"},"
    "{\"type\":\"contact\",\"id\":\"c2\",\"tie\":\"ben\",\"on\":\"2026-02-25\"}]}";

static void expect_suggestion(const rsup_person *person, rsup_instant now, const char *id) {
  rsup_result *const result = asked(person, now);
  const rsup_network_gaps *const gaps = rsup_network_gaps_get(result);
  int steps = 0;
  for (size_t i = 0; i < gaps->gap_count; i++) steps += gaps->gaps[i]->next_step != NULL;
  if (!id) assert_null(gaps->suggestion);
  if (id) assert_non_null(gaps->suggestion);
  if (id) assert_string_equal(gaps->suggestion->id, id);
  assert_int_equal(steps, id ? 1 : 0); /* at most one, and the picture has the same */
  rsup_result *today = NULL;
  assert_int_equal(rsup_today(person, now, NULL, &today, NULL), RSUP_OK);
  const rsup_network *const network = rsup_today_get(today)->network;
  const char *same = NULL;
  for (size_t i = 0; i < network->gap_count; i++)
    if (network->gaps[i]->next_step) same = network->gaps[i]->id;
  if (id) assert_string_equal(same, id);
  if (!id) assert_null(same);
  rsup_result_free(today);
  rsup_result_free(result);
}

static void tell(rsup_person *person, const char *id, const char *gap, const char *state,
                 const char *on) {
  char entry[300];
  rsup_error err;
  (void)sprintf(entry,
                "{\"type\":\"suggestion\",\"id\":\"%s\",\"gap\":\"%s\",\"state\":\"%s\",\"on\":"
                "\"%s\"}",
                id, gap, state, on);
  if (rsup_person_append(person, entry, strlen(entry), NULL, &err)) fail_msg("%s", err.message);
}

static void a_day_has_at_most_one_suggestion(void **state) {
  (void)state;
  rsup_person *const person = load_text(config, overdue);
  expect_suggestion(person, NOW, "overdue/ana");
  tell(person, "s1", "overdue/ana", "shown", "2026-03-04");
  expect_suggestion(person, NOW, "overdue/ana"); /* it stays the day's */
  expect_suggestion(person, NOW + DAY, "overdue/ben");
  tell(person, "s2", "overdue/ana", "not_now", "2026-03-04");
  expect_suggestion(person, NOW, NULL); /* answered: nothing more today */
  expect_suggestion(person, NOW + DAY, "overdue/ben");
  tell(person, "s3", "overdue/ben", "shown", "2026-03-05");
  expect_suggestion(person, NOW + 2 * DAY, NULL);          /* both rest */
  expect_suggestion(person, NOW + 8 * DAY, "overdue/ben"); /* seven days after it was shown */
  expect_suggestion(person, NOW + 29 * DAY, "overdue/ben");
  expect_suggestion(person, NOW + 30 * DAY, "overdue/ana"); /* thirty after "not now" */
  rsup_person_free(person);
}

/* Each was last heard of k days ago, for k from 0 on, and wished for every 7 days: tie k is overdue
 * by k - 7. Many ties are looked up in one pass over the log, few one by one. */
static void many_ties_are_overdue_as_few_are(void **state) {
  (void)state;
  static char text[60000];
  for (int people = 60; people <= 70; people += 5) {
    char *at = text + sprintf(text, HEAD "\"ties\":[");
    for (int k = 0; k < people; k++)
      at += sprintf(at, "%s{\"id\":\"t%d\",\"contact_every\":{\"days\":7}}", k ? "," : "", k);
    at += sprintf(at, "],\"events\":[");
    for (int k = 0; k < people; k++) {
      char day[16];
      assert_int_equal(rsup_day_text((rsup_day)(NOW / DAY) - k, day, sizeof day), 10);
      at += sprintf(at,
                    "%s{\"type\":\"contact\",\"id\":\"c%d\",\"tie\":\"t%d\",\"on\":\"%s\"},"
                    "{\"type\":\"contact\",\"id\":\"n%d\",\"tie\":\"t%d\",\"on\":\"2026-03-04\","
                    "\"outcome\":\"not_reached\"}",
                    k ? "," : "", k, k, day, k, k);
    }
    (void)sprintf(at, "]}");
    rsup_person *const person = load_text(config, text);
    rsup_result *const result = asked(person, NOW);
    for (int k = 0; k < people; k++) {
      char id[32];
      (void)sprintf(id, "overdue/t%d", k);
      const rsup_gap *const gap = find_gap(result, id);
      if (k <= 7) assert_null(gap);
      if (k > 7) assert_true(gap->reasons[0]->number == k - 7);
    }
    rsup_result_free(result);
    rsup_person_free(person);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(many_ties_are_overdue_as_few_are),
      cmocka_unit_test(hours_without_anybody_are_a_gap_when_all_hours_are_known),
      cmocka_unit_test(hours_nobody_told_of_are_no_gap),
      cmocka_unit_test(nights_need_an_agreement),
      cmocka_unit_test(most_contacts_with_one_person_are_a_gap),
      cmocka_unit_test(a_supportive_tie_gone_quiet_is_worth_a_hello),
      cmocka_unit_test(a_day_has_at_most_one_suggestion),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
