/* A model's own test rows: expected values of the software that fitted it. A model that does not
 * reproduce them is refused. */
#include "core/numbers.h"
#include "core/text.h"
#include "risk/model_draft.h"
#include <string.h>

typedef struct proof {
  rsupi_model_work *w;
  rsupi_row row;
  double rtol;
  uint8_t weighed[RSUPI_MOST_TERMS]; /* 1: in some row its weight is in the sum */
} proof;

static rsup_status fails(const proof *p, const rsupi_node *node, const char *message) {
  return rsupi_bind_problem(&p->w->binder, node, RSUP_E_MODEL, "%s", message);
}

static int is_near(double found, double wanted, double rtol) {
  const double gap = found < wanted ? wanted - found : found - wanted;
  return gap <= rtol * (wanted < 0 ? -wanted : wanted);
}

/* A term at 0 leaves its weight out of the sum: any other weight would come out as well. */
static void note_weighed(proof *p, const rsupi_outcome *outcome) {
  for (size_t i = 0; i < p->w->model->term_count; i++) {
    const rsupi_model_term *const term = &p->w->model->terms[i];
    const double at_zero = term->coef * (0 - term->reference);
    if (outcome->contributions[i] < at_zero || outcome->contributions[i] > at_zero)
      p->weighed[i] = 1;
  }
}

/* Horizon NaN: the file's. `node` holds the expected value of lp or risk. */
static rsup_status check_value(proof *p, const rsupi_node *node, double horizon, int is_risk) {
  rsupi_outcome outcome;
  rsup_error first;
  double wanted;
  p->row.horizon = horizon;
  if (rsupi_model_score_row(p->w->model, &p->row, &outcome, &first))
    return fails(p, node, "the row cannot be scored");
  note_weighed(p, &outcome);
  const double found = is_risk ? outcome.risk : outcome.lp;
  if (rsupi_node_is_null(node) && rsupi_isnan(found)) return RSUP_OK;
  if (rsupi_scalar_number(node, &wanted) && is_near(found, wanted, p->rtol)) return RSUP_OK;
  return fails(p, node, "a test row of the model does not come out");
}

static rsup_status check_risks(proof *p, const rsupi_node *node) {
  if (node->kind == RSUPI_SCALAR) return check_value(p, node, rsupi_nan(), 1);
  for (const rsupi_node *at = node->first; at; at = at->next) {
    double horizon;
    if (!at->key || !rsupi_parse_double(at->key, at->key_len, &horizon))
      return fails(p, at, "expected a risk, or a map from horizon to risk");
    const rsup_status status = check_value(p, at, horizon, 1);
    if (status) return status;
  }
  return RSUP_OK;
}

static rsup_status check_expected(proof *p, const rsupi_node *expect) {
  const rsupi_node *const rtol = rsupi_node_get(expect, "rtol");
  p->rtol = 1e-12;
  if (rtol && (!rsupi_scalar_number(rtol, &p->rtol) || !(p->rtol >= 0 && p->rtol <= 1e-6)))
    return fails(p, rtol, "expected a relative tolerance of at most 1e-6");
  rsup_status status = RSUP_OK;
  for (const rsupi_node *node = expect->first; node && !status; node = node->next) {
    if (strcmp(node->key, "lp") == 0)
      status = check_value(p, node, rsupi_nan(), 0);
    else if (strcmp(node->key, "risk") == 0)
      status = check_risks(p, node);
    else if (strcmp(node->key, "rtol") != 0)
      status = fails(p, node, "expected lp, risk or rtol");
  }
  return status;
}

static rsup_status check_row(proof *p, const rsupi_node *row) {
  rsup_error first;
  const rsupi_node *const input = rsupi_node_get(row, "input");
  const rsupi_node *const expect = rsupi_node_get(row, "expect");
  const rsupi_node *const elapsed = rsupi_node_get(row, "elapsed");
  if (!input || !expect || expect->kind != RSUPI_MAP_NODE || expect->count == 0)
    return fails(p, row, "a test row needs its input and what to expect");
  rsupi_row_start(p->w->model, &p->row);
  if (rsupi_row_read(p->w->model, input, p->w->binder.source, &p->row, &first))
    return fails(p, input, first.message);
  if (elapsed && !rsupi_scalar_number(elapsed, &p->row.elapsed))
    return fails(p, elapsed, "expected a number");
  return check_expected(p, expect);
}

/* What the test rows leave open is open only where no digest is there to hold it. */
static void tell_unproven(const proof *p) {
  for (size_t i = 0; i < p->w->model->term_count; i++)
    if (!p->weighed[i] && !p->w->draft.digest)
      rsupi_bind_warning(
          &p->w->binder, rsupi_model_part(p->w, "terms", i), RSUP_E_MODEL,
          "this term is 0 in all test rows: nothing shows that its weight was copied right");
}

rsup_status rsupi_model_prove(rsupi_model_work *w) {
  const rsupi_node *const tests = w->draft.tests;
  proof p;
  memset(&p, 0, sizeof p);
  p.w = w;
  if (tests && tests->kind != RSUPI_LIST_NODE && tests->count > 0)
    return fails(&p, tests, "expected a list of test rows");
  if (!tests || tests->count == 0) {
    rsupi_bind_warning(&w->binder, tests ? tests : w->root, RSUP_E_MODEL,
                       "the model carries no test rows: nothing shows that it was copied right");
    return RSUP_OK;
  }
  for (const rsupi_node *row = tests->first; row; row = row->next) {
    const rsup_status status = check_row(&p, row);
    if (status) return status;
  }
  tell_unproven(&p);
  return RSUP_OK;
}
