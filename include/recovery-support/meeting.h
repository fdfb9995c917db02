/** @file meeting.h
 * Meetings: reading a feed, the next ones that fit, and the way from observer to mentor.
 *
 * Feeds are lists in the Meeting Guide format (github.com/code4recovery/spec). Distances are great
 * circles on a sphere of 6371.0088 km (the mean radius of the IUGG, GRS 80): equal to the haversine
 * formula, worked out over the chord. Weekly times follow RFC 5545, 3.3.5. */
#ifndef RSUP_MEETING_H
#define RSUP_MEETING_H
#include "recovery-support/config.h"
#ifdef __cplusplus
extern "C" {
#endif

/** A directory of meetings. Immutable once read; may be shared between threads. Since 0.1. */
typedef struct rsup_meetings rsup_meetings;

/** How to read a feed. Zero means the default, in every field. Since 0.1. */
typedef struct rsup_meetings_options {
  uint32_t struct_size; /* sizeof(rsup_meetings_options) */
  uint32_t reserved;    /* 0 */
  const char *feed; /* name of the feed, the first part of every id; NULL: the source's base name */
  const char *default_zone; /* for meetings that name none; NULL: those have no zone ("floating") */
  const char *program;      /* whose type codes they are; NULL: "aa" */
  int32_t default_minutes;  /* length where none is listed; 0: 60 */
  int32_t reserved2;        /* 0 */
} rsup_meetings_options;

/** Read a Meeting Guide list (JSON array of meetings) of `len` bytes, at most 512 MiB. Tolerant: a
 * meeting that can't be used is left out and reported with row and slug; everything else works.
 * `options` and `out_report` may be NULL; a report is freed with rsup_result_free(). `config` lends
 * the allocator and the zones. RSUP_E_SYNTAX, RSUP_E_FORMAT (a feed that is no list of meetings, an
 * HTML page), RSUP_E_ENCODING, RSUP_E_LIMIT, RSUP_E_ARGUMENT, RSUP_E_UNKNOWN_ZONE and
 * RSUP_E_OPTIONS (of the options), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_meetings_read(rsup_config *config, const char *source,
                                                        const char *text, size_t len,
                                                        const rsup_meetings_options *options,
                                                        rsup_meetings **out_meetings,
                                                        rsup_result **out_report, rsup_error *err);
/** The same from a file, whose base name names it in errors. RSUP_E_FILE too. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_meetings_read_file(rsup_config *config, const char *path,
                                                             const rsup_meetings_options *options,
                                                             rsup_meetings **out_meetings,
                                                             rsup_result **out_report,
                                                             rsup_error *err);
/** How many meetings can be used (a meeting on three weekdays counts three times). Since 0.1. */
RSUP_API size_t rsup_meetings_count(const rsup_meetings *meetings);
/** Free; NULL is fine. Since 0.1. */
RSUP_API void rsup_meetings_free(rsup_meetings *meetings);

/** How the clocks treat the start of a meeting. */
enum {
  RSUP_CLOCK_ORDINARY = 1,
  RSUP_CLOCK_GAP = 2,  /* the clocks jump over it: it starts as much later as they jump */
  RSUP_CLOCK_TWICE = 3 /* the clocks show it twice that day: it starts the first time */
};
/** "ordinary", "gap", "twice"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_clock_name(int32_t clock);

/** When a weekly meeting is on. Since 0.1. */
typedef struct rsup_occurrence {
  rsup_instant start, end; /* the end itself is no longer part of it */
  int32_t in_progress;     /* 1: start <= now < end */
  rsup_day local_date;     /* of the start, in the meeting's zone */
  int32_t clock;           /* RSUP_CLOCK_… */
} rsup_occurrence;
/** The weekly occurrence in progress at `now`, else the next to start: `weekday` 0 = Sunday,
 * `start_minute` of the local day, `minutes` long, in IANA `zone` (RFC 5545 3.3.5 rule for gaps and
 * overlaps). Minutes lie within 1..1440, start_minute within 0..1440 (24:00 is the next midnight).
 * The result's root is a rsup_occurrence. RSUP_E_ARGUMENT, RSUP_E_UNKNOWN_ZONE, RSUP_E_ZONE_DATA,
 * RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_next_occurrence(rsup_config *config, const char *zone,
                                                          int32_t weekday, int32_t start_minute,
                                                          int32_t minutes, rsup_instant now,
                                                          rsup_result **out_result,
                                                          rsup_error *err);
/** The occurrence at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_occurrence *rsup_occurrence_get(const rsup_result *result);

/** A meeting that fits. Since 0.1. */
typedef struct rsup_meeting_hit {
  const char *id; /* feed/slug */
  const char *name;
  const char *location;      /* name of the place; NULL when it has none */
  const char *address;       /* of the place; NULL */
  const char *url;           /* of the online room; NULL */
  const char *phone;         /* to dial into the online room: digits, + , * #; NULL */
  const char *notes;         /* as the feed has them, at most 1,000 bytes; NULL */
  int32_t in_person, online; /* 1, 0; a hybrid meeting is both */
  rsup_instant start, end;   /* of this occurrence */
  const char *zone;          /* NULL: floating, read in the person's zone */
  rsup_day local_date;       /* in the meeting's zone */
  int32_t minutes_to_start;  /* negative when in progress */
  int32_t in_progress;       /* 1: start <= now < end */
  int32_t end_is_default;    /* 1: the feed lists no end */
  int32_t may_not_meet;      /* 1: name or notes hint at another rhythm than every week */
  int32_t clock;             /* RSUP_CLOCK_…, of the start */
  double distance_km;        /* along the ground; no value when unknown or only online */
  double score;              /* a point is worth four hours of waiting; higher comes first */
  const char *const *types;  /* codes as listed */
  size_t type_count;
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_meeting_hit;
/** How many meetings a filter removed. Since 0.1. */
typedef struct rsup_filter_count {
  /* "inactive", "suspended", "by_appointment", "no_zone", "beyond_hours", "too_far", "not_shown"
   * (they fit, but the list is full); each meeting counts for the first of these that removed it */
  const char *filter;
  int32_t removed;
} rsup_filter_count;
/** Part 6 of the day picture. Both lists by score, then start, then id; in_progress_count +
 * next_count + all that was removed = considered. Since 0.1. */
typedef struct rsup_meetings_today {
  const rsup_meeting_hit *const *in_progress;
  size_t in_progress_count;
  const rsup_meeting_hit *const *next;
  size_t next_count;
  int32_t considered; /* meetings in the directory, one per weekday */
  const rsup_filter_count *const *removed;
  size_t removed_count;
} rsup_meetings_today;

/** A condition on the way to a role. Since 0.1. */
typedef struct rsup_role_condition {
  const char *id;    /* "attended", "shared", "asked", "feedback", "led", "stable", "training",
                        "capacity" */
  int32_t met;       /* 1, 0; no value when it is not known */
  rsup_measure have; /* times, or whole months of stable recovery */
  double need;       /* in the same unit */
  rsup_day on;       /* when it will be met if nothing changes; no value after a setback */
  const char *kind;  /* of training */
} rsup_role_condition;
/** A level: observer, participant, leader, mentor, founder. Since 0.1. */
typedef struct rsup_role_standing {
  const char *id;   /* of the level in the config */
  int32_t eligible; /* 1, 0; no value when something is not known */
  const rsup_role_condition *const *conditions;
  size_t condition_count;
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_role_standing;
/** Part 7 of the day picture. Since 0.1. */
typedef struct rsup_roles {
  const char *level; /* present engagement level; NULL when attendance is unknown */
  const char *next;  /* the first that is not held and stands after one that is; NULL at the top */
  const rsup_role_standing *const *standings; /* in the config's order */
  size_t standing_count;
  const char *const *unmet; /* ids of the next level's unmet conditions */
  size_t unmet_count;
  rsup_measure attended_30; /* meetings in the last 30 days */
} rsup_roles;

#ifdef __cplusplus
}
#endif
#endif
