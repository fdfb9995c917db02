/** @file today.h
 * The day picture: what today looks like for one person. The library's main call. */
#ifndef RSUP_TODAY_H
#define RSUP_TODAY_H
#include "recovery-support/checkin.h"
#include "recovery-support/instrument.h"
#include "recovery-support/meeting.h"
#include "recovery-support/network.h"
#include "recovery-support/network_reach.h"
#include "recovery-support/person.h"
#include "recovery-support/plan.h"
#include "recovery-support/recovery.h"
#include "recovery-support/risk.h"
#ifdef __cplusplus
extern "C" {
#endif

/** With what a result was made. Since 0.1. */
typedef struct rsup_provenance {
  const char *library;            /* "0.1.0" */
  const char *config_digest;      /* digests are SHA-256, hex */
  const char *model;              /* id; NULL without a model */
  const char *model_digest;       /* NULL without a model */
  const char *meetings_digest;    /* NULL without meetings */
  const char *const *instruments; /* "phq-9 rev 1" of every assessment shown */
  size_t instrument_count;
  const char *zone_data;     /* edition of the person's zone data: "2025b", or "unknown" */
  rsup_instant as_of;        /* the `now` of the question */
  rsup_instant known_at;     /* what was recorded later did not count */
  int32_t entries_left_out;  /* entries of the record that could not be used */
  int32_t events_after_now;  /* events that lie ahead: ignored */
  int32_t confidentiality;   /* RSUP_CONFIDENTIALITY_…: never below restricted */
  const char *const *labels; /* HL7 sensitivity labels of everything it was worked out from */
  size_t label_count;
  const char *const *origins; /* "part2" when anything of it came from a part 2 programme */
  size_t origin_count;
} rsup_provenance;

/** The day picture. Records are only ever read through pointers, so fields may be appended. Since
 * 0.1. */
typedef struct rsup_day_picture {
  const rsup_provenance *provenance;
  rsup_day date;               /* the person's local day */
  const char *zone;            /* IANA name of the person's zone at `now` */
  rsup_instant next_change_at; /* when the picture would change by itself; no value when never */
  const rsup_recovery *const *recovery;
  size_t recovery_count;
  const rsup_milestones *milestones;
  const rsup_checkins *checkins;
  const rsup_network *network;
  const rsup_reach *const *reach; /* who can be reached now, ranked */
  size_t reach_count;
  const rsup_left_out *const *reach_left_out; /* who was left out, and why */
  size_t reach_left_out_count;
  const rsup_crisis_line *const *crisis_lines; /* beneath everybody, always */
  size_t crisis_line_count;
  const rsup_meetings_today *meetings; /* NULL without a directory */
  const rsup_roles *roles;
  const rsup_assessment *const *assessments;
  size_t assessment_count;
  const rsup_risk *risk; /* NULL without a model */
  const rsup_plan *plan;
  const rsup_notice *const *notices;
  size_t notice_count;
  int32_t safety_level;            /* RSUP_SAFETY_…: what the record's newest words ask for */
  uint32_t reserved;               /* 0 */
  const char *const *safety_signs; /* rsup_sign_name() of each sign seen; their entries are in the
                                      reasons of the safety notices */
  size_t safety_sign_count;
} rsup_day_picture;

/** What to take into account. Zero means the default, in every field; fields are only appended.
 * Since 0.1. */
typedef struct rsup_today_options {
  uint32_t struct_size;          /* sizeof(rsup_today_options) */
  uint32_t meeting_limit;        /* most meetings to come, and most in progress; 0: the config's */
  const rsup_meetings *meetings; /* NULL: no meetings part */
  const rsup_model *model;       /* NULL: no risk part */
  const char *region;            /* ISO 3166-1 or -2, for crisis lines; NULL: the record's,
                                    unless the person moved to another zone since; else unknown */
  const rsup_instant *known_at;  /* only what the record had learned by then counts; NULL: now */
  const double *latitude, *longitude; /* degrees, WGS 84; both or none, and on the globe, else
                                         RSUP_E_OPTIONS. NULL: no distances. Pointers, because
                                         zero is a place */
  const char *locale;                 /* NULL: the record's first language, else "en" */
  const char *show_probability; /* "care_team": the probability of a calibrated model; NULL: none */
  rsup_safety *out_safety; /* set before anything can fail, as rsup_person_safety() does, and at
                              least RSUP_SAFETY_REVIEW when the call fails; NULL: not wanted */
} rsup_today_options;

/** The day picture of `person` at `now`. `options` may be NULL. Pure: reads no clock, file or
 * environment. Meetings and model may be of another config than the person's; the person's rules
 * and words hold. The result owns what it shows: person, meetings, model and config may be freed
 * before it. The person must not be changed meanwhile; meetings and model may be in use by other
 * threads. RSUP_E_ARGUMENT (also for a `now` outside of the years 2 to 9899), RSUP_E_TIME when the
 * record has no time zone, RSUP_E_MODEL for a demonstration model, RSUP_E_OPTIONS,
 * RSUP_E_ZONE_DATA, RSUP_E_MEMORY. The result's root is a rsup_day_picture. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_today(const rsup_person *person, rsup_instant now,
                                                const rsup_today_options *options,
                                                rsup_result **out_result, rsup_error *err);
/** The picture at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_day_picture *rsup_today_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
