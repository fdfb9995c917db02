/* instrument:score_columns(): many questionnaires at once. Lists of numbers in, lists out; memory
 * that C writes to belongs to Lua, so that an error on the way leaks nothing. */
#include "lua_rsup.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

enum { MOST_SCORES = 64, MOST_ITEMS = 256 };

typedef struct columns_call {
  const rsup_instrument_info *info;
  size_t rows;
  rsup_answer_column answers[MOST_ITEMS];
  const rsup_answer_column *answer_pointers[MOST_ITEMS];
  rsup_score_column scores[MOST_SCORES];
  const rsup_score_column *score_pointers[MOST_SCORES];
  rsup_columns_options options;
  size_t refused_rows;
} columns_call;

/* Room for `rows` numbers, kept in the list of memory at `memory`. */
static void *room(lua_State *L, int memory, size_t rows, size_t size) {
  void *const made = lua_newuserdata(L, (rows + 1) * size);
  memset(made, 0, (rows + 1) * size);
  lua_rawseti(L, memory, (int)lua_rawlen(L, memory) + 1);
  return made;
}

/* The longest list: a blank at the end of one is no row less. */
static size_t count_rows(lua_State *L, const rsup_instrument_info *info) {
  size_t rows = 0;
  for (size_t i = 0; i < info->item_count; i++) {
    lua_getfield(L, 2, info->items[i]->id);
    if (lua_istable(L, -1) && lua_rawlen(L, -1) > rows) rows = lua_rawlen(L, -1);
    lua_pop(L, 1);
  }
  if (!lua_istable(L, 3)) return rows;
  lua_getfield(L, 3, "rows");
  const lua_Integer given = luaL_optinteger(L, -1, (lua_Integer)rows);
  luaL_argcheck(L, given >= 0 && given < INT32_MAX, 3, "rows out of range");
  lua_pop(L, 1);
  return (size_t)given;
}

/* A number, or NaN for nil and rs.null. */
static double answer_at(lua_State *L, const char *item, size_t row) {
  double answer = (double)NAN;
  lua_rawgeti(L, -1, (int)row + 1);
  if (lua_type(L, -1) == LUA_TNUMBER)
    answer = lua_tonumber(L, -1);
  else if (!lua_isnil(L, -1) && !(lua_islightuserdata(L, -1) && !lua_touserdata(L, -1)))
    luaL_error(L, "column %s: expected whole numbers and blanks", item);
  lua_pop(L, 1);
  return answer;
}

static void read_answers(lua_State *L, columns_call *call, int memory) {
  for (size_t i = 0; i < call->info->item_count; i++) {
    const rsup_item_info *const item = call->info->items[i];
    rsup_answer_column *const column = &call->answers[i];
    call->answer_pointers[i] = column;
    column->struct_size = sizeof *column;
    column->type = RSUP_COLUMN_DOUBLE;
    lua_getfield(L, 2, item->id);
    if (lua_istable(L, -1)) {
      double *const numbers = room(L, memory, call->rows, sizeof *numbers);
      for (size_t row = 0; row < call->rows; row++) numbers[row] = answer_at(L, item->id, row);
      column->data = numbers;
    } else if (!lua_isnil(L, -1) || !item->optional) {
      luaL_error(L, "no column for item %s", item->id);
    }
    lua_pop(L, 1);
  }
}

static const rsl_option columns_options[] = {
    {"rows", RSL_SKIP, 0, NULL},
    {"context", RSL_SKIP, 0, NULL},
    {"profile", RSL_TEXT, offsetof(rsup_columns_options, profile), NULL},
    {NULL, 0, 0, NULL},
};

static void make_room(lua_State *L, columns_call *call, int memory) {
  const size_t rows = call->rows;
  for (size_t i = 0; i < call->info->score_count; i++) {
    rsup_score_column *const score = &call->scores[i];
    call->score_pointers[i] = score;
    score->struct_size = sizeof *score;
    score->score = (int32_t)i;
    score->value = room(L, memory, rows, sizeof *score->value);
    score->low = room(L, memory, rows, sizeof *score->low);
    score->high = room(L, memory, rows, sizeof *score->high);
    score->band = room(L, memory, rows, sizeof *score->band);
    score->rule = room(L, memory, rows, sizeof *score->rule);
    score->reason = room(L, memory, rows, sizeof *score->reason);
    score->cutoffs = room(L, memory, rows, sizeof *score->cutoffs);
  }
  call->options.alerts = room(L, memory, rows, sizeof *call->options.alerts);
  call->options.reviews = room(L, memory, rows, sizeof *call->options.reviews);
  call->options.refused = room(L, memory, rows, sizeof *call->options.refused);
  call->options.refused_rows = &call->refused_rows;
}

/* ---- lists out, into the table at the top */

static void set_numbers(lua_State *L, const char *name, const double *numbers, size_t rows) {
  lua_createtable(L, (int)rows, 0);
  for (size_t i = 0; i < rows; i++) {
    lua_pushnumber(L, numbers[i]);
    lua_rawseti(L, -2, (int)i + 1);
  }
  lua_setfield(L, -2, name);
}

static void set_bits(lua_State *L, const char *name, const uint32_t *bits, size_t rows) {
  lua_createtable(L, (int)rows, 0);
  for (size_t i = 0; i < rows; i++) {
    lua_pushinteger(L, (lua_Integer)bits[i]);
    lua_rawseti(L, -2, (int)i + 1);
  }
  lua_setfield(L, -2, name);
}

/* A name per row, false for none. */
static void push_name(lua_State *L, const char *name, size_t row) {
  if (name)
    lua_pushstring(L, name);
  else
    lua_pushboolean(L, 0);
  lua_rawseti(L, -2, (int)row + 1);
}

static void push_score(lua_State *L, const rsup_score_info *info, const rsup_score_column *score,
                       size_t rows) {
  lua_createtable(L, 0, 7);
  set_numbers(L, "value", score->value, rows);
  set_numbers(L, "low", score->low, rows);
  set_numbers(L, "high", score->high, rows);
  set_bits(L, "cutoffs", score->cutoffs, rows);
  lua_createtable(L, (int)rows, 0);
  for (size_t i = 0; i < rows; i++)
    push_name(L, score->band[i] < 0 ? NULL : info->bands[score->band[i]]->id, i);
  lua_setfield(L, -2, "band");
  lua_createtable(L, (int)rows, 0);
  for (size_t i = 0; i < rows; i++)
    push_name(L, score->rule[i] < 0 ? NULL : info->values[score->rule[i]], i);
  lua_setfield(L, -2, "rule");
  lua_createtable(L, (int)rows, 0);
  for (size_t i = 0; i < rows; i++) push_name(L, rsup_score_reason_name(score->reason[i]), i);
  lua_setfield(L, -2, "reason");
}

static int push_columns(lua_State *L, const columns_call *call) {
  const rsup_columns_options *const options = &call->options;
  lua_createtable(L, 0, 5);
  lua_createtable(L, 0, (int)call->info->score_count);
  for (size_t i = 0; i < call->info->score_count; i++) {
    push_score(L, call->info->scores[i], &call->scores[i], call->rows);
    lua_setfield(L, -2, call->info->scores[i]->id);
  }
  lua_setfield(L, -2, "scores");
  set_bits(L, "alerts", options->alerts, call->rows);
  set_bits(L, "reviews", options->reviews, call->rows);
  lua_createtable(L, (int)call->rows, 0);
  for (size_t i = 0; i < call->rows; i++)
    push_name(L, options->refused[i] < 0 ? NULL : call->info->items[options->refused[i]]->id, i);
  lua_setfield(L, -2, "refused");
  lua_pushinteger(L, (lua_Integer)call->refused_rows);
  lua_setfield(L, -2, "refused_rows");
  return 1;
}

/* instrument:score_columns({q1 = {...}, ...}, {rows = , context = , profile = }) */
int rsl_score_columns(lua_State *L) {
  const rsup_instrument *const instrument = rsl_check(L, 1, &rsl_instrument);
  rsup_error err;
  rsl_slots slots;
  rsup_result *described = NULL;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 3);
  rsl_box *const box = rsl_new_box(L, &rsl_result);
  if (rsup_instrument_describe(instrument, &described, &err) != RSUP_OK)
    return rsl_push_failure(L, &err);
  box->held = described;
  lua_newtable(L); /* what C writes to */
  const int memory = lua_gettop(L);
  columns_call *const call = room(L, memory, 1, sizeof *call);
  call->info = rsup_instrument_info_get(described);
  call->rows = count_rows(L, call->info);
  read_answers(L, call, memory);
  if (!rsl_options(L, 3, columns_options, &call->options, sizeof call->options, &slots, &err))
    return rsl_push_failure(L, &err);
  call->options.context = rsl_context_field(L, 3, &call->options.context_count);
  make_room(L, call, memory);
  if (rsup_instrument_score_columns(instrument, call->answer_pointers, call->info->item_count,
                                    call->rows, call->score_pointers, call->info->score_count,
                                    &call->options, &err) != RSUP_OK)
    return rsl_push_failure(L, &err);
  return push_columns(L, call);
}
