/* What holds for any record: seeded, two thousand records; the slow test draws more. */
#include "checkin/occasions.h"
#include "core/cmocka_all.h"
#include "recovery-support/person.h"
#include "recovery-support/time.h"
#include "time/civil.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef RECORDS
#define RECORDS 2000
#endif

enum { TEXT = 160, DAYS = 24, MOST_EVENTS = 4 * DAYS, FIRST = 20513 /* 2026-03-01 */ };

typedef struct drawn {
  char events[MOST_EVENTS][TEXT];
  size_t count;
} drawn;
typedef struct asked {
  rsup_adherence kept;
  uint8_t states[3 * DAYS];
} asked;

static uint64_t seed = 4;
static uint32_t below(uint32_t n) {
  seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)((seed >> 33) % n);
}

/* A config with form f, once or three times a day; 2026-03-29 has 23 hours. */
static rsup_config *make_config(int several, const char *policy) {
  rsup_config_options options = {.struct_size = sizeof options,
                                 .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  rsup_config *config = NULL;
  rsup_error err;
  char text[1024];
  (void)snprintf(
      text, sizeof text,
      "format: recovery-support/config\nformat_version: 1\n"
      "policies: {adherence_days: 24, adherence: %s}\nforms:\n  - {id: f, version: 1, %s "
      "items: [{id: mood, kind: scale, min: 0, max: 10}]}\n",
      policy,
      several ? "schedule: {days: weekdays, times: [{id: a, opens: \"06:00\", due: \"08:00\", "
                "closes: \"10:00\", late_minutes: 60}, {id: b, opens: \"12:00\", due: \"13:00\", "
                "closes: \"15:00\"}, {id: c, opens: \"20:00\", due: \"22:00\", closes: "
                "\"24:00\", late_minutes: 480}]},"
              : "days: daily, opens: \"06:00\", due: \"20:00\", closes: \"24:00\", late_minutes: "
                "720,");
  if (rsup_config_load("c", text, strlen(text), &options, &config, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  return config;
}

/* A minute below zero: only the day is known. */
static void checkin(drawn *d, int32_t day, int32_t minute, const char *id) {
  char date[16], when[64];
  rsupi_day_print(FIRST + day, date);
  if (minute < 0)
    (void)snprintf(when, sizeof when, "\"on\":\"%s\"", date);
  else
    (void)snprintf(when, sizeof when, "\"at\":\"%sT%02d:%02d+01:00\"", date, minute / 60,
                   minute % 60);
  (void)snprintf(
      d->events[d->count], TEXT,
      "{\"type\":\"checkin\",\"id\":\"%s%zu\",\"form\":\"f\",%s,\"answers\":{\"mood\":5}}", id,
      d->count, when);
  d->count++;
}

static void excuse(drawn *d, int32_t day) {
  char date[16];
  rsupi_day_print(FIRST + day, date);
  (void)snprintf(d->events[d->count], TEXT,
                 "{\"type\":\"excuse\",\"id\":\"x%zu\",\"from\":\"%s\",\"to\":\"%s\"}", d->count,
                 date, date);
  d->count++;
}

/* The first day is always answered, so that what is added later does not begin the record. */
static void draw_record(drawn *d) {
  d->count = 0;
  checkin(d, 0, -1, "c");
  for (int32_t day = 0; day < DAYS; day++) {
    if (below(3)) checkin(d, day, (int32_t)below(1440), "c");
    if (below(12) == 0) checkin(d, day, -1, "c");
    if (below(10) == 0) excuse(d, day);
  }
}

static void ask_then(rsup_config *config, const drawn *d, rsup_instant known_at, asked *out) {
  static const char head[] = "{\"format\":\"recovery-support/person\",\"format_version\":1,"
                             "\"id\":\"p\",\"zones\":[{\"zone\":\"Europe/Berlin\"}],\"events\":[";
  char *text = malloc(sizeof head + d->count * (TEXT + 2) + 8);
  rsup_person *person = NULL;
  rsup_error err;
  rsupi_arena arena;
  rsupi_asof at;
  rsupi_occasions occasions;
  size_t len = sizeof head - 1;
  assert_non_null(text);
  memcpy(text, head, len);
  for (size_t i = 0; i < d->count; i++)
    len += (size_t)sprintf(text + len, "%s%s", i ? ", " : "", d->events[i]);
  memcpy(text + len, "]}", 3);
  if (rsup_person_load(config, "p", text, len + 2, &person, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  free(text);
  rsupi_arena_init(&arena, NULL, 0);
  const rsup_instant now = (FIRST + DAYS) * RSUPI_MS_PER_DAY + 11 * INT64_C(3600000);
  assert_int_equal(rsupi_asof_open(person, now, known_at, NULL, NULL, &arena, &at, &err), RSUP_OK);
  const rsupi_form *form = rsupi_config_form(config, "f");
  assert_true(rsupi_occasions_make(&at, form, &arena, &occasions));
  out->kept = *rsupi_adherence_make(&at, &occasions, &arena);
  for (int32_t i = 0; i < DAYS; i++)
    for (size_t slot = 0; slot < 3; slot++)
      out->states[(size_t)i * 3 + slot] =
          slot < occasions.slots ? (uint8_t)rsupi_occasion_state(&occasions, FIRST + i, slot) : 0;
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  out->kept.form = out->kept.policy = NULL;
}

static void ask_of(rsup_config *config, const drawn *d, asked *out) {
  ask_then(config, d, INT64_MAX, out);
}

static double rate_of(const asked *a) {
  return a->kept.denominator ? a->kept.rate : 0;
}

static void shuffle(drawn *d) {
  char kept[TEXT];
  for (size_t i = d->count; i > 1; i--) {
    const size_t k = below((uint32_t)i);
    memcpy(kept, d->events[i - 1], sizeof kept);
    memcpy(d->events[i - 1], d->events[k], sizeof kept);
    memcpy(d->events[k], kept, sizeof kept);
  }
}

static int same(const asked *a, const asked *b) {
  return memcmp(a->states, b->states, sizeof a->states) == 0 && a->kept.done == b->kept.done &&
         a->kept.streak == b->kept.streak && a->kept.longest_streak == b->kept.longest_streak &&
         rate_of(a) == rate_of(b) && memcmp(&a->kept.strength, &b->kept.strength, 8) == 0;
}

static void the_order_of_arrival_changes_nothing(void **state) {
  (void)state;
  rsup_config *configs[] = {make_config(0, "excused_neutral"), make_config(1, "excused_neutral")};
  drawn d;
  asked before, after;
  for (int i = 0; i < RECORDS; i++) {
    draw_record(&d);
    ask_of(configs[i % 2], &d, &before);
    shuffle(&d);
    ask_of(configs[i % 2], &d, &after);
    assert_true(same(&before, &after));
  }
  rsup_config_free(configs[0]);
  rsup_config_free(configs[1]);
}

/* When the record learned of each event: some hours from noon of the first day on. */
static void learn(drawn *d, rsup_instant *learned) {
  char rest[TEXT], at[40];
  for (size_t i = 0; i < d->count; i++) {
    learned[i] = FIRST * RSUPI_MS_PER_DAY + (12 + below(24 * (DAYS + 3))) * INT64_C(3600000);
    assert_true(rsup_instant_text(learned[i], at, sizeof at) > 0);
    memcpy(rest, d->events[i] + 1, TEXT - 1);
    const int len = snprintf(d->events[i], TEXT, "{\"recorded_at\":\"%s\",%s", at, rest);
    assert_true(len < TEXT);
  }
}

static void what_was_recorded_after_known_at_changes_nothing(void **state) {
  (void)state;
  rsup_config *configs[] = {make_config(0, "excused_neutral"), make_config(1, "late_counts")};
  rsup_instant learned[MOST_EVENTS];
  drawn d;
  asked all, then;
  for (int i = 0; i < RECORDS; i++) {
    draw_record(&d);
    learn(&d, learned);
    const rsup_instant known_at =
        (FIRST + (rsup_instant)below(DAYS + 2)) * RSUPI_MS_PER_DAY + below(86400) * INT64_C(1000);
    ask_then(configs[i % 2], &d, known_at, &all);
    size_t n = 0;
    for (size_t k = 0; k < d.count; k++)
      if (learned[k] <= known_at) memmove(d.events[n++], d.events[k], TEXT);
    d.count = n;
    ask_then(configs[i % 2], &d, INT64_MAX, &then);
    assert_true(same(&all, &then));
  }
  rsup_config_free(configs[0]);
  rsup_config_free(configs[1]);
}

/* Excusing a day takes what was missed on it out of the denominator, and a break out of the streak;
 * where nothing was missed, it changes nothing at all. */
static void an_excused_occasion_changes_neither_streak_nor_adherence(void **state) {
  (void)state;
  rsup_config *configs[] = {make_config(0, "excused_neutral"), make_config(1, "late_counts")};
  drawn d;
  asked before, after;
  for (int i = 0; i < RECORDS; i++) {
    draw_record(&d);
    ask_of(configs[i % 2], &d, &before);
    const int32_t day = (int32_t)below(DAYS);
    const uint8_t *was = before.states + (size_t)day * 3;
    int32_t missed = 0;
    for (size_t slot = 0; slot < 3; slot++) missed += was[slot] == RSUP_OCCASION_MISSED;
    excuse(&d, day);
    ask_of(configs[i % 2], &d, &after);
    assert_int_equal(after.kept.done, before.kept.done);
    assert_int_equal(after.kept.numerator, before.kept.numerator);
    assert_int_equal(after.kept.denominator, before.kept.denominator - missed);
    if (missed == 0) {
      assert_int_equal(after.kept.streak, before.kept.streak);
      assert_int_equal(after.kept.longest_streak, before.kept.longest_streak);
      assert_true(rate_of(&after) == rate_of(&before));
    } else {
      assert_true(after.kept.streak >= before.kept.streak);
      assert_true(after.kept.longest_streak >= before.kept.longest_streak);
    }
  }
  rsup_config_free(configs[0]);
  rsup_config_free(configs[1]);
}

/* An entry in the open time of an occasion on or after the first day. */
static void adding_a_done_occasion_lowers_nothing(void **state) {
  (void)state;
  static const int32_t minutes[] = {7 * 60, 13 * 60, 21 * 60};
  rsup_config *configs[] = {make_config(0, "excused_neutral"), make_config(1, "excused_neutral"),
                            make_config(0, "strict"), make_config(1, "late_counts")};
  drawn d;
  asked before, after;
  for (int i = 0; i < RECORDS; i++) {
    draw_record(&d);
    ask_of(configs[i % 4], &d, &before);
    checkin(&d, (int32_t)below(DAYS), minutes[below(3)], "n");
    ask_of(configs[i % 4], &d, &after);
    assert_true(rate_of(&after) >= rate_of(&before));
    if (before.kept.denominator) /* strength has a value from the first that counts */
      assert_true(after.kept.strength >= before.kept.strength - 1e-12);
    assert_true(after.kept.done >= before.kept.done);
    assert_true(after.kept.longest_streak >= before.kept.longest_streak);
  }
  for (size_t i = 0; i < 4; i++) rsup_config_free(configs[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_order_of_arrival_changes_nothing),
      cmocka_unit_test(what_was_recorded_after_known_at_changes_nothing),
      cmocka_unit_test(an_excused_occasion_changes_neither_streak_nor_adherence),
      cmocka_unit_test(adding_a_done_occasion_lowers_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
