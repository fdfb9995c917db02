/** @file instrument_columns.h
 * Many questionnaires at once: a column of answers per item in, columns of scores out. The numbers
 * are those of rsup_instrument_score_values(), to the bit, whatever the types of the columns and
 * however the rows are cut into calls. Nothing is allocated per row.
 *
 * A column of answers is packed or strided, of int8, int16, int32 or double, and says itself which
 * of its rows have no answer. An answer that its item does not have refuses its row, and no other:
 * the row has no scores, its reason is RSUP_SCORE_REFUSED, and each alert that its other answers
 * do not raise asks for review. docs/guide/questionnaires.md shows it at work. */
#ifndef RSUP_INSTRUMENT_COLUMNS_H
#define RSUP_INSTRUMENT_COLUMNS_H
#include "recovery-support/instrument.h"
#ifdef __cplusplus
extern "C" {
#endif

/** What a column holds. */
enum {
  RSUP_COLUMN_INT8 = 1,
  RSUP_COLUMN_INT16 = 2,
  RSUP_COLUMN_INT32 = 3,
  RSUP_COLUMN_DOUBLE = 4 /* whole numbers; NaN is no answer */
};
/** "int8", "int16", "int32", "double"; NULL for any other number. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_column_type_name(int32_t type);
/** How a column says which rows have an answer. NaN in a column of doubles never is one. */
enum {
  RSUP_ANSWERED_ALL = 1,   /* every row (the default) */
  RSUP_ANSWERED_BITS = 2,  /* `mask` has a bit per row, 1 for an answer, the lowest first (Arrow) */
  RSUP_ANSWERED_BYTES = 3, /* `mask` has a byte per row, not 0 for an answer */
  RSUP_BLANK_BYTES = 4,    /* `mask` has a byte per row, not 0 for none (numpy.ma, pandas) */
  RSUP_ANSWERED_FROM_0 = 5 /* a number below zero is no answer */
};
/** "all", "answered_bits", "answered_bytes", "blank_bytes", "from_0"; NULL for any other number.
 * Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_answered_name(int32_t answered);

/** The answers to one item. The caller owns it and what it points to. Since 0.1. */
typedef struct rsup_answer_column {
  uint32_t struct_size;
  int32_t type;        /* RSUP_COLUMN_… */
  const void *data;    /* the answer of row 0; NULL: nobody answered this item */
  int64_t stride;      /* bytes from row to row; 0: packed */
  int32_t answered;    /* RSUP_ANSWERED_…, RSUP_BLANK_BYTES; 0: all */
  int32_t reserved;    /* zero */
  const void *mask;    /* of bits or bytes, packed */
  int64_t mask_offset; /* where row 0 is in it, in bits or bytes */
} rsup_answer_column;
/** Something about each person that cut-offs, rules or tables ask for ("sex"). The caller owns it
 * and what it points to. Since 0.1. */
typedef struct rsup_context_column {
  uint32_t struct_size;
  uint32_t value_count;      /* at most 127 */
  const char *name;          /* "sex" */
  const char *const *values; /* "female", "male" */
  const int8_t *codes;       /* per row an index into values; below zero: not known */
} rsup_context_column;
/** Where one score goes: row i at [i]. The caller owns all of it; what is NULL is not wanted. Since
 * 0.1. */
typedef struct rsup_score_column {
  uint32_t struct_size;
  int32_t score; /* which one: its place in rsup_instrument_info.scores */
  double *value; /* NaN where it has none */
  double *low;   /* as of rsup_score */
  double *high;
  int8_t *band;      /* its place in rsup_score_info.bands; -1: none */
  int8_t *rule;      /* of rules: its place in rsup_score_info.values; -1: none */
  uint8_t *reason;   /* RSUP_SCORE_…; 0: scored */
  uint32_t *cutoffs; /* bit j: the j-th id among rsup_score_info.cutoffs is reached */
} rsup_score_column;
/** Options of rsup_instrument_score_columns(). Zero is the default of each. Since 0.1. */
typedef struct rsup_columns_options {
  uint32_t struct_size;
  uint32_t context_count;                            /* at most 16 with the columns */
  const rsup_context_entry *context;                 /* the same for all rows */
  const rsup_context_column *const *context_columns; /* or row by row */
  size_t context_column_count;
  const char *profile;  /* a named profile of the definition: "va_zero" */
  uint32_t *alerts;     /* bit j: alert j of rsup_instrument_info.alerts is raised */
  uint32_t *reviews;    /* bit j: it could not be judged, or the row was refused: look */
  int16_t *refused;     /* the first item that refused the row; -1: none */
  size_t *refused_rows; /* how many rows were refused */
} rsup_columns_options;
/** Score `rows` rows. `columns` has a pointer per item, in the definition's order; `column_count`
 * may stop before the last (nobody answered the rest). `scores` has a pointer per score that is
 * wanted. `options` may be NULL. Output columns may not overlap each other or the answers.
 * RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_RANGE (a type, mask kind or score that does not exist; a
 * code of a context that has no value, with its row), RSUP_E_UNKNOWN_NAME (profile), RSUP_E_LIMIT
 * (more than 32 alerts or cut-offs), RSUP_E_MEMORY: nothing was written then, except after a code
 * out of range the rows before it. Any thread. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instrument_score_columns(
    const rsup_instrument *instrument, const rsup_answer_column *const *columns,
    size_t column_count, size_t rows, const rsup_score_column *const *scores, size_t score_count,
    const rsup_columns_options *options, rsup_error *err);

#ifdef __cplusplus
}
#endif
#endif
