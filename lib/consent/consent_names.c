/* Names of what decisions consist of. */
#include "config/consent_words.h"
#include "recovery-support/consent.h"

_Static_assert((int)RSUP_ORIGIN_PART2 == (int)RSUPI_ORIGIN_PART2 &&
                   (int)RSUP_ORIGIN_OTHER == (int)RSUPI_ORIGIN_OTHER,
               "one numbering");

static const rsupi_name reason_names[] = {
    {"self", RSUP_REASON_SELF},
    {"consent", RSUP_REASON_CONSENT},
    {"emergency", RSUP_REASON_EMERGENCY},
    {"no_consent", RSUP_REASON_NO_CONSENT},
    {"no_break_glass", RSUP_REASON_NO_BREAK_GLASS},
    {"wrong_purpose", RSUP_REASON_WRONG_PURPOSE},
    {"not_covered", RSUP_REASON_NOT_COVERED},
    {"sensitivity_not_covered", RSUP_REASON_SENSITIVITY_NOT_COVERED},
    {"incomplete_part2", RSUP_REASON_INCOMPLETE_PART2},
    {"grantor_not_entitled", RSUP_REASON_GRANTOR_NOT_ENTITLED},
    {"guardian_over_majority", RSUP_REASON_GUARDIAN_OVER_MAJORITY},
    {"not_yet", RSUP_REASON_NOT_YET},
    {"expired", RSUP_REASON_EXPIRED},
    {"revoked", RSUP_REASON_REVOKED},
    {"denied_by_record", RSUP_REASON_DENIED_BY_RECORD},
    {"role_template", RSUP_REASON_ROLE_TEMPLATE},
    {"purpose_template", RSUP_REASON_PURPOSE_TEMPLATE},
    {"legal_never", RSUP_REASON_LEGAL_NEVER},
    {"unknown_role", RSUP_REASON_UNKNOWN_ROLE},
    {"unknown_purpose", RSUP_REASON_UNKNOWN_PURPOSE},
    {"unknown_label", RSUP_REASON_UNKNOWN_LABEL},
    {"unknown_what", RSUP_REASON_UNKNOWN_WHAT},
    {NULL, 0}};

static const rsupi_name obligation_names[] = {{"NORDSCLCD", RSUP_OBLIGATION_NORDSCLCD},
                                              {"REDACT", RSUP_OBLIGATION_REDACT},
                                              {"PERSISTLABEL", RSUP_OBLIGATION_PERSISTLABEL},
                                              {"PRIVMARK", RSUP_OBLIGATION_PRIVMARK},
                                              {"MINEC", RSUP_OBLIGATION_MINEC},
                                              {"NOAUTH", RSUP_OBLIGATION_NOAUTH},
                                              {"NORELINK", RSUP_OBLIGATION_NORELINK},
                                              {NULL, 0}};

static const rsupi_name confidentiality_names[] = {
    {"R", RSUP_CONFIDENTIALITY_RESTRICTED}, {"V", RSUP_CONFIDENTIALITY_VERY_RESTRICTED}, {NULL, 0}};

const char *rsup_origin_name(int32_t origin) {
  return rsupi_name_of(rsupi_origin_names, origin);
}

const char *rsup_consent_reason_name(int32_t reason) {
  return rsupi_name_of(reason_names, reason);
}

const char *rsup_obligation_name(uint32_t obligation) {
  return obligation > INT32_MAX ? NULL : rsupi_name_of(obligation_names, (int32_t)obligation);
}

const char *rsup_confidentiality_name(int32_t confidentiality) {
  return rsupi_name_of(confidentiality_names, confidentiality);
}
