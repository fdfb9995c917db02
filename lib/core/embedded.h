/* Files that were embedded at build time; see cmake/embed.cmake. */
#ifndef RSUPI_EMBEDDED_H
#define RSUPI_EMBEDDED_H
#include <stddef.h>

/* One file: a table of these ends with name == NULL. bytes[size] is NUL. */
typedef struct rsupi_embedded {
  const char *name;
  const unsigned char *bytes;
  size_t size;
} rsupi_embedded;
#endif
