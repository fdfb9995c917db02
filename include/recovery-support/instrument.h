/** @file instrument.h
 * Questionnaires: scored exactly from a definition that is data. A blank is never zero, and alerts
 * read the raw answers before any score. Each definition names the papers its scoring, bands and
 * cut-offs come from (`references` in lib/instrument/definitions/); docs/reference/instrument.md
 * has the format. */
#ifndef RSUP_INSTRUMENT_H
#define RSUP_INSTRUMENT_H
#include "recovery-support/config.h"
#include "recovery-support/safety.h"
#ifdef __cplusplus
extern "C" {
#endif

/** A loaded instrument. Immutable; may be shared between threads. */
typedef struct rsup_instrument rsup_instrument;
/** A built-in definition by its id ("phq-9"). RSUP_E_ARGUMENT, RSUP_E_UNKNOWN_NAME for an id nobody
 * knows, RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_builtin(rsup_config *config, const char *id,
                                                             rsup_instrument **out_instrument,
                                                             rsup_error *err);
/** Load a definition (format recovery-support/instrument, YAML or JSON, `len` bytes; `source` names
 * it in errors). Strict; runs the definition's own tests (RSUP_E_MODEL when one does not hold).
 * `out_report` may be NULL; when given it lists all problems, also after an error, and is freed
 * with rsup_result_free(). Other errors: RSUP_E_SYNTAX, RSUP_E_ENCODING, RSUP_E_LIMIT,
 * RSUP_E_FORMAT, RSUP_E_VERSION, RSUP_E_SCHEMA, RSUP_E_RANGE, RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_load(rsup_config *config, const char *source,
                                                          const char *text, size_t len,
                                                          rsup_instrument **out_instrument,
                                                          rsup_result **out_report,
                                                          rsup_error *err);
/** The same from a file. RSUP_E_FILE too. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_load_file(rsup_config *config,
                                                               const char *path,
                                                               rsup_instrument **out_instrument,
                                                               rsup_result **out_report,
                                                               rsup_error *err);
/** Id of the instrument; NULL for NULL. Lives with the instrument. Any thread. Since 0.1. */
RSUP_API const char *rsup_instrument_id(const rsup_instrument *instrument);
/** Free; NULL is fine. Since 0.1. */
RSUP_API void rsup_instrument_free(rsup_instrument *instrument);

/** One score. Since 0.1. */
typedef struct rsup_score {
  const char *id; /* "total" */
  double value;   /* numerator / denominator, divided once; no value when unscored */
  int64_t numerator, denominator; /* exact; no value when unscored */
  const char *band;               /* id; NULL when it has none */
  const char *band_label;         /* its words: in a day picture the config's
                                     (band.<instrument>.<band>), else from the definition; NULL */
  const char *reason; /* "too_many_missing", "no_answers", "not_applicable", "op_not_supported"; of
                         rules "at_least": an earlier rule could not be judged; NULL when scored */
  int32_t answered, missing, prorated; /* prorated 1: scaled up for missing items */
  double low, high; /* range the complete score can be in, also when it is unscored; equal to value
                       when nothing is missing; no value for rules */
  const char *rule_value;     /* of scores that are rules: "major"; NULL */
  const char *const *cutoffs; /* ids of the cut-offs that the value reaches */
  size_t cutoff_count;
} rsup_score;
/** An alert on raw answers. Since 0.1. */
typedef struct rsup_alert {
  const char *id;   /* of the alert in the definition */
  int32_t level;    /* RSUP_ALERT_… */
  const char *item; /* first item that raised it; NULL */
} rsup_alert;
/** How much an alert asks for. */
enum {
  RSUP_ALERT_INFO = 1,
  RSUP_ALERT_REVIEW = 2, /* an item it needs has no answer: somebody should look */
  RSUP_ALERT_ATTENTION = 3,
  RSUP_ALERT_URGENT = 4
};
/** "info", "review", "attention", "urgent"; NULL for any other number. Static. Any thread. Since
 * 0.1. */
RSUP_API const char *rsup_alert_level_name(int32_t level);

/** What one set of answers gives; also part 8 of the day picture. Since 0.1. */
typedef struct rsup_assessment {
  const char *instrument;   /* id */
  int32_t scoring_revision; /* of the definition; scores of different ones are not compared */
  const char *event;        /* id in the record; NULL for answers scored alone */
  rsup_day on;              /* local day; no value when scored alone */
  int32_t age_days;         /* days since then; no value when scored alone */
  const rsup_score *const *scores;
  size_t score_count;
  double change;         /* of the first score since the one before, same revision; else no value */
  rsup_day change_since; /* local day of the one before; no value without one */
  const rsup_alert *const *alerts;
  size_t alert_count;
  const char *notice; /* the licence's line the host must show; NULL */
} rsup_assessment;
/** Score one set of answers: a document with a map from item id to value ({"q1": 2, "q2": null}).
 * `out_safety` (may be NULL) is set first. Unknown items and values outside an item's own set
 * refuse the whole (RSUP_E_SCHEMA, RSUP_E_RANGE). The result's root is a rsup_assessment. Since
 * 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_score(const rsup_instrument *instrument,
                                                           const char *answers, size_t len,
                                                           rsup_safety *out_safety,
                                                           rsup_result **out_result,
                                                           rsup_error *err);
/** The assessment at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_assessment *rsup_assessment_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
