/* What an image can't carry: pointers into the config and to zones are found anew, and what belongs
 * together is held together. The same rules as in usable.c and usable_events.c; what does not fit
 * is judged there, and told. */
#include "core/numbers.h"
#include "document/schema_read.h"
#include "person/image.h"
#include <string.h>

static int find_zone(rsupi_decoding *d, const char *name, const rsupi_zone **out) {
  const rsup_status status = rsupi_zones_get(d->config->zones, name, out, NULL);
  if (status == RSUP_E_MEMORY) d->status = status;
  return !status;
}

int rsupi_image_finish_zone(rsupi_decoding *d, int32_t event_type, void *bound) {
  rsupi_zone_entry *const entry = bound;
  (void)event_type;
  return find_zone(d, entry->zone, &entry->zone_data);
}

/* ---- ties */

static int find_roles(const rsup_config *config, rsupi_tie *tie) {
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_role *const role = rsupi_config_role(config, tie->roles[i].role);
    if (!role) return 0;
    tie->roles[i].definition = role;
    tie->roles[i].role = role->id;
  }
  return 1;
}

static int find_kinds(const rsup_config *config, const char **kinds, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const rsupi_word *const kind = rsupi_config_kind(config, kinds[i]);
    if (!kind) return 0;
    kinds[i] = kind->id;
  }
  return 1;
}

/* `zone`: of windows that name none. */
static int find_window_zones(rsupi_decoding *d, rsupi_available *windows, size_t count,
                             const rsupi_zone *zone) {
  for (size_t i = 0; i < count; i++) {
    windows[i].zone_data = zone;
    if (windows[i].zone && !find_zone(d, windows[i].zone, &windows[i].zone_data)) return 0;
  }
  return 1;
}

int rsupi_image_finish_tie(rsupi_decoding *d, int32_t event_type, void *bound) {
  rsupi_tie *const tie = bound;
  (void)event_type;
  if (!find_roles(d->config, tie) || !find_kinds(d->config, tie->gives, tie->gives_count) ||
      !find_kinds(d->config, tie->receives, tie->receives_count))
    return 0;
  for (size_t i = 0; i < tie->behaviour_count; i++) {
    rsupi_behaviour_mark *const mark = &tie->behaviours[i];
    mark->definition = rsupi_config_behaviour(d->config, mark->behaviour);
    if (!mark->definition) return 0;
    mark->behaviour = mark->definition->id;
  }
  if (tie->zone && !find_zone(d, tie->zone, &tie->zone_data)) return 0;
  return find_window_zones(d, tie->available, tie->available_count, tie->zone_data);
}

int rsupi_image_finish_self(rsupi_decoding *d, int32_t event_type, void *bound) {
  const rsupi_self *const self = bound;
  (void)event_type;
  return find_window_zones(d, self->available, self->available_count, NULL);
}

/* ---- aims and care */

static int words_fit(const rsupi_aim *aim) {
  for (size_t i = 0; i < aim->status_count; i++) {
    const rsupi_aim_status *const one = &aim->status[i];
    if (rsupi_aim_turns_round(aim, one) || rsupi_is_backwards(aim->from, one->due)) return 0;
    if (i > 0 && one->from < aim->status[i - 1].from) return 0;
  }
  return 1;
}

int rsupi_image_finish_aim(rsupi_decoding *d, int32_t event_type, void *bound) {
  rsupi_aim *const aim = bound;
  const int amounts = !rsupi_isnan(aim->at_least) + !rsupi_isnan(aim->at_most);
  (void)event_type;
  if (amounts != (aim->measure != RSUPI_AIM_OWN_WORD) || rsupi_is_backwards(aim->from, aim->due))
    return 0;
  return words_fit(aim) && rsupi_aim_find_names(d->config, aim) &&
         (aim->of || rsupi_aim_may_do_without_of(aim->measure));
}

int rsupi_image_finish_care(rsupi_decoding *d, int32_t event_type, void *bound) {
  rsupi_care *const care = bound;
  (void)event_type;
  care->definition = rsupi_config_care_level(d->config, care->level);
  if (!care->definition || rsupi_is_backwards(care->from, care->to)) return 0;
  care->level = care->definition->id;
  return !(care->ended || care->reason) || care->to != RSUPI_NO_DAY;
}

int rsupi_image_finish_service(rsupi_decoding *d, int32_t event_type, void *bound) {
  rsupi_service *const service = bound;
  const rsupi_word *const kind = rsupi_config_service_kind(d->config, service->kind);
  (void)event_type;
  if (kind) service->kind = kind->id;
  return kind != NULL;
}

int rsupi_image_finish_appointment(rsupi_decoding *d, int32_t event_type, void *bound) {
  rsupi_appointment *const one = bound;
  (void)event_type;
  one->definition = rsupi_config_appointment_kind(d->config, one->kind);
  if (!one->definition || one->at.day == INT32_MAX) return 0;
  one->kind = one->definition->id;
  return 1;
}

int rsupi_image_finish_condition(rsupi_decoding *d, int32_t event_type, void *bound) {
  rsupi_condition *const one = bound;
  const rsupi_word *const word = rsupi_config_condition(d->config, one->condition);
  (void)event_type;
  if (!word || rsupi_is_backwards(one->from, one->to)) return 0;
  one->condition = word->id;
  return 1;
}

/* ---- answers */

static int is_choice(const rsupi_item *item, const char *text) {
  if (item->choice_count == 0) return rsupi_is_id(text, strlen(text));
  for (size_t i = 0; i < item->choice_count; i++)
    if (strcmp(item->choices[i], text) == 0) return 1;
  return 0;
}

static int is_value_of(const rsupi_item *item, const rsupi_answer *answer) {
  if (item->kind == RSUPI_ITEM_CHOICE || item->kind == RSUPI_ITEM_CHOICES) {
    for (size_t i = 0; i < answer->text_count; i++)
      if (!is_choice(item, answer->texts[i])) return 0;
    return (item->kind == RSUPI_ITEM_CHOICES || answer->text_count == 1) &&
           rsupi_isnan(answer->number);
  }
  if (answer->text_count || !(answer->number >= -1.7e308 && answer->number <= 1.7e308)) return 0;
  if (item->kind == RSUPI_ITEM_YES_NO) return answer->number == 0 || answer->number == 1;
  return !(answer->number < item->min) && !(answer->number > item->max);
}

/* A value has what its item takes; no other answer has any. */
static int fits_item(const rsupi_answer *answer) {
  if (answer->state == RSUPI_ANSWER_VALUE) return is_value_of(answer->definition, answer);
  return rsupi_isnan(answer->number) && !answer->text_count;
}

static int finish_checkin(rsupi_decoding *d, rsupi_event *event) {
  rsupi_sheet *const sheet = &d->sheet;
  if (!sheet->form) return 0;
  if (!d->form || strcmp(d->form->id, sheet->form) != 0)
    d->form = rsupi_config_form(d->config, sheet->form);
  if (!d->form) return 0;
  sheet->form = d->form->id;
  for (size_t i = 0; i < sheet->count; i++)
    if (!sheet->answers[i].definition || !fits_item(&sheet->answers[i])) return 0;
  event->has = rsupi_answers_hold(sheet);
  return sheet->reports_from <= sheet->reports_until && sheet->reports_until <= sheet->count;
}

static int finish_answers(rsupi_decoding *d, const rsupi_event *event) {
  const rsupi_event_more *const more = event->more;
  const rsup_instrument *instrument = NULL;
  const rsup_status status =
      rsupi_config_instrument(d->config, more->instrument, &instrument, NULL);
  if (status == RSUP_E_MEMORY) d->status = status;
  if (status || !instrument || d->sheet.form) return 0;
  for (size_t i = 0; i < d->sheet.count; i++) {
    const rsupi_answer *const answer = &d->sheet.answers[i];
    const int32_t item = rsupi_instrument_item_index(instrument, answer->item);
    if (answer->definition || answer->target || answer->text_count || item < 0) return 0;
    if (answer->state != RSUPI_ANSWER_VALUE && !rsupi_isnan(answer->number)) return 0;
    if (answer->state == RSUPI_ANSWER_VALUE &&
        !rsupi_instrument_value_ok(instrument, item, answer->number))
      return 0;
  }
  for (size_t i = 0; i < more->context_count; i++)
    if (rsupi_instrument_context_ok(instrument, more->context[i].name, more->context[i].value) != 1)
      return 0;
  return d->sheet.reports_until == 0;
}

/* ---- events */

/* An instant has the day as it was written; the view dates it anew. */
static int is_placed(rsupi_event *event) {
  if (event->at != RSUPI_NO_INSTANT) {
    if (event->written == RSUPI_NO_DAY || event->written == INT32_MAX) return 0;
    event->first = event->last = event->written;
    return 1;
  }
  if (event->first == RSUPI_NO_DAY || event->first == INT32_MAX || event->last < event->first)
    return 0;
  if (event->last == INT32_MAX) return event->type == RSUPI_EVENT_EXCUSE;
  return event->more->days == INT32_MIN || event->more->days <= event->last - event->first + 1;
}

static const char *needed_text(const rsupi_event *event) {
  switch (event->type) {
  case RSUPI_EVENT_CONTACT:
  case RSUPI_EVENT_TIE_RATING:
    return event->more->tie;
  case RSUPI_EVENT_SAME_TIE:
    return event->more->tie && event->more->of && strcmp(event->more->tie, event->more->of) != 0
               ? event->more->tie
               : NULL;
  case RSUPI_EVENT_STEP_WORK:
  case RSUPI_EVENT_SUGGESTION:
    return event->more->of;
  case RSUPI_EVENT_USE_DAY:
  case RSUPI_EVENT_SETBACK:
  case RSUPI_EVENT_CONFIRMED:
  case RSUPI_EVENT_SAFER_USE:
    return event->more->target;
  case RSUPI_EVENT_ATTENDANCE:
    return event->more->meeting;
  case RSUPI_EVENT_ACTIVITY:
  case RSUPI_EVENT_TRAINING:
  case RSUPI_EVENT_SIGN:
    return event->more->kind;
  case RSUPI_EVENT_ANSWERS:
    return event->more->instrument;
  case RSUPI_EVENT_ACKNOWLEDGED:
    return event->more->milestone;
  default:
    return "";
  }
}

static void find_strategies(const rsup_config *config, const rsupi_event *event) {
  for (size_t i = 0; i < event->more->helped_count; i++) {
    const rsupi_word *const word = rsupi_config_strategy(config, event->more->helped[i]);
    if (word) event->more->helped[i] = word->id;
  }
}

static int finish_rest(rsupi_decoding *d, const rsupi_event *event) {
  rsupi_event_more *const more = (rsupi_event_more *)(uintptr_t)event->more;
  if (event->type == RSUPI_EVENT_EXCUSE && d->sheet.form) {
    const rsupi_form *const form = rsupi_config_form(d->config, d->sheet.form);
    if (!form) return 0;
    d->sheet.form = form->id;
  } else if (d->sheet.form) {
    return 0;
  }
  if (event->type == RSUPI_EVENT_OBSERVATION || event->type == RSUPI_EVENT_SAFER_USE) return 1;
  find_strategies(d->config, event);
  if (!find_kinds(d->config, more->gives, more->gives_count) ||
      !find_kinds(d->config, more->receives, more->receives_count))
    return 0;
  const rsupi_activity_kind *const kind = event->type == RSUPI_EVENT_ACTIVITY
                                              ? rsupi_config_activity_kind(d->config, more->kind)
                                              : NULL;
  if (kind) more->kind = kind->id;
  return 1;
}

int rsupi_image_finish_event(rsupi_decoding *d, int32_t event_type, void *bound) {
  rsupi_event *const event = bound;
  int fits = 0;
  event->type = (uint8_t)event_type;
  if (!needed_text(event) || !is_placed(event)) return 0;
  if (event_type == RSUPI_EVENT_ANSWERS)
    fits = finish_answers(d, event);
  else if (event->more->context_count)
    return 0;
  else if (event_type == RSUPI_EVENT_CHECKIN)
    fits = finish_checkin(d, event);
  else
    fits = !d->sheet.count && !d->sheet.reports_until && finish_rest(d, event);
  return fits && rsupi_asked_keep(d, event);
}

int rsupi_image_finish_void(rsupi_decoding *d, int32_t event_type, void *bound) {
  const rsupi_void *const what = bound;
  (void)d;
  (void)event_type;
  if (!what->section) return 1;
  const rsupi_section *const section = rsupi_section_named(what->section);
  return section && section->id != RSUPI_SECTION_ERASED;
}
