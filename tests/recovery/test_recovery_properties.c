/* What holds of the days of any record: seeded, two thousand records; the slow test draws more. */
#include "core/cmocka_all.h"
#include "core/random_bits.h"
#include "recovery/drawn_record.h"
#include "recovery/recovery.h"
#include <stdlib.h>
#include <string.h>

#ifndef RECORDS
#define RECORDS 2000
#endif

enum { NO_DAY = INT32_MIN };
static const char *const targets[] = {"alcohol", "opioids"};
static rsup_config *configs[2]; /* silent days count; they don't */

/* ---- answers, as text */

static char *text_of(rsup_result *result) {
  const char *json = NULL;
  rsup_error err;
  if (rsup_result_json(result, &json, NULL, &err)) fail_msg("%s", err.message);
  char *copy = malloc(strlen(json) + 1);
  assert_non_null(copy);
  strcpy(copy, json);
  rsup_result_free(result);
  return copy;
}

static rsup_result *history(const rsup_person *person, const char *target, rsup_day from,
                            rsup_day until, rsup_instant now, const rsup_instant *known_at) {
  const rsup_history_options options = {.struct_size = sizeof options, .known_at = known_at};
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_person_history(person, target, from, until, now, &options, &result, &err))
    fail_msg("%s", err.message);
  return result;
}

/* Both histories, and the picture's part about targets and milestones. */
static void same_days(const rsup_person *a, const rsup_person *b, rsup_instant now,
                      const rsup_instant *known_at) {
  for (size_t i = 0; i < 2; i++) {
    char *one = text_of(history(a, targets[i], NO_DAY, NO_DAY, now, known_at));
    char *other = text_of(history(b, targets[i], NO_DAY, NO_DAY, now, known_at));
    assert_string_equal(one, other);
    free(one);
    free(other);
  }
}

static char *milestones_of(const rsup_person *person, rsup_instant now, rsup_instant known_at) {
  const rsup_today_options options = {.struct_size = sizeof options, .known_at = &known_at};
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_today(person, now, &options, &result, &err)) fail_msg("%s", err.message);
  char *text = text_of(result), *begin = strstr(text, "\"recovery\""),
       *end = strstr(text, "\"checkins\"");
  assert_true(begin && end);
  *end = 0; /* what lies before tells when the picture changes, and what it left out */
  memmove(text, begin, strlen(begin) + 1);
  return text;
}

static void same_milestones(const rsup_person *a, const rsup_person *b, rsup_instant now,
                            rsup_instant known_at) {
  char *one = milestones_of(a, now, known_at), *other = milestones_of(b, now, known_at);
  assert_string_equal(one, other);
  free(one);
  free(other);
}

/* ---- properties */

static void the_order_of_arrival_changes_nothing(void **state) {
  uint64_t seed = 41;
  drawn_record r;
  (void)state;
  for (int i = 0; i < RECORDS; i++) {
    drawn_make(&r, &seed, 1);
    const rsup_instant now = drawn_noon(r.days - 1), known_at = drawn_noon(r.days + 20);
    rsup_person *loaded = drawn_load(configs[i % 2], &r, r.count);
    drawn_shuffle(&r, &seed);
    rsup_person *arrived = drawn_load(configs[i % 2], &r, random_bits(&seed) % (r.count + 1));
    same_days(loaded, arrived, now, &known_at);
    same_milestones(loaded, arrived, now, known_at);
    rsup_person_free(loaded);
    rsup_person_free(arrived);
  }
}

static void what_was_recorded_after_known_at_changes_nothing(void **state) {
  uint64_t seed = 42;
  drawn_record r;
  (void)state;
  for (int i = 0; i < RECORDS; i++) {
    drawn_make(&r, &seed, 1);
    const rsup_instant now = drawn_noon(r.days - 1);
    const rsup_instant known_at = drawn_noon((int)(random_bits(&seed) % (uint64_t)(r.days + 5)));
    rsup_person *all = drawn_load(configs[i % 2], &r, r.count);
    drawn_forget(&r, known_at);
    rsup_person *then = drawn_load(configs[i % 2], &r, r.count);
    same_days(all, then, now, &known_at);
    same_milestones(all, then, now, known_at);
    rsup_person_free(all);
    rsup_person_free(then);
  }
}

static void a_setback_changes_nothing_as_of_the_day_before(void **state) {
  uint64_t seed = 43;
  drawn_record r;
  (void)state;
  for (int i = 0; i < RECORDS; i++) {
    drawn_make(&r, &seed, 1);
    const int day = 1 + (int)(random_bits(&seed) % (uint64_t)(r.days - 1));
    const rsup_instant before = drawn_noon(day - 1), known_at = drawn_noon(r.days + 20);
    rsup_person *without = drawn_load(configs[i % 2], &r, r.count);
    drawn_add(&r, "setback", "s", day, drawn_noon(r.days), ",\"target\":\"alcohol\"");
    rsup_person *with = drawn_load(configs[i % 2], &r, r.count);
    same_days(without, with, before, &known_at); /* asked again after it was entered */
    same_milestones(without, with, before, known_at);
    rsup_person_free(without);
    rsup_person_free(with);
  }
}

/* Of the days that are over: those that counted and are now known as use. */
static int32_t days_lost(const rsup_history *before, const rsup_history *after, int counted) {
  int32_t lost = 0;
  for (size_t i = 0; i + 1 < before->grid_count; i++) {
    const int32_t was = before->grid[i]->state, is = after->grid[i]->state;
    const int did_count = was == RSUP_DAY_NOT_USED || was == RSUP_DAY_CONFLICTING ||
                          was == RSUP_DAY_CONTROLLED || (was == RSUP_DAY_UNKNOWN && counted);
    lost += did_count && is == RSUP_DAY_USED;
    if (was != is) assert_int_equal(is, RSUP_DAY_USED); /* and no other day is touched */
  }
  return lost;
}

static double total_of(const rsup_person *person, rsup_instant now, rsup_instant known_at) {
  const rsup_today_options options = {.struct_size = sizeof options, .known_at = &known_at};
  rsup_result *result = NULL;
  assert_int_equal(rsup_today(person, now, &options, &result, NULL), RSUP_OK);
  const double total = rsup_today_get(result)->recovery[0]->total_days.value;
  rsup_result_free(result);
  return total;
}

/* A day of use, told by the person on some days in a row, and nothing that contradicts it later. */
static void the_total_falls_by_exactly_the_days_of_use(void **state) {
  uint64_t seed = 44;
  drawn_record r;
  (void)state;
  for (int i = 0; i < RECORDS; i++) {
    drawn_make(&r, &seed, 0);
    const int length = 1 + (int)(random_bits(&seed) % 3), room = r.days - length;
    const int day = (int)(random_bits(&seed) % (uint64_t)room);
    const rsup_instant now = drawn_noon(r.days - 1), known_at = drawn_noon(r.days + 20);
    rsup_person *without = drawn_load(configs[i % 2], &r, r.count);
    for (int k = 0; k < length; k++) {
      const char id[] = {'u', (char)('0' + k), 0};
      drawn_add(&r, "use_day", id, day + k, known_at, ",\"target\":\"alcohol\"");
    }
    rsup_person *with = drawn_load(configs[i % 2], &r, r.count);
    rsup_result *before = history(without, "alcohol", NO_DAY, NO_DAY, now, &known_at);
    rsup_result *after = history(with, "alcohol", NO_DAY, NO_DAY, now, &known_at);
    const rsup_history *b = rsup_history_get(before), *a = rsup_history_get(after);
    for (int k = 0; k < length; k++) assert_int_equal(a->grid[day + k]->state, RSUP_DAY_USED);
    const double fell = total_of(without, now, known_at) - total_of(with, now, known_at);
    assert_true(fell == days_lost(b, a, i % 2 == 0));
    rsup_result_free(before);
    rsup_result_free(after);
    rsup_person_free(without);
    rsup_person_free(with);
  }
}

static void expect_sums(const rsup_history *whole, const rsup_history *a, const rsup_history *b) {
  assert_int_equal(whole->days, a->days + b->days);
  assert_int_equal(whole->days_before_start, a->days_before_start + b->days_before_start);
  assert_int_equal(whole->days_ahead, a->days_ahead + b->days_ahead);
  assert_int_equal(whole->used, a->used + b->used);
  assert_int_equal(whole->not_used, a->not_used + b->not_used);
  assert_int_equal(whole->unknown, a->unknown + b->unknown);
  assert_int_equal(whole->controlled, a->controlled + b->controlled);
  assert_int_equal(whole->conflicting, a->conflicting + b->conflicting);
  assert_int_equal(whole->placed, a->placed + b->placed);
  assert_int_equal(whole->amounts_known, a->amounts_known + b->amounts_known);
  assert_int_equal(whole->episode_count, a->episode_count + b->episode_count);
  assert_int_equal(whole->returns, a->returns + b->returns);
  assert_int_equal(whole->setback_count, a->setback_count + b->setback_count);
  assert_int_equal(whole->grid_count, a->grid_count + b->grid_count);
  for (size_t i = 0; i < whole->grid_count; i++) {
    const rsup_grid_day *day = i < a->grid_count ? a->grid[i] : b->grid[i - a->grid_count];
    assert_int_equal(whole->grid[i]->on, day->on);
    assert_int_equal(whole->grid[i]->state, day->state);
  }
}

static void counts_over_a_split_span_add_up(void **state) {
  uint64_t seed = 45;
  drawn_record r;
  (void)state;
  for (int i = 0; i < RECORDS; i++) {
    drawn_make(&r, &seed, 1);
    const rsup_instant now = drawn_noon(r.days - 1), known_at = drawn_noon(r.days + 20);
    rsup_person *person = drawn_load(configs[i % 2], &r, r.count);
    const rsup_day from = DRAWN_FIRST - 3, until = DRAWN_FIRST + r.days + 3;
    const rsup_day middle = from + (rsup_day)(random_bits(&seed) % (uint64_t)(until - from + 1));
    rsup_result *parts[] = {history(person, targets[i % 2], from, until, now, &known_at),
                            history(person, targets[i % 2], from, middle, now, &known_at),
                            history(person, targets[i % 2], middle, until, now, &known_at)};
    expect_sums(rsup_history_get(parts[0]), rsup_history_get(parts[1]), rsup_history_get(parts[2]));
    for (size_t k = 0; k < 3; k++) rsup_result_free(parts[k]);
    rsup_person_free(person);
  }
}

static int open_configs(void **state) {
  (void)state;
  configs[0] = drawn_config("");
  configs[1] = drawn_config("\"silent_days\":\"unknown\"");
  return 0;
}

static int close_configs(void **state) {
  (void)state;
  rsup_config_free(configs[0]);
  rsup_config_free(configs[1]);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_order_of_arrival_changes_nothing),
      cmocka_unit_test(what_was_recorded_after_known_at_changes_nothing),
      cmocka_unit_test(a_setback_changes_nothing_as_of_the_day_before),
      cmocka_unit_test(the_total_falls_by_exactly_the_days_of_use),
      cmocka_unit_test(counts_over_a_split_span_add_up),
  };
  return cmocka_run_group_tests(tests, open_configs, close_configs);
}
