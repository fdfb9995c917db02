/* One consent: whom it speaks of, whether who gave it may, and whether it holds now. */
#include "consent/consent.h"
#include "core/text.h"
#include "person/records.h"

#include <string.h>

int rsupi_is_addressed(const rsupi_asker *asker, const rsupi_consent *consent) {
  static const char role[] = "role:"; /* a class; nobody is one by their own name */
  if (strncmp(consent->to, role, sizeof role - 1) != 0)
    return rsupi_text_equal(consent->to, rsupi_view_same(asker->view, asker->actor));
  return rsupi_text_equal(consent->to + sizeof role - 1, asker->role);
}

/* ---- who gave it */

static int is_own(const rsupi_asker *asker, const rsupi_consent *consent) {
  return strcmp(consent->grantor, "self") == 0 ||
         strcmp(consent->grantor, asker->view->person_id) == 0;
}

/* A guardian or proxy acts from its first day until the day before `until`. */
static int acts_now(const rsupi_asker *asker, const rsupi_guardian *guardian) {
  return (guardian->from == RSUPI_NO_DAY || guardian->from <= asker->first) &&
         (guardian->until == RSUPI_NO_DAY || guardian->until > asker->last);
}

static int32_t why_not_entitled(const rsupi_asker *asker, const rsupi_consent *consent) {
  if (is_own(asker, consent)) return 0;
  int32_t why = RSUP_REASON_GRANTOR_NOT_ENTITLED;
  for (size_t i = 0; i < asker->view->guardian_count; i++) {
    const rsupi_guardian *const one = asker->view->guardians[i];
    if (!rsupi_text_equal(one->tie, consent->grantor)) continue;
    if (acts_now(asker, one)) return 0;
    const int over = one->until != RSUPI_NO_DAY && one->until <= asker->last;
    if (over && one->kind != RSUPI_ACTS_AS_PROXY) why = RSUP_REASON_GUARDIAN_OVER_MAJORITY;
  }
  return why;
}

/* A denial counts unless its grantor is known, and known not to act on any day it can be. */
static int may_deny(const rsupi_asker *asker, const rsupi_consent *denial) {
  if (is_own(asker, denial)) return 1;
  int known = 0;
  for (size_t i = 0; i < asker->view->guardian_count; i++) {
    const rsupi_guardian *const one = asker->view->guardians[i];
    if (!rsupi_text_equal(one->tie, denial->grantor)) continue;
    known = 1;
    if ((one->from == RSUPI_NO_DAY || one->from <= asker->last) &&
        (one->until == RSUPI_NO_DAY || one->until > asker->first))
      return 1;
  }
  return !known;
}

/* ---- when it holds */

/* An event of that id that lives: the view holds it, among those of its day. */
static int event_happened(const rsupi_asker *asker, const char *id, rsup_day day) {
  const rsupi_records *const records = asker->person->records;
  const rsupi_view *const view = asker->view;
  const rsupi_entry probe = {.section = RSUPI_SECTION_EVENTS, .head.id = id};
  for (size_t i = rsupi_records_find(records->entries, records->count, &probe);
       i < records->count && !rsupi_entry_compare_key(records->entries[i], &probe); i++) {
    const rsupi_entry *const entry = records->entries[i];
    const rsupi_event *const event = rsupi_entry_event(entry);
    if (!event || event->first > day) continue;
    size_t low = 0, high = view->event_count;
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      if (view->events[middle]->first < event->first)
        low = middle + 1;
      else
        high = middle;
    }
    for (; low < view->event_count && view->events[low]->first == event->first; low++)
      if (strcmp(view->events[low]->head.id, event->head.id) == 0) return 1;
  }
  return 0;
}

/* A fact of that name, unless it says no; or an event of that id. */
static int has_happened(const rsupi_asker *asker, const char *event, rsup_day day) {
  const rsupi_view *const view = asker->view;
  if (!event || strcmp(event, "none") == 0) return 0;
  for (size_t i = 0; i < view->fact_count; i++) {
    const rsupi_fact *const fact = view->facts[i];
    if (!rsupi_text_equal(fact->name, event) || fact->number == 0) continue;
    if (fact->on == RSUPI_NO_DAY || fact->on <= day) return 1;
  }
  return event_happened(asker, event, day);
}

int32_t rsupi_why_not_in_force(const rsupi_asker *asker, const rsupi_consent *consent) {
  const int32_t why = why_not_entitled(asker, consent);
  if (why) return why;
  if (consent->revoked != RSUPI_NO_DAY && consent->revoked <= asker->last)
    return RSUP_REASON_REVOKED;
  if (consent->until != RSUPI_NO_DAY && consent->until < asker->last) return RSUP_REASON_EXPIRED;
  if (has_happened(asker, consent->until_event, asker->last)) return RSUP_REASON_EXPIRED;
  if (consent->from != RSUPI_NO_DAY && consent->from > asker->first) return RSUP_REASON_NOT_YET;
  if (consent->signed_on != RSUPI_NO_DAY && consent->signed_on > asker->first)
    return RSUP_REASON_NOT_YET;
  if (consent->head.recorded_at != INT64_MIN && consent->head.recorded_at > asker->now)
    return RSUP_REASON_NOT_YET;
  return 0;
}

int rsupi_denial_holds(const rsupi_asker *asker, const rsupi_consent *denial) {
  if (!may_deny(asker, denial)) return 0;
  if (denial->revoked != RSUPI_NO_DAY && denial->revoked <= asker->first) return 0;
  if (denial->until != RSUPI_NO_DAY && denial->until < asker->first) return 0;
  if (has_happened(asker, denial->until_event, asker->first)) return 0;
  return denial->from == RSUPI_NO_DAY || denial->from <= asker->last;
}

/* ---- what can't be read */

/* The newest revision of a consent that this version or this config can't use, and that does not
 * say in so many words that it permits: it may deny. */
int rsupi_has_unread_denial(const rsup_person *person) {
  static const char effect[] = "\"effect\":", permit[] = "\"permit\"";
  const rsupi_records *const records = person->records;
  const rsupi_entry first = {.section = RSUPI_SECTION_CONSENTS, .head.id = ""};
  for (size_t i = rsupi_records_find(records->entries, records->count, &first);
       i < records->count && records->entries[i]->section == RSUPI_SECTION_CONSENTS; i++) {
    const rsupi_entry *const entry = records->entries[i];
    if (entry->usable) continue;
    const int replaced = i + 1 < records->count && entry->key_kind != RSUPI_KEY_NONE &&
                         !rsupi_entry_compare_key(entry, records->entries[i + 1]);
    const char *const said = strstr(rsupi_entry_text(entry), effect);
    if (said && !replaced && strncmp(said + sizeof effect - 1, permit, sizeof permit - 1) != 0)
      return 1;
  }
  return 0;
}
