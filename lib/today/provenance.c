/* With what a result was made, and what the data behind it is labelled with. What is worked out
 * carries the labels and the origin of everything it was worked out from, so a result is at least
 * as confidential as its most confidential input. Kinds of data are labelled by the config; of
 * check-ins, every item of a form counts as soon as there is a check-in: rather a label too many.
 */
#include "config/consent_words.h"
#include "meeting/meeting.h"
#include "recovery-support/consent.h"
#include "today/picture.h"
#include <string.h>

static int has_medication(const rsupi_view *view) {
  for (size_t i = 0; i < view->target_count; i++)
    if (view->targets[i]->medication_count) return 1;
  return 0;
}

static int has_condition(const rsupi_view *view, const char *condition) {
  for (size_t i = 0; i < view->condition_count; i++)
    if (rsupi_text_equal(view->conditions[i]->condition, condition)) return 1;
  return 0;
}

static int has_answers_to(const rsupi_view *view, const char *instrument) {
  for (size_t i = view->by_type_count[RSUPI_EVENT_ANSWERS]; i > 0; i--)
    if (rsupi_text_equal(view->by_type[RSUPI_EVENT_ANSWERS][i - 1]->more->instrument, instrument))
      return 1;
  return 0;
}

/* Does the record hold data of this kind, as the config's labels call it? A kind that a newer
 * config knows and this table does not counts as there. */
static int holds(const rsupi_view *view, const char *data) {
  static const struct {
    const char *name;
    int32_t type;
  } events[] = {
      {"use_day", RSUPI_EVENT_USE_DAY},       {"setback", RSUPI_EVENT_SETBACK},
      {"confirmed", RSUPI_EVENT_CONFIRMED},   {"acknowledged", RSUPI_EVENT_ACKNOWLEDGED},
      {"attendance", RSUPI_EVENT_ATTENDANCE}, {"sign", RSUPI_EVENT_SIGN},
      {"contact", RSUPI_EVENT_CONTACT},       {"activity", RSUPI_EVENT_ACTIVITY},
      {"excuse", RSUPI_EVENT_EXCUSE},         {"training", RSUPI_EVENT_TRAINING},
      {"step_work", RSUPI_EVENT_STEP_WORK},   {"family_session", RSUPI_EVENT_FAMILY_SESSION},
      {"tie_rating", RSUPI_EVENT_TIE_RATING}, {"observation", RSUPI_EVENT_OBSERVATION},
      {"safer_use", RSUPI_EVENT_SAFER_USE}};
  const struct {
    const char *name;
    size_t count;
  } sections[] = {{"standing", view->standing != 0},
                  {"setting", view->setting_count},
                  {"target", view->target_count},
                  {"plan", view->plan_count},
                  {"membership", view->membership_count},
                  {"tie", view->tie_count},
                  {"fact", view->fact_count},
                  {"goal", view->aim_count},
                  {"care", view->care_count},
                  {"service", view->service_count},
                  {"appointment", view->appointment_count},
                  {"condition", view->condition_count}};
  for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
    if (strcmp(data, events[i].name) == 0) return view->by_type_count[events[i].type] > 0;
  for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
    if (strcmp(data, sections[i].name) == 0) return sections[i].count > 0;
  if (strcmp(data, "medication") == 0) return has_medication(view);
  if (strncmp(data, "answers.", 8) == 0) return has_answers_to(view, data + 8);
  if (strncmp(data, "conditions.", 11) == 0) return has_condition(view, data + 11);
  if (strncmp(data, "checkin", 7) == 0) return view->by_type_count[RSUPI_EVENT_CHECKIN] > 0;
  return 1;
}

static const char *const *name_bits(const rsupi_name *names, uint32_t bits, rsupi_arena *arena,
                                    size_t *count) {
  rsupi_list list = {0};
  for (; names->name; names++)
    if (bits & UINT32_C(1) << names->value) rsupi_list_push(arena, &list, names->name);
  *count = list.count;
  return (const char *const *)list.items;
}

static void label(const rsupi_asof *at, rsupi_arena *arena, rsup_provenance *out) {
  uint32_t labels = at->view->label_bits;
  for (size_t i = 0; i < at->config->label_rule_count; i++) {
    const rsupi_label_rule *const rule = &at->config->label_rules[i];
    if ((rule->bits & ~labels) && holds(at->view, rule->id)) labels |= rule->bits;
  }
  const int very = (labels & UINT32_C(1) << RSUPI_LABEL_PSYTHPN) != 0;
  out->confidentiality =
      very ? RSUP_CONFIDENTIALITY_VERY_RESTRICTED : RSUP_CONFIDENTIALITY_RESTRICTED;
  out->labels = name_bits(rsupi_label_names, labels, arena, &out->label_count);
  out->origins = name_bits(rsupi_origin_names, at->view->origin_bits, arena, &out->origin_count);
}

rsup_provenance *rsupi_provenance_new(const rsupi_asof *at, const rsup_meetings *meetings,
                                      rsupi_arena *arena) {
  rsup_provenance *const out = rsupi_arena_alloc(arena, sizeof *out);
  if (!out) return NULL;
  out->library = rsup_version();
  out->config_digest = rsup_config_digest(at->config);
  if (meetings) out->meetings_digest = rsupi_arena_copy(arena, rsupi_meetings_digest(meetings));
  out->zone_data = rsupi_zones_version(at->config->zones);
  out->as_of = at->now;
  out->known_at = at->known_at;
  out->entries_left_out = at->view->unusable;
  out->events_after_now = at->view->after_now;
  label(at, arena, out);
  return arena->failed ? NULL : out;
}
