/* What a record consists of: its sections and its event types, as tables. One row says how a
 * section is named, read, identified and written; nothing else in this room knows a section by
 * name. */
#ifndef RSUPI_SECTIONS_H
#define RSUPI_SECTIONS_H
#include "config/config.h"
#include "person/entries.h"

struct rsupi_reader;

/* In the order in which they are written. */
enum {
  RSUPI_SECTION_STANDING = 1,
  RSUPI_SECTION_STATUS,
  RSUPI_SECTION_ZONES,
  RSUPI_SECTION_REGION,
  RSUPI_SECTION_LANGUAGES,
  RSUPI_SECTION_FACTS,
  RSUPI_SECTION_GUARDIANS,
  RSUPI_SECTION_SETTINGS,
  RSUPI_SECTION_TARGETS,
  RSUPI_SECTION_TIES,
  RSUPI_SECTION_SELF,
  RSUPI_SECTION_ALTER_TIES,
  RSUPI_SECTION_ASKED,
  RSUPI_SECTION_MEMBERSHIPS,
  RSUPI_SECTION_ORGANISATIONS,
  RSUPI_SECTION_GOALS,
  RSUPI_SECTION_CARE,
  RSUPI_SECTION_SERVICES,
  RSUPI_SECTION_APPOINTMENTS,
  RSUPI_SECTION_CONDITIONS,
  RSUPI_SECTION_EVENTS,
  RSUPI_SECTION_CONSENTS,
  RSUPI_SECTION_PLAN,
  RSUPI_SECTION_WORDS,
  RSUPI_SECTION_ERASED,
  RSUPI_SECTION_OTHER, /* sections and keys this version does not know */
  RSUPI_SECTIONS       /* one past the last */
};

enum {
  RSUPI_WRITTEN_LIST = 1, /* a list of maps */
  RSUPI_WRITTEN_MAP,      /* one map; a list of maps when there are several revisions */
  RSUPI_WRITTEN_NAMES     /* a list of names; a list of maps when they carry more than names */
};
typedef rsup_status rsupi_finish(struct rsupi_reader *reader, const rsupi_node *node, void *bound);

typedef struct rsupi_section {
  const char *name, *singular;
  int32_t id, written;
  const rsupi_shape *shape; /* NULL: events, which have one per type */
  const char *keys[2];      /* what identifies an entry without an id; none: the id is required */
  rsupi_finish *finish;     /* what the table can't say; NULL */
} rsupi_section;
const rsupi_section *rsupi_section_of(int32_t id);
const rsupi_section *rsupi_section_named(const char *name);
/* By the `type` of an appended entry: "tie", "zone"; "language" and "languages" are one. */
const rsupi_section *rsupi_section_singular(const char *type);

/* Names of time that an event type may carry. */
enum { RSUPI_WHEN_POINT = 1 /* at, on */, RSUPI_WHEN_SPAN = 2 /* from, to */ };
typedef struct rsupi_event_kind {
  const char *name;
  int32_t type; /* RSUPI_EVENT_…; 0: void */
  uint32_t when;
  const rsupi_shape *shape;
  rsupi_finish *finish;
} rsupi_event_kind;
const rsupi_event_kind *rsupi_event_kind_named(const char *name);

/* ---- what entries are read into, where that is more than what other rooms see */

typedef struct rsupi_names_entry { /* standing, languages */
  rsupi_entry_head head;
  int32_t *values;
  size_t value_count;
  const char **texts;
  size_t text_count;
} rsupi_names_entry;
typedef struct rsupi_void {
  rsupi_entry_head head;
  const rsupi_node *type;            /* of the text being read; not kept */
  const char *of, *section, *reason; /* section NULL: events */
} rsupi_void;
typedef struct rsupi_erased {
  rsupi_entry_head head;
  const char *section, *of;
} rsupi_erased;
typedef struct rsupi_every {
  int32_t days;
} rsupi_every;
typedef struct rsupi_agreed {
  int32_t call, night;
  rsup_day on;
} rsupi_agreed;
typedef struct rsupi_available_input {
  int32_t *days;
  size_t day_count;
  int32_t from, to;
  const char *zone;
} rsupi_available_input;
typedef struct rsupi_tie_input {
  rsupi_tie tie; /* first: the other rooms see only this */
  const rsupi_every *every;
  const rsupi_agreed *agreed;
  rsupi_available_input *available;
  size_t available_count;
} rsupi_tie_input;
typedef struct rsupi_self_input {
  rsupi_self self; /* first */
  rsupi_available_input *available;
  size_t available_count;
} rsupi_self_input;
typedef struct rsupi_target_input {
  rsupi_target target;
  const rsupi_node *goal;
} rsupi_target_input;
enum { RSUPI_PRECISION_DAY = 1, RSUPI_PRECISION_MONTH, RSUPI_PRECISION_YEAR };
typedef struct rsupi_form_ref {
  const char *id;
  int32_t version;
} rsupi_form_ref;
typedef struct rsupi_event_input {
  rsupi_event event; /* first: what is kept, with what `more` says */
  rsupi_event_more more;
  rsupi_sheet sheet;
  rsupi_moment at;
  rsupi_span on;
  rsup_day from, to;
  int32_t precision;
  const rsupi_node *type, *form, *answers, *context;
} rsupi_event_input;

extern const rsupi_shape rsupi_status_shape, rsupi_zone_shape, rsupi_region_shape,
    rsupi_standing_shape, rsupi_languages_shape, rsupi_fact_shape, rsupi_guardian_shape,
    rsupi_setting_shape, rsupi_target_shape, rsupi_goal_shape, rsupi_tie_shape, rsupi_self_shape,
    rsupi_alter_tie_shape, rsupi_asked_shape, rsupi_membership_shape, rsupi_aim_shape,
    rsupi_care_shape, rsupi_service_shape, rsupi_appointment_shape, rsupi_condition_shape,
    rsupi_consent_shape, rsupi_plan_shape, rsupi_words_shape, rsupi_erased_shape,
    rsupi_form_ref_shape;
extern const rsupi_shape rsupi_contact_shape, rsupi_checkin_shape, rsupi_use_day_shape,
    rsupi_setback_shape, rsupi_attendance_shape, rsupi_activity_shape, rsupi_answers_shape,
    rsupi_excuse_shape, rsupi_training_shape, rsupi_acknowledged_shape, rsupi_confirmed_shape,
    rsupi_sign_shape, rsupi_void_shape;
extern const rsupi_shape rsupi_organisation_shape, rsupi_tie_rating_shape,
    rsupi_family_session_shape, rsupi_step_work_shape, rsupi_same_tie_shape, rsupi_suggestion_shape,
    rsupi_observation_shape, rsupi_safer_use_shape;

/* Finishers, one per section or event type that needs one: usable.c, usable_events.c, answers.c. */
rsupi_finish rsupi_finish_zone, rsupi_finish_fact, rsupi_finish_target, rsupi_finish_tie,
    rsupi_finish_self, rsupi_finish_checkin, rsupi_finish_answers, rsupi_finish_excuse,
    rsupi_finish_sign, rsupi_finish_plan, rsupi_finish_aim, rsupi_finish_care, rsupi_finish_service,
    rsupi_finish_appointment, rsupi_finish_condition, rsupi_finish_activity, rsupi_finish_setback,
    rsupi_finish_setting, rsupi_finish_void, rsupi_finish_consent;
rsupi_finish rsupi_finish_alter_tie, rsupi_finish_contact, rsupi_finish_same_tie;
/* What all events share: when it happened. */
rsup_status rsupi_finish_event(struct rsupi_reader *reader, const rsupi_node *node,
                               const rsupi_event_kind *kind, rsupi_event_input *input);
#endif
