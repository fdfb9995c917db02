/* The hours of the week that are often hard: blocks of local hours in which at least half of the
 * check-ins tell of a strong craving or of use, where there are enough of them. */
#include "checkin/insights.h"
#include "core/numbers.h"
#include "time/civil.h"
#include <stdlib.h>

static const rsup_field hard_hours_fields[] = {
    RSUPI_FIELD(rsup_hard_hours, weekday, INT32, "", "day of the week; 0 is Sunday"),
    RSUPI_FIELD(rsup_hard_hours, from_hour, INT32, "h", "first hour of the local day"),
    RSUPI_FIELD(rsup_hard_hours, to_hour, INT32, "h", "the hour after the last"),
    RSUPI_FIELD(rsup_hard_hours, n, INT32, "", "check-ins that tell a craving or use"),
    RSUPI_FIELD(rsup_hard_hours, hard, INT32, "", "hard ones among them"),
    RSUPI_FIELD(rsup_hard_hours, share, DOUBLE, "", "hard / n"),
};
const rsup_record_type rsupi_hard_hours_type = RSUPI_RECORD_TYPE(
    "hard_hours", rsup_hard_hours, hard_hours_fields, "a weekly block of hours that is often hard");

enum { DAYS = 7, HOURS = 24 };
typedef struct hours_count {
  int32_t n, hard;
} hours_count;

static void count_checkins(const rsupi_insight_question *q, hours_count counts[DAYS][HOURS]) {
  const rsupi_view *view = q->at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_CHECKIN]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i];
    if (event->first < q->from || event->at == RSUPI_NO_INSTANT) continue;
    const double craving = rsupi_craving_of(q, event);
    const int use = rsupi_use_told(event);
    if (rsupi_isnan(craving) && use == RSUPI_OUTCOME_NOT_KNOWN) continue;
    const rsupi_zone *zone = rsupi_history_zone(view->zones, view->zone_count, event->at);
    const int32_t hour = rsupi_zone_minute(zone, event->at) / 60 / q->options.block_hours;
    hours_count *count = &counts[rsupi_weekday(event->first)][hour];
    count->n++;
    count->hard += craving >= q->craving_from || use == RSUPI_OUTCOME_YES;
  }
}

/* By share, exactly: a.hard / a.n > b.hard / b.n; then the better known; then by time. */
static int by_share(const void *left, const void *right) {
  const rsup_hard_hours *a = *(const rsup_hard_hours *const *)left;
  const rsup_hard_hours *b = *(const rsup_hard_hours *const *)right;
  const int64_t x = (int64_t)a->hard * b->n, y = (int64_t)b->hard * a->n;
  if (x != y) return x > y ? -1 : 1;
  if (a->n != b->n) return a->n > b->n ? -1 : 1;
  if (a->weekday != b->weekday) return a->weekday < b->weekday ? -1 : 1;
  return a->from_hour < b->from_hour ? -1 : a->from_hour > b->from_hour;
}

int rsupi_insight_hours(rsupi_insight_question *q) {
  hours_count counts[DAYS][HOURS] = {{{0, 0}}};
  const int32_t block = q->options.block_hours;
  rsupi_list list = {0};
  count_checkins(q, counts);
  for (int32_t day = 0; day < DAYS; day++) {
    for (int32_t hour = 0; hour < HOURS / block; hour++) {
      const hours_count *count = &counts[day][hour];
      if (count->n < q->options.least_checkins || 2 * count->hard < count->n) continue;
      rsup_hard_hours *hours = rsupi_arena_alloc(q->arena, sizeof *hours);
      if (!hours) return 0;
      *hours = (rsup_hard_hours){day,      hour * block, (hour + 1) * block,
                                 count->n, count->hard,  (double)count->hard / count->n};
      if (!rsupi_list_push(q->arena, &list, hours)) return 0;
    }
  }
  if (list.count) qsort(list.items, list.count, sizeof *list.items, by_share);
  q->out->hard_hours = (const rsup_hard_hours *const *)list.items;
  q->out->hard_hour_count = list.count;
  return 1;
}
