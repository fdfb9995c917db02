/* rs.meetings: a directory. */
#include "lua_rsup.h"
#include <stddef.h>
#include <string.h>

static const rsl_option meetings_options[] = {
    {"feed", RSL_TEXT, offsetof(rsup_meetings_options, feed), NULL},
    {"default_zone", RSL_TEXT, offsetof(rsup_meetings_options, default_zone), NULL},
    {"program", RSL_TEXT, offsetof(rsup_meetings_options, program), NULL},
    {"default_minutes", RSL_INT32, offsetof(rsup_meetings_options, default_minutes), NULL},
    {"format", RSL_SKIP, 0, NULL},
    {"source", RSL_SKIP, 0, NULL},
    {NULL, 0, 0, NULL},
};

static void read_meetings_options(lua_State *L, int index, rsup_meetings_options *options) {
  rsl_slots slots;
  rsup_error err;
  rsl_options(L, index, meetings_options, options, sizeof *options, &slots, &err);
  if (strcmp(rsl_text_field(L, index, "format", "meeting-guide"), "meeting-guide"))
    luaL_error(L, "the one feed format is meeting-guide");
}

static int meetings_read(lua_State *L) {
  const char *const path = rsl_check_text(L, 1);
  rsup_meetings_options options;
  rsup_meetings *meetings = NULL;
  rsup_error err;
  read_meetings_options(L, 3, &options);
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_meetings);
  const rsup_status status =
      rsup_meetings_read_file(config, path, &options, &meetings, &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, meetings);
}

static int meetings_reads(lua_State *L) {
  rsup_meetings_options options;
  rsup_meetings *meetings = NULL;
  rsup_error err;
  const char *text;
  size_t len;
  read_meetings_options(L, 3, &options);
  const char *const source = rsl_text_field(L, 3, "source", "meetings");
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_meetings);
  const rsup_status status = rsup_meetings_read(config, source, text, len, &options, &meetings,
                                                &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, meetings);
}

static int meetings_count(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)rsup_meetings_count(rsl_check(L, 1, &rsl_meetings)));
  return 1;
}

static const luaL_Reg meetings_methods[] = {
    {"report", rsl_report}, {"count", meetings_count}, {NULL, NULL}};
static const luaL_Reg meetings_makers[] = {
    {"read", meetings_read}, {"reads", meetings_reads}, {NULL, NULL}};

void rsl_add_meetings(lua_State *L) {
  rsl_add_class(L, "meetings", &rsl_meetings, meetings_methods, meetings_makers);
}
