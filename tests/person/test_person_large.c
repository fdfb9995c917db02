/* Large records: events in any order, and many of them. What they mean is the same as of few; that
 * it takes memory in step with their number is counted, and time is left to tests/bench. */
#include "person_support.h"
#include "recovery-support.h"

#ifdef MANY_CHECKINS
enum { MANY = 100000 };
#else
enum { MANY = 10000 };
#endif
enum { EVENTS = 10000, LONGEST = 400, PER_DAY = 8, FIRST_DAY = 20089 /* 2025-01-01 */ };

/* Bytes in use, without looking for what they hold. */
typedef struct scale {
  size_t bytes, calls;
} scale;

static void *scale_alloc(void *user, size_t size) {
  scale *const s = user;
  s->bytes += size;
  s->calls++;
  return malloc(size);
}

static void scale_release(void *user, void *block, size_t size) {
  ((scale *)user)->bytes -= size;
  free(block);
}

static rsup_config *config_on(scale *s) {
  const rsup_allocator allocator = {s, scale_alloc, NULL, scale_release};
  const rsup_config_options options = {.struct_size = sizeof options, .allocator = &allocator};
  rsup_config *config = NULL;
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  return config;
}

static uint64_t chance(uint64_t *seed) {
  uint64_t z = *seed += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* The n-th event; its text depends on n alone. */
static int event_text(int n, char out[LONGEST]) {
  const rsup_day day = FIRST_DAY + n / 8;
  char on[16];
  (void)rsupi_day_write(day, on);
  switch (n % 8) {
  case 0:
    return snprintf(out, LONGEST,
                    "{\"type\":\"contact\",\"id\":\"e%d\",\"tie\":\"dana\",\"at\":\"%sT10:%02dZ\"}",
                    n, on, n % 60);
  case 1:
    return snprintf(
        out, LONGEST,
        "{\"type\":\"use_day\",\"id\":\"e%d\",\"target\":\"a\",\"on\":\"%s\",\"amount\":"
        "%d,\"revision\":%d}",
        n, on, n % 3, n % 2);
  default:
    return snprintf(
        out, LONGEST,
        "{\"type\":\"checkin\",\"id\":\"e%d\",\"form\":\"daily\",\"at\":\"%sT%02d:00Z\","
        "\"answers\":{\"mood\":%d,\"used\":{\"a\":%s}}}",
        n, on, 8 + n % 8, n % 11, n % 97 ? "false" : "true");
  }
}

static const char head[] =
    "{\"format\":\"recovery-support/"
    "person\",\"format_version\":1,\"id\":\"p\",\"zones\":[{\"zone\":"
    "\"Europe/Lisbon\"}],\"targets\":[{\"id\":\"a\",\"goal\":{\"kind\":\"abstain\",\"from\":"
    "\"2025-01-01\"}}],\"events\":[";

static rsup_person *load_in_order(rsup_config *config, const int *order, int count) {
  char *const text = malloc(sizeof head + (size_t)count * LONGEST + 8);
  size_t len = (size_t)sprintf(text, "%s", head);
  rsup_person *person = NULL;
  rsup_error err;
  for (int i = 0; i < count; i++) {
    if (i) text[len++] = ',';
    len += (size_t)event_text(order ? order[i] : i, text + len);
  }
  len += (size_t)sprintf(text + len, "]}");
  if (rsup_person_load(config, "large", text, len, &person, NULL, &err))
    fail_msg("%s %s", err.path, err.message);
  free(text);
  return person;
}

static char *picture(const rsup_person *person, rsup_instant now) {
  rsup_result *result = NULL;
  const char *json = NULL;
  size_t len = 0;
  assert_int_equal(rsup_today(person, now, NULL, &result, NULL), RSUP_OK);
  assert_int_equal(rsup_result_json(result, &json, &len, NULL), RSUP_OK);
  char *const copy = strdup(json);
  rsup_result_free(result);
  return copy;
}

static void assert_same(const rsup_person *a, const rsup_person *b) {
  char *const x = written(a), *const y = written(b);
  assert_string_equal(x, y);
  free(x);
  free(y);
  const rsup_instant now = (FIRST_DAY + EVENTS / 8 + 1) * RSUPI_MS_PER_DAY;
  for (int i = 0; i < 2; i++) {
    char *const p = picture(a, now - i * 300 * RSUPI_MS_PER_DAY);
    char *const q = picture(b, now - i * 300 * RSUPI_MS_PER_DAY);
    assert_string_equal(p, q);
    free(p);
    free(q);
  }
}

static void ten_thousand_events_mean_the_same_in_any_order(void **state) {
  (void)state;
  static int order[EVENTS];
  uint64_t seed = 7;
  scale s = {0};
  rsup_config *const config = config_on(&s);
  for (int i = 0; i < EVENTS; i++) order[i] = i;
  for (int i = EVENTS - 1; i > 0; i--) {
    const int k = (int)(chance(&seed) % (uint64_t)(i + 1)), kept = order[i];
    order[i] = order[k];
    order[k] = kept;
  }
  rsup_person *const sorted = load_in_order(config, NULL, EVENTS);
  rsup_person *const shuffled = load_in_order(config, order, EVENTS);
  assert_same(sorted, shuffled);
  rsup_person_free(shuffled);
  /* and one after the other: the second half is appended, each by itself */
  rsup_person *const grown = load_in_order(config, order, EVENTS - 200);
  for (int i = EVENTS - 200; i < EVENTS; i++) {
    char text[LONGEST];
    (void)event_text(order[i], text);
    append_fine(grown, text);
  }
  assert_same(sorted, grown);
  rsup_person_free(grown);
  rsup_person_free(sorted);
  rsup_config_free(config);
  assert_int_equal(s.bytes, 0);
}

/* ---- many check-ins: some each day, over years */

static rsup_person *load_checkins(rsup_config *config, int count) {
  char *const text = malloc(sizeof head + (size_t)count * LONGEST);
  size_t len = (size_t)sprintf(text, "%s", head);
  rsup_person *person = NULL;
  rsup_error err;
  for (int i = 0; i < count; i++) {
    char on[16];
    (void)rsupi_day_write(FIRST_DAY + i / PER_DAY, on);
    len += (size_t)sprintf(text + len,
                           "%s{\"type\":\"checkin\",\"id\":\"c%d\",\"form\":\"daily\",\"at\":"
                           "\"%sT%02d:30Z\",\"answers\":{\"mood\":%d}}",
                           i ? "," : "", i, on, 9 + i % PER_DAY, i % 11);
  }
  len += (size_t)sprintf(text + len, "]}");
  if (rsup_person_load(config, "many", text, len, &person, NULL, &err))
    fail_msg("%s %s", err.path, err.message);
  free(text);
  return person;
}

/* Of all answers: n of them, whose sum is the sum of i % 11. */
static void assert_mean(const rsup_person *person, int count, rsup_instant now) {
  const rsup_series_options options = {.struct_size = sizeof options, .window_days = 36600};
  rsup_result *result = NULL;
  double sum = 0;
  for (int i = 0; i < count; i++) sum += i % 11;
  assert_int_equal(rsup_person_series(person, "mood", now, &options, &result, NULL), RSUP_OK);
  const rsup_item_series *const series = rsup_item_series_get(result);
  assert_int_equal(series->n, count);
  assert_true(series->mean == sum / count); /* whole numbers stay whole until the one division */
  rsup_result_free(result);
}

static void assert_done(const rsup_person *person, int count, rsup_instant now) {
  rsup_result *result = NULL;
  assert_int_equal(rsup_today(person, now, NULL, &result, NULL), RSUP_OK);
  const rsup_checkins *const checkins = rsup_today_get(result)->checkins;
  assert_int_equal(checkins->adherence[0]->longest_streak,
                   (count + PER_DAY - 1) / PER_DAY); /* a day has one occasion */
  rsup_result_free(result);
}

static void many_checkins_are_loaded_appended_and_worked_out(void **state) {
  (void)state;
  scale s = {0};
  rsup_config *const config = config_on(&s);
  const rsup_instant now = (FIRST_DAY + MANY / PER_DAY) * RSUPI_MS_PER_DAY;
  rsup_person *const person = load_checkins(config, MANY);
  assert_mean(person, MANY, now);
  assert_done(person, MANY, now);
  for (int i = MANY; i < MANY + 20; i++) { /* all of one day: the next */
    char text[LONGEST], on[16];
    (void)rsupi_day_write(FIRST_DAY + MANY / PER_DAY, on);
    (void)snprintf(text, sizeof text,
                   "{\"type\":\"checkin\",\"id\":\"c%d\",\"form\":\"daily\",\"at\":\"%sT12:%02dZ\","
                   "\"answers\":{\"mood\":%d}}",
                   i, on, i % 20, i % 11);
    append_fine(person, text);
  }
  assert_mean(person, MANY + 20, now + RSUPI_MS_PER_DAY);
  assert_done(person, MANY + PER_DAY, now + RSUPI_MS_PER_DAY);
  rsup_result *snapshot = NULL;
  rsup_person *opened = NULL;
  assert_int_equal(rsup_person_snapshot(person, &snapshot, NULL), RSUP_OK);
  assert_int_equal(rsup_person_open_snapshot(config, rsup_snapshot_bytes(snapshot),
                                             (size_t)rsup_snapshot_get(snapshot)->length, &opened,
                                             NULL),
                   RSUP_OK);
  assert_mean(opened, MANY + 20, now + RSUPI_MS_PER_DAY);
  rsup_person_free(opened);
  rsup_result_free(snapshot);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(s.bytes, 0);
}

static scale of_checkins(int count) {
  scale s = {0};
  rsup_config *const config = config_on(&s);
  rsup_person_free(load_checkins(config, 10)); /* zones stay with the config */
  const scale before = s;
  rsup_person *const person = load_checkins(config, count);
  const scale taken = {s.bytes - before.bytes, s.calls - before.calls};
  rsup_person_free(person);
  rsup_config_free(config);
  return taken;
}

/* Ten times as many take ten times as much, and what grows by doubling. */
static void memory_grows_with_the_number_of_checkins(void **state) {
  (void)state;
  const scale few = of_checkins(MANY / 10), many = of_checkins(MANY);
  assert_in_range(many.bytes, 9 * few.bytes, 11 * few.bytes);
  assert_in_range(many.calls, 9 * few.calls, 11 * few.calls);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ten_thousand_events_mean_the_same_in_any_order),
      cmocka_unit_test(many_checkins_are_loaded_appended_and_worked_out),
      cmocka_unit_test(memory_grows_with_the_number_of_checkins),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
