/** @file network_reach.h
 * Whom to call: who can be reached now or within the next hours, in which order, and why everybody
 * else is left out. The guide has the rules: docs/guide/reach.md. */
#ifndef RSUP_NETWORK_REACH_H
#define RSUP_NETWORK_REACH_H
#include "recovery-support/person.h"
#include "recovery-support/safety.h"
#ifdef __cplusplus
extern "C" {
#endif

/** Somebody who can be reached now. Since 0.1. */
typedef struct rsup_reach {
  const char *tie; /* id in the person's record */
  double score;    /* points; higher comes first within those known to support recovery, who stand
                      before all others, and within the others */
  rsup_instant reachable_from;  /* of who can be reached within the hours that were asked for; no
                                   value: now */
  rsup_instant reachable_until; /* end of the present window, or of the day for who did not agree to
                                   nights; no value when their hours are not known */
  const char *const *channels;  /* how, as the record has them: "phone", "text" */
  size_t channel_count;
  const rsup_reason *const *reasons; /* terms of the score, strongest first */
  size_t reason_count;
} rsup_reach;
/** Somebody who was left out, and why. Since 0.1. */
typedef struct rsup_left_out {
  const char *tie;             /* id in the person's record */
  rsup_instant reachable_from; /* next time their hours and agreement allow it; no value when never
                                  or unknown */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_left_out;

/** Options of rsup_person_reach(). Zero is the default of each. Since 0.1. */
typedef struct rsup_reach_options {
  uint32_t struct_size;
  int32_t hours;         /* who can be reached within so many hours is told too, 0 to 168; 0: now */
  int32_t limit;         /* people in the list; the config's (0 there: all) */
  int32_t reserved;      /* zero */
  const char *want;      /* kinds of support of the config, with spaces between: "emotional
                            companionship"; NULL: in a craving those that help in one, else any */
  const char *situation; /* "craving": there is one; "no_craving": there is none; NULL: by the
                            newest check-in */
  const char *region;    /* of the crisis lines; the record's */
  const rsup_instant *known_at; /* now */
} rsup_reach_options;

/** Who can be reached: the people and reasons of part 5 of the day picture, and more. Since 0.1. */
typedef struct rsup_reach_list {
  const rsup_reach *const *people; /* now, ranked */
  size_t people_count;
  const rsup_reach *const *soon; /* within the hours asked for, the earliest first */
  size_t soon_count;
  const rsup_left_out *const *left_out; /* everybody else in the record, and why: by id, then
                                           whoever the limit cut off */
  size_t left_out_count;
  int32_t can_be_reached; /* people who can be reached now, the limit aside */
  int32_t craving;        /* 1: there is one, by the record or by what was asked */
  rsup_instant next_at; /* the next time that somebody whom only the hour keeps away can be reached,
                           within a week; no value: nobody */
  const char *next_tie; /* who; NULL */
  rsup_instant next_change_at; /* ask again then; no value: nothing changes by itself */
  const rsup_crisis_line *const *crisis_lines; /* beneath everybody, always; those of the config
                                                  too */
  size_t crisis_line_count;
} rsup_reach_list;

/** Whom a person can call now, or within the next hours, with the reasons for everybody and for
 * everybody left out, and the crisis lines. Being overdue never counts. `options` may be NULL.
 * *out_lines is set first, to a static array of *out_line_count lines (never none), and stands
 * whatever becomes of the call, also without memory: of the region of the options, else of the
 * record's as soon as that is read, else those that hold anywhere. Both are asked for, or neither
 * (NULL). The root of *out_result is a rsup_reach_list. RSUP_E_ARGUMENT, RSUP_E_OPTIONS (also a
 * kind that the config does not know), RSUP_E_RANGE (hours, limit), RSUP_E_TIME (a record without
 * a zone), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_reach(const rsup_person *person, rsup_instant now,
                                                       const rsup_reach_options *options,
                                                       const rsup_crisis_line *const **out_lines,
                                                       size_t *out_line_count,
                                                       rsup_result **out_result, rsup_error *err);
/** The list at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_reach_list *rsup_reach_list_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
