/* The built-in config: that it loads, and that it has every id the project promises. */
#include "config_tests.h"
#include "core/numbers.h"
#include "safety/floor.h"

static rsup_config *config;

static int load(void **state) {
  (void)state;
  return rsup_config_default(NULL, &config, NULL);
}

static int unload(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

#define EACH(NAME, LIST) for (const char *const *NAME = LIST; *NAME; NAME++)

static void it_has_every_role(void **state) {
  (void)state;
  static const char *const roles[] = {"parent",
                                      "partner",
                                      "sibling",
                                      "child",
                                      "relative",
                                      "friend",
                                      "work_friend",
                                      "peer",
                                      "sponsor",
                                      "sponsee",
                                      "mentor",
                                      "mentee",
                                      "accountability_partner",
                                      "therapist",
                                      "counselor",
                                      "physician",
                                      "psychiatrist",
                                      "recovery_coach",
                                      "case_manager",
                                      "clergy",
                                      "group_facilitator",
                                      "community",
                                      NULL};
  EACH(id, roles) {
    const rsupi_role *role = rsupi_config_role(config, *id);
    assert_non_null(role);
    assert_true(role->stream && role->direction);
  }
}

static void roles_know_who_helps_whom(void **state) {
  (void)state;
  assert_int_equal(rsupi_config_role(config, "sponsor")->direction, RSUPI_HELPS_ME);
  assert_int_equal(rsupi_config_role(config, "sponsee")->direction, RSUPI_I_HELP);
  assert_int_equal(rsupi_config_role(config, "mentee")->direction, RSUPI_I_HELP);
  assert_int_equal(rsupi_config_role(config, "child")->direction, RSUPI_I_HELP);
  assert_int_equal(rsupi_config_role(config, "child")->family_minor, 1);
  assert_int_equal(rsupi_config_role(config, "parent")->family_minor, 0);
  assert_int_equal(rsupi_config_role(config, "therapist")->stream, RSUPI_STREAM_PROFESSIONAL);
  assert_int_equal(rsupi_config_role(config, "friend")->source, 0);
}

static void every_stream_and_source_has_a_role(void **state) {
  (void)state;
  for (int32_t k = 1; k <= 4; k++) {
    int stream = 0, source = 0;
    for (size_t i = 0; i < config->role_count; i++) {
      stream |= config->roles[i].stream == k;
      source |= config->roles[i].source == k;
    }
    assert_true(stream && source);
  }
}

static void it_has_the_kinds_of_support(void **state) {
  (void)state;
  static const char *const kinds[] = {"emotional",     "informational",  "instrumental",
                                      "companionship", "accountability", NULL};
  EACH(id, kinds) assert_non_null(rsupi_config_kind(config, *id));
  assert_int_equal(config->kind_count, 5);
}

static void it_has_the_words_of_the_sketch(void **state) {
  (void)state;
  assert_string_equal(rsupi_config_strategy(config, "walk")->parent, "stress_response");
  assert_string_equal(rsupi_config_strategy(config, "called-someone")->id, "call_someone");
  assert_non_null(rsupi_config_trigger(config, "loneliness"));
  assert_non_null(rsupi_config_trigger(config, "payday"));
  assert_string_equal(rsupi_config_role(config, "facilitator")->id, "group_facilitator");
}

static void group_types_carry_codes_only_where_a_code_means_them(void **state) {
  (void)state;
  const rsupi_group_type *dual = rsupi_config_group_type(config, "dual_diagnosis");
  assert_int_equal(dual->code_count, 1);
  assert_string_equal(dual->codes[0], "DD");
  assert_string_equal(rsupi_config_group_type(config, "alcoholics_anonymous")->parent,
                      "twelve_step");
  assert_int_equal(rsupi_config_group_type(config, "twelve_step")->code_count, 0);
}

static void the_daily_form_has_its_times(void **state) {
  (void)state;
  const rsupi_form *form = rsupi_config_form(config, "daily");
  assert_int_equal(form->version, 2);
  assert_int_equal(form->weekdays, 127);
  assert_int_equal(form->opens, 6 * 60);
  assert_int_equal(form->due, 21 * 60);
  assert_int_equal(form->closes, 24 * 60);
  assert_int_equal(form->late_until, 36 * 60);
}

static void the_answers_of_the_sketch_fit_the_daily_form(void **state) {
  (void)state;
  const rsupi_form *form = rsupi_config_form(config, "daily");
  const rsupi_item *mood = rsupi_form_item(form, "mood");
  const rsupi_item *craving = rsupi_form_item(form, "craving");
  const rsupi_item *triggers = rsupi_form_item(form, "triggers");
  assert_true(mood->kind == RSUPI_ITEM_SCALE && mood->min <= 4 && mood->max >= 4);
  assert_true(craving->per_target == 1 && craving->min <= 1 && craving->max >= 6);
  assert_int_equal(craving->direction, RSUPI_HIGHER_WORSE);
  assert_true(triggers->kind == RSUPI_ITEM_CHOICES && triggers->open == 1);
  assert_int_equal(rsupi_form_item(form, "stress")->required, 0);
}

static void only_the_mood_is_required(void **state) {
  (void)state;
  const rsupi_form *form = rsupi_config_form(config, "daily");
  for (size_t i = 0; i < form->item_count; i++)
    assert_int_equal(form->items[i].required, strcmp(form->items[i].id, "mood") == 0);
}

static void the_daily_form_has_every_item(void **state) {
  (void)state;
  static const char *const items[] = {"mood",
                                      "craving",
                                      "stress",
                                      "sleep",
                                      "confidence",
                                      "hope",
                                      "motivation",
                                      "triggers",
                                      "strategies",
                                      "used",
                                      "meeting",
                                      "contact",
                                      "medication_taken",
                                      "unsafe_at_home",
                                      "thoughts_of_self_harm",
                                      "overdose",
                                      "risky_situation",
                                      "coped",
                                      NULL};
  const rsupi_form *form = rsupi_config_form(config, "daily");
  EACH(id, items) assert_non_null(rsupi_form_item(form, *id));
  assert_int_equal(rsupi_form_item(form, "used")->reports, RSUPI_REPORTS_USE);
  assert_int_equal(rsupi_form_item(form, "used")->per_target, 1);
}

static void every_safety_sign_of_an_item_is_a_sign(void **state) {
  (void)state;
  const rsupi_form *form = rsupi_config_form(config, "daily");
  uint32_t signs = 0;
  for (size_t i = 0; i < form->item_count; i++)
    if (form->items[i].safety_sign) {
      assert_int_not_equal(rsupi_sign_of(form->items[i].safety_sign), 0);
      signs |= rsupi_sign_of(form->items[i].safety_sign);
    }
  assert_int_equal(signs,
                   RSUP_SIGN_SELF_HARM_ANSWER | RSUP_SIGN_OVERDOSE | RSUP_SIGN_UNSAFE_AT_HOME);
}

static const rsupi_milestone_rule *milestone(const char *id) {
  for (size_t i = 0; i < config->milestone_count; i++)
    if (strcmp(config->milestones[i].id, id) == 0) return &config->milestones[i];
  return NULL;
}

static void milestones_run_from_a_day_to_fifty_years(void **state) {
  (void)state;
  static const char *const ids[] = {"days-1",    "days-3",    "weeks-1",  "weeks-2",  "months-1",
                                    "months-2",  "months-3",  "months-6", "months-9", "years-1",
                                    "months-18", "years-2",   "years-17", "years-50", "total-30",
                                    "total-90",  "total-365", NULL};
  EACH(id, ids) assert_non_null(milestone(*id));
  assert_null(milestone("years-51"));
  assert_null(milestone("years"));
  assert_int_equal(milestone("months-1")->months, 1);
  assert_int_equal(milestone("months-1")->days, INT32_MIN);
  assert_int_equal(milestone("weeks-2")->days, 14);
  assert_int_equal(milestone("years-17")->years, 17);
  assert_int_equal(milestone("total-90")->counts, RSUPI_COUNTS_TOTAL_DAYS);
  assert_int_equal(milestone("years-2")->counts, RSUPI_COUNTS_CURRENT_RUN);
}

static void coverage_looks_at_sources_streams_kinds_and_contacts(void **state) {
  (void)state;
  int seen[RSUPI_LOOKS_AT_DORMANT + 1] = {0};
  for (size_t i = 0; i < config->coverage_count; i++) {
    assert_false(rsupi_isnan(config->coverage[i].weight));
    seen[config->coverage[i].looks_at] = 1;
  }
  for (int k = 1; k <= RSUPI_LOOKS_AT_DORMANT; k++) assert_true(seen[k]);
}

static void a_mentor_needs_a_stable_year_and_training(void **state) {
  (void)state;
  static const char *const levels[] = {"observer", "participant", "leader", "mentor", "founder"};
  assert_int_equal(config->role_rule_count, 5);
  for (size_t i = 0; i < 5; i++) assert_string_equal(config->role_rules[i].id, levels[i]);
  const rsupi_role_rule *mentor = &config->role_rules[3];
  assert_string_equal(mentor->needs[0].id, "stable");
  assert_int_equal(mentor->needs[0].years, 1);
  assert_string_equal(mentor->needs[1].id, "training");
  assert_string_equal(mentor->needs[1].kind, "mentor");
}

static void instruments_are_named_without_a_file(void **state) {
  (void)state;
  int phq9 = 0;
  for (size_t i = 0; i < config->instrument_count; i++) {
    assert_null(config->instruments[i].file);
    phq9 |= strcmp(config->instruments[i].id, "phq-9") == 0;
  }
  assert_true(phq9);
  assert_null(config->dir);
}

static void an_unknown_id_is_nothing(void **state) {
  (void)state;
  assert_null(rsupi_config_role(config, "chief"));
  assert_null(rsupi_config_role(config, NULL));
  assert_null(rsupi_config_form(config, ""));
  assert_null(rsupi_form_item(NULL, "mood"));
}

/* Ids that this room makes itself; the ids that other rooms emit are checked where they emit them.
 */
static void every_own_id_has_words(void **state) {
  (void)state;
  char id[160];
#define HAS_WORDS(PREFIX, LIST, COUNT)                                                             \
  for (size_t i = 0; i < config->COUNT; i++) {                                                     \
    rsupi_fixed text = rsupi_fixed_start(id, sizeof id);                                           \
    rsupi_fixed_format(&text, PREFIX ".%s", config->LIST[i].id);                                   \
    if (!rsupi_config_words(config, id, "en")) fail_msg("no words for %s", id);                    \
  }
  HAS_WORDS("role", roles, role_count)
  HAS_WORDS("kind", kinds, kind_count)
  HAS_WORDS("strategy", strategies, strategy_count)
  HAS_WORDS("trigger", triggers, trigger_count)
  HAS_WORDS("group_type", group_types, group_type_count)
  HAS_WORDS("form", forms, form_count)
  HAS_WORDS("item", forms[0].items, forms[0].item_count)
  HAS_WORDS("milestone", milestones, milestone_count)
  HAS_WORDS("milestone", count_milestones, count_milestone_count)
  HAS_WORDS("milestone", group_milestones, group_milestone_count)
  HAS_WORDS("stage", stages, stage_count)
  HAS_WORDS("gap", coverage, coverage_count)
  HAS_WORDS("next_step", coverage, coverage_count)
  HAS_WORDS("level", role_rules, role_rule_count)
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_has_every_role),
      cmocka_unit_test(roles_know_who_helps_whom),
      cmocka_unit_test(every_stream_and_source_has_a_role),
      cmocka_unit_test(it_has_the_kinds_of_support),
      cmocka_unit_test(it_has_the_words_of_the_sketch),
      cmocka_unit_test(group_types_carry_codes_only_where_a_code_means_them),
      cmocka_unit_test(the_daily_form_has_its_times),
      cmocka_unit_test(the_answers_of_the_sketch_fit_the_daily_form),
      cmocka_unit_test(only_the_mood_is_required),
      cmocka_unit_test(the_daily_form_has_every_item),
      cmocka_unit_test(every_safety_sign_of_an_item_is_a_sign),
      cmocka_unit_test(milestones_run_from_a_day_to_fifty_years),
      cmocka_unit_test(coverage_looks_at_sources_streams_kinds_and_contacts),
      cmocka_unit_test(a_mentor_needs_a_stable_year_and_training),
      cmocka_unit_test(instruments_are_named_without_a_file),
      cmocka_unit_test(an_unknown_id_is_nothing),
      cmocka_unit_test(every_own_id_has_words),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
