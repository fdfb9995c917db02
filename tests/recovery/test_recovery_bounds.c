/* The truth lies in [low, high]: small random records, every way in which their silent days can
 * have gone, and what the counts would then have been. */
#include "core/random_bits.h"
#include "recovery/recovery.h"
#include "time/civil.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_DAYS = 11, ROUNDS = 4000 };
enum { SILENT = 0, FREE, USED };

/* Days 0 .. count - 1 are 1 February 2026 and after; the last one is today. */
typedef struct small_record {
  int count, said[MOST_DAYS];
  int first, last, days; /* use on so many days of the span at least; days 0: no such word */
} small_record;

typedef struct extremes {
  int32_t least[3], most[3]; /* of total, current run, longest run */
  int ways;
} extremes;

static small_record invent(uint64_t *seed) {
  small_record r = {.count = 3 + (int)(random_bits(seed) % (MOST_DAYS - 2))};
  for (int i = 0; i < r.count; i++) {
    const uint64_t dice = random_bits(seed) % 6;
    r.said[i] = dice == 0 ? USED : dice == 1 ? FREE : SILENT;
  }
  if (random_bits(seed) % 4) {
    r.first = (int)(random_bits(seed) % (uint64_t)r.count);
    r.last = r.first + 1 + (int)(random_bits(seed) % 4);
    r.days = 1 + (int)(random_bits(seed) % (uint64_t)(r.last - r.first));
  }
  return r;
}

/* ---- the truth, one way after the other --------------------------------------------------------
 */

static void note(const small_record *r, const int *used, extremes *found) {
  int32_t counts[3] = {0, 0, 0}, run = 0;
  for (int i = 0; i < r->count - 1; i++) {
    run = used[i] ? 0 : run + 1;
    counts[0] += !used[i];
    if (run > counts[2]) counts[2] = run;
  }
  counts[1] = r->said[r->count - 1] == USED ? 0 : run; /* today, unless told, is not over */
  for (int i = 0; i < 3; i++) {
    if (!found->ways || counts[i] < found->least[i]) found->least[i] = counts[i];
    if (!found->ways || counts[i] > found->most[i]) found->most[i] = counts[i];
  }
  found->ways++;
}

static extremes try_all(const small_record *r) {
  extremes found = {.ways = 0};
  for (unsigned way = 0; way < 1U << r->count; way++) {
    int used[MOST_DAYS], fits = 1, in_span = 0;
    for (int i = 0; i < r->count; i++) {
      used[i] = (int)(way >> i & 1);
      fits &= r->said[i] == SILENT || (r->said[i] == USED) == used[i];
      in_span += used[i] && i >= r->first && i <= r->last;
    }
    if (fits && in_span >= r->days) note(r, used, &found);
  }
  return found;
}

/* ---- what the library says
 * ------------------------------------------------------------------------ */

static rsup_person *load(rsup_config *config, const small_record *r) {
  char text[4000];
  rsup_error err;
  rsup_person *person = NULL;
  int len = snprintf(text, sizeof text,
                     "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
                     "\"zones\":[{\"zone\":\"Europe/Berlin\"}],\"targets\":[{\"id\":\"alcohol\","
                     "\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-02-01\"}}],\"events\":[");
  for (int i = 0; i < r->count; i++) {
    if (r->said[i] == SILENT) continue;
    len +=
        snprintf(text + len, sizeof text - (size_t)len,
                 "{\"type\":\"%s\",\"id\":\"e%d\",\"target\":\"alcohol\",\"on\":\"2026-02-%02d\"},",
                 r->said[i] == USED ? "use_day" : "confirmed", i, i + 1);
  }
  if (r->days)
    len += snprintf(text + len, sizeof text - (size_t)len,
                    "{\"type\":\"use_day\",\"id\":\"span\",\"target\":\"alcohol\",\"from\":"
                    "\"2026-02-%02d\",\"to\":\"2026-02-%02d\",\"days\":%d},",
                    r->first + 1, r->last + 1, r->days);
  len +=
      snprintf(text + len, sizeof text - (size_t)len,
               "{\"type\":\"activity\",\"id\":\"end\",\"kind\":\"walk\",\"on\":\"2026-02-01\"}]}");
  if (rsup_person_load(config, "small", text, (size_t)len, &person, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  return person;
}

static void tell(const small_record *r) {
  for (int i = 0; i < r->count; i++) print_error("%c", ".-U"[r->said[i]]);
  print_error(" with %d used of days %d .. %d\n", r->days, r->first, r->last);
}

static void expect_between(const small_record *r, const rsup_measure *m, const extremes *truth,
                           int which) {
  if (m->low > truth->least[which] || m->high < truth->most[which]) tell(r);
  assert_true(m->low <= m->value && m->value <= m->high);
  assert_true(m->low <= truth->least[which]);
  assert_true(m->high >= truth->most[which]);
}

/* Returns 1 when there was something to compare. */
static int compare(rsup_config *config, const small_record *r) {
  const rsup_instant noon =
      ((rsup_instant)rsupi_day_from_civil(2026, 2, r->count) * 24 + 11) * 3600000;
  rsup_person *person = load(config, r);
  rsupi_arena arena;
  rsupi_asof at;
  rsupi_recovery recovery;
  rsup_error err;
  rsupi_arena_init(&arena, NULL, 0);
  assert_int_equal(rsupi_asof_open(person, noon, INT64_MAX, NULL, NULL, &arena, &at, &err),
                   RSUP_OK);
  assert_int_equal(rsupi_recovery_today(&at, &arena, &recovery, &err), RSUP_OK);
  const rsup_recovery *says = recovery.items[0];
  const extremes truth = try_all(r);
  const int comparable = !says->confirm_first && truth.ways > 0;
  if (comparable) {
    expect_between(r, &says->total_days, &truth, 0);
    expect_between(r, &says->current_run, &truth, 1);
    expect_between(r, &says->longest_run, &truth, 2);
    /* As tight as can be, unless today may be one of the days of the span. */
    if (!r->days || r->last < r->count - 1) {
      if (says->longest_run.high > truth.most[2] || says->total_days.high > truth.most[0]) tell(r);
      assert_int_equal((int)says->total_days.high, truth.most[0]);
      assert_int_equal((int)says->longest_run.high, truth.most[2]);
    }
  }
  rsupi_arena_free(&arena);
  rsup_person_free(person);
  return comparable;
}

static void test_the_truth_lies_between_low_and_high(void **state) {
  uint64_t seed = 20260304;
  int compared = 0;
  rsup_config_options options = {.struct_size = sizeof options,
                                 .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  rsup_config *config = NULL;
  (void)state;
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  for (int round = 0; round < ROUNDS; round++) {
    const small_record r = invent(&seed);
    compared += compare(config, &r);
  }
  rsup_config_free(config);
  print_message("%d records compared\n", compared);
  assert_true(compared > ROUNDS / 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_truth_lies_between_low_and_high),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
