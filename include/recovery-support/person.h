/** @file person.h
 * One person's record: who is there, what was aimed for, what happened, and when the record learned
 * of it. A person is used by one thread at a time. */
#ifndef RSUP_PERSON_H
#define RSUP_PERSON_H
#include "recovery-support/config.h"
#include "recovery-support/safety.h"
#ifdef __cplusplus
extern "C" {
#endif

/** One record. For one thread at a time; it holds a reference to its config. Since 0.1. */
typedef struct rsup_person rsup_person;

/** Load a record (YAML or JSON, `len` bytes, at most 64 MiB; `source` names it in errors).
 * Tolerant: entries that this version or this config can't use are kept verbatim, left out of every
 * answer, and listed in *out_report (may be NULL; freed with rsup_result_free()). Fills no
 * rsup_safety: ask rsup_person_safety(*out_person, now, ...) after it, whether it went through or
 * not. RSUP_E_SYNTAX, RSUP_E_ENCODING, RSUP_E_LIMIT, RSUP_E_FORMAT, RSUP_E_VERSION, RSUP_E_SCHEMA
 * (a head without an id), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_load(rsup_config *config, const char *source,
                                                      const char *text, size_t len,
                                                      rsup_person **out_person,
                                                      rsup_result **out_report, rsup_error *err);
/** The same from a file, whose base name names it in errors. RSUP_E_FILE too. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_load_file(rsup_config *config, const char *path,
                                                           rsup_person **out_person,
                                                           rsup_result **out_report,
                                                           rsup_error *err);
/** Append what `text` holds (YAML or JSON, `len` bytes):
 *
 * - Entries: one map, or a list of them, each with a `type`: an event ("checkin") or an entry of a
 *   section ("tie"). Strict, all or nothing; err says where. The same id and revision with the same
 *   content again is no error; with other content it is RSUP_E_CONFLICT. An erased id is dropped
 *   quietly: accepted, not stored.
 * - A document with a head, as rsup_person_changes_since() writes it: taken in like a merge. What
 *   this config can't use is kept and reported; tombstones erase. RSUP_E_STATE when it is another
 *   person's.
 *
 * `out_safety` (may be NULL) is set before anything can fail. When the call fails it is at least
 * RSUP_SAFETY_REVIEW with RSUP_SIGN_CALL_FAILED. Other errors: RSUP_E_SYNTAX, RSUP_E_SCHEMA,
 * RSUP_E_RANGE, RSUP_E_TIME, RSUP_E_UNKNOWN_NAME, RSUP_E_LIMIT, RSUP_E_MEMORY; the record is then
 * unchanged. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_append(rsup_person *person, const char *text,
                                                        size_t len, rsup_safety *out_safety,
                                                        rsup_error *err);
/** What the newest words of the record ask for at `now`: of each questionnaire the last answers,
 * check-ins and signs of the last 30 days (a trigger that the person's plan names among its warning
 * signs counts), and what this config or version can't read, looked at word by word. Written whole;
 * allocates nothing and cannot fail. A person of NULL, as after a load that did not go through, is
 * RSUP_SAFETY_REVIEW with RSUP_SIGN_CALL_FAILED. Since 0.1. */
RSUP_API void rsup_person_safety(const rsup_person *person, rsup_instant now,
                                 rsup_safety *out_safety);
/** The whole record as one document, the entries this version can't use included, sections and
 * entries in one stable order whatever order they arrived in. The result's root is a rsup_document.
 * RSUP_E_ARGUMENT, RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_write(const rsup_person *person,
                                                       rsup_result **out_document, rsup_error *err);
/** Take in all entries of another record of the same person (RSUP_E_STATE for another id), of the
 * same root (RSUP_E_STATE). RSUP_E_CONFLICT refuses the whole; erased on either side stays erased.
 * `other` is unchanged; neither may be in use by another thread. RSUP_E_ARGUMENT, RSUP_E_MEMORY.
 * Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_merge(rsup_person *person,
                                                       const rsup_person *other, rsup_error *err);
/** What was appended, merged or erased after `cursor` (0: all), as a document that
 * rsup_person_append() takes; the document's `cursor` is the one to ask with next time. Cursors are
 * of this object's life. RSUP_E_ARGUMENT, RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_changes_since(const rsup_person *person,
                                                               int64_t cursor,
                                                               rsup_result **out_document,
                                                               rsup_error *err);
/** Really remove: values, superseded ones and retracted ones too, are wiped from memory; an id-only
 * tombstone stays so that a late sync can't bring them back. `selector`: "events/e5", "ties/dana",
 * a whole section ("events"), or "*". RSUP_E_UNKNOWN_NAME when it matches nothing. RSUP_E_ARGUMENT,
 * RSUP_E_MEMORY: nothing was removed then. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_erase(rsup_person *person, const char *selector,
                                                       rsup_error *err);
/** Words for a text id: the person's own when the record has some, else the config's; see
 * rsup_config_text(), also for its errors. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_text(const rsup_person *person, const char *id,
                                                      const char *locale, const rsup_text_arg *args,
                                                      size_t arg_count, char *buffer, size_t size,
                                                      size_t *out_len, rsup_error *err);
/** The report of the last load, merge included, as a new result; its root is a rsup_report.
 * RSUP_E_ARGUMENT, RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_report(const rsup_person *person,
                                                        rsup_result **out_report, rsup_error *err);
/** The record as a compact binary blob, for hosts that load a person per request: versioned, with a
 * checksum over all of it, the same bytes for the same record. It opens without reading JSON or
 * YAML. It holds all that rsup_person_write() writes, in the clear, and nothing of the config. The
 * result's root is a rsup_snapshot. RSUP_E_ARGUMENT, RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_snapshot(const rsup_person *person,
                                                          rsup_result **out_snapshot,
                                                          rsup_error *err);
/** Open a snapshot. Under the library and the config (by its digest) that it was made with, the
 * entries are put together as they stood; under any other they are judged anew, as a load of the
 * written document would do, and rsup_person_report() tells what is left out (without lines).
 * `bytes` may be freed and need no alignment. The checksum is no signature: a host that stores
 * snapshots where others write has to sign them. RSUP_E_FORMAT (no snapshot, or a damaged one),
 * RSUP_E_VERSION (of another version: load the document instead), RSUP_E_ARGUMENT,
 * RSUP_E_ZONE_DATA, RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_open_snapshot(rsup_config *config,
                                                               const void *bytes, size_t len,
                                                               rsup_person **out_person,
                                                               rsup_error *err);
/** Free; everything it held is wiped. NULL is fine. Since 0.1. */
RSUP_API void rsup_person_free(rsup_person *person);

/** A written document. Since 0.1. */
typedef struct rsup_document {
  const char *text; /* JSON, UTF-8, NUL-terminated */
  int64_t length;   /* bytes, without the NUL */
  int64_t cursor;   /* for rsup_person_changes_since() */
} rsup_document;
/** A record as a blob. Since 0.1. */
typedef struct rsup_snapshot {
  int64_t length;  /* bytes */
  int64_t entries; /* entries in it, superseded ones too */
} rsup_snapshot;
/** The snapshot at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_snapshot *rsup_snapshot_get(const rsup_result *result);
/** Its bytes, `length` of them; they live with the result. NULL when it holds something else. Since
 * 0.1. */
RSUP_API const unsigned char *rsup_snapshot_bytes(const rsup_result *result);
/** The document at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_document *rsup_document_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
