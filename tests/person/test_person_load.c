/* Loading a record and reading it through the view. */
#include "person/person_support.h"

static const rsupi_target *target_named(const rsupi_view *view, const char *id) {
  for (size_t i = 0; i < view->target_count; i++)
    if (strcmp(view->targets[i]->head.id, id) == 0) return view->targets[i];
  return NULL;
}

static const rsupi_event *newest(const rsupi_view *view, rsupi_event_type type) {
  return view->by_type[type][view->by_type_count[type] - 1];
}

static void a_record_of_every_section_loads_with_an_empty_report(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  size_t len;
  char *const text = read_full(&len);
  rsup_person *person = NULL;
  rsup_result *result = NULL;
  rsup_error err;
  assert_int_equal(rsup_person_load(config, "full.yaml", text, len, &person, &result, &err),
                   RSUP_OK);
  const rsup_report *const report = rsup_report_get(result);
  for (size_t i = 0; i < report->problem_count; i++)
    print_message("%s: %s\n", report->problems[i]->path, report->problems[i]->message);
  assert_int_equal(report->problem_count, 0);
  /* 1 standing, 1 status, 2 zones, 2 regions, 1 languages, 1 fact, 1 guardian, 1 setting,
   * 3 targets, 2 ties, 1 self, 1 pair, 1 asked, 1 membership, 2 goals, 2 care, 1 service,
   * 2 appointments, 1 condition, 18 events, 1 consent, 1 plan,
   * 1 words */
  assert_int_equal(report->used, 48);
  assert_int_equal(report->left_out, 0);
  assert_string_equal(report->source, "full.yaml");
  free(text);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
  assert_int_equal(v.not_wiped, 0);
}

static void the_view_holds_every_section(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  rsupi_arena arena;
  const rsupi_asof q = ask(person, "2025-12-01T12:00Z", NULL, &arena);
  const rsupi_view *const view = q.view;
  assert_string_equal(view->person_id, "m3k9");
  assert_int_equal(view->standing, 1 << RSUPI_STANDING_IN_RECOVERY | 1 << RSUPI_STANDING_WORKER);
  assert_int_equal(view->status_count, 1);
  assert_int_equal(view->zone_count, 2);
  assert_int_equal(view->region_count, 2);
  assert_int_equal(view->language_count, 2);
  assert_string_equal(view->languages[1], "pt");
  assert_int_equal(view->fact_count, 1);
  assert_true(view->facts[0]->number == 3);
  assert_int_equal(view->guardian_count, 1);
  assert_int_equal(view->setting_count, 1);
  assert_int_equal(view->target_count, 3);
  assert_int_equal(view->tie_count, 2);
  assert_int_equal(view->self->capacity->sponsor, 2);
  assert_int_equal(view->alter_tie_count, 1);
  assert_int_equal(view->asked_count, 1);
  assert_int_equal(view->membership_count, 1);
  assert_int_equal(view->consent_count, 1);
  assert_int_equal(view->plan_count, 1);
  assert_int_equal(view->word_count, 1);
  assert_int_equal(view->event_count, 16); /* 18 without the void and what it retracts */
  assert_int_equal(view->by_type_count[RSUPI_EVENT_USE_DAY], 2);
  assert_int_equal(view->unusable, 0);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_tie_is_read_whole(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  rsupi_arena arena;
  const rsupi_asof q = ask(person, "2025-12-01T12:00Z", NULL, &arena);
  const rsupi_tie *const tie = rsupi_view_tie(q.view, "ines");
  assert_non_null(tie);
  assert_int_equal(tie->role_count, 2);
  assert_string_equal(tie->roles[0].role, "sponsor");
  assert_int_equal(tie->contact_every_days, 3);
  assert_int_equal(tie->agreed_call, 1);
  assert_int_equal(tie->agreed_night, 0);
  assert_int_equal(tie->available_count, 2);
  assert_int_equal(tie->available[0].weekdays, 2 | 32); /* Monday and Friday; bit 0 is Sunday */
  assert_int_equal(tie->available[0].from, 8 * 60);
  assert_int_equal(tie->available[0].to, 21 * 60 + 30);
  assert_string_equal(rsupi_zone_name(tie->available[0].zone_data), "America/Halifax");
  assert_int_equal(tie->available[1].weekdays, 1 | 64);
  assert_int_equal(tie->available[1].to, 24 * 60); /* no hours said: the whole day */
  assert_string_equal(rsupi_zone_name(tie->available[1].zone_data), "America/Toronto");
  assert_int_equal(tie->can_call, INT32_MIN);
  assert_int_equal(rsupi_tie_state(tie, day("2025-12-31")), RSUPI_TIE_CURRENT);
  assert_int_equal(rsupi_tie_state(tie, day("2026-01-01")), RSUPI_TIE_ENDED);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_target_starts_with_its_first_goal_unless_corrected(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  rsupi_arena arena;
  const rsupi_asof q = ask(person, "2025-12-01T12:00Z", NULL, &arena);
  assert_int_equal(target_named(q.view, "alcohol")->start, day("2024-11-02"));
  assert_int_equal(target_named(q.view, "cannabis")->start, day("2025-02-03"));
  const rsupi_target *const opioids = target_named(q.view, "opioids");
  assert_int_equal(opioids->goal_count, 1);
  assert_string_equal(opioids->medications[0].medication_class, "moud");
  assert_null(target_named(q.view, "tobacco"));
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void answers_are_read_by_the_kind_of_their_item(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  rsupi_arena arena;
  const rsupi_asof q = ask(person, "2025-12-01T12:00Z", NULL, &arena);
  const rsupi_event *const checkin = event_named(q.view, "e2");
  assert_string_equal(checkin->questions->form, "daily");
  assert_int_equal(checkin->questions->form_version, 2);
  assert_int_equal(checkin->questions->count, 6);
  rsupi_answer answers[6];
  for (size_t i = 0; i < 6; i++) answers[i] = rsupi_answer_at(checkin, i);
  assert_true(answers[0].number == 4);
  assert_string_equal(answers[0].definition->id, "mood");
  assert_string_equal(answers[1].item, "craving");
  assert_string_equal(answers[1].target, "alcohol");
  assert_true(answers[1].number == 6);
  assert_int_equal(answers[3].state, RSUPI_ANSWER_REFUSED);
  assert_true(answers[3].number != answers[3].number);
  assert_string_equal(answers[4].texts[0], "loneliness");
  assert_true(answers[5].number == 0);
  const rsupi_event *const questions = event_named(q.view, "e8");
  assert_int_equal(questions->questions->count, 9);
  assert_true(rsupi_answer_at(questions, 2).number == 2);
  assert_null(rsupi_answer_at(questions, 2).definition);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void absent_fields_of_an_event_read_no_value(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  rsupi_arena arena;
  const rsupi_asof q = ask(person, "2025-12-01T12:00Z", NULL, &arena);
  const rsupi_event *const month = event_named(q.view, "e4");
  assert_true(month->more->amount != month->more->amount); /* used, amount unknown */
  assert_int_equal(month->more->days, 4);
  assert_int_equal(month->first, day("2025-03-01"));
  assert_int_equal(month->last, day("2025-03-31"));
  const rsupi_event *const contact = event_named(q.view, "e1");
  assert_int_equal(contact->more->days, INT32_MIN);
  assert_int_equal(contact->more->resumed, INT32_MIN);
  assert_int_equal(contact->more->shared, INT32_MIN);
  assert_true(contact->more->minutes != contact->more->minutes);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* Halifax until 2025-10-05T11:00Z, then Lisbon. 01:00Z that day is 22:00 the day before in Halifax
 * (-3); 23:30Z is 00:30 the day after in Lisbon (+1, summer). */
static void the_zone_of_the_moment_decides_the_local_day(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  append_fine(person,
              "[{\"type\":\"contact\",\"id\":\"h\",\"tie\":\"rui\",\"at\":\"2025-10-05T01:00Z\"},"
              "{\"type\":\"contact\",\"id\":\"l\",\"tie\":\"rui\",\"at\":\"2025-10-05T23:30Z\"}]");
  rsupi_arena arena;
  const rsupi_asof q = ask(person, "2025-12-01T23:30Z", NULL, &arena);
  assert_int_equal(event_named(q.view, "h")->first, day("2025-10-04"));
  assert_int_equal(event_named(q.view, "l")->first, day("2025-10-06"));
  assert_int_equal(q.today, day("2025-12-01")); /* Lisbon is at UTC in winter */
  assert_int_equal(q.minute, 23 * 60 + 30);
  assert_string_equal(rsupi_zone_name(q.zone), "Europe/Lisbon");
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void the_region_follows_the_person_and_a_silent_move_makes_it_unknown(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  rsupi_arena arena;
  assert_string_equal(ask(person, "2025-06-01T12:00Z", NULL, &arena).region, "CA-NS");
  rsupi_arena_free(&arena);
  assert_string_equal(ask(person, "2025-12-01T12:00Z", NULL, &arena).region, "PT");
  rsupi_arena_free(&arena);
  append_fine(person,
              "{\"type\":\"zone\",\"from\":\"2025-11-01T08:00+01:00\",\"zone\":\"Europe/Berlin\"}");
  assert_null(ask(person, "2025-12-01T12:00Z", NULL, &arena).region);
  rsupi_arena_free(&arena);
  assert_string_equal(ask(person, "2025-10-20T12:00Z", NULL, &arena).region, "PT");
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void events_stand_in_order_of_time_and_by_type(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  rsupi_arena arena;
  const rsupi_view *const view = ask(person, "2025-12-01T12:00Z", NULL, &arena).view;
  for (size_t i = 1; i < view->event_count; i++)
    assert_true(view->events[i - 1]->first <= view->events[i]->first);
  assert_string_equal(newest(view, RSUPI_EVENT_USE_DAY)->head.id, "e4");
  assert_string_equal(newest(view, RSUPI_EVENT_ANSWERS)->head.id, "e8");
  assert_int_equal(view->by_type_count[RSUPI_EVENT_ACTIVITY], 0);
  assert_int_equal(rsupi_view_setting(view, day("2025-01-12"))->kind, RSUPI_SETTING_CONTROLLED);
  assert_null(rsupi_view_setting(view, day("2025-01-18")));
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void a_record_without_a_zone_has_no_day(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(
      config, "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"a\"}");
  rsupi_arena arena;
  rsupi_asof q;
  rsupi_arena_init(&arena, NULL, 0);
  assert_int_equal(rsupi_asof_open(person, 0, 0, NULL, NULL, &arena, &q, NULL), RSUP_E_TIME);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void what_is_no_record_is_refused_with_a_report(void **state) {
  (void)state;
  static const struct {
    const char *text;
    rsup_status status;
  } cases[] = {
      {"{\"format\":\"recovery-support/person\",\"format_version\":1", RSUP_E_SYNTAX},
      {"", RSUP_E_FORMAT},
      {"[]", RSUP_E_FORMAT},
      {"format: recovery-support/config\nformat_version: 1\nid: a\n", RSUP_E_FORMAT},
      {"format: recovery-support/person\nid: a\n", RSUP_E_FORMAT},
      {"format: recovery-support/person\nformat_version: 2\nid: a\n", RSUP_E_VERSION},
      {"format: recovery-support/person\nformat_version: 1\n", RSUP_E_SCHEMA},
      {"format: recovery-support/person\nformat_version: 1\nid: [a]\n", RSUP_E_SCHEMA},
      {"format: recovery-support/person\nformat_version: 1\nid: Jane Doe\n", RSUP_E_SCHEMA},
  };
  vault v;
  rsup_config *const config = vault_config(&v);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    rsup_person *person = NULL;
    rsup_result *report = NULL;
    rsup_error err;
    const rsup_status status = rsup_person_load(config, "p.yaml", cases[i].text,
                                                strlen(cases[i].text), &person, &report, &err);
    if (i == 1) /* an empty text: whichever of the two the reader says */
      assert_true(status == RSUP_E_FORMAT || status == RSUP_E_SYNTAX);
    else
      assert_int_equal(status, cases[i].status);
    assert_null(person);
    assert_string_equal(err.source, "p.yaml");
    assert_int_equal(rsup_report_get(report)->problem_count, 1);
    assert_null(strstr(err.message, "Jane"));
    rsup_result_free(report);
  }
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
}

/* A folder without zone files: days can't be told, so the load says what to install. */
static void a_machine_without_zone_data_is_an_error_not_a_defect(void **state) {
  (void)state;
  vault v;
  const rsup_allocator allocator = vault_allocator(&v);
  const rsup_config_options options = {
      .struct_size = sizeof options, .allocator = &allocator, .zoneinfo_dir = "tests/person"};
  rsup_config *config = NULL;
  rsup_error err;
  assert_int_equal(rsup_config_default(&options, &config, &err), RSUP_OK);
  size_t len;
  char *const text = read_full(&len);
  rsup_person *person = NULL;
  assert_int_equal(rsup_person_load(config, "t", text, len, &person, NULL, &err), RSUP_E_ZONE_DATA);
  assert_non_null(strstr(err.message, "tzdata"));
  assert_string_equal(err.path, "zones[0].zone");
  assert_null(person);
  free(text);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
}

static void a_file_loads_and_its_base_name_names_it(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  assert_int_equal(
      rsup_person_load_file(config, "tests/data/person/full.yaml", &person, &report, NULL),
      RSUP_OK);
  assert_string_equal(rsup_report_get(report)->source, "full.yaml");
  assert_ptr_equal(rsupi_person_config(person), config);
  rsup_result_free(report);
  rsup_config_free(config); /* the person holds it */
  char *const text = written(person);
  assert_non_null(strstr(text, "\"m3k9\""));
  free(text);
  rsup_person_free(person);
  assert_int_equal(v.live, 0);
  assert_int_equal(v.not_wiped, 0);
}

static void arguments_are_checked(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *person = NULL;
  assert_int_equal(rsup_person_load(NULL, "x", "a", 1, &person, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_load(config, "x", NULL, 1, &person, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_load(config, "x", "a", 1, NULL, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_load_file(config, "no/such/file", &person, NULL, NULL), RSUP_E_FILE);
  rsup_person_free(NULL);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_record_of_every_section_loads_with_an_empty_report),
      cmocka_unit_test(the_view_holds_every_section),
      cmocka_unit_test(a_tie_is_read_whole),
      cmocka_unit_test(a_target_starts_with_its_first_goal_unless_corrected),
      cmocka_unit_test(answers_are_read_by_the_kind_of_their_item),
      cmocka_unit_test(absent_fields_of_an_event_read_no_value),
      cmocka_unit_test(the_zone_of_the_moment_decides_the_local_day),
      cmocka_unit_test(the_region_follows_the_person_and_a_silent_move_makes_it_unknown),
      cmocka_unit_test(events_stand_in_order_of_time_and_by_type),
      cmocka_unit_test(a_record_without_a_zone_has_no_day),
      cmocka_unit_test(what_is_no_record_is_refused_with_a_report),
      cmocka_unit_test(a_machine_without_zone_data_is_an_error_not_a_defect),
      cmocka_unit_test(a_file_loads_and_its_base_name_names_it),
      cmocka_unit_test(arguments_are_checked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
