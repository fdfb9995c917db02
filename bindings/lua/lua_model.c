/* rs.model: a risk model. */
#include "lua_rsup.h"

static int model_load(lua_State *L) {
  const char *const path = rsl_check_text(L, 1);
  rsup_model *model = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_model);
  const rsup_status status =
      rsup_model_load_file(config, path, &model, &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, model);
}

static int model_loads(lua_State *L) {
  const char *const source = rsl_opt_text(L, 3, "model"), *text;
  size_t len;
  rsup_model *model = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_model);
  const rsup_status status =
      rsup_model_load(config, source, text, len, &model, &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, model);
}

static int model_default(lua_State *L) {
  rsup_model *model = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 1, &err);
  if (!config) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_model);
  const rsup_status status = rsup_model_default(config, &model, &loading.err);
  return rsl_load_done(L, &loading, status, model);
}

static int model_id(lua_State *L) {
  lua_pushstring(L, rsup_model_id(rsl_check(L, 1, &rsl_model)));
  return 1;
}

static int model_digest(lua_State *L) {
  lua_pushstring(L, rsup_model_digest(rsl_check(L, 1, &rsl_model)));
  return 1;
}

/* model:score(row, horizon, elapsed); the last two may be nil. */
static int model_score(lua_State *L) {
  const rsup_model *const model = rsl_check(L, 1, &rsl_model);
  const double horizon = luaL_optnumber(L, 3, 0), elapsed = luaL_optnumber(L, 4, 0);
  const rsup_model_score_options options = {
      .struct_size = sizeof options,
      .horizon = lua_isnoneornil(L, 3) ? NULL : &horizon,
      .elapsed = lua_isnoneornil(L, 4) ? NULL : &elapsed,
  };
  const char *text;
  size_t len;
  rsup_error err;
  if (!rsl_document(L, 2, &text, &len, &err)) return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_model_score, model, text, len, &options);
}

static const luaL_Reg model_methods[] = {{"report", rsl_report},
                                         {"id", model_id},
                                         {"digest", model_digest},
                                         {"score", model_score},
                                         {NULL, NULL}};
static const luaL_Reg model_makers[] = {
    {"load", model_load}, {"loads", model_loads}, {"default", model_default}, {NULL, NULL}};

void rsl_add_model(lua_State *L) {
  rsl_add_class(L, "model", &rsl_model, model_methods, model_makers);
}
