/* What an append says of safety, whether it went through or not. */
#include "person/person_support.h"

enum {
  FAILED = RSUP_SIGN_CALL_FAILED,
  HARM = RSUP_SIGN_SELF_HARM_ANSWER,
  BLANK = RSUP_SIGN_SAFETY_ITEM_UNANSWERED
};
#define AT "\"id\":\"n\",\"at\":\"2025-10-20T10:00Z\""
#define CHECKIN(ANSWERS)                                                                           \
  "{\"type\":\"checkin\",\"form\":\"daily\"," AT ",\"answers\":{" ANSWERS "}}"
#define PHQ9(Q9)                                                                                   \
  "{\"type\":\"answers\",\"instrument\":\"phq-9\"," AT ",\"answers\":{\"q1\":1,\"q2\":1,\"q3\":1," \
  "\"q4\":1,\"q5\":1,\"q6\":1,\"q7\":1,\"q8\":1" Q9 "}}"

static const struct {
  const char *text;
  rsup_status status;
  int32_t level;
  uint32_t signs;
} cases[] = {
    /* Nothing that asks for anything. */
    {CHECKIN("\"mood\":4"), RSUP_OK, RSUP_SAFETY_NONE_REPORTED, 0},
    {CHECKIN("\"thoughts_of_self_harm\":false"), RSUP_OK, RSUP_SAFETY_NONE_REPORTED, 0},
    {PHQ9(",\"q9\":0"), RSUP_OK, RSUP_SAFETY_NONE_REPORTED, 0},
    {"{\"type\":\"tie\",\"id\":\"n\"}", RSUP_OK, RSUP_SAFETY_NONE_REPORTED, 0},
    /* Form items with a sign. */
    {CHECKIN("\"mood\":4,\"thoughts_of_self_harm\":true"), RSUP_OK, RSUP_SAFETY_URGENT, HARM},
    {CHECKIN("\"overdose\":true"), RSUP_OK, RSUP_SAFETY_URGENT, RSUP_SIGN_OVERDOSE},
    {CHECKIN("\"unsafe_at_home\":true"), RSUP_OK, RSUP_SAFETY_URGENT, RSUP_SIGN_UNSAFE_AT_HOME},
    {CHECKIN("\"thoughts_of_self_harm\":\"refused\""), RSUP_OK, RSUP_SAFETY_REVIEW, BLANK},
    {CHECKIN("\"thoughts_of_self_harm\":\"not_asked\""), RSUP_OK, RSUP_SAFETY_NONE_REPORTED, 0},
    /* Questionnaires. */
    {PHQ9(",\"q9\":1"), RSUP_OK, RSUP_SAFETY_URGENT, HARM},
    {PHQ9(",\"q9\":3"), RSUP_OK, RSUP_SAFETY_URGENT, HARM},
    {PHQ9(""), RSUP_OK, RSUP_SAFETY_REVIEW, BLANK},
    {PHQ9(",\"q9\":null"), RSUP_OK, RSUP_SAFETY_REVIEW, BLANK},
    {PHQ9(",\"q9\":\"refused\""), RSUP_OK, RSUP_SAFETY_REVIEW, BLANK},
    /* Signs. */
    {"{\"type\":\"sign\",\"kind\":\"overdose\"," AT "}", RSUP_OK, RSUP_SAFETY_URGENT,
     RSUP_SIGN_OVERDOSE},
    {"{\"type\":\"sign\",\"kind\":\"unsafe_at_home\"," AT "}", RSUP_OK, RSUP_SAFETY_URGENT,
     RSUP_SIGN_UNSAFE_AT_HOME},
    {"{\"type\":\"sign\",\"kind\":\"plan_trigger\"," AT "}", RSUP_OK, RSUP_SAFETY_REVIEW,
     RSUP_SIGN_PLAN_TRIGGER},
    /* Refused, and still seen. */
    {CHECKIN("\"mood\":40"), RSUP_E_RANGE, RSUP_SAFETY_REVIEW, FAILED},
    {CHECKIN("\"mood\":40,\"thoughts_of_self_harm\":true"), RSUP_E_RANGE, RSUP_SAFETY_URGENT,
     FAILED | HARM},
    {CHECKIN("\"thoughts_of_self_harm\":\"yes\""), RSUP_E_SCHEMA, RSUP_SAFETY_URGENT,
     FAILED | HARM},
    {"{\"type\":\"checkin\",\"form\":\"weekly\",\"answers\":{\"overdose\":true}}", RSUP_E_SCHEMA,
     RSUP_SAFETY_URGENT, FAILED | RSUP_SIGN_OVERDOSE},
    {PHQ9(",\"q9\":9"), RSUP_E_RANGE, RSUP_SAFETY_URGENT, FAILED | HARM},
    {PHQ9(",\"q9\":\"2\""), RSUP_E_SCHEMA, RSUP_SAFETY_URGENT, FAILED | HARM},
    {PHQ9(",\"q9\":0.5"), RSUP_E_RANGE, RSUP_SAFETY_URGENT, FAILED | HARM},
    {PHQ9(",\"q9\":[3]"), RSUP_E_SCHEMA, RSUP_SAFETY_URGENT, FAILED | HARM | BLANK},
    {"[" PHQ9(",\"q9\":2") ",{\"type\":\"tie\"}]", RSUP_E_SCHEMA, RSUP_SAFETY_URGENT,
     FAILED | HARM},
    {"{\"form\":\"daily\",\"answers\":{\"overdose\":true}}", RSUP_E_SCHEMA, RSUP_SAFETY_URGENT,
     FAILED | RSUP_SIGN_OVERDOSE},
    {"{\"type\":\"pulse\"}", RSUP_E_UNKNOWN_NAME, RSUP_SAFETY_REVIEW, FAILED},
    {"[1]", RSUP_E_SCHEMA, RSUP_SAFETY_REVIEW, FAILED},
    /* Refused, and no answer can have been in it: a call that failed asks for a look all the same.
     */
    {"{\"type\":\"tie\"}", RSUP_E_SCHEMA, RSUP_SAFETY_REVIEW, FAILED},
    {"{\"type\":\"contact\",\"id\":\"k\"}", RSUP_E_SCHEMA, RSUP_SAFETY_REVIEW, FAILED},
    /* Unreadable. */
    {"{\"type\":\"contact\"", RSUP_E_SYNTAX, RSUP_SAFETY_REVIEW, FAILED},
    {"{\"type\":\"checkin\",\"answers\":{\"thoughts_of_self_harm\": true", RSUP_E_SYNTAX,
     RSUP_SAFETY_URGENT, FAILED | HARM},
    {"{\"type\":\"answers\",\"instrument\":\"phq-9\",\"answers\":{\"q9\":2", RSUP_E_SYNTAX,
     RSUP_SAFETY_URGENT, FAILED | HARM},
    {"{\"type\":\"answers\",\"instrument\":\"gad-7\",\"answers\":{\"q9\":2", RSUP_E_SYNTAX,
     RSUP_SAFETY_REVIEW, FAILED},
    {"type: sign\nkind: overdose\nat: [", RSUP_E_SYNTAX, RSUP_SAFETY_URGENT,
     FAILED | RSUP_SIGN_OVERDOSE},
    /* What another device wrote. */
    {"{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"m3k9\",\"events\":["
     "{\"type\":\"sign\",\"kind\":\"overdose\"," AT "}]}",
     RSUP_OK, RSUP_SAFETY_URGENT, RSUP_SIGN_OVERDOSE},
};

static void the_level_is_right_on_every_path(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    rsup_person *const person = load_events(config, "");
    rsup_safety safety;
    memset(&safety, 0xFF, sizeof safety);
    rsup_error err;
    const rsup_status status = append(person, cases[i].text, &safety, &err);
    if (status != cases[i].status || safety.level != cases[i].level ||
        safety.signs != cases[i].signs)
      fail_msg("%s: %s, %s, signs %u: %s", cases[i].text, rsup_status_name(status),
               rsup_safety_level_name(safety.level), safety.signs, err.message);
    rsup_person_free(person);
  }
  rsup_config_free(config);
}

static void an_argument_that_is_missing_asks_for_review(void **state) {
  (void)state;
  rsup_safety safety;
  assert_int_equal(rsup_person_append(NULL, "{}", 2, &safety, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  assert_int_equal(safety.signs, FAILED);
}

/* Each allocation fails once, on a fresh config each time so that questionnaires are compiled anew:
 * the level never falls below what the answers say. */
static void a_lost_allocation_never_lowers_the_level(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t sign;
  } urgent[] = {{PHQ9(",\"q9\":1"), HARM},
                {CHECKIN("\"thoughts_of_self_harm\":true"), HARM},
                {"{\"type\":\"sign\",\"kind\":\"overdose\"," AT "}", RSUP_SIGN_OVERDOSE}};
  size_t points = 0;
  for (size_t i = 0; i < sizeof urgent / sizeof urgent[0]; i++) {
    for (size_t fail = 1;; fail++) {
      vault v;
      rsup_config *const config = vault_config(&v);
      rsup_person *const person = load_events(config, "");
      v.fail_at = v.allocations + fail;
      rsup_safety safety;
      const rsup_status status = append(person, urgent[i].text, &safety, NULL);
      const int reached = v.allocations >= v.fail_at;
      v.fail_at = 0;
      assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
      assert_true(safety.signs & urgent[i].sign);
      assert_int_equal((safety.signs & FAILED) != 0, status != RSUP_OK);
      rsup_person_free(person);
      rsup_config_free(config);
      assert_int_equal(v.live, 0);
      if (!reached) break;
      points++;
    }
  }
  print_message("%zu points\n", points);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_level_is_right_on_every_path),
      cmocka_unit_test(an_argument_that_is_missing_asks_for_review),
      cmocka_unit_test(a_lost_allocation_never_lowers_the_level),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
