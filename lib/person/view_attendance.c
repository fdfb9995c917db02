/* An attendance is known by its person, its meeting and its local day. Typed on two devices or
 * brought in twice it stands in the record more than once and is one all the same: the view's list
 * of attendances has it once, so that whoever counts them counts what happened. `events` keeps all
 * entries, and so does the record.
 *
 * What one entry says and the others leave open is said; where they contradict each other, the one
 * recorded last holds. Attendances of which only a longer span is known stay apart: nothing says
 * that they were on one day. */
#include "core/numbers.h"
#include "person/records.h"
#include <string.h>

typedef struct joining {
  const void **all, **buffer;  /* the list, and room for sorting it */
  const rsupi_event **changed; /* the list as it will be, up to `count` */
  size_t count;
  rsupi_arena *arena; /* of the view */
} joining;

static int is_of_a_day(const rsupi_event *event) {
  return event->first == event->last && event->more->meeting;
}

/* Those of a day first, by their meeting; of one meeting in the order of recording. */
static int by_meeting(const void *a, const void *b) {
  const rsupi_event *const x = a, *const y = b;
  if (is_of_a_day(x) != is_of_a_day(y)) return is_of_a_day(x) ? -1 : 1;
  const int order = is_of_a_day(x) ? strcmp(x->more->meeting, y->more->meeting) : 0;
  if (order) return order;
  if (x->head.recorded_at != y->head.recorded_at)
    return x->head.recorded_at < y->head.recorded_at ? -1 : 1;
  return strcmp(x->head.id, y->head.id);
}

/* The view's order, within a day. */
static int by_time(const void *a, const void *b) {
  const rsupi_event *const x = a, *const y = b;
  if (x->at != y->at) return x->at < y->at ? -1 : 1;
  return strcmp(x->head.id, y->head.id);
}

static int are_one(const rsupi_event *x, const rsupi_event *y) {
  return is_of_a_day(x) && is_of_a_day(y) && strcmp(x->more->meeting, y->more->meeting) == 0;
}

static void take_flag(int32_t *flag, int32_t said) {
  if (said != INT32_MIN) *flag = said;
}

static void take_said(rsupi_event_more *more, const rsupi_event_more *said) {
  if (said->as) more->as = said->as;
  if (said->mode) more->mode = said->mode;
  if (!rsupi_isnan(said->minutes)) more->minutes = said->minutes;
  take_flag(&more->shared, said->shared);
  take_flag(&more->asked, said->asked);
  take_flag(&more->feedback, said->feedback);
  take_flag(&more->led, said->led);
}

/* Of several in the order of recording, one: at the place in time of the earliest of them. */
static const rsupi_event *join(joining *j, const void *const *same, size_t count) {
  if (count == 1) return same[0];
  rsupi_event *const one = rsupi_arena_alloc(j->arena, sizeof *one);
  rsupi_event_more *const more = rsupi_arena_alloc(j->arena, sizeof *more);
  if (!one || !more) return NULL;
  const rsupi_event *earliest = same[0];
  *more = earliest->more[0];
  for (size_t i = 1; i < count; i++) {
    const rsupi_event *const event = same[i];
    take_said(more, event->more);
    if (by_time(event, earliest) < 0) earliest = event;
  }
  *one = *earliest;
  one->more = more;
  return one;
}

static int join_day(joining *j, size_t from, size_t until) {
  const size_t start = j->count;
  rsupi_sort((void **)j->all + from, (void **)j->buffer, until - from, by_meeting);
  for (size_t i = from, next; i < until; i = next) {
    for (next = i + 1; next < until && are_one(j->all[i], j->all[next]);) next++;
    const rsupi_event *const one = join(j, j->all + i, next - i);
    if (!one) return 0;
    j->changed[j->count++] = one;
  }
  rsupi_sort((void **)j->changed + start, (void **)j->buffer, j->count - start, by_time);
  return 1;
}

static int join_all(joining *j, size_t count) {
  for (size_t from = 0, until; from < count; from = until) {
    const rsup_day day = ((const rsupi_event *)j->all[from])->first;
    for (until = from + 1; until < count; until++)
      if (((const rsupi_event *)j->all[until])->first != day) break;
    if (!join_day(j, from, until)) return 0;
  }
  return 1;
}

/* Most people go to one meeting a day, or to two: there is nothing to sort. */
static int may_be_double(const rsupi_event *const *events, size_t count) {
  enum { LOOK_BACK = 8 };
  for (size_t i = 1; i < count; i++) {
    for (size_t k = i; k > 0 && events[k - 1]->first == events[i]->first; k--)
      if (i - k == LOOK_BACK || are_one(events[k - 1], events[i])) return 1;
  }
  return 0;
}

int rsupi_view_attend(rsupi_view *view, rsupi_arena *arena) {
  const rsupi_event *const *const events = view->by_type[RSUPI_EVENT_ATTENDANCE];
  const size_t count = view->by_type_count[RSUPI_EVENT_ATTENDANCE];
  if (!may_be_double(events, count)) return 1;
  rsupi_arena work;
  rsupi_arena_init(&work, &arena->allocator, 2 * count * sizeof(void *) + 64);
  joining j = {.arena = arena};
  j.all = rsupi_arena_array(&work, count, sizeof *j.all);
  j.buffer = rsupi_arena_array(&work, count, sizeof *j.buffer);
  j.changed = rsupi_arena_array(arena, count, sizeof *j.changed);
  int went = j.all && j.buffer && j.changed;
  if (went) {
    memcpy(j.all, events, count * sizeof *j.all);
    went = join_all(&j, count);
  }
  rsupi_arena_free(&work);
  if (!went) return 0;
  view->by_type[RSUPI_EVENT_ATTENDANCE] = j.changed;
  view->by_type_count[RSUPI_EVENT_ATTENDANCE] = j.count;
  return 1;
}
