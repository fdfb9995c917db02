/* The table of sections and the table of event types. */
#include "person/sections.h"
#include <string.h>

static const rsupi_section sections[RSUPI_SECTIONS] = {
    [RSUPI_SECTION_STANDING] = {"standing",
                                "standing",
                                RSUPI_SECTION_STANDING,
                                RSUPI_WRITTEN_NAMES,
                                &rsupi_standing_shape,
                                {NULL, NULL},
                                NULL},
    [RSUPI_SECTION_STATUS] = {"status",
                              "status",
                              RSUPI_SECTION_STATUS,
                              RSUPI_WRITTEN_LIST,
                              &rsupi_status_shape,
                              {"from", NULL},
                              NULL},
    [RSUPI_SECTION_ZONES] = {"zones",
                             "zone",
                             RSUPI_SECTION_ZONES,
                             RSUPI_WRITTEN_LIST,
                             &rsupi_zone_shape,
                             {"from", NULL},
                             rsupi_finish_zone},
    [RSUPI_SECTION_REGION] = {"region",
                              "region",
                              RSUPI_SECTION_REGION,
                              RSUPI_WRITTEN_LIST,
                              &rsupi_region_shape,
                              {"from", NULL},
                              NULL},
    [RSUPI_SECTION_LANGUAGES] = {"languages",
                                 "language",
                                 RSUPI_SECTION_LANGUAGES,
                                 RSUPI_WRITTEN_NAMES,
                                 &rsupi_languages_shape,
                                 {NULL, NULL},
                                 NULL},
    [RSUPI_SECTION_FACTS] = {"facts",
                             "fact",
                             RSUPI_SECTION_FACTS,
                             RSUPI_WRITTEN_LIST,
                             &rsupi_fact_shape,
                             {NULL, NULL},
                             rsupi_finish_fact},
    [RSUPI_SECTION_GUARDIANS] = {"guardians",
                                 "guardian",
                                 RSUPI_SECTION_GUARDIANS,
                                 RSUPI_WRITTEN_LIST,
                                 &rsupi_guardian_shape,
                                 {"tie", NULL},
                                 NULL},
    [RSUPI_SECTION_SETTINGS] = {"settings",
                                "setting",
                                RSUPI_SECTION_SETTINGS,
                                RSUPI_WRITTEN_LIST,
                                &rsupi_setting_shape,
                                {NULL, NULL},
                                NULL},
    [RSUPI_SECTION_TARGETS] = {"targets",
                               "target",
                               RSUPI_SECTION_TARGETS,
                               RSUPI_WRITTEN_LIST,
                               &rsupi_target_shape,
                               {NULL, NULL},
                               rsupi_finish_target},
    [RSUPI_SECTION_TIES] = {"ties",
                            "tie",
                            RSUPI_SECTION_TIES,
                            RSUPI_WRITTEN_LIST,
                            &rsupi_tie_shape,
                            {NULL, NULL},
                            rsupi_finish_tie},
    [RSUPI_SECTION_SELF] = {"self",
                            "self",
                            RSUPI_SECTION_SELF,
                            RSUPI_WRITTEN_MAP,
                            &rsupi_self_shape,
                            {NULL, NULL},
                            NULL},
    [RSUPI_SECTION_ALTER_TIES] = {"alter_ties",
                                  "alter_tie",
                                  RSUPI_SECTION_ALTER_TIES,
                                  RSUPI_WRITTEN_LIST,
                                  &rsupi_alter_tie_shape,
                                  {"a", "b"},
                                  NULL},
    [RSUPI_SECTION_ASKED] = {"asked",
                             "asked",
                             RSUPI_SECTION_ASKED,
                             RSUPI_WRITTEN_LIST,
                             &rsupi_asked_shape,
                             {"generator", "on"},
                             NULL},
    [RSUPI_SECTION_MEMBERSHIPS] = {"memberships",
                                   "membership",
                                   RSUPI_SECTION_MEMBERSHIPS,
                                   RSUPI_WRITTEN_LIST,
                                   &rsupi_membership_shape,
                                   {"group", NULL},
                                   NULL},
    [RSUPI_SECTION_EVENTS] =
        {"events", NULL, RSUPI_SECTION_EVENTS, RSUPI_WRITTEN_LIST, NULL, {NULL, NULL}, NULL},
    [RSUPI_SECTION_CONSENTS] = {"consents",
                                "consent",
                                RSUPI_SECTION_CONSENTS,
                                RSUPI_WRITTEN_LIST,
                                &rsupi_consent_shape,
                                {NULL, NULL},
                                NULL},
    [RSUPI_SECTION_PLAN] = {"plan",
                            "plan",
                            RSUPI_SECTION_PLAN,
                            RSUPI_WRITTEN_LIST,
                            &rsupi_plan_shape,
                            {NULL, NULL},
                            rsupi_finish_plan},
    [RSUPI_SECTION_WORDS] = {"words",
                             "word",
                             RSUPI_SECTION_WORDS,
                             RSUPI_WRITTEN_LIST,
                             &rsupi_words_shape,
                             {"id", "locale"},
                             NULL},
    [RSUPI_SECTION_ERASED] = {"erased",
                              "erased",
                              RSUPI_SECTION_ERASED,
                              RSUPI_WRITTEN_LIST,
                              &rsupi_erased_shape,
                              {"section", "id"},
                              NULL},
    [RSUPI_SECTION_OTHER] =
        {NULL, NULL, RSUPI_SECTION_OTHER, RSUPI_WRITTEN_LIST, NULL, {NULL, NULL}, NULL},
};

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
    KIND(contact, RSUPI_EVENT_CONTACT, RSUPI_WHEN_POINT, NULL),
    KIND(checkin, RSUPI_EVENT_CHECKIN, RSUPI_WHEN_POINT, rsupi_finish_checkin),
    KIND(use_day, RSUPI_EVENT_USE_DAY, RSUPI_WHEN_POINT | RSUPI_WHEN_SPAN, NULL),
    KIND(setback, RSUPI_EVENT_SETBACK, RSUPI_WHEN_POINT, rsupi_finish_setback),
    KIND(attendance, RSUPI_EVENT_ATTENDANCE, RSUPI_WHEN_POINT, NULL),
    KIND(activity, RSUPI_EVENT_ACTIVITY, RSUPI_WHEN_POINT, NULL),
    KIND(answers, RSUPI_EVENT_ANSWERS, RSUPI_WHEN_POINT, rsupi_finish_answers),
    KIND(excuse, RSUPI_EVENT_EXCUSE, RSUPI_WHEN_POINT | RSUPI_WHEN_SPAN, rsupi_finish_excuse),
    KIND(training, RSUPI_EVENT_TRAINING, RSUPI_WHEN_POINT, NULL),
    KIND(acknowledged, RSUPI_EVENT_ACKNOWLEDGED, RSUPI_WHEN_POINT, NULL),
    KIND(confirmed, RSUPI_EVENT_CONFIRMED, RSUPI_WHEN_POINT | RSUPI_WHEN_SPAN, NULL),
    KIND(sign, RSUPI_EVENT_SIGN, RSUPI_WHEN_POINT, rsupi_finish_sign),
    KIND(void, 0, 0, NULL),
};

const rsupi_event_kind *rsupi_event_kind_named(const char *name) {
  for (size_t i = 0; i < sizeof event_kinds / sizeof event_kinds[0]; i++)
    if (strcmp(event_kinds[i].name, name) == 0) return &event_kinds[i];
  return NULL;
}
