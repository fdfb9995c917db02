/* The records that scoring makes: scores, alerts, and the assessment that holds them. */
#include "core/names.h"
#include "core/record.h"
#include "instrument/definition.h"

static const rsup_field score_fields[] = {
    RSUPI_KEY(rsup_score, id, TEXT, "", "id of the score in the definition"),
    RSUPI_MAYBE(rsup_score, value, DOUBLE, "points", "numerator / denominator, divided once"),
    RSUPI_MAYBE(rsup_score, numerator, INT64, "", "exact value, in lowest terms"),
    RSUPI_MAYBE(rsup_score, denominator, INT64, "", "exact value, in lowest terms"),
    RSUPI_MAYBE(rsup_score, band, TEXT, "", "id of the band"),
    RSUPI_MAYBE(rsup_score, band_label, TEXT, "",
                "words of the band: in a day picture the config's, else from the definition"),
    RSUPI_MAYBE(rsup_score, reason, TEXT, "", "why it has no value, or what limits it"),
    RSUPI_FIELD(rsup_score, answered, INT32, "items", "items it rests on that were answered"),
    RSUPI_FIELD(rsup_score, missing, INT32, "items", "items it rests on that were not"),
    RSUPI_FIELD(rsup_score, prorated, BOOL, "", "whether it was scaled up for missing items"),
    RSUPI_MAYBE(rsup_score, low, DOUBLE, "points", "least that the complete score can be"),
    RSUPI_MAYBE(rsup_score, high, DOUBLE, "points", "most that the complete score can be"),
    RSUPI_MAYBE(rsup_score, rule_value, TEXT, "", "what a score that is rules says"),
    RSUPI_TEXTS(rsup_score, cutoffs, cutoff_count, "ids of the cut-offs that it reaches"),
    RSUPI_TEXTS(rsup_score, cautious, cautious_count,
                "ids of cut-offs judged by their cautious default, for want of a context"),
};
const rsup_record_type rsupi_score_type =
    RSUPI_RECORD_TYPE("score", rsup_score, score_fields, "One score of an instrument.");

static const rsup_field alert_fields[] = {
    RSUPI_KEY(rsup_alert, id, TEXT, "", "id of the alert in the definition"),
    RSUPI_ENUM(rsup_alert, level, rsup_alert_level_name, "how much it asks for"),
    RSUPI_MAYBE(rsup_alert, item, TEXT, "", "first item that raised it, or lacks an answer"),
};
const rsup_record_type rsupi_alert_type =
    RSUPI_RECORD_TYPE("alert", rsup_alert, alert_fields, "An alert on raw answers.");

static const rsup_field assessment_fields[] = {
    RSUPI_FIELD(rsup_assessment, instrument, TEXT, "", "id of the instrument"),
    RSUPI_FIELD(rsup_assessment, scoring_revision, INT32, "",
                "revision of the definition that scored it"),
    RSUPI_MAYBE(rsup_assessment, event, TEXT, "", "id in the record"),
    RSUPI_MAYBE(rsup_assessment, on, DAY, "", "local day it was answered"),
    RSUPI_MAYBE(rsup_assessment, age_days, INT32, "days", "how long ago"),
    RSUPI_RECORDS(rsup_assessment, scores, score_count, rsupi_score_type,
                  "scores in the file's order"),
    RSUPI_MAYBE(rsup_assessment, change, DOUBLE, "points",
                "change of the first score since the one before, of the same revision"),
    RSUPI_MAYBE(rsup_assessment, change_since, DAY, "", "day of the one before"),
    RSUPI_RECORDS(rsup_assessment, alerts, alert_count, rsupi_alert_type,
                  "alerts in the file's order"),
    RSUPI_MAYBE(rsup_assessment, notice, TEXT, "", "the licence's line, to be shown"),
    RSUPI_MAYBE(rsup_assessment, profile, TEXT, "",
                "how gaps were treated, when not as the scores say"),
    RSUPI_TEXTS(rsup_assessment, unanswered, unanswered_count,
                "ids of items that were to be asked and have no answer"),
};
const rsup_record_type rsupi_assessment_type = RSUPI_RECORD_TYPE(
    "assessment", rsup_assessment, assessment_fields, "What one set of answers gives.");

const char *rsup_alert_level_name(int32_t level) {
  static const rsupi_name names[] = {{"info", RSUP_ALERT_INFO},
                                     {"review", RSUP_ALERT_REVIEW},
                                     {"attention", RSUP_ALERT_ATTENTION},
                                     {"urgent", RSUP_ALERT_URGENT},
                                     {NULL, 0}};
  return rsupi_name_of(names, level);
}

const char *rsup_score_reason_name(int32_t reason) {
  static const rsupi_name names[] = {{"no_answers", RSUP_SCORE_NO_ANSWERS},
                                     {"too_many_missing", RSUP_SCORE_TOO_MANY_MISSING},
                                     {"not_applicable", RSUP_SCORE_NOT_APPLICABLE},
                                     {"at_least", RSUP_SCORE_AT_LEAST},
                                     {"context_unknown", RSUP_SCORE_CONTEXT_UNKNOWN},
                                     {"not_published", RSUP_SCORE_NOT_PUBLISHED},
                                     {"no_rule", RSUP_SCORE_NO_RULE},
                                     {"refused", RSUP_SCORE_REFUSED},
                                     {NULL, 0}};
  return rsupi_name_of(names, reason);
}
