/** @file network.h
 * The support network: who is there, what they give, what is missing, and how it changes. Whom to
 * call is in network_reach.h, sponsors and mentors in network_mentors.h. The guide defines every
 * measure, also for nobody and for one person: docs/guide/support-network.md. */
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
  const char *next_step; /* text id of what one could do; the gap to speak of today has one, the
                            others none */
  const char *text;      /* its words from the config */
  double weight;         /* of the rule; of ties gone quiet, half of it and more the closer they
                            were; higher ranks first */
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

/* ---- measures */

/** Options of rsup_person_network(). Zero is the default of each. Since 0.1. */
typedef struct rsup_network_options {
  uint32_t struct_size;
  int32_t stale_days;           /* a tie without contact for longer is not current; the config's */
  int32_t contact_days;         /* window of contacts, today included; the config's */
  int32_t reserved;             /* zero */
  const rsup_instant *known_at; /* now */
} rsup_network_options;

/** People of one role, stream, source, kind of support or shared experience. Since 0.1. */
typedef struct rsup_network_tally {
  const char *id;          /* "sponsor", "family", "emotional" */
  rsup_measure people;     /* how many; those of whom it is not known may be of it or not */
  const char *const *ties; /* those known to be, by id */
  size_t tie_count;
} rsup_network_tally;

/** A kind of support that one person alone is known to give. Since 0.1. */
typedef struct rsup_one_giver {
  const char *kind;
  const char *tie;
  int32_t unknown; /* others of whom nobody said what they give */
} rsup_one_giver;

/** What would change if one person were not there. Since 0.1. */
typedef struct rsup_absence {
  const char *tie;
  const char *const *kinds; /* that nobody else is known to give */
  size_t kind_count;
  const char *const *sources; /* that would have nobody */
  size_t source_count;
  const char *const *streams; /* that would have nobody */
  size_t stream_count;
  rsup_measure contact_share; /* of the contacts in the window */
  rsup_measure components;    /* of those who would remain */
  rsup_measure density;
} rsup_absence;

/** The shape of the network: of the people in it and of who knows whom. Formulas and their values
 * for nobody and for one person: docs/guide/network-measures.md (Burt 1992). Since 0.1. */
typedef struct rsup_network_shape {
  const char *id; /* "ties" (each weighs 1), or "weighted" (closeness, and weights of pairs) */
  rsup_measure density;    /* pairs tied / pairs */
  rsup_measure components; /* groups that hang together without the person */
  rsup_measure isolates;   /* people whom no other knows */
  rsup_measure effective_size, efficiency, constraint, hierarchy; /* Burt */
} rsup_network_shape;

/** Measures of one set of people. Shares are of those of whom it is known, with low and high for
 * the others either way; not applicable when there is nobody. Since 0.1. */
typedef struct rsup_network_part {
  const char *id;          /* "all", "current", "i_support" */
  const char *const *ties; /* who is in it, by id */
  size_t tie_count;
  rsup_measure size;                      /* people */
  const rsup_network_tally *const *roles; /* that somebody has, by id */
  size_t role_count;
  const rsup_network_tally *const *streams; /* personal, professional, peer, community */
  size_t stream_count;
  const rsup_network_tally *const *sources; /* peer group, family, professional, community */
  size_t source_count;
  const rsup_network_tally *const *kinds; /* of the config */
  size_t kind_count;
  rsup_measure closeness, importance, satisfaction, strain; /* means, 0 to 1 */
  rsup_measure daily_contact;     /* people in daily contact, as the person said */
  rsup_measure reciprocity;       /* share of ties that go both ways */
  rsup_measure supporting;        /* share whose stance is "supports" */
  rsup_measure making_use_easier; /* share whose stance is "makes_use_easier" */
  rsup_measure using_share;       /* share who use */
  rsup_measure in_recovery;       /* share who are in recovery */
  rsup_measure abstaining;        /* share in recovery or not using */
  rsup_measure former_associates; /* share with whom the person used */
  rsup_measure support_balance;   /* (S - U) / (S + U), -1 to 1: S support recovery, U use */
  rsup_measure ei_index;          /* (E - I) / (E + I), -1 to 1: I like the person in recovery or
                                     not, E unlike (Krackhardt & Stern 1988) */
  rsup_measure stream_blau, stream_iqv; /* 1 - sum of p squared; times k / (k - 1) (Blau 1977) */
  rsup_measure source_blau, source_iqv;
  rsup_measure contacts;     /* in the window, as logged */
  rsup_measure contact_hhi;  /* sum of squared shares of the contacts by person, 0 to 1 */
  rsup_measure family_share; /* share of the contacts with family */
  rsup_measure homophily;    /* share of people with an experience that the person has */
  const rsup_network_tally *const *experiences; /* the person's own, and who shares them */
  size_t experience_count;
  const rsup_one_giver *const *one_givers;
  size_t one_giver_count;
  const rsup_absence *const *absences; /* one per person; none above 200 people */
  size_t absence_count;
  const rsup_network_shape *const *shapes; /* "ties" and "weighted"; none above 2000 people */
  size_t shape_count;
} rsup_network_part;

/** What somebody does that supports recovery or makes use easier: the checklist. Since 0.1. */
typedef struct rsup_behaviours {
  const char *tie;
  rsup_measure supporting; /* share of what supports among what was seen and is not unclear */
  rsup_measure earlier;    /* the same of the marks before trend_days * trend_steps */
  int32_t supports, makes_use_easier; /* seen: yes */
  int32_t unclear;                    /* marks that are, or whose behaviour is */
} rsup_behaviours;

/** How a tie with somebody of the family went. Since 0.1. */
typedef struct rsup_family_tie {
  const char *tie;
  rsup_day from, until; /* first and last day of which something is said; no value: never */
  rsup_measure closeness, satisfaction, strain; /* change from first to last */
} rsup_family_tie;

/** A module of family education. Since 0.1. */
typedef struct rsup_family_module {
  const char *module;
  int32_t sessions;
  int32_t completed; /* 1 or 0 */
  rsup_day last;
} rsup_family_module;

/** Family: who is there and what they do are two numbers, not one. Since 0.1. */
typedef struct rsup_family {
  rsup_measure people;     /* family who help me; not known when nobody asked */
  rsup_measure household;  /* who live with the person */
  rsup_measure structural; /* share of them who are near: live with me, or contact that is not
                              stale; 0 when there is nobody */
  rsup_measure functional; /* share of the config's kinds of support that one of them gives */
  const rsup_behaviours *const *behaviours;
  size_t behaviour_count;
  const rsup_family_tie *const *ties;
  size_t tie_count;
  const rsup_family_module *const *modules;
  size_t module_count;
  int32_t education, workshops, therapy, exercises; /* sessions of each kind */
} rsup_family;

/** Important People and Drug and Alcohol interview (PhenX 590202; Groh et al. 2007), of the people
 * in `all`. Since 0.1. */
typedef struct rsup_ipda {
  rsup_measure size;            /* people */
  rsup_measure daily_size;      /* in daily contact */
  rsup_measure importance;      /* mean, 0 to 1 */
  rsup_measure use_by_contact;  /* mean of use (0, 1/3, 2/3, 1) times contact days a week / 7 */
  rsup_measure heavy_share;     /* share who use heavily */
  rsup_measure abstainer_share; /* share who do not use or are in recovery */
  rsup_measure recovery_share;  /* share who are in recovery */
  rsup_measure support_for_use; /* share who make use easier */
  rsup_measure support_for_abstinence; /* share who support recovery */
} rsup_ipda;

/** Social Identity Mapping in Addiction Recovery: groups the person belongs to today (Beckwith et
 * al. 2019). Since 0.1. */
typedef struct rsup_sim_ar {
  rsup_measure groups;
  rsup_measure importance;        /* mean, 0 to 1 */
  rsup_measure heavy_use_share;   /* share of groups whose members mostly use heavily */
  rsup_measure using_share;       /* heavily, lightly or mixed */
  rsup_measure non_using_share;   /* not, or in recovery */
  rsup_measure in_recovery_share; /* in recovery */
} rsup_sim_ar;

/** One step of a trend of giving and receiving. Since 0.1. */
typedef struct rsup_giving {
  rsup_day from, until; /* [from, until) */
  int32_t gave, received;
  rsup_measure share; /* gave / (gave + received), contacts that were both in both */
} rsup_giving;

/** Step work. Since 0.1. */
typedef struct rsup_step {
  const char *step;
  int32_t done;    /* 1 or 0: begun */
  rsup_day on;     /* last word about it */
  const char *tie; /* with whom; NULL */
} rsup_step;

/** An organisation. Since 0.1. */
typedef struct rsup_organisation {
  const char *id, *kind;
  const char *const *services;
  size_t service_count;
} rsup_organisation;

/** All measures of a support network. Since 0.1. */
typedef struct rsup_network_measures {
  rsup_day today;
  const rsup_network_part *const *parts; /* all, current, i_support */
  size_t part_count;
  int32_t stale;             /* people in all and not in current */
  int32_t never_contacted;   /* people in all with whom no contact is recorded: not stale */
  rsup_measure giving_share; /* of ties whose direction is known: (given) / (given + received) */
  const rsup_giving *const *giving; /* oldest first */
  size_t giving_count;
  const rsup_family *family;
  const rsup_ipda *ipda;
  const rsup_sim_ar *sim_ar;
  rsup_measure quiet_days; /* share of the days of the window without a recorded contact or
                              meeting; low is 0: what nobody wrote down may have been */
  rsup_measure belonging;  /* share of the last 12 weeks with a meeting or time with others, as
                              recorded; no questionnaire is mixed in */
  const rsup_step *const *steps;
  size_t step_count;
  const rsup_organisation *const *organisations; /* that are current */
  size_t organisation_count;
  const rsup_reason *const *reasons; /* what was left out, and why */
  size_t reason_count;
} rsup_network_measures;

/** All measures of a person's network as of `now`. `options` may be NULL. The order of ties and
 * their ids change no bit of any measure. The root of *out_result is a rsup_network_measures.
 * RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_RANGE (days below zero), RSUP_E_TIME (a record without a
 * zone), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_network(const rsup_person *person,
                                                         rsup_instant now,
                                                         const rsup_network_options *options,
                                                         rsup_result **out_result, rsup_error *err);
/** The measures at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_network_measures *rsup_network_measures_get(const rsup_result *result);

/* ---- change */

/** A tie that changed. Since 0.1. */
typedef struct rsup_tie_change {
  const char *tie;
  const char *what;     /* "closeness", "stance", "roles", ... */
  double before, after; /* of numbers; no value otherwise */
} rsup_tie_change;

/** A programme that ended between the two moments, and the bonds that began in it. Since 0.1. */
typedef struct rsup_programme_bonds {
  const char *programme; /* id of a setting, a level of care, or a group */
  rsup_day ended;        /* its last day */
  int32_t bonds;         /* ties that began in it */
  int32_t outlived;      /* of them, those that stand at the second moment */
} rsup_programme_bonds;

/** A network at two moments: the people who help me. Since 0.1. */
typedef struct rsup_network_change {
  rsup_day from, until; /* local days of the two moments */
  const char *const *added;
  size_t added_count;
  const char *const *lost; /* ended, died, or no more in a role that helps me */
  size_t lost_count;
  const char *const *kept;
  size_t kept_count;
  const rsup_tie_change *const *changed;
  size_t changed_count;
  rsup_measure turnover;  /* (added + lost) / (people before + people after), 0 to 1 */
  rsup_measure stability; /* kept / (kept + added + lost), 0 to 1 (Jaccard) */
  const rsup_programme_bonds *const *programmes;
  size_t programme_count;
} rsup_network_change;

/** Options of rsup_person_network_change(). Zero is the default of each. Since 0.1. */
typedef struct rsup_network_change_options {
  uint32_t struct_size;
  int32_t reserved;             /* zero */
  const rsup_instant *known_at; /* b: of ties, what is known then about both moments */
} rsup_network_change_options;

/** What changed from moment `a` to moment `b`. A tie counts at a moment from the day it began
 * (`since`, else its first dated status, else its first dated role, else always); values are those
 * said of the day. `options` may be NULL. The root of *out_result is a rsup_network_change.
 * RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_RANGE (a after b), RSUP_E_TIME (a record without a zone),
 * RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_network_change(
    const rsup_person *person, rsup_instant a, rsup_instant b,
    const rsup_network_change_options *options, rsup_result **out_result, rsup_error *err);
/** The change at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_network_change *rsup_network_change_get(const rsup_result *result);

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
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_network_gaps(
    const rsup_person *person, rsup_instant now, const rsup_network_gaps_options *options,
    rsup_result **out_result, rsup_error *err);
/** The gaps at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_network_gaps *rsup_network_gaps_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
