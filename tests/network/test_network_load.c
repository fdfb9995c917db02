/* The load of sponsors and mentors, and of the person as one: by hand. Today is Wednesday,
 * 4 March 2026. */
#include "alloc/failing.h"
#include "core/cmocka_all.h"
#include "person/person_support.h"
#include "recovery-support.h"
#include <string.h>

#define NOW INT64_C(1772622000000) /* 2026-03-04T11:00Z */
#define HEAD                                                                                       \
  "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","                     \
  "\"zones\":[{\"zone\":\"Etc/UTC\"}],"
#define CONTACT(ID, TIE, ON, MORE)                                                                 \
  "{\"type\":\"contact\",\"id\":\"" ID "\",\"tie\":\"" TIE "\",\"on\":\"" ON "\"" MORE "}"
#define BY_ME ",\"by\":\"me\",\"outcome\":\"reached\""
#define BY_THEM ",\"by\":\"them\",\"outcome\":\"reached\""
#define NONE INT32_MIN

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

static rsup_result *load_of(const char *text, const char *roles) {
  const rsup_support_load_options options = {.struct_size = sizeof options, .roles = roles};
  rsup_person *const person = load_text(config, text);
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_person_support_load(person, NOW, &options, &result, &err)) fail_msg("%s", err.message);
  rsup_person_free(person);
  return result;
}

static const rsup_role_load *role_of(const rsup_result *result, const char *role) {
  const rsup_support_load *const load = rsup_support_load_get(result);
  for (size_t i = 0; i < load->role_count; i++)
    if (strcmp(load->roles[i]->role, role) == 0) return load->roles[i];
  fail_msg("no role %s", role);
  return NULL;
}

/* ---- me as a sponsor: two of whom I can take three */
static const char sponsor[] =
    HEAD "\"self\":{\"capacity\":{\"sponsor\":3,\"mentor\":0}},\"ties\":["
         "{\"id\":\"ali\",\"roles\":[{\"role\":\"sponsee\",\"from\":\"2026-01-03\"}],"
         "\"contact_every\":{\"days\":2}},"
         "{\"id\":\"bo\",\"since\":\"2026-02-04\",\"roles\":[{\"role\":\"sponsee\"}]},"
         "{\"id\":\"cy\",\"roles\":[{\"role\":\"sponsee\",\"to\":\"2026-01-31\"}]},"
         "{\"id\":\"di\",\"roles\":[{\"role\":\"sponsee\"}],\"status\":[{\"state\":\"ended\"}]}],"
         "\"events\":[" CONTACT("k1", "ali", "2026-02-26", BY_ME) "," CONTACT(
             "k2", "ali", "2026-03-03",
             BY_THEM) "," CONTACT("k3", "ali", "2026-03-04",
                                  ",\"by\":\"me\",\"outcome\":\"not_reached\"") "]}";

static void my_sponsees_and_my_room(void **state) {
  (void)state;
  rsup_result *const result = load_of(sponsor, NULL);
  const rsup_role_load *const role = role_of(result, "sponsee");
  assert_string_equal(role->direction, "i_help");
  assert_int_equal(role->people, 2); /* Cy's role and Di's tie ended */
  assert_int_equal(role->capacity, 3);
  assert_int_equal(role->room, 1);
  assert_true(role->load == 2.0 / 3);
  assert_int_equal(role_of(result, "mentee")->people, 0);
  assert_int_equal(role_of(result, "mentee")->room, 0);
  assert_true(role_of(result, "mentee")->load != role_of(result, "mentee")->load); /* NaN */
  rsup_result_free(result);
}

/* Every two days. My last that came about was on 26 February: due on the 28th, four days ago.
 * Theirs was yesterday. Between us nothing is due. */
static void each_side_is_asked_for_its_own(void **state) {
  (void)state;
  rsup_result *const result = load_of(sponsor, NULL);
  const rsup_role_load *const role = role_of(result, "sponsee");
  const rsup_support_pair *const ali = role->pairs[0];
  assert_string_equal(ali->tie, "ali");
  assert_int_equal(ali->since, day("2026-01-03"));
  assert_int_equal(ali->days, 60); /* 28 of January, 28 of February, 4 of March */
  assert_int_equal(ali->every_days, 2);
  assert_int_equal(ali->last_contact, day("2026-03-03"));
  assert_int_equal(ali->last_from_me, day("2026-02-26"));
  assert_int_equal(ali->last_from_them, day("2026-03-03"));
  assert_int_equal(ali->overdue_days, 0);
  assert_int_equal(ali->i_am_overdue_days, 4);
  assert_int_equal(ali->they_are_overdue_days, 0);
  assert_int_equal(ali->contacts, 2);
  assert_int_equal(ali->reason_count, 1);
  assert_string_equal(ali->reasons[0]->id, "they_expect_you");
  assert_true(ali->reasons[0]->number == 4);
  assert_int_equal(role->overdue, 0);
  assert_int_equal(role->i_am_overdue, 1);
  assert_int_equal(role->they_are_overdue, 0);
  rsup_result_free(result);
}

static void nothing_agreed_is_not_overdue(void **state) {
  (void)state;
  rsup_result *const result = load_of(sponsor, NULL);
  const rsup_support_pair *const bo = role_of(result, "sponsee")->pairs[1];
  assert_string_equal(bo->tie, "bo");
  assert_int_equal(bo->since, day("2026-02-04"));
  assert_int_equal(bo->days, 28);
  assert_int_equal(bo->every_days, NONE);
  assert_int_equal(bo->last_contact, NONE);
  assert_int_equal(bo->overdue_days, NONE);
  assert_int_equal(bo->i_am_overdue_days, NONE);
  assert_int_equal(bo->reason_count, 0);
  rsup_result_free(result);
}

/* ---- a sponsor of mine, with step work */
static void my_sponsor_their_capacity_and_the_steps(void **state) {
  (void)state;
  rsup_result *const result =
      load_of(HEAD "\"ties\":[{\"id\":\"dana\",\"roles\":[{\"role\":\"sponsor\"}],"
                   "\"capacity\":{\"sponsor\":4}}],\"events\":["
                   "{\"type\":\"step_work\",\"id\":\"s1\",\"on\":\"2026-01-10\",\"step\":\"1\","
                   "\"tie\":\"dana\",\"state\":\"begun\"},"
                   "{\"type\":\"step_work\",\"id\":\"s2\",\"on\":\"2026-01-20\",\"step\":\"1\","
                   "\"tie\":\"dana\",\"state\":\"done\"},"
                   "{\"type\":\"step_work\",\"id\":\"s3\",\"on\":\"2026-02-10\",\"step\":\"2\","
                   "\"tie\":\"dana\",\"state\":\"begun\"}]}",
              NULL);
  const rsup_role_load *const role = role_of(result, "sponsor");
  const rsup_support_pair *const dana = role->pairs[0];
  assert_string_equal(role->direction, "helps_me");
  assert_int_equal(role->capacity, NONE);
  assert_int_equal(dana->capacity, 4);
  assert_int_equal(dana->steps_done, 1);
  assert_string_equal(dana->step, "2");
  assert_int_equal(dana->since, NONE);
  assert_int_equal(dana->days, NONE);
  rsup_result_free(result);
}

/* ---- an accountability partner */
#define PARTNER(EVENTS)                                                                            \
  HEAD "\"ties\":[{\"id\":\"ali\",\"roles\":[{\"role\":\"accountability_partner\"}],"              \
       "\"contact_every\":{\"days\":7}}],\"events\":[" EVENTS "]}"

static void expect_partner(const char *text, int32_t both, int32_t mine, int32_t theirs) {
  rsup_result *const result = load_of(text, "accountability_partner");
  const rsup_support_pair *const ali = role_of(result, "accountability_partner")->pairs[0];
  assert_int_equal(ali->overdue_days, both);
  assert_int_equal(ali->i_am_overdue_days, mine);
  assert_int_equal(ali->they_are_overdue_days, theirs);
  rsup_result_free(result);
}

static void an_accountability_partner_both_ways(void **state) {
  (void)state;
  /* Due 7 days after 20 February, on the 27th, 5 days ago; theirs 7 days after the 15th, 10 ago. */
  expect_partner(PARTNER(CONTACT("a", "ali", "2026-02-15",
                                 BY_THEM) "," CONTACT("b", "ali", "2026-02-20", BY_ME)),
                 5, 5, 10);
  /* On the day itself nothing is overdue: 25 February and 7 days is today. */
  expect_partner(PARTNER(CONTACT("a", "ali", "2026-02-25",
                                 BY_ME) "," CONTACT("b", "ali", "2026-02-25", BY_THEM)),
                 0, 0, 0);
  /* None of theirs is recorded: since the log began, on 10 February, 15 days. */
  expect_partner(PARTNER(CONTACT("a", "ali", "2026-02-10", BY_ME) "," CONTACT("b", "ali",
                                                                              "2026-03-03", BY_ME)),
                 0, 0, 15);
  /* Nobody wrote anything down: nothing is known. */
  expect_partner(PARTNER(""), NONE, NONE, NONE);
  /* The contact of 2 March may have been of either side. */
  expect_partner(PARTNER(CONTACT("a", "ali", "2026-02-10", BY_ME) "," CONTACT(
                     "b", "ali", "2026-02-10", BY_THEM) "," CONTACT("c", "ali", "2026-03-02",
                                                                    ",\"outcome\":\"reached\"")),
                 0, NONE, NONE);
}

static void the_longest_overdue_comes_first(void **state) {
  (void)state;
  rsup_result *const result = load_of(
      HEAD
      "\"ties\":[{\"id\":\"a\",\"roles\":[{\"role\":\"mentor\"}],\"contact_every\":{\"days\":7}},"
      "{\"id\":\"b\",\"roles\":[{\"role\":\"mentor\"}],\"contact_every\":{\"days\":7}},"
      "{\"id\":\"c\",\"roles\":[{\"role\":\"mentor\"}]}],\"events\":[" CONTACT(
          "k1", "a", "2026-02-20", BY_ME) "," CONTACT("k2", "b", "2026-02-10", BY_ME) "]}",
      "mentor");
  const rsup_role_load *const role = role_of(result, "mentor");
  assert_int_equal(role->people, 3);
  assert_string_equal(role->pairs[0]->tie, "b");
  assert_string_equal(role->pairs[1]->tie, "a");
  assert_string_equal(role->pairs[2]->tie, "c");
  assert_int_equal(role->overdue, 2);
  rsup_result_free(result);
}

/* ---- more people than room, and bad questions */

static void more_people_than_room_are_told(void **state) {
  (void)state;
  rsup_result *const result = load_of(HEAD "\"self\":{\"capacity\":{\"mentor\":1}},\"ties\":["
                                           "{\"id\":\"a\",\"roles\":[{\"role\":\"mentee\"}]},"
                                           "{\"id\":\"b\",\"roles\":[{\"role\":\"mentee\"}]}]}",
                                      NULL);
  assert_int_equal(role_of(result, "mentee")->room, -1);
  assert_true(role_of(result, "mentee")->load == 2);
  assert_int_equal(role_of(result, "sponsee")->capacity, NONE); /* nobody said */
  rsup_result_free(result);
}

static void bad_questions_are_refused(void **state) {
  (void)state;
  rsup_person *const person = load_text(config, sponsor);
  rsup_result *result = NULL;
  rsup_error err;
  rsup_support_load_options options = {.struct_size = sizeof options, .roles = "sponsor king"};
  assert_int_equal(rsup_person_support_load(person, NOW, &options, &result, &err), RSUP_E_OPTIONS);
  assert_null(strstr(err.message, "king"));
  options = (rsup_support_load_options){.struct_size = sizeof options, .reserved = 1};
  assert_int_equal(rsup_person_support_load(person, NOW, &options, &result, &err), RSUP_E_OPTIONS);
  assert_int_equal(rsup_person_support_load(NULL, NOW, NULL, &result, &err), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_support_load(person, NOW, NULL, NULL, &err), RSUP_E_ARGUMENT);
  assert_null(result);
  rsup_person_free(person);
}

static void every_failed_allocation_is_told(void **state) {
  (void)state;
  rsup_config_options options = {.struct_size = sizeof options, .allocator = failing_allocator()};
  rsup_config *own = NULL;
  assert_int_equal(rsup_config_default(&options, &own, NULL), RSUP_OK);
  rsup_person *const person = load_text(own, sponsor);
  size_t nth = 1;
  for (;; nth++) {
    rsup_result *result = NULL;
    failing_start(nth, 1);
    const rsup_status status = rsup_person_support_load(person, NOW, NULL, &result, NULL);
    const size_t failed = failing_stop();
    if (failed) assert_null(result);
    rsup_result_free(result);
    if (!failed) break;
    assert_int_equal(status, RSUP_E_MEMORY);
  }
  assert_true(nth > 2);
  rsup_person_free(person);
  rsup_config_free(own);
  assert_int_equal(failing_live(), 0);
  assert_int_equal(failing_unclean(), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(my_sponsees_and_my_room),
      cmocka_unit_test(each_side_is_asked_for_its_own),
      cmocka_unit_test(nothing_agreed_is_not_overdue),
      cmocka_unit_test(my_sponsor_their_capacity_and_the_steps),
      cmocka_unit_test(an_accountability_partner_both_ways),
      cmocka_unit_test(the_longest_overdue_comes_first),
      cmocka_unit_test(more_people_than_room_are_told),
      cmocka_unit_test(bad_questions_are_refused),
      cmocka_unit_test(every_failed_allocation_is_told),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
