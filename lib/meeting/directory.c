/* Laying out a directory for search, and its life. */
#include "meeting/directory.h"
#include "meeting/meeting.h"
#include <string.h>

uint16_t rsupi_meeting_out(uint16_t flags) {
  static const uint16_t reasons[] = {RSUPI_MEETING_INACTIVE, RSUPI_MEETING_SUSPENDED,
                                     RSUPI_BY_APPOINTMENT, RSUPI_MEETING_TIMELESS};
  for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
    if (flags & reasons[i]) return reasons[i];
  return 0;
}

static void count_out(rsup_meetings *meetings, uint16_t why) {
  meetings->inactive += why == RSUPI_MEETING_INACTIVE;
  meetings->suspended += why == RSUPI_MEETING_SUSPENDED;
  meetings->by_appointment += why == RSUPI_BY_APPOINTMENT;
  meetings->no_zone += why == RSUPI_MEETING_TIMELESS;
}

/* ---- arrays */

typedef struct slot {
  const char *id;
  uint32_t meeting;
  uint16_t zone, minute;
} slot;

static int stands_before(const slot *a, const slot *b) {
  if (a->zone != b->zone) return a->zone < b->zone;
  if (a->minute != b->minute) return a->minute < b->minute;
  return strcmp(a->id, b->id) < 0;
}

/* Merge sort from the bottom up, with as many slots of work space behind the first `count`. */
static void sort_slots(slot *slots, uint32_t count) {
  slot *from = slots, *to = slots + count;
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t left = 0; left < count; left += 2 * width) {
      const size_t middle = left + width < count ? left + width : count;
      const size_t right = left + 2 * width < count ? left + 2 * width : count;
      for (size_t a = left, b = middle, at = left; at < right; at++) {
        const int second = a == middle || (b < right && stands_before(&from[b], &from[a]));
        to[at] = second ? from[b++] : from[a++];
      }
    }
    slot *const other = from;
    from = to;
    to = other;
  }
  if (from != slots) memcpy(slots, from, count * sizeof *slots);
}

static int fill_arrays(rsup_meetings *meetings, const rsupi_draft *drafts, uint32_t count,
                       slot *slots, uint32_t *out_slots) {
  rsupi_arena *const arena = &meetings->arena;
  uint16_t *const flags = rsupi_arena_array(arena, count, sizeof *flags);
  int16_t *const minutes = rsupi_arena_array(arena, count, sizeof *minutes);
  uint16_t *const week_minute = rsupi_arena_array(arena, count, sizeof *week_minute);
  rsupi_unit *const unit = rsupi_arena_array(arena, count, sizeof *unit);
  rsupi_meeting_text *const text = rsupi_arena_array(arena, count, sizeof *text);
  if (arena->failed) return 0;
  uint32_t used = 0;
  for (uint32_t i = 0; i < count; i++) {
    const rsupi_draft *const draft = &drafts[i];
    flags[i] = draft->flags;
    minutes[i] = draft->minutes;
    week_minute[i] = (uint16_t)(draft->weekday * 1440 + draft->start);
    text[i] = draft->text;
    if (draft->flags & RSUPI_LOCATED)
      unit[i] = rsupi_unit_from_degrees(draft->latitude, draft->longitude);
    const uint16_t out = rsupi_meeting_out(draft->flags);
    count_out(meetings, out);
    if (out == 0) slots[used++] = (slot){draft->text.id, i, draft->zone, week_minute[i]};
    if (rsupi_map_put(arena, &meetings->by_id, draft->text.id, strlen(draft->text.id), i) < 0)
      return 0;
  }
  meetings->flags = flags;
  meetings->minutes = minutes;
  meetings->week_minute = week_minute;
  meetings->unit = unit;
  meetings->text = text;
  *out_slots = used;
  return 1;
}

static int fill_slots(rsup_meetings *meetings, slot *slots, uint32_t count,
                      const rsupi_zone *const *zones, uint32_t zone_count) {
  rsupi_arena *const arena = &meetings->arena;
  uint16_t *const minute = rsupi_arena_array(arena, count, sizeof *minute);
  uint32_t *const meeting = rsupi_arena_array(arena, count, sizeof *meeting);
  rsupi_zone_meetings *const by_zone = rsupi_arena_array(arena, zone_count, sizeof *by_zone);
  if (arena->failed) return 0;
  sort_slots(slots, count);
  for (uint32_t z = 0; z < zone_count; z++) by_zone[z].zone = zones[z];
  for (uint32_t i = 0; i < count; i++) {
    rsupi_zone_meetings *const zone = &by_zone[slots[i].zone];
    minute[i] = slots[i].minute;
    meeting[i] = slots[i].meeting;
    if (zone->count++ == 0) zone->first = i;
    const int32_t length = meetings->minutes[slots[i].meeting];
    if (length > zone->longest) zone->longest = length;
  }
  meetings->slot_minute = minute;
  meetings->slot_meeting = meeting;
  meetings->zones = by_zone;
  meetings->zone_count = zone_count;
  return 1;
}

rsup_status rsupi_directory_build(rsup_meetings *meetings, const rsupi_draft *drafts,
                                  uint32_t count, const rsupi_zone *const *zones,
                                  uint32_t zone_count, rsup_error *err) {
  size_t size;
  if (!rsupi_size_multiply(2 * (size_t)count + 1, sizeof(slot), &size))
    return rsupi_fail_memory(err);
  slot *const slots = rsupi_alloc(&meetings->allocator, size);
  if (slots == NULL) return rsupi_fail_memory(err);
  uint32_t used = 0;
  const int done = fill_arrays(meetings, drafts, count, slots, &used) &&
                   fill_slots(meetings, slots, used, zones, zone_count);
  rsupi_release(&meetings->allocator, slots, size);
  if (!done) return rsupi_fail_memory(err);
  meetings->count = count;
  return RSUP_OK;
}

/* ---- life */

size_t rsup_meetings_count(const rsup_meetings *meetings) {
  return meetings ? meetings->count : 0;
}

void rsup_meetings_free(rsup_meetings *meetings) {
  if (meetings == NULL) return;
  const rsup_allocator allocator = meetings->allocator;
  void *const config = (void *)(uintptr_t)meetings->config;
  rsupi_arena_free(&meetings->arena);
  rsupi_release(&allocator, meetings, sizeof *meetings);
  rsupi_config_unref(config);
}

const char *rsupi_meetings_digest(const rsup_meetings *meetings) {
  return meetings ? meetings->digest : NULL;
}
