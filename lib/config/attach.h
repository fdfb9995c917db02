/* How a room below keeps a compiled object with a config that is already shared: built when first
 * asked for, published once, freed with the config. Any thread, no lock.
 *
 *   typedef struct compiled { rsupi_attachment attachment; ... } compiled;
 *   compiled *known = (compiled *)rsupi_config_attached(config, RSUPI_ATTACH_INSTRUMENTS);
 *   if (!known) {
 *     ... build `mine`, set mine->attachment.release ...
 *     known = (compiled *)rsupi_config_attach(config, RSUPI_ATTACH_INSTRUMENTS, &mine->attachment);
 *   }
 */
#ifndef RSUPI_ATTACH_H
#define RSUPI_ATTACH_H
#include "core/memory.h"
#include "recovery-support/config.h"

/* First member of an attached object. */
typedef struct rsupi_attachment rsupi_attachment;
struct rsupi_attachment {
  void (*release)(rsupi_attachment *self, const rsup_allocator *allocator);
};
enum {
  RSUPI_ATTACH_INSTRUMENTS = 0,
  RSUPI_ATTACH_MODEL, /* the built-in model */
  RSUPI_ATTACH_SLOTS = 4
};
/* NULL while nobody has attached. */
rsupi_attachment *rsupi_config_attached(const rsup_config *config, int slot);
/* Returns what is attached now: `mine`, or another thread's that came first (then `mine` is
 * released). Released with the config; must not hold a reference to it. */
rsupi_attachment *rsupi_config_attach(const rsup_config *config, int slot, rsupi_attachment *mine);
#endif
