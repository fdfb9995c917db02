/** @file risk.h
 * Risk models: a researcher's fitted model as one file. It carries its own test rows and is refused
 * when it does not reproduce them; the same bits come out in C, Python and Lua.
 *
 * With the linear predictor lp = intercept + sum of coef * value, in the order of the file:
 *
 * logistic: risk = 1 / (1 + exp(-lp)), over the file's own horizon.
 *
 * hazard: of each period h = 1 - exp(-exp(lp)) (complementary log-log: Prentice and Gloeckler,
 * Biometrics 34, 1978, 57-67) or 1 / (1 + exp(-lp)); over k periods risk = 1 - product of (1 - h).
 *
 * cox: risk = 1 - exp(-(H0(s + t) - H0(s)) exp(lp)), H0 the file's baseline as steps (Cox, J R Stat
 * Soc B 34, 1972, 187-220), t the horizon, s the time elapsed without an event.
 *
 * docs/reference/risk-model.md has the whole format. */
#ifndef RSUP_RISK_H
#define RSUP_RISK_H
#include "recovery-support/config.h"
#ifdef __cplusplus
extern "C" {
#endif

/** A loaded model. Immutable; may be shared between threads. Since 0.1. */
typedef struct rsup_model rsup_model;
/** Load a model (format recovery-support/risk-model, YAML or JSON, `len` bytes; `source` names it
 * in errors). Strict; runs its test rows (RSUP_E_MODEL when one differs, or when its digest does).
 * `out_report` may be NULL; when given it lists all problems, also after an error, and is freed
 * with rsup_result_free(). `config` lends the allocator, and need not be that of the persons it
 * will be used with. Other errors: RSUP_E_SYNTAX, RSUP_E_ENCODING, RSUP_E_LIMIT, RSUP_E_FORMAT,
 * RSUP_E_VERSION, RSUP_E_SCHEMA, RSUP_E_RANGE, RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_model_load(rsup_config *config, const char *source,
                                                     const char *text, size_t len,
                                                     rsup_model **out_model,
                                                     rsup_result **out_report, rsup_error *err);
/** The same from a file. RSUP_E_FILE too. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_model_load_file(rsup_config *config, const char *path,
                                                          rsup_model **out_model,
                                                          rsup_result **out_report,
                                                          rsup_error *err);
/** The built-in weekly model: openly uncalibrated, gives reasons only. RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_model_default(rsup_config *config, rsup_model **out_model,
                                                        rsup_error *err);
/** Id of the model; NULL for NULL. Lives with the model. Any thread. Since 0.1. */
RSUP_API const char *rsup_model_id(const rsup_model *model);
/** SHA-256 (hex) of the model's content in canonical form; NULL for NULL. Lives with the model. Any
 * thread. Since 0.1. */
RSUP_API const char *rsup_model_digest(const rsup_model *model);
/** Free; NULL is fine. Since 0.1. */
RSUP_API void rsup_model_free(rsup_model *model);

/** How far a model was checked, in its file's own words. */
enum {
  RSUP_EVIDENCE_UNCALIBRATED = 1, /* its numbers were not fitted to outcomes: reasons only */
  RSUP_EVIDENCE_DEVELOPMENT = 2,  /* fitted; never tried on other data */
  RSUP_EVIDENCE_INTERNAL = 3,     /* tried on data held back from the same source */
  RSUP_EVIDENCE_EXTERNAL = 4      /* tried elsewhere, on other people */
};
/** "uncalibrated", "development", "internal", "external"; NULL for any other number. Since 0.1. */
RSUP_API const char *rsup_evidence_name(int32_t evidence);
/** Which way a term moves the score. */
enum { RSUP_DIRECTION_UP = 1, RSUP_DIRECTION_DOWN = 2 };
/** "up" (adds to the risk), "down"; NULL for any other number. Since 0.1. */
RSUP_API const char *rsup_direction_name(int32_t direction);

/** One term of a score. Contributions add up to linear_predictor - reference_predictor. Since 0.1.
 */
typedef struct rsup_risk_term {
  const char *name;  /* of the term in the file */
  const char *label; /* the config's words (model.<id>.<name>) in a picture, else the file's */
  double value;      /* of the input as given, of a category 1 or 0; no value when it was missing */
  double contribution; /* coef * (value - reference), on the scale of the linear predictor */
  int32_t direction;   /* RSUP_DIRECTION_…: which way it moves the score now; 0 when not at all */
  int32_t missing;     /* 1: the file's missing policy stood in for it */
  int32_t as_reason;   /* 1: may be shown as a reason; 0: not reportable, or fitted against its own
                          direction */
  int32_t modifiable;
} rsup_risk_term;

/** A score of one row. Since 0.1. */
typedef struct rsup_risk_score {
  double risk;                /* probability over the horizon; no value when refused */
  double linear_predictor;    /* before calibration; no value when refused */
  double reference_predictor; /* the same at the file's reference values */
  const char *band;           /* NULL when the model has none, or withholds it */
  const char *const *flags;   /* "imputed", "out_of_range", "clipped", "unknown_level",
                                 "beyond_baseline", "uncalibrated", "demonstration" */
  size_t flag_count;
  const char *const *missing; /* inputs without a value */
  size_t missing_count;
  const char *reason;    /* why it was not scored: "coverage", "not_finite", "beyond_baseline"; NULL
                            when it was */
  const char *statement; /* what the file obliges the caller to show */
  int32_t evidence;      /* RSUP_EVIDENCE_… */
  const rsup_risk_term *const *terms;
  size_t term_count;
} rsup_risk_score;
/** Options of rsup_model_score(). Zero is the default of each. Since 0.1. */
typedef struct rsup_model_score_options {
  uint32_t struct_size;
  int32_t reserved;      /* zero */
  const double *horizon; /* in the model's unit; the file's */
  const double *elapsed; /* time without an event so far, in the same unit; 0 */
} rsup_model_score_options;
/** Score one row: a document with a map from input name to number or level ({"age": 37,
 * "substance": "heroin"}); what is absent or null is missing. `options` may be NULL. The root of
 * *out_result is a rsup_risk_score. RSUP_E_SCHEMA for an unknown input, RSUP_E_RANGE for one whose
 * policy is error and for a horizon that the model does not reach; coverage too low is no error:
 * `reason` says so and risk has no value. RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_SYNTAX,
 * RSUP_E_ENCODING, RSUP_E_LIMIT, RSUP_E_MEMORY. Any thread. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_model_score(const rsup_model *model, const char *row,
                                                      size_t len,
                                                      const rsup_model_score_options *options,
                                                      rsup_result **out_result, rsup_error *err);
/** The score at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_risk_score *rsup_risk_score_get(const rsup_result *result);

/** Part 9 of the day picture. Since 0.1. */
typedef struct rsup_risk {
  const char *model, *version; /* the model's id and version */
  int32_t evidence;            /* RSUP_EVIDENCE_… */
  const char *state;           /* "scored", "reasons_only" (uncalibrated), "not_scored" */
  const char *why_not; /* of not_scored: "coverage", "no_target", "missing_input" (one the model
                          cannot do without), "not_finite"; NULL */
  const char *target;  /* which target it speaks of */
  const char *level;   /* band; NULL for an uncalibrated model */
  double risk; /* for the care team, only when the host opts in by name; no value otherwise */
  const char *statement;
  const rsup_risk_term *const *terms; /* may be reasons, off their reference; largest first */
  size_t term_count;
  const char *const *missing;
  size_t missing_count;
} rsup_risk;

#ifdef __cplusplus
}
#endif
#endif
