/* Templates and labels: finding them, and checking them. */
#include "config/config_check.h"
#include "config/consent_words.h"

#include <string.h>

static const rsupi_template *find(const rsupi_template *list, size_t count, const char *id) {
  for (size_t i = 0; id && i < count; i++)
    if (rsupi_text_equal(list[i].id, id)) return &list[i];
  return NULL;
}

const rsupi_template *rsupi_config_role_template(const rsup_config *config, const char *role) {
  return find(config->role_templates, config->role_template_count, role);
}

const rsupi_template *rsupi_config_purpose_template(const rsup_config *config,
                                                    const char *purpose) {
  return find(config->purpose_templates, config->purpose_template_count, purpose);
}

uint32_t rsupi_config_labels(const rsup_config *config, const char *data) {
  for (size_t i = 0; i < config->label_rule_count; i++)
    if (rsupi_text_equal(config->label_rules[i].id, data)) return config->label_rules[i].bits;
  return 0;
}

/* ---- checks ---------------------------------------------------------------------------------- */

static int32_t purpose_of(const char *name) {
  return rsupi_value_of(rsupi_purpose_names, name, strlen(name));
}

static void check_template(rsupi_config_job *job, const char *section, const rsupi_template *one) {
  for (size_t i = 0; i < one->what_count; i++)
    if (!rsupi_what_known(one->what[i]))
      rsupi_config_problem(job, section, one->id, "what", "\"%s\" is nothing that can be shown",
                           one->what[i]);
  for (size_t i = 0; i < one->purpose_count; i++)
    if (!purpose_of(one->purposes[i]))
      rsupi_config_problem(job, section, one->id, "purposes", "\"%s\" is no purpose of use",
                           one->purposes[i]);
}

static void check_purpose(rsupi_config_job *job, const rsupi_template *one) {
  const int32_t purpose = purpose_of(one->id);
  if (!purpose)
    rsupi_config_problem(job, "purpose_templates", one->id, "id", "\"%s\" is no purpose of use",
                         one->id);
  if (purpose == RSUPI_PURPOSE_HLEGAL)
    rsupi_config_problem(job, "purpose_templates", one->id, "id",
                         "legal proceedings see nothing, whatever a config says");
}

static void check_labels(rsupi_config_job *job, const rsupi_label_rule *rule) {
  for (size_t i = 0; i < rule->label_count; i++)
    if (!rsupi_value_of(rsupi_label_names, rule->labels[i], strlen(rule->labels[i])))
      rsupi_config_problem(job, "labels", rule->id, "labels", "\"%s\" is no sensitivity label",
                           rule->labels[i]);
}

void rsupi_config_check_consent(rsupi_config_job *job) {
  const rsup_config *config = job->config;
  for (size_t i = 0; i < config->role_template_count; i++)
    check_template(job, "role_templates", &config->role_templates[i]);
  for (size_t i = 0; i < config->purpose_template_count; i++) {
    check_template(job, "purpose_templates", &config->purpose_templates[i]);
    check_purpose(job, &config->purpose_templates[i]);
  }
  for (size_t i = 0; i < config->label_rule_count; i++) check_labels(job, &config->label_rules[i]);
}
