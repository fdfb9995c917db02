/* The records that tell what a definition says. */
#include "core/names.h"
#include "core/record.h"
#include "core/result.h"
#include "instrument/definition.h"

const char *rsup_score_direction_name(int32_t direction) {
  static const rsupi_name names[] = {{"higher_worse", RSUP_HIGHER_WORSE},
                                     {"higher_better", RSUP_HIGHER_BETTER},
                                     {"none", RSUP_NO_DIRECTION},
                                     {NULL, 0}};
  return rsupi_name_of(names, direction);
}

const char *rsup_metric_name(int32_t metric) {
  static const rsupi_name names[] = {{"absolute", RSUP_METRIC_ABSOLUTE},
                                     {"percent_of_baseline", RSUP_METRIC_PERCENT_OF_BASELINE},
                                     {NULL, 0}};
  return rsupi_name_of(names, metric);
}

static const rsup_field licence_fields[] = {
    RSUPI_FIELD(rsup_licence_info, status, TEXT, "", "\"no_permission_needed\", \"registration\""),
    RSUPI_FIELD(rsup_licence_info, ship_text, BOOL, "",
                "whether the definition may carry the wording"),
    RSUPI_MAYBE(rsup_licence_info, commercial_use, BOOL, "",
                "whether it may be used commercially; no value: nobody knows"),
    RSUPI_MAYBE(rsup_licence_info, modification, BOOL, "",
                "whether it may be changed; no value: not said"),
    RSUPI_FIELD(rsup_licence_info, notice, TEXT, "", "the line a host must show"),
    RSUPI_FIELD(rsup_licence_info, verified_at_source, BOOL, "",
                "whether it was read at the rights holder's own page"),
    RSUPI_MAYBE(rsup_licence_info, caution, TEXT, "", "what to mind"),
    RSUPI_TEXTS(rsup_licence_info, basis, basis_count, "what it rests on: source, what it says"),
};
const rsup_record_type rsupi_licence_info_type = RSUPI_RECORD_TYPE(
    "licence_info", rsup_licence_info, licence_fields, "The licence of a questionnaire.");

static const rsup_field code_fields[] = {
    RSUPI_FIELD(rsup_code_info, system, TEXT, "", "\"loinc\", \"snomed\""),
    RSUPI_KEY(rsup_code_info, code, TEXT, "", "code in that system"),
    RSUPI_MAYBE(rsup_code_info, verified, BOOL, "",
                "whether somebody read it at a source; no value: the definition does not say"),
    RSUPI_TEXTS(rsup_code_info, sources, source_count, "where it was read"),
};
const rsup_record_type rsupi_code_info_type =
    RSUPI_RECORD_TYPE("code_info", rsup_code_info, code_fields, "A code of a terminology.");

static const rsup_field option_fields[] = {
    RSUPI_KEY(rsup_option_info, id, TEXT, "", "id of the answer in its set"),
    RSUPI_FIELD(rsup_option_info, value, INT32, "", "what is stored"),
    RSUPI_MAYBE(rsup_option_info, loinc, TEXT, "", "answer code"),
    RSUPI_MAYBE(rsup_option_info, label, TEXT, "",
                "English words, where the licence lets them be shipped"),
};
const rsup_record_type rsupi_option_info_type = RSUPI_RECORD_TYPE(
    "option_info", rsup_option_info, option_fields, "One of the answers an item has.");

static const rsup_field item_fields[] = {
    RSUPI_KEY(rsup_item_info, id, TEXT, "", "id of the item"),
    RSUPI_FIELD(rsup_item_info, min, INT32, "", "least answer"),
    RSUPI_FIELD(rsup_item_info, max, INT32, "", "most answer"),
    RSUPI_RECORDS(rsup_item_info, options, option_count, rsupi_option_info_type,
                  "answers to choose from; none: every whole number between"),
    RSUPI_FIELD(rsup_item_info, safety, BOOL, "", "whether its answers can be safety signs"),
    RSUPI_FIELD(rsup_item_info, optional, BOOL, "", "whether a form is complete without it"),
    RSUPI_FIELD(rsup_item_info, always_asked, BOOL, "",
                "whether it is asked whatever the answers above are"),
    RSUPI_MAYBE(rsup_item_info, group, TEXT, "", "items that belong together"),
    RSUPI_MAYBE(rsup_item_info, loinc, TEXT, "", "its LOINC code"),
    RSUPI_MAYBE(
        rsup_item_info, loinc_verified, BOOL, "",
        "whether somebody read the code at a source; no value: the definition does not say"),
    RSUPI_MAYBE(rsup_item_info, text, TEXT, "",
                "English words, where the licence lets them be shipped"),
};
const rsup_record_type rsupi_item_info_type =
    RSUPI_RECORD_TYPE("item_info", rsup_item_info, item_fields, "An item of a questionnaire.");

static const rsup_field band_fields[] = {
    RSUPI_KEY(rsup_band_info, id, TEXT, "", "id of the band"),
    RSUPI_MAYBE(rsup_band_info, label, TEXT, "", "its words"),
    RSUPI_FIELD(rsup_band_info, from, DOUBLE, "points", "least value of the band"),
};
const rsup_record_type rsupi_band_info_type =
    RSUPI_RECORD_TYPE("band_info", rsup_band_info, band_fields, "A band of a score.");

static const rsup_field cutoff_fields[] = {
    RSUPI_FIELD(rsup_cutoff_info, id, TEXT, "", "id of the cut-off; several entries may have one"),
    RSUPI_MAYBE(rsup_cutoff_info, from, DOUBLE, "points", "value from which on it is reached"),
    RSUPI_MAYBE(rsup_cutoff_info, below, DOUBLE, "points", "value under which it is reached"),
    RSUPI_FIELD(rsup_cutoff_info, conditional, BOOL, "",
                "whether it applies only under a condition"),
    RSUPI_MAYBE(rsup_cutoff_info, context, TEXT, "", "what the condition asks for: \"sex\""),
    RSUPI_MAYBE(rsup_cutoff_info, when, TEXT, "", "and what that must be: \"female\""),
    RSUPI_FIELD(rsup_cutoff_info, active, BOOL, "",
                "whether somebody checked the number; else it is never judged"),
    RSUPI_MAYBE(rsup_cutoff_info, source, TEXT, "", "key of a reference"),
    RSUPI_MAYBE(rsup_cutoff_info, note, TEXT, "", "what to know of it"),
};
const rsup_record_type rsupi_cutoff_info_type =
    RSUPI_RECORD_TYPE("cutoff_info", rsup_cutoff_info, cutoff_fields,
                      "A cut-off of a score. Of one id the first whose condition holds applies.");

static const rsup_field threshold_fields[] = {
    RSUPI_KEY(rsup_threshold_info, id, TEXT, "", "id of the threshold"),
    RSUPI_ENUM(rsup_threshold_info, metric, rsup_metric_name, "how the amount is counted"),
    RSUPI_FIELD(rsup_threshold_info, amount, DOUBLE, "", "points, or percent"),
    RSUPI_FIELD(rsup_threshold_info, active, BOOL, "",
                "whether somebody checked the number; else it is never judged"),
    RSUPI_MAYBE(rsup_threshold_info, source, TEXT, "", "key of a reference"),
};
const rsup_record_type rsupi_threshold_info_type =
    RSUPI_RECORD_TYPE("threshold_info", rsup_threshold_info, threshold_fields,
                      "A published amount of change that counts.");

static const rsup_field score_fields[] = {
    RSUPI_KEY(rsup_score_info, id, TEXT, "", "id of the score"),
    RSUPI_FIELD(rsup_score_info, op, TEXT, "", "operation: \"sum\", \"mean\", \"rules\" ..."),
    RSUPI_MAYBE(rsup_score_info, of, TEXT, "", "the score that it is made from"),
    RSUPI_TEXTS(rsup_score_info, items, item_count, "items it rests on"),
    RSUPI_TEXTS(rsup_score_info, reversed, reversed_count, "those of them that are reversed"),
    RSUPI_MAYBE(rsup_score_info, low, DOUBLE, "points", "least it can be"),
    RSUPI_MAYBE(rsup_score_info, high, DOUBLE, "points", "most it can be"),
    RSUPI_ENUM(rsup_score_info, direction, rsup_score_direction_name, "which way it points"),
    RSUPI_FIELD(rsup_score_info, missing_max, INT32, "items", "how many may lack an answer"),
    RSUPI_MAYBE(rsup_score_info, missing_method, TEXT, "",
                "what stands in for them: \"prorate\", \"zero\""),
    RSUPI_MAYBE(rsup_score_info, missing_source, TEXT, "", "source of that rule"),
    RSUPI_TEXTS(rsup_score_info, values, value_count,
                "what a score that is rules can say, in their order"),
    RSUPI_RECORDS(rsup_score_info, bands, band_count, rsupi_band_info_type, "bands, rising"),
    RSUPI_RECORDS(rsup_score_info, cutoffs, cutoff_count, rsupi_cutoff_info_type,
                  "cut-offs in the file's order"),
    RSUPI_RECORDS(rsup_score_info, thresholds, threshold_count, rsupi_threshold_info_type,
                  "published amounts of change"),
    RSUPI_RECORDS(rsup_score_info, codes, code_count, rsupi_code_info_type, "codes of the score"),
    RSUPI_MAYBE(rsup_score_info, source, TEXT, "", "key of a reference"),
    RSUPI_MAYBE(rsup_score_info, note, TEXT, "", "what to know of it"),
};
const rsup_record_type rsupi_score_info_type =
    RSUPI_RECORD_TYPE("score_info", rsup_score_info, score_fields, "A score of a questionnaire.");

static const rsup_field alert_fields[] = {
    RSUPI_KEY(rsup_alert_info, id, TEXT, "", "id of the alert"),
    RSUPI_ENUM(rsup_alert_info, level, rsup_alert_level_name, "how much it asks for"),
    RSUPI_TEXTS(rsup_alert_info, items, item_count, "items that it reads"),
    RSUPI_FIELD(rsup_alert_info, review, BOOL, "",
                "whether it asks for review when it cannot be judged"),
    RSUPI_TEXTS(rsup_alert_info, next, next_count, "what to do next"),
};
const rsup_record_type rsupi_alert_info_type =
    RSUPI_RECORD_TYPE("alert_info", rsup_alert_info, alert_fields, "An alert of a questionnaire.");

static const rsup_field context_fields[] = {
    RSUPI_KEY(rsup_context_info, name, TEXT, "", "what is asked for: \"sex\""),
    RSUPI_TEXTS(rsup_context_info, values, value_count, "values that the definition knows"),
};
const rsup_record_type rsupi_context_info_type =
    RSUPI_RECORD_TYPE("context_info", rsup_context_info, context_fields,
                      "Something about the person that cut-offs, rules or tables ask for.");

static const rsup_field instrument_fields[] = {
    RSUPI_KEY(rsup_instrument_info, id, TEXT, "", "id of the instrument"),
    RSUPI_FIELD(rsup_instrument_info, version, TEXT, "", "version of the file"),
    RSUPI_FIELD(rsup_instrument_info, status, TEXT, "",
                "state of the file: \"draft\", \"active\", \"retired\""),
    RSUPI_FIELD(rsup_instrument_info, scoring_revision, INT32, "",
                "revision, raised when any answers could score differently"),
    RSUPI_FIELD(rsup_instrument_info, abbreviation, TEXT, "", "short name: \"PHQ-9\""),
    RSUPI_MAYBE(rsup_instrument_info, title, TEXT, "", "title in English, else the first"),
    RSUPI_MAYBE(rsup_instrument_info, purpose, TEXT, "", "what it is for"),
    RSUPI_MAYBE(rsup_instrument_info, recall, TEXT, "",
                "what its questions look back on: \"2 wk\""),
    RSUPI_TEXTS(rsup_instrument_info, variants, variant_count, "ids of its relatives"),
    RSUPI_RECORD(rsup_instrument_info, licence, rsupi_licence_info_type, "licence; read its basis"),
    RSUPI_RECORDS(rsup_instrument_info, items, item_count, rsupi_item_info_type, "items in order"),
    RSUPI_RECORDS(rsup_instrument_info, scores, score_count, rsupi_score_info_type,
                  "scores in order"),
    RSUPI_RECORDS(rsup_instrument_info, alerts, alert_count, rsupi_alert_info_type,
                  "alerts in order"),
    RSUPI_TEXTS(rsup_instrument_info, profiles, profile_count, "named ways to treat gaps"),
    RSUPI_RECORDS(rsup_instrument_info, contexts, context_count, rsupi_context_info_type,
                  "what it asks for beside the answers"),
    RSUPI_RECORDS(rsup_instrument_info, codes, code_count, rsupi_code_info_type,
                  "codes of the panel"),
    RSUPI_TEXTS(rsup_instrument_info, references, reference_count, "key, then the citation"),
    RSUPI_FIELD(rsup_instrument_info, tests, INT32, "", "own tests, which held when it was loaded"),
    RSUPI_FIELD(rsup_instrument_info, digest, TEXT, "", "SHA-256 of the content"),
};
const rsup_record_type rsupi_instrument_info_type = RSUPI_RECORD_TYPE(
    "instrument_info", rsup_instrument_info, instrument_fields, "What a definition says.");

rsup_status rsup_instrument_describe(const rsup_instrument *instrument, rsup_result **out_result,
                                     rsup_error *err) {
  rsup_result *result;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!instrument || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_instrument_describe needs an instrument and an out_result");
  const rsup_status status =
      rsupi_result_new(&instrument->allocator, &rsupi_instrument_info_type, &result, err);
  if (status) return status;
  *(rsup_instrument_info *)result->root = *instrument->info;
  rsupi_instrument_keep(instrument);
  rsupi_result_keep(result, (void *)(uintptr_t)instrument, rsupi_instrument_release);
  *out_result = result;
  return RSUP_OK;
}

const rsup_instrument_info *rsup_instrument_info_get(const rsup_result *result) {
  return result && result->type == &rsupi_instrument_info_type ? result->root : NULL;
}
