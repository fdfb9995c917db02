/* An instant as the clocks of a zone show it. */
#include "config/config.h"
#include "core/error.h"
#include "time/civil.h"

static void add_two(rsupi_fixed *out, char before, int32_t number) {
  const char text[4] = {before, (char)('0' + number / 10), (char)('0' + number % 10), 0};
  rsupi_fixed_add(out, text);
}

rsup_status rsup_local_time_text(const rsup_config *config, const char *zone_name, rsup_instant at,
                                 char *buffer, size_t size, rsup_error *err) {
  const rsupi_zone *zone = NULL;
  char day[16];
  rsupi_error_clear(err);
  if (!config || !zone_name || !buffer || size == 0 || at == RSUPI_NO_INSTANT)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "a config, a zone, an instant and a buffer are needed");
  const rsup_status status = rsupi_zones_get(config->zones, zone_name, &zone, err);
  if (status != RSUP_OK) return status;
  const int32_t offset = rsupi_zone_offset(zone, at, NULL, NULL);
  const int32_t minutes = (offset < 0 ? -offset : offset) / 60;
  const int64_t local = at + (int64_t)offset * 1000;
  int64_t in_day = local % RSUPI_MS_PER_DAY;
  if (in_day < 0) in_day += RSUPI_MS_PER_DAY;
  const int32_t second = (int32_t)(in_day / 1000);
  rsupi_day_print((rsup_day)((local - in_day) / RSUPI_MS_PER_DAY), day);
  rsupi_fixed out = rsupi_fixed_start(buffer, size);
  rsupi_fixed_add(&out, day);
  add_two(&out, 'T', second / 3600);
  add_two(&out, ':', second / 60 % 60);
  add_two(&out, ':', second % 60);
  add_two(&out, offset < 0 ? '-' : '+', minutes / 60);
  add_two(&out, ':', minutes % 60);
  return RSUP_OK;
}
