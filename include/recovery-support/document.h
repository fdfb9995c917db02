/** @file document.h
 * Turning a host's own values into a document: what bindings use to hand over a dict or a table. */
#ifndef RSUP_DOCUMENT_H
#define RSUP_DOCUMENT_H
#include "recovery-support/core.h"
#ifdef __cplusplus
extern "C" {
#endif

/** Format of a written text. */
enum { RSUP_FORMAT_JSON = 1, RSUP_FORMAT_YAML = 2 };

/** Builds one tree, value by value, and gives it back as JSON or YAML. For one thread. Calls that
 * come out of order (a value without a key in a map, an end too many) are remembered and reported
 * by rsup_writer_finish(); so is a failed allocation. Since 0.1. */
typedef struct rsup_writer rsup_writer;
/** A new writer; `allocator` NULL means malloc. RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_writer_new(const rsup_allocator *allocator,
                                                     rsup_writer **out_writer, rsup_error *err);
/** Open a map; end it with rsup_writer_end(). Since 0.1. */
RSUP_API void rsup_writer_map(rsup_writer *writer);
/** Open a list; end it with rsup_writer_end(). Since 0.1. */
RSUP_API void rsup_writer_list(rsup_writer *writer);
/** End the innermost map or list. Since 0.1. */
RSUP_API void rsup_writer_end(rsup_writer *writer);
/** The key of the next value; only in a map. `key` is UTF-8, copied. Since 0.1. */
RSUP_API void rsup_writer_key(rsup_writer *writer, const char *key, size_t len);
/** A text, UTF-8, copied. Since 0.1. */
RSUP_API void rsup_writer_text(rsup_writer *writer, const char *text, size_t len);
/** A whole number. Since 0.1. */
RSUP_API void rsup_writer_int(rsup_writer *writer, int64_t value);
/** A number, written as the shortest text that reads back; NaN and infinities are written as null.
 * Since 0.1. */
RSUP_API void rsup_writer_double(rsup_writer *writer, double value);
/** true (any value but 0) or false. Since 0.1. */
RSUP_API void rsup_writer_bool(rsup_writer *writer, int32_t value);
/** null: no value. Since 0.1. */
RSUP_API void rsup_writer_null(rsup_writer *writer);
/** The text of the finished tree in `format` (RSUP_FORMAT_…), owned by the writer until it is
 * freed. RSUP_E_STATE when calls came out of order, RSUP_E_ENCODING, RSUP_E_LIMIT (depth over 32),
 * RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_writer_finish(rsup_writer *writer, int32_t format,
                                                        const char **out_text, size_t *out_len,
                                                        rsup_error *err);
/** Free a writer (what it held is wiped); NULL is fine. Since 0.1. */
RSUP_API void rsup_writer_free(rsup_writer *writer);

#ifdef __cplusplus
}
#endif
#endif
