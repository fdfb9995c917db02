/* Broken records: cut short and with flipped bytes. Nothing crashes, nothing leaks, and what loads
 * writes something that loads. */
#include "person/person_support.h"

static uint32_t next_random(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u; /* Numerical Recipes */
  return *state >> 8;
}

/* A text that ends where its memory ends, so that a sanitizer sees a step too far. */
static int try_text(rsup_config *config, const char *text, size_t len) {
  char *const exact = malloc(len ? len : 1);
  assert_non_null(exact);
  memcpy(exact, text, len);
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  const rsup_status status = rsup_person_load(config, "t", exact, len, &person, &report, NULL);
  rsup_safety safety;
  rsup_person *const whole = load_events(config, "");
  const rsup_status appended = rsup_person_append(whole, exact, len, &safety, NULL);
  if (appended) assert_true(safety.level >= RSUP_SAFETY_NONE_REPORTED);
  if (!status) {
    char *const once = written(person);
    rsup_person *const again = load_text(config, once);
    char *const twice = written(again);
    assert_string_equal(once, twice);
    free(once);
    free(twice);
    rsup_person_free(again);
  }
  rsup_result_free(report);
  rsup_person_free(person);
  rsup_person_free(whole);
  free(exact);
  return status == RSUP_OK;
}

static void mangle(char *text, size_t *len, uint32_t *random) {
  if (next_random(random) % 4 == 0) *len = next_random(random) % (*len + 1);
  const uint32_t flips = next_random(random) % 4;
  for (uint32_t i = 0; i < flips && *len; i++)
    text[next_random(random) % *len] = (char)next_random(random);
  /* Digits and letters keep the text readable, so that the schema is reached. */
  for (uint32_t i = 0; i < 3 && *len; i++) {
    char *const at = &text[next_random(random) % *len];
    if (*at >= '0' && *at <= '9') *at = (char)('0' + next_random(random) % 10);
    if (*at >= 'a' && *at <= 'z') *at = (char)('a' + next_random(random) % 26);
  }
}

static void mangled_records_do_no_harm(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  size_t yaml_len;
  char *const yaml = read_full(&yaml_len), *const json = written(person);
  uint32_t random = 7;
  int loaded = 0;
  for (int round = 0; round < 400; round++) {
    const char *const from = round % 2 ? json : yaml;
    size_t len = strlen(from);
    char *const text = malloc(len + 1);
    assert_non_null(text);
    memcpy(text, from, len + 1);
    mangle(text, &len, &random);
    loaded += try_text(config, text, len);
    free(text);
  }
  print_message("%d of 400 loaded\n", loaded);
  assert_true(loaded > 20); /* else this tests only the readers of text */
  free(yaml);
  free(json);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
  assert_int_equal(v.not_wiped, 0);
}

static void odd_times_do_no_harm(void **state) {
  (void)state;
  static const char *const texts[] = {
      "{\"type\":\"contact\",\"id\":\"a\",\"tie\":\"x\",\"at\":\"0001-01-01T00:00+14:00\"}",
      "{\"type\":\"contact\",\"id\":\"b\",\"tie\":\"x\",\"at\":\"9999-12-31T23:59-12:00\"}",
      "{\"type\":\"use_day\",\"id\":\"c\",\"target\":\"x\",\"from\":\"0001-01-01\",\"to\":\"9999-"
      "12-31\","
      "\"days\":3000}",
      "{\"type\":\"excuse\",\"id\":\"d\",\"from\":\"2025-01-01\"}",
      "{\"type\":\"zone\",\"from\":\"9999-12-31T23:59Z\",\"zone\":\"Pacific/Kiritimati\"}",
  };
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(config, "");
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    (void)append(person, texts[i], NULL, NULL);
  rsupi_arena arena;
  rsupi_asof q;
  rsupi_arena_init(&arena, NULL, 0);
  const rsup_instant ends[] = {INT64_MIN / 2, -1, 0, INT64_MAX / 2};
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
    (void)rsupi_asof_open(person, ends[i], ends[i], NULL, NULL, &arena, &q, NULL);
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* Thousands of defects: each entry is left out, the report stays readable. */
static void many_defects_are_all_left_out_and_a_thousand_are_listed(void **state) {
  (void)state;
  enum { DEFECTS = 3000 };
  vault v;
  rsup_config *const config = vault_config(&v);
  char *const events = malloc(DEFECTS * 40);
  assert_non_null(events);
  size_t len = 0;
  for (int i = 0; i < DEFECTS; i++)
    len += (size_t)sprintf(events + len, "%s{\"type\":\"seance\",\"id\":\"s%d\"}", i ? "," : "", i);
  rsup_person *const person = load_events(config, events);
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_report(person, &result, NULL), RSUP_OK);
  const rsup_report *const report = rsup_report_get(result);
  assert_int_equal(report->left_out, DEFECTS);
  assert_int_equal(report->problem_count, 1001); /* and one line that says how many more */
  assert_string_equal(report->problems[500]->code, "RSUP_E_UNKNOWN_NAME");
  rsup_result_free(result);
  rsup_person_free(person);
  free(events);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(mangled_records_do_no_harm),
      cmocka_unit_test(odd_times_do_no_harm),
      cmocka_unit_test(many_defects_are_all_left_out_and_a_thousand_are_listed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
