/* Views: nothing that is hidden is in them, and what is hidden looks like what was never said. */
#include "consent/pieces.h"

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

#define VIEW_NOW "2025-10-24T10:00Z"
#define TO_CLINIC " [{id: NEVER-k1, grantor: self, to: clinic, purpose: [TREAT, HRESCH, SUPNWK], "
static const asking clinic = {.actor = "clinic", .role = "clinician", .purpose = "TREAT"};
static const char *const names[] = {"all",           "profile",  "facts",         "facts.housing",
                                    "guardians",     "settings", "recovery",      "milestones",
                                    "use",           "setback",  "medication",    "ties",
                                    "ties.details",  "contacts", "attendance",    "activities",
                                    "training",      "checkin",  "checkin.mood",  "checkin.craving",
                                    "checkins_kept", "answers",  "answers.phq-9", "signs",
                                    "plan",          "words",    "link"};
enum { NAMES = sizeof names / sizeof names[0] };

static rsup_person *view_of(const rsup_person *person, asking asked) {
  rsup_consent_question question = {.struct_size = sizeof question,
                                    .now = at(asked.now ? asked.now : VIEW_NOW),
                                    .actor = asked.actor,
                                    .role = asked.role,
                                    .purpose = asked.purpose,
                                    .what = &asked.what,
                                    .what_count = asked.what != NULL};
  rsup_person *view = NULL;
  rsup_error err;
  if (rsup_consent_view(person, &question, &view, &err)) fail_msg("%s", err.message);
  return view;
}

/* All that a record can be asked for, as one text: itself, its changes, its report, its picture. */
static char *all_of(const rsup_person *person) {
  rsup_result *results[4] = {NULL};
  rsup_error err;
  char *const text = calloc(1, 262144);
  assert_non_null(text);
  assert_int_equal(rsup_person_write(person, &results[0], &err), RSUP_OK);
  assert_int_equal(rsup_person_changes_since(person, 0, &results[1], &err), RSUP_OK);
  assert_int_equal(rsup_person_report(person, &results[2], &err), RSUP_OK);
  if (rsup_today(person, at(VIEW_NOW), NULL, &results[3], &err))
    strcat(text, err.message); /* a record of nothing has no zone */
  for (int i = 0; i < 4; i++) {
    const char *json = NULL;
    size_t len = 0;
    if (!results[i]) continue;
    assert_int_equal(rsup_result_json(results[i], &json, &len, &err), RSUP_OK);
    strncat(text, json, 65535);
    rsup_result_free(results[i]);
  }
  return text;
}

static char *all_of_view(const rsup_person *person, asking asked) {
  rsup_person *const view = view_of(person, asked);
  char *const text = all_of(view);
  rsup_person_free(view);
  return text;
}

static char *view_with(int without, const char *consents, asking asked) {
  rsup_person *const person = person_of_pieces(config, without, consents);
  char *const text = all_of_view(person, asked);
  rsup_person_free(person);
  return text;
}

static const char *consent_to(const char *what, const char *more) {
  static char text[512];
  (void)snprintf(text, sizeof text, TO_CLINIC "what: [%s]%s}]", what, more);
  return text;
}

static void expect_without(const char *text, const char *marker) {
  const char *const found = strstr(text, marker);
  if (found) fail_msg("%s is shown: %.60s", marker, found);
}

static int is_opened_by(const piece *one, const char *what) {
  char word[64];
  (void)snprintf(word, sizeof word, " %s ", what);
  return strstr(one->opened_by, word) != NULL;
}

/* ---- what is in a view ----------------------------------------------------------------------- */

static void without_a_consent_there_is_nothing(void **state) {
  (void)state;
  static const char nothing[] =
      "{\"format\":\"recovery-support/person\",\n\"format_version\":1,\n\"id\":\"me\"}\n";
  rsup_person *const person = person_of_pieces(config, -1, " []");
  rsup_person *const view = view_of(person, clinic);
  char *const text = written(view);
  assert_string_equal(text, nothing);
  free(text);
  rsup_person_free(view);
  rsup_person_free(person);
}

static void each_name_opens_its_entries_and_no_others(void **state) {
  (void)state;
  for (int k = 0; k < NAMES; k++) {
    char *const text = view_with(-1, consent_to(names[k], ", sensitivity: [all]"), clinic);
    expect_without(text, "NEVER");
    for (int i = 0; i < piece_count; i++) {
      char marker[64];
      (void)snprintf(marker, sizeof marker, "\"%s\\\"", pieces[i].marker);
      const int there = strstr(text, marker) != NULL, opened = is_opened_by(&pieces[i], names[k]);
      /* Names of targets and ties stand in other entries too. */
      const int referred =
          strncmp(pieces[i].marker, "tie-", 4) == 0 || strcmp(pieces[i].marker, "zq-alcohol") == 0;
      if (there != opened && !(referred && there))
        fail_msg("%s of %s: %d", pieces[i].marker, names[k], there);
    }
    free(text);
  }
}

static void labels_that_are_not_named_stay_hidden(void **state) {
  (void)state;
  for (int k = 0; k < NAMES; k++) {
    char *const text = view_with(-1, consent_to(names[k], ""), clinic); /* no label at all */
    static const char *const labelled[] = {"worker",  "zq-setting", "zq-alcohol", "zq-agent",
                                           "zq-use",  "zq-setback", "zq-answers", "zq-sign",
                                           "zq-plan", "zq-group",   "zq-attended"};
    for (size_t i = 0; i < sizeof labelled / sizeof labelled[0]; i++)
      expect_without(text, labelled[i]);
    free(text);
  }
}

static void ties_show_an_id_and_a_role_unless_they_are_named(void **state) {
  (void)state;
  static const char *const details[] = {"zq-channel", "zq-tag", "0.7919", "supports", "zq-pair"};
  char *const all = view_with(-1, consent_to("all", ", sensitivity: [all]"), clinic);
  char *const named = view_with(-1, consent_to("ties", ""), clinic);
  assert_non_null(strstr(all, "{\\\"id\\\":\\\"tie-dana\\\",\\\"roles\\\":[{"));
  for (size_t i = 0; i < sizeof details / sizeof details[0]; i++) {
    expect_without(all, details[i]);
    assert_non_null(strstr(named, details[i]));
  }
  free(all);
  free(named);
}

static void research_sees_nobody_else_and_nobodys_words(void **state) {
  (void)state;
  const asking research = {.actor = "clinic", .role = "researcher", .purpose = "HRESCH"};
  char *const text =
      view_with(-1, consent_to("all, ties, ties.details", ", sensitivity: [all]"), research);
  assert_non_null(strstr(text, "zq-use"));
  assert_non_null(strstr(text, "zq-activity"));
  expect_without(text, "tie-");
  expect_without(text, "WORDS");
  expect_without(text, "zq-trigger"); /* an open list of choices is words, too */
  free(text);
}

static void a_milestone_is_told_without_its_story(void **state) {
  (void)state;
  static const char *const story[] = {"zq-beer",  "7919",   "zq-payday", "zq-call",   "WORDS",
                                      "zq-agent", "mood\\", "craving\\", "zq-trigger"};
  char *const text = view_with(-1, consent_to("milestones", ", sensitivity: [SUD]"), clinic);
  assert_non_null(strstr(text, "\\\"used\\\":{\\\"zq-alcohol\\\":false}"));
  for (size_t i = 0; i < sizeof story / sizeof story[0]; i++) expect_without(text, story[i]);
  free(text);
}

static void an_accountability_partner_gets_a_summary(void **state) {
  (void)state;
  const asking partner = {.actor = "eli", .role = "accountability_partner", .purpose = "SUPNWK"};
  char *const text = view_with(
      -1, " [{id: k, grantor: self, to: eli, what: all, sensitivity: all, purpose: SUPNWK}]",
      partner);
  assert_non_null(strstr(text, "zq-checkin"));
  assert_non_null(strstr(text, "zq-use"));
  static const char *const more[] = {"mood\\", "zq-contact", "zq-plan", "zq-answers", "zq-beer",
                                     "tie-",   "WORDS",      "NEVER",   "zq-sign"};
  for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) expect_without(text, more[i]);
  free(text);
}

static void a_view_can_be_narrowed(void **state) {
  (void)state;
  asking asked = clinic;
  asked.what = "facts";
  char *const text = view_with(-1, consent_to("all", ", sensitivity: [all]"), asked);
  assert_non_null(strstr(text, "zq-count"));
  expect_without(text, "zq-status");
  free(text);
}

/* ---- hidden is unset ------------------------------------------------------------------------- */

/* Every entry that a consent does not open: the same bytes as if it had never been there. */
static void a_hidden_entry_looks_like_none(void **state) {
  (void)state;
  int compared = 0;
  for (int k = 0; k < NAMES; k++) {
    char *const with = view_with(-1, consent_to(names[k], ", sensitivity: [all]"), clinic);
    for (int i = 0; i < piece_count; i++) {
      /* What the void retracts would come to life without it. */
      if (is_opened_by(&pieces[i], names[k]) || strcmp(pieces[i].marker, "zq-void") == 0) continue;
      char *const without = view_with(i, consent_to(names[k], ", sensitivity: [all]"), clinic);
      if (strcmp(with, without) != 0) fail_msg("%s under %s", pieces[i].marker, names[k]);
      free(without);
      compared++;
    }
    free(with);
  }
  assert_true(compared > 600);
}

typedef struct field {
  const char *what, *with, *without; /* sections of a record */
} field;
static const field fields[] = {
    {"milestones",
     "events: [{type: use_day, id: u, target: a, on: 2025-01-01, amount: 3, unit: drinks, "
     "substance: beer}]",
     "events: [{type: use_day, id: u, target: a, on: 2025-01-01}]"},
    {"checkin.mood",
     "events: [{type: checkin, id: c, form: daily, on: 2025-01-01, answers: {mood: 3, craving: {a: "
     "9}, stress: refused}}]",
     "events: [{type: checkin, id: c, form: daily, on: 2025-01-01, answers: {mood: 3}}]"},
    {"checkins_kept",
     "events: [{type: checkin, id: c, form: daily, on: 2025-01-01, answers: {mood: 3, stress: 1}}]",
     "events: [{type: checkin, id: c, form: daily, on: 2025-01-01, answers: {}}]"},
    {"checkins_kept",
     "events: [{type: excuse, id: c, form: daily, from: 2025-01-01, reason: hospital}]",
     "events: [{type: excuse, id: c, form: daily, from: 2025-01-01}]"},
    {"all", "ties: [{id: dana, roles: [{role: sponsor}], closeness: 0.9, person: u9, tags: [x]}]",
     "ties: [{id: dana, roles: [{role: sponsor}]}]"},
    {"recovery", "targets: [{id: a, goal: {kind: abstain}, medications: [{class: moud}]}]",
     "targets: [{id: a, goal: {kind: abstain}}]"},
    {"activities",
     "events: [{type: activity, id: c, kind: exercise, on: 2025-01-01, with: [dana], device: d}]",
     "events: [{type: activity, id: c, kind: exercise, on: 2025-01-01}]"},
    {"facts",
     "facts: [{id: f, name: housing, value: 1, revision: 2}, {id: f, name: housing, value: 9, "
     "revision: 1}]",
     "facts: [{id: f, name: housing, value: 1, revision: 2}]"},
    {"facts",
     "facts: [{id: f, name: housing, value: 1}, {id: g, name: housing, value: 1, labels: [HIV]}]",
     "facts: [{id: f, name: housing, value: 1}]"},
    {"facts",
     "facts: [{id: f, name: housing, value: 1}, {id: g, name: housing, value: 1, labels: "
     "[UNHEARD]}]",
     "facts: [{id: f, name: housing, value: 1}]"},
    {"facts",
     "facts: [{id: f, name: housing, value: 1}, {id: g, name: housing, value: 1, origin: part2}]",
     "facts: [{id: f, name: housing, value: 1}]"},
};

static void a_hidden_field_looks_like_none(void **state) {
  (void)state;
  static const char consents[] = "\nconsents: [{id: k1, grantor: self, to: clinic, purpose: TREAT, "
                                 "sensitivity: [SUD, PSY], what: [";
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
    char *texts[2];
    for (int k = 0; k < 2; k++) {
      char sections[1024];
      (void)snprintf(sections, sizeof sections, "%s%s%s]}]\n",
                     k ? fields[i].without : fields[i].with, consents, fields[i].what);
      rsup_person *const person = person_with(config, sections);
      texts[k] = all_of_view(person, clinic);
      rsup_person_free(person);
    }
    assert_string_equal(texts[0], texts[1]);
    free(texts[0]);
    free(texts[1]);
  }
}

static void a_silent_revocation_looks_like_no_consent(void **state) {
  (void)state;
  char *const revoked = view_with(
      -1, consent_to("all", ", sensitivity: [all], revoked: 2025-10-01, silent: true"), clinic);
  char *const none = view_with(-1, " []", clinic);
  assert_string_equal(revoked, none);
  free(revoked);
  free(none);
}

/* ---- the person, errors ---------------------------------------------------------------------- */

static void the_person_gets_the_whole_record(void **state) {
  (void)state;
  rsup_person *const person = person_of_pieces(config, -1, consent_to("all", ""));
  rsup_person *const view = view_of(person, (asking){.actor = "self"});
  char *const expected = written(person), *const found = written(view);
  assert_string_equal(found, expected);
  rsup_person_free(person); /* the view stands by itself */
  char *const again = written(view);
  assert_string_equal(again, expected);
  free(expected);
  free(found);
  free(again);
  rsup_person_free(view);
}

static void what_a_host_got_wrong_is_an_error(void **state) {
  (void)state;
  static const struct {
    asking asked;
    rsup_status status;
  } wrong[] = {
      {{.actor = "clinic", .role = "clinician", .purpose = "HLEGAL"}, RSUP_E_CONSENT},
      {{.actor = "self", .purpose = "HLEGAL"}, RSUP_E_CONSENT},
      {{.actor = "clinic", .role = "spy", .purpose = "TREAT"}, RSUP_E_UNKNOWN_NAME},
      {{.actor = "clinic", .role = "clinician", .purpose = "SPY"}, RSUP_E_UNKNOWN_NAME},
      {{.actor = "clinic", .role = "clinician", .purpose = "TREAT", .what = "x"},
       RSUP_E_UNKNOWN_NAME},
      {{.role = "clinician", .purpose = "TREAT"}, RSUP_E_ARGUMENT},
  };
  rsup_person *const person = person_of_pieces(config, -1, " []");
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    const asking *const asked = &wrong[i].asked;
    const rsup_consent_question question = {.struct_size = sizeof question,
                                            .now = at(VIEW_NOW),
                                            .actor = asked->actor,
                                            .role = asked->role,
                                            .purpose = asked->purpose,
                                            .what = &asked->what,
                                            .what_count = asked->what != NULL};
    rsup_person *view = person;
    rsup_error err;
    assert_int_equal(rsup_consent_view(person, &question, &view, &err), wrong[i].status);
    assert_null(view);
    expect_without(err.message, "zq");
    expect_without(err.message, "NEVER");
  }
  rsup_person_free(person);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(without_a_consent_there_is_nothing),
      cmocka_unit_test(each_name_opens_its_entries_and_no_others),
      cmocka_unit_test(labels_that_are_not_named_stay_hidden),
      cmocka_unit_test(ties_show_an_id_and_a_role_unless_they_are_named),
      cmocka_unit_test(research_sees_nobody_else_and_nobodys_words),
      cmocka_unit_test(a_milestone_is_told_without_its_story),
      cmocka_unit_test(an_accountability_partner_gets_a_summary),
      cmocka_unit_test(a_view_can_be_narrowed),
      cmocka_unit_test(a_hidden_entry_looks_like_none),
      cmocka_unit_test(a_hidden_field_looks_like_none),
      cmocka_unit_test(a_silent_revocation_looks_like_no_consent),
      cmocka_unit_test(the_person_gets_the_whole_record),
      cmocka_unit_test(what_a_host_got_wrong_is_an_error),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
