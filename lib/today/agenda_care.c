/* Parts of the agenda: planned appointments, and the dates of open goals. */
#include "plan/goals.h"
#include "today/agenda.h"

static int add_appointment(rsupi_collecting *c, const rsupi_appointment *one) {
  char text[160];
  rsupi_fixed fixed = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&fixed, "appointment.%s", one->kind);
  rsupi_agenda_note note = {.kind = RSUP_AGENDA_APPOINTMENT,
                            .date = one->at.day,
                            .ref = one->head.id,
                            .label = rsupi_config_words(c->at.config, text, c->at.locale),
                            .ends = RSUPI_NO_INSTANT,
                            .why = "planned",
                            .number = rsupi_nan()};
  if (one->at.at == RSUPI_NO_INSTANT)
    return note.date < c->at.today || rsupi_agenda_add_day(c, &note);
  note.date = rsupi_history_day(c->at.view->zones, c->at.view->zone_count, one->at.at);
  if (!rsupi_isnan(one->minutes)) note.ends = one->at.at + (rsup_instant)(one->minutes * 60000);
  return one->at.at < c->at.now || rsupi_agenda_add(c, one->at.at, &note);
}

rsup_status rsupi_agenda_appointments(rsupi_collecting *c) {
  for (size_t i = 0; i < c->at.view->appointment_count; i++) {
    const rsupi_appointment *const one = c->at.view->appointments[i];
    if (!one->outcome && !add_appointment(c, one)) return rsupi_fail_memory(c->err);
  }
  return RSUP_OK;
}

/* A goal that is met or set aside by own word has no date any more, nor has one that the numbers
 * meet. */
rsup_status rsupi_agenda_goals(rsupi_collecting *c) {
  for (size_t i = 0; i < c->at.view->aim_count; i++) {
    rsup_goal goal = {0};
    const rsup_status status =
        rsupi_goal_make(&c->at, c->at.view->aims[i], c->arena, &goal, c->err);
    if (status) return status;
    if (goal.due == RSUPI_NO_DAY || goal.due < c->at.today) continue;
    if (goal.state != RSUP_GOAL_OPEN && goal.state != RSUP_GOAL_AHEAD) continue;
    const rsupi_agenda_note note = {.kind = RSUP_AGENDA_GOAL_DUE,
                                    .date = goal.due,
                                    .ref = goal.id,
                                    .ends = RSUPI_NO_INSTANT,
                                    .why = "goal_open",
                                    .number = rsupi_nan()};
    if (!rsupi_agenda_add_day(c, &note)) return rsupi_fail_memory(c->err);
  }
  return RSUP_OK;
}
