/* Answers of check-ins and questionnaires: each is a value, or the word that says why there is
 * none. An answer that today's form does not take is left out alone; the rest of the check-in still
 * counts. */
#include "core/numbers.h"
#include "document/schema_read.h"
#include "person/entry.h"
#include <string.h>

static const rsupi_name state_words[] = {{"refused", RSUPI_ANSWER_REFUSED},
                                         {"not_asked", RSUPI_ANSWER_NOT_ASKED},
                                         {"unknown", RSUPI_ANSWER_UNKNOWN},
                                         {NULL, 0}};

/* ---- values */

/* 0 when the number is not one that the item takes. Steps are counted from the least value. */
static int in_range(const rsupi_item *item, double number) {
  if (!rsupi_isnan(item->min) && number < item->min) return 0;
  if (!rsupi_isnan(item->max) && number > item->max) return 0;
  if (rsupi_isnan(item->step) || !(item->step > 0)) return 1;
  const double steps = (number - (rsupi_isnan(item->min) ? 0 : item->min)) / item->step;
  if (!(steps > -1e15 && steps < 1e15)) return 0;
  const double off = steps - (double)(int64_t)(steps + (steps < 0 ? -0.5 : 0.5));
  return off < 1e-9 && off > -1e-9;
}

static rsup_status read_number(rsupi_reader *reader, const rsupi_node *node, const rsupi_item *item,
                               rsupi_answer *answer) {
  double number;
  if (!rsupi_scalar_number(node, &number))
    return rsupi_leave_out_part(reader, node, RSUP_E_SCHEMA, "expected a number");
  const int whole = item->kind != RSUPI_ITEM_COUNT ||
                    (number < 1e15 && number > -1e15 && number == (double)(int64_t)number);
  if (!whole || !in_range(item, number))
    return rsupi_leave_out_part(reader, node, RSUP_E_RANGE, "outside the range of its item");
  answer->number = number;
  answer->state = RSUPI_ANSWER_VALUE;
  return RSUP_OK;
}

static rsup_status read_yes_no(rsupi_reader *reader, const rsupi_node *node, rsupi_answer *answer) {
  int32_t yes;
  if (!rsupi_scalar_bool(node, &yes))
    return rsupi_leave_out_part(reader, node, RSUP_E_SCHEMA, "expected true or false");
  answer->number = yes;
  answer->state = RSUPI_ANSWER_VALUE;
  return RSUP_OK;
}

static int has_choice(const rsupi_item *item, const rsupi_node *node) {
  if (node->kind != RSUPI_SCALAR) return 0;
  if (item->choice_count == 0) return rsupi_is_id(node->text, node->len);
  for (size_t i = 0; i < item->choice_count; i++)
    if (strcmp(item->choices[i], node->text) == 0) return 1;
  return 0;
}

static rsup_status keep_texts(rsupi_reader *reader, const rsupi_node *node, rsupi_answer *answer) {
  rsupi_arena *const arena = reader->binder.arena;
  const int list = node->kind == RSUPI_LIST_NODE;
  answer->text_count = list ? node->count : 1;
  answer->texts = rsupi_arena_array(arena, answer->text_count, sizeof *answer->texts);
  if (!answer->texts) return RSUP_E_MEMORY;
  const rsupi_node *one = list ? node->first : node;
  for (size_t i = 0; i < answer->text_count; i++, one = one->next)
    if (!(answer->texts[i] = rsupi_arena_text(arena, one->text, one->len))) return RSUP_E_MEMORY;
  answer->state = RSUPI_ANSWER_VALUE;
  return RSUP_OK;
}

static rsup_status read_choice(rsupi_reader *reader, const rsupi_node *node, const rsupi_item *item,
                               rsupi_answer *answer) {
  int fits = 1;
  if (node->kind == RSUPI_LIST_NODE) {
    fits = item->kind == RSUPI_ITEM_CHOICES;
    for (const rsupi_node *one = node->first; one; one = one->next)
      fits = fits && has_choice(item, one);
  } else {
    fits = has_choice(item, node);
  }
  if (!fits)
    return rsupi_leave_out_part(reader, node, RSUP_E_RANGE, "not among the choices of its item");
  return keep_texts(reader, node, answer);
}

/* The words for "no value", unless the item has a choice of that name. */
static int read_state(const rsupi_node *node, const rsupi_item *item, rsupi_answer *answer) {
  if (node->kind != RSUPI_SCALAR) return 0;
  if (item && item->choice_count > 0 && has_choice(item, node)) return 0;
  answer->state = rsupi_value_of(state_words, node->text, node->len);
  return answer->state != 0;
}

static rsup_status read_item_value(rsupi_reader *reader, const rsupi_node *node,
                                   const rsupi_item *item, rsupi_answer *answer) {
  if (read_state(node, item, answer)) return RSUP_OK;
  switch (item->kind) {
  case RSUPI_ITEM_YES_NO:
    return read_yes_no(reader, node, answer);
  case RSUPI_ITEM_CHOICE:
  case RSUPI_ITEM_CHOICES:
    return read_choice(reader, node, item, answer);
  default:
    return read_number(reader, node, item, answer);
  }
}

/* A questionnaire's answers are numbers of the item's own set; where that is 1 and 0, yes and no.
 */
static rsup_status read_question(rsupi_reader *reader, const rsupi_node *node,
                                 const rsup_instrument *instrument, int32_t item,
                                 rsupi_answer *answer) {
  int32_t yes = 0;
  double number = rsupi_nan();
  if (read_state(node, NULL, answer)) return RSUP_OK;
  if (rsupi_scalar_bool(node, &yes) && rsupi_instrument_is_yes_no(instrument, item))
    number = yes;
  else if (!rsupi_scalar_number(node, &number))
    return rsupi_leave_out_part(reader, node, RSUP_E_SCHEMA, "expected a number");
  if (!rsupi_instrument_value_ok(instrument, item, number))
    return rsupi_leave_out_part(reader, node, RSUP_E_RANGE, "not one of the answers its item has");
  answer->number = number;
  answer->state = RSUPI_ANSWER_VALUE;
  return RSUP_OK;
}

/* ---- the map of answers */

/* The next free answer; it counts once it has a state. */
static rsupi_answer *next_answer(rsupi_sheet *sheet, const char *item) {
  rsupi_answer *const answer = &sheet->answers[sheet->count];
  memset(answer, 0, sizeof *answer);
  answer->number = rsupi_nan();
  answer->item = item;
  return answer;
}

static rsup_status read_target(rsupi_reader *reader, const rsupi_node *node, const rsupi_item *item,
                               rsupi_sheet *sheet) {
  rsupi_answer *const answer = next_answer(sheet, item->id);
  answer->definition = item;
  if (rsupi_node_is_null(node)) return RSUP_OK;
  if (!(answer->target = rsupi_arena_text(reader->binder.arena, node->key, node->key_len)))
    return RSUP_E_MEMORY;
  const rsup_status status = read_item_value(reader, node, item, answer);
  if (answer->state) sheet->count++;
  return status;
}

static rsup_status read_per_target(rsupi_reader *reader, const rsupi_node *node,
                                   const rsupi_item *item, rsupi_sheet *sheet) {
  if (node->kind != RSUPI_MAP_NODE) {
    rsupi_answer *const answer = next_answer(sheet, item->id);
    answer->definition = item;
    if (!read_state(node, item, answer))
      return rsupi_leave_out_part(reader, node, RSUP_E_SCHEMA,
                                  "expected a map from target to value");
    sheet->count++;
    return RSUP_OK;
  }
  for (const rsupi_node *one = node->first; one; one = one->next) {
    const rsup_status status = read_target(reader, one, item, sheet);
    if (status) return status;
  }
  return RSUP_OK;
}

static rsup_status read_item(rsupi_reader *reader, const rsupi_node *node, const rsupi_form *form,
                             rsupi_sheet *sheet) {
  const rsupi_item *const item = rsupi_form_item(form, node->key);
  if (!item)
    return rsupi_leave_out_part(reader, node, RSUP_E_UNKNOWN_NAME,
                                "an item the form does not have");
  rsupi_bind_know(node);
  if (item->per_target) return read_per_target(reader, node, item, sheet);
  rsupi_answer *const answer = next_answer(sheet, item->id);
  answer->definition = item;
  answer->target = item->target;
  const rsup_status status = read_item_value(reader, node, item, answer);
  if (answer->state) sheet->count++;
  return status;
}

static rsup_status read_asked(rsupi_reader *reader, const rsupi_node *node,
                              const rsup_instrument *instrument, rsupi_sheet *sheet) {
  const int32_t item = rsupi_instrument_item_index(instrument, node->key);
  if (item < 0)
    return rsupi_leave_out_part(reader, node, RSUP_E_UNKNOWN_NAME,
                                "an item the questionnaire does not have");
  rsupi_bind_know(node);
  rsupi_answer *const answer = next_answer(sheet, NULL);
  if (!(answer->item = rsupi_arena_text(reader->binder.arena, node->key, node->key_len)))
    return RSUP_E_MEMORY;
  const rsup_status status = read_question(reader, node, instrument, item, answer);
  if (answer->state) sheet->count++;
  return status;
}

/* A safety item that was left open is one to look at; of others nothing is kept. */
static void keep_open(const rsupi_node *node, const rsupi_form *form, rsupi_sheet *sheet) {
  const rsupi_item *const item = rsupi_form_item(form, node->key);
  if (!item || !item->safety_sign) return;
  rsupi_answer *const answer = next_answer(sheet, item->id);
  answer->definition = item;
  answer->target = item->target;
  answer->state = RSUPI_ANSWER_UNKNOWN;
  sheet->count++;
}

static uint32_t held_by(const rsupi_answer *answer) {
  if (answer->state != RSUPI_ANSWER_VALUE) return 0;
  const int32_t kind = answer->definition->kind;
  return RSUPI_HAS_VALUE |
         (kind == RSUPI_ITEM_YES_NO && answer->number > 0 ? (uint32_t)RSUPI_HAS_YES : 0) |
         (kind == RSUPI_ITEM_CHOICES ? (uint32_t)RSUPI_HAS_CHOICES : 0);
}

uint8_t rsupi_answers_hold(const rsupi_sheet *sheet) {
  uint32_t has = 0;
  for (uint32_t i = 0; i < sheet->count; i++) has |= held_by(&sheet->answers[i]);
  return (uint8_t)has;
}

/* Where the answers that report use lie, so that nobody walks all answers of a year for them. */
static void find_reports(rsupi_sheet *sheet) {
  for (uint32_t i = 0; i < sheet->count; i++) {
    if (sheet->answers[i].definition->reports != RSUPI_REPORTS_USE) continue;
    if (!sheet->reports_until) sheet->reports_from = i;
    sheet->reports_until = i + 1;
  }
}

rsup_status rsupi_read_answers(rsupi_reader *reader, const rsupi_node *answers,
                               const rsupi_form *form, const rsup_instrument *instrument,
                               rsupi_sheet *sheet) {
  const int map_like =
      answers->kind == RSUPI_MAP_NODE || (answers->kind == RSUPI_LIST_NODE && answers->count == 0);
  if (!map_like)
    return rsupi_bind_problem(&reader->binder, answers, RSUP_E_SCHEMA, "expected a map of answers");
  size_t most = 1;
  for (const rsupi_node *one = answers->first; one; one = one->next)
    most += one->kind == RSUPI_MAP_NODE ? one->count : 1;
  sheet->answers = rsupi_arena_array(reader->binder.arena, most, sizeof *sheet->answers);
  if (!sheet->answers) return RSUP_E_MEMORY;
  for (const rsupi_node *one = answers->first; one; one = one->next) {
    if (rsupi_node_is_null(one)) { /* no answer, and no word why */
      if (form) keep_open(one, form, sheet);
      continue;
    }
    const rsup_status status =
        form ? read_item(reader, one, form, sheet) : read_asked(reader, one, instrument, sheet);
    if (status) return status;
  }
  if (!form) return RSUP_OK;
  find_reports(sheet);
  return RSUP_OK;
}

/* ---- what was known beside the answers */

static rsup_status read_known(rsupi_reader *reader, const rsupi_node *node,
                              const rsup_instrument *instrument, rsupi_event_more *more,
                              rsup_context_entry *list) {
  rsupi_answer unsaid = {0};
  if (rsupi_node_is_null(node) || read_state(node, NULL, &unsaid)) return RSUP_OK;
  const int32_t judged = rsupi_instrument_context_ok(
      instrument, node->key, node->kind == RSUPI_SCALAR ? node->text : NULL);
  if (judged < 0)
    return rsupi_leave_out_part(reader, node, RSUP_E_UNKNOWN_NAME,
                                "something the questionnaire does not ask for");
  rsupi_bind_know(node);
  if (judged == 0)
    return rsupi_leave_out_part(reader, node, RSUP_E_RANGE,
                                "not one of the values that the questionnaire tells apart");
  rsup_context_entry *const known = &list[more->context_count];
  known->name = rsupi_arena_text(reader->binder.arena, node->key, node->key_len);
  known->value = rsupi_arena_text(reader->binder.arena, node->text, node->len);
  if (!known->name || !known->value) return RSUP_E_MEMORY;
  more->context_count++;
  return RSUP_OK;
}

rsup_status rsupi_read_context(rsupi_reader *reader, const rsupi_node *context,
                               const rsup_instrument *instrument, rsupi_event_more *more) {
  const int map_like =
      context->kind == RSUPI_MAP_NODE || (context->kind == RSUPI_LIST_NODE && context->count == 0);
  if (rsupi_node_is_null(context)) return RSUP_OK;
  if (!map_like) return rsupi_leave_out_part(reader, context, RSUP_E_SCHEMA, "expected a map");
  rsup_context_entry *const list =
      rsupi_arena_array(reader->binder.arena, context->count, sizeof *list);
  if (!list) return RSUP_E_MEMORY;
  more->context = list;
  for (const rsupi_node *one = context->first; one; one = one->next) {
    const rsup_status status = read_known(reader, one, instrument, more, list);
    if (status) return status;
  }
  return RSUP_OK;
}
