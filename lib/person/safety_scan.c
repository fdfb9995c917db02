/* Looking for safety signs in what was handed in, before it is judged: a positive answer counts
 * even when the entry around it is refused. Nothing here allocates but the first compilation of a
 * questionnaire. */
#include "core/numbers.h"
#include "person/person_reading.h"
#include "person/safety_items.h"
#include "person/signs.h"
#include "safety/floor.h"
#include <string.h>

/* Any number at or above the threshold; 0.5 is no "not at all". */
rsupi_finding rsupi_find_in_text(const char *text, size_t len, double from) {
  double number;
  if (rsupi_parse_double(text, len, &number))
    return number > from - 1 && number > 0 ? RSUPI_FOUND_POSITIVE : RSUPI_FOUND_NEGATIVE;
  static const struct {
    const char *word;
    rsupi_finding finding;
  } words[] = {{"true", RSUPI_FOUND_POSITIVE},
               {"yes", RSUPI_FOUND_POSITIVE},
               {"false", RSUPI_FOUND_NEGATIVE},
               {"no", RSUPI_FOUND_NEGATIVE},
               {"not_asked", RSUPI_FOUND_NOT_ASKED}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strlen(words[i].word) == len && memcmp(words[i].word, text, len) == 0)
      return words[i].finding;
  return RSUPI_FOUND_UNANSWERED;
}

static rsupi_finding find_in(const rsupi_node *node, double from) {
  if (node->kind == RSUPI_SCALAR)
    return rsupi_node_is_null(node) ? RSUPI_FOUND_UNANSWERED
                                    : rsupi_find_in_text(node->text, node->len, from);
  rsupi_finding worst = RSUPI_FOUND_UNANSWERED;
  for (const rsupi_node *one = node->first; one; one = one->next)
    if (one->kind == RSUPI_SCALAR && find_in(one, from) == RSUPI_FOUND_POSITIVE)
      worst = RSUPI_FOUND_POSITIVE;
  return worst;
}

double rsupi_item_safety_from(const rsupi_item *item) {
  return item->kind == RSUPI_ITEM_YES_NO || rsupi_isnan(item->safety_from) ? 1 : item->safety_from;
}

static const char *text_at(const rsupi_node *map, const char *key) {
  const rsupi_node *const node = rsupi_node_get(map, key);
  return node && node->kind == RSUPI_SCALAR ? node->text : NULL;
}

/* ---- check-ins */

void rsupi_raise_item(const rsupi_item *item, rsupi_finding finding, rsup_safety *safety) {
  const uint32_t sign = rsupi_sign_of(item->safety_sign);
  rsupi_safety_found(safety, sign ? sign : RSUP_SIGN_SELF_HARM_ANSWER, finding);
}

static void scan_form(const rsupi_form *form, const rsupi_node *answers, rsup_safety *safety) {
  for (const rsupi_node *one = answers->first; one; one = one->next) {
    const rsupi_item *const item = one->key ? rsupi_form_item(form, one->key) : NULL;
    if (!item || !item->safety_sign) continue;
    rsupi_raise_item(item, find_in(one, rsupi_item_safety_from(item)), safety);
  }
}

/* Names under an answer that the person's plan has among its warning signs. */
static void scan_plan_signs(const rsupi_plan *plan, const rsupi_node *answers,
                            rsup_safety *safety) {
  for (const rsupi_node *one = plan ? answers->first : NULL; one; one = one->next) {
    const rsupi_node *name = one->kind == RSUPI_LIST_NODE ? one->first : one;
    for (; name; name = one->kind == RSUPI_LIST_NODE ? name->next : NULL)
      if (name->kind == RSUPI_SCALAR && rsupi_is_plan_sign(plan, name->text, name->len))
        rsupi_safety_found(safety, RSUP_SIGN_PLAN_TRIGGER, RSUPI_FOUND_POSITIVE);
  }
}

/* Signs that somebody saw; what was looked for and not seen is none. */
static void scan_observation(const rsup_person *person, const rsupi_node *node,
                             rsup_safety *safety) {
  const rsupi_plan *const plan = rsupi_view_plan(&person->records->view);
  const rsupi_node *const seen = rsupi_node_get(node, "seen");
  for (const rsupi_node *name = seen ? seen->first : NULL; name; name = name->next)
    if (name->kind == RSUPI_SCALAR && rsupi_is_plan_sign(plan, name->text, name->len))
      rsupi_safety_found(safety, RSUP_SIGN_PLAN_TRIGGER, RSUPI_FOUND_POSITIVE);
}

/* With a form that nobody knows, an item of any form may be meant. */
static void scan_checkin(const rsup_person *person, const rsupi_node *node, rsup_safety *safety) {
  const rsup_config *const config = person->config;
  const rsupi_node *const answers = rsupi_node_get(node, "answers");
  if (!answers || answers->kind == RSUPI_SCALAR) return;
  scan_plan_signs(rsupi_view_plan(&person->records->view), answers, safety);
  const char *id = text_at(node, "form");
  if (!id) id = text_at(rsupi_node_get(node, "form"), "id");
  const rsupi_form *const form = id ? rsupi_config_form(config, id) : NULL;
  if (form) {
    scan_form(form, answers, safety);
    for (size_t i = 0; i < form->earlier_count; i++) scan_form(&form->earlier[i], answers, safety);
    return;
  }
  for (size_t i = 0; i < config->form_count; i++) scan_form(&config->forms[i], answers, safety);
}

/* ---- questionnaires */

const rsupi_safety_item rsupi_safety_items[] = {
    {"phq-9", "q9", 1, 1},           {"c-ssrs-screener", "q1", 1, 1},
    {"c-ssrs-screener", "q2", 1, 1}, {"c-ssrs-screener", "q3", 1, 0}, /* asked only after a yes */
    {"c-ssrs-screener", "q4", 1, 0}, {"c-ssrs-screener", "q5", 1, 0},
    {"c-ssrs-screener", "q6", 1, 1}, {NULL, NULL, 0, 0},
};

static void scan_table(const char *instrument, const rsupi_node *answers, rsup_safety *safety) {
  for (const rsupi_safety_item *item = rsupi_safety_items; item->instrument; item++) {
    if (!instrument || strcmp(item->instrument, instrument) != 0) continue;
    const rsupi_node *const answer = rsupi_node_get(answers, item->item);
    rsupi_finding finding = answer ? find_in(answer, item->from) : RSUPI_FOUND_NOT_ASKED;
    if (finding == RSUPI_FOUND_NOT_ASKED && (answer || item->always))
      finding = RSUPI_FOUND_UNANSWERED;
    rsupi_safety_found(safety, RSUP_SIGN_SELF_HARM_ANSWER, finding);
  }
}

enum { MOST_ITEMS = 256 };

/* The instrument's own floor: of any questionnaire the config has. */
static rsup_status scan_instrument(const rsup_config *config, const char *id,
                                   const rsupi_node *answers, rsup_safety *safety) {
  const rsup_instrument *instrument = NULL;
  const rsup_status status = id ? rsupi_config_instrument(config, id, &instrument, NULL) : RSUP_OK;
  if (status == RSUP_E_MEMORY) return status;
  if (status || !instrument || rsupi_instrument_item_count(instrument) > MOST_ITEMS) return RSUP_OK;
  double values[MOST_ITEMS];
  for (size_t i = 0; i < MOST_ITEMS; i++) values[i] = rsupi_nan();
  for (const rsupi_node *one = answers ? answers->first : NULL; one; one = one->next) {
    const int32_t item = one->key ? rsupi_instrument_item_index(instrument, one->key) : -1;
    if (item < 0 || one->kind != RSUPI_SCALAR) continue;
    if (!rsupi_parse_double(one->text, one->len, &values[item])) {
      const rsupi_finding finding = rsupi_find_in_text(one->text, one->len, 1);
      values[item] = finding == RSUPI_FOUND_POSITIVE   ? 1
                     : finding == RSUPI_FOUND_NEGATIVE ? 0
                                                       : rsupi_nan();
    }
  }
  rsupi_instrument_floor(instrument, values, safety);
  rsupi_wipe(values, sizeof values);
  return RSUP_OK;
}

static rsup_status scan_answers(const rsup_config *config, const rsupi_node *node,
                                rsup_safety *safety) {
  const char *const instrument = text_at(node, "instrument");
  const rsupi_node *const answers = rsupi_node_get(node, "answers");
  scan_table(instrument, answers, safety);
  return scan_instrument(config, instrument, answers, safety);
}

/* ---- signs, and the way to them */

/* A kind that nobody knows says no sign. */
void rsupi_raise_sign(const char *kind, size_t len, rsup_safety *safety) {
  static const uint32_t signs[] = {RSUP_SIGN_OVERDOSE, RSUP_SIGN_UNSAFE_AT_HOME,
                                   RSUP_SIGN_PLAN_TRIGGER};
  for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
    const char *const name = rsup_sign_name(signs[i]);
    if (strlen(name) == len && memcmp(name, kind, len) == 0)
      rsupi_safety_found(safety, signs[i], RSUPI_FOUND_POSITIVE);
  }
}

static rsup_status scan_entry(const rsup_person *person, const rsupi_node *node,
                              rsup_safety *safety) {
  const char *const type = text_at(node, "type");
  if (type && strcmp(type, "checkin") == 0) {
    scan_checkin(person, node, safety);
    return RSUP_OK;
  }
  if (type && strcmp(type, "answers") == 0) return scan_answers(person->config, node, safety);
  if (type && strcmp(type, "sign") == 0) {
    const char *const kind = text_at(node, "kind");
    if (kind) rsupi_raise_sign(kind, strlen(kind), safety);
    return RSUP_OK;
  }
  if (type && strcmp(type, "observation") == 0) {
    scan_observation(person, node, safety);
    return RSUP_OK;
  }
  if (type && (rsupi_event_kind_named(type) || rsupi_section_singular(type))) return RSUP_OK;
  scan_checkin(person, node, safety); /* whatever it was meant to be */
  return scan_answers(person->config, node, safety);
}

/* What stands after an entry that memory did not suffice for is looked at all the same. */
static rsup_status scan_list(const rsup_person *person, const rsupi_node *list,
                             rsup_safety *safety) {
  rsup_status status = RSUP_OK;
  for (const rsupi_node *one = list->first; one; one = one->next) {
    const rsup_status found = scan_entry(person, one, safety);
    if (!status) status = found;
  }
  return status;
}

rsup_status rsupi_safety_scan(const rsup_person *person, const rsupi_node *root,
                              rsup_safety *safety) {
  if (root->kind == RSUPI_LIST_NODE) return scan_list(person, root, safety);
  const rsupi_node *const events = rsupi_node_get(root, "events");
  if (events && events->kind == RSUPI_LIST_NODE) return scan_list(person, events, safety);
  return rsupi_node_get(root, "format") ? RSUP_OK : scan_entry(person, root, safety);
}
