/* Descriptions of the day picture and its provenance. The order of the fields is the order of the
 * JSON. */
#include "checkin/checkin.h"
#include "core/record.h"
#include "meeting/meeting.h"
#include "network/network.h"
#include "plan/plan.h"
#include "recovery-support/consent.h"
#include "recovery/recovery.h"
#include "risk/risk.h"
#include "today/picture.h"

static const rsup_field provenance_fields[] = {
    RSUPI_FIELD(rsup_provenance, library, TEXT, "", "version of the library"),
    RSUPI_FIELD(rsup_provenance, config_digest, TEXT, "", "SHA-256 of the config's content"),
    RSUPI_MAYBE(rsup_provenance, model, TEXT, "", "id of the risk model"),
    RSUPI_MAYBE(rsup_provenance, model_digest, TEXT, "", "SHA-256 of its content"),
    RSUPI_MAYBE(rsup_provenance, meetings_digest, TEXT, "", "SHA-256 of the list of meetings"),
    RSUPI_TEXTS(rsup_provenance, instruments, instrument_count,
                "instruments and scoring revisions"),
    RSUPI_FIELD(rsup_provenance, zone_data, TEXT, "", "version of the time zone data"),
    RSUPI_FIELD(rsup_provenance, as_of, INSTANT, "ms", "the moment asked about"),
    RSUPI_FIELD(rsup_provenance, known_at, INSTANT, "ms",
                "moment by which what was recorded counts"),
    RSUPI_FIELD(rsup_provenance, entries_left_out, INT32, "",
                "entries of the record that could not be used"),
    RSUPI_FIELD(rsup_provenance, events_after_now, INT32, "", "events that lie ahead: ignored"),
    RSUPI_ENUM(rsup_provenance, confidentiality, rsup_confidentiality_name,
               "never below restricted"),
    RSUPI_TEXTS(rsup_provenance, labels, label_count,
                "sensitivity labels of all it was worked out from"),
    RSUPI_TEXTS(rsup_provenance, origins, origin_count,
                "part2 when anything of it came from there"),
};
const rsup_record_type rsupi_provenance_type = RSUPI_RECORD_TYPE(
    "provenance", rsup_provenance, provenance_fields, "with what a result was made");

static const rsup_field picture_fields[] = {
    RSUPI_RECORD(rsup_day_picture, provenance, rsupi_provenance_type, "what it was made with"),
    RSUPI_FIELD(rsup_day_picture, date, DAY, "", "the person's local day"),
    RSUPI_FIELD(rsup_day_picture, zone, TEXT, "", "the person's time zone now"),
    RSUPI_FIELD(rsup_day_picture, next_change_at, INSTANT, "ms",
                "when the picture would change by itself"),
    RSUPI_RECORDS(rsup_day_picture, recovery, recovery_count, rsupi_recovery_type,
                  "days in recovery, per target"),
    RSUPI_RECORD(rsup_day_picture, milestones, rsupi_milestones_type,
                 "milestones reached, to acknowledge, next"),
    RSUPI_RECORD(rsup_day_picture, checkins, rsupi_checkins_type, "due, kept, answered"),
    RSUPI_RECORD(rsup_day_picture, network, rsupi_network_type, "who is there and what is missing"),
    RSUPI_RECORDS(rsup_day_picture, reach, reach_count, rsupi_reach_type,
                  "people who can be reached now, ranked"),
    RSUPI_RECORDS(rsup_day_picture, reach_left_out, reach_left_out_count, rsupi_left_out_type,
                  "who is not called now, and why"),
    RSUPI_RECORDS(rsup_day_picture, crisis_lines, crisis_line_count, rsupi_crisis_line_type,
                  "crisis lines, beneath everybody, always"),
    RSUPI_RECORD(rsup_day_picture, meetings, rsupi_meetings_today_type,
                 "meetings in progress, and the next that fit"),
    RSUPI_RECORD(rsup_day_picture, roles, rsupi_roles_type,
                 "engagement level and the way to the next role"),
    RSUPI_RECORDS(rsup_day_picture, assessments, assessment_count, rsupi_assessment_type,
                  "last questionnaires"),
    RSUPI_RECORD(rsup_day_picture, risk, rsupi_risk_type, "reasons by the risk model"),
    RSUPI_RECORD(rsup_day_picture, plan, rsupi_plan_type, "the plan for hard times"),
    RSUPI_RECORDS(rsup_day_picture, notices, notice_count, rsupi_notice_type,
                  "safety first, then what always holds"),
    RSUPI_ENUM(rsup_day_picture, safety_level, rsup_safety_level_name,
               "what the record's newest words ask for"),
    RSUPI_TEXTS(rsup_day_picture, safety_signs, safety_sign_count,
                "the signs seen; their entries are in the reasons of the safety notices"),
};
const rsup_record_type rsupi_day_picture_type = RSUPI_RECORD_TYPE(
    "day_picture", rsup_day_picture, picture_fields, "what today looks like for one person");
