/* Use on some days of a span, not known which: "four days in March", a setback "in February". */
#include "recovery/statements.h"
#include <string.h>

int rsupi_loose_add(rsupi_statements *s, const rsupi_event *event, int32_t days) {
  for (size_t i = 0; i < s->loose.count; i++) {
    const rsupi_loose_use *other = s->loose.items[i];
    if (other->first != event->first || other->last != event->last) continue;
    if (other->event->type != event->type ||
        rsupi_is_by_others(other->event) != rsupi_is_by_others(event))
      continue;
    if (!rsupi_is_later(event, other->event)) return 1;
    s->loose.items[i] = s->loose.items[--s->loose.count];
    break;
  }
  rsupi_loose_use *loose = rsupi_arena_alloc(s->arena, sizeof *loose);
  if (!loose) return 0;
  *loose =
      (rsupi_loose_use){.event = event, .first = event->first, .last = event->last, .days = days};
  return rsupi_list_push(s->arena, &s->loose, loose);
}

static void count_room(const rsupi_target_days *days, rsupi_loose_use *loose) {
  loose->left = loose->days;
  for (rsup_day day = loose->first; day <= loose->last; day++) {
    if (day < days->start) {
      loose->before++;
    } else if ((size_t)(day - days->start) < days->count) {
      uint8_t state = days->state[day - days->start];
      loose->left -= state == RSUP_DAY_USED;
      loose->open += rsupi_is_open_day(state);
      loose->doubtful += state == RSUP_DAY_CONFLICTING;
    }
  }
  if (loose->left < 0) loose->left = 0;
}

/* A later word of the person that the whole span was without use settles what somebody else, or a
 * setback, reported. */
static int is_settled(const rsupi_statements *s, const rsupi_loose_use *loose) {
  const rsupi_view *view = s->at->view;
  if (loose->event->type == RSUPI_EVENT_USE_DAY && !rsupi_is_by_others(loose->event)) return 0;
  for (size_t i = 0; i < view->event_count && view->events[i]->first <= loose->first; i++) {
    const rsupi_event *event = view->events[i];
    if (rsupi_is_confirmation(event) && event->last >= loose->last &&
        rsupi_speaks_of(s->target, event) && rsupi_is_later(event, loose->event))
      return 1;
  }
  return 0;
}

/* By their last days, then their first: rsupi_loose_least() wants it. */
static void sort_by_end(rsupi_target_days *days) {
  for (size_t i = 1; i < days->loose_count; i++) {
    const rsupi_loose_use one = days->loose[i];
    size_t k = i;
    for (; k > 0; k--) {
      const rsupi_loose_use *before = &days->loose[k - 1];
      if (before->last < one.last || (before->last == one.last && before->first <= one.first))
        break;
      days->loose[k] = *before;
    }
    days->loose[k] = one;
  }
}

/* Use on so many days of the span at least, and too few that may have been use: then none of its
 * days is certain. */
static int doubt_days(const rsupi_statements *s, rsupi_target_days *out,
                      const rsupi_loose_use *loose) {
  if (loose->left <= loose->before + loose->open + loose->doubtful) return 1;
  if (!out->doubted) out->doubted = rsupi_arena_array(s->arena, out->count, 1);
  if (!out->doubted) return 0;
  for (rsup_day day = loose->first; day <= loose->last; day++) {
    const size_t i = (size_t)((int64_t)day - out->start); /* before the start: huge */
    if (i < out->count) out->doubted[i] = out->state[i] == RSUP_DAY_NOT_USED;
  }
  return 1;
}

int rsupi_loose_settle(const rsupi_statements *s, rsupi_target_days *out) {
  out->loose = rsupi_arena_array(s->arena, s->loose.count, sizeof *out->loose);
  if (!out->loose) return 0;
  for (size_t i = 0; i < s->loose.count; i++) {
    rsupi_loose_use loose = *(const rsupi_loose_use *)s->loose.items[i];
    count_room(out, &loose);
    if (loose.left == 0 || is_settled(s, &loose)) continue;
    loose.waits = rsupi_is_by_others(loose.event) || loose.left > loose.before + loose.open;
    out->loose[out->loose_count++] = loose;
    if (!doubt_days(s, out, &loose)) return 0;
  }
  sort_by_end(out);
  out->scratch = rsupi_arena_alloc(s->arena, out->count);
  return out->scratch != NULL;
}

typedef struct window {
  rsup_day first, until;
  int at_risk;
} window;

static int is_within(const rsupi_target_days *days, const window *w, size_t i) {
  const rsup_day day = days->start + (rsup_day)i;
  return day >= w->first && day < w->until &&
         (!w->at_risk || days->state[i] != RSUP_DAY_CONTROLLED);
}

/* The latest days of one span that still lack; those before served other spans. */
static int32_t take_latest(const rsupi_target_days *days, const rsupi_loose_use *loose,
                           const window *w) {
  const rsup_day end = days->start + (rsup_day)days->count;
  const size_t from = loose->first > days->start ? (size_t)(loose->first - days->start) : 0;
  const size_t until = loose->last < days->start ? 0
                       : loose->last < end       ? (size_t)(loose->last - days->start) + 1
                                                 : days->count;
  int32_t need = loose->left - loose->before, taken = 0;
  for (size_t i = from; i < until; i++) {
    if (!rsupi_may_be_use(days, i)) continue;
    need -= days->scratch[i] || !is_within(days, w, i);
  }
  for (size_t i = until; i > from && taken < need; i--) {
    if (!rsupi_may_be_use(days, i - 1) || days->scratch[i - 1]) continue;
    if (!is_within(days, w, i - 1)) continue;
    days->scratch[i - 1] = 1;
    taken++;
  }
  return taken;
}

/* In the order of their ends, each span takes the latest days it can: they serve most spans to
 * come, so that no other choice needs fewer. */
int32_t rsupi_loose_least(const rsupi_target_days *days, rsup_day first, rsup_day until,
                          int at_risk) {
  const window w = {first, until, at_risk};
  int32_t least = 0;
  if (days->loose_count) memset(days->scratch, 0, days->count);
  for (size_t k = 0; k < days->loose_count; k++) {
    if (!days->loose[k].waits) least += take_latest(days, &days->loose[k], &w);
  }
  return least;
}
