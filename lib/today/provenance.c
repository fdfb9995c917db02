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

typedef struct label_seeker {
  const rsupi_asof *at;
  uint32_t labels;
  uint32_t origins; /* 1 << RSUPI_ORIGIN_… */
} label_seeker;

static void look(label_seeker *s, const rsupi_entry_head *head) {
  s->labels |= head->label_bits;
  if (head->origin) s->origins |= UINT32_C(1) << head->origin;
}
#define LOOK(LIST, COUNT)                                                                          \
  for (size_t i = 0; i < (COUNT); i++) look(s, &(LIST)[i]->head)

static void look_at_entries(label_seeker *s) {
  const rsupi_view *const view = s->at->view;
  LOOK(view->events, view->event_count);
  LOOK(view->ties, view->tie_count);
  LOOK(view->targets, view->target_count);
  LOOK(view->facts, view->fact_count);
  LOOK(view->settings, view->setting_count);
  LOOK(view->memberships, view->membership_count);
  LOOK(view->plans, view->plan_count);
  LOOK(view->asked, view->asked_count);
  LOOK(view->alter_ties, view->alter_tie_count);
  LOOK(view->guardians, view->guardian_count);
  LOOK(view->status, view->status_count);
}

static int has_medication(const rsupi_view *view) {
  for (size_t i = 0; i < view->target_count; i++)
    if (view->targets[i]->medication_count) return 1;
  return 0;
}

static int has_answers_to(const rsupi_view *view, const char *instrument) {
  for (size_t i = view->by_type_count[RSUPI_EVENT_ANSWERS]; i > 0; i--)
    if (rsupi_text_equal(view->by_type[RSUPI_EVENT_ANSWERS][i - 1]->instrument, instrument))
      return 1;
  return 0;
}

/* Does the record hold data of this kind, as the config's labels call it? A kind that a newer
 * config knows and this table does not counts as there. */
static int holds(const rsupi_view *view, const char *data) {
  static const struct {
    const char *name;
    int32_t type;
  } events[] = {{"use_day", RSUPI_EVENT_USE_DAY},       {"setback", RSUPI_EVENT_SETBACK},
                {"confirmed", RSUPI_EVENT_CONFIRMED},   {"acknowledged", RSUPI_EVENT_ACKNOWLEDGED},
                {"attendance", RSUPI_EVENT_ATTENDANCE}, {"sign", RSUPI_EVENT_SIGN},
                {"contact", RSUPI_EVENT_CONTACT},       {"activity", RSUPI_EVENT_ACTIVITY},
                {"excuse", RSUPI_EVENT_EXCUSE},         {"training", RSUPI_EVENT_TRAINING}};
  const struct {
    const char *name;
    size_t count;
  } sections[] = {{"standing", view->standing != 0},
                  {"setting", view->setting_count},
                  {"target", view->target_count},
                  {"plan", view->plan_count},
                  {"membership", view->membership_count},
                  {"tie", view->tie_count},
                  {"fact", view->fact_count}};
  for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
    if (strcmp(data, events[i].name) == 0) return view->by_type_count[events[i].type] > 0;
  for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
    if (strcmp(data, sections[i].name) == 0) return sections[i].count > 0;
  if (strcmp(data, "medication") == 0) return has_medication(view);
  if (strncmp(data, "answers.", 8) == 0) return has_answers_to(view, data + 8);
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
  label_seeker s = {.at = at};
  look_at_entries(&s);
  for (size_t i = 0; i < at->config->label_rule_count; i++) {
    const rsupi_label_rule *const rule = &at->config->label_rules[i];
    if ((rule->bits & ~s.labels) && holds(at->view, rule->id)) s.labels |= rule->bits;
  }
  const int very = (s.labels & UINT32_C(1) << RSUPI_LABEL_PSYTHPN) != 0;
  out->confidentiality =
      very ? RSUP_CONFIDENTIALITY_VERY_RESTRICTED : RSUP_CONFIDENTIALITY_RESTRICTED;
  out->labels = name_bits(rsupi_label_names, s.labels, arena, &out->label_count);
  out->origins = name_bits(rsupi_origin_names, s.origins, arena, &out->origin_count);
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
