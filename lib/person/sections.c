/* The table of sections and the table of event types. */
#include "person/sections.h"
#include <string.h>

/* name, type when appended, how written, shape, what identifies an entry without an id, finisher */
#define SECTION(ID, NAME, SINGULAR, WRITTEN, SHAPE, KEY, SECOND, FINISH)                           \
  [RSUPI_SECTION_##ID] = {                                                                         \
      NAME, SINGULAR, RSUPI_SECTION_##ID, RSUPI_WRITTEN_##WRITTEN, SHAPE, {KEY, SECOND}, FINISH}
/* clang-format off */
static const rsupi_section sections[RSUPI_SECTIONS] = {
    SECTION(STANDING, "standing", "standing", NAMES, &rsupi_standing_shape, NULL, NULL, NULL),
    SECTION(STATUS, "status", "status", LIST, &rsupi_status_shape, "from", NULL, NULL),
    SECTION(ZONES, "zones", "zone", LIST, &rsupi_zone_shape, "from", NULL, rsupi_finish_zone),
    SECTION(REGION, "region", "region", LIST, &rsupi_region_shape, "from", NULL, NULL),
    SECTION(LANGUAGES, "languages", "language", NAMES, &rsupi_languages_shape, NULL, NULL, NULL),
    SECTION(FACTS, "facts", "fact", LIST, &rsupi_fact_shape, NULL, NULL, rsupi_finish_fact),
    SECTION(GUARDIANS, "guardians", "guardian", LIST, &rsupi_guardian_shape, "tie", NULL, NULL),
    SECTION(SETTINGS, "settings", "setting", LIST, &rsupi_setting_shape, NULL, NULL, rsupi_finish_setting),
    SECTION(TARGETS, "targets", "target", LIST, &rsupi_target_shape, NULL, NULL, rsupi_finish_target),
    SECTION(TIES, "ties", "tie", LIST, &rsupi_tie_shape, NULL, NULL, rsupi_finish_tie),
    SECTION(SELF, "self", "self", MAP, &rsupi_self_shape, NULL, NULL, rsupi_finish_self),
    SECTION(ALTER_TIES, "alter_ties", "alter_tie", LIST, &rsupi_alter_tie_shape, "a", "b", rsupi_finish_alter_tie),
    SECTION(ASKED, "asked", "asked", LIST, &rsupi_asked_shape, "generator", "on", NULL),
    SECTION(MEMBERSHIPS, "memberships", "membership", LIST, &rsupi_membership_shape, "group", NULL, NULL),
    SECTION(ORGANISATIONS, "organisations", "organisation", LIST, &rsupi_organisation_shape, NULL, NULL, NULL),
    SECTION(GOALS, "goals", "goal", LIST, &rsupi_aim_shape, NULL, NULL, rsupi_finish_aim),
    SECTION(CARE, "care", "care", LIST, &rsupi_care_shape, NULL, NULL, rsupi_finish_care),
    SECTION(SERVICES, "services", "service", LIST, &rsupi_service_shape, NULL, NULL, rsupi_finish_service),
    SECTION(APPOINTMENTS, "appointments", "appointment", LIST, &rsupi_appointment_shape, NULL, NULL, rsupi_finish_appointment),
    SECTION(CONDITIONS, "conditions", "condition", LIST, &rsupi_condition_shape, "condition", NULL, rsupi_finish_condition),
    SECTION(CONSENTS, "consents", "consent", LIST, &rsupi_consent_shape, NULL, NULL, rsupi_finish_consent),
    SECTION(PLAN, "plan", "plan", LIST, &rsupi_plan_shape, NULL, NULL, rsupi_finish_plan),
    SECTION(WORDS, "words", "word", LIST, &rsupi_words_shape, "id", "locale", NULL),
    SECTION(ERASED, "erased", "erased", LIST, &rsupi_erased_shape, "section", "id", NULL),
    SECTION(EVENTS, "events", NULL, LIST, NULL, NULL, NULL, NULL),
    SECTION(OTHER, NULL, NULL, LIST, NULL, NULL, NULL, NULL),
};
/* clang-format on */

const rsupi_section *rsupi_section_of(int32_t id) {
  return &sections[id];
}

const rsupi_section *rsupi_section_named(const char *name) {
  for (int32_t i = 1; i < RSUPI_SECTION_OTHER; i++)
    if (strcmp(sections[i].name, name) == 0) return &sections[i];
  return NULL;
}

const rsupi_section *rsupi_section_singular(const char *type) {
  if (strcmp(type, "languages") == 0) return &sections[RSUPI_SECTION_LANGUAGES];
  for (int32_t i = 1; i < RSUPI_SECTION_OTHER; i++)
    if (sections[i].singular && strcmp(sections[i].singular, type) == 0) return &sections[i];
  return NULL;
}

#define KIND(NAME, TYPE, WHEN, FINISH)                                                             \
  { #NAME, TYPE, WHEN, &rsupi_##NAME##_shape, FINISH }
static const rsupi_event_kind event_kinds[] = {
    KIND(contact, RSUPI_EVENT_CONTACT, RSUPI_WHEN_POINT, rsupi_finish_contact),
    KIND(checkin, RSUPI_EVENT_CHECKIN, RSUPI_WHEN_POINT, rsupi_finish_checkin),
    KIND(use_day, RSUPI_EVENT_USE_DAY, RSUPI_WHEN_POINT | RSUPI_WHEN_SPAN, NULL),
    KIND(setback, RSUPI_EVENT_SETBACK, RSUPI_WHEN_POINT, rsupi_finish_setback),
    KIND(attendance, RSUPI_EVENT_ATTENDANCE, RSUPI_WHEN_POINT, NULL),
    KIND(activity, RSUPI_EVENT_ACTIVITY, RSUPI_WHEN_POINT, rsupi_finish_activity),
    KIND(answers, RSUPI_EVENT_ANSWERS, RSUPI_WHEN_POINT, rsupi_finish_answers),
    KIND(excuse, RSUPI_EVENT_EXCUSE, RSUPI_WHEN_POINT | RSUPI_WHEN_SPAN, rsupi_finish_excuse),
    KIND(training, RSUPI_EVENT_TRAINING, RSUPI_WHEN_POINT, NULL),
    KIND(acknowledged, RSUPI_EVENT_ACKNOWLEDGED, RSUPI_WHEN_POINT, NULL),
    KIND(confirmed, RSUPI_EVENT_CONFIRMED, RSUPI_WHEN_POINT | RSUPI_WHEN_SPAN, NULL),
    KIND(sign, RSUPI_EVENT_SIGN, RSUPI_WHEN_POINT, rsupi_finish_sign),
    KIND(tie_rating, RSUPI_EVENT_TIE_RATING, RSUPI_WHEN_POINT, NULL),
    KIND(family_session, RSUPI_EVENT_FAMILY_SESSION, RSUPI_WHEN_POINT, NULL),
    KIND(step_work, RSUPI_EVENT_STEP_WORK, RSUPI_WHEN_POINT, NULL),
    KIND(same_tie, RSUPI_EVENT_SAME_TIE, RSUPI_WHEN_POINT, rsupi_finish_same_tie),
    KIND(suggestion, RSUPI_EVENT_SUGGESTION, RSUPI_WHEN_POINT, NULL),
    KIND(observation, RSUPI_EVENT_OBSERVATION, RSUPI_WHEN_POINT | RSUPI_WHEN_SPAN, NULL),
    KIND(safer_use, RSUPI_EVENT_SAFER_USE, RSUPI_WHEN_POINT | RSUPI_WHEN_SPAN, NULL),
    KIND(void, 0, 0, rsupi_finish_void),
};

const rsupi_event_kind *rsupi_event_kind_named(const char *name) {
  for (size_t i = 0; i < sizeof event_kinds / sizeof event_kinds[0]; i++)
    if (strcmp(event_kinds[i].name, name) == 0) return &event_kinds[i];
  return NULL;
}
