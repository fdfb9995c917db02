/* Signs in entries that this config or version can't use, or not whole: an answer that is left out
 * of every result still asks for somebody to look. Their canonical text is read as it stands. */
#include "core/numbers.h"
#include "person/person_reading.h"
#include "person/safety_items.h"
#include "person/signs.h"
#include "time/civil.h"
#include <string.h>

enum { MOST_ROWS = 16 }; /* of rsupi_safety_items */

/* The text of a key of the canonical JSON, at any depth; NULL when it has none. */
static const char *text_of(const rsupi_entry *entry, const char *key, size_t *len) {
  const size_t key_len = strlen(key);
  const char *const json = rsupi_entry_text(entry), *const end = json + entry->text_len;
  for (const char *at = json; at + key_len + 4 < end; at++) {
    if (at[0] != '"' || memcmp(at + 1, key, key_len) != 0) continue;
    if (memcmp(at + 1 + key_len, "\":\"", 3) != 0) continue;
    const char *const text = at + key_len + 4, *const close =
                                                   memchr(text, '"', (size_t)(end - text));
    if (close) *len = (size_t)(close - text);
    return close ? text : NULL;
  }
  return NULL;
}

/* The day that the entry names, by its own clock; RSUPI_NO_DAY when it can't be told. */
static rsup_day day_of(const rsupi_entry *entry) {
  static const char *const keys[] = {"at", "on", "from"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    size_t len = 0;
    rsup_day day;
    const char *const text = text_of(entry, keys[i], &len);
    if (text && len >= 10 && rsupi_day_parse(text, 10, &day)) return day;
  }
  return RSUPI_NO_DAY;
}

/* Row of the questionnaire in the table of safety items, or -1. */
static int row_of(const char *instrument, size_t len) {
  for (int i = 0; i < MOST_ROWS && rsupi_safety_items[i].instrument; i++)
    if (strlen(rsupi_safety_items[i].instrument) == len &&
        memcmp(rsupi_safety_items[i].instrument, instrument, len) == 0)
      return i;
  return -1;
}

static int row_of_entry(const rsupi_entry *entry) {
  size_t len = 0;
  const char *const instrument = text_of(entry, "instrument", &len);
  return instrument ? row_of(instrument, len) : -1;
}

/* Noted in the load's report, and the newest of its revisions. */
static int is_candidate(const rsupi_sign_query *q, size_t index) {
  const rsupi_records *const records = q->person->records;
  const rsupi_entry *const entry = records->entries[index];
  if (entry->section != RSUPI_SECTION_EVENTS || !entry->noted) return 0;
  if (rsupi_entry_known_from(entry) > q->known_at) return 0;
  return index + 1 == records->count || entry->key_kind == RSUPI_KEY_NONE ||
         rsupi_entry_compare_key(entry, records->entries[index + 1]) != 0;
}

static int is_retracted(const rsupi_records *records, const rsupi_entry *entry) {
  for (size_t i = 0; i < records->count; i++) {
    const rsupi_entry *const one = records->entries[i];
    if (one->section != RSUPI_SECTION_EVENTS || one->event_type || !one->usable) continue;
    const rsupi_void *const what = rsupi_entry_bound(one);
    const int of_events = !what->section || rsupi_text_equal(what->section, "events");
    if (of_events && rsupi_text_equal(what->of, entry->head.id)) return 1;
  }
  return 0;
}

/* The newest day of each questionnaire in the table, read or not. */
static void find_newest(const rsupi_sign_query *q, rsup_day newest[MOST_ROWS]) {
  const rsupi_view *const view = q->view;
  for (size_t i = 0; i < MOST_ROWS; i++) newest[i] = RSUPI_NO_DAY;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_ANSWERS]; i++) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_ANSWERS][i];
    const int row = event->more->instrument
                        ? row_of(event->more->instrument, strlen(event->more->instrument))
                        : -1;
    if (row >= 0 && event->first <= q->today && event->first > newest[row])
      newest[row] = event->first;
  }
  for (size_t i = 0; i < q->person->records->count; i++) {
    const rsupi_entry *const entry = q->person->records->entries[i];
    if (!is_candidate(q, i)) continue;
    const int row = row_of_entry(entry);
    const rsup_day day = row >= 0 ? day_of(entry) : RSUPI_NO_DAY;
    if (row >= 0 && day <= q->today + 1 && day > newest[row]) newest[row] = day;
  }
}

/* Days may differ by one between the entry's own clock and the person's. */
static int counts_now(const rsupi_sign_query *q, const rsupi_entry *entry,
                      const rsup_day newest[MOST_ROWS]) {
  const rsup_day day = day_of(entry);
  const int row = row_of_entry(entry);
  if (day == RSUPI_NO_DAY) return 1;
  if (day > q->today + 1) return 0;
  return row >= 0 ? day + 1 >= newest[row] : day + 1 > q->today - RSUPI_SIGN_DAYS;
}

void rsupi_signs_unread(const rsupi_sign_query *q, rsupi_sign_seen *seen, void *user) {
  const rsup_config *const config = rsupi_person_config(q->person);
  const rsupi_records *const records = q->person->records;
  rsup_day newest[MOST_ROWS];
  int looked = 0;
  if (!records->noted_events) return;
  for (size_t i = 0; i < records->count; i++) {
    const rsupi_entry *const entry = records->entries[i];
    rsup_safety safety = {0};
    if (!is_candidate(q, i)) continue;
    rsupi_safety_scan_text(config, rsupi_entry_text(entry), entry->text_len, &safety);
    if (!safety.signs || is_retracted(records, entry)) continue;
    if (!looked++) find_newest(q, newest);
    if (!counts_now(q, entry, newest)) continue;
    const rsup_day day = day_of(entry);
    const double age = day == RSUPI_NO_DAY || day > q->today ? rsupi_nan() : q->today - day;
    seen(user, safety.signs, age, entry->head.id);
  }
}
