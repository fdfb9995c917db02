/* rs.instrument: a questionnaire. */
#include "lua_rsup.h"
#include <string.h>

/* A path, or the id of a built-in definition. */
static int instrument_load(lua_State *L) {
  const char *const given = luaL_checkstring(L, 1);
  rsup_instrument *instrument = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_instrument);
  const rsup_status status =
      strpbrk(given, "/.")
          ? rsup_instrument_load_file(config, given, &instrument, &loading.found, &loading.err)
          : rsup_instrument_builtin(config, given, &instrument, &loading.err);
  return rsl_load_done(L, &loading, status, instrument);
}

static int instrument_loads(lua_State *L) {
  const char *const source = luaL_optstring(L, 3, "instrument"), *text;
  size_t len;
  rsup_instrument *instrument = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_instrument);
  const rsup_status status =
      rsup_instrument_load(config, source, text, len, &instrument, &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, instrument);
}

static int instrument_id(lua_State *L) {
  lua_pushstring(L, rsup_instrument_id(rsl_check(L, 1, &rsl_instrument)));
  return 1;
}

/* instrument:score(answers): the assessment and the safety. */
static int instrument_score(lua_State *L) {
  const rsup_instrument *const instrument = rsl_check(L, 1, &rsl_instrument);
  const char *text;
  size_t len;
  rsup_error err;
  rsup_result *result = NULL;
  rsup_safety safety = rsl_unread_safety();
  if (!rsl_document(L, 2, &text, &len, &err)) return rsl_push_failure_with_safety(L, &err, &safety);
  rsl_box *const box = rsl_new_box(L, &rsl_result);
  if (rsup_instrument_score(instrument, text, len, &safety, &result, &err) != RSUP_OK)
    return rsl_push_failure_with_safety(L, &err, &safety);
  box->held = result;
  rsl_push_result(L);
  rsl_push_safety(L, &safety);
  return 2;
}

static const luaL_Reg instrument_methods[] = {
    {"report", rsl_report}, {"id", instrument_id}, {"score", instrument_score}, {NULL, NULL}};
static const luaL_Reg instrument_makers[] = {
    {"load", instrument_load}, {"loads", instrument_loads}, {NULL, NULL}};

void rsl_add_instrument(lua_State *L) {
  rsl_add_class(L, "instrument", &rsl_instrument, instrument_methods, instrument_makers);
}
