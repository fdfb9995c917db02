/* Both ends of a count are attained: small random records, every way in which their open days can
 * have gone, and what the counts would then have been. No way lies outside, and one reaches each
 * end. Seeded; the slow test draws more records. */
#include "core/cmocka_all.h"
#include "core/random_bits.h"
#include "recovery/recovery.h"
#include "time/civil.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef RECORDS
#define RECORDS 2000
#endif

enum { MOST_DAYS = 14, MOST_OPEN = 12, MOST_SPANS = 3, FIRST = 20485 /* 2026-02-01 */ };
enum { SILENT = '.', FREE = '-', USED = 'U', HELD = 'h' /* silent in a hospital */ };
/* Waits for a word: somebody else told of use, or the person took a day of use back. */
enum { TOLD = '?', TAKEN_BACK = '!' };

typedef struct span {
  int first, last, days; /* use on so many days of it at least */
  int by_others;         /* then all of it waits for a word, and binds nothing */
} span;
/* Days 0 .. count - 1; the last one is today. A window of them is asked about too. */
typedef struct small_record {
  int count, from, until;
  char said[MOST_DAYS + 1];
  span spans[MOST_SPANS];
  int span_count;
} small_record;

static int below(uint64_t *seed, int n) {
  return (int)(random_bits(seed) % (uint64_t)n);
}

static int waits(char said) {
  return said == TOLD || said == TAKEN_BACK;
}

static small_record invent(uint64_t *seed) {
  static const char dice[2][9] = {"U--....h", "U-?!...h"};
  small_record r = {.count = 2 + below(seed, MOST_DAYS - 1)};
  r.span_count = below(seed, MOST_SPANS + 1);
  for (int i = 0, open = 0; i < r.count; i++) {
    r.said[i] = dice[below(seed, 3) > 0][below(seed, 8)];
    if (r.said[i] == HELD && (i < 3 || i > 5)) r.said[i] = SILENT; /* one stay, of three days */
    if (r.said[i] != FREE && r.said[i] != USED && ++open > MOST_OPEN) r.said[i] = FREE;
  }
  for (int i = 3, held = below(seed, 3) == 0; i < 6 && i < r.count; i++)
    if (r.said[i] == SILENT || r.said[i] == HELD) r.said[i] = held ? HELD : SILENT;
  for (int k = 0; k < r.span_count; k++) {
    span *s = &r.spans[k];
    s->first = (below(seed, r.count) / MOST_SPANS) * MOST_SPANS + k; /* no two about the same */
    s->last = s->first + 1 + below(seed, 5);
    s->days = 1 + below(seed, s->last - s->first);
    s->by_others = below(seed, 5) == 0;
  }
  r.from = below(seed, r.count);
  r.until = r.from + 1 + below(seed, r.count - r.from);
  return r;
}

/* ---- the truth, one way after the other */

enum { TOTAL, CURRENT, LONGEST, DAYS_USED, WINDOW_USED, WINDOW_FREE, MEASURES };
typedef struct extremes {
  int32_t least[MEASURES], most[MEASURES];
} extremes;
typedef struct one_way {
  char went[MOST_DAYS]; /* FREE, USED, or HELD: passed over */
} one_way;

static int is_open(char said) {
  return said == SILENT || said == HELD;
}

/* A report about a span is true, or waits for a word and may be: it waits when somebody else made
 * it, or when it needs more days than are silent. When even days that wait do not suffice for it,
 * any day of it may have been use, also one that was said to be without. */
enum { NEEDS_NOTHING, IS_TRUE, WAITS, SPEAKS_AGAINST };
static int meaning_of(const small_record *r, const span *s) {
  int used = 0, open = 0, doubtful = 0;
  for (int d = s->first; d <= s->last && d < r->count; d++) {
    used += r->said[d] == USED;
    open += is_open(r->said[d]);
    doubtful += waits(r->said[d]);
  }
  if (used >= s->days) return NEEDS_NOTHING;
  if (used + open + doubtful < s->days) return SPEAKS_AGAINST;
  return s->by_others || used + open < s->days ? WAITS : IS_TRUE;
}

static int is_in_span(const small_record *r, int i, int meaning) {
  for (int k = 0; k < r->span_count; k++) {
    const span *s = &r->spans[k];
    if (i >= s->first && i <= s->last && meaning_of(r, s) == meaning) return 1;
  }
  return 0;
}

/* In how many ways the day can have gone: the first so many of `choices`. */
static int ways_of(const small_record *r, int i) {
  if (r->said[i] == HELD) return 3;
  if (r->said[i] == SILENT || waits(r->said[i])) return 2;
  return r->said[i] == FREE && is_in_span(r, i, SPEAKS_AGAINST) ? 2 : 1;
}

/* A day that waits may have been one of a span's days of use, or not. */
static int fits(const small_record *r, const one_way *way) {
  for (int k = 0; k < r->span_count; k++) {
    int used = 0;
    if (meaning_of(r, &r->spans[k]) != IS_TRUE) continue;
    for (int i = r->spans[k].first; i <= r->spans[k].last && i < r->count; i++)
      used += way->went[i] == USED;
    if (used < r->spans[k].days) return 0;
  }
  return 1;
}

/* Time in a hospital is not at risk: its silent days are passed over at worst, unless use of a span
 * may lie there. How many days were used is another question: any of them may have been one. */
static int counts_for_runs(const small_record *r, const one_way *way) {
  for (int i = 0; i < r->count; i++) {
    if (r->said[i] != HELD) continue;
    if (is_in_span(r, i, IS_TRUE) ? way->went[i] == HELD : way->went[i] == USED) return 0;
  }
  return 1;
}

static void take(extremes *found, int which, int32_t count, int first) {
  if (first || count < found->least[which]) found->least[which] = count;
  if (first || count > found->most[which]) found->most[which] = count;
}

static void note_runs(const small_record *r, const one_way *way, extremes *found, int first) {
  int32_t total = 0, run = 0, longest = 0;
  for (int i = 0; i < r->count - 1; i++) {
    if (way->went[i] == HELD) continue;
    run = way->went[i] == USED ? 0 : run + 1;
    total += way->went[i] == FREE;
    if (run > longest) longest = run;
  }
  take(found, TOTAL, total, first);
  take(found, CURRENT, r->said[r->count - 1] == USED ? 0 : run, first); /* today is not over */
  take(found, LONGEST, longest, first);
}

static void note_use(const small_record *r, const one_way *way, extremes *found, int first) {
  int32_t used = 0, inside = 0, free_inside = 0;
  for (int i = 0; i < r->count; i++) {
    const int is_inside = i >= r->from && i < r->until;
    used += way->went[i] == USED;
    inside += is_inside && way->went[i] == USED;
    free_inside += is_inside && r->said[i] != HELD && way->went[i] == FREE;
  }
  take(found, DAYS_USED, used, first);
  take(found, WINDOW_USED, inside, first);
  take(found, WINDOW_FREE, free_inside, first);
}

static extremes try_all(const small_record *r) {
  static const char choices[] = {FREE, USED, HELD};
  extremes found = {{0}, {0}};
  int kinds[MOST_DAYS], ways = 1, runs = 0, uses = 0;
  for (int i = 0; i < r->count; i++) ways *= kinds[i] = ways_of(r, i);
  for (int n = 0; n < ways; n++) {
    one_way way;
    int rest = n;
    for (int i = 0; i < r->count; i++) {
      way.went[i] = kinds[i] == 1 ? r->said[i] : choices[rest % kinds[i]];
      rest /= kinds[i];
    }
    if (!fits(r, &way)) continue;
    note_use(r, &way, &found, uses++ == 0);
    if (counts_for_runs(r, &way)) note_runs(r, &way, &found, runs++ == 0);
  }
  return found;
}

/* ---- what the library says */

static rsup_person *load(rsup_config *config, const small_record *r) {
  static const char setting[] = ",\"settings\":[{\"id\":\"h\",\"kind\":\"controlled\",\"from\":"
                                "\"2026-02-04\",\"to\":\"2026-02-06\"}]";
  char text[6000];
  rsup_error err;
  rsup_person *person = NULL;
  const int is_held = memchr(r->said, HELD, MOST_DAYS) != NULL;
  int len = snprintf(text, sizeof text,
                     "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
                     "\"zones\":[{\"zone\":\"Europe/Berlin\"}],\"targets\":[{\"id\":\"alcohol\","
                     "\"goal\":{\"kind\":\"abstain\",\"from\":\"2026-02-01\"}}]%s,\"events\":[",
                     is_held ? setting : "");
  for (int i = 0; i < r->count; i++) {
    const char said = r->said[i];
    if (said != SILENT && said != HELD && said != FREE)
      len += snprintf(text + len, sizeof text - (size_t)len,
                      "{\"type\":\"use_day\",\"id\":\"e%d\",\"target\":\"alcohol\",\"on\":"
                      "\"2026-02-%02d\"%s},",
                      i, i + 1, said == TOLD ? ",\"source\":\"partner\"" : "");
    if (said == FREE || said == TAKEN_BACK)
      len += snprintf(text + len, sizeof text - (size_t)len,
                      "{\"type\":\"confirmed\",\"id\":\"f%d\",\"target\":\"alcohol\",\"on\":"
                      "\"2026-02-%02d\"},",
                      i, i + 1);
  }
  for (int k = 0; k < r->span_count; k++)
    len += snprintf(text + len, sizeof text - (size_t)len,
                    "{\"type\":\"use_day\",\"id\":\"s%d\",\"target\":\"alcohol\",\"from\":"
                    "\"2026-02-%02d\",\"to\":\"2026-02-%02d\",\"days\":%d%s},",
                    k, r->spans[k].first + 1, r->spans[k].last + 1, r->spans[k].days,
                    r->spans[k].by_others ? ",\"source\":\"partner\"" : "");
  len +=
      snprintf(text + len, sizeof text - (size_t)len,
               "{\"type\":\"activity\",\"id\":\"end\",\"kind\":\"walk\",\"on\":\"2026-02-01\"}]}");
  if (rsup_person_load(config, "small", text, (size_t)len, &person, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  return person;
}

static void expect_ends(const small_record *r, const char *name, const rsup_measure *m,
                        double least, double most) {
  if (m->low == least && m->high == most && m->low <= m->value && m->value <= m->high) return;
  print_error("%s, window %d .. %d\n", r->said, r->from, r->until);
  for (int k = 0; k < r->span_count; k++)
    print_error("%d used of days %d .. %d%s\n", r->spans[k].days, r->spans[k].first,
                r->spans[k].last, r->spans[k].by_others ? ", somebody else says" : "");
  fail_msg("%s: [%g, %g, %g], but the ways reach from %g to %g", name, m->value, m->low, m->high,
           least, most);
}

static void compare_picture(const rsup_person *person, const small_record *r, const extremes *truth,
                            rsup_instant now) {
  rsupi_arena arena;
  rsupi_asof at;
  rsupi_recovery recovery;
  rsup_error err;
  rsupi_arena_init(&arena, NULL, 0);
  assert_int_equal(rsupi_asof_open(person, now, INT64_MAX, NULL, NULL, &arena, &at, &err), RSUP_OK);
  assert_int_equal(rsupi_recovery_today(&at, &arena, &recovery, &err), RSUP_OK);
  const rsup_recovery *says = recovery.items[0];
  expect_ends(r, "total", &says->total_days, truth->least[TOTAL], truth->most[TOTAL]);
  expect_ends(r, "current", &says->current_run, truth->least[CURRENT], truth->most[CURRENT]);
  expect_ends(r, "longest", &says->longest_run, truth->least[LONGEST], truth->most[LONGEST]);
  expect_ends(r, "used", &says->days_used, truth->least[DAYS_USED], truth->most[DAYS_USED]);
  rsupi_arena_free(&arena);
}

static void compare_history(const rsup_person *person, const small_record *r, const extremes *truth,
                            rsup_instant now) {
  const rsup_instant known_at = now + 40 * INT64_C(86400000);
  const rsup_history_options options = {.struct_size = sizeof options, .known_at = &known_at};
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_person_history(person, "alcohol", FIRST + r->from, FIRST + r->until, now, &options,
                          &result, &err))
    fail_msg("%s", err.message);
  const rsup_history *says = rsup_history_get(result);
  const int32_t least = truth->least[WINDOW_FREE], most = truth->most[WINDOW_FREE];
  const int32_t at_risk = says->days - says->controlled;
  expect_ends(r, "used in the window", &says->days_used, truth->least[WINDOW_USED],
              truth->most[WINDOW_USED]);
  if (at_risk) expect_ends(r, "abstinent", &says->days_abstinent, least, most);
  if (at_risk && says->percent_days_abstinent.state != RSUP_MEASURE_UNKNOWN)
    expect_ends(r, "percent", &says->percent_days_abstinent, 100.0 * least / at_risk,
                100.0 * most / at_risk);
  rsup_result_free(result);
}

static void compare(rsup_config *config, const small_record *r) {
  const rsup_instant noon = ((rsup_instant)(FIRST + r->count - 1) * 24 + 11) * 3600000;
  const extremes truth = try_all(r);
  rsup_person *person = load(config, r);
  compare_picture(person, r, &truth, noon);
  compare_history(person, r, &truth, noon);
  rsup_person_free(person);
}

static void both_ends_are_attained(void **state) {
  static const char *const texts[] = {"", "policies: {silent_days: unknown}\n"};
  uint64_t seed = 20260304;
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    rsup_config_options options = {.struct_size = sizeof options,
                                   .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
    rsup_config *config = NULL;
    char text[128];
    snprintf(text, sizeof text, "format: recovery-support/config\nformat_version: 1\n%s", texts[i]);
    assert_int_equal(rsup_config_load("c", text, strlen(text), &options, &config, NULL, NULL), 0);
    for (int n = 0; n < RECORDS / 2; n++) {
      const small_record r = invent(&seed);
      compare(config, &r);
    }
    rsup_config_free(config);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(both_ends_are_attained)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
