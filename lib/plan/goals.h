/* What the files of goals share. They stand in this room because a goal may be measured by anything
 * that the rooms before it tell. */
#ifndef RSUPI_GOALS_H
#define RSUPI_GOALS_H
#include "core/numbers.h"
#include "core/result.h"
#include "person/view.h"
#include "recovery-support/goals.h"

/* A goal as it stands on a day. */
typedef struct rsupi_goal_question {
  const rsupi_asof *at;
  const rsupi_aim *aim;
  double wanted;        /* in force */
  rsup_day due;         /* in force; RSUPI_NO_DAY */
  rsup_day from, until; /* days that count: [from, until) */
  int32_t said;         /* the last word: RSUP_GOAL_SAID_…; 0 */
  rsup_day said_on;
  rsupi_arena *arena;
  rsup_goal *out;
  rsupi_list reasons, evidence;
  rsup_error *err;
} rsupi_goal_question;

int rsupi_goal_is_counted(int32_t measure); /* days, times, hours: they add up */
/* Progress and evidence. */
rsup_status rsupi_goal_measure(rsupi_goal_question *q);
/* Where the line stands, and how the goal does. */
void rsupi_goal_compare(rsupi_goal_question *q);
/* One goal of a view. */
rsup_status rsupi_goal_make(const rsupi_asof *at, const rsupi_aim *aim, rsupi_arena *arena,
                            rsup_goal *out, rsup_error *err);
rsup_status rsupi_goals_make(const rsupi_asof *at, rsupi_arena *arena, rsup_goals *out,
                             rsup_error *err);
extern const rsup_record_type rsupi_goal_word_type, rsupi_goal_type, rsupi_goals_type,
    rsupi_group_goal_type;
#endif
