/* Parts of the agenda that have an hour: check-ins and meetings. */
#include "checkin/occasions.h"
#include "core/numbers.h"
#include "meeting/directory.h"
#include "time/recurrence.h"
#include "today/agenda.h"
#include <string.h>

/* ---- check-ins: by the same code as the day picture, day by day */

static int add_occasion(rsupi_collecting *c, const rsupi_form *form, const rsup_due *due) {
  char text[128];
  rsupi_fixed fixed = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&fixed, "form.%s", form->id);
  const char *const label = rsupi_config_words(c->at.config, text, c->at.locale);
  const struct {
    int32_t kind;
    rsup_instant at;
  } times[] = {{RSUP_AGENDA_CHECKIN_OPENS, due->opens},
               {RSUP_AGENDA_CHECKIN_DUE, due->due},
               {RSUP_AGENDA_CHECKIN_CLOSES, due->closes},
               {RSUP_AGENDA_CHECKIN_LATE_UNTIL, due->late_until}};
  for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
    const rsupi_agenda_note note = {.kind = times[i].kind,
                                    .date = due->date,
                                    .dst = due->dst,
                                    .ref = form->id,
                                    .part = due->occasion,
                                    .label = label,
                                    .ends = i ? RSUPI_NO_INSTANT : due->closes,
                                    .why = i ? "not_answered_yet" : "planned",
                                    .number = rsupi_nan()};
    if (!rsupi_agenda_add(c, times[i].at, &note)) return 0;
  }
  return 1;
}

/* The question as it will stand on a day ahead: that day's zone, and what is planned by then. */
static rsupi_asof on_day(const rsupi_collecting *c, rsup_day day) {
  rsupi_asof ahead = c->at;
  ahead.today = day;
  ahead.view = c->planned;
  ahead.zone = rsupi_history_day_zone(c->at.view->zones, c->at.view->zone_count, day);
  return ahead;
}

static int add_days(rsupi_collecting *c, const rsupi_form *form, const rsupi_occasions *occasions,
                    rsupi_arena *scratch) {
  rsup_instant next_change = INT64_MAX;
  rsupi_list due = {0};
  if (!rsupi_due_make(&c->at, occasions, scratch, &due, &next_change)) return 0;
  for (size_t i = 0; i < due.count; i++)
    if (!add_occasion(c, form, due.items[i])) return 0;
  for (rsup_day day = c->at.today + 1; day <= c->last; day++) {
    const rsupi_asof ahead = on_day(c, day);
    due.count = 0;
    if (!ahead.zone) continue; /* the person's calendar has no such day */
    if (!rsupi_due_make(&ahead, occasions, scratch, &due, &next_change)) return 0;
    for (size_t i = 0; i < due.count; i++) {
      const rsup_due *const one = due.items[i];
      if (one->date == day && !add_occasion(c, form, one)) return 0;
    }
  }
  return 1;
}

rsup_status rsupi_agenda_checkins(rsupi_collecting *c) {
  rsupi_arena scratch;
  int went = 1;
  rsupi_arena_init(&scratch, &c->at.config->allocator, 8192);
  for (size_t i = 0; went && i < c->at.config->form_count; i++) {
    const rsupi_form *const form = &c->at.config->forms[i];
    rsupi_occasions occasions;
    went = rsupi_occasions_make(&c->at, form, &scratch, &occasions) &&
           add_days(c, form, &occasions, &scratch);
  }
  rsupi_arena_free(&scratch);
  return went ? RSUP_OK : rsupi_fail_memory(c->err);
}

/* ---- meetings: of a group of theirs, or one that they went to three times in 90 days */

enum { REGULAR_TIMES = 3, REGULAR_DAYS = 90 };

static int32_t times_attended(const rsupi_collecting *c, const char *meeting) {
  const rsupi_view *const view = c->at.view;
  int32_t times = 0;
  for (size_t i = view->by_type_count[RSUPI_EVENT_ATTENDANCE]; i > 0; i--) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_ATTENDANCE][i - 1];
    if (event->first <= c->at.today - REGULAR_DAYS) break;
    times += rsupi_text_equal(event->more->meeting, meeting);
  }
  return times;
}

static int is_member_on(const rsupi_collecting *c, const char *meeting, rsup_day day) {
  for (size_t i = 0; i < c->at.view->membership_count; i++) {
    const rsupi_membership *const m = c->at.view->memberships[i];
    if (!rsupi_text_equal(m->group, meeting)) continue;
    if ((m->from == RSUPI_NO_DAY || m->from <= day) && (m->to == RSUPI_NO_DAY || m->to >= day))
      return 1;
  }
  return 0;
}

/* A meeting without a zone is read on the person's own clock. */
static const rsupi_zone *zone_of(const rsupi_collecting *c, uint32_t meeting) {
  for (uint32_t z = 0; z < c->meetings->zone_count; z++) {
    const rsupi_zone_meetings *const zone = &c->meetings->zones[z];
    for (uint32_t i = 0; i < zone->count; i++)
      if (c->meetings->slot_meeting[zone->first + i] == meeting)
        return zone->zone ? zone->zone : c->at.zone;
  }
  return NULL;
}

static int add_meeting(rsupi_collecting *c, uint32_t meeting) {
  const rsupi_meeting_text *const text = &c->meetings->text[meeting];
  const int32_t times = times_attended(c, text->id);
  const rsupi_zone *const zone = zone_of(c, meeting);
  if (!zone || rsupi_meeting_out(c->meetings->flags[meeting])) return 1;
  const int32_t minute = c->meetings->week_minute[meeting];
  rsup_instant from = c->from;
  for (;;) {
    rsupi_occurrence on;
    rsupi_next_weekly(zone, minute / 1440, minute % 1440, c->meetings->minutes[meeting], from, &on);
    if (on.start >= c->to || on.end <= from) return 1;
    from = on.end;
    const rsup_day date = rsupi_history_day(c->at.view->zones, c->at.view->zone_count, on.start);
    const int is_member = is_member_on(c, text->id, date);
    if (!is_member && times < REGULAR_TIMES) continue;
    const rsupi_agenda_note note = {.kind = RSUP_AGENDA_MEETING,
                                    .date = date,
                                    .dst = on.start_kind != RSUPI_LOCAL_UNIQUE,
                                    .ref = text->id,
                                    .label = text->name,
                                    .ends = on.end,
                                    .why = is_member ? "member" : "attended_times",
                                    .number = is_member ? rsupi_nan() : times};
    if (!rsupi_agenda_add(c, on.start, &note)) return 0;
  }
}

/* Candidates in the order of the record, each once. */
static int add_candidate(rsupi_collecting *c, rsupi_list *seen, const char *id) {
  const uint32_t meeting = id ? rsupi_map_get(&c->meetings->by_id, id, strlen(id)) : UINT32_MAX;
  if (meeting == UINT32_MAX) return 1;
  const void *const mark = &c->meetings->text[meeting];
  for (size_t i = 0; i < seen->count; i++)
    if (seen->items[i] == mark) return 1;
  return rsupi_list_push(c->arena, seen, mark) && add_meeting(c, meeting);
}

rsup_status rsupi_agenda_meetings(rsupi_collecting *c) {
  const rsupi_view *const view = c->at.view;
  rsupi_list seen = {0};
  int went = 1;
  if (!c->meetings) return RSUP_OK;
  for (size_t i = 0; went && i < view->membership_count; i++)
    went = add_candidate(c, &seen, view->memberships[i]->group);
  for (size_t i = view->by_type_count[RSUPI_EVENT_ATTENDANCE]; went && i > 0; i--) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_ATTENDANCE][i - 1];
    if (event->first <= c->at.today - REGULAR_DAYS) break;
    went = add_candidate(c, &seen, event->more->meeting);
  }
  return went ? RSUP_OK : rsupi_fail_memory(c->err);
}
