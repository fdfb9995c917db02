/* From a merged tree to a config: bind it, bring it into its final shape, and index it. */
#include "config/config_build.h"
#include "config/consent_words.h"
#include "config/wording.h"
#include "core/numbers.h"

#include <string.h>

static int32_t or_else(int32_t value, int32_t otherwise) {
  return value == INT32_MIN ? otherwise : value;
}

/* ---- lists */

static void take_lists(rsupi_config_job *job) {
  rsup_config *config = job->config;
  const rsupi_raw_config *raw = &job->raw;
#define TAKE(LIST, COUNT) (config->LIST = raw->LIST, config->COUNT = raw->COUNT)
  TAKE(roles, role_count);
  TAKE(kinds, kind_count);
  TAKE(strategies, strategy_count);
  TAKE(triggers, trigger_count);
  TAKE(group_types, group_type_count);
  TAKE(care_levels, care_level_count);
  TAKE(service_kinds, service_kind_count);
  TAKE(conditions, condition_count);
  TAKE(appointment_kinds, appointment_kind_count);
  TAKE(activity_kinds, activity_kind_count);
  TAKE(warning_signs, warning_sign_count);
  TAKE(safer_use, safer_use_count);
  TAKE(behaviours, behaviour_count);
  TAKE(group_milestones, group_milestone_count);
  TAKE(stages, stage_count);
  TAKE(coverage, coverage_count);
  TAKE(role_rules, role_rule_count);
  TAKE(instruments, instrument_count);
  TAKE(crisis_lines, crisis_line_count);
  TAKE(role_templates, role_template_count);
  TAKE(purpose_templates, purpose_template_count);
  TAKE(label_rules, label_rule_count);
#undef TAKE
  if (raw->network) config->network = *raw->network;
  if (raw->match) config->match = *raw->match;
  if (raw->call) config->call = *raw->call;
  if (raw->policies) config->policies = *raw->policies;
  for (size_t i = 0; i < config->role_count; i++)
    config->roles[i].family_minor = config->roles[i].family_minor == 1;
  for (size_t i = 0; i < config->activity_kind_count; i++)
    config->activity_kinds[i].meaningful = config->activity_kinds[i].meaningful == 1;
  for (size_t i = 0; i < config->warning_sign_count; i++)
    if (rsupi_isnan(config->warning_signs[i].weight)) config->warning_signs[i].weight = 1;
  for (size_t i = 0; i < config->coverage_count; i++) {
    config->coverage[i].at_least = or_else(config->coverage[i].at_least, 1);
    if (rsupi_isnan(config->coverage[i].weight)) config->coverage[i].weight = 1;
  }
  for (size_t i = 0; i < config->label_rule_count; i++) {
    rsupi_label_rule *rule = &config->label_rules[i];
    rule->bits = rsupi_word_bits(rsupi_label_names, rule->labels, rule->label_count);
  }
  for (size_t i = 0; i < config->role_rule_count; i++)
    config->role_rules[i].hold_days = or_else(config->role_rules[i].hold_days, 0);
}

static void take_forms(rsupi_config_job *job) {
  rsup_config *config = job->config;
  config->forms = rsupi_arena_array(&config->arena, job->raw.form_count, sizeof *config->forms);
  if (!config->forms) return;
  for (size_t i = 0; i < job->raw.form_count; i++)
    rsupi_config_take_form(&config->arena, &job->raw.forms[i],
                           &config->forms[config->form_count++]);
}

static size_t years_of(const rsupi_raw_milestone *one) {
  int64_t extra = one->until_years == INT32_MIN || one->rule.years == INT32_MIN
                      ? 0
                      : (int64_t)one->until_years - one->rule.years;
  return extra > 0 ? (size_t)extra + 1 : 1;
}

static int comes_before(const rsupi_milestone_rule *a, const rsupi_milestone_rule *b) {
  if (a->counts != b->counts) return a->counts < b->counts;
  const int order = strcmp(a->kind ? a->kind : "", b->kind ? b->kind : "");
  return order ? order < 0 : a->count < b->count;
}

/* Rules of one kind stand together, the smallest first. */
static void place_count(rsup_config *config, const rsupi_milestone_rule *rule) {
  size_t k = config->count_milestone_count++;
  for (; k > 0 && comes_before(rule, &config->count_milestones[k - 1]); k--)
    config->count_milestones[k] = config->count_milestones[k - 1];
  config->count_milestones[k] = *rule;
}

/* "years" from 2 until 50 becomes years-2 ... years-50. */
static void take_milestone(rsup_config *config, const rsupi_raw_milestone *one) {
  if (one->rule.count > 0) {
    place_count(config, &one->rule);
    return;
  }
  for (size_t k = 0; k < years_of(one); k++) {
    rsupi_milestone_rule *rule = &config->milestones[config->milestone_count++];
    *rule = one->rule;
    if (one->until_years == INT32_MIN) continue;
    char id[128];
    rsupi_fixed text = rsupi_fixed_start(id, sizeof id);
    rule->years += (int32_t)k;
    rsupi_fixed_format(&text, "%s-%d", one->rule.id, (int)rule->years);
    rule->id = rsupi_arena_copy(&config->arena, id);
  }
}

static void take_milestones(rsupi_config_job *job) {
  rsup_config *config = job->config;
  size_t count = 0;
  for (size_t i = 0; i < job->raw.milestone_count; i++) count += years_of(&job->raw.milestones[i]);
  config->milestones = rsupi_arena_array(&config->arena, count, sizeof *config->milestones);
  config->count_milestones =
      rsupi_arena_array(&config->arena, job->raw.milestone_count, sizeof *config->count_milestones);
  if (!config->milestones || !config->count_milestones) return;
  for (size_t i = 0; i < job->raw.milestone_count; i++)
    take_milestone(config, &job->raw.milestones[i]);
}

/* Instruments named by file lie beside the config. */
static void take_instrument_files(rsup_config *config) {
  for (size_t i = 0; i < config->instrument_count; i++) {
    const char *file = config->instruments[i].file;
    if (!file || !config->dir || !*config->dir) continue;
    size_t dir = strlen(config->dir), len = strlen(file);
    char *path = rsupi_arena_alloc(&config->arena, dir + len + 2);
    if (!path) return;
    memcpy(path, config->dir, dir);
    path[dir] = '/';
    memcpy(path + dir + 1, file, len + 1);
    config->instruments[i].file = path;
  }
}

/* ---- ids */

static void index_list(rsup_config *config, rsupi_map *ids, const void *list, size_t count,
                       size_t size) {
  if (!rsupi_map_reserve(&config->arena, ids, count)) return;
  for (size_t i = 0; i < count; i++) {
    const char *id; /* the first member of every entry */
    memcpy(&id, (const char *)list + i * size, sizeof id);
    if (id) rsupi_map_put(&config->arena, ids, id, strlen(id), (uint32_t)i);
  }
}

static void index_ids(rsup_config *config) {
#define INDEX(IDS, LIST, COUNT)                                                                    \
  index_list(config, &config->IDS, config->LIST, config->COUNT, sizeof *config->LIST)
  INDEX(role_ids, roles, role_count);
  INDEX(kind_ids, kinds, kind_count);
  INDEX(behaviour_ids, behaviours, behaviour_count);
  INDEX(strategy_ids, strategies, strategy_count);
  INDEX(trigger_ids, triggers, trigger_count);
  INDEX(group_type_ids, group_types, group_type_count);
  INDEX(form_ids, forms, form_count);
  INDEX(care_level_ids, care_levels, care_level_count);
  INDEX(service_kind_ids, service_kinds, service_kind_count);
  INDEX(condition_ids, conditions, condition_count);
  INDEX(appointment_kind_ids, appointment_kinds, appointment_kind_count);
  INDEX(activity_kind_ids, activity_kinds, activity_kind_count);
  INDEX(safer_use_ids, safer_use, safer_use_count);
#undef INDEX
}

/* Where an old name leads: through other old names, for a while. */
static uint32_t resolve(const rsupi_map *ids, const rsupi_node *renamed, const rsupi_node *old) {
  for (int steps = 0; old && old->kind == RSUPI_SCALAR && steps < 16; steps++) {
    uint32_t at = rsupi_map_get(ids, old->text, old->len);
    if (at != UINT32_MAX) return at;
    old = rsupi_node_get(renamed, old->text);
  }
  return UINT32_MAX;
}

static void renamed_problem(rsupi_config_job *job, const char *section, const rsupi_node *old,
                            const char *text) {
  const rsupi_node *users = rsupi_node_get(rsupi_node_get(job->user, "renamed"), section);
  const rsupi_node *place = rsupi_node_get(users, old->key);
  if (place)
    rsupi_bind_problem(&job->binder, place, RSUP_E_CONFIG, "%s", text);
  else
    rsupi_config_problem(job, section, NULL, NULL, "renamed %s \"%s\": %s", section, old->key,
                         text);
}

static void index_renamed(rsupi_config_job *job, const rsupi_node *section, rsupi_map *ids) {
  rsupi_arena *arena = &job->config->arena;
  rsupi_map old_ids = {0};
  for (const rsupi_node *old = section->first; old; old = old->next) {
    uint32_t at = resolve(ids, section, old);
    if (rsupi_node_is_null(old)) continue;
    if (rsupi_map_get(ids, old->key, old->key_len) != UINT32_MAX)
      renamed_problem(job, section->key, old, "an entry of this name is still there");
    else if (at == UINT32_MAX)
      renamed_problem(job, section->key, old, "the new name is no entry");
    else
      rsupi_map_put(arena, &old_ids, old->key, old->key_len, at);
  }
  for (const rsupi_node *old = section->first; old; old = old->next) {
    uint32_t at = rsupi_map_get(&old_ids, old->key, old->key_len);
    const char *name = at == UINT32_MAX ? NULL : rsupi_arena_text(arena, old->key, old->key_len);
    if (name) rsupi_map_put(arena, ids, name, old->key_len, at);
  }
}

static void index_all_renamed(rsupi_config_job *job) {
  rsup_config *config = job->config;
  const struct {
    const char *section;
    rsupi_map *ids;
  } sections[] = {{"roles", &config->role_ids},
                  {"kinds", &config->kind_ids},
                  {"strategies", &config->strategy_ids},
                  {"triggers", &config->trigger_ids},
                  {"group_types", &config->group_type_ids},
                  {"forms", &config->form_ids},
                  {"care_levels", &config->care_level_ids},
                  {"service_kinds", &config->service_kind_ids},
                  {"conditions", &config->condition_ids},
                  {"appointment_kinds", &config->appointment_kind_ids},
                  {"activity_kinds", &config->activity_kind_ids},
                  {"safer_use", &config->safer_use_ids}};
  const rsupi_node *all = job->raw.renamed;
  for (const rsupi_node *one = all ? all->first : NULL; one; one = one->next) {
    rsupi_map *ids = NULL;
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
      if (rsupi_text_equal(sections[i].section, one->key)) ids = sections[i].ids;
    if (ids && one->kind == RSUPI_MAP_NODE)
      index_renamed(job, one, ids);
    else
      rsupi_config_problem(job, "renamed", NULL, one->key,
                           "renamed takes a map from old to new name for roles, kinds, strategies, "
                           "triggers, group_types, forms, care_levels, service_kinds, conditions, "
                           "appointment_kinds, activity_kinds and safer_use");
  }
}

/* ---- all */

rsup_status rsupi_config_fill(rsupi_config_job *job, rsupi_node *merged, rsup_error *err) {
  rsup_config *config = job->config;
  rsupi_arena *own = job->binder.arena;
  job->binder.arena = &config->arena;
  job->binder.borrows = 1; /* the tree stays with the config */
  rsup_status status = rsupi_bind(&job->binder, merged, &rsupi_config_shape, &job->raw);
  if (!status) {
    take_lists(job);
    take_forms(job);
    take_milestones(job);
    index_ids(config);
    index_all_renamed(job);
    config->catalogue = rsupi_catalogue_build(&job->binder, job->raw.texts, config);
  }
  job->binder.arena = own;
  if (config->arena.failed || status == RSUP_E_MEMORY) return rsupi_fail_memory(err);
  if (status) return RSUP_OK; /* the problem is with the collector */
  rsupi_config_check(job);
  take_instrument_files(config);
  if (own->failed || config->arena.failed) return rsupi_fail_memory(err);
  config->content.tree = merged;
  return RSUP_OK;
}
