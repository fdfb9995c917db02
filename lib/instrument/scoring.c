/* Scoring one sheet of answers: exact, without memory. Nothing here can fail. */
#include "core/text.h"
#include "instrument/definition.h"
#include <string.h>

void rsupi_sheet_start(rsupi_sheet *sheet, const rsup_instrument *instrument) {
  sheet->instrument = instrument;
  sheet->scores_ready = 0;
  sheet->context = NULL;
  sheet->context_count = 0;
  sheet->profile = NULL;
  for (size_t i = 0; i < instrument->item_count; i++) sheet->values[i] = RSUPI_NO_ANSWER;
  memset(sheet->not_asked, 0, instrument->item_count);
}

void rsupi_sheet_wipe(rsupi_sheet *sheet) {
  const rsup_instrument *const instrument = sheet->instrument;
  rsupi_wipe(sheet->values, instrument->item_count * sizeof sheet->values[0]);
  rsupi_wipe(sheet->scores, sheet->scores_ready * sizeof sheet->scores[0]);
}

/* An ask_when speaks of earlier items only (checked at load), so file order is enough. */
void rsupi_sheet_ask(rsupi_sheet *sheet) {
  const rsup_instrument *const instrument = sheet->instrument;
  for (size_t i = 0; i < instrument->item_count; i++) {
    const rsupi_predicate *const when = instrument->items[i].ask_when;
    sheet->not_asked[i] = sheet->values[i] == RSUPI_NO_ANSWER && when &&
                          rsupi_predicate_judge(when, sheet) == RSUPI_FALSE;
  }
}

/* "Never drinks" answers the questions on drinking: fills only what has no answer. */
static void skip_items(rsupi_sheet *sheet) {
  const rsup_instrument *const instrument = sheet->instrument;
  for (size_t i = 0; i < instrument->skip_count; i++) {
    const rsupi_skip *const skip = &instrument->skips[i];
    if (rsupi_predicate_judge(skip->when, sheet) != RSUPI_TRUE) continue;
    for (size_t j = 0; j < skip->item_count; j++)
      if (sheet->values[skip->items[j]] == RSUPI_NO_ANSWER)
        sheet->values[skip->items[j]] = skip->value;
  }
}

static void count_answers(const rsupi_sheet *sheet, const rsupi_score_def *def, rsupi_scored *out) {
  for (size_t i = 0; i < sheet->instrument->item_count; i++) {
    if (!def->uses[i] || sheet->not_asked[i]) continue;
    if (sheet->values[i] == RSUPI_NO_ANSWER)
      out->missing++;
    else
      out->answered++;
  }
}

static int any_answer(const rsupi_sheet *sheet) {
  for (size_t i = 0; i < sheet->instrument->item_count; i++)
    if (sheet->values[i] != RSUPI_NO_ANSWER) return 1;
  return 0;
}

rsupi_gap_policy rsupi_gap_policy_of(const rsupi_profile *profile, const rsupi_score_def *def) {
  const int by_profile = profile && def->op != RSUPI_OP_VALUE;
  const rsupi_gap_policy policy = {by_profile ? profile->missing_method : def->missing_method,
                                   by_profile ? profile->missing_max : def->missing_max};
  return policy;
}

/* A form without any answer is nothing; of a form with some, a profile that adds zero for every gap
 * also scores a part that was left out as a whole. */
static int32_t too_little(const rsupi_sheet *sheet, const rsupi_score_def *def,
                          rsupi_gap_policy policy, const rsupi_scored *out) {
  const int unlimited = policy.max == INT32_MAX && policy.method == RSUPI_MISSING_ZERO;
  if (def->op == RSUPI_OP_VALUE && sheet->not_asked[def->points[0].item])
    return RSUP_SCORE_NOT_APPLICABLE;
  if (out->answered == 0 && !(unlimited && any_answer(sheet))) return RSUP_SCORE_NO_ANSWERS;
  return out->missing > policy.max ? RSUP_SCORE_TOO_MANY_MISSING : 0;
}

/* sum, mean, count and value are all points added up: value = (sum * n) / k, divided once. Low and
 * high are the sum with each open item at its least and at its most: items are open one by one. */
static void score_points(const rsupi_sheet *sheet, const rsupi_score_def *def, rsupi_scored *out) {
  int64_t sum = 0, low = 0, high = 0;
  for (size_t i = 0; i < def->point_count; i++) {
    const rsupi_points *const points = &def->points[i];
    const int32_t value = sheet->values[points->item];
    if (value != RSUPI_NO_ANSWER) {
      sum += points->table[value - sheet->instrument->items[points->item].min];
      out->answered++;
    } else if (!sheet->not_asked[points->item]) {
      low += points->least;
      high += points->most;
      out->missing++;
    }
  }
  const rsupi_gap_policy policy = rsupi_gap_policy_of(sheet->profile, def);
  const int64_t n = (int64_t)def->point_count, k = out->answered;
  const int64_t divisor = def->op == RSUPI_OP_MEAN ? def->divisor * n : def->divisor;
  out->reason = too_little(sheet, def, policy, out);
  if (out->reason == RSUP_SCORE_NOT_APPLICABLE) return;
  out->low = rsupi_rational_make(sum + low, divisor);
  out->high = out->missing ? rsupi_rational_make(sum + high, divisor) : out->low;
  if (out->reason) return;
  out->prorated = out->missing > 0 && policy.method != RSUPI_MISSING_ZERO;
  if (out->prorated)
    out->value = rsupi_rational_make(sum * n, divisor * k);
  else
    out->value = out->missing ? rsupi_rational_make(sum, divisor) : out->low;
}

static void score_linear(const rsupi_sheet *sheet, const rsupi_score_def *def, rsupi_scored *out) {
  const rsupi_scored *const of = &sheet->scores[def->of];
  const int falls = def->multiply.num < 0;
  *out = *of;
  if (of->value.den) out->value = rsupi_rational_linear(of->value, def->multiply, def->add);
  if (!of->low.den) return;
  out->low = rsupi_rational_linear(falls ? of->high : of->low, def->multiply, def->add);
  out->high = rsupi_rational_linear(falls ? of->low : of->high, def->multiply, def->add);
}

/* The first rule that is true wins. Where an earlier one could not be judged, a positive rule still
 * stands, as the least that holds ("at_least"), if the definition says so; the default never does.
 */
static void score_rules(const rsupi_sheet *sheet, const rsupi_score_def *def, rsupi_scored *out) {
  int unknown = 0;
  count_answers(sheet, def, out);
  out->reason = out->missing ? RSUP_SCORE_TOO_MANY_MISSING : RSUP_SCORE_CONTEXT_UNKNOWN;
  if (out->answered == 0 && out->missing > 0) { /* items not to be asked read as "no" */
    out->reason = RSUP_SCORE_NO_ANSWERS;
    return;
  }
  for (size_t i = 0; i < def->rule_count; i++) {
    const rsupi_rule *const rule = &def->rules[i];
    const rsupi_truth truth = rule->when ? rsupi_predicate_judge(rule->when, sheet) : RSUPI_TRUE;
    if (truth == RSUPI_UNKNOWN) unknown = 1;
    if (truth != RSUPI_TRUE) continue;
    if (unknown && !(def->escalate && rule->when)) return;
    out->rule = rule->value;
    out->reason = unknown ? RSUP_SCORE_AT_LEAST : 0;
    return;
  }
  if (!unknown) out->reason = RSUP_SCORE_NO_RULE;
}

void rsupi_sheet_score(rsupi_sheet *sheet) {
  const rsup_instrument *const instrument = sheet->instrument;
  skip_items(sheet);
  rsupi_sheet_ask(sheet);
  for (size_t i = 0; i < instrument->score_count; i++) {
    const rsupi_score_def *const def = &instrument->scores[i];
    rsupi_scored *const out = &sheet->scores[i];
    memset(out, 0, sizeof *out);
    if (def->op == RSUPI_OP_RULES)
      score_rules(sheet, def, out);
    else if (def->op == RSUPI_OP_LINEAR)
      score_linear(sheet, def, out);
    else if (def->op == RSUPI_OP_TABLE)
      rsupi_table_score(sheet, def, out);
    else
      score_points(sheet, def, out);
    sheet->scores_ready = i + 1;
  }
}

/* Bands are lower bounds on the exact value: 9.64 is below 10, and no value falls between two. */
const rsupi_band *rsupi_score_band(const rsupi_score_def *def, const rsupi_scored *scored) {
  const rsupi_band *found = NULL;
  if (!scored->value.den) return NULL;
  for (size_t i = 0; i < def->band_count; i++) {
    if (rsupi_rational_compare(scored->value, def->bands[i].from) < 0) break;
    found = &def->bands[i];
  }
  return found;
}

/* The first entry of an id whose `when` is true applies; the unconditional one comes last. */
int rsupi_score_cutoff(const rsupi_sheet *sheet, size_t score, const char *id, int *out_default) {
  const rsupi_score_def *const def = &sheet->instrument->scores[score];
  const rsupi_scored *const scored = &sheet->scores[score];
  int unknown = 0;
  if (out_default) *out_default = 0;
  if (!scored->value.den) return -1;
  for (size_t i = 0; i < def->cutoff_count; i++) {
    const rsupi_cutoff *const cutoff = &def->cutoffs[i];
    if (!cutoff->active || !rsupi_text_equal(cutoff->id, id)) continue;
    const rsupi_truth truth =
        cutoff->when ? rsupi_predicate_judge(cutoff->when, sheet) : RSUPI_TRUE;
    unknown |= truth == RSUPI_UNKNOWN;
    if (truth != RSUPI_TRUE) continue;
    if (out_default) *out_default = unknown && !cutoff->when;
    const int order = rsupi_rational_compare(scored->value, cutoff->bound);
    return cutoff->below ? order < 0 : order >= 0;
  }
  return -1;
}
