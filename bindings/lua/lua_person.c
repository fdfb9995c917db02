/* rs.person: one record. */
#include "lua_rsup.h"

static int person_load(lua_State *L) {
  const char *const path = rsl_check_text(L, 1);
  rsup_person *person = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_person);
  const rsup_status status =
      rsup_person_load_file(config, path, &person, &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, person);
}

static int person_loads(lua_State *L) {
  const char *const source = rsl_opt_text(L, 3, "person"), *text;
  size_t len;
  rsup_person *person = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_person);
  const rsup_status status =
      rsup_person_load(config, source, text, len, &person, &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, person);
}

/* me:append(entries): the safety; refused: nil, message, code, where, with where.safety. */
static int person_append(lua_State *L) {
  rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *text;
  size_t len;
  rsup_error err;
  rsup_safety safety = rsl_unread_safety();
  if (!rsl_document(L, 2, &text, &len, &err) ||
      rsup_person_append(person, text, len, &safety, &err) != RSUP_OK)
    return rsl_push_failure_with_safety(L, &err, &safety);
  rsl_push_safety(L, &safety);
  return 1;
}

/* me:append_grid(grid): a calendar of days, as a whole; the safety, as append. */
static int person_append_grid(lua_State *L) {
  rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *text;
  size_t len;
  rsup_error err;
  rsup_safety safety = rsl_unread_safety();
  if (!rsl_document(L, 2, &text, &len, &err) ||
      rsup_person_append_grid(person, text, len, &safety, &err) != RSUP_OK)
    return rsl_push_failure_with_safety(L, &err, &safety);
  rsl_push_safety(L, &safety);
  return 1;
}

/* me:safety(now): what the newest words of the record ask for. */
static int person_safety(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_instant now;
  rsup_error err;
  rsup_safety safety;
  if (!rsl_instant(L, 2, &now, &err)) return rsl_push_failure(L, &err);
  rsup_person_safety(person, now, &safety);
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
  RSL_RETURN_RESULT(L, rsup_person_changes_since, person, cursor);
}

static int person_erase(lua_State *L) {
  rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *const selector = rsl_check_text(L, 2);
  rsup_error err;
  if (rsup_person_erase(person, selector, &err) != RSUP_OK) return rsl_push_failure(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* me:snapshot(): the record as a string of bytes. */
static int person_snapshot(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_result *result = NULL;
  rsup_error err;
  rsl_box *const box = rsl_new_box(L, &rsl_result);
  if (rsup_person_snapshot(person, &result, &err) != RSUP_OK) return rsl_push_failure(L, &err);
  box->held = result;
  lua_pushlstring(L, (const char *)rsup_snapshot_bytes(result),
                  (size_t)rsup_snapshot_get(result)->length);
  return 1;
}

/* rs.person.open_snapshot(bytes, config) */
static int person_open_snapshot(lua_State *L) {
  size_t len;
  const char *const bytes = luaL_checklstring(L, 1, &len);
  rsup_person *person = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_person);
  const rsup_status status = rsup_person_open_snapshot(config, bytes, len, &person, &loading.err);
  return rsl_load_done(L, &loading, status, person);
}

static int person_text(lua_State *L) {
  return rsl_push_wording(L, rsl_check(L, 1, &rsl_person), NULL);
}

static const luaL_Reg person_methods[] = {{"report", rsl_report},
                                          {"append", person_append},
                                          {"append_grid", person_append_grid},
                                          {"safety", person_safety},
                                          {"merge", person_merge},
                                          {"changes_since", person_changes_since},
                                          {"erase", person_erase},
                                          {"to_json", person_to_json},
                                          {"text", person_text},
                                          {"snapshot", person_snapshot},
                                          {"view", rsl_person_view},
                                          {"network", rsl_person_network},
                                          {NULL, NULL}};
static const luaL_Reg person_makers[] = {{"load", person_load},
                                         {"loads", person_loads},
                                         {"open_snapshot", person_open_snapshot},
                                         {NULL, NULL}};

void rsl_add_person(lua_State *L) {
  rsl_add_class(L, "person", &rsl_person, person_methods, person_makers);
}
