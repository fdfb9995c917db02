/* What became of each planned check-in. The unit is the scheduled occasion, and a local day has at
 * most one per form. A check-in belongs to the occasion of its own local day; one that comes before
 * the day's opening time belongs to the day before, when that is still open for late entries and
 * has none. */
#include "checkin/occasions.h"
#include "time/civil.h"
#include <string.h>

int rsupi_form_planned(const rsupi_form *form, rsup_day day) {
  return (form->weekdays >> rsupi_weekday(day)) & 1;
}

int rsupi_is_of_form(const rsupi_asof *at, const rsupi_event *event, const rsupi_form *form) {
  if (!event->form) return 0;
  return event->form == form->id || strcmp(event->form, form->id) == 0 ||
         rsupi_config_form(at->config, event->form) == form;
}

int rsupi_is_excused(const rsupi_asof *at, const rsupi_form *form, rsup_day day,
                     const char **out_event) {
  const rsupi_view *view = at->view;
  *out_event = NULL;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_EXCUSE]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_EXCUSE][i];
    if (event->first > day || event->last < day) continue;
    if (event->form && !rsupi_is_of_form(at, event, form)) continue;
    *out_event = event->head.id;
    return 1;
  }
  /* Nobody is asked for a check-in who has died or withdrew. */
  if (rsupi_view_person_state(view, day, NULL) != RSUPI_PERSON_ACTIVE) return 1;
  const rsupi_setting *setting = rsupi_view_setting(view, day);
  return setting && setting->kind == RSUPI_SETTING_CONTROLLED;
}

/* The zone that holds at local noon of a day. */
static const rsupi_zone *zone_of_day(const rsupi_asof *at, rsup_day day) {
  if (day == at->today || at->view->zone_count < 2) return at->zone;
  rsup_instant noon = rsupi_zone_to_utc(at->zone, day, 43200, NULL);
  return rsupi_history_zone(at->view->zones, at->view->zone_count, noon);
}

rsup_instant rsupi_occasion_time(const rsupi_asof *at, rsup_day day, int32_t minute, int32_t *dst) {
  int32_t kind = RSUPI_LOCAL_UNIQUE;
  rsup_instant t =
      rsupi_zone_to_utc(zone_of_day(at, day), day + minute / 1440, minute % 1440 * 60, &kind);
  if (kind != RSUPI_LOCAL_UNIQUE) *dst = 1;
  return t;
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

static int32_t local_minute(const rsupi_asof *at, clock_stretch *c, rsup_instant instant) {
  if (instant < c->from || instant >= c->until) *c = find_stretch(at, instant);
  int64_t in_day = (instant + c->offset) % RSUPI_MS_PER_DAY;
  return (int32_t)((in_day < 0 ? in_day + RSUPI_MS_PER_DAY : in_day) / 60000);
}

static void set_state(rsupi_occasions *o, rsup_day day, uint8_t state) {
  if (day < o->first || (size_t)(day - o->first) >= o->count) return;
  uint8_t *slot = &o->state[day - o->first];
  if (*slot != RSUP_OCCASION_DONE) *slot = state;
}

static void take_checkin(const rsupi_asof *at, const rsupi_event *event, clock_stretch *c,
                         rsupi_occasions *o) {
  const rsupi_form *form = o->form;
  rsup_day day = event->first;
  if (event->at == RSUPI_NO_INSTANT || (form->opens == 0 && form->closes >= 1440)) {
    set_state(o, day, RSUP_OCCASION_DONE);
    return;
  }
  int32_t minute = local_minute(at, c, event->at);
  if (minute < form->opens && day > o->first && form->late_until >= 1440 + minute &&
      rsupi_form_planned(form, day - 1) && o->state[day - 1 - o->first] == 0) {
    set_state(o, day - 1, RSUP_OCCASION_LATE);
  } else if (minute < form->closes) {
    set_state(o, day, RSUP_OCCASION_DONE);
  } else if (minute < form->late_until) {
    set_state(o, day, RSUP_OCCASION_LATE);
  }
}

int32_t rsupi_late_days(const rsupi_form *form) {
  return (form->late_until - 1) / 1440;
}

/* Days nobody answered: excused, still open, not planned, or missed. */
static void settle_silent(const rsupi_asof *at, rsupi_occasions *o) {
  int32_t weekday = rsupi_weekday(o->first);
  for (size_t i = 0; i < o->count; i++, weekday = weekday == 6 ? 0 : weekday + 1) {
    rsup_day day = o->first + (rsup_day)i;
    const char *excuse = NULL;
    int32_t dst = 0;
    if (!((o->form->weekdays >> weekday) & 1)) {
      o->state[i] = RSUP_OCCASION_NOT_DUE; /* an extra check-in is welcome, but no occasion */
    } else if (o->state[i] != 0) {
      continue;
    } else if (rsupi_is_excused(at, o->form, day, &excuse)) {
      o->state[i] = RSUP_OCCASION_EXCUSED;
    } else if (day + rsupi_late_days(o->form) >= at->today &&
               at->now < rsupi_occasion_time(at, day, o->form->late_until, &dst)) {
      o->state[i] = RSUP_OCCASION_DUE;
    } else {
      o->state[i] = RSUP_OCCASION_MISSED;
    }
  }
}

int rsupi_occasions_make(const rsupi_asof *at, const rsupi_form *form, rsupi_arena *arena,
                         rsupi_occasions *out) {
  const rsupi_view *view = at->view;
  const rsupi_event *const *events = view->by_type[RSUPI_EVENT_CHECKIN];
  size_t n = view->by_type_count[RSUPI_EVENT_CHECKIN], from = 0;
  *out = (rsupi_occasions){.form = form, .first = RSUPI_NO_DAY};
  while (from < n && !rsupi_is_of_form(at, events[from], form)) from++;
  if (from == n || events[from]->first > at->today) return 1;
  out->first = events[from]->first;
  out->count = (size_t)(at->today - out->first) + 1;
  out->state = rsupi_arena_alloc(arena, out->count);
  if (!out->state) return 0;
  clock_stretch c = {0};
  for (size_t i = from; i < n; i++) {
    if (rsupi_is_of_form(at, events[i], form)) take_checkin(at, events[i], &c, out);
  }
  settle_silent(at, out);
  return 1;
}

int32_t rsupi_checkin_last_state(const rsupi_asof *at, const char *form_id) {
  const rsupi_form *form = rsupi_config_form(at->config, form_id);
  rsupi_arena scratch;
  rsupi_occasions occasions;
  int32_t state = 0;
  if (!form) return 0;
  rsupi_arena_init(&scratch, &at->config->allocator, 1024);
  if (rsupi_occasions_make(at, form, &scratch, &occasions)) {
    for (size_t i = occasions.count; i > 0 && state == 0; i--) {
      uint8_t s = occasions.state[i - 1];
      if (s != RSUP_OCCASION_NOT_DUE && s != RSUP_OCCASION_DUE) state = s;
    }
  } else {
    state = -1;
  }
  rsupi_arena_free(&scratch);
  return state;
}
