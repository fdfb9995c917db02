/* How the alters of one ego divide into groups. */
#ifndef RSUPI_STRUCTURE_GROUPS_H
#define RSUPI_STRUCTURE_GROUPS_H
#include "recovery-support/core.h"

typedef struct rsupi_groups {
  rsup_measure ei_index;   /* (outside - inside) / alters, inside being the ego's group */
  rsup_measure blau;       /* 1 - sum of squared shares */
  rsup_measure same_group; /* inside / alters */
} rsupi_groups;
/* `groups` of `count` alters, INT32_MIN when unknown; `own` the ego's. Each value is that of the
 * alters whose group is known; low and high let the others be in any group, one of their own too.
 * Sorts `groups`. Nobody: not applicable. */
void rsupi_groups_measure(int32_t *groups, int32_t count, int32_t own, rsupi_groups *out);
#endif
