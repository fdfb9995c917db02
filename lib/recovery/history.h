/* What the files of a history share. */
#ifndef RSUPI_HISTORY_H
#define RSUPI_HISTORY_H
#include "recovery/recovery.h"

extern const rsup_record_type rsupi_limit_step_type, rsupi_use_level_type, rsupi_run_type,
    rsupi_episode_type, rsupi_grid_day_type, rsupi_history_type;

typedef struct rsupi_history_question {
  const rsupi_asof *at;
  rsup_history_options options;
  rsupi_target_days days;
  rsupi_readings readings;
  double *amount; /* per day since the start, in the unit asked for; NaN: not known */
  rsupi_arena *arena;
  rsup_history *out;
} rsupi_history_question;

/* Amounts of each day. 0 when out of memory. */
int rsupi_history_amounts(rsupi_history_question *q);
/* Days under each limit. 0 when out of memory. */
int rsupi_history_limits(rsupi_history_question *q);
/* Runs, episodes, setbacks and trend. 0 when out of memory. */
int rsupi_history_episodes(rsupi_history_question *q);
#endif
