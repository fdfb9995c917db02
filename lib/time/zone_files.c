/* The only place of the room that opens files: zone data below one folder. */
#include "time/zone_data.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The largest file of tzdata has 5 kB; one of more than 64 KiB is something else. */
enum { PATH_CAPACITY = 4096, LARGEST_FILE = 64 * 1024 };

/* An open ordinary file, or -1. O_NONBLOCK: a pipe of that name must not hang us. */
static int open_file(const char *dir, const char *name, size_t *out_size) {
  char path[PATH_CAPACITY];
  rsupi_fixed fixed = rsupi_fixed_start(path, sizeof path);
  rsupi_fixed_add(&fixed, dir);
  rsupi_fixed_add(&fixed, "/");
  rsupi_fixed_add(&fixed, name);
  if (fixed.len + 1 >= sizeof path) return -1; /* perhaps cut */
  const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return -1;
  struct stat status;
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < 0) {
    (void)close(file);
    return -1;
  }
  *out_size = (size_t)status.st_size;
  return file;
}

static size_t read_up_to(int file, unsigned char *out, size_t size) {
  size_t done = 0;
  while (done < size) {
    const ssize_t got = read(file, out + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += (size_t)got;
  }
  return done;
}

size_t rsupi_zone_file_read(const rsup_allocator *allocator, const char *dir, const char *name,
                            unsigned char **out, int *out_failed) {
  *out = NULL;
  *out_failed = 0;
  size_t size = 0;
  const int file = open_file(dir, name, &size);
  if (file < 0) return 0;
  unsigned char *bytes = NULL;
  if (size > 0 && size <= LARGEST_FILE) {
    bytes = rsupi_alloc(allocator, size);
    *out_failed = !bytes;
    if (bytes && read_up_to(file, bytes, size) != size) {
      rsupi_release(allocator, bytes, size);
      bytes = NULL;
    }
  }
  (void)close(file);
  *out = bytes;
  return bytes ? size : 0;
}

size_t rsupi_zone_file_head(const char *dir, const char *name, char *out, size_t size) {
  size_t file_size = 0;
  const int file = open_file(dir, name, &file_size);
  if (file < 0) return 0;
  const size_t got = read_up_to(file, (unsigned char *)out, size);
  (void)close(file);
  return got;
}
