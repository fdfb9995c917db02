/* Milestones of what was done: each date counted by hand. */
#include "people.h"

static rsup_config *config;

static int open_config(void **state) {
  (void)state;
  config = config_with("");
  return 0;
}
static int close_config(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

static rsup_result *result;
static const rsup_milestones *ask(const rsup_person *person, rsup_instant now) {
  rsup_error err;
  rsup_result_free(result);
  if (rsup_today(person, now, NULL, &result, &err)) fail_msg("%s", err.message);
  return rsup_today_get(result)->milestones;
}
static const rsup_count_milestone *find(const rsup_milestones *m, const char *id, int32_t state) {
  for (size_t i = 0; i < m->counted_count; i++) {
    if (strcmp(m->counted[i]->id, id) == 0 && m->counted[i]->state == state) return m->counted[i];
  }
  return NULL;
}
static void expect_on(const rsup_milestones *m, const char *id, rsup_day on) {
  const rsup_count_milestone *found = find(m, id, RSUP_MILESTONE_REACHED);
  if (!found) fail_msg("%s is not reached", id);
  assert_int_equal(found->on, on);
  assert_int_equal(found->to_go, 0);
  assert_int_equal(found->done, found->needed);
}
static void expect_next(const rsup_milestones *m, const char *id, int32_t done, int32_t to_go) {
  const rsup_count_milestone *found = find(m, id, RSUP_MILESTONE_NEXT);
  if (!found) fail_msg("%s is not next", id);
  assert_int_equal(found->on, INT32_MIN);
  assert_int_equal(found->done, done);
  assert_int_equal(found->to_go, to_go);
}
static void close_all(rsup_person *person) {
  rsup_result_free(result);
  result = NULL;
  rsup_person_free(person);
}
static void append(rsup_person *person, const char *event) {
  rsup_safety safety;
  rsup_error err;
  if (rsup_person_append(person, event, strlen(event), &safety, &err)) fail_msg("%s", err.message);
}

#define TARGET                                                                                     \
  "\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-02-01\"}}]"
#define WENT(ID, ON, MORE)                                                                         \
  "{\"type\":\"attendance\",\"id\":\"" ID "\",\"meeting\":\"m\",\"on\":\"2026-" ON "\"" MORE "}"
#define CHECKIN(ID, ON, ANSWERS)                                                                   \
  "{\"type\":\"checkin\",\"id\":\"" ID "\",\"form\":{\"id\":\"daily\"},\"on\":\"2026-" ON          \
  "\",\"answers\":{" ANSWERS "}}"
#define CONTACT(ID, TIE, ON, MORE)                                                                 \
  "{\"type\":\"contact\",\"id\":\"" ID "\",\"tie\":\"" TIE "\",\"on\":\"2026-" ON "\"" MORE "}"

/* Nine meetings: 2 .. 10 March; the fourth in person, shared in the sixth, asked in the second. */
static const char nine_meetings[] =
    TARGET ",\"events\":[" WENT("w2", "03-02", "") "," WENT("w3", "03-03", ",\"asked\":true") "," WENT("w4", "03-04", "") "," WENT(
        "w5", "03-05",
        ",\"mode\":\"in_person\"") "," WENT("w6", "03-06",
                                            "") "," WENT("w7", "03-07",
                                                         ",\"shared\":true") "," WENT("w8", "03-08",
                                                                                      ",\"shared\":"
                                                                                      "false") "," WENT("w9",
                                                                                                        "03-09",
                                                                                                        "") "," WENT("w10",
                                                                                                                     "03-10",
                                                                                                                     "") "]";

static void meetings_are_counted_and_the_next_one_has_its_distance(void **state) {
  rsup_person *person = person_with(config, nine_meetings);
  (void)state;
  const rsup_milestones *m = ask(person, noon_of(3, 10));
  expect_on(m, "meetings-1", day_in(3, 2));
  expect_next(m, "meetings-10", 9, 1);
  expect_on(m, "first-asked", day_in(3, 3));
  expect_on(m, "first-in-person", day_in(3, 5));
  expect_on(m, "first-shared", day_in(3, 7)); /* not the 8th, which says that they did not */
  assert_null(find(m, "first-led", RSUP_MILESTONE_REACHED));
  assert_null(find(m, "first-led", RSUP_MILESTONE_NEXT)); /* a first time is no task */
  assert_string_equal(find(m, "meetings-10", RSUP_MILESTONE_NEXT)->label, "10 meetings");
  close_all(person);
}

static void a_back_dated_meeting_moves_the_date(void **state) {
  rsup_person *person = person_with(config, nine_meetings);
  (void)state;
  append(person, WENT("late", "02-20", ""));
  const rsup_milestones *m = ask(person, noon_of(3, 12));
  expect_on(m, "meetings-1", day_in(2, 20));
  expect_on(m, "meetings-10", day_in(3, 10)); /* 20 February and 2 .. 10 March: ten */
  expect_next(m, "meetings-50", 10, 40);
  close_all(person);
}

/* "Some time in February" is over on the 28th: by then it was done. Before, it does not count. */
static void what_is_known_by_its_month_counts_when_the_month_is_over(void **state) {
  rsup_person *person = person_with(
      config, TARGET ",\"events\":[{\"type\":\"attendance\",\"id\":\"f\",\"meeting\":\"m\",\"on\":"
                     "\"2026-02\"}," WENT("w", "02-27", "") "]");
  (void)state;
  expect_on(ask(person, noon_of(3, 2)), "meetings-1", day_in(2, 27));
  expect_next(ask(person, noon_of(3, 2)), "meetings-10", 2, 8);
  expect_next(ask(person, noon_of(2, 27)), "meetings-10", 1, 9);
  close_all(person);
}

static void what_was_acknowledged_stays_so_when_its_date_moves(void **state) {
  rsup_person *person = person_with(
      config, TARGET ",\"events\":[" WENT("w2", "03-02", "") ",{\"type\":\"acknowledged\",\"id\":"
                                                             "\"a\",\"milestone\":\"meetings-1\","
                                                             "\"on\":\"2026-03-02\"}]");
  (void)state;
  assert_int_equal(
      find(ask(person, noon_of(3, 10)), "meetings-1", RSUP_MILESTONE_REACHED)->acknowledged, 1);
  append(person, WENT("w2", "03-06", ",\"revision\":1")); /* it was on the 6th */
  const rsup_milestones *m = ask(person, noon_of(3, 10));
  expect_on(m, "meetings-1", day_in(3, 6));
  assert_int_equal(find(m, "meetings-1", RSUP_MILESTONE_REACHED)->acknowledged, 1);
  close_all(person);
}

/* A week from 1 February is full on the 8th, and was acknowledged then. The start turns out to be
 * the 3rd: full on the 10th, and nobody is asked again. The first week of the next run is new. */
static void a_run_whose_start_moves_keeps_its_acknowledgement(void **state) {
  rsup_person *person = person_with(
      config,
      "\"targets\":[{\"id\":\"alcohol\",\"start\":\"2026-02-03\",\"goal\":{\"kind\":\"abstain\","
      "\"from\":\"2026-02-01\"}}],\"events\":[{\"type\":\"acknowledged\",\"id\":\"a\","
      "\"milestone\":\"weeks-1\",\"target\":\"alcohol\",\"on\":\"2026-02-08\"}]");
  (void)state;
  const rsup_milestones *m = ask(person, noon_of(2, 12));
  for (size_t i = 0; i < m->unacknowledged_count; i++)
    assert_string_not_equal(m->unacknowledged[i]->id, "weeks-1");
  append(person,
         "{\"type\":\"use_day\",\"id\":\"u\",\"target\":\"alcohol\",\"on\":\"2026-02-12\"}");
  m = ask(person, noon_of(2, 25)); /* a run from the 13th: a week on the 20th */
  int32_t again = 0;
  for (size_t i = 0; i < m->unacknowledged_count; i++) {
    if (strcmp(m->unacknowledged[i]->id, "weeks-1") != 0) continue;
    assert_int_equal(m->unacknowledged[i]->on, day_in(2, 20));
    again++;
  }
  assert_int_equal(again, 1);
  close_all(person);
}

/* Somebody else reports use on 3 March: the week waits for a word, the meetings do not. */
static void a_report_that_waits_holds_back_days_and_no_counts(void **state) {
  rsup_person *person = person_with(config, nine_meetings);
  (void)state;
  append(person, "{\"type\":\"use_day\",\"id\":\"u\",\"target\":\"alcohol\",\"on\":\"2026-02-03\","
                 "\"source\":\"sam\"}");
  const rsup_milestones *m = ask(person, noon_of(3, 10));
  assert_true(m->confirm_first_count > 0);
  expect_on(m, "meetings-1", day_in(3, 2));
  expect_next(m, "meetings-10", 9, 1);
  close_all(person);
}

/* The strategies of three days: walk, walk and music, breathing: the third new one on the 4th. A
 * check-in without a single value is none. */
static void check_ins_and_strategies_count_what_was_answered(void **state) {
  rsup_config *own = config_with(
      ",\"milestones\":[{\"id\":\"three-ways\",\"count\":3,\"counts\":\"strategies\"},"
      "{\"id\":\"walks-2\",\"count\":2,\"counts\":\"strategy_uses\",\"kind\":\"walk\"},"
      "{\"id\":\"walks-3\",\"count\":3,\"counts\":\"strategy_uses\",\"kind\":\"walk\"}]");
  rsup_person *person = person_with(
      own, TARGET
      ",\"events\":[" CHECKIN("c2", "03-02", "\"mood\":5,\"strategies\":[\"walk\"]") "," CHECKIN(
          "c3", "03-03",
          "\"mood\":5,\"strategies\":[\"walk\",\"music\"],\"risky_situation\":true,"
          "\"coped\":true") "," CHECKIN("c4", "03-04",
                                        "\"mood\":5,\"strategies\":[\"breathing\"],\"coped\":"
                                        "false") "," CHECKIN("c5", "03-05",
                                                             "\"mood\":\"refused\"") "]");
  (void)state;
  const rsup_milestones *m = ask(person, noon_of(3, 6));
  expect_on(m, "checkins-1", day_in(3, 2));
  expect_next(m, "checkins-7", 3, 4);
  expect_on(m, "first-strategy", day_in(3, 2));
  expect_on(m, "three-ways", day_in(3, 4));
  expect_next(m, "strategies-5", 3, 2);
  expect_on(m, "walks-2", day_in(3, 3));
  expect_next(m, "walks-3", 2, 1);
  expect_on(m, "coped-1", day_in(3, 3));
  expect_next(m, "coped-10", 1, 9);
  close_all(person);
  rsup_config_free(own);
}

/* Supported: a sponsee, and a friend of whom the record says what they receive; each once, from the
 * first contact that reached them. Not a sponsor, and not one's own child. */
static void people_supported_are_counted_once_each(void **state) {
  rsup_person *person = person_with(
      config, TARGET
      ",\"ties\":[{\"id\":\"see\",\"roles\":[{\"role\":\"sponsee\",\"from\":\"2026-03-03\"}]},"
      "{\"id\":\"fred\",\"roles\":[{\"role\":\"friend\"}],\"receives\":[\"emotional\"]},"
      "{\"id\":\"spo\",\"roles\":[{\"role\":\"sponsor\"}]},{\"id\":\"kid\",\"roles\":[{\"role\":"
      "\"child\"}]}],"
      "\"events\":[" CONTACT("k1", "see", "03-02", "") "," CONTACT("k2", "see", "03-04", ",\"by\":\"me\"") "," CONTACT(
          "k3", "see", "03-05",
          "") "," CONTACT("k4", "fred", "03-06",
                          ",\"outcome\":\"not_"
                          "reached\"") "," CONTACT("k5", "fred", "03-08",
                                                   "") "," CONTACT("k6", "spo", "03-01",
                                                                   ",\"by\":\"them\"") "," CONTACT("k7",
                                                                                                   "kid",
                                                                                                   "03-01",
                                                                                                   "") "]");
  (void)state;
  const rsup_milestones *m = ask(person, noon_of(3, 9));
  expect_on(m, "people_supported-1", day_in(3, 4)); /* on the 2nd she was no sponsee yet */
  expect_next(m, "people_supported-3", 2, 1);
  expect_on(m, "first-reached-out", day_in(3, 4));
  close_all(person);
}

static void refused(const char *rule, const char *why) {
  char text[512];
  rsup_config *none = NULL;
  rsup_error err;
  const int len = snprintf(text, sizeof text,
                           "{\"format\":\"recovery-support/config\",\"format_version\":1,"
                           "\"milestones\":[{\"id\":\"x\",%s}]}",
                           rule);
  assert_int_equal(rsup_config_load("test", text, (size_t)len, NULL, &none, NULL, &err),
                   RSUP_E_CONFIG);
  assert_null(none);
  if (!strstr(err.message, why)) fail_msg("%s", err.message);
}

static void a_rule_says_what_it_counts_and_how_often(void **state) {
  (void)state;
  refused("\"count\":3", "counts");
  refused("\"count\":3,\"counts\":\"current_run\"", "goes with a count");
  refused("\"days\":3,\"counts\":\"meetings\"", "goes with a count");
  refused("\"count\":3,\"days\":3,\"counts\":\"meetings\"", "exactly one");
  refused("\"count\":3,\"counts\":\"meetings\",\"kind\":\"walk\"", "kind goes with");
  refused("\"count\":3,\"counts\":\"answered_yes\"", "needs the item");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(meetings_are_counted_and_the_next_one_has_its_distance),
      cmocka_unit_test(a_back_dated_meeting_moves_the_date),
      cmocka_unit_test(what_is_known_by_its_month_counts_when_the_month_is_over),
      cmocka_unit_test(what_was_acknowledged_stays_so_when_its_date_moves),
      cmocka_unit_test(a_run_whose_start_moves_keeps_its_acknowledgement),
      cmocka_unit_test(a_report_that_waits_holds_back_days_and_no_counts),
      cmocka_unit_test(check_ins_and_strategies_count_what_was_answered),
      cmocka_unit_test(people_supported_are_counted_once_each),
      cmocka_unit_test(a_rule_says_what_it_counts_and_how_often),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
