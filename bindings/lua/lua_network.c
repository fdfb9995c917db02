/* person:network(): what can be asked of a support network. A table that holds the person. */
#include "lua_rsup.h"
#include <stddef.h>

static const char network_type[] = "recovery_support.network";

static const rsl_option gaps_options[] = {
    {"locale", RSL_TEXT, offsetof(rsup_network_gaps_options, locale), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_network_gaps_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};

static const rsl_option measures_options[] = {
    {"stale_days", RSL_INT32, offsetof(rsup_network_options, stale_days), NULL},
    {"contact_days", RSL_INT32, offsetof(rsup_network_options, contact_days), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_network_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};
static const rsl_option change_options[] = {
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_network_change_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};

static const rsl_option reach_options[] = {
    {"want", RSL_TEXT, offsetof(rsup_reach_options, want), NULL},
    {"hours", RSL_INT32, offsetof(rsup_reach_options, hours), NULL},
    {"situation", RSL_TEXT, offsetof(rsup_reach_options, situation), NULL},
    {"limit", RSL_INT32, offsetof(rsup_reach_options, limit), NULL},
    {"region", RSL_TEXT, offsetof(rsup_reach_options, region), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_reach_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};
static const rsl_option load_options[] = {
    {"roles", RSL_TEXT, offsetof(rsup_support_load_options, roles), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_support_load_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};

/* The person of the network at argument 1, which takes its place. */
static rsup_person *person_of(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_rawgeti(L, 1, 1);
  lua_replace(L, 1);
  return rsl_check(L, 1, &rsl_person);
}

/* person:network():measures(now, {stale_days = , contact_days = , known_at = }) */
static int network_measures(lua_State *L) {
  const rsup_person *const person = person_of(L);
  rsup_network_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  if (!rsl_instant(L, 2, &now, &err) ||
      !rsl_options(L, 3, measures_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_network, person, now, &options);
}

/* person:network():change(a, b, {known_at = }) */
static int network_change(lua_State *L) {
  const rsup_person *const person = person_of(L);
  rsup_network_change_options options;
  rsl_slots slots;
  rsup_instant a, b;
  rsup_error err;
  if (!rsl_instant(L, 2, &a, &err) || !rsl_instant(L, 3, &b, &err) ||
      !rsl_options(L, 4, change_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_network_change, person, a, b, &options);
}

/* person:network():gaps(now, {locale = , known_at = }) */
static int network_gaps(lua_State *L) {
  const rsup_person *const person = person_of(L);
  rsup_network_gaps_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  if (!rsl_instant(L, 2, &now, &err) ||
      !rsl_options(L, 3, gaps_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_network_gaps, person, now, &options);
}

/* person:network():reach(now, {want = , hours = , situation = , limit = , region = , known_at = })
 */
static int network_reach(lua_State *L) {
  const rsup_person *const person = person_of(L);
  rsup_reach_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  if (!rsl_instant(L, 2, &now, &err) ||
      !rsl_options(L, 3, reach_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_reach, person, now, &options, NULL, NULL);
}

/* person:network():load(now, {roles = , known_at = }) */
static int network_load(lua_State *L) {
  const rsup_person *const person = person_of(L);
  rsup_support_load_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  if (!rsl_instant(L, 2, &now, &err) ||
      !rsl_options(L, 3, load_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_support_load, person, now, &options);
}

static const rsl_option map_options[] = {
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_network_map_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};

/* person:network():layout(now, {known_at = }) */
static int network_layout(lua_State *L) {
  const rsup_person *const person = person_of(L);
  rsup_network_map_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  if (!rsl_instant(L, 2, &now, &err) ||
      !rsl_options(L, 3, map_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_network_map, person, now, &options);
}

/* person:network():dot(now, {known_at = }): a text */
static int network_dot(lua_State *L) {
  const rsup_person *const person = person_of(L);
  rsup_network_map_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  rsup_result *map = NULL;
  const char *text;
  size_t len;
  if (!rsl_instant(L, 2, &now, &err) ||
      !rsl_options(L, 3, map_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  rsl_box *const box = rsl_new_box(L, &rsl_result);
  if (rsup_person_network_map(person, now, &options, &map, &err) != RSUP_OK)
    return rsl_push_failure(L, &err);
  box->held = map;
  if (rsup_network_dot(map, &text, &len, &err) != RSUP_OK) return rsl_push_failure(L, &err);
  lua_pushlstring(L, text, len);
  return 1;
}

static const luaL_Reg network_methods[] = {
    {"measures", network_measures}, {"change", network_change},
    {"gaps", network_gaps},         {"reach", network_reach},
    {"load", network_load},         {"layout", network_layout},
    {"dot", network_dot},           {NULL, NULL}};

int rsl_person_network(lua_State *L) {
  (void)rsl_check(L, 1, &rsl_person);
  lua_newtable(L);
  lua_pushvalue(L, 1);
  lua_rawseti(L, -2, 1);
  if (luaL_newmetatable(L, network_type)) {
    lua_newtable(L);
    for (const luaL_Reg *method = network_methods; method->name; method++) {
      lua_pushcfunction(L, method->func);
      lua_setfield(L, -2, method->name);
    }
    lua_setfield(L, -2, "__index");
  }
  lua_setmetatable(L, -2);
  return 1;
}
