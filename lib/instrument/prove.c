/* A definition's own tests: it is refused when the scores, bands, rules, cut-offs and alerts it
 * expects do not come out. */
#include "core/numbers.h"
#include "core/text.h"
#include "instrument/definition.h"
#include <string.h>

typedef struct proof {
  rsupi_compiler *compiler;
  const rsup_instrument *instrument;
  rsupi_sheet sheet, raw; /* raw: alerts read the answers as they were given */
  rsup_context_entry context[RSUPI_MOST_CONTEXT];
} proof;

static rsup_status fails(const proof *p, const rsupi_node *node, const char *message) {
  return rsupi_bind_problem(&p->compiler->binder, node, RSUP_E_MODEL, "%s", message);
}

/* "too-many-missing" is our "too_many_missing". */
static int same_words(const char *a, const char *b) {
  if (!a || !b) return a == b;
  for (; *a && *b; a++, b++)
    if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_'))) return 0;
  return *a == *b;
}

static rsup_status check_score(const proof *p, const rsupi_node *node, size_t index) {
  static const char wrong[] = "the definition's own test does not hold: the score is another";
  const rsupi_scored *const scored = &p->sheet.scores[index];
  const int rules = p->instrument->scores[index].op == RSUPI_OP_RULES;
  double wanted;
  if (rsupi_node_is_null(node))
    return scored->value.den || scored->rule ? fails(p, node, wrong) : 0;
  if (rules) {
    const int holds = node->kind == RSUPI_SCALAR && rsupi_text_equal(scored->rule, node->text);
    return holds ? RSUP_OK : fails(p, node, wrong);
  }
  if (!rsupi_scalar_number(node, &wanted) || !scored->value.den) return fails(p, node, wrong);
  const double value = rsupi_rational_double(scored->value);
  return value < wanted || value > wanted ? fails(p, node, wrong) : RSUP_OK;
}

static rsup_status check_first(const proof *p, const rsupi_node *node) {
  static const char wrong[] = "the definition's own test does not hold";
  const rsupi_scored *const scored = &p->sheet.scores[0];
  const rsupi_band *const band = rsupi_score_band(&p->instrument->scores[0], scored);
  const int is_band = strcmp(node->key, "band") == 0;
  const char *const reason = rsup_score_reason_name(scored->reason);
  const char *const found = is_band ? (band ? band->id : NULL) : reason;
  const char *const wanted = rsupi_node_is_null(node) ? NULL : node->text;
  return same_words(found, wanted) ? RSUP_OK : fails(p, node, wrong);
}

static rsup_status check_cutoffs(const proof *p, const rsupi_node *map) {
  for (const rsupi_node *node = map->first; node; node = node->next) {
    int32_t wanted;
    int found = -1;
    if (!node->key || !rsupi_scalar_bool(node, &wanted))
      return fails(p, node, "expected true or false by cut-off");
    for (size_t i = 0; i < p->instrument->score_count && found < 0; i++)
      found = rsupi_score_cutoff(&p->sheet, i, node->key, NULL);
    if (found != wanted)
      return fails(p, node, "the definition's own test does not hold: the cut-off differs");
  }
  return RSUP_OK;
}

static int is_listed(const rsupi_node *list, const char *id) {
  for (const rsupi_node *node = list->first; node; node = node->next)
    if (node->kind == RSUPI_SCALAR && strcmp(node->text, id) == 0) return 1;
  return 0;
}

/* The alerts that are raised are exactly those listed. */
static rsup_status check_alerts(const proof *p, const rsupi_node *list) {
  uint32_t raised = 0;
  for (size_t i = 0; i < p->instrument->alert_count; i++) {
    const rsupi_alert_def *const alert = &p->instrument->alerts[i];
    int32_t item;
    const int32_t level = rsupi_alert_judge(&p->raw, alert, &item);
    if (level == 0 || level == RSUP_ALERT_REVIEW) continue;
    raised++;
    if (!is_listed(list, alert->id))
      return fails(p, list, "the definition's own test does not hold: an alert too many");
  }
  return raised == list->count
             ? RSUP_OK
             : fails(p, list, "the definition's own test does not hold: an alert is missing");
}

static rsup_status check_expected(const proof *p, const rsupi_node *node) {
  if (strcmp(node->key, "band") == 0 || strcmp(node->key, "reason") == 0)
    return check_first(p, node);
  if (strcmp(node->key, "cutoffs") == 0) return check_cutoffs(p, node);
  if (strcmp(node->key, "alerts") == 0) return check_alerts(p, node);
  for (size_t i = 0; i < p->instrument->score_count; i++)
    if (strcmp(p->instrument->scores[i].id, node->key) == 0) return check_score(p, node, i);
  return fails(p, node, "expected a score, band, reason, cutoffs or alerts");
}

static rsup_status read_context(proof *p, const rsupi_node *map) {
  for (const rsupi_node *node = map ? map->first : NULL; node; node = node->next) {
    if (!node->key || node->kind != RSUPI_SCALAR || p->sheet.context_count == RSUPI_MOST_CONTEXT)
      return fails(p, node, "expected up to 16 texts by name");
    p->context[p->sheet.context_count].name = node->key;
    p->context[p->sheet.context_count++].value = node->text;
  }
  p->sheet.context = p->context;
  return RSUP_OK;
}

static rsup_status read_row(proof *p, const rsupi_node *row, const rsupi_node *answers) {
  double values[RSUPI_MOST_ITEMS];
  rsup_error first;
  rsupi_sheet_start(&p->sheet, p->instrument);
  if (rsupi_answers_read(p->instrument, answers, p->compiler->binder.source, values, &first))
    return fails(p, answers, first.message);
  for (size_t i = 0; i < p->instrument->item_count; i++)
    if (!rsupi_isnan(values[i])) p->sheet.values[i] = (int32_t)values[i];
  const rsupi_node *const profile = rsupi_node_get(row, "profile");
  if (profile) {
    p->sheet.profile =
        profile->kind == RSUPI_SCALAR ? rsupi_profile_named(p->instrument, profile->text) : NULL;
    if (!p->sheet.profile) return fails(p, profile, "the file has no such profile");
  }
  return read_context(p, rsupi_node_get(row, "context"));
}

static rsup_status check_row(proof *p, const rsupi_node *row) {
  const rsupi_node *const answers = rsupi_node_get(row, "answers");
  const rsupi_node *const expect = rsupi_node_get(row, "expect");
  if (!answers || !expect || expect->kind != RSUPI_MAP_NODE)
    return fails(p, row, "a test needs its answers and what to expect");
  rsup_status status = read_row(p, row, answers);
  if (status) return status;
  p->raw = p->sheet;
  rsupi_sheet_ask(&p->raw);
  rsupi_sheet_score(&p->sheet);
  for (const rsupi_node *node = expect->first; node && !status; node = node->next)
    status = check_expected(p, node);
  return status;
}

rsup_status rsupi_instrument_prove(rsupi_compiler *compiler, const rsupi_node *tests) {
  proof p;
  memset(&p, 0, sizeof p);
  p.compiler = compiler;
  p.instrument = compiler->instrument;
  if (tests->kind != RSUPI_LIST_NODE && tests->count > 0)
    return fails(&p, tests, "expected a list of tests");
  for (const rsupi_node *row = tests->first; row; row = row->next) {
    const rsup_status status = check_row(&p, row);
    if (status) return status;
  }
  return RSUP_OK;
}
