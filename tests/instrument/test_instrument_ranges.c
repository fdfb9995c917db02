/* Low and high are the least and the most over all ways to answer what is open: compared with every
 * completion where there are at most so many, and reached by one that is built otherwise. Many
 * completions are gone through as columns; the two that reach the ends are then scored alone. */
#include "core/numbers.h"
#include "instrument/definition.h"
#include "instrument_support.h"
#include "recovery-support/instrument_columns.h"
#include <math.h>
#include <stdio.h>

#ifndef FORMS
#define FORMS 150 /* per instrument; the slow test takes 20,000 */
#endif
#ifndef MOST_COMPLETIONS
#define MOST_COMPLETIONS 2000 /* enumerated; the slow test goes to 100,000 */
#endif
enum { ONE_BY_ONE = 300, BATCH = 4096 }; /* from 301 on, they are enumerated as columns */

static uint32_t seed = 20261120;

static uint32_t draw(uint32_t below) {
  seed = seed * 1664525u + 1013904223u;
  return (uint32_t)((uint64_t)seed * below >> 32);
}

static int32_t any_answer(const rsupi_question *item) {
  for (;;) {
    const int32_t value = item->min + (int32_t)draw((uint32_t)(item->max - item->min + 1));
    if (item->valid[value - item->min]) return value;
  }
}

static int32_t next_answer(const rsupi_question *item, int32_t value) {
  do value++;
  while (value <= item->max && !item->valid[value - item->min]);
  return value;
}

/* A form as it was drawn, and what is known of who filled it in. */
typedef struct form {
  const rsup_instrument *instrument;
  rsup_context_entry context[RSUPI_MOST_CONTEXT];
  size_t context_count;
  rsupi_sheet filled; /* once the skips have answered what they skip */
  int32_t open[RSUPI_MOST_ITEMS];
  size_t open_count;
} form;

static void score_alone(const form *f, const int32_t *values, rsupi_sheet *sheet) {
  rsupi_sheet_start(sheet, f->instrument);
  sheet->context = f->context;
  sheet->context_count = f->context_count;
  memcpy(sheet->values, values, f->instrument->item_count * sizeof values[0]);
  rsupi_sheet_score(sheet);
}

static void draw_form(form *f, const rsup_instrument *instrument) {
  static const uint32_t shares[] = {0, 10, 30, 60, 100};
  const uint32_t blanks = shares[draw(5)];
  int32_t values[RSUPI_MOST_ITEMS];
  f->instrument = instrument;
  f->context_count = f->open_count = 0;
  for (size_t i = 0; i < instrument->info->context_count; i++) {
    const rsup_context_info *const context = instrument->info->contexts[i];
    const uint32_t at = draw((uint32_t)context->value_count + 1);
    if (at == context->value_count) continue; /* nobody said */
    f->context[f->context_count++] = (rsup_context_entry){context->name, context->values[at]};
  }
  for (size_t i = 0; i < instrument->item_count; i++)
    values[i] = draw(100) < blanks ? RSUPI_NO_ANSWER : any_answer(&instrument->items[i]);
  score_alone(f, values, &f->filled);
  for (size_t i = 0; i < instrument->item_count; i++)
    if (f->filled.values[i] == RSUPI_NO_ANSWER && !f->filled.not_asked[i])
      f->open[f->open_count++] = (int32_t)i;
}

static size_t answers_of(const rsupi_question *item) {
  size_t answers = 0;
  for (int32_t v = item->min; v <= item->max; v++) answers += item->valid[v - item->min];
  return answers;
}

static double completions(const form *f) {
  double all = 1;
  for (size_t i = 0; i < f->open_count; i++)
    all *= (double)answers_of(&f->instrument->items[f->open[i]]);
  return all;
}

typedef struct extremes {
  double low[RSUPI_MOST_SCORES], high[RSUPI_MOST_SCORES];
} extremes;

static void forget(extremes *e) {
  for (size_t i = 0; i < RSUPI_MOST_SCORES; i++) e->low[i] = e->high[i] = (double)NAN;
}

static void note(const form *f, const int32_t *values, extremes *e) {
  rsupi_sheet sheet;
  score_alone(f, values, &sheet);
  for (size_t i = 0; i < f->instrument->score_count; i++) {
    if (!sheet.scores[i].value.den) continue;
    const double value = rsupi_rational_double(sheet.scores[i].value);
    if (isnan(e->low[i]) || value < e->low[i]) e->low[i] = value;
    if (isnan(e->high[i]) || value > e->high[i]) e->high[i] = value;
  }
}

/* Every completion, counted up like a number. */
static void enumerate(const form *f, extremes *e) {
  int32_t values[RSUPI_MOST_ITEMS];
  memcpy(values, f->filled.values, f->instrument->item_count * sizeof values[0]);
  for (size_t i = 0; i < f->open_count; i++)
    values[f->open[i]] = f->instrument->items[f->open[i]].min;
  for (size_t at = 0;;) {
    note(f, values, e);
    for (at = 0; at < f->open_count; at++) {
      const rsupi_question *const item = &f->instrument->items[f->open[at]];
      values[f->open[at]] = next_answer(item, values[f->open[at]]);
      if (values[f->open[at]] <= item->max) break;
      values[f->open[at]] = item->min;
    }
    if (at == f->open_count) return;
  }
}

/* ---- as columns: row n is the n-th number of the same count */

static struct {
  int8_t answers[RSUPI_MOST_ITEMS][BATCH];
  double value[RSUPI_MOST_SCORES][BATCH];
  rsup_answer_column columns[RSUPI_MOST_ITEMS];
  const rsup_answer_column *column_list[RSUPI_MOST_ITEMS];
  rsup_score_column scores[RSUPI_MOST_SCORES];
  const rsup_score_column *score_list[RSUPI_MOST_SCORES];
  size_t low_at[RSUPI_MOST_SCORES], high_at[RSUPI_MOST_SCORES]; /* the first row that reaches it */
} batch;

/* The answers of an open item in rows from `first` on: each stands for `run` rows, in turn. */
static void fill_open(const rsupi_question *item, size_t first, size_t rows, size_t run,
                      int8_t *out) {
  int32_t value = item->min;
  size_t left = run - first % run;
  for (size_t n = first / run % answers_of(item); n > 0; n--) value = next_answer(item, value);
  for (size_t row = 0; row < rows; left = run) {
    const size_t here = left < rows - row ? left : rows - row;
    memset(out + row, value, here);
    row += here;
    value = next_answer(item, value);
    if (value > item->max) value = item->min;
  }
}

static void prepare_batch(const form *f) {
  for (size_t i = 0; i < f->instrument->item_count; i++) {
    const int32_t value = f->filled.values[i];
    assert_true(f->instrument->items[i].min >= INT8_MIN && f->instrument->items[i].max <= INT8_MAX);
    if (value != RSUPI_NO_ANSWER) memset(batch.answers[i], value, BATCH);
    batch.columns[i] =
        (rsup_answer_column){.struct_size = sizeof batch.columns[i],
                             .type = RSUP_COLUMN_INT8,
                             .data = value == RSUPI_NO_ANSWER ? NULL : batch.answers[i]};
    batch.column_list[i] = &batch.columns[i];
  }
  for (size_t i = 0; i < f->open_count; i++)
    batch.columns[f->open[i]].data = batch.answers[f->open[i]];
  for (size_t i = 0; i < f->instrument->score_count; i++) {
    batch.scores[i] = (rsup_score_column){
        .struct_size = sizeof batch.scores[i], .score = (int32_t)i, .value = batch.value[i]};
    batch.score_list[i] = &batch.scores[i];
  }
}

static void note_batch(size_t score, size_t first, size_t rows, extremes *e) {
  double low = (double)INFINITY, high = -(double)INFINITY;
  for (size_t row = 0; row < rows; row++) {
    const double value = batch.value[score][row];
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  if (low > high) return; /* none of them is scored */
  if (isnan(e->low[score]) || low < e->low[score]) {
    e->low[score] = low;
    for (size_t row = rows; row-- > 0;)
      if (batch.value[score][row] == low) batch.low_at[score] = first + row;
  }
  if (isnan(e->high[score]) || high > e->high[score]) {
    e->high[score] = high;
    for (size_t row = rows; row-- > 0;)
      if (batch.value[score][row] == high) batch.high_at[score] = first + row;
  }
}

static void enumerate_columns(const form *f, size_t count, extremes *e) {
  const rsup_columns_options options = {.struct_size = sizeof options,
                                        .context = f->context,
                                        .context_count = (uint32_t)f->context_count};
  prepare_batch(f);
  for (size_t first = 0; first < count; first += BATCH) {
    const size_t rows = count - first < BATCH ? count - first : BATCH;
    size_t run = 1;
    for (size_t i = 0; i < f->open_count; i++) {
      const rsupi_question *const item = &f->instrument->items[f->open[i]];
      fill_open(item, first, rows, run, batch.answers[f->open[i]]);
      run *= answers_of(item);
    }
    assert_int_equal(rsup_instrument_score_columns(
                         f->instrument, batch.column_list, f->instrument->item_count, rows,
                         batch.score_list, f->instrument->score_count, &options, NULL),
                     RSUP_OK);
    for (size_t i = 0; i < f->instrument->score_count; i++) note_batch(i, first, rows, e);
  }
}

/* The n-th completion alone gives the very value that the columns found. */
static void expect_alone(const form *f, size_t n, size_t score, double wanted) {
  int32_t values[RSUPI_MOST_ITEMS];
  rsupi_sheet sheet;
  memcpy(values, f->filled.values, f->instrument->item_count * sizeof values[0]);
  for (size_t i = 0; i < f->open_count; i++) {
    const rsupi_question *const item = &f->instrument->items[f->open[i]];
    int8_t value;
    fill_open(item, n, 1, 1, &value);
    values[f->open[i]] = value;
    n /= answers_of(item);
  }
  score_alone(f, values, &sheet);
  assert_true(rsupi_rational_double(sheet.scores[score].value) == wanted);
}

/* ---- by construction */

static double end_of(const form *f, const int32_t *values, size_t score, int high) {
  rsupi_sheet sheet;
  score_alone(f, values, &sheet);
  const rsupi_rational end = high ? sheet.scores[score].high : sheet.scores[score].low;
  return end.den ? rsupi_rational_double(end) : (double)NAN;
}

/* The completion that should reach the end: each open item of the score at the answer that alone,
 * on the form as it is, moves the score's range most. Nothing of the points tables is read. */
static void construct(const form *f, size_t score, extremes *e) {
  forget(e);
  for (int high = 0; high < 2; high++) {
    int32_t values[RSUPI_MOST_ITEMS];
    memcpy(values, f->filled.values, f->instrument->item_count * sizeof values[0]);
    for (size_t i = 0; i < f->open_count; i++) {
      const rsupi_question *const item = &f->instrument->items[f->open[i]];
      int32_t best = item->min;
      double best_end = (double)NAN;
      for (int32_t v = item->min; v <= item->max; v = next_answer(item, v)) {
        values[f->open[i]] = v;
        const double end = end_of(f, values, score, high);
        if (isnan(best_end) || (high ? end > best_end : end < best_end)) {
          best = v;
          best_end = end;
        }
      }
      values[f->open[i]] = best;
    }
    note(f, values, e);
  }
}

static void expect(const form *f, size_t score, const extremes *e) {
  const double low = rsupi_rational_double(f->filled.scores[score].low);
  const double high = rsupi_rational_double(f->filled.scores[score].high);
  if (low == e->low[score] && high == e->high[score]) return;
  fail_msg("%s %s: reported %.17g to %.17g, found %.17g to %.17g", f->instrument->id,
           f->instrument->scores[score].id, low, high, e->low[score], e->high[score]);
}

/* How many completions were gone through; 0: the ends were reached by construction. */
static size_t check_form(const form *f) {
  const double all = completions(f);
  const size_t count = all <= MOST_COMPLETIONS ? (size_t)all : 0;
  extremes e;
  forget(&e);
  if (count > ONE_BY_ONE)
    enumerate_columns(f, count, &e);
  else if (count > 0)
    enumerate(f, &e);
  for (size_t i = 0; i < f->instrument->score_count; i++) {
    if (!f->filled.scores[i].low.den) continue; /* rules, and an item that was not to be asked */
    if (count == 0) construct(f, i, &e);
    expect(f, i, &e);
    if (count <= ONE_BY_ONE) continue;
    expect_alone(f, batch.low_at[i], i, e.low[i]);
    expect_alone(f, batch.high_at[i], i, e.high[i]);
  }
  return count;
}

static void the_range_is_that_of_all_completions(void **state) {
  (void)state;
  for (size_t i = 0; i < rsup_instrument_count(); i++) {
    rsup_instrument *const instrument = test_instrument(rsup_instrument_at(i));
    int enumerated = 0;
    uint64_t total = 0;
    for (int n = 0; n < FORMS; n++) {
      form f;
      draw_form(&f, instrument);
      const size_t count = check_form(&f);
      enumerated += count > 0;
      total += count;
    }
    print_message("%s: %d of %d forms enumerated, %llu completions\n", instrument->id, enumerated,
                  FORMS, (unsigned long long)total);
    rsup_instrument_free(instrument);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_range_is_that_of_all_completions)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
