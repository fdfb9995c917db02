/* Crisis lines: there for every region, never another country's, each with its source and a date
 * that is fresh enough to release. */
#include "safety/floor.h"
#include "time/civil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Move on with each release; a line that nobody looked at for a year then breaks this test. */
#define RELEASE_DATE "2026-11-20"
enum { MOST_DAYS = 365 };

typedef struct lines {
  const rsup_crisis_line *const *items;
  size_t count;
} lines;

static lines lines_of(const char *region) {
  lines found = {NULL, 0};
  found.count = rsup_crisis_lines(region, &found.items);
  return found;
}

static const rsup_crisis_line *line_dialled(lines of, const char *dial) {
  for (size_t i = 0; i < of.count; i++)
    if (of.items[i]->dial && strcmp(of.items[i]->dial, dial) == 0) return of.items[i];
  return NULL;
}

static void assert_no_country(const char *region) {
  lines found = lines_of(region);
  int rule = 0, directory = 0;
  assert_true(found.count > 0);
  for (size_t i = 0; i < found.count; i++) {
    assert_string_equal(found.items[i]->region, "*");
    assert_null(found.items[i]->dial);
    assert_null(found.items[i]->sms);
    rule |= strcmp(found.items[i]->purpose, "emergency") == 0;
    directory |= strcmp(found.items[i]->purpose, "directory") == 0;
  }
  assert_true(rule && directory);
}

static void an_unknown_region_gets_the_local_rule_and_a_directory(void **state) {
  (void)state;
  static const char *const unknown[] = {
      NULL,    "",      "ZZ",         "XK",  "JP", "USA",          "U",      "US-",
      "US NY", "US_NY", "US-NEWYORK", "-US", "1S", "US-N\xc3\xa9", "EUROPE", "*"};
  for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) assert_no_country(unknown[i]);
}

static void new_york_gets_988_as_dialled_there(void **state) {
  (void)state;
  lines found = lines_of("US-NY");
  const rsup_crisis_line *line = line_dialled(found, "988");
  assert_non_null(line);
  assert_string_equal(line->region, "US");
  assert_string_equal(line->sms, "988");
  assert_non_null(line_dialled(found, "911"));
  assert_string_equal(found.items[found.count - 1]->region, "*"); /* nearest first */
}

static void each_country_gets_its_own_numbers(void **state) {
  (void)state;
  static const struct {
    const char *region, *crisis, *emergency;
  } known[] = {
      {"US", "988", "911"},        {"CA-QC", "988", "911"},      {"GB", "116123", "999"},
      {"GB-NIR", "116123", "999"}, {"UK", "116123", "999"},      {"IE", "116123", "112"},
      {"AU-NSW", "131114", "000"}, {"DE", "08001110111", "112"}, {"DE-BE", "116123", "112"}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    lines found = lines_of(known[i].region);
    const rsup_crisis_line *crisis = line_dialled(found, known[i].crisis);
    const rsup_crisis_line *emergency = line_dialled(found, known[i].emergency);
    assert_non_null(crisis);
    assert_string_equal(crisis->purpose, "suicide_and_crisis");
    assert_non_null(emergency);
    assert_string_equal(emergency->purpose, "emergency");
  }
}

/* Member states of the European Union, from its own list of countries. */
static void each_member_of_the_union_gets_112(void **state) {
  (void)state;
  static const char *const members[] = {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI",
                                        "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
                                        "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"};
  assert_int_equal(sizeof members / sizeof members[0], 27);
  for (size_t i = 0; i < 27; i++) assert_non_null(line_dialled(lines_of(members[i]), "112"));
  assert_null(line_dialled(lines_of("GB"), "112"));
}

static void a_line_is_of_the_region_asked_for(void **state) {
  (void)state;
  for (char a = 'A'; a <= 'Z'; a++)
    for (char b = 'A'; b <= 'Z'; b++) {
      const char region[3] = {a, b, '\0'};
      lines found = lines_of(region);
      assert_true(found.count > 0);
      for (size_t i = 0; i < found.count; i++) {
        const char *of = found.items[i]->region;
        int own = strcmp(of, region) == 0 || strcmp(of, "*") == 0 || strcmp(of, "EU") == 0;
        assert_true(own || (strcmp(region, "UK") == 0 && strcmp(of, "GB") == 0));
      }
    }
}

static void lower_case_is_understood(void **state) {
  (void)state;
  assert_non_null(line_dialled(lines_of("us-ny"), "988"));
}

static rsup_day day_of(const char *text) {
  rsup_day day;
  assert_int_equal(rsupi_day_parse(text, strlen(text), &day), 1);
  return day;
}

static void every_line_has_a_source_and_a_fresh_date(void **state) {
  (void)state;
  static const char *const regions[] = {"US", "CA", "GB", "IE", "AU", "DE", "FR", NULL};
  for (size_t k = 0; k < sizeof regions / sizeof regions[0]; k++) {
    lines found = lines_of(regions[k]);
    for (size_t i = 0; i < found.count; i++) {
      const rsup_crisis_line *line = found.items[i];
      int32_t age = rsup_crisis_line_age_days(line, day_of(RELEASE_DATE));
      assert_true(age >= 0 && age <= MOST_DAYS);
      assert_true(strncmp(line->source, "http", 4) == 0);
      assert_true(line->verified == 0 || line->verified == 1);
      assert_true(line->id && line->name && line->purpose && line->region);
      for (const char *c = line->dial; c && *c; c++) assert_true(*c >= '0' && *c <= '9');
    }
  }
}

static void each_line_says_whether_it_is_free_and_in_which_zone_it_answers(void **state) {
  (void)state;
  static const char *const regions[] = {"US", "CA", "GB", "IE", "AU", "DE", "FR", NULL};
  for (size_t k = 0; k < sizeof regions / sizeof regions[0]; k++) {
    lines found = lines_of(regions[k]);
    for (size_t i = 0; i < found.count; i++) {
      const rsup_crisis_line *line = found.items[i];
      assert_true(line->free == 1 || line->free == 0 || line->free == INT32_MIN);
      if (line->hours && strcmp(line->hours, "24/7") != 0) assert_non_null(line->zone);
    }
  }
  assert_int_equal(line_dialled(lines_of("GB"), "116123")->free, 1);
  assert_int_equal(line_dialled(lines_of("US"), "911")->free,
                   INT32_MIN); /* its page does not say */
}

/* ---- by need */

static lines lines_for(const char *region, const char *purpose) {
  lines found = {NULL, 0};
  found.count = rsup_crisis_lines_for(region, purpose, &found.items);
  return found;
}

static void a_need_gets_the_lines_that_are_for_it(void **state) {
  (void)state;
  static const struct {
    const char *region, *purpose, *dial;
    size_t count;
  } needs[] = {{"US-NY", "suicide_and_crisis", "988", 1},
               {"US-NY", "emergency", "911", 1},
               {"DE", "suicide_and_crisis", "08001110111", 2},
               {"DE", "emergency", "112", 1},
               {"GB", "directory", NULL, 1},
               {NULL, "emergency", NULL, 1},
               {"QQ", "directory", NULL, 1}};
  for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
    lines found = lines_for(needs[i].region, needs[i].purpose);
    assert_int_equal(found.count, needs[i].count);
    for (size_t k = 0; k < found.count; k++)
      assert_string_equal(found.items[k]->purpose, needs[i].purpose);
    if (needs[i].dial) assert_string_equal(found.items[0]->dial, needs[i].dial);
  }
}

static void a_need_that_no_line_is_for_gets_all(void **state) {
  (void)state;
  static const char *const regions[] = {"US", "DE", "ZZ", NULL};
  for (size_t i = 0; i < 4; i++) {
    lines all = lines_of(regions[i]);
    assert_int_equal(lines_for(regions[i], NULL).count, all.count);
    assert_int_equal(lines_for(regions[i], "gambling").count, all.count);
    assert_ptr_equal(lines_for(regions[i], "gambling").items, all.items);
  }
  assert_int_equal(lines_for("ZZ", "suicide_and_crisis").count, lines_of(NULL).count);
  assert_true(rsup_crisis_lines_for("US", "emergency", NULL) == 1);
}

static void a_line_says_how_old_it_is(void **state) {
  (void)state;
  const rsup_crisis_line line = {.verified_on = "2026-11-20"};
  const rsup_crisis_line undated = {.verified_on = "lately"}, empty = {.id = "x"};
  assert_int_equal(rsup_crisis_line_age_days(&line, day_of("2026-11-20")), 0);
  assert_int_equal(rsup_crisis_line_age_days(&line, day_of("2027-11-20")), 365);
  assert_int_equal(rsup_crisis_line_age_days(&line, day_of("2026-11-19")), -1);
  assert_int_equal(rsup_crisis_line_age_days(&line, INT32_MIN), INT32_MIN);
  assert_int_equal(rsup_crisis_line_age_days(&undated, 0), INT32_MIN);
  assert_int_equal(rsup_crisis_line_age_days(&empty, 0), INT32_MIN);
  assert_int_equal(rsup_crisis_line_age_days(NULL, 0), INT32_MIN);
}

static void the_list_itself_need_not_be_taken(void **state) {
  (void)state;
  assert_true(rsup_crisis_lines("US", NULL) > 0);
}

static void the_description_covers_the_record(void **state) {
  (void)state;
  const rsup_record_type *type = rsup_crisis_line_type();
  assert_string_equal(rsup_record_type_name(type), "crisis_line");
  assert_int_equal(rsup_record_type_size(type), sizeof(rsup_crisis_line));
  assert_int_equal(rsup_record_type_field_count(type), 15);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_unknown_region_gets_the_local_rule_and_a_directory),
      cmocka_unit_test(new_york_gets_988_as_dialled_there),
      cmocka_unit_test(each_country_gets_its_own_numbers),
      cmocka_unit_test(each_member_of_the_union_gets_112),
      cmocka_unit_test(a_line_is_of_the_region_asked_for),
      cmocka_unit_test(lower_case_is_understood),
      cmocka_unit_test(every_line_has_a_source_and_a_fresh_date),
      cmocka_unit_test(each_line_says_whether_it_is_free_and_in_which_zone_it_answers),
      cmocka_unit_test(a_need_gets_the_lines_that_are_for_it),
      cmocka_unit_test(a_need_that_no_line_is_for_gets_all),
      cmocka_unit_test(a_line_says_how_old_it_is),
      cmocka_unit_test(the_list_itself_need_not_be_taken),
      cmocka_unit_test(the_description_covers_the_record),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
