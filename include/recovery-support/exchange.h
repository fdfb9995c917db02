/** @file exchange.h
 * What other systems send and take. So far: answers to a questionnaire as a FHIR R4
 * QuestionnaireResponse (https://hl7.org/fhir/R4/questionnaireresponse.html). docs/guide/fhir.md
 * has the whole mapping. What is not understood is refused: an answer that nobody read is no "not
 * at all". */
#ifndef RSUP_EXCHANGE_H
#define RSUP_EXCHANGE_H
#include "recovery-support/instrument.h"
#ifdef __cplusplus
extern "C" {
#endif

/** An answer as it was read. Since 0.1. */
typedef struct rsup_fhir_answer {
  const char *item; /* id in the definition */
  int32_t value;    /* one of the item's own set */
} rsup_fhir_answer;
/** A score that the response brings along, beside the same one worked out from its answers.
 * Since 0.1. */
typedef struct rsup_fhir_carried {
  const char *score;         /* id in the definition */
  const char *link_id;       /* as in the response */
  double carried;            /* no value for a score that is rules */
  const char *carried_rule;  /* its code, for a score that is rules; NULL */
  double computed;           /* no value when the answers give none, and for rules */
  const char *computed_rule; /* NULL when the answers give none, and for a number */
  int32_t matches; /* 1: the very same; 0: they differ; no value: the answers give none, or the code
                      is not one of the rules' own */
} rsup_fhir_carried;
/** A QuestionnaireResponse, read and scored. Since 0.1. */
typedef struct rsup_fhir_response {
  const char *instrument;    /* id */
  const char *questionnaire; /* what it says it answers: a canonical URL, often with |version, or
                                that of a form; NULL */
  const char *status;        /* "completed", "in-progress", "amended" */
  rsup_instant authored;     /* no value when less is known than a time */
  rsup_day on; /* day of the answers, as written there; no value when less is known than a day */
  const rsup_fhir_answer *const *answers; /* in the order of the definition, without blanks */
  size_t answer_count;
  const rsup_fhir_carried *const *carried; /* in the order of the response */
  size_t carried_count;
  const rsup_assessment *assessment; /* as rsup_instrument_score() gives it */
} rsup_fhir_response;
/** Read a QuestionnaireResponse (FHIR R4, JSON, `len` bytes; `source` names it in errors) for an
 * instrument, and score its answers (`options` as of rsup_instrument_score(), NULL: none).
 *
 * `out_safety` (may be NULL) is set first, from every answer that can be read, whatever is wrong
 * with the rest; a call that does not go through asks for review at least.
 *
 * linkIds are an item's id or its LOINC code, alone or after the last "/"; those of a score's id,
 * LOINC or SNOMED code carry that score: it is worked out anew and both are reported. An answer is
 * valueCoding, valueBoolean, valueInteger or valueDecimal, and one of the item's own set; an absent
 * one, or one with a data-absent-reason, is a blank. Any other type of value, an unknown code, an
 * answer to an unknown item, two answers to one item, a modifier extension and a status other than
 * completed, in-progress and amended refuse the whole, with line, column and path
 * ("item[3].answer[0].valueCoding"), never with what was answered. The first in the text is the
 * error; `out_report` may be NULL, and when given it lists all of them, a line each, also after an
 * error, and is freed with rsup_result_free(). RSUP_E_SYNTAX, RSUP_E_ENCODING,
 * RSUP_E_LIMIT, RSUP_E_FORMAT (no QuestionnaireResponse), RSUP_E_SCHEMA, RSUP_E_RANGE (not one of
 * the item's answers, an unknown code), RSUP_E_NOT_SCORED (its status; answers that contradict each
 * other), RSUP_E_TIME, RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_UNKNOWN_NAME (no such profile),
 * RSUP_E_MEMORY. The result's root is a rsup_fhir_response; it holds the
 * instrument. Any thread. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_fhir_questionnaire_response(
    const rsup_instrument *instrument, const char *source, const char *text, size_t len,
    const rsup_score_options *options, rsup_safety *out_safety, rsup_result **out_result,
    rsup_result **out_report, rsup_error *err);
/** The same from a file. RSUP_E_FILE too. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_fhir_questionnaire_response_file(
    const rsup_instrument *instrument, const char *path, const rsup_score_options *options,
    rsup_safety *out_safety, rsup_result **out_result, rsup_result **out_report, rsup_error *err);
/** The response at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_fhir_response *rsup_fhir_response_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
