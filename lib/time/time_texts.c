/* The public texts of days and instants. */
#include "core/error.h"
#include "recovery-support/time.h"
#include "time/civil.h"

rsup_status rsup_instant_parse(const char *text, size_t len, rsup_instant *out_instant,
                               rsup_error *err) {
  rsup_day day;
  rsupi_error_clear(err);
  if (!text || !out_instant)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "a text and a place are needed");
  *out_instant = RSUPI_NO_INSTANT;
  const int read = rsupi_instant_parse(text, len, out_instant, &day);
  if (read == 1) return RSUP_OK;
  *out_instant = RSUPI_NO_INSTANT;
  return rsupi_fail(err, RSUP_E_TIME,
                    read < 0 ? "a time needs its offset, such as 2026-03-04T21:30+01:00"
                             : "expected a time such as 2026-03-04T21:30+01:00");
}

rsup_status rsup_day_parse(const char *text, size_t len, rsup_day *out_day, rsup_error *err) {
  rsupi_error_clear(err);
  if (!text || !out_day) return rsupi_fail(err, RSUP_E_ARGUMENT, "a text and a place are needed");
  *out_day = RSUPI_NO_DAY;
  if (rsupi_day_parse(text, len, out_day)) return RSUP_OK;
  *out_day = RSUPI_NO_DAY;
  return rsupi_fail(err, RSUP_E_TIME, "expected a day such as 2026-03-04");
}

static size_t copy_text(const char *text, char *buffer, size_t size) {
  if (!buffer || size == 0) return 0;
  rsupi_fixed out = rsupi_fixed_start(buffer, size);
  rsupi_fixed_add(&out, text);
  return out.len;
}

size_t rsup_instant_text(rsup_instant at, char *buffer, size_t size) {
  char text[40] = "";
  if (at != RSUPI_NO_INSTANT) rsupi_instant_print(at, text);
  return copy_text(text, buffer, size);
}

size_t rsup_day_text(rsup_day day, char *buffer, size_t size) {
  char text[16] = "";
  if (day != RSUPI_NO_DAY) rsupi_day_print(day, text);
  return copy_text(text, buffer, size);
}
