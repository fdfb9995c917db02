/* Rules over civil days. Asking for one day takes constant time but for the listed dates, which are
 * searched; the next day is found by jumping to the next candidate of the rule. */
#include "time/recurrence.h"

static int32_t floor_mod(int32_t a, int32_t n) {
  const int32_t rest = a % n;
  return rest < 0 ? rest + n : rest;
}

/* Place of the first listed day that is not before `day`. */
static size_t first_from(const rsup_day *days, size_t count, rsup_day day) {
  size_t low = 0, high = count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (days[middle] < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int is_listed(const rsup_day *days, size_t count, rsup_day day) {
  const size_t at = first_from(days, count, day);
  return at < count && days[at] == day;
}

static int has_weekday(const rsupi_recurrence *rule, rsup_day day) {
  return (rule->weekdays >> rsupi_weekday(day)) & 1;
}

static rsup_day monday_of(rsup_day day) {
  return day - floor_mod(rsupi_weekday(day) - 1, 7);
}

static int is_nth(const rsupi_recurrence *rule, rsup_day day) {
  const rsupi_civil civil = rsupi_civil_from_day(day);
  if (rule->nth == RSUPI_NTH_LAST)
    return civil.day + 7 > rsupi_days_in_month(civil.year, civil.month);
  return (civil.day - 1) / 7 + 1 == rule->nth;
}

static int fits(const rsupi_recurrence *rule, rsup_day day) {
  switch (rule->kind) {
  case RSUPI_RECURS_WEEKDAYS:
    return has_weekday(rule, day);
  case RSUPI_RECURS_EVERY_DAYS:
    return rule->every > 0 && floor_mod(day - rule->from, rule->every) == 0;
  case RSUPI_RECURS_EVERY_WEEKS:
    return rule->every > 0 && has_weekday(rule, day) &&
           floor_mod((monday_of(day) - monday_of(rule->from)) / 7, rule->every) == 0;
  case RSUPI_RECURS_MONTHLY:
    return has_weekday(rule, day) && is_nth(rule, day);
  case RSUPI_RECURS_DATES:
    return is_listed(rule->dates, rule->date_count, day);
  default:
    return 0;
  }
}

static int is_valid(const rsupi_recurrence *rule, rsup_day day) {
  return (rule->from == RSUPI_NO_DAY || day >= rule->from) &&
         (rule->until == RSUPI_NO_DAY || day <= rule->until);
}

int rsupi_recurs_on(const rsupi_recurrence *rule, rsup_day day) {
  return day != RSUPI_NO_DAY && is_valid(rule, day) && fits(rule, day) &&
         !(rule->except_count && is_listed(rule->except, rule->except_count, day));
}

/* ---- the next */

/* Days that no rule passes without a candidate: weekdays recur within a week, the n-th of a month
 * within two months, and a fifth within four (Friday, 30 January 2026, then 29 May). */
enum { LONGEST_WAIT = 7, LONGEST_MONTHLY_WAIT = 160, LATEST_DAY = 2932896 /* 9999-12-31 */ };

/* The first day from `day` on that the rule can name; the days before it surely not. */
static rsup_day candidate(const rsupi_recurrence *rule, rsup_day day) {
  int32_t wait = LONGEST_WAIT;
  if (rule->kind == RSUPI_RECURS_DATES) {
    const size_t at = first_from(rule->dates, rule->date_count, day);
    return at < rule->date_count ? rule->dates[at] : RSUPI_NO_DAY;
  }
  if (rule->kind == RSUPI_RECURS_EVERY_DAYS) {
    if (rule->every < 1) return RSUPI_NO_DAY;
    return day + floor_mod(rule->from - day, rule->every);
  }
  if (rule->kind == RSUPI_RECURS_EVERY_WEEKS) {
    if (rule->every < 1) return RSUPI_NO_DAY;
    const int32_t week = (monday_of(day) - monday_of(rule->from)) / 7;
    const int32_t ahead = floor_mod(-week, rule->every);
    if (ahead) day = monday_of(day) + 7 * ahead;
    wait = 7 * rule->every + LONGEST_WAIT; /* past the last chosen day of this week */
  }
  if (rule->kind == RSUPI_RECURS_MONTHLY) wait = LONGEST_MONTHLY_WAIT;
  for (int32_t i = 0; i < wait; i++) {
    if (fits(rule, day + i)) return day + i;
    /* The rest of a week that has no more chosen days leads to a week that is not the rule's. */
    if (rule->kind == RSUPI_RECURS_EVERY_WEEKS && rsupi_weekday(day + i) == 0 && rule->every > 1)
      i += 7 * (rule->every - 1);
  }
  return RSUPI_NO_DAY;
}

rsup_day rsupi_recurs_next(const rsupi_recurrence *rule, rsup_day day) {
  if (day == RSUPI_NO_DAY) return RSUPI_NO_DAY;
  if (rule->from != RSUPI_NO_DAY && day < rule->from) day = rule->from;
  /* An exception takes one candidate away: one more step than there are exceptions will do. */
  for (size_t step = 0; step <= rule->except_count; step++) {
    day = candidate(rule, day);
    if (day == RSUPI_NO_DAY || day > LATEST_DAY || !is_valid(rule, day)) return RSUPI_NO_DAY;
    if (!(rule->except_count && is_listed(rule->except, rule->except_count, day))) return day;
    day++;
  }
  return RSUPI_NO_DAY;
}
