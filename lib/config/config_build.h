/* From a merged tree to a config. */
#ifndef RSUPI_CONFIG_BUILD_H
#define RSUPI_CONFIG_BUILD_H
#include "config/config_check.h"

/* Fill job->config from the merged tree, which it keeps: lists, maps of ids and wording; then check
 * it all. Problems go to the binder's collector; RSUP_E_MEMORY is returned. */
rsup_status rsupi_config_fill(rsupi_config_job *job, rsupi_node *merged, rsup_error *err);
/* One form in its final shape; what it allocates lies in the config's arena. */
void rsupi_config_take_form(rsupi_arena *arena, const rsupi_raw_form *raw, rsupi_form *form);
#endif
