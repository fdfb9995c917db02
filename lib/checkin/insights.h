/* Record types of the questions about check-ins, and what the files of insights share. */
#ifndef RSUPI_INSIGHTS_H
#define RSUPI_INSIGHTS_H
#include "checkin/checkin.h"

extern const rsup_record_type rsupi_item_series_type, rsupi_trigger_lift_type, rsupi_trigger_type,
    rsupi_strategy_type, rsupi_coping_area_type, rsupi_hard_hours_type, rsupi_insights_type,
    rsupi_lesson_type;

/* What is known of one local day of the window. */
enum { RSUPI_OUTCOME_NO = 0, RSUPI_OUTCOME_YES = 1, RSUPI_OUTCOME_NOT_KNOWN = 2 };
typedef struct rsupi_insight_day {
  uint8_t answered;     /* triggers were asked and answered */
  uint8_t craving, use; /* RSUPI_OUTCOME_…; zeroed means nothing: set when the days are made */
} rsupi_insight_day;

/* A name of the record, and the days of the window on which it was named. */
typedef struct rsupi_named {
  const char *name;
  uint8_t *on; /* per day: 1 */
  int32_t days, setbacks;
} rsupi_named;

typedef struct rsupi_insight_question {
  const rsupi_asof *at;
  rsup_insights_options options;
  double craving_from;
  rsup_day from; /* first day of the window; today is its last */
  size_t days;
  rsupi_insight_day *day;
  rsupi_arena *arena;
  rsup_insights *out;
} rsupi_insight_question;

/* The person's own answer to an item by its id in a check-in; without a value its state is 0. */
rsupi_answer rsupi_answer_named(const rsupi_event *event, const char *item);
/* The largest craving of a check-in over all targets; NaN when it tells none. */
double rsupi_craving_of(const rsupi_insight_question *q, const rsupi_event *event);
/* Does a check-in tell of use: RSUPI_OUTCOME_…. */
int rsupi_use_told(const rsupi_event *event);
/* The entry of a name in a list of rsupi_named, made when it is not there; NULL out of memory. */
rsupi_named *rsupi_named_in(const rsupi_insight_question *q, rsupi_list *list, const char *name);

/* The parts. Each returns 0 when out of memory. */
int rsupi_insight_triggers(rsupi_insight_question *q);
int rsupi_insight_strategies(rsupi_insight_question *q);
int rsupi_insight_areas(rsupi_insight_question *q);
int rsupi_insight_hours(rsupi_insight_question *q);
int rsupi_insight_lessons(rsupi_insight_question *q);
#endif
