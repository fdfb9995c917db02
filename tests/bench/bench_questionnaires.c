/* Ten million questionnaires as columns of int8, 1 % of the answers missing, beside reading those
 * columns once; and a single call. Bands, reasons and alerts are bytes and bits; the value is a
 * double, so that writing it moves nearly as much memory as the answers do. */
#include "bench/harness.h"
#include "recovery-support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 10000000, MOST_ITEMS = 32, ROUNDS = 15 };

typedef struct table {
  rsup_config *config;
  rsup_instrument *instrument;
  rsup_result *described, *scored;
  size_t items;
  int8_t *answers[MOST_ITEMS];
  rsup_answer_column columns[MOST_ITEMS];
  const rsup_answer_column *pointers[MOST_ITEMS];
  rsup_score_column score;
  rsup_columns_options options;
  double *value;
  int8_t *band;
  uint8_t *reason;
  uint32_t *alerts;
  uint64_t seen;
} table;

static void must(rsup_status status, const rsup_error *err) {
  if (status) bench_stop(err->message);
}

/* As Arrow lays its columns. */
static void *room(size_t size) {
  void *const made = aligned_alloc(64, (size + 63) / 64 * 64);
  if (!made) bench_stop("no memory");
  memset(made, 1, size); /* so that the first round does not pay for the pages */
  return made;
}

static uint64_t next(uint64_t *seed) { /* xorshift64*: Vigna 2016 */
  *seed ^= *seed >> 12;
  *seed ^= *seed << 25;
  *seed ^= *seed >> 27;
  return *seed * 2685821657736338717u;
}

static int8_t some_answer(const rsup_item_info *item, uint64_t *seed) {
  const uint64_t drawn = next(seed) >> 20;
  if (drawn % 100 == 0) return -1;
  if (item->option_count) return (int8_t)item->options[drawn / 128 % item->option_count]->value;
  return (int8_t)(item->min + (int32_t)(drawn / 128 % (uint64_t)(item->max - item->min + 1)));
}

static void fill(table *t) {
  const rsup_instrument_info *const info = rsup_instrument_info_get(t->described);
  uint64_t seed = 20;
  for (size_t i = 0; i < info->item_count && !info->items[i]->optional; i++) {
    t->answers[i] = room(ROWS);
    for (size_t row = 0; row < ROWS; row++) t->answers[i][row] = some_answer(info->items[i], &seed);
    t->columns[i] = (rsup_answer_column){.struct_size = sizeof(rsup_answer_column),
                                         .type = RSUP_COLUMN_INT8,
                                         .data = t->answers[i],
                                         .answered = RSUP_ANSWERED_FROM_0};
    t->pointers[i] = &t->columns[i];
    t->items = i + 1;
  }
}

static void open_table(table *t, const char *id) {
  rsup_error err;
  must(rsup_instrument_builtin(t->config, id, &t->instrument, &err), &err);
  must(rsup_instrument_describe(t->instrument, &t->described, &err), &err);
  fill(t);
  t->score =
      (rsup_score_column){.struct_size = sizeof t->score, .band = t->band, .reason = t->reason};
  t->options = (rsup_columns_options){.struct_size = sizeof t->options};
}

static void close_table(table *t) {
  for (size_t i = 0; i < t->items; i++) free(t->answers[i]);
  rsup_result_free(t->described);
  rsup_instrument_free(t->instrument);
}

static void score_columns(void *with) {
  table *const t = with;
  const rsup_score_column *const scores[] = {&t->score};
  rsup_error err;
  must(rsup_instrument_score_columns(t->instrument, t->pointers, t->items, ROWS, scores, 1,
                                     &t->options, &err),
       &err);
}

/* Reads every byte of the columns, eight at a time. */
static void read_columns(void *with) {
  table *const t = with;
  uint64_t seen = 0;
  for (size_t i = 0; i < t->items; i++)
    for (size_t at = 0; at + 32 <= ROWS; at += 32) {
      uint64_t words[4];
      memcpy(words, t->answers[i] + at, sizeof words);
      seen ^= words[0] ^ words[1] ^ words[2] ^ words[3];
    }
  t->seen += seen;
}

static uint64_t hash_columns(void *with) {
  table *const t = with;
  uint64_t hash = bench_hash(t->band, ROWS) ^ bench_hash(t->reason, ROWS);
  if (t->score.value) hash ^= bench_hash(t->value, ROWS * sizeof *t->value);
  if (t->options.alerts) hash ^= bench_hash(t->alerts, ROWS * sizeof *t->alerts);
  return hash;
}

static void measure(table *t, const char *id, const char *goal) {
  char name[96];
  open_table(t, id);
  const double bytes = (double)t->items * ROWS;
  bench_case one = {name,         NULL,           score_columns, NULL,  read_columns,
                    hash_columns, "read columns", ROUNDS,        bytes, goal};
  (void)snprintf(name, sizeof name, "10M x %s: band, reason", id);
  (void)bench_run(&one, t);
  t->options.alerts = t->alerts;
  t->score.value = t->value;
  one.goal = "";
  (void)snprintf(name, sizeof name, "10M x %s: value, band, reason, alerts", id);
  (void)bench_run(&one, t);
  close_table(t);
}

/* ---- one by one */

static void score_one(void *with) {
  static const int32_t answers[] = {2, 2, 2, 2, 1, 1, 2, 0, 0};
  table *const t = with;
  rsup_error err;
  must(rsup_instrument_score_values(t->instrument, answers, 9, NULL, NULL, &t->scored, &err), &err);
}

static void free_one(void *with) {
  table *const t = with;
  rsup_result_free(t->scored);
}

static void score_one_and_free(void *with) {
  score_one(with);
  free_one(with);
}

static void measure_single(table *t) {
  rsup_error err;
  must(rsup_instrument_builtin(t->config, "phq-9", &t->instrument, &err), &err);
  const bench_case one = {"one PHQ-9", NULL, score_one_and_free, NULL, NULL, NULL, NULL,
                          2001,        0,    "<= 1 us"};
  (void)bench_run(&one, t);
  rsup_instrument_free(t->instrument);
}

int main(void) {
  table t = {0};
  rsup_error err;
  bench_head();
  must(rsup_config_default(NULL, &t.config, &err), &err);
  t.value = room(ROWS * sizeof *t.value);
  t.band = room(ROWS);
  t.reason = room(ROWS);
  t.alerts = room(ROWS * sizeof *t.alerts);
  measure_single(&t);
  measure(&t, "phq-9", "ratio <= 1.67");
  measure(&t, "gad-7", "ratio <= 2");
  measure(&t, "audit", "ratio <= 2");
  measure(&t, "barc-10", "ratio <= 2");
  measure(&t, "bam", "ratio <= 2");
  free(t.value);
  free(t.band);
  free(t.reason);
  free(t.alerts);
  rsup_config_free(t.config);
  return t.seen == 42; /* so that nothing that was read is left out */
}
