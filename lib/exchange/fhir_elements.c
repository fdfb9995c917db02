/* FHIR's JSON, element by element: which keys there may be, and what they must hold. A misspelt
 * "answers" would read as a blank, so unknown keys are refused. */
#include "document/schema_read.h"
#include "exchange/fhir.h"
#include <string.h>

void rsupi_fhir_wrong(rsupi_fhir_reading *reading, const rsupi_node *node, rsup_status status,
                      const char *message) {
  (void)rsupi_bind_problem(&reading->binder, node, status, "%s", message);
}

/* "_text" carries the extensions of "text". */
static int is_key(const char *const *keys, const char *key) {
  if (*key == '_') key++;
  for (size_t i = 0; keys[i]; i++)
    if (strcmp(keys[i], key) == 0) return 1;
  return 0;
}

/* Where there may be a value, the types that FHIR has are named in paths; which of them it is, and
 * whether it can be read, is for rsupi_fhir_value() to say. */
static int is_value_key(const char *key) {
  static const char *const types[] = {"valueAttachment",
                                      "valueBoolean",
                                      "valueCoding",
                                      "valueDate",
                                      "valueDateTime",
                                      "valueDecimal",
                                      "valueInteger",
                                      "valueQuantity",
                                      "valueReference",
                                      "valueString",
                                      "valueTime",
                                      "valueUri",
                                      NULL};
  return is_key(types, key);
}

static void check_key(rsupi_fhir_reading *reading, const rsupi_node *child,
                      const char *const *keys) {
  const char *const name = *child->key == '_' ? child->key + 1 : child->key;
  const int value = strncmp(name, "value", 5) == 0 && is_key(keys, "value");
  if (value ? is_value_key(name) : is_key(keys, name))
    rsupi_bind_know(child);
  else if (!value)
    rsupi_fhir_wrong(reading, child, RSUP_E_SCHEMA, "no element that FHIR R4 has here");
}

int rsupi_fhir_map(rsupi_fhir_reading *reading, const rsupi_node *node, const char *const *keys) {
  if (node->kind != RSUPI_MAP_NODE) {
    rsupi_fhir_wrong(reading, node, RSUP_E_SCHEMA, "expected a map");
    return 0;
  }
  for (const rsupi_node *child = node->first; child; child = child->next)
    check_key(reading, child, keys);
  static const char *const modifiers[] = {"modifierExtension", "implicitRules"};
  for (size_t i = 0; i < sizeof modifiers / sizeof modifiers[0]; i++) {
    const rsupi_node *const modifier = rsupi_node_get(node, modifiers[i]);
    if (modifier)
      rsupi_fhir_wrong(reading, modifier, RSUP_E_SCHEMA,
                       "it may change what the answers mean, in a way that is not known here");
  }
  return 1;
}

const rsupi_node *rsupi_fhir_list(rsupi_fhir_reading *reading, const rsupi_node *map,
                                  const char *key) {
  const rsupi_node *const node = rsupi_node_get(map, key);
  if (!node || rsupi_node_is_null(node)) return NULL;
  if (node->kind == RSUPI_LIST_NODE) return node;
  rsupi_fhir_wrong(reading, node, RSUP_E_SCHEMA, "expected a list");
  return NULL;
}

const char *rsupi_fhir_text(rsupi_fhir_reading *reading, const rsupi_node *map, const char *key) {
  const rsupi_node *const node = rsupi_node_get(map, key);
  if (!node || rsupi_node_is_null(node)) return NULL;
  if (node->kind == RSUPI_SCALAR && node->style == RSUPI_QUOTED && node->len > 0) return node->text;
  rsupi_bind_know(node);
  rsupi_fhir_wrong(reading, node, RSUP_E_SCHEMA, "expected a text");
  return NULL;
}

int rsupi_fhir_absent(const rsupi_node *element) {
  static const char absent[] = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  const rsupi_node *const list = rsupi_node_get(element, "extension");
  for (const rsupi_node *one = list ? list->first : NULL; one; one = one->next) {
    const rsupi_node *const url = rsupi_node_get(one, "url");
    if (url && url->kind == RSUPI_SCALAR && strcmp(url->text, absent) == 0) return 1;
  }
  return 0;
}
