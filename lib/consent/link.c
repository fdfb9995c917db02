/* Two users who are each other's ties: joined while both want it. */
#include "consent/consent.h"
#include "core/error.h"
#include "core/text.h"
#include "person/records.h"

#include <string.h>

/* What the role of a tie may see is not asked: nothing is shown by a link. */
static const char *const everything[] = {"all"};

static int consents_to(const rsup_person *person, const rsupi_tie *tie, rsup_instant now) {
  static const char *const link[] = {"link"};
  const rsupi_template any = {
      .id = "", .what = (const char **)(uintptr_t)everything, .what_count = 1};
  const rsup_consent_question question = {
      .struct_size = sizeof question, .now = now, .actor = tie->head.id, .purpose = "SUPNWK"};
  const rsupi_asked_for asked = {.what = link, .what_count = 1};
  rsup_decision decision;
  rsupi_asker asker;
  rsupi_asker_open(person, &question, &asker);
  asker.role_template = &any;
  rsupi_decide(&asker, &asked, &decision);
  return decision.permit && rsupi_tie_state(tie, asker.last) == RSUPI_TIE_CURRENT;
}

static const char *tie_to(const rsup_person *person, const rsup_person *other, rsup_instant now) {
  const rsupi_view *const view = &person->records->view;
  for (size_t i = 0; i < view->tie_count; i++)
    if (rsupi_text_equal(view->ties[i]->person, other->id) &&
        consents_to(person, view->ties[i], now))
      return view->ties[i]->head.id;
  return NULL;
}

static void put(char *out, size_t size, const char *id) {
  rsupi_fixed text = rsupi_fixed_start(out, size);
  rsupi_fixed_add(&text, id);
}

rsup_status rsup_consent_link(const rsup_person *a, const rsup_person *b, rsup_instant now,
                              rsup_link *out, rsup_error *err) {
  rsupi_error_clear(err);
  if (out) memset(out, 0, sizeof *out);
  if (!a || !b || !out) return rsupi_fail(err, RSUP_E_ARGUMENT, "a, b or out is NULL");
  if (!rsupi_is_of_calendar(now))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "a link needs a moment of the calendar");
  if (rsupi_text_equal(a->id, b->id)) return RSUP_OK;
  const char *const to_b = tie_to(a, b, now), *const to_a = tie_to(b, a, now);
  if (!to_b || !to_a) return RSUP_OK;
  out->linked = 1;
  put(out->a_tie, sizeof out->a_tie, to_b);
  put(out->b_tie, sizeof out->b_tie, to_a);
  return RSUP_OK;
}
