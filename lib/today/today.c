/* The day picture: asks each room for its part, in order, and says with what it was made. */
#include "core/numbers.h"
#include "network/network.h"
#include "plan/plan.h"
#include "recovery/question.h"
#include "risk/risk.h"
#include "safety/crisis_lines_list.h"
#include "today/picture.h"

typedef struct painter {
  rsupi_asof at;
  rsup_today_options options;
  rsupi_arena *arena;
  rsup_day_picture *picture;
  rsup_error *err;
  rsupi_recovery recovery;
  rsupi_checkins checkins;
  rsupi_network network;
  rsupi_list assessments;
} painter;

static void note_change(painter *p, rsup_instant at) {
  rsupi_note_change(&p->at, at, &p->picture->next_change_at);
}

static rsup_status paint_recovery(painter *p) {
  rsup_status status = rsupi_recovery_today(&p->at, p->arena, &p->recovery, p->err);
  if (status) return status;
  p->picture->recovery = p->recovery.items;
  p->picture->recovery_count = p->recovery.count;
  p->picture->milestones = p->recovery.milestones;
  note_change(p, p->recovery.next_change);
  return RSUP_OK;
}

static rsup_status paint_checkins(painter *p) {
  rsup_status status = rsupi_checkins_today(&p->at, p->arena, &p->checkins, p->err);
  if (status) return status;
  p->picture->checkins = p->checkins.record;
  note_change(p, p->checkins.next_change);
  return RSUP_OK;
}

static rsup_status paint_network(painter *p) {
  rsupi_reached reached;
  rsup_status status = rsupi_network_today(&p->at, p->arena, &p->network, p->err);
  if (!status) status = rsupi_reach_today(&p->at, p->arena, &reached, p->err);
  if (status) return status;
  p->picture->network = p->network.record;
  p->picture->reach = reached.people;
  p->picture->reach_count = reached.count;
  p->picture->reach_left_out = reached.left_out;
  p->picture->reach_left_out_count = reached.left_out_count;
  note_change(p, reached.next_change);
  return RSUP_OK;
}

static rsup_status paint_meetings(painter *p) {
  rsupi_meetings_query query = {.meetings = p->options.meetings,
                                .latitude = rsupi_nan(),
                                .longitude = rsupi_nan(),
                                .limit = (int32_t)p->options.meeting_limit};
  if (p->options.latitude && p->options.longitude) {
    query.latitude = *p->options.latitude;
    query.longitude = *p->options.longitude;
  }
  if (query.meetings) {
    rsupi_meetings_found found;
    rsup_status status = rsupi_meetings_today(&p->at, &query, p->arena, &found, p->err);
    if (status) return status;
    p->picture->meetings = found.record;
    note_change(p, found.next_change);
  }
  return rsupi_roles_today(&p->at, &p->recovery, p->arena, &p->picture->roles, p->err);
}

static rsup_status paint_assessments(painter *p) {
  rsup_status status = rsupi_assessments_today(&p->at, p->arena, &p->assessments, p->err);
  if (status) return status;
  p->picture->assessments = (const rsup_assessment *const *)p->assessments.items;
  p->picture->assessment_count = p->assessments.count;
  return RSUP_OK;
}

static rsup_status paint_risk(painter *p) {
  if (!p->options.model) return RSUP_OK;
  rsupi_risk_query query = {.model = p->options.model,
                            .checkins = &p->checkins,
                            .recovery = &p->recovery,
                            .network = &p->network};
  query.show_probability = rsupi_text_equal(p->options.show_probability, "care_team");
  return rsupi_risk_today(&p->at, &query, p->arena, &p->picture->risk, p->err);
}

static rsup_status paint_plan(painter *p) {
  return rsupi_plan_today(&p->at, p->arena, &p->picture->plan, p->err);
}

static rsup_status paint_notices(painter *p) {
  rsupi_list notices = {0}, lines = {0}, signs = {0};
  rsup_safety safety = {.level = RSUP_SAFETY_NONE_REPORTED};
  if (!rsupi_notices_today(&p->at, &p->assessments, p->arena, &safety, &notices) ||
      !rsupi_crisis_lines_list(p->at.config, p->at.region, p->arena, &lines)) {
    return rsupi_fail_memory(p->err);
  }
  p->picture->notices = (const rsup_notice *const *)notices.items;
  p->picture->notice_count = notices.count;
  p->picture->crisis_lines = (const rsup_crisis_line *const *)lines.items;
  p->picture->crisis_line_count = lines.count;
  for (uint32_t sign = 1; sign && sign <= safety.signs; sign <<= 1)
    if ((safety.signs & sign) && !rsupi_list_push(p->arena, &signs, rsup_sign_name(sign)))
      return rsupi_fail_memory(p->err);
  p->picture->safety_level = safety.level;
  p->picture->safety_signs = (const char *const *)signs.items;
  p->picture->safety_sign_count = signs.count;
  return RSUP_OK;
}

/* ---- provenance */

static const char *instrument_text(painter *p, const rsup_assessment *assessment) {
  char text[128];
  rsupi_fixed fixed = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&fixed, "%s rev %d", assessment->instrument, assessment->scoring_revision);
  return rsupi_arena_copy(p->arena, text);
}

static rsup_status paint_provenance(painter *p) {
  rsup_provenance *const out = rsupi_provenance_new(&p->at, p->options.meetings, p->arena);
  rsupi_list instruments = {0};
  if (!out) return rsupi_fail_memory(p->err);
  if (p->options.model) {
    out->model = rsupi_arena_copy(p->arena, rsup_model_id(p->options.model));
    out->model_digest = rsupi_arena_copy(p->arena, rsup_model_digest(p->options.model));
  }
  for (size_t i = 0; i < p->assessments.count; i++) {
    rsupi_list_push(p->arena, &instruments, instrument_text(p, p->assessments.items[i]));
  }
  out->instruments = (const char *const *)instruments.items;
  out->instrument_count = instruments.count;
  p->picture->provenance = out;
  return p->arena->failed ? rsupi_fail_memory(p->err) : RSUP_OK;
}

/* ---- the picture */

typedef rsup_status paint(painter *p);
static paint *const parts[] = {paint_recovery, paint_checkins,    paint_network,
                               paint_meetings, paint_assessments, paint_risk,
                               paint_plan,     paint_notices,     paint_provenance};

static rsup_status paint_all(painter *p) {
  p->picture->date = p->at.today;
  p->picture->zone = rsupi_arena_copy(p->arena, rsupi_zone_name(p->at.zone));
  p->picture->next_change_at = INT64_MAX;
  note_change(p, p->at.view->next_entry);
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    rsup_status status = parts[i](p);
    if (status) return status;
  }
  if (p->picture->next_change_at == INT64_MAX) p->picture->next_change_at = INT64_MIN;
  return p->arena->failed ? rsupi_fail_memory(p->err) : RSUP_OK;
}

static rsup_status open_question(const rsup_person *person, rsup_instant now, painter *p) {
  const rsup_today_options *o = &p->options;
  rsup_instant known_at = o->known_at ? *o->known_at : now;
  rsup_status status =
      rsupi_asof_open(person, now, known_at, o->region, o->locale, p->arena, &p->at, p->err);
  if (status) return status;
  if (!o->locale && p->at.view->language_count) p->at.locale = p->at.view->languages[0];
  return RSUP_OK;
}

/* Half a place, or one off the globe, would silently be none: nobody would learn why a meeting far
 * away was shown. */
static rsup_status check_place(const rsup_today_options *options, rsup_error *err) {
  if (!options->latitude && !options->longitude) return RSUP_OK;
  if (!options->latitude || !options->longitude)
    return rsupi_fail(err, RSUP_E_OPTIONS, "latitude and longitude are given together");
  if (!rsupi_is_place(*options->latitude, *options->longitude))
    return rsupi_fail(err, RSUP_E_OPTIONS, "latitude and longitude are no place on the globe");
  return RSUP_OK;
}

static rsup_status answer(const rsup_person *person, rsup_instant now,
                          const rsup_today_options *options, rsup_result **out_result,
                          rsup_error *err) {
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!person || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_today needs a person and an out_result");
  if (now == INT64_MIN)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_today needs a moment: now has no value");
  if (!rsupi_is_writable(now))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "now lies outside of the years 2 to 9899");
  painter p = {.err = err};
  const rsup_config *config = rsupi_person_config(person);
  rsup_result *result = NULL;
  rsup_status status = rsupi_options_read(options, &p.options, sizeof p.options, err);
  if (!status) status = check_place(&p.options, err);
  if (!status) status = rsupi_result_new(&config->allocator, &rsupi_day_picture_type, &result, err);
  if (status) return status;
  rsupi_config_ref(config);
  rsupi_result_keep(result, (void *)(uintptr_t)config, rsupi_config_unref);
  p.arena = &result->arena;
  p.arena->chunk_size =
      32 * 1024; /* the picture of a year takes about 40 KiB: few blocks, not many */
  p.picture = result->root;
  status = open_question(person, now, &p);
  if (!status) status = paint_all(&p);
  if (status) {
    rsup_result_free(result);
    return status;
  }
  *out_result = result;
  return RSUP_OK;
}

/* The safety stands as if the call had failed, with what the record says already in it, until the
 * call went through. */
rsup_status rsup_today(const rsup_person *person, rsup_instant now,
                       const rsup_today_options *options, rsup_result **out_result,
                       rsup_error *err) {
  rsup_today_options given = {0};
  rsup_safety *const safety =
      rsupi_options_read(options, &given, sizeof given, NULL) ? NULL : given.out_safety;
  if (safety) {
    rsup_person_safety(person, now, safety);
    rsupi_safety_raise(safety, RSUP_SIGN_CALL_FAILED, RSUP_SAFETY_REVIEW);
  }
  const rsup_status status = answer(person, now, options, out_result, err);
  if (!status && safety) rsup_person_safety(person, now, safety);
  return status;
}

const rsup_day_picture *rsup_today_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_day_picture_type ? rsup_result_root(result) : NULL;
}
