/* The items of a response: which item of the instrument, or which of its scores, each one is. */
#include "exchange/fhir.h"
#include <string.h>

/* What a linkId stands for. */
typedef struct link_target {
  int32_t item;                 /* -1: no item */
  const rsup_score_info *score; /* NULL: no score */
} link_target;

static int is_score(const rsup_score_info *score, const char *name) {
  if (strcmp(score->id, name) == 0) return 1;
  for (size_t i = 0; i < score->code_count; i++) {
    const rsup_code_info *const code = score->codes[i];
    if ((strcmp(code->system, "loinc") == 0 || strcmp(code->system, "snomed") == 0) &&
        strcmp(code->code, name) == 0)
      return 1;
  }
  return 0;
}

/* A code that two items share stands for neither. */
static int32_t item_of_code(const rsup_instrument_info *info, const char *name) {
  int32_t found = -1;
  for (size_t i = 0; i < info->item_count; i++) {
    const char *const code = info->items[i]->loinc;
    if (!code || strcmp(code, name) != 0) continue;
    if (found >= 0) return -1;
    found = (int32_t)i;
  }
  return found;
}

/* "q1", "44250-9", "/44250-9", "/44249-1/44250-9" */
static link_target target_of(const rsupi_fhir_reading *r, const char *link_id) {
  const char *const slash = strrchr(link_id, '/'), *const name = slash ? slash + 1 : link_id;
  link_target target = {rsupi_instrument_item_index(r->instrument, name), NULL};
  if (target.item < 0) target.item = item_of_code(r->info, name);
  for (size_t i = 0; target.item < 0 && !target.score && i < r->info->score_count; i++)
    if (is_score(r->info->scores[i], name)) target.score = r->info->scores[i];
  return target;
}

static void take_value(rsupi_fhir_reading *r, link_target target, const char *link_id,
                       const rsupi_node *answer, const rsupi_node *value) {
  if (target.item >= 0)
    rsupi_fhir_answer(r, target.item, answer, value);
  else if (target.score)
    rsupi_fhir_score(r, target.score, link_id, value);
  else
    rsupi_fhir_wrong(r, answer, RSUP_E_SCHEMA,
                     "an answer to an item that the instrument does not have");
}

static void read_answers(rsupi_fhir_reading *r, const rsupi_node *item, link_target target,
                         const char *link_id) {
  static const char *const keys[] = {"id", "extension", "modifierExtension", "value", "item", NULL};
  const rsupi_node *const answers = rsupi_fhir_list(r, item, "answer");
  size_t count = 0;
  for (const rsupi_node *one = answers ? answers->first : NULL; one; one = one->next) {
    if (!rsupi_fhir_map(r, one, keys)) continue;
    const rsupi_node *const value = rsupi_fhir_value(r, one);
    if (++count == 2 && (target.item >= 0 || target.score))
      rsupi_fhir_wrong(r, one, RSUP_E_NOT_SCORED, "a second answer to one item");
    if (value && rsupi_fhir_absent(item))
      rsupi_fhir_wrong(r, one, RSUP_E_NOT_SCORED, "an answer, and a reason why there is none");
    if (value) take_value(r, target, link_id, one, value);
    rsupi_fhir_items(r, rsupi_fhir_list(r, one, "item"));
  }
}

static void read_item(rsupi_fhir_reading *r, const rsupi_node *item) {
  static const char *const keys[] = {"id",     "extension",  "modifierExtension",
                                     "linkId", "definition", "text",
                                     "answer", "item",       NULL};
  if (!rsupi_fhir_map(r, item, keys)) return;
  const char *const link_id = rsupi_fhir_text(r, item, "linkId");
  link_target target = {-1, NULL};
  if (link_id)
    target = target_of(r, link_id);
  else
    rsupi_fhir_wrong(r, item, RSUP_E_SCHEMA, "an item needs a linkId");
  if (target.item >= 0 && r->seen[target.item])
    rsupi_fhir_wrong(r, item, RSUP_E_NOT_SCORED, "the same item stands twice");
  if (target.item >= 0) r->seen[target.item] = 1;
  read_answers(r, item, target, link_id);
  rsupi_fhir_items(r, rsupi_fhir_list(r, item, "item"));
}

/* Recursion is bounded: no reader gives a tree deeper than its limit. */
void rsupi_fhir_items(rsupi_fhir_reading *r, const rsupi_node *list) {
  for (const rsupi_node *item = list ? list->first : NULL; item; item = item->next)
    read_item(r, item);
}
