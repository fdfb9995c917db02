/* The crisis lines that stand beneath a list of people. */
#ifndef RSUPI_CRISIS_LINES_LIST_H
#define RSUPI_CRISIS_LINES_LIST_H
#include "config/config.h"
#include "recovery-support/safety.h"

/* The lines of a region (NULL: unknown), nearest first, then those the config adds. 0 out of
 * memory: rsup_crisis_lines() still has the first of them. */
int rsupi_crisis_lines_list(const rsup_config *config, const char *region, rsupi_arena *arena,
                            rsupi_list *out);
#endif
