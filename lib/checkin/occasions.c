/* What became of each planned check-in. The unit is the scheduled occasion; a local day has one per
 * form, or as many as its schedule has times. A check-in belongs to an occasion of its own local
 * day; one that comes before the day's opening time belongs to the day before, when that is still
 * open for late entries and has none. */
#include "checkin/occasions.h"
#include "time/civil.h"
#include <string.h>

int rsupi_form_planned(const rsupi_form *form, rsup_day day) {
  return rsupi_recurs_on(&form->schedule, day);
}

int rsupi_is_of_form(const rsupi_asof *at, const rsupi_event *event, const rsupi_form *form) {
  if (!event->questions->form) return 0;
  return event->questions->form == form->id || strcmp(event->questions->form, form->id) == 0 ||
         rsupi_config_form(at->config, event->questions->form) == form;
}

int rsupi_is_excused(const rsupi_asof *at, const rsupi_form *form, rsup_day day,
                     const char **out_event) {
  const rsupi_view *view = at->view;
  *out_event = NULL;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_EXCUSE]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_EXCUSE][i];
    if (event->first > day || event->last < day) continue;
    if (event->questions->form && !rsupi_is_of_form(at, event, form)) continue;
    *out_event = event->head.id;
    return 1;
  }
  /* Nobody is asked for a check-in who has died or withdrew. */
  if (rsupi_view_person_state(view, day, NULL) != RSUPI_PERSON_ACTIVE) return 1;
  const rsupi_setting *setting = rsupi_view_setting(view, day);
  return setting && setting->kind == RSUPI_SETTING_CONTROLLED;
}

static const rsupi_zone *zone_of_day(const rsupi_asof *at, rsup_day day) {
  if (day == at->today || at->view->zone_count < 2) return at->zone;
  const rsupi_zone *zone = rsupi_history_day_zone(at->view->zones, at->view->zone_count, day);
  return zone ? zone : at->zone;
}

rsup_instant rsupi_occasion_time(const rsupi_asof *at, rsup_day day, int32_t minute, int32_t *dst) {
  return rsupi_day_instant(zone_of_day(at, day), day, minute, dst);
}

/* The clock where a check-in was made. Check-ins come in order of time: most lie in the stretch of
 * the one before, in which neither the person moved nor the clocks changed. */
typedef struct clock_stretch {
  rsup_instant from, until;
  int64_t offset; /* milliseconds */
} clock_stretch;

static clock_stretch find_stretch(const rsupi_asof *at, rsup_instant instant) {
  const rsupi_zone_span *spans = at->view->zones;
  const size_t count = at->view->zone_count;
  clock_stretch c;
  c.offset =
      rsupi_zone_offset(rsupi_history_zone(spans, count, instant), instant, &c.from, &c.until) *
      INT64_C(1000);
  for (size_t i = 0; i < count; i++) {
    if (spans[i].from <= instant && spans[i].from > c.from) c.from = spans[i].from;
    if (spans[i].from > instant && spans[i].from < c.until) c.until = spans[i].from;
  }
  return c;
}

static inline int32_t local_minute(const rsupi_asof *at, clock_stretch *c,
                                   const rsupi_event *event) {
  const rsup_instant instant = event->at;
  if (instant < c->from || instant >= c->until) *c = find_stretch(at, instant);
  int64_t in_day = instant + c->offset - event->first * RSUPI_MS_PER_DAY;
  if (in_day < 0 || in_day >= RSUPI_MS_PER_DAY) { /* the calendar counts its day as another */
    in_day %= RSUPI_MS_PER_DAY;
    if (in_day < 0) in_day += RSUPI_MS_PER_DAY;
  }
  return (int32_t)in_day / 60000;
}

static uint8_t *slot_at(const rsupi_occasions *o, rsup_day day, size_t slot) {
  if (o->count == 0 || day < o->first || (size_t)(day - o->first) >= o->count) return NULL;
  return &o->state[(size_t)(day - o->first) * o->slots + slot];
}

/* While entries find their places, NOT_DUE marks a day that the calendar jumped over. */
static void set_state(rsupi_occasions *o, rsup_day day, size_t slot, uint8_t state) {
  uint8_t *at = slot_at(o, day, slot);
  if (at && *at != RSUP_OCCASION_DONE && *at != RSUP_OCCASION_NOT_DUE) *at = state;
}

/* Whether an occasion waits for a late entry at a minute of its own day. */
static int takes_late(const rsupi_occasions *o, rsup_day day, size_t slot, int32_t minute) {
  if (day < o->first || o->form->times[slot].times.late_until <= minute) return 0;
  const uint8_t *at = slot_at(o, day, slot);
  return at && *at == 0 && rsupi_form_planned(o->form, day);
}

/* The occasion that is open, or opens next, at a minute of the day; o->slots after the last. */
static size_t slot_of(const rsupi_occasions *o, int32_t minute) {
  size_t slot = 0;
  while (slot < o->slots && minute >= o->form->times[slot].times.closes) slot++;
  return slot;
}

/* Before the day opens: yesterday's late entry where one is wanted, else today's first. Between two
 * occasions: the late entry of the one before, else an answer of no occasion. */
static void take_minute(rsupi_occasions *o, rsup_day day, int32_t minute) {
  const size_t slot = slot_of(o, minute), last = o->slots - 1;
  if (slot < o->slots && minute >= o->form->times[slot].times.opens) {
    set_state(o, day, slot, RSUP_OCCASION_DONE);
  } else if (slot > 0) {
    if (takes_late(o, day, slot - 1, minute)) set_state(o, day, slot - 1, RSUP_OCCASION_LATE);
  } else if (takes_late(o, day - 1, last, 1440 + minute)) {
    set_state(o, day - 1, last, RSUP_OCCASION_LATE);
  } else {
    set_state(o, day, 0, RSUP_OCCASION_DONE);
  }
}

static int is_all_day(const rsupi_form *form) {
  return form->time_count == 1 && form->opens == 0 && form->closes >= 1440;
}

/* Of several a day, entries without an hour wait until those with one have found their place. */
static void take_checkin(const rsupi_asof *at, const rsupi_event *event, clock_stretch *c,
                         rsupi_occasions *o) {
  if (event->at != RSUPI_NO_INSTANT && !is_all_day(o->form))
    take_minute(o, event->first, local_minute(at, c, event));
  else if (o->slots == 1)
    set_state(o, event->first, 0, RSUP_OCCASION_DONE);
}

/* The first occasion of its day that nothing answers. */
static void take_without_hour(const rsupi_event *event, rsupi_occasions *o) {
  for (size_t slot = 0; slot < o->slots; slot++) {
    uint8_t *state = slot_at(o, event->first, slot);
    if (!state || *state != 0) continue;
    *state = RSUP_OCCASION_DONE;
    return;
  }
}

/* The form was not shown: what nobody answered was not asked. Without an hour: all of that day, or
 * month. */
static void take_not_shown(const rsupi_asof *at, const rsupi_event *event, clock_stretch *c,
                           rsupi_occasions *o) {
  const int by_day = event->at == RSUPI_NO_INSTANT;
  const size_t meant = by_day ? 0 : slot_of(o, local_minute(at, c, event));
  for (rsup_day day = event->first; day <= event->last; day++)
    for (size_t slot = 0; slot < o->slots; slot++) {
      uint8_t *state = slot_at(o, day, slot);
      if (state && *state == 0 && (by_day || slot == meant)) *state = RSUP_OCCASION_NOT_ASKED;
    }
}

static int was_shown(const rsupi_event *event) {
  return event->questions->shown != 0;
}

/* Can it answer an occasion? One that knows only its month can't. */
static int is_entry(const rsupi_event *event) {
  return was_shown(event) && event->first == event->last;
}

/* Three rounds, so that the order in which entries came changes nothing. */
static void take_checkins(const rsupi_asof *at, size_t from, rsupi_occasions *o) {
  const rsupi_event *const *events = at->view->by_type[RSUPI_EVENT_CHECKIN];
  const size_t n = at->view->by_type_count[RSUPI_EVENT_CHECKIN];
  clock_stretch c = {0};
  int without_hour = 0, not_shown = 0;
  for (size_t i = from; i < n; i++) {
    if (!rsupi_is_of_form(at, events[i], o->form)) continue;
    not_shown |= !was_shown(events[i]);
    without_hour |= o->slots > 1 && events[i]->at == RSUPI_NO_INSTANT;
    if (is_entry(events[i])) take_checkin(at, events[i], &c, o);
  }
  for (size_t i = from; without_hour && i < n; i++)
    if (rsupi_is_of_form(at, events[i], o->form) && is_entry(events[i]) &&
        events[i]->at == RSUPI_NO_INSTANT)
      take_without_hour(events[i], o);
  for (size_t i = from; not_shown && i < n; i++)
    if (rsupi_is_of_form(at, events[i], o->form) && !was_shown(events[i]))
      take_not_shown(at, events[i], &c, o);
}

int32_t rsupi_late_days(const rsupi_form *form) {
  return (form->late_until - 1) / 1440 + 2;
}

/* A planned occasion nobody answered: excused, still open, or missed. */
static uint8_t silent_state(const rsupi_asof *at, const rsupi_form *form, rsup_day day,
                            size_t slot) {
  const char *excuse = NULL;
  int32_t dst = 0;
  if (rsupi_is_excused(at, form, day, &excuse)) return RSUP_OCCASION_EXCUSED;
  if (day + rsupi_late_days(form) >= at->today &&
      at->now < rsupi_occasion_time(at, day, form->times[slot].times.late_until, &dst))
    return RSUP_OCCASION_DUE;
  return RSUP_OCCASION_MISSED;
}

/* An extra check-in is welcome, but no occasion. */
static void settle(const rsupi_asof *at, rsupi_occasions *o) {
  const rsupi_recurrence *rule = &o->form->schedule;
  const int by_weekday = rule->kind == RSUPI_RECURS_WEEKDAYS && rule->from == RSUPI_NO_DAY &&
                         rule->until == RSUPI_NO_DAY && rule->except_count == 0;
  int32_t weekday = rsupi_weekday(o->first);
  uint8_t *state = o->state;
  for (size_t i = 0; i < o->count; i++, weekday = weekday == 6 ? 0 : weekday + 1) {
    const rsup_day day = o->first + (rsup_day)i;
    const int planned = by_weekday ? (rule->weekdays >> weekday) & 1 : rsupi_recurs_on(rule, day);
    for (size_t slot = 0; slot < o->slots; slot++, state++) {
      if (!planned)
        *state = RSUP_OCCASION_NOT_DUE;
      else if (*state == 0)
        *state = silent_state(at, o->form, day, slot);
    }
  }
}

/* Days that the calendar jumped over have no occasion: Samoa's 30 December 2011, or the one that a
 * move across the date line leaves out. */
static void skip_jumps(const rsupi_asof *at, rsupi_occasions *o) {
  const rsupi_view *view = at->view;
  rsup_instant t = (o->first - 1) * RSUPI_MS_PER_DAY;
  rsup_day from, until;
  while (rsupi_history_jump(view->zones, view->zone_count, &t, at->now + 1, &from, &until)) {
    for (rsup_day day = from; day < until; day++)
      for (size_t slot = 0; slot < o->slots; slot++) {
        uint8_t *state = slot_at(o, day, slot);
        if (state) *state = RSUP_OCCASION_NOT_DUE;
      }
  }
}

int32_t rsupi_occasion_state(const rsupi_occasions *o, rsup_day day, size_t slot) {
  const uint8_t *state = slot_at(o, day, slot);
  if (state) return *state;
  const rsupi_view *view = o->at->view;
  if (!rsupi_form_planned(o->form, day) ||
      (view->zone_count && !rsupi_history_day_zone(view->zones, view->zone_count, day)))
    return RSUP_OCCASION_NOT_DUE;
  return RSUP_OCCASION_NOT_ASKED;
}

/* The first check-in on or after a day. */
static size_t first_on(const rsupi_view *view, rsup_day day) {
  size_t low = 0, high = view->by_type_count[RSUPI_EVENT_CHECKIN];
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (view->by_type[RSUPI_EVENT_CHECKIN][middle]->first < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int comes_early(const rsupi_asof *at, const rsupi_form *form, const rsupi_event *event) {
  clock_stretch c = {0};
  return event->at != RSUPI_NO_INSTANT && !is_all_day(form) &&
         local_minute(at, &c, event) < form->times[0].times.opens;
}

/* The last day up to `day` that no check-in of before its opening ties to the day before it: what
 * was before it changes nothing from it on. */
static rsup_day loose_day(const rsupi_asof *at, const rsupi_form *form, rsup_day day) {
  const rsupi_event *const *events = at->view->by_type[RSUPI_EVENT_CHECKIN];
  for (size_t i = first_on(at->view, day + 1); i > 0 && events[i - 1]->first >= day; i--)
    if (comes_early(at, form, events[i - 1])) day = events[i - 1]->first - 1;
  return day;
}

static int make_from(const rsupi_asof *at, const rsupi_form *form, int32_t back, rsupi_arena *arena,
                     rsupi_occasions *out) {
  const rsupi_view *view = at->view;
  const rsupi_event *const *events = view->by_type[RSUPI_EVENT_CHECKIN];
  size_t n = view->by_type_count[RSUPI_EVENT_CHECKIN], any = 0;
  *out =
      (rsupi_occasions){.at = at, .form = form, .first = RSUPI_NO_DAY, .slots = form->time_count};
  while (any < n && !rsupi_is_of_form(at, events[any], form)) any++;
  size_t from = any; /* what was not shown does not begin it, but may lie on its first day */
  while (from < n && !(is_entry(events[from]) && rsupi_is_of_form(at, events[from], form))) from++;
  if (from == n || events[from]->first > at->today) return 1;
  out->first = events[from]->first;
  if (back != INT32_MAX && !view->checkins_of_spans && out->first < at->today - back) {
    const rsup_day day = loose_day(at, form, at->today - back);
    if (day > out->first) {
      out->first = day;
      any = first_on(view, day);
    }
  }
  out->count = (size_t)(at->today - out->first) + 1;
  out->state = rsupi_arena_array(arena, out->count, out->slots);
  if (!out->state) return 0;
  skip_jumps(at, out);
  take_checkins(at, any, out);
  settle(at, out);
  return 1;
}

int rsupi_occasions_make(const rsupi_asof *at, const rsupi_form *form, rsupi_arena *arena,
                         rsupi_occasions *out) {
  return make_from(at, form, INT32_MAX, arena, out);
}

int rsupi_occasions_make_recent(const rsupi_asof *at, const rsupi_form *form, int32_t back,
                                rsupi_arena *arena, rsupi_occasions *out) {
  return make_from(at, form, back, arena, out);
}

int32_t rsupi_occasions_last_state(const rsupi_occasions *o) {
  for (size_t i = o->count * o->slots; i > 0; i--) {
    const uint8_t state = o->state[i - 1];
    if (state != 0 && state != RSUP_OCCASION_NOT_DUE && state != RSUP_OCCASION_DUE) return state;
  }
  return 0;
}

int32_t rsupi_checkin_last_state(const rsupi_asof *at, const char *form_id) {
  const rsupi_form *form = rsupi_config_form(at->config, form_id);
  rsupi_arena scratch;
  rsupi_occasions occasions;
  if (!form) return 0;
  rsupi_arena_init(&scratch, &at->config->allocator, 1024);
  const int made = rsupi_occasions_make(at, form, &scratch, &occasions);
  const int32_t state = made ? rsupi_occasions_last_state(&occasions) : -1;
  rsupi_arena_free(&scratch);
  return state;
}
