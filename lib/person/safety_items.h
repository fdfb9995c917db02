/* What both scans for safety signs know: the tree's and the raw text's. */
#ifndef RSUPI_SAFETY_ITEMS_H
#define RSUPI_SAFETY_ITEMS_H
#include "config/config.h"
#include "safety/floor.h"

/* Questionnaire items that are safety items whatever else is loaded: needs no memory. */
typedef struct rsupi_safety_item {
  const char *instrument, *item;
  double from;
  int32_t always; /* 1: asked of everybody, so that no answer at all needs a look */
} rsupi_safety_item;
extern const rsupi_safety_item rsupi_safety_items[]; /* ends with NULL */

rsupi_finding rsupi_find_in_text(const char *text, size_t len, double from);
double rsupi_item_safety_from(const rsupi_item *item);
void rsupi_raise_item(const rsupi_item *item, rsupi_finding finding, rsup_safety *safety);
void rsupi_raise_sign(const char *kind, size_t len, rsup_safety *safety);
#endif
