/* The agenda and the day picture never disagree: at many moments of four lives, and of lives drawn
 * with a seed, what the picture calls due, next or reached today stands in the agenda with the same
 * times, and nothing else of that kind does. The slow test draws more lives. */
#include "core/cmocka_all.h"
#include "core/random_bits.h"
#include "recovery-support.h"
#include "recovery/drawn_record.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY INT64_C(86400000)
#ifndef RECORDS
#define RECORDS 2000
#endif
enum { MOMENTS = 150, YEAR_AND_MORE = 396, MONTH_AND_MORE = 40 };

static rsup_config *config;
static rsup_meetings *meetings;

typedef struct asked {
  rsup_result *picture_result, *agenda_result;
  const rsup_day_picture *picture;
  const rsup_agenda_page *agenda;
} asked;

static asked ask(const rsup_person *person, rsup_instant now, int days) {
  asked a = {NULL, NULL, NULL, NULL};
  rsup_error err;
  const rsup_today_options today = {.struct_size = sizeof today, .meetings = meetings};
  const rsup_agenda_options ahead = {
      .struct_size = sizeof ahead, .meetings = meetings, .now = &now};
  if (rsup_today(person, now, &today, &a.picture_result, &err) ||
      rsup_agenda(person, now - 4 * DAY, now + days * DAY, &ahead, &a.agenda_result, &err))
    fail_msg("%s", err.message);
  a.picture = rsup_today_get(a.picture_result);
  a.agenda = rsup_agenda_get(a.agenda_result);
  return a;
}

static void done(const asked *a) {
  rsup_result_free(a->picture_result);
  rsup_result_free(a->agenda_result);
}

static int same(const char *a, const char *b) {
  return a && b ? strcmp(a, b) == 0 : a == b;
}

static int holds(const rsup_agenda_page *agenda, int32_t kind, const char *ref, const char *part,
                 rsup_day date, rsup_instant at) {
  int found = 0;
  for (size_t i = 0; i < agenda->entry_count; i++) {
    const rsup_agenda_entry *const e = agenda->entries[i];
    found += e->kind == kind && same(e->ref, ref) && same(e->part, part) && e->date == date &&
             (at == INT64_MIN || e->at == at);
  }
  return found;
}

/* ---- check-ins up to today */

static void compare_checkins(const asked *a) {
  const rsup_checkins *const checkins = a->picture->checkins;
  size_t until_today = 0;
  for (size_t i = 0; i < checkins->due_count; i++) {
    const rsup_due *const d = checkins->due[i];
    assert_int_equal(
        holds(a->agenda, RSUP_AGENDA_CHECKIN_OPENS, d->form, d->occasion, d->date, d->opens), 1);
    assert_int_equal(
        holds(a->agenda, RSUP_AGENDA_CHECKIN_DUE, d->form, d->occasion, d->date, d->due), 1);
    assert_int_equal(
        holds(a->agenda, RSUP_AGENDA_CHECKIN_CLOSES, d->form, d->occasion, d->date, d->closes), 1);
    assert_int_equal(holds(a->agenda, RSUP_AGENDA_CHECKIN_LATE_UNTIL, d->form, d->occasion, d->date,
                           d->late_until),
                     1);
  }
  for (size_t i = 0; i < a->agenda->entry_count; i++) {
    const rsup_agenda_entry *const e = a->agenda->entries[i];
    until_today += e->kind <= RSUP_AGENDA_CHECKIN_LATE_UNTIL && e->date <= a->picture->date;
  }
  assert_int_equal(until_today, 4 * checkins->due_count);
}

/* ---- milestones: the next of each target is the first in the agenda */

static void compare_milestones(const asked *a, int days) {
  const rsup_milestones *const known = a->picture->milestones;
  for (size_t i = 0; i < known->next_count; i++) {
    const rsup_milestone *const m = known->next[i];
    if (m->days_to_go > days - 6) continue;
    assert_int_equal(holds(a->agenda, RSUP_AGENDA_MILESTONE, m->id, m->target, m->on, INT64_MIN),
                     1);
  }
  size_t today = 0, in_agenda = 0;
  for (size_t i = 0; i < known->unacknowledged_count; i++)
    today += known->unacknowledged[i]->on == a->picture->date;
  for (size_t i = 0; i < a->agenda->entry_count; i++) {
    const rsup_agenda_entry *const e = a->agenda->entries[i];
    if (e->kind != RSUP_AGENDA_MILESTONE) continue;
    in_agenda += e->date == a->picture->date;
    if (e->date <= a->picture->date) continue;
    int preceded = 0; /* nothing of this target lies ahead of what the picture calls next */
    for (size_t k = 0; k < known->next_count; k++)
      preceded |= same(known->next[k]->target, e->part) && known->next[k]->on <= e->date;
    assert_int_equal(preceded, 1);
  }
  assert_int_equal(in_agenda, today);
}

/* ---- the plan, contacts, meetings */

static void compare_plan(const asked *a) {
  const rsup_plan *const plan = a->picture->plan;
  size_t today_or_before = 0;
  for (size_t i = 0; i < a->agenda->entry_count; i++) {
    const rsup_agenda_entry *const e = a->agenda->entries[i];
    if (e->kind != RSUP_AGENDA_PLAN_REVIEW) continue;
    assert_string_equal(e->ref, plan->plan);
    today_or_before += e->date <= a->picture->date;
  }
  assert_int_equal(today_or_before, plan->review_due == 1);
}

static void compare_contacts(const asked *a) {
  size_t overdue = 0;
  for (size_t i = 0; i < a->picture->network->gap_count; i++) {
    const rsup_reason *const why = a->picture->network->gaps[i]->reasons[0];
    if (!same(why->id, "contact_overdue_days")) continue;
    int found = 0;
    for (size_t k = 0; k < a->agenda->entry_count; k++) {
      const rsup_agenda_entry *const e = a->agenda->entries[k];
      found += e->kind == RSUP_AGENDA_CONTACT && same(e->ref, why->ref) &&
               e->date == a->picture->date && same(e->reasons[0]->id, why->id) &&
               e->reasons[0]->number == why->number;
    }
    assert_int_equal(found, 1);
    overdue++;
  }
  for (size_t k = 0; k < a->agenda->entry_count; k++)
    if (same(a->agenda->entries[k]->reasons[0]->id, "contact_overdue_days")) overdue--;
  if (a->picture->network->people > 2) assert_int_equal(overdue, 0); /* else one gap is shown */
}

static void compare_meetings(const asked *a) {
  for (size_t i = 0; i < a->picture->meetings->next_count; i++) {
    const rsup_meeting_hit *const hit = a->picture->meetings->next[i];
    int chosen = 0, found = 0;
    for (size_t k = 0; k < a->agenda->entry_count; k++) {
      const rsup_agenda_entry *const e = a->agenda->entries[k];
      if (e->kind != RSUP_AGENDA_MEETING || !same(e->ref, hit->id)) continue;
      chosen |= e->at <= hit->start; /* they may become a member after it */
      found += e->at == hit->start && e->ends == hit->end;
    }
    assert_int_equal(found, chosen);
  }
}

/* ---- order, and windows */

static void check_order(const rsup_agenda_page *agenda) {
  for (size_t i = 1; i < agenda->entry_count; i++) {
    const rsup_agenda_entry *const a = agenda->entries[i - 1], *const b = agenda->entries[i];
    assert_true(a->at < b->at ||
                (a->at == b->at &&
                 (a->kind < b->kind || (a->kind == b->kind && strcmp(a->id, b->id) < 0))));
  }
}

/* What two windows that touch hold is what the whole holds. */
static void check_split(const rsup_person *person, rsup_instant now) {
  const rsup_agenda_options options = {
      .struct_size = sizeof options, .meetings = meetings, .now = &now};
  const rsup_instant edges[] = {now - DAY, now + 5 * DAY, now + 12 * DAY};
  rsup_result *whole = NULL, *parts[2] = {NULL, NULL};
  assert_int_equal(rsup_agenda(person, edges[0], edges[2], &options, &whole, NULL), RSUP_OK);
  size_t n = 0;
  for (size_t i = 0; i < 2; i++) {
    assert_int_equal(rsup_agenda(person, edges[i], edges[i + 1], &options, &parts[i], NULL),
                     RSUP_OK);
    const rsup_agenda_page *const part = rsup_agenda_get(parts[i]);
    for (size_t k = 0; k < part->entry_count; k++, n++) {
      assert_true(n < rsup_agenda_get(whole)->entry_count);
      assert_string_equal(part->entries[k]->id, rsup_agenda_get(whole)->entries[n]->id);
      assert_int_equal(part->entries[k]->at, rsup_agenda_get(whole)->entries[n]->at);
    }
  }
  assert_int_equal(n, rsup_agenda_get(whole)->entry_count);
  rsup_result_free(whole);
  rsup_result_free(parts[0]);
  rsup_result_free(parts[1]);
}

static void compare_at(const rsup_person *person, rsup_instant now, int days) {
  const asked a = ask(person, now, days);
  compare_checkins(&a);
  compare_milestones(&a, days);
  compare_plan(&a);
  compare_contacts(&a);
  compare_meetings(&a);
  check_order(a.agenda);
  done(&a);
}

static void compare_life(const char *path, const char *from, const char *until) {
  rsup_error err;
  rsup_person *person = NULL;
  rsup_instant first, last;
  if (rsup_person_load_file(config, path, &person, NULL, &err)) fail_msg("%s", err.message);
  assert_int_equal(rsup_instant_parse(from, strlen(from), &first, NULL), RSUP_OK);
  assert_int_equal(rsup_instant_parse(until, strlen(until), &last, NULL), RSUP_OK);
  for (int i = 0; i < MOMENTS; i++) {
    const rsup_instant now = first + (last - first) / MOMENTS * i + i * 611953;
    compare_at(person, now, YEAR_AND_MORE);
    if (i % 10 == 0) check_split(person, now);
  }
  rsup_person_free(person);
}

static void ines(void **state) {
  (void)state;
  compare_life("examples/data/ines.json", "2025-01-01T00:00Z", "2026-09-01T00:00Z");
}
static void marlow(void **state) {
  (void)state;
  compare_life("examples/data/marlow.json", "2025-01-15T00:00Z", "2026-09-01T00:00Z");
}
static void tobi(void **state) {
  (void)state;
  compare_life("examples/data/tobi.yaml", "2025-01-01T00:00Z", "2026-09-01T00:00Z");
}
static void who_moved(void **state) {
  (void)state;
  compare_life("tests/data/person/full.yaml", "2024-11-05T00:00Z", "2026-06-01T00:00Z");
}

static void drawn_lives(void **state) {
  static const char also[] =
      ",\"plan\":[{\"id\":\"v\",\"reviewed\":\"2025-12-01\"}],\"ties\":[{\"id\":\"dana\","
      "\"roles\":[{\"role\":\"sponsor\"}],\"contact_every\":{\"days\":9}}]";
  uint64_t seed = 46;
  drawn_record r;
  (void)state;
  for (int i = 0; i < RECORDS; i++) {
    drawn_make(&r, &seed, 1);
    if (i % 3 == 0) strcat(r.sections, also);
    for (int k = 0; k < 2; k++) {
      const int day = (int)(random_bits(&seed) % (uint64_t)(r.days + 6));
      const char id[] = {'x', (char)('0' + k), 0};
      drawn_add(&r, k ? "excuse" : "contact", id, day, drawn_noon(day - 3 * k),
                k ? "" : ",\"tie\":\"dana\",\"outcome\":\"reached\"");
    }
    rsup_person *person = drawn_load(config, &r, r.count);
    compare_at(person, drawn_noon(0) + (rsup_instant)(random_bits(&seed) % (30 * DAY)),
               MONTH_AND_MORE);
    rsup_person_free(person);
  }
}

static int open_all(void **state) {
  (void)state;
  return rsup_config_default(NULL, &config, NULL) ||
         rsup_meetings_read_file(config, "examples/data/meetings.json", NULL, &meetings, NULL,
                                 NULL);
}

static int close_all(void **state) {
  (void)state;
  rsup_meetings_free(meetings);
  rsup_config_free(config);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(ines), cmocka_unit_test(marlow),
                                     cmocka_unit_test(tobi), cmocka_unit_test(who_moved),
                                     cmocka_unit_test(drawn_lives)};
  return cmocka_run_group_tests(tests, open_all, close_all);
}
