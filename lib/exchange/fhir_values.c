/* Values of answers: codes, truth values and numbers into the answers that an item has. What can't
 * be read is reported, never taken for a blank or for 0. Every number that is found counts for the
 * safety floor, also one that is refused. */
#include "core/numbers.h"
#include "document/schema_read.h"
#include "exchange/fhir.h"
#include <string.h>

static const char loinc[] = "http://loinc.org", snomed[] = "http://snomed.info/sct";
static const char not_its_answer[] = "not one of the answers this item has";

/* ---- which value */

static int is_value(const rsupi_node *child) {
  return strncmp(child->key, "value", 5) == 0 && !rsupi_node_is_null(child);
}

/* "_valueInteger": {"extension": [...]} stands for a value that is absent. */
static int says_why(const rsupi_node *answer) {
  if (rsupi_fhir_absent(answer)) return 1;
  for (const rsupi_node *child = answer->first; child; child = child->next)
    if (strncmp(child->key, "_value", 6) == 0 && rsupi_fhir_absent(child)) return 1;
  return 0;
}

static int is_absent_coding(const rsupi_node *value) {
  return !rsupi_node_get(value, "code") && rsupi_fhir_absent(value);
}

const rsupi_node *rsupi_fhir_value(rsupi_fhir_reading *r, const rsupi_node *answer) {
  const rsupi_node *value = NULL;
  for (const rsupi_node *child = answer->first; child; child = child->next) {
    if (!is_value(child)) continue;
    if (value) rsupi_fhir_wrong(r, child, RSUP_E_NOT_SCORED, "a second value of one answer");
    if (!value) value = child;
  }
  const int why = says_why(answer);
  if (value && why)
    rsupi_fhir_wrong(r, answer, RSUP_E_NOT_SCORED, "an answer, and a reason why there is none");
  if (!value && !why && !rsupi_node_get(answer, "item"))
    rsupi_fhir_wrong(r, answer, RSUP_E_SCHEMA, "an answer without a value that can be read");
  return value && is_absent_coding(value) ? NULL : value;
}

/* ---- what it says */

/* For the safety floor: this answer alone, whatever the others are. */
static void note(rsupi_fhir_reading *r, int32_t item, double number) {
  if (!(number >= -1e6 && number <= 1e6)) return;
  const int32_t whole = (int32_t)number;
  rsup_instrument_check_answer(r->instrument, r->info->items[item]->id,
                               whole < number ? whole + 1 : whole, r->safety);
}

static void accept(rsupi_fhir_reading *r, int32_t item, double number) {
  note(r, item, number);
  if (rsupi_isnan(r->values[item])) r->values[item] = number;
}

static const rsup_option_info *option_named(const rsup_item_info *item, const char *id) {
  for (size_t i = 0; i < item->option_count; i++)
    if (strcmp(item->options[i]->id, id) == 0) return item->options[i];
  return NULL;
}

/* The answer to a question that has yes and no. */
static const rsup_option_info *yes_or_no(const rsup_item_info *item, int yes) {
  if (item->option_count != 2 || !option_named(item, "yes")) return NULL;
  return option_named(item, "no") ? option_named(item, yes ? "yes" : "no") : NULL;
}

/* Yes and no as terminologies have them (LOINC's in many of its lists of answers). */
static const rsup_option_info *plain_yes_or_no(const rsup_item_info *item, const char *system,
                                               const char *code) {
  static const struct {
    const char *system, *code;
    int yes;
  } known[] = {{loinc, "LA33-6", 1},
               {loinc, "LA32-8", 0},
               {snomed, "373066001", 1},
               {snomed, "373067005", 0}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if ((!system || strcmp(system, known[i].system) == 0) && strcmp(code, known[i].code) == 0)
      return yes_or_no(item, known[i].yes);
  return NULL;
}

/* Without a system, a code may be of any. */
static const rsup_option_info *option_of(const rsup_item_info *item, const char *system,
                                         const char *code) {
  const int any = system == NULL, is_loinc = any || strcmp(system, loinc) == 0;
  const int local = any || (!is_loinc && strcmp(system, snomed) != 0);
  for (size_t i = 0; is_loinc && i < item->option_count; i++) {
    const rsup_option_info *const option = item->options[i];
    if (option->loinc && strcmp(option->loinc, code) == 0) return option;
  }
  const rsup_option_info *const found = local ? option_named(item, code) : NULL;
  return found ? found : plain_yes_or_no(item, system, code);
}

/* What an extension says that the answer counts must be what it counts here. */
static void check_weights(rsupi_fhir_reading *r, int32_t item, const rsupi_node *element,
                          const rsup_option_info *option) {
  static const char base[] = "http://hl7.org/fhir/StructureDefinition/";
  static const char *const names[] = {"ordinalValue", "itemWeight", "questionnaire-ordinalValue"};
  const rsupi_node *const list = rsupi_node_get(element, "extension");
  for (const rsupi_node *one = list ? list->first : NULL; one; one = one->next) {
    const rsupi_node *const url = rsupi_node_get(one, "url");
    const rsupi_node *weight = rsupi_node_get(one, "valueDecimal");
    double number;
    int is_weight = 0;
    if (!url || url->kind != RSUPI_SCALAR || strncmp(url->text, base, sizeof base - 1) != 0)
      continue;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
      is_weight |= strcmp(url->text + sizeof base - 1, names[i]) == 0;
    if (!is_weight) continue;
    if (!weight) weight = rsupi_node_get(one, "valueInteger");
    if (weight) rsupi_bind_know(weight);
    if (!weight || !rsupi_scalar_number(weight, &number)) {
      rsupi_fhir_wrong(r, weight ? weight : one, RSUP_E_SCHEMA, "expected what the answer counts");
      continue;
    }
    note(r, item, number);
    if (option && (number < option->value || number > option->value))
      rsupi_fhir_wrong(r, weight, RSUP_E_NOT_SCORED, "the code of this answer counts otherwise");
  }
}

static void read_coding(rsupi_fhir_reading *r, int32_t item, const rsupi_node *answer,
                        const rsupi_node *coding) {
  static const char *const keys[] = {"id",   "extension", "system",       "version",
                                     "code", "display",   "userSelected", NULL};
  if (!rsupi_fhir_map(r, coding, keys)) return;
  const char *const system = rsupi_fhir_text(r, coding, "system");
  const char *const code = rsupi_fhir_text(r, coding, "code");
  const rsup_option_info *const option =
      code ? option_of(r->info->items[item], system, code) : NULL;
  if (option)
    accept(r, item, option->value);
  else if (code)
    rsupi_fhir_wrong(r, rsupi_node_get(coding, "code"), RSUP_E_RANGE, not_its_answer);
  else
    rsupi_fhir_wrong(r, coding, RSUP_E_SCHEMA, "a coding needs a code");
  check_weights(r, item, coding, option);
  check_weights(r, item, answer, option);
}

static void read_boolean(rsupi_fhir_reading *r, int32_t item, const rsupi_node *value) {
  int32_t yes;
  if (!rsupi_scalar_bool(value, &yes)) {
    rsupi_fhir_wrong(r, value, RSUP_E_SCHEMA, "expected true or false");
    return;
  }
  const rsup_option_info *const option = yes_or_no(r->info->items[item], yes);
  if (option)
    accept(r, item, option->value);
  else {
    note(r, item, yes);
    rsupi_fhir_wrong(r, value, RSUP_E_RANGE, "this item is not answered with yes or no");
  }
}

/* A number in quotes is refused, and counts for the floor all the same. */
static void read_number(rsupi_fhir_reading *r, int32_t item, const rsupi_node *value, int whole) {
  double number;
  int64_t ignored;
  if (value->kind == RSUPI_SCALAR && rsupi_parse_double(value->text, value->len, &number))
    note(r, item, number);
  if (whole ? !rsupi_scalar_int(value, &ignored) : !rsupi_scalar_number(value, &number))
    rsupi_fhir_wrong(r, value, RSUP_E_SCHEMA,
                     whole ? "expected a whole number" : "expected a number");
  else if (!rsupi_instrument_value_ok(r->instrument, item, number))
    rsupi_fhir_wrong(r, value, RSUP_E_RANGE, not_its_answer);
  else
    accept(r, item, number);
}

void rsupi_fhir_answer(rsupi_fhir_reading *r, int32_t item, const rsupi_node *answer,
                       const rsupi_node *value) {
  if (strcmp(value->key, "valueCoding") == 0)
    read_coding(r, item, answer, value);
  else if (strcmp(value->key, "valueBoolean") == 0)
    read_boolean(r, item, value);
  else if (strcmp(value->key, "valueInteger") == 0)
    read_number(r, item, value, 1);
  else if (strcmp(value->key, "valueDecimal") == 0)
    read_number(r, item, value, 0);
  else
    rsupi_fhir_wrong(r, value, RSUP_E_SCHEMA, "answers of this type are not read");
}

/* ---- scores */

/* A number, or of rules the code of what they say. 0 after reporting that it is neither. */
static int read_score(rsupi_fhir_reading *r, int rules, const rsupi_node *value,
                      rsup_fhir_carried *out) {
  static const char wrong[] = "not how this score can be given";
  const int is_number =
      strcmp(value->key, "valueInteger") == 0 || strcmp(value->key, "valueDecimal") == 0;
  out->carried = out->computed = rsupi_nan();
  if (rules && strcmp(value->key, "valueCoding") == 0)
    out->carried_rule = rsupi_fhir_text(r, value, "code");
  if (out->carried_rule || (!rules && is_number && rsupi_scalar_number(value, &out->carried)))
    return 1;
  rsupi_fhir_wrong(r, value, RSUP_E_SCHEMA, wrong);
  return 0;
}

void rsupi_fhir_score(rsupi_fhir_reading *r, const rsup_score_info *score, const char *link_id,
                      const rsupi_node *value) {
  rsup_fhir_carried *const out = rsupi_arena_alloc(r->binder.arena, sizeof *out);
  if (!out) return;
  out->score = score->id;
  out->link_id = link_id;
  out->matches = INT32_MIN;
  if (read_score(r, strcmp(score->op, "rules") == 0, value, out))
    (void)rsupi_list_push(r->binder.arena, &r->carried, out);
}
