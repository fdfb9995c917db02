/* The floor on every way in: append, questionnaire, plan, load, today. Each allocation fails once,
 * configs and persons fail to load, configs try to drop it, consents are denied: what was reported
 * is there each time, and so are the lines. */
#include "person/person_support.h"
#include "recovery-support.h"

enum { HARM = RSUP_SIGN_SELF_HARM_ANSWER, FAILED = RSUP_SIGN_CALL_FAILED };
#define NOW "2025-10-25T10:00Z"
#define AT "\"at\":\"2025-10-20T10:00Z\""
#define PHQ9(ID, Q9)                                                                               \
  "{\"type\":\"answers\",\"id\":\"" ID "\",\"instrument\":\"phq-9\"," AT                           \
  ",\"answers\":{\"q1\":1,\"q2\":1,\"q3\":1,\"q4\":1,\"q5\":1,\"q6\":1,\"q7\":1,\"q8\":1,\"q9\":"  \
  "" Q9 "}}"
#define CHECKIN(ID, ANSWERS)                                                                       \
  "{\"type\":\"checkin\",\"id\":\"" ID "\",\"form\":\"daily\"," AT ",\"answers\":{" ANSWERS "}}"
#define SIGN(ID, KIND) "{\"type\":\"sign\",\"id\":\"" ID "\",\"kind\":\"" KIND "\"," AT "}"
#define HEAD                                                                                       \
  "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"m\",\"zones\":[{\"zone\"" \
  ":\"Europe/Lisbon\"}]"
#define NO_CONSENT ",\"consents\":[]"
#define PLAN                                                                                       \
  "{\"type\":\"plan\",\"id\":\"v\",\"reviewed\":\"2025-10-01\",\"warning_signs\":[\"skipping "     \
  "meetings\"]}"

static const struct {
  const char *event;
  uint32_t sign;
  int32_t level;
} reported[] = {
    {PHQ9("a", "1"), HARM, RSUP_SAFETY_URGENT},
    {PHQ9("a", "\"refused\""), RSUP_SIGN_SAFETY_ITEM_UNANSWERED, RSUP_SAFETY_REVIEW},
    {CHECKIN("a", "\"mood\":4,\"thoughts_of_self_harm\":true"), HARM, RSUP_SAFETY_URGENT},
    {CHECKIN("a", "\"overdose\":true"), RSUP_SIGN_OVERDOSE, RSUP_SAFETY_URGENT},
    {CHECKIN("a", "\"unsafe_at_home\":true"), RSUP_SIGN_UNSAFE_AT_HOME, RSUP_SAFETY_URGENT},
    {SIGN("a", "overdose"), RSUP_SIGN_OVERDOSE, RSUP_SAFETY_URGENT},
    {SIGN("a", "unsafe_at_home"), RSUP_SIGN_UNSAFE_AT_HOME, RSUP_SAFETY_URGENT},
    {SIGN("a", "plan_trigger"), RSUP_SIGN_PLAN_TRIGGER, RSUP_SAFETY_REVIEW},
};
enum { REPORTED = sizeof reported / sizeof reported[0] };

static size_t points, lines_seen;

static void lines_are_there(void) {
  static const char *const regions[] = {"US-NY", "DE", "PT", NULL};
  for (size_t i = 0; i < 4; i++) {
    const rsup_crisis_line *const *lines = NULL;
    const size_t count = rsup_crisis_lines(regions[i], &lines);
    assert_true(count > 0);
    for (size_t k = 0; k < count; k++) assert_non_null(lines[k]->name);
    lines_seen += count;
  }
}

static void expect(const rsup_safety *safety, size_t i) {
  if (safety->level < reported[i].level || !(safety->signs & reported[i].sign))
    fail_msg("%s: level %d, signs %u", reported[i].event, (int)safety->level, safety->signs);
  lines_are_there();
}

static rsup_person *record_of(rsup_config *config, size_t i) {
  char text[2048];
  (void)snprintf(text, sizeof text, HEAD NO_CONSENT ",\"events\":[%s]}", reported[i].event);
  return load_text(config, text);
}

/* ---- append */

static void append_says_it_whatever_allocation_fails(void **state) {
  (void)state;
  for (size_t i = 0; i < REPORTED; i++)
    for (size_t fail = 1;; fail++, points++) {
      vault v;
      rsup_config *const config = vault_config(&v);
      rsup_person *const person = load_events(config, "");
      v.fail_at = v.allocations + fail;
      rsup_safety safety;
      const rsup_status status = append(person, reported[i].event, &safety, NULL);
      const int reached = v.allocations >= v.fail_at;
      v.fail_at = 0;
      expect(&safety, i);
      assert_int_equal((safety.signs & FAILED) != 0, status != RSUP_OK);
      rsup_person_free(person);
      rsup_config_free(config);
      if (!reached) break;
    }
}

static void a_sign_after_what_memory_did_not_suffice_for_is_seen(void **state) {
  (void)state;
  for (size_t fail = 1;; fail++, points++) {
    vault v;
    rsup_config *const config = vault_config(&v);
    rsup_person *const person = load_events(config, "");
    v.fail_at = v.allocations + fail;
    rsup_safety safety;
    (void)append(person, "[" PHQ9("a", "0") "," SIGN("b", "overdose") "]", &safety, NULL);
    const int reached = v.allocations >= v.fail_at;
    v.fail_at = 0;
    assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
    assert_true(safety.signs & RSUP_SIGN_OVERDOSE);
    rsup_person_free(person);
    rsup_config_free(config);
    if (!reached) break;
  }
}

/* ---- plan */

static void a_plan_is_taken_and_its_warning_signs_count_from_then_on(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, "");
  static const char before[] = CHECKIN("a", "\"mood\":4,\"triggers\":[\"skipping-meetings\"]");
  static const char after[] = CHECKIN("b", "\"mood\":4,\"triggers\":[\"skipping-meetings\"]");
  static const char other[] = CHECKIN("c", "\"mood\":4,\"triggers\":[\"boredom\"]");
  rsup_safety safety;
  assert_int_equal(append(person, before, &safety, NULL), RSUP_OK);
  assert_int_equal(safety.signs, 0);
  assert_int_equal(append(person, PLAN, &safety, NULL), RSUP_OK);
  assert_int_equal(safety.level, RSUP_SAFETY_NONE_REPORTED);
  assert_int_equal(append(person, after, &safety, NULL), RSUP_OK);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  assert_int_equal(safety.signs, RSUP_SIGN_PLAN_TRIGGER);
  assert_int_equal(append(person, other, &safety, NULL), RSUP_OK);
  assert_int_equal(safety.signs, 0);
  rsup_person_safety(person, instant(NOW), &safety);
  assert_int_equal(safety.signs, RSUP_SIGN_PLAN_TRIGGER);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_plan_that_is_refused_asks_for_review(void **state) {
  (void)state;
  for (size_t fail = 1;; fail++, points++) {
    vault v;
    rsup_config *const config = vault_config(&v);
    rsup_person *const person = load_events(config, "");
    v.fail_at = v.allocations + fail;
    rsup_safety safety;
    const rsup_status status = append(person, PLAN, &safety, NULL);
    const int reached = v.allocations >= v.fail_at;
    v.fail_at = 0;
    if (status) assert_true(safety.level >= RSUP_SAFETY_REVIEW && (safety.signs & FAILED));
    rsup_person_free(person);
    rsup_config_free(config);
    if (!reached) break;
  }
}

/* ---- questionnaire */

static void a_questionnaire_says_it_whatever_allocation_fails(void **state) {
  (void)state;
  static const char answers[] = "{\"answers\":{\"q1\":1,\"q2\":1,\"q3\":1,\"q4\":1,\"q5\":1,\"q6\":"
                                "1,\"q7\":1,\"q8\":1,\"q9\":"
                                "2}}";
  for (size_t fail = 1;; fail++, points++) {
    vault v;
    rsup_config *const config = vault_config(&v);
    rsup_instrument *instrument = NULL;
    rsup_result *result = NULL;
    assert_int_equal(rsup_instrument_builtin(config, "phq-9", &instrument, NULL), RSUP_OK);
    v.fail_at = v.allocations + fail;
    rsup_safety safety;
    const rsup_status status =
        rsup_instrument_score(instrument, answers, strlen(answers), NULL, &safety, &result, NULL);
    const int reached = v.allocations >= v.fail_at;
    v.fail_at = 0;
    /* A text that could not be read holds nobody knows what: review. */
    assert_true(safety.level >= RSUP_SAFETY_REVIEW);
    if (!status) assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
    lines_are_there();
    rsup_result_free(result);
    rsup_instrument_free(instrument);
    rsup_config_free(config);
    if (!reached) break;
  }
}

/* ---- load */

static void a_loaded_record_says_it_without_memory(void **state) {
  (void)state;
  for (size_t i = 0; i < REPORTED; i++) {
    vault v;
    rsup_config *const config = vault_config(&v);
    rsup_person *const person = record_of(config, i);
    const size_t before = v.allocations;
    rsup_safety safety;
    rsup_person_safety(person, instant(NOW), &safety);
    assert_int_equal(v.allocations, before);
    assert_int_equal(safety.signs, reported[i].sign);
    expect(&safety, i);
    rsup_person_free(person);
    rsup_config_free(config);
  }
}

static void a_load_that_fails_asks_for_review(void **state) {
  (void)state;
  for (size_t fail = 1;; fail++, points++) {
    vault v;
    rsup_config *const config = vault_config(&v);
    static const char text[] = HEAD ",\"events\":[" PHQ9("a", "2") "]}";
    rsup_person *person = NULL;
    v.fail_at = v.allocations + fail;
    const rsup_status status =
        rsup_person_load(config, "p", text, strlen(text), &person, NULL, NULL);
    const int reached = v.allocations >= v.fail_at;
    v.fail_at = 0;
    rsup_safety safety;
    rsup_person_safety(person, instant(NOW), &safety);
    assert_int_equal(safety.level, status ? RSUP_SAFETY_REVIEW : RSUP_SAFETY_URGENT);
    assert_int_equal(safety.signs, status ? FAILED : HARM);
    lines_are_there();
    rsup_person_free(person);
    rsup_config_free(config);
    if (!reached) break;
  }
}

static void what_is_old_or_ahead_does_not_count(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = record_of(config, 5); /* an overdose on 20 October */
  static const struct {
    const char *now;
    uint32_t signs;
  } moments[] = {{"2025-10-20T09:59Z", 0},
                 {"2025-10-20T10:00Z", RSUP_SIGN_OVERDOSE},
                 {"2025-11-18T10:00Z", RSUP_SIGN_OVERDOSE}, /* 29 days later */
                 {"2025-11-19T10:00Z", 0}};
  for (size_t i = 0; i < 4; i++) {
    rsup_safety safety;
    rsup_person_safety(person, instant(moments[i].now), &safety);
    assert_int_equal(safety.signs, moments[i].signs);
  }
  rsup_person_free(person);
  rsup_config_free(config);
}

/* ---- today */

static rsup_status picture(const rsup_person *person, rsup_safety *safety, rsup_result **out) {
  const rsup_today_options options = {
      .struct_size = sizeof options, .region = "US-NY", .out_safety = safety};
  return rsup_today(person, instant(NOW), &options, out, NULL);
}

static void expect_in_picture(const rsup_result *result, size_t i) {
  const rsup_day_picture *const day = rsup_today_get(result);
  const char *const name = rsup_sign_name(reported[i].sign);
  int named = 0, reasoned = 0, noticed = 0;
  for (size_t k = 0; k < day->safety_sign_count; k++)
    named |= strcmp(day->safety_signs[k], name) == 0;
  for (size_t k = 0; k < day->notice_count; k++) {
    const rsup_notice *const notice = day->notices[k];
    noticed |= notice->level == reported[i].level;
    for (size_t r = 0; r < notice->reason_count; r++)
      reasoned |=
          strcmp(notice->reasons[r]->id, name) == 0 && strcmp(notice->reasons[r]->ref, "a") == 0;
  }
  assert_int_equal(day->safety_level, reported[i].level);
  assert_true(named && reasoned && noticed);
  assert_true(day->crisis_line_count >= 3);
  assert_true(day->notices[0]->level >= RSUP_SAFETY_REVIEW); /* safety first */
}

static void today_says_it_whatever_allocation_fails(void **state) {
  (void)state;
  for (size_t i = 0; i < REPORTED; i++) {
    vault v;
    rsup_config *const config = vault_config(&v);
    rsup_person *const person = record_of(config, i);
    for (size_t fail = 1;; fail++, points++) {
      rsup_safety safety;
      rsup_result *result = NULL;
      memset(&safety, 0xFF, sizeof safety);
      v.fail_at = v.allocations + fail;
      const rsup_status status = picture(person, &safety, &result);
      const int reached = v.allocations >= v.fail_at;
      v.fail_at = 0;
      expect(&safety, i);
      assert_int_equal((safety.signs & FAILED) != 0, status != RSUP_OK);
      if (!status) expect_in_picture(result, i);
      rsup_result_free(result);
      if (!reached) break;
    }
    rsup_person_free(person);
    rsup_config_free(config);
  }
}

static void today_without_a_person_or_a_zone_asks_for_review(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const lost = load_text(
      config,
      "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"m\",\"events\":"
      "[" SIGN("a", "overdose") "]}");
  rsup_result *result = NULL;
  rsup_safety safety;
  assert_int_equal(picture(NULL, &safety, &result), RSUP_E_ARGUMENT);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  assert_int_equal(safety.signs, FAILED);
  assert_int_equal(picture(lost, &safety, &result), RSUP_E_TIME);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  assert_int_equal(safety.signs, FAILED | RSUP_SIGN_OVERDOSE);
  rsup_person_free(lost);
  rsup_config_free(config);
}

/* ---- configs that would drop it */

/* Refused, or the sign is there all the same: without the questionnaire its answers are not scored,
 * and still read. */
static void no_config_drops_a_sign(void **state) {
  (void)state;
  static const struct {
    const char *yaml;
    int loads;
  } configs[] = {
      {"forms: [{id: daily, off: true}]", 0},
      {"forms: [{id: daily, items: [{id: overdose, off: true}]}]", 0},
      {"forms: [{id: daily, items: [{id: overdose, safety_sign: unsafe_at_home}]}]", 0},
      {"forms: [{id: daily, items: [{id: thoughts_of_self_harm, safety_sign: null}]}]", 0},
      {"crisis_lines: [{id: us-988, off: true}]", 0},
      {"instruments: [{id: phq-9, off: true}]", 1},
      {"policies: {plan_review_days: 1}", 1},
  };
  for (size_t c = 0; c < sizeof configs / sizeof configs[0]; c++) {
    char yaml[256];
    vault v;
    const rsup_allocator allocator = vault_allocator(&v);
    const rsup_config_options options = {.struct_size = sizeof options, .allocator = &allocator};
    rsup_config *config = NULL;
    (void)snprintf(yaml, sizeof yaml, "format: recovery-support/config\nformat_version: 1\n%s\n",
                   configs[c].yaml);
    const rsup_status status =
        rsup_config_load("c", yaml, strlen(yaml), &options, &config, NULL, NULL);
    assert_int_equal(status == RSUP_OK, configs[c].loads);
    lines_are_there();
    for (size_t i = 0; config && i < REPORTED; i++, points++) {
      rsup_person *const person = record_of(config, i), *const empty = load_events(config, "");
      rsup_safety safety;
      rsup_result *result = NULL;
      rsup_person_safety(person, instant(NOW), &safety);
      expect(&safety, i);
      assert_int_equal(picture(person, &safety, &result), RSUP_OK);
      expect_in_picture(result, i);
      rsup_result_free(result);
      (void)append(empty, reported[i].event, &safety, NULL);
      expect(&safety, i);
      rsup_person_free(person);
      rsup_person_free(empty);
    }
    rsup_config_free(config);
  }
}

static void a_line_of_a_config_needs_what_makes_it_one(void **state) {
  (void)state;
#define LINE "name: L, purpose: clinic, dial: \"5\""
  static const struct {
    const char *line, *path; /* NULL: loads */
  } cases[] = {
      {LINE ", region: US-NY, source: s, verified_on: \"2026-11-20\"", NULL},
      {LINE ", region: \"*\", source: s, verified_on: \"2026-11-20\"", NULL},
      {LINE ", region: US, verified_on: \"2026-11-20\"", "crisis_lines[0]"}, /* no source */
      {LINE ", region: US, source: s", "crisis_lines[0]"},                   /* no date */
      {LINE ", source: s, verified_on: \"2026-11-20\"", "crisis_lines[0]"},
      {LINE ", region: US, source: s, verified_on: lately", "crisis_lines[0].verified_on"},
      {LINE ", region: USA, source: s, verified_on: \"2026-11-20\"", "crisis_lines[0].region"},
      {LINE ", region: us, source: s, verified_on: \"2026-11-20\"", "crisis_lines[0].region"},
      {LINE ", region: US, source: s, verified_on: \"2026-11-20\", hours: \"9-17\"",
       "crisis_lines[0].hours"},
      {LINE ", region: US, source: s, verified_on: \"2026-11-20\", hours: \"9-17\", zone: "
            "America/New_York, free: true",
       NULL},
  };
#undef LINE
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char yaml[512];
    rsup_config *config = NULL;
    rsup_error err;
    (void)snprintf(yaml, sizeof yaml,
                   "format: recovery-support/config\nformat_version: 1\ncrisis_lines: [{id: l, "
                   "%s}]\n",
                   cases[i].line);
    const rsup_status status = rsup_config_load("c", yaml, strlen(yaml), NULL, &config, NULL, &err);
    if ((status == RSUP_OK) != (cases[i].path == NULL) ||
        (status && strcmp(err.path, cases[i].path) != 0))
      fail_msg("%s: %s: %s", cases[i].line, err.path, err.message);
    rsup_config_free(config);
  }
}

/* ---- what can't be read */

static void an_answer_that_no_item_takes_is_looked_at(void **state) {
  (void)state;
  static const struct {
    const char *events;
    uint32_t signs;
  } cases[] = {
      {PHQ9("a", "9"), HARM | RSUP_SIGN_SAFETY_ITEM_UNANSWERED}, /* out of its set: left out */
      {"{\"type\":\"checkin\",\"id\":\"a\",\"form\":\"gone\"," AT
       ",\"answers\":{\"overdose\":true}}",
       RSUP_SIGN_OVERDOSE},
      {"{\"type\":\"checkin\",\"id\":\"a\",\"form\":\"gone\",\"at\":\"2025-01-20T10:00Z\","
       "\"answers\":{\"overdose\":true}}",
       0}, /* long ago */
      {"{\"type\":\"checkin\",\"id\":\"a\",\"form\":\"gone\",\"at\":\"2026-01-20T10:00Z\","
       "\"answers\":{\"overdose\":true}}",
       0}, /* ahead */
      {"{\"type\":\"sign\",\"id\":\"a\",\"kind\":\"overdose\",\"at\":\"one evening\"}",
       RSUP_SIGN_OVERDOSE}, /* nobody knows when */
      {"{\"type\":\"sign\",\"id\":\"a\",\"kind\":\"overdose\",\"at\":\"one evening\"},"
       "{\"type\":\"void\",\"id\":\"b\",\"of\":\"a\",\"recorded_at\":\"2025-10-21T10:00Z\"}",
       0},                                       /* taken back */
      {PHQ9("a", "9") "," PHQ9("b", "0"), HARM}, /* both of one day */
  };
  vault v;
  rsup_config *const config = vault_config(&v);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[2048];
    rsup_safety safety;
    rsup_result *result = NULL;
    (void)snprintf(text, sizeof text, HEAD ",\"events\":[%s]}", cases[i].events);
    rsup_person *const person = load_text(config, text);
    const size_t before = v.allocations;
    rsup_person_safety(person, instant(NOW), &safety);
    assert_int_equal(v.allocations, before);
    if ((safety.signs & cases[i].signs) != cases[i].signs || (!cases[i].signs && safety.signs))
      fail_msg("%s: signs %u", cases[i].events, safety.signs);
    assert_int_equal(picture(person, &safety, &result), RSUP_OK);
    const rsup_day_picture *const day = rsup_today_get(result);
    assert_int_equal(day->safety_level, safety.level);
    rsup_result_free(result);
    rsup_person_free(person);
  }
  rsup_config_free(config);
}

static void the_sweep_was_wide(void **state) {
  (void)state;
  print_message("%zu points, %zu lines looked at\n", points, lines_seen);
  assert_true(points > 400);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(append_says_it_whatever_allocation_fails),
      cmocka_unit_test(a_sign_after_what_memory_did_not_suffice_for_is_seen),
      cmocka_unit_test(a_plan_is_taken_and_its_warning_signs_count_from_then_on),
      cmocka_unit_test(a_plan_that_is_refused_asks_for_review),
      cmocka_unit_test(a_questionnaire_says_it_whatever_allocation_fails),
      cmocka_unit_test(a_loaded_record_says_it_without_memory),
      cmocka_unit_test(a_load_that_fails_asks_for_review),
      cmocka_unit_test(what_is_old_or_ahead_does_not_count),
      cmocka_unit_test(today_says_it_whatever_allocation_fails),
      cmocka_unit_test(today_without_a_person_or_a_zone_asks_for_review),
      cmocka_unit_test(no_config_drops_a_sign),
      cmocka_unit_test(a_line_of_a_config_needs_what_makes_it_one),
      cmocka_unit_test(an_answer_that_no_item_takes_is_looked_at),
      cmocka_unit_test(the_sweep_was_wide),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
