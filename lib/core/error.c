/* Writing rsup_error, and reading a caller's options. */
#include "core/error.h"
#include <string.h>

void rsupi_error_clear(rsup_error *err) {
  if (err) memset(err, 0, sizeof *err);
}

/* A key or a file name may hold line breaks or a terminal's escapes; an error is one plain line. */
static void make_one_line(char *text) {
  for (; *text; text++)
    if ((unsigned char)*text < 0x20 || *text == 0x7F) *text = '?';
}

static void copy_field(char *field, size_t size, const char *text) {
  rsupi_fixed fixed = rsupi_fixed_start(field, size);
  if (text) rsupi_fixed_add(&fixed, text);
  make_one_line(field);
}

/* The arguments may point into *err itself (a caller that rewords), so the new error is built
 * beside it. */
static void write_error(rsup_error *err, rsup_status status, const char *source, uint32_t line,
                        uint32_t column, const char *path, const char *format, va_list args) {
  rsup_error fresh;
  memset(&fresh, 0, sizeof fresh);
  fresh.status = status;
  fresh.line = line;
  fresh.column = column;
  copy_field(fresh.source, sizeof fresh.source, source);
  copy_field(fresh.path, sizeof fresh.path, path);
  rsupi_fixed message = rsupi_fixed_start(fresh.message, sizeof fresh.message);
  rsupi_fixed_vformat(&message, format, args);
  make_one_line(fresh.message);
  *err = fresh;
}

rsup_status rsupi_fail(rsup_error *err, rsup_status status, const char *format, ...) {
  if (!err) return status;
  va_list args;
  va_start(args, format);
  write_error(err, status, NULL, 0, 0, NULL, format, args);
  va_end(args);
  return status;
}

rsup_status rsupi_fail_at(rsup_error *err, rsup_status status, const char *source, uint32_t line,
                          uint32_t column, const char *path, const char *format, ...) {
  if (!err) return status;
  va_list args;
  va_start(args, format);
  write_error(err, status, source, line, column, path, format, args);
  va_end(args);
  return status;
}

rsup_status rsupi_fail_memory(rsup_error *err) {
  return rsupi_fail(err, RSUP_E_MEMORY, "out of memory");
}

rsup_status rsupi_options_read(const void *options, void *into, size_t known_size,
                               rsup_error *err) {
  enum { LARGEST = 4096 }; /* no options struct is larger: a struct_size above is a mistake */
  uint32_t size;
  memset(into, 0, known_size);
  if (!options) return RSUP_OK;
  memcpy(&size, options, sizeof size);
  if (size < sizeof size)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "struct_size of the options is not set");
  if (size > LARGEST)
    return rsupi_fail(err, RSUP_E_OPTIONS, "struct_size of the options is %u, above any known",
                      (unsigned)size);
  const unsigned char *const bytes = options;
  for (size_t i = known_size; i < size; i++)
    if (bytes[i])
      return rsupi_fail(err, RSUP_E_OPTIONS,
                        "the options ask for something that version %s does not know",
                        rsup_version());
  memcpy(into, options, size < known_size ? size : known_size);
  return RSUP_OK;
}
