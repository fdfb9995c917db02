/* The config document as tables: what may stand in it, and where each value goes. */
#ifndef RSUPI_CONFIG_SHAPES_H
#define RSUPI_CONFIG_SHAPES_H
#include "config/config.h"
#include "document/schema.h"

/* Two entries say more in the document than in the config. */
typedef struct rsupi_raw_form {
  rsupi_form form; /* late_until still counts from `closes` */
  int32_t *days;
  size_t day_count;
  const struct rsupi_raw_schedule *schedule;
} rsupi_raw_form;
typedef struct rsupi_raw_schedule {
  int32_t *days;
  size_t day_count;
  int32_t every_days, every_weeks, nth;
  rsup_day *dates, *except;
  size_t date_count, except_count;
  rsup_day from, until;
  rsupi_form_time *times; /* late_until still counts from `closes` */
  size_t time_count;
} rsupi_raw_schedule;
typedef struct rsupi_raw_milestone {
  rsupi_milestone_rule rule;
  int32_t until_years;
} rsupi_raw_milestone;

typedef struct rsupi_raw_config {
  const char *format;
  int32_t format_version;
  rsupi_role *roles;
  rsupi_word *kinds, *strategies, *triggers;
  rsupi_group_type *group_types;
  rsupi_care_level *care_levels;
  rsupi_word *service_kinds, *conditions;
  rsupi_appointment_kind *appointment_kinds;
  rsupi_activity_kind *activity_kinds;
  rsupi_warning_sign *warning_signs;
  rsupi_word *safer_use;
  rsupi_raw_form *forms;
  rsupi_raw_milestone *milestones;
  rsupi_behaviour *behaviours;
  size_t behaviour_count;
  const rsupi_network_rules *network;
  const rsupi_match_weights *match;
  rsupi_milestone_rule *group_milestones;
  rsupi_stage_rule *stages;
  size_t group_milestone_count, stage_count;
  rsupi_coverage_rule *coverage;
  rsupi_role_rule *role_rules;
  rsupi_instrument_ref *instruments;
  rsupi_template *role_templates, *purpose_templates;
  rsupi_label_rule *label_rules;
  rsupi_config_line *crisis_lines;
  size_t role_count, kind_count, strategy_count, trigger_count, group_type_count, form_count,
      milestone_count, coverage_count, role_rule_count, instrument_count, crisis_line_count,
      role_template_count, purpose_template_count, label_rule_count, care_level_count,
      service_kind_count, condition_count, appointment_kind_count, activity_kind_count,
      warning_sign_count, safer_use_count;
  const rsupi_call_rules *call;
  const rsupi_policies *policies;
  const rsupi_node *renamed, *texts;
} rsupi_raw_config;
extern const rsupi_name rsupi_day_names[]; /* of the week, as bits */
extern const rsupi_shape rsupi_config_shape, rsupi_role_shape, rsupi_group_type_shape,
    rsupi_form_shape, rsupi_item_shape, rsupi_schedule_shape, rsupi_form_time_shape,
    rsupi_earlier_form_shape, rsupi_recode_shape, rsupi_milestone_shape, rsupi_network_shape,
    rsupi_match_shape, rsupi_coverage_shape, rsupi_role_rule_shape, rsupi_need_shape,
    rsupi_line_shape, rsupi_call_shape, rsupi_policies_shape;
#endif
