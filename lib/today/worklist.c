/* The worklist: of many persons those whom somebody should look at, and in which order. Of each
 * only what decides that is worked out, in memory that the next one uses again. */
#include "checkin/occasions.h"
#include "core/numbers.h"
#include "person/records.h"
#include "person/signs.h"
#include "recovery/question.h"
#include "recovery/recovery.h"
#include "today/agenda.h"
#include <string.h>

enum { SILENT_DAYS = 7 };

static const rsup_field work_fields[] = {
    RSUPI_KEY(rsup_work, person, TEXT, "", "the record's own id, a pseudonym"),
    RSUPI_FIELD(rsup_work, rank, INT32, "", "rank, from 1"),
    RSUPI_ENUM(rsup_work, safety_level, rsup_safety_level_name,
               "what the record's newest words ask for"),
    RSUPI_FIELD(rsup_work, due, INT32, "", "check-ins that are open now"),
    RSUPI_FIELD(rsup_work, late, INT32, "", "check-ins that closed and can still be answered"),
    RSUPI_MAYBE(rsup_work, silent_days, INT32, "days", "days since the person's last word"),
    RSUPI_FIELD(rsup_work, milestones_today, INT32, "",
                "milestones reached today and not acknowledged"),
    RSUPI_FIELD(rsup_work, out_of_time, BOOL, "", "whether they are in a controlled setting today"),
    RSUPI_RECORDS(rsup_work, reasons, reason_count, rsupi_reason_type, "strongest first"),
};
const rsup_record_type rsupi_work_type =
    RSUPI_RECORD_TYPE("work", rsup_work, work_fields, "somebody to look at, and why");

static const rsup_field page_fields[] = {
    RSUPI_FIELD(rsup_worklist_page, library, TEXT, "", "version of the library"),
    RSUPI_FIELD(rsup_worklist_page, config_digest, TEXT, "", "SHA-256 of the config's content"),
    RSUPI_FIELD(rsup_worklist_page, as_of, INSTANT, "ms", "the moment asked about"),
    RSUPI_RECORDS(rsup_worklist_page, people, people_count, rsupi_work_type, "ranked"),
    RSUPI_FIELD(rsup_worklist_page, nothing_to_do, INT32, "",
                "people whom nobody needs to look at now"),
    RSUPI_FIELD(rsup_worklist_page, not_permitted, INT32, "", "left out by the permits, unread"),
    RSUPI_FIELD(rsup_worklist_page, died, INT32, "", "people who have died"),
    RSUPI_FIELD(rsup_worklist_page, withdrawn, INT32, "", "people who withdrew"),
};
const rsup_record_type rsupi_worklist_page_type = RSUPI_RECORD_TYPE(
    "worklist_page", rsup_worklist_page, page_fields, "whom to look at, and in which order");

typedef struct listing {
  rsup_instant now;
  int32_t silent_days;
  rsupi_arena *arena;  /* of the result */
  rsupi_arena scratch; /* of one person */
  rsupi_list people;
  rsup_worklist_page *page;
  rsup_error *err;
} listing;

/* Somebody on the list; the page lists its first member. */
typedef struct listed {
  rsup_work work;
  int32_t silent; /* days, when they are a reason to look; else 0 */
} listed;

/* ---- one person */

static int count_checkins(const rsupi_asof *at, rsupi_arena *scratch, rsup_work *work) {
  rsup_instant next_change = INT64_MAX;
  rsupi_list due = {0};
  for (size_t i = 0; i < at->config->form_count; i++) {
    rsupi_occasions occasions;
    const rsupi_form *const form = &at->config->forms[i];
    if (!rsupi_occasions_make_recent(at, form, rsupi_late_days(form), scratch, &occasions) ||
        !rsupi_due_make(at, &occasions, scratch, &due, &next_change))
      return 0;
  }
  for (size_t i = 0; i < due.count; i++) {
    const rsup_due *const one = due.items[i];
    work->due += one->state == RSUP_OCCASION_DUE;
    work->late += one->state == RSUP_OCCASION_LATE;
  }
  return 1;
}

/* A span counts to its end, as far as that is over. */
static rsup_day day_of_word(const rsupi_asof *at, const rsupi_event *event) {
  return event->at == RSUPI_NO_INSTANT && event->last < at->today ? event->last : event->first;
}

/* Since the last word. Of one that is about today or goes beyond, each is looked at: a span may
 * have begun long ago. */
static int32_t days_silent(const rsupi_asof *at) {
  if (at->view->last_word == RSUPI_NO_DAY) return INT32_MIN;
  if (at->view->last_word < at->today) return at->today - at->view->last_word;
  int32_t least = INT32_MAX;
  for (size_t i = at->view->event_count; i > 0 && least > 0; i--) {
    const rsupi_event *const event = at->view->events[i - 1];
    if (!rsupi_is_own_word(event)) continue;
    const int32_t silent = at->today - day_of_word(at, event);
    if (silent < least) least = silent;
  }
  return least;
}

static rsup_status look_at(listing *l, const rsupi_asof *at, rsup_work *work) {
  const rsupi_setting *const setting = rsupi_view_setting(at->view, at->today);
  work->out_of_time = setting && setting->kind == RSUPI_SETTING_CONTROLLED;
  work->silent_days = days_silent(at);
  if (!count_checkins(at, &l->scratch, work)) return rsupi_fail_memory(l->err);
  return rsupi_milestones_today(at, &l->scratch, &work->milestones_today, l->err);
}

/* ---- who is listed, and why */

/* Silent days that are a reason to look; else 0. INT32_MIN, nothing known, lies below. */
static int32_t silence(const listing *l, const rsup_work *work) {
  return !work->out_of_time && work->silent_days >= l->silent_days ? work->silent_days : 0;
}

static int push(listing *l, rsupi_list *reasons, const char *id, double number) {
  return rsupi_reason_push(l->arena, reasons, id, number, NULL);
}

static int explain(listing *l, const rsup_safety *safety, listed *one) {
  rsup_work *const work = &one->work;
  rsupi_list reasons = {0};
  int fine = 1;
  for (int32_t level = RSUP_SAFETY_URGENT; level >= RSUP_SAFETY_REVIEW; level--)
    for (uint32_t sign = 1; sign && sign <= safety->signs; sign <<= 1)
      if ((safety->signs & sign) && rsupi_sign_level(sign) == level && rsup_sign_name(sign))
        fine &= push(l, &reasons, rsup_sign_name(sign), rsupi_nan());
  if (work->safety_level >= RSUP_SAFETY_REVIEW && !reasons.count)
    fine &= push(l, &reasons, "safety_sign", rsupi_nan());
  if (one->silent) fine &= push(l, &reasons, "silent_days", one->silent);
  if (work->late) fine &= push(l, &reasons, "late_entry_possible", work->late);
  if (work->due) fine &= push(l, &reasons, "open_now", work->due);
  if (work->milestones_today) fine &= push(l, &reasons, "milestone_today", work->milestones_today);
  work->reasons = (const rsup_reason *const *)reasons.items;
  work->reason_count = reasons.count;
  return fine;
}

static rsup_status take_in(listing *l, const rsup_person *person, const rsup_work *found,
                           const rsup_safety *safety) {
  listed *const one = rsupi_arena_alloc(l->arena, sizeof *one);
  if (!one) return rsupi_fail_memory(l->err);
  *one = (listed){.work = *found, .silent = silence(l, found)};
  one->work.person = rsupi_arena_copy(l->arena, person->id);
  if (!one->work.person || !explain(l, safety, one)) return rsupi_fail_memory(l->err);
  if (!one->work.reason_count) {
    l->page->nothing_to_do++;
    return RSUP_OK;
  }
  return rsupi_list_push(l->arena, &l->people, one) ? RSUP_OK : rsupi_fail_memory(l->err);
}

/* A record without a zone is asked for safety alone, so that nobody is lost for want of one. */
static rsup_status judge(listing *l, const rsup_person *person) {
  rsupi_asof at;
  rsup_safety safety;
  rsup_work work = {.silent_days = INT32_MIN};
  rsup_status status =
      rsupi_asof_open(person, l->now, l->now, NULL, NULL, &l->scratch, &at, l->err);
  if (status && status != RSUP_E_TIME) return status;
  const rsupi_view *const view = status ? &person->records->view : at.view;
  const rsup_day today = status ? (rsup_day)(l->now / RSUPI_MS_PER_DAY) : at.today;
  const int32_t state = rsupi_view_person_state(view, today, NULL);
  if (state == RSUPI_PERSON_DIED) l->page->died++;
  if (state == RSUPI_PERSON_WITHDRAWN) l->page->withdrawn++;
  if (state != RSUPI_PERSON_ACTIVE) return RSUP_OK;
  rsup_person_safety(person, l->now, &safety);
  work.safety_level = safety.level;
  status = status ? RSUP_OK : look_at(l, &at, &work);
  return status ? status : take_in(l, person, &work, &safety);
}

/* ---- the order */

static int by_need(const void *left, const void *right) {
  const listed *const one = left, *const other = right;
  const rsup_work *const a = &one->work, *const b = &other->work;
  if (a->safety_level != b->safety_level) return a->safety_level > b->safety_level ? -1 : 1;
  if (one->silent != other->silent) return one->silent > other->silent ? -1 : 1;
  if (a->late != b->late) return a->late > b->late ? -1 : 1;
  if (a->due != b->due) return a->due > b->due ? -1 : 1;
  if (a->milestones_today != b->milestones_today)
    return a->milestones_today > b->milestones_today ? -1 : 1;
  return strcmp(a->person, b->person);
}

static rsup_status rank(listing *l) {
  const size_t count = l->people.count;
  void **const room = rsupi_arena_array(l->arena, count, sizeof *room);
  if (!room) return rsupi_fail_memory(l->err);
  rsupi_sort((void **)l->people.items, room, count, by_need);
  for (size_t i = 0; i < count; i++)
    ((rsup_work *)(uintptr_t)l->people.items[i])->rank = (int32_t)i + 1; /* of our arena */
  l->page->people = (const rsup_work *const *)l->people.items;
  l->page->people_count = count;
  return RSUP_OK;
}

/* ---- the call */

static rsup_status judge_all(listing *l, const rsup_person *const *persons, size_t n,
                             const uint8_t *permits) {
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < n && !status; i++) {
    if (permits && !permits[i]) {
      l->page->not_permitted++;
      continue;
    }
    rsupi_arena_init(&l->scratch, &l->arena->allocator, 8192);
    status = judge(l, persons[i]);
    rsupi_arena_free(&l->scratch);
  }
  return status ? status : rank(l);
}

static rsup_status check(const rsup_person *const *persons, size_t n, rsup_instant now,
                         const rsup_worklist_options *o, rsup_error *err) {
  if ((n && !persons) || n > INT32_MAX)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "persons is NULL, or too many");
  if (!rsupi_is_writable(now))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "now lies outside of the years 2 to 9899");
  if (o->silent_days < 0) return rsupi_fail(err, RSUP_E_ARGUMENT, "silent_days is below 0");
  if (o->permits && o->permit_count != n)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "permits are one per person");
  return rsupi_persons_check(persons, n, err);
}

rsup_status rsup_worklist(const rsup_person *const *persons, size_t n, rsup_instant now,
                          const rsup_worklist_options *options, rsup_result **out_result,
                          rsup_error *err) {
  rsup_worklist_options given = {0};
  rsup_result *result = NULL;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status) status = check(persons, n, now, &given, err);
  if (status) return status;
  const rsup_config *const config = n ? rsupi_person_config(persons[0]) : NULL;
  const rsup_allocator plain = rsupi_allocator_or_default(NULL);
  status = rsupi_result_new(config ? &config->allocator : &plain, &rsupi_worklist_page_type,
                            &result, err);
  if (status) return status;
  listing l = {.now = now,
               .silent_days = given.silent_days ? given.silent_days : SILENT_DAYS,
               .arena = &result->arena,
               .page = result->root,
               .err = err};
  l.page->library = rsup_version();
  l.page->as_of = now;
  l.page->config_digest = rsupi_arena_copy(l.arena, config ? rsup_config_digest(config) : "");
  status =
      l.page->config_digest ? judge_all(&l, persons, n, given.permits) : rsupi_fail_memory(err);
  if (status)
    rsup_result_free(result);
  else
    *out_result = result;
  return status;
}

const rsup_worklist_page *rsup_worklist_get(const rsup_result *result) {
  return result && rsup_result_type(result) == &rsupi_worklist_page_type ? rsup_result_root(result)
                                                                         : NULL;
}
