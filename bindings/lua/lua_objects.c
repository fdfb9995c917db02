/* Boxes: userdata that hold one C handle each. Closing twice is fine, use after closing is an
 * error; C counts references, so the collector may free in any order. */
#include "lua_rsup.h"

static void free_config(void *held) {
  rsup_config_free(held);
}
static void free_person(void *held) {
  rsup_person_free(held);
}
static void free_meetings(void *held) {
  rsup_meetings_free(held);
}
static void free_instrument(void *held) {
  rsup_instrument_free(held);
}
static void free_model(void *held) {
  rsup_model_free(held);
}
static void free_result(void *held) {
  rsup_result_free(held);
}
static void free_writer(void *held) {
  rsup_writer_free(held);
}

const rsl_kind rsl_config = {"recovery_support.config", free_config};
const rsl_kind rsl_person = {"recovery_support.person", free_person};
const rsl_kind rsl_meetings = {"recovery_support.meetings", free_meetings};
const rsl_kind rsl_instrument = {"recovery_support.instrument", free_instrument};
const rsl_kind rsl_model = {"recovery_support.model", free_model};
const rsl_kind rsl_result = {"recovery_support.result", free_result};
const rsl_kind rsl_writer = {"recovery_support.writer", free_writer};

/* The box at `index` when it is one of `kind`, else NULL. */
static rsl_box *test_box(lua_State *L, int index, const rsl_kind *kind) {
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return NULL;
  luaL_getmetatable(L, kind->name);
  const int same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same ? lua_touserdata(L, index) : NULL;
}

static const rsl_kind *kind_of_closure(lua_State *L) {
  return lua_touserdata(L, lua_upvalueindex(1));
}

static int box_close(lua_State *L) {
  const rsl_kind *const kind = kind_of_closure(L);
  rsl_box *const box = test_box(L, 1, kind);
  if (!box) return luaL_error(L, "%s expected", kind->name);
  void *const held = box->held;
  box->held = NULL;
  if (held) kind->release(held);
  return 0;
}

static int box_tostring(lua_State *L) {
  const rsl_kind *const kind = kind_of_closure(L);
  const rsl_box *const box = test_box(L, 1, kind);
  lua_pushfstring(L, "%s%s", kind->name, box && box->held ? "" : " (closed)");
  return 1;
}

/* The kind travels as a full userdata: light ones lose bits in LuaJIT on some machines. */
static void set_closure(lua_State *L, const char *name, lua_CFunction function,
                        const rsl_kind *kind) {
  rsl_kind *const copy = lua_newuserdata(L, sizeof *copy);
  *copy = *kind;
  lua_pushcclosure(L, function, 1);
  lua_setfield(L, -2, name);
}

void rsl_register(lua_State *L, const rsl_kind *kind, const luaL_Reg *methods) {
  if (!luaL_newmetatable(L, kind->name)) {
    lua_pop(L, 1);
    return;
  }
  set_closure(L, "__gc", box_close, kind);
  set_closure(L, "__close", box_close, kind);
  set_closure(L, "__tostring", box_tostring, kind);
  lua_newtable(L);
  set_closure(L, "close", box_close, kind);
  for (; methods && methods->name; methods++) {
    lua_pushcfunction(L, methods->func);
    lua_setfield(L, -2, methods->name);
  }
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

rsl_box *rsl_new_box(lua_State *L, const rsl_kind *kind) {
  rsl_box *const box = lua_newuserdata(L, sizeof *box);
  box->held = NULL;
  luaL_getmetatable(L, kind->name);
  lua_setmetatable(L, -2);
  return box;
}

void *rsl_check(lua_State *L, int index, const rsl_kind *kind) {
  const rsl_box *const box = test_box(L, index, kind);
  if (!box) luaL_error(L, "%s expected, got %s", kind->name, luaL_typename(L, index));
  if (!box->held) luaL_error(L, "this %s is closed", kind->name);
  return box->held;
}

rsup_config *rsl_check_config(lua_State *L, int index, rsup_error *err) {
  static const char key[] = "recovery_support.default_config";
  if (!lua_isnoneornil(L, index)) return rsl_check(L, index, &rsl_config);
  lua_getfield(L, LUA_REGISTRYINDEX, key);
  rsl_box *box = lua_touserdata(L, -1);
  if (!box || !box->held) {
    rsup_config *config = NULL;
    lua_pop(L, 1);
    box = rsl_new_box(L, &rsl_config);
    if (rsup_config_default(NULL, &config, err) != RSUP_OK) {
      lua_pop(L, 1);
      return NULL;
    }
    box->held = config;
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, key);
  }
  lua_pop(L, 1);
  return box->held;
}

/* ---- companions: a table in the registry with weak keys */

static void push_companions(lua_State *L) {
  static const char key[] = "recovery_support.companions";
  lua_getfield(L, LUA_REGISTRYINDEX, key);
  if (!lua_isnil(L, -1)) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_newtable(L);
  lua_pushliteral(L, "k");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_setfield(L, LUA_REGISTRYINDEX, key);
}

void rsl_set_companion(lua_State *L, int index) {
  lua_pushvalue(L, index);
  push_companions(L);
  lua_insert(L, -3); /* companions, value, key */
  lua_insert(L, -2); /* companions, key, value */
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

void rsl_push_companion(lua_State *L, int index) {
  lua_pushvalue(L, index);
  push_companions(L);
  lua_insert(L, -2);
  lua_rawget(L, -2);
  lua_remove(L, -2);
}
