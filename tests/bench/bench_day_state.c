/* Speeds of what an app asks over and over about days: series worked out anew, a snapshot opened,
 * whom to call, the worklist of a service, local times placed in UTC; and what a year weighs in
 * memory. Prints one line per case; nothing here is a gate. */
#include "bench/generated.h"
#include "bench/harness.h"
#include "recovery-support.h"
#include "time/zone.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PERSONS = 500, TIMES = 3650, SERIES = 4 };

/* ---- an allocator that counts */

static size_t live_bytes;

static void *count_alloc(void *user, size_t size) {
  (void)user;
  live_bytes += size;
  return malloc(size);
}

static void count_release(void *user, void *block, size_t size) {
  (void)user;
  live_bytes -= size;
  free(block);
}

typedef struct table {
  rsup_config *config;
  generated record;
  rsup_person *person, *made_person;
  rsup_person *persons[PERSONS];
  rsup_result *results[SERIES], *result, *snapshot;
  rsupi_zones *zones;
  const rsupi_zone *zone;
  rsup_day days[TIMES];
  int32_t seconds[TIMES];
  struct tm local[TIMES];
  rsup_instant placed[TIMES];
  int64_t mktime_sum;
} table;

static void must(rsup_status status, const rsup_error *err) {
  if (status) bench_stop(err->message);
}

static rsup_person *load(rsup_config *config, generated *text) {
  rsup_error err;
  rsup_person *person = NULL;
  must(rsup_person_load(config, "record", text->text, text->len, &person, NULL, &err), &err);
  free(text->text);
  return person;
}

static uint64_t hash_of(rsup_result *result) {
  const char *json;
  size_t len;
  rsup_error err;
  must(rsup_result_json(result, &json, &len, &err), &err);
  return bench_hash(json, len);
}

static uint64_t hash_result(void *with) {
  return hash_of(((table *)with)->result);
}

static void free_result(void *with) {
  table *const t = with;
  rsup_result_free(t->result);
  t->result = NULL;
}

/* ---- four series */

static void four_series(void *with) {
  static const char *const items[SERIES] = {"mood", "stress", "sleep", "confidence"};
  table *const t = with;
  rsup_error err;
  for (size_t i = 0; i < SERIES; i++)
    must(rsup_person_series(t->person, items[i], GENERATED_NOW, NULL, &t->results[i], &err), &err);
}

static void free_series(void *with) {
  for (size_t i = 0; i < SERIES; i++) rsup_result_free(((table *)with)->results[i]);
}

static uint64_t hash_series(void *with) {
  uint64_t hash = 0;
  for (size_t i = 0; i < SERIES; i++) hash = hash * 31 + hash_of(((table *)with)->results[i]);
  return hash;
}

static double bench_series(table *t, int years, const char *name, const char *goal) {
  generated text = generate_series(years);
  t->person = load(t->config, &text);
  const bench_case c = {name, NULL,        four_series, free_series,
                        NULL, hash_series, NULL,        1001 / (size_t)years + 10,
                        0,    goal};
  const double best = bench_run(&c, t);
  rsup_person_free(t->person);
  return best;
}

static void bench_all_series(table *t) {
  const double one = bench_series(t, 1, "four series of a person-year, anew", "<= 20 us");
  const double ten = bench_series(t, 10, "four series of 10 person-years, anew", "");
  const double fifty = bench_series(t, 50, "four series of 50 person-years, anew", "");
  bench_tell("10 person-years beside 1, times", ten / one, "<= 11");
  bench_tell("50 person-years beside 1, times", fifty / one, "<= 55");
}

/* ---- a snapshot */

static void open_snapshot(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_person_open_snapshot(t->config, rsup_snapshot_bytes(t->snapshot),
                                 (size_t)rsup_snapshot_get(t->snapshot)->length, &t->made_person,
                                 &err),
       &err);
}

static void snapshot_to_today(void *with) {
  table *const t = with;
  rsup_error err;
  open_snapshot(t);
  must(rsup_today(t->made_person, GENERATED_NOW, NULL, &t->result, &err), &err);
}

static void load_to_today(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_person_load(t->config, "record", t->record.text, t->record.len, &t->made_person, NULL,
                        &err),
       &err);
  must(rsup_today(t->made_person, GENERATED_NOW, NULL, &t->result, &err), &err);
  free_result(t);
  rsup_person_free(t->made_person);
}

static void free_opened(void *with) {
  table *const t = with;
  free_result(t);
  rsup_person_free(t->made_person);
  t->made_person = NULL;
}

static uint64_t hash_written(void *with) {
  table *const t = with;
  rsup_error err;
  rsup_result *text = NULL;
  must(rsup_person_write(t->made_person, &text, &err), &err);
  const uint64_t hash = hash_of(text);
  rsup_result_free(text);
  return hash;
}

static void write_snapshot(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_person_snapshot(t->person, &t->result, &err), &err);
}

static uint64_t hash_snapshot(void *with) {
  const rsup_result *const made = ((table *)with)->result;
  return bench_hash(rsup_snapshot_bytes(made), (size_t)rsup_snapshot_get(made)->length);
}

static void bench_snapshot(table *t) {
  rsup_error err;
  t->record = generate_record(0);
  generated copy = generate_record(0);
  t->person = load(t->config, &copy);
  must(rsup_person_snapshot(t->person, &t->snapshot, &err), &err);
  const bench_case cases[] = {
      {"open a snapshot, and today", NULL, snapshot_to_today, free_opened, load_to_today,
       hash_result, "the record in JSON", 301, 0, "<= 200 us"},
      {"open a snapshot", NULL, open_snapshot, free_opened, NULL, hash_written, NULL, 301, 0, ""},
      {"write a snapshot", NULL, write_snapshot, free_result, NULL, hash_snapshot, NULL, 101, 0,
       ""}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) (void)bench_run(&cases[i], t);
  bench_tell("a snapshot, bytes", (double)rsup_snapshot_get(t->snapshot)->length, "");
  rsup_result_free(t->snapshot);
  rsup_person_free(t->person);
  free(t->record.text);
}

/* ---- whom to call */

static void reach(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_person_reach(t->person, GENERATED_NOW, NULL, NULL, NULL, &t->result, &err), &err);
}

static void bench_reach(table *t) {
  generated text = generate_circle(40);
  t->person = load(t->config, &text);
  const bench_case c = {"reach for 40 ties", NULL, reach, free_result, NULL,
                        hash_result,         NULL, 2001,  0,           "<= 10 us"};
  (void)bench_run(&c, t);
  rsup_person_free(t->person);
}

/* ---- the worklist */

static void worklist(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_worklist((const rsup_person *const *)t->persons, PERSONS, GENERATED_NOW, NULL,
                     &t->result, &err),
       &err);
}

static void bench_worklist(table *t) {
  for (int i = 0; i < PERSONS; i++) {
    generated text = generate_record(i + 1);
    t->persons[i] = load(t->config, &text);
  }
  const bench_case c = {"worklist of 500 person-years",
                        NULL,
                        worklist,
                        free_result,
                        NULL,
                        hash_result,
                        NULL,
                        51,
                        0,
                        "<= 10000 us"};
  (void)bench_run(&c, t);
  for (size_t i = 0; i < PERSONS; i++) rsup_person_free(t->persons[i]);
}

/* ---- local times: ten years, at times that wander over the day */

static void place_times(void *with) {
  table *const t = with;
  for (size_t i = 0; i < TIMES; i++)
    t->placed[i] = rsupi_zone_to_utc(t->zone, t->days[i], t->seconds[i], NULL);
}

static void place_by_mktime(void *with) {
  table *const t = with;
  for (size_t i = 0; i < TIMES; i++) {
    struct tm local = t->local[i];
    t->mktime_sum += (int64_t)mktime(&local);
  }
}

static uint64_t hash_times(void *with) {
  table *const t = with;
  return bench_hash(t->placed, sizeof t->placed);
}

static void bench_zone(table *t) {
  rsup_error err;
  const rsupi_zones_source source = {0};
  if (setenv("TZ", "America/New_York", 1)) bench_stop("setenv");
  tzset();
  must(rsupi_zones_new(NULL, &source, &t->zones, &err), &err);
  must(rsupi_zones_get(t->zones, "America/New_York", &t->zone, &err), &err);
  for (int i = 0; i < TIMES; i++) {
    t->days[i] = 18262 + i; /* from 2020-01-01 */
    t->seconds[i] = i * 7919 % 86400;
    t->local[i] = (struct tm){.tm_year = 120,
                              .tm_mday = 1 + i,
                              .tm_hour = t->seconds[i] / 3600,
                              .tm_min = t->seconds[i] / 60 % 60,
                              .tm_sec = t->seconds[i] % 60,
                              .tm_isdst = -1};
    (void)mktime(&t->local[i]); /* the month and day that it makes of the 900th of January */
    t->local[i].tm_isdst = -1;
  }
  const bench_case c = {"3,650 local times to UTC",
                        NULL,
                        place_times,
                        NULL,
                        place_by_mktime,
                        hash_times,
                        "glibc mktime",
                        501,
                        0,
                        "ratio <= 0.33"};
  (void)bench_run(&c, t);
  rsupi_zones_free(t->zones);
}

/* ---- memory */

static void weigh(const char *name, generated text, const char *goal) {
  static const rsup_allocator counting = {NULL, count_alloc, NULL, count_release};
  rsup_config *config = NULL;
  rsup_result *snapshot = NULL;
  rsup_person *person = NULL, *opened = NULL;
  rsup_error err;
  char opened_name[96] = "the same from a snapshot: ";
  const rsup_config_options options = {.struct_size = sizeof options, .allocator = &counting};
  must(rsup_config_default(&options, &config, &err), &err);
  rsup_person_free(load(config, &(generated){strdup(text.text), text.len, 0, 0}));
  size_t before = live_bytes; /* zones and questionnaires stay with the config */
  person = load(config, &text);
  bench_tell(name, (double)(live_bytes - before), goal);
  must(rsup_person_snapshot(person, &snapshot, &err), &err);
  before = live_bytes;
  must(rsup_person_open_snapshot(config, rsup_snapshot_bytes(snapshot),
                                 (size_t)rsup_snapshot_get(snapshot)->length, &opened, &err),
       &err);
  bench_tell(strcat(opened_name, name), (double)(live_bytes - before), goal);
  bench_tell(strcat(strcpy(opened_name, "as a snapshot: "), name),
             (double)rsup_snapshot_get(snapshot)->length, "");
  rsup_person_free(opened);
  rsup_result_free(snapshot);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  static table t;
  rsup_error err;
  bench_head();
  must(rsup_config_default(NULL, &t.config, &err), &err);
  bench_all_series(&t);
  bench_snapshot(&t);
  bench_reach(&t);
  bench_worklist(&t);
  bench_zone(&t);
  weigh("365 check-ins of four items, bytes", generate_series(1), "<= 65536");
  weigh("a whole person-year, bytes", generate_record(0), "");
  rsup_config_free(t.config);
  return 0;
}
