/* What the other rooms read from a loaded config. All texts and lists live in the config. Lists are
 * in the order of the built-in config, then of the user's file. */
#ifndef RSUPI_CONFIG_H
#define RSUPI_CONFIG_H
#include "config/attach.h"
#include "core/map.h"
#include "core/names.h"
#include "core/result.h"
#include "recovery-support/config.h"
#include "time/recurrence.h"
#include <pthread.h>
#include <stdatomic.h>

/* ---- vocabularies */
enum {
  RSUPI_STREAM_PERSONAL = 1,
  RSUPI_STREAM_PROFESSIONAL,
  RSUPI_STREAM_PEER,
  RSUPI_STREAM_COMMUNITY
};
enum {
  RSUPI_SOURCE_PEER_GROUP = 1,
  RSUPI_SOURCE_FAMILY,
  RSUPI_SOURCE_PROFESSIONAL,
  RSUPI_SOURCE_RECOVERY_COMMUNITY
};
enum { RSUPI_HELPS_ME = 1, RSUPI_I_HELP, RSUPI_MUTUAL };
extern const rsupi_name rsupi_stream_names[], rsupi_source_names[], rsupi_direction_names[];

typedef struct rsupi_role {
  const char *id;
  int32_t stream, source, direction; /* source 0: belongs to none of the four */
  int32_t
      family_minor; /* 1: usually a minor (child): never in a call list unless the tie says adult */
} rsupi_role;
typedef struct rsupi_word { /* support kinds, strategies, triggers, areas ...: an id with a parent
                             */
  const char *id, *parent;  /* parent NULL: none */
} rsupi_word;
/* What somebody may do that supports recovery, or makes use easier: the checklist of a tie. */
enum { RSUPI_BEHAVIOUR_SUPPORTS = 1, RSUPI_BEHAVIOUR_MAKES_USE_EASIER, RSUPI_BEHAVIOUR_UNCLEAR };
typedef struct rsupi_behaviour {
  const char *id;
  int32_t means; /* RSUPI_BEHAVIOUR_... */
} rsupi_behaviour;
typedef struct rsupi_group_type {
  const char *id, *parent;
  const char **focus;
  size_t focus_count;
  const char **codes; /* Meeting Guide type codes that mean this type */
  size_t code_count;
} rsupi_group_type;

/* ---- care and activities */
typedef struct rsupi_care_level {
  const char *id;
  int32_t step; /* in the order in which care steps down: the first is the closest care */
} rsupi_care_level;
typedef struct rsupi_appointment_kind {
  const char *id;
  int32_t stream; /* RSUPI_STREAM_…: with whom */
} rsupi_appointment_kind;
typedef struct rsupi_activity_kind {
  const char *id, *parent;
  int32_t meaningful; /* 1, 0 */
} rsupi_activity_kind;
typedef struct rsupi_warning_sign {
  const char *id;
  double weight; /* 1 when it is not said */
} rsupi_warning_sign;

/* ---- check-in forms */
enum {
  RSUPI_ITEM_SCALE = 1,
  RSUPI_ITEM_COUNT,
  RSUPI_ITEM_YES_NO,
  RSUPI_ITEM_CHOICE,
  RSUPI_ITEM_CHOICES,
  RSUPI_ITEM_DURATION,
  RSUPI_ITEM_AMOUNT
};
enum { RSUPI_HIGHER_BETTER = 1, RSUPI_HIGHER_WORSE };
enum { RSUPI_REPORTS_USE = 1 }; /* the answer says whether, or how much, was used that day */
extern const rsupi_name rsupi_item_kind_names[], rsupi_item_direction_names[];
typedef struct rsupi_item {
  const char *id;
  int32_t kind, direction;
  double min, max, step; /* NaN: none */
  const char *unit;      /* NULL: none */
  const char **choices;  /* choice, choices */
  size_t choice_count;
  int32_t open;            /* 1: any id, beside the choices */
  int32_t per_target;      /* 1: answers are a map from target to value */
  const char *target;      /* NULL, or the one target it speaks of */
  int32_t required;        /* 1 */
  int32_t reports;         /* RSUPI_REPORTS_… or 0 */
  const char *safety_sign; /* NULL, or the sign that a positive answer (yes, or >= safety_from)
                              reports: "self_harm_answer" */
  double safety_from;
  /* Of an earlier version: the item of the present one that it goes on as, number by number: times
   * `times`, plus `plus`. NULL: it stays what it was, and is in no series. */
  const struct rsupi_recode *recode;
} rsupi_item;
typedef struct rsupi_recode {
  const char *to; /* NULL: the item of the same id */
  double times, plus;
  const rsupi_item *item; /* the same, found */
} rsupi_recode;
/* One of a day's occasions; they follow each other without touching. */
typedef struct rsupi_form_time {
  const char *id; /* NULL: the form has one a day */
  rsupi_day_times times;
} rsupi_form_time;
typedef struct rsupi_form {
  const char *id;
  int32_t version;
  int32_t weekdays; /* bit 0 = Sunday; 127 is daily; what a schedule of another kind leaves unsaid
                       is 127 */
  int32_t opens, due, closes,
      late_until; /* minutes from the start of the local day; late_until may pass 1440. With several
                     a day: the first opening, and the last of the others */
  rsupi_item *items;
  size_t item_count;
  rsupi_recurrence schedule; /* the days, whichever way the config says them */
  rsupi_form_time *times;    /* at least one */
  size_t time_count;
  struct rsupi_form *earlier; /* versions whose check-ins can still be read: id, version, items */
  size_t earlier_count;
} rsupi_form;

/* ---- rules */
enum {
  RSUPI_COUNTS_CURRENT_RUN = 1,
  RSUPI_COUNTS_TOTAL_DAYS,
  /* What was done, so often: lib/recovery/tally.c has what each of them takes for one. */
  RSUPI_COUNTS_MEETINGS,
  RSUPI_COUNTS_MEETINGS_IN_PERSON,
  RSUPI_COUNTS_MEETINGS_ONLINE,
  RSUPI_COUNTS_SHARED,
  RSUPI_COUNTS_ASKED,
  RSUPI_COUNTS_FEEDBACK,
  RSUPI_COUNTS_LED,
  RSUPI_COUNTS_CHECKINS,
  RSUPI_COUNTS_ANSWERED_YES,
  RSUPI_COUNTS_STRATEGIES,
  RSUPI_COUNTS_STRATEGY_USES,
  RSUPI_COUNTS_ACTIVITIES,
  RSUPI_COUNTS_TRAININGS,
  RSUPI_COUNTS_REACHED_OUT,
  RSUPI_COUNTS_PEOPLE_SUPPORTED,
  RSUPI_COUNTS_CAME_BACK,
  RSUPI_COUNTS_KINDS /* one past the last */
};
extern const rsupi_name rsupi_counts_names[];
typedef struct rsupi_milestone_rule {
  const char *id;
  int32_t days, months, years, count; /* exactly one is set, the others INT32_MIN; count goes with
                                         what was done */
  int32_t counts;                     /* RSUPI_COUNTS_… */
  const char *kind; /* with count: only this item, strategy, activity or training; NULL: any */
} rsupi_milestone_rule;

/* A stage of recovery: a stable time, and few enough setbacks. */
typedef struct rsupi_stage_rule {
  const char *id;
  int32_t days, months, years;        /* at most one is set; none: from the beginning */
  int32_t most_setbacks, within_days; /* both or neither; INT32_MIN */
  const char *overlay;                /* texts or settings that go with it; NULL */
} rsupi_stage_rule;

enum {
  RSUPI_LOOKS_AT_SOURCE = 1,
  RSUPI_LOOKS_AT_STREAM,
  RSUPI_LOOKS_AT_KIND,
  RSUPI_LOOKS_AT_SINGLE_PROVIDER,
  RSUPI_LOOKS_AT_OVERDUE,
  RSUPI_LOOKS_AT_HOURS,    /* an hour of the week when nobody can be reached */
  RSUPI_LOOKS_AT_ONE_HAND, /* too much on one person */
  RSUPI_LOOKS_AT_DORMANT   /* a supportive tie gone quiet */
};
extern const rsupi_name rsupi_coverage_looks_names[];
typedef struct rsupi_coverage_rule {
  const char *id;
  int32_t looks_at;
  const char *of;      /* a source, stream or support kind by name; NULL: each of them */
  int32_t at_least;    /* people; 1 when absent */
  int32_t within_days; /* only ties with contact within; INT32_MIN: any */
  double weight;       /* for ranking */
  double at_most;      /* one_hand: share of the contacts with one person; NaN: none */
  int32_t *days;       /* hours: bits of weekdays; none: daily */
  size_t day_count;
  int32_t from, to; /* hours: minutes of the person's local day; to <= from runs over midnight */
} rsupi_coverage_rule;

/* Levels and roles a person can grow into: observer, participant, leader, mentor, founder. */
typedef struct rsupi_role_need {
  const char
      *id; /* of the condition: "attended", "shared", "led", "stable", "training", "capacity" */
  int32_t count; /* times within days; INT32_MIN: does not apply */
  int32_t within_days;
  int32_t months, years; /* stable recovery, in calendar terms */
  const char *kind;      /* of the training */
} rsupi_role_need;
typedef struct rsupi_role_rule {
  const char *id;
  const char *after; /* NULL, or the level before it */
  int32_t
      hold_days; /* keeps the level that long without attendance (a quiet week does not demote) */
  rsupi_role_need *needs;
  size_t need_count;
} rsupi_role_rule;

typedef struct rsupi_call_rules {
  int32_t night_from, night_to; /* minutes of the tie's local day: "22:00", "07:00" */
  double agreed, available, closeness, kind_wanted, past_response, load,
      support_known;                /* weights */
  int32_t response_days, load_days; /* windows */
  const char **craving_kinds;       /* support kinds wanted in a craving */
  size_t craving_kind_count;
  const char *craving_item; /* the check-in item that tells a craving */
  double craving_from;      /* its value from which on a craving counts */
  int32_t craving_hours;    /* how long it counts */
  int32_t limit;            /* people in the list */
} rsupi_call_rules;

/* How the network is measured. */
typedef struct rsupi_network_rules {
  int32_t stale_days;   /* a tie without contact for longer is not current */
  int32_t contact_days; /* the window in which contacts are counted */
  int32_t trend_days;   /* length of one step of a trend */
  int32_t trend_steps;
  int32_t rest_days;    /* a suggestion that was shown comes back after so many */
  int32_t not_now_days; /* one that was put off */
  int32_t dormant_days; /* a tie silent for so long may be worth a new start */
} rsupi_network_rules;

/* How much each term of a mentor match weighs; in a person's own record NaN is the config's. */
typedef struct rsupi_match_weights {
  double experience, language, hours, zone, mode, load;
} rsupi_match_weights;

enum { RSUPI_SILENT_UNKNOWN = 1, RSUPI_SILENT_NOT_USED };
enum { RSUPI_SINGLE_DAY_NEW_RUN = 1, RSUPI_SINGLE_DAY_GOES_ON };
enum { RSUPI_ADHERENCE_EXCUSED_NEUTRAL = 1, RSUPI_ADHERENCE_STRICT, RSUPI_ADHERENCE_LATE_COUNTS };
typedef struct rsupi_policies {
  int32_t silent_days; /* RSUPI_SILENT_…: what a day without a report counts as in `value`; low and
                          high say the rest */
  int32_t single_day;  /* RSUPI_SINGLE_DAY_…: what one day of use does to the run */
  int32_t adherence;   /* RSUPI_ADHERENCE_… */
  int32_t adherence_days;    /* window */
  double strength_half_life; /* in scheduled occasions */
  int32_t plan_review_days;
  int32_t next_meetings; /* how many */
  int32_t meeting_hours; /* how far ahead */
  double meeting_km;     /* how far away */
  int32_t late_grace_minutes;
  int32_t group_floor; /* people who must have a part in what is told of a group */
} rsupi_policies;

typedef struct rsupi_instrument_ref {
  const char *id, *file; /* file: its path, beside the config's file; NULL: built in */
} rsupi_instrument_ref;

/* What a role or a purpose may see at most; consents say what of it they do see. */
typedef struct rsupi_template {
  const char *id; /* a role; or the name of a purpose */
  const char **what;
  size_t what_count;
  const char **purposes; /* of a role: the only ones it may ask for; none: any */
  size_t purpose_count;
  int32_t free_text; /* of a purpose: 0 where nobody's own words are shown */
} rsupi_template;
/* Sensitivity labels that data carries by its kind: "use_day", "answers.phq-9", "checkin.craving".
 */
typedef struct rsupi_label_rule {
  const char *id;
  const char **labels;
  size_t label_count;
  uint32_t bits; /* of config/consent_words.h */
} rsupi_label_rule;

/* A crisis line that the config adds to the compiled ones: the fields of rsup_crisis_line. */
typedef struct rsupi_config_line {
  const char *id, *region, *name, *purpose, *dial, *sms, *sms_keyword, *chat, *hours, *languages,
      *verified_on, *source, *zone;
  int32_t free; /* 1, 0, INT32_MIN: not said */
} rsupi_config_line;

typedef struct rsupi_catalogue rsupi_catalogue; /* wording: config/wording.h */

/* The merged tree, kept for the digest, which is worked out when it is first asked for. */
typedef struct rsupi_content {
  struct rsupi_node *tree;
  pthread_mutex_t lock;
  atomic_int known; /* 1: the digest stands, and the tree is not looked at again */
  char digest[65];
} rsupi_content;

struct rsup_config {
  atomic_int references;
  rsup_allocator allocator;
  rsupi_zones *zones;
  rsupi_arena arena;
  rsupi_role *roles;
  size_t role_count;
  rsupi_word *kinds;
  size_t kind_count;
  rsupi_word *strategies;
  size_t strategy_count;
  rsupi_word *triggers;
  size_t trigger_count;
  rsupi_group_type *group_types;
  size_t group_type_count;
  rsupi_care_level *care_levels;
  size_t care_level_count;
  rsupi_word *service_kinds, *conditions;
  size_t service_kind_count, condition_count;
  rsupi_appointment_kind *appointment_kinds;
  size_t appointment_kind_count;
  rsupi_activity_kind *activity_kinds;
  size_t activity_kind_count;
  rsupi_warning_sign *warning_signs;
  size_t warning_sign_count;
  rsupi_word *safer_use; /* what makes use safer */
  size_t safer_use_count;
  rsupi_form *forms;
  size_t form_count;
  rsupi_milestone_rule *milestones; /* of days */
  size_t milestone_count;
  rsupi_milestone_rule *count_milestones; /* of what was done; by what they count, then by count */
  size_t count_milestone_count;
  rsupi_milestone_rule *group_milestones; /* count: so many, also of days in all */
  size_t group_milestone_count;
  rsupi_stage_rule *stages; /* from the first on */
  size_t stage_count;
  rsupi_coverage_rule *coverage;
  size_t coverage_count;
  rsupi_role_rule *role_rules;
  size_t role_rule_count;
  rsupi_instrument_ref *instruments;
  size_t instrument_count;
  rsupi_template *role_templates, *purpose_templates;
  size_t role_template_count, purpose_template_count;
  rsupi_label_rule *label_rules;
  size_t label_rule_count;
  rsupi_config_line *crisis_lines; /* added by the user; the compiled ones always stand */
  size_t crisis_line_count;
  rsupi_behaviour *behaviours;
  size_t behaviour_count;
  rsupi_network_rules network;
  rsupi_match_weights match;
  rsupi_call_rules call;
  rsupi_policies policies;
  rsupi_catalogue *catalogue;
  rsupi_content content;
  const char *dir; /* folder of the config's file; NULL when it came from memory */
  /* From id, old names too, to position in the lists above. */
  rsupi_map behaviour_ids;
  rsupi_map role_ids, kind_ids, strategy_ids, trigger_ids, group_type_ids, form_ids, care_level_ids,
      service_kind_ids, condition_ids, appointment_kind_ids, activity_kind_ids, safer_use_ids;
  /* Objects that rooms below attach while the config is shared: config/attach.h */
  _Atomic(rsupi_attachment *) attached[RSUPI_ATTACH_SLOTS];
};

void rsupi_config_ref(const rsup_config *config); /* counts even on a const config */
void rsupi_config_unref(void *config); /* rsup_config_free, as a release function for results */

/* By id, following `renamed`; NULL when the config has none. */
const rsupi_role *rsupi_config_role(const rsup_config *config, const char *id);
const rsupi_word *rsupi_config_kind(const rsup_config *config, const char *id);
const rsupi_behaviour *rsupi_config_behaviour(const rsup_config *config, const char *id);
const rsupi_word *rsupi_config_strategy(const rsup_config *config, const char *id);
const rsupi_word *rsupi_config_trigger(const rsup_config *config, const char *id);
const rsupi_group_type *rsupi_config_group_type(const rsup_config *config, const char *id);
const rsupi_care_level *rsupi_config_care_level(const rsup_config *config, const char *id);
const rsupi_word *rsupi_config_service_kind(const rsup_config *config, const char *id);
const rsupi_word *rsupi_config_condition(const rsup_config *config, const char *id);
const rsupi_appointment_kind *rsupi_config_appointment_kind(const rsup_config *config,
                                                            const char *id);
const rsupi_activity_kind *rsupi_config_activity_kind(const rsup_config *config, const char *id);
const rsupi_word *rsupi_config_safer_use(const rsup_config *config, const char *id);
const rsupi_form *rsupi_config_form(const rsup_config *config, const char *id);
/* What a role, or a purpose by its name, may see at most; NULL: nothing. */
const rsupi_template *rsupi_config_role_template(const rsup_config *config, const char *role);
const rsupi_template *rsupi_config_purpose_template(const rsup_config *config, const char *purpose);
const rsupi_item *rsupi_form_item(const rsupi_form *form, const char *id);
/* The form with the items that a version had; the form itself for the present version, none
 * (INT32_MIN), and one that the config does not know. */
const rsupi_form *rsupi_form_version(const rsupi_form *form, int32_t version);
/* Wording without arguments, for labels in results; NULL when there is none. Lives with the config.
 * Every milestone rule has words under "milestone.<its id>": "3 months". */
const char *rsupi_config_words(const rsup_config *config, const char *id, const char *locale);
#endif
