/* Unpacks embedded files. They are packed as in LZ77 (J. Ziv and A. Lempel, 1977), in its plainest
 * form, so that a few lines of CMake can pack and a few lines of C unpack:
 *   a byte n below 128     n + 1 bytes follow as they are
 *   a byte 128 + n         n + 4 bytes that stood already, as far back as the next two bytes say
 *                          (low byte first)
 * The build packed what is read here, so that nothing about it is in doubt. */
#include "core/embedded.h"
#include <string.h>

enum { REPEAT = 128, LEAST_REPEAT = 4 };

const rsupi_embedded_file *rsupi_embedded_find(const rsupi_embedded *all, const char *name) {
  for (size_t i = 0; i < all->count; i++)
    if (strcmp(all->files[i].name, name) == 0) return &all->files[i];
  return NULL;
}

void rsupi_embedded_unpack(const rsupi_embedded *all, char *out, size_t size) {
  const unsigned char *p = all->packed;
  for (size_t at = 0; at < size;) {
    const size_t head = *p++;
    const int repeats = head >= REPEAT;
    size_t count = repeats ? head - REPEAT + LEAST_REPEAT : head + 1;
    const size_t back = repeats ? (size_t)p[0] | (size_t)p[1] << 8 : 0;
    if (count > size - at) count = size - at;
    if (repeats)
      for (size_t i = 0; i < count; i++) out[at + i] = out[at + i - back]; /* may overlap */
    else
      memcpy(out + at, p, count);
    at += count;
    p += repeats ? 2 : count;
  }
}

rsup_status rsupi_embedded_read(const rsupi_embedded *all, const rsupi_embedded_file *file,
                                const rsup_allocator *allocator, char **out, rsup_error *err) {
  const size_t size = file->start + file->size;
  char *const bytes = rsupi_alloc(allocator, size);
  *out = bytes ? rsupi_alloc(allocator, file->size + 1) : NULL;
  if (*out) {
    rsupi_embedded_unpack(all, bytes, size);
    memcpy(*out, bytes + file->start, file->size);
  }
  rsupi_release(allocator, bytes, size);
  return *out ? RSUP_OK : rsupi_fail_memory(err);
}
