/* Loading an object together with its report, and adding its class to the module. */
#include "lua_rsup.h"
#include <string.h>

rsl_load rsl_load_start(lua_State *L, const rsl_kind *kind) {
  rsl_load loading;
  memset(&loading, 0, sizeof loading);
  loading.object = rsl_new_box(L, kind);
  loading.report = rsl_new_box(L, &rsl_result);
  return loading;
}

void rsl_set_report(lua_State *L, int report) {
  lua_pushvalue(L, report);
  rsl_push_result(L);
  lua_setfield(L, -2, "report");
}

int rsl_load_done(lua_State *L, rsl_load *loading, rsup_status status, void *object) {
  loading->object->held = object;
  loading->report->held = loading->found;
  if (status != RSUP_OK) {
    const int report = lua_gettop(L);
    rsl_push_failure(L, &loading->err);
    if (loading->found) rsl_set_report(L, report);
    return 4;
  }
  if (loading->found) {
    rsl_push_result(L);
    rsl_set_companion(L, -2);
  } else {
    lua_pop(L, 1);
  }
  return 1;
}

int rsl_report(lua_State *L) {
  luaL_checktype(L, 1, LUA_TUSERDATA);
  rsl_push_companion(L, 1);
  return 1;
}

void rsl_set_functions(lua_State *L, const luaL_Reg *entries) {
  for (; entries->name; entries++) {
    lua_pushcfunction(L, entries->func);
    lua_setfield(L, -2, entries->name);
  }
}

void rsl_add_class(lua_State *L, const char *name, const rsl_kind *kind, const luaL_Reg *methods,
                   const luaL_Reg *makers) {
  rsl_register(L, kind, methods);
  lua_newtable(L);
  rsl_set_functions(L, makers);
  lua_setfield(L, -2, name);
}
