/* Containers, hostile texts, and single rules of the feed reader. */
#include "meeting/feed.h"
#include "meeting/meeting_support.h"
#include <stdlib.h>
#include <string.h>

#define ONE                                                                                        \
  "{\"slug\":\"a\",\"name\":\"A\",\"day\":1,\"time\":\"19:00\",\"location\":\"Hall\","             \
  "\"timezone\":\"America/Chicago\"}"

/* ---- containers */

static void read_as(const char *text, size_t meetings) {
  test_feed feed = test_feed_read(text, NULL);
  if (feed.status != RSUP_OK) fail_msg("%s: %s", text, feed.err.message);
  assert_int_equal(rsup_meetings_count(feed.meetings), meetings);
  test_feed_free(&feed);
}

static void test_a_list_and_a_list_in_an_object(void **state) {
  (void)state;
  read_as("[]", 0);
  read_as("[" ONE "]", 1);
  read_as("\xEF\xBB\xBF [" ONE "]\n", 1);
  read_as("{\"meetings\":[" ONE "]}", 1);
  read_as("{\"records\" : [" ONE "] , \"warnings\":[\"]\", {\"a\":\"}\\\"\"}]}", 1);
  read_as("\n{\"generated\":\"2026\",\"info\":{\"meetings\":[]},\"meetings\":[" ONE "]}", 1);
}

static void refused(const char *text, rsup_status wanted, const char *message, uint32_t line) {
  test_feed feed = test_feed_read(text, NULL);
  if (feed.status != wanted) fail_msg("%s: %s", text, feed.err.message);
  assert_null(feed.meetings);
  assert_int_equal(feed.err.status, wanted);
  assert_int_equal(feed.err.line, line);
  assert_string_equal(feed.err.source, "t.json");
  if (message && strstr(feed.err.message, message) == NULL)
    fail_msg("%s: %s", text, feed.err.message);
  assert_true(feed.report->problem_count >= 1);
  test_feed_free(&feed);
}

static void test_what_is_no_list_is_one_clear_error(void **state) {
  (void)state;
  refused("<!DOCTYPE html><html><body>Just a moment...</body></html>", RSUP_E_SYNTAX,
          "the text begins with < : a web page, not a list of meetings", 1);
  refused("\n\n <html>", RSUP_E_SYNTAX, "a web page", 3);
  refused("", RSUP_E_SYNTAX, "empty", 1);
  refused("  \n", RSUP_E_SYNTAX, "empty", 2);
  refused("{}", RSUP_E_FORMAT, "no list of meetings", 1);
  refused("{\"error\":\"x\"}", RSUP_E_FORMAT, "no list of meetings", 1);
  refused("{\"meetings\":{}}", RSUP_E_FORMAT, "no list of meetings", 1);
  refused("null", RSUP_E_FORMAT, NULL, 1);
  refused("slug,name,day\n", RSUP_E_FORMAT, NULL, 1);
  refused("{\"meetings\":[" ONE "]", RSUP_E_SYNTAX, "ends too early", 1);
  refused("{\"meetings\":[" ONE "]} x", RSUP_E_SYNTAX, "follows the end", 1);
  refused("{\"meetings\":[" ONE ",\n\n{\"a\" 1}]}", RSUP_E_SYNTAX, NULL, 3);
  refused("[" ONE ",]", RSUP_E_SYNTAX, NULL, 1);
  refused("[" ONE "\n" ONE "]", RSUP_E_SYNTAX, NULL, 2);
  refused("[" ONE "] []", RSUP_E_SYNTAX, NULL, 1);
  refused("[" ONE, RSUP_E_SYNTAX, NULL, 1);
}

static void test_the_column_counts_from_the_start_of_the_line(void **state) {
  (void)state;
  test_feed feed = test_feed_read("{\"meetings\":[{\"slug\" 1}]}", NULL);
  assert_int_equal(feed.err.line, 1);
  assert_int_equal(feed.err.column, 22); /* where the 1 stands */
  test_feed_free(&feed);
}

static void test_a_spoilt_element_leaves_the_others(void **state) {
  (void)state;
  test_feed feed = test_feed_read(
      "[{\"slug\":\"x\",\"slug\":\"y\"}, 7, [], {\"slug\":\"\\ud800\"}, " ONE "]", NULL);
  assert_int_equal(feed.status, RSUP_OK);
  assert_int_equal(rsup_meetings_count(feed.meetings), 1);
  assert_int_equal(feed.report->used, 1);
  assert_int_equal(feed.report->left_out, 4);
  for (uint32_t row = 1; row <= 4; row++)
    assert_int_equal(test_problems(feed.report, row, "", RSUP_SEVERITY_ERROR), 1);
  test_feed_free(&feed);
}

/* ---- hostile */

static void read_quietly(rsup_config *config, const char *text, size_t len) {
  rsup_meetings *meetings = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  const rsup_status status =
      rsup_meetings_read(config, "hostile.json", text, len, NULL, &meetings, &report, &err);
  assert_int_equal(status == RSUP_OK, meetings != NULL);
  assert_int_equal(err.status, status);
  assert_non_null(rsup_report_get(report));
  rsup_meetings_free(meetings);
  rsup_result_free(report);
}

/* Every cut of a list is no list: never half a feed as success. */
static void test_cut_anywhere_it_is_an_error(void **state) {
  (void)state;
  size_t len;
  char *const text = test_file("tests/data/meetings/edge_cases.json", &len);
  assert_non_null(text);
  rsup_config *const config = test_config(NULL);
  for (size_t i = 0; i < 500; i++) {
    rsup_meetings *meetings = NULL;
    const size_t cut = 1 + i * (len - 2) / 500;
    char *const part = malloc(cut); /* so that a read past the end is seen */
    memcpy(part, text, cut);
    assert_int_not_equal(rsup_meetings_read(config, "cut", part, cut, NULL, &meetings, NULL, NULL),
                         RSUP_OK);
    assert_null(meetings);
    free(part);
  }
  rsup_config_free(config);
  free(text);
}

static void test_flipped_bytes_never_crash(void **state) {
  (void)state;
  size_t len;
  char *const text = test_file("tests/data/meetings/edge_cases.json", &len);
  assert_non_null(text);
  len = 15000; /* before the long note, and closed */
  while (memcmp(text + len, "\n },", 4) != 0) len++;
  memcpy(text + len, "\n }]", 4);
  len += 4;
  rsup_config *const config = test_config(NULL);
  uint64_t seed = 11;
  char *const copy = malloc(len);
  for (int i = 0; i < 400; i++) {
    memcpy(copy, text, len);
    for (int k = 0; k < 1 + i % 8; k++) {
      seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
      copy[(seed >> 33) % len] = (char)(seed >> 20);
    }
    read_quietly(config, copy, len);
  }
  free(copy);
  rsup_config_free(config);
  free(text);
}

static void test_thousands_of_one_slug_end(void **state) {
  (void)state;
  const size_t count = 3000;
  rsupi_text text;
  rsupi_text_init(&text, NULL);
  rsupi_text_add_text(&text, "[");
  for (size_t i = 0; i < count; i++) rsupi_text_add_text(&text, i ? "," ONE : ONE);
  rsupi_text_add_text(&text, "]");
  test_feed feed = test_feed_read(text.data, NULL);
  assert_int_equal(feed.status, RSUP_OK);
  assert_int_equal(rsup_meetings_count(feed.meetings), 65); /* the first, and 64 alike */
  assert_int_equal(feed.report->used + feed.report->left_out, 3000);
  test_feed_free(&feed);
  rsupi_text_free(&text);
}

/* ---- single rules */

static void test_clock_dialects(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int32_t minute;
  } clocks[] = {
      {"19:00", 1140},  {"9:30", 570},      {"09:30", 570},    {"7:30 PM", 1170},
      {"7:30pm", 1170}, {"12:00 AM", 0},    {"12:15 PM", 735}, {"12:15 a.m.", 15},
      {"7 PM", 1140},   {"18:00:00", 1080}, {"00:00", 0},      {"23:59", 1439},
      {"24:00", 1440},  {"19:30 PM", 1170}, {"24:01", -1},     {"25:00", -1},
      {"7:60", -1},     {"7:5", -1},        {"19", -1},        {"", -1},
      {"noon-ish", -1}, {"7:30 XM", -1},    {"7:30 PMs", -1},  {":30", -1},
      {"7:30:99", -1},  {"19.30", -1},      {"-7:30", -1},     {"7:300", -1},
      {"13:00 AM", -1},
  };
  for (size_t i = 0; i < sizeof clocks / sizeof clocks[0]; i++)
    if (rsupi_feed_clock(clocks[i].text) != clocks[i].minute) fail_msg("%s", clocks[i].text);
}

/* One meeting with more fields. */
static test_feed read_with(const char *fields, const char *default_zone) {
  char text[1024];
  rsupi_fixed fixed = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&fixed, "[{\"slug\":\"a\",\"name\":\"A\",\"day\":1,\"time\":\"19:00\",%s}]",
                     fields);
  test_feed feed = test_feed_read(text, default_zone);
  assert_int_equal(feed.status, RSUP_OK);
  assert_int_equal(rsup_meetings_count(feed.meetings), 1);
  return feed;
}

static void has_flags(const char *fields, const char *default_zone, uint16_t wanted) {
  test_feed feed = read_with(fields, default_zone);
  if (feed.meetings->flags[0] != (wanted | RSUPI_END_IS_DEFAULT))
    fail_msg("%s: %d", fields, feed.meetings->flags[0]);
  test_feed_free(&feed);
}

static void test_in_person_online_hybrid_inactive(void **state) {
  (void)state;
  const uint16_t person = RSUPI_MEETS_IN_PERSON, online = RSUPI_MEETS_ONLINE;
  const uint16_t timeless = RSUPI_MEETING_TIMELESS, inactive = RSUPI_MEETING_INACTIVE;
#define ZOOM "\"conference_url\":\"https://us02web.zoom.us/j/1\""
  has_flags("\"location\":\"Hall\"", NULL, person);
  has_flags("\"location\":\"Hall\"," ZOOM, NULL, person | online);
  has_flags(ZOOM, NULL, online | timeless);
  has_flags(ZOOM, "America/Denver", online);
  has_flags(ZOOM ",\"timezone\":\"Mars/Olympus\"", "America/Denver", online);
  has_flags("\"formatted_address\":\"Denver, CO, USA\"," ZOOM, "America/Denver", online);
  has_flags("\"formatted_address\":\"1 A St, Denver, CO, USA\"," ZOOM, NULL, person | online);
  has_flags("\"formatted_address\":\"Denver, CO, USA\"", NULL, person);
  has_flags("\"formatted_address\":\"1 A St, Denver, CO, USA\",\"approximate\":true", NULL,
            inactive);
  has_flags("\"location\":\"Hall\",\"types\":[\"TC\"]", NULL, inactive);
  has_flags("\"location\":\"Hall\",\"types\":[\"ONL\",\"TC\"]", "America/Denver", online);
  has_flags("\"location\":\"Hall\",\"conference_url\":\"https://notzoom.us/j/1\"", NULL, person);
  has_flags("\"location\":\"Hall\",\"conference_url\":\"https://zoom.us.evil.org/\"", NULL, person);
  has_flags("\"location\":\"Hall\",\"conference_url\":\"https://zoom.us@evil.org/\"", NULL, person);
  has_flags("\"location\":\"Hall\",\"conference_url\":\"javascript:alert(1)\"", NULL, person);
  has_flags("\"location\":\"Hall\",\"attendance_option\":\"inactive\"", NULL, inactive);
  has_flags("\"location\":\"Hall\",\"attendance_option\":\"hybrid\"", NULL, person | online);
  has_flags("\"x\":1", NULL, inactive);
  has_flags("\"location\":\"Hall\",\"name2\":1,\"types\":null", NULL, person);
}

static void located(const char *fields, int wanted) {
  char text[512];
  rsupi_fixed fixed = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&fixed, "\"location\":\"Hall\",%s", fields);
  test_feed feed = read_with(text, NULL);
  const int found = (feed.meetings->flags[0] & RSUPI_LOCATED) != 0;
  if (found != wanted) fail_msg("%s: %d", fields, found);
  test_feed_free(&feed);
}

static void test_coordinates(void **state) {
  (void)state;
  located("\"latitude\":0,\"longitude\":9.5", 1); /* the equator */
  located("\"latitude\":51.48,\"longitude\":0", 1);
  located("\"latitude\":0,\"longitude\":0", 0);
  located("\"latitude\":\"0.0\",\"longitude\":\"-0\"", 0);
  located("\"latitude\":\"NaN\",\"longitude\":\"1\"", 0);
  located("\"latitude\":\"inf\",\"longitude\":\"1\"", 0);
  located("\"latitude\":1e999,\"longitude\":1", 0);
  located("\"latitude\":12", 0);
  located("\"latitude\":12,\"longitude\":\"\"", 0);
  located("\"latitude\":90.01,\"longitude\":1", 0);
  located("\"latitude\":12,\"longitude\":541", 0);
  located("\"latitude\":12,\"longitude\":200", 1); /* east of the date line */
  located("\"coordinates\":\"39.95, -75.16\"", 1);
  located("\"coordinates\":\"39.95;-75.16\"", 0);
  located("\"coordinates\":\"39.95\"", 0);
}

static void test_contact_fields_are_dropped(void **state) {
  (void)state;
  static const char *const canary = "CANARY";
  test_feed feed = read_with("\"location\":\"Hall\",\"contact_1_name\":\"CANARY\","
                             "\"contact_2_email\":\"CANARY@x.org\",\"email\":\"CANARY@x.org\","
                             "\"phone\":\"CANARY\",\"author\":\"CANARY\"",
                             NULL);
  const rsupi_meeting_text *const text = &feed.meetings->text[0];
  const char *const kept[] = {text->name, text->location, text->address,
                              text->url,  text->phone,    text->notes};
  for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
    assert_true(kept[i] == NULL || strstr(kept[i], canary) == NULL);
  const char *json;
  assert_int_equal(rsup_result_json(feed.report_result, &json, NULL, NULL), RSUP_OK);
  assert_null(strstr(json, canary));
  test_feed_free(&feed);
}

static void test_ids_can_stand_in_a_record(void **state) {
  (void)state;
  test_feed feed = test_feed_read("[{\"slug\":\"%e6 ä/b\",\"name\":\"A\"},{\"slug\":\""
                                  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                                  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                                  "\",\"name\":\"B\",\"day\":[1,2],\"time\":\"9:00\"}]",
                                  NULL);
  assert_int_equal(feed.status, RSUP_OK);
  assert_string_equal(feed.meetings->text[0].id, "t/-e6---/b");
  assert_int_equal(strlen(feed.meetings->text[1].id), 96);
  assert_string_equal(feed.meetings->text[1].id + 94, "-1");
  assert_string_equal(feed.meetings->text[2].id + 94, "-2");
  test_feed_free(&feed);
}

static void test_the_feed_is_named_after_the_source(void **state) {
  (void)state;
  rsup_config *const config = test_config(NULL);
  rsup_meetings *meetings;
  assert_int_equal(rsup_meetings_read(config, "lists/my town.v2.json", "[" ONE "]",
                                      strlen("[" ONE "]"), NULL, &meetings, NULL, NULL),
                   RSUP_OK);
  assert_string_equal(meetings->text[0].id, "my-town.v2/a");
  rsup_config_free(config); /* the directory holds its own reference */
  assert_int_equal(rsup_meetings_count(meetings), 1);
  assert_int_equal(strlen(rsupi_meetings_digest(meetings)), 64);
  rsup_meetings_free(meetings);
  assert_null(rsupi_meetings_digest(NULL));
  rsup_meetings_free(NULL);
  assert_int_equal(rsup_meetings_count(NULL), 0);
}

static void test_bad_arguments_are_refused(void **state) {
  (void)state;
  rsup_config *const config = test_config(NULL);
  rsup_meetings *meetings;
  rsup_error err;
  rsup_meetings_options options = {.struct_size = sizeof options, .default_zone = "Nowhere"};
  assert_int_equal(rsup_meetings_read(config, "x", "[]", 2, &options, &meetings, NULL, &err),
                   RSUP_E_UNKNOWN_ZONE);
  options = (rsup_meetings_options){.struct_size = sizeof options, .default_minutes = 1441};
  assert_int_equal(rsup_meetings_read(config, "x", "[]", 2, &options, &meetings, NULL, &err),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_meetings_read(NULL, "x", "[]", 2, NULL, &meetings, NULL, &err),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_meetings_read(config, "x", NULL, 2, NULL, &meetings, NULL, &err),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_meetings_read(config, "x", "[]", 2, NULL, NULL, NULL, &err),
                   RSUP_E_ARGUMENT);
  assert_int_equal(
      rsup_meetings_read_file(config, "tests/data/nothing.json", NULL, &meetings, NULL, &err),
      RSUP_E_FILE);
  assert_null(meetings);
  assert_string_equal(err.source, "nothing.json");
  rsup_config_free(config);
}

/* Without zone data nothing is read as UTC: the whole feed is refused, and told what to do. */
static void test_missing_zone_data_is_an_error(void **state) {
  (void)state;
  rsup_config_options options = {.struct_size = sizeof options};
  options.zoneinfo_dir = RSUP_SOURCE_DIR "/tests/meeting";
  rsup_config *config;
  rsup_meetings *meetings;
  rsup_error err;
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  assert_int_equal(rsup_meetings_read(config, "x", "[" ONE "]", strlen("[" ONE "]"), NULL,
                                      &meetings, NULL, &err),
                   RSUP_E_ZONE_DATA);
  assert_null(meetings);
  assert_non_null(strstr(err.message, "tzdata"));
  rsup_config_free(config);
}

static void test_other_programmes_keep_their_codes(void **state) {
  (void)state;
  rsup_config *const config = test_config(NULL);
  const rsup_meetings_options options = {.struct_size = sizeof options, .program = "na"};
  const char *const text = "[{\"slug\":\"a\",\"name\":\"A\",\"types\":\"O,C,JFT,open\"}]";
  rsup_meetings *meetings;
  rsup_result *report;
  assert_int_equal(
      rsup_meetings_read(config, "x", text, strlen(text), &options, &meetings, &report, NULL),
      RSUP_OK);
  assert_int_equal(meetings->text[0].type_count, 4);
  assert_string_equal(meetings->text[0].types[3], "open");
  assert_int_equal(test_problems(rsup_report_get(report), 0, "types", 0), 0);
  rsup_result_free(report);
  rsup_meetings_free(meetings);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_list_and_a_list_in_an_object),
      cmocka_unit_test(test_what_is_no_list_is_one_clear_error),
      cmocka_unit_test(test_the_column_counts_from_the_start_of_the_line),
      cmocka_unit_test(test_a_spoilt_element_leaves_the_others),
      cmocka_unit_test(test_cut_anywhere_it_is_an_error),
      cmocka_unit_test(test_flipped_bytes_never_crash),
      cmocka_unit_test(test_thousands_of_one_slug_end),
      cmocka_unit_test(test_clock_dialects),
      cmocka_unit_test(test_in_person_online_hybrid_inactive),
      cmocka_unit_test(test_coordinates),
      cmocka_unit_test(test_contact_fields_are_dropped),
      cmocka_unit_test(test_ids_can_stand_in_a_record),
      cmocka_unit_test(test_the_feed_is_named_after_the_source),
      cmocka_unit_test(test_bad_arguments_are_refused),
      cmocka_unit_test(test_missing_zone_data_is_an_error),
      cmocka_unit_test(test_other_programmes_keep_their_codes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
