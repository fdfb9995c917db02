/* The config as a shared object: references, and looking things up by id. */
#include "config/config.h"

#include <string.h>

/* Immutable to its readers but for the count. */
static rsup_config *counted(const rsup_config *config) {
  return (rsup_config *)(uintptr_t)config;
}

void rsupi_config_ref(const rsup_config *config) {
  if (config) atomic_fetch_add_explicit(&counted(config)->references, 1, memory_order_relaxed);
}

static void destroy(rsup_config *config) {
  rsup_allocator allocator = config->allocator;
  for (size_t i = 0; i < RSUPI_ATTACH_SLOTS; i++) {
    rsupi_attachment *one = atomic_load_explicit(&config->attached[i], memory_order_acquire);
    if (one) one->release(one, &allocator);
  }
  (void)pthread_mutex_destroy(&config->content.lock);
  rsupi_zones_free(config->zones);
  rsupi_arena_free(&config->arena);
  rsupi_release(&allocator, config, sizeof *config);
}

void rsupi_config_unref(void *object) {
  rsup_config *config = object;
  if (config && atomic_fetch_sub_explicit(&config->references, 1, memory_order_acq_rel) == 1)
    destroy(config);
}

void rsup_config_free(rsup_config *config) {
  rsupi_config_unref(config);
}

/* ---- by id */

static size_t position(const rsupi_map *ids, const char *id) {
  uint32_t at = id ? rsupi_map_get(ids, id, strlen(id)) : UINT32_MAX;
  return at == UINT32_MAX ? SIZE_MAX : at;
}

const rsupi_role *rsupi_config_role(const rsup_config *config, const char *id) {
  size_t at = position(&config->role_ids, id);
  return at == SIZE_MAX ? NULL : &config->roles[at];
}

const rsupi_word *rsupi_config_kind(const rsup_config *config, const char *id) {
  size_t at = position(&config->kind_ids, id);
  return at == SIZE_MAX ? NULL : &config->kinds[at];
}

const rsupi_behaviour *rsupi_config_behaviour(const rsup_config *config, const char *id) {
  size_t at = position(&config->behaviour_ids, id);
  return at == SIZE_MAX ? NULL : &config->behaviours[at];
}

const rsupi_word *rsupi_config_strategy(const rsup_config *config, const char *id) {
  size_t at = position(&config->strategy_ids, id);
  return at == SIZE_MAX ? NULL : &config->strategies[at];
}

const rsupi_word *rsupi_config_trigger(const rsup_config *config, const char *id) {
  size_t at = position(&config->trigger_ids, id);
  return at == SIZE_MAX ? NULL : &config->triggers[at];
}

const rsupi_group_type *rsupi_config_group_type(const rsup_config *config, const char *id) {
  size_t at = position(&config->group_type_ids, id);
  return at == SIZE_MAX ? NULL : &config->group_types[at];
}

const rsupi_care_level *rsupi_config_care_level(const rsup_config *config, const char *id) {
  size_t at = position(&config->care_level_ids, id);
  return at == SIZE_MAX ? NULL : &config->care_levels[at];
}

const rsupi_word *rsupi_config_service_kind(const rsup_config *config, const char *id) {
  size_t at = position(&config->service_kind_ids, id);
  return at == SIZE_MAX ? NULL : &config->service_kinds[at];
}

const rsupi_word *rsupi_config_condition(const rsup_config *config, const char *id) {
  size_t at = position(&config->condition_ids, id);
  return at == SIZE_MAX ? NULL : &config->conditions[at];
}

const rsupi_appointment_kind *rsupi_config_appointment_kind(const rsup_config *config,
                                                            const char *id) {
  size_t at = position(&config->appointment_kind_ids, id);
  return at == SIZE_MAX ? NULL : &config->appointment_kinds[at];
}

const rsupi_activity_kind *rsupi_config_activity_kind(const rsup_config *config, const char *id) {
  size_t at = position(&config->activity_kind_ids, id);
  return at == SIZE_MAX ? NULL : &config->activity_kinds[at];
}

const rsupi_word *rsupi_config_safer_use(const rsup_config *config, const char *id) {
  size_t at = position(&config->safer_use_ids, id);
  return at == SIZE_MAX ? NULL : &config->safer_use[at];
}

const rsupi_form *rsupi_config_form(const rsup_config *config, const char *id) {
  size_t at = position(&config->form_ids, id);
  return at == SIZE_MAX ? NULL : &config->forms[at];
}

const rsupi_item *rsupi_form_item(const rsupi_form *form, const char *id) {
  for (size_t i = 0; form && id && i < form->item_count; i++)
    if (strcmp(form->items[i].id, id) == 0) return &form->items[i];
  return NULL;
}

const rsupi_form *rsupi_form_version(const rsupi_form *form, int32_t version) {
  for (size_t i = 0; form && i < form->earlier_count; i++)
    if (form->earlier[i].version == version) return &form->earlier[i];
  return form;
}
