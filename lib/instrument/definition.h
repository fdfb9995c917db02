/* An instrument as it is compiled from its definition: items with their sets of answers, scores as
 * tables of points, alerts and rules as predicates. */
#ifndef RSUPI_DEFINITION_H
#define RSUPI_DEFINITION_H
#include "core/map.h"
#include "core/problems.h"
#include "document/schema.h"
#include "instrument/instrument.h"
#include "instrument/rational.h"
#include <stdatomic.h>

enum {
  RSUPI_MOST_ITEMS = 256, /* so that scoring and the safety floor need no memory */
  RSUPI_MOST_SCORES = 64,
  RSUPI_MOST_SPAN = 1024,  /* values of one set of answers */
  RSUPI_MOST_SUMS = 4096,  /* sums that a table's score can take */
  RSUPI_MOST_CONTEXT = 16, /* things said about the person beside the answers */
  RSUPI_NO_ANSWER = INT32_MIN
};

/* ---- predicates: structured data, three-valued */
typedef enum rsupi_truth { RSUPI_FALSE = 0, RSUPI_TRUE, RSUPI_UNKNOWN } rsupi_truth;
typedef enum rsupi_predicate_kind {
  RSUPI_WHEN_ALL = 1,
  RSUPI_WHEN_ANY,
  RSUPI_WHEN_NOT,
  RSUPI_WHEN_ITEM,    /* an answer: from, below, is */
  RSUPI_WHEN_SCORE,   /* a score: from, below, is */
  RSUPI_WHEN_CONTEXT, /* something said about the person beside the answers */
  RSUPI_WHEN_COUNT    /* how many items reach each_from: from, below, is */
} rsupi_predicate_kind;
typedef enum rsupi_compare { RSUPI_FROM = 1, RSUPI_BELOW, RSUPI_IS } rsupi_compare;
typedef struct rsupi_predicate {
  int32_t kind, subject; /* subject: index of the item or score */
  int32_t compare, each_from;
  rsupi_rational bound;
  const char *context, *is;
  const struct rsupi_predicate *const *parts;
  size_t part_count;
  const int32_t *items;
  size_t item_count;
} rsupi_predicate;

/* ---- items and scores */
typedef struct rsupi_question {
  const char *id;
  int32_t min, max;     /* of its set of answers */
  const uint8_t *valid; /* [value - min] */
  int32_t safety, optional;
  const rsupi_predicate *ask_when; /* NULL: always */
} rsupi_question;
typedef struct rsupi_skip {
  const rsupi_predicate *when;
  const int32_t *items;
  size_t item_count;
  int32_t value;
} rsupi_skip;

typedef enum rsupi_op {
  RSUPI_OP_SUM = 1,
  RSUPI_OP_MEAN,
  RSUPI_OP_COUNT,
  RSUPI_OP_VALUE,
  RSUPI_OP_LINEAR,
  RSUPI_OP_RULES,
  RSUPI_OP_TABLE
} rsupi_op;
enum { RSUPI_MISSING_PRORATE = 1, RSUPI_MISSING_ZERO };
typedef struct rsupi_points { /* what one item gives to one score */
  int32_t item;
  const int64_t *table; /* [value - min of the item]; over the score's divisor */
  int64_t least, most;
  int32_t reversed;
} rsupi_points;
typedef struct rsupi_band {
  const char *id, *label;
  rsupi_rational from;
} rsupi_band;
typedef struct rsupi_cutoff {
  const char *id, *source, *note;
  rsupi_rational bound;
  int32_t below;  /* 1: reached under the bound; 0: from it on */
  int32_t active; /* 0: nobody has checked it: listed, never judged */
  int32_t again;  /* 1: an entry above has the same id */
  const rsupi_predicate *when;
} rsupi_cutoff;
typedef struct rsupi_threshold { /* of change between two scores */
  const char *id, *source;
  int32_t metric; /* RSUP_METRIC_… */
  int32_t active; /* as of a cut-off */
  rsupi_rational amount;
} rsupi_threshold;
typedef struct rsupi_rule {
  const char *value;
  const rsupi_predicate *when; /* NULL: the default */
} rsupi_rule;
typedef struct rsupi_table_row {
  int64_t from;                 /* least sum of the other score's points that the row is for */
  const rsupi_rational *values; /* by column; den 0: not published */
} rsupi_table_row;
typedef struct rsupi_table { /* a published table: another score -> a number, by a context */
  const char *context;       /* NULL: one column */
  const char *const *columns;
  size_t column_count;
  const rsupi_table_row *rows; /* rising; the first begins with the least sum */
  size_t row_count;
} rsupi_table;
typedef struct rsupi_score_def {
  const char *id, *missing_source, *bands_source, *source, *note;
  int32_t op, missing_max, missing_method, escalate, direction;
  const rsupi_points *points; /* sum, mean, count, value */
  size_t point_count;
  int64_t divisor;
  int32_t of; /* linear, table: index of an earlier score */
  rsupi_rational multiply, add;
  const rsupi_table *table;
  const rsupi_rule *rules;
  size_t rule_count;
  const rsup_code_info *const *codes;
  size_t code_count;
  const rsupi_threshold *thresholds;
  size_t threshold_count;
  const rsupi_band *bands;
  size_t band_count;
  const rsupi_cutoff *cutoffs;
  size_t cutoff_count;
  uint8_t *uses;    /* [item]: the items it rests on */
  double magnitude; /* no numerator is larger: stays below 2^53 */
} rsupi_score_def;

typedef struct rsupi_alert_def {
  const char *id;
  int32_t level, review; /* review 1: says so when it cannot be judged */
  const rsupi_predicate *when;
} rsupi_alert_def;

/* A named way to treat gaps, for the scores that add points up. */
typedef struct rsupi_profile {
  const char *id;
  int32_t missing_method, missing_max; /* INT32_MAX: no limit */
} rsupi_profile;

struct rsup_instrument {
  atomic_int references;
  const rsup_config *config;
  int32_t holds_config; /* 0: the config owns this instrument */
  rsup_allocator allocator;
  rsupi_arena arena;
  const char *id, *notice;
  int32_t revision;
  char digest[65];
  const rsup_instrument_info *info; /* what rsup_instrument_describe() gives */
  rsupi_question *items;
  size_t item_count;
  rsupi_map item_map;
  rsupi_skip *skips;
  size_t skip_count;
  rsupi_score_def *scores;
  size_t score_count;
  rsupi_alert_def *alerts;
  size_t alert_count;
  rsupi_profile *profiles;
  size_t profile_count;
};

/* ---- scoring */
typedef struct rsupi_scored {
  rsupi_rational value, low, high; /* den 0: none */
  const char *rule;
  int32_t reason; /* RSUP_SCORE_…, or 0 */
  int32_t answered, missing, prorated;
} rsupi_scored;
/* One set of answers while it is being judged; lives on the stack. Only as many values and scores
 * as the instrument has are ever written. */
typedef struct rsupi_sheet {
  const rsup_instrument *instrument;
  int32_t values[RSUPI_MOST_ITEMS];    /* RSUPI_NO_ANSWER */
  uint8_t not_asked[RSUPI_MOST_ITEMS]; /* 1: its ask_when is false and it has no answer */
  rsupi_scored scores[RSUPI_MOST_SCORES];
  size_t scores_ready;
  const rsup_context_entry *context;
  size_t context_count;
  const rsupi_profile *profile; /* NULL: as the scores say */
} rsupi_sheet;

void rsupi_sheet_start(rsupi_sheet *sheet, const rsup_instrument *instrument);
/* Answers do not stay on the stack. */
void rsupi_sheet_wipe(rsupi_sheet *sheet);
/* How gaps are treated: as the score says, or as the profile does for all that add points up. */
typedef struct rsupi_gap_policy {
  int32_t method, max;
} rsupi_gap_policy;
rsupi_gap_policy rsupi_gap_policy_of(const rsupi_profile *profile, const rsupi_score_def *def);
/* Which items did not have to be asked, by the answers as they are. */
void rsupi_sheet_ask(rsupi_sheet *sheet);
/* Skip rules, ask_when, then the scores in the order of the file. */
void rsupi_sheet_score(rsupi_sheet *sheet);
void rsupi_table_score(const rsupi_sheet *sheet, const rsupi_score_def *def, rsupi_scored *out);
const rsupi_band *rsupi_score_band(const rsupi_score_def *def, const rsupi_scored *scored);
/* 1 reached, 0 not, -1 no score or no such cut-off that is active. *out_default (may be NULL) is 1
 * when the entry without `when` was taken because a context was not given. */
int rsupi_score_cutoff(const rsupi_sheet *sheet, size_t score, const char *id, int *out_default);
const rsupi_profile *rsupi_profile_named(const rsup_instrument *instrument, const char *id);
/* What a context was said to be, or NULL. */
const char *rsupi_context_of(const rsupi_sheet *sheet, const char *name);
/* Every text, number and predicate of a definition as records, in the instrument's own arena. */
extern const rsup_record_type rsupi_instrument_info_type;
/* Its level as raised by the answers: RSUP_ALERT_…, 0 when it is not raised. Sets *out_item to the
 * first item that raised it (or that lacks an answer), or -1. */
int32_t rsupi_alert_judge(const rsupi_sheet *sheet, const rsupi_alert_def *alert,
                          int32_t *out_item);
/* Whether an answer of this very item raises an alert, whatever the others are. */
int rsupi_alert_raised_by(const rsupi_predicate *predicate, const rsupi_sheet *sheet, int32_t item);
/* Raise `safety` by the safety items of a sheet whose rsupi_sheet_ask() was done. */
void rsupi_sheet_floor(const rsupi_sheet *sheet, rsup_safety *safety);

rsupi_truth rsupi_predicate_judge(const rsupi_predicate *predicate, const rsupi_sheet *sheet);
/* First item below the predicate whose own test gives `truth`, or -1. */
int32_t rsupi_predicate_item(const rsupi_predicate *predicate, const rsupi_sheet *sheet,
                             rsupi_truth truth);
/* Set uses[item] for all items below it, and those of the scores it names. */
void rsupi_predicate_uses(const rsupi_predicate *predicate, const rsup_instrument *instrument,
                          uint8_t *uses);

/* ---- reading */
/* What a definition is compiled with: problems go to the binder. */
typedef struct rsupi_compiler {
  rsupi_binder binder;
  rsup_instrument *instrument;
  size_t scores_known; /* scores that a predicate may name */
} rsupi_compiler;
/* NULL after reporting a problem, or out of memory. `scores` 1: it may speak of scores. */
const rsupi_predicate *rsupi_predicate_read(rsupi_compiler *compiler, const rsupi_node *node,
                                            int scores);
/* Indexes of a list of item ids; 0 after a problem. */
int rsupi_items_read(rsupi_compiler *compiler, const rsupi_node *list, const int32_t **out,
                     size_t *out_count);
rsup_status rsupi_scores_compile(rsupi_compiler *compiler, const rsupi_node *list,
                                 const rsupi_node *recodes, const rsupi_node *references);
/* Run the definition's own tests; problems are reported at their rows. */
rsup_status rsupi_instrument_prove(rsupi_compiler *compiler, const rsupi_node *tests);
typedef struct rsupi_definition_source {
  const char *name, *text; /* name: in errors */
  size_t len;
  int own; /* 1: a host's, not a built-in one */
} rsupi_definition_source;
/* Compile a definition. Problems are collected; the first becomes the caller's error. */
rsup_status rsupi_instrument_compile(const rsup_config *config, int holds_config,
                                     const rsupi_definition_source *from, rsupi_problems *problems,
                                     rsup_instrument **out);
/* The text of a built-in definition by id; release it with *out_len + 1. RSUP_E_UNKNOWN_NAME. */
rsup_status rsupi_definition_read(const rsup_allocator *allocator, const char *id, char **out_text,
                                  size_t *out_len, rsup_error *err);

/* A map from item to value, or a list by position, into numbers (NaN: none). The safety floor may
 * use what could be read even when the whole is refused. Names an item only by its path. */
rsup_status rsupi_answers_read(const rsup_instrument *instrument, const rsupi_node *node,
                               const char *source, double *values, rsup_error *err);
#endif
