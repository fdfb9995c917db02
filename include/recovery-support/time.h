/** @file time.h
 * Texts of days and instants, so that a host needs no calendar of its own: the profile of ISO 8601
 * that RFC 3339 describes, years 0001 to 9999, proleptic Gregorian. Pure; any thread.
 *
 * Zones are IANA's, read from TZif files (RFC 9636). Wherever the library turns a local time into
 * an instant it follows RFC 5545, 3.3.5: a time that the clocks skip is read with the offset before
 * the gap, one that they show twice is the first. rsup_local_time_text() (config.h) goes the other
 * way.
 */
#ifndef RSUP_TIME_H
#define RSUP_TIME_H
#include "recovery-support/core.h"
#ifdef __cplusplus
extern "C" {
#endif

/** Read "2026-03-04T08:10+01:00", `len` bytes (seconds and milliseconds may follow the minutes; "Z"
 * is an offset). RSUP_E_TIME for a time that is malformed, impossible or naive; *out_instant then
 * has no value. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_instant_parse(const char *text, size_t len,
                                                        rsup_instant *out_instant, rsup_error *err);
/** Write "2026-03-04T07:10:00Z" into `buffer`, of `size` bytes with the closing NUL; 40 suffice,
 * less is cut. "" for no value. Returns the length of what was written. Since 0.1. */
RSUP_API size_t rsup_instant_text(rsup_instant at, char *buffer, size_t size);
/** Read "2026-03-04", `len` bytes. RSUP_E_TIME for a day that is malformed or impossible; *out_day
 * then has no value. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_day_parse(const char *text, size_t len, rsup_day *out_day,
                                                    rsup_error *err);
/** Write "2026-03-04" into `buffer`, of `size` bytes with the closing NUL; 16 suffice, less is cut.
 * "" for no value. Returns the length of what was written. Since 0.1. */
RSUP_API size_t rsup_day_text(rsup_day day, char *buffer, size_t size);

#ifdef __cplusplus
}
#endif
#endif
