/* Low and high are the least and the most over all ways to answer what is open: compared with every
 * completion where there are at most so many (of the first 400 forms; then 2,000), and reached by
 * one that is built otherwise. */
#include "core/numbers.h"
#include "instrument/definition.h"
#include "instrument_support.h"
#include <math.h>
#include <stdio.h>

#ifndef FORMS
#define FORMS 150 /* per instrument; the slow test takes 20,000 */
#endif
#ifndef MOST_COMPLETIONS
#define MOST_COMPLETIONS 1000
#endif

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

/* What is open once the skips have answered what they skip. */
static size_t fill(rsupi_sheet *sheet, const rsup_instrument *instrument, const int32_t *values,
                   int32_t *open) {
  size_t count = 0;
  rsupi_sheet_start(sheet, instrument);
  for (size_t i = 0; i < instrument->item_count; i++) sheet->values[i] = values[i];
  rsupi_sheet_score(sheet);
  for (size_t i = 0; i < instrument->item_count; i++)
    if (sheet->values[i] == RSUPI_NO_ANSWER && !sheet->not_asked[i]) open[count++] = (int32_t)i;
  return count;
}

static double completions(const rsup_instrument *instrument, const int32_t *open, size_t count) {
  double all = 1;
  for (size_t i = 0; i < count; i++) {
    const rsupi_question *const item = &instrument->items[open[i]];
    int answers = 0;
    for (int32_t v = item->min; v <= item->max; v++) answers += item->valid[v - item->min];
    all *= answers;
  }
  return all;
}

typedef struct extremes {
  double low[RSUPI_MOST_SCORES], high[RSUPI_MOST_SCORES];
} extremes;

static void note(const rsup_instrument *instrument, const int32_t *values, extremes *e) {
  rsupi_sheet sheet;
  rsupi_sheet_start(&sheet, instrument);
  for (size_t i = 0; i < instrument->item_count; i++) sheet.values[i] = values[i];
  rsupi_sheet_score(&sheet);
  for (size_t i = 0; i < instrument->score_count; i++) {
    if (!sheet.scores[i].value.den) continue;
    const double value = rsupi_rational_double(sheet.scores[i].value);
    if (isnan(e->low[i]) || value < e->low[i]) e->low[i] = value;
    if (isnan(e->high[i]) || value > e->high[i]) e->high[i] = value;
  }
}

/* Every completion, counted up like a number. */
static void enumerate(const rsup_instrument *instrument, const rsupi_sheet *filled,
                      const int32_t *open, size_t count, extremes *e) {
  int32_t values[RSUPI_MOST_ITEMS];
  memcpy(values, filled->values, instrument->item_count * sizeof values[0]);
  for (size_t i = 0; i < count; i++) values[open[i]] = instrument->items[open[i]].min;
  for (size_t at = 0;;) {
    note(instrument, values, e);
    for (at = 0; at < count; at++) {
      const rsupi_question *const item = &instrument->items[open[at]];
      values[open[at]] = next_answer(item, values[open[at]]);
      if (values[open[at]] <= item->max) break;
      values[open[at]] = item->min;
    }
    if (at == count) return;
  }
}

/* The completion that should reach the end: each open item of the score at the answer that alone,
 * on the form as it is, moves the score's range most. Nothing of the points tables is read. */
static void construct(const rsup_instrument *instrument, const rsupi_sheet *filled,
                      const int32_t *open, size_t count, size_t score, extremes *e) {
  for (int high = 0; high < 2; high++) {
    int32_t values[RSUPI_MOST_ITEMS];
    memcpy(values, filled->values, instrument->item_count * sizeof values[0]);
    for (size_t i = 0; i < count; i++) {
      const rsupi_question *const item = &instrument->items[open[i]];
      int32_t best = item->min;
      double best_end = (double)NAN;
      for (int32_t v = item->min; v <= item->max; v = next_answer(item, v)) {
        rsupi_sheet sheet;
        rsupi_sheet_start(&sheet, instrument);
        memcpy(sheet.values, values, instrument->item_count * sizeof values[0]);
        sheet.values[open[i]] = v;
        rsupi_sheet_score(&sheet);
        const rsupi_rational end = high ? sheet.scores[score].high : sheet.scores[score].low;
        const double value = end.den ? rsupi_rational_double(end) : (double)NAN;
        if (isnan(best_end) || (high ? value > best_end : value < best_end)) {
          best = v;
          best_end = value;
        }
      }
      values[open[i]] = best;
    }
    note(instrument, values, e);
  }
}

static void expect(const rsup_instrument *instrument, size_t score, const rsupi_scored *scored,
                   const extremes *e) {
  const double low = rsupi_rational_double(scored->low);
  const double high = rsupi_rational_double(scored->high);
  if (low == e->low[score] && high == e->high[score]) return;
  fail_msg("%s %s: reported %.17g to %.17g, found %.17g to %.17g", instrument->id,
           instrument->scores[score].id, low, high, e->low[score], e->high[score]);
}

/* `most`: how many completions are gone through one by one. */
static void check_form(const rsup_instrument *instrument, double most, int *enumerated) {
  int32_t values[RSUPI_MOST_ITEMS], open[RSUPI_MOST_ITEMS];
  static const uint32_t shares[] = {0, 10, 30, 60, 100};
  const uint32_t blanks = shares[draw(5)];
  rsupi_sheet filled;
  extremes e;
  for (size_t i = 0; i < instrument->item_count; i++)
    values[i] = draw(100) < blanks ? RSUPI_NO_ANSWER : any_answer(&instrument->items[i]);
  const size_t count = fill(&filled, instrument, values, open);
  for (size_t i = 0; i < instrument->score_count; i++) e.low[i] = e.high[i] = (double)NAN;
  const int all = completions(instrument, open, count) <= most;
  if (all) enumerate(instrument, &filled, open, count, &e);
  *enumerated += all;
  for (size_t i = 0; i < instrument->score_count; i++) {
    if (!filled.scores[i].low.den) continue; /* rules, and an item that was not to be asked */
    if (!all) construct(instrument, &filled, open, count, i, &e);
    expect(instrument, i, &filled.scores[i], &e);
  }
}

static void the_range_is_that_of_all_completions(void **state) {
  (void)state;
  for (size_t i = 0; i < rsup_instrument_count(); i++) {
    rsup_instrument *const instrument = test_instrument(rsup_instrument_at(i));
    int enumerated = 0;
    for (int n = 0; n < FORMS; n++)
      check_form(instrument, n < 400 ? MOST_COMPLETIONS : 2000, &enumerated);
    print_message("%s: %d of %d enumerated\n", instrument->id, enumerated, FORMS);
    rsup_instrument_free(instrument);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_range_is_that_of_all_completions)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
