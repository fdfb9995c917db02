/* rs.instrument: a questionnaire. */
#include "lua_rsup.h"
#include <stddef.h>
#include <string.h>

/* A path, or the id of a built-in definition. */
static int instrument_load(lua_State *L) {
  const char *const given = rsl_check_text(L, 1);
  rsup_instrument *instrument = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_instrument);
  const rsup_status status =
      strpbrk(given, "/.")
          ? rsup_instrument_load_file(config, given, &instrument, &loading.found, &loading.err)
          : rsup_instrument_builtin(config, given, &instrument, &loading.err);
  return rsl_load_done(L, &loading, status, instrument);
}

static int instrument_loads(lua_State *L) {
  const char *const source = rsl_opt_text(L, 3, "instrument"), *text;
  size_t len;
  rsup_instrument *instrument = NULL;
  rsup_error err;
  rsup_config *const config = rsl_check_config(L, 2, &err);
  if (!config || !rsl_document(L, 1, &text, &len, &err)) return rsl_push_failure(L, &err);
  rsl_load loading = rsl_load_start(L, &rsl_instrument);
  const rsup_status status =
      rsup_instrument_load(config, source, text, len, &instrument, &loading.found, &loading.err);
  return rsl_load_done(L, &loading, status, instrument);
}

static int instrument_id(lua_State *L) {
  lua_pushstring(L, rsup_instrument_id(rsl_check(L, 1, &rsl_instrument)));
  return 1;
}

/* instrument:texts(document): the wording that a host brings, a text pack as a text or a table. */
static int instrument_texts(lua_State *L) {
  const rsup_instrument *const instrument = rsl_check(L, 1, &rsl_instrument);
  const char *text;
  size_t len;
  rsup_error err;
  rsup_result *made = NULL;
  lua_settop(L, 2);
  if (!rsl_document(L, 2, &text, &len, &err)) return rsl_push_failure(L, &err);
  rsl_box *const box = rsl_new_box(L, &rsl_result);
  if (rsup_text_pack_read(instrument, NULL, text, len, &made, NULL, &err) != RSUP_OK)
    return rsl_push_failure(L, &err);
  box->held = made;
  rsl_push_result(L);
  return 1;
}

static const rsl_option score_options[] = {
    {"context", RSL_SKIP, 0, NULL},
    {"profile", RSL_TEXT, offsetof(rsup_score_options, profile), NULL},
    {NULL, 0, 0, NULL},
};

/* A call that scores a document; some give a report of its problems. */
typedef rsup_status scorer(const rsup_instrument *instrument, const char *text, size_t len,
                           const rsup_score_options *options, rsup_safety *safety,
                           rsup_result **out, rsup_result **out_report, rsup_error *err);

/* The result of (instrument, document, options), and the safety. */
static int score_document(lua_State *L, scorer *score) {
  const rsup_instrument *const instrument = rsl_check(L, 1, &rsl_instrument);
  const char *text;
  size_t len;
  rsup_error err;
  rsup_score_options options;
  rsl_slots slots;
  rsup_result *result = NULL, *report = NULL;
  rsup_safety safety = rsl_unread_safety();
  lua_settop(L, 3);
  if (!rsl_options(L, 3, score_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  options.context = rsl_context_field(L, 3, &options.context_count);
  if (!rsl_document(L, 2, &text, &len, &err)) return rsl_push_failure_with_safety(L, &err, &safety);
  rsl_box *const box = rsl_new_box(L, &rsl_result), *const problems = rsl_new_box(L, &rsl_result);
  const int at = lua_gettop(L);
  const rsup_status status =
      score(instrument, text, len, &options, &safety, &result, &report, &err);
  box->held = result;
  problems->held = report;
  if (status != RSUP_OK) {
    rsl_push_failure_with_safety(L, &err, &safety);
    if (report) rsl_set_report(L, at);
    return 4;
  }
  lua_pop(L, 1);
  rsl_push_result(L);
  rsl_push_safety(L, &safety);
  return 2;
}

static rsup_status score_answers(const rsup_instrument *instrument, const char *text, size_t len,
                                 const rsup_score_options *options, rsup_safety *safety,
                                 rsup_result **out, rsup_result **out_report, rsup_error *err) {
  (void)out_report; /* it stops at the first */
  return rsup_instrument_score(instrument, text, len, options, safety, out, err);
}

/* instrument:score(answers, {context = {sex = "female"}, profile = "va_zero"}): the assessment and
 * the safety. */
static int instrument_score(lua_State *L) {
  return score_document(L, score_answers);
}

static rsup_status read_fhir(const rsup_instrument *instrument, const char *text, size_t len,
                             const rsup_score_options *options, rsup_safety *safety,
                             rsup_result **out, rsup_result **out_report, rsup_error *err) {
  return rsup_fhir_questionnaire_response(instrument, NULL, text, len, options, safety, out,
                                          out_report, err);
}

/* instrument:read_fhir(document, options): a FHIR QuestionnaireResponse as a text or a table, and
 * the safety; of one that is refused all problems are in `where.report`. */
static int instrument_read_fhir(lua_State *L) {
  return score_document(L, read_fhir);
}

/* instrument:check(item, value): the safety of one answer as it is entered; nil: not answered. */
static int instrument_check(lua_State *L) {
  const rsup_instrument *const instrument = rsl_check(L, 1, &rsl_instrument);
  const char *const item = rsl_check_text(L, 2);
  const int32_t value = lua_isnoneornil(L, 3) ? INT32_MIN : rsl_check_int32(L, 3);
  rsup_safety safety;
  memset(&safety, 0, sizeof safety);
  rsup_instrument_check_answer(instrument, item, value, &safety);
  rsl_push_safety(L, &safety);
  return 1;
}

/* instrument:describe() */
static int instrument_describe(lua_State *L) {
  const rsup_instrument *const instrument = rsl_check(L, 1, &rsl_instrument);
  rsup_error err;
  RSL_RETURN_RESULT(L, rsup_instrument_describe, instrument);
}

/* The result behind a table that score() returned; its box stays on the stack. */
static const rsup_result *check_answer(lua_State *L, int index) {
  luaL_checktype(L, index, LUA_TTABLE);
  rsl_push_companion(L, index);
  if (lua_isnil(L, -1)) luaL_error(L, "expected a result of score()");
  return rsl_check(L, lua_gettop(L), &rsl_result);
}

static const rsl_option change_options[] = {
    {"score", RSL_TEXT, offsetof(rsup_change_options, score), NULL},
    {"reliability", RSL_DOUBLE_AT, offsetof(rsup_change_options, reliability), NULL},
    {"sd", RSL_DOUBLE_AT, offsetof(rsup_change_options, sd), NULL},
    {NULL, 0, 0, NULL},
};

/* instrument:change(before, after, {score = , reliability = , sd = }) */
static int instrument_change(lua_State *L) {
  const rsup_instrument *const instrument = rsl_check(L, 1, &rsl_instrument);
  rsup_change_options options;
  rsl_slots slots;
  rsup_error err;
  lua_settop(L, 4);
  if (!rsl_options(L, 4, change_options, &options, sizeof options, &slots, &err))
    return rsl_push_failure(L, &err);
  const rsup_result *const before = check_answer(L, 2), *const after = check_answer(L, 3);
  RSL_RETURN_RESULT(L, rsup_instrument_change, instrument, before, after, &options);
}

/* instrument:trend(results, days, score): two lists of one length. */
static int instrument_trend(lua_State *L) {
  const rsup_instrument *const instrument = rsl_check(L, 1, &rsl_instrument);
  const char *const score = rsl_opt_text(L, 4, NULL);
  rsup_error err;
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  const size_t count = lua_rawlen(L, 2);
  if (count != lua_rawlen(L, 3)) return luaL_error(L, "as many days as results");
  const rsup_result **const results = lua_newuserdata(L, (count + 1) * sizeof *results);
  rsup_day *const days = lua_newuserdata(L, (count + 1) * sizeof *days);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, 2, (int)i + 1);
    results[i] = check_answer(L, lua_gettop(L));
    lua_pop(L, 2); /* the list holds the table, and the table its box */
    lua_rawgeti(L, 3, (int)i + 1);
    const char *const text = rsl_check_text(L, -1);
    if (rsup_day_parse(text, strlen(text), &days[i], &err) != RSUP_OK)
      return rsl_push_failure(L, &err);
    lua_pop(L, 1);
  }
  RSL_RETURN_RESULT(L, rsup_instrument_trend, instrument, results, days, count, score);
}

/* rs.instrument.ids(): of the built-in definitions. */
static int instrument_ids(lua_State *L) {
  lua_newtable(L);
  for (size_t i = 0; i < rsup_instrument_count(); i++) {
    lua_pushstring(L, rsup_instrument_at(i));
    lua_rawseti(L, -2, (int)i + 1);
  }
  return 1;
}

static const luaL_Reg instrument_methods[] = {{"report", rsl_report},
                                              {"id", instrument_id},
                                              {"score", instrument_score},
                                              {"score_columns", rsl_score_columns},
                                              {"check", instrument_check},
                                              {"change", instrument_change},
                                              {"trend", instrument_trend},
                                              {"describe", instrument_describe},
                                              {"texts", instrument_texts},
                                              {"read_fhir", instrument_read_fhir},
                                              {NULL, NULL}};
static const luaL_Reg instrument_makers[] = {
    {"load", instrument_load}, {"loads", instrument_loads}, {"ids", instrument_ids}, {NULL, NULL}};

void rsl_add_instrument(lua_State *L) {
  rsl_add_class(L, "instrument", &rsl_instrument, instrument_methods, instrument_makers);
}
