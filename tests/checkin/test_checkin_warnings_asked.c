/* Early-warning signs, what makes use safer, and lessons, as a host asks: what is refused, what the
 * plan's signs raise, what a snapshot and a merge keep, and what holds of any record. */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef RECORDS
#define RECORDS 2000
#endif
#define NOW INT64_C(1773226800000) /* 2026-03-11T12:00+01:00 */
#define HEAD                                                                                       \
  "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\",\"zones\":[{"         \
  "\"zone\":\"Europe/"                                                                             \
  "Berlin\"}],\"targets\":[{\"id\":\"t\"}],\"plan\":[{\"id\":\"v\",\"reviewed\":"                  \
  "\"2026-01-01\",\"warning_signs\":[\"not cooking\"]}],\"events\":["

static rsup_config *config_made(void) {
  const rsup_config_options options = {.struct_size = sizeof options,
                                       .zoneinfo_dir = "tests/data/zoneinfo"};
  static const char text[] = "{\"format\":\"recovery-support/config\",\"format_version\":1}";
  rsup_config *config = NULL;
  assert_int_equal(rsup_config_load("c", text, sizeof text - 1, &options, &config, NULL, NULL), 0);
  return config;
}

static rsup_person *person_of(rsup_config *config, const char *events) {
  enum { MOST = 1 << 16 };
  char *const text = malloc(MOST);
  rsup_person *person = NULL;
  rsup_error err;
  assert_non_null(text);
  const int len = snprintf(text, MOST, "%s%s]}", HEAD, events);
  if (rsup_person_load(config, "p", text, (size_t)len, &person, NULL, &err))
    fail_msg("%s", err.message);
  free(text);
  return person;
}

static rsup_result *signs_of(const rsup_person *person) {
  rsup_result *result = NULL;
  assert_int_equal(
      rsup_person_warning_signs(person, INT32_MIN, INT32_MIN, NOW, NULL, &result, NULL), 0);
  return result;
}
static rsup_result *use_of(const rsup_person *person) {
  rsup_result *result = NULL;
  assert_int_equal(rsup_person_safer_use(person, INT32_MIN, INT32_MIN, NOW, NULL, &result, NULL),
                   0);
  return result;
}
static const char *json_of(rsup_result *result) {
  const char *text = NULL;
  size_t len;
  assert_int_equal(rsup_result_json(result, &text, &len, NULL), 0);
  return text;
}

/* ---- what is refused */

static void bad_questions_are_refused(void **state) {
  rsup_config *const config = config_made();
  rsup_person *const person = person_of(config, "");
  rsup_result *result = NULL;
  rsup_warning_signs_options signs = {.struct_size = sizeof signs, .unit_days = 367};
  rsup_safer_use_options use = {.struct_size = 2};
  (void)state;
  assert_int_equal(rsup_person_warning_signs(person, 1, 9, NOW, &signs, &result, NULL),
                   RSUP_E_RANGE);
  signs.unit_days = -1;
  assert_int_equal(rsup_person_warning_signs(person, 1, 9, NOW, &signs, &result, NULL),
                   RSUP_E_RANGE);
  assert_int_equal(rsup_person_warning_signs(person, 9, 1, NOW, NULL, &result, NULL), RSUP_E_RANGE);
  assert_int_equal(rsup_person_warning_signs(NULL, 1, 9, NOW, NULL, &result, NULL),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_warning_signs(person, 1, 9, NOW, NULL, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_warning_signs(person, -50000, 9, NOW, NULL, &result, NULL),
                   RSUP_E_LIMIT);
  assert_int_equal(rsup_person_safer_use(person, 1, 9, NOW, &use, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_safer_use(person, 9, 1, NOW, NULL, &result, NULL), RSUP_E_RANGE);
  assert_int_equal(rsup_person_safer_use(NULL, 1, 9, NOW, NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_safer_use(person, 1, 9, NOW, NULL, NULL, NULL), RSUP_E_ARGUMENT);
  assert_null(result);
  assert_null(rsup_warning_signs_get(NULL));
  assert_null(rsup_safer_use_get(NULL));
  rsup_person_free(person);
  rsup_config_free(config);
}

static void events_that_say_no_when_or_target_are_refused(void **state) {
  static const char *const bad[] = {
      "{\"type\":\"observation\",\"id\":\"a\",\"seen\":[\"x\"]}",
      "{\"type\":\"observation\",\"id\":\"a\",\"from\":\"2026-03-02\",\"to\":\"2026-03-01\"}",
      "{\"type\":\"safer_use\",\"id\":\"a\",\"on\":\"2026-03-01\",\"did\":[\"x\"]}",
      "{\"type\":\"safer_use\",\"id\":\"a\",\"target\":\"t\",\"on\":\"2026-03-01\",\"done\":1}"};
  rsup_config *const config = config_made();
  rsup_person *const person = person_of(config, "");
  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    assert_int_not_equal(rsup_person_append(person, bad[i], strlen(bad[i]), NULL, NULL), RSUP_OK);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* 401 signs over 40,000 days are more than 16,000,000 cells; over 39,000 they are fewer. */
static void more_signs_than_days_allow_are_refused(void **state) {
  char text[8192] = "{\"type\":\"observation\",\"id\":\"a\",\"on\":\"2026-03-01\",\"seen\":[\"s0\"";
  size_t len = strlen(text);
  rsup_config *const config = config_made();
  rsup_result *result = NULL;
  (void)state;
  for (int i = 1; i < 400; i++)
    len += (size_t)snprintf(text + len, sizeof text - len, ",\"s%d\"", i);
  (void)snprintf(text + len, sizeof text - len, "]}");
  rsup_person *const person = person_of(config, text); /* the plan has one more */
  const rsup_day tomorrow = 20524;
  assert_int_equal(
      rsup_person_warning_signs(person, tomorrow - 40000, tomorrow, NOW, NULL, &result, NULL),
      RSUP_E_LIMIT);
  assert_null(result);
  assert_int_equal(
      rsup_person_warning_signs(person, tomorrow - 39000, tomorrow, NOW, NULL, &result, NULL),
      RSUP_OK);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* ---- safety */

static uint32_t raised_by(rsup_person *person, const char *event) {
  rsup_safety safety;
  assert_int_equal(rsup_person_append(person, event, strlen(event), &safety, NULL), RSUP_OK);
  return safety.signs;
}

static void a_sign_of_the_plan_asks_somebody_to_look_whoever_saw_it(void **state) {
  rsup_config *const config = config_made();
  rsup_person *const person = person_of(config, "");
  rsup_safety safety;
  (void)state;
  assert_int_equal(raised_by(person, "{\"type\":\"observation\",\"id\":\"a\",\"on\":\"2026-03-02\","
                                     "\"not_seen\":[\"not-cooking\"],\"seen\":[\"other\"]}"),
                   0);
  rsup_person_safety(person, NOW, &safety);
  assert_int_equal(safety.signs, 0);
  assert_int_equal(raised_by(person, "{\"type\":\"observation\",\"id\":\"b\",\"on\":\"2026-03-02\","
                                     "\"tie\":\"dana\",\"seen\":[\"Not_Cooking\"]}"),
                   RSUP_SIGN_PLAN_TRIGGER);
  rsup_person_safety(person, NOW, &safety);
  assert_int_equal(safety.signs, RSUP_SIGN_PLAN_TRIGGER);
  assert_int_equal(safety.level, RSUP_SAFETY_REVIEW);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* ---- what stays */

#define EVENTS                                                                                     \
  "{\"type\":\"observation\",\"id\":\"a\",\"on\":\"2026-03-01\",\"seen\":[\"x\"],\"not_seen\":["   \
  "\"y\"],\"not_asked\":[\"z\"]},"                                                                 \
  "{\"type\":\"observation\",\"id\":\"b\",\"on\":\"2026-03-01\",\"tie\":\"dana\",\"seen\":["       \
  "\"x\",\"y\"]},"                                                                                 \
  "{\"type\":\"safer_use\",\"id\":\"c\",\"target\":\"t\",\"on\":\"2026-03\",\"did\":["             \
  "\"test_strips\"],\"did_not\":[\"slower\"]}"

static void a_snapshot_and_a_merge_keep_them(void **state) {
  rsup_config *const config = config_made();
  rsup_person *const person = person_of(config, EVENTS), *opened = NULL, *other = NULL;
  rsup_result *snapshot = NULL;
  (void)state;
  assert_int_equal(rsup_person_snapshot(person, &snapshot, NULL), RSUP_OK);
  const size_t len = (size_t)rsup_snapshot_get(snapshot)->length;
  assert_int_equal(
      rsup_person_open_snapshot(config, rsup_snapshot_bytes(snapshot), len, &opened, NULL),
      RSUP_OK);
  other = person_of(config, "");
  assert_int_equal(rsup_person_merge(other, person, NULL), RSUP_OK);
  rsup_result *const signs[] = {signs_of(person), signs_of(opened), signs_of(other)};
  rsup_result *const uses[] = {use_of(person), use_of(opened), use_of(other)};
  for (size_t i = 0; i < 3; i++) {
    assert_string_equal(json_of(signs[0]), json_of(signs[i]));
    assert_string_equal(json_of(uses[0]), json_of(uses[i]));
    assert_int_equal(rsup_warning_signs_get(signs[i])->n, 2);
    assert_int_equal(rsup_safer_use_get(uses[i])->target_count, 1);
  }
  for (size_t i = 0; i < 3; i++) {
    rsup_result_free(signs[i]);
    rsup_result_free(uses[i]);
  }
  rsup_result_free(snapshot);
  rsup_person_free(other);
  rsup_person_free(opened);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* ---- lessons */

static void lessons_go_by_how_often_they_are_named(void **state) {
  rsup_config *const config = config_made();
  rsup_person *const person =
      person_of(config, "{\"type\":\"setback\",\"id\":\"a\",\"target\":\"t\",\"on\":\"2026-02-01\","
                        "\"lesson\":\"call earlier\"},"
                        "{\"type\":\"setback\",\"id\":\"b\",\"target\":\"t\",\"on\":\"2026-02-03\","
                        "\"lesson\":\"plan for payday\"},"
                        "{\"type\":\"setback\",\"id\":\"c\",\"target\":\"t\",\"on\":\"2026-02-03\","
                        "\"lesson\":\"plan for payday\"},"
                        "{\"type\":\"setback\",\"id\":\"d\",\"target\":\"t\",\"on\":\"2026-02\","
                        "\"lesson\":\"plan for payday\"},"
                        "{\"type\":\"setback\",\"id\":\"e\",\"target\":\"t\",\"on\":\"2025-02-01\","
                        "\"lesson\":\"long ago\"}");
  rsup_result *result = NULL;
  (void)state;
  assert_int_equal(rsup_person_insights(person, NOW, NULL, &result, NULL), RSUP_OK);
  const rsup_insights *const told = rsup_insights_get(result);
  assert_int_equal(told->lesson_count, 2); /* 90 days back from 11 March is 12 December */
  assert_string_equal(told->lessons[0]->lesson, "plan for payday");
  assert_int_equal(told->lessons[0]->n, 3);
  assert_int_equal(told->lessons[0]->days, 1);        /* twice the 3rd; a month is no day */
  assert_int_equal(told->lessons[0]->last_on, 20487); /* 2026-02-03 */
  assert_string_equal(told->lessons[1]->lesson, "call earlier");
  assert_int_equal(told->lessons[1]->n, 1);
  assert_int_equal(told->lessons[1]->last_on, 20485);
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* ---- of any record */

static uint32_t draw(uint64_t *seed, uint32_t below) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*seed >> 33) % below;
}

static const char *list_drawn(uint64_t *seed) {
  static const char *const lists[] = {"[]", "[\"x\"]", "[\"y\"]", "[\"x\",\"y\"]",
                                      "[\"not-cooking\"]"};
  return lists[draw(seed, 5)];
}

static size_t event_drawn(uint64_t *seed, int n, char *out, size_t room) {
  const uint32_t first = 1 + draw(seed, 11), last = first + (draw(seed, 3) ? 0 : draw(seed, 5));
  const int safer = (int)draw(seed, 2);
  int len = snprintf(out, room,
                     "{\"type\":\"%s\",\"id\":\"e%d\",\"from\":\"2026-03-%02u\",\"to\":"
                     "\"2026-03-%02u\",",
                     safer ? "safer_use" : "observation", n, first, last);
  if (safer)
    len += snprintf(out + len, room - (size_t)len, "\"target\":\"t\",\"did\":%s,\"did_not\":%s}",
                    list_drawn(seed), list_drawn(seed));
  else
    len += snprintf(out + len, room - (size_t)len, "%s\"seen\":%s,\"not_seen\":%s}",
                    draw(seed, 2) ? "\"tie\":\"dana\"," : "", list_drawn(seed), list_drawn(seed));
  return (size_t)len;
}

static void expect_bounds(const rsup_measure *m, double most) {
  if (m->state == RSUP_MEASURE_UNKNOWN) return;
  assert_true(m->low <= m->value && m->value <= m->high);
  assert_true(m->low >= 0 && m->high <= most);
  assert_true(m->unknowns >= 0);
}

static void expect_signs(const rsup_warning_signs *told) {
  int32_t n = 0;
  for (size_t i = 0; i < told->sign_count; i++) {
    const rsup_warning_sign *const one = told->signs[i];
    expect_bounds(&one->self_seen, told->units);
    expect_bounds(&one->others_seen, told->units);
    expect_bounds(&one->agreement, 100);
    assert_int_equal(one->n, one->both + one->only_self + one->only_others + one->neither);
    assert_int_equal(one->n + one->unknown, told->units);
    assert_false(one->kappa > 1 || one->kappa < -1); /* false without a value */
    n += one->n;
  }
  assert_int_equal(told->n, n);
  expect_bounds(&told->agreement, 100);
}

static void expect_use(const rsup_safer_use *told) {
  for (size_t t = 0; t < told->target_count; t++) {
    expect_bounds(&told->targets[t]->days, told->days);
    for (size_t i = 0; i < told->targets[t]->behaviour_count; i++) {
      const rsup_safer_behaviour *const one = told->targets[t]->behaviours[i];
      expect_bounds(&one->days, told->days - one->days_not);
      assert_true(told->targets[t]->days.low >= one->days.low);
      assert_true(told->targets[t]->days.high >= one->days.high);
    }
  }
}

/* Bounds hold, the parts add up, and the order in which entries arrive changes nothing. */
static void bounds_hold_and_order_changes_nothing(void **state) {
  enum { EACH = 8, ROOM = 256 };
  rsup_config *const config = config_made();
  uint64_t seed = 66;
  (void)state;
  for (int record = 0; record < RECORDS; record++) {
    char events[EACH][ROOM], text[EACH * ROOM] = "";
    for (int i = 0; i < EACH; i++) {
      (void)event_drawn(&seed, i, events[i], ROOM);
      if (i) strcat(text, ",");
      strcat(text, events[i]);
    }
    rsup_person *const person = person_of(config, text), *const other = person_of(config, "");
    for (int i = EACH; i-- > 0;)
      assert_int_equal(rsup_person_append(other, events[i], strlen(events[i]), NULL, NULL), 0);
    rsup_result *const results[] = {signs_of(person), signs_of(other), use_of(person),
                                    use_of(other)};
    expect_signs(rsup_warning_signs_get(results[0]));
    expect_use(rsup_safer_use_get(results[2]));
    assert_string_equal(json_of(results[0]), json_of(results[1]));
    assert_string_equal(json_of(results[2]), json_of(results[3]));
    for (size_t i = 0; i < 4; i++) rsup_result_free(results[i]);
    rsup_person_free(person);
    rsup_person_free(other);
  }
  rsup_config_free(config);
}

/* ---- both ends of what makes use safer are attained */

enum { WINDOW = 11, FIRST = 20513 /* 2026-03-01 */ };
typedef struct word { /* of one thing: done, or not, on days of March */
  int done;
  unsigned first, last;
} word;

static unsigned days_of(const word *w) {
  unsigned days = 0;
  for (unsigned day = w->first; day <= w->last && day <= WINDOW; day++) days |= 1u << (day - 1);
  return days;
}

/* A completion holds what is known, has nothing that was ruled out, and serves each span that lies
 * in the window and can be served. */
static int completes(unsigned days, const word *words, size_t count, unsigned done,
                     unsigned ruled_out) {
  if ((days & done) != done || (days & ruled_out)) return 0;
  for (size_t i = 0; i < count; i++) {
    if (!words[i].done || words[i].last > WINDOW) continue;
    if ((days_of(&words[i]) & ~ruled_out) && !(days_of(&words[i]) & days)) return 0;
  }
  return 1;
}

static void expect_ends(const rsup_measure *got, const word *words, size_t count) {
  unsigned done = 0, ruled_out = 0;
  int least = WINDOW + 1, most = -1;
  for (size_t i = 0; i < count; i++) {
    if (words[i].done && words[i].first == words[i].last) done |= days_of(&words[i]);
    if (!words[i].done) ruled_out |= days_of(&words[i]);
  }
  ruled_out &= ~done;
  for (unsigned days = 0; days < 1u << WINDOW; days++) {
    if (!completes(days, words, count, done, ruled_out)) continue;
    int n = 0;
    for (unsigned left = days; left; left &= left - 1) n++;
    if (n < least) least = n;
    if (n > most) most = n;
  }
  assert_true(got->low == least);
  assert_true(got->high == most);
}

/* Every completion of eleven days is tried. */
static void some_completion_attains_each_end(void **state) {
  enum { EACH = 6 };
  rsup_config *const config = config_made();
  uint64_t seed = 69;
  (void)state;
  for (int record = 0; record < RECORDS / 4; record++) {
    char text[EACH * 160] = "";
    word words[EACH];
    size_t len = 0;
    for (int i = 0; i < EACH; i++) {
      word *const w = &words[i];
      w->done = draw(&seed, 3) > 0;
      w->first = 1 + draw(&seed, WINDOW);
      w->last = w->first + (draw(&seed, 3) ? draw(&seed, 6) : 0);
      len += (size_t)snprintf(text + len, sizeof text - len,
                              "%s{\"type\":\"safer_use\",\"id\":\"e%d\",\"target\":\"t\",\"from\":"
                              "\"2026-03-%02u\",\"to\":\"2026-03-%02u\",\"%s\":[\"slower\"]}",
                              i ? "," : "", i, w->first, w->last, w->done ? "did" : "did_not");
    }
    rsup_person *const person = person_of(config, text);
    rsup_result *result = NULL;
    assert_int_equal(rsup_person_safer_use(person, FIRST, FIRST + WINDOW, NOW, NULL, &result, NULL),
                     RSUP_OK);
    expect_ends(&rsup_safer_use_get(result)->targets[0]->behaviours[0]->days, words, EACH);
    rsup_result_free(result);
    rsup_person_free(person);
  }
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bad_questions_are_refused),
      cmocka_unit_test(events_that_say_no_when_or_target_are_refused),
      cmocka_unit_test(more_signs_than_days_allow_are_refused),
      cmocka_unit_test(a_sign_of_the_plan_asks_somebody_to_look_whoever_saw_it),
      cmocka_unit_test(a_snapshot_and_a_merge_keep_them),
      cmocka_unit_test(lessons_go_by_how_often_they_are_named),
      cmocka_unit_test(bounds_hold_and_order_changes_nothing),
      cmocka_unit_test(some_completion_attains_each_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
