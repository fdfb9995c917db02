/* Scoring by columns gives what single calls give, to the bit: for every definition, every type of
 * column, every way to say "no answer", however the rows are cut. */
#include "../core/watched_allocator.h"
#include "instrument_support.h"
#include "recovery-support/instrument_columns.h"
#include <math.h>
#include <stdlib.h>

enum { ROWS = 2500, MOST_ITEMS = 64, MOST_SCORES = 8, BLANK = INT32_MIN, STRIDE = 3 };

typedef struct table { /* answers as numbers, row by row, and the same as columns of one kind */
  rsup_instrument *instrument;
  rsup_result *described;
  const rsup_instrument_info *info;
  int32_t answers[ROWS][MOST_ITEMS]; /* BLANK: none */
  void *data[MOST_ITEMS];
  uint8_t *masks[MOST_ITEMS];
  rsup_answer_column columns[MOST_ITEMS];
  const rsup_answer_column *pointers[MOST_ITEMS];
} table;
typedef struct outputs {
  double value[ROWS], low[ROWS], high[ROWS];
  int8_t band[ROWS], rule[ROWS];
  uint8_t reason[ROWS];
  uint32_t cutoffs[ROWS];
} outputs;
typedef struct answers_out {
  outputs scores[MOST_SCORES];
  uint32_t alerts[ROWS], reviews[ROWS];
  int16_t refused[ROWS];
  size_t refused_rows;
} answers_out;

static uint64_t next(uint64_t *seed) { /* xorshift64*: Vigna 2016 */
  *seed ^= *seed >> 12;
  *seed ^= *seed << 25;
  *seed ^= *seed >> 27;
  return *seed * 2685821657736338717u;
}

static int32_t some_answer(const rsup_item_info *item, uint64_t *seed, int with_refused) {
  const uint64_t chance = next(seed) % 1000;
  if (chance < 120) return BLANK;
  if (with_refused && chance < 122) return item->max + 1;
  if (item->option_count) return item->options[next(seed) % item->option_count]->value;
  return item->min + (int32_t)(next(seed) % (uint64_t)(item->max - item->min + 1));
}

static table *open_table(const char *id, uint64_t seed, int with_refused) {
  table *const t = calloc(1, sizeof *t);
  assert_non_null(t);
  t->instrument = test_instrument(id);
  assert_int_equal(rsup_instrument_describe(t->instrument, &t->described, NULL), RSUP_OK);
  t->info = rsup_instrument_info_get(t->described);
  assert_true(t->info->item_count <= MOST_ITEMS && t->info->score_count <= MOST_SCORES);
  for (size_t row = 0; row < ROWS; row++) {
    const int few = next(&seed) % 4 == 0; /* mostly blank rows, and mostly full ones */
    for (size_t i = 0; i < t->info->item_count; i++) {
      t->answers[row][i] = some_answer(t->info->items[i], &seed, with_refused);
      if (few && next(&seed) % 3) t->answers[row][i] = BLANK;
    }
  }
  return t;
}

static void close_table(table *t) {
  for (size_t i = 0; i < MOST_ITEMS; i++) {
    free(t->data[i]);
    free(t->masks[i]);
  }
  rsup_result_free(t->described);
  rsup_instrument_free(t->instrument);
  free(t);
}

/* ---- the same answers as columns */

static void put(void *data, int32_t type, size_t at, double number) {
  if (type == RSUP_COLUMN_INT8) ((int8_t *)data)[at] = (int8_t)number;
  if (type == RSUP_COLUMN_INT16) ((int16_t *)data)[at] = (int16_t)number;
  if (type == RSUP_COLUMN_INT32) ((int32_t *)data)[at] = (int32_t)number;
  if (type == RSUP_COLUMN_DOUBLE) ((double *)data)[at] = number;
}

static void lay_out(table *t, size_t item, int32_t type, int32_t answered, int strided) {
  static const int64_t widths[] = {0, 1, 2, 4, 8};
  const size_t step = strided ? STRIDE : 1, offset = 5; /* of the mask: not a whole byte */
  void *const data = calloc(ROWS * step, 8);
  uint8_t *const mask = calloc(ROWS + 16, 1);
  for (size_t row = 0; row < ROWS; row++) {
    const int32_t answer = t->answers[row][item];
    const int blank = answer == BLANK;
    const double nothing = answered == RSUP_ANSWERED_FROM_0 ? -1
                           : answered == RSUP_ANSWERED_ALL  ? (double)NAN
                                                            : 1; /* masked: whatever lies there */
    put(data, type, row * step, blank ? nothing : answer);
    if (answered == RSUP_ANSWERED_BITS && !blank)
      mask[(row + offset) / 8] |= (uint8_t)(1u << ((row + offset) % 8));
    if (answered == RSUP_ANSWERED_BYTES) mask[row + offset] = blank ? 0 : 7;
    if (answered == RSUP_BLANK_BYTES) mask[row + offset] = (uint8_t)blank;
  }
  free(t->data[item]);
  free(t->masks[item]);
  t->data[item] = data;
  t->masks[item] = mask;
  t->columns[item] = (rsup_answer_column){.struct_size = sizeof(rsup_answer_column),
                                          .type = type,
                                          .data = data,
                                          .stride = strided ? STRIDE * widths[type] : 0,
                                          .answered = answered,
                                          .mask = mask,
                                          .mask_offset = (int64_t)offset};
  t->pointers[item] = &t->columns[item];
}

static void lay_out_all(table *t, int32_t type, int32_t answered, int strided) {
  for (size_t i = 0; i < t->info->item_count; i++) lay_out(t, i, type, answered, strided);
}

/* Rows [first, first + rows) as a call of their own. */
static rsup_status score_part(const table *t, const rsup_columns_options *options, size_t first,
                              size_t rows, answers_out *out) {
  static const int64_t widths[] = {0, 1, 2, 4, 8};
  rsup_answer_column columns[MOST_ITEMS];
  const rsup_answer_column *pointers[MOST_ITEMS];
  rsup_score_column scores[MOST_SCORES];
  const rsup_score_column *wanted[MOST_SCORES];
  rsup_columns_options all = options ? *options : (rsup_columns_options){0};
  for (size_t i = 0; i < t->info->item_count; i++) {
    columns[i] = t->columns[i];
    const int64_t stride = columns[i].stride ? columns[i].stride : widths[columns[i].type];
    columns[i].data = (const char *)columns[i].data + (int64_t)first * stride;
    columns[i].mask_offset += (int64_t)first;
    pointers[i] = &columns[i];
  }
  for (size_t i = 0; i < t->info->score_count; i++) {
    outputs *const o = &out->scores[i];
    scores[i] = (rsup_score_column){.struct_size = sizeof(rsup_score_column),
                                    .score = (int32_t)i,
                                    .value = o->value + first,
                                    .low = o->low + first,
                                    .high = o->high + first,
                                    .band = o->band + first,
                                    .rule = o->rule + first,
                                    .reason = o->reason + first,
                                    .cutoffs = o->cutoffs + first};
    wanted[i] = &scores[i];
  }
  size_t refused_rows = 0;
  all.struct_size = sizeof all;
  all.alerts = out->alerts + first;
  all.reviews = out->reviews + first;
  all.refused = out->refused + first;
  all.refused_rows = &refused_rows;
  rsup_error err;
  const rsup_status status = rsup_instrument_score_columns(
      t->instrument, pointers, t->info->item_count, rows, wanted, t->info->score_count, &all, &err);
  if (status) print_error("%s %s: %s\n", err.source, err.path, err.message);
  out->refused_rows += refused_rows;
  return status;
}

static answers_out *score_all(const table *t, const rsup_columns_options *options) {
  answers_out *const out = calloc(1, sizeof *out);
  assert_non_null(out);
  assert_int_equal(score_part(t, options, 0, ROWS, out), RSUP_OK);
  return out;
}

/* ---- against single calls */

static int same_bits(double a, double b) {
  return isnan(a) ? isnan(b) : memcmp(&a, &b, sizeof a) == 0;
}

static int place_of_band(const rsup_score_info *info, const char *id) {
  for (size_t i = 0; id && i < info->band_count; i++)
    if (strcmp(info->bands[i]->id, id) == 0) return (int)i;
  return -1;
}

static uint32_t bits_of_cutoffs(const rsup_score_info *info, const rsup_score *score) {
  uint32_t bits = 0, bit = 1;
  for (size_t i = 0; i < info->cutoff_count; i++) {
    size_t first = 0;
    while (strcmp(info->cutoffs[first]->id, info->cutoffs[i]->id) != 0) first++;
    if (first < i) continue;
    for (size_t k = 0; k < score->cutoff_count; k++)
      if (strcmp(score->cutoffs[k], info->cutoffs[i]->id) == 0) bits |= bit;
    bit <<= 1;
  }
  return bits;
}

static void compare_score(const rsup_score_info *info, const rsup_score *score, const outputs *o,
                          size_t row) {
  const char *const reason = rsup_score_reason_name(o->reason[row]);
  assert_true(same_bits(o->value[row], score->value));
  assert_true(same_bits(o->low[row], score->low));
  assert_true(same_bits(o->high[row], score->high));
  assert_int_equal(o->band[row], place_of_band(info, score->band));
  assert_int_equal(o->cutoffs[row], bits_of_cutoffs(info, score));
  assert_int_equal(reason != NULL, score->reason != NULL);
  if (reason) assert_string_equal(reason, score->reason);
  assert_int_equal(o->rule[row] >= 0, score->rule_value != NULL);
  if (score->rule_value) assert_string_equal(info->values[o->rule[row]], score->rule_value);
}

static void compare_alerts(const table *t, const rsup_assessment *one, const answers_out *out,
                           size_t row) {
  uint32_t alerts = 0, reviews = 0;
  for (size_t i = 0; i < one->alert_count; i++)
    for (size_t k = 0; k < t->info->alert_count; k++) {
      if (strcmp(one->alerts[i]->id, t->info->alerts[k]->id) != 0) continue;
      if (one->alerts[i]->level == RSUP_ALERT_REVIEW &&
          t->info->alerts[k]->level != RSUP_ALERT_REVIEW)
        reviews |= 1u << k;
      else
        alerts |= 1u << k;
    }
  assert_int_equal(out->alerts[row], alerts);
  assert_int_equal(out->reviews[row], reviews);
}

static void compare_refused(const table *t, const answers_out *out, size_t row) {
  const uint32_t all = (1u << t->info->alert_count) - 1;
  for (size_t i = 0; i < t->info->score_count; i++) {
    assert_true(isnan(out->scores[i].value[row]) && isnan(out->scores[i].low[row]));
    assert_int_equal(out->scores[i].band[row], -1);
    assert_int_equal(out->scores[i].rule[row], -1);
    assert_int_equal(out->scores[i].reason[row], RSUP_SCORE_REFUSED);
  }
  assert_int_equal(out->alerts[row] | out->reviews[row], all);
  assert_true(out->refused[row] >= 0);
  const int32_t answer = t->answers[row][out->refused[row]];
  assert_int_equal(answer, t->info->items[out->refused[row]]->max + 1);
}

static void compare_with_single_calls(const table *t, const answers_out *out,
                                      const rsup_score_options *options) {
  size_t refused = 0;
  for (size_t row = 0; row < ROWS; row++) {
    rsup_result *result = NULL;
    const rsup_status status = rsup_instrument_score_values(
        t->instrument, t->answers[row], t->info->item_count, options, NULL, &result, NULL);
    refused += status != RSUP_OK;
    if (status) {
      assert_int_equal(status, RSUP_E_RANGE);
      compare_refused(t, out, row);
      continue;
    }
    const rsup_assessment *const one = rsup_assessment_get(result);
    for (size_t i = 0; i < one->score_count; i++)
      compare_score(t->info->scores[i], one->scores[i], &out->scores[i], row);
    compare_alerts(t, one, out, row);
    assert_int_equal(out->refused[row], -1);
    rsup_result_free(result);
  }
  assert_int_equal(out->refused_rows, refused);
}

static void test_every_definition_equals_its_single_calls(void **state) {
  (void)state;
  for (size_t i = 0; i < rsup_instrument_count(); i++) {
    table *const t = open_table(rsup_instrument_at(i), 11 + i, 1);
    lay_out_all(t, RSUP_COLUMN_INT32, RSUP_ANSWERED_BITS, 0);
    answers_out *const out = score_all(t, NULL);
    compare_with_single_calls(t, out, NULL);
    free(out);
    close_table(t);
  }
}

static void test_profiles_and_contexts_equal_single_calls(void **state) {
  (void)state;
  static const char *const ids[] = {"phq-9", "bam", "bam-r", "audit-c", "aware"};
  for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
    table *const t = open_table(ids[i], 77 + i, 0);
    rsup_context_entry entries[4];
    uint32_t count = 0;
    for (; count < t->info->context_count; count++)
      entries[count] =
          (rsup_context_entry){t->info->contexts[count]->name, t->info->contexts[count]->values[0]};
    const rsup_score_options single = {.struct_size = sizeof single,
                                       .context_count = count,
                                       .context = entries,
                                       .profile =
                                           t->info->profile_count ? t->info->profiles[0] : NULL};
    const rsup_columns_options options = {
        .context_count = count, .context = entries, .profile = single.profile};
    lay_out_all(t, RSUP_COLUMN_INT8, RSUP_BLANK_BYTES, 0);
    answers_out *const out = score_all(t, &options);
    compare_with_single_calls(t, out, &single);
    free(out);
    close_table(t);
  }
}

/* AUDIT-C: 3 of 12 screens positive for women and where the sex is not known, 4 for men (VA). */
static void test_a_context_may_differ_row_by_row(void **state) {
  (void)state;
  static const int8_t codes[] = {0, 1, -1, 1};
  static const char *const sexes[] = {"female", "male"};
  static const int8_t q1[] = {1, 1, 1, 2}, q2[] = {1, 1, 1, 1}, q3[] = {1, 1, 1, 1};
  const rsup_answer_column column = {.struct_size = sizeof column, .type = RSUP_COLUMN_INT8};
  rsup_answer_column columns[3] = {column, column, column};
  columns[0].data = q1;
  columns[1].data = q2;
  columns[2].data = q3;
  const rsup_answer_column *const pointers[] = {&columns[0], &columns[1], &columns[2]};
  const rsup_context_column sex = {sizeof sex, 2, "sex", sexes, codes};
  const rsup_context_column *const contexts[] = {&sex};
  const rsup_columns_options options = {
      .struct_size = sizeof options, .context_columns = contexts, .context_column_count = 1};
  uint32_t cutoffs[4];
  const rsup_score_column total = {.struct_size = sizeof total, .cutoffs = cutoffs};
  const rsup_score_column *const scores[] = {&total};
  rsup_instrument *const instrument = test_instrument("audit-c");
  assert_int_equal(
      rsup_instrument_score_columns(instrument, pointers, 3, 4, scores, 1, &options, NULL),
      RSUP_OK);
  assert_int_equal(cutoffs[0] & 1, 1);
  assert_int_equal(cutoffs[1] & 1, 0);
  assert_int_equal(cutoffs[2] & 1, 1);
  assert_int_equal(cutoffs[3] & 1, 1);
  rsup_instrument_free(instrument);
}

static void test_types_masks_and_strides_change_no_bit(void **state) {
  (void)state;
  static const char *const ids[] = {"phq-9", "audit", "barc-10", "aware"};
  static const int32_t masks[] = {RSUP_ANSWERED_BITS, RSUP_ANSWERED_BYTES, RSUP_BLANK_BYTES,
                                  RSUP_ANSWERED_FROM_0};
  for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
    table *const t = open_table(ids[i], 5 + i, 1);
    lay_out_all(t, RSUP_COLUMN_DOUBLE, RSUP_ANSWERED_ALL, 0); /* NaN for blanks */
    answers_out *const first = score_all(t, NULL);
    for (int32_t type = RSUP_COLUMN_INT8; type <= RSUP_COLUMN_DOUBLE; type++)
      for (size_t m = 0; m < sizeof masks / sizeof masks[0]; m++)
        for (int strided = 0; strided < 2; strided++) {
          lay_out_all(t, type, masks[m], strided);
          answers_out *const out = score_all(t, NULL);
          assert_memory_equal(out, first, sizeof *out);
          free(out);
        }
    free(first);
    close_table(t);
  }
}

static void test_any_cut_of_the_rows_gives_the_same(void **state) {
  (void)state;
  uint64_t seed = 3;
  table *const t = open_table("phq-9", 9, 1);
  lay_out_all(t, RSUP_COLUMN_INT8, RSUP_ANSWERED_BITS, 0);
  answers_out *const whole = score_all(t, NULL);
  for (int attempt = 0; attempt < 20; attempt++) {
    answers_out *const parts = calloc(1, sizeof *parts);
    assert_non_null(parts);
    for (size_t first = 0; first < ROWS;) {
      const size_t left = ROWS - first, some = (size_t)(next(&seed) % 700);
      const size_t rows = some < left ? some : left;
      assert_int_equal(score_part(t, NULL, first, rows, parts), RSUP_OK);
      first += rows;
    }
    assert_memory_equal(parts, whole, sizeof *parts);
    free(parts);
  }
  free(whole);
  close_table(t);
}

/* What a large call writes goes past the caches, and from other places than a small one's. */
enum { MANY_ROWS = 1300001, PART = 5003, ITEMS = 7 };

typedef struct many {
  int8_t *answers[ITEMS];
  double *value;
  int8_t *band;
  uint8_t *reason;
  uint32_t *alerts;
} many;

static void score_many(const many *m, size_t first, size_t rows) {
  rsup_instrument *const instrument = test_instrument("gad-7");
  rsup_answer_column columns[ITEMS];
  const rsup_answer_column *pointers[ITEMS];
  for (size_t i = 0; i < ITEMS; i++) {
    columns[i] = (rsup_answer_column){.struct_size = sizeof columns[i],
                                      .type = RSUP_COLUMN_INT8,
                                      .data = m->answers[i] + first,
                                      .answered = RSUP_ANSWERED_FROM_0};
    pointers[i] = &columns[i];
  }
  const rsup_score_column total = {.struct_size = sizeof total,
                                   .value = m->value + first,
                                   .band = m->band + first,
                                   .reason = m->reason + first};
  const rsup_score_column *const scores[] = {&total};
  const rsup_columns_options options = {.struct_size = sizeof options, .alerts = m->alerts + first};
  assert_int_equal(
      rsup_instrument_score_columns(instrument, pointers, ITEMS, rows, scores, 1, &options, NULL),
      RSUP_OK);
  rsup_instrument_free(instrument);
}

static many open_many(void) {
  const many m = {.value = calloc(MANY_ROWS, sizeof *m.value),
                  .band = calloc(MANY_ROWS, 1),
                  .reason = calloc(MANY_ROWS, 1),
                  .alerts = calloc(MANY_ROWS, sizeof *m.alerts)};
  assert_true(m.value && m.band && m.reason && m.alerts);
  return m;
}

static void close_many(many m) {
  free(m.value);
  free(m.band);
  free(m.reason);
  free(m.alerts);
}

static void test_a_large_call_equals_small_ones(void **state) {
  (void)state;
  uint64_t seed = 19;
  many whole = open_many(), parts = open_many();
  for (size_t i = 0; i < ITEMS; i++) {
    whole.answers[i] = parts.answers[i] = calloc(MANY_ROWS + i, 1); /* lies anywhere */
    assert_non_null(whole.answers[i]);
    for (size_t row = 0; row < MANY_ROWS; row++) {
      const uint64_t drawn = next(&seed) >> 20;
      whole.answers[i][row] = (int8_t)(drawn % 10007 == 0 ? 4 : (int)(drawn / 16384 % 5) - 1);
    }
  }
  score_many(&whole, 1, MANY_ROWS - 1);
  for (size_t first = 1; first < MANY_ROWS; first += PART)
    score_many(&parts, first, MANY_ROWS - first < PART ? MANY_ROWS - first : PART);
  assert_memory_equal(whole.value, parts.value, MANY_ROWS * sizeof *whole.value);
  assert_memory_equal(whole.band, parts.band, MANY_ROWS);
  assert_memory_equal(whole.reason, parts.reason, MANY_ROWS);
  assert_memory_equal(whole.alerts, parts.alerts, MANY_ROWS * sizeof *whole.alerts);
  for (size_t i = 0; i < ITEMS; i++) free(whole.answers[i]);
  close_many(whole);
  close_many(parts);
}

/* 3.5 is no answer, and neither is 4; -1 is one of nobody unless the column says so. */
static void test_an_answer_that_is_none_refuses_its_row_alone(void **state) {
  (void)state;
  static const double q1[] = {3.5, 1, -1, 4, 2};
  const rsup_answer_column first = {
      .struct_size = sizeof first, .type = RSUP_COLUMN_DOUBLE, .data = q1};
  const rsup_answer_column *const pointers[] = {&first};
  uint8_t reason[5];
  int16_t refused[5];
  size_t refused_rows = 0;
  uint32_t alerts[5], reviews[5];
  const rsup_score_column total = {.struct_size = sizeof total, .reason = reason};
  const rsup_score_column *const scores[] = {&total};
  const rsup_columns_options options = {.struct_size = sizeof options,
                                        .alerts = alerts,
                                        .reviews = reviews,
                                        .refused = refused,
                                        .refused_rows = &refused_rows};
  rsup_instrument *const instrument = test_instrument("phq-9");
  assert_int_equal(
      rsup_instrument_score_columns(instrument, pointers, 1, 5, scores, 1, &options, NULL),
      RSUP_OK);
  assert_int_equal(refused_rows, 3);
  const int16_t expected[] = {0, -1, 0, 0, -1};
  for (size_t i = 0; i < 5; i++) {
    assert_int_equal(refused[i], expected[i]);
    assert_int_equal(reason[i], expected[i] < 0 ? RSUP_SCORE_TOO_MANY_MISSING : RSUP_SCORE_REFUSED);
    assert_int_equal(alerts[i], 0);
    assert_int_equal(reviews[i], 1); /* item 9 has no answer: look */
  }
  rsup_instrument_free(instrument);
}

static void test_calls_that_cannot_be_are_refused_whole(void **state) {
  (void)state;
  static const int8_t codes[] = {0, 3};
  static const char *const sexes[] = {"female", "male"};
  const int8_t answers[] = {1, 1};
  rsup_error err;
  rsup_answer_column column = {
      .struct_size = sizeof column, .type = RSUP_COLUMN_INT8, .data = answers};
  const rsup_answer_column *pointers[64] = {&column};
  double value[2] = {5, 5};
  rsup_score_column total = {.struct_size = sizeof total, .value = value};
  const rsup_score_column *const scores[] = {&total};
  rsup_instrument *const instrument = test_instrument("audit-c");
  rsup_columns_options options = {.struct_size = sizeof options};
#define CALL(columns)                                                                              \
  rsup_instrument_score_columns(instrument, pointers, columns, 2, scores, 1, &options, &err)
  column.type = 9;
  assert_int_equal(CALL(1), RSUP_E_RANGE);
  assert_string_equal(err.path, "q1");
  column.type = RSUP_COLUMN_INT8;
  column.answered = RSUP_ANSWERED_BITS;
  assert_int_equal(CALL(1), RSUP_E_ARGUMENT);
  column.answered = 0;
  assert_int_equal(CALL(4), RSUP_E_RANGE); /* three items */
  total.score = 1;
  assert_int_equal(CALL(1), RSUP_E_RANGE);
  total.score = 0;
  options.profile = "no_such";
  assert_int_equal(CALL(1), RSUP_E_UNKNOWN_NAME);
  options.profile = NULL;
  const rsup_context_column sex = {sizeof sex, 2, "sex", sexes, codes};
  const rsup_context_column *const contexts[] = {&sex};
  options.context_columns = contexts;
  options.context_column_count = 1;
  assert_int_equal(CALL(1), RSUP_E_RANGE);
  assert_int_equal(err.row, 2);
#undef CALL
  assert_true(value[0] == 5 && value[1] == 5);
  rsup_instrument_free(instrument);
}

/* Nothing was written when the memory was not there. */
static void test_each_failed_allocation_is_told(void **state) {
  (void)state;
  static const int8_t answers[] = {1, 2, 3};
  watched watch = {0};
  const rsup_allocator allocator = watched_allocator(&watch);
  const rsup_config_options options = {.struct_size = sizeof options, .allocator = &allocator};
  const rsup_answer_column column = {
      .struct_size = sizeof column, .type = RSUP_COLUMN_INT8, .data = answers};
  const rsup_answer_column *const pointers[] = {&column};
  double value[3] = {7, 7, 7};
  const rsup_score_column total = {.struct_size = sizeof total, .value = value};
  const rsup_score_column *const scores[] = {&total};
  rsup_config *config = NULL;
  rsup_instrument *instrument = NULL;
  size_t point = 0;
  rsup_status status = RSUP_E_MEMORY;
  assert_int_equal(rsup_config_default(&options, &config, NULL), RSUP_OK);
  assert_int_equal(rsup_instrument_builtin(config, "phq-9", &instrument, NULL), RSUP_OK);
  while (status) {
    const size_t live = watch.live;
    watch.fail_at = watch.allocations + ++point;
    status = rsup_instrument_score_columns(instrument, pointers, 1, 3, scores, 1, NULL, NULL);
    watch.fail_at = 0;
    assert_int_equal(watch.live, live);
    if (!status) break;
    assert_int_equal(status, RSUP_E_MEMORY);
    for (size_t i = 0; i < 3; i++) assert_true(value[i] == 7);
  }
  print_message("columns: %zu points\n", point - 1);
  assert_true(point > 1);
  rsup_instrument_free(instrument);
  rsup_config_free(config);
  assert_int_equal(watch.live, 0);
  assert_int_equal(watch.not_wiped, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_definition_equals_its_single_calls),
      cmocka_unit_test(test_profiles_and_contexts_equal_single_calls),
      cmocka_unit_test(test_a_context_may_differ_row_by_row),
      cmocka_unit_test(test_types_masks_and_strides_change_no_bit),
      cmocka_unit_test(test_any_cut_of_the_rows_gives_the_same),
      cmocka_unit_test(test_a_large_call_equals_small_ones),
      cmocka_unit_test(test_an_answer_that_is_none_refuses_its_row_alone),
      cmocka_unit_test(test_calls_that_cannot_be_are_refused_whole),
      cmocka_unit_test(test_each_failed_allocation_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
