/* What a call needs before its first block: which scores, their points as kernels know them, where
 * codes lie and results go. Made once per call; nothing here looks at a row. */
#include "instrument/columns.h"
#include <string.h>

enum { MOST_DEPTH = 40 /* documents are no deeper than 32 */ };

uint8_t *rsupi_columns_room(const rsupi_columns_call *call, size_t columns) {
  uint8_t *const room =
      rsupi_arena_alloc(call->arena, columns * call->room + RSUPI_LINE); /* few columns */
  return room ? room + (RSUPI_LINE - (uintptr_t)room % RSUPI_LINE) : NULL;
}

static uint8_t *rows_of(const rsupi_columns_call *call) {
  return rsupi_columns_room(call, 1);
}

static int is_points(const rsupi_score_def *def) {
  return def->op == RSUPI_OP_SUM || def->op == RSUPI_OP_MEAN || def->op == RSUPI_OP_COUNT ||
         def->op == RSUPI_OP_VALUE;
}

static void need_by(const rsupi_predicate *predicate, uint8_t *needed) {
  if (!predicate) return;
  if (predicate->kind == RSUPI_WHEN_SCORE) needed[predicate->subject] = 1;
  for (size_t i = 0; i < predicate->part_count; i++) need_by(predicate->parts[i], needed);
}

/* A score rests on earlier ones only, so one walk from the last to the first finds them all. */
static void find_needed(const rsupi_columns_call *call, uint8_t *needed) {
  const rsup_instrument *const instrument = call->instrument;
  memset(needed, 0, instrument->score_count);
  for (size_t i = 0; i < call->score_count; i++) needed[call->scores[i].score] = 1;
  for (size_t i = instrument->score_count; i-- > 0;) {
    const rsupi_score_def *const def = &instrument->scores[i];
    if (!needed[i]) continue;
    if (def->op == RSUPI_OP_LINEAR || def->op == RSUPI_OP_TABLE) needed[def->of] = 1;
    for (size_t k = 0; k < def->rule_count; k++) need_by(def->rules[k].when, needed);
    for (size_t k = 0; k < def->cutoff_count; k++) need_by(def->cutoffs[k].when, needed);
  }
}

/* ---- how many rows at once? */

static int has_many_steps(const rsupi_columns_call *call) {
  const rsup_instrument *const instrument = call->instrument;
  uint8_t needed[RSUPI_MOST_SCORES];
  int many = instrument->skip_count > 0;
  find_needed(call, needed);
  for (size_t i = 0; i < instrument->score_count; i++)
    many |= needed[i] && instrument->scores[i].op == RSUPI_OP_RULES;
  for (size_t i = 0; i < call->score_count; i++) many |= call->scores[i].cutoffs != NULL;
  return many;
}

size_t rsupi_columns_rows_at_once(const rsupi_columns_call *call) {
  const rsup_instrument *const instrument = call->instrument;
  for (size_t i = 0; i < instrument->item_count; i++)
    if (call->columns[i].data && !rsupi_column_in_place(&call->columns[i], &instrument->items[i]))
      return RSUPI_BLOCK;
  return has_many_steps(call) ? RSUPI_MIDDLE_BLOCK : RSUPI_SHORT_BLOCK;
}

/* ---- does it fit in bytes? */

static int points_fit(const rsup_instrument *instrument, const rsupi_score_def *def) {
  for (size_t i = 0; i < def->point_count; i++) {
    const rsupi_points *const points = &def->points[i];
    if (points->least < 0 || points->most > RSUPI_MOST_POINTS) return 0;
    if (def->op != RSUPI_OP_VALUE && instrument->items[points->item].ask_when) return 0;
  }
  return rsupi_column_largest_sum(def) <= RSUPI_MOST_POINTS;
}

static int score_fits(const rsup_instrument *instrument, const rsupi_score_def *def) {
  if (def->op == RSUPI_OP_RULES) return def->rule_count < INT8_MAX;
  if (def->op == RSUPI_OP_LINEAR) return def->multiply.num > 0;
  return is_points(def) && points_fit(instrument, def);
}

int rsupi_columns_fit(const rsupi_columns_call *call) {
  const rsup_instrument *const instrument = call->instrument;
  uint8_t needed[RSUPI_MOST_SCORES];
  find_needed(call, needed);
  if (instrument->item_count >= RSUPI_MOST_ITEMS) return 0;
  for (size_t i = 0; i < instrument->item_count; i++)
    if (instrument->items[i].max - instrument->items[i].min >= RSUPI_MOST_CODES) return 0;
  for (size_t i = 0; i < instrument->score_count; i++)
    if (needed[i] && !score_fits(instrument, &instrument->scores[i])) return 0;
  return 1;
}

/* ---- points */

static int is_line(const rsupi_question *question, const rsupi_points *points, int64_t at_least,
                   int64_t slope) {
  for (int32_t place = 0; place <= question->max - question->min; place++)
    if (question->valid[place] && points->table[place] != at_least + slope * place) return 0;
  return 1;
}

/* Most points are the code itself, moved or mirrored: one addition for all rows. `least` is the
 * code of the least answer, which is always in the set. */
static int straight_points(const rsupi_question *question, const rsupi_points *points,
                           int32_t least, rsupi_column_points *out) {
  const int64_t at_least = points->table[0];
  out->straight = 1;
  out->flip = 0;
  out->add = (uint8_t)(at_least - least);
  if (is_line(question, points, at_least, 1)) return 1;
  out->flip = 255; /* ~code + 1 is -code, modulo 256 */
  out->add = (uint8_t)(at_least + least + 1);
  return is_line(question, points, at_least, -1);
}

static int stepped_points(rsupi_arena *arena, const rsupi_question *question,
                          const rsupi_points *points, int32_t least, rsupi_column_points *out) {
  const int32_t span = question->max - question->min + 1;
  uint8_t *const from = rsupi_arena_alloc(arena, (size_t)span);
  uint8_t *const by = rsupi_arena_alloc(arena, (size_t)span);
  int64_t before = points->table[0];
  if (!from || !by) return 0;
  out->straight = 0;
  out->first = (uint8_t)before;
  out->steps = 0;
  for (int32_t place = 1; place < span; place++) {
    if (!question->valid[place] || points->table[place] == before) continue;
    from[out->steps] = (uint8_t)(least + place);
    by[out->steps++] = (uint8_t)(points->table[place] - before);
    before = points->table[place];
  }
  out->from = from;
  out->by = by;
  return 1;
}

static int plan_points(const rsupi_column_plan *plan, rsupi_column_score *score) {
  const rsupi_columns_call *const call = plan->call;
  const rsupi_score_def *const def = score->def;
  rsupi_column_points *const all = rsupi_arena_array(call->arena, def->point_count, sizeof *all);
  if (!all) return 0;
  score->points = all;
  for (size_t i = 0; i < def->point_count; i++) {
    const rsupi_points *const points = &def->points[i];
    const rsupi_question *const question = &call->instrument->items[points->item];
    const int32_t least = question->min - plan->origin[points->item];
    all[i].item = points->item;
    if (!straight_points(question, points, least, &all[i]) &&
        !stepped_points(call->arena, question, points, least, &all[i]))
      return 0;
  }
  return 1;
}

/* ---- the plan */

static const uint8_t *blank_rows(const rsupi_columns_call *call) {
  uint8_t *const rows = rows_of(call);
  if (rows) memset(rows, RSUPI_BLANK, call->room);
  return rows;
}

/* A line shares the sums of the score below it. */
static void share_rows(rsupi_column_score *score, const rsupi_column_score *of) {
  score->base = of->base;
  score->gaps = of->gaps;
  score->value_rows = of->value_rows;
  score->sum = of->sum;
  score->missing = of->missing;
  score->low_sum = of->low_sum;
  score->high_sum = of->high_sum;
  score->reason = of->reason;
}

static void own_rows(rsupi_column_plan *plan, rsupi_column_score *score) {
  const rsupi_columns_call *const call = plan->call;
  const rsupi_score_def *const def = score->def;
  score->base = def;
  score->gaps = rsupi_gap_policy_of(call->profile, def);
  score->value_rows = 1;
  if (score->gaps.method != RSUPI_MISSING_ZERO && score->gaps.max > 0 && def->point_count > 1)
    score->value_rows = (size_t)score->gaps.max < def->point_count - 1 ? (size_t)score->gaps.max + 1
                                                                       : def->point_count;
  score->sum = rows_of(call);
  score->missing = rows_of(call);
  score->low_sum = rows_of(call);
  score->high_sum = rows_of(call);
  for (size_t i = 0; i < call->score_count; i++)
    if (&call->instrument->scores[call->scores[i].score] == def)
      score->reason = plan->outputs[i].reason;
  if (!score->reason) score->reason = rows_of(call);
  if (rsupi_column_zero_all(score) && !plan->any) plan->any = rows_of(call);
}

static void plan_score(rsupi_column_plan *plan, rsupi_column_score *score) {
  const rsupi_columns_call *const call = plan->call;
  if (score->def->op == RSUPI_OP_LINEAR)
    share_rows(score, &plan->scores[score->def->of]);
  else
    own_rows(plan, score);
  if (score->def->op == RSUPI_OP_RULES) {
    score->rule = (int8_t *)rows_of(call);
    return;
  }
  if (score->def->op != RSUPI_OP_LINEAR && !plan_points(plan, score)) return;
  rsupi_column_plan_values(plan, score);
}

static void plan_scores(rsupi_column_plan *plan) {
  const rsupi_columns_call *const call = plan->call;
  const rsup_instrument *const instrument = call->instrument;
  uint8_t needed[RSUPI_MOST_SCORES];
  find_needed(call, needed);
  for (size_t i = 0; i < instrument->score_count && !call->arena->failed; i++) {
    rsupi_column_score *const score = &plan->scores[i];
    score->def = &instrument->scores[i];
    score->needed = needed[i];
    if (score->needed) plan_score(plan, score);
  }
  for (size_t i = 0; i < call->score_count && !call->arena->failed; i++) {
    const rsup_score_column *const wanted = &call->scores[i];
    rsupi_column_score *score = &plan->scores[wanted->score];
    if (!wanted->low && !wanted->high) continue;
    while (score->def->op == RSUPI_OP_LINEAR) score = &plan->scores[score->def->of];
    score->low_high = 1;
  }
}

static void used_by_scores(const rsupi_columns_call *call, uint8_t *used) {
  const rsup_instrument *const instrument = call->instrument;
  uint8_t needed[RSUPI_MOST_SCORES];
  find_needed(call, needed);
  for (size_t i = 0; i < instrument->score_count; i++) {
    const rsupi_score_def *const def = &instrument->scores[i];
    for (size_t item = 0; needed[i] && item < instrument->item_count; item++)
      used[item] |= def->uses[item];
    for (size_t k = 0; needed[i] && k < def->cutoff_count; k++)
      if (def->cutoffs[k].when) rsupi_predicate_uses(def->cutoffs[k].when, instrument, used);
  }
}

/* Items that something of the call reads. An ask_when reads earlier items only. */
static void find_used(const rsupi_columns_call *call, uint8_t *used) {
  const rsup_instrument *const instrument = call->instrument;
  memset(used, 0, instrument->item_count);
  used_by_scores(call, used);
  for (size_t i = 0; i < instrument->alert_count; i++)
    rsupi_predicate_uses(instrument->alerts[i].when, instrument, used);
  for (size_t i = 0; i < instrument->skip_count; i++)
    rsupi_predicate_uses(instrument->skips[i].when, instrument, used);
  for (size_t i = instrument->item_count; i-- > 0;)
    if (used[i] && instrument->items[i].ask_when)
      rsupi_predicate_uses(instrument->items[i].ask_when, instrument, used);
}

/* Where an item's codes lie. */
static void plan_source(rsupi_column_plan *plan, size_t item) {
  const rsupi_columns_call *const call = plan->call;
  const rsup_answer_column *const column = &call->columns[item];
  rsupi_column_source *const source = &plan->sources[item];
  source->codes = plan->blanks;
  if (!column->data) return;
  if (rsupi_column_in_place(column, &call->instrument->items[item])) {
    *source = (rsupi_column_source){column->data, 1};
    return;
  }
  source->codes = plan->codes[item];
  plan->reads[plan->read_count++] = (int32_t)item;
}

static void plan_items(rsupi_column_plan *plan) {
  const rsupi_columns_call *const call = plan->call;
  const rsup_instrument *const instrument = call->instrument;
  uint8_t used[RSUPI_MOST_ITEMS];
  find_used(call, used);
  for (size_t i = 0; i < instrument->item_count && !call->arena->failed; i++) {
    const int may_not_be_asked = used[i] && instrument->items[i].ask_when;
    const rsupi_question *const item = &instrument->items[i];
    const int as_they_are = item->min >= 0 && item->max < RSUPI_MOST_CODES;
    plan->origin[i] = as_they_are ? 0 : item->min;
    plan->codes[i] = rows_of(call);
    plan->not_asked[i] = may_not_be_asked ? rows_of(call) : NULL;
    plan->asks |= may_not_be_asked;
    plan_source(plan, i);
  }
}

/* ---- what the caller wants */

/* More than that would drive out of the caches what is read next, and not be there when it is
 * asked for. */
enum { MOST_CACHED = 16 << 20, OUTPUTS_OF_SCORE = 7, OUTPUTS_OF_ALL = 2 };

/* Room for a block of an output column; NULL if the caller does not want it. */
static void *output_for(rsupi_column_plan *plan, void *to, size_t width) {
  void *const room = to ? rsupi_columns_room(plan->call, width) : NULL;
  if (room && plan->copies) plan->copies[plan->copy_count++] = (rsupi_column_copy){to, room, width};
  return room;
}

static void plan_outputs(rsupi_column_plan *plan) {
  const rsupi_columns_call *const call = plan->call;
  const size_t most = call->score_count * OUTPUTS_OF_SCORE + OUTPUTS_OF_ALL;
  size_t bytes = 0;
  plan->copies = rsupi_arena_array(call->arena, most, sizeof *plan->copies);
  plan->outputs = rsupi_arena_array(call->arena, call->score_count, sizeof *plan->outputs);
  for (size_t i = 0; plan->outputs && i < call->score_count; i++) {
    const rsup_score_column *const to = &call->scores[i];
    plan->outputs[i] = (rsup_score_column){
        .score = to->score,
        .value = output_for(plan, to->value, sizeof *to->value),
        .low = output_for(plan, to->low, sizeof *to->low),
        .high = output_for(plan, to->high, sizeof *to->high),
        .band = output_for(plan, to->band, sizeof *to->band),
        .rule = output_for(plan, to->rule, sizeof *to->rule),
        .reason = output_for(plan, to->reason, sizeof *to->reason),
        .cutoffs = output_for(plan, to->cutoffs, sizeof *to->cutoffs),
    };
  }
  plan->alerts = output_for(plan, call->options.alerts, sizeof *plan->alerts);
  plan->reviews = output_for(plan, call->options.reviews, sizeof *plan->reviews);
  if (plan->reviews && !plan->alerts)
    plan->alerts = (uint32_t *)(void *)rsupi_columns_room(call, sizeof *plan->alerts);
  for (size_t i = 0; i < plan->copy_count; i++) bytes += plan->copies[i].width * call->rows;
  plan->past_caches = bytes > MOST_CACHED;
}

rsupi_column_plan *rsupi_columns_plan(const rsupi_columns_call *call) {
  rsupi_arena *const arena = call->arena;
  const rsup_instrument *const instrument = call->instrument;
  rsupi_column_plan *const plan = rsupi_arena_alloc(arena, sizeof *plan);
  if (!plan) return NULL;
  plan->call = call;
  plan->scores = rsupi_arena_array(arena, instrument->score_count, sizeof *plan->scores);
  plan->origin = rsupi_arena_array(arena, instrument->item_count, sizeof *plan->origin);
  plan->codes = rsupi_arena_array(arena, instrument->item_count, sizeof *plan->codes);
  plan->not_asked = rsupi_arena_array(arena, instrument->item_count, sizeof *plan->not_asked);
  plan->sources = rsupi_arena_array(arena, instrument->item_count, sizeof *plan->sources);
  plan->reads = rsupi_arena_array(arena, instrument->item_count, sizeof *plan->reads);
  plan->zeros = rows_of(call);
  plan->blanks = blank_rows(call);
  plan->refused = rows_of(call);
  plan_outputs(plan);
  plan->spare = rsupi_columns_room(call, MOST_DEPTH);
  if (!arena->failed) plan_items(plan);
  if (!arena->failed) plan_scores(plan);
  if (!arena->failed) rsupi_columns_plan_skips(plan);
  if (!arena->failed) rsupi_columns_plan_groups(plan);
  return arena->failed ? NULL : plan;
}
