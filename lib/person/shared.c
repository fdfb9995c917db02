/* See shared.h. */
#include "person/shared.h"

void rsupi_shared_drop(const rsup_allocator *allocator, rsupi_shared *shared) {
  if (shared && --shared->uses == 0) rsupi_release(allocator, shared, shared->size);
}

rsupi_shared *rsupi_sharing_find(rsupi_sharing *sharing, uint32_t hash, rsupi_is_wanted *is_wanted,
                                 const void *wanted) {
  for (uint32_t i = 0; i < sharing->count; i++) {
    rsupi_shared *const one = sharing->last[i];
    if (one->hash != hash || !is_wanted(one, wanted)) continue;
    one->uses++;
    return one;
  }
  return NULL;
}

void rsupi_sharing_remember(rsupi_sharing *sharing, const rsup_allocator *allocator,
                            rsupi_shared *shared) {
  for (uint32_t i = 0; i < sharing->count; i++)
    if (sharing->last[i] == shared) return;
  shared->uses++;
  if (sharing->count < RSUPI_SHARED_LAST) {
    sharing->last[sharing->count++] = shared;
    return;
  }
  rsupi_shared_drop(allocator, sharing->last[sharing->next]);
  sharing->last[sharing->next] = shared;
  sharing->next = (sharing->next + 1) % RSUPI_SHARED_LAST;
}

void rsupi_sharing_end(rsupi_sharing *sharing, const rsup_allocator *allocator) {
  for (uint32_t i = 0; i < sharing->count; i++) rsupi_shared_drop(allocator, sharing->last[i]);
  sharing->count = sharing->next = 0;
}
