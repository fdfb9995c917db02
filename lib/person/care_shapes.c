/* The schema of what a person aims for, and of care: goals, care, services, appointments,
 * conditions. */
#include "person/slots.h"

const rsupi_name rsupi_aim_measure_names[] = {{"days_without_use", RSUPI_AIM_DAYS_WITHOUT_USE},
                                              {"checkins", RSUPI_AIM_CHECKINS},
                                              {"adherence", RSUPI_AIM_ADHERENCE},
                                              {"meetings", RSUPI_AIM_MEETINGS},
                                              {"contacts", RSUPI_AIM_CONTACTS},
                                              {"activity_hours", RSUPI_AIM_ACTIVITY_HOURS},
                                              {"item", RSUPI_AIM_ITEM},
                                              {"instrument", RSUPI_AIM_INSTRUMENT},
                                              {"strategy", RSUPI_AIM_STRATEGY},
                                              {"own_word", RSUPI_AIM_OWN_WORD},
                                              {NULL, 0}};
const rsupi_name rsupi_aim_word_names[] = {{"open", RSUPI_AIM_OPEN},
                                           {"adjusted", RSUPI_AIM_ADJUSTED},
                                           {"met", RSUPI_AIM_MET},
                                           {"set_aside", RSUPI_AIM_SET_ASIDE},
                                           {NULL, 0}};
const rsupi_name rsupi_care_ended_names[] = {{"completed", RSUPI_CARE_COMPLETED},
                                             {"early", RSUPI_CARE_EARLY},
                                             {"moved", RSUPI_CARE_MOVED},
                                             {NULL, 0}};
const rsupi_name rsupi_care_reason_names[] = {
    {"own_choice", 1}, {"cost", 2},   {"transport", 3},       {"work_or_family", 4},
    {"moved_away", 5}, {"health", 6}, {"another_program", 7}, {"program_ended", 8},
    {"other", 9},      {NULL, 0}};
const rsupi_name rsupi_service_state_names[] = {
    {"needed", RSUPI_SERVICE_NEEDED},     {"not_needed", RSUPI_SERVICE_NOT_NEEDED},
    {"referred", RSUPI_SERVICE_REFERRED}, {"waiting", RSUPI_SERVICE_WAITING},
    {"active", RSUPI_SERVICE_ACTIVE},     {"ended", RSUPI_SERVICE_ENDED},
    {"declined", RSUPI_SERVICE_DECLINED}, {NULL, 0}};
static const rsupi_name outcome_names[] = {{"kept", RSUPI_APPOINTMENT_KEPT},
                                           {"missed", RSUPI_APPOINTMENT_MISSED},
                                           {"cancelled", RSUPI_APPOINTMENT_CANCELLED},
                                           {NULL, 0}};

/* ---- goals */

enum { MOST = 1000000000 };

static const rsupi_slot aim_status_slots[] = {
    CHOICE(rsupi_aim_status, "state", state, rsupi_aim_word_names, RSUPI_REQUIRED),
    NEEDED(rsupi_aim_status, "from", DAY, from),
    WITHIN(rsupi_aim_status, "at_least", NUMBER, at_least, -MOST, MOST),
    WITHIN(rsupi_aim_status, "at_most", NUMBER, at_most, -MOST, MOST),
    SLOT(rsupi_aim_status, "due", DAY, due)};
static const rsupi_shape aim_status_shape =
    RSUPI_SHAPE("goal status", rsupi_aim_status, aim_status_slots);
static const rsupi_slot aim_slots[] = {
    HEAD(rsupi_aim, head),
    CHOICE(rsupi_aim, "measure", measure, rsupi_aim_measure_names, RSUPI_REQUIRED),
    SLOT(rsupi_aim, "of", ID, of),
    SLOT(rsupi_aim, "form", ID, form),
    SLOT(rsupi_aim, "target", ID, target),
    WITHIN(rsupi_aim, "at_least", NUMBER, at_least, -MOST, MOST),
    WITHIN(rsupi_aim, "at_most", NUMBER, at_most, -MOST, MOST),
    NEEDED(rsupi_aim, "from", DAY, from),
    SLOT(rsupi_aim, "due", DAY, due),
    RECORDS(rsupi_aim, "status", status, status_count, aim_status_shape),
    SLOT(rsupi_aim, "group", ID, group),
    WITHIN(rsupi_aim, "share", NUMBER, share, 0, MOST)};
const rsupi_shape rsupi_aim_shape = RSUPI_SHAPE("goal", rsupi_aim, aim_slots);

/* ---- care */

static const rsupi_slot care_slots[] = {
    HEAD(rsupi_care, head),
    NEEDED(rsupi_care, "level", ID, level),
    SLOT(rsupi_care, "from", DAY, from),
    SLOT(rsupi_care, "to", DAY, to),
    SLOT(rsupi_care, "planned_until", DAY, planned_until),
    CHOICE(rsupi_care, "ended", ended, rsupi_care_ended_names, 0),
    CHOICE(rsupi_care, "reason", reason, rsupi_care_reason_names, 0)};
const rsupi_shape rsupi_care_shape = RSUPI_SHAPE("care", rsupi_care, care_slots);

static const rsupi_slot service_status_slots[] = {
    CHOICE(rsupi_service_status, "state", state, rsupi_service_state_names, RSUPI_REQUIRED),
    SLOT(rsupi_service_status, "from", DAY, from)};
static const rsupi_shape service_status_shape =
    RSUPI_SHAPE("service status", rsupi_service_status, service_status_slots);
static const rsupi_slot service_slots[] = {
    HEAD(rsupi_service, head), NEEDED(rsupi_service, "kind", ID, kind),
    RECORDS(rsupi_service, "status", status, status_count, service_status_shape)};
const rsupi_shape rsupi_service_shape = RSUPI_SHAPE("service", rsupi_service, service_slots);

static const rsupi_slot appointment_slots[] = {
    HEAD(rsupi_appointment, head),
    NEEDED(rsupi_appointment, "kind", ID, kind),
    NEEDED(rsupi_appointment, "at", DAY_OR_INSTANT, at),
    CHOICE(rsupi_appointment, "outcome", outcome, outcome_names, 0),
    SLOT(rsupi_appointment, "tie", ID, tie),
    WITHIN(rsupi_appointment, "minutes", NUMBER, minutes, 0, 10080)};
const rsupi_shape rsupi_appointment_shape =
    RSUPI_SHAPE("appointment", rsupi_appointment, appointment_slots);

static const rsupi_slot condition_slots[] = {
    HEAD_OR_KEY(rsupi_condition, head), NEEDED(rsupi_condition, "condition", ID, condition),
    SLOT(rsupi_condition, "from", DAY, from), SLOT(rsupi_condition, "to", DAY, to)};
const rsupi_shape rsupi_condition_shape =
    RSUPI_SHAPE("condition", rsupi_condition, condition_slots);
