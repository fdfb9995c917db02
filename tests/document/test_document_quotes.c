/* The rule of quotes: where a text is wanted, a plain scalar that another YAML reader would take
 * for something else must be quoted; where that something is wanted, it stands as it is. */
#include "binding_support.h"

static void check_plain(const char *slot, const char *value, int fine) {
  char text[96];
  bound b;
  snprintf(text, sizeof(text), "%s: %s\n", slot, value);
  bind_text(&b, text, 0);
  if ((b.status == RSUP_OK) != fine) fail_msg("%s", text);
  if (!fine) assert_non_null(strstr(b.report->problems[0]->message, "in quotes"));
  bound_free(&b);
}

/* From yaml.org/type (bool, float, int, null, timestamp, merge, value) and YAML 1.2.2, section
 * 10.3.2. */
static const char *const retyped[] = {
    "y",
    "N",
    "yes",
    "No",
    "NO",
    "on",
    "Off",
    "true",
    "False",
    "TRUE",
    "NULL",
    "Null",
    "0",
    "-1",
    "+12",
    "012",
    "0o14",
    "0x3A",
    "-0x1f",
    "0b1010",
    "1_000",
    "190:20:30",
    "10:30",
    "07:00",
    "1.5",
    "-.5",
    "1.",
    "1e3",
    "12e03",
    "-2E+05",
    "6.8523015e+5",
    "685_230.15",
    "190:20:30.15",
    ".inf",
    "-.INF",
    "+.Inf",
    ".nan",
    ".NaN",
    "=",
    "2001-12-14",
    "2001-1-1",
    "2001-12-14t21:59:43.10-05:00",
    "2001-12-14 21:59:43.10 -5",
    "2001-12-15T02:59:43Z",
};

static void test_a_text_that_others_retype_needs_quotes(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof(retyped) / sizeof(retyped[0]); i++) {
    check_plain("text", retyped[i], 0);
  }
}

static void test_the_same_in_quotes_is_fine(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof(retyped) / sizeof(retyped[0]); i++) {
    char quoted[64];
    snprintf(quoted, sizeof(quoted), "'%s'", retyped[i]);
    check_plain("text", quoted, 1);
    snprintf(quoted, sizeof(quoted), "\"%s\"", retyped[i]);
    check_plain("text", quoted, 1);
    snprintf(quoted, sizeof(quoted), "|-\n  %s", retyped[i]);
    check_plain("text", quoted, 1);
  }
}

static void test_texts_that_stay_texts_need_none(void **state) {
  (void)state;
  static const char *const texts[] = {
      "nope",   "none",     "yesterday", "once",    "e1",        "1 day", "12a", "0x",
      "0xfg",   "1e",       "1.2.3",     "+",       ".",         "..",    "in",  "1-2",
      "2026",   "2026-13x", "x1:30",     "a:b",     "20260101T", "~x",    "nil", "1:2:x",
      "truely", "N/A",      "_1",        "2026-01", "infinite",
  };
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    int number = strcmp(texts[i], "2026") == 0;
    check_plain("text", texts[i], !number);
  }
}

static void test_the_rule_holds_for_ids_names_lists_and_clocks(void **state) {
  (void)state;
  check_plain("id", "123", 0);
  check_plain("id", "1e5", 0);
  check_plain("ids", "[de, no]", 0);
  check_plain("ids", "[de, 'no']", 1);
  check_plain("texts", "[yes]", 0);
  check_plain("color", "no", 0);
  check_plain("color", "'no'", 1);
  check_plain("clock", "10:30", 0);
  check_plain("clock", "07:00", 0);
  check_plain("clock", "'7:00'", 1);
}

static void test_a_day_stands_plain_in_a_slot_for_days(void **state) {
  (void)state;
  check_plain("day", "2026-01-01", 1);
  check_plain("day", "'2026-01-01'", 1);
  check_plain("days", "[2026-01-01]", 1);
  check_plain("span", "2026", 1);
  check_plain("span", "2026-01", 1);
  check_plain("instant", "2026-01-01T10:00:00+01:00", 1);
  check_plain("moment", "2026-01-01T10:00Z", 1);
  check_plain("text", "2026-01-01", 0);
}

static void test_the_error_asks_for_quotes(void **state) {
  (void)state;
  check_problems("text: no\nids: [no]\n", 0,
                 "1:7 text: expected a text; put \"no\" in quotes\n"
                 "2:7 ids[0]: expected an id; put \"no\" in quotes\n");
  check_problems("text: no\n", 1, "1:7 text: expected a text; put it in quotes\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_text_that_others_retype_needs_quotes),
      cmocka_unit_test(test_the_same_in_quotes_is_fine),
      cmocka_unit_test(test_texts_that_stay_texts_need_none),
      cmocka_unit_test(test_the_rule_holds_for_ids_names_lists_and_clocks),
      cmocka_unit_test(test_a_day_stands_plain_in_a_slot_for_days),
      cmocka_unit_test(test_the_error_asks_for_quotes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
