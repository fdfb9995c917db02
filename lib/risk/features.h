/* Features: what a model's inputs are in a person's record. Stated in the model file, computed here
 * and nowhere else. Windows are local days, half-open: [today - W, today). What cannot be known is
 * missing, never 0. */
#ifndef RSUPI_FEATURES_H
#define RSUPI_FEATURES_H
#include "risk/model.h"
#include "risk/risk.h"

typedef enum rsupi_series_kind {
  RSUPI_SERIES_USE = 1, /* day states of the target */
  RSUPI_SERIES_ITEM,    /* answers to one item of a check-in form */
  RSUPI_SERIES_FACT,    /* a fact of the record, by the series' name */
  RSUPI_SERIES_NETWORK, /* current ties */
  RSUPI_SERIES_ATTENDANCE,
  RSUPI_SERIES_CHECKIN,   /* occasions of a form */
  RSUPI_SERIES_INSTRUMENT /* a score of an instrument */
} rsupi_series_kind;
typedef enum rsupi_aggregate {
  RSUPI_AGG_PERIODS_SINCE = 1, /* use: weeks since the last known day, today included */
  RSUPI_AGG_WEEKS_WITH,        /* use: weeks of the window with a known day of use */
  RSUPI_AGG_LAST,              /* item, fact, instrument: the newest value in the window */
  RSUPI_AGG_Z_OWN,             /* item: mean of the window against the person's own days before */
  RSUPI_AGG_PROPORTION,        /* network: of the ties of whom it is known */
  RSUPI_AGG_COUNT,             /* attendance: in the window */
  RSUPI_AGG_MISSED             /* checkin: 1 when the last occasion was missed, 0 when kept */
} rsupi_aggregate;
typedef struct rsupi_series {
  const char *name, *form, *item, *instrument, *score;
  int32_t kind;
} rsupi_series;
struct rsupi_feature {
  size_t input;
  const rsupi_series *series;
  int32_t aggregate;
  int32_t window_days;             /* INT32_MIN: all that is known */
  int32_t min_n;                   /* observations (ties) it needs; 1 when absent */
  double sd_floor;                 /* z_own: NaN none */
  int32_t baseline_days;           /* z_own: days before the window */
  int32_t since_start;             /* periods_since: 1: from the start when no use is known */
  int32_t where_stance, where_use; /* proportion: RSUPI_STANCE_…, RSUPI_USE_…; 0 the other one */
};

typedef struct rsupi_features_query {
  const rsupi_asof *at;
  const rsupi_target_days *days;  /* of the target the model speaks of */
  rsup_day last_use;              /* INT32_MIN: none known */
  const rsupi_checkins *checkins; /* NULL: what is needed of them is worked out */
} rsupi_features_query;
/* Fill the row's values; inputs without a feature stay missing. */
rsup_status rsupi_features_fill(const rsup_model *model, const rsupi_features_query *query,
                                rsupi_arena *arena, rsupi_row *row, rsup_error *err);
#endif
