/* The planned occasions of one form, day by day. */
#ifndef RSUPI_OCCASIONS_H
#define RSUPI_OCCASIONS_H
#include "checkin/checkin.h"

typedef struct rsupi_occasions {
  const rsupi_asof *at;
  const rsupi_form *form;
  rsup_day first; /* day of the first check-in: nothing says the form was shown before it */
  size_t count;   /* days from first to today, today included; 0 when there never was a check-in */
  size_t slots;   /* occasions a day */
  uint8_t *state; /* RSUP_OCCASION_…, by (day - first) * slots + slot */
} rsupi_occasions;
int rsupi_occasions_make(const rsupi_asof *at, const rsupi_form *form, rsupi_arena *arena,
                         rsupi_occasions *out);

/* The same from the day `back` before today on, or an earlier one: for who only asks about those.
 */
int rsupi_occasions_make_recent(const rsupi_asof *at, const rsupi_form *form, int32_t back,
                                rsupi_arena *arena, rsupi_occasions *out);

/* How many local days after its own a late entry for an occasion may still come, at most: two more
 * than the clock says, for who moved over the date line. */
int32_t rsupi_late_days(const rsupi_form *form);
int rsupi_form_planned(const rsupi_form *form, rsup_day day);
int rsupi_is_of_form(const rsupi_asof *at, const rsupi_event *event, const rsupi_form *form);
/* Excused by an excuse event, or in a controlled setting. *out_event: the excuse's id, or NULL. */
int rsupi_is_excused(const rsupi_asof *at, const rsupi_form *form, rsup_day day,
                     const char **out_event);
/* An instant of the occasion of a day, in the zone that rsupi_history_day_zone() tells, today's
 * where the person is now; *dst is set when a clock change touched it. */
rsup_instant rsupi_occasion_time(const rsupi_asof *at, rsup_day day, int32_t minute, int32_t *dst);

/* The parts of the record. Each returns 0 when out of memory. */
int rsupi_due_make(const rsupi_asof *at, const rsupi_occasions *occasions, rsupi_arena *arena,
                   rsupi_list *due, rsup_instant *next_change);
const rsup_adherence *rsupi_adherence_make(const rsupi_asof *at, const rsupi_occasions *occasions,
                                           rsupi_arena *arena);
/* The same over other local days, [from, until), under RSUPI_ADHERENCE_…. */
const rsup_adherence *rsupi_adherence_over(const rsupi_asof *at, const rsupi_occasions *occasions,
                                           rsup_day from, rsup_day until, int32_t policy,
                                           rsupi_arena *arena);
int32_t rsupi_adherence_policy(const char *name); /* RSUPI_ADHERENCE_…; 0: none of this name */
/* Of the last occasion whose late time has passed: RSUP_OCCASION_…, 0 when there was none. */
int32_t rsupi_occasions_last_state(const rsupi_occasions *o);
/* Of any day up to today: what is not in `state` was never asked. */
int32_t rsupi_occasion_state(const rsupi_occasions *o, rsup_day day, size_t slot);
int rsupi_series_make(const rsupi_asof *at, const rsupi_form *form, rsupi_arena *arena,
                      rsupi_list *series);
#endif
