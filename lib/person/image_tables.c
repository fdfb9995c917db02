/* The images of all sections and event types, as tables. */
#include "person/image.h"
#include <string.h>

#define FIELD(S, M, KIND) RSUPI_IMAGE_##KIND, 0, (uint16_t)offsetof(S, M)
#define F(S, M, KIND)                                                                              \
  { FIELD(S, M, KIND), 0, 0, 0, NULL }
#define NEEDED(S, M, KIND)                                                                         \
  { RSUPI_IMAGE_##KIND, 1, (uint16_t)offsetof(S, M), 0, 0, 0, NULL }
#define WITHIN(S, M, KIND, LOW, HIGH)                                                              \
  { FIELD(S, M, KIND), 0, LOW, HIGH, NULL }
#define COUNTED(S, M, N, KIND)                                                                     \
  { FIELD(S, M, KIND), (uint16_t)offsetof(S, N), 0, 0, NULL }
#define PARTS(S, M, N, IMAGE)                                                                      \
  { FIELD(S, M, LIST), (uint16_t)offsetof(S, N), 0, 0, &(IMAGE) }
#define PART(S, M, IMAGE)                                                                          \
  { FIELD(S, M, ONE), 0, 0, 0, &(IMAGE) }
#define FOUND(S, M)                                                                                \
  { FIELD(S, M, FOUND), (uint16_t)sizeof(((const S *)NULL)->M), 0, 0, NULL }
#define YES_NO(S, M) WITHIN(S, M, INT, 0, 1)
#define HEAD(S, H) F(S, H.recorded_at, INSTANT), PART(S, H.told, told_image), F(S, H.id, KEY)
#define FIELDS(T) T, sizeof T / sizeof T[0]
#define PART_IMAGE(S, T)                                                                           \
  { NULL, NULL, sizeof(S), FIELDS(T), NULL, 0, 0 }

/* ---- parts */
static const rsupi_image_field told_fields[] = {WITHIN(rsupi_told, revision, COUNT, 0, 1e9),
                                                F(rsupi_told, source, TEXT),
                                                F(rsupi_told, device, TEXT),
                                                COUNTED(rsupi_told, labels, label_count, TEXTS),
                                                F(rsupi_told, label_bits, BITS),
                                                WITHIN(rsupi_told, origin, COUNT, 0, 3)};
static const rsupi_image told_image = PART_IMAGE(rsupi_told, told_fields);
static const rsupi_image_field goal_fields[] = {WITHIN(rsupi_goal, kind, COUNT, 1, 4),
                                                WITHIN(rsupi_goal, amount, NUMBER, 0, 1e9),
                                                F(rsupi_goal, unit, TEXT),
                                                WITHIN(rsupi_goal, per, COUNT, 1, 3),
                                                F(rsupi_goal, from, DAY),
                                                F(rsupi_goal, until, DAY)};
static const rsupi_image goal_image = PART_IMAGE(rsupi_goal, goal_fields);
static const rsupi_image_field medication_fields[] = {
    F(rsupi_medication, medication_class, TEXT), F(rsupi_medication, agent, TEXT),
    F(rsupi_medication, from, DAY), F(rsupi_medication, to, DAY)};
static const rsupi_image medication_image = PART_IMAGE(rsupi_medication, medication_fields);
static const rsupi_image_field role_fields[] = {
    FOUND(rsupi_tie_role, definition), NEEDED(rsupi_tie_role, role, TEXT),
    WITHIN(rsupi_tie_role, direction, COUNT, 1, 3), F(rsupi_tie_role, from, DAY),
    F(rsupi_tie_role, to, DAY)};
static const rsupi_image role_image = PART_IMAGE(rsupi_tie_role, role_fields);
static const rsupi_image_field tie_status_fields[] = {WITHIN(rsupi_tie_status, state, COUNT, 1, 3),
                                                      F(rsupi_tie_status, from, DAY)};
static const rsupi_image tie_status_image = PART_IMAGE(rsupi_tie_status, tie_status_fields);
static const rsupi_image_field available_fields[] = {
    WITHIN(rsupi_available, weekdays, COUNT, 0, 127), WITHIN(rsupi_available, from, COUNT, 0, 1440),
    WITHIN(rsupi_available, to, COUNT, 0, 1440), F(rsupi_available, zone, TEXT),
    FOUND(rsupi_available, zone_data)};
static const rsupi_image available_image = PART_IMAGE(rsupi_available, available_fields);
static const rsupi_image_field coping_fields[] = {NEEDED(rsupi_coping, strategy, TEXT),
                                                  F(rsupi_coping, area, TEXT)};
static const rsupi_image coping_image = PART_IMAGE(rsupi_coping, coping_fields);
static const rsupi_image_field capacity_fields[] = {WITHIN(rsupi_capacity, sponsor, INT, 0, 100),
                                                    WITHIN(rsupi_capacity, mentor, INT, 0, 100)};
static const rsupi_image capacity_image = PART_IMAGE(rsupi_capacity, capacity_fields);

#define MATCH(M) WITHIN(rsupi_match_weights, M, NUMBER, 0, 1000)
static const rsupi_image_field match_fields[] = {MATCH(experience), MATCH(language), MATCH(hours),
                                                 MATCH(zone),       MATCH(mode),     MATCH(load)};
static const rsupi_image match_image = PART_IMAGE(rsupi_match_weights, match_fields);

static const rsupi_image_field behaviour_fields[] = {
    NEEDED(rsupi_behaviour_mark, behaviour, TEXT), FOUND(rsupi_behaviour_mark, definition),
    WITHIN(rsupi_behaviour_mark, seen, COUNT, 1, 3), F(rsupi_behaviour_mark, on, DAY)};
static const rsupi_image behaviour_image = PART_IMAGE(rsupi_behaviour_mark, behaviour_fields);

/* ---- sections */
static const rsupi_image_field status_fields[] = {HEAD(rsupi_person_status, head),
                                                  WITHIN(rsupi_person_status, state, COUNT, 1, 3),
                                                  F(rsupi_person_status, from, DAY)};
static const rsupi_image_field zone_fields[] = {
    HEAD(rsupi_zone_entry, head), F(rsupi_zone_entry, from, INSTANT),
    NEEDED(rsupi_zone_entry, zone, TEXT), FOUND(rsupi_zone_entry, zone_data)};
static const rsupi_image_field region_fields[] = {HEAD(rsupi_region_entry, head),
                                                  F(rsupi_region_entry, from, DAY),
                                                  F(rsupi_region_entry, region, TEXT)};
static const rsupi_image_field names_fields[] = {
    HEAD(rsupi_names_entry, head),
    {RSUPI_IMAGE_INTS, 0, (uint16_t)offsetof(rsupi_names_entry, values),
     (uint16_t)offsetof(rsupi_names_entry, value_count), 1, 3, NULL},
    COUNTED(rsupi_names_entry, texts, text_count, TEXTS)};
static const rsupi_image_field fact_fields[] = {
    HEAD(rsupi_fact, head), NEEDED(rsupi_fact, name, TEXT), NEEDED(rsupi_fact, value, SCALAR),
    WITHIN(rsupi_fact, number, NUMBER, -1.7e308, 1.7e308), F(rsupi_fact, on, DAY)};
static const rsupi_image_field guardian_fields[] = {
    HEAD(rsupi_guardian, head), NEEDED(rsupi_guardian, tie, TEXT), F(rsupi_guardian, from, DAY),
    F(rsupi_guardian, until, DAY), WITHIN(rsupi_guardian, kind, COUNT, 1, 2)};
static const rsupi_image_field setting_fields[] = {
    HEAD(rsupi_setting, head), WITHIN(rsupi_setting, kind, COUNT, 1, 2),
    F(rsupi_setting, from, DAY), F(rsupi_setting, to, DAY)};
static const rsupi_image_field target_fields[] = {
    HEAD(rsupi_target, head), PARTS(rsupi_target, goals, goal_count, goal_image),
    COUNTED(rsupi_target, counts, counts_count, TEXTS),
    PARTS(rsupi_target, medications, medication_count, medication_image),
    F(rsupi_target, start, DAY)};
static const rsupi_image_field tie_fields[] = {
    HEAD(rsupi_tie, head),
    PARTS(rsupi_tie, roles, role_count, role_image),
    PARTS(rsupi_tie, status, status_count, tie_status_image),
    COUNTED(rsupi_tie, gives, gives_count, TEXTS),
    COUNTED(rsupi_tie, receives, receives_count, TEXTS),
    WITHIN(rsupi_tie, stance, COUNT, 1, 3),
    WITHIN(rsupi_tie, use, COUNT, 1, 3),
    WITHIN(rsupi_tie, closeness, NUMBER, 0, 1),
    WITHIN(rsupi_tie, importance, NUMBER, 0, 1),
    WITHIN(rsupi_tie, satisfaction, NUMBER, 0, 1),
    WITHIN(rsupi_tie, strain, NUMBER, 0, 1),
    WITHIN(rsupi_tie, contact_every_days, INT, 1, 3660),
    YES_NO(rsupi_tie, agreed_call),
    YES_NO(rsupi_tie, agreed_night),
    F(rsupi_tie, agreed_on, DAY),
    PARTS(rsupi_tie, available, available_count, available_image),
    COUNTED(rsupi_tie, channels, channel_count, TEXTS),
    YES_NO(rsupi_tie, do_not_contact),
    YES_NO(rsupi_tie, can_call),
    YES_NO(rsupi_tie, minor),
    YES_NO(rsupi_tie, household),
    COUNTED(rsupi_tie, tags, tag_count, TEXTS),
    F(rsupi_tie, person, TEXT),
    F(rsupi_tie, zone, TEXT),
    FOUND(rsupi_tie, zone_data),
    F(rsupi_tie, since, DAY),
    WITHIN(rsupi_tie, use_level, COUNT, 1, 3),
    WITHIN(rsupi_tie, in_contact, COUNT, 1, 5),
    YES_NO(rsupi_tie, former_associate),
    PARTS(rsupi_tie, behaviours, behaviour_count, behaviour_image),
    PART(rsupi_tie, capacity, capacity_image),
    F(rsupi_tie, met_in, TEXT)};
static const rsupi_image_field self_fields[] = {
    HEAD(rsupi_self, head),
    PART(rsupi_self, capacity, capacity_image),
    COUNTED(rsupi_self, tags, tag_count, TEXTS),
    PARTS(rsupi_self, available, available_count, available_image),
    COUNTED(rsupi_self, modes, mode_count, TEXTS),
    PART(rsupi_self, match, match_image)};
static const rsupi_image_field alter_tie_fields[] = {
    HEAD(rsupi_alter_tie, head), NEEDED(rsupi_alter_tie, a, TEXT), NEEDED(rsupi_alter_tie, b, TEXT),
    WITHIN(rsupi_alter_tie, state, COUNT, 1, 3),
    WITHIN(rsupi_alter_tie, weight, NUMBER, 1.0 / 1024, 1024)};
static const rsupi_image_field asked_fields[] = {
    HEAD(rsupi_asked, head), NEEDED(rsupi_asked, generator, TEXT), F(rsupi_asked, on, DAY),
    WITHIN(rsupi_asked, outcome, COUNT, 1, 3)};
static const rsupi_image_field membership_fields[] = {
    HEAD(rsupi_membership, head),
    NEEDED(rsupi_membership, group, TEXT),
    PARTS(rsupi_membership, roles, role_count, role_image),
    F(rsupi_membership, from, DAY),
    F(rsupi_membership, to, DAY),
    WITHIN(rsupi_membership, importance, NUMBER, 0, 1),
    WITHIN(rsupi_membership, use, COUNT, 1, 5)};
static const rsupi_image_field organisation_fields[] = {
    HEAD(rsupi_organisation, head),
    F(rsupi_organisation, kind, TEXT),
    COUNTED(rsupi_organisation, services, service_count, TEXTS),
    PARTS(rsupi_organisation, status, status_count, tie_status_image),
    F(rsupi_organisation, since, DAY),
    COUNTED(rsupi_organisation, channels, channel_count, TEXTS)};
static const rsupi_image_field aim_status_fields[] = {
    WITHIN(rsupi_aim_status, state, COUNT, 1, 4), F(rsupi_aim_status, from, DAY),
    WITHIN(rsupi_aim_status, at_least, NUMBER, -1e9, 1e9),
    WITHIN(rsupi_aim_status, at_most, NUMBER, -1e9, 1e9), F(rsupi_aim_status, due, DAY)};
static const rsupi_image aim_status_image = PART_IMAGE(rsupi_aim_status, aim_status_fields);
static const rsupi_image_field aim_fields[] = {
    HEAD(rsupi_aim, head),
    WITHIN(rsupi_aim, measure, COUNT, 1, RSUPI_AIM_OWN_WORD),
    F(rsupi_aim, of, TEXT),
    F(rsupi_aim, form, TEXT),
    F(rsupi_aim, target, TEXT),
    WITHIN(rsupi_aim, at_least, NUMBER, -1e9, 1e9),
    WITHIN(rsupi_aim, at_most, NUMBER, -1e9, 1e9),
    NEEDED(rsupi_aim, from, DAY),
    F(rsupi_aim, due, DAY),
    PARTS(rsupi_aim, status, status_count, aim_status_image),
    F(rsupi_aim, group, TEXT),
    WITHIN(rsupi_aim, share, NUMBER, 0, 1e9)};
static const rsupi_image_field care_fields[] = {HEAD(rsupi_care, head),
                                                NEEDED(rsupi_care, level, TEXT),
                                                FOUND(rsupi_care, definition),
                                                F(rsupi_care, from, DAY),
                                                F(rsupi_care, to, DAY),
                                                F(rsupi_care, planned_until, DAY),
                                                WITHIN(rsupi_care, ended, COUNT, 1, 3),
                                                WITHIN(rsupi_care, reason, COUNT, 1, 9)};
static const rsupi_image_field service_status_fields[] = {
    WITHIN(rsupi_service_status, state, COUNT, 1, RSUPI_SERVICE_DECLINED),
    F(rsupi_service_status, from, DAY)};
static const rsupi_image service_status_image =
    PART_IMAGE(rsupi_service_status, service_status_fields);
static const rsupi_image_field service_fields[] = {
    HEAD(rsupi_service, head), NEEDED(rsupi_service, kind, TEXT),
    PARTS(rsupi_service, status, status_count, service_status_image)};
static const rsupi_image_field appointment_fields[] = {
    HEAD(rsupi_appointment, head),
    NEEDED(rsupi_appointment, kind, TEXT),
    FOUND(rsupi_appointment, definition),
    F(rsupi_appointment, at.at, INSTANT),
    NEEDED(rsupi_appointment, at.day, DAY),
    FOUND(rsupi_appointment, at), /* its padding too */
    WITHIN(rsupi_appointment, outcome, COUNT, 1, 3),
    F(rsupi_appointment, tie, TEXT),
    WITHIN(rsupi_appointment, minutes, NUMBER, 0, 10080)};
static const rsupi_image_field condition_fields[] = {
    HEAD(rsupi_condition, head), NEEDED(rsupi_condition, condition, TEXT),
    F(rsupi_condition, from, DAY), F(rsupi_condition, to, DAY)};
static const rsupi_image_field consent_fields[] = {
    HEAD(rsupi_consent, head),
    NEEDED(rsupi_consent, grantor, TEXT),
    NEEDED(rsupi_consent, to, TEXT),
    COUNTED(rsupi_consent, what, what_count, TEXTS),
    COUNTED(rsupi_consent, sensitivity, sensitivity_count, TEXTS),
    COUNTED(rsupi_consent, purpose, purpose_count, TEXTS),
    F(rsupi_consent, from, DAY),
    F(rsupi_consent, until, DAY),
    F(rsupi_consent, revoked, DAY),
    F(rsupi_consent, until_event, TEXT),
    WITHIN(rsupi_consent, effect, COUNT, 1, 2),
    WITHIN(rsupi_consent, silent, COUNT, 0, 1),
    F(rsupi_consent, patient, TEXT),
    F(rsupi_consent, discloser, TEXT),
    F(rsupi_consent, signature, TEXT),
    YES_NO(rsupi_consent, right_to_revoke),
    F(rsupi_consent, signed_on, DAY),
    F(rsupi_consent, labels, BITS),
    F(rsupi_consent, purposes, BITS),
    WITHIN(rsupi_consent, all_labels, COUNT, 0, 1),
    WITHIN(rsupi_consent, unknown_what, COUNT, 0, 1),
    F(rsupi_consent, missing, TEXT)};
static const rsupi_image_field plan_fields[] = {
    HEAD(rsupi_plan, head),
    F(rsupi_plan, reviewed, DAY),
    COUNTED(rsupi_plan, warning_signs, warning_sign_count, TEXTS),
    COUNTED(rsupi_plan, people, people_count, TEXTS),
    COUNTED(rsupi_plan, places, place_count, TEXTS),
    COUNTED(rsupi_plan, professionals, professional_count, TEXTS),
    COUNTED(rsupi_plan, reasons, reason_count, TEXTS),
    COUNTED(rsupi_plan, environment, environment_count, TEXTS),
    PARTS(rsupi_plan, coping, coping_count, coping_image)};
static const rsupi_image_field words_fields[] = {
    HEAD(rsupi_own_words, head), NEEDED(rsupi_own_words, text_id, TEXT),
    F(rsupi_own_words, locale, TEXT), NEEDED(rsupi_own_words, text, TEXT)};
static const rsupi_image_field erased_fields[] = {
    HEAD(rsupi_erased, head), NEEDED(rsupi_erased, section, TEXT), NEEDED(rsupi_erased, of, TEXT)};

static const rsupi_image_field context_fields[] = {NEEDED(rsup_context_entry, name, TEXT),
                                                   NEEDED(rsup_context_entry, value, TEXT)};
static const rsupi_image context_image = PART_IMAGE(rsup_context_entry, context_fields);

/* ---- events: what most of them have comes first, so that few bytes say what an event has */
#define M rsupi_event_more
static const rsupi_image_field more_fields[] = {F(M, tie, TEXT),
                                                WITHIN(M, by, COUNT, 1, 2),
                                                WITHIN(M, outcome, COUNT, 1, 3),
                                                F(M, channel, TEXT),
                                                F(M, meeting, TEXT),
                                                WITHIN(M, as, COUNT, 1, 3),
                                                WITHIN(M, mode, COUNT, 1, 3),
                                                YES_NO(M, shared),
                                                YES_NO(M, asked),
                                                YES_NO(M, feedback),
                                                YES_NO(M, led),
                                                WITHIN(M, minutes, NUMBER, 0, 10080),
                                                F(M, target, TEXT),
                                                F(M, substance, TEXT),
                                                WITHIN(M, amount, NUMBER, 0, 1e9),
                                                F(M, unit, TEXT),
                                                WITHIN(M, days, INT, 0, 3660),
                                                WITHIN(M, extent, COUNT, 1, 2),
                                                F(M, resumed, DAY),
                                                COUNTED(M, triggers, trigger_count, TEXTS),
                                                COUNTED(M, helped, helped_count, TEXTS),
                                                F(M, lesson, TEXT),
                                                F(M, note, TEXT),
                                                F(M, kind, TEXT),
                                                COUNTED(M, with, with_count, TEXTS),
                                                F(M, instrument, TEXT),
                                                WITHIN(M, scoring_revision, INT, 1, 1e6),
                                                PARTS(M, context, context_count, context_image),
                                                F(M, milestone, TEXT),
                                                F(M, reason, TEXT),
                                                F(M, of, TEXT),
                                                WITHIN(M, state, COUNT, 1, 4),
                                                YES_NO(M, completed),
                                                COUNTED(M, gives, gives_count, TEXTS),
                                                COUNTED(M, receives, receives_count, TEXTS),
                                                WITHIN(M, closeness, NUMBER, 0, 1),
                                                WITHIN(M, importance, NUMBER, 0, 1),
                                                WITHIN(M, satisfaction, NUMBER, 0, 1),
                                                WITHIN(M, strain, NUMBER, 0, 1),
                                                WITHIN(M, stance, COUNT, 1, 3),
                                                WITHIN(M, use, COUNT, 1, 3)};
static const rsupi_image more_image = {
    NULL, &rsupi_nothing_more, sizeof(M), FIELDS(more_fields), NULL, 0, 0};
#define E rsupi_event
static const rsupi_image_field event_fields[] = {
    F(E, at, INSTANT),
    F(E, written, DAY),
    F(E, head.recorded_at, INSTANT),
    F(E, questions, ASKED),
    PART(E, more, more_image),
    {FIELD(E, first, DAY), (uint16_t)offsetof(E, at), 0, 0, NULL},
    {FIELD(E, last, DAY), (uint16_t)offsetof(E, at), 0, 0, NULL},
    PART(E, head.told, told_image),
    F(E, head.id, KEY),
    FOUND(E, type),
    FOUND(E, has),
    FOUND(E, dated),
    FOUND(E, codes)};
static const rsupi_image_field void_fields[] = {
    HEAD(rsupi_void, head), NEEDED(rsupi_void, of, TEXT), F(rsupi_void, section, TEXT),
    F(rsupi_void, reason, TEXT)};
_Static_assert(sizeof(rsupi_event) <= RSUPI_IMAGE_LARGEST, "room for a fresh one");
_Static_assert(sizeof(rsupi_tie) <= RSUPI_IMAGE_LARGEST, "room for a fresh one");

#define SECTION(ID, NAME, S, T, FINISH)                                                            \
  { NAME, NULL, sizeof(S), FIELDS(T), FINISH, RSUPI_SECTION_##ID, 0 }
#define EVENT(NAME, TYPE)                                                                          \
  {                                                                                                \
    NAME, NULL, sizeof(E), FIELDS(event_fields), rsupi_image_finish_event, RSUPI_SECTION_EVENTS,   \
        RSUPI_EVENT_##TYPE                                                                         \
  }
static const rsupi_image images[] = {
    SECTION(STANDING, "standing", rsupi_names_entry, names_fields, NULL),
    SECTION(STATUS, "status", rsupi_person_status, status_fields, NULL),
    SECTION(ZONES, "zones", rsupi_zone_entry, zone_fields, rsupi_image_finish_zone),
    SECTION(REGION, "region", rsupi_region_entry, region_fields, NULL),
    SECTION(LANGUAGES, "languages", rsupi_names_entry, names_fields, NULL),
    SECTION(FACTS, "facts", rsupi_fact, fact_fields, NULL),
    SECTION(GUARDIANS, "guardians", rsupi_guardian, guardian_fields, NULL),
    SECTION(SETTINGS, "settings", rsupi_setting, setting_fields, NULL),
    SECTION(TARGETS, "targets", rsupi_target, target_fields, NULL),
    SECTION(TIES, "ties", rsupi_tie, tie_fields, rsupi_image_finish_tie),
    SECTION(SELF, "self", rsupi_self, self_fields, rsupi_image_finish_self),
    SECTION(ALTER_TIES, "alter_ties", rsupi_alter_tie, alter_tie_fields, NULL),
    SECTION(ASKED, "asked", rsupi_asked, asked_fields, NULL),
    SECTION(MEMBERSHIPS, "memberships", rsupi_membership, membership_fields, NULL),
    SECTION(GOALS, "goals", rsupi_aim, aim_fields, rsupi_image_finish_aim),
    SECTION(CARE, "care", rsupi_care, care_fields, rsupi_image_finish_care),
    SECTION(SERVICES, "services", rsupi_service, service_fields, rsupi_image_finish_service),
    SECTION(APPOINTMENTS, "appointments", rsupi_appointment, appointment_fields,
            rsupi_image_finish_appointment),
    SECTION(CONDITIONS, "conditions", rsupi_condition, condition_fields,
            rsupi_image_finish_condition),
    SECTION(ORGANISATIONS, "organisations", rsupi_organisation, organisation_fields, NULL),
    SECTION(CONSENTS, "consents", rsupi_consent, consent_fields, NULL),
    SECTION(PLAN, "plan", rsupi_plan, plan_fields, NULL),
    SECTION(WORDS, "words", rsupi_own_words, words_fields, NULL),
    SECTION(ERASED, "erased", rsupi_erased, erased_fields, NULL),
    EVENT("contact", CONTACT),
    EVENT("checkin", CHECKIN),
    EVENT("use_day", USE_DAY),
    EVENT("setback", SETBACK),
    EVENT("attendance", ATTENDANCE),
    EVENT("activity", ACTIVITY),
    EVENT("answers", ANSWERS),
    EVENT("excuse", EXCUSE),
    EVENT("training", TRAINING),
    EVENT("acknowledged", ACKNOWLEDGED),
    EVENT("confirmed", CONFIRMED),
    EVENT("sign", SIGN),
    EVENT("tie_rating", TIE_RATING),
    EVENT("family_session", FAMILY_SESSION),
    EVENT("step_work", STEP_WORK),
    EVENT("same_tie", SAME_TIE),
    EVENT("suggestion", SUGGESTION),
    EVENT("observation", OBSERVATION),
    EVENT("safer_use", SAFER_USE),
    {"void", NULL, sizeof(rsupi_void), FIELDS(void_fields), rsupi_image_finish_void,
     RSUPI_SECTION_EVENTS, 0},
};
enum { IMAGES = sizeof images / sizeof images[0] };

size_t rsupi_image_count(const rsupi_image_field *f, const void *bound) {
  size_t count;
  memcpy(&count, (const unsigned char *)bound + f->count, sizeof count);
  return count;
}

const rsupi_image *rsupi_image_at(size_t number) {
  return number < IMAGES ? &images[number] : NULL;
}

size_t rsupi_image_of(const rsupi_entry *entry) {
  if (!entry->usable) return SIZE_MAX;
  for (size_t i = 0; i < IMAGES; i++)
    if (images[i].section == entry->section && images[i].event_type == entry->event_type) return i;
  return SIZE_MAX;
}

static uint64_t fold(uint64_t sum, uint64_t value) {
  sum = (sum ^ value) * UINT64_C(0x9E3779B97F4A7C15);
  return sum ^ sum >> 29;
}

static uint64_t fold_image(uint64_t sum, const rsupi_image *image) {
  for (size_t i = 0; i < image->field_count; i++) {
    const rsupi_image_field *const f = &image->fields[i];
    sum = fold(sum, f->kind | (uint64_t)f->offset << 8 | (uint64_t)f->count << 24);
    if (f->of) sum = fold_image(sum, f->of);
  }
  return fold(sum, image->size);
}

uint64_t rsupi_image_layout(void) {
  uint64_t sum = fold(sizeof(rsupi_odd_answer), sizeof(rsupi_node));
  const rsupi_image_field *before = NULL;
  for (size_t i = 0; i < IMAGES; i++) {
    if (images[i].fields != before) sum = fold_image(sum, &images[i]);
    before = images[i].fields;
    sum = fold(sum, (uint64_t)images[i].section << 8 | (uint64_t)images[i].event_type);
  }
  return sum;
}
