/* Questions about goals, care and activities, and collective goals. */
#include "lua_rsup.h"
#include <stddef.h>

static const rsl_option goals_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_goals_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};
static const rsl_option care_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"since", RSL_SKIP, 0, NULL},
    {"before", RSL_SKIP, 0, NULL},
    {"retained_days", RSL_INT32, offsetof(rsup_care_options, retained_days), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_care_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};

/* rs.goals(person, {now = , known_at = }) */
static int goals(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_goals_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  if (!rsl_question(L, 2, goals_options, &options, sizeof options, &slots, &now, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_goals, person, now, &options);
}

typedef rsup_status over_days(const rsup_person *person, rsup_day from, rsup_day until,
                              rsup_instant now, const rsup_care_options *options,
                              rsup_result **out_result, rsup_error *err);

static int ask_over_days(lua_State *L, over_days *question) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_care_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_day from, until;
  rsup_error err;
  if (!rsl_question(L, 2, care_options, &options, sizeof options, &slots, &now, &err) ||
      !rsl_span_fields(L, 2, &from, &until, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, question, person, from, until, now, &options);
}

/* rs.care(person, {now = , since = , before = , retained_days = , known_at = }) */
static int care(lua_State *L) {
  return ask_over_days(L, rsup_person_care);
}

/* rs.activities(person, {now = , since = , before = , known_at = }) */
static int activities(lua_State *L) {
  return ask_over_days(L, rsup_person_activities);
}

/* ---- many persons */

const rsup_person **rsl_persons(lua_State *L, int index, size_t *count) {
  luaL_checktype(L, index, LUA_TTABLE);
  *count = lua_rawlen(L, index);
  const rsup_person **const persons = lua_newuserdata(L, (*count + 1) * sizeof *persons);
  for (size_t i = 0; i < *count; i++) {
    lua_rawgeti(L, index, (int)i + 1);
    persons[i] = rsl_check(L, lua_gettop(L), &rsl_person);
    lua_pop(L, 1);
  }
  return persons;
}

const uint8_t *rsl_flags(lua_State *L, int index, const char *name, size_t *count) {
  lua_getfield(L, index, name);
  if (lua_isnil(L, -1)) return NULL;
  luaL_checktype(L, -1, LUA_TTABLE);
  const int table = lua_gettop(L);
  *count = lua_rawlen(L, table);
  uint8_t *const permits = lua_newuserdata(L, *count + 1);
  for (size_t i = 0; i < *count; i++) {
    lua_rawgeti(L, table, (int)i + 1);
    permits[i] = (uint8_t)lua_toboolean(L, -1);
    lua_pop(L, 1);
  }
  return permits;
}
const uint8_t *rsl_permits(lua_State *L, int index, size_t *count) {
  return rsl_flags(L, index, "permits", count);
}

/* rs.group_goal({person, ...}, group, {now = , permits = {true, ...}, least_members = }) */
int rsl_group_goal(lua_State *L) {
  static const rsl_option known[] = {
      {"now", RSL_SKIP, 0, NULL},
      {"permits", RSL_SKIP, 0, NULL},
      {"least_members", RSL_INT32, offsetof(rsup_group_goal_progress_options, least_members), NULL},
      {NULL, 0, 0, NULL}};
  rsup_group_goal_progress_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  size_t count;
  const char *const group = rsl_check_text(L, 2);
  luaL_checktype(L, 3, LUA_TTABLE);
  const rsup_person **const persons = rsl_persons(L, 1, &count);
  if (!rsl_question(L, 3, known, &options, sizeof options, &slots, &now, &err))
    return rsl_push_failure(L, &err);
  options.permits = rsl_permits(L, 3, &options.permit_count);
  RSL_RETURN_RESULT(L, rsup_group_goal_progress, persons, count, group, now, &options);
}

static const luaL_Reg questions[] = {{"goals", goals},
                                     {"care", care},
                                     {"activities", activities},
                                     {"mentor_match", rsl_mentor_match},
                                     {NULL, NULL}};

void rsl_add_care(lua_State *L) {
  rsl_set_functions(L, questions);
}
