/* IANA time zones from TZif bytes (RFC 9636, versions 1 to 4, footer rule). A zone is immutable
 * once loaded; the database caches zones under a lock and may be shared between threads. No
 * environment is read after the database was made. */
#ifndef RSUPI_ZONE_H
#define RSUPI_ZONE_H
#include "time/civil.h"

typedef struct rsupi_zone rsupi_zone;
typedef struct rsupi_zones rsupi_zones;

/* `bytes` is asked under the lock, one thread at a time: it must not call back into the database,
 * and its bytes need only last until it returns to be asked again. It returns 0 for what it does
 * not have. It is asked once for "+VERSION", the version of its data. */
typedef struct rsupi_zones_source {
  const char *dir; /* NULL: TZDIR of the environment, else the system's folders; read once, when the
                      database is made */
  size_t (*bytes)(void *user, const char *zone,
                  const void **out_bytes); /* NULL: none; asked first */
  void *user;
} rsupi_zones_source;
rsup_status rsupi_zones_new(const rsup_allocator *allocator, const rsupi_zones_source *source,
                            rsupi_zones **out, rsup_error *err);
void rsupi_zones_free(rsupi_zones *zones);
/* The zone by name, loaded at the first call. Names are checked ([A-Za-z0-9_+-/], no "..", no
 * leading /); a legacy alias (Europe/Kiev, US/Eastern, America/Montreal) resolves even where the
 * system has no such file. RSUP_E_UNKNOWN_ZONE: no zone of that name. RSUP_E_ZONE_DATA: no zone
 * data at all, and what to do about it. */
rsup_status rsupi_zones_get(rsupi_zones *zones, const char *name, const rsupi_zone **out,
                            rsup_error *err);
/* Version of the data ("2025b"), or "unknown". Lives with the database. */
const char *rsupi_zones_version(const rsupi_zones *zones);
/* Parse bytes: what tests and fuzzers call. */
rsup_status rsupi_zone_parse(const rsup_allocator *allocator, const char *name, const void *bytes,
                             size_t len, rsupi_zone **out, rsup_error *err);
void rsupi_zone_free(const rsup_allocator *allocator, rsupi_zone *zone);

const char *rsupi_zone_name(const rsupi_zone *zone);
/* Seconds east of UTC at an instant. When out_from/out_until are given: the stretch [from, until)
 * over which the offset holds (INT64_MIN / INT64_MAX at the ends). */
int32_t rsupi_zone_offset(const rsupi_zone *zone, rsup_instant at, rsup_instant *out_from,
                          rsup_instant *out_until);
rsup_day rsupi_zone_day(const rsupi_zone *zone, rsup_instant at);
int32_t rsupi_zone_minute(const rsupi_zone *zone,
                          rsup_instant at); /* minute of the local day, 0..1439 */
/* Both at once. */
void rsupi_zone_clock(const rsupi_zone *zone, rsup_instant at, rsup_day *out_day,
                      int32_t *out_minute);

enum { RSUPI_LOCAL_UNIQUE = 0, RSUPI_LOCAL_GAP = 1, RSUPI_LOCAL_OVERLAP = 2 };
/* Local time to UTC by RFC 5545 3.3.5: in a gap the offset before it, in an overlap the first of
 * the two. second may lie outside 0..86399 (24:00 is 86400). *out_kind may be NULL. */
rsup_instant rsupi_zone_to_utc(const rsupi_zone *zone, rsup_day day, int32_t second,
                               int32_t *out_kind);

/* ---- a weekly occurrence */
typedef struct rsupi_occurrence {
  rsup_instant start, end;
  rsup_day local_date;
  int32_t in_progress; /* start <= now < end */
  int32_t start_kind;  /* RSUPI_LOCAL_… */
} rsupi_occurrence;
/* The occurrence of a weekly meeting (weekday 0 = Sunday, start in minutes of the local day, length
 * in minutes) that is in progress at `now`, else the next one to start after `now`. Local date
 * first, then zone. */
void rsupi_next_weekly(const rsupi_zone *zone, int32_t weekday, int32_t start_minute,
                       int32_t minutes, rsup_instant now, rsupi_occurrence *out);

/* ---- a person's zone history */
typedef struct rsupi_zone_span {
  rsup_instant from; /* INT64_MIN for the first */
  const rsupi_zone *zone;
} rsupi_zone_span;
/* Spans sorted by from. Before the first span's start the first zone holds. */
const rsupi_zone *rsupi_history_zone(const rsupi_zone_span *spans, size_t count, rsup_instant at);
rsup_day rsupi_history_day(const rsupi_zone_span *spans, size_t count, rsup_instant at);
#endif
