/* No value of a record, and no key it should not have, appears in any error, report or notice:
 * each value and each key of a record full of markers is spoiled in turn, in every way that a
 * reader minds, and every word that the library says about it is searched. */
#include "promises/canaries.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a record, one place spoiled */

typedef struct place {
  size_t start, end;
  int is_key;
} place;

/* The next scalar or key at or after `from`; 0 when there is none. */
static int next_place(const char *text, size_t from, place *out) {
  size_t i = from + strspn(text + from, " \n\t{}[],:");
  if (!text[i]) return 0;
  out->start = i;
  if (text[i] == '"') {
    for (i++; text[i] != '"'; i++) continue; /* the record has no escapes */
    i++;
  } else {
    i += strcspn(text + i, " \n,}]");
  }
  out->end = i;
  out->is_key = text[i] == ':';
  return 1;
}

typedef struct bench {
  rsup_config *config;
  rsup_person *person; /* a record to append and merge to */
  char *text;          /* the spoiled one */
  size_t places, tries, reports;
} bench;

static void spoil(bench *b, const char *base, const char *head, const place *p, const char *with,
                  int cut) {
  (void)sprintf(b->text, "%s%.*s%s%s", head, (int)p->start, base, with, cut ? "" : base + p->end);
}

/* ---- what the library says */

static void listen_to_report(bench *b, rsup_result *report) {
  if (!report) return;
  const char *json = NULL;
  size_t len;
  assert_int_equal(rsup_result_json(report, &json, &len, NULL), RSUP_OK);
  expect_silent("a report", json);
  b->reports += rsup_report_get(report)->problem_count > 0;
  rsup_result_free(report);
}

static void listen_to_notices(const rsup_person *person) {
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_today(person, CANARY_NOW, NULL, &result, &err)) {
    expect_silent_error("today", &err);
    return;
  }
  const rsup_day_picture *const picture = rsup_today_get(result);
  for (size_t i = 0; i < picture->notice_count; i++) {
    expect_silent("a notice", picture->notices[i]->id);
    expect_silent("a notice", picture->notices[i]->text);
    expect_silent("a notice", picture->notices[i]->discreet);
  }
  rsup_result_free(result);
}

static void listen_to_load(bench *b, int whole) {
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  const rsup_status status =
      rsup_person_load(b->config, "s", b->text, strlen(b->text), &person, &report, &err);
  b->tries++;
  listen_to_report(b, report);
  if (status) {
    expect_silent_error("load", &err);
    return;
  }
  if (whole) {
    report = NULL;
    assert_int_equal(rsup_person_report(person, &report, NULL), RSUP_OK);
    listen_to_report(b, report);
    listen_to_notices(person);
    if (rsup_person_merge(b->person, person, &err)) expect_silent_error("merge", &err);
  }
  rsup_person_free(person);
}

static void listen_to_append(bench *b) {
  rsup_error err;
  b->tries++;
  if (rsup_person_append(b->person, b->text, strlen(b->text), NULL, &err))
    expect_silent_error("append", &err);
}

/* ---- the tests */

static const char *const spoilers[] = {
    "\"zq999z is no id\"",      "79197919.5",        "-7919", "true",
    "{\"zq999z\": \"zq998z\"}", "[\"zq999z\", 7919]"};

static void bench_open(bench *b, const char *base) {
  *b = (bench){.config = canary_config(NULL), .text = malloc(2 * strlen(base) + 100)};
  b->person = canary_person(b->config, base);
  assert_non_null(b->text);
}

static void bench_close(bench *b, const char *what) {
  print_message("%s: %zu places, %zu documents, %zu reports\n", what, b->places, b->tries,
                b->reports);
  assert_true(b->places > 50);
  free(b->text);
  rsup_person_free(b->person);
  rsup_config_free(b->config);
}

static void a_spoiled_record_is_not_quoted(void **state) {
  (void)state;
  char *const base = canary_text();
  bench b;
  bench_open(&b, base);
  for (place p = {0}; next_place(base, p.end, &p); b.places++) {
    if (p.is_key) {
      spoil(&b, base, "", &p, "\"zq999z\"", 0);
      listen_to_load(&b, 1);
      continue;
    }
    for (size_t i = 0; i < sizeof spoilers / sizeof spoilers[0]; i++) {
      spoil(&b, base, "", &p, spoilers[i], 0);
      listen_to_load(&b, i == 0);
    }
  }
  bench_close(&b, "loaded");
  free(base);
}

/* A comment in front makes the YAML reader take the same text. */
static void a_broken_text_is_not_quoted(void **state) {
  (void)state;
  char *const base = canary_text();
  bench b;
  bench_open(&b, base);
  (void)sprintf(b.text, "# YAML\n%s", base);
  rsup_person_free(canary_person(b.config, b.text));
  for (place p = {0}; next_place(base, p.end, &p); b.places++) {
    static const char *const heads[] = {"", "# YAML\n"};
    for (size_t i = 0; i < 2; i++) {
      spoil(&b, base, heads[i], &p, "\"zq999z", 1); /* cut within the text */
      listen_to_load(&b, 0);
      spoil(&b, base, heads[i], &p, "zq999z*&", 0); /* no quotes */
      listen_to_load(&b, 0);
      spoil(&b, base, heads[i], &p, p.is_key ? "\"id\"" : "\"\\u00e9\\ud800 zq999z\"", 0);
      listen_to_load(&b, 0); /* a key twice, half a character */
    }
  }
  bench_close(&b, "broken");
  free(base);
}

/* One entry in the form in which it is appended, each place of it spoiled. */
static void spoil_entry(bench *b, const char *base) {
  for (place p = {0}; next_place(base, p.end, &p); b->places++) {
    for (size_t i = 0; i < sizeof spoilers / sizeof spoilers[0]; i++) {
      spoil(b, base, "", &p, p.is_key ? "\"zq999z\"" : spoilers[i], 0);
      listen_to_append(b);
      if (p.is_key) break;
    }
    spoil(b, base, "# YAML\n", &p, "zq999z: [", 1);
    listen_to_append(b);
  }
}

static void a_refused_append_is_not_quoted(void **state) {
  (void)state;
  char line[2048];
  char *const record = canary_text();
  bench b;
  bench_open(&b, record);
  FILE *const file = fopen("tests/promises/appended.jsonl", "rb");
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) spoil_entry(&b, line);
  (void)fclose(file);
  bench_close(&b, "appended");
  free(record);
}

static void a_conflict_is_not_quoted(void **state) {
  (void)state;
  char *const base = canary_text();
  rsup_config *const config = canary_config(NULL);
  rsup_person *const person = canary_person(config, base);
  rsup_error err;
  static const char other[] =
      "{\"type\":\"setback\",\"id\":\"zq071z\",\"revision\":2,\"target\":\"zq026z\",\"on\":"
      "\"2024-12-24\",\"lesson\":\"zq999z\"}";
  assert_int_equal(rsup_person_append(person, other, sizeof other - 1, NULL, &err),
                   RSUP_E_CONFLICT);
  expect_silent_error("append", &err);
  char *const lesson = strstr(base, " and less"); /* revision 2, said otherwise */
  assert_non_null(lesson);
  memcpy(lesson, " and moor", 9);
  rsup_person *const twin = canary_person(config, base);
  assert_int_equal(rsup_person_merge(person, twin, &err), RSUP_E_CONFLICT);
  expect_silent_error("merge", &err);
  static const char stranger[] =
      "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"zq998z\"}";
  rsup_person *const another = canary_person(config, stranger);
  assert_int_not_equal(rsup_person_merge(person, another, &err), RSUP_OK);
  expect_silent_error("merge of another", &err);
  assert_int_not_equal(rsup_person_append(person, stranger, sizeof stranger - 1, NULL, &err),
                       RSUP_OK);
  expect_silent_error("append of another", &err);
  assert_int_equal(rsup_person_erase(person, "events/zq999z", &err), RSUP_E_UNKNOWN_NAME);
  expect_silent_error("erase", &err);
  assert_int_not_equal(rsup_today(another, CANARY_NOW, NULL, &(rsup_result *){NULL}, &err),
                       RSUP_OK);
  expect_silent_error("today without a zone", &err);
  rsup_person_free(another);
  rsup_person_free(twin);
  rsup_person_free(person);
  rsup_config_free(config);
  free(base);
}

static void refused_answers_and_rows_are_not_quoted(void **state) {
  static const char *const documents[] = {"{\"zq999z\": 1}",
                                          "{\"q1\": 7919}",
                                          "{\"q1\": \"zq999z\"}",
                                          "{\"weeks_since_use\": \"zq999z\"}",
                                          "{\"weeks_since_use\": {\"zq999z\": 7919}}",
                                          "{\"weeks_since_use\": 3, \"zq999z\": 7919}",
                                          "{\"q1\": 1, \"q1\": 7919}",
                                          "[7919, \"zq999z\"]",
                                          "{\"q9\": 0.7919",
                                          "zq999z: *zq998z",
                                          "zq999z",
                                          "7919",
                                          "\"zq999z",
                                          "{\"weeks_since_use\": 7919e7919}"};
  (void)state;
  rsup_config *const config = canary_config(NULL);
  rsup_instrument *instrument = NULL;
  rsup_model *model = NULL;
  rsup_error err;
  size_t refused = 0;
  assert_int_equal(rsup_instrument_builtin(config, "phq-9", &instrument, &err), RSUP_OK);
  assert_int_equal(rsup_model_default(config, &model, &err), RSUP_OK);
  for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
    const char *const text = documents[i];
    rsup_result *result = NULL;
    if (rsup_instrument_score(instrument, text, strlen(text), NULL, NULL, &result, &err)) {
      expect_silent_error("an instrument", &err);
      refused++;
    }
    rsup_result_free(result);
    result = NULL;
    if (rsup_model_score(model, text, strlen(text), NULL, &result, &err)) {
      expect_silent_error("a model", &err);
      refused++;
    }
    rsup_result_free(result);
  }
  assert_true(refused > sizeof documents / sizeof documents[0]);
  rsup_instrument_free(instrument);
  rsup_model_free(model);
  rsup_config_free(config);
}

/* The picture speaks of targets, ties, events and plans by id, of what triggered and helped in the
 * newest word about the last setback, and of the medication. Of nothing else. */
static void a_picture_holds_only_what_it_is_about(void **state) {
  static const struct {
    int marker;
    const char *what;
  } shown[] = {{20, "tie"},     {26, "target"},  {30, "target"},  {33, "medication"},
               {41, "tie"},     {63, "use day"}, {68, "use day"}, {71, "setback"},
               {77, "trigger"}, {78, "helped"},  {79, "lesson"},  {90, "answers"},
               {113, "sign"},   {132, "plan"}};
  (void)state;
  char *const base = canary_text();
  rsup_config *const config = canary_config(NULL);
  rsup_person *const person = canary_person(config, base);
  rsup_result *result = NULL;
  rsup_error err;
  const rsup_status status = rsup_today(person, CANARY_NOW, NULL, &result, &err);
  char *const picture = taken(status, result, &err);
  markers found = markers_of(picture);
  for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) found.has[shown[i].marker] = 0;
  for (size_t i = 0; i < sizeof found.has; i++)
    if (found.has[i]) fail_msg("zq%03dz is in the picture", (int)i);
  free(picture);
  rsup_person_free(person);
  rsup_config_free(config);
  free(base);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_spoiled_record_is_not_quoted),
      cmocka_unit_test(a_broken_text_is_not_quoted),
      cmocka_unit_test(a_refused_append_is_not_quoted),
      cmocka_unit_test(a_conflict_is_not_quoted),
      cmocka_unit_test(refused_answers_and_rows_are_not_quoted),
      cmocka_unit_test(a_picture_holds_only_what_it_is_about),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
