/* Checks that the table of keys can't say: the licence has its basis and keeps the wording out
 * where it must, every set is used, every safety item can raise an alert, and a definition under
 * the id of a built-in one keeps that one's safety items. */
#include "core/embedded.h"
#include "instrument/definition_draft.h"
#include <string.h>

/* "1.0.0" */
static int is_version(const char *text) {
  int numbers = 0;
  for (;; numbers++, text++) {
    if (*text < '0' || *text > '9') return 0;
    while (*text >= '0' && *text <= '9') text++;
    if (*text != '.') break;
  }
  return numbers == 2 && *text == '\0';
}

static const rsupi_node *licence_key(const rsupi_definition_work *w, const char *key) {
  return rsupi_node_get(rsupi_node_get(w->root, "licence"), key);
}

static int has_text(const rsupi_node *map, const char *key) {
  const rsupi_node *const node = rsupi_node_get(map, key);
  return node && node->kind == RSUPI_SCALAR && node->len > 0;
}

static rsup_status check_licence(rsupi_definition_work *w) {
  const rsupi_node *const basis = licence_key(w, "basis"), *const notice = licence_key(w, "notice");
  if (notice->len == 0) return rsupi_definition_problem(w, notice, "the notice is empty");
  if (basis->kind != RSUPI_LIST_NODE || basis->count == 0)
    return rsupi_definition_problem(w, basis, "expected what the licence rests on, one or more");
  for (const rsupi_node *one = basis->first; one; one = one->next)
    if (!has_text(one, "source") || !has_text(one, "says") || one->count != 2)
      return rsupi_definition_problem(w, one, "a basis has a source and what it says");
  if (w->draft.licence->ship_text == 1) return RSUP_OK;
  const rsupi_node *const preamble =
      rsupi_node_get(rsupi_node_get(w->root, "administration"), "preamble");
  return preamble ? rsupi_definition_problem(w, preamble,
                                             "the licence does not let this text be shipped")
                  : RSUP_OK;
}

static int set_is_used(const rsupi_definition_work *w, const char *id) {
  for (size_t i = 0; i < w->draft.item_count; i++)
    if (strcmp(w->draft.items[i].responses, id) == 0) return 1;
  return 0;
}

rsup_status rsupi_definition_check_sets(rsupi_definition_work *w) {
  for (size_t i = 0; i < w->draft.set_count; i++)
    if (!set_is_used(w, w->draft.sets[i].id))
      return rsupi_definition_problem(w, rsupi_definition_part(w, "response_sets", i),
                                      "no item uses this set of answers");
  return RSUP_OK;
}

rsup_status rsupi_definition_check_head(rsupi_definition_work *w) {
  const rsupi_node *const references = rsupi_node_get(w->root, "references");
  if (!is_version(w->draft.version))
    return rsupi_definition_problem(w, rsupi_node_get(w->root, "version"),
                                    "expected a version such as 1.0.0");
  if (references && references->kind != RSUPI_MAP_NODE && references->count > 0)
    return rsupi_definition_problem(w, references, "expected a map from key to reference");
  return check_licence(w);
}

/* ---- safety */

/* Whether `value` alone, at this item, raises one of the alerts. */
static int value_raises(const rsup_instrument *instrument, int32_t item, int32_t value) {
  rsupi_sheet sheet;
  rsupi_sheet_start(&sheet, instrument);
  sheet.values[item] = value;
  for (size_t i = 0; i < instrument->alert_count; i++)
    if (rsupi_alert_raised_by(instrument->alerts[i].when, &sheet, item)) return 1;
  return 0;
}

static int any_value_raises(const rsup_instrument *instrument, int32_t item) {
  const rsupi_question *const question = &instrument->items[item];
  for (int32_t value = question->min; value <= question->max; value++)
    if (question->valid[value - question->min] && value_raises(instrument, item, value)) return 1;
  return 0;
}

/* An item marked for safety that no alert reads would be silent. */
rsup_status rsupi_definition_check_safety(rsupi_definition_work *w) {
  const rsup_instrument *const instrument = w->compiler.instrument;
  for (size_t i = 0; i < instrument->item_count; i++)
    if (instrument->items[i].safety && !any_value_raises(instrument, (int32_t)i))
      return rsupi_definition_problem(w, rsupi_definition_part(w, "items", i),
                                      "no answer of this safety item raises an alert");
  return RSUP_OK;
}

static int keeps_item(const rsup_instrument *instrument, const rsup_instrument *builtin,
                      int32_t item) {
  const rsupi_question *const wanted = &builtin->items[item];
  const int32_t at = rsupi_instrument_item_index(instrument, wanted->id);
  if (at < 0 || !instrument->items[at].safety) return 0;
  for (int32_t value = wanted->min; value <= wanted->max; value++)
    if (rsupi_instrument_value_ok(instrument, at, value) && value_raises(builtin, item, value) &&
        !value_raises(instrument, at, value))
      return 0;
  return 1;
}

rsup_status rsupi_definition_check_builtin(rsupi_definition_work *w,
                                           const rsup_instrument *builtin) {
  for (size_t i = 0; i < builtin->item_count; i++)
    if (builtin->items[i].safety && !keeps_item(w->compiler.instrument, builtin, (int32_t)i))
      return rsupi_bind_problem(
          &w->compiler.binder, rsupi_node_get(w->root, "id"), RSUP_E_MODEL,
          "the built-in instrument of this id has the safety item %s: without it and its alerts "
          "this is another instrument, under another id",
          builtin->items[i].id);
  return RSUP_OK;
}

/* ---- profiles */

typedef struct draft_gaps {
  int32_t method, max;
} draft_gaps;
typedef struct draft_profile {
  const char *id;
  const draft_gaps *missing;
} draft_profile;
static const rsupi_name method_names[] = {
    {"prorate", RSUPI_MISSING_PRORATE}, {"zero", RSUPI_MISSING_ZERO}, {NULL, 0}};
static const rsupi_slot gap_slots[] = {{.name = "method",
                                        .kind = RSUPI_TYPE_ENUM,
                                        .flags = RSUPI_REQUIRED,
                                        .offset = offsetof(draft_gaps, method),
                                        .names = method_names},
                                       {.name = "max",
                                        .kind = RSUPI_TYPE_INT,
                                        .flags = RSUPI_BOUNDED,
                                        .offset = offsetof(draft_gaps, max),
                                        .min = 0,
                                        .max = RSUPI_MOST_ITEMS}};
static const rsupi_shape gap_shape = RSUPI_SHAPE("missing", draft_gaps, gap_slots);
static const rsupi_slot profile_slots[] = {{.name = "missing",
                                            .kind = RSUPI_TYPE_RECORD,
                                            .flags = RSUPI_REQUIRED,
                                            .offset = offsetof(draft_profile, missing),
                                            .shape = &gap_shape}};
static const rsupi_shape profile_shape = RSUPI_SHAPE("profile", draft_profile, profile_slots);

rsup_status rsupi_profiles_compile(rsupi_definition_work *w) {
  rsup_instrument *const instrument = w->compiler.instrument;
  const rsupi_node *const map = rsupi_node_get(w->root, "profiles");
  if (!map || map->count == 0) return RSUP_OK;
  if (map->kind != RSUPI_MAP_NODE)
    return rsupi_definition_problem(w, map, "expected a map from name to profile");
  instrument->profiles =
      rsupi_arena_array(&instrument->arena, map->count, sizeof *instrument->profiles);
  if (!instrument->profiles) return RSUP_E_MEMORY;
  for (const rsupi_node *node = map->first; node; node = node->next) {
    rsupi_profile *const profile = &instrument->profiles[instrument->profile_count];
    draft_profile draft;
    const rsup_status status = rsupi_bind(&w->compiler.binder, node, &profile_shape, &draft);
    if (status) return status;
    profile->id = rsupi_arena_copy(&instrument->arena, node->key);
    if (!profile->id) return RSUP_E_MEMORY;
    profile->missing_method = draft.missing->method;
    profile->missing_max = draft.missing->max == INT32_MIN ? INT32_MAX : draft.missing->max;
    instrument->profile_count++;
  }
  return RSUP_OK;
}

const rsupi_profile *rsupi_profile_named(const rsup_instrument *instrument, const char *id) {
  for (size_t i = 0; i < instrument->profile_count; i++)
    if (strcmp(instrument->profiles[i].id, id) == 0) return &instrument->profiles[i];
  return NULL;
}
