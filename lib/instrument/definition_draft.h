/* A definition as the schema checker reads it, and the work of compiling it. */
#ifndef RSUPI_DEFINITION_DRAFT_H
#define RSUPI_DEFINITION_DRAFT_H
#include "instrument/definition.h"

typedef struct rsupi_draft_administration {
  const char **modes;
  size_t mode_count;
  const rsupi_node *recall, *preamble;
} rsupi_draft_administration;
typedef struct rsupi_draft_licence {
  const char *notice, *caution;
  int32_t status, ship_text, commercial_use, modification, verified_at_source;
  const rsupi_node *basis;
} rsupi_draft_licence;
typedef struct rsupi_draft_set {
  const char *id, *kind;
  const rsupi_node *options, *min, *max;
} rsupi_draft_set;
typedef struct rsupi_draft_option {
  const char *id, *loinc;
  int32_t value;
  const rsupi_node *label;
} rsupi_draft_option;
typedef struct rsupi_draft_item {
  const char *id, *responses, *loinc, *group;
  int32_t safety, optional;
  const rsupi_node *text, *ask_when, *loinc_verified;
} rsupi_draft_item;
typedef struct rsupi_draft_skip {
  const rsupi_node *when, *items;
  int32_t value;
  const char *note;
} rsupi_draft_skip;
typedef struct rsupi_draft_alert {
  const char *id, *if_missing;
  int32_t level;
  const rsupi_node *when, *next, *text;
} rsupi_draft_alert;
typedef struct rsupi_draft {
  const char *id, *version, *abbreviation, *purpose;
  int32_t status, scoring_revision;
  const rsupi_node *title, *codes, *recodes, *scores, *profiles, *references, *tests;
  const char **variants;
  size_t variant_count;
  const rsupi_draft_administration *administration;
  const rsupi_draft_licence *licence;
  rsupi_draft_set *sets;
  size_t set_count;
  rsupi_draft_item *items;
  size_t item_count;
  rsupi_draft_skip *skips;
  size_t skip_count;
  rsupi_draft_alert *alerts;
  size_t alert_count;
} rsupi_draft;

extern const rsupi_shape rsupi_draft_shape, rsupi_draft_option_shape;

typedef struct rsupi_definition_work {
  rsupi_compiler compiler;
  const rsupi_node *root;
  rsupi_draft draft;
  const rsup_instrument *builtin; /* of the same id, when this one is a host's own; NULL */
} rsupi_definition_work;
/* Report at a node; the status is RSUP_E_SCHEMA. */
rsup_status rsupi_definition_problem(rsupi_definition_work *w, const rsupi_node *node,
                                     const char *message);
/* The element `index` of the list (or map) under a key of the root. */
const rsupi_node *rsupi_definition_part(const rsupi_definition_work *w, const char *key,
                                        size_t index);
rsup_status rsupi_items_compile(rsupi_definition_work *w);
rsup_status rsupi_profiles_compile(rsupi_definition_work *w);
/* Of the set `index`: its options as records. */
rsup_status rsupi_options_info(rsupi_definition_work *w, size_t index,
                               const rsup_option_info *const **out, size_t *out_count);
/* Everything that the definition says, as records; the last step. */
rsup_status rsupi_info_compile(rsupi_definition_work *w);
rsup_status rsupi_definition_check_head(rsupi_definition_work *w);
rsup_status rsupi_definition_check_sets(rsupi_definition_work *w);
rsup_status rsupi_definition_check_safety(rsupi_definition_work *w);
/* Against the built-in definition of the same id. */
rsup_status rsupi_definition_check_builtin(rsupi_definition_work *w,
                                           const rsup_instrument *builtin);
#endif
