/* Questions about one person beside today's picture: series, scores, insights, history, warning
 * signs, safer use. */
#include "lua_rsup.h"
#include <stddef.h>
#include <string.h>

static const rsl_option series_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"window_kind", RSL_SKIP, 0, NULL},
    {"form", RSL_TEXT, offsetof(rsup_series_options, form), NULL},
    {"target", RSL_TEXT, offsetof(rsup_series_options, target), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_series_options, known_at), NULL},
    {"half_life_days", RSL_DOUBLE, offsetof(rsup_series_options, half_life_days), NULL},
    {"window_days", RSL_INT32, offsetof(rsup_series_options, window_days), NULL},
    {"baseline_days", RSL_INT32, offsetof(rsup_series_options, baseline_days), NULL},
    {"baseline_least", RSL_INT32, offsetof(rsup_series_options, baseline_least), NULL},
    {NULL, 0, 0, NULL},
};
static const rsl_option scores_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"since", RSL_SKIP, 0, NULL},
    {"before", RSL_SKIP, 0, NULL},
    {"score", RSL_TEXT, offsetof(rsup_scores_options, score), NULL},
    {"profile", RSL_TEXT, offsetof(rsup_scores_options, profile), NULL},
    {"reliability", RSL_DOUBLE_AT, offsetof(rsup_scores_options, reliability), NULL},
    {"sd", RSL_DOUBLE_AT, offsetof(rsup_scores_options, sd), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_scores_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};
static const rsl_option insights_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"window_days", RSL_INT32, offsetof(rsup_insights_options, window_days), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_insights_options, known_at), NULL},
    {"trigger_item", RSL_TEXT, offsetof(rsup_insights_options, trigger_item), NULL},
    {"strategy_item", RSL_TEXT, offsetof(rsup_insights_options, strategy_item), NULL},
    {"craving_item", RSL_TEXT, offsetof(rsup_insights_options, craving_item), NULL},
    {"craving_from", RSL_DOUBLE_AT, offsetof(rsup_insights_options, craving_from), NULL},
    {"least_days", RSL_INT32, offsetof(rsup_insights_options, least_days), NULL},
    {"least_uses", RSL_INT32, offsetof(rsup_insights_options, least_uses), NULL},
    {"least_checkins", RSL_INT32, offsetof(rsup_insights_options, least_checkins), NULL},
    {"block_hours", RSL_INT32, offsetof(rsup_insights_options, block_hours), NULL},
    {NULL, 0, 0, NULL},
};
static const rsl_option history_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"since", RSL_SKIP, 0, NULL},
    {"before", RSL_SKIP, 0, NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_history_options, known_at), NULL},
    {"unit", RSL_TEXT, offsetof(rsup_history_options, unit), NULL},
    {"medium_from", RSL_DOUBLE, offsetof(rsup_history_options, medium_from), NULL},
    {"high_from", RSL_DOUBLE, offsetof(rsup_history_options, high_from), NULL},
    {"very_high_from", RSL_DOUBLE, offsetof(rsup_history_options, very_high_from), NULL},
    {NULL, 0, 0, NULL},
};

static const rsl_option warning_signs_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"since", RSL_SKIP, 0, NULL},
    {"before", RSL_SKIP, 0, NULL},
    {"unit_days", RSL_INT32, offsetof(rsup_warning_signs_options, unit_days), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_warning_signs_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};
static const rsl_option safer_use_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"since", RSL_SKIP, 0, NULL},
    {"before", RSL_SKIP, 0, NULL},
    {"target", RSL_TEXT, offsetof(rsup_safer_use_options, target), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_safer_use_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};

static const rsl_option occasions_options[] = {
    {"now", RSL_SKIP, 0, NULL},
    {"until", RSL_SKIP, 0, NULL},
    {"days", RSL_INT32, offsetof(rsup_occasions_options, days), NULL},
    {"policy", RSL_TEXT, offsetof(rsup_occasions_options, policy), NULL},
    {"known_at", RSL_INSTANT_AT, offsetof(rsup_occasions_options, known_at), NULL},
    {NULL, 0, 0, NULL},
};

/* rs.series(person, item, {now = , window_kind = "hours_24", ...}) */
static int series(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *const item = rsl_check_text(L, 2);
  rsup_series_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  if (!rsl_question(L, 3, series_options, &options, sizeof options, &slots, &now, &err))
    return rsl_push_failure(L, &err);
  const char *const kind = rsl_text_field(L, 3, "window_kind", "calendar_days");
  options.window_kind = -1; /* the library refuses what it has no name for */
  for (int32_t k = RSUP_WINDOW_CALENDAR_DAYS; k <= RSUP_WINDOW_HOURS_24; k++) {
    if (strcmp(rsup_window_kind_name(k), kind) == 0) options.window_kind = k;
  }
  RSL_RETURN_RESULT(L, rsup_person_series, person, item, now, &options);
}

/* rs.scores(person, instrument, {now = , since = , before = , score = , ...}): days [since, before)
 */
static int scores(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *const instrument = rsl_check_text(L, 2);
  rsup_scores_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_day from, until;
  rsup_error err;
  if (!rsl_question(L, 3, scores_options, &options, sizeof options, &slots, &now, &err) ||
      !rsl_span_fields(L, 3, &from, &until, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_scores, person, instrument, from, until, now, &options);
}

/* rs.insights(person, {now = , ...}) */
static int insights(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_insights_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  if (!rsl_question(L, 2, insights_options, &options, sizeof options, &slots, &now, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_insights, person, now, &options);
}

/* rs.history(person, target, {now = , since = , before = , ...}): days [since, before) */
static int history(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *const target = rsl_check_text(L, 2);
  rsup_history_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_day from, until;
  rsup_error err;
  if (!rsl_question(L, 3, history_options, &options, sizeof options, &slots, &now, &err) ||
      !rsl_span_fields(L, 3, &from, &until, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_history, person, target, from, until, now, &options);
}

/* rs.occasions(person, form, {now = , days = , until = , policy = "strict", known_at = }) */
static int occasions(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  const char *const form = rsl_check_text(L, 2);
  rsup_occasions_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_day until;
  rsup_error err;
  if (!rsl_question(L, 3, occasions_options, &options, sizeof options, &slots, &now, &err) ||
      !rsl_day_field(L, 3, "until", &until, &err))
    return rsl_push_failure(L, &err);
  if (until != INT32_MIN) options.until = &until;
  RSL_RETURN_RESULT(L, rsup_person_occasions, person, form, now, &options);
}

/* rs.stage(person, {now = , known_at = }) */
static int stage(lua_State *L) {
  static const rsl_option known[] = {
      {"now", RSL_SKIP, 0, NULL},
      {"known_at", RSL_INSTANT_AT, offsetof(rsup_stage_options, known_at), NULL},
      {NULL, 0, 0, NULL}};
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_stage_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  if (!rsl_question(L, 2, known, &options, sizeof options, &slots, &now, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_stage, person, now, &options);
}

/* rs.group_milestones({person, ...}, {now = , permits = {true, ...}, locale = }) */
static int group_milestones(lua_State *L) {
  static const rsl_option known[] = {
      {"now", RSL_SKIP, 0, NULL},
      {"permits", RSL_SKIP, 0, NULL},
      {"locale", RSL_TEXT, offsetof(rsup_group_milestones_options, locale), NULL},
      {NULL, 0, 0, NULL}};
  rsup_group_milestones_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_error err;
  size_t count;
  luaL_checktype(L, 1, LUA_TTABLE);
  if (!rsl_question(L, 2, known, &options, sizeof options, &slots, &now, &err))
    return rsl_push_failure(L, &err);
  const rsup_person *const *const persons = rsl_persons(L, 1, &count);
  options.permits = rsl_permits(L, 2, &options.permit_count);
  RSL_RETURN_RESULT(L, rsup_group_milestones, persons, count, now, &options);
}

/* rs.warning_signs(person, {now = , since = , before = , unit_days = , known_at = }): days [since,
 * before) */
static int warning_signs(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_warning_signs_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_day from, until;
  rsup_error err;
  if (!rsl_question(L, 2, warning_signs_options, &options, sizeof options, &slots, &now, &err) ||
      !rsl_span_fields(L, 2, &from, &until, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_warning_signs, person, from, until, now, &options);
}

/* rs.safer_use(person, {now = , since = , before = , target = , known_at = }): days [since, before)
 */
static int safer_use(lua_State *L) {
  const rsup_person *const person = rsl_check(L, 1, &rsl_person);
  rsup_safer_use_options options;
  rsl_slots slots;
  rsup_instant now;
  rsup_day from, until;
  rsup_error err;
  if (!rsl_question(L, 2, safer_use_options, &options, sizeof options, &slots, &now, &err) ||
      !rsl_span_fields(L, 2, &from, &until, &err))
    return rsl_push_failure(L, &err);
  RSL_RETURN_RESULT(L, rsup_person_safer_use, person, from, until, now, &options);
}

static const luaL_Reg questions[] = {{"series", series},
                                     {"scores", scores},
                                     {"insights", insights},
                                     {"warning_signs", warning_signs},
                                     {"safer_use", safer_use},
                                     {"history", history},
                                     {"occasions", occasions},
                                     {"stage", stage},
                                     {"group_milestones", group_milestones},
                                     {NULL, NULL}};

void rsl_add_questions(lua_State *L) {
  rsl_set_functions(L, questions);
}
