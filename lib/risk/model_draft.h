/* A model file as the schema checker reads it, and the work of compiling it. */
#ifndef RSUPI_MODEL_DRAFT_H
#define RSUPI_MODEL_DRAFT_H
#include "risk/model.h"

typedef struct rsupi_draft_length {
  double length;
  const char *unit;
} rsupi_draft_length;
typedef struct rsupi_draft_status {
  int32_t evidence, use;
  const char *statement;
} rsupi_draft_status;
typedef struct rsupi_draft_outcome {
  const char *event, *origin, *population;
  const rsupi_draft_length *horizon, *lead;
} rsupi_draft_outcome;
typedef struct rsupi_draft_numeric {
  const char *type, *order, *contract;
} rsupi_draft_numeric;
typedef struct rsupi_draft_evolves {
  double per_period;
} rsupi_draft_evolves;
typedef struct rsupi_draft_input {
  const char *name, *unit;
  int32_t type, outside;
  double *range;
  size_t range_count;
  const rsupi_node *missing;
  const char **levels;
  size_t level_count;
  const rsupi_draft_evolves *evolves;
} rsupi_draft_input;
typedef struct rsupi_draft_baseline {
  const char *form, *unit;
  const rsupi_node *beyond;
  double *time, *cumhaz;
  size_t time_count, cumhaz_count;
} rsupi_draft_baseline;
typedef struct rsupi_draft_family {
  int32_t family, link, centered;
  double intercept;
  const rsupi_draft_length *period;
  const char *ties;
  const rsupi_node *strata;
  const rsupi_draft_baseline *baseline;
} rsupi_draft_family;
typedef struct rsupi_draft_term {
  const char *name, *input, *group, *label, *evidence;
  const rsupi_node *transform;
  double coef, se;
  int32_t direction, modifiable, reportable;
} rsupi_draft_term;
typedef struct rsupi_draft_reference {
  int32_t mode; /* 1 term_means, 2 input_values */
  const rsupi_node *values;
} rsupi_draft_reference;
typedef struct rsupi_draft_coverage {
  int32_t min_terms;
  const char *on_fail;
} rsupi_draft_coverage;
typedef struct rsupi_draft_model {
  const char *id, *version, *title, *digest;
  const rsupi_draft_status *status;
  const rsupi_draft_outcome *outcome;
  const rsupi_draft_numeric *numeric;
  const rsupi_node *series, *features, *calibration, *alarms, *card, *tests;
  rsupi_draft_input *inputs;
  size_t input_count;
  const rsupi_draft_family *family;
  rsupi_draft_term *terms;
  size_t term_count;
  const rsupi_draft_reference *reference;
  const rsupi_draft_coverage *coverage;
  rsupi_model_band *bands;
  size_t band_count;
} rsupi_draft_model;
extern const rsupi_shape rsupi_draft_model_shape;

typedef struct rsupi_model_work {
  rsupi_binder binder;
  rsup_model *model;
  const rsupi_node *root;
  rsupi_draft_model draft;
} rsupi_model_work;
/* Report; the status is RSUP_E_SCHEMA. The element `index` of the list under a key of the root. */
rsup_status rsupi_model_problem(rsupi_model_work *w, const rsupi_node *node, const char *message);
const rsupi_node *rsupi_model_part(const rsupi_model_work *w, const char *key, size_t index);
rsup_status rsupi_transforms_read(rsupi_model_work *w, const rsupi_node *list,
                                  const rsupi_model_input *input, rsupi_model_term *term);
/* Index of a level's text, or -1. */
int32_t rsupi_level_find(const rsupi_model_input *input, const rsupi_node *node);
rsup_status rsupi_inputs_compile(rsupi_model_work *w);
rsup_status rsupi_terms_compile(rsupi_model_work *w);
rsup_status rsupi_family_compile(rsupi_model_work *w);
rsup_status rsupi_features_compile(rsupi_model_work *w);
/* Run the file's own test rows. */
rsup_status rsupi_model_prove(rsupi_model_work *w);
#endif
