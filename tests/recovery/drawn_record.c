/* Records drawn with a seed. */
#include "recovery/drawn_record.h"
#include "core/cmocka_all.h"
#include "core/random_bits.h"
#include "time/civil.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int below(uint64_t *seed, int n) {
  return (int)(random_bits(seed) % (uint64_t)n);
}

rsup_instant drawn_noon(int day) {
  return ((rsup_instant)(DRAWN_FIRST + day) * 24 + 11) * 3600000;
}

static void print_instant(rsup_instant at, char *out) {
  assert_true(rsup_instant_text(at, out, 40) > 0);
}

void drawn_add(drawn_record *r, const char *type, const char *id, int day, rsup_instant learned,
               const char *rest) {
  char date[16], recorded[40];
  if (r->count == DRAWN_EVENTS) return;
  drawn_event *one = &r->events[r->count++];
  rsupi_day_print(DRAWN_FIRST + day, date);
  print_instant(learned, recorded);
  one->learned = learned;
  const int len = snprintf(
      one->text, DRAWN_TEXT, "{\"type\":\"%s\",\"id\":\"%s\",\"recorded_at\":\"%s\"%s%s%s%s}", type,
      id, recorded, strcmp(type, "void") ? ",\"on\":\"" : "", strcmp(type, "void") ? date : "",
      strcmp(type, "void") ? "\"" : "", rest);
  assert_true(len > 0 && len < DRAWN_TEXT);
}

/* ---- one word */

static void add_span(drawn_record *r, const char *id, int day, rsup_instant learned,
                     const char *target, uint64_t *seed) {
  char from[16], to[16], recorded[40];
  if (r->count == DRAWN_EVENTS) return;
  drawn_event *one = &r->events[r->count++];
  const int length = 2 + below(seed, 6);
  rsupi_day_print(DRAWN_FIRST + day, from);
  rsupi_day_print(DRAWN_FIRST + day + length - 1, to);
  print_instant(learned, recorded);
  one->learned = learned;
  snprintf(
      one->text, DRAWN_TEXT,
      "{\"type\":\"use_day\",\"id\":\"%s\",\"recorded_at\":\"%s\",\"from\":\"%s\",\"to\":\"%s\","
      "\"target\":\"%s\",\"days\":%d}",
      id, recorded, from, to, target, 1 + below(seed, length - 1));
}

static void add_checkin(drawn_record *r, const char *id, int day, rsup_instant learned,
                        const char *target, uint64_t *seed) {
  char date[16], recorded[40];
  if (r->count == DRAWN_EVENTS) return;
  drawn_event *one = &r->events[r->count++];
  rsupi_day_print(DRAWN_FIRST + day, date);
  print_instant(learned, recorded);
  one->learned = learned;
  snprintf(one->text, DRAWN_TEXT,
           "{\"type\":\"checkin\",\"id\":\"%s\",\"recorded_at\":\"%s\",\"form\":\"daily\",\"at\":"
           "\"%sT%02d:%02dZ\",\"answers\":{\"mood\":%d,\"used\":{\"%s\":%s}}}",
           id, recorded, date, below(seed, 22), below(seed, 60), below(seed, 11), target,
           below(seed, 3) ? "false" : "true");
}

static void add_word(drawn_record *r, uint64_t *seed, int number, int with_spans) {
  static const char *const targets[] = {"alcohol", "opioids"};
  const char *target = targets[below(seed, 3) == 0];
  const int day = below(seed, r->days);
  const rsup_instant learned = drawn_noon(day) + (rsup_instant)below(seed, 9 * 24) * 3600000 +
                               (rsup_instant)43200000 + number;
  char id[16], rest[128];
  snprintf(id, sizeof id, "e%02d", number);
  snprintf(rest, sizeof rest, ",\"target\":\"%s\"", target);
  switch (below(seed, with_spans ? 9 : 8)) {
  case 0:
    strcat(rest, below(seed, 2) ? ",\"amount\":2" : "");
    drawn_add(r, "use_day", id, day, learned, rest);
    break;
  case 1:
    strcat(rest, ",\"source\":\"partner\"");
    drawn_add(r, "use_day", id, day, learned, rest);
    break;
  case 2:
    drawn_add(r, "setback", id, day, learned, rest);
    break;
  case 3:
  case 4:
    drawn_add(r, "confirmed", id, day, learned, rest);
    break;
  case 5:
    snprintf(rest, sizeof rest, ",\"milestone\":\"%s\"", below(seed, 2) ? "days-3" : "weeks-1");
    drawn_add(r, "acknowledged", id, day, learned, rest);
    break;
  case 8:
    add_span(r, id, day, learned, target, seed);
    break;
  default:
    add_checkin(r, id, day, learned, target, seed);
  }
}

/* Another revision of an event drawn before, of another day; or its retraction. */
static void correct(drawn_record *r, uint64_t *seed, int number) {
  char rest[128];
  const int which = below(seed, number);
  const rsup_instant learned = drawn_noon(below(seed, r->days + 5)) + number;
  snprintf(rest, sizeof rest, ",\"of\":\"e%02d\"", which);
  if (below(seed, 2)) {
    drawn_add(r, "void", "v", 0, learned, rest);
    return;
  }
  char id[16];
  snprintf(id, sizeof id, "e%02d", which);
  drawn_add(r, "use_day", id, below(seed, r->days), learned,
            ",\"revision\":1,\"target\":\"alcohol\"");
}

void drawn_make(drawn_record *r, uint64_t *seed, int with_spans) {
  const int words = below(seed, 20);
  r->count = 0;
  r->days = 6 + below(seed, 24);
  r->sections[0] = 0;
  for (int i = 0; i < words; i++) add_word(r, seed, i, with_spans);
  if (words && below(seed, 2)) correct(r, seed, words);
  if (below(seed, 3) == 0)
    strcat(r->sections, ",\"settings\":[{\"id\":\"h\",\"kind\":\"controlled\",\"from\":"
                        "\"2026-02-04\",\"to\":\"2026-02-07\"}]");
  strcat(r->sections, below(seed, 4) ? ",\"zones\":[{\"zone\":\"Europe/Berlin\"}]"
                                     : ",\"zones\":[{\"zone\":\"Europe/Berlin\"},{\"zone\":"
                                       "\"America/New_York\",\"from\":\"2026-02-08T06:30Z\"}]");
}

/* ---- changed, and read */

void drawn_shuffle(drawn_record *r, uint64_t *seed) {
  for (size_t i = r->count; i > 1; i--) {
    const size_t k = (size_t)below(seed, (int)i);
    const drawn_event kept = r->events[i - 1];
    r->events[i - 1] = r->events[k];
    r->events[k] = kept;
  }
}

void drawn_forget(drawn_record *r, rsup_instant known_at) {
  size_t n = 0;
  for (size_t i = 0; i < r->count; i++)
    if (r->events[i].learned <= known_at) r->events[n++] = r->events[i];
  r->count = n;
}

rsup_config *drawn_config(const char *policies) {
  rsup_config_options options = {.struct_size = sizeof options,
                                 .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  rsup_config *config = NULL;
  rsup_error err;
  char text[256];
  snprintf(text, sizeof text,
           "{\"format\":\"recovery-support/config\",\"format_version\":1,\"policies\":{%s}}",
           policies);
  if (rsup_config_load("drawn", text, strlen(text), &options, &config, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  return config;
}

rsup_person *drawn_load(rsup_config *config, const drawn_record *r, size_t first) {
  static char text[DRAWN_EVENTS * DRAWN_TEXT + 1024];
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  int len = sprintf(text,
                    "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
                    "\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":"
                    "\"2026-02-01\"}},{\"id\":\"opioids\",\"goal\":{\"kind\":\"abstain\","
                    "\"from\":\"2026-02-03\"}}]%s,\"events\":[",
                    r->sections);
  for (size_t i = 0; i < first && i < r->count; i++)
    len += sprintf(text + len, "%s%s", i ? "," : "", r->events[i].text);
  len += sprintf(text + len, "]}");
  if (rsup_person_load(config, "drawn", text, (size_t)len, &person, &report, &err))
    fail_msg("%s: %s", err.path, err.message);
  assert_int_equal(rsup_report_get(report)->problem_count, 0);
  rsup_result_free(report);
  for (size_t i = first; i < r->count; i++)
    if (rsup_person_append(person, r->events[i].text, strlen(r->events[i].text), NULL, &err))
      fail_msg("%s: %s", err.path, err.message);
  return person;
}
