/* What was answered: the last value of each item with its age, and the mean of the last seven local
 * days. A day without an answer is never zero: it widens the range the mean can be in. */
#include "checkin/occasions.h"
#include "core/numbers.h"
#include "time/civil.h"
#include <string.h>

enum {
  PLACES = 16,
  WINDOW_DAYS = 7,
  LOOK_BACK_DAYS = 90 /* an older answer is history, not a last value */
};

static const rsup_field series_fields[] = {
    RSUPI_FIELD(rsup_series, form, TEXT, "", "id of the form"),
    RSUPI_KEY(rsup_series, item, TEXT, "", "id of the item"),
    RSUPI_MAYBE(rsup_series, target, TEXT, "", "target, when the item is asked per target"),
    RSUPI_MAYBE(rsup_series, last, DOUBLE, "", "last value within 90 days"),
    RSUPI_MAYBE(rsup_series, last_on, DAY, "", "local day of it"),
    RSUPI_MAYBE(rsup_series, last_age_days, INT32, "days", "days since then"),
    RSUPI_FIELD(rsup_series, mean_7, MEASURE, "",
                "mean over the last seven local days, today included"),
    RSUPI_FIELD(rsup_series, answered_7, INT32, "", "answers the mean rests on"),
    RSUPI_FIELD(rsup_series, refused_7, INT32, "", "answers that were refused"),
    RSUPI_MAYBE(rsup_series, direction, INT32, "",
                "direction of the item: 1 higher is better, 2 higher is worse"),
};
const rsup_record_type rsupi_series_type =
    RSUPI_RECORD_TYPE("series", rsup_series, series_fields, "one item's recent answers");

typedef struct tally {
  rsup_series *series;
  double sum;
  int32_t planned_days; /* planned days of the window with an answer */
  rsup_day counted;     /* the last of them */
} tally;

typedef struct series_builder {
  const rsupi_asof *at;
  const rsupi_form *form;
  rsupi_arena *arena;
  tally *tallies; /* per item and target: item index * columns + column; column 0: no target */
  size_t columns;
  int in_window; /* the check-in that is read lies in the last seven days */
  struct {
    const rsupi_one_question *question; /* the last in this place, and what it counts for */
    tally *counts;
  } last[PLACES];
} series_builder;

static int is_numeric(const rsupi_item *item) {
  return item->kind == RSUPI_ITEM_SCALE || item->kind == RSUPI_ITEM_COUNT ||
         item->kind == RSUPI_ITEM_DURATION || item->kind == RSUPI_ITEM_AMOUNT;
}

static size_t column_of(const series_builder *b, const char *target) {
  if (!target) return 0;
  for (size_t i = 0; i < b->at->view->target_count; i++) {
    if (strcmp(b->at->view->targets[i]->head.id, target) == 0) return i + 1;
  }
  return SIZE_MAX;
}

static tally *tally_of(series_builder *b, const rsupi_one_question *question) {
  const rsupi_item *item = question->definition;
  if (!item || !is_numeric(item)) return NULL;
  if (item < b->form->items || item >= b->form->items + b->form->item_count) return NULL;
  size_t column = column_of(b, question->target);
  if (column == SIZE_MAX) return NULL;
  tally *t = &b->tallies[(size_t)(item - b->form->items) * b->columns + column];
  if (t->series) return t;
  rsup_series *series = rsupi_arena_alloc(b->arena, sizeof *series);
  if (!series) return NULL;
  series->form = b->form->id;
  series->item = item->id;
  series->target = rsupi_arena_copy(b->arena, question->target);
  series->last = rsupi_nan();
  series->last_on = RSUPI_NO_DAY;
  series->last_age_days = INT32_MIN;
  series->direction = item->direction ? item->direction : INT32_MIN;
  t->series = series;
  t->counted = RSUPI_NO_DAY;
  return t;
}

/* Two days asked the same in the same order, mostly. */
static tally *tally_in_place(series_builder *b, size_t place, const rsupi_one_question *question) {
  const rsupi_one_question *before = place < PLACES ? b->last[place].question : NULL;
  if (before == question || (before && before->definition == question->definition &&
                             rsupi_text_equal(before->target, question->target)))
    return b->last[place].counts;
  tally *const t = tally_of(b, question);
  if (place < PLACES) {
    b->last[place].question = question;
    b->last[place].counts = t;
  }
  return t;
}

static void take_answer(series_builder *b, const rsupi_event *event, size_t place) {
  const rsupi_answer answer = rsupi_answer_at(event, place);
  tally *t = tally_in_place(b, place, &event->questions->each[place]);
  if (!t) return;
  const int in_window = b->in_window;
  if (!in_window && t->series->last_on != RSUPI_NO_DAY) return;
  if (answer.state != RSUPI_ANSWER_VALUE || rsupi_isnan(answer.number)) {
    t->series->refused_7 += in_window && answer.state == RSUPI_ANSWER_REFUSED;
    return;
  }
  if (t->series->last_on == RSUPI_NO_DAY) {
    t->series->last = answer.number;
    t->series->last_on = event->first;
    t->series->last_age_days = b->at->today - event->first;
  }
  if (in_window) {
    t->sum += answer.number;
    t->series->answered_7++;
    t->planned_days += event->first != t->counted && rsupi_form_planned(b->form, event->first);
    t->counted = event->first;
  }
}

/* Planned days of the window without an answer could have been anything on the item's scale. */
static void finish_mean(const series_builder *b, const rsupi_item *item, const tally *t) {
  rsup_series *s = t->series;
  int32_t planned = 0;
  for (int32_t i = 0; i < WINDOW_DAYS; i++)
    planned += rsupi_form_planned(b->form, b->at->today - i);
  int32_t open = planned - t->planned_days;
  if (s->answered_7 == 0) {
    s->mean_7 = rsupi_measure_unknown(open);
    return;
  }
  double n = s->answered_7, all = s->answered_7 + open;
  double low = open ? (t->sum + open * item->min) / all : t->sum / n;
  double high = open ? (t->sum + open * item->max) / all : t->sum / n;
  s->mean_7 = rsupi_measure_bounded(t->sum / n, low, high, open);
}

int rsupi_series_make(const rsupi_asof *at, const rsupi_form *form, rsupi_arena *arena,
                      rsupi_list *list) {
  series_builder b = {
      .at = at, .form = form, .arena = arena, .columns = at->view->target_count + 1};
  const rsupi_event *const *events = at->view->by_type[RSUPI_EVENT_CHECKIN];
  b.tallies = rsupi_arena_array(arena, form->item_count * b.columns, sizeof *b.tallies);
  if (!b.tallies) return 0;
  for (size_t i = at->view->by_type_count[RSUPI_EVENT_CHECKIN]; i > 0; i--) {
    const rsupi_event *event = events[i - 1];
    if (event->first <= at->today - LOOK_BACK_DAYS) break;
    if (!rsupi_is_of_form(at, event, form) || event->first != event->last) continue;
    b.in_window = event->first > at->today - WINDOW_DAYS;
    for (size_t k = 0; k < event->questions->count; k++) take_answer(&b, event, k);
  }
  for (size_t i = 0; i < form->item_count * b.columns; i++) {
    if (!b.tallies[i].series) continue;
    finish_mean(&b, &form->items[i / b.columns], &b.tallies[i]);
    if (!rsupi_list_push(arena, list, b.tallies[i].series)) return 0;
  }
  return !arena->failed;
}

/* The first check-in on or after a day. */
static size_t first_on(const rsupi_view *view, rsup_day day) {
  size_t low = 0, high = view->by_type_count[RSUPI_EVENT_CHECKIN];
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (view->by_type[RSUPI_EVENT_CHECKIN][middle]->first < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* NaN: none. */
static double value_in(const rsupi_event *event, const rsupi_item *item, const char *target) {
  for (size_t k = 0; k < event->questions->count; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    if (answer.definition != item || answer.state != RSUPI_ANSWER_VALUE) continue;
    if (rsupi_isnan(answer.number)) continue;
    if (!target || rsupi_text_equal(answer.target, target)) return answer.number;
  }
  return rsupi_nan();
}

rsup_status rsupi_item_values_make(const rsupi_asof *at, const char *form_id, const char *item_id,
                                   const char *target, rsup_day from, rsup_day until,
                                   rsupi_arena *arena, rsupi_item_values *out, rsup_error *err) {
  const rsupi_form *form = rsupi_config_form(at->config, form_id);
  const rsupi_item *item = form ? rsupi_form_item(form, item_id) : NULL;
  size_t first = item ? first_on(at->view, from) : 0, count = 0;
  size_t last = item && until > from ? first_on(at->view, until) : first;
  rsup_day *days = rsupi_arena_array(arena, last - first, sizeof *days);
  rsup_instant *instants = rsupi_arena_array(arena, last - first, sizeof *instants);
  double *values = rsupi_arena_array(arena, last - first, sizeof *values);
  if (!days || !instants || !values) return rsupi_fail_memory(err);
  for (size_t i = first; i < last; i++) {
    const rsupi_event *event = at->view->by_type[RSUPI_EVENT_CHECKIN][i];
    const double value =
        rsupi_is_of_form(at, event, form) ? value_in(event, item, target) : rsupi_nan();
    if (rsupi_isnan(value)) continue;
    days[count] = event->first;
    instants[count] = event->at;
    values[count++] = value;
  }
  *out = (rsupi_item_values){days, instants, values, count};
  return RSUP_OK;
}
