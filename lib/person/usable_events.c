/* What the tables can't say about events: one and only one time, names that only the config knows,
 * and what an absent field means for each type. */
#include "core/numbers.h"
#include "person/entry.h"
#include "safety/floor.h"
#include <math.h>
#include <string.h>

const rsupi_event_more rsupi_nothing_more = {.amount = NAN,
                                             .days = INT32_MIN,
                                             .resumed = RSUPI_NO_DAY,
                                             .shared = INT32_MIN,
                                             .asked = INT32_MIN,
                                             .feedback = INT32_MIN,
                                             .led = INT32_MIN,
                                             .minutes = NAN,
                                             .scoring_revision = INT32_MIN,
                                             .completed = INT32_MIN,
                                             .closeness = NAN,
                                             .importance = NAN,
                                             .satisfaction = NAN,
                                             .strain = NAN};

/* The fields that an event's own table does not have read "no value" too. */
static void blank_rest(rsupi_event_input *input, int32_t type) {
  const rsupi_event_more *const nothing = &rsupi_nothing_more;
  rsupi_event_more *const more = &input->more;
  input->sheet.form_version = INT32_MIN;
  if (type != RSUPI_EVENT_CHECKIN) input->sheet.shown = INT32_MIN;
  if (type != RSUPI_EVENT_USE_DAY) {
    more->amount = nothing->amount;
    more->days = nothing->days;
  }
  if (type != RSUPI_EVENT_SETBACK) more->resumed = nothing->resumed;
  if (type != RSUPI_EVENT_ATTENDANCE)
    more->shared = more->asked = more->feedback = more->led = nothing->shared;
  if (type != RSUPI_EVENT_ATTENDANCE && type != RSUPI_EVENT_ACTIVITY &&
      type != RSUPI_EVENT_FAMILY_SESSION)
    more->minutes = nothing->minutes;
  if (type != RSUPI_EVENT_ANSWERS) more->scoring_revision = nothing->scoring_revision;
  if (type != RSUPI_EVENT_FAMILY_SESSION) more->completed = nothing->completed;
  if (type != RSUPI_EVENT_TIE_RATING)
    more->closeness = more->importance = more->satisfaction = more->strain = nothing->strain;
}

static rsup_status time_problem(rsupi_reader *reader, const rsupi_node *node, const char *message) {
  return rsupi_bind_problem(&reader->binder, node, RSUP_E_TIME, "%s", message);
}

static int32_t precision_of(const rsupi_span *span) {
  const int32_t days = span->last - span->first + 1;
  return days == 1    ? RSUPI_PRECISION_DAY
         : days <= 31 ? RSUPI_PRECISION_MONTH
                      : RSUPI_PRECISION_YEAR;
}

static rsup_status read_span(rsupi_reader *reader, const rsupi_node *node,
                             const rsupi_event_kind *kind, rsupi_event_input *input) {
  rsupi_event *const event = &input->event;
  if (input->from == RSUPI_NO_DAY) return time_problem(reader, node, "\"to\" without \"from\"");
  if (input->to == RSUPI_NO_DAY && kind->type != RSUPI_EVENT_EXCUSE)
    return time_problem(reader, node, "\"from\" without \"to\"");
  if (input->to != RSUPI_NO_DAY && input->to < input->from)
    return time_problem(reader, rsupi_node_get(node, "to"), "\"to\" lies before \"from\"");
  event->first = input->from;
  event->last = input->to == RSUPI_NO_DAY ? INT32_MAX : input->to;
  return RSUP_OK;
}

static rsup_status read_on(rsupi_reader *reader, const rsupi_node *node, rsupi_event_input *input) {
  if (input->precision && input->precision != precision_of(&input->on))
    return time_problem(reader, rsupi_node_get(node, "precision"),
                        "the precision does not fit how \"on\" is written");
  input->event.first = input->on.first;
  input->event.last = input->on.last;
  return RSUP_OK;
}

static rsup_status read_when(rsupi_reader *reader, const rsupi_node *node,
                             const rsupi_event_kind *kind, rsupi_event_input *input) {
  rsupi_event *const event = &input->event;
  const int at = input->at.day != RSUPI_NO_DAY, on = input->on.first != RSUPI_NO_DAY;
  const int completed = kind->type == RSUPI_EVENT_TRAINING && input->from != RSUPI_NO_DAY;
  int span = 0;
  if (kind->when & RSUPI_WHEN_SPAN)
    span = input->from != RSUPI_NO_DAY || input->to != RSUPI_NO_DAY;
  else if (!completed)
    input->from = input->to = RSUPI_NO_DAY;
  event->at = input->at.at;
  event->written = input->at.day;
  if (at + on + completed + span != 1)
    return time_problem(reader, node,
                        at + on + completed + span
                            ? "it says twice when it happened"
                            : "it does not say when it happened (\"at\", or \"on\")");
  if (span) return read_span(reader, node, kind, input);
  if (on) return read_on(reader, node, input);
  event->first = event->last = completed ? input->from : input->at.day;
  return RSUP_OK;
}

rsup_status rsupi_finish_event(rsupi_reader *reader, const rsupi_node *node,
                               const rsupi_event_kind *kind, rsupi_event_input *input) {
  rsupi_event *const event = &input->event;
  event->type = (uint8_t)kind->type;
  event->questions = &rsupi_no_questions;
  event->more = &input->more;
  blank_rest(input, kind->type);
  rsup_status status = read_when(reader, node, kind, input);
  if (!status && event->more->days != INT32_MIN &&
      event->more->days > event->last - event->first + 1)
    status = rsupi_bind_problem(&reader->binder, rsupi_node_get(node, "days"), RSUP_E_RANGE,
                                "more days than the span has");
  if (!status && kind->finish) status = kind->finish(reader, node, input);
  input->type = input->form = input->answers = input->context = NULL; /* of a tree that goes */
  if (memcmp(&input->more, &rsupi_nothing_more, sizeof input->more) == 0)
    event->more = &rsupi_nothing_more;
  return status;
}

static rsup_status unknown_form(rsupi_reader *reader, const rsupi_node *node) {
  return rsupi_bind_problem(&reader->binder, node, RSUP_E_UNKNOWN_NAME,
                            "a form the config does not have");
}

/* Answers of an earlier version go on as the config declares. All others stay what they were: they
 * can be read, and are in no series of the present items. */
static void recode(const rsupi_sheet *sheet) {
  for (size_t i = 0; i < sheet->count; i++) {
    rsupi_answer *const answer = &sheet->answers[i];
    const rsupi_recode *const how = answer->definition ? answer->definition->recode : NULL;
    if (!how || !how->item) continue;
    answer->definition = how->item;
    answer->item = how->item->id;
    answer->number = answer->number * how->times + how->plus;
  }
}

rsup_status rsupi_finish_checkin(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_event_input *const input = bound;
  rsupi_form_ref ref = {input->form->text, INT32_MIN};
  (void)node;
  if (input->form->kind == RSUPI_MAP_NODE) {
    const rsup_status status =
        rsupi_bind(&reader->binder, input->form, &rsupi_form_ref_shape, &ref);
    if (status) return status;
  } else if (input->form->kind != RSUPI_SCALAR) {
    return rsupi_bind_problem(&reader->binder, input->form, RSUP_E_SCHEMA,
                              "expected the id of a form, or a map with id and version");
  }
  const rsupi_form *const form = rsupi_config_form(reader->config, ref.id);
  if (!form) return unknown_form(reader, input->form);
  input->sheet.form = form->id;
  input->sheet.form_version = ref.version;
  const rsup_status status = rsupi_read_answers(
      reader, input->answers, rsupi_form_version(form, ref.version), NULL, &input->sheet);
  input->event.has = rsupi_answers_hold(&input->sheet);
  if (!status) recode(&input->sheet);
  return status;
}

/* An instrument that can't be compiled is the config's trouble, and is told: it names no answer. */
rsup_status rsupi_finish_answers(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_event_input *const input = bound;
  const rsupi_node *const name = rsupi_node_get(node, "instrument");
  const rsup_instrument *instrument = NULL;
  rsup_error trouble;
  const rsup_status status =
      rsupi_config_instrument(reader->config, input->event.more->instrument, &instrument, &trouble);
  if (status == RSUP_E_MEMORY) return status;
  if (status && status != RSUP_E_UNKNOWN_NAME)
    return rsupi_bind_problem(&reader->binder, name, status,
                              "its questionnaire can't be loaded: %s:%u: %s", trouble.source,
                              trouble.line, trouble.message);
  if (!instrument)
    return rsupi_bind_problem(&reader->binder, name, RSUP_E_UNKNOWN_NAME,
                              "a questionnaire the config does not have");
  const rsup_status read =
      rsupi_read_answers(reader, input->answers, NULL, instrument, &input->sheet);
  return read || !input->context
             ? read
             : rsupi_read_context(reader, input->context, instrument, &input->more);
}

rsup_status rsupi_finish_excuse(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_sheet *const sheet = &((rsupi_event_input *)bound)->sheet;
  if (!sheet->form) return RSUP_OK; /* an excuse from all forms */
  const rsupi_form *const form = rsupi_config_form(reader->config, sheet->form);
  if (!form) return unknown_form(reader, rsupi_node_get(node, "form"));
  sheet->form = form->id;
  return RSUP_OK;
}

rsup_status rsupi_finish_sign(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  const rsupi_event *const event = &((rsupi_event_input *)bound)->event;
  const uint32_t may = RSUP_SIGN_OVERDOSE | RSUP_SIGN_UNSAFE_AT_HOME | RSUP_SIGN_PLAN_TRIGGER;
  if (rsupi_sign_of(event->more->kind) & may) return RSUP_OK;
  return rsupi_bind_problem(&reader->binder, rsupi_node_get(node, "kind"), RSUP_E_UNKNOWN_NAME,
                            "expected overdose, unsafe_at_home or plan_trigger");
}

rsup_status rsupi_finish_void(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_void *const what = bound;
  what->type = NULL; /* of a tree that goes */
  if (!what->section) return RSUP_OK;
  const rsupi_section *const section = rsupi_section_named(what->section);
  if (section && section->id != RSUPI_SECTION_ERASED) return RSUP_OK; /* erased stays erased */
  return rsupi_bind_problem(&reader->binder, rsupi_node_get(node, "section"), RSUP_E_UNKNOWN_NAME,
                            "a section the record does not have");
}
