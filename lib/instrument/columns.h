/* Scoring by columns: a block of rows at a time, many items at a time within it, so that the
 * processor works on many rows at once and reads each answer once. Answers become codes of one byte
 * (the value less an origin); points add up modulo 256 in one byte per row, which is exact as no
 * sum leaves 0..254 (checked before). What does not fit is scored row by row, as a single call
 * would. */
#ifndef RSUPI_COLUMNS_H
#define RSUPI_COLUMNS_H
#include "instrument/columns_kernels.h"
#include "instrument/definition.h"
#include "recovery-support/instrument_columns.h"

enum {
  RSUPI_BLOCK = 4096,        /* rows at most, where answers have to be made codes of ... */
  RSUPI_MIDDLE_BLOCK = 1024, /* ... and where they are codes: what a block holds stays near ... */
  RSUPI_SHORT_BLOCK = 512, /* ... and where little is done with it, the next is fetched meanwhile */
  RSUPI_LINE = 64,         /* bytes that the caches move at once */
  RSUPI_BLANK = 0x80,      /* this bit of a code: no answer */
  RSUPI_MOST_CODES = 126,  /* answers from least to most */
  RSUPI_NOT_A_CODE = 127,  /* an answer that no item has */
  RSUPI_MOST_POINTS = 254,
  RSUPI_MOST_BITS = 32 /* alerts, and cut-offs of a score: one bit each */
};

/* Truth of a predicate in one row, so that "and" is the least and "or" the most. */
enum { RSUPI_ROW_NO = 0, RSUPI_ROW_OPEN = 1, RSUPI_ROW_YES = 2 };

/* What the caller asked for, read and checked. */
typedef struct rsupi_columns_call {
  const rsup_instrument *instrument;
  rsup_answer_column *columns; /* one per item; data NULL: nobody answered */
  rsup_score_column *scores;
  size_t score_count;
  rsup_context_column *contexts;
  rsup_columns_options options;
  const rsupi_profile *profile;
  size_t rows, rows_at_once;
  size_t room; /* rows of the largest block, in whole lines */
  rsupi_arena *arena;
} rsupi_columns_call;

/* ---- one item of a score: code -> points, in the ways that a kernel knows */
typedef struct rsupi_column_points {
  int32_t item;
  int32_t straight;    /* 1: points = (code ^ flip) + add, modulo 256 */
  uint8_t flip, add;   /* 0, add: code + add. 255, add: add - 1 - code */
  uint8_t first;       /* else: points of code 0 ... */
  uint8_t steps;       /* ... and by how much they rise from a code on */
  const uint8_t *from; /* codes */
  const uint8_t *by;   /* modulo 256 */
} rsupi_column_points;
/* Items of a score whose codes are their points, and which have the same range of codes: added up
 * in one pass, which finds out at the same time whether an answer lies outside the range. */
typedef struct rsupi_column_group {
  int32_t *items;
  size_t count;
  uint8_t least, most;
  uint32_t skips; /* these skip rules make their gaps answers of no points */
} rsupi_column_group;
/* Codes of an item that lie between its answers and are none. */
typedef struct rsupi_column_hole {
  int32_t item;
  uint8_t from, to;
} rsupi_column_hole;
/* Results of a block on their way into a column of the caller. */
typedef struct rsupi_column_copy {
  void *to; /* for row 0 of the call */
  const void *from;
  size_t width; /* bytes per row */
} rsupi_column_copy;
/* Where the codes of an item lie: for row 0, and bytes per row: 0 for those that each block makes
 * anew. */
typedef struct rsupi_column_source {
  const uint8_t *codes;
  size_t step;
} rsupi_column_source;
/* A score as it is worked out for a block. */
typedef struct rsupi_column_score {
  const rsupi_score_def *def;
  const rsupi_score_def *base; /* of linear: the score of points at its bottom; else itself */
  int32_t needed;              /* 1: the call wants it, or something that rests on it */
  int32_t low_high;            /* 1: the call wants its low or high */
  rsupi_gap_policy gaps;
  size_t value_rows; /* how many numbers of gaps change its value: more than 1 when prorated */
  rsupi_column_points *points; /* of items that are in no group */
  size_t point_count;
  rsupi_column_group *groups;
  size_t group_count;
  uint8_t *sum, *missing, *low_sum, *high_sum; /* per row, of the base */
  uint8_t *reason;                             /* per row */
  int8_t *rule;                                /* per row, of rules */
  const double *values;                        /* [gaps * 256 + sum]; NaN where it has none */
  const double *bounds;                        /* [low_sum], [high_sum] */
  rsupi_bounds *bands;                         /* where each band begins, but for the first ... */
  size_t bands_always;                         /* ... that begin at no points */
  uint8_t *first_band;                         /* per row, the last of these; 255: none */
} rsupi_column_score;
typedef struct rsupi_column_plan {
  const rsupi_columns_call *call;
  rsupi_column_score *scores;   /* one per score of the definition */
  int32_t *origin;              /* what code 0 of each item stands for */
  uint8_t **codes;              /* room of its own for each item */
  uint8_t **not_asked;          /* for items with an ask_when that are read; else NULL */
  int32_t asks;                 /* 1: there are such items */
  rsupi_column_source *sources; /* per item */
  int32_t *reads;               /* the items whose codes have to be made */
  size_t read_count;
  const uint8_t *blanks;      /* RSUPI_BLANK in each row, for items that nobody answered */
  const uint8_t *zeros;       /* as many as a block has rows */
  rsupi_column_group *checks; /* of items that no group of a score has: nothing is added up */
  size_t check_count;
  rsupi_column_hole *holes;
  size_t hole_count;
  uint32_t *gaps_only;        /* per item, the skip rules that take away its gaps, and do no more */
  uint8_t *skips;             /* truth of each skip rule per row */
  uint8_t *any;               /* 1: some item has an answer; NULL: no score asks for it */
  uint8_t *refused;           /* 1: an answer that its item does not have */
  rsup_score_column *outputs; /* what the caller wants, for one block ... */
  uint32_t *alerts, *reviews; /* ... NULL: it wants neither; reviews alone NULL: not these */
  rsupi_column_copy *copies;  /* ... and where that goes */
  size_t copy_count;
  int32_t past_caches; /* 1: more than these could hold */
  uint8_t *spare;      /* a block's bytes for each level of a predicate */
} rsupi_column_plan;
/* The rows [first, first + rows) of a call. */
typedef struct rsupi_block {
  const rsupi_column_plan *plan;
  size_t first, rows;
  const uint8_t **codes; /* per item: the caller's own bytes where they are codes already */
  size_t scores_ready;
  int32_t any_refused;
} rsupi_block;

/* How many rows a block has. */
size_t rsupi_columns_rows_at_once(const rsupi_columns_call *call);
/* 0: something of it must be scored row by row. */
int rsupi_columns_fit(const rsupi_columns_call *call);
/* Bytes for so many columns of a block, each beginning with a line of the caches. */
uint8_t *rsupi_columns_room(const rsupi_columns_call *call, size_t columns);
/* NULL: out of memory. */
rsupi_column_plan *rsupi_columns_plan(const rsupi_columns_call *call);

/* What is added up in one pass; which items, and which of their codes, are looked at besides. */
void rsupi_columns_plan_groups(rsupi_column_plan *plan);
/* For which items a skip rule needs no more than that: before the groups. */
void rsupi_columns_plan_skips(rsupi_column_plan *plan);
/* RSUPI_ROW_YES where one of these skip rules is true; may use `room`. */
const uint8_t *rsupi_block_skipped(const rsupi_block *block, uint32_t skips, uint8_t *room);
/* Its code is its points. */
int rsupi_column_plain(const rsupi_column_points *points);
/* Add up the groups of a score; 0: an answer is none of its item's. */
int rsupi_block_add_groups(const rsupi_block *block, const rsupi_column_score *score);
/* The same for what no score has added up. */
int rsupi_block_check(const rsupi_block *block);

/* Its tables of values, and where its bands begin. The arena tells whether the memory was there. */
void rsupi_column_plan_values(rsupi_column_plan *plan, rsupi_column_score *score);
int64_t rsupi_column_largest_sum(const rsupi_score_def *def);
/* Every gap counts as zero, whatever their number. */
int rsupi_column_zero_all(const rsupi_column_score *score);

/* ---- steps of a block, in this order. Nobody looks first whether each answer is one of its
 * item's: that is found out while they are added up, and rarely a block has to be done again. */
void rsupi_block_read(rsupi_block *block);
/* Takes out the answers that are none of their item's: after reading, when scoring found some. */
void rsupi_block_refuse(rsupi_block *block);
void rsupi_block_ask(const rsupi_block *block);
void rsupi_block_alerts(const rsupi_block *block);
void rsupi_block_skip(rsupi_block *block);
/* 0: some answer is none of its item's; what was worked out means nothing. */
int rsupi_block_score(rsupi_block *block);
void rsupi_block_write(const rsupi_block *block);

/* Truth of a predicate for each row; `depth` counts the levels above it. */
void rsupi_block_judge(const rsupi_block *block, const rsupi_predicate *predicate, size_t depth,
                       uint8_t *out);
/* out[i] = 1 where the value is `bound` or more (more, if `above`). Rows with a reason say nothing.
 */
void rsupi_block_reach(const rsupi_block *block, const rsupi_column_score *score,
                       rsupi_rational bound, int above, uint8_t *out);
/* How many bounds of this kind a score needs for `count` of the definition's. */
size_t rsupi_column_bounds(const rsupi_column_score *score, size_t count);
/* out[i] = in[i] and how many of so many bounds (one or more) the sum reaches; 255 where `reason`
 * has one. */
void rsupi_block_reach_sums(const rsupi_block *block, const rsupi_column_score *score,
                            const rsupi_bounds *bounds, size_t count, const uint8_t *reason,
                            const uint8_t *in, uint8_t *out);
/* Where the value of a score is `bound` or more (more, if `above`), as the `place`-th of `out`. */
void rsupi_column_bound(const rsupi_column_plan *plan, const rsupi_column_score *score,
                        rsupi_rational bound, int above, size_t place, rsupi_bounds *out);

/* ---- reading: for whatever type, stride and mask */
/* 1: the column's own bytes are codes, of origin 0, and nothing has to be copied. */
int rsupi_column_in_place(const rsup_answer_column *column, const rsupi_question *item);
/* The answer of one row, NaN for none. */
double rsupi_column_answer(const rsup_answer_column *column, size_t row);

/* A refused row of one score. */
void rsupi_columns_refuse(const rsup_score_column *out, size_t row);

/* ---- row by row, for what does not fit */
void rsupi_columns_rows(const rsupi_columns_call *call, size_t rows);
#endif
