/* Files that were embedded at build time, packed; see cmake/embed.cmake. */
#ifndef RSUPI_EMBEDDED_H
#define RSUPI_EMBEDDED_H
#include "core/error.h"

typedef struct rsupi_embedded_file {
  const char *name;
  size_t start, size; /* in the unpacked bytes */
} rsupi_embedded_file;

typedef struct rsupi_embedded {
  const rsupi_embedded_file *files; /* in the order of their names and of their bytes */
  size_t count;
  size_t size; /* of all, unpacked */
  const unsigned char *packed;
} rsupi_embedded;

/* NULL when there is none. */
const rsupi_embedded_file *rsupi_embedded_find(const rsupi_embedded *all, const char *name);
/* Unpack the first `size` bytes of all files into `out`. */
void rsupi_embedded_unpack(const rsupi_embedded *all, char *out, size_t size);
/* One file as it was, NUL-terminated; release it with file->size + 1. */
rsup_status rsupi_embedded_read(const rsupi_embedded *all, const rsupi_embedded_file *file,
                                const rsup_allocator *allocator, char **out, rsup_error *err);
#endif
