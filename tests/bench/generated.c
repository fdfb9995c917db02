/* See generated.h. */
#include "bench/generated.h"
#include "bench/harness.h"
#include "time/civil.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- chance and text */

static uint64_t splitmix64(uint64_t *seed) {
  uint64_t z = *seed += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static int below(generated *g, int n) {
  return (int)(splitmix64(&g->seed) % (uint64_t)n);
}

static void add(generated *g, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(generated *g, const char *format, ...) {
  enum { LONGEST = 2048 };
  if (g->size - g->len < LONGEST) {
    g->size = g->size * 2 + LONGEST;
    g->text = realloc(g->text, g->size);
    if (!g->text) bench_stop("no memory");
  }
  va_list args;
  va_start(args, format);
  const int written = vsnprintf(g->text + g->len, LONGEST, format, args);
  va_end(args);
  if (written < 0 || written >= LONGEST) bench_stop("a line is too long");
  g->len += (size_t)written;
}

typedef struct date {
  char text[16];
} date;
static date date_of(int32_t day) {
  const rsupi_civil civil = rsupi_civil_from_day(day);
  date out;
  (void)snprintf(out.text, sizeof out.text, "%04d-%02d-%02d", (int)(civil.year % 10000),
                 (int)(civil.month % 100), (int)(civil.day % 100));
  return out;
}

/* ---- a year of one person */

enum { FIRST_DAY = 20132, DAYS = 365, TIES = 14 }; /* 2025-02-13 to 2026-02-12 */

static void add_ties(generated *g, int count) {
  static const char *const roles[] = {
      "sponsor",      "partner", "sibling",   "parent",   "friend", "therapist",   "peer",
      "group_member", "sponsee", "physician", "neighbor", "friend", "work_friend", "mentor"};
  static const char *const stances[] = {"supports", "supports", "neutral", "makes_use_easier"};
  static const char *const uses[] = {"in_recovery", "does_not_use", "does_not_use", "uses"};
  add(g, "\"ties\": [");
  for (int i = 0; i < count; i++) {
    add(g,
        "%s\n{\"id\": \"tie%d\", \"roles\": [{\"role\": \"%s\", \"from\": \"2025-02-27\"}], "
        "\"gives\": [\"emotional\"%s], \"stance\": \"%s\", \"use\": \"%s\", \"closeness\": 0.%d, "
        "\"contact_every\": {\"days\": %d}, \"agreed\": {\"call\": %s, \"on\": \"2025-02-27\"}, "
        "\"channels\": [\"phone\"], \"available\": [{\"days\": \"daily\", \"from\": \"%02d:00\", "
        "\"to\": \"%02d:00\", \"zone\": \"%s\"}]}",
        i ? "," : "", i, roles[i % 14], i % 3 ? ", \"companionship\"" : "",
        stances[i % 4 == 3 ? 3 : i % 3], uses[i % 5 == 4 ? 3 : i % 3], 1 + below(g, 9),
        2 + below(g, 12), i % 6 ? "true" : "false", 6 + below(g, 4), 18 + below(g, 5),
        i % 4 ? "America/New_York" : "America/Los_Angeles");
  }
  add(g, "],\n");
}

static void add_checkin(generated *g, int32_t day, int number) {
  if (below(g, 100) < 15) return;
  const date on = date_of(day);
  add(g,
      ",\n{\"type\": \"checkin\", \"id\": \"c%d\", \"form\": {\"id\": \"daily\", \"version\": 2}, "
      "\"at\": \"%sT20:%02d-05:00\", \"recorded_at\": \"%sT21:%02d-05:00\", \"answers\": "
      "{\"mood\": "
      "%d, \"craving\": {\"alcohol\": %d, \"opioids\": %d}, \"stress\": %d, \"sleep\": %d, "
      "\"confidence\": %d, \"used\": {\"alcohol\": false, \"opioids\": false}, "
      "\"risky_situation\": "
      "%s}}",
      number, on.text, below(g, 60), on.text, below(g, 60), 3 + below(g, 7), below(g, 6),
      below(g, 4), below(g, 8), 3 + below(g, 7), 4 + below(g, 6), below(g, 9) ? "false" : "true");
}

static void add_contacts(generated *g, int32_t day, int number, int ties) {
  for (int i = 0; i < 3; i++) {
    const date on = date_of(day + below(g, 7));
    add(g,
        ",\n{\"type\": \"contact\", \"id\": \"k%d-%d\", \"tie\": \"tie%d\", \"at\": "
        "\"%sT%02d:30-05:00\", \"by\": \"%s\", \"outcome\": \"%s\", \"channel\": \"phone\"}",
        number, i, below(g, ties), on.text, 10 + below(g, 10), below(g, 3) ? "me" : "them",
        below(g, 4) ? "reached" : "not_reached");
  }
}

static void add_week(generated *g, int32_t day, int number) {
  add_contacts(g, day, number, TIES);
  for (int i = 0; i < 2; i++) {
    const date on = date_of(day + i * 3 + 1);
    add(g,
        ",\n{\"type\": \"attendance\", \"id\": \"a%d-%d\", \"meeting\": \"generated/m%d\", \"on\": "
        "\"%s\", \"as\": \"member\", \"mode\": \"in_person\", \"shared\": %s, \"asked\": %s, "
        "\"minutes\": 60}",
        number, i, below(g, 20), on.text, below(g, 2) ? "true" : "false",
        below(g, 5) ? "false" : "true");
  }
}

static void add_month(generated *g, int32_t day, int number) {
  const date on = date_of(day + 20), first = date_of(day), last = date_of(day + 29);
  add(g,
      ",\n{\"type\": \"answers\", \"id\": \"q%d\", \"instrument\": \"phq-9\", \"at\": "
      "\"%sT20:00-05:00\", \"answers\": {\"q1\": %d, \"q2\": %d, \"q3\": %d, \"q4\": %d, \"q5\": "
      "%d, "
      "\"q6\": %d, \"q7\": %d, \"q8\": %d, \"q9\": 0}}",
      number, on.text, below(g, 3), below(g, 3), below(g, 3), below(g, 3), below(g, 3), below(g, 3),
      below(g, 3), below(g, 3));
  if (number % 3)
    add(g,
        ",\n{\"type\": \"confirmed\", \"id\": \"f%d\", \"target\": \"alcohol\", \"from\": \"%s\", "
        "\"to\": \"%s\", \"recorded_at\": \"%sT22:00-05:00\"}",
        number, first.text, last.text, last.text);
}

generated generate_record(int number) {
  generated g = {.seed = (uint64_t)number + 1};
  add(&g, "{\"format\": \"recovery-support/person\", \"format_version\": 1, \"id\": \"generated");
  if (number) add(&g, "%d", number);
  add(&g,
      "\",\n"
      "\"zones\": [{\"zone\": \"America/New_York\"}], \"region\": [{\"region\": \"US-NY\"}],\n"
      "\"targets\": [{\"id\": \"alcohol\", \"goal\": {\"kind\": \"abstain\", \"from\": "
      "\"2025-02-13\"}}, {\"id\": \"opioids\", \"goal\": {\"kind\": \"abstain\", \"from\": "
      "\"2025-02-13\"}, \"medications\": [{\"class\": \"moud\", \"agent\": \"methadone\"}]}],\n");
  add_ties(&g, TIES);
  add(&g,
      "\"asked\": [{\"generator\": \"family\", \"on\": \"2025-02-27\", \"outcome\": \"named\"}],\n"
      "\"plan\": [{\"id\": \"p1\", \"reviewed\": \"2025-12-01\", \"people\": [\"tie0\"], "
      "\"warning_signs\": [\"skipping meetings\"], \"coping\": [{\"strategy\": \"walk\"}]}],\n"
      "\"events\": [{\"type\": \"setback\", \"id\": \"s1\", \"target\": \"alcohol\", \"on\": "
      "\"2025-07-12\", \"extent\": \"single\", \"resumed\": \"2025-07-13\"}");
  for (int i = 0; i < DAYS - 1; i++) {
    add_checkin(&g, FIRST_DAY + i, i);
    if (i % 7 == 0 && i + 7 < DAYS) add_week(&g, FIRST_DAY + i, i / 7);
    if (i % 30 == 0 && i + 30 < DAYS) add_month(&g, FIRST_DAY + i, i / 30);
  }
  add(&g, "]}\n");
  return g;
}

/* ---- people and a year of contacts with them, and nothing else */

generated generate_circle(int ties) {
  generated g = {.seed = 7};
  add(&g,
      "{\"format\": \"recovery-support/person\", \"format_version\": 1, \"id\": \"circle\",\n"
      "\"zones\": [{\"zone\": \"America/New_York\"}], \"region\": [{\"region\": \"US-NY\"}],\n");
  add_ties(&g, ties);
  add(&g, "\"events\": [{\"type\": \"contact\", \"id\": \"k\", \"tie\": \"tie0\", \"on\": "
          "\"2025-02-12\"}");
  for (int i = 0; i + 7 < DAYS; i += 7) add_contacts(&g, FIRST_DAY + i, i / 7, ties);
  add(&g, "]}\n");
  return g;
}

/* ---- years of four series, and nothing else */

generated generate_series(int years) {
  generated g = {.seed = 4};
  const int32_t days = (int32_t)(years * 365.2425);
  add(&g, "{\"format\": \"recovery-support/person\", \"format_version\": 1, \"id\": \"series\",\n"
          "\"zones\": [{\"zone\": \"America/New_York\"}],\n\"events\": [");
  for (int32_t i = 0; i < days; i++) {
    const date on = date_of(FIRST_DAY + DAYS - 1 - days + i);
    add(&g,
        "%s\n{\"type\": \"checkin\", \"id\": \"c%d\", \"form\": \"daily\", \"at\": "
        "\"%sT20:%02d-05:00\", \"answers\": {\"mood\": %d, \"stress\": %d, \"sleep\": %d, "
        "\"confidence\": %d}}",
        i ? "," : "", (int)i, on.text, below(&g, 60), 3 + below(&g, 7), below(&g, 8),
        3 + below(&g, 7), 4 + below(&g, 6));
  }
  add(&g, "]}\n");
  return g;
}

/* ---- meetings */

generated generate_meetings(size_t count) {
  static const char *const zones[] = {"America/New_York",    "America/New_York", "America/Chicago",
                                      "America/Los_Angeles", "America/Denver",   "Europe/London"};
  static const char *const types[] = {"\"O\", \"D\"", "\"C\", \"W\"", "\"O\", \"SP\", \"X\"",
                                      "\"D\", \"B\", \"H\"", "\"O\", \"ST\""};
  static const char *const names[] = {"Sunrise", "Steps", "Harbour", "New Day", "Lunch Break"};
  generated g = {.seed = 2};
  add(&g, "[");
  for (size_t i = 0; i < count; i++) {
    const int start = (6 + below(&g, 17)) * 60 + 15 * below(&g, 4), end = (start + 60) % 1440;
    add(&g,
        "%s\n{\"slug\": \"m%zu\", \"name\": \"%s %zu\", \"day\": %d, \"time\": \"%02d:%02d\", "
        "\"end_time\": \"%02d:%02d\", \"timezone\": \"%s\", \"location\": \"Hall %d\", "
        "\"formatted_address\": \"%d Mill Street, Harrow Ferry, NY 00000, USA\", \"latitude\": "
        "%d.%04d, \"longitude\": -%d.%04d, \"types\": [%s], ",
        i ? "," : "", i, names[below(&g, 5)], i, below(&g, 7), start / 60, start % 60, end / 60,
        end % 60, zones[below(&g, 6)], below(&g, 400), 1 + below(&g, 200), 42 + below(&g, 2),
        below(&g, 10000), 73 + below(&g, 3), below(&g, 10000), types[below(&g, 5)]);
    if (i % 5 == 0)
      add(&g, "\"conference_url\": \"https://meet.example/%d\", ", 100000 + below(&g, 900000));
    if (i % 40 == 0) add(&g, "\"notes\": \"First Friday of the month\", ");
    add(&g,
        "\"region\": \"Harrow Ferry\", \"url\": \"https://meetings.harrowferry.example/m%zu\", "
        "\"updated\": \"2026-01-%02d 10:00:00\"}",
        i, 1 + below(&g, 28));
  }
  add(&g, "]\n");
  return g;
}

/* ---- a config */

generated generate_config(size_t bytes) {
  generated g = {.seed = 3};
  int n = 0;
  add(&g, "format: recovery-support/config\nformat_version: 1\nroles:\n");
  for (; g.len < bytes / 4; n++)
    add(&g, "  - {id: role%d, stream: personal, source: family, direction: helps_me}\n", n);
  add(&g, "strategies:\n");
  for (; g.len < bytes / 2; n++) add(&g, "  - id: strategy%d\n    parent: stress_response\n", n);
  add(&g, "texts:\n  en:\n");
  for (; g.len < bytes; n++)
    add(&g, "    strategy.own%d: \"Walk number %d with {name}, %d minutes\" # by hand\n", n,
        below(&g, 1000), below(&g, 60));
  return g;
}
