/* A questionnaire of a record over time. Expected values are hand arithmetic, shown beside them. */
#include "person/person_support.h"
#include "recovery-support.h"
#include <math.h>

#define NOW "2025-06-01T12:00Z"
#define PHQ9(ID, WHEN, ANSWERS) ANSWERED(ID, "phq-9", WHEN, ANSWERS)
#define ANSWERED(ID, WHAT, WHEN, ANSWERS)                                                          \
  "{\"type\":\"answers\",\"id\":\"" ID "\",\"instrument\":\"" WHAT "\"," WHEN                      \
  ",\"answers\":{" ANSWERS "}}"
#define FIRST_SIX(A) "\"q1\":" A ",\"q2\":" A ",\"q3\":" A ",\"q4\":" A ",\"q5\":" A ",\"q6\":" A
#define ALL(A) FIRST_SIX(A) ",\"q7\":" A ",\"q8\":" A ",\"q9\":" A

/* 18 on day 0, 9 on day 30, 12 on day 60; two that are compared with nothing; one of six
 * answers, which are too few. */
static const char year[] = PHQ9("a", "\"at\":\"2025-01-01T20:00Z\"", ALL("2")) "," /* 9 * 2 */
    PHQ9("b", "\"on\":\"2025-01-31\"", ALL("1")) ","                               /* 9 * 1 */
    PHQ9("c", "\"on\":\"2025-02-10\",\"scoring_revision\":2", ALL("3")) ","        /* of another */
    PHQ9("d", "\"on\":\"2025-02\"", ALL("3")) ","                                  /* of a month */
    PHQ9("e", "\"on\":\"2025-03-02\"", FIRST_SIX("2") ",\"q7\":0,\"q8\":0,\"q9\":0") "," /* 6 * 2 */
    PHQ9("f", "\"on\":\"2025-04-01\"", FIRST_SIX("1")) ","          /* 3 missing */
    ANSWERED("g", "gad-7", "\"on\":\"2025-03-02\"", "\"q1\":3") "," /* not asked for */
    PHQ9("h", "\"at\":\"2025-06-01T13:00Z\"", ALL("3"));            /* ahead */

typedef struct asking {
  const char *instrument, *from, *until, *score, *profile, *known_at;
  const double *reliability, *sd;
} asking;

static rsup_status try_scores(const rsup_person *person, asking a, rsup_result **out,
                              rsup_error *err) {
  const rsup_instant known = a.known_at ? instant(a.known_at) : 0;
  const rsup_scores_options options = {.struct_size = sizeof options,
                                       .score = a.score,
                                       .profile = a.profile,
                                       .reliability = a.reliability,
                                       .sd = a.sd,
                                       .known_at = a.known_at ? &known : NULL};
  return rsup_person_scores(person, a.instrument ? a.instrument : "phq-9",
                            a.from ? day(a.from) : INT32_MIN, a.until ? day(a.until) : INT32_MIN,
                            instant(NOW), &options, out, err);
}

static const rsup_scores *scores(const rsup_person *person, asking a, rsup_result **out) {
  rsup_error err;
  if (try_scores(person, a, out, &err)) fail_msg("%s", err.message);
  return rsup_scores_get(*out);
}

static void every_set_of_answers_is_listed_in_order(void **state) {
  (void)state;
  static const struct {
    const char *event, *left_out, *band, *reason;
    double value, since_first, since_previous, since_best;
  } expected[] = {
      {"a", NULL, "moderately-severe", NULL, 18, NAN, NAN, NAN},
      {"b", NULL, "mild", NULL, 9, 9 - 18, 9 - 18, 9 - 18},
      {"d", "day_unknown", "severe", NULL, 27, NAN, NAN, NAN}, /* from 1 February on */
      {"c", "other_revision", NULL, NULL, NAN, NAN, NAN, NAN},
      {"e", NULL, "moderate", NULL, 12, 12 - 18, 12 - 9, 12 - 9},
      {"f", NULL, NULL, "too_many_missing", NAN, NAN, NAN, NAN},
  };
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, year);
  rsup_result *result;
  const rsup_scores *const all = scores(person, (asking){0}, &result);
  assert_string_equal(all->instrument, "phq-9");
  assert_int_equal(all->from, day("2025-01-01"));
  assert_int_equal(all->until, day("2025-06-02"));
  assert_non_null(all->notice);
  assert_int_equal(all->answer_count, 6);
  for (size_t i = 0; i < 6; i++) {
    const rsup_scored_answers *const one = all->answers[i];
    const double values[] = {one->score ? one->score->value : (double)NAN, one->since_first,
                             one->since_previous, one->since_best};
    const double wanted[] = {expected[i].value, expected[i].since_first, expected[i].since_previous,
                             expected[i].since_best};
    assert_string_equal(one->event, expected[i].event);
    for (size_t k = 0; k < 4; k++)
      assert_true(isnan(wanted[k]) ? isnan(values[k]) : values[k] == wanted[k]);
    assert_true(!one->left_out == !expected[i].left_out);
    if (one->left_out) assert_string_equal(one->left_out, expected[i].left_out);
    if (expected[i].band) assert_string_equal(one->score->band, expected[i].band);
    if (expected[i].reason) assert_string_equal(one->score->reason, expected[i].reason);
  }
  assert_int_equal(all->answers[0]->at, instant("2025-01-01T20:00Z"));
  assert_int_equal(all->answers[1]->at, INT64_MIN);
  assert_int_equal(all->answers[3]->scoring_revision, 2);
  assert_null(all->answers[3]->score);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
  assert_int_equal(v.not_wiped, 0);
}

static void the_trend_is_of_what_is_comparable(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, year);
  rsup_result *result;
  const rsup_trend *const trend = scores(person, (asking){0}, &result)->trend;
  assert_int_equal(trend->n, 3);
  assert_int_equal(trend->unscored, 1);
  assert_int_equal(trend->other_revision, 1);
  assert_int_equal(trend->point_count, 4);
  assert_true(trend->mean == 13); /* (18 + 9 + 12) / 3 */
  assert_true(trend->min == 9 && trend->max == 18);
  assert_true(trend->first == 18 && trend->last == 12 && trend->change == -6);
  /* Days -30, 0, 30 around the middle: (-30 * 5 + 30 * -1) / (2 * 900) = -0.1 a day. */
  assert_true(fabs(trend->slope_per_30_days + 3) < 1e-12);
  assert_string_equal(trend->towards, "better");
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void the_last_stands_beside_the_first_the_previous_and_the_best(void **state) {
  (void)state;
  const double reliability = 0.75, sd = 4;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config,
      ANSWERED("a", "gad-7", "\"on\":\"2025-01-01\"", FIRST_SIX("2") ",\"q7\":0") "," /* 12 */
      ANSWERED("b", "gad-7", "\"on\":\"2025-02-01\"", FIRST_SIX("0") ",\"q7\":2") "," /* 2 */
      ANSWERED("c", "gad-7", "\"on\":\"2025-03-01\"", FIRST_SIX("0") ",\"q7\":2") "," /* 2 */
      ANSWERED("d", "gad-7", "\"on\":\"2025-04-01\"", FIRST_SIX("1") ",\"q7\":3") "," /* 9 */
      ANSWERED("e", "gad-7", "\"on\":\"2025-05-01\"", FIRST_SIX("1") ",\"q7\":1"));   /* 7 */
  rsup_result *result;
  const rsup_scores *const all = scores(
      person, (asking){.instrument = "gad-7", .reliability = &reliability, .sd = &sd}, &result);
  const rsup_score_since *const first = all->since_first, *const previous = all->since_previous,
                                *const best = all->since_best;
  assert_string_equal(first->event, "a");
  assert_int_equal(first->on, day("2025-01-01"));
  assert_true(first->change->before == 12 && first->change->after == 7);
  assert_true(first->change->change == -5);
  assert_string_equal(first->change->towards, "better");
  assert_int_equal(first->change->threshold_count, 2);    /* the one from memory is left out */
  assert_true(first->change->thresholds[0]->amount == 4); /* Toussaint 2020 */
  assert_int_equal(first->change->thresholds[0]->met, 1); /* 5 >= 4 */
  assert_int_equal(first->change->thresholds[1]->met, 1); /* 5 of 12 >= 26.8 % */
  /* S_E = 4 * sqrt(0.25) = 2, S_diff = sqrt(8): -5 / sqrt(8) = -1.77, within 1.96 */
  assert_true(fabs(first->change->reliable_index + 5 / sqrt(8)) < 1e-15);
  assert_int_equal(first->change->reliable, 0);
  assert_string_equal(previous->event, "d");
  assert_true(previous->change->change == -2);
  assert_int_equal(previous->change->thresholds[0]->met, 0);
  assert_int_equal(previous->change->thresholds[1]->met, 0); /* 2 of 9: 22.2 % */
  assert_string_equal(best->event, "b");                     /* of 2 and 2 the earlier */
  assert_true(best->change->change == 5);
  assert_string_equal(best->change->towards, "worse");
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* BARC-10 from 10 to 60: the most is the best. */
static void where_higher_is_better_the_most_is_the_best(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
#define BARC(ID, WHEN, A) ANSWERED(ID, "barc-10", "\"on\":\"" WHEN "\"", ALL(A) ",\"q10\":" A)
  rsup_person *const person =
      load_events(config, BARC("a", "2025-01-01", "2") "," BARC("b", "2025-02-01", "5") "," BARC(
                              "c", "2025-03-01", "4"));
  rsup_result *result;
  const rsup_scores *const all = scores(person, (asking){.instrument = "barc-10"}, &result);
  assert_string_equal(all->since_best->event, "b");
  assert_true(all->since_best->change->change == -10); /* 40 - 50 */
  assert_true(all->since_first->change->change == 20); /* 40 - 20 */
  assert_string_equal(all->since_first->change->towards, "better");
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_score_that_is_rules_has_words_and_no_best(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, year);
  rsup_result *result;
  const rsup_scores *const all = scores(person, (asking){.score = "syndrome"}, &result);
  assert_string_equal(all->answers[0]->score->rule_value, "major"); /* all of it, more than half */
  assert_string_equal(all->since_first->change->value_before, "major");
  assert_string_equal(all->since_first->change->reason, "rules");
  assert_null(all->since_best);
  assert_int_equal(all->trend->n, 0);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_profile_counts_gaps_in_its_way(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, year);
  rsup_result *result;
  const rsup_scores *const all = scores(person, (asking){.profile = "va_zero"}, &result);
  assert_string_equal(all->profile, "va_zero");
  assert_true(all->answers[5]->score->value == 6); /* six of 1, three gaps of zero */
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_window_takes_the_answers_within_it(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, year);
  rsup_result *result;
  const rsup_scores *all =
      scores(person, (asking){.from = "2025-01-31", .until = "2025-02-20"}, &result);
  assert_int_equal(all->answer_count, 2); /* b and c: the month is not within it */
  assert_int_equal(all->from, day("2025-01-31"));
  assert_int_equal(all->until, day("2025-02-20"));
  assert_null(all->since_first);
  assert_true(isnan(all->trend->change));
  rsup_result_free(result);
  all = scores(person, (asking){.from = "2025-05-01", .until = "2030-01-01"}, &result);
  assert_int_equal(all->answer_count, 0);
  assert_int_equal(all->until, day("2025-06-02")); /* not beyond today */
  assert_int_equal(all->trend->n, 0);
  rsup_result_free(result);
  all = scores(person, (asking){.instrument = "phq-2"}, &result); /* never filled in */
  assert_int_equal(all->from, INT32_MIN);
  assert_int_equal(all->answer_count, 0);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void what_was_learned_later_does_not_count(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, year);
  rsup_result *result;
  append_fine(person,
              PHQ9("i", "\"on\":\"2025-01-15\",\"recorded_at\":\"2025-05-01T00:00Z\"", ALL("3")));
  append_fine(person, "{\"type\":\"void\",\"id\":\"v\",\"of\":\"b\",\"recorded_at\":"
                      "\"2025-05-01T00:00Z\"}");
  const rsup_scores *all = scores(person, (asking){.known_at = "2025-04-15T00:00Z"}, &result);
  assert_string_equal(all->answers[1]->event, "b");
  rsup_result_free(result);
  all = scores(person, (asking){0}, &result);
  assert_string_equal(all->answers[1]->event, "i");
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void nothing_is_told_without_a_consent(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, year);
  rsup_person *view = NULL;
  rsup_result *result;
  const rsup_consent_question question = {.struct_size = sizeof question,
                                          .now = instant(NOW),
                                          .actor = "clinic",
                                          .role = "clinician",
                                          .purpose = "TREAT"};
#define CONSENT(ID, WHAT)                                                                          \
  "{\"type\":\"consent\",\"id\":\"" ID "\",\"grantor\":\"self\",\"to\":\"clinic\","                \
  "\"purpose\":[\"TREAT\"],\"sensitivity\":[\"all\"],\"what\":[\"profile\",\"" WHAT "\"]}"
  append_fine(person, CONSENT("k", "answers.gad-7"));
  assert_int_equal(rsup_consent_view(person, &question, &view, NULL), RSUP_OK);
  assert_int_equal(scores(view, (asking){0}, &result)->answer_count, 0);
  rsup_result_free(result);
  assert_int_equal(scores(view, (asking){.instrument = "gad-7"}, &result)->answer_count, 1);
  rsup_result_free(result);
  rsup_person_free(view);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void what_can_not_be_asked_is_refused(void **state) {
  (void)state;
  const double one = 1, four = 4, half = 0.5;
  const struct {
    asking a;
    rsup_status status;
  } cases[] = {
      {{.instrument = "phq-10"}, RSUP_E_UNKNOWN_NAME},
      {{.score = "totals"}, RSUP_E_UNKNOWN_NAME},
      {{.instrument = "phq-2", .profile = "zero"}, RSUP_E_UNKNOWN_NAME},
      {{.from = "2025-02-01", .until = "2025-01-01"}, RSUP_E_RANGE},
      {{.reliability = &one, .sd = &four}, RSUP_E_RANGE},
      {{.reliability = &half}, RSUP_E_ARGUMENT},
  };
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, year);
  rsup_result *result;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    rsup_error err;
    assert_int_equal(try_scores(person, cases[i].a, &result, &err), cases[i].status);
    assert_null(result);
  }
  const rsup_scores_options odd = {.struct_size = sizeof odd, .reserved = 1};
  assert_int_equal(
      rsup_person_scores(person, "phq-9", INT32_MIN, INT32_MIN, instant(NOW), &odd, &result, NULL),
      RSUP_E_OPTIONS);
  assert_int_equal(
      rsup_person_scores(NULL, "phq-9", INT32_MIN, INT32_MIN, instant(NOW), NULL, &result, NULL),
      RSUP_E_ARGUMENT);
  assert_int_equal(
      rsup_person_scores(person, NULL, INT32_MIN, INT32_MIN, instant(NOW), NULL, &result, NULL),
      RSUP_E_ARGUMENT);
  assert_null(rsup_scores_get(NULL));
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_set_of_answers_is_listed_in_order),
      cmocka_unit_test(the_trend_is_of_what_is_comparable),
      cmocka_unit_test(the_last_stands_beside_the_first_the_previous_and_the_best),
      cmocka_unit_test(where_higher_is_better_the_most_is_the_best),
      cmocka_unit_test(a_score_that_is_rules_has_words_and_no_best),
      cmocka_unit_test(a_profile_counts_gaps_in_its_way),
      cmocka_unit_test(a_window_takes_the_answers_within_it),
      cmocka_unit_test(what_was_learned_later_does_not_count),
      cmocka_unit_test(nothing_is_told_without_a_consent),
      cmocka_unit_test(what_can_not_be_asked_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
