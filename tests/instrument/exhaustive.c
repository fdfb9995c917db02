/* The reference adds integers and divides once; nothing of it comes from the library. */
#include "exhaustive.h"
#include "core/memory.h"
#include "core/numbers.h"
#include "instrument/instrument.h"
#include "instrument_support.h"
#include "recovery-support/instrument_columns.h"
#include <math.h>

typedef struct expected {
  double value; /* NaN: unscored */
  int band;     /* index, -1 none */
} expected;

static expected expect(const reference *r, const int *answers) {
  expected out = {(double)NAN, -1};
  int sum = 0, answered = 0;
  for (int i = 0; i < r->items; i++) {
    int answer = answers[i];
    if (answer < r->least && r->zero_skips && answers[0] == 0) answer = 0;
    if (answer < r->least) continue;
    sum += answer;
    answered++;
  }
  if (answered == 0 || r->items - answered > r->most_missing) return out;
  out.value = (double)(sum * r->items) / (double)answered;
  for (int i = 0; r->bands && r->bands[i] >= 0; i++)
    if (sum * r->items >= r->bands[i] * answered) out.band = i;
  return out;
}

static void compare(const rsup_instrument *instrument, const reference *r, const int *answers,
                    const char *const *band_ids) {
  static const rsup_assessment empty;
  rsup_assessment out = empty;
  double values[16];
  rsupi_arena arena;
  const rsup_allocator allocator = rsupi_allocator_or_default(NULL);
  const expected wanted = expect(r, answers);
  rsupi_arena_init(&arena, &allocator, 2048);
  for (size_t i = 0; i < rsupi_instrument_item_count(instrument); i++)
    values[i] = (int)i < r->items && answers[i] >= r->least ? answers[i] : rsupi_nan();
  assert_int_equal(rsupi_instrument_score_values(instrument, values, &arena, &out, NULL), RSUP_OK);
  const rsup_score *const score = out.scores[0];
  assert_string_equal(score->id, r->score);
  assert_true(isnan(wanted.value) ? isnan(score->value) : score->value == wanted.value);
  if (wanted.band < 0)
    assert_null(score->band);
  else if (band_ids)
    assert_string_equal(score->band, band_ids[wanted.band]);
  rsupi_arena_free(&arena);
}

/* ---- the same vectors as columns */

enum { BATCH = 10000, MOST_ITEMS = 16 };

typedef struct batch {
  int8_t answers[MOST_ITEMS][BATCH]; /* -1: blank */
  expected wanted[BATCH];
  size_t rows;
} batch;

static void compare_batch(const rsup_instrument *instrument, const reference *r, batch *b) {
  static double value[BATCH];
  static int8_t band[BATCH];
  rsup_answer_column columns[MOST_ITEMS];
  const rsup_answer_column *pointers[MOST_ITEMS];
  const rsup_score_column total = {.struct_size = sizeof total, .value = value, .band = band};
  const rsup_score_column *const scores[] = {&total}; /* the first score, as in single calls */
  for (int i = 0; i < r->items; i++) {
    columns[i] = (rsup_answer_column){.struct_size = sizeof(rsup_answer_column),
                                      .type = RSUP_COLUMN_INT8,
                                      .data = b->answers[i],
                                      .answered = RSUP_ANSWERED_FROM_0};
    pointers[i] = &columns[i];
  }
  assert_int_equal(rsup_instrument_score_columns(instrument, pointers, (size_t)r->items, b->rows,
                                                 scores, 1, NULL, NULL),
                   RSUP_OK);
  for (size_t row = 0; row < b->rows; row++) {
    const expected *const wanted = &b->wanted[row];
    assert_true(isnan(wanted->value) ? isnan(value[row]) : value[row] == wanted->value);
    if (r->bands) assert_int_equal(band[row], wanted->band);
  }
  b->rows = 0;
}

static void add_to_batch(const rsup_instrument *instrument, const reference *r, const int *answers,
                         batch *b) {
  for (int i = 0; i < r->items; i++)
    b->answers[i][b->rows] = (int8_t)(answers[i] < r->least ? -1 : answers[i]);
  b->wanted[b->rows++] = expect(r, answers);
  if (b->rows == BATCH) compare_batch(instrument, r, b);
}

size_t compare_all(const reference *r) {
  static const char *const four[] = {"minimal", "mild", "moderate", "severe"};
  static const char *const five[] = {"minimal", "mild", "moderate", "moderately-severe", "severe"};
  rsup_instrument *const instrument = test_instrument(r->instrument);
  static batch columns;
  int answers[MOST_ITEMS], bands = 0;
  size_t count = 0;
  while (r->bands && r->bands[bands] >= 0) bands++;
  for (int i = 0; i < r->items; i++) answers[i] = r->least - 1; /* blank */
  for (int at = 0; at < r->items; count++) {
    compare(instrument, r, answers, bands == 4 ? four : five);
    add_to_batch(instrument, r, answers, &columns);
    for (at = 0; at < r->items && answers[at] == r->most; at++) answers[at] = r->least - 1;
    if (at < r->items) answers[at]++;
  }
  compare_batch(instrument, r, &columns);
  rsup_instrument_free(instrument);
  return count;
}
