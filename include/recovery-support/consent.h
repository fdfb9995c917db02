/** @file consent.h
 * Who may see what of a record, for which purpose, until when. Nobody but the person sees anything
 * without a consent in the record; a denial wins over any consent; nothing is ever given to legal
 * proceedings. What somebody may see comes as a record of its own, in which hidden looks like never
 * said. */
#ifndef RSUP_CONSENT_H
#define RSUP_CONSENT_H
#include "recovery-support/person.h"
#ifdef __cplusplus
extern "C" {
#endif

/** Where data came from. What a federally assisted programme made (42 CFR part 2) stays so in every
 * copy. */
enum { RSUP_ORIGIN_PART2 = 1, RSUP_ORIGIN_SELF = 2, RSUP_ORIGIN_OTHER = 3 };
/** "part2", "self", "other"; NULL for any other number. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_origin_name(int32_t origin);

/** Why a decision is so. It never speaks of what the person agreed with others. */
enum {
  RSUP_REASON_SELF = 1,      /* permit: the person asks for their own record */
  RSUP_REASON_CONSENT = 2,   /* permit: a consent covers it */
  RSUP_REASON_EMERGENCY = 3, /* permit: a consent covers emergency treatment (ETREAT) */
  RSUP_REASON_NO_CONSENT = 10,
  RSUP_REASON_NO_BREAK_GLASS = 11, /* no consent, and an emergency alone opens nothing */
  RSUP_REASON_WRONG_PURPOSE = 12,  /* consents to this actor name other purposes */
  RSUP_REASON_NOT_COVERED = 13,    /* they name other data; unlabelled data has to be named */
  RSUP_REASON_SENSITIVITY_NOT_COVERED = 14, /* they do not name a label that the data carries */
  RSUP_REASON_INCOMPLETE_PART2 = 15,        /* part 2 data or consent, and an element is missing */
  RSUP_REASON_GRANTOR_NOT_ENTITLED = 16,    /* given by nobody who may, or not yet, or no longer */
  RSUP_REASON_GUARDIAN_OVER_MAJORITY = 17,  /* a guardian's, and the person is of age */
  RSUP_REASON_NOT_YET = 18,
  RSUP_REASON_EXPIRED = 19,
  RSUP_REASON_REVOKED = 20,
  RSUP_REASON_DENIED_BY_RECORD = 21, /* the record holds a denial */
  RSUP_REASON_ROLE_TEMPLATE = 22,    /* more than the config lets this role see */
  RSUP_REASON_PURPOSE_TEMPLATE = 23, /* more than the config lets this purpose see */
  RSUP_REASON_LEGAL_NEVER = 24,
  RSUP_REASON_UNKNOWN_ROLE = 25,
  RSUP_REASON_UNKNOWN_PURPOSE = 26,
  RSUP_REASON_UNKNOWN_LABEL = 27,
  RSUP_REASON_UNKNOWN_WHAT = 28
};
/** "self", "consent", "no_consent" ...; NULL for any other number. Static. Any thread. Since 0.1.
 */
RSUP_API const char *rsup_consent_reason_name(int32_t reason);

/** What goes with a decision: bits (HL7 v3-ActCode). */
enum {
  RSUP_OBLIGATION_NORDSCLCD = 1,    /* do not disclose again without a consent */
  RSUP_OBLIGATION_REDACT = 2,       /* the record denies this actor a part: take it out */
  RSUP_OBLIGATION_PERSISTLABEL = 4, /* keep labels and origin with every copy */
  RSUP_OBLIGATION_PRIVMARK = 8,     /* show the marking; part 2: the notice of 2.32 */
  RSUP_OBLIGATION_MINEC = 16,       /* the minimum that is necessary */
  RSUP_OBLIGATION_NOAUTH = 32,      /* nothing to be disclosed without the person's authorization */
  RSUP_OBLIGATION_NORELINK = 64     /* research: do not find out who it is */
};
/** Name of one obligation bit: "NORDSCLCD" ...; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_obligation_name(uint32_t obligation);

/** How confidential the data of a question is (HL7 v3-Confidentiality). Nothing is below
 * restricted, what has no label included. */
enum { RSUP_CONFIDENTIALITY_RESTRICTED = 5, RSUP_CONFIDENTIALITY_VERY_RESTRICTED = 6 };
/** "R", "V"; NULL for any other number. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_confidentiality_name(int32_t confidentiality);

/** Who asks for what. Texts live with the caller. What a role or an actor says of themself the host
 * has to have checked. Since 0.1. */
typedef struct rsup_consent_question {
  uint32_t struct_size; /* sizeof(rsup_consent_question) */
  int32_t origin;       /* RSUP_ORIGIN_… of the data; 0: not from a part 2 programme */
  rsup_instant now;
  const char *actor;       /* a tie's id, an organisation's, or "self" (also the record's own id) */
  const char *role;        /* of the config's role_templates; not asked of the person */
  const char *purpose;     /* HL7 purpose of use: "SUPNWK", "TREAT" ...; the person's own: PATRQT */
  const char *const *what; /* "checkin", "checkin.mood", "milestones" ...; none: everything */
  size_t what_count;
  const char *const *labels; /* HL7 sensitivity of the data: "SUD", "PSY" ... */
  size_t label_count;
} rsup_consent_question;

/** A decision. Lives with the caller, the library writes all of it. Frozen. Since 0.1. */
typedef struct rsup_decision {
  int32_t permit;          /* 1 or 0 */
  int32_t reason;          /* RSUP_REASON_… */
  uint32_t obligations;    /* RSUP_OBLIGATION_… */
  int32_t confidentiality; /* RSUP_CONFIDENTIALITY_… */
  char consent_id[104];    /* of the consent that the reason speaks of; "" when none */
} rsup_decision;

/** Decide one question from the record's consents and the config's templates. Total: every question
 * gets a decision, also one with names that nobody knows (a denial). Pure, allocates nothing. One
 * consent must cover the whole question. A revocation, a denial or an end that the record knows
 * counts, whenever it learned of it. A denial marked `silent`, or a silent revocation, reads as if
 * there had been no consent. On error *out is a denial. RSUP_E_ARGUMENT, RSUP_E_OPTIONS.
 * Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_consent_decide(const rsup_person *person,
                                                         const rsup_consent_question *question,
                                                         rsup_decision *out, rsup_error *err);

/** A record of what the actor may see, to be asked and freed like any other: what consents, role
 * and purpose all allow, entry by entry, field by field. It is independent of `person`. The
 * consents, what was superseded, retracted or erased, and what this version can't use are never in
 * it; the person ("self") gets a whole copy. An actor who may see nothing gets a record of nothing.
 * `question->what` (none: everything) narrows it; `labels` and `origin` are not read, entries carry
 * their own. RSUP_E_UNKNOWN_NAME for a role, purpose or `what` that nobody knows, RSUP_E_CONSENT
 * for legal proceedings, RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_consent_view(const rsup_person *person,
                                                       const rsup_consent_question *question,
                                                       rsup_person **out_view, rsup_error *err);

/** Whether two users may be shown as each other's ties. Lives with the caller. Frozen. Since 0.1.
 */
typedef struct rsup_link {
  int32_t linked;  /* 1: each has a current tie to the other and consents to the link */
  char a_tie[104]; /* the tie in a's record that is b; "" unless linked */
  char b_tie[104];
} rsup_link;
/** Join two records that name each other (`person` of a tie), when each holds a consent to the
 * other that names `link`, for SUPNWK. Nothing is copied: when one side erases, ends the tie or
 * revokes, the two are no longer linked, and the other's own words stay as they are. Allocates
 * nothing. RSUP_E_ARGUMENT. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_consent_link(const rsup_person *a, const rsup_person *b,
                                                       rsup_instant now, rsup_link *out,
                                                       rsup_error *err);

#ifdef __cplusplus
}
#endif
#endif
