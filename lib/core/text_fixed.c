/* Text in a buffer of fixed size: what error messages and paths are written with. */
#include "core/numbers.h"
#include "core/text.h"
#include <string.h>

rsupi_fixed rsupi_fixed_start(char *buffer, size_t size) {
  const rsupi_fixed fixed = {buffer, size, 0};
  if (size) buffer[0] = '\0';
  return fixed;
}

void rsupi_fixed_add(rsupi_fixed *fixed, const char *text) {
  rsupi_fixed_add_len(fixed, text, strlen(text));
}

void rsupi_fixed_add_len(rsupi_fixed *fixed, const char *text, size_t len) {
  if (fixed->size == 0) return;
  const size_t room = fixed->size - 1 - fixed->len;
  if (len > room) {
    len = room;
    while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80) len--;
    fixed->size = fixed->len + len + 1; /* full: nothing may follow a cut */
  }
  if (len) memcpy(fixed->buffer + fixed->len, text, len);
  fixed->len += len;
  fixed->buffer[fixed->len] = '\0';
}

void rsupi_fixed_format(rsupi_fixed *fixed, const char *format, ...) {
  va_list args;
  va_start(args, format);
  rsupi_fixed_vformat(fixed, format, args);
  va_end(args);
}

static void add_int(rsupi_fixed *fixed, int64_t value) {
  char buffer[24];
  rsupi_fixed_add_len(fixed, buffer, rsupi_print_int64(value, buffer));
}

static void add_double(rsupi_fixed *fixed, double value) {
  char buffer[32];
  rsupi_fixed_add_len(fixed, buffer, rsupi_print_double(value, buffer));
}

void rsupi_fixed_vformat(rsupi_fixed *fixed, const char *format, va_list args) {
  for (const char *p = format; *p;) {
    const size_t run = strcspn(p, "%");
    rsupi_fixed_add_len(fixed, p, run);
    p += run;
    if (!*p) return;
    switch (p[1]) {
    case 's': {
      const char *const text = va_arg(args, const char *);
      rsupi_fixed_add(fixed, text ? text : "(none)");
      break;
    }
    case 'd':
      add_int(fixed, va_arg(args, int));
      break;
    case 'u':
      add_int(fixed, (int64_t)va_arg(args, unsigned));
      break;
    case 'z':
      add_int(fixed, (int64_t)va_arg(args, size_t));
      break;
    case 'D':
      add_double(fixed, va_arg(args, double));
      break;
    case '%':
      rsupi_fixed_add_len(fixed, "%", 1);
      break;
    default:
      return; /* no such conversion: stop before an argument is misread */
    }
    p += 2;
  }
}
