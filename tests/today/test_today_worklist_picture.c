/* The worklist and the day picture never disagree: at many moments of many lives that chance made,
 * what is due, late or reached today is the same number in both. The worklist rules most of it out
 * without working out a day. */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY INT64_C(86400000)
enum { LIVES = 40, MOMENTS = 40, FIRST_DAY = 20089 /* 2025-01-01 */, DAYS = 500 };

typedef struct life {
  char text[200000];
  size_t len;
  uint64_t seed;
  int events;
} life;

static uint64_t chance(uint64_t *seed) {
  uint64_t z = *seed += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static int below(life *l, int n) {
  return (int)(chance(&l->seed) % (uint64_t)n);
}

static void add(life *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(life *l, const char *format, ...) {
  va_list args;
  va_start(args, format);
  l->len += (size_t)vsnprintf(l->text + l->len, sizeof l->text - l->len, format, args);
  va_end(args);
  assert_true(l->len < sizeof l->text);
}

/* Days of 2025 and on, by the calendar of the C library. */
static const char *date(int day, char out[16]) {
  const time_t t = (time_t)(FIRST_DAY + day) * 86400;
  struct tm tm;
  (void)gmtime_r(&t, &tm);
  (void)strftime(out, 16, "%Y-%m-%d", &tm);
  return out;
}

static const char *target(life *l) {
  return below(l, 2) ? "alcohol" : "opioids";
}

static void add_use(life *l, int day) {
  char a[16], b[16];
  switch (below(l, 5)) {
  case 0:
    add(l, "\"type\":\"use_day\",\"target\":\"%s\",\"on\":\"%s\"", target(l), date(day, a));
    break;
  case 1:
    add(l, "\"type\":\"use_day\",\"target\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"days\":%d",
        target(l), date(day, a), date(day + 5 + below(l, 9), b), below(l, 4));
    break;
  case 2:
    add(l, "\"type\":\"setback\",\"target\":\"%s\",\"on\":\"%s\"", target(l), date(day, a));
    break;
  case 3:
    add(l,
        "\"type\":\"setback\",\"target\":\"%s\",\"on\":\"%s\",\"extent\":\"continued\","
        "\"resumed\":\"%s\"",
        target(l), date(day, a), date(day + 1 + below(l, 6), b));
    break;
  default:
    add(l, "\"type\":\"confirmed\",\"target\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"", target(l),
        date(day, a), date(day + below(l, 30), b));
  }
}

static void add_event(life *l, int day) {
  char a[16], b[16];
  add(l, "%s{\"id\":\"e%d\",", l->events ? "," : "", l->events);
  l->events++;
  switch (below(l, 12)) {
  case 0:
    add_use(l, day);
    break;
  case 1:
    add(l, "\"type\":\"acknowledged\",\"milestone\":\"%s\",\"on\":\"%s\"",
        below(l, 2) ? "weeks-1" : "months-1", date(day, a));
    break;
  case 2:
    add(l, "\"type\":\"excuse\",\"from\":\"%s\",\"to\":\"%s\"", date(day, a),
        date(day + below(l, 9), b));
    break;
  default:
    add(l,
        "\"type\":\"checkin\",\"form\":\"daily\",\"at\":\"%sT%02d:%02dZ\",\"answers\":{\"mood\":%d,"
        "\"used\":{\"alcohol\":%s,\"opioids\":%s}}",
        date(day, a), below(l, 24), below(l, 60), below(l, 11), below(l, 60) ? "false" : "true",
        below(l, 60) ? "false" : "true");
  }
  add(l, "}");
}

static const char *goal(life *l) {
  static const char *const goals[] = {
      "{\"kind\":\"abstain\",\"from\":\"2025-01-03\"}",
      "{\"kind\":\"abstain\",\"from\":\"2025-03-31\"}", "{\"kind\":\"abstain\"}",
      "{\"kind\":\"at_most\",\"amount\":2,\"unit\":\"days\",\"per\":\"week\"}",
      "{\"kind\":\"harm_reduction\",\"from\":\"2025-01-03\"}"};
  return goals[below(l, 8) < 6 ? below(l, 2) : 2 + below(l, 3)];
}

static rsup_person *live(const rsup_config *config, uint64_t seed) {
  static life l;
  rsup_error err;
  rsup_person *person = NULL;
  l = (life){.seed = seed};
  add(&l,
      "{\"format\":\"recovery-support/"
      "person\",\"format_version\":1,\"id\":\"p\",\"zones\":[{\"zone\":"
      "\"%s\"}],\"targets\":[{\"id\":\"alcohol\",\"goal\":%s},{\"id\":\"opioids\",\"goal\":%s}],",
      below(&l, 2) ? "America/New_York" : "Europe/Lisbon", goal(&l), goal(&l));
  if (below(&l, 4) == 0)
    add(&l, "\"settings\":[{\"id\":\"s\",\"kind\":\"controlled\",\"from\":\"2025-05-01\",\"to\":"
            "\"2025-06-10\"}],");
  add(&l, "\"events\":[");
  const int every = 1 + below(&l, 12);
  for (int day = 0; day < DAYS; day += 1 + below(&l, every)) add_event(&l, day);
  add(&l, "]}");
  if (rsup_person_load((rsup_config *)(uintptr_t)config, "life", l.text, l.len, &person, NULL,
                       &err))
    fail_msg("%s %s", err.path, err.message);
  return person;
}

typedef struct numbers {
  int due, late, milestones;
} numbers;

static numbers of_picture(const rsup_person *person, rsup_instant now) {
  rsup_result *result = NULL;
  rsup_error err;
  numbers n = {0, 0, 0};
  if (rsup_today(person, now, NULL, &result, &err)) fail_msg("%s", err.message);
  const rsup_day_picture *const picture = rsup_today_get(result);
  for (size_t i = 0; i < picture->checkins->due_count; i++) {
    n.due += picture->checkins->due[i]->state == RSUP_OCCASION_DUE;
    n.late += picture->checkins->due[i]->state == RSUP_OCCASION_LATE;
  }
  const rsup_milestones *const known = picture->milestones;
  for (size_t i = 0; i < known->unacknowledged_count; i++)
    n.milestones += known->unacknowledged[i]->on == picture->date;
  rsup_result_free(result);
  return n;
}

static numbers of_worklist(const rsup_person *person, rsup_instant now) {
  rsup_result *result = NULL;
  rsup_error err;
  numbers n = {0, 0, 0};
  if (rsup_worklist(&person, 1, now, NULL, &result, &err)) fail_msg("%s", err.message);
  const rsup_worklist_page *const page = rsup_worklist_get(result);
  for (size_t i = 0; i < page->people_count; i++)
    n = (numbers){page->people[i]->due, page->people[i]->late, page->people[i]->milestones_today};
  rsup_result_free(result);
  return n;
}

static void compare(const rsup_config *config) {
  int reached = 0, late = 0;
  for (uint64_t seed = 1; seed <= LIVES; seed++) {
    rsup_person *const person = live(config, seed);
    uint64_t moments = seed;
    for (int i = 0; i < MOMENTS; i++) {
      /* one in three: some weeks or months after a start, in the morning */
      static const int after[] = {2 + 1, 2 + 7, 2 + 30, 2 + 90, 2 + 364, 89 + 14, 89 + 365, 2 + 31};
      const int day = i % 3 ? (int)(chance(&moments) % (DAYS + 20)) : after[i / 3 % 8];
      const rsup_instant now =
          (FIRST_DAY + day) * DAY + (rsup_instant)(chance(&moments) % (uint64_t)DAY);
      const numbers a = of_picture(person, now), b = of_worklist(person, now);
      if (memcmp(&a, &b, sizeof a) != 0)
        fail_msg("life %d, day %d: picture %d %d %d, worklist %d %d %d", (int)seed, day, a.due,
                 a.late, a.milestones, b.due, b.late, b.milestones);
      reached += a.milestones > 0;
      late += a.late > 0;
    }
    rsup_person_free(person);
  }
  assert_in_range(reached, 20, LIVES * MOMENTS); /* it is no comparison of nothing */
  assert_in_range(late, 20, LIVES * MOMENTS);
}

static void with_policies(const char *policies) {
  char text[400];
  rsup_config *config = NULL;
  rsup_error err;
  const int len = snprintf(text, sizeof text,
                           "format: recovery-support/config\nformat_version: 1\n"
                           "policies: {%s}\n"
                           "milestones:\n  - {id: fortnight, days: 12, counts: current_run}\n"
                           "  - {id: total-60, days: 60, counts: total_days}\n",
                           policies);
  if (rsup_config_load("config", text, (size_t)len, NULL, &config, NULL, &err))
    fail_msg("%s %s", err.path, err.message);
  compare(config);
  rsup_config_free(config);
}

static void under_the_built_in_config(void **state) {
  (void)state;
  rsup_config *config = NULL;
  assert_int_equal(rsup_config_default(NULL, &config, NULL), RSUP_OK);
  compare(config);
  rsup_config_free(config);
}

static void where_a_single_day_does_not_end_a_run(void **state) {
  (void)state;
  with_policies("single_day: goes_on");
}

static void where_silent_days_do_not_count(void **state) {
  (void)state;
  with_policies("silent_days: unknown");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(under_the_built_in_config),
      cmocka_unit_test(where_a_single_day_does_not_end_a_run),
      cmocka_unit_test(where_silent_days_do_not_count),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
