/* The scores of a definition as the schema checker reads them, before they are compiled. */
#ifndef RSUPI_SCORE_DRAFT_H
#define RSUPI_SCORE_DRAFT_H
#include "instrument/definition.h"

typedef struct rsupi_draft_missing {
  int32_t max, method;
  const char *source;
} rsupi_draft_missing;
typedef struct rsupi_draft_band {
  const char *id;
  const rsupi_node *from, *label;
} rsupi_draft_band;
typedef struct rsupi_draft_cutoff {
  const char *id, *source, *note;
  const rsupi_node *from, *below, *when;
  int32_t memory;
} rsupi_draft_cutoff;
typedef struct rsupi_draft_rule {
  const char *value;
  const rsupi_node *when;
} rsupi_draft_rule;
typedef struct rsupi_draft_change {
  const char *id, *source;
  int32_t metric, memory;
  const rsupi_node *amount;
} rsupi_draft_change;
typedef struct rsupi_draft_score {
  const char *id, *of, *context, *bands_source, *source, *note;
  int32_t op, direction, unknown;
  const rsupi_node *items, *reverse, *recode, *weights, *each_from, *multiply, *add, *rows, *range,
      *codes;
  const rsupi_draft_missing *missing;
  rsupi_draft_band *bands;
  size_t band_count;
  rsupi_draft_cutoff *cutoffs;
  size_t cutoff_count;
  rsupi_draft_rule *rules;
  size_t rule_count;
  rsupi_draft_change *changes;
  size_t change_count;
  const char **order;
  size_t order_count;
} rsupi_draft_score;
extern const rsupi_shape rsupi_draft_score_shape;

/* One score while it is compiled. */
typedef struct rsupi_score_work {
  rsupi_compiler *compiler;
  const rsupi_node *node, *recodes; /* node: of the score */
  const rsupi_node *references;
  const rsupi_draft_score *draft;
  rsupi_score_def *def;
} rsupi_score_work;
/* Report at the node, or at a key of the score; return 0. */
int rsupi_score_problem(const rsupi_score_work *work, const rsupi_node *node, const char *message);
int rsupi_score_problem_key(const rsupi_score_work *work, const char *key, const char *message);
int rsupi_score_no_memory(const rsupi_score_work *work);
/* Tables of points for sum, mean, count, value. 0 after a problem. */
int rsupi_points_compile(const rsupi_score_work *work);
/* A published table of another score. 0 after a problem. */
int rsupi_table_compile(const rsupi_score_work *work);
/* Bands, cut-offs, thresholds of change, and codes; `least` and `most`: what the score can be (den
 * 0: not known). 0 after a problem. */
int rsupi_marks_compile(const rsupi_score_work *work, rsupi_rational least, rsupi_rational most);
/* Read a list of {system, code, verified}. NULL is none. 0 after a problem. */
int rsupi_codes_read(rsupi_compiler *compiler, const rsupi_node *list,
                     const rsup_code_info *const **out, size_t *out_count);
/* `verified: false`, or a list of sources; NULL: not said (INT32_MIN). The last two may be NULL. */
int rsupi_verified_read(rsupi_compiler *compiler, const rsupi_node *node, int32_t *out,
                        const char *const **out_sources, size_t *out_count);
int rsupi_score_number(const rsupi_score_work *work, const rsupi_node *node, rsupi_rational *out);
const char *rsupi_score_keep(const rsupi_score_work *work, const char *text);
#endif
