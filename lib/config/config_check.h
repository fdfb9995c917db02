/* Checks of a config that tables can't say, and the answers that both need. */
#ifndef RSUPI_CONFIG_CHECK_H
#define RSUPI_CONFIG_CHECK_H
#include "config/config_shapes.h"

typedef struct rsupi_config_job {
  rsup_config *config;
  rsupi_binder binder;      /* of the user's text: its source, its problems */
  const rsupi_node *user;   /* NULL: the built-in config alone */
  const rsupi_node *safety; /* the built-in forms as they were: what the user may not silence */
  rsupi_raw_config raw;     /* of the merged tree */
  int trusts;               /* the user's tree need not be checked by itself before it is merged */
  int unchecked;            /* ... and was not */
} rsupi_config_job;

/* A problem of one entry, reported at the nearest place of the user's text: the key, the entry, the
 * section; without a line when the text
 * has nothing of that section. `entry` and `key` may be NULL. */
void rsupi_config_problem(rsupi_config_job *job, const char *section, const char *entry,
                          const char *key, const char *format, ...);
/* Everything that is wrong with job->config, whose lists and maps are built. */
void rsupi_config_check(rsupi_config_job *job);
/* The checks of forms, and that no safety item was silenced. */
void rsupi_config_check_forms(rsupi_config_job *job);
/* Of one form: its days, and its times of day. */
void rsupi_config_check_schedule(rsupi_config_job *job, const rsupi_form *form);
/* The checks of templates and labels; no config opens a record to legal proceedings. */
void rsupi_config_check_consent(rsupi_config_job *job);
#endif
