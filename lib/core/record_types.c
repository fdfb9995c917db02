/* The list of all public record types, behind rsup_record_type_at(): documentation, stubs and tests
 * walk it. A room adds its types to the declarations and to the table, in the order of the rooms.
 * Declared here, not included: core knows no room, and types are only data. */
#include "core/record.h"

/* Types of the rooms above: extern const rsup_record_type rsupi_x_type, ...; one line per room. */
extern const rsup_record_type rsupi_crisis_line_type, rsupi_notice_type;
extern const rsup_record_type rsupi_score_type, rsupi_alert_type, rsupi_assessment_type;
extern const rsup_record_type rsupi_licence_info_type, rsupi_code_info_type, rsupi_option_info_type,
    rsupi_item_info_type, rsupi_band_info_type, rsupi_cutoff_info_type, rsupi_threshold_info_type,
    rsupi_score_info_type, rsupi_alert_info_type, rsupi_context_info_type,
    rsupi_instrument_info_type, rsupi_option_text_type, rsupi_item_text_type, rsupi_text_pack_type;
extern const rsup_record_type rsupi_threshold_met_type, rsupi_score_change_type, rsupi_change_type,
    rsupi_trend_point_type, rsupi_trend_type;
extern const rsup_record_type rsupi_document_type, rsupi_snapshot_type;
extern const rsup_record_type rsupi_setback_type, rsupi_recovery_type, rsupi_milestone_type,
    rsupi_count_milestone_type, rsupi_milestones_type, rsupi_stage_type, rsupi_group_milestone_type,
    rsupi_group_count_type, rsupi_group_page_type;
extern const rsup_record_type rsupi_use_level_type, rsupi_run_type, rsupi_episode_type,
    rsupi_grid_day_type, rsupi_limit_step_type, rsupi_history_type;
extern const rsup_record_type rsupi_care_episode_type, rsupi_care_gap_type, rsupi_service_type,
    rsupi_appointments_type, rsupi_treatment_type, rsupi_condition_type, rsupi_care_type,
    rsupi_activity_kind_type, rsupi_activities_type;
extern const rsup_record_type rsupi_due_type, rsupi_adherence_type, rsupi_series_type,
    rsupi_checkins_type, rsupi_occasion_type, rsupi_occasions_type, rsupi_scored_answers_type,
    rsupi_score_since_type, rsupi_scores_type;
extern const rsup_record_type rsupi_item_series_type, rsupi_trigger_lift_type, rsupi_trigger_type,
    rsupi_strategy_type, rsupi_coping_area_type, rsupi_hard_hours_type, rsupi_insights_type,
    rsupi_lesson_type, rsupi_warning_sign_type, rsupi_warning_signs_type;
extern const rsup_record_type rsupi_safer_behaviour_type, rsupi_safer_target_type,
    rsupi_safer_use_type;
extern const rsup_record_type rsupi_network_group_type, rsupi_gap_type, rsupi_network_type,
    rsupi_reach_type, rsupi_left_out_type, rsupi_network_gaps_type, rsupi_reach_list_type,
    rsupi_support_pair_type, rsupi_role_load_type, rsupi_support_load_type;
extern const rsup_record_type rsupi_network_tally_type, rsupi_one_giver_type, rsupi_absence_type,
    rsupi_network_shape_type, rsupi_network_part_type, rsupi_behaviours_type, rsupi_family_tie_type,
    rsupi_family_module_type, rsupi_family_type, rsupi_ipda_type, rsupi_sim_ar_type,
    rsupi_giving_type, rsupi_step_type, rsupi_organisation_type, rsupi_network_measures_type,
    rsupi_tie_change_type, rsupi_programme_bonds_type, rsupi_network_change_type;
extern const rsup_record_type rsupi_network_ring_type, rsupi_network_sector_type,
    rsupi_network_node_type, rsupi_network_edge_type, rsupi_network_map_type;
extern const rsup_record_type rsupi_mentor_type, rsupi_mentor_left_out_type,
    rsupi_mentor_match_type;
extern const rsup_record_type rsupi_plan_type;
extern const rsup_record_type rsupi_plan_type, rsupi_goal_word_type, rsupi_goal_type,
    rsupi_goals_type, rsupi_group_goal_type;
extern const rsup_record_type rsupi_occurrence_type, rsupi_meeting_hit_type,
    rsupi_filter_count_type, rsupi_meetings_today_type, rsupi_role_condition_type,
    rsupi_role_standing_type, rsupi_roles_type;
extern const rsup_record_type rsupi_risk_term_type, rsupi_risk_score_type, rsupi_risk_type;
extern const rsup_record_type rsupi_provenance_type, rsupi_day_picture_type,
    rsupi_agenda_entry_type, rsupi_agenda_page_type, rsupi_work_type, rsupi_worklist_page_type;
extern const rsup_record_type rsupi_fhir_answer_type, rsupi_fhir_carried_type,
    rsupi_fhir_response_type;

static const rsup_record_type *const types[] = {
    /* core */
    &rsupi_reason_type,
    &rsupi_problem_type,
    &rsupi_report_type,
    /* safety */
    &rsupi_crisis_line_type,
    &rsupi_notice_type,
    /* instrument */
    &rsupi_score_type,
    &rsupi_alert_type,
    &rsupi_assessment_type,
    &rsupi_licence_info_type,
    &rsupi_code_info_type,
    &rsupi_option_info_type,
    &rsupi_item_info_type,
    &rsupi_band_info_type,
    &rsupi_cutoff_info_type,
    &rsupi_threshold_info_type,
    &rsupi_score_info_type,
    &rsupi_alert_info_type,
    &rsupi_context_info_type,
    &rsupi_instrument_info_type,
    &rsupi_option_text_type,
    &rsupi_item_text_type,
    &rsupi_text_pack_type,
    &rsupi_threshold_met_type,
    &rsupi_score_change_type,
    &rsupi_change_type,
    &rsupi_trend_point_type,
    &rsupi_trend_type,
    /* person */
    &rsupi_document_type,
    &rsupi_snapshot_type,
    /* recovery */
    &rsupi_setback_type,
    &rsupi_recovery_type,
    &rsupi_milestone_type,
    &rsupi_count_milestone_type,
    &rsupi_milestones_type,
    &rsupi_use_level_type,
    &rsupi_run_type,
    &rsupi_episode_type,
    &rsupi_grid_day_type,
    &rsupi_limit_step_type,
    &rsupi_history_type,
    &rsupi_care_episode_type,
    &rsupi_care_gap_type,
    &rsupi_service_type,
    &rsupi_appointments_type,
    &rsupi_treatment_type,
    &rsupi_condition_type,
    &rsupi_care_type,
    &rsupi_activity_kind_type,
    &rsupi_activities_type,
    &rsupi_safer_behaviour_type,
    &rsupi_safer_target_type,
    &rsupi_safer_use_type,
    &rsupi_stage_type,
    &rsupi_group_milestone_type,
    &rsupi_group_count_type,
    &rsupi_group_page_type,
    /* checkin */
    &rsupi_due_type,
    &rsupi_adherence_type,
    &rsupi_series_type,
    &rsupi_checkins_type,
    &rsupi_item_series_type,
    &rsupi_trigger_lift_type,
    &rsupi_trigger_type,
    &rsupi_strategy_type,
    &rsupi_coping_area_type,
    &rsupi_hard_hours_type,
    &rsupi_lesson_type,
    &rsupi_insights_type,
    &rsupi_warning_sign_type,
    &rsupi_warning_signs_type,
    &rsupi_occasion_type,
    &rsupi_occasions_type,
    &rsupi_scored_answers_type,
    &rsupi_score_since_type,
    &rsupi_scores_type,
    /* network */
    &rsupi_network_group_type,
    &rsupi_gap_type,
    &rsupi_network_type,
    &rsupi_reach_type,
    &rsupi_left_out_type,
    &rsupi_network_gaps_type,
    &rsupi_reach_list_type,
    &rsupi_support_pair_type,
    &rsupi_role_load_type,
    &rsupi_support_load_type,
    &rsupi_network_tally_type,
    &rsupi_one_giver_type,
    &rsupi_absence_type,
    &rsupi_network_shape_type,
    &rsupi_network_part_type,
    &rsupi_behaviours_type,
    &rsupi_family_tie_type,
    &rsupi_family_module_type,
    &rsupi_family_type,
    &rsupi_ipda_type,
    &rsupi_sim_ar_type,
    &rsupi_giving_type,
    &rsupi_step_type,
    &rsupi_organisation_type,
    &rsupi_network_measures_type,
    &rsupi_tie_change_type,
    &rsupi_programme_bonds_type,
    &rsupi_network_change_type,
    &rsupi_network_ring_type,
    &rsupi_network_sector_type,
    &rsupi_network_node_type,
    &rsupi_network_edge_type,
    &rsupi_network_map_type,
    &rsupi_mentor_type,
    &rsupi_mentor_left_out_type,
    &rsupi_mentor_match_type,
    /* plan */
    &rsupi_plan_type,
    &rsupi_goal_word_type,
    &rsupi_goal_type,
    &rsupi_goals_type,
    &rsupi_group_goal_type,
    /* meeting */
    &rsupi_occurrence_type,
    &rsupi_meeting_hit_type,
    &rsupi_filter_count_type,
    &rsupi_meetings_today_type,
    &rsupi_role_condition_type,
    &rsupi_role_standing_type,
    &rsupi_roles_type,
    /* risk */
    &rsupi_risk_term_type,
    &rsupi_risk_score_type,
    &rsupi_risk_type,
    /* today */
    &rsupi_provenance_type,
    &rsupi_day_picture_type,
    &rsupi_agenda_entry_type,
    &rsupi_agenda_page_type,
    &rsupi_work_type,
    &rsupi_worklist_page_type,
    /* exchange */
    &rsupi_fhir_answer_type,
    &rsupi_fhir_carried_type,
    &rsupi_fhir_response_type,
};

const rsup_record_type *rsup_record_type_at(size_t index) {
  return index < sizeof types / sizeof types[0] ? types[index] : NULL;
}

const char *rsup_record_type_name(const rsup_record_type *type) {
  return type->name;
}

const char *rsup_record_type_doc(const rsup_record_type *type) {
  return type->doc;
}

size_t rsup_record_type_size(const rsup_record_type *type) {
  return type->size;
}

size_t rsup_record_type_field_count(const rsup_record_type *type) {
  return type->field_count;
}

const rsup_field *rsup_record_type_field(const rsup_record_type *type, size_t index) {
  return index < type->field_count ? &type->fields[index] : NULL;
}
