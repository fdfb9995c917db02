/** @file recovery_progress.h
 * How far a person has come, and people together: the stage of recovery by rule, milestones of a
 * group, and a calendar of days of use taken in as a whole. */
#ifndef RSUP_RECOVERY_PROGRESS_H
#define RSUP_RECOVERY_PROGRESS_H
#include "recovery-support/recovery.h"
#ifdef __cplusplus
extern "C" {
#endif

/* ---- stage of recovery */

/** The stage of recovery by the config's rules (section `stages`), to choose words and settings by,
 * never to judge anybody. Since 0.1. */
typedef struct rsup_stage {
  const char *id;      /* of the rule; NULL when it can't be judged: the reasons say why */
  const char *label;   /* in words, from the config */
  const char *overlay; /* the texts or settings that go with it, by the config; NULL */
  const char *at_most; /* when it can't be judged: the stage, if all that is open was free of use */
  rsup_day since;      /* day 0 of the run that all targets with a goal of days share */
  rsup_day on;         /* the day the stage was entered; no value when it can't be judged */
  const char *next;    /* the stage after it; NULL: the last one, or it can't be judged */
  rsup_day next_on;    /* when it is reached if nothing changes */
  int32_t days_to_next; /* no value without a next one */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_stage;

/** Options of rsup_person_stage(). Zero is the default of each. Since 0.1. */
typedef struct rsup_stage_options {
  uint32_t struct_size;
  int32_t reserved;             /* zero */
  const rsup_instant *known_at; /* now */
} rsup_stage_options;

/** The stage as of `now`. The last rule counts whose needs are met: a stable time in days, calendar
 * months or years, and few enough setbacks within a window. Targets whose goal is harm reduction
 * are left aside. The stage is unknown, not guessed, while a report of use waits for a word, or
 * where nobody said of any day of that time that it was without use; the first stage needs neither.
 * `options` may be NULL. The root of *out_result is a rsup_stage. RSUP_E_ARGUMENT, RSUP_E_OPTIONS,
 * RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_stage(const rsup_person *person, rsup_instant now,
                                                       const rsup_stage_options *options,
                                                       rsup_result **out_result, rsup_error *err);
/** The stage at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_stage *rsup_stage_get(const rsup_result *result);

/* ---- a calendar of days, as a whole */

/** Take in a calendar of days of use (timeline follow-back: Sobell & Sobell 1992): what
 * rsup_person_history() shows as `grid`, the other way round. `text` is YAML or JSON:
 *
 *     format: recovery-support/day-grid
 *     format_version: 1
 *     from: 2026-02-01              # the first column
 *     unit: drinks                  # of the amounts; absent: the goal's
 *     source: self                  # who filled it in; absent: the person
 *     recorded_at: 2026-03-01T09:00+01:00   # when the record learned of it; may be absent
 *     targets:
 *       alcohol: [0, 0, 4, used, null, 0]   # one cell per day
 *
 * A cell is an amount; 0: no use; `used`: use, amount not known; null: nothing is said of the day.
 * Each cell but null becomes one use_day event with the id "tlfb-<target>-<day>", so the same
 * calendar again changes nothing, and a corrected one is told by a higher `revision` (of the
 * document, 0 when absent). All or nothing, as rsup_person_append() of these events; so are
 * `out_safety` and the errors. RSUP_E_UNKNOWN_NAME for a target that the record does not have,
 * RSUP_E_RANGE (targets with different numbers of days, more than 3,660 days), RSUP_E_FORMAT,
 * RSUP_E_VERSION, RSUP_E_SCHEMA, RSUP_E_CONFLICT. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_append_grid(rsup_person *person, const char *text,
                                                             size_t len, rsup_safety *out_safety,
                                                             rsup_error *err);

/* ---- what makes use safer */

/** Options of rsup_person_safer_use(). Zero is the default of each. Since 0.1. */
typedef struct rsup_safer_use_options {
  uint32_t struct_size;
  int32_t reserved;             /* zero */
  const char *target;           /* only this one; all */
  const rsup_instant *known_at; /* now */
} rsup_safer_use_options;

/** What was done to make use safer (`safer_use` events) over the local days [from, until) as of
 * `now`, by target. INT32_MIN as `from`: the first such event; as `until`: tomorrow. At most 40,000
 * days. `options` may be NULL. The root of *out_result is a rsup_safer_use. RSUP_E_ARGUMENT,
 * RSUP_E_OPTIONS, RSUP_E_RANGE, RSUP_E_LIMIT, RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY.
 * Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_safer_use(const rsup_person *person, rsup_day from,
                                                           rsup_day until, rsup_instant now,
                                                           const rsup_safer_use_options *options,
                                                           rsup_result **out_result,
                                                           rsup_error *err);
/** What was done, at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_safer_use *rsup_safer_use_get(const rsup_result *result);

/* ---- milestones of a group */

/** One milestone of a group. Since 0.1. */
typedef struct rsup_group_milestone {
  const char *id;    /* of the rule: "group-days-1000" */
  int32_t state;     /* RSUP_MILESTONE_REACHED or _NEXT */
  rsup_day on;       /* the civil date it was reached; no value for one that is next */
  int32_t needed;    /* so many */
  int32_t to_go;     /* 0 when reached */
  const char *label; /* in words, from the config */
} rsup_group_milestone;
/** What a group did of one thing, together. Since 0.1. */
typedef struct rsup_group_count {
  const char *counts; /* "total_days", "meetings" ...: as in the config's milestones */
  const char *kind;   /* only this item, strategy, activity or training; NULL: any */
  rsup_measure total; /* over all who share; not known: withheld. No upper end while it is not known
                         of somebody who shares */
  int32_t withheld;   /* 1: fewer than the floor have a part in it; then nothing is told */
  const rsup_group_milestone *const *milestones; /* reached, oldest first, then the next */
  size_t milestone_count;
} rsup_group_count;
/** Milestones of a group. Nobody is named, and nothing says who has which part. Since 0.1. */
typedef struct rsup_group_page {
  const char *library; /* version */
  const char *config_digest;
  rsup_instant as_of;
  int32_t floor; /* so many people at least must have a part in a count (policies, group_floor) */
  const rsup_group_count *const *counts; /* in the order of the config's lists */
  size_t count_count;
} rsup_group_page;
/** How to count together. Fields are only appended. Since 0.1. */
typedef struct rsup_group_milestones_options {
  uint32_t struct_size;   /* sizeof(rsup_group_milestones_options) */
  int32_t reserved;       /* zero */
  const uint8_t *permits; /* one per person, needed: 1 where that person lets the group count them.
                             Ask rsup_consent_decide(), what "milestones", of each */
  size_t permit_count;    /* as many as persons */
  const char *locale;     /* of the labels; NULL: "en" */
} rsup_group_milestones_options;

/** What the members of a group have reached together, by the config's `group_milestones`. Records
 * without a permit are not read, do not count and are not told of; nor are those of who has died or
 * withdrew. A member's days are those of the target that has the fewest; days that wait for a word
 * are in no total. Two answers about groups that differ by one member differ by that member's part:
 * ask about a group as it is, not about who is in it. The persons are of one config (else
 * RSUP_E_STATE), none is NULL, twice there, or in use by another thread. RSUP_E_ARGUMENT (no
 * permits), RSUP_E_OPTIONS, RSUP_E_MEMORY. The root of *out_result is a rsup_group_page. Since 0.1.
 */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_group_milestones(
    const rsup_person *const *persons, size_t n, rsup_instant now,
    const rsup_group_milestones_options *options, rsup_result **out_result, rsup_error *err);
/** The milestones at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_group_page *rsup_group_page_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
