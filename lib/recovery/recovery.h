/* The room's answers for the day picture, and the day states other rooms (roles, risk) build on. */
#ifndef RSUPI_RECOVERY_H
#define RSUPI_RECOVERY_H
#include "person/view.h"
#include "recovery-support/recovery.h"

/* Day states of one target from its start to `at->today`, in `arena`. Precedence of what is said
 * about one day (docs/guide/ days.md): a use_day event (its amount, 0 = not used) or a `confirmed`
 * event or a check-in item that reports use; of several, the one the record learned last wins,
 * use_day over confirmed over check-in at the same moment; a setback without any of them means
 * used. */
typedef struct rsupi_target_days {
  const rsupi_target *target;
  rsup_day start, end;  /* end: one past the last (today + 1) */
  uint8_t *state;       /* RSUP_DAY_…, [day - start] */
  double *amount;       /* NaN: used, amount unknown; 0 where not used */
  int32_t unreconciled; /* a report of use that a later statement contradicts, or a use span whose
                           days are not known */
} rsupi_target_days;
rsup_status rsupi_target_days_make(const rsupi_asof *at, const rsupi_target *target,
                                   rsupi_arena *arena, rsupi_target_days *out, rsup_error *err);

/* All targets. The days are handed to the rooms below, so that they are made once. */
typedef struct rsupi_recovery {
  rsupi_target_days *days; /* one per target of the view, same order */
  size_t day_count;
  const rsup_recovery *const *items;
  size_t count;
  const rsup_milestones *milestones;
  rsup_instant next_change; /* INT64_MAX: none; midnight of the local day at the latest */
} rsupi_recovery;
rsup_status rsupi_recovery_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_recovery *out,
                                 rsup_error *err);
/* Stable recovery as a mentor needs it: whole calendar years (months) without use in every abstain
 * target, today included. 1 yes, 0 no, -1 unknown; *out_since is the day the present stable time
 * began (INT32_MIN unknown). */
int32_t rsupi_recovery_stable(const rsupi_asof *at, const rsupi_recovery *recovery, int32_t months,
                              int32_t years, rsup_day *out_since, rsup_day *out_on);
extern const rsup_record_type rsupi_setback_type, rsupi_recovery_type, rsupi_milestone_type,
    rsupi_milestones_type;
#endif
