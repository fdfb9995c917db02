/* Schema tables of the config document; those of forms are in form_shapes.c. Only ids are required
 * here, because a user's file says only what differs; config_check.c asks the merged config for the
 * rest. */
#include "config/config_slots.h"

/* ---- names */

const rsupi_name rsupi_stream_names[] = {{"personal", RSUPI_STREAM_PERSONAL},
                                         {"professional", RSUPI_STREAM_PROFESSIONAL},
                                         {"peer", RSUPI_STREAM_PEER},
                                         {"community", RSUPI_STREAM_COMMUNITY},
                                         {NULL, 0}};
const rsupi_name rsupi_source_names[] = {{"peer_group", RSUPI_SOURCE_PEER_GROUP},
                                         {"family", RSUPI_SOURCE_FAMILY},
                                         {"professional", RSUPI_SOURCE_PROFESSIONAL},
                                         {"recovery_community", RSUPI_SOURCE_RECOVERY_COMMUNITY},
                                         {NULL, 0}};
const rsupi_name rsupi_direction_names[] = {
    {"helps_me", RSUPI_HELPS_ME}, {"i_help", RSUPI_I_HELP}, {"mutual", RSUPI_MUTUAL}, {NULL, 0}};
const rsupi_name rsupi_coverage_looks_names[] = {
    {"source", RSUPI_LOOKS_AT_SOURCE},
    {"stream", RSUPI_LOOKS_AT_STREAM},
    {"kind", RSUPI_LOOKS_AT_KIND},
    {"single_provider", RSUPI_LOOKS_AT_SINGLE_PROVIDER},
    {"overdue", RSUPI_LOOKS_AT_OVERDUE},
    {"hours", RSUPI_LOOKS_AT_HOURS},
    {"one_hand", RSUPI_LOOKS_AT_ONE_HAND},
    {"dormant", RSUPI_LOOKS_AT_DORMANT},
    {NULL, 0}};
static const rsupi_name behaviour_names[] = {{"supports", RSUPI_BEHAVIOUR_SUPPORTS},
                                             {"makes_use_easier", RSUPI_BEHAVIOUR_MAKES_USE_EASIER},
                                             {"unclear", RSUPI_BEHAVIOUR_UNCLEAR},
                                             {NULL, 0}};
const rsupi_name rsupi_counts_names[] = {{"current_run", RSUPI_COUNTS_CURRENT_RUN},
                                         {"total_days", RSUPI_COUNTS_TOTAL_DAYS},
                                         {"meetings", RSUPI_COUNTS_MEETINGS},
                                         {"meetings_in_person", RSUPI_COUNTS_MEETINGS_IN_PERSON},
                                         {"meetings_online", RSUPI_COUNTS_MEETINGS_ONLINE},
                                         {"shared", RSUPI_COUNTS_SHARED},
                                         {"asked", RSUPI_COUNTS_ASKED},
                                         {"feedback", RSUPI_COUNTS_FEEDBACK},
                                         {"led", RSUPI_COUNTS_LED},
                                         {"checkins", RSUPI_COUNTS_CHECKINS},
                                         {"answered_yes", RSUPI_COUNTS_ANSWERED_YES},
                                         {"strategies", RSUPI_COUNTS_STRATEGIES},
                                         {"strategy_uses", RSUPI_COUNTS_STRATEGY_USES},
                                         {"activities", RSUPI_COUNTS_ACTIVITIES},
                                         {"trainings", RSUPI_COUNTS_TRAININGS},
                                         {"reached_out", RSUPI_COUNTS_REACHED_OUT},
                                         {"people_supported", RSUPI_COUNTS_PEOPLE_SUPPORTED},
                                         {"came_back", RSUPI_COUNTS_CAME_BACK},
                                         {NULL, 0}};
static const rsupi_name silent_names[] = {
    {"unknown", RSUPI_SILENT_UNKNOWN}, {"not_used", RSUPI_SILENT_NOT_USED}, {NULL, 0}};
static const rsupi_name single_day_names[] = {
    {"new_run", RSUPI_SINGLE_DAY_NEW_RUN}, {"goes_on", RSUPI_SINGLE_DAY_GOES_ON}, {NULL, 0}};
static const rsupi_name adherence_names[] = {{"excused_neutral", RSUPI_ADHERENCE_EXCUSED_NEUTRAL},
                                             {"strict", RSUPI_ADHERENCE_STRICT},
                                             {"late_counts", RSUPI_ADHERENCE_LATE_COUNTS},
                                             {NULL, 0}};
/* ---- slots */

static const rsupi_slot role_slots[] = {
    SLOT_ID(rsupi_role, id),
    SLOT_ENUM(rsupi_role, "stream", stream, rsupi_stream_names),
    SLOT_ENUM(rsupi_role, "source", source, rsupi_source_names),
    SLOT_ENUM(rsupi_role, "direction", direction, rsupi_direction_names),
    SLOT(rsupi_role, "family_minor", family_minor, BOOL),
};
const rsupi_shape rsupi_role_shape = RSUPI_SHAPE("role", rsupi_role, role_slots);

static const rsupi_slot word_slots[] = {
    SLOT_ID(rsupi_word, id),
    SLOT(rsupi_word, "parent", parent, ID),
};
static const rsupi_shape word_shape = RSUPI_SHAPE("word", rsupi_word, word_slots);

static const rsupi_slot behaviour_slots[] = {
    SLOT_ID(rsupi_behaviour, id),
    SLOT_ENUM(rsupi_behaviour, "means", means, behaviour_names),
};
static const rsupi_shape behaviour_shape =
    RSUPI_SHAPE("behaviour", rsupi_behaviour, behaviour_slots);

static const rsupi_slot network_slots[] = {
    SLOT_WITHIN(rsupi_network_rules, "stale_days", stale_days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_network_rules, "contact_days", contact_days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_network_rules, "trend_days", trend_days, INT, 1, 366),
    SLOT_WITHIN(rsupi_network_rules, "trend_steps", trend_steps, INT, 2, 60),
    SLOT_WITHIN(rsupi_network_rules, "rest_days", rest_days, INT, 0, MOST_DAYS),
    SLOT_WITHIN(rsupi_network_rules, "not_now_days", not_now_days, INT, 0, MOST_DAYS),
    SLOT_WITHIN(rsupi_network_rules, "dormant_days", dormant_days, INT, 1, MOST_DAYS),
};
const rsupi_shape rsupi_network_shape = RSUPI_SHAPE("network", rsupi_network_rules, network_slots);

static const rsupi_slot match_slots[] = {
    SLOT_WITHIN(rsupi_match_weights, "experience", experience, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_match_weights, "language", language, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_match_weights, "hours", hours, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_match_weights, "zone", zone, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_match_weights, "mode", mode, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_match_weights, "load", load, NUMBER, 0, 1000),
};
const rsupi_shape rsupi_match_shape = RSUPI_SHAPE("mentor match", rsupi_match_weights, match_slots);

static const rsupi_slot group_type_slots[] = {
    SLOT_ID(rsupi_group_type, id),
    SLOT(rsupi_group_type, "parent", parent, ID),
    SLOT_LIST(rsupi_group_type, "focus", focus, focus_count, IDS),
    SLOT_LIST(rsupi_group_type, "codes", codes, code_count, IDS),
};
const rsupi_shape rsupi_group_type_shape =
    RSUPI_SHAPE("group type", rsupi_group_type, group_type_slots);

static const rsupi_slot milestone_slots[] = {
    SLOT_ID(rsupi_raw_milestone, rule.id),
    SLOT_WITHIN(rsupi_raw_milestone, "days", rule.days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_raw_milestone, "months", rule.months, INT, 1, 1200),
    SLOT_WITHIN(rsupi_raw_milestone, "years", rule.years, INT, 1, 100),
    SLOT_WITHIN(rsupi_raw_milestone, "until_years", until_years, INT, 1, 100),
    SLOT_WITHIN(rsupi_raw_milestone, "count", rule.count, INT, 1, MOST),
    SLOT_ENUM(rsupi_raw_milestone, "counts", rule.counts, rsupi_counts_names),
    SLOT(rsupi_raw_milestone, "kind", rule.kind, ID),
};
const rsupi_shape rsupi_milestone_shape =
    RSUPI_SHAPE("milestone", rsupi_raw_milestone, milestone_slots);

static const rsupi_slot group_milestone_slots[] = {
    SLOT_ID(rsupi_milestone_rule, id),
    SLOT_WITHIN(rsupi_milestone_rule, "count", count, INT, 1, 1e9),
    SLOT_ENUM(rsupi_milestone_rule, "counts", counts, rsupi_counts_names),
    SLOT(rsupi_milestone_rule, "kind", kind, ID),
};
static const rsupi_shape group_milestone_shape =
    RSUPI_SHAPE("group milestone", rsupi_milestone_rule, group_milestone_slots);

static const rsupi_slot stage_slots[] = {
    SLOT_ID(rsupi_stage_rule, id),
    SLOT_WITHIN(rsupi_stage_rule, "days", days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_stage_rule, "months", months, INT, 1, 1200),
    SLOT_WITHIN(rsupi_stage_rule, "years", years, INT, 1, 100),
    SLOT_WITHIN(rsupi_stage_rule, "most_setbacks", most_setbacks, INT, 0, MOST),
    SLOT_WITHIN(rsupi_stage_rule, "within_days", within_days, INT, 1, MOST_DAYS),
    SLOT(rsupi_stage_rule, "overlay", overlay, ID),
};
static const rsupi_shape stage_shape = RSUPI_SHAPE("stage", rsupi_stage_rule, stage_slots);

static const rsupi_slot coverage_slots[] = {
    SLOT_ID(rsupi_coverage_rule, id),
    SLOT_ENUM(rsupi_coverage_rule, "looks_at", looks_at, rsupi_coverage_looks_names),
    SLOT(rsupi_coverage_rule, "of", of, ID),
    SLOT_WITHIN(rsupi_coverage_rule, "at_least", at_least, INT, 1, 1000),
    SLOT_WITHIN(rsupi_coverage_rule, "within_days", within_days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_coverage_rule, "weight", weight, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_coverage_rule, "at_most", at_most, NUMBER, 0, 1),
    SLOT_ENUMS(rsupi_coverage_rule, "days", days, day_count, rsupi_day_names),
    SLOT(rsupi_coverage_rule, "from", from, CLOCK),
    SLOT(rsupi_coverage_rule, "to", to, CLOCK),
};
const rsupi_shape rsupi_coverage_shape =
    RSUPI_SHAPE("coverage rule", rsupi_coverage_rule, coverage_slots);

static const rsupi_slot need_slots[] = {
    SLOT_ID(rsupi_role_need, id),
    SLOT_WITHIN(rsupi_role_need, "count", count, INT, 1, MOST),
    SLOT_WITHIN(rsupi_role_need, "within_days", within_days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_role_need, "months", months, INT, 1, 1200),
    SLOT_WITHIN(rsupi_role_need, "years", years, INT, 1, 100),
    SLOT(rsupi_role_need, "kind", kind, ID),
};
const rsupi_shape rsupi_need_shape = RSUPI_SHAPE("condition", rsupi_role_need, need_slots);

static const rsupi_slot role_rule_slots[] = {
    SLOT_ID(rsupi_role_rule, id),
    SLOT(rsupi_role_rule, "after", after, ID),
    SLOT_WITHIN(rsupi_role_rule, "hold_days", hold_days, INT, 0, MOST_DAYS),
    SLOT_RECORDS(rsupi_role_rule, "needs", needs, need_count, rsupi_need_shape),
};
const rsupi_shape rsupi_role_rule_shape =
    RSUPI_SHAPE("role rule", rsupi_role_rule, role_rule_slots);

static const rsupi_slot instrument_slots[] = {
    SLOT_ID(rsupi_instrument_ref, id),
    SLOT(rsupi_instrument_ref, "file", file, TEXT),
};
static const rsupi_shape instrument_shape =
    RSUPI_SHAPE("instrument", rsupi_instrument_ref, instrument_slots);

static const rsupi_slot line_slots[] = {
    SLOT_ID(rsupi_config_line, id),
    SLOT(rsupi_config_line, "region", region, TEXT),
    SLOT(rsupi_config_line, "name", name, TEXT),
    SLOT(rsupi_config_line, "purpose", purpose, ID),
    SLOT(rsupi_config_line, "dial", dial, TEXT),
    SLOT(rsupi_config_line, "sms", sms, TEXT),
    SLOT(rsupi_config_line, "sms_keyword", sms_keyword, TEXT),
    SLOT(rsupi_config_line, "chat", chat, TEXT),
    SLOT(rsupi_config_line, "hours", hours, TEXT),
    SLOT(rsupi_config_line, "languages", languages, TEXT),
    SLOT(rsupi_config_line, "verified_on", verified_on, ID),
    SLOT(rsupi_config_line, "source", source, TEXT),
    SLOT(rsupi_config_line, "zone", zone, ID),
    SLOT(rsupi_config_line, "free", free, BOOL),
};
const rsupi_shape rsupi_line_shape = RSUPI_SHAPE("crisis line", rsupi_config_line, line_slots);

static const rsupi_slot role_template_slots[] = {
    SLOT_ID(rsupi_template, id),
    SLOT_LIST(rsupi_template, "what", what, what_count, IDS),
    SLOT_LIST(rsupi_template, "purposes", purposes, purpose_count, IDS),
};
static const rsupi_shape role_template_shape =
    RSUPI_SHAPE("role template", rsupi_template, role_template_slots);
static const rsupi_slot purpose_template_slots[] = {
    SLOT_ID(rsupi_template, id),
    SLOT_LIST(rsupi_template, "what", what, what_count, IDS),
    SLOT(rsupi_template, "free_text", free_text, BOOL),
};
static const rsupi_shape purpose_template_shape =
    RSUPI_SHAPE("purpose template", rsupi_template, purpose_template_slots);

static const rsupi_slot label_rule_slots[] = {
    SLOT_ID(rsupi_label_rule, id),
    SLOT_LIST(rsupi_label_rule, "labels", labels, label_count, IDS),
};
static const rsupi_shape label_rule_shape =
    RSUPI_SHAPE("labels", rsupi_label_rule, label_rule_slots);

static const rsupi_slot call_slots[] = {
    SLOT(rsupi_call_rules, "night_from", night_from, CLOCK),
    SLOT(rsupi_call_rules, "night_to", night_to, CLOCK),
    SLOT_WITHIN(rsupi_call_rules, "agreed", agreed, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_call_rules, "available", available, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_call_rules, "closeness", closeness, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_call_rules, "kind_wanted", kind_wanted, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_call_rules, "past_response", past_response, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_call_rules, "load", load, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_call_rules, "support_known", support_known, NUMBER, 0, 1000),
    SLOT_WITHIN(rsupi_call_rules, "response_days", response_days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_call_rules, "load_days", load_days, INT, 1, MOST_DAYS),
    SLOT_LIST(rsupi_call_rules, "craving_kinds", craving_kinds, craving_kind_count, IDS),
    SLOT(rsupi_call_rules, "craving_item", craving_item, ID),
    SLOT_WITHIN(rsupi_call_rules, "craving_from", craving_from, NUMBER, -MOST, MOST),
    SLOT_WITHIN(rsupi_call_rules, "craving_hours", craving_hours, INT, 1, 720),
    SLOT_WITHIN(rsupi_call_rules, "limit", limit, INT, 1, 100),
};
const rsupi_shape rsupi_call_shape = RSUPI_SHAPE("call list", rsupi_call_rules, call_slots);

static const rsupi_slot policy_slots[] = {
    SLOT_ENUM(rsupi_policies, "silent_days", silent_days, silent_names),
    SLOT_ENUM(rsupi_policies, "single_day", single_day, single_day_names),
    SLOT_ENUM(rsupi_policies, "adherence", adherence, adherence_names),
    SLOT_WITHIN(rsupi_policies, "adherence_days", adherence_days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_policies, "strength_half_life", strength_half_life, NUMBER, 1.0 / 16,
                MOST_DAYS),
    SLOT_WITHIN(rsupi_policies, "plan_review_days", plan_review_days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_policies, "next_meetings", next_meetings, INT, 1, 1000),
    SLOT_WITHIN(rsupi_policies, "meeting_hours", meeting_hours, INT, 1, 1000),
    SLOT_WITHIN(rsupi_policies, "meeting_km", meeting_km, NUMBER, 0, 50000),
    SLOT_WITHIN(rsupi_policies, "late_grace_minutes", late_grace_minutes, INT, 0, 10080),
    SLOT_WITHIN(rsupi_policies, "group_floor", group_floor, INT, 2, 1000),
};
const rsupi_shape rsupi_policies_shape = RSUPI_SHAPE("policies", rsupi_policies, policy_slots);

static const rsupi_slot care_level_slots[] = {
    SLOT_ID(rsupi_care_level, id),
    SLOT_WITHIN(rsupi_care_level, "step", step, INT, 1, 100),
};
static const rsupi_shape care_level_shape =
    RSUPI_SHAPE("level of care", rsupi_care_level, care_level_slots);
static const rsupi_slot appointment_kind_slots[] = {
    SLOT_ID(rsupi_appointment_kind, id),
    SLOT_ENUM(rsupi_appointment_kind, "stream", stream, rsupi_stream_names),
};
static const rsupi_shape appointment_kind_shape =
    RSUPI_SHAPE("kind of appointment", rsupi_appointment_kind, appointment_kind_slots);
static const rsupi_slot activity_kind_slots[] = {
    SLOT_ID(rsupi_activity_kind, id),
    SLOT(rsupi_activity_kind, "parent", parent, ID),
    SLOT(rsupi_activity_kind, "meaningful", meaningful, BOOL),
};
static const rsupi_shape activity_kind_shape =
    RSUPI_SHAPE("kind of activity", rsupi_activity_kind, activity_kind_slots);

static const rsupi_slot warning_sign_slots[] = {
    SLOT_ID(rsupi_warning_sign, id),
    SLOT_WITHIN(rsupi_warning_sign, "weight", weight, NUMBER, 0, 1000),
};
static const rsupi_shape warning_sign_shape =
    RSUPI_SHAPE("warning sign", rsupi_warning_sign, warning_sign_slots);

static const rsupi_slot config_slots[] = {
    SLOT(rsupi_raw_config, "format", format, TEXT),
    SLOT(rsupi_raw_config, "format_version", format_version, INT),
    SLOT_RECORDS(rsupi_raw_config, "roles", roles, role_count, rsupi_role_shape),
    SLOT_RECORDS(rsupi_raw_config, "kinds", kinds, kind_count, word_shape),
    SLOT_RECORDS(rsupi_raw_config, "strategies", strategies, strategy_count, word_shape),
    SLOT_RECORDS(rsupi_raw_config, "triggers", triggers, trigger_count, word_shape),
    SLOT_RECORDS(rsupi_raw_config, "group_types", group_types, group_type_count,
                 rsupi_group_type_shape),
    SLOT_RECORDS(rsupi_raw_config, "care_levels", care_levels, care_level_count, care_level_shape),
    SLOT_RECORDS(rsupi_raw_config, "service_kinds", service_kinds, service_kind_count, word_shape),
    SLOT_RECORDS(rsupi_raw_config, "conditions", conditions, condition_count, word_shape),
    SLOT_RECORDS(rsupi_raw_config, "appointment_kinds", appointment_kinds, appointment_kind_count,
                 appointment_kind_shape),
    SLOT_RECORDS(rsupi_raw_config, "activity_kinds", activity_kinds, activity_kind_count,
                 activity_kind_shape),
    SLOT_RECORDS(rsupi_raw_config, "warning_signs", warning_signs, warning_sign_count,
                 warning_sign_shape),
    SLOT_RECORDS(rsupi_raw_config, "safer_use", safer_use, safer_use_count, word_shape),
    SLOT_RECORDS(rsupi_raw_config, "forms", forms, form_count, rsupi_form_shape),
    SLOT_RECORDS(rsupi_raw_config, "milestones", milestones, milestone_count,
                 rsupi_milestone_shape),
    SLOT_RECORDS(rsupi_raw_config, "behaviours", behaviours, behaviour_count, behaviour_shape),
    {.name = "network",
     .kind = RSUPI_TYPE_RECORD,
     .offset = offsetof(rsupi_raw_config, network),
     .shape = &rsupi_network_shape},
    {.name = "mentor_match",
     .kind = RSUPI_TYPE_RECORD,
     .offset = offsetof(rsupi_raw_config, match),
     .shape = &rsupi_match_shape},
    SLOT_RECORDS(rsupi_raw_config, "group_milestones", group_milestones, group_milestone_count,
                 group_milestone_shape),
    SLOT_RECORDS(rsupi_raw_config, "stages", stages, stage_count, stage_shape),
    SLOT_RECORDS(rsupi_raw_config, "coverage", coverage, coverage_count, rsupi_coverage_shape),
    SLOT_RECORDS(rsupi_raw_config, "role_rules", role_rules, role_rule_count,
                 rsupi_role_rule_shape),
    SLOT_RECORDS(rsupi_raw_config, "instruments", instruments, instrument_count, instrument_shape),
    SLOT_RECORDS(rsupi_raw_config, "role_templates", role_templates, role_template_count,
                 role_template_shape),
    SLOT_RECORDS(rsupi_raw_config, "purpose_templates", purpose_templates, purpose_template_count,
                 purpose_template_shape),
    SLOT_RECORDS(rsupi_raw_config, "labels", label_rules, label_rule_count, label_rule_shape),
    SLOT_RECORDS(rsupi_raw_config, "crisis_lines", crisis_lines, crisis_line_count,
                 rsupi_line_shape),
    {.name = "call_list",
     .kind = RSUPI_TYPE_RECORD,
     .offset = offsetof(rsupi_raw_config, call),
     .shape = &rsupi_call_shape},
    {.name = "policies",
     .kind = RSUPI_TYPE_RECORD,
     .offset = offsetof(rsupi_raw_config, policies),
     .shape = &rsupi_policies_shape},
    SLOT(rsupi_raw_config, "renamed", renamed, TREE),
    SLOT(rsupi_raw_config, "texts", texts, TREE),
};
const rsupi_shape rsupi_config_shape = RSUPI_SHAPE("config", rsupi_raw_config, config_slots);
