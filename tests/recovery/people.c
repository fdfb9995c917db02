/* Small records: see people.h. */
#include "people.h"

rsup_config *config_with(const char *sections) {
  char text[8192];
  rsup_config_options options = {.struct_size = sizeof options,
                                 .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  rsup_config *config = NULL;
  rsup_error err;
  const int len =
      snprintf(text, sizeof text, "{\"format\":\"recovery-support/config\",\"format_version\":1%s}",
               sections);
  if (rsup_config_load("test", text, (size_t)len, &options, &config, NULL, &err))
    fail_msg("%s: %s", err.path, err.message);
  return config;
}

rsup_person *person_with(rsup_config *config, const char *sections) {
  static char text[256 * 1024];
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  const int len = snprintf(text, sizeof text,
                           "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":"
                           "\"p\",\"zones\":[{\"zone\":\"Europe/Berlin\"}],%s}",
                           sections);
  if (rsup_person_load(config, "test", text, (size_t)len, &person, &report, &err))
    fail_msg("%s: %s", err.path, err.message);
  const rsup_report *problems = rsup_report_get(report);
  if (problems->problem_count)
    fail_msg("%s: %s", problems->problems[0]->path, problems->problems[0]->message);
  rsup_result_free(report);
  return person;
}

rsup_day day_in(int32_t month, int32_t day) {
  return rsupi_day_from_civil(2026, month, day);
}
rsup_instant noon_of(int32_t month, int32_t day) {
  return ((rsup_instant)day_in(month, day) * 24 + 11) * 3600000;
}
