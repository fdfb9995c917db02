/* The words that consents, templates and label rules are written in: sensitivity labels, purposes
 * of use, and names of what can be shown. Labels and purposes are HL7's (v3-ActCode,
 * v3-ActReason). */
#ifndef RSUPI_CONSENT_WORDS_H
#define RSUPI_CONSENT_WORDS_H
#include "core/names.h"
#include "recovery-support/config.h"

/* Both are bits 1 << value; bit 0 stands for a word that nobody knows. */
enum { RSUPI_WORD_UNKNOWN = 1, RSUPI_LABEL_SUD = 1, RSUPI_LABEL_PSYTHPN = 6 };
enum {
  RSUPI_PURPOSE_TREAT = 1,
  RSUPI_PURPOSE_ETREAT,
  RSUPI_PURPOSE_BTG,
  RSUPI_PURPOSE_CAREMGT,
  RSUPI_PURPOSE_HPAYMT,
  RSUPI_PURPOSE_HOPERAT,
  RSUPI_PURPOSE_HRESCH,
  RSUPI_PURPOSE_CLINTRCH,
  RSUPI_PURPOSE_PATRQT,
  RSUPI_PURPOSE_FAMRQT,
  RSUPI_PURPOSE_PWATRNY,
  RSUPI_PURPOSE_PUBHLTH,
  RSUPI_PURPOSE_HLEGAL,
  RSUPI_PURPOSE_SUPNWK
};
extern const rsupi_name rsupi_label_names[], rsupi_purpose_names[];
uint32_t rsupi_word_bits(const rsupi_name *names, const char *const *words, size_t count);

/* The labels of a kind of data, as bits; 0 when no rule speaks of it. */
uint32_t rsupi_config_labels(const rsup_config *config, const char *data);

/* Where a piece of data came from; the public RSUP_ORIGIN_… */
enum { RSUPI_ORIGIN_PART2 = 1, RSUPI_ORIGIN_SELF, RSUPI_ORIGIN_OTHER };
extern const rsupi_name rsupi_origin_names[];

/* ---- what can be shown
 *
 * "checkin", or one item of it: "checkin.mood". A name stands under another ("milestones" under
 * "recovery"), and covers what stands under it. "all" covers everything but what is about other
 * people, which has to be named. */

int rsupi_what_known(const char *what);
/* A consent to one of these covers `asked`. */
int rsupi_what_covers(const char *const *given, size_t count, const char *asked);
/* A template that lists these lets `asked` through: the same, but "all" is really all. */
int rsupi_what_within(const char *const *given, size_t count, const char *asked);
/* A denial of `denied` touches `asked`: the one lies in the other, or `asked` is worked out from
 * what is denied (milestones rest on days of use, setbacks and check-ins). */
int rsupi_what_touches(const char *denied, const char *asked);
#endif
