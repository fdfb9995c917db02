/* See id_list.h. */
#include "network/id_list.h"
#include <string.h>

int rsupi_id_list_read(rsupi_arena *arena, const char *text, rsupi_list *out) {
  while (text && *(text += strspn(text, " "))) {
    const size_t len = strcspn(text, " ");
    char *const id = rsupi_arena_alloc(arena, len + 1);
    if (!id || !rsupi_list_push(arena, out, id)) return 0;
    memcpy(id, text, len);
    text += len;
  }
  return 1;
}
