/* Turns described records into tables by walking their descriptions. No record is known by name. */
#include "lua_rsup.h"
#include <string.h>

static void push_int64(lua_State *L, int64_t value) {
#if LUA_VERSION_NUM >= 503
  lua_pushinteger(L, value);
#else
  lua_pushnumber(L, (lua_Number)value);
#endif
}

/* NaN is no value; the writer of JSON takes infinities for the same, and so do we. */
static int push_double(lua_State *L, double value) {
  const double zero = value - value;
  if (zero != zero) return 0;
  lua_pushnumber(L, value);
  return 1;
}

static int push_text(lua_State *L, const char *text) {
  if (!text) return 0;
  lua_pushstring(L, text);
  return 1;
}

static int push_day(lua_State *L, rsup_day day) {
  char text[16];
  if (day == INT32_MIN) return 0;
  rsup_day_text(day, text, sizeof text);
  lua_pushstring(L, text);
  return 1;
}

static int push_measure(lua_State *L, const rsup_measure *measure) {
  lua_createtable(L, 0, 5);
  if (push_double(L, measure->value)) lua_setfield(L, -2, "value");
  if (push_double(L, measure->low)) lua_setfield(L, -2, "low");
  if (push_double(L, measure->high)) lua_setfield(L, -2, "high");
  if (push_text(L, rsup_measure_state_name(measure->state))) lua_setfield(L, -2, "state");
  lua_pushinteger(L, measure->unknowns);
  lua_setfield(L, -2, "unknowns");
  return 1;
}

/* __index of a list of records: list.total is the one whose key says "total". */
static int find_by_key(lua_State *L) {
  const int count = (int)lua_rawlen(L, 1);
  for (int i = 1; i <= count; i++) {
    lua_rawgeti(L, 1, i);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_rawget(L, -2);
    if (lua_rawequal(L, -1, 2)) {
      lua_pop(L, 1);
      return 1;
    }
    lua_pop(L, 2);
  }
  return 0;
}

static const char *key_of(const rsup_record_type *type) {
  const size_t count = rsup_record_type_field_count(type);
  for (size_t i = 0; i < count; i++) {
    const rsup_field *const field = rsup_record_type_field(type, i);
    if (field->flags & RSUP_FIELD_KEY) return field->name;
  }
  return NULL;
}

/* Let the list at the top find its records by their key. */
static void find_by(lua_State *L, const rsup_record_type *type) {
  const char *const key = key_of(type);
  if (!key) return;
  lua_pushfstring(L, "recovery_support.by.%s", key);
  lua_pushvalue(L, -1);
  lua_rawget(L, LUA_REGISTRYINDEX);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_createtable(L, 0, 1);
    lua_pushstring(L, key);
    lua_pushcclosure(L, find_by_key, 1);
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, LUA_REGISTRYINDEX);
  }
  lua_setmetatable(L, -3);
  lua_pop(L, 1);
}

static int push_list(lua_State *L, const rsup_field *field, const char *record) {
  const void *const *items;
  size_t count;
  memcpy(&items, record + field->offset, sizeof items);
  memcpy(&count, record + field->count_offset, sizeof count);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    if (field->kind == RSUP_KIND_TEXTS)
      lua_pushstring(L, items[i]);
    else
      rsl_push_record(L, field->record, items[i]);
    lua_rawseti(L, -2, (int)i + 1);
  }
  if (field->kind == RSUP_KIND_RECORDS && count > 0) find_by(L, field->record);
  return 1;
}

static int push_int32_kind(lua_State *L, const rsup_field *field, const char *place) {
  int32_t value;
  memcpy(&value, place, sizeof value);
  if (field->kind == RSUP_KIND_ENUM) return push_text(L, field->enum_name(value));
  if (field->kind == RSUP_KIND_DAY) return push_day(L, value);
  if (value == INT32_MIN) return 0;
  if (field->kind == RSUP_KIND_BOOL)
    lua_pushboolean(L, value);
  else
    lua_pushinteger(L, value);
  return 1;
}

static int push_int64_kind(lua_State *L, const char *place) {
  int64_t value;
  memcpy(&value, place, sizeof value);
  if (value == INT64_MIN) return 0;
  push_int64(L, value);
  return 1;
}

static int push_pointer_kind(lua_State *L, const rsup_field *field, const char *place) {
  const void *value;
  memcpy(&value, place, sizeof value);
  if (!value) return 0;
  if (field->kind == RSUP_KIND_TEXT)
    lua_pushstring(L, value);
  else
    rsl_push_record(L, field->record, value);
  return 1;
}

/* Push a field's value; 0, with nothing pushed, when it has none. */
static int push_field(lua_State *L, const rsup_field *field, const char *record) {
  const char *const place = record + field->offset;
  double number;
  uint32_t count;
  rsup_measure measure;
  switch (field->kind) {
  case RSUP_KIND_INT32:
  case RSUP_KIND_BOOL:
  case RSUP_KIND_DAY:
  case RSUP_KIND_ENUM:
    return push_int32_kind(L, field, place);
  case RSUP_KIND_INT64:
  case RSUP_KIND_INSTANT:
    return push_int64_kind(L, place);
  case RSUP_KIND_UINT32:
    memcpy(&count, place, sizeof count);
    push_int64(L, count);
    return 1;
  case RSUP_KIND_DOUBLE:
    memcpy(&number, place, sizeof number);
    return push_double(L, number);
  case RSUP_KIND_MEASURE:
    memcpy(&measure, place, sizeof measure);
    return push_measure(L, &measure);
  case RSUP_KIND_RECORDS:
  case RSUP_KIND_TEXTS:
    return push_list(L, field, record);
  default:
    return push_pointer_kind(L, field, place);
  }
}

void rsl_push_record(lua_State *L, const rsup_record_type *type, const void *record) {
  const size_t count = rsup_record_type_field_count(type);
  luaL_checkstack(L, 8, "a record is nested too deep");
  lua_createtable(L, 0, (int)count);
  for (size_t i = 0; i < count; i++) {
    const rsup_field *const field = rsup_record_type_field(type, i);
    if (push_field(L, field, record)) lua_setfield(L, -2, field->name);
  }
}

void rsl_push_result(lua_State *L) {
  const rsup_result *const result = rsl_check(L, -1, &rsl_result);
  rsl_push_record(L, rsup_result_type(result), rsup_result_root(result));
  lua_insert(L, -2);
  rsl_set_companion(L, -2);
}

void rsl_push_safety(lua_State *L, const rsup_safety *safety) {
  int count = 0;
  lua_createtable(L, 0, 2);
  lua_pushstring(L, rsup_safety_level_name(safety->level));
  lua_setfield(L, -2, "level");
  lua_newtable(L);
  for (uint32_t sign = 1; sign != 0; sign <<= 1) {
    const char *const name = safety->signs & sign ? rsup_sign_name(sign) : NULL;
    if (!name) continue;
    lua_pushstring(L, name);
    lua_rawseti(L, -2, ++count);
  }
  lua_setfield(L, -2, "signs");
}

/* ---- failures */

static void set_number(lua_State *L, const char *name, uint32_t value) {
  if (!value) return;
  lua_pushinteger(L, (lua_Integer)value);
  lua_setfield(L, -2, name);
}

static void set_text(lua_State *L, const char *name, const char *value) {
  if (!value[0]) return;
  lua_pushstring(L, value);
  lua_setfield(L, -2, name);
}

/* "clinic.yaml:3:7: roles.friend: an unknown role": what assert() shows. */
static void push_line(lua_State *L, const rsup_error *err) {
  int parts = 1;
  lua_pushstring(L, err->source);
  if (err->line) parts++, lua_pushfstring(L, ":%d:%d", (int)err->line, (int)err->column);
  if (parts > 1 || err->source[0]) parts++, lua_pushstring(L, ": ");
  if (err->row) parts++, lua_pushfstring(L, "row %d: ", (int)err->row);
  if (err->path[0]) parts++, lua_pushfstring(L, "%s: ", err->path);
  lua_pushstring(L, err->message);
  lua_concat(L, parts + 1);
}

int rsl_push_failure(lua_State *L, const rsup_error *err) {
  lua_pushnil(L);
  push_line(L, err);
  lua_pushstring(L, rsup_status_name(err->status));
  lua_createtable(L, 0, 6);
  set_text(L, "source", err->source);
  set_number(L, "line", err->line);
  set_number(L, "column", err->column);
  set_number(L, "row", err->row);
  set_text(L, "path", err->path);
  set_text(L, "message", err->message);
  return 4;
}

rsup_safety rsl_unread_safety(void) {
  rsup_safety safety;
  memset(&safety, 0, sizeof safety);
  safety.level = RSUP_SAFETY_REVIEW;
  safety.signs = RSUP_SIGN_CALL_FAILED;
  return safety;
}

int rsl_push_failure_with_safety(lua_State *L, const rsup_error *err, const rsup_safety *safety) {
  rsl_push_failure(L, err);
  rsl_push_safety(L, safety);
  lua_setfield(L, -2, "safety");
  return 4;
}
