/** @file safety.h
 * The floor. Calls that take answers, check-ins or signs fill a rsup_safety before anything can
 * fail, and crisis lines need no config, no person and no memory. Nothing here ever says that risk
 * is low or absent. */
#ifndef RSUP_SAFETY_H
#define RSUP_SAFETY_H
#include "recovery-support/core.h"
#ifdef __cplusplus
extern "C" {
#endif

/** How a host must treat what was handed in. There is no level that means "safe". Higher numbers
 * ask for more. */
enum {
  RSUP_SAFETY_NONE_REPORTED =
      1, /* nothing in this call was a safety sign; it says nothing about the person */
  RSUP_SAFETY_REVIEW = 2, /* somebody should look: a safety item without an answer, or a call that
                             did not go through */
  RSUP_SAFETY_URGENT = 3  /* show crisis lines now, and ask the person */
};
/** Signs, as bits. */
enum {
  RSUP_SIGN_SELF_HARM_ANSWER = 1,       /* an answer about self-harm above "not at all" */
  RSUP_SIGN_SAFETY_ITEM_UNANSWERED = 2, /* a safety item was shown, and has no answer */
  RSUP_SIGN_OVERDOSE = 4,               /* an overdose was reported */
  RSUP_SIGN_UNSAFE_AT_HOME = 8,         /* somebody does not feel safe where they live */
  RSUP_SIGN_PLAN_TRIGGER = 16,          /* a sign that the person's own plan names */
  RSUP_SIGN_CALL_FAILED = 32            /* what was handed in could not be read to its end */
};
/** What the answers handed to a call reported. Lives with the caller, written whole by the library.
 * Frozen. Since 0.1. */
typedef struct rsup_safety {
  int32_t level;     /* RSUP_SAFETY_… */
  uint32_t signs;    /* RSUP_SIGN_… */
  char reserved[24]; /* zero */
} rsup_safety;
/** "none_reported", "review", "urgent"; NULL for any other number. Static. Any thread. Since 0.1.
 */
RSUP_API const char *rsup_safety_level_name(int32_t level);
/** Name of one sign bit: "self_harm_answer", "safety_item_unanswered", "overdose",
 * "unsafe_at_home", "plan_trigger", "call_failed"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_sign_name(uint32_t sign);

/** A line to call or write to. Since 0.1. */
typedef struct rsup_crisis_line {
  const char *id;      /* "us-988" */
  const char *region;  /* ISO 3166-1 ("US"), 3166-2 ("US-NY"), or "*" for any place */
  const char *name;    /* in the line's own words */
  const char *purpose; /* "emergency", "suicide_and_crisis", "directory" ... */
  const char *dial;    /* as dialled there, short codes included: "988"; NULL when there is none */
  const char *sms;     /* "741741"; NULL */
  const char *sms_keyword; /* "HOME"; NULL */
  const char *chat;        /* a URL; NULL */
  const char *hours;       /* "24/7", or as the line says */
  const char *languages;   /* "en es" */
  const char *verified_on; /* "2026-11-20": when somebody looked at the source */
  const char *source;      /* public page it was read from */
  int32_t verified; /* 1: read at the line's own page; 0: from a cited public directory only */
  int32_t free;     /* 1: costs the caller nothing; 0: it may; INT32_MIN: the source does not say */
  const char *zone; /* IANA zone of `hours`, "Europe/Berlin"; NULL where they are "24/7" or none */
} rsup_crisis_line;
/** Lines for a region (ISO 3166-1 or -2, NULL: unknown), nearest first; a region we know nothing
 * of, or that ISO 3166 does not know, gets the rule for the local emergency number and an
 * international directory, never another country's line. Sets *out_lines to a static array and
 * returns its length, never 0. Cannot fail; no config, no person, no memory; any thread. A config
 * can add lines, never remove these. Since 0.1. */
RSUP_API size_t rsup_crisis_lines(const char *region, const rsup_crisis_line *const **out_lines);
/** The same for one need: the lines of that purpose only ("suicide_and_crisis"; NULL: all). A need
 * that no line of the region is for gets all of them. Never 0; static; cannot fail; any thread.
 * Since 0.1. */
RSUP_API size_t rsup_crisis_lines_for(const char *region, const char *purpose,
                                      const rsup_crisis_line *const **out_lines);
/** How many days before `day` somebody looked at the line's source; INT32_MIN when line, day or its
 * date have no value. More than 365 is stale: look again. Any thread. Since 0.1. */
RSUP_API int32_t rsup_crisis_line_age_days(const rsup_crisis_line *line, rsup_day day);
/** The description of a crisis line, for bindings that walk records. Static. Since 0.1. */
RSUP_API const rsup_record_type *rsup_crisis_line_type(void);

/** A notice that goes with a result. Since 0.1. */
typedef struct rsup_notice {
  const char *id;       /* "not_an_emergency_service", "safety_review", "safety_urgent" ... */
  int32_t level;        /* RSUP_SAFETY_… when it is a safety notice, else 0 */
  const char *text;     /* from the config, in the asked locale */
  const char *discreet; /* for a lock screen: says nothing about health */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_notice;

#ifdef __cplusplus
}
#endif
#endif
