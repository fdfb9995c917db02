/* Days of the proleptic Gregorian calendar as numbers, and back. The arithmetic counts in eras of
 * 400 years (146,097 days) of years that begin in March, so that the leap day is the last of its
 * year and needs no case of its own. */
#include "time/civil.h"

enum { DAYS_PER_ERA = 146097, DAYS_0000_03_01_TO_1970 = 719468 };

static int is_leap(int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t rsupi_days_in_month(int32_t year, int32_t month) {
  static const int8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

int rsupi_civil_valid(int32_t year, int32_t month, int32_t day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= rsupi_days_in_month(year, month);
}

static int64_t day_number(int64_t year, int32_t month, int64_t day) {
  const int64_t march_year = month <= 2 ? year - 1 : year;
  const int64_t era = (march_year >= 0 ? march_year : march_year - 399) / 400;
  const int64_t year_of_era = march_year - era * 400;
  const int64_t month_from_march = month > 2 ? month - 3 : month + 9;
  const int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - DAYS_0000_03_01_TO_1970;
}

static rsup_day day_or_none(int64_t day) {
  return day > INT32_MIN && day <= INT32_MAX ? (rsup_day)day : RSUPI_NO_DAY;
}

rsup_day rsupi_day_from_civil(int32_t year, int32_t month, int32_t day) {
  if (month < 1 || month > 12) return RSUPI_NO_DAY;
  return day_or_none(day_number(year, month, day));
}

rsupi_civil rsupi_civil_from_day(rsup_day day) {
  const int64_t shifted = (int64_t)day + DAYS_0000_03_01_TO_1970;
  const int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  const int32_t day_of_era = (int32_t)(shifted - era * DAYS_PER_ERA);
  const int32_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int32_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int32_t month_from_march = (5 * day_of_year + 2) / 153;
  rsupi_civil civil;
  civil.day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  civil.month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  civil.year = (int32_t)(era * 400) + year_of_era + (civil.month <= 2 ? 1 : 0);
  return civil;
}

int32_t rsupi_weekday(rsup_day day) {
  /* 1970-01-01 was a Thursday (4). */
  const int32_t weekday = (day % 7 + 4) % 7;
  return weekday < 0 ? weekday + 7 : weekday;
}

static rsup_day add_months(rsup_day day, int64_t months) {
  if (day == RSUPI_NO_DAY) return RSUPI_NO_DAY;
  const rsupi_civil from = rsupi_civil_from_day(day);
  const int64_t total = (int64_t)from.year * 12 + (from.month - 1) + months;
  const int64_t year = total >= 0 ? total / 12 : -((11 - total) / 12);
  if (year < INT32_MIN || year > INT32_MAX) return RSUPI_NO_DAY;
  const int32_t month = (int32_t)(total - year * 12) + 1;
  const int32_t last = rsupi_days_in_month((int32_t)year, month);
  return day_or_none(day_number(year, month, from.day < last ? from.day : last));
}

rsup_day rsupi_day_add_months(rsup_day day, int32_t months) {
  return add_months(day, months);
}

rsup_day rsupi_day_add_years(rsup_day day, int32_t years) {
  return add_months(day, (int64_t)years * 12);
}
