/* The built-in crisis lines of a region with those that a config adds. It can add lines, never
 * remove one. */
#include "safety/crisis_lines_list.h"

static char upper(char c) {
  return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* A line for "US" serves "US-NY" too, however it is written; "*" serves anywhere. */
static int serves(const char *line, const char *region) {
  if (line[0] == '*') return 1;
  if (!region) return 0;
  while (*line && upper(*line) == upper(*region)) {
    line++;
    region++;
  }
  return *line == 0 && (*region == 0 || *region == '-');
}

static const rsup_crisis_line *added_line(const rsupi_config_line *line, rsupi_arena *arena) {
  rsup_crisis_line *out = rsupi_arena_alloc(arena, sizeof *out);
  if (!out) return NULL;
  *out = (rsup_crisis_line){.id = line->id,
                            .region = line->region,
                            .name = line->name,
                            .purpose = line->purpose,
                            .dial = line->dial,
                            .sms = line->sms,
                            .sms_keyword = line->sms_keyword,
                            .chat = line->chat,
                            .hours = line->hours,
                            .languages = line->languages,
                            .verified_on = line->verified_on,
                            .source = line->source,
                            .free = line->free,
                            .zone = line->zone};
  return out;
}

int rsupi_crisis_lines_list(const rsup_config *config, const char *region, rsupi_arena *arena,
                            rsupi_list *out) {
  const rsup_crisis_line *const *lines = NULL;
  size_t count = rsup_crisis_lines(region, &lines);
  for (size_t i = 0; i < count; i++) {
    if (!rsupi_list_push(arena, out, lines[i])) return 0;
  }
  for (size_t i = 0; i < config->crisis_line_count; i++) {
    const rsupi_config_line *line = &config->crisis_lines[i];
    if (!line->region || !serves(line->region, region)) continue;
    const rsup_crisis_line *added = added_line(line, arena);
    if (!added || !rsupi_list_push(arena, out, added)) return 0;
  }
  return 1;
}
