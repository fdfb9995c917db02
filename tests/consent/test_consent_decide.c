/* Decisions that the combinations of the oracle do not reach: reasons, ids, obligations, bad input,
 * denials that can't be read, records without a zone. */
#include "consent/consent_support.h"

static rsup_config *config;

static int open_config(void **state) {
  (void)state;
  rsup_error err;
  return rsup_config_default(NULL, &config, &err);
}
static int close_config(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

#define K1 "id: k1, grantor: self, to: dana, what: [checkin, milestones], sensitivity: [SUD], "
static const asking dana = {
    .actor = "dana", .role = "sponsor", .purpose = "SUPNWK", .what = "checkin"};

static void expect_reason(const char *consents, asking asked, const char *reason) {
  char text[1024];
  (void)snprintf(text, sizeof text, "consents: [%s]\n", consents);
  rsup_person *const person = person_with(config, text);
  assert_string_equal(reason_of(person, asked), reason);
  rsup_person_free(person);
}

/* ---- reasons --------------------------------------------------------------------------------- */

static void the_nearest_consent_gives_the_reason(void **state) {
  (void)state;
  asking asked = dana;
  expect_reason("", asked, "no_consent");
  expect_reason("{" K1 "purpose: SUPNWK}", asked, "consent");
  expect_reason("{" K1 "purpose: TREAT}", asked, "wrong_purpose");
  expect_reason("{" K1 "}", asked, "wrong_purpose"); /* a consent for no purpose is for none */
  expect_reason("{" K1 "purpose: SUPNWK, until: 2026-03-03}", asked, "expired");
  expect_reason("{" K1 "purpose: SUPNWK, from: 2026-03-05}", asked, "not_yet");
  expect_reason("{" K1 "purpose: SUPNWK, revoked: 2026-03-04}", asked, "revoked");
  expect_reason("{" K1 "purpose: SUPNWK, revoked: 2026-03-05}", asked, "consent");
  expect_reason("{" K1 "purpose: SUPNWK, revoked: 2026-03-04, silent: true}", asked, "no_consent");
  asked.label = "PSY";
  expect_reason("{" K1 "purpose: SUPNWK}", asked, "sensitivity_not_covered");
  asked.label = NULL;
  asked.what = "plan";
  expect_reason("{" K1 "purpose: SUPNWK}", asked, "not_covered");
  asked.what = NULL; /* everything */
  expect_reason("{" K1 "purpose: SUPNWK}", asked, "role_template");
}

static void consents_to_others_are_not_spoken_of(void **state) {
  (void)state;
  asking asked = dana;
  asked.actor = "eli";
  asked.role = "friend";
  asked.what = "milestones";
  expect_reason("{" K1 "purpose: SUPNWK}", asked, "no_consent");
}

static void a_silent_end_reads_exactly_like_no_consent(void **state) {
  (void)state;
  static const char *const silent[] = {
      "consents: [{" K1 "purpose: SUPNWK, revoked: 2026-03-01, silent: true}]\n",
      "consents: [{" K1 "purpose: SUPNWK}, {id: n1, grantor: self, to: dana, effect: deny, silent: "
      "true}]\n"};
  rsup_person *const none = person_with(config, "consents: []\n");
  const rsup_decision expected = decide(none, dana);
  for (int i = 0; i < 2; i++) {
    rsup_person *const person = person_with(config, silent[i]);
    const rsup_decision decision = decide(person, dana);
    assert_memory_equal(&decision, &expected, sizeof decision);
    rsup_person_free(person);
  }
  rsup_person_free(none);
}

static void a_denial_wins_and_is_named(void **state) {
  (void)state;
  rsup_person *const person =
      person_with(config, "consents: [{" K1 "purpose: SUPNWK}, {id: n1, grantor: self, to: "
                          "\"role:sponsor\", effect: deny, what: [checkin.craving]}]\n");
  const rsup_decision decision = decide(person, dana); /* all of the check-in: craving too */
  assert_int_equal(decision.permit, 0);
  assert_string_equal(decision.consent_id, "n1");
  asking mood = dana;
  mood.what = "checkin.mood";
  assert_string_equal(reason_of(person, mood), "consent");
  assert_true(decide(person, mood).obligations & RSUP_OBLIGATION_REDACT);
  asking milestones = dana;
  milestones.what = "milestones"; /* an item that reports no use is not what a run rests on */
  assert_string_equal(reason_of(person, milestones), "consent");
  rsup_person_free(person);
}

/* A run told without the days of use that are denied would be a wrong run. */
static void what_is_worked_out_is_denied_with_what_it_rests_on(void **state) {
  (void)state;
  asking asked = dana;
  asked.what = "milestones";
  expect_reason("{" K1 "purpose: SUPNWK}, {id: n1, grantor: self, to: dana, effect: deny, what: "
                "[use]}",
                asked, "denied_by_record");
}

static void a_denied_answer_that_tells_use_takes_milestones_along(void **state) {
  (void)state;
  asking asked = dana;
  asked.what = "milestones";
  expect_reason("{" K1 "purpose: SUPNWK}, {id: n1, grantor: self, to: dana, effect: deny, what: "
                "[checkin.used]}",
                asked, "denied_by_record");
  asked.what = "checkin.mood";
  expect_reason("{" K1 "purpose: SUPNWK}, {id: n1, grantor: self, to: dana, effect: deny, what: "
                "[checkin.used]}",
                asked, "consent");
}

/* Who takes the name of a class is no member of it; a tie that is named "self" is not the person.
 */
static void nobody_gets_in_by_a_name(void **state) {
  (void)state;
  const asking class = {
      .actor = "role:clinician", .role = "friend", .purpose = "SUPNWK", .what = "milestones"};
  expect_reason("{id: k, grantor: self, to: \"role:clinician\", what: all, purpose: SUPNWK}", class,
                "no_consent");
  rsup_person *const person = person_with(config, "ties: [{id: self}, {id: me}]\n");
  static const char *const own[] = {"self", "me"};
  for (int i = 0; i < 2; i++) {
    asking asked = dana;
    asked.actor = own[i];
    assert_string_equal(reason_of(person, asked), "no_consent");
  }
  rsup_person_free(person);
}

static void an_event_that_was_retracted_ends_nothing(void **state) {
  (void)state;
  static const char before[] =
      "events: [{type: training, id: done, kind: mentor, completed: 2026-03-01}";
  static const char after[] = "]\nconsents: [{" K1 "purpose: SUPNWK, until_event: done}]\n";
  static const char *const retractions[] = {"", ", {type: void, id: v, of: done}"};
  for (int i = 0; i < 2; i++) {
    char sections[512];
    (void)snprintf(sections, sizeof sections, "%s%s%s", before, retractions[i], after);
    rsup_person *const person = person_with(config, sections);
    assert_string_equal(reason_of(person, dana), i ? "consent" : "expired");
    rsup_person_free(person);
  }
}

static void the_person_sees_their_own_record(void **state) {
  (void)state;
  rsup_person *const person = person_with(config, "consents: []\n");
  const asking own[] = {{.actor = "self"},
                        {.actor = "me", .purpose = "PATRQT", .label = "PSYTHPN"},
                        {.actor = "self", .purpose = "TREAT", .role = "no-such-role"}};
  for (int i = 0; i < 3; i++) assert_string_equal(reason_of(person, own[i]), "self");
  assert_string_equal(reason_of(person, (asking){.actor = "self", .purpose = "HLEGAL"}),
                      "legal_never");
  rsup_person_free(person);
}

static void an_emergency_follows_consents_and_says_so(void **state) {
  (void)state;
  const asking asked = {.actor = "er-1",
                        .role = "clinician",
                        .purpose = "ETREAT",
                        .what = "medication",
                        .label = "SUD"};
  expect_reason("", asked, "no_break_glass");
  expect_reason("{id: k2, grantor: self, to: \"role:clinician\", what: all, sensitivity: all, "
                "purpose: ETREAT}",
                asked, "emergency");
}

static void notes_of_therapy_have_to_be_named(void **state) {
  (void)state;
  const asking asked = {.actor = "clinic",
                        .role = "clinician",
                        .purpose = "TREAT",
                        .what = "answers",
                        .label = "PSYTHPN"};
  expect_reason("{id: k, grantor: self, to: clinic, what: all, sensitivity: all, purpose: TREAT}",
                asked, "sensitivity_not_covered");
  expect_reason("{id: k, grantor: self, to: clinic, what: all, sensitivity: [PSYTHPN], purpose: "
                "TREAT}",
                asked, "consent");
}

/* ---- guardians, part 2 ----------------------------------------------------------------------- */

static void a_guardian_grants_within_its_span(void **state) {
  (void)state;
  rsup_person *const person =
      person_with(config, "guardians: [{tie: mum, from: 2020-01-01, until: 2026-03-05}]\n"
                          "consents: [{id: k1, grantor: mum, to: dana, what: [checkin], purpose: "
                          "SUPNWK}]\n");
  asking asked = dana;
  assert_string_equal(reason_of(person, asked), "consent"); /* the last day */
  asked.now = "2026-03-05T00:00Z";
  assert_string_equal(reason_of(person, asked), "guardian_over_majority");
  asked.now = "2019-12-31T12:00Z";
  assert_string_equal(reason_of(person, asked), "grantor_not_entitled");
  rsup_person_free(person);
}

#define PART2                                                                                      \
  "id: k1, origin: part2, grantor: self, to: dana, what: [checkin], purpose: SUPNWK, patient: "    \
  "me, "                                                                                           \
  "discloser: Harbour House, right_to_revoke: true, until: 2026-12-31, signature: on-paper, "      \
  "signed_on: 2026-01-01"

static void part2_data_needs_all_nine_elements(void **state) {
  (void)state;
  static const char *const elements[] = {"what: [checkin], ",       "purpose: SUPNWK, ",
                                         "patient: me, ",           "discloser: Harbour House, ",
                                         "right_to_revoke: true, ", "until: 2026-12-31, ",
                                         "signature: on-paper, "};
  asking asked = dana;
  asked.origin = RSUP_ORIGIN_PART2;
  expect_reason("{" PART2 "}", asked, "consent");
  expect_reason("{" K1 "purpose: SUPNWK}", asked, "incomplete_part2");
  for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
    char text[512] = PART2, entry[600];
    char *const found = strstr(text, elements[i]);
    assert_non_null(found);
    memmove(found, found + strlen(elements[i]), strlen(found + strlen(elements[i])) + 1);
    (void)snprintf(entry, sizeof entry, "consents: [{%s}]\n", text);
    rsup_person *const person = person_with(config, entry);
    assert_int_equal(decide(person, asked).permit, 0);
    rsup_person_free(person);
  }
  expect_reason(
      "{id: k1, origin: part2, grantor: self, to: dana, what: [checkin], purpose: SUPNWK, "
      "patient: somebody-else, discloser: Harbour House, right_to_revoke: true, until: "
      "2026-12-31, signature: on-paper, signed_on: 2026-01-01}",
      asked, "incomplete_part2");
  asked.actor = "me2";
  expect_reason("{" PART2 "}", asked, "no_consent");
}

static void a_missing_element_is_named_and_refused_on_append(void **state) {
  (void)state;
  static const char entry[] =
      "{type: consent, id: k9, origin: part2, grantor: self, to: dana, what: [checkin], purpose: "
      "SUPNWK, patient: me, right_to_revoke: true, until: 2026-12-31, signature: s, signed_on: "
      "2026-01-01}";
  rsup_person *const person = person_with(config, "consents: []\n");
  rsup_error err;
  char yaml[512];
  (void)snprintf(yaml, sizeof yaml, "- %s\n", entry);
  assert_int_equal(rsup_person_append(person, yaml, strlen(yaml), NULL, &err), RSUP_E_CONSENT);
  assert_non_null(strstr(err.message, "\"discloser\""));
  rsup_person_free(person);
  char text[700];
  (void)snprintf(text, sizeof text, "consents: [%s]\n", entry);
  rsup_person *const loaded = person_with(config, text);
  rsup_result *report = NULL;
  assert_int_equal(rsup_person_report(loaded, &report, &err), RSUP_OK);
  assert_int_equal(rsup_report_get(report)->problem_count, 1);
  assert_non_null(strstr(rsup_report_get(report)->problems[0]->message, "\"discloser\""));
  rsup_result_free(report);
  rsup_person_free(loaded);
}

/* ---- bad input ------------------------------------------------------------------------------- */

static void names_nobody_knows_are_denied(void **state) {
  (void)state;
  static const char all[] =
      "{id: k, grantor: self, to: dana, what: all, sensitivity: all, purpose: "
      "[SUPNWK, TREAT]}";
  asking asked = dana;
  asked.role = "no-such-role";
  expect_reason(all, asked, "unknown_role");
  asked = dana;
  asked.role = NULL;
  expect_reason(all, asked, "unknown_role");
  asked = dana;
  asked.purpose = "NOPE";
  expect_reason(all, asked, "unknown_purpose");
  asked = dana;
  asked.label = "NOPE";
  expect_reason(all, asked, "unknown_label");
  asked = dana;
  asked.what = "checkins";
  expect_reason(all, asked, "unknown_what");
  asked.what = "use.today";
  expect_reason(all, asked, "unknown_what");
}

static void a_label_nobody_knows_is_refused_on_append(void **state) {
  (void)state;
  static const char *const entries[] = {
      "- {type: use_day, id: u, target: alcohol, on: 2026-01-01, labels: [SECRET]}\n",
      "- {type: consent, id: k, grantor: self, to: dana, what: [checkin], sensitivity: [SECRET]}\n",
      "- {type: consent, id: k, grantor: self, to: dana, what: [checkin], purpose: SECRET}\n",
      "- {type: consent, id: k, grantor: self, to: dana, what: [secret]}\n"};
  rsup_person *const person = person_with(config, "consents: []\n");
  for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
    rsup_error err;
    assert_int_equal(rsup_person_append(person, entries[i], strlen(entries[i]), NULL, &err),
                     RSUP_E_UNKNOWN_NAME);
    assert_null(strstr(err.message, "SECRET"));
    assert_null(strstr(err.message, "secret"));
  }
  rsup_person_free(person);
}

static void a_denial_that_cannot_be_read_denies(void **state) {
  (void)state;
  static const char *const unread[] = {
      "{" K1 "purpose: SUPNWK}, {id: n1, grantor: self, to: dana, effect: deny, until: whenever}",
      "{" K1 "purpose: SUPNWK}, {id: n1, grantor: self, to: dana, effect: forbid}",
      "{" K1 "purpose: SUPNWK}, {id: n1, grantor: self, to: dana, effect: deny, what: [unheard]}",
      "{" K1 "purpose: SUPNWK}, {id: n1, grantor: self, to: dana, effect: deny, purpose: UNHEARD}"};
  for (size_t i = 0; i < sizeof unread / sizeof unread[0]; i++)
    expect_reason(unread[i], dana, "denied_by_record");
  expect_reason("{" K1 "purpose: SUPNWK}, {id: n1, revision: 1, grantor: self, to: dana, effect: "
                "deny, until: whenever}, {id: n1, revision: 2, grantor: self, to: dana, effect: "
                "deny, until: 2026-01-01}",
                dana, "consent"); /* replaced by one that can be read, and is over */
}

static void malformed_questions_are_errors_and_denials(void **state) {
  (void)state;
  rsup_person *const person = person_with(config, "consents: []\n");
  rsup_consent_question question = {.struct_size = sizeof question, .actor = "self"};
  rsup_decision decision;
  rsup_error err;
  memset(&decision, 1, sizeof decision);
  assert_int_equal(rsup_consent_decide(person, NULL, &decision, &err), RSUP_E_ARGUMENT);
  assert_int_equal(decision.permit, 0);
  assert_int_equal(rsup_consent_decide(NULL, &question, &decision, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_consent_decide(person, &question, NULL, &err), RSUP_E_ARGUMENT);
  question.struct_size = 0;
  assert_int_equal(rsup_consent_decide(person, &question, &decision, &err), RSUP_E_ARGUMENT);
  question.struct_size = sizeof question;
  question.now = INT64_MIN;
  assert_int_equal(rsup_consent_decide(person, &question, &decision, NULL), RSUP_E_ARGUMENT);
  question.now = INT64_MAX;
  assert_int_equal(rsup_consent_decide(person, &question, &decision, NULL), RSUP_E_ARGUMENT);
  question.now = 0;
  question.what_count = 1;
  assert_int_equal(rsup_consent_decide(person, &question, &decision, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(decision.permit, 0);
  rsup_person_free(person);
}

/* Without a zone a permit needs the day to be in wherever the person is; a denial, anywhere. */
static void a_record_without_a_zone_gets_the_careful_day(void **state) {
  (void)state;
  static const char text[] =
      "format: recovery-support/person\nformat_version: 1\nid: me\nconsents: [{" K1
      "purpose: SUPNWK, from: 2026-03-04, until: 2026-03-05}, {id: n1, grantor: self, to: eli, "
      "effect: deny, from: 2026-03-05}, {id: k2, grantor: self, to: eli, what: [milestones], "
      "purpose: SUPNWK}]\n";
  rsup_person *const person = load_person(config, text, sizeof text - 1);
  asking asked = dana;
  asked.now = "2026-03-04T06:00Z"; /* the 3rd at UTC-12 */
  assert_string_equal(reason_of(person, asked), "not_yet");
  asked.now = "2026-03-04T13:00Z";
  assert_string_equal(reason_of(person, asked), "consent");
  asked.now = "2026-03-05T11:00Z"; /* the 6th at UTC+14 */
  assert_string_equal(reason_of(person, asked), "expired");
  const asking eli = {.actor = "eli",
                      .role = "friend",
                      .purpose = "SUPNWK",
                      .what = "milestones",
                      .now = "2026-03-04T11:00Z"}; /* the 5th at UTC+14 */
  assert_string_equal(reason_of(person, eli), "denied_by_record");
  rsup_person_free(person);
}

static void a_config_can_not_open_a_record_to_legal_proceedings(void **state) {
  (void)state;
  static const char *const bad[] = {"purpose_templates: [{id: HLEGAL, what: [all]}]\n",
                                    "purpose_templates: [{id: X, what: []}]\n",
                                    "role_templates: [{id: spy, what: [everything]}]\n",
                                    "role_templates: [{id: spy, what: [all], purposes: [SPY]}]\n",
                                    "labels: [{id: use_day, labels: [NICE]}]\n"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    char text[256];
    rsup_config *made = NULL;
    rsup_error err;
    (void)snprintf(text, sizeof text, "format: recovery-support/config\nformat_version: 1\n%s",
                   bad[i]);
    assert_int_equal(rsup_config_load("bad", text, strlen(text), NULL, &made, NULL, &err),
                     RSUP_E_CONFIG);
    assert_int_equal(err.line, 3);
  }
}

static void names_are_complete(void **state) {
  (void)state;
  assert_string_equal(rsup_obligation_name(RSUP_OBLIGATION_NORDSCLCD), "NORDSCLCD");
  assert_null(rsup_obligation_name(3));
  assert_null(rsup_obligation_name(UINT32_MAX));
  assert_null(rsup_consent_reason_name(0));
  assert_string_equal(rsup_origin_name(RSUP_ORIGIN_PART2), "part2");
  assert_string_equal(rsup_confidentiality_name(RSUP_CONFIDENTIALITY_VERY_RESTRICTED), "V");
  for (int32_t i = RSUP_REASON_NO_CONSENT; i <= RSUP_REASON_UNKNOWN_WHAT; i++)
    assert_non_null(rsup_consent_reason_name(i));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_nearest_consent_gives_the_reason),
      cmocka_unit_test(consents_to_others_are_not_spoken_of),
      cmocka_unit_test(a_silent_end_reads_exactly_like_no_consent),
      cmocka_unit_test(a_denial_wins_and_is_named),
      cmocka_unit_test(what_is_worked_out_is_denied_with_what_it_rests_on),
      cmocka_unit_test(a_denied_answer_that_tells_use_takes_milestones_along),
      cmocka_unit_test(nobody_gets_in_by_a_name),
      cmocka_unit_test(an_event_that_was_retracted_ends_nothing),
      cmocka_unit_test(the_person_sees_their_own_record),
      cmocka_unit_test(an_emergency_follows_consents_and_says_so),
      cmocka_unit_test(notes_of_therapy_have_to_be_named),
      cmocka_unit_test(a_guardian_grants_within_its_span),
      cmocka_unit_test(part2_data_needs_all_nine_elements),
      cmocka_unit_test(a_missing_element_is_named_and_refused_on_append),
      cmocka_unit_test(names_nobody_knows_are_denied),
      cmocka_unit_test(a_label_nobody_knows_is_refused_on_append),
      cmocka_unit_test(a_denial_that_cannot_be_read_denies),
      cmocka_unit_test(malformed_questions_are_errors_and_denials),
      cmocka_unit_test(a_record_without_a_zone_gets_the_careful_day),
      cmocka_unit_test(a_config_can_not_open_a_record_to_legal_proceedings),
      cmocka_unit_test(names_are_complete),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
