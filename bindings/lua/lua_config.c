/* rs.config: the root of everything. */
#include "lua_rsup.h"
#include <stddef.h>

static const rsl_option config_options[] = {
    {"zoneinfo_dir", RSL_TEXT, offsetof(rsup_config_options, zoneinfo_dir), NULL},
    {NULL, 0, 0, NULL},
};

static void read_config_options(lua_State *L, int index, rsup_config_options *options) {
  rsl_slots slots;
  rsup_error err;
  rsl_options(L, index, config_options, options, sizeof *options, &slots, &err);
}

static int config_load(lua_State *L) {
  const char *const path = rsl_check_text(L, 1);
  rsup_config_options options;
  rsup_config *config = NULL;
  read_config_options(L, 2, &options);
  rsl_load loading = rsl_load_start(L, &rsl_config);
  const rsup_status status =
      rsup_config_load_file(path, &options, &config, &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, config);
}

static int config_loads(lua_State *L) {
  const char *const source = rsl_opt_text(L, 2, "config"), *text;
  size_t len;
  rsup_config_options options;
  rsup_config *config = NULL;
  rsup_error err;
  read_config_options(L, 3, &options);
  if (!rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_config);
  const rsup_status status =
      rsup_config_load(source, text, len, &options, &config, &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, config);
}

static int config_default(lua_State *L) {
  rsup_config_options options;
  rsup_config *config = NULL;
  read_config_options(L, 1, &options);
  rsl_load loading = rsl_load_start(L, &rsl_config);
  const rsup_status status = rsup_config_default(&options, &config, &loading.err);
  return rsl_load_done(L, &loading, status, config);
}

static int config_digest(lua_State *L) {
  lua_pushstring(L, rsup_config_digest(rsl_check(L, 1, &rsl_config)));
  return 1;
}

static int config_text(lua_State *L) {
  return rsl_push_wording(L, NULL, rsl_check(L, 1, &rsl_config));
}

static int config_local_time(lua_State *L) {
  rsup_config *const config = rsl_check(L, 1, &rsl_config);
  const char *const zone = rsl_check_text(L, 2);
  rsup_instant at;
  rsup_error err;
  char text[40];
  if (!rsl_instant(L, 3, &at, &err) ||
      rsup_local_time_text(config, zone, at, text, sizeof text, &err) != RSUP_OK)
    return rsl_push_failure(L, &err);
  lua_pushstring(L, text);
  return 1;
}

static const luaL_Reg config_methods[] = {{"report", rsl_report},
                                          {"digest", config_digest},
                                          {"text", config_text},
                                          {"local_time", config_local_time},
                                          {NULL, NULL}};
static const luaL_Reg config_makers[] = {
    {"load", config_load}, {"loads", config_loads}, {"default", config_default}, {NULL, NULL}};

void rsl_add_config(lua_State *L) {
  rsl_add_class(L, "config", &rsl_config, config_methods, config_makers);
}
