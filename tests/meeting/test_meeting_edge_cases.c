/* Every record of edge_cases.json: what its `_expect` says must come out. The table is written by
 * hand from those sentences. */
#include "core/numbers.h"
#include "meeting/meeting_support.h"
#include <stdlib.h>
#include <string.h>

enum {
  PERSON = RSUPI_MEETS_IN_PERSON,
  ONLINE = RSUPI_MEETS_ONLINE,
  INACTIVE = RSUPI_MEETING_INACTIVE,
  APPT = RSUPI_BY_APPOINTMENT,
  TIMELESS = RSUPI_MEETING_TIMELESS,
  DEFAULT_END = RSUPI_END_IS_DEFAULT,
  MAY_NOT = RSUPI_MAY_NOT_MEET,
  LOCATED = RSUPI_LOCATED
};
#define ANY (-1)

typedef struct expected {
  uint32_t row;
  const char *slug; /* NULL: left out */
  int32_t week_minute, minutes;
  uint16_t flags;
  const char *zone;  /* NULL: none */
  const char *types; /* joined with a space */
  const char *field; /* that a problem names; NULL: no problem at all in this row */
  int32_t severity;
} expected;

#define AT(DAY, HOUR, MINUTE) ((DAY)*1440 + (HOUR)*60 + (MINUTE))
#define NY "America/New_York"
#define CHI "America/Chicago"
#define DEN "America/Denver"
enum { ERROR = RSUP_SEVERITY_ERROR, WARN = RSUP_SEVERITY_WARNING };

static const expected table[] = {
    {1, "ok-1", AT(1, 19, 0), 60, PERSON | LOCATED, CHI, "O D", NULL, 0},
    {2, "no-end", AT(1, 19, 0), 60, PERSON | DEFAULT_END, CHI, "O", NULL, 0},
    {3, "late", AT(6, 23, 30), 60, PERSON, NY, "O", NULL, 0},
    {4, "wrap", AT(6, 23, 45), 90, PERSON, NY, "C", NULL, 0},
    {5, "midnight", AT(5, 0, 0), 60, PERSON | DEFAULT_END, NY, "", NULL, 0},
    {6, "midnight-2359", AT(5, 23, 59), 60, PERSON | DEFAULT_END, NY, "", NULL, 0},
    {7, "ampm", AT(1, 11, 30), 780, PERSON, NY, "", "end_time", WARN},
    {8, "marathon-0", AT(0, 0, 0), 1439, ONLINE, "America/Los_Angeles", "O ONL", NULL, 0},
    {8, "marathon-6", AT(6, 0, 0), 1439, ONLINE, "America/Los_Angeles", "O ONL", NULL, 0},
    {9, "zero", AT(2, 19, 0), 60, PERSON | DEFAULT_END, NY, "", "end_time", WARN},
    {10, "day-str", AT(3, 7, 30), 60, PERSON | DEFAULT_END, NY, "", NULL, 0},
    {11, "day-name", AT(3, 19, 30), 60, PERSON | DEFAULT_END, NY, "", NULL, 0},
    {12, NULL, 0, 0, 0, NULL, NULL, "day", ERROR},
    {13, "arr1", AT(6, 11, 0), 60, PERSON | DEFAULT_END, "America/Edmonton", "", NULL, 0},
    {14, "arr2-1", AT(1, 11, 0), 60, PERSON | DEFAULT_END, "America/Edmonton", "", "day", WARN},
    {14, "arr2-3", AT(3, 11, 0), 60, PERSON | DEFAULT_END, "America/Edmonton", "", "day", WARN},
    {15, "appt", ANY, ANY, PERSON | APPT | DEFAULT_END, NULL, "O", NULL, 0},
    {16, "appt2", ANY, ANY, PERSON | APPT | DEFAULT_END, NULL, "", "day", WARN},
    {17, NULL, 0, 0, 0, NULL, NULL, "time", ERROR},
    {18, "time-24", AT(2, 0, 0), 60, PERSON | DEFAULT_END, NY, "", "time", WARN},
    {19, "hms", AT(1, 18, 0), 60, PERSON | DEFAULT_END, NY, "", NULL, 0},
    {20, "ok-1-2-1900", AT(2, 19, 0), 60, PERSON | DEFAULT_END, CHI, "", "slug", WARN},
    {21, "254", AT(2, 19, 0), 60, PERSON | DEFAULT_END, CHI, "", NULL, 0},
    {22, NULL, 0, 0, 0, NULL, NULL, "slug", ERROR},
    {23, "kiev", AT(2, 19, 0), 60, ONLINE | DEFAULT_END, "Europe/Kiev", "", NULL, 0},
    {24, "montreal", AT(2, 19, 0), 60, ONLINE | DEFAULT_END, "America/Montreal", "", NULL, 0},
    {25, "est", AT(2, 19, 0), 60, ONLINE | DEFAULT_END, NY, "", "timezone", WARN},
    {26, "off", AT(2, 19, 0), 60, ONLINE | DEFAULT_END | TIMELESS, NULL, "", "timezone", WARN},
    {27, "evil", AT(2, 19, 0), 60, ONLINE | DEFAULT_END | TIMELESS, NULL, "", "timezone", WARN},
    {28, "floating", AT(2, 19, 0), 60, PERSON | DEFAULT_END | LOCATED, NULL, "", NULL, 0},
    {29, "online-notz", AT(2, 19, 0), 60, ONLINE | DEFAULT_END | TIMELESS, NULL, "", "timezone",
     WARN},
    {30, "gap", AT(0, 2, 30), 60, PERSON | DEFAULT_END, NY, "", NULL, 0},
    {31, "overlap", AT(0, 1, 30), 60, PERSON | DEFAULT_END, NY, "", NULL, 0},
    {32, "lh", AT(0, 2, 15), 60, PERSON | DEFAULT_END, "Australia/Lord_Howe", "", NULL, 0},
    {33, "null-island", AT(0, 10, 0), 60, PERSON | DEFAULT_END, CHI, "", "latitude", WARN},
    {34, "coord-str", AT(0, 10, 0), 60, PERSON | DEFAULT_END | LOCATED, NY, "", NULL, 0},
    {35, "coord-bad", AT(0, 10, 0), 60, PERSON | DEFAULT_END, NY, "", "latitude", WARN},
    {36, "latlon", AT(0, 10, 0), 60, PERSON | DEFAULT_END, "America/Toronto", "", "latitude", WARN},
    {37, "swap", AT(0, 10, 0), 60, PERSON | DEFAULT_END, NY, "", "latitude", WARN},
    {38, "greenwich", AT(0, 10, 0), 60, PERSON | DEFAULT_END | LOCATED, "Europe/London", "", NULL,
     0},
    {39, "taveuni", AT(0, 10, 0), 60, PERSON | DEFAULT_END | LOCATED, "Pacific/Fiji", "", NULL, 0},
    {40, "pole", AT(0, 10, 0), 60, PERSON | DEFAULT_END | LOCATED, "Antarctica/McMurdo", "", NULL,
     0},
    {41, "coords-field", AT(0, 10, 0), 60, PERSON | DEFAULT_END | LOCATED, NY, "", NULL, 0},
    {42, "coords-bbox", AT(0, 10, 0), 60, INACTIVE | DEFAULT_END, NY, "", NULL, 0},
    {43, "hyb", AT(4, 18, 0), 60, PERSON | ONLINE | DEFAULT_END, DEN, "O", NULL, 0},
    {44, "onl", AT(4, 18, 0), 60, ONLINE | DEFAULT_END, DEN, "", NULL, 0},
    {45, "tc", AT(4, 18, 0), 60, INACTIVE | DEFAULT_END, DEN, "TC O", NULL, 0},
    {46, "tc-onl", AT(4, 18, 0), 60, ONLINE | DEFAULT_END, DEN, "TC O", NULL, 0},
    {47, "phone", AT(4, 18, 0), 60, ONLINE | DEFAULT_END, DEN, "", NULL, 0},
    {48, "unk-url", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "", "conference_url", WARN},
    {49, "ty-str", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "O D", NULL, 0},
    {50, "ty-br", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "O", NULL, 0},
    {51, "ty-name", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "O X", NULL, 0},
    {52, "ty-mix", AT(4, 18, 0), 60, ONLINE | PERSON | DEFAULT_END, DEN, "ONL 11 O ASBI", NULL, 0},
    {53, "ty-obj", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "O D", NULL, 0},
    {54, "oc", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "C", "types", WARN},
    {55, "aca-s", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "S", NULL, 0},
    {56, "html", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "", NULL, 0},
    {57, "upd", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "", NULL, 0},
    {58, "upd2", AT(4, 18, 0), 60, PERSON | DEFAULT_END, DEN, "", NULL, 0},
    {59, "nulls", ANY, ANY, INACTIVE | APPT | DEFAULT_END, NULL, "", "name", WARN},
    {60, "noname", AT(1, 10, 0), 60, PERSON | DEFAULT_END, DEN, "", "name", WARN},
    {61, "nth", AT(5, 20, 0), 60, PERSON | DEFAULT_END | MAY_NOT, "America/Edmonton", "", NULL, 0},
    {62, "uni", AT(2, 20, 0), 60, PERSON | DEFAULT_END, "Asia/Tokyo", "", NULL, 0},
    {63, "long", AT(2, 20, 0), 60, PERSON | DEFAULT_END, "Asia/Tokyo", "", "notes", WARN},
    {64, "reg", AT(2, 20, 0), 60, PERSON | DEFAULT_END, CHI, "", NULL, 0},
};
enum { ROWS = 64, MEETINGS = 68 };

static test_feed feed;

static int read_all(void **state) {
  (void)state;
  size_t len;
  char *const text = test_file("tests/data/meetings/edge_cases.json", &len);
  assert_non_null(text);
  feed = test_feed_read(text, NULL);
  free(text);
  return feed.status == RSUP_OK ? 0 : -1;
}

static int free_all(void **state) {
  (void)state;
  test_feed_free(&feed);
  return 0;
}

/* Zone of a meeting that is in a search; the others are in no list. */
static const char *zone_of(uint32_t meeting) {
  const rsup_meetings *const all = feed.meetings;
  for (uint32_t z = 0; z < all->zone_count; z++)
    for (uint32_t i = 0; i < all->zones[z].count; i++)
      if (all->slot_meeting[all->zones[z].first + i] == meeting)
        return all->zones[z].zone ? rsupi_zone_name(all->zones[z].zone) : NULL;
  return "";
}

static void check_types(const expected *one, uint32_t at) {
  char joined[256];
  rsupi_fixed text = rsupi_fixed_start(joined, sizeof joined);
  for (size_t i = 0; i < feed.meetings->text[at].type_count; i++) {
    if (i > 0) rsupi_fixed_add(&text, " ");
    rsupi_fixed_add(&text, feed.meetings->text[at].types[i]);
  }
  assert_string_equal(joined, one->types);
}

static void check_meeting(const expected *one) {
  const rsup_meetings *const all = feed.meetings;
  const uint32_t at = test_meeting_at(all, one->slug);
  if (all->flags[at] != one->flags)
    fail_msg("%s: flags %u, expected %u", one->slug, all->flags[at], one->flags);
  if (one->week_minute != ANY) assert_int_equal(all->week_minute[at], one->week_minute);
  if (one->minutes != ANY) assert_int_equal(all->minutes[at], one->minutes);
  check_types(one, at);
  const char *const zone = zone_of(at);
  if (rsupi_meeting_out(one->flags))
    assert_string_equal(zone, "");
  else if (one->zone == NULL)
    assert_null(zone);
  else if (zone == NULL || strcmp(zone, one->zone) != 0)
    fail_msg("%s: zone", one->slug);
}

static void test_every_record_comes_out_as_expected(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    const expected *const one = &table[i];
    if (one->slug) check_meeting(one);
    const int all = test_problems(feed.report, one->row, "", 0);
    if (one->field == NULL && all > 0) fail_msg("row %u: %d problems", one->row, all);
    if (one->field && test_problems(feed.report, one->row, one->field, one->severity) == 0)
      fail_msg("row %u: no problem with %s", one->row, one->field);
  }
  assert_int_equal(rsup_meetings_count(feed.meetings), MEETINGS);
  assert_int_equal(feed.report->used, ROWS - 3);
  assert_int_equal(feed.report->left_out, 3);
}

static void test_every_row_is_in_the_table(void **state) {
  (void)state;
  for (uint32_t row = 1; row <= ROWS; row++) {
    size_t i = 0;
    while (i < sizeof table / sizeof table[0] && table[i].row != row) i++;
    if (i == sizeof table / sizeof table[0]) fail_msg("row %u", row);
  }
}

static void test_texts_are_clean(void **state) {
  (void)state;
  const rsupi_meeting_text *const html =
      &feed.meetings->text[test_meeting_at(feed.meetings, "html")];
  assert_string_equal(html->name, "Women’s “Big Book” & Tea");
  assert_string_equal(html->notes, "Ring\nbell <script>\nline2");
  const rsupi_meeting_text *const uni = &feed.meetings->text[test_meeting_at(feed.meetings, "uni")];
  assert_string_equal(uni->name, "朝の集い 💜 الاجتماع e\xCC\x81"); /* a combining accent */
  const rsupi_meeting_text *const longest =
      &feed.meetings->text[test_meeting_at(feed.meetings, "long")];
  assert_int_equal(strlen(longest->notes), 1000);
  assert_string_equal(feed.meetings->text[test_meeting_at(feed.meetings, "noname")].name, "noname");
  assert_string_equal(feed.meetings->text[test_meeting_at(feed.meetings, "phone")].phone,
                      "+15550100100,,123#");
}

static void test_unknown_types_are_counted(void **state) {
  (void)state;
  int found = 0;
  for (size_t i = 0; i < feed.report->problem_count; i++) {
    const rsup_problem *const one = feed.report->problems[i];
    found += strcmp(one->message, "unknown type ASBI, kept as it stands: 1 times") == 0;
  }
  assert_int_equal(found, 1);
}

static void test_every_line_of_the_report_says_where(void **state) {
  (void)state;
  for (size_t i = 0; i < feed.report->problem_count; i++) {
    const rsup_problem *const one = feed.report->problems[i];
    assert_true(one->path[0] != '\0');
    assert_true(one->severity == RSUP_SEVERITY_NOTE || (one->row > 0 && one->line > 0));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_record_comes_out_as_expected),
      cmocka_unit_test(test_every_row_is_in_the_table),
      cmocka_unit_test(test_texts_are_clean),
      cmocka_unit_test(test_unknown_types_are_counted),
      cmocka_unit_test(test_every_line_of_the_report_says_where),
  };
  return cmocka_run_group_tests(tests, read_all, free_all);
}
