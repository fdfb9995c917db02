/* Forms in their final shape: the days by one rule, the times of a day as a list, earlier versions
 * with the way their answers go on. */
#include "config/config_build.h"
#include "core/numbers.h"

#include <string.h>

static int32_t or_else(int32_t value, int32_t otherwise) {
  return value == INT32_MIN ? otherwise : value;
}

static int32_t bits_of(const int32_t *days, size_t count) {
  int32_t bits = 0;
  for (size_t i = 0; i < count; i++) bits |= days[i];
  return bits;
}

/* In order of time; the lists are short, and mostly in order. */
static void sort_days(rsup_day *days, size_t count) {
  for (size_t i = 1; i < count; i++) {
    const rsup_day day = days[i];
    size_t k = i;
    for (; k > 0 && days[k - 1] > day; k--) days[k] = days[k - 1];
    days[k] = day;
  }
}

static void take_schedule(const rsupi_raw_schedule *raw, rsupi_form *form) {
  rsupi_recurrence *rule = &form->schedule;
  *rule = (rsupi_recurrence){.kind = RSUPI_RECURS_WEEKDAYS,
                             .weekdays = form->weekdays,
                             .from = RSUPI_NO_DAY,
                             .until = RSUPI_NO_DAY};
  if (!raw) return;
  sort_days(raw->dates, raw->date_count);
  sort_days(raw->except, raw->except_count);
  rule->weekdays = raw->day_count ? bits_of(raw->days, raw->day_count) : 127;
  rule->from = raw->from;
  rule->until = raw->until;
  rule->dates = raw->dates;
  rule->date_count = raw->date_count;
  rule->except = raw->except;
  rule->except_count = raw->except_count;
  rule->nth = raw->nth;
  rule->every = raw->every_days != INT32_MIN ? raw->every_days : or_else(raw->every_weeks, 1);
  if (raw->dates)
    rule->kind = RSUPI_RECURS_DATES;
  else if (raw->every_days != INT32_MIN)
    rule->kind = RSUPI_RECURS_EVERY_DAYS;
  else if (raw->every_weeks != INT32_MIN)
    rule->kind = RSUPI_RECURS_EVERY_WEEKS;
  else if (rule->nth)
    rule->kind = RSUPI_RECURS_MONTHLY;
  form->weekdays = rule->weekdays;
}

static void take_several(const rsupi_raw_schedule *raw, rsupi_form *form) {
  form->times = raw->times;
  form->time_count = raw->time_count;
  form->opens = form->times[0].times.opens;
  form->due = form->times[form->time_count - 1].times.due;
  form->closes = form->times[form->time_count - 1].times.closes;
  form->late_until = 0;
  for (size_t i = 0; i < form->time_count; i++) {
    rsupi_day_times *times = &form->times[i].times;
    times->late_until = or_else(times->closes, 0) + or_else(times->late_until, 0);
    if (times->late_until > form->late_until) form->late_until = times->late_until;
  }
}

static void take_times(rsupi_arena *arena, const rsupi_raw_form *raw, rsupi_form *form) {
  form->late_until = or_else(form->closes, 0) + or_else(raw->form.late_until, 0);
  if (raw->schedule && raw->schedule->time_count) {
    take_several(raw->schedule, form);
    return;
  }
  form->times = rsupi_arena_alloc(arena, sizeof *form->times);
  if (!form->times) return;
  form->time_count = 1;
  form->times[0].times = (rsupi_day_times){form->opens, form->due, form->closes, form->late_until};
}

static void take_items(rsupi_form *form) {
  for (size_t i = 0; i < form->item_count; i++) {
    rsupi_item *item = &form->items[i];
    item->open = item->open == 1;
    item->per_target = item->per_target == 1;
    item->required = item->required == 1;
  }
}

static void take_recode(rsupi_arena *arena, const rsupi_form *present, rsupi_item *item) {
  if (!item->recode) return;
  rsupi_recode *recode = rsupi_arena_alloc(arena, sizeof *recode);
  if (!recode) return;
  *recode = *item->recode;
  if (rsupi_isnan(recode->times)) recode->times = 1;
  if (rsupi_isnan(recode->plus)) recode->plus = 0;
  recode->item = rsupi_form_item(present, recode->to ? recode->to : item->id);
  item->recode = recode;
}

void rsupi_config_take_form(rsupi_arena *arena, const rsupi_raw_form *raw, rsupi_form *form) {
  *form = raw->form;
  form->weekdays = bits_of(raw->days, raw->day_count);
  take_schedule(raw->schedule, form);
  take_times(arena, raw, form);
  take_items(form);
  for (size_t i = 0; i < form->earlier_count; i++) {
    rsupi_form *earlier = &form->earlier[i];
    earlier->id = form->id;
    take_items(earlier);
    for (size_t k = 0; k < earlier->item_count; k++) take_recode(arena, form, &earlier->items[k]);
  }
}
