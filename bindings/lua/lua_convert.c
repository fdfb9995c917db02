/* Lua arguments on their way into C: documents, instants, options. */
#include "lua_rsup.h"
#include <math.h>
#include <string.h>

enum { DEEPEST = 64 }; /* the writer refuses at 32; this ends a table that holds itself */

/* ---- documents */

static int refuse(rsup_error *err, rsup_status status, const char *message) {
  memset(err, 0, sizeof *err);
  err->status = status;
  strncpy(err->message, message, sizeof err->message - 1);
  return 0;
}

static int write_number(lua_State *L, int index, rsup_writer *writer, rsup_error *err) {
  const lua_Number value = lua_tonumber(L, index);
#if LUA_VERSION_NUM >= 503
  if (lua_isinteger(L, index)) {
    rsup_writer_int(writer, lua_tointeger(L, index));
    return 1;
  }
#endif
  if (value != value || value - value != 0)
    return refuse(err, RSUP_E_RANGE, "NaN and infinity have no place in a document");
  if (value == (lua_Number)(int64_t)(fabs(value) < 0x1p53 ? value : 0.5))
    rsup_writer_int(writer, (int64_t)value); /* 5.1 has no other whole numbers */
  else
    rsup_writer_double(writer, value);
  return 1;
}

static int write_value(lua_State *L, rsup_writer *writer, int depth, rsup_error *err);

/* rs.list(t) marks a table as a list by this metatable: only an empty one needs it. */
static int is_marked_list(lua_State *L) {
  if (!lua_getmetatable(L, -1)) return 0;
  luaL_getmetatable(L, "recovery_support.list");
  const int same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

static int write_list(lua_State *L, rsup_writer *writer, size_t count, int depth, rsup_error *err) {
  size_t keys = 0;
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pop(L, 1);
    keys++;
  }
  if (keys != count) return refuse(err, RSUP_E_ARGUMENT, "a table is a list or a map, not both");
  rsup_writer_list(writer);
  for (size_t i = 1; i <= count; i++) {
    lua_rawgeti(L, -1, (int)i);
    const int written = write_value(L, writer, depth + 1, err);
    lua_pop(L, 1);
    if (!written) return 0;
  }
  rsup_writer_end(writer);
  return 1;
}

static int write_map(lua_State *L, rsup_writer *writer, int depth, rsup_error *err) {
  rsup_writer_map(writer);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    size_t len;
    if (lua_type(L, -2) != LUA_TSTRING) {
      lua_pop(L, 2);
      return refuse(err, RSUP_E_ARGUMENT, "the keys of a map are strings");
    }
    const char *const key = lua_tolstring(L, -2, &len);
    rsup_writer_key(writer, key, len);
    const int written = write_value(L, writer, depth + 1, err);
    lua_pop(L, 1);
    if (!written) {
      lua_pop(L, 1);
      return 0;
    }
  }
  rsup_writer_end(writer);
  return 1;
}

static int write_table(lua_State *L, rsup_writer *writer, int depth, rsup_error *err) {
  if (depth > DEEPEST || !lua_checkstack(L, 8))
    return refuse(err, RSUP_E_LIMIT, "the table is nested too deep");
  const size_t count = lua_rawlen(L, -1);
  if (count > 0 || is_marked_list(L)) return write_list(L, writer, count, depth, err);
  return write_map(L, writer, depth, err);
}

/* Write the value at the top of the stack, which stays. */
static int write_value(lua_State *L, rsup_writer *writer, int depth, rsup_error *err) {
  size_t len;
  const char *text;
  switch (lua_type(L, -1)) {
  case LUA_TSTRING:
    text = lua_tolstring(L, -1, &len);
    rsup_writer_text(writer, text, len);
    return 1;
  case LUA_TNUMBER:
    return write_number(L, -1, writer, err);
  case LUA_TBOOLEAN:
    rsup_writer_bool(writer, lua_toboolean(L, -1));
    return 1;
  case LUA_TTABLE:
    return write_table(L, writer, depth, err);
  case LUA_TLIGHTUSERDATA: /* rs.null, cjson.null and ngx.null are all the NULL pointer */
    if (lua_touserdata(L, -1)) break;
    rsup_writer_null(writer);
    return 1;
  default:
    break;
  }
  return refuse(err, RSUP_E_ARGUMENT, "a document holds texts, numbers, booleans and tables");
}

int rsl_document(lua_State *L, int index, const char **out_text, size_t *out_len, rsup_error *err) {
  if (lua_type(L, index) == LUA_TSTRING) {
    *out_text = lua_tolstring(L, index, out_len);
    lua_pushvalue(L, index);
    return 1;
  }
  luaL_checktype(L, index, LUA_TTABLE);
  rsl_box *const box = rsl_new_box(L, &rsl_writer);
  rsup_writer *writer = NULL;
  if (rsup_writer_new(NULL, &writer, err) != RSUP_OK) return 0;
  box->held = writer;
  lua_pushvalue(L, index);
  const int written = write_value(L, writer, 0, err);
  lua_pop(L, 1);
  return written && rsup_writer_finish(writer, RSUP_FORMAT_JSON, out_text, out_len, err) == RSUP_OK;
}

/* ---- instants */

int rsl_instant(lua_State *L, int index, rsup_instant *out, rsup_error *err) {
  size_t len;
  if (lua_type(L, index) == LUA_TSTRING) {
    const char *const text = lua_tolstring(L, index, &len);
    return rsup_instant_parse(text, len, out, err) == RSUP_OK;
  }
  const lua_Number value = luaL_checknumber(L, index);
  if (!(fabs(value) < 0x1p53))
    return refuse(err, RSUP_E_TIME, "a time is a number of milliseconds since 1970");
  *out =
      (rsup_instant)floor(value + 0.5); /* seconds with a fraction, times 1000, are seldom whole */
  return 1;
}

/* ---- options */

/* For C a NUL would end the text early: another name, another part of a record. */
const char *rsl_check_text(lua_State *L, int index) {
  size_t len;
  const char *const text = luaL_checklstring(L, index, &len);
  if (memchr(text, '\0', len)) luaL_error(L, "a name or a path with NUL in it");
  return text;
}

const char *rsl_opt_text(lua_State *L, int index, const char *otherwise) {
  return lua_isnoneornil(L, index) ? otherwise : rsl_check_text(L, index);
}

int32_t rsl_check_int32(lua_State *L, int index) {
  const lua_Number number = luaL_checknumber(L, index);
  const int32_t whole = number >= INT32_MIN && number <= INT32_MAX ? (int32_t)number : 0;
  if (!(number >= whole && number <= whole)) luaL_error(L, "a whole number of 32 bits is wanted");
  return whole;
}

static void put(void *options, const rsl_option *option, const void *value, size_t size) {
  memcpy((char *)options + option->offset, value, size);
}

/* The option's value is at the top of the stack. */
static int read_option(lua_State *L, const rsl_option *option, void *options, rsl_slots *slots,
                       rsup_error *err) {
  const void *pointer;
  int32_t number;
  double plain;
  switch (option->kind) {
  case RSL_TEXT:
    luaL_checktype(L, -1, LUA_TSTRING);
    pointer = rsl_check_text(L, -1);
    break;
  case RSL_INT32:
    number = rsl_check_int32(L, -1);
    put(options, option, &number, sizeof number);
    return 1;
  case RSL_DOUBLE:
    plain = luaL_checknumber(L, -1);
    put(options, option, &plain, sizeof plain);
    return 1;
  case RSL_DOUBLE_AT:
    slots->numbers[slots->number_count] = luaL_checknumber(L, -1);
    pointer = &slots->numbers[slots->number_count++];
    break;
  case RSL_INSTANT_AT:
    if (!rsl_instant(L, lua_gettop(L), &slots->instants[slots->instant_count], err)) return 0;
    pointer = &slots->instants[slots->instant_count++];
    break;
  case RSL_HANDLE:
    pointer = rsl_check(L, lua_gettop(L), option->handle);
    break;
  default:
    return 1;
  }
  put(options, option, &pointer, sizeof pointer);
  return 1;
}

static const rsl_option *find_option(const rsl_option *known, const char *name) {
  while (known->name && strcmp(known->name, name)) known++;
  return known->name ? known : NULL;
}

int rsl_options(lua_State *L, int index, const rsl_option *known, void *options, size_t size,
                rsl_slots *slots, rsup_error *err) {
  const uint32_t struct_size = (uint32_t)size;
  memset(options, 0, size);
  memcpy(options, &struct_size, sizeof struct_size); /* the first field of every options struct */
  memset(slots, 0, sizeof *slots);
  if (lua_isnoneornil(L, index)) return 1;
  luaL_checktype(L, index, LUA_TTABLE);
  lua_pushnil(L);
  while (lua_next(L, index)) {
    if (lua_type(L, -2) != LUA_TSTRING) return luaL_error(L, "the names of options are strings");
    const rsl_option *const option = find_option(known, lua_tostring(L, -2));
    if (!option) return luaL_error(L, "unknown option '%s'", lua_tostring(L, -2));
    const int done = read_option(L, option, options, slots, err);
    lua_pop(L, 1);
    if (!done) {
      lua_pop(L, 1);
      return 0;
    }
  }
  return 1;
}

int rsl_question(lua_State *L, int index, const rsl_option *known, void *options, size_t size,
                 rsl_slots *slots, rsup_instant *now, rsup_error *err) {
  return rsl_instant_field(L, index, "now", now, err) &&
         rsl_options(L, index, known, options, size, slots, err);
}

/* ---- fields of a table of arguments */

int rsl_instant_field(lua_State *L, int index, const char *name, rsup_instant *out,
                      rsup_error *err) {
  luaL_checktype(L, index, LUA_TTABLE);
  lua_getfield(L, index, name);
  if (lua_isnil(L, -1)) return luaL_error(L, "'%s' is needed", name);
  const int read = rsl_instant(L, lua_gettop(L), out, err);
  lua_pop(L, 1);
  return read;
}

int rsl_day_field(lua_State *L, int index, const char *name, rsup_day *out, rsup_error *err) {
  const char *const text = rsl_text_field(L, index, name, "");
  *out = INT32_MIN;
  return !*text || rsup_day_parse(text, strlen(text), out, err) == RSUP_OK;
}

int rsl_span_fields(lua_State *L, int index, rsup_day *from, rsup_day *until, rsup_error *err) {
  return rsl_day_field(L, index, "since", from, err) &&
         rsl_day_field(L, index, "before", until, err);
}

const rsup_context_entry *rsl_context_field(lua_State *L, int index, uint32_t *count) {
  enum { MOST = 16 };
  if (lua_isnoneornil(L, index)) return NULL;
  lua_getfield(L, index, "context");
  if (lua_isnil(L, -1)) return NULL;
  luaL_checktype(L, -1, LUA_TTABLE);
  rsup_context_entry *const entries = lua_newuserdata(L, MOST * sizeof *entries);
  lua_pushnil(L);
  while (lua_next(L, -3)) {
    if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "a context is texts by name");
    if (*count == MOST) luaL_error(L, "a context has at most %d entries", (int)MOST);
    entries[*count].name = lua_tostring(L, -2);
    entries[(*count)++].value = lua_tostring(L, -1);
    lua_pop(L, 1);
  }
  return entries;
}

/* The texts that go into {names} of a wording: a table of numbers and texts. Returns how many. */
static size_t text_args(lua_State *L, int index, rsup_text_arg *args, size_t room) {
  size_t count = 0;
  if (lua_isnoneornil(L, index)) return 0;
  luaL_checktype(L, index, LUA_TTABLE);
  lua_pushnil(L);
  while (lua_next(L, index)) {
    if (lua_type(L, -2) != LUA_TSTRING || count == room) luaL_error(L, "too many words to fill in");
    args[count].name = lua_tostring(L, -2);
    args[count].text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    args[count].number = args[count].text ? 0 : luaL_checknumber(L, -1);
    count++;
    lua_pop(L, 1);
  }
  return count;
}

const char *rsl_text_field(lua_State *L, int index, const char *name, const char *otherwise) {
  if (lua_isnoneornil(L, index)) return otherwise;
  lua_getfield(L, index, name);
  const char *const text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : otherwise;
  lua_pop(L, 1);
  return text;
}

/* ---- wording */

enum { MOST_WORDS = 16 };

int rsl_push_wording(lua_State *L, const rsup_person *person, const rsup_config *config) {
  const char *const id = rsl_check_text(L, 2), *const locale = rsl_opt_text(L, 3, "en");
  rsup_text_arg args[MOST_WORDS];
  const size_t count = text_args(L, 4, args, MOST_WORDS);
  char first[256], *buffer = first;
  size_t size = sizeof first, len = 0;
  rsup_error err;
  for (;;) {
    const rsup_status status =
        person ? rsup_person_text(person, id, locale, args, count, buffer, size, &len, &err)
               : rsup_config_text(config, id, locale, args, count, buffer, size, &len, &err);
    if (status != RSUP_OK) return rsl_push_failure(L, &err);
    if (len < size) break;
    size = len + 1;
    buffer = lua_newuserdata(L, size);
  }
  lua_pushlstring(L, buffer, len);
  return 1;
}
