/* Days in a row: runs that count, and episodes of use with the way back. */
#include "core/numbers.h"
#include "recovery/history.h"
#include "recovery/statements.h"
#include "time/civil.h"

static const rsup_field run_fields[] = {
    RSUPI_KEY(rsup_run, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_run, until, DAY, "", "the day after the last"),
    RSUPI_FIELD(rsup_run, days, INT32, "days", "its length"),
    RSUPI_FIELD(rsup_run, silent_days, INT32, "days", "days among them that nobody spoke of"),
    RSUPI_FIELD(rsup_run, begun_before, BOOL, "", "whether it began before what was asked"),
    RSUPI_FIELD(rsup_run, goes_on, BOOL, "",
                "whether it reaches beyond what was asked, or up to today"),
};
const rsup_record_type rsupi_run_type =
    RSUPI_RECORD_TYPE("run", rsup_run, run_fields, "days in a row that count");

static const rsup_field episode_fields[] = {
    RSUPI_KEY(rsup_episode, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_episode, until, DAY, "", "the day after the last"),
    RSUPI_FIELD(rsup_episode, days, INT32, "days", "its length"),
    RSUPI_FIELD(rsup_episode, is_return, BOOL, "", "whether days that count came before it"),
    RSUPI_FIELD(rsup_episode, reengage_days, MEASURE, "days",
                "time from its first day to the first day that was said to be without use"),
    RSUPI_MAYBE(rsup_episode, setback, TEXT, "", "id of the setback told of it"),
};
const rsup_record_type rsupi_episode_type =
    RSUPI_RECORD_TYPE("episode", rsup_episode, episode_fields, "days of known use in a row");

/* ---- runs */

static size_t index_of(const rsupi_history_question *q, rsup_day day) {
  return (size_t)(day - q->days.start);
}

static int counts(const rsupi_history_question *q, size_t i) {
  return i < q->readings.count && q->readings.value[i] == RSUPI_COUNTS;
}

/* A single day of use that does not end the run under the config's policy is in it, and not of its
 * days. */
static int is_in_run(const rsupi_history_question *q, size_t i) {
  return i < q->readings.count && q->readings.value[i] != RSUPI_COUNTS_NOT;
}

static int add_run(rsupi_history_question *q, rsupi_list *list, size_t first, size_t after) {
  rsup_run *run = rsupi_arena_alloc(q->arena, sizeof *run);
  if (!run) return 0;
  run->from = q->days.start + (rsup_day)first;
  run->until = q->days.start + (rsup_day)after;
  for (size_t i = first; i < after; i++) run->days += counts(q, i);
  for (size_t i = first; i < after; i++) run->silent_days += rsupi_is_open_day(q->days.state[i]);
  run->begun_before = first > 0 && is_in_run(q, first - 1);
  run->goes_on = is_in_run(q, after) || (after == q->readings.count && !q->readings.breaks_today);
  return rsupi_list_push(q->arena, list, run);
}

static int make_runs(rsupi_history_question *q) {
  rsupi_list list = {0};
  const size_t end = index_of(q, q->out->until);
  for (size_t i = index_of(q, q->out->from); i < end; i++) {
    const size_t first = i;
    while (i < end && is_in_run(q, i)) i++;
    if (i > first && !add_run(q, &list, first, i)) return 0;
  }
  q->out->runs = (const rsup_run *const *)list.items;
  q->out->run_count = list.count;
  return 1;
}

/* ---- setbacks */

static int make_setbacks(rsupi_history_question *q) {
  rsupi_list list = {0};
  for (size_t i = 0; i < q->at->view->by_type_count[RSUPI_EVENT_SETBACK]; i++) {
    const rsupi_event *event = q->at->view->by_type[RSUPI_EVENT_SETBACK][i];
    if (!rsupi_is_setback_of(q->days.target, event)) continue;
    if (event->first < q->out->from || event->first >= q->out->until) continue;
    rsup_setback *setback = rsupi_setback_describe(event, &q->days, q->arena);
    if (!setback || !rsupi_list_push(q->arena, &list, setback)) return 0;
    setback->note = rsupi_arena_copy(q->arena, event->more->note);
  }
  q->out->setbacks = (const rsup_setback *const *)list.items;
  q->out->setback_count = list.count;
  return 1;
}

static const rsupi_event *setback_within(const rsupi_history_question *q, rsup_day from,
                                         rsup_day until) {
  for (size_t i = 0; i < q->at->view->by_type_count[RSUPI_EVENT_SETBACK]; i++) {
    const rsupi_event *event = q->at->view->by_type[RSUPI_EVENT_SETBACK][i];
    if (event->first != event->last || event->first < from || event->first >= until) continue;
    if (rsupi_is_setback_of(q->days.target, event)) return event;
  }
  return NULL;
}

/* ---- episodes */

/* The first day after the episode that was said to be without use. Another day of use before it
 * means that nothing is known of a way back from this one. */
static rsup_measure time_back(const rsupi_history_question *q, size_t first, size_t after) {
  for (size_t i = after; i < q->days.count; i++) {
    if (q->days.state[i] == RSUP_DAY_USED) break;
    if (q->days.state[i] != RSUP_DAY_NOT_USED) continue;
    return rsupi_measure_bounded((double)(i - first), (double)(after - first), (double)(i - first),
                                 (int32_t)(i - after));
  }
  return rsupi_measure_unknown((int32_t)(q->days.count - after));
}

static int follows_days_that_count(const rsupi_history_question *q, size_t first) {
  for (size_t i = 0; i < first; i++) {
    if (counts(q, i) && q->days.state[i] != RSUP_DAY_USED) return 1;
  }
  return 0;
}

/* A day of use within a limit is none; today under a limit is judged when it is over. */
static int ends_days_that_count(const rsupi_history_question *q, size_t first, size_t after) {
  for (size_t i = first; i < after; i++) {
    if (i < q->readings.count ? !counts(q, i) : q->readings.used_today) return 1;
  }
  return 0;
}

static int add_episode(rsupi_history_question *q, rsupi_list *list, size_t first, size_t after) {
  rsup_episode *episode = rsupi_arena_alloc(q->arena, sizeof *episode);
  if (!episode) return 0;
  episode->from = q->days.start + (rsup_day)first;
  episode->until = q->days.start + (rsup_day)after;
  episode->days = (int32_t)(after - first);
  episode->is_return = follows_days_that_count(q, first) && ends_days_that_count(q, first, after);
  episode->reengage_days = time_back(q, first, after);
  const rsupi_event *setback = setback_within(q, episode->from, episode->until);
  episode->setback = setback ? rsupi_arena_copy(q->arena, setback->head.id) : NULL;
  q->out->returns += episode->is_return;
  return rsupi_list_push(q->arena, list, episode);
}

static int make_episodes(rsupi_history_question *q) {
  rsupi_list list = {0};
  const size_t from = index_of(q, q->out->from), until = index_of(q, q->out->until);
  for (size_t i = from; i < until; i++) {
    if (q->days.state[i] != RSUP_DAY_USED) continue;
    const size_t first = i;
    while (i < q->days.count && q->days.state[i] == RSUP_DAY_USED) i++;
    const int begins_here = first > from || first == 0 || q->days.state[first - 1] != RSUP_DAY_USED;
    if (begins_here && !add_episode(q, &list, first, i)) return 0;
  }
  q->out->episodes = (const rsup_episode *const *)list.items;
  q->out->episode_count = list.count;
  return 1;
}

/* Least squares over 0, 1, 2 ...: with n whole numbers y,
 * slope = (n * sum(i * y) - sum(i) * sum(y)) / (n * sum(i * i) - sum(i)^2), one division. */
static void find_trend(rsup_history *out) {
  enum { LEAST = 3 };
  int64_t n = 0, i_sum = 0, squares = 0, sum = 0, along = 0;
  for (size_t k = 0; k < out->episode_count; k++) {
    const rsup_episode *episode = out->episodes[k];
    if (!episode->is_return || episode->reengage_days.state == RSUP_MEASURE_UNKNOWN) continue;
    const int64_t days = (int64_t)episode->reengage_days.value;
    i_sum += n;
    squares += n * n;
    sum += days;
    along += n * days;
    n++;
  }
  out->reengage_n = (int32_t)n;
  out->reengage_trend =
      n < LEAST ? rsupi_nan()
                : (double)(n * along - i_sum * sum) / (double)(n * squares - i_sum * i_sum);
}

int rsupi_history_episodes(rsupi_history_question *q) {
  if (q->out->days > 0 && !(make_runs(q) && make_episodes(q))) return 0;
  find_trend(q->out);
  return make_setbacks(q);
}
