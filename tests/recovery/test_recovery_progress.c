/* Stages, the day grid taken in, and milestones of a group: by hand arithmetic. */
#include "people.h"

static rsup_config *config;
static rsup_result *result;
static rsup_error err;

static int open_config(void **state) {
  (void)state;
  config = config_with("");
  return 0;
}
static int close_config(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}
static int let_go(void **state) {
  (void)state;
  rsup_result_free(result);
  result = NULL;
  return 0;
}

#define TARGET(FROM)                                                                               \
  "\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"" FROM "\"}}]"
#define SAID(ON)                                                                                   \
  "{\"type\":\"confirmed\",\"id\":\"c" ON "\",\"target\":\"alcohol\",\"on\":\"" ON "\"}"

/* ---- stages */

static const rsup_stage *stage_of(rsup_config *root, const char *record, rsup_instant now) {
  rsup_person *person = person_with(root, record);
  rsup_result_free(result);
  if (rsup_person_stage(person, now, NULL, &result, &err)) fail_msg("%s", err.message);
  rsup_person_free(person);
  return rsup_stage_get(result);
}
static int has_reason(const rsup_stage *s, const char *id) {
  for (size_t i = 0; i < s->reason_count; i++)
    if (strcmp(s->reasons[i]->id, id) == 0) return 1;
  return 0;
}

/* From 31 January 2026 a month is full on 28 February, a year on 31 January 2027. */
static void a_stage_begins_on_a_calendar_date(void **state) {
  (void)state;
  const char *record = TARGET("2026-01-31") ",\"events\":[" SAID("2026-02-10") "]";
  const rsup_stage *s = stage_of(config, record, noon_of(2, 27));
  assert_string_equal(s->id, "beginning");
  assert_string_equal(s->overlay, "beginning");
  assert_string_equal(s->next, "early");
  assert_int_equal(s->next_on, day_in(2, 28));
  assert_int_equal(s->days_to_next, 1);
  s = stage_of(config, record, noon_of(2, 28));
  assert_string_equal(s->id, "early");
  assert_string_equal(s->label, "early recovery");
  assert_int_equal(s->since, day_in(1, 31));
  assert_int_equal(s->on, day_in(2, 28));
  assert_string_equal(s->next, "sustained");
  assert_int_equal(s->next_on, day_in(1, 31) + 365);
}

/* Use on 10 March begins a new run on the 11th: a month is full on 11 April. */
static void a_return_to_use_begins_the_stages_anew(void **state) {
  (void)state;
  const char *record =
      TARGET("2024-01-01") ",\"events\":[{\"type\":\"use_day\",\"id\":\"u\",\"target\":\"alcohol\","
                           "\"on\":\"2026-03-10\"}," SAID("2026-03-12") "," SAID("2026-02-10") "]";
  assert_string_equal(stage_of(config, record, noon_of(3, 9))->id, "sustained");
  const rsup_stage *s = stage_of(config, record, noon_of(3, 15));
  assert_string_equal(s->id, "beginning");
  assert_int_equal(s->since, day_in(3, 11));
  assert_int_equal(s->next_on, day_in(4, 11));
}

static void what_nobody_said_is_unknown(void **state) {
  (void)state;
  const rsup_stage *s = stage_of(config, TARGET("2024-01-01"), noon_of(3, 9));
  assert_null(s->id);
  assert_null(s->next);
  assert_string_equal(s->at_most, "sustained");
  assert_true(has_reason(s, "nothing_confirmed"));
  s = stage_of(config, TARGET("2026-03-01"), noon_of(3, 9)); /* nothing is below the first stage */
  assert_string_equal(s->id, "beginning");
}

static void a_report_that_waits_makes_it_unknown(void **state) {
  (void)state;
  const rsup_stage *s = stage_of(config,
                                 TARGET("2024-01-01") ",\"events\":[" SAID(
                                     "2026-02-10") ",{\"type\":\"use_day\",\"id\":\"u\",\"target\":"
                                                   "\"alcohol\",\"on\":\"2026-03-02\","
                                                   "\"source\":\"sam\"}]",
                                 noon_of(3, 9));
  assert_null(s->id);
  assert_string_equal(s->at_most, "sustained");
  assert_true(has_reason(s, "unreconciled_report"));
}

static void a_record_without_a_goal_of_days_has_no_stage(void **state) {
  (void)state;
  const rsup_stage *s = stage_of(config,
                                 "\"targets\":[{\"id\":\"opioids\",\"goal\":{\"kind\":\"harm_"
                                 "reduction\",\"from\":\"2024-01-01\"}}]",
                                 noon_of(3, 9));
  assert_null(s->id);
  assert_true(has_reason(s, "no_goal_of_days"));
}

/* Steady: 30 days, and no setback within 60. The setback of 1 February has a run from the 2nd: 30
 * days on 4 March, but 60 days from it end on 1 April (2 April - 60 = 1 February, not after it). */
static void a_rule_may_look_at_setbacks(void **state) {
  (void)state;
  rsup_config *own = config_with(
      ",\"stages\":[{\"id\":\"early\",\"off\":true},{\"id\":\"sustained\",\"off\":true},{"
      "\"id\":\"stable\",\"off\":true},{\"id\":\"steady\",\"days\":30,\"most_setbacks\":"
      "0,\"within_days\":60}]");
  const char *record =
      TARGET("2025-01-01") ",\"events\":[{\"type\":\"setback\",\"id\":\"s\",\"target\":\"alcohol\","
                           "\"on\":\"2026-02-01\"}," SAID("2026-02-10") "]";
  assert_string_equal(stage_of(own, record, noon_of(3, 10))->id, "beginning");
  assert_string_equal(stage_of(own, record, noon_of(4, 1))->id, "beginning");
  assert_string_equal(stage_of(own, record, noon_of(4, 2))->id, "steady");
  rsup_config_free(own);
}

/* ---- the grid */

static rsup_status take(rsup_person *person, const char *text) {
  rsup_safety safety;
  return rsup_person_append_grid(person, text, strlen(text), &safety, &err);
}
#define GRID(REST)                                                                                 \
  "{\"format\":\"recovery-support/day-grid\",\"format_version\":1,\"from\":\"2026-02-01\"," REST "}"

/* What came in comes out: state and amount of every day. */
static void a_grid_comes_out_as_it_came_in(void **state) {
  (void)state;
  rsup_person *person = person_with(config, TARGET("2026-02-01"));
  assert_int_equal(take(person, GRID("\"unit\":\"drinks\",\"targets\":{\"alcohol\":[0,4,\"used\","
                                     "null,0,2.5]}")),
                   RSUP_OK);
  assert_int_equal(rsup_person_history(person, "alcohol", day_in(2, 1), day_in(2, 7), noon_of(3, 1),
                                       NULL, &result, &err),
                   RSUP_OK);
  const rsup_history *h = rsup_history_get(result);
  static const int32_t states[] = {RSUP_DAY_NOT_USED, RSUP_DAY_USED,     RSUP_DAY_USED,
                                   RSUP_DAY_UNKNOWN,  RSUP_DAY_NOT_USED, RSUP_DAY_USED};
  const double amounts[] = {0, 4, -1, -1, 0, 2.5}; /* -1: not known */
  assert_int_equal(h->grid_count, 6);
  for (size_t i = 0; i < 6; i++) {
    assert_int_equal(h->grid[i]->on, day_in(2, 1) + (rsup_day)i);
    assert_int_equal(h->grid[i]->state, states[i]);
    if (amounts[i] < 0)
      assert_true(rsupi_isnan(h->grid[i]->amount));
    else
      assert_true(h->grid[i]->amount == amounts[i]);
  }
  rsup_person_free(person);
}

/* Out of one record, as cells; into another; and out again: the same, two targets, 60 days. */
static void grid_out_in_out_is_the_same(void **state) {
  (void)state;
  static const char two[] =
      "\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-02-01\"}},{"
      "\"id\":\"cannabis\",\"goal\":{\"kind\":\"at_most\",\"amount\":2,\"unit\":\"days\",\"per\":"
      "\"week\",\"from\":\"2026-02-01\"}}]";
  static const char *const targets[] = {"alcohol", "cannabis"};
  char text[2][8192], cells[4096];
  rsup_person *source = person_with(config, two);
  uint32_t seed = 7;
  for (int pass = 0; pass < 2; pass++) {
    rsup_person *person = pass == 0 ? source : person_with(config, two);
    char *at = text[pass];
    if (pass == 0) { /* something of everything, by a little generator */
      size_t len = 0;
      for (int t = 0; t < 2; t++) {
        len += (size_t)snprintf(cells + len, sizeof cells - len, "%s\"%s\":[", t ? "," : "",
                                targets[t]);
        for (int i = 0; i < 60; i++) {
          seed = seed * 1664525u + 1013904223u;
          static const char *const kinds[] = {"0", "null", "\"used\"", "3", "0.5"};
          len += (size_t)snprintf(cells + len, sizeof cells - len, "%s%s", i ? "," : "",
                                  kinds[(seed >> 16) % 5]);
        }
        len += (size_t)snprintf(cells + len, sizeof cells - len, "]");
      }
      snprintf(text[1], sizeof text[1], GRID("\"unit\":\"drinks\",\"targets\":{%s}"), cells);
      assert_int_equal(take(person, text[1]), RSUP_OK);
    } else {
      assert_int_equal(take(person, text[0]), RSUP_OK);
    }
    size_t len =
        (size_t)sprintf(at, "{\"format\":\"recovery-support/day-grid\",\"format_version\":1,"
                            "\"from\":\"2026-02-01\",\"unit\":\"drinks\",\"targets\":{");
    for (int t = 0; t < 2; t++) {
      const rsup_history_options options = {.struct_size = sizeof options, .unit = "drinks"};
      assert_int_equal(rsup_person_history(person, targets[t], day_in(2, 1), day_in(4, 2),
                                           noon_of(5, 1), &options, &result, &err),
                       RSUP_OK);
      const rsup_history *h = rsup_history_get(result);
      assert_int_equal(h->grid_count, 60);
      len += (size_t)sprintf(at + len, "%s\"%s\":[", t ? "," : "", targets[t]);
      for (size_t i = 0; i < h->grid_count; i++) {
        const rsup_grid_day *day = h->grid[i];
        len += (size_t)sprintf(at + len, "%s", i ? "," : "");
        if (day->state == RSUP_DAY_UNKNOWN)
          len += (size_t)sprintf(at + len, "null");
        else if (day->state == RSUP_DAY_NOT_USED)
          len += (size_t)sprintf(at + len, "0");
        else if (rsupi_isnan(day->amount))
          len += (size_t)sprintf(at + len, "\"used\"");
        else
          len += (size_t)sprintf(at + len, "%g", day->amount);
      }
      len += (size_t)sprintf(at + len, "]");
      rsup_result_free(result);
      result = NULL;
    }
    sprintf(at + len, "}}");
    if (pass == 1) rsup_person_free(person);
  }
  assert_string_equal(text[0], text[1]);
  rsup_person_free(source);
}

/* The same again changes nothing; another amount needs a revision; nothing is taken in by half. */
static void a_grid_is_taken_in_whole_or_not_at_all(void **state) {
  (void)state;
  rsup_person *person = person_with(config, TARGET("2026-02-01"));
  rsup_result *before = NULL, *after = NULL;
  assert_int_equal(take(person, GRID("\"targets\":{\"alcohol\":[0,4]}")), RSUP_OK);
  assert_int_equal(rsup_person_write(person, &before, &err), RSUP_OK);
  assert_int_equal(take(person, GRID("\"targets\":{\"alcohol\":[0,4]}")), RSUP_OK);
  assert_int_equal(take(person, GRID("\"targets\":{\"alcohol\":[0,5,3]}")), RSUP_E_CONFLICT);
  assert_int_equal(take(person, GRID("\"targets\":{\"alcohol\":[0,4,3],\"tea\":[0,0,0]}")),
                   RSUP_E_UNKNOWN_NAME);
  assert_int_equal(take(person, GRID("\"targets\":{\"alcohol\":[0,4,-1]}")), RSUP_E_SCHEMA);
  assert_int_equal(take(person, GRID("\"targets\":{\"alcohol\":[0,4,\"some\"]}")), RSUP_E_SCHEMA);
  assert_int_equal(take(person, GRID("\"targets\":{\"alcohol\":4}")), RSUP_E_SCHEMA);
  assert_int_equal(take(person, GRID("\"targets\":[]")),
                   RSUP_OK); /* an empty map of some languages */
  assert_int_equal(take(person, GRID("\"rows\":[]")), RSUP_E_SCHEMA);
  assert_int_equal(take(person, "{\"from\":\"2026-02-01\"}"), RSUP_E_FORMAT);
  assert_int_equal(rsup_person_write(person, &after, &err), RSUP_OK);
  assert_string_equal(rsup_document_get(before)->text, rsup_document_get(after)->text);
  assert_int_equal(take(person, GRID("\"revision\":1,\"targets\":{\"alcohol\":[0,5,3]}")), RSUP_OK);
  rsup_result_free(before);
  rsup_result_free(after);
  rsup_person_free(person);
}

static void a_message_about_a_grid_holds_no_value_of_it(void **state) {
  (void)state;
  rsup_person *person = person_with(config, TARGET("2026-02-01"));
  assert_int_equal(take(person, GRID("\"targets\":{\"alcohol\":[\"secret\"]}")), RSUP_E_SCHEMA);
  assert_null(strstr(err.message, "secret"));
  assert_int_equal(take(person, GRID("\"targets\":{\"secret\":[0]}")), RSUP_E_UNKNOWN_NAME);
  assert_null(strstr(err.message, "secret"));
  assert_null(strstr(err.path, "secret"));
  rsup_person_free(person);
}

/* ---- the group */

enum { PEOPLE = 7 };
#define MET(ID, ON)                                                                                \
  "{\"type\":\"attendance\",\"id\":\"" ID "\",\"meeting\":\"m\",\"on\":\"2026-" ON "\"}"
/* Days up to 11 March 2026: from 1 March ten each; two targets: the fewer of 10 and 4. */
static const char *const members[PEOPLE] = {
    TARGET("2026-03-01") ",\"events\":[" MET("a", "03-02") "," MET("b", "03-03") "]",
    TARGET("2026-03-01") ",\"events\":[" MET("a", "03-04") "]",
    TARGET("2026-03-01") ",\"events\":[" MET("a", "03-05") "]",
    TARGET("2026-03-01"),
    "\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-03-01\"}},{"
    "\"id\":\"cannabis\",\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-03-07\"}}]",
    TARGET("2026-03-01"), /* lets nobody count them */
    "\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\"}}]" /* no first day is known */
};

static const rsup_group_page *group_of(rsup_config *root, const uint8_t *permits) {
  rsup_person *people[PEOPLE];
  const rsup_group_milestones_options options = {
      .struct_size = sizeof options, .permits = permits, .permit_count = PEOPLE};
  for (size_t i = 0; i < PEOPLE; i++) people[i] = person_with(root, members[i]);
  rsup_result_free(result);
  result = NULL;
  if (rsup_group_milestones((const rsup_person *const *)people, PEOPLE, noon_of(3, 11), &options,
                            &result, &err))
    fail_msg("%s", err.message);
  for (size_t i = 0; i < PEOPLE; i++) rsup_person_free(people[i]);
  return rsup_group_page_get(result);
}
static const rsup_group_count *count_of(const rsup_group_page *page, const char *counts) {
  for (size_t i = 0; i < page->count_count; i++)
    if (strcmp(page->counts[i]->counts, counts) == 0) return page->counts[i];
  fail_msg("no count of %s", counts);
  return NULL;
}

static const uint8_t five[PEOPLE] = {1, 1, 1, 1, 1, 0, 0},
                     with_unknown[PEOPLE] = {1, 1, 1, 1, 1, 0, 1},
                     four[PEOPLE] = {1, 1, 1, 1, 0, 0, 0};

/* 4 * 10 + 4 = 44 days. Day by day: on 2 March 4 (one each of four), 8, 12, 16, 20 on the 6th, 24
 * on the 7th, then 4 and one of the fifth: 29 on the 8th, 34, 39, 44 on the 11th. */
static rsup_config *own_rules(void) {
  return config_with(
      ",\"group_milestones\":[{\"id\":\"g20\",\"count\":20,\"counts\":\"total_days\"},"
      "{\"id\":\"g30\",\"count\":30,\"counts\":\"total_days\"},{\"id\":\"g50\","
      "\"count\":50,\"counts\":\"total_days\"}]");
}

static void a_group_adds_up_the_days_of_who_shares(void **state) {
  (void)state;
  rsup_config *own = own_rules();
  const rsup_group_page *page = group_of(own, five);
  const rsup_group_count *days = count_of(page, "total_days");
  assert_int_equal(page->floor, 5);
  assert_int_equal(days->withheld, 0);
  assert_true(days->total.value == 44 && days->total.low == 0 && days->total.high == 44);
  assert_int_equal(days->milestone_count, 3);
  assert_string_equal(days->milestones[0]->id, "g20");
  assert_int_equal(days->milestones[0]->on, day_in(3, 6));
  assert_string_equal(days->milestones[0]->label, "20 days together");
  assert_int_equal(days->milestones[1]->on, day_in(3, 9)); /* 34 */
  assert_int_equal(days->milestones[2]->state, RSUP_MILESTONE_NEXT);
  assert_int_equal(days->milestones[2]->to_go, 6);
  assert_int_equal(days->milestones[2]->on, INT32_MIN);
  rsup_result_free(result);
  result = NULL;
  rsup_config_free(own);
}

static void somebody_of_whom_it_is_not_known_opens_the_upper_end(void **state) {
  (void)state;
  rsup_config *own = own_rules();
  const rsup_group_count *days = count_of(group_of(own, with_unknown), "total_days");
  assert_true(days->total.value == 44);
  assert_true(rsupi_isnan(days->total.high));
  assert_int_equal(days->total.unknowns, 1);
  rsup_result_free(result);
  result = NULL;
  rsup_config_free(own);
}

/* Four people have days, three went to meetings: fewer than five, and nothing is told. */
static void below_the_floor_nothing_is_told(void **state) {
  (void)state;
  const rsup_group_page *page = group_of(config, four);
  for (size_t i = 0; i < page->count_count; i++) {
    assert_int_equal(page->counts[i]->withheld, 1);
    assert_int_equal(page->counts[i]->total.state, RSUP_MEASURE_UNKNOWN);
    assert_true(rsupi_isnan(page->counts[i]->total.value));
    assert_int_equal(page->counts[i]->milestone_count, 0);
  }
  page = group_of(config, five);
  assert_int_equal(count_of(page, "total_days")->withheld, 0);
  assert_int_equal(count_of(page, "meetings")->withheld, 1); /* three of the five went */
}

/* With a floor of three: 2 + 1 + 1 meetings. */
static void the_floor_is_the_configs(void **state) {
  (void)state;
  rsup_config *own = config_with(",\"policies\":{\"group_floor\":3}");
  const rsup_group_count *meetings = count_of(group_of(own, five), "meetings");
  assert_int_equal(meetings->withheld, 0);
  assert_true(meetings->total.value == 4 && meetings->total.state == RSUP_MEASURE_KNOWN);
  assert_string_equal(meetings->milestones[0]->id, "group-meetings-100");
  assert_int_equal(meetings->milestones[0]->to_go, 96);
  rsup_result_free(result);
  result = NULL;
  rsup_config_free(own);
}

static void nobody_counts_without_a_permit_or_twice(void **state) {
  (void)state;
  rsup_person *one = person_with(config, members[0]);
  const rsup_person *people[] = {one, one};
  const uint8_t both[] = {1, 1};
  rsup_group_milestones_options options = {.struct_size = sizeof options};
  assert_int_equal(rsup_group_milestones(people, 2, noon_of(3, 11), &options, &result, &err),
                   RSUP_E_ARGUMENT);
  assert_null(result);
  options.permits = both;
  options.permit_count = 1;
  assert_int_equal(rsup_group_milestones(people, 2, noon_of(3, 11), &options, &result, &err),
                   RSUP_E_ARGUMENT);
  options.permit_count = 2;
  assert_int_equal(rsup_group_milestones(people, 2, noon_of(3, 11), &options, &result, &err),
                   RSUP_E_ARGUMENT);
  assert_non_null(strstr(err.message, "twice"));
  assert_null(result);
  rsup_person_free(one);
}

/* The page is the same bytes whoever of two equal members it is that shares. */
static void nothing_of_it_says_who(void **state) {
  (void)state;
  static const uint8_t a[PEOPLE] = {1, 1, 1, 1, 1, 0, 0}, b[PEOPLE] = {1, 1, 1, 0, 1, 1, 0};
  rsup_result *first = NULL;
  (void)group_of(config, a);
  first = result;
  result = NULL;
  (void)group_of(config, b);
  const char *one = NULL, *other = NULL;
  assert_int_equal(rsup_result_json(first, &one, NULL, &err), RSUP_OK);
  assert_int_equal(rsup_result_json(result, &other, NULL, &err), RSUP_OK);
  assert_string_equal(one, other);
  rsup_result_free(first);
}

int main(void) {
#define TEST(NAME) cmocka_unit_test_teardown(NAME, let_go)
  const struct CMUnitTest tests[] = {
      TEST(a_stage_begins_on_a_calendar_date),
      TEST(a_return_to_use_begins_the_stages_anew),
      TEST(what_nobody_said_is_unknown),
      TEST(a_report_that_waits_makes_it_unknown),
      TEST(a_record_without_a_goal_of_days_has_no_stage),
      TEST(a_rule_may_look_at_setbacks),
      TEST(a_grid_comes_out_as_it_came_in),
      TEST(grid_out_in_out_is_the_same),
      TEST(a_grid_is_taken_in_whole_or_not_at_all),
      TEST(a_message_about_a_grid_holds_no_value_of_it),
      TEST(a_group_adds_up_the_days_of_who_shares),
      TEST(somebody_of_whom_it_is_not_known_opens_the_upper_end),
      TEST(below_the_floor_nothing_is_told),
      TEST(the_floor_is_the_configs),
      TEST(nobody_counts_without_a_permit_or_twice),
      TEST(nothing_of_it_says_who),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
