/* rsup_next_occurrence(): one weekly rule, asked by itself. */
#include "meeting/directory.h"
#include "meeting/meeting.h"

const char *rsup_clock_name(int32_t clock) {
  static const rsupi_name names[] = {{"ordinary", RSUP_CLOCK_ORDINARY},
                                     {"gap", RSUP_CLOCK_GAP},
                                     {"twice", RSUP_CLOCK_TWICE},
                                     {NULL, 0}};
  return rsupi_name_of(names, clock);
}

static const rsup_field occurrence_fields[] = {
    RSUPI_FIELD(rsup_occurrence, start, INSTANT, "ms", "when it begins"),
    RSUPI_FIELD(rsup_occurrence, end, INSTANT, "ms", "when it ends"),
    RSUPI_FIELD(rsup_occurrence, in_progress, BOOL, "", "whether it is on now: start <= now < end"),
    RSUPI_FIELD(rsup_occurrence, local_date, DAY, "",
                "local date of the start, in the meeting's zone"),
    RSUPI_ENUM(rsup_occurrence, clock, rsup_clock_name, "how the clocks treat the start"),
};
const rsup_record_type rsupi_occurrence_type =
    RSUPI_RECORD_TYPE("occurrence", rsup_occurrence, occurrence_fields,
                      "When a weekly meeting is on: the occurrence in progress, else the next.");

static rsup_status check(int32_t weekday, int32_t start_minute, int32_t minutes, rsup_instant now,
                         rsup_error *err) {
  if (weekday < 0 || weekday > 6)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "weekday lies within 0 (Sunday) and 6 (Saturday)");
  if (start_minute < 0 || start_minute > 1440)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "start_minute lies within 0 and 1440");
  if (minutes < 1 || minutes > 1440)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "minutes lie within 1 and 1440");
  if (now < -RSUPI_LATEST_NOW || now > RSUPI_LATEST_NOW)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "now lies further from 1970 than the end of the year 9999");
  return RSUP_OK;
}

rsup_status rsup_next_occurrence(rsup_config *config, const char *zone, int32_t weekday,
                                 int32_t start_minute, int32_t minutes, rsup_instant now,
                                 rsup_result **out_result, rsup_error *err) {
  rsupi_error_clear(err);
  if (out_result == NULL) return rsupi_fail(err, RSUP_E_ARGUMENT, "out_result is NULL");
  *out_result = NULL;
  if (config == NULL || zone == NULL)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "config or zone is NULL");
  rsup_status status = check(weekday, start_minute, minutes, now, err);
  if (status != RSUP_OK) return status;
  const rsupi_zone *found = NULL;
  status = rsupi_zones_get(config->zones, zone, &found, err);
  if (status != RSUP_OK) return status;
  status = rsupi_result_new(&config->allocator, &rsupi_occurrence_type, out_result, err);
  if (status != RSUP_OK) return status;
  rsupi_occurrence on;
  rsupi_next_weekly(found, weekday, start_minute, minutes, now, &on);
  rsup_occurrence *const record = (*out_result)->root;
  *record = (rsup_occurrence){on.start, on.end, on.in_progress, on.local_date,
                              on.start_kind + RSUP_CLOCK_ORDINARY};
  return RSUP_OK;
}

const rsup_occurrence *rsup_occurrence_get(const rsup_result *result) {
  if (result == NULL || rsup_result_type(result) != &rsupi_occurrence_type) return NULL;
  return rsup_result_root(result);
}
