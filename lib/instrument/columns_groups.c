/* Items that are added up in one pass: those of a score whose codes are their points. The same pass
 * tells whether all their codes lie in the range of the answers, so that no other has to look. */
#include "instrument/columns.h"
#include <string.h>

/* ---- which */

int rsupi_column_plain(const rsupi_column_points *points) {
  return points->straight && points->flip == 0 && points->add == 0;
}

/* The group of this range of codes and these skip rules, made when there is none; NULL: out of
 * memory. */
static rsupi_column_group *group_for(const rsupi_column_plan *plan, size_t item,
                                     rsupi_column_group *groups, size_t *count) {
  const rsup_instrument *const instrument = plan->call->instrument;
  const rsupi_question *const question = &instrument->items[item];
  const uint8_t least = (uint8_t)(question->min - plan->origin[item]);
  const uint8_t most = (uint8_t)(question->max - plan->origin[item]);
  const uint32_t skips = plan->gaps_only[item];
  for (size_t i = 0; i < *count; i++)
    if (groups[i].least == least && groups[i].most == most && groups[i].skips == skips)
      return &groups[i];
  rsupi_column_group *const made = &groups[*count];
  made->items = rsupi_arena_array(plan->call->arena, instrument->item_count, sizeof *made->items);
  if (!made->items) return NULL;
  made->least = least;
  made->most = most;
  made->skips = skips;
  ++*count;
  return made;
}

static void join(const rsupi_column_plan *plan, size_t item, rsupi_column_group *groups,
                 size_t *count) {
  rsupi_column_group *const group = group_for(plan, item, groups, count);
  if (group) group->items[group->count++] = (int32_t)item;
}

/* What is left in score->points is added up item by item. */
static void group_score(const rsupi_column_plan *plan, rsupi_column_score *score,
                        uint8_t *checked) {
  const size_t count = score->def->point_count;
  score->groups = rsupi_arena_array(plan->call->arena, count, sizeof *score->groups);
  for (size_t i = 0; score->groups && i < count; i++) {
    const rsupi_column_points *const points = &score->points[i];
    if (!rsupi_column_plain(points)) {
      score->points[score->point_count++] = *points;
      continue;
    }
    join(plan, (size_t)points->item, score->groups, &score->group_count);
    checked[points->item] = 1;
  }
}

/* Runs of codes between an item's answers that are none. */
static void find_holes(rsupi_column_plan *plan, size_t item) {
  const rsupi_question *const question = &plan->call->instrument->items[item];
  const int32_t least = question->min - plan->origin[item], span = question->max - question->min;
  for (int32_t code = 0; code <= span; code++) {
    const int32_t from = code;
    while (code <= span && !question->valid[code]) code++;
    if (code == from) continue;
    plan->holes[plan->hole_count++] =
        (rsupi_column_hole){(int32_t)item, (uint8_t)(least + from), (uint8_t)(least + code - 1)};
  }
}

static size_t most_holes(const rsup_instrument *instrument) {
  size_t holes = 0;
  for (size_t i = 0; i < instrument->item_count; i++)
    for (int32_t code = 0; code < instrument->items[i].max - instrument->items[i].min; code++)
      holes += !instrument->items[i].valid[code];
  return holes;
}

void rsupi_columns_plan_groups(rsupi_column_plan *plan) {
  const rsupi_columns_call *const call = plan->call;
  const rsup_instrument *const instrument = call->instrument;
  uint8_t checked[RSUPI_MOST_ITEMS] = {0};
  plan->checks = rsupi_arena_array(call->arena, instrument->item_count, sizeof *plan->checks);
  plan->holes = rsupi_arena_array(call->arena, most_holes(instrument), sizeof *plan->holes);
  for (size_t i = 0; i < instrument->score_count && !call->arena->failed; i++)
    if (plan->scores[i].points) group_score(plan, &plan->scores[i], checked);
  for (size_t i = 0; i < instrument->item_count && !call->arena->failed; i++) {
    if (!call->columns[i].data) continue;
    if (!checked[i]) join(plan, i, plan->checks, &plan->check_count);
    find_holes(plan, i);
  }
}

/* ---- adding up */

/* The next items of a group: as many as go in one pass. */
static void take(const rsupi_block *block, const rsupi_column_group *group, size_t first,
                 rsupi_plain *out) {
  const size_t left = group->count - first;
  out->count = left <= RSUPI_FEW ? RSUPI_FEW : left <= RSUPI_SOME ? RSUPI_SOME : RSUPI_MANY;
  out->spare = (uint8_t)(out->count > left ? out->count - left : 0);
  for (size_t i = 0; i < out->count; i++)
    out->codes[i] = i < left ? block->codes[group->items[first + i]] : block->plan->blanks;
}

static int add_group(const rsupi_block *block, const rsupi_column_group *group, uint8_t *sum,
                     uint8_t *missing, uint8_t *before) {
  _Alignas(RSUPI_LINE) uint8_t room[RSUPI_BLOCK];
  const uint8_t *const filled = rsupi_block_skipped(block, group->skips, room);
  int fine = 1;
  for (size_t first = 0; first < group->count; first += RSUPI_MANY) {
    rsupi_plain plain = {.before = *before, .filled = filled};
    take(block, group, first, &plain);
    const rsupi_range range = rsupi_kernel_add_plain(sum, missing, &plain, block->rows);
    fine &= range.most <= group->most && range.least >= group->least;
    *before = 255;
  }
  return fine;
}

int rsupi_block_add_groups(const rsupi_block *block, const rsupi_column_score *score) {
  uint8_t before = 0;
  int fine = 1;
  for (size_t i = 0; i < score->group_count; i++)
    fine &= add_group(block, &score->groups[i], score->sum, score->missing, &before);
  if (!before) memset(score->sum, 0, block->rows);
  if (!before) memset(score->missing, 0, block->rows);
  return fine;
}

int rsupi_block_check(const rsupi_block *block) {
  const rsupi_column_plan *const plan = block->plan;
  uint8_t *const sum = plan->spare, *const missing = sum + plan->call->room;
  uint8_t before = 0;
  int fine = 1;
  for (size_t i = 0; i < plan->check_count; i++)
    fine &= add_group(block, &plan->checks[i], sum, missing, &before);
  for (size_t i = 0; i < plan->hole_count && fine; i++) {
    const rsupi_column_hole *const hole = &plan->holes[i];
    fine &= !rsupi_kernel_any_within(block->codes[hole->item], hole->from, hole->to, block->rows);
  }
  return fine;
}
