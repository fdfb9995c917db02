/* Reading the features of a model file. What this version cannot compute is a warning: such an
 * input is missing when the model speaks of a person, and can still be given in a row. */
#include "core/numbers.h"
#include "core/text.h"
#include "risk/features.h"
#include "risk/model_draft.h"
#include <string.h>

enum { MOST_DAYS = 3650 }; /* of a baseline that does not say */

typedef struct draft_series {
  const char *name, *form, *item, *instrument, *score, *unit;
  const char *kind;
} draft_series;
typedef struct draft_length {
  int32_t length;
  const char *unit;
} draft_length;
typedef struct draft_baseline {
  int32_t min_n, days;
  double sd_floor;
} draft_baseline;
typedef struct draft_where {
  int32_t stance, use;
} draft_where;
typedef struct draft_feature {
  const char *name, *from, *agg, *period, *if_never;
  const draft_length *window;
  const draft_baseline *baseline;
  const draft_where *where;
  const rsupi_node *empty;
} draft_feature;

static const rsupi_name kind_names[] = {{"use", RSUPI_SERIES_USE},
                                        {"item", RSUPI_SERIES_ITEM},
                                        {"fact", RSUPI_SERIES_FACT},
                                        {"network", RSUPI_SERIES_NETWORK},
                                        {"attendance", RSUPI_SERIES_ATTENDANCE},
                                        {"checkin", RSUPI_SERIES_CHECKIN},
                                        {"instrument", RSUPI_SERIES_INSTRUMENT},
                                        {NULL, 0}};
static const rsupi_name stance_names[] = {{"supports", RSUPI_STANCE_SUPPORTS},
                                          {"neutral", RSUPI_STANCE_NEUTRAL},
                                          {"makes_use_easier", RSUPI_STANCE_MAKES_USE_EASIER},
                                          {NULL, 0}};
static const rsupi_name use_names[] = {{"uses", RSUPI_USE_USES},
                                       {"in_recovery", RSUPI_USE_IN_RECOVERY},
                                       {"does_not_use", RSUPI_USE_DOES_NOT_USE},
                                       {NULL, 0}};
static const rsupi_name aggregate_names[] = {{"periods_since", RSUPI_AGG_PERIODS_SINCE},
                                             {"weeks_with", RSUPI_AGG_WEEKS_WITH},
                                             {"last", RSUPI_AGG_LAST},
                                             {"z_own", RSUPI_AGG_Z_OWN},
                                             {"proportion", RSUPI_AGG_PROPORTION},
                                             {"count", RSUPI_AGG_COUNT},
                                             {"missed", RSUPI_AGG_MISSED},
                                             {NULL, 0}};

/* Which aggregate goes with which series. */
static const struct {
  int32_t kind, aggregate;
} pairs[] = {
    {RSUPI_SERIES_USE, RSUPI_AGG_PERIODS_SINCE}, {RSUPI_SERIES_USE, RSUPI_AGG_WEEKS_WITH},
    {RSUPI_SERIES_ITEM, RSUPI_AGG_LAST},         {RSUPI_SERIES_ITEM, RSUPI_AGG_Z_OWN},
    {RSUPI_SERIES_FACT, RSUPI_AGG_LAST},         {RSUPI_SERIES_NETWORK, RSUPI_AGG_PROPORTION},
    {RSUPI_SERIES_ATTENDANCE, RSUPI_AGG_COUNT},  {RSUPI_SERIES_CHECKIN, RSUPI_AGG_MISSED},
    {RSUPI_SERIES_INSTRUMENT, RSUPI_AGG_LAST},
};

#define SLOT(S, M, K, F)                                                                           \
  { .name = #M, .kind = RSUPI_TYPE_##K, .flags = F, .offset = offsetof(S, M) }
#define RECORD(S, M, SHAPE)                                                                        \
  { .name = #M, .kind = RSUPI_TYPE_RECORD, .offset = offsetof(S, M), .shape = &(SHAPE) }
static const rsupi_slot series_slots[] = {SLOT(draft_series, name, ID, RSUPI_REQUIRED),
                                          SLOT(draft_series, kind, ID, RSUPI_REQUIRED),
                                          SLOT(draft_series, unit, TEXT, 0),
                                          SLOT(draft_series, form, ID, 0),
                                          SLOT(draft_series, item, ID, 0),
                                          SLOT(draft_series, instrument, ID, 0),
                                          SLOT(draft_series, score, ID, 0)};
static const rsupi_shape series_shape = RSUPI_SHAPE("series", draft_series, series_slots);
static const rsupi_slot length_slots[] = {{.name = "length",
                                           .kind = RSUPI_TYPE_INT,
                                           .flags = RSUPI_REQUIRED,
                                           .offset = offsetof(draft_length, length),
                                           .min = 1,
                                           .max = 36500},
                                          SLOT(draft_length, unit, ID, RSUPI_REQUIRED)};
static const rsupi_shape length_shape = RSUPI_SHAPE("window", draft_length, length_slots);
static const rsupi_slot baseline_slots[] = {{.name = "min_n",
                                             .kind = RSUPI_TYPE_INT,
                                             .flags = RSUPI_REQUIRED,
                                             .offset = offsetof(draft_baseline, min_n),
                                             .min = 1,
                                             .max = 10000},
                                            {.name = "days",
                                             .kind = RSUPI_TYPE_INT,
                                             .offset = offsetof(draft_baseline, days),
                                             .min = 1,
                                             .max = 3650},
                                            {.name = "sd_floor",
                                             .kind = RSUPI_TYPE_NUMBER,
                                             .offset = offsetof(draft_baseline, sd_floor),
                                             .min = 0x1p-30, /* about 1e-9 */
                                             .max = 1e9}};
static const rsupi_shape baseline_shape = RSUPI_SHAPE("baseline", draft_baseline, baseline_slots);
static const rsupi_slot where_slots[] = {{.name = "stance",
                                          .kind = RSUPI_TYPE_ENUM,
                                          .offset = offsetof(draft_where, stance),
                                          .names = stance_names},
                                         {.name = "use",
                                          .kind = RSUPI_TYPE_ENUM,
                                          .offset = offsetof(draft_where, use),
                                          .names = use_names}};
static const rsupi_shape where_shape = RSUPI_SHAPE("where", draft_where, where_slots);
static const rsupi_slot feature_slots[] = {SLOT(draft_feature, name, ID, RSUPI_REQUIRED),
                                           SLOT(draft_feature, from, ID, RSUPI_REQUIRED),
                                           SLOT(draft_feature, agg, ID, RSUPI_REQUIRED),
                                           SLOT(draft_feature, period, ID, 0),
                                           SLOT(draft_feature, if_never, ID, 0),
                                           RECORD(draft_feature, window, length_shape),
                                           RECORD(draft_feature, baseline, baseline_shape),
                                           RECORD(draft_feature, where, where_shape),
                                           SLOT(draft_feature, empty, TREE, 0)};
static const rsupi_shape feature_shape = RSUPI_SHAPE("feature", draft_feature, feature_slots);

typedef struct work {
  rsupi_model_work *w;
  rsupi_series *series;
  size_t series_count;
  rsupi_feature *features;
  size_t feature_count;
} work;

static rsup_status read_series(work *f) {
  const rsupi_node *const list = f->w->draft.series;
  const size_t count = list ? list->count : 0;
  if (list && list->kind != RSUPI_LIST_NODE && count > 0)
    return rsupi_model_problem(f->w, list, "expected a list of series");
  f->series = rsupi_arena_array(&f->w->model->arena, count, sizeof *f->series);
  if (!f->series) return RSUP_E_MEMORY;
  for (const rsupi_node *node = list ? list->first : NULL; node; node = node->next) {
    draft_series draft;
    const rsup_status status = rsupi_bind(&f->w->binder, node, &series_shape, &draft);
    if (status) return status;
    rsupi_series *const out = &f->series[f->series_count++];
    out->name = draft.name;
    out->form = draft.form;
    out->item = draft.item;
    out->instrument = draft.instrument;
    out->score = draft.score;
    out->kind = rsupi_value_of(kind_names, draft.kind, strlen(draft.kind));
    if ((out->kind == RSUPI_SERIES_ITEM && (!out->form || !out->item)) ||
        (out->kind == RSUPI_SERIES_CHECKIN && !out->form) ||
        (out->kind == RSUPI_SERIES_INSTRUMENT && (!out->instrument || !out->score)))
      return rsupi_model_problem(f->w, node, "the series does not say what it is made of");
  }
  return RSUP_OK;
}

static const rsupi_series *find_series(const work *f, const char *name) {
  for (size_t i = 0; i < f->series_count; i++)
    if (strcmp(f->series[i].name, name) == 0) return &f->series[i];
  return NULL;
}

static int is_pair(const rsupi_feature *feature) {
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
    if (pairs[i].kind == feature->series->kind && pairs[i].aggregate == feature->aggregate)
      return 1;
  return 0;
}

/* Days of the window; 0 after a problem. */
static rsup_status read_window(work *f, const rsupi_node *node, const draft_length *window,
                               int32_t *out) {
  *out = INT32_MIN;
  if (!window) return RSUP_OK;
  if (strcmp(window->unit, "day") == 0)
    *out = window->length;
  else if (strcmp(window->unit, "week") == 0)
    *out = window->length * 7;
  else
    return rsupi_model_problem(f->w, node, "the unit of a window is day or week");
  return RSUP_OK;
}

/* `empty` says what an empty window gives: missing, and nothing else in this version. */
static int can_compute(const draft_feature *draft, const rsupi_feature *feature) {
  const int missing = !draft->empty || (draft->empty->kind == RSUPI_SCALAR &&
                                        strcmp(draft->empty->text, "missing") == 0);
  const int weeks =
      feature->aggregate != RSUPI_AGG_PERIODS_SINCE || rsupi_text_equal(draft->period, "week");
  const int windowed =
      feature->window_days != INT32_MIN ||
      (feature->aggregate != RSUPI_AGG_WEEKS_WITH && feature->aggregate != RSUPI_AGG_Z_OWN &&
       feature->aggregate != RSUPI_AGG_COUNT);
  const int which = feature->aggregate != RSUPI_AGG_PROPORTION ||
                    (feature->where_stance != 0) != (feature->where_use != 0);
  return missing && weeks && windowed && which && is_pair(feature);
}

static rsup_status read_feature(work *f, const rsupi_node *node) {
  draft_feature draft;
  rsup_model *const model = f->w->model;
  rsup_status status = rsupi_bind(&f->w->binder, node, &feature_shape, &draft);
  if (status) return status;
  rsupi_feature out;
  memset(&out, 0, sizeof out);
  while (out.input < model->input_count && strcmp(model->inputs[out.input].name, draft.name) != 0)
    out.input++;
  if (out.input == model->input_count || model->inputs[out.input].type != RSUPI_INPUT_NUMBER)
    return rsupi_model_problem(f->w, node, "a feature has the name of an input that is a number");
  out.series = find_series(f, draft.from);
  if (!out.series) return rsupi_model_problem(f->w, node, "no series of this model has this name");
  out.aggregate = rsupi_value_of(aggregate_names, draft.agg, strlen(draft.agg));
  out.min_n = draft.baseline ? draft.baseline->min_n : 1;
  out.baseline_days =
      draft.baseline && draft.baseline->days != INT32_MIN ? draft.baseline->days : MOST_DAYS;
  out.sd_floor = draft.baseline ? draft.baseline->sd_floor : rsupi_nan();
  out.since_start = rsupi_text_equal(draft.if_never, "since_start");
  out.where_stance = draft.where ? draft.where->stance : 0;
  out.where_use = draft.where ? draft.where->use : 0;
  status = read_window(f, node, draft.window, &out.window_days);
  if (status) return status;
  if (can_compute(&draft, &out))
    f->features[f->feature_count++] = out;
  else
    rsupi_bind_warning(&f->w->binder, node, RSUP_E_MODEL,
                       "this version does not compute the feature from a record: it is missing "
                       "there");
  return RSUP_OK;
}

rsup_status rsupi_features_compile(rsupi_model_work *w) {
  const rsupi_node *const list = w->draft.features;
  const size_t count = list ? list->count : 0;
  work f;
  memset(&f, 0, sizeof f);
  f.w = w;
  if (list && list->kind != RSUPI_LIST_NODE && count > 0)
    return rsupi_model_problem(w, list, "expected a list of features");
  f.features = rsupi_arena_array(&w->model->arena, count, sizeof *f.features);
  if (!f.features) return RSUP_E_MEMORY;
  rsup_status status = read_series(&f);
  for (const rsupi_node *node = list ? list->first : NULL; node && !status; node = node->next)
    status = read_feature(&f, node);
  w->model->features = f.features;
  w->model->feature_count = f.feature_count;
  return status;
}
