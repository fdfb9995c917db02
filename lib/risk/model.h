/* A risk model as it is compiled from its file, and scoring one row with it. One C core: inputs,
 * transforms, terms in file order, a link; all else is data. */
#ifndef RSUPI_MODEL_H
#define RSUPI_MODEL_H
#include "config/config.h"
#include "core/problems.h"
#include "document/schema.h"
#include "recovery-support/risk.h"
#include <stdatomic.h>

enum {
  RSUPI_MOST_INPUTS = 256, /* so that scoring needs no memory */
  RSUPI_MOST_TERMS = 256,
  RSUPI_MOST_PERIODS = 10000
};

/* ---- transforms: value in, value out; NaN stays NaN */
typedef enum rsupi_transform_op {
  RSUPI_TRANSFORM_IDENTITY = 1,
  RSUPI_TRANSFORM_SHIFT,       /* x + a */
  RSUPI_TRANSFORM_SCALE,       /* x / a */
  RSUPI_TRANSFORM_STANDARDIZE, /* (x - a) / b */
  RSUPI_TRANSFORM_CLIP,        /* into [a, b] */
  RSUPI_TRANSFORM_LOG,
  RSUPI_TRANSFORM_LOG1P,
  RSUPI_TRANSFORM_SQRT,
  RSUPI_TRANSFORM_POWER,    /* x^a, a in halves from -4 to 4 */
  RSUPI_TRANSFORM_LEVEL,    /* 1 when x is the level a, else 0 */
  RSUPI_TRANSFORM_BINS,     /* y[i] for edge[i - 1] <= x < edge[i] */
  RSUPI_TRANSFORM_PIECEWISE /* straight lines between (x[i], y[i]), level beyond the ends */
} rsupi_transform_op;
typedef struct rsupi_transform {
  int32_t op;
  double a, b;
  const double *x, *y;
  size_t x_count, y_count;
} rsupi_transform;
double rsupi_transforms_apply(const rsupi_transform *transforms, size_t count, double value);

/* ---- the model */
enum { RSUPI_INPUT_NUMBER = 1, RSUPI_INPUT_CATEGORY };
enum { RSUPI_OUTSIDE_FLAG = 1, RSUPI_OUTSIDE_CLIP, RSUPI_OUTSIDE_ERROR };
enum {
  RSUPI_MISSING_ERROR = 1,
  RSUPI_MISSING_VALUE,
  RSUPI_MISSING_REFERENCE, /* its terms stand at their reference: contribution 0 */
  RSUPI_MISSING_INDICATOR  /* the same, and the indicator's coefficient is added */
};
typedef struct rsupi_model_input {
  const char *name;
  int32_t type;
  double low, high; /* NaN: no range */
  int32_t outside, missing;
  double stand_in;   /* of missing: value */
  double indicator;  /* of missing: indicator */
  double per_period; /* what it grows by in each period; 0: nothing */
  double reference;  /* NaN: none of its own */
  const char **levels;
  size_t level_count;
  int32_t used; /* 1: a term reads it */
} rsupi_model_input;

enum { RSUPI_TOWARDS_UP = 1, RSUPI_TOWARDS_DOWN, RSUPI_TOWARDS_ANY };
typedef struct rsupi_model_term {
  const char *name, *label;
  size_t input;
  const rsupi_transform *transforms;
  size_t transform_count;
  double coef, reference;
  int32_t first; /* 1: first term of its input; carries the indicator */
  int32_t as_reason, modifiable;
} rsupi_model_term;

enum { RSUPI_FAMILY_LOGISTIC = 1, RSUPI_FAMILY_HAZARD, RSUPI_FAMILY_COX };
enum { RSUPI_LINK_LOGIT = 1, RSUPI_LINK_CLOGLOG };
enum { RSUPI_BEYOND_ERROR = 1, RSUPI_BEYOND_HOLD, RSUPI_BEYOND_NONE };
enum { RSUPI_USE_DEMONSTRATION = 1, RSUPI_USE_RESEARCH, RSUPI_USE_DECISION_SUPPORT };
typedef struct rsupi_calibration { /* lp' = a + b * lp */
  double a, b;
} rsupi_calibration;
typedef struct rsupi_model_band {
  const char *name;
  double below; /* NaN: the last */
} rsupi_model_band;
typedef struct rsupi_feature rsupi_feature; /* risk/features.h */

struct rsup_model {
  atomic_int references;
  const rsup_config *config;
  int32_t holds_config; /* 0: the config owns this model */
  rsup_allocator allocator;
  rsupi_arena arena;
  char digest[65];
  const char *id, *version, *statement;
  int32_t evidence, use;
  double horizon; /* the file's, in its own unit (hazard: in periods) */
  int32_t family, link;
  double intercept;
  const double *times, *cumhaz; /* cox: steps of H0, right-continuous, 0 before the first */
  size_t step_count;
  int32_t beyond;
  rsupi_model_input *inputs;
  size_t input_count;
  rsupi_model_term *terms;
  size_t term_count;
  double reference_predictor;
  const rsupi_calibration *calibration;
  size_t calibration_count;
  int32_t min_terms;
  const rsupi_model_band *bands;
  size_t band_count;
  const rsupi_feature *features;
  size_t feature_count;
};

/* ---- one row */
enum {
  RSUPI_FLAG_IMPUTED = 1,
  RSUPI_FLAG_OUT_OF_RANGE = 2,
  RSUPI_FLAG_CLIPPED = 4,
  RSUPI_FLAG_UNKNOWN_LEVEL = 8,
  RSUPI_FLAG_BEYOND_BASELINE = 16
};
typedef struct rsupi_row { /* values[i] of input i: a number, the index of a level, NaN missing */
  double values[RSUPI_MOST_INPUTS];
  double horizon, elapsed; /* NaN: the file's; none */
  uint32_t flags;          /* those that reading the row raised */
} rsupi_row;
typedef struct rsupi_outcome {
  double lp, risk; /* NaN when refused */
  double contributions[RSUPI_MOST_TERMS];
  uint8_t missing[RSUPI_MOST_INPUTS];
  uint32_t flags;
  const char *reason; /* why it was refused */
  const rsupi_model_band *band;
} rsupi_outcome;
void rsupi_row_start(const rsup_model *model, rsupi_row *row);
/* RSUP_E_RANGE for an input whose policy is error, for a horizon the model does not speak of;
 * messages name the input, never its value. Allocates nothing. */
rsup_status rsupi_model_score_row(const rsup_model *model, const rsupi_row *row, rsupi_outcome *out,
                                  rsup_error *err);
/* A map from input to value. RSUP_E_SCHEMA; the document is private. */
rsup_status rsupi_row_read(const rsup_model *model, const rsupi_node *node, const char *source,
                           rsupi_row *row, rsup_error *err);
/* Records of all terms, in file order. 0 when out of memory. */
int rsupi_risk_terms_make(const rsup_model *model, const rsupi_row *row,
                          const rsupi_outcome *outcome, rsupi_arena *arena, rsupi_list *out);

/* ---- loading */
/* Compile a model. Problems are collected; the first becomes the caller's error. */
rsup_status rsupi_model_compile(const rsup_config *config, int holds_config, const char *source,
                                const char *text, size_t len, rsupi_problems *problems,
                                rsup_model **out);
/* The built-in model, kept with the config; any thread. */
rsup_status rsupi_config_model(const rsup_config *config, const rsup_model **out, rsup_error *err);
void rsupi_model_keep(const rsup_model *model);
void rsupi_model_release(void *model);
#endif
