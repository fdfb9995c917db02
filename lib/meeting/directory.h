/* A directory of meetings as the search reads it: what is asked of every meeting stands in arrays
 * of its own, what is shown of a few stands apart. Immutable once built. */
#ifndef RSUPI_DIRECTORY_H
#define RSUPI_DIRECTORY_H
#include "config/config.h"
#include "meeting/sphere.h"
#include "recovery-support/meeting.h"

enum {
  RSUPI_MEETS_IN_PERSON = 1,
  RSUPI_MEETS_ONLINE = 2,
  RSUPI_MEETING_INACTIVE = 4, /* closed for now, or neither a place nor an online room */
  RSUPI_MEETING_SUSPENDED = 8,
  RSUPI_BY_APPOINTMENT = 16,
  RSUPI_MEETING_TIMELESS = 32, /* online only, and nobody says in which zone its clock runs */
  RSUPI_END_IS_DEFAULT = 64,
  RSUPI_MAY_NOT_MEET = 128,
  RSUPI_LOCATED = 256 /* in person, and the coordinates are the place's own */
};
/* No question is about an instant further from 1970: the end of the year 9999, and as far back. */
#define RSUPI_LATEST_NOW INT64_C(253402300799999)
enum { RSUPI_MINUTES_PER_WEEK = 10080, RSUPI_LONG_MEETING = 360, RSUPI_MEETING_ID_MAX = 96 };

typedef struct rsupi_meeting_text {
  const char *id, *name;
  const char *location, *address, *url, *phone, *notes; /* NULL: none */
  const char *const *types;
  size_t type_count;
} rsupi_meeting_text;

/* One meeting while the directory is built; afterwards taken apart. */
typedef struct rsupi_draft {
  rsupi_meeting_text text;
  uint16_t flags;
  uint16_t zone;              /* index into zones; 0: floating, read in the asker's zone */
  uint8_t weekday;            /* 0 = Sunday */
  int16_t start;              /* minute of that day, 0..1439 */
  int16_t minutes;            /* length, 1..1440 */
  double latitude, longitude; /* where RSUPI_LOCATED */
} rsupi_draft;

/* The meetings of one zone that have a time, by minute of the week, then id. */
typedef struct rsupi_zone_meetings {
  const rsupi_zone *zone; /* NULL: floating */
  uint32_t first, count;  /* in slot_minute and slot_meeting */
  int32_t longest;        /* minutes */
} rsupi_zone_meetings;

struct rsup_meetings {
  rsup_allocator allocator;
  const rsup_config *config; /* a reference of our own */
  rsupi_arena arena;         /* all below */
  char digest[65];
  uint32_t count;
  const uint16_t *flags;
  const int16_t *minutes;
  const uint16_t *week_minute; /* of the start, from Sunday 00:00 */
  const rsupi_unit *unit;
  const rsupi_meeting_text *text;
  const uint16_t *slot_minute;
  const uint32_t *slot_meeting;
  const rsupi_zone_meetings *zones;
  uint32_t zone_count;
  rsupi_map by_id;
  int32_t inactive, suspended, by_appointment, no_zone; /* never in a search */
};

/* What the search never returns, by the first reason that holds; 0 when it may. */
uint16_t rsupi_meeting_out(uint16_t flags);
/* Lay out `count` drafts; the zones in order of their index, [0] NULL. Texts already live in
 * meetings->arena. RSUP_E_MEMORY. */
rsup_status rsupi_directory_build(rsup_meetings *meetings, const rsupi_draft *drafts,
                                  uint32_t count, const rsupi_zone *const *zones,
                                  uint32_t zone_count, rsup_error *err);
#endif
