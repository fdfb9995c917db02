/* rs.network_measures(): many ego networks at once. Columns are tables of numbers. */
#include "lua_rsup.h"
#include <stddef.h>
#include <string.h>

/* A column of the table at 1 as memory that lives on the stack; NULL when it is absent. Texts are
 * the names of pairs. An entry that is no number is an error. */
static void *new_column(lua_State *L, const char *name, size_t size, size_t *rows) {
  *rows = 0;
  lua_getfield(L, 1, name);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    return NULL;
  }
  if (!lua_istable(L, -1)) (void)luaL_error(L, "column %s: expected a table of numbers", name);
  *rows = lua_rawlen(L, -1);
  return lua_newuserdata(L, *rows * size + 1);
}

static const int32_t *int_column(lua_State *L, const char *name, size_t *rows) {
  int32_t *const column = new_column(L, name, sizeof *column, rows);
  for (size_t i = 0; column && i < *rows; i++) {
    lua_rawgeti(L, -2, (int)(i + 1));
    const lua_Number number = lua_tonumber(L, -1);
    const int is_text = lua_type(L, -1) == LUA_TSTRING;
    const int fits = number >= INT32_MIN && number <= INT32_MAX;
    if (!is_text && (!lua_isnumber(L, -1) || !fits || (lua_Number)(int32_t)number != number))
      (void)luaL_error(L, "column %s: expected whole numbers", name);
    column[i] = is_text ? rsup_pair_from_name(lua_tostring(L, -1)) : (int32_t)number;
    lua_pop(L, 1);
  }
  return column;
}

static const double *double_column(lua_State *L, const char *name, size_t *rows) {
  double *const column = new_column(L, name, sizeof *column, rows);
  for (size_t i = 0; column && i < *rows; i++) {
    lua_rawgeti(L, -2, (int)(i + 1));
    if (!lua_isnumber(L, -1)) (void)luaL_error(L, "column %s: expected numbers", name);
    column[i] = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  return column;
}

static void check_rows(lua_State *L, const char *name, const void *column, size_t rows,
                       size_t wanted) {
  if (column && rows != wanted)
    (void)luaL_error(L, "column %s: expected %d rows", name, (int)wanted);
}

/* The columns of the table at 1. What they point to stays on the stack. */
static rsup_ego_columns read_columns(lua_State *L, size_t *all_alters) {
  rsup_ego_columns in;
  size_t rows;
  memset(&in, 0, sizeof in);
  in.struct_size = sizeof in;
  luaL_checkstack(L, 24, "columns");
  in.alters = int_column(L, "alters", &in.egos);
  in.a = int_column(L, "a", &in.pairs);
  in.b = int_column(L, "b", &rows);
  check_rows(L, "b", in.b, rows, in.pairs);
  in.ego = int_column(L, "ego", &rows);
  check_rows(L, "ego", in.ego, rows, in.pairs);
  in.state = int_column(L, "state", &rows);
  check_rows(L, "state", in.state, rows, in.pairs);
  in.weight = double_column(L, "weight", &rows);
  check_rows(L, "weight", in.weight, rows, in.pairs);
  *all_alters = 0;
  for (size_t i = 0; i < in.egos; i++) *all_alters += in.alters[i] > 0 ? (size_t)in.alters[i] : 0;
  in.alter_weight = double_column(L, "alter_weight", &rows);
  check_rows(L, "alter_weight", in.alter_weight, rows, *all_alters);
  in.alter_group = int_column(L, "alter_group", &rows);
  check_rows(L, "alter_group", in.alter_group, rows, *all_alters);
  in.ego_group = int_column(L, "ego_group", &rows);
  check_rows(L, "ego_group", in.ego_group, rows, in.egos);
  const char *const unlisted = rsl_text_field(L, 1, "unlisted", "not_tied");
  in.unlisted = rsup_pair_from_name(unlisted);
  if (in.unlisted == 0) (void)luaL_error(L, "unlisted: expected not_tied or not_asked");
  return in;
}

/* ---- what comes back */

typedef struct named {
  const char *name;
  size_t offset;
} named;
static const named measures[] = {
    {"density", offsetof(rsup_structure_columns, density)},
    {"components", offsetof(rsup_structure_columns, components)},
    {"isolates", offsetof(rsup_structure_columns, isolates)},
    {"effective_size", offsetof(rsup_structure_columns, effective_size)},
    {"efficiency", offsetof(rsup_structure_columns, efficiency)},
    {"constraint", offsetof(rsup_structure_columns, constraint)},
    {"hierarchy", offsetof(rsup_structure_columns, hierarchy)},
    {"ei_index", offsetof(rsup_structure_columns, ei_index)},
    {"blau", offsetof(rsup_structure_columns, blau)},
    {"same_group", offsetof(rsup_structure_columns, same_group)}};
enum { STRUCTURAL = 7, MEASURES = 10, PARTS = 3 };
static const char *const parts[PARTS] = {"", "_low", "_high"};

static void set_doubles(lua_State *L, const char *name, const char *part, const double *values,
                        size_t rows) {
  lua_pushfstring(L, "%s%s", name, part);
  lua_createtable(L, (int)rows, 0);
  for (size_t i = 0; i < rows; i++) {
    lua_pushnumber(L, values[i]);
    lua_rawseti(L, -2, (int)(i + 1));
  }
  lua_rawset(L, -3);
}

/* Counts become whole numbers, a difference that Lua 5.3 shows. */
static void set_counts(lua_State *L, const char *name, const int64_t *values, size_t rows) {
  lua_createtable(L, (int)rows, 0);
  for (size_t i = 0; i < rows; i++) {
    lua_pushinteger(L, (lua_Integer)values[i]);
    lua_rawseti(L, -2, (int)(i + 1));
  }
  lua_setfield(L, -2, name);
}

static void widen(int64_t *into, const int32_t *from, size_t rows) {
  for (size_t i = 0; i < rows; i++) into[i] = from[i];
}

/* rs.network_measures({alters = , ego = , a = , b = , state = , weight = , alter_weight = ,
 * alter_group = , ego_group = , unlisted = }): a table of columns, one row per ego;
 * alter_constraint has one per alter. Egos and alters count from 0. NaN is no value. */
int rsl_network_measures(lua_State *L) {
  rsup_structure_columns out;
  rsup_error err;
  size_t all_alters;
  luaL_checktype(L, 1, LUA_TTABLE);
  const rsup_ego_columns in = read_columns(L, &all_alters);
  const int count = in.alter_group ? MEASURES : STRUCTURAL;
  memset(&out, 0, sizeof out);
  out.struct_size = sizeof out;
  double *const values =
      lua_newuserdata(L, (MEASURES * PARTS * in.egos + all_alters + 1) * sizeof *values);
  int64_t *const counts = lua_newuserdata(L, (3 * in.egos + 1) * sizeof *counts);
  int32_t *const small = lua_newuserdata(L, (2 * in.egos + 1) * sizeof *small);
  for (int m = 0; m < count; m++) {
    double *const at = values + (size_t)m * PARTS * in.egos;
    const rsup_measure_columns columns = {at, at + in.egos, at + 2 * in.egos};
    memcpy((char *)&out + measures[m].offset, &columns, sizeof columns);
  }
  out.alter_constraint = values + MEASURES * PARTS * in.egos;
  out.size = small;
  out.exact = small + in.egos;
  out.ties = counts;
  out.not_asked = counts + in.egos;
  if (rsup_network_columns(NULL, &in, &out, &err) != RSUP_OK) return rsl_push_failure(L, &err);
  lua_newtable(L);
  for (int m = 0; m < count; m++)
    for (size_t part = 0; part < PARTS; part++)
      set_doubles(L, measures[m].name, parts[part], values + ((size_t)m * PARTS + part) * in.egos,
                  in.egos);
  set_doubles(L, "alter_constraint", "", out.alter_constraint, all_alters);
  set_counts(L, "ties", out.ties, in.egos);
  set_counts(L, "not_asked", out.not_asked, in.egos);
  widen(counts + 2 * in.egos, out.size, in.egos);
  set_counts(L, "size", counts + 2 * in.egos, in.egos);
  widen(counts + 2 * in.egos, out.exact, in.egos);
  set_counts(L, "exact", counts + 2 * in.egos, in.egos);
  return 1;
}
