/* What milestones of days and milestones of counts share. */
#ifndef RSUPI_MILESTONES_H
#define RSUPI_MILESTONES_H
#include "recovery/recovery.h"

/* Has anybody acknowledged it? An acknowledgement covers what was reached up to its day. Where
 * nothing had been reached by then, it was said of the first one, whose date has moved since: what
 * was acknowledged stays so. `target` NULL: of no target. */
int rsupi_milestone_acknowledged(const rsupi_asof *at, const char *rule, const char *target,
                                 rsup_day on, int is_first);
/* The config's words, which every result keeps alive; NULL: none. */
const char *rsupi_milestone_label(const rsupi_asof *at, const char *rule);

/* Milestones of what was done: reached, oldest first, then, where `look_ahead`, the next of each
 * kind. 0 when out of memory. */
int rsupi_count_milestones(const rsupi_asof *at, int look_ahead, rsupi_arena *arena,
                           rsupi_list *out);
#endif
