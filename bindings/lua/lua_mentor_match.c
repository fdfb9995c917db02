/* rs.mentor_match(): who may be a mentor for a person. */
#include "lua_rsup.h"
#include <stddef.h>

/* rs.mentor_match(person, {candidate, ...}, {now = , permits = {true, ...}, person_permits = ,
 * tells = , conflicts = , limit = , known_at = }) */
int rsl_mentor_match(lua_State *L) {
  static const rsl_option known[] = {
      {"now", RSL_SKIP, 0, NULL},
      {"permits", RSL_SKIP, 0, NULL},
      {"person_permits", RSL_SKIP, 0, NULL},
      {"tells", RSL_SKIP, 0, NULL},
      {"conflicts", RSL_SKIP, 0, NULL},
      {"limit", RSL_INT32, offsetof(rsup_mentor_match_options, limit), NULL},
      {"known_at", RSL_INSTANT_AT, offsetof(rsup_mentor_match_options, known_at), NULL},
      {NULL, 0, 0, NULL}};
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_mentor_match_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  size_t count;
  luaL_checktype(L, 2, LUA_TTABLE);
  if (!rsl_question(L, 3, known, &options, sizeof options, &slots, &now, &err))
    return rsl_push_failure(L, &err);
  const rsup_person *const *const candidates = rsl_persons(L, 2, &count);
  options.permits = rsl_flags(L, 3, "permits", &options.permit_count);
  options.person_permits = rsl_flags(L, 3, "person_permits", &options.person_permit_count);
  options.tells = rsl_flags(L, 3, "tells", &options.tell_count);
  options.conflicts = rsl_flags(L, 3, "conflicts", &options.conflict_count);
  RSL_RETURN_RESULT(L, rsup_person_mentor_match, person, candidates, count, now, &options);
}
