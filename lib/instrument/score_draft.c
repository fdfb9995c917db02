/* Which keys a score of a definition may have. */
#include "instrument/score_draft.h"

static const rsupi_name op_names[] = {{"sum", RSUPI_OP_SUM},       {"mean", RSUPI_OP_MEAN},
                                      {"count", RSUPI_OP_COUNT},   {"value", RSUPI_OP_VALUE},
                                      {"linear", RSUPI_OP_LINEAR}, {"rules", RSUPI_OP_RULES},
                                      {"table", RSUPI_OP_TABLE},   {NULL, 0}};
static const rsupi_name method_names[] = {
    {"prorate", RSUPI_MISSING_PRORATE}, {"zero", RSUPI_MISSING_ZERO}, {NULL, 0}};
static const rsupi_name direction_names[] = {{"higher_worse", RSUP_HIGHER_WORSE},
                                             {"higher_better", RSUP_HIGHER_BETTER},
                                             {"none", RSUP_NO_DIRECTION},
                                             {NULL, 0}};
static const rsupi_name unknown_names[] = {{"null", 1}, {"escalate", 2}, {NULL, 0}};
static const rsupi_name metric_names[] = {{"absolute", RSUP_METRIC_ABSOLUTE},
                                          {"percent_of_baseline", RSUP_METRIC_PERCENT_OF_BASELINE},
                                          {NULL, 0}};

#define SLOT(S, M, K, F)                                                                           \
  { .name = #M, .kind = RSUPI_TYPE_##K, .flags = F, .offset = offsetof(S, M) }
#define NAMED(S, M, N, F)                                                                          \
  { .name = #M, .kind = RSUPI_TYPE_ENUM, .flags = F, .offset = offsetof(S, M), .names = N }
static const rsupi_slot missing_slots[] = {{.name = "max",
                                            .kind = RSUPI_TYPE_INT,
                                            .flags = RSUPI_REQUIRED | RSUPI_BOUNDED,
                                            .offset = offsetof(rsupi_draft_missing, max),
                                            .min = 0,
                                            .max = RSUPI_MOST_ITEMS},
                                           NAMED(rsupi_draft_missing, method, method_names, 0),
                                           SLOT(rsupi_draft_missing, source, TEXT, 0)};
static const rsupi_shape missing_shape = RSUPI_SHAPE("missing", rsupi_draft_missing, missing_slots);
static const rsupi_slot band_slots[] = {SLOT(rsupi_draft_band, id, ID, RSUPI_REQUIRED),
                                        SLOT(rsupi_draft_band, from, TREE, RSUPI_REQUIRED),
                                        SLOT(rsupi_draft_band, label, TREE, 0)};
static const rsupi_shape band_shape = RSUPI_SHAPE("band", rsupi_draft_band, band_slots);
static const rsupi_slot cutoff_slots[] = {
    SLOT(rsupi_draft_cutoff, id, ID, RSUPI_REQUIRED), SLOT(rsupi_draft_cutoff, from, TREE, 0),
    SLOT(rsupi_draft_cutoff, below, TREE, 0),         SLOT(rsupi_draft_cutoff, when, TREE, 0),
    SLOT(rsupi_draft_cutoff, source, TEXT, 0),        SLOT(rsupi_draft_cutoff, note, TEXT, 0),
    SLOT(rsupi_draft_cutoff, memory, BOOL, 0)};
static const rsupi_shape cutoff_shape = RSUPI_SHAPE("cut-off", rsupi_draft_cutoff, cutoff_slots);
static const rsupi_slot rule_slots[] = {SLOT(rsupi_draft_rule, value, ID, RSUPI_REQUIRED),
                                        SLOT(rsupi_draft_rule, when, TREE, 0)};
static const rsupi_shape rule_shape = RSUPI_SHAPE("rule", rsupi_draft_rule, rule_slots);
static const rsupi_slot change_slots[] = {
    SLOT(rsupi_draft_change, id, ID, RSUPI_REQUIRED),
    NAMED(rsupi_draft_change, metric, metric_names, RSUPI_REQUIRED),
    SLOT(rsupi_draft_change, amount, TREE, RSUPI_REQUIRED),
    SLOT(rsupi_draft_change, source, TEXT, 0), SLOT(rsupi_draft_change, memory, BOOL, 0)};
static const rsupi_shape change_shape = RSUPI_SHAPE("change", rsupi_draft_change, change_slots);
static const rsupi_slot score_slots[] = {SLOT(rsupi_draft_score, id, ID, RSUPI_REQUIRED),
                                         NAMED(rsupi_draft_score, op, op_names, RSUPI_REQUIRED),
                                         SLOT(rsupi_draft_score, items, TREE, 0),
                                         SLOT(rsupi_draft_score, reverse, TREE, 0),
                                         SLOT(rsupi_draft_score, recode, TREE, 0),
                                         SLOT(rsupi_draft_score, weights, TREE, 0),
                                         SLOT(rsupi_draft_score, each_from, TREE, 0),
                                         {.name = "missing",
                                          .kind = RSUPI_TYPE_RECORD,
                                          .offset = offsetof(rsupi_draft_score, missing),
                                          .shape = &missing_shape},
                                         SLOT(rsupi_draft_score, of, ID, 0),
                                         SLOT(rsupi_draft_score, multiply, TREE, 0),
                                         SLOT(rsupi_draft_score, add, TREE, 0),
                                         SLOT(rsupi_draft_score, context, ID, 0),
                                         SLOT(rsupi_draft_score, rows, TREE, 0),
                                         {.name = "rules",
                                          .kind = RSUPI_TYPE_RECORDS,
                                          .offset = offsetof(rsupi_draft_score, rules),
                                          .count_offset = offsetof(rsupi_draft_score, rule_count),
                                          .shape = &rule_shape},
                                         {.name = "order",
                                          .kind = RSUPI_TYPE_IDS,
                                          .offset = offsetof(rsupi_draft_score, order),
                                          .count_offset = offsetof(rsupi_draft_score, order_count)},
                                         NAMED(rsupi_draft_score, unknown, unknown_names, 0),
                                         SLOT(rsupi_draft_score, range, TREE, 0),
                                         NAMED(rsupi_draft_score, direction, direction_names, 0),
                                         SLOT(rsupi_draft_score, codes, TREE, 0),
                                         {.name = "bands",
                                          .kind = RSUPI_TYPE_RECORDS,
                                          .offset = offsetof(rsupi_draft_score, bands),
                                          .count_offset = offsetof(rsupi_draft_score, band_count),
                                          .shape = &band_shape},
                                         SLOT(rsupi_draft_score, bands_source, TEXT, 0),
                                         {.name = "cutoffs",
                                          .kind = RSUPI_TYPE_RECORDS,
                                          .offset = offsetof(rsupi_draft_score, cutoffs),
                                          .count_offset = offsetof(rsupi_draft_score, cutoff_count),
                                          .shape = &cutoff_shape},
                                         {.name = "change",
                                          .kind = RSUPI_TYPE_RECORDS,
                                          .offset = offsetof(rsupi_draft_score, changes),
                                          .count_offset = offsetof(rsupi_draft_score, change_count),
                                          .shape = &change_shape},
                                         SLOT(rsupi_draft_score, source, TEXT, 0),
                                         SLOT(rsupi_draft_score, note, TEXT, 0)};
const rsupi_shape rsupi_draft_score_shape = RSUPI_SHAPE("score", rsupi_draft_score, score_slots);
