/* Running sums over attendance. */
#include "meeting/role_counts.h"

/* 1, 0 or INT32_MIN. Who attended as facilitator led. */
typedef struct flags {
  int32_t of[RSUPI_ROLE_COUNTS];
} flags;

static flags flags_of(const rsupi_event *event) {
  flags f;
  f.of[RSUPI_COUNT_ATTENDED] = 1;
  f.of[RSUPI_COUNT_SHARED] = event->more->shared;
  f.of[RSUPI_COUNT_ASKED] = event->more->asked;
  f.of[RSUPI_COUNT_FEEDBACK] = event->more->feedback;
  f.of[RSUPI_COUNT_LED] = event->more->as == RSUPI_AS_FACILITATOR ? 1 : event->more->led;
  return f;
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
  int32_t *low[RSUPI_ROLE_COUNTS], *high[RSUPI_ROLE_COUNTS];
  for (int which = 0; which < RSUPI_ROLE_COUNTS; which++) {
    out->low[which] = low[which] = rsupi_arena_array(arena, count + 1, sizeof *low[which]);
    out->high[which] = high[which] = rsupi_arena_array(arena, count + 1, sizeof *high[which]);
    if (low[which] == NULL || high[which] == NULL) return 0;
  }
  for (size_t i = 0; i < count; i++) {
    const flags f = flags_of(events[all - count + i]);
    for (int which = 0; which < RSUPI_ROLE_COUNTS; which++) {
      low[which][i + 1] = low[which][i] + (f.of[which] == 1);
      high[which][i + 1] = high[which][i] + (f.of[which] != 0);
    }
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
