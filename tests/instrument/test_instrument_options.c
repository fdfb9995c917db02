/* Context, profiles, values without a document, single answers in any order, and what a definition
 * says. Expected values are hand arithmetic. */
#include "../core/watched_allocator.h"
#include "instrument_support.h"
#include <math.h>

static rsup_result *score_with(const rsup_instrument *instrument, const char *answers,
                               const char *sex, const char *profile) {
  const rsup_context_entry entry = {"sex", sex};
  rsup_score_options options = {.struct_size = sizeof options, .profile = profile};
  rsup_result *result = NULL;
  rsup_error err;
  char text[512];
  const size_t len = as_yaml(answers, text);
  options.context = &entry;
  options.context_count = sex != NULL;
  if (rsup_instrument_score(instrument, text, len, &options, NULL, &result, &err))
    fail_msg("%s %s", err.path, err.message);
  return result;
}

static void a_cut_off_follows_the_sex_and_is_cautious_without_it(void **state) {
  (void)state;
  static const struct {
    const char *sex;
    size_t reached, cautious;
  } cases[] = {{"female", 1, 0}, {"male", 0, 0}, {NULL, 1, 1}};
  rsup_instrument *const audit_c = test_instrument("audit-c");
  for (size_t i = 0; i < 3; i++) {
    rsup_result *const result = score_with(audit_c, "[1, 1, 1]", cases[i].sex, NULL);
    const rsup_score *const total = score_named(result, "total"); /* 3: F from 3, M from 4 */
    assert_int_equal(total->cutoff_count, cases[i].reached);
    assert_int_equal(total->cautious_count, cases[i].cautious);
    rsup_result_free(result);
  }
  rsup_instrument_free(audit_c);
}

static void a_profile_is_recorded_and_counts_a_gap_as_it_says(void **state) {
  (void)state;
  rsup_instrument *const bam = test_instrument("bam");
  rsup_result *plain = score_with(bam, "{q4: 2, q5: 1}", NULL, NULL);
  rsup_result *va = score_with(bam, "{q4: 2, q5: 1}", NULL, "va_zero");
  assert_null(rsup_assessment_get(plain)->profile);
  assert_string_equal(score_named(plain, "use")->reason, "too_many_missing");
  assert_string_equal(rsup_assessment_get(va)->profile, "va_zero");
  assert_true(score_named(va, "use")->value == 3.0);  /* 2 + 1 + 0 */
  assert_true(score_named(va, "risk")->value == 0.0); /* VistA adds nothing for six gaps */
  assert_true(score_named(va, "use")->low == 3.0 && score_named(va, "use")->high == 7.0);
  rsup_result_free(plain);
  rsup_result_free(va);
  rsup_instrument_free(bam);
}

static void an_unchecked_cut_off_is_never_judged(void **state) {
  (void)state;
  static const char *const ids[] = {"gad-2", "ucla-3"};
  static const char *const answers[] = {"[3, 3]", "[3, 3, 3]"};
  for (size_t i = 0; i < 2; i++) {
    rsup_instrument *const instrument = test_instrument(ids[i]);
    rsup_result *const result = test_score(instrument, answers[i], NULL);
    assert_int_equal(score_named(result, "total")->cutoff_count, 0);
    rsup_result_free(result);
    rsup_instrument_free(instrument);
  }
}

static void wrong_options_are_refused(void **state) {
  (void)state;
  rsup_instrument *const bam = test_instrument("bam");
  rsup_result *result = NULL;
  rsup_score_options options = {.struct_size = sizeof options, .profile = "va-zero"};
  assert_int_equal(rsup_instrument_score(bam, "{}", 2, &options, NULL, &result, NULL),
                   RSUP_E_UNKNOWN_NAME);
  options.profile = NULL;
  options.context_count = 1;
  assert_int_equal(rsup_instrument_score(bam, "{}", 2, &options, NULL, &result, NULL),
                   RSUP_E_ARGUMENT);
  options.context_count = 17;
  assert_int_equal(rsup_instrument_score(bam, "{}", 2, &options, NULL, &result, NULL),
                   RSUP_E_LIMIT);
  options.struct_size = 0;
  assert_int_equal(rsup_instrument_score(bam, "{}", 2, &options, NULL, &result, NULL),
                   RSUP_E_ARGUMENT);
  assert_null(result);
  rsup_instrument_free(bam);
}

static void values_are_scored_as_the_document_is(void **state) {
  (void)state;
  static const int32_t values[] = {2, 2, 1, INT32_MIN, 2, 1, 1, 0, 1};
  rsup_instrument *const phq9 = test_instrument("phq-9");
  rsup_result *a = test_score(phq9, "[2, 2, 1, null, 2, 1, 1, 0, 1]", NULL), *b = NULL;
  rsup_safety safety;
  const char *first, *second;
  assert_int_equal(rsup_instrument_score_values(phq9, values, 9, NULL, &safety, &b, NULL), RSUP_OK);
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  assert_int_equal(rsup_result_json(a, &first, NULL, NULL), RSUP_OK);
  assert_int_equal(rsup_result_json(b, &second, NULL, NULL), RSUP_OK);
  assert_string_equal(first, second);
  rsup_result_free(a);
  rsup_result_free(b);
  rsup_instrument_free(phq9);
}

static void refused_values_still_tell_the_safety_item(void **state) {
  (void)state;
  static const int32_t values[] = {9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0};
  rsup_instrument *const phq9 = test_instrument("phq-9");
  rsup_result *result = NULL;
  rsup_safety safety;
  rsup_error err;
  assert_int_equal(rsup_instrument_score_values(phq9, values, 9, NULL, &safety, &result, &err),
                   RSUP_E_RANGE);
  assert_string_equal(err.path, "q1");
  assert_int_equal(safety.level, RSUP_SAFETY_URGENT);
  assert_int_equal(rsup_instrument_score_values(phq9, values + 1, 11, NULL, NULL, &result, &err),
                   RSUP_E_SCHEMA);
  assert_int_equal(rsup_instrument_score_values(phq9, NULL, 1, NULL, &safety, &result, &err),
                   RSUP_E_ARGUMENT);
  assert_null(result);
  rsup_instrument_free(phq9);
}

static void the_items_still_open_are_listed(void **state) {
  (void)state;
  rsup_instrument *const audit = test_instrument("audit");
  rsup_result *const result = test_score(audit, "{q1: 0, q10: 0}", NULL); /* q2-q8 are skipped */
  const rsup_assessment *const a = rsup_assessment_get(result);
  assert_int_equal(a->unanswered_count, 1);
  assert_string_equal(a->unanswered[0], "q9");
  rsup_result_free(result);
  rsup_instrument_free(audit);
}

/* ---- the floor, one answer at a time */

/* All orders of four answers, by Heap's algorithm: the level after the last is the same. */
static void enter_in_order(const rsup_instrument *phq9, const int *order, int32_t last) {
  static const char *const items[] = {"q1", "q8", "q9", "q10"};
  const int32_t values[] = {3, INT32_MIN, last, 0};
  rsup_safety safety = {0};
  int seen = 0;
  for (int i = 0; i < 4; i++) {
    rsup_instrument_check_answer(phq9, items[order[i]], values[order[i]], &safety);
    seen |= order[i] == 2;
    assert_int_equal(safety.level, !seen || last == 0  ? RSUP_SAFETY_NONE_REPORTED
                                   : last == INT32_MIN ? RSUP_SAFETY_REVIEW
                                                       : RSUP_SAFETY_URGENT);
  }
}

static void an_answer_tells_its_safety_in_every_order_of_arrival(void **state) {
  (void)state;
  static const int32_t answers[] = {0, 1, 2, 3, 7, INT32_MIN};
  rsup_instrument *const phq9 = test_instrument("phq-9");
  int count = 0;
  for (int code = 0; code < 256; code++) {
    const int order[4] = {code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6};
    if ((1 << order[0] | 1 << order[1] | 1 << order[2] | 1 << order[3]) != 15) continue;
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
      enter_in_order(phq9, order, answers[i]);
    count++;
  }
  assert_int_equal(count, 24); /* 4! */
  rsup_instrument_free(phq9);
}

static void what_is_no_item_asks_for_review(void **state) {
  (void)state;
  rsup_instrument *const phq9 = test_instrument("phq-9");
  rsup_safety safety = {0};
  rsup_instrument_check_answer(phq9, "q99", 1, &safety);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  safety = (rsup_safety){0};
  rsup_instrument_check_answer(NULL, NULL, 1, &safety);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  rsup_instrument_check_answer(phq9, "q9", 1, NULL);
  rsup_instrument_free(phq9);
}

static void the_alert_survives_every_failed_allocation_in_every_call(void **state) {
  (void)state;
  static const int32_t values[] = {2, 2, 1, INT32_MIN, 2, 1, 1, 0, 1, 1};
  watched watch = {0};
  const rsup_allocator allocator = watched_allocator(&watch);
  rsup_config_options options = {.struct_size = sizeof options, .allocator = &allocator};
  rsup_config *config = NULL;
  rsup_instrument *phq9 = NULL;
  rsup_status status = RSUP_E_MEMORY;
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  assert_int_equal(rsup_instrument_builtin(config, "phq-9", &phq9, NULL), RSUP_OK);
  size_t point = 0;
  while (status) {
    const size_t live = watch.live, made = watch.allocations;
    rsup_safety one = {0}, all;
    rsup_result *result = NULL;
    rsup_instrument_check_answer(phq9, "q9", 1, &one);
    assert_int_equal(watch.allocations, made);
    assert_int_equal(one.level, RSUP_SAFETY_URGENT);
    watch.fail_at = watch.allocations + ++point;
    status = rsup_instrument_score_values(phq9, values, 10, NULL, &all, &result, NULL);
    watch.fail_at = 0;
    assert_int_equal(all.level, RSUP_SAFETY_URGENT);
    assert_true(all.signs & RSUP_SIGN_SELF_HARM_ANSWER);
    rsup_result_free(result);
    assert_int_equal(watch.live, live);
  }
  assert_true(point > 2);
  rsup_instrument_free(phq9);
  rsup_config_free(config);
  assert_int_equal(watch.live, 0);
}

/* ---- what a definition says */

static void a_definition_tells_its_licence_codes_and_numbers(void **state) {
  (void)state;
  rsup_instrument *const phq9 = test_instrument("phq-9");
  rsup_result *result = NULL;
  assert_int_equal(rsup_instrument_describe(phq9, &result, NULL), RSUP_OK);
  rsup_instrument_free(phq9); /* the result holds it */
  const rsup_instrument_info *const info = rsup_instrument_info_get(result);
  assert_string_equal(info->id, "phq-9");
  assert_string_equal(info->recall, "2 wk");
  assert_string_equal(info->licence->status, "no_permission_needed");
  assert_int_equal(info->licence->ship_text, 0);
  assert_int_equal(info->licence->verified_at_source, 0);
  assert_true(info->licence->basis_count >= 1);
  assert_int_equal(info->item_count, 10);
  assert_string_equal(info->items[8]->loinc, "44260-8");
  assert_int_equal(info->items[8]->safety, 1);
  assert_int_equal(info->items[9]->always_asked, 0);
  assert_string_equal(info->codes[0]->code, "44249-1");
  assert_int_equal(info->codes[0]->verified, 1);
  assert_int_equal(info->items[8]->loinc_verified, 1); /* read in US Core's questionnaire */
  assert_string_equal(info->scores[0]->codes[0]->sources[0], "HL7/US-Core");
  assert_int_equal(info->scores[0]->codes[1]->verified, 0); /* SNOMED: no source is noted */
  assert_true(info->scores[0]->low == 0 && info->scores[0]->high == 27);
  assert_int_equal(info->scores[0]->band_count, 5);
  assert_int_equal(info->scores[0]->thresholds[0]->active, 0); /* from memory */
  assert_string_equal(info->profiles[0], "va_zero");
  rsup_result_free(result);
}

static void a_definition_tells_what_it_asks_of_the_person(void **state) {
  (void)state;
  rsup_instrument *const audit_c = test_instrument("audit-c");
  rsup_result *result = NULL;
  assert_int_equal(rsup_instrument_describe(audit_c, &result, NULL), RSUP_OK);
  const rsup_instrument_info *const info = rsup_instrument_info_get(result);
  assert_int_equal(info->context_count, 1);
  assert_string_equal(info->contexts[0]->name, "sex");
  assert_int_equal(info->contexts[0]->value_count, 2);
  assert_string_equal(info->scores[0]->cutoffs[1]->when, "male");
  rsup_result_free(result);
  assert_int_equal(rsup_instrument_describe(NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_null(result);
  rsup_instrument_free(audit_c);
}

static void each_code_of_a_built_in_definition_says_whether_it_was_read(void **state) {
  (void)state;
  for (size_t n = 0; n < rsup_instrument_count(); n++) {
    rsup_instrument *const instrument = test_instrument(rsup_instrument_at(n));
    rsup_result *result = NULL;
    assert_int_equal(rsup_instrument_describe(instrument, &result, NULL), RSUP_OK);
    const rsup_instrument_info *const info = rsup_instrument_info_get(result);
    for (size_t i = 0; i < info->code_count; i++) {
      const rsup_code_info *const code = info->codes[i];
      assert_true(code->verified == (code->source_count > 0)); /* 1 or 0, never silent */
    }
    for (size_t i = 0; i < info->item_count; i++)
      assert_true((info->items[i]->loinc_verified == INT32_MIN) == !info->items[i]->loinc);
    for (size_t i = 0; i < info->score_count; i++)
      for (size_t k = 0; k < info->scores[i]->code_count; k++) {
        const rsup_code_info *const code = info->scores[i]->codes[k];
        assert_true(code->verified == (code->source_count > 0));
      }
    rsup_result_free(result);
    rsup_instrument_free(instrument);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_cut_off_follows_the_sex_and_is_cautious_without_it),
      cmocka_unit_test(a_profile_is_recorded_and_counts_a_gap_as_it_says),
      cmocka_unit_test(an_unchecked_cut_off_is_never_judged),
      cmocka_unit_test(wrong_options_are_refused),
      cmocka_unit_test(values_are_scored_as_the_document_is),
      cmocka_unit_test(refused_values_still_tell_the_safety_item),
      cmocka_unit_test(the_items_still_open_are_listed),
      cmocka_unit_test(an_answer_tells_its_safety_in_every_order_of_arrival),
      cmocka_unit_test(what_is_no_item_asks_for_review),
      cmocka_unit_test(the_alert_survives_every_failed_allocation_in_every_call),
      cmocka_unit_test(a_definition_tells_its_licence_codes_and_numbers),
      cmocka_unit_test(a_definition_tells_what_it_asks_of_the_person),
      cmocka_unit_test(each_code_of_a_built_in_definition_says_whether_it_was_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
