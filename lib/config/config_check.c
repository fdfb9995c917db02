/* What must hold between the entries of a config: names resolve, chains end, each rule says all it
 * needs. */
#include "config/config_check.h"
#include "config/config_merge.h"
#include "core/embedded.h"
#include "core/numbers.h"
#include "time/civil.h"

#include <string.h>

void rsupi_config_problem(rsupi_config_job *job, const char *section, const char *entry,
                          const char *key, const char *format, ...) {
  char text[256];
  rsupi_fixed message = rsupi_fixed_start(text, sizeof text);
  va_list args;
  va_start(args, format);
  rsupi_fixed_vformat(&message, format, args);
  va_end(args);

  const rsupi_node *place = rsupi_node_get(job->user, section);
  const rsupi_node *found = entry ? rsupi_config_entry(place, entry) : place;
  if (found) place = found;
  found = key ? rsupi_node_get(found, key) : NULL;
  if (found) place = found;
  if (place)
    rsupi_bind_problem(&job->binder, place, RSUP_E_CONFIG, "%s", text);
  else /* a built-in entry that the user's text left without what it needs */
    rsupi_problem_add(job->binder.problems, RSUP_SEVERITY_ERROR, RSUP_E_CONFIG, job->binder.source,
                      0, 0, 0, section, "%s", text);
}

/* ---- words, roles, group types */

/* Entries with an id and a parent (or an `after`) in the same list. */
typedef struct chain {
  const char *section, *key;
  const void *entries;
  size_t count, size, id_offset, parent_offset;
} chain;

static const char *text_at(const chain *links, size_t index, size_t offset) {
  const char *text;
  memcpy(&text, (const char *)links->entries + index * links->size + offset, sizeof text);
  return text;
}

static size_t index_of(const rsupi_map *ids, const char *id) {
  uint32_t at = rsupi_map_get(ids, id, strlen(id));
  return at == UINT32_MAX ? SIZE_MAX : at;
}

static void check_chain(rsupi_config_job *job, const chain *links) {
  rsupi_map ids = {0};
  if (!rsupi_map_reserve(job->binder.arena, &ids, links->count)) return;
  for (size_t i = 0; i < links->count; i++) {
    const char *id = text_at(links, i, links->id_offset);
    rsupi_map_put(job->binder.arena, &ids, id, strlen(id), (uint32_t)i);
  }
  for (size_t i = 0; i < links->count; i++) {
    const char *id = text_at(links, i, links->id_offset);
    const char *parent = text_at(links, i, links->parent_offset);
    for (int steps = 0; parent && steps <= 32; steps++) {
      size_t at = index_of(&ids, parent);
      if (at == SIZE_MAX && steps == 0)
        rsupi_config_problem(job, links->section, id, links->key, "\"%s\" is no entry of %s",
                             parent, links->section);
      parent = at == SIZE_MAX ? NULL : text_at(links, at, links->parent_offset);
    }
    if (parent)
      rsupi_config_problem(job, links->section, id, links->key,
                           "the chain of %s from \"%s\" never ends", links->key, id);
  }
}

#define CHAIN(SECTION, KEY, LIST, COUNT, T, PARENT)                                                \
  { SECTION, KEY, LIST, COUNT, sizeof(T), offsetof(T, id), offsetof(T, PARENT) }

static void check_chains(rsupi_config_job *job) {
  const rsup_config *config = job->config;
  const chain chains[] = {
      CHAIN("kinds", "parent", config->kinds, config->kind_count, rsupi_word, parent),
      CHAIN("strategies", "parent", config->strategies, config->strategy_count, rsupi_word, parent),
      CHAIN("triggers", "parent", config->triggers, config->trigger_count, rsupi_word, parent),
      CHAIN("group_types", "parent", config->group_types, config->group_type_count,
            rsupi_group_type, parent),
      CHAIN("service_kinds", "parent", config->service_kinds, config->service_kind_count,
            rsupi_word, parent),
      CHAIN("conditions", "parent", config->conditions, config->condition_count, rsupi_word,
            parent),
      CHAIN("activity_kinds", "parent", config->activity_kinds, config->activity_kind_count,
            rsupi_activity_kind, parent),
      CHAIN("safer_use", "parent", config->safer_use, config->safer_use_count, rsupi_word, parent),
      CHAIN("role_rules", "after", config->role_rules, config->role_rule_count, rsupi_role_rule,
            after),
  };
  for (size_t i = 0; i < sizeof chains / sizeof chains[0]; i++) check_chain(job, &chains[i]);
}

static void check_roles(rsupi_config_job *job) {
  for (size_t i = 0; i < job->config->role_count; i++) {
    const rsupi_role *role = &job->config->roles[i];
    if (!role->stream)
      rsupi_config_problem(job, "roles", role->id, "stream", "a role needs a stream");
    if (!role->direction)
      rsupi_config_problem(job, "roles", role->id, "direction", "a role needs a direction");
  }
}

static void check_care(rsupi_config_job *job) {
  for (size_t i = 0; i < job->config->care_level_count; i++) {
    const rsupi_care_level *level = &job->config->care_levels[i];
    if (level->step < 1)
      rsupi_config_problem(job, "care_levels", level->id, "step", "a level of care needs its step");
  }
  for (size_t i = 0; i < job->config->appointment_kind_count; i++) {
    const rsupi_appointment_kind *kind = &job->config->appointment_kinds[i];
    if (!kind->stream)
      rsupi_config_problem(job, "appointment_kinds", kind->id, "stream",
                           "a kind of appointment needs a stream");
  }
}

/* ---- rules */

static void check_kind(rsupi_config_job *job, const char *section,
                       const rsupi_milestone_rule *rule) {
  const int narrowed =
      rule->counts == RSUPI_COUNTS_ANSWERED_YES || rule->counts == RSUPI_COUNTS_STRATEGY_USES ||
      rule->counts == RSUPI_COUNTS_ACTIVITIES || rule->counts == RSUPI_COUNTS_TRAININGS;
  if (rule->kind && !narrowed)
    rsupi_config_problem(job, section, rule->id, "kind",
                         "kind goes with answered_yes, strategy_uses, activities and trainings");
  if (!rule->kind && rule->counts == RSUPI_COUNTS_ANSWERED_YES)
    rsupi_config_problem(job, section, rule->id, "counts", "answered_yes needs the item as kind");
}

static void check_group_milestones(rsupi_config_job *job) {
  for (size_t i = 0; i < job->config->group_milestone_count; i++) {
    const rsupi_milestone_rule *rule = &job->config->group_milestones[i];
    if (rule->count < 1 || rule->counts < RSUPI_COUNTS_TOTAL_DAYS)
      rsupi_config_problem(job, "group_milestones", rule->id, NULL,
                           "a group's milestone needs count, and counts: total_days, meetings ...");
    check_kind(job, "group_milestones", rule);
  }
}

static void check_stages(rsupi_config_job *job) {
  for (size_t i = 0; i < job->config->stage_count; i++) {
    const rsupi_stage_rule *rule = &job->config->stages[i];
    if ((rule->days > 0) + (rule->months > 0) + (rule->years > 0) > 1)
      rsupi_config_problem(job, "stages", rule->id, NULL,
                           "a stage has at most one of days, months and years");
    if ((rule->within_days > 0) != (rule->most_setbacks >= 0))
      rsupi_config_problem(job, "stages", rule->id, NULL,
                           "most_setbacks and within_days go together");
  }
}

static void check_count(rsupi_config_job *job, const rsupi_milestone_rule *rule) {
  if ((rule->count > 0) != (rule->counts > RSUPI_COUNTS_TOTAL_DAYS))
    rsupi_config_problem(job, "milestones", rule->id, "counts",
                         "what was done goes with a count, and days with days, months or years");
  check_kind(job, "milestones", rule);
}

static void check_milestones(rsupi_config_job *job) {
  for (size_t i = 0; i < job->raw.milestone_count; i++) {
    const rsupi_raw_milestone *one = &job->raw.milestones[i];
    const rsupi_milestone_rule *rule = &one->rule;
    int lengths = (rule->days > 0) + (rule->months > 0) + (rule->years > 0) + (rule->count > 0);
    if (lengths != 1)
      rsupi_config_problem(job, "milestones", rule->id, NULL,
                           "a milestone needs exactly one of days, months, years and count");
    else if (!rule->counts)
      rsupi_config_problem(job, "milestones", rule->id, NULL,
                           "a milestone needs counts: current_run, total_days, meetings ...");
    else
      check_count(job, rule);
    if (rule->counts == RSUPI_COUNTS_TOTAL_DAYS && rule->days < 0)
      rsupi_config_problem(job, "milestones", rule->id, "counts", "a total is counted in days");
    if (one->until_years > 0 && one->until_years < rule->years)
      rsupi_config_problem(job, "milestones", rule->id, "until_years",
                           "until_years must not be less than years");
    if (one->until_years > 0 && rule->years < 0)
      rsupi_config_problem(job, "milestones", rule->id, "until_years",
                           "until_years belongs to a milestone in years");
  }
}

static int is_known_to_coverage(const rsup_config *config, const rsupi_coverage_rule *rule) {
  size_t len = strlen(rule->of);
  switch (rule->looks_at) {
  case RSUPI_LOOKS_AT_SOURCE:
    return rsupi_value_of(rsupi_source_names, rule->of, len) != 0;
  case RSUPI_LOOKS_AT_STREAM:
    return rsupi_value_of(rsupi_stream_names, rule->of, len) != 0;
  case RSUPI_LOOKS_AT_KIND:
  case RSUPI_LOOKS_AT_SINGLE_PROVIDER:
    return rsupi_config_kind(config, rule->of) != NULL;
  default:
    return 0;
  }
}

static const char *coverage_problem(const rsupi_coverage_rule *rule) {
  const int hours = rule->looks_at == RSUPI_LOOKS_AT_HOURS;
  if (hours && (rule->from < 0 || rule->to < 0 || rule->from == rule->to))
    return "a rule on hours needs from and to, which differ";
  if (!hours && (rule->day_count || rule->from >= 0 || rule->to >= 0))
    return "days, from and to go with hours";
  if ((rule->looks_at == RSUPI_LOOKS_AT_ONE_HAND) != !rsupi_isnan(rule->at_most))
    return "a rule on one_hand needs at_most, and no other has it";
  return NULL;
}

static void check_behaviours(rsupi_config_job *job) {
  for (size_t i = 0; i < job->config->behaviour_count; i++) {
    const rsupi_behaviour *behaviour = &job->config->behaviours[i];
    if (!behaviour->means)
      rsupi_config_problem(job, "behaviours", behaviour->id, "means",
                           "a behaviour needs means: supports, makes_use_easier or unclear");
  }
}

static void check_coverage(rsupi_config_job *job) {
  for (size_t i = 0; i < job->config->coverage_count; i++) {
    const rsupi_coverage_rule *rule = &job->config->coverage[i];
    if (!rule->looks_at)
      rsupi_config_problem(job, "coverage", rule->id, NULL, "a coverage rule needs looks_at");
    else if (rule->of && !is_known_to_coverage(job->config, rule))
      rsupi_config_problem(job, "coverage", rule->id, "of",
                           "\"%s\" is nothing that a rule on %s knows", rule->of,
                           rsupi_name_of(rsupi_coverage_looks_names, rule->looks_at));
    const char *what = rule->looks_at ? coverage_problem(rule) : NULL;
    if (what) rsupi_config_problem(job, "coverage", rule->id, NULL, "%s", what);
  }
}

static const char *need_problem(const rsupi_role_need *need) {
  if (rsupi_text_equal(need->id, "attended") || rsupi_text_equal(need->id, "shared") ||
      rsupi_text_equal(need->id, "led"))
    return need->count > 0 && need->within_days > 0 ? NULL : "needs count and within_days";
  if (rsupi_text_equal(need->id, "stable"))
    return (need->months > 0) + (need->years > 0) == 1 ? NULL : "needs either months or years";
  if (rsupi_text_equal(need->id, "training"))
    return need->kind ? NULL : "needs the kind of training";
  if (rsupi_text_equal(need->id, "capacity")) return NULL;
  return "is none of attended, shared, led, stable, training, capacity";
}

static void check_role_rules(rsupi_config_job *job) {
  for (size_t i = 0; i < job->config->role_rule_count; i++) {
    const rsupi_role_rule *rule = &job->config->role_rules[i];
    for (size_t k = 0; k < rule->need_count; k++) {
      const char *problem = need_problem(&rule->needs[k]);
      if (problem)
        rsupi_config_problem(job, "role_rules", rule->id, "needs", "condition \"%s\" %s",
                             rule->needs[k].id, problem);
    }
  }
}

static int is_item_of_any_form(const rsup_config *config, const char *id) {
  for (size_t i = 0; i < config->form_count; i++)
    if (rsupi_form_item(&config->forms[i], id)) return 1;
  return 0;
}

static void check_call_list(rsupi_config_job *job) {
  const rsupi_call_rules *call = &job->config->call;
  if (call->night_from == call->night_to)
    rsupi_config_problem(job, "call_list", NULL, NULL,
                         "the night must end at another time than it begins");
  for (size_t i = 0; i < call->craving_kind_count; i++)
    if (!rsupi_config_kind(job->config, call->craving_kinds[i]))
      rsupi_config_problem(job, "call_list", NULL, NULL, "\"%s\" in craving_kinds is no kind",
                           call->craving_kinds[i]);
  if (call->craving_item && !is_item_of_any_form(job->config, call->craving_item))
    rsupi_config_problem(job, "call_list", NULL, NULL, "craving_item \"%s\" is in no form",
                         call->craving_item);
}

/* A value that the user's text took back with null, where the library can't do without. */
static int has_value(const rsupi_slot *slot, const void *record) {
  const char *at = (const char *)record + slot->offset;
  int32_t number;
  double real;
  if (slot->kind == RSUPI_TYPE_NUMBER) {
    memcpy(&real, at, sizeof real);
    return !rsupi_isnan(real);
  }
  if (slot->kind != RSUPI_TYPE_INT && slot->kind != RSUPI_TYPE_CLOCK &&
      slot->kind != RSUPI_TYPE_ENUM)
    return 1;
  memcpy(&number, at, sizeof number);
  return number != INT32_MIN && (number != 0 || slot->kind != RSUPI_TYPE_ENUM);
}

static void check_values(rsupi_config_job *job, const char *section, const rsupi_shape *shape,
                         const void *record) {
  for (size_t i = 0; i < shape->slot_count; i++) {
    const rsupi_slot *slot = &shape->slots[i];
    if (has_value(slot, record)) continue;
    const rsupi_node *place = rsupi_node_get(rsupi_node_get(job->user, section), slot->name);
    if (place)
      rsupi_bind_problem(&job->binder, place, RSUP_E_CONFIG, "a value is needed here");
    else
      rsupi_config_problem(job, section, NULL, NULL, "%s needs %s", section, slot->name);
  }
}

/* A path beside the config's file: nothing absolute, nothing upwards. */
static int is_beside(const char *file) {
  if (!*file || *file == '/' || strchr(file, '\\')) return 0;
  for (const char *part = file; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
    if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0')) return 0;
  return 1;
}

/* Data of the room below, which alone reads what is in them. */
extern const rsupi_embedded rsupi_embedded_instrument_definitions;

static int is_built_in(const char *instrument) {
  char name[128];
  rsupi_fixed fixed = rsupi_fixed_start(name, sizeof name);
  rsupi_fixed_format(&fixed, "%s.yaml", instrument);
  return rsupi_embedded_find(&rsupi_embedded_instrument_definitions, name) != NULL;
}

static void check_instruments(rsupi_config_job *job) {
  for (size_t i = 0; i < job->raw.instrument_count; i++) {
    const rsupi_instrument_ref *one = &job->raw.instruments[i];
    if (!one->file && !is_built_in(one->id))
      rsupi_config_problem(job, "instruments", one->id, "id",
                           "no built-in questionnaire has this id, and there is no file");
    if (one->file && !is_beside(one->file))
      rsupi_config_problem(job, "instruments", one->id, "file",
                           "a file is named relative to the config's folder, and lies within it");
  }
}

/* ISO 3166-1 or -2, or * for any place: a code that looks like neither would never be asked for. */
static int is_region(const char *region) {
  size_t len = 0;
  if (rsupi_text_equal(region, "*")) return 1;
  for (; region[len]; len++) {
    const char c = region[len];
    const int letter = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
    if (len == 2 ? c != '-' : !letter && !(digit && len > 2)) return 0;
  }
  return len == 2 || (len >= 4 && len <= 6);
}

static void check_line_values(rsupi_config_job *job, const rsupi_config_line *line) {
  rsup_day day;
  if (line->region && !is_region(line->region))
    rsupi_config_problem(job, "crisis_lines", line->id, "region",
                         "expected an ISO 3166 code such as US or US-NY, or *");
  if (line->verified_on && !rsupi_day_parse(line->verified_on, strlen(line->verified_on), &day))
    rsupi_config_problem(job, "crisis_lines", line->id, "verified_on",
                         "expected a day such as 2026-03-04");
  if (line->hours && !rsupi_text_equal(line->hours, "24/7") && !line->zone)
    rsupi_config_problem(job, "crisis_lines", line->id, "hours",
                         "hours other than 24/7 need the zone they are of");
}

static void check_crisis_lines(rsupi_config_job *job) {
  for (size_t i = 0; i < job->config->crisis_line_count; i++) {
    const rsupi_config_line *line = &job->config->crisis_lines[i];
    if (!line->region || !line->name || !line->purpose || !line->source || !line->verified_on)
      rsupi_config_problem(job, "crisis_lines", line->id, NULL,
                           "a crisis line needs region, name, purpose, source and verified_on");
    if (!line->dial && !line->sms && !line->chat)
      rsupi_config_problem(job, "crisis_lines", line->id, NULL,
                           "a crisis line needs one of dial, sms and chat");
    check_line_values(job, line);
  }
}

void rsupi_config_check(rsupi_config_job *job) {
  check_roles(job);
  check_care(job);
  check_chains(job);
  rsupi_config_check_forms(job);
  check_milestones(job);
  check_group_milestones(job);
  check_stages(job);
  check_coverage(job);
  check_behaviours(job);
  check_role_rules(job);
  check_call_list(job);
  check_values(job, "network", &rsupi_network_shape, &job->config->network);
  check_values(job, "mentor_match", &rsupi_match_shape, &job->config->match);
  check_values(job, "call_list", &rsupi_call_shape, &job->config->call);
  check_values(job, "policies", &rsupi_policies_shape, &job->config->policies);
  check_instruments(job);
  check_crisis_lines(job);
  rsupi_config_check_consent(job);
}
