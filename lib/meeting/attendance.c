/* Attendance events, for familiarity and for counts. */
#include "meeting/attendance.h"
#include "meeting/meeting.h"
#include <string.h>

enum { FAMILIAR_DAYS = 182 };

static void add_time(rsupi_attended *attended, size_t *count, uint32_t meeting) {
  for (size_t i = 0; i < *count; i++) {
    if (attended[i].meeting != meeting) continue;
    attended[i].times++;
    return;
  }
  attended[(*count)++] = (rsupi_attended){meeting, 1};
}

void rsupi_attended_make(const rsupi_asof *at, rsupi_arena *arena, rsupi_search *search) {
  const rsupi_event *const *const events = at->view->by_type[RSUPI_EVENT_ATTENDANCE];
  const size_t all = at->view->by_type_count[RSUPI_EVENT_ATTENDANCE];
  size_t recent = 0;
  while (recent < all && events[all - 1 - recent]->first > at->today - FAMILIAR_DAYS) recent++;
  if (recent == 0) return;
  rsupi_attended *const attended = rsupi_arena_array(arena, recent, sizeof *attended);
  if (attended == NULL) return;
  size_t count = 0;
  for (size_t i = all - recent; i < all; i++) {
    const char *const id = events[i]->more->meeting;
    if (id == NULL) continue;
    const uint32_t meeting = rsupi_map_get(&search->meetings->by_id, id, strlen(id));
    if (meeting == UINT32_MAX) continue;
    add_time(attended, &count, meeting);
    search->attended_mask[meeting >> 6 & 15] |= UINT64_C(1) << (meeting & 63);
  }
  search->attended = attended;
  search->attended_count = count;
}

/* The first event of the list on or after a day. */
static size_t first_from(const rsupi_event *const *events, size_t count, rsup_day day) {
  size_t low = 0, high = count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (events[middle]->first < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

int32_t rsupi_attendance_count(const rsupi_asof *at, rsup_day from, rsup_day until) {
  const rsupi_event *const *const events = at->view->by_type[RSUPI_EVENT_ATTENDANCE];
  const size_t count = at->view->by_type_count[RSUPI_EVENT_ATTENDANCE];
  if (until <= from) return 0;
  return (int32_t)(first_from(events, count, until) - first_from(events, count, from));
}
