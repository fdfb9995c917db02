/* The records that reading a QuestionnaireResponse makes. */
#include "exchange/fhir.h"

static const rsup_field answer_fields[] = {
    RSUPI_KEY(rsup_fhir_answer, item, TEXT, "", "id in the definition"),
    RSUPI_FIELD(rsup_fhir_answer, value, INT32, "", "value, one of the item's own set"),
};
const rsup_record_type rsupi_fhir_answer_type =
    RSUPI_RECORD_TYPE("fhir_answer", rsup_fhir_answer, answer_fields, "An answer as it was read.");

static const rsup_field carried_fields[] = {
    RSUPI_KEY(rsup_fhir_carried, score, TEXT, "", "id in the definition"),
    RSUPI_FIELD(rsup_fhir_carried, link_id, TEXT, "", "linkId as in the response"),
    RSUPI_MAYBE(rsup_fhir_carried, carried, DOUBLE, "points", "what the response says"),
    RSUPI_MAYBE(rsup_fhir_carried, carried_rule, TEXT, "", "code of a score that is rules"),
    RSUPI_MAYBE(rsup_fhir_carried, computed, DOUBLE, "points", "what its answers give"),
    RSUPI_MAYBE(rsup_fhir_carried, computed_rule, TEXT, "", "the same of a score that is rules"),
    RSUPI_MAYBE(rsup_fhir_carried, matches, BOOL, "",
                "whether it is the very same; no value where they can't be compared"),
};
const rsup_record_type rsupi_fhir_carried_type =
    RSUPI_RECORD_TYPE("fhir_carried", rsup_fhir_carried, carried_fields,
                      "A score that a response brings along, beside the one its answers give.");

static const rsup_field response_fields[] = {
    RSUPI_FIELD(rsup_fhir_response, instrument, TEXT, "", "id of the instrument"),
    RSUPI_MAYBE(rsup_fhir_response, questionnaire, TEXT, "", "URL of what it says it answers"),
    RSUPI_FIELD(rsup_fhir_response, status, TEXT, "", "completed, in-progress or amended"),
    RSUPI_MAYBE(rsup_fhir_response, authored, INSTANT, "ms", "when it was answered"),
    RSUPI_MAYBE(rsup_fhir_response, on, DAY, "", "the day of that, as written"),
    RSUPI_RECORDS(rsup_fhir_response, answers, answer_count, rsupi_fhir_answer_type,
                  "answers in the order of the definition, without blanks"),
    RSUPI_RECORDS(rsup_fhir_response, carried, carried_count, rsupi_fhir_carried_type,
                  "scores it brings along, in its order"),
    RSUPI_RECORD(rsup_fhir_response, assessment, rsupi_assessment_type, "what its answers give"),
};
const rsup_record_type rsupi_fhir_response_type =
    RSUPI_RECORD_TYPE("fhir_response", rsup_fhir_response, response_fields,
                      "A FHIR QuestionnaireResponse, read and scored.");
