/* Civil days in the proleptic Gregorian calendar, and the ISO texts of days and instants. Pure
 * functions. */
#ifndef RSUPI_CIVIL_H
#define RSUPI_CIVIL_H
#include "core/error.h"

#define RSUPI_MS_PER_DAY INT64_C(86400000)
#define RSUPI_NO_DAY INT32_MIN
#define RSUPI_NO_INSTANT INT64_MIN

typedef struct rsupi_civil {
  int32_t year, month, day; /* month 1..12, day 1..31 */
} rsupi_civil;
rsup_day rsupi_day_from_civil(int32_t year, int32_t month, int32_t day);
rsupi_civil rsupi_civil_from_day(rsup_day day);
int rsupi_civil_valid(int32_t year, int32_t month, int32_t day); /* years 1..9999 */
int32_t rsupi_days_in_month(int32_t year, int32_t month);
int32_t rsupi_weekday(rsup_day day); /* 0 is Sunday */
/* Calendar months and years on: the same day of the month, or the month's last day (31 January + 1
 * = 28 or 29 February; 29 February + 1 year = 28 February). */
rsup_day rsupi_day_add_months(rsup_day day, int32_t months);
rsup_day rsupi_day_add_years(rsup_day day, int32_t years);

/* "2026-03-04". 1 when the text is a valid day, whole. */
int rsupi_day_parse(const char *text, size_t len, rsup_day *out);
/* "2026-03-04", "2026-03" or "2026": its first and last day. */
int rsupi_span_parse(const char *text, size_t len, rsup_day *first, rsup_day *last);
void rsupi_day_print(rsup_day day, char out[16]);
/* "2026-03-04T08:10[:30[.250]]" with "Z" or "+01:00". *out_day is the day as written. Returns 1; 0
 * when malformed or impossible; -1 when it is fine but naive (no offset). A leap second :60 is
 * refused. */
int rsupi_instant_parse(const char *text, size_t len, rsup_instant *out, rsup_day *out_day);
/* "2026-03-04T07:10:00Z", milliseconds only when there are some; 32 bytes suffice. */
void rsupi_instant_print(rsup_instant at, char out[40]);
/* "07:00", "7:00", "24:00" -> minutes; 1 when valid. */
int rsupi_clock_parse(const char *text, size_t len, int32_t *out_minute);
#endif
