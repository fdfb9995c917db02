/* A user's file over the built-in config: by section, by id, by key. */
#include "config_tests.h"
#include "core/numbers.h"

static void an_entry_of_the_same_id_is_replaced_key_by_key(void **state) {
  (void)state;
  rsup_config *config = config_of("roles: [{id: sponsor, direction: mutual}]\n");
  const rsupi_role *sponsor = rsupi_config_role(config, "sponsor");
  assert_int_equal(sponsor->direction, RSUPI_MUTUAL);
  assert_int_equal(sponsor->stream, RSUPI_STREAM_PEER); /* kept */
  rsup_config_free(config);
}

static void a_new_id_is_appended(void **state) {
  (void)state;
  rsup_config *config =
      config_of("roles: [{id: uncle, stream: personal, source: family, direction: mutual}]\n");
  assert_string_equal(config->roles[config->role_count - 1].id, "uncle");
  assert_non_null(rsupi_config_role(config, "sponsor"));
  rsup_config_free(config);
}

static void off_drops_a_default(void **state) {
  (void)state;
  rsup_config *all = default_config();
  rsup_config *config = config_of("roles: [{id: clergy, off: true}, {id: nurse, off: false}]\n");
  assert_null(rsupi_config_role(config, "clergy"));
  assert_non_null(rsupi_config_role(config, "nurse"));
  assert_int_equal(config->role_count, all->role_count - 1);
  rsup_config_free(config);
  rsup_config_free(all);
}

static void renamed_keeps_an_old_name_readable(void **state) {
  (void)state;
  rsup_config *config = config_of("roles:\n"
                                  "  - {id: sponsor, off: true}\n"
                                  "  - {id: guide, stream: peer, direction: helps_me}\n"
                                  "renamed: {roles: {sponsor: guide, godparent: sponsor}}\n");
  assert_string_equal(rsupi_config_role(config, "sponsor")->id, "guide");
  assert_string_equal(rsupi_config_role(config, "godparent")->id, "guide");  /* over two names */
  assert_string_equal(rsupi_config_role(config, "doctor")->id, "physician"); /* a default one */
  rsup_config_free(config);
}

static void items_of_a_form_merge_by_id_too(void **state) {
  (void)state;
  rsup_config *config = config_of("forms:\n"
                                  "  - id: daily\n"
                                  "    due: '20:00'\n"
                                  "    items:\n"
                                  "      - {id: mood, max: 5}\n"
                                  "      - {id: hope, off: true}\n"
                                  "      - {id: steps, kind: count, min: 0, max: 100000}\n");
  const rsupi_form *form = rsupi_config_form(config, "daily");
  assert_int_equal(form->due, 20 * 60);
  assert_int_equal(form->opens, 6 * 60);
  assert_true(rsupi_form_item(form, "mood")->max == 5);
  assert_true(rsupi_form_item(form, "mood")->required == 1);
  assert_null(rsupi_form_item(form, "hope"));
  assert_int_equal(rsupi_form_item(form, "steps")->kind, RSUPI_ITEM_COUNT);
  rsup_config_free(config);
}

static void a_plain_list_is_replaced_whole(void **state) {
  (void)state;
  rsup_config *config = config_of("call_list: {craving_kinds: [emotional]}\n"
                                  "forms: [{id: daily, days: [monday, friday]}]\n");
  assert_int_equal(config->call.craving_kind_count, 1);
  assert_int_equal(config->call.limit, 5);
  assert_int_equal(config->forms[0].weekdays, 2 | 32);
  rsup_config_free(config);
}

static void null_takes_a_value_back_where_it_may_lack(void **state) {
  (void)state;
  rsup_config *config = config_of("roles: [{id: peer, source: null}]\n");
  assert_int_equal(rsupi_config_role(config, "peer")->source, 0);
  rsup_config_free(config);
}

static void an_empty_section_changes_nothing(void **state) {
  (void)state;
  rsup_config *all = default_config();
  rsup_config *config = config_of("roles: []\nkinds:\npolicies: []\ntexts: {}\nforms: {}\n");
  assert_int_equal(config->role_count, all->role_count);
  assert_int_equal(config->kind_count, all->kind_count);
  assert_int_equal(config->policies.adherence_days, all->policies.adherence_days);
  assert_string_equal(rsup_config_digest(config), rsup_config_digest(all));
  rsup_config_free(config);
  rsup_config_free(all);
}

static void json_is_the_same_document(void **state) {
  (void)state;
  const char *text = "{\"format\": \"recovery-support/config\", \"format_version\": 1,"
                     " \"policies\": {\"meeting_km\": 3.5}}";
  rsup_config *config = NULL;
  rsup_config *yaml = config_of("policies: {meeting_km: 3.5}\n");
  assert_int_equal(rsup_config_load("c.json", text, strlen(text), NULL, &config, NULL, NULL), 0);
  assert_true(config->policies.meeting_km == 3.5);
  assert_string_equal(rsup_config_digest(config), rsup_config_digest(yaml));
  rsup_config_free(config);
  rsup_config_free(yaml);
}

static void a_milestone_rule_for_years_can_be_shortened(void **state) {
  (void)state;
  rsup_config *config = config_of("milestones: [{id: years, until_years: 3},"
                                  " {id: days-100, days: 100, counts: current_run}]\n");
  size_t years = 0;
  for (size_t i = 0; i < config->milestone_count; i++)
    years += config->milestones[i].years != INT32_MIN;
  assert_int_equal(years, 3); /* years-1, years-2, years-3 */
  assert_string_equal(config->milestones[config->milestone_count - 1].id, "days-100");
  assert_string_equal(rsupi_config_words(config, "milestone.days-100", "en"), "100 days");
  rsup_config_free(config);
}

static void a_form_may_go_when_another_asks_the_safety_items(void **state) {
  (void)state;
  rsup_config *config =
      config_of("call_list: {craving_item: null}\n"
                "forms:\n"
                "  - {id: daily, off: true}\n"
                "  - id: weekly\n"
                "    version: 1\n"
                "    days: sunday\n"
                "    opens: '08:00'\n"
                "    due: '20:00'\n"
                "    closes: '22:00'\n"
                "    items:\n"
                "      - {id: harm, kind: yes_no, safety_sign: self_harm_answer}\n"
                "      - {id: home, kind: scale, min: 0, max: 4, safety_sign: unsafe_at_home, "
                "safety_from: 3}\n"
                "      - {id: od, kind: count, min: 0, safety_sign: overdose, safety_from: 1}\n");
  assert_null(rsupi_config_form(config, "daily"));
  assert_int_equal(rsupi_config_form(config, "weekly")->late_until, 22 * 60);
  rsup_config_free(config);
}

static void a_crisis_line_can_be_added(void **state) {
  (void)state;
  rsup_config *config = config_of("crisis_lines:\n"
                                  "  - id: town\n"
                                  "    region: US-NY\n"
                                  "    name: Town line\n"
                                  "    purpose: warmline\n"
                                  "    dial: '5550100'\n"
                                  "    verified_on: '2026-11-01'\n"
                                  "    source: https://example.org/line\n");
  assert_int_equal(config->crisis_line_count, 1);
  assert_string_equal(config->crisis_lines[0].dial, "5550100");
  rsup_config_free(config);
}

static void keys_with_x_are_free(void **state) {
  (void)state;
  rsup_config *all = default_config();
  rsup_config *config = config_of("x-owner: {a: [1]}\nroles: [{id: peer, x-note: hello}]\n");
  assert_string_equal(rsup_config_digest(config), rsup_config_digest(all));
  rsup_config_free(config);
  rsup_config_free(all);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_entry_of_the_same_id_is_replaced_key_by_key),
      cmocka_unit_test(a_new_id_is_appended),
      cmocka_unit_test(off_drops_a_default),
      cmocka_unit_test(renamed_keeps_an_old_name_readable),
      cmocka_unit_test(items_of_a_form_merge_by_id_too),
      cmocka_unit_test(a_plain_list_is_replaced_whole),
      cmocka_unit_test(null_takes_a_value_back_where_it_may_lack),
      cmocka_unit_test(an_empty_section_changes_nothing),
      cmocka_unit_test(json_is_the_same_document),
      cmocka_unit_test(a_milestone_rule_for_years_can_be_shortened),
      cmocka_unit_test(a_form_may_go_when_another_asks_the_safety_items),
      cmocka_unit_test(a_crisis_line_can_be_added),
      cmocka_unit_test(keys_with_x_are_free),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
