/* The entries of a record as C structs, one per section or event type: what the schema checker
 * fills and what the other rooms read. Texts live with the entry. Vocabulary names (roles, kinds,
 * forms) are not yet looked up here; an entry whose name the config does not know is left out of
 * the view (and reported) by person/usable.c. */
#ifndef RSUPI_ENTRIES_H
#define RSUPI_ENTRIES_H
#include "config/config.h"
#include "document/schema.h"
#include "person/kept_answers.h"
#include "recovery-support/instrument.h"
#include "time/zone.h"

/* Who says so, and what few entries tell of themselves. */
typedef struct rsupi_told {
  const char *source, *device;
  const char **labels; /* sensitivity, beside what the config says of its kind */
  size_t label_count;
  uint32_t label_bits; /* the same, of config/consent_words.h */
  int32_t origin;      /* RSUPI_ORIGIN_… or 0 */
  int32_t revision;    /* 0 when absent */
} rsupi_told;
/* Every entry: which it is, and since when the record knows. */
typedef struct rsupi_entry_head {
  const char
      *id; /* the entry's own id; for entries without one, a key made from what identifies them */
  rsup_instant recorded_at; /* INT64_MIN: known from the beginning */
  const rsupi_told *told;   /* NULL: none of it */
} rsupi_entry_head;
static inline uint32_t rsupi_label_bits(const rsupi_entry_head *head) {
  return head->told ? head->told->label_bits : 0;
}
static inline int32_t rsupi_origin_of(const rsupi_entry_head *head) {
  return head->told ? head->told->origin : 0;
}
static inline int32_t rsupi_revision_of(const rsupi_entry_head *head) {
  return head->told ? head->told->revision : 0;
}

typedef struct rsupi_dated { /* a span of days; from or to absent = open */
  rsup_day from, to;
} rsupi_dated;

/* ---- sections
 * ------------------------------------------------------------------------------------------------
 */
enum { RSUPI_STANDING_IN_RECOVERY = 1, RSUPI_STANDING_FAMILY, RSUPI_STANDING_WORKER };
enum { RSUPI_PERSON_ACTIVE = 1, RSUPI_PERSON_DIED, RSUPI_PERSON_WITHDRAWN };
typedef struct rsupi_person_status {
  rsupi_entry_head head;
  int32_t state;
  rsup_day from;
} rsupi_person_status;
typedef struct rsupi_zone_entry {
  rsupi_entry_head head;
  rsup_instant from; /* INT64_MIN: since ever */
  const char *zone;
  const rsupi_zone *zone_data; /* loaded; lives with the config */
} rsupi_zone_entry;
typedef struct rsupi_region_entry {
  rsupi_entry_head head;
  rsup_day from;
  const char *region;
} rsupi_region_entry;
typedef struct rsupi_fact {
  rsupi_entry_head head;
  const char *name;
  const rsupi_node *value;
  double number;
  rsup_day on;
} rsupi_fact;
enum { RSUPI_ACTS_AS_GUARDIAN = 1, RSUPI_ACTS_AS_PROXY };
typedef struct rsupi_guardian {
  rsupi_entry_head head;
  const char *tie;
  rsup_day from, until; /* until: the day of majority, or when a proxy ends; that day is past it */
  int32_t kind;         /* RSUPI_ACTS_AS_…; 0: guardian */
} rsupi_guardian;
enum { RSUPI_SETTING_CONTROLLED = 1, RSUPI_SETTING_COMMUNITY };
typedef struct rsupi_setting {
  rsupi_entry_head head;
  int32_t kind;
  rsup_day from, to;
} rsupi_setting;

enum { RSUPI_GOAL_ABSTAIN = 1, RSUPI_GOAL_AT_MOST, RSUPI_GOAL_TAPER, RSUPI_GOAL_HARM_REDUCTION };
enum { RSUPI_PER_DAY = 1, RSUPI_PER_WEEK, RSUPI_PER_MONTH };
typedef struct rsupi_goal {
  int32_t kind;
  double amount;
  const char *unit;
  int32_t per;
  rsup_day from, until;
} rsupi_goal;
typedef struct rsupi_medication {
  const char *medication_class, *agent;
  rsup_day from, to;
} rsupi_medication;
typedef struct rsupi_target {
  rsupi_entry_head head;
  rsupi_goal *goals; /* `goal: {...}` is a list of one */
  size_t goal_count;
  const char **counts; /* substances that count as this target; absent: the id itself */
  size_t counts_count;
  rsupi_medication *medications;
  size_t medication_count;
  rsup_day start; /* first day of the present recovery: goal.from of the earliest goal, unless
                     `start` corrects it */
} rsupi_target;

enum { RSUPI_TIE_CURRENT = 1, RSUPI_TIE_ENDED, RSUPI_TIE_DIED };
enum { RSUPI_STANCE_SUPPORTS = 1, RSUPI_STANCE_NEUTRAL, RSUPI_STANCE_MAKES_USE_EASIER };
enum { RSUPI_USE_USES = 1, RSUPI_USE_IN_RECOVERY, RSUPI_USE_DOES_NOT_USE };
typedef struct rsupi_tie_role {
  const struct rsupi_role *definition; /* the config's, found once when a tie is made usable; NULL
                                          in memberships */
  const char *role;
  int32_t direction; /* RSUPI_HELPS_ME ...; 0: as the config says of the role */
  rsup_day from, to;
} rsupi_tie_role;
typedef struct rsupi_tie_status {
  int32_t state;
  rsup_day from;
} rsupi_tie_status;
enum { RSUPI_SEEN_YES = 1, RSUPI_SEEN_NO, RSUPI_SEEN_UNCLEAR };
typedef struct rsupi_behaviour_mark { /* a line of the checklist of capability 96 */
  const char *behaviour;
  const struct rsupi_behaviour *definition; /* the config's */
  int32_t seen;                             /* RSUPI_SEEN_… */
  rsup_day on;
} rsupi_behaviour_mark;
enum { RSUPI_USE_LIGHT = 1, RSUPI_USE_MODERATE, RSUPI_USE_HEAVY };
enum {
  RSUPI_IN_CONTACT_DAILY = 1,
  RSUPI_IN_CONTACT_MOST_DAYS,
  RSUPI_IN_CONTACT_WEEKLY,
  RSUPI_IN_CONTACT_MONTHLY,
  RSUPI_IN_CONTACT_SELDOM
};
typedef struct rsupi_capacity {
  int32_t sponsor, mentor;
} rsupi_capacity; /* INT32_MIN: unknown */
typedef struct rsupi_available {
  int32_t weekdays;            /* bit 0 = Sunday */
  int32_t from, to;            /* minutes; to <= from wraps */
  const char *zone;            /* NULL: the tie's own, else the person's */
  const rsupi_zone *zone_data; /* of `zone`, else of the tie's; NULL: the person's zone */
} rsupi_available;
typedef struct rsupi_tie {
  rsupi_entry_head head;
  rsupi_tie_role *roles;
  size_t role_count;
  rsupi_tie_status *status;
  size_t status_count;
  const char **gives;
  size_t gives_count;
  const char **receives;
  size_t receives_count;
  int32_t stance, use;                                /* 0: unknown */
  double closeness, importance, satisfaction, strain; /* 0..1, NaN unknown */
  int32_t contact_every_days;                         /* INT32_MIN: no wish */
  int32_t agreed_call, agreed_night;                  /* 1, 0, or INT32_MIN: not asked */
  rsup_day agreed_on;
  rsupi_available *available;
  size_t available_count;
  const char **channels;
  size_t channel_count;
  int32_t do_not_contact, can_call, minor, household; /* 1, 0, INT32_MIN unknown */
  const char **tags;
  size_t tag_count;
  const char *person; /* another user of the app; never followed here */
  const char *zone;
  const rsupi_zone *zone_data; /* NULL: not said */
  rsup_day since;              /* when the tie began; INT32_MIN: not said */
  int32_t use_level;           /* RSUPI_USE_LIGHT ...; 0 unknown */
  int32_t in_contact;          /* how often, as the person says: RSUPI_IN_CONTACT_…; 0 unknown */
  int32_t former_associate;    /* 1: they used together; 0, INT32_MIN unknown */
  rsupi_behaviour_mark *behaviours;
  size_t behaviour_count;
  const rsupi_capacity *capacity; /* whom they can take; NULL: unknown */
  const char *met_in; /* the programme in which the tie began: id of a setting or a group */
} rsupi_tie;
typedef struct rsupi_alter_tie {
  rsupi_entry_head head;
  const char *a, *b;
  int32_t state; /* RSUP_PAIR_…: tied, not tied, not asked */
  double weight; /* how close they are, above 0; NaN: not said */
} rsupi_alter_tie;
enum { RSUPI_ASKED_NAMED = 1, RSUPI_ASKED_NONE, RSUPI_ASKED_REFUSED };
typedef struct rsupi_asked {
  rsupi_entry_head head;
  const char *generator;
  rsup_day on;
  int32_t outcome;
} rsupi_asked;
typedef struct rsupi_membership {
  rsupi_entry_head head;
  const char *group;
  rsupi_tie_role *roles;
  size_t role_count;
  rsup_day from, to;
  double importance; /* 0..1, NaN unknown */
  int32_t use;       /* RSUPI_GROUP_…: what its members mostly do; 0 unknown */
} rsupi_membership;
enum {
  RSUPI_GROUP_HEAVY_USE = 1,
  RSUPI_GROUP_LIGHT_USE,
  RSUPI_GROUP_MIXED,
  RSUPI_GROUP_NO_USE,
  RSUPI_GROUP_IN_RECOVERY
};
typedef struct rsupi_organisation { /* a tie to an organisation: a housing office, a clinic */
  rsupi_entry_head head;
  const char *kind;
  const char **services;
  size_t service_count;
  rsupi_tie_status *status;
  size_t status_count;
  rsup_day since;
  const char **channels;
  size_t channel_count;
} rsupi_organisation;
enum { RSUPI_EFFECT_PERMIT = 1, RSUPI_EFFECT_DENY };
typedef struct rsupi_consent {
  rsupi_entry_head head; /* head.origin: part2 when it is a consent under 42 CFR part 2 */
  const char *grantor;   /* "self", or the tie of a guardian or proxy */
  const char *to;        /* a tie, an organisation, or "role:clinician" */
  const char **what, **sensitivity, **purpose;
  size_t what_count, sensitivity_count, purpose_count;
  rsup_day from, until, revoked; /* until is in it; on the day it is revoked it holds no more */
  const char *until_event;       /* "none", the name of a fact, or the id of an event */
  int32_t effect;                /* RSUPI_EFFECT_…; 0: permit */
  int32_t silent;                /* 1: nobody is told that it was revoked, or denies */
  const char *patient, *discloser, *signature; /* part 2 */
  int32_t right_to_revoke;                     /* part 2: 1: the person was told */
  rsup_day signed_on;
  uint32_t labels, purposes; /* of config/consent_words.h; bit 0: a word nobody knows */
  int32_t all_labels;        /* 1: sensitivity names "all" */
  int32_t unknown_what;      /* 1: `what` has a word nobody knows */
  const char *missing;       /* part 2: what it lacks, as a sentence; NULL: nothing */
} rsupi_consent;
typedef struct rsupi_coping {
  const char *strategy, *area;
} rsupi_coping;
typedef struct rsupi_plan {
  rsupi_entry_head head;
  rsup_day reviewed;
  const char **warning_signs, **people, **places, **professionals,
      **reasons; /* `environment` is a list too */
  size_t warning_sign_count, people_count, place_count, professional_count, reason_count;
  const char **environment;
  size_t environment_count;
  rsupi_coping *coping;
  size_t coping_count;
} rsupi_plan;
typedef struct rsupi_self {
  rsupi_entry_head head;
  const rsupi_capacity *capacity;
  const char **tags; /* own experience: what is shared with whom */
  size_t tag_count;
  rsupi_available *available; /* when; zone_data NULL: the person's own zone */
  size_t available_count;
  const char **modes; /* ways to meet: in_person, online, phone */
  size_t mode_count;
  const rsupi_match_weights *match; /* what counts for a mentor; NULL: as the config says */
} rsupi_self;

/* ---- aims, care and services */
/* What a goal is measured by; the public RSUP_GOAL_MEASURE_… */
enum {
  RSUPI_AIM_DAYS_WITHOUT_USE = 1,
  RSUPI_AIM_CHECKINS,
  RSUPI_AIM_ADHERENCE,
  RSUPI_AIM_MEETINGS,
  RSUPI_AIM_CONTACTS,
  RSUPI_AIM_ACTIVITY_HOURS,
  RSUPI_AIM_ITEM,
  RSUPI_AIM_INSTRUMENT,
  RSUPI_AIM_STRATEGY,
  RSUPI_AIM_OWN_WORD
};
extern const rsupi_name rsupi_aim_measure_names[];
enum { RSUPI_AIM_OPEN = 1, RSUPI_AIM_ADJUSTED, RSUPI_AIM_MET, RSUPI_AIM_SET_ASIDE };
extern const rsupi_name rsupi_aim_word_names[];
typedef struct rsupi_aim_status {
  int32_t state; /* RSUPI_AIM_OPEN … */
  rsup_day from;
  double at_least, at_most; /* from then on; NaN: as before */
  rsup_day due;             /* from then on; RSUPI_NO_DAY: as before */
} rsupi_aim_status;
typedef struct rsupi_aim { /* an entry of `goals` (a target has goals of its own) */
  rsupi_entry_head head;
  int32_t measure;           /* RSUPI_AIM_… */
  const char *of;            /* target, form, meeting, tie, kind, item, instrument, strategy */
  const char *form, *target; /* of an item: NULL: any */
  double at_least, at_most;  /* one of them, unless by own word */
  rsup_day from, due;        /* due: RSUPI_NO_DAY: none */
  rsupi_aim_status *status;  /* by from */
  size_t status_count;
  const char *group; /* id of the collective goal it is a share of; NULL */
  double share;      /* NaN: not said */
} rsupi_aim;

enum { RSUPI_CARE_COMPLETED = 1, RSUPI_CARE_EARLY, RSUPI_CARE_MOVED };
extern const rsupi_name rsupi_care_ended_names[], rsupi_care_reason_names[];
typedef struct rsupi_care {
  rsupi_entry_head head;
  const char *level;
  const rsupi_care_level *definition;
  rsup_day from, to, planned_until; /* to: the last day; RSUPI_NO_DAY: not said */
  int32_t ended, reason;
} rsupi_care;
enum {
  RSUPI_SERVICE_NEEDED = 1,
  RSUPI_SERVICE_NOT_NEEDED,
  RSUPI_SERVICE_REFERRED,
  RSUPI_SERVICE_WAITING,
  RSUPI_SERVICE_ACTIVE,
  RSUPI_SERVICE_ENDED,
  RSUPI_SERVICE_DECLINED
};
extern const rsupi_name rsupi_service_state_names[];
typedef struct rsupi_service_status {
  int32_t state;
  rsup_day from;
} rsupi_service_status;
typedef struct rsupi_service {
  rsupi_entry_head head;
  const char *kind;
  rsupi_service_status *status; /* by from */
  size_t status_count;
} rsupi_service;
enum { RSUPI_APPOINTMENT_KEPT = 1, RSUPI_APPOINTMENT_MISSED, RSUPI_APPOINTMENT_CANCELLED };
typedef struct rsupi_appointment {
  rsupi_entry_head head;
  const char *kind;
  const rsupi_appointment_kind *definition;
  rsupi_moment at; /* at.at RSUPI_NO_INSTANT: only the day is known */
  int32_t outcome; /* 0: not said */
  const char *tie;
  double minutes;
} rsupi_appointment;
typedef struct rsupi_condition {
  rsupi_entry_head head;
  const char *condition;
  rsup_day from, to;
} rsupi_condition;

typedef struct rsupi_own_words {
  rsupi_entry_head head;
  const char *text_id, *locale, *text;
} rsupi_own_words;

/* ---- events
 * --------------------------------------------------------------------------------------------------
 */
typedef enum rsupi_event_type {
  RSUPI_EVENT_CONTACT = 1,
  RSUPI_EVENT_CHECKIN,
  RSUPI_EVENT_USE_DAY,
  RSUPI_EVENT_SETBACK,
  RSUPI_EVENT_ATTENDANCE,
  RSUPI_EVENT_ACTIVITY,
  RSUPI_EVENT_ANSWERS,
  RSUPI_EVENT_EXCUSE,
  RSUPI_EVENT_TRAINING,
  RSUPI_EVENT_ACKNOWLEDGED,
  RSUPI_EVENT_CONFIRMED,
  RSUPI_EVENT_SIGN,
  RSUPI_EVENT_TIE_RATING,
  RSUPI_EVENT_FAMILY_SESSION,
  RSUPI_EVENT_STEP_WORK,
  RSUPI_EVENT_SAME_TIE,
  RSUPI_EVENT_SUGGESTION,
  RSUPI_EVENT_OBSERVATION,
  RSUPI_EVENT_SAFER_USE,
  RSUPI_EVENT_TYPES /* one past the last */
} rsupi_event_type;

enum { RSUPI_BY_ME = 1, RSUPI_BY_THEM };
enum { RSUPI_OUTCOME_REACHED = 1, RSUPI_OUTCOME_NOT_REACHED, RSUPI_OUTCOME_MESSAGE_LEFT };
enum {
  RSUPI_SESSION_EDUCATION = 1,
  RSUPI_SESSION_WORKSHOP,
  RSUPI_SESSION_THERAPY,
  RSUPI_SESSION_EXERCISE
};
enum { RSUPI_STEP_BEGUN = 1, RSUPI_STEP_DONE };
enum { RSUPI_SUGGESTION_SHOWN = 1, RSUPI_SUGGESTION_DONE, RSUPI_SUGGESTION_NOT_NOW };
enum { RSUPI_EXTENT_SINGLE = 1, RSUPI_EXTENT_CONTINUED };
enum { RSUPI_AS_MEMBER = 1, RSUPI_AS_FACILITATOR, RSUPI_AS_OBSERVER };
enum { RSUPI_MODE_IN_PERSON = 1, RSUPI_MODE_ONLINE, RSUPI_MODE_PHONE };

enum { RSUPI_HAS_VALUE = 1, RSUPI_HAS_YES = 2, RSUPI_HAS_CHOICES = 4 };

/* What only some events say; check-ins, which are most of a record, say none of it. */
typedef struct rsupi_event_more {
  const char *tie;       /* contact; observation: who saw it, NULL: the person */
  int32_t by, outcome;   /* contact */
  const char *channel;   /* contact */
  const char *target;    /* use_day, setback, confirmed, safer_use */
  const char *substance; /* use_day: what was used; NULL when not said */
  double amount;         /* use_day; NaN: used, amount unknown; 0: stated as not used */
  const char *unit;
  int32_t days;     /* use_day over a span: on how many days; INT32_MIN unknown */
  int32_t extent;   /* setback */
  rsup_day resumed; /* setback */
  /* What is said of names: of setbacks; observation: signs; safer_use: what was done. */
  union {
    const char **triggers, **yes;
  };
  union {
    const char **helped, **no;
  };
  union {
    size_t trigger_count, yes_count;
  };
  union {
    size_t helped_count, no_count;
  };
  const char *lesson;
  const char *note;                     /* setback: for the person alone */
  const char *meeting;                  /* attendance */
  int32_t as, mode;                     /* attendance */
  int32_t shared, asked, feedback, led; /* attendance: 1, 0, INT32_MIN unknown */
  const char *kind;                     /* activity, training, sign, acknowledged (what) */
  double minutes;                       /* activity, attendance */
  const char **with;
  size_t with_count;
  const char *instrument;            /* answers */
  int32_t scoring_revision;          /* answers; INT32_MIN: the instrument's own */
  const rsup_context_entry *context; /* answers: known of the person as they were given */
  size_t context_count;
  const char *milestone; /* acknowledged */
  const char *reason;    /* excuse */
  /* family_session: module; step_work: step; same_tie: the other id; suggestion: id of the gap */
  const char *of;
  int32_t state;     /* of family_session (kind), step_work, suggestion; 0 */
  int32_t completed; /* family_session: 1, 0, INT32_MIN */
  union {
    const char **gives, **not_asked; /* contact: what they gave me; observation: signs */
  };
  const char **receives; /* contact: what they got from me */
  union {
    size_t gives_count, not_asked_count;
  };
  size_t receives_count;
  double closeness, importance, satisfaction, strain; /* tie_rating; NaN: not said */
  int32_t stance, use;                                /* tie_rating; 0: not said */
} rsupi_event_more;
extern const rsupi_event_more rsupi_nothing_more;

/* One struct for all events: one array serves every room. `first`/`last` are local days by the
 * person's zone history, filled in by the view for events with an instant. */
typedef struct rsupi_event {
  rsupi_entry_head head;
  rsup_instant at;      /* INT64_MIN: only the day or span is known */
  rsup_day first, last; /* when it happened; equal for a day; last is INT32_MAX for an excuse that
                           has no end yet */
  rsup_day written;     /* of an instant: the day as it was written */
  uint8_t type;
  uint8_t has;                      /* checkin: bits RSUPI_HAS_… of its answers together */
  uint8_t dated;                    /* 1: first and last follow the zone history already */
  const rsupi_questions *questions; /* checkin, answers, excuse (its form); never NULL */
  const uint8_t *codes;             /* the answers to them; NULL without any */
  const rsupi_event_more *more;     /* never NULL */
} rsupi_event;
static inline rsupi_answer rsupi_answer_at(const rsupi_event *event, size_t place) {
  return rsupi_answer_of(event->questions, event->codes, place);
}
#endif
