/* The table: which name opens which keys of which entries. Consents, tombstones, retractions and
 * what this version does not know stand in no row: only the person sees them. Zones have none
 * either: they go with anything that is shown, because days mean nothing without them. */
#include "consent/visible.h"
#include "person/records.h"

#include <string.h>

#define KEYS(...)                                                                                  \
  (const char *const[]) {                                                                          \
    __VA_ARGS__, NULL                                                                              \
  }
#define ALL NULL, NULL
#define WHEN "at", "on", "from", "to", "precision"

/* clang-format off */
static const rsupi_visible rules[] = {
    {RSUPI_SECTION_STANDING, NULL, "standing", NULL, {{"profile", ALL}}},
    {RSUPI_SECTION_STATUS, NULL, "status", NULL, {{"profile", ALL}}},
    {RSUPI_SECTION_REGION, NULL, "region", NULL, {{"profile", ALL}}},
    {RSUPI_SECTION_LANGUAGES, NULL, "languages", NULL, {{"profile", ALL}}},
    {RSUPI_SECTION_SELF, NULL, "self", NULL, {{"profile", ALL}}},
    {RSUPI_SECTION_FACTS, NULL, "fact", NULL, {{"facts", ALL}}},
    {RSUPI_SECTION_GUARDIANS, NULL, "guardian", NULL, {{"guardians", ALL}}},
    {RSUPI_SECTION_SETTINGS, NULL, "setting", NULL, {{"settings", ALL}}},
    {RSUPI_SECTION_TARGETS, NULL, "target", NULL,
     {{"recovery", NULL, KEYS("medications")},
      {"milestones", KEYS("goal", "start"), NULL},
      {"medication", KEYS("medications"), NULL}}},
    /* Who else is in somebody's life never agreed to anything: without being named in a consent
     * they are an id and a role. Their own account is nobody's business. */
    {RSUPI_SECTION_TIES, NULL, "tie", NULL,
     {{"ties", KEYS("roles"), NULL}, {"ties.details", NULL, KEYS("person")}}},
    {RSUPI_SECTION_ALTER_TIES, NULL, "alter_tie", NULL, {{"ties.details", ALL}}},
    {RSUPI_SECTION_ASKED, NULL, "asked", NULL, {{"ties.details", ALL}}},
    {RSUPI_SECTION_MEMBERSHIPS, NULL, "membership", NULL, {{"attendance", ALL}}},
    {RSUPI_SECTION_GOALS, NULL, "goal", NULL, {{"goals", ALL}}},
    {RSUPI_SECTION_CARE, NULL, "care", NULL, {{"care", ALL}}},
    {RSUPI_SECTION_SERVICES, NULL, "service", NULL, {{"services", ALL}}},
    {RSUPI_SECTION_APPOINTMENTS, NULL, "appointment", NULL, {{"appointments", ALL}}},
    {RSUPI_SECTION_CONDITIONS, NULL, "condition", NULL, {{"conditions", ALL}}},
    {RSUPI_SECTION_ORGANISATIONS, NULL, "organisation", NULL, {{"ties.details", ALL}}},
    {RSUPI_SECTION_PLAN, NULL, "plan", NULL, {{"plan", ALL}}},
    {RSUPI_SECTION_WORDS, NULL, "words", NULL, {{"words", ALL}}},
    {RSUPI_SECTION_EVENTS, "contact", "contact", NULL, {{"contacts", ALL}}},
    {RSUPI_SECTION_EVENTS, "tie_rating", "tie_rating", NULL, {{"ties.details", ALL}}},
    {RSUPI_SECTION_EVENTS, "same_tie", "same_tie", NULL, {{"ties.details", ALL}}},
    {RSUPI_SECTION_EVENTS, "step_work", "step_work", NULL, {{"contacts", ALL}}},
    {RSUPI_SECTION_EVENTS, "family_session", "family_session", NULL, {{"activities", ALL}}},
    {RSUPI_SECTION_EVENTS, "checkin", "checkin", NULL, {{"checkin", ALL}}},
    {RSUPI_SECTION_EVENTS, "use_day", "use_day", "use",
     {{"use", ALL}, {"milestones", KEYS("target", WHEN, "days"), NULL}}},
    /* What somebody wrote for themselves, no consent opens. */
    {RSUPI_SECTION_EVENTS, "setback", "setback", "setback",
     {{"setback", NULL, KEYS("note")}, {"milestones", KEYS("target", WHEN, "extent", "resumed"), NULL}}},
    {RSUPI_SECTION_EVENTS, "confirmed", "confirmed", NULL, {{"milestones", ALL}}},
    {RSUPI_SECTION_EVENTS, "acknowledged", "acknowledged", NULL, {{"milestones", ALL}}},
    {RSUPI_SECTION_EVENTS, "attendance", "attendance", NULL, {{"attendance", ALL}}},
    {RSUPI_SECTION_EVENTS, "activity", "activity", NULL, {{"activities", ALL}}},
    {RSUPI_SECTION_EVENTS, "answers", "answers", NULL, {{"answers", ALL}}},
    {RSUPI_SECTION_EVENTS, "excuse", "excuse", NULL,
     {{"checkin", ALL}, {"checkins_kept", KEYS("form", WHEN), NULL}}},
    {RSUPI_SECTION_EVENTS, "training", "training", NULL, {{"training", ALL}}},
    {RSUPI_SECTION_EVENTS, "sign", "sign", NULL, {{"signs", ALL}}},
    {RSUPI_SECTION_EVENTS, "observation", "observation", NULL, {{"signs", ALL}}},
    {RSUPI_SECTION_EVENTS, "safer_use", "safer_use", "use", {{"use", ALL}}},
};
/* clang-format on */

static const char *event_type(const rsupi_node *node) {
  const rsupi_node *const type = rsupi_node_get(node, "type");
  return type ? type->text : NULL;
}

const rsupi_visible *rsupi_visible_of(const rsupi_entry *entry, const rsupi_node *node) {
  const int is_event = entry->section == RSUPI_SECTION_EVENTS;
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
    if (rules[i].section != entry->section) continue;
    if (!is_event || rsupi_text_equal(rules[i].event, event_type(node))) return &rules[i];
  }
  return NULL;
}

const rsupi_shape *rsupi_visible_shape(const rsupi_entry *entry, const rsupi_node *node) {
  if (entry->section != RSUPI_SECTION_EVENTS) return rsupi_section_of(entry->section)->shape;
  const char *const type = event_type(node);
  const rsupi_event_kind *const kind = type ? rsupi_event_kind_named(type) : NULL;
  return kind ? kind->shape : NULL;
}
