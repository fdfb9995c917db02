/* Who may be a mentor, and how well each fits: by hand, and for candidates drawn at random. */
#include "alloc/failing.h"
#include "core/cmocka_all.h"
#include "person/person_support.h"
#include "recovery-support.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1772622000000) /* 2026-03-04T11:00Z */
#ifndef CANDIDATES
#define CANDIDATES 2000
#endif

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

static rsup_person *person_of(rsup_config *of, const char *id, const char *rest) {
  char text[4096];
  const int n = snprintf(text, sizeof text,
                         "{\"format\":\"recovery-support/person\",\"format_version\":1,"
                         "\"id\":\"%s\"%s}",
                         id, rest);
  assert_true(n > 0 && (size_t)n < sizeof text);
  return load_text(of, text);
}

/* ---- by hand: one candidate, "c" */

#define UTC ",\"zones\":[{\"zone\":\"Etc/UTC\"}]"
#define SINCE(DAY)                                                                                 \
  ",\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"" DAY "\"}}]"
#define SELF(REST) ",\"self\":{\"capacity\":{\"mentor\":2}" REST "}"
#define TRAINED                                                                                    \
  "{\"type\":\"training\",\"id\":\"t\",\"kind\":\"mentor\",\"completed\":\"2025-06-01\"}"
#define NO_USE(DAY)                                                                                \
  "{\"type\":\"use_day\",\"id\":\"n\",\"target\":\"alcohol\",\"on\":\"" DAY "\",\"amount\":0}"
#define EVENTS(LIST) ",\"events\":[" LIST "]"
#define READY UTC SINCE("2024-01-01") EVENTS(TRAINED "," NO_USE("2026-03-01"))
#define TIE(REST) ",\"ties\":[{\"id\":\"dana\",\"person\":\"c\"" REST "}]"
#define BACK(REST) ",\"ties\":[{\"id\":\"sam\",\"person\":\"s\"" REST "}]"

typedef struct match_case {
  const char *name, *seeker, *candidate;
  const char *expected; /* "offered: id id ...", or "left out: id id ..." */
} match_case;

static const match_case cases[] = {
    {"one calendar year to the day", UTC,
     UTC SINCE("2025-03-04") EVENTS(TRAINED "," NO_USE("2026-03-01")) SELF(""),
     "offered: near_clock room_left experience_not_known language_not_known hours_not_known "
     "mode_not_known"},
    {"one day short of a year", UTC,
     UTC SINCE("2025-03-05") EVENTS(TRAINED "," NO_USE("2026-03-01")) SELF(""),
     "left out: not_stable_for_long_enough"},
    {"the year is over where they live: it is the 5th there", UTC,
     ",\"zones\":[{\"zone\":\"Pacific/Kiritimati\"}]" SINCE("2025-03-05")
         EVENTS(TRAINED "," NO_USE("2026-03-01")) SELF(""),
     "offered: room_left near_clock experience_not_known language_not_known hours_not_known "
     "mode_not_known"},
    {"a setback within the year begins it anew", UTC,
     UTC SINCE("2020-01-01")
         EVENTS(TRAINED "," NO_USE("2026-03-01") ",{\"type\":\"use_day\",\"id\":\"u\",\"target\":"
                                                 "\"alcohol\",\"on\":\"2025-06-01\",\"amount\":2}")
             SELF(""),
     "left out: not_stable_for_long_enough"},
    {"nothing confirmed in the year", UTC, UTC SINCE("2024-01-01") EVENTS(TRAINED) SELF(""),
     "left out: stable_time_not_known"},
    {"no goal to abstain", UTC, UTC EVENTS(TRAINED) SELF(""), "left out: stable_time_not_known"},
    {"no training", UTC, UTC SINCE("2024-01-01") EVENTS(NO_USE("2026-03-01")) SELF(""),
     "left out: training_not_recorded"},
    {"another training", UTC,
     UTC SINCE("2024-01-01") EVENTS(
         NO_USE("2026-03-01") ",{\"type\":\"training\",\"id\":\"t\",\"kind\":\"facilitator\","
                              "\"completed\":\"2025-06-01\"}") SELF(""),
     "left out: training_not_recorded"},
    {"nobody said how many they can take", UTC, READY, "left out: room_not_known"},
    {"capacity for sponsees says nothing of mentees", UTC,
     READY ",\"self\":{\"capacity\":{\"sponsor\":3}}", "left out: room_not_known"},
    {"room for nobody", UTC, READY ",\"self\":{\"capacity\":{\"mentor\":0}}",
     "left out: no_room_for_one_more"},
    {"two taken of two", UTC,
     READY SELF("") ",\"ties\":[{\"id\":\"a\",\"roles\":[{\"role\":\"mentee\"}]},{\"id\":\"b\","
                    "\"roles\":[{\"role\":\"mentee\"}]}]",
     "left out: no_room_for_one_more"},
    {"one of two has ended: 1 * 1/2 + 1", UTC,
     READY SELF("") ",\"ties\":[{\"id\":\"a\",\"roles\":[{\"role\":\"mentee\"}]},{\"id\":\"b\","
                    "\"roles\":[{\"role\":\"mentee\",\"to\":\"2026-01-01\"}]}]",
     "offered: near_clock room_left experience_not_known language_not_known hours_not_known "
     "mode_not_known"},
    {"no zone: no day is known", UTC,
     SINCE("2024-01-01") EVENTS(TRAINED "," NO_USE("2026-03-01")) SELF(""),
     "left out: zone_not_recorded"},
    {"has died", UTC, READY SELF("") ",\"status\":[{\"state\":\"died\",\"from\":\"2026-02-01\"}]",
     "left out: not_active"},
    {"not to be contacted", UTC TIE(",\"do_not_contact\":true"), READY SELF(""),
     "left out: do_not_contact"},
    {"a tie that ended", UTC TIE(",\"status\":[{\"state\":\"ended\",\"from\":\"2025-01-01\"}]"),
     READY SELF(""), "left out: ended"},
    {"the same household", UTC TIE(",\"household\":true"), READY SELF(""),
     "left out: same_household"},
    {"family, also when the role is over",
     UTC TIE(",\"roles\":[{\"role\":\"partner\",\"to\":\"2024-01-01\"}]"), READY SELF(""),
     "left out: family_tie"},
    {"they used together", UTC TIE(",\"former_associate\":true"), READY SELF(""),
     "left out: former_associate"},
    {"uses, and makes use easier", UTC TIE(",\"use\":\"uses\",\"stance\":\"makes_use_easier\""),
     READY SELF(""), "left out: uses makes_use_easier"},
    {"is the mentor already", UTC TIE(",\"roles\":[{\"role\":\"mentor\"}]"), READY SELF(""),
     "left out: mentors_already"},
    {"what their record says of the person is not told", UTC,
     READY SELF("") BACK(",\"former_associate\":true"), "left out: conflict_in_their_record"},
    {"a tie by the candidate's own id", UTC ",\"ties\":[{\"id\":\"c\",\"household\":true}]",
     READY SELF(""), "left out: same_household"},
    {"all that is against it is told", UTC TIE(",\"household\":true"), UTC,
     "left out: same_household stable_time_not_known training_not_recorded room_not_known"},
    {"a tie that does not say what was", UTC TIE(",\"household\":false"), READY SELF(""),
     "offered: near_clock room_left experience_not_known language_not_known hours_not_known "
     "mode_not_known past_not_known"},
    /* 3 * 1/2 of the tags, 2 * 1 language, 2 * 2/4 hours (Tuesday 18 to 22 against 20 to 24), 1
     * mode of one, 1 clock, 1 room */
    {"every term",
     UTC
     ",\"languages\":[\"de\",\"en\"],\"self\":{\"tags\":[\"prison\",\"grief\"],\"modes\":["
     "\"online\"],\"available\":[{\"days\":[\"tuesday\"],\"from\":\"18:00\",\"to\":\"22:00\"}]}",
     READY ",\"languages\":[\"en\"]" SELF(",\"tags\":[\"grief\",\"work\"],\"modes\":[\"online\","
                                          "\"phone\"],\"available\":[{\"days\":["
                                          "\"tuesday\"],\"from\":\"20:00\",\"to\":\"24:00\"}]"),
     "offered: shared_language=2 shared_experience=1.5 shared_hours=1 shared_mode=1 near_clock=1 "
     "room_left=1 score=7.5"},
    /* Tuesday 18 to 22 in Berlin (UTC+1) is 17 to 21 UTC; 12 to 16 in New York (UTC-5) is 17 to 21.
     * Six hours apart: 1 - 360/720. */
    {"hours on two clocks",
     ",\"zones\":[{\"zone\":\"Europe/Berlin\"}],\"self\":{\"available\":[{\"days\":[\"tuesday\"],"
     "\"from\":\"18:00\",\"to\":\"22:00\"}]}",
     READY SELF(",\"available\":[{\"days\":[\"tuesday\"],\"from\":\"12:00\",\"to\":\"16:00\","
                "\"zone\":\"America/New_York\"}]"),
     "offered: shared_hours=2 room_left=1 near_clock=0.9166666666666666 experience_not_known "
     "language_not_known mode_not_known score=3.9166666666666665"},
    /* Saturday 22 to 02 against Sunday 00 to 04: 2 of 4 hours, over the end of the week */
    {"hours over midnight and the week's end",
     UTC
     ",\"self\":{\"available\":[{\"days\":[\"saturday\"],\"from\":\"22:00\",\"to\":\"02:00\"}]}",
     READY SELF(",\"available\":[{\"days\":[\"sunday\"],\"from\":\"00:00\",\"to\":\"04:00\"}]"),
     "offered: shared_hours=1 near_clock=1 room_left=1 experience_not_known language_not_known "
     "mode_not_known score=3"},
    /* The person's own weights: 10 * 1/1 tags, language counts nothing */
    {"own weights go before the config's",
     UTC ",\"languages\":[\"en\"],\"self\":{\"tags\":[\"grief\"],\"match\":{\"experience\":10,"
         "\"language\":0}}",
     READY ",\"languages\":[\"en\"]" SELF(",\"tags\":[\"grief\"]"),
     "offered: shared_experience=10 near_clock=1 room_left=1 hours_not_known mode_not_known "
     "score=12"},
    {"no language in common adds nothing", UTC ",\"languages\":[\"fr\"]",
     READY ",\"languages\":[\"en\"]" SELF(""),
     "offered: near_clock room_left experience_not_known hours_not_known mode_not_known"},
};

static void add(char *text, size_t size, const char *format, ...) {
  const size_t len = strlen(text);
  va_list args;
  va_start(args, format);
  vsnprintf(text + len, size - len, format, args);
  va_end(args);
}

static void tell_reasons(char *text, size_t size, const rsup_reason *const *reasons, size_t count,
                         int numbers) {
  for (size_t i = 0; i < count; i++) {
    add(text, size, " %s", reasons[i]->id);
    if (numbers && !isnan(reasons[i]->number)) add(text, size, "=%.16g", reasons[i]->number);
  }
}

static const uint8_t yes[] = {1};

static void each_case_by_hand(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const match_case *const one = &cases[i];
    rsup_person *const seeker = person_of(config, "s", one->seeker);
    rsup_person *const candidate = person_of(config, "c", one->candidate);
    const rsup_person *const list[] = {candidate};
    const rsup_mentor_match_options options = {.struct_size = sizeof options,
                                               .permits = yes,
                                               .permit_count = 1,
                                               .person_permits = yes,
                                               .person_permit_count = 1,
                                               .tells = yes,
                                               .tell_count = 1};
    const int numbers = strstr(one->expected, "score=") != NULL;
    char told[1024] = "";
    rsup_result *result = NULL;
    rsup_error err;
    if (rsup_person_mentor_match(seeker, list, 1, NOW, &options, &result, &err))
      fail_msg("%s: %s", one->name, err.message);
    const rsup_mentor_match *const match = rsup_mentor_match_get(result);
    assert_int_equal(match->mentor_count + match->left_out_count, 1);
    if (match->mentor_count) {
      add(told, sizeof told, "offered:");
      tell_reasons(told, sizeof told, match->mentors[0]->reasons, match->mentors[0]->reason_count,
                   numbers);
      if (numbers) add(told, sizeof told, " score=%.17g", match->mentors[0]->score);
    } else {
      add(told, sizeof told, "left out:");
      tell_reasons(told, sizeof told, match->left_out[0]->reasons, match->left_out[0]->reason_count,
                   0);
    }
    if (strcmp(told, one->expected) != 0)
      fail_msg("%s:\n  %s\nexpected\n  %s", one->name, told, one->expected);
    rsup_result_free(result);
    rsup_person_free(candidate);
    rsup_person_free(seeker);
  }
  print_message("%d cases\n", (int)(sizeof cases / sizeof cases[0]));
}

/* ---- consents */

typedef struct asked {
  uint8_t permit, person_permit, tell, conflict;
} asked;

static void expect_reasons(const char *candidate, asked a, const char *expected) {
  rsup_person *const seeker = person_of(config, "s", UTC);
  rsup_person *const other = person_of(config, "c", candidate);
  const rsup_person *const list[] = {other};
  const rsup_mentor_match_options options = {.struct_size = sizeof options,
                                             .permits = &a.permit,
                                             .permit_count = 1,
                                             .person_permits = &a.person_permit,
                                             .person_permit_count = 1,
                                             .tells = &a.tell,
                                             .tell_count = 1,
                                             .conflicts = &a.conflict,
                                             .conflict_count = 1};
  char told[256] = "";
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_mentor_match(seeker, list, 1, NOW, &options, &result, NULL),
                   RSUP_OK);
  const rsup_mentor_match *const match = rsup_mentor_match_get(result);
  assert_int_equal(match->mentor_count, 0);
  tell_reasons(told, sizeof told, match->left_out[0]->reasons, match->left_out[0]->reason_count, 0);
  assert_string_equal(told, expected);
  rsup_result_free(result);
  rsup_person_free(other);
  rsup_person_free(seeker);
}

static void without_both_consents_a_record_is_not_read(void **state) {
  (void)state;
  expect_reasons(READY SELF(""), (asked){0, 1, 1, 0}, " no_consent");
  expect_reasons(READY SELF(""), (asked){1, 0, 1, 0}, " no_consent_of_the_person");
  expect_reasons(UTC, (asked){0, 0, 1, 1}, " no_consent no_consent_of_the_person");
}

static void what_their_record_says_is_told_only_where_they_let_it(void **state) {
  (void)state;
  expect_reasons(UTC, (asked){1, 1, 0, 0}, " not_eligible");
  expect_reasons("", (asked){1, 1, 0, 0}, " not_eligible");
  expect_reasons(READY ",\"self\":{\"capacity\":{\"mentor\":0}}", (asked){1, 1, 0, 0},
                 " not_eligible");
  expect_reasons(READY SELF(""), (asked){1, 1, 0, 1}, " declared_conflict");
}

static void nobody_is_their_own_mentor(void **state) {
  (void)state;
  rsup_person *const one = person_of(config, "s", READY SELF(""));
  const rsup_person *const list[] = {one};
  const rsup_mentor_match_options options = {sizeof options, 0, yes,  1, yes, 1,
                                             NULL,           0, NULL, 0, NULL};
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_mentor_match(one, list, 1, NOW, &options, &result, NULL), RSUP_OK);
  const rsup_mentor_match *const match = rsup_mentor_match_get(result);
  assert_int_equal(match->mentor_count, 0);
  assert_string_equal(match->left_out[0]->reasons[0]->id, "oneself");
  rsup_result_free(result);
  rsup_person_free(one);
}

static void a_config_may_ask_for_more_than_a_year_but_not_for_less(void **state) {
  (void)state;
  static const char *const needs[] = {"{id: stable, years: 3}",
                                      "{id: stable, off: true}, {id: training, off: true}",
                                      "{id: capacity}"};
  static const char *const starts[] = {
      READY SELF(""), UTC SINCE("2025-12-01") EVENTS(NO_USE("2026-03-01")) SELF(""),
      UTC SINCE("2025-12-01") EVENTS(NO_USE("2026-03-01")) SELF("")};
  for (size_t i = 0; i < 3; i++) {
    char text[512];
    rsup_config *own = NULL;
    rsup_result *result = NULL;
    rsup_error err;
    snprintf(text, sizeof text,
             "format: recovery-support/config\nformat_version: 1\nrole_rules:\n  - id: mentor\n"
             "    needs: [%s]\n",
             needs[i]);
    if (rsup_config_load("own", text, strlen(text), NULL, &own, NULL, &err))
      fail_msg("%s: %s", err.path, err.message);
    rsup_person *const seeker = person_of(own, "s", UTC), *const other =
                                                              person_of(own, "c", starts[i]);
    const rsup_person *const list[] = {other};
    const rsup_mentor_match_options options = {sizeof options, 0, yes, 1, yes, 1, yes, 1,
                                               NULL,           0, NULL};
    assert_int_equal(rsup_person_mentor_match(seeker, list, 1, NOW, &options, &result, NULL),
                     RSUP_OK);
    const rsup_mentor_match *const match = rsup_mentor_match_get(result);
    assert_int_equal(match->mentor_count, 0);
    assert_string_equal(match->left_out[0]->reasons[0]->id, "not_stable_for_long_enough");
    rsup_result_free(result);
    rsup_person_free(other);
    rsup_person_free(seeker);
    rsup_config_free(own);
  }
}

static void bad_questions_are_refused(void **state) {
  (void)state;
  rsup_person *const seeker = person_of(config, "s", UTC), *const a = person_of(config, "a", UTC),
                     *const same = person_of(config, "a", UTC),
                     *const placeless = person_of(config, "q", "");
  const rsup_person *const one[] = {a}, *const two[] = {a, same}, *const none[] = {NULL};
  static const uint8_t both[] = {1, 1};
  rsup_mentor_match_options o = {sizeof o, 0, both, 1, both, 1, NULL, 0, NULL, 0, NULL};
  rsup_result *result = NULL;
#define ASK(PERSON, LIST, N) rsup_person_mentor_match(PERSON, LIST, N, NOW, &o, &result, NULL)
  assert_int_equal(ASK(NULL, one, 1), RSUP_E_ARGUMENT);
  assert_int_equal(ASK(seeker, NULL, 1), RSUP_E_ARGUMENT);
  assert_int_equal(ASK(seeker, none, 1), RSUP_E_ARGUMENT);
  assert_int_equal(ASK(seeker, two, 2), RSUP_E_ARGUMENT); /* permits for one */
  assert_int_equal(ASK(placeless, one, 1), RSUP_E_TIME);
  o.limit = -1;
  assert_int_equal(ASK(seeker, one, 1), RSUP_E_RANGE);
  o.limit = 0;
  o.permits = NULL;
  assert_int_equal(ASK(seeker, one, 1), RSUP_E_ARGUMENT);
  o.permits = both;
  o.permit_count = o.person_permit_count = 2;
  assert_int_equal(ASK(seeker, two, 2), RSUP_E_ARGUMENT); /* an id twice */
  o.struct_size = 5000;
  assert_int_equal(ASK(seeker, two, 2), RSUP_E_OPTIONS);
  o = (rsup_mentor_match_options){.struct_size = sizeof o};
  assert_int_equal(ASK(seeker, NULL, 0), RSUP_OK); /* nobody asked, nobody found */
  assert_int_equal(rsup_mentor_match_get(result)->mentor_count, 0);
  rsup_result_free(result);
  assert_int_equal(rsup_person_mentor_match(seeker, one, 1, NOW, &o, NULL, NULL), RSUP_E_ARGUMENT);
  rsup_person_free(placeless);
  rsup_person_free(same);
  rsup_person_free(a);
  rsup_person_free(seeker);
}

/* ---- at random */

static uint64_t draw(uint64_t *random, uint64_t below) {
  *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (*random >> 33) % below;
}

/* What was drawn, and so what is right, from the draw alone. */
typedef struct drawn {
  rsup_person *person;
  char id[16];
  uint8_t permit, person_permit, conflict;
  int under_a_year, known, trained, room; /* room INT32_MIN: not said */
} drawn;

static const struct {
  const char *name;
  int hours;
} zones[] = {{"Etc/UTC", 0}, {"Pacific/Kiritimati", 14}, {"Pacific/Honolulu", -10}};

/* Starts from 2025-02-20 on; no 29th of February lies between, so a calendar year has 365 days. */
static void draw_candidate(uint64_t *random, int number, rsup_instant now, drawn *out) {
  const int64_t base = 20139; /* 2025-02-20 */
  const int64_t start = (int64_t)draw(random, 25);
  const size_t zone = draw(random, 3);
  const int64_t today = (now + zones[zone].hours * INT64_C(3600000)) / 86400000;
  const int capacity = (int)draw(random, 4), mentees = (int)draw(random, 3);
  const int used = draw(random, 6) == 0, says = draw(random, 8) != 0;
  char text[3000] = "", day[32];
  out->known = draw(random, 6) != 0;
  out->trained = draw(random, 6) != 0;
  out->permit = draw(random, 5) != 0;
  out->person_permit = draw(random, 8) != 0;
  out->conflict = draw(random, 10) == 0;
  out->room = !says ? INT32_MIN : capacity > mentees ? capacity - mentees : 0;
  out->under_a_year = used || base + start + 365 > today;
  snprintf(out->id, sizeof out->id, "c%d", number);
  snprintf(day, sizeof day, start < 9 ? "2025-02-%02d" : "2025-03-%02d",
           (int)(start < 9 ? 20 + start : start - 8));
  add(text, sizeof text,
      ",\"zones\":[{\"zone\":\"%s\"}],\"targets\":[{\"id\":\"alcohol\",\"goal\":"
      "{\"kind\":\"abstain\",\"from\":\"%s\"}}],\"events\":[",
      zones[zone].name, day);
  if (out->known) add(text, sizeof text, NO_USE("2026-02-27") ",");
  if (out->trained) add(text, sizeof text, TRAINED ",");
  if (used)
    add(text, sizeof text,
        "{\"type\":\"use_day\",\"id\":\"u\",\"target\":\"alcohol\",\"on\":"
        "\"2025-09-%02d\",\"amount\":1},",
        1 + (int)draw(random, 30));
  add(text, sizeof text,
      "{\"type\":\"contact\",\"id\":\"k\",\"tie\":\"m0\",\"at\":"
      "\"2026-01-01T10:00Z\"}],\"ties\":[{\"id\":\"x\"}");
  for (int i = 0; i < mentees; i++)
    add(text, sizeof text, ",{\"id\":\"m%d\",\"roles\":[{\"role\":\"mentee\"}]}", i);
  add(text, sizeof text, "],\"languages\":[\"%s\"],\"self\":{\"tags\":[\"t%d\",\"t%d\"]",
      draw(random, 2) ? "en" : "de", (int)draw(random, 3), 3 + (int)draw(random, 3));
  if (says) add(text, sizeof text, ",\"capacity\":{\"mentor\":%d}", capacity);
  add(text, sizeof text, ",\"available\":[{\"from\":\"%02d:15\",\"to\":\"%02d:40\"}]}",
      (int)draw(random, 24), (int)draw(random, 24));
  out->person = person_of(config, out->id, text);
}

static int may_be(const drawn *one) {
  return one->permit && one->person_permit && !one->conflict && !one->under_a_year && one->known &&
         one->trained && one->room > 0;
}

static void expect_sum(const rsup_mentor *mentor) {
  double sum = 0, before = INFINITY;
  for (size_t i = 0; i < mentor->reason_count; i++) {
    if (isnan(mentor->reasons[i]->number)) continue;
    assert_true(mentor->reasons[i]->number <= before);
    before = mentor->reasons[i]->number;
    sum += mentor->reasons[i]->number;
  }
  assert_true(sum == mentor->score); /* to the bit */
}

enum { BATCH = 40 };
static rsup_result *match_drawn(const rsup_person *seeker, const drawn *const *list,
                                rsup_instant now) {
  const rsup_person *persons[BATCH];
  uint8_t permits[BATCH], own[BATCH], conflicts[BATCH];
  for (size_t i = 0; i < BATCH; i++) {
    persons[i] = list[i]->person;
    permits[i] = list[i]->permit;
    own[i] = list[i]->person_permit;
    conflicts[i] = list[i]->conflict;
  }
  const rsup_mentor_match_options options = {.struct_size = sizeof options,
                                             .permits = permits,
                                             .permit_count = BATCH,
                                             .person_permits = own,
                                             .person_permit_count = BATCH,
                                             .conflicts = conflicts,
                                             .conflict_count = BATCH};
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_person_mentor_match(seeker, persons, BATCH, now, &options, &result, &err))
    fail_msg("%s", err.message);
  return result;
}

static const rsup_mentor *mentor_of(const rsup_mentor_match *match, const char *id) {
  for (size_t i = 0; i < match->mentor_count; i++)
    if (strcmp(match->mentors[i]->person, id) == 0) return match->mentors[i];
  return NULL;
}

static void check_batch(uint64_t *random, const rsup_person *seeker, int first, size_t *offered) {
  const rsup_instant now = NOW + (rsup_instant)draw(random, 86400000) - 43200000;
  drawn people[BATCH];
  const drawn *list[BATCH];
  const char *text, *again;
  for (int i = 0; i < BATCH; i++) {
    draw_candidate(random, first + i, now, &people[i]);
    list[i] = &people[i];
  }
  rsup_result *const result = match_drawn(seeker, list, now);
  const rsup_mentor_match *const match = rsup_mentor_match_get(result);
  assert_int_equal(match->mentor_count + match->left_out_count, BATCH);
  for (size_t i = 0; i < BATCH; i++) {
    const rsup_mentor *const mentor = mentor_of(match, people[i].id);
    if (!mentor != !may_be(&people[i])) fail_msg("%s: offered %d", people[i].id, mentor != NULL);
    if (!mentor) continue;
    expect_sum(mentor);
    assert_int_equal(mentor->capacity_left, people[i].room);
  }
  for (size_t i = 1; i < match->mentor_count; i++)
    assert_true(match->mentors[i - 1]->score >= match->mentors[i]->score);
  *offered += match->mentor_count;
  for (size_t i = BATCH - 1; i > 0; i--) {
    const size_t k = draw(random, i + 1);
    const drawn *const swap = list[i];
    list[i] = list[k];
    list[k] = swap;
  }
  rsup_result *const shuffled = match_drawn(seeker, list, now);
  assert_int_equal(rsup_result_json(result, &text, NULL, NULL), RSUP_OK);
  assert_int_equal(rsup_result_json(shuffled, &again, NULL, NULL), RSUP_OK);
  assert_string_equal(text, again);
  rsup_result_free(shuffled);
  rsup_result_free(result);
  for (size_t i = 0; i < BATCH; i++) rsup_person_free(people[i].person);
}

static void nobody_who_may_not_be_is_ever_offered(void **state) {
  (void)state;
  uint64_t random = 20260304;
  size_t offered = 0;
  rsup_person *const seeker = person_of(
      config, "s",
      ",\"zones\":[{\"zone\":\"Europe/Berlin\"}],\"languages\":[\"de\"],\"self\":{\"tags\":"
      "[\"t0\",\"t4\",\"t5\"],\"available\":[{\"from\":\"17:10\",\"to\":\"01:25\"}],"
      "\"match\":{\"experience\":0.7,\"hours\":1.3,\"zone\":0.1}}");
  for (int i = 0; i < CANDIDATES; i += BATCH) check_batch(&random, seeker, i, &offered);
  assert_true(offered > CANDIDATES / 20);
  print_message("%d of %d candidates offered\n", (int)offered, CANDIDATES);
  rsup_person_free(seeker);
}

static void a_limit_keeps_the_best(void **state) {
  (void)state;
  rsup_person *const seeker = person_of(config, "s", UTC ",\"languages\":[\"en\"]");
  rsup_person *const a = person_of(config, "a", READY SELF(""));
  rsup_person *const b = person_of(config, "b", READY SELF("") ",\"languages\":[\"en\"]");
  rsup_person *const c = person_of(config, "c", READY SELF(""));
  const rsup_person *const list[] = {c, a, b};
  static const uint8_t all[] = {1, 1, 1};
  const rsup_mentor_match_options options = {sizeof options, 2, all,  3, all, 3,
                                             NULL,           0, NULL, 0, NULL};
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_mentor_match(seeker, list, 3, NOW, &options, &result, NULL),
                   RSUP_OK);
  const rsup_mentor_match *const match = rsup_mentor_match_get(result);
  assert_int_equal(match->fitting, 3);
  assert_int_equal(match->mentor_count, 2);
  assert_string_equal(match->mentors[0]->person, "b");
  assert_string_equal(match->mentors[1]->person, "a"); /* as good as c: by id */
  rsup_result_free(result);
  rsup_person_free(c);
  rsup_person_free(b);
  rsup_person_free(a);
  rsup_person_free(seeker);
}

/* ---- memory */

static void every_failed_allocation_is_told(void **state) {
  (void)state;
  rsup_config_options options = {.struct_size = sizeof options, .allocator = failing_allocator()};
  rsup_config *own = NULL;
  assert_int_equal(rsup_config_default(&options, &own, NULL), RSUP_OK);
  rsup_person *const seeker = person_of(own, "s", UTC),
                     *const a = person_of(own, "a", READY SELF("")),
                     *const b = person_of(own, "b", UTC);
  const rsup_person *const list[] = {a, b};
  static const uint8_t both[] = {1, 1};
  const rsup_mentor_match_options given = {sizeof given, 0, both, 2, both, 2,
                                           both,         2, NULL, 0, NULL};
  size_t nth = 1;
  for (;; nth++) {
    rsup_result *result = NULL;
    failing_start(nth, 1);
    const rsup_status status =
        rsup_person_mentor_match(seeker, list, 2, NOW, &given, &result, NULL);
    if (!failing_stop()) {
      assert_int_equal(status, RSUP_OK);
      rsup_result_free(result);
      break;
    }
    assert_int_equal(status, RSUP_E_MEMORY);
    assert_null(result);
  }
  assert_true(nth > 3);
  print_message("%d failed allocations\n", (int)nth - 1);
  rsup_person_free(b);
  rsup_person_free(a);
  rsup_person_free(seeker);
  rsup_config_free(own);
  assert_int_equal(failing_live(), 0);
  assert_int_equal(failing_unclean(), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_case_by_hand),
      cmocka_unit_test(without_both_consents_a_record_is_not_read),
      cmocka_unit_test(what_their_record_says_is_told_only_where_they_let_it),
      cmocka_unit_test(nobody_is_their_own_mentor),
      cmocka_unit_test(a_config_may_ask_for_more_than_a_year_but_not_for_less),
      cmocka_unit_test(bad_questions_are_refused),
      cmocka_unit_test(nobody_who_may_not_be_is_ever_offered),
      cmocka_unit_test(a_limit_keeps_the_best),
      cmocka_unit_test(every_failed_allocation_is_told),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
