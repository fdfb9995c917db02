/* The room's answer for the day picture, and the series that other rooms (risk) build on. */
#ifndef RSUPI_CHECKIN_H
#define RSUPI_CHECKIN_H
#include "person/view.h"
#include "recovery-support/checkin.h"
#include "recovery-support/instrument.h"

typedef struct rsupi_checkins {
  const rsup_checkins *record;
  const int32_t *last_states; /* by form of the config: rsupi_checkin_last_state() */
  rsup_instant next_change;   /* the next opening, due, closing or late end; INT64_MAX: none */
} rsupi_checkins;
rsup_status rsupi_checkins_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_checkins *out,
                                 rsup_error *err);

/* The values of one item in order of time, newest last; missing answers are left out. Pointers into
 * `arena`. */
typedef struct rsupi_item_values {
  const rsup_day *days;
  const rsup_instant *at;
  const double *values;
  size_t count;
} rsupi_item_values;
rsup_status rsupi_item_values_make(const rsupi_asof *at, const char *form, const char *item,
                                   const char *target, rsup_day from, rsup_day until,
                                   rsupi_arena *arena, rsupi_item_values *out, rsup_error *err);
/* State of the last occasion whose late time has passed: RSUP_OCCASION_…, 0 when there was none, -1
 * out of memory. */
int32_t rsupi_checkin_last_state(const rsupi_asof *at, const char *form);
/* The scores of an event of answers, as far as its items are the instrument's; `profile` may be
 * NULL. */
rsup_status rsupi_answers_score(const rsup_instrument *instrument, const rsupi_event *event,
                                const char *profile, rsupi_arena *arena, rsup_assessment *out,
                                rsup_error *err);
extern const rsup_record_type rsupi_due_type, rsupi_adherence_type, rsupi_series_type,
    rsupi_checkins_type;
#endif
