/* Judging predicates over answers. Three-valued (Kleene): an unanswered item makes a test unknown,
 * never false; an item that did not have to be asked reads as "no". */
#include "core/text.h"
#include "instrument/definition.h"

static rsupi_truth truth_of(int holds) {
  return holds ? RSUPI_TRUE : RSUPI_FALSE;
}

static rsupi_truth compare_number(const rsupi_predicate *predicate, rsupi_rational value) {
  const int order = rsupi_rational_compare(value, predicate->bound);
  if (predicate->compare == RSUPI_IS) return truth_of(order == 0);
  return truth_of(predicate->compare == RSUPI_FROM ? order >= 0 : order < 0);
}

static rsupi_truth judge_item(const rsupi_predicate *predicate, const rsupi_sheet *sheet) {
  const int32_t value = sheet->values[predicate->subject];
  if (value == RSUPI_NO_ANSWER)
    return sheet->not_asked[predicate->subject] ? RSUPI_FALSE : RSUPI_UNKNOWN;
  const rsupi_rational number = {value, 1};
  return compare_number(predicate, number);
}

static rsupi_truth judge_score(const rsupi_predicate *predicate, const rsupi_sheet *sheet) {
  if ((size_t)predicate->subject >= sheet->scores_ready) return RSUPI_UNKNOWN;
  const rsupi_scored *const scored = &sheet->scores[predicate->subject];
  return scored->value.den ? compare_number(predicate, scored->value) : RSUPI_UNKNOWN;
}

const char *rsupi_context_of(const rsupi_sheet *sheet, const char *name) {
  for (size_t i = 0; i < sheet->context_count; i++)
    if (rsupi_text_equal(sheet->context[i].name, name)) return sheet->context[i].value;
  return NULL;
}

static rsupi_truth judge_context(const rsupi_predicate *predicate, const rsupi_sheet *sheet) {
  const char *const value = rsupi_context_of(sheet, predicate->context);
  return value ? truth_of(rsupi_text_equal(value, predicate->is)) : RSUPI_UNKNOWN;
}

/* The count lies between those that reach it and those that still could. */
static rsupi_truth judge_count(const rsupi_predicate *predicate, const rsupi_sheet *sheet) {
  int64_t low = 0, high = 0;
  for (size_t i = 0; i < predicate->item_count; i++) {
    const int32_t item = predicate->items[i], value = sheet->values[item];
    const int open = value == RSUPI_NO_ANSWER && !sheet->not_asked[item];
    const int reached = value != RSUPI_NO_ANSWER && value >= predicate->each_from;
    low += reached;
    high += reached || open;
  }
  const rsupi_rational least = {low, 1}, most = {high, 1};
  const rsupi_truth at_least = compare_number(predicate, least);
  const rsupi_truth at_most = compare_number(predicate, most);
  if (low == high) return at_least;
  if (predicate->compare == RSUPI_IS) {
    const int outside = rsupi_rational_compare(most, predicate->bound) < 0 ||
                        rsupi_rational_compare(least, predicate->bound) > 0;
    return outside ? RSUPI_FALSE : RSUPI_UNKNOWN;
  }
  return at_least == at_most ? at_least : RSUPI_UNKNOWN;
}

static rsupi_truth judge_parts(const rsupi_predicate *predicate, const rsupi_sheet *sheet) {
  const rsupi_truth decides = predicate->kind == RSUPI_WHEN_ALL ? RSUPI_FALSE : RSUPI_TRUE;
  rsupi_truth result = predicate->kind == RSUPI_WHEN_ALL ? RSUPI_TRUE : RSUPI_FALSE;
  for (size_t i = 0; i < predicate->part_count; i++) {
    const rsupi_truth part = rsupi_predicate_judge(predicate->parts[i], sheet);
    if (part == decides) return decides;
    if (part == RSUPI_UNKNOWN) result = RSUPI_UNKNOWN;
  }
  return result;
}

static rsupi_truth opposite(rsupi_truth truth) {
  if (truth == RSUPI_UNKNOWN) return RSUPI_UNKNOWN;
  return truth == RSUPI_TRUE ? RSUPI_FALSE : RSUPI_TRUE;
}

rsupi_truth rsupi_predicate_judge(const rsupi_predicate *predicate, const rsupi_sheet *sheet) {
  switch (predicate->kind) {
  case RSUPI_WHEN_ALL:
  case RSUPI_WHEN_ANY:
    return judge_parts(predicate, sheet);
  case RSUPI_WHEN_NOT:
    return opposite(rsupi_predicate_judge(predicate->parts[0], sheet));
  case RSUPI_WHEN_ITEM:
    return judge_item(predicate, sheet);
  case RSUPI_WHEN_SCORE:
    return judge_score(predicate, sheet);
  case RSUPI_WHEN_CONTEXT:
    return judge_context(predicate, sheet);
  case RSUPI_WHEN_COUNT:
    return judge_count(predicate, sheet);
  default:
    return RSUPI_UNKNOWN;
  }
}

/* One item of a count_of, as if it were a test of its own. */
static rsupi_truth judge_counted(const rsupi_predicate *predicate, const rsupi_sheet *sheet,
                                 int32_t item) {
  if (sheet->values[item] == RSUPI_NO_ANSWER)
    return sheet->not_asked[item] ? RSUPI_FALSE : RSUPI_UNKNOWN;
  return truth_of(sheet->values[item] >= predicate->each_from);
}

int32_t rsupi_predicate_item(const rsupi_predicate *predicate, const rsupi_sheet *sheet,
                             rsupi_truth truth) {
  if (predicate->kind == RSUPI_WHEN_ITEM)
    return judge_item(predicate, sheet) == truth ? predicate->subject : -1;
  if (predicate->kind == RSUPI_WHEN_COUNT)
    for (size_t i = 0; i < predicate->item_count; i++)
      if (judge_counted(predicate, sheet, predicate->items[i]) == truth) return predicate->items[i];
  const rsupi_truth wanted = predicate->kind == RSUPI_WHEN_NOT ? opposite(truth) : truth;
  for (size_t i = 0; i < predicate->part_count; i++) {
    const int32_t item = rsupi_predicate_item(predicate->parts[i], sheet, wanted);
    if (item >= 0) return item;
  }
  return -1;
}

void rsupi_predicate_uses(const rsupi_predicate *predicate, const rsup_instrument *instrument,
                          uint8_t *uses) {
  if (predicate->kind == RSUPI_WHEN_ITEM) uses[predicate->subject] = 1;
  if (predicate->kind == RSUPI_WHEN_SCORE)
    for (size_t i = 0; i < instrument->item_count; i++)
      if (instrument->scores[predicate->subject].uses[i]) uses[i] = 1;
  for (size_t i = 0; i < predicate->item_count; i++) uses[predicate->items[i]] = 1;
  for (size_t i = 0; i < predicate->part_count; i++)
    rsupi_predicate_uses(predicate->parts[i], instrument, uses);
}
