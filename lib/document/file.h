/* Reading a whole file, for the loaders. */
#ifndef RSUPI_FILE_H
#define RSUPI_FILE_H
#include "core/error.h"

/* The bytes of a regular file (or of whatever the path opens) into *out_bytes, `len` of them and a
 * NUL behind; release with rsupi_release(allocator, bytes, len + 1). RSUP_E_FILE when it can't be
 * read, RSUP_E_LIMIT when it is larger than `limit`, RSUP_E_MEMORY; the error's source is the
 * file's base name. */
rsup_status rsupi_file_read(const rsup_allocator *allocator, const char *path, size_t limit,
                            char **out_bytes, size_t *out_len, rsup_error *err);
/* "clinic.yaml" of "etc/clinic.yaml"; points into the path. */
const char *rsupi_file_base_name(const char *path);
#endif
