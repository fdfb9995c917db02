/* Questions of consent: rs.decide(person, {...}), person:view{...}, rs.linked(a, b, now). */
#include "lua_rsup.h"
#include <stddef.h>
#include <string.h>

static const rsl_option question_options[] = {
    {"actor", RSL_TEXT, offsetof(rsup_consent_question, actor), NULL},
    {"role", RSL_TEXT, offsetof(rsup_consent_question, role), NULL},
    {"purpose", RSL_TEXT, offsetof(rsup_consent_question, purpose), NULL},
    {"now", RSL_SKIP, 0, NULL},
    {"what", RSL_SKIP, 0, NULL},
    {"labels", RSL_SKIP, 0, NULL},
    {"origin", RSL_SKIP, 0, NULL},
    {NULL, 0, 0, NULL},
};

/* A name or a list of names; they live with the table, the array with the stack. */
static const char *const *names_field(lua_State *L, int index, const char *field, size_t *count) {
  lua_getfield(L, index, field);
  const int is_list = lua_type(L, -1) == LUA_TTABLE;
  *count = lua_isnil(L, -1) ? 0 : is_list ? (size_t)lua_rawlen(L, -1) : 1;
  if (*count > 1000) luaL_error(L, "too many names in '%s'", field);
  const char **const names = lua_newuserdata(L, (*count + 1) * sizeof *names);
  for (size_t i = 0; i < *count; i++) {
    if (is_list)
      lua_rawgeti(L, -2, (int)i + 1);
    else
      lua_pushvalue(L, -2);
    if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "'%s' is a name or a list of names", field);
    names[i] = lua_tostring(L, -1);
    lua_pop(L, 1);
  }
  return names;
}

static int32_t origin_field(lua_State *L, int index) {
  const char *const name = rsl_text_field(L, index, "origin", NULL);
  if (!name) return 0;
  for (int32_t origin = RSUP_ORIGIN_PART2; origin <= RSUP_ORIGIN_OTHER; origin++)
    if (strcmp(name, rsup_origin_name(origin)) == 0) return origin;
  return luaL_error(L, "an origin is part2, self or other");
}

/* The question in the table at `index`. 0 with err filled when its time can't be read. */
static int read_question(lua_State *L, int index, rsup_consent_question *question,
                         rsup_error *err) {
  rsl_slots slots;
  luaL_checktype(L, index, LUA_TTABLE);
  if (!rsl_options(L, index, question_options, question, sizeof *question, &slots, err) ||
      !rsl_instant_field(L, index, "now", &question->now, err))
    return 0;
  question->origin = origin_field(L, index);
  question->what = names_field(L, index, "what", &question->what_count);
  question->labels = names_field(L, index, "labels", &question->label_count);
  return 1;
}

static void push_obligations(lua_State *L, uint32_t bits) {
  int count = 0;
  lua_newtable(L);
  for (uint32_t bit = 1; bit != 0; bit <<= 1) {
    const char *const name = bits & bit ? rsup_obligation_name(bit) : NULL;
    if (!name) continue;
    lua_pushstring(L, name);
    lua_rawseti(L, -2, ++count);
  }
}

static void set_text(lua_State *L, const char *name, const char *text) {
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

int rsl_decide(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_consent_question question;
  rsup_decision decision;
  rsup_error err;
  lua_settop(L, 2);
  if (!read_question(L, 2, &question, &err) ||
      rsup_consent_decide(person, &question, &decision, &err) != RSUP_OK)
    return rsl_push_failure(L, &err);
  lua_createtable(L, 0, 5);
  lua_pushboolean(L, decision.permit);
  lua_setfield(L, -2, "permit");
  set_text(L, "reason", rsup_consent_reason_name(decision.reason));
  set_text(L, "consent_id", decision.consent_id);
  set_text(L, "confidentiality", rsup_confidentiality_name(decision.confidentiality));
  push_obligations(L, decision.obligations);
  lua_setfield(L, -2, "obligations");
  return 1;
}

int rsl_person_view(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_consent_question question;
  rsup_person *view = NULL;
  rsup_error err;
  lua_settop(L, 2);
  if (!read_question(L, 2, &question, &err)) return rsl_push_failure(L, &err);
  rsl_box *const box = rsl_new_box(L, &rsl_person);
  if (rsup_consent_view(person, &question, &view, &err) != RSUP_OK)
    return rsl_push_failure(L, &err);
  box->held = view;
  return 1;
}

int rsl_linked(lua_State *L) {
  const rsup_person *const a = rsl_check(L, 1, &rsl_person), *const b =
                                                                 rsl_check(L, 2, &rsl_person);
  rsup_instant now;
  rsup_link link;
  rsup_error err;
  if (!rsl_instant(L, 3, &now, &err) || rsup_consent_link(a, b, now, &link, &err) != RSUP_OK)
    return rsl_push_failure(L, &err);
  lua_createtable(L, 0, 3);
  lua_pushboolean(L, link.linked);
  lua_setfield(L, -2, "linked");
  set_text(L, "a_tie", link.a_tie);
  set_text(L, "b_tie", link.b_tie);
  return 1;
}
