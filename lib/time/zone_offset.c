/* What the clock of a zone shows at an instant: a binary search in the table of the file, or, after
 * its end, the yearly rule of the footer. */
#include "time/zone_data.h"

/* Beyond these a civil day has no number (the year 5,881,580); the rule is not asked there. */
#define FIRST_RULE_INSTANT (-INT64_C(2147000000) * RSUPI_MS_PER_DAY)
#define LAST_RULE_INSTANT (INT64_C(2147000000) * RSUPI_MS_PER_DAY)

typedef struct stretch {
  rsup_instant from, until;
  int32_t offset;
} stretch;

/* ---- the footer rule */

typedef struct change {
  rsup_instant at;
  int32_t after;
} change;

static int is_leap(int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The day number of 1 January. */
static int64_t year_start(int64_t year) {
  /* 20,000 whole cycles of 400 years on, so that the divisions round down; 719,162 days lie between
   * 0001-01-01 and 1970-01-01. */
  const int64_t before = year - 1 + 8000000;
  return before * 365 + before / 4 - before / 100 + before / 400 - 20000 * INT64_C(146097) - 719162;
}

static int64_t weekday_rule_day(const rsupi_rule_date *date, int64_t year, int64_t january_first) {
  static const int16_t days_before[13] = {0,   31,  59,  90,  120, 151, 181,
                                          212, 243, 273, 304, 334, 365};
  const int leap = is_leap(year);
  const int64_t first =
      january_first + days_before[date->month - 1] + (leap && date->month > 2 ? 1 : 0);
  const int32_t length =
      days_before[date->month] - days_before[date->month - 1] + (leap && date->month == 2 ? 1 : 0);
  const int32_t to_weekday = (date->day - rsupi_weekday((rsup_day)first) + 7) % 7;
  int32_t day = to_weekday + (date->week - 1) * 7;
  if (day >= length) day -= 7;
  return first + day;
}

static int64_t rule_day(const rsupi_rule_date *date, int64_t year, int64_t january_first) {
  switch (date->kind) {
  case RSUPI_RULE_WEEKDAY:
    return weekday_rule_day(date, year, january_first);
  case RSUPI_RULE_JULIAN:
    return january_first + date->day - 1 + (is_leap(year) && date->day > 59);
  default:
    return january_first + date->day;
  }
}

/* The two changes that a year's rule makes, in order. */
static void rule_changes(const rsupi_zone_rule *rule, int64_t year, change out[2]) {
  const int64_t january_first = year_start(year);
  const int64_t start = rule_day(&rule->dst_start, year, january_first) * 86400 +
                        rule->dst_start.second - rule->standard;
  const int64_t end =
      rule_day(&rule->dst_end, year, january_first) * 86400 + rule->dst_end.second - rule->dst;
  const int end_first = end < start;
  out[end_first ? 1 : 0] = (change){start * 1000, rule->dst};
  out[end_first ? 0 : 1] = (change){end * 1000, rule->standard};
}

static stretch rule_stretch(const rsupi_zone_rule *rule, rsup_instant at) {
  if (!rule->has_dst || at < FIRST_RULE_INSTANT || at > LAST_RULE_INSTANT)
    return (stretch){INT64_MIN, INT64_MAX, rule->standard};
  /* The mean year is at most a year off; the loop corrects it. */
  const int64_t day = at / RSUPI_MS_PER_DAY + INT64_C(15000) * 146097;
  int64_t year = day * 400 / 146097 - INT64_C(15000) * 400 + 1970;
  change here[2], other[2];
  rule_changes(rule, year, here);
  for (;;) {
    if (at < here[0].at) {
      rule_changes(rule, --year, other);
      if (at >= other[1].at) return (stretch){other[1].at, here[0].at, other[1].after};
    } else if (at >= here[1].at) {
      rule_changes(rule, ++year, other);
      if (at < other[0].at) return (stretch){here[1].at, other[0].at, here[1].after};
    } else {
      return (stretch){here[0].at, here[1].at, here[0].after};
    }
    here[0] = other[0];
    here[1] = other[1];
  }
}

/* ---- the table */

/* How many transitions lie at or before an instant. The search chooses without a branch, which no
 * processor could foresee. */
static size_t transitions_until(const rsupi_zone *zone, rsup_instant at) {
  const rsup_instant *low = zone->instants;
  for (size_t left = zone->count; left > 0;) {
    const size_t half = (left + 1) / 2;
    low += low[half - 1] <= at ? half : 0;
    left -= half;
  }
  return (size_t)(low - zone->instants);
}

static stretch table_stretch(const rsupi_zone *zone, rsup_instant at) {
  const size_t index = transitions_until(zone, at);
  return (stretch){index > 0 ? zone->instants[index - 1] : INT64_MIN,
                   index < zone->count ? zone->instants[index] : INT64_MAX, zone->offsets[index]};
}

static stretch find_stretch(const rsupi_zone *zone, rsup_instant at) {
  if (!zone->rule.known) return table_stretch(zone, at);
  if (at < zone->rule_from) {
    stretch found = table_stretch(zone, at);
    /* The last of the table ends where the rule begins, or with the rule's first stretch. */
    if (found.until > zone->rule_from) {
      const stretch next = rule_stretch(&zone->rule, zone->rule_from);
      found.until = next.offset == found.offset ? next.until : zone->rule_from;
    }
    return found;
  }
  stretch found = rule_stretch(&zone->rule, at);
  if (found.from < zone->rule_from) {
    const size_t last = zone->count;
    const int goes_on = zone->offsets[last] == found.offset;
    const rsup_instant table_from = last > 0 ? zone->instants[last - 1] : INT64_MIN;
    found.from = goes_on ? table_from : zone->rule_from;
  }
  return found;
}

int32_t rsupi_zone_offset(const rsupi_zone *zone, rsup_instant at, rsup_instant *out_from,
                          rsup_instant *out_until) {
  const stretch found = find_stretch(zone, at);
  if (out_from) *out_from = found.from;
  if (out_until) *out_until = found.until;
  return found.offset;
}

/* ---- the local clock */

/* Milliseconds of local time since 1970-01-01T00:00 local; 0 when the instant is beyond days. */
static int local_time(const rsupi_zone *zone, rsup_instant at, int64_t *out) {
  if (at < FIRST_RULE_INSTANT || at > LAST_RULE_INSTANT) return 0;
  *out = at + rsupi_zone_offset(zone, at, NULL, NULL) * INT64_C(1000);
  return 1;
}

static int64_t floor_day(int64_t local) {
  const int64_t day = local / RSUPI_MS_PER_DAY;
  return local % RSUPI_MS_PER_DAY < 0 ? day - 1 : day;
}

rsup_day rsupi_zone_day(const rsupi_zone *zone, rsup_instant at) {
  int64_t local;
  return local_time(zone, at, &local) ? (rsup_day)floor_day(local) : RSUPI_NO_DAY;
}

void rsupi_zone_clock(const rsupi_zone *zone, rsup_instant at, rsup_day *out_day,
                      int32_t *out_minute) {
  int64_t local;
  *out_day = RSUPI_NO_DAY;
  *out_minute = INT32_MIN;
  if (!local_time(zone, at, &local)) return;
  const int64_t day = floor_day(local);
  *out_day = (rsup_day)day;
  *out_minute = (int32_t)((local - day * RSUPI_MS_PER_DAY) / 60000);
}

int32_t rsupi_zone_minute(const rsupi_zone *zone, rsup_instant at) {
  int64_t local;
  if (!local_time(zone, at, &local)) return INT32_MIN;
  return (int32_t)((local - floor_day(local) * RSUPI_MS_PER_DAY) / 60000);
}
