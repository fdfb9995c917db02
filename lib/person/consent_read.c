/* What the tables can't say about consents: words of three vocabularies, and the nine elements of a
 * consent under 42 CFR part 2. And the labels that any entry may carry. */
#include "config/consent_words.h"
#include "person/entry.h"
#include <string.h>

static rsup_status unknown_word(rsupi_reader *reader, const rsupi_node *node, const char *key,
                                const char *message) {
  return rsupi_leave_out_part(reader, rsupi_node_get(node, key), RSUP_E_UNKNOWN_NAME, message);
}

rsup_status rsupi_read_labels(rsupi_reader *reader, const rsupi_node *node, rsupi_told *told) {
  told->label_bits = rsupi_word_bits(rsupi_label_names, told->labels, told->label_count);
  if (!(told->label_bits & RSUPI_WORD_UNKNOWN)) return RSUP_OK;
  return unknown_word(reader, node, "labels",
                      "a sensitivity label nobody knows: only the person sees the entry");
}

/* ---- words */

static void read_words(rsupi_consent *consent) {
  uint32_t labels = 0;
  for (size_t i = 0; i < consent->sensitivity_count; i++) {
    if (strcmp(consent->sensitivity[i], "all") == 0)
      consent->all_labels = 1;
    else
      labels |= rsupi_word_bits(rsupi_label_names, &consent->sensitivity[i], 1);
  }
  consent->labels = labels;
  consent->purposes =
      rsupi_word_bits(rsupi_purpose_names, consent->purpose, consent->purpose_count);
  for (size_t i = 0; i < consent->what_count; i++)
    consent->unknown_what |= !rsupi_what_known(consent->what[i]);
}

/* A permit does not reach as far as its unknown words; a denial reaches everything. */
static rsup_status check_words(rsupi_reader *reader, const rsupi_node *node,
                               const rsupi_consent *consent) {
  rsup_status status = RSUP_OK;
  if (consent->unknown_what)
    status = unknown_word(reader, node, "what", "nothing that can be shown goes by this name");
  if (!status && (consent->labels & RSUPI_WORD_UNKNOWN))
    status = unknown_word(reader, node, "sensitivity", "a sensitivity label nobody knows");
  if (!status && (consent->purposes & RSUPI_WORD_UNKNOWN))
    status = unknown_word(reader, node, "purpose", "a purpose of use nobody knows");
  return status;
}

/* ---- 42 CFR part 2 */

/* Treatment, payment and operations may have no end (2.31(a)(7)). */
static int may_lack_end(const rsupi_consent *consent) {
  const uint32_t tpo = UINT32_C(1) << RSUPI_PURPOSE_TREAT | UINT32_C(1) << RSUPI_PURPOSE_HPAYMT |
                       UINT32_C(1) << RSUPI_PURPOSE_HOPERAT;
  return consent->purposes && !(consent->purposes & ~tpo);
}

static int has_end(const rsupi_consent *consent) {
  if (consent->until != RSUPI_NO_DAY) return 1;
  if (!consent->until_event) return 0;
  return strcmp(consent->until_event, "none") != 0 || may_lack_end(consent);
}

static int is_said(const char *text) {
  return text && *text;
}

#define LACKS(KEY) "a consent under 42 CFR part 2 needs \"" KEY "\" (2.31(a))"
static const char *missing_element(const rsupi_consent *consent) {
  if (!is_said(consent->patient)) return LACKS("patient");
  if (!is_said(consent->discloser)) return LACKS("discloser");
  if (!consent->what_count) return LACKS("what");
  if (!is_said(consent->to)) return LACKS("to");
  if (!consent->purpose_count) return LACKS("purpose");
  if (consent->right_to_revoke != 1) return LACKS("right_to_revoke");
  if (!has_end(consent)) return LACKS("until");
  if (!is_said(consent->signature)) return LACKS("signature");
  if (consent->signed_on == RSUPI_NO_DAY) return LACKS("signed_on");
  return NULL;
}

rsup_status rsupi_finish_consent(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_consent *const consent = bound;
  if (!consent->effect) consent->effect = RSUPI_EFFECT_PERMIT;
  consent->silent = consent->silent == 1;
  read_words(consent);
  const rsup_status status = check_words(reader, node, consent);
  if (status || rsupi_origin_of(&consent->head) != RSUPI_ORIGIN_PART2) return status;
  consent->missing = missing_element(consent);
  if (!consent->missing || consent->effect == RSUPI_EFFECT_DENY) return RSUP_OK;
  return rsupi_leave_out_part(reader, node, RSUP_E_CONSENT, consent->missing);
}
