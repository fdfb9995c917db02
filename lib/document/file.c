/* Reading a whole file with plain POSIX calls: no stdio, no locale, a cap on the size. */
#include "document/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *rsupi_file_base_name(const char *path) {
  const char *slash = path ? strrchr(path, '/') : NULL;
  return slash ? slash + 1 : path;
}

static const char *why(int error) {
  switch (error) {
  case ENOENT:
  case ENOTDIR:
    return "there is no such file";
  case EACCES:
  case EPERM:
    return "it may not be read";
  case EISDIR:
    return "it is a folder";
  default:
    return "reading it did not go through";
  }
}

static rsup_status fail(rsup_error *err, rsup_status status, const char *path, const char *text) {
  return rsupi_fail_at(err, status, rsupi_file_base_name(path), 0, 0, NULL,
                       "cannot read the file: %s", text);
}

/* Reads to the end or to the capacity; -1 with errno. */
static ssize_t read_some(int file, char *into, size_t capacity) {
  size_t len = 0;
  while (len < capacity) {
    ssize_t got = read(file, into + len, capacity - len);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    len += (size_t)got;
  }
  return (ssize_t)len;
}

/* The size a file claims is a first guess only: pipes claim none, and files grow. */
static rsup_status read_open(const rsup_allocator *allocator, int file, const char *path,
                             size_t guess, size_t limit, char **out_bytes, size_t *out_len,
                             rsup_error *err) {
  size_t capacity = (guess < limit ? guess : limit) + 2, len = 0;
  char *bytes = rsupi_alloc(allocator, capacity);
  while (bytes) {
    ssize_t got = read_some(file, bytes + len, capacity - 1 - len);
    if (got < 0) {
      rsupi_release(allocator, bytes, capacity);
      return fail(err, RSUP_E_FILE, path, why(errno));
    }
    len += (size_t)got;
    if (len > limit) {
      rsupi_release(allocator, bytes, capacity);
      return fail(err, RSUP_E_LIMIT, path, "it is too large");
    }
    int at_end = len < capacity - 1;
    size_t wanted = at_end ? len + 1 : 2 * capacity;
    char *moved = rsupi_resize(allocator, bytes, capacity, wanted);
    if (!moved) {
      rsupi_release(allocator, bytes, capacity);
      break;
    }
    bytes = moved;
    capacity = wanted;
    if (at_end) {
      bytes[len] = '\0';
      *out_bytes = bytes;
      *out_len = len;
      return RSUP_OK;
    }
  }
  return rsupi_fail_memory(err);
}

rsup_status rsupi_file_read(const rsup_allocator *allocator, const char *path, size_t limit,
                            char **out_bytes, size_t *out_len, rsup_error *err) {
  *out_bytes = NULL;
  *out_len = 0;
  if (!path || !*path) return rsupi_fail(err, RSUP_E_ARGUMENT, "a path is wanted");
  int file;
  do file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  while (file < 0 && errno == EINTR);
  if (file < 0) return fail(err, RSUP_E_FILE, path, why(errno));
  struct stat info;
  size_t guess = 4096;
  if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0)
    guess = (uintmax_t)info.st_size < limit ? (size_t)info.st_size : limit;
  rsup_status status = read_open(allocator, file, path, guess, limit, out_bytes, out_len, err);
  close(file);
  return status;
}
