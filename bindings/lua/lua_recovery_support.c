/* The module `recovery_support` and its functions. Like the methods in the other files, each
 * converts its arguments, calls C, and pushes what came back. What the library refuses comes back
 * as nil, message, code, where; a call that makes no sense (a wrong type, a closed object) is an
 * error. */
#include "lua_rsup.h"
#include <stddef.h>

static const rsl_option today_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"meeting_limit", RSL_INT32, offsetof(rsup_today_options, meeting_limit), NULL},
    {"meetings", RSL_HANDLE, offsetof(rsup_today_options, meetings), &rsl_meetings},
    {"model", RSL_HANDLE, offsetof(rsup_today_options, model), &rsl_model},
    {"region", RSL_TEXT, offsetof(rsup_today_options, region), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_today_options, known_at), NULL},
    {"latitude", RSL_DOUBLE_AT, offsetof(rsup_today_options, latitude), NULL},
    {"longitude", RSL_DOUBLE_AT, offsetof(rsup_today_options, longitude), NULL},
    {"locale", RSL_TEXT, offsetof(rsup_today_options, locale), NULL},
    {"show_probability", RSL_TEXT, offsetof(rsup_today_options, show_probability), NULL},
    {NULL, 0, 0, NULL},
};

/* rs.today(person, {now = , meetings = , ...}) */
static int today(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_today_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  luaL_checktype(L, 2, LUA_TTABLE);
  if (!rsl_question(L, 2, today_options, &options, sizeof options, &slots, &now, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_today, person, now, &options);
}

static const rsl_option agenda_options[] = {
    {"from", RSL_SKIP, 0, NULL},
    {"to", RSL_SKIP, 0, NULL},
    {"day_minute", RSL_INT32, offsetof(rsup_agenda_options, day_minute), NULL},
    {"meetings", RSL_HANDLE, offsetof(rsup_agenda_options, meetings), &rsl_meetings},
    {"now", RSL_INSTANT_AT, offsetof(rsup_agenda_options, now), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_agenda_options, known_at), NULL},
    {"locale", RSL_TEXT, offsetof(rsup_agenda_options, locale), NULL},
    {NULL, 0, 0, NULL},
};

/* rs.agenda(person, {from = , to = , meetings = , ...}) */
static int agenda(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_agenda_options options;
  rsl_slots slots;
  rsup_instant from, to;
  rsup_error err;
  luaL_checktype(L, 2, LUA_TTABLE);
  if (!rsl_instant_field(L, 2, "from", &from, &err) || !rsl_instant_field(L, 2, "to", &to, &err) ||
      !rsl_options(L, 2, agenda_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_agenda, person, from, to, &options);
}

/* rs.worklist({person, ...}, {now = , permits = {true, ...}, silent_days = }) */
static int worklist(lua_State *L) {
  static const rsl_option known[] = {
      {"now", RSL_SKIP, 0, NULL},
      {"permits", RSL_SKIP, 0, NULL},
      {"silent_days", RSL_INT32, offsetof(rsup_worklist_options, silent_days), NULL},
      {NULL, 0, 0, NULL}};
  rsup_worklist_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TTABLE);
  size_t count;
  const rsup_person **const persons = rsl_persons(L, 1, &count);
  if (!rsl_question(L, 2, known, &options, sizeof options, &slots, &now, &err))
    return rsl_push_failure(L, &err);
  options.permits = rsl_permits(L, 2, &options.permit_count);
  RSL_RETURN_RESULT(L, rsup_worklist, persons, count, now, &options);
}

static int32_t int_field(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  if (lua_type(L, -1) != LUA_TNUMBER) luaL_error(L, "'%s' is a number", name);
  const int32_t value = rsl_check_int32(L, -1);
  lua_pop(L, 1);
  return value;
}

/* Minutes since midnight from "19:30". */
static int32_t minute_field(lua_State *L, int index, const char *name) {
  const char *text = rsl_text_field(L, index, name, "");
  int32_t parts[2] = {0, 0};
  for (int i = 0; i < 2; i++) {
    const char *const start = text;
    for (; *text >= '0' && *text <= '9' && text - start < 2; text++)
      parts[i] = parts[i] * 10 + (*text - '0');
    const int whole = text != start && *text == (i ? '\0' : ':') && (!i || text - start == 2);
    if (!whole || parts[1] > 59) luaL_error(L, "'%s' is as \"19:30\"", name);
    text++;
  }
  return parts[0] * 60 + parts[1];
}

/* rs.next_occurrence{zone = , weekday = (0 is Sunday), start = "HH:MM", minutes = , now = } */
static int next_occurrence(lua_State *L) {
  rsup_instant now;
  rsup_error err;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  const char *const zone = rsl_text_field(L, 1, "zone", "");
  const int32_t weekday = int_field(L, 1, "weekday"), minutes = int_field(L, 1, "minutes");
  const int32_t start = minute_field(L, 1, "start");
  lua_getfield(L, 1, "config");
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_instant_field(L, 1, "now", &now, &err)) return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_next_occurrence, config, zone, weekday, start, minutes, now);
}

/* rs.crisis_lines(region, purpose), or one table of both. What is no text is nothing that anybody
 * knows, and no error: there are always lines. */
static int crisis_lines(lua_State *L) {
  lua_settop(L, 2);
  if (lua_istable(L, 1)) {
    lua_getfield(L, 1, "purpose");
    lua_replace(L, 2);
    lua_getfield(L, 1, "region");
    lua_replace(L, 1);
  }
  const char *const region = lua_tostring(L, 1);
  const char *const purpose = lua_tostring(L, 2);
  const rsup_crisis_line *const *lines;
  const size_t count = rsup_crisis_lines_for(region, purpose, &lines);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    rsl_push_record(L, rsup_crisis_line_type(), lines[i]);
    lua_rawseti(L, -2, (int)i + 1);
  }
  return 1;
}

/* rs.json(answer): the text that the library writes for it, the same bytes in every language. */
static int json(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  rsl_push_companion(L, 1);
  if (lua_isnil(L, -1)) return luaL_error(L, "this table is no answer of the library");
  rsup_result *const result = rsl_check(L, lua_gettop(L), &rsl_result);
  const char *text;
  size_t len;
  rsup_error err;
  if (rsup_result_json(result, &text, &len, &err) != RSUP_OK) return rsl_push_failure(L, &err);
  lua_pushlstring(L, text, len);
  return 1;
}

/* rs.list(t): marks a table as a list, which an empty one can't show by itself; returns it. */
static int list(lua_State *L) {
  if (lua_isnoneornil(L, 1)) {
    lua_settop(L, 0);
    lua_newtable(L);
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  luaL_getmetatable(L, "recovery_support.list");
  lua_setmetatable(L, 1);
  return 1;
}

/* rs.instant("2026-03-04T21:30+01:00"): milliseconds since 1970 UTC. */
static int instant(lua_State *L) {
  rsup_instant at;
  rsup_error err;
  if (!rsl_instant(L, 1, &at, &err)) return rsl_push_failure(L, &err);
#if LUA_VERSION_NUM >= 503
  lua_pushinteger(L, at);
#else
  lua_pushnumber(L, (lua_Number)at);
#endif
  return 1;
}

static int version(lua_State *L) {
  lua_pushstring(L, rsup_version());
  return 1;
}

/* ---- the module */

static const luaL_Reg functions[] = {{"today", today},
                                     {"agenda", agenda},
                                     {"worklist", worklist},
                                     {"decide", rsl_decide},
                                     {"linked", rsl_linked},
                                     {"group_goal", rsl_group_goal},
                                     {"network_measures", rsl_network_measures},
                                     {"next_occurrence", next_occurrence},
                                     {"crisis_lines", crisis_lines},
                                     {"json", json},
                                     {"list", list},
                                     {"instant", instant},
                                     {"version", version},
                                     {NULL, NULL}};

__attribute__((visibility("default"))) int luaopen_recovery_support(lua_State *L);

int luaopen_recovery_support(lua_State *L) {
  rsup_error err;
  if (rsup_version_check(RSUP_VERSION_NUMBER, &err) != RSUP_OK) return luaL_error(L, err.message);
  lua_newtable(L);
  rsl_set_functions(L, functions);
  rsl_register(L, &rsl_result, NULL);
  rsl_register(L, &rsl_writer, NULL);
  luaL_newmetatable(L, "recovery_support.list");
  lua_pop(L, 1);
  rsl_add_config(L);
  rsl_add_person(L);
  rsl_add_meetings(L);
  rsl_add_instrument(L);
  rsl_add_model(L);
  rsl_add_questions(L);
  rsl_add_care(L);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "null");
  return 1;
}
