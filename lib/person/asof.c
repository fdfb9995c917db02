/* Opening a question about a person: what was known, in which zone, on which day, where. */
#include "person/records.h"
#include <string.h>

const rsup_config *rsupi_person_config(const rsup_person *person) {
  return person->config;
}

/* The cached view is of all that is known, whenever it happened: it serves who asks later than all
 * of that. */
static int cached_fits(const rsupi_records *records, rsup_instant now, rsup_instant known_at) {
  const rsupi_view *const view = &records->view;
  if (records->last_known > known_at || records->last_at > now) return 0;
  const rsup_day today = rsupi_history_day(view->zones, view->zone_count, now);
  if (records->last_day > today) return 0;
  if (known_at == INT64_MAX || records->last_known_day == RSUPI_NO_DAY) return 1;
  const rsup_day known_day =
      known_at == now ? today : rsupi_history_day(view->zones, view->zone_count, known_at);
  return records->last_known_day <= known_day;
}

/* Where the person is on a day. Who moved to another zone since the region was said is somewhere
 * that we don't know. */
static const char *region_at(const rsupi_view *view, rsup_instant now, rsup_day today) {
  const rsupi_region_entry *found = NULL;
  for (size_t i = 0; i < view->region_count; i++)
    if (view->regions[i]->from <= today) found = view->regions[i];
  if (!found || !found->region) return NULL;
  for (size_t i = 1; i < view->zone_count; i++) {
    const rsupi_zone_span *const move = &view->zones[i];
    if (move->from <= now && rsupi_zone_day(move->zone, move->from) > found->from) return NULL;
  }
  return found->region;
}

/* Without a zone no day of a record can be told. Where one was read and can't be used, its place.
 */
static rsup_status no_zone(const rsup_person *person, rsup_error *err) {
  const rsupi_records *const records = person->records;
  for (size_t i = 0; i < records->count; i++) {
    const rsupi_entry *const entry = records->entries[i];
    const rsupi_note *const note = rsupi_entry_notes(entry);
    if (entry->section == RSUPI_SECTION_ZONES && note)
      return rsupi_fail_at(err, RSUP_E_TIME, person->source, note->line, note->column, note->path,
                           "%s", note->message);
  }
  return rsupi_fail_at(
      err, RSUP_E_TIME, person->source, 0, 0, "zones",
      "the record has no usable time zone: \"zones\" says in which one its days are");
}

rsup_status rsupi_asof_open(const rsup_person *person, rsup_instant now, rsup_instant known_at,
                            const char *region, const char *locale, rsupi_arena *arena,
                            rsupi_asof *out, rsup_error *err) {
  const rsupi_view *view = &person->records->view;
  if (!cached_fits(person->records, now, known_at)) {
    const rsupi_moment_known moment = {now, known_at};
    rsupi_view *const built = rsupi_arena_alloc(arena, sizeof *built);
    if (!built || rsupi_view_build(person->id, person->records, &moment, NULL, arena, built))
      return rsupi_fail_memory(err);
    view = built;
  }
  if (view->zone_count == 0) return no_zone(person, err);
  const rsupi_zone *const zone = rsupi_history_zone(view->zones, view->zone_count, now);
  const rsup_day today = rsupi_zone_day(zone, now);
  *out = (rsupi_asof){.config = person->config,
                      .person = person,
                      .view = view,
                      .now = now,
                      .known_at = known_at,
                      .zone = zone,
                      .today = today,
                      .minute = rsupi_zone_minute(zone, now),
                      .region = region ? region : region_at(view, now, today),
                      .locale = locale ? locale : "en"};
  return RSUP_OK;
}

void rsupi_note_change(const rsupi_asof *at, rsup_instant t, rsup_instant *next) {
  if (t > at->now && t < *next) *next = t;
}

/* ---- looking things up */

int32_t rsupi_view_person_state(const rsupi_view *view, rsup_day day, rsup_day *out_since) {
  int32_t state = RSUPI_PERSON_ACTIVE;
  if (out_since) *out_since = RSUPI_NO_DAY;
  for (size_t i = 0; i < view->status_count && view->status[i]->from <= day; i++) {
    state = view->status[i]->state;
    if (out_since) *out_since = view->status[i]->from;
  }
  return state;
}

const rsupi_setting *rsupi_view_setting(const rsupi_view *view, rsup_day day) {
  const rsupi_setting *found = NULL;
  for (size_t i = 0; i < view->setting_count; i++) {
    const rsupi_setting *const setting = view->settings[i];
    if (setting->from > day || (setting->to != RSUPI_NO_DAY && setting->to < day)) continue;
    if (!found || setting->from > found->from) found = setting;
  }
  return found;
}

size_t rsupi_tie_place(const rsupi_view *view, const char *id) {
  size_t low = 0, high = view->tie_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = strcmp(view->ties[middle]->head.id, id);
    if (order == 0) return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return SIZE_MAX;
}

const rsupi_tie *rsupi_view_tie(const rsupi_view *view, const char *id) {
  const size_t place = id ? rsupi_tie_place(view, rsupi_view_same(view, id)) : SIZE_MAX;
  return place == SIZE_MAX ? NULL : view->ties[place];
}

int32_t rsupi_tie_state(const rsupi_tie *tie, rsup_day day) {
  int32_t state = RSUPI_TIE_CURRENT;
  rsup_day since = RSUPI_NO_DAY;
  for (size_t i = 0; i < tie->status_count; i++) {
    const rsupi_tie_status *const status = &tie->status[i];
    if (status->from > day || status->from < since) continue;
    state = status->state;
    since = status->from;
  }
  return state;
}
