/** @file instrument.h
 * Questionnaires: scored exactly from a definition that is data. A blank is never zero, and alerts
 * read the raw answers before any score. Each definition names the papers its scoring, bands and
 * cut-offs come from (`references` in lib/instrument/definitions/); docs/reference/instrument.md
 * has the format, docs/reference/instruments.md what is built in. */
#ifndef RSUP_INSTRUMENT_H
#define RSUP_INSTRUMENT_H
#include "recovery-support/config.h"
#include "recovery-support/safety.h"
#ifdef __cplusplus
extern "C" {
#endif

/** A loaded instrument. Immutable; may be shared between threads. Since 0.1. */
typedef struct rsup_instrument rsup_instrument;
/** A definition by its id: the one that `config` names with a file of its own under `instruments`,
 * else the built-in one ("phq-9"). RSUP_E_ARGUMENT, RSUP_E_UNKNOWN_NAME for an id nobody knows,
 * RSUP_E_MEMORY; of a file all that rsup_instrument_load_file() says, and RSUP_E_CONFIG when it has
 * another id than the config says. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_builtin(rsup_config *config, const char *id,
                                                             rsup_instrument **out_instrument,
                                                             rsup_error *err);
/** How many definitions are built in. Any thread. Since 0.1. */
RSUP_API size_t rsup_instrument_count(void);
/** Id of the built-in definition `index`, in the order of their bytes: "audit", "audit-c" ...; NULL
 * from rsup_instrument_count() on. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_instrument_at(size_t index);
/** Load a definition (format recovery-support/instrument, YAML or JSON, `len` bytes; `source` names
 * it in errors). Strict; runs the definition's own tests (RSUP_E_MODEL when one does not hold).
 * `out_report` may be NULL; when given it lists all problems, also after an error, and is freed
 * with rsup_result_free(). A definition under the id of a built-in one keeps its safety items, each
 * with the alerts of its answers; without them it needs another id. Other errors: RSUP_E_SYNTAX,
 * RSUP_E_ENCODING, RSUP_E_LIMIT, RSUP_E_FORMAT, RSUP_E_VERSION, RSUP_E_SCHEMA, RSUP_E_RANGE,
 * RSUP_E_UNKNOWN_NAME, RSUP_E_MEMORY. Since 0.1. */
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

/* ---- what a definition says */

/** Which way a score points. */
enum { RSUP_HIGHER_WORSE = 1, RSUP_HIGHER_BETTER = 2, RSUP_NO_DIRECTION = 3 };
/** "higher_worse", "higher_better", "none"; NULL for any other number. Static. Any thread. Since
 * 0.1. */
RSUP_API const char *rsup_score_direction_name(int32_t direction);
/** How a threshold of change is counted. */
enum { RSUP_METRIC_ABSOLUTE = 1, RSUP_METRIC_PERCENT_OF_BASELINE = 2 };
/** "absolute", "percent_of_baseline"; NULL for any other number. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_metric_name(int32_t metric);

/** The licence of a questionnaire. Not legal advice: read the basis. Since 0.1. */
typedef struct rsup_licence_info {
  const char *status;         /* "no_permission_needed", "noncommercial", "registration" ... */
  int32_t ship_text;          /* 1: the definition may carry the wording */
  int32_t commercial_use;     /* 1, 0; no value: nobody knows */
  int32_t modification;       /* 1, 0; no value: not said */
  const char *notice;         /* the line a host must show */
  int32_t verified_at_source; /* 1: read at the rights holder's own page */
  const char *caution;        /* NULL */
  const char *const *basis;   /* what it rests on: "source: what it says" */
  size_t basis_count;
} rsup_licence_info;
/** A code of a terminology. Since 0.1. */
typedef struct rsup_code_info {
  const char *system, *code; /* "loinc", "44249-1" */
  int32_t verified; /* 1: the definition says where it was read; 0: it says that nobody has; no
                       value: it does not say */
  const char *const *sources;
  size_t source_count;
} rsup_code_info;
/** One of the answers an item has. Since 0.1. */
typedef struct rsup_option_info {
  const char *id;
  int32_t value;
  const char *loinc; /* answer code; NULL */
  const char *label; /* English; NULL where the licence keeps the wording out */
} rsup_option_info;
/** An item. Since 0.1. */
typedef struct rsup_item_info {
  const char *id;
  int32_t min, max;                       /* least and most of its answers */
  const rsup_option_info *const *options; /* none: every whole number from min to max */
  size_t option_count;
  int32_t safety;         /* 1: its answers can be safety signs */
  int32_t optional;       /* 1: a form is complete without it */
  int32_t always_asked;   /* 0: only when the answers above ask for it */
  const char *group;      /* NULL */
  const char *loinc;      /* NULL */
  int32_t loinc_verified; /* as of rsup_code_info */
  const char *text;       /* English; NULL where the licence keeps the wording out */
} rsup_item_info;
/** A band of a score. Since 0.1. */
typedef struct rsup_band_info {
  const char *id, *label; /* label: NULL */
  double from;            /* least value of the band */
} rsup_band_info;
/** A cut-off of a score. Of one id the first whose condition holds applies. Since 0.1. */
typedef struct rsup_cutoff_info {
  const char *id;
  double from, below;         /* reached from here on, or under here; the other has no value */
  int32_t conditional;        /* 1: only under a condition */
  const char *context, *when; /* "sex", "female", where the condition is no more than that; NULL */
  int32_t active;             /* 0: nobody has checked the number; it is never judged */
  const char *source, *note;  /* NULL */
} rsup_cutoff_info;
/** A published amount of change that counts. Since 0.1. */
typedef struct rsup_threshold_info {
  const char *id;
  int32_t metric;     /* RSUP_METRIC_… */
  double amount;      /* points, or percent */
  int32_t active;     /* as of a cut-off */
  const char *source; /* NULL */
} rsup_threshold_info;
/** A score. Since 0.1. */
typedef struct rsup_score_info {
  const char *id, *op; /* op: "sum", "mean", "count", "value", "linear", "rules", "table" */
  const char *of;      /* of linear and table: the other score; NULL */
  const char *const *items;
  size_t item_count;
  const char *const *reversed; /* the items of it that are reversed */
  size_t reversed_count;
  double low, high; /* least and most it can be; no value for rules */
  int32_t direction; /* RSUP_HIGHER_…, RSUP_NO_DIRECTION; no value where the definition is silent */
  int32_t missing_max;        /* items that may lack an answer */
  const char *missing_method; /* "prorate", "zero"; NULL */
  const char *missing_source; /* NULL */
  const char *const *values;  /* of rules: what it can say, in their order */
  size_t value_count;
  const rsup_band_info *const *bands;
  size_t band_count;
  const rsup_cutoff_info *const *cutoffs;
  size_t cutoff_count;
  const rsup_threshold_info *const *thresholds;
  size_t threshold_count;
  const rsup_code_info *const *codes;
  size_t code_count;
  const char *source, *note; /* NULL */
} rsup_score_info;
/** An alert. Since 0.1. */
typedef struct rsup_alert_info {
  const char *id;
  int32_t level; /* RSUP_ALERT_… */
  const char *const *items;
  size_t item_count;
  int32_t review;          /* 1: asks for review when it cannot be judged */
  const char *const *next; /* what to do next: ids of instruments and plans */
  size_t next_count;
} rsup_alert_info;
/** Something about the person that cut-offs, rules or tables ask for. Since 0.1. */
typedef struct rsup_context_info {
  const char *name; /* "sex" */
  const char *const *values;
  size_t value_count;
} rsup_context_info;
/** A whole definition. Since 0.1. */
typedef struct rsup_instrument_info {
  const char *id, *version, *status; /* status: "draft", "active", "retired" */
  int32_t scoring_revision;
  const char *abbreviation, *title; /* title: English, else the first */
  const char *purpose;              /* NULL */
  const char *recall;               /* what its questions look back on: "2 wk", "now"; NULL */
  const char *const *variants;
  size_t variant_count;
  const rsup_licence_info *licence;
  const rsup_item_info *const *items;
  size_t item_count;
  const rsup_score_info *const *scores;
  size_t score_count;
  const rsup_alert_info *const *alerts;
  size_t alert_count;
  const char *const *profiles;
  size_t profile_count;
  const rsup_context_info *const *contexts;
  size_t context_count;
  const rsup_code_info *const *codes; /* of the whole: the panel */
  size_t code_count;
  const char *const *references; /* "kroenke2001: Kroenke K ... (doi:...)" */
  size_t reference_count;
  int32_t tests;      /* own tests that held when it was loaded */
  const char *digest; /* SHA-256 of the content, hex */
} rsup_instrument_info;
/** What a definition says: items, scores, licence, codes. The result's root is a
 * rsup_instrument_info; it holds the instrument. RSUP_E_ARGUMENT, RSUP_E_MEMORY. Any thread. Since
 * 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_describe(const rsup_instrument *instrument,
                                                              rsup_result **out_result,
                                                              rsup_error *err);
/** The definition at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_instrument_info *rsup_instrument_info_get(const rsup_result *result);

/* ---- scores */

/** Why a score has no value, or what limits it. */
enum {
  RSUP_SCORE_NO_ANSWERS = 1,       /* no item of it was answered */
  RSUP_SCORE_TOO_MANY_MISSING = 2, /* more gaps than it allows, or a rule that a gap leaves open */
  RSUP_SCORE_NOT_APPLICABLE = 3,   /* its one item did not have to be asked */
  RSUP_SCORE_AT_LEAST = 4, /* of rules: an earlier rule could not be judged; the least that holds */
  RSUP_SCORE_CONTEXT_UNKNOWN = 5, /* it needs to know something that was not given */
  RSUP_SCORE_NOT_PUBLISHED = 6,   /* the published table ends before this value */
  RSUP_SCORE_NO_RULE = 7,         /* no rule holds */
  RSUP_SCORE_REFUSED = 8 /* of a column: the row has an answer that its item does not have */
};
/** "no_answers", "too_many_missing", "not_applicable", "at_least", "context_unknown",
 * "not_published", "no_rule", "refused"; NULL for any other number. Static. Any thread. Since 0.1.
 */
RSUP_API const char *rsup_score_reason_name(int32_t reason);

/** One score. Since 0.1. */
typedef struct rsup_score {
  const char *id; /* "total" */
  double value;   /* numerator / denominator, divided once; no value when unscored */
  int64_t numerator, denominator;      /* exact; no value when unscored */
  const char *band;                    /* id; NULL when it has none */
  const char *band_label;              /* its words: in a day picture the config's
                                          (band.<instrument>.<band>), else from the definition; NULL */
  const char *reason;                  /* why it has no value, or what limits it
                                          (rsup_score_reason_name()); NULL when scored */
  int32_t answered, missing, prorated; /* prorated 1: scaled up for missing items */
  double low, high; /* least and most of the score over all ways to answer the open items, also when
                       it is unscored; equal to value when nothing is missing; no value for rules,
                       where it is not applicable, and where a table ends */
  const char *rule_value;     /* of scores that are rules: "major"; NULL */
  const char *const *cutoffs; /* ids of the cut-offs that the value reaches */
  size_t cutoff_count;
  const char *const *cautious; /* ids of cut-offs judged by their cautious default, because a
                                  context was not given */
  size_t cautious_count;
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
  const char *notice;            /* the licence's line the host must show; NULL */
  const char *profile;           /* how gaps were treated, when not as the scores say; NULL */
  const char *const *unanswered; /* ids of the items that were to be asked and have no answer */
  size_t unanswered_count;
} rsup_assessment;
/** Something known about the person beside the answers: {"sex", "female"}. Since 0.1. */
typedef struct rsup_context_entry {
  const char *name, *value;
} rsup_context_entry;
/** Options of scoring. Zero is the default of each. Since 0.1. */
typedef struct rsup_score_options {
  uint32_t struct_size;
  uint32_t context_count;            /* at most 16 */
  const rsup_context_entry *context; /* what the definition does not ask for is left alone; without
                                        an entry the cautious cut-off applies */
  const char *profile;               /* a named profile of the definition: "va_zero" */
} rsup_score_options;
/** Score one set of answers: a document with a map from item id to value ({"q1": 2, "q2": null}).
 * `options` may be NULL. `out_safety` (may be NULL) is set first, from every answer that can be
 * read, and is at least RSUP_SAFETY_REVIEW when the call fails. Unknown items and values outside an
 * item's own set refuse the whole (RSUP_E_SCHEMA, RSUP_E_RANGE). The result's root is a
 * rsup_assessment; it holds the instrument. RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_SYNTAX,
 * RSUP_E_ENCODING, RSUP_E_LIMIT, RSUP_E_UNKNOWN_NAME (no such profile), RSUP_E_MEMORY. Any thread.
 * Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_score(const rsup_instrument *instrument,
                                                           const char *answers, size_t len,
                                                           const rsup_score_options *options,
                                                           rsup_safety *out_safety,
                                                           rsup_result **out_result,
                                                           rsup_error *err);
/** The same of numbers that were read already: values[i] answers item i of the definition, and
 * INT32_MIN is no answer. Items from `count` on have none; more values than items are refused
 * (RSUP_E_SCHEMA). Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status
rsup_instrument_score_values(const rsup_instrument *instrument, const int32_t *values, size_t count,
                             const rsup_score_options *options, rsup_safety *out_safety,
                             rsup_result **out_result, rsup_error *err);
/** One answer as it is entered: raises the caller's `safety` (zeroed before the first) when this
 * answer is a safety sign, whatever the others are; INT32_MIN, a safety item that was shown and not
 * answered, asks for review, and so does an item that the definition does not have. Levels only
 * rise, in any order of arrival. Allocates nothing and cannot fail; any thread. Since 0.1. */
RSUP_API void rsup_instrument_check_answer(const rsup_instrument *instrument, const char *item,
                                           int32_t value, rsup_safety *safety);
/** The assessment at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_assessment *rsup_assessment_get(const rsup_result *result);

/* ---- change */

/** Options of rsup_instrument_change(). Zero is the default of each. Since 0.1. */
typedef struct rsup_change_options {
  uint32_t struct_size;
  int32_t reserved;          /* zero */
  const char *score;         /* which score reliability and sd are of; the first */
  const double *reliability; /* of the score, from 0 and below 1; together with sd */
  const double *sd;          /* standard deviation of the score where the reliability was found */
} rsup_change_options;
/** A change beside a published amount. Since 0.1. */
typedef struct rsup_threshold_met {
  const char *id;
  int32_t metric;     /* RSUP_METRIC_… */
  double amount;      /* points, or percent of the score before */
  int32_t met;        /* 1: the change is at least that large, in either direction; no value: it
                         cannot be judged */
  const char *source; /* key of a reference; NULL */
} rsup_threshold_met;
/** Change of one score. Since 0.1. */
typedef struct rsup_score_change {
  const char *id;
  double before, after; /* no value when unscored */
  double change;        /* after - before, of the exact values, divided once */
  double percent;       /* of before; no value when before is zero */
  const char *towards;  /* "better", "worse", "same"; NULL without a change or a direction */
  const char *reason; /* why there is no change: the reason of the one that is unscored, or "rules"
                         for a score that is no number; NULL */
  const char *value_before, *value_after; /* of rules; NULL */
  const rsup_threshold_met *const *thresholds;
  size_t threshold_count;
  double reliable_index;  /* change / sqrt(2 * (sd * sqrt(1 - reliability))^2) (Jacobson & Truax
                             1991); no value unless both were given */
  double reliable_amount; /* 1.96 times that root: a change beyond it is unlikely to be error */
  int32_t reliable;       /* 1: |reliable_index| > 1.96; no value without one */
} rsup_score_change;
/** Change between two assessments. Since 0.1. */
typedef struct rsup_change {
  const char *instrument;
  int32_t scoring_revision;
  const char *profile; /* of both; NULL */
  const rsup_score_change *const *scores;
  size_t score_count;
} rsup_change;
/** What changed between two results of rsup_instrument_score(). Both are of this instrument, one
 * scoring revision (its own) and one profile, else RSUP_E_STATE with the reason in the message.
 * RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_RANGE, RSUP_E_UNKNOWN_NAME, RSUP_E_MEMORY. `options` may
 * be NULL. The root of *out_result is a rsup_change. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_change(
    const rsup_instrument *instrument, const rsup_result *before, const rsup_result *after,
    const rsup_change_options *options, rsup_result **out_result, rsup_error *err);
/** The change at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_change *rsup_change_get(const rsup_result *result);

/** One score of a series. Since 0.1. */
typedef struct rsup_trend_point {
  rsup_day on;
  double value;       /* no value when unscored */
  const char *band;   /* NULL */
  const char *reason; /* of an unscored one; NULL */
} rsup_trend_point;
/** A score over time. Since 0.1. */
typedef struct rsup_trend {
  const char *instrument, *score;
  int32_t scoring_revision;
  int32_t n;              /* scored */
  int32_t unscored;       /* left out: they have no value */
  int32_t other_revision; /* left out: recorded under another scoring revision */
  double first, last;     /* no value when n is 0 */
  double change;          /* last - first; no value below 2 */
  double mean, min, max;
  double slope_per_30_days; /* least squares; no value unless the scored lie on two days or more */
  const char *towards;      /* of the slope: "better", "worse", "same"; NULL */
  const rsup_trend_point *const *points; /* of this revision, in order of days */
  size_t point_count;
} rsup_trend;
/** A score over `count` results of rsup_instrument_score(): results[i] is of days[i], in any order.
 * `score` NULL is the first. All are of this instrument, its scoring revision and one profile, else
 * RSUP_E_STATE. RSUP_E_ARGUMENT, RSUP_E_RANGE (a day without a value), RSUP_E_UNKNOWN_NAME,
 * RSUP_E_MEMORY. The root of *out_result is a rsup_trend. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_trend(
    const rsup_instrument *instrument, const rsup_result *const *results, const rsup_day *days,
    size_t count, const char *score, rsup_result **out_result, rsup_error *err);
/** The trend at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_trend *rsup_trend_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
