/* Objects of lower rooms that live with a config. */
#include "config/attach.h"
#include "config/config.h"

/* A config is immutable to its readers but for the reference count and these slots. */
static _Atomic(rsupi_attachment *) *slot_of(const rsup_config *config, int slot) {
  return &((rsup_config *)(uintptr_t)config)->attached[slot];
}

rsupi_attachment *rsupi_config_attached(const rsup_config *config, int slot) {
  return atomic_load_explicit(slot_of(config, slot), memory_order_acquire);
}

rsupi_attachment *rsupi_config_attach(const rsup_config *config, int slot, rsupi_attachment *mine) {
  rsupi_attachment *first = NULL;
  if (atomic_compare_exchange_strong_explicit(slot_of(config, slot), &first, mine,
                                              memory_order_acq_rel, memory_order_acquire))
    return mine;
  if (first != mine) mine->release(mine, &config->allocator);
  return first;
}
