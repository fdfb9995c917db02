/* Collecting the agenda: what its parts share. */
#ifndef RSUPI_AGENDA_H
#define RSUPI_AGENDA_H
#include "person/view.h"
#include "recovery-support/agenda.h"

typedef struct rsupi_collecting {
  rsupi_asof at;             /* the question, at its own now */
  const rsupi_view *planned; /* what is known to lie ahead, up to `to` */
  rsup_instant from, to;
  rsup_day last;      /* local day of `to` */
  int32_t day_minute; /* where entries stand that have only a day */
  const rsup_meetings *meetings;
  rsupi_arena *arena;
  rsupi_list entries;
  rsup_error *err;
} rsupi_collecting;

/* What an entry says beside its time. Texts are copied. */
typedef struct rsupi_agenda_note {
  int32_t kind;
  rsup_day date;
  int32_t dst;
  const char *ref, *part, *label;
  rsup_instant ends; /* INT64_MIN: none */
  const char *why;   /* id of the reason, static */
  double number;
} rsupi_agenda_note;
/* Add an entry at an instant, or at the hour of days; one outside of [from, to) is passed over. 0
 * when out of memory. */
int rsupi_agenda_add(rsupi_collecting *c, rsup_instant at, const rsupi_agenda_note *note);
int rsupi_agenda_add_day(rsupi_collecting *c, const rsupi_agenda_note *note);

/* The parts. */
rsup_status rsupi_agenda_checkins(rsupi_collecting *c);
rsup_status rsupi_agenda_milestones(rsupi_collecting *c);
rsup_status rsupi_agenda_plan(rsupi_collecting *c);
rsup_status rsupi_agenda_consents(rsupi_collecting *c);
rsup_status rsupi_agenda_contacts(rsupi_collecting *c);
rsup_status rsupi_agenda_meetings(rsupi_collecting *c);
rsup_status rsupi_agenda_appointments(rsupi_collecting *c);
rsup_status rsupi_agenda_goals(rsupi_collecting *c);

extern const rsup_record_type rsupi_agenda_entry_type, rsupi_agenda_page_type, rsupi_work_type,
    rsupi_worklist_page_type;
#endif
