/* The module `recovery_support`: functions and methods, each of which converts its arguments, calls
 * C, and pushes what came back. What the library refuses comes back as nil, message, code, where; a
 * call that makes no sense (a wrong type, a closed object) is an error. */
#include "lua_rsup.h"
#include <stddef.h>
#include <string.h>

/* ---- loaders ---- */

/* Where a loader puts what C gives it, before Lua is asked for anything. */
typedef struct load {
  rsl_box *object, *report;
  rsup_result *found;
  rsup_error err;
} load;

static load load_start(lua_State *L, const rsl_kind *kind) {
  load loading;
  memset(&loading, 0, sizeof loading);
  loading.object = rsl_new_box(L, kind);
  loading.report = rsl_new_box(L, &rsl_result);
  return loading;
}

/* The object, with its report as companion; or the failure, with the report in `where`. */
static int load_done(lua_State *L, load *loading, rsup_status status, void *object) {
  loading->object->held = object;
  loading->report->held = loading->found;
  if (status != RSUP_OK) {
    const int report = lua_gettop(L);
    rsl_push_failure(L, &loading->err);
    if (loading->found) {
      lua_pushvalue(L, report);
      rsl_push_result(L);
      lua_setfield(L, -2, "report");
    }
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

/* object:report(): all problems of its load; nil when it has no report. */
static int object_report(lua_State *L) {
  luaL_checktype(L, 1, LUA_TUSERDATA);
  rsl_push_companion(L, 1);
  return 1;
}

/* Call a function whose last arguments are result and error, and push what comes back. */
#define RETURN_RESULT(L, FUNCTION, ...)                                                            \
  do {                                                                                             \
    rsl_box *const box = rsl_new_box(L, &rsl_result);                                              \
    rsup_result *result = NULL;                                                                    \
    if (FUNCTION(__VA_ARGS__, &result, &err) != RSUP_OK) return rsl_push_failure(L, &err);         \
    box->held = result;                                                                            \
    rsl_push_result(L);                                                                            \
  } while (0)

/* ---- config ---- */

static const rsl_option config_options[] = {
    {"zoneinfo_dir", RSL_TEXT, offsetof(rsup_config_options, zoneinfo_dir), NULL},
    {NULL, 0, 0, NULL},
};

static void read_config_options(lua_State *L, int index, rsup_config_options *options) {
  rsl_slots slots;
  rsup_error err;
  memset(options, 0, sizeof *options);
  options->struct_size = sizeof *options;
  rsl_options(L, index, config_options, options, &slots, &err);
}

static int config_load(lua_State *L) {
  const char *const path = luaL_checkstring(L, 1);
  rsup_config_options options;
  rsup_config *config = NULL;
  read_config_options(L, 2, &options);
  load loading = load_start(L, &rsl_config);
  const rsup_status status =
      rsup_config_load_file(path, &options, &config, &loading.found, &loading.err);
  return load_done(L, &loading, status, config);
}

static int config_loads(lua_State *L) {
  const char *const source = luaL_optstring(L, 2, "config"), *text;
  size_t len;
  rsup_config_options options;
  rsup_config *config = NULL;
  rsup_error err;
  read_config_options(L, 3, &options);
  if (!rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_config);
  const rsup_status status =
      rsup_config_load(source, text, len, &options, &config, &loading.found, &loading.err);
  return load_done(L, &loading, status, config);
}

static int config_default(lua_State *L) {
  rsup_config_options options;
  rsup_config *config = NULL;
  read_config_options(L, 1, &options);
  load loading = load_start(L, &rsl_config);
  const rsup_status status = rsup_config_default(&options, &config, &loading.err);
  return load_done(L, &loading, status, config);
}

static int config_digest(lua_State *L) {
  lua_pushstring(L, rsup_config_digest(rsl_check(L, 1, &rsl_config)));
  return 1;
}

enum { WORDS = 16, LONGEST_WORDING = 4096 };

static int config_text(lua_State *L) {
  const rsup_config *const config = rsl_check(L, 1, &rsl_config);
  const char *const id = luaL_checkstring(L, 2), *const locale = luaL_optstring(L, 3, "en");
  rsup_text_arg args[WORDS];
  const size_t count = rsl_text_args(L, 4, args, WORDS);
  char buffer[LONGEST_WORDING];
  size_t len = 0;
  rsup_error err;
  if (rsup_config_text(config, id, locale, args, count, buffer, sizeof buffer, &len, &err) !=
      RSUP_OK)
    return rsl_push_failure(L, &err);
  lua_pushstring(L, buffer);
  return 1;
}

static int config_local_time(lua_State *L) {
  rsup_config *const config = rsl_check(L, 1, &rsl_config);
  const char *const zone = luaL_checkstring(L, 2);
  rsup_instant at;
  rsup_error err;
  char text[40];
  if (!rsl_instant(L, 3, &at, &err) ||
      rsup_local_time_text(config, zone, at, text, sizeof text, &err) != RSUP_OK)
    return rsl_push_failure(L, &err);
  lua_pushstring(L, text);
  return 1;
}

/* ---- person ---- */

static int person_load(lua_State *L) {
  const char *const path = luaL_checkstring(L, 1);
  rsup_person *person = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_person);
  const rsup_status status =
      rsup_person_load_file(config, path, &person, &loading.found, &loading.err);
  return load_done(L, &loading, status, person);
}

static int person_loads(lua_State *L) {
  const char *const source = luaL_optstring(L, 3, "person"), *text;
  size_t len;
  rsup_person *person = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_person);
  const rsup_status status =
      rsup_person_load(config, source, text, len, &person, &loading.found, &loading.err);
  return load_done(L, &loading, status, person);
}

/* What to say of answers that did not even become a document. */
static rsup_safety unread_safety(void) {
  rsup_safety safety;
  memset(&safety, 0, sizeof safety);
  safety.level = RSUP_SAFETY_REVIEW;
  safety.signs = RSUP_SIGN_CALL_FAILED;
  return safety;
}

static int push_failure_with_safety(lua_State *L, const rsup_error *err,
                                    const rsup_safety *safety) {
  rsl_push_failure(L, err);
  rsl_push_safety(L, safety);
  lua_setfield(L, -2, "safety");
  return 4;
}

/* me:append(entries): the safety; refused: nil, message, code, where, with where.safety. */
static int person_append(lua_State *L) {
  rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *text;
  size_t len;
  rsup_error err;
  rsup_safety safety = unread_safety();
  if (!rsl_document(L, 2, &text, &len, &err) ||
      rsup_person_append(person, text, len, &safety, &err) != RSUP_OK)
    return push_failure_with_safety(L, &err, &safety);
  rsl_push_safety(L, &safety);
  return 1;
}

static int person_to_json(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_result *result = NULL;
  rsup_error err;
  rsl_box *const box = rsl_new_box(L, &rsl_result);
  if (rsup_person_write(person, &result, &err) != RSUP_OK) return rsl_push_failure(L, &err);
  box->held = result;
  lua_pushstring(L, rsup_document_get(result)->text);
  return 1;
}

static int person_merge(lua_State *L) {
  rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const rsup_person *const other = rsl_check(L, 2, &rsl_person);
  rsup_error err;
  if (rsup_person_merge(person, other, &err) != RSUP_OK) return rsl_push_failure(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

static int person_changes_since(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const int64_t cursor = (int64_t)luaL_optnumber(L, 2, 0);
  rsup_error err;
  RETURN_RESULT(L, rsup_person_changes_since, person, cursor);
  return 1;
}

static int person_erase(lua_State *L) {
  rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *const selector = luaL_checkstring(L, 2);
  rsup_error err;
  if (rsup_person_erase(person, selector, &err) != RSUP_OK) return rsl_push_failure(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

static int person_text(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *const id = luaL_checkstring(L, 2), *const locale = luaL_optstring(L, 3, "en");
  rsup_text_arg args[WORDS];
  const size_t count = rsl_text_args(L, 4, args, WORDS);
  char buffer[LONGEST_WORDING];
  size_t len = 0;
  rsup_error err;
  if (rsup_person_text(person, id, locale, args, count, buffer, sizeof buffer, &len, &err) !=
      RSUP_OK)
    return rsl_push_failure(L, &err);
  lua_pushstring(L, buffer);
  return 1;
}

/* ---- meetings ---- */

static const rsl_option meetings_options[] = {
    {"feed", RSL_TEXT, offsetof(rsup_meetings_options, feed), NULL},
    {"default_zone", RSL_TEXT, offsetof(rsup_meetings_options, default_zone), NULL},
    {"program", RSL_TEXT, offsetof(rsup_meetings_options, program), NULL},
    {"default_minutes", RSL_INT32, offsetof(rsup_meetings_options, default_minutes), NULL},
    {"format", RSL_SKIP, 0, NULL},
    {"source", RSL_SKIP, 0, NULL},
    {NULL, 0, 0, NULL},
};

/* A field of the options table as text, or `otherwise`. The text stays anchored in the table. */
static const char *text_field(lua_State *L, int index, const char *name, const char *otherwise) {
  if (lua_isnoneornil(L, index)) return otherwise;
  lua_getfield(L, index, name);
  const char *const text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : otherwise;
  lua_pop(L, 1);
  return text;
}

static void read_meetings_options(lua_State *L, int index, rsup_meetings_options *options) {
  rsl_slots slots;
  rsup_error err;
  memset(options, 0, sizeof *options);
  options->struct_size = sizeof *options;
  rsl_options(L, index, meetings_options, options, &slots, &err);
  if (strcmp(text_field(L, index, "format", "meeting-guide"), "meeting-guide"))
    luaL_error(L, "the one feed format is meeting-guide");
}

static int meetings_read(lua_State *L) {
  const char *const path = luaL_checkstring(L, 1);
  rsup_meetings_options options;
  rsup_meetings *meetings = NULL;
  rsup_error err;
  read_meetings_options(L, 3, &options);
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_meetings);
  const rsup_status status =
      rsup_meetings_read_file(config, path, &options, &meetings, &loading.found, &loading.err);
  return load_done(L, &loading, status, meetings);
}

static int meetings_reads(lua_State *L) {
  rsup_meetings_options options;
  rsup_meetings *meetings = NULL;
  rsup_error err;
  const char *text;
  size_t len;
  read_meetings_options(L, 3, &options);
  const char *const source = text_field(L, 3, "source", "meetings");
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_meetings);
  const rsup_status status = rsup_meetings_read(config, source, text, len, &options, &meetings,
                                                &loading.found, &loading.err);
  return load_done(L, &loading, status, meetings);
}

static int meetings_count(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)rsup_meetings_count(rsl_check(L, 1, &rsl_meetings)));
  return 1;
}

/* ---- instrument ---- */

/* A path, or the id of a built-in definition. */
static int instrument_load(lua_State *L) {
  const char *const given = luaL_checkstring(L, 1);
  rsup_instrument *instrument = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_instrument);
  const rsup_status status =
      strpbrk(given, "/.")
          ? rsup_instrument_load_file(config, given, &instrument, &loading.found, &loading.err)
          : rsup_instrument_builtin(config, given, &instrument, &loading.err);
  return load_done(L, &loading, status, instrument);
}

static int instrument_loads(lua_State *L) {
  const char *const source = luaL_optstring(L, 3, "instrument"), *text;
  size_t len;
  rsup_instrument *instrument = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_instrument);
  const rsup_status status =
      rsup_instrument_load(config, source, text, len, &instrument, &loading.found, &loading.err);
  return load_done(L, &loading, status, instrument);
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
  rsup_safety safety = unread_safety();
  if (!rsl_document(L, 2, &text, &len, &err)) return push_failure_with_safety(L, &err, &safety);
  rsl_box *const box = rsl_new_box(L, &rsl_result);
  if (rsup_instrument_score(instrument, text, len, &safety, &result, &err) != RSUP_OK)
    return push_failure_with_safety(L, &err, &safety);
  box->held = result;
  rsl_push_result(L);
  rsl_push_safety(L, &safety);
  return 2;
}

/* ---- model ---- */

static int model_load(lua_State *L) {
  const char *const path = luaL_checkstring(L, 1);
  rsup_model *model = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_model);
  const rsup_status status =
      rsup_model_load_file(config, path, &model, &loading.found, &loading.err);
  return load_done(L, &loading, status, model);
}

static int model_loads(lua_State *L) {
  const char *const source = luaL_optstring(L, 3, "model"), *text;
  size_t len;
  rsup_model *model = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_model);
  const rsup_status status =
      rsup_model_load(config, source, text, len, &model, &loading.found, &loading.err);
  return load_done(L, &loading, status, model);
}

static int model_default(lua_State *L) {
  rsup_model *model = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 1, &err);
  if (!config) return rsl_push_failure(L, &err);
  load loading = load_start(L, &rsl_model);
  const rsup_status status = rsup_model_default(config, &model, &loading.err);
  return load_done(L, &loading, status, model);
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
  const double *const horizon_at = lua_isnoneornil(L, 3) ? NULL : &horizon;
  const double *const elapsed_at = lua_isnoneornil(L, 4) ? NULL : &elapsed;
  const char *text;
  size_t len;
  rsup_error err;
  if (!rsl_document(L, 2, &text, &len, &err)) return rsl_push_failure(L, &err);
  RETURN_RESULT(L, rsup_model_score, model, text, len, horizon_at, elapsed_at);
  return 1;
}

/* ---- functions of the module ---- */

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

/* A field of a table of arguments, which must be there, as an instant. */
static int instant_field(lua_State *L, int index, const char *name, rsup_instant *out,
                         rsup_error *err) {
  lua_getfield(L, index, name);
  if (lua_isnil(L, -1)) return luaL_error(L, "'%s' is needed", name);
  const int read = rsl_instant(L, lua_gettop(L), out, err);
  lua_pop(L, 1);
  return read;
}

/* rs.today(person, {now = , meetings = , ...}) */
static int today(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_today_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  luaL_checktype(L, 2, LUA_TTABLE);
  memset(&options, 0, sizeof options);
  memset(&slots, 0, sizeof slots);
  options.struct_size = sizeof options;
  if (!instant_field(L, 2, "now", &now, &err) ||
      !rsl_options(L, 2, today_options, &options, &slots, &err))
    return rsl_push_failure(L, &err);
  RETURN_RESULT(L, rsup_today, person, now, &options);
  return 1;
}

static int32_t int_field(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  if (lua_type(L, -1) != LUA_TNUMBER) luaL_error(L, "'%s' is a number", name);
  const int32_t value = (int32_t)lua_tointeger(L, -1);
  lua_pop(L, 1);
  return value;
}

/* Minutes since midnight from "19:30". */
static int32_t minute_field(lua_State *L, int index, const char *name) {
  const char *text = text_field(L, index, name, "");
  int32_t parts[2] = {0, 0};
  for (int i = 0; i < 2; i++) {
    const char *const start = text;
    for (; *text >= '0' && *text <= '9' && text - start < 2; text++)
      parts[i] = parts[i] * 10 + (*text - '0');
    if (text == start || *text != (i ? '\0' : ':')) luaL_error(L, "'%s' is as \"19:30\"", name);
    text++;
  }
  if (parts[1] > 59) luaL_error(L, "'%s' is as \"19:30\"", name);
  return parts[0] * 60 + parts[1];
}

/* rs.next_occurrence{zone = , weekday = (0 is Sunday), start = "HH:MM", minutes = , now = } */
static int next_occurrence(lua_State *L) {
  rsup_instant now;
  rsup_error err;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  const char *const zone = text_field(L, 1, "zone", "");
  const int32_t weekday = int_field(L, 1, "weekday"), minutes = int_field(L, 1, "minutes");
  const int32_t start = minute_field(L, 1, "start");
  lua_getfield(L, 1, "config");
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !instant_field(L, 1, "now", &now, &err)) return rsl_push_failure(L, &err);
  RETURN_RESULT(L, rsup_next_occurrence, config, zone, weekday, start, minutes, now);
  return 1;
}

static int crisis_lines(lua_State *L) {
  const char *const region = luaL_optstring(L, 1, NULL);
  const rsup_crisis_line *const *lines;
  const size_t count = rsup_crisis_lines(region, &lines);
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

/* ---- the module ---- */

static const luaL_Reg config_methods[] = {{"report", object_report},
                                          {"digest", config_digest},
                                          {"text", config_text},
                                          {"local_time", config_local_time},
                                          {NULL, NULL}};
static const luaL_Reg person_methods[] = {
    {"report", object_report}, {"append", person_append},
    {"merge", person_merge},   {"changes_since", person_changes_since},
    {"erase", person_erase},   {"to_json", person_to_json},
    {"text", person_text},     {NULL, NULL}};
static const luaL_Reg meetings_methods[] = {
    {"report", object_report}, {"count", meetings_count}, {NULL, NULL}};
static const luaL_Reg instrument_methods[] = {
    {"report", object_report}, {"id", instrument_id}, {"score", instrument_score}, {NULL, NULL}};
static const luaL_Reg model_methods[] = {{"report", object_report},
                                         {"id", model_id},
                                         {"digest", model_digest},
                                         {"score", model_score},
                                         {NULL, NULL}};

static const luaL_Reg config_makers[] = {
    {"load", config_load}, {"loads", config_loads}, {"default", config_default}, {NULL, NULL}};
static const luaL_Reg person_makers[] = {
    {"load", person_load}, {"loads", person_loads}, {NULL, NULL}};
static const luaL_Reg meetings_makers[] = {
    {"read", meetings_read}, {"reads", meetings_reads}, {NULL, NULL}};
static const luaL_Reg instrument_makers[] = {
    {"load", instrument_load}, {"loads", instrument_loads}, {NULL, NULL}};
static const luaL_Reg model_makers[] = {
    {"load", model_load}, {"loads", model_loads}, {"default", model_default}, {NULL, NULL}};

static const luaL_Reg functions[] = {{"today", today},
                                     {"next_occurrence", next_occurrence},
                                     {"crisis_lines", crisis_lines},
                                     {"json", json},
                                     {"list", list},
                                     {"instant", instant},
                                     {"version", version},
                                     {NULL, NULL}};

static void set_functions(lua_State *L, const luaL_Reg *entries) {
  for (; entries->name; entries++) {
    lua_pushcfunction(L, entries->func);
    lua_setfield(L, -2, entries->name);
  }
}

static void add_class(lua_State *L, const char *name, const rsl_kind *kind, const luaL_Reg *methods,
                      const luaL_Reg *makers) {
  rsl_register(L, kind, methods);
  lua_newtable(L);
  set_functions(L, makers);
  lua_setfield(L, -2, name);
}

__attribute__((visibility("default"))) int luaopen_recovery_support(lua_State *L);

int luaopen_recovery_support(lua_State *L) {
  rsup_error err;
  if (rsup_version_check(RSUP_VERSION_NUMBER, &err) != RSUP_OK) return luaL_error(L, err.message);
  lua_newtable(L);
  set_functions(L, functions);
  rsl_register(L, &rsl_result, NULL);
  rsl_register(L, &rsl_writer, NULL);
  luaL_newmetatable(L, "recovery_support.list");
  lua_pop(L, 1);
  add_class(L, "config", &rsl_config, config_methods, config_makers);
  add_class(L, "person", &rsl_person, person_methods, person_makers);
  add_class(L, "meetings", &rsl_meetings, meetings_methods, meetings_makers);
  add_class(L, "instrument", &rsl_instrument, instrument_methods, instrument_makers);
  add_class(L, "model", &rsl_model, model_methods, model_makers);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "null");
  return 1;
}
