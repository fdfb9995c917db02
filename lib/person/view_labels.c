/* Labels and origins that the entries of a view carry themselves; found once when the view is
 * built, because every result asks for them. What the config says of kinds of data comes on top
 * (today/provenance.c). */
#include "person/records.h"

static void look(rsupi_view *view, const rsupi_entry_head *head) {
  if (!head->told) return;
  view->label_bits |= head->told->label_bits;
  if (head->told->origin) view->origin_bits |= UINT32_C(1) << head->told->origin;
}
#define LOOK(LIST, COUNT)                                                                          \
  for (size_t i = 0; i < (COUNT); i++) look(view, &(LIST)[i]->head)

void rsupi_view_label(rsupi_view *view) {
  LOOK(view->events, view->event_count);
  LOOK(view->ties, view->tie_count);
  LOOK(view->targets, view->target_count);
  LOOK(view->facts, view->fact_count);
  LOOK(view->settings, view->setting_count);
  LOOK(view->memberships, view->membership_count);
  LOOK(view->organisations, view->organisation_count);
  LOOK(view->plans, view->plan_count);
  LOOK(view->aims, view->aim_count);
  LOOK(view->care, view->care_count);
  LOOK(view->services, view->service_count);
  LOOK(view->appointments, view->appointment_count);
  LOOK(view->conditions, view->condition_count);
  LOOK(view->asked, view->asked_count);
  LOOK(view->alter_ties, view->alter_tie_count);
  LOOK(view->guardians, view->guardian_count);
  LOOK(view->status, view->status_count);
}
