/* Running sums over attendance. */
#include "meeting/role_counts.h"

/* 1, 0 or INT32_MIN. Who attended as facilitator led. */
static int32_t flag_of(const rsupi_event *event, int which) {
  switch (which) {
  case RSUPI_COUNT_SHARED:
    return event->shared;
  case RSUPI_COUNT_ASKED:
    return event->asked;
  case RSUPI_COUNT_FEEDBACK:
    return event->feedback;
  case RSUPI_COUNT_LED:
    return event->as == RSUPI_AS_FACILITATOR ? 1 : event->led;
  default:
    return 1;
  }
}

int rsupi_role_counts_make(const rsupi_asof *at, int32_t days, rsupi_arena *arena,
                           rsupi_role_counts *out) {
  const rsupi_event *const *const events = at->view->by_type[RSUPI_EVENT_ATTENDANCE];
  const size_t all = at->view->by_type_count[RSUPI_EVENT_ATTENDANCE];
  size_t count = 0;
  while (count < all && events[all - 1 - count]->first > at->today - days) count++;
  rsup_day *const day = rsupi_arena_array(arena, count, sizeof *day);
  if (day == NULL) return 0;
  for (size_t i = 0; i < count; i++) day[i] = events[all - count + i]->first;
  *out = (rsupi_role_counts){count, day, {0}, {0}, all > 0};
  for (int which = 0; which < RSUPI_ROLE_COUNTS; which++) {
    int32_t *const low = rsupi_arena_array(arena, count + 1, sizeof *low);
    int32_t *const high = rsupi_arena_array(arena, count + 1, sizeof *high);
    if (low == NULL || high == NULL) return 0;
    for (size_t i = 0; i < count; i++) {
      const int32_t flag = flag_of(events[all - count + i], which);
      low[i + 1] = low[i] + (flag == 1);
      high[i + 1] = high[i] + (flag != 0);
    }
    out->low[which] = low;
    out->high[which] = high;
  }
  return 1;
}

/* How many events lie before a day. */
static size_t before(const rsupi_role_counts *counts, rsup_day day) {
  size_t low = 0, high = counts->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (counts->day[middle] < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void rsupi_role_count(const rsupi_role_counts *counts, int which, rsup_day last, int32_t days,
                      int32_t *low, int32_t *high) {
  const size_t from = before(counts, last - days + 1), until = before(counts, last + 1);
  *low = counts->low[which][until] - counts->low[which][from];
  *high = counts->high[which][until] - counts->high[which][from];
}
