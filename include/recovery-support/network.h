/** @file network.h
 * The support network: who is there, what is missing, how it changes, and who can be reached now.
 * The guide defines every measure, also for nobody and for one person:
 * docs/guide/support-network.md.
 */
#ifndef RSUP_NETWORK_H
#define RSUP_NETWORK_H
#include "recovery-support/person.h"
#ifdef __cplusplus
extern "C" {
#endif

/** Ties of one stream or source. Since 0.1. */
typedef struct rsup_network_group {
  const char *id;          /* "personal", "family" */
  int32_t people;          /* current ties that help me (or both) */
  const char *const *ties; /* their ids in the record */
  size_t tie_count;
  rsup_day last_contact; /* with any of them; no value when none is recorded */
  int32_t asked; /* 1: the record asked for this group; 0: it never did (then nobody is no gap) */
} rsup_network_group;

/** Something missing, by a rule of the config. Since 0.1. */
typedef struct rsup_gap {
  const char *id;        /* of the coverage rule, with what it looked at: "source/family" */
  const char *rule;      /* id of the coverage rule */
  const char *next_step; /* text id of what one could do; the gap that ranks first has one, the
                            others none */
  const char *text;      /* its words from the config */
  double weight;         /* of the rule; higher ranks first */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_gap;

/** Part 4 of the day picture. Shares are of the current ties that help me: among those of whom it
 * is known, with low and high for the others as no and as yes; not applicable when there are none.
 * Since 0.1. */
typedef struct rsup_network {
  int32_t people;                           /* current ties that help me */
  int32_t i_support;                        /* current ties whom I support */
  const rsup_network_group *const *streams; /* personal, professional, peer, community */
  size_t stream_count;
  const rsup_network_group *const *sources; /* peer group, family, professional, community */
  size_t source_count;
  rsup_measure supporting;     /* share, 0 to 1, whose stance is "supports" */
  rsup_measure using_share;    /* share, 0 to 1, who use */
  rsup_measure in_recovery;    /* share, 0 to 1, who are in recovery */
  const rsup_gap *const *gaps; /* ranked; a person with two or fewer known ties gets one */
  size_t gap_count;
  int32_t not_asked; /* rules that could not be judged because nobody was asked */
} rsup_network;

/** Somebody who can be reached now. Since 0.1. */
typedef struct rsup_reach {
  const char *tie; /* id in the person's record */
  double score;    /* points; higher comes first within those known to support recovery, who stand
                      before all others, and within the others */
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

/* ---- gaps and suggestions */

/** Options of rsup_person_network_gaps(). Zero is the default of each. Since 0.1. */
typedef struct rsup_network_gaps_options {
  uint32_t struct_size;
  int32_t reserved;             /* zero */
  const rsup_instant *known_at; /* now */
  const char *locale;           /* of the words; "en" */
} rsup_network_gaps_options;

/** What is missing, and the one thing to suggest today. Since 0.1. */
typedef struct rsup_network_gaps {
  const rsup_gap *const *gaps; /* ranked, as in the day picture */
  size_t gap_count;
  const rsup_gap *suggestion; /* the gap to speak of today; NULL: none is left for today */
  int32_t not_asked;          /* rules that could not be judged because nobody was asked */
} rsup_network_gaps;

/** Gaps by the coverage rules of the config, as of `now`, and at most one suggestion per local day.
 * `options` may be NULL. The root of *out_result is a rsup_network_gaps. RSUP_E_ARGUMENT,
 * RSUP_E_OPTIONS, RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status
rsup_person_network_gaps(const rsup_person *person, const rsup_network_gaps_options *options,
                         rsup_instant now, rsup_result **out_result, rsup_error *err);
/** The gaps at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_network_gaps *rsup_network_gaps_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
